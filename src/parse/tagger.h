/* tagger: UPOS and XPOS in one greedy pass, by an averaged perceptron over the joint tags.
 *
 * Words that had one tag only, often enough, are answered by the tag dictionary. The features are
 * the words around, affixes, shape, clusters, the two tags before and the dictionary's tag sets
 * ahead.
 */
#ifndef CASUS_PARSE_TAGGER_H
#define CASUS_PARSE_TAGGER_H

#include "parse/words.h"

#define TAGGER_FEATURES 64 /* room; tagger_features returns how many there are */

/* The features of word i of n, whose predecessors have the joint tags tags[i-1], tags[i-2]. */
uint32_t tagger_features(const word *words, uint32_t n, uint32_t i, const uint8_t *tags,
                         uint32_t features[TAGGER_FEATURES]);

void tagger_run(const table *weights, const word *words, uint32_t n, uint8_t *tags);

#endif
