/* Walking a sentence's tree. A head may stand on either side, and nothing promises that a damaged tree
 * has no cycle, so every walk upwards is bounded by the number of tokens. */
#include "parse/tree.h"

#include <assert.h>

static_assert(DEPREL_COUNT <= 64, "the relations of the dependents are bits of a word");

void tree_link(node *nodes, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        nodes[i].first_child = nodes[i].next_child = 0, nodes[i].child_rels = 0;
    for (uint32_t i = n; i-- > 0;) {
        if (nodes[i].head == 0 || nodes[i].head > n) continue;
        node *head = &nodes[nodes[i].head - 1];
        nodes[i].next_child = head->first_child;
        head->first_child = i + 1;
        head->child_rels |= 1ull << nodes[i].deprel;
    }
}

uint32_t tree_child_behind(const tree *t, uint32_t head, uint32_t after)
{
    uint32_t child = t->nodes[head].first_child;
    while (child && child <= after + 1) child = t->nodes[child - 1].next_child;
    return child - 1; /* TREE_NONE where there is none */
}

uint32_t tree_child(const tree *t, uint32_t head, enum deprel rel)
{
    if (head >= t->n || !(t->nodes[head].child_rels >> rel & 1)) return TREE_NONE;
    uint32_t child = t->nodes[head].first_child;
    while (child && t->nodes[child - 1].deprel != rel) child = t->nodes[child - 1].next_child;
    return child - 1;
}

bool tree_is_under(const tree *t, uint32_t i, uint32_t ancestor)
{
    for (uint32_t steps = 0; i < t->n && steps <= t->n; steps++) {
        if (i == ancestor) return true;
        i = tree_head(t, i);
    }
    return false;
}

/* Tokens beside the span so far are looked at one by one: in a projective tree, which the parser
 * makes, the subtree is a gapless stretch, and the walk ends at its borders. */
void tree_span(const tree *t, uint32_t i, uint32_t *first, uint32_t *last)
{
    *first = *last = i;
    if (i >= t->n) return;
    while (*first > 0 && tree_is_under(t, *first - 1, i)) --*first;
    while (*last + 1 < t->n && tree_is_under(t, *last + 1, i)) ++*last;
}

bool tree_lemma_is(const tree *t, uint32_t i, const char *lemma)
{
    return i < t->n && str_is_nocase(t->nodes[i].lemma, lemma);
}

bool tree_form_is(const tree *t, uint32_t i, const char *form)
{
    return i < t->n && str_is_nocase(tree_form(t, i), form);
}

bool tree_lemma_among(const tree *t, uint32_t i, const char *const *lemmas, size_t n)
{
    return i < t->n && str_among_nocase(t->nodes[i].lemma, lemmas, n);
}

bool tree_form_among(const tree *t, uint32_t i, const char *const *forms, size_t n)
{
    return i < t->n && str_among_nocase(tree_form(t, i), forms, n);
}

casus_str tree_form(const tree *t, uint32_t i)
{
    return i < t->n ? token_form(t->text, &t->tokens[i]) : (casus_str){NULL, 0};
}

uint32_t tree_case(const tree *t, uint32_t i)
{
    return tree_child(t, i, DEPREL_CASE);
}
