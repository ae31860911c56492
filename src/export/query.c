/* query: casus_store_query. What a store's query gives, as a table, JSON Lines or CSV: the same
 * writers as for events that were just coded, so that the bytes are the same.
 */
#include "export/event_table.h"
#include "store/store.h"

enum format { FORMAT_TABLE, FORMAT_JSONL, FORMAT_CSV };

static casus_status read_format(const char *name, enum format *out, casus_error *err)
{
    static const char *const NAMES[] = {"table", "jsonl", "csv"};
    for (int i = FORMAT_TABLE; i <= FORMAT_CSV; i++) {
        if (!str_eq(str_from(name), str_from(NAMES[i]))) continue;
        *out = (enum format)i;
        return CASUS_OK;
    }
    return error_set(err, CASUS_USAGE, "a query is written as table, jsonl or csv, not \"%.40s\"",
                     name ? name : "");
}

/* ---- events -------------------------------------------------------------------------------- */

static casus_status write_events(store_select *select, enum format format, table *into, buf *line,
                                 casus_sink sink, casus_error *err)
{
    if (format == FORMAT_CSV) csv_header(line);
    for (;;) {
        store_row row;
        bool more;
        TRY(store_select_next(select, &row, &more, err));
        if (!more) break;
        event_view view = {row.doc, row.event, row.reports, row.n_reports};
        if (format == FORMAT_TABLE) {
            TRY(event_table_row(into, &row.event, sink, err));
            continue;
        }
        if (format == FORMAT_JSONL) {
            record_event(line, &view);
        } else {
            csv_event(line, &view);
        }
        TRY(emit_flush(line, sink, err));
    }
    TRY(table_flush(into, sink, err));
    return emit_flush(line, sink, err);
}

static casus_status query_events(casus_store *store, const casus_query *query, enum format format,
                                 bool color, unsigned width, casus_sink sink, casus_error *err)
{
    store_select select;
    table into;
    buf line = {0};
    event_table_init(&into, color, width);
    casus_status status = store_select_open(&select, store, query, err);
    if (status == CASUS_OK) status = write_events(&select, format, &into, &line, sink, err);
    store_select_close(&select);
    table_release(&into);
    buf_release(&line);
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
    if (format == FORMAT_CSV) {
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
    if (format == FORMAT_CSV) {
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
    TRY(read_format(name, &format, err));
    return query->by ? query_counts(store, query, format, color, width, sink, err)
                     : query_events(store, query, format, color, width, sink, err);
}
