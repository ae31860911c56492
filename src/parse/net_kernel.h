/* The kernels' one text: included once for each instruction set, with NET_KERNEL the name of the
 * table it makes. Integers are summed in any order; floats are added in the order written here,
 * eight lanes at a time, with no fused operation, so every inclusion computes the same. */
#include <math.h>
#include <string.h>

#include "parse/net.h"
#include "parse/net_math.h"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

typedef float lanes __attribute__((vector_size(32)));
typedef int32_t whole __attribute__((vector_size(32)));
/* the same in memory, wherever they lie */
typedef float lanes_at __attribute__((vector_size(32), aligned(4), may_alias));
typedef int32_t whole_at __attribute__((vector_size(32), aligned(4), may_alias));
typedef uint8_t bytes8 __attribute__((vector_size(8), aligned(1), may_alias));
typedef int16_t halves __attribute__((vector_size(32)));
typedef int16_t halves_at __attribute__((vector_size(32), aligned(1), may_alias));

#pragma GCC diagnostic ignored "-Wpsabi" /* vectors are passed only where they are inlined */
#define INLINE static inline __attribute__((always_inline))
#define ALL(x) ((lanes){x, x, x, x, x, x, x, x})

INLINE lanes lanes_max(lanes a, lanes b) /* a > b ? a : b, as the instruction has it */
{
#if defined(__AVX2__)
    return (lanes)_mm256_max_ps((__m256)a, (__m256)b);
#endif
    whole more = a > b;
    return (lanes)(((whole)a & more) | ((whole)b & ~more));
}
INLINE lanes lanes_min(lanes a, lanes b)
{
#if defined(__AVX2__)
    return (lanes)_mm256_min_ps((__m256)a, (__m256)b);
#endif
    whole less = a < b;
    return (lanes)(((whole)a & less) | ((whole)b & ~less));
}
INLINE float lanes_sum(lanes a)
{
    return ((a[0] + a[4]) + (a[1] + a[5])) + ((a[2] + a[6]) + (a[3] + a[7]));
}
/* net_tanh, net_sigmoid of net_math.h, eight at once */
INLINE lanes lanes_tanh(lanes x)
{
    x = lanes_max(lanes_min(x, ALL(4.97f)), ALL(-4.97f));
    lanes s = x * x;
    lanes above = x * (135135.0f + s * (17325.0f + s * (378.0f + s)));
    lanes below = 135135.0f + s * (62370.0f + s * (3150.0f + s * 28.0f));
    return above / below;
}
INLINE lanes lanes_sigmoid(lanes x)
{
    return 0.5f + 0.5f * lanes_tanh(0.5f * x);
}

/* ---- codes: floats -> 1..127 with a scale a row --------------------------------------------- */

INLINE float row_most(const float *row, size_t width)
{
    lanes most = ALL(1e-20f);
    for (size_t j = 0; j < width; j += 8) {
        lanes x = *(const lanes_at *)(row + j);
        most = lanes_max(most, lanes_max(x, -x));
    }
    float top = most[0];
    for (int k = 1; k < 8; k++) top = most[k] > top ? most[k] : top;
    return top;
}

INLINE whole code_of(const float *at, float times)
{
    return __builtin_convertvector(*(const lanes_at *)at * times + (NET_ZERO + 0.5f), whole);
}

INLINE void encode_row(const float *row, size_t width, float times, uint8_t *out)
{
    size_t j = 0;
#if defined(__AVX2__)
    const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
    for (; j + 32 <= width; j += 32) {
        const float *x = row + j;
        __m256i low =
            _mm256_packs_epi32((__m256i)code_of(x, times), (__m256i)code_of(x + 8, times));
        __m256i high =
            _mm256_packs_epi32((__m256i)code_of(x + 16, times), (__m256i)code_of(x + 24, times));
        __m256i all = _mm256_permutevar8x32_epi32(_mm256_packus_epi16(low, high), order);
        _mm256_storeu_si256((__m256i *)(void *)(out + j), all);
    }
#endif
    for (; j < width; j += 8)
        *(bytes8 *)(out + j) = __builtin_convertvector(code_of(row + j, times), bytes8);
}

static void encode_rows(const float *rows, uint32_t n, size_t width, uint8_t *out, float *scales)
{
    for (size_t i = 0; i < n; i++) {
        float most = row_most(rows + i * width, width);
        encode_row(rows + i * width, width, 63.0f / most, out + i * width);
        scales[i] = most / 63.0f;
    }
}

/* ---- product ------------------------------------------------------------------------------- */

