/* JSON Lines as a format: the members of a line that we know make a document. */
#include "ingest/format.h"

typedef struct lines_state {
    jsonl lines;
    uint64_t n;   /* lines found in the file, good or bad */
    bool refused; /* unread */
    buf id;
} lines_state;

/* Do the bytes begin with an object that has a member on the same line? */
static bool looks_like_lines(source *in)
{
    casus_str head = str_trim(head_of(in));
    if (!head.len || head.ptr[0] != '{') return false;
    for (size_t i = 1; i < head.len && head.ptr[i] != '\n'; i++) {
        if (head.ptr[i] == '"' || head.ptr[i] == '}') return true;
        if (head.ptr[i] != ' ' && head.ptr[i] != '\t') return false;
    }
    return false;
}

static bool fits(source *in, casus_str name)
{
    if (str_ends(name, STR(".jsonl")) || str_ends(name, STR(".ndjson"))) return true;
    if (str_ends(name, STR(".json"))) return true;
    return (!in->regular || str_eq(name, STR("-"))) && looks_like_lines(in);
}

static void begin(void *state, source *in, const reading *how)
{
    (void)how;
    lines_state *self = state;
    self->refused = str_ends(unpacked_name(in), STR(".json")) && !looks_like_lines(in);
    skip_byte_order_mark(in);
    self->n = 0;
    self->lines.line = 0;
}

static casus_str value_of(const jsonl *self, unsigned field)
{
    const jsonl_value *value = &self->values[field];
    return value->present ? buf_str(&value->bytes) : (casus_str){NULL, 0};
}

static casus_status next(void *state, source *in, casus_document_in *out, bool *more,
                         casus_error *err)
{
    lines_state *self = state;
    *more = false;
    if (self->refused && self->n++) return CASUS_OK;
    if (self->refused)
        return bad_file(err, in->name, 0, "is JSON but no JSON Lines; write one object a line");
    casus_status status = jsonl_next(&self->lines, in, more, err);
    if (status == CASUS_OK && !*more) {
        self->refused = self->n == 0;
        return self->n++ ? CASUS_OK : bad_file(err, in->name, 0, "is empty");
    }
    self->n++;
    if (status != CASUS_OK) return status;
    casus_str id = value_of(&self->lines, JSONL_ID);
    if (!id.len) {
        TRY(id_by_number(&self->id, in, self->lines.line, err));
        id = buf_str(&self->id);
    }
    casus_str publisher = value_of(&self->lines, JSONL_PUBLISHER);
    if (!publisher.len) publisher = value_of(&self->lines, JSONL_SOURCE);
    *out = (casus_document_in){.id = id,
                               .text = value_of(&self->lines, JSONL_TEXT),
                               .title = value_of(&self->lines, JSONL_TITLE),
                               .url = value_of(&self->lines, JSONL_URL),
                               .publisher = publisher,
                               .published = value_of(&self->lines, JSONL_PUBLISHED),
                               .cut = self->lines.values[JSONL_TEXT].cut};
    return CASUS_OK;
}

static void release(void *state)
{
    lines_state *self = state;
    jsonl_release(&self->lines);
    buf_release(&self->id);
}

const format format_jsonl = {"jsonl", sizeof(lines_state), fits, begin, next, release};
