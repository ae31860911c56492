/* gold: a gold file of JSON Lines, row by row, those of the part that is asked for; and the coder
 * that does the work again. */
#ifndef CASUS_EVALUATE_GOLD_H
#define CASUS_EVALUATE_GOLD_H

#include "base/json.h"

typedef struct gold_file {
    const char *path;
    casus_part part;
    buf bytes;
    casus_str rest;
    uint32_t line;   /* of the row last given */
    uint32_t n_rows; /* given so far */
} gold_file;

casus_status gold_open(gold_file *self, const char *path, casus_part part, casus_error *err);
void gold_close(gold_file *self);
/* The next row, in `mem`, which it resets; NULL at the end. Fails with BAD_INPUT, NO_MEMORY. */
casus_status gold_next(gold_file *self, arena *mem, const json **row, casus_error *err);
/* Back to before the first row. */
void gold_rewind(gold_file *self);

/* Does a row marked `part` belong to what is asked for? Unmarked ones always do. */
bool gold_is_part(casus_part asked, casus_str part);
const char *gold_part_name(casus_part part);
/* BAD_INPUT: a file without a row of that part. */
casus_status gold_no_row(casus_part asked, casus_error *err);

/* A set of ids, one a line. */
typedef struct gold_ids {
    uint64_t *hashes; /* [n] */
    uint32_t n;
    buf bytes;
} gold_ids;

/* A NULL path: the set is empty. */
casus_status gold_ids_read(gold_ids *self, const char *path, casus_error *err);
bool gold_ids_hold(const gold_ids *self, casus_str id);
void gold_ids_release(gold_ids *self);

/* The coder, the document, and its events as an array. */
typedef struct recoding {
    casus_coder *coder;
    casus_doc *doc;
    casus_event *events; /* [n], in the caller's arena, until the next text */
    uint32_t n;
} recoding;

casus_status recoding_open(recoding *self, const casus_model *model, const casus_options *options,
                           casus_error *err);
void recoding_close(recoding *self);
/* `published` may be absent. */
casus_status recoding_run(recoding *self, casus_str id, casus_str text, casus_str published,
                          arena *mem, casus_error *err);

#endif
