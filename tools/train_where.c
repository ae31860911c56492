/* The weights of src/code/where.h: softmax regression over the places of a sentence and "nowhere", on
 * gold files of verbs and their places (docs/evaluate.md). AdaGrad; the weights are the mean of all
 * epochs', kept in a byte each. */
#include "train_where.h"

#include "code/where.h"
#include "document.h"
#include "evaluate/gold.h"
#include "train_base.h"

#include <math.h>

#define BITS 15
#define EPOCHS 6
#define RATE 0.1
#define DECAY 2e-3
#define ROW_LIMIT ((size_t)1 << 28)

typedef struct example {
    where_choice *choices;
    uint32_t n, right; /* index of the right one */
} example;

typedef struct examples {
    example *all;
    uint32_t n, cap, lost;
} examples;

static uint32_t byte_at(casus_str s, int64_t nth)
{
    size_t at = 0;
    for (; nth > 0 && at < s.len; nth--) utf8_next(s, &at);
    return (uint32_t)at;
}

static casus_span span_of(casus_str text, const json *pair)
{
    const json *start = json_first(pair);
    return (casus_span){byte_at(text, json_whole(start, 0)),
                        byte_at(text, json_whole(start ? start->next : NULL, 0))};
}

/* The token at a byte and the tree of its sentence. */
static bool tree_at(const casus_doc *doc, uint32_t byte, tree *t, uint32_t *word)
{
    for (uint32_t s = 0; s < doc->segs.n_sentences; s++)
        for (uint32_t i = doc->lexed.first[s]; i < doc->lexed.first[s + 1]; i++) {
            if (document_span(doc, i, i).end <= byte || !doc->lexed.gate[s]) continue;
            uint32_t first = doc->lexed.first[s];
            *t = (tree){doc->clean.ptr, doc->lexed.tokens + first, doc->nodes + first,
                        doc->lexed.first[s + 1] - first, first};
            *word = i - first;
            return true;
        }
    return false;
}

static bool read_example(const casus_doc *doc, const json *row, example *out)
{
    where_choice choices[WHERE_MAX_CHOICES + 1];
    casus_str text = json_text_of(row, "text");
    const json *places = json_first(json_member(row, "locations"));
    tree t;
    uint32_t word;
    casus_span verb = span_of(text, json_first(json_member(row, "verb")));
    if (!tree_at(doc, verb.start, &t, &word)) return false;
    out->n = where_look(&doc->who, doc->model->places, &t, word, choices);
    out->right = places ? UINT32_MAX : 0;
    for (const json *v = places; v && out->right == UINT32_MAX; v = v->next) {
        casus_span gold = span_of(text, v);
        for (uint32_t i = 1; i < out->n; i++) {
            const place_mention *p = &doc->who.places[choices[i].place];
            casus_span found = document_span(doc, p->first, p->last);
            if (found.start == gold.start && found.end == gold.end) out->right = i;
        }
    }
    if (out->right == UINT32_MAX || out->n < 2) return false;
    out->choices = must(malloc(out->n * sizeof *choices));
    memcpy(out->choices, choices, out->n * sizeof *choices);
    return true;
}

static void read_file(examples *self, const casus_model *model, const char *path)
{
    casus_options options = {.no_gate = true};
    casus_error err = {0};
    gold_file rows;
    recoding coding;
    arena mem;
    const json *row;
    arena_init(&mem, ROW_LIMIT);
    if (recoding_open(&coding, model, &options, &err) != CASUS_OK ||
        gold_open(&rows, path, CASUS_PART_SEEN, &err) != CASUS_OK)
        fail(err.message, path);
    for (;;) {
        example e = {0};
        if (gold_next(&rows, &mem, &row, &err) != CASUS_OK) fail(err.message, path);
        if (!row) break;
        if (recoding_run(&coding, STR("row"), json_text_of(row, "text"), (casus_str){0}, &mem, &err) !=
            CASUS_OK)
            fail(err.message, path);
        if (!read_example(coding.doc, row, &e)) {
            self->lost++;
            continue;
        }
        if (self->n == self->cap) {
            self->cap = self->cap ? self->cap * 2 : 1024;
            self->all = must(realloc(self->all, self->cap * sizeof *self->all));
        }
        self->all[self->n++] = e;
    }
    gold_close(&rows);
    recoding_close(&coding);
    arena_release(&mem);
}

