/* write_table: casus_write_table. A line on the document, then a table for each kind asked for. */
#include "export/event_table.h"

typedef struct page {
    const casus_doc *doc;
    const casus_filter *filter;
    bool color;
    uint32_t width;
    casus_sink sink;
    casus_error *err;
} page;

static casus_status put_row(const page *self, table *into, const table_cell *cells,
                            const buf *label)
{
    casus_error *err = self->err;
    FAIL_IF(!buf_ok(label), CASUS_NO_MEMORY, "there is no memory left to write the table");
    return table_row(into, cells, self->sink, err);
}

static casus_status write_events(const page *self, table *into)
{
    casus_event event;
    for (size_t i = 0; i < casus_doc_n_events(self->doc); i++) {
        casus_doc_event(self->doc, i, &event);
        if (self->filter && !event_passes(&event, self->filter)) continue;
        TRY(event_table_row(into, &event, self->sink, self->err));
    }
    return table_flush(into, self->sink, self->err);
}

static casus_status write_quotes(const page *self, table *into, buf *label)
{
    for (size_t i = 0; i < casus_doc_n_quotes(self->doc); i++) {
        casus_quote quote;
        casus_doc_quote(self->doc, i, &quote);
        buf_reset(label);
        if (quote.has_speaker) actor_label(label, &quote.speaker);
        table_cell cells[] = {{.text = buf_str(label)}, {.text = quote.cue}, {.text = quote.text}};
        TRY(put_row(self, into, cells, label));
    }
    return table_flush(into, self->sink, self->err);
}

static casus_status write_claims(const page *self, table *into, buf *label)
{
    for (size_t i = 0; i < casus_doc_n_claims(self->doc); i++) {
        casus_claim claim;
        casus_doc_claim(self->doc, i, &claim);
        buf_reset(label);
        if (claim.has_source) actor_label(label, &claim.source);
        table_cell cells[] = {{.text = buf_str(label)},
                              {.text = claim.cue},
                              {.text = claim.direct ? STR("quoted") : STR("reported")},
                              {.text = claim.content}};
        TRY(put_row(self, into, cells, label));
    }
    return table_flush(into, self->sink, self->err);
}

static casus_status write_actors(const page *self, table *into, buf *label)
{
    for (size_t i = 0; i < casus_doc_n_actors(self->doc); i++) {
        casus_actor actor;
        casus_doc_actor(self->doc, i, &actor);
        char entity[16] = "";
        buf_reset(label);
        if (actor.entity >= 0) buf_printf(label, "%d", actor.entity);
        if (buf_ok(label) && label->len && label->len < sizeof entity) {
            memcpy(entity, label->ptr, label->len + 1);
        }
        actor_label(label, &actor);
        table_cell cells[] = {
            {.text = str_from(entity)}, {.text = buf_str(label)}, {.text = actor.text}};
        TRY(put_row(self, into, cells, label));
    }
    return table_flush(into, self->sink, self->err);
}

static casus_status write_places(const page *self, table *into, buf *label)
{
    for (size_t i = 0; i < casus_doc_n_places(self->doc); i++) {
        casus_place place;
        casus_doc_place(self->doc, i, &place);
        buf_reset(label);
        emit_decimal(label, place.lat, 2, 5);
        if (label->len) buf_put_char(label, ' ');
        emit_decimal(label, place.lon, 2, 5);
        table_cell cells[] = {{.text = place.name},
                              {.text = place.admin1},
                              {.text = str_from(place.country)},
                              {.text = buf_str(label)},
                              {.text = place.text}};
        TRY(put_row(self, into, cells, label));
    }
    return table_flush(into, self->sink, self->err);
}

static casus_status write_dates(const page *self, table *into, buf *label)
{
    for (size_t i = 0; i < casus_doc_n_dates(self->doc); i++) {
        casus_date_mention date;
        casus_doc_date(self->doc, i, &date);
        day_label(label, date.date.from, date.date.to, date.date.inferred);
        table_cell cells[] = {
            {.text = buf_str(label)}, {.text = str_from(date.type)}, {.text = date.date.text}};
        TRY(put_row(self, into, cells, label));
    }
    return table_flush(into, self->sink, self->err);
}

static casus_status write_articles(const page *self, table *into, buf *label)
{
    casus_str payload = casus_doc_payload(self->doc);
    for (size_t i = 0; i < casus_doc_n_articles(self->doc); i++) {
        casus_article article;
        casus_doc_article(self->doc, i, &article);
        day_label(label, article.from, article.to, article.inferred);
        size_t end = article.span.end <= payload.len ? article.span.end : payload.len;
        size_t start = article.span.start <= end ? article.span.start : end;
        if (end - start > 200) end = start + 200;
        table_cell cells[] = {{.text = buf_str(label)},
                              {.text = str_from(article.evidence)},
                              {.text = str_slice(payload, start, end)}};
        TRY(put_row(self, into, cells, label));
    }
    return table_flush(into, self->sink, self->err);
}

