/* What a descriptor's words say: "rebel commander", "a spokesman for the Interior Ministry",
 * "Taliban fighters", "the former Malian president". Composition, not a list: the head noun gives
 * the sectors unless it takes them from what it belongs to, or a modifier decides; whoever owns it
 * gives the state.
 */
#include "entity/actors.h"

static bool has_sector(const char *const *sectors, uint32_t n, const char *sector)
{
    for (uint32_t i = 0; i < n; i++)
        if (strcmp(sectors[i], sector) == 0) return true;
    return false;
}

static void set_sectors(role_reading *out, const char *const *sectors, uint32_t n)
{
    out->n_sectors = n;
    for (uint32_t i = 0; i < n; i++) out->sectors[i] = sectors[i];
}

static void add_sectors(role_reading *out, const char *const *sectors, uint32_t n)
{
    for (uint32_t i = 0; i < n && out->n_sectors < ENTITY_MAX_SECTORS; i++)
        if (!has_sector(out->sectors, out->n_sectors, sectors[i]))
            out->sectors[out->n_sectors++] = sectors[i];
}

static bool is_armed_group(const char *const *sectors, uint32_t n)
{
    return n && (strcmp(sectors[0], "REB") == 0 || strcmp(sectors[0], "UAF") == 0 ||
                 strcmp(sectors[0], "PRM") == 0 || strcmp(sectors[0], "CRM") == 0);
}

/* Was a body ever an armed group: the FMLN's units are rebels, whatever the party is today? */
static bool was_armed_group(const resolver *r, const entity *owner)
{
    actor_role role;
    if (owner->kind != MENTION_ORG || owner->book == ENTITY_NONE) return false;
    for (uint32_t i = 0; actor_book_role(r->in->actors, owner->book, i, &role); i++)
        if (is_armed_group(role.sectors, role.n_sectors)) return true;
    return false;
}

/* ---- whose it is ----------------------------------------------------------------------------- */

static const char *place_country(const resolver *r, const mention_detail *d)
{
    const char *best = NULL;
    double best_score = 0;
    for (uint32_t i = 0; i < d->n_values; i++) {
        place_entry p;
        if (value_kind(d->values[i]) != PHRASE_PLACE ||
            !place_book_entry(r->in->places, value_index(d->values[i]), &p) || !p.country)
            continue;
        double score = 1 + p.population + 100000.0 * country_mentions(r, p.country);
        if (score > best_score) {
            best = p.country;
            best_score = score;
        }
    }
    return best;
}

static void take_country(const resolver *r, uint32_t entry, role_reading *out)
{
    actor_entry e;
    actor_role role;
    if (!actor_book_entry(r->in->actors, entry, &e)) return;
    if (e.kind == ACTOR_REGION) {
        out->region = entry;
        return;
    }
    if (!actor_book_role(r->in->actors, entry, 0, &role)) return;
    out->code = role.code;
    out->body = role.body;
}

/* The owner's state, and its entity where it is resolved by now. */
static void take_owner(const resolver *r, const mention_detail *d, role_reading *out)
{
    if (d->owner == ENTITY_NONE) return;
    const mention *owner = &r->out->mentions[d->owner];
    const mention_detail *od = &r->out->details[d->owner];
    if (owner->entity != ENTITY_NONE) {
        const entity *e = &r->out->entities[owner->entity];
        actor_entry book;
        out->owner = owner->entity;
        if (actor_book_entry(r->in->actors, e->book, &book) && book.kind == ACTOR_REGION)
            out->region = e->book;
        if (!out->code && e->code) {
            out->code = e->code;
            out->body = e->body;
        }
    } else if (owner->kind == MENTION_PLACE && !out->code) {
        out->code = place_country(r, od);
    } else if (!out->code && od->country != ENTITY_NONE) {
        take_country(r, od->country, out);
    }
}

/* ---- what it is ------------------------------------------------------------------------------ */

/* "spokesman", "official", "member": what it belongs to decides. */
static void carry(const resolver *r, const role_noun *noun, const role_noun *modifier,
                  const mention_detail *d, role_reading *out)
{
    if (modifier && modifier->n_sectors) {
        set_sectors(out, modifier->sectors, modifier->n_sectors);
        return;
    }
    if (out->owner != ENTITY_NONE && d->owner_link != OWNER_IN) {
        const entity *owner = &r->out->entities[out->owner];
        bool state = owner->kind == MENTION_COUNTRY;
        if (owner->n_sectors) {
            /* the White House's chief of staff is not the army's */
            bool army = noun->n_sectors && strcmp(noun->sectors[0], "MIL") == 0;
            if (army && strcmp(owner->sectors[0], "MIL") != 0) out->title = NULL;
            set_sectors(out, owner->sectors, owner->n_sectors);
            return;
        }
        /* A body without sectors ("a UN spokesman") has none to give; a state's official is its
         * government's, a people's leader too. */
        state |= actor_book_country(r->in->actors, owner->code) != ENTITY_NONE;
        if (!state && (owner->kind == MENTION_ORG)) return;
    }
    set_sectors(out, noun->sectors, noun->n_sectors);
}

