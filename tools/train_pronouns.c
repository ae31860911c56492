/* The trainer of pronouns' antecedents (src/entity/coref_rank.h): a log-linear model over the
 * candidates of each pronoun, by AdaGrad on the log loss. Which mention of the right entity made it
 * so is left open: their probabilities add up.
 *
 *   GAP.jsonl    a pronoun and two names; where neither is meant, anything else may be
 *   GUM.conllu   documents with all mentions; where none of the candidates is meant, nobody is
 *   NEWS.txt     "[Peru] told Chile that {it} would ...": data/training/pronouns.txt
 */
#include "train_pronouns.h"

#include "document.h"
#include "entity/coref_case.h"
#include "evaluate/coref_match.h"
#include "evaluate/gold.h"
#include "train_base.h"

#include <math.h>

#define FOLDS 5
#define EPOCHS 30
#define RATE 0.1
#define NEWS 2 /* times as much as others */
#define DECAY 10.0 /* of a weight, in thousandths, where it is used */

typedef struct example {
    enum pronoun_class class;
    uint32_t n;              /* candidates; the last one is nobody */
    rank_features *features; /* [n] */
    uint32_t *entities;      /* [n] */
    bool *right;             /* [n] */
    bool known;              /* some are right: may be learned from */
    uint32_t group;
    enum { FROM_GAP, FROM_GUM, FROM_NEWS } source;
    uint32_t names[2]; /* of GAP: entities */
    bool meant[2];
} example;

typedef struct examples {
    example *all;
    uint32_t n, cap;
} examples;

/* A weight of a class is what all have in common and what is its own: there are many more examples
 * of he and she than of the others. */
#define COMMON N_PRONOUN_CLASS
typedef struct learner {
    double weights[COMMON + 1][RANK_FEATURES], squares[COMMON + 1][RANK_FEATURES];
} learner;

/* ---- reading --------------------------------------------------------------------------------- */

static example *push(examples *self)
{
    if (self->n == self->cap) {
        self->cap = self->cap ? self->cap * 2 : 1024;
        self->all = must(realloc(self->all, self->cap * sizeof *self->all));
    }
    self->all[self->n] = (example){.n = 0};
    return &self->all[self->n++];
}

static example *keep(examples *self, const casus_doc *doc, const pronoun_case *from)
{
    example *e = push(self);
    e->class = from->class;
    e->n = from->n + 1;
    e->features = must(malloc(e->n * sizeof *e->features));
    e->entities = must(malloc(e->n * sizeof *e->entities));
    e->right = must(calloc(e->n, sizeof *e->right));
    memcpy(e->features, from->features, e->n * sizeof *e->features);
    for (uint32_t i = 0; i < from->n; i++)
        e->entities[i] = doc->who.mentions[from->mentions[i]].entity;
    e->entities[from->n] = ENTITY_NONE;
    return e;
}

static const pronoun_case *case_at(const casus_doc *doc, casus_span span)
{
    for (uint32_t i = 0; i < doc->who.n_cases; i++) {
        const mention *x = &doc->who.mentions[doc->who.cases[i].mention];
        if (document_span(doc, x->first, x->last).start == span.start) return &doc->who.cases[i];
    }
    return NULL;
}

static void mark_gap(example *e)
{
    bool neither = !e->meant[0] && !e->meant[1];
    for (uint32_t i = 0; i < e->n; i++) {
        bool a = e->entities[i] == e->names[0] && e->names[0] != ENTITY_NONE;
        bool b = e->entities[i] == e->names[1] && e->names[1] != ENTITY_NONE;
        e->right[i] = neither ? !a && !b : (a && e->meant[0]) || (b && e->meant[1]);
        e->known |= e->right[i];
    }
}

