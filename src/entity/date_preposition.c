/* What stands before a time and marks it as one, and bounds what it dates: "on", "by", "no later
 * than", "with effect from"; and what opens it behind: "onwards", "or later". */
#include "entity/date_phrase.h"

/* The first word by its id, the others as they are written. */
static const struct long_preposition {
    uint8_t first;
    const char *rest;
    uint8_t id, bound;
} LONG[] = {
    {ID_PRIOR, "to", ID_BEFORE, BOUND_BEFORE},
    {ID_AHEAD, "of", ID_BEFORE, BOUND_BEFORE},
    {ID_IN, "advance of", ID_BEFORE, BOUND_BEFORE},
    {ID_UP, "to and including", ID_UNTIL, BOUND_UNTIL},
    {ID_UP, "to", ID_UNTIL, BOUND_UNTIL},
    {ID_UP, "until", ID_UNTIL, BOUND_UNTIL},
    {ID_UP, "through", ID_UNTIL, BOUND_UNTIL},
    {ID_THROUGH, "to", ID_UNTIL, BOUND_UNTIL},
    {ID_UNTIL, "and including", ID_UNTIL, BOUND_UNTIL},
    {ID_NOT, "after", ID_BEFORE, BOUND_UNTIL},
    {ID_NO, "later than", ID_THAN, BOUND_UNTIL},
    {ID_NOT, "later than", ID_THAN, BOUND_UNTIL},
    {ID_BY, "no later than", ID_BY, BOUND_UNTIL},
    {ID_AT, "the latest by", ID_BY, BOUND_UNTIL},
    {ID_AT, "the latest on", ID_BY, BOUND_UNTIL},
    {ID_NO, "sooner than", ID_THAN, BOUND_SINCE},
    {ID_NO, "earlier than", ID_THAN, BOUND_SINCE},
    {ID_NOT, "earlier than", ID_THAN, BOUND_SINCE},
    {ID_NOT, "before", ID_BEFORE, BOUND_SINCE},
    {ID_NOT, "until", ID_UNTIL, BOUND_SINCE},
    {ID_AT, "the earliest on", ID_ON, BOUND_SINCE},
    {ID_AT, "the earliest in", ID_IN, BOUND_SINCE},
    {ID_AS, "of", ID_SINCE, BOUND_SINCE},
    {ID_AS, "from", ID_FROM, BOUND_SINCE},
    {ID_WITH, "effect from", ID_FROM, BOUND_SINCE},
    {ID_EFFECTIVE, "from", ID_FROM, BOUND_SINCE},
    {ID_EFFECTIVE, "on", ID_FROM, BOUND_SINCE},
    {ID_EFFECTIVE, "", ID_FROM, BOUND_SINCE},
    {ID_ON, "or after", ID_ON, BOUND_SINCE},
    {ID_ON, "and after", ID_ON, BOUND_SINCE},
    {ID_IN, "or after", ID_IN, BOUND_SINCE},
    {ID_AT, "or after", ID_AT, BOUND_SINCE},
    {ID_AFTER, "or on", ID_ON, BOUND_SINCE},
    {ID_AFTER, "or in", ID_IN, BOUND_SINCE},
    {ID_ON, "or about", ID_AROUND, BOUND_NONE},
    {ID_ON, "or around", ID_AROUND, BOUND_NONE},
    {ID_ON, "or before", ID_ON, BOUND_UNTIL},
    {ID_IN, "or before", ID_IN, BOUND_UNTIL},
    {ID_BEFORE, "or on", ID_ON, BOUND_UNTIL},
    {ID_BEFORE, "or in", ID_IN, BOUND_UNTIL},
    {ID_AS, "early as", ID_AS, BOUND_SINCE},
    {ID_AS, "soon as", ID_AS, BOUND_SINCE},
    {ID_AS, "far back as", ID_AS, BOUND_SINCE},
    {ID_AS, "long ago as", ID_AS, BOUND_SINCE},
    {ID_AS, "recently as", ID_AS, BOUND_NONE},
    {ID_AS, "late as", ID_AS, BOUND_UNTIL},
};

static bool begins_long(const date_word *w)
{
    if (w->kind != DW_WORD) return false;
    switch (w->value) {
    case ID_AFTER:
    case ID_AHEAD:
    case ID_AS:
    case ID_AT:
    case ID_BEFORE:
    case ID_BY:
    case ID_EFFECTIVE:
    case ID_IN:
    case ID_NO:
    case ID_NOT:
    case ID_ON:
    case ID_PRIOR:
    case ID_THROUGH:
    case ID_UNTIL:
    case ID_UP:
    case ID_WITH: return true;
    default: return false;
    }
}

static uint32_t match_words(const date_words *s, uint32_t at, const char *words)
{
    casus_str rest = str_from(words), part;
    uint32_t i = at;
    while (str_split(&rest, ' ', &part)) {
        if (i >= s->n || !str_eq_nocase(token_form(s->text, &s->tokens[i]), part)) return 0;
        i++;
    }
    return i;
}

static uint32_t read_long(const date_words *s, uint32_t at, uint32_t *id, uint32_t *bound)
{
    date_word w = date_word_at(s, at);
    if (!begins_long(&w)) return at;
    char letter = at + 1 < s->n ? (char)(s->text[s->tokens[at + 1].start] | 32) : '\0';
    for (size_t k = 0; k < COUNT(LONG); k++) {
        if (LONG[k].first != w.value || (LONG[k].rest[0] && LONG[k].rest[0] != letter)) continue;
        uint32_t end = LONG[k].rest[0] ? match_words(s, at + 1, LONG[k].rest) : at + 1;
        if (end == 0) continue;
        *id = LONG[k].id;
        *bound = LONG[k].bound;
        return end;
    }
    return at;
}

