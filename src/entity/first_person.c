/* The first person inside a quotation.
 *
 *     "We will not leave," the minister said.     we: the minister
 *     "Our troops hold the bridge," he said.      our troops: the army of his state
 *     "My country wants peace," she said.         my country: her state
 *
 * "My friend" and "our house" stay what they are: whose they are says nothing of who they are.
 */
#include "entity/actors.h"
#include "entity/quote.h"

static void bind_pronouns(entities *e)
{
    for (uint32_t i = 0; i < e->n_mentions; i++) {
        mention *m = &e->mentions[i];
        if (!(m->flags & MENTION_SPEAKER)) continue;
        uint32_t k = quote_at(e, m->head);
        if (k == ENTITY_NONE || e->quotes[k].speaker == ENTITY_NONE) continue;
        uint32_t who = e->mentions[e->quotes[k].speaker].entity;
        if (who != ENTITY_NONE) m->entity = who;
    }
}

/* What a speaker has by speaking for a state or body: its government, army, police, party, people. */
static bool is_public(const role_noun *noun)
{
    static const char *const sectors[] = {"GOV", "MIL", "COP", "JUD", "LEG",
                                          "SPY", "PTY", "REB", "UAF"};
    static const char *const people[] = {"person", "citizen", "civilian"};
    if (noun->flags & ROLE_NATION) return true;
    if (!noun->n_sectors) return false;
    if (strcmp(noun->sectors[0], "CVL") == 0)
        return (noun->flags & ROLE_GROUP) || text_among(noun->name, people, COUNT(people));
    return text_among(noun->sectors[0], sectors, COUNT(sectors));
}

/* "our army", of a speaker whose state is known. */
static void resolve_owned(const entity_input *in, entities *out, uint32_t m)
{
    mention *x = &out->mentions[m];
    const mention_detail *d = &out->details[m];
    if (x->kind != MENTION_ROLE || d->owner == ENTITY_NONE || d->owner_link != OWNER_POSSESSIVE)
        return;
    const mention *owner = &out->mentions[d->owner];
    role_noun noun;
    if (!(owner->flags & MENTION_SPEAKER) || owner->entity == ENTITY_NONE ||
        !out->entities[owner->entity].code || !actor_book_role_noun(in->actors, d->role, &noun) ||
        !is_public(&noun))
        return;
    role_reading reading;
    role_read(out->resolver, m, &reading);
    /* a rebel's "forces" are no state's */
    const entity *speaker = &out->entities[owner->entity];
    bool armed = speaker->n_sectors && (strcmp(speaker->sectors[0], "REB") == 0 ||
                                        strcmp(speaker->sectors[0], "PRM") == 0);
    if (armed && reading.n_sectors && strcmp(reading.sectors[0], "MIL") == 0)
        reading.sectors[0] = speaker->sectors[0];
    uint32_t state = actor_book_country(in->actors, reading.code);
    uint32_t found =
        (noun.flags & ROLE_NATION) && !(x->flags & MENTION_PLURAL)
            ? state == ENTITY_NONE ? ENTITY_NONE : book_entity(out->resolver, m, state, false)
            : role_entity(out->resolver, m, &reading);
    if (found == ENTITY_NONE) return;
    x->entity = found;
    if (armed && out->entities[found].kind == MENTION_ROLE)
        entity_take_reading(&out->entities[found], &reading);
}

void first_person_bind(const entity_input *in, entities *out)
{
    if (!out->resolver || !out->mentions) return;
    bind_pronouns(out);
    for (uint32_t m = 0; m < out->n_mentions; m++) resolve_owned(in, out, m);
}