typedef struct trainer {
    float *weights, *squares;
    double *sums; /* of the weights over all epochs */
} trainer;

static float score(const float *weights, const where_choice *c)
{
    float sum = 0;
    for (uint32_t k = 0; k < c->n; k++) sum += weights[where_row(c->keys[k], BITS)];
    return sum;
}

static void learn(trainer *self, const example *e)
{
    float p[WHERE_MAX_CHOICES + 1], most = -INFINITY, sum = 0;
    for (uint32_t i = 0; i < e->n; i++) {
        p[i] = score(self->weights, &e->choices[i]);
        if (p[i] > most) most = p[i];
    }
    for (uint32_t i = 0; i < e->n; i++) sum += p[i] = expf(p[i] - most);
    for (uint32_t i = 0; i < e->n; i++) {
        float slope = p[i] / sum - (i == e->right);
        if (fabsf(slope) < 1e-4f) continue;
        for (uint32_t k = 0; k < e->choices[i].n; k++) {
            uint32_t row = where_row(e->choices[i].keys[k], BITS);
            float g = slope + (float)DECAY * self->weights[row];
            self->squares[row] += g * g;
            self->weights[row] -= (float)RATE * g / sqrtf(self->squares[row] + 1e-2f);
        }
    }
}

static void write_weights(const trainer *self, const char *dir)
{
    double most = 0;
    size_t n = (size_t)1 << BITS;
    for (size_t i = 0; i < n; i++)
        if (fabs(self->sums[i]) > most) most = fabs(self->sums[i]);
    where_head head = {WHERE_MAGIC, WHERE_VERSION, BITS, (float)(most / EPOCHS / 127)};
    char *bytes = must(malloc(sizeof head + n));
    memcpy(bytes, &head, sizeof head);
    for (size_t i = 0; i < n; i++)
        bytes[sizeof head + i] = (char)(int8_t)lround(self->sums[i] / most * 127);
    weights_write(dir, "code.where", bytes, sizeof head + n);
    free(bytes);
}

int train_where_main(int argc, char **argv)
{
    if (argc != 4) fail("usage: casus-train where MODEL GOLD.jsonl WEIGHTS", "");
    casus_model *model;
    casus_error err = {0};
    examples rows = {0};
    size_t n = (size_t)1 << BITS;
    trainer self = {must(calloc(n, sizeof(float))), must(calloc(n, sizeof(float))),
                    must(calloc(n, sizeof(double)))};
    rng random = {1};
    if (casus_model_open(&model, argv[1], &err) != CASUS_OK) fail(err.message, argv[1]);
    read_file(&rows, model, argv[2]);
    fprintf(stderr, "%u rows, %u left out: no place to choose, or the right one was not found\n", rows.n,
            rows.lost);
    uint32_t *order = must(malloc((rows.n + 1) * sizeof *order));
    for (uint32_t i = 0; i < rows.n; i++) order[i] = i;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        rng_shuffle(&random, order, rows.n);
        for (uint32_t i = 0; i < rows.n; i++) learn(&self, &rows.all[order[i]]);
        for (size_t i = 0; i < n; i++) self.sums[i] += self.weights[i];
    }
    write_weights(&self, argv[3]);
    for (uint32_t i = 0; i < rows.n; i++) free(rows.all[i].choices);
    free(rows.all);
    free(order);
    free(self.weights);
    free(self.squares);
    free(self.sums);
    casus_model_close(model);
    return 0;
}
