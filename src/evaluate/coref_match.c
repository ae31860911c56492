#include "evaluate/coref_match.h"

uint32_t coref_mention_at(const casus_doc *doc, casus_span span)
{
    uint32_t found = ENTITY_NONE, width = UINT32_MAX;
    for (uint32_t m = 0; m < doc->who.n_mentions; m++) {
        const mention *x = &doc->who.mentions[m];
        if (x->last - x->first >= width || x->entity == ENTITY_NONE) continue;
        casus_span at = document_span(doc, x->first, x->last);
        if (at.start >= span.end || at.end <= span.start || at.end < span.end) continue;
        width = x->last - x->first;
        found = m;
    }
    return found;
}

uint32_t coref_entity_at(const casus_doc *doc, casus_span span)
{
    uint32_t m = coref_mention_at(doc, span);
    return m == ENTITY_NONE ? ENTITY_NONE : doc->who.mentions[m].entity;
}

const gum_mention *gum_mention_of(const gum_document *gold, const casus_doc *doc, uint32_t m)
{
    const mention *x = &doc->who.mentions[m];
    uint32_t head = document_span(doc, x->head, x->head).start, width = UINT32_MAX;
    const gum_mention *found = NULL;
    for (uint32_t i = 0; i < gold->n; i++) {
        const gum_mention *g = &gold->mentions[i];
        if (g->head != head || g->span.end - g->span.start >= width) continue;
        width = g->span.end - g->span.start;
        found = g;
    }
    return found;
}
