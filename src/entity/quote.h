/* What the files about quotations and claims share. */
#ifndef CASUS_ENTITY_QUOTE_H
#define CASUS_ENTITY_QUOTE_H

#include "entity/cue.h"

/* The quotation that token i lies in, or ENTITY_NONE. */
uint32_t quote_at(const entities *e, uint32_t token_index);

#endif
