/* clause: who does what, whatever the surface says. Passives, infinitives, participles, relatives
 * and coordination are read from the tree's relations and features; a few forms that the parser is
 * known to hang wrongly (a gerund taken for an adjective, a split perfect) are read from the words.
 *
 * Each function is one question of clause.h (those about passives: clause_passive.c), and each walk
 * ends after as many steps as the sentence has words.
 */
#include "code/clause.h"

#define MAX_STEPS 16 /* clauses walked up for an inherited subject */

static bool is_subject(uint8_t rel)
{
    return rel == DEPREL_NSUBJ || rel == DEPREL_NSUBJ_PASS || rel == DEPREL_NSUBJ_OUTER;
}

/* "A judge Thursday approved ...": a day is nobody's subject where there is another. */
static bool is_day(const tree *t, uint32_t i)
{
    static const char *const words[] = {"monday", "tuesday", "wednesday", "thursday",  "friday",
                                        "saturday", "sunday", "today",    "yesterday", "tomorrow"};
    return tree_form_among(t, i, words, COUNT(words));
}

bool clause_is_split_perfect(const tree *t, uint32_t verb)
{
    const node *n = &t->nodes[verb];
    return verb > 0 && n->deprel == DEPREL_AMOD && (n->xpos == XPOS_VBN || n->xpos == XPOS_VBD) &&
           tree_lemma_is(t, verb - 1, "have") && tree_head(t, verb) > verb;
}

/* "With Paris set to reduce ...", "with talks going nowhere": the noun that stands right before a
 * participle, taken for its oblique. */
static uint32_t absolute_subject(const tree *t, uint32_t verb)
{
    const node *n = &t->nodes[verb];
    bool participle = n->xpos == XPOS_VBN || n->xpos == XPOS_VBG || n->xpos == XPOS_VBD;
    if (!participle || n->deprel != DEPREL_ADVCL) return TREE_NONE;
    for (uint32_t i = tree_next_child(t, verb, TREE_NONE); i != TREE_NONE && i < verb;
         i = tree_next_child(t, verb, i)) {
        uint32_t first, last, with = tree_child(t, i, DEPREL_CASE);
        if (t->nodes[i].deprel != DEPREL_OBL || with == TREE_NONE) continue;
        if (!tree_lemma_is(t, with, "with") && !tree_lemma_is(t, with, "without")) continue;
        tree_span(t, i, &first, &last);
        if (last + 1 == verb && with == first) return i;
    }
    return TREE_NONE;
}

uint32_t clause_surface_subject(const tree *t, uint32_t word)
{
    /* "have" is the verb of its clause then, and has the subject */
    if (clause_is_split_perfect(t, word)) {
        word = tree_head(t, tree_head(t, word));
        if (word == TREE_NONE || !tree_lemma_is(t, word, "have")) return TREE_NONE;
    }
    uint32_t found = TREE_NONE;
    for (uint32_t i = tree_next_child(t, word, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, word, i)) {
        if (!is_subject(t->nodes[i].deprel)) continue;
        if (found != TREE_NONE && (i > word || is_day(t, i))) continue;
        found = i; /* the nearest before the verb: "Four days earlier Maduro had ..." */
    }
    return found != TREE_NONE ? found : absolute_subject(t, word);
}

static bool is_clausal(uint8_t rel)
{
    return rel == DEPREL_ROOT || rel == DEPREL_ADVCL || rel == DEPREL_ADVCL_RELCL ||
           rel == DEPREL_ACL || rel == DEPREL_ACL_RELCL || rel == DEPREL_CCOMP ||
           rel == DEPREL_XCOMP || rel == DEPREL_PARATAXIS || rel == DEPREL_CSUBJ ||
           rel == DEPREL_CSUBJ_PASS;
}

bool clause_is_verbal(const tree *t, uint32_t token)
{
    return t->nodes[token].upos == UPOS_VERB || tree_child(t, token, DEPREL_COP) != TREE_NONE ||
           is_clausal(t->nodes[token].deprel);
}

