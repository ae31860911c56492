/* Looking at a sentence's tree: children, spans, paths. Token numbers are 0-based within the sentence;
 * TREE_NONE is "no token". All functions are total and linear in the sentence. */
#ifndef CASUS_PARSE_TREE_H
#define CASUS_PARSE_TREE_H

#include "parse/parse.h"

#define TREE_NONE UINT32_MAX

/* One parsed sentence: views into the document's arrays. */
typedef struct tree {
    const char *text;
    const token *tokens; /* [n] */
    const node *nodes;   /* [n] */
    uint32_t n;
    uint32_t first; /* document-wide number of tokens[0] */
} tree;

/* Joins each token to its dependents, in their order; after heads and relations are set. */
void tree_link(node *nodes, uint32_t n);

static inline uint32_t tree_head(const tree *t, uint32_t i)
{
    return t->nodes[i].head == 0 ? TREE_NONE : (uint32_t)t->nodes[i].head - 1;
}
/* The next child of `head` after token `after` (TREE_NONE starts), or TREE_NONE; where `after` is
 * no child itself, tree_child_behind() looks for it. */
uint32_t tree_child_behind(const tree *t, uint32_t head, uint32_t after);
static inline uint32_t tree_next_child(const tree *t, uint32_t head, uint32_t after)
{
    if (head >= t->n) return TREE_NONE;
    if (after == TREE_NONE) return t->nodes[head].first_child - 1;
    if (after < t->n && t->nodes[after].head == head + 1) return t->nodes[after].next_child - 1;
    return tree_child_behind(t, head, after);
}
/* The first child of `head` with this relation, or TREE_NONE. */
uint32_t tree_child(const tree *t, uint32_t head, enum deprel rel);
bool tree_is_under(const tree *t, uint32_t i, uint32_t ancestor); /* i itself counts */
/* First and last token of the subtree of i. */
void tree_span(const tree *t, uint32_t i, uint32_t *first, uint32_t *last);
/* Form or lemma comparisons. */
bool tree_lemma_is(const tree *t, uint32_t i, const char *lemma);
bool tree_form_is(const tree *t, uint32_t i, const char *form); /* ASCII case aside */
/* The same against each of a list of words. */
bool tree_lemma_among(const tree *t, uint32_t i, const char *const *lemmas, size_t n);
bool tree_form_among(const tree *t, uint32_t i, const char *const *forms, size_t n);
casus_str tree_form(const tree *t, uint32_t i);
/* The preposition of a nominal: lemma of its `case` child ("with"), joined with "fixed" parts; absent
 * when it has none. */
uint32_t tree_case(const tree *t, uint32_t i);

#endif