bool date_long_preposition_at(const date_words *s, uint32_t at)
{
    uint32_t id, bound;
    return read_long(s, at, &id, &bound) > at;
}

/* "at least", "about", "around" behind "until" and "since". */
static uint32_t skip_about(const date_words *s, uint32_t at)
{
    if (date_word_is(s, at, ID_AT) && date_word_is(s, at + 1, ID_LEAST)) return at + 2;
    return at + date_word_is(s, at, ID_AROUND);
}

/* "later than", "earlier than" */
static uint32_t read_comparison(const date_words *s, uint32_t at, uint32_t *id, uint32_t *bound)
{
    date_word part = date_word_at(s, at);
    if (part.kind != DW_PART || !date_word_is(s, at + 1, ID_THAN)) return at;
    *bound = part.value == PART_LATER ? BOUND_AFTER : BOUND_BEFORE;
    *id = ID_THAN;
    return at + 2;
}

/* "beginning on Monday", "beginning October 4"; but "the beginning of October". */
static uint32_t read_beginning(const date_words *s, uint32_t at)
{
    if (!date_form_is(s, at, "beginning") && !date_word_is(s, at, ID_STARTING)) return at;
    if (date_word_is(s, at + 1, ID_ON) || date_word_is(s, at + 1, ID_FROM) ||
        date_word_is(s, at + 1, ID_IN))
        return at + 2;
    return date_word_is(s, at + 1, ID_OF) ? at : at + 1;
}

/* "following 1 May"; "the following two days" is no preposition. */
static bool follows_date(const date_words *s, uint32_t at)
{
    date_word w = date_word_at(s, at), next = date_word_at(s, at + 1);
    if (w.kind != DW_REL || w.value != REL_FOLLOWING) return false;
    if (next.kind == DW_NUMBER) return date_word_at(s, at + 2).kind == DW_MONTH;
    return next.kind == DW_MONTH && (date_word_at(s, at + 2).kind == DW_NUMBER ||
                                     date_word_at(s, at + 2).kind == DW_ORDINAL);
}

uint32_t date_read_preposition(const date_words *s, uint32_t at, uint32_t *id, uint32_t *bound)
{
    date_word w = date_word_at(s, at);
    *id = 0;
    *bound = BOUND_NONE;
    uint32_t end = read_long(s, at, id, bound);
    if (end == at) end = read_comparison(s, at, id, bound);
    if (end > at) return end;
    end = read_beginning(s, at);
    if (end > at) {
        *id = ID_STARTING;
        *bound = BOUND_SINCE;
        return end;
    }
    if (follows_date(s, at)) {
        *id = ID_AFTER;
        *bound = BOUND_AFTER;
        return at + 1;
    }
    if (w.kind != DW_WORD) return at;
    *id = (uint32_t)w.value;
    switch (w.value) {
    case ID_BEFORE: *bound = BOUND_BEFORE; return at + 1;
    case ID_AFTER: *bound = BOUND_AFTER; return at + 1;
    case ID_SINCE: *bound = BOUND_SINCE; return skip_about(s, at + 1);
    case ID_TO: /* "to date" */
        if (!date_word_is(s, at + 1, ID_DATE)) break;
        *bound = BOUND_UNTIL;
        return at + 1;
    case ID_UNTIL:
    case ID_THROUGH: /* "through Friday" */
    case ID_BY: *bound = BOUND_UNTIL; return skip_about(s, at + 1);
    case ID_OF: /* "the meeting of September 25": a mark, not a part of the phrase's sense */
    case ID_FROM:
    case ID_BETWEEN:
    case ID_ON:
    case ID_IN:
    case ID_AT:
    case ID_DURING:
    case ID_FOR:
    case ID_OVER:
    case ID_WITHIN:
    case ID_AROUND: return at + 1;
    default: break;
    }
    *id = 0;
    return at;
}

uint32_t date_read_open_end(const date_words *s, uint32_t at, bool from, uint32_t *bound)
{
    if (date_word_is(s, at, ID_ONWARD) ||
        (from && date_word_is(s, at, ID_ON) &&
         (date_clause_ends(s, at + 1) || date_word_is(s, at - 1, ID_NOW)))) {
        *bound = BOUND_SINCE;
        return at + 1;
    }
    if (!date_word_is(s, at, ID_OR) && !date_word_is(s, at, ID_AND)) return at;
    date_word w = date_word_at(s, at + 1);
    bool part = w.kind == DW_PART && (w.value == PART_LATER || w.value == PART_EARLIER);
    bool bare = date_clause_ends(s, at + 2) && w.kind == DW_WORD; /* "2016 or after" */
    if ((part && w.value == PART_LATER) || date_form_is(s, at + 1, "beyond") ||
        date_word_is(s, at + 1, ID_ONWARD) || (bare && w.value == ID_AFTER)) {
        *bound = BOUND_SINCE;
        return at + 2;
    }
    if (part || (bare && w.value == ID_BEFORE)) {
        *bound = BOUND_UNTIL;
        return at + 2;
    }
    return at;
}
