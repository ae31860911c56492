/* reader: the paths that the user named -> documents (casus_reader_*).
 *
 * A small machine: a path is a folder to walk or a file; a file is text or JSON Lines. Whatever
 * fails is reported once, with its file and place, and the next call goes on behind it: one bad
 * file in a thousand costs one document. At most one document is held.
 */
#include "ingest/ingest.h"

#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>

#define SNIFF_BYTES ((size_t)64 << 10)

struct casus_reader {
    const char *const *paths; /* [n_paths], the caller's */
    size_t n_paths, next_path;
    bool in_folder, in_lines, in_pieces, in_archive;
    uint64_t n_in_folder; /* files found in the folder being walked */
    uint64_t n_in_file;   /* lines found in the file being read, good or bad */
    walk folder;
    source file;
    jsonl lines;
    warc archive;
    size_t piece_size; /* 0: documents come whole */
    size_t piece;      /* bytes of `text` that were given last */
    uint32_t n_pieces; /* of the file being read */
    buf text, id;
    uint64_t done, total; /* bytes of the files behind us; of all, 0 unknown */
};

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
            c != 0x1B && c != 0x08) || c == 0x7F;
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
    const unsigned char *nul = memchr(bytes, 0, head);
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

/* Bytes at the end that begin a UTF-8 sequence which the cut broke off. */
static size_t broken_tail(const char *bytes, size_t len)
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

