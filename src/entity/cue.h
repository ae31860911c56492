/* Reporting verbs and the like: the words that say that somebody said something. */
#ifndef CASUS_ENTITY_CUE_H
#define CASUS_ENTITY_CUE_H

#include "entity/entity.h"

/* Flags of a verb's lemma, 0 where it is no cue. */
uint32_t cue_of_lemma(const cue_book *book, casus_str lemma);
/* Flags of a word form, whatever its tag: "said" as "say". */
uint32_t cue_of_form(const cue_book *book, casus_str form);
/* Flags of the token: by its lemma and tag where its sentence was parsed, by its form elsewhere. */
uint32_t cue_at(const entity_input *in, uint32_t token_index);

/* The token that names who says what the cue at token `cue` says: its subject, through relatives
 * ("who said"), conjoined verbs and participles; ENTITY_NONE where there is none. Tokens are
 * document-wide. `beside_quote`: the cue stands next to a quotation, so that the noun phrase
 * beside it is taken where the tree has no subject. */
uint32_t cue_source(const entity_input *in, const entities *e, uint32_t cue, bool beside_quote);
/* The same in the tree alone, as a token of the sentence; of a relative clause its pronoun, where
 * the antecedent is not asked for. */
uint32_t cue_subject(const tree *t, uint32_t verb, bool antecedent);
/* Who a noun of saying belongs to ("the ministry's statement", "a statement by the ministry"); the
 * noun itself where nobody is named. */
uint32_t cue_owner(const tree *t, uint32_t noun);
/* The mention that a token heads or lies in; ENTITY_NONE where there is none. */
uint32_t mention_near(const entity_input *in, const entities *e, uint32_t token_index);

/* The widest mention of an actor among those with their heads in [from, to) that begins first,
 * no later than `latest`; ENTITY_NONE where there is none. */
uint32_t mention_from(const entities *e, uint32_t from, uint32_t to, uint32_t latest);

#endif
