/* coref_match: what casus makes of the mentions of a gold file of coreference. */
#ifndef CASUS_EVALUATE_COREF_MATCH_H
#define CASUS_EVALUATE_COREF_MATCH_H

#include "document.h"
#include "evaluate/coref_gold.h"

/* The mention that stands for a name or pronoun of the text: the narrowest one that holds its end.
 * ENTITY_NONE where there is none. */
uint32_t coref_mention_at(const casus_doc *doc, casus_span span);
/* Its entity, or ENTITY_NONE. */
uint32_t coref_entity_at(const casus_doc *doc, casus_span span);

/* The mention of the gold file with the same head, the narrowest one; NULL none. */
const gum_mention *gum_mention_of(const gum_document *gold, const casus_doc *doc, uint32_t m);

#endif
