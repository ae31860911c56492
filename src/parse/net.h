/* net: the default engine, a small neural net whose one encoder serves tags, names, heads and
 * relations.
 *
 *   words -> tables (net_words.h) -> dense, norm -> layers
 *         -> top = tags | names | offsets | head | dep | up | down
 *   heads:      dep x arc x head + offset (Dozat and Manning 2017), then the best tree (heads.h)
 *   relations:  max(0, up[head] + down[word])
 *
 * A layer is a gated recurrence through the sentence, half of its channels forwards and half
 * backwards (Lei et al. 2018; Bradbury et al. 2017), or a convolution over three words; either adds
 * to what it got and is normed. Weights have 7 bits with a scale an output, activations 7 bits with
 * a scale a token; products are summed in integers, and what is done in floats is done in one order
 * everywhere, so all kernels (portable, AVX2, VNNI) give the same bits.
 *
 * Sections of the model, all numbers little-endian; each array is filled up to 64 bytes:
 *
 *   parse.words     map of parse/weights.h: key of a word -> its number (net_words.h)
 *   parse.vectors   net_vectors_head
 *                   scales    float[rows]
 *                   codes     uint8[rows][NET_VECTOR_HALF], two numbers a byte, each + 8: number j
 *                             in the low half of byte j, NET_VECTOR_HALF + j in the high half
 *   parse.net       net_head
 *                   words     int8[word_rows + 1][NET_WORD]
 *                   parts     int8[NET_PART_ROWS][NET_PART]
 *                   in        matrix, gain float[width], shift float[width]
 *                   layers    the same, each
 *                   top, arc  matrices
 *                   root      float[arc], the head's part of the root
 *                   up_root   float[label]
 *                   relations matrix
 *   a matrix        scales float[outs], biases float[outs], weights int8[outs / 8][ins / 4][8][4]
 */
#ifndef CASUS_PARSE_NET_H
#define CASUS_PARSE_NET_H

#include "parse/heads.h"
#include "parse/names.h"
#include "parse/net_words.h"
#include "parse/tagset.h"

#define NET_VERSION 1
#define NET_LAYERS_MAX 6
#define NET_WIDTH_MAX 1024
#define NET_OFFSETS 32     /* classes of where the head lies, seen from the word */
#define NET_ZERO 64        /* added to an activation: it is 1..127 */
#define NET_WEIGHT_MOST 63 /* of a weight: what two pairs of products sum to fits 16 bits */
#define NET_ALIGN 64

#define NET_ROUND(n) (((n) + 15u) & ~15u) /* outputs come in sixteens */
#define NET_NAMES NET_ROUND(NAME_TAG_COUNT)
#define NET_RELATIONS NET_ROUND(DEPREL_COUNT)

typedef struct net_vectors_head {
    char magic[4]; /* "CSPV" */
    uint32_t version, rows, both, learned;
} net_vectors_head;

typedef struct net_head {
    char magic[4]; /* "CSPN" */
    uint32_t version, width, arc, label, tags, names, relations;
    uint32_t word_rows; /* learned, but for row 0: both + learned of net_vectors_head */
    uint32_t layers;
    char kinds[8]; /* 's' recurrence, 'c' convolution */
    float word_scale, part_scale;
    uint64_t base; /* hash of parse.meta and parse.clusters: what the net was trained upon */
} net_head;

typedef struct net_matrix {
    const float *scales, *biases; /* [outs] */
    const int8_t *weights;
    uint32_t ins, outs; /* multiples of 8 and of 16 */
    int32_t *sums; /* [outs] NET_ZERO times the sum of an output's weights; in net_model.sums */
} net_matrix;

typedef struct net_step {
    net_matrix matrix;
    const float *gain, *shift; /* [width] */
    char kind;
} net_step;

/* Columns of `top`. */
typedef struct net_top {
    uint32_t tags, names, offsets, head, dep, up, down, end;
} net_top;

typedef struct net_model {
    net_lexicon lexicon;
    const float *vector_scales;
    const uint8_t *vectors;
    const int8_t *words, *parts;
    float word_scale, part_scale;
    net_step in, layers[NET_LAYERS_MAX];
    net_matrix top, arc, relations;
    const float *root, *up_root;
    net_top at;
    uint32_t width, arc_width, label, n_tags, n_layers;
    int32_t *sums;
} net_model;

/* Views the sections, which must outlive the model; BAD_MODEL when they are not sound. Allocates
 * sums. */
casus_status net_open(net_model *self, casus_str words, casus_str vectors, casus_str net,
                      uint64_t base, uint32_t n_tags, casus_error *err);
void net_close(net_model *self);

net_top net_columns(uint32_t n_tags, uint32_t arc, uint32_t label);
/* The class of a head as a word sees it: both 1-based, head 0 the root. */
uint32_t net_offset(uint32_t dependent, uint32_t head);

/* Scratch of one thread, for sentences of at most HEADS_MAX words. */
typedef struct net_scratch {
    net_word words[HEADS_MAX];
    heads heads;
    uint16_t head_of[HEADS_MAX];
    uint8_t
        offset_of[2 * HEADS_MAX + 1]; /* net_offset of a head HEADS_MAX - k words before the word */
    float *hidden, *wide, *memory, *top, *turned; /* rows of words, aligned */
    uint8_t *codes;                               /* quantised activations */
    float *code_scales;
    int8_t *head_weights; /* the heads of this sentence as a matrix */
    float *head_scales, *head_biases;
    int32_t *head_sums;
    void *block; /* all of them */
} net_scratch;

casus_status net_scratch_init(net_scratch *self, const net_model *model, casus_error *err);
void net_scratch_release(net_scratch *self);

/* What the engine finds for n words. */
typedef struct net_answer {
    uint8_t tag, name, deprel; /* joint tag, enum name_tag, enum deprel */
    uint16_t head;             /* 1-based, 0 root */
} net_answer;

/* Kernels of one instruction set; all answer alike. */
typedef struct net_kernel {
    const char *name;
    /* words -> scratch->top and scratch->heads.scores */
    void (*encode)(const net_model *model, net_scratch *scratch, uint32_t n);
    /* scratch->head_of -> scratch->wide: scores of the relations, [n][NET_RELATIONS] */
    void (*relate)(const net_model *model, net_scratch *scratch, uint32_t n);
} net_kernel;

extern const net_kernel net_kernel_portable;
/* The fastest that this machine runs. */
const net_kernel *net_kernel_best(void);
/* By name, for tests and benchmarks: NULL where it is not there. */
const net_kernel *net_kernel_named(const char *name);

/* scratch->words[0..n) -> out[0..n). */
void net_run(const net_model *model, const net_kernel *kernel, net_scratch *scratch, uint32_t n,
             net_answer *out);

#endif
