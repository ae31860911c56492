/* Walking trees: the sentence "The army of Mali attacked rebels near Gao .", and trees that are
 * none. */
#include "parse/tree.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const char sentence_text[] = "The army of Mali attacked rebels near Gao .";

enum { THE, ARMY, OF, MALI, ATTACKED, REBELS, NEAR, GAO, STOP, N };

static const uint16_t heads[N] = {2, 5, 4, 2, 0, 5, 8, 5, 5};
static const uint8_t rels[N] = {DEPREL_DET,  DEPREL_NSUBJ, DEPREL_CASE, DEPREL_NMOD, DEPREL_ROOT,
                                DEPREL_OBJ, DEPREL_CASE,  DEPREL_OBL,  DEPREL_PUNCT};

typedef struct sample {
    token tokens[N];
    node nodes[N];
    tree tree;
} sample;

static void sample_init(sample *s)
{
    *s = (sample){0};
    uint32_t at = 0;
    for (uint32_t i = 0; i < N; i++) {
        uint32_t end = at;
        while (sentence_text[end] && sentence_text[end] != ' ') end++;
        s->tokens[i].start = at;
        s->tokens[i].end = end;
        at = end + 1;
        s->nodes[i].head = heads[i];
        s->nodes[i].deprel = rels[i];
        s->nodes[i].lemma = token_form(sentence_text, &s->tokens[i]);
    }
    tree_link(s->nodes, N);
    s->nodes[ATTACKED].lemma = STR("attack");
    s->tree = (tree){.text = sentence_text, .tokens = s->tokens, .nodes = s->nodes, .n = N};
}

static void test_children(void **state)
{
    (void)state;
    sample s;
    sample_init(&s);
    const tree *t = &s.tree;
    assert_int_equal(tree_head(t, ATTACKED), TREE_NONE);
    assert_int_equal(tree_head(t, ARMY), ATTACKED);
    static const uint32_t want[] = {ARMY, REBELS, GAO, STOP, TREE_NONE};
    uint32_t child = TREE_NONE;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        child = tree_next_child(t, ATTACKED, child);
        assert_int_equal(child, want[i]);
    }
    assert_int_equal(tree_next_child(t, THE, TREE_NONE), TREE_NONE);
    /* what lies behind a token that is no child itself */
    assert_int_equal(tree_next_child(t, ATTACKED, ATTACKED), REBELS);
    assert_int_equal(tree_next_child(t, ATTACKED, STOP), TREE_NONE);
    assert_int_equal(tree_next_child(t, ATTACKED, N), TREE_NONE);
    assert_int_equal(tree_next_child(t, N, TREE_NONE), TREE_NONE);
    assert_int_equal(tree_next_child(t, TREE_NONE, TREE_NONE), TREE_NONE);
    assert_int_equal(tree_child(t, ATTACKED, DEPREL_OBJ), REBELS);
    assert_int_equal(tree_child(t, ATTACKED, DEPREL_IOBJ), TREE_NONE);
    assert_int_equal(tree_child(t, TREE_NONE, DEPREL_OBJ), TREE_NONE);
    assert_int_equal(tree_case(t, GAO), NEAR);
    assert_int_equal(tree_case(t, REBELS), TREE_NONE);
}

static void test_spans(void **state)
{
    (void)state;
    sample s;
    sample_init(&s);
    const tree *t = &s.tree;
    static const uint32_t want[][3] = {{ARMY, THE, MALI}, {MALI, OF, MALI}, {ATTACKED, THE, STOP},
                                       {GAO, NEAR, GAO}, {THE, THE, THE}};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        uint32_t first, last;
        tree_span(t, want[i][0], &first, &last);
        assert_int_equal(first, want[i][1]);
        assert_int_equal(last, want[i][2]);
    }
    assert_true(tree_is_under(t, OF, ARMY));
    assert_true(tree_is_under(t, OF, OF));
    assert_false(tree_is_under(t, OF, REBELS));
    assert_false(tree_is_under(t, ARMY, OF));
    assert_false(tree_is_under(t, TREE_NONE, OF));
}

static void test_forms(void **state)
{
    (void)state;
    sample s;
    sample_init(&s);
    const tree *t = &s.tree;
    assert_true(tree_lemma_is(t, ATTACKED, "attack"));
    assert_false(tree_lemma_is(t, ATTACKED, "attacked"));
    assert_true(tree_form_is(t, MALI, "mali"));
    assert_false(tree_form_is(t, TREE_NONE, "mali"));
    assert_true(str_eq(tree_form(t, GAO), STR("Gao")));
    assert_null(tree_form(t, N).ptr);
}

/* A cycle, a head outside: no walk may run on. */
static void test_damaged(void **state)
{
    (void)state;
    sample s;
    sample_init(&s);
    s.nodes[ATTACKED].head = REBELS + 1;
    s.nodes[MALI].head = 200;
    tree_link(s.nodes, N);
    assert_int_equal(tree_next_child(&s.tree, REBELS, TREE_NONE), ATTACKED);
    assert_int_equal(tree_next_child(&s.tree, REBELS, ATTACKED), TREE_NONE);
    uint32_t first, last;
    for (uint32_t i = 0; i < N; i++) {
        tree_span(&s.tree, i, &first, &last);
        assert_true(first <= i && last >= i && last < N);
        assert_false(tree_is_under(&s.tree, i, N + 5));
    }
    tree_span(&s.tree, N + 5, &first, &last);
    assert_int_equal(first, N + 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_children),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
