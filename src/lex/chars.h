/* Classes of characters as the tokenizer sees them: one table look-up for an ASCII byte, a short
 * decoding for the rest. Private to lex/. */
#ifndef CASUS_LEX_CHARS_H
#define CASUS_LEX_CHARS_H

#include "base/base.h"

enum char_class {
    CHAR_SPACE = 1u << 0,
    CHAR_UPPER = 1u << 1,
    CHAR_LOWER = 1u << 2,
    CHAR_DIGIT = 1u << 3,
    CHAR_PUNCT = 1u << 4,  /* anything else */
    CHAR_RUN = 1u << 5,    /* and a run of the same character is one token: "--", "***" */
    CHAR_END = 1u << 6,    /* . ! ?: a run of any of them is one token */
    CHAR_HIGH = 1u << 7,   /* not ASCII: decode */
    CHAR_LETTER = CHAR_UPPER | CHAR_LOWER,
    CHAR_WORD = CHAR_LETTER | CHAR_DIGIT,
};

extern const uint8_t char_classes[256];

static inline unsigned char_class_ascii(char c)
{
    return char_classes[(unsigned char)c];
}

/* The same for a character that is not ASCII. */
unsigned char_class_high(casus_str s, size_t at, size_t *len);

/* The class of the character at s[at] (at < len) and its length in bytes. Broken UTF-8 counts as
 * letters, byte by byte, so that it stays inside one word. */
static inline unsigned char_class_at(casus_str s, size_t at, size_t *len)
{
    unsigned class = char_class_ascii(s.ptr[at]);
    *len = 1;
    return class == CHAR_HIGH ? char_class_high(s, at, len) : class;
}

/* Length in bytes of the apostrophe at s[at]: ', U+2019 or the back-tick; 0 where there is none. */
static inline size_t char_apostrophe(casus_str s, size_t at)
{
    if (at >= s.len) return 0;
    if (s.ptr[at] == '\'' || s.ptr[at] == '`') return 1;
    return at + 3 <= s.len && memcmp(s.ptr + at, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

#endif