/* Where the tree knows no relative clause: the noun phrase that ends before the pronoun. */
static uint32_t noun_before(const tree *t, uint32_t token)
{
    uint32_t i = token;
    while (i > 0 && t->nodes[i - 1].upos == UPOS_PUNCT) i--;
    if (i == 0) return token;
    i--;
    for (int step = 0; step < MAX_STEPS; step++) {
        uint8_t rel = t->nodes[i].deprel;
        bool inside = rel == DEPREL_FLAT || rel == DEPREL_COMPOUND || rel == DEPREL_NUMMOD ||
                      rel == DEPREL_AMOD;
        if (!inside || tree_head(t, i) == TREE_NONE) break;
        i = tree_head(t, i);
    }
    return t->nodes[i].upos == UPOS_NOUN || t->nodes[i].upos == UPOS_PROPN ? i : token;
}

/* "WHO sent doctors": a body, where other words are not in capitals. */
static bool is_health_body(const tree *t, uint32_t token)
{
    casus_str form = tree_form(t, token);
    if (!str_eq(form, STR("WHO")) || t->n < 2) return false;
    casus_str beside = tree_form(t, token + 1 < t->n ? token + 1 : token - 1);
    return beside.len > 1 && beside.ptr[1] >= 'a' && beside.ptr[1] <= 'z';
}

/* "a response to Iran, which it blames for ...": the name right before the comma, where the tree goes
 * further back for the noun of a clause that adds something. */
static uint32_t nearest_name(const tree *t, uint32_t relative, uint32_t noun)
{
    uint32_t name = relative < 2 ? TREE_NONE : relative - 2;
    if (name == TREE_NONE || name <= noun || !tree_form_is(t, relative - 1, ",") ||
        t->nodes[name].upos != UPOS_PROPN || t->nodes[noun].upos == UPOS_PROPN)
        return noun;
    uint32_t head = name, first, last;
    while (t->nodes[head].deprel == DEPREL_FLAT || t->nodes[head].deprel == DEPREL_COMPOUND)
        head = tree_head(t, head);
    tree_span(t, noun, &first, &last);
    return t->nodes[head].deprel == DEPREL_NMOD && head > noun && head <= last ? head : noun;
}

uint32_t clause_antecedent(const tree *t, uint32_t token)
{
    if (token == TREE_NONE) return TREE_NONE;
    uint8_t xpos = t->nodes[token].xpos;
    if (is_health_body(t, token)) return token;
    bool relative = xpos == XPOS_WDT || xpos == XPOS_WP || xpos == XPOS_WPS ||
                    (t->nodes[token].upos == UPOS_PRON && tree_form_is(t, token, "that"));
    if (!relative) return token;
    uint32_t up = token;
    for (int step = 0; step < MAX_STEPS; step++) {
        uint32_t head = tree_head(t, up);
        if (head == TREE_NONE) break;
        if (t->nodes[up].deprel == DEPREL_ACL_RELCL) return nearest_name(t, token, head);
        /* a cleft: "it was Kenya that opened its border" */
        if (t->nodes[up].deprel == DEPREL_ADVCL_RELCL && t->nodes[head].upos != UPOS_VERB)
            return head;
        up = head;
    }
    return noun_before(t, token);
}

/* Does a word of `rels` with this hash hang on `above`, before `end`? */
static bool is_marked(const tree *t, uint32_t above, uint64_t rels, uint64_t hash, uint32_t end)
{
    if (!(t->nodes[above].child_rels & rels)) return false;
    for (uint32_t i = tree_next_child(t, above, TREE_NONE); i < end; i = tree_next_child(t, above, i))
        if (t->tokens[i].hash == hash && rels >> t->nodes[i].deprel & 1) return true;
    return false;
}

/* Is it introduced by the preposition or marker, also in a pair: "walked out of parliament"? */
static bool is_introduced(const tree *t, uint32_t token, uint64_t prep)
{
    if (is_marked(t, token, 1ull << DEPREL_CASE | 1ull << DEPREL_MARK, prep, token)) return true;
    for (uint32_t i = tree_next_child(t, token, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, token, i))
        if (is_marked(t, i, 1ull << DEPREL_FIXED, prep, token) &&
            (tree_form_is(t, i, "out") || tree_form_is(t, i, "off")))
            return true;
    return false;
}

