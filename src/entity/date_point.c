/* Points of time: one day, week, month, year or feast, named by its parts ("25 September"), by its place
 * beside the article's date ("last week", "two days ago") or beside another point ("the first week of next
 * month"). Each reader below looks at one shape, gives the token behind what it read, or `at` where the
 * shape is not there. A point may hang on another one three deep, no more. */
#include "entity/date.h"

#define MAX_DEPTH 3

typedef struct reader {
    const date_words *s;
    date_phrase *out;
    bool marked; /* a preposition stands before: a bare month or year is surely meant */
    int depth;
} reader;

static uint32_t point(reader *r, uint32_t at, int32_t *top);

static date_word word(const reader *r, uint32_t i) { return date_word_at(r->s, i); }

static bool is(const reader *r, uint32_t i, int32_t id)
{
    date_word w = word(r, i);
    return w.kind == DW_WORD && w.value == id;
}

static bool is_kind(const reader *r, uint32_t i, unsigned kind) { return word(r, i).kind == kind; }

static int32_t add(reader *r, date_expr e)
{
    if (r->out->n >= DATE_MAX_EXPR) return -1;
    r->out->x[r->out->n] = e;
    return r->out->n++;
}

static date_expr expr(unsigned kind)
{
    return (date_expr){.kind = (uint8_t)kind, .weekday = -1, .of = -1};
}

/* A point that hangs on what this one was read from; the marks of a preposition hold for it. */
static uint32_t sub_point(reader *r, uint32_t at, int32_t *top)
{
    if (r->depth >= MAX_DEPTH) return at;
    reader inner = *r;
    inner.depth++;
    inner.marked = true;
    return point(&inner, at, top);
}

/* ---- numbers ---------------------------------------------------------------------------------- */

/* "three", "25", "twenty-five". */
static uint32_t read_number(const reader *r, uint32_t at, int32_t *value)
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
static uint32_t read_ordinal(const reader *r, uint32_t at, int32_t *value)
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
static uint32_t read_count(const reader *r, uint32_t at, int32_t *count, bool *vague)
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
    return read_number(r, at, count);
}

/* "2021", "'98", "nineteen eighty-six", "two thousand and five". */
static uint32_t read_year(const reader *r, uint32_t at, int32_t *year)
{
    date_word w = word(r, at);
    if (w.kind == DW_NUMBER && w.digits == 4 && w.value >= 1000 && w.value < 2200) {
        *year = w.value;
        return at + 1;
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
        uint32_t end = read_number(r, i, &rest);
        if (end == i || word(r, i).digits > 0 || rest < 10 || rest > 99) return at;
        *year = w.value * 100 + rest;
        return end;
    }
    if (w.value != 2) return at;
    date_word thousand = word(r, at + 1);
    if (thousand.kind != DW_NUMBER || thousand.digits > 0 || thousand.value != 1000) return at;
    uint32_t i = at + 2 + is(r, at + 2, ID_AND);
    uint32_t end = read_number(r, i, &rest);
    *year = 2000;
    if (end == i || word(r, i).digits > 0) return at + 2;
    *year += rest;
    return end;
}

/* A year that ends a date: "September 2021", "25 September, 2021", "April of '87". */
static uint32_t read_trailing_year(const reader *r, uint32_t at, int32_t *year)
{
    uint32_t i = at;
    if (is(r, i, ID_COMMA) || is(r, i, ID_OF) || is(r, i, ID_IN) || is(r, i, ID_DASH) ||
        is(r, i, ID_SLASH))
        i++;
    uint32_t end = read_year(r, i, year);
    if (end == i && is(r, at, ID_OF)) { /* "15 April of 87" */
        date_word w = word(r, i);
        if (w.kind == DW_NUMBER && w.digits == 2 && w.value > 31) {
            *year = 1900 + w.value;
            return i + 1;
        }
    }
    /* "September 2021 people died": a number of people is rare after a month, four digits rarer. */
    return end == i ? at : end;
}

/* ---- dates in figures --------------------------------------------------------------------------- */

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
        while (i < bytes.len && i < at + 10 && ((bytes.ptr[i] | 32) >= 'a' && (bytes.ptr[i] | 32) <= 'z'))
            i++;
        return i;
    }
    return at;
}

