/* Arguments: the actors that fill the roles of an act.
 *
 * A role is filled from the slots of the act's sense, at the act's own word, then at its needed
 * noun, then (for a noun under a light verb or status word) at the governing verb. A missing source
 * comes by control from the governing act. Things lead to their owner: "the embassy of Iran", "a
 * U.S. Supreme Court decision". */
#include "code/argument.h"
#include "code/clause.h"

#define MAX_CHAIN 6 /* governing acts walked up */

static void heads_add_conjuncts(heads *self, const tree *t, uint32_t token)
{
    for (uint32_t i = tree_next_child(t, token, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, token, i))
        if (t->nodes[i].deprel == DEPREL_CONJ && slot_is_nominal(t, i) &&
            t->nodes[i].upos != UPOS_ADJ)
            heads_add(self, i);
}

/* "four countries, including Britain and China": the first of those who are named, or TREE_NONE. */
static uint32_t listed_member(const tree *t, uint32_t token)
{
    for (uint32_t i = tree_next_child(t, token, token); i != TREE_NONE;
         i = tree_next_child(t, token, i)) {
        uint32_t by = t->nodes[i].deprel == DEPREL_NMOD ? tree_case(t, i) : TREE_NONE;
        if (by == TREE_NONE || !slot_is_nominal(t, i)) continue;
        bool such_as = tree_form_is(t, by, "as") && by > 0 && tree_form_is(t, by - 1, "such");
        if (such_as || tree_form_is(t, by, "including") || tree_form_is(t, by, "such") ||
            tree_form_is(t, by, "like"))
            return i;
    }
    return TREE_NONE;
}

/* Adds an actor that is not there yet; of a pair or group ("the two leaders") each member. */
static uint32_t add_actor(const sentence_work *w, const coded_actor *a,
                          coded_actor out[CODE_MAX_ACTORS], uint32_t n)
{
    const entity *e = a->entity == ENTITY_NONE ? NULL : &w->in->who->entities[a->entity];
    uint32_t n_members = 0;
    while (e && n_members < ENTITY_MAX_MEMBERS && e->members[n_members] != ENTITY_NONE) n_members++;
    bool group = n_members > 1;
    for (uint32_t k = 0; k < (group ? n_members : 1u) && n < CODE_MAX_ACTORS; k++) {
        out[n] = *a;
        if (group) referent_fill(w->in, e->members[k], false, &out[n]);
        bool twice = false;
        for (uint32_t i = 0; i < n; i++)
            twice |= out[n].entity != ENTITY_NONE && out[i].entity == out[n].entity;
        n += !twice;
    }
    return n;
}

static enum reach reach_of(const char *type)
{
    static const char *const inside[] = {"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"};
    static const char *const places[] = {"AID", "COOPERATE", "RETREAT", "CONSULT", "PROTEST"};
    if (text_among(type, inside, COUNT(inside))) return REACH_INSIDE;
    if (text_among(type, places, COUNT(places))) return REACH_PLACE;
    return REACH_ACTOR;
}

uint32_t argument_collect(const sentence_work *w, uint32_t p, const heads *found,
                          enum slot_role role, coded_actor out[CODE_MAX_ACTORS])
{
    enum reach reach = reach_of(act_book_text(&w->in->book->acts, work_act(w, p)->type));
    uint32_t n = 0;
    for (uint32_t i = 0; i < found->n && n < CODE_MAX_ACTORS; i++) {
        coded_actor a;
        if (!referent_at(w, found->tokens[i], role, reach, &a)) continue;
        bool spelt_out = !a.code && listed_member(&w->t, found->tokens[i]) != TREE_NONE;
        if (!spelt_out || found->n == 1) n = add_actor(w, &a, out, n);
    }
    return n;
}

/* "their release": of those who are let go, where nobody else is. */
static bool is_release_of_somebody(const sentence_work *w, uint32_t p)
{
    const char *mode = act_book_text(&w->in->book->acts, work_act(w, p)->mode);
    uint64_t of = str_hash_lower(STR("of"));
    return mode && strcmp(mode, "release") == 0 &&
           clause_next_prep(&w->t, w->out->predicates[p].token, of, TREE_NONE) == TREE_NONE;
}

/* A noun that names its doer by "by" may name him before it, too, where nobody else stands there:
 * "Israel's lifting of the siege"; and what is said comes from him: "condemnation from Turkey". */
