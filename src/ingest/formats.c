/* formats: which there are, and what they share. */
#include "ingest/format.h"

#include "base/stamp.h"

#include <inttypes.h>

/* What shows in the bytes is asked before what only a name says; the last takes what is left. */
const format *const formats[N_FORMATS] = {&format_warc,  &format_feed, &format_petrarch,
                                          &format_jsonl, &format_csv,  &format_tabari,
                                          &format_text};

size_t format_of(source *in)
{
    casus_str name = unpacked_name(in);
    size_t i = 0;
    while (i + 1 < N_FORMATS && !formats[i]->fits(in, name)) i++;
    return i;
}

size_t format_named(const char *name)
{
    size_t i = 0;
    while (i < N_FORMATS && strcmp(formats[i]->name, name) != 0) i++;
    return i;
}

/* ---- what formats share ---------------------------------------------------------------------- */

casus_status bad_file(casus_error *err, const char *path, uint64_t at, const char *what)
{
    if (at)
        error_at(err, CASUS_BAD_INPUT, path, 0, "%s (byte %" PRIu64 ")", what, at);
    else
        error_at(err, CASUS_BAD_INPUT, path, 0, "%s", what);
    if (err) err->at = at;
    return CASUS_BAD_INPUT;
}

casus_str unpacked_name(const source *in)
{
    static const casus_str packed[] = {{".gz", 3}, {".zst", 4}};
    casus_str name = str_from(in->name);
    for (size_t i = 0; i < COUNT(packed); i++)
        if (str_ends(name, packed[i])) return str_slice(name, 0, name.len - packed[i].len);
    return name;
}

casus_status id_by_number(buf *id, const source *in, uint64_t n, casus_error *err)
{
    buf_reset(id);
    buf_printf(id, "%s:%" PRIu64, in->name, n);
    if (buf_ok(id)) return CASUS_OK;
    return error_at(err, CASUS_NO_MEMORY, in->name, 0, "out of memory");
}

static const char mark[] = "\xEF\xBB\xBF";

casus_str head_of(source *in)
{
    if (source_peek(in) == SOURCE_END) return (casus_str){"", 0};
    casus_str head = {(const char *)in->block + in->at, in->len - in->at};
    return str_starts(head, str_from(mark)) ? str_slice(head, 3, head.len) : head;
}

void skip_byte_order_mark(source *in)
{
    if (source_peek(in) == SOURCE_END || in->len - in->at < 3) return;
    if (memcmp(in->block + in->at, mark, 3) == 0) in->at += 3;
}

void capped_reset(capped *self, size_t limit)
{
    buf_reset(&self->bytes);
    buf_put(&self->bytes, "", 0);
    self->limit = limit;
    self->cut = 0;
}

void capped_put(capped *self, const void *bytes, size_t len)
{
    size_t room = self->cut ? 0 : self->limit - self->bytes.len, fits = len < room ? len : room;
    buf_put(&self->bytes, bytes, fits);
    self->cut += len - fits; /* once cut, all that follows is: no hole in the middle */
}

size_t broken_tail(const char *bytes, size_t len)
{
    for (size_t back = 1; back <= 3 && back <= len; back++) {
        unsigned char c = (unsigned char)bytes[len - back];
        if (c < 0x80) return 0;
        if (c < 0xC0) continue;
        size_t want = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
        return want > back ? back : 0;
    }
    return 0;
}

void join_lines(buf *bytes)
{
    for (size_t i = 0; i < bytes->len; i++) {
        char *at = bytes->ptr + i;
        bool blank = at[0] == '\n' && i + 1 < bytes->len && at[1] == '\n';
        if (blank)
            i++;
        else if (at[0] == '\n' || at[0] == '\r')
            at[0] = ' ';
    }
}

casus_str day_written(casus_str said)
{
    int32_t day;
    said = str_trim(said);
    return casus_day_parse(said, &day) ? said : (casus_str){NULL, 0};
}

void leave_whole_characters(casus_document_in *doc)
{
    if (!doc->cut) return;
    size_t tail = broken_tail(doc->text.ptr, doc->text.len);
    doc->text.len -= tail;
    doc->cut += tail;
}

casus_str day_named(casus_str said, char iso[11])
{
    int32_t day, other;
    if (!said.len || casus_day_parse(said, &day)) return said;
    bool read = stamp_read(said, true, &day) && stamp_read(said, false, &other) && day == other;
    if (!read) return (casus_str){NULL, 0};
    casus_day_format(day, iso);
    return str_from(iso);
}
