/* net_words: what the neural engine sees of each token, as rows of its tables.
 *
 * A token is three vectors side by side: a pre-trained word vector (the word's own, or the centre
 * of its cluster, or none), a vector learned from the treebank for the words it holds often enough,
 * and a sum of learned vectors of the word's parts (affixes, shape, the hash of the whole), which
 * knows something of every word. Shared by the engine and its trainer.
 *
 *   | vector NET_VECTOR | word NET_WORD | parts NET_PART |  = NET_INPUT numbers
 *
 * Words that have digits share what they have in common: "1987" is "0000".
 */
#ifndef CASUS_PARSE_NET_WORDS_H
#define CASUS_PARSE_NET_WORDS_H

#include "parse/words.h"

#define NET_VECTOR 100
#define NET_VECTOR_HALF (NET_VECTOR / 2) /* bytes of a vector in the model */
#define NET_WORD 60
#define NET_PART 64
#define NET_INPUT (NET_VECTOR + NET_WORD + NET_PART)
#define NET_PARTS 9
#define NET_PART_ROWS 8192
#define NET_CENTRES CLUSTERS_FINE /* vector rows 1..NET_CENTRES; row 0 is no vector */

typedef struct net_word {
    uint32_t vector;           /* row of the vectors */
    uint32_t word;             /* row of the learned words; 0 unknown */
    uint32_t parts[NET_PARTS]; /* rows of the parts */
} net_word;

/* Numbers of words: the first n_both have a vector and a learned row, the next n_learned only the
 * latter, the rest only a vector. */
typedef struct net_lexicon {
    table numbers; /* key -> number from 1 */
    uint32_t n_both, n_learned;
} net_lexicon;

/* The key of a word in `numbers`. */
static inline uint64_t net_key(const word *w, uint64_t hash)
{
    return w->digits ? (w->form + 1u) * 0x9E3779B97F4A7C15u : hash;
}

/* Fills out[0..n) for the words of a sentence that words_scan has seen. */
void net_words_scan(const net_lexicon *self, const lexicon *lex, const token *tokens,
                    const word *words, uint32_t n, net_word *out);

/* Vectors are held in four bits a number: out[j] is near row[j] / scale, -7 to 7; returns the
 * scale. */
static inline float net_vector_codes(const float *row, int8_t *out)
{
    float most = 0;
    for (int j = 0; j < NET_VECTOR; j++) {
        float size = row[j] < 0 ? -row[j] : row[j];
        most = size > most ? size : most;
    }
    float scale = most / 7;
    for (int j = 0; j < NET_VECTOR; j++) {
        float x = most > 0 ? row[j] / scale : 0;
        out[j] = (int8_t)(x < 0 ? x - 0.5f : x + 0.5f);
    }
    return scale;
}

#endif
