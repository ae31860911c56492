/* Rows are {text, date, expect: {country, code_1}}: docs/evaluate.md. A phrase is coded as a
 * sentence and document of its own, published on its date.
 */
#include "evaluate/actors.h"

#include "evaluate/gold.h"
#include "evaluate/phrase.h"

#define ROW_LIMIT ((size_t)1 << 30) /* bytes of memory for a row */

/* ---- counting -------------------------------------------------------------------------------- */

/* What other vocabularies write where we have another code, or none: a phrase whose actor is not
 * known, and one that is no actor. */
static casus_str our_code(casus_str code)
{
    if (str_eq(code, STR("XKX"))) return STR("KOS");
    if (str_eq(code, STR("UNK")) || str_eq(code, STR("JNK"))) return STR("");
    return code;
}

/* Bodies of no state: a sector there, a code here. */
static bool is_stateless(casus_str sector)
{
    return str_eq(sector, STR("NGO")) || str_eq(sector, STR("IGO")) || str_eq(sector, STR("MNC"));
}

bool actors_count(actor_tally *self, const actor_row *row)
{
    bool stateless = is_stateless(row->sector) && str_eq(row->sector, row->found_country);
    bool country = !row->country.ptr || (stateless && !row->country.len) ||
                   str_eq(our_code(row->country), row->found_country);
    bool sector = !row->sector.ptr || stateless || str_eq(our_code(row->sector), row->found_sector);
    self->rows++;
    self->both += country && sector;
    self->countries += row->country.ptr != NULL;
    self->countries_right += row->country.ptr && country;
    self->sectors += row->sector.ptr != NULL;
    self->sectors_right += row->sector.ptr && sector;
    return country && sector;
}

/* ---- rows ------------------------------------------------------------------------------------ */

typedef struct actor_file {
    const char *path;
    const casus_evaluation *how;
    gold_file rows;
    recoding coding;
    arena mem; /* of a row */
    actor_tally tally;
    error_list errors;
} actor_file;

static void note_error(actor_file *self, casus_str phrase, casus_str date, const actor_row *row)
{
    buf text = {0}, want = {0}, found = {0};
    buf_put_str(&text, phrase);
    if (date.len) buf_printf(&text, " (%.*s)", (int)date.len, date.ptr);
    buf_printf(&want, "%.*s %.*s", (int)row->country.len, row->country.ptr ? row->country.ptr : "",
               (int)row->sector.len, row->sector.ptr ? row->sector.ptr : "");
    buf_printf(&found, "%.*s %.*s", (int)row->found_country.len, row->found_country.ptr,
               (int)row->found_sector.len, row->found_sector.ptr);
    error_list_add(&self->errors, buf_str(&text), buf_str(&want), buf_str(&found));
    buf_release(&text);
    buf_release(&want);
    buf_release(&found);
}

static casus_status count_row(actor_file *self, const json *value, casus_error *err)
{
    const json *expect = json_member(value, "expect");
    casus_str phrase = json_text_of(value, "text"), date = json_text_of(value, "date");
    actor_row row = {.country = json_text_of(expect, "country"),
                     .sector = json_text_of(expect, "code_1")};
    if (!row.country.ptr && !row.sector.ptr) return CASUS_OK;
    if (!phrase.len)
        return error_at(err, CASUS_BAD_INPUT, self->path, self->rows.line,
                        "a row has a \"text\", and \"country\" or \"code_1\" in \"expect\"");
    /* a full stop makes a sentence of what might be a byline: "Al Jazeera" */
    buf sentence = {0};
    buf_put_str(&sentence, phrase);
    if (!str_ends(phrase, STR("."))) buf_put_char(&sentence, '.');
    casus_status status =
        recoding_run(&self->coding, STR("phrase"), buf_str(&sentence), date, &self->mem, err);
    buf_release(&sentence);
    if (status != CASUS_OK) return status;
    phrase_actor(self->coding.doc, &row.found_country, &row.found_sector);
    if (!actors_count(&self->tally, &row) && self->how->errors)
        note_error(self, phrase, date, &row);
    return CASUS_OK;
}

static casus_status count_rows(actor_file *self, casus_error *err)
{
    for (;;) {
        const json *value;
        TRY(gold_next(&self->rows, &self->mem, &value, err));
        if (!value) break;
        TRY(count_row(self, value, err));
    }
    return self->tally.rows ? CASUS_OK : gold_no_row(self->how->part, err);
}

static casus_status write(const actor_file *self, const char *format, casus_sink sink,
                          casus_error *err)
{
    const actor_tally *t = &self->tally;
    report r;
    report_open(&r, "actors", self->path, gold_part_name(self->how->part), self->how->engine,
                format);
    report_number(&r, "rows", "phrases", t->rows);
    report_section(&r, "right", "Right");
    report_share(&r, "both", "country and first sector", t->both, t->rows);
    report_share(&r, "country", "country", t->countries_right, t->countries);
    report_share(&r, "sector", "first sector", t->sectors_right, t->sectors);
    if (self->how->errors) report_errors(&r, &self->errors);
    return report_close(&r, sink, err);
}

casus_status casus_evaluate_actors(const casus_model *model, const char *path,
                                   const casus_evaluation *how, const char *format, casus_sink sink,
                                   casus_error *err)
{
    actor_file self = {.path = path, .how = how};
    casus_options options = {.engine = how->engine, .no_gate = true};
    error_list_init(&self.errors, format);
    arena_init(&self.mem, ROW_LIMIT);
    casus_status status = recoding_open(&self.coding, model, &options, err);
    if (status == CASUS_OK) status = gold_open(&self.rows, path, how->part, err);
    if (status == CASUS_OK) status = count_rows(&self, err);
    if (status == CASUS_OK)
        status = write(&self, format, sink, err);
    else if (err && !err->file[0])
        error_at(err, status, path, err->line, "%.200s", err->message);
    gold_close(&self.rows);
    recoding_close(&self.coding);
    error_list_release(&self.errors);
    arena_release(&self.mem);
    return status;
}