uint32_t clause_next_prep(const tree *t, uint32_t head, uint64_t prep, uint32_t after)
{
    for (uint32_t i = tree_next_child(t, head, after); i != TREE_NONE;
         i = tree_next_child(t, head, i)) {
        uint8_t rel = t->nodes[i].deprel;
        if (t->nodes[i].first_child && !is_subject(rel) && rel != DEPREL_CONJ &&
            rel != DEPREL_NMOD_POSS && is_introduced(t, i, prep))
            return i;
    }
    return TREE_NONE;
}

/* Object of the controlling verb, whatever its voice. */
static uint32_t control_object(const tree *t, uint32_t verb)
{
    uint32_t object = tree_child(t, verb, DEPREL_OBJ);
    if (object == TREE_NONE) object = tree_child(t, verb, DEPREL_IOBJ);
    if (object == TREE_NONE && clause_is_passive(t, verb)) object = clause_surface_subject(t, verb);
    return object;
}

/* "led London to send a warship": verbs that make their object act, whose infinitive may pass for a
 * purpose. */
static bool moves_its_object(const tree *t, uint32_t verb)
{
    static const char *const words[] = {
        "lead",    "prompt", "push",    "drive",  "cause",    "spur",    "move",    "allow",
        "enable",  "permit", "force",   "compel", "oblige",   "get",     "persuade", "convince",
        "urge",    "ask",    "tell",    "order",  "invite",   "encourage", "press", "pressure",
        "want",    "require", "direct", "instruct", "authorise", "authorize", "command", "beg",
        "call",    "entitle", "empower", "induce", "incite",  "provoke", "goad",    "leave"};
    return tree_lemma_among(t, verb, words, COUNT(words));
}

static bool is_finite(const tree *t, uint32_t word)
{
    uint8_t xpos = t->nodes[word].xpos;
    return xpos == XPOS_VBD || xpos == XPOS_VBZ || xpos == XPOS_VBP;
}

/* "Gunmen believed to be rebels stormed the town, officials said", read as two clauses: the subject
 * that the first of them took. */
static uint32_t believed_subject(const tree *t, uint32_t head, uint32_t verb)
{
    static const char *const verbs[] = {"believe", "suspect", "think", "know", "report", "allege"};
    for (uint32_t i = tree_next_child(t, head, TREE_NONE); i != TREE_NONE && i < verb;
         i = tree_next_child(t, head, i)) {
        if (t->nodes[i].deprel != DEPREL_CCOMP) continue;
        if (tree_lemma_among(t, i, verbs, COUNT(verbs))) return clause_surface_subject(t, i);
    }
    return TREE_NONE;
}

/* "says kills 27 rebels": a headline leaves out who does what is said. */
static bool is_said_of_oneself(const tree *t, uint32_t said)
{
    uint32_t head = tree_head(t, said), i = said;
    while (i > 0 && t->nodes[i - 1].upos == UPOS_AUX && tree_head(t, i - 1) == said) i--;
    return i == head + 1 && t->nodes[head].xpos == XPOS_VBZ &&
           clause_surface_subject(t, said) == TREE_NONE;
}

uint32_t clause_inherit(const tree *t, uint32_t word, uint32_t *found)
{
    uint32_t head = tree_head(t, word);
    *found = TREE_NONE;
    if (head == TREE_NONE) return TREE_NONE;
    switch (t->nodes[word].deprel) {
    case DEPREL_CONJ:
    case DEPREL_PARATAXIS:
        return t->nodes[word].deprel == DEPREL_CONJ ? head : TREE_NONE;
    case DEPREL_XCOMP:
        *found = control_object(t, head);
        return head;
    case DEPREL_ADVCL:
        if (clause_has_mark(t, word, "to") && moves_its_object(t, head))
            *found = control_object(t, head);
        return head;
    case DEPREL_CSUBJ: /* "Liberia was the first to congratulate him" */
        return t->nodes[head].upos != UPOS_VERB && head < word ? head : TREE_NONE;
    case DEPREL_ACL:
        /* "troops attacking the town"; but "... on Tuesday, killing six" */
        if (t->nodes[word].xpos == XPOS_VBG) {
            if (word > 0 && tree_form_is(t, word - 1, ",")) return clause_of(t, head);
            *found = head;
        } else if (t->nodes[word].features & FEATURE_PAST)
            /* active, or it were passive: a finite verb that the tree hangs on its subject */
            *found = head;
        return t->nodes[word].features & FEATURE_PAST ? TREE_NONE : head;
    case DEPREL_ACL_RELCL:
        *found = head;
        return TREE_NONE;
    case DEPREL_CCOMP:
        if (is_finite(t, word)) {
            *found = believed_subject(t, head, word);
            return *found == TREE_NONE && is_said_of_oneself(t, word) ? head : TREE_NONE;
        }
        /* fall through */
    case DEPREL_OBL:
    case DEPREL_OBJ:
    case DEPREL_NMOD:
        /* a gerund or noun in the clause of a verb: "by preparing", "stopped supplying" */
        return t->nodes[word].upos == UPOS_VERB ? head : TREE_NONE;
    default:
        return TREE_NONE;
    }
}

