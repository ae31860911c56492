/* From a slot of an act's sense to the tokens that fill it: at the act's own word, at its needed
 * noun, at the helpers above a noun. */
#include "code/argument.h"
#include "code/clause.h"

#define MAX_CHAIN 6 /* governing acts walked up */

void heads_add(heads *self, uint32_t token)
{
    if (token == TREE_NONE || self->n == HEADS_MAX) return;
    for (uint32_t i = 0; i < self->n; i++)
        if (self->tokens[i] == token) return;
    self->tokens[self->n++] = token;
}

bool slot_is_nominal(const tree *t, uint32_t i)
{
    uint8_t upos = t->nodes[i].upos;
    return upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON || upos == UPOS_NUM ||
           upos == UPOS_DET || upos == UPOS_ADJ || upos == UPOS_SYM || upos == UPOS_X;
}

static void add_children(const sentence_work *w, heads *out, uint32_t token, const sense_slot *slot)
{
    const tree *t = &w->t;
    for (uint32_t i = tree_next_child(t, token, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, token, i)) {
        uint8_t rel = t->nodes[i].deprel;
        if (slot->rel == SLOT_POSS && rel == DEPREL_NMOD_POSS)
            heads_add(out, clause_antecedent(t, i)); /* "whose arrest" */
        if (slot->rel == SLOT_MOD && (rel == DEPREL_AMOD || rel == DEPREL_COMPOUND) &&
            referent_is_actor(w, i))
            heads_add(out, i);
    }
    uint32_t owner = slot->rel == SLOT_MOD ? slot_gerund_owner(t, token) : TREE_NONE;
    if (owner != TREE_NONE && referent_is_actor(w, owner)) heads_add(out, owner);
}

uint32_t slot_gerund_owner(const tree *t, uint32_t token)
{
    if (token == 0 || t->nodes[token].xpos != XPOS_VBG || t->nodes[token - 1].upos != UPOS_NOUN ||
        tree_child(t, token, DEPREL_OBJ) != TREE_NONE ||
        tree_child(t, token, DEPREL_AUX) != TREE_NONE)
        return TREE_NONE;
    uint32_t owner = token - 1, head = tree_head(t, token), over = tree_head(t, owner);
    return head == owner || over == token || (head != TREE_NONE && head == over) ? owner
                                                                                 : TREE_NONE;
}

/* Indirect object: "gave Mali aid", "Mali was given aid". */
static uint32_t recipient(const tree *t, uint32_t verb)
{
    uint32_t iobj = tree_child(t, verb, DEPREL_IOBJ);
    if (iobj != TREE_NONE) return clause_antecedent(t, iobj);
    if (!clause_is_passive(t, verb) || tree_child(t, verb, DEPREL_OBJ) == TREE_NONE)
        return TREE_NONE;
    return clause_antecedent(t, clause_surface_subject(t, verb));
}

/* "warned the United States it may retaliate": whom the tree takes for a second subject of what is
 * said. */
static uint32_t addressee(const tree *t, uint32_t verb)
{
    uint32_t said = tree_child(t, verb, DEPREL_CCOMP);
    if (said == TREE_NONE || said < verb || clause_is_passive(t, verb)) return TREE_NONE;
    uint32_t first = tree_child(t, said, DEPREL_NSUBJ), second = TREE_NONE;
    if (first == TREE_NONE || first < verb) return TREE_NONE;
    for (uint32_t i = tree_next_child(t, said, first); i != TREE_NONE && i < said;
         i = tree_next_child(t, said, i))
        if (t->nodes[i].deprel == DEPREL_NSUBJ) second = i;
    uint32_t from, to;
    tree_span(t, first, &from, &to);
    return second != TREE_NONE && from == verb + 1 && to + 1 <= second ? first : TREE_NONE;
}

/* "the group it negotiated with": the noun of a relative clause, where its preposition stands
 * alone. */
static uint32_t stranded(const tree *t, uint32_t verb, uint64_t prep)
{
    if (t->nodes[verb].deprel != DEPREL_ACL_RELCL) return TREE_NONE;
    for (uint32_t i = tree_next_child(t, verb, verb); i != TREE_NONE;
         i = tree_next_child(t, verb, i))
        if (t->tokens[i].hash == prep && t->nodes[i].deprel != DEPREL_COMPOUND_PRT &&
            tree_next_child(t, i, TREE_NONE) == TREE_NONE)
            return tree_head(t, verb);
    return TREE_NONE;
}

