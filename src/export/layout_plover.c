/* layout_plover: events as PLOVER JSON, the data fields of the PLOVER manual (draft 2.0). */
#include "export/layout.h"

static void put_text(buf *out, casus_str text)
{
    if (text.len) emit_string(out, text);
}

static void put_member(buf *out, const char *key, casus_str text)
{
    if (!text.len) return;
    emit_key(out, key);
    emit_string(out, text);
}

static void put_number(buf *out, const char *key, double value, int digits)
{
    if (!(value == value)) return;
    emit_key(out, key);
    emit_number(out, value, 1, digits);
}

static void put_id(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    emit_word(out, row->view->event.id);
}

enum day { FIRST_DAY, LAST_DAY };

static void put_day(buf *out, const layout_row *row, int which)
{
    int32_t first = layout_day(row->view), last = row->view->event.date.to;
    if (which == FIRST_DAY && first != CASUS_NO_DAY) emit_day(out, first);
    if (which == LAST_DAY && last != CASUS_NO_DAY && last != first) emit_day(out, last);
}

/* A list of one: a compound act is an event for each pair. */
static void put_actor(buf *out, const layout_row *row, int side)
{
    const casus_actor *actor = layout_actor(row, side);
    if (!actor) {
        if (side == LAYOUT_SOURCE) buf_put_str(out, STR("[]"));
        return;
    }
    buf_put_str(out, STR("[{"));
    put_member(out, "code", str_from(actor->code));
    if (actor->n_sectors) {
        emit_key(out, "sector");
        emit_words(out, actor->sectors, actor->n_sectors);
    }
    put_member(out, "entity_text", actor->text);
    put_member(out, "identifier_id", str_from(actor->body));
    put_member(out, "identifier_text", actor->name);
    buf_put_str(out, STR("}]"));
}

static void put_type(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    const char *types[] = {row->view->event.plover.type};
    emit_words(out, types, 1);
}

/* PLOVER's auxiliary modes: what is told of did not simply happen. */
static const char *auxiliary_of(casus_event_status status)
{
    switch (status) {
    case CASUS_PLANNED:
    case CASUS_PROPOSED: return "future";
    case CASUS_POSSIBLE: return "hypothetical";
    case CASUS_DENIED:
    case CASUS_NEGATED: return "negation";
    default: return NULL;
    }
}

static void put_modes(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    const casus_event *event = &row->view->event;
    const char *modes[CASUS_MAX_MODES + 2], *auxiliary = auxiliary_of(event->status);
    uint32_t n = 0;
    if (event->type && strcmp(event->type, event->plover.type) == 0) {
        for (; n < event->n_modes; n++) modes[n] = event->modes[n];
        if (auxiliary) modes[n++] = auxiliary; /* else the published type tells it */
    }
    if (event->historical) modes[n++] = "historical";
    if (n) emit_words(out, modes, n);
}

static void put_contexts(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    const casus_event *event = &row->view->event;
    if (event->n_contexts) emit_words(out, event->contexts, event->n_contexts);
}

static void put_trigger(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    put_text(out, row->view->event.trigger);
}

static void put_sentence(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    put_text(out, row->view->event.sentence_text);
}

static void put_quad(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    if (row->view->event.plover.quad) emit_count(out, row->view->event.plover.quad);
}

static void put_scale(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    emit_number(out, row->view->event.plover.intensity, 1, 2);
}

static void put_place(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    const casus_place *place = &row->view->event.place;
    if (!row->view->event.has_place) return;
    buf_put_char(out, '{');
    put_member(out, "extracted_place", place->text);
    put_member(out, "resolved_place", place->name);
    if (place->geonames >= 0) {
        emit_key(out, "geonameid");
        emit_count(out, place->geonames);
    }
    put_number(out, "lat", place->lat, 5);
    put_number(out, "lon", place->lon, 5);
    if (layout_is_town(place)) put_member(out, "city", place->name);
    put_member(out, "province", place->admin1);
    put_member(out, "country_code", str_from(place->country));
    buf_put_char(out, '}');
}

static void put_link(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    put_text(out, row->view->story.url);
}

static void put_span(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    const casus_event *event = &row->view->event;
    buf_put_char(out, '{');
    emit_key(out, "sequence");
    emit_count(out, event->sentence);
    emit_key(out, "start");
    emit_count(out, event->sentence_span.start);
    emit_key(out, "end");
    emit_count(out, event->sentence_span.end);
    buf_put_char(out, '}');
}

static void put_cite(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    const event_story *story = &row->view->story;
    buf_put_char(out, '{');
    put_member(out, "citation", story->id);
    put_member(out, "url", story->url);
    put_member(out, "title", story->title);
    put_member(out, "publication", story->publisher);
    put_member(out, "coder", STR("casus"));
    put_member(out, "version", STR(CASUS_VERSION));
    buf_put_char(out, '}');
}

static void put_size(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    const casus_event *event = &row->view->event;
    const int32_t sizes[] = {event->dead, event->injured, event->arrested};
    static const char *const KEYS[] = {"dead", "injured", "arrested"};
    buf_put_char(out, '{');
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
        if (sizes[i] < 0) continue;
        emit_key(out, KEYS[i]);
        emit_count(out, sizes[i]);
    }
    if (out->len == 1) {
        buf_reset(out);
    } else {
        buf_put_char(out, '}');
    }
}

static const layout_column COLUMNS[] = {
    {"id", put_id, 0, "16 hexadecimal digits, the same for the same event"},
    {"date", put_day, FIRST_DAY, "the event's first day, else the article's"},
    {"enddate", put_day, LAST_DAY, "its last day, where that is another"},
    {"actor", put_actor, LAYOUT_SOURCE,
     "who does it: list of {code, sector, entity_text, identifier_id, identifier_text}"},
    {"recipient", put_actor, LAYOUT_TARGET, "to whom, alike"},
    {"event", put_type, 0, "list of the published PLOVER type"},
    {"mode", put_modes, 0, "PLOVER modes, and the auxiliary ones: future, hypothetical, negation, "
                           "historical"},
    {"context", put_contexts, 0, "PLOVER contexts"},
    {"quad_code", put_quad, 0,
     "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"},
    {"event_scale", put_scale, 0, "intensity of the PLOVER manual"},
    {"event_text", put_trigger, 0, "the words that tell the act"},
    {"event_loc", put_place, 0,
     "{extracted_place, resolved_place, geonameid, lat, lon, city, province, country_code}"},
    {"size", put_size, 0, "{dead, injured, arrested}, where told"},
    {"text", put_sentence, 0, "the sentence"},
    {"text_info", put_span, 0, "{sequence, start, end}: its number, from 0, and bytes"},
    {"link", put_link, 0, "address of the document"},
    {"cite_info", put_cite, 0, "{citation, url, title, publication, coder, version}"},
};

const layout layout_plover = {
    .name = "plover",
    .title = "PLOVER JSON",
    .about = "The data fields of the PLOVER manual, from casus's events. A compound act is an "
             "event for each pair of actors.",
    .frame = LAYOUT_JSON,
    .needs = LAYOUT_NEEDS_PLOVER,
    .absent = "",
    .columns = COLUMNS,
    .n_columns = sizeof COLUMNS / sizeof *COLUMNS};
