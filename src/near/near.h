/* near: is one story another one, with a new headline, a cut end, a changed lead, typing mistakes?
 *
 *   text -> words -> shingles of NEAR_WIDTH words -> the NEAR_SKETCH smallest of their hashes
 *
 *   words    [n_words]    "Oil rose 1.2 percent ..." -> oil rose 12 percent
 *   shingles              (oil rose 12) (rose 12 percent) ...
 *   sketch   [n <= 48]    smallest hashes, rising: a fair sample of the shingles, and the same
 *                         sample of whatever else has them
 *   keys     [n <= 6]     other bits of the smallest few: what a look-up finds candidates by
 *
 * A sketch of two texts' smallest hashes says how alike they are (Broder 1997, On the resemblance
 * and containment of documents). Copies are cut at the end, so what counts is containment of the
 * shorter in the longer: below the smaller of both sketches' last hashes both list all their
 * shingles, as in sampling by a fixed modulus (Manber 1994, Finding similar files in a large file
 * system), but with a bounded number. Candidates share one of their few smallest hashes; bands of
 * several hashes each, as for look-up by resemblance (Leskovec, Rajaraman, Ullman, ch. 3), lose
 * texts of which one is half of the other, and so do simhashes (Charikar 2002). One permutation is
 * enough for all hashes (Li, Owen, Zhang 2012); a bottom-k sketch has no empty bins that would
 * have to be filled (Shrivastava 2017). docs/design/0011-near-duplicates.md: why, and measured how.
 *
 * Pure: knows of no store. Total on any text, linear, without memory of its own.
 */
#ifndef CASUS_NEAR_H
#define CASUS_NEAR_H

#include "base/base.h"

#define NEAR_WIDTH 4u   /* words a shingle */
#define NEAR_SKETCH 48u /* hashes of a sketch, at most */
#define NEAR_KEYS 6u
#define NEAR_PACKED (4u + 4u * NEAR_SKETCH + 4u * NEAR_KEYS) /* bytes at most */

typedef struct near_sketch {
    uint32_t n_words;
    uint32_t n, n_keys;           /* fewer than there is room for where there are no more shingles */
    uint32_t hashes[NEAR_SKETCH]; /* rising; the lowest bit says that a figure is among the words */
    uint32_t keys[NEAR_KEYS];     /* in the order of the hashes */
} near_sketch;

/* What sampled shingles of the shorter text say. */
typedef struct near_likeness {
    uint32_t n, n_shared;                   /* shingles */
    uint32_t n_figures, n_shared_figures;   /* those of them with figures */
} near_likeness;

/* A text piece by piece, as if they stood in a row: its sentences, so that bylines, datelines and
 * repeated paragraphs do not count. */
typedef struct near_maker {
    uint64_t words[NEAR_WIDTH];    /* the last ones' hashes */
    uint64_t rolled;               /* hash of these */
    uint32_t n_words, last_figure; /* number of the last word that is a figure, from 1; 0 none */
    uint64_t least[NEAR_SKETCH];   /* [n_least], the smallest hashes so far, rising */
    uint32_t n_least;
} near_maker;

/* The next word from *at on: its hash, and has it a digit? False at the end. */
bool near_word_next(casus_str s, size_t *at, uint64_t *hash, bool *figure);

void near_begin(near_maker *self);
void near_add(near_maker *self, casus_str piece);
void near_finish(const near_maker *self, near_sketch *out);

near_likeness near_compare(const near_sketch *a, const near_sketch *b);
/* Is the one a copy of the other? Symmetric, not transitive. */
bool near_same(const near_sketch *a, const near_sketch *b);

/* The bytes of a sketch, the same on every machine; their number. */
size_t near_pack(const near_sketch *self, unsigned char out[NEAR_PACKED]);
/* False where the bytes are no sketch. */
bool near_unpack(near_sketch *self, casus_str bytes);

#endif
