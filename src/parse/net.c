#include "parse/net.h"

#include <stdlib.h>

uint32_t net_offset(uint32_t dependent, uint32_t head)
{
    static const uint8_t steps[] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  9,  10,
                                    10, 10, 11, 11, 11, 11, 12, 12, 12, 12, 12, 12,
                                    13, 13, 13, 13, 13, 13, 13, 13, 13, 14};
    if (head == 0 || head == dependent) return 0;
    bool left = head < dependent;
    uint32_t far = left ? dependent - head : head - dependent, most = sizeof steps - 1;
    return 2u * steps[far < most ? far : most] - 1 + left;
}

net_top net_columns(uint32_t n_tags, uint32_t arc, uint32_t label)
{
    net_top at = {0};
    at.names = NET_ROUND(n_tags);
    at.offsets = at.names + NET_NAMES;
    at.head = at.offsets + NET_OFFSETS;
    at.dep = at.head + arc;
    at.up = at.dep + arc;
    at.down = at.up + label;
    at.end = at.down + label;
    return at;
}

/* ---- opening ----------------------------------------------------------------------------- */

/* What is left of a section; NULL once it was too short. */
typedef struct cursor {
    const char *at;
    size_t left;
} cursor;

static const void *take(cursor *self, size_t size)
{
    size_t filled = (size + NET_ALIGN - 1) / NET_ALIGN * NET_ALIGN;
    if (!self->at || filled > self->left) {
        self->at = NULL;
        return NULL;
    }
    const void *out = self->at;
    self->at += filled;
    self->left -= filled;
    return out;
}

/* Numbers of trained nets are far smaller. With this bound no score comes near what a float can
 * hold, so every comparison between scores has an answer. */
#define NUMBER_MOST 1000.0f

static bool are_small(const float *x, size_t n)
{
    bool ok = true;
    for (size_t i = 0; i < n; i++) ok &= x[i] > -NUMBER_MOST && x[i] < NUMBER_MOST;
    return ok;
}

static const float *take_floats(cursor *self, size_t n)
{
    const float *out = take(self, n * sizeof *out);
    if (out && !are_small(out, n)) self->at = NULL;
    return self->at ? out : NULL;
}

static void take_matrix(cursor *self, uint32_t ins, uint32_t outs, net_matrix *out)
{
    *out = (net_matrix){.ins = ins, .outs = outs};
    out->scales = take_floats(self, outs);
    out->biases = take_floats(self, outs);
    out->weights = take(self, (size_t)ins * outs);
}

static void take_step(cursor *self, char kind, uint32_t ins, uint32_t outs, uint32_t width,
                      net_step *out)
{
    take_matrix(self, ins, outs, &out->matrix);
    out->gain = take_floats(self, width);
    out->shift = take_floats(self, width);
    out->kind = kind;
}

static casus_status check_head(const net_head *head, uint64_t base, uint32_t n_tags,
                               casus_error *err)
{
    FAIL_IF(memcmp(head->magic, "CSPN", 4) != 0 || head->version != NET_VERSION, CASUS_BAD_MODEL,
            "section parse.net is foreign or of another version: build the model again");
    FAIL_IF(head->tags != n_tags || head->names != NAME_TAG_COUNT ||
                head->relations != DEPREL_COUNT,
            CASUS_BAD_MODEL, "section parse.net has other tags than the parser: train it again");
    FAIL_IF(head->base != base, CASUS_BAD_MODEL,
            "section parse.net was trained with other tags or clusters: train it again");
    uint32_t sizes[] = {head->width, head->arc, head->label};
    for (int i = 0; i < 3; i++)
        FAIL_IF(sizes[i] < 16 || sizes[i] > NET_WIDTH_MAX || sizes[i] % 16, CASUS_BAD_MODEL,
                "section parse.net has a width of %u", sizes[i]);
    FAIL_IF(head->layers == 0 || head->layers > NET_LAYERS_MAX, CASUS_BAD_MODEL,
            "section parse.net has %u layers", head->layers);
    for (uint32_t k = 0; k < head->layers; k++)
        FAIL_IF(head->kinds[k] != 's' && head->kinds[k] != 'c', CASUS_BAD_MODEL,
                "section parse.net has a layer of an unknown kind");
    return CASUS_OK;
}

