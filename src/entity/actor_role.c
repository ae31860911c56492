/* What a descriptor's words say: "rebel commander", "a spokesman for the Interior Ministry",
 * "Taliban fighters", "the former Malian president". Composition, not a list: the head noun gives
 * the sectors unless it takes them from what it belongs to, or a modifier decides; whoever owns it
 * gives the state.
 */
#include "entity/actors.h"

#define MAX_LEADERS 512 /* entities looked through for a state's leader */

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
    while (i > 0 && out->mentions[i - 1].sentence == sentence && out->mentions[i - 1].first >= first)
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
    } offices[] = {{"pope", "VAT"},       {"pontiff", "VAT"},    {"nuncio", "VAT"},
                   {"taoiseach", "IRL"},  {"knesset", "ISR"},    {"bundestag", "DEU"},
                   {"riksdag", "SWE"},    {"storting", "NOR"},   {"sejm", "POL"},
                   {"duma", "RUS"},       {"state duma", "RUS"}, {"lok sabha", "IND"},
                   {"rajya sabha", "IND"}, {"carabinieri", "ITA"}, {"janjaweed", "SDN"},
                   {"Jewish settler", "ISR"}};
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
    bool office = (noun->flags & ROLE_PERSON) && out->n_sectors &&
                  strcmp(out->sectors[0], "GOV") == 0;
    out->former = (r->out->mentions[m].flags & MENTION_FORMER) != 0 ||
                  (office && has_word(r, m, "exiled fugitive"));
    if (out->former && (noun->flags & ROLE_PERSON))
        set_sectors(out, (const char *const[]){"ELI"}, 1);
    else if (office && has_word(r, m, "styled proclaimed self-styled self-proclaimed self-declared would-be"))
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

/* ---- who that is ----------------------------------------------------------------------------- */

static bool is_government(const resolver *r, const mention_detail *d)
{
    static const char *const names[] = {
        "government", "central government", "federal government", "regime",    "administration",
        "leadership", "authority",          "authorities",        "executive", "cabinet"};
    role_noun noun;
    if (!actor_book_role_noun(r->in->actors, d->role, &noun) || d->role_modifier != ENTITY_NONE)
        return false;
    return text_among(noun.name, names, COUNT(names));
}

/* Somebody of the document who heads that state: "the Malian leader". */
static uint32_t leader_in_document(const resolver *r, const char *code, int32_t day)
{
    for (uint32_t k = 0; k < r->out->n_entities && k < MAX_LEADERS; k++) {
        uint32_t i = r->out->n_entities - 1 - k;
        const entity *e = &r->out->entities[i];
        actor_role role;
        bool former;
        if (e->kind != MENTION_PERSON || !e->code || strcmp(e->code, code) != 0) continue;
        if (actor_book_role_on(r->in->actors, e->book, day, &role, &former) && !former &&
            actor_title_is_head(role.title))
            return i;
    }
    return ENTITY_NONE;
}

const char *person_title(const resolver *r, const entity *person, uint32_t which)
{
    actor_role role;
    bool former;
    if (person->book != ENTITY_NONE &&
        actor_book_role_on(r->in->actors, person->book, article_day(r->in, r->out, which), &role,
                           &former) &&
        !former)
        return role.title;
    const mention_detail *d = &r->out->details[person->first_mention];
    role_noun noun;
    return actor_book_role_noun(r->in->actors, d->role, &noun) ? noun.title : NULL;
}

/* The person who holds the office that the descriptor names. */
static uint32_t holder_entity(resolver *r, uint32_t m, const role_reading *reading)
{
    const mention *x = &r->out->mentions[m];
    const mention_detail *d = &r->out->details[m];
    if ((x->flags & MENTION_PLURAL) || !(reading->flags & ROLE_PERSON) || reading->former ||
        !reading->code || d->role_modifier != ENTITY_NONE)
        return ENTITY_NONE;
    /* "a spokesman" is one of many. */
    if (token_in(r->in, x->first, "a an another one") || reading->body ||
        (reading->title && strcmp(reading->title, "spokesperson") == 0))
        return ENTITY_NONE;
    int32_t day = article_day(r->in, r->out, d->article);
    if (reading->flags & ROLE_LEADER) return leader_in_document(r, reading->code, day);
    const char *title = reading->title;
    role_noun noun;
    if (!title && actor_book_role_noun(r->in->actors, d->role, &noun) &&
        strcmp(noun.name, "counterpart") == 0 && d->owner != ENTITY_NONE &&
        r->out->mentions[d->owner].entity != ENTITY_NONE)
        title = person_title(r, &r->out->entities[r->out->mentions[d->owner].entity], d->article);
    if (!title) return ENTITY_NONE;
    uint32_t entry = actor_book_holder(r->in->actors, reading->code, title, day);
    if (entry == ENTITY_NONE) return ENTITY_NONE;
    uint32_t known = map_get(&r->map, 1ull << 32 | entry);
    if (known != ENTITY_NONE) return known;
    /* Nobody named him here: only a known day lets the book do so. */
    if (day == CASUS_NO_DAY ||
        !(x->flags & MENTION_DEFINITE || d->country != ENTITY_NONE || d->owner != ENTITY_NONE))
        return ENTITY_NONE;
    uint32_t made = book_entity(r, m, entry, false);
    if (made != ENTITY_NONE) r->out->entities[made].confidence = 0.7f;
    return made;
}

