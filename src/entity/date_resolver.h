/* Inside the resolution of date phrases: what its parts share. An expression gives days against an
 * article's day, the days told before it and a tense. Parts of it may hang on other expressions of
 * the phrase, `depth` deep. */
#ifndef CASUS_ENTITY_DATE_RESOLVER_H
#define CASUS_ENTITY_DATE_RESOLVER_H

#include "entity/date.h"

typedef struct date_resolver {
    const date_phrase *p;
    int32_t day;     /* the article's, CASUS_NO_DAY unknown */
    day_range told;  /* the day or month told last */
    day_range frame; /* the time told last, of any length: "that year" */
    day_range happening; /* of DX_HAPPENING */
    uint32_t tense;
} date_resolver;

/* The days of expression k; false where they cannot be known. */
bool resolve_expr(const date_resolver *r, int32_t k, int depth, day_range *out);

/* date_resolve_day.c */
/* Of n ranges in order of time, the one that the tense points at; `day` the reference. */
day_range resolve_by_tense(const day_range *c, int n, int32_t day, uint32_t tense);
/* The year of "last year", "that year" (date_rel). */
bool resolve_year(const date_resolver *r, uint32_t rel, int32_t *year);
bool resolve_date(const date_resolver *r, const date_expr *e, int depth, day_range *out);
bool resolve_weekday(const date_resolver *r, const date_expr *e, int depth, day_range *out);

/* date_resolve_unit.c */
day_range years_range(int32_t year, int32_t count);
int32_t clamp_count(int32_t count);
int32_t unit_shift(int32_t day, uint32_t unit, int32_t count);
/* The calendar's unit that holds the day. */
day_range unit_around(int32_t day, uint32_t unit);
bool resolve_unit(const date_resolver *r, const date_expr *e, int depth, day_range *out);
bool resolve_span(const date_resolver *r, const date_expr *e, day_range *out);
bool resolve_shift(const date_resolver *r, const date_expr *e, int depth, day_range *out);
bool resolve_length(const date_resolver *r, const date_expr *e, int depth, day_range *out);

/* date_resolve_part.c */
bool resolve_nth(const date_resolver *r, const date_expr *e, int depth, day_range *out);
bool resolve_part(const date_resolver *r, const date_expr *e, int depth, day_range *out);
bool resolve_week_of(const date_resolver *r, const date_expr *e, int depth, day_range *out);
bool resolve_feast(const date_resolver *r, const date_expr *e, day_range *out); /* or season */

#endif
