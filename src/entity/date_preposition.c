/* What stands before a time and marks it as one, and bounds what it dates: "on", "by", "no later
 * than", "with effect from"; and what opens it behind: "onwards", "or later". */
#include "entity/date_phrase.h"

static const struct long_preposition {
    const char *words;
    uint8_t id, bound;
} LONG[] = {
    {"prior to", ID_BEFORE, BOUND_BEFORE},
    {"ahead of", ID_BEFORE, BOUND_BEFORE},
    {"in advance of", ID_BEFORE, BOUND_BEFORE},
    {"up to and including", ID_UNTIL, BOUND_UNTIL},
    {"up to", ID_UNTIL, BOUND_UNTIL},
    {"up until", ID_UNTIL, BOUND_UNTIL},
    {"up through", ID_UNTIL, BOUND_UNTIL},
    {"through to", ID_UNTIL, BOUND_UNTIL},
    {"until and including", ID_UNTIL, BOUND_UNTIL},
    {"not after", ID_BEFORE, BOUND_UNTIL},
    {"no later than", ID_THAN, BOUND_UNTIL},
    {"not later than", ID_THAN, BOUND_UNTIL},
    {"by no later than", ID_BY, BOUND_UNTIL},
    {"at the latest by", ID_BY, BOUND_UNTIL},
    {"at the latest on", ID_BY, BOUND_UNTIL},
    {"no sooner than", ID_THAN, BOUND_SINCE},
    {"no earlier than", ID_THAN, BOUND_SINCE},
    {"not earlier than", ID_THAN, BOUND_SINCE},
    {"not before", ID_BEFORE, BOUND_SINCE},
    {"not until", ID_UNTIL, BOUND_SINCE},
    {"at the earliest on", ID_ON, BOUND_SINCE},
    {"at the earliest in", ID_IN, BOUND_SINCE},
    {"as of", ID_SINCE, BOUND_SINCE},
    {"as from", ID_FROM, BOUND_SINCE},
    {"with effect from", ID_FROM, BOUND_SINCE},
    {"effective from", ID_FROM, BOUND_SINCE},
    {"effective on", ID_FROM, BOUND_SINCE},
    {"effective", ID_FROM, BOUND_SINCE},
    {"on or after", ID_ON, BOUND_SINCE},
    {"on and after", ID_ON, BOUND_SINCE},
    {"in or after", ID_IN, BOUND_SINCE},
    {"at or after", ID_AT, BOUND_SINCE},
    {"after or on", ID_ON, BOUND_SINCE},
    {"after or in", ID_IN, BOUND_SINCE},
    {"on or about", ID_AROUND, BOUND_NONE},
    {"on or around", ID_AROUND, BOUND_NONE},
    {"on or before", ID_ON, BOUND_UNTIL},
    {"in or before", ID_IN, BOUND_UNTIL},
    {"before or on", ID_ON, BOUND_UNTIL},
    {"before or in", ID_IN, BOUND_UNTIL},
    {"as early as", ID_AS, BOUND_SINCE},
    {"as soon as", ID_AS, BOUND_SINCE},
    {"as far back as", ID_AS, BOUND_SINCE},
    {"as long ago as", ID_AS, BOUND_SINCE},
    {"as recently as", ID_AS, BOUND_NONE},
    {"as late as", ID_AS, BOUND_UNTIL},
};

static uint32_t match_words(const date_words *s, uint32_t at, const char *words)
{
    casus_str rest = str_from(words), part;
    uint32_t i = at;
    while (str_split(&rest, ' ', &part)) {
        if (i >= s->n || !str_eq_nocase(token_form(s->text, &s->tokens[i]), part)) return at;
        i++;
    }
    return i;
}

static uint32_t read_long(const date_words *s, uint32_t at, uint32_t *id, uint32_t *bound)
{
    if (at >= s->n || date_word_at(s, at).kind != DW_WORD) return at;
    char first = (char)(s->text[s->tokens[at].start] | 32);
    for (size_t k = 0; k < COUNT(LONG); k++) {
        if (LONG[k].words[0] != first) continue;
        uint32_t end = match_words(s, at, LONG[k].words);
        if (end == at) continue;
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
