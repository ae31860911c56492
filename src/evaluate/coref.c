/* casus_evaluate_coref: who pronouns and descriptions stand for, against gold files of two kinds
 * (coref_gold.h). The text is coded as a document of its own, without a day; a row or document of
 * the file, and what casus makes of it, meet in coref_match.c. */
#include "evaluate/coref_match.h"
#include "evaluate/gold.h"
#include "evaluate/report.h"

#define MEMORY_LIMIT ((size_t)2 << 30)
#define FILE_LIMIT ((size_t)256 << 20)

typedef struct coref_file {
    const char *path;
    const casus_evaluation *how;
    recoding coding;
    arena mem;
    error_list errors;
    uint64_t texts;
    counts all, male, female;      /* of gap: pairs of a pronoun and a name */
    counts descriptions, pronouns; /* of gum */
} coref_file;

static void count(counts *self, bool gold, bool found)
{
    counts one = {gold, gold && found, found, gold && found};
    counts_add(self, &one);
}

/* ---- gap ------------------------------------------------------------------------------------- */

static void note_gap(coref_file *self, const gap_row *row, uint32_t found)
{
    buf text = {0}, want = {0};
    casus_str p = str_slice(row->text, row->pronoun.start, row->pronoun.end);
    buf_printf(&text, "%.*s: %.*s[%.*s]%.*s", (int)row->id.len, row->id.ptr, (int)row->pronoun.start,
               row->text.ptr, (int)p.len, p.ptr, (int)(row->text.len - row->pronoun.end),
               row->text.ptr + row->pronoun.end);
    for (int i = 0; i < 2; i++) {
        casus_span s = row->names[i].span;
        if (row->names[i].meant) buf_put_str(&want, str_slice(row->text, s.start, s.end));
    }
    error_list_add(&self->errors, buf_str(&text), buf_str(&want),
                   coref_entity_name(self->coding.doc, found));
    buf_release(&text);
    buf_release(&want);
}

static casus_status count_gap(coref_file *self, const json *json_row, casus_error *err)
{
    gap_row row;
    FAIL_IF(!gap_read(json_row, &row), CASUS_BAD_INPUT,
            "a row has a \"Text\" and in it a \"Pronoun\", \"A\" and \"B\", each with its offset in "
            "characters");
    TRY(recoding_run(&self->coding, row.id, row.text, (casus_str){0}, &self->mem, err));
    const casus_doc *doc = self->coding.doc;
    uint32_t pronoun = coref_entity_at(doc, row.pronoun);
    bool right = true;
    for (int i = 0; i < 2; i++) {
        uint32_t name = coref_entity_at(doc, row.names[i].span);
        bool found = pronoun != UINT32_MAX && name == pronoun, meant = row.names[i].meant;
        count(&self->all, meant, found);
        count(row.female ? &self->female : &self->male, meant, found);
        right &= meant == found;
    }
    self->texts++;
    if (!right && self->how->errors) note_gap(self, &row, pronoun);
    return CASUS_OK;
}

static casus_status count_gap_rows(coref_file *self, casus_error *err)
{
    gold_file rows;
    const json *row = NULL;
    casus_status status = gold_open(&rows, self->path, self->how->part, err);
    while (status == CASUS_OK && (status = gold_next(&rows, &self->mem, &row, err)) == CASUS_OK &&
           row) {
        status = count_gap(self, row, err);
        if (status != CASUS_OK && err && !err->line) err->line = rows.line;
    }
    gold_close(&rows);
    if (status == CASUS_OK && !self->texts) return gold_no_row(self->how->part, err);
    return status;
}

/* ---- gum ------------------------------------------------------------------------------------- */

