/* reader: the paths that the user named -> documents (casus_reader_*).
 *
 * A small machine: a path is a folder to walk or a file; a file is of one of the formats of
 * format.h. Whatever fails is reported once, with its file and place, and the next call goes on
 * behind it: one bad file in a thousand costs one document. At most one document is held.
 */
#include "ingest/format.h"

#include <stdlib.h>
#include <sys/stat.h>

struct casus_reader {
    const char *const *paths; /* [n_paths], the caller's */
    size_t n_paths, next_path;
    bool in_folder;
    uint64_t n_in_folder; /* files found in the folder being walked */
    walk folder;
    source file;
    const format *format;    /* of the open file; NULL: none is open */
    void *state;             /* the one of `states` that is the format's */
    void *states[N_FORMATS]; /* made when first needed */
    reading how;
    uint64_t done, total; /* bytes of the files behind us; of all, 0 unknown */
};

/* ---- files and folders ----------------------------------------------------------------------- */

static void close_file(casus_reader *self)
{
    if (self->file.fd < 0) return;
    /* A file that was refused unread counts as done too. */
    self->done += self->file.regular ? self->file.size : self->file.n_read;
    source_close(&self->file);
    self->format = NULL;
}

static casus_status open_file(casus_reader *self, const char *path, casus_error *err)
{
    TRY(source_open(&self->file, path, err));
    const char *asked = self->how.asked.input;
    size_t which = asked ? format_named(asked) : format_of(&self->file);
    if (!self->states[which]) self->states[which] = calloc(1, formats[which]->size);
    if (!self->states[which]) {
        close_file(self);
        return error_at(err, CASUS_NO_MEMORY, path, 0, "out of memory");
    }
    self->format = formats[which];
    self->state = self->states[which];
    self->format->begin(self->state, &self->file, &self->how);
    return CASUS_OK;
}

static casus_status next_in_file(casus_reader *self, casus_document_in *out, bool *more,
                                 casus_error *err)
{
    casus_status status = self->format->next(self->state, &self->file, out, more, err);
    if (status == CASUS_OK ? !*more : self->file.failed) close_file(self);
    return status;
}

static bool is_folder(const char *path)
{
    struct stat info;
    return strcmp(path, "-") != 0 && stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Takes the next path that was named. */
static casus_status next_path(casus_reader *self, casus_error *err)
{
    const char *path = self->paths[self->next_path++];
    if (!is_folder(path)) return open_file(self, path, err);
    TRY(walk_open(&self->folder, path, err));
    self->in_folder = true;
    self->n_in_folder = 0;
    return CASUS_OK;
}

static casus_status next_in_folder(casus_reader *self, casus_error *err)
{
    const char *path;
    uint64_t size;
    TRY(walk_next(&self->folder, &path, &size, err));
    if (path) {
        self->n_in_folder++;
        return open_file(self, path, err);
    }
    self->in_folder = false;
    if (self->n_in_folder) return CASUS_OK;
    return bad_file(err, self->paths[self->next_path - 1], 0,
                    "holds no documents; text files and .jsonl or .ndjson files "
                    "are looked for");
}

casus_status casus_reader_next(casus_reader *self, casus_document_in *out, bool *more,
                               casus_error *err)
{
    *more = false;
    *out = (casus_document_in){.cut = 0};
    while (!*more) {
        if (self->format)
            TRY(next_in_file(self, out, more, err));
        else if (self->in_folder)
            TRY(next_in_folder(self, err));
        else if (self->next_path < self->n_paths)
            TRY(next_path(self, err));
        else
            return CASUS_OK;
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
    self->how.piece_size = bytes < CASUS_MAX_PIECE ? bytes : CASUS_MAX_PIECE;
}

casus_status casus_reader_set(casus_reader *self, const casus_reading *how, casus_error *err)
{
    FAIL_IF(how->input && format_named(how->input) == N_FORMATS, CASUS_USAGE,
            "there is no input \"%s\"", how->input);
    const char *flaw = how->columns ? columns_flaw(how->columns) : NULL;
    FAIL_IF(flaw, CASUS_USAGE, "columns \"%s\": %s", how->columns, flaw);
    FAIL_IF(how->delimiter && strchr("\"\r\n", how->delimiter), CASUS_USAGE,
            "a delimiter is no quotation mark and no line end");
    self->how.asked = *how;
    return CASUS_OK;
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
    for (size_t i = 0; i < N_FORMATS; i++) {
        if (self->states[i]) formats[i]->release(self->states[i]);
        free(self->states[i]);
    }
    free(self);
}

void casus_reader_progress(const casus_reader *self, uint64_t *done, uint64_t *total)
{
    *done = self->done + (self->file.fd >= 0 ? self->file.n_read : 0);
    *total = self->total;
}
