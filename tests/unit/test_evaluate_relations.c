/* How relations are counted: answers made by hand, with scores worked out by hand. */
#include "evaluate/relations.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { AGREE = 0, CONSULT = 1, ASSAULT = 14 };

static void test_counts(void **state)
{
    (void)state;
    relation_answer answers[4] = {
        {AGREE, AGREE, 1, 1, 0.55},     /* right */
        {CONSULT, AGREE, 1, 1, 0.95},   /* the quad class is right */
        {ASSAULT, ASSAULT, 4, 4, 0.85}, /* right */
        {ASSAULT, N_RELATIONS, 4, 0, 0.15},
    };
    relation_tally t;
    relations_count(&t, answers, 4, 0.75);
    assert_int_equal(t.n, 4);
    assert_int_equal(t.right, 2);
    assert_int_equal(t.n_surest, 3); /* all but the last */
    assert_int_equal(t.surest_right, 2);
    assert_float_equal(counts_f1(&t.types[AGREE]), 2.0 / 3, 1e-9);
    assert_float_equal(counts_f1(&t.types[CONSULT]), 0, 1e-9);
    assert_float_equal(counts_f1(&t.types[ASSAULT]), 2.0 / 3, 1e-9);
    assert_float_equal(counts_f1(&t.quads[0]), 1, 1e-9);
    assert_float_equal(counts_f1(&t.quads[3]), 2.0 / 3, 1e-9);
    assert_int_equal(t.confused.cells[CONSULT][AGREE], 1);
    assert_int_equal(t.confused.cells[ASSAULT][N_RELATIONS], 1);
    /* bins of one each: |.55-1| + |.95-0| + |.85-1| + |.15-0|, over four */
    assert_float_equal(t.calibration_error, (0.45 + 0.95 + 0.15 + 0.15) / 4, 1e-9);
}

static void test_nothing(void **state)
{
    (void)state;
    relation_tally t;
    relations_count(&t, NULL, 0, 0.75);
    assert_int_equal(t.n, 0);
    assert_false(isnan(t.calibration_error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_counts),
                                       cmocka_unit_test(test_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