static casus_status view_net(net_model *self, casus_str bytes, uint64_t base, uint32_t n_tags,
                             casus_error *err)
{
    cursor c = {bytes.ptr, bytes.len};
    const net_head *head = take(&c, sizeof *head);
    FAIL_IF(!head, CASUS_BAD_MODEL, "section parse.net is too short");
    TRY(check_head(head, base, n_tags, err));
    uint32_t width = self->width = head->width, arc = self->arc_width = head->arc;
    self->label = head->label;
    self->n_tags = n_tags;
    self->n_layers = head->layers;
    self->word_scale = head->word_scale;
    self->part_scale = head->part_scale;
    self->at = net_columns(n_tags, arc, self->label);
    self->words = take(&c, ((size_t)head->word_rows + 1) * NET_WORD);
    self->parts = take(&c, (size_t)NET_PART_ROWS * NET_PART);
    take_step(&c, 'i', NET_INPUT, width, width, &self->in);
    for (uint32_t k = 0; k < self->n_layers; k++) {
        bool convolves = head->kinds[k] == 'c';
        take_step(&c, head->kinds[k], convolves ? 3 * width : width, convolves ? width : 3 * width,
                  width, &self->layers[k]);
    }
    take_matrix(&c, width, self->at.end, &self->top);
    take_matrix(&c, arc, arc, &self->arc);
    self->root = take_floats(&c, arc);
    self->up_root = take_floats(&c, self->label);
    take_matrix(&c, self->label, NET_RELATIONS, &self->relations);
    FAIL_IF(!c.at || c.left != 0 || !are_small(&head->word_scale, 2), CASUS_BAD_MODEL,
            "section parse.net has a wrong size or holds numbers out of range");
    FAIL_IF(head->word_rows != self->lexicon.n_both + self->lexicon.n_learned, CASUS_BAD_MODEL,
            "sections parse.net and parse.vectors do not belong together");
    return CASUS_OK;
}

static casus_status view_words(net_model *self, casus_str words, casus_str vectors,
                               casus_error *err)
{
    cursor c = {vectors.ptr, vectors.len};
    const net_vectors_head *head = take(&c, sizeof *head);
    FAIL_IF(!head || memcmp(head->magic, "CSPV", 4) != 0 || head->version != NET_VERSION,
            CASUS_BAD_MODEL,
            "section parse.vectors is foreign or of another version: build the model again");
    uint32_t rows = head->rows, most = 1u << MAP_VALUE_BITS;
    FAIL_IF(rows <= NET_CENTRES || rows > most || head->learned > most ||
                head->both > rows - NET_CENTRES - 1,
            CASUS_BAD_MODEL, "section parse.vectors has a wrong size");
    self->lexicon.n_both = head->both;
    self->lexicon.n_learned = head->learned;
    self->vector_scales = take_floats(&c, rows);
    self->vectors = take(&c, (size_t)rows * NET_VECTOR_HALF);
    FAIL_IF(!c.at || c.left != 0, CASUS_BAD_MODEL, "section parse.vectors has a wrong size");
    uint32_t numbers = rows - NET_CENTRES - 1 + head->learned;
    return table_open(&self->lexicon.numbers, words, TABLE_MAP, numbers + 1, "parse.words", err);
}

/* In the order in which the weights lie: this is done at each start. */
static bool sum_weights(net_matrix *m, int32_t **sums)
{
    bool small = true;
    const int8_t *w = m->weights;
    m->sums = *sums;
    *sums += m->outs;
    for (uint32_t group = 0; group < m->outs; group += 8) {
        int32_t sum[8] = {0};
        for (uint32_t k = 0; k < m->ins; k += 4, w += 32)
            for (uint32_t o = 0; o < 32; o++) {
                small &= w[o] >= -NET_WEIGHT_MOST && w[o] <= NET_WEIGHT_MOST;
                sum[o / 4] += w[o];
            }
        for (uint32_t o = 0; o < 8; o++) m->sums[group + o] = sum[o] * NET_ZERO;
    }
    return small;
}

