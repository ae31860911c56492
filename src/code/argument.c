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
    for (size_t i = 0; type && i < sizeof inside / sizeof inside[0]; i++)
        if (strcmp(type, inside[i]) == 0) return REACH_INSIDE;
    for (size_t i = 0; type && i < sizeof places / sizeof places[0]; i++)
        if (strcmp(type, places[i]) == 0) return REACH_PLACE;
    return REACH_ACTOR;
}

static uint32_t collect(const sentence_work *w, uint32_t p, const heads *found, enum slot_role role,
                        coded_actor out[CODE_MAX_ACTORS])
{
    enum reach reach = reach_of(act_book_text(&w->in->book->acts, work_act(w, p)->type));
    uint32_t n = 0;
    for (uint32_t i = 0; i < found->n && n < CODE_MAX_ACTORS; i++) {
        coded_actor a;
        if (referent_at(w, found->tokens[i], role, reach, &a)) n = add_actor(w, &a, out, n);
    }
    return n;
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
    bool has_from = !argument_type_is(w, p, said, sizeof said / sizeof said[0]);
    if (s->pos != SENSE_NOUN) return 0;
    for (uint32_t i = 0; i < s->n_slots; i++) {
        const sense_slot *slot = work_slot(w, s, i);
        before &= slot->rel != SLOT_POSS;
        by |= slot->rel == SLOT_PREP && slot->role == ROLE_SOURCE;
        has_from |= slot->rel == SLOT_PREP && slot->prep == from;
    }
    heads found = {.n = 0};
    for (uint32_t i = tree_next_child(t, noun, TREE_NONE);
         by && before && i != TREE_NONE && i < noun; i = tree_next_child(t, noun, i)) {
        uint8_t rel = t->nodes[i].deprel;
        if (rel == DEPREL_NMOD_POSS || rel == DEPREL_AMOD || rel == DEPREL_COMPOUND)
            heads_add(&found, referent_is_actor(w, i) ? i : TREE_NONE);
    }
    if (found.n == 0 && by && !has_from)
        heads_add(&found, clause_next_prep(t, noun, from, TREE_NONE));
    return collect(w, p, &found, ROLE_SOURCE, out);
}

static uint32_t from_slots(const sentence_work *w, uint32_t p, enum slot_role role,
                           coded_actor out[CODE_MAX_ACTORS])
{
    const sense *s = work_sense(w, p);
    for (uint32_t i = 0; i < s->n_slots; i++) {
        const sense_slot *slot = work_slot(w, s, i);
        if (slot->role != (uint32_t)role) continue;
        heads found = {.n = 0};
        slot_heads(w, p, slot, &found);
        for (uint32_t k = 0; k < found.n; k++) /* grows: conjuncts may hang on conjuncts */
            heads_add_conjuncts(&found, &w->t, found.tokens[k]);
        uint32_t n = collect(w, p, &found, role, out);
        if (n) return n;
    }
    return role == ROLE_SOURCE ? from_possessor(w, p, out) : 0;
}

/* Has the word a subject in its own clause, so that control plays no part? */
static bool has_own_subject(const tree *t, uint32_t word)
{
    return tree_child(t, word, DEPREL_NSUBJ) != TREE_NONE ||
           (tree_child(t, word, DEPREL_NSUBJ_PASS) != TREE_NONE && clause_is_passive(t, word)) ||
           tree_child(t, word, DEPREL_OBL_AGENT) != TREE_NONE;
}

/* The source of an act without one of its own: from what governs it. */
static uint32_t by_control(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const asked[] = {"REQUEST"};
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
                     from_slots(w, p, ROLE_TARGET, out) > 0;
        if (asks && !party && !(s->flags & ACT_CONTROL_SUBJ)) {
            uint32_t n = from_slots(w, up, ROLE_TARGET, out);
            if (n) return n;
        }
        uint32_t n = from_slots(w, up, ROLE_SOURCE, out);
        if (n) return n;
        up = w->out->predicates[up].parent;
    }
    return 0;
}

