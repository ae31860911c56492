#include "evaluate/duplicates_exact.h"

#include "near/near.h"

#include <stdlib.h>

typedef struct word {
    uint64_t hash;
    bool figure;
} word;

typedef struct word_row {
    word *words; /* [n] */
    uint32_t n, cap;
} word_row;

static word_row words_of(casus_str s, arena *mem)
{
    word_row out = {0};
    uint64_t hash;
    bool figure;
    for (size_t at = 0; near_word_next(s, &at, &hash, &figure);) {
        word *slot = arena_push(mem, &out.words, &out.n, &out.cap, sizeof *slot);
        if (slot) *slot = (word){hash, figure};
    }
    return out;
}

static uint64_t run_at(const word_row *self, uint32_t at)
{
    uint64_t hashes[EXACT_RUN];
    for (uint32_t i = 0; i < EXACT_RUN; i++) hashes[i] = self->words[at + i].hash;
    return str_hash((casus_str){(const char *)hashes, sizeof hashes});
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* The hashes of all runs, sorted. */
static uint64_t *runs_of(const word_row *self, uint32_t n, arena *mem)
{
    uint64_t *runs = arena_alloc(mem, n * sizeof *runs);
    if (!runs) return NULL;
    for (uint32_t i = 0; i < n; i++) runs[i] = run_at(self, i);
    qsort(runs, n, sizeof *runs, by_value);
    return runs;
}

overlap overlap_of(casus_str a, casus_str b, arena *mem)
{
    overlap out = {0};
    word_row one = words_of(a, mem), other = words_of(b, mem);
    const word_row *shorter = one.n <= other.n ? &one : &other;
    const word_row *longer = shorter == &one ? &other : &one;
    uint32_t n_runs = longer->n >= EXACT_RUN ? longer->n - EXACT_RUN + 1 : 0, covered = 0;
    uint64_t *runs = runs_of(longer, n_runs, mem);
    if (!arena_ok(mem) || !runs) return out;
    for (uint32_t i = 0; i < shorter->n; i++) {
        if (i + EXACT_RUN <= shorter->n) {
            uint64_t run = run_at(shorter, i);
            if (bsearch(&run, runs, n_runs, sizeof run, by_value)) covered = i + EXACT_RUN;
        }
        bool shared = i < covered, figure = shorter->words[i].figure;
        out.words++;
        out.shared += shared;
        out.figures += figure;
        out.shared_figures += shared && figure;
    }
    return out;
}

bool overlap_is_copy(const overlap *self)
{
    if (!self->words || self->shared < EXACT_SHARE * self->words) return false;
    return self->figures < EXACT_FEW_FIGURES ||
           self->shared_figures >= EXACT_SHARE * self->figures;
}
