/* Days of units and of counts of them: "last week", "the past three days", "two weeks ago". */
#include "entity/date_resolver.h"

day_range years_range(int32_t year, int32_t count)
{
    if (year < 1) year = 1;
    return (day_range){day_of(year, 1, 1), day_of(year + count - 1, 12, 31)};
}

int32_t clamp_count(int32_t count)
{
    return count > 20000 ? 20000 : count < -20000 ? -20000 : count;
}

/* Counts the days from Monday to Friday alone. */
static int32_t workday_shift(int32_t day, int32_t count)
{
    int32_t step = count < 0 ? -1 : 1;
    day += 7 * (count / 5);
    for (int32_t left = count % 5; left != 0;) {
        day += step;
        if (day_weekday(day) < SATURDAY) left -= step;
    }
    while (day_weekday(day) >= SATURDAY) day += step;
    return day;
}

int32_t unit_shift(int32_t day, uint32_t unit, int32_t count)
{
    count = clamp_count(count);
    if (unit == UNIT_HOUR) return day + count / 24;
    if (unit == UNIT_WORKDAY) return workday_shift(day, count);
    int32_t months = unit_months(unit);
    if (months) {
        int64_t all = (int64_t)months * count;
        if (all > 100000) all = 100000;
        if (all < -100000) all = -100000;
        return day_add_months(day, (int32_t)all);
    }
    return day + unit_days(unit) * count;
}

day_range unit_around(int32_t day, uint32_t unit)
{
    civil c = civil_of(day);
    int32_t months = unit_months(unit);
    if (months >= 12) {
        int32_t years = months / 12;
        int32_t first = c.year - c.year % years;
        return years_range(first, years);
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
 * was told before; without one they mean none that could be known, as what comes after the
 * article's own day cannot be past. "The day before", "the same week" are then the article's own.
 */
static bool is_lost(const date_resolver *r, const date_expr *e)
{
    if (r->tense != TENSE_PAST) return false;
    if (e->rel == REL_SAME)
        return e->unit == UNIT_DAY || (e->unit >= UNIT_QUARTER && e->unit <= UNIT_CENTURY);
    return (e->unit == UNIT_DAY && e->rel != REL_PREVIOUS) || e->rel == REL_FOLLOWING ||
           e->kind == DX_SHIFT;
}

/* "the week before Christmas", "the year after 2010": up to the other time, or from it on. */
static bool unit_beside(const date_resolver *r, const date_expr *e, int depth, day_range *out)
{
    day_range of;
    if (!resolve_expr(r, e->of, depth, &of)) return false;
    if (e->unit == UNIT_WEEKEND) {
        int32_t before = of.from - 2, after = of.to + 1;
        int32_t saturday = e->rel == REL_PREVIOUS
                               ? before - (day_weekday(before) - SATURDAY + 7) % 7
                               : after + (SATURDAY - day_weekday(after) + 7) % 7;
        *out = (day_range){saturday, saturday + 1};
        return true;
    }
    if (e->rel == REL_PREVIOUS) *out = (day_range){unit_shift(of.from, e->unit, -1), of.from - 1};
    else *out = (day_range){of.to + 1, unit_shift(of.to + 1, e->unit, 1) - 1};
    return true;
}

bool resolve_unit(const date_resolver *r, const date_expr *e, int depth, day_range *out)
{
    if (e->of >= 0) return unit_beside(r, e, depth, out);
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
        *out = unit_around(unit_shift(here.from, e->unit, back ? -count : count), e->unit);
        return true;
    }
    *out = here;
    bool clip = e->rel == REL_THIS && r->tense == TENSE_PAST && e->unit != UNIT_WEEKEND;
    if (clip && r->day >= out->from && r->day < out->to) out->to = r->day;
    return true;
}

bool resolve_span(const date_resolver *r, const date_expr *e, day_range *out)
{
    if (r->day == CASUS_NO_DAY) return false;
    bool back = e->rel == REL_LAST || e->rel == REL_PREVIOUS;
    if (e->unit == UNIT_QUARTER || e->unit == UNIT_WEEKEND) {
        day_range here = unit_around(r->day, e->unit);
        if (back) {
            *out = (day_range){unit_shift(here.from, e->unit, -e->count), here.from - 1};
            if (e->unit == UNIT_WEEKEND) out->to = here.from - 6; /* the last one's Sunday */
        } else {
            int32_t first = unit_around(unit_shift(here.from, e->unit, 1), e->unit).from;
            *out = (day_range){first, unit_shift(first, e->unit, e->count) - 1};
        }
        return true;
    }
    if (back) *out = (day_range){unit_shift(r->day, e->unit, -e->count) - e->span, r->day};
    else
        *out = (day_range){r->day + (e->unit != UNIT_HOUR),
                           unit_shift(r->day, e->unit, e->count) + e->span};
    if (out->to < out->from) out->to = out->from;
    return true;
}

/* Whole months or years. */
static bool is_whole(day_range days)
{
    return days.to > days.from && civil_of(days.from).day == 1 && civil_of(days.to + 1).day == 1;
}

bool resolve_shift(const date_resolver *r, const date_expr *e, int depth, day_range *out)
{
    day_range base = {r->day, r->day};
    if (e->of >= 0) {
        if (!resolve_expr(r, e->of, depth, &base)) return false;
    } else if (e->anaphoric && r->told.from != CASUS_NO_DAY) {
        base = r->told;
    } else if (e->anaphoric && e->count > 0 && is_lost(r, e)) {
        return false;
    }
    if (base.from == CASUS_NO_DAY) return false;
    if (e->count == 0 && !e->span) { /* "on the day of the attack" */
        *out = base;
        return true;
    }
    if (e->unit == UNIT_WEEKEND && e->of < 0 && !e->anaphoric) { /* "two weekends ago" */
        int32_t saturday = unit_around(base.from, UNIT_WEEKEND).from + 7 * clamp_count(e->count);
        *out = (day_range){saturday, saturday + 1};
        return true;
    }
    bool told = e->anaphoric && e->of < 0; /* "a year earlier" than some week is a week */
    if (unit_months(e->unit) && !e->round && !e->span && (told || is_whole(base))) {
        /* "ten years before 1990" */
        *out = (day_range){unit_shift(base.from, e->unit, e->count),
                           unit_shift(base.to + 1, e->unit, e->count) - 1};
        return true;
    }
    int32_t from = e->count < 0 ? base.from : base.to;
    int32_t day = unit_shift(from, e->unit, e->count) + (e->count < 0 ? -e->span : e->span);
    *out = (day_range){day, day};
    if (e->round) { /* two or more, and up to twice the guess */
        int32_t near = unit_shift(from, e->unit, e->count < 0 ? -2 : 2),
                far = unit_shift(from, e->unit, 2 * e->count);
        *out = e->count < 0 ? (day_range){far, near} : (day_range){near, far};
    }
    return true;
}

bool resolve_length(const date_resolver *r, const date_expr *e, int depth, day_range *out)
{
    day_range of;
    if (!resolve_expr(r, e->of, depth, &of)) return false;
    if (e->count < 0) /* "the week ending 9 May" */
        *out = (day_range){unit_shift(of.to + 1, e->unit, e->count) - e->span, of.to};
    else *out = (day_range){of.from, unit_shift(of.from, e->unit, e->count) + e->span - 1};
    return out->from <= out->to;
}