/* Sorts three figures into year, month, day. Month first where the order does not say, unless dots part them. */
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
        if (f[1 - year].digits == 4 || f[1 - year].value < 1 || f[1 - year].value > 12) return false;
        e->year = f[year].value;
        e->month = (int8_t)f[1 - year].value;
        return e->year >= 1000 && e->year < 2200;
    }
    if (f[0].digits > 2 || f[1].digits > 2 || (f[0].digits == 0 && f[1].digits == 0)) return false;
    int month = f[1].digits == 0 ? 1 : 0;
    bool named = f[month].digits == 0;
    /* "9/11" is an event's name, "3/4" a fraction: figures alone need a mark before them. */
    if (!named && (!marked || (f[0].value == 9 && f[1].value == 11))) return false;
    if (!civil_valid(2020, f[month].value, f[1 - month].value)) return false;
    e->month = (int8_t)f[month].value;
    e->day = (int8_t)f[1 - month].value;
    return true;
}

/* 2021-09-25, 25/09/2021, 25.9.2021, 05-Aug-2016, 2021-09, 7/6; one token or several without space. */
static uint32_t point_figures(reader *r, uint32_t at, int32_t *top)
{
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
    if (end == 0 || (separator != '-' && separator != '/' && separator != '.')) return at;
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
    if (!good) {
        if (n == 3) end = stop;
        if (n == 3 && separator != '/') return at; /* "1-2-3" */
        good = two_figures(f, separator, r->marked, &e);
    }
    if (!good) return at;
    while (last > at && r->s->tokens[last].end > t->start + end) last--;
    if (r->s->tokens[last].end != t->start + end) return at;
    uint32_t behind = last + 1;
    if (e.year == 0 && is(r, behind, ID_COMMA)) behind = read_trailing_year(r, behind, &e.year); /* 5/7, 2020 */
    *top = add(r, e);
    return *top < 0 ? at : behind;
}

/* ---- months and days ---------------------------------------------------------------------------- */

/* Is the month word at `at` really a month, standing without a day? */
static bool month_alone(const reader *r, uint32_t at)
{
    date_word w = word(r, at);
    if (!r->marked) return false;
    return !w.unsure || w.capital || w.value == 5; /* behind a preposition "may" is no verb */
}

/* "September 25[, 2021]", "September the 25th", "September 2021", "September". */
static uint32_t point_month(reader *r, uint32_t at, int32_t *top)
{
    date_word w = word(r, at);
    if (w.kind != DW_MONTH) return at;
    date_expr e = expr(DX_DATE);
    e.month = (int8_t)w.value;
    uint32_t i = at + 1;
    uint32_t d = i + is(r, i, ID_THE);
    int32_t day = 0, year = 0;
    bool spelt = word(r, d).digits == 0 && read_year(r, d, &year) > d; /* "October two thousand and five" */
    uint32_t end = spelt ? d : read_ordinal(r, d, &day);
    if (end == d && d == i && !spelt) {
        date_word n = word(r, d);
        if (n.kind == DW_NUMBER && n.digits <= 2) end = read_number(r, d, &day);
    }
    bool has_day = end > d && day >= 1 && day <= month_length(2020, w.value);
    if (has_day && w.unsure && !w.capital && word(r, d).kind == DW_ORDINAL && !r->marked)
        has_day = false; /* "may second the motion" */
    if (has_day) {
        e.day = (int8_t)day;
        i = end;
    }
    uint32_t y = read_trailing_year(r, i, &e.year);
    if (y > i && is(r, i, ID_IN) && !has_day && !r->marked) y = i;
    if (!has_day && y == i && !month_alone(r, at)) return at;
    *top = add(r, e);
    return *top < 0 ? at : y;
}

/* A sum of money: "$12 December 27". */
static bool is_priced(const reader *r, uint32_t at)
{
    if (at == 0) return false;
    casus_str before = token_form(r->s->text, &r->s->tokens[at - 1]);
    return str_eq(before, STR("$")) || str_eq(before, STR("\xc2\xa3")) || str_eq(before, STR("\xe2\x82\xac"));
}

