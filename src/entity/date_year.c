/* Longer times and feasts: "2021", "the 1990s", "the 20th century", "Q1 2020", "the summer of
 * 2020", "Easter". */
#include "entity/date_reader.h"

/* ---- years, decades, quarters, seasons ------------------------------------------------------- */

static bool is_year_figure(const date_reader *r, uint32_t at)
{
    date_word w = word(r, at);
    return w.kind == DW_NUMBER && w.digits == 4 && w.value >= 1400 && w.value <= 2100;
}

/* "2014-2018", "in 2007 and 2009": one year vouches for the other. */
static bool beside_year(const date_reader *r, uint32_t at, uint32_t end)
{
    if (is(r, end, ID_DASH) && is_year_figure(r, end + 1) && is_year_figure(r, at)) return true;
    return at >= 2 && (is(r, at - 1, ID_AND) || is(r, at - 1, ID_OR)) &&
           is_year_figure(r, at - 2) && is_year_figure(r, at);
}

/* "FY 2019", "FY19", "CY2020": one token or two. */
static uint32_t read_accounts(const date_reader *r, uint32_t at, int32_t *year)
{
    if (at >= r->s->n) return at;
    casus_str form = token_form(r->s->text, &r->s->tokens[at]);
    if (form.len < 2 || form.len > 6 || (form.ptr[1] | 32) != 'y' ||
        ((form.ptr[0] | 32) != 'f' && (form.ptr[0] | 32) != 'c'))
        return at;
    if (is(r, at, ID_ACCOUNTS)) {
        uint32_t end = date_read_year(r, at + 1, year);
        return end > at + 1 ? end : at;
    }
    *year = 0;
    for (size_t i = 2; i < form.len; i++) {
        if (form.ptr[i] < '0' || form.ptr[i] > '9') return at;
        *year = *year * 10 + (form.ptr[i] - '0');
    }
    if (form.len == 4) *year += *year < 50 ? 2000 : 1900;
    return (form.len == 4 || form.len == 6) && *year >= 1400 && *year <= 2100 ? at + 1 : at;
}

