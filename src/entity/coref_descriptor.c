/* Descriptors: "the minister", "the group", "the two leaders".
 *
 *     "the minister" -> the person with such an office     "the ministry" -> a ministry mentioned before
 *     "the country" -> the state spoken of last            "the two leaders" -> a pair
 *     "the army" -> that of the state spoken of most
 *
 * What no antecedent is found for stays an entity of its own, known by its words alone.
 */
#include "entity/coref.h"

/* ---- how well one fits ------------------------------------------------------------------------ */

/* "ministry" is the head of "foreign ministry". */
static bool is_head_of(casus_str shorter, casus_str longer)
{
    if (str_eq(shorter, longer)) return true;
    return longer.len > shorter.len + 1 && str_ends(longer, shorter) &&
           longer.ptr[longer.len - shorter.len - 1] == ' ';
}

static bool names_end_alike(casus_str name, casus_str word)
{
    if (name.len < word.len) return false;
    casus_str end = str_slice(name, name.len - word.len, name.len);
    return str_eq_nocase(end, word) &&
           (name.len == word.len || name.ptr[name.len - word.len - 1] == ' ');
}

static bool sectors_meet(const entity *e, const role_noun *noun)
{
    for (uint32_t i = 0; i < e->n_sectors; i++)
        for (uint32_t k = 0; k < noun->n_sectors; k++)
            if (strcmp(e->sectors[i], noun->sectors[k]) == 0) return true;
    return false;
}

/* How well a descriptor fits a person: his office is the word, ends in it, or he is of that
 * kind. */
static int fit_person(const coref *c, const entity *e, const role_noun *noun, uint32_t m)
{
    if (!(noun->flags & ROLE_PERSON)) return 0;
    /* "the ousted president": one who is no longer in office. */
    bool left = e->n_sectors && strcmp(e->sectors[0], "ELI") == 0;
    if (c->out->mentions[m].flags & MENTION_FORMER)
        return left ? 3 : e->book == ENTITY_NONE ? 1 : 0;
    const char *title = person_title(c->r, e, c->out->details[m].article);
    casus_str name = str_from(noun->name);
    if (title && (actor_title_same(title, noun->title) || is_head_of(name, str_from(title))))
        return 3;
    if (title && (noun->flags & ROLE_LEADER) &&
        (actor_title_is_head(title) || str_ends(str_from(title), STR("leader"))))
        return 3;
    role_noun own;
    if (actor_book_role_noun(c->in->actors, c->out->details[e->first_mention].role, &own) &&
        (own.flags & ROLE_PERSON) && is_head_of(name, str_from(own.name)))
        return 3;
    if (title && noun->title) return 0; /* another office */
    if (sectors_meet(e, noun)) return 1;
    return (noun->flags & ROLE_WEAK) && !noun->n_sectors ? 0 : e->n_sectors == 0 ? 1 : 0;
}

static bool is_state_sector(const char *sector)
{
    static const char *const sectors[] = {"GOV", "MIL", "COP", "LEG", "JUD", "SPY"};
    return text_among(sector, sectors, COUNT(sectors));
}

static bool is_institution(const role_noun *noun)
{
    return noun->n_sectors && (noun->flags & (ROLE_ORG | ROLE_GROUP)) &&
           is_state_sector(noun->sectors[0]);
}

/* "the group" is no ministry or army; "the bloc" is made of states; "the army" is a state's. */
static int fit_body(const coref *c, const entity *e, const role_noun *noun)
{
    bool of_state = actor_book_country(c->in->actors, e->code) != ENTITY_NONE;
    if (noun->n_sectors && strcmp(noun->sectors[0], "GOV") == 0) return 0;
    if (noun->n_sectors)
        return sectors_meet(e, noun) && (of_state || !is_state_sector(noun->sectors[0])) ? 2 : 0;
    static const char *const of_states[] = {
        "bloc",          "alliance",          "grouping",    "regional bloc", "world body",
        "regional body", "military alliance", "global body", "trading bloc"};
    if (text_among(noun->name, of_states, COUNT(of_states))) return of_state ? 0 : 2;
    bool institution = of_state && e->n_sectors && is_state_sector(e->sectors[0]);
    return institution && (noun->flags & ROLE_CARRY) ? 0 : 2;
}

static int fit_other(const coref *c, const entity *e, const role_noun *noun,
                     const role_reading *reading)
{
    if (reading->flags & ROLE_NATION)
        return e->kind == MENTION_COUNTRY && !e->n_sectors && e->code ? 2 : 0;
    if (e->kind == MENTION_ROLE) {
        role_noun own;
        if (!actor_book_role_noun(c->in->actors, c->out->details[e->first_mention].role, &own))
            return 0;
        casus_str name = str_from(noun->name);
        if (is_head_of(name, str_from(own.name))) return 3;
        /* "the demonstrators" for "protesters", but no ministry for another. */
        bool people = !((own.flags | noun->flags) & ROLE_ORG);
        return people && (noun->flags & ROLE_CARRY) == 0 && noun->n_sectors && sectors_meet(e, noun)
                   ? 1
                   : 0;
    }
    /* "the Assembly", "the Front": the last word of a name. */
    if ((e->kind == MENTION_ORG || e->kind == MENTION_NAME) && e->name.ptr &&
        names_end_alike(e->name, str_from(noun->name)))
        return 3;
    if (e->kind == MENTION_ORG && (noun->flags & ROLE_ORG)) return fit_body(c, e, noun);
    /* "the rebels" of a movement named before */
    if (e->kind == MENTION_ORG && noun->n_sectors && !is_state_sector(noun->sectors[0]))
        return sectors_meet(e, noun) ? 2 : 0;
    if (e->kind == MENTION_NAME && (noun->flags & ROLE_ORG))
        return noun->n_sectors && strcmp(noun->sectors[0], "BUS") == 0;
    return 0;
}

