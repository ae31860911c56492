/* pair: which found event is which wanted one. */
#ifndef CASUS_GOLDEN_PAIR_H
#define CASUS_GOLDEN_PAIR_H

#include "golden.h"

#define MAX_EVENTS 1024

typedef struct pairing {
    unsigned n_wanted, n_found;
    bool fits[MAX_LINES][MAX_EVENTS]; /* filled by the caller, before pair_more() */
    int found_of[MAX_LINES];          /* [n_wanted]: event, or -1 */
    int wanted_of[MAX_EVENTS];        /* [n_found]: wanted, or -1 */
    bool seen[MAX_EVENTS];
} pairing;

void pair_reset(pairing *self, unsigned n_wanted, unsigned n_found);
/* As many pairs as there can be. What has one already keeps one, if not the same. */
void pair_more(pairing *self);
/* An event is an extra when nothing of its group is paired or `optional` [n_found]; a group counts
 * once. */
bool pair_is_extra(const pairing *self, const casus_doc *doc, const bool *optional, unsigned event);

#endif
