/* Units counted from the article's date or from the day told last: "next week", "the past three
 * days", "two weeks ago", "a month later", "the week after next". */
#include "entity/date_reader.h"

/* ---- units ----------------------------------------------------------------------------------- */

/* The weekday at i is that of the week of *top; `at` where there is none. */
static uint32_t weekday_in(date_reader *r, uint32_t at, uint32_t i, int32_t *top)
{
    date_word w = word(r, i);
    if (w.kind != DW_WEEKDAY || w.plural || w.unsure) return at;
    date_expr e = expr(DX_WEEKDAY);
    e.weekday = (int8_t)w.value;
    e.of = (int8_t)*top;
    int32_t day = add(r, e);
    if (day < 0) return at;
    *top = day;
    return i + 1;
}

/* "next week Wednesday", "this week - Monday": the day of the week that was just read. */
static uint32_t day_of_week(date_reader *r, uint32_t at, int32_t *top)
{
    const date_expr *week = &r->out->x[*top];
    if (week->kind != DX_UNIT || week->unit != UNIT_WEEK) return at;
    return weekday_in(r, at, at + is(r, at, ID_DASH), top);
}

/* "last year in May": that month of the year, which it takes the place of; 0 where none follows. */
static uint32_t year_month(date_reader *r, uint32_t at, uint32_t rel, int32_t *top)
{
    int32_t month = -1, kept = r->out->n;
    if (!is(r, at, ID_IN) && !is(r, at, ID_ON)) return 0;
    uint32_t end = date_sub_point(r, at + 1, &month);
    date_expr *e = month >= 0 ? &r->out->x[month] : NULL;
    if (end > at + 1 && e && e->kind == DX_DATE && e->month && !e->year && e->of < 0) {
        e->year_rel = (uint8_t)rel;
        *top = month;
        return end;
    }
    r->out->n = kept;
    return 0;
}

/* "the last two months and a week"; but "for the last two months, and a week ago it ..." */
static uint32_t read_more_of_span(date_reader *r, uint32_t at, date_expr *e)
{
    date_expr longer = *e;
    uint32_t end = date_read_more(r, at, &longer);
    if (is(r, end, ID_AGO) || is_kind(r, end, DW_PART)) return at;
    *e = longer;
    return end;
}

static bool joins_season(const date_word *w)
{
    return w->kind == DW_UNIT || w->kind == DW_SEASON;
}

/* "next week", "the past three days", "2 upcoming years", "last summer", "this September", "that
 * weekend". */
uint32_t date_point_relative(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    int32_t count = 0;
    bool vague = false, that = is(r, i, ID_THAT);
    uint32_t after = date_read_count(r, i, &count, &vague);
    bool counted = after > i && is_kind(r, after, DW_REL), before = counted;
    if (counted) i = after;
    date_word w = word(r, i);
    if (w.kind != DW_REL && !that) return at;
    uint32_t rel = that ? (uint32_t)REL_SAME : (uint32_t)w.value;
    i++;
    if (rel == REL_THIS && is_kind(r, i, DW_REL))
        rel = (uint32_t)word(r, i++).value; /* "this coming" */
    if (!counted) {
        after = date_read_count(r, i, &count, &vague);
        counted = after > i;
        if (counted)
            i = after;
        else
            count = 1;
    }
    bool working =
        i < r->s->n && str_eq_nocase(token_form(r->s->text, &r->s->tokens[i]), STR("working"));
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
            uint32_t dated = date_point_month(r, i, top); /* "this September 25" */
            if (dated > end) return dated;
        }
        *top = add(r, e);
        return *top < 0 ? at : end;
    }
    if (u.kind == DW_UNIT && u.value == UNIT_DAY && rel == REL_LAST && !counted)
        return at;                                             /* "the last day" */
    if (!joins_season(&u) || (before && !u.plural)) return at; /* "only 3 next week" */
    if (u.kind == DW_SEASON) {
        if (counted) return at;
        e.kind = DX_SEASON;
        e.season = (int8_t)u.value;
    } else {
        e.unit = (uint8_t)u.value;
        e.count = count;
        if (counted) i = read_more_of_span(r, i + 1, &e) - 1;
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
    if (e.kind == DX_UNIT && e.unit == UNIT_WEEKEND && is_coming(r, i - 1)) {
        e.rel = REL_THIS;
        r->out->flags |= DATE_FUTURE;
    }
    *top = add(r, e);
    if (*top < 0) return at;
    uint32_t month = e.kind == DX_UNIT && e.unit == UNIT_YEAR ? year_month(r, i + 1, rel, top) : 0;
    return month ? month : day_of_week(r, i + 1, top);
}

