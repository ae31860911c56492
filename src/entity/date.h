/* Date phrases: how the tokens of one sentence become a date_phrase, and a date_phrase days.
 *
 *   tokens --date_word_at--> words: month, number, unit, "last", "ago" ...
 *          --date_phrase_at--> a date_phrase: one or two expressions, with what each hangs on
 *          --date_resolve--> days, given the article's date and the tense of what happened
 *
 * "the last week of next month" is two expressions: NTH(week, -1) of UNIT(month, next); an
 * expression that hangs on nothing hangs on the article's date. Phrases are read again when they
 * are resolved, so nothing but the mention is kept between the two passes. */
#ifndef CASUS_ENTITY_DATE_H
#define CASUS_ENTITY_DATE_H

#include "entity/date_calendar.h"
#include "entity/entity.h"

/* ---- words ----------------------------------------------------------------------------------- */

enum date_word_kind {
    DW_NONE,
    DW_NUMBER,  /* value; digits: how many it was written with, 0 for a word */
    DW_ORDINAL, /* "25th", "second" */
    DW_YEARS,   /* "1990s": value the first year, or below 100 for "90s", "nineties" */
    DW_MONTH,
    DW_WEEKDAY,
    DW_UNIT, /* date_unit */
    DW_SEASON, /* 0 winter .. 3 autumn */
    DW_DEICTIC, /* days from today: "yesterday" -1 */
    DW_REL,     /* date_rel */
    DW_PART,    /* date_part */
    DW_DAYPART, /* "morning" */
    DW_FEAST,   /* begins a feast's name: "Christmas", "Good" */
    DW_WORD     /* a word of grammar: date_word_id */
};

enum date_unit {
    UNIT_DAY, UNIT_WEEK, UNIT_FORTNIGHT, UNIT_MONTH, UNIT_QUARTER, UNIT_HALF, UNIT_YEAR,
    UNIT_DECADE, UNIT_CENTURY, UNIT_WEEKEND, UNIT_WORKWEEK, UNIT_HOUR, UNIT_WORKDAY
};
int32_t unit_months(uint32_t unit); /* 0: it is no number of months */
int32_t unit_days(uint32_t unit);   /* of what is none */
enum date_rel {
    REL_NONE, REL_THIS, REL_LAST, REL_PREVIOUS, REL_NEXT, REL_FOLLOWING, REL_SAME,
    REL_COMING /* a weekday: the first behind today */
};
enum date_part { PART_NONE, PART_EARLY, PART_MID, PART_LATE, PART_EARLIER, PART_LATER, PART_REST };

enum date_word_id {
    ID_A = 1, ID_THE, ID_OF, ID_IN, ID_ON, ID_AT, ID_TO, ID_FROM, ID_BETWEEN, ID_AND, ID_OR,
    ID_AGO, ID_SINCE, ID_BEFORE, ID_AFTER, ID_UNTIL, ID_BY, ID_DURING, ID_FOR, ID_OVER, ID_WITHIN,
    ID_EVERY, ID_THROUGH, ID_AROUND, ID_THAN, ID_AS, ID_POSS, ID_DASH, ID_COMMA, ID_OPEN,
    ID_CLOSE, ID_COUPLE, ID_FEW, ID_SEVERAL, ID_STARTING, ID_VAGUE_PAST, ID_VAGUE_FUTURE,
    ID_THESE, ID_DATE, ID_AM, ID_OCLOCK, ID_MORE, ID_SLASH, ID_NOW, ID_QUOTE, ID_THAT,
    ID_ACCOUNTS, /* "FY", "CY" */
    ID_LEAST, ID_LESS, ID_NO, ID_NOT, ID_PRIOR, ID_UP, ID_AHEAD, ID_EFFECTIVE, ID_WITH, ID_OTHER,
    ID_TIMES,     /* "once", "twice" */
    ID_REGULARLY, /* "daily" */
    ID_ONWARD, ID_PRESENT,
    ID_TO_DATE, /* "YTD": its first letter is the unit's */
    ID_END_OF   /* "EOM": its last letter is the unit's */
};

typedef struct date_word {
    uint8_t kind, digits;
    bool plural, capital;
    bool unsure; /* also an ordinary word: "may", "march", "sun", "second" */
    int32_t value;
} date_word;

/* One sentence. */
typedef struct date_words {
    const char *text;
    const token *tokens; /* [n] */
    uint32_t n;
    const date_word *known; /* [n]: the words looked up, or NULL */
} date_words;

/* A sentence's, with what dates_find() knew of its words; `who` may be NULL. */
date_words date_words_of(const entity_input *in, const entities *who, uint32_t si);
date_word date_word_look_up(const date_words *s, uint32_t i);
static inline date_word date_word_at(const date_words *s, uint32_t i) /* DW_NONE past the end */
{
    if (i >= s->n) return (date_word){0};
    return s->known ? s->known[i] : date_word_look_up(s, i);
}
static inline bool date_word_is(const date_words *s, uint32_t i, int32_t id)
{
    date_word w = date_word_at(s, i);
    return w.kind == DW_WORD && w.value == id;
}
bool date_words_in_order(void); /* is the table sorted, as the look-up needs it? For the tests. */
/* Is there no space between tokens i and i + 1? */
static inline bool date_glued(const date_words *s, uint32_t i)
{
    return i + 1 < s->n && s->tokens[i].end == s->tokens[i + 1].start;
}