static uint32_t from_possessor(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const said[] = {"ACCUSE",   "REJECT",  "REQUEST",
                                       "THREATEN", "SUPPORT", "AGREE"};
    const sense *s = work_sense(w, p);
    const tree *t = &w->t;
    uint32_t noun = w->out->predicates[p].token;
    uint64_t from = str_hash_lower(STR("from"));
    bool by = false, before = true;
    bool has_from = !argument_type_is(w, p, said, COUNT(said));
    if (s->pos != SENSE_NOUN) return 0;
    for (uint32_t i = 0; i < s->n_slots; i++) {
        const sense_slot *slot = work_slot(w, s, i);
        before &= slot->rel != SLOT_POSS;
        by |= slot->rel == SLOT_PREP && slot->role == ROLE_SOURCE;
        has_from |= slot->rel == SLOT_PREP && slot->prep == from;
    }
    if (is_release_of_somebody(w, p)) return 0;
    heads found = {.n = 0};
    for (uint32_t i = tree_next_child(t, noun, TREE_NONE);
         by && before && i != TREE_NONE && i < noun; i = tree_next_child(t, noun, i)) {
        uint8_t rel = t->nodes[i].deprel;
        if (rel == DEPREL_NMOD_POSS || rel == DEPREL_AMOD || rel == DEPREL_COMPOUND)
            heads_add(&found, referent_is_actor(w, i) ? i : TREE_NONE);
    }
    if (found.n == 0 && by && !has_from)
        heads_add(&found, clause_next_prep(t, noun, from, TREE_NONE));
    return argument_collect(w, p, &found, ROLE_SOURCE, out);
}

/* An office without a name, of a known state. */
static bool is_bare_office(const sentence_work *w, uint32_t token)
{
    uint32_t m = token == TREE_NONE ? ENTITY_NONE : w->mention_of[token];
    uint32_t e = m == ENTITY_NONE ? m : w->in->who->mentions[m].entity;
    return e != ENTITY_NONE && w->in->who->mentions[m].kind == MENTION_ROLE &&
           w->in->who->entities[e].code && !w->in->who->entities[e].name.len;
}

uint32_t argument_slots(const sentence_work *w, uint32_t p, enum slot_role role,
                        coded_actor out[CODE_MAX_ACTORS])
{
    const sense *s = work_sense(w, p);
    for (uint32_t i = 0; i < s->n_slots; i++) {
        const sense_slot *slot = work_slot(w, s, i);
        if (slot->role != (uint32_t)role) continue;
        heads found = {.n = 0};
        slot_heads(w, p, slot, &found);
        for (uint32_t k = 0; k < found.n; k++) { /* grows: conjuncts may hang on conjuncts */
            uint32_t member = listed_member(&w->t, found.tokens[k]);
            /* "Nicaraguan officials, including the minister": the list adds nobody */
            if (!is_bare_office(w, found.tokens[k]) || !is_bare_office(w, member))
                heads_add(&found, member);
            heads_add_conjuncts(&found, &w->t, found.tokens[k]);
        }
        uint32_t n = argument_collect(w, p, &found, role, out);
        if (n) return n;
    }
    return role == ROLE_SOURCE ? from_possessor(w, p, out) : 0;
}

/* Has the word a subject in its own clause, so that control plays no part? */
bool argument_own_subject(const tree *t, uint32_t word)
{
    return tree_child(t, word, DEPREL_NSUBJ) != TREE_NONE ||
           (tree_child(t, word, DEPREL_NSUBJ_PASS) != TREE_NONE && clause_is_passive(t, word)) ||
           tree_child(t, word, DEPREL_OBL_AGENT) != TREE_NONE;
}

/* "urged the world to respect the borders": whoever is told to do it does it, known or not; not who
 * tells him. */
static bool tells_somebody_else(const sentence_work *w, uint32_t operator_index, uint32_t p)
{
    const tree *t = &w->t;
    uint32_t verb = w->out->predicates[operator_index].token, word = w->out->predicates[p].token;
    uint32_t whom = tree_child(t, verb, DEPREL_OBJ);
    if (whom == TREE_NONE) whom = tree_child(t, verb, DEPREL_IOBJ);
    return work_sense(w, p)->pos == SENSE_VERB && t->nodes[word].deprel == DEPREL_XCOMP &&
           tree_head(t, word) == verb && whom != TREE_NONE && whom > verb && whom < word &&
           t->nodes[whom].upos != UPOS_PRON;
}

/* The source of an act without one of its own: from what governs it. */
static uint32_t by_control(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const asked[] = {"REQUEST"}, *const given[] = {"RETREAT", "CONCEDE"};
    static const char *const blamed[] = {"ACCUSE"};
    uint32_t up = w->out->predicates[p].parent;
    for (int step = 0; up != CODE_NONE && step < MAX_CHAIN; step++) {
        const sense *s = work_sense(w, up);
        uint32_t need = w->out->predicates[up].need;
        bool named = need != TREE_NONE && need != w->out->predicates[p].token;
        bool person = named && referent_is_actor(w, need); /* "ordered the army to attack" */
        uint32_t owner = !named || person ? TREE_NONE : referent_owner(w, need, false);
        if (owner != TREE_NONE) { /* "voiced Malian willingness to cooperate" */
            actor_of_mention(w->in, w->mention_of[owner], &out[0]);
            return 1;
        }
        bool asks = (s->flags & ACT_OPERATOR) ||
                    (step == 0 && implied_is(w, p) && argument_type_is(w, up, asked, 1));
        /* "requested a meeting with Addis Ababa": who asks is the other party */
        bool party = (work_sense(w, p)->flags & ACT_RECIPROCAL) && implied_is(w, p) &&
                     argument_slots(w, p, ROLE_TARGET, out) > 0;
        if (asks && !party && !(s->flags & ACT_CONTROL_SUBJ)) {
            uint32_t n = argument_slots(w, up, ROLE_TARGET, out);
            if (n) return n;
            if (tells_somebody_else(w, up, p)) return 0;
            /* "condemned the attack": not by who condemns it */
            if (argument_type_is(w, up, blamed, 1)) return 0;
            /* "called for their release": not by who calls for it */
            if (work_sense(w, p)->pos == SENSE_NOUN && argument_type_is(w, p, given, 2) &&
                argument_type_is(w, up, asked, 1))
                return 0;
        }
        uint32_t n = argument_slots(w, up, ROLE_SOURCE, out);
        if (n) return n;
        up = w->out->predicates[up].parent;
    }
    return 0;
}

