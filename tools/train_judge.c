/* The judge's trainer: a log-linear model over hashed features, by AdaGrad on the log loss.
 *
 *   TYPE TAB STATUS TAB sentence with <s>...</s> and <t>...</t>    (data/training/relations)
 *
 * Each sentence is looked at with both marks, and once more with the target unmarked where it is
 * chosen by lot: the coder knows events without one. Figures come from cross-validation, whose
 * answers also set the temperature that makes probabilities of scores. */
#include "train_judge.h"

#include "base/files.h"
#include "classify.h"
#include "train_base.h"

#include <math.h>

#define BITS 14
#define FOLDS 5
#define TRUST 0.45 /* in readings, before anything is learned */
#define EPOCHS 12
#define RATE 0.15f
#define DECAY 8e-2f
#define DROP 0.12f /* of the features, while learning */

typedef struct example {
    uint32_t *rows; /* [n] of the table */
    uint32_t n;
    uint32_t shared[JUDGE_LABELS];
    enum judge_label label;
    uint32_t group; /* sentences alike are in one fold */
} example;

typedef struct examples {
    example *all;
    uint32_t n, cap;
} examples;

typedef struct weights {
    float (*table)[JUDGE_LABELS], (*squares)[JUDGE_LABELS]; /* [1 << BITS] */
    float shared[JUDGE_SHARED]; /* fixed */
} weights;

/* ---- reading --------------------------------------------------------------------------------- */

static int status_of(casus_str text)
{
    for (int s = CASUS_ACTUAL; s <= CASUS_ENDED; s++)
        if (str_eq(text, str_from(casus_event_status_text((casus_event_status)s)))) return s;
    return -1;
}

static bool label_of(const casus_model *model, casus_str type, casus_str status,
                     enum judge_label *out)
{
    char name[32];
    if (str_eq(type, STR("NONE"))) {
        *out = JUDGE_NONE;
        return true;
    }
    int s = status_of(status);
    if (s < 0 || type.len >= sizeof name) return false;
    memcpy(name, type.ptr, type.len);
    name[type.len] = '\0';
    *out = judge_label_of(&model->coding.codes, name, NULL, NULL, (casus_event_status)s);
    return *out != JUDGE_NONE;
}

static void keep(examples *self, const classified *c, enum judge_label label, uint32_t group)
{
    if (self->n == self->cap) {
        self->cap = self->cap ? self->cap * 2 : 1024;
        self->all = must(realloc(self->all, self->cap * sizeof *self->all));
    }
    example *e = &self->all[self->n++];
    *e = (example){.n = c->features.n, .label = label, .group = group};
    e->rows = must(malloc((e->n + 1) * sizeof *e->rows));
    for (uint32_t i = 0; i < e->n; i++) e->rows[i] = judge_row(c->features.keys[i], BITS);
    memcpy(e->shared, c->features.shared, sizeof e->shared);
}

/* The sentence without the marks of its target. */
static void unmark_target(casus_str marked, buf *out)
{
    buf_reset(out);
    for (size_t i = 0; i < marked.len;) {
        casus_str rest = str_slice(marked, i, marked.len);
        size_t skip = str_starts(rest, STR("<t>")) ? 3 : str_starts(rest, STR("</t>")) ? 4 : 0;
        if (!skip) buf_put_char(out, marked.ptr[i]);
        i += skip ? skip : 1;
    }
}

static void read_line(examples *self, casus_coder *coder, const casus_model *model, const lines *at,
                      casus_str line, rng *random)
{
    casus_str type, status;
    enum judge_label label;
    classified c;
    casus_error err = {0};
    char where[512];
    snprintf(where, sizeof where, "%s:%u", at->file, at->line);
    if (!str_split(&line, '\t', &type) || !str_split(&line, '\t', &status) ||
        !label_of(model, type, status, &label))
        fail("not TYPE TAB STATUS TAB sentence", where);
    uint32_t group = (uint32_t)str_hash(line);
    if (classify_look(coder, line, &c, &err) != CASUS_OK) fail(err.message, where);
    keep(self, &c, label, group);
    if (label != JUDGE_NONE && rng_below(random, 4) == 0) {
        buf without = {0};
        unmark_target(line, &without);
        if (classify_look(coder, buf_str(&without), &c, &err) != CASUS_OK) fail(err.message, where);
        keep(self, &c, label, group);
        buf_release(&without);
    }
}

