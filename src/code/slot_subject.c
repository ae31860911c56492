/* The subject of an act: its own, the one that control hands down, or one beside the verb where the
 * tree lost it. */
#include "code/argument.h"
#include "code/clause.h"

#define MAX_CHAIN 6 /* governing acts walked up */

/* The T slots of an act, first that holds an actor. */
static bool add_target(const sentence_work *w, uint32_t p, heads *out)
{
    const sense *s = work_sense(w, p);
    for (uint32_t i = 0; i < s->n_slots; i++) {
        const sense_slot *slot = work_slot(w, s, i);
        if (slot->role != ROLE_TARGET || slot->rel == SLOT_SUBJ) continue;
        heads found = {.n = 0};
        slot_heads(w, p, slot, &found);
        coded_actor ignored;
        for (uint32_t k = 0; k < found.n; k++)
            if (referent_at(w, found.tokens[k], ROLE_TARGET, REACH_ACTOR, &ignored)) {
                heads_add(out, found.tokens[k]);
                return true;
            }
    }
    return false;
}

/* Whom an operator tells to do what stands under it. */
static bool add_controller(const sentence_work *w, uint32_t operator_index, heads *out)
{
    const sense *s = work_sense(w, operator_index);
    if (!(s->flags & ACT_OPERATOR) || (s->flags & ACT_CONTROL_SUBJ)) return false;
    return add_target(w, operator_index, out);
}

/* "imposed sanctions on Iraq for invading Kuwait": who is punished or thanked for a deed did it. */
static bool add_blamed(const sentence_work *w, uint32_t word, heads *out)
{
    uint32_t head = tree_head(&w->t, word);
    if (head == TREE_NONE || w->at[head] == CODE_NONE || w->t.nodes[word].xpos != XPOS_VBG ||
        (work_sense(w, w->at[head])->flags & ACT_HELPER) || !clause_has_mark(&w->t, word, "for"))
        return false;
    return add_target(w, w->at[head], out);
}

/* The operator in whose content slot a word stands, with or without an act of its own; or
 * CODE_NONE. */
static uint32_t operator_over(const sentence_work *w, uint32_t word)
{
    const tree *t = &w->t;
    uint32_t p = w->at[word];
    if (p != CODE_NONE && w->out->predicates[p].parent != CODE_NONE)
        return w->out->predicates[p].parent;
    uint32_t head = tree_head(t, word);
    if (head == TREE_NONE || w->at[head] == CODE_NONE) return CODE_NONE;
    const sense *s = work_sense(w, w->at[head]);
    for (uint32_t i = 0; i < s->n_slots; i++) {
        const sense_slot *slot = work_slot(w, s, i);
        if (slot->role != ROLE_CONTENT) continue;
        if (slot->rel == SLOT_XCOMP &&
            (t->nodes[word].deprel == DEPREL_XCOMP || clause_has_mark(t, word, "to")))
            return w->at[head];
        if (slot->rel == SLOT_PREP && clause_next_prep(t, head, slot->prep, TREE_NONE) == word)
            return w->at[head];
    }
    return CODE_NONE;
}

static bool is_finite(const tree *t, uint32_t verb)
{
    return (t->nodes[verb].features & FEATURE_FINITE) ||
           tree_child(t, verb, DEPREL_AUX) != TREE_NONE;
}

/* "after Mexico granted asylum": words that are a preposition or a conjunction. */
static bool may_open_clause(const tree *t, uint32_t i)
{
    return tree_form_is(t, i, "after") || tree_form_is(t, i, "before") ||
           tree_form_is(t, i, "since") || tree_form_is(t, i, "until") || tree_form_is(t, i, "as") ||
           tree_form_is(t, i, "till");
}

/* "France will pay for the camp, and Kenya to guard it": the actor right before an infinitive whose
 * finite verb is left out. */
static uint32_t actor_before_infinitive(const sentence_work *w, uint32_t verb)
{
    const tree *t = &w->t;
    uint32_t to = verb;
    while (to > 0 && !tree_form_is(t, to, "to")) to--;
    if (t->nodes[verb].deprel != DEPREL_CONJ || to == 0 || tree_head(t, to) != verb ||
        w->mention_end[to - 1] == ENTITY_NONE)
        return TREE_NONE;
    const mention *m = &w->in->who->mentions[w->mention_end[to - 1]];
    uint32_t first = m->first - t->first;
    bool gap = first > 0 && t->nodes[first - 1].upos == UPOS_CCONJ && m->kind != MENTION_PLACE;
    return gap && m->head >= m->first && m->head <= m->last ? m->head - t->first : TREE_NONE;
}

