/* Lengths of time of several units: "two years and three months", "a year and a half". */
#include "entity/date_reader.h"

int32_t unit_months(uint32_t unit)
{
    switch (unit) {
    case UNIT_MONTH: return 1;
    case UNIT_QUARTER: return 3;
    case UNIT_HALF: return 6;
    case UNIT_YEAR: return 12;
    case UNIT_DECADE: return 120;
    case UNIT_CENTURY: return 1200;
    default: return 0;
    }
}

int32_t unit_days(uint32_t unit)
{
    switch (unit) {
    case UNIT_WEEK:
    case UNIT_WORKWEEK:
    case UNIT_WEEKEND: return 7;
    case UNIT_FORTNIGHT: return 14;
    default: return 1;
    }
}

/* Half of a unit in months, or in days. */
static void half_of(uint32_t unit, int32_t *months, int32_t *days)
{
    *months = unit_months(unit) / 2;
    *days = unit == UNIT_MONTH ? 15 : *months ? 0 : unit_days(unit) / 2;
}

/* Adds to a length; it is counted in months and days from then on, or in days alone. */
static void lengthen(date_expr *e, int32_t months, int32_t days)
{
    int32_t per = unit_months(e->unit), had = per * e->count;
    if (!per) days += unit_days(e->unit) * e->count;
    months += had;
    e->span += days;
    e->unit = months ? UNIT_MONTH : UNIT_DAY;
    e->count = months ? months : e->span;
    if (!months) e->span = 0;
}

/* "weeks", "business days", "working days", "half year" is none: the unit at `at`. */
static uint32_t read_unit(const date_reader *r, uint32_t at, date_word *unit)
{
    *unit = word(r, at);
    if (unit->kind == DW_UNIT) return at + 1;
    static const char *const WORKING[] = {"business", "working"};
    if (at + 1 >= r->s->n ||
        !str_among_nocase(token_form(r->s->text, &r->s->tokens[at]), WORKING, COUNT(WORKING)))
        return at;
    *unit = word(r, at + 1);
    if (unit->kind != DW_UNIT || unit->value != UNIT_DAY) return at;
    unit->value = UNIT_WORKDAY;
    return at + 2;
}

static bool is_half(const date_reader *r, uint32_t at)
{
    return is_kind(r, at, DW_UNIT) && word(r, at).value == UNIT_HALF && !word(r, at).plural;
}

/* "and a half", "-and-a-half-" */
static uint32_t and_a_half(const date_reader *r, uint32_t at)
{
    uint32_t i = at + is(r, at, ID_DASH);
    if (!is(r, i++, ID_AND)) return at;
    i += is(r, i, ID_DASH);
    i += is(r, i, ID_A); /* "two and half years" is written, too */
    i += is(r, i, ID_DASH);
    return is_half(r, i) ? i + 1 + is(r, i + 1, ID_DASH) : at;
}

/* "a year and a half", "half a year", "half year" behind "the last": a length with a half in it. */
uint32_t date_read_half_length(date_reader *r, uint32_t at, date_expr *e)
{
    int32_t months, days;
    uint32_t half = at;
    date_word unit = word(r, at);
    e->unit = UNIT_DAY;
    e->count = 0;
    if (is_half(r, at)) {
        half = at + 1 + is(r, at + 1, ID_A);
        unit = word(r, half);
        if (unit.kind != DW_UNIT || unit.plural || unit.value == UNIT_HALF) return at;
        half_of((uint32_t)unit.value, &months, &days);
        lengthen(e, months, days);
        return e->count ? half + 1 : at;
    }
    if (unit.kind != DW_UNIT || unit.plural) return at;
    half = and_a_half(r, at + 1);
    if (half == at + 1) return at;
    e->unit = (uint8_t)unit.value;
    e->count = 1;
    half_of(e->unit, &months, &days);
    lengthen(e, months, days);
    return half;
}

