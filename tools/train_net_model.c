/* The net, forward and backward. Every array holds the batch's words one after another; what the
 * way back needs lies in `pass`. */
#include "train_net.h"

#include <math.h>

#include "parse/names.h"

/* ---- parameters -------------------------------------------------------------------------- */

static void learned(net *self, param *p, const char *name, uint32_t rows, uint32_t cols,
                    float spread, rng *r)
{
    param_init(p, name, rows, cols, spread, r);
    self->learned[self->n_learned++] = p;
}

static void dense(net *self, param *w, param *b, const char *name, uint32_t rows, uint32_t cols,
                  rng *r)
{
    learned(self, w, name, rows, cols, sqrtf(2.0f / (float)(rows + cols)), r);
    learned(self, b, name, 1, cols, 0, r);
}

static void add_layer(net *self, net_layer *l, char kind, rng *r)
{
    uint32_t width = self->width;
    l->kind = kind;
    if (kind == 'c')
        dense(self, &l->w, &l->b, "layer", 3 * width, width, r);
    else
        dense(self, &l->w, &l->b, "layer", width, 3 * width, r);
    /* some channels forget at once, some hardly ever */
    for (uint32_t j = 0; j < width && kind == 's'; j++) {
        uint32_t place = j % (width / 2);
        l->b.w[width + j] = -1 + 3 * (float)place / (float)(width / 2);
    }
    learned(self, &l->gain, "gain", 1, width, 0, r);
    learned(self, &l->shift, "shift", 1, width, 0, r);
    param_fill(&l->gain, 1);
}

void net_init(net *self, const char *kinds, uint32_t width, uint32_t arc, uint32_t label,
              uint32_t n_tags, const param *vectors, uint32_t n_words, uint64_t seed)
{
    rng r = {.state = seed * 7919 + 11};
    *self = (net){.width = width, .arc = arc, .label = label, .n_tags = n_tags};
    self->n_layers = (uint32_t)strlen(kinds);
    if (self->n_layers == 0 || self->n_layers > NET_LAYERS_MAX ||
        strspn(kinds, "cs") != self->n_layers)
        fail("layers are c and s, at most six", kinds);
    const uint32_t sizes[] = {width, arc, label};
    for (int k = 0; k < 3; k++)
        if (sizes[k] < 16 || sizes[k] > NET_WIDTH_MAX || sizes[k] % 16)
            fail("widths", "--width, --arc and --label are multiples of 16, at most 1024");
    memcpy(self->kinds, kinds, self->n_layers);
    if (vectors) self->vectors = *vectors;
    learned(self, &self->words, "words", n_words, NET_WORD, 0.1f, &r);
    learned(self, &self->parts, "parts", NET_PART_ROWS, NET_PART, 0.1f, &r);
    dense(self, &self->in_w, &self->in_b, "in", NET_INPUT, width, &r);
    learned(self, &self->in_gain, "in", 1, width, 0, &r);
    learned(self, &self->in_shift, "in", 1, width, 0, &r);
    param_fill(&self->in_gain, 1);
    for (uint32_t k = 0; k < self->n_layers; k++) add_layer(self, &self->layers[k], kinds[k], &r);
    dense(self, &self->tag_w, &self->tag_b, "tag", width, n_tags, &r);
    dense(self, &self->name_w, &self->name_b, "name", width, NAME_TAG_COUNT, &r);
    dense(self, &self->head_w, &self->head_b, "head", width, arc, &r);
    dense(self, &self->dep_w, &self->dep_b, "dep", width, arc, &r);
    learned(self, &self->arc_w, "arc", arc, arc, 1.0f / (float)arc, &r);
    learned(self, &self->arc_b, "arc", 1, arc, 0, &r);
    learned(self, &self->arc_root, "root", 1, arc, 0.1f, &r);
    dense(self, &self->offset_w, &self->offset_b, "offset", width, NET_OFFSETS, &r);
    dense(self, &self->up_w, &self->up_b, "up", width, label, &r);
    learned(self, &self->down_w, "down", width, label, sqrtf(2.0f / (float)(width + label)), &r);
    learned(self, &self->up_root, "root", 1, label, 0.1f, &r);
    dense(self, &self->rel_w, &self->rel_b, "relation", label, DEPREL_COUNT, &r);
}

void net_release(net *self)
{
    for (uint32_t k = 0; k < self->n_learned; k++) {
        param *p = self->learned[k];
        free(p->w);
        free(p->g);
        free(p->m);
        free(p->v);
        free(p->mean);
    }
    *self = (net){0};
}

