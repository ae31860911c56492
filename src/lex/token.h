/* A token: a word as Universal Dependencies has it ("do" + "n't"), a span of the cleaned text. */
#ifndef CASUS_LEX_TOKEN_H
#define CASUS_LEX_TOKEN_H

#include "base/base.h"

enum token_flag {
    TOKEN_SPACE_AFTER = 1u << 0, /* white space follows */
    TOKEN_ALPHA = 1u << 1,       /* holds a letter */
    TOKEN_DIGIT = 1u << 2,       /* holds a digit */
    TOKEN_PUNCT = 1u << 3,       /* neither letter nor digit */
    TOKEN_CAP = 1u << 4,         /* first letter upper case */
    TOKEN_ALLCAP = 1u << 5,      /* two or more letters, all upper case */
    TOKEN_FIRST = 1u << 6,       /* first of its sentence */
};

typedef struct token {
    uint64_t hash;       /* str_hash_lower of the form */
    uint32_t start, end; /* bytes of the cleaned text */
    uint32_t flags;      /* token_flag */
    uint32_t sentence;   /* index */
} token;

static inline casus_str token_form(const char *text, const token *t)
{
    return (casus_str){text + t->start, t->end - t->start};
}

#endif