static void read_all(examples *self, const casus_model *model, const char *dir)
{
    casus_coder *coder;
    casus_error err = {0};
    file_list files = {0};
    rng random = {1};
    if (casus_coder_new(&coder, model, NULL, &err) != CASUS_OK) fail(err.message, "");
    if (file_list_make(&files, dir, "relations", ".txt", &err) != CASUS_OK) fail(err.message, dir);
    for (size_t i = 0; i < files.n; i++) {
        lines at;
        casus_str line;
        if (lines_open(&at, files.paths[i], 16u << 20, &err) != CASUS_OK)
            fail(err.message, files.paths[i]);
        while (lines_next(&at, &line)) read_line(self, coder, model, &at, line, &random);
        lines_close(&at);
    }
    file_list_release(&files);
    casus_coder_free(coder);
}

/* ---- learning -------------------------------------------------------------------------------- */

static void weights_init(weights *self)
{
    self->table = must(calloc(1u << BITS, sizeof *self->table));
    self->squares = must(calloc(1u << BITS, sizeof *self->squares));
    for (uint32_t i = 0; i < JUDGE_SHARED; i++) self->shared[i] = (float)(TRUST * judge_trust(i));
}

static void weights_release(weights *self)
{
    free(self->table);
    free(self->squares);
}

static void probabilities(const weights *self, const example *e, const uint32_t *rows, uint32_t n,
                          double temperature, double out[JUDGE_LABELS])
{
    double most = -1e30, sum = 0;
    for (uint32_t y = 0; y < JUDGE_LABELS; y++) out[y] = 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t y = 0; y < JUDGE_LABELS; y++) out[y] += self->table[rows[i]][y];
    for (uint32_t y = 0; y < JUDGE_LABELS; y++) {
        for (uint32_t k = 0; k < JUDGE_SHARED; k++)
            if (e->shared[y] >> k & 1u) out[y] += self->shared[k];
        out[y] /= temperature;
        most = out[y] > most ? out[y] : most;
    }
    for (uint32_t y = 0; y < JUDGE_LABELS; y++) sum += out[y] = exp(out[y] - most);
    for (uint32_t y = 0; y < JUDGE_LABELS; y++) out[y] /= sum;
}

static void step(float *weight, float *square, float gradient)
{
    gradient += DECAY * *weight;
    *square += gradient * gradient;
    *weight -= RATE * gradient / (sqrtf(*square) + 1e-4f);
}

static void learn_one(weights *self, const example *e, rng *random)
{
    uint32_t rows[JUDGE_MAX_FEATURES] = {0}, n = 0;
    double p[JUDGE_LABELS];
    for (uint32_t i = 0; i < e->n; i++)
        if (rng_below(random, 1000) >= (uint32_t)(DROP * 1000)) rows[n++] = e->rows[i];
    probabilities(self, e, rows, n, 1.0, p);
    p[e->label] -= 1;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t y = 0; y < JUDGE_LABELS; y++)
            step(&self->table[rows[i]][y], &self->squares[rows[i]][y], (float)p[y]);
}

static uint32_t fold_of(const example *e) { return e->group % FOLDS; }

/* Learns from all examples but those of one fold (FOLDS: from all). */
static void learn(weights *self, const examples *from, uint32_t left_out)
{
    uint32_t *order = must(malloc((from->n + 1) * sizeof *order)), n = 0;
    rng random = {7};
    for (uint32_t i = 0; i < from->n; i++)
        if (fold_of(&from->all[i]) != left_out) order[n++] = i;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        rng_shuffle(&random, order, n);
        for (uint32_t i = 0; i < n; i++) learn_one(self, &from->all[order[i]], &random);
    }
    free(order);
}

/* ---- cross-validation ------------------------------------------------------------------------ */

typedef struct answer {
    double scores[JUDGE_LABELS]; /* logarithms of probabilities at temperature 1 */
    enum judge_label label;
} answer;

static double loss_at(const answer *answers, uint32_t n, double temperature)
{
    double loss = 0;
    for (uint32_t i = 0; i < n; i++) {
        double sum = 0;
        for (uint32_t y = 0; y < JUDGE_LABELS; y++) sum += exp(answers[i].scores[y] / temperature);
        double p = exp(answers[i].scores[answers[i].label] / temperature) / sum;
        loss -= log(p * (1 - JUDGE_DISSENT) + JUDGE_DISSENT / JUDGE_LABELS);
    }
    return loss / (n ? n : 1);
}

