/* casus-compile --coverage: a small lexicon counted by code. */
#include "run.h"

static result compile(const char *data_dir)
{
    char command[256];
    snprintf(command, sizeof command, CASUS_TEST_BUILD "/casus-compile --coverage %s >out 2>err",
             data_dir);
    int rc = system(command);
    result r = {.code = WEXITSTATUS(rc)};
    r.out = read_whole("out", &r.out_len);
    r.err = read_whole("err", &r.err_len);
    return r;
}

static void put_lexicon(const char *acts)
{
    mkdir("data", 0700);
    mkdir("data/acts", 0700);
    mkdir("data/codes", 0700);
    put_text("data/acts/a.acts", acts);
    put_text("data/codes/plover.txt", "# types\nAGREE 1 2.5\nCONSULT 1 2.5\nCONSULT/visit 1 4\n");
    put_text("data/codes/cameo.txt", "03 4.0 1\n030 4.0 1\n036 4.0 1\n042 1.9 1\n043 2.8 1\n");
    put_text("data/codes/combine.txt", "AGREE 03 / CONSULT * -> = 036\n");
    put_text("data/codes/published.txt", "CONSULT * planned -> AGREE 036\n");
}

static void test_coverage(void **state)
{
    (void)state;
    put_lexicon("light\n  pay obj:C\nact visit CONSULT/visit 042\n  visit\n  n:visit to:T\n"
                "act tour CONSULT/visit 042\n  tour\nact agree AGREE 030\n  agree with:T\n");
    expect(compile("data"), 0,
           "PLOVER                  acts  senses  rules\n"
           "AGREE                      1       1      1\n"
           "CONSULT                    0       0      0\n"
           "CONSULT/visit              2       3      0\n"
           "CAMEO                   acts  senses  rules\n"
           "030                        1       1      0\n"
           "036                        0       0      2\n"
           "042                        2       3      0\n"
           "043                        0       0      0\n"
           "nothing gives: CONSULT 043\n",
           "");
}

static void test_defects(void **state)
{
    (void)state;
    put_lexicon("act visit CONSULT/visit 999\n  visit\n");
    expect(compile("data"), 1, "",
           "casus-compile: data/acts/a.acts:1: \"999\" is no code of codes/cameo.txt\n");
    result r = compile("nowhere");
    assert_int_equal(r.code, 1);
    assert_string_equal(r.out, "");
    result_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_coverage, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_defects, enter_folder, leave_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