void net_update(net *self, float rate, float decay_mean)
{
    const float b1 = 0.9f, b2 = 0.98f, tiny = 1e-8f;
    double norm = 0;
    for (uint32_t k = 0; k < self->n_learned; k++) {
        const param *p = self->learned[k];
        size_t n = (size_t)p->rows * p->cols;
        float sum = 0;
        for (size_t i = 0; i < n; i++) sum += p->g[i] * p->g[i];
        norm += sum;
    }
    float clip = norm > 25 ? 5 / (float)sqrt(norm) : 1;
    self->steps++;
    float c1 = 1 - powf(b1, (float)self->steps), c2 = 1 - powf(b2, (float)self->steps);
    float early = ((float)self->steps + 1) / ((float)self->steps + 10);
    float keep = decay_mean < early ? decay_mean : early;
    for (uint32_t k = 0; k < self->n_learned; k++) {
        param *p = self->learned[k];
        size_t n = (size_t)p->rows * p->cols;
        for (size_t i = 0; i < n; i++) {
            float g = p->g[i] * clip;
            p->m[i] = b1 * p->m[i] + (1 - b1) * g;
            p->v[i] = b2 * p->v[i] + (1 - b2) * g * g;
            p->w[i] -= rate * (p->m[i] / c1) / (sqrtf(p->v[i] / c2) + tiny);
            p->mean[i] = keep * p->mean[i] + (1 - keep) * p->w[i];
            p->g[i] = 0;
        }
    }
}

void net_use_means(net *self)
{
    for (uint32_t k = 0; k < self->n_learned; k++) {
        param *p = self->learned[k];
        memcpy(p->w, p->mean, (size_t)p->rows * p->cols * sizeof *p->w);
    }
}

/* ---- forward ----------------------------------------------------------------------------- */

typedef struct pass {
    const net_sentence *batch;
    span *spans;
    uint32_t n_spans, n;
    const net_word *words; /* [n] rows that are used, after word dropout */
    const float *input_mask, *head_mask;
    float *input, *joined, *in_norm, *in_inv, *first;
    layer_kept kept[NET_LAYERS_MAX];
    const float *last; /* of the last layer */
    float *top;        /* the same under the mask of the heads */
    float *tags, *names, *head, *dep, *turned, *offsets, *up, *down;
    float **scores, **heads;
} pass;

static void look_up(const net *self, pass *p, room *mem)
{
    p->input = room_dirty(mem, (size_t)p->n * NET_INPUT);
    for (size_t t = 0; t < p->n; t++) {
        const net_word *w = &p->words[t];
        float *row = p->input + t * NET_INPUT, *part = row + NET_VECTOR + NET_WORD;
        memcpy(row, self->vectors.w + (size_t)w->vector * NET_VECTOR, NET_VECTOR * sizeof *row);
        memcpy(row + NET_VECTOR, self->words.w + (size_t)w->word * NET_WORD,
               NET_WORD * sizeof *row);
        memset(part, 0, NET_PART * sizeof *part);
        for (uint32_t k = 0; k < NET_PARTS; k++) {
            const float *add = self->parts.w + (size_t)w->parts[k] * NET_PART;
            for (uint32_t j = 0; j < NET_PART; j++) part[j] += add[j];
        }
        for (uint32_t j = 0; j < NET_INPUT && p->input_mask; j++)
            row[j] *= p->input_mask[t * NET_INPUT + j];
    }
}

static float *apply_dense(const pass *p, const float *in, const param *w, const param *b, bool cut,
                          room *mem)
{
    float *out = room_dirty(mem, (size_t)p->n * w->cols);
    mat_nn(p->n, w->cols, w->rows, in, w->w, out, false);
    if (b) mat_add_rows(p->n, w->cols, b->w, out);
    for (size_t i = 0; cut && i < (size_t)p->n * w->cols; i++) out[i] = out[i] > 0 ? out[i] : 0;
    return out;
}

static void softmax(float *x, uint32_t n)
{
    float most = x[0], sum = 0;
    for (uint32_t i = 1; i < n; i++) most = x[i] > most ? x[i] : most;
    for (uint32_t i = 0; i < n; i++) sum += x[i] = expf(x[i] - most);
    for (uint32_t i = 0; i < n; i++) x[i] /= sum;
}

