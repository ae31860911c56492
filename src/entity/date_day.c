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
    if (is(r, i, ID_DASH) && is_kind(r, i + 1, DW_ORDINAL)) d = i + 1; /* "September-8th" */
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
    if (has_day) y = date_read_weekday_behind(r, y, &e);
    if (!has_day && y == i && !month_alone(r, at)) return at;
    *top = add(r, e);
    return *top < 0 ? at : y;
}

/* "2016 Nov", "2016, November 9", "in 2020, on 9 September": the year goes before. */
uint32_t date_point_year_first(date_reader *r, uint32_t at, int32_t *top)
{
    int32_t year = 0, of = -1;
    uint32_t end = word(r, at).digits == 4 ? date_read_year(r, at, &year) : at;
    if (end == at || year < 1400 || year > 2100) return at;
    uint32_t i = end + is(r, end, ID_COMMA);
    bool on = is(r, i, ID_IN) || is(r, i, ID_ON);
    i += on + (on && is(r, i + 1, ID_THE) && is_kind(r, i + 2, DW_ORDINAL));
    date_word w = word(r, i);
    if (w.kind != DW_MONTH && !(on && (w.kind == DW_NUMBER || w.kind == DW_ORDINAL))) return at;
    date_reader inner = *r;
    inner.marked = true;
    uint32_t behind = date_point_month(&inner, i, &of);
    if (behind == i) behind = date_point_day_month(&inner, i, &of);
    date_expr *e = of >= 0 ? &r->out->x[of] : NULL;
    if (behind == i || !e || e->kind != DX_DATE || !e->month || e->year || e->year_rel) return at;
    if (w.kind == DW_MONTH && w.unsure && !on && !e->day) return at; /* "In 2016 May said" */
    e->year = year;
    *top = of;
    return behind;
}

/* A sum of money: "$12 December 27". */
static bool is_priced(const date_reader *r, uint32_t at)
{
    if (at == 0) return false;
    casus_str before = token_form(r->s->text, &r->s->tokens[at - 1]);
    return str_eq(before, STR("$")) || str_eq(before, STR("\xc2\xa3")) ||
           str_eq(before, STR("\xe2\x82\xac"));
}

/* "was the 4th", "came the 4th": a place, no day. */
static bool ranks(const date_reader *r, uint32_t at)
{
    static const char *const VERBS[] = {"is",   "was",    "are",      "were",   "be",   "been",
                                        "came", "become", "finished", "became", "ranks"};
    return at == 0 ||
           str_among_nocase(token_form(r->s->text, &r->s->tokens[at - 1]), VERBS, COUNT(VERBS));
}

/* "on 15." and nothing that it could count. */
static uint32_t on_day(date_reader *r, uint32_t at, uint32_t end, int32_t day, int32_t *top)
{
    bool figures = word(r, at).digits > 0 && end == at + 1;
    bool alone = at > 0 && is(r, at - 1, ID_ON) && r->out->preposition == ID_ON;
    if (!figures || !alone) return at;
    if (end < r->s->n) {
        casus_str next = token_form(r->s->text, &r->s->tokens[end]);
        if (!(r->s->tokens[end].flags & TOKEN_PUNCT) || !strchr(".,;:?!", next.ptr[0])) return at;
    }
    date_expr e = expr(DX_DATE);
    e.day = (int8_t)day;
    *top = add(r, e);
    return *top < 0 ? at : end;
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
        y = date_read_weekday_behind(r, y, &e);
        *top = add(r, e);
        return *top < 0 ? at : y;
    }
    bool relative = is_kind(r, m + (is(r, end, ID_IN)), DW_REL);
    bool figures = word(r, i).digits > 0 && word(r, i).digits <= 2;
    if (!ordinal && !relative) return on_day(r, i, end, day, top);
    if (!ordinal && !of && !is(r, end, ID_IN) && !(r->marked && figures)) return at;
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
    bool clause = end >= r->s->n || (r->s->tokens[end].flags & TOKEN_PUNCT);
    bool alone = r->marked || (clause && !ranks(r, at));
    if (!alone || i == at || !ends || word(r, i).digits == 0) return at;
    date_expr e = expr(DX_DATE);
    e.day = (int8_t)day;
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* ---- today ----------------------------------------------------------------------------------- */

