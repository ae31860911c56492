/* Dates: the calendar against counting days one by one, feasts and sessions against the public
 * record, phrases against what English means by them, words that only look like dates, articles
 * that do not say when they are of. */
#include "entity/date.h"
#include "linear.h"
#include "pipeline_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static int32_t day(const char *text)
{
    int32_t out = CASUS_NO_DAY;
    if (strcmp(text, "-") != 0) assert_true(casus_day_parse(str_from(text), &out));
    return out;
}

/* ---- calendar -------------------------------------------------------------------------------- */

static void test_calendar(void **state)
{
    (void)state;
    int32_t d = day_of(1899, 12, 31), weekday = SUNDAY;
    for (int32_t y = 1900; y <= 2100; y++) {
        for (int32_t m = 1; m <= 12; m++) {
            for (int32_t i = 1; i <= month_length(y, m); i++) {
                d++;
                weekday = (weekday + 1) % 7;
                assert_int_equal(day_of(y, m, i), d);
                civil c = civil_of(d);
                assert_true(c.year == y && c.month == m && c.day == i);
                assert_int_equal(day_weekday(d), weekday);
            }
        }
    }
    assert_int_equal(month_length(2000, 2), 29);
    assert_int_equal(month_length(1900, 2), 28);
    assert_int_equal(day_add_months(day("2021-01-31"), 1), day("2021-02-28"));
    assert_int_equal(day_add_months(day("2021-03-31"), -13), day("2020-02-29"));
    assert_int_equal(week_start(day("2021-09-26")), day("2021-09-20"));
    assert_false(civil_valid(2021, 2, 29));
}

