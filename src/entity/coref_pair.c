/* Descriptors of two: "the two leaders", "both countries", "the couple". */
#include "entity/coref.h"

static bool is_couple(const role_noun *noun)
{
    static const char *const names[] = {"couple", "duo", "newlyweds"};
    return text_among(noun->name, names, COUNT(names));
}

static bool pairs_with(const coref *c, uint32_t who, const role_noun *noun, uint32_t m)
{
    const entity *e = &c->out->entities[who];
    if (is_couple(noun)) return e->kind == MENTION_PERSON && !(e->flags & MENTION_PLURAL);
    if (noun->flags & ROLE_NATION) return e->kind == MENTION_COUNTRY && e->code;
    /* "the coup leaders" are no two presidents; "the two men" are. */
    bool counted = token_in(c->in, c->out->mentions[m].first, "both") ||
                   (c->out->mentions[m].first < c->out->mentions[m].last &&
                    token_in(c->in, c->out->mentions[m].first + 1, "two"));
    return descriptor_fits_person(c, who, m, noun) >= (counted ? 1 : 3);
}

/* "the two leaders", "both countries", "the top diplomats": the two that fit, closest before. */
uint32_t descriptor_pair(const coref *c, uint32_t m, const role_noun *noun)
{
    uint32_t found[2], n = 0, near = 0;
    const mention *x = &c->out->mentions[m];
    for (uint32_t k = 1; k <= m && k <= COREF_LOOK_BACK && n < 2; k++) {
        uint32_t i = m - k;
        const mention *o = &c->out->mentions[i];
        if (!coref_same_article(c, i, m) || x->sentence - o->sentence > 5) break;
        const entity *e = coref_entity(c, i);
        bool adjective = (o->flags & MENTION_ADJ) && !(noun->flags & ROLE_NATION);
        if (!e || adjective || (n == 1 && found[0] == o->entity)) continue;
        if (e->members[0] != ENTITY_NONE && pairs_with(c, e->members[0], noun, m)) return o->entity;
        if (!pairs_with(c, o->entity, noun, m)) continue;
        /* A couple stands in one sentence. */
        if (n == 1 && is_couple(noun) && o->sentence != near) n = 0;
        near = o->sentence;
        uint32_t one = o->entity;
        if (e->kind == MENTION_COUNTRY) {
            /* "Warsaw" and "Polish" are Poland. */
            if (n == 1 && c->out->entities[found[0]].code &&
                strcmp(c->out->entities[found[0]].code, e->code) == 0)
                continue;
            if (e->n_sectors && e->book != ENTITY_NONE) one = book_entity(c->r, m, e->book, false);
        }
        if (one != ENTITY_NONE) found[n++] = one;
    }
    if (n < 2) return ENTITY_NONE;
    uint32_t made = entity_new(c->r, m, MENTION_ROLE);
    if (made == ENTITY_NONE) return made;
    entity *e = &c->out->entities[made];
    e->members[0] = found[1];
    e->members[1] = found[0];
    e->flags |= MENTION_PLURAL;
    e->confidence = 0.7f;
    return made;
}

bool descriptor_asks_for_pair(const coref *c, uint32_t m, const role_noun *noun)
{
    const mention *x = &c->out->mentions[m];
    if (!(x->flags & MENTION_DEFINITE)) return false;
    if (is_couple(noun)) return true;
    if (!(x->flags & MENTION_PLURAL)) return false;
    if (token_in(c->in, x->first, "both") ||
        (x->first < x->last && token_in(c->in, x->first + 1, "two")))
        return true;
    return (noun->flags & ROLE_PERSON) && noun->title != NULL;
}
