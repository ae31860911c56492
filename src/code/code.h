/* code: trees and actors -> events.
 *
 *   predicates   words that tell an act, each with the sense that fits best
 *                predicate.c, sense_needs.c; the lexicon: acts.c, acts_build.c, acts_lint.c
 *   links        which act stands under which; what is promised, what a noun names
 *                link.c, menace.c, implied.c
 *   status       actual, planned, negated ... by the own clause, composed down the links
 *                clause.c, clause_status.c, status.c
 *   arguments    who and whom, from the act's own clause and from those beside it
 *                argument*.c, slot*.c, referent.c
 *   events       dyads, and the verdict on each; when, where, how many, how sure
 *                event.c, cast*.c, nobody.c, circumstance.c, where.c, history.c, sizes.c,
 *                codes.c, topics.c, confidence.c
 *   the text     is it about politics; two sentences that tell one thing are one event
 *                code.c, domain.c, merge.c
 *   judge        how two actors are related, by all that their sentence offers
 *                judge.c, judge_features.c, judge_readings.c
 *
 * Nothing is assembled from unrelated clauses: an act takes only what its own clause, or the clause
 * that governs it grammatically, says. Everything dropped keeps a verdict for `casus explain`.
 */
#ifndef CASUS_CODE_CODE_H
#define CASUS_CODE_CODE_H

#include "code/acts.h"
#include "code/codes.h"
#include "entity/books.h"
#include "entity/entity.h"

#define CODE_NONE UINT32_MAX
#define CODE_MAX_ACTORS 8 /* conjuncts taken on one side */

/* Why a candidate became an event, or why not. */
#define VERDICT_LIST(X)                                                                            \
    X(KEPT, "kept")                                                                                \
    X(MERGED, "kept as another report of an event")                                                \
    X(STATUS_ONLY, "sets the status of another act")                                               \
    X(LIGHT, "lends its subject to a noun")                                                        \
    X(CONSUMED, "part of another act's words")                                                     \
    X(NO_ACTOR, "no political actor in its clause")                                                \
    X(NO_STATE, "nobody in the article who acts is of a known state or body")                      \
    X(NO_TARGET, "the act needs a target and has none")                                            \
    X(WEAK, "the word means much else and one side is no political actor")                         \
    X(NO_CONTENT, "an operator with neither a target nor an act under it")                         \
    X(STATEMENT, "a statement: see --statements")                                                  \
    X(GENERIC, "generic or habitual")                                                              \
    X(DOMAIN, "the text is about sports, markets, science or fiction")                             \
    X(NOMINAL, "a noun without both actors")                                                       \
    X(REPEAT, "the same words tell it already")

enum verdict {
#define X(name, text) VERDICT_##name,
    VERDICT_LIST(X)
#undef X
};

typedef struct predicate {
    uint32_t sentence;
    uint32_t token;  /* in the sentence */
    uint32_t sense;  /* of the act book */
    uint32_t need;   /* token of its needed noun, or TREE_NONE */
    /* predicate that the needed noun would be by itself ("launched an invasion"), or CODE_NONE */
    uint32_t inner;
    uint32_t parent; /* predicate that governs it, or CODE_NONE */
    uint32_t event;  /* first event made of it, or CODE_NONE */
    uint32_t status; /* casus_event_status */
    uint32_t verdict;
} predicate;

/* Who, resolved: an entity as it stands in one event. */
typedef struct coded_actor {
    const char *code, *body;
    const char *sectors[CASUS_MAX_SECTORS];
    uint32_t n_sectors;
    casus_str name;
    uint32_t first, last; /* tokens, document-wide */
    uint32_t entity;      /* or ENTITY_NONE */
    bool political;       /* a state, or a sector that acts in politics */
    bool person;          /* somebody called by a name of his own */
    bool each_other;      /* "each other": the parties of the act */
} coded_actor;

typedef struct coded_date {
    int32_t from, to;
    uint32_t mention; /* date mention, or CODE_NONE */
    const char *basis;
    bool inferred;
} coded_date;

/* The times that a story has set for what it goes on to tell: frame.h. */
typedef struct story_frame {
    coded_date story, paragraph; /* `from` CASUS_NO_DAY: none */
    uint32_t article, at;        /* the article and paragraph that they hold in */
} story_frame;

typedef struct report {
    uint32_t sentence;
    uint32_t first, last; /* trigger tokens, document-wide */
    uint32_t status;
    uint32_t claim;       /* or CODE_NONE */
    bool attributed, quoted;
    uint32_t cue;         /* token, or ENTITY_NONE */
    coded_actor claimant; /* first > last: nobody is named ("reportedly") */
    coded_date said;
    uint32_t event, next; /* next report of the event, or CODE_NONE */
} report;

