/* Transitions learned with the dynamic oracle of the arc-hybrid system (Goldberg and Nivre 2013):
 * after the first epoch the parser mostly follows its own mistakes and learns what is best from
 * there. */
#include "train.h"

#define EXPLORE 90 /* of a hundred decisions, from the second epoch on */

static uint32_t gold_head(const sentence *s, uint32_t at) /* ROOT is cell n + 1 */
{
    return s->golds[at - 1].head == 0 ? s->n + 1 : s->golds[at - 1].head;
}

/* Gold arcs that each action would make impossible. */
static void action_costs(const arcs *state, const sentence *s, uint32_t costs[ACTION_COUNT])
{
    uint32_t n0 = state->next, depth = state->n_stack;
    memset(costs, 0, ACTION_COUNT * sizeof *costs);
    uint32_t s0 = depth >= 1 ? state->stack[depth - 1] : 0,
             s1 = depth >= 2 ? state->stack[depth - 2] : 0;
    if (s0) {
        uint32_t head = gold_head(s, s0), children = 0;
        for (uint32_t i = n0; i <= s->n; i++) children += gold_head(s, i) == s0;
        costs[ACTION_LEFT] = children + (head != n0 && (head > n0 || head == s1));
        costs[ACTION_RIGHT] = children + (head >= n0);
    }
    if (n0 <= s->n) {
        uint32_t head = gold_head(s, n0);
        for (uint32_t i = 0; i < depth; i++) {
            costs[ACTION_SHIFT] += gold_head(s, state->stack[i]) == n0;
            costs[ACTION_SHIFT] += i + 1 < depth && state->stack[i] == head;
        }
    }
}

/* Of the legal actions: the best one, the best of least cost, the best of greater cost. */
typedef struct choice {
    int best, right, wrong;
} choice;

static choice choose(const float *scores, const uint32_t *costs, unsigned legal)
{
    choice c = {-1, -1, -1};
    uint32_t least = UINT32_MAX;
    for (int a = 0; a < ACTION_COUNT; a++)
        if (legal >> a & 1u && costs[a] < least) least = costs[a];
    for (int a = 0; a < ACTION_COUNT; a++) {
        if (!(legal >> a & 1u)) continue;
        if (c.best < 0 || scores[a] > scores[c.best]) c.best = a;
        int *side = costs[a] == least ? &c.right : &c.wrong;
        if (*side < 0 || scores[a] > scores[*side]) *side = a;
    }
    return c;
}

static enum action learn_action(const arcs *state, const sentence *s, unsigned legal, bool explore,
                                float margin, learner *out)
{
    if ((legal & (legal - 1)) == 0) return (enum action)__builtin_ctz(legal);
    uint32_t features[ARC_FEATURES], costs[ACTION_COUNT];
    float scores[ACTION_COUNT + 1];
    uint32_t k = arcs_features(state, features);
    learner_score(out, features, k, scores);
    action_costs(state, s, costs);
    choice c = choose(scores, costs, legal);
    learner_tick(out);
    if (c.wrong >= 0 && scores[c.right] <= scores[c.wrong] + margin * (float)k)
        learner_update(out, features, k, (uint32_t)c.right, (uint32_t)c.wrong);
    return (enum action)(explore ? c.best : c.right);
}

static enum deprel learn_label(const arcs *state, const sentence *s, enum action action,
                               float margin, learner *out)
{
    uint32_t head, dependent, features[LABEL_FEATURES];
    float scores[DEPREL_COUNT + 4];
    arcs_pair(state, action, &head, &dependent);
    if (head == s->n + 1) return DEPREL_ROOT;
    uint32_t k = label_features(state, head, dependent, features);
    learner_score(out, features, k, scores);
    uint32_t right = s->golds[dependent - 1].deprel, rival = 0, best = DEPREL_ROOT + 1;
    for (uint32_t c = DEPREL_ROOT + 1; c < DEPREL_COUNT; c++) {
        if (scores[c] > scores[best]) best = c;
        if (c != right && (rival == 0 || scores[c] > scores[rival])) rival = c;
    }
    bool sound = gold_head(s, dependent) == head && right != DEPREL_ROOT;
    if (!sound) return (enum deprel)best;
    learner_tick(out);
    if (scores[right] <= scores[rival] + margin * (float)k)
        learner_update(out, features, k, right, rival);
    return (enum deprel)best;
}