bool argument_type_is(const sentence_work *w, uint32_t p, const char *const *types, size_t n)
{
    const char *type = act_book_text(&w->in->book->acts, work_act(w, p)->type);
    for (size_t i = 0; i < n; i++)
        if (type && strcmp(type, types[i]) == 0) return true; /* helpers have none */
    return false;
}

/* A person in the middle of a chain: the parent hands a subject down unless the word has its
 * own. */
static bool controlled(const sentence_work *w, uint32_t p)
{
    const predicate *pred = &w->out->predicates[p];
    if (pred->parent == CODE_NONE) return false;
    if (work_sense(w, p)->pos == SENSE_NOUN) return false; /* its own modifiers come first */
    /* "that Russia leave and lift ...": shared */
    uint32_t word = pred->token, first = tree_head(&w->t, word);
    if (w->t.nodes[word].deprel == DEPREL_CONJ && first != w->out->predicates[pred->parent].token &&
        argument_own_subject(&w->t, first))
        return false;
    return !argument_own_subject(&w->t, word);
}

/* "warned that thousands could be hit by cholera": not by who warns. */
static bool is_done_by_thing(const sentence_work *w, uint32_t p)
{
    uint32_t verb = w->out->predicates[p].token;
    return work_sense(w, p)->pos == SENSE_VERB && clause_is_passive(&w->t, verb) &&
           clause_by_agent(&w->t, verb) != TREE_NONE;
}

static uint32_t find_arguments(const sentence_work *w, uint32_t p, enum slot_role role,
                               coded_actor out[CODE_MAX_ACTORS])
{
    uint32_t n = 0;
    bool swap = (work_sense(w, p)->flags & ACT_SWAP) != 0, doer = role == ROLE_SOURCE;
    if (swap && role <= ROLE_TARGET) role = role == ROLE_SOURCE ? ROLE_TARGET : ROLE_SOURCE;
    if (role == ROLE_SOURCE && controlled(w, p)) n = by_control(w, p, out);
    if (role == ROLE_TARGET) n = beside_summary(w, p, out);
    if (n == 0) n = argument_slots(w, p, role, out);
    if (n == 0 && role == ROLE_SOURCE) n = attacker_named(w, p, out);
    if (n == 0 && role == ROLE_SOURCE && !is_done_by_thing(w, p)) n = by_control(w, p, out);
    if (n == 0 && role == ROLE_SOURCE) n = beside_source(w, p, out);
    if (n == 0 && doer) n = beside_attacker(w, p, out);
    if (n == 0 && doer) n = beside_provoker(w, p, out);
    bool look = role == ROLE_TARGET && !swap;
    if (n == 0 && look && target_is_named_above(w, p)) n = target_governor(w, p, out);
    if (n == 0 && look) n = target_elsewhere(w, p, out);
    if (n == 0 && look && target_is_given_above(w, p)) n = target_governor(w, p, out);
    return n;
}

uint32_t arguments_of(const sentence_work *w, uint32_t p, enum slot_role role,
                      coded_actor out[CODE_MAX_ACTORS])
{
    if (!w->known || role > ROLE_TARGET) return find_arguments(w, p, role, out);
    known_arguments *known = &w->known[2 * (p - w->base) + (role == ROLE_TARGET)];
    if (!known->found) {
        known->n = find_arguments(w, p, role, known->actors);
        known->found = true;
    }
    memcpy(out, known->actors, known->n * sizeof *out);
    return known->n;
}

bool arguments_remember(sentence_work *w)
{
    coded *out = w->out;
    uint32_t n = 2 * (out->n_predicates - w->base);
    if (n > out->cap_known) { /* one array for all sentences, as large as the largest needs */
        uint32_t cap = out->cap_known * 2 > n ? out->cap_known * 2 : n;
        out->known = arena_alloc(w->mem, cap * sizeof *out->known);
        out->cap_known = out->known ? cap : 0;
        if (!out->known) return false;
    }
    for (uint32_t i = 0; i < n; i++) out->known[i].found = false;
    w->known = out->known;
    return true;
}

void arguments_forget(sentence_work *w, uint32_t p)
{
    if (!w->known) return;
    w->known[2 * (p - w->base)].found = false;
    w->known[2 * (p - w->base) + 1].found = false;
}