static void count_finding(coref_file *self, const gum_document *gold, const gum_finding *f)
{
    counts one = {f->named, f->named && f->right, f->given, f->given && f->right};
    counts_add(f->pronoun ? &self->pronouns : &self->descriptions, &one);
    if (!self->how->errors || (f->named && f->right)) return;
    buf text = {0};
    casus_span s = f->span;
    uint32_t from = s.start > 160 ? s.start - 160 : 0;
    buf_printf(&text, "%.*s: %.*s[%.*s]", (int)gold->id.len, gold->id.ptr, (int)(s.start - from),
               gold->text.ptr + from, (int)(s.end - s.start), gold->text.ptr + s.start);
    error_list_add(&self->errors, buf_str(&text), f->named ? STR("somebody named") : STR("nobody named"),
                   f->given ? f->name : STR(""));
    buf_release(&text);
}

static casus_status count_gum(coref_file *self, const treebank *bank, casus_error *err)
{
    gum_document gold;
    gum_findings found;
    for (uint32_t at = 0; gum_next(bank, &at, &self->mem, &gold);) {
        TRY(recoding_run(&self->coding, gold.id, gold.text, (casus_str){0}, &self->mem, err));
        gum_find(&gold, self->coding.doc, &self->mem, &found);
        for (uint32_t i = 0; i < found.n; i++) count_finding(self, &gold, &found.all[i]);
        self->texts++;
    }
    FAIL_IF(!arena_ok(&self->mem), CASUS_NO_MEMORY, "no memory for the treebank");
    FAIL_IF(!self->texts, CASUS_BAD_INPUT, "the treebank holds no sentence");
    return CASUS_OK;
}

static casus_status count_gum_file(coref_file *self, casus_str text, casus_error *err)
{
    treebank bank;
    TRY(treebank_read(&bank, text, self->path, &self->mem, err));
    return count_gum(self, &bank, err);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static casus_status write(const coref_file *self, bool gap, const char *format, casus_sink sink,
                          casus_error *err)
{
    report r;
    report_open(&r, "coref", self->path, gap ? gold_part_name(self->how->part) : NULL,
                self->how->engine, format);
    report_number(&r, "texts", gap ? "passages" : "documents", self->texts);
    if (gap) {
        report_section(&r, "pronouns", "A name that a pronoun means");
        report_score(&r, "all", "all", &self->all);
        report_score(&r, "male", "he", &self->male);
        report_score(&r, "female", "she", &self->female);
    } else {
        report_section(&r, "named", "Mentions of persons and bodies that have a name");
        report_score(&r, "descriptions", "definite descriptions", &self->descriptions);
        report_score(&r, "pronouns", "he, she, it, they", &self->pronouns);
    }
    if (self->how->errors) report_errors(&r, &self->errors);
    return report_close(&r, sink, err);
}

static casus_status run(coref_file *self, const casus_model *model, const char *format,
                        casus_sink sink, casus_error *err)
{
    casus_options options = {.engine = self->how->engine, .no_gate = true};
    buf bytes = {0};
    TRY(recoding_open(&self->coding, model, &options, err));
    casus_status status = buf_read_file(&bytes, self->path, FILE_LIMIT, err);
    bool gap = bytes.len && bytes.ptr[0] == '{';
    if (status == CASUS_OK)
        status = gap ? count_gap_rows(self, err) : count_gum_file(self, buf_str(&bytes), err);
    buf_release(&bytes);
    return status == CASUS_OK ? write(self, gap, format, sink, err) : status;
}

casus_status casus_evaluate_coref(const casus_model *model, const char *path,
                                  const casus_evaluation *how, const char *format, casus_sink sink,
                                  casus_error *err)
{
    coref_file self = {.path = path, .how = how};
    error_list_init(&self.errors, format);
    arena_init(&self.mem, MEMORY_LIMIT);
    casus_status status = run(&self, model, format, sink, err);
    if (status != CASUS_OK && err && !err->file[0])
        error_at(err, status, path, err->line, "%.200s", err->message);
    recoding_close(&self.coding);
    error_list_release(&self.errors);
    arena_release(&self.mem);
    return status;
}
