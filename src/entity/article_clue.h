/* Inferring articles' dates: what its parts share. */
#ifndef CASUS_ENTITY_ARTICLE_CLUE_H
#define CASUS_ENTITY_ARTICLE_CLUE_H

#include "entity/date.h"

#define ARTICLE_MAX_CLUES 400 /* per document; later ones are left out */

enum clue_kind { CLUE_FULL, CLUE_YEAR, CLUE_DAY /* month and day */, CLUE_WEEKDAY };

typedef struct article_clue {
    uint32_t kind, article, tense;
    bool lead;          /* in the article's first full sentence */
    bool near;          /* in its first three */
    int8_t weekday, month, day;
    int32_t year;
    uint32_t start, end; /* bytes, for the evidence */
} article_clue;

typedef struct article_search {
    const entity_input *in;
    arena *mem;
    article_clue *clues;
    uint32_t n_clues, cap_clues;
    day_range window;
    bool window_sure;  /* from a meeting or a dated lead: enough for a date by itself */
    bool high_level;   /* "general debate", "high-level week", "sidelines" */
    date_edition edition;
    bool has_edition;
} article_search;

typedef struct article_days { /* an article's days under one year */
    day_range days;
    const article_clue *low, *high, *exact, *weekday; /* what set them */
} article_days;

/* article_given.c */
/* The day in a URL: ".../2021/09/25/...", ".../2021-09-25-...", ".../20210925/...". */
bool article_url_day(casus_str url, int32_t *day);
/* The date line of an article, or a byline paragraph; a day without a year is kept as a clue. */
bool article_date_line(article_search *s, uint32_t article, int32_t *day);
/* "WARSAW, 11 November 2021. Poland has ...", "Posted: 22 July 2019": a full date with nothing but
 * names, labels and marks before it at the head of an article, or alone in its sentence. */
bool article_own_line(const entity_input *in, const entities *out, uint32_t article, int32_t *day);

/* article_clue.c */
void article_gather(article_search *s, const entities *out);
/* From clues and meetings: in what stretch of time the document was written. */
void article_set_window(article_search *s);

/* article_days.c */
/* An article's days if it was written in `year`; gives how well the year fits. */
int article_days_under(const article_search *s, uint32_t article, int32_t year, article_days *out);

#endif