/* "25 September [2021]", "the 25th of September", "fourth of July, 1995". */
static uint32_t point_day_month(reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    int32_t day = 0;
    uint32_t end = read_ordinal(r, i, &day);
    bool ordinal = end > i;
    if (!ordinal && !is_priced(r, at)) end = read_number(r, i, &day);
    if (end == i || day < 1 || day > 31) return at;
    if (ordinal && is_kind(r, end, DW_UNIT) && word(r, end).value == UNIT_DAY) end++; /* 15th day of */
    bool of = is(r, end, ID_OF);
    uint32_t m = end + (of || is(r, end, ID_DASH));
    date_word w = word(r, m);
    if (w.kind == DW_MONTH && (!w.unsure || w.capital || of) && day <= month_length(2020, w.value)) {
        date_expr e = expr(DX_DATE);
        e.month = (int8_t)w.value;
        e.day = (int8_t)day;
        uint32_t y = read_trailing_year(r, m + 1, &e.year);
        *top = add(r, e);
        return *top < 0 ? at : y;
    }
    if (!ordinal) return at;
    /* "the 25th", "the 15th of next month", "the 21st this month" */
    if (of || (is_kind(r, m, DW_REL) && is_kind(r, m + 1, DW_UNIT))) {
        int32_t month = -1;
        uint32_t behind = sub_point(r, m, &month);
        if (behind > m && month >= 0 && r->out->x[month].kind == DX_UNIT &&
            r->out->x[month].unit == UNIT_MONTH) {
            date_expr e = expr(DX_DATE);
            e.day = (int8_t)day;
            e.of = (int8_t)month;
            *top = add(r, e);
            return *top < 0 ? at : behind;
        }
        if (of) return at;
    }
    /* Bare: "on the 25th" and nothing that it could count. */
    bool ends = end >= r->s->n || (r->s->tokens[end].flags & TOKEN_PUNCT) || is_kind(r, end, DW_WORD);
    if (!r->marked || i == at || !ends || word(r, i).digits == 0) return at;
    date_expr e = expr(DX_DATE);
    e.day = (int8_t)day;
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* ---- weekdays ------------------------------------------------------------------------------------- */

static uint32_t skip_daypart(const reader *r, uint32_t at)
{
    uint32_t i = at + (is_kind(r, at, DW_PART) && is_kind(r, at + 1, DW_DAYPART)); /* "early morning" */
    return is_kind(r, i, DW_DAYPART) && !word(r, i).plural ? i + 1 : at;
}

/* What may follow a weekday and is the same day: "Friday, September 24", "Friday (Sept 24)", "Monday 21". */
static uint32_t weekday_date(reader *r, uint32_t at, date_expr *e)
{
    uint32_t i = at;
    bool open = is(r, i, ID_OPEN);
    if (open || is(r, i, ID_COMMA)) i++;
    reader inner = *r;
    inner.marked = true;
    int32_t top = -1, kept = r->out->n;
    uint32_t end = point_figures(&inner, i, &top);
    if (end == i) end = point_month(&inner, i, &top);
    if (end == i) end = point_day_month(&inner, i, &top);
    const date_expr *d = top >= 0 ? &r->out->x[top] : NULL;
    bool good = end > i && d && d->kind == DX_DATE && d->day > 0 && d->of < 0;
    if (good) {
        e->kind = DX_DATE;
        e->rel = REL_NONE;
        e->year = d->year;
        e->month = d->month;
        e->day = d->day;
    }
    r->out->n = kept;
    if (good) return end + (open && is(r, end, ID_CLOSE));
    date_word n = word(r, at);
    if ((n.kind == DW_NUMBER || n.kind == DW_ORDINAL) && n.digits > 0 && n.value >= 1 &&
        n.value <= 31 && (n.kind == DW_ORDINAL || at + 1 >= r->s->n ||
                          (r->s->tokens[at + 1].flags & TOKEN_PUNCT))) {
        e->kind = DX_DATE;
        e->day = (int8_t)n.value;
        return at + 1;
    }
    return at;
}

/* "[last] Friday [morning]", "Friday of next week", "Tuesday, September 14", "Friday a week ago". */
static uint32_t point_weekday(reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + (is(r, at, ID_THE) || is(r, at, ID_THAT));
    date_expr e = expr(DX_WEEKDAY);
    date_word rel = word(r, i);
    if (is_kind(r, i, DW_REL)) {
        e.rel = (uint8_t)rel.value;
        i++;
        if (rel.value == REL_THIS && is_kind(r, i, DW_REL)) e.rel = (uint8_t)word(r, i++).value;
    }
    date_word w = word(r, i);
    if (w.kind != DW_WEEKDAY || w.plural) return at;
    if (w.unsure && !(w.capital && (r->marked || word(r, i + 1).digits > 0 ||
                                    is_kind(r, i + 1, DW_MONTH) || e.rel != REL_NONE)))
        return at;
    e.weekday = (int8_t)w.value;
    uint32_t day = i + 1;
    uint32_t end = skip_daypart(r, day);
    uint32_t with_date = weekday_date(r, end, &e);
    if (with_date == end && (is(r, end, ID_OF) || is_kind(r, end, DW_REL) || is(r, end, ID_THE))) {
        uint32_t week = end + is(r, end, ID_OF);
        int32_t of = -1, kept = r->out->n;
        uint32_t behind = sub_point(r, week, &of);
        if (behind > week && of >= 0 && r->out->x[of].kind == DX_UNIT &&
            r->out->x[of].unit == UNIT_WEEK) {
            e.of = (int8_t)of;
            with_date = behind;
        } else {
            r->out->n = kept;
        }
    }
    *top = add(r, e);
    return *top < 0 ? at : with_date;
}

/* ---- today ---------------------------------------------------------------------------------------- */

static uint32_t point_deictic(reader *r, uint32_t at, int32_t *top)
{
    date_expr e = expr(DX_OFFSET);
    date_word w = word(r, at);
    uint32_t end = at;
    if (w.kind == DW_DEICTIC) {
        e.count = w.value;
        end = skip_daypart(r, at + 1);
    } else if (w.kind == DW_REL && (w.value == REL_THIS || (w.value == REL_LAST && !w.unsure))) {
        uint32_t i = skip_daypart(r, at + 1);
        if (i == at + 1 || (w.value == REL_LAST && word(r, i - 1).value != 1)) return at;
        e.count = w.value == REL_LAST ? -1 : 0; /* "last night" */
        end = i;
    } else if (is(r, at, ID_THE) && is_kind(r, at + 1, DW_UNIT) &&
               word(r, at + 1).value == UNIT_DAY && is_kind(r, at + 3, DW_DEICTIC)) {
        bool before = is(r, at + 2, ID_BEFORE);
        if (!before && !is(r, at + 2, ID_AFTER)) return at;
        e.count = word(r, at + 3).value + (before ? -1 : 1);
        end = at + 4;
    } else if (is(r, at, ID_NOW) && r->marked) {
        end = at + 1;
    } else {
        return at;
    }
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* ---- units ---------------------------------------------------------------------------------------- */

/* "next week Wednesday", "this week - Monday": the day of the week that was just read. */
static uint32_t day_of_week(reader *r, uint32_t at, int32_t *top)
{
    const date_expr *week = &r->out->x[*top];
    uint32_t i = at + is(r, at, ID_DASH);
    date_word w = word(r, i);
    if (week->kind != DX_UNIT || week->unit != UNIT_WEEK || w.kind != DW_WEEKDAY || w.plural || w.unsure)
        return at;
    date_expr e = expr(DX_WEEKDAY);
    e.weekday = (int8_t)w.value;
    e.of = (int8_t)*top;
    int32_t day = add(r, e);
    if (day < 0) return at;
    *top = day;
    return i + 1;
}

static bool joins_season(const date_word *w) { return w->kind == DW_UNIT || w->kind == DW_SEASON; }

/* "next week", "the past three days", "2 upcoming years", "last summer", "this September", "that weekend". */
static uint32_t point_relative(reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    int32_t count = 0;
    bool vague = false, that = is(r, i, ID_THAT);
    uint32_t after = read_count(r, i, &count, &vague);
    bool counted = after > i && is_kind(r, after, DW_REL), before = counted;
    if (counted) i = after;
    date_word w = word(r, i);
    if (w.kind != DW_REL && !that) return at;
    uint32_t rel = that ? (uint32_t)REL_SAME : (uint32_t)w.value;
    i++;
    if (rel == REL_THIS && is_kind(r, i, DW_REL)) rel = (uint32_t)word(r, i++).value; /* "this coming" */
    if (!counted) {
        after = read_count(r, i, &count, &vague);
        counted = after > i;
        if (counted) i = after;
        else count = 1;
    }
    bool working = i < r->s->n && str_eq_nocase(token_form(r->s->text, &r->s->tokens[i]), STR("working"));
    i += working;
    date_word u = word(r, i);
    if (working && u.kind == DW_UNIT && u.value == UNIT_WEEK) u.value = UNIT_WORKWEEK;
    date_expr e = expr(DX_UNIT);
    e.rel = (uint8_t)rel;
    if (u.kind == DW_MONTH && !counted && rel != REL_SAME && (!u.unsure || u.capital)) {
        e.kind = DX_DATE;
        e.month = (int8_t)u.value;
        uint32_t end = i + 1;
        if (word(r, end).kind == DW_NUMBER || word(r, end).kind == DW_ORDINAL) {
            uint32_t dated = point_month(r, i, top); /* "this September 25" */
            if (dated > end) return dated;
        }
        *top = add(r, e);
        return *top < 0 ? at : end;
    }
    if (!joins_season(&u) || (before && !u.plural)) return at; /* "only 3 next week" */
    if (u.kind == DW_SEASON) {
        if (counted) return at;
        e.kind = DX_SEASON;
        e.season = (int8_t)u.value;
    } else {
        e.unit = (uint8_t)u.value;
        e.count = count;
        if (counted || (u.plural && rel != REL_THIS)) e.kind = DX_SPAN;
        if (!counted && u.plural) return at; /* "past years" */
        /* "the past week" is the seven days up to now, "last week" the calendar's. */
        if (!counted && w.unsure && rel == REL_LAST) e.kind = DX_SPAN;
        if (rel == REL_SAME || rel == REL_FOLLOWING || rel == REL_PREVIOUS ||
            (rel == REL_NEXT && u.value == UNIT_DAY && !counted))
            e.anaphoric = true;
        if (u.value == UNIT_HOUR && !counted) return at;
    }
    if (vague) r->out->flags |= DATE_VAGUE;
    *top = add(r, e);
    return *top < 0 ? at : day_of_week(r, i + 1, top);
}

/* "the week", "the weekend", "the year", "the day": this one. Only where a preposition asks for a time. */
static uint32_t point_the_unit(reader *r, uint32_t at, int32_t *top)
{
    if (!is(r, at, ID_THE)) return at;
    date_word u = word(r, at + 1);
    bool weekend = u.kind == DW_UNIT && u.value == UNIT_WEEKEND;
    bool whole = u.kind == DW_UNIT && !u.plural &&
                 (weekend || ((u.value == UNIT_WEEK || u.value == UNIT_MONTH || u.value == UNIT_YEAR ||
                               u.value == UNIT_DAY) && r->marked));
    if (!whole) return at;
    date_expr e = expr(DX_UNIT);
    e.unit = (uint8_t)u.value;
    e.rel = REL_THIS;
    uint32_t end = at + 2;
    if (!weekend) {
        /* "the day before", "the week after next", "the year 2008" and the like are other shapes. */
        bool ends = end >= r->s->n || (r->s->tokens[end].flags & TOKEN_PUNCT);
        if (!ends) return at;
    }
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* "the week after next", "the day before", "the day after". */
static uint32_t point_beside(reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    date_word u = word(r, i);
    if (i == at || u.kind != DW_UNIT || u.plural || u.value > UNIT_YEAR) return at;
    bool before = is(r, i + 1, ID_BEFORE);
    if (!before && !is(r, i + 1, ID_AFTER)) return at;
    date_word rel = word(r, i + 2);
    if (rel.kind == DW_REL && (rel.value == REL_NEXT || rel.value == REL_LAST)) {
        date_expr e = expr(DX_UNIT);
        e.unit = (uint8_t)u.value;
        e.rel = (uint8_t)rel.value;
        e.count = 2;
        *top = add(r, e);
        return *top < 0 ? at : i + 3;
    }
    bool ends = i + 2 >= r->s->n || (r->s->tokens[i + 2].flags & TOKEN_PUNCT);
    if (!ends) return at;
    date_expr e = expr(DX_UNIT);
    e.unit = (uint8_t)u.value;
    e.rel = before ? REL_PREVIOUS : REL_FOLLOWING;
    e.count = 1;
    e.anaphoric = true;
    *top = add(r, e);
    return *top < 0 ? at : i + 2;
}

/* The word that turns "two weeks" into a point. */
static uint32_t shift_direction(reader *r, uint32_t at, date_expr *e, int32_t *of)
{
    date_word w = word(r, at);
    if (w.kind == DW_PART && (w.value == PART_EARLIER || w.value == PART_LATER)) {
        if (w.value == PART_EARLIER) e->count = -e->count;
        e->anaphoric = true;
        return at + 1;
    }
    if (w.kind != DW_WORD) return at;
    bool back = w.value == ID_BEFORE;
    if (w.value == ID_AGO) {
        e->count = -e->count;
        return at + 1;
    }
    if (!back && w.value != ID_AFTER && w.value != ID_FROM && w.value != ID_SINCE) return at;
    uint32_t end = sub_point(r, at + 1, of);
    if (end == at + 1) return at;
    if (back) e->count = -e->count;
    return end;
}

/* "two days ago", "a week later", "three weeks from now", "five days before Christmas", "more than a year ago". */
static uint32_t point_shift(reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at;
    if (is(r, i, ID_MORE) && is(r, i + 1, ID_THAN)) i += 2;
    else if (is(r, i, ID_AROUND) || is(r, i, ID_OVER)) i++;
    date_expr e = expr(DX_SHIFT);
    bool vague = i > at;
    uint32_t u = read_count(r, i, &e.count, &vague);
    vague = vague || i > at;
    date_word unit = word(r, u);
    if (u == i && (!unit.plural || unit.kind != DW_UNIT || unit.value == UNIT_HOUR)) return at;
    if (unit.kind != DW_UNIT) return at;
    if (u == i) { /* "years ago", "weeks later" */
        e.count = 3;
        vague = true;
    }
    e.unit = (uint8_t)unit.value;
    e.round = unit.value != UNIT_DAY;
    int32_t of = -1;
    uint32_t end = shift_direction(r, u + 1, &e, &of);
    if (end == u + 1) return at;
    if (of >= 0 || (r->out->n > 0 && of < 0)) e.of = (int8_t)of;
    if (of >= 0) e.anaphoric = false;
    if (e.of < 0 && e.count < 0) r->out->flags |= DATE_PAST;
    if (vague || (e.round && of < 0)) r->out->flags |= DATE_VAGUE;
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* ---- years, decades, quarters, seasons -------------------------------------------------------------- */

static bool is_year_figure(const reader *r, uint32_t at)
{
    date_word w = word(r, at);
    return w.kind == DW_NUMBER && w.digits == 4 && w.value >= 1400 && w.value <= 2100;
}

/* "2014-2018", "in 2007 and 2009": one year vouches for the other. */
static bool beside_year(const reader *r, uint32_t at, uint32_t end)
{
    if (is(r, end, ID_DASH) && is_year_figure(r, end + 1) && is_year_figure(r, at)) return true;
    return at >= 2 && (is(r, at - 1, ID_AND) || is(r, at - 1, ID_OR)) && is_year_figure(r, at - 2) &&
           is_year_figure(r, at);
}

static uint32_t point_year(reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    bool named = is_kind(r, i, DW_UNIT) && word(r, i).value == UNIT_YEAR && !word(r, i).plural;
    if (i > at && !named) return at;
    if (named) i++;
    date_expr e = expr(DX_DATE);
    uint32_t end = read_year(r, i, &e.year);
    if (end == i || (!named && !r->marked && !beside_year(r, at, end))) return at;
    if (!named && (e.year < 1400 || e.year > 2100)) return at;
    /* "2019 people", "in 1500 cases": a counted noun follows. Years stand before punctuation or grammar. */
    if (!named && word(r, at).digits == 4 && e.year != 0 && end < r->s->n && e.year < 1800) {
        const token *t = &r->s->tokens[end];
        if (!(t->flags & TOKEN_PUNCT) && word(r, end).kind != DW_WORD) return at;
    }
    if (is_kind(r, end, DW_UNIT) && word(r, end).plural) return at;
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* "the 1990s", "the nineties", "the 20th century". */
static uint32_t point_years(reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    i += is(r, i, ID_QUOTE);
    date_word w = word(r, i);
    date_expr e = expr(DX_YEARS);
    int32_t nth = 0;
    uint32_t end = i + 1;
    if (w.kind == DW_YEARS && (w.digits == 4 || i > at || r->marked)) {
        e.year = w.value < 100 ? 1900 + w.value : w.value;
        e.count = w.value % 100 == 0 && w.value >= 1000 && w.value < 2000 ? 100 : 10;
    } else if (w.kind == DW_NUMBER && (w.digits == 4 || w.digits == 2) && w.value % 10 == 0 &&
               end < r->s->n && str_eq_nocase(token_form(r->s->text, &r->s->tokens[end]), STR("s"))) {
        e.year = w.value < 100 ? 1900 + w.value : w.value;
        e.count = 10;
        end++;
    } else if ((end = read_ordinal(r, i, &nth)) > i && nth <= 22) {
        end += is(r, end, ID_DASH);
        if (!is_kind(r, end, DW_UNIT) || word(r, end).value != UNIT_CENTURY) return at;
        e.year = (nth - 1) * 100;
        e.count = 100;
        end++;
    } else {
        return at;
    }
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* "Q1 2020", "2019 q1". */
static uint32_t point_q(reader *r, uint32_t at, int32_t *top)
{
    date_expr year = expr(DX_DATE);
    uint32_t i = at, q = read_year(r, at, &year.year);
    bool year_first = q > at;
    if (q >= r->s->n) return at;
    casus_str form = token_form(r->s->text, &r->s->tokens[q]);
    if (form.len != 2 || (form.ptr[0] | 32) != 'q' || form.ptr[1] < '1' || form.ptr[1] > '4') return at;
    i = q + 1;
    if (!year_first) {
        uint32_t y = i + is(r, i, ID_OF);
        uint32_t end = read_year(r, y, &year.year);
        if (end > y) i = end;
        else if (!r->marked) return at;
    }
    date_expr e = expr(DX_NTH);
    e.unit = UNIT_QUARTER;
    e.count = form.ptr[1] - '0';
    e.span = 1;
    if (year.year) e.of = (int8_t)add(r, year);
    *top = add(r, e);
    return *top < 0 ? at : i;
}

/* "summer 2020", "the summer of 2020", "in the summer", "spring". */
static uint32_t point_season(reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    date_word w = word(r, i);
    if (w.kind != DW_SEASON) return at;
    date_expr e = expr(DX_SEASON);
    e.season = (int8_t)w.value;
    uint32_t y = i + 1 + is(r, i + 1, ID_OF);
    uint32_t end = read_year(r, y, &e.year);
    if (end == y) {
        if (!r->marked || (w.unsure && i == at) || (w.capital && w.unsure)) return at;
        end = i + 1;
        bool ends = end >= r->s->n || (r->s->tokens[end].flags & TOKEN_PUNCT) || is_kind(r, end, DW_WORD);
        if (!ends) return at;
    }
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* "the first week of January", "the last four months of 2021", "week 27 of 2019", "second half of the year". */
static uint32_t point_nth(reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    date_expr e = expr(DX_NTH);
    e.span = 1;
    date_word w = word(r, i);
    uint32_t end = read_ordinal(r, i, &e.count);
    if (end == i && w.kind == DW_REL && w.value == REL_LAST) {
        e.count = -1;
        end = i + 1;
    }
    bool numbered = false, vague = false;
    if (end == i && w.kind == DW_UNIT && w.value == UNIT_WEEK) { /* "week 27" */
        date_word n = word(r, i + 1);
        if (n.kind != DW_NUMBER || n.digits == 0 || n.value < 1 || n.value > 53) return at;
        e.count = n.value;
        e.unit = UNIT_WEEK;
        end = i + 2;
        numbered = true;
    }
    if (end == i) return at;
    if (!numbered) {
        uint32_t u = read_count(r, end, &e.span, &vague);
        if (u == end) e.span = 1;
        u += is(r, u, ID_DASH);
        date_word unit = word(r, u);
        if (unit.kind != DW_UNIT || unit.value > UNIT_YEAR) return at;
        e.unit = (uint8_t)unit.value;
        end = u + 1;
    }
    if (is(r, end, ID_OF) || is(r, end, ID_IN)) {
        int32_t of = -1;
        uint32_t behind = sub_point(r, end + 1, &of);
        if (behind == end + 1) behind = end + 1, of = -1;
        if (of >= 0) {
            e.of = (int8_t)of;
            *top = add(r, e);
            return *top < 0 ? at : behind;
        }
        if (!numbered) return at;
    }
    if (e.unit == UNIT_QUARTER || e.unit == UNIT_HALF || numbered) {
        uint32_t y = read_year(r, end, &w.value);
        if (y > end) {
            date_expr year = expr(DX_DATE);
            year.year = w.value;
            e.of = (int8_t)add(r, year);
            end = y;
        } else if (e.count < 0) {
            return at; /* "last quarter" is relative */
        } else if (!r->marked && !numbered) {
            return at;
        }
        *top = add(r, e);
        return *top < 0 ? at : end;
    }
    return at;
}

/* "the week of April 10", "the weekend of Thanksgiving", "the week beginning February 4". */
static uint32_t point_week_of(reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    date_word u = word(r, i);
    if (u.kind != DW_UNIT || u.plural || (u.value != UNIT_WEEK && u.value != UNIT_WEEKEND)) return at;
    uint32_t p = i + 1;
    bool begins = is(r, p, ID_STARTING) || (is_kind(r, p, DW_PART) && word(r, p).value == PART_EARLY);
    if (!begins && !is(r, p, ID_OF)) return at;
    p += 1 + (begins && is(r, p + 1, ID_ON));
    int32_t of = -1;
    uint32_t end = sub_point(r, p, &of);
    if (end == p || of < 0) return at;
    date_expr e = expr(DX_WEEK_OF);
    e.unit = (uint8_t)u.value;
    e.of = (int8_t)of;
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* "early September", "mid-2019", "the end of this month", "earlier this year", "late on Friday". */
static uint32_t point_part(reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    date_word w = word(r, i);
    if (w.kind != DW_PART) return at;
    bool noun = w.value == PART_EARLY || w.value == PART_LATE || w.value == PART_MID;
    uint32_t p = i + 1;
    if (is(r, p, ID_DASH) && w.value == PART_MID) p++;
    else if (is(r, p, ID_OF) && noun) p++;
    else if (i > at || w.unsure) return at; /* "the start" of something else */
    else if (is(r, p, ID_ON) || (is(r, p, ID_IN) && !noun) ||
             (is(r, p, ID_IN) && (w.value == PART_LATE || w.value == PART_EARLY))) p++;
    int32_t of = -1;
    uint32_t end = sub_point(r, p, &of);
    if (end == p && is(r, p - 1, ID_OF) && is_kind(r, p, DW_UNIT) && !word(r, p).plural) {
        date_expr unit = expr(DX_UNIT); /* "end of year" */
        unit.unit = (uint8_t)word(r, p).value;
        unit.rel = REL_THIS;
        of = add(r, unit);
        end = p + 1;
    } else if (end == p && is(r, p - 1, ID_OF) && is(r, p, ID_THE) && is_kind(r, p + 1, DW_UNIT) &&
               !word(r, p + 1).plural) {
        date_expr unit = expr(DX_UNIT); /* "the end of the year" */
        unit.unit = (uint8_t)word(r, p + 1).value;
        unit.rel = REL_THIS;
        of = add(r, unit);
        end = p + 2;
    }
    if (end == p || of < 0) return at;
    date_expr e = expr(DX_PART);
    e.part = (uint8_t)w.value;
    e.of = (int8_t)of;
    if (w.value == PART_EARLIER) r->out->flags |= DATE_PAST;
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* ---- feasts ----------------------------------------------------------------------------------------- */

static uint32_t match_words(const reader *r, uint32_t at, const char *words)
{
    casus_str rest = str_from(words), part;
    uint32_t i = at;
    while (str_split(&rest, ' ', &part)) {
        if (i >= r->s->n || !str_eq_nocase(token_form(r->s->text, &r->s->tokens[i]), part)) return at;
        i++;
    }
    return i;
}

static uint32_t point_feast(reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at;
    date_expr e = expr(DX_FEAST);
    if (is_kind(r, i, DW_REL)) {
        e.rel = (uint8_t)word(r, i).value;
        i++;
    }
    if (i >= r->s->n) return at;
    uint32_t best = i, feast = 0;
    for (uint32_t f = 0; f < feast_count(); f++) {
        /* The first letter decides for nearly all. */
        if ((r->s->text[r->s->tokens[i].start] | 32) != feast_name(f)[0]) continue;
        uint32_t end = match_words(r, i, feast_name(f));
        if (end > best) best = end, feast = f;
    }
    if (best == i) return at;
    bool capital = (r->s->tokens[i].flags & TOKEN_CAP) != 0;
    if (!capital && !r->marked && e.rel == REL_NONE) return at;
    if (at > 0 && is(r, at - 1, ID_A)) return at; /* "a new year" */
    e.feast = (uint8_t)feast;
    uint32_t y = best + (is(r, best, ID_OF) || is(r, best, ID_COMMA) || is(r, best, ID_IN));
    uint32_t end = read_year(r, y, &e.year);
    if (end == y) end = best;
    *top = add(r, e);
    if (*top >= 0 && is_kind(r, end, DW_UNIT) && word(r, end).value == UNIT_WEEKEND) {
        date_expr weekend = expr(DX_WEEK_OF);
        weekend.unit = UNIT_WEEKEND;
        weekend.of = (int8_t)*top;
        *top = add(r, weekend);
        end++;
    }
    return *top < 0 ? at : end;
}

/* ---- the point -------------------------------------------------------------------------------------- */

/* "next year's first quarter": a part of the point that was just read. */
static uint32_t point_possessed(reader *r, uint32_t at, int32_t *top)
{
    if (!is(r, at, ID_POSS)) return at;
    date_expr e = expr(DX_NTH);
    e.span = 1;
    uint32_t i = at + 1;
    uint32_t end = read_ordinal(r, i, &e.count);
    date_word unit = word(r, end);
    if (end == i || unit.kind != DW_UNIT || unit.value > UNIT_HALF) return at;
    e.unit = (uint8_t)unit.value;
    e.of = (int8_t)*top;
    int32_t nth = add(r, e);
    if (nth < 0) return at;
    *top = nth;
    return end + 1;
}

static uint32_t point(reader *r, uint32_t at, int32_t *top)
{
    typedef uint32_t (*shape)(reader *, uint32_t, int32_t *);
    static const shape SHAPES[] = {
        point_figures, point_deictic,  point_week_of, point_weekday, point_day_month, point_month,
        point_years,   point_nth,      point_shift,   point_beside,  point_relative,  point_season,
        point_part,    point_q,        point_feast,   point_year,    point_the_unit,
    };
    if (at >= r->s->n) return at;
    uint32_t best = at;
    int32_t kept = r->out->n;
    uint32_t flags = r->out->flags;
    date_phrase *out = r->out;
    for (size_t k = 0; k < sizeof SHAPES / sizeof SHAPES[0]; k++) {
        out->n = kept;
        out->flags = flags;
        best = SHAPES[k](r, at, top);
        if (best > at) break;
    }
    if (best == at) {
        out->n = kept;
        out->flags = flags;
        return at;
    }
    return point_possessed(r, best, top);
}

uint32_t date_point(const date_words *s, uint32_t at, bool marked, date_phrase *out, int32_t *top)
{
    reader r = {.s = s, .out = out, .marked = marked};
    return point(&r, at, top);
}
