/* Inflected forms of English verbs and nouns: regular rules and a table of irregular ones. */
#ifndef CASUS_LEX_INFLECT_H
#define CASUS_LEX_INFLECT_H

#include "base/base.h"

/* Puts the forms, blank-separated, lower case, in `out` (base, -s, past, participle, -ing; spelling
 * variants too). */
void inflect_verb(casus_str lemma, buf *out);
void inflect_noun(casus_str lemma, buf *out); /* singular and plural */

#endif