/* What an event's confidence hangs on (confidence.c). X(enum name, name in the file) */
#define CONFIDENCE_LIST(X)                                                                         \
    X(BIAS, "bias")                                                                                \
    X(SUPPORT, "support")   /* logit of what the judge gives the event's label */                  \
    X(NONE, "none")         /* what it gives to there being no relation */                         \
    X(NEEDS, "needs")       /* the rule asks for more than its head word */                        \
    X(WEAK, "weak")         /* its words mean much else */                                         \
    X(NOUN, "noun")                                                                                \
    X(SOURCE, "source")     /* the source has a code */                                            \
    X(TARGET, "target")                                                                            \
    X(BOTH, "both")         /* there are both */                                                   \
    X(ACTUAL, "actual")                                                                            \
    X(UNDER, "under")       /* another act governs it */                                           \
    X(OPERATOR, "operator")                                                                        \
    X(LENGTH, "length")     /* of the sentence, in hundreds of words */

enum confidence_feature {
#define X(name, text) CONFIDENCE_##name,
    CONFIDENCE_LIST(X)
#undef X
        CONFIDENCE_FEATURES
};

typedef struct confidence_features {
    double values[CONFIDENCE_FEATURES];
} confidence_features;

typedef struct event {
    uint64_t id, group, of; /* of: 0 none */
    uint32_t act, sense;
    const char *type, *mode; /* the act's own; mode NULL none */
    const char *plover_type;
    const char *cameo;
    int plover_quad, cameo_quad;
    double intensity, goldstein;
    const char *contexts[CASUS_MAX_CONTEXTS];
    uint32_t n_contexts;
    uint32_t status;
    bool historical, has_source, has_target;
    coded_actor source, target;
    coded_date date;
    coded_date frame; /* that it is told in, for want of a date of its own */
    uint32_t place; /* place mention, or CODE_NONE */
    uint32_t sentence, article;
    uint32_t first, last; /* trigger tokens, document-wide */
    uint32_t first_report, last_report, n_reports;
    int32_t dead, injured, arrested, crowd;
    confidence_features sure;
    float confidence;
    bool merged; /* dropped: its report went to another event */
} event;

typedef struct judge judge;             /* judge.h */
typedef struct where_model where_model; /* where.h */

/* View of the section "code.confidence": see confidence.h. */
typedef struct confidence_weights {
    const float *weights;
} confidence_weights;

/* Knowledge of the stage: sections of the model. */
typedef struct code_book {
    act_book acts;
    code_tables codes;
    topic_book topics;
    confidence_weights confidence;
} code_book;

typedef struct code_input {
    const entity_input *in;
    const entities *who;
    const code_book *book;
    const judge *judging;
    const where_model *placing;
    const parse_model *words; /* clusters of words, for the judge */
    const casus_options *options;
    uint64_t document; /* hash of the document's id and payload: part of event ids */
} code_input;

typedef struct known_arguments known_arguments;

typedef struct coded {
    predicate *predicates;
    event *events; /* in the order of the text; skip those with `merged` */
    report *reports;
    uint32_t n_predicates, n_events, n_reports;
    uint32_t cap_predicates, cap_events, cap_reports;
    known_arguments *known; /* [cap_known], scratch of the sentence at hand */
    uint32_t cap_known;
    story_frame frame; /* at the sentence at hand */
    /* [n_articles]: police, soldiers or courts are spoken of; NULL not looked for */
    const uint8_t *policed;
} coded;

casus_status code_book_open(code_book *self, const image *model, casus_error *err);
/* Sections "code.acts", "code.tables", "code.topics", "code.confidence" from `data_dir`,
 * "code.judge" from `weights_dir` where it is there. */
casus_status code_book_build(const char *data_dir, const char *weights_dir, gate_builder *gates,
                             image_writer *out, casus_error *err);

/* Codes the whole document. Total; on arena failure the arrays are short but consistent. */
void code_run(const code_input *in, arena *mem, coded *out);

const char *verdict_text(unsigned verdict);

/* ---- the parts ----------------------------------------------------------------------------- */

/* The actors of one role of a predicate, once they were looked for. */
struct known_arguments {
    coded_actor actors[CODE_MAX_ACTORS];
    uint32_t n;
    bool found;
};

/* What the parts share while one sentence is coded. */
typedef struct sentence_work {
    const code_input *in;
    tree t;
    uint32_t sentence;
    uint32_t base;     /* first predicate of the sentence */
    uint32_t *at;      /* [t.n]: predicate at this token, or CODE_NONE */
    uint32_t *mention_end; /* [t.n]: the largest mention whose last token this is, or ENTITY_NONE */
    /* [t.n]: the mention that the tree attaches by this token, or ENTITY_NONE */
    uint32_t *mention_of;
    /* sources and targets of each predicate, from `base` on; NULL before all are linked */
    known_arguments *known;
    arena *mem;
    coded *out;
} sentence_work;

