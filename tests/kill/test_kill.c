/* casus ingest, killed at any moment and run again until it is done.
 *
 *     test_kill [KILLS [SEED]]        10 kills; make check-kill asks for 200
 *
 * In each round a new store is filled from the same documents, among them repeated and broken ones.
 * A run is killed after a random time and the same command begun anew, until one ends by itself.
 * After each kill the store must be sound, hold what was acknowledged ("committed" of --progress
 * json), and hold the first documents of a store that was made without a kill: none missing between
 * them, none twice. At the end of a round it must be the same as that one, to the byte of what
 * casus query writes.
 */
#include "cli/run.h"

#include <inttypes.h>
#include <signal.h>
#include <sqlite3.h>
#include <time.h>

#define DOCUMENTS 5000
#define MOST_MILLISECONDS 2500 /* of a run's life */

static unsigned n_kills = 10;
static uint64_t chance = 20260131;

static unsigned random_below(unsigned n)
{
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    return (unsigned)((chance >> 11) % n);
}

/* ---- documents ----------------------------------------------------------------------------- */

static void put_document(FILE *to, unsigned i)
{
    static const char *const STATES[] = {"Chad",  "Sudan", "Kenya", "Ghana",
                                         "Niger", "Egypt", "Libya", "Mali"};
    const char *one = STATES[i % 8], *other = STATES[(i / 8 + i + 1) % 8];
    fprintf(to, "{\"id\":\"k%u\",\"published\":\"2019-%02u-%02u\",\"text\":\"", i, i % 12 + 1,
            i % 28 + 1);
    for (unsigned k = 0; k <= i % 4; k++)
        fprintf(to, "%s condemned %s over district %u on Monday. ", one, other, i * 4 + k);
    fputs("\"}\n", to);
}

static void put_documents(const char *path)
{
    FILE *to = fopen(path, "w");
    assert_non_null(to);
    for (unsigned i = 0; i < DOCUMENTS; i++) {
        put_document(to, i);
        if (i % 97 == 5) put_document(to, i - 5); /* the same again, near and far */
        if (i % 401 == 400) put_document(to, i / 2);
        if (i % 500 == 7) fputs("{\"id\":\"broken\", \"text\":\n", to);
    }
    assert_int_equal(fclose(to), 0);
}

/* ---- a store, as SQLite shows it ----------------------------------------------------------- */

