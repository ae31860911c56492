/* Dates in figures. In those the month comes first where the order does not say, unless dots part
 * the figures: the news that casus reads is mostly of that habit, and "25/09" says by itself. */
#include "entity/date_reader.h"

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
        if (f[a].value > 12) day_first = true;
        else if (f[b].value > 12) day_first = false;
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
    /* "3/4" is a fraction: figures alone need a mark before them. */
    if (!named && !marked) return false;
    if (!civil_valid(2020, f[month].value, f[1 - month].value)) return false;
    e->month = (int8_t)f[month].value;
    e->day = (int8_t)f[1 - month].value;
    return true;
}

static bool is_digit(casus_str bytes, size_t at)
{
    return at < bytes.len && bytes.ptr[at] >= '0' && bytes.ptr[at] <= '9';
}

/* "9/1-9/15": one end of a range vouches for the other. */
static bool before_figures(casus_str bytes, size_t end)
{
    size_t i = end + 1;
    if (end >= bytes.len || bytes.ptr[end] != '-' || !is_digit(bytes, i)) return false;
    while (is_digit(bytes, i)) i++;
    return i < bytes.len && bytes.ptr[i] == '/' && is_digit(bytes, i + 1);
}

/* "9/11" is the attack of that day, unless a weekday before it or a range says otherwise. */
static bool names_attack(const date_reader *r, uint32_t at, const figure f[2], casus_str bytes,
                         size_t end)
{
    bool same = f[0].digits == 1 && f[0].value == 9 && f[1].digits == 2 && f[1].value == 11;
    uint32_t before = at - (at > 0 && is(r, at - 1, ID_COMMA));
    bool weekday = before > 0 && is_kind(r, before - 1, DW_WEEKDAY);
    return same && !weekday && (end >= bytes.len || bytes.ptr[end] != '-');
}

/* What may stand behind a date without a space: the hour ("2021-09-25T10:30Z"), the full stop of a
 * month's short name. */
static size_t skip_behind(casus_str bytes, size_t end, bool named)
{
    if (end >= bytes.len) return end;
    if (named && bytes.ptr[end] == '.') return end + 1;
    if ((bytes.ptr[end] != 'T' && bytes.ptr[end] != ':') || !is_digit(bytes, end + 1)) return end;
    size_t i = end + 1;
    while (i < bytes.len && (is_digit(bytes, i) || strchr(":.+-Z", bytes.ptr[i]))) i++;
    return bytes.ptr[i - 1] == '.' ? i - 1 : i;
}

/* "2021 09 25" */
static uint32_t spaced_figures(date_reader *r, uint32_t at, int32_t *top)
{
    date_word y = word(r, at), m = word(r, at + 1), d = word(r, at + 2);
    if (y.kind != DW_NUMBER || y.digits != 4 || m.kind != DW_NUMBER || m.digits != 2 ||
        d.kind != DW_NUMBER || d.digits != 2 || y.value < 1800 || y.value > 2100 ||
        !civil_valid(y.value, m.value, d.value))
        return at;
    if (at + 3 < r->s->n && !(r->s->tokens[at + 3].flags & TOKEN_PUNCT)) return at;
    date_expr e = expr(DX_DATE);
    e.year = y.value;
    e.month = (int8_t)m.value;
    e.day = (int8_t)d.value;
    *top = add(r, e);
    return *top < 0 ? at : at + 3;
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
    if (year) e.year = year->value;
    else behind = date_read_trailing_year(r, behind, &e.year);
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
    if (!(t->flags & TOKEN_DIGIT) && !is_kind(r, at, DW_MONTH)) return at;
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
    if (end == 0 || (separator != '-' && separator != '/' && separator != '.')) {
        uint32_t spaced = spaced_figures(r, at, top);
        return spaced > at ? spaced : glued_month(r, at, top);
    }
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
        bool attack = names_attack(r, at, f, bytes, end);
        good = two_figures(f, separator, r->marked || attack || before_figures(bytes, end), &e);
        if (good && attack && separator == '/') e.year = 2001;
    }
    if (!good) return at;
    end = skip_behind(bytes, end, f[n - 1].digits == 0);
    while (last > at && r->s->tokens[last].end > t->start + end) last--;
    if (r->s->tokens[last].end != t->start + end) return at;
    uint32_t behind = last + 1;
    if (e.kind == DX_DATE && e.year == 0 && is(r, behind, ID_COMMA))
        behind = date_read_trailing_year(r, behind, &e.year); /* 5/7, 2020 */
    *top = add(r, e);
    return *top < 0 ? at : behind;
}
