/* compile_coverage: what the lexicon of acts names, by code. */
#ifndef CASUS_COMPILE_COVERAGE_H
#define CASUS_COMPILE_COVERAGE_H

#include "base/base.h"

#include <stdio.h>

/* Acts and senses of DATA/acts for each line of DATA/codes/plover.txt and cameo.txt, and by how many
 * lines of combine.txt and published.txt it is given to an act of another code; at the end what
 * nothing gives. */
casus_status coverage_print(const char *data_dir, FILE *out, casus_error *err);

#endif
