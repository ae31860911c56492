/* Resolution: a date_phrase, the article's day and a tense give days.
 *
 * English of the news: a bare weekday is the last one up to the article's day when told in the
 * past, the coming one when announced; a month with a day but no year is the nearest of that
 * kind in the tense's direction. "This week" runs from Monday to the article's day when told in
 * the past, else to Sunday. Where the article's day is only known as a range, both its ends are
 * tried. */
#include "entity/date.h"

typedef struct resolver {
    const date_phrase *p;
    int32_t day; /* the article's, CASUS_NO_DAY unknown */
    day_range told;  /* the day or month told last */
    day_range frame; /* the time told last, of any length: "that year" */
    uint32_t tense;
} resolver;

static bool days_of(const resolver *r, int32_t k, int depth, day_range *out);

static day_range month_range(int32_t year, int32_t month)
{
    return (day_range){day_of(year, month, 1), day_of(year, month, 31)};
}

static day_range year_range(int32_t year, int32_t count)
{
    if (year < 1) year = 1;
    return (day_range){day_of(year, 1, 1), day_of(year + count - 1, 12, 31)};
}

/* Of three ranges in order of time, the one that the tense points at; `day` the reference. */
static day_range by_tense(const day_range *c, int n, int32_t day, uint32_t tense)
{
    int best = -1;
    int64_t nearest = INT64_MAX;
    for (int i = 0; i < n; i++) {
        int64_t ahead = (int64_t)c[i].from - day, behind = (int64_t)day - c[i].to;
        if (tense == TENSE_PAST && ahead > 0) continue;
        if (tense == TENSE_FUTURE && behind > 0) continue;
        int64_t distance = ahead > 0 ? ahead : behind > 0 ? behind : 0;
        if (distance < nearest) {
            nearest = distance;
            best = i;
        }
    }
    return c[best < 0 ? n / 2 : best];
}

/* ---- dates by their parts -------------------------------------------------------------------- */

static bool month_day(const resolver *r, const date_expr *e, day_range *out)
{
    day_range c[15];
    int n = 0, around = e->weekday >= 0 ? 7 : e->month == 2 && e->day == 29 ? 4 : 1;
    int32_t year = civil_of(r->day).year;
    for (int32_t y = year - around; y <= year + around; y++) {
        if (!civil_valid(y, e->month, e->day)) continue;
        int32_t day = day_of(y, e->month, e->day);
        if (e->weekday >= 0 && day_weekday(day) != e->weekday) continue;
        c[n++] = (day_range){day, day};
    }
    /* The nearest year that fits the weekday; one that fits none for years is the paper's slip. */
    if (n > 0) *out = by_tense(c, n, r->day, r->tense);
    bool far = n == 0 || out->from - r->day > 400 || r->day - out->from > 400;
    if (e->weekday >= 0 && far) {
        date_expr plain = *e;
        plain.weekday = -1;
        return month_day(r, &plain, out);
    }
    return n > 0;
}

static bool month_only(const resolver *r, const date_expr *e, day_range *out)
{
    civil now = civil_of(r->day);
    day_range c[3];
    for (int i = 0; i < 3; i++) c[i] = month_range(now.year - 1 + i, e->month);
    switch (e->rel) {
    case REL_THIS: *out = c[1]; break;
    case REL_LAST:
    case REL_PREVIOUS: *out = c[1].to < r->day ? c[1] : c[0]; break;
    case REL_NEXT: *out = c[1].from > r->day ? c[1] : c[2]; break;
    default: *out = by_tense(c, 3, r->day, r->tense);
    }
    return true;
}

static bool day_only(const resolver *r, const date_expr *e, day_range *out)
{
    civil now = civil_of(r->day);
    int around = e->weekday >= 0 ? 12 : e->day > 28 ? 2 : 1;
    day_range c[25];
    int n = 0;
    for (int i = -around; i <= around; i++) {
        int32_t first = day_add_months(day_of(now.year, now.month, 1), i);
        civil m = civil_of(first);
        if (e->day > month_length(m.year, m.month)) continue;
        int32_t day = first + e->day - 1;
        if (e->weekday >= 0 && day_weekday(day) != e->weekday) continue;
        c[n++] = (day_range){day, day};
    }
    if (n == 0) return false;
    *out = by_tense(c, n, r->day, r->tense);
    return true;
}