/* "the president of the Senate", "the president of the bank": not a head of state. */
static bool presides(const resolver *r, const mention_detail *d, const role_noun *noun,
                     role_reading *out)
{
    bool president = noun->title && (strcmp(noun->title, "president") == 0 ||
                                     strcmp(noun->title, "vice president") == 0);
    if (!president || out->owner == ENTITY_NONE || d->owner_link == OWNER_IN) return false;
    const entity *owner = &r->out->entities[out->owner];
    if (owner->kind == MENTION_COUNTRY || owner->kind == MENTION_PERSON) return false;
    out->title = NULL;
    return true;
}

/* A resolved mention of that kind within tokens [first, last] of a sentence; or NULL. Those inside
 * of m stand beside it in the list. */
static const entity *mention_within(const resolver *r, uint32_t m, uint32_t kind, uint32_t first,
                                    uint32_t last)
{
    const entities *out = r->out;
    uint32_t i = m, sentence = out->mentions[m].sentence;
    while (i > 0 && out->mentions[i - 1].sentence == sentence &&
           out->mentions[i - 1].first >= first)
        i--;
    for (; i < out->n_mentions && out->mentions[i].sentence == sentence; i++) {
        const mention *x = &out->mentions[i];
        if (x->first > last) break;
        if (x->kind == kind && x->first >= first && x->last <= last && x->entity != ENTITY_NONE)
            return &out->entities[x->entity];
    }
    return NULL;
}

/* "Spain's separatist ERC party", "New Caledonia's FLNKS front": what the body right before the
 * noun is. */
static void take_named_body(const resolver *r, uint32_t m, role_reading *out)
{
    const mention_detail *d = &r->out->details[m];
    uint32_t core = d->core_last;
    if (d->owner_link != OWNER_POSSESSIVE || core <= r->out->mentions[m].first) return;
    const entity *body = mention_within(r, m, MENTION_ORG, core - 1, core - 1);
    if (body && body->n_sectors) set_sectors(out, body->sectors, body->n_sectors);
}

/* "the Kenya National Union of Teachers": a name that begins with its state. */
static void take_named_state(const resolver *r, uint32_t m, role_reading *out)
{
    const mention_detail *d = &r->out->details[m];
    if (out->code || d->name_first == ENTITY_NONE || d->name_first == d->name_last) return;
    const entity *state = mention_within(r, m, MENTION_COUNTRY, d->name_first, d->name_first);
    if (state) out->code = state->code;
}

static void compose(const resolver *r, const mention_detail *d, const role_noun *noun,
                    const role_noun *modifier, role_reading *out)
{
    if ((noun->flags & ROLE_CARRY) || presides(r, d, noun, out)) {
        carry(r, noun, modifier, d, out);
        return;
    }
    set_sectors(out, noun->sectors, noun->n_sectors);
    if (modifier && (modifier->flags & ROLE_MARK) && modifier->n_sectors) {
        set_sectors(out, modifier->sectors, modifier->n_sectors);
        /* An opposition lawmaker is still a lawmaker; a rebel commander is no soldier of the
         * state. */
        if (!is_armed_group(modifier->sectors, modifier->n_sectors))
            add_sectors(out, noun->sectors, noun->n_sectors);
    } else if (modifier && !noun->n_sectors) {
        set_sectors(out, modifier->sectors, modifier->n_sectors);
    }
    if (out->owner == ENTITY_NONE || d->owner_link == OWNER_IN) return;
    const entity *owner = &r->out->entities[out->owner];
    /* "Lufthansa pilots" */
    if (owner->n_sectors && strcmp(owner->sectors[0], "BUS") == 0 && strcmp(noun->name, "pilot") == 0)
        set_sectors(out, (const char *const[]){"LAB"}, 1);
    bool vague = !out->n_sectors || strcmp(out->sectors[0], "UAF") == 0 ||
                 strcmp(out->sectors[0], "REB") == 0 || strcmp(out->sectors[0], "MIL") == 0;
    if (!vague || owner->kind == MENTION_COUNTRY || owner->kind == MENTION_PERSON) return;
    if (is_armed_group(owner->sectors, owner->n_sectors))
        set_sectors(out, owner->sectors, owner->n_sectors);
    else if (owner->n_sectors && strcmp(owner->sectors[0], "PTY") == 0 && was_armed_group(r, owner))
        set_sectors(out, (const char *const[]){"REB"}, 1);
}

