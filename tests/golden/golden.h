/* golden: what a text must yield, and how much of it was found.
 *
 *     golden.c   the command: files, options, totals
 *     expect.c   golden file -> expectations; its checks
 *     match.c    does an expected line describe this event?
 *     pair.c     wanted and found, one to one
 *     score.c    one file: run, match, report
 *     cases*.c   the same for files of unit cases: tests/cases/README.md
 *
 * Uses include/casus.h only. The format is in README.md.
 */
#ifndef CASUS_GOLDEN_H
#define CASUS_GOLDEN_H

#include "casus.h"

#include <stdio.h>

#define MAX_LINES 256

/* One `event`, `accept` or `optional` line. Each field is a list of alternatives, "A|B". */
typedef struct reading {
    casus_str source, source_sectors, target, target_sectors;
    casus_str type, mode, status, day;
    casus_str by, by_sectors; /* by "-" alone: `by` is "-", sectors absent */
    casus_str evidence;       /* absent on accept lines without one */
    bool either;              /* "<>": the direction does not count */
    unsigned line;
} reading;

typedef struct wanted {
    unsigned first, n; /* its readings: the event line and the accept lines behind it */
} wanted;

typedef struct expected_quote {
    casus_str speaker, begins;
} expected_quote;

typedef struct expected_day {
    unsigned article; /* from 1 */
    int32_t from, to;
} expected_day;

typedef struct expectation {
    char *bytes;      /* owned: the file */
    char *text_bytes; /* owned: the text, where it is a file of its own */
    casus_str title, text;
    reading readings[MAX_LINES];
    wanted wanted[MAX_LINES];
    reading optional[MAX_LINES];
    expected_quote quotes[MAX_LINES];
    expected_day days[MAX_LINES];
    casus_str repeats[MAX_LINES], absent[MAX_LINES];
    unsigned n_readings, n_wanted, n_optional, n_quotes, n_days, n_repeats, n_absent;
    unsigned n_articles; /* 0: not said */
} expectation;

/* Reads a golden file, or with `text_path` (nullable) the lines of `path` for the text of another
 * file. Prints what is wrong as "path:line: ..." on stderr and returns false then. */
bool expect_read(expectation *self, const char *path, const char *text_path);
void expect_release(expectation *self);
char *read_file(const char *path, size_t *len); /* NULL: said why */

/* strings */
casus_str cut(casus_str *rest, char sep); /* the part before sep, blanks around it removed */
bool same(casus_str a, casus_str b);
bool holds(casus_str text, casus_str words, size_t *at); /* `at` nullable */
bool holds_nocase(casus_str text, casus_str words);

enum fault {
    FAULT_ACTORS = 1,
    FAULT_TYPE = 2,
    FAULT_MODE = 4,
    FAULT_STATUS = 8,
    FAULT_DAY = 16,
    FAULT_BY = 32
};
/* The fields in which the event differs from the line; 0: it fits. */
unsigned match_faults(const casus_doc *doc, size_t event, const reading *r);
bool match_reading(const casus_doc *doc, size_t event, const reading *r);
bool match_speaker(const casus_quote *q, casus_str speaker);

typedef struct score {
    unsigned wanted, found, extra, quotes, quotes_found, structure, structure_right;
} score;

/* Codes the text and adds its score to `total`; prints the misses and extras unless `brief`. */
bool score_file(casus_coder *coder, casus_doc *doc, const expectation *e, const char *path,
                bool brief, score *total);
void score_print(const char *name, const score *s);
void print_event(const casus_doc *doc, size_t event);

#endif
