/* The treebank shows a few thousand verbs. For the other frequent words, every form that
 * lex/inflect.h makes of a word and that is itself a frequent word is taken to be that word's;
 * where two words claim a form ("rated": rate, rat), inflection decides, and then frequency. */
#include "lex/inflect.h"
#include "train.h"

#define LEMMA_FIRST 150  /* ranks below are function words */
#define LEMMA_LAST 40000 /* a lemma is at least so frequent */

typedef struct claim {
    uint32_t form, lemma; /* ranks */
    uint8_t verb;
} claim;

typedef struct ranks { /* word hash -> rank + 1 */
    uint64_t *keys;
    uint32_t *values, mask;
} ranks;

static uint32_t rank_slot(const ranks *r, uint64_t hash)
{
    uint32_t at = (uint32_t)hash & r->mask;
    while (r->values[at] && r->keys[at] != hash) at = (at + 1) & r->mask;
    return at;
}

static void add_claims(const vectors *v, const ranks *r, uint32_t lemma, bool verb, buf *forms,
                       claim *claims, uint32_t *n)
{
    buf_reset(forms);
    if (verb)
        inflect_verb(v->words[lemma], forms);
    else
        inflect_noun(v->words[lemma], forms);
    casus_str rest = buf_str(forms), form;
    while (str_split(&rest, ' ', &form)) {
        uint32_t rank = r->values[rank_slot(r, str_hash_lower(form))];
        if (rank == 0 || rank - 1 == lemma) continue;
        claims[(*n)++] = (claim){rank - 1, lemma, verb};
    }
}

static int compare_claims(const void *a, const void *b)
{
    const claim *x = a, *y = b;
    if (x->verb != y->verb) return x->verb < y->verb ? -1 : 1;
    if (x->form != y->form) return x->form < y->form ? -1 : 1;
    return x->lemma < y->lemma ? -1 : x->lemma > y->lemma;
}

static inflected make_inflected(const vectors *v, const claim *c)
{
    inflected out = {v->words[c->form], v->words[c->lemma], {XPOS_NNS, XPOS_COUNT}};
    if (!c->verb) return out;
    bool ing = str_ends(out.form, STR("ing")), s = str_ends(out.form, STR("s"));
    out.xpos[0] = ing ? XPOS_VBG : s ? XPOS_VBZ : XPOS_VBD;
    if (!ing && !s) out.xpos[1] = XPOS_VBN;
    return out;
}

inflected *inflected_forms(const vectors *v, uint32_t *n)
{
    ranks r = {.mask = (1u << 19) - 1};
    r.keys = must(calloc(r.mask + 1u, sizeof *r.keys));
    r.values = must(calloc(r.mask + 1u, sizeof *r.values));
    for (uint32_t i = 0; i < v->n; i++) {
        uint64_t hash = str_hash_lower(v->words[i]);
        uint32_t at = rank_slot(&r, hash);
        if (r.values[at]) continue;
        r.keys[at] = hash;
        r.values[at] = i + 1;
    }
    uint32_t last = v->n < LEMMA_LAST ? v->n : LEMMA_LAST, n_claims = 0;
    claim *claims = must(malloc(((size_t)last * 24 + 1) * sizeof *claims));
    buf forms = {0};
    for (uint32_t i = LEMMA_FIRST; i < last; i++) {
        casus_str w = v->words[i];
        if (w.len < 3 || w.len > 30) continue;
        add_claims(v, &r, i, true, &forms, claims, &n_claims);
        add_claims(v, &r, i, false, &forms, claims, &n_claims);
    }
    qsort(claims, n_claims, sizeof *claims, compare_claims);
    inflected *out = must(malloc((n_claims + 1) * sizeof *out));
    *n = 0;
    for (uint32_t i = 0; i < n_claims; i++)
        if (i == 0 || claims[i].form != claims[i - 1].form || claims[i].verb != claims[i - 1].verb)
            out[(*n)++] = make_inflected(v, &claims[i]);
    buf_release(&forms);
    free(claims);
    free(r.keys);
    free(r.values);
    return out;
}