/* "[and] three months": one more unit. */
static uint32_t one_more(date_reader *r, uint32_t at, date_expr *e)
{
    uint32_t i = at + is(r, at, ID_COMMA);
    i += is(r, i, ID_AND);
    int32_t count = 0, per;
    bool vague;
    uint32_t u = date_read_count(r, i, &count, &vague);
    date_word unit = word(r, u);
    if (u == i || vague || unit.kind != DW_UNIT || unit.value == UNIT_HOUR || count > 1000 ||
        unit.value == UNIT_HALF || unit.value == UNIT_QUARTER || unit.plural != (count != 1))
        return at;
    per = unit_months((uint32_t)unit.value);
    lengthen(e, per * count, per ? 0 : unit_days((uint32_t)unit.value) * count);
    return u + 1;
}

uint32_t date_read_more(date_reader *r, uint32_t at, date_expr *e)
{
    uint32_t end = at;
    if (e->unit == UNIT_HOUR || e->count < 1 || e->count > 1000) return at;
    uint32_t half = and_a_half(r, end);
    if (half > end) { /* "a year and a half" */
        int32_t months, days;
        half_of(e->unit, &months, &days);
        lengthen(e, months, days);
        return half;
    }
    for (int i = 0; i < 3; i++) {
        uint32_t next = one_more(r, end, e);
        if (next == end) break;
        end = next;
    }
    return end;
}

/* "a quarter [of a] century" */
static uint32_t read_quarter_century(const date_reader *r, uint32_t at, date_expr *e)
{
    uint32_t i = at + is(r, at, ID_A);
    if (i == at || !is_kind(r, i, DW_UNIT) || word(r, i).value != UNIT_QUARTER) return at;
    i += 1 + is(r, i + 1, ID_DASH);
    if (is(r, i, ID_OF)) i += 1 + is(r, i + 1, ID_A);
    if (!is_kind(r, i, DW_UNIT) || word(r, i).value != UNIT_CENTURY || word(r, i).plural) return at;
    e->unit = UNIT_YEAR;
    e->count = 25;
    return i + 1;
}

/* "1.5 years" */
static uint32_t read_decimal(const date_reader *r, uint32_t at, date_expr *e)
{
    if (at + 1 >= r->s->n || !(r->s->tokens[at].flags & TOKEN_DIGIT)) return at;
    casus_str form = token_form(r->s->text, &r->s->tokens[at]);
    date_word unit = word(r, at + 1);
    if (form.len < 3 || form.len > 4 || !str_ends(form, STR(".5")) || unit.kind != DW_UNIT ||
        unit.value == UNIT_HOUR)
        return at;
    int32_t count = 0, months, days;
    for (size_t k = 0; k < form.len - 2; k++) {
        if (form.ptr[k] < '0' || form.ptr[k] > '9') return at;
        count = 10 * count + (form.ptr[k] - '0');
    }
    e->unit = (uint8_t)unit.value;
    e->count = count;
    half_of(e->unit, &months, &days);
    lengthen(e, months, days);
    return at + 2;
}

uint32_t date_read_length(date_reader *r, uint32_t at, date_expr *e, bool *vague)
{
    int32_t months, days;
    if (is_half(r, at) && is(r, at + 1, ID_A)) return date_read_half_length(r, at, e);
    uint32_t special = read_quarter_century(r, at, e);
    if (special == at) special = read_decimal(r, at, e);
    if (special > at) return special;
    uint32_t u = date_read_count(r, at, &e->count, vague);
    if (u == at) return at;
    uint32_t half = and_a_half(r, u); /* "two and a half years" */
    date_word unit;
    uint32_t end = read_unit(r, half, &unit);
    if (end == half) return at;
    e->unit = (uint8_t)unit.value;
    if (half > u) {
        half_of(e->unit, &months, &days);
        lengthen(e, months, days);
        return end;
    }
    return date_read_more(r, end, e);
}

uint32_t date_length_at(const date_words *s, uint32_t at, date_expr *e, bool *vague)
{
    date_phrase none = {.n = 0};
    date_reader r = {.s = s, .out = &none};
    return date_read_length(&r, at, e, vague);
}
