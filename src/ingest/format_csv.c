/* Tables (CSV, TSV) as a format: a header line names the columns, each row below is a document.
 *
 * Columns are told by their names (below, or --columns), the delimiter by the header line, in any
 * letter case and order; others are passed over unread. A row that does not fit the header costs
 * itself alone.
 */
#include "ingest/format.h"

#include <inttypes.h>

enum column { COL_ID, COL_TEXT, COL_TITLE, COL_URL, COL_PUBLISHED, COL_PUBLISHER, COLUMNS };

#define ALIASES 3
static const char *const names[COLUMNS][ALIASES] = {{"id"},
                                                    {"text", "body", "content"},
                                                    {"title", "headline"},
                                                    {"url", "link"},
                                                    {"published", "date"},
                                                    {"publisher", "source"}};
static const char delimiters[] = ",;\t|";

typedef struct table_state {
    csv fields;
    capped values[COLUMNS], name; /* name: scratch for one of the header's */
    bool present[COLUMNS];
    uint8_t column[CSV_MAX_COLUMNS]; /* of the header's i-th: enum column, COLUMNS none of ours */
    uint32_t n_columns;
    uint32_t rank[COLUMNS]; /* of the name that was found for it; UINT32_MAX none */
    const reading *how;
    bool opened, done;
    buf id, shown;
    char day[11];
} table_state;

/* ---- names of columns ------------------------------------------------------------------------ */

/* The name that --columns gives for a column; absent where it gives none. */
static casus_str asked_name(const char *columns, unsigned column)
{
    if (!columns) return (casus_str){NULL, 0};
    casus_str rest = str_from(columns), part;
    while (rest.len && str_split(&rest, ',', &part)) {
        size_t at = str_find(part, STR("="));
        if (at == SIZE_MAX) continue;
        if (str_is_nocase(str_trim(str_slice(part, 0, at)), names[column][0]))
            return str_trim(str_slice(part, at + 1, part.len));
    }
    return (casus_str){NULL, 0};
}

const char *columns_flaw(const char *columns)
{
    casus_str rest = str_from(columns), part;
    while (rest.len && str_split(&rest, ',', &part)) {
        size_t at = str_find(part, STR("="));
        bool known = false;
        if (at == SIZE_MAX || at + 1 == part.len) return "write NAME=COLUMN, as text=Body,id=DocNo";
        for (unsigned i = 0; i < COLUMNS; i++)
            known = known || str_is_nocase(str_trim(str_slice(part, 0, at)), names[i][0]);
        if (!known) return "the names are id, text, title, url, published and publisher";
    }
    return NULL;
}

/* How good a name `name` is for the column, 0 the best; UINT32_MAX none. */
static uint32_t rank_of(const char *columns, unsigned column, casus_str name)
{
    casus_str asked = asked_name(columns, column);
    if (asked.len) return str_eq(asked, name) ? 0 : str_eq_nocase(asked, name) ? 1 : UINT32_MAX;
    for (uint32_t i = 0; i < ALIASES && names[column][i]; i++)
        if (str_is_nocase(name, names[column][i])) return i;
    return UINT32_MAX;
}

/* ---- what a header looks like ---------------------------------------------------------------- */

static casus_str first_line(source *in)
{
    casus_str head = head_of(in);
    size_t len = 0;
    while (len < head.len && head.ptr[len] != '\n' && head.ptr[len] != '\r') len++;
    return str_slice(head, 0, len);
}

static casus_str unquoted(casus_str s)
{
    s = str_trim(s);
    bool quoted = s.len > 1 && s.ptr[0] == '"' && s.ptr[s.len - 1] == '"';
    return quoted ? str_trim(str_slice(s, 1, s.len - 1)) : s;
}

/* How many of our columns the line names when it is split there; 0 without one for the text. */
static unsigned columns_in(casus_str line, char delimiter, const char *columns)
{
    bool found[COLUMNS] = {false};
    casus_str part;
    for (casus_str rest = line; str_split(&rest, delimiter, &part);)
        for (unsigned i = 0; i < COLUMNS; i++)
            found[i] = found[i] || rank_of(columns, i, unquoted(part)) != UINT32_MAX;
    unsigned n = 0;
    for (unsigned i = 0; i < COLUMNS; i++) n += found[i];
    return found[COL_TEXT] ? n : 0;
}

