/* ends: what was learned of sentence ends, where the marks of a text do not tell.
 *
 * E-mail, forums and web pages put a greeting, a heading, a signature or a line of a list before
 * the next sentence with nothing but a blank between. At each blank inside a paragraph the chunks
 * around it (runs without blanks) give some 70 features; a linear model adds the weights of their
 * hashes. What the rules of sentence.c say of the blank (an end, a mark that ends nothing, no mark)
 * has a set of weights of its own, so the model leans on them and overrules them only where it has
 * learned to.
 *
 *   section segment.ends    | header | classes | weights |
 *   header    4 numbers: version, bits of the number of classes' slots, of weights' slots, 0
 *   class     4 bytes a slot, buckets of 4    | print of the word (27 bits) | class (5) |
 *   weight    2 bytes a slot, buckets of 4    | print of the feature (8) | weight (8) |
 *
 * A class is what a word mostly is ("verb", "name"), found by its hash. Sums are of integers: every
 * machine decides the same. Trained by tools/train_split.c.
 */
#ifndef CASUS_SEGMENT_ENDS_H
#define CASUS_SEGMENT_ENDS_H

#include "segment/segment.h"

#define ENDS_VERSION 1u
#define ENDS_HEADER 16u /* bytes */
#define ENDS_MAX_FEATURES 96u
#define ENDS_WAYS 4u /* slots of a bucket */
#define ENDS_CLASS_BITS 5u

/* What the rules say of a blank. */
enum rule_verdict {
    RULE_NO_MARK,  /* nothing before it looks like an end */
    RULE_GOES_ON,  /* a mark is before it, but ends nothing */
    RULE_ENDS,
    RULE_COUNT, /* what the model knows of */
    RULE_NEVER = RULE_COUNT, /* a title, an initial: it is not asked */
};

/* What the trainer has the splitter do: end sentences where the treebank does, and write down each
 * blank that there was to decide: number of features, rule, 1 for an end, then the features. */
typedef struct ends_lesson {
    const char *ends; /* [len of the text + 1]: 1 where a sentence of the treebank ends */
    buf examples;     /* of uint32_t */
} ends_lesson;

struct ends_model {
    const uint32_t *classes; /* [1 << class_bits]: print of the word, class in the low bits */
    const uint16_t *weights; /* [1 << weight_bits]: print of the feature, weight in the low byte */
    uint32_t class_bits, weight_bits;
    ends_lesson *lesson; /* NULL but for the trainer */
};

/* A run without blanks, as the features see it. */
typedef struct chunk {
    uint32_t start, end; /* bytes of the paragraph */
    uint32_t word;       /* hash: lower case, digits alike, marks at its sides off */
    uint32_t shape;      /* hash: "Xx", "00/00", "XX" */
    uint32_t head, tail; /* hashes of the marks at its sides; 0 none */
    uint32_t suffix;     /* hash of the last three letters */
    uint8_t class, kind;
    bool marked;         /* ends as a sentence does */
} chunk;

#define ENDS_RING 32u   /* chunks held: some before the blank, some behind */
#define ENDS_AHEAD 12u
#define ENDS_BEHIND 6u

/* A walk through the blanks of a paragraph, first to last. */
typedef struct ends_walk {
    const ends_model *model;
    casus_str s;
    chunk ring[ENDS_RING];
    uint32_t n;    /* chunks read */
    uint32_t here; /* the chunk behind the blank */
    uint32_t first; /* first chunk of the sentence */
    uint32_t read; /* bytes read */
    uint32_t with_mark, without; /* sentences ended so far: behind an end mark, and else */
    bool closed;   /* the paragraph ends as a sentence does */
} ends_walk;

/* BAD_MODEL unless `section` is whole and of this version. It is viewed, not copied. */
casus_status ends_open(ends_model *out, casus_str section, casus_error *err);

static inline uint32_t ends_print(uint32_t feature) { return feature & 0xFFu; }
/* The slot that holds the feature's weight; else a free one of its bucket, or NULL. */
static inline uint16_t *ends_slot(uint16_t *slots, uint32_t bits, uint32_t feature)
{
    uint16_t *bucket = slots + (size_t)(feature >> (32u - bits)) / ENDS_WAYS * ENDS_WAYS;
    for (uint32_t i = 0; i < ENDS_WAYS; i++)
        if (!bucket[i] || bucket[i] >> 8 == ends_print(feature)) return &bucket[i];
    return NULL;
}

/* May a sentence end before s[at] although no blank is there: "he came...she left", "why?because"?
 * No address and no name with a suffix is such. */
bool ends_joint(casus_str s, size_t at);

void ends_walk_start(ends_walk *self, const ends_model *model, casus_str paragraph);
/* A sentence begins at the next blank's chunk: call it once the blank at `at` was decided for. */
void ends_walk_split(ends_walk *self, size_t at);
/* Does a sentence end at the blank s[at], byte `text_at` of the text? `held`: what is open there, a
 * bracket 1, a quotation mark 2; 4 where there is no blank. */
bool ends_decide(ends_walk *self, size_t at, size_t text_at, enum rule_verdict rule, uint32_t held);
/* The hash of a chunk's word, for the trainer's classes. */
uint32_t ends_word(casus_str chunk);
/* 0 for a word that is not known. */
uint32_t ends_class(const ends_model *model, uint32_t word);

#endif
