/* query: casus_store_query. What a store's query gives, as a table, JSON Lines or rows: the same
 * writers as for events that were just coded, so that the bytes are the same.
 */
#include "export/event_table.h"
#include "export/layout.h"
#include "store/store.h"

enum format { FORMAT_TABLE, FORMAT_JSONL, FORMAT_ROWS };

static casus_status read_format(const char *name, enum format *out, const layout **rows,
                                casus_error *err)
{
    casus_str word = str_from(name);
    *rows = layout_find(word);
    FAIL_IF(!*rows && !str_eq(word, STR("table")) && !str_eq(word, STR("jsonl")), CASUS_USAGE,
            "there is no format \"%.40s\"; there are table, jsonl, csv, gdelt, icews and others",
            name ? name : "");
    *out = *rows ? FORMAT_ROWS : str_eq(word, STR("jsonl")) ? FORMAT_JSONL : FORMAT_TABLE;
    return CASUS_OK;
}

/* ---- events -------------------------------------------------------------------------------- */

static event_view view_of(const store_row *row)
{
    return (event_view){.story = {.id = row->doc,
                                  .url = row->url,
                                  .title = row->title,
                                  .publisher = row->publisher,
                                  .published = row->published,
                                  .added = row->added},
                        .event = row->event,
                        .reports = row->reports,
                        .n_reports = row->n_reports};
}

/* What a listing is written with. */
typedef struct listing {
    enum format format;
    const layout *rows; /* of FORMAT_ROWS */
    table into;         /* of FORMAT_TABLE */
    buf line, cell;
    casus_sink sink;
} listing;

static casus_status write_event(listing *self, const store_row *row, casus_error *err)
{
    event_view view = view_of(row);
    switch (self->format) {
    case FORMAT_TABLE: return event_table_row(&self->into, &row->event, self->sink, err);
    case FORMAT_JSONL: record_event(&self->line, &view); break;
    case FORMAT_ROWS: layout_event(&self->line, self->rows, &view, &self->cell);
    }
    return emit_flush(&self->line, self->sink, err);
}

static casus_status write_events(listing *self, store_select *select, casus_error *err)
{
    if (self->format == FORMAT_ROWS) layout_header(&self->line, self->rows);
    for (;;) {
        store_row row;
        bool more;
        TRY(store_select_next(select, &row, &more, err));
        if (!more) break;
        TRY(write_event(self, &row, err));
    }
    TRY(table_flush(&self->into, self->sink, err));
    return emit_flush(&self->line, self->sink, err);
}

static casus_status query_events(casus_store *store, const casus_query *query, enum format format,
                                 const layout *rows, bool color, unsigned width, casus_sink sink,
                                 casus_error *err)
{
    store_select select;
    listing self = {.format = format, .rows = rows, .sink = sink};
    event_table_init(&self.into, color, width);
    casus_status status = store_select_open(&select, store, query, err);
    if (status == CASUS_OK) status = write_events(&self, &select, err);
    store_select_close(&select);
    table_release(&self.into);
    buf_release(&self.line);
    buf_release(&self.cell);
    return status;
}

/* ---- counts -------------------------------------------------------------------------------- */

static casus_status write_count(const char *by, casus_str key, int64_t n, enum format format,
                                table *into, buf *line, casus_sink sink, casus_error *err)
{
    if (format == FORMAT_TABLE) {
        buf_printf(line, "%lld", (long long)n);
        table_cell cells[] = {{.text = key.len ? key : STR("(unknown)")}, {.text = buf_str(line)}};
        casus_status status = table_row(into, cells, sink, err);
        buf_reset(line);
        return status;
    }
    if (format == FORMAT_ROWS) {
        csv_field(line, key);
        buf_printf(line, ",%lld\r\n", (long long)n);
        return emit_flush(line, sink, err);
    }
    buf_put_char(line, '{');
    emit_key(line, "kind");
    emit_word(line, "count");
    emit_key(line, by);
    emit_string(line, key);
    emit_key(line, "events");
    emit_count(line, n);
    buf_put(line, "}\n", 2);
    return emit_flush(line, sink, err);
}

static casus_status write_counts(store_counts *counts, const char *by, enum format format,
                                 table *into, buf *line, casus_sink sink, casus_error *err)
{
    if (format == FORMAT_ROWS) {
        buf_printf(line, "%s,events\r\n", by);
        TRY(emit_flush(line, sink, err));
    }
    for (;;) {
        casus_str key;
        int64_t n;
        bool more;
        TRY(store_counts_next(counts, &key, &n, &more, err));
        if (!more) return table_flush(into, sink, err);
        TRY(write_count(by, key, n, format, into, line, sink, err));
    }
}

static casus_status query_counts(casus_store *store, const casus_query *query, enum format format,
                                 bool color, unsigned width, casus_sink sink, casus_error *err)
{
    static const table_column COLUMNS[] = {{"", 8, 60, false}, {"EVENTS", 6, 12, true}};
    store_counts counts;
    table into;
    buf line = {0};
    table_init(&into, COLUMNS, 2, color, width);
    casus_status status = store_counts_open(&counts, store, query, err);
    if (status == CASUS_OK) {
        status = write_counts(&counts, query->by, format, &into, &line, sink, err);
    }
    store_counts_close(&counts);
    table_release(&into);
    buf_release(&line);
    return status;
}

casus_status casus_store_query(casus_store *store, const casus_query *query, const char *name,
                               bool color, unsigned width, casus_sink sink, casus_error *err)
{
    enum format format = FORMAT_TABLE;
    const layout *rows;
    TRY(read_format(name, &format, &rows, err));
    if (!query->by) return query_events(store, query, format, rows, color, width, sink, err);
    FAIL_IF(rows && rows != &layout_casus, CASUS_USAGE,
            "counts are written as table, jsonl or csv, not as %s", name);
    return query_counts(store, query, format, color, width, sink, err);
}
