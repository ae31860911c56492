#include "evaluate/events.h"

#define ROW_LIMIT ((size_t)1 << 30) /* bytes of memory for a row */

const char *const cameo_roots[21] = {"",   "01", "02", "03", "04", "05", "06",
                                     "07", "08", "09", "10", "11", "12", "13",
                                     "14", "15", "16", "17", "18", "19", "20"};

unsigned cameo_root(casus_str code)
{
    for (unsigned i = 1; i <= 20; i++)
        if (str_starts(code, str_from(cameo_roots[i]))) return i;
    return 0;
}

uint32_t char_to_byte(char_map *self, int64_t character)
{
    if (character < self->count) *self = (char_map){.text = self->text};
    while (self->count < character && self->at < self->text.len) {
        utf8_next(self->text, &self->at);
        self->count++;
    }
    return (uint32_t)self->at;
}

void event_report_open(report *out, const char *of, const event_file *file)
{
    report_open(out, of, file->rows.path, gold_part_name(file->how->part), file->how->engine,
                file->format);
}

/* The member of a row that tells what kind of file it is. */
static const struct {
    const char *member;
    casus_status (*evaluate)(event_file *self, casus_error *err);
} kinds[] = {{"annotations", multicoder_evaluate},
             {"expected", cameo_rows_evaluate},
             {"sents", police_evaluate},
             {"roles", muc_evaluate}};

static casus_status evaluate(event_file *self, casus_error *err)
{
    const json *row;
    TRY(gold_next(&self->rows, &self->mem, &row, err));
    if (!row) return gold_no_row(self->how->part, err);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!json_member(row, kinds[i].member)) continue;
        gold_rewind(&self->rows);
        return kinds[i].evaluate(self, err);
    }
    return error_at(err, CASUS_BAD_INPUT, self->rows.path, self->rows.line,
                    "this is no gold file of events: no member \"annotations\", \"expected\", "
                    "\"sents\" or \"roles\"");
}

casus_status casus_evaluate_events(const casus_model *model, const char *path,
                                   const casus_evaluation *how, const char *format, casus_sink sink,
                                   casus_error *err)
{
    event_file self = {.model = model, .how = how, .format = format, .sink = sink};
    arena_init(&self.mem, ROW_LIMIT);
    casus_status status = gold_open(&self.rows, path, how->part, err);
    if (status == CASUS_OK) status = evaluate(&self, err);
    if (status != CASUS_OK && err && !err->file[0])
        error_at(err, status, path, err->line, "%.200s", err->message);
    gold_close(&self.rows);
    arena_release(&self.mem);
    return status;
}
