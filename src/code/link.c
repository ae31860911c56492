/* Linking acts: which one stands under which operator ("agreed to withdraw"), status word ("plans a
 * visit") or light verb ("held talks"). A link follows the content slots of the governing sense
 * through the tree. */
#include "code/clause.h"
#include "code/code.h"

#define MAX_DESCENT 4 /* words between a governing sense's slot and the act: "to be able to help" */

/* "refused to unload, in protest at ...": the protest is not refused, nor tried. */
static bool is_in_protest(const sentence_work *w, uint32_t noun, uint32_t above)
{
    uint32_t prep = tree_case(&w->t, noun), of = work_act(w, above)->of_status;
    return (of == CASUS_NEGATED || of == CASUS_POSSIBLE) && tree_lemma_is(&w->t, noun, "protest") &&
           prep != TREE_NONE && tree_form_is(&w->t, prep, "in");
}

static uint32_t first_act_child(const sentence_work *w, uint32_t token, uint32_t above)
{
    for (uint32_t i = tree_next_child(&w->t, token, TREE_NONE); i != TREE_NONE && i < token;
         i = tree_next_child(&w->t, token, i))
        if (w->at[i] != CODE_NONE && w->at[i] != above && clause_is_gerund_of(&w->t, i, token))
            return w->at[i];
    /* Relations that lead from a word without an act of its own to the act it carries. */
    static const uint8_t ways[] = {DEPREL_XCOMP, DEPREL_OBJ, DEPREL_CCOMP, DEPREL_ACL, DEPREL_NMOD,
                                   DEPREL_OBL,   DEPREL_NSUBJ_PASS};
    for (size_t k = 0; k < sizeof ways; k++) {
        for (uint32_t i = tree_next_child(&w->t, token, TREE_NONE); i != TREE_NONE;
             i = tree_next_child(&w->t, token, i)) {
            if (w->t.nodes[i].deprel != ways[k]) continue;
            if ((ways[k] == DEPREL_OBL || ways[k] == DEPREL_NMOD) &&
                (w->t.nodes[i].upos == UPOS_PROPN || is_in_protest(w, i, above)))
                continue;
            if (w->at[i] != CODE_NONE && w->at[i] != above) return w->at[i];
        }
    }
    return CODE_NONE;
}

/* The predicate at `token`, or the nearest below it that it merely carries. */
static uint32_t act_under(const sentence_work *w, uint32_t token, uint32_t above)
{
    for (int depth = 0; depth < MAX_DESCENT && token != TREE_NONE; depth++) {
        if (w->at[token] != CODE_NONE && w->at[token] != above) return w->at[token];
        uint32_t below = first_act_child(w, token, above);
        if (below != CODE_NONE) return below;
        uint32_t next = tree_child(&w->t, token, DEPREL_XCOMP);
        if (next == TREE_NONE) next = tree_child(&w->t, token, DEPREL_CCOMP);
        token = next;
    }
    return CODE_NONE;
}

static bool would_cycle(const sentence_work *w, uint32_t child, uint32_t parent)
{
    for (uint32_t up = parent, steps = 0; up != CODE_NONE && steps < w->t.n; steps++) {
        if (up == child) return true;
        up = w->out->predicates[up].parent;
    }
    return false;
}

static void link_one(sentence_work *w, uint32_t parent, uint32_t child)
{
    predicate *p = &w->out->predicates[child];
    if (child == parent || p->parent != CODE_NONE || p->verdict == VERDICT_CONSUMED ||
        would_cycle(w, child, parent))
        return;
    p->parent = parent;
}

/* "signed a pact on the sidelines of the summit": when and where, not what about. */
static bool is_occasion(const tree *t, uint32_t token)
{
    static const char *const words[] = {"sideline", "margin", "fringe", "occasion", "eve",
                                        "anniversary", "heel", "sidelines", "day"};
    return tree_lemma_among(t, token, words, COUNT(words)) && tree_case(t, token) != TREE_NONE &&
           tree_form_is(t, tree_case(t, token), "on");
}

/* Links what stands at a content token, and the conjuncts of it: "agreed to meet and to exchange
 * prisoners". */
