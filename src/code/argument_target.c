/* Whom an act is aimed at where its own slots name nobody: the nouns among its words, what stands
 * under it, what governs it. */
#include "code/argument.h"
#include "code/clause.h"

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
    for (size_t k = 0; k < COUNT(preps); k++) {
        uint32_t i = clause_next_prep(t, verb, str_hash_lower(str_from(preps[k])), TREE_NONE);
        if (i != TREE_NONE && slot_is_nominal(t, i) &&
            referent_at(w, i, ROLE_TARGET, REACH_ACTOR, &out[0]))
            return 1;
    }
    return 0;
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
    return argument_collect(w, p, &found, ROLE_TARGET, out);
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
    uint32_t n = argument_slots(w, child, ROLE_SOURCE, out);
    uint32_t n_own = argument_slots(w, p, ROLE_SOURCE, own);
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
    if (asked && (argument_own_subject(&w->t, c->token) || work_sense(w, child)->pos == SENSE_NOUN))
        n = argument_slots(w, child, ROLE_SOURCE, out);
    coded_actor own[CODE_MAX_ACTORS];
    uint32_t n_own = n ? argument_slots(w, p, ROLE_SOURCE, own) : 0;
    for (uint32_t i = 0; i < n_own; i++)
        if (own[i].entity != ENTITY_NONE && own[i].entity == out[0].entity) n = 0;
    return n ? n : arguments_of(w, child, ROLE_TARGET, out);
}

bool actor_is_executive(const coded_actor *a)
{
    static const char *const sectors[] = {"GOV", "MIL", "COP", "SPY"};
    return a->n_sectors && text_among(a->sectors[0], sectors, COUNT(sectors));
}

/* Of the source's own state, and not another power there: a senate rejects its president's tax, but
 * no government is at odds with its army in words about that. */
static bool is_own(const coded_actor *source, const coded_actor *other)
{
    if (!source->code || !other->code || strcmp(source->code, other->code) != 0) return false;
    if (!source->n_sectors || !other->n_sectors || !other->political ||
        strcmp(source->sectors[0], other->sectors[0]) == 0)
        return true;
    return actor_is_executive(source) && actor_is_executive(other);
}

/* "condemned the attack on Israel" */
static bool is_victim(const tree *t, uint32_t i)
{
    uint32_t prep = tree_case(t, i);
    return prep != TREE_NONE && (tree_form_is(t, prep, "on") || tree_form_is(t, prep, "against"));
}

/* "a truce mediated by Egypt": no party to it. */
static bool is_go_between(const tree *t, uint32_t i)
{
    static const char *const verbs[] = {"mediate", "broker",  "host",     "sponsor",
                                        "arrange", "observe", "organise", "facilitate"};
    uint32_t verb = tree_head(t, i);
    for (size_t k = 0; t->nodes[i].deprel == DEPREL_OBL_AGENT && k < COUNT(verbs);
         k++)
        if (tree_lemma_is(t, verb, verbs[k])) return true;
    return false;
}

/* "a troop drawdown", "the army budget": a bare noun that says what kind of thing it is. */
static bool is_mere_kind(const sentence_work *w, uint32_t i)
{
    const mention *m = &w->in->who->mentions[w->mention_of[i]];
    return m->kind == MENTION_ROLE && m->first == m->last &&
           w->t.nodes[i].deprel == DEPREL_COMPOUND && w->t.nodes[i].first_child == 0;
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
        if (i == w->out->predicates[p].token || !referent_is_actor(w, i) ||
            is_go_between(&w->t, i))
            continue;
        if (blames && is_victim(&w->t, i)) continue;
        uint32_t over = tree_head(&w->t, i); /* "the British minister" before "British" */
        bool inner = (w->in->who->mentions[w->mention_of[i]].flags & MENTION_ADJ) &&
                     over != TREE_NONE && over > i && over <= last && referent_is_actor(w, over);
        if (inner || is_mere_kind(w, i)) continue;
        actor_of_mention(w->in, w->mention_of[i], &out[0]);
        bool own = !out[0].code;
        for (uint32_t k = 0; k < n_sources; k++) own |= is_own(&sources[k], &out[0]);
        if (!own) return 1;
    }
    return 0;
}

