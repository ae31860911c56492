/* What the files about quotations and claims share. */
#ifndef CASUS_ENTITY_QUOTE_H
#define CASUS_ENTITY_QUOTE_H

#include "entity/cue.h"

/* The quotation that token i lies in, or ENTITY_NONE. */
uint32_t quote_at(const entities *e, uint32_t token_index);
/* The content that token c of the sentence heads: its words up to where the writer takes over
 * (", as ...", ", and they left"). */
void content_span(const tree *t, uint32_t c, uint32_t *first, uint32_t *last);

#endif
