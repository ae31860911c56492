/* cases: sentences and the events that a person expects of each (tests/cases/README.md).
 *
 *     cases_read.c     file -> cases; its checks
 *     cases_match.c    does an expected line describe this event?
 *     cases.c          one file: run, match, name what is missed and what is too much
 *     cases_report.c   the tables
 *     sureness.c       is what is found with a confidence of 0.8 right in four of five cases?
 */
#ifndef CASUS_GOLDEN_CASES_H
#define CASUS_GOLDEN_CASES_H

#include "pair.h"

#include <stdio.h>

#define MAX_TEXT 8192

/* Alternatives "A|B". `sectors` absent: not scored. */
typedef struct case_actor {
    casus_str codes, sectors;
} case_actor;

enum case_size { SIZE_DEAD, SIZE_INJURED, SIZE_ARRESTED, SIZE_CROWD, N_SIZES };

/* An event line. What is not given is absent; a size -1. */
typedef struct case_reading {
    case_actor source, target, by;
    casus_str types;  /* "COERCE/arrest|seize|ASSAULT" */
    casus_str statuses, cameo, contexts;
    int sizes[N_SIZES];
    bool either; /* "<>" */
    bool has_mode;
    unsigned line;
    casus_str text; /* as it is written */
} case_reading;

/* An event line and the "=" lines behind it. */
typedef struct case_item {
    unsigned first, n;
} case_item;

typedef struct unit_case {
    char text[MAX_TEXT]; /* lines joined by blanks */
    size_t len;
    unsigned line; /* of the text */
    case_reading readings[MAX_LINES];
    case_item wanted[MAX_LINES], optional[MAX_LINES];
    unsigned n_readings, n_wanted, n_optional;
    bool none;
} unit_case;

typedef struct case_reader {
    const char *path;
    casus_str rest;
    unsigned line;    /* of the last line read */
    unsigned n_wrong; /* complaints, printed as "path:line: ..." on stderr */
} case_reader;

/* The next case that is in order; false at the end. */
bool cases_next(case_reader *self, unit_case *out);

extern const char *const case_types[], *const case_statuses[];
#define N_TYPES 16
#define N_STATUSES 8 /* with "historical" */
/* The place of the first alternative in the list; the last one where it is none of them. */
unsigned case_name(casus_str alternatives, const char *const *names, unsigned n);

enum case_fault {
    WRONG_SOURCE = 1,
    WRONG_TARGET = 2,
    WRONG_TYPE = 4,
    WRONG_STATUS = 8,
    WRONG_MODE = 16, /* this and what follows: where given; right where not */
    WRONG_CAMEO = 32,
    WRONG_CAMEO_ROOT = 64,
    WRONG_SIZES = 128,
    WRONG_BY = 256,
    WRONG_CONTEXT = 512,
};
#define N_CASE_FAULTS 10
#define WRONG_PAIR (WRONG_SOURCE | WRONG_TARGET)
#define WRONG_EVENT (WRONG_PAIR | WRONG_TYPE | WRONG_STATUS)
extern const char *const case_faults[N_CASE_FAULTS];

unsigned case_match(const casus_doc *doc, size_t event, const case_reading *r);
/* The faults that the line is scored for. */
unsigned case_given(const case_reading *r);
const char *case_status(const casus_event *e); /* "historical" before all else */

typedef struct tally {
    unsigned wanted, found, extra;
} tally;

/* What must be right for a wanted event to count as found. */
enum case_view { VIEW_EVENT, VIEW_PAIR_TYPE, VIEW_TYPE_STATUS, VIEW_PAIR, VIEW_TYPE, N_VIEWS };

#define SURE_BINS 10
/* Found events by their confidence; optional ones are not counted. */
typedef struct sureness {
    unsigned found[SURE_BINS], right[SURE_BINS];
    double sum[SURE_BINS]; /* of the confidences */
} sureness;
void sureness_add(sureness *self, double confidence, bool right);
void sureness_merge(sureness *to, const sureness *from);
void sureness_print(const sureness *self);

typedef struct case_score {
    sureness sure;
    unsigned cases, right; /* right: nothing missed, nothing too much */
    unsigned none, none_wrong, none_events;
    tally views[N_VIEWS];
    tally types[N_TYPES], statuses[N_STATUSES];
    tally given[N_CASE_FAULTS]; /* of what was found: with the field given, with it right */
} case_score;

/* How a file is scored. */
typedef struct case_options {
    bool brief;     /* what is missed and too much is not printed */
    FILE *verdicts; /* "1|0 TAB event id TAB text" of each event, for casus-train; NULL: none */
} case_options;

/* Codes each case of the file as a document; false where the file is not in order. Without a coder
 * only looks whether it is. */
bool cases_file(casus_coder *coder, casus_doc *doc, const char *path, const case_options *how,
                case_score *total);
void cases_line(const char *name, const case_score *s);
void cases_tables(const case_score *s);
double tally_f1(const tally *t); /* in percent */

#endif
