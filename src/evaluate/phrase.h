/* phrase: the actor that a text of one phrase names. */
#ifndef CASUS_EVALUATE_PHRASE_H
#define CASUS_EVALUATE_PHRASE_H

#include "base/base.h"

/* Country and first sector of the entity of the longest mention that heads the phrase ("students in
 * Hong Kong" are the students), else of the longest, else of an adjective ("a Syrian island"); empty
 * where there is none. They live as long as the document. */
void phrase_actor(const casus_doc *doc, casus_str *country, casus_str *sector);

#endif
