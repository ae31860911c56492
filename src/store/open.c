/* open: the store's file. Made when it is not there; checked before anything is believed of it.
 *
 * The header of the file carries our application id and the version of the schema. A file of
 * another program, of a newer casus, or a damaged one is refused with a sentence that says which.
 * The schema of a file that we did not make is never trusted (no functions from it, no writes to
 * its internals).
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/schema.h"
#include "store/store.h"

#define BUSY_MS 5000

casus_status store_failed(const casus_store *self, const char *doing, casus_error *err)
{
    const char *detail = sqlite3_errmsg(self->db);
    switch (sqlite3_errcode(self->db) & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_at(err, CASUS_STORE, self->path, 0,
                        "another program is writing to this store: try again when it is done");
    case SQLITE_NOTADB:
        return error_at(err, CASUS_STORE, self->path, 0, "this is not a store of casus");
    case SQLITE_CORRUPT:
        return error_at(err, CASUS_STORE, self->path, 0,
                        "the store is damaged (%s): restore a copy or ingest again", detail);
    case SQLITE_FULL:
        return error_at(err, CASUS_STORE, self->path, 0,
                        "the disk is full: make room and run the command again");
    case SQLITE_NOMEM:
        return error_at(err, CASUS_NO_MEMORY, self->path, 0, "there is no memory left");
    default: return error_at(err, CASUS_STORE, self->path, 0, "%s failed: %s", doing, detail);
    }
}

static casus_status run(casus_store *self, const char *sql, casus_error *err)
{
    int rc = sqlite3_exec(self->db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? CASUS_OK : store_failed(self, "opening the store", err);
}

static casus_status read_number(casus_store *self, const char *sql, int64_t *value,
                                casus_error *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(self->db, sql, -1, &stmt, NULL);
    if (rc == SQLITE_OK) rc = sqlite3_step(stmt);
    *value = rc == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : 0;
    casus_status status =
        rc == SQLITE_ROW ? CASUS_OK : store_failed(self, "opening the store", err);
    sqlite3_finalize(stmt);
    return status;
}

/* ---- making and checking ------------------------------------------------------------------- */

/* Is the file empty, ours (of which version), or something else? */
static casus_status check_header(casus_store *self, bool *empty, int64_t *version,
                                 casus_error *err)
{
    int64_t application, objects;
    TRY(read_number(self, "PRAGMA application_id", &application, err));
    TRY(read_number(self, "PRAGMA user_version", version, err));
    TRY(read_number(self, "SELECT count(*) FROM sqlite_schema", &objects, err));
    *empty = application == 0 && *version == 0 && objects == 0;
    if (*empty) return CASUS_OK;
    if (application != STORE_APPLICATION_ID) {
        return error_at(err, CASUS_STORE, self->path, 0,
                        "this SQLite database belongs to another program: name another file");
    }
    if (*version < STORE_OLDEST || *version > STORE_VERSION) {
        return error_at(err, CASUS_STORE, self->path, 0,
                        "the store has schema %d and this casus knows %d: use %s casus",
                        (int)*version, STORE_VERSION,
                        *version > STORE_VERSION ? "a newer" : "an older");
    }
    return CASUS_OK;
}

static casus_status write_header(casus_store *self, bool empty, casus_error *err)
{
    char sql[256];
    snprintf(sql, sizeof sql,
             "PRAGMA application_id = %d; PRAGMA user_version = %d;"
             "INSERT OR REPLACE INTO meta VALUES ('schema', '%d')",
             STORE_APPLICATION_ID, STORE_VERSION, STORE_VERSION);
    TRY(run(self, sql, err));
    if (!empty) return CASUS_OK;
    return run(self, "INSERT INTO meta VALUES ('casus', '" CASUS_VERSION "')", err);
}

/* All steps from `version` on (0: an empty file), inside a transaction. */
static casus_status take_steps(casus_store *self, int64_t version, casus_error *err)
{
    bool empty = version == 0;
    for (int i = 0; i < n_store_steps; i++) {
        if (store_steps[i].from != version) continue;
        for (const char *const *sql = store_steps[i].sql; *sql; sql++) TRY(run(self, *sql, err));
        version = version ? version + 1 : STORE_FIRST;
    }
    return write_header(self, empty, err);
}

