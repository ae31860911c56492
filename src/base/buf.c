/* buf: bytes that are owned and grow.
 *
 * Failure is sticky: once memory ran out every call does nothing, and one buf_ok() tells it.
 * The bytes are always followed by a NUL that `len` does not count.
 */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUF_FIRST 256u

void buf_release(buf *self)
{
    free(self->ptr);
    *self = (buf){0};
}

/* Makes room for `more` bytes and a NUL. */
static bool reserve(buf *self, size_t more)
{
    if (self->failed) return false;
    if (self->ptr && self->cap - self->len > more) return true;
    if (more > SIZE_MAX / 4 - self->len) {
        self->failed = true;
        return false;
    }
    size_t cap = self->cap ? self->cap : BUF_FIRST;
    while (cap - self->len <= more) cap *= 2;
    char *grown = realloc(self->ptr, cap);
    if (!grown) {
        self->failed = true;
        return false;
    }
    self->ptr = grown;
    self->cap = cap;
    return true;
}

void buf_put(buf *self, const void *bytes, size_t len)
{
    if (!reserve(self, len)) return;
    if (len) memcpy(self->ptr + self->len, bytes, len);
    self->len += len;
    self->ptr[self->len] = '\0';
}

void buf_put_str(buf *self, casus_str s) { buf_put(self, s.ptr, s.len); }

void buf_put_char(buf *self, char c) { buf_put(self, &c, 1); }

void buf_printf(buf *self, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n < 0) self->failed = true;
    if (n >= 0 && reserve(self, (size_t)n)) {
        vsnprintf(self->ptr + self->len, (size_t)n + 1, fmt, again);
        self->len += (size_t)n;
    }
    va_end(again);
}

static casus_status read_all(buf *self, int fd, const char *path, size_t limit, casus_error *err)
{
    size_t start = self->len;
    for (;;) {
        if (!reserve(self, (size_t)64 << 10)) {
            return error_at(err, CASUS_NO_MEMORY, path, 0, "out of memory while reading");
        }
        ssize_t got = read(fd, self->ptr + self->len, self->cap - self->len - 1);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return error_at(err, CASUS_IO, path, 0, "reading failed: %s", strerror(errno));
        self->len += (size_t)got;
        self->ptr[self->len] = '\0';
        if (self->len - start > limit) {
            return error_at(err, CASUS_LIMIT, path, 0, "longer than %zu bytes", limit);
        }
        if (got == 0) return CASUS_OK;
    }
}

casus_status buf_read_file(buf *self, const char *path, size_t limit, casus_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        casus_status status = errno == ENOENT || errno == ENOTDIR ? CASUS_NOT_FOUND : CASUS_IO;
        return error_at(err, status, path, 0, "cannot be opened: %s", strerror(errno));
    }
    struct stat info;
    casus_status status;
    if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
        status = error_at(err, CASUS_IO, path, 0, "is a folder; name a file");
    } else {
        status = read_all(self, fd, path, limit, err);
    }
    close(fd);
    return status;
}
