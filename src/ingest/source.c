/* source: an open file that is read in blocks, unpacked on the way, with the offset for messages.
 */
#include "ingest/ingest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char no_memory[] = "out of memory";

/* Reads up to `room` of the file's own bytes; what it got, 0 at the end and on failure. */
static size_t read_raw(source *self, unsigned char *to, size_t room)
{
    ssize_t got;
    if (self->ended) return 0; /* a terminal would ask for more */
    do {
        got = read(self->fd, to, room);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        self->failed = true;
        self->error = errno;
        return 0;
    }
    self->ended = got == 0;
    self->n_read += (uint64_t)got;
    return (size_t)got;
}

/* Is there enough to tell what the file is? A brace is: who pipes JSON line by line waits for
 * answers. */
static bool shows_format(const source *self)
{
    casus_str head = str_trim((casus_str){(const char *)self->block, self->len});
    return self->len >= SOURCE_HEAD || str_starts(head, STR("{"));
}

/* Reads the first block, of a pipe enough to tell what it is; where it is packed, it becomes the first
 * of what is to be unpacked. */
static void find_packing(source *self)
{
    size_t got;
    do {
        got = read_raw(self, self->block + self->len, SOURCE_BLOCK - self->len);
        self->len += got;
    } while (got && !shows_format(self));
    enum packing kind = packing_of(self->block, self->len);
    if (kind == PACKED_NOT) return;
    self->packed = unpacker_new(kind, &self->limits);
    self->raw = malloc(SOURCE_BLOCK);
    if (!self->packed || !self->raw) {
        self->failed = true;
        self->flaw = no_memory;
        self->len = 0;
        return;
    }
    memcpy(self->raw, self->block, self->len);
    self->raw_at = 0;
    self->raw_len = self->len;
    self->len = 0;
}

casus_status source_open(source *self, const char *path, casus_error *err)
{
    self->limits = casus_limits_of(&self->limits);
    self->name = path;
    self->failed = self->ended = false;
    self->error = 0;
    self->flaw = NULL;
    self->packed = NULL;
    self->raw = NULL;
    self->before = self->n_read = 0;
    self->at = self->len = 0;
    self->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (self->fd < 0) {
        casus_status status = errno == ENOENT || errno == ENOTDIR ? CASUS_NOT_FOUND : CASUS_IO;
        return error_at(err, status, path, 0, "cannot be opened: %s", strerror(errno));
    }
    struct stat info;
    self->regular = fstat(self->fd, &info) == 0 && S_ISREG(info.st_mode);
    self->size = self->regular ? (uint64_t)info.st_size : 0;
    find_packing(self);
    return CASUS_OK;
}

void source_close(source *self)
{
    if (self->fd > STDIN_FILENO) close(self->fd);
    self->fd = -1;
    unpacker_free(self->packed);
    self->packed = NULL;
    free(self->raw);
    self->raw = NULL;
}

static bool fail(source *self, const char *flaw)
{
    self->failed = true;
    self->flaw = flaw;
    return false;
}

static bool fill_unpacked(source *self)
{
    while (!self->len) {
        if (self->raw_at == self->raw_len) {
            self->raw_at = 0;
            self->raw_len = read_raw(self, self->raw, SOURCE_BLOCK);
            if (self->failed) return false;
            if (!self->raw_len)
                return unpacker_is_open(self->packed) &&
                       fail(self, "ends in the middle of its compressed bytes; get the file again");
        }
        unpacked io = {.from = self->raw + self->raw_at,
                       .n_from = self->raw_len - self->raw_at,
                       .to = self->block,
                       .room = sizeof self->block};
        const char *flaw = unpacker_run(self->packed, &io);
        if (flaw) return fail(self, flaw);
        if (!io.used && !io.made)
            return fail(self, "the compressed bytes are damaged; get the file again");
        self->raw_at += io.used;
        self->len = io.made;
    }
    return true;
}

bool source_fill(source *self)
{
    if (self->failed || self->fd < 0) return false;
    self->before += self->len;
    self->at = self->len = 0;
    if (self->packed) return fill_unpacked(self);
    self->len = read_raw(self, self->block, SOURCE_BLOCK);
    return self->len > 0;
}

casus_status source_error(const source *self, uint32_t line, casus_error *err)
{
    if (self->flaw == no_memory)
        return error_at(err, CASUS_NO_MEMORY, self->name, line, "%s", no_memory);
    if (self->flaw) return error_at(err, CASUS_BAD_INPUT, self->name, line, "%s", self->flaw);
    return error_at(err, CASUS_IO, self->name, line, "reading failed: %s", strerror(self->error));
}
