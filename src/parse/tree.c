/* Walking a sentence's tree. A head may stand on either side, and nothing promises that a damaged tree
 * has no cycle, so every walk upwards is bounded by the number of tokens. */
#include "parse/tree.h"

uint32_t tree_next_child(const tree *t, uint32_t head, uint32_t after)
{
    if (head >= t->n) return TREE_NONE;
    uint32_t from = after == TREE_NONE ? 0 : after + 1;
    for (uint32_t i = from; i < t->n; i++)
        if (t->nodes[i].head == head + 1) return i;
    return TREE_NONE;
}

uint32_t tree_child(const tree *t, uint32_t head, enum deprel rel)
{
    if (head >= t->n) return TREE_NONE;
    for (uint32_t i = 0; i < t->n; i++)
        if (t->nodes[i].head == head + 1 && t->nodes[i].deprel == rel) return i;
    return TREE_NONE;
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
    return i < t->n && str_eq_nocase(t->nodes[i].lemma, str_from(lemma));
}

bool tree_form_is(const tree *t, uint32_t i, const char *form)
{
    return i < t->n && str_eq_nocase(tree_form(t, i), str_from(form));
}

bool tree_lemma_among(const tree *t, uint32_t i, const char *const *lemmas, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (tree_lemma_is(t, i, lemmas[k])) return true;
    return false;
}

bool tree_form_among(const tree *t, uint32_t i, const char *const *forms, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (tree_form_is(t, i, forms[k])) return true;
    return false;
}

casus_str tree_form(const tree *t, uint32_t i)
{
    return i < t->n ? token_form(t->text, &t->tokens[i]) : (casus_str){NULL, 0};
}

uint32_t tree_case(const tree *t, uint32_t i)
{
    return tree_child(t, i, DEPREL_CASE);
}
