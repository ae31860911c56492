/* decode: the first half of cleaning, bytes -> good UTF-8. See decode.c. */
#ifndef CASUS_CLEAN_DECODE_H
#define CASUS_CLEAN_DECODE_H

#include "clean/clean.h"

/* Decodes `raw` into `out` (text, runs) and gives the number of bytes that were damaged. */
uint64_t decode_text(casus_str raw, arena *mem, text *out);

/* The same with nothing repaired but bytes that are no UTF-8 (taken as Windows-1252): white space
 * is made plain, all other characters stay as they are. */
void decode_plain(casus_str raw, arena *mem, text *out);

/* The code point of the character reference at s[at] ("&rsquo;", "&#39;", "&amp;quot;") and its
 * length in *len; UTF8_BAD where there is none. */
uint32_t entity_decode(casus_str s, size_t at, size_t *len);

#endif