static bool date_days(const resolver *r, const date_expr *e, int depth, day_range *out)
{
    if (e->of >= 0) { /* "the 15th of next month" */
        day_range month;
        if (!days_of(r, e->of, depth, &month)) return false;
        civil c = civil_of(month.from);
        if (!civil_valid(c.year, c.month, e->day)) return false;
        *out = (day_range){month.from + e->day - 1, month.from + e->day - 1};
        return true;
    }
    if (e->year) {
        if (e->month && e->day) {
            if (!civil_valid(e->year, e->month, e->day)) return false;
            int32_t day = day_of(e->year, e->month, e->day);
            *out = (day_range){day, day};
        } else if (e->month) {
            *out = month_range(e->year, e->month);
        } else {
            *out = year_range(e->year, 1);
        }
        return true;
    }
    if (r->day == CASUS_NO_DAY) return false;
    if (e->month && e->day) return month_day(r, e, out);
    if (e->month) return month_only(r, e, out);
    return e->day ? day_only(r, e, out) : false;
}

/* ---- weekdays, units ------------------------------------------------------------------------- */

static bool weekday_days(const resolver *r, const date_expr *e, int depth, day_range *out)
{
    int32_t day = r->day;
    if (e->of >= 0) {
        day_range week;
        if (!days_of(r, e->of, depth, &week)) return false;
        day = week_start(week.from) + e->weekday;
        *out = (day_range){day, day};
        return true;
    }
    if (day == CASUS_NO_DAY) return false;
    int32_t today = day_weekday(day);
    int32_t back = (today - e->weekday + 7) % 7, on = (e->weekday - today + 7) % 7;
    switch (e->rel) {
    case REL_THIS: day = week_start(day) + e->weekday; break;
    case REL_LAST: day -= back == 0 ? 7 : back; break;
    case REL_PREVIOUS: day = week_start(day) - 7 + e->weekday; break;
    case REL_NEXT: day = week_start(day) + 7 + e->weekday; break;
    case REL_FOLLOWING: {
        int32_t base = r->told.to == CASUS_NO_DAY ? day : r->told.to;
        int32_t ahead = (e->weekday - day_weekday(base) + 7) % 7;
        day = base + (ahead == 0 ? 7 : ahead);
        break;
    }
    default: day += r->tense == TENSE_FUTURE ? on : -back;
    }
    *out = (day_range){day, day};
    return true;
}

static int32_t unit_months(uint32_t unit)
{
    switch (unit) {
    case UNIT_MONTH: return 1;
    case UNIT_QUARTER: return 3;
    case UNIT_HALF: return 6;
    case UNIT_YEAR: return 12;
    case UNIT_DECADE: return 120;
    case UNIT_CENTURY: return 1200;
    default: return 0;
    }
}

static int32_t unit_days(uint32_t unit)
{
    switch (unit) {
    case UNIT_WEEK:
    case UNIT_WORKWEEK:
    case UNIT_WEEKEND: return 7;
    case UNIT_FORTNIGHT: return 14;
    default: return 1;
    }
}

static int32_t clamp_count(int32_t count)
{
    return count > 20000 ? 20000 : count < -20000 ? -20000 : count;
}

static int32_t shift(int32_t day, uint32_t unit, int32_t count)
{
    count = clamp_count(count);
    if (unit == UNIT_HOUR) return day + count / 24;
    int32_t months = unit_months(unit);
    if (months) {
        int64_t all = (int64_t)months * count;
        if (all > 100000) all = 100000;
        if (all < -100000) all = -100000;
        return day_add_months(day, (int32_t)all);
    }
    return day + unit_days(unit) * count;
}

