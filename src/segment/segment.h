/* segment: text -> articles, paragraphs, sentences.
 *
 * A pasted file can hold several articles: a new one begins at a dateline, a headline with a
 * byline, an agency mark, or where the story starts anew after an ending (a lead that names its
 * actors in full again and reports afresh, "he told ... press conference" before it; repeated
 * blocks between). Paragraphs that repeat an earlier one (same words, case and space aside) get no
 * sentences and are listed as repeats. Sentence ends follow the text: abbreviations, initials,
 * ellipses, quotation marks, brackets such as "[sic]", numbers, "U.S.", bullet lists, headlines.
 */
#ifndef CASUS_SEGMENT_H
#define CASUS_SEGMENT_H

#include "clean/clean.h"

typedef struct article {
    uint32_t start, end; /* bytes of the text */
    uint32_t first_paragraph, n_paragraphs;
    uint32_t first_sentence, n_sentences;
    casus_str dateline_place; /* "BAMAKO", or absent; views into the text */
    casus_str dateline_date;  /* "Sept 25", or absent */
    casus_str byline, agency; /* "Jane Doe", "Reuters", or absent */
    casus_str headline;       /* or absent */
} article;

enum paragraph_kind {
    PARAGRAPH_BODY,
    PARAGRAPH_HEADLINE,
    PARAGRAPH_META /* byline, dateline alone */
};

typedef struct paragraph {
    uint32_t start, end; /* bytes of the text, trimmed */
    uint32_t article;
    uint32_t first_sentence, n_sentences; /* 0 for a repeat and for PARAGRAPH_META */
    uint32_t repeat_of;                   /* paragraph index, or UINT32_MAX */
    uint32_t kind;                        /* paragraph_kind */
} paragraph;

typedef struct sentence {
    uint32_t start, end; /* bytes of the text, trimmed; a dateline at its head is left out */
    uint32_t paragraph, article;
} sentence;

typedef struct segments {
    article *articles;
    paragraph *paragraphs;
    sentence *sentences;
    uint32_t n_articles, n_paragraphs, n_sentences, n_repeats;
} segments;

/* What was learned of sentence ends (ends.c); where it is NULL the rules stand alone. */
typedef struct ends_model ends_model;

/* Total and linear. Counts stats->repeats, stats->sentences. An empty text has no article. The news
 * puts a mark at the end of its sentences: `ends`, which may be NULL, is asked only of paragraphs
 * that end without one. */
void segment_text(const text *in, const ends_model *ends, arena *mem, segments *out,
                  casus_stats *stats);

/* Sentences of plain text, paragraph by paragraph, nothing left out: no datelines, repeats or
 * bylines are treated; all is one article. Total and linear; counts stats->sentences. `ends` may be
 * NULL. */
void segment_plain(const text *in, const ends_model *ends, arena *mem, segments *out,
                   casus_stats *stats);

#endif
