/* Weekdays: "last Friday", "Tuesday, 14 September", "Friday of next week", "two Sundays from now".
 * Those that are short for other words ("sun", "sat") need a capital and a mark beside them. */
#include "entity/date_reader.h"

/* What may follow a weekday and is the same day: "Friday, September 24", "Friday (Sept 24)",
 * "Monday 21". */
static uint32_t weekday_date(date_reader *r, uint32_t at, date_expr *e)
{
    uint32_t i = at;
    bool open = is(r, i, ID_OPEN);
    if (open || is(r, i, ID_COMMA)) i++;
    date_reader inner = *r;
    inner.marked = true;
    int32_t top = -1, kept = r->out->n;
    uint32_t end = date_point_figures(&inner, i, &top);
    if (end == i) end = date_point_month(&inner, i, &top);
    if (end == i) end = date_point_day_month(&inner, i, &top);
    const date_expr *d = top >= 0 ? &r->out->x[top] : NULL;
    bool good = end > i && d && d->kind == DX_DATE && d->day > 0;
    if (good) {
        e->kind = DX_DATE;
        e->rel = REL_NONE;
        e->year = d->year;
        e->month = d->month;
        e->day = d->day;
        e->of = d->of; /* "Thursday the 4th of next month" */
    }
    if (!good || d->of < 0) r->out->n = kept;
    if (good) return end + (open && is(r, end, ID_CLOSE));
    int32_t day = 0; /* "Tuesday, the eighth" */
    uint32_t spelt = is(r, i, ID_THE) ? date_read_ordinal(r, i + 1, &day) : i;
    if (spelt > i + 1 && day <= 31 &&
        (spelt >= r->s->n || (r->s->tokens[spelt].flags & TOKEN_PUNCT))) {
        e->kind = DX_DATE;
        e->day = (int8_t)day;
        return spelt;
    }
    date_word n = word(r, at);
    if ((n.kind == DW_NUMBER || n.kind == DW_ORDINAL) && n.digits > 0 && n.value >= 1 &&
        n.value <= 31 &&
        (n.kind == DW_ORDINAL || at + 1 >= r->s->n || (r->s->tokens[at + 1].flags & TOKEN_PUNCT))) {
        e->kind = DX_DATE;
        e->day = (int8_t)n.value;
        return at + 1;
    }
    return at;
}

uint32_t date_read_weekday_behind(const date_reader *r, uint32_t at, date_expr *e)
{
    bool open = is(r, at, ID_OPEN);
    date_word w = word(r, at + 1);
    if ((!open && !is(r, at, ID_COMMA)) || w.kind != DW_WEEKDAY || w.plural) return at;
    uint32_t end = at + 2;
    if (open ? !is(r, end, ID_CLOSE) : end < r->s->n && !(r->s->tokens[end].flags & TOKEN_PUNCT))
        return at;
    e->weekday = (int8_t)w.value;
    return end + open;
}

/* "One Sunday", "a Friday": some such day. "Super Tuesday", "Bloody Sunday": names. */
static bool is_no_day(const date_reader *r, uint32_t at)
{
    if (at == 0) return false;
    date_word before = word(r, at - 1);
    if (before.kind == DW_WORD && before.value == ID_A) return true;
    if (before.kind == DW_NUMBER && before.digits == 0 && before.value == 1) return true;
    static const char *const NAMES[] = {"super", "bloody", "black", "fat", "cyber", "giving", NULL};
    casus_str form = token_form(r->s->text, &r->s->tokens[at - 1]);
    for (const char *const *n = NAMES; *n; n++)
        if (str_eq_nocase(form, str_from(*n))) return true;
    return false;
}

/* "Sunday in two weeks": the week of that day. */
static uint32_t weekday_ahead(date_reader *r, uint32_t at, date_expr *e)
{
    if (!is(r, at, ID_IN)) return at;
    date_expr ahead = expr(DX_SHIFT);
    bool vague = false;
    uint32_t end = date_read_length(r, at + 1, &ahead, &vague);
    if (end == at + 1 || vague || ahead.unit == UNIT_DAY || ahead.unit == UNIT_HOUR) return at;
    e->of = (int8_t)add(r, ahead);
    r->out->flags |= DATE_FUTURE;
    return e->of < 0 ? at : end;
}

