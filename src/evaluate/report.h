/* report: scores in sections, as a table for people or an object of JSON.
 *
 *     report r;
 *     report_open(&r, "muc", path, "seen", engine, format);
 *     report_section(&r, "organisations", "Organisations named");
 *     report_score(&r, "all", "all events", &counts);
 *     report_close(&r, sink, err);
 */
#ifndef CASUS_EVALUATE_REPORT_H
#define CASUS_EVALUATE_REPORT_H

#include "base/base.h"

/* Precision is over what was found, recall over what is in the gold file. */
typedef struct counts {
    uint64_t gold, gold_right;   /* right: also found */
    uint64_t found, found_right; /* right: also in the gold file */
} counts;

typedef struct mean {
    double sum;
    uint64_t n;
} mean;

/* What was expected (row) and what was found instead (column); the last of each is "nothing". */
#define MOST_CLASSES 24
typedef struct confusion {
    const char *const *names; /* [n], without the one for nothing */
    unsigned n;
    uint32_t cells[MOST_CLASSES][MOST_CLASSES];
} confusion;

double counts_precision(const counts *self);
double counts_recall(const counts *self);
double counts_f1(const counts *self);
void counts_add(counts *self, const counts *other);
double mean_of(const mean *self);
void mean_add(mean *self, double value);
/* Of sets of classes, as bits: what is in both stands for itself, what is missing for everything
 * that is too much, or for nothing. */
void confusion_add(confusion *self, uint32_t gold, uint32_t found);

/* In hundredths of a per cent, right-aligned; no locale is asked. */
void put_percent(buf *out, double share);
/* ,"precision":P,"recall":R,"f1":F of an object that is open. */
void put_rates(buf *out, double precision, double recall, double f1);

/* Rows that went wrong, as they are met: what they say, what was wanted, what was found. */
typedef struct error_list {
    buf out;
    bool json;
    uint32_t n;
} error_list;
void error_list_init(error_list *self, const char *format);
void error_list_add(error_list *self, casus_str text, casus_str wanted, casus_str found);
void error_list_release(error_list *self);

typedef struct report {
    buf out;
    bool json, inside; /* inside a section */
    const char *format;
} report;

/* `part` of the file, or NULL where it has none. */
void report_open(report *self, const char *of, const char *path, const char *part,
                 casus_engine engine, const char *format);
void report_number(report *self, const char *key, const char *label, uint64_t n);
/* Sections have no number in them, only these: */
void report_section(report *self, const char *key, const char *title);
void report_score(report *self, const char *key, const char *label, const counts *c);
/* Rates that no counts stand behind: F1 is of these two. */
void report_rates(report *self, const char *key, const char *label, double precision,
                  double recall);
void report_mean(report *self, const char *key, const char *label, const mean *m);
void report_share(report *self, const char *key, const char *label, uint64_t part, uint64_t all);
void report_per_1000(report *self, const char *key, const char *label, uint64_t n, uint64_t of);
void report_confusion(report *self, const char *key, const char *title, const confusion *c);
/* Behind the last section. */
void report_errors(report *self, const error_list *errors);
/* Hands everything to the sink, releases the report. USAGE where the format is none. */
casus_status report_close(report *self, casus_sink sink, casus_error *err);

#endif