/* "weekend clashes": those of this one. "A weekend", "the long weekend" may be any. */
static bool bare_weekend(const date_reader *r, uint32_t at)
{
    date_word u = word(r, at);
    if (u.kind != DW_UNIT || u.value != UNIT_WEEKEND || u.plural) return false;
    if (at == 0) return true;
    const token *before = &r->s->tokens[at - 1];
    static const char *const other[] = {"long", "holiday", "every", "each", "per", "one", "whole"};
    casus_str form = token_form(r->s->text, before);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (str_eq_nocase(form, str_from(other[i]))) return false;
    return !is(r, at - 1, ID_A) && !is(r, at - 1, ID_DASH);
}

/* "the year to date" */
static uint32_t to_date(date_reader *r, uint32_t at, int32_t *top)
{
    date_word u = word(r, at + 1);
    date_expr unit = expr(DX_UNIT), e = expr(DX_PART);
    if (u.kind != DW_UNIT || u.plural || u.value > UNIT_YEAR) return at;
    unit.unit = (uint8_t)u.value;
    unit.rel = REL_THIS;
    e.part = PART_EARLIER;
    e.of = (int8_t)add(r, unit);
    *top = add(r, e);
    return *top < 0 || e.of < 0 ? at : at + 4;
}

/* "the week", "the weekend", "the year", "the day": this one. Only where a preposition asks for
 * a time. */
