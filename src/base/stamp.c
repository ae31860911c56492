/* stamp: numbers and names of months, three in a row, in the orders that people write. */
#include "base/stamp.h"

#include <stdio.h>

#define FIRST_YEAR 1970u
#define LAST_YEAR 2100u
#define READ_MOST 400u /* bytes of a text that are looked at */

/* ---- parts ----------------------------------------------------------------------------------- */

typedef struct stamp_part {
    uint32_t value;
    bool month;    /* by name */
    uint8_t width; /* digits */
    char behind;   /* the byte behind it */
} stamp_part;

/* Beginnings of the names of months in English, German, French, Spanish, Italian, Portuguese, Dutch
 * and Polish; the longest that fits decides. */
static const struct {
    const char *begin;
    uint8_t month;
} months[] = {
    {"jan", 1},
    {"gen", 1},
    {"ene", 1},
    {"sty", 1},
    {"feb", 2},
    {"f\xC3\xA9v", 2},
    {"fev", 2},
    {"lut", 2},
    {"mar", 3},
    {"m\xC3\xA4r", 3},
    {"mrz", 3},
    {"maa", 3},
    {"apr", 4},
    {"avr", 4},
    {"abr", 4},
    {"kwi", 4},
    {"may", 5},
    {"mai", 5},
    {"mei", 5},
    {"mag", 5},
    {"maj", 5},
    {"jun", 6},
    {"juin", 6},
    {"giu", 6},
    {"cze", 6},
    {"jul", 7},
    {"juil", 7},
    {"lug", 7},
    {"lip", 7},
    {"aug", 8},
    {"ao\xC3\xBB", 8},
    {"aou", 8},
    {"ago", 8},
    {"sie", 8},
    {"sep", 9},
    {"set", 9},
    {"wrz", 9},
    {"oct", 10},
    {"okt", 10},
    {"out", 10},
    {"ott", 10},
    {"pa\xC5\xBA", 10},
    {"nov", 11},
    {"lis", 11},
    {"dec", 12},
    {"dez", 12},
    {"d\xC3\xA9"
     "c",
     12},
    {"dic", 12},
    {"gru", 12},
};

static uint32_t month_of(casus_str word)
{
    size_t best = 0;
    uint32_t month = 0;
    if (word.len > 12) return 0;
    for (size_t i = 0; i < COUNT(months); i++) {
        size_t len = strlen(months[i].begin);
        if (len <= best || word.len < len) continue;
        if (!str_eq_nocase(str_slice(word, 0, len), str_from(months[i].begin))) continue;
        best = len;
        month = months[i].month;
    }
    return month;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c | 0x20) >= 'a' ? (c | 0x20) <= 'z' : (c & 0x80) != 0; }

/* The next number or month's name; "de", "of", "." and the like between them are passed over. */
static bool next_part(casus_str s, size_t *at, stamp_part *out)
{
    while (*at < s.len) {
        size_t start = *at;
        *out = (stamp_part){0};
        if (is_digit(s.ptr[start])) {
            while (*at < s.len && is_digit(s.ptr[*at])) {
                if (*at - start < 9) out->value = out->value * 10 + (uint32_t)(s.ptr[*at] - '0');
                (*at)++;
            }
            out->width = (uint8_t)(*at - start < 9 ? *at - start : 9);
            out->behind = *at < s.len ? s.ptr[*at] : 0;
            return true;
        }
        if (!is_letter(s.ptr[start])) {
            (*at)++;
            continue;
        }
        while (*at < s.len && is_letter(s.ptr[*at])) (*at)++;
        out->value = month_of(str_slice(s, start, *at));
        out->month = out->value != 0;
        if (out->month) return true;
    }
    return false;
}

/* ---- dates ----------------------------------------------------------------------------------- */

static bool day_from(uint32_t year, uint32_t month, uint32_t date, int32_t *day)
{
    char iso[40];
    if (year < FIRST_YEAR || year > LAST_YEAR || month > 12 || date > 31) return false;
    int len = snprintf(iso, sizeof iso, "%04u-%02u-%02u", year, month, date);
    return casus_day_parse((casus_str){iso, (size_t)len}, day);
}

static bool is_year(const stamp_part *p)
{
    return !p->month && p->width == 4 && p->value >= FIRST_YEAR;
}
static bool is_short(const stamp_part *p) { return !p->month && p->width <= 2; }

static bool read_three(const stamp_part p[3], bool month_first, int32_t *day)
{
    if (p[0].month)
        return is_short(&p[1]) && is_year(&p[2]) &&
               day_from(p[2].value, p[0].value, p[1].value, day);
    if (p[1].month) {
        if (is_short(&p[0]) && is_year(&p[2]))
            return day_from(p[2].value, p[1].value, p[0].value, day);
        return is_year(&p[0]) && is_short(&p[2]) &&
               day_from(p[0].value, p[1].value, p[2].value, day);
    }
    if (p[2].month || p[0].behind != p[1].behind || !strchr("./-", p[0].behind)) return false;
    if (is_year(&p[0]))
        return is_short(&p[1]) && is_short(&p[2]) &&
               day_from(p[0].value, p[1].value, p[2].value, day);
    if (!is_short(&p[0]) || !is_short(&p[1]) || !is_year(&p[2])) return false;
    if (p[0].behind == '/' && month_first && day_from(p[2].value, p[0].value, p[1].value, day))
        return true;
    if (day_from(p[2].value, p[1].value, p[0].value, day)) return true;
    return p[0].behind == '/' && day_from(p[2].value, p[0].value, p[1].value, day);
}

/* "20200312", "20200312T081500". */
static bool read_packed(const stamp_part *p, int32_t *day)
{
    if (p->month || p->width != 8) return false;
    return day_from(p->value / 10000, p->value / 100 % 100, p->value % 100, day);
}

bool stamp_read(casus_str s, bool month_first, int32_t *day)
{
    stamp_part parts[3] = {0};
    size_t at = 0;
    if (s.len > READ_MOST) s.len = READ_MOST;
    for (unsigned n = 0; next_part(s, &at, &parts[2]); n++) {
        if (read_packed(&parts[2], day)) return true;
        if (n >= 2 && read_three(parts, month_first, day)) return true;
        parts[0] = parts[1];
        parts[1] = parts[2];
    }
    return false;
}

bool stamp_of_address(casus_str address, int32_t *day)
{
    size_t query = str_find(address, STR("?"));
    return stamp_read(query == SIZE_MAX ? address : str_slice(address, 0, query), false, day);
}
