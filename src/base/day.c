/* day: ISO 8601 dates and days since 1970-01-01, proleptic Gregorian.
 *
 * The arithmetic counts years from 1 March, so that the leap day is a year's last day
 * (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013).
 */
#include "base/base.h"

#include <stdio.h>

static bool digits(casus_str text, size_t at, size_t n, int32_t *value)
{
    *value = 0;
    if (at + n > text.len) return false;
    for (size_t i = at; i < at + n; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
        *value = *value * 10 + (text.ptr[i] - '0');
    }
    return true;
}

static int32_t days_in_month(int32_t year, int32_t month)
{
    static const int8_t length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : length[month - 1];
}

bool casus_day_parse(casus_str text, int32_t *day)
{
    text = str_trim(text);
    bool dashes = text.len > 4 && text.ptr[4] == '-';
    size_t step = dashes ? 1 : 0, end = 8 + 2 * step;
    int32_t year, month, date;
    if (!digits(text, 0, 4, &year) || !digits(text, 4 + step, 2, &month) ||
        !digits(text, 6 + 2 * step, 2, &date)) {
        return false;
    }
    if (dashes && text.ptr[7] != '-') return false;
    if (text.len > end && text.ptr[end] != 'T' && text.ptr[end] != 't' && text.ptr[end] != ' ') {
        return false;
    }
    if (month < 1 || month > 12 || date < 1 || date > days_in_month(year, month)) return false;
    int32_t y = month <= 2 ? year - 1 : year;
    int32_t era = (y >= 0 ? y : y - 399) / 400;
    int32_t year_of_era = y - era * 400;
    int32_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + date - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    *day = era * 146097 + day_of_era - 719468;
    return true;
}

/* A day without a four-digit year, CASUS_NO_DAY among them, gives "". */
void casus_day_format(int32_t day, char out[11])
{
    out[0] = '\0';
    int64_t z = (int64_t)day + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t day_of_era = z - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t mp = (5 * day_of_year + 2) / 153;
    unsigned date = (unsigned)(day_of_year - (153 * mp + 2) / 5 + 1);
    unsigned month = (unsigned)(mp < 10 ? mp + 3 : mp - 9);
    int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    if (year < 0 || year > 9999) return;
    char text[32];
    snprintf(text, sizeof text, "%04u-%02u-%02u", (unsigned)year, month % 100, date % 100);
    memcpy(out, text, 11);
}
