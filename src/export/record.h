/* record: the kinds of records as lines of JSON. The contract is docs/record.md.
 *
 * A record is written from the structs of casus.h alone, so that an event that was just coded and
 * one that comes out of a store give the same bytes.
 */
#ifndef CASUS_EXPORT_RECORD_H
#define CASUS_EXPORT_RECORD_H

#include "export/emit.h"

/* The document of an event, as far as its rows tell of it. */
typedef struct event_story {
    casus_str id, url, title, publisher;
    int32_t published;
    casus_str added; /* "2024-03-05T12:00:00Z": when a store took it; absent when coded just now */
} event_story;

/* An event with all its reports, and its document. */
typedef struct event_view {
    event_story story;
    casus_event event;
    const casus_report *reports; /* [n_reports] */
    uint32_t n_reports;
} event_view;

/* Does the filter (not NULL) let the event through? */
bool event_passes(const casus_event *event, const casus_filter *filter);

/* One line each, with its end of line. */
void record_event(buf *out, const event_view *view);
void record_quote(buf *out, casus_str doc, const casus_quote *quote);
void record_attribution(buf *out, casus_str doc, const casus_claim *claim);
void record_actor(buf *out, casus_str doc, const casus_actor *actor);
void record_place(buf *out, casus_str doc, const casus_place *place);
void record_date(buf *out, casus_str doc, const casus_date_mention *date);
void record_document(buf *out, const casus_doc *doc);

/* Event `i` of a document that was coded; its reports go into `mem` (sticky). */
void view_event(const casus_doc *doc, size_t i, arena *mem, event_view *out);

/* One field of CSV, quoted where RFC 4180 asks for it. */
void csv_field(buf *out, casus_str text);

#endif
