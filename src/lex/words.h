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
    ABBREVIATION_NAME,   /* "Ill.", "Wash.": only with a capital, inside a sentence */
};

/* `word` without its full stop. */
enum abbreviation word_abbreviation(casus_str word);

/* Bytes before the cut of a word that stands for two without an apostrophe: 3 for "cannot" ("can"
 * "not"), "gonna" ("gon" "na"), 2 for "dont"; 0 for any other word. */
size_t word_contraction(casus_str word);
/* Given instead of a cut for "its", "lets", "your", "whose": ask the next function. */
#define CONTRACTION_ASK SIZE_MAX
/* The same for those four, by the word behind: 2 for "its" before "a"; `opens`: it may begin a
 * sentence. */
size_t word_contraction_before(casus_str word, casus_str next, bool opens);

bool word_is_prefix(casus_str word);        /* "anti" of "anti-government", one token */
bool word_is_unit(casus_str word);          /* "bn" of "5bn", a token of its own */
bool word_is_address_ending(casus_str word); /* "com", "org", "doc" */
bool word_is_file_ending(casus_str word);    /* "doc", "pdf" */
bool word_is_currency(casus_str word);       /* "Rs" of "Rs500" */
bool word_is_elision(casus_str word);       /* "em" of "'em": keeps its leading apostrophe */
/* Can the word be in the list at all? Few pass that are not. */
extern const uint32_t word_contraction_firsts[1024], word_abbreviation_lasts[32];
static inline bool word_may_contract(casus_str word)
{
    if (word.len - 2 > 6) return false;
    unsigned y = word.ptr[word.len - 2] & 31, z = word.ptr[word.len - 1] & 31;
    return word_contraction_firsts[y << 5 | z] >> (word.ptr[0] & 31) & 1;
}
static inline bool word_may_abbreviate(casus_str word)
{
    if (word.len - 1 > 5) return false;
    return word_abbreviation_lasts[word.ptr[0] & 31] >> (word.ptr[word.len - 1] & 31) & 1;
}
/* for the test: every list is in order, no quick test shuts a word out */
bool words_are_sorted(void);

#endif
