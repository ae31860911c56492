/* --max-...: what is left out is told with the option that raises the limit. */
#include "run.h"

#define TWO "Chad condemned Sudan on Monday. Mali attacked Niger on Tuesday.\n"

static void test_document(void **state)
{
    (void)state;
    put_text("a.txt", TWO);
    result r = run(NULL, "code", "--max-document", "31", "a.txt", NULL);
    expect_error(r, 0, "casus: a.txt: longer than a document may be; 33 bytes were cut off at its end: "
                       "--max-document reads more\n");
}

static void test_sentences(void **state)
{
    (void)state;
    put_text("a.txt", TWO);
    result r = run(NULL, "code", "--max-sentences=1", "a.txt", NULL);
    expect_error(r, 0, "casus: a.txt: has more sentences than are parsed; 1 were left out: "
                       "--max-sentences parses more\n");
}

static void test_memory(void **state)
{
    (void)state;
    put_text("a.txt", TWO);
    result r = run(NULL, "code", "--max-memory", "2k", "a.txt", NULL);
    expect_error(r, 1, "--max-memory");
    r = run(NULL, "code", "-q", "--max-memory", "1G", "a.txt", NULL);
    assert_int_equal(r.code, 0);
    assert_string_equal(r.err, "");
    result_free(&r);
}

static void test_sizes(void **state)
{
    (void)state;
    static const char *const BAD[] = {"0", "x", "-1", "1T", "1kk", "99999999999G"};
    put_text("a.txt", TWO);
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        result r = run(NULL, "code", "--max-unpacked", BAD[i], "a.txt", NULL);
        expect_error(r, 2, "is no whole number over 0, as 500, 64k, 16M, 2G");
    }
    result r = run(NULL, "extract", "--max-ratio", "1000", "--max-unpacked", "1M", "a.txt", NULL);
    assert_int_equal(r.code, 0);
    result_free(&r);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_document), TEST(test_sentences), TEST(test_memory),
                                       TEST(test_sizes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
