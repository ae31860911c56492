/* Claims: what the text reports as somebody's statement. Direct quotations with a speaker; and,
 * from the tree, the content of reporting verbs:
 *
 *   The ministry said [Lavrov and Diop discussed terrorism].          ccomp
 *   [Mali has asked companies], the minister confirmed, as ...        the clause it hangs on
 *   [Talks], the envoy said, [would go on].                           both pieces
 *   According to the ministry, [...]. [...], according to the ministry.
 *   The rebels [reportedly took the town].                            no source
 *
 * Only pure saying counts: verbs that are political acts themselves ("accused", "urged") are the
 * coder's. What the writer adds beside the content ("..., as ...", ", and they left") is cut
 * off. */
#include "entity/claim.h"

/* ---- records --------------------------------------------------------------------------------- */

/* Tokens are the sentence's here. Cuts marks off both ends; a claim of no word is none. */
void claim_add(claim_reader *r, uint32_t first, uint32_t last, uint32_t cue, uint32_t source)
{
    while (first < r->t.n && first <= last && claim_is_punct(r, first)) first++;
    while (last > first && claim_is_punct(r, last)) last--;
    if (first >= r->t.n || first > last || claim_is_punct(r, first)) return;
    uint32_t a = r->t.first + first, b = r->t.first + last;
    uint32_t q = quote_at(r->e, a);
    /* What is quoted whole is a direct claim already. */
    if (q != ENTITY_NONE && q == quote_at(r->e, b) && r->e->quotes[q].cue != ENTITY_NONE &&
        quote_at(r->e, r->t.first + cue) != q)
        return;
    claim *c = arena_push(r->mem, &r->e->claims, &r->e->n_claims, &r->e->cap_claims, sizeof *c);
    if (!c) return;
    *c = (claim){
        .first = a, .last = b, .source = source, .cue = r->t.first + cue, .quote = ENTITY_NONE};
}

static void add_direct(claim_reader *r, uint32_t index)
{
    const quote *q = &r->e->quotes[index];
    if (q->cue == ENTITY_NONE || q->scare) return;
    claim *c = arena_push(r->mem, &r->e->claims, &r->e->n_claims, &r->e->cap_claims, sizeof *c);
    if (!c) return;
    *c = (claim){.first = q->first,
                 .last = q->last,
                 .source = q->speaker,
                 .cue = q->cue,
                 .direct = true,
                 .quote = index};
}

/* Outer ones first; a sentence has few. */
static void sort_claims(claim_reader *r)
{
    claim *c = r->e->claims;
    for (uint32_t i = r->begun + 1; i < r->e->n_claims; i++) {
        claim x = c[i];
        uint32_t k = i;
        while (k > r->begun && (c[k - 1].first > x.first ||
                                (c[k - 1].first == x.first && c[k - 1].last < x.last))) {
            c[k] = c[k - 1];
            k--;
        }
        c[k] = x;
    }
}

uint32_t claim_source(const claim_reader *r, uint32_t cue)
{
    /* A finite verb in the active has a subject, whether the tree found it or not. */
    bool finite = (r->t.nodes[cue].features & FEATURE_FINITE) &&
                  tree_child(&r->t, cue, DEPREL_AUX_PASS) == TREE_NONE;
    uint32_t head = cue_source(r->in, r->e, r->t.first + cue, finite);
    uint32_t m = head == ENTITY_NONE ? ENTITY_NONE : mention_near(r->in, r->e, head);
    /* "All of this, he acknowledges, is so": no actor for a subject, and one beside the verb. */
    if (m != ENTITY_NONE || !finite || cue == 0) return m;
    uint32_t beside = mention_near(r->in, r->e, r->t.first + cue - 1);
    if (beside == ENTITY_NONE || r->e->mentions[beside].last != r->t.first + cue - 1) return m;
    return cue > 1 && r->t.nodes[cue - 1].deprel == DEPREL_OBJ ? m : beside;
}

/* ---- where the content ends ------------------------------------------------------------------ */

bool clause_has_subject(const tree *t, uint32_t verb)
{
    return tree_child(t, verb, DEPREL_NSUBJ) != TREE_NONE ||
           tree_child(t, verb, DEPREL_NSUBJ_PASS) != TREE_NONE;
}

/* A clause that the writer adds: ", but/and" with a subject of its own, ", as ...", ", while
 * ...". */
