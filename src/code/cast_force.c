/* Those who fight: the CAMEO code of their force, and whose land it is done to.
 */
#include "code/argument.h"
#include "code/cast.h"
#include "entity/actors.h"

/* Those who fight wars: forces, rebels, states; of targets also gunmen. */
static bool any_fighter(const coded_actor *list, uint32_t n, bool target)
{
    for (uint32_t i = 0; i < n; i++) {
        if (list[i].code && list[i].n_sectors == 0) return true;
        for (uint32_t s = 0; s < list[i].n_sectors; s++) {
            const char *sector = list[i].sectors[s];
            if (strcmp(sector, "MIL") == 0 || strcmp(sector, "REB") == 0 ||
                strcmp(sector, "PRM") == 0 || (target && strcmp(sector, "UAF") == 0))
                return true;
        }
    }
    return false;
}

/* "four suicide bombers", whatever they did. */
static bool any_bomber(const sentence_work *w, const cast *c)
{
    for (uint32_t i = 0; i < c->n_sources; i++)
        for (uint32_t k = c->sources[i].first; k <= c->sources[i].last; k++)
            if (token_in(w->in->in, k, "bomber bombers")) return true;
    return false;
}

/* CAMEO: 19, to fight, is of forces; what others do to each other is 18, to
 * assault. */
const char *cast_cameo(const sentence_work *w, const char *cameo, const cast *c)
{
    bool force = strcmp(cameo, "190") == 0, shots = strcmp(cameo, "193") == 0;
    if (force && any_bomber(w, c)) return "183";
    if ((!force && !shots) || any_fighter(c->sources, c->n_sources, false) ||
        any_fighter(c->targets, c->n_targets, true))
        return cameo;
    return force ? "180" : "182";
}

/* "Iran launched an offensive near Basra": where a state's forces strike
 * abroad, the other state. */
void cast_take_land(const sentence_work *w, uint32_t p, cast *c)
{
    static const char *const assault[] = {"ASSAULT"};
    place_entry land;
    if (c->n_targets || c->targeted || !argument_type_is(w, p, assault, 1) ||
        !any_fighter(c->sources, c->n_sources, false))
        return;
    uint32_t place = circumstance_place(w, p);
    if (place == CODE_NONE) return;
    const place_mention *m = &w->in->who->places[place];
    if (!place_book_entry(w->in->in->places, m->entry, &land) || !land.country) return;
    for (uint32_t i = 0; i < c->n_sources; i++)
        if (!c->sources[i].code || strcmp(c->sources[i].code, land.country) == 0) return;
    c->targets[c->n_targets++] = (coded_actor){.code = land.country,
                                               .first = m->first,
                                               .last = m->last,
                                               .entity = ENTITY_NONE,
                                               .political = true};
    c->targeted = true;
}