/* Scores and shares of the heads of one sentence: [n][n + 1], 0 the root; a word never heads
 * itself. */
static void score_heads(const net *self, pass *p, uint32_t s, room *mem)
{
    uint32_t n = p->spans[s].n, stride = n + 1;
    size_t first = p->spans[s].first;
    float *scores = room_dirty(mem, (size_t)n * stride), *plain = room_dirty(mem, (size_t)n * n);
    float *shares = room_dirty(mem, (size_t)n * stride);
    mat_nt(n, n, self->arc, p->turned + first * self->arc, p->head + first * self->arc, plain,
           false);
    for (uint32_t i = 0; i < n; i++) {
        const float *turned = p->turned + (first + i) * self->arc;
        const float *offset = p->offsets + (first + i) * NET_OFFSETS;
        float root = 0;
        for (uint32_t j = 0; j < self->arc; j++) root += turned[j] * self->arc_root.w[j];
        scores[i * stride] = root + offset[0];
        for (uint32_t h = 1; h <= n; h++)
            scores[i * stride + h] =
                h == i + 1 ? -1e9f : plain[i * n + h - 1] + offset[net_offset(i + 1, h)];
    }
    memcpy(shares, scores, (size_t)n * stride * sizeof *shares);
    for (uint32_t i = 0; i < n; i++) softmax(shares + i * stride, stride);
    p->scores[s] = scores;
    p->heads[s] = shares;
}

static const float *mask_sentences(const pass *p, uint32_t width, float drop, rng *r, room *mem)
{
    if (drop <= 0) return NULL;
    float *mask = room_dirty(mem, (size_t)p->n * width);
    for (uint32_t s = 0; s < p->n_spans; s++) {
        float *row = mask + (size_t)p->spans[s].first * width;
        for (uint32_t j = 0; j < width; j++) row[j] = rng_unit(r) < drop ? 0 : 1 / (1 - drop);
        for (uint32_t k = 1; k < p->spans[s].n; k++)
            memcpy(row + k * width, row, width * sizeof *row);
    }
    return mask;
}

static void start(pass *p, const net_sentence *batch, uint32_t n, const net_drop *drop, rng *r,
                  room *mem)
{
    *p = (pass){.batch = batch, .n_spans = n};
    p->spans = (span *)(void *)room_dirty(mem, n * 2);
    for (uint32_t s = 0; s < n; s++) {
        p->spans[s] = (span){p->n, batch[s].n};
        p->n += batch[s].n;
    }
    net_word *words =
        (net_word *)(void *)room_dirty(mem, (size_t)p->n * sizeof *words / sizeof(float));
    for (uint32_t s = 0; s < n; s++)
        memcpy(words + p->spans[s].first, batch[s].words, batch[s].n * sizeof *words);
    p->words = words;
    p->scores = (float **)(void *)room_take(mem, n * 2);
    p->heads = (float **)(void *)room_take(mem, n * 2);
    if (!drop) return;
    for (uint32_t t = 0; t < p->n; t++) {
        if (rng_unit(r) < drop->word) { /* as if the word were new */
            words[t].word = 0;
            words[t].parts[NET_PARTS - 1] = hash_feature(99, rng_next(r), 0, 0) % NET_PART_ROWS;
        }
        if (rng_unit(r) < drop->vector) words[t].vector = 0;
    }
    if (drop->input > 0) {
        float *mask = room_dirty(mem, (size_t)p->n * NET_INPUT);
        for (size_t i = 0; i < (size_t)p->n * NET_INPUT; i++)
            mask[i] = rng_unit(r) < drop->input ? 0 : 1 / (1 - drop->input);
        p->input_mask = mask;
    }
}

