/* The weights of the choice of antecedents: names of the features, the file, the section. */
#include "entity/coref_rank.h"

#include <math.h>
#include <stdio.h>

#define N_WEIGHTS ((size_t)N_PRONOUN_CLASS * RANK_FEATURES)

double rank_score(const rank_weights *self, enum pronoun_class class, const rank_features *f)
{
    const float *weights = self->weights + (size_t)class * RANK_FEATURES;
    double sum = 0;
    for (uint32_t i = 0; i < f->n; i++) sum += weights[f->ids[i]];
    return sum;
}

/* ---- names ----------------------------------------------------------------------------------- */

#define X(value, text) text,
static const char *const ANY_TEXTS[] = {ANY_LIST(X)};
static const char *const PLACE_TEXTS[] = {PLACE_LIST(X)};
static const char *const APART_TEXTS[] = {APART_LIST(X)};
static const char *const NEAR_TEXTS[] = {NEAR_LIST(X)};
static const char *const PART_TEXTS[] = {PART_LIST(X)};
static const char *const FORM_TEXTS[] = {FORM_LIST(X)};
static const char *const SIZE_TEXTS[] = {SIZE_LIST(X)};
static const char *const PATH_TEXTS[] = {PATH_LIST(X)};
static const char *const PREP_TEXTS[] = {PREP_LIST(X)};
static const char *const QUOTED_TEXTS[] = {QUOTED_LIST(X)};
static const char *const CLAUSE_TEXTS[] = {CLAUSE_LIST(X)};
static const char *const JOINED_TEXTS[] = {JOINED_LIST(X)};
static const char *const NEST_TEXTS[] = {NEST_LIST(X)};
static const char *const SUBJECTS_TEXTS[] = {SUBJECTS_LIST(X)};
static const char *const NATURE_TEXTS[] = {NATURE_LIST(X)};
static const char *const YES_TEXTS[] = {YES_LIST(X)};
static const char *const HINT_TEXTS[] = {HINT_LIST(X)};
#undef X

static const struct group {
    const char *name;
    unsigned base, width; /* first feature; values on the second axis */
    const char *const *a, *const *b;
} groups[] = {
#define X(name, text, a, b) {text, RANK_##name, N_##b, a##_TEXTS, b##_TEXTS},
    RANK_LIST(X)
#undef X
};

void rank_feature_name(unsigned feature, char out[64])
{
    size_t g = COUNT(groups);
    while (g > 1 && groups[g - 1].base > feature) g--;
    const struct group *in = &groups[g - 1];
    unsigned at = feature - in->base;
    snprintf(out, 64, "%s.%s.%s", in->name, in->a[at / in->width], in->b[at % in->width]);
}

/* ---- the file -------------------------------------------------------------------------------- */

static bool find_feature(casus_str name, unsigned *out)
{
    char text[64];
    for (*out = 0; *out < RANK_FEATURES; ++*out) {
        rank_feature_name(*out, text);
        if (str_eq(name, str_from(text))) return true;
    }
    return false;
}

static casus_status read_line(const lines *at, casus_str line, float *weights, casus_error *err)
{
    casus_str name, word;
    unsigned feature;
    if (!word_next(&line, &name) || !find_feature(name, &feature))
        return error_at(err, CASUS_BAD_DATA, at->file, at->line,
                        "there is no feature \"%.*s\": src/entity/coref_rank.h lists them",
                        (int)name.len, name.ptr);
    for (size_t class = 0; class < N_PRONOUN_CLASS; class++) {
        double value;
        if (!word_next(&line, &word) || !number_read(word, &value) || !isfinite(value))
            return error_at(err, CASUS_BAD_DATA, at->file, at->line,
                            "a line is a feature and three numbers");
        weights[class * RANK_FEATURES + feature] = (float)value;
    }
    return CASUS_OK;
}

casus_status rank_build(const char *data_dir, image_writer *out, casus_error *err)
{
    static const float zero;
    char path[1024];
    lines at;
    casus_str line;
    buf section = {0};
    for (size_t i = 0; i < N_WEIGHTS; i++) buf_put(&section, &zero, sizeof zero);
    FAIL_IF(!buf_ok(&section), CASUS_NO_MEMORY, "no memory for the weights of pronouns");
    snprintf(path, sizeof path, "%s/coref/pronouns.txt", data_dir);
    casus_status status = lines_open(&at, path, 1u << 20, err);
    while (status == CASUS_OK && lines_next(&at, &line))
        status = read_line(&at, line, (float *)(void *)section.ptr, err);
    lines_close(&at);
    if (status == CASUS_OK) image_writer_add(out, "entity.pronouns", buf_str(&section));
    buf_release(&section);
    return status;
}

casus_status rank_open(rank_weights *self, casus_str section, casus_error *err)
{
    const float *weights = (const float *)(const void *)section.ptr;
    FAIL_IF(section.len != N_WEIGHTS * sizeof *weights, CASUS_BAD_MODEL,
            "the weights of pronouns of the model are damaged; build it anew");
    for (size_t i = 0; i < N_WEIGHTS; i++)
        FAIL_IF(!isfinite(weights[i]), CASUS_BAD_MODEL,
                "the weights of pronouns of the model are damaged; build it anew");
    self->weights = weights;
    return CASUS_OK;
}
