/* bench/parse: how fast the parse stage is on one core, with each engine and kernel.
 *
 *     parse casus.model FILE.conllu [PASSES]          tokens a second (CPU time, best pass), a line each:
 *                                                     "fast-words 1 fast-tags 2 fast 3 portable 4 avx2 5 ..."
 *     parse casus.model FILE.conllu once fast|default one pass with the best kernel, and "tokens N": to count
 *                                                     instructions under callgrind
 *
 * fast-words is the look at the words alone, fast-tags that and the tagger; all others are all of parse. The
 * default engine has a line for each kernel that this machine runs; "best" is what it takes by itself. The
 * words come from a CoNLL-U file, so that nothing but src/parse/ is measured. bench/engines.sh builds it.
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

typedef struct machine {
    buf file;
    image image;
    parse_model *model;
    arena mem;
} machine;

static void die(const char *what)
{
    fprintf(stderr, "parse: %s\n", what);
    exit(1);
}

static void open_machine(machine *m, const char *path)
{
    casus_error err = {0};
    if (buf_read_file(&m->file, path, (size_t)1 << 30, &err) != CASUS_OK ||
        image_open(&m->image, m->file.ptr, m->file.len, path, &err) != CASUS_OK ||
        parse_model_open(&m->model, &m->image, &err) != CASUS_OK)
        die(err.message);
    arena_init(&m->mem, (size_t)1 << 26);
}

/* What is timed: the whole with a parser; without one, words and perhaps tags. */
static void run(machine *m, const bench *b, parser *p, bool with_tags)
{
    static word words[PARSE_MAX_TOKENS];
    static uint8_t tags[PARSE_MAX_TOKENS];
    static node nodes[PARSE_MAX_TOKENS];
    for (uint32_t s = 0; s < b->n_sentences; s++) {
        const token *tokens = b->tokens + b->starts[s];
        uint32_t n = b->starts[s + 1] - b->starts[s];
        if (n > PARSE_MAX_TOKENS) continue;
        arena_reset(&m->mem);
        if (p) {
            parser_run(p, b->text, tokens, n, nodes, &m->mem);
            continue;
        }
        words_scan(&m->model->lexicon, b->text, tokens, n, words);
        if (with_tags) tagger_run(&m->model->tagger, words, n, tags);
    }
}

static parser *new_parser(const machine *m, enum parse_engine engine, const char *kernel)
{
    parser *p;
    casus_error err = {0};
    if (parser_new(&p, m->model, engine, &err) != CASUS_OK) die(err.message);
    if (kernel) parser_use_kernel(p, net_kernel_named(kernel));
    return p;
}

static void measure(machine *m, const bench *b, parser *p, bool with_tags, int passes, const char *name)
{
    double best = 1e9;
    for (int i = 0; i < passes; i++) {
        double start = now();
        run(m, b, p, with_tags);
        double took = now() - start;
        best = took < best ? took : best;
    }
    printf("%s %.0f\n", name, b->n / best);
    parser_free(p);
}

static void measure_all(machine *m, const bench *b, int passes)
{
    static const char *const kernels[] = {"portable", "avx2", "vnni"};
    measure(m, b, NULL, false, passes, "fast-words");
    measure(m, b, NULL, true, passes, "fast-tags");
    measure(m, b, new_parser(m, PARSE_FAST, NULL), true, passes, "fast");
    if (!m->model->has_net) return;
    for (size_t i = 0; i < sizeof kernels / sizeof *kernels; i++)
        if (net_kernel_named(kernels[i]))
            measure(m, b, new_parser(m, PARSE_DEFAULT, kernels[i]), true, passes, kernels[i]);
    measure(m, b, new_parser(m, PARSE_DEFAULT, NULL), true, passes, "best");
}

int main(int argc, char **argv)
{
    machine m = {0};
    bench b = {0};
    bool once = argc == 5 && strcmp(argv[3], "once") == 0;
    if (argc < 3 || (argc > 4 && !once)) {
        fputs("usage: parse casus.model FILE.conllu [PASSES | once fast|default]\n", stderr);
        return 2;
    }
    open_machine(&m, argv[1]);
    load(&b, argv[2]);
    if (once) {
        parser *p = new_parser(&m, strcmp(argv[4], "fast") == 0 ? PARSE_FAST : PARSE_DEFAULT, NULL);
        run(&m, &b, p, true);
        printf("tokens %u\n", b.n);
    } else {
        measure_all(&m, &b, argc > 3 ? atoi(argv[3]) : 5);
    }
    return 0;
}
