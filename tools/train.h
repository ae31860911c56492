/* train: what the parts of casus-train share.
 *
 *   train_corpus.c    CoNLL-U -> sentences, with copies that have lost their case
 *   train_wire.c      sentences from the patterns of data/training/wire.trees
 *   train_news.c      trailing reports and titles, made from the treebank's trees
 *   train_names.c     entities of GUM -> name tags
 *   train_known.c     name tags where tree and lists leave no doubt (EWT has no entities)
 *   train_lists.c     lists of words and names (data/training/names-lists.txt)
 *   train_tokens.c    text -> tokens
 *   train_text.c      sentences with names from data/training/names.txt
 *   train_clusters.c  word vectors -> clusters (parse.clusters)
 *   train_learner.c   the averaged perceptron over hashed features
 *   train_tagger.c    joint tags, tag dictionary, tagger, jackknifed tags
 *   train_lemma.c     suffix rules and exceptions
 *   train_inflect.c   exceptions for words that the treebank does not hold
 *   train_parser.c    dynamic oracle: transitions and labels
 *   train_pack.c      float rows -> the tables of parse/weights.h, and files in weights/
 *   train_split.c     sentence ends (segment.ends)
 *   train_eval.c      scores of a model against gold trees
 *
 * All randomness comes from one generator with a fixed seed, nothing depends on time or threads:
 * the same treebank gives the same weights.
 */
#ifndef CASUS_TRAIN_H
#define CASUS_TRAIN_H

#include "parse/model.h"
#include "parse/names.h"
#include "train_base.h"

/* ---- corpus ------------------------------------------------------------------------------ */

typedef struct gold {
    casus_str lemma; /* as the treebank has it */
    uint16_t head;
    uint8_t upos, xpos, deprel;
    uint8_t name; /* name_tag; NAME_UNKNOWN where there is no annotation of names */
} gold;

/* Of a word that has no tags and no head, and perhaps a name. */
static inline gold gold_without_tree(uint8_t name)
{
    return (gold){.head = 0xFFFF, .upos = 0xFF, .xpos = 0xFF, .deprel = 0xFF, .name = name};
}

typedef struct sentence {
    const char *text; /* forms, each followed by a blank */
    token *tokens;
    gold *golds;
    uint32_t n;
    uint32_t origin; /* number of the sentence that this is a copy of, else its own */
    bool copy;
    bool only_names; /* name tags and nothing else: tags 0xFF, heads 0xFFFF; no tree to learn */
} sentence;

typedef struct corpus {
    sentence *sentences;
    uint32_t n, cap;
    uint64_t n_tokens;
    arena mem;
    const struct name_lists *lists; /* NULL: names are not read, all are NAME_UNKNOWN */
} corpus;

#define TRAIN_EWT "en_ewt-ud-train.conllu"
#define TRAIN_GUM "en_gum-train.conllu"
#define DEV_EWT "en_ewt-ud-dev.conllu"
#define DEV_GUM "en_gum-dev.conllu"

void corpus_add(corpus *self, const char *path); /* exits on errors */
void corpus_add_file(corpus *self, const char *dir, const char *name);
/* The bytes of a file, as long as the corpus lives. */
casus_str corpus_read_text(corpus *self, const char *path);
void corpus_release(corpus *self);
/* Adds lower-case copies of one in `lower` sentences and Title Case copies of one in `title`. */
void corpus_add_copies(corpus *self, uint32_t lower, uint32_t title);
/* Adds n sentences of the patterns in `path`, see train_wire.c, or of a part of the patterns. */
enum wire_part { WIRE_ALL, WIRE_TRAIN, WIRE_HELD };
void corpus_add_wire(corpus *self, const char *path, uint32_t n, uint32_t seed, enum wire_part part);
void corpus_print(const corpus *self); /* as CoNLL-U */
/* Adds a sentence made from sentence `origin`; the strings of lemmas must last. */
void corpus_add_made(corpus *self, const casus_str *forms, const gold *golds, uint32_t n,
                     uint32_t origin);
