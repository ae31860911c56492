/* attributions: articles in which people marked who says what to whose account: source, cue and
 * content of each attribution, one article a row. */
#ifndef CASUS_EVALUATE_ATTRIBUTIONS_H
#define CASUS_EVALUATE_ATTRIBUTIONS_H

#include "evaluate/gold.h"
#include "evaluate/report.h"

#define MOST_SPANS 24

/* The words of one part of an attribution, which need not be in one piece. */
typedef struct extent {
    casus_span spans[MOST_SPANS]; /* [n], bytes; in the order of the text once sorted */
    uint32_t n;
} extent;

void extent_sort(extent *self);
bool extents_equal(const extent *a, const extent *b);
bool extents_overlap(const extent *a, const extent *b);

typedef struct extent_list {
    extent *items; /* [n], in an arena */
    uint32_t n, cap;
} extent_list;

/* Counts each extent of one side that equals (or overlaps) one of the other. */
void extents_count(counts *self, const extent_list *gold, const extent_list *found,
                   bool (*match)(const extent *, const extent *));

#endif
