/* cameo_rows: sentences with the events expected of each as [source, target, CAMEO code], actors in
 * the codes of Phoenix ("USAGOV", "IGOUNOMIL", "---REB"). Compared are country, country, root. */
#ifndef CASUS_EVALUATE_CAMEO_ROWS_H
#define CASUS_EVALUATE_CAMEO_ROWS_H

#include "evaluate/events.h"

typedef struct dyad {
    char source[4], target[4]; /* "" where there is none */
    unsigned root;
} dyad;

typedef struct dyad_list {
    dyad *items; /* [n], none twice */
    uint32_t n;
} dyad_list;

/* The code by which casus knows the country or body of a Phoenix code. */
void phoenix_country(casus_str code, char out[4]);
void dyad_list_add(dyad_list *self, const dyad *item); /* there must be room */

typedef struct dyad_tally {
    counts whole, pair, root; /* what must be right */
    counts no_01;             /* whole, what casus finds of statements left out */
    confusion roots;          /* of pairs that are on both sides */
    uint64_t rows;
} dyad_tally;

void dyads_count(dyad_tally *self, const dyad_list *gold, const dyad_list *found);

#endif
