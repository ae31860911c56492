/* reader: the paths that the user named -> documents (casus_reader_*).
 *
 * A small machine: a path is a folder to walk or a file; a file is text, a page, JSON Lines or a
 * web archive. Whatever fails is reported once, with its file and place, and the next call goes on
 * behind it: one bad file in a thousand costs one document. At most one document is held.
 */
#include "ingest/reader.h"

#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>

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
    if (self->piece_size && !json) return reader_start_pieces(self, path, err);
    casus_status status =
        json ? reader_bad_file(err, path, 0, "is JSON but no JSON Lines; write one object a line")
             : reader_text(self, path, out, err);
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
    return reader_bad_file(err, self->paths[self->next_path - 1], 0,
                    "holds no documents; text files and .jsonl or .ndjson files are looked for");
}

casus_status casus_reader_next(casus_reader *self, casus_document_in *out, bool *more,
                               casus_error *err)
{
    *more = false;
    *out = (casus_document_in){.cut = 0};
    while (!*more) {
        if (self->in_pieces) {
            casus_status status = reader_next_piece(self, out, more, err);
            if (status != CASUS_OK || !self->in_pieces) close_file(self);
            if (status != CASUS_OK) return status;
        } else if (self->in_lines) {
            casus_status status = line_document(self, out, more, err);
            if (status != CASUS_OK && self->file.failed) close_file(self);
            if (status != CASUS_OK) return status;
            if (*more) return CASUS_OK;
            const char *path = self->file.name;
            close_file(self);
            if (!self->n_in_file) return reader_bad_file(err, path, 0, "is empty");
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

void casus_reader_set_limits(casus_reader *self, const casus_limits *limits)
{
    self->file.limits = casus_limits_of(limits);
}

void casus_reader_set_pieces(casus_reader *self, size_t bytes)
{
    self->piece_size = bytes < CASUS_MAX_PIECE ? bytes : CASUS_MAX_PIECE;
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
