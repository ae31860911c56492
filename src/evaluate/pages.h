/* pages: articles of web pages, against gold text or against segments that must and must not be
 * there. */
#ifndef CASUS_EVALUATE_PAGES_H
#define CASUS_EVALUATE_PAGES_H

#include "evaluate/report.h"

/* Shingles of four words: what two texts share, what only the one or the other has. */
typedef struct shingle_match {
    double both, only_found, only_gold; /* shares of all: they sum to 1, or all are 0 */
} shingle_match;

/* As the article extraction benchmark counts (Scrapinghub, 2020): words are runs of letters, digits
 * and
 * "_"; a text of less than four words is one shingle. Shares are of one page, so a long page counts
 * as a short one. Sticky in `mem`. */
shingle_match shingles_match(casus_str found, casus_str gold, arena *mem);

/* The same letters and digits in the same order, case and all else aside. */
bool same_words(casus_str a, casus_str b, arena *mem);

#endif
