/* Passives: the forms that make one, also where the auxiliary is said once or not at all, and who
 * did it. */
#include "code/clause.h"

static bool is_counted(const tree *t, uint32_t noun)
{
    static const char *const words[] = {"other", "dozen", "score", "hundred", "thousand", "several",
                                        "many"};
    return t->nodes[noun].upos == UPOS_NUM || tree_child(t, noun, DEPREL_NUMMOD) != TREE_NONE ||
           tree_lemma_among(t, noun, words, COUNT(words));
}

/* "two were killed and seven others injured": the auxiliary is said once, for people counted. */
static bool shares_passive(const tree *t, uint32_t verb)
{
    uint32_t head = tree_head(t, verb), subject = tree_child(t, verb, DEPREL_NSUBJ);
    return t->nodes[verb].deprel == DEPREL_CONJ && head != TREE_NONE &&
           tree_child(t, head, DEPREL_AUX_PASS) != TREE_NONE && subject != TREE_NONE &&
           (t->nodes[verb].xpos == XPOS_VBN || is_counted(t, subject)) &&
           tree_child(t, verb, DEPREL_AUX) == TREE_NONE &&
           tree_child(t, verb, DEPREL_OBJ) == TREE_NONE &&
           tree_child(t, verb, DEPREL_CCOMP) == TREE_NONE &&
           tree_child(t, verb, DEPREL_XCOMP) == TREE_NONE;
}

/* "Two killed in police firing", "five arrested": a headline without its auxiliary. */
static bool is_headline_passive(const tree *t, uint32_t verb)
{
    static const char *const words[] = {"kill",   "injure", "wound",  "arrest", "detain",
                                        "hold",   "hurt",   "abduct", "kidnap", "behead",
                                        "maim",   "shoot",  "seize",  "capture"};
    uint32_t subject = tree_child(t, verb, DEPREL_NSUBJ);
    if (subject == TREE_NONE || subject > verb || !is_counted(t, subject) ||
        tree_child(t, verb, DEPREL_AUX) != TREE_NONE ||
        tree_child(t, verb, DEPREL_OBJ) != TREE_NONE ||
        tree_child(t, verb, DEPREL_CCOMP) != TREE_NONE)
        return false;
    return tree_lemma_among(t, verb, words, COUNT(words));
}

/* "was arrested and charged with treason": the second participle passes for a past tense. */
static bool is_second_participle(const tree *t, uint32_t verb)
{
    static const char *const words[] = {
        "kill",    "injure", "wound",  "arrest",  "detain", "abduct",  "kidnap", "behead", "shoot",
        "charge",  "jail",   "indict", "convict", "deport", "expel",   "fine",   "beat",   "torture",
        "execute", "hang",   "exile",  "release", "free",   "imprison", "sentence", "remand", "banish",
        "sack",    "oust",   "topple", "bar",     "ban",    "rape",    "stab",   "burn",   "loot",
        "destroy", "bomb",   "shell",  "seize",   "capture", "accuse", "extradite", "pardon", "evict"};
    uint32_t head = tree_head(t, verb);
    return t->nodes[verb].deprel == DEPREL_CONJ && head != TREE_NONE &&
           tree_child(t, head, DEPREL_AUX_PASS) != TREE_NONE &&
           tree_child(t, verb, DEPREL_AUX) == TREE_NONE &&
           tree_child(t, verb, DEPREL_OBJ) == TREE_NONE &&
           tree_child(t, verb, DEPREL_NSUBJ) == TREE_NONE &&
           tree_lemma_among(t, verb, words, COUNT(words));
}

bool clause_is_passive(const tree *t, uint32_t verb)
{
    const node *n = &t->nodes[verb];
    if ((n->xpos != XPOS_VBN && n->xpos != XPOS_VBD) || clause_is_split_perfect(t, verb))
        return false;
    if (tree_child(t, verb, DEPREL_AUX_PASS) != TREE_NONE ||
        tree_child(t, verb, DEPREL_NSUBJ_PASS) != TREE_NONE)
        return true;
    if (shares_passive(t, verb) || is_headline_passive(t, verb) || is_second_participle(t, verb))
        return true;
    /* no past tense stands there: "freed two priests kidnapped on Friday" */
    bool past = n->xpos == XPOS_VBD && (n->deprel == DEPREL_ACL || n->deprel == DEPREL_XCOMP);
    if (n->xpos != XPOS_VBN && !past) return false;
    if (n->deprel == DEPREL_ACL || n->deprel == DEPREL_AMOD) /* "troops sent by X" */
        return tree_child(t, verb, DEPREL_OBJ) == TREE_NONE;
    uint32_t head = tree_head(t, verb);
    if (n->deprel == DEPREL_CONJ && head != TREE_NONE &&
        tree_child(t, verb, DEPREL_AUX) == TREE_NONE &&
        clause_surface_subject(t, verb) == TREE_NONE)
        return t->nodes[head].xpos == XPOS_VBN && tree_child(t, head, DEPREL_AUX_PASS) != TREE_NONE;
    if (n->deprel == DEPREL_ADVCL || n->deprel == DEPREL_XCOMP)
        return tree_child(t, verb, DEPREL_AUX) == TREE_NONE &&
               tree_child(t, verb, DEPREL_OBJ) == TREE_NONE;
    return false;
}

static uint32_t own_agent(const tree *t, uint32_t verb)
{
    uint64_t by = str_hash_lower(STR("by"));
    uint32_t agent = tree_child(t, verb, DEPREL_OBL_AGENT);
    if (agent == TREE_NONE) agent = clause_next_prep(t, verb, by, TREE_NONE);
    /* "were denied visas by ...": hung on the object */
    uint32_t object = tree_child(t, verb, DEPREL_OBJ);
    if (agent == TREE_NONE && object != TREE_NONE)
        agent = clause_next_prep(t, object, by, TREE_NONE);
    return agent;
}

uint32_t clause_by_agent(const tree *t, uint32_t verb)
{
    uint32_t agent = own_agent(t, verb), first = tree_head(t, verb);
    if (agent != TREE_NONE) return agent;
    /* "were arrested and later deported by ...", "were detained by police and beaten" */
    for (uint32_t i = tree_child(t, verb, DEPREL_CONJ); i != TREE_NONE && agent == TREE_NONE;
         i = tree_next_child(t, verb, i))
        if (t->nodes[i].deprel == DEPREL_CONJ && clause_is_passive(t, i) &&
            clause_surface_subject(t, i) == TREE_NONE)
            agent = own_agent(t, i);
    if (agent == TREE_NONE && first != TREE_NONE && t->nodes[verb].deprel == DEPREL_CONJ &&
        clause_surface_subject(t, verb) == TREE_NONE && clause_is_passive(t, first))
        agent = own_agent(t, first);
    return agent;
}
