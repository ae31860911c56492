/* row_file: a gold file of JSON Lines whose rows are coded one by one, as documents of their own.
 * actors.c, attributions.c, dates.c and places.c say what is counted of a row, and how it is told.
 *
 *     typedef struct date_file {
 *         row_file file;        the first member: functions of row_kind are handed it
 *         uint64_t phrases ...  sums
 *     } date_file;
 */
#ifndef CASUS_EVALUATE_ROW_FILE_H
#define CASUS_EVALUATE_ROW_FILE_H

#include "evaluate/gold.h"
#include "evaluate/report.h"

typedef struct row_file {
    const char *path;
    const casus_evaluation *how;
    gold_file rows;
    recoding coding; /* without the gate */
    arena mem;       /* of a row */
    error_list errors;
    uint32_t n_passed; /* rows that say nothing to count */
} row_file;

typedef struct row_kind {
    const char *name;
    casus_status (*count)(row_file *file, const json *row, casus_error *err);
    void (*tell)(const row_file *file, report *r); /* all but the list of errors */
} row_kind;

/* Reads, counts and reports; `self` is zeroed. Fails with BAD_INPUT, too, where no row of the part
 * was counted. */
casus_status row_file_evaluate(row_file *self, const row_kind *kind, const casus_model *model,
                               const char *path, const casus_evaluation *how, const char *format,
                               casus_sink sink, casus_error *err);

#endif
