/* layout_casus: our own CSV, one row an event with its evidence; the contract of docs/record.md. */
#include "export/layout.h"

static void put_words(buf *out, const char *const *list, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (i) buf_put_char(out, ' ');
        buf_put_str(out, str_from(list[i]));
    }
}

static void put_count(buf *out, int64_t n)
{
    if (n >= 0) buf_printf(out, "%lld", (long long)n);
}

static void put_flag(buf *out, bool value)
{
    buf_put_str(out, value ? STR("true") : STR("false"));
}

/* ---- what and how ---------------------------------------------------------------------------- */

enum event_part {
    EVENT_ID,
    EVENT_DOC,
    EVENT_GROUP,
    EVENT_OF,
    EVENT_TYPE,
    EVENT_MODES,
    EVENT_CONTEXTS,
    EVENT_STATUS,
    EVENT_HISTORICAL,
    EVENT_REPORTS,
    EVENT_RULE,
    EVENT_CONFIDENCE
};

static void put_event(buf *out, const layout_row *row, int part)
{
    const casus_event *e = &row->view->event;
    switch ((enum event_part)part) {
    case EVENT_ID: buf_put_str(out, str_from(e->id)); break;
    case EVENT_DOC: buf_put_str(out, row->view->story.id); break;
    case EVENT_GROUP: buf_put_str(out, str_from(e->group)); break;
    case EVENT_OF: buf_put_str(out, str_from(e->of)); break;
    case EVENT_TYPE: buf_put_str(out, str_from(e->type)); break;
    case EVENT_MODES: put_words(out, e->modes, e->n_modes); break;
    case EVENT_CONTEXTS: put_words(out, e->contexts, e->n_contexts); break;
    case EVENT_STATUS: buf_put_str(out, str_from(casus_event_status_text(e->status))); break;
    case EVENT_HISTORICAL: put_flag(out, e->historical); break;
    case EVENT_REPORTS: put_count(out, e->n_reports); break;
    case EVENT_RULE: buf_put_str(out, str_from(e->rule)); break;
    case EVENT_CONFIDENCE: emit_decimal(out, e->confidence, 1, 3);
    }
}

enum code_part { PLOVER_TYPE, PLOVER_QUAD, PLOVER_INTENSITY, CAMEO_QUAD };

static void put_code(buf *out, const layout_row *row, int part)
{
    const casus_event *e = &row->view->event;
    switch ((enum code_part)part) {
    case PLOVER_TYPE: buf_put_str(out, str_from(e->plover.type)); break;
    case PLOVER_QUAD: put_count(out, e->plover.quad ? e->plover.quad : -1); break;
    case PLOVER_INTENSITY: emit_decimal(out, e->plover.intensity, 1, 2); break;
    case CAMEO_QUAD: put_count(out, e->cameo.quad ? e->cameo.quad : -1);
    }
}

enum size_part { DEAD, INJURED, ARRESTED, CROWD };

static void put_size(buf *out, const layout_row *row, int part)
{
    const casus_event *e = &row->view->event;
    const int32_t sizes[] = {e->dead, e->injured, e->arrested, e->crowd};
    put_count(out, sizes[part]);
}

/* ---- who ------------------------------------------------------------------------------------- */

/* An actor's part, for `side` by shift. */
enum actor_part { ACTOR_CODE, ACTOR_BODY, ACTOR_SECTORS, ACTOR_NAME, ACTOR_TEXT };
#define PART_OF(side, part) ((side) | (part) << 1)

static void put_actor_part(buf *out, const casus_actor *actor, enum actor_part part)
{
    switch (part) {
    case ACTOR_CODE: buf_put_str(out, str_from(actor->code)); break;
    case ACTOR_BODY: buf_put_str(out, str_from(actor->body)); break;
    case ACTOR_SECTORS: put_words(out, actor->sectors, actor->n_sectors); break;
    case ACTOR_NAME: buf_put_str(out, actor->name); break;
    case ACTOR_TEXT: buf_put_str(out, actor->text);
    }
}

static void put_actor(buf *out, const layout_row *row, int arg)
{
    const casus_actor *actor = layout_actor(row, arg & 1);
    if (actor) put_actor_part(out, actor, (enum actor_part)(arg >> 1));
}

static void put_attributed(buf *out, const layout_row *row, int part)
{
    const casus_attribution *by = &row->view->event.attributed_to;
    if (by->present) put_actor_part(out, &by->source, (enum actor_part)part);
}

