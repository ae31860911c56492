/* Who does an act whose own clause does not say it: the act that its noun tells again, forces that
 * are sent, whoever was at a meeting or in a fight that an act follows, who speaks of talks. */
#include "code/argument.h"
#include "code/clause.h"

/* "killed five in an attack on a convoy": the verb of violence whose deed the noun behind it tells
 * again, or CODE_NONE. */
static uint32_t retold_act(const sentence_work *w, uint32_t p)
{
    static const char *const violent[] = {"ASSAULT", "COERCE"};
    const tree *t = &w->t;
    uint32_t noun = w->out->predicates[p].token, verb = tree_head(t, noun),
             prep = tree_case(t, noun);
    if (work_sense(w, p)->pos != SENSE_NOUN || verb == TREE_NONE || w->at[verb] == CODE_NONE ||
        prep == TREE_NONE || !(tree_form_is(t, prep, "in") || tree_form_is(t, prep, "during")))
        return CODE_NONE;
    uint32_t act = w->at[verb];
    bool active = work_sense(w, act)->pos == SENSE_VERB && !clause_is_passive(t, verb);
    return active && argument_type_is(w, p, violent, COUNT(violent)) &&
                   argument_type_is(w, act, violent, COUNT(violent))
               ? act
               : CODE_NONE;
}

/* "backed America's strike on Iran", "hailed Iran's release of the crew", "repelled a Libyan
 * attack": a deed that is among the words of what is said of it or done against it. */
static bool is_spoken_of(const sentence_work *w, uint32_t p)
{
    static const char *const said[] = {"SUPPORT", "ACCUSE", "REJECT"};
    static const char *const done[] = {"ASSAULT", "COERCE",  "SANCTION", "AID",
                                       "RETREAT", "CONCEDE", "MOBILIZE", "COOPERATE"};
    const predicate *preds = w->out->predicates;
    uint32_t noun = preds[p].token;
    if (work_sense(w, p)->pos != SENSE_NOUN || !argument_type_is(w, p, done, COUNT(done)) ||
        referent_owner(w, noun, false) == TREE_NONE)
        return false;
    uint32_t verb = tree_head(&w->t, noun);
    if (verb == TREE_NONE || w->at[verb] == CODE_NONE || preds[w->at[verb]].inner != p)
        return false;
    return argument_type_is(w, w->at[verb], said, COUNT(said)) ||
           beside_is_repelled(w, p);
}

bool act_is_retold(const sentence_work *w, uint32_t p)
{
    return retold_act(w, p) != CODE_NONE || is_spoken_of(w, p);
}

static uint32_t of_retelling(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    uint32_t act = retold_act(w, p);
    return act == CODE_NONE ? 0 : arguments_of(w, act, ROLE_SOURCE, out);
}

/* "Rwandan troops have been deployed in Cabo Delgado": where nobody sends them, forces act
 * themselves. */
static uint32_t of_forces(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const sent[] = {"MOBILIZE", "AID"};
    static const char *const armed[] = {"MIL", "COP", "SPY", "PRM", "REB"};
    uint32_t verb = w->out->predicates[p].token;
    if (!argument_type_is(w, p, sent, COUNT(sent)) || !clause_is_passive(&w->t, verb)) return 0;
    uint32_t forces = clause_object(&w->t, verb);
    if (forces == TREE_NONE || !referent_is_actor(w, forces)) return 0;
    actor_of_mention(w->in, w->mention_of[forces], &out[0]);
    return out[0].n_sectors && text_among(out[0].sectors[0], armed, COUNT(armed));
}

/* Forces, crowds and states fight; ministers speak of fighting. */
static bool may_fight(const coded_actor *a)
{
    static const char *const sectors[] = {"MIL", "REB", "COP", "PRM", "UAF", "CVL",
                                          "SOC", "OPP", "EDU", "LAB", "CRM"};
    return !a->person && a->n_sectors && text_among(a->sectors[0], sectors, COUNT(sectors));
}

/* "said after talks with the envoy", "emerging from hours of talks with him", "took the town after
 * clashes with rebels": whoever does what a meeting or fight is the occasion of was in it. */
