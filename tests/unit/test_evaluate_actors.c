/* How actor phrases are counted: rows made by hand. */
#include "evaluate/actors.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* What a row asks for is compared, what it does not ask for is passed over. */
static void test_counts(void **state)
{
    (void)state;
    actor_tally t = {0};
    casus_str absent = {0};
    assert_true(actors_count(&t, &(actor_row){STR("MLI"), STR("GOV"), STR("MLI"), STR("GOV")}));
    assert_false(actors_count(&t, &(actor_row){STR("MLI"), STR("GOV"), STR("MLI"), STR("MIL")}));
    assert_false(actors_count(&t, &(actor_row){STR("MLI"), STR("GOV"), STR(""), STR("GOV")}));
    assert_true(actors_count(&t, &(actor_row){STR("MLI"), absent, STR("MLI"), STR("MIL")}));
    assert_true(actors_count(&t, &(actor_row){absent, STR("COP"), STR("MLI"), STR("COP")}));
    assert_int_equal(t.rows, 5);
    assert_int_equal(t.both, 3);
    assert_int_equal(t.countries, 4);
    assert_int_equal(t.countries_right, 3);
    assert_int_equal(t.sectors, 4);
    assert_int_equal(t.sectors_right, 3);
}

/* An empty wish is one for nothing; Kosovo has two codes; "unknown" and "junk" are nobody; what is no
 * state's is a code here. */
static void test_other_codes(void **state)
{
    (void)state;
    actor_tally t = {0};
    assert_true(actors_count(&t, &(actor_row){STR("XKX"), STR(""), STR("KOS"), STR("")}));
    assert_false(actors_count(&t, &(actor_row){STR("MLI"), STR(""), STR("MLI"), STR("GOV")}));
    assert_true(actors_count(&t, &(actor_row){STR(""), STR("UNK"), STR(""), STR("")}));
    assert_true(actors_count(&t, &(actor_row){STR(""), STR("JNK"), STR(""), STR("")}));
    assert_false(actors_count(&t, &(actor_row){STR(""), STR("JNK"), STR(""), STR("CVL")}));
    assert_true(actors_count(&t, &(actor_row){STR(""), STR("NGO"), STR("NGO"), STR("CVL")}));
    assert_false(actors_count(&t, &(actor_row){STR("MLI"), STR("NGO"), STR("NGO"), STR("CVL")}));
    assert_int_equal(t.both, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_counts),
                                       cmocka_unit_test(test_other_codes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
