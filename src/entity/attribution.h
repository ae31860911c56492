/* What the files about attributions share: a sentence under work, and the spans in it. */
#ifndef CASUS_ENTITY_ATTRIBUTION_H
#define CASUS_ENTITY_ATTRIBUTION_H

#include "entity/quote.h"

typedef struct attributor {
    const entity_input *in;
    arena *mem;
    entities *e;
    tree t;          /* the sentence under work */
    uint8_t *taken; /* [n_tokens]: of attributor_use, what attributions have made of the token */
} attributor;

enum attributor_use { TAKEN_CUE = 1, TAKEN_CONTENT = 2 };

static inline bool stretch_is(stretch s) { return s.first != ENTITY_NONE; }
#define NO_STRETCH ((stretch){ENTITY_NONE, ENTITY_NONE})

/* ---- attribution_span.c: document-wide tokens ------------------------------------------------- */

/* The noun phrase with this head (token of the sentence), without marks and prepositions around it
 * and on one side of token `beside`. With commas inside it keeps the comma that ends it: "Mr. Diop,
 * the minister, said". */
stretch phrase_of(const tree *t, uint32_t head, uint32_t beside);
/* A verb with its auxiliaries, adverbs and particles; an adjective with its copula, a noun with its
 * adjectives. */
stretch cue_words(const tree *t, uint32_t head);
/* Content as people quote it: no marks at its ends, but quotation marks with what they hold. */
stretch content_words(const attributor *self, stretch s);

/* ---- attribution_frame.c ---------------------------------------------------------------------- */

/* Adds what cues of the sentence that are no claims' lay to somebody. */
void frames_find(attributor *self);

/* ---- attribution.c ---------------------------------------------------------------------------- */

/* Marks the cue, keeps the stretches in the order of the text; nothing where there is no content. */
void attribution_add(attributor *self, const attribution *a);

#endif
