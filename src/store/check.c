/* check: is a store whole? Its file, its tables, what its rows say of each other and of the payloads.
 * One line a question, "ok" or "BAD" before it; what is wrong is named below, the first of it.
 */
#include <sha2.h>
#include <stdio.h>
#include <unistd.h>

#include "store/row.h"
#include "store/schema.h"

#define NAMED 5 /* of what is wrong with one thing */

typedef struct check {
    casus_store *store;
    casus_sink sink;
    buf line;
    uint64_t n_wrong; /* of the question in hand */
    bool sound;
} check;

static casus_status say(check *self, casus_error *err)
{
    buf_put_char(&self->line, '\n');
    FAIL_IF(!buf_ok(&self->line), CASUS_NO_MEMORY, "there is no memory left");
    bool written = self->sink.write(self->sink.self, self->line.ptr, self->line.len);
    buf_reset(&self->line);
    FAIL_IF(!written, CASUS_IO, "the report could not be written");
    return CASUS_OK;
}

static casus_status answer(check *self, const char *what, casus_error *err)
{
    buf details = self->line;
    self->line = (buf){0};
    buf_printf(&self->line, "%s  %s", self->n_wrong ? "BAD " : "ok  ", what);
    if (self->n_wrong > 1)
        buf_printf(&self->line, ": wrong %llu times", (unsigned long long)self->n_wrong);
    if (self->n_wrong) self->sound = false;
    self->n_wrong = 0;
    casus_status status = say(self, err);
    if (status == CASUS_OK && details.len) {
        details.len--; /* the newline that say() puts */
        buf_release(&self->line);
        self->line = details;
        return say(self, err);
    }
    buf_release(&details);
    return status;
}

/* Names what is wrong, the first few times. */
static void wrong(check *self, casus_str what)
{
    if (++self->n_wrong > NAMED) return;
    buf_put_str(&self->line, STR("      "));
    buf_put_str(&self->line, what);
    buf_put_char(&self->line, '\n');
}

/* Each row that the SQL gives is wrong; its first column says what. A file that cannot be read is an
 * answer, too. */
static casus_status ask_of(check *self, sqlite3 *db, const char *sql, casus_error *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);
    while (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        wrong(self, str_from((const char *)sqlite3_column_text(stmt, 0)));
        rc = SQLITE_OK;
    }
    if (rc == SQLITE_CORRUPT || rc == SQLITE_CORRUPT_VTAB || rc == SQLITE_NOTADB)
        wrong(self, str_from(sqlite3_errmsg(db)));
    else if (rc != SQLITE_DONE) {
        sqlite3_finalize(stmt);
        return store_failed(self->store, "the check", err);
    }
    sqlite3_finalize(stmt);
    return CASUS_OK;
}

static casus_status ask(check *self, const char *what, const char *sql, casus_error *err)
{
    TRY(ask_of(self, self->store->db, sql, err));
    return answer(self, what, err);
}

/* ---- the tables ------------------------------------------------------------------------------ */

#define OBJECTS "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY 1"

/* Walks the tables of a new store and of this one side by side. */
static casus_status compare_tables(check *self, sqlite3_stmt *ours, sqlite3_stmt *wanted,
                                   casus_error *err)
{
    int has = sqlite3_step(ours), wants = sqlite3_step(wanted);
    while (has == SQLITE_ROW || wants == SQLITE_ROW) {
        casus_str a = str_from((const char *)sqlite3_column_text(ours, 0));
        casus_str b = str_from((const char *)sqlite3_column_text(wanted, 0));
        int order = has != SQLITE_ROW ? 1 : wants != SQLITE_ROW ? -1 : strcmp(a.ptr, b.ptr);
        char text[160];
        if (order == 0) {
            const char *x = (const char *)sqlite3_column_text(ours, 1);
            const char *y = (const char *)sqlite3_column_text(wanted, 1);
            if (x && y && strcmp(x, y) != 0) {
                snprintf(text, sizeof text, "%.120s is not as casus makes it", a.ptr);
                wrong(self, str_from(text));
            }
        } else if (order > 0) {
            snprintf(text, sizeof text, "%.120s is missing", b.ptr);
            wrong(self, str_from(text));
        }
        if (order <= 0) has = sqlite3_step(ours);
        if (order >= 0) wants = sqlite3_step(wanted);
    }
    bool read = has == SQLITE_DONE && wants == SQLITE_DONE;
    return read ? CASUS_OK : store_failed(self->store, "the check", err);
}

/* What else there is, an index or a view of the user's, is no fault. */
static casus_status check_tables(check *self, casus_error *err)
{
    casus_store *fresh;
    sqlite3_stmt *ours = NULL, *wanted = NULL;
    TRY(casus_store_open(&fresh, ":memory:", false, err));
    casus_status status = CASUS_OK;
    if (sqlite3_prepare_v2(self->store->db, OBJECTS, -1, &ours, NULL) != SQLITE_OK)
        status = store_failed(self->store, "the check", err);
    else if (sqlite3_prepare_v2(fresh->db, OBJECTS, -1, &wanted, NULL) != SQLITE_OK)
        status = store_failed(fresh, "the check", err);
    else
        status = compare_tables(self, ours, wanted, err);
    sqlite3_finalize(ours);
    sqlite3_finalize(wanted);
    casus_store_close(fresh);
    return status == CASUS_OK ? answer(self, "tables, indexes and views are those of casus", err)
                              : status;
}

/* ---- what the rows say ----------------------------------------------------------------------- */

#define REFERENCES                                                                                 \
    "SELECT 'a row of ' || \"table\" || ' belongs to no row of ' || parent"                         \
    " FROM pragma_foreign_key_check"