static void run(const net *self, pass *p, const net_drop *drop, rng *r, room *mem)
{
    size_t size = (size_t)p->n * self->width;
    look_up(self, p, mem);
    p->joined = apply_dense(p, p->input, &self->in_w, &self->in_b, false, mem);
    p->first = room_dirty(mem, size);
    p->in_norm = room_dirty(mem, size);
    p->in_inv = room_dirty(mem, p->n);
    norm_forward(p->n, self->width, p->joined, &self->in_gain, &self->in_shift, p->first,
                 p->in_norm, p->in_inv);
    p->last = p->first;
    for (uint32_t k = 0; k < self->n_layers; k++) {
        const float *mask = drop ? mask_sentences(p, self->width, drop->layer, r, mem) : NULL;
        p->last = layer_forward(&self->layers[k], self->width, p->spans, p->n_spans, p->n, p->last,
                                mask, mem, &p->kept[k]);
    }
    p->top = room_dirty(mem, size);
    p->head_mask = drop ? mask_sentences(p, self->width, drop->head, r, mem) : NULL;
    for (size_t i = 0; i < size; i++) p->top[i] = p->last[i] * (p->head_mask ? p->head_mask[i] : 1);
    p->tags = apply_dense(p, p->top, &self->tag_w, &self->tag_b, false, mem);
    p->names = apply_dense(p, p->top, &self->name_w, &self->name_b, false, mem);
    for (size_t t = 0; t < p->n; t++) {
        softmax(p->tags + t * self->n_tags, self->n_tags);
        softmax(p->names + t * NAME_TAG_COUNT, NAME_TAG_COUNT);
    }
    p->head = apply_dense(p, p->top, &self->head_w, &self->head_b, true, mem);
    p->dep = apply_dense(p, p->top, &self->dep_w, &self->dep_b, true, mem);
    p->turned = apply_dense(p, p->dep, &self->arc_w, &self->arc_b, false, mem);
    p->offsets = apply_dense(p, p->top, &self->offset_w, &self->offset_b, false, mem);
    p->up = apply_dense(p, p->top, &self->up_w, NULL, false, mem);
    p->down = apply_dense(p, p->top, &self->down_w, &self->up_b, false, mem);
    for (uint32_t s = 0; s < p->n_spans; s++) score_heads(self, p, s, mem);
}

void net_forward(const net *self, const net_sentence *batch, uint32_t n, room *mem, net_out *out)
{
    pass p;
    start(&p, batch, n, NULL, NULL, mem);
    run(self, &p, NULL, NULL, mem);
    *out = (net_out){p.tags, p.names, p.heads, p.scores, p.up, p.down};
}

static void relate(const net *self, const float *up, const float *down, float *hidden,
                   float *shares)
{
    for (uint32_t j = 0; j < self->label; j++)
        hidden[j] = up[j] + down[j] > 0 ? up[j] + down[j] : 0;
    memcpy(shares, self->rel_b.w, DEPREL_COUNT * sizeof *shares);
    mat_nn(1, DEPREL_COUNT, self->label, hidden, self->rel_w.w, shares, true);
    softmax(shares, DEPREL_COUNT);
}

void net_relations(const net *self, const net_out *out, uint32_t first, uint32_t i, uint32_t h,
                   float shares[DEPREL_COUNT])
{
    float hidden[NET_WIDTH_MAX];
    const float *up = h ? out->up + (size_t)(first + h - 1) * self->label : self->up_root.w;
    relate(self, up, out->down + (size_t)(first + i) * self->label, hidden, shares);
}

/* ---- backward ---------------------------------------------------------------------------- */

typedef struct slopes { /* of the loss, by the outputs of the dense steps */
    float *tags, *names, *head, *turned, *offsets, *up, *down;
    double loss;
    float scale; /* 1 / words */
} slopes;

/* `wanted` sums to `weight`; shares becomes the gradient of its logits. */
static void pull(float *shares, const float *wanted, uint32_t n, float weight, slopes *d)
{
    for (uint32_t i = 0; i < n; i++) {
        if (wanted[i] > 0) d->loss -= wanted[i] * logf(shares[i] + 1e-12f);
        shares[i] = (weight * shares[i] - wanted[i]) * d->scale;
    }
}

static float add_soft(float *wanted, const uint16_t *answers16, const uint8_t *answers8,
                      const uint16_t *shares, uint32_t n, float weight)
{
    float sum = 0;
    for (uint32_t k = 0; k < n; k++) sum += shares[k];
    for (uint32_t k = 0; k < n && sum > 0; k++)
        wanted[answers16 ? answers16[k] : answers8[k]] += weight * shares[k] / sum;
    return sum > 0 ? weight : 0;
}

/* What a word's answers should be: gold, teachers, or both. */
typedef struct wishes {
    float tags[WEIGHTS_MAX_CLASSES], names[NAME_TAG_COUNT], heads[HEADS_MAX + 1],
        rels[DEPREL_COUNT];
    float tag_weight, name_weight, head_weight, rel_weight;
    uint32_t rel_head;
} wishes;

