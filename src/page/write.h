/* write: blocks of a page as text, white space collapsed, character references resolved. */
#ifndef CASUS_PAGE_WRITE_H
#define CASUS_PAGE_WRITE_H

#include "base/text.h"
#include "page/tree.h"

/* The blocks whose part is not 0, a blank line between them, and a line end where the page breaks a
 * line; runs count bytes of the page. `parts` NULL: nothing. Empty on arena failure. */
void write_blocks(const page_tree *tree, const uint8_t *parts, arena *mem, text *out);

/* One block. Empty on arena failure. */
casus_str write_block(const page_tree *tree, uint32_t block, arena *mem);

#endif