enum said_part { SAID_CUE, SAID_QUOTED, SAID_FROM, SAID_TO };

static void put_said(buf *out, const layout_row *row, int part)
{
    const casus_attribution *by = &row->view->event.attributed_to;
    if (!by->present) return;
    switch ((enum said_part)part) {
    case SAID_CUE: buf_put_str(out, by->cue); break;
    case SAID_QUOTED: put_flag(out, by->quoted); break;
    case SAID_FROM: layout_put_day(out, by->said.from); break;
    case SAID_TO: layout_put_day(out, by->said.to);
    }
}

/* ---- when and where ---------------------------------------------------------------------------- */

enum date_part { DATE_FROM, DATE_TO, DATE_TEXT, DATE_BASIS, DATE_INFERRED };

static void put_date(buf *out, const layout_row *row, int part)
{
    const casus_date *d = &row->view->event.date;
    if (d->from == CASUS_NO_DAY) return;
    switch ((enum date_part)part) {
    case DATE_FROM: layout_put_day(out, d->from); break;
    case DATE_TO: layout_put_day(out, d->to); break;
    case DATE_TEXT: buf_put_str(out, d->text); break;
    case DATE_BASIS: buf_put_str(out, str_from(d->basis)); break;
    case DATE_INFERRED: put_flag(out, d->inferred);
    }
}

enum place_part { PLACE_NAME, PLACE_COUNTRY, PLACE_ADMIN1, PLACE_GEONAMES, PLACE_PRECISION, PLACE_CONFIDENCE };

static void put_place(buf *out, const layout_row *row, int part)
{
    const casus_place *p = &row->view->event.place;
    if (!row->view->event.has_place) return;
    switch ((enum place_part)part) {
    case PLACE_NAME: buf_put_str(out, p->name); break;
    case PLACE_COUNTRY: buf_put_str(out, str_from(p->country)); break;
    case PLACE_ADMIN1: buf_put_str(out, p->admin1); break;
    case PLACE_GEONAMES: put_count(out, p->geonames); break;
    case PLACE_PRECISION: buf_put_str(out, str_from(p->precision)); break;
    case PLACE_CONFIDENCE: emit_decimal(out, p->confidence, 1, 3);
    }
}

/* ---- the evidence ------------------------------------------------------------------------------ */

enum evidence_part {
    TRIGGER,
    TRIGGER_START,
    TRIGGER_END,
    SENTENCE,
    SENTENCE_START,
    SENTENCE_END,
    SENTENCE_TEXT
};

static void put_evidence(buf *out, const layout_row *row, int part)
{
    const casus_event *e = &row->view->event;
    switch ((enum evidence_part)part) {
    case TRIGGER: buf_put_str(out, e->trigger); break;
    case TRIGGER_START: put_count(out, e->trigger_span.start); break;
    case TRIGGER_END: put_count(out, e->trigger_span.end); break;
    case SENTENCE: put_count(out, e->sentence); break;
    case SENTENCE_START: put_count(out, e->sentence_span.start); break;
    case SENTENCE_END: put_count(out, e->sentence_span.end); break;
    case SENTENCE_TEXT: buf_put_str(out, e->sentence_text);
    }
}

#define ACTOR(name, side)                                                                          \
    {name "_code", put_actor, PART_OF(side, ACTOR_CODE),                                           \
     "ISO 3166 alpha-3, or KOS UNO EUR IGO NGO ISM IMG MNC"},                                      \
    {name "_body", put_actor, PART_OF(side, ACTOR_BODY), "key of the organisation"},               \
    {name "_sectors", put_actor, PART_OF(side, ACTOR_SECTORS), "PLOVER sectors, the main first"},  \
    {name "_name", put_actor, PART_OF(side, ACTOR_NAME), "resolved name"},                         \
    {name "_text", put_actor, PART_OF(side, ACTOR_TEXT), "its words in the text"}

