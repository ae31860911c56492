/* Numbers in words and figures ("twenty-six", "nineteen eighty-six", "a couple of"), and dates
 * in figures alone. In those the month comes first where the order does not say, unless dots
 * part the figures: the news that casus reads is mostly of that habit, and "25/09" says by
 * itself. */
#include "entity/date_reader.h"

/* ---- numbers --------------------------------------------------------------------------------- */

/* "three", "25", "twenty-five". */
uint32_t date_read_number(const date_reader *r, uint32_t at, int32_t *value)
{
    date_word w = word(r, at);
    if (w.kind != DW_NUMBER || w.digits > 4) return at;
    *value = w.value;
    if (w.digits > 0 || w.value < 20 || w.value > 90) return at + 1;
    uint32_t next = at + 1 + is(r, at + 1, ID_DASH);
    date_word unit = word(r, next);
    if (unit.kind != DW_NUMBER || unit.digits > 0 || unit.value > 9) return at + 1;
    *value += unit.value;
    return next + 1;
}

/* "25th", "second", "twenty-sixth". */
uint32_t date_read_ordinal(const date_reader *r, uint32_t at, int32_t *value)
{
    date_word w = word(r, at);
    if (w.kind == DW_ORDINAL) {
        *value = w.value;
        return at + 1;
    }
    if (w.kind != DW_NUMBER || w.digits > 0 || w.value < 20 || w.value > 90) return at;
    uint32_t next = at + 1 + is(r, at + 1, ID_DASH);
    date_word unit = word(r, next);
    if (unit.kind != DW_ORDINAL || unit.digits > 0 || unit.value > 9) return at;
    *value = w.value + unit.value;
    return next + 1;
}

/* "two", "a", "a couple of", "a few", "several": *vague for the last ones. */
uint32_t date_read_count(const date_reader *r, uint32_t at, int32_t *count, bool *vague)
{
    *vague = false;
    uint32_t i = at + is(r, at, ID_A);
    if (is(r, i, ID_COUPLE)) {
        *count = 2;
        return i + 1 + is(r, i + 1, ID_OF);
    }
    if (is(r, i, ID_FEW) || (i == at && is(r, i, ID_SEVERAL))) {
        *count = 3;
        *vague = true;
        return i + 1;
    }
    if (i > at) {
        *count = 1;
        return i;
    }
    return date_read_number(r, at, count);
}

/* "2021", "'98", "nineteen eighty-six", "two thousand and five". */
uint32_t date_read_year(const date_reader *r, uint32_t at, int32_t *year)
{
    date_word w = word(r, at);
    if (w.kind == DW_NUMBER && w.digits == 4 && w.value >= 1000 && w.value < 2200) {
        *year = w.value;
        return at + 1;
    }
    if (at < r->s->n) { /* "'16" in one token */
        casus_str form = token_form(r->s->text, &r->s->tokens[at]);
        if (form.len == 3 && form.ptr[0] == '\'' && form.ptr[1] >= '0' && form.ptr[1] <= '9' &&
            form.ptr[2] >= '0' && form.ptr[2] <= '9') {
            int32_t value = (form.ptr[1] - '0') * 10 + form.ptr[2] - '0';
            *year = value + (value < 50 ? 2000 : 1900);
            return at + 1;
        }
    }
    if (is(r, at, ID_QUOTE)) {
        w = word(r, at + 1);
        if (w.kind != DW_NUMBER || w.digits != 2 || !date_glued(r->s, at)) return at;
        *year = w.value + (w.value < 50 ? 2000 : 1900);
        return at + 2;
    }
    if (w.kind != DW_NUMBER || w.digits > 0) return at;
    int32_t rest = 0;
    if (w.value >= 13 && w.value <= 20) {
        uint32_t i = at + 1;
        date_word hundred = word(r, i);
        if (hundred.kind == DW_NUMBER && hundred.digits == 0 && hundred.value == 100) i++;
        uint32_t end = date_read_number(r, i, &rest);
        if (end == i || word(r, i).digits > 0 || rest < 10 || rest > 99) return at;
        *year = w.value * 100 + rest;
        return end;
    }
    if (w.value != 2) return at;
    date_word thousand = word(r, at + 1);
    if (thousand.kind != DW_NUMBER || thousand.digits > 0 || thousand.value != 1000) return at;
    uint32_t i = at + 2 + is(r, at + 2, ID_AND);
    uint32_t end = date_read_number(r, i, &rest);
    *year = 2000;
    if (end == i || word(r, i).digits > 0) return at + 2;
    *year += rest;
    return end;
}

