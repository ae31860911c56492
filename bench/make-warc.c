/* bench/make-warc: a web archive of any size out of pages and texts, on stdout, no two records alike.
 *
 *     make-warc MEGABYTES FILE...        files are what casus_reader takes: pages, texts, JSON Lines
 *
 * A record is a page (an HTTP answer of HTML) or a text, one page to eight texts where there are both.
 * Each copy has other words: one word in ten, outside of tags, is another one of its kind from a list,
 * and figures are others. The same files and size give the same bytes.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "casus.h"

#define TEXTS_PER_PAGE 8
#define MOST_KEPT ((size_t)64 << 20) /* bytes of pages, and of texts */

typedef struct texts {
    casus_str *items;
    size_t n, cap, bytes;
} texts;

static uint64_t chance = 0x9E3779B97F4A7C15u;

static unsigned random_below(unsigned n)
{
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    return (unsigned)((chance >> 11) % n);
}

static void die(const char *what)
{
    fprintf(stderr, "make-warc: %s\n", what);
    exit(1);
}

static void add(texts *to, casus_str text)
{
    if (to->bytes + text.len > MOST_KEPT) return;
    if (to->n == to->cap) {
        to->cap = to->cap ? to->cap * 2 : 256;
        to->items = realloc(to->items, to->cap * sizeof *to->items);
        if (!to->items) die("no memory");
    }
    char *copy = malloc(text.len + 1);
    if (!copy) die("no memory");
    memcpy(copy, text.ptr, text.len);
    to->items[to->n++] = (casus_str){copy, text.len};
    to->bytes += text.len;
}

static void read_all(const char *const *paths, size_t n, texts *pages, texts *plain)
{
    casus_reader *reader;
    casus_document_in in;
    casus_error err;
    bool more = true;
    if (casus_reader_open(&reader, paths, n, &err) != CASUS_OK) die(err.message);
    while (more)
        if (casus_reader_next(reader, &in, &more, &err) == CASUS_OK && more)
            add(in.page ? pages : plain, in.text);
    casus_reader_close(reader);
}

/* ---- other words --------------------------------------------------------------------------- */

static const char *const WORDS[] = {
    "border",  "council", "district", "economy", "factory", "garrison", "harbour", "industry",
    "journal", "kingdom", "library",  "market",  "network", "official", "parade",  "quarter",
    "railway", "school",  "treaty",   "union",   "village", "witness",  "yard",    "zone"};

#define N_WORDS (sizeof WORDS / sizeof *WORDS)

static bool is_small(char c) { return c >= 'a' && c <= 'z'; }

/* `text` with other words and figures, in a buffer of twice its length. */
static size_t change(casus_str text, bool page, char *out)
{
    size_t len = 0;
    bool in_tag = false;
    for (size_t i = 0; i < text.len;) {
        char c = text.ptr[i];
        if (page && (c == '<' || c == '>')) in_tag = c == '<';
        size_t word = i;
        while (word < text.len && is_small(text.ptr[word])) word++;
        bool whole = word - i >= 6 && (i == 0 || text.ptr[i - 1] == ' ') && word < text.len &&
                     text.ptr[word] == ' ';
        if (!in_tag && whole && random_below(10) == 0) {
            const char *other = WORDS[random_below(N_WORDS)];
            memcpy(out + len, other, strlen(other));
            len += strlen(other);
            i = word;
        } else if (!in_tag && c >= '1' && c <= '9') {
            out[len++] = (char)('1' + random_below(9));
            i++;
        } else {
            size_t end = word > i ? word : i + 1;
            memcpy(out + len, text.ptr + i, end - i);
            len += end - i;
            i = end;
        }
    }
    return len;
}

/* ---- records ------------------------------------------------------------------------------- */

static uint64_t put_record(uint64_t n, casus_str body, bool page)
{
    static const char HTTP[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
    size_t len = body.len + (page ? sizeof HTTP - 1 : 0);
    int head = printf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:made:%" PRIu64 ">\r\n"
                      "WARC-Target-URI: https://news.example/%" PRIu64 "\r\n"
                      "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n",
                      page ? "response" : "resource", n, n,
                      page ? "application/http; msgtype=response" : "text/plain", len);
    if (page) fwrite(HTTP, 1, sizeof HTTP - 1, stdout);
    fwrite(body.ptr, 1, body.len, stdout);
    fputs("\r\n\r\n", stdout);
    if (head < 0 || ferror(stdout)) exit(1); /* the reader went away */
    return (uint64_t)head + len + 4;
}

int main(int argc, char **argv)
{
    texts pages = {0}, plain = {0};
    uint64_t want = argc > 2 ? strtoull(argv[1], NULL, 10) * 1000000 : 0, done = 0, n = 0;
    if (!want) die("usage: make-warc MEGABYTES FILE...");
    read_all((const char *const *)argv + 2, (size_t)argc - 2, &pages, &plain);
    if (!pages.n && !plain.n) die("no pages and no texts");
    size_t room = 0;
    for (size_t i = 0; i < pages.n; i++) room = pages.items[i].len > room ? pages.items[i].len : room;
    for (size_t i = 0; i < plain.n; i++) room = plain.items[i].len > room ? plain.items[i].len : room;
    char *out = malloc(room * 2 + 16);
    if (!out) die("no memory");
    for (uint64_t turn = 0; done < want; turn++) {
        bool page = !plain.n || (pages.n && turn % (TEXTS_PER_PAGE + 1) == 0);
        const texts *from = page ? &pages : &plain;
        casus_str text = from->items[(page ? turn / (TEXTS_PER_PAGE + 1) : turn) % from->n];
        done += put_record(n++, (casus_str){out, change(text, page, out)}, page);
    }
    return 0;
}
