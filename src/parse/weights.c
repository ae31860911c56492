#include "parse/weights.h"

/* ---- checks ------------------------------------------------------------------------------ */

/* These look at half a million rows each time the program starts: no branch where none is needed. A
 * row's classes are not looked at: seven bits cannot leave the sums, and table_best_class asks for no
 * class that is not there. Slots without a row name row 0, which is empty. */
static bool row_is_sound(const table *self, uint32_t offset)
{
    uint32_t in = offset < self->n_units, n = self->units[in ? offset : 0];
    uint32_t full = n == WEIGHTS_FULL_ROW, bytes = n == WEIGHTS_BYTE_ROW;
    uint32_t room = self->n_units - (in ? offset : 0) - 1;
    uint32_t wide = full ? weights_lanes(self->n_classes) : weights_byte_lanes(self->n_classes) / 2;
    uint32_t need = full | bytes ? wide : weights_lanes(n);
    return in & (full | bytes | (uint32_t)(n <= WEIGHTS_MANY_PAIRS)) & (uint32_t)(need <= room);
}

/* Rows are found by joining the slots' offsets: no fingerprint may stand twice in a bucket. */
static bool has_twins(const uint32_t *slot)
{
    uint32_t twins = 0;
    for (int i = 1; i < WEIGHTS_SLOTS; i++)
        for (int j = 0; j < i; j++) {
            uint32_t same = slot[i] >> 24 == slot[j] >> 24;
            twins |= same & (uint32_t)((slot[i] & 0xFFFFFFu) != 0) &
                     (uint32_t)((slot[j] & 0xFFFFFFu) != 0);
        }
    return twins;
}

static casus_status check_sparse(const table *self, const char *name, casus_error *err)
{
    FAIL_IF(self->units[0] != 0, CASUS_BAD_MODEL, "section %s: the empty row is not empty", name);
    for (uint32_t b = 0; b < self->n_buckets; b++) {
        const uint32_t *slot = self->slots + (size_t)b * WEIGHTS_SLOTS;
        bool sound = !has_twins(slot);
        for (int i = 0; i < WEIGHTS_SLOTS; i++)
            sound &= row_is_sound(self, slot[i] & 0xFFFFFFu);
        FAIL_IF(!sound, CASUS_BAD_MODEL, "section %s: bucket %u is damaged", name, b);
    }
    return CASUS_OK;
}

static casus_status check_map(const table *self, uint32_t limit, const char *name, casus_error *err)
{
    for (size_t i = 0; i < (size_t)self->n_buckets * WEIGHTS_SLOTS; i++)
        FAIL_IF((self->slots[i] & ((1u << MAP_VALUE_BITS) - 1u)) >= limit, CASUS_BAD_MODEL,
                "section %s: value of slot %zu is out of range", name, i);
    return CASUS_OK;
}

casus_status table_open(table *self, casus_str bytes, enum table_kind kind, uint32_t limit,
                        const char *name, casus_error *err)
{
    uint32_t header[WEIGHTS_HEADER / 4];
    FAIL_IF(bytes.len < WEIGHTS_HEADER || (uintptr_t)bytes.ptr % 4 != 0, CASUS_BAD_MODEL,
            "section %s is too short or not aligned", name);
    memcpy(header, bytes.ptr, sizeof header);
    *self = (table){.n_buckets = header[0], .n_units = header[1], .n_classes = header[2]};
    uint64_t need = WEIGHTS_HEADER + (uint64_t)self->n_buckets * WEIGHTS_SLOTS * 4 +
                    (uint64_t)self->n_units * 2;
    FAIL_IF(header[3] != (uint32_t)kind || self->n_buckets == 0 || need != bytes.len,
            CASUS_BAD_MODEL, "section %s has a wrong size or kind", name);
    FAIL_IF(kind != TABLE_MAP && (self->n_classes != limit || limit > WEIGHTS_MAX_CLASSES),
            CASUS_BAD_MODEL, "section %s has %u classes, not %u", name, self->n_classes, limit);
    FAIL_IF((kind == TABLE_SPARSE) != (self->n_units != 0), CASUS_BAD_MODEL,
            "section %s has rows where none belong, or none", name);
    const void *slots = bytes.ptr + WEIGHTS_HEADER;
    self->slots = slots;
    self->units = (const void *)(self->slots + (size_t)self->n_buckets * WEIGHTS_SLOTS);
    if (kind == TABLE_SPARSE) return check_sparse(self, name, err);
    if (kind == TABLE_MAP) return check_map(self, limit, name, err);
    return CASUS_OK;
}

