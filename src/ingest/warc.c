/* warc: web archives, versions 1.0 and 1.1 (ISO 28500), as a stream; packed ones come through the
 * source.
 *
 *     WARC/1.0 CRLF  name: value CRLF ...  CRLF  block of Content-Length bytes  CRLF CRLF
 *
 * Records "response" hold an HTTP answer, "resource" the thing itself; others are passed over. What
 * a header says is never allocated: a body is kept up to the document limit and the rest counted. A
 * wrong length costs its record: reading goes on at the next line that begins a record.
 */
#include "ingest/ingest.h"

#include <inttypes.h>

#define LINE_LIMIT ((size_t)64 << 10)
#define HEAD_LIMIT 1000u /* lines of a header */
#define NO_END UINT64_MAX

void warc_release(warc *self)
{
    buf_release(&self->line);
    for (unsigned i = 0; i < WARC_FIELDS; i++) buf_release(&self->fields[i]);
    buf_release(&self->body);
    buf_release(&self->unpacked);
    *self = (warc){0};
}

/* ---- lines and blocks ------------------------------------------------------------------------ */

/* Reads a line of at most `*left` bytes without its end, as much as LINE_LIMIT of it; false at the
 * end of the stream or of what is left. */
static bool read_line(buf *line, source *in, uint64_t *left)
{
    bool any = false;
    line->len = 0; /* that there was no memory once stays known */
    while (*left && source_peek(in) != SOURCE_END) {
        size_t n = in->len - in->at;
        if (n > *left) n = (size_t)*left;
        const unsigned char *start = in->block + in->at, *end = memchr(start, '\n', n);
        if (end) n = (size_t)(end - start) + 1;
        size_t keep = end ? n - 1 : n, room = LINE_LIMIT - line->len;
        buf_put(line, start, keep < room ? keep : room);
        in->at += n;
        *left -= *left == NO_END ? 0 : n;
        any = true;
        if (end) break;
    }
    while (line->len && line->ptr[line->len - 1] == '\r') line->len--;
    return any;
}

static void skip(source *in, uint64_t left)
{
    while (left && source_peek(in) != SOURCE_END) {
        size_t n = in->len - in->at;
        if (n > left) n = (size_t)left;
        in->at += n;
        left -= n;
    }
}

/* False where the stream ends first. */
static bool read_body(warc *self, source *in, uint64_t left)
{
    buf_reset(&self->body);
    while (left && source_peek(in) != SOURCE_END) {
        size_t n = in->len - in->at, room = source_most(in) - self->body.len;
        if (n > left) n = (size_t)left;
        buf_put(&self->body, in->block + in->at, n < room ? n : room);
        self->cut += n < room ? 0 : n - room;
        in->at += n;
        left -= n;
    }
    return left == 0;
}

/* ---- headers --------------------------------------------------------------------------------- */

static bool is_header(casus_str line, const char *name, casus_str *value)
{
    size_t len = strlen(name);
    if (line.len <= len || line.ptr[len] != ':') return false;
    if (!str_eq_nocase(str_slice(line, 0, len), str_from(name))) return false;
    *value = str_trim(str_slice(line, len + 1, line.len));
    return true;
}

static bool read_length(casus_str s, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9' || *out > UINT64_MAX / 10 - 1) return false;
        *out = *out * 10 + (uint64_t)(s.ptr[i] - '0');
    }
    return s.len > 0;
}

static void set_field(warc *self, enum warc_field field, casus_str value)
{
    self->fields[field].len = 0;
    buf_put_str(&self->fields[field], value);
}

enum record_kind { RECORD_OTHER, RECORD_RESPONSE, RECORD_RESOURCE };

typedef struct record {
    enum record_kind kind;
    uint64_t length;
    bool has_length, in_segments;
} record;

static void take_header(warc *self, record *r, casus_str line)
{
    casus_str value;
    if (is_header(line, "WARC-Type", &value)) {
        if (str_eq_nocase(value, STR("response")))
            r->kind = RECORD_RESPONSE;
        else if (str_eq_nocase(value, STR("resource")))
            r->kind = RECORD_RESOURCE;
    } else if (is_header(line, "WARC-Record-ID", &value)) {
        if (str_starts(value, STR("<")) && str_ends(value, STR(">")))
            value = str_slice(value, 1, value.len - 1);
        set_field(self, WARC_ID, value);
    } else if (is_header(line, "WARC-Target-URI", &value)) {
        if (str_starts(value, STR("<")) && str_ends(value, STR(">")))
            value = str_slice(value, 1, value.len - 1);
        set_field(self, WARC_URL, value);
    } else if (is_header(line, "Content-Type", &value)) {
        set_field(self, WARC_MEDIA, value);
    } else if (is_header(line, "Content-Length", &value)) {
        r->has_length = read_length(value, &r->length);
    } else if (is_header(line, "WARC-Segment-Number", &value)) {
        r->in_segments = true;
    }
}

