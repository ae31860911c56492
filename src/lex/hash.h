/* The hashes of many tokens. Private to lex/. */
#ifndef CASUS_LEX_HASH_H
#define CASUS_LEX_HASH_H

#include "lex/token.h"

/* Sets tokens[i].hash to str_hash_lower of the form, for all n. */
void hash_tokens(const char *text, token *tokens, uint32_t n);

#endif
