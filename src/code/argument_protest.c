/* Against whom people protest, where no slot names it; protests that are told by what ended them.
 */
#include "code/argument.h"
#include "code/clause.h"

static bool is_protest(const sentence_work *w, uint32_t p)
{
    static const char *const types[] = {"PROTEST"};
    return argument_type_is(w, p, types, COUNT(types));
}

/* The actor at `word`: a company will do where no power is asked for. */
static uint32_t actor_at(const sentence_work *w, uint32_t word, bool power,
                         coded_actor out[CODE_MAX_ACTORS])
{
    if (word == TREE_NONE || !referent_at(w, word, ROLE_TARGET, REACH_ACTOR, &out[0])) return 0;
    return out[0].political || (!power && out[0].n_sectors > 0);
}

/* "against a wage freeze imposed by the ministry" */
static uint32_t maker_of(const sentence_work *w, uint32_t thing, coded_actor out[CODE_MAX_ACTORS])
{
    const tree *t = &w->t;
    for (uint32_t i = tree_next_child(t, thing, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, thing, i)) {
        if (t->nodes[i].deprel != DEPREL_ACL) continue;
        uint32_t n = actor_at(w, clause_by_agent(t, i), true, out);
        if (n) return n;
    }
    return 0;
}

/* "marched through Minsk against the president", "sat down outside the Mexican embassy" */
uint32_t protest_place_target(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const preps[] = {"against", "outside", "at", "over"};
    const predicate *pred = &w->out->predicates[p];
    uint32_t at[] = {pred->token, pred->need};
    if (!is_protest(w, p)) return 0;
    for (size_t k = 0; k < COUNT(preps); k++) {
        uint64_t prep = str_hash_lower(str_from(preps[k]));
        for (size_t a = 0; a < COUNT(at); a++)
            for (uint32_t i = clause_next_prep(&w->t, at[a], prep, TREE_NONE); i != TREE_NONE;
                 i = clause_next_prep(&w->t, at[a], prep, i)) {
                uint32_t n = strcmp(preps[k], "over") == 0 ? 0 : actor_at(w, i, true, out);
                if (n == 0) n = maker_of(w, i, out);
                if (n) return n;
            }
    }
    return 0;
}

/* "in a pay dispute with the port operator", "after a strike against Lonmin" */
static uint32_t of_dispute(const sentence_work *w, uint32_t verb, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const nouns[] = {"dispute", "row",     "standoff", "stand-off", "quarrel",
                                        "feud",    "battle",  "conflict", "showdown",  "struggle",
                                        "strike",  "protest", "campaign", "deadlock",  "boycott"};
    static const char *const preps[] = {"with", "against"};
    const tree *t = &w->t;
    for (uint32_t i = verb + 1; i < t->n; i++) {
        bool near = tree_head(t, i) == verb ||
                    (tree_head(t, i) != TREE_NONE && tree_head(t, tree_head(t, i)) == verb);
        if (!near || tree_case(t, i) == TREE_NONE || !tree_lemma_among(t, i, nouns, COUNT(nouns)))
            continue;
        for (size_t k = 0; k < COUNT(preps); k++) {
            uint64_t prep = str_hash_lower(str_from(preps[k]));
            uint32_t n = actor_at(w, clause_next_prep(t, i, prep, TREE_NONE), false, out);
            uint32_t stray = n ? TREE_NONE : clause_next_prep(t, verb, prep, i);
            if (stray != TREE_NONE) n = actor_at(w, stray, false, out);
            if (n) return n;
        }
    }
    return 0;
}

/* "to press the government to act", "unless the ministry pays", "after the council closed it" */
static uint32_t of_clause(const sentence_work *w, uint32_t verb, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const press[] = {"press",     "pressure",  "force", "compel", "push",
                                        "persuade",  "make",      "get",   "urge",   "ask",
                                        "pressurise", "pressurize", "warn", "remind"};
    static const char *const marks[] = {"until", "unless", "because", "after"};
    const tree *t = &w->t;
    for (uint32_t i = tree_next_child(t, verb, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, verb, i)) {
        uint8_t rel = t->nodes[i].deprel;
        if (rel != DEPREL_ADVCL && rel != DEPREL_XCOMP) continue;
        uint32_t n = 0;
        if (clause_has_mark(t, i, "to") && tree_lemma_among(t, i, press, COUNT(press)))
            n = actor_at(w, clause_object(t, i), false, out);
        for (size_t k = 0; n == 0 && k < COUNT(marks); k++)
            if (clause_has_mark(t, i, marks[k]) && !clause_is_passive(t, i))
                n = actor_at(w, clause_surface_subject(t, i), true, out);
        if (n) return n;
    }
    return 0;
}

uint32_t protest_cause_target(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    uint32_t word = w->out->predicates[p].token;
    bool given_up = work_act(w, p)->counts == COUNTS_CROWD;
    if (!is_protest(w, p) && !given_up) return 0;
    uint32_t n = of_dispute(w, word, out);
    if (n == 0) n = of_clause(w, word, out);
    uint32_t up = tree_head(&w->t, word); /* "threatened to strike unless ..." */
    if (n == 0 && is_protest(w, p) && up != TREE_NONE &&
        w->t.nodes[word].deprel == DEPREL_XCOMP)
        n = of_clause(w, up, out);
    return n;
}

bool protest_is_put_down(const sentence_work *w, uint32_t p)
{
    const predicate *pred = &w->out->predicates[p];
    if (pred->verdict != VERDICT_CONSUMED || work_sense(w, p)->pos != SENSE_NOUN ||
        !is_protest(w, p))
        return false;
    for (uint32_t i = w->base; i < w->out->n_predicates; i++) {
        const char *mode = act_book_text(&w->in->book->acts, work_act(w, i)->mode);
        if (w->out->predicates[i].inner == p && mode && strcmp(mode, "crowd-control") == 0)
            return true;
    }
    return false;
}
