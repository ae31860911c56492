/* coref_gold: gold files of coreference.
 *
 *   gap   a pronoun of a passage, and two names of which at most one is meant (JSON Lines)
 *   gum   the entity layer of a treebank: mentions of whole documents in MISC
 *
 *             8  Union  ...  Entity=(4-organization-new-...-coref-African_Union
 *             9  Hall   ...  Entity=4)(7-place-...)
 */
#ifndef CASUS_EVALUATE_COREF_GOLD_H
#define CASUS_EVALUATE_COREF_GOLD_H

#include "base/json.h"
#include "evaluate/treebank_text.h"

/* ---- gap ------------------------------------------------------------------------------------- */

typedef struct gap_name {
    casus_span span;
    bool meant;
} gap_name;

typedef struct gap_row {
    casus_str id, text;
    casus_span pronoun;
    bool female;
    gap_name names[2];
} gap_row;

/* False where a member is missing or points outside of the text. The strings are the row's. */
bool gap_read(const json *row, gap_row *out);

/* ---- gum ------------------------------------------------------------------------------------- */

enum gum_flag {
    GUM_NAME = 1,        /* its head is a proper noun */
    GUM_DESCRIPTION = 2, /* its head a common noun, with "the", "this" or an owner */
    GUM_PRONOUN = 4,     /* its head he, she, it, they or one of their forms */
    GUM_ACTOR = 8        /* a person or an organization */
};

typedef struct gum_mention {
    casus_span span; /* of the document's text */
    uint32_t head;   /* byte where its head begins */
    uint64_t entity; /* by its id within the document */
    uint32_t flags;  /* gum_flag */
} gum_mention;

typedef struct gum_document {
    casus_str id, text;
    gum_mention *mentions; /* [n], in the order of their last words */
    uint32_t n, cap;
} gum_document;

/* The next document from sentence *at on, all in `mem`; false at the end of the treebank or without
 * memory. Mentions in several pieces, and brackets without a partner, are passed over. */
bool gum_next(const treebank *bank, uint32_t *at, arena *mem, gum_document *out);

#endif
