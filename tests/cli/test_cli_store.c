/* ingest and query: twice, killed and resumed, interrupted; filters; files that are no store. */
#include "run.h"

#include <signal.h>
#include <time.h>

/* `n` documents, one a line, all different. */
static void put_news(FILE *file, int first, int n)
{
    for (int i = first; i < first + n; i++) {
        fprintf(file,
                "{\"id\":\"n%d\",\"published\":\"2020-05-%02d\",\"text\":\"Chad condemned "
                "Sudan over district %d.\"}\n",
                i, i % 28 + 1, i);
    }
}

static void put_news_file(const char *path, int n)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    put_news(file, 0, n);
    assert_int_equal(fclose(file), 0);
}

static size_t n_stored(const char *db)
{
    result r = run(NULL, "query", "-d", db, "--status", "all", "--format", "jsonl", NULL);
    if (r.code != 0) fail_msg("%s", r.err);
    size_t n = count_of(r.out, "{\"kind\":\"event\"");
    result_free(&r);
    return n;
}

/* All that a store holds, without the hour at which it came in. */
static char *dump(const char *db)
{
    result r = run(NULL, "query", "-d", db, "--status", "all", "--format", "csv", NULL);
    assert_int_equal(r.code, 0);
    free(r.err);
    return r.out;
}

static void test_twice(void **state)
{
    (void)state;
    put_news_file("news.jsonl", 5);
    expect(run(NULL, "ingest", "-d", "a.db", "news.jsonl", NULL), 0, "", "");
    char *first = dump("a.db");
    expect(run(NULL, "ingest", "-d", "a.db", "news.jsonl", NULL), 0, "",
           "casus: 5 documents were stored already, passed over\n");
    char *second = dump("a.db");
    assert_string_equal(first, second);
    assert_int_equal(count_of(first, "\r\n"), 6);
    free(first);
    free(second);
    /* What is new among what is known goes in. */
    put_news_file("news.jsonl", 7);
    expect(run(NULL, "ingest", "-q", "-d", "a.db", "news.jsonl", NULL), 0, "", "");
    assert_int_equal(n_stored("a.db"), 7);
}

static void test_bad_among_good(void **state)
{
    (void)state;
    put_news_file("news.jsonl", 2);
    put_text("empty.txt", "");
    expect(run(NULL, "ingest", "-d", "a.db", "empty.txt", "news.jsonl", NULL), 3, "",
           "casus: empty.txt: is empty\ncasus: 1 document failed, 2 done\n");
    assert_int_equal(n_stored("a.db"), 2);
}

static pid_t start_ingest(const char *db, int *to_child)
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
        execl(CASUS_PROGRAM, "casus", "ingest", "-d", db, "-", (char *)NULL);
        _exit(127);
    }
    close(ends[0]);
    *to_child = ends[1];
    return child;
}

static void rest_a_moment(void) { nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL); }

/* Killed without warning: what was committed is whole, and a second run completes it to the same
 * store as one that was never killed. */
static void test_killed(void **state)
{
    (void)state;
    signal(SIGPIPE, SIG_IGN);
    put_news_file("news.jsonl", 1200);
    expect(run(NULL, "ingest", "-d", "whole.db", "news.jsonl", NULL), 0, "", "");
    int to_child;
    pid_t child = start_ingest("a.db", &to_child);
    FILE *feed = fdopen(to_child, "w");
    assert_non_null(feed);
    put_news(feed, 0, 700);
    fflush(feed);
    /* A second or 500 documents make a batch: wait until one is there. */
    size_t n = 0;
    for (int i = 0; i < 1500 && n == 0; i++) {
        rest_a_moment();
        struct stat info;
        if (stat("a.db-wal", &info) == 0 && info.st_size > 200000) n = n_stored("a.db");
    }
    assert_int_equal(kill(child, SIGKILL), 0);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    fclose(feed);
    assert_int_equal(exit_code(status), 128 + SIGKILL);
    n = n_stored("a.db");
    assert_true(n >= 1 && n < 1200);
    result r = run(NULL, "ingest", "-d", "a.db", "news.jsonl", NULL);
    assert_int_equal(r.code, 0);
    assert_non_null(strstr(r.err, "stored already, passed over"));
    result_free(&r);
    char *resumed = dump("a.db"), *whole = dump("whole.db");
    assert_string_equal(resumed, whole);
    free(resumed);
    free(whole);
}

