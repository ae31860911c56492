/* Classes of 64 bytes at once, as bit masks: what the quick way of the tokenizer looks at. Private
 * to lex/. */
#ifndef CASUS_LEX_WINDOW_H
#define CASUS_LEX_WINDOW_H

#include "base/base.h"

#define WINDOW 64u

/* Bit i tells of byte i. */
typedef struct window {
    uint64_t space; /* CHAR_SPACE of chars.h */
    uint64_t letter, upper, digit;
    uint64_t high; /* not ASCII */
} window;

/* Classifies bytes[0, 64). All give the same; a test compares them. */
typedef void window_reader(const char *bytes, window *out);

window_reader window_read_bytes; /* byte by byte, on any machine */
#ifdef __SSE2__
window_reader window_read_sse2;
window_reader window_read_avx2; /* only where __builtin_cpu_supports("avx2") */
#endif

/* The quickest that this machine can run. */
window_reader *window_best_reader(void);

#endif
