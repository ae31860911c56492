/* Is an event news, or told as the past: by its date, or by words ("decades ago", "in the Cold
 * War", "when he was president")? */
#ifndef CASUS_CODE_HISTORY_H
#define CASUS_CODE_HISTORY_H

#include "code/code.h"

/* The event of this predicate, whose date is set already. */
bool history_tells(const sentence_work *w, uint32_t predicate_index, const event *e);

#endif
