/* Scores of names against counts made by hand, and the reader of IOB2 files. */
#include "evaluate/names_report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* A tag a letter: "P" and "p" begin and go on with a person, L l, O o, N n; "." none, "?" unknown. */
static uint32_t read_tags(const char *text, uint8_t *tags)
{
    static const char letters[] = ".PpLlOoNn";
    uint32_t n = 0;
    for (; text[n]; n++) {
        const char *at = strchr(letters, text[n]);
        tags[n] = at ? (uint8_t)(at - letters) : NAME_UNKNOWN;
    }
    return n;
}

static const struct score_case {
    const char *what, *gold, *found;
    unsigned n_gold, n_found, n_right; /* of persons, places and organisations */
} cases[] = {
    {"all right", "Pp.L.Oo", "Pp.L.Oo", 3, 3, 3},
    {"nothing there", "....", "....", 0, 0, 0},
    {"nothing found", "Pp.L", "....", 2, 0, 0},
    {"found where none is", "....", "P..L", 0, 2, 0},
    {"too short and too long are wrong", "Ppp.L.", "Pp..Ll", 2, 2, 0},
    {"too early is wrong", ".Pp", "Ppp", 1, 1, 0},
    {"of another kind is wrong", "Pp.L", "Oo.L", 2, 2, 1},
    {"two names side by side", "PpPp", "PpPp", 2, 2, 2},
    {"two names taken for one", "PpP", "Ppp", 2, 1, 0},
    {"one name taken for two", "LlL", "LLL", 2, 3, 1},
    {"an I that follows nothing begins", ".pp.", ".Pp.", 1, 1, 1},
    {"an I of another kind begins", "Pl", "PL", 2, 2, 2},
    {"groups do not count in the sum", "NnP", "NnP", 1, 1, 1},
    {"nothing counts where nothing is known", "P??.", "PPpL", 1, 2, 1},
    {"the last name of a sentence that finds more before it", "...L", "P.PL", 1, 3, 1},
};

static void test_scores(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint8_t gold[16], found[16];
        names_tally tally = {0};
        uint32_t n = read_tags(cases[i].gold, gold);
        assert_int_equal(read_tags(cases[i].found, found), n);
        names_score(&tally, gold, found, n);
        names_figures micro = names_micro(&tally);
        if (micro.gold != cases[i].n_gold || micro.found != cases[i].n_found ||
            micro.right != cases[i].n_right)
            print_error("%s:\n", cases[i].what);
        assert_int_equal(micro.gold, cases[i].n_gold);
        assert_int_equal(micro.found, cases[i].n_found);
        assert_int_equal(micro.right, cases[i].n_right);
    }
}

static bool is_near(double a, double b) { return a - b < 1e-12 && b - a < 1e-12; }

/* Two sentences add up: persons 2 of 3 found, 2 of 4 marked; one group found and marked. */
static void test_figures(void **state)
{
    (void)state;
    uint8_t gold[16], found[16];
    names_tally tally = {0};
    uint32_t n = read_tags("P.P.N.", gold);
    read_tags("P...N.", found);
    names_score(&tally, gold, found, n);
    n = read_tags("Pp.P.", gold);
    read_tags("Pp..P", found);
    names_score(&tally, gold, found, n);
    names_figures person = names_of_kind(&tally, NAME_PER);
    assert_true(is_near(person.precision, 2.0 / 3.0));
    assert_true(is_near(person.recall, 0.5));
    assert_true(is_near(person.f1, 4.0 / 7.0));
    assert_true(is_near(names_of_kind(&tally, NAME_NORP).f1, 1.0));
    assert_true(is_near(names_of_kind(&tally, NAME_LOC).f1, 0.0));
    assert_true(is_near(names_micro(&tally).f1, 4.0 / 7.0));
}

static casus_status read_text(const char *text, names_file *out, arena *mem, casus_error *err)
{
    const char *path = CASUS_TEST_BUILD "/names.iob2";
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return names_file_read(out, path, mem, err);
}

