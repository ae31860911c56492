/* stamp: the day that a page, a feed or a table names, however it is written. */
#ifndef CASUS_BASE_STAMP_H
#define CASUS_BASE_STAMP_H

#include "base/base.h"

/* The first whole date in `s`: "2020-03-12T08:00Z", "12.03.2020", "12. März 2020", "Mar 12, 2020",
 * "3/12/2020" (month first where `month_first` and it can be). False where there is none; days of
 * 1970 to 2100. */
bool stamp_read(casus_str s, bool month_first, int32_t *day);
/* The date in the path of an address: "/2020/03/12/", "-20200312". */
bool stamp_of_address(casus_str address, int32_t *day);

#endif