static void test_feasts(void **state)
{
    (void)state;
    static const struct {
        const char *feast, *day;
        int32_t slack; /* days: what is proclaimed differs by country */
    } cases[] = {
        {"easter", "2000-04-23", 0},        {"easter", "2016-03-27", 0},
        {"easter", "2021-04-04", 0},        {"easter", "2038-04-25", 0},
        {"good friday", "2024-03-29", 0},   {"pentecost", "2023-05-28", 0},
        {"thanksgiving", "2018-11-22", 0},  {"labor day", "2020-09-07", 0},
        {"memorial day", "2019-05-27", 0},  {"black friday", "2019-11-29", 0},
        {"eid al fitr", "2024-04-10", 1},   {"eid al fitr", "2021-05-13", 1},
        {"eid al adha", "2021-07-20", 1},   {"eid al adha", "2017-09-01", 1},
        {"islamic new year", "2020-08-20", 1}, {"ramadan", "2021-04-13", 1},
        {"diwali", "2012-11-13", 0},        {"holi", "2018-03-02", 0},
        {"mid-autumn festival", "2015-09-27", 0}, {"tisha b'av", "2019-08-11", 1},
        {"victoria day", "2017-05-22", 0},  {"cyber monday", "2015-11-30", 0},
        {"trinity sunday", "2018-05-27", 0},
        {"ramadan", "2020-04-24", 1},
        {"orthodox easter", "2016-05-01", 0}, {"orthodox easter", "2021-05-02", 0},
        {"orthodox easter", "2025-04-20", 0}, {"yom kippur", "1973-10-06", 0},
        {"yom kippur", "2021-09-16", 0},    {"rosh hashanah", "2023-09-16", 0},
        {"rosh hashanah", "2013-09-05", 0}, {"passover", "2024-04-23", 0},
        {"passover", "2002-03-28", 0},      {"sukkot", "2022-10-10", 0},
        {"shavuot", "2021-05-17", 0},       {"purim", "2023-03-07", 0},
        {"hanukkah", "2016-12-25", 0},      {"hanukkah", "2021-11-29", 0},
        {"hanukkah", "2023-12-08", 0},      {"lunar new year", "2020-01-25", 0},
        {"tet", "2008-02-07", 0},           {"lunar new year", "2024-02-10", 0},
        {"remembrance sunday", "2021-11-14", 0}, {"mardi gras", "2020-02-25", 0},
        {"arbaeen", "2021-09-27", 1},       {"mawlid", "2015-01-03", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool found = false;
        for (uint32_t f = 0; f < feast_count(); f++) {
            day_range r;
            if (strcmp(feast_name(f), cases[i].feast) != 0) continue;
            assert_true(feast_in_year(f, civil_of(day(cases[i].day)).year, &r));
            if (abs(r.from - day(cases[i].day)) > cases[i].slack)
                fail_msg("%s %s", cases[i].feast, cases[i].day);
            found = true;
        }
        assert_true(found);
    }
}

/* ---- phrases --------------------------------------------------------------------------------- */

typedef struct phrase_case {
    const char *text; /* the first phrase in it counts */
    const char *on;   /* the article's day */
    uint32_t tense;
    const char *from, *to; /* NULL: the phrase is no day */
} phrase_case;

static const phrase_case phrase_cases[] = {
    /* days */
    {"They met on September 25 .", "2021-10-02", TENSE_PAST, "2021-09-25", "2021-09-25"},
    {"They met on September 25 .", "2021-03-02", TENSE_PAST, "2020-09-25", "2020-09-25"},
    {"They will meet on September 25 .", "2021-10-02", TENSE_FUTURE, "2022-09-25", "2022-09-25"},
    {"The law of 3 July, 1998 stands.", "2021-10-02", TENSE_PAST, "1998-07-03", "1998-07-03"},
    {"on 25/09/2021", "2021-10-02", TENSE_PAST, "2021-09-25", "2021-09-25"},
    {"on 09/25/2021", "2021-10-02", TENSE_PAST, "2021-09-25", "2021-09-25"},
    {"on 2021-09-25", "2021-10-02", TENSE_PAST, "2021-09-25", "2021-09-25"},
    {"on 25.9.2021", "2021-10-02", TENSE_PAST, "2021-09-25", "2021-09-25"},
    {"by 05-Aug-2016", "2016-07-02", TENSE_FUTURE, "2016-07-02", "2016-08-05"},
    {"on the 25th", "2021-10-02", TENSE_PAST, "2021-09-25", "2021-09-25"},
    {"the 4th of May 2012", "2021-10-02", TENSE_PAST, "2012-05-04", "2012-05-04"},
    {"Sept. 9 talks", "2021-10-02", TENSE_PAST, "2021-09-09", "2021-09-09"},
    {"on Saturday, September 25", "2022-02-01", TENSE_PAST, "2021-09-25", "2021-09-25"},
    {"Tuesday (June 7)", "2022-06-08", TENSE_PAST, "2022-06-07", "2022-06-07"},
    {"on the 15th of next month", "2021-12-20", TENSE_FUTURE, "2022-01-15", "2022-01-15"},
    /* weekdays: 2021-09-29 is a Wednesday */
    {"They met on Friday .", "2021-09-29", TENSE_PAST, "2021-09-24", "2021-09-24"},
    {"They met on Wednesday .", "2021-09-29", TENSE_PAST, "2021-09-29", "2021-09-29"},
    {"They will meet on Friday .", "2021-09-29", TENSE_FUTURE, "2021-10-01", "2021-10-01"},
    {"last Monday", "2021-09-29", TENSE_PAST, "2021-09-27", "2021-09-27"},
    {"next Monday", "2021-09-29", TENSE_FUTURE, "2021-10-04", "2021-10-04"},
    {"early Saturday", "2021-09-29", TENSE_PAST, "2021-09-25", "2021-09-25"},
    {"late on Tuesday night", "2021-09-29", TENSE_PAST, "2021-09-28", "2021-09-28"},
    {"on Friday of last week", "2021-09-29", TENSE_PAST, "2021-09-24", "2021-09-24"},
    {"on Thursday morning", "2021-09-29", TENSE_PAST, "2021-09-23", "2021-09-23"},
    /* today */
    {"today", "2021-09-29", TENSE_PAST, "2021-09-29", "2021-09-29"},
    {"yesterday evening", "2021-09-29", TENSE_PAST, "2021-09-28", "2021-09-28"},
    {"the day before yesterday", "2021-09-29", TENSE_PAST, "2021-09-27", "2021-09-27"},
    {"the day after tomorrow", "2021-09-29", TENSE_FUTURE, "2021-10-01", "2021-10-01"},
    {"last night", "2021-09-29", TENSE_PAST, "2021-09-28", "2021-09-28"},
    {"this morning", "2021-09-29", TENSE_PAST, "2021-09-29", "2021-09-29"},
    /* weeks, months, years */
    {"this week", "2021-09-29", TENSE_PAST, "2021-09-27", "2021-09-29"},
    {"this week", "2021-09-29", TENSE_FUTURE, "2021-09-27", "2021-10-03"},
    {"last month", "2021-01-29", TENSE_PAST, "2020-12-01", "2020-12-31"},
    {"next year", "2021-01-29", TENSE_FUTURE, "2022-01-01", "2022-12-31"},
    {"two days ago", "2021-09-29", TENSE_PAST, "2021-09-27", "2021-09-27"},
    {"a week ago", "2021-09-29", TENSE_PAST, "2021-09-22", "2021-09-22"},
    {"in two weeks", "2021-09-29", TENSE_FUTURE, "2021-10-13", "2021-10-13"},
    {"in the past three weeks", "2021-09-29", TENSE_PAST, "2021-09-08", "2021-09-29"},
    {"over the next five days", "2021-09-29", TENSE_FUTURE, "2021-09-30", "2021-10-04"},
    {"earlier this year", "2021-09-29", TENSE_PAST, "2021-01-01", "2021-09-29"},
    {"later this month", "2021-09-29", TENSE_FUTURE, "2021-09-29", "2021-09-30"},
    {"over the weekend", "2021-09-27", TENSE_PAST, "2021-09-25", "2021-09-26"},
    {"this weekend", "2021-09-29", TENSE_FUTURE, "2021-10-02", "2021-10-03"},
    {"in 2019", "2021-09-29", TENSE_PAST, "2019-01-01", "2019-12-31"},
    {"in March 2003", "2021-09-29", TENSE_PAST, "2003-03-01", "2003-03-31"},
    {"since May", "2021-09-29", TENSE_PAST, "2021-05-01", "2021-09-29"},
    {"in the 1990s", "2021-09-29", TENSE_PAST, "1990-01-01", "1999-12-31"},
    {"the first week of January 2015", "2021-09-29", TENSE_PAST, "2014-12-29", "2015-01-04"},
    {"in the second quarter of 2020", "2021-09-29", TENSE_PAST, "2020-04-01", "2020-06-30"},
    {"in early October", "2021-09-29", TENSE_FUTURE, "2021-10-01", "2021-10-10"},
    {"in mid-June", "2021-09-29", TENSE_PAST, "2021-06-11", "2021-06-20"},
    {"at the end of this month", "2021-09-12", TENSE_FUTURE, "2021-09-21", "2021-09-30"},
    {"last summer", "2021-09-29", TENSE_PAST, "2021-06-01", "2021-08-31"},
    {"in the first decade of the 21st century", "2021-09-29", TENSE_PAST, "2000-01-01",
     "2009-12-31"},
    {"after the Sept. 11 attacks", "2021-09-29", TENSE_PAST, "2001-09-11", "2001-09-11"},
    {"at Christmas", "2021-01-05", TENSE_PAST, "2020-12-25", "2020-12-25"},
    {"on Easter Monday", "2021-04-29", TENSE_PAST, "2021-04-05", "2021-04-05"},
    {"three days after Christmas", "2021-01-05", TENSE_PAST, "2020-12-28", "2020-12-28"},
    {"before the end of the year", "2021-09-29", TENSE_FUTURE, "2021-09-29", "2021-12-31"},
    /* ranges */
    {"from 3 to 5 May", "2021-09-29", TENSE_PAST, "2021-05-03", "2021-05-05"},
    {"November 18-19, 2012", "2021-09-29", TENSE_PAST, "2012-11-18", "2012-11-19"},
    {"between 2014 and 2018", "2021-09-29", TENSE_PAST, "2014-01-01", "2018-12-31"},
    {"from Monday to Friday", "2021-09-29", TENSE_PAST, "2021-09-27", "2021-10-01"},
    {"from May to October 2020", "2021-09-29", TENSE_PAST, "2020-05-01", "2020-10-31"},
    {"until Friday", "2021-09-29", TENSE_FUTURE, "2021-09-29", "2021-10-01"},
    {"before 2010", "2021-09-29", TENSE_PAST, "-", "2009-12-31"},
    /* counts of several units; a half */
    {"two years and three months ago", "2021-09-29", TENSE_PAST, "2019-06-29", "2019-06-29"},
    {"a year and a half ago", "2021-09-29", TENSE_PAST, "2020-03-29", "2020-03-29"},
    {"three and a half years ago", "2021-09-29", TENSE_PAST, "2018-03-29", "2018-03-29"},
    {"half a year ago", "2021-09-29", TENSE_PAST, "2021-03-29", "2021-03-29"},
    {"one month, two days ago", "2021-09-29", TENSE_PAST, "2021-08-27", "2021-08-27"},
    {"in the last two months and three weeks", "2021-09-29", TENSE_PAST, "2021-07-08",
     "2021-09-29"},
    /* counts that are none: from two of them to twice as many as one may think of */
    {"years ago", "2021-09-29", TENSE_PAST, "2011-09-29", "2019-09-29"},
    {"decades ago", "2021-09-29", TENSE_PAST, "1921-09-29", "2001-09-29"},
    {"a few weeks ago", "2021-09-29", TENSE_PAST, "2021-08-18", "2021-09-15"},
    {"several months ago", "2021-09-29", TENSE_PAST, "2021-03-29", "2021-07-29"},
    {"days ago", "2021-09-29", TENSE_PAST, "2021-09-19", "2021-09-27"},
    /* up to now */
    {"in the year to date", "2021-09-29", TENSE_PAST, "2021-01-01", "2021-09-29"},
    {"so far this month", "2021-09-29", TENSE_PAST, "2021-09-01", "2021-09-29"},
    /* ends and middles as the ends of a range are points */
    {"between the end of 2016 and the end of 2018", "2021-09-29", TENSE_PAST, "2017-01-01",
     "2018-12-31"},
    {"from the middle of March to the end of May", "2021-09-29", TENSE_PAST, "2021-03-16",
     "2021-05-31"},
    {"from the beginning of 2019 to the middle of 2020", "2021-09-29", TENSE_PAST, "2019-01-01",
     "2020-06-30"},
    /* weekends */
    {"weekend clashes", "2021-09-29", TENSE_PAST, "2021-09-25", "2021-09-26"},
    {"at the weekend", "2021-09-29", TENSE_FUTURE, "2021-10-02", "2021-10-03"},
    {"last weekend", "2021-09-29", TENSE_PAST, "2021-09-25", "2021-09-26"},
    {"over Easter weekend 2019", "2021-09-29", TENSE_PAST, "2019-04-20", "2019-04-21"},
    {"on Halloween weekend 2021", "2021-11-29", TENSE_PAST, "2021-10-30", "2021-10-31"},
    /* weekdays at a distance */
    {"on Thursday, two weeks from now", "2021-09-29", TENSE_FUTURE, "2021-10-14", "2021-10-14"},
    {"on Friday two weeks ago", "2021-09-29", TENSE_PAST, "2021-09-17", "2021-09-17"},
    {"a week from Friday", "2021-09-29", TENSE_FUTURE, "2021-10-08", "2021-10-08"},
    {"a week ago Monday", "2021-09-29", TENSE_PAST, "2021-09-20", "2021-09-20"},
    {"on Monday of this week", "2021-09-29", TENSE_PAST, "2021-09-27", "2021-09-27"},
    {"this past Monday", "2021-09-29", TENSE_PAST, "2021-09-27", "2021-09-27"},
    /* years of accounts */
    {"in fiscal year 2019", "2021-09-29", TENSE_PAST, "2019-01-01", "2019-12-31"},
    {"in the calendar year 2019", "2021-09-29", TENSE_PAST, "2019-01-01", "2019-12-31"},
    {"in FY 2019", "2021-09-29", TENSE_PAST, "2019-01-01", "2019-12-31"},
    /* written together */
    {"on Dec31, 1994", "2021-09-29", TENSE_PAST, "1994-12-31", "1994-12-31"},
    {"on 30Apr2020", "2021-09-29", TENSE_PAST, "2020-04-30", "2020-04-30"},
    /* parts and turns of the year */
    {"at the start of the year", "2021-09-29", TENSE_PAST, "2021-01-01", "2021-04-30"},
    {"by the end of 2023", "2021-09-29", TENSE_FUTURE, "2021-09-29", "2023-12-31"},
    {"in late 1989", "2021-09-29", TENSE_PAST, "1989-09-01", "1989-12-31"},
    {"in the early 1990s", "2021-09-29", TENSE_PAST, "1990-01-01", "1993-12-31"},
    {"in the late 1980s", "2021-09-29", TENSE_PAST, "1987-01-01", "1989-12-31"},
    {"in the mid-1990s", "2021-09-29", TENSE_PAST, "1994-01-01", "1996-12-31"},
    {"in the 19th century", "2021-09-29", TENSE_PAST, "1800-01-01", "1899-12-31"},
    /* seasons */
    {"in the spring of 2014", "2021-09-29", TENSE_PAST, "2014-03-01", "2014-05-31"},
    {"in the winter of 2010", "2021-09-29", TENSE_PAST, "2010-12-01", "2011-02-28"},
    {"this summer", "2021-09-29", TENSE_PAST, "2021-06-01", "2021-08-31"},
    {"last winter", "2021-09-29", TENSE_PAST, "2020-12-01", "2021-02-28"},
    {"next autumn", "2021-09-29", TENSE_FUTURE, "2022-09-01", "2022-11-30"},
    /* feasts */
    {"on Victory Day", "2021-05-10", TENSE_PAST, "2021-05-09", "2021-05-09"},
    {"on Orthodox Easter", "2022-05-01", TENSE_PAST, "2022-04-24", "2022-04-24"},
    {"on Yom Kippur", "2021-09-29", TENSE_PAST, "2021-09-16", "2021-09-16"},
    {"on New Year's Eve", "2021-01-05", TENSE_PAST, "2020-12-31", "2020-12-31"},
    {"on Labour Day", "2021-05-05", TENSE_PAST, "2021-05-01", "2021-05-01"},
    /* the year that stands behind */
    {"in May last year", "2021-09-29", TENSE_PAST, "2020-05-01", "2020-05-31"},
    {"on 3 May of last year", "2021-09-29", TENSE_PAST, "2020-05-03", "2020-05-03"},
    {"last year in May", "2021-09-29", TENSE_PAST, "2020-05-01", "2020-05-31"},
    {"in early May this year", "2021-09-29", TENSE_PAST, "2021-05-01", "2021-05-10"},
    {"on May 5 next year", "2021-09-29", TENSE_FUTURE, "2022-05-05", "2022-05-05"},
    {"between 3 and 5 May last year", "2021-09-29", TENSE_PAST, "2020-05-03", "2020-05-05"},
    {"between May and June last year", "2021-09-29", TENSE_PAST, "2020-05-01", "2020-06-30"},
    {"in spring last year", "2021-09-29", TENSE_PAST, "2020-03-01", "2020-05-31"},
    {"the summer before last", "2021-09-29", TENSE_PAST, "2020-06-01", "2020-08-31"},
    {"in May '16", "2021-09-29", TENSE_PAST, "2016-05-01", "2016-05-31"},
    {"in the summer of '16", "2021-09-29", TENSE_PAST, "2016-06-01", "2016-08-31"},
    /* the time of year, some years back */
    {"a year ago today", "2021-09-29", TENSE_PAST, "2020-09-29", "2020-09-29"},
    {"ten years ago this month", "2021-09-29", TENSE_PAST, "2011-09-01", "2011-09-30"},
    {"a year ago this week", "2021-09-29", TENSE_PAST, "2020-09-28", "2020-10-04"},
    {"two years ago in May", "2021-09-29", TENSE_PAST, "2019-05-01", "2019-05-31"},
    /* weekdays counted */
    {"on the third Friday of May", "2021-09-29", TENSE_PAST, "2021-05-21", "2021-05-21"},
    {"on the first Monday in September 2020", "2021-09-29", TENSE_PAST, "2020-09-07",
     "2020-09-07"},
    {"on the last Friday of May 2019", "2021-09-29", TENSE_PAST, "2019-05-31", "2019-05-31"},
    {"on the second Tuesday of next month", "2021-09-29", TENSE_FUTURE, "2021-10-12",
     "2021-10-12"},
    {"three Mondays ago", "2021-09-29", TENSE_PAST, "2021-09-13", "2021-09-13"},
    {"this coming Friday", "2021-09-29", TENSE_FUTURE, "2021-10-01", "2021-10-01"},
    {"in the coming weekend", "2021-09-29", TENSE_FUTURE, "2021-10-02", "2021-10-03"},
    /* beside another time */
    {"the day after Christmas", "2021-01-05", TENSE_PAST, "2020-12-26", "2020-12-26"},
    {"the week before Christmas", "2021-01-05", TENSE_PAST, "2020-12-18", "2020-12-24"},
    {"the Monday after Easter", "2021-09-29", TENSE_PAST, "2021-04-05", "2021-04-05"},
    {"the Friday before 1 May 2021", "2021-09-29", TENSE_PAST, "2021-04-30", "2021-04-30"},
    {"in the year before 2010", "2021-09-29", TENSE_PAST, "2009-01-01", "2009-12-31"},
    /* two days, a bound, a rest */
    {"on May 3 and 4", "2021-09-29", TENSE_PAST, "2021-05-03", "2021-05-04"},
    {"on 3 and 4 May 2020", "2021-09-29", TENSE_PAST, "2020-05-03", "2020-05-04"},
    {"On May 3 and 4 people died", "2021-09-29", TENSE_PAST, "2021-05-03", "2021-05-03"},
    {"through Friday", "2021-09-29", TENSE_FUTURE, "2021-09-29", "2021-10-01"},
    {"for the rest of the week", "2021-09-29", TENSE_FUTURE, "2021-09-29", "2021-10-03"},
    {"from 20/10 to 22/10", "2021-09-29", TENSE_FUTURE, "2021-10-20", "2021-10-22"},
    /* halves, ends and turns */
    {"in the first half of the 1990s", "2021-09-29", TENSE_PAST, "1990-01-01", "1994-12-31"},
    {"in the latter half of 2019", "2021-09-29", TENSE_PAST, "2019-07-01", "2019-12-31"},
    {"in H1 2018", "2021-09-29", TENSE_PAST, "2018-01-01", "2018-06-30"},
    {"by year-end", "2021-09-29", TENSE_FUTURE, "2021-09-29", "2021-12-31"},
    {"at the turn of the century", "2021-09-29", TENSE_PAST, "1999-01-01", "2001-12-31"},
    {"on the last day of the month", "2021-09-29", TENSE_FUTURE, "2021-09-30", "2021-09-30"},
    /* two times in a row */
    {"in 1998-99", "2021-09-29", TENSE_PAST, "1998-01-01", "1999-12-31"},
    {"in 2019/20", "2021-09-29", TENSE_PAST, "2019-01-01", "2020-12-31"},
    {"in 1999-2000", "2021-09-29", TENSE_PAST, "1999-01-01", "2000-12-31"},
    {"in the 1970s and 1980s", "2021-09-29", TENSE_PAST, "1970-01-01", "1989-12-31"},
    {"in 2014 and 2015", "2021-09-29", TENSE_PAST, "2014-01-01", "2015-12-31"},
    {"in 2014 and 2019", "2021-09-29", TENSE_PAST, "2014-01-01", "2014-12-31"},
    {"on Monday and Tuesday", "2021-09-29", TENSE_PAST, "2021-09-27", "2021-09-28"},
    {"on Saturday and Sunday", "2021-09-29", TENSE_FUTURE, "2021-10-02", "2021-10-03"},
    {"on Monday and Thursday", "2021-09-30", TENSE_PAST, "2021-09-27", "2021-09-27"},
    /* bounds of several words */
    {"prior to 2003", "2021-09-29", TENSE_PAST, "-", "2002-12-31"},
    {"up to 2015", "2021-09-29", TENSE_PAST, "-", "2015-12-31"},
    {"no sooner than March 2022", "2021-09-29", TENSE_FUTURE, "2022-03-01", "2022-03-31"},
    {"until at least mid-June", "2021-05-29", TENSE_FUTURE, "2021-05-29", "2021-06-20"},
    {"since about 2010", "2021-09-29", TENSE_PAST, "2010-01-01", "2021-09-29"},
    {"as of 1 September", "2021-09-29", TENSE_PAST, "2021-09-01", "2021-09-29"},
    {"following Tuesday's attack", "2021-09-29", TENSE_PAST, "2021-09-28", "2021-09-28"},
    {"hours ago", "2021-09-29", TENSE_PAST, "2021-09-29", "2021-09-29"},
    /* British weekdays, years of two figures, a bound */
    {"on Friday week", "2021-09-29", TENSE_FUTURE, "2021-10-08", "2021-10-08"},
    {"the Friday after next", "2021-09-29", TENSE_FUTURE, "2021-10-08", "2021-10-08"},
    {"on 9 Nov 89", "2021-09-29", TENSE_PAST, "1989-11-09", "1989-11-09"},
    {"on 9 Nov 89 people", "2021-09-29", TENSE_PAST, "2020-11-09", "2020-11-09"},
    {"since the weekend", "2021-09-29", TENSE_UNKNOWN, "2021-09-25", "2021-09-29"},
    {"in less than five days", "2021-09-29", TENSE_FUTURE, "2021-09-30", "2021-10-04"},
    {"christmas 2010", "2021-09-29", TENSE_PAST, "2010-12-25", "2010-12-25"},
    /* no days */
    {"for three days", "2021-09-29", TENSE_PAST, NULL, NULL},
    {"every Monday", "2021-09-29", TENSE_PAST, NULL, NULL},
    {"at 10:30 a.m.", "2021-09-29", TENSE_PAST, NULL, NULL},
};

static bool first_phrase(arena *mem, const char *text, date_words *words, date_phrase *out)
{
    token *tokens = NULL;
    uint32_t n = 0, cap = 0;
    lex_stretch(text, 0, (uint32_t)strlen(text), 0, mem, &tokens, &n, &cap);
    *words = (date_words){.text = text, .tokens = tokens, .n = n};
    for (uint32_t i = 0; i < n; i++)
        if (date_phrase_at(words, i, out)) return true;
    return false;
}

static void test_phrases(void **state)
{
    (void)state;
    assert_true(date_words_in_order());
    arena mem;
    arena_init(&mem, 1 << 20);
    for (size_t i = 0; i < sizeof phrase_cases / sizeof *phrase_cases; i++) {
        const phrase_case *c = &phrase_cases[i];
        date_words words;
        date_phrase p;
        if (!first_phrase(&mem, c->text, &words, &p)) fail_msg("no date in: %s", c->text);
        date_context context = {.article = {day(c->on), day(c->on)},
                                .told = {CASUS_NO_DAY, CASUS_NO_DAY},
                                .frame = {CASUS_NO_DAY, CASUS_NO_DAY},
                                .tense = c->tense};
        day_range days = {CASUS_NO_DAY, CASUS_NO_DAY};
        bool resolved = p.type == DATE_DAY && date_resolve(&p, &context, &days);
        if (!c->from) {
            if (p.type == DATE_DAY) fail_msg("a day: %s", c->text);
            continue;
        }
        if (!resolved || days.from != day(c->from) || days.to != day(c->to)) {
            char from[11] = "-", to[11] = "-";
            if (days.from != CASUS_NO_DAY) casus_day_format(days.from, from);
            if (days.to != CASUS_NO_DAY) casus_day_format(days.to, to);
            fail_msg("%s on %s: %s..%s, not %s..%s", c->text, c->on, from, to, c->from, c->to);
        }
    }
    arena_release(&mem);
}

/* Where the article's day is a range, the answer holds for both its ends. */
static void test_range_of_articles(void **state)
{
    (void)state;
    arena mem;
    arena_init(&mem, 1 << 20);
    date_words words;
    date_phrase p;
    assert_true(first_phrase(&mem, "They arrived on Wednesday .", &words, &p));
    date_context c = {.article = {day("2018-09-26"), day("2018-09-28")},
                      .told = {CASUS_NO_DAY, CASUS_NO_DAY},
                      .frame = {CASUS_NO_DAY, CASUS_NO_DAY},
                      .tense = TENSE_PAST};
    day_range days;
    assert_true(date_resolve(&p, &c, &days));
    assert_int_equal(days.from, day("2018-09-26"));
    assert_int_equal(days.to, day("2018-09-26"));
    /* What hangs on a time that was not told is unknown, in the past at least. */
    assert_true(first_phrase(&mem, "Months later he left .", &words, &p));
    assert_false(date_resolve(&p, &c, &days));
    assert_true(first_phrase(&mem, "They left yesterday .", &words, &p));
    assert_true(date_resolve(&p, &c, &days));
    assert_int_equal(days.from, day("2018-09-25"));
    assert_int_equal(days.to, day("2018-09-27"));
    c.article = (day_range){CASUS_NO_DAY, CASUS_NO_DAY};
    assert_false(date_resolve(&p, &c, &days));
    assert_true(first_phrase(&mem, "They met on 3 May 2011 .", &words, &p));
    assert_true(date_resolve(&p, &c, &days));
    assert_int_equal(days.from, day("2011-05-03"));
    arena_release(&mem);
}

static void test_told(void **state)
{
    (void)state;
    arena mem;
    arena_init(&mem, 1 << 20);
    date_context c = {.article = {day("2021-09-29"), day("2021-09-29")},
                      .told = {day("2021-06-03"), day("2021-06-03")},
                      .frame = {day("2021-06-03"), day("2021-06-03")},
                      .tense = TENSE_PAST};
    static const struct {
        const char *text, *from;
    } cases[] = {{"the next day", "2021-06-04"},   {"the following day", "2021-06-04"},
                 {"the previous day", "2021-06-02"}, {"two days later", "2021-06-05"},
                 {"a week earlier", "2021-05-27"}, {"that year", "2021-01-01"},
                 {"the same month", "2021-06-01"}, {"two days ago", "2021-09-27"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        date_words words;
        date_phrase p;
        day_range days;
        assert_true(first_phrase(&mem, cases[i].text, &words, &p));
        assert_true(date_resolve(&p, &c, &days));
        if (days.from != day(cases[i].from)) fail_msg("%s", cases[i].text);
    }
    arena_release(&mem);
}

static void test_not_dates(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "They may leave .",
        "Protesters march through the city .",
        "Theresa May said so .",
        "The sun rose and he sat there .",
        "He wed her .",
        "A second man was held .",
        "Some 1500 people came .",
        "It is open 24/7 .",
        "Three of 20 died .",
        "The spring of the clock broke .",
        "Prices fall again .",
        "They won 3-1 .",
        "April Smith and June Jones left .",
        "Number 2019 was drawn .",
        "He is the first of all .",
        "last but not least",
        "this is it",
        "the end of the war",
        "to start with",
        "One Sunday he left .",
        "They won on Super Tuesday .",
        "It was the last day he worked .",
    };
    arena mem;
    arena_init(&mem, 1 << 20);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        date_words words;
        date_phrase p;
        if (first_phrase(&mem, cases[i], &words, &p)) fail_msg("a date in: %s", cases[i]);
    }
    arena_release(&mem);
}

