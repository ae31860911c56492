/* Web archives as a format: each record that holds a page or text is a document. */
#include "ingest/format.h"

typedef struct archive_state {
    warc records;
    buf id;
} archive_state;

static bool fits(source *in, casus_str name)
{
    (void)name;
    return warc_begins(in);
}

static void begin(void *state, source *in, const reading *how)
{
    (void)in;
    (void)how;
    archive_state *self = state;
    self->records.n_records = self->records.n_passed = 0;
}

static casus_status next(void *state, source *in, casus_document_in *out, bool *more,
                         casus_error *err)
{
    archive_state *self = state;
    warc *from = &self->records;
    TRY(warc_next(from, in, more, err));
    if (!*more) return CASUS_OK;
    casus_str id = buf_str(&from->fields[WARC_ID]);
    if (!id.len) {
        TRY(id_by_number(&self->id, in, from->n_records, err));
        id = buf_str(&self->id);
    }
    *out = (casus_document_in){.id = id,
                               .text = from->payload,
                               .url = buf_str(&from->fields[WARC_URL]),
                               .page = from->page,
                               .media = buf_str(&from->fields[WARC_MEDIA]),
                               .cut = from->cut};
    return CASUS_OK;
}

static void release(void *state)
{
    archive_state *self = state;
    warc_release(&self->records);
    buf_release(&self->id);
}

const format format_warc = {"warc", sizeof(archive_state), fits, begin, next, release};