/* The actor that an infinitive without a known act is about: "offered to extend its mission in
 * Honiara". */
static uint32_t from_unknown_content(const sentence_work *w, uint32_t p,
                                     coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const preps[] = {"to", "with", "for", "against", "on", "in", "from"};
    const tree *t = &w->t;
    uint32_t verb = clause_content(t, w->out->predicates[p].token);
    if (verb == TREE_NONE || w->at[verb] != CODE_NONE) return 0;
    uint32_t object = clause_object(t, verb);
    if (object != TREE_NONE && referent_at(w, object, ROLE_TARGET, REACH_ACTOR, &out[0])) return 1;
    for (size_t k = 0; k < sizeof preps / sizeof preps[0]; k++) {
        uint32_t i = clause_next_prep(t, verb, str_hash_lower(str_from(preps[k])), TREE_NONE);
        if (i != TREE_NONE && slot_is_nominal(t, i) &&
            referent_at(w, i, ROLE_TARGET, REACH_ACTOR, &out[0]))
            return 1;
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

/* The needed noun of a verb leads to whom its deed is about: "rejected Kosovo's request", "resisted
 * American pressure". Aid and troops are their givers', and so is what is taken back without an
 * agent: "Iran's demand was withdrawn". */
static uint32_t from_need(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const givers[] = {"AID", "COOPERATE", "MOBILIZE"};
    static const char *const undone[] = {"CONCEDE", "RETREAT", "SANCTION", "AGREE"};
    const tree *t = &w->t;
    uint32_t need = w->out->predicates[p].need, verb = w->out->predicates[p].token;
    if (need == TREE_NONE || work_sense(w, p)->pos != SENSE_VERB ||
        argument_type_is(w, p, givers, 3))
        return 0;
    /* those who met at an African Union summit met each other */
    if ((work_sense(w, p)->flags & ACT_RECIPROCAL) && arguments_of(w, p, ROLE_SOURCE, out) > 1)
        return 0;
    uint32_t owner = tree_child(t, need, DEPREL_NMOD_POSS);
    if (owner != TREE_NONE && t->nodes[owner].upos == UPOS_PRON) return 0; /* "its troops" */
    if (clause_is_passive(t, verb) && argument_type_is(w, p, undone, 4) &&
        clause_by_agent(t, verb) == TREE_NONE)
        return 0;
    heads found = {.n = 0};
    heads_add(&found, need);
    return collect(w, p, &found, ROLE_TARGET, out);
}

/* "claimed that rebels had attacked": the words blame whoever did it. */
static bool is_claim_of_guilt(const sentence_work *w, uint32_t p)
{
    const char *type = act_book_text(&w->in->book->acts, work_act(w, p)->type);
    return strcmp(type, "ACCUSE") == 0 && (work_sense(w, p)->flags & ACT_ATTRIBUTES) &&
           work_act(w, p)->of_status == CASUS_ACTUAL;
}

/* The doer of the act under a claim of guilt, who is not the one that claims it. */
static uint32_t from_doer(const sentence_work *w, uint32_t p, uint32_t child,
                          coded_actor out[CODE_MAX_ACTORS])
{
    coded_actor own[CODE_MAX_ACTORS];
    uint32_t n = from_slots(w, child, ROLE_SOURCE, out), n_own = from_slots(w, p, ROLE_SOURCE, own);
    for (uint32_t i = 0; n && i < n_own; i++)
        if (own[i].entity != ENTITY_NONE && own[i].entity == out[0].entity) return 0;
    return n;
}

/* An operator without a target of its own: "demanded that Russia leave", "refused to meet the
 * envoy", "condemned the deployment of troops by Chad"; of any act, what its needed noun is about:
 * "withdrew its threat to expel the envoy". */
static uint32_t from_content(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    uint32_t child = act_content(w, p);
    if (child == CODE_NONE) return from_unknown_content(w, p, out);
    if (tree_child(&w->t, w->out->predicates[p].token, DEPREL_OBJ) != TREE_NONE) return 0;
    uint32_t n = 0;
    const predicate *c = &w->out->predicates[child];
    if (is_claim_of_guilt(w, p)) return from_doer(w, p, child, out);
    bool asked = work_act(w, p)->of_status == CASUS_PROPOSED;
    if (asked && (has_own_subject(&w->t, c->token) || work_sense(w, child)->pos == SENSE_NOUN))
        n = from_slots(w, child, ROLE_SOURCE, out);
    coded_actor own[CODE_MAX_ACTORS];
    uint32_t n_own = n ? from_slots(w, p, ROLE_SOURCE, own) : 0;
    for (uint32_t i = 0; i < n_own; i++)
        if (own[i].entity != ENTITY_NONE && own[i].entity == out[0].entity) n = 0;
    return n ? n : arguments_of(w, child, ROLE_TARGET, out);
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
        has_own_subject(&w->t, first))
        return false;
    return !has_own_subject(&w->t, word);
}

static bool is_executive(const coded_actor *a)
{
    static const char *const sectors[] = {"GOV", "MIL", "COP", "SPY"};
    for (size_t i = 0; a->n_sectors && i < sizeof sectors / sizeof sectors[0]; i++)
        if (strcmp(a->sectors[0], sectors[i]) == 0) return true;
    return false;
}

/* Of the source's own state, and not another power there: a senate rejects its president's tax, but
 * no government is at odds with its army in words about that. */
static bool is_own(const coded_actor *source, const coded_actor *other)
{
    if (!source->code || !other->code || strcmp(source->code, other->code) != 0) return false;
    if (!source->n_sectors || !other->n_sectors || !other->political ||
        strcmp(source->sectors[0], other->sectors[0]) == 0)
        return true;
    return is_executive(source) && is_executive(other);
}

/* "condemned the attack on Israel" */
static bool is_victim(const tree *t, uint32_t i)
{
    uint32_t prep = tree_case(t, i);
    return prep != TREE_NONE &&
           (tree_form_is(t, prep, "on") || tree_form_is(t, prep, "against"));
}

/* "a truce mediated by Egypt": no party to it. */
static bool is_go_between(const tree *t, uint32_t i)
{
    static const char *const verbs[] = {"mediate", "broker",  "host",     "sponsor",
                                        "arrange", "observe", "organise", "facilitate"};
    uint32_t verb = tree_head(t, i);
    for (size_t k = 0; t->nodes[i].deprel == DEPREL_OBL_AGENT && k < sizeof verbs / sizeof verbs[0];
         k++)
        if (tree_lemma_is(t, verb, verbs[k])) return true;
    return false;
}

/* Who is named within a phrase, other than those of the sources: "resisted American pressure",
 * "remarks by the British minister", "its visa rules for Kosovo". */
static uint32_t from_phrase(const sentence_work *w, uint32_t p, uint32_t head,
                            const coded_actor *sources, uint32_t n_sources,
                            coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const accuse[] = {"ACCUSE"};
    bool blames = argument_type_is(w, p, accuse, 1);
    uint32_t first, last;
    tree_span(&w->t, head, &first, &last);
    for (uint32_t i = first; i <= last && i < w->t.n; i++) {
        if (!referent_is_actor(w, i) || is_go_between(&w->t, i)) continue;
        if (blames && is_victim(&w->t, i)) continue;
        uint32_t over = tree_head(&w->t, i); /* "the British minister" before "British" */
        bool inner = (w->in->who->mentions[w->mention_of[i]].flags & MENTION_ADJ) &&
                     over != TREE_NONE && over > i && over <= last && referent_is_actor(w, over);
        if (inner) continue;
        actor_of_mention(w->in, w->mention_of[i], &out[0]);
        bool own = !out[0].code;
        for (uint32_t k = 0; k < n_sources; k++) own |= is_own(&sources[k], &out[0]);
        if (!own) return 1;
    }
    return 0;
}

/* What a verb is about: "closed the door on talks with Rabat", "ready to break off relations with
 * Caracas"; no places, times and circumstances. */
static bool is_complement(const tree *t, uint32_t i)
{
    static const char *const preps[] = {"on",   "with", "against", "for",   "to",
                                        "from", "of",   "over",    "about", "towards"};
    uint8_t rel = t->nodes[i].deprel;
    if (rel == DEPREL_XCOMP) return true;
    uint32_t prep = rel == DEPREL_OBL ? tree_case(t, i) : TREE_NONE;
    for (size_t k = 0; prep != TREE_NONE && k < sizeof preps / sizeof preps[0]; k++)
        if (tree_form_is(t, prep, preps[k])) return true;
    return false;
}

/* The last resort for a target: the words of the act itself. */
static uint32_t from_words(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const types[] = {"CONSULT", "MOBILIZE"};
    const char *type = act_book_text(&w->in->book->acts, work_act(w, p)->type);
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (strcmp(type, types[i]) == 0) return 0;
    const predicate *pred = &w->out->predicates[p];
    coded_actor sources[CODE_MAX_ACTORS];
    uint32_t n_sources = arguments_of(w, p, ROLE_SOURCE, sources);
    if (n_sources == 0) return 0;
    if (pred->need != TREE_NONE && pred->need != pred->token) {
        uint32_t n = from_phrase(w, p, pred->need, sources, n_sources, out);
        if (n) return n;
    }
    if (work_sense(w, p)->pos != SENSE_VERB)
        return from_phrase(w, p, pred->token, sources, n_sources, out);
    uint32_t object = clause_object(&w->t, pred->token), n = 0;
    if (object != TREE_NONE && object != pred->need)
        n = from_phrase(w, p, object, sources, n_sources, out);
    for (uint32_t i = tree_next_child(&w->t, pred->token, pred->token); n == 0 && i != TREE_NONE;
         i = tree_next_child(&w->t, pred->token, i))
        if (is_complement(&w->t, i)) n = from_phrase(w, p, i, sources, n_sources, out);
    return n;
}

/* Of targets that were not named as such, those who act themselves and those of whom nothing is
 * known are none. */
static uint32_t drop_own(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS],
                         uint32_t n)
{
    coded_actor own[CODE_MAX_ACTORS];
    uint32_t n_own = n ? arguments_of(w, p, ROLE_SOURCE, own) : 0, kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        bool same = !out[i].code && !out[i].n_sectors && !out[i].name.len && !out[i].each_other;
        for (uint32_t k = 0; k < n_own; k++) {
            same |= own[k].entity != ENTITY_NONE && own[k].entity == out[i].entity;
            same |= own[k].code && out[i].code && !out[i].n_sectors &&
                    strcmp(own[k].code, out[i].code) == 0;
        }
        if (!same) out[kept++] = out[i];
    }
    return kept;
}