/* ---- sums -------------------------------------------------------------------------------- */

/* Vectors as gcc and clang have them on every machine; they may lie at any address. */
typedef uint32_t u32x4 __attribute__((vector_size(16), aligned(4), may_alias));
typedef uint64_t u64x2 __attribute__((vector_size(16), aligned(8), may_alias));
typedef int16_t i16x8 __attribute__((vector_size(16), aligned(2), may_alias));

/* The bucket with its slots of other fingerprints zeroed. They are masked out, not branched over:
 * absent features are as frequent as present ones, and nothing predicts which. */
static inline u32x4 matching_slots(const table *self, uint32_t feature)
{
    u32x4 v = *(const u32x4 *)(self->slots + table_bucket(self, feature));
    return v & (u32x4)(v >> 24 == weights_print(feature));
}

/* Always inline: gcc takes a function that only prefetches for one that does nothing, and drops it.
 */
__attribute__((always_inline)) static inline void
prefetch_buckets(const table *self, const uint32_t *features, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        __builtin_prefetch(self->slots + table_bucket(self, features[i]));
}

void table_sum_dense(const table *self, const uint32_t *features, uint32_t n, int32_t scores[3])
{
    i16x8 even = {0}, odd = {0}; /* bytes 0 and 2 of the slots; bytes 1 and 3 */
    prefetch_buckets(self, features, n);
    for (uint32_t i = 0; i < n; i++) {
        i16x8 v = (i16x8)matching_slots(self, features[i]);
        even += (i16x8)((i16x8)(v << 8) >> 8);
        odd += v >> 8;
    }
    scores[0] = even[0] + even[2] + even[4] + even[6];
    scores[1] = odd[0] + odd[2] + odd[4] + odd[6];
    scores[2] = even[1] + even[3] + even[5] + even[7];
}

/* The rows of the features that have one, in `rows`; returns their number. */
static uint32_t find_rows(const table *self, const uint32_t *features, uint32_t n, uint32_t *rows)
{
    uint32_t n_rows = 0;
    prefetch_buckets(self, features, n);
    for (uint32_t i = 0; i < n; i++) {
        u64x2 v = (u64x2)matching_slots(self, features[i]);
        uint64_t slots = v[0] | v[1];
        uint32_t row = (uint32_t)(slots | slots >> 32) & 0xFFFFFFu;
        rows[n_rows] = row;
        n_rows += row != 0;
        __builtin_prefetch(self->units + row);
    }
    return n_rows;
}

/* The rows of a decision by their kinds. */
typedef struct row_kinds {
    const uint16_t *bytes[WEIGHTS_MAX_FEATURES], *full[WEIGHTS_MAX_FEATURES];
    uint32_t n_bytes, n_full, n_pairs;
    uint16_t pairs[WEIGHTS_MAX_FEATURES * WEIGHTS_MANY_PAIRS + 8]; /* of all short rows */
} row_kinds;

static void sort_kinds(const table *self, const uint32_t *rows, uint32_t n_rows, row_kinds *out)
{
    uint32_t n_bytes = 0, n_full = 0, n_pairs = 0;
    for (uint32_t i = 0; i < n_rows; i++) {
        const uint16_t *unit = self->units + rows[i];
        uint32_t count = *unit++;
        if (count <= WEIGHTS_MANY_PAIRS) {
            for (uint32_t k = 0; k < count; k += 8)
                memcpy(out->pairs + n_pairs + k, unit + k, 16);
            n_pairs += count;
            continue;
        }
        __builtin_prefetch(unit + 32);
        if (count == WEIGHTS_FULL_ROW)
            out->full[n_full++] = unit;
        else
            out->bytes[n_bytes++] = unit;
    }
    out->n_bytes = n_bytes;
    out->n_full = n_full;
    out->n_pairs = n_pairs;
}

