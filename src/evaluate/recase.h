/* recase: gold forms with their letters in another case. */
#ifndef CASUS_EVALUATE_RECASE_H
#define CASUS_EVALUATE_RECASE_H

#include "base/base.h"

/* Appends the form: all letters lower or upper, or with the first one upper where `capital`. Sticky. */
void recase_put(casus_str form, casus_case letters, bool capital, buf *out);

#endif