static void wish(const net *self, const net_sentence *s, uint32_t i, float gold_share, wishes *w)
{
    memset(w, 0, sizeof *w);
    const soft *soft = s->softs ? &s->softs[i] : NULL;
    bool gold_tree = s->golds && s->golds[i].head <= s->n && s->golds[i].deprel < DEPREL_COUNT;
    bool gold_tag = s->tags && s->tags[i] < self->n_tags;
    bool gold_name = s->names && s->names[i] < NAME_TAG_COUNT;
    float rest = 1 - gold_share;
    if (gold_tag) w->tags[s->tags[i]] += w->tag_weight = soft ? gold_share : 1;
    if (gold_name) w->names[s->names[i]] += w->name_weight = 1;
    if (gold_tree) w->heads[s->golds[i].head] += w->head_weight = soft ? gold_share : 1;
    w->rel_head = gold_tree ? s->golds[i].head : soft ? soft->rel_head : 0;
    if (gold_tree) w->rels[s->golds[i].deprel] += w->rel_weight = soft ? gold_share : 1;
    if (!soft) return;
    w->tag_weight +=
        add_soft(w->tags, NULL, soft->tags, soft->tag_share, SOFT_TAGS, gold_tag ? rest : 1);
    w->head_weight +=
        add_soft(w->heads, soft->heads, NULL, soft->head_share, SOFT_HEADS, gold_tree ? rest : 1);
    if (soft->rel_head == w->rel_head)
        w->rel_weight +=
            add_soft(w->rels, NULL, soft->rels, soft->rel_share, SOFT_RELS, gold_tree ? rest : 1);
}

static void back_relation(net *self, const pass *p, const wishes *w, size_t first, uint32_t i,
                          slopes *d)
{
    uint32_t label = self->label, h = w->rel_head;
    float hidden[NET_WIDTH_MAX], shares[DEPREL_COUNT], d_hidden[NET_WIDTH_MAX];
    if (w->rel_weight <= 0) return;
    const float *up = h ? p->up + (first + h - 1) * label : self->up_root.w;
    relate(self, up, p->down + (first + i) * label, hidden, shares);
    pull(shares, w->rels, DEPREL_COUNT, w->rel_weight, d);
    mat_tn(label, DEPREL_COUNT, 1, hidden, shares, self->rel_w.g, true);
    mat_sum_rows(1, DEPREL_COUNT, shares, self->rel_b.g);
    mat_nt(1, label, DEPREL_COUNT, shares, self->rel_w.w, d_hidden, false);
    float *d_up = h ? d->up + (first + h - 1) * label : self->up_root.g;
    float *d_down = d->down + (first + i) * label;
    for (uint32_t j = 0; j < label; j++) {
        float slope = hidden[j] > 0 ? d_hidden[j] : 0;
        d_up[j] += slope;
        d_down[j] += slope;
    }
}

/* From the shares of the heads, which become gradients, to both sides of the product. */
static void back_heads(net *self, const pass *p, uint32_t s, slopes *d, room *mem)
{
    uint32_t n = p->spans[s].n, stride = n + 1, arc = self->arc;
    size_t first = p->spans[s].first;
    float *plain = room_dirty(mem, (size_t)n * n);
    for (uint32_t i = 0; i < n; i++) {
        const float *g = p->heads[s] + i * stride, *turned = p->turned + (first + i) * arc;
        float *d_turned = d->turned + (first + i) * arc,
              *d_offset = d->offsets + (first + i) * NET_OFFSETS;
        d_offset[0] += g[0];
        for (uint32_t j = 0; j < arc; j++) {
            self->arc_root.g[j] += g[0] * turned[j];
            d_turned[j] = g[0] * self->arc_root.w[j];
        }
        for (uint32_t h = 1; h <= n; h++) {
            plain[i * n + h - 1] = h == i + 1 ? 0 : g[h];
            if (h != i + 1) d_offset[net_offset(i + 1, h)] += g[h];
        }
    }
    mat_nn(n, arc, n, plain, p->head + first * arc, d->turned + first * arc, true);
    mat_tn(n, arc, n, plain, p->turned + first * arc, d->head + first * arc, false);
}

static void back_sentence(net *self, pass *p, uint32_t s, float gold_share, slopes *d, room *mem)
{
    wishes w;
    uint32_t n = p->spans[s].n;
    size_t first = p->spans[s].first;
    for (uint32_t i = 0; i < n; i++) {
        wish(self, &p->batch[s], i, gold_share, &w);
        pull(p->tags + (first + i) * self->n_tags, w.tags, self->n_tags, w.tag_weight, d);
        pull(p->names + (first + i) * NAME_TAG_COUNT, w.names, NAME_TAG_COUNT, w.name_weight, d);
        pull(p->heads[s] + i * (n + 1), w.heads, n + 1, w.head_weight, d);
        back_relation(self, p, &w, first, i, d);
    }
    back_heads(self, p, s, d, mem);
}

