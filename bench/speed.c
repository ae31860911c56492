/* bench/speed: from raw text to events, one core, through casus.h alone.
 *
 *     speed start   MODEL FILE...         seconds from nothing to the first document coded
 *     speed code    MODEL [-a] FILE...    sentences and tokens a second; -a parses every sentence
 *     speed gate    MODEL FILE...         events that the gate loses
 *     speed made    MODEL [-a] FILE...    as "code", over changed copies of the files
 *     speed once    MODEL FILE...         codes each file once and says how many sentences: to count
 *                                         instructions under callgrind
 *
 * Files are what casus_reader takes; of a golden text (tests/golden) what stands before its "---".
 * The time is the thread's own, so that other work on the machine counts little. The documents are
 * read into memory first. One line comes out, "name value name value ...".
 */
#define _GNU_SOURCE /* memmem */
#include "casus.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define COPIES 40

typedef struct piece {
    char *text, *published; /* published NULL: none */
    size_t len;
} piece;

typedef struct corpus {
    piece *pieces;
    size_t n, cap;
} corpus;

static double now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void die(const char *what)
{
    fprintf(stderr, "speed: %s\n", what);
    exit(1);
}

static void add(corpus *c, casus_str text, casus_str published)
{
    if (c->n == c->cap) {
        c->cap = c->cap ? c->cap * 2 : 64;
        c->pieces = realloc(c->pieces, c->cap * sizeof *c->pieces);
        if (!c->pieces) die("no memory");
    }
    piece *p = &c->pieces[c->n++];
    *p = (piece){.text = malloc(text.len + 1), .len = text.len};
    if (!p->text) die("no memory");
    memcpy(p->text, text.ptr, text.len);
    p->text[text.len] = '\0';
    if (published.ptr) p->published = strndup(published.ptr, published.len);
}

static void read_all(corpus *c, const char *const *paths, size_t n)
{
    casus_reader *reader;
    casus_document_in in;
    casus_error err;
    bool more = true;
    if (casus_reader_open(&reader, paths, n, &err) != CASUS_OK) die(err.message);
    while (more) {
        if (casus_reader_next(reader, &in, &more, &err) != CASUS_OK || !more) continue;
        const char *end = in.text.len > 5 ? memmem(in.text.ptr, in.text.len, "\n---\n", 5) : NULL;
        if (end) in.text.len = (size_t)(end - in.text.ptr);
        add(c, in.text, in.published);
    }
    casus_reader_close(reader);
}

/* Copies with other figures, and their paragraphs begun elsewhere. */
static void multiply(corpus *c)
{
    size_t n = c->n;
    for (int copy = 1; copy < COPIES; copy++) {
        for (size_t i = 0; i < n; i++) {
            piece p = c->pieces[i];
            add(c, (casus_str){p.text, p.len}, (casus_str){NULL, 0});
            char *text = c->pieces[c->n - 1].text;
            const char *turn = p.text;
            for (int k = 0; k < copy % 4 && turn; k++) turn = strstr(turn + 1, "\n\n");
            if (turn && turn != p.text) {
                size_t tail = p.len - (size_t)(turn - p.text);
                memcpy(text, turn, tail);
                memcpy(text + tail, p.text, p.len - tail);
            }
            for (size_t k = 0; k < p.len; k++)
                if (text[k] >= '1' && text[k] <= '9')
                    text[k] = (char)('1' + (text[k] - '1' + copy) % 9);
        }
    }
}

typedef struct machine {
    casus_model *model;
    casus_coder *coder;
    casus_doc *doc;
} machine;

static void open_machine(machine *m, const char *path, bool all)
{
    casus_error err;
    casus_options options = {.no_gate = all};
    if (casus_model_open(&m->model, path, &err) != CASUS_OK ||
        casus_coder_new(&m->coder, m->model, &options, &err) != CASUS_OK ||
        casus_doc_new(&m->doc, &err) != CASUS_OK)
        die(err.message);
}

static void code(machine *m, const piece *p)
{
    casus_document_in in = {.id = {"bench", 5}, .text = {p->text, p->len}};
    if (p->published) in.published = (casus_str){p->published, strlen(p->published)};
    casus_error err;
    if (casus_code(m->coder, &in, m->doc, &err) != CASUS_OK) die(err.message);
}

