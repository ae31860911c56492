/* names_report: the scores of names as a table or as JSON. */
#ifndef CASUS_EVALUATE_NAMES_REPORT_H
#define CASUS_EVALUATE_NAMES_REPORT_H

#include "evaluate/names.h"

/* `gold` is the path of the gold file; `format` is "table" or "json", USAGE for another. The sum, of
 * persons, places and organisations, comes first; NORP only where some were marked. */
casus_status names_report_write(const names_tally *self, const char *gold, const char *format,
                                casus_sink sink, casus_error *err);

#endif
