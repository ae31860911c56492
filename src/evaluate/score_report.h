/* score_report: the scores of an evaluation as a table or as JSON. */
#ifndef CASUS_EVALUATE_SCORE_REPORT_H
#define CASUS_EVALUATE_SCORE_REPORT_H

#include "evaluate/conll.h"

typedef struct score_report {
    const char *gold; /* path */
    const casus_evaluation *how;
    conll_result result;
    uint64_t n_words; /* parsed */
    double seconds;   /* of CPU time it took to parse them */
} score_report;

/* `format` is "table" or "json"; USAGE for another. */
casus_status score_report_write(const score_report *self, const char *format, casus_sink sink,
                          casus_error *err);

#endif
