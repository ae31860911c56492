/* Parts of a time that is named beside them: "the first week of January", "week 27 of 2019",
 * "the week of April 10", "early September", "the end of this month". */
#include "entity/date_reader.h"

/* "business day", "working day" */
static bool is_working_day(const date_reader *r, uint32_t at)
{
    static const char *const WORDS[] = {"business", "working"};
    date_word day = word(r, at + 1);
    return at < r->s->n && day.kind == DW_UNIT && day.value == UNIT_DAY &&
           str_among_nocase(token_form(r->s->text, &r->s->tokens[at]), WORDS, COUNT(WORDS));
}

/* "the first week of January", "the last four months of 2021", "week 27 of 2019", "second half
 * of the year". */
uint32_t date_point_nth(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    date_expr e = expr(DX_NTH);
    e.span = 1;
    date_word w = word(r, i);
    uint32_t end = date_read_ordinal(r, i, &e.count);
    if (end == i && w.kind == DW_REL && w.value == REL_LAST) {
        e.count = -1;
        end = i + 1;
    }
    if (end == i && w.kind == DW_PART && w.unsure && is_kind(r, i + 1, DW_UNIT) &&
        word(r, i + 1).value <= UNIT_HALF) { /* "the opening quarter", "the closing quarter" */
        e.count = w.value == PART_EARLY ? 1 : -1;
        end = i + 1;
    }
    int32_t last = 0; /* "the third and fourth quarters" */
    uint32_t both = end > i && is(r, end, ID_AND) ? date_read_ordinal(r, end + 1, &last) : end;
    bool row =
        both > end + 1 && last > e.count && is_kind(r, both, DW_UNIT) && word(r, both).plural;
    if (row) end = both;
    bool numbered = false, vague = false;
    if (end == i && w.kind == DW_UNIT && w.value == UNIT_WEEK) { /* "week 27" */
        date_word n = word(r, i + 1);
        if (n.kind != DW_NUMBER || n.digits == 0 || n.value < 1 || n.value > 53) return at;
        e.count = n.value;
        e.unit = UNIT_WEEK;
        end = i + 2;
        numbered = true;
    }
    if (end == i) return at;
    if (!numbered) {
        uint32_t u = date_read_count(r, end, &e.span, &vague);
        if (u == end) e.span = 1;
        u += is(r, u, ID_DASH);
        bool working = is_working_day(r, u);
        u += working;
        date_word unit = word(r, u);
        if (working) unit.value = UNIT_WORKDAY;
        if (unit.kind != DW_UNIT ||
            (unit.value > UNIT_DECADE && unit.value != UNIT_WEEKEND && unit.value != UNIT_WORKDAY))
            return at;
        if (row) e.span = last - e.count + 1;
        if (unit.plural && u == end && !row)
            return at; /* "the first weeks of 2019": a part of it */
        e.unit = (uint8_t)unit.value;
        end = u + 1;
    }
    if (is(r, end, ID_OF) || is(r, end, ID_IN)) {
        int32_t of = -1;
        uint32_t behind = date_sub_point(r, end + 1, &of);
        if (behind == end + 1) behind = end + 1, of = -1;
        if (of >= 0 && e.unit >= UNIT_YEAR && e.unit <= UNIT_CENTURY &&
            r->out->x[of].kind != DX_YEARS && r->out->x[of].kind != DX_UNIT)
            return at; /* "last year in May" */
        if (of >= 0) {
            e.of = (int8_t)of;
            *top = add(r, e);
            return *top < 0 ? at : behind;
        }
        if (!numbered) return at;
    }
    if (e.unit == UNIT_QUARTER || e.unit == UNIT_HALF || numbered) {
        date_expr year = expr(DX_DATE);
        uint32_t y = date_read_year(r, end, &year.year);
        if (y == end) y = date_read_relative_year(r, end, &year);
        if (y > end) {
            e.of = (int8_t)add(r, year);
            end = y;
        } else if (e.count < 0) {
            return at; /* "last quarter" is relative */
        } else if (!r->marked && !numbered) {
            return at;
        }
        *top = add(r, e);
        return *top < 0 ? at : end;
    }
    return at;
}

