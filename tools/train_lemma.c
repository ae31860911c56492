/* Rules are edit scripts. A word's own entry is kept only where the suffixes would say otherwise,
 * and a suffix's only where the shorter ones would. */
#include "train.h"

typedef struct sample {
    uint32_t class, rule, count;
    uint32_t n;
    char lower[WORD_LOWER_MAX];
} sample;

typedef struct rule_book {
    lemma_rule rules[4096];
    uint32_t n;
} rule_book;

static uint32_t add_rule(rule_book *book, const lemma_rule *rule)
{
    for (uint32_t i = 0; i < book->n; i++)
        if (memcmp(&book->rules[i], rule, sizeof *rule) == 0) return i;
    if (book->n == 4096) return 0;
    book->rules[book->n] = *rule;
    return book->n++;
}

/* The shortest script that makes `lemma` of `form`; false when the two share too little. */
static bool make_rule(casus_str form, casus_str lemma, bool keep_case, lemma_rule *rule)
{
    char base[512];
    if (form.len > 200 || lemma.len > 200) return false;
    lemma_rule none = {.keep_case = keep_case};
    size_t n = lemma_apply(&none, form, base), same = 0;
    while (same < n && same < lemma.len && base[same] == lemma.ptr[same]) same++;
    while (same > 0 && same < n && ((unsigned char)base[same] & 0xC0u) == 0x80u) same--;
    if (n - same > 200 || lemma.len - same > LEMMA_APPEND_MAX) return false;
    *rule = none;
    rule->cut = (uint8_t)(n - same);
    rule->n_append = (uint8_t)(lemma.len - same);
    memcpy(rule->append, lemma.ptr + same, lemma.len - same);
    return true;
}

static int compare_samples(const void *a, const void *b)
{
    const sample *x = a, *y = b;
    if (x->class != y->class) return x->class < y->class ? -1 : 1;
    if (x->n != y->n) return x->n < y->n ? -1 : 1;
    int by_word = memcmp(x->lower, y->lower, x->n);
    if (by_word) return by_word;
    return x->rule < y->rule ? -1 : x->rule > y->rule;
}

static uint32_t collect(const parse_model *model, const corpus *c, rule_book *book, sample *out)
{
    static word words[PARSE_MAX_TOKENS];
    uint32_t n = 0;
    for (uint32_t s = 0; s < c->n; s++) {
        const sentence *sent = &c->sentences[s];
        if (sent->copy || sent->only_names) continue;
        words_scan(&model->lexicon, sent->text, sent->tokens, sent->n, words);
        for (uint32_t i = 0; i < sent->n; i++) {
            casus_str form = token_form(sent->text, &sent->tokens[i]), lemma = sent->golds[i].lemma;
            if (sent->golds[i].deprel == DEPREL_GOESWITH || str_eq(lemma, STR("_"))) continue;
            lemma_rule lower = {0}, kept = {0};
            bool by_lower = make_rule(form, lemma, false, &lower),
                 by_kept = make_rule(form, lemma, true, &kept);
            if (!by_lower && !by_kept) continue;
            sample *x = &out[n++];
            *x = (sample){.class = lemma_class(sent->golds[i].xpos, &words[i]), .count = 1};
            bool name = x->class & 1u || sent->golds[i].upos == UPOS_PROPN;
            bool shorter = kept.cut + kept.n_append < lower.cut + lower.n_append;
            bool keep = by_kept && (!by_lower || (name && shorter));
            x->rule = add_rule(book, keep ? &kept : &lower);
            x->n = word_lower(form, x->lower);
        }
    }
    qsort(out, n, sizeof *out, compare_samples);
    uint32_t kept = 0; /* equal samples become one with a count */
    for (uint32_t i = 0; i < n; i++) {
        if (kept && compare_samples(&out[kept - 1], &out[i]) == 0)
            out[kept - 1].count++;
        else
            out[kept++] = out[i];
    }
    return kept;
}

/* ---- votes: key -> rule counts ----------------------------------------------------------- */

typedef struct vote {
    uint64_t key;
    uint32_t rule, count, example;
} vote;

static int compare_votes(const void *a, const void *b)
{
    const vote *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return x->rule < y->rule ? -1 : x->rule > y->rule;
}

typedef struct entry_list {
    lemma_entry *slots;
    uint32_t mask, n;
} entry_list;

static const lemma_entry *find_entry(const entry_list *list, uint64_t key)
{
    for (uint32_t at = (uint32_t)(key >> 16);; at++) {
        const lemma_entry *e = &list->slots[at & list->mask];
        if (e->rule == 0xFFFFu || (e->key == (uint32_t)(key >> 16) && e->check == (uint16_t)key))
            return e;
    }
}

static void put_entry(entry_list *list, uint64_t key, uint32_t rule)
{
    lemma_entry *e = &list->slots[find_entry(list, key) - list->slots];
    list->n += e->rule == 0xFFFFu;
    *e = (lemma_entry){(uint32_t)(key >> 16), (uint16_t)key, (uint16_t)rule};
    if (list->n > list->mask / 4 * 3) fail("too many lemma entries", "train_lemma.c");
}

/* What the entries so far say of this sample, asking suffixes of at most `longest` letters. */
static uint32_t predict(const entry_list *list, const sample *x, uint32_t longest)
{
    for (uint32_t k = longest < x->n ? longest : x->n;; k--) {
        const lemma_entry *e = find_entry(list, lemma_key(x->class, false, x->lower + x->n - k, k));
        if (e->rule != 0xFFFFu) return e->rule;
        if (k == 0) return 0;
    }
}