/* "Thursday, two weeks from now", "Friday a week ago": the week that it is of. */
static uint32_t weekday_shift(date_reader *r, uint32_t at, date_expr *e)
{
    uint32_t ahead = weekday_ahead(r, at, e);
    if (ahead > at) return ahead;
    uint32_t i = at + is(r, at, ID_COMMA);
    if (!is_kind(r, i, DW_NUMBER) && !is(r, i, ID_A)) return at;
    int32_t of = -1, kept = r->out->n;
    uint32_t flags = r->out->flags, end = date_sub_point(r, i, &of);
    const date_expr *shift = of >= 0 ? &r->out->x[of] : NULL;
    bool today = shift && shift->kind == DX_SHIFT && !shift->anaphoric &&
                 (shift->of < 0 || r->out->x[shift->of].kind == DX_OFFSET);
    if (end > i && today) {
        e->of = (int8_t)of;
        return end;
    }
    r->out->n = kept;
    r->out->flags = flags;
    return at;
}

/* "the Monday after Easter", "the last Sunday before the vote" of a date that follows. */
static uint32_t weekday_beside(date_reader *r, uint32_t at, date_expr *e)
{
    int side = beside(r, at);
    if (side == 0) return at;
    int32_t of = -1, kept = r->out->n;
    uint32_t end = date_sub_point(r, at + 1, &of);
    if (end == at + 1 || of < 0) {
        r->out->n = kept;
        return at;
    }
    e->of = (int8_t)of;
    e->rel = side < 0 ? REL_PREVIOUS : REL_FOLLOWING;
    return end;
}

/* `weeks` behind the weekday of expression `day`. */
static bool weeks_on(date_reader *r, int32_t day, int32_t weeks, int32_t *top)
{
    date_expr e = expr(DX_SHIFT);
    e.unit = UNIT_WEEK;
    e.count = weeks;
    e.of = (int8_t)day;
    *top = day < 0 ? -1 : add(r, e);
    return *top >= 0;
}

/* "the second Sunday after Easter" */
uint32_t date_point_nth_beside(date_reader *r, uint32_t at, int32_t *top)
{
    int32_t nth = 0;
    uint32_t i = at + is(r, at, ID_THE), end = date_read_ordinal(r, i, &nth);
    date_word w = word(r, end);
    if (end == i || nth < 1 || w.kind != DW_WEEKDAY || w.plural || beside(r, end + 1) <= 0)
        return at;
    date_expr first = expr(DX_WEEKDAY);
    first.weekday = (int8_t)w.value;
    uint32_t behind = weekday_beside(r, end + 1, &first);
    return behind > end + 1 && weeks_on(r, add(r, first), nth - 1, top) ? behind : at;
}

/* "three Mondays ago", "two Sundays from now". */
uint32_t date_point_weekdays_ago(date_reader *r, uint32_t at, int32_t *top)
{
    int32_t count = 0;
    uint32_t i = date_read_number(r, at, &count);
    date_word w = word(r, i), now = word(r, i + 2);
    if (i == at || w.kind != DW_WEEKDAY || count < 1) return at;
    if (beside(r, i + 1) > 0) { /* "two Mondays after Easter" */
        date_expr first = expr(DX_WEEKDAY);
        first.weekday = (int8_t)w.value;
        uint32_t end = weekday_beside(r, i + 1, &first);
        return end > i + 1 && weeks_on(r, add(r, first), count - 1, top) ? end : at;
    }
    bool ago = is(r, i + 1, ID_AGO);
    bool ahead = is(r, i + 1, ID_FROM) &&
                 (is(r, i + 2, ID_NOW) || (now.kind == DW_DEICTIC && now.value == 0));
    if (!ago && !ahead) return at;
    date_expr day = expr(DX_WEEKDAY);
    day.weekday = (int8_t)w.value;
    day.rel = ago ? REL_LAST : REL_COMING;
    bool good = weeks_on(r, add(r, day), ago ? 1 - count : count - 1, top);
    return !good ? at : ago ? i + 2 : i + 3;
}