/* Prepositions that name whom a deed is aimed at. */
static bool is_aimed(uint64_t prep)
{
    return prep == str_hash_lower(STR("on")) || prep == str_hash_lower(STR("against")) ||
           prep == str_hash_lower(STR("with"));
}

/* "appealed to striking railwaymen", "fired on protesting farmers": a participle before its noun,
 * taken for a verb with an object. */
static uint32_t described_by(const tree *t, uint32_t word)
{
    static const char *const lemmas[] = {"strike", "protest", "demonstrate", "visit", "war",
                                         "riot",   "retreat", "advance",     "flee",  "oppose",
                                         "march",  "invade",  "occupy",      "rule"};
    uint32_t noun = tree_child(t, word, DEPREL_OBJ);
    if (t->nodes[word].xpos != XPOS_VBG || noun == TREE_NONE || noun < word || noun > word + 3 ||
        tree_child(t, noun, DEPREL_DET) != TREE_NONE)
        return TREE_NONE;
    if (tree_lemma_among(t, word, lemmas, COUNT(lemmas))) return noun;
    return TREE_NONE;
}

static void add_slot(const sentence_work *w, heads *out, uint32_t token, const sense_slot *slot)
{
    const tree *t = &w->t;
    if (token == TREE_NONE) return;
    switch (slot->rel) {
    case SLOT_IOBJ: heads_add(out, recipient(t, token)); break;
    case SLOT_POSS:
    case SLOT_MOD: add_children(w, out, token, slot); break;
    case SLOT_PREP:
        for (uint32_t i = clause_next_prep(t, token, slot->prep, TREE_NONE); i != TREE_NONE;
             i = clause_next_prep(t, token, slot->prep, i))
            if (slot_is_nominal(t, i) && t->nodes[i].deprel != DEPREL_XCOMP)
                heads_add(out, clause_antecedent(t, i));
            else heads_add(out, described_by(t, i));
        if (out->n == 0) heads_add(out, stranded(t, token, slot->prep));
        break;
    default: break;
    }
}

/* "provided $400 million in aid to Indonesia", "eased the sanctions imposed on Iran": the phrase
 * hangs on the object, on what hangs on it, or on a clause at it. */
static void add_nested_slot(const sentence_work *w, heads *out, uint32_t token,
                            const sense_slot *slot)
{
    const tree *t = &w->t;
    for (int depth = 0; depth < 3 && token != TREE_NONE && out->n == 0; depth++) {
        add_slot(w, out, token, slot);
        for (uint32_t i = tree_next_child(t, token, token);
             i != TREE_NONE && out->n == 0 && is_aimed(slot->prep);
             i = tree_next_child(t, token, i))
            if (t->nodes[i].deprel == DEPREL_ACL || t->nodes[i].deprel == DEPREL_ACL_RELCL)
                add_slot(w, out, i, slot);
        token = tree_child(t, token, DEPREL_NMOD);
    }
}

void slot_stray(const sentence_work *w, uint32_t verb, uint64_t prep, heads *out)
{
    const tree *t = &w->t;
    for (uint32_t i = verb + 1; i < t->n; i++) {
        if (t->tokens[i].hash != prep || t->nodes[i].deprel != DEPREL_CASE) continue;
        uint32_t noun = tree_head(t, i), up = noun == TREE_NONE ? noun : tree_head(t, noun);
        if (noun == TREE_NONE || noun < i || !slot_is_nominal(t, noun)) continue;
        for (uint32_t step = 0; up != TREE_NONE && up > verb && step < t->n; step++) {
            if (t->nodes[up].upos == UPOS_VERB || w->at[up] != CODE_NONE ||
                t->nodes[up].deprel == DEPREL_CONJ)
                break;
            up = tree_head(t, up);
        }
        if (up == verb) heads_add(out, noun);
    }
}

/* "attributed the attack on a post to them": a phrase right behind a noun is the noun's. */
static uint32_t right_behind(const tree *t, uint32_t noun, uint64_t prep)
{
    if (noun + 1 >= t->n || t->tokens[noun + 1].hash != prep) return TREE_NONE;
    uint32_t whom = tree_head(t, noun + 1);
    return whom != TREE_NONE && whom > noun && slot_is_nominal(t, whom) ? whom : TREE_NONE;
}

