/* Actors: from mentions to entities. Names come first over the whole document, for a surname may
 * stand before its full name; then surnames; then descriptors, whose words may say whose they are
 * ("the French defence minister"). What needs an antecedent ("the minister", "he") is left to
 * coref.c.
 *
 * One entity a book entry, one an unknown name, one a descriptor with the same words; a state and
 * its government ("Mali"; "Bamako", "the Malian government") are two.
 */
#include "entity/actors.h"

#include <math.h>

/* ---- the map --------------------------------------------------------------------------------- */

static bool map_init(entity_map *self, arena *mem, uint32_t n)
{
    self->n_slots = 64;
    while (self->n_slots < n * 3 && self->n_slots < 1u << 30) self->n_slots *= 2;
    self->n_used = 0;
    self->keys = arena_alloc(mem, (size_t)self->n_slots * sizeof *self->keys);
    self->values = arena_alloc(mem, (size_t)self->n_slots * sizeof *self->values);
    return self->keys && self->values;
}

static uint32_t map_slot(const entity_map *self, uint64_t key)
{
    uint64_t mixed = key * 0x9E3779B97F4A7C15u;
    uint32_t i = (uint32_t)(mixed >> 32) & (self->n_slots - 1);
    while (self->keys[i] && self->keys[i] != key) i = (i + 1) & (self->n_slots - 1);
    return i;
}

uint32_t map_get(const entity_map *self, uint64_t key)
{
    uint32_t i = map_slot(self, key ? key : 1);
    return self->keys[i] ? self->values[i] : ENTITY_NONE;
}

void map_put(entity_map *self, uint64_t key, uint32_t value)
{
    uint32_t i = map_slot(self, key ? key : 1);
    if (!self->keys[i]) {
        /* never full: a lookup must end */
        if (self->n_used + 1 >= self->n_slots - self->n_slots / 4) return;
        self->keys[i] = key ? key : 1;
        self->n_used++;
    }
    self->values[i] = value;
}

/* ---- entities -------------------------------------------------------------------------------- */

uint32_t entity_new(resolver *r, uint32_t m, uint32_t kind)
{
    entity *e = arena_push(r->mem, &r->out->entities, &r->out->n_entities, &r->out->cap_entities,
                           sizeof *e);
    if (!e) return ENTITY_NONE;
    e->kind = kind;
    e->book = ENTITY_NONE;
    for (int i = 0; i < ENTITY_MAX_MEMBERS; i++) e->members[i] = ENTITY_NONE;
    e->first_mention = m;
    e->flags = r->out->mentions[m].flags & (MENTION_PLURAL | MENTION_FEMALE | MENTION_MALE);
    e->confidence = 0.5f;
    return r->out->n_entities - 1;
}

void entity_take_role(entity *self, const actor_role *role, bool former)
{
    self->code = role->code;
    self->body = role->body;
    self->n_sectors = role->n_sectors;
    for (uint32_t i = 0; i < role->n_sectors; i++) self->sectors[i] = role->sectors[i];
    if (!former) return;
    self->sectors[0] = "ELI";
    self->n_sectors = 1;
}

void entity_take_reading(entity *self, const role_reading *reading)
{
    if (reading->code) {
        self->code = reading->code;
        self->body = reading->body;
    }
    if (reading->n_sectors) {
        self->n_sectors = reading->n_sectors;
        for (uint32_t i = 0; i < reading->n_sectors; i++) self->sectors[i] = reading->sectors[i];
    }
}

int32_t article_day(const entity_input *in, const entities *out, uint32_t which)
{
    if (out->article_dates && which < in->segs->n_articles) {
        const article_date *d = &out->article_dates[which];
        if (d->to != CASUS_NO_DAY) return d->to;
        if (d->from != CASUS_NO_DAY) return d->from;
    }
    return in->published;
}

