/* What a word's own clause says of its status: auxiliaries, negation, conditions. */
#ifndef CASUS_CODE_CLAUSE_STATUS_H
#define CASUS_CODE_CLAUSE_STATUS_H

#include "code/clause.h"

/* `need`: the word's needed noun, or TREE_NONE. `governed`: another act stands above it. `helper`:
 * it only sets the status of another act, or lends it a subject. */
uint32_t clause_status(const tree *t, uint32_t word, uint32_t need, bool governed, bool helper);
bool status_is_undone(uint32_t status); /* negated or denied */
uint32_t status_negate(uint32_t status);

#endif
