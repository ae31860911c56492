/* events: gold files of events, a file each (multicoder.c, cameo_rows.c, police.c, muc.c). They
 * read their rows from JSON; what they count is in functions of plain records, so that tests can
 * make these by hand. */
#ifndef CASUS_EVALUATE_EVENTS_H
#define CASUS_EVALUATE_EVENTS_H

#include "evaluate/gold.h"
#include "evaluate/report.h"

typedef struct event_file {
    const casus_model *model;
    const casus_evaluation *how;
    const char *format;
    casus_sink sink;
    gold_file rows; /* before the first one */
    arena mem;      /* of a row */
} event_file;

casus_status multicoder_evaluate(event_file *self, casus_error *err);
casus_status cameo_rows_evaluate(event_file *self, casus_error *err);
casus_status police_evaluate(event_file *self, casus_error *err);
casus_status muc_evaluate(event_file *self, casus_error *err);

/* ---- what is common to them ------------------------------------------------------------------ */

void event_report_open(report *out, const char *of, const event_file *file);

static inline bool spans_overlap(casus_span a, casus_span b)
{
    return a.start < b.end && b.start < a.end;
}

/* 1 to 20; 0 where there is none. */
unsigned cameo_root(casus_str code);
/* "01" to "20", at 1 to 20; "" at 0. */
extern const char *const cameo_roots[21];

/* Byte offsets of a text whose gold file counts characters. */
typedef struct char_map {
    casus_str text;
    size_t at;      /* byte */
    uint32_t count; /* characters before it */
} char_map;
uint32_t char_to_byte(char_map *self, int64_t character);

#endif
