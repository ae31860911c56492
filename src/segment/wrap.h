/* wrap: was a block of lines broken by an editor, and at which line ends? Inside the stage. */
#ifndef CASUS_SEGMENT_WRAP_H
#define CASUS_SEGMENT_WRAP_H

#include "segment/parts.h"

#define WRAP_WIDEST 130u /* columns */

typedef struct line {
    uint32_t start, end;       /* bytes of the text, trimmed */
    uint32_t indent;           /* blanks before it */
    uint32_t columns;          /* characters, with the indent */
    uint32_t word;             /* columns of its first word */
    uint32_t n_upper, n_lower; /* letters */
    uint32_t depth;            /* of "> > ", as quoted mail has it */
    bool terminal;             /* ends as a sentence does */
    bool upper, lower;         /* how it begins, marks of quoted mail aside */
    bool empty;                /* but for those marks */
    bool bullet;               /* begins as a line of a list */
    bool row;                  /* of a table: gaps between its columns */
} line;

typedef struct block {
    line *lines; /* [n] */
    uint32_t n, cap;
} block;

typedef struct wrapping {
    bool wrapped;     /* one paragraph may run over line ends */
    bool sharp;       /* lines end where the next word would not have fit */
    bool capitals;    /* hardly a small letter: case tells nothing */
    uint32_t width;   /* columns that lines were broken at, where it is sharp */
    uint32_t longest; /* columns of the longest line, its indent aside */
} wrapping;

/* Reads the line text[start, end). */
line line_read(const text *in, uint32_t start, uint32_t end);
/* One pass over the block's lines. */
wrapping wrapping_of(const text *in, const block *b);
/* Does a new paragraph begin with line i > 0? */
bool wrapping_breaks(const wrapping *self, const text *in, const block *b, uint32_t i);

#endif