static char delimiter_of(casus_str line, const reading *how)
{
    if (how->asked.delimiter) return how->asked.delimiter;
    char best = delimiters[0];
    size_t most = 0;
    for (const char *d = delimiters; *d; d++) {
        size_t n = (size_t)columns_in(line, *d, how->asked.columns) << 32;
        for (size_t i = 0; i < line.len; i++) n += line.ptr[i] == *d;
        if (n <= most) continue;
        most = n;
        best = *d;
    }
    return best;
}

/* A name that says so, or a first line of nothing but names, with the text's and one more of ours. */
static bool fits(source *in, casus_str name)
{
    if (str_ends(name, STR(".csv")) || str_ends(name, STR(".tsv"))) return true;
    casus_str line = first_line(in);
    for (const char *d = delimiters; *d; d++)
        if (columns_in(line, *d, NULL) > 1) return true;
    return false;
}

/* ---- the file -------------------------------------------------------------------------------- */

static void begin(void *state, source *in, const reading *how)
{
    table_state *self = state;
    skip_byte_order_mark(in);
    self->fields = (csv){.delimiter = delimiter_of(first_line(in), how), .line = 1};
    self->how = how;
    self->opened = self->done = false;
    self->n_columns = 0;
    for (unsigned i = 0; i < COLUMNS; i++) {
        self->rank[i] = UINT32_MAX;
    }
    buf_reset(&self->shown);
    buf_put(&self->shown, "", 0);
}

/* Adds a name to those that messages list, without what might move a terminal's cursor. */
static void show_name(table_state *self, casus_str name)
{
    if (self->shown.len > 120) return;
    if (self->shown.len) buf_put_str(&self->shown, STR(", "));
    for (size_t i = 0; i < name.len && i < 40; i++)
        buf_put_char(&self->shown, (unsigned char)name.ptr[i] < ' ' ? '?' : name.ptr[i]);
}

/* The header's next name: it takes a column from a name that is less good. */
static void take_name(table_state *self, casus_str name)
{
    uint32_t at = self->n_columns++;
    if (at >= CSV_MAX_COLUMNS) return;
    self->column[at] = COLUMNS;
    for (unsigned i = 0; i < COLUMNS; i++) {
        uint32_t rank = rank_of(self->how->asked.columns, i, name);
        if (rank >= self->rank[i]) continue;
        for (uint32_t before = 0; before < at; before++)
            if (self->column[before] == i) self->column[before] = COLUMNS;
        self->column[at] = (uint8_t)i;
        self->rank[i] = rank;
    }
    show_name(self, name);
}

static bool has_memory(const table_state *self)
{
    bool good = buf_ok(&self->id) && buf_ok(&self->shown) && buf_ok(&self->name.bytes);
    for (unsigned i = 0; i < COLUMNS; i++) good = good && buf_ok(&self->values[i].bytes);
    return good;
}

static casus_status bad_row(const source *in, uint32_t line, const char *flaw, casus_error *err)
{
    error_at(err, CASUS_BAD_INPUT, in->name, line, "%s", flaw);
    if (err) err->at = source_offset(in);
    return CASUS_BAD_INPUT;
}

/* What --columns asks for and the header does not have. */
static casus_status missing(const table_state *self, const source *in, uint32_t line,
                            casus_error *err)
{
    for (unsigned i = 0; i < COLUMNS; i++) {
        casus_str asked = asked_name(self->how->asked.columns, i);
        if (!asked.len || self->rank[i] != UINT32_MAX) continue;
        return error_at(err, CASUS_BAD_INPUT, in->name, line,
                        "has no column \"%.*s\"; the first line names: %s",
                        (int)(asked.len < 60 ? asked.len : 60), asked.ptr, self->shown.ptr);
    }
    if (self->rank[COL_TEXT] != UINT32_MAX) return CASUS_OK;
    return error_at(err, CASUS_BAD_INPUT, in->name, line,
                    "has no column named text, body or content; say which it is, as --columns "
                    "text=NAME; the first line names: %s",
                    self->shown.ptr);
}