/* ---- phrases --------------------------------------------------------------------------------- */

enum date_expr_kind {
    DX_DATE,    /* year, month, day, weekday: those that are known */
    DX_WEEKDAY, /* weekday with rel; in the week of `of`, or before or after it */
    DX_OFFSET,  /* count days from `of` */
    DX_UNIT,    /* rel unit: "last week", "the next day" */
    DX_SPAN,    /* rel count units: "the past three weeks" */
    DX_SHIFT,   /* count units away from `of`; negative: before */
    DX_NTH,     /* nth (count) unit or weekday of `of`, `span` of them: "the first two weeks of" */
    DX_PART,    /* early, mid, late in `of` */
    DX_FEAST,   /* feast, rel; year where known */
    DX_SEASON,  /* season, rel; year where known */
    DX_WEEK_OF, /* the week or month (unit) that holds `of` */
    DX_LENGTH,  /* count units that begin with `of`; negative: that end with it */
    DX_YEARS,   /* years [year, year + count) */
    DX_HAPPENING /* "the coup": the days of what was told and dated before */
};

typedef struct date_expr {
    uint8_t kind, rel, unit, part;
    int8_t weekday; /* -1 unknown */
    int8_t month, day; /* 0 unknown */
    int8_t season;
    int8_t of;       /* expression of the phrase, -1 the article's date */
    bool anaphoric;  /* hangs on the date told last: "the next day" */
    bool round;      /* "a few weeks ago": `count` is a guess */
    uint8_t year_rel; /* date_rel: "May last year" */
    bool turn;       /* "the turn of the century": the days round its beginning */
    bool point;      /* "the end of": the end itself, where a range has it as its end */
    uint8_t feast;
    int32_t year; /* 0 unknown */
    int32_t count, span; /* of a length, `span` is the days beside its months */
} date_expr;

enum date_bound { BOUND_NONE, BOUND_BEFORE, BOUND_UNTIL, BOUND_AFTER, BOUND_SINCE };

#define DATE_MAX_EXPR 8
typedef struct date_phrase {
    uint32_t first, last, head; /* tokens of the sentence */
    date_expr x[DATE_MAX_EXPR];
    int32_t n;
    int32_t from, to; /* expressions; to -1 where it is no range */
    uint32_t bound;   /* date_bound */
    uint32_t type, flags; /* date_type, date_flag */
    uint32_t preposition; /* date_word_id, 0 none */
    uint32_t happening;   /* token behind which a DX_HAPPENING is named; 0 none */
} date_phrase;

/* Reads the longest phrase that begins at token `at`; false where none does. */
bool date_phrase_at(const date_words *s, uint32_t at, date_phrase *out);

/* One point ("Friday", "the last week of May") at token `at`: its expressions are added to
 * `out`, *top is the outermost. Gives the token behind it, or `at`. `marked`: a preposition or
 * the like stands before it. */
uint32_t date_point(const date_words *s, uint32_t at, bool marked, date_phrase *out, int32_t *top);

/* A length of time at token `at`, "two and a half years": sets unit, count and span; *vague where
 * the count is none. Gives the token behind it, or `at`. */
uint32_t date_length_at(const date_words *s, uint32_t at, date_expr *e, bool *vague);

/* ---- resolution ------------------------------------------------------------------------------ */

/* The present tells of what is to come where a day is named: "the talks open on Friday". */
enum date_tense { TENSE_UNKNOWN, TENSE_PAST, TENSE_FUTURE, TENSE_PRESENT };

typedef struct date_context {
    day_range article; /* CASUS_NO_DAY unknown */
    day_range told;    /* the day or month told last, for "the next day"; CASUS_NO_DAY none */
    day_range frame;   /* the time told last, for "that year"; CASUS_NO_DAY none */
    day_range happening; /* of the phrase's; CASUS_NO_DAY unknown */
    uint32_t tense;    /* date_tense */
} date_context;

/* The days of a phrase; false where they cannot be known. Where the article's date is a range,
 * the result is the smallest range that holds the answer for each of its ends. */
bool date_resolve(const date_phrase *phrase, const date_context *context, day_range *out);
/* Does the result depend on the article's date? */
bool date_is_relative(const date_phrase *phrase);

/* ---- documents ------------------------------------------------------------------------------- */

/* The tense of what a date mention dates: from the tree, else from the words around it. */
uint32_t date_tense_of(const entity_input *in, uint32_t sentence, uint32_t first, uint32_t last);
/* Resolves all mentions against their articles' dates. */
void dates_resolve(const entity_input *in, entities *out);
/* Reads a mention's phrase again. */
bool date_reread(const entity_input *in, const entities *who, const date_mention *m,
                 date_phrase *out);

/* ---- events that fix a year ------------------------------------------------------------------ */

/* A numbered meeting named in the sentence at token `at`: "the 76th UN General Assembly",
 * "COP26". Gives its length in tokens (0: none) and its days; `name` is a static label without
 * its number, *number the edition. */
typedef struct date_edition {
    const char *name;
    int32_t number;
    day_range days;  /* of the meeting */
    day_range core;  /* of its high-level days; equal to days where there are none */
} date_edition;
uint32_t date_edition_at(const date_words *s, uint32_t at, date_edition *out);

#endif
