/* Calendar arithmetic without tables of days: civil dates by the usual 400-year cycle counted
 * from 1 March (so that the leap day comes last), Easter by the anonymous Gregorian computus,
 * Islamic months by the tabular calendar of 30-year cycles, the Jewish year by the mean
 * conjunctions (Reingold and Dershowitz, Calendrical Calculations), the Chinese one by a table.
 *
 * Feasts are one table of rules. Only days that the same words name nearly everywhere are in it:
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

/* By the Julian calendar, in days of ours; the two calendars are 13 days apart until 2100. */
static int32_t orthodox_easter_of(int32_t year)
{
    int32_t a = year % 4, b = year % 7, c = year % 19;
    int32_t d = (19 * c + 15) % 30, e = (2 * a + 4 * b - d + 34) % 7;
    int32_t n = d + e + 114, century = year / 100;
    return day_of(year, n / 31, n % 31 + 1) + century - century / 4 - 2;
}

/* Days from the epoch to the mean conjunction of a Jewish year, put off where the calendar forbids
 * the weekday. */
static int32_t jewish_elapsed(int32_t year)
{
    int32_t months = (235 * year - 234) / 19, day = 29 * months + (12084 + 13753 * months) / 25920;
    return day + ((3 * (day + 1)) % 7 < 3);
}

#define JEWISH_EPOCH (-1373427 - 719163) /* in days from 1970-01-01 */

static int32_t jewish_new_year(int32_t year)
{
    int32_t before = jewish_elapsed(year - 1), own = jewish_elapsed(year),
            behind = jewish_elapsed(year + 1);
    int32_t put_off = behind - own == 356 ? 2 : own - before == 382 ? 1 : 0;
    return JEWISH_EPOCH + own + put_off;
}

static int32_t kislev_of(int32_t year)
{
    int32_t start = jewish_new_year(year + 3761), length = jewish_new_year(year + 3762) - start;
    return start + 59 + (length % 10 == 5);
}

#define FIRST_LUNAR 1990

/* Day of the year, from 1990 on. */
static const int8_t LUNAR_YEARS[] = {27, 46, 35, 23, 41, 31, 50, 38, 28, 47, 36, 24, 43, 32,
                                     22, 40, 29, 49, 38, 26, 45, 34, 23, 41, 31, 50, 39, 28,
                                     47, 36, 25, 43, 32, 22, 41, 29, 48, 37, 26, 44, 34};

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
    ORTHODOX, /* b days from the Easter of the eastern churches */
    JEWISH,  /* b days from the Jewish New Year of this autumn */
    KISLEV,  /* b days from 1 Kislev, whose month before is of 29 or 30 days */
    LUNAR,   /* the Chinese New Year */
    ISLAMIC  /* a month, b day */
};

static const struct feast {
    const char *name;
    uint8_t rule;
    int16_t a, b, c;
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
    {"whit monday", EASTER, 0, 50, 0, 1},
    {"corpus christi", EASTER, 0, 60, 0, 1},
    {"mardi gras", EASTER, 0, -47, 0, 1},
    {"shrove tuesday", EASTER, 0, -47, 0, 1},
    {"orthodox easter", ORTHODOX, 0, 0, 0, 1},
    {"orthodox good friday", ORTHODOX, 0, -2, 0, 1},
    {"orthodox new year", FIXED, 1, 14, 0, 1},
    {"victory day", FIXED, 5, 9, 0, 1},
    {"labour day", FIXED, 5, 1, 0, 1},
    {"nakba day", FIXED, 5, 15, 0, 1},
    {"canada day", FIXED, 7, 1, 0, 1},
    {"australia day", FIXED, 1, 26, 0, 1},
    {"assumption day", FIXED, 8, 15, 0, 1},
    {"remembrance day", FIXED, 11, 11, 0, 1},
    {"remembrance sunday", NTH, 11, SUNDAY, 2, 1},
    {"holocaust remembrance day", FIXED, 1, 27, 0, 1},
    {"international holocaust remembrance day", FIXED, 1, 27, 0, 1},
    {"rosh hashanah", JEWISH, 0, 0, 0, 2},
    {"rosh hashana", JEWISH, 0, 0, 0, 2},
    {"yom kippur", JEWISH, 0, 9, 0, 1},
    {"sukkot", JEWISH, 0, 14, 0, 7},
    {"simchat torah", JEWISH, 0, 22, 0, 1},
    {"purim", JEWISH, 0, -193, 0, 1},
    {"passover", JEWISH, 0, -163, 0, 7},
    {"pesach", JEWISH, 0, -163, 0, 7},
    {"shavuot", JEWISH, 0, -113, 0, 1},
    {"hanukkah", KISLEV, 0, 24, 0, 8},
    {"chanukah", KISLEV, 0, 24, 0, 8},
    {"lunar new year", LUNAR, 0, 0, 0, 1},
    {"chinese new year", LUNAR, 0, 0, 0, 1},
    {"tet", LUNAR, 0, 0, 0, 1},
    {"muharram", ISLAMIC, 1, 1, 0, 30},
    {"arbaeen", ISLAMIC, 2, 20, 0, 1},
    {"mawlid", ISLAMIC, 3, 12, 0, 1},
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
    case ORTHODOX: day = orthodox_easter_of(year) + f->b; break;
    case JEWISH: day = jewish_new_year(year + 3761) + f->b; break;
    case KISLEV: day = kislev_of(year) + f->b; break;
    case LUNAR:
        if (year < FIRST_LUNAR || year >= FIRST_LUNAR + (int32_t)sizeof LUNAR_YEARS) return false;
        day = day_of(year, 1, 1) + LUNAR_YEARS[year - FIRST_LUNAR] - 1;
        break;
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
