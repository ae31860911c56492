/* Sentences as a net sees them, passes over them, scores on dev. */
#include "train_net.h"

#include <math.h>

#include "evaluate/names.h"

#define ROOM_FLOATS ((size_t)220 << 20)

/* ---- sentences --------------------------------------------------------------------------- */

void net_sentences(net_trainee *self, const trainee *t, const corpus *c, bool labelled,
                   net_corpus *out)
{
    static word words[PARSE_MAX_TOKENS];
    if (out->mem.limit == 0) arena_init(&out->mem, (size_t)8 << 30);
    out->sentences = must(realloc(out->sentences, (out->n + c->n) * sizeof *out->sentences));
    for (uint32_t s = 0; s < c->n; s++) {
        const sentence *sent = &c->sentences[s];
        if (sent->n == 0 || sent->n > HEADS_MAX) continue;
        net_word *rows = must(arena_alloc(&out->mem, sent->n * sizeof *rows));
        uint8_t *tags = must(arena_alloc(&out->mem, sent->n)),
                *names = must(arena_alloc(&out->mem, sent->n));
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

static void score_sentence(const net *net, const trainee *t, const net_sentence *s, heads *h,
                           room *mem, net_score *out)
{
    net_out o;
    uint16_t heads[HEADS_MAX];
    mem->at = 0;
    net_forward(net, s, 1, mem, &o);
    uint32_t n = s->n;
    uint8_t found[HEADS_MAX];
    for (uint32_t i = 0; i < n; i++)
        found[i] = (uint8_t)most_of(o.names + i * NAME_TAG_COUNT, NAME_TAG_COUNT);
    names_score(&out->names, s->names, found, n);
    if (s->golds[0].head > n) return; /* names alone */
    memcpy(h->scores + n + 1, o.scores[0], (size_t)n * (n + 1) * sizeof(float));
    heads_best(h, n, heads);
    for (uint32_t i = 0; i < n; i++) {
        float shares[DEPREL_COUNT];
        uint32_t tag = most_of(o.tags + i * net->n_tags, net->n_tags), rel = DEPREL_COUNT;
        net_relations(net, &o, 0, i, heads[i], shares);
        for (uint32_t k = 0; k < DEPREL_COUNT; k++)
            if ((k == DEPREL_ROOT) == (heads[i] == 0) &&
                (rel == DEPREL_COUNT || shares[k] > shares[rel]))
                rel = k;
        out->n++;
        out->tags += tag == s->tags[i];
        out->upos += t->model.tags[tag].upos == s->golds[i].upos;
        out->head += heads[i] == s->golds[i].head;
        out->labelled += heads[i] == s->golds[i].head && rel == s->golds[i].deprel;
    }
}

static void show_score(const net *net, const trainee *t, const net_corpus *c, const char *name,
                       room *mem)
{
    static heads h;
    net_score s = {0};
    for (uint32_t i = 0; i < c->n; i++) score_sentence(net, t, &c->sentences[i], &h, mem, &s);
    double all = 100.0 / (double)s.n;
    names_figures f = names_micro(&s.names);
    if (f.gold)
        fprintf(stderr, "   %s: names P %.1f R %.1f F %.1f", name, 100 * f.precision,
                100 * f.recall, 100 * f.f1);
    if (s.n)
        fprintf(stderr, "   %s: tags %.2f UPOS %.2f UAS %.2f LAS %.2f", name, all * (double)s.tags,
                all * (double)s.upos, all * (double)s.head, all * (double)s.labelled);
}

/* ---- training ---------------------------------------------------------------------------- */

static double train_epoch(net *net, const net_corpus *c, const net_options *o, uint64_t *step,
                          uint64_t steps, uint32_t *order, rng *r, room *mem)
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

void net_train(net *net, const trainee *t, const net_corpus *c, const net_corpus *dev,
               const char *const *names, uint32_t n_dev, const net_options *o)
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
