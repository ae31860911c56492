/* train_net: the neural engine while it is trained, in floats.
 *
 *   train_net_main.c     options; what is learned from, what is measured
 *   train_net.c          sentences, batches, schedule, scores on dev
 *   train_net_words.c    the vocabulary
 *   train_net_model.c    the net: its parameters, forward and backward
 *   train_net_layers.c   the layers' forward and backward
 *   train_net_math.c     matrices (OpenBLAS where it is), random
 *   train_net_soft.c     what an ensemble of nets says of the sentences, for a smaller one to learn
 *   train_net_pack.c     floats -> the sections of src/parse/net.h
 *
 *   input -> dense -> layers (s: gated recurrence both ways, c: convolution over three words)
 *         -> tags, names, heads (each word with each other, Dozat and Manning 2017), relations
 */
#ifndef CASUS_TRAIN_NET_H
#define CASUS_TRAIN_NET_H

#include "parse/net.h"
#include "train.h"

/* ---- matrices: row by row, floats -------------------------------------------------------- */

typedef struct param {
    const char *name;
    uint32_t rows, cols;
    float *w, *g, *m, *v, *mean; /* [rows * cols]: value, gradient, Adam's moments, running mean */
} param;

/* out[m][n] = (add ? out : 0) + a[m][k] b[k][n]; the letters say which is turned over. */
void mat_nn(uint32_t m, uint32_t n, uint32_t k, const float *a, const float *b, float *out,
            bool add);
void mat_nt(uint32_t m, uint32_t n, uint32_t k, const float *a, const float *b, float *out,
            bool add);
void mat_tn(uint32_t m, uint32_t n, uint32_t k, const float *a, const float *b, float *out,
            bool add);
void mat_add_rows(uint32_t m, uint32_t n, const float *row, float *out); /* out[i] += row */
void mat_sum_rows(uint32_t m, uint32_t n, const float *a, float *out);   /* out += sum a[i] */

void param_init(param *self, const char *name, uint32_t rows, uint32_t cols, float spread, rng *r);
void param_fill(param *self, float value);
float rng_unit(rng *r); /* [0, 1) */

/* Memory of one step. */
typedef struct room {
    float *floats;
    size_t at, size;
} room;
float *room_take(room *self, size_t n);  /* zeroed */
float *room_dirty(room *self, size_t n); /* not */

/* ---- the words --------------------------------------------------------------------------- */

typedef struct net_trainee {
    net_lexicon lexicon;
    buf numbers; /* the table behind it */
    param vectors;
    uint32_t n_words;
} net_trainee;

/* ---- the net ----------------------------------------------------------------------------- */

#define NET_PARAMS_MAX 64

typedef struct net_layer {
    char kind;
    param w, b, gain, shift;
} net_layer;

typedef struct net {
    char kinds[NET_LAYERS_MAX + 1];
    uint32_t width, arc, label, n_layers, n_tags;
    param vectors, words, parts; /* tables; the vectors stay as they are */
    param in_w, in_b, in_gain, in_shift;
    net_layer layers[NET_LAYERS_MAX];
    param tag_w, tag_b, name_w, name_b;
    param head_w, head_b, dep_w, dep_b, arc_w, arc_b, arc_root, offset_w, offset_b;
    param up_w, up_b, down_w, up_root, rel_w,
        rel_b;           /* relation: up the head's part, down the word's */
    uint64_t vocabulary; /* hash of the words that the rows are for */
    param *learned[NET_PARAMS_MAX];
    uint32_t n_learned;
    uint64_t steps;
} net;

/* What teachers say of a token: the likeliest answers, in 1/65535. */
#define SOFT_HEADS 6
#define SOFT_TAGS 4
#define SOFT_RELS 4
typedef struct soft {
    uint16_t heads[SOFT_HEADS], head_share[SOFT_HEADS];
    uint16_t tag_share[SOFT_TAGS], rel_share[SOFT_RELS];
    uint16_t rel_head; /* the head that the relations are for */
    uint8_t tags[SOFT_TAGS], rels[SOFT_RELS];
} soft;

typedef struct net_sentence {
    uint32_t n;
    const net_word *words;
    const gold *golds;    /* NULL: none */
    const uint8_t *tags;  /* joint tags, n_tags: unknown */
    const uint8_t *names; /* NAME_UNKNOWN: not annotated */
    const soft *softs;    /* NULL: none */
} net_sentence;

