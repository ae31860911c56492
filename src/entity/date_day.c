/* Days by their names: "25 September 2021", "the 25th of next month", "last Friday", "Tuesday,
 * 14 September", "the day before yesterday". Words that are months or weekdays only at times
 * ("may", "march", "sun") need a capital, a figure or a preposition. */
#include "entity/date_reader.h"

/* ---- months and days ------------------------------------------------------------------------- */

/* Is the month word at `at` really a month, standing without a day? */
static bool month_alone(const date_reader *r, uint32_t at)
{
    date_word w = word(r, at);
    if (!r->marked) return false;
    return !w.unsure || w.capital || w.value == 5; /* behind a preposition "may" is no verb */
}

/* "the Sept. 11 attacks" are those of one year. */
static bool names_attacks(const date_reader *r, uint32_t at)
{
    static const char *const WORDS[] = {"attack",    "attacks",    "terrorist", "terror",
                                        "hijackers", "hijackings", NULL};
    if (at >= r->s->n) return false;
    casus_str form = token_form(r->s->text, &r->s->tokens[at]);
    for (const char *const *w = WORDS; *w; w++)
        if (str_eq_nocase(form, str_from(*w))) return true;
    return false;
}

/* "September 25[, 2021]", "September the 25th", "September 2021", "September". */
uint32_t date_point_month(date_reader *r, uint32_t at, int32_t *top)
{
    date_word w = word(r, at);
    if (w.kind != DW_MONTH) return at;
    date_expr e = expr(DX_DATE);
    e.month = (int8_t)w.value;
    uint32_t i = at + 1;
    uint32_t d = i + is(r, i, ID_THE);
    int32_t day = 0, year = 0;
    bool spelt = word(r, d).digits == 0 &&
                 date_read_year(r, d, &year) > d; /* "October two thousand and five" */
    uint32_t end = spelt ? d : date_read_ordinal(r, d, &day);
    if (end == d && d == i && !spelt) {
        date_word n = word(r, d);
        if (n.kind == DW_NUMBER && n.digits <= 2) end = date_read_number(r, d, &day);
    }
    bool has_day = end > d && day >= 1 && day <= month_length(2020, w.value);
    if (has_day && w.unsure && !w.capital && word(r, d).kind == DW_ORDINAL && !r->marked)
        has_day = false; /* "may second the motion" */
    if (has_day) {
        e.day = (int8_t)day;
        i = end;
    }
    uint32_t y = date_read_trailing_year(r, i, &e.year);
    if (y > i && is(r, i, ID_IN) && !has_day && !r->marked) y = i;
    if (e.month == 9 && e.day == 11 && !e.year && names_attacks(r, i)) e.year = 2001;
    uint32_t told = y == i ? date_read_relative_year(r, i, &e) : i;
    if (told > i) y = told;
    if (!has_day && y == i && !month_alone(r, at)) return at;
    *top = add(r, e);
    return *top < 0 ? at : y;
}

/* A sum of money: "$12 December 27". */
static bool is_priced(const date_reader *r, uint32_t at)
{
    if (at == 0) return false;
    casus_str before = token_form(r->s->text, &r->s->tokens[at - 1]);
    return str_eq(before, STR("$")) || str_eq(before, STR("\xc2\xa3")) ||
           str_eq(before, STR("\xe2\x82\xac"));
}

/* "25 September [2021]", "the 25th of September", "fourth of July, 1995". */
uint32_t date_point_day_month(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    int32_t day = 0;
    uint32_t end = date_read_ordinal(r, i, &day);
    bool ordinal = end > i;
    if (!ordinal && !is_priced(r, at)) end = date_read_number(r, i, &day);
    if (end == i || day < 1 || day > 31) return at;
    if (ordinal && is_kind(r, end, DW_UNIT) && word(r, end).value == UNIT_DAY)
        end++; /* 15th day of */
    bool of = is(r, end, ID_OF);
    uint32_t m = end + (of || is(r, end, ID_DASH));
    date_word w = word(r, m);
    if (w.kind == DW_MONTH && (!w.unsure || w.capital || of) &&
        day <= month_length(2020, w.value)) {
        date_expr e = expr(DX_DATE);
        e.month = (int8_t)w.value;
        e.day = (int8_t)day;
        uint32_t y = date_read_trailing_year(r, m + 1, &e.year);
        if (y == m + 1) y = date_read_relative_year(r, y, &e);
        *top = add(r, e);
        return *top < 0 ? at : y;
    }
    bool relative = is_kind(r, m + (is(r, end, ID_IN)), DW_REL);
    if (!ordinal && !((of || is(r, end, ID_IN)) && relative)) return at;
    m += !of && is(r, end, ID_IN);
    /* "the 25th", "the 15th of next month", "the 21st this month", "23 in next month" */
    if (of || (is_kind(r, m, DW_REL) && is_kind(r, m + 1, DW_UNIT))) {
        int32_t month = -1;
        uint32_t behind = date_sub_point(r, m, &month);
        if (behind > m && month >= 0 && r->out->x[month].kind == DX_UNIT &&
            r->out->x[month].unit == UNIT_MONTH) {
            date_expr e = expr(DX_DATE);
            e.day = (int8_t)day;
            e.of = (int8_t)month;
            *top = add(r, e);
            return *top < 0 ? at : behind;
        }
        if (of || !ordinal) return at;
    }
    if (!ordinal) return at;
    /* Bare: "on the 25th" and nothing that it could count. */
    bool ends =
        end >= r->s->n || (r->s->tokens[end].flags & TOKEN_PUNCT) || is_kind(r, end, DW_WORD);
    if (!r->marked || i == at || !ends || word(r, i).digits == 0) return at;
    date_expr e = expr(DX_DATE);
    e.day = (int8_t)day;
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* ---- weekdays -------------------------------------------------------------------------------- */

static uint32_t skip_daypart(const date_reader *r, uint32_t at)
{
    uint32_t i =
        at + (is_kind(r, at, DW_PART) && is_kind(r, at + 1, DW_DAYPART)); /* "early morning" */
    return is_kind(r, i, DW_DAYPART) && !word(r, i).plural ? i + 1 : at;
}

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
        n.value <= 31 &&
        (n.kind == DW_ORDINAL || at + 1 >= r->s->n || (r->s->tokens[at + 1].flags & TOKEN_PUNCT))) {
        e->kind = DX_DATE;
        e->day = (int8_t)n.value;
        return at + 1;
    }
    return at;
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

