/* emit: pieces of output. JSON values and numbers, written straight into a buf.
 *
 * The locale is never asked and the output is always valid UTF-8: a byte that belongs to no
 * character becomes U+FFFD. Failure is the buf's: ask buf_ok() at the end of a line.
 */
#ifndef CASUS_EXPORT_EMIT_H
#define CASUS_EXPORT_EMIT_H

#include "base/base.h"

/* The text with every broken byte replaced by U+FFFD. */
void emit_utf8(buf *out, casus_str text);
/* A decimal number with at least `min` and at most `max` (at most 9) digits behind the point. NAN
 * and numbers too large to be meant give nothing. */
void emit_decimal(buf *out, double value, int min, int max);

/* `{` or `,`, then the key and `:`. */
void emit_key(buf *out, const char *key);
/* Values. Absent (NULL, empty, NAN, CASUS_NO_DAY, negative count) is null. */
void emit_string(buf *out, casus_str text);
void emit_word(buf *out, const char *word);
void emit_words(buf *out, const char *const *words, uint32_t n);
void emit_number(buf *out, double value, int min, int max);
void emit_count(buf *out, int64_t n);
void emit_bool(buf *out, bool value);
void emit_day(buf *out, int32_t day);
void emit_span(buf *out, casus_span span);

/* Hands the buffer to the sink and empties it. */
casus_status emit_flush(buf *out, casus_sink sink, casus_error *err);

#endif
