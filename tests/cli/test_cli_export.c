/* Exports: the same rows from a document and from a store; their codebooks. */
#include "run.h"

#include <jansson.h>

#define NEWS                                                                                       \
    "{\"id\":\"n1\",\"url\":\"https://www.example.org/1\",\"published\":\"2020-05-04\",\"text\":"    \
    "\"Chad condemned Sudan on Monday. Police in Nairobi arrested 40 students.\"}\n"

static void test_the_same_rows_from_a_store(void **state)
{
    (void)state;
    static const char *const FORMATS[] = {"csv",     "icews",   "phoenix",
                                          "petrarch", "polecat", "plover"};
    put_text("news.jsonl", NEWS);
    expect(run(NULL, "ingest", "-q", "-d", "a.db", "news.jsonl", NULL), 0, "", "");
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++) {
        result coded = run(NULL, "code", "--format", FORMATS[i], "news.jsonl", NULL);
        result stored = run(NULL, "query", "-d", "a.db", "--format", FORMATS[i], NULL);
        assert_int_equal(coded.code, 0);
        assert_int_equal(stored.code, 0);
        assert_true(coded.out_len > 0);
        assert_string_equal(coded.out, stored.out);
        result_free(&coded);
        result_free(&stored);
    }
}

static void test_mentions_follow_events(void **state)
{
    (void)state;
    put_text("news.jsonl", NEWS);
    result events = run(NULL, "code", "--format", "gdelt", "news.jsonl", NULL);
    result mentions = run(NULL, "code", "--format", "gdelt-mentions", "news.jsonl", NULL);
    assert_int_equal(count_of(events.out, "\n"), 2);
    assert_int_equal(count_of(mentions.out, "\n"), 2);
    /* The first column of both is the event's id. */
    size_t len = strcspn(events.out, "\t");
    assert_true(len > 0);
    assert_memory_equal(events.out, mentions.out, len + 1);
    result_free(&events);
    result_free(&mentions);
}

static void test_codebooks(void **state)
{
    (void)state;
    result page = run(NULL, "codebook", "gdelt", NULL);
    assert_int_equal(page.code, 0);
    assert_non_null(strstr(page.out, "| 61 | `SOURCEURL` |"));
    result_free(&page);
    result object = run(NULL, "codebook", "polecat", "--format", "jsonl", NULL);
    json_t *book = json_loads(object.out, 0, NULL);
    assert_non_null(book);
    assert_int_equal(json_array_size(json_object_get(book, "columns")), 40);
    json_decref(book);
    result_free(&object);
}

static void test_what_is_no_format(void **state)
{
    (void)state;
    put_text("news.jsonl", NEWS);
    expect(run(NULL, "code", "--format", "icew", "news.jsonl", NULL), 2, "",
           "casus: --format: there is no \"icew\". Did you mean \"icews\"?\n");
    expect(run(NULL, "code", "--format", "gdelt", "--with", "quotes", "news.jsonl", NULL), 2, "",
           "casus: gdelt holds events only: leave --with out, or take --format jsonl\n");
    expect(run(NULL, "codebook", NULL), 2, "",
           "casus: name one format: casus codebook gdelt. With --format jsonl its codebook is JSON.\n");
    expect(run(NULL, "ingest", "-q", "-d", "a.db", "news.jsonl", NULL), 0, "", "");
    expect(run(NULL, "query", "-d", "a.db", "--by", "month", "--format", "icews", NULL), 2, "",
           "casus: counts are written as table, jsonl or csv, not as icews\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_same_rows_from_a_store, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_mentions_follow_events, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_codebooks, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_what_is_no_format, enter_folder, leave_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
