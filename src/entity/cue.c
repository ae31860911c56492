/* The table of reporting verbs with what each implies, and the way from a cue to who speaks.
 *
 * The subject comes from the tree: the verb's own, its antecedent's in a relative clause, its
 * governor's for conjoined verbs and participles ("met Diop and said", "..., adding that").
 * Where the tree has none, the noun phrase that touches the cue is taken, for the parser is
 * wrong about one arc in six. */
#include "entity/cue.h"

#include <stdlib.h>

typedef struct cue_entry {
    char lemma[14];
    uint8_t flags;
} cue_entry;

/* Sorted by lemma; test_claim checks it. */
static const cue_entry CUES[] = {
    {"accept", CUE_SAY},
    {"accuse", CUE_ACT},
    {"acknowledge", CUE_SAY | CUE_OBJECT},
    {"add", CUE_SAY},
    {"admit", CUE_SAY | CUE_OBJECT},
    {"admonish", CUE_ACT},
    {"advise", CUE_ACT},
    {"advocate", CUE_ACT},
    {"affirm", CUE_SAY},
    {"agree", CUE_SAY},
    {"allege", CUE_SAY | CUE_DOUBT | CUE_OBJECT},
    {"allegedly", CUE_ADVERB | CUE_DOUBT},
    {"announce", CUE_SAY | CUE_OBJECT},
    {"answer", CUE_SAY},
    {"apologise", CUE_ACT},
    {"apologize", CUE_ACT},
    {"appeal", CUE_ACT},
    {"applaud", CUE_CALL},
    {"argue", CUE_SAY},
    {"ask", CUE_ACT},
    {"assert", CUE_SAY},
    {"assess", CUE_SAY},
    {"assume", CUE_SAY | CUE_THINK},
    {"assure", CUE_SAY},
    {"attest", CUE_SAY},
    {"aver", CUE_SAY},
    {"avow", CUE_SAY},
    {"beg", CUE_ACT},
    {"believe", CUE_SAY | CUE_THINK},
    {"bemoan", CUE_CALL},
    {"berate", CUE_CALL},
    {"blame", CUE_ACT},
    {"blast", CUE_CALL},
    {"boast", CUE_SAY},
    {"brand", CUE_CALL},
    {"call", CUE_CALL},
    {"caution", CUE_ACT},
    {"charge", CUE_ACT},
    {"chide", CUE_CALL},
    {"cite", CUE_CALL | CUE_OBJECT},
    {"claim", CUE_SAY | CUE_DOUBT},
    {"clarify", CUE_SAY},
    {"comment", CUE_SAY},
    {"complain", CUE_SAY},
    {"concede", CUE_SAY},
    {"conclude", CUE_SAY},
    {"concur", CUE_SAY},
    {"condemn", CUE_ACT},
    {"confess", CUE_SAY},
    {"confirm", CUE_SAY | CUE_OBJECT},
    {"congratulate", CUE_CALL},
    {"contend", CUE_SAY | CUE_DOUBT},
    {"continue", CUE_CALL},
    {"counter", CUE_SAY},
    {"criticise", CUE_CALL},
    {"criticize", CUE_CALL},
    {"declare", CUE_SAY},
    {"decry", CUE_CALL},
    {"demand", CUE_ACT},
    {"denounce", CUE_ACT},
    {"deny", CUE_ACT | CUE_DENY},
    {"deplore", CUE_CALL},
    {"deride", CUE_CALL},
    {"describe", CUE_CALL},
    {"detail", CUE_SAY | CUE_OBJECT},
    {"determine", CUE_SAY},
    {"disagree", CUE_SAY},
    {"disclose", CUE_SAY | CUE_OBJECT},
    {"dismiss", CUE_CALL | CUE_DENY},
    {"dispute", CUE_ACT | CUE_DENY},
    {"doubt", CUE_SAY | CUE_THINK | CUE_DENY},
    {"dub", CUE_CALL},
    {"elaborate", CUE_SAY},
    {"emphasise", CUE_SAY},
    {"emphasize", CUE_SAY},
    {"estimate", CUE_SAY},
    {"exclaim", CUE_SAY},
    {"exhort", CUE_ACT},
    {"expect", CUE_SAY | CUE_THINK},
    {"explain", CUE_SAY},
    {"express", CUE_CALL},
    {"fear", CUE_SAY | CUE_THINK},
    {"feel", CUE_SAY | CUE_THINK},
    {"find", CUE_SAY | CUE_THINK},
    {"forecast", CUE_SAY},
    {"guess", CUE_SAY | CUE_THINK},
    {"hail", CUE_CALL},
    {"hint", CUE_SAY},
    {"hope", CUE_SAY | CUE_THINK},
    {"imply", CUE_SAY},
    {"indicate", CUE_SAY},
    {"inform", CUE_SAY},
    {"insist", CUE_SAY},
    {"interject", CUE_SAY},
    {"invite", CUE_ACT},
    {"joke", CUE_SAY},
    {"judge", CUE_SAY | CUE_THINK},
    {"know", CUE_SAY | CUE_THINK},
    {"label", CUE_CALL},
    {"lament", CUE_SAY},
    {"learn", CUE_SAY | CUE_THINK},
    {"lecture", CUE_CALL},
    {"liken", CUE_CALL},
    {"maintain", CUE_SAY | CUE_DOUBT},
    {"mention", CUE_SAY},
    {"mock", CUE_CALL},
    {"note", CUE_SAY},
    {"observe", CUE_SAY},
    {"opine", CUE_SAY},
    {"order", CUE_ACT},
    {"plead", CUE_ACT},
    {"pledge", CUE_ACT},
    {"point", CUE_SAY},
    {"portray", CUE_CALL},
    {"praise", CUE_CALL},
    {"predict", CUE_SAY},
    {"proclaim", CUE_SAY},
    {"promise", CUE_ACT},
    {"propose", CUE_ACT},
    {"protest", CUE_ACT},
    {"purportedly", CUE_ADVERB | CUE_DOUBT},
    {"question", CUE_CALL},
    {"quip", CUE_SAY},
    {"quote", CUE_CALL},
    {"reaffirm", CUE_SAY},
    {"realise", CUE_SAY | CUE_THINK},
    {"realize", CUE_SAY | CUE_THINK},
    {"reason", CUE_SAY},
    {"reassure", CUE_SAY},
    {"recall", CUE_SAY},
    {"reckon", CUE_SAY | CUE_THINK},
    {"recommend", CUE_ACT},
    {"recount", CUE_SAY},
    {"refer", CUE_CALL},
    {"reiterate", CUE_SAY},
    {"reject", CUE_ACT | CUE_DENY},
    {"remark", CUE_SAY},
    {"remind", CUE_SAY},
    {"repeat", CUE_SAY},
    {"reply", CUE_SAY},
    {"report", CUE_SAY | CUE_OBJECT},
    {"reportedly", CUE_ADVERB},
    {"request", CUE_ACT},
    {"respond", CUE_SAY},
    {"retort", CUE_SAY},
    {"reveal", CUE_SAY | CUE_OBJECT},
    {"ridicule", CUE_CALL},
    {"rule", CUE_SAY},
    {"say", CUE_SAY},
    {"scold", CUE_CALL},
    {"shout", CUE_SAY},
    {"show", CUE_SAY | CUE_THINK},
    {"signal", CUE_SAY},
    {"speak", CUE_CALL},
    {"speculate", CUE_SAY | CUE_DOUBT},
    {"state", CUE_SAY},
    {"stress", CUE_SAY},
    {"suggest", CUE_SAY},
    {"supposedly", CUE_ADVERB | CUE_DOUBT},
    {"surmise", CUE_SAY | CUE_THINK},
    {"suspect", CUE_SAY | CUE_THINK},
    {"swear", CUE_ACT},
    {"tell", CUE_SAY},
    {"term", CUE_CALL},
    {"testify", CUE_SAY},
    {"thank", CUE_CALL},
    {"think", CUE_SAY | CUE_THINK},
    {"threaten", CUE_ACT},
    {"tout", CUE_CALL},
    {"tweet", CUE_SAY},
    {"underline", CUE_SAY},
    {"underscore", CUE_SAY},
    {"urge", CUE_ACT},
    {"vow", CUE_ACT},
    {"warn", CUE_ACT},
    {"welcome", CUE_CALL},
    {"worry", CUE_SAY | CUE_THINK},
    {"write", CUE_SAY},
    {"yell", CUE_SAY},
};