/* The sums of the rows of bytes in the 32 lanes from `first` on, kept in registers. */
static inline void sum_bytes(const row_kinds *rows, uint32_t first, int16_t *scores)
{
    i16x8 even0 = {0}, even1 = {0}, odd0 = {0}, odd1 = {0};
    for (uint32_t i = 0; i < rows->n_bytes; i++) {
        const uint16_t *unit = rows->bytes[i] + first / 2;
        i16x8 v0 = *(const i16x8 *)unit, v1 = *(const i16x8 *)(unit + 8);
        even0 += (i16x8)(v0 << 8) >> 8;
        even1 += (i16x8)(v1 << 8) >> 8;
        odd0 += v0 >> 8;
        odd1 += v1 >> 8;
    }
    i16x8 *out = (i16x8 *)(scores + first);
    out[0] = __builtin_shufflevector(even0, odd0, 0, 8, 1, 9, 2, 10, 3, 11);
    out[1] = __builtin_shufflevector(even0, odd0, 4, 12, 5, 13, 6, 14, 7, 15);
    out[2] = __builtin_shufflevector(even1, odd1, 0, 8, 1, 9, 2, 10, 3, 11);
    out[3] = __builtin_shufflevector(even1, odd1, 4, 12, 5, 13, 6, 14, 7, 15);
}

static inline void add_pairs(row_kinds *rows, int16_t *scores)
{
    /* Neighbours go to sums of their own: an addition need not wait for the one before it. */
    int16_t odd[WEIGHTS_MAX_CLASSES];
    for (uint32_t c = 0; c < WEIGHTS_MAX_CLASSES; c += 8) *(i16x8 *)(odd + c) = (i16x8){0};
    rows->pairs[rows->n_pairs] = 256; /* a weight of 0 */
    for (uint32_t i = 0; i < rows->n_pairs; i += 2) {
        unsigned a = rows->pairs[i], b = rows->pairs[i + 1];
        scores[a >> 9] = (int16_t)(scores[a >> 9] + (int)(a & 511u) - 256);
        odd[b >> 9] = (int16_t)(odd[b >> 9] + (int)(b & 511u) - 256);
    }
    for (uint32_t c = 0; c < WEIGHTS_MAX_CLASSES; c += 8)
        *(i16x8 *)(scores + c) += *(const i16x8 *)(odd + c);
}

void table_sum_sparse(const table *self, const uint32_t *features, uint32_t n,
                      int16_t scores[WEIGHTS_MAX_CLASSES])
{
    uint32_t rows[WEIGHTS_MAX_FEATURES + 1], n_rows = find_rows(self, features, n, rows);
    row_kinds kinds;
    sort_kinds(self, rows, n_rows, &kinds);
    uint32_t lanes = weights_byte_lanes(self->n_classes), c = 0;
    for (; c < lanes; c += 32) sum_bytes(&kinds, c, scores);
    for (; c < WEIGHTS_MAX_CLASSES; c += 8) *(i16x8 *)(scores + c) = (i16x8){0};
    lanes = weights_lanes(self->n_classes);
    for (uint32_t i = 0; i < kinds.n_full; i++)
        for (c = 0; c < lanes; c += 8)
            *(i16x8 *)(scores + c) += *(const i16x8 *)(kinds.full[i] + c);
    add_pairs(&kinds, scores);
}

/* Lane by lane the larger of two vectors. */
static inline i16x8 larger(i16x8 a, i16x8 b)
{
    i16x8 more = (i16x8)(a > b);
    return (a & more) | (b & ~more);
}

uint32_t table_best_class(const table *self, int16_t scores[WEIGHTS_MAX_CLASSES], uint32_t first)
{
    uint32_t n_vectors = weights_lanes(self->n_classes) / 8;
    for (uint32_t c = 0; c < first; c++) scores[c] = INT16_MIN;
    for (uint32_t c = self->n_classes; c < 8 * n_vectors; c++) scores[c] = INT16_MIN;
    const i16x8 *sums = (const i16x8 *)(const void *)scores;
    i16x8 lanes = sums[0];
    for (uint32_t k = 1; k < n_vectors; k++) lanes = larger(lanes, sums[k]);
    int16_t most = lanes[0];
    for (int k = 1; k < 8; k++) most = lanes[k] > most ? lanes[k] : most;
    uint32_t best = first;
    while (scores[best] != most) best++; /* the first of equals, as a plain search finds it */
    return best;
}

uint32_t table_find(const table *self, uint64_t word_hash)
{
    const uint32_t *slot = self->slots + table_bucket(self, map_bucket_hash(word_hash));
    uint32_t print = map_print(word_hash);
    for (int j = 0; j < WEIGHTS_SLOTS; j++) {
        uint32_t value = slot[j] & ((1u << MAP_VALUE_BITS) - 1u);
        if (value && slot[j] >> MAP_VALUE_BITS == print) return value;
    }
    return 0;
}