/* Decides the suffixes of length k (or whole words): the rule of most word types wins. */
static void decide(entry_list *list, const rule_book *book, const sample *samples, uint32_t n,
                   uint32_t k, bool whole, vote *votes)
{
    uint32_t n_votes = 0;
    for (uint32_t i = 0; i < n; i++) {
        const sample *x = &samples[i];
        if (!whole && (x->n < k || book->rules[x->rule].cut > k)) continue;
        uint64_t key = whole ? lemma_key(x->class, true, x->lower, x->n)
                             : lemma_key(x->class, false, x->lower + x->n - k, k);
        votes[n_votes++] = (vote){key, x->rule, whole ? x->count : 1, i};
    }
    qsort(votes, n_votes, sizeof *votes, compare_votes);
    for (uint32_t i = 0, j; i < n_votes; i = j) {
        uint32_t best = 0, best_count = 0, total = 0;
        for (j = i; j < n_votes && votes[j].key == votes[i].key;) {
            uint32_t rule = votes[j].rule, count = 0;
            for (; j < n_votes && votes[j].key == votes[i].key && votes[j].rule == rule; j++)
                count += votes[j].count;
            total += count;
            if (count > best_count) best_count = count, best = rule;
        }
        uint32_t before = predict(list, &samples[votes[i].example],
                                  whole ? LEMMA_SUFFIX_MAX
                                  : k   ? k - 1
                                        : 0);
        bool enough = whole || k == 0 || (j - i >= 2 && best_count * 4 >= total * 3);
        if (enough && (k == 0 || best != before)) put_entry(list, votes[i].key, best);
    }
}

static int compare_words(const sample *x, uint32_t class, uint32_t n, const char *lower)
{
    if (x->class != class) return x->class < class ? -1 : 1;
    if (x->n != n) return x->n < n ? -1 : 1;
    return memcmp(x->lower, lower, n);
}

static bool was_seen(const sample *samples, uint32_t n, const sample *wanted)
{
    uint32_t low = 0, high = n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare_words(&samples[middle], wanted->class, wanted->n, wanted->lower);
        if (order == 0) return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* Forms that the treebank does not hold and that the suffixes would get wrong. */
static void add_inflected(entry_list *list, rule_book *book, const sample *samples, uint32_t n,
                          const vectors *v)
{
    uint32_t n_forms, before = list->n;
    inflected *forms = inflected_forms(v, &n_forms);
    for (uint32_t i = 0; i < n_forms; i++) {
        lemma_rule rule;
        if (!make_rule(forms[i].form, forms[i].lemma, false, &rule)) continue;
        for (int k = 0; k < 2; k++) {
            unsigned xpos = forms[i].xpos[k];
            if (xpos == XPOS_COUNT) continue;
            sample x = {.class = xpos * 2};
            x.n = word_lower(forms[i].form, x.lower);
            if (was_seen(samples, n, &x)) continue;
            uint32_t number = add_rule(book, &rule);
            if (predict(list, &x, LEMMA_SUFFIX_MAX) == number) continue;
            put_entry(list, lemma_key(x.class, true, x.lower, x.n), number);
        }
    }
    fprintf(stderr, "lemmas: %u of %u inflected forms are exceptions\n", list->n - before, n_forms);
    free(forms);
}

void train_lemmas(trainee *self, const corpus *c, const vectors *v)
{
    sample *samples = must(calloc(c->n_tokens + 1, sizeof *samples));
    vote *votes = must(malloc((c->n_tokens + 1) * sizeof *votes));
    rule_book *book = must(calloc(1, sizeof *book));
    entry_list list = {.mask = (1u << 17) - 1};
    list.slots = must(malloc((list.mask + 1u) * sizeof *list.slots));
    memset(list.slots, 0xFF, (list.mask + 1u) * sizeof *list.slots);
    add_rule(book, &(lemma_rule){0}); /* rule 0: the lower-case form */
    uint32_t n = collect(&self->model, c, book, samples);
    for (uint32_t k = 0; k <= LEMMA_SUFFIX_MAX; k++)
        decide(&list, book, samples, n, k, false, votes);
    decide(&list, book, samples, n, WORD_LOWER_MAX, true, votes);
    if (v->n) add_inflected(&list, book, samples, n, v);
    uint32_t size = 1024;
    while (size < list.n * 2) size *= 2;
    entry_list packed = {.mask = size - 1, .slots = must(malloc(size * sizeof *packed.slots))};
    memset(packed.slots, 0xFF, size * sizeof *packed.slots);
    for (uint32_t i = 0; i <= list.mask; i++) {
        const lemma_entry *e = &list.slots[i];
        if (e->rule != 0xFFFFu) put_entry(&packed, (uint64_t)e->key << 16 | e->check, e->rule);
    }
    uint32_t header[4] = {book->n, size, 0, 0};
    buf *out = &self->sections[PARSE_SECTION_LEMMAS];
    buf_reset(out);
    buf_put(out, header, sizeof header);
    buf_put(out, book->rules, book->n * sizeof *book->rules);
    buf_put(out, packed.slots, size * sizeof *packed.slots);
    fprintf(stderr, "lemmas: %u rules, %u entries\n", book->n, list.n);
    free(samples);
    free(votes);
    free(book);
    free(list.slots);
    free(packed.slots);
}