static const layout_column COLUMNS[] = {
    {"id", put_event, EVENT_ID, "16 hexadecimal digits, the same for the same event"},
    {"doc", put_event, EVENT_DOC, "id of the document, as the input gives it"},
    {"group", put_event, EVENT_GROUP, "shared by the pairs of one compound or reciprocal act"},
    {"of", put_event, EVENT_OF, "id of the operator event: of agreeing, where it was agreed to"},
    {"type", put_event, EVENT_TYPE, "PLOVER type of the act itself"},
    {"modes", put_event, EVENT_MODES, "PLOVER modes"},
    {"contexts", put_event, EVENT_CONTEXTS, "PLOVER contexts"},
    {"status", put_event, EVENT_STATUS,
     "actual, planned, proposed, possible, denied, negated or ended"},
    {"historical", put_event, EVENT_HISTORICAL, "told as the past"},
    {"plover_type", put_code, PLOVER_TYPE, "published PLOVER type, after the status"},
    {"plover_quad", put_code, PLOVER_QUAD,
     "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"},
    {"plover_intensity", put_code, PLOVER_INTENSITY, "of the PLOVER manual, -10 to 10"},
    {"cameo_code", layout_put_cameo, 0, "CAMEO code; text, leading zeros matter"},
    {"cameo_quad", put_code, CAMEO_QUAD, "quad class by GDELT's convention"},
    {"goldstein", layout_put_goldstein, 0, "Goldstein scale, -10 to 10"},
    ACTOR("source", LAYOUT_SOURCE),
    ACTOR("target", LAYOUT_TARGET),
    {"attributed_code", put_attributed, ACTOR_CODE, "whose claim it is: code"},
    {"attributed_sectors", put_attributed, ACTOR_SECTORS, "sectors"},
    {"attributed_name", put_attributed, ACTOR_NAME, "resolved name"},
    {"attributed_text", put_attributed, ACTOR_TEXT, "words in the text"},
    {"attributed_cue", put_said, SAID_CUE, "the word of saying"},
    {"attributed_quoted", put_said, SAID_QUOTED, "it stands in a direct quotation"},
    {"said_from", put_said, SAID_FROM, "first day on which it was said"},
    {"said_to", put_said, SAID_TO, "last day"},
    {"date_from", put_date, DATE_FROM, "first day of the event, YYYY-MM-DD"},
    {"date_to", put_date, DATE_TO, "last day, included"},
    {"date_text", put_date, DATE_TEXT, "the words that date it"},
    {"date_basis", put_date, DATE_BASIS, "clause, sentence, frame or published"},
    {"date_inferred", put_date, DATE_INFERRED, "resolved against a date that was itself inferred"},
    {"place_name", put_place, PLACE_NAME, "where it happened"},
    {"place_country", put_place, PLACE_COUNTRY, "ISO 3166 alpha-3"},
    {"place_admin1", put_place, PLACE_ADMIN1, "first-order division"},
    {"place_lat", layout_put_latitude, 0, "degrees"},
    {"place_lon", layout_put_longitude, 0, "degrees"},
    {"place_geonames", put_place, PLACE_GEONAMES, "GeoNames id"},
    {"place_precision", put_place, PLACE_PRECISION, "country, admin1, admin2, city or site"},
    {"dead", put_size, DEAD, "people killed, where told"},
    {"injured", put_size, INJURED, "people hurt"},
    {"arrested", put_size, ARRESTED, "people arrested"},
    {"crowd", put_size, CROWD, "people who took part"},
    {"reports", put_event, EVENT_REPORTS, "sentences of the document that tell it"},
    {"rule", put_event, EVENT_RULE, "entry of the dictionary that decided: act and sense"},
    {"confidence", put_event, EVENT_CONFIDENCE, "0 to 1: share of such events that are right"},
    {"trigger", put_evidence, TRIGGER, "the words that tell the act"},
    {"trigger_start", put_evidence, TRIGGER_START, "byte of the document at which they begin"},
    {"trigger_end", put_evidence, TRIGGER_END, "byte behind them"},
    {"sentence", put_evidence, SENTENCE, "number of the sentence, from 0"},
    {"sentence_start", put_evidence, SENTENCE_START, "byte at which it begins"},
    {"sentence_end", put_evidence, SENTENCE_END, "byte behind it"},
    {"sentence_text", put_evidence, SENTENCE_TEXT, "its cleaned text"},
    {"place_confidence", put_place, PLACE_CONFIDENCE,
     "0 to 1: that it is this place and none of the same name"},
};

const layout layout_casus = {
    .name = "csv",
    .title = "casus events",
    .about = "Every event with its evidence: who, to whom, what, when, where, according to whom. "
             "Lists are joined by blanks; flags are true and false. Read the CAMEO code as text.",
    .frame = LAYOUT_CSV,
    .header = true,
    .absent = "",
    .columns = COLUMNS,
    .n_columns = sizeof COLUMNS / sizeof *COLUMNS};
