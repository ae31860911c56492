/* What stands before the head of a phrase: adjectives and states say whose it is, role nouns what it
 * is. Each makes a mention of its own, nested or, where the head is no actor, alone. */
#include "entity/mention.h"

/* "Russian-backed", "pro-Russian": an adjective in a compound is not the phrase's own. */
static bool in_compound(const phrase_sentence *ps, const unit *u)
{
    uint32_t end = u->first + u->n;
    if (end + 1 < ps->n && ps->class[end] == CLASS_HYPHEN) {
        /* but a "US-based" or "Russian-owned" one is of that state */
        if (form_in(ps, end + 1, "based headquartered owned registered flagged")) return false;
        const unit *next = unit_at(ps, end + 1);
        if (!(next &&
              (next->kinds & (1u << PHRASE_ADJECTIVE | 1u << PHRASE_ACTOR | 1u << PHRASE_ROLE))))
            return true;
    }
    return u->first >= 2 && ps->class[u->first - 1] == CLASS_HYPHEN &&
           form_in(ps, u->first - 2, "pro anti non post pre counter");
}

/* "Syrian government shelling", "a police raid": who does it stands before the noun. */
static void add_modifier_role(const mention_work *w, const unit *u, uint32_t first, uint32_t state,
                              uint32_t owner)
{
    static const char *const sectors[] = {"GOV", "MIL", "COP", "REB", "UAF",
                                          "PRM", "OPP", "SPY", "CRM"};
    const phrase_sentence *ps = &w->ps;
    role_noun noun;
    uint32_t role = value_of_kind(u->values, u->n_values, PHRASE_ROLE);
    if (!actor_book_role_noun(ps->in->actors, role, &noun) || !noun.n_sectors ||
        (noun.flags & (ROLE_WEAK | ROLE_NATION | ROLE_QUANTITY | ROLE_CARRY)))
        return;
    if (!text_among(noun.sectors[0], sectors, COUNT(sectors))) return;
    uint32_t start = u->first;
    while (start > first && unit_at(ps, start - 1) &&
           unit_is(unit_at(ps, start - 1), PHRASE_ADJECTIVE))
        start--;
    uint32_t m = mention_add(w, start, u->first + u->n - 1, MENTION_ROLE, 0);
    if (m == ENTITY_NONE) return;
    mention_detail *d = &w->out->details[m];
    d->role = role;
    d->country = state;
    d->owner = owner;
    d->owner_link = owner == ENTITY_NONE ? OWNER_NONE : OWNER_MODIFIER;
}

/* "Kenyan and Ugandan": whether the unit shares the phrase's noun with a state before it. */
static bool joins(const phrase_sentence *ps, const unit *u, uint32_t first, const mention_detail *d)
{
    if (u->first <= first || (d->country == ENTITY_NONE && d->owner == ENTITY_NONE)) return false;
    uint32_t i = u->first - 1;
    if (i > first && form_in(ps, i, "the both")) i--;
    return form_in(ps, i, ", and or");
}

/* Reads the units in [first, end) of a phrase into its detail: adjectives and states say whose it
 * is, role nouns what it is. `m` is the phrase's mention or ENTITY_NONE (a nominal that is no
 * actor); nested mentions are made of each. */
void mention_read_before(const mention_work *w, uint32_t m, uint32_t first, uint32_t end)
{
    const phrase_sentence *ps = &w->ps;
    uint32_t state = ENTITY_NONE, owner = ENTITY_NONE; /* read so far */
    for (uint32_t i = first; i < end;) {
        const unit *u = unit_at(ps, i);
        if (!u || u->first != i || u->first + u->n > end) {
            i++;
            continue;
        }
        i += u->n;
        bool compound = in_compound(ps, u);
        uint32_t flags = 0, nested = ENTITY_NONE;
        if (unit_is(u, PHRASE_ROLE) &&
            (ps->class[u->first] == CLASS_NOUN || ps->class[u->first] == CLASS_MOD ||
             ps->class[u->first] == CLASS_NAME) &&
            !(u->kinds & (1u << PHRASE_ACTOR))) {
            if (m == ENTITY_NONE && !compound && ps->class[u->first] != CLASS_MOD)
                add_modifier_role(w, u, first, state, owner);
            if (m == ENTITY_NONE || compound) continue;
            mention_detail *d = &w->out->details[m];
            uint32_t role = value_of_kind(u->values, u->n_values, PHRASE_ROLE);
            if (d->role == ENTITY_NONE && w->out->mentions[m].kind == MENTION_PERSON)
                d->role = role;
            else if (d->role_modifier == ENTITY_NONE || w->out->mentions[m].kind != MENTION_PERSON)
                d->role_modifier = role;
            continue;
        }
        uint32_t last = u->first + u->n - 1;
        if (unit_is(u, PHRASE_ADJECTIVE) && !unit_is(u, PHRASE_ACTOR)) {
            nested = mention_add(w, u->first, last, MENTION_COUNTRY, MENTION_ADJ);
            mention_set_values(w, nested, u);
            if (!compound && state == ENTITY_NONE)
                state = value_of_kind(u->values, u->n_values, PHRASE_ADJECTIVE);
            if (m != ENTITY_NONE && !compound) {
                mention_detail *d = &w->out->details[m];
                uint32_t adjective = value_of_kind(u->values, u->n_values, PHRASE_ADJECTIVE);
                if (joins(ps, u, first, d)) mention_share(d, nested);
                else if (d->country == ENTITY_NONE) d->country = adjective;
            }
            continue;
        }
        uint32_t kind = unit_mention_kind(ps, u, &flags);
        /* "No option": a surname in the dictionary, a determiner here. */
        if (kind == MENTION_NAME || ps->class[u->first] != CLASS_NAME) continue;
        nested = mention_add(w, u->first, last, kind, flags);
        mention_set_values(w, nested, u);
        if (nested == ENTITY_NONE) return;
        w->out->details[nested].name_first = ps->base + u->first;
        w->out->details[nested].name_last = ps->base + last;
        if (!compound) owner = nested;
        if (m != ENTITY_NONE && !compound && joins(ps, u, first, &w->out->details[m])) {
            mention_share(&w->out->details[m], nested);
        } else if (m != ENTITY_NONE && !compound) {
            w->out->details[m].owner = nested;
            w->out->details[m].owner_link = OWNER_MODIFIER;
        }
    }
}

/* In a person's phrase the role nearest the name is the title, what stands before it a modifier. */
void mention_order_roles(const mention_work *w, uint32_t m, uint32_t first, uint32_t end)
{
    const phrase_sentence *ps = &w->ps;
    mention_detail *d = &w->out->details[m];
    d->role = d->role_modifier = ENTITY_NONE;
    for (uint32_t i = end; i > first;) {
        const unit *u = unit_at(ps, --i);
        if (!u || !unit_is(u, PHRASE_ROLE) || u->first + u->n - 1 != i || u->first < first)
            continue;
        uint32_t role = value_of_kind(u->values, u->n_values, PHRASE_ROLE);
        if (d->role == ENTITY_NONE) d->role = role;
        else if (d->role_modifier == ENTITY_NONE) d->role_modifier = role;
        i = u->first;
    }
}
