/* parsing: what a casus_parser holds, for parsing.c (which fills it) and export/conllu.c. */
#ifndef CASUS_PARSING_H
#define CASUS_PARSING_H

#include "document.h"
#include "parse/conllu.h"

struct casus_parser {
    const casus_model *model;
    parser *parsing;
    arena mem;
    text in; /* what the tokens are spans of; no runs where tokens were given */
    segments segs;
    token *tokens;
    node *nodes; /* [n_tokens] */
    uint32_t n_tokens;
    uint32_t n_sentences;
    uint32_t *first;        /* [n_sentences + 1] */
    conllu_sentence *given; /* [n_sentences] of casus_parse_conllu(); else NULL */
    buf out;
};

/* casus_parse_text() where the sentences are known: each text is one, and a paragraph. */
casus_status parsing_sentences(casus_parser *self, const casus_str *texts, uint32_t n,
                               casus_error *err);

#endif