static void run_code(machine *m, const corpus *c)
{
    uint64_t sentences = 0, parsed = 0, tokens = 0, events = 0, bytes = 0;
    for (size_t i = 0; i < c->n && i < 50; i++) code(m, &c->pieces[i]); /* warm */
    double start = now(CLOCK_THREAD_CPUTIME_ID);
    for (size_t i = 0; i < c->n; i++) {
        code(m, &c->pieces[i]);
        const casus_stats *s = casus_doc_stats(m->doc);
        sentences += s->sentences, parsed += s->parsed, tokens += s->tokens, events += s->events;
        bytes += s->bytes;
    }
    double took = now(CLOCK_THREAD_CPUTIME_ID) - start;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("documents %zu sentences %llu parsed %llu tokens %llu events %llu MB %.1f seconds %.2f "
           "sentences/s %.0f tokens/s %.0f peak-MB %.0f\n",
           c->n, (unsigned long long)sentences, (unsigned long long)parsed,
           (unsigned long long)tokens, (unsigned long long)events, (double)bytes / 1e6, took,
           (double)sentences / took, (double)tokens / took, (double)usage.ru_maxrss / 1024);
}

static bool has_id(const casus_doc *doc, const char *id)
{
    casus_event e;
    for (size_t i = 0; i < casus_doc_n_events(doc); i++) {
        casus_doc_event(doc, i, &e);
        if (strcmp(e.id, id) == 0) return true;
    }
    return false;
}

/* An event's id is made of its trigger, actors and act, so it is the same whatever else was
 * parsed. */
static void run_gate(machine *gated, machine *all, const corpus *c)
{
    uint64_t n = 0, lost = 0, unparsed = 0;
    for (size_t i = 0; i < c->n; i++) {
        code(gated, &c->pieces[i]);
        code(all, &c->pieces[i]);
        for (size_t k = 0; k < casus_doc_n_events(all->doc); k++, n++) {
            casus_event e;
            casus_doc_event(all->doc, k, &e);
            if (has_id(gated->doc, e.id)) continue;
            bool told = false;
            for (size_t g = 0; g < casus_doc_n_events(gated->doc) && !told; g++) {
                casus_event other;
                casus_doc_event(gated->doc, g, &other);
                told = other.trigger_span.start == e.trigger_span.start;
            }
            lost++;
            unparsed += !told;
            fprintf(stderr, "%s %s %s: %.*s\n", told ? "changed" : "lost", e.type, e.rule,
                    (int)e.sentence_text.len, e.sentence_text.ptr);
        }
    }
    printf("events %llu changed-or-lost %llu of-these-lost %llu lost-percent %.2f\n",
           (unsigned long long)n, (unsigned long long)lost, (unsigned long long)unparsed,
           100.0 * (double)unparsed / (double)(n ? n : 1));
}

int main(int argc, char **argv)
{
    if (argc < 4) die("usage: speed start|code|made|gate|once MODEL [-a] FILE...");
    const char *what = argv[1], *model = argv[2];
    bool all = strcmp(argv[3], "-a") == 0;
    int first = all ? 4 : 3;
    corpus c = {0};
    machine m = {0};
    read_all(&c, (const char *const *)argv + first, (size_t)(argc - first));
    if (!c.n) die("no documents");
    if (strcmp(what, "made") == 0) multiply(&c);
    double start = now(CLOCK_MONOTONIC);
    open_machine(&m, model, all);
    if (strcmp(what, "start") == 0) {
        code(&m, &c.pieces[0]);
        printf("start-ms %.1f\n", (now(CLOCK_MONOTONIC) - start) * 1e3);
    } else if (strcmp(what, "gate") == 0) {
        machine other = {0};
        open_machine(&other, model, true);
        run_gate(&m, &other, &c);
    } else if (strcmp(what, "once") == 0) {
        uint64_t sentences = 0;
        for (size_t i = 0; i < c.n; i++) {
            code(&m, &c.pieces[i]);
            sentences += casus_doc_stats(m.doc)->sentences;
        }
        printf("sentences %llu\n", (unsigned long long)sentences);
    } else {
        run_code(&m, &c);
    }
    return 0;
}