/* "Thursday, two weeks from now", "Friday a week ago": the week that it is of. */
static uint32_t weekday_shift(date_reader *r, uint32_t at, date_expr *e)
{
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

uint32_t date_point_weekdays_ago(date_reader *r, uint32_t at, int32_t *top)
{
    int32_t count = 0;
    uint32_t i = date_read_number(r, at, &count);
    date_word w = word(r, i);
    if (i == at || w.kind != DW_WEEKDAY || !is(r, i + 1, ID_AGO) || count < 1) return at;
    date_expr day = expr(DX_WEEKDAY), e = expr(DX_SHIFT);
    day.weekday = (int8_t)w.value;
    day.rel = REL_LAST;
    e.unit = UNIT_WEEK;
    e.count = 1 - count;
    e.of = (int8_t)add(r, day);
    *top = add(r, e);
    return e.of < 0 || *top < 0 ? at : i + 2;
}

/* "the Monday after Easter", "the last Sunday before the vote" of a date that follows. */
static uint32_t weekday_beside(date_reader *r, uint32_t at, date_expr *e)
{
    bool before = is(r, at, ID_BEFORE);
    if (!before && !is(r, at, ID_AFTER)) return at;
    int32_t of = -1, kept = r->out->n;
    uint32_t end = date_sub_point(r, at + 1, &of);
    if (end == at + 1 || of < 0) {
        r->out->n = kept;
        return at;
    }
    e->of = (int8_t)of;
    e->rel = before ? REL_PREVIOUS : REL_FOLLOWING;
    return end;
}

/* "Friday week", "the Friday after next": a week after the coming one. */
static uint32_t week_on(date_reader *r, uint32_t at, int32_t *top)
{
    date_word week = word(r, at), next = word(r, at + 1);
    bool on = week.kind == DW_UNIT && week.value == UNIT_WEEK && !week.plural &&
              (at + 1 >= r->s->n || (r->s->tokens[at + 1].flags & TOKEN_PUNCT));
    bool after = is(r, at, ID_AFTER) && next.kind == DW_REL && next.value == REL_NEXT;
    if (!on && !after) return at;
    date_expr e = expr(DX_SHIFT);
    e.unit = UNIT_WEEK;
    e.count = 1;
    e.of = (int8_t)*top;
    int32_t later = add(r, e);
    if (later < 0) return at;
    *top = later;
    r->out->flags |= DATE_FUTURE;
    return at + 1 + after;
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
        if (is_coming(r, i - 1)) {
            e.rel = REL_NONE;
            r->out->flags |= DATE_FUTURE;
        }
    }
    date_word w = word(r, i);
    if (w.kind != DW_WEEKDAY || w.plural) return at;
    if (w.unsure && !(w.capital && (r->marked || word(r, i + 1).digits > 0 ||
                                    is_kind(r, i + 1, DW_MONTH) || e.rel != REL_NONE)))
        return at;
    if (e.rel == REL_NONE && is_no_day(r, i)) return at;
    e.weekday = (int8_t)w.value;
    uint32_t day = i + 1;
    uint32_t end = skip_daypart(r, day);
    uint32_t with_date = weekday_date(r, end, &e);
    if (with_date == end && (is(r, end, ID_OF) || is_kind(r, end, DW_REL) || is(r, end, ID_THE))) {
        uint32_t week = end + is(r, end, ID_OF);
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

/* ---- today ----------------------------------------------------------------------------------- */

uint32_t date_point_deictic(date_reader *r, uint32_t at, int32_t *top)
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
