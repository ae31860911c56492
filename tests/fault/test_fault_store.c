/* Every read, write, sync and request for memory of SQLite is made to fail once, while a store is
 * made, filled, queried and closed: the failure is told or does no harm, nothing leaks, what was
 * acknowledged is there afterwards and the store is whole.
 *
 * A VFS that forwards to the usual one, and SQLite's own allocator, count and refuse.
 */
#include <sha2.h>

#include "unit/store_place.h"

static uint64_t asked, refused; /* the nth is refused, 0: none */

static bool refuses(void) { return ++asked == refused; }

/* ---- memory ---------------------------------------------------------------------------------- */

static sqlite3_mem_methods memory;
static bool memory_counts;

static void *get(int n) { return memory_counts && refuses() ? NULL : memory.xMalloc(n); }

static void *get_again(void *old, int n)
{
    return memory_counts && refuses() ? NULL : memory.xRealloc(old, n);
}

/* ---- files ----------------------------------------------------------------------------------- */

static sqlite3_vfs *usual;
static bool files_count;

typedef struct shim_file {
    sqlite3_file base;
    sqlite3_file *real; /* behind this */
} shim_file;

#define REAL(file) (((shim_file *)(file))->real)
#define FORWARD(file, method, ...) REAL(file)->pMethods->method(REAL(file), ##__VA_ARGS__)
#define OR_FAIL(code, call) (files_count && refuses() ? (code) : (call))

static int f_close(sqlite3_file *f) { return FORWARD(f, xClose); }
static int f_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
    return OR_FAIL(SQLITE_IOERR_READ, FORWARD(f, xRead, to, n, at));
}
static int f_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
    return OR_FAIL(SQLITE_FULL, FORWARD(f, xWrite, from, n, at));
}
static int f_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    return OR_FAIL(SQLITE_IOERR_TRUNCATE, FORWARD(f, xTruncate, size));
}
static int f_sync(sqlite3_file *f, int flags)
{
    return OR_FAIL(SQLITE_IOERR_FSYNC, FORWARD(f, xSync, flags));
}
static int f_size(sqlite3_file *f, sqlite3_int64 *size)
{
    return OR_FAIL(SQLITE_IOERR_FSTAT, FORWARD(f, xFileSize, size));
}
static int f_lock(sqlite3_file *f, int lock) { return FORWARD(f, xLock, lock); }
static int f_unlock(sqlite3_file *f, int lock) { return FORWARD(f, xUnlock, lock); }
static int f_reserved(sqlite3_file *f, int *out) { return FORWARD(f, xCheckReservedLock, out); }
static int f_control(sqlite3_file *f, int op, void *arg) { return FORWARD(f, xFileControl, op, arg); }
static int f_sector(sqlite3_file *f) { return FORWARD(f, xSectorSize); }
static int f_device(sqlite3_file *f) { return FORWARD(f, xDeviceCharacteristics); }
static int f_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
    return OR_FAIL(SQLITE_IOERR_SHMMAP, FORWARD(f, xShmMap, page, size, extend, out));
}
static int f_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
    return FORWARD(f, xShmLock, at, n, flags);
}
static void f_barrier(sqlite3_file *f) { FORWARD(f, xShmBarrier); }
static int f_unmap(sqlite3_file *f, int remove) { return FORWARD(f, xShmUnmap, remove); }

static const sqlite3_io_methods METHODS = {
    .iVersion = 2, .xClose = f_close, .xRead = f_read, .xWrite = f_write, .xTruncate = f_truncate,
    .xSync = f_sync, .xFileSize = f_size, .xLock = f_lock, .xUnlock = f_unlock,
    .xCheckReservedLock = f_reserved, .xFileControl = f_control, .xSectorSize = f_sector,
    .xDeviceCharacteristics = f_device, .xShmMap = f_map, .xShmLock = f_shm_lock,
    .xShmBarrier = f_barrier, .xShmUnmap = f_unmap};

static int v_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    (void)vfs;
    shim_file *self = (shim_file *)file;
    *self = (shim_file){.real = (sqlite3_file *)(self + 1)};
    int rc = OR_FAIL(SQLITE_CANTOPEN, usual->xOpen(usual, name, self->real, flags, out));
    if (rc == SQLITE_OK) self->base.pMethods = &METHODS;
    return rc;
}

static sqlite3_vfs shim;

