/* paragraph: lines -> paragraphs.
 *
 * A blank line always ends a paragraph. Between blank lines there is a block of lines, and the
 * question is whether somebody's editor broke one paragraph into lines of some 70 characters, or
 * each line is a paragraph, as pasted web pages have it. Broken lines end in the middle of
 * sentences and go on in lower case; paragraphs do not. In a broken block a short last line or an
 * indent still ends a paragraph.
 */
#include "segment/parts.h"

#define WRAP_WIDEST 130u
#define WRAP_NARROWEST 30u

typedef struct line {
    uint32_t start, end; /* bytes of the text, trimmed */
    uint32_t indent;     /* blanks before it */
    bool terminal;       /* ends as a sentence does */
    bool lower;          /* begins in lower case */
} line;

typedef struct block {
    line *lines;
    uint32_t n, cap;
} block;

static bool is_bullet(casus_str s)
{
    if (s.len > 2 && strchr("*-+", s.ptr[0]) && s.ptr[1] == ' ') return true;
    return str_starts(s, STR("\u2022")) || str_starts(s, STR("\u25CF")) ||
           str_starts(s, STR("\u25AA"));
}

static void add_line(const text *in, uint32_t start, uint32_t end, arena *mem, block *out)
{
    line *added = arena_push(mem, &out->lines, &out->n, &out->cap, sizeof *added);
    if (!added) return;
    uint32_t at = start;
    while (at < end && in->ptr[at] == ' ') at++;
    while (end > at && in->ptr[end - 1] == ' ') end--;
    casus_str trimmed = text_slice(in, at, end);
    *added = (line){at, end, at - start, ends_terminal(trimmed), starts_lower(trimmed)};
}

static void add_paragraph(uint32_t start, uint32_t end, arena *mem, segments *out, uint32_t *cap)
{
    paragraph *added = arena_push(mem, &out->paragraphs, &out->n_paragraphs, cap, sizeof *added);
    if (added) *added = (paragraph){.start = start, .end = end, .repeat_of = UINT32_MAX};
}

/* Was this block broken into lines by an editor? Gives the width it was broken at. */
static bool is_wrapped(const block *b, uint32_t *width)
{
    uint32_t open = 0, lower = 0;
    *width = 0;
    for (uint32_t i = 0; i < b->n; i++) {
        uint32_t len = b->lines[i].end - b->lines[i].start;
        if (len > *width) *width = len;
        if (i + 1 == b->n || b->lines[i].terminal) continue;
        open++;
        if (b->lines[i + 1].lower) lower++;
    }
    return *width >= WRAP_NARROWEST && *width <= WRAP_WIDEST && open && lower * 5 >= open * 2;
}

/* Does a new paragraph begin with line i? */
static bool breaks_before(const text *in, const block *b, uint32_t i, bool wrapped, uint32_t width)
{
    const line *above = &b->lines[i - 1], *here = &b->lines[i];
    uint32_t len = above->end - above->start;
    if (is_bullet(text_slice(in, here->start, here->end))) return true;
    if (!wrapped) return above->terminal || !here->lower;
    if (here->indent >= above->indent + 2) return true;
    if (above->terminal) return len * 4 < width * 3;
    return !here->lower && len * 2 < width;
}

static void end_block(const text *in, block *b, arena *mem, segments *out, uint32_t *cap)
{
    uint32_t width;
    if (!b->n || !arena_ok(mem)) return;
    bool wrapped = is_wrapped(b, &width);
    uint32_t first = 0;
    for (uint32_t i = 1; i <= b->n; i++) {
        if (i < b->n && !breaks_before(in, b, i, wrapped, width)) continue;
        add_paragraph(b->lines[first].start, b->lines[i - 1].end, mem, out, cap);
        first = i;
    }
    b->n = 0;
}

void paragraphs_find(const text *in, arena *mem, segments *out)
{
    block b = {0};
    uint32_t cap = 0;
    for (uint32_t at = 0; at < in->len && arena_ok(mem);) {
        const char *newline = memchr(in->ptr + at, '\n', in->len - at);
        uint32_t end = newline ? (uint32_t)(newline - in->ptr) : in->len;
        bool blank = !str_trim(text_slice(in, at, end)).len;
        if (blank) end_block(in, &b, mem, out, &cap);
        else add_line(in, at, end, mem, &b);
        at = end + 1;
    }
    end_block(in, &b, mem, out, &cap);
}
