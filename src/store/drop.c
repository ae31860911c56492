/* drop: a run and its codings out of a store. Payloads stay. */
#include "store/row.h"

/* Runs a statement of its own; its one parameter, where it has one, is the run. */
static casus_status run_with(casus_store *self, const char *sql, int64_t run, uint64_t *changed,
                             casus_error *err)
{
    row_writer row = {0};
    row.rc = sqlite3_prepare_v2(self->db, sql, -1, &row.stmt, NULL);
    if (row.rc == SQLITE_OK && sqlite3_bind_parameter_count(row.stmt)) row_int(&row, run);
    int rc = row.rc == SQLITE_OK ? sqlite3_step(row.stmt) : row.rc;
    casus_status status =
        rc == SQLITE_DONE ? CASUS_OK : store_failed(self, "dropping the run", err);
    *changed = (uint64_t)sqlite3_changes64(self->db);
    sqlite3_finalize(row.stmt);
    return status;
}

static casus_status drop(casus_store *self, int64_t run, casus_dropped *out, casus_error *err)
{
    uint64_t n, current;
    TRY(run_with(self,
                 "UPDATE codings SET current = 0 WHERE run = ? AND current", run, &current, err));
    /* An index over a view is told what to forget. */
    TRY(run_with(self,
                 "INSERT INTO text_index (text_index, rowid, title, text) SELECT 'delete', coding,"
                 " title, text FROM coding_texts WHERE coding IN"
                 " (SELECT coding FROM codings WHERE run = ?)", run, &n, err));
    TRY(run_with(self,
                 "UPDATE codings SET current = 1 WHERE coding IN (SELECT max(coding) FROM codings"
                 " WHERE run <> ? GROUP BY document HAVING NOT max(current))", run, &n, err));
    TRY(run_with(self, "DELETE FROM codings WHERE run = ?", run, &out->codings, err));
    out->uncoded = current - n;
    TRY(run_with(self, "DELETE FROM runs WHERE run = ?", run, &n, err));
    if (n) return CASUS_OK;
    return error_at(err, CASUS_USAGE, self->path, 0,
                    "there is no run %lld: casus store runs -d DB lists them", (long long)run);
}

casus_status casus_store_drop(casus_store *self, int64_t run, casus_dropped *out, casus_error *err)
{
    *out = (casus_dropped){0};
    TRY(casus_store_begin(self, err));
    casus_status status = drop(self, run, out, err);
    if (status == CASUS_OK) status = casus_store_commit(self, err);
    if (status == CASUS_OK) return CASUS_OK;
    *out = (casus_dropped){0};
    sqlite3_exec(self->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}