typedef struct net_drop {
    float word, vector, input, layer, head; /* shares left out; all 0: none */
} net_drop;

/* Results of a forward pass, for all words of the batch one after another. */
typedef struct net_out {
    const float *tags;      /* [words][n_tags] shares after the softmax */
    const float *names;     /* [words][NAME_TAG_COUNT] */
    float **heads;          /* [sentences]: [n][n + 1] shares */
    float **scores;         /* [sentences]: the same before the softmax */
    const float *up, *down; /* [words][label], before they are added; up_root stands apart */
} net_out;

void net_init(net *self, const char *kinds, uint32_t width, uint32_t arc, uint32_t label,
              uint32_t n_tags, const param *vectors, uint32_t n_words, uint64_t seed);
void net_release(net *self);
void net_forward(const net *self, const net_sentence *batch, uint32_t n, room *mem, net_out *out);
/* Forward and backward; adds to the gradients, returns the loss by word. `gold_share`: how much the
 * gold counts beside the teachers where a sentence has both. */
double net_learn(net *self, const net_sentence *batch, uint32_t n, const net_drop *drop,
                 float gold_share, rng *r, room *mem);
void net_update(net *self, float rate, float decay_mean); /* Adam; clears the gradients */
void net_use_means(net *self);                            /* the running means become the values */
/* Shares of the relations of word i under head h (0 root). */
void net_relations(const net *self, const net_out *out, uint32_t first, uint32_t i, uint32_t h,
                   float shares[DEPREL_COUNT]);
void net_write(const net *self, const char *path);
/* Exits on errors, of which another vocabulary is one; the net borrows the vectors. */
void net_read(net *self, const char *path, const net_trainee *words);

/* ---- layers ------------------------------------------------------------------------------ */

typedef struct span { /* a sentence's words within the batch */
    uint32_t first, n;
} span;

/* What a layer keeps for the way back. */
typedef struct layer_kept {
    const float *in, *fed, *mask; /* fed: what was multiplied */
    float *u, *c, *sum, *norm, *inv;
} layer_kept;

float *layer_forward(const net_layer *l, uint32_t width, const span *spans, uint32_t n_spans,
                     uint32_t n, const float *in, const float *mask, room *mem, layer_kept *kept);
/* Gradient of the output in, gradient of the input out. */
float *layer_backward(net_layer *l, uint32_t width, const span *spans, uint32_t n_spans, uint32_t n,
                      const float *d_out, const layer_kept *kept, room *mem);
void norm_forward(uint32_t n, uint32_t width, const float *in, const param *gain,
                  const param *shift, float *out, float *norm, float *inv);
void norm_backward(uint32_t n, uint32_t width, const float *d_out, param *gain, param *shift,
                   const float *norm, const float *inv, float *d_in);

/* ---- training ---------------------------------------------------------------------------- */

typedef struct net_options {
    const char *kinds;
    uint32_t width, arc, label, epochs, batch, show, n_vectors; /* batch: words */
    uint64_t seed;
    float rate, gold_share, drop_word, drop_vector, drop_input, drop_layer, drop_head;
} net_options;

typedef struct net_corpus {
    net_sentence *sentences;
    uint32_t n;
    uint64_t n_words;
    arena mem;
} net_corpus;

uint64_t net_vocabulary_hash(const net_trainee *self);
void net_vocabulary(net_trainee *self, const trainee *t, const corpus *c, const vectors *v,
                    uint32_t n_vectors);
/* Adds the sentences of c, which must last when labelled. */
void net_sentences(net_trainee *self, const trainee *t, const corpus *c, bool labelled,
                   net_corpus *out);
void net_train(net *net, const trainee *t, const net_corpus *c, const net_corpus *dev,
               const char *const *names, uint32_t n_dev, const net_options *o);
/* Lets the teachers answer every sentence. */
void net_soften(net *const *teachers, uint32_t n_teachers, net_corpus *c);
/* The sections of the engine (src/parse/net.h) in memory, and as files. */
void net_pack_weights(const net *net, uint64_t base, buf *out); /* base: parse_model_base */
void net_pack_vectors(const net_trainee *words, buf *out);
void net_write_sections(const net *net, const net_trainee *words, uint64_t base, const char *dir);
int run_net(int argc, char **argv);

#endif
