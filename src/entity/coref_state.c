/* The state behind a bare institution: whose "army" or "police" it is, by what is spoken of around. */
#include "entity/coref.h"

/* "the army", "the government": of the state that the last sentences speak of most, if one stands
 * out. */
const char *coref_salient_state(const coref *c, uint32_t m)
{
    country_count counts[16];
    uint32_t n = 0;
    const mention *x = &c->out->mentions[m];
    for (uint32_t k = 1; k <= m && k <= COREF_LOOK_BACK; k++) {
        const mention *o = &c->out->mentions[m - k];
        if (!coref_same_article(c, m - k, m) || x->sentence - o->sentence > 6) break;
        const entity *e = coref_entity(c, m - k);
        if (!e || !e->code || entity_is_world_press(e) ||
            actor_book_country(c->in->actors, e->code) == ENTITY_NONE)
            continue;
        uint32_t i = 0, near = x->sentence - o->sentence, weight = near < 2 ? 4 : near < 4 ? 2 : 1;
        while (i < n && strcmp(counts[i].code, e->code) != 0) i++;
        if (i == n && n < sizeof counts / sizeof counts[0])
            counts[n++] = (country_count){e->code, 0};
        if (i < n) counts[i].n += weight;
    }
    uint32_t best = 0, second = 0;
    const char *code = NULL;
    for (uint32_t i = 0; i < n; i++) {
        if (counts[i].n > best) {
            second = best;
            best = counts[i].n;
            code = counts[i].code;
        } else if (counts[i].n > second) {
            second = counts[i].n;
        }
    }
    return best >= 2 * second ? code : NULL;
}

/* "Police in the capital": the one state that the sentence speaks of; of those who act at home alone
 * (`local`) the one where it happens. */
const char *coref_sentence_state(const coref *c, uint32_t m, bool local)
{
    const char *code = NULL, *where = NULL;
    bool several = false;
    const mention *x = &c->out->mentions[m];
    uint32_t from = m > COREF_LOOK_BACK ? m - COREF_LOOK_BACK : 0;
    for (uint32_t i = from; i < c->out->n_mentions && i < m + COREF_LOOK_BACK; i++) {
        const mention *o = &c->out->mentions[i];
        if (o->sentence != x->sentence || i == m) continue;
        const char *here = NULL;
        place_entry p;
        const mention_detail *d = &c->out->details[i];
        bool known =
            o->entity != ENTITY_NONE && !entity_is_world_press(&c->out->entities[o->entity]) &&
            actor_book_country(c->in->actors, c->out->entities[o->entity].code) != ENTITY_NONE;
        if (known && (o->kind != MENTION_PRONOUN)) here = c->out->entities[o->entity].code;
        else if (place_book_entry(c->in->places,
                                  value_of_kind(d->values, d->n_values, PHRASE_PLACE), &p))
            here = p.country;
        if (!here) continue;
        bool located = (o->kind == MENTION_COUNTRY || o->kind == MENTION_PLACE) &&
                       !(o->flags & MENTION_ADJ) && o->first > 0 &&
                       token_in(c->in, o->first - 1, "in at near inside across");
        if (located) where = !where || strcmp(where, here) == 0 ? here : "";
        several |= code && strcmp(code, here) != 0;
        code = here;
    }
    if (!several) return code;
    /* "Somali pirates were held in the Seychelles by police": where it happens */
    return local && where && *where ? where : NULL;
}