uint32_t date_point_nth_weekday(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    date_expr e = expr(DX_NTH);
    e.span = 1;
    date_word w = word(r, i);
    uint32_t end = date_read_ordinal(r, i, &e.count);
    if (end == i && w.kind == DW_REL && w.value == REL_LAST) {
        e.count = -1;
        end = i + 1;
    }
    date_word day = word(r, end);
    uint32_t in_at = end + 1 + (is(r, end + 1, ID_OF) || is(r, end + 1, ID_IN));
    bool relative = is_kind(r, in_at, DW_REL) && is_kind(r, in_at + 1, DW_UNIT); /* "next month" */
    if (end == i || e.count > 5 || day.kind != DW_WEEKDAY || day.plural || day.unsure ||
        (in_at == end + 1 && !relative))
        return at;
    int32_t of = -1;
    uint32_t behind = date_sub_point(r, in_at, &of);
    if (behind == in_at || of < 0) return at;
    const date_expr *in = &r->out->x[of];
    bool long_enough = (in->kind == DX_DATE && !in->day) || in->kind == DX_SEASON ||
                       (in->kind == DX_UNIT && unit_months(in->unit));
    if (!long_enough) return at;
    e.weekday = (int8_t)day.value;
    e.of = (int8_t)of;
    *top = add(r, e);
    return *top < 0 ? at : behind;
}

/* "starting", "beginning", "commencing" */
static bool is_beginning(const date_reader *r, uint32_t at)
{
    return is(r, at, ID_STARTING) ||
           (is_kind(r, at, DW_PART) && word(r, at).value == PART_EARLY && word(r, at).unsure);
}

/* "the month of May", "the year of 2016", "the decade of the 1990s": what is named behind. */
static uint32_t unit_named(date_reader *r, uint32_t at, uint32_t name, uint32_t unit, int32_t *top)
{
    int32_t of = -1;
    uint32_t end = date_sub_point(r, name, &of);
    const date_expr *e = of >= 0 ? &r->out->x[of] : NULL;
    if (end == name || !e) return at;
    bool same = (unit == UNIT_MONTH && e->kind == DX_DATE && e->month && !e->day) ||
                (unit == UNIT_YEAR && e->kind == DX_DATE && e->year && !e->month) ||
                (unit == UNIT_DECADE && e->kind == DX_YEARS && e->count == 10);
    if (!same) return at;
    *top = of;
    return end;
}

static uint32_t read_ending(const date_reader *r, uint32_t at)
{
    static const char *const WORDS[] = {"ending", "ended"};
    if (at >= r->s->n || !str_among_nocase(token_form(r->s->text, &r->s->tokens[at]), WORDS, 2))
        return is(r, at, ID_TO) && !is(r, at + 1, ID_DATE) ? at + 1 : at;
    return at + 1 + (is(r, at + 1, ID_ON) || is(r, at + 1, ID_IN));
}

/* "six-month period" */
static uint32_t read_period(const date_reader *r, uint32_t at, date_expr *e)
{
    int32_t count = 0;
    uint32_t i = date_read_number(r, at, &count);
    date_word unit = word(r, i + 1);
    if (i == at || !is(r, i, ID_DASH) || unit.kind != DW_UNIT || i + 2 >= r->s->n ||
        !str_is_nocase(token_form(r->s->text, &r->s->tokens[i + 2]), "period"))
        return at;
    e->unit = (uint8_t)unit.value;
    e->count = count;
    return i + 3;
}

/* "the week ending 9 May", "the six months to June", "a week starting tomorrow", "for three days
 * from Monday": a length that ends or begins with a day. */