static void test_reader(void **state)
{
    (void)state;
    arena mem;
    names_file in;
    casus_error err = {0};
    arena_init(&mem, 1 << 20);
    const char *text = "# sent_id = 1\n1\tNew\tB-LOC\t-\tann\n2\tYork\tI-LOC\t-\tann\n3\t#\tO\t-\t-\n\n\n"
                       "1\tKurds\tB-NORP";
    assert_int_equal(read_text(text, &in, &mem, &err), CASUS_OK);
    assert_int_equal(in.n_sentences, 2);
    assert_int_equal(in.n, 4);
    assert_int_equal(in.first[1], 3);
    assert_int_equal(in.first[2], 4);
    assert_true(str_eq(in.forms[2], STR("#")));
    assert_int_equal(in.tags[1], NAME_I_LOC);
    assert_int_equal(in.tags[3], NAME_B_NORP);
    arena_release(&mem);
}

static void test_bad_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
        uint32_t line;
    } bad[] = {
        {"1\tMali\tB-LOC\n2 fell O\n", "tabs", 2},
        {"1\tMali\n", "tabs", 1},
        {"# a\n\n1\tMali\tB-GPE\n", "\"B-GPE\" is no tag", 3},
        {"1\tMali\tO\n2\tfell\tI-LOC\n", "I-LOC goes on with no name", 2},
        {"1\tMali\tB-LOC\n2\tfell\tI-ORG\n", "I-ORG goes on with no name", 2},
        {"1\tMali\tB-LOC\n\n1\tfell\tI-LOC\n", "begin one with B-LOC", 3},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        arena mem;
        names_file in;
        casus_error err = {0};
        arena_init(&mem, 1 << 20);
        assert_int_equal(read_text(bad[i].text, &in, &mem, &err), CASUS_BAD_INPUT);
        assert_int_equal(err.line, bad[i].line);
        assert_non_null(strstr(err.message, bad[i].says));
        assert_non_null(strstr(err.file, "names.iob2"));
        arena_release(&mem);
    }
    casus_error err = {0};
    arena mem;
    names_file in;
    arena_init(&mem, 1 << 20);
    assert_int_equal(names_file_read(&in, "/nowhere/at/all", &mem, &err), CASUS_NOT_FOUND);
    arena_release(&mem);
}

static bool keep(void *context, const char *bytes, size_t len)
{
    buf_put(context, bytes, len);
    return true;
}

/* Persons: 1 of 2 found right, 1 of 3 marked. Places: all of one. No organisations. */
static void test_report(void **state)
{
    (void)state;
    names_tally tally = {.gold = {[NAME_PER] = 3, [NAME_LOC] = 1},
                         .found = {[NAME_PER] = 2, [NAME_LOC] = 1, [NAME_NORP] = 4},
                         .right = {[NAME_PER] = 1, [NAME_LOC] = 1}};
    buf out = {0};
    casus_error err = {0};
    casus_sink sink = {keep, &out};
    assert_int_equal(names_report_write(&tally, "g.iob2", "table", sink, &err), CASUS_OK);
    assert_string_equal(out.ptr, "g.iob2: names, gold tokens\n"
                                 "\n"
                                 "Kind              Precision     Recall         F1  Gold names\n"
                                 "PER LOC ORG           66.67      50.00      57.14           4\n"
                                 "PER                   50.00      33.33      40.00           3\n"
                                 "LOC                  100.00     100.00     100.00           1\n"
                                 "ORG                    0.00       0.00       0.00           0\n");
    buf_reset(&out);
    tally = (names_tally){.gold = {[NAME_NORP] = 2}, .found = {[NAME_NORP] = 4}};
    assert_int_equal(names_report_write(&tally, "g.iob2", "json", sink, &err), CASUS_OK);
    assert_non_null(strstr(out.ptr, "{\"kind\":\"evaluation\",\"of\":\"names\",\"gold\":\"g.iob2\","));
    assert_non_null(strstr(out.ptr, "\"NORP\":{\"gold\":2,\"system\":4,\"correct\":0,"));
    assert_int_equal(names_report_write(&tally, "g.iob2", "xml", sink, &err), CASUS_USAGE);
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scores),
        cmocka_unit_test(test_figures),
        cmocka_unit_test(test_reader),
        cmocka_unit_test(test_bad_lines),
        cmocka_unit_test(test_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
