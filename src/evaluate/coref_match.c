#include "evaluate/coref_match.h"

#include "document.h"

uint32_t coref_entity_at(const casus_doc *doc, casus_span span)
{
    uint32_t found = ENTITY_NONE, width = UINT32_MAX;
    for (uint32_t m = 0; m < doc->who.n_mentions; m++) {
        const mention *x = &doc->who.mentions[m];
        if (x->last - x->first >= width || x->entity == ENTITY_NONE) continue;
        casus_span at = document_span(doc, x->first, x->last);
        if (at.start >= span.end || at.end <= span.start || at.end < span.end) continue;
        width = x->last - x->first;
        found = x->entity;
    }
    return found;
}

casus_str coref_entity_name(const casus_doc *doc, uint32_t entity)
{
    return entity < doc->who.n_entities ? doc->who.entities[entity].name : (casus_str){0};
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

/* ---- who has a name -------------------------------------------------------------------------- */

static bool is_named(const gum_document *gold, uint64_t entity)
{
    uint32_t both = GUM_NAME | GUM_ACTOR;
    for (uint32_t i = 0; i < gold->n; i++)
        if (gold->mentions[i].entity == entity && (gold->mentions[i].flags & both) == both)
            return true;
    return false;
}

static bool names(const mention *x)
{
    return (x->kind == MENTION_PERSON || x->kind == MENTION_ORG || x->kind == MENTION_NAME) &&
           !(x->flags & MENTION_ADJ);
}

/* Does a name in the text stand for casus's entity, and one of them for the gold one, too? */
static void compare(const casus_doc *doc, const gum_mention *const *pairs, uint32_t entity,
                    uint64_t gold, gum_finding *out)
{
    for (uint32_t m = 0; m < doc->who.n_mentions && entity != ENTITY_NONE; m++) {
        const mention *x = &doc->who.mentions[m];
        if (x->entity != entity || !pairs[m]) continue;
        bool name = (pairs[m]->flags & GUM_NAME) != 0;
        out->given |= names(x) && name;
        out->right |= name && pairs[m]->entity == gold;
    }
    out->given |= out->right;
}

void gum_find(const gum_document *gold, const casus_doc *doc, arena *mem, gum_findings *out)
{
    const entities *who = &doc->who;
    const gum_mention **pairs = arena_alloc(mem, (who->n_mentions + 1) * sizeof *pairs);
    *out = (gum_findings){0};
    for (uint32_t m = 0; pairs && m < who->n_mentions; m++) pairs[m] = gum_mention_of(gold, doc, m);
    for (uint32_t i = 0; pairs && i < gold->n; i++) {
        const gum_mention *g = &gold->mentions[i];
        if (!(g->flags & (GUM_DESCRIPTION | GUM_PRONOUN))) continue;
        gum_finding one = {.span = g->span,
                           .pronoun = (g->flags & GUM_PRONOUN) != 0,
                           .named = (g->flags & GUM_ACTOR) && is_named(gold, g->entity)};
        uint32_t entity = ENTITY_NONE;
        for (uint32_t m = 0; m < who->n_mentions && entity == ENTITY_NONE; m++)
            if (pairs[m] == g) entity = who->mentions[m].entity;
        compare(doc, pairs, entity, g->entity, &one);
        if (!one.named && !one.given) continue;
        one.name = coref_entity_name(doc, entity);
        gum_finding *kept = arena_push(mem, &out->all, &out->n, &out->cap, sizeof *kept);
        if (kept) *kept = one;
    }
}
