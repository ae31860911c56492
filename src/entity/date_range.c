/* Ranges of days and times, and what stands in a row: "from 3 to 5 May", "2014-2018", "Monday and
 * Tuesday". What the first end lacks it takes from the second. */
#include "entity/date_phrase.h"

/* Is there a word between the two ends of a range at `at`? Gives the token behind it. */
static uint32_t read_range_word(const date_words *s, uint32_t at, bool between)
{
    if (date_word_is(s, at, ID_TO) || date_word_is(s, at, ID_UNTIL) ||
        date_word_is(s, at, ID_THROUGH))
        return at + 1;
    if (date_word_is(s, at, ID_DASH)) return at + 1;
    if (between && date_word_is(s, at, ID_AND)) return at + 1;
    return at;
}

static uint32_t read_bare_day(const date_words *s, uint32_t at, int32_t *day)
{
    uint32_t i = at + date_word_is(s, at, ID_THE);
    date_word w = date_word_at(s, i);
    bool good = ((w.kind == DW_NUMBER && i == at) || w.kind == DW_ORDINAL) && w.value >= 1 &&
                w.value <= 31 && w.digits <= 2;
    *day = w.value;
    return good ? i + 1 : at;
}

/* "7-1/8": a number with its fraction. */
static bool is_fraction(const date_words *s, uint32_t dash)
{
    if (!date_word_is(s, dash, ID_DASH) || dash + 1 >= s->n) return false;
    casus_str form = token_form(s->text, &s->tokens[dash + 1]);
    return memchr(form.ptr, '/', form.len) != NULL && form.len <= 5;
}

uint32_t date_read_days_range(const date_words *s, uint32_t at, bool between, date_phrase *out)
{
    int32_t day = 0, top = -1;
    uint32_t i = read_bare_day(s, at, &day);
    if (i == at || is_fraction(s, i)) return at;
    uint32_t b = read_range_word(s, i, between);
    bool joined =
        b == i && (date_word_is(s, i, ID_AND) || date_word_is(s, i, ID_OR)); /* "3 and 4 May" */
    if (b == i && !joined) return at;
    if (joined) b++;
    uint32_t end = date_point(s, b, true, out, &top);
    if (end == b || top < 0 || out->n >= DATE_MAX_EXPR) {
        out->n = 0;
        return at;
    }
    date_expr e = out->x[top];
    bool bare =
        e.month == 0 && e.of < 0 &&
        !(joined && date_word_at(s, i - 1).kind == DW_ORDINAL); /* "the 20th and the 21st" */
    if (e.kind != DX_DATE || e.day == 0 || bare || day >= e.day || (joined && day + 1 < e.day)) {
        out->n = 0;
        return at;
    }
    e.day = (int8_t)day;
    e.weekday = -1;
    out->x[out->n] = e;
    out->from = out->n++;
    out->to = top;
    return end;
}

uint32_t date_read_listed_day(const date_words *s, uint32_t at, date_phrase *out)
{
    int32_t day = 0, other = 0, top = -1;
    uint32_t first = read_bare_day(s, at, &day), i = first;
    if (first == at) return at;
    for (int k = 0; k < 5; k++) {
        bool comma = date_word_is(s, i, ID_COMMA);
        uint32_t next = i + comma;
        bool last = date_word_is(s, next, ID_AND) || date_word_is(s, next, ID_OR);
        next += last;
        if (next == i) break;
        if (last) {
            uint32_t end = date_point(s, next, true, out, &top);
            const date_expr *e = top >= 0 ? &out->x[top] : NULL;
            if (end == next || !e || e->kind != DX_DATE || !e->month || !e->day || e->of >= 0)
                break;
            out->x[top].day = (int8_t)day;
            out->x[top].weekday = -1;
            out->from = top;
            return first;
        }
        uint32_t end = read_bare_day(s, next, &other);
        if (end == next) break;
        i = end;
    }
    out->n = 0;
    return at;
}

/* "May 3 and 4", "September 25 or 26": two days that follow each other. */
static uint32_t read_next_day(const date_words *s, uint32_t at, date_phrase *out)
{
    const date_expr *a = &out->x[out->from];
    int32_t day = 0;
    if ((!date_word_is(s, at, ID_AND) && !date_word_is(s, at, ID_OR)) || a->kind != DX_DATE ||
        !a->month || out->n >= DATE_MAX_EXPR)
        return at;
    uint32_t end = read_bare_day(s, at + 1, &day);
    bool ends =
        end >= s->n || (s->tokens[end].flags & TOKEN_PUNCT) || date_word_at(s, end).kind == DW_WORD;
    if (end == at + 1 || day != a->day + 1 || !ends || date_glued(s, end - 1)) return at;
    date_expr e = *a;
    e.day = (int8_t)day;
    e.weekday = -1;
    out->x[out->n] = e;
    out->to = out->n++;
    return end;
}

/* "1998-99", "1914-18", "2019/20": years of two figures behind years of four. */
static uint32_t read_short_year(const date_words *s, uint32_t at, date_phrase *out)
{
    const date_expr *a = &out->x[out->from];
    date_word w = date_word_at(s, at + 1);
    bool glued = at > 0 && date_glued(s, at - 1) && date_glued(s, at);
    bool later = w.value > a->year % 100 || w.value == (a->year + 1) % 100;
    if (a->kind != DX_DATE || !a->year || a->month || !glued || w.kind != DW_NUMBER ||
        w.digits != 2 || !later || out->n >= DATE_MAX_EXPR)
        return at;
    date_expr e = *a;
    e.year += (w.value - a->year % 100 + 100) % 100;
    out->x[out->n] = e;
    out->to = out->n++;
    return at + 2;
}

