/* What hostile shapes cost, at one size and at four times that size.
 *
 *     hostile MODEL [SHAPE...]      seconds, as they come
 *     bench/hostile.sh              instructions, under callgrind
 *
 * Under callgrind each measurement is dumped as a profile of its own, which the script reads; a ratio
 * of 4 is linear, 16 quadratic. Each shape goes the whole way: a page through tokenizer, tree and
 * article, a text through the parser, lines of JSON through the reader, and what comes out to events. */
#include "casus.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <valgrind/callgrind.h>

#define FACTOR 4

enum kind { PAGE, TEXT, JSON };

typedef struct shape {
    const char *name;
    enum kind kind;
    const char *before, *piece, *after; /* the piece again and again between the others */
} shape;

static const shape SHAPES[] = {
    {"deep div", PAGE, "", "<div>", ""},
    {"deep div with text", PAGE, "", "<div>Mali said so. ", ""},
    {"open b", PAGE, "<p>", "<b>x ", ""},
    {"open a", PAGE, "<p>", "<a href=x>x ", ""},
    {"open font, unknown tags", PAGE, "", "<font><custom>x ", ""},
    {"closing tags", PAGE, "<div><div><p>", "</p></b></div>", ""},
    {"b and i crossed", PAGE, "", "<p><b><i>x</b></i>", ""},
    {"tables in tables", PAGE, "", "<table><tr><td>", ""},
    {"cells", PAGE, "<table><tr>", "<td>x", ""},
    {"lists in lists", PAGE, "", "<ul><li>x", ""},
    {"options", PAGE, "<select>", "<option>x", ""},
    {"attributes of a tag", PAGE, "<div ", "a=b c='d' e=\"f\" ", ">x</div>"},
    {"the same attribute", PAGE, "<div ", "class=a ", ">x</div>"},
    {"class words", PAGE, "<div class=\"", "story-body nav ", "\">x</div>"},
    {"tags with attributes", PAGE, "", "<p class=a id=b style='c' data-d=e>x", ""},
    {"a tag that has no end", PAGE, "<div ", "<", ""},
    {"an attribute that has no end", PAGE, "<div a=\"", "b ", ""},
    {"attributes that have no end", PAGE, "", "<a b=\"c ", ""},
    {"entities", PAGE, "<p>", "&amp;&#8220;&nbsp;", ""},
    {"entities without end", PAGE, "<p>", "&amp", ""},
    {"ampersands", PAGE, "<p>", "&", ""},
    {"comments", PAGE, "<p>", "<!-- x --> x", ""},
    {"a comment that has no end", PAGE, "<!--", "- -- --! ", ""},
    {"openings of comments", PAGE, "", "<!--", ""},
    {"quotes in a page", PAGE, "<p>", "\"'", ""},
    {"CDATA", PAGE, "<p>", "<![CDATA[x]]>", ""},
    {"openings of CDATA", PAGE, "<p>", "<![CDATA[", ""},
    {"CDATA of svg", PAGE, "<svg>", "<![CDATA[x]]", ""},
    {"scripts", PAGE, "", "<script><!--<script>", ""},
    {"a script that has no end", PAGE, "<script>", "</scrip", ""},
    {"titles", PAGE, "", "<title>x", ""},
    {"headings", PAGE, "", "<h1>Mali attacked Niger</h1>", ""},
    {"meta", PAGE, "", "<meta property=\"og:title\" content=\"x\">", ""},
    {"JSON-LD", PAGE, "<script type=\"application/ld+json\">", "{\"a\":[", "</script>"},
    {"scripts of JSON-LD", PAGE, "", "<script type='application/ld+json'>{\"a\":1}</script>", ""},
    {"one block of links", PAGE, "<p>", "<a href=x>Mali</a> ", ""},
    {"paragraphs", PAGE, "", "<p>Mali said so, and Niger, too. ", ""},
    {"a date in each block", PAGE, "", "<p>5 May 2014", ""},
    {"long word", TEXT, "", "a", ""},
    {"long word of capitals and hyphens", TEXT, "", "Up-", ""},
    {"long sentence", TEXT, "", "Mali and Niger and ", "."},
    {"long sentence of clauses", TEXT, "", "Mali said that Niger attacked Chad, which ", "."},
    {"long line", TEXT, "", "Mali attacked Niger. He condemned it. ", ""},
    {"quotes", TEXT, "", "\"", ""},
    {"quotes in quotes", TEXT, "", "\xe2\x80\x9cHe said, 'They said, ", ""},
    {"brackets", TEXT, "", "([{", ""},
    {"nested JSON", JSON, "{\"a\":", "[", "]"},
    {"nested values", JSON, "{\"text\":\"x\",\"a\":[0", ",[{\"a\":[{\"b\":[[[[1]]]]}]}]", "]}"},
    {"nested objects", JSON, "{\"text\":\"x\",\"a\":[0", ",{\"a\":{\"a\":{\"a\":{\"a\":1}}}}", "]}"},
    {"escapes", JSON, "{\"text\":\"", "\\u0041\\ud83d\\n", "\"}"},
    {"members", JSON, "{\"text\":\"x\"", ",\"a\":1", "}"},
    {"members that are wanted", JSON, "{\"text\":\"x\"", ",\"title\":\"Mali\"", "}"},
    {"lines", JSON, "", "{\"text\":\"x\"}\n", ""},
    {"lines that are no JSON", JSON, "{\n", "[\n", ""},
};