/* "Thousands of Belarusians": people, and not their state. The count before them is left as a
 * mention of nothing. */
static bool is_counted(const resolver *r, uint32_t m)
{
    const mention *x = &r->out->mentions[m];
    if (m == 0 || !(x->flags & MENTION_PLURAL)) return false;
    const mention *q = &r->out->mentions[m - 1];
    return q->sentence == x->sentence && q->first == x->first && q->kind == MENTION_PLACE &&
           q->flags == MENTION_ADJ;
}

/* Offices that one state alone has. */
static const char *only_state(const role_noun *noun)
{
    static const struct {
        const char *name, *code;
    } offices[] = {{"pope", "VAT"},          {"pontiff", "VAT"},     {"nuncio", "VAT"},
                   {"taoiseach", "IRL"},     {"knesset", "ISR"},     {"bundestag", "DEU"},
                   {"riksdag", "SWE"},       {"storting", "NOR"},    {"sejm", "POL"},
                   {"duma", "RUS"},          {"state duma", "RUS"},  {"lok sabha", "IND"},
                   {"rajya sabha", "IND"},   {"carabinieri", "ITA"}, {"janjaweed", "SDN"},
                   {"Jewish settler", "ISR"}, {"MEP", "EUR"}};
    for (size_t i = 0; i < sizeof offices / sizeof offices[0]; i++)
        if (strcmp(noun->name, offices[i].name) == 0) return offices[i].code;
    return NULL;
}

/* Does one of the words stand before the role noun or in it? */
static bool has_word(const resolver *r, uint32_t m, const char *words)
{
    for (uint32_t t = r->out->mentions[m].first; t <= r->out->details[m].core_last; t++)
        if (token_in(r->in, t, words)) return true;
    return false;
}

/* "former", "ousted" and an office in exile: it is held no more. "Self-styled", "self-proclaimed":
 * it is held by somebody else. */
static void read_standing(const resolver *r, uint32_t m, const role_noun *noun, role_reading *out)
{
    bool office =
        (noun->flags & ROLE_PERSON) && out->n_sectors && strcmp(out->sectors[0], "GOV") == 0;
    out->former = (r->out->mentions[m].flags & MENTION_FORMER) != 0 ||
                  (office && has_word(r, m, "exiled fugitive"));
    if (out->former && (noun->flags & ROLE_PERSON))
        set_sectors(out, (const char *const[]){"ELI"}, 1);
    else if (office &&
             has_word(
                 r, m,
                 "styled proclaimed declared self-styled self-proclaimed self-declared would-be"))
        set_sectors(out, (const char *const[]){"OPP"}, 1);
}

void role_read(const resolver *r, uint32_t m, role_reading *out)
{
    const mention_detail *d = &r->out->details[m];
    *out = (role_reading){.region = ENTITY_NONE, .owner = ENTITY_NONE};
    if (d->country != ENTITY_NONE) take_country(r, d->country, out);
    role_noun noun, modifier;
    bool modified = actor_book_role_noun(r->in->actors, d->role_modifier, &modifier);
    bool has_role = actor_book_role_noun(r->in->actors, d->role, &noun);
    /* "NATO allies" are NATO's; "Russia's allies" are not Russia. */
    bool body = d->owner != ENTITY_NONE && d->owner_link == OWNER_MODIFIER &&
                r->out->mentions[d->owner].kind == MENTION_ORG;
    if (!has_role || !(noun.flags & ROLE_OTHER) || body) take_owner(r, d, out);
    if (!has_role) {
        if (is_counted(r, m)) set_sectors(out, (const char *const[]){"CVL"}, 1);
        return;
    }
    out->has_role = true;
    out->title = noun.title;
    out->flags = noun.flags;
    if (!out->code && out->owner == ENTITY_NONE) out->code = only_state(&noun);
    compose(r, d, &noun, modified ? &modifier : NULL, out);
    if (!(noun.flags & ROLE_PERSON)) {
        take_named_body(r, m, out);
        take_named_state(r, m, out);
    }
    read_standing(r, m, &noun, out);
}
