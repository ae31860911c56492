/* Inside the reading of points of time: the reader's state, and the shapes that it tries, each
 * in the file of its kind. A shape gives the token behind what it read, with the outermost
 * expression in *top, or `at` where it is not there. A point may hang on another one
 * DATE_MAX_DEPTH deep, no more. */
#ifndef CASUS_ENTITY_DATE_READER_H
#define CASUS_ENTITY_DATE_READER_H

#include "entity/date.h"

#define DATE_MAX_DEPTH 3

typedef struct date_reader {
    const date_words *s;
    date_phrase *out;
    bool marked; /* a preposition stands before: a bare month or year is surely meant */
    int depth;
} date_reader;

static inline date_word word(const date_reader *r, uint32_t i) { return date_word_at(r->s, i); }

static inline bool is(const date_reader *r, uint32_t i, int32_t id)
{
    return date_word_is(r->s, i, id);
}

static inline bool is_kind(const date_reader *r, uint32_t i, unsigned kind)
{
    return word(r, i).kind == kind;
}

/* "coming Friday" is the nearest one to come, "next Friday" the next week's. */
static inline bool is_coming(const date_reader *r, uint32_t i)
{
    casus_str form = token_form(r->s->text, &r->s->tokens[i]);
    return str_eq_nocase(form, STR("coming")) || str_eq_nocase(form, STR("upcoming"));
}

/* "before", "after", "preceding", "following" between a time and another: -1, 1, or 0 for none. */
static inline int beside(const date_reader *r, uint32_t i)
{
    date_word w = word(r, i);
    if (w.kind == DW_WORD) return w.value == ID_BEFORE ? -1 : w.value == ID_AFTER;
    if (w.kind != DW_REL) return 0;
    bool preceding = (r->s->text[r->s->tokens[i].end - 1] | 32) == 'g'; /* not "previous" */
    return w.value == REL_FOLLOWING ? 1 : w.value == REL_PREVIOUS && preceding ? -1 : 0;
}

/* Adds an expression to the phrase: its number, or -1 where the phrase is full. */
static inline int32_t add(date_reader *r, date_expr e)
{
    if (r->out->n >= DATE_MAX_EXPR) return -1;
    r->out->x[r->out->n] = e;
    return r->out->n++;
}

static inline date_expr expr(unsigned kind)
{
    return (date_expr){.kind = (uint8_t)kind, .weekday = -1, .of = -1};
}

/* date_number.c */
/* "three", "25", "twenty-five". */
uint32_t date_read_number(const date_reader *r, uint32_t at, int32_t *value);
/* "25th", "second", "twenty-sixth". */
uint32_t date_read_ordinal(const date_reader *r, uint32_t at, int32_t *value);
/* "two", "a", "a couple of", "a few", "several": *vague for the last ones. */
uint32_t date_read_count(const date_reader *r, uint32_t at, int32_t *count, bool *vague);
/* "2021", "'98", "nineteen eighty-six", "two thousand and five". */
uint32_t date_read_year(const date_reader *r, uint32_t at, int32_t *year);
/* A year that ends a date: "September 2021", "25 September, 2021", "April of '87". */
uint32_t date_read_trailing_year(const date_reader *r, uint32_t at, int32_t *year);
/* "[of] last year" behind a month, a day or a season: sets year_rel. */
uint32_t date_read_relative_year(const date_reader *r, uint32_t at, date_expr *e);
/* date_figures.c */
/* 2021-09-25, 25/09/2021, 25.9.2021, 05-Aug-2016, 2021-09, 7/6; one token or several without
 * space. */
uint32_t date_point_figures(date_reader *r, uint32_t at, int32_t *top);

/* date_length.c */
/* "two years", "two and a half years", "half a year", "one month and two days": sets unit, count
 * and span; *vague where the count is none. */
uint32_t date_read_length(date_reader *r, uint32_t at, date_expr *e, bool *vague);
/* "year and a half", "half year" behind "the last". */
uint32_t date_read_half_length(date_reader *r, uint32_t at, date_expr *e);
/* What goes on with a length that was read up to `at`: "and a half", "and three months". */
uint32_t date_read_more(date_reader *r, uint32_t at, date_expr *e);