static uint32_t of_occasion(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const types[] = {"CONSULT", "ASSAULT"};
    static const char *const preps[] = {"after", "during", "following", "at", "in", "from"};
    const tree *t = &w->t;
    uint32_t noun = w->out->predicates[p].token;
    bool reciprocal = (work_sense(w, p)->flags & ACT_RECIPROCAL) != 0;
    if (work_sense(w, p)->pos != SENSE_NOUN || !reciprocal || !argument_type_is(w, p, types, 2))
        return 0;
    if (t->nodes[noun].deprel == DEPREL_NMOD && tree_head(t, noun) != TREE_NONE &&
        w->at[tree_head(t, noun)] != CODE_NONE) /* "hours of talks" */
        noun = tree_head(t, noun);
    uint32_t prep = tree_case(t, noun), verb = tree_head(t, noun);
    bool occasion = prep != TREE_NONE && tree_form_among(t, prep, preps, COUNT(preps));
    if (!occasion || verb == TREE_NONE || t->nodes[verb].upos != UPOS_VERB ||
        clause_is_passive(t, verb))
        return 0;
    uint32_t who = clause_subject(t, verb);
    return who != TREE_NONE && referent_at(w, who, ROLE_SOURCE, REACH_ACTOR, &out[0]) &&
           (argument_type_is(w, p, types, 1) ? out[0].political : may_fight(&out[0]));
}

/* "said there would be no talks with the rebels": whoever says it is one side of them. */
static uint32_t of_speaker(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const types[] = {"CONSULT"};
    static const char *const verbs[] = {"say", "tell", "insist", "announce", "vow", "declare"};
    const tree *t = &w->t;
    uint32_t noun = w->out->predicates[p].token, be = tree_head(t, noun);
    if (work_sense(w, p)->pos != SENSE_NOUN || !argument_type_is(w, p, types, 1) ||
        t->nodes[noun].deprel != DEPREL_NSUBJ || be == TREE_NONE ||
        tree_child(t, be, DEPREL_EXPL) == TREE_NONE || t->nodes[be].deprel != DEPREL_CCOMP)
        return 0;
    uint32_t say = tree_head(t, be);
    uint32_t who =
        tree_lemma_among(t, say, verbs, COUNT(verbs)) ? clause_subject(t, say) : TREE_NONE;
    return who != TREE_NONE && referent_at(w, who, ROLE_SOURCE, REACH_ACTOR, &out[0]) &&
           out[0].political;
}

uint32_t beside_source(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const violent[] = {"ASSAULT", "COERCE"};
    static const char *const preps[] = {"in", "during", "under", "amid"};
    const tree *t = &w->t;
    uint32_t verb = w->out->predicates[p].token;
    uint32_t subject = beside_violent_subject(w, p);
    if (subject != CODE_NONE) return arguments_of(w, subject, ROLE_SOURCE, out);
    uint32_t told = of_retelling(w, p, out);
    if (told == 0 && work_sense(w, p)->pos == SENSE_VERB) told = of_forces(w, p, out);
    if (told == 0) told = of_occasion(w, p, out);
    if (told == 0) told = of_speaker(w, p, out);
    if (told) return told;
    if (work_sense(w, p)->pos != SENSE_VERB || !clause_is_passive(t, verb) ||
        !argument_type_is(w, p, violent, COUNT(violent)))
        return 0;
    /* "two were killed and five wounded by ..." */
    uint32_t next = tree_child(t, verb, DEPREL_CONJ);
    if (next != TREE_NONE && clause_is_passive(t, next) && w->at[next] != CODE_NONE &&
        argument_type_is(w, w->at[next], violent, COUNT(violent)))
        return arguments_of(w, w->at[next], ROLE_SOURCE, out);
    for (size_t k = 0; k < COUNT(preps); k++) {
        uint64_t prep = str_hash_lower(str_from(preps[k]));
        for (uint32_t i = clause_next_prep(t, verb, prep, TREE_NONE); i != TREE_NONE;
             i = clause_next_prep(t, verb, prep, i)) {
            if (w->at[i] == CODE_NONE || !argument_type_is(w, w->at[i], violent, COUNT(violent)))
                continue;
            uint32_t n = arguments_of(w, w->at[i], ROLE_SOURCE, out);
            /* "in a clash with rebels" */
            bool both = (work_sense(w, w->at[i])->flags & ACT_RECIPROCAL) != 0;
            if (n == 0 && both) n = arguments_of(w, w->at[i], ROLE_TARGET, out);
            if (n) return n;
        }
    }
    return 0;
}
