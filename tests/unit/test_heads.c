/* The best tree of scores, against all trees there are (up to six words) and against what every
 * tree must be (up to the longest sentence). */
#include "parse/heads.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static heads scratch;

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void set_scores(const float *scores, uint32_t n)
{
    memcpy(scratch.scores, scores, (size_t)(n + 1) * (n + 1) * sizeof *scores);
}

static bool is_tree(const uint16_t *head, uint32_t n)
{
    uint32_t roots = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = i + 1, steps = 0;
        roots += head[i] == 0;
        while (at && steps++ <= n) at = head[at - 1];
        if (at) return false;
    }
    return roots == 1;
}

static float sum_of(const float *scores, const uint16_t *head, uint32_t n)
{
    float sum = 0;
    for (uint32_t i = 0; i < n; i++) sum += scores[(i + 1) * (n + 1) + head[i]];
    return sum;
}

/* The root that heads_best documents: the word that gains most by it. */
static uint32_t expected_root(const float *scores, uint32_t n)
{
    uint32_t root = 0;
    float most = 0;
    for (uint32_t i = 1; i <= n; i++) {
        float other = -1e30f;
        for (uint32_t h = 1; h <= n; h++)
            if (h != i && scores[i * (n + 1) + h] > other) other = scores[i * (n + 1) + h];
        float gain = scores[i * (n + 1)] - other;
        if (!root || gain > most) most = gain, root = i;
    }
    return root;
}

/* The best sum over all trees, or over those with this root. */
static float best_sum(const float *scores, uint32_t n, uint32_t root)
{
    uint16_t head[8] = {0};
    float best = -1e30f;
    uint64_t all = 1;
    for (uint32_t i = 0; i < n; i++) all *= n + 1;
    for (uint64_t code = 0; code < all; code++) {
        uint64_t rest = code;
        bool own = false;
        for (uint32_t i = 0; i < n; i++) {
            head[i] = (uint16_t)(rest % (n + 1));
            rest /= n + 1;
            own |= head[i] == i + 1;
        }
        if (own || !is_tree(head, n) || (root && head[root - 1] != 0)) continue;
        float sum = sum_of(scores, head, n);
        best = sum > best ? sum : best;
    }
    return best;
}

static void test_best_of_all_trees(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (uint32_t round = 0; round < 400; round++) {
        uint32_t n = 1 + next(&seed) % 6;
        float scores[49];
        uint16_t head[8];
        for (uint32_t k = 0; k < (n + 1) * (n + 1); k++) scores[k] = (float)(next(&seed) % 1000);
        set_scores(scores, n);
        heads_best(&scratch, n, head);
        assert_true(is_tree(head, n));
        float sum = sum_of(scores, head, n), best = best_sum(scores, n, 0);
        /* the best of all where each word's best head makes a tree, else the best under the root */
        if (sum != best) assert_true(sum == best_sum(scores, n, expected_root(scores, n)));
    }
}

static void test_cycles_within_cycles(void **state)
{
    (void)state;
    /* 1 and 2 want each other, 3 and 4 want each other, and each pair wants the other pair above
     * all */
    enum { N = 5 };
    float scores[(N + 1) * (N + 1)] = {0};
    uint16_t head[N];
    scores[1 * 6 + 2] = scores[2 * 6 + 1] = 90;
    scores[3 * 6 + 4] = scores[4 * 6 + 3] = 90;
    scores[1 * 6 + 3] = scores[3 * 6 + 1] = 80;
    scores[2 * 6 + 5] = 10;
    scores[5 * 6 + 0] = 5;
    set_scores(scores, N);
    heads_best(&scratch, N, head);
    assert_true(is_tree(head, N));
    assert_int_equal(head[4], 0);
    assert_true(sum_of(scores, head, N) == best_sum(scores, N, 5));
}

static void test_one_word_and_none(void **state)
{
    (void)state;
    uint16_t head[1] = {9};
    float scores[4] = {0, 0, -5,
                       8}; /* a word is never its own head, however much it would like it */
    set_scores(scores, 1);
    heads_best(&scratch, 1, head);
    assert_int_equal(head[0], 0);
    heads_best(&scratch, 0, head);
}

/* Scores made to have many cycles: each word's best head is beside it. */
static void test_longest_sentences_are_trees(void **state)
{
    (void)state;
    uint32_t seed = 3;
    static uint16_t head[HEADS_MAX];
    for (uint32_t n = HEADS_MAX - 3; n <= HEADS_MAX; n++) {
        for (uint32_t i = 1; i <= n; i++)
            for (uint32_t h = 0; h <= n; h++)
                scratch.scores[i * (n + 1) + h] = (float)(next(&seed) % 100) +
                                                  ((i ^ 1u) == h ? 1000.0f : 0.0f) +
                                                  ((i / 4 == h / 4) ? 300.0f : 0.0f);
        heads_best(&scratch, n, head);
        assert_true(is_tree(head, n));
    }
}

/* All alike, and all without a number's order: still a tree. */
static void test_ties(void **state)
{
    (void)state;
    static uint16_t head[40];
    for (uint32_t n = 1; n <= 40; n++) {
        memset(scratch.scores, 0, sizeof scratch.scores);
        heads_best(&scratch, n, head);
        assert_true(is_tree(head, n));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_best_of_all_trees),
        cmocka_unit_test(test_cycles_within_cycles),
        cmocka_unit_test(test_one_word_and_none),
        cmocka_unit_test(test_longest_sentences_are_trees),
        cmocka_unit_test(test_ties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
