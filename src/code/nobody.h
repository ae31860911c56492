/* Acts that nobody did. */
#ifndef CASUS_CODE_NOBODY_H
#define CASUS_CODE_NOBODY_H

#include "code/cast.h"

/* "In the novel a general orders ...", "the film tells of a diplomat who ...". */
bool is_told_by_fiction(const tree *t, uint32_t word);
/* Those of nature ("heavy rain threatened the harvest"), of things that permit ("the rules allow
 * parties to ...") and of public opinion ("voters turned on the party"). */
bool is_act_of_nobody(const sentence_work *w, uint32_t p, const cast *c);
/* "It is up to them to accept or refuse": a verb with nothing behind it. */
bool is_verb_alone(const tree *t, uint32_t verb);

#endif
