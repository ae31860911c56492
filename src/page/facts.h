/* facts: what a page says of itself: JSON-LD of schema.org, OpenGraph and other <meta>, <time>,
 * <h1>, <title>, in that order of trust. */
#ifndef CASUS_PAGE_FACTS_H
#define CASUS_PAGE_FACTS_H

#include "page/html.h"

typedef enum page_fact {
    FACT_TITLE,
    FACT_PUBLISHED,
    FACT_AUTHOR,
    FACT_PUBLISHER,
    FACT_ADDRESS,
    FACT_LANGUAGE,
    N_FACTS
} page_fact;

typedef struct page_facts {
    casus_str values[N_FACTS]; /* in the arena, references resolved; absent where nobody says */
    int32_t published;         /* day, CASUS_NO_DAY when unknown */
} page_facts;

/* Only there is 3/12 a day in March; a page that names no language may be English. */
bool facts_are_english(const page_facts *self);

/* Collects facts a token at a time. */
typedef struct fact_finder {
    page_facts *facts;
    arena *mem;
    uint8_t ranks[N_FACTS]; /* of what was found; the lower the better, 0 nothing */
    uint8_t pending, rank;  /* 1 + the fact that the next text is, and its rank */
    bool data;              /* the next text is JSON-LD */
} fact_finder;

void facts_begin(fact_finder *self, page_facts *facts, arena *mem);
void facts_take(fact_finder *self, casus_str page, const html_token *token);
/* `address`: where the page comes from, for a date in it; may be absent. */
void facts_finish(fact_finder *self, casus_str address);

#endif
