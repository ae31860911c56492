/* arcs: the arc-hybrid transition system, its state and the features read from it.
 *
 *   stack ... S2 S1 S0 | N0 N1 N2 ... ROOT buffer     cells 1..n are the words, n+1 is ROOT
 *
 *   SHIFT   N0 goes onto the stack
 *   LEFT    S0 becomes a child of N0 and leaves the stack
 *   RIGHT   S0 becomes a child of S1 and leaves the stack
 *
 * ROOT stands at the end, takes a child only when the stack holds one word, and so every sequence
 * of legal transitions ends in one tree with one root (Kuhlmann, Gomez-Rodriguez and Satta 2011;
 * Goldberg and Nivre 2013). The features follow Zhang and Nivre (2011), with clusters, what stands
 * between two words, and the noun after a preposition added.
 */
#ifndef CASUS_PARSE_ARCS_H
#define CASUS_PARSE_ARCS_H

#include "parse/parse.h"
#include "parse/words.h"

enum action { ACTION_SHIFT, ACTION_LEFT, ACTION_RIGHT, ACTION_COUNT };

#define ARC_FEATURES 128 /* room */
#define LABEL_FEATURES 80

/* A word as the parser sees it. The hashes are made once; the rest grows with the tree. */
typedef struct cell {
    uint32_t form, tag, form_tag, cluster, coarse_tag, lemma; /* hashes */
    uint32_t label;                                           /* hash, once attached */
    uint16_t head;                                            /* cell, 0 while it has none */
    uint16_t left1, left2, right1, right2; /* outermost children and the next ones inward; 0 none */
    uint16_t n_left, n_right;
    uint16_t next_noun; /* cell of the first noun from here on, 0 when none is near */
    uint8_t upos, deprel;
    uint64_t left_labels, right_labels; /* bit per enum deprel */
    uint16_t verbs, commas, ccs, marks; /* how many stand before this cell */
} cell;

typedef struct arcs {
    cell cells[PARSE_MAX_TOKENS + 5]; /* 0 and n+2.. stand for "outside" */
    uint16_t stack[PARSE_MAX_TOKENS + 2];
    uint32_t n, n_stack, next; /* next: cell of N0 */
} arcs;

/* One word's part of the input. */
typedef struct arc_word {
    uint32_t lemma; /* hash */
    uint8_t tag, upos, xpos;
} arc_word;

void arcs_init(arcs *self, const word *words, const arc_word *infos, uint32_t n);

static inline bool arcs_done(const arcs *self)
{
    return self->next > self->n && self->n_stack == 0;
}

/* Bit per action that is legal; never 0 before the end. */
unsigned arcs_legal(const arcs *self);

/* Makes the transition. For LEFT and RIGHT returns the cell that was attached, else 0; its label is
 * set by arcs_label. */
uint32_t arcs_apply(arcs *self, enum action action);
void arcs_label(arcs *self, uint32_t dependent, enum deprel label);

uint32_t arcs_features(const arcs *self, uint32_t features[ARC_FEATURES]);

/* Features of the arc that `action` would make: call before arcs_apply. */
uint32_t label_features(const arcs *self, uint32_t head, uint32_t dependent,
                        uint32_t features[LABEL_FEATURES]);

/* The arc that LEFT or RIGHT would make. */
static inline void arcs_pair(const arcs *self, enum action action, uint32_t *head,
                             uint32_t *dependent)
{
    *dependent = self->stack[self->n_stack - 1];
    *head = action == ACTION_LEFT ? self->next : self->stack[self->n_stack - 2];
}

#endif