uint32_t book_entity(resolver *r, uint32_t m, uint32_t entry, bool government)
{
    uint64_t key = (government ? 2ull : 1ull) << 32 | entry;
    uint32_t found = map_get(&r->map, key);
    if (found != ENTITY_NONE) return found;
    actor_entry book;
    if (!actor_book_entry(r->in->actors, entry, &book)) return ENTITY_NONE;
    uint32_t kind = book.kind == ACTOR_PERSON ? MENTION_PERSON
                    : book.kind == ACTOR_BODY ? MENTION_ORG
                                              : MENTION_COUNTRY;
    found = entity_new(r, m, kind);
    if (found == ENTITY_NONE) return found;
    entity *e = &r->out->entities[found];
    e->book = entry;
    e->name = str_from(book.name);
    e->confidence = 0.95f;
    actor_role role;
    bool former;
    int32_t day = article_day(r->in, r->out, r->out->details[m].article);
    if (actor_book_role_on(r->in->actors, entry, day, &role, &former))
        entity_take_role(e, &role, former && book.kind == ACTOR_PERSON);
    if (government) {
        e->sectors[0] = "GOV";
        e->n_sectors = 1;
    }
    if (book.kind != ACTOR_PERSON) e->flags &= ~(uint32_t)(MENTION_MALE | MENTION_FEMALE);
    map_put(&r->map, key, found);
    return found;
}

/* ---- countries of the document --------------------------------------------------------------- */

uint32_t country_mentions(const resolver *r, const char *code)
{
    for (uint32_t i = 0; code && i < r->n_countries; i++)
        if (strcmp(r->countries[i].code, code) == 0) return r->countries[i].n;
    return 0;
}

static void country_count_add(resolver *r, const char *code)
{
    if (!code) return;
    for (uint32_t i = 0; i < r->n_countries; i++)
        if (strcmp(r->countries[i].code, code) == 0) {
            r->countries[i].n++;
            return;
        }
    if (r->n_countries < MAX_COUNTRIES) r->countries[r->n_countries++] = (country_count){code, 1};
}

static const char *code_of_entry(const resolver *r, uint32_t entry)
{
    actor_entry e;
    actor_role role;
    if (!actor_book_entry(r->in->actors, entry, &e) || e.kind != ACTOR_COUNTRY) return NULL;
    return actor_book_role(r->in->actors, entry, 0, &role) ? role.code : NULL;
}

bool is_namesake_state(const resolver *r, const uint32_t *values, uint32_t n)
{
    const char *own = code_of_entry(r, value_of_kind(values, n, PHRASE_ACTOR));
    if (!own) return false;
    for (uint32_t i = 0; i < n; i++) {
        place_entry p;
        if (value_kind(values[i]) != PHRASE_PLACE ||
            !place_book_entry(r->in->places, value_index(values[i]), &p))
            continue;
        if (!p.country || strcmp(p.country, own) == 0 || strcmp(p.precision, "admin1") != 0)
            continue;
        /* Each "Georgia" counted for its own state. */
        uint32_t other = country_mentions(r, p.country);
        if (other >= 2 && other >= country_mentions(r, own)) return true;
    }
    return false;
}

static void count_countries(resolver *r)
{
    static const uint32_t kinds[] = {PHRASE_ACTOR, PHRASE_ADJECTIVE, PHRASE_CAPITAL, PHRASE_METONYM,
                                     PHRASE_PEOPLE};
    for (uint32_t m = 0; m < r->out->n_mentions; m++) {
        const mention_detail *d = &r->out->details[m];
        const char *code = NULL;
        for (size_t k = 0; !code && k < sizeof kinds / sizeof kinds[0]; k++)
            code = code_of_entry(r, value_of_kind(d->values, d->n_values, kinds[k]));
        place_entry place;
        if (!code && place_book_entry(r->in->places,
                                      value_of_kind(d->values, d->n_values, PHRASE_PLACE), &place))
            code = place.country;
        country_count_add(r, code);
    }
}

/* ---- names ----------------------------------------------------------------------------------- */