static bool is_added(const tree *t, uint32_t c)
{
    unsigned rel = t->nodes[c].deprel;
    uint32_t first, last;
    tree_span(t, c, &first, &last);
    if (first == 0 || !tree_form_is(t, first - 1, ",")) {
        if (!tree_form_is(t, first, ",")) return false;
        first++;
    }
    if (rel == DEPREL_CONJ) {
        uint32_t cc = tree_child(t, c, DEPREL_CC);
        return cc != TREE_NONE && (tree_form_is(t, cc, "and") || tree_form_is(t, cc, "but")) &&
               clause_has_subject(t, c) && tree_child(t, c, DEPREL_MARK) == TREE_NONE;
    }
    if (rel == DEPREL_ADVCL) return tree_form_is(t, first, "as") || tree_form_is(t, first, "while");
    return rel == DEPREL_PARATAXIS;
}

/* The content below token c, from `first` to where the writer takes over. */
void content_span(const tree *t, uint32_t c, uint32_t *first, uint32_t *last)
{
    tree_span(t, c, first, last);
    for (uint32_t k = tree_next_child(t, c, TREE_NONE); k != TREE_NONE;
         k = tree_next_child(t, c, k)) {
        if (k < c || !is_added(t, k)) continue;
        uint32_t a, b;
        tree_span(t, k, &a, &b);
        if (a > c && a - 1 < *last) *last = a - 1;
    }
}

/* ---- "according to", "reportedly" ------------------------------------------------------------ */

static void according_claim(claim_reader *r, uint32_t i)
{
    const tree *t = &r->t;
    if (i + 2 >= t->n || !claim_form_is(r, i + 1, "to")) return;
    /* The noun phrase behind: up to the comma that ends it. */
    uint32_t end = i + 2, a0 = t->first + i + 2, a1 = t->first + t->n;
    uint32_t source = mention_from(r->e, a0, a1 < a0 + 14 ? a1 : a0 + 14, a0 + 3);
    if (source != ENTITY_NONE && r->e->mentions[source].last >= t->first + end)
        end = r->e->mentions[source].last - t->first;
    uint32_t head = i + 2;
    for (uint32_t k = i + 2; k < t->n && k < i + 10; k++)
        if (t->nodes[k].upos == UPOS_NOUN || t->nodes[k].upos == UPOS_PROPN ||
            t->nodes[k].upos == UPOS_PRON) {
            head = k;
            if (k + 1 >= t->n ||
                (t->nodes[k + 1].upos != UPOS_NOUN && t->nodes[k + 1].upos != UPOS_PROPN))
                break;
        }
    uint32_t a, b;
    tree_span(t, head, &a, &b);
    while (b > head && claim_is_punct(r, b)) b--;
    if (b > end && b < t->n && a >= i) end = b;
    while (end + 1 < t->n && !claim_is_punct(r, end + 1) && end < i + 30) end++;
    if (i <= 1) {
        claim_add(r, end + 1, t->n - 1, i, source);
    } else {
        uint32_t first =
            0; /* the last full clause before: from the sentence's start or a semicolon */
        for (uint32_t k = 0; k < i; k++)
            if (claim_form_is(r, k, ";")) first = k + 1;
        claim_add(r, first, i - 1, i, source);
    }
}

static void adverb_claim(claim_reader *r, uint32_t i)
{
    uint32_t head = tree_head(&r->t, i), first, last;
    if (head == TREE_NONE) return;
    content_span(&r->t, head, &first, &last);
    claim_add(r, first, last, i, ENTITY_NONE);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void sentence_claims(claim_reader *r)
{
    const tree *t = &r->t;
    for (uint32_t i = 0; i < t->n; i++) {
        if (claim_form_is(r, i, "according")) {
            according_claim(r, i);
            continue;
        }
        uint32_t flags = cue_at(r->in, t->first + i);
        if (flags & CUE_ADVERB) adverb_claim(r, i);
        else if (flags & CUE_SAY) verb_claims(r, i, flags);
    }
}

void claims_find(const entity_input *in, arena *mem, entities *out)
{
    claim_reader r = {.in = in, .mem = mem, .e = out};
    uint32_t next_quote = 0;
    for (uint32_t si = 0; si < in->segs->n_sentences; si++) {
        r.t = entity_tree(in, si);
        r.begun = out->n_claims;
        uint32_t end = in->lexed->first[si + 1];
        for (; next_quote < out->n_quotes && out->quotes[next_quote].first < end; next_quote++)
            add_direct(&r, next_quote);
        r.quote = next_quote;
        if (r.t.n > 0 && r.t.n <= PARSE_MAX_TOKENS && r.t.nodes[0].lemma.ptr) sentence_claims(&r);
        sort_claims(&r);
    }
}
