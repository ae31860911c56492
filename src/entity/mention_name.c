/* Phrases whose head is a proper name: what a known one stands for, where an unknown one begins, and
 * which words before it are title or honorific and no part of it. */
#include "entity/mention.h"

static bool is_person_entry(const entity_input *in, uint32_t index)
{
    actor_entry e;
    return actor_book_entry(in->actors, index, &e) && e.kind == ACTOR_PERSON;
}

bool unit_has_person(const entity_input *in, const unit *u)
{
    for (uint32_t i = 0; u && i < u->n_values; i++)
        if (value_kind(u->values[i]) == PHRASE_ACTOR &&
            is_person_entry(in, value_index(u->values[i])))
            return true;
    return false;
}

uint32_t unit_mention_kind(const phrase_sentence *ps, const unit *u, uint32_t *flags)
{
    const entity_input *in = ps->in;
    if (unit_has_person(in, u)) return MENTION_PERSON;
    uint32_t index = value_of_kind(u->values, u->n_values, PHRASE_ACTOR);
    actor_entry e;
    if (index != ENTITY_NONE && actor_book_entry(in->actors, index, &e))
        return e.kind == ACTOR_BODY ? MENTION_ORG : MENTION_COUNTRY;
    if (unit_is(u, PHRASE_METONYM)) return MENTION_COUNTRY;
    if (unit_is(u, PHRASE_CAPITAL)) {
        *flags |= MENTION_CAPITAL;
        return MENTION_COUNTRY;
    }
    if (unit_is(u, PHRASE_SHORT)) return MENTION_PERSON;
    return unit_is(u, PHRASE_PLACE) ? MENTION_PLACE : MENTION_NAME;
}

static uint32_t honorific_gender(const phrase_sentence *ps, uint32_t i)
{
    if (form_in(ps, i, "mr mr. sir lord")) return MENTION_MALE;
    if (form_in(ps, i, "mrs mrs. ms ms. miss lady madame dame")) return MENTION_FEMALE;
    return 0;
}

static bool is_honorific(const phrase_sentence *ps, uint32_t i)
{
    return honorific_gender(ps, i) ||
           form_in(ps, i,
                   "dr dr. prof prof. gen gen. col col. lt lt. maj maj. capt capt. sgt sgt. "
                   "rev rev. sen sen. rep rep. gov gov. hon hon.");
}

/* "Economic Planning Secretary Solita Monsod": an office, whatever stands before it, where a given
 * name and a surname follow. */
static bool is_title_of(const phrase_sentence *ps, const unit *u, uint32_t last)
{
    role_noun noun;
    uint32_t role = value_of_kind(u->values, u->n_values, PHRASE_ROLE), end = u->first + u->n;
    return actor_book_role_noun(ps->in->actors, role, &noun) && (noun.flags & ROLE_PERSON) &&
           noun.n_sectors && end < last && !unit_is(unit_at(ps, end), PHRASE_ROLE) &&
           !unit_is(unit_at(ps, last), PHRASE_ROLE) && phrase_is_capitalised(ps, end);
}

/* "Annual General Debate": a role noun behind a capitalised word that is no title itself is part of
 * a name. */
static bool is_inside_name(const phrase_sentence *ps, uint32_t first, uint32_t last, const unit *u)
{
    if (u->first <= first || !(ps->tokens[u->first].flags & TOKEN_CAP)) return false;
    if (is_title_of(ps, u, last)) return false;
    uint32_t i = u->first - 1;
    uint32_t flags = ps->tokens[i].flags;
    return (flags & TOKEN_CAP) && !(flags & TOKEN_FIRST) && !unit_at(ps, i) &&
           ps->class[i] != CLASS_DET &&
           !form_in(ps, i, "former deputy acting chief senior vice interim first") &&
           !is_honorific(ps, i);
}

/* A word that no dictionary knows, or only as a surname. */
static bool is_bare_name(const unit *u) { return !u || u->kinds == 1u << PHRASE_SHORT; }

/* "Hou-jen": a given name in two parts. */
bool phrase_is_second_part(const phrase_sentence *ps, const chunk *c)
{
    return c->last >= c->first + 2 && ps->class[c->last - 1] == CLASS_HYPHEN &&
           ps->class[c->last - 2] == CLASS_NAME && phrase_is_capitalised(ps, c->last - 2) &&
           is_bare_name(unit_at(ps, c->last - 2));
}

/* Where an unknown name that ends in `last` begins: leftwards over capitalised words that are
 * neither role nouns nor adjectives of states. */
