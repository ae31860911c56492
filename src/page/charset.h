/* charset: the bytes of a page as UTF-8, with a map back.
 *
 * By the order of the WHATWG Encoding and HTML standards: a byte order mark, the transport's word,
 * the page's own <meta> in its first KiB; then, where nobody says or what is said cannot be,
 * whether the bytes are good UTF-8, and Windows-1252 for all others. Bytes of other character sets
 * go through iconv.
 */
#ifndef CASUS_PAGE_CHARSET_H
#define CASUS_PAGE_CHARSET_H

#include "base/text.h"

/* Decodes `bytes`. `type` is what a server said ("text/html; charset=koi8-r"), or absent. `out`
 * borrows the bytes where they are UTF-8 already: then it has no runs and maps as itself. Empty on
 * arena failure. */
void charset_decode(casus_str bytes, casus_str type, arena *mem, text *out);

#endif
