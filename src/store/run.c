/* run: which run a way of coding is, and what of a payload is there already. */
#include <sha2.h>

#include "store/row.h"

/* Steps a statement that gives one row or none; it stays on the row until it is reset. */
static casus_status step_once(casus_store *self, const row_writer *row, bool *found,
                              casus_error *err)
{
    int rc = row->rc == SQLITE_OK ? sqlite3_step(row->stmt) : row->rc;
    *found = rc == SQLITE_ROW;
    return *found || rc == SQLITE_DONE ? CASUS_OK : store_failed(self, "reading the store", err);
}

static row_writer method_of(casus_store *self, enum store_statement which,
                            const casus_method *method)
{
    row_writer row = {.stmt = self->statements[which]};
    row_word(&row, method->casus);
    row_word(&row, method->model);
    row_word(&row, method->options);
    return row;
}

casus_status store_run_of(casus_store *self, const casus_method *method, bool make, int64_t *run,
                          casus_error *err)
{
    bool found;
    sqlite3_stmt *find = self->statements[FIND_RUN];
    row_writer row = method_of(self, FIND_RUN, method);
    casus_status status = step_once(self, &row, &found, err);
    *run = found ? sqlite3_column_int64(find, 0) : 0;
    sqlite3_reset(find);
    if (status != CASUS_OK || found || !make) return status;
    row = method_of(self, INSERT_RUN, method);
    row_word(&row, method->sections);
    TRY(store_write_row(self, &row, err));
    *run = sqlite3_last_insert_rowid(self->db);
    return CASUS_OK;
}

static casus_status is_in_run(casus_store *self, int64_t run, store_payload *out, casus_error *err)
{
    row_writer row = {.stmt = self->statements[FIND_CODING]};
    row_int(&row, out->document);
    row_int(&row, run);
    casus_status status = step_once(self, &row, &out->in_run, err);
    sqlite3_reset(row.stmt);
    return status;
}

casus_status store_payload_of(casus_store *self, const char *key, int64_t run, store_payload *out,
                              casus_error *err)
{
    bool found;
    row_writer row = {.stmt = self->statements[FIND_PAYLOAD]};
    *out = (store_payload){0};
    row_word(&row, key);
    casus_status status = step_once(self, &row, &found, err);
    if (found) {
        out->document = sqlite3_column_int64(row.stmt, 0);
        out->coded = sqlite3_column_type(row.stmt, 1) != SQLITE_NULL;
    }
    sqlite3_reset(row.stmt);
    if (status != CASUS_OK || !out->coded || !run) return status;
    return is_in_run(self, run, out, err);
}

casus_status casus_store_find(casus_store *self, casus_str payload, const casus_method *method,
                              casus_stored *found, casus_error *err)
{
    char key[SHA256_DIGEST_STRING_LENGTH];
    int64_t run;
    store_payload there;
    *found = CASUS_NOT_CODED;
    SHA256Data((const uint8_t *)(payload.ptr ? payload.ptr : ""), payload.len, key);
    TRY(store_run_of(self, method, false, &run, err));
    TRY(store_payload_of(self, key, run, &there, err));
    if (there.coded) *found = there.in_run ? CASUS_CODED : CASUS_CODED_OTHERWISE;
    return CASUS_OK;
}
