/* open: the store's file. Made when it is not there; checked before anything is believed of it.
 *
 * The header of the file carries our application id and the version of the schema. A file of
 * another program, of a newer casus, or a damaged one is refused with a sentence that says which.
 * The schema of a file that we did not make is never trusted (no functions from it, no writes to
 * its internals).
 */
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

static casus_status create_schema(casus_store *self, casus_error *err)
{
    TRY(run(self, STORE_SCHEMA, err));
    buf sql = {0};
    buf_printf(&sql,
               "PRAGMA application_id = %d; PRAGMA user_version = %d;"
               "INSERT INTO meta VALUES ('schema', '%d'), ('casus', '%s');",
               STORE_APPLICATION_ID, STORE_VERSION, STORE_VERSION, CASUS_VERSION);
    casus_status status = buf_ok(&sql) ? run(self, sql.ptr, err)
                                       : error_set(err, CASUS_NO_MEMORY, "there is no memory left");
    buf_release(&sql);
    return status;
}

/* Is the file empty, ours (of which version), or something else? */
static casus_status check_header(casus_store *self, bool *empty, int64_t *version_out,
                                 casus_error *err)
{
    int64_t application, version, objects;
    TRY(read_number(self, "PRAGMA application_id", &application, err));
    TRY(read_number(self, "PRAGMA user_version", &version, err));
    *version_out = version;
    TRY(read_number(self, "SELECT count(*) FROM sqlite_schema", &objects, err));
    *empty = application == 0 && version == 0 && objects == 0;
    if (*empty) return CASUS_OK;
    if (application != STORE_APPLICATION_ID) {
        return error_at(err, CASUS_STORE, self->path, 0,
                        "this SQLite database belongs to another program: name another file");
    }
    if (version < STORE_OLDEST || version > STORE_VERSION) {
        return error_at(err, CASUS_STORE, self->path, 0,
                        "the store has schema %d and this casus knows %d: use %s casus",
                        (int)version, STORE_VERSION,
                        version > STORE_VERSION ? "a newer" : "an older");
    }
    return CASUS_OK;
}

static casus_status upgrade_schema(casus_store *self, casus_error *err)
{
    buf sql = {0};
    buf_printf(&sql,
               STORE_UPGRADE "; PRAGMA user_version = %d;"
                             "UPDATE meta SET value = '%d' WHERE key = 'schema'",
               STORE_VERSION, STORE_VERSION);
    casus_status status = buf_ok(&sql) ? run(self, sql.ptr, err)
                                       : error_set(err, CASUS_NO_MEMORY, "there is no memory left");
    buf_release(&sql);
    return status;
}

static casus_status check_or_create(casus_store *self, casus_error *err)
{
    bool empty;
    int64_t version;
    TRY(check_header(self, &empty, &version, err));
    if (!empty && (version == STORE_VERSION || self->read_only)) return CASUS_OK;
    if (self->read_only) {
        return error_at(err, CASUS_STORE, self->path, 0,
                        "the store is empty: fill it with casus ingest");
    }
    /* Two programs may make the same store: the second finds it made. */
    TRY(run(self, "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE", err));
    casus_status status = check_header(self, &empty, &version, err);
    if (status == CASUS_OK && empty) status = create_schema(self, err);
    else if (status == CASUS_OK && version < STORE_VERSION) status = upgrade_schema(self, err);
    if (status == CASUS_OK) return run(self, "COMMIT", err);
    sqlite3_exec(self->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

/* ---- statements ---------------------------------------------------------------------------- */

static casus_status prepare(casus_store *self, const char *sql, sqlite3_stmt **out,
                            casus_error *err)
{
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

static casus_status prepare_all(casus_store *self, casus_error *err)
{
    static const struct {
        const char *name;
        int n_columns;
    } TABLES[N_INSERTS] = {
        [INSERT_ARTICLE] = {"articles", 8},
        [INSERT_SENTENCE] = {"sentences", 5},
        [INSERT_ACTOR] = {"actors", 10},
        [INSERT_PLACE] = {"places", 12},
        [INSERT_DATE] = {"dates", 9},
        [INSERT_QUOTE] = {"quotes", 16},
        [INSERT_ATTRIBUTION] = {"attributions", 16},
        [INSERT_EVENT] = {"events", 60},
        [INSERT_REPORT] = {"reports", 18},
    };
    TRY(prepare(self, "SELECT 1 FROM documents WHERE key = ?", &self->has, err));
    if (self->read_only) return CASUS_OK;
    TRY(prepare(self,
                "INSERT INTO documents VALUES (NULL,?,?,?,?,?,?,?,?,"
                "strftime('%Y-%m-%dT%H:%M:%SZ','now'),?)",
                &self->inserts[INSERT_DOCUMENT], err));
    for (int i = INSERT_DOCUMENT + 1; i < N_INSERTS; i++) {
        TRY(prepare_insert(self, TABLES[i].name, TABLES[i].n_columns, &self->inserts[i], err));
    }
    return CASUS_OK;
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
        TRY(run(self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", err));
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
    sqlite3_finalize(self->has);
    for (int i = 0; i < N_INSERTS; i++) sqlite3_finalize(self->inserts[i]);
    sqlite3_close(self->db);
    free(self->path);
    free(self);
}
