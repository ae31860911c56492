/* Floats -> the sections of src/parse/net.h. A matrix's outputs have a scale each, a table has one.
 */
#include "train_net.h"

#include <math.h>

static void put_filled(buf *out, const void *bytes, size_t size)
{
    static const char zeros[NET_ALIGN];
    buf_put(out, bytes, size);
    buf_put(out, zeros, (NET_ALIGN - size % NET_ALIGN) % NET_ALIGN);
}

static float put_table(buf *out, const param *table)
{
    size_t n = (size_t)table->rows * table->cols;
    int8_t *codes = must(malloc(n));
    float most = 1e-20f;
    for (size_t i = 0; i < n; i++) most = fabsf(table->w[i]) > most ? fabsf(table->w[i]) : most;
    for (size_t i = 0; i < n; i++) codes[i] = (int8_t)lrintf(table->w[i] * 127 / most);
    put_filled(out, codes, n);
    free(codes);
    return most / 127;
}

/* Columns of a matrix that is put together from several. */
typedef struct columns {
    float *w, *b; /* [ins][outs], [outs] */
    uint32_t ins, outs;
} columns;

static columns columns_new(uint32_t ins, uint32_t outs)
{
    return (columns){must(calloc((size_t)ins * outs, sizeof(float))),
                     must(calloc(outs, sizeof(float))), ins, outs};
}

static void columns_set(columns *self, uint32_t at, const param *w, const param *b)
{
    for (uint32_t k = 0; k < w->rows; k++)
        memcpy(self->w + (size_t)k * self->outs + at, w->w + (size_t)k * w->cols,
               w->cols * sizeof(float));
    if (b) memcpy(self->b + at, b->w, b->cols * sizeof(float));
}

static void columns_put(columns *self, buf *out)
{
    int8_t *codes = must(calloc((size_t)self->ins * self->outs, 1));
    float *scales = must(calloc(self->outs, sizeof *scales));
    for (uint32_t o = 0; o < self->outs; o++) {
        float most = 1e-20f;
        for (uint32_t k = 0; k < self->ins; k++) {
            float size = fabsf(self->w[(size_t)k * self->outs + o]);
            most = size > most ? size : most;
        }
        scales[o] = most / NET_WEIGHT_MOST;
        int8_t *to = codes + (size_t)(o / 8) * self->ins * 8 + (o % 8) * 4;
        for (uint32_t k = 0; k < self->ins; k++)
            to[(size_t)(k / 4) * 32 + k % 4] =
                (int8_t)lrintf(self->w[(size_t)k * self->outs + o] / scales[o]);
    }
    put_filled(out, scales, self->outs * sizeof *scales);
    put_filled(out, self->b, self->outs * sizeof *self->b);
    put_filled(out, codes, (size_t)self->ins * self->outs);
    free(codes);
    free(scales);
    free(self->w);
    free(self->b);
}

static void put_matrix(buf *out, const param *w, const param *b)
{
    columns c = columns_new(w->rows, NET_ROUND(w->cols));
    columns_set(&c, 0, w, b);
    columns_put(&c, out);
}

static void put_floats(buf *out, const param *p)
{
    put_filled(out, p->w, (size_t)p->rows * p->cols * sizeof(float));
}

static void put_top(const net *net, buf *out)
{
    net_top at = net_columns(net->n_tags, net->arc, net->label);
    columns c = columns_new(net->width, at.end);
    columns_set(&c, 0, &net->tag_w, &net->tag_b);
    columns_set(&c, at.names, &net->name_w, &net->name_b);
    columns_set(&c, at.offsets, &net->offset_w, &net->offset_b);
    columns_set(&c, at.head, &net->head_w, &net->head_b);
    columns_set(&c, at.dep, &net->dep_w, &net->dep_b);
    columns_set(&c, at.up, &net->up_w, NULL);
    columns_set(&c, at.down, &net->down_w, &net->up_b);
    columns_put(&c, out);
}

void net_pack_weights(const net *net, uint64_t base, buf *out)
{
    net_head head = {.magic = "CSPN",
                     .version = NET_VERSION,
                     .width = net->width,
                     .arc = net->arc,
                     .label = net->label,
                     .tags = net->n_tags,
                     .names = NAME_TAG_COUNT,
                     .relations = DEPREL_COUNT,
                     .word_rows = net->words.rows - 1,
                     .layers = net->n_layers,
                     .base = base};
    memcpy(head.kinds, net->kinds, net->n_layers);
    buf_reset(out);
    put_filled(out, &head, sizeof head);
    head.word_scale = put_table(out, &net->words);
    head.part_scale = put_table(out, &net->parts);
    memcpy(out->ptr, &head, sizeof head);
    put_matrix(out, &net->in_w, &net->in_b);
    put_floats(out, &net->in_gain);
    put_floats(out, &net->in_shift);
    for (uint32_t k = 0; k < net->n_layers; k++) {
        put_matrix(out, &net->layers[k].w, &net->layers[k].b);
        put_floats(out, &net->layers[k].gain);
        put_floats(out, &net->layers[k].shift);
    }
    put_top(net, out);
    put_matrix(out, &net->arc_w, &net->arc_b);
    put_floats(out, &net->arc_root);
    put_floats(out, &net->up_root);
    put_matrix(out, &net->rel_w, &net->rel_b);
}

void net_pack_vectors(const net_trainee *words, buf *out)
{
    const param *v = &words->vectors;
    net_vectors_head head = {.magic = "CSPV",
                             .version = NET_VERSION,
                             .rows = v->rows,
                             .both = words->lexicon.n_both,
                             .learned = words->lexicon.n_learned};
    float *scales = must(calloc(v->rows, sizeof *scales));
    uint8_t *codes = must(malloc((size_t)v->rows * NET_VECTOR_HALF));
    for (uint32_t i = 0; i < v->rows; i++) {
        int8_t row[NET_VECTOR];
        scales[i] = net_vector_codes(v->w + (size_t)i * NET_VECTOR, row);
        for (uint32_t j = 0; j < NET_VECTOR_HALF; j++)
            codes[(size_t)i * NET_VECTOR_HALF + j] =
                (uint8_t)((row[j] + 8) | (row[NET_VECTOR_HALF + j] + 8) << 4);
    }
    buf_reset(out);
    put_filled(out, &head, sizeof head);
    put_filled(out, scales, v->rows * sizeof *scales);
    put_filled(out, codes, (size_t)v->rows * NET_VECTOR_HALF);
    free(codes);
    free(scales);
}

void net_write_sections(const net *net, const net_trainee *words, uint64_t base, const char *dir)
{
    buf out = {0};
    section_write(dir, PARSE_SECTION_WORDS, buf_str(&words->numbers));
    net_pack_vectors(words, &out);
    section_write(dir, PARSE_SECTION_VECTORS, buf_str(&out));
    net_pack_weights(net, base, &out);
    section_write(dir, PARSE_SECTION_NET, buf_str(&out));
    buf_release(&out);
}
