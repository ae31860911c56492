/* classify: the pair of a marked sentence made ready for the judge; shared with its trainer. */
#ifndef CASUS_CLASSIFY_H
#define CASUS_CLASSIFY_H

#include "document.h"

/* Scratch of one thread: the document that the last sentence was. */
typedef struct classifier classifier;
void classifier_free(classifier *self);

/* One marked sentence, looked at. */
typedef struct classified {
    judge_reading readings[JUDGE_MAX_READINGS];
    uint32_t n_readings;
    judge_features features;
    const coded *coded; /* the predicates that the readings name; until the next call */
} classified;

/* Reads "... <s>who acts</s> ... <t>on whom</t> ...". BAD_INPUT where the marks are not paired or
 * there is no source; NO_MEMORY. */
casus_status classify_look(casus_coder *coder, casus_str marked, classified *out, casus_error *err);

#endif
