/* csv: the fields of comma-separated values (RFC 4180), as a stream.
 *
 * Own code, not libcsv: that holds a field whole however long it is, and knows no lines. More lenient
 * than the standard where no meaning is at stake: lines may end with LF or CR alone, a quotation mark
 * within a field that does not begin with one is itself, and blank lines are no rows.
 */
#include "ingest/ingest.h"

static const char unclosed[] = "a quotation mark that opens here is never closed";
static const char behind[] = "goes on behind a closing quotation mark; double those within a field";

/* Takes a line end of one or two bytes, if one is next. */
static bool take_line_end(csv *self, source *in)
{
    int byte = source_peek(in);
    if (byte != '\n' && byte != '\r') return false;
    in->at++;
    if (byte == '\r' && source_peek(in) == '\n') in->at++;
    self->line++;
    return true;
}

static void take_plain(csv *self, source *in, capped *to)
{
    while (source_peek(in) != SOURCE_END) {
        const unsigned char *start = in->block + in->at;
        size_t left = in->len - in->at, n = 0;
        while (n < left && start[n] != (unsigned char)self->delimiter && start[n] != '\n' &&
               start[n] != '\r')
            n++;
        if (to) capped_put(to, start, n);
        in->at += n;
        if (n < left) return;
    }
}

/* Behind the opening mark, to behind the closing one. */
static const char *take_quoted(csv *self, source *in, capped *to)
{
    while (source_peek(in) != SOURCE_END) {
        const unsigned char *start = in->block + in->at;
        size_t left = in->len - in->at, n = 0;
        for (; n < left && start[n] != '"'; n++) self->line += start[n] == '\n';
        if (to) capped_put(to, start, n);
        in->at += n;
        if (n == left) continue;
        in->at++;
        if (source_peek(in) != '"') return NULL;
        if (to) capped_put(to, "\"", 1);
        in->at++;
    }
    return unclosed;
}

const char *csv_next(csv *self, source *in, capped *to, enum csv_end *end)
{
    *end = CSV_FILE;
    if (source_peek(in) == '"') {
        in->at++;
        const char *flaw = take_quoted(self, in, to);
        if (flaw) return flaw;
    } else {
        take_plain(self, in, to);
    }
    if (source_peek(in) == SOURCE_END) return NULL;
    *end = CSV_ROW;
    if (take_line_end(self, in)) return NULL;
    if (source_peek(in) != (unsigned char)self->delimiter) return behind;
    in->at++;
    *end = CSV_FIELD;
    return NULL;
}

bool csv_skip_blank(csv *self, source *in)
{
    while (take_line_end(self, in)) continue;
    return source_peek(in) != SOURCE_END;
}

void csv_skip_line(csv *self, source *in)
{
    while (!take_line_end(self, in) && source_peek(in) != SOURCE_END) {
        const unsigned char *start = in->block + in->at;
        size_t left = in->len - in->at, n = 0;
        while (n < left && start[n] != '\n' && start[n] != '\r') n++;
        in->at += n;
    }
}
