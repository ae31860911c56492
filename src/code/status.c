/* Composing statuses: what the word's own clause says (auxiliaries, negation, "if"), under what the
 * acts that govern it say ("refused to", "plans to", "did not deny"). The codes follow
 * from the status by data/codes/published.txt. */
#include "code/clause.h"
#include "code/code.h"

const char *casus_event_status_text(casus_event_status status)
{
    static const char *const texts[] = {"actual", "planned", "proposed", "possible",
                                        "denied", "negated", "ended"};
    return (unsigned)status <= CASUS_ENDED ? texts[status] : "?";
}

static bool is_negation(const tree *t, uint32_t i)
{
    static const char *const words[] = {"not", "n't",    "never",  "neither",
                                        "nor", "hardly", "without"};
    if (t->nodes[i].deprel != DEPREL_ADVMOD && t->nodes[i].deprel != DEPREL_DET &&
        t->nodes[i].deprel != DEPREL_MARK && t->nodes[i].deprel != DEPREL_CASE &&
        t->nodes[i].deprel != DEPREL_CC_PRECONJ && t->nodes[i].deprel != DEPREL_CC)
        return false;
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
        if (tree_form_is(t, i, words[k])) return true;
    return t->nodes[i].deprel == DEPREL_DET && tree_form_is(t, i, "no");
}

static bool is_no_longer(const tree *t, uint32_t i)
{
    return tree_form_is(t, i, "longer") && i > 0 && tree_form_is(t, i - 1, "no");
}

/* A report in the past turns "will" into "would": "said it would withdraw" is a plan, not a
 * guess. */
static bool would_is_future(const tree *t, uint32_t verb)
{
    uint32_t up = verb;
    for (int step = 0; step < 8; step++) {
        uint8_t rel = t->nodes[up].deprel;
        uint32_t head = tree_head(t, up);
        if (head == TREE_NONE) return false;
        if (clause_has_mark(t, up, "if") || clause_has_mark(t, up, "unless")) return false;
        if (rel == DEPREL_CCOMP || rel == DEPREL_PARATAXIS)
            return t->nodes[head].features & FEATURE_PAST;
        up = head;
    }
    return false;
}

static uint32_t of_modal(const tree *t, uint32_t verb, uint32_t aux)
{
    static const struct {
        const char *form;
        uint32_t status;
    } modals[] = {{"will", CASUS_PLANNED},    {"'ll", CASUS_PLANNED},   {"wo", CASUS_PLANNED},
                  {"shall", CASUS_PLANNED},   {"may", CASUS_POSSIBLE},  {"might", CASUS_POSSIBLE},
                  {"could", CASUS_POSSIBLE},  {"can", CASUS_POSSIBLE},  {"ca", CASUS_POSSIBLE},
                  {"should", CASUS_PROPOSED}, {"must", CASUS_PROPOSED}, {"ought", CASUS_PROPOSED}};
    if (tree_form_is(t, aux, "would") || tree_form_is(t, aux, "'d"))
        return t->nodes[aux].xpos == XPOS_MD
                   ? (would_is_future(t, verb) ? CASUS_PLANNED : CASUS_POSSIBLE)
                   : CASUS_ACTUAL;
    for (size_t k = 0; k < sizeof modals / sizeof modals[0]; k++)
        if (tree_form_is(t, aux, modals[k].form)) return modals[k].status;
    return CASUS_ACTUAL;
}

/* "going to attack", "has to leave", "is to visit": what stands between a subject and its verb. */
static uint32_t of_periphrasis(const tree *t, uint32_t verb)
{
    uint32_t head = tree_head(t, verb);
    if (head == TREE_NONE || t->nodes[verb].deprel != DEPREL_XCOMP) return CASUS_ACTUAL;
    if (tree_form_is(t, head, "going")) return CASUS_PLANNED;
    if (tree_lemma_is(t, head, "have") || tree_lemma_is(t, head, "need")) return CASUS_PROPOSED;
    return CASUS_ACTUAL;
}

/* The verb, or the verb whose auxiliaries it shares: "will meet X and sign ...". */
static bool shares_auxiliaries(const tree *t, uint32_t verb)
{
    return t->nodes[verb].deprel == DEPREL_CONJ && tree_child(t, verb, DEPREL_AUX) == TREE_NONE &&
           tree_child(t, verb, DEPREL_NSUBJ) == TREE_NONE &&
           !(t->nodes[verb].features & FEATURE_FINITE) && t->nodes[verb].xpos != XPOS_VBN;
}

static bool in_condition(const tree *t, uint32_t word)
{
    for (int step = 0; step < 8 && word != TREE_NONE; step++) {
        if (clause_has_mark(t, word, "if") || clause_has_mark(t, word, "unless") ||
            clause_has_mark(t, word, "whether") || clause_has_mark(t, word, "lest"))
            return true;
        uint8_t rel = t->nodes[word].deprel;
        if (rel != DEPREL_CONJ && rel != DEPREL_XCOMP && rel != DEPREL_OBJ && rel != DEPREL_NSUBJ)
            return false;
        word = tree_head(t, word);
    }
    return false;
}

/* Case words before an event noun: "ahead of a visit", "in the event of an attack", "without
 * talks". */
static uint32_t of_case(const tree *t, uint32_t noun)
{
    for (uint32_t i = tree_next_child(t, noun, TREE_NONE); i != TREE_NONE && i < noun;
         i = tree_next_child(t, noun, i)) {
        if (t->nodes[i].deprel != DEPREL_CASE) continue;
        if (tree_form_is(t, i, "ahead")) return CASUS_PLANNED;
        if (tree_form_is(t, i, "without")) return CASUS_NEGATED;
        if (tree_form_is(t, i, "against") || tree_form_is(t, i, "pending")) return CASUS_POSSIBLE;
    }
    return CASUS_ACTUAL;
}