/* ---- meetings -------------------------------------------------------------------------------- */

static void test_editions(void **state)
{
    (void)state;
    static const struct {
        const char *text, *within; /* a day of its core */
        uint32_t tokens;
    } cases[] = {
        {"71st UN General Assembly", "2016-09-20", 4},
        {"73rd session of the United Nations General Assembly", "2018-09-25", 8},
        {"78th session of the General Assembly", "2023-09-19", 6},
        {"UNGA 79", "2024-09-24", 2},
        {"COP21", "2015-12-05", 1},
        {"COP 27", "2022-11-10", 2},
        {"12th G20 summit", "2017-07-08", 2},
        {"G20 summit in Osaka", "2019-06-29", 4},
        {"NATO summit in Vilnius", "2023-07-12", 4},
    };
    arena mem;
    arena_init(&mem, 1 << 20);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        token *tokens = NULL;
        uint32_t n = 0, cap = 0;
        lex_stretch(cases[i].text, 0, (uint32_t)strlen(cases[i].text), 0, &mem, &tokens, &n, &cap);
        date_words words = {.text = cases[i].text, .tokens = tokens, .n = n};
        date_edition e;
        uint32_t length = date_edition_at(&words, 0, &e);
        int32_t on = day(cases[i].within);
        if (length != cases[i].tokens || on < e.core.from || on > e.core.to)
            fail_msg("%s: %u", cases[i].text, length);
    }
    static const char *const none[] = {"the General Assembly", "19th century", "3rd G20 country",
                                       "COPS", "COP999"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        token *tokens = NULL;
        uint32_t n = 0, cap = 0;
        lex_stretch(none[i], 0, (uint32_t)strlen(none[i]), 0, &mem, &tokens, &n, &cap);
        date_words words = {.text = none[i], .tokens = tokens, .n = n};
        date_edition e;
        if (i != 2 && date_edition_at(&words, 0, &e) != 0) fail_msg("%s", none[i]);
    }
    arena_release(&mem);
}