static uint32_t name_start(const phrase_sentence *ps, uint32_t first, uint32_t last)
{
    uint32_t start = last;
    while (start > first) {
        uint32_t i = start - 1;
        const unit *u = unit_at(ps, i);
        bool first_name = actor_book_first_name(ps->in->actors, ps->tokens[i].hash) != 0;
        if (ps->class[i] == CLASS_HYPHEN && i > first && phrase_is_capitalised(ps, i - 1) &&
            is_bare_name(unit_at(ps, i - 1))) {
            start = i - 1;
            continue;
        }
        bool inner = (ps->tokens[i].flags & TOKEN_CAP) && !(ps->tokens[i].flags & TOKEN_FIRST) &&
                     ps->class[i] == CLASS_MOD;
        if (!phrase_is_capitalised(ps, i) ||
            (ps->class[i] != CLASS_NAME && !inner && !(u && unit_is(u, PHRASE_ROLE))) ||
            is_honorific(ps, i))
            break;
        if (u && unit_is(u, PHRASE_ROLE) && !first_name && !is_inside_name(ps, first, last, u))
            break;
        if (u && (u->kinds & (1u << PHRASE_ADJECTIVE | 1u << PHRASE_PEOPLE)) && !first_name) break;
        if (u && (u->kinds & (1u << PHRASE_ACTOR | 1u << PHRASE_CAPITAL | 1u << PHRASE_METONYM)) &&
            !first_name)
            break;
        start = u ? u->first : i;
    }
    return start < first ? first : start;
}

static uint32_t gender_of_name(const phrase_sentence *ps, uint32_t first, uint32_t last)
{
    unsigned flags =
        first < last ? actor_book_first_name(ps->in->actors, ps->tokens[first].hash) : 0;
    return flags == (MENTION_MALE | MENTION_FEMALE) ? 0 : flags;
}

static uint32_t honorifics(const phrase_sentence *ps, uint32_t first, uint32_t end)
{
    uint32_t flags = 0;
    for (uint32_t i = first; i < end; i++) flags |= honorific_gender(ps, i);
    return flags;
}

/* A phrase whose head is a proper name that begins at `start`. */
uint32_t mention_add_named(const mention_work *w, const chunk *c, uint32_t start, const unit *known,
                           uint32_t kind, uint32_t flags)
{
    const phrase_sentence *ps = &w->ps;
    flags |= mention_definite(ps, c) | mention_former(ps, c->first, start);
    if (kind == MENTION_PERSON || kind == MENTION_NAME) {
        uint32_t gender = honorifics(ps, c->first, start + 1);
        flags |= gender ? gender : gender_of_name(ps, start, c->last);
    }
    uint32_t m = mention_add(w, c->first, c->last, kind, flags);
    if (m == ENTITY_NONE) return m;
    while (start < c->last && is_honorific(ps, start)) start++;
    w->out->details[m].name_first = ps->base + start;
    w->out->details[m].name_last = ps->base + c->last;
    if (known) mention_set_values(w, m, known);
    mention_read_before(w, m, c->first, start);
    if (kind == MENTION_PERSON || kind == MENTION_NAME) mention_order_roles(w, m, c->first, start);
    return m;
}

/* A capitalised word that stands beside a known name makes another name of it: "David Brown", "New
 * York Times". */
bool phrase_joins_name(const phrase_sentence *ps, const chunk *c, const unit *u)
{
    if (u->first <= c->first || !phrase_is_capitalised(ps, u->first - 1) ||
        ps->class[u->first - 1] != CLASS_NAME || ps->caseless)
        return false;
    const unit *before = unit_at(ps, u->first - 1);
    if (is_honorific(ps, u->first - 1)) return false;
    if (!before)
        return !(ps->tokens[u->first - 1].flags & TOKEN_FIRST) ||
               actor_book_first_name(ps->in->actors, ps->tokens[u->first - 1].hash);
    return before->kinds == 1u << PHRASE_SHORT ||
           (actor_book_first_name(ps->in->actors, ps->tokens[u->first - 1].hash) &&
            !unit_is(before, PHRASE_ROLE));
}

uint32_t mention_add_unknown(const mention_work *w, const chunk *c)
{
    const phrase_sentence *ps = &w->ps;
    if ((!phrase_is_capitalised(ps, c->last) && !phrase_is_second_part(ps, c)) || ps->caseless) {
        mention_read_before(w, ENTITY_NONE, c->first, c->last + 1);
        return ENTITY_NONE;
    }
    uint32_t start = name_start(ps, c->first, c->last);
    uint32_t m = mention_add_named(w, c, start, NULL, MENTION_NAME, 0);
    if (m == ENTITY_NONE) return m;
    /* A first name or a person's title before it: a person. */
    role_noun noun;
    mention *x = &w->out->mentions[m];
    bool titled = actor_book_role_noun(ps->in->actors, w->out->details[m].role, &noun) &&
                  (noun.flags & ROLE_PERSON);
    bool honoured = start > c->first && is_honorific(ps, start - 1);
    bool named = start < c->last && actor_book_first_name(ps->in->actors, ps->tokens[start].hash);
    if (titled || named || honoured || (x->flags & (MENTION_MALE | MENTION_FEMALE)))
        x->kind = MENTION_PERSON;
    return m;
}

bool phrase_is_located(const phrase_sentence *ps, uint32_t i)
{
    return i > 0 &&
           form_in(ps, i - 1, "in at near from to of around outside inside towards toward");
}

/* "Mary" and "David" are towns as well, but only behind "in", "near" ... */
bool phrase_is_first_name_alone(const phrase_sentence *ps, const unit *u)
{
    if (u->n > 1 || u->kinds != 1u << PHRASE_PLACE) return false;
    if (!actor_book_first_name(ps->in->actors, ps->tokens[u->first].hash)) return false;
    return !phrase_is_located(ps, u->first);
}