/* "was the first country to recognise": an infinitive that tells what somebody did. */
static bool is_of_the_first(const tree *t, uint32_t verb)
{
    static const char *const words[] = {"first", "last", "only", "second", "third", "latest"};
    static const char *const means[] = {"way",  "chance",  "option", "opportunity", "step",
                                        "move", "attempt", "effort", "reason",      "plan"};
    uint32_t noun = tree_head(t, verb);
    if (noun == TREE_NONE || noun > verb) return false;
    for (size_t k = 0; k < sizeof means / sizeof means[0]; k++)
        if (tree_lemma_is(t, noun, means[k])) return false;
    for (uint32_t i = noun; i + 4 > noun; i--) {
        for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
            if (tree_form_is(t, i, words[k])) return true;
        if (i == 0) break;
    }
    return false;
}

static bool is_undone(uint32_t status)
{
    return status == CASUS_NEGATED || status == CASUS_DENIED;
}

static uint32_t negate(uint32_t status)
{
    return is_undone(status) ? CASUS_POSSIBLE : CASUS_NEGATED;
}

/* What the auxiliaries of a word say. */
static uint32_t local_modal(const tree *t, uint32_t word)
{
    uint32_t status = CASUS_ACTUAL;
    for (uint32_t i = tree_next_child(t, word, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, word, i))
        if (t->nodes[i].deprel == DEPREL_AUX) {
            uint32_t modal = of_modal(t, word, i);
            if (modal != CASUS_ACTUAL) status = modal;
        }
    return status;
}

static uint32_t local_status(const tree *t, uint32_t word, bool governed)
{
    bool negated = false, to = false, verbal = clause_is_verbal(t, word);
    uint32_t at = shares_auxiliaries(t, word) ? tree_head(t, word) : word;
    uint32_t status = local_modal(t, at);
    for (uint32_t i = tree_next_child(t, at, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, at, i)) {
        if (is_no_longer(t, i)) return CASUS_ENDED;
        if (i < word || t->nodes[i].deprel == DEPREL_ADVMOD) negated ^= is_negation(t, i);
        if (t->nodes[i].deprel == DEPREL_MARK && tree_form_is(t, i, "to")) to = true;
    }
    if (status == CASUS_ACTUAL && verbal) status = of_periphrasis(t, at);
    if (status == CASUS_ACTUAL && !verbal) status = of_case(t, word);
    /* a bare infinitive: a headline ("X to visit Y") or a purpose ("came to sign") */
    uint8_t rel = t->nodes[at].deprel;
    if (status == CASUS_ACTUAL && to && !governed && t->nodes[word].xpos == XPOS_VB &&
        rel != DEPREL_XCOMP)
        status = is_of_the_first(t, at) ? local_modal(t, tree_head(t, at)) : CASUS_PLANNED;
    if (in_condition(t, word) && status != CASUS_PLANNED) status = CASUS_POSSIBLE;
    return negated ? negate(status) : status;
}

/* `inner` as seen from under `outer`. */
static uint32_t compose(uint32_t outer, uint32_t inner)
{
    if (outer == CASUS_ACTUAL) return inner;
    if (inner == CASUS_ACTUAL) return outer;
    if (inner == CASUS_NEGATED) return negate(outer == CASUS_DENIED ? CASUS_NEGATED : outer);
    if (inner == CASUS_ENDED) /* "agreed to stop supplying": what ends is not planned */
        return outer == CASUS_NEGATED || outer == CASUS_DENIED ? CASUS_NEGATED : CASUS_ENDED;
    if (outer == CASUS_PLANNED && inner == CASUS_POSSIBLE) return CASUS_POSSIBLE;
    return outer;
}

/* The status that a governing predicate with this own status hands down. */
static uint32_t handed_down(const sense *s, const act *a, uint32_t own, bool visit)
{
    if (s->flags & ACT_LIGHT) return own;
    uint32_t of = a->of_status;
    if (own == CASUS_NEGATED || own == CASUS_DENIED) return negate(of);
    if (s->flags & ACT_STATUS_ONLY) return of == CASUS_ACTUAL ? own : compose(own, of);
    /* who came to sign has not signed */
    if (s->flags & ACT_MOTION) return visit ? own : compose(own, CASUS_PLANNED);
    return of; /* what is agreed to stays planned, whether the agreeing is done or hoped for */
}

static bool governs_status(const sense *s)
{
    return (s->flags & (ACT_OPERATOR | ACT_STATUS_ONLY | ACT_LIGHT | ACT_MOTION)) != 0;
}

void statuses_compose(sentence_work *w)
{
    for (uint32_t i = w->base; i < w->out->n_predicates; i++) {
        predicate *p = &w->out->predicates[i];
        p->status = local_status(&w->t, p->token, p->parent != CODE_NONE);
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
                p->status = compose(is_undone(parent->status) ? negate(of) : of, p->status);
            } else if (parent && governs_status(work_sense(w, p->parent))) {
                const char *mode =
                    act_book_text(&w->in->book->acts, work_act(w, w->base + i)->mode);
                bool visit = mode && strcmp(mode, "visit") == 0;
                uint32_t outer = handed_down(work_sense(w, p->parent), work_act(w, p->parent),
                                             parent->status, visit);
                p->status = compose(outer, p->status);
            }
            done[i] = 1;
            left--;
        }
    }
}
