/* text: see text.h. */
#include "store/text.h"

#include "store/row.h"

#define NEAR_WORDS 10 /* between two words of NEAR without a number, as in FTS5 */
#define HELP "see \"Text\" in docs/store.md"

typedef struct reader {
    casus_str rest;
    buf *out;
    buf held;       /* the last word or phrase, which a NEAR may still take */
    buf word;       /* the one in hand */
    int near;       /* words between, where a NEAR waits for its second word; else 0 */
    uint32_t depth; /* of brackets inside NEAR(...) */
} reader;

/* ---- output ---------------------------------------------------------------------------------- */

static void put_piece(buf *out, casus_str piece)
{
    if (!piece.len) return;
    if (out->len) buf_put_char(out, ' ');
    buf_put_str(out, piece);
}

static void put_held(reader *self)
{
    put_piece(self->out, buf_str(&self->held));
    buf_reset(&self->held);
}

/* The word in hand is whole. */
static void take_word(reader *self)
{
    if (self->near) {
        buf_printf(self->out, "%sNEAR(%s %s, %d)", self->out->len ? " " : "", self->held.ptr,
                   buf_ok(&self->word) ? self->word.ptr : "", self->near);
        buf_reset(&self->held);
        self->near = 0;
    } else {
        put_held(self);
        buf_put_str(&self->held, buf_str(&self->word));
    }
    buf_reset(&self->word);
}

static casus_status near_alone(casus_error *err)
{
    return error_set(err, CASUS_USAGE,
                     "NEAR stands between two words or phrases; of more write NEAR(a b c, 10): " HELP);
}

static casus_status put_operator(reader *self, casus_str piece, casus_error *err)
{
    if (self->near) return near_alone(err);
    put_held(self);
    put_piece(self->out, piece);
    return CASUS_OK;
}

/* ---- words ----------------------------------------------------------------------------------- */

static bool is_plain(casus_str word)
{
    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.ptr[i];
        bool plain = c >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                     (c >= 'A' && c <= 'Z');
        if (!plain) return false;
    }
    return word.len > 0;
}

/* Up to what cannot stand in a word. */
static casus_str cut_word(reader *self)
{
    size_t n = 0;
    while (n < self->rest.len) {
        char c = self->rest.ptr[n];
        if (char_is_space(c) || c == '"' || c == '(' || c == ')' || c == '+') break;
        if (c == ',' && self->depth) break;
        n++;
    }
    casus_str word = str_slice(self->rest, 0, n);
    self->rest = str_slice(self->rest, n, self->rest.len);
    return word;
}

/* A word with its marks: ^ before it, * behind it. */
static void put_word(reader *self, casus_str word)
{
    bool begins = word.ptr[0] == '^', open = word.len > 1 && word.ptr[word.len - 1] == '*';
    casus_str bare = str_slice(word, begins, word.len - open);
    if (begins) buf_put_char(&self->word, '^');
    if (is_plain(bare)) {
        buf_put_str(&self->word, bare);
    } else {
        buf_put_char(&self->word, '"');
        buf_put_str(&self->word, bare);
        buf_put_char(&self->word, '"');
    }
    if (open) buf_put_char(&self->word, '*');
}

/* "NEAR" and "NEAR/5" between two words. */
static bool reads_near(reader *self, casus_str word, int *between)
{
    *between = NEAR_WORDS;
    if (!str_starts(word, STR("NEAR"))) return false;
    if (word.len == 4) return !str_starts(str_trim(self->rest), STR("("));
    double n;
    if (word.ptr[4] != '/' || !number_read(str_slice(word, 5, word.len), &n)) return false;
    *between = n >= 1 && n <= 1000 ? (int)n : NEAR_WORDS;
    return true;
}

static bool names_column(casus_str word, casus_str *column, casus_str *rest)
{
    static const char *const COLUMNS[] = {"title:", "text:"};
    for (size_t i = 0; i < COUNT(COLUMNS); i++) {
        *column = str_from(COLUMNS[i]);
        if (!str_starts(word, *column)) continue;
        *rest = str_slice(word, column->len, word.len);
        return true;
    }
    return false;
}

