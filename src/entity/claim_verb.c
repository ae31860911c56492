/* Claims of reporting verbs: which clause is what was said. The tree gives most; where it has torn the
 * content off or cut it, the words around the verb are read as they stand. */
#include "entity/claim.h"

/* The span of the cue with its subject and what hangs on it, as a parenthesis inside the
 * content. */
static void cue_span(const claim_reader *r, uint32_t cue, uint32_t content, uint32_t *first,
                     uint32_t *last)
{
    *first = *last = cue;
    for (uint32_t k = tree_next_child(&r->t, cue, TREE_NONE); k != TREE_NONE;
         k = tree_next_child(&r->t, cue, k)) {
        uint32_t a, b;
        if (k == content) continue;
        tree_span(&r->t, k, &a, &b);
        if (a <= content && content <= b) continue;
        if (a < *first) *first = a;
        if (b > *last) *last = b;
    }
}

/* "..., the minister confirmed, as ...": the clause that the cue hangs on, before and behind it. */
static void around_claims(claim_reader *r, uint32_t cue, uint32_t host)
{
    uint32_t first, last, a, b, source = claim_source(r, cue);
    content_span(&r->t, host, &first, &last);
    cue_span(r, cue, TREE_NONE, &a, &b);
    if (a > first) claim_add(r, first, a - 1, cue, source);
    if (b >= last || b + 1 >= r->t.n) return;
    uint32_t next = b + 1;
    while (next <= last && claim_is_punct(r, next)) next++;
    static const char *const ADDED[] = {"as",     "while", "after", "when", "amid",
                                        "adding", "and",   "but",   NULL};
    for (const char *const *w = ADDED; *w; w++)
        if (next < r->t.n && claim_form_is(r, next, *w)) return;
    if (a <= first || host > b) claim_add(r, next, last, cue, source);
}

/* Does a finite verb stand between these tokens? */
static bool has_finite(const claim_reader *r, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (r->t.nodes[i].features & FEATURE_FINITE) return true;
    return false;
}

static bool has_verb(const claim_reader *r, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (r->t.nodes[i].upos == UPOS_VERB || r->t.nodes[i].upos == UPOS_AUX) return true;
    return false;
}

/* "..., the minister said ...": the tree gave no content, yet the words before the subject are a
 * clause. */
static bool before_cue(claim_reader *r, uint32_t cue)
{
    uint32_t subject = tree_child(&r->t, cue, DEPREL_NSUBJ), a, b;
    if (subject == TREE_NONE) return false;
    tree_span(&r->t, subject, &a, &b);
    if (b < cue) {
        if (a < 5 || !claim_form_is(r, a - 1, ",")) return false;
    } else {
        if (cue < 5 || !claim_form_is(r, cue - 1, ",")) return false;
        a = cue;
    }
    if (!has_finite(r, 0, a - 1)) return false;
    claim_add(r, 0, a - 1, cue, claim_source(r, cue));
    return true;
}

/* Verbs whose object is who was told, never a part of what was. */
static bool has_addressee(const tree *t, uint32_t cue)
{
    static const char *const TELLING[] = {"tell", "inform", "assure", "reassure", "remind", NULL};
    for (const char *const *w = TELLING; *w; w++)
        if (tree_lemma_is(t, cue, *w)) return true;
    return false;
}

/* What stands between a cue and its content: a time, a person told, "in a statement". */
static uint32_t skip_circumstance(const claim_reader *r, uint32_t cue)
{
    uint32_t i = cue + 1;
    for (uint32_t k = tree_next_child(&r->t, cue, cue); k != TREE_NONE;
         k = tree_next_child(&r->t, cue, k)) {
        unsigned rel = r->t.nodes[k].deprel;
        uint32_t a, b;
        tree_span(&r->t, k, &a, &b);
        if (a != i) break;
        bool told = rel == DEPREL_OBJ && has_addressee(&r->t, cue);
        if (rel != DEPREL_OBL_UNMARKED && rel != DEPREL_IOBJ && rel != DEPREL_ADVMOD &&
            rel != DEPREL_OBL && !told)
            break;
        if (has_finite(r, a, b + 1)) break;
        i = b + 1;
    }
    return i;
}

