#include "evaluate/gold.h"

#include <stdlib.h>

#define MOST_BYTES ((size_t)256 << 20)

casus_status gold_open(gold_file *self, const char *path, casus_part part, casus_error *err)
{
    *self = (gold_file){.path = path, .part = part};
    TRY(buf_read_file(&self->bytes, path, MOST_BYTES, err));
    gold_rewind(self);
    return CASUS_OK;
}

void gold_close(gold_file *self)
{
    buf_release(&self->bytes);
}

void gold_rewind(gold_file *self)
{
    self->rest = buf_str(&self->bytes);
    self->line = self->n_rows = 0;
}

const char *gold_part_name(casus_part part)
{
    static const char *const names[] = {"seen", "held", "all"};
    return names[part];
}

casus_status gold_no_row(casus_part asked, casus_error *err)
{
    return error_set(err, CASUS_BAD_INPUT, "there is no row of the part \"%s\"; --part chooses it",
                     gold_part_name(asked));
}

bool gold_is_part(casus_part asked, casus_str part)
{
    return asked == CASUS_PART_ALL || !part.len || str_eq(part, str_from(gold_part_name(asked)));
}

casus_status gold_next(gold_file *self, arena *mem, const json **row, casus_error *err)
{
    casus_str line;
    *row = NULL;
    while (str_split(&self->rest, '\n', &line)) {
        const char *flaw;
        self->line++;
        if (!line.len) continue;
        arena_reset(mem);
        const json *found = json_read(line, mem, &flaw);
        if (!found && flaw)
            return error_at(err, CASUS_BAD_INPUT, self->path, self->line, "%s", flaw);
        FAIL_IF(!found, CASUS_NO_MEMORY, "no memory for a row");
        if (!gold_is_part(self->part, json_text_of(found, "part"))) continue;
        self->n_rows++;
        *row = found;
        return CASUS_OK;
    }
    return CASUS_OK;
}

/* ---- ids ------------------------------------------------------------------------------------- */

casus_status gold_ids_read(gold_ids *self, const char *path, casus_error *err)
{
    casus_str line;
    *self = (gold_ids){0};
    if (!path) return CASUS_OK;
    lines in;
    casus_status status = lines_open(&in, path, MOST_BYTES, err);
    while (status == CASUS_OK && lines_next(&in, &line)) {
        uint64_t hash = str_hash(line);
        buf_put(&self->bytes, &hash, sizeof hash);
        self->n++;
    }
    lines_close(&in);
    if (status == CASUS_OK && !buf_ok(&self->bytes))
        status = error_set(err, CASUS_NO_MEMORY, "no memory for the ids");
    self->hashes = (uint64_t *)(void *)self->bytes.ptr;
    return status;
}

bool gold_ids_hold(const gold_ids *self, casus_str id)
{
    uint64_t hash = str_hash(id);
    for (uint32_t i = 0; i < self->n; i++)
        if (self->hashes[i] == hash) return true;
    return false;
}

void gold_ids_release(gold_ids *self)
{
    buf_release(&self->bytes);
}

/* ---- coding ---------------------------------------------------------------------------------- */

casus_status recoding_open(recoding *self, const casus_model *model, const casus_options *options,
                           casus_error *err)
{
    *self = (recoding){0};
    TRY(casus_coder_new(&self->coder, model, options, err));
    return casus_doc_new(&self->doc, err);
}

void recoding_close(recoding *self)
{
    if (self->doc) casus_doc_free(self->doc);
    if (self->coder) casus_coder_free(self->coder);
}

casus_status recoding_run(recoding *self, casus_str id, casus_str text, casus_str published,
                          arena *mem, casus_error *err)
{
    casus_document_in in = {.id = id, .text = text, .published = published};
    TRY(casus_code(self->coder, &in, self->doc, err));
    self->n = (uint32_t)casus_doc_n_events(self->doc);
    self->events = arena_alloc(mem, (self->n + 1) * sizeof *self->events);
    FAIL_IF(!self->events, CASUS_NO_MEMORY, "no memory for the events");
    for (uint32_t i = 0; i < self->n; i++) casus_doc_event(self->doc, i, &self->events[i]);
    return CASUS_OK;
}
