/* row: binding parameters and reading columns one after the other, so that the order of the columns
 * is written once in the SQL and once in the code beside it.
 *
 * Binding is sticky: the first failure stays in `rc` and the rest does nothing.
 */
#ifndef CASUS_STORE_ROW_H
#define CASUS_STORE_ROW_H

#include "store/store.h"

typedef struct row_writer {
    sqlite3_stmt *stmt;
    int at; /* last bound parameter */
    int rc; /* SQLITE_OK or the first failure */
} row_writer;

void row_int(row_writer *self, int64_t value);
void row_int_or_null(row_writer *self, bool there, int64_t value);
void row_real(row_writer *self, double value);     /* NAN: NULL */
void row_text(row_writer *self, casus_str text);   /* absent or empty: NULL; made valid UTF-8 */
void row_word(row_writer *self, const char *word); /* the same */
void row_words(row_writer *self, const char *const *words, uint32_t n);
void row_day(row_writer *self, int32_t day);      /* CASUS_NO_DAY: NULL */
void row_blob(row_writer *self, casus_str bytes); /* borrowed until the statement is reset */
void row_span(row_writer *self, casus_span span);
void row_span_of(row_writer *self, casus_str text,
                 casus_span span); /* NULL where the text is absent */

/* Runs a statement that writes, and empties it. */
casus_status store_write_row(casus_store *self, const row_writer *row, casus_error *err);

typedef struct row_reader {
    sqlite3_stmt *stmt;
    int at;     /* next column */
    arena *mem; /* strings are copied here */
} row_reader;

int64_t read_int(row_reader *self, int64_t absent);
double read_real(row_reader *self); /* NULL: NAN */
casus_str read_text(row_reader *self);
const char *read_word(row_reader *self);
uint32_t read_words(row_reader *self, const char **words, uint32_t max);
int32_t read_day(row_reader *self);
casus_span read_span(row_reader *self);

#endif
