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

/* A mention of tokens [first, last] of the sentence; ENTITY_NONE when there is no memory. */
uint32_t mention_add(const mention_work *w, uint32_t first, uint32_t last, uint32_t kind,
                     uint32_t flags);

/* Ties the mentions of the sentence: complements ("the army of Chad", "dozens of protesters"),
 * appositions. Linear in the sentence's mentions. */
void mentions_link(mention_work *w);

#endif
