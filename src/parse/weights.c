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
    *self = (table){.n_buckets = header[0],
                    .n_units = header[1],
                    .n_classes = header[2],
                    .sums = weights_sums_best()};
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

#if defined(__x86_64__)
extern const weights_sums weights_sums_avx2;
#endif

const weights_sums *weights_sums_best(void)
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2")) return &weights_sums_avx2;
#endif
    return &weights_sums_portable;
}

/* Vectors as gcc and clang have them on every machine; they may lie at any address. */
typedef int16_t i16x8 __attribute__((vector_size(16), aligned(2), may_alias));

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
