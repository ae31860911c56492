/* language_build: data/languages.txt -> the section clean.language. Used by tools/ and tests only. */
#ifndef CASUS_CLEAN_LANGUAGE_BUILD_H
#define CASUS_CLEAN_LANGUAGE_BUILD_H

#include "base/base.h"

/* Adds the section to the container. NOT_FOUND, IO, BAD_DATA with file and line, NO_MEMORY. */
casus_status language_book_build(const char *data_dir, image_writer *out, casus_error *err);
/* The bytes of the section, from the lines of `text`; `file` is for messages. */
casus_status language_section(buf *out, const char *file, casus_str text, casus_error *err);

#endif