/* "promised one another help": the parties themselves, wherever among the act's words. */
static uint32_t from_each_other(const sentence_work *w, uint32_t p,
                                coded_actor out[CODE_MAX_ACTORS])
{
    const predicate *pred = &w->out->predicates[p];
    uint32_t object = clause_object(&w->t, pred->token);
    for (uint32_t i = pred->token + 1; i < w->t.n; i++) {
        uint32_t m = w->mention_of[i], head = tree_head(&w->t, i);
        if (m == ENTITY_NONE || !(w->in->who->mentions[m].flags & MENTION_RECIPROCAL) ||
            head == TREE_NONE || (head != pred->token && head != pred->need && head != object))
            continue;
        actor_of_mention(w->in, m, &out[0]);
        return 1;
    }
    return 0;
}

/* Whom the noun among an act's words is by or for: "condemned the attack by rebels on Idlib" means the
 * rebels, "turned down a request from Togo" Togo. */
static uint32_t from_inner(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const accuse[] = {"ACCUSE"}, *const reject[] = {"REJECT"};
    static const char *const said[] = {"REQUEST", "AGREE", "ACCUSE", "THREATEN", "REJECT"};
    uint32_t inner = w->out->predicates[p].inner, n = 0;
    if (inner == CODE_NONE) return 0;
    bool blames = argument_type_is(w, p, accuse, 1) && work_sense(w, p)->pos == SENSE_VERB;
    bool answers = argument_type_is(w, p, reject, 1) &&
                   argument_type_is(w, inner, said, sizeof said / sizeof said[0]);
    if (blames || answers) n = drop_own(w, p, out, from_slots(w, inner, ROLE_SOURCE, out));
    return n || blames ? n : drop_own(w, p, out, from_slots(w, inner, ROLE_TARGET, out));
}

