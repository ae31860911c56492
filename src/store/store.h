/* store: coded documents in SQLite. One file, one writer at a time, any number of readers.
 *
 *   open.c     the file: made, checked, opened
 *   add.c      a casus_doc into rows, in one transaction
 *   select.c   rows back into casus_event records, with filters; grouped counts
 *   unknown.c  names without a code
 *   row.h      binding and reading columns
 *
 * The key of a document is the SHA-256 of its payload; the same payload is stored once.
 */
#ifndef CASUS_STORE_STORE_H
#define CASUS_STORE_STORE_H

#include <sqlite3.h>

#include "base/base.h"

enum store_insert {
    INSERT_DOCUMENT,
    INSERT_ARTICLE,
    INSERT_SENTENCE,
    INSERT_ACTOR,
    INSERT_PLACE,
    INSERT_DATE,
    INSERT_QUOTE,
    INSERT_ATTRIBUTION,
    INSERT_EVENT,
    INSERT_REPORT,
    N_INSERTS
};

struct casus_store {
    sqlite3 *db;
    char *path;
    bool read_only;
    sqlite3_stmt *has;                /* key -> 1 */
    sqlite3_stmt *inserts[N_INSERTS]; /* NULL when read-only */
};

/* The error of the last SQLite call, with the store's path. */
casus_status store_failed(const casus_store *self, const char *doing, casus_error *err);

/* ---- reading: for export/query.c, unknown.c ----------------------------------------------------------- */

/* One event as it came out. Strings live until the next store_select_next. */
typedef struct store_row {
    casus_str doc; /* id of the document */
    casus_event event;
    const casus_report *reports; /* [n_reports] */
    uint32_t n_reports;
} store_row;

typedef struct store_select {
    const casus_store *store;
    sqlite3_stmt *events, *reports;
    arena mem; /* the current row */
} store_select;

/* Events that match, by day, document and place in the text; unknown days last. `query` is borrowed
 * during the call only. */
casus_status store_select_open(store_select *self, casus_store *store, const casus_query *query,
                               casus_error *err);
casus_status store_select_next(store_select *self, store_row *out, bool *more, casus_error *err);
void store_select_close(store_select *self);

/* Counts of events that match, by query->by. */
typedef struct store_counts {
    const casus_store *store;
    sqlite3_stmt *stmt;
} store_counts;

casus_status store_counts_open(store_counts *self, casus_store *store, const casus_query *query,
                               casus_error *err);
/* `key` is absent for events without one; valid until the next call. */
casus_status store_counts_next(store_counts *self, casus_str *key, int64_t *n, bool *more,
                               casus_error *err);
void store_counts_close(store_counts *self);

/* A name without a code. Strings live until the next store_unknown_next. */
typedef struct unknown_name {
    casus_str name;
    int64_t mentions, documents;
    const char *sectors[CASUS_MAX_SECTORS]; /* most often given */
    uint32_t n_sectors;
    casus_str state;    /* named most in the first document, or absent */
    casus_str sentence; /* of the first mention */
} unknown_name;

typedef struct store_unknown {
    const casus_store *store;
    sqlite3_stmt *names, *state, *sentence;
    arena mem; /* the current name */
} store_unknown;

/* By documents, then mentions, then name. */
casus_status store_unknown_open(store_unknown *self, casus_store *store, casus_error *err);
casus_status store_unknown_next(store_unknown *self, unknown_name *out, bool *more,
                                casus_error *err);
void store_unknown_close(store_unknown *self);

#endif