/* ---- articles -------------------------------------------------------------------------------- */

typedef struct article_case {
    const char *text, *published, *url;
    uint32_t article; /* the one that is looked at */
    const char *from, *to;
    const char *evidence; /* words in it, or NULL */
} article_case;

static const article_case article_cases[] = {
    /* given */
    {"The talks failed on Friday, the ministry said.", "2014-03-10", NULL, 0, "2014-03-10",
     "2014-03-10", NULL},
    {"The talks failed on Friday, the ministry said.", NULL,
     "https://example.org/news/2014/03/10/talks.html", 0, "2014-03-10", "2014-03-10", "URL"},
    {"The talks failed on Friday, the ministry said.", NULL, "https://example.org/item-20140310-7",
     0, "2014-03-10", "2014-03-10", "URL"},
    {"OSLO, 4 June 2013. Norway and Sweden signed a border treaty, officials of both countries "
     "said.",
     NULL, NULL, 0, "2013-06-04", "2013-06-04", "date line"},
    /* a numbered session, its high-level week, a weekday */
    {"Brazil's president accused the banks of greed in a speech to the 69th UN General Assembly on "
     "Wednesday.\n\n"
     "Her speech opened the annual general debate.",
     NULL, NULL, 0, "2014-09-24", "2014-09-24", "69th UN General Assembly"},
    /* announced and told: not before the one, not after the other */
    {"Japan's foreign minister has held a series of talks on the sidelines of the 72nd UN General "
     "Assembly.\n\n"
     "He arrived in New York on Monday. On September 20, he will address a conference on "
     "disarmament.",
     NULL, NULL, 0, "2017-09-18", "2017-09-20", "72nd UN General Assembly"},
    /* a summit by its place */
    {"The leaders of Italy and Turkey met on Saturday on the sidelines of the G20 summit in "
     "Hamburg, their offices said.",
     NULL, NULL, 0, "2017-06-07", "2017-08-22", "G20 summit"},
    /* a weekday that must fall on a day of the month decides between the years */
    {"Rebels seized the town on Saturday, March 14, residents said.\n\nThe war has gone on since "
     "2013, and the army said "
     "in 2014 that it was winning.",
     NULL, NULL, 0, "2015-03-14", "2015-03-15", "Saturday, March 14"},
    /* a full date in the lead, one further down */
    {"Chile recalled its envoy from the talks on Tuesday, the government said.\n\nThe step came "
     "after a ruling that a court "
     "in The Hague had given on October 1, 2018.",
     NULL, NULL, 0, "2018-10-02", "2018-10-02", "October 1, 2018"},
    /* history does not date a story; no year, no date */
    {"The two countries have been at peace for long.\n\nThe treaty that ended their war was signed "
     "on 3 March 1878, and "
     "the border was drawn after it. Historians praise it to this day.",
     NULL, NULL, 0, "-", "-", NULL},
    {"Police arrested five men on Friday, a spokesman said.", NULL, NULL, 0, "-", "-", NULL},
};

