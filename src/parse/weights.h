/* weights: the packed tables of the perceptrons, as they lie in casus.model.
 *
 * A feature is a 32-bit hash. Its high part picks a bucket of four slots (16 bytes, one load), its
 * low byte is the fingerprint that tells the slots of a bucket apart; a feature that is not there
 * contributes nothing, and one in a hundred of those meets a stranger's fingerprint.
 *
 *   dense table    3 classes: the slot holds the weights      | w0 | w1 | w2 | print |
 *   sparse table   to 128 classes: the slot names a row       | offset (24 bits) | print |
 *                  units[offset] = number of pairs, then pairs: class (7 bits), weight + 256 (9);
 *                  or WEIGHTS_BYTE_ROW, then a signed byte a lane; or WEIGHTS_FULL_ROW, then 16
 *                  bits a lane. Rows are read in eights, so 8 units follow the last.
 *   map            word hash -> value, 4 bytes a slot         | value (18 bits) | print (14) |
 *
 * Sums are of integers, so every machine finds the same tree. table_open checks each bucket and
 * offset once; after it nothing is checked.
 */
#ifndef CASUS_PARSE_WEIGHTS_H
#define CASUS_PARSE_WEIGHTS_H

#include "base/base.h"

#define WEIGHTS_MAX_CLASSES 128
#define WEIGHTS_SLOTS 4
#define WEIGHTS_HEADER 16 /* bytes: n_buckets, n_units, n_classes, kind */

#define WEIGHTS_FULL_ROW 0xFFFFu
#define WEIGHTS_BYTE_ROW 0xFFFEu
#define WEIGHTS_MANY_PAIRS 20 /* a row with more pairs is written as bytes, or full */

/* Lanes of a full row: the classes, rounded up to whole vectors. */
static inline uint32_t weights_lanes(uint32_t n_classes) { return (n_classes + 7u) & ~7u; }
/* Lanes of a row of bytes. */
static inline uint32_t weights_byte_lanes(uint32_t n_classes) { return (n_classes + 31u) & ~31u; }
/* Does a row of n pairs, all weights of which fit in bytes, become a row of bytes? It is summed in the time of
 * four pairs, and takes the room of a quarter to a half of its lanes in pairs. */
static inline bool weights_as_bytes(uint32_t n_pairs, uint32_t n_classes)
{
    return n_pairs * 8 > weights_byte_lanes(n_classes);
}

enum table_kind { TABLE_DENSE = 1, TABLE_SPARSE, TABLE_MAP };

typedef struct table table;

/* The sums of n features, at most WEIGHTS_MAX_FEATURES: weights_sum.h, once for an instruction set;
 * all answer alike. */
#define WEIGHTS_MAX_FEATURES 128
typedef struct weights_sums {
    void (*dense)(const table *self, const uint32_t *features, uint32_t n, int32_t scores[3]);
    void (*sparse)(const table *self, const uint32_t *features, uint32_t n,
                   int16_t scores[WEIGHTS_MAX_CLASSES]);
} weights_sums;

extern const weights_sums weights_sums_portable;
/* The fastest that this machine runs. */
const weights_sums *weights_sums_best(void);

struct table {
    const uint32_t *slots; /* [n_buckets * WEIGHTS_SLOTS] */
    const uint16_t *units; /* [n_units], sparse only */
    const weights_sums *sums;
    uint32_t n_buckets, n_units, n_classes;
};

/* BAD_MODEL unless `bytes` is a whole, sound table of this kind. `limit` is the number of classes
 * (sparse: exactly; map: values stay below it). */
casus_status table_open(table *self, casus_str bytes, enum table_kind kind, uint32_t limit,
                        const char *name, casus_error *err);

static inline uint32_t table_bucket(const table *self, uint32_t hash)
{
    return (uint32_t)(((uint64_t)hash * self->n_buckets) >> 32) * WEIGHTS_SLOTS;
}

static inline void table_sum_dense(const table *self, const uint32_t *features, uint32_t n,
                                   int32_t scores[3])
{
    self->sums->dense(self, features, n, scores);
}
static inline void table_sum_sparse(const table *self, const uint32_t *features, uint32_t n,
                                    int16_t scores[WEIGHTS_MAX_CLASSES])
{
    self->sums->sparse(self, features, n, scores);
}
/* The class of the highest sum, from class `first` on; overwrites the sums that do not compete. */
uint32_t table_best_class(const table *self, int16_t scores[WEIGHTS_MAX_CLASSES], uint32_t first);

/* Maps hold values of MAP_VALUE_BITS; the rest of the slot is the fingerprint. Value 0 is "absent".
 */
#define MAP_VALUE_BITS 18
uint32_t table_find(const table *self, uint64_t word_hash);

/* How the trainer's packer must split a hash. */
static inline uint32_t weights_print(uint32_t hash) { return hash & 0xFFu; }
static inline uint32_t map_bucket_hash(uint64_t word_hash) { return (uint32_t)(word_hash >> 32); }
static inline uint32_t map_print(uint64_t word_hash)
{
    return (uint32_t)word_hash & ((1u << (32 - MAP_VALUE_BITS)) - 1u);
}

/* Asks for what table_find will read. */
static inline void table_ask(const table *self, uint64_t word_hash)
{
    __builtin_prefetch(self->slots + table_bucket(self, map_bucket_hash(word_hash)));
}

#endif
