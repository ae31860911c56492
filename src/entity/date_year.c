/* Years and longer times: "2021", "fiscal 2012", "the 1990s", "the 20th century". */
#include "entity/date_phrase.h"
#include "entity/date_reader.h"

/* "500 BC" */
static bool is_before_christ(const date_reader *r, uint32_t at)
{
    static const char *const WORDS[] = {"bc", "bce", "b.c.", "b.c", "b.c.e."};
    return str_among_nocase(token_form(r->s->text, &r->s->tokens[at]), WORDS, COUNT(WORDS));
}

static bool is_year_figure(const date_reader *r, uint32_t at)
{
    date_word w = word(r, at);
    return w.kind == DW_NUMBER && w.digits == 4 && w.value >= 1400 && w.value <= 2100;
}

/* "2014-2018", "1914-18", "2014 to 2018", "in 2007 and 2009", "2012 or later": what stands beside
 * it vouches for the year. */
static bool beside_year(const date_reader *r, uint32_t at, uint32_t end)
{
    uint32_t bound;
    if (!is_year_figure(r, at)) return false;
    if (is(r, end, ID_DASH) && is_year_figure(r, end + 1)) return true;
    if (is(r, end, ID_POSS) && is_kind(r, end + 1, DW_ORDINAL) && is_kind(r, end + 2, DW_UNIT))
        return true; /* "2016's first quarter" */
    if (is(r, end, ID_TO) && word(r, at).value >= 1800) {
        if (is(r, end + 1, ID_PRESENT)) return true;
        bool ends = date_clause_ends(r->s, end + 2) || is_kind(r, end + 2, DW_WORD);
        if (is_year_figure(r, end + 1) && ends) return true;
    }
    date_word two = word(r, end + 1);
    if (is(r, end, ID_DASH) && date_glued(r->s, at) && date_glued(r->s, end) &&
        two.kind == DW_NUMBER && two.digits == 2 && two.value > word(r, at).value % 100 &&
        word(r, at).value >= 1800)
        return true;
    bool listed = is(r, end, ID_COMMA) || is(r, end, ID_AND) || is(r, end, ID_OR);
    if (listed && at > 1 && is(r, at - 1, ID_COMMA) && is_year_figure(r, at - 2)) return true;
    if (date_read_open_end(r->s, end, false, &bound) > end) return word(r, at).value >= 1800;
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

/* "fiscal", "financial", "calendar": what a year may be counted for. */
static bool is_kind_of_year(const date_reader *r, uint32_t at)
{
    static const char *const WORDS[] = {"fiscal", "financial", "calendar", "tax",
                                        "budget", "academic",  "school"};
    return at < r->s->n &&
           str_among_nocase(token_form(r->s->text, &r->s->tokens[at]), WORDS, COUNT(WORDS));
}

static bool is_year_word(const date_reader *r, uint32_t at)
{
    return is_kind(r, at, DW_UNIT) && word(r, at).value == UNIT_YEAR;
}

/* "the 2012 fiscal year" */
static uint32_t year_of_accounts(date_reader *r, uint32_t at, int32_t *top)
{
    date_expr e = expr(DX_DATE);
    uint32_t i = at + is(r, at, ID_THE), end = date_read_year(r, i, &e.year);
    if (end == i || !is_kind_of_year(r, end) || !is_year_word(r, end + 1)) return at;
    *top = add(r, e);
    return *top < 0 ? at : end + 2;
}

uint32_t date_point_year(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t accounts = year_of_accounts(r, at, top);
    if (accounts > at) return accounts;
    uint32_t i = at + is(r, at, ID_THE);
    bool counted = is_kind_of_year(r, i);
    i += counted;
    bool named = is_year_word(r, i) && (!word(r, i).plural || i > at);
    date_expr e = expr(DX_DATE);
    uint32_t end =
        read_accounts(r, i, &e.year); /* a year of accounts is counted as the calendar's */
    if (end > i) {
        *top = add(r, e);
        return *top < 0 ? at : end;
    }
    if (i > at && !named && !(counted && r->marked)) return at;
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
    if (end < r->s->n && is_before_christ(r, end)) return at;
    *top = add(r, e);
    return *top < 0 ? at : end;
}

/* "the 18th and 19th centuries": the years of both */
static uint32_t read_centuries(date_reader *r, uint32_t at, date_expr *e)
{
    int32_t first = 0, last = 0;
    uint32_t i = date_read_ordinal(r, at, &first);
    if (i == at || (!is(r, i, ID_AND) && !is(r, i, ID_TO) && !is(r, i, ID_DASH))) return at;
    uint32_t end = date_read_ordinal(r, i + 1, &last);
    if (end == i + 1 || last <= first || last > 22 || !is_kind(r, end, DW_UNIT) ||
        word(r, end).value != UNIT_CENTURY)
        return at;
    e->year = (first - 1) * 100;
    e->count = 100 * (last - first + 1);
    return end + 1;
}

/* "nineteen-sixties" */
static uint32_t read_spelt_decade(const date_reader *r, uint32_t at, date_expr *e)
{
    date_word century = word(r, at);
    uint32_t i = at + 1 + is(r, at + 1, ID_DASH);
    date_word years = word(r, i);
    if (century.kind != DW_NUMBER || century.digits || century.value < 13 || century.value > 20 ||
        years.kind != DW_YEARS || years.digits || years.value >= 100)
        return at;
    e->year = century.value * 100 + years.value;
    e->count = 10;
    return i + 1;
}

/* The decade of two figures: "the '90s" of the last century, "the '00s" and "the '10s" of this. */
static int32_t decade_of(int32_t figures) { return figures + (figures <= 10 ? 2000 : 1900); }

/* "the 1990s", "the nineties", "the 20th century". */
uint32_t date_point_years(date_reader *r, uint32_t at, int32_t *top)
{
    uint32_t i = at + is(r, at, ID_THE);
    i += is(r, i, ID_QUOTE);
    date_word w = word(r, i);
    date_expr e = expr(DX_YEARS);
    int32_t nth = 0;
    uint32_t end = i + 1, spelt = read_spelt_decade(r, i, &e), both = read_centuries(r, i, &e);
    if (spelt > i || both > i) {
        end = spelt > i ? spelt : both;
    } else if (w.kind == DW_YEARS && (w.digits == 4 || i > at || r->marked)) {
        e.year = w.value < 100 ? decade_of(w.value) : w.value;
        e.count = w.value % 100 == 0 && w.value >= 1000 && w.value < 2000 ? 100 : 10;
    } else if (w.kind == DW_NUMBER && (w.digits == 4 || w.digits == 2) && w.value % 10 == 0 &&
               end < r->s->n &&
               (str_eq_nocase(token_form(r->s->text, &r->s->tokens[end]), STR("s")) ||
                (i > at && is(r, end, ID_POSS)))) { /* "1990 s", "the 1990's" */
        e.year = w.value < 100 ? decade_of(w.value) : w.value;
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