/* The calendar's unit that holds the day. */
static day_range unit_around(int32_t day, uint32_t unit)
{
    civil c = civil_of(day);
    int32_t months = unit_months(unit);
    if (months >= 12) {
        int32_t years = months / 12;
        int32_t first = c.year - c.year % years;
        return year_range(first, years);
    }
    if (months) {
        int32_t first = day_of(c.year, (c.month - 1) / months * months + 1, 1);
        return (day_range){first, day_add_months(first, months) - 1};
    }
    int32_t monday = week_start(day);
    switch (unit) {
    case UNIT_WEEK: return (day_range){monday, monday + 6};
    case UNIT_FORTNIGHT: return (day_range){monday, monday + 13};
    case UNIT_WORKWEEK: return (day_range){monday, monday + 4};
    case UNIT_WEEKEND: return (day_range){monday + 5, monday + 6};
    default: return (day_range){day, day};
    }
}

/* "that year", "the next day", "months later" in a story told in the past hang on a time that
 * was told before; without one they mean none that could be known. Weeks and longer are often
 * the article's own: "the following week". */
static bool is_lost(const resolver *r, const date_expr *e)
{
    if (r->tense != TENSE_PAST) return false;
    return e->rel == REL_SAME || e->unit == UNIT_DAY || e->rel == REL_FOLLOWING ||
           e->kind == DX_SHIFT;
}

static bool unit_of_days(const resolver *r, const date_expr *e, day_range *out)
{
    day_range base = {r->day, r->day};
    day_range told = e->rel == REL_SAME ? r->frame : r->told;
    if (e->anaphoric && told.from != CASUS_NO_DAY) base = told;
    else if (e->anaphoric && is_lost(r, e)) return false;
    if (base.from == CASUS_NO_DAY) return false;
    int32_t count = e->count == 0 ? 1 : e->count;
    bool back = e->rel == REL_LAST || e->rel == REL_PREVIOUS;
    bool ahead = e->rel == REL_NEXT || e->rel == REL_FOLLOWING;
    int32_t from = back ? base.from : base.to;
    day_range here = unit_around(from, e->unit);
    if (e->unit == UNIT_WEEKEND && e->rel == REL_THIS && r->tense == TENSE_PAST && here.from > from)
        back = true; /* "over the weekend", told on a Monday */
    if (back || ahead) {
        *out = unit_around(shift(here.from, e->unit, back ? -count : count), e->unit);
        return true;
    }
    *out = here;
    bool clip = e->rel == REL_THIS && r->tense == TENSE_PAST && e->unit != UNIT_WEEKEND;
    if (clip && r->day >= out->from && r->day < out->to) out->to = r->day;
    return true;
}

static bool span_days(const resolver *r, const date_expr *e, day_range *out)
{
    if (r->day == CASUS_NO_DAY) return false;
    bool back = e->rel == REL_LAST || e->rel == REL_PREVIOUS;
    if (e->unit == UNIT_QUARTER || e->unit == UNIT_WEEKEND || e->unit == UNIT_DECADE) {
        day_range here = unit_around(r->day, e->unit);
        if (back) {
            *out = (day_range){shift(here.from, e->unit, -e->count), here.from - 1};
        } else {
            int32_t first = unit_around(shift(here.from, e->unit, 1), e->unit).from;
            *out = (day_range){first, shift(first, e->unit, e->count) - 1};
        }
        return true;
    }
    if (back) *out = (day_range){shift(r->day, e->unit, -e->count), r->day};
    else *out = (day_range){r->day + (e->unit != UNIT_HOUR), shift(r->day, e->unit, e->count)};
    if (out->to < out->from) out->to = out->from;
    return true;
}

static bool shift_days(const resolver *r, const date_expr *e, int depth, day_range *out)
{
    day_range base = {r->day, r->day};
    if (e->of >= 0) {
        if (!days_of(r, e->of, depth, &base)) return false;
    } else if (e->anaphoric && r->told.from != CASUS_NO_DAY) {
        base = r->told;
    } else if (e->anaphoric && e->count > 0 && is_lost(r, e)) {
        return false;
    }
    if (base.from == CASUS_NO_DAY) return false;
    int32_t day = shift(e->count < 0 ? base.from : base.to, e->unit, e->count);
    *out = (day_range){day, day};
    return true;
}

