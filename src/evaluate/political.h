/* political: sentences of a corpus labelled as telling of politics or not. How often casus finds an
 * event where there is none, and misses that there is one. */
#ifndef CASUS_EVALUATE_POLITICAL_H
#define CASUS_EVALUATE_POLITICAL_H

#include "evaluate/events.h"

enum political_label { LABEL_NONE, LABEL_POLITICAL, LABEL_DOUBTFUL, N_LABELS };

typedef struct political_row {
    uint32_t document; /* line of the corpus, from 1 */
    char hash[13];     /* first digits of the SHA-256 of the text, in hex */
    unsigned label;
} political_row;

/* "12\t3\t0123456789ab\t1": document, sentence, hash, label. */
bool political_row_read(casus_str line, political_row *out);
/* The hash of a text whose runs of white space are one blank each; none at its ends. */
void political_hash(casus_str text, buf *scratch, char out[13]);

typedef struct political_tally {
    uint64_t sentences[N_LABELS]; /* labelled and there */
    uint64_t told[N_LABELS];      /* with an event */
    uint64_t events[N_LABELS];    /* in them; dyads of one act count once */
    uint64_t lost;                /* labelled, but no such sentence in the document */
} political_tally;

void political_count(political_tally *self, unsigned label, unsigned n_events);

#endif
