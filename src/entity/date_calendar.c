/* Calendar arithmetic without tables of days: civil dates by the usual 400-year cycle counted
 * from 1 March (so that the leap day comes last), Easter by the anonymous Gregorian computus,
 * Islamic months by the tabular calendar of 30-year cycles.
 *
 * Feasts are one table of rules. Only days that the same words name everywhere are in it:
 * "Independence Day" and "National Day" mean another day in every country and are left out. */
#include "entity/date_calendar.h"

#define ISLAMIC_EPOCH 1948439 /* Julian day number before 1 Muharram 1, astronomical variant */
#define JULIAN_1970 2440588

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

/* Western Easter Sunday. */
static int32_t easter_of(int32_t year)
{
    int32_t a = year % 19, b = year / 100, c = year % 100;
    int32_t g = (8 * b + 13) / 25;
    int32_t h = (19 * a + b - b / 4 - g + 15) % 30;
    int32_t l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int32_t m = (a + 11 * h + 22 * l) / 451;
    int32_t n = h + l - 7 * m + 114;
    return day_of(year, n / 31, n % 31 + 1);
}

static int32_t islamic_day(int32_t year, int32_t month, int32_t day)
{
    return (11 * year + 3) / 30 + 354 * year + 30 * month - (month - 1) / 2 + day +
           (ISLAMIC_EPOCH - 385) - JULIAN_1970;
}

enum feast_rule {
    FIXED,   /* a month, b day */
    NTH,     /* a month, b weekday, c which (1.., -1 the last) */
    NTH_NEXT, /* the day after that */
    EASTER,  /* b days from Easter Sunday */
    ISLAMIC  /* a month, b day */
};

static const struct feast {
    const char *name;
    int8_t rule, a, b, c;
    int8_t days; /* length */
} FEASTS[] = {
    {"christmas", FIXED, 12, 25, 0, 1},
    {"christmas day", FIXED, 12, 25, 0, 1},
    {"christmas eve", FIXED, 12, 24, 0, 1},
    {"xmas", FIXED, 12, 25, 0, 1},
    {"boxing day", FIXED, 12, 26, 0, 1},
    {"new year", FIXED, 1, 1, 0, 1},
    {"new year day", FIXED, 1, 1, 0, 1},
    {"new year 's", FIXED, 1, 1, 0, 1},
    {"new year 's day", FIXED, 1, 1, 0, 1},
    {"new year eve", FIXED, 12, 31, 0, 1},
    {"new year 's eve", FIXED, 12, 31, 0, 1},
    {"orthodox christmas", FIXED, 1, 7, 0, 1},
    {"epiphany", FIXED, 1, 6, 0, 1},
    {"valentine 's day", FIXED, 2, 14, 0, 1},
    {"st. patrick 's day", FIXED, 3, 17, 0, 1},
    {"st patrick 's day", FIXED, 3, 17, 0, 1},
    {"saint patrick 's day", FIXED, 3, 17, 0, 1},
    {"international women 's day", FIXED, 3, 8, 0, 1},
    {"nowruz", FIXED, 3, 20, 0, 1},
    {"april fools ' day", FIXED, 4, 1, 0, 1},
    {"earth day", FIXED, 4, 22, 0, 1},
    {"anzac day", FIXED, 4, 25, 0, 1},
    {"may day", FIXED, 5, 1, 0, 1},
    {"international workers ' day", FIXED, 5, 1, 0, 1},
    {"world press freedom day", FIXED, 5, 3, 0, 1},
    {"juneteenth", FIXED, 6, 19, 0, 1},
    {"bastille day", FIXED, 7, 14, 0, 1},
    {"fourth of july", FIXED, 7, 4, 0, 1},
    {"halloween", FIXED, 10, 31, 0, 1},
    {"guy fawkes night", FIXED, 11, 5, 0, 1},
    {"armistice day", FIXED, 11, 11, 0, 1},
    {"veterans day", FIXED, 11, 11, 0, 1},
    {"human rights day", FIXED, 12, 10, 0, 1},
    {"martin luther king day", NTH, 1, MONDAY, 3, 1},
    {"presidents ' day", NTH, 2, MONDAY, 3, 1},
    {"memorial day", NTH, 5, MONDAY, -1, 1},
    {"labor day", NTH, 9, MONDAY, 1, 1},
    {"columbus day", NTH, 10, MONDAY, 2, 1},
    {"thanksgiving", NTH, 11, THURSDAY, 4, 1},
    {"thanksgiving day", NTH, 11, THURSDAY, 4, 1},
    {"black friday", NTH_NEXT, 11, THURSDAY, 4, 1},
    {"easter", EASTER, 0, 0, 0, 1},
    {"easter sunday", EASTER, 0, 0, 0, 1},
    {"easter monday", EASTER, 0, 1, 0, 1},
    {"easter saturday", EASTER, 0, -1, 0, 1},
    {"good friday", EASTER, 0, -2, 0, 1},
    {"maundy thursday", EASTER, 0, -3, 0, 1},
    {"palm sunday", EASTER, 0, -7, 0, 1},
    {"ash wednesday", EASTER, 0, -46, 0, 1},
    {"ascension day", EASTER, 0, 39, 0, 1},
    {"pentecost", EASTER, 0, 49, 0, 1},
    {"holy week", EASTER, 0, -7, 0, 7},
    {"ashura", ISLAMIC, 1, 10, 0, 1},
    {"ramadan", ISLAMIC, 9, 1, 0, 29},
    {"eid al - fitr", ISLAMIC, 10, 1, 0, 1},
    {"eid al fitr", ISLAMIC, 10, 1, 0, 1},
    {"eid ul - fitr", ISLAMIC, 10, 1, 0, 1},
    {"eid al - adha", ISLAMIC, 12, 10, 0, 1},
    {"eid al adha", ISLAMIC, 12, 10, 0, 1},
    {"eid ul - adha", ISLAMIC, 12, 10, 0, 1},
};

uint32_t feast_count(void) { return sizeof FEASTS / sizeof FEASTS[0]; }

const char *feast_name(uint32_t feast) { return feast < feast_count() ? FEASTS[feast].name : ""; }

static int32_t nth_weekday(int32_t year, int32_t month, int32_t weekday, int32_t nth)
{
    if (nth < 0) {
        int32_t last = day_of(year, month, 31);
        return last - (day_weekday(last) - weekday + 7) % 7;
    }
    int32_t first = day_of(year, month, 1);
    return first + (weekday - day_weekday(first) + 7) % 7 + 7 * (nth - 1);
}

bool feast_in_year(uint32_t feast, int32_t year, day_range *out)
{
    if (feast >= feast_count() || year < 600 || year > 9000) return false;
    const struct feast *f = &FEASTS[feast];
    int32_t day = 0;
    switch (f->rule) {
    case FIXED: day = day_of(year, f->a, f->b); break;
    case NTH: day = nth_weekday(year, f->a, f->b, f->c); break;
    case NTH_NEXT: day = nth_weekday(year, f->a, f->b, f->c) + 1; break;
    case EASTER: day = easter_of(year) + f->b; break;
    default: {
        /* The Islamic year that begins in or before the Gregorian one; two follow within it. */
        int32_t guess = (int32_t)((int64_t)(year - 622) * 33 / 32) - 1;
        int32_t start = day_of(year, 1, 1);
        for (int32_t y = guess; y < guess + 5; y++) {
            day = islamic_day(y, f->a, f->b);
            if (day >= start) break;
        }
    }
    }
    *out = (day_range){day, day + f->days - 1};
    return true;
}
