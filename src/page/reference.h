/* reference: HTML character references, "&eacute;", "&#8217;", "&amp". */
#ifndef CASUS_PAGE_REFERENCE_H
#define CASUS_PAGE_REFERENCE_H

#include "base/base.h"

typedef struct reference {
    uint32_t first, second; /* code points; second 0: there is one only */
    uint32_t len;           /* bytes of the reference; 0: there is none */
} reference;

/* The reference at s[at], which is "&", by the WHATWG HTML standard, 13.2.5.72 and on. In the value
 * of an attribute a name without ";" is none before "=" or a letter: "?a=1&copy=2". */
reference reference_read(casus_str s, size_t at, bool attribute);
/* The same where only what ends in ";" and stands for a character counts, as in text that is no
 * page. */
reference reference_read_closed(casus_str s, size_t at);

#endif
