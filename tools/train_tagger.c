#include "train.h"

#define FOLDS 4
#define SURE_COUNT 20    /* a word answered by the dictionary was seen so often ... */
#define SURE_SHARE 0.995 /* ... with the same tag in this share */
#define KNOWN_COUNT 5    /* a word's set of tags is used as a feature from here on */
#define KNOWN_SHARE 0.02
#define JOINT_COUNT 4 /* a joint tag was seen so often */

/* ---- joint tags -------------------------------------------------------------------------- */

uint32_t joint_tag_find(const parse_model *model, unsigned upos, unsigned xpos)
{
    uint32_t i = 0;
    while (i < model->n_tags && (model->tags[i].upos != upos || model->tags[i].xpos != xpos)) i++;
    return i;
}

void train_joint_tags(trainee *self, const corpus *c)
{
    static uint32_t counts[UPOS_COUNT][XPOS_COUNT];
    memset(counts, 0, sizeof counts);
    for (uint32_t s = 0; s < c->n; s++)
        for (uint32_t i = 0; i < c->sentences[s].n && !c->sentences[s].only_names; i++) {
            const gold *g = &c->sentences[s].golds[i];
            counts[g->upos][g->xpos] += !c->sentences[s].copy;
        }
    joint_tag tags[WEIGHTS_MAX_CLASSES];
    parse_meta meta = {.magic = "CSPW",
                       .features = PARSE_FEATURES_VERSION,
                       .upos = UPOS_COUNT,
                       .xpos = XPOS_COUNT,
                       .deprels = DEPREL_COUNT,
                       .probe = str_hash_lower(STR(PARSE_PROBE))};
    for (unsigned u = 0; u < UPOS_COUNT; u++)
        for (unsigned x = 0; x < XPOS_COUNT; x++)
            if (counts[u][x] >= JOINT_COUNT && meta.n_tags + 1 < WEIGHTS_MAX_CLASSES)
                tags[meta.n_tags++] = (joint_tag){(uint8_t)u, (uint8_t)x};
    buf *out = &self->sections[PARSE_SECTION_META];
    buf_reset(out);
    buf_put(out, &meta, sizeof meta);
    buf_put(out, tags, meta.n_tags * sizeof *tags);
}

/* ---- tag dictionary ---------------------------------------------------------------------- */

typedef struct seen {
    uint64_t hash;
    uint32_t tag;
} seen;

static int compare_seen(const void *a, const void *b)
{
    const seen *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    return x->tag < y->tag ? -1 : x->tag > y->tag;
}

typedef struct tag_set {
    uint64_t low, high;
    uint32_t count;
} tag_set;

static int compare_sets(const void *a, const void *b)
{
    const tag_set *x = a, *y = b;
    if (x->count != y->count) return x->count > y->count ? -1 : 1;
    if (x->low != y->low) return x->low < y->low ? -1 : 1;
    return x->high < y->high ? -1 : x->high > y->high;
}

static uint32_t find_set(const tag_set *sets, uint32_t n, const tag_set *set)
{
    uint32_t i = 0;
    while (i < n && (sets[i].low != set->low || sets[i].high != set->high)) i++;
    return i;
}

/* The tags of one word's run of sightings. */
static uint32_t summarise(const seen *run, uint32_t n, tag_set *set, uint32_t *top,
                          uint32_t *top_count)
{
    *set = (tag_set){0};
    *top_count = 0;
    for (uint32_t i = 0, j; i < n; i = j) {
        for (j = i; j < n && run[j].tag == run[i].tag; j++) {
        }
        if (j - i > *top_count) {
            *top_count = j - i;
            *top = run[i].tag;
        }
        if ((double)(j - i) < KNOWN_SHARE * n) continue;
        if (run[i].tag < 64)
            set->low |= 1ull << run[i].tag;
        else
            set->high |= 1ull << (run[i].tag - 64);
    }
    return n;
}

static uint32_t collect(const parse_model *model, const corpus *c, seen *all)
{
    uint32_t n = 0;
    for (uint32_t s = 0; s < c->n; s++) {
        const sentence *sent = &c->sentences[s];
        for (uint32_t i = 0; i < sent->n && !sent->copy && !sent->only_names; i++) {
            uint32_t tag = joint_tag_find(model, sent->golds[i].upos, sent->golds[i].xpos);
            if (tag < model->n_tags) all[n++] = (seen){sent->tokens[i].hash, tag};
        }
    }
    qsort(all, n, sizeof *all, compare_seen);
    return n;
}

static uint32_t collect_sets(const seen *all, uint32_t n, tag_set *sets)
{
    uint32_t n_sets = 0, top, top_count;
    for (uint32_t i = 0, j; i < n; i = j) {
        for (j = i; j < n && all[j].hash == all[i].hash; j++) {
        }
        if (j - i < KNOWN_COUNT) continue;
        tag_set set;
        summarise(all + i, j - i, &set, &top, &top_count);
        uint32_t at = find_set(sets, n_sets, &set);
        if (at == n_sets && n_sets < 8192) sets[n_sets++] = set;
        if (at < n_sets) sets[at].count += j - i;
    }
    qsort(sets, n_sets, sizeof *sets, compare_sets);
    return n_sets < 1000 ? n_sets : 1000;
}

