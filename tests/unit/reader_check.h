/* What a reader makes of files, for tests: a folder of their own, and all documents as one text. */
#ifndef CASUS_TEST_READER_CHECK_H
#define CASUS_TEST_READER_CHECK_H

#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- a folder of our own ------------------------------------------------------------------- */

static char root[64];

static const char *at_root(const char *name)
{
    static char paths[8][200];
    static unsigned turn;
    char *path = paths[turn++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", root, name);
    return path;
}

static const char *put_bytes(const char *name, const void *bytes, size_t len)
{
    const char *path = at_root(name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    fclose(file);
    return path;
}

static inline const char *put_text(const char *name, const char *text)
{
    return put_bytes(name, text, strlen(text));
}

static inline int set_up(void **state)
{
    (void)state;
    snprintf(root, sizeof root, "/tmp/casus-ingest-XXXXXX");
    return mkdtemp(root) ? 0 : -1;
}

static inline int tear_down(void **state)
{
    (void)state;
    char command[100];
    snprintf(command, sizeof command, "rm -rf '%s'", root);
    return system(command);
}

/* ---- reading all ---------------------------------------------------------------------------- */

static casus_reading asked; /* of the reader; zero again once a test is through */

/* What came out, one line each: "id=text" or "!status file:line message". */
static inline void read_all(const char *const *paths, size_t n, buf *log)
{
    casus_reader *reader;
    casus_error err;
    casus_document_in in;
    bool more = true;
    buf_reset(log);
    assert_int_equal(casus_reader_open(&reader, paths, n, &err), CASUS_OK);
    assert_int_equal(casus_reader_set(reader, &asked, &err), CASUS_OK);
    for (unsigned calls = 0; calls < 10000000; calls++) {
        casus_status status = casus_reader_next(reader, &in, &more, &err);
        if (status != CASUS_OK) {
            const char *file = strrchr(err.file, '/');
            buf_printf(log, "!%d %s:%u %s\n", (int)status, file ? file + 1 : err.file, err.line,
                       err.message);
        } else if (more) {
            casus_str id = in.id;
            if (str_starts(id, str_from(root))) id = str_slice(id, strlen(root) + 1, id.len);
            buf_put_str(log, id);
            buf_put_char(log, '=');
            buf_put_str(log, in.text);
            if (in.title.ptr) buf_printf(log, "|t=%.*s", (int)in.title.len, in.title.ptr);
            if (in.url.ptr) buf_printf(log, "|u=%.*s", (int)in.url.len, in.url.ptr);
            if (in.published.ptr) {
                buf_printf(log, "|p=%.*s", (int)in.published.len, in.published.ptr);
            }
            if (in.publisher.len) buf_printf(log, "|by=%.*s", (int)in.publisher.len, in.publisher.ptr);
            if (in.page) buf_put_str(log, in.fragment ? STR("|fragment") : STR("|page"));
            if (in.cut) buf_printf(log, "|cut=%llu", (unsigned long long)in.cut);
            buf_put_char(log, '\n');
        } else {
            break;
        }
    }
    assert_false(more);
    uint64_t done, total;
    casus_reader_progress(reader, &done, &total);
    assert_true(total == 0 || done == total);
    casus_reader_close(reader);
}

static inline void check(const char *path, const char *wanted)
{
    buf log = {0};
    read_all(&path, 1, &log);
    assert_string_equal(log.ptr ? log.ptr : "", wanted);
    buf_release(&log);
}

#endif
