/* Descriptors: "the minister", "the group", "the two leaders".
 *
 *     "the minister" -> the person with such an office     "the ministry" -> a ministry mentioned before
 *     "the country" -> the state spoken of last            "the two leaders" -> a pair
 *     "the army" -> that of the state spoken of most   "his wife" -> whom the text named so before
 *
 * What no antecedent is found for stays an entity of its own, known by its words alone.
 */
#include "entity/coref.h"

/* ---- who was named before -------------------------------------------------------------------- */

/* "the director of the film", "the man who shot him", "the first woman": the words themselves tell
 * which one is meant, so it need be nobody of before. */
static bool is_restricted(const coref *c, uint32_t m)
{
    const mention *x = &c->out->mentions[m];
    uint32_t end = c->in->lexed->first[x->sentence + 1];
    if (x->first + 1 <= x->last &&
        token_in(c->in, x->first + 1,
                 "first second third last next only another other same most best"))
        return true;
    if (x->last + 1 < end && token_in(c->in, x->last + 1, "of who whom that whose which"))
        return true;
    if (!sentence_is_parsed(c->in, x->sentence)) return false;
    tree t = entity_tree(c->in, x->sentence);
    uint32_t relative = tree_child(&t, x->head - t.first, DEPREL_ACL_RELCL);
    return relative != TREE_NONE && !tree_form_is(&t, x->last + 1 - t.first, ",");
}

/* Fits `least` at least; with `alike` only others that are known by their words alone. */
static uint32_t descriptor_antecedent(const coref *c, uint32_t m, const role_noun *noun,
                                      const role_reading *reading, int least, bool alike)
{
    const mention *x = &c->out->mentions[m];
    bool speaker = coref_is_speaker(c, m);
    uint32_t best = ENTITY_NONE;
    int best_score = 0;
    for (uint32_t k = 1; k <= m && k <= COREF_LOOK_BACK; k++) {
        uint32_t i = m - k;
        const mention *o = &c->out->mentions[i];
        if (!coref_same_article(c, i, m)) break;
        int how = descriptor_fit(c, i, m, noun, reading);
        if (how < least || (alike && coref_entity(c, i)->kind != MENTION_ROLE) ||
            (o->sentence == x->sentence && o->last >= x->first && o->first <= x->last))
            continue;
        if (how < 2 && x->sentence - o->sentence > 4) continue;
        if (speaker && coref_in_quotes_of(c, o->entity, m)) continue;
        int points = 60 * how - 3 * (int)(x->sentence - o->sentence) +
                     (coref_is_subject(c, i) ? 12 : 0) -
                     (c->quote_of[i] != c->quote_of[m] && c->quote_of[i] != ENTITY_NONE ? 20 : 0);
        if (best == ENTITY_NONE || points > best_score) {
            best = o->entity;
            best_score = points;
        }
    }
    return best;
}

/* Somebody named later whom the descriptor fits: an article that opens with what "the minister"
 * said. */
static uint32_t descriptor_ahead(const coref *c, uint32_t m, const role_noun *noun)
{
    if (!(noun->flags & ROLE_PERSON) || (c->out->mentions[m].flags & MENTION_PLURAL))
        return ENTITY_NONE;
    for (uint32_t i = m + 1; i < c->out->n_mentions && i <= m + COREF_LOOK_BACK / 2; i++) {
        if (!coref_same_article(c, i, m)) break;
        const entity *e = coref_entity(c, i);
        if (!e || e->kind != MENTION_PERSON || c->quote_of[i] != ENTITY_NONE) continue;
        if (descriptor_fits_person(c, c->out->mentions[i].entity, m, noun) >= 3 &&
            !coref_in_quotes_of(c, c->out->mentions[i].entity, m))
            return c->out->mentions[i].entity;
    }
    return ENTITY_NONE;
}

bool descriptor_is_based(const coref *c, uint32_t m)
{
    const mention *x = &c->out->mentions[m];
    if (!(x->flags & MENTION_DEFINITE) || (x->flags & MENTION_PLURAL)) return false;
    for (uint32_t t = x->first + 2; t < c->out->details[m].core_last; t++)
        if (token_in(c->in, t, "based headquartered") && token_in(c->in, t - 1, "-")) return true;
    return false;
}

/* ---- whose they are -------------------------------------------------------------------------- */

/* One owner and one role: "his wife", "Odinga's spokesman". */
static bool owned_key(const coref *c, uint32_t m, uint64_t *key)
{
    const mention_detail *d = &c->out->details[m];
    role_noun noun;
    uint32_t owner = d->owner == ENTITY_NONE ? ENTITY_NONE : c->out->mentions[d->owner].entity;
    if (owner == ENTITY_NONE || d->owner_link != OWNER_POSSESSIVE ||
        c->out->entities[owner].kind != MENTION_PERSON ||
        (c->out->mentions[m].flags & MENTION_PLURAL) ||
        !actor_book_role_noun(c->in->actors, d->role, &noun) || !(noun.flags & ROLE_PERSON))
        return false;
    *key = 5ull << 60 | (uint64_t)owner << 24 | d->role;
    return true;
}

static bool is_kin(const role_noun *noun)
{
    static const char *const names[] = {"wife",   "husband", "widow",   "son",    "daughter",
                                        "father", "mother",  "brother", "sister", "partner",
                                        "cousin", "nephew",  "niece",   "uncle",  "aunt"};
    return text_among(noun->name, names, COUNT(names));
}

void descriptor_remember(const coref *c, uint32_t m)
{
    const entity *e = coref_entity(c, m);
    uint64_t key;
    if (e && e->kind == MENTION_PERSON && owned_key(c, m, &key))
        map_put(&c->r->map, key, c->out->mentions[m].entity);
}