static void read_gap(examples *self, casus_coder *coder, casus_doc *doc, const char *path)
{
    gold_file in;
    arena mem;
    casus_error err = {0};
    const json *row;
    gap_row gold;
    arena_init(&mem, 1u << 28);
    if (gold_open(&in, path, CASUS_PART_ALL, &err) != CASUS_OK) fail(err.message, path);
    while (gold_next(&in, &mem, &row, &err) == CASUS_OK && row) {
        casus_document_in text = {.id = STR("gap")};
        if (!gap_read(row, &gold)) continue;
        text.text = gold.text;
        if (casus_code(coder, &text, doc, &err) != CASUS_OK) fail(err.message, path);
        const pronoun_case *found = case_at(doc, gold.pronoun);
        pronoun_case nothing = {.class = PRONOUN_PERSON,
                                .features = &(rank_features){.n = 0}};
        example *e = keep(self, doc, found ? found : &nothing);
        e->group = (uint32_t)str_hash(gold.text);
        for (int i = 0; i < 2; i++) {
            e->names[i] = coref_entity_at(doc, gold.names[i].span);
            e->meant[i] = gold.names[i].meant;
        }
        if (found) mark_gap(e);
    }
    gold_close(&in);
    arena_release(&mem);
}

static uint64_t gold_of_mention(const gum_document *gold, const casus_doc *doc, uint32_t m)
{
    const gum_mention *found = gum_mention_of(gold, doc, m);
    return found ? found->entity : 0;
}

static void read_gum_document(examples *self, const casus_doc *doc, const gum_document *gold)
{
    for (uint32_t i = 0; i < doc->who.n_cases; i++) {
        const pronoun_case *from = &doc->who.cases[i];
        example *e = keep(self, doc, from);
        e->source = FROM_GUM;
        uint64_t meant = gold_of_mention(gold, doc, from->mention);
        bool some = false;
        for (uint32_t k = 0; k < from->n; k++) {
            e->right[k] = meant && gold_of_mention(gold, doc, from->mentions[k]) == meant;
            some |= e->right[k];
        }
        /* Texts of other kinds have more of it and they that are no actors than news. */
        e->right[from->n] = !some && from->class == PRONOUN_PERSON;
        e->known = some || from->class == PRONOUN_PERSON;
        e->group = (uint32_t)str_hash(gold->id);
    }
}

static void read_gum(examples *self, casus_coder *coder, casus_doc *doc, const char *path)
{
    buf bytes = {0};
    arena mem;
    casus_error err = {0};
    treebank bank;
    gum_document gold;
    arena_init(&mem, (size_t)1 << 31);
    if (buf_read_file(&bytes, path, 1u << 28, &err) != CASUS_OK ||
        treebank_read(&bank, buf_str(&bytes), path, &mem, &err) != CASUS_OK)
        fail(err.message, path);
    for (uint32_t at = 0; gum_next(&bank, &at, &mem, &gold);) {
        casus_document_in text = {.id = gold.id, .text = gold.text};
        if (casus_code(coder, &text, doc, &err) != CASUS_OK) fail(err.message, path);
        read_gum_document(self, doc, &gold);
    }
    arena_release(&mem);
    buf_release(&bytes);
}

/* "[Peru] said {it} would ...": the text without marks, and what they enclose. */
static void read_marks(casus_str line, buf *text, casus_span *name, casus_span *pronoun)
{
    buf_reset(text);
    for (size_t i = 0; i < line.len; i++) {
        uint32_t at = (uint32_t)text->len;
        switch (line.ptr[i]) {
        case '[': name->start = at; break;
        case ']': name->end = at; break;
        case '{': pronoun->start = at; break;
        case '}': pronoun->end = at; break;
        default: buf_put_char(text, line.ptr[i]);
        }
    }
}

static void read_news(examples *self, casus_coder *coder, casus_doc *doc, const char *path)
{
    lines at;
    casus_str line;
    casus_error err = {0};
    buf text = {0};
    if (lines_open(&at, path, 1u << 20, &err) != CASUS_OK) fail(err.message, path);
    while (lines_next(&at, &line)) {
        casus_span name = {0}, pronoun = {0};
        read_marks(line, &text, &name, &pronoun);
        casus_document_in in = {.id = STR("news"), .text = buf_str(&text)};
        if (name.end <= name.start || pronoun.end <= pronoun.start) fail("no marks in", path);
        if (casus_code(coder, &in, doc, &err) != CASUS_OK) fail(err.message, path);
        const pronoun_case *found = case_at(doc, pronoun);
        uint32_t meant = coref_entity_at(doc, name);
        if (!found || meant == ENTITY_NONE) {
            fprintf(stderr, "%s:%u: no such mentions\n", path, at.line);
            continue;
        }
        example *e = keep(self, doc, found);
        e->source = FROM_NEWS;
        e->group = (uint32_t)str_hash(line);
        for (uint32_t i = 0; i < e->n; i++) e->known |= e->right[i] = e->entities[i] == meant;
    }
    lines_close(&at);
    buf_release(&text);
}

