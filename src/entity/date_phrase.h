/* Inside the reading of phrases: what stands round points of time, each in the file of its kind. A
 * reader gives the token behind what it read, or `at` where it is not there. */
#ifndef CASUS_ENTITY_DATE_PHRASE_H
#define CASUS_ENTITY_DATE_PHRASE_H

#include "entity/date.h"

static inline bool date_form_is(const date_words *s, uint32_t i, const char *form)
{
    return i < s->n && str_is_nocase(token_form(s->text, &s->tokens[i]), form);
}

/* Does a sentence or clause end before token i? */
static inline bool date_clause_ends(const date_words *s, uint32_t i)
{
    return i >= s->n || (s->tokens[i].flags & TOKEN_PUNCT) != 0;
}

/* The phrase ends before token `end`. */
static inline bool date_phrase_end(date_phrase *out, uint32_t end)
{
    out->last = out->head = end - 1;
    return true;
}

/* date_preposition.c */
/* "on", "since", "no later than": its id, and the bound that it sets. */
uint32_t date_read_preposition(const date_words *s, uint32_t at, uint32_t *id, uint32_t *bound);
/* One of several words; a quick no where `at` begins none. */
bool date_long_preposition_at(const date_words *s, uint32_t at);
/* "onwards", "or later", "and earlier" behind a time; `from`: "from" stands before it. */
uint32_t date_read_open_end(const date_words *s, uint32_t at, bool from, uint32_t *bound);

/* date_no_day.c */
/* "every Monday", "on Fridays", "twice a week", "daily". */
bool date_read_set(const date_words *s, uint32_t at, date_phrase *out);
/* "for three days", "a three-day visit", "years-long". */
bool date_read_duration(const date_words *s, uint32_t at, date_phrase *out);
/* "at 3 p.m.", "at 10:30", "six o'clock", "at 1500 GMT", "at noon". */
bool date_read_time(const date_words *s, uint32_t at, date_phrase *out);

/* date_range.c */
/* "3 to 5 May", "the ninth and the seventeenth of April": the first end takes the second's month.
 * `between`: "and" parts the ends. */
uint32_t date_read_days_range(const date_words *s, uint32_t at, bool between, date_phrase *out);
/* "3rd" of "the 3rd, 5th and 9th of May": the month stands behind the last. */
uint32_t date_read_listed_day(const date_words *s, uint32_t at, date_phrase *out);
/* The second end of a range whose first was read up to `at`. */
uint32_t date_read_range_end(const date_words *s, uint32_t at, bool between, date_phrase *out);
/* A month alone before a dash and a month: "Jan-Feb 2017", "May to March". */
bool date_read_months(const date_words *s, uint32_t at, date_phrase *out);

#endif