/* Bytes of the smaller of two; text costs the most, since it is parsed. */
static size_t size_of(enum kind kind)
{
    return (size_t)(kind == TEXT ? 8 : kind == JSON ? 12 : 32) << 10;
}

static char *make(const shape *s, size_t size, size_t *len)
{
    size_t piece = strlen(s->piece);
    char *text = malloc(size + strlen(s->before) + piece + strlen(s->after) + 1);
    if (!text) exit(1);
    char *at = stpcpy(text, s->before), *end = at + size;
    while (at < end) at = stpcpy(at, s->piece);
    at = stpcpy(at, s->after);
    *len = (size_t)(at - text);
    return text;
}

static void code(casus_coder *coder, casus_doc *doc, const casus_document_in *in)
{
    casus_error err = {0};
    if (casus_code(coder, in, doc, &err) == CASUS_OK) return;
    fprintf(stderr, "hostile: %s\n", err.message);
    exit(1);
}

static void read_lines(casus_coder *coder, casus_doc *doc, const char *path)
{
    casus_reader *reader;
    casus_document_in in;
    casus_status status;
    bool more = false;
    if (casus_reader_open(&reader, &path, 1, NULL) != CASUS_OK) exit(1);
    do { /* what is refused counts, too */
        status = casus_reader_next(reader, &in, &more, NULL);
        if (status == CASUS_OK && more) code(coder, doc, &in);
    } while (more || status != CASUS_OK);
    casus_reader_close(reader);
}

typedef struct bench {
    casus_coder *coder;
    casus_doc *doc;
    char path[64];
} bench;

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* One shape at one size; under callgrind its instructions go into a file named by `label`. */
static double measure(bench *b, const shape *s, size_t size, const char *label)
{
    size_t len;
    char *text = make(s, size, &len);
    casus_document_in in = {.id = {"x", 1}, .text = {text, len}, .page = s->kind == PAGE};
    if (s->kind == JSON) {
        FILE *file = fopen(b->path, "wb");
        if (!file || fwrite(text, 1, len, file) != len || fclose(file) != 0) exit(1);
    }
    double began = seconds();
    CALLGRIND_ZERO_STATS;
    if (s->kind == JSON) read_lines(b->coder, b->doc, b->path);
    else code(b->coder, b->doc, &in);
    CALLGRIND_DUMP_STATS_AT(label);
    double took = seconds() - began;
    free(text);
    return took;
}

static bool wanted(const char *name, int argc, char **argv)
{
    bool any = argc < 3;
    for (int i = 2; i < argc; i++) any = any || strcmp(argv[i], name) == 0;
    return any;
}

int main(int argc, char **argv)
{
    casus_model *model;
    casus_error err = {0};
    bench b = {.path = "/tmp/casus-hostile-XXXXXX.jsonl"};
    casus_options options = {.no_gate = true, .any_language = true};
    int fd = mkstemps(b.path, 6);
    if (argc < 2 || fd < 0 || casus_model_open(&model, argv[1], &err) != CASUS_OK ||
        casus_coder_new(&b.coder, model, &options, &err) != CASUS_OK ||
        casus_doc_new(&b.doc, &err) != CASUS_OK) {
        fprintf(stderr, "usage: hostile MODEL [SHAPE...] %s\n", err.message);
        return 2;
    }
    close(fd);
    for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++) {
        const shape *s = &SHAPES[i];
        char label[96];
        if (!wanted(s->name, argc, argv)) continue;
        double took[2];
        for (int large = 0; large < 2; large++) {
            snprintf(label, sizeof label, "%s|%s", large ? "4n" : "n", s->name);
            took[large] = measure(&b, s, size_of(s->kind) * (large ? FACTOR : 1), label);
        }
        if (!RUNNING_ON_VALGRIND)
            printf("%-36s %8.2f ms %8.2f ms %6.1f\n", s->name, took[0] * 1e3, took[1] * 1e3,
                   took[1] / took[0]);
    }
    unlink(b.path);
    casus_doc_free(b.doc);
    casus_coder_free(b.coder);
    casus_model_close(model);
    return 0;
}
