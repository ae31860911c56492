/* casus-compile --coverage DATA. An act is counted at its own type, with its mode, and at its own
 * CAMEO code; statements are counted like any other act. Light verbs and status words have no
 * code. */
#include "compile_coverage.h"

#include "code/acts.h"

#define MAX_FILE (4u << 20)

typedef struct counter {
    const char *data_dir;
    act_book book;
    FILE *out;
    casus_error *err;
    buf missing; /* codes that nothing gives, each behind a blank */
} counter;

typedef struct tally {
    uint32_t acts, senses, rules;
} tally;

/* Is `code` the act's CAMEO code, or its TYPE[/MODE]? */
static bool is_code_of(const act_book *book, const act *a, casus_str code, bool cameo)
{
    if (a->flags & ACT_HELPER) return false;
    if (cameo) return str_eq(code, str_from(act_book_text(book, a->cameo)));
    casus_str type = str_from(act_book_text(book, a->type));
    const char *mode = act_book_text(book, a->mode);
    if (!str_starts(code, type)) return false;
    if (code.len == type.len) return !mode;
    return mode && code.ptr[type.len] == '/' &&
           str_eq(str_slice(code, type.len + 1, code.len), str_from(mode));
}

/* Lines of a table whose right side ends with the code. */
static casus_status count_rules(counter *self, const char *name, casus_str code, uint32_t *n)
{
    buf path = {0};
    lines at = {0};
    buf_printf(&path, "%s/codes/%s", self->data_dir, name);
    casus_status status = buf_ok(&path) ? lines_open(&at, path.ptr, MAX_FILE, self->err)
                                        : error_set(self->err, CASUS_NO_MEMORY, "no memory");
    casus_str line;
    while (status == CASUS_OK && lines_next(&at, &line)) {
        size_t arrow = str_find(line, STR("-> "));
        if (arrow == SIZE_MAX) continue;
        casus_str right = str_trim(str_slice(line, arrow + 3, line.len)), word;
        bool named = false;
        while (str_split(&right, ' ', &word)) named |= str_eq(word, code);
        *n += named;
    }
    lines_close(&at);
    buf_release(&path);
    return status;
}

static casus_status count(counter *self, casus_str code, bool cameo, tally *t)
{
    const act_book *book = &self->book;
    *t = (tally){0};
    for (uint32_t i = 0; i < book->n_acts; i++)
        t->acts += is_code_of(book, &book->acts[i], code, cameo);
    for (uint32_t i = 0; i < book->n_senses; i++)
        t->senses += is_code_of(book, &book->acts[book->senses[i].act], code, cameo);
    TRY(count_rules(self, "combine.txt", code, &t->rules));
    return count_rules(self, "published.txt", code, &t->rules);
}

/* A row for each line of one file of codes. A root as "04" is no code of an act: its "040" is. */
static casus_status print_codes(counter *self, const char *name, bool cameo)
{
    buf path = {0};
    lines at = {0};
    buf_printf(&path, "%s/codes/%s", self->data_dir, name);
    casus_status status = buf_ok(&path) ? lines_open(&at, path.ptr, MAX_FILE, self->err)
                                        : error_set(self->err, CASUS_NO_MEMORY, "no memory");
    fprintf(self->out, "%-22s %5s %7s %6s\n", cameo ? "CAMEO" : "PLOVER", "acts", "senses",
            "rules");
    casus_str line, code;
    while (status == CASUS_OK && lines_next(&at, &line)) {
        if (!str_split(&line, ' ', &code) || (cameo && code.len < 3)) continue;
        tally t;
        status = count(self, code, cameo, &t);
        fprintf(self->out, "%-22.*s %5u %7u %6u\n", (int)code.len, code.ptr, t.acts, t.senses,
                t.rules);
        if (t.acts + t.rules == 0) buf_printf(&self->missing, " %.*s", (int)code.len, code.ptr);
    }
    lines_close(&at);
    buf_release(&path);
    return status;
}

/* The acts of DATA as the program reads them; `model` keeps their bytes. */
static casus_status book_of(const char *data_dir, buf *model, act_book *book, casus_error *err)
{
    image_writer writer = {0};
    image loaded;
    casus_str section;
    casus_status status = acts_build(data_dir, NULL, &writer, err);
    if (status == CASUS_OK) image_writer_finish(&writer, model);
    image_writer_release(&writer);
    TRY(status);
    TRY(image_open(&loaded, model->ptr, model->len, data_dir, err));
    TRY(image_section(&loaded, "code.acts", &section, err));
    return act_book_open(book, section, err);
}

casus_status coverage_print(const char *data_dir, FILE *out, casus_error *err)
{
    counter self = {.data_dir = data_dir, .out = out, .err = err};
    buf model = {0};
    casus_status status = book_of(data_dir, &model, &self.book, err);
    if (status == CASUS_OK) status = print_codes(&self, "plover.txt", false);
    if (status == CASUS_OK) status = print_codes(&self, "cameo.txt", true);
    if (status == CASUS_OK && !buf_ok(&self.missing))
        status = error_set(err, CASUS_NO_MEMORY, "no memory");
    casus_str missing = buf_str(&self.missing);
    if (status == CASUS_OK) fprintf(out, "nothing gives:%.*s\n", (int)missing.len, missing.ptr);
    buf_release(&self.missing);
    buf_release(&model);
    return status;
}