/* ---- HTTP ------------------------------------------------------------------------------------ */

typedef struct answer {
    bool good, chunked;
    enum packing packing;
    bool unknown_packing;
} answer;

static void take_packing(answer *a, casus_str value)
{
    if (!value.len || str_eq_nocase(value, STR("identity"))) return;
    if (str_eq_nocase(value, STR("gzip")) || str_eq_nocase(value, STR("x-gzip")))
        a->packing = PACKED_GZIP;
    else if (str_eq_nocase(value, STR("deflate")))
        a->packing = PACKED_ZLIB;
    else if (str_eq_nocase(value, STR("zstd")))
        a->packing = PACKED_ZSTD;
    else
        a->unknown_packing = true;
}

static void read_answer(warc *self, source *in, uint64_t *left, answer *a)
{
    casus_str value;
    *a = (answer){0};
    buf_reset(&self->fields[WARC_MEDIA]);
    if (!read_line(&self->line, in, left)) return;
    casus_str status = buf_str(&self->line);
    size_t code = status.len ? str_find(status, STR(" ")) : SIZE_MAX;
    a->good = str_starts(status, STR("HTTP/")) && code != SIZE_MAX && code + 2 < status.len &&
              status.ptr[code + 1] == '2';
    for (unsigned n = 0; n < HEAD_LIMIT && read_line(&self->line, in, left) && self->line.len;
         n++) {
        casus_str line = buf_str(&self->line);
        if (is_header(line, "Content-Type", &value))
            set_field(self, WARC_MEDIA, value);
        else if (is_header(line, "Content-Encoding", &value))
            take_packing(a, value);
        else if (is_header(line, "Transfer-Encoding", &value))
            a->chunked = str_eq_nocase(value, STR("chunked"));
    }
}

