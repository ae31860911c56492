/* parse: tags, lemmas, names and dependency trees of sentences (Universal Dependencies v2).
 *
 * Two engines behind one interface. The default is a small neural net (net.h). The fast one is a hashed
 * averaged perceptron tagger (joint UPOS and XPOS), an arc-hybrid transition parser trained with a
 * dynamic oracle (Goldberg and Nivre 2012, 2013; Kuhlmann, Gomez-Rodriguez and Satta 2011) and a labeller
 * that runs once an arc is made; it finds no names. Both share the look at the words and the lemmatiser of
 * suffix rules with exceptions. Trained by tools/casus-train; weights in weights/.
 */
#ifndef CASUS_PARSE_H
#define CASUS_PARSE_H

#include "base/base.h"
#include "lex/token.h"

/* X-macro lists of the tag sets live in parse/tagset.h: enum upos (UPOS_NOUN...), enum deprel
 * (DEPREL_NSUBJ, DEPREL_NSUBJ_PASS, ...: all relations with subtypes that the treebanks hold), and XPOS (Penn). */
#include "parse/names.h"
#include "parse/tagset.h"

#define PARSE_MAX_TOKENS 400 /* a longer sentence is parsed in pieces of this size */

/* One token's analysis; parallel to the token array of a sentence. */
typedef struct node {
    casus_str lemma;     /* lower case except proper nouns; lives in the arena given */
    uint64_t lemma_hash; /* str_hash_lower(lemma) */
    uint64_t child_rels; /* bit 1 << deprel of each direct dependent: tree_link() */
    uint32_t first_child, next_child; /* 1-based; the next of the same head; 0 none: tree_link() */
    uint16_t head;       /* 1-based index in the sentence; 0 root */
    uint8_t upos;        /* enum upos */
    uint8_t xpos;        /* enum xpos */
    uint8_t deprel;      /* enum deprel */
    uint8_t features;    /* enum node_feature, from XPOS */
    uint8_t name;        /* enum name_tag; NAME_UNKNOWN from the fast engine, which looks for no names */
} node;

/* Read-only view of the weights inside a mapped model. */
typedef struct parse_model parse_model;
casus_status parse_model_open(parse_model **out, const image *model, casus_error *err);
void parse_model_close(parse_model *model);

/* What makes the trees. The default is the most exact that the model holds. */
enum parse_engine {
    PARSE_DEFAULT,
    PARSE_FAST,
};

/* Scratch of one thread. */
typedef struct parser parser;
casus_status parser_new(parser **out, const parse_model *model, enum parse_engine engine,
                        casus_error *err);
void parser_free(parser *self);
/* Does it look for names? The fast engine does not, and a model may hold no other. */
bool parser_finds_names(const parser *self);

/* Fills nodes[0..n) of one sentence. Never fails on text; total. A tree always comes out: one root,
 * no cycle. Lemmas are put in `mem` (sticky failure). */
void parser_run(parser *self, const char *text, const token *tokens, uint32_t n, node *nodes,
                arena *mem);

/* The cluster of a lemma or form (hash of its lower case), from 1; 0 where the word has none. */
uint32_t parse_word_cluster(const parse_model *model, uint64_t hash);

const char *upos_name(unsigned upos);
const char *xpos_name(unsigned xpos);
const char *deprel_name(unsigned deprel);

#endif
