/* Reporting verbs and the like: the words that say that somebody said something. */
#ifndef CASUS_ENTITY_CUE_H
#define CASUS_ENTITY_CUE_H

#include "entity/entity.h"

enum cue_flag {
    CUE_SAY = 1,     /* pure saying: its content is a claim ("say", "confirm", "believe") */
    CUE_ACT = 2,     /* a political act in words: an event, no claim ("accuse", "urge") */
    CUE_CALL = 4,    /* names or judges: speaker of a quotation ("call", "describe", "praise") */
    CUE_OBJECT = 8,  /* its object can be the content: "confirmed the arrest" */
    CUE_DENY = 16,   /* the content is said not to be so */
    CUE_DOUBT = 32,  /* the writer does not vouch for it: "claim", "allege" */
    CUE_THINK = 64,  /* a belief: content, yet seldom a quotation's cue */
    CUE_ADVERB = 128 /* "reportedly": a claim with no source */
};

bool cues_in_order(void); /* is the table sorted, as the look-up needs it? For the tests. */
/* Flags of a lemma, 0 where it is no cue. */
uint32_t cue_of_lemma(casus_str lemma);
/* Flags of a word form, whatever its tag: "said" as "say". */
uint32_t cue_of_form(casus_str form);
/* Flags of the token: by its lemma and tag where its sentence was parsed, by its form elsewhere. */
uint32_t cue_at(const entity_input *in, uint32_t token_index);

/* The token that names who says what the cue at token `cue` says: its subject, through relatives
 * ("who said"), conjoined verbs and participles; ENTITY_NONE where there is none. Tokens are
 * document-wide. `beside_quote`: the cue stands next to a quotation, so that the noun phrase
 * beside it is taken where the tree has no subject. */
uint32_t cue_source(const entity_input *in, const entities *e, uint32_t cue, bool beside_quote);
/* The mention that a token heads or lies in; ENTITY_NONE where there is none. */
uint32_t mention_near(const entity_input *in, const entities *e, uint32_t token_index);

/* The widest mention of an actor among those with their heads in [from, to) that begins first,
 * no later than `latest`; ENTITY_NONE where there is none. */
uint32_t mention_from(const entities *e, uint32_t from, uint32_t to, uint32_t latest);

#endif