/* ---- parts of a unit ------------------------------------------------------------------------- */

/* A week belongs to the month or year that holds its Thursday. */
static day_range nth_week(day_range in, int32_t nth, int32_t span)
{
    int32_t first = week_start(in.from + 3), last = week_start(in.to - 3);
    int32_t monday = nth > 0 ? first + 7 * (nth - 1) : last - 7 * (span - 1);
    return (day_range){monday, monday + 7 * span - 1};
}

static bool nth_days(const resolver *r, const date_expr *e, int depth, day_range *out)
{
    day_range in;
    int32_t nth = clamp_count(e->count), span = clamp_count(e->span < 1 ? 1 : e->span);
    if (e->of >= 0) {
        if (!days_of(r, e->of, depth, &in)) return false;
    } else {
        if (r->day == CASUS_NO_DAY) return false;
        in = unit_around(r->day, UNIT_YEAR);
    }
    int32_t months = unit_months(e->unit);
    if (e->unit == UNIT_WEEK || e->unit == UNIT_WEEKEND || e->unit == UNIT_WORKWEEK) {
        *out = nth_week(in, nth, span);
        if (e->unit == UNIT_WEEKEND) out->from += 5;
        if (e->unit == UNIT_WORKWEEK) out->to -= 2;
    } else if (months) {
        int32_t from =
            nth > 0 ? shift(in.from, e->unit, nth - 1) : shift(in.to + 1, e->unit, -span);
        *out = (day_range){from, shift(from, e->unit, span) - 1};
    } else {
        int32_t length = unit_days(e->unit);
        int32_t from = nth > 0 ? in.from + length * (nth - 1) : in.to + 1 - length * span;
        *out = (day_range){from, from + length * span - 1};
    }
    if (e->of < 0 && out->from > r->day && r->tense == TENSE_PAST) {
        out->from = day_add_months(out->from, -12);
        out->to = day_add_months(out->to, -12);
    }
    return out->from <= out->to;
}

static bool part_days(const resolver *r, const date_expr *e, int depth, day_range *out)
{
    resolver whole = *r;
    whole.tense = r->tense == TENSE_PAST && (e->part == PART_LATE || e->part == PART_LATER)
                      ? TENSE_UNKNOWN
                      : r->tense;
    day_range in;
    if (!days_of(e->part == PART_EARLY || e->part == PART_MID ? r : &whole, e->of, depth, &in))
        return false;
    bool inside = r->day != CASUS_NO_DAY && r->day >= in.from && r->day <= in.to;
    int32_t length = in.to - in.from + 1;
    *out = in;
    if (length == 1) return true; /* "early Saturday" */
    if (e->part == PART_EARLIER && inside) {
        out->to = r->day;
    } else if (e->part == PART_LATER && inside) {
        out->from = r->day;
    } else if (length >= 365 && length <= 366) {
        int32_t year = civil_of(in.from).year;
        int32_t third = e->part == PART_MID                             ? 1
                        : e->part == PART_LATE || e->part == PART_LATER ? 2
                                                                        : 0;
        *out = (day_range){day_of(year, 4 * third + 1, 1), day_of(year, 4 * third + 4, 31)};
    } else {
        int32_t a = length / 3, b = length - length / 3;
        if (e->part == PART_MID) *out = (day_range){in.from + a, in.from + b - 1};
        else if (e->part == PART_LATE || e->part == PART_LATER) out->from = in.from + 2 * a;
        else out->to = in.from + a - (length > 7);
        if (length == 31) {
            if (e->part == PART_LATE || e->part == PART_LATER) out->from = in.from + 20;
            else out->to = in.from + (e->part == PART_MID ? 19 : 9);
        }
    }
    return out->from <= out->to;
}

