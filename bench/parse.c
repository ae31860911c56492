/* bench/parse: how fast the parse stage is on one core.
 *
 *     parse casus.model FILE.conllu [PASSES]
 *
 * Prints tokens a second (CPU time, best pass) of word features, with tagging, and of the whole.
 * Takes the words of a CoNLL-U file, so that nothing but src/parse/ is measured. Build:
 *
 *     gcc -std=gnu17 -O2 -Isrc -Iinclude bench/parse.c build/libcasus.a -lzstd -lxxhash -lutf8proc
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "parse/model.h"

typedef struct bench {
    char *text;
    token *tokens;
    uint32_t *starts; /* [n_sentences + 1] first token */
    uint32_t n, n_sentences;
} bench;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void load(bench *b, const char *path)
{
    buf file = {0};
    casus_error err = {0};
    if (buf_read_file(&file, path, (size_t)1 << 30, &err) != CASUS_OK) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
    b->text = calloc(file.len + 1, 1);
    b->tokens = calloc(file.len / 8 + 2, sizeof *b->tokens);
    b->starts = calloc(file.len / 8 + 2, sizeof *b->starts);
    casus_str rest = buf_str(&file), line;
    uint32_t at = 0;
    while (str_split(&rest, '\n', &line)) {
        casus_str number, form;
        if (line.len == 0 && b->n > b->starts[b->n_sentences]) b->starts[++b->n_sentences] = b->n;
        if (line.len == 0 || line.ptr[0] == '#') continue;
        if (!str_split(&line, '\t', &number) || !str_split(&line, '\t', &form)) continue;
        if (str_find(number, STR("-")) != SIZE_MAX || str_find(number, STR(".")) != SIZE_MAX)
            continue;
        memcpy(b->text + at, form.ptr, form.len);
        b->tokens[b->n++] =
            (token){.hash = str_hash_lower(form), .start = at, .end = at + (uint32_t)form.len};
        at += (uint32_t)form.len + 1;
    }
    buf_release(&file);
}

enum stage { STAGE_WORDS, STAGE_TAGS, STAGE_ALL, STAGE_COUNT };

static void run(const bench *b, enum stage stage, const parse_model *model, parser *p, arena *mem)
{
    static word words[PARSE_MAX_TOKENS];
    static uint8_t tags[PARSE_MAX_TOKENS];
    static node nodes[PARSE_MAX_TOKENS];
    for (uint32_t s = 0; s < b->n_sentences; s++) {
        const token *tokens = b->tokens + b->starts[s];
        uint32_t n = b->starts[s + 1] - b->starts[s];
        if (n > PARSE_MAX_TOKENS) continue;
        arena_reset(mem);
        if (stage == STAGE_ALL) {
            parser_run(p, b->text, tokens, n, nodes, mem);
            continue;
        }
        words_scan(&model->lexicon, b->text, tokens, n, words);
        if (stage == STAGE_TAGS) tagger_run(&model->tagger, words, n, tags);
    }
}

int main(int argc, char **argv)
{
    static const char *const names[STAGE_COUNT] = {"word features", "with tags", "all of parse"};
    casus_error err = {0};
    buf file = {0};
    image img;
    parse_model *model;
    parser *p;
    bench b = {0};
    arena mem;
    if (argc < 3) {
        fputs("usage: parse casus.model FILE.conllu [PASSES]\n", stderr);
        return 2;
    }
    if (buf_read_file(&file, argv[1], (size_t)1 << 30, &err) != CASUS_OK ||
        image_open(&img, file.ptr, file.len, argv[1], &err) != CASUS_OK ||
        parse_model_open(&model, &img, &err) != CASUS_OK ||
        parser_new(&p, model, PARSE_FAST, &err) != CASUS_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    arena_init(&mem, (size_t)1 << 26);
    load(&b, argv[2]);
    int passes = argc > 3 ? atoi(argv[3]) : 5;
    for (int stage = 0; stage < STAGE_COUNT; stage++) {
        double best = 1e9;
        for (int i = 0; i < passes; i++) {
            double start = now();
            run(&b, (enum stage)stage, model, p, &mem);
            double took = now() - start;
            best = took < best ? took : best;
        }
        printf("%-14s %9.0f tokens/s  (%u tokens, %.3f s)\n", names[stage], b.n / best, b.n, best);
    }
    return 0;
}
