#include "parse/weights.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static casus_status check_sparse(const table *self, const char *name, casus_error *err)
{
    for (uint32_t b = 0; b < self->n_buckets; b++) {
        const uint32_t *slot = self->slots + (size_t)b * WEIGHTS_SLOTS;
        for (int i = 0; i < WEIGHTS_SLOTS; i++) {
            uint32_t offset = slot[i] & 0xFFFFFFu;
            FAIL_IF(offset >= self->n_units || self->units[offset] >= self->n_units - offset,
                    CASUS_BAD_MODEL, "section %s: row of bucket %u is out of range", name, b);
            for (int j = 0; j < i && offset; j++) /* rows are found by joining the slots' offsets */
                FAIL_IF((slot[j] & 0xFFFFFFu) && slot[j] >> 24 == slot[i] >> 24, CASUS_BAD_MODEL,
                        "section %s: bucket %u holds a fingerprint twice", name, b);
            for (uint32_t k = 0; k < self->units[offset]; k++)
                FAIL_IF((uint32_t)(self->units[offset + 1 + k] >> 9) >= self->n_classes,
                        CASUS_BAD_MODEL, "section %s: class out of range in bucket %u", name, b);
        }
    }
    FAIL_IF(self->units[0] != 0, CASUS_BAD_MODEL, "section %s: the empty row is not empty", name);
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

/* Slots of other fingerprints are masked out, not branched over: absent features are as frequent as
 * present ones, and nothing predicts which. An empty slot holds weights of zero. */
#ifdef __SSE2__
void table_sum_dense(const table *self, const uint32_t *features, uint32_t n, int32_t scores[3])
{
    const __m128i zero = _mm_setzero_si128();
    __m128i low = zero, high = zero; /* 16-bit sums: 128 features of 8 bits fit */
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t *slot = self->slots + table_bucket(self, features[i]);
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)slot);
        __m128i print = _mm_set1_epi32((int)weights_print(features[i]));
        v = _mm_and_si128(v, _mm_cmpeq_epi32(_mm_srli_epi32(v, 24), print));
        __m128i sign = _mm_cmpgt_epi8(zero, v);
        low = _mm_add_epi16(low, _mm_unpacklo_epi8(v, sign));
        high = _mm_add_epi16(high, _mm_unpackhi_epi8(v, sign));
    }
    int16_t sum[16];
    _mm_storeu_si128((__m128i *)(void *)sum, low);
    _mm_storeu_si128((__m128i *)(void *)(sum + 8), high);
    for (int c = 0; c < 3; c++) scores[c] = sum[c] + sum[c + 4] + sum[c + 8] + sum[c + 12];
}
#else
void table_sum_dense(const table *self, const uint32_t *features, uint32_t n, int32_t scores[3])
{
    scores[0] = scores[1] = scores[2] = 0;
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t *slot = self->slots + table_bucket(self, features[i]);
        for (int j = 0; j < WEIGHTS_SLOTS; j++) {
            if (slot[j] >> 24 != weights_print(features[i])) continue;
            for (int c = 0; c < 3; c++) scores[c] += (int8_t)(slot[j] >> (8 * c));
        }
    }
}
#endif

void table_sum_sparse(const table *self, const uint32_t *features, uint32_t n, int32_t *scores)
{
    uint32_t rows[WEIGHTS_MAX_CLASSES];
    memset(scores, 0, self->n_classes * sizeof *scores);
    for (uint32_t i = 0; i < n; i++)
        __builtin_prefetch(self->slots + table_bucket(self, features[i]));
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t *slot = self->slots + table_bucket(self, features[i]);
        uint32_t print = weights_print(features[i]), row = 0;
        for (int j = 0; j < WEIGHTS_SLOTS; j++)
            row |= slot[j] & (slot[j] >> 24 == print ? 0xFFFFFFu : 0);
        rows[i] = row;
        __builtin_prefetch(self->units + row);
    }
    for (uint32_t i = 0; i < n; i++) {
        const uint16_t *unit = self->units + rows[i];
        for (uint32_t k = *unit++; k > 0; k--, unit++)
            scores[*unit >> 9] += (int32_t)(*unit & 511u) - 256;
    }
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