/* "with the help of Russian jets": whose side they are on. */
static bool is_helping(const tree *t, uint32_t noun)
{
    static const char *const words[] = {"help", "support", "backing", "assistance", "aid",
                                        "approval", "consent", "cooperation", "blessing"};
    uint32_t prep = tree_case(t, noun);
    return prep != TREE_NONE && tree_form_is(t, prep, "with") &&
           tree_lemma_among(t, noun, words, COUNT(words));
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
    if (is_helping(t, i)) return false;
    return prep != TREE_NONE && tree_form_among(t, prep, preps, COUNT(preps));
}

/* The last resort for a target: the words of the act itself. */
static uint32_t from_words(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const types[] = {"CONSULT", "MOBILIZE"};
    const char *type = act_book_text(&w->in->book->acts, work_act(w, p)->type);
    if (text_among(type, types, COUNT(types))) return 0;
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

/* Whom the noun among an act's words is by or for: "condemned the attack by rebels on Idlib" means
 * the rebels, "turned down a request from Togo" Togo. */
static uint32_t from_inner(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const accuse[] = {"ACCUSE"}, *const reject[] = {"REJECT"};
    static const char *const said[] = {"REQUEST", "AGREE", "ACCUSE", "THREATEN", "REJECT"};
    uint32_t inner = w->out->predicates[p].inner, n = 0;
    if (inner == CODE_NONE) return 0;
    bool blames = argument_type_is(w, p, accuse, 1) && work_sense(w, p)->pos == SENSE_VERB;
    bool answers = argument_type_is(w, p, reject, 1) &&
                   argument_type_is(w, inner, said, COUNT(said));
    if (blames || answers) n = drop_own(w, p, out, argument_slots(w, inner, ROLE_SOURCE, out));
    return n || blames ? n : drop_own(w, p, out, argument_slots(w, inner, ROLE_TARGET, out));
}

/* "Vietnam and Japan signed a pact at the UN summit": each is the other's target. */
static bool are_parties(const sentence_work *w, uint32_t p)
{
    coded_actor own[CODE_MAX_ACTORS];
    if (!(work_sense(w, p)->flags & ACT_RECIPROCAL)) return false;
    uint32_t n = arguments_of(w, p, ROLE_SOURCE, own);
    for (uint32_t i = 1; i < n; i++)
        if (own[0].code && own[i].code && strcmp(own[0].code, own[i].code) != 0) return true;
    return false;
}

/* Whom an act is aimed at where its slots name nobody: the nouns among its words, what stands
 * under it, a clause beside it. */
uint32_t target_elsewhere(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    uint32_t n = from_each_other(w, p, out);
    if (n == 0 && are_parties(w, p)) return 0;
    if (n == 0) n = from_inner(w, p, out);
    if (n == 0) n = drop_own(w, p, out, from_need(w, p, out));
    if (n == 0 && (work_sense(w, p)->flags & ACT_OPERATOR))
        n = drop_own(w, p, out, from_content(w, p, out));
    if (n == 0) n = drop_own(w, p, out, beside_target(w, p, out));
    return n ? n : from_words(w, p, out);
}

/* Whom an act is aimed at that was asked for or agreed to: who asked for it, or to whom it was
 * promised. Two parties that are named need nobody else. */
uint32_t target_governor(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const asked[] = {"REQUEST"};
    uint32_t up = w->out->predicates[p].parent;
    bool reciprocal = (work_sense(w, p)->flags & ACT_RECIPROCAL) != 0;
    if (reciprocal && arguments_of(w, p, ROLE_SOURCE, out) > 1) return 0;
    uint32_t n = argument_type_is(w, up, asked, 1) ? arguments_of(w, up, ROLE_SOURCE, out)
                                                   : argument_slots(w, up, ROLE_TARGET, out);
    return drop_own(w, p, out, n);
}

/* An act named among another's words: "asked France for aid"; what people set free or grant is not
 * aimed at who asks for it. */
bool target_is_named_above(const sentence_work *w, uint32_t p)
{
    static const char *const own[] = {"RETREAT", "CONCEDE", "PROTEST"};
    return implied_is(w, p) && !argument_type_is(w, p, own, 3);
}

/* "demanded that Bogota apologise", "promised Thailand to hand over the man". */
bool target_is_given_above(const sentence_work *w, uint32_t p)
{
    static const char *const ways[] = {"REQUEST", "AGREE"}, *const given[] = {"AID", "COOPERATE",
                                                                              "CONSULT", "SUPPORT"};
    uint32_t up = w->out->predicates[p].parent;
    return up != CODE_NONE && (work_sense(w, up)->flags & ACT_OPERATOR) &&
           argument_type_is(w, up, ways, 2) && argument_type_is(w, p, given, 4);
}
