/* dates: phrases of dates with the days that they mean, one sentence a row. */
#ifndef CASUS_EVALUATE_DATES_H
#define CASUS_EVALUATE_DATES_H

#include "evaluate/gold.h"

typedef struct day_span {
    int32_t from, to; /* inclusive; CASUS_NO_DAY: open */
} day_span;

/* One reading of a phrase. Some gold files count a range's end as the first day behind it, some
 * phrases end with it: "from 9 to 12 June". */
typedef struct date_reading {
    int32_t day;       /* CASUS_NO_DAY: it is a range */
    int32_t from, end; /* of a range; CASUS_NO_DAY: open */
} date_reading;

enum date_verdict {
    DATE_WRONG,
    DATE_NEARLY, /* right but for whether the end itself belongs to the range */
    DATE_EXACT   /* the range ends the day before its gold end */
};

enum date_verdict date_judge(const date_reading *gold, day_span found);

#endif
