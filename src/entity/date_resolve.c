/* Resolution: a date_phrase, the article's day and a tense give days.
 *
 * English of the news: a bare weekday is the last one up to the article's day when told in the
 * past, the coming one when announced; a month with a day but no year is the nearest of that
 * kind in the tense's direction. "This week" runs from Monday to the article's day when told in
 * the past, else to Sunday. Where the article's day is only known as a range, both its ends are
 * tried. */
#include "entity/date_resolver.h"

bool resolve_expr(const date_resolver *r, int32_t k, int depth, day_range *out)
{
    if (k < 0 || k >= r->p->n || depth > DATE_MAX_EXPR) return false;
    const date_expr *e = &r->p->x[k];
    switch (e->kind) {
    case DX_DATE: return resolve_date(r, e, depth + 1, out);
    case DX_WEEKDAY: return resolve_weekday(r, e, depth + 1, out);
    case DX_OFFSET:
        if (r->day == CASUS_NO_DAY) return false;
        *out = (day_range){r->day + e->count, r->day + e->count};
        return true;
    case DX_UNIT: return resolve_unit(r, e, depth + 1, out);
    case DX_SPAN: return resolve_span(r, e, out);
    case DX_SHIFT: return resolve_shift(r, e, depth + 1, out);
    case DX_LENGTH: return resolve_length(r, e, depth + 1, out);
    case DX_NTH: return resolve_nth(r, e, depth + 1, out);
    case DX_PART: return resolve_part(r, e, depth + 1, out);
    case DX_FEAST:
    case DX_SEASON: return resolve_feast(r, e, out);
    case DX_WEEK_OF: return resolve_week_of(r, e, depth + 1, out);
    case DX_HAPPENING: *out = r->happening; return out->from != CASUS_NO_DAY;
    case DX_YEARS: *out = years_range(e->year, e->count); return true;
    default: return false;
    }
}

/* Does this expression's place in time depend on another's: "to Friday", "to 5 May"? */
static bool open_ended(const date_expr *e)
{
    return (e->kind == DX_DATE && e->year == 0 && !e->year_rel && e->of < 0 &&
            e->rel == REL_NONE) ||
           (e->kind == DX_WEEKDAY && e->rel == REL_NONE && e->of < 0) ||
           (e->kind == DX_PART && e->of >= 0);
}

/* Both ends, the second counted from the first where it says no more than "Friday" or "5 May". */
static bool range_from(const date_resolver *r, day_range *from, day_range *to)
{
    if (!resolve_expr(r, r->p->from, 0, from)) return false;
    date_resolver after = *r;
    if (open_ended(&r->p->x[r->p->to])) {
        after.day = from->from;
        after.tense = TENSE_FUTURE;
    }
    return resolve_expr(&after, r->p->to, 0, to);
}

/* The day on which a range begins that begins at "the end of May", "the middle of May". */
static int32_t part_point(const date_expr *part, day_range days)
{
    if (part->part == PART_LATE) return days.to + 1;
    if (part->part == PART_MID) return days.from + (days.to - days.from + 1) / 2;
    return days.from;
}

#define MOST_BEGUN 360 /* days of a range that has begun; a longer one is two years taken for one  \
                        */

static bool range_days(const date_resolver *r, day_range *out)
{
    const date_expr *a = &r->p->x[r->p->from], *b = &r->p->x[r->p->to];
    day_range from, to;
    if (open_ended(a) && !open_ended(b) && b->kind == DX_DATE && (b->year || b->year_rel)) {
        date_resolver before = *r; /* "from May to Oct 2020" */
        if (!resolve_expr(r, r->p->to, 0, &to)) return false;
        before.day = to.to;
        before.tense = TENSE_PAST;
        if (!resolve_expr(&before, r->p->from, 0, &from)) return false;
    } else {
        if (!range_from(r, &from, &to)) return false;
        date_resolver begun =
            *r; /* what is announced may have begun: "from 1 to 7 October", told on the 4th */
        begun.tense = TENSE_PAST;
        day_range f, t;
        if (r->tense == TENSE_FUTURE && range_from(&begun, &f, &t) && t.to >= r->day &&
            t.to - f.from < MOST_BEGUN)
            from = f, to = t;
    }
    *out = (day_range){from.from, to.to};
    if (a->kind == DX_PART && a->point) out->from = part_point(a, from);
    if (b->kind == DX_PART && b->point && b->part == PART_MID) out->to = part_point(b, to) - 1;
    return out->from <= out->to;
}

static bool resolve_on(const date_phrase *p, int32_t day, const date_context *c, uint32_t tense,
                       day_range *out)
{
    date_resolver r = {.p = p,
                       .day = day,
                       .told = c->told,
                       .frame = c->frame,
                       .happening = c->happening,
                       .tense = tense};
    if (p->from < 0) return false;
    if (p->to >= 0) return range_days(&r, out);
    if (!resolve_expr(&r, p->from, 0, out)) return false;
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
    return out->from <= out->to; /* not past the calendar's last day */
}

bool date_resolve(const date_phrase *phrase, const date_context *context, day_range *out)
{
    uint32_t tense = context->tense == TENSE_PRESENT ? (uint32_t)TENSE_FUTURE : context->tense;
    if (phrase->flags & DATE_FUTURE) tense = TENSE_FUTURE;
    if ((phrase->flags & DATE_PAST) || phrase->preposition == ID_SINCE) tense = TENSE_PAST;
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