/* Whom an act is aimed at where its slots name nobody: the nouns among its words, what stands
 * under it, a clause beside it. */
static uint32_t from_elsewhere(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    uint32_t n = from_each_other(w, p, out);
    if (n == 0) n = from_inner(w, p, out);
    if (n == 0) n = drop_own(w, p, out, from_need(w, p, out));
    if (n == 0 && (work_sense(w, p)->flags & ACT_OPERATOR))
        n = drop_own(w, p, out, from_content(w, p, out));
    if (n == 0) n = drop_own(w, p, out, beside_target(w, p, out));
    return n ? n : from_words(w, p, out);
}

/* Whom an act is aimed at that was asked for or agreed to: who asked for it, or to whom it was
 * promised. Two parties that are named need nobody else. */
static uint32_t from_governor(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const asked[] = {"REQUEST"};
    uint32_t up = w->out->predicates[p].parent;
    bool reciprocal = (work_sense(w, p)->flags & ACT_RECIPROCAL) != 0;
    if (reciprocal && arguments_of(w, p, ROLE_SOURCE, out) > 1) return 0;
    uint32_t n = argument_type_is(w, up, asked, 1) ? arguments_of(w, up, ROLE_SOURCE, out)
                                                   : from_slots(w, up, ROLE_TARGET, out);
    return drop_own(w, p, out, n);
}

