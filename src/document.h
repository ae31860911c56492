/* What one document holds while it is coded, stage by stage, and afterwards for whoever asks. One
 * arena, reset and reused. Read by pipeline.c (which fills it), document.c (the public accessors)
 * and explain.c. */
#ifndef CASUS_DOCUMENT_H
#define CASUS_DOCUMENT_H

#include "code/judge.h"
#include "entity/coref_rank.h"
#include "code/where.h"
#include "clean/language.h"
#include "parse/parse.h"
#include "segment/ends.h"

struct casus_model {
    void *map; /* the mapped file */
    size_t len;
    image sections;
    char checksum[17];
    buf checksums; /* of its sections */
    language_book languages;
    ends_model ends;
    parse_model *parsing;
    phrases names;
    gate gating;
    actor_book *actors;
    place_book *places;
    rank_weights pronouns;
    cue_book cues;
    code_book coding;
    where_model placing; /* without a head where the model holds none */
    judge judging; /* without a head where the model holds none */
};

struct casus_coder {
    const casus_model *model;
    casus_options options;
    char told[128]; /* the options, as casus_method gives them */
    bool keep_cases; /* of pronouns, for their trainer */
    parser *parsing;
    struct classifier *classifying; /* made by the first casus_classify() */
};

struct casus_doc {
    arena mem;
    const casus_model *model;
    casus_document_in in; /* borrowed */
    casus_str payload;    /* what is coded: as much of in.text as the limits allow */
    char key[65];         /* SHA-256 of in.text, hex */
    char options[128];    /* of the coder, as casus_method gives them */
    const char *language; /* code, or NULL: the text does not tell */
    text clean;
    segments segs;
    lexed lexed;
    node *nodes; /* [lexed.n_tokens] */
    entities who;
    coded coded;
    /* what the accessors count: indexes into the arrays above, in the order of the text */
    uint32_t *kept;    /* [n_kept]: events that were not joined to others */
    uint32_t *reports; /* [n_reports]: reports, event by event */
    uint32_t *first_report; /* [n_kept + 1]: into `reports` */
    uint32_t *listed;  /* [n_listed]: mentions that are actors of their own */
    uint32_t *spoken;  /* [n_spoken]: quotes that somebody is said to have said */
    uint32_t *repeated; /* [n_repeated]: paragraphs that repeat an earlier one */
    uint32_t n_kept, n_listed, n_spoken, n_repeated;
    casus_stats stats;
    uint64_t clock; /* nanoseconds, when the last stage ended */
};

/* The parts of casus_code() that casus_classify() shares: an empty document of this payload; the
 * stages that make its trees, and who is in it, from its tokens. `who` must outlive what is made. */
void document_begin(casus_doc *doc, const casus_coder *coder, const casus_document_in *in);
void document_parse(casus_coder *coder, casus_doc *doc);
void document_entities(const casus_coder *coder, casus_doc *doc, entity_input *who);
/* Makes the indexes of the accessors, once all stages are done. */
void document_index(casus_doc *doc);
/* Bytes of the payload that tokens [first, last] came from. */
casus_span document_span(const casus_doc *doc, uint32_t first, uint32_t last);
/* The cleaned text of tokens [first, last]. */
casus_str document_text(const casus_doc *doc, uint32_t first, uint32_t last);

#endif