/* Of several bodies or states with one name, the one whose state the document speaks of most. */
static uint32_t best_entry(const resolver *r, const mention_detail *d, uint32_t kind)
{
    uint32_t best = ENTITY_NONE, best_n = 0;
    int32_t day = article_day(r->in, r->out, d->article);
    for (uint32_t i = 0; i < d->n_values; i++) {
        if (value_kind(d->values[i]) != kind) continue;
        uint32_t entry = value_index(d->values[i]);
        actor_role role;
        bool former = false;
        if (!actor_book_role_on(r->in->actors, entry, day, &role, &former)) role.code = NULL;
        uint32_t n = 1 + 2 * country_mentions(r, role.code) + (former ? 0 : 1);
        if (best == ENTITY_NONE || n > best_n) {
            best = entry;
            best_n = n;
        }
    }
    return best;
}

/* "Brussels imposed sanctions": a capital that stands for the body that has its seat there, but not
 * where it is a place, nor before what a town has: "Brussels police". */
static uint32_t seated_body(const resolver *r, uint32_t m)
{
    const mention_detail *d = &r->out->details[m];
    uint32_t first = r->out->mentions[m].first, last = r->out->mentions[m].last;
    actor_entry book;
    if (last + 1 < r->in->lexed->first[r->out->mentions[m].sentence + 1] &&
        token_in(r->in, last + 1, "police prosecutor prosecutors court judge judges mayor council "
                                  "hospital airport suburb district residents students firefighters"))
        return ENTITY_NONE;
    if (value_of_kind(d->values, d->n_values, PHRASE_CAPITAL) == ENTITY_NONE ||
        (first > 0 && token_in(r->in, first - 1, "in at near around outside inside")))
        return ENTITY_NONE;
    uint32_t entry = value_of_kind(d->values, d->n_values, PHRASE_SHORT);
    return actor_book_entry(r->in->actors, entry, &book) && book.kind == ACTOR_BODY ? entry
                                                                                   : ENTITY_NONE;
}

/* The country entry that owns a mention: "Pakistan's", "Pakistani"; or ENTITY_NONE. */
static uint32_t owning_country(const resolver *r, const mention_detail *d)
{
    if (d->country != ENTITY_NONE) return d->country;
    if (d->owner == ENTITY_NONE || d->owner_link != OWNER_POSSESSIVE ||
        r->out->mentions[d->owner].kind != MENTION_COUNTRY)
        return ENTITY_NONE;
    const mention_detail *owner = &r->out->details[d->owner];
    return value_of_kind(owner->values, owner->n_values, PHRASE_ACTOR);
}

/* "South Korea's Joint Chiefs of Staff", "Pakistan's Foreign Office": not the body that the book
 * knows by this name, but that of another state; or ENTITY_NONE. */
static uint32_t namesake_body(resolver *r, uint32_t m, uint32_t entry)
{
    uint32_t country = owning_country(r, &r->out->details[m]);
    actor_role body, state;
    if (r->out->mentions[m].kind != MENTION_ORG || country == ENTITY_NONE ||
        !actor_book_role(r->in->actors, entry, 0, &body) ||
        !actor_book_role(r->in->actors, country, 0, &state) || !body.code || body.body ||
        !state.code || body.n_sectors == 0 || strcmp(body.code, state.code) == 0 ||
        actor_book_country(r->in->actors, body.code) == ENTITY_NONE)
        return ENTITY_NONE;
    uint64_t key = (uint64_t)(country + 3) << 32 | entry;
    uint32_t found = map_get(&r->map, key);
    if (found != ENTITY_NONE) return found;
    found = entity_new(r, m, MENTION_ORG);
    if (found == ENTITY_NONE) return found;
    body.code = state.code;
    entity_take_role(&r->out->entities[found], &body, false);
    r->out->entities[found].confidence = 0.8f;
    map_put(&r->map, key, found);
    return found;
}

