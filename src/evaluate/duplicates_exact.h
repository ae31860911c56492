/* duplicates_exact: what a near-duplicate is, counted on the whole words of two texts. Slow; what
 * sketches say is judged by it. */
#ifndef CASUS_EVALUATE_DUPLICATES_EXACT_H
#define CASUS_EVALUATE_DUPLICATES_EXACT_H

#include "base/base.h"

/* Words in a row that do not stand in two texts by chance. */
#define EXACT_RUN 6u
#define EXACT_SHARE 0.5
#define EXACT_FEW_FIGURES 3u /* fewer say nothing */

typedef struct overlap {
    uint32_t words, shared;           /* of the shorter text, and those in runs that both have */
    uint32_t figures, shared_figures; /* those of them that are figures */
} overlap;

/* Sticky in `mem`. */
overlap overlap_of(casus_str a, casus_str b, arena *mem);
/* At least half of the words of the shorter, and half of its figures where there are some. */
bool overlap_is_copy(const overlap *self);

#endif