static double best_temperature(const answer *answers, uint32_t n)
{
    double best = 1;
    for (double t = 0.4; t < 4; t += 0.05)
        if (loss_at(answers, n, t) < loss_at(answers, n, best)) best = t;
    return best;
}

static void print_scores(const answer *answers, uint32_t n)
{
    uint32_t gold[JUDGE_LABELS] = {0}, found[JUDGE_LABELS] = {0}, right[JUDGE_LABELS] = {0};
    uint32_t all = 0;
    double macro = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t best = 0;
        for (uint32_t y = 1; y < JUDGE_LABELS; y++)
            if (answers[i].scores[y] > answers[i].scores[best]) best = y;
        gold[answers[i].label]++;
        found[best]++;
        right[best] += best == answers[i].label;
        all += best == answers[i].label;
    }
    for (uint32_t y = 0; y < JUDGE_LABELS; y++) {
        double f1 = gold[y] + found[y] ? 2.0 * right[y] / (gold[y] + found[y]) : 0;
        macro += f1 / JUDGE_LABELS;
        printf("  %-10s %5u %6.3f\n", y == JUDGE_PROMISE ? "(promise)" : judge_label_type(y),
               gold[y], f1);
    }
    printf("  accuracy %.3f, macro F1 %.3f\n", n ? (double)all / n : 0.0, macro);
}

/* Prints the figures and gives the temperature. */
static double cross_validate(const examples *from)
{
    answer *answers = must(calloc(from->n + 1, sizeof *answers));
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        weights w;
        weights_init(&w);
        learn(&w, from, fold);
        for (uint32_t i = 0; i < from->n; i++) {
            const example *e = &from->all[i];
            if (fold_of(e) != fold) continue;
            probabilities(&w, e, e->rows, e->n, 1.0, answers[i].scores);
            for (uint32_t y = 0; y < JUDGE_LABELS; y++)
                answers[i].scores[y] = log(answers[i].scores[y] + 1e-12);
            answers[i].label = e->label;
        }
        weights_release(&w);
    }
    printf("cross-validation, %d folds, %u examples\n", FOLDS, from->n);
    print_scores(answers, from->n);
    double temperature = best_temperature(answers, from->n);
    printf("  temperature %.2f, loss %.3f\n", temperature,
           loss_at(answers, from->n, temperature));
    free(answers);
    return temperature;
}

/* ---- writing --------------------------------------------------------------------------------- */

static void write_section(const weights *self, double temperature, const char *dir)
{
    float most = 0;
    for (uint32_t r = 0; r < 1u << BITS; r++)
        for (uint32_t y = 0; y < JUDGE_LABELS; y++)
            if (fabsf(self->table[r][y]) > most) most = fabsf(self->table[r][y]);
    judge_head head = {.magic = JUDGE_MAGIC,
                       .version = JUDGE_VERSION,
                       .labels = JUDGE_LABELS,
                       .bits = BITS,
                       .scale = most / 127,
                       .temperature = (float)temperature};
    memcpy(head.shared, self->shared, sizeof head.shared);
    buf out = {0};
    buf_put(&out, &head, sizeof head);
    for (uint32_t r = 0; r < 1u << BITS; r++)
        for (uint32_t y = 0; y < JUDGE_LABELS; y++) {
            int8_t value = (int8_t)lrintf(most > 0 ? self->table[r][y] / head.scale : 0);
            buf_put(&out, &value, 1);
        }
    if (!buf_ok(&out)) fail("no memory for", "code.judge");
    weights_write(dir, "code.judge", out.ptr, out.len);
    buf_release(&out);
}

int train_judge_main(int argc, char **argv)
{
    if (argc != 4) fail("usage: casus-train judge MODEL TRAINING WEIGHTS", "");
    casus_model *model;
    casus_error err = {0};
    examples from = {0};
    weights w;
    if (casus_model_open(&model, argv[1], &err) != CASUS_OK) fail(err.message, argv[1]);
    read_all(&from, model, argv[2]);
    double temperature = cross_validate(&from);
    weights_init(&w);
    learn(&w, &from, FOLDS);
    write_section(&w, temperature, argv[3]);
    weights_release(&w);
    for (uint32_t i = 0; i < from.n; i++) free(from.all[i].rows);
    free(from.all);
    casus_model_close(model);
    return 0;
}