uint32_t date_point_the_unit(date_reader *r, uint32_t at, int32_t *top)
{
    if (bare_weekend(r, at)) {
        date_expr bare = expr(DX_UNIT);
        bare.unit = UNIT_WEEKEND;
        bare.rel = REL_THIS;
        *top = add(r, bare);
        return *top < 0 ? at : at + 1;
    }
    if (!is(r, at, ID_THE)) return at;
    date_word u = word(r, at + 1);
    if (is(r, at + 2, ID_TO) && is(r, at + 3, ID_DATE)) return to_date(r, at, top);
    bool weekend = u.kind == DW_UNIT && u.value == UNIT_WEEKEND;
    bool whole = u.kind == DW_UNIT && !u.plural &&
                 (weekend || ((u.value == UNIT_WEEK || u.value == UNIT_MONTH ||
                               u.value == UNIT_YEAR || u.value == UNIT_DAY) &&
                              r->marked));
    if (!whole) return at;
    date_expr e = expr(DX_UNIT);
    e.unit = (uint8_t)u.value;
    e.rel = REL_THIS;
    uint32_t end = at + 2;
    if (!weekend) {
        /* "the day before", "the week after next", "the year 2008" are other shapes. */
        bool ends = end >= r->s->n || (r->s->tokens[end].flags & TOKEN_PUNCT);
        if (!ends) return at;
    }
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* "the coup", "Biden's visit" behind "after" or "before" at `at`: its expression, or -1. What it is
 * the tree tells. */
static int32_t add_happening(date_reader *r, uint32_t at)
{
    uint32_t i = at + 1;
    if (i >= r->s->n || (r->s->tokens[i].flags & TOKEN_PUNCT)) return -1;
    if (!is(r, i, ID_THE) && !(r->s->tokens[i].flags & TOKEN_CAP)) return -1;
    r->out->happening = i;
    return add(r, expr(DX_HAPPENING));
}

/* "on the eve of the vote", "on the day of the attack". */
uint32_t date_point_eve(date_reader *r, uint32_t at, int32_t *top)
{
    if (!is(r, at, ID_THE) || at + 2 >= r->s->n || !is(r, at + 2, ID_OF)) return at;
    casus_str form = token_form(r->s->text, &r->s->tokens[at + 1]);
    bool eve = str_eq_nocase(form, STR("eve")), day = str_eq_nocase(form, STR("day"));
    if (!eve && !day) return at;
    date_expr e = expr(DX_SHIFT);
    int32_t of = -1, kept = r->out->n;
    uint32_t end = date_sub_point(r, at + 3, &of);
    if (end == at + 3 || of < 0) {
        r->out->n = kept;
        end = at + 3;
        of = add_happening(r, at + 2);
    }
    if (of < 0) return at;
    e.unit = UNIT_DAY;
    e.count = eve ? -1 : 0;
    e.of = (int8_t)of;
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* "the week after next", "the day before", "the day after". */
uint32_t date_point_beside(date_reader *r, uint32_t at, int32_t *top)
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
    int32_t of = -1, kept = r->out->n;
    uint32_t dated = date_sub_point(r, i + 2, &of);
    if (dated == i + 2 || of < 0) {
        r->out->n = kept;
        dated = i + 2;
        of = add_happening(r, i + 1);
    }
    if (of >= 0) { /* "the week before Christmas", "the day after the coup" */
        date_expr beside = expr(DX_UNIT);
        beside.unit = (uint8_t)u.value;
        beside.rel = before ? REL_PREVIOUS : REL_FOLLOWING;
        beside.count = 1;
        beside.of = (int8_t)of;
        *top = add(r, beside);
        return *top < 0 ? at : dated;
    }
    r->out->n = kept;
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
static uint32_t shift_direction(date_reader *r, uint32_t at, date_expr *e, int32_t *of)
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
    int32_t kept = r->out->n;
    uint32_t end = date_sub_point(r, at + 1, of);
    if (end == at + 1) { /* "two days after the coup" */
        r->out->n = kept;
        *of = back || w.value == ID_AFTER ? add_happening(r, at) : -1;
        if (*of < 0) return at;
    }
    if (back) e->count = -e->count;
    return end;
}

#define BARE_COUNT 5 /* "weeks ago" */

/* "a year ago today", "ten years ago this month", "a year ago in May": what it is in that time. */
static uint32_t of_that_time(date_reader *r, uint32_t at, int32_t *top)
{
    date_word w = word(r, at), u = word(r, at + 1);
    if (w.kind == DW_DEICTIC && w.value == 0) return at + 1;
    if (w.kind == DW_REL && w.value == REL_THIS && u.kind == DW_UNIT && !u.plural &&
        (u.value == UNIT_WEEK || u.value == UNIT_MONTH)) {
        date_expr e = expr(DX_WEEK_OF);
        e.unit = (uint8_t)u.value;
        e.of = (int8_t)*top;
        int32_t week = add(r, e);
        if (week < 0) return at;
        *top = week;
        return at + 2;
    }
    if (!is(r, at, ID_IN) || u.kind != DW_MONTH || r->out->x[*top].unit != UNIT_YEAR) return at;
    date_expr e = expr(DX_DATE);
    e.month = (int8_t)u.value;
    e.of = (int8_t)*top;
    int32_t month = add(r, e);
    if (month < 0) return at;
    *top = month;
    return at + 2;
}

/* "two days ago", "a week later", "three weeks from now", "five days before Christmas", "more
 * than a year ago". */
uint32_t date_point_shift(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at;
    if (is(r, i, ID_MORE) && is(r, i + 1, ID_THAN))
        i += 2;
    else if (is(r, i, ID_AROUND) || is(r, i, ID_OVER))
        i++;
    date_expr e = expr(DX_SHIFT);
    bool vague = i > at;
    uint32_t behind = date_read_length(r, i, &e, &e.round);
    if (behind == i) { /* "years ago", "weeks later" */
        date_word unit = word(r, i);
        if (!unit.plural || unit.kind != DW_UNIT) return at;
        e.unit = (uint8_t)unit.value;
        e.count = BARE_COUNT;
        e.round = true;
        behind = i + 1;
    }
    vague = vague || e.round || e.unit != UNIT_DAY;
    int32_t of = -1;
    uint32_t end = shift_direction(r, behind, &e, &of);
    if (end == behind) return at;
    if (of >= 0 || (r->out->n > 0 && of < 0)) e.of = (int8_t)of;
    if (of >= 0) e.anaphoric = false;
    if (e.of < 0 && e.count < 0) r->out->flags |= DATE_PAST;
    if (vague && of < 0) r->out->flags |= DATE_VAGUE;
    *top = add(r, e);
    if (*top < 0) return at;
    if (e.of < 0 && e.count < 0 && !e.anaphoric) {
        uint32_t told = of_that_time(r, end, top);
        if (told > end) return told;
    }
    /* "a week ago Monday", "two weeks from now on Friday" */
    bool today = !e.anaphoric && (e.of < 0 || r->out->x[e.of].kind == DX_OFFSET);
    return today ? weekday_in(r, end, end + is(r, end, ID_ON), top) : end;
}
