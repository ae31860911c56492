/* compile_sizes: how the bytes of a model are spent. */
#ifndef CASUS_COMPILE_SIZES_H
#define CASUS_COMPILE_SIZES_H

#include "base/base.h"

#include <stdio.h>

/* A table of the parts of the model at `path`, of their sections and of all, beside what a model may have. */
casus_status sizes_print(const char *path, FILE *out, casus_error *err);

#endif
