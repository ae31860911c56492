/* runs: casus_store_runs. The runs of a store, as a table, JSON Lines or CSV. */
#include "export/table.h"

#include "export/record.h"
#include "store/row.h"

static const char *const NAMES[] = {"run",   "casus",     "model",   "options",   "started",
                                    "ended", "documents", "current", "sentences", "events"};
#define N_NAMES COUNT(NAMES)
#define FIRST_COUNT 6 /* of NAMES: numbers from there, and the run */

enum runs_format { RUNS_TABLE, RUNS_JSONL, RUNS_CSV, N_RUNS_FORMATS };

typedef struct runs_writer {
    enum runs_format format;
    table into;
    buf line;
    casus_sink sink;
} runs_writer;

static casus_status put_run(runs_writer *self, const casus_str *values, casus_error *err)
{
    table_cell cells[N_NAMES];
    if (self->format == RUNS_JSONL) {
        buf_put_str(&self->line, STR("{\"kind\":\"run\""));
    }
    for (size_t i = 0; i < N_NAMES; i++) {
        cells[i] = (table_cell){.text = values[i]};
        if (self->format == RUNS_JSONL) {
            emit_key(&self->line, NAMES[i]);
            if (i == 0 || i >= FIRST_COUNT) buf_put_str(&self->line, values[i]);
            else emit_string(&self->line, values[i]);
        } else if (self->format == RUNS_CSV) {
            if (i) buf_put_char(&self->line, ',');
            csv_field(&self->line, values[i]);
        }
    }
    if (self->format == RUNS_TABLE) return table_row(&self->into, cells, self->sink, err);
    buf_put_str(&self->line, self->format == RUNS_CSV ? STR("\r\n") : STR("}\n"));
    return emit_flush(&self->line, self->sink, err);
}

static casus_status put_header(runs_writer *self, casus_error *err)
{
    if (self->format != RUNS_CSV) return CASUS_OK;
    for (size_t i = 0; i < N_NAMES; i++) {
        if (i) buf_put_char(&self->line, ',');
        buf_put_str(&self->line, str_from(NAMES[i]));
    }
    buf_put_str(&self->line, STR("\r\n"));
    return emit_flush(&self->line, self->sink, err);
}

static casus_status put_runs(runs_writer *self, casus_store *store, sqlite3_stmt *stmt, arena *mem,
                             casus_error *err)
{
    int rc;
    TRY(put_header(self, err));
    while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        casus_str values[N_NAMES];
        row_reader row = {.stmt = stmt, .mem = mem};
        arena_reset(mem);
        for (size_t i = 0; i < N_NAMES; i++) values[i] = read_text(&row);
        FAIL_IF(!arena_ok(mem), CASUS_NO_MEMORY, "there is no memory left");
        TRY(put_run(self, values, err));
    }
    if (rc != SQLITE_DONE) return store_failed(store, "reading the runs", err);
    return table_flush(&self->into, self->sink, err);
}

static casus_status read_format(const char *name, enum runs_format *out, casus_error *err)
{
    static const char *const FORMATS[] = {"table", "jsonl", "csv"};
    for (int i = 0; i < N_RUNS_FORMATS; i++) {
        if (!str_eq(str_from(name), str_from(FORMATS[i]))) continue;
        *out = (enum runs_format)i;
        return CASUS_OK;
    }
    return error_set(err, CASUS_USAGE, "runs are written as table, jsonl or csv, not \"%.40s\"",
                     name ? name : "");
}

casus_status casus_store_runs(casus_store *store, const char *format, bool color, unsigned width,
                              casus_sink sink, casus_error *err)
{
    static const table_column COLUMNS[N_NAMES] = {
        {"RUN", 3, 8, true},         {"CASUS", 5, 12, false},    {"MODEL", 16, 16, false},
        {"OPTIONS", 14, 60, false},   {"STARTED", 20, 20, false}, {"ENDED", 20, 20, false},
        {"DOCUMENTS", 9, 12, true},  {"CURRENT", 7, 12, true},   {"SENTENCES", 9, 12, true},
        {"EVENTS", 6, 12, true}};
    runs_writer self = {.sink = sink};
    sqlite3_stmt *stmt = NULL;
    arena mem;
    TRY(read_format(format, &self.format, err));
    arena_init(&mem, 1u << 20);
    table_init(&self.into, COLUMNS, N_NAMES, color, width);
    int rc = sqlite3_prepare_v2(store->db, "SELECT * FROM run_counts ORDER BY run", -1, &stmt, NULL);
    casus_status status = rc == SQLITE_OK ? put_runs(&self, store, stmt, &mem, err)
                                          : store_failed(store, "reading the runs", err);
    sqlite3_finalize(stmt);
    table_release(&self.into);
    buf_release(&self.line);
    arena_release(&mem);
    return status;
}
