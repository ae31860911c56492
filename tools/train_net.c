/* casus-train net: trains a net of train_net.h from the treebank and the vectors.
 *
 * The words of the vocabulary, their numbers and their vectors depend on the treebank and the vectors
 * alone, so nets of one treebank can teach one another. */
#include "train_net.h"

#include <math.h>

#include "evaluate/names.h"

#define LEARNED_COUNT 3 /* a word that the treebank holds so often gets a row of its own */
#define ROOM_FLOATS ((size_t)220 << 20)

/* ---- vocabulary -------------------------------------------------------------------------- */

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
    for (int j = 0; j < NET_VECTOR; j++) out[j] = (float)v->rows[(size_t)i * VECTOR_LANES + j] / 200.0f;
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

void net_vocabulary(net_trainee *self, const trainee *t, const corpus *c, const vectors *v, uint32_t n_vectors)
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
    if (table_open(&lex->numbers, buf_str(&self->numbers), TABLE_MAP, n + 1, "net words", &err) != CASUS_OK)
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
    fprintf(stderr, "words: %u with both, %u learned, %u with a vector\n", lex->n_both, lex->n_learned,
            n - lex->n_both - lex->n_learned);
    free(pairs);
    free(words);
}

/* ---- sentences --------------------------------------------------------------------------- */

void net_sentences(net_trainee *self, const trainee *t, const corpus *c, bool labelled, net_corpus *out)
{
    static word words[PARSE_MAX_TOKENS];
    if (out->mem.limit == 0) arena_init(&out->mem, (size_t)8 << 30);
    out->sentences = must(realloc(out->sentences, (out->n + c->n) * sizeof *out->sentences));
    for (uint32_t s = 0; s < c->n; s++) {
        const sentence *sent = &c->sentences[s];
        if (sent->n == 0 || sent->n > HEADS_MAX) continue;
        net_word *rows = must(arena_alloc(&out->mem, sent->n * sizeof *rows));
        uint8_t *tags = must(arena_alloc(&out->mem, sent->n)), *names = must(arena_alloc(&out->mem, sent->n));
        words_scan(&t->model.lexicon, sent->text, sent->tokens, sent->n, words);
        net_words_scan(&self->lexicon, &t->model.lexicon, sent->tokens, words, sent->n, rows);
        for (uint32_t i = 0; i < sent->n && labelled; i++) {
            const gold *g = &sent->golds[i];
            tags[i] = (uint8_t)(g->upos < UPOS_COUNT ? joint_tag_find(&t->model, g->upos, g->xpos)
                                                     : t->model.n_tags);
            names[i] = g->name;
        }
        out->sentences[out->n++] = (net_sentence){.n = sent->n,
                                                  .words = rows,
                                                  .golds = labelled ? sent->golds : NULL,
                                                  .tags = labelled ? tags : NULL,
                                                  .names = labelled ? names : NULL};
        out->n_words += sent->n;
    }
}

/* ---- scores ------------------------------------------------------------------------------ */

typedef struct net_score {
    uint64_t n, tags, upos, head, labelled;
    names_tally names;
} net_score;

static uint32_t most_of(const float *shares, uint32_t n)
{
    uint32_t best = 0;
    for (uint32_t k = 1; k < n; k++)
        if (shares[k] > shares[best]) best = k;
    return best;
}

static void score_sentence(const net *net, const trainee *t, const net_sentence *s, heads *h, room *mem,
                           net_score *out)
{
    net_out o;
    uint16_t heads[HEADS_MAX];
    mem->at = 0;
    net_forward(net, s, 1, mem, &o);
    uint32_t n = s->n;
    uint8_t found[HEADS_MAX];
    for (uint32_t i = 0; i < n; i++) found[i] = (uint8_t)most_of(o.names + i * NAME_TAG_COUNT, NAME_TAG_COUNT);
    names_score(&out->names, s->names, found, n);
    if (s->golds[0].head > n) return; /* names alone */
    memcpy(h->scores + n + 1, o.scores[0], (size_t)n * (n + 1) * sizeof(float));
    heads_best(h, n, heads);
    for (uint32_t i = 0; i < n; i++) {
        float shares[DEPREL_COUNT];
        uint32_t tag = most_of(o.tags + i * net->n_tags, net->n_tags), rel = DEPREL_COUNT;
        net_relations(net, &o, 0, i, heads[i], shares);
        for (uint32_t k = 0; k < DEPREL_COUNT; k++)
            if ((k == DEPREL_ROOT) == (heads[i] == 0) && (rel == DEPREL_COUNT || shares[k] > shares[rel])) rel = k;
        out->n++;
        out->tags += tag == s->tags[i];
        out->upos += t->model.tags[tag].upos == s->golds[i].upos;
        out->head += heads[i] == s->golds[i].head;
        out->labelled += heads[i] == s->golds[i].head && rel == s->golds[i].deprel;
    }
}