static void code(casus_coder *coder, casus_doc *doc, const char *text, const char *published,
                 const char *url)
{
    casus_document_in in = {.id = STR("test"),
                            .text = str_from(text),
                            .published = str_from(published),
                            .url = str_from(url)};
    assert_int_equal(casus_code(coder, &in, doc, NULL), CASUS_OK);
}

static void test_articles(void **state)
{
    bench *b = *state;
    for (size_t i = 0; i < sizeof article_cases / sizeof *article_cases; i++) {
        const article_case *c = &article_cases[i];
        code(b->coder, b->doc, c->text, c->published, c->url);
        assert_true(c->article < casus_doc_n_articles(b->doc));
        casus_article a;
        casus_doc_article(b->doc, c->article, &a);
        char from[11] = "-", to[11] = "-";
        if (a.from != CASUS_NO_DAY) casus_day_format(a.from, from);
        if (a.to != CASUS_NO_DAY) casus_day_format(a.to, to);
        if (strcmp(from, c->from) != 0 || strcmp(to, c->to) != 0)
            fail_msg("%.60s: %s..%s, not %s..%s (%s)", c->text, from, to, c->from, c->to,
                     a.evidence ? a.evidence : "");
        if (c->evidence && (!a.evidence || !strstr(a.evidence, c->evidence)))
            fail_msg("%.60s: evidence %s", c->text, a.evidence ? a.evidence : "none");
    }
}

