/* One stretch between white space -> tokens. Private to lex/. */
#ifndef CASUS_LEX_SPLIT_H
#define CASUS_LEX_SPLIT_H

#include "lex/token.h"

/* Where tokens go. `s` is the stretch of text, `base` its offset in the text. */
typedef struct lexer {
    casus_str s;
    uint32_t base, sentence;
    arena *mem;
    token **tokens;
    uint32_t *n, *cap;
    bool first; /* the next token opens the sentence */
} lexer;

/* Appends the token s[start, end). */
void lexer_emit(lexer *self, size_t start, size_t end);

/* Appends the tokens of s[start, end), which holds no white space. */
void split_chunk(lexer *self, size_t start, size_t end);

/* Bytes before the cut where the word s[start, end) stands for two ("dont", "its a"); else 0. */
size_t lexer_contraction(const lexer *self, size_t start, size_t end);

#endif
