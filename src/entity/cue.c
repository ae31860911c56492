/* Cues in a text, and the way from a cue to who speaks.
 *
 * The subject comes from the tree: the verb's own, its antecedent's in a relative clause, its
 * governor's for conjoined verbs and participles ("met Diop and said", "..., adding that").
 * Where the tree has none, the noun phrase that touches the cue is taken, for the parser is
 * wrong about one arc in six. */
#include "entity/cue.h"

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

uint32_t cue_of_lemma(const cue_book *book, casus_str lemma)
{
    const cue_entry *e = cue_book_find(book, lemma, CUE_VERB);
    return e ? e->flags : 0;
}

/* The lemma's flags behind a suffix: "claims", "claimed", "noting", "denied", "quipped". */
static uint32_t cut_suffix(const cue_book *book, const char *word, size_t len)
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
        uint32_t flags = cue_of_lemma(book, str_from(base));
        if (flags) return flags;
        if (more == 0 && base[stem - 1] == base[stem - 2]) { /* doubled consonant */
            base[stem - 1] = 0;
            flags = cue_of_lemma(book, str_from(base));
            if (flags) return flags;
        }
    }
    return 0;
}

uint32_t cue_of_form(const cue_book *book, casus_str form)
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
        if (strcmp(lower, IRREGULAR[k].form) == 0) return cue_of_lemma(book, str_from(IRREGULAR[k].lemma));
    uint32_t flags = cue_of_lemma(book, form);
    return flags ? flags : cut_suffix(book, lower, form.len);
}

static bool is_parsed(const tree *t) { return t->n > 0 && t->nodes[0].lemma.ptr != NULL; }

uint32_t cue_at(const entity_input *in, uint32_t i)
{
    if (i >= in->lexed->n_tokens) return 0;
    const token *t = &in->lexed->tokens[i];
    if (!(t->flags & TOKEN_ALPHA)) return 0;
    casus_str form = token_form(in->text->ptr, t);
    const node *n = &in->nodes[i];
    if (n->lemma.ptr == NULL) return cue_of_form(in->cues, form);
    if (n->upos == UPOS_VERB || n->upos == UPOS_AUX) {
        uint32_t flags = cue_of_lemma(in->cues, n->lemma);
        return flags ? flags : cue_of_form(in->cues, form);
    }
    if (n->upos == UPOS_ADV) {
        const cue_entry *e = cue_book_find(in->cues, n->lemma, CUE_ADVERBIAL);
        return e ? e->flags & (CUE_ADVERB | CUE_DOUBT) : 0;
    }
    /* The commonest cues are seldom anything else, whatever the tagger says. */
    bool common = str_eq_nocase(form, STR("said")) || str_eq_nocase(form, STR("told")) ||
                  str_eq_nocase(form, STR("says"));
    return common ? cue_of_form(in->cues, form) : 0;
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
uint32_t cue_owner(const tree *t, uint32_t noun)
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

/* Of "the envoy, who said", the relative pronoun or, with `antecedent`, the envoy. */
uint32_t cue_subject(const tree *t, uint32_t verb, bool antecedent)
{
    /* "it was reported by the agency that": the agent speaks. */
    uint32_t agent = tree_child(t, verb, DEPREL_OBL_AGENT);
    if (agent != TREE_NONE) return agent;
    for (int step = 0; step < 5 && verb != TREE_NONE; step++) {
        uint32_t s = subject_of(t, verb);
        if (s != TREE_NONE && is_relative(t, s) && t->nodes[verb].deprel == DEPREL_ACL_RELCL)
            return antecedent ? tree_head(t, verb) : s;
        if (s != TREE_NONE)
            return tree_form_is(t, s, "it") && tree_child(t, verb, DEPREL_AUX_PASS) != TREE_NONE
                       ? TREE_NONE
                       : s;
        uint32_t head = tree_head(t, verb);
        switch (t->nodes[verb].deprel) {
        case DEPREL_ACL_RELCL: return head;
        case DEPREL_ACL: return head == TREE_NONE ? TREE_NONE : cue_owner(t, head);
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
        uint32_t s = cue_subject(&t, cue - t.first, true);
        if (s != TREE_NONE) return t.first + s;
    }
    return beside_quote || !is_parsed(&t) ? source_beside(in, e, cue) : ENTITY_NONE;
}
