/* page: a web page -> its article as text, with a map back, and what the page says of itself.
 *
 *   bytes --charset--> UTF-8 --html, tree--> elements, blocks --extract--> text
 *                                 `--facts--> title, date, author, ...
 */
#ifndef CASUS_PAGE_PAGE_H
#define CASUS_PAGE_PAGE_H

#include "base/text.h"
#include "page/facts.h"
#include "page/tree.h"

typedef struct page {
    const casus_limits *limits; /* given; NULL: the defaults */
    text decoded; /* the bytes as UTF-8 */
    page_tree tree;
    page_facts facts;
    uint8_t *parts; /* page_part of each block */
} page;

/* Reads `bytes`, of the character set that `media` or they themselves name; `address` is where they
 * come from, or absent. Total; ask arena_ok(mem). */
void page_read(page *self, casus_str bytes, casus_str media, casus_str address, arena *mem);

/* What was read is a part of a page, and its article: every block with letters counts. */
void page_keep_all(page *self, arena *mem);

/* The article: blocks with a blank line between, lines where the page breaks them, white space
 * collapsed, character references resolved; runs count the bytes that were read. Empty on arena
 * failure. */
void page_text(const page *self, arena *mem, text *out);

#endif
