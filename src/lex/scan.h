/* Looking at characters of a stretch, never at or past a given end. Private to lex/. */
#ifndef CASUS_LEX_SCAN_H
#define CASUS_LEX_SCAN_H

#include "lex/chars.h"
#include "lex/split.h"

/* How far ahead one decision may look: what keeps the tokenizer linear on any input. */
#define LOOK_AHEAD 256

/* Class of the character at s[at] and its length; 0 and 1 at the end. */
static inline unsigned class_at(const lexer *lx, size_t at, size_t end, size_t *len)
{
    *len = 1;
    if (at >= end) return 0;
    return char_class_at(lx->s, at, len);
}

static inline bool is_word_at(const lexer *lx, size_t at, size_t end)
{
    size_t len;
    return (class_at(lx, at, end, &len) & CHAR_WORD) != 0;
}

static inline bool is_ascii_at(const lexer *lx, size_t at, size_t end, unsigned classes)
{
    return at < end && (char_class_ascii(lx->s.ptr[at]) & classes) != 0;
}

static inline bool is_char_at(const lexer *lx, size_t at, size_t end, char c)
{
    return at < end && lx->s.ptr[at] == c;
}

/* Is s[at] one of these (a NUL byte never is)? */
static inline bool is_any_at(const lexer *lx, size_t at, size_t end, const char *chars)
{
    if (at >= end) return false;
    char c = lx->s.ptr[at];
    for (; *chars; chars++)
        if (*chars == c) return true;
    return false;
}

/* End of the run of ASCII characters of these classes. */
static inline size_t run_end(const lexer *lx, size_t at, size_t end, unsigned classes)
{
    while (is_ascii_at(lx, at, end, classes)) at++;
    return at;
}

/* End of the run of word characters, of any script. */
static inline size_t word_run_end(const lexer *lx, size_t at, size_t end)
{
    size_t len;
    while (class_at(lx, at, end, &len) & CHAR_WORD) at += len;
    return at;
}

static inline size_t look_limit(size_t at, size_t end)
{
    return end - at > LOOK_AHEAD ? at + LOOK_AHEAD : end;
}

#endif
