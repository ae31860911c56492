/* store: coded documents in SQLite. One file, one writer at a time, any number of readers.
 *
 *   schema.c   the tables, their views, the steps from one version to the next
 *   open.c     the file: made, checked, opened
 *   run.c      which run a document belongs to
 *   add.c      a casus_doc into rows, in one transaction
 *   near.c     which documents are copies of which
 *   text.c     words to look for in texts, as FTS5 has them
 *   where.c    what a query asks for, as SQL
 *   select.c   rows back into casus_event records; grouped counts
 *   drop.c     a run out of the store
 *   check.c    is a store whole?
 *   unknown.c  names without a code
 *   row.h      binding and reading columns
 *
 * The key of a document is the SHA-256 of its payload; the same payload is stored once, and coded
 * once a run.
 */
#ifndef CASUS_STORE_STORE_H
#define CASUS_STORE_STORE_H

#include <sqlite3.h>

#include "base/base.h"

/* Rows of what was found: "INSERT INTO coded_... VALUES (?,...)". */
enum store_insert {
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

/* The others; those that only read come first. */
enum store_statement {
    FIND_PAYLOAD, /* key: document, current coding or NULL */
    FIND_RUN,     /* casus, model, options: run */
    FIND_CODING,  /* document, run: 1 */
    FIND_SKETCH,  /* document: duplicate_of, sketch */
    FIND_ORDER,   /* document: day, id, key */
    FIND_KEY,     /* key, copy, most: documents */
    FIND_COPIES,  /* document: documents */
    FIND_SENTENCES, /* coding: texts */
    N_READING_STATEMENTS,
    INSERT_RUN = N_READING_STATEMENTS,
    INSERT_PAYLOAD,
    EXTEND_PAYLOAD, /* where it was cut sooner before */
    RETIRE_CODING,
    INSERT_CODING,
    INDEX_TEXT,
    INSERT_SKETCH,
    DELETE_SKETCH,
    SET_DUPLICATE,
    INSERT_KEY,
    DELETE_KEY,
    N_STATEMENTS
};

struct casus_store {
    sqlite3 *db;
    char *path;
    bool read_only;
    sqlite3_stmt *statements[N_STATEMENTS]; /* NULL where read-only and writing */
    sqlite3_stmt *inserts[N_INSERTS];       /* the same */
    int64_t n_duplicates; /* documents that became copies since it was opened */
};

/* The error of the last SQLite call, with the store's path. */
casus_status store_failed(const casus_store *self, const char *doing, casus_error *err);

/* ---- runs ------------------------------------------------------------------------------------- */

/* The run of a method; 0 where it is not there, unless `make`. */
casus_status store_run_of(casus_store *self, const casus_method *method, bool make, int64_t *run,
                          casus_error *err);

/* A payload by its key. */
typedef struct store_payload {
    int64_t document; /* 0: it is not stored */
    bool coded;       /* by any run */
    bool in_run;      /* by the run asked for */
} store_payload;

casus_status store_payload_of(casus_store *self, const char *key, int64_t run, store_payload *out,
                              casus_error *err);

/* ---- copies ----------------------------------------------------------------------------------- */

typedef struct near_sketch near_sketch;

/* Finds the place of a document, whose coding is stored, among its copies; again where it was coded
 * anew. Inside a transaction. */
casus_status store_near_add(casus_store *self, int64_t document, const near_sketch *sketch,
                            casus_error *err);
/* The same for all documents of a store that was made without. */
casus_status store_near_fill(casus_store *self, casus_error *err);

/* ---- reading: for export/query.c, unknown.c ----------------------------------------------------------- */

/* One event as it came out. Strings live until the next store_select_next. */
typedef struct store_row {
    casus_str doc, url, title, publisher; /* of the document */
    casus_str added;                      /* "2024-03-05T12:00:00Z" */
    int32_t published;
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