/* ---- happenings ------------------------------------------------------------------------------ */

/* What hangs on something that was told and dated before; "-": unknown. 2024-03-05 is a Tuesday. */
static const struct {
    const char *text, *phrase, *from, *to;
} happening_cases[] = {
    {"Soldiers staged a coup in Mali on August 18, 2020. The president resigned two days after the "
     "coup.",
     "two days after", "2020-08-20", "2020-08-20"},
    {"Ghanaians voted on December 7, 2020. On the eve of the vote, the police seized weapons.",
     "the eve of", "2020-12-06", "2020-12-06"},
    {"Rebels attacked the port on Friday. The army retook it the day after the attack.",
     "the day after", "2024-03-02", "2024-03-02"},
    {"Friday's election was calm. Observers had arrived a week before the election.",
     "a week before", "2024-02-23", "2024-02-23"},
    {"The summit opened on 1 March. In the week before the summit, envoys met in Oslo.",
     "the week before", "2024-02-23", "2024-02-29"},
    {"The port was bombed on 1 March. On the day of the bombing the minister was in Oslo. On the "
     "day of the strike he was not.",
     "the day of", "-", "-"},
    {"The president resigned two days after the coup.", "two days after", "-", "-"},
    {"Soldiers staged a coup on Friday. The president fled two days after the election.",
     "two days after", "-", "-"},
    {"Leaders met in Paris on the eve of Christmas.", "the eve of", "2023-12-24", "2023-12-24"},
};

