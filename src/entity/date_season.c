/* Seasons and feasts: "the summer of 2020", "the winter of 2010-11", "Easter Monday 2012",
 * "Thanksgiving last year". */
#include "entity/date_reader.h"

/* ---- seasons --------------------------------------------------------------------------------- */

/* "2010-11", "2010/2011": a winter begins in the first. */
static uint32_t skip_second_year(const date_reader *r, uint32_t at, int32_t year)
{
    date_word w = word(r, at + 1);
    bool joined = (is(r, at, ID_DASH) || is(r, at, ID_SLASH)) && date_glued(r->s, at);
    bool next = w.kind == DW_NUMBER && (w.digits == 2 || w.digits == 4) &&
                w.value % 100 == (year + 1) % 100;
    return joined && next ? at + 2 : at;
}

/* "2010/11", "2010/2011" in one token */
static uint32_t read_joined_years(const date_reader *r, uint32_t at, int32_t *year)
{
    if (at >= r->s->n) return at;
    casus_str form = token_form(r->s->text, &r->s->tokens[at]);
    if ((form.len != 7 && form.len != 9) || form.ptr[4] != '/') return at;
    *year = 0;
    for (size_t i = 0; i < 4; i++) {
        if (form.ptr[i] < '0' || form.ptr[i] > '9') return at;
        *year = *year * 10 + (form.ptr[i] - '0');
    }
    return *year >= 1400 && *year <= 2100 ? at + 1 : at;
}

/* "the 2020 summer" */
static uint32_t season_behind_year(date_reader *r, uint32_t at, int32_t *top)
{
    date_expr e = expr(DX_SEASON);
    uint32_t i = word(r, at).digits == 4 ? date_read_year(r, at, &e.year) : at;
    date_word w = word(r, i);
    if (i == at || w.kind != DW_SEASON || (w.unsure && !r->marked)) return at;
    e.season = (int8_t)w.value;
    *top = add(r, e);
    return *top < 0 ? at : i + 1;
}

/* "summer 2020", "the summer of 2020", "in the summer", "spring". */
uint32_t date_point_season(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE), before = season_behind_year(r, i, top);
    if (before > i) return before;
    date_word w = word(r, i);
    if (w.kind != DW_SEASON) return at;
    date_expr e = expr(DX_SEASON);
    e.season = (int8_t)w.value;
    uint32_t y = i + 1 + is(r, i + 1, ID_OF);
    uint32_t end = date_read_year(r, y, &e.year);
    if (end > y) end = skip_second_year(r, end, e.year);
    if (end == y) end = read_joined_years(r, y, &e.year);
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

/* Owners' marks and hyphens do not tell names apart: "Presidents' Day", "Eid al-Fitr". */
static bool is_no_word(const date_reader *r, uint32_t at)
{
    return is(r, at, ID_POSS) || is(r, at, ID_QUOTE) || is(r, at, ID_DASH) ||
           str_eq(token_form(r->s->text, &r->s->tokens[at]), STR("\xe2\x80\x99"));
}

/* The word or its plural. */
static bool is_word(casus_str form, casus_str word)
{
    bool plural = form.len == word.len + 1 && (form.ptr[word.len] | 32) == 's';
    return str_eq_nocase(plural ? str_slice(form, 0, word.len) : form, word);
}

static uint32_t match_words(const date_reader *r, uint32_t at, const char *words)
{
    casus_str rest = str_from(words), part;
    uint32_t i = at;
    while (str_split(&rest, ' ', &part)) {
        while (i > at && i < r->s->n && is_no_word(r, i)) i++;
        if (i >= r->s->n) return at;
        if (!is_word(token_form(r->s->text, &r->s->tokens[i]), part)) {
            int32_t year; /* "Saint Patrick 2020" */
            bool day = rest.len == 0 && i > at && str_eq(part, STR("day"));
            return day && date_read_year(r, i, &year) > i ? i : at;
        }
        i++;
    }
    return i;
}

/* "Ukraine's Independence Day", "Indian Independence Day": the feast whose country stands before
 * token `at`. Gives the token behind it. */
