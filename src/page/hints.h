/* hints: what an element's class, id, role and the like say of what it holds. */
#ifndef CASUS_PAGE_HINTS_H
#define CASUS_PAGE_HINTS_H

#include "page/html.h"

enum page_hint {
    PAGE_BODY = 1,     /* the article's own text: itemprop "articleBody", class "entry-content" */
    PAGE_ARTICLE = 2,  /* a whole article, with head and foot */
    PAGE_CLUTTER = 4,  /* not the article: "sidebar", "related", "cookie", role "navigation" */
    PAGE_DOUBT = 8,    /* seldom the article: "widget", "teaser" */
    PAGE_HIDDEN = 16,  /* not shown */
    PAGE_CAPTION = 32, /* under a picture */
    PAGE_REMARK = 64,  /* readers' comments */
    PAGE_SURE = 128,   /* with PAGE_BODY: said by itemprop, not by a name */
};

/* By first letter, the lengths that known words have, as bits: most words need no look-up. */
typedef struct hint_words {
    uint32_t lengths[26];
} hint_words;

void hint_words_init(hint_words *self);
/* page_hint of a start tag. */
unsigned hints_of(const hint_words *self, const html_token *token);

#endif