static void back_dense(const pass *p, const float *in, const float *out, float *d_out, param *w,
                       param *b, float *d_in)
{
    size_t size = (size_t)p->n * w->cols;
    for (size_t i = 0; out && i < size; i++)
        if (out[i] <= 0) d_out[i] = 0;
    mat_tn(w->rows, w->cols, p->n, in, d_out, w->g, true);
    if (b) mat_sum_rows(p->n, w->cols, d_out, b->g);
    if (d_in) mat_nt(p->n, w->rows, w->cols, d_out, w->w, d_in, true);
}

static void back_tables(net *self, const pass *p, const float *d_input)
{
    for (size_t t = 0; t < p->n; t++) {
        const net_word *w = &p->words[t];
        const float *d = d_input + t * NET_INPUT;
        float row[NET_INPUT];
        for (uint32_t j = 0; j < NET_INPUT; j++)
            row[j] = d[j] * (p->input_mask ? p->input_mask[t * NET_INPUT + j] : 1);
        float *word = self->words.g + (size_t)w->word * NET_WORD;
        for (uint32_t j = 0; j < NET_WORD; j++) word[j] += row[NET_VECTOR + j];
        for (uint32_t k = 0; k < NET_PARTS; k++) {
            float *part = self->parts.g + (size_t)w->parts[k] * NET_PART;
            for (uint32_t j = 0; j < NET_PART; j++) part[j] += row[NET_VECTOR + NET_WORD + j];
        }
    }
}

static void back_net(net *self, pass *p, slopes *d, room *mem)
{
    size_t size = (size_t)p->n * self->width;
    float *d_top = room_take(mem, size), *d_dep = room_take(mem, (size_t)p->n * self->arc);
    back_dense(p, p->dep, NULL, d->turned, &self->arc_w, &self->arc_b, d_dep);
    back_dense(p, p->top, p->dep, d_dep, &self->dep_w, &self->dep_b, d_top);
    back_dense(p, p->top, p->head, d->head, &self->head_w, &self->head_b, d_top);
    back_dense(p, p->top, NULL, p->tags, &self->tag_w, &self->tag_b, d_top);
    back_dense(p, p->top, NULL, p->names, &self->name_w, &self->name_b, d_top);
    back_dense(p, p->top, NULL, d->offsets, &self->offset_w, &self->offset_b, d_top);
    back_dense(p, p->top, NULL, d->up, &self->up_w, NULL, d_top);
    back_dense(p, p->top, NULL, d->down, &self->down_w, &self->up_b, d_top);
    for (size_t i = 0; p->head_mask && i < size; i++) d_top[i] *= p->head_mask[i];
    float *slope = d_top;
    for (uint32_t k = self->n_layers; k-- > 0;)
        slope = layer_backward(&self->layers[k], self->width, p->spans, p->n_spans, p->n, slope,
                               &p->kept[k], mem);
    float *d_joined = room_dirty(mem, size), *d_input = room_take(mem, (size_t)p->n * NET_INPUT);
    norm_backward(p->n, self->width, slope, &self->in_gain, &self->in_shift, p->in_norm, p->in_inv,
                  d_joined);
    back_dense(p, p->input, NULL, d_joined, &self->in_w, &self->in_b, d_input);
    back_tables(self, p, d_input);
}

double net_learn(net *self, const net_sentence *batch, uint32_t n, const net_drop *drop,
                 float gold_share, rng *r, room *mem)
{
    pass p;
    start(&p, batch, n, drop, r, mem);
    run(self, &p, drop, r, mem);
    slopes d = {.scale = 1.0f / (float)p.n};
    d.head = room_take(mem, (size_t)p.n * self->arc);
    d.turned = room_take(mem, (size_t)p.n * self->arc);
    d.offsets = room_take(mem, (size_t)p.n * NET_OFFSETS);
    d.up = room_take(mem, (size_t)p.n * self->label);
    d.down = room_take(mem, (size_t)p.n * self->label);
    for (uint32_t s = 0; s < n; s++) back_sentence(self, &p, s, gold_share, &d, mem);
    back_net(self, &p, &d, mem);
    return d.loss / p.n;
}
