/* coref_match: what casus makes of the mentions of a gold file of coreference. */
#ifndef CASUS_EVALUATE_COREF_MATCH_H
#define CASUS_EVALUATE_COREF_MATCH_H

#include "evaluate/coref_gold.h"

/* The entity of what stands for a name or pronoun of the text, the narrowest mention that holds its
 * end; UINT32_MAX where there is none. */
uint32_t coref_entity_at(const casus_doc *doc, casus_span span);
/* The name of an entity, or absent. */
casus_str coref_entity_name(const casus_doc *doc, uint32_t entity);

/* The mention of the gold file with the same head as casus's mention m, the narrowest one; NULL
 * none. */
const gum_mention *gum_mention_of(const gum_document *gold, const casus_doc *doc, uint32_t m);

/* A description ("the minister") or pronoun. */
typedef struct gum_finding {
    casus_span span;
    casus_str name; /* of casus's entity, or absent */
    bool pronoun;
    bool named; /* gold: stands for a person or body that has a name in the text */
    bool given; /* casus gave it to one */
    bool right; /* and to that one */
} gum_finding;

typedef struct gum_findings {
    gum_finding *all; /* [n], in `mem` */
    uint32_t n, cap;
} gum_findings;

/* Those of a document that the gold file or casus holds for somebody named. */
void gum_find(const gum_document *gold, const casus_doc *doc, arena *mem, gum_findings *out);

#endif
