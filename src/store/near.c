/* near: which documents of the store are copies, kept right as documents come in.
 *
 * Documents have an order: (day, id, key), those without a day last. In this order a document is a
 * copy of the first one before it that is none itself and that it is near; else it is an original.
 * So a new document may turn originals behind it into copies, their copies into originals or copies
 * of others, and so on, but never touches what is before it: those in question wait in a list, and
 * the first of them is settled first.
 */
#include "near/near.h"
#include "store/row.h"

#include <stdlib.h>

#define MOST_ORIGINALS 200u /* with one key: more have some boilerplate in common, no story */
#define MOST_COPIES 2000u
#define MOST_BYTES ((size_t)256 << 20) /* of the documents looked at for a new one */

typedef struct near_document {
    int64_t document, copy_of; /* 0: an original */
    casus_str day, id, key;
    near_sketch sketch;
    bool is_new;
} near_document;

typedef struct document_list {
    near_document **items; /* [n] */
    uint32_t n, cap;
} document_list;

typedef struct settling {
    casus_store *store;
    arena mem;
    document_list waiting;
} settling;

/* ---- the order ------------------------------------------------------------------------------- */

/* What is absent comes last. */
static int compare_text(casus_str a, casus_str b)
{
    if (!a.ptr || !b.ptr) return !a.ptr - !b.ptr;
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.ptr, b.ptr, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static bool comes_before(const near_document *a, const near_document *b)
{
    int order = compare_text(a->day, b->day);
    if (!order) order = compare_text(a->id, b->id);
    if (!order) order = compare_text(a->key, b->key);
    return order < 0;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static row_writer bind(casus_store *self, enum store_statement which, int64_t first)
{
    row_writer row = {.stmt = self->statements[which]};
    row_int(&row, first);
    return row;
}

/* Steps a bound statement; at its end it is reset. */
static casus_status step(casus_store *self, const row_writer *row, bool *more, casus_error *err)
{
    int rc = row->rc == SQLITE_OK ? sqlite3_step(row->stmt) : row->rc;
    *more = rc == SQLITE_ROW;
    if (*more) return CASUS_OK;
    casus_status status =
        rc == SQLITE_DONE ? CASUS_OK : store_failed(self, "reading the store", err);
    sqlite3_reset(row->stmt);
    return status;
}

/* The document with its sketch; *out is NULL where it has none that can be read. */
static casus_status load_sketch(settling *self, int64_t document, near_document **out,
                                casus_error *err)
{
    bool found;
    row_writer row = bind(self->store, FIND_SKETCH, document);
    *out = NULL;
    TRY(step(self->store, &row, &found, err));
    if (!found) return CASUS_OK;
    near_document *doc = arena_alloc(&self->mem, sizeof *doc);
    casus_str bytes = {sqlite3_column_blob(row.stmt, 1), (size_t)sqlite3_column_bytes(row.stmt, 1)};
    if (doc && near_unpack(&doc->sketch, bytes)) {
        doc->document = document;
        doc->copy_of = sqlite3_column_int64(row.stmt, 0);
        *out = doc;
    }
    sqlite3_reset(row.stmt);
    return CASUS_OK;
}

static casus_status load_order(settling *self, near_document *doc, casus_error *err)
{
    bool found;
    row_writer row = bind(self->store, FIND_ORDER, doc->document);
    TRY(step(self->store, &row, &found, err));
    if (!found) return CASUS_OK;
    row_reader columns = {.stmt = row.stmt, .mem = &self->mem};
    doc->day = read_text(&columns);
    doc->id = read_text(&columns);
    doc->key = read_text(&columns);
    sqlite3_reset(row.stmt);
    return CASUS_OK;
}

static void push(settling *self, document_list *list, near_document *doc)
{
    near_document **slot =
        arena_push(&self->mem, &list->items, &list->n, &list->cap, sizeof *slot);
    if (slot) *slot = doc;
}

static casus_status write_keys(settling *self, const near_document *doc,
                               enum store_statement which, bool copy, casus_error *err)
{
    for (uint32_t i = 0; i < doc->sketch.n_keys; i++) {
        row_writer row = bind(self->store, which, doc->sketch.keys[i]);
        row_int(&row, copy);
        row_int(&row, doc->document);
        TRY(store_write_row(self->store, &row, err));
    }
    return CASUS_OK;
}

static casus_status write_copy_of(settling *self, near_document *doc, int64_t copy_of,
                                  casus_error *err)
{
    row_writer row = {.stmt = self->store->statements[SET_DUPLICATE]};
    bool was = doc->copy_of != 0, is = copy_of != 0;
    row_int_or_null(&row, is, copy_of);
    row_int(&row, doc->document);
    TRY(store_write_row(self->store, &row, err));
    doc->copy_of = copy_of;
    if (was == is) return CASUS_OK;
    self->store->n_duplicates += is - was;
    TRY(write_keys(self, doc, DELETE_KEY, was, err));
    return write_keys(self, doc, INSERT_KEY, is, err);
}

/* ---- neighbours ------------------------------------------------------------------------------ */

typedef struct id_list {
    int64_t *ids; /* [n] */
    uint32_t n, cap;
} id_list;

static casus_status with_key(settling *self, uint32_t key, bool copies, id_list *out,
                             casus_error *err)
{
    uint32_t most = copies ? MOST_COPIES : MOST_ORIGINALS, before = out->n;
    row_writer row = bind(self->store, FIND_KEY, key);
    row_int(&row, copies);
    row_int(&row, most + 1);
    for (bool more;;) {
        TRY(step(self->store, &row, &more, err));
        if (!more) break;
        int64_t *id = arena_push(&self->mem, &out->ids, &out->n, &out->cap, sizeof *id);
        if (id) *id = sqlite3_column_int64(row.stmt, 0);
    }
    if (out->n - before > most) out->n = before;
    return CASUS_OK;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Originals, or copies, that are near a document. */
static casus_status find_near(settling *self, const near_document *doc, bool copies,
                              document_list *out, casus_error *err)
{
    id_list ids = {0};
    for (uint32_t i = 0; i < doc->sketch.n_keys; i++)
        TRY(with_key(self, doc->sketch.keys[i], copies, &ids, err));
    if (!arena_ok(&self->mem)) return CASUS_OK;
    if (ids.n) qsort(ids.ids, ids.n, sizeof *ids.ids, by_id);
    for (uint32_t i = 0; i < ids.n; i++) {
        near_document *other;
        if (ids.ids[i] == doc->document || (i && ids.ids[i] == ids.ids[i - 1])) continue;
        TRY(load_sketch(self, ids.ids[i], &other, err));
        if (!other || !near_same(&doc->sketch, &other->sketch)) continue;
        TRY(load_order(self, other, err));
        push(self, out, other);
    }
    return CASUS_OK;
}

/* ---- settling -------------------------------------------------------------------------------- */

static void wait_for(settling *self, near_document *doc)
{
    for (uint32_t i = 0; i < self->waiting.n; i++)
        if (self->waiting.items[i]->document == doc->document) return;
    push(self, &self->waiting, doc);
}

static casus_status wait_for_copies(settling *self, int64_t original, casus_error *err)
{
    id_list ids = {0};
    row_writer row = bind(self->store, FIND_COPIES, original);
    for (bool more;;) {
        TRY(step(self->store, &row, &more, err));
        if (!more) break;
        int64_t *id = arena_push(&self->mem, &ids.ids, &ids.n, &ids.cap, sizeof *id);
        if (id) *id = sqlite3_column_int64(row.stmt, 0);
    }
    for (uint32_t i = 0; arena_ok(&self->mem) && i < ids.n; i++) {
        near_document *copy;
        TRY(load_sketch(self, ids.ids[i], &copy, err));
        if (!copy) continue;
        TRY(load_order(self, copy, err));
        wait_for(self, copy);
    }
    return CASUS_OK;
}

static void wait_for_later(settling *self, const near_document *doc, const document_list *among)
{
    for (uint32_t i = 0; i < among->n; i++)
        if (comes_before(doc, among->items[i])) wait_for(self, among->items[i]);
}

static near_document *first_before(const near_document *doc, const document_list *among)
{
    near_document *first = NULL;
    for (uint32_t i = 0; i < among->n; i++) {
        near_document *other = among->items[i];
        if (comes_before(other, doc) && (!first || comes_before(other, first))) first = other;
    }
    return first;
}

/* What is before the document is settled: it finds its place. What is behind it and hangs on that
 * will wait. */
static casus_status settle(settling *self, near_document *doc, casus_error *err)
{
    document_list originals = {0}, copies = {0};
    bool was_original = !doc->is_new && !doc->copy_of;
    TRY(find_near(self, doc, false, &originals, err));
    const near_document *first = first_before(doc, &originals);
    if (first) {
        if (was_original) TRY(wait_for_copies(self, doc->document, err));
        return doc->copy_of == first->document
                   ? CASUS_OK
                   : write_copy_of(self, doc, first->document, err);
    }
    if (was_original) return CASUS_OK;
    if (doc->copy_of) TRY(write_copy_of(self, doc, 0, err));
    TRY(find_near(self, doc, true, &copies, err));
    wait_for_later(self, doc, &originals);
    wait_for_later(self, doc, &copies);
    return CASUS_OK;
}

static near_document *take_first(document_list *waiting)
{
    uint32_t first = 0;
    for (uint32_t i = 1; i < waiting->n; i++)
        if (comes_before(waiting->items[i], waiting->items[first])) first = i;
    near_document *doc = waiting->items[first];
    waiting->items[first] = waiting->items[--waiting->n];
    return doc;
}

/* ---- adding ---------------------------------------------------------------------------------- */

/* A document that is coded anew: its day and text may be others now. */
static casus_status forget(settling *self, int64_t document, casus_error *err)
{
    near_document *old;
    TRY(load_sketch(self, document, &old, err));
    if (!old) return CASUS_OK;
    TRY(wait_for_copies(self, document, err));
    TRY(write_keys(self, old, DELETE_KEY, old->copy_of != 0, err));
    self->store->n_duplicates -= old->copy_of != 0;
    row_writer row = bind(self->store, DELETE_SKETCH, document);
    return store_write_row(self->store, &row, err);
}

static casus_status add_new(settling *self, int64_t document, const near_sketch *sketch,
                            casus_error *err)
{
    unsigned char bytes[NEAR_PACKED];
    size_t len = near_pack(sketch, bytes);
    near_document *doc = arena_alloc(&self->mem, sizeof *doc);
    if (!doc || !sketch->n_keys) return CASUS_OK;
    *doc = (near_document){.document = document, .sketch = *sketch, .is_new = true};
    TRY(load_order(self, doc, err));
    row_writer row = bind(self->store, INSERT_SKETCH, document);
    row_blob(&row, (casus_str){(const char *)bytes, len});
    TRY(store_write_row(self->store, &row, err));
    TRY(write_keys(self, doc, INSERT_KEY, false, err));
    wait_for(self, doc);
    return CASUS_OK;
}

casus_status store_near_add(casus_store *store, int64_t document, const near_sketch *sketch,
                            casus_error *err)
{
    settling self = {.store = store};
    arena_init(&self.mem, MOST_BYTES);
    casus_status status = forget(&self, document, err);
    if (status == CASUS_OK) status = add_new(&self, document, sketch, err);
    while (status == CASUS_OK && arena_ok(&self.mem) && self.waiting.n)
        status = settle(&self, take_first(&self.waiting), err);
    if (status == CASUS_OK && !arena_ok(&self.mem))
        status = error_set(err, CASUS_NO_MEMORY, "no memory for the copies of a document");
    arena_release(&self.mem);
    return status;
}

/* ---- documents that were stored without a sketch --------------------------------------------- */

static casus_status sketch_stored(casus_store *store, int64_t document, int64_t coding,
                                  casus_error *err)
{
    near_maker maker;
    near_sketch sketch;
    row_writer row = bind(store, FIND_SENTENCES, coding);
    near_begin(&maker);
    for (bool more;;) {
        TRY(step(store, &row, &more, err));
        if (!more) break;
        near_add(&maker, (casus_str){(const char *)sqlite3_column_text(row.stmt, 0),
                                     (size_t)sqlite3_column_bytes(row.stmt, 0)});
    }
    near_finish(&maker, &sketch);
    return store_near_add(store, document, &sketch, err);
}

casus_status store_near_fill(casus_store *store, casus_error *err)
{
    sqlite3_stmt *all = NULL;
    casus_status status = CASUS_OK;
    int rc = sqlite3_prepare_v2(store->db,
                                "SELECT document, coding FROM codings WHERE current AND document"
                                " NOT IN (SELECT document FROM sketches) ORDER BY document",
                                -1, &all, NULL);
    while (rc == SQLITE_OK && status == CASUS_OK && (rc = sqlite3_step(all)) == SQLITE_ROW) {
        status = sketch_stored(store, sqlite3_column_int64(all, 0), sqlite3_column_int64(all, 1),
                               err);
        rc = SQLITE_OK;
    }
    if (status == CASUS_OK && rc != SQLITE_DONE)
        status = store_failed(store, "looking for copies", err);
    sqlite3_finalize(all);
    store->n_duplicates = 0;
    return status;
}
