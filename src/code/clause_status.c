/* The status that a word's own clause gives it: tense and mood, negation, conditions. */
#include "code/clause_status.h"

#include "casus.h"

/* ---- negation -------------------------------------------------------------------------------- */

bool status_is_undone(uint32_t status)
{
    return status == CASUS_NEGATED || status == CASUS_DENIED;
}

uint32_t status_negate(uint32_t status)
{
    return status_is_undone(status) ? CASUS_POSSIBLE : CASUS_NEGATED;
}

/* "not only": no negation. */
static bool is_not_only(const tree *t, uint32_t i)
{
    static const char *const words[] = {"only", "just", "merely", "simply"};
    return i + 1 < t->n && tree_form_is(t, i, "not") &&
           tree_form_among(t, i + 1, words, COUNT(words));
}

/* "not once", "at no time", "under no circumstances": negation by a phrase of time or manner. */
static bool is_never(const tree *t, uint32_t i)
{
    static const char *const words[] = {"time",  "point", "stage", "circumstances", "circumstance",
                                        "means", "way",   "case",  "condition"};
    if (tree_form_is(t, i, "once")) return i > 0 && tree_form_is(t, i - 1, "not");
    return tree_form_among(t, i, words, COUNT(words)) && i > 1 && tree_form_is(t, i - 1, "no");
}

static bool is_negation(const tree *t, uint32_t i)
{
    static const char *const words[] = {"not", "n't",    "never",  "neither",
                                        "nor", "hardly", "without"};
    static const char *const instead[] = {"instead", "rather"};
    bool listed = tree_form_among(t, i, words, COUNT(words));
    switch (t->nodes[i].deprel) {
    case DEPREL_ADVMOD: return (listed && !is_not_only(t, i)) || is_never(t, i);
    case DEPREL_OBL:
    case DEPREL_OBL_UNMARKED: return is_never(t, i);
    case DEPREL_DET: return listed || tree_form_is(t, i, "no");
    case DEPREL_MARK:
    case DEPREL_CASE:
    case DEPREL_CC: return listed || tree_form_among(t, i, instead, COUNT(instead));
    case DEPREL_CC_PRECONJ: return listed;
    default: return false;
    }
}

/* "nobody", "no soldier", "neither Mali nor Niger", "hardly any country". */
static bool is_none(const tree *t, uint32_t noun)
{
    static const char *const words[] = {"nobody", "none", "neither", "nothing", "no-one"};
    static const char *const before[] = {"no", "neither", "hardly"};
    if (tree_form_among(t, noun, words, COUNT(words))) return true;
    for (uint32_t i = tree_next_child(t, noun, TREE_NONE); i != TREE_NONE && i < noun;
         i = tree_next_child(t, noun, i)) {
        uint8_t rel = t->nodes[i].deprel;
        if (rel != DEPREL_DET && rel != DEPREL_CC_PRECONJ && rel != DEPREL_ADVMOD) continue;
        if (tree_form_among(t, i, before, COUNT(before))) return true;
        uint32_t inner = tree_child(t, i, DEPREL_ADVMOD); /* "hardly any" */
        if (inner != TREE_NONE && tree_form_is(t, inner, "hardly")) return true;
    }
    return false;
}

/* Nobody did it, or to nobody: "no soldier crossed", "made no threat". The object of a helper is an
 * act that tells its "no" itself: "has no plan to". */
static bool is_done_by_none(const tree *t, uint32_t word, uint32_t need, bool helper)
{
    for (uint32_t i = tree_next_child(t, word, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, word, i)) {
        uint8_t rel = t->nodes[i].deprel;
        bool subject = rel == DEPREL_NSUBJ || rel == DEPREL_NSUBJ_PASS;
        bool thing = rel == DEPREL_OBJ || i == need;
        bool object = thing && !(helper && t->nodes[i].upos == UPOS_NOUN);
        if ((subject || object) && is_none(t, i)) return true;
    }
    return false;
}