static bool week_of_days(const resolver *r, const date_expr *e, int depth, day_range *out)
{
    day_range of;
    if (!days_of(r, e->of, depth, &of)) return false;
    int32_t monday = week_start(of.from), weekday = day_weekday(of.from);
    if (e->unit == UNIT_WEEK) {
        *out = (day_range){monday, monday + 6};
    } else if (weekday <= TUESDAY) { /* a feast makes the weekend long */
        *out = (day_range){monday - 2, of.from};
    } else {
        int32_t from = weekday == THURSDAY || weekday == FRIDAY ? of.from : monday + 5;
        *out = (day_range){from, monday + 6};
    }
    return true;
}

/* ---- feasts and seasons ---------------------------------------------------------------------- */

/* Of last year's, this year's and next year's, the one that rel or tense asks for. */
static day_range choose(const resolver *r, const day_range c[3], uint32_t rel)
{
    switch (rel) {
    case REL_THIS:
    case REL_SAME: return c[1];
    case REL_LAST:
    case REL_PREVIOUS: return c[1].to < r->day ? c[1] : c[0];
    case REL_NEXT: return c[1].from > r->day ? c[1] : c[2];
    default: return by_tense(c, 3, r->day, r->tense);
    }
}

static day_range season_range(int32_t year, int32_t season)
{
    int32_t first = season == 0 ? day_of(year, 12, 1) : day_of(year, 3 * season, 1);
    return (day_range){first, day_add_months(first, 3) - 1};
}

