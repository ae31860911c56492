/* Acts that the words around them tell already: by the act above, by the killing beside a wounding,
 * by the deed that a weapon does. */
#include "code/argument.h"
#include "code/cast.h"
#include "code/clause.h"
#include "code/clause_status.h"

/* "refused to rule out talks", "stands ready to help": one refusal, one agreement. */
static bool is_said_by_governor(const sentence_work *w, uint32_t p)
{
    static const char *const reject[] = {"REJECT"}, *const agree[] = {"AGREE"};
    const predicate *pred = &w->out->predicates[p];
    static const char *const accord[] = {"AGREE", "SUPPORT"};
    if (pred->parent == CODE_NONE) return false;
    /* "violated their agreement", "rejected the deal" */
    if (work_sense(w, p)->pos == SENSE_NOUN && status_is_undone(pred->status) &&
        argument_type_is(w, p, accord, 2) && argument_type_is(w, pred->parent, reject, 1))
        return true;
    if (pred->status == CASUS_NEGATED)
        return argument_type_is(w, p, reject, 1) && argument_type_is(w, pred->parent, reject, 1);
    return pred->status == CASUS_PLANNED && argument_type_is(w, p, agree, 1) &&
           argument_type_is(w, pred->parent, agree, 1);
}

/* "marched to protest": a purpose of the same type is the act itself, said again. */
static bool repeats_governor(const sentence_work *w, uint32_t p)
{
    const predicate *pred = &w->out->predicates[p];
    static const char *const accord[] = {"SUPPORT"};
    uint32_t head = tree_head(&w->t, pred->token);
    if (head == TREE_NONE || w->at[head] == CODE_NONE) return false;
    /* "signed a pact to strengthen ties" */
    bool under = pred->parent != CODE_NONE &&
                 (pred->parent != w->at[head] || !argument_type_is(w, p, accord, 1));
    if (under || w->t.nodes[pred->token].deprel != DEPREL_ADVCL ||
        !clause_has_mark(&w->t, pred->token, "to"))
        return false;
    /* "rallied to demand his resignation": what a protest says is the protest */
    static const char *const said[] = {"REQUEST", "REJECT", "ACCUSE", "COERCE"};
    static const char *const protest[] = {"PROTEST"};
    if (argument_type_is(w, w->at[head], protest, 1) && argument_type_is(w, p, said, COUNT(said)))
        return true;
    if (beside_is_use_of_force(w, w->at[head], pred->token)) return true;
    const act_book *acts = &w->in->book->acts;
    const act *a = work_act(w, p), *b = work_act(w, w->at[head]);
    return a->type && b->type && strcmp(acts->pool + a->type, acts->pool + b->type) == 0;
}

/* "ridiculed the plan, saying ...": the words of an act in words are the act, told already. */
static bool is_its_words(const sentence_work *w, uint32_t p)
{
    static const char *const words[] = {"ACCUSE",   "REQUEST", "REJECT",
                                        "THREATEN", "SUPPORT", "AGREE"};
    uint32_t token = w->out->predicates[p].token, head = tree_head(&w->t, token);
    return (work_sense(w, p)->flags & ACT_STATEMENT) && head != TREE_NONE &&
           w->t.nodes[token].xpos == XPOS_VBG && w->t.nodes[token].deprel == DEPREL_ADVCL &&
           w->at[head] != CODE_NONE &&
           argument_type_is(w, w->at[head], words, COUNT(words));
}

/* "killed two soldiers and wounded five": one attack, told with both numbers by the killing. */
static bool is_told_by_killing(const sentence_work *w, uint32_t p, const cast *c)
{
    uint32_t token = w->out->predicates[p].token, head = tree_head(&w->t, token);
    uint8_t rel = w->t.nodes[token].deprel;
    if (work_act(w, p)->counts != COUNTS_INJURED || head == TREE_NONE ||
        w->at[head] == CODE_NONE || (rel != DEPREL_CONJ && rel != DEPREL_ADVCL))
        return false;
    uint32_t killing = w->at[head];
    if (work_act(w, killing)->counts != COUNTS_DEAD ||
        w->out->predicates[killing].event == CODE_NONE)
        return false;
    coded_actor killed[CODE_MAX_ACTORS];
    uint32_t n = arguments_of(w, killing, ROLE_TARGET, killed);
    for (uint32_t i = 0; i < c->n_targets; i++) {
        bool same = false;
        for (uint32_t k = 0; k < n; k++) same |= cast_same_actor(&c->targets[i], &killed[k]);
        if (!same) return false;
    }
    return true;
}

/* "grenades thrown by rebels wounded two": what is told of a weapon is the deed that it does. */
static bool is_told_of_weapon(const sentence_work *w, uint32_t p, const cast *c)
{
    static const char *const violent[] = {"ASSAULT"};
    uint32_t verb = w->out->predicates[p].token, deed = verb;
    for (int step = 0; step < 3 && deed != TREE_NONE; step++) {
        uint8_t rel = w->t.nodes[deed].deprel;
        deed = tree_head(&w->t, deed);
        if (rel == DEPREL_ACL) break; /* "believed to have been set off" */
        if (rel != DEPREL_XCOMP) return false;
    }
    uint32_t weapon = deed;
    if (c->n_targets || work_sense(w, p)->pos != SENSE_VERB || weapon == TREE_NONE ||
        !argument_type_is(w, p, violent, 1))
        return false;
    uint8_t rel = w->t.nodes[weapon].deprel;
    deed = tree_head(&w->t, weapon);
    bool does = rel == DEPREL_NSUBJ || rel == DEPREL_OBL_AGENT;
    return does && deed != TREE_NONE && w->at[deed] != CODE_NONE &&
           argument_type_is(w, w->at[deed], violent, 1);
}

bool cast_is_told(const sentence_work *w, uint32_t p, const cast *c)
{
    return repeats_governor(w, p) || is_said_by_governor(w, p) || is_told_by_killing(w, p, c) ||
           is_its_words(w, p) || is_told_of_weapon(w, p, c);
}
