/* A plain file as a format: one document, or pieces of one; and what is no text, told by its bytes.
 */
#include "ingest/format.h"

typedef struct text_state {
    size_t piece_size; /* 0: the document comes whole */
    size_t piece;      /* bytes of `text` that were given last */
    uint32_t n_pieces; /* given so far */
    bool done;
    buf text, id;
} text_state;

#define SNIFF_BYTES ((size_t)64 << 10)

/* ---- text ------------------------------------------------------------------------------------ */

/* What a file that is not text begins with, and what its owner can do. */
static const struct {
    const char *magic;
    size_t len;
    const char *advice;
} foreign[] = {
    {"%PDF-", 5, "is a PDF, not text; convert it, for example with pdftotext"},
    {"\x1f\x8b", 2, "is compressed in a way that casus does not read; try gunzip"},
    {"\x28\xb5\x2f\xfd", 4, "is compressed in a way that casus does not read; try unzstd"},
    {"BZh", 3, "is compressed, not text; unpack it, for example with bunzip2"},
    {"PK\x03\x04", 4, "is a ZIP archive or office file, not text; save it as plain text"},
    {"\xff\xfe", 2, "is UTF-16, not text in UTF-8; convert it, for example with iconv"},
    {"\xfe\xff", 2, "is UTF-16, not text in UTF-8; convert it, for example with iconv"},
};

/* A web page: it begins as one, behind comments and an XML declaration. */
static bool is_page(casus_str head)
{
    static const casus_str opening[] = {{"<!doctype html", 14}, {"<html", 5}, {"<head", 5}};
    head = str_trim(head);
    while (str_starts(head, STR("<!--")) || str_starts(head, STR("<?xml"))) {
        size_t end = str_find(head, STR(">"));
        if (str_starts(head, STR("<!--"))) end = str_find(head, STR("-->"));
        if (end == SIZE_MAX) return false;
        head = str_trim(str_slice(head, end + (head.ptr[1] == '!' ? 3 : 1), head.len));
    }
    for (size_t i = 0; i < sizeof opening / sizeof *opening; i++) {
        casus_str tag = opening[i];
        if (head.len >= tag.len && str_eq_nocase(str_slice(head, 0, tag.len), tag)) return true;
    }
    return false;
}

static casus_str sniffed(const buf *bytes)
{
    return (casus_str){bytes->ptr, bytes->len < SNIFF_BYTES ? bytes->len : SNIFF_BYTES};
}

static bool is_odd_control(unsigned char c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' &&
            c != 0x1B && c != 0x08) ||
           c == 0x7F;
}

static const char *why_not_text(const unsigned char *bytes, size_t len, uint64_t *at)
{
    *at = 0;
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        if (len >= foreign[i].len && memcmp(bytes, foreign[i].magic, foreign[i].len) == 0) {
            return foreign[i].advice;
        }
    }
    size_t head = len < SNIFF_BYTES ? len : SNIFF_BYTES, odd = 0;
    const unsigned char *nul = head ? memchr(bytes, 0, head) : NULL;
    if (nul) {
        *at = (uint64_t)(nul - bytes);
        return "is not text: it holds zero bytes";
    }
    for (size_t i = 0; i < head; i++) {
        if (!is_odd_control(bytes[i])) continue;
        if (!odd++) *at = i;
    }
    return odd > head / 20 ? "is not text: it is full of control characters" : NULL;
}

/* Reads the file up to the document limit; what is behind is only counted. */
static void read_text(text_state *self, source *in, uint64_t *cut)
{
    *cut = 0;
    buf_reset(&self->text);
    while (source_peek(in) != SOURCE_END) {
        size_t n = in->len - in->at, room = source_most(in) - self->text.len;
        size_t fits = n < room ? n : room;
        buf_put(&self->text, in->block + in->at, fits);
        *cut += n - fits;
        in->at = in->len;
        if (!buf_ok(&self->text)) return;
    }
    if (!*cut) return;
    size_t tail = broken_tail(self->text.ptr, self->text.len);
    self->text.len -= tail;
    *cut += tail;
}

static casus_status no_memory(const source *in, casus_error *err)
{
    return error_at(err, CASUS_NO_MEMORY, in->name, 0, "out of memory");
}

static casus_status whole_document(text_state *self, source *in, casus_document_in *out, bool *more,
                                   casus_error *err)
{
    uint64_t cut, at;
    self->done = true;
    read_text(self, in, &cut);
    if (in->failed) return source_error(in, 0, err);
    if (!buf_ok(&self->text)) return no_memory(in, err);
    if (!str_trim(buf_str(&self->text)).len) return bad_file(err, in->name, 0, "is empty");
    bool page = is_page(sniffed(&self->text));
    const char *why = why_not_text((const unsigned char *)self->text.ptr, self->text.len, &at);
    if (why && !page) return bad_file(err, in->name, at, why);
    *more = true;
    *out = (casus_document_in){
        .id = buf_str(&self->id), .text = buf_str(&self->text), .page = page, .cut = cut};
    return CASUS_OK;
}

