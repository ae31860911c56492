/* casus classify: a line in, a line out. */
#include "run.h"

#define CHAD "1\t<s>Chad</s> attacked <t>Sudan</t> on Monday.\n"
#define MEET "b 2\tPresidents met: <s>Kenya</s> met <t>Uganda</t>.\n"

/* Type, quad class and status of the only line. */
static void expect_row(result r, const char *id, const char *type, const char *quad,
                       const char *status)
{
    char *fields[6] = {0};
    int n = 0;
    assert_int_equal(r.code, 0);
    assert_string_equal(r.err, "");
    assert_int_equal(count_of(r.out, "\n"), 1);
    for (char *at = strtok(r.out, "\t\n"); at && n < 6; at = strtok(NULL, "\t\n")) fields[n++] = at;
    assert_int_equal(n, 5);
    assert_string_equal(fields[0], id);
    assert_string_equal(fields[1], type);
    assert_string_equal(fields[2], quad);
    assert_string_equal(fields[3], status);
    double confidence = strtod(fields[4], NULL);
    assert_true(confidence > 0 && confidence <= 1);
    result_free(&r);
}

static void test_a_line(void **state)
{
    (void)state;
    put_text("pairs.tsv", CHAD);
    expect_row(run(NULL, "classify", "pairs.tsv", NULL), "1", "ASSAULT", "4", "actual");
    expect_row(run(CHAD, "classify", "-", NULL), "1", "ASSAULT", "4", "actual");
    expect_row(run(CHAD, "classify", "--engine=fast", "-", NULL), "1", "ASSAULT", "4", "actual");
    expect_row(run("7\t<s>Chad</s> withdrew its troops from <t>Sudan</t>.\r\n", "classify", "-",
                   NULL),
               "7", "RETREAT", "2", "actual");
    expect_row(run("7\t<s>Chad</s> withdrew its troops from <t>Sudan</t>.\n", "classify",
                   "--scheme", "relations", "-", NULL),
               "7", "YIELD", "2", "actual");
    expect_row(run("x\t<s>Chad</s> will attack <t>Sudan</t>.\n", "classify", "-", NULL), "x",
               "THREATEN", "3", "planned");
}

static void test_lines_keep_their_order(void **state)
{
    (void)state;
    char *lines = malloc(400 * 64), *at = lines;
    assert_non_null(lines);
    for (int i = 0; i < 400; i++)
        at += sprintf(at, "%d\t<s>Chad</s> %s <t>Sudan</t>.\n", i, i % 3 ? "attacked" : "praised");
    result one = run(lines, "classify", "-", NULL),
           many = run(lines, "classify", "--threads=3", "-", NULL);
    assert_int_equal(one.code, 0);
    assert_int_equal(count_of(one.out, "\n"), 400);
    assert_string_equal(one.out, many.out);
    const char *row = one.out;
    for (int i = 0; i < 400; i++) {
        assert_int_equal(strtol(row, NULL, 10), i);
        row = strchr(row, '\n') + 1;
    }
    result_free(&one);
    result_free(&many);
    free(lines);
}

static void test_unsure_is_none(void **state)
{
    (void)state;
    result r = run(CHAD, "classify", "--min-confidence", "1", "-", NULL);
    assert_int_equal(r.code, 0);
    assert_non_null(strstr(r.out, "1\tNONE\t0\tactual\t"));
    result_free(&r);
}

static void test_bad_lines_are_named(void **state)
{
    (void)state;
    result r = run(CHAD "no tab here\n\n3\tno marks\n" MEET, "classify", "-", NULL);
    assert_int_equal(r.code, 3);
    assert_int_equal(count_of(r.out, "\n"), 4);
    assert_non_null(strstr(r.out, "no tab here\t-\n3\t-\nb 2\tCONSULT\t1\t"));
    assert_non_null(strstr(r.err, "stdin:2: a line is ID TAB SENTENCE"));
    assert_non_null(strstr(r.err, "stdin:4: mark who acts"));
    result_free(&r);
    expect_error(run("nothing\n", "classify", "-", NULL), 1, "stdin:1: ");
    expect_error(run(CHAD, "classify", "absent.tsv", "-", NULL), 3, "absent.tsv: cannot open");
}

static void test_usage(void **state)
{
    (void)state;
    expect(run(NULL, "classify", NULL), 2, "",
           "casus: name a file of marked sentences, or - for stdin: casus classify pairs.tsv\n");
    expect_error(run(NULL, "classify", "--scheme", "plovr", "-", NULL), 2,
                 "Did you mean \"plover\"?");
    result r = run(NULL, "classify", "--help", NULL);
    assert_int_equal(r.code, 0);
    assert_non_null(strstr(r.out, "Usage: casus classify"));
    result_free(&r);
}

#define HEAD "id\tpart\tquad\ttype\tmarked_sentence\tsource\ttarget\n"

static void test_evaluate(void **state)
{
    (void)state;
    put_text("gold.tsv", HEAD "a\tseen\t4\tASSAULT\t<s>Chad</s> attacked <t>Sudan</t>.\tChad\tSudan\n"
                              "b\tseen\t1\tAGREE\t<s>Chad</s> attacked <t>Mali</t>.\tChad\tMali\n"
                              "c\theld\t1\tCONSULT\t<s>Chad</s> met <t>Mali</t>.\tChad\tMali\n");
    result r = run(NULL, "evaluate", "relations", "gold.tsv", NULL);
    assert_string_equal(r.err, "");
    assert_int_equal(r.code, 0);
    assert_non_null(strstr(r.out, "50.00"));
    result_free(&r);
    r = run(NULL, "evaluate", "relations", "--part=held", "--format=json", "gold.tsv", NULL);
    assert_int_equal(r.code, 0);
    assert_non_null(strstr(r.out, "\"CONSULT\":{\"gold\":1,"));
    result_free(&r);
    put_text("bad.tsv", HEAD "a\tseen\t4\tASSALT\t<s>Chad</s> attacked <t>Sudan</t>.\n");
    expect_error(run(NULL, "evaluate", "relations", "bad.tsv", NULL), 1, "bad.tsv:2: a line is id");
    put_text("none.tsv", HEAD);
    expect_error(run(NULL, "evaluate", "relations", "none.tsv", NULL), 1, "there is no row");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        TEST(test_a_line),         TEST(test_lines_keep_their_order), TEST(test_unsure_is_none),
        TEST(test_bad_lines_are_named), TEST(test_usage),             TEST(test_evaluate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
