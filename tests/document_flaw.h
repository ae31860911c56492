/* What must hold of any coded document, for the tests and the fuzzer alike. */
#ifndef CASUS_TEST_DOCUMENT_FLAW_H
#define CASUS_TEST_DOCUMENT_FLAW_H

#include "casus.h"

static inline bool span_fits(casus_span span, size_t size)
{
    return span.start <= span.end && span.end <= size;
}

static inline bool event_fits(const casus_event *e, size_t size)
{
    return span_fits(e->trigger_span, size) && span_fits(e->sentence_span, size) &&
           (!e->has_source || span_fits(e->source.span, size)) &&
           (!e->has_target || span_fits(e->target.span, size));
}

/* The first thing that is wrong: a span outside the payload of `size` bytes, an event without a
 * report or with a confidence out of its range; NULL when all is well. */
static inline const char *document_flaw(const casus_doc *doc, size_t size)
{
    for (size_t i = 0; i < casus_doc_n_sentences(doc); i++) {
        casus_str text;
        if (!span_fits(casus_doc_sentence(doc, i, &text), size)) return "a sentence's span";
    }
    for (size_t i = 0; i < casus_doc_n_events(doc); i++) {
        casus_event e;
        casus_doc_event(doc, i, &e);
        if (!event_fits(&e, size)) return "an event's span";
        if (e.n_reports < 1) return "an event without a report";
        if (!(e.confidence >= 0 && e.confidence <= 1)) return "an event's confidence";
    }
    for (size_t i = 0; i < casus_doc_n_quotes(doc); i++) {
        casus_quote quote;
        casus_doc_quote(doc, i, &quote);
        if (!span_fits(quote.span, size)) return "a quotation's span";
    }
    for (size_t i = 0; i < casus_doc_n_claims(doc); i++) {
        casus_claim claim;
        casus_doc_claim(doc, i, &claim);
        if (!span_fits(claim.content_span, size)) return "a claim's span";
    }
    for (size_t i = 0; i < casus_doc_n_actors(doc); i++) {
        casus_actor actor;
        casus_doc_actor(doc, i, &actor);
        if (!span_fits(actor.span, size)) return "an actor's span";
    }
    for (size_t i = 0; i < casus_doc_n_places(doc); i++) {
        casus_place place;
        casus_doc_place(doc, i, &place);
        if (!span_fits(place.span, size)) return "a place's span";
    }
    for (size_t i = 0; i < casus_doc_n_dates(doc); i++) {
        casus_date_mention date;
        casus_doc_date(doc, i, &date);
        if (!span_fits(date.date.span, size)) return "a date's span";
    }
    return NULL;
}

#endif
