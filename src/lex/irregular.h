/* Tables of irregular verbs and nouns. Private to lex/. */
#ifndef CASUS_LEX_IRREGULAR_H
#define CASUS_LEX_IRREGULAR_H

#include "base/base.h"

/* Past forms and participles, blank-separated, of an irregular verb (lower case); NULL for
 * others. */
const char *irregular_verb_forms(casus_str lemma);
const char *irregular_noun_plural(casus_str lemma);
bool irregulars_are_sorted(void); /* for the test */

#endif
