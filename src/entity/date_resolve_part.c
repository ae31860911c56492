/* Days of parts of units ("the first week of May", "late 2019"), of feasts and of seasons. */
#include "entity/date_resolver.h"

/* ---- parts of a unit ------------------------------------------------------------------------- */

/* A week belongs to the month or year that holds its Thursday. */
static day_range nth_week(day_range in, int32_t nth, int32_t span)
{
    int32_t first = week_start(in.from + 3), last = week_start(in.to - 3);
    int32_t monday = nth > 0 ? first + 7 * (nth - 1) : last - 7 * (span - 1);
    return (day_range){monday, monday + 7 * span - 1};
}

/* "the third Friday of May"; false where there is none. */
static bool nth_weekday_in(day_range in, int32_t weekday, int32_t nth, day_range *out)
{
    int32_t day = nth > 0 ? in.from + (weekday - day_weekday(in.from) + 7) % 7 + 7 * (nth - 1)
                          : in.to - (day_weekday(in.to) - weekday + 7) % 7;
    *out = (day_range){day, day};
    return day >= in.from && day <= in.to;
}

bool resolve_nth(const date_resolver *r, const date_expr *e, int depth, day_range *out)
{
    day_range in;
    int32_t nth = clamp_count(e->count), span = clamp_count(e->span < 1 ? 1 : e->span);
    if (e->of >= 0) {
        date_resolver whole = *r; /* of the whole of "this month" */
        if (e->of < r->p->n && r->p->x[e->of].kind == DX_UNIT && r->tense == TENSE_PAST)
            whole.tense = TENSE_UNKNOWN;
        if (!resolve_expr(&whole, e->of, depth, &in)) return false;
    } else {
        if (r->day == CASUS_NO_DAY) return false;
        in = unit_around(r->day, UNIT_YEAR);
    }
    if (e->weekday >= 0) return nth_weekday_in(in, e->weekday, nth, out);
    if (e->unit == UNIT_WORKDAY) {
        int32_t day =
            unit_shift(nth > 0 ? in.from - 1 : in.to + 1, UNIT_WORKDAY, nth > 0 ? nth : -1);
        *out = (day_range){day, day};
        return day >= in.from && day <= in.to;
    }
    if (e->unit == UNIT_WEEKEND) {
        if (!nth_weekday_in(in, SATURDAY, nth, out)) return false;
        out->to = out->from + 7 * (span - 1) + 1;
        return true;
    }
    if (e->unit == UNIT_HALF && in.to - in.from < 100) { /* of a month or a quarter */
        int32_t half = (in.to - in.from + 1) / 2;
        *out = nth == 1 ? (day_range){in.from, in.from + half - 1}
                        : (day_range){in.from + half, in.to};
        return true;
    }
    if (e->unit == UNIT_HALF && in.to - in.from > 3 * 366) { /* of a decade or century */
        int32_t year = civil_of(in.from).year, half = (civil_of(in.to).year - year + 1) / 2;
        *out = years_range(nth == 1 ? year : year + half, half);
        return true;
    }
    int32_t months = unit_months(e->unit);
    if (e->unit == UNIT_WEEK || e->unit == UNIT_WORKWEEK) {
        *out = nth_week(in, nth, span);
        if (e->unit == UNIT_WORKWEEK) out->to -= 2;
    } else if (months) {
        int32_t from =
            nth > 0 ? unit_shift(in.from, e->unit, nth - 1) : unit_shift(in.to + 1, e->unit, -span);
        *out = (day_range){from, unit_shift(from, e->unit, span) - 1};
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

bool resolve_part(const date_resolver *r, const date_expr *e, int depth, day_range *out)
{
    date_resolver whole = *r;
    /* of the whole of "this year", not of what is over of it */
    bool unit = e->of >= 0 && e->of < r->p->n && r->p->x[e->of].kind == DX_UNIT;
    bool late = e->part == PART_LATE || e->part == PART_LATER;
    bool until = r->p->bound == BOUND_UNTIL || r->p->bound == BOUND_BEFORE; /* it may be to come */
    if (r->tense == TENSE_PAST && (unit || (late && until)) && e->part != PART_EARLIER)
        whole.tense = TENSE_UNKNOWN;
    day_range in;
    if (!resolve_expr(&whole, e->of, depth, &in)) return false;
    const date_expr *of = &r->p->x[e->of];
    if (of->kind == DX_DATE && of->month && !of->year && whole.tense == TENSE_PAST && late &&
        r->day >= in.from && r->day < in.to - 10) { /* "in late March", told on the 5th */
        whole.day = in.from - 1;
        if (!resolve_expr(&whole, e->of, depth, &in)) return false;
    }
    bool inside = r->day != CASUS_NO_DAY && r->day >= in.from && r->day <= in.to;
    int32_t length = in.to - in.from + 1;
    *out = in;
    if (length == 1) return true; /* "early Saturday" */
    if (e->turn) {                /* "the turn of the year", "of the century" */
        int32_t year = civil_of(in.from).year;
        *out = length > 366 ? years_range(year - 1, 3) : (day_range){in.from - 15, in.from + 14};
    } else if (e->part == PART_REST) {
        if (inside) out->from = r->day;
    } else if (e->part == PART_EARLIER && inside) {
        out->to = r->day;
    } else if (e->part == PART_LATER && inside) {
        out->from = r->day;
    } else if (length >= 365 && length <= 366) {
        int32_t year = civil_of(in.from).year;
        int32_t third = e->part == PART_MID                             ? 1
                        : e->part == PART_LATE || e->part == PART_LATER ? 2
                                                                        : 0;
        *out = (day_range){day_of(year, 4 * third + 1, 1), day_of(year, 4 * third + 4, 31)};
    } else if (length > 3 * 366) { /* "the early 1990s", in whole years */
        int32_t year = civil_of(in.from).year, years = civil_of(in.to).year - year + 1;
        int32_t first = (years + 2) / 3, last = years / 3; /* 4, 3 and 3 of ten */
        if (e->part == PART_MID) *out = years_range(year + first, years - first - last);
        else if (late) *out = years_range(year + years - last, last);
        else *out = years_range(year, first);
    } else {
        int32_t a = length / 3, b = length - length / 3;
        if (e->part == PART_MID) *out = (day_range){in.from + a, in.from + b - 1};
        else if (late) out->from = in.from + 2 * a;
        else out->to = in.from + a - (length > 7);
        if (length == 31) {
            if (late) out->from = in.from + 20;
            else out->to = in.from + (e->part == PART_MID ? 19 : 9);
        }
    }
    return out->from <= out->to;
}

bool resolve_week_of(const date_resolver *r, const date_expr *e, int depth, day_range *out)
{
    day_range of;
    if (!resolve_expr(r, e->of, depth, &of)) return false;
    int32_t monday = week_start(of.from), weekday = day_weekday(of.from);
    if (e->unit == UNIT_MONTH || e->unit == UNIT_QUARTER) {
        *out = unit_around(of.from, e->unit);
        return true;
    }
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
static day_range choose(const date_resolver *r, const day_range c[3], uint32_t rel)
{
    switch (rel) {
    case REL_THIS:
    case REL_SAME: return c[1];
    case REL_LAST:
    case REL_PREVIOUS: return c[1].to < r->day ? c[1] : c[0];
    case REL_NEXT: return c[1].from > r->day ? c[1] : c[2];
    default: return resolve_by_tense(c, 3, r->day, r->tense);
    }
}

static day_range season_range(int32_t year, int32_t season)
{
    int32_t first = season == 0 ? day_of(year, 12, 1) : day_of(year, 3 * season, 1);
    return (day_range){first, day_add_months(first, 3) - 1};
}

bool resolve_feast(const date_resolver *r, const date_expr *e, day_range *out)
{
    if (e->year) {
        if (e->kind == DX_SEASON) *out = season_range(e->year, e->season);
        return e->kind == DX_SEASON || feast_in_year(e->feast, e->year, out);
    }
    if (e->year_rel) {
        date_expr dated = *e;
        dated.year_rel = 0;
        return resolve_year(r, e->year_rel, &dated.year) && resolve_feast(r, &dated, out);
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
