/* Times at a distance from another, the article's day or the day told last: "two weeks ago", "a
 * month later", "the week after next", "the eve of the vote". */
#include "entity/date_reader.h"

/* The weekday at i is that of the week of *top; `at` where there is none. */
uint32_t date_weekday_in(date_reader *r, uint32_t at, uint32_t i, int32_t *top)
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
    bool the = i > at;
    if (u.kind != DW_UNIT || u.plural || (u.value > UNIT_YEAR && u.value != UNIT_WEEKEND))
        return at;
    int side = beside(r, i + 1);
    if (side == 0) return at;
    bool before = side < 0;
    date_word rel = word(r, i + 2);
    if (the && rel.kind == DW_REL && (rel.value == REL_NEXT || rel.value == REL_LAST)) {
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
        if (!the) return at;
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

/* "two weeks hence", "two years back", "a week today": from the article's day. */
static uint32_t bare_direction(date_reader *r, uint32_t at, date_expr *e)
{
    if (at >= r->s->n) return at;
    date_word w = word(r, at), next = word(r, at + 1);
    casus_str form = token_form(r->s->text, &r->s->tokens[at]);
    if (str_is_nocase(form, "hence")) return at + 1;
    bool ends = at + 1 >= r->s->n || (r->s->tokens[at + 1].flags & TOKEN_PUNCT);
    if (str_is_nocase(form, "back") && (ends || next.kind == DW_WORD)) {
        e->count = -e->count;
        return at + 1;
    }
    bool week = e->count == 1 && (e->unit == UNIT_WEEK || e->unit == UNIT_FORTNIGHT);
    if (w.kind != DW_DEICTIC || w.value < 0 || !week) return at;
    date_expr day = expr(DX_OFFSET);
    day.count = w.value;
    e->of = (int8_t)add(r, day);
    return e->of < 0 ? at : at + 1;
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
    if (w.kind != DW_WORD) return bare_direction(r, at, e);
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

/* "a week ago Monday", "a year ago Tuesday": that long before the last such day. */
static uint32_t weekday_shifted(date_reader *r, uint32_t at, uint32_t i, int32_t *top)
{
    date_word w = word(r, i);
    if (w.kind != DW_WEEKDAY || w.plural || w.unsure) return at;
    date_expr day = expr(DX_WEEKDAY);
    day.weekday = (int8_t)w.value;
    r->out->x[*top].of = (int8_t)add(r, day);
    return r->out->x[*top].of < 0 ? at : i + 1;
}

/* "two weeks from now on Friday": in that week; "two months from now on Friday": the first from
 * that day on. */
static uint32_t weekday_behind(date_reader *r, uint32_t at, uint32_t i, int32_t *top)
{
    bool months = unit_months(r->out->x[*top].unit) > 0;
    uint32_t end = date_weekday_in(r, at, i, top);
    if (end > at && months) r->out->x[*top].rel = REL_COMING;
    return end;
}

/* "a week on Friday": a week behind the coming one. */
static uint32_t weekday_week(date_reader *r, uint32_t at, uint32_t i, date_expr e, int32_t *top)
{
    bool week = e.count == 1 && (e.unit == UNIT_WEEK || e.unit == UNIT_FORTNIGHT);
    date_word w = word(r, i + 1);
    if (!week || r->marked || !is(r, i, ID_ON) || w.kind != DW_WEEKDAY || w.plural) return at;
    date_expr day = expr(DX_WEEKDAY);
    day.weekday = (int8_t)w.value;
    day.rel = REL_COMING;
    e.of = (int8_t)add(r, day);
    *top = add(r, e);
    return e.of < 0 || *top < 0 ? at : i + 2;
}

/* "this time last year", "this day last month" */
static uint32_t same_time(date_reader *r, uint32_t at, int32_t *top)
{
    date_word this = word(r, at), last = word(r, at + 2), unit = word(r, at + 3);
    if (this.kind != DW_REL || (this.value != REL_THIS && this.value != REL_SAME) ||
        last.kind != DW_REL || unit.kind != DW_UNIT || unit.plural ||
        (last.value != REL_LAST && last.value != REL_NEXT))
        return at;
    casus_str noun = token_form(r->s->text, &r->s->tokens[at + 1]);
    date_word same = word(r, at + 1);
    bool part = same.kind == DW_UNIT && !same.plural &&
                (same.value == UNIT_WEEK || same.value == UNIT_MONTH || same.value == UNIT_QUARTER);
    if (!part && !str_is_nocase(noun, "time") && !str_is_nocase(noun, "day")) return at;
    date_expr e = expr(DX_SHIFT);
    e.unit = (uint8_t)unit.value;
    e.count = last.value == REL_LAST ? -1 : 1;
    *top = add(r, e);
    if (part && *top >= 0) { /* "the same month last year" */
        date_expr whole = expr(DX_WEEK_OF);
        whole.unit = (uint8_t)same.value;
        whole.of = (int8_t)*top;
        *top = add(r, whole);
    }
    return *top < 0 ? at : at + 4;
}

/* "two days ago", "a week later", "three weeks from now", "five days before Christmas", "more
 * than a year ago". */
uint32_t date_point_shift(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at, the = at + is(r, at, ID_THE), same = same_time(r, the, top);
    if (same > the) return same;
    if (is(r, i, ID_MORE) && is(r, i + 1, ID_THAN)) i += 2;
    else if (is(r, i, ID_AROUND) || is(r, i, ID_OVER)) i++;
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
    if (end == behind) return weekday_week(r, at, behind, e, top);
    if (of >= 0) e.of = (int8_t)of, e.anaphoric = false;
    if (e.of < 0 && e.count < 0) r->out->flags |= DATE_PAST;
    if (vague && of < 0) r->out->flags |= DATE_VAGUE;
    *top = add(r, e);
    if (*top < 0) return at;
    if (e.of < 0 && e.count < 0 && !e.anaphoric) {
        uint32_t told = of_that_time(r, end, top);
        if (told > end) return told;
    }
    if (e.anaphoric || e.unit == UNIT_DAY || e.unit == UNIT_HOUR) return end;
    uint32_t day = end + is(r, end, ID_ON);
    return e.count < 0 && e.of < 0 ? weekday_shifted(r, end, day, top)
                                   : weekday_behind(r, end, day, top);
}
