/* Documents coded anew, runs listed and dropped, a store checked and brought up to date. */
#include "run.h"

#include "../unit/old_stores.h"

#include <sqlite3.h>

#define NEWS                                                                                       \
    "{\"id\":\"a\",\"published\":\"2020-05-04\",\"text\":\"Chad condemned Sudan.\"}\n"             \
    "{\"id\":\"b\",\"published\":\"2020-06-01\",\"text\":\"Mali praised Niger after talks.\"}\n"

static void ingest(const char *option, const char *told)
{
    put_text("news.jsonl", NEWS);
    expect(run(NULL, "ingest", "-d", "a.db", "news.jsonl", "--no-gate", option, NULL), 0, "", told);
}

static void test_recode(void **state)
{
    (void)state;
    ingest(NULL, "");
    ingest("--mirror", "casus: 2 documents were stored already, passed over\n"
                       "casus: 2 of them were coded by another model or with other options: "
                       "--recode codes them anew\n");
    put_text("news.jsonl", NEWS);
    expect(run(NULL, "ingest", "-d", "a.db", "news.jsonl", "--mirror", "--recode", NULL), 0, "", "");
    expect(run(NULL, "ingest", "-d", "a.db", "news.jsonl", "--mirror", "--recode", NULL), 0, "",
           "casus: 2 documents were stored already, passed over\n");
    result r = run(NULL, "store", "runs", "-d", "a.db", "-f", "csv", NULL);
    assert_int_equal(r.code, 0);
    assert_int_equal(count_of(r.out, "\r\n"), 3);
    assert_non_null(strstr(r.out, ",engine=default no-gate,20"));
    assert_non_null(strstr(r.out, ",engine=default mirror,20"));
    result_free(&r);
    /* Each event counts once, whichever run it is asked of. */
    const char *const runs[] = {NULL, "1", "2"};
    for (size_t i = 0; i < 3; i++)
        expect(run(NULL, "query", "-d", "a.db", "--by", "month", "-f", "csv",
                   runs[i] ? "--run" : NULL, runs[i], NULL),
               0, "month,events\r\n2020-05,1\r\n2020-06,1\r\n", "");
}

static void test_drop(void **state)
{
    (void)state;
    ingest(NULL, "");
    expect(run(NULL, "store", "drop", "-d", "a.db", "7", NULL), 2, "",
           "casus: a.db: there is no run 7: casus store runs -d DB lists them\n");
    expect(run(NULL, "store", "drop", "-d", "a.db", "1", NULL), 0, "",
           "casus: 2 codings dropped\n"
           "casus: 2 documents have no coding now: ingest again to have them coded\n");
    expect(run(NULL, "query", "-d", "a.db", "-f", "jsonl", NULL), 0, "", "");
    ingest(NULL, "");
    expect(run(NULL, "query", "-d", "a.db", "--by", "type", "-f", "csv", NULL), 0,
           "type,events\r\nACCUSE,1\r\nSUPPORT,1\r\n", "");
}

static void test_text(void **state)
{
    (void)state;
    ingest(NULL, "");
    expect(run(NULL, "query", "-d", "a.db", "--by", "type", "-f", "csv", "--text",
               "praised NEAR talks", NULL),
           0, "type,events\r\nSUPPORT,1\r\n", "");
    expect_error(run(NULL, "query", "-d", "a.db", "--text", "(praised", NULL), 2,
                 "casus: the text query is not understood (fts5: syntax error near");
}

static void test_check(void **state)
{
    (void)state;
    ingest(NULL, "");
    result r = run(NULL, "store", "check", "-d", "a.db", NULL);
    assert_string_equal(r.err, "");
    assert_int_equal(r.code, 0);
    assert_int_equal(count_of(r.out, "ok  "), 9);
    result_free(&r);
    r = run(NULL, "store", "check", "--quick", "-d", "a.db", NULL);
    assert_int_equal(r.code, 0);
    assert_int_equal(count_of(r.out, "ok  "), 7);
    result_free(&r);
    sqlite3 *db;
    assert_int_equal(sqlite3_open("a.db", &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db, "UPDATE payloads SET payload = x'00'", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    r = run(NULL, "store", "check", "-d", "a.db", NULL);
    assert_int_equal(r.code, 1);
    assert_non_null(strstr(r.out, "BAD   payloads have the SHA-256 that is their key: wrong 2"));
    assert_string_equal(r.err,
                        "casus: a.db: the store is not whole: restore a copy or ingest again\n");
    result_free(&r);
    expect(run(NULL, "store", "check", "-d", "no.db", NULL), 1, "",
           "casus: no.db: there is no store here: make one with casus ingest\n");
}

static void test_upgrade(void **state)
{
    (void)state;
    sqlite3 *db;
    assert_int_equal(sqlite3_open("a.db", &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, OLD_STORE_1, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    expect(run(NULL, "query", "-d", "a.db", NULL), 1, "",
           "casus: a.db: the store has the older schema 1: casus store upgrade -d DB brings it up to "
           "date\n");
    expect(run(NULL, "store", "upgrade", "-d", "a.db", NULL), 0, "",
           "casus: a.db: the tables are up to date\n");
    expect(run(NULL, "query", "-d", "a.db", "--by", "day", "-f", "csv", NULL), 0,
           "day,events\r\n2019-03-04,1\r\n", "");
    expect_error(run(NULL, "store", "upgrade", "-d", "no.db", NULL), 1, "there is no store here");
}

static void test_usage(void **state)
{
    (void)state;
    static const struct {
        const char *args[5];
        const char *told;
    } CASES[] = {
        {{"store"}, "name what to do: casus store runs, drop, check or upgrade"},
        {{"store", "chekc", "-d", "a.db"}, "store knows no \"chekc\". Did you mean \"check\"?"},
        {{"store", "vacuum", "-d", "a.db"}, "store knows no \"vacuum\": it has runs, drop, check"},
        {{"store", "runs"}, "name the store: casus store runs -d news.db"},
        {{"store", "drop", "-d", "a.db"}, "name the run: casus store drop -d a.db 2"},
        {{"store", "drop", "-d", "a.db", "x"}, "\"x\" is no run"},
        {{"store", "check", "-d", "a.db", "2"}, "store check takes no \"2\""},
        {{"query", "-d", "a.db", "--run", "0"}, "\"0\" is no run"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const char *const *a = CASES[i].args;
        expect_error(run(NULL, a[0], a[1], a[2], a[3], a[4], NULL), 2, CASES[i].told);
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {TEST(test_recode), TEST(test_drop),    TEST(test_text),
                                       TEST(test_check),  TEST(test_upgrade), TEST(test_usage)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