uint32_t date_point_year(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    bool named = is_kind(r, i, DW_UNIT) && word(r, i).value == UNIT_YEAR && !word(r, i).plural;
    date_expr e = expr(DX_DATE);
    uint32_t end =
        read_accounts(r, i, &e.year); /* a year of accounts is counted as the calendar's */
    if (end > i) {
        *top = add(r, e);
        return *top < 0 ? at : end;
    }
    if (i > at && !named) return at;
    if (named) i++;
    end = date_read_year(r, i, &e.year);
    if (end == i || (!named && !r->marked && !beside_year(r, at, end))) return at;
    if (!named && (e.year < 1400 || e.year > 2100)) return at;
    /* "in 1500 cases": a counted noun follows. Years stand before punctuation or grammar. */
    if (!named && word(r, at).digits == 4 && e.year != 0 && end < r->s->n && e.year < 1800) {
        const token *t = &r->s->tokens[end];
        if (!(t->flags & TOKEN_PUNCT) && word(r, end).kind != DW_WORD) return at;
    }
    if (is_kind(r, end, DW_UNIT) && word(r, end).plural) return at;
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* "the 1990s", "the nineties", "the 20th century". */
uint32_t date_point_years(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    i += is(r, i, ID_QUOTE);
    date_word w = word(r, i);
    date_expr e = expr(DX_YEARS);
    int32_t nth = 0;
    uint32_t end = i + 1;
    if (w.kind == DW_YEARS && (w.digits == 4 || i > at || r->marked)) {
        e.year = w.value < 100 ? 1900 + w.value : w.value;
        e.count = w.value % 100 == 0 && w.value >= 1000 && w.value < 2000 ? 100 : 10;
    } else if (w.kind == DW_NUMBER && (w.digits == 4 || w.digits == 2) && w.value % 10 == 0 &&
               end < r->s->n &&
               str_eq_nocase(token_form(r->s->text, &r->s->tokens[end]), STR("s"))) {
        e.year = w.value < 100 ? 1900 + w.value : w.value;
        e.count = 10;
        end++;
    } else if ((end = date_read_ordinal(r, i, &nth)) > i && nth <= 22) {
        end += is(r, end, ID_DASH);
        if (!is_kind(r, end, DW_UNIT) || word(r, end).value != UNIT_CENTURY) return at;
        e.year = (nth - 1) * 100;
        e.count = 100;
        end++;
    } else {
        return at;
    }
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* "Q1 2020", "2019 q1", "H1 2018". */
uint32_t date_point_q(date_reader *r, uint32_t at, int32_t *top)
{
    date_expr year = expr(DX_DATE);
    uint32_t i = at, q = date_read_year(r, at, &year.year);
    bool year_first = q > at;
    if (q >= r->s->n) return at;
    casus_str form = token_form(r->s->text, &r->s->tokens[q]);
    bool half = form.len == 2 && (form.ptr[0] | 32) == 'h';
    if (form.len != 2 || (!half && (form.ptr[0] | 32) != 'q') || form.ptr[1] < '1' ||
        form.ptr[1] > (half ? '2' : '4'))
        return at;
    i = q + 1;
    if (!year_first) {
        uint32_t y = i + is(r, i, ID_OF);
        uint32_t end = date_read_year(r, y, &year.year);
        if (end > y)
            i = end;
        else if (!r->marked || half)
            return at;
    }
    date_expr e = expr(DX_NTH);
    e.unit = half ? UNIT_HALF : UNIT_QUARTER;
    e.count = form.ptr[1] - '0';
    e.span = 1;
    if (year.year) e.of = (int8_t)add(r, year);
    *top = add(r, e);
    return *top < 0 ? at : i;
}

/* "summer 2020", "the summer of 2020", "in the summer", "spring". */
uint32_t date_point_season(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    date_word w = word(r, i);
    if (w.kind != DW_SEASON) return at;
    date_expr e = expr(DX_SEASON);
    e.season = (int8_t)w.value;
    uint32_t y = i + 1 + is(r, i + 1, ID_OF);
    uint32_t end = date_read_year(r, y, &e.year);
    if (end == y) end = date_read_relative_year(r, i + 1, &e); /* "spring last year" */
    if (end == i + 1 && e.year_rel == 0 && is(r, end, ID_BEFORE) && is_kind(r, end + 1, DW_REL) &&
        word(r, end + 1).value == REL_LAST && i > at) { /* "the summer before last" */
        e.year_rel = REL_LAST;
        *top = add(r, e);
        return *top < 0 ? at : end + 2;
    }
    if (e.year == 0 && e.year_rel == 0) {
        if (!r->marked || (w.unsure && i == at) || (w.capital && w.unsure)) return at;
        end = i + 1;
        bool ends =
            end >= r->s->n || (r->s->tokens[end].flags & TOKEN_PUNCT) || is_kind(r, end, DW_WORD);
        if (!ends) return at;
    }
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* ---- feasts ---------------------------------------------------------------------------------- */

static uint32_t match_words(const date_reader *r, uint32_t at, const char *words)
{
    casus_str rest = str_from(words), part;
    uint32_t i = at;
    while (str_split(&rest, ' ', &part)) {
        if (i >= r->s->n || !str_eq_nocase(token_form(r->s->text, &r->s->tokens[i]), part))
            return at;
        i++;
    }
    return i;
}

uint32_t date_point_feast(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at;
    date_expr e = expr(DX_FEAST);
    if (is_kind(r, i, DW_REL)) {
        e.rel = (uint8_t)word(r, i).value;
        i++;
    }
    date_word w = word(r, i);
    if (i >= r->s->n || (w.kind != DW_FEAST && w.kind != DW_ORDINAL && w.kind != DW_MONTH))
        return at;
    uint32_t best = i, feast = 0;
    for (uint32_t f = 0; f < feast_count(); f++) {
        /* The first letter decides for nearly all. */
        if ((r->s->text[r->s->tokens[i].start] | 32) != feast_name(f)[0]) continue;
        uint32_t end = match_words(r, i, feast_name(f));
        if (end > best) best = end, feast = f;
    }
    if (best == i) return at;
    bool capital = (r->s->tokens[i].flags & TOKEN_CAP) != 0;
    int32_t year = 0;
    bool of_year = date_read_year(r, best, &year) > best; /* "christmas 2010" */
    if (!capital && !r->marked && e.rel == REL_NONE && !of_year) return at;
    if (at > 0 && is(r, at - 1, ID_A)) return at; /* "a new year" */
    e.feast = (uint8_t)feast;
    uint32_t y = best + (is(r, best, ID_OF) || is(r, best, ID_COMMA) || is(r, best, ID_IN));
    uint32_t end = date_read_year(r, y, &e.year);
    if (end == y) end = best;
    bool weekend = is_kind(r, end, DW_UNIT) && word(r, end).value == UNIT_WEEKEND;
    if (weekend && !e.year) { /* "Easter weekend 2019" */
        y = end + 1 + (is(r, end + 1, ID_OF) || is(r, end + 1, ID_IN));
        uint32_t dated = date_read_year(r, y, &e.year);
        if (dated > y) end = dated - 1;
    }
    *top = add(r, e);
    if (*top >= 0 && weekend) {
        date_expr whole = expr(DX_WEEK_OF);
        whole.unit = UNIT_WEEKEND;
        whole.of = (int8_t)*top;
        *top = add(r, whole);
        end++;
    }
    return *top < 0 ? at : end;
}
