/* Who a descriptor stands for by what its own words say: a state's government, the holder of an office
 * on the day, those of several states, or somebody known by these words alone.
 */
#include "entity/actors.h"

#define MAX_LEADERS 512 /* entities looked through for a state's leader */

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
    /* "a spokesman" is one of many, and so is an ambassador. */
    static const char *const shared[] = {"spokesperson", "ambassador", "governor", "mayor"};
    if (token_in(r->in, x->first, "a an another one") || reading->body ||
        (reading->title && text_among(reading->title, shared, COUNT(shared))))
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
    if (d->name_first != ENTITY_NONE) e->name = tokens_text(r->in, d->name_first, d->name_last);
    else if (reading->region != ENTITY_NONE ||
             ((reading->flags & ROLE_NATION) && (x->flags & MENTION_PLURAL)))
        e->name = tokens_text(r->in, x->first, d->core_last);
    map_put(&r->map, key, found);
    return found;
}
