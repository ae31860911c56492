/* Memory and reading under watch: counts what the program asks for, and lets the nth request fail.
 *
 * A test that includes this is linked with -Wl,--wrap=malloc and the like (see CMakeLists.txt), so that the calls of the test and of the library come here; those inside shared
 * libraries do not.
 */
#ifndef CASUS_TEST_WRAP_H
#define CASUS_TEST_WRAP_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *old, size_t size);

/* Requests so far; the one that is refused, counted from 1 (0: none). One a thread. */
static _Thread_local uint64_t wrap_asked, wrap_refused;

static inline bool wrap_refuses(void) { return ++wrap_asked == wrap_refused; }

/* Counting starts anew; request `nth` fails. */
static inline void wrap_start(uint64_t nth)
{
    wrap_asked = 0;
    wrap_refused = nth;
}

/* Gives the requests since wrap_start; none is refused any more. */
static inline uint64_t wrap_stop(void)
{
    wrap_refused = 0;
    return wrap_asked;
}

void *__wrap_malloc(size_t size) { return wrap_refuses() ? NULL : __real_malloc(size); }

void *__wrap_calloc(size_t n, size_t size)
{
    return wrap_refuses() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return wrap_refuses() ? NULL : __real_realloc(old, size);
}

/* ---- reading --------------------------------------------------------------------------------- */

ssize_t __real_read(int fd, void *to, size_t size);
ssize_t __wrap_read(int fd, void *to, size_t size);

/* Reads so far; the one that fails, counted from 1 (0: none); bytes that one gives at most (0: any). */
static _Thread_local uint64_t wrap_reads, wrap_read_fails;
static _Thread_local size_t wrap_read_most;

ssize_t __wrap_read(int fd, void *to, size_t size)
{
    if (++wrap_reads == wrap_read_fails) {
        errno = EIO;
        return -1;
    }
    return __real_read(fd, to, wrap_read_most && wrap_read_most < size ? wrap_read_most : size);
}

#endif
