/* segment_build: the trained weights -> the section segment.ends. Used by tools/ only. */
#ifndef CASUS_SEGMENT_BUILD_H
#define CASUS_SEGMENT_BUILD_H

#include "base/base.h"

/* Reads weights_dir/segment.ends.zst, checks it as ends_open does, and adds it to the container.
 * NOT_FOUND, BAD_MODEL. */
casus_status segment_model_build(const char *weights_dir, image_writer *out, casus_error *err);

#endif
