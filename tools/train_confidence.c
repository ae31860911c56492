/* The weights of confidence (src/code/confidence.h): logistic regression on events of which people
 * said whether they are right.
 *
 *   golden --cases --verdicts FILE: 1|0 TAB event id TAB text      (a text in several lines)
 *
 * Each text is coded again, and its events are found by their ids. */
#include "train_judge.h"

#include "code/confidence.h"
#include "classify.h"
#include "train_base.h"

#include <math.h>

#define STEPS 4000
#define RATE 0.02
#define DECAY 1e-3
#define FOLDS 5
#define BINS 10

typedef struct judged {
    confidence_features features;
    bool right;
    uint32_t group; /* of its text */
} judged;

typedef struct judgements {
    judged *all;
    uint32_t n, cap;
} judgements;

/* What confidence_look() saw of the events of a document, while it was coded. */
static bool find_event(const casus_doc *doc, const char *id, confidence_features *out)
{
    for (uint32_t i = 0; i < doc->coded.n_events; i++) {
        const event *e = &doc->coded.events[i];
        char text[17];
        snprintf(text, sizeof text, "%016lx", (unsigned long)e->id);
        if (strcmp(text, id) != 0) continue;
        *out = e->sure;
        return true;
    }
    return false;
}

static void read_verdicts(judgements *self, casus_coder *coder, const char *path)
{
    buf bytes = {0};
    casus_error err = {0};
    casus_doc *doc;
    casus_str rest, line, verdict, id;
    uint32_t lost = 0;
    if (buf_read_file(&bytes, path, 64u << 20, &err) != CASUS_OK) fail(err.message, path);
    if (casus_doc_new(&doc, &err) != CASUS_OK) fail(err.message, path);
    rest = buf_str(&bytes);
    while (str_split(&rest, '\n', &line)) {
        char key[32] = "";
        judged j = {.right = false};
        if (!str_split(&line, '\t', &verdict) || !str_split(&line, '\t', &id)) continue;
        if (id.len < sizeof key) memcpy(key, id.ptr, id.len);
        casus_document_in in = {.text = line};
        if (casus_code(coder, &in, doc, &err) != CASUS_OK) fail(err.message, path);
        if (!find_event(doc, key, &j.features)) {
            lost++;
            continue;
        }
        j.right = str_eq(verdict, STR("1"));
        j.group = (uint32_t)str_hash(line);
        if (self->n == self->cap) {
            self->cap = self->cap ? self->cap * 2 : 512;
            self->all = must(realloc(self->all, self->cap * sizeof *self->all));
        }
        self->all[self->n++] = j;
    }
    if (lost) fprintf(stderr, "%u events were not found again\n", lost);
    casus_doc_free(doc);
    buf_release(&bytes);
}

static double sure(const double *weights, const judged *j)
{
    double sum = 0;
    for (uint32_t i = 0; i < CONFIDENCE_FEATURES; i++) sum += weights[i] * j->features.values[i];
    return 1 / (1 + exp(-sum));
}

/* Gradient descent on the log loss of all but one fold. */
static void fit(const judgements *from, uint32_t left_out, double *weights)
{
    double squares[CONFIDENCE_FEATURES] = {0};
    memset(weights, 0, CONFIDENCE_FEATURES * sizeof *weights);
    for (int step = 0; step < STEPS; step++) {
        double gradient[CONFIDENCE_FEATURES] = {0};
        uint32_t n = 0;
        for (uint32_t k = 0; k < from->n; k++) {
            const judged *j = &from->all[k];
            if (j->group % FOLDS == left_out) continue;
            double error = sure(weights, j) - j->right;
            for (uint32_t i = 0; i < CONFIDENCE_FEATURES; i++)
                gradient[i] += error * j->features.values[i];
            n++;
        }
        for (uint32_t i = 0; i < CONFIDENCE_FEATURES; i++) {
            double g = gradient[i] / (n ? n : 1) + DECAY * weights[i];
            squares[i] = 0.99 * squares[i] + 0.01 * g * g;
            weights[i] -= RATE * g / (sqrt(squares[i]) + 1e-6) / (1 + step / 400.0);
        }
    }
}

static void print_table(const judgements *from, const double *p)
{
    uint32_t found[BINS] = {0}, right[BINS] = {0};
    double sums[BINS] = {0}, error = 0;
    for (uint32_t k = 0; k < from->n; k++) {
        uint32_t bin = p[k] >= 1 ? BINS - 1 : (uint32_t)(p[k] * BINS);
        found[bin]++;
        right[bin] += from->all[k].right;
        sums[bin] += p[k];
    }
    for (uint32_t i = 0; i < BINS; i++) {
        if (!found[i]) continue;
        printf("  %.1f %6u  mean %.2f  right %.2f\n", (double)i / BINS, found[i],
               sums[i] / found[i], (double)right[i] / found[i]);
        error += fabs(sums[i] - right[i]);
    }
    printf("  %u events, calibration error %.3f\n", from->n, from->n ? error / from->n : 0.0);
}

static void write_weights(const double *weights, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file) fail("cannot write", path);
    fputs("# How sure an event is: weights of a logistic function; src/code/confidence.h says what "
          "each feature is.\n"
          "# Made by casus-train confidence (docs/training.md).\n",
          file);
    for (uint32_t i = 0; i < CONFIDENCE_FEATURES; i++)
        fprintf(file, "%s %.4f\n", confidence_name((enum confidence_feature)i), weights[i]);
    if (fclose(file) != 0) fail("cannot write", path);
}

int train_confidence_main(int argc, char **argv)
{
    if (argc != 4) fail("usage: casus-train confidence MODEL VERDICTS OUT.txt", "");
    casus_model *model;
    casus_coder *coder;
    casus_error err = {0};
    judgements from = {0};
    double weights[CONFIDENCE_FEATURES];
    if (casus_model_open(&model, argv[1], &err) != CASUS_OK) fail(err.message, argv[1]);
    if (casus_coder_new(&coder, model, NULL, &err) != CASUS_OK) fail(err.message, argv[1]);
    read_verdicts(&from, coder, argv[2]);
    double *p = must(calloc(from.n + 1, sizeof *p));
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        fit(&from, fold, weights);
        for (uint32_t k = 0; k < from.n; k++)
            if (from.all[k].group % FOLDS == fold) p[k] = sure(weights, &from.all[k]);
    }
    print_table(&from, p);
    fit(&from, FOLDS, weights);
    write_weights(weights, argv[3]);
    free(p);
    free(from.all);
    casus_coder_free(coder);
    casus_model_close(model);
    return 0;
}
