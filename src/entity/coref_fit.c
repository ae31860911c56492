/* How well a descriptor fits an entity: 0 not at all, 1 it is of such a kind, 2 it is of that very
 * kind, 3 the text or the dictionary calls it so.
 */
#include "entity/coref.h"

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

/* "the society" of the Linguistic Society. */
static bool is_part_of_name(casus_str name, casus_str noun)
{
    casus_str rest = name, word;
    while (str_split(&rest, ' ', &word))
        if (str_eq_nocase(word, noun)) return true;
    return false;
}

static bool sectors_meet(const entity *e, const role_noun *noun)
{
    for (uint32_t i = 0; i < e->n_sectors; i++)
        for (uint32_t k = 0; k < noun->n_sectors; k++)
            if (strcmp(e->sectors[i], noun->sectors[k]) == 0) return true;
    return false;
}

/* What the text calls an entity beside its name: "the actress Ann Lee", "Lee, a lawyer", "Lee is the
 * mayor". */
static void tell(const coref *c, uint32_t e, uint32_t role)
{
    if (e >= c->n_seen || role == ENTITY_NONE) return;
    uint32_t *told = c->told[e].roles, i = 0;
    while (i < COREF_MOST_TOLD && told[i] && told[i] != role + 1) i++;
    if (i < COREF_MOST_TOLD) told[i] = role + 1;
}

void coref_find_told(const coref *c)
{
    for (uint32_t m = 0; m < c->out->n_mentions; m++) {
        const mention *x = &c->out->mentions[m];
        const mention_detail *d = &c->out->details[m];
        if (x->kind == MENTION_PRONOUN || (x->flags & MENTION_ADJ)) continue;
        tell(c, x->entity, d->role);
        if (d->apposed != ENTITY_NONE) tell(c, x->entity, c->out->details[d->apposed].role);
    }
}

static bool is_told(const coref *c, uint32_t e, const role_noun *noun)
{
    role_noun own;
    for (uint32_t i = 0; e < c->n_seen && i < COREF_MOST_TOLD && c->told[e].roles[i]; i++)
        if (actor_book_role_noun(c->in->actors, c->told[e].roles[i] - 1, &own) &&
            (is_head_of(str_from(noun->name), str_from(own.name)) ||
             actor_title_same(own.title, noun->title)))
            return true;
    return false;
}

/* "the 62-year-old": "X, 62," is, whoever is of another age is not. */
static int fit_age(const coref *c, uint32_t who, uint32_t m)
{
    const entity_input *in = c->in;
    uint32_t age = c->out->mentions[m].first + 1;
    casus_str wanted = tokens_text(in, age, age);
    for (uint32_t k = 1; k <= m && k <= COREF_LOOK_BACK; k++) {
        const mention *x = &c->out->mentions[m - k];
        uint32_t at = x->last + 2;
        if (x->entity != who || at >= in->lexed->first[x->sentence + 1] ||
            !token_in(in, at - 1, ", (") || in->nodes[at].upos != UPOS_NUM)
            continue;
        return str_eq(tokens_text(in, at, at), wanted) ? 3 : 0;
    }
    return 1;
}

static bool has_left_office(const entity *e)
{
    return e->n_sectors && strcmp(e->sectors[0], "ELI") == 0;
}

/* "the former president": did a person of the book hold that office before the article's day? */
static bool held_before(const coref *c, const entity *e, uint32_t m, const role_noun *noun)
{
    int32_t day = article_day(c->in, c->out, c->out->details[m].article);
    actor_role role;
    for (uint32_t i = 0; actor_book_role(c->in->actors, e->book, i, &role); i++) {
        casus_str name = str_from(noun->name);
        bool leader = (noun->flags & ROLE_LEADER) || str_ends(name, STR("leader"));
        bool same = (role.title && (actor_title_same(role.title, noun->title) ||
                                    is_head_of(str_from(role.title), name))) ||
                    (leader && actor_title_is_head(role.title));
        if (same && role.to != INT32_MAX && (day == CASUS_NO_DAY || role.to < day)) return true;
    }
    return false;
}

/* What anybody may be, whatever his office. */
static bool is_anyone(const role_noun *noun)
{
    static const char *const names[] = {"Nobel laureate",
                                        "Nobel peace laureate",
                                        "Nobel Peace Prize laureate",
                                        "Nobel Peace Prize winner",
                                        "Nobel prize winner",
                                        "politician",
                                        "billionaire"};
    return text_among(noun->name, names, COUNT(names));
}

/* How well a descriptor fits a person: his office is the word, ends in it, or he is of that
 * kind. */
static int fit_person(const coref *c, uint32_t who, uint32_t m, const role_noun *noun)
{
    if (!(noun->flags & ROLE_PERSON)) return 0;
    const entity *e = &c->out->entities[who];
    /* "the ousted president": one who is no longer in office. */
    if (c->out->mentions[m].flags & MENTION_FORMER)
        return held_before(c, e, m, noun) || has_left_office(e) ? 3
               : e->book == ENTITY_NONE                         ? 1
                                                                : 0;
    if (strcmp(noun->name, "year-old") == 0) return fit_age(c, who, m);
    const char *title = person_title(c->r, e, c->out->details[m].article);
    casus_str name = str_from(noun->name);
    if (title && (actor_title_same(title, noun->title) || is_head_of(name, str_from(title))))
        return 3;
    if (title && (noun->flags & ROLE_LEADER) &&
        (actor_title_is_head(title) || str_ends(str_from(title), STR("leader"))))
        return 3;
    if (is_told(c, who, noun)) return 3;
    if (title && noun->title) return 0; /* another office */
    if (is_anyone(noun)) return 1;
    if (sectors_meet(e, noun)) return 1;
    return (noun->flags & ROLE_WEAK) && !noun->n_sectors ? 0 : e->n_sectors == 0 ? 1 : 0;
}

