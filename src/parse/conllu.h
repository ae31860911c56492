/* conllu: the lines of a CoNLL-U file (universaldependencies.org/format.html), sentence by
 * sentence.
 *
 *     # text = They don't.          comment
 *     1    They  they  PRON ...     word
 *     2-3  don't _     _    ...     range: what the words 2 and 3 look like in the text
 *     2    do    do    AUX  ...
 *     ...
 *     (blank line)
 *
 * Read by casus_parse_conllu() and by evaluate/. The bytes come from outside: every line is checked
 * before anything is believed of it, and what is wrong is named with its line.
 */
#ifndef CASUS_PARSE_CONLLU_H
#define CASUS_PARSE_CONLLU_H

#include "base/base.h"

#define CONLLU_MAX_WORDS 10000u /* of a sentence */
#define CONLLU_MAX_RANGE 100u   /* words of a multiword token */

enum conllu_column {
    CONLLU_ID,
    CONLLU_FORM,
    CONLLU_LEMMA,
    CONLLU_UPOS,
    CONLLU_XPOS,
    CONLLU_FEATS,
    CONLLU_HEAD,
    CONLLU_DEPREL,
    CONLLU_DEPS,
    CONLLU_MISC,
    CONLLU_COLUMNS
};

enum conllu_kind {
    CONLLU_COMMENT,
    CONLLU_WORD,
    CONLLU_RANGE, /* a multiword token */
    CONLLU_EMPTY, /* an empty node, "8.1" */
};

typedef struct conllu_row {
    casus_str line; /* as it stands, without its end */
    enum conllu_kind kind;
    uint32_t number;                  /* of the line, from 1 */
    uint32_t first, last;             /* words: ID, or both ends of a range */
    casus_str column[CONLLU_COLUMNS]; /* not of a comment */
} conllu_row;

typedef struct conllu_sentence {
    conllu_row *rows; /* [n_rows], in the arena */
    uint32_t n_rows, n_words;
} conllu_sentence;

typedef struct conllu_reader {
    casus_str rest;
    const char *file; /* for messages; may be NULL */
    uint32_t line;    /* read so far */
} conllu_reader;

/* The text is borrowed and must outlive the sentences. A byte order mark is passed over. */
void conllu_init(conllu_reader *self, casus_str text, const char *file);
/* The next sentence; *more is false at the end. A sentence may be comments alone. Fails with
 * BAD_INPUT, with the line (wrong number of columns, IDs out of order, an empty form, bytes that
 * are no UTF-8), LIMIT (too long) or NO_MEMORY. */
casus_status conllu_next(conllu_reader *self, arena *mem, conllu_sentence *out, bool *more,
                         casus_error *err);
/* The head of a word, 0 for the root; false where the column holds none of this sentence. */
bool conllu_head(const conllu_sentence *sentence, const conllu_row *word, uint32_t *head);
/* Does MISC have SpaceAfter=No? */
bool conllu_no_space(const conllu_row *row);
/* The text behind "# NAME = ", or absent. */
casus_str conllu_comment(const conllu_row *row, const char *name);
/* Is this "# NAME", with a value or without? */
bool conllu_is_comment(const conllu_row *row, const char *name);

#endif