/* A year that ends a date: "September 2021", "25 September, 2021", "April of '87". */
uint32_t date_read_trailing_year(const date_reader *r, uint32_t at, int32_t *year)
{
    uint32_t i = at;
    if (is(r, i, ID_COMMA) || is(r, i, ID_OF) || is(r, i, ID_IN) || is(r, i, ID_DASH) ||
        is(r, i, ID_SLASH))
        i++;
    uint32_t end = date_read_year(r, i, year);
    if (end == i && is(r, at, ID_OF)) { /* "15 April of 87" */
        date_word w = word(r, i);
        if (w.kind == DW_NUMBER && w.digits == 2 && w.value > 31) {
            *year = 1900 + w.value;
            return i + 1;
        }
    }
    bool ends = i + 1 >= r->s->n || (r->s->tokens[i + 1].flags & TOKEN_PUNCT);
    if (end == i && i == at && ends) { /* "9 Nov 89" */
        date_word w = word(r, i);
        if (w.kind == DW_NUMBER && w.digits == 2 && w.value > 31) {
            *year = 1900 + w.value;
            return i + 1;
        }
    }
    /* "September 2021 people died": a number of people is rare after a month, four digits rarer. */
    return end == i ? at : end;
}

/* "[of] last year" behind a month, a day or a season. */
uint32_t date_read_relative_year(const date_reader *r, uint32_t at, date_expr *e)
{
    uint32_t i = at + is(r, at, ID_OF);
    i += is(r, i, ID_THE);
    date_word w = word(r, i), u = word(r, i + 1);
    bool known = w.kind == DW_REL && w.value != REL_NONE;
    if (is(r, i, ID_THAT)) w.value = REL_SAME, known = true;
    if (!known || u.kind != DW_UNIT || u.value != UNIT_YEAR || u.plural || e->year) return at;
    e->year_rel = (uint8_t)w.value;
    return i + 2;
}

/* ---- dates in figures ------------------------------------------------------------------------ */

typedef struct figure {
    int32_t value, digits; /* digits 0: a month's name */
} figure;