uint32_t date_point_length(date_reader *r, uint32_t at, int32_t *top)
{
    bool the = is(r, at, ID_THE), vague = false;
    uint32_t i = at + the;
    date_expr e = expr(DX_LENGTH);
    e.unit = UNIT_HOUR;
    uint32_t u = date_read_length(r, i, &e, &vague);
    if (u == i) u = read_period(r, i, &e);
    date_word unit = word(r, i);
    if (u == i && the && unit.kind == DW_UNIT && !unit.plural) { /* "the week ending" */
        e.unit = (uint8_t)unit.value;
        e.count = 1;
        u = i + 1;
    }
    if (u == i || vague || e.unit == UNIT_HOUR || e.unit == UNIT_WEEKEND) return at;
    uint32_t p = the || (r->marked && !is(r, u, ID_TO)) ? read_ending(r, u) : u;
    bool ends = p > u;
    bool from = !the && is(r, u, ID_FROM) && r->out->preposition == ID_FOR;
    if (!ends && (is_beginning(r, u) || from)) p = u + 1 + is(r, u + 1, ID_ON);
    if (p == u || (is_beginning(r, u) && the && e.count == 1)) return at;
    int32_t of = -1;
    uint32_t end = date_sub_point(r, p, &of);
    if (end == p || of < 0) return at;
    if (ends) e.count = -e.count;
    e.of = (int8_t)of;
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* "the week of April 10", "the weekend of Thanksgiving", "the week beginning February 4". */
uint32_t date_point_week_of(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    date_word u = word(r, i);
    if (u.kind != DW_UNIT || u.plural) return at;
    if (i > at && is(r, i + 1, ID_OF) && u.value >= UNIT_MONTH && u.value <= UNIT_DECADE)
        return unit_named(r, at, i + 2, (uint32_t)u.value, top);
    if (u.value != UNIT_WEEK && u.value != UNIT_WEEKEND) return at;
    uint32_t p = i + 1;
    bool begins = is_beginning(r, p) || (is(r, p, ID_FROM) && i > at);
    if (!begins && !is(r, p, ID_OF)) return at;
    p += 1 + (begins && is(r, p + 1, ID_ON));
    int32_t of = -1;
    uint32_t end = date_sub_point(r, p, &of);
    if (end == p || of < 0) return at;
    if (begins && at > 0 && is(r, at - 1, ID_A)) return at; /* a length, not the calendar's week */
    date_expr e = expr(DX_WEEK_OF);
    e.unit = (uint8_t)u.value;
    e.of = (int8_t)of;
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* "mid-June 2019", "mid-19th century", which the lexer leaves whole. */
static uint32_t point_mid(date_reader *r, uint32_t at, int32_t *top)
{
    token rest = r->s->tokens[at];
    if (rest.end - rest.start < 7 ||
        !str_eq_nocase(str_slice(token_form(r->s->text, &rest), 0, 4), STR("mid-")))
        return at;
    rest.start += 4;
    date_words one = {.text = r->s->text, .tokens = &rest, .n = 1};
    date_word w = date_word_at(&one, 0);
    date_expr of = expr(DX_DATE), e = expr(DX_PART);
    uint32_t end = at + 1;
    if (w.kind == DW_MONTH) {
        of.month = (int8_t)w.value;
        end = date_read_trailing_year(r, end, &of.year);
    } else if (w.kind == DW_NUMBER && w.digits == 4 && w.value >= 1000 && w.value < 2200) {
        of.year = w.value;
    } else if (w.kind == DW_ORDINAL && is_kind(r, end, DW_UNIT) &&
               word(r, end).value == UNIT_CENTURY) {
        of.kind = DX_YEARS;
        of.year = (w.value - 1) * 100;
        of.count = 100;
        end++;
    } else if (w.kind == DW_YEARS) { /* "mid-1990s" */
        of.kind = DX_YEARS;
        of.year = w.value < 100 ? 1900 + w.value : w.value;
        of.count = 10;
    } else {
        return at;
    }
    e.part = PART_MID;
    e.of = (int8_t)add(r, of);
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* "year-end", "the year's end", "month end": of this one. */
static uint32_t point_unit_end(date_reader *r, uint32_t at, int32_t *top)
{
    date_word u = word(r, at);
    uint32_t i = at + 1 + (is(r, at + 1, ID_DASH) || is(r, at + 1, ID_POSS));
    bool end = i < r->s->n && str_eq_nocase(token_form(r->s->text, &r->s->tokens[i]), STR("end"));
    if (!end || !r->marked || u.plural || !unit_months((uint32_t)u.value)) return at;
    date_expr unit = expr(DX_UNIT), e = expr(DX_PART);
    unit.unit = (uint8_t)u.value;
    unit.rel = REL_THIS;
    e.part = PART_LATE;
    uint32_t behind = i + 1;
    if (u.value == UNIT_YEAR) { /* "at year-end 2019" */
        behind = date_read_trailing_year(r, i + 1, &unit.year);
        if (behind > i + 1) unit.kind = DX_DATE;
    }
    e.of = (int8_t)add(r, unit);
    *top = add(r, e);
    return e.of < 0 || *top < 0 ? at : behind;
}

/* "the early part of 2019", "the first days of May", "the final months of 2019": PART_NONE, or
 * which part of what stands behind "of" at *end. */
static unsigned part_in_words(const date_reader *r, uint32_t at, uint32_t *end)
{
    date_word w = word(r, at), noun = word(r, at + 1);
    bool third = noun.kind == DW_ORDINAL && noun.value == 3 && !noun.digits;
    bool part =
        at + 1 < r->s->n && str_is_nocase(token_form(r->s->text, &r->s->tokens[at + 1]), "part");
    bool units = noun.kind == DW_UNIT && noun.plural;
    if ((!part && !units && !third) || !is(r, at + 2, ID_OF)) return PART_NONE;
    *end = at + 2;
    if (third && w.kind == DW_ORDINAL && w.value == 2) return PART_MID;
    if (w.kind == DW_PART && w.value <= PART_LATE) return (unsigned)w.value;
    if (w.kind == DW_PART && part && w.value == PART_LATER) return PART_LATE;
    if (w.kind == DW_ORDINAL && w.value == 1) return PART_EARLY;
    if ((w.kind == DW_REL && w.value == REL_LAST && !w.unsure) ||
        (w.kind == DW_ORDINAL && w.value == 2 && part))
        return PART_LATE;
    return PART_NONE;
}

/* "the turn of the millennium" */
static uint32_t read_millennium(date_reader *r, uint32_t at, int32_t *of)
{
    if (!is(r, at, ID_THE) || at + 1 >= r->s->n ||
        !str_is_nocase(token_form(r->s->text, &r->s->tokens[at + 1]), "millennium"))
        return at;
    date_expr e = expr(DX_YEARS);
    e.year = 2000;
    e.count = 1000;
    *of = add(r, e);
    return at + 2;
}

/* "early September", "mid-2019", "the end of this month", "earlier this year", "late on Friday". */
uint32_t date_point_part(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    date_word w = word(r, i);
    if (w.kind == DW_NONE) return point_mid(r, at, top);
    if (w.kind == DW_UNIT) {
        uint32_t behind = point_unit_end(r, i, top);
        return behind > i ? behind : at;
    }
    uint32_t p = i + 1;
    unsigned named = part_in_words(r, i, &p);
    if (named) w = (date_word){.kind = DW_PART, .value = (int32_t)named};
    if (w.kind != DW_PART) return at;
    bool noun = w.value == PART_EARLY || w.value == PART_LATE || w.value == PART_MID ||
                w.value == PART_REST;
    if (is(r, p, ID_DASH) && noun && i == at) p++; /* "late-March", "end-2019" */
    else if (is(r, p, ID_OF) && noun) p++;
    else if (i > at || w.unsure) return at; /* "the start" of something else */
    else if (is(r, p, ID_ON) || (is(r, p, ID_IN) && !noun) ||
             (is(r, p, ID_IN) && (w.value == PART_LATE || w.value == PART_EARLY)))
        p++;
    int32_t of = -1;
    bool turn = str_is_nocase(token_form(r->s->text, &r->s->tokens[i]), "turn");
    uint32_t end = turn ? read_millennium(r, p, &of) : p;
    if (end == p) end = date_sub_point(r, p, &of);
    if (end == p && is(r, p - 1, ID_OF) && is_kind(r, p, DW_UNIT) && !word(r, p).plural) {
        date_expr unit = expr(DX_UNIT); /* "end of year" */
        unit.unit = (uint8_t)word(r, p).value;
        unit.rel = REL_THIS;
        of = add(r, unit);
        end = p + 1;
    } else if (end == p && is(r, p - 1, ID_OF) && is(r, p, ID_THE) && is_kind(r, p + 1, DW_UNIT) &&
               !word(r, p + 1).plural) {
        date_expr unit = expr(DX_UNIT); /* "the end of the year" */
        unit.unit = (uint8_t)word(r, p + 1).value;
        unit.rel = REL_THIS;
        of = add(r, unit);
        end = p + 2;
    }
    if (end == p || of < 0) return at;
    date_expr e = expr(DX_PART);
    e.part = (uint8_t)w.value;
    e.of = (int8_t)of;
    e.point = noun && is(r, i + 1, ID_OF);
    e.turn = e.point && turn;
    if (w.value == PART_EARLIER) r->out->flags |= DATE_PAST;
    *top = add(r, e);
    return *top < 0 ? at : end;
}
