/* words: what the models see of each token before they know anything of the sentence's structure.
 *
 * The word's hash (digits folded, so that 1987 and 2012 are one), its affixes, its shape, the
 * cluster of its vector, and what the tag dictionary says. A shape tells the case of the letters
 * only where case tells something: in a sentence without lower-case letters, or without upper-case
 * ones, all words look alike, and in a Title Case Headline a capital says nothing. So upper-case
 * and lower-case text give the models the very same features.
 */
#ifndef CASUS_PARSE_WORDS_H
#define CASUS_PARSE_WORDS_H

#include "lex/token.h"
#include "parse/weights.h"

#define WORD_SUFFIXES 4 /* last 1 to 4 bytes */
#define WORD_PREFIXES 3
#define WORD_LOWER_MAX 64 /* bytes of a form that are looked at */
#define CLUSTERS_FINE 1024
#define CLUSTERS_COARSE 96
#define WORD_NO_TAG 0xFFu

enum word_case { /* of the letters, as far as it tells something */
                 WORD_NO_LETTER,
                 WORD_LOWER,
                 WORD_CAP,
                 WORD_CAP_FIRST, /* a capital at the start of the sentence */
                 WORD_ALLCAP,
                 WORD_MIXED,
                 WORD_CASE_UNKNOWN,
};

typedef struct word {
    uint32_t form; /* hash */
    uint32_t suffix[WORD_SUFFIXES], prefix[WORD_PREFIXES];
    uint32_t shape;     /* hash */
    uint32_t cluster;   /* hash of the fine cluster; one constant for unknown words */
    uint32_t coarse;    /* hash of the coarse cluster */
    uint32_t ambiguity; /* hash of the set of tags that the dictionary knows; 0 unknown word */
    uint8_t tag;        /* the dictionary's only tag, or WORD_NO_TAG */
    uint8_t letters;    /* enum word_case */
    uint8_t digits;     /* 0 none, 1 some, 2 a number */
} word;

typedef struct lexicon {
    table clusters, tags;
} lexicon;

/* The fine cluster of a word, from 1; 0 where it has none. */
uint32_t lexicon_cluster(const lexicon *lex, uint64_t hash);
/* Fills words[0..n). */
void words_scan(const lexicon *lex, const char *text, const token *tokens, uint32_t n, word *words);

/* The lower-case form's first bytes; returns their number. */
uint32_t word_lower(casus_str form, char out[WORD_LOWER_MAX]);

/* Values of the two maps: cluster map and tag dictionary. */
static inline uint32_t cluster_value(uint32_t fine, uint32_t coarse)
{
    return 1 + fine + CLUSTERS_FINE * coarse;
}
#define CLUSTER_LIMIT (1 + CLUSTERS_FINE * CLUSTERS_COARSE)
static inline uint32_t tag_value(uint32_t ambiguity, bool sure, uint32_t tag)
{
    return 1 + (ambiguity | (uint32_t)sure << 10 | tag << 11);
}

/* A 64-bit word hash as the features use it. */
static inline uint32_t word_fold(uint64_t hash) { return (uint32_t)(hash >> 32) ^ (uint32_t)hash; }

/* Hashes of features: `seed` is the template. */
static inline uint32_t hash_small(uint32_t value) /* numbers near each other -> far apart */
{
    uint64_t h = (value + 1) * 0x9E3779B97F4A7C15u;
    return (uint32_t)(h >> 32) ^ (uint32_t)(h >> 13);
}
/* The parts are hashes themselves, so turning and joining them is enough before the one
 * multiplication. */
static inline uint32_t hash_turn(uint32_t h, int bits) { return h << bits | h >> (32 - bits); }
static inline uint32_t hash_feature(uint32_t seed, uint32_t a, uint32_t b, uint32_t c)
{
    uint32_t h = (a ^ hash_turn(b, 11) ^ hash_turn(c, 22)) + (seed + 1) * 0x9E3779B1u;
    return (uint32_t)((h * 0xD6E8FEB86659FD93u) >> 32);
}

#endif
