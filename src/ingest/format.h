/* format: what a file may be made of.
 *
 *   formats.c          which there are, in the order of asking; what they share
 *   format_text.c      a text or a web page: one document, or pieces of one
 *   format_jsonl.c     JSON Lines: a document a line (read by jsonl.c)
 *   format_csv.c       tables: a document a row (fields read by csv.c)
 *   format_feed.c      RSS and Atom: a document an item (read by xml.c)
 *   format_petrarch.c  the XML of the PETRARCH coders: a document a sentence (read by xml.c)
 *   format_tabari.c    the text records of TABARI: a document a record
 *   format_warc.c      web archives: a document for each page or text (read by warc.c)
 */
#ifndef CASUS_INGEST_FORMAT_H
#define CASUS_INGEST_FORMAT_H

#include "ingest/ingest.h"

/* What the user asked of the reader. */
typedef struct reading {
    casus_reading asked;
    size_t piece_size; /* of texts; 0: documents come whole */
} reading;

typedef struct format {
    const char *name;
    size_t size; /* of its state, which is zeroed once and kept from file to file */
    /* Is the file, just opened, of this format? By its first block, then by its name (without the
     * suffix of what packed it). Takes no byte. */
    bool (*fits)(source *in, casus_str name);
    void (*begin)(void *state, source *in, const reading *how);
    /* The next document; *more is false at the file's end. What fails costs that document: the next
     * call goes on behind it, and in the end one comes to the file's end. `err` may be NULL. */
    casus_status (*next)(void *state, source *in, casus_document_in *out, bool *more,
                         casus_error *err);
    void (*release)(void *state); /* frees what the state holds, not itself */
} format;

extern const format format_warc, format_feed, format_petrarch, format_tabari, format_jsonl, format_csv, format_text;

#define N_FORMATS 7
extern const format *const formats[N_FORMATS];

/* Which of them the file is, open at its beginning. */
size_t format_of(source *in);
/* Which of them has that name; N_FORMATS where none has. */
size_t format_named(const char *name);

/* ---- what formats share ---------------------------------------------------------------------- */

/* BAD_INPUT of a file; `at` is the byte, 0 none. */
casus_status bad_file(casus_error *err, const char *path, uint64_t at, const char *what);
/* The id of a document that has none of its own: "path:n". */
casus_status id_by_number(buf *id, const source *in, uint64_t n, casus_error *err);
/* The file's name without the suffix of what packed it. */
casus_str unpacked_name(const source *in);
/* The bytes at hand, without a byte order mark; none where the file is empty. */
casus_str head_of(source *in);
void skip_byte_order_mark(source *in);
/* Bytes at the end that begin a UTF-8 sequence which is broken off there. */
size_t broken_tail(const char *bytes, size_t len);
/* Where the text was cut, it ends with a whole character. */
void leave_whole_characters(casus_document_in *doc);
/* The day that is said in whatever way, as ISO 8601; absent where none is, or where it may be one of
 * two (3/12/2024). */
casus_str day_named(casus_str said, char iso[11]);
/* `said` where it is a day in ISO 8601, else absent. */
casus_str day_written(casus_str said);
/* Line ends become blanks, byte for byte; a blank line stays. */
void join_lines(buf *bytes);
/* What is wrong with `columns` of a reading, or NULL. */
const char *columns_flaw(const char *columns);

#endif