/* An act named among another's words: "asked France for aid"; what people set free or grant is not
 * aimed at who asks for it. */
static bool is_named_for_governor(const sentence_work *w, uint32_t p)
{
    static const char *const own[] = {"RETREAT", "CONCEDE", "PROTEST"};
    return implied_is(w, p) && !argument_type_is(w, p, own, 3);
}

/* "demanded that Bogota apologise", "promised Thailand to hand over the man". */
static bool is_given_to_governor(const sentence_work *w, uint32_t p)
{
    static const char *const ways[] = {"REQUEST", "AGREE"},
                             *const given[] = {"AID", "COOPERATE", "CONSULT", "SUPPORT"};
    uint32_t up = w->out->predicates[p].parent;
    return up != CODE_NONE && (work_sense(w, up)->flags & ACT_OPERATOR) &&
           argument_type_is(w, up, ways, 2) && argument_type_is(w, p, given, 4);
}

static uint32_t find_arguments(const sentence_work *w, uint32_t p, enum slot_role role,
                               coded_actor out[CODE_MAX_ACTORS])
{
    uint32_t n = 0;
    bool swap = (work_sense(w, p)->flags & ACT_SWAP) != 0, doer = role == ROLE_SOURCE;
    if (swap && role <= ROLE_TARGET) role = role == ROLE_SOURCE ? ROLE_TARGET : ROLE_SOURCE;
    if (role == ROLE_SOURCE && controlled(w, p)) n = by_control(w, p, out);
    if (role == ROLE_TARGET) n = beside_summary(w, p, out);
    if (n == 0) n = from_slots(w, p, role, out);
    if (n == 0 && role == ROLE_SOURCE) n = by_control(w, p, out);
    if (n == 0 && role == ROLE_SOURCE) n = beside_source(w, p, out);
    if (n == 0 && doer) n = beside_attacker(w, p, out);
    bool look = role == ROLE_TARGET && !swap;
    if (n == 0 && look && is_named_for_governor(w, p)) n = from_governor(w, p, out);
    if (n == 0 && look) n = from_elsewhere(w, p, out);
    if (n == 0 && look && is_given_to_governor(w, p)) n = from_governor(w, p, out);
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