/* A light verb, a status word: no act of its own. */
static bool is_helper(const sentence_work *w, uint32_t p)
{
    return (work_sense(w, p)->flags & ACT_HELPER) != 0;
}

/* "endorsed the attack on Iran": whom the phrase behind an object names that the tree hangs on the
 * verb. */
static void add_beside_object(const sentence_work *w, heads *out, uint32_t noun, uint64_t prep)
{
    const tree *t = &w->t;
    uint32_t verb = tree_head(t, noun);
    if (t->nodes[noun].deprel != DEPREL_OBJ || !is_aimed(prep)) return;
    uint32_t phrase = clause_next_prep(t, verb, prep, TREE_NONE), first, last;
    if (phrase == TREE_NONE || phrase < noun || !referent_is_actor(w, phrase)) return;
    tree_span(t, phrase, &first, &last);
    if (first == noun + 1) heads_add(out, phrase);
}

static bool is_where_subject_is(const tree *t, uint32_t word, uint64_t prep)
{
    uint32_t before = tree_case(t, word);
    return before != TREE_NONE && t->tokens[before].hash == prep &&
           t->nodes[word].upos == UPOS_PROPN && tree_child(t, word, DEPREL_COP) != TREE_NONE;
}

/* Tokens of one slot of predicate `p`. */
void slot_heads(const sentence_work *w, uint32_t p, const sense_slot *slot, heads *out)
{
    const predicate *pred = &w->out->predicates[p];
    bool verb = work_sense(w, p)->pos != SENSE_NOUN;
    if (slot->rel == SLOT_SUBJ) {
        slot_subject(w, p, out);
        return;
    }
    if (slot->rel == SLOT_OBJ) {
        if (slot->role == ROLE_TARGET) heads_add(out, recipient(&w->t, pred->token));
        heads_add(out, clause_object(&w->t, pred->token));
        if (out->n == 0 && slot->role == ROLE_TARGET) heads_add(out, addressee(&w->t, pred->token));
        return;
    }
    /* "its decision was criticised by Somalia": there "by" tells who does it, not whose it is */
    bool agent = verb && slot->rel == SLOT_PREP && slot->role == ROLE_TARGET &&
                 slot->prep == str_hash_lower(STR("by")) && clause_is_passive(&w->t, pred->token);
    if (!agent) add_slot(w, out, pred->token, slot);
    if (out->n == 0 && verb && slot->rel == SLOT_PREP && slot->role == ROLE_TARGET &&
        is_where_subject_is(&w->t, pred->token, slot->prep)) /* "is in Cairo for talks" */
        heads_add(out, pred->token);
    bool of_need = slot->rel == SLOT_MOD || slot->rel == SLOT_POSS;
    if (of_need && pred->need != TREE_NONE &&
        referent_is_actor(w, pred->need)) /* "the Mexican ambassador" */
        heads_add(out, pred->need);
    else if (out->n == 0 || slot->role != ROLE_SOURCE) /* "a role of the police in the murder of" */
        add_slot(w, out, pred->need, slot);
    if (out->n == 0 && !verb && slot->rel == SLOT_PREP && is_aimed(slot->prep))
        heads_add(out, right_behind(&w->t, pred->token, slot->prep));
    if (out->n == 0 && verb && slot->rel == SLOT_PREP)
        add_nested_slot(w, out, clause_object(&w->t, pred->token), slot);
    if (out->n == 0 && verb && slot->rel == SLOT_PREP && slot->role == ROLE_TARGET &&
        slot->prep == str_hash_lower(STR("against")))
        slot_stray(w, pred->token, slot->prep, out);
    if (out->n == 0 && !verb && slot->rel == SLOT_PREP && slot->role == ROLE_TARGET)
        add_beside_object(w, out, pred->token, slot->prep);
    if (out->n || slot->rel == SLOT_MOD || slot->rel == SLOT_POSS) return;
    for (uint32_t up = pred->parent, steps = 0;
         up != CODE_NONE && is_helper(w, up) && steps < MAX_CHAIN; steps++) {
        add_slot(w, out, w->out->predicates[up].token, slot);
        up = w->out->predicates[up].parent;
    }
}