static void link_content(sentence_work *w, uint32_t parent, uint32_t token)
{
    const tree *t = &w->t;
    /* "announced the arrest of" */
    bool helper = (work_sense(w, parent)->flags & ACT_HELPER) != 0;
    if (token == TREE_NONE || (token == w->out->predicates[parent].need && !helper) ||
        is_occasion(t, token))
        return;
    uint32_t child = act_under(w, token, parent);
    if (child != CODE_NONE) link_one(w, parent, child);
    for (uint32_t i = tree_next_child(t, token, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, token, i)) {
        if (t->nodes[i].deprel != DEPREL_CONJ) continue;
        child = act_under(w, i, parent);
        if (child != CODE_NONE) link_one(w, parent, child);
    }
}

static void link_rel(sentence_work *w, uint32_t parent, uint32_t token, enum deprel rel)
{
    for (uint32_t i = tree_next_child(&w->t, token, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(&w->t, token, i))
        if (w->t.nodes[i].deprel == rel) link_content(w, parent, i);
}

/* "ruled out withdrawing": a gerund right behind is content, whatever the tree calls it. */
static void link_gerund(sentence_work *w, uint32_t parent, uint32_t token)
{
    for (uint32_t i = tree_next_child(&w->t, token, token); i != TREE_NONE && i <= token + 2;
         i = tree_next_child(&w->t, token, i))
        if (w->t.nodes[i].xpos == XPOS_VBG) link_content(w, parent, i);
}

/* "a pledge that Russia would withdraw": a clause with a subject of its own that passes for a
 * relative one. */
static void link_that_clause(sentence_work *w, uint32_t parent, uint32_t token)
{
    for (uint32_t i = tree_child(&w->t, token, DEPREL_ACL_RELCL); i != TREE_NONE;
         i = tree_next_child(&w->t, token, i)) {
        if (w->t.nodes[i].deprel != DEPREL_ACL_RELCL) continue;
        uint32_t subject = clause_surface_subject(&w->t, i), object;
        if (subject == TREE_NONE || clause_antecedent(&w->t, subject) != subject) continue;
        object = tree_child(&w->t, i, DEPREL_OBJ); /* not "a plea that China rebuffed" */
        if (object == TREE_NONE || clause_antecedent(&w->t, object) == object)
            link_content(w, parent, i);
    }
}

/* What a noun is about stands behind it as an infinitive or gerund; "the deal signed by ..." is
 * about nothing. */
static void link_infinitives(sentence_work *w, uint32_t parent, uint32_t token)
{
    for (uint32_t i = tree_next_child(&w->t, token, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(&w->t, token, i)) {
        if (w->t.nodes[i].deprel != DEPREL_ACL) continue;
        if (w->t.nodes[i].xpos != XPOS_VBN || clause_has_mark(&w->t, i, "to"))
            link_content(w, parent, i);
    }
}

static void link_slot(sentence_work *w, uint32_t parent, const sense_slot *slot)
{
    const tree *t = &w->t;
    const predicate *p = &w->out->predicates[parent];
    uint32_t places[2] = {p->token, p->need};
    for (int k = 0; k < 2; k++) {
        if (places[k] == TREE_NONE) continue;
        switch (slot->rel) {
        case SLOT_OBJ:
            if (k == 0) link_content(w, parent, clause_object(t, places[k]));
            break;
        case SLOT_SUBJ: /* "talks collapsed" */
            if (k == 0) link_content(w, parent, clause_surface_subject(t, places[k]));
            break;
        case SLOT_XCOMP:
            link_rel(w, parent, places[k], DEPREL_XCOMP);
            link_gerund(w, parent, places[k]);
            break;
        case SLOT_CCOMP:
            link_rel(w, parent, places[k], DEPREL_CCOMP);
            link_rel(w, parent, places[k], DEPREL_CSUBJ);
            break;
        case SLOT_ADVCL: link_rel(w, parent, places[k], DEPREL_ADVCL); break;
        case SLOT_ACL:
            link_infinitives(w, parent, places[k]);
            link_that_clause(w, parent, places[k]);
            break;
        case SLOT_PREP:
            for (uint32_t i = clause_next_prep(t, places[k], slot->prep, TREE_NONE); i != TREE_NONE;
                 i = clause_next_prep(t, places[k], slot->prep, i))
                link_content(w, parent, i);
            if (k == 0) link_content(w, parent, clause_stray_gerund(t, places[k], slot->prep));
            break;
        default: break;
        }
    }
}

/* "a planned visit", "an alleged attack": an adjective governs its noun. */
static void link_modified_noun(sentence_work *w, uint32_t parent)
{
    const predicate *p = &w->out->predicates[parent];
    uint32_t head = tree_head(&w->t, p->token);
    if (work_sense(w, parent)->pos != SENSE_ADJ || head == TREE_NONE) return;
    if (w->t.nodes[p->token].deprel == DEPREL_AMOD && w->at[head] != CODE_NONE)
        link_one(w, parent, w->at[head]);
}

/* "to" before an infinitive hangs as mark; an object with an infinitive may come as acl or advcl of
 * it. */
static void link_loose_infinitive(sentence_work *w, uint32_t parent)
{
    const predicate *p = &w->out->predicates[parent];
    uint32_t object = tree_child(&w->t, p->token, DEPREL_OBJ);
    uint32_t from[2] = {p->token, object};
    for (int k = 0; k < 2; k++) {
        if (from[k] == TREE_NONE) continue;
        for (uint32_t i = tree_next_child(&w->t, from[k], TREE_NONE); i != TREE_NONE;
             i = tree_next_child(&w->t, from[k], i)) {
            uint8_t rel = w->t.nodes[i].deprel;
            bool infinitive = w->t.nodes[i].xpos == XPOS_VB && clause_has_mark(&w->t, i, "to");
            if (infinitive && (rel == DEPREL_ADVCL || rel == DEPREL_ACL))
                link_content(w, parent, i);
        }
    }
}

/* "arrived in New York to take part in ...", "came to pay a visit" */
static void link_purpose(sentence_work *w, uint32_t parent)
{
    uint32_t verb = w->out->predicates[parent].token;
    for (uint32_t i = tree_next_child(&w->t, verb, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(&w->t, verb, i)) {
        uint8_t rel = w->t.nodes[i].deprel;
        if ((rel == DEPREL_ADVCL || rel == DEPREL_XCOMP) && clause_has_mark(&w->t, i, "to"))
            link_content(w, parent, i);
    }
}

static void link_predicate(sentence_work *w, uint32_t i)
{
    const sense *s = work_sense(w, i);
    bool infinitive = false;
    for (uint32_t k = 0; k < s->n_slots; k++) {
        const sense_slot *slot = work_slot(w, s, k);
        infinitive |= slot->rel == SLOT_XCOMP && slot->role == ROLE_CONTENT;
        if (slot->role == ROLE_CONTENT) link_slot(w, i, slot);
    }
    if ((s->flags & ACT_OPERATOR) && infinitive) link_loose_infinitive(w, i);
    if (s->flags & ACT_MOTION) link_purpose(w, i);
}

/* Acts first, then the operators among their words: "withdrew its threat to expel the envoy"; at
 * last adjectives, which yield to verbs: "the planned visit was called off". */
void predicates_link(sentence_work *w)
{
    for (int modifiers = 0; modifiers < 2; modifiers++)
        for (uint32_t i = w->base; i < w->out->n_predicates; i++) {
            const predicate *p = &w->out->predicates[i];
            if (p->verdict != VERDICT_CONSUMED &&
                (w->t.nodes[p->token].deprel == DEPREL_AMOD) == (modifiers == 1))
                link_predicate(w, i);
        }
    for (uint32_t i = w->base; i < w->out->n_predicates; i++)
        if (w->out->predicates[i].verdict == VERDICT_CONSUMED &&
            (work_sense(w, i)->flags & ACT_OPERATOR))
            link_predicate(w, i);
    for (uint32_t i = w->base; i < w->out->n_predicates; i++) link_modified_noun(w, i);
    predicates_menace(w);
    predicates_imply(w);
}

static uint32_t first_under(const sentence_work *w, uint32_t predicate_index)
{
    for (uint32_t i = w->base; i < w->out->n_predicates; i++)
        if (w->out->predicates[i].parent == predicate_index) return i;
    return CODE_NONE;
}

uint32_t act_content(const sentence_work *w, uint32_t predicate_index)
{
    for (uint32_t depth = 0; predicate_index != CODE_NONE && depth <= MAX_DESCENT; depth++) {
        predicate_index = first_under(w, predicate_index);
        if (predicate_index != CODE_NONE &&
            !(work_sense(w, predicate_index)->flags & ACT_HELPER))
            return predicate_index;
    }
    return CODE_NONE;
}
