/* dataset: a query's events as a folder that one can hand on: the files, a codebook for each, and
 * run.json, which says what they are and by what they were made. run.json comes last: a folder
 * without it is not whole.
 */
#include <errno.h>
#include <sha2.h>
#include <stdio.h>
#include <sys/stat.h>

#include "export/layout.h"

/* A file being written: counted, and known by its checksum. */
typedef struct member {
    const layout *rows;
    FILE *file;
    buf path, part; /* `part` until it is whole */
    SHA2_CTX hash;
    uint64_t bytes, lines; /* outside of quotes */
    bool quoted;           /* of CSV: within a field that may hold line ends */
    char digest[SHA256_DIGEST_STRING_LENGTH];
} member;

static bool write_counted(void *context, const char *bytes, size_t len)
{
    member *self = context;
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] == '"' && self->rows && self->rows->frame == LAYOUT_CSV)
            self->quoted = !self->quoted;
        self->lines += bytes[i] == '\n' && !self->quoted;
    }
    self->bytes += len;
    SHA256Update(&self->hash, (const uint8_t *)bytes, len);
    return fwrite(bytes, 1, len, self->file) == len;
}

static casus_status failed(const member *self, const char *doing, casus_error *err)
{
    return error_at(err, CASUS_IO, self->path.ptr, 0, "%s: %s", doing, strerror(errno));
}

static casus_status begin(member *self, const char *folder, const char *name, const char *ending,
                          casus_error *err)
{
    *self = (member){.rows = self->rows};
    buf_printf(&self->path, "%s/%s%s", folder, name, ending);
    buf_printf(&self->part, "%s/%s%s.part", folder, name, ending);
    FAIL_IF(!buf_ok(&self->path) || !buf_ok(&self->part), CASUS_NO_MEMORY,
            "there is no memory left");
    SHA256Init(&self->hash);
    self->file = fopen(self->part.ptr, "wb");
    return self->file ? CASUS_OK : failed(self, "the file cannot be written", err);
}

/* Gives the file its name, where all went well. */
static casus_status finish(member *self, casus_status status, casus_error *err)
{
    if (self->file) {
        bool good = fflush(self->file) == 0 && !ferror(self->file);
        good = fclose(self->file) == 0 && good;
        if (status == CASUS_OK && !good) status = failed(self, "writing failed", err);
        if (status == CASUS_OK && rename(self->part.ptr, self->path.ptr) != 0)
            status = failed(self, "the file cannot be named", err);
        if (status != CASUS_OK) remove(self->part.ptr);
    }
    SHA256End(&self->hash, self->digest);
    buf_release(&self->path);
    buf_release(&self->part);
    return status;
}

static const char *ending_of(const layout *rows)
{
    return rows->frame == LAYOUT_CSV ? ".csv" : rows->frame == LAYOUT_TSV ? ".tsv" : ".jsonl";
}

static casus_status write_rows(casus_store *store, const casus_query *query, const char *folder,
                               member *self, casus_error *err)
{
    const layout *rows = self->rows;
    casus_status status = begin(self, folder, rows->name, ending_of(rows), err);
    if (status == CASUS_OK)
        status = casus_store_query(store, query, rows->name, false, 0,
                                   (casus_sink){write_counted, self}, err);
    return finish(self, status, err);
}

static casus_status write_codebook(const char *folder, const layout *of, bool json,
                                   casus_error *err)
{
    member page = {0};
    casus_status status =
        begin(&page, folder, of->name, json ? ".codebook.json" : ".codebook.md", err);
    if (status == CASUS_OK)
        status = casus_write_codebook(of->name, json, (casus_sink){write_counted, &page}, err);
    return finish(&page, status, err);
}

/* ---- run.json -------------------------------------------------------------------------------- */

static void put_word(buf *out, const char *key, const char *word)
{
    if (!word) return;
    emit_key(out, key);
    emit_word(out, word);
}

static void put_day(buf *out, const char *key, int32_t day)
{
    if (day == CASUS_NO_DAY) return;
    emit_key(out, key);
    emit_day(out, day);
}

static void put_count(buf *out, const char *key, uint64_t n)
{
    if (!n) return;
    emit_key(out, key);
    emit_count(out, (int64_t)n);
}

static void put_flag(buf *out, const char *key, bool value)
{
    if (!value) return;
    emit_key(out, key);
    emit_bool(out, true);
}

