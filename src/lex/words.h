/* The closed lists of the tokenizer: abbreviations, contractions, prefixes, units, endings of
 * addresses. Private to lex/. All comparisons leave ASCII case aside. */
#ifndef CASUS_LEX_WORDS_H
#define CASUS_LEX_WORDS_H

#include "base/base.h"

enum abbreviation {
    ABBREVIATION_NONE,
    ABBREVIATION_ALWAYS, /* "Mr.", "etc.": the full stop belongs to the word wherever it stands */
    ABBREVIATION_INSIDE, /* "Sun.", "fig.": an ordinary word at the end of a sentence */
    ABBREVIATION_NUMBER, /* "No.": only with a number behind it */
};

/* `word` without its full stop. */
enum abbreviation word_abbreviation(casus_str word);

/* Bytes before the cut of a word that stands for two without an apostrophe: 3 for "cannot" ("can"
 * "not"), "gonna" ("gon" "na"), 2 for "dont"; 0 for any other word. */
size_t word_contraction(casus_str word);

bool word_is_prefix(casus_str word);        /* "anti" of "anti-government", one token */
bool word_is_unit(casus_str word);          /* "bn" of "5bn", a token of its own */
bool word_is_address_ending(casus_str word); /* "com", "org", "doc" */
bool word_is_elision(casus_str word);       /* "em" of "'em": keeps its leading apostrophe */
/* for the test: every list is in order, no quick test shuts a word out */
bool words_are_sorted(void);

#endif
