/* Days and calendars: the proleptic Gregorian calendar, weeks that begin on Monday, and the
 * feasts that news dates things by. A day counts from 1970-01-01 (as in casus.h). Everything is
 * total: years are clamped to 1..9999, months and days to what the calendar has. */
#ifndef CASUS_ENTITY_DATE_CALENDAR_H
#define CASUS_ENTITY_DATE_CALENDAR_H

#include "base/base.h"

enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

typedef struct civil {
    int32_t year, month, day; /* month 1..12, day 1..31 */
} civil;

/* Days [from, to], both inclusive. */
typedef struct day_range {
    int32_t from, to;
} day_range;

int32_t day_of(int32_t year, int32_t month,
               int32_t day); /* a day past the month's end is its last */
civil civil_of(int32_t day);
int32_t day_weekday(int32_t day); /* weekday */
int32_t month_length(int32_t year, int32_t month);
bool civil_valid(int32_t year, int32_t month, int32_t day);
int32_t day_add_months(int32_t day, int32_t months); /* the same day of the month, or its last */
int32_t week_start(int32_t day);                     /* the Monday */

/* ---- feasts ---------------------------------------------------------------------------------- */

/* Feasts are known by number; names are lower-case words separated by blanks, tokenised as the
 * lexer does. */
uint32_t feast_count(void);
const char *feast_name(uint32_t feast);
/* The feast's days in this year; false where it has none. Islamic feasts by the tabular
 * calendar: a day off at most from what is proclaimed. A lunar feast that falls twice in a year
 * gives the first. */
bool feast_in_year(uint32_t feast, int32_t year, day_range *out);

#endif