/* "It was not Ankara that broke off the talks". */
static bool is_cleft_away(const tree *t, uint32_t verb)
{
    uint32_t noun = tree_head(t, verb);
    uint8_t rel = t->nodes[verb].deprel;
    if (noun == TREE_NONE || noun > verb || tree_child(t, noun, DEPREL_COP) == TREE_NONE)
        return false;
    if (rel != DEPREL_ACL_RELCL && rel != DEPREL_ADVCL_RELCL && rel != DEPREL_CCOMP &&
        rel != DEPREL_CSUBJ)
        return false;
    bool it = false, negated = false;
    for (uint32_t i = tree_next_child(t, noun, TREE_NONE); i != TREE_NONE && i < noun;
         i = tree_next_child(t, noun, i)) {
        it |= tree_form_is(t, i, "it");
        negated |= is_negation(t, i);
    }
    return it && negated && t->nodes[noun].upos != UPOS_ADJ;
}

/* "there would be no more talks" */
static bool is_no_more(const tree *t, uint32_t noun)
{
    return noun > 1 && tree_form_is(t, noun - 2, "no") && tree_form_is(t, noun - 1, "more") &&
           tree_head(t, noun - 1) == noun;
}

/* "almost went to war" */
static bool is_almost(const tree *t, uint32_t verb)
{
    return verb > 0 && tree_head(t, verb - 1) == verb &&
           (tree_form_is(t, verb - 1, "almost") || tree_form_is(t, verb - 1, "nearly"));
}

/* "has yet to sign" */
static bool is_yet_to(const tree *t, uint32_t verb)
{
    for (uint32_t i = verb; i > 1 && i + 4 > verb; i--)
        if (tree_form_is(t, i - 1, "to") && tree_form_is(t, i - 2, "yet")) return true;
    return false;
}

/* "demanded that Russia leave": a bare verb with a subject of its own. */
static bool is_subjunctive(const tree *t, uint32_t verb)
{
    static const char *const causing[] = {"let", "make",  "help", "have",
                                          "see", "watch", "hear"};
    uint32_t head = tree_head(t, verb);
    if (head == TREE_NONE || t->nodes[verb].deprel != DEPREL_CCOMP ||
        t->nodes[verb].xpos != XPOS_VB || tree_child(t, verb, DEPREL_AUX) != TREE_NONE ||
        clause_has_mark(t, verb, "to"))
        return false;
    return !tree_lemma_among(t, head, causing, COUNT(causing)) &&
           tree_child(t, verb, DEPREL_NSUBJ) != TREE_NONE;
}

static bool is_no_longer(const tree *t, uint32_t i)
{
    return tree_form_is(t, i, "longer") && i > 0 && tree_form_is(t, i - 1, "no");
}

/* "if India attacks, ..." under the verb */
static bool has_condition(const tree *t, uint32_t verb)
{
    for (uint32_t i = tree_next_child(t, verb, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, verb, i))
        if (t->nodes[i].deprel == DEPREL_ADVCL &&
            (clause_has_mark(t, i, "if") || clause_has_mark(t, i, "unless")))
            return true;
    return false;
}

/* A report in the past turns "will" into "would": "said it would withdraw" is a plan, not a
 * guess. */
