/* Phrases round points of time: behind prepositions ("on", "since", "by the end of"), ranges ("from
 * 3 to 5 May"), vague words ("recently").
 *
 * A preposition marks what follows as a time, so that "May", "2019" or "the week" are read only
 * where one stands, and says how the days bound the thing that is dated. */
#include "entity/date_phrase.h"

/* "recently", "in recent weeks", "in the coming days", "these days". */
static bool read_vague(const date_words *s, uint32_t at, date_phrase *out)
{
    date_expr e = {
        .kind = DX_SPAN, .weekday = -1, .of = -1, .rel = REL_LAST, .unit = UNIT_MONTH, .count = 1};
    date_word w = date_word_at(s, at);
    uint32_t end = at + 1;
    if (w.kind == DW_WORD && w.value == ID_VAGUE_PAST && !w.unsure) {
        out->flags = DATE_VAGUE | DATE_PAST;
    } else {
        uint32_t i = at;
        if (date_word_is(s, i, ID_IN) || date_word_is(s, i, ID_OVER) ||
            date_word_is(s, i, ID_DURING) || date_word_is(s, i, ID_FOR) ||
            date_word_is(s, i, ID_WITHIN))
            i++;
        i += date_word_is(s, i, ID_THE);
        w = date_word_at(s, i);
        bool recent = w.kind == DW_WORD && w.value == ID_VAGUE_PAST && w.unsure;
        bool rel = w.kind == DW_REL && (w.value == REL_NEXT || w.value == REL_LAST) && i > at;
        bool these = date_word_is(s, i, ID_THESE);
        date_word unit = date_word_at(s, i + 1);
        if ((!recent && !rel && !these) || unit.kind != DW_UNIT || !unit.plural ||
            unit.value == UNIT_QUARTER || date_word_is(s, i + 2, ID_OF))
            return false;
        if (these && (unit.value != UNIT_DAY || i > at)) return false;
        e.rel = rel ? (uint8_t)w.value : (uint8_t)REL_LAST;
        e.unit = (uint8_t)unit.value;
        e.count = unit.value == UNIT_DAY ? 7 : unit.value == UNIT_HOUR ? 24 : 3;
        end = i + 2;
        out->flags = DATE_VAGUE | (e.rel == REL_NEXT ? (uint32_t)DATE_FUTURE : (uint32_t)DATE_PAST);
    }
    out->x[0] = e;
    out->n = 1;
    out->from = 0;
    return date_phrase_end(out, end);
}

/* ---- the phrase ------------------------------------------------------------------------------ */

/* "about", "just", "another", "less than" before a length: *less for the last. */
static uint32_t skip_roughly(const date_words *s, uint32_t at, bool *less)
{
    static const char *const WORDS[] = {"just",    "exactly",       "only",     "another",
                                        "roughly", "some",          "under",    "nearly",
                                        "almost",  "approximately", "precisely"};
    *less = date_word_is(s, at, ID_LESS) && date_word_is(s, at + 1, ID_THAN);
    if (*less || (date_word_is(s, at, ID_MORE) && date_word_is(s, at + 1, ID_THAN))) return at + 2;
    if (date_word_is(s, at, ID_AROUND) || date_word_is(s, at, ID_OVER)) return at + 1;
    bool roughly =
        at < s->n && str_among_nocase(token_form(s->text, &s->tokens[at]), WORDS, COUNT(WORDS));
    *less = roughly && date_form_is(s, at, "under");
    return at + roughly;
}

/* "'s time", "' time" behind "in a week" */
static uint32_t skip_time(const date_words *s, uint32_t at)
{
    bool owned = date_word_is(s, at, ID_POSS) || date_word_is(s, at, ID_QUOTE);
    return owned && date_form_is(s, at + 1, "time") ? at + 2 : at;
}

/* "the first visit in ten years", "the worst clashes in months": what is compared lies behind. */
static bool is_compared(const date_words *s, uint32_t at)
{
    static const char *const WORDS[] = {
        "first",     "most",      "worst",    "best",     "largest", "biggest",  "greatest",
        "highest",   "lowest",    "smallest", "fewest",   "longest", "shortest", "strongest",
        "weakest",   "sharpest",  "steepest", "heaviest", "gravest", "fiercest", "toughest",
        "deadliest", "bloodiest", "fastest",  "slowest",  "closest", "boldest",  "hottest"};
    uint32_t from = at > 8 ? at - 8 : 0;
    for (uint32_t i = at - (at > 0); i-- > from && !(s->tokens[i].flags & TOKEN_PUNCT);)
        if (str_among_nocase(token_form(s->text, &s->tokens[i]), WORDS, COUNT(WORDS))) return true;
    return false;
}

