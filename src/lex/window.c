/* Each class is a range or two of byte values: a saturating or wrapping comparison of all bytes,
 * whose results are gathered into one bit a byte. */
#include "lex/window.h"

#include "lex/chars.h"

void window_read_bytes(const char *bytes, window *out)
{
    *out = (window){0};
    for (unsigned i = 0; i < WINDOW; i++) {
        unsigned class = char_class_ascii(bytes[i]);
        out->space |= (uint64_t)((class & CHAR_SPACE) != 0) << i;
        out->letter |= (uint64_t)((class & CHAR_LETTER) != 0) << i;
        out->upper |= (uint64_t)((class & CHAR_UPPER) != 0) << i;
        out->digit |= (uint64_t)((class & CHAR_DIGIT) != 0) << i;
        out->high |= (uint64_t)((class & CHAR_HIGH) != 0) << i;
    }
}

#ifdef __SSE2__
#include <immintrin.h>

/* x <= most, byte by byte, unsigned */
static inline __m128i at_most(__m128i x, char most)
{
    return _mm_cmpeq_epi8(_mm_min_epu8(x, _mm_set1_epi8(most)), x);
}

static inline uint64_t bits(__m128i x, unsigned at)
{
    return (uint64_t)(unsigned)_mm_movemask_epi8(x) << at;
}

void window_read_sse2(const char *bytes, window *out)
{
    window w = {0};
    for (unsigned at = 0; at < WINDOW; at += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(bytes + at));
        __m128i lower = _mm_or_si128(x, _mm_set1_epi8(0x20));
        __m128i letter = at_most(_mm_sub_epi8(lower, _mm_set1_epi8('a')), 25);
        __m128i space = _mm_or_si128(at_most(x, ' '), _mm_cmpeq_epi8(x, _mm_set1_epi8(0x7F)));
        w.space |= bits(space, at);
        w.letter |= bits(letter, at);
        /* bit 5 of a letter tells its case; shifted to where the mask is taken from */
        w.upper |= bits(_mm_andnot_si128(_mm_slli_epi16(x, 2), letter), at);
        w.digit |= bits(at_most(_mm_sub_epi8(x, _mm_set1_epi8('0')), 9), at);
        w.high |= bits(x, at);
    }
    *out = w;
}

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256i at_most_wide(__m256i x, char most)
{
    return _mm256_cmpeq_epi8(_mm256_min_epu8(x, _mm256_set1_epi8(most)), x);
}

AVX2 static inline uint64_t bits_wide(__m256i x, unsigned at)
{
    return (uint64_t)(unsigned)_mm256_movemask_epi8(x) << at;
}

AVX2 void window_read_avx2(const char *bytes, window *out)
{
    window w = {0};
    for (unsigned at = 0; at < WINDOW; at += 32) {
        __m256i x = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + at));
        __m256i lower = _mm256_or_si256(x, _mm256_set1_epi8(0x20));
        __m256i letter = at_most_wide(_mm256_sub_epi8(lower, _mm256_set1_epi8('a')), 25);
        __m256i del = _mm256_cmpeq_epi8(x, _mm256_set1_epi8(0x7F));
        w.space |= bits_wide(_mm256_or_si256(at_most_wide(x, ' '), del), at);
        w.letter |= bits_wide(letter, at);
        w.upper |= bits_wide(_mm256_andnot_si256(_mm256_slli_epi16(x, 2), letter), at);
        w.digit |= bits_wide(at_most_wide(_mm256_sub_epi8(x, _mm256_set1_epi8('0')), 9), at);
        w.high |= bits_wide(x, at);
    }
    *out = w;
}

window_reader *window_best_reader(void)
{
    return __builtin_cpu_supports("avx2") ? window_read_avx2 : window_read_sse2;
}

#else

window_reader *window_best_reader(void)
{
    return window_read_bytes;
}

#endif
