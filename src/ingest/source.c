/* source: an open file that is read in blocks, with the offset for messages. */
#include "ingest/ingest.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

casus_status source_open(source *self, const char *path, casus_error *err)
{
    self->name = path;
    self->failed = false;
    self->error = 0;
    self->before = 0;
    self->at = self->len = 0;
    self->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (self->fd < 0) {
        casus_status status = errno == ENOENT || errno == ENOTDIR ? CASUS_NOT_FOUND : CASUS_IO;
        return error_at(err, status, path, 0, "cannot be opened: %s", strerror(errno));
    }
    struct stat info;
    self->regular = fstat(self->fd, &info) == 0 && S_ISREG(info.st_mode);
    self->size = self->regular ? (uint64_t)info.st_size : 0;
    return CASUS_OK;
}

void source_close(source *self)
{
    if (self->fd > STDIN_FILENO) close(self->fd);
    self->fd = -1;
}

bool source_fill(source *self)
{
    if (self->failed || self->fd < 0) return false;
    self->before += self->len;
    self->at = self->len = 0;
    ssize_t got;
    do {
        got = read(self->fd, self->block, sizeof self->block);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        self->failed = true;
        self->error = errno;
        return false;
    }
    self->len = (size_t)got;
    return got > 0;
}
