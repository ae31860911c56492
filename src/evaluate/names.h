/* Names found against names marked: exact spans, as CoNLL-2003 and Universal NER count them.
 *
 * A name is right when a name of the same kind with the same first and last token is marked. An I-
 * that follows nothing of its kind begins a name. Where the gold tags are NAME_UNKNOWN nothing is
 * counted, nor is a found name that touches such a token.
 */
#ifndef CASUS_EVALUATE_NAMES_H
#define CASUS_EVALUATE_NAMES_H

#include "base/base.h"
#include "parse/names.h"

typedef struct names_tally { /* all start at zero and add up over sentences */
    uint64_t gold[NAME_KIND_COUNT], found[NAME_KIND_COUNT], right[NAME_KIND_COUNT];
} names_tally;

/* Adds one sentence of n tokens; the arrays hold name_tag. */
void names_score(names_tally *self, const uint8_t *gold, const uint8_t *found, uint32_t n);

typedef struct names_figures {
    uint64_t gold, found, right;
    double precision, recall, f1; /* 0..1; 0 where nothing was found or marked */
} names_figures;

names_figures names_of_kind(const names_tally *self, enum name_kind kind);
/* Persons, places and organisations together: what Universal NER measures. */
names_figures names_micro(const names_tally *self);

/* Sentences of an IOB2 file: "number TAB form TAB tag [TAB ...]" a token, a blank line behind a
 * sentence, "#" before a comment. */
typedef struct names_file {
    casus_str *forms; /* [n], views of the file's bytes, which live in the arena */
    uint8_t *tags;    /* [n] */
    uint32_t *first;  /* [n_sentences + 1] */
    uint32_t n, n_sentences;
} names_file;

/* Reads into `mem`. Fails with NOT_FOUND or IO, and with BAD_INPUT, file and line, where a line has
 * too few columns, a tag is none of parse/names.h, or an I- does not go on with a name. */
casus_status names_file_read(names_file *self, const char *path, arena *mem, casus_error *err);

#endif
