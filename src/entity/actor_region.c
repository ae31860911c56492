/* Regions and great cities that act: "Texas sued the administration", "Shanghai lifted the curfew". They
 * are places as a rule; as the subject of a verb they stand for those who govern them, and are of
 * their state as a state's bare name is.
 */
#include "entity/actors.h"

#define GREAT_CITY 1000.0 /* thousands of people */

/* What the name means: of several places the one of the most people, and only if that is a province or
 * a great city. */
static bool find_region(const resolver *r, const mention_detail *d, place_entry *out)
{
    double most = -1;
    bool acting = false;
    for (uint32_t i = 0; i < d->n_values; i++) {
        place_entry p;
        if (value_kind(d->values[i]) != PHRASE_PLACE ||
            !place_book_entry(r->in->places, value_index(d->values[i]), &p) || !p.country)
            continue;
        double people = p.population > 0 ? p.population : 0;
        if (people <= most) continue;
        most = people;
        *out = p;
        acting = strcmp(p.precision, "admin1") == 0 || people >= GREAT_CITY;
    }
    return acting;
}

bool is_great_place(const resolver *r, const mention_detail *d)
{
    place_entry p;
    return find_region(r, d, &p) && p.population >= GREAT_CITY;
}

/* A subject, or a name that is all there is. */
static bool acts(const resolver *r, const mention *x)
{
    if (!sentence_is_parsed(r->in, x->sentence)) return false;
    tree t = entity_tree(r->in, x->sentence);
    uint32_t at = x->head - t.first, verb = tree_head(&t, at);
    if (verb == TREE_NONE)
        return t.nodes[at].deprel == DEPREL_ROOT && t.n <= x->last - x->first + 2;
    return t.nodes[at].deprel == DEPREL_NSUBJ && t.nodes[verb].upos == UPOS_VERB;
}

void regions_resolve(resolver *r)
{
    for (uint32_t m = 0; m < r->out->n_mentions; m++) {
        mention *x = &r->out->mentions[m];
        place_entry p;
        if (x->kind != MENTION_PLACE || (x->flags & MENTION_ADJ) || x->entity != ENTITY_NONE ||
            !acts(r, x) || !find_region(r, &r->out->details[m], &p))
            continue;
        uint64_t key = str_hash(str_from(p.name)) ^ str_hash(str_from(p.country)) ^ 7ull << 60;
        uint32_t found = map_get(&r->map, key);
        if (found == ENTITY_NONE) found = entity_new(r, m, MENTION_COUNTRY);
        if (found == ENTITY_NONE) return;
        entity *e = &r->out->entities[found];
        e->code = p.country;
        e->name = str_from(p.name);
        e->confidence = 0.6f;
        map_put(&r->map, key, found);
        x->kind = MENTION_COUNTRY;
        x->entity = found;
    }
}