static uint32_t independence_day(const date_reader *r, uint32_t at, uint32_t *feast)
{
    static const casus_str NAME = {"independence day", 16};
    uint32_t end = match_words(r, at, NAME.ptr);
    uint32_t before = at - (at > 0 && is_no_word(r, at - 1));
    if (end == at || before == 0) return at;
    casus_str country = token_form(r->s->text, &r->s->tokens[before - 1]);
    for (uint32_t f = 0; f < feast_count(); f++) {
        casus_str name = str_from(feast_name(f));
        if (name.len <= NAME.len + 1 || !str_ends(name, NAME)) continue;
        size_t len = name.len - NAME.len - 1;
        bool whole = len > 2 || country.len == len; /* "US" begins other words */
        if (whole && country.len >= len &&
            str_eq_nocase(str_slice(country, 0, len), str_slice(name, 0, len))) {
            *feast = f;
            return end;
        }
    }
    return at;
}

static bool begins_feast(const date_reader *r, uint32_t at)
{
    switch (word(r, at).kind) {
    case DW_FEAST:
    case DW_ORDINAL:             /* "Fourth of July" */
    case DW_MONTH:               /* "May Day" */
    case DW_SEASON: return true; /* "Spring Festival" */
    default: return str_is_nocase(token_form(r->s->text, &r->s->tokens[at]), "mid-autumn");
    }
}

/* The year of a feast behind it: "2012", "of 2012", "this year". */
static uint32_t feast_year(const date_reader *r, uint32_t at, date_expr *e)
{
    uint32_t y = at + (is(r, at, ID_OF) || is(r, at, ID_COMMA) || is(r, at, ID_IN));
    if (is(r, at, ID_POSS)) y = at + 1; /* "New Year's 2010" */
    uint32_t end = date_read_year(r, y, &e->year);
    return end > y ? end : date_read_relative_year(r, at, e);
}

uint32_t date_point_feast(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + (is(r, at, ID_THE) && r->marked);
    date_expr e = expr(DX_FEAST);
    if (is_kind(r, i, DW_REL)) {
        e.rel = (uint8_t)word(r, i).value;
        i++;
    }
    if (i >= r->s->n || !begins_feast(r, i)) return at;
    uint32_t best = i, feast = 0;
    for (uint32_t f = 0; f < feast_count(); f++) {
        /* The first letter decides for nearly all. */
        if ((r->s->text[r->s->tokens[i].start] | 32) != feast_name(f)[0]) continue;
        uint32_t end = match_words(r, i, feast_name(f));
        if (end > best) best = end, feast = f;
    }
    if (best == i) best = independence_day(r, i, &feast);
    if (best == i) return at;
    bool capital = (r->s->tokens[i].flags & TOKEN_CAP) != 0;
    int32_t year = 0;
    bool of_year = date_read_year(r, best, &year) > best; /* "christmas 2010" */
    if (!capital && !r->marked && e.rel == REL_NONE && !of_year) return at;
    if (at > 0 && is(r, at - 1, ID_A)) return at; /* "a new year" */
    e.feast = (uint8_t)feast;
    uint32_t end = feast_year(r, best, &e);
    bool week = is_kind(r, end, DW_UNIT) && word(r, end).value == UNIT_WEEK && !word(r, end).plural;
    bool weekend = is_kind(r, end, DW_UNIT) && word(r, end).value == UNIT_WEEKEND;
    if (weekend && !e.year) { /* "Easter weekend 2019" */
        uint32_t y = end + 1 + (is(r, end + 1, ID_OF) || is(r, end + 1, ID_IN));
        uint32_t dated = date_read_year(r, y, &e.year);
        if (dated > y) end = dated - 1;
    }
    *top = add(r, e);
    if (*top >= 0 && (weekend || week)) { /* "Thanksgiving week" */
        date_expr whole = expr(DX_WEEK_OF);
        whole.unit = week ? UNIT_WEEK : UNIT_WEEKEND;
        whole.of = (int8_t)*top;
        *top = add(r, whole);
        end++;
    }
    return *top < 0 ? at : end;
}
