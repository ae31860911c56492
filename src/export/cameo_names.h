/* cameo_names: the codebook's name of a CAMEO code, "Make a visit" of "042"; NULL for what is no code. */
#ifndef CASUS_EXPORT_CAMEO_NAMES_H
#define CASUS_EXPORT_CAMEO_NAMES_H

#include "base/base.h"

const char *cameo_name_of(const char *code);

#endif