static casus_status take_letters(reader *self, casus_error *err)
{
    casus_str word = cut_word(self), column, behind;
    int between;
    if (str_eq(word, STR("AND")) || str_eq(word, STR("OR")) || str_eq(word, STR("NOT")) ||
        (str_eq(word, STR("NEAR")) && !reads_near(self, word, &between)))
        return put_operator(self, word, err);
    if (reads_near(self, word, &between)) {
        if (self->near || !self->held.len) return near_alone(err);
        self->near = between;
        return CASUS_OK;
    }
    FAIL_IF(word.len > 1 && word.ptr[0] == '-', CASUS_USAGE,
            "texts without a word are asked for by NOT: a NOT b; " HELP);
    if (names_column(word, &column, &behind)) {
        TRY(put_operator(self, column, err));
        word = behind;
    }
    if (!word.len) return CASUS_OK;
    put_word(self, word);
    take_word(self);
    return CASUS_OK;
}

/* A phrase, marks and all; a mark in it is doubled. */
static casus_status take_phrase(reader *self, casus_error *err)
{
    size_t n = 1;
    while (n < self->rest.len && (self->rest.ptr[n] != '"' ||
                                  (n + 1 < self->rest.len && self->rest.ptr[n + 1] == '"')))
        n += self->rest.ptr[n] == '"' ? 2 : 1;
    FAIL_IF(n >= self->rest.len, CASUS_USAGE, "a quotation mark is missing: \"a phrase\"; " HELP);
    buf_put_str(&self->word, str_slice(self->rest, 0, n + 1));
    self->rest = str_slice(self->rest, n + 1, self->rest.len);
    if (self->rest.len && self->rest.ptr[0] == '*') {
        buf_put_char(&self->word, '*');
        self->rest = str_slice(self->rest, 1, self->rest.len);
    }
    take_word(self);
    return CASUS_OK;
}

/* A bracket, a comma, a plus. */
static casus_status take_mark(reader *self, casus_error *err)
{
    casus_str mark = str_slice(self->rest, 0, 1);
    self->rest = str_slice(self->rest, 1, self->rest.len);
    bool near = str_ends(buf_str(self->out), STR("NEAR"));
    if (mark.ptr[0] == '(' && (self->depth || (near && !self->held.len))) self->depth++;
    if (mark.ptr[0] == ')' && self->depth) self->depth--;
    return put_operator(self, mark, err);
}

static casus_status take_next(reader *self, casus_error *err)
{
    char c = self->rest.ptr[0];
    if (c == '"') return take_phrase(self, err);
    if (c == '(' || c == ')' || c == '+' || (c == ',' && self->depth)) return take_mark(self, err);
    return take_letters(self, err);
}

casus_status text_query(casus_str typed, buf *out, casus_error *err)
{
    reader self = {.rest = str_trim(typed), .out = out};
    casus_status status = CASUS_OK;
    while (status == CASUS_OK && self.rest.len) {
        status = take_next(&self, err);
        self.rest = str_trim(self.rest);
    }
    if (status == CASUS_OK && self.near) status = near_alone(err);
    put_held(&self);
    if (status == CASUS_OK && !out->len)
        status = error_set(err, CASUS_USAGE, "name a word to look for; " HELP);
    if (!buf_ok(&self.held) || !buf_ok(&self.word) || !buf_ok(out))
        status = error_set(err, CASUS_NO_MEMORY, "there is no memory left");
    buf_release(&self.held);
    buf_release(&self.word);
    return status;
}

casus_status text_check(const casus_store *store, casus_str query, casus_error *err)
{
    sqlite3_stmt *stmt = NULL;
    row_writer row = {0};
    row.rc = sqlite3_prepare_v2(
        store->db, "SELECT 1 FROM text_index WHERE text_index MATCH ? LIMIT 1", -1, &stmt, NULL);
    row.stmt = stmt;
    if (row.rc == SQLITE_OK) row_text(&row, query);
    int rc = row.rc == SQLITE_OK ? sqlite3_step(stmt) : row.rc;
    casus_status status = CASUS_OK;
    if (rc == SQLITE_ERROR && stmt) {
        status = error_set(err, CASUS_USAGE, "the text query is not understood (%.80s); " HELP,
                           sqlite3_errmsg(store->db));
    } else if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
        status = store_failed(store, "the query", err);
    }
    sqlite3_finalize(stmt);
    return status;
}