/* Ctrl-C: the document in hand is finished, what was done is kept, the status says so. */
static void test_interrupted(void **state)
{
    (void)state;
    signal(SIGPIPE, SIG_IGN);
    int to_child;
    pid_t child = start_ingest("a.db", &to_child);
    FILE *feed = fdopen(to_child, "w");
    assert_non_null(feed);
    put_news(feed, 0, 600);
    fflush(feed);
    struct stat info;
    for (int i = 0; i < 1500 && (stat("a.db-wal", &info) != 0 || info.st_size < 200000); i++) {
        rest_a_moment();
    }
    /* What was fed is still being coded; the store may hold nothing yet that was acknowledged. */
    assert_int_equal(kill(child, SIGINT), 0);
    /* It waits for the pipe: the end of the input wakes it. */
    fclose(feed);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(exit_code(status), 130);
    size_t len;
    char *err = read_whole(".err", &len);
    assert_non_null(strstr(err, "interrupted; what was done is kept"));
    free(err);
    assert_true(n_stored("a.db") >= 1);
    put_news_file("news.jsonl", 600);
    result r = run(NULL, "ingest", "-q", "-d", "a.db", "news.jsonl", NULL);
    assert_int_equal(r.code, 0);
    result_free(&r);
    assert_int_equal(n_stored("a.db"), 600);
}

/* No room left: said so, nothing half stored, and a run with room completes it. */
static void test_no_room(void **state)
{
    (void)state;
    put_news_file("news.jsonl", 900);
    expect(run(NULL, "ingest", "-d", "whole.db", "news.jsonl", NULL), 0, "", "");
    /* A limit on the size of files stands for a full disk; blocks of 512 bytes. */
    int status =
        system("trap '' XFSZ; ulimit -f 400; '" CASUS_PROGRAM "' ingest -d a.db news.jsonl 2>err");
    assert_int_equal(exit_code(status), 1);
    size_t len;
    char *err = read_whole("err", &len);
    assert_memory_equal(err, "casus: a.db: ", 13);
    free(err);
    assert_true(n_stored("a.db") < 900);
    result r = run(NULL, "ingest", "-q", "-d", "a.db", "news.jsonl", NULL);
    assert_int_equal(r.code, 0);
    result_free(&r);
    char *resumed = dump("a.db"), *whole = dump("whole.db");
    assert_string_equal(resumed, whole);
    free(resumed);
    free(whole);
}

static void test_queries(void **state)
{
    (void)state;
    put_text(
        "news.jsonl",
        "{\"id\":\"a\",\"published\":\"2020-05-04\",\"text\":\"Chad condemned Sudan on Monday.\"}\n"
        "{\"id\":\"b\",\"published\":\"2020-06-01\",\"text\":\"Chad condemned Sudan again.\"}\n");
    expect(run(NULL, "ingest", "-d", "a.db", "news.jsonl", NULL), 0, "", "");
    static const struct {
        const char *args[4];
        size_t n;
    } CASES[] = {
        {{NULL}, 2},
        {{"--actor", "TCD"}, 2},
        {{"--source", "TCD"}, 2},
        {{"--source", "SDN"}, 0},
        {{"--target", "SDN"}, 2},
        {{"--type", "accuse"}, 2},
        {{"--type", "ASSAULT"}, 0},
        {{"--limit", "1"}, 1},
        {{"--status", "denied"}, 0},
        {{"--place", "Nowhere"}, 0},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const char *const *a = CASES[i].args;
        result r = run(NULL, "query", "-d", "a.db", "-f", "jsonl", a[0], a[1], NULL);
        assert_int_equal(r.code, 0);
        assert_string_equal(r.err, "");
        if (count_of(r.out, "{\"kind\":\"event\"") != CASES[i].n) fail_msg("case %zu", i);
        result_free(&r);
    }
    expect(run(NULL, "query", "-d", "a.db", "--by", "type", "-f", "csv", NULL), 0,
           "type,events\r\nACCUSE,2\r\n", "");
    expect(run(NULL, "query", "-d", "a.db", "--by", "dyad", "-f", "jsonl", NULL), 0,
           "{\"kind\":\"count\",\"dyad\":\"TCD > SDN\",\"events\":2}\n", "");
    result table = run(NULL, "query", "-d", "a.db", "-f", "table", NULL);
    assert_int_equal(table.code, 0);
    assert_non_null(strstr(table.out, "ACCUSE"));
    result_free(&table);
}

