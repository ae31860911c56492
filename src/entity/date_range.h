/* Ranges of days and times, and what stands in a row: "from 3 to 5 May", "2014-2018", "Monday and
 * Tuesday". */
#ifndef CASUS_ENTITY_DATE_RANGE_H
#define CASUS_ENTITY_DATE_RANGE_H

#include "entity/date.h"

/* "3 to 5 May", "the ninth and the seventeenth of April": the first end takes the second's month.
 * Gives the token behind it, or `at`. `between`: "and" parts the ends. */
uint32_t date_read_days_range(const date_words *s, uint32_t at, bool between, date_phrase *out);
/* The second end of a range whose first was read up to `at`; gives the token behind it, or `at`. */
uint32_t date_read_range_end(const date_words *s, uint32_t at, bool between, date_phrase *out);
/* A month alone before a dash and a month: "Jan-Feb 2017", "May to March". */
bool date_read_months(const date_words *s, uint32_t at, date_phrase *out);

#endif
