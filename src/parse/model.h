/* model: the parse sections of casus.model, checked and viewed.
 *
 * Shared by the parser, by the compiler of the model (parse_build.h) and by the trainer.
 */
#ifndef CASUS_PARSE_MODEL_H
#define CASUS_PARSE_MODEL_H

#include "parse/arcs.h"
#include "parse/lemma.h"
#include "parse/net.h"
#include "parse/parse.h"
#include "parse/tagger.h"

/* X(enum name, section name, what it is) */
#define PARSE_SECTION_LIST(X)                                                                      \
    X(META, "parse.meta", "sizes of the tag sets, joint tags")                                     \
    X(CLUSTERS, "parse.clusters", "word -> clusters of its vector")                                \
    X(TAGS, "parse.tags", "word -> tags that the dictionary knows")                                \
    X(LEMMAS, "parse.lemmas", "rules and exceptions of the lemmatiser")                            \
    X(TAGGER, "parse.tagger", "weights of the tagger")                                             \
    X(ARCS, "parse.arcs", "weights of the transitions")                                            \
    X(LABELS, "parse.labels", "weights of the labeller")                                           \
    X(WORDS, "parse.words", "word -> number of its rows in the net's tables")                       \
    X(VECTORS, "parse.vectors", "word vectors")                                                    \
    X(NET, "parse.net", "weights of the net")

enum parse_section {
#define X(name, text, what) PARSE_SECTION_##name,
    PARSE_SECTION_LIST(X)
#undef X
        PARSE_SECTION_COUNT,
    PARSE_SECTION_NEEDED = PARSE_SECTION_WORDS /* from here on: the net, all of it or none */
};

const char *parse_section_name(enum parse_section section);

/* parse.meta: this record, then n_tags joint tags. */
typedef struct parse_meta {
    char magic[4]; /* "CSPW" */
    uint32_t
        features; /* PARSE_FEATURES_VERSION: the templates that the weights were trained with */
    uint32_t upos, xpos, deprels, n_tags;
    uint64_t probe; /* hash of a known word: the weights hang on the word hash */
} parse_meta;

typedef struct joint_tag {
    uint8_t upos, xpos;
} joint_tag;

#define PARSE_FEATURES_VERSION 2 /* raise when a template, a hash or a tag set changes */
#define PARSE_PROBE "Casus Belli \xC3\x89t\xC3\xA9"

struct parse_model {
    lexicon lexicon;
    table tagger, arcs, labels;
    lemmas lemmas;
    uint32_t n_tags;
    joint_tag tags[WEIGHTS_MAX_CLASSES];
    bool has_net;
    net_model net;
};

/* Views the sections; they must outlive the model, which parse_model_unview lets go. Without a
 * net, its sections are empty. */
casus_status parse_model_view(parse_model *self, const casus_str sections[PARSE_SECTION_COUNT],
                              casus_error *err);
void parse_model_unview(parse_model *self);
/* The hash of what a net is trained upon (net_head.base). */
uint64_t parse_model_base(casus_str meta, casus_str clusters);

/* For tests and benchmarks: the default engine with another kernel (net_kernel_named) than the fastest
 * one; NULL changes nothing. The fast engine has none and stays as it is. */
void parser_use_kernel(parser *self, const net_kernel *kernel);

#endif
