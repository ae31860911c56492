#include "parse/tagger.h"

static const word outside = {.form = 0x5851F42D,
                             .shape = 0x4C957F2D,
                             .cluster = 0x14057B7E,
                             .coarse = 0x2545F491,
                             .ambiguity = 0x7F4A7C15,
                             .tag = WORD_NO_TAG};

/* Each line adds one template; its place among the lines is its seed. */
#define F1(a) (features[k] = hash_feature(k, (a), 0, 0), k++)
#define F2(a, b) (features[k] = hash_feature(k, (a), (b), 0), k++)
#define F3(a, b, c) (features[k] = hash_feature(k, (a), (b), (c)), k++)

uint32_t tagger_features(const word *words, uint32_t n, uint32_t i, const uint8_t *tags,
                         uint32_t features[TAGGER_FEATURES])
{
    const word *w = &words[i];
    const word *l1 = i >= 1 ? w - 1 : &outside, *l2 = i >= 2 ? w - 2 : &outside;
    const word *r1 = i + 1 < n ? w + 1 : &outside, *r2 = i + 2 < n ? w + 2 : &outside;
    uint32_t t1 = hash_small(i >= 1 ? tags[i - 1] + 1u : 0),
             t2 = hash_small(i >= 2 ? tags[i - 2] + 1u : 0);
    uint32_t k = 0;
    F1(w->form);
    F2(w->form, w->shape);
    F1(l1->form);
    F1(r1->form);
    F1(l2->form);
    F1(r2->form);
    F2(l1->form, w->form);
    F2(w->form, r1->form);
    F2(l1->form, r1->form);
    F2(t1, w->form);
    F1(t1);
    F2(t1, t2);
    F3(t1, t2, w->form);
    F3(t1, r1->form, w->suffix[2]);
    F2(t1, r1->form);
    F1(w->suffix[0]);
    F1(w->suffix[1]);
    F1(w->suffix[2]);
    F1(w->suffix[3]);
    F2(w->suffix[2], w->shape);
    F2(w->suffix[2], t1);
    F2(w->suffix[1], l1->form);
    F1(w->prefix[0]);
    F1(w->prefix[1]);
    F1(w->prefix[2]);
    F1(w->shape);
    F2(w->shape, t1);
    F3(w->shape, l1->shape, r1->shape);
    F2(l1->suffix[2], w->suffix[2]);
    F2(r1->suffix[2], w->suffix[2]);
    F1(r1->suffix[1]);
    F1(l1->suffix[2]);
    F1(w->cluster);
    F2(w->cluster, t1);
    F1(l1->cluster);
    F1(r1->cluster);
    F2(w->cluster, l1->cluster);
    F2(w->cluster, r1->cluster);
    F2(w->coarse, w->suffix[1]);
    F3(l1->coarse, w->coarse, r1->coarse);
    F3(t1, w->coarse, r1->coarse);
    F2(w->ambiguity, r1->ambiguity);
    F3(t1, w->ambiguity, r1->ambiguity);
    F3(w->ambiguity, r1->ambiguity, r2->ambiguity);
    F3(t1, t2, w->ambiguity);
    F2(w->form, r1->ambiguity);
    F3(w->suffix[2], t1, r1->ambiguity);
    F2(w->coarse, r2->coarse);
    return k;
}

void tagger_run(const table *weights, const word *words, uint32_t n, uint8_t *tags)
{
    uint32_t features[TAGGER_FEATURES];
    int16_t scores[WEIGHTS_MAX_CLASSES];
    for (uint32_t i = 0; i < n; i++) {
        tags[i] = words[i].tag;
        if (tags[i] != WORD_NO_TAG) continue;
        uint32_t k = tagger_features(words, n, i, tags, features);
        table_sum_sparse(weights, features, k, scores);
        tags[i] = (uint8_t)table_best_class(weights, scores, 0);
    }
}