/* What was asked for; what was left open is left out. */
static void put_query(buf *out, const casus_query *query)
{
    emit_key(out, "query");
    buf_put_char(out, '{');
    put_word(out, "actor", query->actor);
    put_word(out, "source", query->source);
    put_word(out, "target", query->target);
    put_word(out, "type", query->type);
    put_word(out, "status", query->status ? query->status : "actual");
    put_word(out, "place", query->place);
    put_word(out, "text", query->text);
    put_day(out, "from", query->from);
    put_day(out, "to", query->to);
    put_flag(out, "historical", query->historical);
    put_flag(out, "unique", query->unique);
    put_flag(out, "one_a_day", query->one_a_day);
    put_count(out, "limit", query->limit);
    put_count(out, "run", (uint64_t)query->run);
    buf_put_char(out, '}');
}

static void put_files(buf *out, const member *files, size_t n)
{
    emit_key(out, "files");
    buf_put_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        const layout *rows = files[i].rows;
        buf_put_str(out, i ? STR(",{") : STR("{"));
        emit_key(out, "name");
        buf_printf(out, "\"%s%s\"", rows->name, ending_of(rows));
        put_word(out, "format", rows->name);
        emit_key(out, "rows");
        emit_count(out, (int64_t)files[i].lines - (rows->header ? 1 : 0));
        emit_key(out, "bytes");
        emit_count(out, (int64_t)files[i].bytes);
        put_word(out, "sha256", files[i].digest);
        buf_put_char(out, '}');
    }
    buf_put_char(out, ']');
}

/* The lines of casus_store_runs() as elements of a list. */
static bool add_run(void *context, const char *bytes, size_t len)
{
    buf *out = context;
    casus_str line = {bytes, len && bytes[len - 1] == '\n' ? len - 1 : len};
    if (!line.len) return true;
    if (out->len && out->ptr[out->len - 1] != '[') buf_put_char(out, ',');
    buf_put_str(out, line);
    return true;
}

static casus_status put_run(buf *out, casus_store *store, const casus_query *query,
                            const member *files, size_t n, casus_error *err)
{
    buf_put_char(out, '{');
    put_word(out, "casus", CASUS_VERSION);
    put_query(out, query);
    put_files(out, files, n);
    emit_key(out, "runs");
    buf_put_char(out, '[');
    TRY(casus_store_runs(store, "jsonl", false, 0, (casus_sink){add_run, out}, err));
    buf_put_str(out, STR("]}\n"));
    return CASUS_OK;
}

static casus_status write_run(casus_store *store, const casus_query *query, const char *folder,
                              const member *files, size_t n, casus_error *err)
{
    member page = {0};
    buf text = {0};
    casus_status status = begin(&page, folder, "run", ".json", err);
    if (status == CASUS_OK) status = put_run(&text, store, query, files, n, err);
    if (status == CASUS_OK) status = emit_flush(&text, (casus_sink){write_counted, &page}, err);
    status = finish(&page, status, err);
    buf_release(&text);
    return status;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* The layouts that a list names; every one once. */
static casus_status read_formats(const char *list, member *files, size_t *n, casus_error *err)
{
    casus_str rest = str_from(list), word;
    *n = 0;
    while (rest.len && str_split(&rest, ',', &word)) {
        const layout *rows;
        TRY(layout_named(word, &rows, err));
        bool there = false;
        for (size_t i = 0; i < *n; i++) there |= files[i].rows == rows;
        if (!there) files[(*n)++].rows = rows;
    }
    FAIL_IF(!*n, CASUS_USAGE, "name at least one format: csv, gdelt, icews or another");
    return CASUS_OK;
}

casus_status casus_store_export(casus_store *store, const casus_query *query, const char *formats,
                                const char *folder, casus_error *err)
{
    member files[LAYOUT_MAX] = {{0}};
    size_t n;
    FAIL_IF(query->by, CASUS_USAGE, "a data set holds events, not counts");
    TRY(read_formats(formats, files, &n, err));
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return error_at(err, CASUS_IO, folder, 0, "the folder cannot be made: %s", strerror(errno));
    for (size_t i = 0; i < n; i++) {
        TRY(write_rows(store, query, folder, &files[i], err));
        TRY(write_codebook(folder, files[i].rows, false, err));
        TRY(write_codebook(folder, files[i].rows, true, err));
    }
    return write_run(store, query, folder, files, n, err);
}
