/* extract: which blocks of a page are the article. See extract.c. */
#ifndef CASUS_PAGE_EXTRACT_H
#define CASUS_PAGE_EXTRACT_H

#include "page/tree.h"

/* What a block is in the article. */
typedef enum page_part { PART_NONE, PART_PROSE, PART_HEADING, PART_ITEM } page_part;

/* parts[n_blocks], in `mem`; NULL once the arena failed. */
uint8_t *extract_article(const page_tree *tree, arena *mem);
/* The same of what is an article already: everything but what is hidden. */
uint8_t *extract_all(const page_tree *tree, arena *mem);

#endif