/* "the Catalan government", "Punjab authorities": named by something that is no state. */
static bool is_local(const resolver *r, uint32_t m)
{
    const mention *x = &r->out->mentions[m];
    const mention_detail *d = &r->out->details[m];
    if (d->owner != ENTITY_NONE && (r->out->mentions[d->owner].kind == MENTION_PLACE ||
                                    r->out->mentions[d->owner].kind == MENTION_ORG))
        return true;
    if (d->country != ENTITY_NONE || (d->owner != ENTITY_NONE && d->owner_link != OWNER_IN))
        return false;
    role_noun noun;
    if (!actor_book_role_noun(r->in->actors, d->role, &noun)) return false;
    for (uint32_t t = x->first; t < d->core_last; t++) {
        uint32_t flags = r->in->lexed->tokens[t].flags;
        if ((flags & TOKEN_CAP) && !(flags & TOKEN_FIRST)) return true;
    }
    return false;
}

static uint64_t descriptor_key(const resolver *r, uint32_t m, const role_reading *reading)
{
    const mention *x = &r->out->mentions[m];
    const mention_detail *d = &r->out->details[m];
    uint64_t key = 3;
    uint64_t parts[] = {d->role,
                        d->role_modifier,
                        reading->code ? str_hash(str_from(reading->code)) : 0,
                        reading->body ? str_hash(str_from(reading->body)) : 0,
                        reading->region,
                        reading->code ? 0 : reading->owner,
                        reading->former,
                        x->flags & MENTION_PLURAL};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        key = (key ^ parts[i]) * 0x100000001B3u + (key >> 29);
    return key | 1ull << 63;
}

static void belong_to(const resolver *r, mention_detail *d, uint32_t with)
{
    const mention_detail *wd = &r->out->details[with];
    if (r->out->mentions[with].flags & MENTION_ADJ) {
        d->country = value_of_kind(wd->values, wd->n_values, PHRASE_ADJECTIVE);
        d->owner = ENTITY_NONE;
        d->owner_link = OWNER_NONE;
    } else {
        d->country = ENTITY_NONE;
        d->owner_link = d->owner == ENTITY_NONE ? OWNER_MODIFIER : d->owner_link;
        d->owner = with;
    }
}

/* "the Kenyan and Ugandan presidents": those of one state, of the one that comes first or of
 * `with`. */
static uint32_t member_entity(resolver *r, uint32_t m, uint32_t with)
{
    mention_detail *d = &r->out->details[m];
    mention *x = &r->out->mentions[m];
    const mention_detail was = *d;
    uint32_t flags = x->flags;
    role_noun noun;
    d->n_shared = 0;
    if (with != ENTITY_NONE) belong_to(r, d, with);
    if (actor_book_role_noun(r->in->actors, d->role, &noun) && noun.title)
        x->flags &= ~(uint32_t)MENTION_PLURAL;
    role_reading reading;
    role_read(r, m, &reading);
    uint32_t found = role_entity(r, m, &reading);
    r->out->details[m] = was;
    r->out->mentions[m].flags = flags;
    return found;
}

/* Those of several states: "the Kenyan and Ugandan presidents", "the ministers of Mali and Chad". */
static uint32_t group_entity(resolver *r, uint32_t m)
{
    const mention_detail *d = &r->out->details[m];
    uint32_t members[ENTITY_MAX_MEMBERS], n = d->n_shared;
    members[0] = member_entity(r, m, ENTITY_NONE);
    for (uint32_t i = 0; i < n; i++) members[i + 1] = member_entity(r, m, d->shared[i]);
    uint32_t made = entity_new(r, m, MENTION_ROLE);
    if (made == ENTITY_NONE) return made;
    entity *e = &r->out->entities[made];
    for (uint32_t i = 0, k = 0; i <= n; i++)
        if (members[i] != ENTITY_NONE) e->members[k++] = members[i];
    e->flags |= MENTION_PLURAL;
    e->confidence = 0.8f;
    return made;
}

uint32_t role_entity(resolver *r, uint32_t m, const role_reading *reading)
{
    const mention *x = &r->out->mentions[m];
    const mention_detail *d = &r->out->details[m];
    if (d->n_shared) return group_entity(r, m);
    if (is_government(r, d) && reading->code && !reading->former && !is_local(r, m)) {
        uint32_t entry = actor_book_country(r->in->actors, reading->code);
        if (entry != ENTITY_NONE) return book_entity(r, m, entry, true);
    }
    if ((reading->flags & ROLE_NATION) && reading->code && !(x->flags & MENTION_PLURAL) &&
        d->country != ENTITY_NONE)
        return book_entity(r, m, d->country, false);
    uint32_t holder = holder_entity(r, m, reading);
    if (holder != ENTITY_NONE) return holder;
    bool unique =
        (x->flags & (MENTION_DEFINITE | MENTION_PLURAL)) || !(reading->flags & ROLE_PERSON);
    uint64_t key = descriptor_key(r, m, reading);
    uint32_t found = unique ? map_get(&r->map, key) : ENTITY_NONE;
    if (found != ENTITY_NONE) return found;
    found = entity_new(r, m, MENTION_ROLE);
    if (found == ENTITY_NONE) return found;
    entity *e = &r->out->entities[found];
    entity_take_reading(e, reading);
    e->confidence = reading->code ? 0.85f : 0.5f;
    if (d->name_first != ENTITY_NONE)
        e->name = tokens_text(r->in, d->name_first, d->name_last);
    else if (reading->region != ENTITY_NONE ||
             ((reading->flags & ROLE_NATION) && (x->flags & MENTION_PLURAL)))
        e->name = tokens_text(r->in, x->first, d->core_last);
    map_put(&r->map, key, found);
    return found;
}
