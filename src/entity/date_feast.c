/* Feasts: one table of rules, and the calendars that they go by: Easter by the anonymous Gregorian
 * computus, Islamic months by the tabular calendar of 30-year cycles, the Jewish year by the mean
 * conjunctions (Reingold and Dershowitz, Calendrical Calculations), other moons by tables.
 *
 * Days that the same words name nearly everywhere are in it, and "Independence Day" with its country;
 * "National Day" means another day in every country and is left out. */
#include "entity/date_calendar.h"

#define ISLAMIC_EPOCH 1948439 /* Julian day number before 1 Muharram 1, astronomical variant */
#define JULIAN_1970 2440588

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

/* Feasts of the moon as they were and will be kept: month * 100 + day, year by year. */
static const int16_t LUNAR_YEARS[] = {127, 215, 204, 123, 210, 131, 219, 207, 128, 216, 205, 124,
    212, 201, 122, 209, 129, 218, 207, 126, 214, 203, 123, 210, 131, 219, 208, 128, 216, 205, 125,
    212, 201, 122, 210, 129, 217, 206, 126, 213, 203};
static const int16_t DIWALI[] = {1018, 1105, 1025, 1113, 1103, 1023, 1110, 1030, 1019, 1107, 1026,
    1114, 1104, 1025, 1112, 1101, 1021, 1109, 1028, 1017, 1105, 1026, 1113, 1103, 1023, 1111,
    1030, 1019, 1107, 1027, 1114, 1104, 1024, 1112, 1101, 1020};
static const int16_t HOLI[] = {301, 320, 308, 327, 317, 306, 324, 313, 302, 321, 310, 329, 318,
    308, 325, 314};
static const int16_t MID_AUTUMN[] = {922, 912, 930, 919, 908, 927, 915, 1004, 924, 913, 1001, 921,
    910, 929, 917, 1006};

enum moving { LUNAR_YEAR, DIWALI_DAY, HOLI_DAY, MID_AUTUMN_DAY };

static const struct {
    int32_t first; /* year */
    int32_t n;
    const int16_t *days; /* [n] */
} MOVING[] = {
    [LUNAR_YEAR] = {1990, COUNT(LUNAR_YEARS), LUNAR_YEARS},
    [DIWALI_DAY] = {1990, COUNT(DIWALI), DIWALI},
    [HOLI_DAY] = {2010, COUNT(HOLI), HOLI},
    [MID_AUTUMN_DAY] = {2010, COUNT(MID_AUTUMN), MID_AUTUMN},
};

static bool moving_day(int32_t which, int32_t year, int32_t *day)
{
    int32_t k = year - MOVING[which].first;
    if (k < 0 || k >= MOVING[which].n) return false;
    *day = day_of(year, MOVING[which].days[k] / 100, MOVING[which].days[k] % 100);
    return true;
}

static int32_t islamic_day(int32_t year, int32_t month, int32_t day)
{
    return (11 * year + 3) / 30 + 354 * year + 30 * month - (month - 1) / 2 + day +
           (ISLAMIC_EPOCH - 385) - JULIAN_1970;
}

