/* muc: reports of attacks with the organisations that are named, or suspected, as perpetrators. */
#ifndef CASUS_EVALUATE_MUC_H
#define CASUS_EVALUATE_MUC_H

#include "evaluate/events.h"

/* Is one of the two names the other, or a part of it in whole words, or its initials? Case, accents
 * and marks do not count. */
bool names_match(casus_str a, casus_str b);

typedef struct muc_names {
    casus_str *items; /* [n]: of one organisation, or of one source */
    uint32_t n;
} muc_names;

typedef struct muc_row {
    muc_names *gold;  /* [n_gold] organisations */
    muc_names *found; /* [n_found] sources of attacks */
    uint32_t n_gold, n_found;
    uint32_t n_organisations; /* of those found */
    bool empty;       /* no role is filled: no attack at all */
} muc_row;

typedef struct muc_tally {
    uint64_t rows, named, named_right, named_other; /* documents with a perpetrator */
    uint64_t organisations, organisations_right;
    uint64_t unnamed, unnamed_wrong; /* attacks without one */
    uint64_t empty, empty_wrong;     /* no attack */
} muc_tally;

void muc_count(muc_tally *self, const muc_row *row);

#endif