void train_tag_dictionary(trainee *self, const corpus *c)
{
    seen *all = must(malloc((c->n_tokens + 1) * sizeof *all));
    tag_set *sets = must(calloc(8192, sizeof *sets));
    uint32_t n = collect(&self->model, c, all), n_sets = collect_sets(all, n, sets), n_pairs = 0;
    map_pair *pairs = must(malloc((n + 1) * sizeof *pairs));
    for (uint32_t i = 0, j; i < n; i = j) {
        for (j = i; j < n && all[j].hash == all[i].hash; j++) {
        }
        if (j - i < KNOWN_COUNT) continue;
        tag_set set;
        uint32_t top = 0, top_count = 0;
        summarise(all + i, j - i, &set, &top, &top_count);
        bool sure = j - i >= SURE_COUNT && top_count >= SURE_SHARE * (j - i);
        uint32_t number = find_set(sets, n_sets, &set);
        pairs[n_pairs++] =
            (map_pair){all[i].hash, tag_value(number < n_sets ? number : 1023, sure, top)};
    }
    pack_map(pairs, n_pairs, n_pairs / 2 + 1, self->model.n_tags, &self->sections[PARSE_SECTION_TAGS]);
    free(pairs);
    free(sets);
    free(all);
}

/* ---- tagger ------------------------------------------------------------------------------ */

static uint32_t best_class(const float *scores, uint32_t n, uint32_t except)
{
    uint32_t best = except == 0 ? 1 : 0;
    for (uint32_t i = best + 1; i < n; i++)
        if (i != except && scores[i] > scores[best]) best = i;
    return best;
}

void learner_tag(const learner *tagger, const word *words, uint32_t n, uint8_t *tags)
{
    uint32_t features[TAGGER_FEATURES];
    float scores[WEIGHTS_MAX_CLASSES];
    for (uint32_t i = 0; i < n; i++) {
        tags[i] = words[i].tag;
        if (tags[i] != WORD_NO_TAG) continue;
        uint32_t k = tagger_features(words, n, i, tags, features);
        learner_score(tagger, features, k, scores);
        tags[i] = (uint8_t)best_class(scores, tagger->n_classes, WEIGHTS_MAX_CLASSES);
    }
}

static void learn_sentence(const parse_model *model, const sentence *s, const options *opts,
                           learner *out)
{
    static word words[PARSE_MAX_TOKENS];
    uint8_t tags[PARSE_MAX_TOKENS];
    uint32_t features[TAGGER_FEATURES];
    float scores[WEIGHTS_MAX_CLASSES];
    words_scan(&model->lexicon, s->text, s->tokens, s->n, words);
    for (uint32_t i = 0; i < s->n; i++) {
        tags[i] = words[i].tag;
        if (tags[i] != WORD_NO_TAG) continue;
        uint32_t right = joint_tag_find(model, s->golds[i].upos, s->golds[i].xpos);
        uint32_t k = tagger_features(words, s->n, i, tags, features);
        learner_score(out, features, k, scores);
        learner_tick(out);
        uint32_t best = best_class(scores, out->n_classes, WEIGHTS_MAX_CLASSES);
        if (right < model->n_tags) {
            uint32_t rival = best_class(scores, out->n_classes, right);
            if (scores[right] <= scores[rival] + opts->margin * (float)k)
                learner_update(out, features, k, right, rival);
        }
        tags[i] = (uint8_t)best; /* as at run time: the history is the tagger's own */
    }
}

void train_tagger(const trainee *self, const corpus *c, uint32_t skip, uint32_t seed,
                  const options *opts, learner *out)
{
    rng r = {.state = 7 + seed * 1000003u};
    uint32_t *order = must(malloc(c->n * sizeof *order));
    for (uint32_t i = 0; i < c->n; i++) order[i] = i;
    learner_init(out, self->model.n_tags, opts->min_tagger);
    for (uint32_t epoch = 0; epoch < opts->tagger_epochs; epoch++) {
        rng_shuffle(&r, order, c->n);
        for (uint32_t i = 0; i < c->n; i++) {
            const sentence *s = &c->sentences[order[i]];
            if (s->origin % FOLDS != skip && !s->only_names)
                learn_sentence(&self->model, s, opts, out);
        }
    }
    free(order);
    learner_average(out);
}

uint8_t **train_jackknife(const trainee *self, const corpus *c, const options *opts)
{
    uint8_t **tags = must(calloc(c->n, sizeof *tags));
    word *words = must(malloc(PARSE_MAX_TOKENS * sizeof *words));
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        learner tagger;
        train_tagger(self, c, fold, 1, opts, &tagger);
        uint64_t n = 0, right = 0;
        for (uint32_t s = 0; s < c->n; s++) {
            const sentence *sent = &c->sentences[s];
            if (sent->origin % FOLDS != fold || sent->only_names) continue;
            tags[s] = must(malloc(sent->n));
            words_scan(&self->model.lexicon, sent->text, sent->tokens, sent->n, words);
            learner_tag(&tagger, words, sent->n, tags[s]);
            for (uint32_t i = 0; i < sent->n; i++, n++)
                right += self->model.tags[tags[s][i]].upos == sent->golds[i].upos;
        }
        learner_release(&tagger);
        fprintf(stderr, "  fold %u: UPOS %.2f  (%.0f s)\n", fold, 100.0 * (double)right / (double)n,
                cpu_seconds());
    }
    free(words);
    return tags;
}