/* "said ...": the tree gave no content, yet a clause follows. */
static bool behind_cue(claim_reader *r, uint32_t cue)
{
    uint32_t i = skip_circumstance(r, cue);
    if (i >= r->t.n) return false;
    static const char *const OPENERS[] = {"that", "how", "why", "what", "whether", NULL};
    bool opened = false;
    for (const char *const *w = OPENERS; *w; w++) opened = opened || claim_form_is(r, i, *w);
    if (claim_is_punct(r, i) || claim_form_is(r, i, "as") || claim_form_is(r, i, "when") ||
        claim_form_is(r, i, "while"))
        return false;
    unsigned upos = r->t.nodes[i].upos;
    /* Without "that", a noun phrase begins the clause: "says the plan is", not "said of it". */
    bool nominal = upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON ||
                   upos == UPOS_DET || upos == UPOS_NUM || upos == UPOS_ADJ;
    if (!opened && !nominal) return false;
    /* "accepted the offer that was made": an object is no clause, but for the commonest cues, of
     * whose clause the tree may have torn off the subject. */
    static const char *const BARE[] = {"say", "tell", "add", "claim", "argue", "insist", "note"};
    if (!opened && tree_child(&r->t, cue, DEPREL_OBJ) != TREE_NONE &&
        !tree_lemma_among(&r->t, cue, BARE, COUNT(BARE)))
        return false;
    uint32_t end = i;
    while (end < r->t.n && !claim_form_is(r, end, ";")) end++;
    if (!has_finite(r, i + 1, end)) return false;
    claim_add(r, i, end - 1, cue, claim_source(r, cue));
    return true;
}

/* Is this the cue of a quotation in or beside the sentence? */
static bool cues_quote(const claim_reader *r, uint32_t cue)
{
    for (uint32_t q = r->quote > 3 ? r->quote - 3 : 0; q < r->e->n_quotes; q++) {
        if (r->e->quotes[q].first > r->t.first + r->t.n + 1) break;
        if (r->e->quotes[q].cue == r->t.first + cue) return true;
    }
    return false;
}

/* Does the content hold a quotation of this cue: "said the plan was "bad""? */
static bool holds_quote(const claim_reader *r, uint32_t cue, uint32_t first, uint32_t last)
{
    uint32_t a = r->t.first + first, b = r->t.first + last;
    for (uint32_t q = r->quote > 3 ? r->quote - 3 : 0;
         q < r->e->n_quotes && r->e->quotes[q].first <= b; q++)
        if (r->e->quotes[q].cue == r->t.first + cue && r->e->quotes[q].first > a &&
            r->e->quotes[q].last <= b)
            return true;
    return false;
}

static bool quote_follows(const claim_reader *r, uint32_t cue)
{
    for (uint32_t q = r->quote > 3 ? r->quote - 3 : 0; q < r->e->n_quotes; q++) {
        const quote *x = &r->e->quotes[q];
        if (x->first >= r->t.first + r->t.n) break;
        if (x->cue == r->t.first + cue && x->first > x->cue) return true;
    }
    return false;
}

/* Mends content that the tree has cut: the head of its subject hung on the cue as an object
 * ("said nominee | Donald Trump is"), a clause behind it hung on the cue ("said he would leave |
 * before talks began"). */
static void widen(const claim_reader *r, uint32_t cue, uint32_t content, uint32_t *first,
                  uint32_t *last)
{
    const tree *t = &r->t;
    for (uint32_t k = tree_next_child(t, cue, cue); k != TREE_NONE;
         k = tree_next_child(t, cue, k)) {
        unsigned rel = t->nodes[k].deprel;
        uint32_t a, b;
        if (k == content) continue;
        tree_span(t, k, &a, &b);
        if (rel == DEPREL_OBJ && b + 1 == *first && a > cue && !has_addressee(t, cue)) *first = a;
        if (rel == DEPREL_ADVCL && a == *last + 1 && !claim_form_is(r, a, ",") && content > cue &&
            tree_child(t, k, DEPREL_MARK) != TREE_NONE && !claim_form_is(r, a, "as") &&
            !claim_form_is(r, a, "while"))
            *last = b;
    }
}