/* ---- learning -------------------------------------------------------------------------------- */

static double weight_of(const learner *self, enum pronoun_class class, uint32_t feature)
{
    return self->weights[class][feature] + self->weights[COMMON][feature];
}

static void probabilities(const learner *self, const example *e, double *out)
{
    double sum = 0, most = -1e30;
    for (uint32_t i = 0; i < e->n; i++) {
        out[i] = 0;
        for (uint32_t k = 0; k < e->features[i].n; k++)
            out[i] += weight_of(self, e->class, e->features[i].ids[k]);
        most = out[i] > most ? out[i] : most;
    }
    for (uint32_t i = 0; i < e->n; i++) sum += out[i] = exp(out[i] - most);
    for (uint32_t i = 0; i < e->n; i++) out[i] /= sum;
}

static void step(learner *self, uint32_t set, uint32_t feature, double gradient, double decay)
{
    double *w = &self->weights[set][feature], *s = &self->squares[set][feature];
    gradient += decay * *w;
    *s += gradient * gradient;
    *w -= RATE * gradient / (sqrt(*s) + 1e-6);
}

static void learn_one(learner *self, const example *e, double decay)
{
    double p[COREF_LOOK_BACK + 8], right = 0;
    probabilities(self, e, p);
    for (uint32_t i = 0; i < e->n; i++) right += e->right[i] ? p[i] : 0;
    for (uint32_t i = 0; i < e->n; i++) {
        double gradient = p[i] - (e->right[i] ? p[i] / (right + 1e-9) : 0);
        for (uint32_t k = 0; k < e->features[i].n; k++) {
            step(self, e->class, e->features[i].ids[k], gradient, decay);
            step(self, COMMON, e->features[i].ids[k], gradient, decay);
        }
    }
}

/* Learns from all examples but those of one fold (FOLDS: from all). */
static void learn(learner *self, const examples *from, uint32_t left_out)
{
    uint32_t *order = must(malloc((from->n + 1) * sizeof *order)), n = 0;
    rng random = {7};
    memset(self, 0, sizeof *self);
    for (uint32_t i = 0; i < from->n; i++)
        if (from->all[i].known && from->all[i].group % FOLDS != left_out) order[n++] = i;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        rng_shuffle(&random, order, n);
        for (uint32_t i = 0; i < n; i++) {
            const example *e = &from->all[order[i]];
            for (int k = 0; k < (e->source == FROM_NEWS ? NEWS : 1); k++)
                learn_one(self, e, DECAY / 1000);
        }
    }
    free(order);
}

/* ---- scores ---------------------------------------------------------------------------------- */

static uint32_t choose(const learner *self, const example *e)
{
    double p[COREF_LOOK_BACK + 8];
    uint32_t best = 0;
    probabilities(self, e, p);
    for (uint32_t i = 0; i < e->n; i++)
        for (uint32_t k = i + 1; k < e->n; k++)
            if (e->entities[i] == e->entities[k]) p[i] += p[k];
    for (uint32_t i = 1; i < e->n; i++)
        if (p[i] > p[best]) best = i;
    return best;
}

typedef struct tally {
    uint32_t tp, fp, fn, known, reachable; /* of GAP */
    uint32_t n[N_PRONOUN_CLASS], right[N_PRONOUN_CLASS]; /* of GUM */
    uint32_t news, news_right;
    uint32_t found[N_PRONOUN_CLASS], found_right[N_PRONOUN_CLASS], there[N_PRONOUN_CLASS];
} tally;

