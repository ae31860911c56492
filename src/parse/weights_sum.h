/* The sums of weights: one text, included once for each instruction set, with WEIGHTS_SUMS the name of what
 * it makes. Sums are of integers, so every inclusion computes the same. */
#include <string.h>

#include "parse/weights.h"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

#define INLINE static inline __attribute__((always_inline))

/* Vectors as gcc and clang have them on every machine; they may lie at any address. */
typedef uint32_t u32x4 __attribute__((vector_size(16), aligned(4), may_alias));
typedef uint64_t u64x2 __attribute__((vector_size(16), aligned(8), may_alias));
typedef int16_t i16x8 __attribute__((vector_size(16), aligned(2), may_alias));

/* The bucket with its slots of other fingerprints zeroed. They are masked out, not branched over:
 * absent features are as frequent as present ones, and nothing predicts which. */
INLINE u32x4 matching_slots(const table *self, uint32_t bucket, uint32_t feature)
{
    u32x4 v = *(const u32x4 *)(self->slots + bucket);
    return v & (u32x4)(v >> 24 == weights_print(feature));
}

/* Where the features' buckets are; asks for them. */
INLINE void find_buckets(const table *self, const uint32_t *features, uint32_t n, uint32_t *buckets)
{
    uint32_t i = 0;
#if defined(__AVX2__)
    const __m256i number = _mm256_set1_epi64x(self->n_buckets);
    for (; i + 8 <= n; i += 8) {
        __m256i f = _mm256_loadu_si256((const __m256i *)(const void *)(features + i));
        __m256i even = _mm256_srli_epi64(_mm256_mul_epu32(f, number), 32);
        __m256i odd = _mm256_mul_epu32(_mm256_srli_epi64(f, 32), number);
        __m256i all = _mm256_slli_epi32(_mm256_blend_epi32(even, odd, 0xAA), 2);
        _mm256_storeu_si256((__m256i *)(void *)(buckets + i), all);
#pragma GCC unroll 8
        for (uint32_t k = i; k < i + 8; k++) __builtin_prefetch(self->slots + buckets[k]);
    }
#endif
    for (; i < n; i++) {
        buckets[i] = table_bucket(self, features[i]);
        __builtin_prefetch(self->slots + buckets[i]);
    }
}

typedef struct dense_sums {
    i16x8 even, odd; /* bytes 0 and 2 of the slots; bytes 1 and 3 */
} dense_sums;

#if defined(__AVX2__)
/* The sums of the first features, two at a time; *n is how many they are. */
INLINE dense_sums sum_twos(const table *self, const uint32_t *features, const uint32_t *buckets,
                           uint32_t *n)
{
    const __m256i order = _mm256_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1), byte = _mm256_set1_epi32(0xFF);
    __m256i even = _mm256_setzero_si256(), odd = even;
    *n &= ~1u;
    for (uint32_t i = 0; i < *n; i += 2) {
        __m256i prints = _mm256_castsi128_si256(_mm_loadl_epi64((const void *)(features + i)));
        prints = _mm256_and_si256(_mm256_permutevar8x32_epi32(prints, order), byte);
        __m256i v = _mm256_inserti128_si256(
            _mm256_castsi128_si256(_mm_loadu_si128((const void *)(self->slots + buckets[i]))),
            _mm_loadu_si128((const void *)(self->slots + buckets[i + 1])), 1);
        v = _mm256_and_si256(v, _mm256_cmpeq_epi32(_mm256_srli_epi32(v, 24), prints));
        even = _mm256_add_epi16(even, _mm256_srai_epi16(_mm256_slli_epi16(v, 8), 8));
        odd = _mm256_add_epi16(odd, _mm256_srai_epi16(v, 8));
    }
    return (dense_sums){
        (i16x8)_mm_add_epi16(_mm256_castsi256_si128(even), _mm256_extracti128_si256(even, 1)),
        (i16x8)_mm_add_epi16(_mm256_castsi256_si128(odd), _mm256_extracti128_si256(odd, 1))};
}
#endif

static void sum_dense(const table *self, const uint32_t *features, uint32_t n, int32_t scores[3])
{
    uint32_t buckets[WEIGHTS_MAX_FEATURES], i = 0;
    dense_sums sums = {{0}, {0}};
    find_buckets(self, features, n, buckets);
#if defined(__AVX2__)
    i = n;
    sums = sum_twos(self, features, buckets, &i);
#endif
    for (; i < n; i++) {
        i16x8 v = (i16x8)matching_slots(self, buckets[i], features[i]);
        sums.even += (i16x8)((i16x8)(v << 8) >> 8);
        sums.odd += v >> 8;
    }
    scores[0] = sums.even[0] + sums.even[2] + sums.even[4] + sums.even[6];
    scores[1] = sums.odd[0] + sums.odd[2] + sums.odd[4] + sums.odd[6];
    scores[2] = sums.even[1] + sums.even[3] + sums.even[5] + sums.even[7];
}

/* The rows of the features that have one, in `rows`; returns their number. */
INLINE uint32_t find_rows(const table *self, const uint32_t *features, uint32_t n, uint32_t *rows)
{
    uint32_t buckets[WEIGHTS_MAX_FEATURES], n_rows = 0;
    find_buckets(self, features, n, buckets);
    for (uint32_t i = 0; i < n; i++) {
        u64x2 v = (u64x2)matching_slots(self, buckets[i], features[i]);
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

INLINE void sort_kinds(const table *self, const uint32_t *rows, uint32_t n_rows, row_kinds *out)
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
INLINE void sum_bytes(const row_kinds *rows, uint32_t first, int16_t *scores)
{
#if defined(__AVX2__)
    __m256i low = _mm256_setzero_si256(), high = low;
    for (uint32_t i = 0; i < rows->n_bytes; i++) {
        const uint16_t *unit = rows->bytes[i] + first / 2;
        low = _mm256_add_epi16(low, _mm256_cvtepi8_epi16(_mm_loadu_si128((const void *)unit)));
        high =
            _mm256_add_epi16(high, _mm256_cvtepi8_epi16(_mm_loadu_si128((const void *)(unit + 8))));
    }
    _mm256_storeu_si256((void *)(scores + first), low);
    _mm256_storeu_si256((void *)(scores + first + 16), high);
#else
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
#endif
}

INLINE void add_pairs(row_kinds *rows, int16_t *scores)
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

static void sum_sparse(const table *self, const uint32_t *features, uint32_t n,
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

const weights_sums WEIGHTS_SUMS = {sum_dense, sum_sparse};