static casus_status read_header(table_state *self, source *in, casus_error *err)
{
    enum csv_end end = CSV_FIELD;
    const char *flaw = NULL;
    self->done = true;
    bool any = csv_skip_blank(&self->fields, in);
    uint32_t line = self->fields.line;
    while (any && !flaw && end == CSV_FIELD && has_memory(self)) {
        capped_reset(&self->name, INGEST_SHORT);
        flaw = csv_next(&self->fields, in, &self->name, &end);
        if (!flaw && buf_ok(&self->name.bytes)) take_name(self, str_trim(buf_str(&self->name.bytes)));
    }
    if (in->failed) return source_error(in, line, err);
    if (!any) return bad_file(err, in->name, 0, "is empty");
    if (!has_memory(self)) return error_at(err, CASUS_NO_MEMORY, in->name, line, "out of memory");
    if (flaw) return bad_row(in, line, flaw, err);
    TRY(missing(self, in, line, err));
    self->opened = true;
    self->done = false;
    return CASUS_OK;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static const char too_many[] = "has more fields than the first line has names; put quotation marks "
                               "round a field that holds the delimiter";

/* Reads a row's fields into the values; what is wrong with it, or NULL. Stands at the row's end. */
static const char *read_row(table_state *self, source *in)
{
    enum csv_end end = CSV_FIELD;
    const char *flaw = NULL;
    uint32_t n = 0;
    memset(self->present, 0, sizeof self->present);
    for (; end == CSV_FIELD && buf_ok(&self->name.bytes); n++) {
        bool ours = n < self->n_columns && n < CSV_MAX_COLUMNS && self->column[n] < COLUMNS;
        bool extra = n >= self->n_columns;
        capped *to = ours ? &self->values[self->column[n]] : extra ? &self->name : NULL;
        if (to) capped_reset(to, to == &self->values[COL_TEXT] ? source_most(in) : INGEST_SHORT);
        const char *wrong = csv_next(&self->fields, in, to, &end);
        if (wrong && end != CSV_FILE) csv_skip_line(&self->fields, in);
        if (wrong) return wrong;
        if (ours) self->present[self->column[n]] = true;
        if (extra && self->name.bytes.len) flaw = too_many;
    }
    if (flaw) return flaw;
    if (!self->present[COL_TEXT])
        return "has fewer fields than the first line has names, and no text";
    for (unsigned i = 0; i < COL_PUBLISHER; i++)
        if (i != COL_TEXT && self->values[i].cut)
            return "holds an id, title, url or date over 64 kB";
    if (self->values[COL_PUBLISHER].cut) self->present[COL_PUBLISHER] = false; /* is no name */
    return NULL;
}

static casus_str value_of(const table_state *self, enum column which)
{
    bool given = self->present[which] && self->values[which].bytes.len;
    return given ? buf_str(&self->values[which].bytes) : (casus_str){NULL, 0};
}

static casus_status next(void *state, source *in, casus_document_in *out, bool *more,
                         casus_error *err)
{
    table_state *self = state;
    *more = false;
    if (self->done) return CASUS_OK;
    if (!self->opened) TRY(read_header(self, in, err));
    bool any = csv_skip_blank(&self->fields, in);
    uint32_t line = self->fields.line;
    const char *flaw = any ? read_row(self, in) : NULL;
    if (in->failed) return source_error(in, line, err);
    self->done = !any || !has_memory(self);
    if (!has_memory(self)) return error_at(err, CASUS_NO_MEMORY, in->name, line, "out of memory");
    if (flaw) return bad_row(in, line, flaw, err);
    if (!any) return CASUS_OK;
    casus_str id = value_of(self, COL_ID);
    if (!id.len) {
        TRY(id_by_number(&self->id, in, line, err));
        id = buf_str(&self->id);
    }
    *out = (casus_document_in){.id = id,
                               .text = buf_str(&self->values[COL_TEXT].bytes),
                               .title = value_of(self, COL_TITLE),
                               .url = value_of(self, COL_URL),
                               .publisher = value_of(self, COL_PUBLISHER),
                               .published = day_named(value_of(self, COL_PUBLISHED), self->day),
                               .cut = self->values[COL_TEXT].cut};
    leave_whole_characters(out);
    *more = true;
    return CASUS_OK;
}

static void release(void *state)
{
    table_state *self = state;
    for (unsigned i = 0; i < COLUMNS; i++) buf_release(&self->values[i].bytes);
    buf_release(&self->name.bytes);
    buf_release(&self->id);
    buf_release(&self->shown);
}

const format format_csv = {"csv", sizeof(table_state), fits, begin, next, release};