casus_status net_open(net_model *self, casus_str words, casus_str vectors, casus_str net,
                      uint64_t base, uint32_t n_tags, casus_error *err)
{
    *self = (net_model){0};
    TRY(view_words(self, words, vectors, err));
    TRY(view_net(self, net, base, n_tags, err));
    net_matrix *all[NET_LAYERS_MAX + 4] = {&self->in.matrix, &self->top, &self->arc,
                                           &self->relations};
    uint32_t n = 4;
    size_t outs = 0;
    for (uint32_t k = 0; k < self->n_layers; k++) all[n++] = &self->layers[k].matrix;
    for (uint32_t k = 0; k < n; k++) outs += all[k]->outs;
    int32_t *sums = self->sums =
        aligned_alloc(NET_ALIGN, (outs * sizeof *sums + NET_ALIGN - 1) / NET_ALIGN * NET_ALIGN);
    FAIL_IF(!sums, CASUS_NO_MEMORY, "no memory for the parser's model");
    bool small = true;
    for (uint32_t k = 0; k < n; k++) small &= sum_weights(all[k], &sums);
    if (small) return CASUS_OK;
    net_close(self);
    return error_set(err, CASUS_BAD_MODEL, "section parse.net has a weight out of range");
}

void net_close(net_model *self)
{
    free(self->sums);
    self->sums = NULL;
}

/* ---- scratch ----------------------------------------------------------------------------- */

static size_t most_of(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Carves an aligned piece off the block; the first pass, with no block, only counts. */
static void *carve(char *block, size_t *used, size_t size)
{
    void *out = block ? block + *used : NULL;
    *used += (size + NET_ALIGN - 1) / NET_ALIGN * NET_ALIGN;
    return out;
}

static size_t lay_out(net_scratch *self, const net_model *m, char *block)
{
    size_t n = HEADS_MAX, used = 0, outs = NET_ROUND(HEADS_MAX + 1);
    size_t wide = most_of(3 * m->width, most_of(NET_INPUT, most_of(outs, NET_RELATIONS)));
    size_t turned = most_of(m->arc_width, m->label);
    self->hidden = carve(block, &used, n * m->width * sizeof(float));
    self->wide = carve(block, &used, n * wide * sizeof(float));
    self->memory = carve(block, &used, m->width * sizeof(float));
    self->top = carve(block, &used, n * m->at.end * sizeof(float));
    self->turned = carve(block, &used, n * turned * sizeof(float));
    self->codes = carve(block, &used, (n + 2) * most_of(most_of(m->width, NET_INPUT), turned));
    self->code_scales = carve(block, &used, n * sizeof(float));
    self->head_weights = carve(block, &used, outs * m->arc_width);
    self->head_scales = carve(block, &used, outs * sizeof(float));
    self->head_biases = carve(block, &used, outs * sizeof(float));
    self->head_sums = carve(block, &used, outs * sizeof(int32_t));
    return used;
}

casus_status net_scratch_init(net_scratch *self, const net_model *model, casus_error *err)
{
    size_t size = lay_out(self, model, NULL);
    self->block = aligned_alloc(NET_ALIGN, size);
    FAIL_IF(!self->block, CASUS_NO_MEMORY, "no memory for a parser");
    lay_out(self, model, self->block);
    for (uint32_t k = 0; k <= 2 * HEADS_MAX; k++)
        self->offset_of[k] = (uint8_t)net_offset(HEADS_MAX + 1, k + 1);
    return CASUS_OK;
}

void net_scratch_release(net_scratch *self)
{
    free(self->block);
    self->block = NULL;
}

/* ---- kernels ----------------------------------------------------------------------------- */

#if defined(__x86_64__)
extern const net_kernel net_kernel_avx2, net_kernel_vnni;
#endif

const net_kernel *net_kernel_named(const char *name)
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    bool vnni = __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vl") &&
                __builtin_cpu_supports("avx512bw");
    if (strcmp(name, "vnni") == 0) return vnni ? &net_kernel_vnni : NULL;
    if (strcmp(name, "avx2") == 0) return __builtin_cpu_supports("avx2") ? &net_kernel_avx2 : NULL;
#endif
    return strcmp(name, "portable") == 0 ? &net_kernel_portable : NULL;
}

