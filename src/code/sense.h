/* sense: whether a sense of the lexicon fits a word, what predicate.c and sense_needs.c share. */
#ifndef CASUS_CODE_SENSE_H
#define CASUS_CODE_SENSE_H

#include "code/argument.h"

/* What one sense found at one token. */
typedef struct sense_fit {
    uint32_t sense;
    uint32_t score; /* needs met and particle */
    uint32_t need;  /* token of the needed noun, or TREE_NONE */
} sense_fit;

/* Fills need and score; false where the particle or something needed is not there. `object`:
 * clause_object() for the sense of a verb with needs. */
bool sense_fits(const act_book *book, const sense *s, const tree *t, uint32_t token,
                uint32_t object, sense_fit *out);
/* The token that meets a need, or TREE_NONE; `object`: the verb's, or TREE_NONE. */
uint32_t sense_need_token(const act_book *book, const sense_need *need, const tree *t,
                          uint32_t token, uint32_t object);
/* "cease-fire" is three tokens with its head last: the hash of the whole, or 0 where no hyphen
 * joins; */
uint64_t sense_hyphenated(const tree *t, uint32_t token);
/* the same with the head's lemma: "baton-charged". Only where the former is not 0. */
uint64_t sense_hyphenated_lemma(const tree *t, uint32_t token);
/* "are on strike": a noun behind a preposition, told of its subject. */
bool sense_is_state(const tree *t, uint32_t token);

#endif
