/* write_jsonl: casus_write_jsonl walks a document kind by kind; and what the writers share. */
#include "export/record.h"

static event_story story_of(const casus_doc *doc)
{
    event_story story = {.id = casus_doc_id(doc),
                         .url = casus_doc_url(doc),
                         .title = casus_doc_title(doc),
                         .publisher = casus_doc_publisher(doc),
                         .published = CASUS_NO_DAY};
    casus_article article;
    if (casus_doc_n_articles(doc)) {
        casus_doc_article(doc, 0, &article);
        story.published = article.from;
    }
    return story;
}

void view_event(const casus_doc *doc, size_t i, arena *mem, event_view *out)
{
    *out = (event_view){.story = story_of(doc)};
    casus_doc_event(doc, i, &out->event);
    casus_report *reports = arena_alloc(mem, out->event.n_reports * sizeof *reports);
    if (!reports) return;
    for (uint32_t r = 0; r < out->event.n_reports; r++) casus_doc_report(doc, i, r, &reports[r]);
    out->reports = reports;
    out->n_reports = out->event.n_reports;
}

bool event_passes(const casus_event *event, const casus_filter *filter)
{
    if (!(filter->statuses >> event->status & 1)) return false;
    if (event->historical && !filter->historical) return false;
    return event->confidence >= filter->min_confidence;
}

static casus_status write_events(const casus_doc *doc, const casus_filter *filter, buf *line,
                                 arena *mem, casus_sink sink, casus_error *err)
{
    for (size_t i = 0; i < casus_doc_n_events(doc); i++) {
        event_view view;
        arena_reset(mem);
        view_event(doc, i, mem, &view);
        FAIL_IF(!arena_ok(mem), CASUS_NO_MEMORY, "there is no memory left to write the output");
        if (filter && !event_passes(&view.event, filter)) continue;
        record_event(line, &view);
        TRY(emit_flush(line, sink, err));
    }
    return CASUS_OK;
}

static casus_status write_said(const casus_doc *doc, unsigned with, buf *line, casus_sink sink,
                               casus_error *err)
{
    casus_str id = casus_doc_id(doc);
    for (size_t i = 0; with & CASUS_WITH_QUOTES && i < casus_doc_n_quotes(doc); i++) {
        casus_quote quote;
        casus_doc_quote(doc, i, &quote);
        record_quote(line, id, &quote);
        TRY(emit_flush(line, sink, err));
    }
    for (size_t i = 0; with & CASUS_WITH_ATTRIBUTIONS && i < casus_doc_n_claims(doc); i++) {
        casus_claim claim;
        casus_doc_claim(doc, i, &claim);
        record_attribution(line, id, &claim);
        TRY(emit_flush(line, sink, err));
    }
    return CASUS_OK;
}

static casus_status write_mentions(const casus_doc *doc, unsigned with, buf *line, casus_sink sink,
                                   casus_error *err)
{
    casus_str id = casus_doc_id(doc);
    for (size_t i = 0; with & CASUS_WITH_ACTORS && i < casus_doc_n_actors(doc); i++) {
        casus_actor actor;
        casus_doc_actor(doc, i, &actor);
        record_actor(line, id, &actor);
        TRY(emit_flush(line, sink, err));
    }
    for (size_t i = 0; with & CASUS_WITH_PLACES && i < casus_doc_n_places(doc); i++) {
        casus_place place;
        casus_doc_place(doc, i, &place);
        record_place(line, id, &place);
        TRY(emit_flush(line, sink, err));
    }
    for (size_t i = 0; with & CASUS_WITH_DATES && i < casus_doc_n_dates(doc); i++) {
        casus_date_mention date;
        casus_doc_date(doc, i, &date);
        record_date(line, id, &date);
        TRY(emit_flush(line, sink, err));
    }
    return CASUS_OK;
}

static casus_status write_all(const casus_doc *doc, unsigned with, const casus_filter *filter,
                              buf *line, arena *mem, casus_sink sink, casus_error *err)
{
    if (with & CASUS_WITH_DOCUMENTS) {
        record_document(line, doc);
        TRY(emit_flush(line, sink, err));
    }
    if (with & CASUS_WITH_EVENTS) TRY(write_events(doc, filter, line, mem, sink, err));
    TRY(write_said(doc, with, line, sink, err));
    return write_mentions(doc, with, line, sink, err);
}

casus_status casus_write_jsonl(const casus_doc *doc, unsigned with, const casus_filter *filter,
                               casus_sink sink, casus_error *err)
{
    buf line = {0};
    arena mem;
    arena_init(&mem, 0);
    casus_status status = write_all(doc, with, filter, &line, &mem, sink, err);
    arena_release(&mem);
    buf_release(&line);
    return status;
}
