/* Units beside the article's date: "next week", "the past three days", "the weekend". */
#include "entity/date_reader.h"

/* "next week Wednesday", "this week - Monday", "next week, on Friday": the day of the week that was
 * just read. */
static uint32_t day_of_week(date_reader *r, uint32_t at, int32_t *top)
{
    const date_expr *week = &r->out->x[*top];
    if (week->kind != DX_UNIT || week->unit != UNIT_WEEK) return at;
    uint32_t i = at + (is(r, at, ID_DASH) || is(r, at, ID_POSS));
    if (is(r, at, ID_COMMA) && is(r, at + 1, ID_ON)) i = at + 1; /* "next week, on Friday" */
    return date_weekday_in(r, at, i + is(r, i, ID_ON), top);
}

/* "last year in May": that month of the year, which it takes the place of; 0 where none follows. */
static uint32_t year_month(date_reader *r, uint32_t at, uint32_t rel, int32_t *top)
{
    int32_t month = -1, kept = r->out->n;
    uint32_t i = at + is(r, at, ID_COMMA);
    if (!is(r, i, ID_IN) && !is(r, i, ID_ON)) return 0;
    uint32_t end = date_sub_point(r, ++i, &month);
    date_expr *e = month >= 0 ? &r->out->x[month] : NULL;
    if (end > i && e && e->kind == DX_DATE && e->month && !e->year && e->of < 0) {
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

/* "two and a half years" */
static uint32_t read_counted_half(date_reader *r, uint32_t at, date_expr *e)
{
    int32_t count = 0;
    bool vague = false;
    uint32_t u = date_read_count(r, at, &count, &vague);
    if (u == at || vague || (!is(r, u, ID_AND) && !is(r, u, ID_DASH))) return at;
    uint32_t end = date_read_length(r, at, e, &vague);
    return vague ? at : end;
}

/* "the last full month", "the last four full weeks" */
static bool is_full(const date_reader *r, uint32_t at)
{
    static const char *const WORDS[] = {"full", "whole", "entire", "calendar"};
    return at < r->s->n && is_kind(r, at + 1, DW_UNIT) &&
           str_among_nocase(token_form(r->s->text, &r->s->tokens[at]), WORDS, COUNT(WORDS));
}

static bool is_working(const date_reader *r, uint32_t at)
{
    static const char *const WORDS[] = {"working", "business"};
    return at < r->s->n && str_among_nocase(token_form(r->s->text, &r->s->tokens[at]), WORDS, 2);
}

/* "this September 25", "last January 5": the day of expression `day` in that direction. */
static uint32_t dated_by(date_reader *r, uint32_t rel, int32_t day, uint32_t end)
{
    date_expr *e = &r->out->x[day];
    if (e->year || e->year_rel) return end;
    if (rel == REL_THIS) e->year_rel = REL_THIS;
    if (rel == REL_LAST || rel == REL_PREVIOUS) r->out->flags |= DATE_PAST;
    if (rel == REL_NEXT) r->out->flags |= DATE_FUTURE;
    return end;
}

static bool joins_season(const date_word *w) { return w->kind == DW_UNIT || w->kind == DW_SEASON; }

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
    date_expr half = expr(DX_SPAN);         /* "the last year and a half" */
    uint32_t halved = counted || that ? i : date_read_half_length(r, i, &half);
    if (halved == i && !counted) halved = read_counted_half(r, i, &half);
    if (halved > i) {
        half.rel = (uint8_t)rel;
        *top = add(r, half);
        return *top < 0 ? at : halved;
    }
    if (!counted) {
        after = date_read_count(r, i, &count, &vague);
        counted = after > i;
        if (counted) i = after;
        else count = 1;
    }
    if (rel == REL_THIS && !counted && word(r, i).digits > 0) { /* "this 5/12" */
        date_reader inner = *r;
        inner.marked = true;
        uint32_t dated = date_point_figures(&inner, i, top);
        return dated > i && r->out->x[*top].day ? dated_by(r, rel, *top, dated) : at;
    }
    i += is_full(r, i);
    bool working = is_working(r, i);
    i += working;
    date_word u = word(r, i);
    if (working && u.kind == DW_UNIT && u.value == UNIT_WEEK) u.value = UNIT_WORKWEEK;
    if (working && u.kind == DW_UNIT && u.value == UNIT_DAY) u.value = UNIT_WORKDAY;
    date_expr e = expr(DX_UNIT);
    e.rel = (uint8_t)rel;
    if (u.kind == DW_MONTH && !counted && rel != REL_SAME && (!u.unsure || u.capital)) {
        e.kind = DX_DATE;
        e.month = (int8_t)u.value;
        uint32_t end = i + 1;
        if (word(r, end).kind == DW_NUMBER || word(r, end).kind == DW_ORDINAL) {
            uint32_t dated = date_point_month(r, i, top); /* "this September 25" */
            if (dated > end) return dated_by(r, rel, *top, dated);
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

/* "[the] year to date", "year-to-date" */
static uint32_t to_date(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    date_word u = word(r, i++);
    i += is(r, i, ID_DASH);
    uint32_t date = i + 1 + is(r, i + 1, ID_DASH);
    if (!is(r, i, ID_TO) || !is(r, date, ID_DATE)) return at;
    date_expr unit = expr(DX_UNIT), e = expr(DX_PART);
    if (u.kind != DW_UNIT || u.plural || u.value > UNIT_YEAR) return at;
    unit.unit = (uint8_t)u.value;
    unit.rel = REL_THIS;
    e.part = PART_EARLIER;
    e.of = (int8_t)add(r, unit);
    *top = add(r, e);
    return *top < 0 || e.of < 0 ? at : date + 1;
}

/* "the whole week", "all year" */
static uint32_t whole_unit(date_reader *r, uint32_t at, int32_t *top)
{
    static const char *const WHOLE[] = {"whole", "entire", "full"};
    uint32_t i = at + is(r, at, ID_THE);
    if (i >= r->s->n) return at;
    casus_str form = token_form(r->s->text, &r->s->tokens[i]);
    date_word u = word(r, i + 1);
    bool whole = i > at ? str_among_nocase(form, WHOLE, COUNT(WHOLE)) : str_is_nocase(form, "all");
    bool ends = i + 2 >= r->s->n || (r->s->tokens[i + 2].flags & TOKEN_PUNCT);
    if (!whole || !ends || u.kind != DW_UNIT || u.plural || u.value > UNIT_DECADE ||
        u.value == UNIT_QUARTER || u.value == UNIT_HALF)
        return at;
    date_expr e = expr(DX_UNIT);
    e.unit = (uint8_t)u.value;
    e.rel = REL_THIS;
    *top = add(r, e);
    return *top < 0 ? at : i + 2;
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
    uint32_t dated = to_date(r, at, top);
    if (dated > at) return dated;
    uint32_t whole_one = whole_unit(r, at, top);
    if (whole_one > at) return whole_one;
    if (!is(r, at, ID_THE)) return at;
    date_word u = word(r, at + 1);
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
