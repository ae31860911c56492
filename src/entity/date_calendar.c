/* Calendar arithmetic without tables of days: civil dates by the usual 400-year cycle counted
 * from 1 March (so that the leap day comes last). */
#include "entity/date_calendar.h"

int32_t month_length(int32_t year, int32_t month)
{
    static const int8_t LENGTH[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12) return 0;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return LENGTH[month - 1] + (month == 2 && leap);
}

bool civil_valid(int32_t year, int32_t month, int32_t day)
{
    return year >= 1 && year <= 9999 && day >= 1 && day <= month_length(year, month);
}

int32_t day_of(int32_t year, int32_t month, int32_t day)
{
    if (year < 1) year = 1;
    if (year > 9999) year = 9999;
    if (month < 1) month = 1;
    if (month > 12) month = 12;
    if (day > month_length(year, month)) day = month_length(year, month);
    if (day < 1) day = 1;
    int32_t y = year - (month <= 2);
    int32_t era = y / 400;
    int32_t of_era = y - era * 400;
    int32_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

civil civil_of(int32_t day)
{
    if (day < -719162) day = -719162; /* 0001-01-01 */
    if (day > 2932896) day = 2932896; /* 9999-12-31 */
    int32_t z = day + 719468;
    int32_t era = z / 146097;
    int32_t of_era = z - era * 146097;
    int32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int32_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int32_t m = (5 * of_year + 2) / 153;
    civil out = {.year = year + era * 400, .month = m < 10 ? m + 3 : m - 9,
                 .day = of_year - (153 * m + 2) / 5 + 1};
    if (out.month <= 2) out.year++;
    return out;
}

int32_t day_weekday(int32_t day)
{
    int32_t w = (day % 7 + 7 + THURSDAY) % 7; /* 1970-01-01 was a Thursday */
    return w;
}

int32_t week_start(int32_t day) { return day - day_weekday(day); }

int32_t day_add_months(int32_t day, int32_t months)
{
    civil c = civil_of(day);
    int64_t at = (int64_t)c.year * 12 + c.month - 1 + months;
    if (at < 12) at = 12;
    if (at > 9999 * 12 + 11) at = 9999 * 12 + 11;
    return day_of((int32_t)(at / 12), (int32_t)(at % 12) + 1, c.day);
}
