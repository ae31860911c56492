/* code and ingest on several threads: the same bytes, on stdout, on stderr and in the store, whatever
 * comes in; an interrupt while the reader waits; progress as JSON. */
#include "run.h"

#include <signal.h>
#include <time.h>

static const char *const THREADS[] = {"1", "2", "3", "7"};

#define N_THREADS (sizeof THREADS / sizeof *THREADS)

/* `n` lines: short and long documents, the same ones again, others in Spanish, and bad lines. */
static void put_mixed(const char *path, int n)
{
    FILE *to = fopen(path, "w");
    assert_non_null(to);
    for (int i = 0; i < n; i++) {
        int which = i % 11 == 10 ? i - 9 : i;
        fprintf(to, "{\"id\":\"m%d\",\"published\":\"2020-05-%02d\",\"text\":\"", i, which % 28 + 1);
        int sentences = which % 50 == 49 ? 400 : which % 5 + 1;
        for (int k = 0; k < sentences; k++)
            fprintf(to, "Chad condemned Sudan over district %d, and Kenya praised the talks. ",
                    which * 7 + k);
        fputs("\"}\n", to);
        if (i % 40 == 3) fputs("{\"id\":\"half\", \"text\": \"no en", to), fputs("\n", to);
        if (i % 60 == 4) fputs("{\"id\":\"none\"}\n", to);
        if (i % 70 == 6)
            fprintf(to,
                    "{\"id\":\"s%d\",\"text\":\"El gobierno de la capital anunci\\u00f3 ayer que las "
                    "conversaciones con los sindicatos de la regi\\u00f3n %d no han terminado y que "
                    "el ministro viajar\\u00e1 a la frontera durante la pr\\u00f3xima semana para "
                    "hablar con los representantes de los pueblos que est\\u00e1n all\\u00ed.\"}\n",
                    i, i);
    }
    assert_int_equal(fclose(to), 0);
}

static void expect_same_result(result found, const result *expected, const char *what)
{
    if (found.code != expected->code) fail_msg("%s: status %d", what, found.code);
    if (found.out_len != expected->out_len ||
        memcmp(found.out, expected->out, found.out_len) != 0)
        fail_msg("%s: stdout differs", what);
    if (strcmp(found.err, expected->err) != 0) fail_msg("%s: stderr: %s", what, found.err);
    result_free(&found);
}

static void test_code(void **state)
{
    (void)state;
    put_mixed("news.jsonl", 240);
    put_text("a.txt", ONE_EVENT);
    put_text("empty.txt", "");
    static const char *const FORMATS[][2] = {{"jsonl", "all"}, {"csv", "events"}};
    for (size_t f = 0; f < 2; f++) {
        result one = {0};
        for (size_t i = 0; i < N_THREADS; i++) {
            result r = run(NULL, "code", "--threads", THREADS[i], "--format", FORMATS[f][0], "--with",
                           FORMATS[f][1], "--max-document", "4k", "empty.txt", "news.jsonl", "no.txt",
                           "a.txt", NULL);
            if (i) {
                expect_same_result(r, &one, THREADS[i]);
                continue;
            }
            one = r;
            assert_int_equal(r.code, 3);
            assert_non_null(strstr(r.err, "empty.txt: is empty"));
            assert_non_null(strstr(r.err, "bytes were cut off"));
            assert_non_null(strstr(r.err, "not in English"));
            assert_true(r.out_len > 10000);
        }
        result_free(&one);
    }
}

static result stored(const char *db)
{
    result r = run(NULL, "query", "-d", db, "--status", "all", "--format", "jsonl", NULL);
    assert_int_equal(r.code, 0);
    return r;
}

static void test_store(void **state)
{
    (void)state;
    put_mixed("news.jsonl", 240);
    result one = {0}, first = {0};
    for (size_t i = 0; i < N_THREADS; i++) {
        char db[8];
        snprintf(db, sizeof db, "%s.db", THREADS[i]);
        result r = run(NULL, "ingest", "--threads", THREADS[i], "--max-document", "4k", "-d", db,
                       "news.jsonl", NULL);
        if (i) {
            expect_same_result(r, &one, THREADS[i]);
            expect_same_result(stored(db), &first, THREADS[i]);
            continue;
        }
        one = r;
        first = stored(db);
        assert_int_equal(r.code, 3);
        /* A tenth of the lines is there twice. */
        assert_non_null(strstr(r.err, "casus: 21 documents were stored already, passed over"));
        assert_true(first.out_len > 10000);
    }
    result_free(&one);
    result_free(&first);
}

