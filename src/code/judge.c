/* The judge's labels, its section of the model, and its probabilities. */
#include "code/judge.h"

#include <math.h>

static const struct {
    const char *type, *relation;
    int quad;
} LABELS[] = {
#define X(name, type, quad, relation) {type, relation, quad},
    JUDGE_LABEL_LIST(X)
#undef X
};

const char *judge_label_type(enum judge_label label) { return LABELS[label].type; }
const char *judge_label_relation(enum judge_label label) { return LABELS[label].relation; }

int judge_label_quad(enum judge_label label, bool relations)
{
    if (relations && label == JUDGE_CONCEDE) return 2; /* YIELD is one label there */
    return LABELS[label].quad;
}

enum judge_label judge_label_of(const code_tables *codes, const char *type, const char *mode,
                                const char *cameo, casus_event_status status)
{
    const char *name = code_tables_type(codes, type, mode, cameo ? cameo : "", status);
    bool yields = strcmp(type, "CONCEDE") == 0 || strcmp(type, "RETREAT") == 0;
    if (yields && strcmp(name, "CONCEDE") == 0 && status != CASUS_ACTUAL && status != CASUS_ENDED)
        return JUDGE_PROMISE;
    for (uint32_t i = 0; i < JUDGE_PROMISE; i++)
        if (strcmp(name, LABELS[i].type) == 0) return (enum judge_label)i;
    return JUDGE_NONE;
}

casus_status judge_open(judge *self, casus_str section, casus_error *err)
{
    judge_head h;
    FAIL_IF(section.len < sizeof h, CASUS_BAD_MODEL,
            "the judge of the model is cut short; build it anew");
    memcpy(&h, section.ptr, sizeof h);
    FAIL_IF(h.magic != JUDGE_MAGIC || h.version != JUDGE_VERSION || h.labels != JUDGE_LABELS,
            CASUS_BAD_MODEL, "the judge of the model is of another version; build it anew");
    bool ok = h.bits > 0 && h.bits <= 24 && isfinite(h.scale) && isfinite(h.temperature) &&
              h.temperature > 0;
    for (uint32_t i = 0; i < JUDGE_SHARED; i++) ok &= isfinite(h.shared[i]) != 0;
    FAIL_IF(!ok || section.len != sizeof h + ((size_t)JUDGE_LABELS << h.bits), CASUS_BAD_MODEL,
            "the judge of the model is damaged; build it anew");
    self->head = (const judge_head *)(const void *)section.ptr;
    self->weights = (const int8_t *)section.ptr + sizeof h;
    return CASUS_OK;
}

/* Without weights the best readings decide: each shared feature counts by its rank. */
static void score_by_rule(const judge_features *f, double out[JUDGE_LABELS])
{
    for (uint32_t y = 0; y < JUDGE_LABELS; y++) {
        out[y] = 0;
        for (uint32_t i = 0; i < JUDGE_SHARED; i++)
            if (f->shared[y] >> i & 1u) out[y] += judge_trust(i);
    }
}

static const int8_t *row_of(const judge *self, uint64_t key)
{
    return self->weights + (size_t)judge_row(key, self->head->bits) * JUDGE_LABELS;
}

static void score(const judge *self, const judge_features *f, double out[JUDGE_LABELS])
{
    int32_t sums[JUDGE_LABELS] = {0};
    enum { AHEAD = 12 }; /* features whose rows are on their way */
    for (uint32_t i = 0; i < f->n; i++) {
        const int8_t *row = row_of(self, f->keys[i]);
        if (i + AHEAD < f->n) __builtin_prefetch(row_of(self, f->keys[i + AHEAD]));
        for (uint32_t y = 0; y < JUDGE_LABELS; y++) sums[y] += row[y];
    }
    for (uint32_t y = 0; y < JUDGE_LABELS; y++) {
        out[y] = (double)sums[y] * self->head->scale;
        for (uint32_t set = f->shared[y]; set; set &= set - 1)
            out[y] += self->head->shared[__builtin_ctz(set)];
        out[y] /= self->head->temperature;
    }
}

void judge_weigh(const judge *self, const judge_features *f, double out[JUDGE_LABELS])
{
    if (self->head) score(self, f, out);
    else score_by_rule(f, out);
    double most = out[0], sum = 0;
    for (uint32_t y = 1; y < JUDGE_LABELS; y++) most = out[y] > most ? out[y] : most;
    for (uint32_t y = 0; y < JUDGE_LABELS; y++) sum += out[y] = exp(out[y] - most);
    for (uint32_t y = 0; y < JUDGE_LABELS; y++)
        out[y] = out[y] / sum * (1 - JUDGE_DISSENT) + JUDGE_DISSENT / JUDGE_LABELS;
}
