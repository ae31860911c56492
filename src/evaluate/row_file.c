#include "evaluate/row_file.h"

#define ROW_LIMIT ((size_t)1 << 30) /* bytes of memory for a row */

static casus_status count_rows(row_file *self, const row_kind *kind, casus_error *err)
{
    const json *row;
    for (;;) {
        TRY(gold_next(&self->rows, &self->mem, &row, err));
        if (!row) break;
        TRY(kind->count(self, row, err));
    }
    return self->rows.n_rows > self->n_passed ? CASUS_OK : gold_no_row(self->how->part, err);
}

static casus_status write(const row_file *self, const row_kind *kind, const char *format,
                          casus_sink sink, casus_error *err)
{
    report r;
    report_open(&r, kind->name, self->path, gold_part_name(self->how->part), self->how->engine,
                format);
    kind->tell(self, &r);
    if (self->how->errors) report_errors(&r, &self->errors);
    return report_close(&r, sink, err);
}

casus_status row_file_evaluate(row_file *self, const row_kind *kind, const casus_model *model,
                               const char *path, const casus_evaluation *how, const char *format,
                               casus_sink sink, casus_error *err)
{
    casus_options options = {.engine = how->engine, .no_gate = true};
    self->path = path;
    self->how = how;
    error_list_init(&self->errors, format);
    arena_init(&self->mem, ROW_LIMIT);
    casus_status status = recoding_open(&self->coding, model, &options, err);
    if (status == CASUS_OK) status = gold_open(&self->rows, path, how->part, err);
    if (status == CASUS_OK) status = count_rows(self, kind, err);
    if (status == CASUS_OK)
        status = write(self, kind, format, sink, err);
    else if (err && !err->file[0])
        error_at(err, status, path, err->line, "%.200s", err->message);
    gold_close(&self->rows);
    recoding_close(&self->coding);
    error_list_release(&self->errors);
    arena_release(&self->mem);
    return status;
}
