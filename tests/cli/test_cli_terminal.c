/* What is different on a terminal: tables, colours, the summary, progress. */
#include "run.h"

#include <pty.h>

#include "casus.h"

/* Runs `casus` with a terminal of 100 columns as stdout and stderr; returns all that it shows. */
static char *run_on_terminal(bool no_color, char *const *args)
{
    struct winsize size = {.ws_row = 24, .ws_col = 100};
    int master;
    pid_t child = forkpty(&master, NULL, NULL, &size);
    if (child < 0) skip(); /* no terminals here: a container without devpts */
    if (child == 0) {
        setenv("TERM", "xterm", 1);
        if (no_color) {
            setenv("NO_COLOR", "1", 1);
        } else {
            unsetenv("NO_COLOR");
        }
        execv(CASUS_PROGRAM, args);
        _exit(127);
    }
    size_t len = 0, cap = 1u << 20;
    char *shown = calloc(1, cap);
    assert_non_null(shown);
    ssize_t got;
    while (len + 1 < cap && (got = read(master, shown + len, cap - len - 1)) > 0)
        len += (size_t)got;
    close(master);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(exit_code(status), 0);
    return shown;
}

#define ARGS(...) ((char *const[]){(char[]){"casus"}, __VA_ARGS__, NULL})
#define ARG(word) ((char[]){word})

static void test_tables_and_colors(void **state)
{
    (void)state;
    put_text("a.txt", ONE_EVENT);
    char *colored = run_on_terminal(false, ARGS(ARG("code"), ARG("a.txt")));
    char *plain = run_on_terminal(true, ARGS(ARG("code"), ARG("a.txt")));
    char *data =
        run_on_terminal(false, ARGS(ARG("code"), ARG("--format"), ARG("jsonl"), ARG("a.txt")));
    assert_non_null(strstr(colored, "\033[1m"));
    assert_non_null(strstr(colored, "ACCUSE"));
    assert_null(strchr(plain, 033));
    assert_non_null(strstr(plain, "ACCUSE"));
    assert_non_null(strstr(plain, "casus: 1 document, "));
    assert_null(strchr(data, 033));
    assert_non_null(strstr(data, "{\"kind\":\"event\""));
    free(colored);
    free(plain);
    free(data);
}

static void test_quiet(void **state)
{
    (void)state;
    put_text("a.txt", ONE_EVENT);
    char *shown = run_on_terminal(true, ARGS(ARG("code"), ARG("-q"), ARG("a.txt")));
    assert_null(strstr(shown, "casus: "));
    free(shown);
}

/* No line of a table is wider than the terminal. */
static void test_width(void **state)
{
    (void)state;
    put_text("a.txt", "Chad condemned Sudan on Monday in a long statement that was read "
                      "out to reporters at the ministry and repeated by the state radio.\n");
    char *shown = run_on_terminal(true, ARGS(ARG("code"), ARG("-q"), ARG("a.txt")));
    size_t column = 0;
    for (const char *p = shown; *p; p++) {
        bool begins_character = ((unsigned char)*p & 0xC0) != 0x80;
        column = *p == '\n' ? 0 : column + (begins_character && *p != '\r');
        assert_true(column <= 100);
    }
    free(shown);
}

static void test_progress(void **state)
{
    (void)state;
    FILE *file = fopen("news.jsonl", "w");
    assert_non_null(file);
    for (int i = 0; i < 3000; i++) {
        fprintf(file, "{\"text\":\"Chad condemned Sudan over district %d.\"}\n", i);
    }
    fclose(file);
    char *shown =
        run_on_terminal(true, ARGS(ARG("ingest"), ARG("-d"), ARG("a.db"), ARG("news.jsonl")));
    /* The line of progress is taken away again before the summary. */
    assert_non_null(strstr(shown, "casus: 3,000 documents, "));
    char *silent = run_on_terminal(true, ARGS(ARG("ingest"), ARG("-q"), ARG("-d"), ARG("b.db"),
                                              ARG("news.jsonl")));
    assert_string_equal(silent, "");
    free(shown);
    free(silent);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        TEST(test_tables_and_colors), TEST(test_quiet), TEST(test_width), TEST(test_progress),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
