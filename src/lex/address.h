/* Addresses and names of files, each one token. Private to lex/. */
#ifndef CASUS_LEX_ADDRESS_H
#define CASUS_LEX_ADDRESS_H

#include "lex/split.h"

/* End of the URL, e-mail address or file name that begins at s[at], a word character; 0 when none
 * does. */
size_t address_end(const lexer *lx, size_t at, size_t end);

/* End of "name.name.ending" at s[at], with a path where one follows; 0 when it is no such thing. */
size_t domain_end(const lexer *lx, size_t at, size_t end);

/* End of ".doc" whose full stop is s[at], no name before it; 0 when it is no ending of a file. */
size_t file_ending_end(const lexer *lx, size_t at, size_t end);

#endif