enum feast_rule {
    FIXED,   /* a month, b day */
    NTH,     /* a month, b weekday, c which (1.., -1 the last) */
    NTH_PLUS, /* c days behind the fourth weekday b of month a */
    MONDAY_TO, /* the last Monday up to day b of month a */
    EASTER,  /* b days from Easter Sunday */
    ORTHODOX, /* b days from the Easter of the eastern churches */
    JEWISH,  /* b days from the Jewish New Year of this autumn */
    KISLEV,  /* b days from 1 Kislev, whose month before is of 29 or 30 days */
    MOVES,   /* a: moving */
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
    {"new year eve", FIXED, 12, 31, 0, 1},
    {"orthodox christmas", FIXED, 1, 7, 0, 1},
    {"epiphany", FIXED, 1, 6, 0, 1},
    {"valentine day", FIXED, 2, 14, 0, 1},
    {"st. patrick day", FIXED, 3, 17, 0, 1},
    {"st patrick day", FIXED, 3, 17, 0, 1},
    {"saint patrick day", FIXED, 3, 17, 0, 1},
    {"international women day", FIXED, 3, 8, 0, 1},
    {"nowruz", FIXED, 3, 20, 0, 1},
    {"april fool day", FIXED, 4, 1, 0, 1},
    {"earth day", FIXED, 4, 22, 0, 1},
    {"anzac day", FIXED, 4, 25, 0, 1},
    {"may day", FIXED, 5, 1, 0, 1},
    {"international worker day", FIXED, 5, 1, 0, 1},
    {"world press freedom day", FIXED, 5, 3, 0, 1},
    {"juneteenth", FIXED, 6, 19, 0, 1},
    {"bastille day", FIXED, 7, 14, 0, 1},
    {"fourth of july", FIXED, 7, 4, 0, 1},
    {"halloween", FIXED, 10, 31, 0, 1},
    {"hallowe'en", FIXED, 10, 31, 0, 1},
    {"guy fawkes night", FIXED, 11, 5, 0, 1},
    {"armistice day", FIXED, 11, 11, 0, 1},
    {"veteran day", FIXED, 11, 11, 0, 1},
    {"human rights day", FIXED, 12, 10, 0, 1},
    {"martin luther king day", NTH, 1, MONDAY, 3, 1},
    {"president day", NTH, 2, MONDAY, 3, 1},
    {"memorial day", NTH, 5, MONDAY, -1, 1},
    {"labor day", NTH, 9, MONDAY, 1, 1},
    {"columbus day", NTH, 10, MONDAY, 2, 1},
    {"thanksgiving", NTH, 11, THURSDAY, 4, 1},
    {"thanksgiving day", NTH, 11, THURSDAY, 4, 1},
    {"black friday", NTH_PLUS, 11, THURSDAY, 1, 1},
    {"easter", EASTER, 0, 0, 0, 1},
    {"easter sunday", EASTER, 0, 0, 0, 1},
    {"easter day", EASTER, 0, 0, 0, 1},
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
    {"lunar new year", MOVES, LUNAR_YEAR, 0, 0, 1},
    {"chinese new year", MOVES, LUNAR_YEAR, 0, 0, 1},
    {"tet", MOVES, LUNAR_YEAR, 0, 0, 1},
    {"muharram", ISLAMIC, 1, 1, 0, 30},
    {"arbaeen", ISLAMIC, 2, 20, 0, 1},
    {"mawlid", ISLAMIC, 3, 12, 0, 1},
    {"ashura", ISLAMIC, 1, 10, 0, 1},
    {"ramadan", ISLAMIC, 9, 1, 0, 29},
    {"eid al fitr", ISLAMIC, 10, 1, 0, 1},
    {"eid ul fitr", ISLAMIC, 10, 1, 0, 1},
    {"eid al adha", ISLAMIC, 12, 10, 0, 1},
    {"eid ul adha", ISLAMIC, 12, 10, 0, 1},
    {"martin luther king jr. day", NTH, 1, MONDAY, 3, 1},
    {"mlk day", NTH, 1, MONDAY, 3, 1},
    {"inauguration day", FIXED, 1, 20, 0, 1},
    {"burns night", FIXED, 1, 25, 0, 1},
    {"groundhog day", FIXED, 2, 2, 0, 1},
    {"candlemas", FIXED, 2, 2, 0, 1},
    {"waitangi day", FIXED, 2, 6, 0, 1},
    {"defender of the fatherland day", FIXED, 2, 23, 0, 1},
    {"st. david day", FIXED, 3, 1, 0, 1},
    {"st. george day", FIXED, 4, 23, 0, 1},
    {"st george day", FIXED, 4, 23, 0, 1},
    {"saint george day", FIXED, 4, 23, 0, 1},
    {"songkran", FIXED, 4, 13, 0, 3},
    {"cinco de mayo", FIXED, 5, 5, 0, 1},
    {"europe day", FIXED, 5, 9, 0, 1},
    {"ve day", FIXED, 5, 8, 0, 1},
    {"vj day", FIXED, 8, 15, 0, 1},
    {"mother day", NTH, 5, SUNDAY, 2, 1},
    {"father day", NTH, 6, SUNDAY, 3, 1},
    {"africa day", FIXED, 5, 25, 0, 1},
    {"victoria day", MONDAY_TO, 5, 24, 0, 1},
    {"madaraka day", FIXED, 6, 1, 0, 1},
    {"russia day", FIXED, 6, 12, 0, 1},
    {"st. john day", FIXED, 6, 24, 0, 1},
    {"mandela day", FIXED, 7, 18, 0, 1},
    {"heritage day", FIXED, 9, 24, 0, 1},
    {"gandhi jayanti", FIXED, 10, 2, 0, 1},
    {"german unity day", FIXED, 10, 3, 0, 1},
    {"double tenth", FIXED, 10, 10, 0, 1},
    {"mashujaa day", FIXED, 10, 20, 0, 1},
    {"indigenous people day", NTH, 10, MONDAY, 2, 1},
    {"united nations day", FIXED, 10, 24, 0, 1},
    {"un day", FIXED, 10, 24, 0, 1},
    {"all hallow eve", FIXED, 10, 31, 0, 1},
    {"all saint day", FIXED, 11, 1, 0, 1},
    {"all soul day", FIXED, 11, 2, 0, 1},
    {"all hallow day", FIXED, 11, 1, 0, 1},
    {"guy fawkes day", FIXED, 11, 5, 0, 1},
    {"bonfire night", FIXED, 11, 5, 0, 1},
    {"singles day", FIXED, 11, 11, 0, 1},
    {"martinmas", FIXED, 11, 11, 0, 1},
    {"cyber monday", NTH_PLUS, 11, THURSDAY, 4, 1},
    {"jamhuri day", FIXED, 12, 12, 0, 1},
    {"immaculate conception", FIXED, 12, 8, 0, 1},
    {"st. stephen day", FIXED, 12, 26, 0, 1},
    {"kwanzaa", FIXED, 12, 26, 0, 7},
    {"coptic christmas", FIXED, 1, 7, 0, 1},
    {"world health day", FIXED, 4, 7, 0, 1},
    {"world water day", FIXED, 3, 22, 0, 1},
    {"world environment day", FIXED, 6, 5, 0, 1},
    {"world refugee day", FIXED, 6, 20, 0, 1},
    {"world humanitarian day", FIXED, 8, 19, 0, 1},
    {"world food day", FIXED, 10, 16, 0, 1},
    {"world aids day", FIXED, 12, 1, 0, 1},
    {"international mother language day", FIXED, 2, 21, 0, 1},
    {"international day of peace", FIXED, 9, 21, 0, 1},
    {"international peace day", FIXED, 9, 21, 0, 1},
    {"international labour day", FIXED, 5, 1, 0, 1},
    {"women day", FIXED, 3, 8, 0, 1},
    {"carnival monday", EASTER, 0, -48, 0, 1},
    {"lent", EASTER, 0, -46, 0, 46},
    {"holy thursday", EASTER, 0, -3, 0, 1},
    {"holy saturday", EASTER, 0, -1, 0, 1},
    {"ascension", EASTER, 0, 39, 0, 1},
    {"whit sunday", EASTER, 0, 49, 0, 1},
    {"whitsun", EASTER, 0, 49, 0, 1},
    {"trinity sunday", EASTER, 0, 56, 0, 1},
    {"orthodox palm sunday", ORTHODOX, 0, -7, 0, 1},
    {"orthodox easter sunday", ORTHODOX, 0, 0, 0, 1},
    {"orthodox easter monday", ORTHODOX, 0, 1, 0, 1},
    {"tisha b'av", JEWISH, 0, -51, 0, 1},
    {"spring festival", MOVES, LUNAR_YEAR, 0, 0, 1},
    {"mid-autumn festival", MOVES, MID_AUTUMN_DAY, 0, 0, 1},
    {"diwali", MOVES, DIWALI_DAY, 0, 0, 1},
    {"deepavali", MOVES, DIWALI_DAY, 0, 0, 1},
    {"holi", MOVES, HOLI_DAY, 0, 0, 1},
    {"islamic new year", ISLAMIC, 1, 1, 0, 1},
    {"eid ul azha", ISLAMIC, 12, 10, 0, 1},
    {"eid al azha", ISLAMIC, 12, 10, 0, 1},
    /* the beginning of the country's name stands first */
    {"ukrain independence day", FIXED, 8, 24, 0, 1},
    {"india independence day", FIXED, 8, 15, 0, 1},
    {"pakistan independence day", FIXED, 8, 14, 0, 1},
    {"americ independence day", FIXED, 7, 4, 0, 1},
    {"u.s. independence day", FIXED, 7, 4, 0, 1},
    {"us independence day", FIXED, 7, 4, 0, 1},
    {"brazil independence day", FIXED, 9, 7, 0, 1},
    {"mexic independence day", FIXED, 9, 16, 0, 1},
    {"philippin independence day", FIXED, 6, 12, 0, 1},
    {"poland independence day", FIXED, 11, 11, 0, 1},
    {"polish independence day", FIXED, 11, 11, 0, 1},
    {"finland independence day", FIXED, 12, 6, 0, 1},
    {"finnish independence day", FIXED, 12, 6, 0, 1},
    {"eston independence day", FIXED, 2, 24, 0, 1},
    {"latvia independence day", FIXED, 11, 18, 0, 1},
    {"lithuan independence day", FIXED, 2, 16, 0, 1},
    {"greece independence day", FIXED, 3, 25, 0, 1},
    {"greek independence day", FIXED, 3, 25, 0, 1},
    {"kenya independence day", FIXED, 12, 12, 0, 1},
    {"nigeria independence day", FIXED, 10, 1, 0, 1},
    {"ghana independence day", FIXED, 3, 6, 0, 1},
    {"tanzan independence day", FIXED, 12, 9, 0, 1},
    {"uganda independence day", FIXED, 10, 9, 0, 1},
    {"zambia independence day", FIXED, 10, 24, 0, 1},
    {"zimbabw independence day", FIXED, 4, 18, 0, 1},
    {"indones independence day", FIXED, 8, 17, 0, 1},
    {"malaysia independence day", FIXED, 8, 31, 0, 1},
    {"banglad independence day", FIXED, 3, 26, 0, 1},
    {"georgia independence day", FIXED, 5, 26, 0, 1},
    {"armenia independence day", FIXED, 9, 21, 0, 1},
    {"azerbaij independence day", FIXED, 5, 28, 0, 1},
    {"kazakh independence day", FIXED, 12, 16, 0, 1},
    {"moldov independence day", FIXED, 8, 27, 0, 1},
    {"leban independence day", FIXED, 11, 22, 0, 1},
    {"jordan independence day", FIXED, 5, 25, 0, 1},
    {"colombia independence day", FIXED, 7, 20, 0, 1},
    {"peru independence day", FIXED, 7, 28, 0, 1},
    {"chile independence day", FIXED, 9, 18, 0, 1},
    {"argentin independence day", FIXED, 7, 9, 0, 1},
    {"venezuel independence day", FIXED, 7, 5, 0, 1},
};

_Static_assert(COUNT(FEASTS) <= UINT8_MAX, "date_expr.feast is a byte");

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
    case NTH_PLUS: day = nth_weekday(year, f->a, f->b, 4) + f->c; break;
    case MONDAY_TO: day = week_start(day_of(year, f->a, f->b)); break;
    case EASTER: day = easter_of(year) + f->b; break;
    case ORTHODOX: day = orthodox_easter_of(year) + f->b; break;
    case JEWISH: day = jewish_new_year(year + 3761) + f->b; break;
    case KISLEV: day = kislev_of(year) + f->b; break;
    case MOVES:
        if (!moving_day(f->a, year, &day)) return false;
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