/* "He is the mayor of Kano": whom the pronoun means. */
static uint32_t subject_entity(const coref *c, uint32_t m, const role_reading *reading)
{
    uint32_t by = c->out->details[m].apposed;
    if (by == ENTITY_NONE || by > m || c->out->mentions[by].kind != MENTION_PRONOUN)
        return ENTITY_NONE;
    uint32_t who = c->out->mentions[by].entity;
    if (who == ENTITY_NONE || c->out->entities[who].kind != MENTION_PERSON) return ENTITY_NONE;
    entity *e = &c->out->entities[who];
    if (e->book == ENTITY_NONE && !e->code && reading->code) entity_take_reading(e, reading);
    return who;
}

/* "the London-based group": that a body has its seat there says nothing of whose it is. */
static uint32_t based_entity(const coref *c, uint32_t m, const role_noun *noun,
                             const role_reading *reading)
{
    if (!descriptor_is_based(c, m) || !(noun->flags & ROLE_ORG)) return ENTITY_NONE;
    role_reading anywhere = *reading;
    anywhere.code = anywhere.body = NULL;
    return descriptor_antecedent(c, m, noun, &anywhere, 2, false);
}

/* ---- one mention ----------------------------------------------------------------------------- */

static void resolve_descriptor(const coref *c, uint32_t m)
{
    mention *x = &c->out->mentions[m];
    role_reading reading;
    role_noun noun;
    role_read(c->r, m, &reading);
    if (!actor_book_role_noun(c->in->actors, c->out->details[m].role, &noun)) {
        if (reading.code || reading.region != ENTITY_NONE)
            x->entity = role_entity(c->r, m, &reading);
        return;
    }
    x->entity = subject_entity(c, m, &reading);
    if (x->entity == ENTITY_NONE) x->entity = based_entity(c, m, &noun, &reading);
    if (x->entity != ENTITY_NONE) return;
    uint64_t key;
    if (owned_key(c, m, &key)) x->entity = map_get(&c->r->map, key);
    if (x->entity == ENTITY_NONE && is_kin(&noun) && reading.owner != ENTITY_NONE)
        x->entity = descriptor_antecedent(c, m, &noun, &(role_reading){0}, 3, false);
    if (x->entity == reading.owner) x->entity = ENTITY_NONE;
    if (x->entity != ENTITY_NONE) return;
    if (descriptor_asks_for_pair(c, m, &noun)) x->entity = descriptor_pair(c, m, &noun);
    if (x->entity != ENTITY_NONE) return;
    bool nation = (reading.flags & ROLE_NATION) && !(x->flags & MENTION_PLURAL) &&
                  (x->flags & MENTION_DEFINITE);
    /* "the West African nation": one of those states, named before. */
    if (nation && !reading.code) x->entity = descriptor_antecedent(c, m, &noun, &reading, 1, false);
    if (x->entity == ENTITY_NONE &&
        (reading.code || reading.region != ENTITY_NONE || reading.owner != ENTITY_NONE))
        x->entity = role_entity(c->r, m, &reading);
    if (x->entity != ENTITY_NONE) return;
    bool indefinite =
        token_in(c->in, x->first, "a an any some another each every no one other several many");
    bool bare_group = !indefinite && ((x->flags & MENTION_PLURAL) || (noun.flags & ROLE_ORG));
    /* Without an article only the same word means the same ones: "Police", but not "forces" for an
     * army. */
    bool definite = (x->flags & MENTION_DEFINITE) != 0;
    int least = !definite || is_restricted(c, m) ? 3 : 1;
    if (definite || bare_group)
        x->entity = descriptor_antecedent(c, m, &noun, &reading, least, !definite);
    if (x->entity == ENTITY_NONE && (x->flags & MENTION_DEFINITE))
        x->entity = descriptor_ahead(c, m, &noun);
    if (x->entity != ENTITY_NONE) return;
    /* "the side", "a base": nobody unless it belongs to somebody. */
    bool nations = (noun.flags & ROLE_NATION) && (x->flags & MENTION_PLURAL);
    /* "gang confederations" */
    bool told = c->out->details[m].role_modifier != ENTITY_NONE && reading.n_sectors > 0;
    bool people = (noun.flags & ROLE_QUANTITY) && noun.n_sectors && /* "thousands marched" */
                  !token_in(c->in, x->last + 1, "of");
    if ((noun.flags & (ROLE_WEAK | ROLE_NATION | ROLE_QUANTITY)) && !reading.code && !nations &&
        !told && !people)
        return;
    if (descriptor_is_institution(&noun)) {
        bool local = strcmp(noun.sectors[0], "GOV") != 0;
        reading.code = coref_sentence_state(c, m, local);
        if (!reading.code && (definite || (noun.flags & ROLE_ORG)))
            reading.code = coref_salient_state(c, m);
        reading.code = actor_congress_state(c->in, x, reading.code);
        if (reading.code) {
            x->entity = role_entity(c->r, m, &reading);
            if (x->entity == ENTITY_NONE) return;
            c->out->entities[x->entity].confidence = 0.6f;
            c->out->entities[x->entity].guessed = true;
            return;
        }
    }
    x->entity = role_entity(c->r, m, &reading);
}

/* "a spokesman for the Interior Ministry": whose he is stands behind him. */
void descriptor_resolve(const coref *c, uint32_t m)
{
    uint32_t owner = c->out->details[m].owner;
    if (owner != ENTITY_NONE && owner > m && c->out->mentions[owner].kind == MENTION_ROLE &&
        c->out->mentions[owner].entity == ENTITY_NONE)
        resolve_descriptor(c, owner);
    resolve_descriptor(c, m);
}
