/* Days of dates by their parts ("25 September", "the 25th") and of weekdays. */
#include "entity/date_resolver.h"

static day_range month_range(int32_t year, int32_t month)
{
    return (day_range){day_of(year, month, 1), day_of(year, month, 31)};
}

day_range resolve_by_tense(const day_range *c, int n, int32_t day, uint32_t tense)
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

static bool month_day(const date_resolver *r, const date_expr *e, day_range *out)
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
    if (n > 0) *out = resolve_by_tense(c, n, r->day, r->tense);
    bool far = n == 0 || out->from - r->day > 400 || r->day - out->from > 400;
    if (e->weekday >= 0 && far) {
        date_expr plain = *e;
        plain.weekday = -1;
        return month_day(r, &plain, out);
    }
    return n > 0;
}

static bool month_only(const date_resolver *r, const date_expr *e, day_range *out)
{
    civil now = civil_of(r->day);
    day_range c[3];
    for (int i = 0; i < 3; i++) c[i] = month_range(now.year - 1 + i, e->month);
    switch (e->rel) {
    case REL_THIS: *out = c[1]; break;
    case REL_LAST:
    case REL_PREVIOUS: *out = c[1].to < r->day ? c[1] : c[0]; break;
    case REL_NEXT: *out = c[1].from > r->day ? c[1] : c[2]; break;
    default: *out = resolve_by_tense(c, 3, r->day, r->tense);
    }
    return true;
}

static bool day_only(const date_resolver *r, const date_expr *e, day_range *out)
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
    *out = resolve_by_tense(c, n, r->day, r->tense);
    return true;
}

bool resolve_year(const date_resolver *r, uint32_t rel, int32_t *year)
{
    int32_t step = rel == REL_LAST || rel == REL_PREVIOUS    ? -1
                   : rel == REL_NEXT || rel == REL_FOLLOWING ? 1
                                                             : 0;
    int32_t base = r->day;
    if (rel == REL_SAME || rel == REL_FOLLOWING || rel == REL_PREVIOUS) { /* "May of that year" */
        if (r->frame.from != CASUS_NO_DAY)
            base = r->frame.from;
        else if (r->tense == TENSE_PAST && rel != REL_PREVIOUS)
            return false;
    }
    if (base == CASUS_NO_DAY) return false;
    *year = civil_of(base).year + step;
    return true;
}

bool resolve_date(const date_resolver *r, const date_expr *e, int depth, day_range *out)
{
    if (e->of >= 0) { /* "the 15th of next month" */
        day_range month;
        if (!resolve_expr(r, e->of, depth, &month)) return false;
        if (e->month) { /* "a year ago in May" */
            *out = month_range(civil_of(month.from).year, e->month);
            return true;
        }
        civil c = civil_of(month.from);
        if (!civil_valid(c.year, c.month, e->day)) return false;
        *out = (day_range){month.from + e->day - 1, month.from + e->day - 1};
        return true;
    }
    if (e->year_rel) {
        date_expr dated = *e;
        dated.year_rel = 0;
        return resolve_year(r, e->year_rel, &dated.year) && resolve_date(r, &dated, depth, out);
    }
    if (e->year) {
        if (e->month && e->day) {
            if (!civil_valid(e->year, e->month, e->day)) return false;
            int32_t day = day_of(e->year, e->month, e->day);
            *out = (day_range){day, day};
        } else if (e->month) {
            *out = month_range(e->year, e->month);
        } else {
            *out = years_range(e->year, 1);
        }
        return true;
    }
    if (r->day == CASUS_NO_DAY) return false;
    if (e->month && e->day) return month_day(r, e, out);
    if (e->month) return month_only(r, e, out);
    return e->day ? day_only(r, e, out) : false;
}

/* ---- weekdays ----------------------------------------------------------------------------------
 */

bool resolve_weekday(const date_resolver *r, const date_expr *e, int depth, day_range *out)
{
    int32_t day = r->day;
    if (e->of >= 0) {
        day_range week;
        if (!resolve_expr(r, e->of, depth, &week)) return false;
        day = week_start(week.from) + e->weekday;
        if (e->rel == REL_FOLLOWING) /* "the Monday after Easter" */
            day = week.to + 1 + (e->weekday - day_weekday(week.to + 1) + 7) % 7;
        else if (e->rel == REL_PREVIOUS)
            day = week.from - 1 - (day_weekday(week.from - 1) - e->weekday + 7) % 7;
        else if (e->rel == REL_COMING) /* "two months from now, on Tuesday" */
            day = week.from + (e->weekday - day_weekday(week.from) + 7) % 7;
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
    case REL_COMING: day += on == 0 ? 7 : on; break;
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