/* "its envoy to Oman, Pavel Lisin, told ...": the office of a name between commas, or the
 * name's own mention. */
static const mention *office_of(const sentence_work *w, const mention *name)
{
    const entities *who = w->in->who;
    uint32_t first = name->first - w->t.first;
    if (first < 4 || !tree_form_is(&w->t, first - 1, ",")) return name;
    uint32_t at = w->mention_end[first - 2];
    uint32_t to = at == ENTITY_NONE ? 0 : who->mentions[at].first - w->t.first;
    if (to < 2 || w->t.nodes[to - 1].upos != UPOS_ADP) return name;
    uint32_t office = w->mention_end[to - 2];
    return office != ENTITY_NONE && who->mentions[office].kind == MENTION_ROLE
               ? &who->mentions[office]
               : name;
}

/* "On Wednesday Modi had talks": where the tree gives a finite verb no subject, the actor right
 * before it is one. */
static uint32_t actor_before(const sentence_work *w, uint32_t verb)
{
    const tree *t = &w->t;
    if (!is_finite(t, verb)) return TREE_NONE;
    uint32_t i = verb;
    while (i > 0 &&
           (t->nodes[i - 1].deprel == DEPREL_AUX || t->nodes[i - 1].deprel == DEPREL_AUX_PASS ||
            t->nodes[i - 1].deprel == DEPREL_ADVMOD))
        i--;
    bool comma = i > 1 && tree_form_is(t, i - 1, ",");
    if (comma) i--;
    if (i == 0 || w->mention_end[i - 1] == ENTITY_NONE) return TREE_NONE;
    const mention *m = &w->in->who->mentions[w->mention_end[i - 1]];
    if (m->kind == MENTION_PLACE) return TREE_NONE;
    if (comma) {
        const mention *office = office_of(w, m);
        if (office == m) return TREE_NONE;
        m = office;
    }
    uint32_t first = m->first - t->first;
    bool counted = first > 1 && tree_form_is(t, first - 1, "of") && /* "two of its generals said" */
                   (t->nodes[first - 2].upos == UPOS_NUM || t->nodes[first - 2].upos == UPOS_DET);
    if (first > 0 && t->nodes[first - 1].upos == UPOS_ADP && !counted &&
        !may_open_clause(t, first - 1))
        return TREE_NONE;
    return m->head >= m->first && m->head <= m->last ? m->head - t->first : TREE_NONE;
}

/* "after rebels in Kivu hijacked a truck": a subject that the tree takes for a phrase of time, of
 * the verb or of the one above it. */
static uint32_t subject_of_conjunction(const sentence_work *w, uint32_t verb)
{
    const tree *t = &w->t;
    uint32_t at[2] = {verb, t->nodes[verb].deprel == DEPREL_ADVCL ? tree_head(t, verb) : TREE_NONE};
    if (!is_finite(t, verb)) return TREE_NONE;
    for (size_t k = 0; k < COUNT(at) && at[k] != TREE_NONE; k++)
        for (uint32_t i = tree_next_child(t, at[k], TREE_NONE); i != TREE_NONE && i < verb;
             i = tree_next_child(t, at[k], i)) {
            uint32_t prep = tree_case(t, i), first, last;
            if (t->nodes[i].deprel != DEPREL_OBL || prep == TREE_NONE ||
                !may_open_clause(t, prep) || !referent_is_actor(w, i))
                continue;
            tree_span(t, i, &first, &last);
            if (at[k] == verb || last + 1 == verb) return i;
        }
    return TREE_NONE;
}

static bool is_hyphen_between(const tree *t, uint32_t i)
{
    return i > 0 && i + 1 < t->n && tree_form_is(t, i, "-") &&
           t->tokens[i - 1].end == t->tokens[i].start && t->tokens[i].end == t->tokens[i + 1].start;
}

/* "Soldiers in Guinea-Bissau arrested ...", "North Korea test-fired ...": half of a hyphenated word
 * passes for the subject. */
static uint32_t whole_subject(const sentence_work *w, uint32_t verb, uint32_t subject)
{
    const tree *t = &w->t;
    if (subject + 2 == verb && is_hyphen_between(t, subject + 1) && subject > 0 &&
        w->mention_end[subject - 1] != ENTITY_NONE) {
        const mention *m = &w->in->who->mentions[w->mention_end[subject - 1]];
        return m->kind == MENTION_PLACE ? subject : m->head - t->first;
    }
    if (subject < 2 || subject > verb || !is_hyphen_between(t, subject - 1)) return subject;
    uint32_t first = tree_child(t, verb, DEPREL_NSUBJ);
    return first != TREE_NONE && first < subject ? first : subject;
}