static void test_no_store(void **state)
{
    (void)state;
    put_text("a.txt", ONE_EVENT);
    expect(run(NULL, "query", "-d", "no.db", NULL), 1, "",
           "casus: no.db: there is no store here: make one with casus ingest\n");
    put_text("text.db",
             "This is a text and no store, and it is long enough to be read as a header of "
             "one hundred bytes.\n");
    expect(run(NULL, "query", "-d", "text.db", NULL), 1, "",
           "casus: text.db: this is not a store of casus\n");
    expect(run(NULL, "ingest", "-d", "text.db", "a.txt", NULL), 1, "",
           "casus: text.db: this is not a store of casus\n");
    expect_error(run(NULL, "ingest", "-d", "no/such/folder.db", "a.txt", NULL), 1,
                 "casus: no/such/folder.db: ");
}

/* A store cut short is refused by both commands; the other half of the truth is in the unit tests.
 */
static void test_damaged_store(void **state)
{
    (void)state;
    put_news_file("news.jsonl", 50);
    expect(run(NULL, "ingest", "-d", "a.db", "news.jsonl", NULL), 0, "", "");
    struct stat info;
    assert_int_equal(stat("a.db", &info), 0);
    assert_int_equal(truncate("a.db", info.st_size / 2), 0);
    expect_error(run(NULL, "query", "-d", "a.db", NULL), 1, "casus: a.db: the store is damaged");
    expect_error(run(NULL, "ingest", "-d", "a.db", "news.jsonl", NULL), 1,
                 "casus: a.db: the store is damaged");
}

/* Who no dictionary knows, as lines to begin with; a table has the same in columns. */
static void test_unknown(void **state)
{
    (void)state;
    put_text("news.jsonl",
             "{\"id\":\"a\",\"text\":\"Zorvan Kelmet condemned Chad on Monday.\"}\n"
             "{\"id\":\"b\",\"text\":\"Chad praised Zorvan Kelmet on Tuesday.\"}\n");
    expect(run(NULL, "ingest", "-d", "a.db", "news.jsonl", NULL), 0, "", "");
    expect(run(NULL, "unknown", "-d", "a.db", NULL), 0,
           "Zorvan Kelmet ; TCD -                     # 2 in 2 documents: Zorvan Kelmet condemned "
           "Chad on Monday.\n",
           "");
    result r = run(NULL, "unknown", "-d", "a.db", "--format", "table", NULL);
    assert_int_equal(r.code, 0);
    assert_int_equal(count_of(r.out, "Zorvan Kelmet "), 2); /* as name, and in the example */
    assert_non_null(strstr(r.out, "DOCUMENTS  MENTIONS  NAME"));
    result_free(&r);
    result none = run(NULL, "unknown", "-d", "none.db", NULL);
    assert_int_equal(none.code, 1);
    assert_non_null(strstr(none.err, "none.db"));
    result_free(&none);
}

/* One story in two papers, and another one. */
static void test_copies(void **state)
{
    static const char story[] =
        "Chad condemned Sudan on Monday over raids on three villages near their common border. "
        "Its foreign minister said that the raids had driven hundreds of people into the hills and "
        "that the army had begun to look for those who were still missing.";
    FILE *file = fopen("papers.jsonl", "w");
    (void)state;
    assert_non_null(file);
    fprintf(file,
            "{\"id\":\"one\",\"published\":\"2020-05-05\",\"text\":\"%s\"}\n"
            "{\"id\":\"two\",\"published\":\"2020-05-05\",\"text\":\"From wire reports\\n\\n%s\"}\n"
            "{\"id\":\"three\",\"published\":\"2020-05-05\",\"text\":\"Chad condemned Sudan on Monday.\"}\n",
            story, story);
    assert_int_equal(fclose(file), 0);
    expect(run(NULL, "ingest", "-d", "a.db", "papers.jsonl", NULL), 0, "",
           "casus: 1 near-duplicate\n");
    static const struct {
        const char *option, *counts;
    } cases[] = {{"--unique", "day,events\r\n2020-05-04,2\r\n"},
                 {"--one-a-day", "day,events\r\n2020-05-04,1\r\n"}};
    expect(run(NULL, "query", "-d", "a.db", "--type", "ACCUSE", "--by", "day", "-f", "csv", NULL), 0,
           "day,events\r\n2020-05-04,3\r\n", "");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect(run(NULL, "query", "-d", "a.db", cases[i].option, "--type", "ACCUSE", "--by", "day",
                   "-f", "csv", NULL), 0, cases[i].counts, "");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        TEST(test_twice),       TEST(test_bad_among_good), TEST(test_killed),
        TEST(test_interrupted), TEST(test_no_room),        TEST(test_queries),
        TEST(test_no_store),    TEST(test_damaged_store),  TEST(test_unknown),
        TEST(test_copies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