uint32_t date_skip_daypart(const date_reader *r, uint32_t at)
{
    uint32_t i =
        at + (is_kind(r, at, DW_PART) && is_kind(r, at + 1, DW_DAYPART)); /* "early morning" */
    return is_kind(r, i, DW_DAYPART) && !word(r, i).plural ? i + 1 : at;
}

/* "EOM", "YTD" */
static uint32_t read_short(date_reader *r, uint32_t at, int32_t *top)
{
    bool end_of = is(r, at, ID_END_OF);
    if (!end_of && !is(r, at, ID_TO_DATE)) return at;
    const token *t = &r->s->tokens[at];
    if (!(t->flags & TOKEN_CAP)) return at;
    date_expr unit = expr(DX_UNIT), e = expr(DX_PART);
    switch (r->s->text[end_of ? t->end - 1 : t->start] | 32) {
    case 'd': unit.unit = UNIT_DAY; break;
    case 'w': unit.unit = UNIT_WEEK; break;
    case 'm': unit.unit = UNIT_MONTH; break;
    case 'q': unit.unit = UNIT_QUARTER; break;
    default: unit.unit = UNIT_YEAR; break;
    }
    unit.rel = REL_THIS;
    e.part = end_of ? PART_LATE : PART_EARLIER;
    e.of = (int8_t)add(r, unit);
    *top = add(r, e);
    return *top < 0 || e.of < 0 ? at : at + 1;
}

/* "at present", "to [the] present", "until the present day" */
static uint32_t read_present(const date_reader *r, uint32_t at)
{
    uint32_t i = at + is(r, at, ID_THE);
    if (!is(r, i, ID_PRESENT) || at == 0) return at;
    uint32_t end = i + 1;
    bool day = is_kind(r, end, DW_UNIT) && word(r, end).value == UNIT_DAY;
    end += day;
    bool ends = day || end >= r->s->n || (r->s->tokens[end].flags & TOKEN_PUNCT);
    bool up_to = is(r, at - 1, ID_TO) || is(r, at - 1, ID_UNTIL) || is(r, at - 1, ID_THROUGH) ||
                 is(r, at - 1, ID_DASH);
    bool now = is(r, at - 1, ID_AT) && i == at;
    return now || (up_to && ends) ? end : at;
}

/* "the night before last" */
static bool night_before_last(const date_reader *r, uint32_t at)
{
    uint32_t i = at + is(r, at, ID_THE);
    date_word night = word(r, i), last = word(r, i + 2);
    return night.kind == DW_DAYPART && !night.plural && is(r, i + 1, ID_BEFORE) &&
           last.kind == DW_REL && last.value == REL_LAST;
}

static bool week_behind(const date_reader *r, uint32_t at)
{
    bool ends = at + 1 >= r->s->n || (r->s->tokens[at + 1].flags & TOKEN_PUNCT);
    return ends && is_kind(r, at, DW_UNIT) && word(r, at).value == UNIT_WEEK && !word(r, at).plural;
}

uint32_t date_point_deictic(date_reader *r, uint32_t at, int32_t *top)
{
    date_expr e = expr(DX_OFFSET);
    date_word w = word(r, at);
    uint32_t end = at;
    uint32_t brief = read_short(r, at, top);
    if (brief > at) return brief;
    if (w.kind == DW_DEICTIC) {
        e.count = w.value;
        end = date_skip_daypart(r, at + 1);
        end = date_read_weekday_behind(r, end, &(date_expr){0});    /* "yesterday (Tuesday)" */
        if (w.value >= 0 && end == at + 1 && week_behind(r, end)) { /* "tomorrow week" */
            e.count += 7;
            end++;
        }
    } else if (w.kind == DW_REL && (w.value == REL_THIS || (w.value == REL_LAST && !w.unsure))) {
        uint32_t i = date_skip_daypart(r, at + 1);
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
    } else if (r->marked && (end = read_present(r, at)) > at) {
    } else if (is(r, at, ID_DATE) && at > 0 && is(r, at - 1, ID_TO) &&
               !(at > 1 && is(r, at - 2, ID_UP))) { /* "to date" */
        end = at + 1;
    } else if (night_before_last(r, at)) {
        e.count = -2;
        end = at + is(r, at, ID_THE) + 3;
    } else {
        return at;
    }
    *top = add(r, e);
    return *top < 0 ? at : end;
}
