/* Tokens as the program makes them. A file of its own: lex/lex.h and train.h both have a type
 * "sentence". */
#include "lex/lex.h"

token *train_tokens(const char *text, uint32_t len, arena *mem, uint32_t *n);

token *train_tokens(const char *text, uint32_t len, arena *mem, uint32_t *n)
{
    token *tokens = NULL;
    uint32_t cap = 0;
    *n = 0;
    lex_stretch(text, 0, len, 0, mem, &tokens, n, &cap);
    return tokens;
}
