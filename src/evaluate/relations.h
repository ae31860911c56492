/* relations: pairs of marked actors against the relation that people gave them.
 *
 *   id TAB part TAB quad TAB type TAB marked sentence [TAB ...]     a line a pair, after a header
 */
#ifndef CASUS_EVALUATE_RELATIONS_H
#define CASUS_EVALUATE_RELATIONS_H

#include "evaluate/report.h"

#define N_RELATIONS 15
#define N_QUADS 4
extern const char *const relation_names[N_RELATIONS];

typedef struct relation_answer {
    unsigned gold, found; /* index of relation_names; N_RELATIONS: none of them */
    unsigned gold_quad, found_quad; /* 1 to 4; 0 none */
    double confidence;
} relation_answer;

typedef struct relation_tally {
    counts types[N_RELATIONS], quads[N_QUADS];
    uint64_t n, right, n_surest, surest_right;
    double calibration_error; /* expected, over ten bins of equal width (Naeini et al. 2015) */
    uint32_t bins[10], bins_right[10];
    double bin_sums[10];
    confusion confused;
} relation_tally;

/* Sorts the answers by falling confidence; `surest` of them, 0 to 1, are counted apart. */
void relations_count(relation_tally *self, relation_answer *answers, size_t n, double surest);

#endif
