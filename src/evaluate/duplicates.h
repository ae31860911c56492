/* duplicates: near-duplicates found among the rows of a file, against the story that each row says
 * it tells. */
#ifndef CASUS_EVALUATE_DUPLICATES_H
#define CASUS_EVALUATE_DUPLICATES_H

#include "evaluate/report.h"
#include "near/near.h"

/* Pairs of texts with a key in common, first < second, in rising order, each once. A key that more
 * than `most` texts have is passed over. Sticky in `mem`. */
typedef struct text_pair {
    uint32_t first, second;
} text_pair;
text_pair *pairs_of(const near_sketch *sketches, uint32_t n, uint32_t most, uint32_t *n_pairs,
                    arena *mem);

#endif
