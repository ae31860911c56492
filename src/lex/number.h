/* Numbers: where one begins and ends. Private to lex/. */
#ifndef CASUS_LEX_NUMBER_H
#define CASUS_LEX_NUMBER_H

#include "lex/split.h"

bool is_number_at(const lexer *lx, size_t at, size_t end);

/* The number that begins at s[at]: digits, their separators, an ending ("th", "s"). */
size_t number_end(const lexer *lx, size_t at, size_t end);

/* End of the letters that stand before a number without a space: "Rs" of "Rs500", "PM" of "PM2.5";
 * 0 when the word at s[at] is no such thing ("G20", "B2B"). */
size_t number_prefix_end(const lexer *lx, size_t at, size_t end);

#endif
