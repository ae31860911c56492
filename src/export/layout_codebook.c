/* layout_codebook: what the columns of a layout hold, for people and for programs. */
#include "export/layout.h"

static const char *frame_words(const layout *self)
{
    if (self->frame == LAYOUT_JSON) return "JSON Lines, an object a line, UTF-8, LF";
    if (self->frame == LAYOUT_CSV) return "comma-separated values (RFC 4180), UTF-8, CR LF";
    return self->header ? "tab-separated values without quotes, UTF-8, LF, a line of names first"
                        : "tab-separated values without quotes, UTF-8, LF, no line of names";
}

/* A text within a cell of a Markdown table. */
static void put_markdown(buf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '|') buf_put_char(out, '\\');
        buf_put_char(out, *text == '\n' ? ' ' : *text);
    }
}

static void put_page(buf *out, const layout *self)
{
    buf_printf(out, "# %s\n\n%s\n\nA row is %s. The file is %s.", self->title, self->about,
               self->row_a_report ? "one report of an event" : "one event", frame_words(self));
    if (*self->absent) {
        buf_printf(out, " What is absent is `%s`.", self->absent);
    } else {
        buf_put_str(out, self->frame == LAYOUT_JSON ? STR(" The key of what is absent is left out.")
                                                    : STR(" What is absent is empty."));
    }
    buf_put_str(out, STR("\n\n| # | column | what it holds |\n|---|---|---|\n"));
    for (size_t i = 0; i < self->n_columns; i++) {
        buf_printf(out, "| %zu | `%s` | ", i + 1, self->columns[i].name);
        put_markdown(out, self->columns[i].meaning);
        buf_put_str(out, STR(" |\n"));
    }
}

static void put_member(buf *out, const char *key, const char *value)
{
    emit_key(out, key);
    emit_string(out, str_from(value));
}

static void put_object(buf *out, const layout *self)
{
    buf_put_char(out, '{');
    put_member(out, "format", self->name);
    put_member(out, "title", self->title);
    put_member(out, "about", self->about);
    put_member(out, "file", frame_words(self));
    put_member(out, "absent", self->absent);
    put_member(out, "row", self->row_a_report ? "report" : "event");
    emit_key(out, "columns");
    buf_put_char(out, '[');
    for (size_t i = 0; i < self->n_columns; i++) {
        if (i) buf_put_char(out, ',');
        buf_put_char(out, '{');
        put_member(out, "name", self->columns[i].name);
        put_member(out, "meaning", self->columns[i].meaning);
        buf_put_char(out, '}');
    }
    buf_put_str(out, STR("]}\n"));
}

void layout_codebook(buf *out, const layout *self, bool json)
{
    if (json) {
        put_object(out, self);
    } else {
        put_page(out, self);
    }
}
