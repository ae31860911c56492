/* The words of a net: which have a row of their own, which a vector; their numbers. They depend on
 * the sentences with trees and the vectors, so nets of the same treebank, wire text and made
 * sentences can teach one another. */
#include "train_net.h"

#include <math.h>

#define LEARNED_COUNT 3 /* a word that the treebank holds so often gets a row of its own */

typedef struct count {
    uint64_t key;
    uint32_t n;
} count;

static int compare_counts(const void *a, const void *b)
{
    const count *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

/* Keys of the corpus's words with their counts, by key. */
static count *count_words(const trainee *t, const corpus *c, uint32_t *n_out)
{
    count *counts = must(malloc((c->n_tokens + 1) * sizeof *counts));
    static word words[PARSE_MAX_TOKENS];
    uint32_t n = 0, kept = 0;
    for (uint32_t s = 0; s < c->n; s++) {
        const sentence *sent = &c->sentences[s];
        if (sent->copy) continue;
        words_scan(&t->model.lexicon, sent->text, sent->tokens, sent->n, words);
        for (uint32_t i = 0; i < sent->n; i++)
            counts[n++] = (count){net_key(&words[i], sent->tokens[i].hash), 1};
    }
    qsort(counts, n, sizeof *counts, compare_counts);
    for (uint32_t i = 0; i < n; i++) {
        if (kept && counts[kept - 1].key == counts[i].key)
            counts[kept - 1].n++;
        else
            counts[kept++] = counts[i];
    }
    *n_out = kept;
    return counts;
}

static uint64_t vector_key(const trainee *t, casus_str form)
{
    token tok = {.start = 0, .end = (uint32_t)form.len, .hash = str_hash_lower(form)};
    word w;
    words_scan(&t->model.lexicon, form.ptr, &tok, 1, &w);
    return net_key(&w, tok.hash);
}

/* Four bits a number: the engine holds vectors so, and the trainer sees what it sees. */
static void set_vector(float *out, const float *row)
{
    int8_t codes[NET_VECTOR];
    float scale = net_vector_codes(row, codes);
    for (int j = 0; j < NET_VECTOR; j++) out[j] = scale * (float)codes[j];
}

static void float_row(const vectors *v, uint32_t i, float *out)
{
    for (int j = 0; j < NET_VECTOR; j++)
        out[j] = (float)v->rows[(size_t)i * VECTOR_LANES + j] / 200.0f;
}

/* The centre of each fine cluster, from its words. */
static void set_centres(const trainee *t, const vectors *v, float *rows)
{
    float *sums = must(calloc((NET_CENTRES + 1) * NET_VECTOR, sizeof *sums)), row[NET_VECTOR];
    for (uint32_t i = 0; i < v->n; i++) {
        uint32_t value = table_find(&t->model.lexicon.clusters, str_hash_lower(v->words[i]));
        if (!value) continue;
        float_row(v, i, row);
        float *sum = sums + ((value - 1) % CLUSTERS_FINE + 1) * NET_VECTOR;
        for (int j = 0; j < NET_VECTOR; j++) sum[j] += row[j];
    }
    for (uint32_t k = 1; k <= NET_CENTRES; k++) {
        float *sum = sums + k * NET_VECTOR, squares = 0;
        for (int j = 0; j < NET_VECTOR; j++) squares += sum[j] * sum[j];
        for (int j = 0; j < NET_VECTOR && squares > 0; j++) sum[j] *= 10 / sqrtf(squares);
        set_vector(rows + k * NET_VECTOR, sum);
    }
    free(sums);
}

static const count *find_count(const count *counts, uint32_t n, uint64_t key)
{
    count wanted = {key, 0};
    return bsearch(&wanted, counts, n, sizeof *counts, compare_counts);
}

typedef struct ranked {
    uint64_t key;
    uint32_t vector, group; /* group 0 both, 1 learned, 2 vector */
} ranked;

static int compare_ranked(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->group != y->group) return x->group < y->group ? -1 : 1;
    if (x->vector != y->vector) return x->vector < y->vector ? -1 : 1;
    return x->key < y->key ? -1 : x->key > y->key;
}

/* Chooses the words: those of the treebank, then the most frequent of the vectors. */
static ranked *choose_words(const trainee *t, const corpus *c, const vectors *v, uint32_t n_vectors,
                            uint32_t *n_out)
{
    uint32_t n_counts, n = 0;
    count *counts = count_words(t, c, &n_counts);
    ranked *words = must(malloc((n_counts + v->n + 1) * sizeof *words));
    count *taken = must(malloc((v->n + 1) * sizeof *taken));
    for (uint32_t i = 0; i < v->n; i++) taken[i] = (count){vector_key(t, v->words[i]), i};
    qsort(taken, v->n, sizeof *taken, compare_counts);
    for (uint32_t i = 0; i < v->n; i++) { /* one word of each key: the most frequent */
        uint32_t best = taken[i].n;
        while (i + 1 < v->n && taken[i + 1].key == taken[i].key) {
            i++;
            best = taken[i].n < best ? taken[i].n : best;
        }
        count *seen = (count *)(uintptr_t)find_count(counts, n_counts, taken[i].key);
        bool learned = seen && seen->n >= LEARNED_COUNT;
        if (learned) seen->n = 0;
        if (learned || best < n_vectors) words[n++] = (ranked){taken[i].key, best, learned ? 0 : 2};
    }
    for (uint32_t i = 0; i < n_counts; i++)
        if (counts[i].n >= LEARNED_COUNT) words[n++] = (ranked){counts[i].key, UINT32_MAX, 1};
    qsort(words, n, sizeof *words, compare_ranked);
    free(taken);
    free(counts);
    *n_out = n;
    return words;
}

void net_vocabulary(net_trainee *self, const trainee *t, const corpus *c, const vectors *v,
                    uint32_t n_vectors)
{
    uint32_t n;
    casus_error err;
    ranked *words = choose_words(t, c, v, n_vectors, &n);
    net_lexicon *lex = &self->lexicon;
    *lex = (net_lexicon){0};
    map_pair *pairs = must(malloc((n + 1) * sizeof *pairs));
    for (uint32_t i = 0; i < n; i++) {
        lex->n_both += words[i].group == 0;
        lex->n_learned += words[i].group == 1;
        pairs[i] = (map_pair){words[i].key, i + 1};
    }
    pack_map(pairs, n, n * 5 / 8 + 1, n + 1, &self->numbers);
    if (table_open(&lex->numbers, buf_str(&self->numbers), TABLE_MAP, n + 1, "net words", &err) !=
        CASUS_OK)
        fail(err.message, "vocabulary");
    self->n_words = n;
    uint32_t rows = 1 + NET_CENTRES + n - lex->n_learned, at = 1 + NET_CENTRES;
    rng r = {0};
    param_init(&self->vectors, "vectors", rows, NET_VECTOR, 0, &r);
    set_centres(t, v, self->vectors.w);
    for (uint32_t i = 0; i < n; i++) {
        float row[NET_VECTOR];
        if (words[i].group == 1) continue;
        float_row(v, words[i].vector, row);
        set_vector(self->vectors.w + (size_t)at++ * NET_VECTOR, row);
    }
    fprintf(stderr, "words: %u with both, %u learned, %u with a vector\n", lex->n_both,
            lex->n_learned, n - lex->n_both - lex->n_learned);
    free(pairs);
    free(words);
}

uint64_t net_vocabulary_hash(const net_trainee *self)
{
    return str_hash(buf_str(&self->numbers));
}
