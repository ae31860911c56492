/* One stretch between white space -> tokens. Private to lex/. */
#ifndef CASUS_LEX_SPLIT_H
#define CASUS_LEX_SPLIT_H

#include "lex/token.h"
#include "lex/window.h"

/* Where tokens go. `s` is the stretch of text, `base` its offset in the text. */
typedef struct lexer {
    casus_str s;
    uint32_t base, sentence;
    token *next, *limit; /* the next token, the end of the room for them */
    uint32_t first;      /* TOKEN_FIRST until a token is out */
    arena *mem;
    token *tokens; /* [next - tokens of cap] */
    uint32_t cap;
} lexer;

/* Tokens of text[start, end) as lex_stretch gives them, but without hashes. `read` NULL: all the
 * long way, without windows; the same comes out. */
void lexer_split(const char *text, uint32_t start, uint32_t end, uint32_t sentence, arena *mem,
                 token **tokens, uint32_t *n, uint32_t *cap, window_reader *read);

/* Appends the token s[start, end). */
void lexer_emit(lexer *self, size_t start, size_t end);

/* Appends the tokens of s[start, end), which holds no white space. */
void split_chunk(lexer *self, size_t start, size_t end);

/* Bytes before the cut where the word s[start, end) stands for two ("dont", "its a"); else 0. */
size_t lexer_contraction(const lexer *self, size_t start, size_t end);

#endif
