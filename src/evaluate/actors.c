/* Rows are {text, date, expect: {country, code_1}}: docs/evaluate.md. A phrase is coded as a
 * sentence and document of its own, published on its date.
 */
#include "evaluate/actors.h"

#include "evaluate/phrase.h"
#include "evaluate/row_file.h"

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
    row_file file;
    actor_tally tally;
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
    error_list_add(&self->file.errors, buf_str(&text), buf_str(&want), buf_str(&found));
    buf_release(&text);
    buf_release(&want);
    buf_release(&found);
}

static casus_status count_row(row_file *file, const json *value, casus_error *err)
{
    actor_file *self = (actor_file *)file;
    const json *expect = json_member(value, "expect");
    casus_str phrase = json_text_of(value, "text"), date = json_text_of(value, "date");
    actor_row row = {.country = json_text_of(expect, "country"),
                     .sector = json_text_of(expect, "code_1")};
    if (!row.country.ptr && !row.sector.ptr) {
        file->n_passed++;
        return CASUS_OK;
    }
    if (!phrase.len)
        return error_at(err, CASUS_BAD_INPUT, self->file.path, self->file.rows.line,
                        "a row has a \"text\", and \"country\" or \"code_1\" in \"expect\"");
    /* a full stop makes a sentence of what might be a byline: "Al Jazeera" */
    buf sentence = {0};
    buf_put_str(&sentence, phrase);
    if (!str_ends(phrase, STR("."))) buf_put_char(&sentence, '.');
    casus_status status = recoding_run(&self->file.coding, STR("phrase"), buf_str(&sentence), date,
                                       &self->file.mem, err);
    buf_release(&sentence);
    if (status != CASUS_OK) return status;
    phrase_actor(self->file.coding.doc, &row.found_country, &row.found_sector);
    if (!actors_count(&self->tally, &row) && self->file.how->errors)
        note_error(self, phrase, date, &row);
    return CASUS_OK;
}

static void tell(const row_file *file, report *r)
{
    const actor_file *self = (const actor_file *)file;
    const actor_tally *t = &self->tally;
    report_number(r, "rows", "phrases", t->rows);
    report_section(r, "right", "Right");
    report_share(r, "both", "country and first sector", t->both, t->rows);
    report_share(r, "country", "country", t->countries_right, t->countries);
    report_share(r, "sector", "first sector", t->sectors_right, t->sectors);
}

casus_status casus_evaluate_actors(const casus_model *model, const char *path,
                                   const casus_evaluation *how, const char *format, casus_sink sink,
                                   casus_error *err)
{
    static const row_kind kind = {"actors", count_row, tell};
    actor_file self = {0};
    return row_file_evaluate(&self.file, &kind, model, path, how, format, sink, err);
}
