/* Exports: the same rows from a document and from a store; their codebooks. */
#include "run.h"

#include <jansson.h>

#define NEWS                                                                                       \
    "{\"id\":\"n1\",\"url\":\"https://www.example.org/1\",\"published\":\"2020-05-04\","              \
    "\"publisher\":\"The Example\",\"text\":\"Chad condemned Sudan on Monday. Police in Nairobi arrested 40 students.\"}\n"

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

/* The text of a file of the folder. */
static char *text_of(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) fail_msg("%s is not there", path);
    char *text = calloc(1, 1 << 16);
    assert_non_null(text);
    assert_true(fread(text, 1, (1 << 16) - 1, file) > 0);
    fclose(file);
    return text;
}

static void test_a_data_set(void **state)
{
    (void)state;
    put_text("news.jsonl", NEWS);
    expect(run(NULL, "ingest", "-q", "-d", "a.db", "news.jsonl", NULL), 0, "", "");
    expect(run(NULL, "export", "-d", "a.db", "--formats", "icews,csv,icews", "--from", "2020-05-01",
               "-o", "out", NULL),
           0, "", "");
    result rows = run(NULL, "query", "-d", "a.db", "--format", "icews", NULL);
    char *icews = text_of("out/icews.tsv"), *book = text_of("out/csv.codebook.md"),
         *told = text_of("out/run.json");
    assert_string_equal(icews, rows.out);
    assert_non_null(strstr(book, "| `cameo_code` |"));
    json_t *made = json_loads(told, 0, NULL);
    assert_non_null(made);
    json_t *files = json_object_get(made, "files"), *runs = json_object_get(made, "runs");
    assert_int_equal(json_array_size(files), 2);
    assert_int_equal(json_array_size(runs), 1);
    json_t *first = json_array_get(files, 0);
    assert_string_equal(json_string_value(json_object_get(first, "name")), "icews.tsv");
    assert_int_equal(json_integer_value(json_object_get(first, "rows")), 2);
    assert_int_equal(json_integer_value(json_object_get(first, "bytes")), strlen(icews));
    assert_int_equal(strlen(json_string_value(json_object_get(first, "sha256"))), 64);
    assert_int_equal(json_integer_value(json_object_get(json_array_get(files, 1), "rows")), 2);
    json_t *query = json_object_get(made, "query");
    assert_string_equal(json_string_value(json_object_get(query, "from")), "2020-05-01");
    json_decref(made);
    free(icews);
    free(book);
    free(told);
    result_free(&rows);
}

static void test_a_data_set_that_cannot_be_written(void **state)
{
    (void)state;
    put_text("news.jsonl", NEWS);
    expect(run(NULL, "ingest", "-q", "-d", "a.db", "news.jsonl", NULL), 0, "", "");
    expect(run(NULL, "export", "-d", "a.db", "--formats", "excel", "-o", "out", NULL), 2, "",
           "casus: there is no export format \"excel\"; there are csv, gdelt, gdelt1, gdelt-mentions, "
           "icews, phoenix, petrarch, polecat, plover\n");
    expect(run(NULL, "export", "-d", "a.db", "--formats", "csv", "-o", "news.jsonl", NULL), 1, "",
           "casus: news.jsonl/csv.csv: the file cannot be written: Not a directory\n");
    expect(run(NULL, "export", "-d", "a.db", NULL), 2, "",
           "casus: name store, formats and folder: casus export -d news.db --formats icews -o out/\n");
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
        cmocka_unit_test_setup_teardown(test_a_data_set, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_a_data_set_that_cannot_be_written, enter_folder,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(test_what_is_no_format, enter_folder, leave_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