/* ---- statements ---------------------------------------------------------------------------- */

static casus_status prepare(casus_store *self, const char *sql, sqlite3_stmt **out,
                            casus_error *err)
{
    if (*out) return CASUS_OK;
    int rc = sqlite3_prepare_v3(self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);
    return rc == SQLITE_OK ? CASUS_OK : store_failed(self, "opening the store", err);
}

/* "INSERT INTO name VALUES (?,...)" with as many as the table has columns. */
static casus_status prepare_insert(casus_store *self, const char *name, int n_columns,
                                   sqlite3_stmt **out, casus_error *err)
{
    buf sql = {0};
    buf_printf(&sql, "INSERT INTO %s VALUES (", name);
    for (int i = 0; i < n_columns; i++) buf_put_str(&sql, i ? STR(",?") : STR("?"));
    buf_put_char(&sql, ')');
    casus_status status = buf_ok(&sql) ? prepare(self, sql.ptr, out, err)
                                       : error_set(err, CASUS_NO_MEMORY, "there is no memory left");
    buf_release(&sql);
    return status;
}

#define NOW "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"

static const char *const STATEMENTS[N_STATEMENTS] = {
    [FIND_PAYLOAD] = "SELECT p.document, c.coding FROM payloads p LEFT JOIN codings c"
                     " ON c.document = p.document AND c.current WHERE p.key = ?",
    [FIND_RUN] = "SELECT run FROM runs WHERE casus IS ? AND model IS ? AND options IS ?",
    [FIND_CODING] = "SELECT 1 FROM codings WHERE document = ? AND run = ?",
    [INSERT_RUN] = "INSERT INTO runs VALUES (NULL, ?, ?, ?, ?, " NOW ")",
    [INSERT_PAYLOAD] = "INSERT INTO payloads VALUES (NULL, ?, ?, ?, ?, ?, " NOW ", ?, ?)",
    [EXTEND_PAYLOAD] = "UPDATE payloads SET bytes_cut = ?1, payload = ?2"
                       " WHERE document = ?3 AND length(payload) < length(?2)",
    [RETIRE_CODING] = "UPDATE codings SET current = 0 WHERE document = ? AND current",
    [INSERT_CODING] = "INSERT INTO codings VALUES (NULL, ?, ?, 1, " NOW
                      ", ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [FIND_SKETCH] = "SELECT duplicate_of, sketch FROM sketches WHERE document = ?",
    [FIND_ORDER] = "SELECT c.published_from, p.id, p.key FROM payloads p LEFT JOIN codings c"
                   " ON c.document = p.document AND c.current WHERE p.document = ?",
    [FIND_KEY] = "SELECT document FROM sketch_keys WHERE key = ? AND copy = ? LIMIT ?",
    [FIND_COPIES] = "SELECT document FROM sketches WHERE duplicate_of = ?",
    [FIND_SENTENCES] = "SELECT text FROM coded_sentences WHERE coding = ? ORDER BY n",
    [INSERT_SKETCH] = "INSERT INTO sketches VALUES (?, NULL, ?)",
    [DELETE_SKETCH] = "DELETE FROM sketches WHERE document = ?",
    [SET_DUPLICATE] = "UPDATE sketches SET duplicate_of = ? WHERE document = ?",
    [INSERT_KEY] = "INSERT OR IGNORE INTO sketch_keys VALUES (?, ?, ?)",
    [DELETE_KEY] = "DELETE FROM sketch_keys WHERE key = ? AND copy = ? AND document = ?",
    [INDEX_TEXT] = "INSERT INTO text_index (rowid, title, text)"
                   " SELECT coding, title, text FROM coding_texts WHERE coding = ?",
};

