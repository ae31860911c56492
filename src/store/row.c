/* row: parameters and columns in order; see row.h. */
#include "store/row.h"

#include <math.h>

/* ---- writing ----------------------------------------------------------------------------- */

static void keep(row_writer *self, int rc)
{
    if (self->rc == SQLITE_OK) self->rc = rc;
}

void row_int(row_writer *self, int64_t value)
{
    keep(self, sqlite3_bind_int64(self->stmt, ++self->at, value));
}

static void row_null(row_writer *self) { keep(self, sqlite3_bind_null(self->stmt, ++self->at)); }

void row_int_or_null(row_writer *self, bool there, int64_t value)
{
    if (there) {
        row_int(self, value);
    } else {
        row_null(self);
    }
}

void row_real(row_writer *self, double value)
{
    if (isfinite(value)) {
        keep(self, sqlite3_bind_double(self->stmt, ++self->at, value));
    } else {
        row_null(self);
    }
}

static bool is_utf8(casus_str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);
        if (c == UTF8_BAD || c == 0) return false;
    }
    return true;
}

void row_text(row_writer *self, casus_str text)
{
    if (!text.ptr || !text.len) {
        row_null(self);
        return;
    }
    if (is_utf8(text)) {
        keep(self, sqlite3_bind_text64(self->stmt, ++self->at, text.ptr, text.len, SQLITE_TRANSIENT,
                                       SQLITE_UTF8));
        return;
    }
    buf repaired = {0};
    for (size_t at = 0; at < text.len;) {
        char bytes[4];
        uint32_t c = utf8_next(text, &at);
        buf_put(&repaired, bytes, utf8_put(bytes, c && c != UTF8_BAD ? c : 0xFFFD));
    }
    if (buf_ok(&repaired)) {
        keep(self, sqlite3_bind_text64(self->stmt, ++self->at, repaired.ptr, repaired.len,
                                       SQLITE_TRANSIENT, SQLITE_UTF8));
    } else {
        keep(self, SQLITE_NOMEM);
    }
    buf_release(&repaired);
}

void row_word(row_writer *self, const char *word) { row_text(self, str_from(word)); }

void row_words(row_writer *self, const char *const *words, uint32_t n)
{
    char joined[256];
    size_t len = 0;
    for (uint32_t i = 0; i < n; i++) {
        size_t more = strlen(words[i]);
        if (len + more + 1 > sizeof joined) break;
        if (len) joined[len++] = ' ';
        memcpy(joined + len, words[i], more);
        len += more;
    }
    row_text(self, (casus_str){joined, len});
}

void row_day(row_writer *self, int32_t day)
{
    char text[11];
    if (day == CASUS_NO_DAY) {
        row_null(self);
        return;
    }
    casus_day_format(day, text);
    row_word(self, text);
}

void row_blob(row_writer *self, casus_str bytes)
{
    /* A NULL pointer would bind NULL, and an empty document is still one. */
    const char *ptr = bytes.ptr ? bytes.ptr : "";
    keep(self, sqlite3_bind_blob64(self->stmt, ++self->at, ptr, bytes.len, SQLITE_STATIC));
}

void row_span(row_writer *self, casus_span span)
{
    row_int(self, span.start);
    row_int(self, span.end);
}

void row_span_of(row_writer *self, casus_str text, casus_span span)
{
    bool there = text.ptr && text.len;
    row_int_or_null(self, there, span.start);
    row_int_or_null(self, there, span.end);
}

casus_status store_write_row(casus_store *self, const row_writer *row, casus_error *err)
{
    int rc = row->rc;
    if (rc == SQLITE_OK) rc = sqlite3_step(row->stmt);
    casus_status status =
        rc == SQLITE_DONE ? CASUS_OK : store_failed(self, "writing to the store", err);
    sqlite3_reset(row->stmt);
    sqlite3_clear_bindings(row->stmt);
    return status;
}

/* ---- reading ----------------------------------------------------------------------------- */

int64_t read_int(row_reader *self, int64_t absent)
{
    int column = self->at++;
    if (sqlite3_column_type(self->stmt, column) == SQLITE_NULL) return absent;
    return sqlite3_column_int64(self->stmt, column);
}

double read_real(row_reader *self)
{
    int column = self->at++;
    if (sqlite3_column_type(self->stmt, column) == SQLITE_NULL) return NAN;
    return sqlite3_column_double(self->stmt, column);
}

casus_str read_text(row_reader *self)
{
    int column = self->at++;
    const char *text = (const char *)sqlite3_column_text(self->stmt, column);
    if (!text) return (casus_str){0};
    size_t len = (size_t)sqlite3_column_bytes(self->stmt, column);
    char *copy = arena_copy(self->mem, (casus_str){text, len});
    return copy ? (casus_str){copy, len} : (casus_str){0};
}

const char *read_word(row_reader *self) { return read_text(self).ptr; }

uint32_t read_words(row_reader *self, const char **words, uint32_t max)
{
    casus_str rest = read_text(self), part;
    uint32_t n = 0;
    while (n < max && rest.len && str_split(&rest, ' ', &part)) {
        if (!part.len) continue;
        words[n] = arena_copy(self->mem, part);
        if (!words[n]) break;
        n++;
    }
    return n;
}

int32_t read_day(row_reader *self)
{
    int32_t day;
    return casus_day_parse(read_text(self), &day) ? day : CASUS_NO_DAY;
}

casus_span read_span(row_reader *self)
{
    uint32_t start = (uint32_t)read_int(self, 0);
    return (casus_span){start, (uint32_t)read_int(self, 0)};
}
