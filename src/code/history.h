/* Is an event news, or told as the past: by its date, or by words ("decades ago", "in the Cold
 * War", "when he was president")? */
#ifndef CASUS_CODE_HISTORY_H
#define CASUS_CODE_HISTORY_H

#include "code/code.h"

/* More than so many days before its article, an event is no news. */
#define HISTORICAL_DAYS 31

/* Is what was over on that day history? Where the article's day is unknown, all that has a day. */
static inline bool history_is_day(int32_t to, const article_date *published)
{
    return published->from == CASUS_NO_DAY || to < published->from - HISTORICAL_DAYS;
}
/* The event of this predicate, whose date is set already. */
bool history_tells(const sentence_work *w, uint32_t predicate_index, const event *e);

#endif
