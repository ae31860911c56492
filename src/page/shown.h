/* shown: title and date as the page's text shows them. */
#ifndef CASUS_PAGE_SHOWN_H
#define CASUS_PAGE_SHOWN_H

#include "page/facts.h"
#include "page/tree.h"

/* The headline, where it says what the title says, is the better title; a date near it is the day
 * where nothing else told it. */
void shown_facts(const page_tree *tree, page_facts *facts, arena *mem);

#endif
