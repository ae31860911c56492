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
#include "entity/quote.h"

typedef struct reader {
    const entity_input *in;
    arena *mem;
    entities *e;
    tree t;
    uint32_t begun; /* claims before this sentence's */
    uint32_t quote; /* quotations that begin before this sentence's end */
} reader;

/* ---- records --------------------------------------------------------------------------------- */

static bool is_form(const reader *r, uint32_t i, const char *word)
{
    return tree_form_is(&r->t, i, word);
}

static bool is_punct(const reader *r, uint32_t i)
{
    return (r->t.tokens[i].flags & TOKEN_PUNCT) != 0;
}

/* Tokens are the sentence's here. Cuts marks off both ends; a claim of no word is none. */
static void add_claim(reader *r, uint32_t first, uint32_t last, uint32_t cue, uint32_t source)
{
    while (first < r->t.n && first <= last && is_punct(r, first)) first++;
    while (last > first && is_punct(r, last)) last--;
    if (first >= r->t.n || first > last || is_punct(r, first)) return;
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

static void add_direct(reader *r, uint32_t index)
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
static void sort_claims(reader *r)
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

static uint32_t source_of(const reader *r, uint32_t cue)
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

static bool has_subject(const tree *t, uint32_t verb)
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
               has_subject(t, c) && tree_child(t, c, DEPREL_MARK) == TREE_NONE;
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

/* ---- reporting verbs ------------------------------------------------------------------------- */

/* The span of the cue with its subject and what hangs on it, as a parenthesis inside the
 * content. */
static void cue_span(const reader *r, uint32_t cue, uint32_t content, uint32_t *first,
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
static void around_claims(reader *r, uint32_t cue, uint32_t host)
{
    uint32_t first, last, a, b, source = source_of(r, cue);
    content_span(&r->t, host, &first, &last);
    cue_span(r, cue, TREE_NONE, &a, &b);
    if (a > first) add_claim(r, first, a - 1, cue, source);
    if (b >= last || b + 1 >= r->t.n) return;
    uint32_t next = b + 1;
    while (next <= last && is_punct(r, next)) next++;
    static const char *const ADDED[] = {"as",     "while", "after", "when", "amid",
                                        "adding", "and",   "but",   NULL};
    for (const char *const *w = ADDED; *w; w++)
        if (next < r->t.n && is_form(r, next, *w)) return;
    if (a <= first || host > b) add_claim(r, next, last, cue, source);
}

/* Does a finite verb stand between these tokens? */
static bool has_finite(const reader *r, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (r->t.nodes[i].features & FEATURE_FINITE) return true;
    return false;
}

static bool has_verb(const reader *r, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (r->t.nodes[i].upos == UPOS_VERB || r->t.nodes[i].upos == UPOS_AUX) return true;
    return false;
}

/* "..., the minister said ...": the tree gave no content, yet the words before the subject are a
 * clause. */
static bool before_cue(reader *r, uint32_t cue)
{
    uint32_t subject = tree_child(&r->t, cue, DEPREL_NSUBJ), a, b;
    if (subject == TREE_NONE) return false;
    tree_span(&r->t, subject, &a, &b);
    if (b < cue) {
        if (a < 5 || !is_form(r, a - 1, ",")) return false;
    } else {
        if (cue < 5 || !is_form(r, cue - 1, ",")) return false;
        a = cue;
    }
    if (!has_finite(r, 0, a - 1)) return false;
    add_claim(r, 0, a - 1, cue, source_of(r, cue));
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
static uint32_t skip_circumstance(const reader *r, uint32_t cue)
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
static bool behind_cue(reader *r, uint32_t cue)
{
    uint32_t i = skip_circumstance(r, cue);
    if (i >= r->t.n) return false;
    static const char *const OPENERS[] = {"that", "how", "why", "what", "whether", NULL};
    bool opened = false;
    for (const char *const *w = OPENERS; *w; w++) opened = opened || is_form(r, i, *w);
    if (is_punct(r, i) || is_form(r, i, "as") || is_form(r, i, "when") || is_form(r, i, "while"))
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
    while (end < r->t.n && !is_form(r, end, ";")) end++;
    if (!has_finite(r, i + 1, end)) return false;
    add_claim(r, i, end - 1, cue, source_of(r, cue));
    return true;
}

/* Is this the cue of a quotation in or beside the sentence? */
static bool cues_quote(const reader *r, uint32_t cue)
{
    for (uint32_t q = r->quote > 3 ? r->quote - 3 : 0; q < r->e->n_quotes; q++) {
        if (r->e->quotes[q].first > r->t.first + r->t.n + 1) break;
        if (r->e->quotes[q].cue == r->t.first + cue) return true;
    }
    return false;
}

/* Does the content hold a quotation of this cue: "said the plan was "bad""? */
static bool holds_quote(const reader *r, uint32_t cue, uint32_t first, uint32_t last)
{
    uint32_t a = r->t.first + first, b = r->t.first + last;
    for (uint32_t q = r->quote > 3 ? r->quote - 3 : 0;
         q < r->e->n_quotes && r->e->quotes[q].first <= b; q++)
        if (r->e->quotes[q].cue == r->t.first + cue && r->e->quotes[q].first > a &&
            r->e->quotes[q].last <= b)
            return true;
    return false;
}

static bool quote_follows(const reader *r, uint32_t cue)
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
static void widen(const reader *r, uint32_t cue, uint32_t content, uint32_t *first, uint32_t *last)
{
    const tree *t = &r->t;
    for (uint32_t k = tree_next_child(t, cue, cue); k != TREE_NONE;
         k = tree_next_child(t, cue, k)) {
        unsigned rel = t->nodes[k].deprel;
        uint32_t a, b;
        if (k == content) continue;
        tree_span(t, k, &a, &b);
        if (rel == DEPREL_OBJ && b + 1 == *first && a > cue && !has_addressee(t, cue)) *first = a;
        if (rel == DEPREL_ADVCL && a == *last + 1 && !is_form(r, a, ",") && content > cue &&
            tree_child(t, k, DEPREL_MARK) != TREE_NONE && !is_form(r, a, "as") &&
            !is_form(r, a, "while"))
            *last = b;
    }
}

/* Cues that report nothing: "did not say", "to say", and, inside a quotation, "I think", "you
 * know". */
static bool is_idle(const reader *r, uint32_t cue, uint32_t flags)
{
    const tree *t = &r->t;
    for (uint32_t k = tree_next_child(t, cue, TREE_NONE); k != TREE_NONE && k < cue;
         k = tree_next_child(t, cue, k)) {
        if (t->nodes[k].deprel == DEPREL_ADVMOD &&
            (tree_form_is(t, k, "not") || tree_form_is(t, k, "n't") || tree_form_is(t, k, "never")))
            return true;
    }
    uint32_t source = source_of(r, cue);
    bool infinitive =
        (t->nodes[cue].features & FEATURE_INFINITIVE) && cue > 0 && is_form(r, cue - 1, "to");
    if (infinitive &&
        (source == ENTITY_NONE || (flags & CUE_THINK) || t->nodes[cue].deprel != DEPREL_XCOMP))
        return true;
    if (quote_at(r->e, t->first + cue) == ENTITY_NONE) return false;
    if ((flags & CUE_THINK) || source == ENTITY_NONE || infinitive) return true;
    const mention *m = &r->e->mentions[source];
    casus_str who = token_form(t->text, &r->in->lexed->tokens[m->head]);
    return (m->flags & MENTION_SPEAKER) || str_eq_nocase(who, STR("you"));
}

static void verb_claims(reader *r, uint32_t cue, uint32_t flags)
{
    if (is_idle(r, cue, flags)) return;
    const tree *t = &r->t;
    bool found = false, quoted = cues_quote(r, cue);
    for (uint32_t k = tree_next_child(t, cue, TREE_NONE); k != TREE_NONE;
         k = tree_next_child(t, cue, k)) {
        unsigned rel = t->nodes[k].deprel;
        bool clause =
            rel == DEPREL_CCOMP || rel == DEPREL_CSUBJ_PASS ||
            (rel == DEPREL_PARATAXIS && k > cue && has_subject(t, k) && is_form(r, cue + 1, ":"));
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
        add_claim(r, first, last, cue, source_of(r, cue));
        found = true;
    }
    if (found || (flags & CUE_THINK)) return;
    if (quoted) {
        /* "says the talks are on a "good path" to peace": a part quoted in what is reported. */
        if (quote_follows(r, cue)) behind_cue(r, cue);
        return;
    }
    uint32_t head = tree_head(t, cue);
    if (t->nodes[cue].deprel == DEPREL_PARATAXIS && head != TREE_NONE && has_subject(t, cue)) {
        around_claims(r, cue, head);
        return;
    }
    /* "as the minister said": the clause that this hangs on. */
    uint32_t mark = tree_child(t, cue, DEPREL_MARK);
    if (t->nodes[cue].deprel == DEPREL_ADVCL && mark != TREE_NONE && is_form(r, mark, "as") &&
        head != TREE_NONE && tree_child(t, cue, DEPREL_OBJ) == TREE_NONE) {
        around_claims(r, cue, head);
        return;
    }
    if (tree_child(t, cue, DEPREL_OBJ) == TREE_NONE && before_cue(r, cue)) return;
    behind_cue(r, cue);
}

/* ---- "according to", "reportedly" ------------------------------------------------------------ */

static void according_claim(reader *r, uint32_t i)
{
    const tree *t = &r->t;
    if (i + 2 >= t->n || !is_form(r, i + 1, "to")) return;
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
    while (b > head && is_punct(r, b)) b--;
    if (b > end && b < t->n && a >= i) end = b;
    while (end + 1 < t->n && !is_punct(r, end + 1) && end < i + 30) end++;
    if (i <= 1) {
        add_claim(r, end + 1, t->n - 1, i, source);
    } else {
        uint32_t first =
            0; /* the last full clause before: from the sentence's start or a semicolon */
        for (uint32_t k = 0; k < i; k++)
            if (is_form(r, k, ";")) first = k + 1;
        add_claim(r, first, i - 1, i, source);
    }
}

static void adverb_claim(reader *r, uint32_t i)
{
    uint32_t head = tree_head(&r->t, i), first, last;
    if (head == TREE_NONE) return;
    content_span(&r->t, head, &first, &last);
    add_claim(r, first, last, i, ENTITY_NONE);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void sentence_claims(reader *r)
{
    const tree *t = &r->t;
    for (uint32_t i = 0; i < t->n; i++) {
        if (is_form(r, i, "according")) {
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
    reader r = {.in = in, .mem = mem, .e = out};
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