/* "was told to leave by the junta", "was banned from voting by a court": the agent that the tree
 * hangs on what stands between. */
static uint32_t agent_behind_content(const sentence_work *w, uint32_t verb)
{
    uint32_t content = tree_child(&w->t, verb, DEPREL_XCOMP);
    if (content == TREE_NONE) content = tree_child(&w->t, verb, DEPREL_ADVCL);
    if (content == TREE_NONE || content < verb || clause_is_passive(&w->t, content))
        return TREE_NONE;
    uint32_t by = clause_next_prep(&w->t, content, str_hash_lower(STR("by")), TREE_NONE);
    return by != TREE_NONE && referent_is_actor(w, by) ? by : TREE_NONE;
}

/* The subject of a verb or adjective: as clause_subject, but an operator on the way hands down whom
 * it names: "accused France of leaving by preparing ..." */
static void add_subject(const sentence_work *w, uint32_t word, bool adjective, heads *out)
{
    const tree *t = &w->t;
    for (uint32_t step = 0; step < MAX_CHAIN && word != TREE_NONE; step++) {
        uint32_t subject = clause_surface_subject(t, word);
        if (step == 0 && !adjective && clause_is_passive(t, word)) {
            heads_add(out, clause_antecedent(t, clause_by_agent(t, word)));
            if (out->n == 0) heads_add(out, agent_behind_content(w, word));
            if (out->n == 0) slot_stray(w, word, str_hash_lower(STR("by")), out);
            return;
        }
        if (subject != TREE_NONE) {
            heads_add(out, clause_antecedent(t, whole_subject(w, word, subject)));
            return;
        }
        if (step == 0 && !adjective && word > 1 && is_hyphen_between(t, word - 1))
            subject = whole_subject(w, word, word - 2);
        if (step == 0 && !adjective && subject == TREE_NONE) subject = actor_before(w, word);
        if (step == 0 && subject == TREE_NONE) subject = actor_before_infinitive(w, word);
        if (step == 0 && subject == TREE_NONE && !adjective)
            subject = subject_of_conjunction(w, word);
        if (subject != TREE_NONE) {
            heads_add(out, subject);
            return;
        }
        if (step == 0 && adjective &&
            (t->nodes[word].deprel == DEPREL_ACL || t->nodes[word].deprel == DEPREL_AMOD)) {
            heads_add(out, tree_head(t, word));
            return;
        }
        if (step > 0 && t->nodes[word].upos == UPOS_PROPN && referent_is_actor(w, word)) {
            heads_add(out, word); /* "Merkel to host summit": the infinitive hangs on the name */
            return;
        }
        uint32_t operator_index = operator_over(w, word);
        if (operator_index != CODE_NONE && add_controller(w, operator_index, out)) return;
        if (add_blamed(w, word, out)) return;
        if (step > 0 && t->nodes[word].upos == UPOS_NOUN &&
            tree_child(t, word, DEPREL_NMOD_POSS) != TREE_NONE) {
            heads_add(out, tree_child(t, word, DEPREL_NMOD_POSS)); /* "its decision to leave" */
            return;
        }
        uint32_t found;
        word = clause_inherit(t, word, &found);
        if (found != TREE_NONE) {
            heads_add(out, clause_antecedent(t, found));
            return;
        }
    }
}

/* "with Paris set to reduce ...": the noun beside a word that the tree takes for the clause's
 * head. */
static void add_absolute_subject(const sentence_work *w, uint32_t word, heads *out)
{
    uint32_t with = clause_next_prep(&w->t, word, str_hash_lower(STR("with")), TREE_NONE);
    if (out->n == 0 && with != TREE_NONE && with + 1 == word) heads_add(out, with);
}

/* "is on a trip to", "was in talks with", "was the target of": the subject of a phrase that is the
 * predicate. */
static uint32_t predicative_subject(const tree *t, uint32_t noun)
{
    bool predicate =
        tree_case(t, noun) != TREE_NONE || tree_child(t, noun, DEPREL_COP) != TREE_NONE;
    return predicate ? tree_child(t, noun, DEPREL_NSUBJ) : TREE_NONE;
}

void slot_subject(const sentence_work *w, uint32_t p, heads *out)
{
    uint32_t word = w->out->predicates[p].token, pos = work_sense(w, p)->pos;
    if (pos == SENSE_NOUN) {
        heads_add(out, predicative_subject(&w->t, word));
        return;
    }
    add_subject(w, word, pos == SENSE_ADJ, out);
    add_absolute_subject(w, word, out);
}