uint32_t clause_subject(const tree *t, uint32_t word)
{
    for (int step = 0; step < MAX_STEPS && word != TREE_NONE; step++) {
        if (clause_is_passive(t, word) && step == 0)
            return clause_antecedent(t, clause_by_agent(t, word));
        uint32_t subject = clause_surface_subject(t, word);
        if (subject != TREE_NONE) return clause_antecedent(t, subject);
        if (t->nodes[word].upos == UPOS_NOUN && step > 0) {
            uint32_t owner = tree_child(t, word, DEPREL_NMOD_POSS); /* "its decision to leave" */
            if (owner != TREE_NONE) return owner;
        }
        uint32_t found;
        word = clause_inherit(t, word, &found);
        if (found != TREE_NONE) return clause_antecedent(t, found);
    }
    return TREE_NONE;
}

bool clause_is_gerund_of(const tree *t, uint32_t verb, uint32_t noun)
{
    if (noun == TREE_NONE || noun < verb || t->nodes[verb].xpos != XPOS_VBG ||
        t->nodes[verb].deprel != DEPREL_AMOD)
        return false;
    for (uint32_t i = tree_next_child(t, noun, TREE_NONE); i != TREE_NONE && i < verb;
         i = tree_next_child(t, noun, i))
        if ((t->nodes[i].deprel == DEPREL_CASE || t->nodes[i].deprel == DEPREL_MARK) &&
            i + 1 == verb)
            return true;
    return false;
}

/* "attacked and looted the village", "Finland fined, Latvia jailed and Poland expelled the men":
 * the object stands with the last conjunct of verbs that follow each other at once. */
static uint32_t shared_object(const tree *t, uint32_t verb)
{
    for (int step = 0; step < MAX_STEPS; step++) {
        uint32_t next = tree_next_child(t, verb, verb), object;
        while (next != TREE_NONE && (t->nodes[next].deprel == DEPREL_PUNCT ||
                                     t->nodes[next].deprel == DEPREL_COMPOUND_PRT))
            next = tree_next_child(t, verb, next);
        if (next == TREE_NONE || t->nodes[next].deprel != DEPREL_CONJ ||
            t->nodes[next].upos != UPOS_VERB)
            return TREE_NONE;
        object = tree_child(t, next, DEPREL_OBJ);
        if (object != TREE_NONE) return object;
        verb = next;
    }
    return TREE_NONE;
}

/* "were taken prisoner" */
static bool is_captive(const tree *t, uint32_t noun)
{
    static const char *const words[] = {"prisoner", "captive", "hostage"};
    return tree_lemma_among(t, noun, words, COUNT(words));
}

/* Verbs that a bare noun completes: "became president", "was named governor". */
static bool links_to_noun(const tree *t, uint32_t verb)
{
    static const char *const verbs[] = {"become", "remain",  "stay", "turn", "seem",  "appear",
                                        "prove",  "name",    "call", "make", "elect", "appoint",
                                        "declare", "consider", "be", "serve", "act",  "deem"};
    return tree_lemma_among(t, verb, verbs, COUNT(verbs));
}