/* date_day.c: months with days, today */
/* Behind "morning", "early morning". */
uint32_t date_skip_daypart(const date_reader *r, uint32_t at);
/* "September 25[, 2021]", "September the 25th", "September 2021", "September". */
uint32_t date_point_month(date_reader *r, uint32_t at, int32_t *top);
/* "25 September [2021]", "the 25th of September", "fourth of July, 1995". */
uint32_t date_point_day_month(date_reader *r, uint32_t at, int32_t *top);
uint32_t date_point_deictic(date_reader *r, uint32_t at, int32_t *top);

/* "2016 Nov", "2016, November 9", "in 2020, on 9 September". */
uint32_t date_point_year_first(date_reader *r, uint32_t at, int32_t *top);

/* date_weekday.c */
/* "[last] Friday [morning]", "Friday of next week", "Tuesday, September 14", "Friday a week
 * ago". */
uint32_t date_point_weekday(date_reader *r, uint32_t at, int32_t *top);
/* "Wednesday" behind the day that *e is: "8 September, Wednesday", "yesterday (Tuesday)". */
uint32_t date_read_weekday_behind(const date_reader *r, uint32_t at, date_expr *e);
/* "the second Sunday after Easter". */
uint32_t date_point_nth_beside(date_reader *r, uint32_t at, int32_t *top);
/* "three Mondays ago", "two Sundays from now", "two Mondays after Easter". */
uint32_t date_point_weekdays_ago(date_reader *r, uint32_t at, int32_t *top);

/* date_unit.c: units beside the article's date */
/* "next week", "the past three days", "2 upcoming years", "last summer", "this September", "that
 * weekend". */
uint32_t date_point_relative(date_reader *r, uint32_t at, int32_t *top);
/* "the week", "the weekend", "the year", "the day": this one. Only where a preposition asks for
 * a time. */
uint32_t date_point_the_unit(date_reader *r, uint32_t at, int32_t *top);

/* date_shift.c: times at a distance */
/* The weekday at i is that of the week of *top; `at` where there is none. */
uint32_t date_weekday_in(date_reader *r, uint32_t at, uint32_t i, int32_t *top);
/* "on the eve of the vote", "on the day of the attack". */
uint32_t date_point_eve(date_reader *r, uint32_t at, int32_t *top);
/* "the week after next", "the day before", "the day after [the coup]". */
uint32_t date_point_beside(date_reader *r, uint32_t at, int32_t *top);
/* "two days ago", "a week later", "three weeks from now", "five days before Christmas", "more
 * than a year ago". */
uint32_t date_point_shift(date_reader *r, uint32_t at, int32_t *top);

/* date_year.c */
uint32_t date_point_year(date_reader *r, uint32_t at, int32_t *top);
/* "the 1990s", "the nineties", "the 20th century". */
uint32_t date_point_years(date_reader *r, uint32_t at, int32_t *top);

/* date_quarter.c: "Q1 2020", "2019 q1", "3Q15". */
uint32_t date_point_q(date_reader *r, uint32_t at, int32_t *top);

/* date_season.c */
/* "summer 2020", "the summer of 2020", "in the summer", "spring". */
uint32_t date_point_season(date_reader *r, uint32_t at, int32_t *top);
uint32_t date_point_feast(date_reader *r, uint32_t at, int32_t *top);

/* date_part.c: parts of units */
/* "the first week of January", "the last four months of 2021", "week 27 of 2019", "second half
 * of the year". */
uint32_t date_point_nth(date_reader *r, uint32_t at, int32_t *top);
/* "the third Friday of May", "the last Monday in September". */
uint32_t date_point_nth_weekday(date_reader *r, uint32_t at, int32_t *top);
/* "the week ending 9 May", "the six months to June", "a week starting tomorrow". */
uint32_t date_point_length(date_reader *r, uint32_t at, int32_t *top);
/* "the week of April 10", "the weekend of Thanksgiving", "the week beginning February 4". */
uint32_t date_point_week_of(date_reader *r, uint32_t at, int32_t *top);
/* "early September", "mid-2019", "the end of this month", "earlier this year", "late on Friday". */
uint32_t date_point_part(date_reader *r, uint32_t at, int32_t *top);

/* date_point.c: a point that hangs on what this one was read from; the marks of a preposition
 * hold for it. */
uint32_t date_sub_point(date_reader *r, uint32_t at, int32_t *top);

#endif
