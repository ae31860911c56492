/* How the days of a phrase are judged: readings made by hand. */
#include "evaluate/dates.h"

#include "entity/date_calendar.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static int32_t on(int32_t month, int32_t day)
{
    return day_of(2020, month, day);
}

static void test_days(void **state)
{
    (void)state;
    const date_reading gold = {on(6, 9), CASUS_NO_DAY, CASUS_NO_DAY};
    assert_int_equal(date_judge(&gold, (day_span){on(6, 9), on(6, 9)}), DATE_EXACT);
    assert_int_equal(date_judge(&gold, (day_span){on(6, 9), on(6, 10)}), DATE_WRONG);
    assert_int_equal(date_judge(&gold, (day_span){CASUS_NO_DAY, CASUS_NO_DAY}), DATE_WRONG);
}

/* "from 9 to 12 June" with the end that the file gives as 12 June or as 13 June. */
static void test_ranges(void **state)
{
    (void)state;
    const date_reading behind = {CASUS_NO_DAY, on(6, 9), on(6, 13)},
                       last = {CASUS_NO_DAY, on(6, 9), on(6, 12)};
    day_span found = {on(6, 9), on(6, 12)};
    assert_int_equal(date_judge(&behind, found), DATE_EXACT);
    assert_int_equal(date_judge(&last, found), DATE_NEARLY);
    assert_int_equal(date_judge(&last, (day_span){on(6, 8), on(6, 12)}), DATE_WRONG);
    assert_int_equal(date_judge(&last, (day_span){on(6, 9), on(6, 14)}), DATE_WRONG);
    /* "from March to June": June counted whole */
    const date_reading months = {CASUS_NO_DAY, on(3, 1), on(6, 1)};
    assert_int_equal(date_judge(&months, (day_span){on(3, 1), on(6, 30)}), DATE_NEARLY);
    assert_int_equal(date_judge(&months, (day_span){on(3, 1), on(6, 29)}), DATE_WRONG);
}

static void test_open_ends(void **state)
{
    (void)state;
    const date_reading since = {CASUS_NO_DAY, on(3, 1), CASUS_NO_DAY},
                       until = {CASUS_NO_DAY, CASUS_NO_DAY, on(3, 1)};
    assert_int_equal(date_judge(&since, (day_span){on(3, 1), on(5, 5)}), DATE_EXACT);
    assert_int_equal(date_judge(&since, (day_span){on(3, 2), on(5, 5)}), DATE_WRONG);
    assert_int_equal(date_judge(&until, (day_span){CASUS_NO_DAY, on(2, 29)}), DATE_EXACT);
    assert_int_equal(date_judge(&until, (day_span){CASUS_NO_DAY, on(2, 28)}), DATE_WRONG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_days), cmocka_unit_test(test_ranges),
                                       cmocka_unit_test(test_open_ends)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