/* Reads the file up to the document limit; what is behind is only counted. */
static void read_text(casus_reader *self, uint64_t *cut)
{
    source *in = &self->file;
    *cut = 0;
    buf_reset(&self->text);
    while (source_peek(in) != SOURCE_END) {
        size_t n = in->len - in->at, room = CASUS_MAX_DOCUMENT - self->text.len;
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

static casus_status bad_file(casus_error *err, const char *path, uint64_t at, const char *what)
{
    if (at) error_at(err, CASUS_BAD_INPUT, path, 0, "%s (byte %" PRIu64 ")", what, at);
    else error_at(err, CASUS_BAD_INPUT, path, 0, "%s", what);
    if (err) err->at = at;
    return CASUS_BAD_INPUT;
}

static casus_status text_document(casus_reader *self, const char *path, casus_document_in *out,
                                  casus_error *err)
{
    uint64_t cut, at;
    read_text(self, &cut);
    if (self->file.failed) return source_error(&self->file, 0, err);
    if (!buf_ok(&self->text)) return error_at(err, CASUS_NO_MEMORY, path, 0, "out of memory");
    if (!str_trim(buf_str(&self->text)).len) return bad_file(err, path, 0, "is empty");
    const char *why = why_not_text((const unsigned char *)self->text.ptr, self->text.len, &at);
    if (why && !is_page(sniffed(&self->text))) return bad_file(err, path, at, why);
    buf_reset(&self->id);
    buf_put_str(&self->id, str_from(path));
    if (!buf_ok(&self->id)) return error_at(err, CASUS_NO_MEMORY, path, 0, "out of memory");
    *out = (casus_document_in){.id = buf_str(&self->id),
                               .text = buf_str(&self->text),
                               .page = is_page(sniffed(&self->text)),
                               .cut = cut};
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
        if (c == '\n') line_end = at;
        else if (c != ' ' && c != '\t' && c != '\r') line_end = 0;
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
static bool fill_text(casus_reader *self, size_t want)
{
    source *in = &self->file;
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
static size_t take_piece(casus_reader *self, bool *more)
{
    size_t left = self->text.len - self->piece;
    if (left) memmove(self->text.ptr, self->text.ptr + self->piece, left);
    self->text.len = left;
    size_t want = self->piece_size, cut = 0, seen = 0;
    for (;;) {
        *more = fill_text(self, want);
        if (!*more) return self->text.len;
        cut = behind_blank_line(buf_str(&self->text), seen);
        if (cut || want == CASUS_MAX_PIECE) break;
        seen = self->text.len;
        want = want * 2 < CASUS_MAX_PIECE ? want * 2 : CASUS_MAX_PIECE;
    }
    return cut ? cut : cut_of_paragraph(buf_str(&self->text));
}

static casus_status next_piece(casus_reader *self, casus_document_in *out, bool *more,
                               casus_error *err)
{
    const char *path = self->id.ptr;
    bool follows;
    uint64_t at;
    self->piece = take_piece(self, &follows);
    if (self->file.failed) return source_error(&self->file, 0, err);
    if (!buf_ok(&self->text)) return error_at(err, CASUS_NO_MEMORY, path, 0, "out of memory");
    casus_str found = str_slice(buf_str(&self->text), 0, self->piece);
    if (!self->n_pieces) {
        if (!follows && !str_trim(found).len) return bad_file(err, path, 0, "is empty");
        const char *why = why_not_text((const unsigned char *)found.ptr, found.len, &at);
        if (is_page(found)) why = "is a web page, not text; casus extract makes text of it";
        if (why) return bad_file(err, path, at, why);
    }
    *more = true;
    self->in_pieces = follows;
    *out = (casus_document_in){.id = buf_str(&self->id),
                               .text = found,
                               .piece = self->n_pieces++,
                               .more_pieces = follows};
    return CASUS_OK;
}

static casus_status start_pieces(casus_reader *self, const char *path, casus_error *err)
{
    buf_reset(&self->text);
    buf_reset(&self->id);
    buf_put_str(&self->id, str_from(path));
    if (!buf_ok(&self->id)) return error_at(err, CASUS_NO_MEMORY, path, 0, "out of memory");
    self->piece = 0;
    self->n_pieces = 0;
    self->in_pieces = true;
    return CASUS_OK;
}

void casus_reader_set_pieces(casus_reader *self, size_t bytes)
{
    self->piece_size = bytes < CASUS_MAX_PIECE ? bytes : CASUS_MAX_PIECE;
}

/* ---- JSON Lines ------------------------------------------------------------------------------ */

/* Does the stream begin as JSON Lines do: an object with a member on the same line? Looks only at
 * the first block. */
static bool looks_like_lines(source *in)
{
    if (source_peek(in) == SOURCE_END) return false;
    casus_str head = {(const char *)in->block + in->at, in->len - in->at};
    head = str_trim(head);
    if (!head.len || head.ptr[0] != '{') return false;
    for (size_t i = 1; i < head.len && head.ptr[i] != '\n'; i++) {
        if (head.ptr[i] == '"' || head.ptr[i] == '}') return true;
        if (head.ptr[i] != ' ' && head.ptr[i] != '\t') return false;
    }
    return false;
}

static void skip_byte_order_mark(source *in)
{
    if (source_peek(in) == 0xEF && in->len - in->at >= 3 &&
        memcmp(in->block + in->at, "\xEF\xBB\xBF", 3) == 0) {
        in->at += 3;
    }
}

static casus_str value_of(const jsonl *self, unsigned field)
{
    const jsonl_value *value = &self->values[field];
    return value->present ? buf_str(&value->bytes) : (casus_str){NULL, 0};
}

static casus_status line_document(casus_reader *self, casus_document_in *out, bool *more,
                                  casus_error *err)
{
    casus_status status = jsonl_next(&self->lines, &self->file, more, err);
    if (status != CASUS_OK || *more) self->n_in_file++;
    if (status != CASUS_OK || !*more) return status;
    casus_str id = value_of(&self->lines, JSONL_ID);
    if (!id.len) {
        buf_reset(&self->id);
        buf_printf(&self->id, "%s:%" PRIu32, self->file.name, self->lines.line);
        if (!buf_ok(&self->id)) return error_set(err, CASUS_NO_MEMORY, "out of memory");
        id = buf_str(&self->id);
    }
    *out = (casus_document_in){.id = id,
                               .text = value_of(&self->lines, JSONL_TEXT),
                               .title = value_of(&self->lines, JSONL_TITLE),
                               .url = value_of(&self->lines, JSONL_URL),
                               .published = value_of(&self->lines, JSONL_PUBLISHED),
                               .cut = self->lines.values[JSONL_TEXT].cut};
    return CASUS_OK;
}

/* ---- web archives ---------------------------------------------------------------------------- */

static casus_status archive_document(casus_reader *self, casus_document_in *out, bool *more,
                                     casus_error *err)
{
    warc *from = &self->archive;
    TRY(warc_next(from, &self->file, more, err));
    if (!*more) return CASUS_OK;
    casus_str id = buf_str(&from->fields[WARC_ID]);
    if (!id.len) {
        buf_reset(&self->id);
        buf_printf(&self->id, "%s:%" PRIu64, self->file.name, from->n_records);
        if (!buf_ok(&self->id)) return error_set(err, CASUS_NO_MEMORY, "out of memory");
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

/* ---- files and folders ----------------------------------------------------------------------- */

static void close_file(casus_reader *self)
{
    if (self->file.fd < 0) return;
    /* A file that was refused unread counts as done too. */
    self->done += self->file.regular ? self->file.size : self->file.n_read;
    source_close(&self->file);
    self->in_lines = self->in_pieces = self->in_archive = false;
}

/* Without the suffix of what packed it. */
static casus_str name_of(const char *path)
{
    static const casus_str packed[] = {{".gz", 3}, {".zst", 4}};
    casus_str name = str_from(path);
    for (size_t i = 0; i < COUNT(packed); i++)
        if (str_ends(name, packed[i])) return str_slice(name, 0, name.len - packed[i].len);
    return name;
}

static bool names_lines(const char *path)
{
    return str_ends(name_of(path), STR(".jsonl")) || str_ends(name_of(path), STR(".ndjson"));
}

/* Opens the file at `path`; gives its document, or sets in_lines where it holds many. */
static casus_status open_file(casus_reader *self, const char *path, casus_document_in *out,
                              bool *more, casus_error *err)
{
    TRY(source_open(&self->file, path, err));
    if (warc_begins(&self->file)) {
        self->in_archive = true;
        self->archive.n_records = self->archive.n_passed = 0;
        return CASUS_OK;
    }
    skip_byte_order_mark(&self->file);
    bool json = str_ends(name_of(path), STR(".json"));
    bool many = names_lines(path);
    if (!many && (json || !self->file.regular || strcmp(path, "-") == 0)) {
        many = looks_like_lines(&self->file);
    }
    if (many) {
        self->in_lines = true;
        self->n_in_file = 0;
        self->lines.line = 0;
        return CASUS_OK;
    }
    /* The payload is the file's bytes: where a mark was skipped it is read again with the rest. */
    self->file.at = 0;
    if (self->piece_size && !json) return start_pieces(self, path, err);
    casus_status status =
        json ? bad_file(err, path, 0, "is JSON but no JSON Lines; write one object a line")
             : text_document(self, path, out, err);
    close_file(self);
    *more = status == CASUS_OK;
    return status;
}

static bool is_folder(const char *path)
{
    struct stat info;
    return strcmp(path, "-") != 0 && stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Takes the next path that was named. */
static casus_status next_path(casus_reader *self, casus_document_in *out, bool *more,
                              casus_error *err)
{
    const char *path = self->paths[self->next_path++];
    if (!is_folder(path)) return open_file(self, path, out, more, err);
    TRY(walk_open(&self->folder, path, err));
    self->in_folder = true;
    self->n_in_folder = 0;
    return CASUS_OK;
}

static casus_status next_in_folder(casus_reader *self, casus_document_in *out, bool *more,
                                   casus_error *err)
{
    const char *path;
    uint64_t size;
    TRY(walk_next(&self->folder, &path, &size, err));
    if (path) {
        self->n_in_folder++;
        return open_file(self, path, out, more, err);
    }
    self->in_folder = false;
    if (self->n_in_folder) return CASUS_OK;
    return bad_file(err, self->paths[self->next_path - 1], 0,
                    "holds no documents; text files and .jsonl or .ndjson files are looked for");
}

casus_status casus_reader_next(casus_reader *self, casus_document_in *out, bool *more,
                               casus_error *err)
{
    *more = false;
    *out = (casus_document_in){.cut = 0};
    while (!*more) {
        if (self->in_pieces) {
            casus_status status = next_piece(self, out, more, err);
            if (status != CASUS_OK || !self->in_pieces) close_file(self);
            if (status != CASUS_OK) return status;
        } else if (self->in_lines) {
            casus_status status = line_document(self, out, more, err);
            if (status != CASUS_OK && self->file.failed) close_file(self);
            if (status != CASUS_OK) return status;
            if (*more) return CASUS_OK;
            const char *path = self->file.name;
            close_file(self);
            if (!self->n_in_file) return bad_file(err, path, 0, "is empty");
        } else if (self->in_archive) {
            casus_status status = archive_document(self, out, more, err);
            if (status != CASUS_OK && self->file.failed) close_file(self);
            if (status != CASUS_OK) return status;
            if (!*more) close_file(self);
        } else if (self->in_folder) {
            TRY(next_in_folder(self, out, more, err));
        } else if (self->next_path < self->n_paths) {
            TRY(next_path(self, out, more, err));
        } else {
            return CASUS_OK;
        }
    }
    return CASUS_OK;
}

/* ---- opening, closing, progress -------------------------------------------------------------- */

/* Bytes of all that was named; 0 where a part of it has no size beforehand. */
static uint64_t total_size(walk *folder, const char *const *paths, size_t n_paths)
{
    uint64_t total = 0;
    for (size_t i = 0; i < n_paths; i++) {
        struct stat info;
        if (strcmp(paths[i], "-") == 0) return 0;
        if (stat(paths[i], &info) != 0) continue;
        if (S_ISREG(info.st_mode)) {
            total += (uint64_t)info.st_size;
        } else if (!S_ISDIR(info.st_mode)) {
            return 0;
        } else if (walk_open(folder, paths[i], NULL) == CASUS_OK) {
            const char *path;
            uint64_t size;
            for (;;) {
                casus_status status = walk_next(folder, &path, &size, NULL);
                if (status == CASUS_NO_MEMORY) return 0;
                if (status != CASUS_OK) continue;
                if (!path) break;
                total += size;
            }
        }
    }
    return total;
}

casus_status casus_reader_open(casus_reader **out, const char *const *paths, size_t n_paths,
                               casus_error *err)
{
    *out = calloc(1, sizeof **out);
    FAIL_IF(!*out, CASUS_NO_MEMORY, "out of memory");
    (*out)->paths = paths;
    (*out)->n_paths = n_paths;
    (*out)->file.fd = -1;
    (*out)->total = total_size(&(*out)->folder, paths, n_paths);
    return CASUS_OK;
}

void casus_reader_close(casus_reader *self)
{
    if (!self) return;
    close_file(self);
    walk_release(&self->folder);
    jsonl_release(&self->lines);
    warc_release(&self->archive);
    buf_release(&self->text);
    buf_release(&self->id);
    free(self);
}

void casus_reader_progress(const casus_reader *self, uint64_t *done, uint64_t *total)
{
    *done = self->done + (self->file.fd >= 0 ? self->file.n_read : 0);
    *total = self->total;
}
