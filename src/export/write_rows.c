/* write_rows: casus_write_rows walks the events of a document, in any layout. */
#include "export/layout.h"

static casus_status write_rows(const casus_doc *doc, const layout *into, const casus_filter *filter,
                               buf *line, buf *cell, arena *mem, casus_sink sink, casus_error *err)
{
    static const casus_filter HELD = {.statuses = 1u << CASUS_ACTUAL};
    TRY(emit_flush(line, sink, err));
    for (size_t i = 0; i < casus_doc_n_events(doc); i++) {
        event_view view;
        arena_reset(mem);
        view_event(doc, i, mem, &view);
        FAIL_IF(!arena_ok(mem), CASUS_NO_MEMORY, "there is no memory left to write the output");
        if (!event_passes(&view.event, filter ? filter : &HELD)) continue;
        layout_event(line, into, &view, cell);
        TRY(emit_flush(line, sink, err));
    }
    return CASUS_OK;
}

casus_status casus_write_rows(const casus_doc *doc, const char *format, bool header,
                              const casus_filter *filter, casus_sink sink, casus_error *err)
{
    const layout *into;
    TRY(layout_named(str_from(format), &into, err));
    buf line = {0}, cell = {0};
    arena mem;
    arena_init(&mem, 0);
    if (header) layout_header(&line, into);
    casus_status status = write_rows(doc, into, filter, &line, &cell, &mem, sink, err);
    arena_release(&mem);
    buf_release(&cell);
    buf_release(&line);
    return status;
}

const char *casus_rows_format(size_t i)
{
    const layout *found = layout_at(i);
    return found ? found->name : NULL;
}

casus_status casus_write_codebook(const char *format, bool json, casus_sink sink, casus_error *err)
{
    const layout *of;
    TRY(layout_named(str_from(format), &of, err));
    buf page = {0};
    layout_codebook(&page, of, json);
    casus_status status = emit_flush(&page, sink, err);
    buf_release(&page);
    return status;
}
