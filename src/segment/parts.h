/* parts: the pieces of segment, inside the stage.
 *
 *   lines --paragraph.c, wrap.c--> paragraphs
 *         --furniture.c--> headlines, bylines, datelines, separators
 *         --repeat.c--> repeats --article.c--> articles --sentence.c, ends.c--> sentences
 */
#ifndef CASUS_SEGMENT_PARTS_H
#define CASUS_SEGMENT_PARTS_H

#include "segment/segment.h"

/* ---- words (words.c) ------------------------------------------------------------------------- */

static inline bool char_upper(char c) { return c >= 'A' && c <= 'Z'; }
static inline bool char_lower(char c) { return c >= 'a' && c <= 'z'; }
static inline bool char_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool char_space(char c) { return c == ' ' || c == '\n'; }

/* Letters beyond ASCII count too. */
bool starts_upper(casus_str s);
bool starts_lower(casus_str s);
/* The next word of s from *at on: letters, digits, inner apostrophes, hyphens and full stops
 * ("U.S", "al-Assad"). False at the end. */
bool next_word(casus_str s, size_t *at, casus_str *word);
uint32_t count_words(casus_str s, uint32_t most); /* stops counting at `most` */
/* Does `s` end as a sentence does, closing quotation marks and brackets aside? */
bool ends_terminal(casus_str s);
/* Bytes of "> > " at the head of a line of quoted mail; `depth`, which may be NULL: of how many
 * marks. */
size_t quote_marks(casus_str s, uint32_t *depth);
/* Is `word` in the blank-separated `list` (lower case)? Case aside. */
bool in_list(casus_str word, const char *list);

/* What a word tells; vocabulary.c. Case aside. */
enum word_class {
    WORD_STARTER = 1 << 0,   /* "the", "he", "in": begins sentences, is no name */
    WORD_LEANING = 1 << 1,   /* begins a paragraph that goes on from what was said before */
    WORD_REPORTING = 1 << 2, /* "said", "confirmed" */
    WORD_OFFICE = 1 << 3,    /* "president", "gen" */
    WORD_MONTH = 1 << 4,
    WORD_WEEKDAY = 1 << 5,
    WORD_TITLE = 1 << 6, /* an abbreviation that a name follows, or that never ends a sentence */
    WORD_NUMBERING = 1 << 7, /* one that a number follows: "no", "vol" */
    WORD_CLOSING = 1 << 8,   /* one that may end a sentence: "inc", "p.m", "calif" */
};

#define VOCABULARY_LONGEST 15u
typedef struct vocabulary_entry {
    char word[VOCABULARY_LONGEST + 1]; /* lower case, without the last full stop */
    unsigned classes;
} vocabulary_entry;
extern const vocabulary_entry vocabulary[];
extern const size_t vocabulary_size;

unsigned word_class(casus_str word);
static inline bool is_starter(casus_str word) { return word_class(word) & WORD_STARTER; }
static inline bool is_month(casus_str word)
{
    return starts_upper(word) && (word_class(word) & WORD_MONTH);
}
static inline bool is_weekday(casus_str word)
{
    return starts_upper(word) && (word_class(word) & WORD_WEEKDAY);
}

/* ---- furniture (furniture.c, dateline.c) ----------------------------------------------------- */

enum furniture_kind {
    FURNITURE_NONE,
    FURNITURE_SEPARATOR, /* "***", "---", "-30-" */
    FURNITURE_BYLINE,    /* "By Jane Doe, Reuters" */
    FURNITURE_DATE,      /* "Published: 25 Sept 2021, 10:30 GMT" */
    FURNITURE_AGENCY,    /* "Reuters" alone */
    FURNITURE_CREDIT,    /* "(Reporting by ...)", "... contributed to this report." */
};

/* What a paragraph says about its article; the strings are views or absent. */
typedef struct furniture {
    enum furniture_kind kind;
    casus_str byline, date, agency;
} furniture;

void furniture_read(casus_str paragraph, furniture *out);

/* "BAMAKO, Sept 25 (Reuters) - " at the head of a paragraph. */
typedef struct dateline {
    uint32_t len; /* bytes up to the prose; 0: there is none */
    bool sure;    /* capitals, an agency or a date: not just a name and a dash */
    casus_str place, date, agency;
} dateline;

void dateline_read(casus_str paragraph, dateline *out);
/* Bytes of the date at s[at], 0 none: "Sept. 25, 2021", "Saturday, 25 September", "2021-09-25" */
size_t date_length(casus_str s, size_t at);
bool is_agency(casus_str name);

/* ---- the steps ------------------------------------------------------------------------------- */

void paragraphs_find(const text *in, arena *mem, segments *out);
void repeats_mark(const text *in, arena *mem, segments *out);
void articles_find(const text *in, arena *mem, segments *out);
/* Sentences of text[start, end), appended; `ends` may be NULL. */
void sentences_find(const text *in, const ends_model *ends, uint32_t start, uint32_t end,
                    uint32_t paragraph, uint32_t article, arena *mem, sentence **items,
                    uint32_t *n, uint32_t *cap);

static inline casus_str text_slice(const text *in, uint32_t start, uint32_t end)
{
    return (casus_str){in->ptr + start, end - start};
}

#endif
