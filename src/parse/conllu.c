#include "parse/conllu.h"

#define NUMBER_DIGITS 7u

void conllu_init(conllu_reader *self, casus_str text, const char *file)
{
    if (str_starts(text, STR("\xEF\xBB\xBF"))) text = str_slice(text, 3, text.len);
    *self = (conllu_reader){.rest = text, .file = file};
}

static casus_status bad(const conllu_reader *self, casus_error *err, const char *what)
{
    return error_at(err, CASUS_BAD_INPUT, self->file, self->line, "%s", what);
}

/* Cuts the next line off; a carriage return at its end is none of it. */
static casus_str next_line(conllu_reader *self)
{
    const char *end = memchr(self->rest.ptr, '\n', self->rest.len);
    size_t len = end ? (size_t)(end - self->rest.ptr) : self->rest.len;
    casus_str line = str_slice(self->rest, 0, len);
    self->rest = str_slice(self->rest, end ? len + 1 : len, self->rest.len);
    self->line++;
    if (line.len && line.ptr[line.len - 1] == '\r') line.len--;
    return line;
}

static uint32_t count_lines(const conllu_reader *self)
{
    conllu_reader ahead = *self;
    uint32_t n = 0;
    while (ahead.rest.len && next_line(&ahead).len) n++;
    return n;
}

/* ---- a line -------------------------------------------------------------------------------- */

static bool is_utf8(casus_str s)
{
    for (size_t at = 0; at < s.len;)
        if (utf8_next(s, &at) == UTF8_BAD) return false;
    return true;
}

/* Digits at s[*at] as a number; false where there are none, or too many. */
static bool read_number(casus_str s, size_t *at, uint32_t *out)
{
    size_t start = *at;
    *out = 0;
    while (*at < s.len && s.ptr[*at] >= '0' && s.ptr[*at] <= '9' && *at - start <= NUMBER_DIGITS)
        *out = *out * 10 + (uint32_t)(s.ptr[(*at)++] - '0');
    return *at > start && *at - start <= NUMBER_DIGITS;
}

static bool split_columns(conllu_row *row)
{
    size_t start = 0, n = 0;
    for (size_t i = 0; i <= row->line.len; i++) {
        if (i < row->line.len && row->line.ptr[i] != '\t') continue;
        if (n < CONLLU_COLUMNS) row->column[n] = str_slice(row->line, start, i);
        n++;
        start = i + 1;
    }
    return n == CONLLU_COLUMNS;
}

/* "8", "8-9", "8.1": what kind of row it is, and of which words. */
static bool read_id(conllu_row *row)
{
    casus_str id = row->column[CONLLU_ID];
    size_t at = 0;
    if (!read_number(id, &at, &row->first)) return false;
    row->last = row->first;
    row->kind = CONLLU_WORD;
    if (at == id.len) return true;
    row->kind = id.ptr[at] == '-' ? CONLLU_RANGE : CONLLU_EMPTY;
    if (id.ptr[at] != '-' && id.ptr[at] != '.') return false;
    at++;
    return read_number(id, &at, &row->last) && at == id.len;
}

/* What is known of a sentence before a row is read. */
typedef struct order {
    uint32_t words, covered; /* words so far; the last one of the range that is open */
    uint32_t empty;          /* empty nodes behind the last word */
} order;

/* Does the row stand where its ID says? */
static const char *check_order(order *seen, const conllu_row *row)
{
    switch (row->kind) {
    case CONLLU_WORD:
        if (row->first != seen->words + 1) return "the IDs of the words do not count 1, 2, 3";
        seen->words++;
        seen->empty = 0;
        return NULL;
    case CONLLU_RANGE:
        if (row->first != seen->words + 1 || row->first <= seen->covered || row->last < row->first)
            return "the range stands before other words than its own";
        if (row->last - row->first >= CONLLU_MAX_RANGE) return "the range takes too many words";
        seen->covered = row->last;
        return NULL;
    case CONLLU_EMPTY:
        if (row->first != seen->words || row->last != seen->empty + 1)
            return "the empty node stands behind another word than its own";
        seen->empty++;
        return NULL;
    default: return NULL;
    }
}

static const char *read_row(conllu_row *row, order *seen)
{
    if (!is_utf8(row->line))
        return "the line is not UTF-8: convert the file, for example with iconv";
    if (row->line.ptr[0] == '#') {
        row->kind = CONLLU_COMMENT;
        return seen->words || seen->covered ? "a comment stands inside a sentence" : NULL;
    }
    if (!split_columns(row)) return "CoNLL-U has 10 columns with tabs between them";
    if (!read_id(row)) return "the first column is no ID: 1, or 1-2, or 1.1";
    if (!str_trim(row->column[CONLLU_FORM]).len && row->kind != CONLLU_EMPTY)
        return "the word has no form";
    return check_order(seen, row);
}

/* ---- a sentence ---------------------------------------------------------------------------- */

casus_status conllu_next(conllu_reader *self, arena *mem, conllu_sentence *out, bool *more,
                         casus_error *err)
{
    *out = (conllu_sentence){0};
    for (conllu_reader ahead = *self; self->rest.len && !next_line(&ahead).len;) *self = ahead;
    *more = self->rest.len > 0;
    if (!*more) return CASUS_OK;
    uint32_t n = count_lines(self);
    out->rows = arena_alloc(mem, (size_t)n * sizeof *out->rows);
    FAIL_IF(!out->rows, CASUS_NO_MEMORY, "out of memory");
    order seen = {0};
    for (uint32_t i = 0; i < n; i++) {
        conllu_row *row = &out->rows[i];
        row->line = next_line(self);
        row->number = self->line;
        const char *wrong = read_row(row, &seen);
        if (wrong) return bad(self, err, wrong);
        if (seen.words > CONLLU_MAX_WORDS) {
            return error_at(err, CASUS_LIMIT, self->file, self->line,
                            "the sentence has more than %u words: cut it", CONLLU_MAX_WORDS);
        }
    }
    if (seen.covered > seen.words) return bad(self, err, "the range has more words than follow it");
    out->n_rows = n;
    out->n_words = seen.words;
    return CASUS_OK;
}

bool conllu_head(const conllu_sentence *sentence, const conllu_row *word, uint32_t *head)
{
    size_t at = 0;
    casus_str column = word->column[CONLLU_HEAD];
    return read_number(column, &at, head) && at == column.len && *head <= sentence->n_words &&
           *head != word->first;
}

bool conllu_no_space(const conllu_row *row)
{
    casus_str rest = row->column[CONLLU_MISC], part;
    while (str_split(&rest, '|', &part))
        if (str_eq(part, STR("SpaceAfter=No"))) return true;
    return false;
}

bool conllu_is_comment(const conllu_row *row, const char *name)
{
    if (row->kind != CONLLU_COMMENT) return false;
    casus_str text = str_trim(str_slice(row->line, 1, row->line.len)), wanted = str_from(name);
    return str_starts(text, wanted) &&
           (text.len == wanted.len || text.ptr[wanted.len] == ' ' || text.ptr[wanted.len] == '=');
}

casus_str conllu_comment(const conllu_row *row, const char *name)
{
    if (!conllu_is_comment(row, name)) return (casus_str){0};
    size_t at = str_find(row->line, STR("="));
    if (at == SIZE_MAX) return (casus_str){0};
    return str_trim(str_slice(row->line, at + 1, row->line.len));
}
