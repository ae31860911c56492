/* Layers: out = norm(mix(in)).
 *
 *   s   u = fed W + b = z | f | r, each as wide as the input; half of the channels go through the
 *       sentence forwards, half backwards:  c[t] = f c[t-1] + (1 - f) z,
 *       mix = r tanh(c) + (1 - r) in          (simple recurrent unit, Lei et al. 2018)
 *   c   fed = the words t-1, t, t+1 side by side;  mix = in + max(0, fed W + b)
 */
#include "train_net.h"

#include <math.h>

#include "parse/net_math.h"

void norm_forward(uint32_t n, uint32_t width, const float *in, const param *gain,
                  const param *shift, float *out, float *norm, float *inv)
{
    for (size_t t = 0; t < n; t++) {
        const float *x = in + t * width;
        float sum = 0, squares = 0;
        for (uint32_t j = 0; j < width; j++) sum += x[j];
        float mean = sum / (float)width;
        for (uint32_t j = 0; j < width; j++) squares += (x[j] - mean) * (x[j] - mean);
        inv[t] = 1 / sqrtf(squares / (float)width + NET_NORM_LEAST);
        for (uint32_t j = 0; j < width; j++) {
            norm[t * width + j] = (x[j] - mean) * inv[t];
            out[t * width + j] = norm[t * width + j] * gain->w[j] + shift->w[j];
        }
    }
}

void norm_backward(uint32_t n, uint32_t width, const float *d_out, param *gain, param *shift,
                   const float *norm, const float *inv, float *d_in)
{
    for (size_t t = 0; t < n; t++) {
        const float *d = d_out + t * width, *x = norm + t * width;
        float sum = 0, along = 0;
        for (uint32_t j = 0; j < width; j++) {
            float dx = d[j] * gain->w[j];
            gain->g[j] += d[j] * x[j];
            shift->g[j] += d[j];
            sum += dx;
            along += dx * x[j];
        }
        sum /= (float)width;
        along /= (float)width;
        for (uint32_t j = 0; j < width; j++)
            d_in[t * width + j] = (d[j] * gain->w[j] - sum - x[j] * along) * inv[t];
    }
}

/* ---- recurrence -------------------------------------------------------------------------- */

/* One direction over the channels [from, to). u becomes z | f | r after their functions. */
static void scan(uint32_t width, uint32_t from, uint32_t to, const span *s, bool back, float *u,
                 float *c)
{
    for (uint32_t k = 0; k < s->n; k++) {
        size_t t = s->first + (back ? s->n - 1 - k : k), before = back ? t + 1 : t - 1;
        float *z = u + t * 3 * width, *f = z + width, *r = f + width, *now = c + t * width;
        const float *past = k ? c + before * width : NULL;
        for (uint32_t j = from; j < to; j++) {
            f[j] = net_sigmoid(f[j]);
            r[j] = net_sigmoid(r[j]);
            now[j] = (past ? f[j] * past[j] : 0) + (1 - f[j]) * z[j];
        }
    }
}

static float *recur_forward(uint32_t width, const span *spans, uint32_t n_spans, uint32_t n,
                            layer_kept *kept, room *mem)
{
    kept->c = room_dirty(mem, (size_t)n * width);
    float *sum = room_dirty(mem, (size_t)n * width);
    for (uint32_t s = 0; s < n_spans; s++) {
        scan(width, 0, width / 2, &spans[s], false, kept->u, kept->c);
        scan(width, width / 2, width, &spans[s], true, kept->u, kept->c);
    }
    for (size_t t = 0; t < n; t++) {
        const float *r = kept->u + t * 3 * width + 2 * width, *x = kept->in + t * width;
        float *c = kept->c + t * width;
        for (uint32_t j = 0; j < width; j++)
            sum[t * width + j] = r[j] * (net_tanh(c[j]) - x[j]) + x[j];
    }
    return sum;
}

/* d_sum is the gradient of the mix; d_u and d_in are filled. */
static void scan_back(uint32_t width, uint32_t from, uint32_t to, const span *s, bool back,
                      const layer_kept *kept, const float *d_sum, float *d_u, float *d_in,
                      float *carry)
{
    memset(carry, 0, width * sizeof *carry);
    for (uint32_t k = s->n; k-- > 0;) {
        size_t t = s->first + (back ? s->n - 1 - k : k), before = back ? t + 1 : t - 1;
        const float *z = kept->u + t * 3 * width, *f = z + width, *r = f + width;
        const float *c = kept->c + t * width, *past = k ? kept->c + before * width : NULL;
        const float *x = kept->in + t * width, *d = d_sum + t * width;
        float *dz = d_u + t * 3 * width, *df = dz + width, *dr = df + width, *dx = d_in + t * width;
        for (uint32_t j = from; j < to; j++) {
            float g = net_tanh(c[j]);
            float dc = d[j] * r[j] * (1 - g * g) + carry[j];
            dr[j] = d[j] * (g - x[j]) * r[j] * (1 - r[j]);
            dx[j] = d[j] * (1 - r[j]);
            dz[j] = dc * (1 - f[j]);
            df[j] = dc * ((past ? past[j] : 0) - z[j]) * f[j] * (1 - f[j]);
            carry[j] = dc * f[j];
        }
    }
}