int descriptor_fits_person(const coref *c, uint32_t who, uint32_t m, const role_noun *noun)
{
    const entity *e = &c->out->entities[who];
    bool agree = coref_genders_agree(e->flags, c->out->mentions[m].flags);
    return e->kind == MENTION_PERSON && agree ? fit_person(c, who, m, noun) : 0;
}

static bool is_state_sector(const char *sector)
{
    static const char *const sectors[] = {"GOV", "MIL", "COP", "LEG", "JUD", "SPY"};
    return text_among(sector, sectors, COUNT(sectors));
}

bool descriptor_is_institution(const role_noun *noun)
{
    return noun->n_sectors && (noun->flags & (ROLE_ORG | ROLE_GROUP)) &&
           is_state_sector(noun->sectors[0]);
}

/* "the group" is no ministry or army; "the bloc" is made of states; "the army" is a state's. */
/* Those who take a side: parties, rebels, churches, unions; no bank and no agency. */
static bool is_partisan(const entity *e)
{
    static const char *const sectors[] = {"REB", "UAF", "PRM", "OPP", "PTY",
                                          "SOC", "REL", "CVL", "LAB", "CRM"};
    return e->n_sectors && text_among(e->sectors[0], sectors, COUNT(sectors));
}

static int fit_body(const coref *c, const entity *e, const role_noun *noun)
{
    if (noun->flags & ROLE_CALLED) return is_part_of_name(e->name, str_from(noun->name)) ? 3 : 0;
    bool of_state = actor_book_country(c->in->actors, e->code) != ENTITY_NONE;
    if (noun->n_sectors && strcmp(noun->sectors[0], "GOV") == 0) return 0;
    if (noun->n_sectors)
        return sectors_meet(e, noun) && (of_state || !is_state_sector(noun->sectors[0])) ? 2 : 0;
    static const char *const of_states[] = {
        "bloc",          "alliance",          "grouping",    "regional bloc", "world body",
        "regional body", "military alliance", "global body", "trading bloc"};
    if (text_among(noun->name, of_states, COUNT(of_states))) return of_state ? 0 : 2;
    static const char *const partisan[] = {"movement",       "front",           "wing",
                                           "branch",         "brotherhood",     "campaign",
                                           "faction",        "guerrilla front", "militant wing",
                                           "political wing", "military wing",   "protest group",
                                           "confederation"};
    if (text_among(noun->name, partisan, COUNT(partisan)) && !is_partisan(e)) return 0;
    bool institution = of_state && e->n_sectors && is_state_sector(e->sectors[0]);
    return institution && (noun->flags & ROLE_CARRY) ? 0 : 2;
}

/* "the union" for the Confederation of Workers, which no file knows. */
static bool is_such_body(const entity *e, const role_noun *noun)
{
    return (noun->flags & ROLE_ORG) && noun->n_sectors && !is_state_sector(noun->sectors[0]) &&
           sectors_meet(e, noun);
}

static int fit_other(const coref *c, const entity *e, const role_noun *noun,
                     const role_reading *reading)
{
    if (reading->flags & ROLE_NATION)
        return e->kind == MENTION_COUNTRY && !e->n_sectors && e->code ? 2 : 0;
    if (e->kind == MENTION_ROLE) {
        if (e->name.len && is_such_body(e, noun)) return 2;
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
    if (e->kind == MENTION_ORG && noun->n_sectors && is_partisan(e))
        return sectors_meet(e, noun) ? 2 : 0;
    if (e->kind == MENTION_NAME && is_such_body(e, noun)) return 2;
    if (e->kind == MENTION_NAME && (noun->flags & ROLE_ORG))
        return noun->n_sectors && strcmp(noun->sectors[0], "BUS") == 0;
    return 0;
}

int descriptor_fit(const coref *c, uint32_t i, uint32_t m, const role_noun *noun,
                   const role_reading *reading)
{
    const mention *x = &c->out->mentions[m];
    const entity *e = coref_entity(c, i);
    if (!e || e->members[0] != ENTITY_NONE || (c->out->mentions[i].flags & MENTION_ADJ)) return 0;
    /* A singular name may be a group ("Wagner", "the rebels"). */
    bool plural = (x->flags & MENTION_PLURAL) != 0;
    if (reading->code && e->code && strcmp(reading->code, e->code) != 0) return 0;
    if (e->kind == MENTION_PERSON)
        return plural ? 0 : descriptor_fits_person(c, c->out->mentions[i].entity, m, noun);
    /* "police", "military" take either number. */
    bool one_or_many =
        descriptor_is_institution(noun) && (coref_nature(c, e) & (ROLE_ORG | ROLE_GROUP));
    if (e->kind == MENTION_ROLE && !one_or_many && plural != ((e->flags & MENTION_PLURAL) != 0))
        return 0;
    if (e->kind == MENTION_ORG && is_told(c, c->out->mentions[i].entity, noun)) return 3;
    return fit_other(c, e, noun, reading);
}
