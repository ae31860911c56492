/* Composing statuses: what the word's own clause says (auxiliaries, negation, "if"), under what the
 * acts that govern it say ("refused to", "plans to", "did not deny"). The codes follow
 * from the status by data/codes/published.txt. */
#include "code/argument.h"
#include "code/clause_status.h"
#include "code/code.h"

const char *casus_event_status_text(casus_event_status status)
{
    static const char *const texts[] = {"actual", "planned", "proposed", "possible",
                                        "denied", "negated", "ended"};
    return (unsigned)status <= CASUS_ENDED ? texts[status] : "?";
}

/* `inner` as seen from under `outer`. */
static uint32_t compose(uint32_t outer, uint32_t inner)
{
    if (outer == CASUS_ACTUAL) return inner;
    if (inner == CASUS_ACTUAL) return outer;
    if (inner == CASUS_NEGATED) return status_negate(outer == CASUS_DENIED ? CASUS_NEGATED : outer);
    if (inner == CASUS_ENDED) /* "agreed to stop supplying": what ends is not planned */
        return status_is_undone(outer) ? CASUS_NEGATED : CASUS_ENDED;
    if (outer == CASUS_PLANNED && inner == CASUS_POSSIBLE) return CASUS_POSSIBLE;
    return outer;
}

/* The status that a governing predicate with this own status hands down. */
static uint32_t handed_down(const sense *s, const act *a, uint32_t own, bool visit)
{
    if (s->flags & ACT_LIGHT) return own;
    uint32_t of = a->of_status;
    /* who denies having agreed to it denies it; who denies having refused it may do it */
    if (own == CASUS_DENIED && !status_is_undone(of)) return CASUS_DENIED;
    if (status_is_undone(own)) return status_negate(of);
    if (s->flags & ACT_STATUS_ONLY) return of == CASUS_ACTUAL ? own : compose(own, of);
    /* who came to sign has not signed */
    if (s->flags & ACT_MOTION) return visit ? own : compose(own, CASUS_PLANNED);
    return of; /* what is agreed to stays planned, whether the agreeing is done or hoped for */
}

/* "they were able to take the town": and they did. */
static bool is_past_ability(const sentence_work *w, uint32_t p)
{
    uint32_t word = w->out->predicates[p].token, be = tree_child(&w->t, word, DEPREL_COP);
    return be != TREE_NONE && tree_lemma_is(&w->t, word, "able") &&
           w->t.nodes[be].xpos == XPOS_VBD && tree_child(&w->t, word, DEPREL_AUX) == TREE_NONE;
}

/* "endorsed Monday's U.S. attack on the platforms": what has an owner is done. */
static bool is_deed_spoken_of(const sentence_work *w, uint32_t p)
{
    static const char *const force[] = {"ASSAULT", "COERCE"}, *const said[] = {"SUPPORT"};
    const predicate *pred = &w->out->predicates[p];
    return work_sense(w, p)->pos == SENSE_NOUN && argument_type_is(w, p, force, 2) &&
           argument_type_is(w, pred->parent, said, 1) &&
           tree_child(&w->t, pred->token, DEPREL_NMOD_POSS) != TREE_NONE;
}

static bool governs_status(const sense *s)
{
    return (s->flags & (ACT_OPERATOR | ACT_STATUS_ONLY | ACT_LIGHT | ACT_MOTION)) != 0;
}

void statuses_compose(sentence_work *w)
{
    for (uint32_t i = w->base; i < w->out->n_predicates; i++) {
        predicate *p = &w->out->predicates[i];
        bool helper = (work_sense(w, i)->flags & ACT_HELPER) != 0;
        p->status = clause_status(&w->t, p->token, p->need, p->parent != CODE_NONE, helper);
    }
    /* Downwards: parents first. Chains are short; each round settles one more level. */
    uint32_t n = w->out->n_predicates - w->base;
    uint8_t *done = arena_alloc(w->mem, n ? n : 1);
    if (!done) return;
    for (uint32_t round = 0, left = n; left && round <= n; round++) {
        for (uint32_t i = 0; i < n; i++) {
            predicate *p = &w->out->predicates[w->base + i];
            if (done[i] || (p->parent != CODE_NONE && !done[p->parent - w->base])) continue;
            const predicate *parent =
                p->parent == CODE_NONE ? NULL : &w->out->predicates[p->parent];
            if (parent && implied_is(w, w->base + i)) {
                uint32_t of = implied_status(w, w->base + i);
                if (status_is_undone(parent->status)) of = status_negate(of);
                p->status = compose(of, p->status);
            } else if (parent && governs_status(work_sense(w, p->parent))) {
                const char *mode =
                    act_book_text(&w->in->book->acts, work_act(w, w->base + i)->mode);
                bool visit = mode && strcmp(mode, "visit") == 0;
                uint32_t outer = handed_down(work_sense(w, p->parent), work_act(w, p->parent),
                                             parent->status, visit);
                if (is_past_ability(w, p->parent) || is_deed_spoken_of(w, w->base + i))
                    outer = parent->status;
                p->status = compose(outer, p->status);
            }
            done[i] = 1;
            left--;
        }
    }
}
