/* paragraph: lines -> paragraphs.
 *
 * A blank line always ends a paragraph. Between blank lines there is a block of lines, and the
 * question is whether somebody's editor broke one paragraph into lines of some 70 characters, or
 * each line is a paragraph, as pasted web pages have it; wrap.c tells. In a broken block a short
 * last line or an indent still ends a paragraph.
 */
#include "segment/wrap.h"

static void add_line(const text *in, uint32_t start, uint32_t end, arena *mem, block *out)
{
    line *added = arena_push(mem, &out->lines, &out->n, &out->cap, sizeof *added);
    if (added) *added = line_read(in, start, end);
}

static void add_paragraph(uint32_t start, uint32_t end, arena *mem, segments *out, uint32_t *cap)
{
    paragraph *added = arena_push(mem, &out->paragraphs, &out->n_paragraphs, cap, sizeof *added);
    if (added) *added = (paragraph){.start = start, .end = end, .repeat_of = UINT32_MAX};
}

static void end_block(const text *in, block *b, arena *mem, segments *out, uint32_t *cap)
{
    if (!b->n || !arena_ok(mem)) return;
    wrapping w = wrapping_of(in, b);
    uint32_t first = 0;
    for (uint32_t i = 1; i <= b->n; i++) {
        if (i < b->n && !wrapping_breaks(&w, in, b, i)) continue;
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