/* Sixteen outputs of a block of rows, `stride` bytes apart. A code is at most 127 and a weight at
 * most NET_WEIGHT_MOST, so four products fit 16 bits. An `eight` is what stands for eight inputs:
 * their weights for eight outputs, or their codes, spread over eight outputs. Everything stays in
 * registers: the loops over rows are unrolled. */
#if defined(__AVX512VNNI__) && defined(__AVX512BW__)
#define BLOCK 8
#define AGAIN true /* a row takes the time of four: sums wait for those before them */
typedef __m512i acc, eight;
#define ACC_ZERO _mm512_setzero_si512()

/* Not the intrinsic: around it gcc 12 copies each sum from register to register. */
INLINE acc dot(acc sum, eight codes, eight weights)
{
    asm("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(codes), "v"(weights));
    return sum;
}

INLINE eight load(const int8_t *at) { return _mm512_loadu_si512(at); }

INLINE eight spread(const uint8_t *at)
{
    const __m512i order =
        _mm512_shuffle_i64x2(_mm512_set1_epi32(0x03020100), _mm512_set1_epi32(0x07060504), 0);
    int64_t codes;
    memcpy(&codes, at, 8);
    return _mm512_shuffle_epi8(_mm512_set1_epi64(codes), order);
}

INLINE whole whole_of(acc a)
{
    return (whole)_mm256_add_epi32(_mm512_castsi512_si256(a), _mm512_extracti64x4_epi64(a, 1));
}
#elif defined(__AVX2__)
#define BLOCK 4
#define AGAIN false
typedef __m256i acc;
typedef struct eight {
    __m256i first, second; /* four inputs each */
} eight;
#define ACC_ZERO _mm256_setzero_si256()

INLINE acc dot(acc sum, eight codes, eight weights)
{
    acc pairs = _mm256_add_epi16(_mm256_maddubs_epi16(codes.first, weights.first),
                                 _mm256_maddubs_epi16(codes.second, weights.second));
    return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

INLINE eight load(const int8_t *at)
{
    return (eight){_mm256_loadu_si256((const __m256i *)(const void *)at),
                   _mm256_loadu_si256((const __m256i *)(const void *)(at + 32))};
}

INLINE eight spread(const uint8_t *at)
{
    int32_t first, second;
    memcpy(&first, at, 4);
    memcpy(&second, at + 4, 4);
    return (eight){_mm256_set1_epi32(first), _mm256_set1_epi32(second)};
}

INLINE whole whole_of(acc a) { return (whole)a; }
#else
#define BLOCK 4
#define AGAIN false
typedef whole acc;
typedef struct eight {
    whole first, second; /* four inputs each */
} eight;
#define ACC_ZERO ((whole){0})

INLINE halves products(whole codes, whole weights)
{
    whole even = codes & 0x00FF00FF, odd = (whole)((codes >> 8) & 0x00FF00FF);
    halves w = (halves)weights;
    return (halves)even * ((halves)(w << 8) >> 8) + (halves)odd * (w >> 8);
}

INLINE acc dot(acc sum, eight codes, eight weights)
{
    whole pairs =
        (whole)(products(codes.first, weights.first) + products(codes.second, weights.second));
    return sum + ((pairs << 16) >> 16) + (pairs >> 16);
}

INLINE eight load(const int8_t *at)
{
    return (eight){*(const whole_at *)(const void *)at, *(const whole_at *)(const void *)(at + 32)};
}

INLINE whole four(const uint8_t *at)
{
    int32_t codes;
    memcpy(&codes, at, 4);
    return (whole){codes, codes, codes, codes, codes, codes, codes, codes};
}

INLINE eight spread(const uint8_t *at) { return (eight){four(at), four(at + 4)}; }

INLINE whole whole_of(acc a) { return a; }
#endif

INLINE void dot_rows(size_t rows, const uint8_t *codes, size_t stride, size_t ins,
                     const int8_t *weights, whole sums[][2])
{
    const int8_t *second = weights + ins * 8;
    acc a[BLOCK], b[BLOCK];
#pragma GCC unroll 8
    for (size_t r = 0; r < rows; r++) a[r] = b[r] = ACC_ZERO;
    size_t k = 0;
    do {
        eight wa = load(weights + k * 8), wb = load(second + k * 8);
#pragma GCC unroll 8
        for (size_t r = 0; r < rows; r++) {
            eight c = spread(codes + r * stride + k);
            a[r] = dot(a[r], c, wa);
            b[r] = dot(b[r], c, wb);
        }
    } while ((k += 8) < ins);
#pragma GCC unroll 8
    for (size_t r = 0; r < rows; r++) {
        sums[r][0] = whole_of(a[r]);
        sums[r][1] = whole_of(b[r]);
    }
}

INLINE void put_sums(const net_matrix *m, const whole sums[2], float scale, uint32_t out, float *to)
{
    for (uint32_t g = 0; g < 2; g++, out += 8) {
        lanes value = __builtin_convertvector(sums[g] - *(const whole_at *)(m->sums + out), lanes);
        *(lanes_at *)(to + out) = value * (scale * *(const lanes_at *)(m->scales + out)) +
                                  *(const lanes_at *)(m->biases + out);
    }
}

/* The rows of the next block, of `left` rows among n; less than a block is left to one row by one,
 * or begins among the rows before, which are then done again. */
INLINE size_t block_of(size_t n, size_t left)
{
    if (BLOCK == 8 && n >= 8 && left > 4) return 8;
    return n >= 4 && (AGAIN || left >= 4) ? 4 : 1;
}

static void product(const net_matrix *m, const uint8_t *codes, size_t code_stride,
                    const float *scales, size_t n, float *to, size_t stride)
{
    for (uint32_t out = 0; out < m->outs; out += 16) {
        const int8_t *weights = m->weights + (size_t)out * m->ins;
        for (size_t done = 0, rows; done < n; done += rows) {
            whole sums[BLOCK][2];
            rows = block_of(n, n - done);
            size_t i = done + rows <= n ? done : n - rows;
            const uint8_t *first = codes + i * code_stride;
            if (BLOCK == 8 && rows == 8)
                dot_rows(8, first, code_stride, m->ins, weights, sums);
            else if (rows == 4)
                dot_rows(4, first, code_stride, m->ins, weights, sums);
            else
                dot_rows(1, first, code_stride, m->ins, weights, sums);
            for (size_t r = 0; r < rows; r++)
                put_sums(m, sums[r], scales[i + r], out, to + (i + r) * stride);
        }
    }
}

/* Dense step: rows of floats of the matrix's width. */
static void apply(const net_matrix *m, net_scratch *s, const float *rows, uint32_t n, float *to,
                  size_t stride)
{
    encode_rows(rows, n, m->ins, s->codes, s->code_scales);
    product(m, s->codes, m->ins, s->code_scales, n, to, stride);
}

/* ---- input --------------------------------------------------------------------------------- */

INLINE lanes scaled(whole codes, float scale)
{
    return __builtin_convertvector(codes, lanes) * scale;
}

INLINE whole load_bytes(const void *at)
{
#if defined(__AVX2__)
    return (whole)_mm256_cvtepi8_epi32(_mm_loadl_epi64(at));
#else
    typedef int8_t signed8 __attribute__((vector_size(8), aligned(1), may_alias));
    return __builtin_convertvector(*(const signed8 *)at, whole);
#endif
}

/* Where a length is no multiple of eight, the last step goes over some of it again. */
#define EIGHTS(j, length)                                                                          \
    for (size_t j = 0; j < (length); j = j + 8 < (length) && j + 16 > (length) ? (length)-8 : j + 8)

#define FETCH_AHEAD 3

/* Rows lie far apart: they are asked for while other words are looked up. */
INLINE void fetch(const net_model *m, const net_word *w)
{
    const uint8_t *vector = m->vectors + (size_t)w->vector * NET_VECTOR_HALF;
    __builtin_prefetch(vector);
    __builtin_prefetch(vector + NET_VECTOR_HALF - 1);
    __builtin_prefetch(m->vector_scales + w->vector);
    __builtin_prefetch(m->words + (size_t)w->word * NET_WORD);
    for (uint32_t k = 0; k < NET_PARTS; k++)
        __builtin_prefetch(m->parts + (size_t)w->parts[k] * NET_PART);
}

static void look_up(const net_model *m, const net_word *w, float *row)
{
    const uint8_t *codes = m->vectors + (size_t)w->vector * NET_VECTOR_HALF;
    float scale = m->vector_scales[w->vector];
    EIGHTS(j, NET_VECTOR_HALF)
    {
        whole pair = load_bytes(codes + j);
        *(lanes_at *)(row + j) = scaled((pair & 15) - 8, scale);
        *(lanes_at *)(row + NET_VECTOR_HALF + j) = scaled(((pair >> 4) & 15) - 8, scale);
    }
    const int8_t *word = m->words + (size_t)w->word * NET_WORD;
    EIGHTS(j, NET_WORD) * (lanes_at *)(row + NET_VECTOR + j) =
        scaled(load_bytes(word + j), m->word_scale);
    for (size_t j = 0; j < NET_PART; j += 8) {
        whole sum = {0};
        for (uint32_t k = 0; k < NET_PARTS; k++)
            sum += load_bytes(m->parts + (size_t)w->parts[k] * NET_PART + j);
        *(lanes_at *)(row + NET_VECTOR + NET_WORD + j) = scaled(sum, m->part_scale);
    }
}

/* ---- layers -------------------------------------------------------------------------------- */

INLINE void norm_row(float *row, const float *gain, const float *shift, uint32_t width)
{
    lanes sum = ALL(0.0f), squares = ALL(0.0f);
    for (uint32_t j = 0; j < width; j += 8) sum += *(const lanes_at *)(row + j);
    float mean = lanes_sum(sum) / (float)width;
    for (uint32_t j = 0; j < width; j += 8) {
        lanes x = *(const lanes_at *)(row + j) - mean;
        squares += x * x;
    }
    float inv = 1 / sqrtf(lanes_sum(squares) / (float)width + NET_NORM_LEAST);
    for (uint32_t j = 0; j < width; j += 8) {
        lanes_at *x = (lanes_at *)(row + j);
        *x = (*x - mean) * inv * *(const lanes_at *)(gain + j) + *(const lanes_at *)(shift + j);
    }
}

/* One direction of the recurrence, channels [from, to): u is z | f | r, c the memory. */
INLINE void recur(float *hidden, float *wide, uint32_t n, uint32_t width, uint32_t from,
                  uint32_t to, bool back, float *memory)
{
    memset(memory, 0, width * sizeof *memory);
    for (uint32_t k = 0; k < n; k++) {
        size_t t = back ? n - 1 - k : k;
        const float *u = wide + t * 3 * width;
        float *x = hidden + t * width;
        for (uint32_t j = from; j < to; j += 8) {
            lanes z = *(const lanes_at *)(u + j),
                  f = lanes_sigmoid(*(const lanes_at *)(u + width + j));
            lanes r = lanes_sigmoid(*(const lanes_at *)(u + 2 * width + j));
            lanes c = f * *(const lanes_at *)(memory + j) + (1.0f - f) * z,
                  in = *(const lanes_at *)(x + j);
            *(lanes_at *)(memory + j) = c;
            *(lanes_at *)(x + j) = r * (lanes_tanh(c) - in) + in;
        }
    }
}

static void add_convolved(float *hidden, const float *wide, uint32_t n, uint32_t width)
{
    for (size_t i = 0; i < (size_t)n * width; i += 8)
        *(lanes_at *)(hidden + i) += lanes_max(*(const lanes_at *)(wide + i), ALL(0.0f));
}

/* The codes of three words side by side are three rows of the sentence's codes; they share a scale.
 */
static void convolve(const net_matrix *m, net_scratch *s, uint32_t n, size_t width)
{
    float most = row_most(s->hidden, n * width);
    memset(s->codes, NET_ZERO, width);
    for (size_t t = 0; t < n; t++) {
        encode_row(s->hidden + t * width, width, 63.0f / most, s->codes + (t + 1) * width);
        s->code_scales[t] = most / 63.0f;
    }
    memset(s->codes + (n + 1) * width, NET_ZERO, width);
    product(m, s->codes, width, s->code_scales, n, s->wide, width);
}

static void run_layer(const net_model *m, const net_step *layer, net_scratch *s, uint32_t n)
{
    uint32_t width = m->width;
    if (layer->kind == 'c') {
        convolve(&layer->matrix, s, n, width);
        add_convolved(s->hidden, s->wide, n, width);
    } else {
        apply(&layer->matrix, s, s->hidden, n, s->wide, 3 * width);
        recur(s->hidden, s->wide, n, width, 0, width / 2, false, s->memory);
        recur(s->hidden, s->wide, n, width, width / 2, width, true, s->memory);
    }
    for (size_t t = 0; t < n; t++)
        norm_row(s->hidden + t * width, layer->gain, layer->shift, width);
}

/* ---- heads --------------------------------------------------------------------------------- */

/* What is left of a row above zero; both may be the same. */
INLINE void cut_row(const float *row, uint32_t width, float *to)
{
    for (uint32_t j = 0; j < width; j += 8)
        *(lanes_at *)(to + j) = lanes_max(*(const lanes_at *)(row + j), ALL(0.0f));
}

/* One head's row as 8-bit weights, in its place among eight outputs. */
INLINE void set_head(net_scratch *s, const float *row, uint32_t h, size_t width)
{
    float most = row_most(row, width), times = NET_WEIGHT_MOST / most;
    int8_t *to = s->head_weights + (h / 8) * width * 8 + (h % 8) * 4;
    whole sum = {0};
    for (size_t j = 0; j < width; j += 8) {
        whole codes =
            __builtin_convertvector(*(const lanes_at *)(row + j) * times + 64.5f, whole) - 64;
        bytes8 bytes = __builtin_convertvector(codes, bytes8);
        memcpy(to + j * 8, &bytes, 4);
        memcpy(to + j * 8 + 32, (const char *)&bytes + 4, 4);
        sum += codes;
    }
    s->head_scales[h] = most / NET_WEIGHT_MOST;
    s->head_sums[h] = 0;
    for (int k = 0; k < 8; k++) s->head_sums[h] += sum[k] * NET_ZERO;
}

/* The heads of this sentence, the root first, as a matrix. */
static net_matrix head_matrix(const net_model *m, net_scratch *s, uint32_t n)
{
    uint32_t width = m->arc_width, outs = NET_ROUND(n + 1);
    memset(s->head_weights + (size_t)(outs - 16) * width, 0, (size_t)16 * width);
    for (uint32_t h = 0; h < outs; h++)
        s->head_scales[h] = s->head_biases[h] = 0, s->head_sums[h] = 0;
    set_head(s, m->root, 0, width);
    for (size_t i = 0; i < n; i++) {
        float *row = s->top + i * m->at.end + m->at.head;
        cut_row(row, width, row);
        set_head(s, row, (uint32_t)i + 1, width);
    }
    return (net_matrix){.scales = s->head_scales,
                        .biases = s->head_biases,
                        .weights = s->head_weights,
                        .ins = width,
                        .outs = outs,
                        .sums = s->head_sums};
}

static void score_heads(const net_model *m, net_scratch *s, uint32_t n)
{
    uint32_t width = m->arc_width, stride = NET_ROUND(n + 1);
    for (size_t i = 0; i < n; i++)
        cut_row(s->top + i * m->at.end + m->at.dep, width, s->turned + i * width);
    apply(&m->arc, s, s->turned, n, s->turned, width);
    net_matrix heads = head_matrix(m, s, n);
    apply(&heads, s, s->turned, n, s->wide, stride);
    for (size_t i = 0; i < n; i++) {
        const float *plain = s->wide + i * stride, *offset = s->top + i * m->at.end + m->at.offsets;
        float *out = s->heads.scores + (i + 1) * (n + 1);
        out[0] = plain[0] + offset[0];
        for (size_t h = 1; h <= n; h++)
            out[h] = plain[h] + offset[s->offset_of[HEADS_MAX + h - i - 1]];
    }
}

/* ---- both ---------------------------------------------------------------------------------- */

static void encode(const net_model *m, net_scratch *s, uint32_t n)
{
    uint32_t width = m->width;
    for (size_t i = 0; i < n; i++) {
        if (i + FETCH_AHEAD < n) fetch(m, &s->words[i + FETCH_AHEAD]);
        look_up(m, &s->words[i], s->wide + i * NET_INPUT);
    }
    apply(&m->in.matrix, s, s->wide, n, s->hidden, width);
    for (size_t t = 0; t < n; t++) norm_row(s->hidden + t * width, m->in.gain, m->in.shift, width);
    for (uint32_t k = 0; k < m->n_layers; k++) run_layer(m, &m->layers[k], s, n);
    apply(&m->top, s, s->hidden, n, s->top, m->at.end);
    score_heads(m, s, n);
}

static void relate(const net_model *m, net_scratch *s, uint32_t n)
{
    for (size_t i = 0; i < n; i++) {
        const float *down = s->top + i * m->at.end + m->at.down;
        const float *up = s->head_of[i]
                              ? s->top + (size_t)(s->head_of[i] - 1) * m->at.end + m->at.up
                              : m->up_root;
        float *row = s->turned + i * m->label;
        for (uint32_t j = 0; j < m->label; j += 8)
            *(lanes_at *)(row + j) =
                lanes_max(*(const lanes_at *)(down + j) + *(const lanes_at *)(up + j), ALL(0.0f));
    }
    apply(&m->relations, s, s->turned, n, s->wide, NET_RELATIONS);
}

const net_kernel NET_KERNEL = {NET_KERNEL_NAME, encode, relate};