/* What the first end lacks and the second has: the week of "Monday to Friday next week", the year
 * of "Q1 to Q3 2015" and of "the spring and the summer of 2020". */
static void share(date_phrase *out)
{
    date_expr *a = &out->x[out->from];
    const date_expr *b = &out->x[out->to];
    if (a->kind != b->kind || a->of >= 0 || a->rel != REL_NONE) return;
    bool week =
        a->kind == DX_WEEKDAY && b->rel == REL_NONE && b->of >= 0 && out->x[b->of].kind == DX_UNIT;
    bool part = a->kind == DX_NTH && a->unit == b->unit;
    if (week || part) a->of = b->of;
    if ((a->kind == DX_SEASON || a->kind == DX_FEAST) && !a->year && !a->year_rel) {
        a->year = b->year;
        a->year_rel = b->year_rel;
    }
}

/* Does b follow a as the next day, month, year or decade? */
static bool is_next(const date_expr *a, const date_expr *b)
{
    if (a->kind != b->kind || a->of >= 0 || b->rel != REL_NONE) return false;
    if (a->kind == DX_WEEKDAY) return b->weekday == (a->weekday + 1) % 7;
    if (b->of >= 0) return false;
    if (a->kind == DX_YEARS) return b->year == a->year + a->count && b->count == a->count;
    if (a->kind != DX_DATE || a->day || b->day) return false;
    if (!a->month) return !b->month && a->year && b->year == a->year + 1;
    return b->month == a->month % 12 + 1 && (!a->year || a->year == b->year);
}

/* "Monday and Tuesday", "2014 and 2015", "the 1970s and 1980s". */
static uint32_t read_next_time(const date_words *s, uint32_t at, date_phrase *out)
{
    if (!date_word_is(s, at, ID_AND)) return at;
    int32_t top = -1, kept = out->n;
    uint32_t flags = out->flags, end = date_point(s, at + 1, true, out, &top);
    if (end > at + 1 && top >= 0 && is_next(&out->x[out->from], &out->x[top])) {
        out->to = top;
        share(out);
        return end;
    }
    out->n = kept;
    out->flags = flags;
    return at;
}

uint32_t date_read_range_end(const date_words *s, uint32_t at, bool between, date_phrase *out)
{
    date_expr *a = &out->x[out->from];
    uint32_t short_year = read_short_year(s, at, out);
    if (short_year > at) return short_year;
    bool resumed = out->preposition == ID_FROM && date_word_is(s, at, ID_COMMA) &&
                   date_word_is(s, at + 1, ID_TO); /* "from December 28, 2019, to January 3" */
    uint32_t b = read_range_word(s, at + resumed, between);
    if (b == at + resumed) {
        uint32_t next = read_next_day(s, at, out);
        return next > at ? next : read_next_time(s, at, out);
    }
    if (out->n >= DATE_MAX_EXPR) return at;
    int32_t top = -1, kept = out->n;
    uint32_t end = date_point(s, b, true, out, &top);
    if (end > b && top >= 0) {
        date_expr *e = &out->x[top];
        /* "2014-2018" is a range, "Sept 25 - the ..." is not: both ends must be of one kind. */
        if (!date_word_is(s, at, ID_DASH) || e->kind == a->kind) {
            out->to = top;
            share(out);
            return end;
        }
    }
    out->n = kept;
    int32_t day = 0; /* "November 18-19": the second end takes the first's month */
    end = read_bare_day(s, b, &day);
    if (end == b || a->kind != DX_DATE || a->day == 0 || day <= a->day) return at;
    date_expr e = *a;
    e.day = (int8_t)day;
    e.weekday = -1;
    date_word comma = date_word_at(s, end);
    uint32_t y = end + (comma.kind == DW_WORD && comma.value == ID_COMMA);
    date_word year = date_word_at(s, y);
    if (a->year == 0 && year.kind == DW_NUMBER && year.digits == 4 && year.value >= 1000 &&
        year.value < 2200) {
        a->year = e.year = year.value;
        end = y + 1;
    }
    out->x[out->n] = e;
    out->to = out->n++;
    return end;
}

bool date_read_months(const date_words *s, uint32_t at, date_phrase *out)
{
    date_word a = date_word_at(s, at);
    uint32_t b = read_range_word(s, at + 1, false);
    if (a.kind != DW_MONTH || (a.unsure && !a.capital) || b == at + 1) return false;
    date_word w = date_word_at(s, b);
    if (w.kind != DW_MONTH || (w.unsure && !w.capital)) return false;
    int32_t top = -1;
    uint32_t end = date_point(s, b, true, out, &top);
    if (end == b || top < 0 || out->n >= DATE_MAX_EXPR) return false;
    out->x[out->n] =
        (date_expr){.kind = DX_DATE, .weekday = -1, .of = -1, .month = (int8_t)a.value};
    out->from = out->n++;
    out->to = top;
    out->last = out->head = end - 1;
    return true;
}