/* Among short documents some that are longer than all under way may be together: they go alone. */
static void test_long_documents(void **state)
{
    (void)state;
    FILE *to = fopen("long.jsonl", "w");
    assert_non_null(to);
    for (int i = 0; i < 24; i++) {
        fprintf(to, "{\"id\":\"l%d\",\"text\":\"", i);
        /* Of one word, so that it takes no time. */
        for (int k = 0; k < (i % 8 == 7 ? 400000 : 3000); k++) fprintf(to, "w%d ", k % 7);
        fputs(". Chad condemned Sudan.\"}\n", to);
    }
    assert_int_equal(fclose(to), 0);
    result one = run(NULL, "code", "-q", "--threads", "1", "long.jsonl", NULL);
    assert_int_equal(one.code, 0);
    for (size_t i = 1; i < N_THREADS; i++)
        expect_same_result(run(NULL, "code", "-q", "--threads", THREADS[i], "long.jsonl", NULL), &one,
                           THREADS[i]);
    result_free(&one);
}

/* The reader hangs in a pipe that stays open: an interrupt ends the program all the same, with all
 * that came kept. */
static void interrupt_open_pipe(int which)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[0], 0);
        close(ends[0]);
        close(ends[1]);
        redirect(".err", O_WRONLY | O_CREAT | O_TRUNC, 2);
        execl(CASUS_PROGRAM, "casus", "ingest", "--threads", "2", "-d", "a.db", "-", (char *)NULL);
        _exit(127);
    }
    close(ends[0]);
    static const char NEWS[] = "{\"id\":\"a\",\"text\":\"Chad condemned Sudan.\"}\n"
                               "{\"id\":\"b\",\"text\":\"Kenya condemned Sudan.\"}\n";
    assert_int_equal(write(ends[1], NEWS, sizeof NEWS - 1), sizeof NEWS - 1);
    /* They are committed while the pipe stays open and nothing comes. */
    size_t n = 0;
    for (int i = 0; i < 1500 && n < 2; i++) {
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
        result r = run(NULL, "query", "-d", "a.db", "--format", "jsonl", NULL);
        n = count_of(r.out, "{\"kind\":\"event\"");
        result_free(&r);
    }
    assert_int_equal(n, 2);
    int status;
    assert_int_equal(kill(child, which), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    close(ends[1]);
    assert_int_equal(exit_code(status), 130);
    size_t len;
    char *err = read_whole(".err", &len);
    assert_string_equal(err, "casus: interrupted; what was done is kept\n");
    free(err);
    assert_int_equal(remove("a.db"), 0);
}

static void test_interrupted(void **state)
{
    (void)state;
    interrupt_open_pipe(SIGINT);
    interrupt_open_pipe(SIGTERM);
}

/* The line of the summary, after `err`'s last but one line end. */
static const char *last_line(const result *r)
{
    const char *at = r->err + r->err_len - 1;
    while (at > r->err && at[-1] != '\n') at--;
    return at;
}

static void test_progress_json(void **state)
{
    (void)state;
    static const char *const KEYS[] = {
        "{\"kind\":\"summary\",\"status\":\"done\",\"documents\":", "\"coded\":2,", "\"committed\":2,",
        "\"skipped\":{\"stored\":1,\"failed\":1,\"language\":0},",  "\"cut\":0,",  "\"sentences\":2,",
        "\"events\":2,", "\"bytes\":", "\"bytes_total\":", "\"seconds\":", "\"rate\":", "\"stages\":{",
        "\"read\":", "\"look_up\":", "\"parse\":", "\"store\":"};
    put_text("news.jsonl", "{\"id\":\"a\",\"text\":\"Chad condemned Sudan.\"}\n"
                           "{\"id\":\"b\",\"text\":\"Chad condemned Sudan.\"}\n"
                           "{\"id\":\"c\"\n"
                           "{\"id\":\"d\",\"text\":\"Kenya condemned Sudan.\"}\n");
    static const char *const FORMS[][2] = {{"--progress", "json"}, {"--progress=json", "-q"}};
    for (size_t f = 0; f < 2; f++) {
        char db[8];
        snprintf(db, sizeof db, "%zu.db", f);
        result r =
            run(NULL, "ingest", "-d", db, FORMS[f][0], FORMS[f][1], "news.jsonl", NULL);
        assert_int_equal(r.code, 3);
        const char *line = last_line(&r);
        for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
            if (!strstr(line, KEYS[i])) fail_msg("%s is not in %s", KEYS[i], line);
        result_free(&r);
    }
    expect_error(run(NULL, "ingest", "-d", "a.db", "--progress=xml", "news.jsonl", NULL), 2,
                 "--progress: there is no \"xml\"");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        TEST(test_code),        TEST(test_store),         TEST(test_long_documents),
        TEST(test_interrupted), TEST(test_progress_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