static void show_score(const net *net, const trainee *t, const net_corpus *c, const char *name, room *mem)
{
    static heads h;
    net_score s = {0};
    for (uint32_t i = 0; i < c->n; i++) score_sentence(net, t, &c->sentences[i], &h, mem, &s);
    double all = 100.0 / (double)s.n;
    names_figures f = names_micro(&s.names);
    if (f.gold) fprintf(stderr, "   %s: names P %.1f R %.1f F %.1f", name, 100 * f.precision, 100 * f.recall, 100 * f.f1);
    if (s.n) fprintf(stderr, "   %s: tags %.2f UPOS %.2f UAS %.2f LAS %.2f", name, all * (double)s.tags,
            all * (double)s.upos, all * (double)s.head, all * (double)s.labelled);
}

/* ---- training ---------------------------------------------------------------------------- */

static double train_epoch(net *net, const net_corpus *c, const net_options *o, uint64_t *step, uint64_t steps,
                          uint32_t *order, rng *r, room *mem)
{
    net_drop drop = {o->drop_word, o->drop_vector, o->drop_input, o->drop_layer, o->drop_head};
    net_sentence *batch = must(malloc((o->batch + 1) * sizeof *batch));
    double loss = 0;
    uint32_t n_batches = 0, n = 0, words = 0;
    rng_shuffle(r, order, c->n);
    for (uint32_t i = 0; i < c->n; i++) {
        batch[n++] = c->sentences[order[i]];
        words += batch[n - 1].n;
        if (words < o->batch && i + 1 < c->n) continue;
        mem->at = 0;
        loss += net_learn(net, batch, n, &drop, o->gold_share, r, mem);
        double done = (double)*step / (double)steps;
        done = done < 1 ? done : 1;
        double rate = done < 0.02 ? done / 0.02 : 0.5 + 0.5 * cos(M_PI * (done - 0.02) / 0.98);
        net_update(net, o->rate * (float)rate + 1e-6f, 0.998f);
        ++*step;
        n_batches++;
        n = words = 0;
    }
    free(batch);
    return loss / n_batches;
}

static uint64_t count_steps(const net_corpus *c, const net_options *o)
{
    return (c->n_words / o->batch + 1) * o->epochs;
}

void net_train(net *net, const trainee *t, const net_corpus *c, const net_corpus *dev, const char *const *names,
               uint32_t n_dev, const net_options *o)
{
    room mem = {.floats = must(malloc(ROOM_FLOATS * sizeof(float))), .size = ROOM_FLOATS};
    uint32_t *order = must(malloc((c->n + 1) * sizeof *order));
    for (uint32_t i = 0; i < c->n; i++) order[i] = i;
    rng r = {.state = o->seed + 100};
    uint64_t step = 0, steps = count_steps(c, o);
    for (uint32_t epoch = 1; epoch <= o->epochs; epoch++) {
        double start = cpu_seconds();
        double loss = train_epoch(net, c, o, &step, steps, order, &r, &mem);
        fprintf(stderr, "epoch %u: loss %.4f", epoch, loss);
        bool last = epoch == o->epochs;
        if (last) net_use_means(net);
        for (uint32_t k = 0; k < n_dev && (last || epoch % o->show == 0); k++)
            show_score(net, t, &dev[k], names[k], &mem);
        fprintf(stderr, "  (%.0f s)\n", cpu_seconds() - start);
    }
    free(order);
    free(mem.floats);
}