static inline const sense *work_sense(const sentence_work *w, uint32_t predicate_index)
{
    return &w->in->book->acts.senses[w->out->predicates[predicate_index].sense];
}
static inline const sense_slot *work_slot(const sentence_work *w, const sense *s, uint32_t i)
{
    return act_book_slot(&w->in->book->acts, s, i);
}
static inline const act *work_act(const sentence_work *w, uint32_t predicate_index)
{
    return &w->in->book->acts.acts[work_sense(w, predicate_index)->act];
}

/* Makes `self` ready for a sentence with these mentions; false where it holds nothing, or on arena
 * failure. */
bool sentence_begin(sentence_work *self, const code_input *in, uint32_t sentence,
                    const uint32_t *mentions, uint32_t n_mentions, arena *mem, coded *out);

void predicates_find(sentence_work *w);  /* predicate.c */
void predicates_link(sentence_work *w);  /* link.c */
/* menace.c. "vowed to attack": promises of hostile acts become threats. */
void predicates_menace(sentence_work *w);
/* menace.c: the sense with this flag at the word of a predicate, or CODE_NONE. */
uint32_t predicate_sense_flagged(const sentence_work *w, uint32_t p, uint32_t flag);
/* implied.c. An act without a slot C may name another act among its words: "asked France for aid",
 * "agreed to talks", "rejected a truce". Makes such nouns acts of their own. */
void predicates_imply(sentence_work *w);
/* Is this predicate such a noun? And the status that the words around it give it. */
bool implied_is(const sentence_work *w, uint32_t predicate_index);
uint32_t implied_status(const sentence_work *w, uint32_t predicate_index);
/* The act under an operator, through the helpers between; or CODE_NONE. */
uint32_t act_content(const sentence_work *w, uint32_t predicate_index);
void statuses_compose(sentence_work *w); /* status.c */
void events_make(sentence_work *w);      /* event.c */
void events_merge(const code_input *in, coded *out); /* merge.c */

/* argument.c: the actors that fill a role of a predicate; at most CODE_MAX_ACTORS. */
uint32_t arguments_of(const sentence_work *w, uint32_t predicate_index, enum slot_role role,
                      coded_actor out[CODE_MAX_ACTORS]);
/* "rejected Georgia's demand", "dismissed the claim by Mali": the act that answers a noun among its
 * words, which is an event of its own; or CODE_NONE. */
uint32_t act_answered_by(const sentence_work *w, uint32_t predicate_index);
/* Is it a noun that tells a verb's violence again: "killed five in an attack on a convoy"? */
bool act_is_retold(const sentence_work *w, uint32_t predicate_index);
/* Does the sentence say whose deed a noun of violence is: "blamed the killing on the rebels"? */
bool act_is_blamed(const sentence_work *w, uint32_t p);
/* Is it a protest among the words of an act that puts it down: "dispersed a rally by students"? */
bool protest_is_put_down(const sentence_work *w, uint32_t p);
/* From now on, arguments_of() looks once for each role; false on arena failure. */
bool arguments_remember(sentence_work *w);
/* Forgets those of an act whose sense has changed. */
void arguments_forget(sentence_work *w, uint32_t p);
/* argument_thing.c: the thing to which an act without a target is done, as a target without code,
 * sector and name ("a building", "the plan"): 1, else 0. */
uint32_t argument_thing(const sentence_work *w, uint32_t predicate_index, coded_actor *out);
bool actor_is_thing(const coded_actor *a);
void actor_of_mention(const code_input *in, uint32_t mention_index, coded_actor *out);

/* circumstance.c */
/* 2: the phrase at this token hangs on the act or on the light or status words above it; 1: on a
 * clause that governs the act and is no operator's and no reporter's; 0: elsewhere. */
int circumstance_belongs(const sentence_work *w, uint32_t predicate_index, uint32_t phrase);
void circumstance_date(const sentence_work *w, uint32_t predicate_index, coded_date *out);
/* When a claim was made. */
void circumstance_said(const sentence_work *w, uint32_t claim_index, coded_date *out);
uint32_t circumstance_place(const sentence_work *w, uint32_t predicate_index);
uint32_t circumstance_claim(const sentence_work *w, uint32_t predicate_index);

/* sizes.c: the numbers of dead, injured, arrested and marching. */
void act_sizes(const sentence_work *w, uint32_t predicate_index, event *out);

#endif
