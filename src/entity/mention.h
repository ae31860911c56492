/* Between mention.c, which makes mentions, and mention_link.c, which ties them together. */
#ifndef CASUS_ENTITY_MENTION_H
#define CASUS_ENTITY_MENTION_H

#include "entity/chunk.h"

/* One document's mentions in the making; `ps` is the sentence at hand. */
typedef struct mention_work {
    phrase_sentence ps;
    entities *out;
    arena *mem;
    uint32_t first_mention; /* of the sentence */
} mention_work;

/* Another state or body that a phrase is of. */
static inline void mention_share(mention_detail *d, uint32_t with)
{
    if (with != ENTITY_NONE && d->n_shared < ENTITY_MAX_MEMBERS - 1) d->shared[d->n_shared++] = with;
}

/* Ties the mentions of the sentence: complements ("the army of Chad", "dozens of protesters"),
 * appositions. Linear in the sentence's mentions. */
void mentions_link(mention_work *w);

#endif
