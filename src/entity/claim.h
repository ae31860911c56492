/* What claim.c (records, "according to", order of work) and claim_verb.c (reporting verbs) share. */
#ifndef CASUS_ENTITY_CLAIM_H
#define CASUS_ENTITY_CLAIM_H

#include "entity/quote.h"

/* One document's claims in the making; `t` is the sentence at hand, token numbers are its own. */
typedef struct claim_reader {
    const entity_input *in;
    arena *mem;
    entities *e;
    tree t;
    uint32_t begun; /* claims before this sentence's */
    uint32_t quote; /* quotations that begin before this sentence's end */
} claim_reader;

static inline bool claim_form_is(const claim_reader *r, uint32_t i, const char *word)
{
    return tree_form_is(&r->t, i, word);
}

static inline bool claim_is_punct(const claim_reader *r, uint32_t i)
{
    return (r->t.tokens[i].flags & TOKEN_PUNCT) != 0;
}

/* Adds tokens [first, last] as what `source` said, without marks at their ends; no words, no
 * claim. */
void claim_add(claim_reader *r, uint32_t first, uint32_t last, uint32_t cue, uint32_t source);
/* Who said it: a mention, or ENTITY_NONE. */
uint32_t claim_source(const claim_reader *r, uint32_t cue);
bool clause_has_subject(const tree *t, uint32_t verb);

/* What the verb at `cue` reports; `flags` are those of cue_flag. */
void verb_claims(claim_reader *r, uint32_t cue, uint32_t flags);

#endif
