/* residue: what a web page leaves around and inside the prose that was copied from it. */
#ifndef CASUS_CLEAN_RESIDUE_H
#define CASUS_CLEAN_RESIDUE_H

#include "base/base.h"

/* A stretch of text to take out; `line_end` puts a line end in its place. */
typedef struct residue_cut {
    uint32_t start, end;
    bool line_end;
} residue_cut;

typedef struct residue_cuts {
    residue_cut *items; /* [n], in order, apart */
    uint32_t n, cap;
    uint64_t pieces; /* found; neighbours share a cut */
} residue_cuts;

/* Finds all residue in `text` (good UTF-8, LF line ends). Linear. */
void residue_find(casus_str text, arena *mem, residue_cuts *out);

/* Bytes of the HTML tag or comment at s[at], 0 where there is none; *block: it ends a line. */
size_t markup_length(casus_str s, size_t at, bool *block);

/* How a pattern may stand, for residue_patterns. */
enum residue_place {
    RESIDUE_LINE = 1,  /* the whole line */
    RESIDUE_LABEL = 2, /* the whole line, where it does not end as a sentence does */
    RESIDUE_TAIL = 4,  /* behind the end of a sentence, to the line's end */
    RESIDUE_GLUE = 8,  /* joined to prose without a space: "ReplyDeleteEuropean" */
};

/* A pattern: words, case and runs of spaces aside; "#" is a number, "*" anything in the line. */
typedef struct residue_pattern {
    const char *pattern; /* lower case */
    unsigned places;     /* residue_place */
} residue_pattern;

extern const residue_pattern residue_patterns[];
extern const size_t residue_n_patterns;

#endif