/* "Friday week", "Friday fortnight", "the Friday after next", "the Friday before last": that much
 * behind the coming one, or before the last one. */
static uint32_t week_on(date_reader *r, uint32_t at, int32_t *top)
{
    date_word week = word(r, at), next = word(r, at + 1);
    bool unit = week.kind == DW_UNIT && !week.plural &&
                (week.value == UNIT_WEEK || week.value == UNIT_FORTNIGHT);
    bool on = unit && (at + 1 >= r->s->n || (r->s->tokens[at + 1].flags & TOKEN_PUNCT));
    bool after = is(r, at, ID_AFTER) && next.kind == DW_REL && next.value == REL_NEXT;
    bool before = is(r, at, ID_BEFORE) && next.kind == DW_REL && next.value == REL_LAST;
    if (!on && !after && !before) return at;
    date_expr e = expr(DX_SHIFT);
    e.unit = UNIT_WEEK;
    e.count = before ? -1 : on && week.value == UNIT_FORTNIGHT ? 2 : 1;
    e.of = (int8_t)*top;
    if (before) r->out->x[*top].rel = REL_LAST;
    int32_t shifted = add(r, e);
    if (shifted < 0) return at;
    *top = shifted;
    r->out->flags |= before ? (uint32_t)DATE_PAST : (uint32_t)DATE_FUTURE;
    return at + 1 + (after || before);
}

/* "[last] Friday [morning]", "Friday of next week", "Tuesday, September 14", "Friday a week
 * ago". */
uint32_t date_point_weekday(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + (is(r, at, ID_THE) || is(r, at, ID_THAT));
    date_expr e = expr(DX_WEEKDAY);
    date_word rel = word(r, i);
    if (is_kind(r, i, DW_REL)) {
        if (rel.value == REL_FOLLOWING && i == at && is(r, i + 2, ID_POSS))
            return at; /* "following Tuesday's attack" */
        e.rel = (uint8_t)rel.value;
        i++;
        if (rel.value == REL_THIS && is_kind(r, i, DW_REL)) e.rel = (uint8_t)word(r, i++).value;
        if (is_coming(r, i - 1)) e.rel = REL_COMING;
    }
    date_word w = word(r, i);
    if (w.kind != DW_WEEKDAY || w.plural) return at;
    if (w.unsure &&
        !(w.capital && (r->marked || word(r, i + 1).digits > 0 ||
                        is_kind(r, i + 1 + is(r, i + 1, ID_COMMA), DW_MONTH) || e.rel != REL_NONE ||
                        (is_kind(r, i + 1, DW_REL) && is_kind(r, i + 2, DW_UNIT)))))
        return at;
    if (e.rel == REL_NONE && is_no_day(r, i)) return at;
    e.weekday = (int8_t)w.value;
    uint32_t day = i + 1;
    uint32_t end = date_skip_daypart(r, day);
    uint32_t with_date = weekday_date(r, end, &e);
    bool apart = is(r, end, ID_COMMA) && is_kind(r, end + 1, DW_REL) &&
                 (end + 3 >= r->s->n || (r->s->tokens[end + 3].flags & TOKEN_PUNCT));
    if (with_date == end && (apart || is(r, end, ID_OF) || is(r, end, ID_IN) ||
                             is_kind(r, end, DW_REL) || is(r, end, ID_THE))) {
        uint32_t week = end + (apart || is(r, end, ID_OF) || is(r, end, ID_IN));
        int32_t of = -1, kept = r->out->n;
        uint32_t behind = date_sub_point(r, week, &of);
        if (behind > week && of >= 0 && r->out->x[of].kind == DX_UNIT &&
            r->out->x[of].unit == UNIT_WEEK) {
            e.of = (int8_t)of;
            with_date = behind;
        } else {
            r->out->n = kept;
        }
    }
    if (with_date == end && e.rel == REL_NONE) with_date = weekday_shift(r, end, &e);
    if (with_date == end && e.kind == DX_WEEKDAY && i > at && word(r, at).kind == DW_WORD)
        with_date = weekday_beside(r, end, &e);
    *top = add(r, e);
    if (*top < 0) return at;
    return with_date == end && e.kind == DX_WEEKDAY ? week_on(r, end, top) : with_date;
}
