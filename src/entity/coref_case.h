/* What the ranker of pronouns looked at, kept for its trainer. */
#ifndef CASUS_ENTITY_COREF_CASE_H
#define CASUS_ENTITY_COREF_CASE_H

#include "entity/coref.h"

typedef struct pronoun_case {
    uint32_t mention;
    enum pronoun_class class;
    uint32_t n;
    uint32_t *mentions;      /* [n]: candidates */
    rank_features *features; /* [n + 1]: theirs, and those of nobody */
} pronoun_case;

#endif