/* The first column of all rows, a line each. */
static char *ask(const char *db, const char *sql)
{
    sqlite3 *in;
    sqlite3_stmt *rows;
    char *out = NULL;
    size_t len = 0;
    FILE *to = open_memstream(&out, &len);
    assert_int_equal(sqlite3_open_v2(db, &in, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    sqlite3_busy_timeout(in, 5000);
    if (sqlite3_prepare_v2(in, sql, -1, &rows, NULL) == SQLITE_OK) {
        int rc;
        while ((rc = sqlite3_step(rows)) == SQLITE_ROW)
            fprintf(to, "%s\n", (const char *)sqlite3_column_text(rows, 0));
        if (rc != SQLITE_DONE) fail_msg("%s: %s", sql, sqlite3_errmsg(in));
    } else {
        /* Killed before the tables were made: as if there were no rows. */
        assert_non_null(strstr(sqlite3_errmsg(in), "no such table"));
    }
    sqlite3_finalize(rows);
    sqlite3_close(in);
    fclose(to);
    return out;
}

static void expect_answer(const char *db, const char *sql, const char *expected)
{
    char *found = ask(db, sql);
    if (strcmp(found, expected) != 0) fail_msg("%s: %s", sql, found);
    free(found);
}

#define IDS "SELECT id FROM documents ORDER BY document"

/* ---- runs ---------------------------------------------------------------------------------- */

static pid_t start(const char *db)
{
    char threads[4];
    snprintf(threads, sizeof threads, "%u", 1 + random_below(3));
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        redirect(".err", O_WRONLY | O_CREAT | O_TRUNC, 2);
        execl(CASUS_PROGRAM, "casus", "ingest", "--progress", "json", "-d", db, "--threads", threads,
              "news.jsonl", (char *)NULL);
        _exit(127);
    }
    return child;
}

/* The exit status of a run that was given some time; the signal's where that was too little. */
static int live(const char *db, unsigned milliseconds)
{
    pid_t child = start(db);
    int status;
    for (unsigned i = 0; i < milliseconds; i++) {
        pid_t ended = waitpid(child, &status, WNOHANG);
        assert_true(ended >= 0);
        if (ended == child) return exit_code(status);
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    return exit_code(status);
}

/* What the run that was last said to be safe. */
static size_t n_acknowledged(void)
{
    static const char KEY[] = "\"committed\":";
    size_t len, n = 0;
    char *err = read_whole(".err", &len);
    for (const char *at = err; (at = strstr(at, KEY)); at += sizeof KEY)
        n = strtoul(at + sizeof KEY - 1, NULL, 10);
    free(err);
    return n;
}

/* ---- the test ------------------------------------------------------------------------------ */

static char *export(const char *db)
{
    result r = run(NULL, "query", "-d", db, "--status", "all", "--format", "jsonl", NULL);
    if (r.code != 0) fail_msg("%s", r.err);
    free(r.err);
    return r.out;
}

/* How many documents there are, which must be the first of `all`. */
static size_t check_killed(const char *db, size_t n_safe, const char *all)
{
    if (access(db, F_OK) != 0) {
        assert_int_equal(n_safe, 0);
        return 0;
    }
    expect_answer(db, "PRAGMA integrity_check", "ok\n");
    expect_answer(db, "PRAGMA foreign_key_check", "");
    char *ids = ask(db, IDS);
    size_t n = count_of(ids, "\n");
    if (n < n_safe) fail_msg("%zu documents were acknowledged, %zu are there", n_safe, n);
    if (strncmp(ids, all, strlen(ids)) != 0) fail_msg("other documents than without a kill");
    free(ids);
    return n;
}

/* The number of rows of each table. */
static char *sizes(const char *db)
{
    char *names = ask(db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                          "'%text_index%' ORDER BY name");
    char *out = NULL;
    size_t len = 0;
    FILE *to = open_memstream(&out, &len);
    for (char *name = strtok(names, "\n"); name; name = strtok(NULL, "\n")) {
        char sql[200];
        snprintf(sql, sizeof sql, "SELECT '%s ' || count(*) FROM \"%s\"", name, name);
        char *n = ask(db, sql);
        fputs(n, to);
        free(n);
    }
    fclose(to);
    free(names);
    return out;
}

static void expect_same(char *found, char *expected, const char *what)
{
    if (strcmp(found, expected) != 0) fail_msg("%s differ", what);
    free(found);
    free(expected);
}

static void test_kill(void **state)
{
    (void)state;
    put_documents("news.jsonl");
    result whole = run(NULL, "ingest", "-q", "-d", "whole.db", "news.jsonl", NULL);
    assert_int_equal(whole.code, 3); /* some lines are broken */
    result_free(&whole);
    char *all = ask("whole.db", IDS);
    assert_int_equal(count_of(all, "\n"), DOCUMENTS);
    unsigned killed = 0, rounds = 0, acknowledged = 0;
    while (killed < n_kills) {
        size_t n = 0;
        assert_int_equal(system("rm -f a.db*"), 0);
        for (;;) {
            bool last = killed == n_kills;
            int code = live("a.db", last ? 600000 : 1 + random_below(MOST_MILLISECONDS));
            size_t told = n_acknowledged();
            n = check_killed("a.db", n + told, all);
            if (code == 3) break;
            assert_int_equal(code, 128 + SIGKILL);
            killed++;
            acknowledged += told > 0;
        }
        assert_int_equal(n, DOCUMENTS);
        expect_same(sizes("a.db"), sizes("whole.db"), "sizes of tables");
        expect_same(export("a.db"), export("whole.db"), "events");
        rounds++;
    }
    free(all);
    printf("%u kills, %u after an acknowledgement, in %u rounds\n", killed, acknowledged, rounds);
}

int main(int argc, char **argv)
{
    if (argc > 1) n_kills = (unsigned)strtoul(argv[1], NULL, 10);
    if (argc > 2) chance = strtoull(argv[2], NULL, 10) | 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_kill, enter_folder, leave_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