uint32_t clause_object(const tree *t, uint32_t verb)
{
    uint32_t object = tree_child(t, verb, DEPREL_OBJ);
    if (object != TREE_NONE) return clause_antecedent(t, object);
    if (clause_is_gerund_of(t, verb, tree_head(t, verb)) || clause_is_split_perfect(t, verb))
        return tree_head(t, verb);
    /* a noun there is an object misread: "called off a visit", "sought refuge" */
    uint32_t predicative = tree_child(t, verb, DEPREL_XCOMP);
    if (predicative != TREE_NONE && predicative > verb && t->nodes[predicative].upos == UPOS_NOUN &&
        !is_captive(t, predicative) &&
        (tree_child(t, predicative, DEPREL_DET) != TREE_NONE || !links_to_noun(t, verb)))
        return predicative;
    if (clause_is_passive(t, verb)) {
        uint32_t subject = clause_surface_subject(t, verb);
        if (subject != TREE_NONE) return clause_antecedent(t, subject);
        uint32_t head = tree_head(t, verb);
        if (head == TREE_NONE) return TREE_NONE;
        if (t->nodes[verb].deprel == DEPREL_ACL || t->nodes[verb].deprel == DEPREL_AMOD)
            return head;
        if (t->nodes[verb].deprel == DEPREL_XCOMP) /* "had him arrested", "got himself expelled" */
            subject = tree_child(t, head, DEPREL_OBJ);
        if (subject == TREE_NONE && t->nodes[verb].deprel == DEPREL_XCOMP &&
            t->nodes[head].deprel == DEPREL_ACL) /* "a bomb believed to have been laid by" */
            return tree_head(t, head);
        if (t->nodes[verb].deprel == DEPREL_CONJ || t->nodes[verb].deprel == DEPREL_ADVCL ||
            t->nodes[verb].deprel == DEPREL_XCOMP) {
            if (subject == TREE_NONE) subject = clause_surface_subject(t, head);
            return subject == TREE_NONE ? TREE_NONE : clause_antecedent(t, subject);
        }
        return TREE_NONE;
    }
    /* "the town that rebels attacked": no object in sight, an object relative */
    if (t->nodes[verb].deprel == DEPREL_ACL_RELCL) {
        uint32_t subject = clause_surface_subject(t, verb);
        if (subject != TREE_NONE && clause_antecedent(t, subject) == subject)
            return tree_head(t, verb);
    }
    object = shared_object(t, verb);
    return object == TREE_NONE ? TREE_NONE : clause_antecedent(t, object);
}

uint32_t clause_of(const tree *t, uint32_t token)
{
    for (uint32_t steps = 0; steps < t->n; steps++) {
        if (t->nodes[token].upos == UPOS_VERB && t->nodes[token].deprel != DEPREL_AMOD)
            return token;
        if (is_clausal(t->nodes[token].deprel)) return token;
        uint32_t head = tree_head(t, token);
        if (head == TREE_NONE) return token;
        token = head;
    }
    return token;
}

uint32_t clause_stray_gerund(const tree *t, uint32_t verb, uint64_t prep)
{
    for (uint32_t i = verb + 2; i < t->n; i++) {
        if (t->tokens[i - 1].hash != prep || t->nodes[i].xpos != XPOS_VBG) continue;
        uint32_t above = tree_head(t, i);
        return above != TREE_NONE && above > verb && clause_of(t, above) == verb ? i : TREE_NONE;
    }
    return TREE_NONE;
}

uint32_t clause_content(const tree *t, uint32_t word)
{
    for (uint32_t i = tree_next_child(t, word, word); i != TREE_NONE;
         i = tree_next_child(t, word, i)) {
        uint8_t rel = t->nodes[i].deprel;
        if (t->nodes[i].upos != UPOS_VERB) continue;
        if (rel == DEPREL_XCOMP || rel == DEPREL_CCOMP) return i;
        if ((rel == DEPREL_ADVCL || rel == DEPREL_ACL) && clause_has_mark(t, i, "to")) return i;
    }
    return TREE_NONE;
}

bool clause_has_mark(const tree *t, uint32_t verb, const char *mark)
{
    for (uint32_t i = tree_next_child(t, verb, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, verb, i))
        if (t->nodes[i].deprel == DEPREL_MARK && tree_form_is(t, i, mark)) return true;
    return false;
}