static void install(void)
{
    sqlite3_mem_methods ours;
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory), SQLITE_OK);
    if (!memory.xMalloc) { /* the default is set when it starts */
        assert_int_equal(sqlite3_initialize(), SQLITE_OK);
        assert_int_equal(sqlite3_shutdown(), SQLITE_OK);
        assert_int_equal(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory), SQLITE_OK);
    }
    ours = memory;
    ours.xMalloc = get;
    ours.xRealloc = get_again;
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_MALLOC, &ours), SQLITE_OK);
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0), SQLITE_OK);
    usual = sqlite3_vfs_find(NULL);
    shim = *usual;
    shim.zName = "failing";
    shim.pNext = NULL;
    shim.szOsFile = (int)sizeof(shim_file) + usual->szOsFile;
    shim.xOpen = v_open;
    assert_int_equal(sqlite3_vfs_register(&shim, 1), SQLITE_OK);
}

/* ---- what is tried --------------------------------------------------------------------------- */

static const char KEY_OF_ABC[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

static void fill_doc(casus_doc *doc, const char *key, const char *text)
{
    *doc = fake_doc();
    doc->key = key;
    doc->payload = str_from(text);
}

/* Its progress: 1 the first document is acknowledged, 2 the second is too, 3 all is done. */
static casus_status use_store(const char *db, int *done, casus_error *err)
{
    casus_store *store;
    casus_doc doc;
    bool added;
    buf out = {0};
    char key[SHA256_DIGEST_STRING_LENGTH];
    *done = 0;
    casus_status status = casus_store_open(&store, db, false, err);
    if (status != CASUS_OK) return status;
    SHA256Data((const uint8_t *)FAKE_TEXT, sizeof FAKE_TEXT - 1, key);
    fill_doc(&doc, key, FAKE_TEXT);
    status = casus_store_add(store, &doc, &added, err);
    if (status == CASUS_OK) *done = 1;
    if (status == CASUS_OK) status = casus_store_begin(store, err);
    if (status == CASUS_OK) {
        fill_doc(&doc, KEY_OF_ABC, "abc");
        doc.n_events = doc.n_sentences = doc.n_articles = doc.n_actors = doc.n_places = 0;
        doc.n_claims = doc.n_dates = doc.n_quotes = 0;
        status = casus_store_add(store, &doc, &added, err);
    }
    if (status == CASUS_OK) status = casus_store_commit(store, err);
    if (status == CASUS_OK) *done = 2;
    casus_query query = {.text = "minister", .from = CASUS_NO_DAY, .to = CASUS_NO_DAY};
    if (status == CASUS_OK)
        status = casus_store_query(store, &query, "jsonl", false, 0, keep_sink(&out), err);
    if (status == CASUS_OK) *done = 3;
    buf_release(&out);
    casus_store_close(store);
    return status;
}

/* After the failure, nothing fails any more. */
static void check_after(const char *db, int done, uint64_t nth)
{
    bool sound;
    buf report = {0};
    casus_error err = {0};
    casus_store_close(open_store(db, false)); /* what was never made is made */
    if (casus_store_check(db, false, keep_sink(&report), &sound, &err) != CASUS_OK || !sound)
        fail_msg("after %llu: %s\n%s", (unsigned long long)nth, err.message,
                 report.ptr ? report.ptr : "");
    int64_t n = number(db, "SELECT count(*) FROM payloads");
    if (n < (done < 2 ? done : 2))
        fail_msg("after %llu: %lld documents", (unsigned long long)nth, (long long)n);
    buf_release(&report);
}

static void clear(const place *p)
{
    const char *const TAILS[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < 4; i++) {
        char path[64];
        snprintf(path, sizeof path, "%s%s", p->db, TAILS[i]);
        unlink(path);
    }
}

static void fail_each(const place *p, bool *counts)
{
    casus_error err = {0};
    int done;
    asked = refused = 0;
    *counts = true;
    assert_int_equal(use_store(p->db, &done, &err), CASUS_OK);
    *counts = false;
    assert_int_equal(done, 3);
    uint64_t n = asked, stride = n / 120 + 1, n_told = 0, n_tried = 0;
    assert_true(n > 20);
    for (uint64_t nth = 1; nth <= n; nth += stride) {
        clear(p);
        err = (casus_error){0};
        asked = 0;
        refused = nth;
        *counts = true;
        casus_status status = use_store(p->db, &done, &err);
        *counts = false;
        refused = 0;
        if (status != CASUS_OK && (err.status != status || !err.message[0]))
            fail_msg("%llu failed without a word", (unsigned long long)nth);
        n_tried++;
        n_told += status != CASUS_OK;
        if (status == CASUS_OK && done != 3) fail_msg("%llu", (unsigned long long)nth);
        assert_int_equal(sqlite3_memory_used(), 0);
        check_after(p->db, done, nth);
    }
    /* Some do no harm: SQLite tries again, or only its cache stays small. */
    assert_true(2 * n_told > n_tried);
}

static void test_files(void **state) { fail_each(*state, &files_count); }
static void test_memory(void **state) { fail_each(*state, &memory_counts); }

int main(void)
{
    install();
    const struct CMUnitTest tests[] = {IN_PLACE(test_files), IN_PLACE(test_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
