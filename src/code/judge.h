/* judge: how the two marked actors of a sentence are related, and how sure that is.
 *
 *   pair       two spans of tokens: who acts, and on whom
 *   readings   the acts that the lexicon finds in the sentence, each with how it reaches the pair
 *   features   readings, words on the way between the two, words around them
 *   judge      a log-linear model over the labels below; it ranks what the sentence offers
 *
 * Trained by tools/train_judge.c on text of our own (data/training/relations). A model without the
 * section "code.judge" judges by its readings alone.
 */
#ifndef CASUS_CODE_JUDGE_H
#define CASUS_CODE_JUDGE_H

#include "code/code.h"
#include "parse/parse.h"

/* Published PLOVER types; a concession that is not done yet is told apart, and NONE is no relation.
 * X(enum name, PLOVER type, quad class, label of the relations data) */
#define JUDGE_LABEL_LIST(X)                                                                        \
    X(AGREE, "AGREE", 1, "AGREE")                                                                  \
    X(CONSULT, "CONSULT", 1, "CONSULT")                                                            \
    X(SUPPORT, "SUPPORT", 1, "SUPPORT")                                                            \
    X(CONCEDE, "CONCEDE", 1, "YIELD")                                                              \
    X(COOPERATE, "COOPERATE", 2, "COOPERATE")                                                      \
    X(AID, "AID", 2, "AID")                                                                        \
    X(RETREAT, "RETREAT", 2, "YIELD")                                                              \
    X(REQUEST, "REQUEST", 3, "REQUEST")                                                            \
    X(ACCUSE, "ACCUSE", 3, "ACCUSE")                                                               \
    X(REJECT, "REJECT", 3, "REJECT")                                                               \
    X(THREATEN, "THREATEN", 3, "THREATEN")                                                         \
    X(PROTEST, "PROTEST", 4, "PROTEST")                                                            \
    X(SANCTION, "SANCTION", 4, "SANCTION")                                                         \
    X(MOBILIZE, "MOBILIZE", 4, "MOBILIZE")                                                         \
    X(COERCE, "COERCE", 4, "COERCE")                                                               \
    X(ASSAULT, "ASSAULT", 4, "ASSAULT")                                                            \
    X(PROMISE, "CONCEDE", 1, "AGREE")                                                              \
    X(NONE, "NONE", 0, "NONE")

enum judge_label {
#define X(name, type, quad, relation) JUDGE_##name,
    JUDGE_LABEL_LIST(X)
#undef X
        JUDGE_LABELS
};

const char *judge_label_type(enum judge_label label);
const char *judge_label_relation(enum judge_label label); /* of the 15 of the relations data */
/* 1 verbal cooperation to 4 material conflict; `relations`: as the relations data count. */
int judge_label_quad(enum judge_label label, bool relations);

/* The label of an act of this own type (mode and CAMEO code may be NULL) in this status. */
enum judge_label judge_label_of(const code_tables *codes, const char *type, const char *mode,
                                const char *cameo, casus_event_status status);

/* The label of a predicate as it stands. */
enum judge_label judge_label_at(const sentence_work *w, uint32_t p);

/* Tokens of the sentence, inclusive; first > last: nobody. */
typedef struct judge_span {
    uint32_t first, last;
} judge_span;
typedef struct judge_pair {
    judge_span source, target;
} judge_pair;

/* How an act reaches one of the two. */
enum judge_reach {
    REACHES_NOT,
    REACHES_BENEATH, /* he stands somewhere under the act's word */
    REACHES_ROLE,    /* he fills the role that he is marked with */
    REACHES_OTHER    /* he fills the other role */
};

typedef struct judge_reading {
    uint32_t predicate;
    uint32_t source, target; /* judge_reach */
    enum judge_label label;
    bool under; /* another reading governs it */
} judge_reading;

#define JUDGE_MAX_READINGS 32

/* The readings of a sentence whose predicates are found, linked and have their statuses; at most
 * JUDGE_MAX_READINGS, the best first. */
uint32_t judge_readings(const sentence_work *w, const judge_pair *pair, judge_reading *out);

/* ---- features -------------------------------------------------------------------------------- */

#define JUDGE_MAX_FEATURES 768
#define JUDGE_SHARED 24 /* features that speak for a label, whichever it is */

typedef struct judge_features {
    uint64_t keys[JUDGE_MAX_FEATURES];
    uint32_t n;
    uint32_t shared[JUDGE_LABELS]; /* set of the shared features that hold of a label */
} judge_features;

void judge_look(const sentence_work *w, const parse_model *words, const judge_pair *pair,
                const judge_reading *readings, uint32_t n_readings, judge_features *out);

/* ---- the model ------------------------------------------------------------------------------- */

#define JUDGE_MAGIC 0x4A505343u /* "CSPJ" */
#define JUDGE_VERSION 1u        /* raise when a feature changes */

/* Nothing is surer than two people are of each other: so many labels in a hundred does a second
 * coder change (tests/cases/README.md). */
#define JUDGE_DISSENT 0.05

typedef struct judge_head {
    uint32_t magic, version, labels, bits;
    float scale;       /* of a weight */
    float temperature; /* scores are divided by it before they become probabilities */
    float shared[JUDGE_SHARED];
} judge_head;

/* View of the section: the head, then int8[1 << bits][JUDGE_LABELS]. */
struct judge {
    const judge_head *head; /* NULL: none */
    const int8_t *weights;
};

/* BAD_MODEL when damaged. */
casus_status judge_open(judge *self, casus_str section, casus_error *err);
/* The row of a feature in a table of 1 << bits. */
static inline uint32_t judge_row(uint64_t key, uint32_t bits)
{
    return (uint32_t)(key >> (64 - bits));
}
/* How much a shared feature speaks for its label, before anything is learned. */
static inline double judge_trust(uint32_t shared) { return 6.0 / (1.0 + shared); }
/* Probabilities of the labels; they sum to 1. */
void judge_weigh(const judge *self, const judge_features *f, double out[JUDGE_LABELS]);

#endif
