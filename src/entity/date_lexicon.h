/* The table of words that date phrases are made of. Numbers in digits are not in it. */
#ifndef CASUS_ENTITY_DATE_LEXICON_H
#define CASUS_ENTITY_DATE_LEXICON_H

#include "entity/date.h"

#define DATE_LEXEME_SIZE 14 /* longest word and its end */

enum { DATE_PLURAL = 1, DATE_UNSURE = 2 }; /* plural; also an ordinary word */

typedef struct date_lexeme {
    char word[DATE_LEXEME_SIZE];
    uint8_t kind; /* date_word_kind */
    int16_t value;
    uint8_t flags;
} date_lexeme;

/* The entry of a word in lower case, filled up with zeros; NULL where it is none. */
const date_lexeme *date_lexicon_find(const char word[DATE_LEXEME_SIZE]);

#endif
