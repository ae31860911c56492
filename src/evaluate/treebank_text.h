/* treebank_text: the text that a treebank was made of, from its sentences. */
#ifndef CASUS_EVALUATE_TREEBANK_TEXT_H
#define CASUS_EVALUATE_TREEBANK_TEXT_H

#include "parse/conllu.h"

typedef struct treebank {
    conllu_sentence *sentences; /* [n] */
    uint32_t n;
} treebank;

/* Reads all of `text`, which must outlive the treebank. */
casus_status treebank_read(treebank *self, casus_str text, const char *file, arena *mem,
                           casus_error *err);
/* The file again with the letters of forms and of "# text" in another case. Sticky: ask
 * buf_ok(). */
void treebank_recase(const treebank *self, casus_case letters, buf *out);
/* The text of a sentence: "# text", or else its tokens with what space is between them, in `mem`;
 * NULL when there is no memory. */
casus_str treebank_sentence(const conllu_sentence *s, arena *mem);
/* The whole text: the sentences of a paragraph with a blank between them, none behind
 * SpaceAfter=No; a blank line where "# newpar" or "# newdoc" stands. Sticky. */
void treebank_raw(const treebank *self, arena *mem, buf *out);

#endif
