/* clean: payload bytes -> text that later stages can trust, with a map back.
 *
 *   payload   ...abandoning\r\nReplyDeleteEuropean countries\x92...
 *   text      ...abandoning\nEuropean countries'...
 *   runs      text [at, len) <-> payload [raw_at, raw_len)
 *
 * The text is valid UTF-8 with LF line ends; Windows-1252 bytes and double-encoded UTF-8
 * ("mojibake") are repaired, control characters dropped, single curly quotes become "'" (double
 * ones stay), no-break and other odd spaces become one space, HTML entities left in plain text are
 * decoded. Page residue ("ReplyDelete", "Share this:", "Read more", "Advertisement", cookie and
 * newsletter lines) and HTML tags are removed, as lines of their own or glued to a sentence. Line
 * structure stays: a blank line ends a paragraph.
 */
#ifndef CASUS_CLEAN_H
#define CASUS_CLEAN_H

#include "base/text.h"

/* Cleans `raw`. Total; counts in `stats` (bytes_repaired, residue). On arena failure `out` is
 * empty. */
void clean_text(casus_str raw, arena *mem, text *out, casus_stats *stats);

/* Plain text, with no residue sought and no character replaced: good UTF-8 with LF line ends, and
 * one blank for a tab, a no-break space or a control character. Total; `out` is empty on arena
 * failure. */
void plain_text(casus_str raw, arena *mem, text *out);

#endif