/* Makes of one plain statement in `reports`, and of one bare name in `named`, what the news writes.
 */
void corpus_add_news(corpus *self, uint32_t reports, uint32_t named);
/* The copy in UPPER case etc. for evaluation: replaces all. */
enum recase { RECASE_NONE, RECASE_LOWER, RECASE_UPPER, RECASE_TITLE };
void sentence_recase(arena *mem, const sentence *in, enum recase how, sentence *out);

/* ---- names ------------------------------------------------------------------------------- */

#define MOST_NAME_LISTS 128
typedef struct name_list {
    casus_str name;
    casus_str *items;
    uint32_t n, cap;
    unsigned kind; /* name_kind of what stands in it; NAME_KIND_COUNT: none */
} name_list;

typedef struct name_lists {
    name_list lists[MOST_NAME_LISTS];
    uint32_t n;
    arena mem;
} name_lists;

void name_lists_read(name_lists *self, const char *path); /* exits on errors */
void name_lists_release(name_lists *self);
const name_list *name_list_find(const name_lists *self, const char *name); /* NULL: none */
const name_list *name_list_find_str(const name_lists *self, casus_str name);
bool name_list_has(const name_list *self, casus_str item);                 /* NULL has none */

/* Adds n sentences (each line of `path` in turn, its places filled from the lists) that have name
 * tags alone; see train_text.c. Exits on errors. */
void corpus_add_names(corpus *self, const char *path, const name_lists *lists, uint32_t n,
                      uint32_t seed);
/* Tokens of a text, by lex_stretch; train_tokens.c. */
token *train_tokens(const char *text, uint32_t len, arena *mem, uint32_t *n);
uint32_t names_text_lines(const char *path); /* how many lines that file has to fill */

/* One sentence of GUM as it is read: misc[i] is the MISC column of word i. */
typedef struct entity_words {
    const casus_str *forms, *misc; /* [n] */
    const gold *golds;             /* [n] */
    uint32_t n;
} entity_words;

bool name_list_has_nocase(const name_list *self, casus_str item);
bool names_is_group(const name_lists *lists, casus_str form); /* "Malian", "Kurds" */

/* Tags the words by their trees and the lists alone, where those leave no doubt: train_known.c. What is
 * a name of no known kind is NAME_UNKNOWN. */
void names_known(const entity_words *in, const name_lists *lists, uint8_t *tags);

/* Tags the words by the entities in MISC. */
void names_of_entities(const entity_words *in, const name_lists *lists, uint8_t *tags);

/* ---- learner ----------------------------------------------------------------------------- */

typedef struct learner {
    uint32_t n_classes, lanes;
    uint32_t min_updates;  /* a feature counts once it was updated so often */
    uint32_t *keys, *rows; /* [mask + 1] open addressing; row 0 is "none" */
    uint32_t mask, n_rows, cap_rows;
    float *weights, *totals; /* [cap_rows * lanes] */
    uint32_t *n_updates;     /* [cap_rows] */
    uint64_t clock;
} learner;

void learner_init(learner *self, uint32_t n_classes, uint32_t min_updates);
void learner_release(learner *self);
void learner_score(const learner *self, const uint32_t *features, uint32_t n, float *scores);
void learner_update(learner *self, const uint32_t *features, uint32_t n, uint32_t right,
                    uint32_t wrong);
static inline void learner_tick(learner *self) { self->clock++; }
/* Replaces the weights by their averages; no update after it. */
void learner_average(learner *self);
/* Adds the averaged rows of another learner: a sum of linear models is their ensemble. */
void learner_merge(learner *self, const learner *other);

/* ---- word vectors ------------------------------------------------------------------------ */

#define VECTOR_LANES 104
typedef struct vectors { /* by falling frequency */
    int16_t *rows;       /* [n * VECTOR_LANES], scaled to one length */
    casus_str *words;    /* [n] */
    uint32_t n;
    arena mem;
} vectors;