static int fit(const coref *c, uint32_t i, const role_noun *noun, const role_reading *reading,
               uint32_t m)
{
    const mention *x = &c->out->mentions[m];
    const entity *e = coref_entity(c, i);
    if (!e || e->members[0] != ENTITY_NONE || (c->out->mentions[i].flags & MENTION_ADJ)) return 0;
    /* A singular name may be a group ("Wagner", "the rebels"). */
    bool plural = (x->flags & MENTION_PLURAL) != 0;
    if (reading->code && e->code && strcmp(reading->code, e->code) != 0) return 0;
    if (e->kind == MENTION_PERSON)
        return plural || !coref_genders_agree(e->flags, x->flags) ? 0 : fit_person(c, e, noun, m);
    /* "police", "military" take either number. */
    bool one_or_many = is_institution(noun) && (coref_nature(c, e) & (ROLE_ORG | ROLE_GROUP));
    if (e->kind == MENTION_ROLE && !one_or_many && plural != ((e->flags & MENTION_PLURAL) != 0))
        return 0;
    return fit_other(c, e, noun, reading);
}

static uint32_t descriptor_antecedent(const coref *c, uint32_t m, const role_noun *noun,
                                      const role_reading *reading, int least)
{
    const mention *x = &c->out->mentions[m];
    bool speaker = coref_is_speaker(c, m);
    uint32_t best = ENTITY_NONE;
    int best_score = 0;
    for (uint32_t k = 1; k <= m && k <= COREF_LOOK_BACK; k++) {
        uint32_t i = m - k;
        const mention *o = &c->out->mentions[i];
        if (!coref_same_article(c, i, m)) break;
        int how = fit(c, i, noun, reading, m);
        if (how < least || (least == 3 && coref_entity(c, i)->kind != MENTION_ROLE) ||
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
        if (fit_person(c, e, noun, m) >= 3 && !coref_in_quotes_of(c, c->out->mentions[i].entity, m))
            return c->out->mentions[i].entity;
    }
    return ENTITY_NONE;
}

/* ---- pairs ----------------------------------------------------------------------------------- */

static bool pairs_with(const coref *c, const entity *e, const role_noun *noun, uint32_t m)
{
    if (noun->flags & ROLE_NATION) return e->kind == MENTION_COUNTRY && e->code;
    /* "the coup leaders" are no two presidents; "the two men" are. */
    bool counted = token_in(c->in, c->out->mentions[m].first, "both") ||
                   (c->out->mentions[m].first < c->out->mentions[m].last &&
                    token_in(c->in, c->out->mentions[m].first + 1, "two"));
    return e->kind == MENTION_PERSON && fit_person(c, e, noun, m) >= (counted ? 1 : 3);
}

/* "the two leaders", "both countries", "the top diplomats": the two that fit, closest before. */
static uint32_t pair_entity(const coref *c, uint32_t m, const role_noun *noun)
{
    uint32_t found[2], n = 0;
    const mention *x = &c->out->mentions[m];
    for (uint32_t k = 1; k <= m && k <= COREF_LOOK_BACK && n < 2; k++) {
        uint32_t i = m - k;
        const mention *o = &c->out->mentions[i];
        if (!coref_same_article(c, i, m) || x->sentence - o->sentence > 5) break;
        const entity *e = coref_entity(c, i);
        bool adjective = (o->flags & MENTION_ADJ) && !(noun->flags & ROLE_NATION);
        if (!e || adjective || (n == 1 && found[0] == o->entity)) continue;
        if (e->members[0] != ENTITY_NONE &&
            pairs_with(c, &c->out->entities[e->members[0]], noun, m))
            return o->entity;
        if (!pairs_with(c, e, noun, m)) continue;
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

static bool asks_for_pair(const coref *c, uint32_t m, const role_noun *noun)
{
    const mention *x = &c->out->mentions[m];
    if (!(x->flags & MENTION_PLURAL) || !(x->flags & MENTION_DEFINITE)) return false;
    if (token_in(c->in, x->first, "both") ||
        (x->first < x->last && token_in(c->in, x->first + 1, "two")))
        return true;
    return (noun->flags & ROLE_PERSON) && noun->title != NULL;
}

/* ---- the state behind a bare institution ----------------------------------------------------- */

/* "the army", "the government": of the state that the last sentences speak of most, if one stands
 * out. */
static const char *salient_state(const coref *c, uint32_t m)
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
static const char *state_of_sentence(const coref *c, uint32_t m, bool local)
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
    if (asks_for_pair(c, m, &noun)) x->entity = pair_entity(c, m, &noun);
    if (x->entity != ENTITY_NONE) return;
    bool nation = (reading.flags & ROLE_NATION) && !(x->flags & MENTION_PLURAL) &&
                  (x->flags & MENTION_DEFINITE);
    /* "the West African nation": one of those states, named before. */
    if (nation && !reading.code) x->entity = descriptor_antecedent(c, m, &noun, &reading, 1);
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
    if (definite || bare_group)
        x->entity = descriptor_antecedent(c, m, &noun, &reading, definite ? 1 : 3);
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
    if (is_institution(&noun)) {
        bool local = strcmp(noun.sectors[0], "GOV") != 0;
        reading.code = state_of_sentence(c, m, local);
        if (!reading.code && (definite || (noun.flags & ROLE_ORG)))
            reading.code = salient_state(c, m);
        reading.code = actor_congress_state(c->in, x, reading.code);
        if (reading.code) {
            x->entity = role_entity(c->r, m, &reading);
            if (x->entity != ENTITY_NONE) c->out->entities[x->entity].confidence = 0.6f;
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
