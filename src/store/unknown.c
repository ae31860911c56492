/* unknown: names of actors that had no code when they were stored, by how many documents they stand
 * in.
 *
 * Of each name: the sectors that it was given most often, and of the first document in which it
 * stands the state that the document names most and the sentence.
 */
#include "store/row.h"

/* Document and byte of the first mention as one number; no document has 2^32 bytes. */
#define AT "document * 4294967296 + coalesce(start, 0)"

static const char NAMES[] =
    "WITH unknown AS MATERIALIZED (SELECT name, sectors, document, " AT " AS at FROM actors"
    "  WHERE code IS NULL AND body IS NULL AND name IS NOT NULL),"
    " sectored AS (SELECT name, sectors, max(n) FROM"
    "  (SELECT name, sectors, count(*) AS n FROM unknown WHERE sectors IS NOT NULL"
    "   GROUP BY name, sectors) GROUP BY name)"
    " SELECT u.name, count(*) AS n, count(DISTINCT u.document) AS d, s.sectors, min(u.at)"
    " FROM unknown u LEFT JOIN sectored s ON s.name = u.name"
    " GROUP BY u.name ORDER BY d DESC, n DESC, u.name";

static const char STATE[] = "SELECT code FROM actors WHERE document = ?1 AND code IS NOT NULL"
                            " AND code NOT IN ('UNO', 'EUR', 'IGO', 'NGO', 'ISM', 'IMG', 'MNC')"
                            " GROUP BY code ORDER BY count(*) DESC, code LIMIT 1";

static const char SENTENCE[] = "SELECT text FROM sentences WHERE document = ?1 AND start <= ?2"
                               " AND \"end\" > ?2 LIMIT 1";

casus_status store_unknown_open(store_unknown *self, casus_store *store, casus_error *err)
{
    *self = (store_unknown){.store = store};
    arena_init(&self->mem, 0);
    if (sqlite3_prepare_v2(store->db, NAMES, -1, &self->names, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(store->db, STATE, -1, &self->state, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(store->db, SENTENCE, -1, &self->sentence, NULL) != SQLITE_OK)
        return store_failed(store, "the query", err);
    return CASUS_OK;
}

/* The text of the one row that a statement gives, or absent. */
static casus_status one_text(store_unknown *self, sqlite3_stmt *stmt, int64_t document,
                             int64_t start, casus_str *out, casus_error *err)
{
    sqlite3_bind_int64(stmt, 1, document);
    if (sqlite3_bind_parameter_count(stmt) > 1) sqlite3_bind_int64(stmt, 2, start);
    int rc = sqlite3_step(stmt);
    if (rc == SQLITE_ROW) *out = read_text(&(row_reader){.stmt = stmt, .mem = &self->mem});
    casus_status status = rc == SQLITE_ROW || rc == SQLITE_DONE
                              ? CASUS_OK
                              : store_failed(self->store, "the query", err);
    sqlite3_reset(stmt);
    return status;
}

casus_status store_unknown_next(store_unknown *self, unknown_name *out, bool *more,
                                casus_error *err)
{
    *out = (unknown_name){0};
    arena_reset(&self->mem);
    int rc = sqlite3_step(self->names);
    *more = rc == SQLITE_ROW;
    if (rc == SQLITE_DONE) return CASUS_OK;
    if (rc != SQLITE_ROW) return store_failed(self->store, "the query", err);
    row_reader row = {.stmt = self->names, .mem = &self->mem};
    out->name = read_text(&row);
    out->mentions = read_int(&row, 0);
    out->documents = read_int(&row, 0);
    out->n_sectors = read_words(&row, out->sectors, CASUS_MAX_SECTORS);
    int64_t at = read_int(&row, 0), document = at >> 32, start = at & UINT32_MAX;
    TRY(one_text(self, self->state, document, 0, &out->state, err));
    TRY(one_text(self, self->sentence, document, start, &out->sentence, err));
    FAIL_IF(!arena_ok(&self->mem), CASUS_NO_MEMORY, "there is no memory left");
    return CASUS_OK;
}

void store_unknown_close(store_unknown *self)
{
    sqlite3_finalize(self->names);
    sqlite3_finalize(self->state);
    sqlite3_finalize(self->sentence);
    arena_release(&self->mem);
}