static bool would_is_future(const tree *t, uint32_t verb)
{
    uint32_t up = verb;
    if (has_condition(t, verb)) return false;
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

/* "Should Caracas attack", "Were it to attack": a condition by the order of its words. */
static bool is_inverted(const tree *t, uint32_t verb, uint32_t aux)
{
    uint32_t subject = tree_child(t, verb, DEPREL_NSUBJ);
    return t->nodes[verb].deprel == DEPREL_ADVCL && subject != TREE_NONE && aux < subject &&
           subject < verb;
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
    if (is_inverted(t, verb, aux)) return CASUS_POSSIBLE;
    for (size_t k = 0; k < COUNT(modals); k++)
        if (tree_form_is(t, aux, modals[k].form)) return modals[k].status;
    return CASUS_ACTUAL;
}

/* "Police had to fire": they did. But "said they had to leave" is "they have to leave". */
static bool had_to(const tree *t, uint32_t have)
{
    uint32_t head = tree_head(t, have);
    bool reported = t->nodes[have].deprel == DEPREL_CCOMP && head != TREE_NONE && head < have;
    return tree_form_is(t, have, "had") && !reported && !clause_has_mark(t, have, "if");
}

/* "going to attack", "has to leave", "is to visit": what stands between a subject and its verb. */
static uint32_t of_periphrasis(const tree *t, uint32_t verb)
{
    uint32_t head = tree_head(t, verb);
    if (head == TREE_NONE || t->nodes[verb].deprel != DEPREL_XCOMP) return CASUS_ACTUAL;
    if (tree_form_is(t, head, "going")) return CASUS_PLANNED;
    if (had_to(t, head)) return CASUS_ACTUAL;
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

/* "there would be no talks until the group freed its captives": the past of a reported future. */
static bool is_told_as_future(const tree *t, uint32_t verb)
{
    for (uint32_t up = tree_head(t, verb), step = 0; up != TREE_NONE && step < 3;
         up = tree_head(t, up), step++)
        for (uint32_t i = tree_child(t, up, DEPREL_AUX); i != TREE_NONE && i < up;
             i = tree_next_child(t, up, i))
            if (tree_form_is(t, i, "would")) return true;
    return false;
}

/* "until Russia withdraws", "once they sign": what is waited for. */
static bool is_awaited(const tree *t, uint32_t verb)
{
    uint32_t aux = tree_child(t, verb, DEPREL_AUX);
    uint32_t finite = aux == TREE_NONE || aux > verb ? verb : aux;
    bool present = t->nodes[finite].xpos == XPOS_VBZ || t->nodes[finite].xpos == XPOS_VBP;
    bool awaited = present || (t->nodes[finite].xpos == XPOS_VBD && is_told_as_future(t, verb));
    return awaited && (clause_has_mark(t, verb, "until") || clause_has_mark(t, verb, "till") ||
           clause_has_mark(t, verb, "once"));
}

static bool in_condition(const tree *t, uint32_t word)
{
    for (int step = 0; step < 8 && word != TREE_NONE; step++) {
        if (clause_has_mark(t, word, "if") || clause_has_mark(t, word, "unless") ||
            clause_has_mark(t, word, "whether") || clause_has_mark(t, word, "lest") ||
            clause_has_mark(t, word, "provided") || is_awaited(t, word))
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
    if (tree_lemma_among(t, noun, means, COUNT(means))) return false;
    for (uint32_t i = noun; i + 4 > noun; i--) {
        if (tree_form_among(t, i, words, COUNT(words))) return true;
        if (i == 0) break;
    }
    return false;
}

/* "telephoned Damascus to urge restraint", "wrote to complain": who calls to say it says it. */
static bool is_said_by_phone(const tree *t, uint32_t verb)
{
    static const char *const calls[] = {"telephone", "phone", "call", "ring", "write", "cable"};
    static const char *const says[] = {"urge",     "ask",     "complain", "protest", "demand",
                                       "warn",     "thank",   "press",    "appeal",  "congratulate",
                                       "condemn",  "express", "convey",   "voice",   "apologise",
                                       "apologize", "assure", "offer"};
    uint32_t head = tree_head(t, verb);
    return head != TREE_NONE && t->nodes[verb].deprel == DEPREL_ADVCL &&
           tree_lemma_among(t, head, calls, COUNT(calls)) &&
           tree_lemma_among(t, verb, says, COUNT(says));
}

/* "took to the streets" */
static bool takes_to_streets(const tree *t, uint32_t verb)
{
    if (!tree_lemma_is(t, verb, "take")) return false;
    for (uint32_t i = tree_next_child(t, verb, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, verb, i))
        if (tree_lemma_is(t, i, "street")) return true;
    return false;
}

/* "thronged the square to denounce", "rose to applaud": what those who gather have to say, they
 * say. The verb of gathering, or TREE_NONE. */
static uint32_t gathering_over(const tree *t, uint32_t verb)
{
    static const char *const gather[] = {
        "gather",    "march",   "rally",    "throng",    "pour",  "fill",       "line",
        "stand",     "rise",    "mass",     "converge",  "flock", "crowd",      "pack",
        "camp",      "strike",  "walk",     "assemble",  "sit",   "demonstrate", "protest",
        "parade",    "block",   "kneel",    "picket",    "queue", "congregate", "barricade",
        "surround",  "occupy",  "blockade"};
    static const char *const say[] = {
        "demand",   "call",     "denounce", "condemn",    "cheer",     "back",      "support",
        "applaud",  "honour",   "honor",    "mourn",      "express",   "show",      "voice",
        "urge",     "celebrate", "welcome", "oppose",     "protest",   "criticise", "criticize",
        "press",    "decry",    "vent",     "reproach",   "rebuke",    "reject",    "commemorate",
        "bless",    "salute",   "plead",    "appeal",     "pressure",  "hail",      "greet",
        "tell"};
    while (t->nodes[verb].deprel == DEPREL_CONJ && tree_head(t, verb) != TREE_NONE)
        verb = tree_head(t, verb);
    uint32_t head = tree_head(t, verb);
    if (head == TREE_NONE || head > verb || t->nodes[verb].deprel != DEPREL_ADVCL ||
        !tree_lemma_among(t, verb, say, COUNT(say)))
        return TREE_NONE;
    bool over = tree_lemma_among(t, head, gather, COUNT(gather));
    return over || takes_to_streets(t, head) ? head : TREE_NONE;
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

/* A headline ("X to visit Y") or a purpose ("came to sign") is planned. */
static uint32_t of_free_infinitive(const tree *t, uint32_t verb)
{
    if (is_of_the_first(t, verb) || is_said_by_phone(t, verb))
        return local_modal(t, tree_head(t, verb));
    uint32_t gathering = gathering_over(t, verb);
    if (gathering == TREE_NONE) return CASUS_PLANNED;
    return clause_status(t, gathering, TREE_NONE, false, false);
}

/* "is due in Baghdad", "are expected in Doha". */
static bool is_expected(const tree *t, uint32_t word)
{
    return tree_lemma_is(t, word, "due") ||
           (tree_lemma_is(t, word, "expect") && clause_is_passive(t, word));
}

/* "Kishida to visit Kyiv, meet Zelenskiy": a headline names what comes next without its "to". */
static bool is_listed_plan(const tree *t, uint32_t verb)
{
    uint32_t subject =
        t->nodes[verb].xpos == XPOS_VB ? tree_child(t, verb, DEPREL_NSUBJ) : TREE_NONE;
    uint32_t first = subject == TREE_NONE ? TREE_NONE : tree_child(t, subject, DEPREL_ACL);
    return first != TREE_NONE && first < verb && clause_has_mark(t, first, "to") &&
           tree_child(t, verb, DEPREL_AUX) == TREE_NONE;
}

uint32_t clause_status(const tree *t, uint32_t word, uint32_t need, bool governed, bool helper)
{
    bool negated = is_cleft_away(t, word), to = false, verbal = clause_is_verbal(t, word);
    uint32_t at = shares_auxiliaries(t, word) ? tree_head(t, word) : word;
    uint32_t status = local_modal(t, at);
    for (uint32_t i = tree_next_child(t, at, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, at, i)) {
        if (is_no_longer(t, i)) return CASUS_ENDED;
        if (i < word || t->nodes[i].deprel == DEPREL_ADVMOD) negated ^= is_negation(t, i);
        if (t->nodes[i].deprel == DEPREL_MARK && tree_form_is(t, i, "to")) to = true;
    }
    if ((verbal && is_done_by_none(t, at, need, helper)) || is_no_more(t, word)) negated = true;
    if (verbal && is_yet_to(t, at)) return CASUS_NEGATED;
    if (status == CASUS_ACTUAL && is_almost(t, at)) status = CASUS_POSSIBLE;
    if (status == CASUS_ACTUAL && is_subjunctive(t, at)) status = CASUS_PROPOSED;
    if (status == CASUS_ACTUAL && verbal) status = of_periphrasis(t, at);
    if (status == CASUS_ACTUAL && !verbal) status = of_case(t, word);
    uint8_t rel = t->nodes[at].deprel;
    uint32_t head = tree_head(t, at);
    bool hangs_on_verb =
        rel == DEPREL_XCOMP && head != TREE_NONE && t->nodes[head].upos != UPOS_PROPN;
    if (status == CASUS_ACTUAL && to && !governed && t->nodes[word].xpos == XPOS_VB &&
        !hangs_on_verb)
        status = of_free_infinitive(t, at);
    if (status == CASUS_ACTUAL && !helper && (is_expected(t, at) || is_listed_plan(t, at)))
        status = CASUS_PLANNED;
    if (in_condition(t, word)) status = CASUS_POSSIBLE;
    return negated ? status_negate(status) : status;
}