/* ---- pieces of a text ------------------------------------------------------------------------ */

/* Behind the last blank line of `s` that ends behind `from`; 0 where there is none. */
static size_t behind_blank_line(casus_str s, size_t from)
{
    size_t line_end = 0; /* behind the newline that a blank line may end with */
    for (size_t at = s.len; at > 0; at--) {
        char c = s.ptr[at - 1];
        if (c == '\n' && line_end) return line_end;
        if (c == '\n')
            line_end = at;
        else if (c != ' ' && c != '\t' && c != '\r')
            line_end = 0;
        if (!line_end && at <= from) return 0;
    }
    return 0;
}

/* Where to cut a paragraph that is too long: behind a line, a word, a character. */
static size_t cut_of_paragraph(casus_str s)
{
    for (size_t at = s.len; at > s.len / 2; at--)
        if (s.ptr[at - 1] == '\n') return at;
    for (size_t at = s.len; at > s.len / 2; at--)
        if (s.ptr[at - 1] == ' ' || s.ptr[at - 1] == '\t') return at;
    return s.len - broken_tail(s.ptr, s.len);
}

/* Reads on until the text has `want` bytes; false at the file's end. */
static bool fill_text(text_state *self, source *in, size_t want)
{
    while (self->text.len < want && buf_ok(&self->text)) {
        if (source_peek(in) == SOURCE_END) return false;
        size_t n = in->len - in->at, room = want - self->text.len;
        size_t fits = n < room ? n : room;
        buf_put(&self->text, in->block + in->at, fits);
        in->at += fits;
    }
    return true;
}

/* Takes away the piece given last and makes the next: how many bytes of `text` it has. */
static size_t take_piece(text_state *self, source *in, bool *more)
{
    size_t left = self->text.len - self->piece;
    if (left) memmove(self->text.ptr, self->text.ptr + self->piece, left);
    self->text.len = left;
    size_t want = self->piece_size, cut = 0, seen = 0;
    for (;;) {
        *more = fill_text(self, in, want);
        if (!*more) return self->text.len;
        cut = behind_blank_line(buf_str(&self->text), seen);
        if (cut || want == CASUS_MAX_PIECE) break;
        seen = self->text.len;
        want = want * 2 < CASUS_MAX_PIECE ? want * 2 : CASUS_MAX_PIECE;
    }
    return cut ? cut : cut_of_paragraph(buf_str(&self->text));
}

static casus_status next_piece(text_state *self, source *in, casus_document_in *out, bool *more,
                               casus_error *err)
{
    bool follows;
    uint64_t at;
    self->piece = take_piece(self, in, &follows);
    self->done = !follows || !buf_ok(&self->text);
    if (in->failed) return source_error(in, 0, err);
    if (!buf_ok(&self->text)) return no_memory(in, err);
    casus_str found = str_slice(buf_str(&self->text), 0, self->piece);
    if (!self->n_pieces) {
        bool empty = !follows && !str_trim(found).len;
        const char *why = why_not_text((const unsigned char *)found.ptr, found.len, &at);
        if (is_page(found)) why = "is a web page, not text; casus extract makes text of it";
        if (why) self->done = true;
        if (empty) return bad_file(err, in->name, 0, "is empty");
        if (why) return bad_file(err, in->name, at, why);
    }
    *more = true;
    *out = (casus_document_in){
        .id = buf_str(&self->id), .text = found, .piece = self->n_pieces++, .more_pieces = follows};
    return CASUS_OK;
}

/* ---- the format ------------------------------------------------------------------------------ */

static bool fits(source *in, casus_str name)
{
    (void)in;
    (void)name;
    return true;
}

static void begin(void *state, source *in, const reading *how)
{
    text_state *self = state;
    self->piece_size = how->piece_size;
    self->piece = 0;
    self->n_pieces = 0;
    self->done = false;
    buf_reset(&self->text);
    buf_reset(&self->id);
    buf_put_str(&self->id, str_from(in->name));
}

/* A folder's path is the walk's, which goes on: the id is a copy. */
static casus_status next(void *state, source *in, casus_document_in *out, bool *more,
                         casus_error *err)
{
    text_state *self = state;
    *more = false;
    if (self->done) return CASUS_OK;
    self->done = !buf_ok(&self->id);
    if (self->done) return no_memory(in, err);
    return self->piece_size ? next_piece(self, in, out, more, err)
                            : whole_document(self, in, out, more, err);
}

static void release(void *state)
{
    text_state *self = state;
    buf_release(&self->text);
    buf_release(&self->id);
}

const format format_text = {"text", sizeof(text_state), fits, begin, next, release};