bool cues_in_order(void)
{
    for (size_t k = 1; k < sizeof CUES / sizeof CUES[0]; k++)
        if (strcmp(CUES[k - 1].lemma, CUES[k].lemma) >= 0) return false;
    return true;
}

static int compare(const void *key, const void *item)
{
    return strcmp(key, ((const cue_entry *)item)->lemma);
}

static uint32_t lookup(const char *lemma)
{
    const cue_entry *e =
        bsearch(lemma, CUES, sizeof CUES / sizeof CUES[0], sizeof CUES[0], compare);
    return e ? e->flags : 0;
}

static bool lower_copy(casus_str s, char out[20])
{
    if (s.len == 0 || s.len > 16) return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        out[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    out[s.len] = 0;
    return true;
}

uint32_t cue_of_lemma(casus_str lemma)
{
    char lower[20];
    return lower_copy(lemma, lower) ? lookup(lower) : 0;
}

/* The lemma's flags behind a suffix: "claims", "claimed", "noting", "denied", "quipped". */
static uint32_t cut_suffix(char *word, size_t len)
{
    static const struct {
        const char *suffix, *instead;
    } RULES[] = {{"ied", "y"}, {"ies", "y"}, {"ing", ""}, {"ing", "e"},
                 {"ed", ""},   {"ed", "e"},  {"es", ""},  {"s", ""}};
    char base[24];
    for (size_t k = 0; k < sizeof RULES / sizeof RULES[0]; k++) {
        size_t cut = strlen(RULES[k].suffix), more = strlen(RULES[k].instead);
        if (len < cut + 3 || strcmp(word + len - cut, RULES[k].suffix) != 0) continue;
        size_t stem = len - cut;
        memcpy(base, word, stem);
        memcpy(base + stem, RULES[k].instead, more + 1);
        uint32_t flags = lookup(base);
        if (flags) return flags;
        if (more == 0 && base[stem - 1] == base[stem - 2]) { /* doubled consonant */
            base[stem - 1] = 0;
            flags = lookup(base);
            if (flags) return flags;
        }
    }
    return 0;
}

uint32_t cue_of_form(casus_str form)
{
    static const struct {
        const char *form, *lemma;
    } IRREGULAR[] = {{"said", "say"},    {"told", "tell"},     {"thought", "think"},
                     {"wrote", "write"}, {"written", "write"}, {"spoke", "speak"},
                     {"swore", "swear"}, {"knew", "know"},     {"found", "find"},
                     {"felt", "feel"},   {"pled", "plead"}};
    char lower[20];
    if (!lower_copy(form, lower)) return 0;
    for (size_t k = 0; k < sizeof IRREGULAR / sizeof IRREGULAR[0]; k++)
        if (strcmp(lower, IRREGULAR[k].form) == 0) return lookup(IRREGULAR[k].lemma);
    uint32_t flags = lookup(lower);
    return flags ? flags : cut_suffix(lower, form.len);
}

static bool is_parsed(const tree *t) { return t->n > 0 && t->nodes[0].lemma.ptr != NULL; }

uint32_t cue_at(const entity_input *in, uint32_t i)
{
    if (i >= in->lexed->n_tokens) return 0;
    const token *t = &in->lexed->tokens[i];
    if (!(t->flags & TOKEN_ALPHA)) return 0;
    casus_str form = token_form(in->text->ptr, t);
    const node *n = &in->nodes[i];
    if (n->lemma.ptr == NULL) return cue_of_form(form);
    if (n->upos == UPOS_VERB || n->upos == UPOS_AUX) {
        uint32_t flags = cue_of_lemma(n->lemma);
        return flags ? flags : cue_of_form(form);
    }
    if (n->upos == UPOS_ADV) return cue_of_lemma(n->lemma) & (CUE_ADVERB | CUE_DOUBT);
    /* The commonest cues are seldom anything else, whatever the tagger says. */
    bool common = str_eq_nocase(form, STR("said")) || str_eq_nocase(form, STR("told")) ||
                  str_eq_nocase(form, STR("says"));
    return common ? cue_of_form(form) : 0;
}

/* ---- mentions -------------------------------------------------------------------------------- */

uint32_t mention_near(const entity_input *in, const entities *e, uint32_t i)
{
    if (i >= in->lexed->n_tokens || !e->mention_at) return ENTITY_NONE;
    if (e->mention_at[i] != ENTITY_NONE) return e->mention_at[i];
    uint32_t si = in->lexed->tokens[i].sentence;
    uint32_t first = in->lexed->first[si], last = in->lexed->first[si + 1];
    uint32_t best = ENTITY_NONE, width = UINT32_MAX;
    for (uint32_t k = i > first + 8 ? i - 8 : first; k < last && k <= i + 8; k++) {
        uint32_t m = e->mention_at[k];
        if (m == ENTITY_NONE || m >= e->n_mentions) continue;
        const mention *x = &e->mentions[m];
        if (x->first > i || x->last < i || x->last - x->first >= width) continue;
        best = m;
        width = x->last - x->first;
    }
    return best;
}

uint32_t mention_from(const entities *e, uint32_t from, uint32_t to, uint32_t latest)
{
    uint32_t best = ENTITY_NONE;
    if (!e->mention_at) return best;
    for (uint32_t k = from; k < to; k++) {
        uint32_t m = e->mention_at[k];
        if (m == ENTITY_NONE || m >= e->n_mentions) continue;
        const mention *x = &e->mentions[m];
        if (x->first < from || x->first > latest || x->kind == MENTION_PLACE ||
            (x->flags & MENTION_ADJ))
            continue;
        const mention *b = best == ENTITY_NONE ? NULL : &e->mentions[best];
        if (!b || x->first < b->first || (x->first == b->first && x->last > b->last)) best = m;
    }
    return best;
}

/* ---- the subject ----------------------------------------------------------------------------- */

static uint32_t subject_of(const tree *t, uint32_t verb)
{
    static const enum deprel SUBJECTS[] = {DEPREL_NSUBJ, DEPREL_NSUBJ_PASS, DEPREL_NSUBJ_OUTER};
    for (size_t k = 0; k < sizeof SUBJECTS / sizeof SUBJECTS[0]; k++) {
        uint32_t s = tree_child(t, verb, SUBJECTS[k]);
        if (s != TREE_NONE) return s;
    }
    return TREE_NONE;
}

static bool is_relative(const tree *t, uint32_t i)
{
    unsigned xpos = t->nodes[i].xpos;
    return xpos == XPOS_WP || xpos == XPOS_WDT || tree_form_is(t, i, "who") ||
           tree_form_is(t, i, "which");
}

/* Who a noun cue belongs to: "the ministry's statement", "a statement by the ministry". */
static uint32_t owner_of(const tree *t, uint32_t noun)
{
    uint32_t s = tree_child(t, noun, DEPREL_NMOD_POSS);
    if (s != TREE_NONE) return s;
    for (uint32_t c = tree_next_child(t, noun, TREE_NONE); c != TREE_NONE;
         c = tree_next_child(t, noun, c)) {
        if (t->nodes[c].deprel != DEPREL_NMOD) continue;
        uint32_t p = tree_case(t, c);
        if (p != TREE_NONE &&
            (tree_form_is(t, p, "by") || tree_form_is(t, p, "from") || tree_form_is(t, p, "of")))
            return c;
    }
    return noun;
}

static uint32_t tree_source(const tree *t, uint32_t verb)
{
    /* "it was reported by the agency that": the agent speaks. */
    uint32_t agent = tree_child(t, verb, DEPREL_OBL_AGENT);
    if (agent != TREE_NONE) return agent;
    for (int step = 0; step < 5 && verb != TREE_NONE; step++) {
        uint32_t s = subject_of(t, verb);
        if (s != TREE_NONE && is_relative(t, s) && t->nodes[verb].deprel == DEPREL_ACL_RELCL)
            return tree_head(t, verb);
        if (s != TREE_NONE)
            return tree_form_is(t, s, "it") && tree_child(t, verb, DEPREL_AUX_PASS) != TREE_NONE
                       ? TREE_NONE
                       : s;
        uint32_t head = tree_head(t, verb);
        switch (t->nodes[verb].deprel) {
        case DEPREL_ACL_RELCL: return head;
        case DEPREL_ACL: return head == TREE_NONE ? TREE_NONE : owner_of(t, head);
        case DEPREL_CONJ:
        case DEPREL_XCOMP:
        case DEPREL_ADVCL: verb = head; break;
        default: return TREE_NONE;
        }
    }
    return TREE_NONE;
}

static bool is_object_form(casus_str form)
{
    static const char *const OBJECTS[] = {"him",     "them",    "me",         "us",
                                          "himself", "herself", "themselves", NULL};
    for (const char *const *w = OBJECTS; *w; w++)
        if (str_eq_nocase(form, str_from(*w))) return true;
    return false;
}

/* The mention that ends before the cue, adverbs and auxiliaries aside, or begins right behind
 * one that follows a mark: `," said the envoy`. */
static uint32_t source_beside(const entity_input *in, const entities *e, uint32_t cue)
{
    const token *tokens = in->lexed->tokens;
    uint32_t si = tokens[cue].sentence;
    uint32_t first = in->lexed->first[si], last = in->lexed->first[si + 1];
    if (!e->mention_at) return ENTITY_NONE;
    bool inverted = cue == first || (tokens[cue - 1].flags & TOKEN_PUNCT);
    uint32_t best = ENTITY_NONE, best_distance = 16;
    for (uint32_t k = cue > first + 14 ? cue - 14 : first; k < last && k <= cue + 10; k++) {
        uint32_t m = e->mention_at[k];
        if (k == cue || m == ENTITY_NONE || m >= e->n_mentions) continue;
        const mention *x = &e->mentions[m];
        if (x->kind == MENTION_PLACE || (x->flags & MENTION_ADJ)) continue;
        if (is_object_form(token_form(in->text->ptr, &tokens[x->head]))) continue;
        if (x->first > cue && (!inverted || x->first > cue + 3)) continue;
        if (x->first <= cue && x->last >= cue) continue;
        uint32_t distance = x->last < cue ? 2 * (cue - x->last) : 2 * (x->first - cue) - 1;
        if (distance < best_distance) {
            best = k;
            best_distance = distance;
        }
    }
    return best;
}

uint32_t cue_source(const entity_input *in, const entities *e, uint32_t cue, bool beside_quote)
{
    if (cue >= in->lexed->n_tokens) return ENTITY_NONE;
    tree t = entity_tree(in, in->lexed->tokens[cue].sentence);
    if (is_parsed(&t)) {
        uint32_t s = tree_source(&t, cue - t.first);
        if (s != TREE_NONE) return t.first + s;
    }
    return beside_quote || !is_parsed(&t) ? source_beside(in, e, cue) : ENTITY_NONE;
}