/* Cues that report nothing: "did not say", "to say", and, inside a quotation, "I think", "you
 * know". */
static bool is_idle(const claim_reader *r, uint32_t cue, uint32_t flags)
{
    const tree *t = &r->t;
    for (uint32_t k = tree_next_child(t, cue, TREE_NONE); k != TREE_NONE && k < cue;
         k = tree_next_child(t, cue, k)) {
        if (t->nodes[k].deprel == DEPREL_ADVMOD &&
            (tree_form_is(t, k, "not") || tree_form_is(t, k, "n't") || tree_form_is(t, k, "never")))
            return true;
    }
    uint32_t source = claim_source(r, cue);
    bool infinitive =
        (t->nodes[cue].features & FEATURE_INFINITIVE) && cue > 0 && claim_form_is(r, cue - 1, "to");
    if (infinitive &&
        (source == ENTITY_NONE || (flags & CUE_THINK) || t->nodes[cue].deprel != DEPREL_XCOMP))
        return true;
    if (quote_at(r->e, t->first + cue) == ENTITY_NONE) return false;
    if ((flags & CUE_THINK) || source == ENTITY_NONE || infinitive) return true;
    const mention *m = &r->e->mentions[source];
    casus_str who = token_form(t->text, &r->in->lexed->tokens[m->head]);
    return (m->flags & MENTION_SPEAKER) || str_eq_nocase(who, STR("you"));
}

void verb_claims(claim_reader *r, uint32_t cue, uint32_t flags)
{
    if (is_idle(r, cue, flags)) return;
    const tree *t = &r->t;
    bool found = false, quoted = cues_quote(r, cue);
    for (uint32_t k = tree_next_child(t, cue, TREE_NONE); k != TREE_NONE;
         k = tree_next_child(t, cue, k)) {
        unsigned rel = t->nodes[k].deprel;
        bool clause = rel == DEPREL_CCOMP || rel == DEPREL_CSUBJ_PASS ||
                      (rel == DEPREL_PARATAXIS && k > cue && clause_has_subject(t, k) &&
                       claim_form_is(r, cue + 1, ":"));
        /* "is said to have": but "is expected to" and "is ordered to" tell of plans. */
        bool raised =
            rel == DEPREL_XCOMP && !tree_lemma_is(t, cue, "expect") &&
            (tree_lemma_is(t, cue, "claim") || tree_child(t, cue, DEPREL_AUX_PASS) != TREE_NONE);
        bool object = rel == DEPREL_OBJ && (flags & CUE_FACT);
        if (!clause && !raised && !object) continue;
        uint32_t first, last;
        content_span(&r->t, k, &first, &last);
        if (first <= cue && cue <= last) continue;
        if (object ? t->nodes[k].upos != UPOS_NOUN : !has_verb(r, first, last + 1)) continue;
        if (!object) widen(r, cue, k, &first, &last);
        if (quoted && !holds_quote(r, cue, first, last) &&
            tree_child(t, k, DEPREL_MARK) == TREE_NONE)
            continue;
        claim_add(r, first, last, cue, claim_source(r, cue));
        found = true;
    }
    if (found || (flags & CUE_THINK)) return;
    if (quoted) {
        /* "says the talks are on a "good path" to peace": a part quoted in what is reported. */
        if (quote_follows(r, cue)) behind_cue(r, cue);
        return;
    }
    uint32_t head = tree_head(t, cue);
    if (t->nodes[cue].deprel == DEPREL_PARATAXIS && head != TREE_NONE &&
        clause_has_subject(t, cue)) {
        around_claims(r, cue, head);
        return;
    }
    /* "as the minister said": the clause that this hangs on. */
    uint32_t mark = tree_child(t, cue, DEPREL_MARK);
    if (t->nodes[cue].deprel == DEPREL_ADVCL && mark != TREE_NONE && claim_form_is(r, mark, "as") &&
        head != TREE_NONE && tree_child(t, cue, DEPREL_OBJ) == TREE_NONE) {
        around_claims(r, cue, head);
        return;
    }
    if (tree_child(t, cue, DEPREL_OBJ) == TREE_NONE && before_cue(r, cue)) return;
    behind_cue(r, cue);
}
