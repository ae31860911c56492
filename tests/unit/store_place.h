/* store_place: a folder for each test of the store, and short words for what such tests do. */
#ifndef CASUS_TEST_STORE_PLACE_H
#define CASUS_TEST_STORE_PLACE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "fake_doc.h"
#include "store/schema.h"

/* ---- a folder for each test ------------------------------------------------------------------ */

typedef struct place {
    char folder[32], db[48];
} place;

static inline int set_up(void **state)
{
    place *p = calloc(1, sizeof *p);
    *state = p;
    memcpy(p->folder, "/tmp/casus-store-XXXXXX", 24);
    if (!p || !mkdtemp(p->folder)) return -1;
    snprintf(p->db, sizeof p->db, "%s/a.db", p->folder);
    return 0;
}

static inline int tear_down(void **state)
{
    place *p = *state;
    const char *const TAILS[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < 4; i++) {
        char path[64];
        snprintf(path, sizeof path, "%s%s", p->db, TAILS[i]);
        unlink(path);
    }
    rmdir(p->folder);
    free(p);
    return 0;
}

static inline casus_store *open_store(const char *path, bool read_only)
{
    casus_store *store;
    casus_error err = {0};
    if (casus_store_open(&store, path, read_only, &err) != CASUS_OK) fail_msg("%s", err.message);
    return store;
}

static inline void add(casus_store *store, const casus_doc *doc, bool expected)
{
    bool added;
    casus_error err = {0};
    if (casus_store_add(store, doc, &added, &err) != CASUS_OK) fail_msg("%s", err.message);
    assert_int_equal(added, expected);
}

static inline int64_t number(const char *path, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *stmt;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    int64_t n = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return n;
}

static inline void sql(const char *path, const char *text)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

#define IN_PLACE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

#endif
