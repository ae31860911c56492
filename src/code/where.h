/* where: in which of the places that its sentence names what a word tells happened, or in none.
 *
 * A log-linear model over the choices: how the tree leads from the word to the place, by which
 * prepositions, what stands beside the place, what the word is. Trained by `casus-train where` on
 * sentences whose verbs' places people gave; the weights are the section "code.where". A model
 * without it takes the place that hangs on the word itself.
 */
#ifndef CASUS_CODE_WHERE_H
#define CASUS_CODE_WHERE_H

#include "code/code.h"

#define WHERE_MAGIC 0x57505343u /* "CSPW" */
#define WHERE_VERSION 1u        /* raise when a feature changes */
#define WHERE_MAX_CHOICES 16u   /* places of a sentence; further ones do not count */
#define WHERE_MAX_FEATURES 64u

typedef struct where_choice {
    uint32_t place; /* mention; CODE_NONE: nowhere */
    uint32_t n;
    uint64_t keys[WHERE_MAX_FEATURES];
} where_choice;

/* The choices of a word, "nowhere" first; their number. */
uint32_t where_look(const entities *who, const place_book *places, const tree *t, uint32_t word,
                    where_choice out[WHERE_MAX_CHOICES + 1]);

typedef struct where_head {
    uint32_t magic, version, bits;
    float scale; /* of a weight */
} where_head;

/* View of the section: the head, then int8[1 << bits]. */
struct where_model {
    const where_head *head; /* NULL: none */
    const int8_t *weights;
};

static inline uint32_t where_row(uint64_t key, uint32_t bits)
{
    return (uint32_t)((key * 0x9E3779B97F4A7C15u) >> (64 - bits));
}
casus_status where_open(where_model *self, casus_str section, casus_error *err);
/* The place mention, or CODE_NONE. */
uint32_t where_choose(const where_model *self, const entities *who, const place_book *places,
                      const tree *t, uint32_t word);

#endif