#define CURRENT_CODINGS                                                                            \
    "SELECT 'document ' || document || ' has codings and ' || sum(current) || ' current ones'"     \
    " FROM codings GROUP BY document HAVING sum(current) <> 1"

#define OUTSIDE(table, start, end)                                                                 \
    "SELECT '" table " of coding ' || t.coding || ': ' || t." start " || '..' || t." end           \
    " FROM coded_" table " t JOIN codings c USING (coding) JOIN payloads p USING (document)"       \
    " WHERE t." start " IS NOT NULL AND NOT (0 <= t." start " AND t." start " <= t." end           \
    " AND t." end " <= length(p.payload))"
#define PLAIN(table) OUTSIDE(table, "start", "\"end\"")
#define AND_ALSO " UNION ALL "

#define SPANS                                                                                      \
    PLAIN("articles") AND_ALSO PLAIN("sentences") AND_ALSO PLAIN("actors") AND_ALSO PLAIN(         \
        "places") AND_ALSO PLAIN("dates") AND_ALSO PLAIN("quotes") AND_ALSO PLAIN("attributions")  \
        AND_ALSO OUTSIDE("events", "trigger_start", "trigger_end")                                 \
            AND_ALSO OUTSIDE("events", "sentence_start", "sentence_end")                           \
                AND_ALSO OUTSIDE("events", "source_start", "source_end")                           \
                    AND_ALSO OUTSIDE("events", "target_start", "target_end")                       \
                        AND_ALSO OUTSIDE("events", "date_start", "date_end")                       \
                            AND_ALSO OUTSIDE("events", "place_start", "place_end")

#define EVENTLESS                                                                                  \
    "SELECT 'event ' || e.event || ' has no report' FROM coded_events e WHERE NOT EXISTS"          \
    " (SELECT 1 FROM coded_reports r WHERE r.event = e.event)"

/* Of a payload that was cut at a limit the key is that of the whole. */
static casus_status check_keys(check *self, casus_error *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(self->store->db, "SELECT document, key, payload, bytes_cut FROM payloads",
                                -1, &stmt, NULL);
    while (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        char key[SHA256_DIGEST_STRING_LENGTH], text[64];
        const void *bytes = sqlite3_column_blob(stmt, 2);
        size_t len = (size_t)sqlite3_column_bytes(stmt, 2);
        const char *stored = (const char *)sqlite3_column_text(stmt, 1);
        rc = SQLITE_OK;
        bool known = sqlite3_column_type(stmt, 3) != SQLITE_NULL; /* not of an older schema */
        if (known ? sqlite3_column_int64(stmt, 3) > 0 : len >= CASUS_MAX_DOCUMENT) continue;
        SHA256Data(bytes ? bytes : (const void *)"", len, key);
        if (stored && strcmp(key, stored) == 0) continue;
        snprintf(text, sizeof text, "document %lld has other bytes",
                 (long long)sqlite3_column_int64(stmt, 0));
        wrong(self, str_from(text));
    }
    casus_status status =
        rc == SQLITE_DONE ? CASUS_OK : store_failed(self->store, "the check", err);
    sqlite3_finalize(stmt);
    TRY(status);
    return answer(self, "payloads have the SHA-256 that is their key", err);
}

/* ---- the text index -------------------------------------------------------------------------- */

#define UNINDEXED                                                                                  \
    "SELECT 'coding ' || coding || ' is not in it' FROM codings"                                   \
    " WHERE coding NOT IN (SELECT id FROM text_index_docsize)"
#define INDEX_AGREES "INSERT INTO text_index (text_index, rank) VALUES ('integrity-check', 1)"

/* FTS5 compares itself with the texts by a statement that writes nothing, but asks for a file that
 * may be written. */
static casus_status check_texts(check *self, bool quick, casus_error *err)
{
    static const char what[] = "the text index";
    TRY(ask_of(self, self->store->db, UNINDEXED, err));
    if (quick || self->n_wrong) return answer(self, what, err);
    if (access(self->store->path, W_OK) != 0)
        return answer(self, "the text index has all codings (not compared word by word: the file is"
                            " read-only)", err);
    casus_store *writer;
    TRY(casus_store_open(&writer, self->store->path, false, err));
    casus_store *reader = self->store;
    self->store = writer;
    casus_status status = ask_of(self, writer->db, INDEX_AGREES, err);
    self->store = reader;
    casus_store_close(writer);
    TRY(status);
    return answer(self, what, err);
}

/* ---- all of it ------------------------------------------------------------------------------- */

static casus_status check_all(check *self, bool quick, casus_error *err)
{
    TRY(answer(self, "a store of casus, of the schema that this casus knows", err));
    TRY(ask(self, "pages of the file",
            quick ? "SELECT * FROM pragma_quick_check WHERE quick_check <> 'ok'"
                  : "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
            err));
    TRY(check_tables(self, err));
    TRY(ask(self, "each row belongs to one that is there", REFERENCES, err));
    TRY(ask(self, "each coded document has one current coding", CURRENT_CODINGS, err));
    TRY(ask(self, "each event has a report", EVENTLESS, err));
    TRY(check_texts(self, quick, err));
    if (quick) return CASUS_OK;
    TRY(check_keys(self, err));
    return ask(self, "spans lie in their payloads", SPANS, err);
}

casus_status casus_store_check(const char *path, bool quick, casus_sink sink, bool *sound,
                               casus_error *err)
{
    check self = {.sink = sink, .sound = true};
    *sound = false;
    TRY(casus_store_open(&self.store, path, true, err));
    casus_status status = check_all(&self, quick, err);
    *sound = status == CASUS_OK && self.sound;
    buf_release(&self.line);
    casus_store_close(self.store);
    return status;
}