static int hex_of(char c)
{
    char low = (char)(c | 0x20);
    return c >= '0' && c <= '9' ? c - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* The size line at s[*at], moved behind it; false where there is none. */
static bool read_chunk_size(casus_str s, size_t *at, size_t *size)
{
    size_t here = *at, digits = 0;
    *size = 0;
    for (; here < s.len && hex_of(s.ptr[here]) >= 0 && digits < 8; here++, digits++)
        *size = *size * 16 + (size_t)hex_of(s.ptr[here]);
    while (here < s.len && s.ptr[here] != '\n') {
        if (!digits || here - *at > 200) return false;
        here++;
    }
    if (!digits || here == s.len) return false;
    *at = here + 1;
    return true;
}

/* Joins the chunks in place. A body that is not in chunks, whatever its header says, stays as it
 * is: many crawlers join them and keep the header. */
static void join_chunks(buf *body)
{
    casus_str s = buf_str(body);
    size_t at = 0, len = 0, size;
    while (read_chunk_size(s, &at, &size)) {
        if (size > s.len - at) size = s.len - at;
        memmove(body->ptr + len, body->ptr + at, size);
        len += size;
        at += size;
        if (!size) break;
        if (at < s.len && s.ptr[at] == '\r') at++;
        if (at < s.len && s.ptr[at] == '\n') at++;
    }
    if (len) body->len = len;
}

static const char *unpack_body(warc *self, const source *in, enum packing kind)
{
    unsigned char block[16384];
    unpacked io = {
        .from = self->body.ptr, .n_from = self->body.len, .to = block, .room = sizeof block};
    casus_limits limits = casus_limits_of(&in->limits);
    unpacker *u = unpacker_new(kind, &limits);
    const char *flaw = u ? NULL : "out of memory";
    buf_reset(&self->unpacked);
    while (!flaw) {
        flaw = unpacker_run(u, &io);
        size_t room = limits.document_bytes - self->unpacked.len;
        buf_put(&self->unpacked, block, io.made < room ? io.made : room);
        self->cut += io.made < room ? 0 : io.made - room;
        io.from = (const char *)io.from + io.used;
        io.n_from -= io.used;
        if (io.made < sizeof block && (!io.n_from || !io.used)) break;
    }
    unpacker_free(u);
    self->payload = buf_str(&self->unpacked);
    return self->unpacked.len ? NULL : flaw; /* what came out before the damage is worth reading */
}

/* A length that is too large takes the next record in: the body ends before it. */
static void leave_next_record(buf *body)
{
    casus_str s = buf_str(body);
    size_t at = s.len ? str_find(s, STR("\r\n\r\nWARC/1.")) : SIZE_MAX;
    if (at == SIZE_MAX) return;
    casus_str head = str_slice(s, at, s.len - at < 300 ? s.len : at + 300);
    if (str_find(head, STR("WARC-Type:")) != SIZE_MAX) body->len = at;
}

/* ---- records --------------------------------------------------------------------------------- */

static bool media_is(const warc *self, const char *type)
{
    casus_str media = buf_str(&self->fields[WARC_MEDIA]), wanted = str_from(type);
    return media.len >= wanted.len && str_eq_nocase(str_slice(media, 0, wanted.len), wanted);
}

/* Reads the block of a record into the payload. *wanted: it is a page or text. */
static const char *read_block(warc *self, source *in, const record *r, bool *wanted)
{
    uint64_t left = r->length;
    answer a = {.good = true};
    if (r->kind == RECORD_RESPONSE) read_answer(self, in, &left, &a);
    self->page = media_is(self, "text/html") || media_is(self, "application/xhtml");
    *wanted = r->kind != RECORD_OTHER && a.good && !r->in_segments &&
              (self->page || media_is(self, "text/plain"));
    if (!*wanted) {
        skip(in, left);
        return NULL;
    }
    if (!read_body(self, in, left)) return "ends before its length is reached";
    leave_next_record(&self->body);
    if (a.chunked) join_chunks(&self->body);
    self->payload = buf_str(&self->body);
    enum packing seen = packing_of((const unsigned char *)self->payload.ptr, self->payload.len);
    if (seen != PACKED_NOT) return unpack_body(self, in, seen);
    if (a.packing == PACKED_ZLIB && self->payload.len > 1) {
        bool zlib = ((unsigned char)self->payload.ptr[0] & 0x0F) == 8;
        if (self->payload.ptr[0] == '<') return NULL;
        return unpack_body(self, in, zlib ? PACKED_ZLIB : PACKED_DEFLATE);
    }
    if (a.unknown_packing && self->payload.len && (unsigned char)self->payload.ptr[0] > 0x7F)
        return "is compressed in a way that casus does not read";
    return NULL;
}

static bool begins_record(casus_str line) { return str_starts(line, STR("WARC/1.")); }

bool warc_begins(source *in)
{
    if (source_peek(in) == SOURCE_END) return false;
    return begins_record((casus_str){(const char *)in->block + in->at, in->len - in->at});
}

/* The next line that begins a record; *lost says that other lines had to be passed over. */
static bool find_record(warc *self, source *in, bool *lost)
{
    uint64_t endless = NO_END;
    *lost = false;
    while (read_line(&self->line, in, &endless)) {
        if (begins_record(buf_str(&self->line))) return true;
        *lost = *lost || self->line.len;
    }
    return false;
}

static casus_status bad(const warc *self, const source *in, uint64_t at, const char *flaw,
                        casus_error *err)
{
    error_at(err, CASUS_BAD_INPUT, in->name, 0, "record %" PRIu64 " %s (byte %" PRIu64 ")",
             self->n_records, flaw, at);
    if (err) err->at = at;
    return CASUS_BAD_INPUT;
}

/* Header and block; false in *wanted where it is passed over. */
static const char *read_record(warc *self, source *in, bool *wanted)
{
    record r = {0};
    uint64_t endless = NO_END;
    for (unsigned i = 0; i < WARC_FIELDS; i++) buf_reset(&self->fields[i]);
    self->cut = 0;
    for (unsigned n = 0; n < HEAD_LIMIT && read_line(&self->line, in, &endless) && self->line.len;
         n++)
        take_header(self, &r, buf_str(&self->line));
    if (!r.has_length) return "has no Content-Length";
    const char *flaw = read_block(self, in, &r, wanted);
    if (*wanted && !flaw && !str_trim(self->payload).len) *wanted = false;
    return flaw;
}

static casus_status out_of_memory(warc *self, const source *in, casus_error *err)
{
    uint64_t n_records = self->n_records, n_passed = self->n_passed;
    warc_release(self);
    self->n_records = n_records;
    self->n_passed = n_passed;
    return error_at(err, CASUS_NO_MEMORY, in->name, 0, "out of memory");
}

static bool fits(const warc *self)
{
    bool good = buf_ok(&self->line) && buf_ok(&self->body) && buf_ok(&self->unpacked);
    for (unsigned i = 0; i < WARC_FIELDS; i++) good = good && buf_ok(&self->fields[i]);
    return good;
}

casus_status warc_next(warc *self, source *in, bool *more, casus_error *err)
{
    bool wanted = false, lost;
    *more = false;
    while (!wanted) {
        uint64_t at = source_offset(in);
        bool found = find_record(self, in, &lost);
        if (in->failed) return source_error(in, 0, err);
        if (!fits(self)) return out_of_memory(self, in, err);
        if (lost) self->n_records += !found;
        if (!found)
            return lost ? bad(self, in, at, "is none: what is there begins no record", err)
                        : CASUS_OK;
        self->n_records++;
        const char *flaw = read_record(self, in, &wanted);
        if (in->failed) return source_error(in, 0, err);
        if (!fits(self)) return out_of_memory(self, in, err);
        if (flaw) return bad(self, in, at, flaw, err);
        self->n_passed += !wanted;
    }
    *more = true;
    return CASUS_OK;
}
