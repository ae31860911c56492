/* The averaged perceptron over hashed features (Collins 2002), sparse: a feature gets a row when an
 * update touches it, and counts once it was touched min_updates times (Goldberg and Elhadad 2011).
 */
#include "train.h"

void learner_init(learner *self, uint32_t n_classes, uint32_t min_updates)
{
    *self = (learner){.n_classes = n_classes,
                      .lanes = (n_classes + 3) & ~3u,
                      .min_updates = min_updates,
                      .mask = (1u << 16) - 1,
                      .n_rows = 1,
                      .cap_rows = 1024,
                      .clock = 1};
    self->keys = must(calloc(self->mask + 1u, sizeof *self->keys));
    self->rows = must(calloc(self->mask + 1u, sizeof *self->rows));
    self->weights = must(calloc((size_t)self->cap_rows * self->lanes, sizeof(float)));
    self->totals = must(calloc((size_t)self->cap_rows * self->lanes, sizeof(float)));
    self->n_updates = must(calloc(self->cap_rows, sizeof(uint32_t)));
}

void learner_release(learner *self)
{
    free(self->keys);
    free(self->rows);
    free(self->weights);
    free(self->totals);
    free(self->n_updates);
    *self = (learner){0};
}

static uint32_t slot_of(const learner *self, uint32_t feature)
{
    uint32_t at = feature & self->mask;
    while (self->rows[at] && self->keys[at] != feature) at = (at + 1) & self->mask;
    return at;
}

static void grow_index(learner *self)
{
    uint32_t old_size = self->mask + 1, *keys = self->keys, *rows = self->rows;
    self->mask = old_size * 2 - 1;
    self->keys = must(calloc((size_t)old_size * 2, sizeof *keys));
    self->rows = must(calloc((size_t)old_size * 2, sizeof *rows));
    for (uint32_t i = 0; i < old_size; i++) {
        if (!rows[i]) continue;
        uint32_t at = slot_of(self, keys[i]);
        self->keys[at] = keys[i];
        self->rows[at] = rows[i];
    }
    free(keys);
    free(rows);
}

static float *grow(float *array, size_t used, size_t size)
{
    array = must(realloc(array, size * sizeof *array));
    memset(array + used, 0, (size - used) * sizeof *array);
    return array;
}

static uint32_t add_row(learner *self, uint32_t feature)
{
    uint32_t at = slot_of(self, feature);
    if (self->rows[at]) return self->rows[at];
    if (self->n_rows == self->cap_rows) {
        size_t used = (size_t)self->cap_rows * self->lanes;
        self->cap_rows += self->cap_rows / 2;
        self->weights = grow(self->weights, used, (size_t)self->cap_rows * self->lanes);
        self->totals = grow(self->totals, used, (size_t)self->cap_rows * self->lanes);
        self->n_updates = must(realloc(self->n_updates, self->cap_rows * sizeof(uint32_t)));
    }
    self->keys[at] = feature;
    self->rows[at] = self->n_rows;
    self->n_updates[self->n_rows] = 0;
    uint32_t row = self->n_rows++;
    if (self->n_rows * 2u > self->mask) grow_index(self);
    return row;
}

void learner_score(const learner *self, const uint32_t *features, uint32_t n, float *scores)
{
    uint32_t found[ARC_FEATURES];
    memset(scores, 0, self->lanes * sizeof *scores);
    for (uint32_t i = 0; i < n; i++) {
        __builtin_prefetch(&self->keys[features[i] & self->mask]);
        __builtin_prefetch(&self->rows[features[i] & self->mask]);
    }
    uint32_t n_found = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t row = self->rows[slot_of(self, features[i])];
        if (!row || self->n_updates[row] < self->min_updates) continue;
        __builtin_prefetch(self->weights + (size_t)row * self->lanes);
        found[n_found++] = row;
    }
    for (uint32_t i = 0; i < n_found; i++) {
        const float *w = self->weights + (size_t)found[i] * self->lanes;
        for (uint32_t c = 0; c < self->lanes; c++) scores[c] += w[c];
    }
}

void learner_update(learner *self, const uint32_t *features, uint32_t n, uint32_t right,
                    uint32_t wrong)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t row = add_row(self, features[i]);
        float *w = self->weights + (size_t)row * self->lanes;
        float *total = self->totals + (size_t)row * self->lanes;
        self->n_updates[row]++;
        w[right] += 1;
        w[wrong] -= 1;
        total[right] += (float)self->clock;
        total[wrong] -= (float)self->clock;
    }
}

void learner_average(learner *self)
{
    size_t n = (size_t)self->n_rows * self->lanes;
    for (size_t i = 0; i < n; i++) self->weights[i] -= self->totals[i] / (float)self->clock;
    for (uint32_t r = 1; r < self->n_rows; r++)
        if (self->n_updates[r] < self->min_updates)
            memset(self->weights + (size_t)r * self->lanes, 0, self->lanes * sizeof(float));
    free(self->totals);
    self->totals = NULL;
}

void learner_merge(learner *self, const learner *other)
{
    if (!self->totals)
        self->totals = must(calloc((size_t)self->cap_rows * self->lanes, sizeof(float)));
    for (uint32_t i = 0; i <= other->mask; i++) {
        if (!other->rows[i] || other->n_updates[other->rows[i]] < other->min_updates) continue;
        uint32_t row = add_row(self, other->keys[i]);
        self->n_updates[row] += self->min_updates;
        for (uint32_t c = 0; c < self->lanes; c++)
            self->weights[(size_t)row * self->lanes + c] +=
                other->weights[(size_t)other->rows[i] * self->lanes + c];
    }
}
