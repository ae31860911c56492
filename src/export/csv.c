/* csv: events as comma-separated values (RFC 4180), one row an event, the columns of
 * docs/record.md. Lists are joined by blanks. An empty field is "absent". Rows end in CR LF, as the
 * RFC has it.
 */
#include "export/record.h"

#include <math.h>

static const char *const COLUMNS[] = {
    "id", "doc", "group", "of", "type", "modes", "contexts", "status", "historical",
    "plover_type", "plover_quad", "plover_intensity", "cameo_code", "cameo_quad", "goldstein",
    "source_code", "source_body", "source_sectors", "source_name", "source_text",
    "target_code", "target_body", "target_sectors", "target_name", "target_text",
    "attributed_code", "attributed_sectors", "attributed_name", "attributed_text",
    "attributed_cue", "attributed_quoted", "said_from", "said_to",
    "date_from", "date_to", "date_text", "date_basis", "date_inferred",
    "place_name", "place_country", "place_admin1", "place_lat", "place_lon", "place_geonames",
    "place_precision", "dead", "injured", "arrested", "crowd", "reports", "rule", "confidence",
    "trigger", "trigger_start", "trigger_end", "sentence", "sentence_start", "sentence_end",
    "sentence_text", "place_confidence"};

void csv_field(buf *out, casus_str text)
{
    bool quote = false;
    for (size_t i = 0; i < text.len && !quote; i++) {
        char c = text.ptr[i];
        quote = c == '"' || c == ',' || c == '\n' || c == '\r';
    }
    if (text.len && (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ')) quote = true;
    if (!quote) {
        emit_utf8(out, text);
        return;
    }
    buf_put_char(out, '"');
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '"') continue;
        emit_utf8(out, str_slice(text, from, i + 1));
        buf_put_char(out, '"');
        from = i + 1;
    }
    emit_utf8(out, str_slice(text, from, text.len));
    buf_put_char(out, '"');
}

void csv_header(buf *out)
{
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++) {
        if (i) buf_put_char(out, ',');
        buf_put_str(out, str_from(COLUMNS[i]));
    }
    buf_put(out, "\r\n", 2);
}

/* Each of these writes its field and the comma behind it; the row's end takes the last comma
 * away. */
static void text(buf *out, casus_str s)
{
    csv_field(out, s);
    buf_put_char(out, ',');
}

static void word(buf *out, const char *s) { text(out, str_from(s)); }

static void words(buf *out, const char *const *list, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (i) buf_put_char(out, ' ');
        emit_utf8(out, str_from(list[i]));
    }
    buf_put_char(out, ',');
}

static void count(buf *out, int64_t n)
{
    if (n >= 0) buf_printf(out, "%lld", (long long)n);
    buf_put_char(out, ',');
}

static void decimal(buf *out, double value, int min, int max)
{
    emit_decimal(out, value, min, max);
    buf_put_char(out, ',');
}

static void day(buf *out, int32_t d)
{
    char formatted[11] = "";
    if (d != CASUS_NO_DAY) casus_day_format(d, formatted);
    word(out, formatted);
}

static void flag(buf *out, bool there, bool value)
{
    word(out, !there ? NULL : value ? "true" : "false");
}

static void actor(buf *out, bool there, const casus_actor *a)
{
    static const casus_actor NOBODY = {0};
    if (!there) a = &NOBODY;
    word(out, a->code);
    word(out, a->body);
    words(out, a->sectors, a->n_sectors);
    text(out, a->name);
    text(out, a->text);
}

static void attribution(buf *out, const casus_attribution *by)
{
    static const casus_attribution NOBODY = {.said = {.from = CASUS_NO_DAY, .to = CASUS_NO_DAY}};
    if (!by->present) by = &NOBODY;
    word(out, by->source.code);
    words(out, by->source.sectors, by->source.n_sectors);
    text(out, by->source.name);
    text(out, by->source.text);
    text(out, by->cue);
    flag(out, by->present, by->quoted);
    day(out, by->said.from);
    day(out, by->said.to);
}

static void date(buf *out, const casus_date *d)
{
    static const casus_date NEVER = {.from = CASUS_NO_DAY, .to = CASUS_NO_DAY};
    bool there = d->from != CASUS_NO_DAY;
    if (!there) d = &NEVER;
    day(out, d->from);
    day(out, d->to);
    text(out, d->text);
    word(out, d->basis);
    flag(out, there, d->inferred);
}

static void place(buf *out, const casus_event *e)
{
    const casus_place *p = &e->place;
    if (!e->has_place) {
        buf_put(out, ",,,,,,,", 7);
        return;
    }
    text(out, p->name);
    word(out, p->country);
    text(out, p->admin1);
    decimal(out, p->lat, 2, 5);
    decimal(out, p->lon, 2, 5);
    count(out, p->geonames);
    word(out, p->precision);
}

static void codes(buf *out, const casus_event *e)
{
    word(out, e->type);
    words(out, e->modes, e->n_modes);
    words(out, e->contexts, e->n_contexts);
    word(out, casus_event_status_text(e->status));
    flag(out, true, e->historical);
    word(out, e->plover.type);
    count(out, e->plover.quad ? e->plover.quad : -1);
    decimal(out, e->plover.intensity, 1, 2);
    word(out, e->cameo.code);
    count(out, e->cameo.quad ? e->cameo.quad : -1);
    decimal(out, e->cameo.goldstein, 1, 2);
}

void csv_event(buf *out, const event_view *view)
{
    const casus_event *e = &view->event;
    word(out, e->id);
    text(out, view->doc);
    word(out, e->group);
    word(out, e->of);
    codes(out, e);
    actor(out, e->has_source, &e->source);
    actor(out, e->has_target, &e->target);
    attribution(out, &e->attributed_to);
    date(out, &e->date);
    place(out, e);
    count(out, e->dead);
    count(out, e->injured);
    count(out, e->arrested);
    count(out, e->crowd);
    count(out, e->n_reports);
    word(out, e->rule);
    decimal(out, e->confidence, 1, 3);
    text(out, e->trigger);
    count(out, e->trigger_span.start);
    count(out, e->trigger_span.end);
    count(out, e->sentence);
    count(out, e->sentence_span.start);
    count(out, e->sentence_span.end);
    text(out, e->sentence_text);
    decimal(out, e->has_place ? e->place.confidence : NAN, 1, 3);
    if (buf_ok(out) && out->len) out->len--;
    buf_put(out, "\r\n", 2);
}

static casus_status write_rows(const casus_doc *doc, const casus_filter *filter, buf *line,
                               casus_sink sink, casus_error *err)
{
    static const casus_filter HELD = {.statuses = 1u << CASUS_ACTUAL};
    TRY(emit_flush(line, sink, err));
    event_view view = {.doc = casus_doc_id(doc)};
    for (size_t i = 0; i < casus_doc_n_events(doc); i++) {
        casus_doc_event(doc, i, &view.event);
        if (!event_passes(&view.event, filter ? filter : &HELD)) continue;
        csv_event(line, &view);
        TRY(emit_flush(line, sink, err));
    }
    return CASUS_OK;
}

casus_status casus_write_csv(const casus_doc *doc, bool header, const casus_filter *filter,
                             casus_sink sink, casus_error *err)
{
    buf line = {0};
    if (header) csv_header(&line);
    casus_status status = write_rows(doc, filter, &line, sink, err);
    buf_release(&line);
    return status;
}