/* States and bodies; people's names are for person_entity. */
static uint32_t named_entity(resolver *r, uint32_t m)
{
    const mention *x = &r->out->mentions[m];
    const mention_detail *d = &r->out->details[m];
    if (x->flags & MENTION_ADJ) {
        uint32_t entry = value_of_kind(d->values, d->n_values, PHRASE_ADJECTIVE);
        return entry == ENTITY_NONE ? ENTITY_NONE : book_entity(r, m, entry, false);
    }
    if (is_namesake_state(r, d->values, d->n_values)) return ENTITY_NONE;
    uint32_t entry = best_entry(r, d, PHRASE_ACTOR);
    if (entry != ENTITY_NONE) {
        uint32_t namesake = namesake_body(r, m, entry);
        return namesake != ENTITY_NONE ? namesake : book_entity(r, m, entry, false);
    }
    entry = seated_body(r, m);
    if (entry != ENTITY_NONE) return book_entity(r, m, entry, false);
    entry = best_entry(r, d, PHRASE_METONYM);
    if (entry == ENTITY_NONE) entry = best_entry(r, d, PHRASE_CAPITAL);
    return entry == ENTITY_NONE ? ENTITY_NONE : book_entity(r, m, entry, true);
}

static void resolve_names(resolver *r, bool full)
{
    for (uint32_t m = 0; m < r->out->n_mentions; m++) {
        mention *x = &r->out->mentions[m];
        const mention_detail *d = &r->out->details[m];
        if (x->entity != ENTITY_NONE) continue;
        bool brief = x->kind == MENTION_PERSON || x->kind == MENTION_NAME
                         ? d->name_first == d->name_last ||
                               value_of_kind(d->values, d->n_values, PHRASE_ACTOR) == ENTITY_NONE
                         : false;
        if (x->kind == MENTION_COUNTRY || x->kind == MENTION_ORG) {
            if (full) x->entity = named_entity(r, m);
        } else if (x->kind == MENTION_PERSON || x->kind == MENTION_NAME) {
            /* An unknown name of several words is as good as one that the book knows. */
            bool several =
                d->name_first != ENTITY_NONE && d->name_first < d->name_last && !d->n_values;
            if (full == (!brief || several)) x->entity = person_entity(r, m);
        }
    }
}

/* ---- descriptors ----------------------------------------------------------------------------- */

static void resolve_roles(resolver *r, bool last)
{
    for (uint32_t m = 0; m < r->out->n_mentions; m++) {
        mention *x = &r->out->mentions[m];
        if (x->entity != ENTITY_NONE || x->kind != MENTION_ROLE) continue;
        const mention_detail *d = &r->out->details[m];
        if (d->apposed != ENTITY_NONE && r->out->mentions[d->apposed].kind != MENTION_ROLE) {
            x->entity = r->out->mentions[d->apposed].entity;
            if (x->entity != ENTITY_NONE) continue;
        }
        /* Its owner stands behind it and is yet unread: the second pass knows more. */
        if (!last && d->owner != ENTITY_NONE && d->owner > m &&
            r->out->mentions[d->owner].kind == MENTION_ROLE &&
            r->out->mentions[d->owner].entity == ENTITY_NONE)
            continue;
        role_reading reading;
        role_read(r, m, &reading);
        /* Without a state or owner of its own, a definite descriptor waits for an antecedent. */
        bool nation =
            (reading.flags & ROLE_NATION) && !reading.code && !(x->flags & MENTION_PLURAL);
        bool owned = !nation && (reading.code || reading.region != ENTITY_NONE ||
                                 reading.owner != ENTITY_NONE);
        if (owned) x->entity = role_entity(r, m, &reading);
    }
}

/* "Issa Zongoma, a spokesman for the army": what he is of is told by a descriptor. */
static bool carries(const resolver *r, uint32_t m)
{
    uint32_t by = r->out->details[m].apposed;
    if (r->out->details[m].role != ENTITY_NONE || by == ENTITY_NONE) by = m;
    const mention_detail *d = &r->out->details[by];
    role_noun noun;
    return d->owner != ENTITY_NONE && actor_book_role_noun(r->in->actors, d->role, &noun) &&
           (noun.flags & ROLE_CARRY) && r->out->mentions[d->owner].kind == MENTION_ROLE &&
           r->out->mentions[d->owner].entity != ENTITY_NONE;
}

