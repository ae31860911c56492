/* The XML of the PETRARCH coders as a format: each Sentence is a document (a story too, where its text
 * is whole); its text is read, its parse and the coding that it may hold are not.
 *
 *     <Sentences><Sentence date="20080804" id="AFP01_4" source="AFP" sentence="true">
 *     <Text>...</Text><Parse>...</Parse></Sentence></Sentences>
 */
#include "ingest/format.h"
#include "ingest/xml.h"

typedef struct record_state {
    xml from;
    capped text, id, day, publisher;
    unsigned record, element; /* depth of the record and of its Text; 0 none */
    size_t most;              /* bytes of a text */
    bool told;                /* the record has a text */
    bool no_parser;           /* there was no memory for one */
    uint64_t n;
    buf number;
} record_state;

static bool is_record(const char *name)
{
    static const char *const names[] = {"sentence", "story", "article"};
    return str_among_nocase(str_from(name), names, COUNT(names));
}

static void take_attribute(capped *out, const char *value)
{
    capped_reset(out, INGEST_SHORT);
    capped_put(out, value, strlen(value));
}

static void on_open(void *state, xml *from, const char *name, const char **attributes)
{
    record_state *self = state;
    if (self->record && !self->element && str_is_nocase(str_from(name), "text")) {
        self->element = from->depth;
        self->told = true;
    }
    if (self->element || !is_record(name)) return;
    self->record = from->depth;
    self->told = false;
    capped_reset(&self->text, self->most);
    capped_reset(&self->id, INGEST_SHORT);
    capped_reset(&self->day, INGEST_SHORT);
    capped_reset(&self->publisher, INGEST_SHORT);
    for (; attributes[0]; attributes += 2) {
        if (str_is_nocase(str_from(attributes[0]), "id")) take_attribute(&self->id, attributes[1]);
        if (str_is_nocase(str_from(attributes[0]), "date"))
            take_attribute(&self->day, attributes[1]);
        if (str_is_nocase(str_from(attributes[0]), "source"))
            take_attribute(&self->publisher, attributes[1]);
    }
}

/* A story's end counts where no sentence within it was a record. */
static void on_close(void *state, xml *from, const char *name)
{
    record_state *self = state;
    unsigned depth = from->depth + 1;
    (void)name;
    if (depth == self->element) self->element = 0;
    if (depth != self->record) return;
    self->record = 0;
    xml_pause(from);
}

static void on_text(void *state, const char *bytes, size_t len)
{
    record_state *self = state;
    if (self->element) capped_put(&self->text, bytes, len);
}

static void on_entity(void *state, const char *name)
{
    on_text(state, "&", 1);
    on_text(state, name, strlen(name));
    on_text(state, ";", 1);
}

/* ---- the format ------------------------------------------------------------------------------ */

static bool fits(source *in, casus_str name)
{
    static const char *const roots[] = {"sentences", "sentence", "validation", "stories", "story"};
    char root[32];
    (void)name;
    return str_among_nocase(xml_root(in, root), roots, COUNT(roots));
}

static void begin(void *state, source *in, const reading *how)
{
    static const xml_handler handler = {on_open, on_close, on_text, on_entity};
    record_state *self = state;
    (void)how;
    self->most = source_most(in);
    self->no_parser = !xml_begin(&self->from, &handler, self);
    self->record = self->element = 0;
    self->n = 0;
}

static bool has_memory(const record_state *self)
{
    return buf_ok(&self->text.bytes) && buf_ok(&self->id.bytes) && buf_ok(&self->day.bytes) &&
           buf_ok(&self->publisher.bytes);
}

static const char *flaw_of(const record_state *self)
{
    if (!self->told) return "a record has no <Text>";
    if (self->id.cut || self->day.cut) return "a record has an id or a date over 64 kB";
    return NULL;
}

static casus_status out_of_memory(record_state *self, const source *in, bool *more,
                                  casus_error *err)
{
    self->no_parser = *more = false;
    xml_release(&self->from);
    return error_at(err, CASUS_NO_MEMORY, in->name, 0, "out of memory");
}

static casus_status next(void *state, source *in, casus_document_in *out, bool *more,
                         casus_error *err)
{
    record_state *self = state;
    *more = false;
    if (self->no_parser) return out_of_memory(self, in, more, err);
    TRY(xml_run(&self->from, in, more, err));
    if (!*more) return CASUS_OK;
    if (!has_memory(self))
        return out_of_memory(self, in, more, err);
    self->n++;
    const char *flaw = flaw_of(self);
    *more = !flaw;
    if (flaw) return error_at(err, CASUS_BAD_INPUT, in->name, xml_line(&self->from), "%s", flaw);
    join_lines(&self->text.bytes);
    *out = (casus_document_in){.id = str_trim(buf_str(&self->id.bytes)),
                               .text = str_trim(buf_str(&self->text.bytes)),
                               .published = day_written(buf_str(&self->day.bytes)),
                               .cut = self->text.cut};
    if (!self->publisher.cut) out->publisher = str_trim(buf_str(&self->publisher.bytes));
    leave_whole_characters(out);
    if (out->id.len) return CASUS_OK;
    casus_status status = id_by_number(&self->number, in, self->n, err);
    *more = status == CASUS_OK;
    out->id = buf_str(&self->number);
    return status;
}

static void release(void *state)
{
    record_state *self = state;
    xml_release(&self->from);
    buf_release(&self->text.bytes);
    buf_release(&self->id.bytes);
    buf_release(&self->day.bytes);
    buf_release(&self->publisher.bytes);
    buf_release(&self->number);
}

const format format_petrarch = {"petrarch", sizeof(record_state), fits, begin, next, release};