static size_t read_figure(casus_str bytes, size_t at, figure *out)
{
    size_t i = at;
    *out = (figure){0};
    while (i < bytes.len && i < at + 5 && bytes.ptr[i] >= '0' && bytes.ptr[i] <= '9')
        out->value = out->value * 10 + (bytes.ptr[i++] - '0');
    if (i > at) {
        out->digits = (int32_t)(i - at);
        return i;
    }
    static const char NAMES[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (bytes.len - at < 3) return at;
    for (int32_t m = 0; m < 12; m++) {
        if (!str_eq_nocase(str_slice(bytes, at, at + 3), (casus_str){NAMES + 3 * m, 3})) continue;
        out->value = m + 1;
        i = at + 3;
        while (i < bytes.len && i < at + 10 &&
               ((bytes.ptr[i] | 32) >= 'a' && (bytes.ptr[i] | 32) <= 'z'))
            i++;
        return i;
    }
    return at;
}

/* Sorts three figures into year, month, day. Month first where the order does not say, unless
 * dots part them. */
static bool order_figures(const figure f[3], char separator, date_expr *e)
{
    int year = -1, month = -1;
    for (int k = 0; k < 3; k++) {
        if (f[k].digits == 4) year = k;
        if (f[k].digits == 0) month = k;
    }
    int32_t y = 0;
    if (year < 0) {
        if (f[2].digits != 2) return false;
        year = 2;
        y = f[2].value + (f[2].value < 50 ? 2000 : 1900);
    } else {
        y = f[year].value;
    }
    int a = year == 0 ? 1 : 0, b = year == 2 ? 1 : 2;
    if (month < 0) {
        bool day_first = separator == '.' && year == 2;
        if (f[a].value > 12)
            day_first = true;
        else if (f[b].value > 12)
            day_first = false;
        month = day_first ? b : a;
    }
    int day = month == a ? b : a;
    if (f[day].digits == 0 || f[day].digits > 2 || !civil_valid(y, f[month].value, f[day].value))
        return false;
    e->year = y;
    e->month = (int8_t)f[month].value;
    e->day = (int8_t)f[day].value;
    return true;
}

static bool two_figures(const figure f[2], char separator, bool marked, date_expr *e)
{
    if (separator == '.') return false;
    if (f[0].digits == 4 || f[1].digits == 4) { /* 2015-3, 12/2015, Dec-2018 */
        int year = f[0].digits == 4 ? 0 : 1;
        if (f[1 - year].digits == 4 || f[1 - year].value < 1 || f[1 - year].value > 12)
            return false;
        e->year = f[year].value;
        e->month = (int8_t)f[1 - year].value;
        return e->year >= 1000 && e->year < 2200;
    }
    if (f[0].digits > 2 || f[1].digits > 2 || (f[0].digits == 0 && f[1].digits == 0)) return false;
    int month = f[1].digits == 0 || (f[0].digits && f[0].value > 12) ? 1 : 0; /* 20/10 */
    bool named = f[month].digits == 0;
    /* "9/11" is an event's name, "3/4" a fraction: figures alone need a mark before them. */
    if (!named && (!marked || (f[0].value == 9 && f[1].value == 11))) return false;
    if (!civil_valid(2020, f[month].value, f[1 - month].value)) return false;
    e->month = (int8_t)f[month].value;
    e->day = (int8_t)f[1 - month].value;
    return true;
}

/* "Dec31, 1994", "30Apr2020": a month's name and figures without anything between. */
static uint32_t glued_month(date_reader *r, uint32_t at, int32_t *top)
{
    casus_str bytes = token_form(r->s->text, &r->s->tokens[at]);
    figure f[3];
    size_t end = 0;
    int n = 0, names = 0, name = 0;
    while (n < 3 && end < bytes.len) {
        size_t next = read_figure(bytes, end, &f[n]);
        if (next == end) return at;
        if (f[n].digits == 0) names++, name = n;
        end = next;
        n++;
    }
    if (end < bytes.len || n < 2 || names != 1 || name > 1) return at;
    const figure *day = name == 0 ? &f[1] : &f[0], *year = n == 3 ? &f[2] : NULL;
    date_expr e = expr(DX_DATE);
    uint32_t behind = at + 1;
    if (day->digits > 2 || !civil_valid(2020, f[name].value, day->value)) return at;
    if (year && year->digits != 4) return at;
    e.month = (int8_t)f[name].value;
    e.day = (int8_t)day->value;
    if (year)
        e.year = year->value;
    else
        behind = date_read_trailing_year(r, behind, &e.year);
    if (!e.year && !r->marked) return at;
    *top = add(r, e);
    return *top < 0 ? at : behind;
}

/* 2021-09-25, 25/09/2021, 25.9.2021, 05-Aug-2016, 2021-09, 7/6; one token or several without
 * space. */
uint32_t date_point_figures(date_reader *r, uint32_t at, int32_t *top)
{
    if (at >= r->s->n) return at;
    const token *t = &r->s->tokens[at];
    uint32_t last = at;
    while (last < at + 6 && date_glued(r->s, last)) last++;
    casus_str bytes = {r->s->text + t->start, r->s->tokens[last].end - t->start};
    if (last == at && bytes.len < 3) return at;
    date_word whole = word(r, at);
    if (whole.kind == DW_NUMBER && whole.digits == 8) { /* 20210925 */
        date_expr e = expr(DX_DATE);
        e.year = whole.value / 10000;
        e.month = (int8_t)(whole.value / 100 % 100);
        e.day = (int8_t)(whole.value % 100);
        bool fits = e.year >= 1900 && e.year < 2100 && civil_valid(e.year, e.month, e.day);
        return fits && (*top = add(r, e)) >= 0 ? at + 1 : at;
    }

    figure f[3];
    size_t end = read_figure(bytes, 0, &f[0]), stop = 0;
    int n = 1;
    char separator = end < bytes.len ? bytes.ptr[end] : 0;
    if (end == 0 || (separator != '-' && separator != '/' && separator != '.'))
        return glued_month(r, at, top);
    while (n < 3 && end < bytes.len && bytes.ptr[end] == separator) {
        size_t next = read_figure(bytes, end + 1, &f[n]);
        if (next == end + 1) break;
        stop = end;
        end = next;
        n++;
    }
    if (n < 2) return at;
    date_expr e = expr(DX_DATE);
    bool good = n == 3 && order_figures(f, separator, &e);
    if (n == 2 && f[0].digits == 4 && f[1].digits == 2 && f[1].value > 12 &&
        f[1].value == (f[0].value + 1) % 100) { /* 2019/20 */
        e.kind = DX_YEARS;
        e.year = f[0].value;
        e.count = 2;
        good = true;
    }
    if (!good) {
        if (n == 3) end = stop;
        if (n == 3 && separator != '/') return at; /* "1-2-3" */
        good = two_figures(f, separator, r->marked, &e);
    }
    if (!good) return at;
    while (last > at && r->s->tokens[last].end > t->start + end) last--;
    if (r->s->tokens[last].end != t->start + end) return at;
    uint32_t behind = last + 1;
    if (e.kind == DX_DATE && e.year == 0 && is(r, behind, ID_COMMA))
        behind = date_read_trailing_year(r, behind, &e.year); /* 5/7, 2020 */
    *top = add(r, e);
    return *top < 0 ? at : behind;
}