/* ---- the whole ----------------------------------------------------------------------------- */

static void put_count(buf *out, const char *before, size_t n, const char *one, const char *many)
{
    if (n) {
        buf_printf(out, "%s%zu %s", before, n, n == 1 ? one : many);
    } else {
        buf_printf(out, "%sno %s", before, many);
    }
}

/* "examples/a.txt: 2 articles, 14 sentences, 11 events"; "b.txt: not in English (es), not coded" */
static casus_status write_heading(const page *self, buf *label)
{
    casus_str id = casus_doc_id(self->doc);
    buf_reset(label);
    if (self->color) buf_put(label, "\033[1m", 4);
    table_put_shown(label, id.len ? id : STR("(no id)"));
    if (self->color) buf_put(label, "\033[0m", 4);
    if (casus_doc_stats(self->doc)->foreign && !casus_doc_n_sentences(self->doc)) {
        buf_printf(label, ": not in English (%s), not coded\n", casus_doc_language(self->doc));
        return emit_flush(label, self->sink, self->err);
    }
    put_count(label, ": ", casus_doc_n_articles(self->doc), "article", "articles");
    put_count(label, ", ", casus_doc_n_sentences(self->doc), "sentence", "sentences");
    put_count(label, ", ", casus_doc_n_events(self->doc), "event", "events");
    buf_put_char(label, '\n');
    return emit_flush(label, self->sink, self->err);
}

static casus_status write_kind(const page *self, unsigned kind, buf *label)
{
    static const table_column QUOTES[] = {
        {"SPEAKER", 8, 34, false}, {"CUE", 4, 14, false}, {"QUOTE", 20, 160, false}};
    static const table_column CLAIMS[] = {{"SOURCE", 8, 34, false},
                                          {"CUE", 4, 14, false},
                                          {"HOW", 6, 8, false},
                                          {"CONTENT", 20, 160, false}};
    static const table_column ACTORS[] = {
        {"ENTITY", 6, 6, true}, {"ACTOR", 10, 50, false}, {"TEXT", 20, 100, false}};
    static const table_column PLACES[] = {{"PLACE", 8, 30, false},
                                          {"REGION", 6, 24, false},
                                          {"COUNTRY", 3, 7, false},
                                          {"LAT LON", 10, 22, false},
                                          {"TEXT", 12, 60, false}};
    static const table_column DATES[] = {
        {"DAYS", 10, 24, false}, {"TYPE", 4, 8, false}, {"TEXT", 12, 80, false}};
    static const table_column ARTICLES[] = {
        {"PUBLISHED", 10, 24, false}, {"EVIDENCE", 10, 60, false}, {"BEGINS", 20, 100, false}};
    table into;
    casus_status status = CASUS_OK;
    switch (kind) {
    case CASUS_WITH_EVENTS:
        event_table_init(&into, self->color, self->width);
        status = write_events(self, &into);
        break;
    case CASUS_WITH_QUOTES:
        table_init(&into, QUOTES, 3, self->color, self->width);
        status = write_quotes(self, &into, label);
        break;
    case CASUS_WITH_ATTRIBUTIONS:
        table_init(&into, CLAIMS, 4, self->color, self->width);
        status = write_claims(self, &into, label);
        break;
    case CASUS_WITH_ACTORS:
        table_init(&into, ACTORS, 3, self->color, self->width);
        status = write_actors(self, &into, label);
        break;
    case CASUS_WITH_PLACES:
        table_init(&into, PLACES, 5, self->color, self->width);
        status = write_places(self, &into, label);
        break;
    case CASUS_WITH_DATES:
        table_init(&into, DATES, 3, self->color, self->width);
        status = write_dates(self, &into, label);
        break;
    default:
        table_init(&into, ARTICLES, 3, self->color, self->width);
        status = write_articles(self, &into, label);
    }
    table_release(&into);
    return status;
}

static casus_status write_page(const page *self, unsigned with, buf *label)
{
    static const unsigned KINDS[] = {CASUS_WITH_DOCUMENTS,    CASUS_WITH_EVENTS, CASUS_WITH_QUOTES,
                                     CASUS_WITH_ATTRIBUTIONS, CASUS_WITH_ACTORS, CASUS_WITH_PLACES,
                                     CASUS_WITH_DATES};
    TRY(write_heading(self, label));
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        if (with & KINDS[i]) TRY(write_kind(self, KINDS[i], label));
    }
    buf_put_char(label, '\n');
    return emit_flush(label, self->sink, self->err);
}

casus_status casus_write_table(const casus_doc *doc, unsigned with, const casus_filter *filter,
                               bool color, unsigned width, casus_sink sink, casus_error *err)
{
    page self = {doc, filter, color, width, sink, err};
    buf label = {0};
    casus_status status = write_page(&self, with, &label);
    buf_release(&label);
    return status;
}