static bool feast_days(const resolver *r, const date_expr *e, day_range *out)
{
    if (e->year) {
        if (e->kind == DX_SEASON) *out = season_range(e->year, e->season);
        return e->kind == DX_SEASON || feast_in_year(e->feast, e->year, out);
    }
    if (r->day == CASUS_NO_DAY) return false;
    int32_t year = civil_of(r->day).year;
    if (e->rel == REL_SAME) { /* "that spring" */
        if (r->frame.from == CASUS_NO_DAY && r->tense == TENSE_PAST) return false;
        if (r->frame.from != CASUS_NO_DAY) year = civil_of(r->frame.from).year;
    }
    day_range c[3];
    for (int i = 0; i < 3; i++) {
        if (e->kind == DX_SEASON) c[i] = season_range(year - 1 + i, e->season);
        else if (!feast_in_year(e->feast, year - 1 + i, &c[i])) return false;
    }
    /* A winter that began last year is this one until March. */
    if (e->kind == DX_SEASON && e->season == 0 && e->rel == REL_THIS && r->day <= c[0].to) {
        *out = c[0];
        return true;
    }
    *out = choose(r, c, e->rel);
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static bool days_of(const resolver *r, int32_t k, int depth, day_range *out)
{
    if (k < 0 || k >= r->p->n || depth > DATE_MAX_EXPR) return false;
    const date_expr *e = &r->p->x[k];
    switch (e->kind) {
    case DX_DATE: return date_days(r, e, depth + 1, out);
    case DX_WEEKDAY: return weekday_days(r, e, depth + 1, out);
    case DX_OFFSET:
        if (r->day == CASUS_NO_DAY) return false;
        *out = (day_range){r->day + e->count, r->day + e->count};
        return true;
    case DX_UNIT: return unit_of_days(r, e, out);
    case DX_SPAN: return span_days(r, e, out);
    case DX_SHIFT: return shift_days(r, e, depth + 1, out);
    case DX_NTH: return nth_days(r, e, depth + 1, out);
    case DX_PART: return part_days(r, e, depth + 1, out);
    case DX_FEAST:
    case DX_SEASON: return feast_days(r, e, out);
    case DX_WEEK_OF: return week_of_days(r, e, depth + 1, out);
    case DX_YEARS: *out = year_range(e->year, e->count); return true;
    default: return false;
    }
}

/* Does this expression's place in time depend on another's: "to Friday", "to 5 May"? */
static bool open_ended(const date_expr *e)
{
    return (e->kind == DX_DATE && e->year == 0 && e->of < 0 && e->rel == REL_NONE) ||
           (e->kind == DX_WEEKDAY && e->rel == REL_NONE && e->of < 0) ||
           (e->kind == DX_PART && e->of >= 0);
}

/* Both ends, the second counted from the first where it says no more than "Friday" or "5 May". */
static bool range_from(const resolver *r, day_range *from, day_range *to)
{
    if (!days_of(r, r->p->from, 0, from)) return false;
    resolver after = *r;
    if (open_ended(&r->p->x[r->p->to])) {
        after.day = from->from;
        after.tense = TENSE_FUTURE;
    }
    return days_of(&after, r->p->to, 0, to);
}

static bool range_days(const resolver *r, day_range *out)
{
    const date_expr *a = &r->p->x[r->p->from], *b = &r->p->x[r->p->to];
    day_range from, to;
    if (open_ended(a) && !open_ended(b) && b->kind == DX_DATE && b->year) {
        resolver before = *r; /* "from May to Oct 2020" */
        if (!days_of(r, r->p->to, 0, &to)) return false;
        before.day = to.to;
        before.tense = TENSE_PAST;
        if (!days_of(&before, r->p->from, 0, &from)) return false;
    } else {
        if (!range_from(r, &from, &to)) return false;
        resolver begun =
            *r; /* what is announced may have begun: "from 1 to 7 October", told on the 4th */
        begun.tense = TENSE_PAST;
        day_range f, t;
        if (r->tense == TENSE_FUTURE && range_from(&begun, &f, &t) && t.to >= r->day)
            from = f, to = t;
    }
    *out = (day_range){from.from, to.to};
    return out->from <= out->to;
}

static bool resolve_on(const date_phrase *p, int32_t day, const date_context *c, uint32_t tense,
                       day_range *out)
{
    resolver r = {.p = p, .day = day, .told = c->told, .frame = c->frame, .tense = tense};
    if (p->from < 0) return false;
    if (p->to >= 0) return range_days(&r, out);
    if (!days_of(&r, p->from, 0, out)) return false;
    switch (p->bound) {
    case BOUND_BEFORE:
    case BOUND_UNTIL: {
        /* "before the end of the year" may be its last days. */
        bool end = p->x[p->from].kind == DX_PART && p->x[p->from].part == PART_LATE;
        int32_t to = p->bound == BOUND_BEFORE && !end ? out->from - 1 : out->to;
        out->from = day != CASUS_NO_DAY && day <= to && tense != TENSE_PAST ? day : CASUS_NO_DAY;
        out->to = to;
        break;
    }
    case BOUND_AFTER: out->from = out->to + 1; /* fall through */
    case BOUND_SINCE:
        if (day != CASUS_NO_DAY && day > out->from && tense != TENSE_FUTURE) out->to = day;
        if (out->to < out->from) out->to = out->from;
        break;
    default: break;
    }
    return true;
}

bool date_resolve(const date_phrase *phrase, const date_context *context, day_range *out)
{
    uint32_t tense = context->tense == TENSE_PRESENT ? (uint32_t)TENSE_FUTURE : context->tense;
    if (phrase->flags & DATE_FUTURE) tense = TENSE_FUTURE;
    if (phrase->flags & DATE_PAST) tense = TENSE_PAST;
    if (!resolve_on(phrase, context->article.from, context, tense, out)) return false;
    if (context->article.from == context->article.to) return true;
    day_range late;
    if (!resolve_on(phrase, context->article.to, context, tense, &late)) return true;
    if (late.from < out->from) out->from = late.from;
    if (late.to > out->to) out->to = late.to;
    return true;
}

static bool expr_is_relative(const date_phrase *p, int32_t k)
{
    for (int depth = 0; k >= 0 && k < p->n && depth < DATE_MAX_EXPR; depth++) {
        const date_expr *e = &p->x[k];
        if (e->kind == DX_YEARS) return false;
        if ((e->kind == DX_DATE || e->kind == DX_FEAST || e->kind == DX_SEASON) && e->year)
            return false;
        k = e->of;
    }
    return true;
}

bool date_is_relative(const date_phrase *p)
{
    if (p->from < 0) return false;
    if (p->to < 0) return expr_is_relative(p, p->from);
    return expr_is_relative(p, p->from) && expr_is_relative(p, p->to);
}