static void score(tally *self, const learner *by, const example *e)
{
    uint32_t best = choose(by, e), entity = e->entities[best];
    if (e->source == FROM_NEWS) {
        self->news++;
        self->news_right += e->right[best];
        return;
    }
    if (e->source == FROM_GUM) {
        bool there = e->known && !e->right[e->n - 1], found = best < e->n - 1;
        self->n[e->class]++;
        self->right[e->class] += e->right[best];
        self->there[e->class] += there;
        self->found[e->class] += found;
        self->found_right[e->class] += found && e->right[best];
        return;
    }
    self->known++;
    self->reachable += e->known;
    for (int i = 0; i < 2; i++) {
        bool found = entity != ENTITY_NONE && entity == e->names[i];
        self->tp += found && e->meant[i];
        self->fp += found && !e->meant[i];
        self->fn += !found && e->meant[i];
    }
}

static void print_tally(const char *title, const tally *t)
{
    static const char *const classes[] = {"he, she", "it", "they"};
    double p = (double)t->tp / (t->tp + t->fp + 1e-9), r = (double)t->tp / (t->tp + t->fn + 1e-9);
    printf("%s\n  GAP      %u rows, %u reachable: precision %.3f recall %.3f F1 %.3f\n", title,
           t->known, t->reachable, p, r, 2 * p * r / (p + r + 1e-9));
    printf("  news     %u, right %.3f\n", t->news, (double)t->news_right / (t->news + 1e-9));
    for (int c = 0; c < N_PRONOUN_CLASS; c++)
        printf("  GUM %-8s %4u, right %.3f; antecedents: precision %.3f recall %.3f\n", classes[c],
               t->n[c], (double)t->right[c] / (t->n[c] + 1e-9),
               (double)t->found_right[c] / (t->found[c] + 1e-9),
               (double)t->found_right[c] / (t->there[c] + 1e-9));
}

static void write_weights(const learner *self, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file) fail("cannot write", path);
    fputs("# Which mention a pronoun stands for: weights for he and she, for it, for they.\n"
          "# src/entity/coref_rank.h says what each feature is. Made by casus-train pronouns\n"
          "# (docs/training.md); origin and licence of what they were learned from: SOURCES.md.\n",
          file);
    for (unsigned f = 0; f < RANK_FEATURES; f++) {
        char name[64];
        bool some = false;
        for (int c = 0; c < N_PRONOUN_CLASS; c++) some |= fabs(weight_of(self, c, f)) >= 0.005;
        if (!some) continue;
        rank_feature_name(f, name);
        fprintf(file, "%s %.2f %.2f %.2f\n", name, weight_of(self, PRONOUN_PERSON, f),
                weight_of(self, PRONOUN_THING, f), weight_of(self, PRONOUN_MANY, f));
    }
    if (fclose(file) != 0) fail("cannot write", path);
}

int train_pronouns_main(int argc, char **argv)
{
    if (argc != 6)
        fail("usage: casus-train pronouns MODEL GAP.jsonl GUM.conllu NEWS.txt OUT.txt", "");
    casus_model *model;
    casus_coder *coder;
    casus_doc *doc;
    casus_error err = {0};
    casus_options options = {.no_gate = true};
    examples from = {0};
    static learner by;
    tally crossed = {0}, self = {0};
    if (casus_model_open(&model, argv[1], &err) != CASUS_OK ||
        casus_coder_new(&coder, model, &options, &err) != CASUS_OK ||
        casus_doc_new(&doc, &err) != CASUS_OK)
        fail(err.message, argv[1]);
    coder->keep_cases = true;
    read_gap(&from, coder, doc, argv[2]);
    read_gum(&from, coder, doc, argv[3]);
    read_news(&from, coder, doc, argv[4]);
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        learn(&by, &from, fold);
        for (uint32_t i = 0; i < from.n; i++)
            if (from.all[i].group % FOLDS == fold) score(&crossed, &by, &from.all[i]);
    }
    print_tally("cross-validation", &crossed);
    learn(&by, &from, FOLDS);
    for (uint32_t i = 0; i < from.n; i++) score(&self, &by, &from.all[i]);
    print_tally("what was learned from", &self);
    write_weights(&by, argv[5]);
    for (uint32_t i = 0; i < from.n; i++) {
        free(from.all[i].features);
        free(from.all[i].entities);
        free(from.all[i].right);
    }
    free(from.all);
    casus_doc_free(doc);
    casus_coder_free(coder);
    casus_model_close(model);
    return 0;
}