/* "in two weeks", "within three days", "in two and a half years": from the article on. */
static uint32_t read_ahead(const date_words *s, uint32_t at, uint32_t preposition, date_phrase *out)
{
    if (preposition != ID_IN && preposition != ID_WITHIN) return at;
    date_expr e = {.weekday = -1, .of = -1};
    bool less = false, vague = false;
    uint32_t i = skip_roughly(s, at, &less);
    uint32_t end = date_length_at(s, i, &e, &vague);
    if (end == i || e.count > 1000 || e.unit == UNIT_CENTURY || e.unit == UNIT_WEEKEND ||
        e.unit == UNIT_HOUR || e.unit == UNIT_QUARTER)
        return at;
    uint32_t time = skip_time(s, end);
    date_word next = date_word_at(s, end);
    bool other = next.kind == DW_PART ||
                 (next.kind == DW_WORD &&
                  (next.value == ID_AGO || next.value == ID_POSS || next.value == ID_FROM ||
                   next.value == ID_AFTER || next.value == ID_SINCE));
    if (other && time == end) return at;
    if (vague) out->flags |= DATE_VAGUE;
    bool back = time == end && preposition == ID_IN && is_compared(s, at);
    e.kind = preposition == ID_IN && !less && !back ? DX_SHIFT : DX_SPAN;
    e.rel = back ? REL_LAST : REL_NEXT;
    out->x[0] = e;
    out->n = 1;
    out->from = 0;
    out->flags |= back ? (uint32_t)DATE_PAST : (uint32_t)DATE_FUTURE;
    return time;
}

static bool read_points(const date_words *s, uint32_t at, date_phrase *out)
{
    uint32_t bound = BOUND_NONE, id = 0;
    uint32_t i = date_read_preposition(s, at, &id, &bound);
    bool marked = i > at;
    bool between = id == ID_BETWEEN;
    out->bound = bound;
    out->preposition = id;
    if (id == ID_AROUND) out->flags |= DATE_VAGUE;
    if (id == ID_OF) out->first = i; /* not its own preposition: "the week of" was no time */

    uint32_t end = date_read_days_range(s, i, between, out);
    if (end == i && !between) end = date_read_listed_day(s, i, out);
    if (end == i) end = read_ahead(s, i, id, out);
    if (end == i) {
        end = date_point(s, i, marked, out, &out->from);
        if (end == i || out->from < 0) return false;
        uint32_t range = date_read_range_end(s, end, between, out);
        if (range == end && between) return false;
        end = range;
    }
    if (out->to < 0) end = date_read_open_end(s, end, id == ID_FROM, &out->bound);
    return date_phrase_end(out, end);
}

/* Words of grammar that tell a time by themselves. */
static bool is_time(const date_word *w)
{
    return w->value == ID_VAGUE_PAST || w->value == ID_NOW || w->value == ID_PRESENT ||
           w->value == ID_DATE || w->value == ID_TO_DATE || w->value == ID_END_OF ||
           w->value == ID_TIMES || w->value == ID_REGULARLY;
}

/* "in another two weeks", "the whole week": one word lies between. */
static bool length_behind(const date_words *s, uint32_t at)
{
    date_word w = date_word_at(s, at + 2);
    if (date_word_is(s, at, ID_THE)) return w.kind == DW_UNIT;
    bool ahead = date_word_is(s, at, ID_IN) || date_word_is(s, at, ID_WITHIN);
    return ahead && (w.kind == DW_NUMBER || date_word_is(s, at + 2, ID_A));
}

/* A quick no for nearly all tokens: words of grammar that lead to no word of time. */
static bool could_begin(const date_words *s, uint32_t at)
{
    const token *t = &s->tokens[at];
    date_word w = date_word_at(s, at);
    if (w.kind == DW_NONE) {
        casus_str form = token_form(s->text, t);
        if (t->flags & TOKEN_DIGIT) return true; /* figures, "mid-2019" */
        return form.len > 6 && (form.ptr[0] | 32) == 'm' && form.ptr[3] == '-';
    }
    uint32_t i = at;
    while (i < at + 3 && w.kind == DW_WORD && !is_time(&w)) w = date_word_at(s, ++i);
    return w.kind != DW_NONE || (i < s->n && (s->tokens[i].flags & TOKEN_DIGIT)) ||
           (i < s->n && i > at && s->tokens[i].end - s->tokens[i].start > 6 &&
            s->text[s->tokens[i].start + 3] == '-') ||
           date_long_preposition_at(s, at) || length_behind(s, at);
}

bool date_phrase_at(const date_words *s, uint32_t at, date_phrase *out)
{
    if (at >= s->n || !could_begin(s, at)) return false;
    typedef bool (*shape)(const date_words *, uint32_t, date_phrase *);
    static const shape SHAPES[] = {date_read_set,      date_read_time,   read_vague,
                                   date_read_duration, date_read_months, read_points};
    for (size_t k = 0; k < COUNT(SHAPES); k++) {
        *out = (date_phrase){.first = at, .last = at, .head = at, .from = -1, .to = -1};
        if (SHAPES[k](s, at, out)) return true;
    }
    return false;
}