static void test_happenings(void **state)
{
    bench *b = *state;
    for (size_t i = 0; i < sizeof happening_cases / sizeof *happening_cases; i++) {
        bool seen = false;
        code(b->coder, b->doc, happening_cases[i].text, "2024-03-05", NULL);
        for (size_t k = 0; k < casus_doc_n_dates(b->doc); k++) {
            casus_date_mention m;
            char from[11] = "-", to[11] = "-";
            casus_doc_date(b->doc, k, &m);
            if (str_find(m.date.text, str_from(happening_cases[i].phrase)) == SIZE_MAX) continue;
            seen = true;
            if (m.date.from != CASUS_NO_DAY) casus_day_format(m.date.from, from);
            if (m.date.to != CASUS_NO_DAY) casus_day_format(m.date.to, to);
            if (strcmp(from, happening_cases[i].from) != 0 ||
                strcmp(to, happening_cases[i].to) != 0)
                fail_msg("%s: %s..%s", happening_cases[i].text, from, to);
        }
        if (!seen) fail_msg("no \"%s\"", happening_cases[i].text);
    }
}

/* ---- hostile --------------------------------------------------------------------------------- */

static void code_once(void *self, casus_str raw) { bench_code(self, raw); }

static void test_hostile(void **state)
{
    bench *b = *state;
    static const char *const pieces[] = {
        "the first week of the first week of the first week of ",
        "1/1-1/1/1-1-1-",
        "on on on May of of ",
        "two days before two days before ",
        "between 3 and 4 and ",
        "Friday, May 3, Friday. ",
        "On May 3, 2001. On Friday. ",
        "'90s 90s ''",
        "last next this last ",
    };
    repeated_seconds(code_once, b, pieces[0], 160000); /* warm */
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        check_linear(code_once, b, pieces[i], 40000, 0.2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calendar),
        cmocka_unit_test(test_feasts),
        cmocka_unit_test(test_phrases),
        cmocka_unit_test(test_range_of_articles),
        cmocka_unit_test(test_told),
        cmocka_unit_test(test_not_dates),
        cmocka_unit_test(test_editions),
        cmocka_unit_test_setup_teardown(test_articles, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(test_happenings, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(test_hostile, bench_setup, bench_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