void vectors_read(vectors *out, const char *path);
void vectors_release(vectors *self);

/* ---- stages ------------------------------------------------------------------------------ */

typedef struct options {
    const char *treebank, *weights, *vectors;
    uint32_t tagger_epochs, parser_epochs, seeds;
    uint32_t min_tagger, min_arcs, min_labels; /* updates */
    float margin;
    uint32_t arc_buckets; /* of the dense table */
    uint32_t prune_tagger, prune_labels;
    uint32_t lower, title;   /* one in so many sentences also as a copy; 0 none */
    const char *wire;        /* patterns of wire text, or NULL */
    uint32_t wire_sentences, wire_seed, wire_held; /* wire_held: without the patterns held out */
    uint32_t reports, named; /* the same for what train_news.c makes */
} options;

/* Everything a model is made of while it is trained; the net stands apart (train_net.h). */
typedef struct trainee {
    parse_model model; /* views the sections below */
    buf sections[PARSE_SECTION_COUNT];
} trainee;

void train_joint_tags(trainee *self, const corpus *c);
uint32_t joint_tag_find(const parse_model *model, unsigned upos, unsigned xpos); /* n_tags: none */
void train_tag_dictionary(trainee *self, const corpus *c);
/* Trains on the sentences whose fold (origin % 4) is not `skip` (4: on all). */
void train_tagger(const trainee *self, const corpus *c, uint32_t skip, uint32_t seed,
                  const options *opts, learner *out);
void learner_tag(const learner *tagger, const word *words, uint32_t n, uint8_t *tags);
/* tags[s][i]: tags by taggers that did not see sentence s. */
uint8_t **train_jackknife(const trainee *self, const corpus *c, const options *opts);
void train_lemmas(trainee *self, const corpus *c, const vectors *v);
void train_parser(const trainee *self, const corpus *c, uint8_t *const *tags, uint32_t seed,
                  const options *opts, learner *arcs_out, learner *labels_out);
void train_clusters(trainee *self, const vectors *v);
void no_clusters(trainee *self);

/* Lemmas of inflected forms that the treebank does not hold, by the inflections of frequent words.
 */
typedef struct inflected {
    casus_str form, lemma;
    uint8_t xpos[2]; /* for these tags; XPOS_COUNT: none */
} inflected;
/* Returns an array of *n, for the caller to free; strings live as long as the vectors. */
inflected *inflected_forms(const vectors *v, uint32_t *n);

/* ---- packing ----------------------------------------------------------------------------- */

void pack_dense(const learner *l, uint32_t n_buckets, buf *out);
void pack_sparse(const learner *l, uint32_t prune, buf *out);
typedef struct map_pair {
    uint64_t hash;
    uint32_t value;
} map_pair;
void pack_map(const map_pair *pairs, uint32_t n, uint32_t n_buckets, uint32_t n_classes, buf *out);
void trainee_view(trainee *self, enum parse_section upto); /* opens sections 0..upto */
/* Packs a section into dir; returns the size of the file. */
size_t section_write(const char *dir, enum parse_section section, casus_str bytes);
void trainee_write(const trainee *self, const char *dir);
void trainee_read(trainee *self, const char *dir, bool with_net);

/* ---- evaluation -------------------------------------------------------------------------- */

typedef struct tally {
    uint64_t n, upos, xpos, lemma, head, labelled, plain; /* plain: label without subtype */
    uint64_t words, words_head, words_labelled;           /* without punctuation */
    uint64_t gold[DEPREL_COUNT], found[DEPREL_COUNT], right[DEPREL_COUNT];
    double seconds;
} tally;

void evaluate(const parse_model *model, enum parse_engine engine, const corpus *c, enum recase how, tally *out);
void tally_print(const tally *s, const char *name, bool relations);

double cpu_seconds(void);

#endif
