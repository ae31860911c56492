/* multicoder: a sentence that several people coded, each by themselves: CAMEO roots, and the words
 * of sources and targets. How far casus agrees with each of them, and they with each other. */
#ifndef CASUS_EVALUATE_MULTICODER_H
#define CASUS_EVALUATE_MULTICODER_H

#include "evaluate/events.h"

#define MOST_CODERS 16u

enum span_side { SIDE_SOURCE, SIDE_TARGET, N_SIDES };

typedef struct span_list {
    casus_span *spans; /* [n], none twice */
    uint32_t n;
} span_list;

/* What one of them says of the sentence. */
typedef struct reading {
    uint32_t roots; /* bit 1u << root */
    bool relevant;
    span_list sides[N_SIDES];
} reading;

/* How far two readings agree, over all sentences. */
typedef struct agreement {
    mean either;    /* F1 of the sets of roots, where either has one */
    mean all;       /* the same, everywhere; 1 where both have none */
    counts roots;   /* pooled */
    counts sides[N_SIDES]; /* a span is right that overlaps one of the other's */
} agreement;

/* `gold` and `found` may both be people. */
void agreement_add(agreement *self, const reading *gold, const reading *found);
double set_f1(uint32_t a, uint32_t b);
void span_list_add(span_list *self, casus_span span); /* there must be room */
void overlap_count(counts *self, const span_list *gold, const span_list *found);

typedef struct multicoder_tally {
    agreement people;      /* each pair of coders */
    agreement casus;       /* casus and each coder */
    agreement actual;      /* the same, actual events alone */
    agreement no_01, people_no_01; /* without statements on either side */
    counts consensus[N_SIDES];     /* casus against the spans that several coders marked */
    counts relevant, relevant_no_01, relevant_people;
    confusion roots; /* roots of the majority */
} multicoder_tally;

typedef struct multicoder_row {
    reading people[MOST_CODERS]; /* [n] */
    unsigned n;
    reading consensus; /* roots of the majority */
    reading casus, actual;
} multicoder_row;

void multicoder_count(multicoder_tally *self, const multicoder_row *row);

#endif
