/* How sure an event is: what the judge makes of its two actors, and how much the act's words had to
 * say. */
#include "code/confidence.h"

#include <math.h>
#include <stdio.h>

static const char *const NAMES[] = {
#define X(name, text) text,
    CONFIDENCE_LIST(X)
#undef X
};

const char *confidence_name(enum confidence_feature feature) { return NAMES[feature]; }

casus_status confidence_open(confidence_weights *self, casus_str section, casus_error *err)
{
    float weights[CONFIDENCE_FEATURES];
    FAIL_IF(section.len != sizeof weights, CASUS_BAD_MODEL,
            "the confidence weights of the model are damaged; build it anew");
    memcpy(weights, section.ptr, sizeof weights);
    for (uint32_t i = 0; i < CONFIDENCE_FEATURES; i++)
        FAIL_IF(!isfinite(weights[i]), CASUS_BAD_MODEL,
                "the confidence weights of the model are damaged; build it anew");
    self->weights = (const float *)(const void *)section.ptr;
    return CASUS_OK;
}

static casus_status read_line(const lines *at, casus_str line, float weights[], casus_error *err)
{
    casus_str name;
    double value;
    if (!word_next(&line, &name) || !number_read(line, &value))
        return error_at(err, CASUS_BAD_DATA, at->file, at->line,
                        "a line is a feature and a number");
    for (uint32_t i = 0; i < CONFIDENCE_FEATURES; i++) {
        if (!str_eq(name, str_from(NAMES[i]))) continue;
        weights[i] = (float)value;
        return CASUS_OK;
    }
    return error_at(err, CASUS_BAD_DATA, at->file, at->line, "there is no feature \"%.*s\": code.h lists them",
                    (int)name.len, name.ptr);
}

casus_status confidence_build(const char *data_dir, image_writer *out, casus_error *err)
{
    float weights[CONFIDENCE_FEATURES] = {0};
    char path[1024];
    lines at;
    casus_str line;
    snprintf(path, sizeof path, "%s/codes/confidence.txt", data_dir);
    casus_status status = lines_open(&at, path, 1u << 20, err);
    while (status == CASUS_OK && lines_next(&at, &line))
        status = read_line(&at, line, weights, err);
    lines_close(&at);
    if (status == CASUS_OK)
        image_writer_add(out, "code.confidence",
                         (casus_str){(const char *)weights, sizeof weights});
    return status;
}

/* ---- an event -------------------------------------------------------------------------------- */

static judge_span span_of(const sentence_work *w, bool has, const coded_actor *a)
{
    judge_span none = {1, 0};
    if (!has || a->first > a->last || a->first < w->t.first || a->last >= w->t.first + w->t.n)
        return none;
    return (judge_span){a->first - w->t.first, a->last - w->t.first};
}

/* Probability of the event's own label, and of those of the operators over it: "agreed to lift" is
 * known by "agreed". */
static double support_of(const sentence_work *w, uint32_t p, const double weights[JUDGE_LABELS])
{
    uint32_t labels = 1u << judge_label_at(w, p);
    for (uint32_t up = w->out->predicates[p].parent; up != CODE_NONE;
         up = w->out->predicates[up].parent)
        if (!(work_sense(w, up)->flags & ACT_HELPER)) labels |= 1u << judge_label_at(w, up);
    double sum = 0;
    for (uint32_t y = 0; y < JUDGE_NONE; y++)
        if (labels >> y & 1u) sum += weights[y];
    return sum;
}

void confidence_look(const sentence_work *w, uint32_t p, const event *e, confidence_features *out)
{
    judge_pair pair = {span_of(w, e->has_source, &e->source),
                       span_of(w, e->has_target, &e->target)};
    judge_reading readings[JUDGE_MAX_READINGS];
    judge_features features;
    double weights[JUDGE_LABELS];
    uint32_t n = judge_readings(w, &pair, readings);
    judge_look(w, w->in->words, &pair, readings, n, &features);
    judge_weigh(w->in->judging, &features, weights);
    const sense *s = work_sense(w, p);
    double support = support_of(w, p, weights);
    double values[CONFIDENCE_FEATURES] = {
        [CONFIDENCE_BIAS] = 1,
        [CONFIDENCE_SUPPORT] = log((support + 0.01) / (1.01 - support)),
        [CONFIDENCE_NONE] = weights[JUDGE_NONE],
        [CONFIDENCE_NEEDS] = s->n_needs || s->particle,
        [CONFIDENCE_WEAK] = (s->flags & ACT_WEAK) != 0,
        [CONFIDENCE_NOUN] = s->pos == SENSE_NOUN,
        [CONFIDENCE_SOURCE] = e->has_source && e->source.code,
        [CONFIDENCE_TARGET] = e->has_target && e->target.code,
        [CONFIDENCE_BOTH] = e->has_source && e->has_target,
        [CONFIDENCE_ACTUAL] = e->status == CASUS_ACTUAL,
        [CONFIDENCE_UNDER] = w->out->predicates[p].parent != CODE_NONE,
        [CONFIDENCE_OPERATOR] = (s->flags & ACT_OPERATOR) != 0,
        [CONFIDENCE_LENGTH] = w->t.n / 100.0,
    };
    memcpy(out->values, values, sizeof values);
}

double confidence_weigh(const confidence_weights *self, const confidence_features *f)
{
    double sum = 0;
    for (uint32_t i = 0; i < CONFIDENCE_FEATURES; i++) sum += f->values[i] * self->weights[i];
    return 1 / (1 + exp(-sum));
}