/* "Odinga's spokesman, Dennis Onyango": who owns him may have been known later than he was. */
static void refresh_persons(resolver *r)
{
    for (uint32_t m = 0; m < r->out->n_mentions; m++) {
        const mention *x = &r->out->mentions[m];
        if ((x->kind != MENTION_PERSON && x->kind != MENTION_NAME) || x->entity == ENTITY_NONE)
            continue;
        entity *e = &r->out->entities[x->entity];
        if (e->book == ENTITY_NONE && (!e->code || carries(r, m))) person_describe(r, m, e);
    }
}

/* ---- acronyms explained in the text ---------------------------------------------------------- */

/* Whether the letters are the first letters of capitalised words of [first, last], in order. */
static bool spells(const entity_input *in, casus_str letters, uint32_t first, uint32_t last)
{
    size_t done = 0;
    for (uint32_t t = first; t <= last && done < letters.len; t++) {
        char c = in->text->ptr[in->lexed->tokens[t].start];
        if ((in->lexed->tokens[t].flags & TOKEN_CAP) && c == letters.ptr[done]) done++;
    }
    return done == letters.len && letters.len >= 2;
}

/* "the Fish and Wildlife Service (FWS)": the acronym in brackets is the same body, here and
 * later. */
static void merge_acronyms(resolver *r)
{
    uint32_t *same = arena_alloc(r->mem, ((size_t)r->out->n_entities + 1) * sizeof *same);
    if (!same) return;
    for (uint32_t e = 0; e < r->out->n_entities; e++) same[e] = e;
    bool any = false;
    for (uint32_t m = 1; m < r->out->n_mentions; m++) {
        const mention *x = &r->out->mentions[m];
        if (x->first != x->last || x->entity == ENTITY_NONE || x->first < 2 ||
            r->out->entities[x->entity].book != ENTITY_NONE ||
            !(r->in->lexed->tokens[x->first].flags & TOKEN_ALLCAP) ||
            !token_in(r->in, x->first - 1, "("))
            continue;
        for (uint32_t k = 1; k <= 6 && k <= m; k++) {
            const mention *p = &r->out->mentions[m - k];
            if (p->sentence != x->sentence || p->last + 2 != x->first || p->entity == ENTITY_NONE)
                continue;
            if (p->entity == x->entity ||
                !spells(r->in, tokens_text(r->in, x->first, x->first), p->first, p->last))
                continue;
            same[x->entity] = p->entity;
            any = true;
        }
    }
    for (uint32_t m = 0; any && m < r->out->n_mentions; m++)
        if (r->out->mentions[m].entity != ENTITY_NONE)
            r->out->mentions[m].entity = same[r->out->mentions[m].entity];
}

void actors_resolve(const entity_input *in, arena *mem, entities *out)
{
    resolver *r = arena_alloc(mem, sizeof *r);
    if (!r) return;
    *r = (resolver){.in = in, .mem = mem, .out = out};
    if (!map_init(&r->map, mem, 2 * out->n_mentions) ||
        !map_init(&r->surnames, mem, 2 * out->n_mentions))
        return;
    out->resolver = r;
    count_countries(r);
    resolve_names(r, true);
    resolve_names(r, false);
    refresh_persons(r);
    regions_resolve(r);
    /* Twice: an owner may stand behind what it owns ("the spokesman of the Malian army"). */
    resolve_roles(r, false);
    resolve_roles(r, true);
    refresh_persons(r);
    merge_acronyms(r);
}

bool entity_is_world_press(const entity *e)
{
    static const char *const homes[] = {"USA", "GBR", "FRA", "DEU", "QAT"};
    return e->n_sectors && strcmp(e->sectors[0], "JRN") == 0 && e->code &&
           text_among(e->code, homes, COUNT(homes));
}

static bool has_congress(const char *code)
{
    static const char *const states[] = {"USA", "MEX", "BRA", "ARG", "CHL", "COL", "PER", "PRY",
                                         "BOL", "ECU", "HND", "GTM", "DOM", "PHL", "ESP", "LBY"};
    return code && text_among(code, states, COUNT(states));
}

const char *actor_congress_state(const entity_input *in, const mention *m, const char *code)
{
    bool bare = m->first == m->last && token_in(in, m->head, "congress");
    return bare && !has_congress(code) ? "USA" : code;
}
