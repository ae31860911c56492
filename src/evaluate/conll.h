/* conll: how far two CoNLL-U analyses of one text agree, as the CoNLL 2018 shared task counts
 * (Zeman et al. 2018; universaldependencies.org/conll18/evaluation.html).
 *
 *   gold    |They|do|n't|sleep|.|    words aligned by the characters they cover; where one side has
 *   system  |They|don't |sleep|.|    a multiword token, by the longest common subsequence inside it
 *
 * Both sides must cover the same characters, white space aside. Precision is over the system's
 * words, recall over those of the gold file; a head is right when it is aligned with the gold head.
 */
#ifndef CASUS_EVALUATE_CONLL_H
#define CASUS_EVALUATE_CONLL_H

#include "parse/conllu.h"

/* X(name, key in JSON, label). The last three leave out words that are punctuation, each side by
 * its own relation. */
#define CONLL_METRIC_LIST(X)                                                                       \
    X(TOKENS, "tokens", "Tokens")                                                                  \
    X(SENTENCES, "sentences", "Sentences")                                                         \
    X(WORDS, "words", "Words")                                                                     \
    X(UPOS, "upos", "UPOS")                                                                        \
    X(XPOS, "xpos", "XPOS")                                                                        \
    X(LEMMAS, "lemmas", "Lemmas")                                                                  \
    X(UAS, "uas", "UAS")                                                                           \
    X(LAS, "las", "LAS")                                                                           \
    X(LAS_SUBTYPES, "las_subtypes", "LAS with subtypes")                                           \
    X(CLAS, "clas", "CLAS")                                                                        \
    X(UAS_WORDS, "uas_no_punct", "UAS without punctuation")                                        \
    X(LAS_WORDS, "las_no_punct", "LAS without punctuation")                                        \
    X(LAS_SUBTYPES_WORDS, "las_subtypes_no_punct", "LAS with subtypes without punctuation")

enum conll_metric {
#define X(name, key, label) CONLL_##name,
    CONLL_METRIC_LIST(X)
#undef X
        CONLL_METRIC_COUNT
};

const char *conll_metric_key(enum conll_metric metric);
const char *conll_metric_label(enum conll_metric metric);

/* What was counted. `aligned` is of pairs of words, 0 for tokens, sentences and words. */
typedef struct conll_score {
    uint64_t gold, system, correct, aligned;
} conll_score;

/* 0 to 1; 0 of nothing. */
double conll_precision(const conll_score *s);
double conll_recall(const conll_score *s);
double conll_f1(const conll_score *s);
double conll_aligned(const conll_score *s);

/* One relation, with its subtype: `correct` has the right head and relation. */
typedef struct conll_relation {
    casus_str name;
    conll_score score;
} conll_relation;

typedef struct conll_span {
    uint32_t start, end; /* bytes of the forms, one behind the other, without white space */
} conll_span;

typedef struct conll_word {
    conll_span span;  /* of the token it is in */
    bool multiword;   /* which has other words, too */
    int32_t parent;   /* index of a word; CONLL_ROOT */
    casus_str form, lemma, upos, xpos, deprel;
} conll_word;

#define CONLL_ROOT (-1)

/* One analysis of a text. All in the arena, or borrowed from the text that was read. */
typedef struct conll_side {
    char *letters; /* [n_letters] */
    conll_span *tokens, *sentences;
    conll_word *words;
    uint32_t n_letters, n_tokens, n_sentences, n_words;
} conll_side;

/* Reads all of `text`. Fails as conllu_next() does, and with BAD_INPUT for a head that is none. */
casus_status conll_read(conll_side *self, casus_str text, const char *file, arena *mem,
                        casus_error *err);

typedef struct conll_result {
    conll_score scores[CONLL_METRIC_COUNT];
    conll_relation *relations; /* [n_relations], by name */
    uint32_t n_relations;
} conll_result;

#define CONLL_MAX_RELATIONS 1024u /* more names than that are not told apart */

/* `any_case`: lemmas that differ in case alone are the same. Fails with BAD_INPUT where the sides
 * do not cover the same characters, LIMIT or NO_MEMORY. */
casus_status conll_score_sides(const conll_side *gold, const conll_side *system, bool any_case,
                               arena *mem, conll_result *out, casus_error *err);

#endif
