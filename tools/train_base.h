/* train_base: what all of casus-train stands on, the sentence splitter's trainer too. */
#ifndef CASUS_TRAIN_BASE_H
#define CASUS_TRAIN_BASE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void fail(const char *what, const char *detail) __attribute__((noreturn));
void *must(void *memory); /* exits on NULL */
/* Writes the section to DIR/NAME.zst and says so on stderr; gives its compressed length. Exits where
 * that fails. */
size_t weights_write(const char *dir, const char *name, const void *bytes, size_t len);

/* ---- random ------------------------------------------------------------------------------ */

typedef struct rng {
    uint64_t state;
} rng;
static inline uint32_t rng_next(rng *self)
{
    self->state = self->state * 6364136223846793005u + 1442695040888963407u;
    uint64_t x = self->state ^ self->state >> 29;
    return (uint32_t)((x * 0xD6E8FEB86659FD93u) >> 32);
}
static inline uint32_t rng_below(rng *self, uint32_t n)
{
    return (uint32_t)(((uint64_t)rng_next(self) * n) >> 32);
}
void rng_shuffle(rng *self, uint32_t *order, uint32_t n);

/* Trains the section segment.ends and writes it to the folder `weights` (train_split.c). */
void train_split(const char *treebank, const char *weights);

#endif