const net_kernel *net_kernel_best(void)
{
    const net_kernel *best = net_kernel_named("vnni");
    if (!best) best = net_kernel_named("avx2");
    return best ? best : &net_kernel_portable;
}

/* ---- answers ----------------------------------------------------------------------------- */

typedef float f32x4 __attribute__((vector_size(16), aligned(4), may_alias));
typedef int32_t i32x4 __attribute__((vector_size(16)));

/* The first of the highest: how high it is, four by four, then where. */
static uint8_t best_of(const float *scores, uint32_t from, uint32_t to)
{
    f32x4 most = {scores[from], scores[from], scores[from], scores[from]};
    uint32_t k = from + 1, best = from;
    for (; k + 4 <= to; k += 4) {
        f32x4 x = *(const f32x4 *)(scores + k);
        i32x4 more = x > most;
        most = (f32x4)(((i32x4)x & more) | ((i32x4)most & ~more));
    }
    for (; k < to; k++)
        if (scores[k] > most[0]) most[0] = scores[k];
    for (int lane = 1; lane < 4; lane++)
        if (most[lane] > most[0]) most[0] = most[lane];
    while (scores[best] != most[0]) best++;
    return (uint8_t)best;
}

/* The likeliest sequence of name tags that is one: I-X only behind B-X or I-X (Viterbi). */
static void best_names(const net_model *m, const net_scratch *s, uint32_t n, net_answer *out)
{
    float score[NAME_TAG_COUNT] = {0}, next[NAME_TAG_COUNT];
    uint8_t from[HEADS_MAX][NAME_TAG_COUNT];
    for (uint32_t i = 0; i < n; i++) {
        const float *own = s->top + (size_t)i * m->at.end + m->at.names;
        uint8_t best = i ? best_of(score, 0, NAME_TAG_COUNT) : 0;
        for (uint32_t k = 0; k < NAME_TAG_COUNT; k++) {
            bool inside = name_is(k) && !name_begins(k);
            if (!inside) {
                from[i][k] = best;
                next[k] = (i ? score[best] : 0) + own[k];
            } else if (i == 0) {
                next[k] = -1e30f;
            } else {
                from[i][k] = (uint8_t)(score[k - 1] > score[k] ? k - 1 : k);
                next[k] = score[from[i][k]] + own[k];
            }
        }
        memcpy(score, next, sizeof score);
    }
    uint8_t tag = best_of(score, 0, NAME_TAG_COUNT);
    for (uint32_t i = n; i-- > 0;) {
        out[i].name = tag;
        if (i) tag = from[i][tag];
    }
}

void net_run(const net_model *model, const net_kernel *kernel, net_scratch *scratch, uint32_t n,
             net_answer *out)
{
    if (n == 0) return;
    kernel->encode(model, scratch, n);
    best_names(model, scratch, n, out);
    for (uint32_t i = 0; i < n; i++)
        out[i].tag =
            best_of(scratch->top + (size_t)i * model->at.end + model->at.tags, 0, model->n_tags);
    heads_best(&scratch->heads, n, scratch->head_of);
    kernel->relate(model, scratch, n);
    for (uint32_t i = 0; i < n; i++) {
        const float *scores = scratch->wide + (size_t)i * NET_RELATIONS;
        out[i].head = scratch->head_of[i];
        out[i].deprel = DEPREL_ROOT;
        if (out[i].head) out[i].deprel = best_of(scores, DEPREL_ROOT + 1, DEPREL_COUNT);
    }
}