static void learn_sentence(const sentence *s, const word *words, const arc_word *infos,
                           bool explore, rng *r, const options *opts, learner *arcs_out,
                           learner *labels_out)
{
    static arcs state;
    arcs_init(&state, words, infos, s->n);
    while (!arcs_done(&state)) {
        bool follow = explore && rng_below(r, 100) < EXPLORE;
        enum action action =
            learn_action(&state, s, arcs_legal(&state), follow, opts->margin, arcs_out);
        enum deprel label = DEPREL_DEP;
        if (action != ACTION_SHIFT)
            label = learn_label(&state, s, action, opts->margin, labels_out);
        uint32_t attached = arcs_apply(&state, action);
        if (attached) arcs_label(&state, attached, label);
    }
}

static void prepare(const parse_model *model, const sentence *s, const uint8_t *tags, word *words,
                    arc_word *infos)
{
    words_scan(&model->lexicon, s->text, s->tokens, s->n, words);
    for (uint32_t i = 0; i < s->n; i++) {
        joint_tag tag = model->tags[tags[i]];
        char lemma[2048];
        casus_str form = token_form(s->text, &s->tokens[i]);
        if (form.len > 900) form.len = 900;
        size_t len = lemma_write(&model->lemmas, form, lemma_class(tag.xpos, &words[i]), lemma);
        uint64_t hash = str_hash_lower((casus_str){lemma, len});
        infos[i] = (arc_word){.lemma = words[i].digits ? words[i].form : word_fold(hash),
                              .tag = tags[i],
                              .upos = tag.upos,
                              .xpos = tag.xpos};
    }
}

void train_parser(const trainee *self, const corpus *c, uint8_t *const *tags, uint32_t seed,
                  const options *opts, learner *arcs_out, learner *labels_out)
{
    rng r = {.state = 99 + seed * 7919u};
    uint32_t *order = must(malloc(c->n * sizeof *order));
    word **words = must(calloc(c->n, sizeof *words));
    arc_word **infos = must(calloc(c->n, sizeof *infos));
    for (uint32_t i = 0; i < c->n; i++) {
        const sentence *s = &c->sentences[i];
        order[i] = i;
        if (s->only_names) continue;
        words[i] = must(calloc(s->n, sizeof **words));
        infos[i] = must(calloc(s->n, sizeof **infos));
        prepare(&self->model, s, tags[i], words[i], infos[i]);
    }
    learner_init(arcs_out, ACTION_COUNT, opts->min_arcs);
    learner_init(labels_out, DEPREL_COUNT, opts->min_labels);
    for (uint32_t epoch = 0; epoch < opts->parser_epochs; epoch++) {
        rng_shuffle(&r, order, c->n);
        for (uint32_t i = 0; i < c->n; i++) {
            uint32_t at = order[i];
            if (c->sentences[at].only_names) continue;
            learn_sentence(&c->sentences[at], words[at], infos[at], epoch > 0, &r, opts, arcs_out,
                           labels_out);
        }
        fprintf(stderr, "  epoch %u: %u arc rows, %u label rows  (%.0f s)\n", epoch + 1,
                arcs_out->n_rows, labels_out->n_rows, cpu_seconds());
    }
    for (uint32_t i = 0; i < c->n; i++) {
        free(words[i]);
        free(infos[i]);
    }
    free(words);
    free(infos);
    free(order);
    learner_average(arcs_out);
    learner_average(labels_out);
}
