/* heads: scores of arcs -> the best tree with one root.
 *
 * Each word takes its best head; where that makes a tree with one root, nothing is left to do. Else
 * the word that wants most to be the root is it, and the best tree under it is found by contracting
 * cycles (Chu and Liu 1965, Edmonds 1967), O(n^2) on the whole as Tarjan (1977) counts.
 */
#ifndef CASUS_PARSE_HEADS_H
#define CASUS_PARSE_HEADS_H

#include "base/base.h"

#define HEADS_MAX 400 /* words */

/* Scratch of one thread. A slot is a word (0 the root) or a contracted cycle, which goes on in the
 * slot of one of its words; a node is a slot's history: words, then one node for each contraction.
 */
typedef struct heads {
    /* in: [dependent * (n + 1) + head], 0 the root; spoiled by heads_best */
    float scores[(HEADS_MAX + 1) * (HEADS_MAX + 1)];
    /* the words that an arc of two slots joins: head, dependent */
    uint16_t from[(HEADS_MAX + 1) * (HEADS_MAX + 1)], into[(HEADS_MAX + 1) * (HEADS_MAX + 1)];
    uint16_t best[HEADS_MAX + 1];  /* [slot] its best head, a slot */
    uint16_t node[HEADS_MAX + 1];  /* [slot] */
    uint16_t mark[HEADS_MAX + 1];  /* [slot] of the walk that looks for cycles */
    uint16_t alive[HEADS_MAX + 1]; /* slots but the root, n_alive of them */
    uint16_t cycle[HEADS_MAX + 1];
    uint16_t parent[2 * HEADS_MAX + 2]; /* [node] */
    uint16_t node_from[2 * HEADS_MAX + 2],
        node_into[2 * HEADS_MAX + 2]; /* [node] the arc it hangs by */
    uint32_t n, stride, n_alive, n_nodes;
} heads;

/* Reads self->scores of n words (n <= HEADS_MAX); writes out[0..n): 1-based head, 0 root. */
void heads_best(heads *self, uint32_t n, uint16_t *out);

#endif
