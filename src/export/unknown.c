#include "export/unknown.h"

#include <inttypes.h>
#include <stdio.h>

#include "export/record.h"

#define NAME_WIDTH 40
#define SENTENCE_BYTES 200 /* of an example */

static const table_column COLUMNS[] = {{"DOCUMENTS", 9, 12, true}, {"MENTIONS", 8, 12, true},
                                       {"NAME", 12, 40, false},    {"SECTORS", 7, 15, false},
                                       {"STATE?", 6, 6, false},    {"EXAMPLE", 20, 160, false}};

casus_status unknown_writer_init(unknown_writer *self, const char *format, bool color,
                                 unsigned width, casus_sink sink, casus_error *err)
{
    static const char *const names[] = {"lines", "table", "jsonl", "csv"};
    unsigned which = 0;
    *self = (unknown_writer){.sink = sink};
    table_init(&self->into, COLUMNS, sizeof COLUMNS / sizeof *COLUMNS, color, width);
    while (which < 4 && strcmp(names[which], format) != 0) which++;
    FAIL_IF(which == 4, CASUS_USAGE,
            "unknown names are written as lines, table, jsonl or csv, not \"%.40s\"", format);
    self->format = (enum unknown_format)which;
    if (self->format != UNKNOWN_CSV) return CASUS_OK;
    buf_put_str(&self->line, STR("name,sectors,state,mentions,documents,sentence\r\n"));
    return emit_flush(&self->line, sink, err);
}

static void put_sectors(buf *out, const unknown_name *name, char between)
{
    for (uint32_t i = 0; i < name->n_sectors; i++) {
        if (i) buf_put_char(out, between);
        buf_put_str(out, str_from(name->sectors[i]));
    }
}

/* ---- lines for data/actors ------------------------------------------------------------------- */

/* On one line, of whole characters; a "#" in it is harmless, as it stands in a comment. */
static void put_example(buf *out, casus_str sentence)
{
    casus_str text = {sentence.ptr, sentence.len < SENTENCE_BYTES ? sentence.len : SENTENCE_BYTES};
    while (text.len < sentence.len && text.len > 0 && (sentence.ptr[text.len] & 0xC0) == 0x80)
        text.len--;
    table_put_shown(out, text);
    if (text.len < sentence.len) buf_put_str(out, STR("..."));
}

/* A name that the format of data/actors would take for more than a name. */
static bool breaks_format(casus_str name)
{
    return name.ptr[0] == '~' || name.ptr[0] == '#' || str_find(name, STR(" ; ")) != SIZE_MAX ||
           str_find(name, STR(" | ")) != SIZE_MAX || str_find(name, STR(" #")) != SIZE_MAX ||
           str_find(name, STR("\n")) != SIZE_MAX;
}

static void put_line(buf *out, const unknown_name *name)
{
    size_t from = out->len;
    if (breaks_format(name->name)) return;
    emit_utf8(out, name->name);
    buf_put_str(out, STR(" ; "));
    buf_put_str(out, name->state.len ? name->state : STR("???"));
    buf_put_char(out, ' ');
    put_sectors(out, name, ',');
    if (!name->n_sectors) buf_put_char(out, '-');
    while (buf_ok(out) && out->len - from < NAME_WIDTH) buf_put_char(out, ' ');
    buf_printf(out, "  # %" PRId64 " in %" PRId64 " document%s: ", name->mentions, name->documents,
               name->documents == 1 ? "" : "s");
    put_example(out, name->sentence);
    buf_put_char(out, '\n');
}

/* ---- the others ------------------------------------------------------------------------------ */

static casus_status put_row(unknown_writer *self, const unknown_name *name, casus_error *err)
{
    char documents[24], mentions[24];
    snprintf(documents, sizeof documents, "%" PRId64, name->documents);
    snprintf(mentions, sizeof mentions, "%" PRId64, name->mentions);
    put_sectors(&self->cell, name, ' ');
    size_t at = str_find(name->sentence, name->name);
    table_cell cells[] = {{.text = str_from(documents)},
                          {.text = str_from(mentions)},
                          {.text = name->name},
                          {.text = buf_str(&self->cell)},
                          {.text = name->state},
                          {.text = name->sentence,
                           .focus = at == SIZE_MAX ? 0 : (uint32_t)at,
                           .focus_len = at == SIZE_MAX ? 0 : (uint32_t)name->name.len}};
    casus_status status = table_row(&self->into, cells, self->sink, err);
    buf_reset(&self->cell);
    return status;
}

static void put_json(buf *out, const unknown_name *name)
{
    buf_put_str(out, STR("{\"kind\":\"unknown\",\"name\":"));
    emit_string(out, name->name);
    emit_key(out, "sectors");
    emit_words(out, name->sectors, name->n_sectors);
    emit_key(out, "state");
    emit_string(out, name->state);
    emit_key(out, "mentions");
    emit_count(out, name->mentions);
    emit_key(out, "documents");
    emit_count(out, name->documents);
    emit_key(out, "sentence");
    emit_string(out, name->sentence);
    buf_put(out, "}\n", 2);
}

static void put_csv(buf *out, buf *cell, const unknown_name *name)
{
    csv_field(out, name->name);
    buf_put_char(out, ',');
    put_sectors(cell, name, ' ');
    csv_field(out, buf_str(cell));
    buf_reset(cell);
    buf_put_char(out, ',');
    csv_field(out, name->state);
    buf_printf(out, ",%" PRId64 ",%" PRId64 ",", name->mentions, name->documents);
    csv_field(out, name->sentence);
    buf_put_str(out, STR("\r\n"));
}

casus_status unknown_write(unknown_writer *self, const unknown_name *name, casus_error *err)
{
    if (self->format == UNKNOWN_TABLE) return put_row(self, name, err);
    if (self->format == UNKNOWN_LINES)
        put_line(&self->line, name);
    else if (self->format == UNKNOWN_JSONL)
        put_json(&self->line, name);
    else
        put_csv(&self->line, &self->cell, name);
    return emit_flush(&self->line, self->sink, err);
}

casus_status unknown_writer_end(unknown_writer *self, casus_error *err)
{
    return self->format == UNKNOWN_TABLE ? table_flush(&self->into, self->sink, err) : CASUS_OK;
}

void unknown_writer_release(unknown_writer *self)
{
    table_release(&self->into);
    buf_release(&self->line);
    buf_release(&self->cell);
}