/* ---- convolution ------------------------------------------------------------------------- */

static const float *neighbours(uint32_t width, const span *spans, uint32_t n_spans, uint32_t n,
                               const float *in, room *mem)
{
    float *out = room_take(mem, (size_t)n * 3 * width);
    for (uint32_t s = 0; s < n_spans; s++)
        for (uint32_t k = 0; k < spans[s].n; k++) {
            size_t t = spans[s].first + k;
            float *row = out + t * 3 * width;
            if (k) memcpy(row, in + (t - 1) * width, width * sizeof *row);
            memcpy(row + width, in + t * width, width * sizeof *row);
            if (k + 1 < spans[s].n)
                memcpy(row + 2 * width, in + (t + 1) * width, width * sizeof *row);
        }
    return out;
}

static void neighbours_back(uint32_t width, const span *spans, uint32_t n_spans, const float *d,
                            float *d_in)
{
    for (uint32_t s = 0; s < n_spans; s++)
        for (uint32_t k = 0; k < spans[s].n; k++) {
            size_t t = spans[s].first + k;
            const float *row = d + t * 3 * width;
            for (uint32_t j = 0; j < width; j++) {
                if (k) d_in[(t - 1) * width + j] += row[j];
                d_in[t * width + j] += row[width + j];
                if (k + 1 < spans[s].n) d_in[(t + 1) * width + j] += row[2 * width + j];
            }
        }
}

/* ---- both -------------------------------------------------------------------------------- */

float *layer_forward(const net_layer *l, uint32_t width, const span *spans, uint32_t n_spans,
                     uint32_t n, const float *in, const float *mask, room *mem, layer_kept *kept)
{
    size_t size = (size_t)n * width;
    *kept = (layer_kept){.in = in, .mask = mask};
    const float *masked = in;
    if (mask) {
        float *out = room_dirty(mem, size);
        for (size_t i = 0; i < size; i++) out[i] = in[i] * mask[i];
        masked = out;
    }
    kept->fed = l->kind == 'c' ? neighbours(width, spans, n_spans, n, masked, mem) : masked;
    kept->u = room_dirty(mem, (size_t)n * l->w.cols);
    mat_nn(n, l->w.cols, l->w.rows, kept->fed, l->w.w, kept->u, false);
    mat_add_rows(n, l->w.cols, l->b.w, kept->u);
    float *sum;
    if (l->kind == 'c') {
        sum = room_dirty(mem, size);
        for (size_t i = 0; i < size; i++) sum[i] = in[i] + (kept->u[i] > 0 ? kept->u[i] : 0);
    } else {
        sum = recur_forward(width, spans, n_spans, n, kept, mem);
    }
    float *out = room_dirty(mem, size);
    kept->norm = room_dirty(mem, size);
    kept->inv = room_dirty(mem, n);
    norm_forward(n, width, sum, &l->gain, &l->shift, out, kept->norm, kept->inv);
    return out;
}

float *layer_backward(net_layer *l, uint32_t width, const span *spans, uint32_t n_spans, uint32_t n,
                      const float *d_out, const layer_kept *kept, room *mem)
{
    size_t size = (size_t)n * width;
    float *d_sum = room_dirty(mem, size), *d_in = room_take(mem, size);
    float *d_u = room_dirty(mem, (size_t)n * l->w.cols),
          *d_fed = room_dirty(mem, (size_t)n * l->w.rows);
    norm_backward(n, width, d_out, &l->gain, &l->shift, kept->norm, kept->inv, d_sum);
    if (l->kind == 'c') {
        for (size_t i = 0; i < size; i++) {
            d_u[i] = kept->u[i] > 0 ? d_sum[i] : 0;
            d_in[i] = d_sum[i];
        }
    } else {
        float *carry = room_dirty(mem, width);
        for (uint32_t s = 0; s < n_spans; s++) {
            scan_back(width, 0, width / 2, &spans[s], false, kept, d_sum, d_u, d_in, carry);
            scan_back(width, width / 2, width, &spans[s], true, kept, d_sum, d_u, d_in, carry);
        }
    }
    mat_tn(l->w.rows, l->w.cols, n, kept->fed, d_u, l->w.g, true);
    mat_sum_rows(n, l->w.cols, d_u, l->b.g);
    mat_nt(n, l->w.rows, l->w.cols, d_u, l->w.w, d_fed, false);
    float *d_masked = d_fed;
    if (l->kind == 'c') {
        d_masked = room_take(mem, size);
        neighbours_back(width, spans, n_spans, d_fed, d_masked);
    }
    for (size_t i = 0; i < size; i++) d_in[i] += d_masked[i] * (kept->mask ? kept->mask[i] : 1);
    return d_in;
}
