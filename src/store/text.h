/* text: what a user typed to look for in texts, as the query language of FTS5 has it.
 *
 * That language takes a word of letters and digits alone and reads everything else as an operator
 * or a mistake. Here "cease-fire" and "U.S." are words, and "truce NEAR/5 talks", as archives of
 * news know it, is NEAR(truce talks, 5). AND, OR, NOT, brackets, "a phrase", word*, ^word, a + b,
 * NEAR(a b, n), title: and text: are those of FTS5.
 */
#ifndef CASUS_STORE_TEXT_H
#define CASUS_STORE_TEXT_H

#include "store/store.h"

/* USAGE where something is wrong that FTS5 would take for something else. */
casus_status text_query(casus_str typed, buf *out, casus_error *err);
/* USAGE, with what FTS5 says of it, where it does not understand the query. */
casus_status text_check(const casus_store *store, casus_str query, casus_error *err);

#endif
