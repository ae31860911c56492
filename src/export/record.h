/* record: the kinds of records as lines of JSON or CSV. The contract is docs/record.md.
 *
 * A record is written from the structs of casus.h alone, so that an event that was just coded and
 * one that comes out of a store give the same bytes.
 */
#ifndef CASUS_EXPORT_RECORD_H
#define CASUS_EXPORT_RECORD_H

#include "export/emit.h"

/* An event with all its reports, and the id of its document. */
typedef struct event_view {
    casus_str doc;
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

/* CSV. */
void csv_header(buf *out);
void csv_event(buf *out, const event_view *view);
/* One field, quoted where RFC 4180 asks for it. */
void csv_field(buf *out, casus_str text);

#endif
