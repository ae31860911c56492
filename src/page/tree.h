/* tree: a web page as elements and pieces of text, flat, in the order of the page.
 *
 *     <div class="story"><p>Mali <b>said</b></p>...
 *
 *     nodes    div ── p ── b           [i, nodes[i].end) is the element and all within it
 *     pieces        "Mali "  "said"    each with its node and its block
 *     blocks        [ Mali said ]      text that no block element, or its end, interrupts
 *
 * No tree builder of the standard: elements whose end is left out (p, li, td ...) are closed where
 * the standard closes them, an end tag without its begin is passed over, and nothing is moved. What
 * that loses on broken pages it wins in cost: one pass, whatever the nesting (docs/design/0009).
 */
#ifndef CASUS_PAGE_TREE_H
#define CASUS_PAGE_TREE_H

#include "page/hints.h"

#define PAGE_DEEPEST 512u /* elements open at a time; what is nested deeper counts to the last */

typedef struct page_node {
    uint32_t parent, end;            /* nodes; the root, 0, is its own parent */
    uint32_t first_piece, end_piece; /* [first, end) of the pieces within */
    uint8_t element;                 /* html_element */
    uint8_t hints;                   /* page_hint */
} page_node;

typedef struct page_piece {
    uint32_t node, block;
    uint32_t start, end; /* bytes of the page */
    uint32_t n_letters,
        n_stops;       /* characters that are no blanks; commas, full stops and the like */
    bool linked;       /* within a link */
    bool behind_break; /* a <br> stands before it */
} page_piece;

typedef struct page_block {
    uint32_t node; /* the nearest block element */
    uint32_t first_piece, end_piece;
    uint32_t n_letters, n_linked, n_stops; /* sums of its pieces */
} page_block;

typedef struct page_tree {
    casus_str page;
    page_node *nodes;
    page_piece *pieces;
    page_block *blocks;
    uint32_t n_nodes, n_pieces, n_blocks;
    uint32_t nodes_cap, pieces_cap, blocks_cap;
} page_tree;

/* Builds the tree a token at a time. */
typedef struct tree_builder {
    page_tree *tree;
    arena *mem;
    uint32_t open[PAGE_DEEPEST]; /* [depth]: nodes */
    uint32_t deepest;            /* most that `depth` may be */
    uint32_t depth, n_links;     /* links open */
    bool new_block, behind_break;
    hint_words words;
} tree_builder;

void tree_begin(tree_builder *self, page_tree *tree, casus_str page, arena *mem);
void tree_take(tree_builder *self, const html_token *token);
void tree_finish(tree_builder *self);

/* Is it, or stands it within, `node`? */
static inline bool tree_within(const page_tree *self, uint32_t at, uint32_t node)
{
    return at >= node && at < self->nodes[node].end;
}

#endif
