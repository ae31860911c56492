/* The runner of unit cases: what it reads, what it refuses, and how it counts. What casus finds in
 * the sentences here is one plain event each. */
#include "golden/cases.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unit/built_model.h"

/* The number of cases in order; `*c` is the last of them. */
static unsigned read_all(const char *text, unit_case *c, unsigned *n_wrong)
{
    unsigned n = 0;
    unit_case *next = malloc(sizeof *next);
    case_reader reader = {.path = "here", .rest = {text, strlen(text)}};
    for (; cases_next(&reader, next); n++) *c = *next;
    *n_wrong = reader.n_wrong;
    free(next);
    return n;
}

static void test_reads(void **state)
{
    (void)state;
    unsigned wrong;
    unit_case *c = malloc(sizeof *c);
    assert_int_equal(read_all("# comment\n\nOne\ntwo.\n    KEN/GOV|MIL <> -|SOM COERCE/arrest|seize|ASSAULT "
                              "planned|possible dead=3 by=-/REB cameo=17\n    = * > - * *\n"
                              "    ? - > USA CONSULT actual # why\n    = USA > - CONSULT actual\n",
                              c, &wrong),
                     1);
    assert_int_equal(wrong, 0);
    assert_int_equal(c->line, 3);
    assert_int_equal(c->len, strlen("One two."));
    assert_memory_equal(c->text, "One two.", c->len);
    assert_int_equal(c->n_wanted, 1);
    assert_int_equal(c->wanted[0].n, 2);
    assert_int_equal(c->n_optional, 1);
    assert_int_equal(c->optional[0].first, 2);
    assert_int_equal(c->optional[0].n, 2);
    const case_reading *r = &c->readings[0];
    assert_true(r->either && r->has_mode);
    assert_int_equal(r->line, 5);
    assert_int_equal(r->sizes[SIZE_DEAD], 3);
    assert_int_equal(r->sizes[SIZE_CROWD], -1);
    assert_true(same(r->source.sectors, (casus_str){"GOV|MIL", 7}));
    assert_null(r->target.sectors.ptr);
    assert_true(same(r->by.sectors, (casus_str){"REB", 3}));
    assert_int_equal(case_given(r) & ~(unsigned)WRONG_EVENT,
                     WRONG_MODE | WRONG_CAMEO | WRONG_CAMEO_ROOT | WRONG_SIZES | WRONG_BY);
    free(c);
}

/* Each has one case that is in order behind what is not. */
static void test_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "    KEN > SOM AGREE actual\n",
        "Text\n    KEN > SOM AGREE\n",
        "Text\n    KEN > SOM AGREED actual\n",
        "Text\n    KEN > SOM AGREE/visit actual\n",
        "Text\n    KEN > SOM AGREE actual|\n",
        "Text\n    KEN > SOM AGREE was\n",
        "Text\n    KEN = SOM AGREE actual\n",
        "Text\n    KENYA > SOM AGREE actual\n",
        "Text\n    KEN/ > SOM AGREE actual\n",
        "Text\n    KEN/GOV/MIL > SOM AGREE actual\n",
        "Text\n    KEN > SOM AGREE actual dead=two\n",
        "Text\n    KEN > SOM AGREE actual wounded=2\n",
        "Text\n    KEN > SOM AGREE actual context=wars\n",
        "Text\n    = KEN > SOM AGREE actual\n",
        "Text\n    none\n    KEN > SOM AGREE actual\n",
        "Text\n    none\nText again\n    none\n",
        "Text\n"};
    unit_case *c = malloc(sizeof *c);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[256];
        unsigned wrong;
        snprintf(text, sizeof text, "%s\nGood.\n    none\n", bad[i]);
        assert_int_equal(read_all(text, c, &wrong), 1);
        assert_true(wrong > 0);
        assert_true(c->none);
    }
    free(c);
}

/* Six events wanted, three of them found; two extras, one of them in a case of nothing. */
static const char cases[] = "Kenya criticised Sudan.\n    KEN > SDN ACCUSE/disapprove actual cameo=19\n\n"
                            "Kenya criticised Sudan.\n    SDN > KEN ACCUSE actual\n\n"
                            "Kenya criticised Sudan.\n    none\n\n"
                            "Kenya criticised Sudan.\n    ? KEN > SDN ACCUSE actual\n\n"
                            "Kenya criticised Sudan.\n    KEN/MIL > SDN ACCUSE actual\n"
                            "    = KEN > * ACCUSE actual\n\n"
                            "The cat slept.\n    KEN > SDN ASSAULT planned\n\n"
                            "Kenya and Sudan held talks.\n    SDN <> KEN CONSULT actual\n"
                            "    SDN <> KEN AGREE actual\n";

static void test_counts(void **state)
{
    casus_coder *coder;
    casus_doc *doc;
    casus_error err;
    case_score s = {0};
    char path[] = "/tmp/casus-cases-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, cases, sizeof cases - 1) == sizeof cases - 1);
    close(fd);
    assert_int_equal(casus_coder_new(&coder, *state, NULL, &err), CASUS_OK);
    assert_int_equal(casus_doc_new(&doc, &err), CASUS_OK);
    assert_true(cases_file(coder, doc, path, &(case_options){.brief = true}, &s));
    unlink(path);
    assert_int_equal(s.cases, 7);
    assert_int_equal(s.right, 3);
    assert_int_equal(s.none, 1);
    assert_int_equal(s.none_wrong, 1);
    assert_int_equal(s.none_events, 1);
    assert_int_equal(s.views[VIEW_EVENT].wanted, 6);
    assert_int_equal(s.views[VIEW_EVENT].found, 3);
    assert_int_equal(s.views[VIEW_EVENT].extra, 2);
    assert_int_equal(s.views[VIEW_TYPE].found, 4);
    assert_int_equal(s.views[VIEW_TYPE].extra, 1);
    assert_int_equal(s.views[VIEW_PAIR].found, 3);
    unsigned accuse = case_name((casus_str){"ACCUSE", 6}, case_types, N_TYPES);
    assert_int_equal(s.types[accuse].wanted, 3);
    assert_int_equal(s.types[accuse].found, 2);
    assert_int_equal(s.types[accuse].extra, 2);
    assert_int_equal(s.statuses[0].found, 3);
    assert_int_equal(s.statuses[1].wanted, 1);
    assert_int_equal(s.given[4].found, 1); /* the mode */
    assert_int_equal(s.given[5].wanted, 1);
    assert_int_equal(s.given[5].found, 0); /* the code */
    double p = 3.0 / 5, r = 3.0 / 6, f1 = 200 * p * r / (p + r);
    assert_true(tally_f1(&s.views[VIEW_EVENT]) - f1 < 1e-9);
    casus_doc_free(doc);
    casus_coder_free(coder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_reads), cmocka_unit_test(test_refuses),
                                       cmocka_unit_test(test_counts)};
    return cmocka_run_group_tests(tests, built_model_open, built_model_close);
}