static casus_status prepare_all(casus_store *self, casus_error *err)
{
    static const struct {
        const char *name;
        int n_columns;
    } TABLES[N_INSERTS] = {
        [INSERT_ARTICLE] = {"coded_articles", 2 ARTICLES(COLUMN_COUNTED)},
        [INSERT_SENTENCE] = {"coded_sentences", 2 SENTENCES(COLUMN_COUNTED)},
        [INSERT_ACTOR] = {"coded_actors", 2 ACTORS(COLUMN_COUNTED)},
        [INSERT_PLACE] = {"coded_places", 2 PLACES(COLUMN_COUNTED)},
        [INSERT_DATE] = {"coded_dates", 2 DATES(COLUMN_COUNTED)},
        [INSERT_QUOTE] = {"coded_quotes", 2 QUOTES(COLUMN_COUNTED)},
        [INSERT_ATTRIBUTION] = {"coded_attributions", 2 ATTRIBUTIONS(COLUMN_COUNTED)},
        [INSERT_EVENT] = {"coded_events", 2 EVENTS(COLUMN_COUNTED)},
        [INSERT_REPORT] = {"coded_reports", 2 REPORTS(COLUMN_COUNTED)},
    };
    int n = self->read_only ? N_READING_STATEMENTS : N_STATEMENTS;
    for (int i = 0; i < n; i++) TRY(prepare(self, STATEMENTS[i], &self->statements[i], err));
    if (self->read_only) return CASUS_OK;
    for (int i = 0; i < N_INSERTS; i++) {
        TRY(prepare_insert(self, TABLES[i].name, TABLES[i].n_columns, &self->inserts[i], err));
    }
    return CASUS_OK;
}

/* ---- bringing up to date --------------------------------------------------------------------- */

static casus_status check_or_create(casus_store *self, casus_error *err)
{
    bool empty;
    int64_t version;
    TRY(check_header(self, &empty, &version, err));
    if (!empty && version == STORE_VERSION) return CASUS_OK;
    if (self->read_only && empty) {
        return error_at(err, CASUS_STORE, self->path, 0,
                        "the store is empty: fill it with casus ingest");
    }
    if (self->read_only) {
        return error_at(err, CASUS_STORE, self->path, 0,
                        "the store has the older schema %d: casus store upgrade -d DB brings it up "
                        "to date", (int)version);
    }
    /* Two programs may make the same store: the second finds it made. */
    TRY(run(self, "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE", err));
    casus_status status = check_header(self, &empty, &version, err);
    if (status == CASUS_OK && version < STORE_VERSION) {
        status = take_steps(self, version, err);
        if (status == CASUS_OK) status = prepare_all(self, err);
        if (status == CASUS_OK && !empty) status = store_near_fill(self, err);
    }
    if (status == CASUS_OK) status = run(self, "COMMIT", err);
    if (status != CASUS_OK) sqlite3_exec(self->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

/* ---- open and close ------------------------------------------------------------------------ */

static casus_status set_up(casus_store *self, casus_error *err)
{
    int rc = sqlite3_db_config(self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (rc == SQLITE_OK) rc = sqlite3_db_config(self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (rc == SQLITE_OK) rc = sqlite3_busy_timeout(self->db, BUSY_MS);
    if (rc != SQLITE_OK) return store_failed(self, "opening the store", err);
    TRY(run(self,
            "PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;"
            "PRAGMA cache_size = -16000",
            err));
    TRY(check_or_create(self, err));
    if (!self->read_only) {
        /* The pages that a savepoint keeps, of each document, would else go through a file. */
        TRY(run(self,
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY",
                err));
    }
    return prepare_all(self, err);
}

casus_status casus_store_open(casus_store **out, const char *path, bool read_only, casus_error *err)
{
    *out = NULL;
    if (read_only && access(path, F_OK) != 0) {
        return error_at(err, CASUS_NOT_FOUND, path, 0,
                        "there is no store here: make one with casus ingest");
    }
    casus_store *self = calloc(1, sizeof *self);
    char *copy = strdup(path);
    if (!self || !copy) {
        free(self);
        free(copy);
        return error_set(err, CASUS_NO_MEMORY, "there is no memory left");
    }
    self->path = copy;
    self->read_only = read_only;
    int flags = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    int rc = sqlite3_open_v2(path, &self->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    casus_status status =
        rc == SQLITE_OK ? set_up(self, err) : store_failed(self, "opening the store", err);
    if (status != CASUS_OK) {
        casus_store_close(self);
        return status;
    }
    *out = self;
    return CASUS_OK;
}

void casus_store_close(casus_store *self)
{
    if (!self) return;
    for (int i = 0; i < N_STATEMENTS; i++) sqlite3_finalize(self->statements[i]);
    for (int i = 0; i < N_INSERTS; i++) sqlite3_finalize(self->inserts[i]);
    sqlite3_close(self->db);
    free(self->path);
    free(self);
}
