/* run: calls the command that was built, in a folder of its own, and keeps what it wrote.
 *
 *     result r = run(NULL, "code", "a.txt", NULL);          stdin is empty
 *     assert_int_equal(r.code, 0);
 *
 * r.code is the exit status, or 128 + the signal that ended it.
 */
#ifndef CASUS_TEST_RUN_H
#define CASUS_TEST_RUN_H

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define CASUS_PROGRAM CASUS_TEST_BUILD "/casus"
#define CASUS_MODEL_FILE CASUS_TEST_BUILD "/casus.model"
#define RUN_MAX_ARGS 24

/* A sentence with one plain event, for tests of all that is round it. */
#define ONE_EVENT "Chad condemned Sudan on Monday.\n"

typedef struct result {
    int code;
    char *out, *err;
    size_t out_len, err_len;
} result;

/* ---- a folder, the current one while a test runs --------------------------------------------- */

static int enter_folder(void **state)
{
    setenv("CASUS_MODEL", CASUS_MODEL_FILE, 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    char *folder = strdup("/tmp/casus-cli-XXXXXX");
    *state = folder;
    return folder && mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state)
{
    char command[96];
    snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
    int rc = chdir("/") == 0 ? system(command) : -1;
    free(*state);
    return rc;
}

static inline void put_bytes(const char *path, const void *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static inline void put_text(const char *path, const char *text)
{
    put_bytes(path, text, strlen(text));
}

static char *read_whole(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *bytes = malloc((size_t)size + 1);
    assert_non_null(bytes);
    *len = fread(bytes, 1, (size_t)size, file);
    bytes[*len] = '\0';
    fclose(file);
    return bytes;
}

/* ---- running --------------------------------------------------------------------------------- */

static void redirect(const char *path, int flags, int to)
{
    int fd = open(path, flags, 0600);
    if (fd < 0 || dup2(fd, to) < 0) _exit(126);
    close(fd);
}

static int exit_code(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static result run_args(const char *input, char *const *args)
{
    result r = {0};
    put_text(".in", input ? input : "");
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        redirect(".in", O_RDONLY, 0);
        redirect(".out", O_WRONLY | O_CREAT | O_TRUNC, 1);
        redirect(".err", O_WRONLY | O_CREAT | O_TRUNC, 2);
        execv(CASUS_PROGRAM, args);
        _exit(127);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    r.code = exit_code(status);
    r.out = read_whole(".out", &r.out_len);
    r.err = read_whole(".err", &r.err_len);
    return r;
}

static inline result run(const char *input, ...)
{
    char *args[RUN_MAX_ARGS] = {(char *)(uintptr_t) "casus"};
    va_list list;
    va_start(list, input);
    for (int i = 1; i < RUN_MAX_ARGS - 1; i++) {
        args[i] = va_arg(list, char *);
        if (!args[i]) break;
    }
    va_end(list);
    return run_args(input, args);
}

static void result_free(result *r)
{
    free(r->out);
    free(r->err);
}

/* ---- checks ---------------------------------------------------------------------------------- */

/* Exit status and the exact bytes of both streams. */
static inline void expect(result r, int code, const char *out, const char *err)
{
    assert_string_equal(r.err, err);
    assert_string_equal(r.out, out);
    assert_int_equal(r.code, code);
    result_free(&r);
}

/* The same where only a part of stderr is exact. */
static inline void expect_error(result r, int code, const char *part)
{
    if (!strstr(r.err, part)) fail_msg("stderr lacks \"%s\":\n%s", part, r.err);
    assert_int_equal(r.code, code);
    result_free(&r);
}

static inline size_t count_of(const char *text, const char *part)
{
    size_t n = 0;
    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part)) n++;
    return n;
}

#endif
