#include "train_net.h"

#include <math.h>

#ifdef CASUS_OPENBLAS
#include <cblas.h>

static void multiply(CBLAS_TRANSPOSE ta, CBLAS_TRANSPOSE tb, uint32_t m, uint32_t n, uint32_t k,
                     const float *a, const float *b, float *out, bool add)
{
    int lda = (int)(ta == CblasNoTrans ? k : m), ldb = (int)(tb == CblasNoTrans ? n : k);
    cblas_sgemm(CblasRowMajor, ta, tb, (int)m, (int)n, (int)k, 1, a, lda, b, ldb, add ? 1 : 0, out,
                (int)n);
}

void mat_nn(uint32_t m, uint32_t n, uint32_t k, const float *a, const float *b, float *out,
            bool add)
{
    multiply(CblasNoTrans, CblasNoTrans, m, n, k, a, b, out, add);
}
void mat_nt(uint32_t m, uint32_t n, uint32_t k, const float *a, const float *b, float *out,
            bool add)
{
    multiply(CblasNoTrans, CblasTrans, m, n, k, a, b, out, add);
}
void mat_tn(uint32_t m, uint32_t n, uint32_t k, const float *a, const float *b, float *out,
            bool add)
{
    multiply(CblasTrans, CblasNoTrans, m, n, k, a, b, out, add);
}
#else /* the same, slowly */

static void multiply(uint32_t m, uint32_t n, uint32_t k, const float *a, size_t a_row, size_t a_col,
                     const float *b, size_t b_row, size_t b_col, float *out, bool add)
{
    for (size_t i = 0; i < m; i++) {
        float *row = out + i * n;
        if (!add) memset(row, 0, n * sizeof *row);
        for (size_t l = 0; l < k; l++) {
            float x = a[i * a_row + l * a_col];
            for (size_t j = 0; j < n; j++) row[j] += x * b[l * b_row + j * b_col];
        }
    }
}

void mat_nn(uint32_t m, uint32_t n, uint32_t k, const float *a, const float *b, float *out,
            bool add)
{
    multiply(m, n, k, a, k, 1, b, n, 1, out, add);
}
void mat_nt(uint32_t m, uint32_t n, uint32_t k, const float *a, const float *b, float *out,
            bool add)
{
    multiply(m, n, k, a, k, 1, b, 1, k, out, add);
}
void mat_tn(uint32_t m, uint32_t n, uint32_t k, const float *a, const float *b, float *out,
            bool add)
{
    multiply(m, n, k, a, 1, m, b, n, 1, out, add);
}
#endif

void mat_add_rows(uint32_t m, uint32_t n, const float *row, float *out)
{
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++) out[i * n + j] += row[j];
}

void mat_sum_rows(uint32_t m, uint32_t n, const float *a, float *out)
{
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++) out[j] += a[i * n + j];
}

float rng_unit(rng *r)
{
    return (float)(rng_next(r) >> 8) * (1.0f / 16777216.0f);
}

void param_init(param *self, const char *name, uint32_t rows, uint32_t cols, float spread, rng *r)
{
    size_t n = (size_t)rows * cols;
    *self = (param){.name = name, .rows = rows, .cols = cols};
    self->w = must(calloc(n, sizeof(float)));
    self->g = must(calloc(n, sizeof(float)));
    self->m = must(calloc(n, sizeof(float)));
    self->v = must(calloc(n, sizeof(float)));
    self->mean = must(calloc(n, sizeof(float)));
    for (size_t i = 0; i < n && spread > 0; i++)
        self->w[i] = spread * (2 * rng_unit(r) - 1) * 1.7320508f;
}

void param_fill(param *self, float value)
{
    for (size_t i = 0; i < (size_t)self->rows * self->cols; i++) self->w[i] = value;
}

float *room_dirty(room *self, size_t n)
{
    n = (n + 15) & ~(size_t)15;
    if (self->at + n > self->size) fail("a batch needs more room", "make the batch smaller");
    float *out = self->floats + self->at;
    self->at += n;
    return out;
}

float *room_take(room *self, size_t n)
{
    float *out = room_dirty(self, n);
    memset(out, 0, n * sizeof *out);
    return out;
}
