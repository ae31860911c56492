/* parse_build: the trained weights -> the parse sections of casus.model. Used by tools/ only. */
#ifndef CASUS_PARSE_BUILD_H
#define CASUS_PARSE_BUILD_H

#include "base/base.h"

/* Reads weights_dir/parse.*.zst (each a section, zstd-compressed), checks them as parse_model_open
 * does, and adds them to the container. NOT_FOUND, BAD_MODEL. */
casus_status parse_model_build(const char *weights_dir, image_writer *out, casus_error *err);

#endif
