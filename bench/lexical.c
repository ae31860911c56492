/* bench/lexical: how fast text becomes tokens, hashes and names, one core.
 *
 *     lexical DATA FILE      DATA: casus's data/; FILE: plain text
 *
 * Builds in memory a trie of 60,000 phrases: the names in DATA/actors and DATA/places, filled up
 * with sequences of two to four words that stand in the text behind each other, the first with a
 * capital, so that many look-ups go deep. Then
 * times three runs over the whole text, best of 5, the process's own time: tokens; tokens with
 * their hashes; those and the longest phrase at each. Pieces of the size of an article are done one
 * by one in the same memory, as documents are.
 */
#include "base/files.h"
#include "lex/lex.h"
#include "lex/split.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define N_PHRASES 60000u
#define PIECE 4096u

static void die(const char *what)
{
    fprintf(stderr, "lexical: %s\n", what);
    exit(1);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- the phrases -------------------------------------------------------------------------- */

typedef struct bank {
    phrase_builder *builder;
    uint32_t n, n_names;
} bank;

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* "Gaza | Gaza Strip ; PSE ; ...": the names of the first field. */
static void add_names(bank *b, casus_str line)
{
    casus_str field, name;
    if (!line.len || line.ptr[0] == '#' || !str_split(&line, ';', &field)) return;
    while (str_split(&field, '|', &name)) {
        if (name.len < 3 || !is_letter(name.ptr[0])) continue;
        phrase_builder_add(b->builder, name, b->n++, PHRASE_CASED);
    }
}

static void add_file(bank *b, const char *path)
{
    buf file = {0};
    casus_error err;
    if (buf_read_file(&file, path, 1u << 28, &err) != CASUS_OK) die(err.message);
    casus_str rest = buf_str(&file), line;
    while (str_split(&rest, '\n', &line)) add_names(b, line);
    buf_release(&file);
}

static void add_folder(bank *b, const char *data, const char *name)
{
    file_list files;
    casus_error err;
    if (file_list_make(&files, data, name, ".txt", &err) != CASUS_OK) die(err.message);
    for (size_t i = 0; i < files.n; i++) add_file(b, files.paths[i]);
    file_list_release(&files);
}

/* A capitalised word of four letters or more, as names begin, and what stands behind it. */
static void add_sequences(bank *b, casus_str text)
{
    uint64_t seed = 1;
    while (b->n < N_PHRASES) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        size_t at = (size_t)((seed >> 20) % text.len), n_words = 2 + (seed >> 60) % 3;
        while (at < text.len && is_letter(text.ptr[at])) at++;
        while (at < text.len && !is_letter(text.ptr[at])) at++;
        size_t end = at, first = at;
        for (size_t k = 0; k < n_words && end < text.len; k++) {
            if (k) end++;
            while (end < text.len && is_letter(text.ptr[end])) end++;
            if (k == 0) first = end;
            if (end < text.len && text.ptr[end] != ' ' && k + 1 < n_words) first = at;
        }
        bool capital = at < text.len && text.ptr[at] >= 'A' && text.ptr[at] <= 'Z';
        if (!capital || first < at + 4) continue;
        phrase_builder_add(b->builder, str_slice(text, at, end), b->n++, PHRASE_CASED);
    }
}

/* ---- the runs ----------------------------------------------------------------------------- */

enum what { TOKENS, HASHES, PHRASES };

typedef struct run {
    casus_str text;
    phrases names;
    arena mem;
    uint64_t n_tokens, n_found, n_covered;
} run;

/* Pieces end at a line. */
static size_t piece_end(casus_str text, size_t at)
{
    size_t end = at + PIECE;
    if (end >= text.len) return text.len;
    const char *line = memchr(text.ptr + end, '\n', text.len - end);
    return line ? (size_t)(line - text.ptr) : text.len;
}

static void look_up(run *r, const token *tokens, uint32_t n)
{
    for (uint32_t i = 0; i < n;) {
        phrase_match m = phrases_longest(&r->names, r->text.ptr, tokens + i, n - i, false);
        r->n_found += m.n_tokens > 0;
        r->n_covered += m.n_tokens;
        i += m.n_tokens ? m.n_tokens : 1;
    }
}

static double once(run *r, enum what what)
{
    r->n_tokens = r->n_found = r->n_covered = 0;
    double start = now();
    for (size_t at = 0; at < r->text.len;) {
        size_t end = piece_end(r->text, at);
        arena_reset(&r->mem);
        uint32_t n = 0, cap = (uint32_t)(end - at) / 4 + 16;
        token *tokens = arena_alloc(&r->mem, cap * sizeof(token));
        if (what == TOKENS)
            lexer_split(r->text.ptr, (uint32_t)at, (uint32_t)end, 0, &r->mem, &tokens, &n, &cap,
                        window_best_reader());
        else
            lex_stretch(r->text.ptr, (uint32_t)at, (uint32_t)end, 0, &r->mem, &tokens, &n, &cap);
        if (what == PHRASES) look_up(r, tokens, n);
        r->n_tokens += n;
        at = end;
    }
    return now() - start;
}

static void measure(run *r, const char *label, enum what what)
{
    double best = 1e9;
    for (int i = 0; i < 5; i++) {
        double took = once(r, what);
        if (took < best) best = took;
    }
    printf("%-28s %6.1f million tokens/s %6.0f MB/s\n", label, (double)r->n_tokens / best / 1e6,
           (double)r->text.len / best / 1e6);
}

int main(int argc, char **argv)
{
    if (argc != 3) die("use: lexical DATA FILE");
    buf file = {0}, image = {0};
    casus_error err;
    bank b = {0};
    run r = {0};
    if (buf_read_file(&file, argv[2], 1u << 30, &err) != CASUS_OK) die(err.message);
    if (phrase_builder_new(&b.builder, &err) != CASUS_OK) die(err.message);
    static const char *const folders[] = {"actors", "actors/bodies", "actors/persons", "places"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        add_folder(&b, argv[1], folders[i]);
    b.n_names = b.n;
    r.text = buf_str(&file);
    add_sequences(&b, r.text);
    phrase_builder_finish(b.builder, &image);
    if (!buf_ok(&image) || phrases_open(&r.names, buf_str(&image), &err) != CASUS_OK)
        die("the phrases could not be built");
    arena_init(&r.mem, 1u << 28);
    measure(&r, "tokenise", TOKENS);
    measure(&r, "tokenise + hash", HASHES);
    measure(&r, "tokenise + hash + look up", PHRASES);
    printf("%zu bytes, %llu tokens; %u phrases (%u from DATA), %.1f MB; %llu found, %.1f%% of the "
           "tokens in one\n",
           r.text.len, (unsigned long long)r.n_tokens, b.n, b.n_names, (double)image.len / 1e6,
           (unsigned long long)r.n_found, 100.0 * (double)r.n_covered / (double)r.n_tokens);
    phrase_builder_free(b.builder);
    arena_release(&r.mem);
    buf_release(&image);
    buf_release(&file);
    return 0;
}
