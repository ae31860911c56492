/* select: rows of the store back into the structs of casus.h, and grouped counts. */
#include "store/where.h"

/* ---- events -------------------------------------------------------------------------------- */

casus_status store_select_open(store_select *self, casus_store *store, const casus_query *query,
                               casus_error *err)
{
    *self = (store_select){.store = store};
    arena_init(&self->mem, 0);
    TRY(where_prepare(store, "d.id, d.url, d.title, d.publisher, d.added, c.published_from, e.*",
                      "ORDER BY e.day_from IS NULL, e.day_from, c.document, e.trigger_start,"
                      " e.event",
                      query, &self->events, err));
    int rc = sqlite3_prepare_v2(store->db, "SELECT * FROM coded_reports WHERE event = ? ORDER BY n",
                                -1, &self->reports, NULL);
    return rc == SQLITE_OK ? CASUS_OK : store_failed(store, "the query", err);
}

void store_select_close(store_select *self)
{
    sqlite3_finalize(self->events);
    sqlite3_finalize(self->reports);
    arena_release(&self->mem);
}

static void take_actor(row_reader *row, casus_actor *actor)
{
    actor->code = read_word(row);
    actor->body = read_word(row);
    actor->n_sectors = read_words(row, actor->sectors, CASUS_MAX_SECTORS);
    actor->name = read_text(row);
    actor->text = read_text(row);
    actor->span = read_span(row);
    actor->entity = -1;
}

static void take_id(row_reader *row, char id[17])
{
    casus_str text = read_text(row);
    size_t len = text.len < 16 ? text.len : 16;
    if (len) memcpy(id, text.ptr, len);
    id[len] = '\0';
}

static casus_event_status take_status(row_reader *row)
{
    casus_str word = read_text(row);
    for (int i = CASUS_ACTUAL; i <= CASUS_ENDED; i++) {
        if (str_eq(word, str_from(casus_event_status_text((casus_event_status)i)))) {
            return (casus_event_status)i;
        }
    }
    return CASUS_POSSIBLE;
}

static void take_codes(row_reader *row, casus_event *e)
{
    take_id(row, e->id);
    take_id(row, e->group);
    take_id(row, e->of);
    e->type = read_word(row);
    e->n_modes = read_words(row, e->modes, CASUS_MAX_MODES);
    e->n_contexts = read_words(row, e->contexts, CASUS_MAX_CONTEXTS);
    e->status = take_status(row);
    e->historical = read_int(row, 0) != 0;
    e->plover.type = read_word(row);
    e->plover.quad = (int)read_int(row, 0);
    e->plover.intensity = read_real(row);
    e->cameo.code = read_word(row);
    e->cameo.quad = (int)read_int(row, 0);
    e->cameo.goldstein = read_real(row);
}

static void take_place(row_reader *row, casus_place *place)
{
    place->name = read_text(row);
    place->country = read_word(row);
    place->admin1 = read_text(row);
    place->lat = read_real(row);
    place->lon = read_real(row);
    place->geonames = read_int(row, -1);
    place->precision = read_word(row);
    place->text = read_text(row);
    place->span = read_span(row);
}

static void take_date(row_reader *row, casus_date *date)
{
    date->from = read_day(row);
    date->to = read_day(row);
    date->text = read_text(row);
    date->span = read_span(row);
    date->basis = read_word(row);
    date->inferred = read_int(row, 0) != 0;
}

static void take_event(row_reader *row, casus_event *e)
{
    take_codes(row, e);
    take_actor(row, &e->source);
    take_actor(row, &e->target);
    e->has_source = e->source.text.len || e->source.code || e->source.name.len;
    e->has_target = e->target.text.len || e->target.code || e->target.name.len;
    take_date(row, &e->date);
    take_place(row, &e->place);
    e->has_place = e->place.name.len || e->place.country;
    e->trigger = read_text(row);
    e->trigger_span = read_span(row);
    e->sentence = (uint32_t)read_int(row, 0);
    e->sentence_span = read_span(row);
    e->sentence_text = read_text(row);
    e->dead = (int32_t)read_int(row, -1);
    e->injured = (int32_t)read_int(row, -1);
    e->arrested = (int32_t)read_int(row, -1);
    e->crowd = (int32_t)read_int(row, -1);
    e->rule = read_word(row);
    e->confidence = read_real(row);
    e->place.confidence = read_real(row);
}

static void take_report(row_reader *row, casus_report *report)
{
    casus_attribution *by = &report->attributed_to;
    row->at = 2; /* behind event and n */
    report->sentence = (uint32_t)read_int(row, 0);
    report->trigger = read_span(row);
    report->status = take_status(row);
    by->present = read_int(row, 0) != 0;
    take_actor(row, &by->source);
    by->cue = read_text(row);
    by->quoted = read_int(row, 0) != 0;
    by->said.from = read_day(row);
    by->said.to = read_day(row);
}

static casus_status take_reports(store_select *self, int64_t event, store_row *out,
                                 casus_error *err)
{
    casus_report *reports = NULL;
    uint32_t cap = 0;
    int rc = sqlite3_bind_int64(self->reports, 1, event);
    if (rc == SQLITE_OK) {
        while ((rc = sqlite3_step(self->reports)) == SQLITE_ROW) {
            casus_report *report =
                arena_push(&self->mem, &reports, &out->n_reports, &cap, sizeof *reports);
            if (!report) break;
            take_report(&(row_reader){.stmt = self->reports, .mem = &self->mem}, report);
        }
    }
    casus_status status = rc == SQLITE_DONE || !arena_ok(&self->mem)
                              ? CASUS_OK
                              : store_failed(self->store, "the query", err);
    sqlite3_reset(self->reports);
    out->reports = reports;
    out->event.n_reports = out->n_reports;
    if (out->n_reports) out->event.attributed_to = reports[0].attributed_to;
    return status;
}

casus_status store_select_next(store_select *self, store_row *out, bool *more, casus_error *err)
{
    *out = (store_row){0};
    arena_reset(&self->mem);
    int rc = sqlite3_step(self->events);
    *more = rc == SQLITE_ROW;
    if (rc == SQLITE_DONE) return CASUS_OK;
    if (rc != SQLITE_ROW) return store_failed(self->store, "the query", err);
    row_reader row = {.stmt = self->events, .mem = &self->mem};
    out->doc = read_text(&row);
    out->url = read_text(&row);
    out->title = read_text(&row);
    out->publisher = read_text(&row);
    out->added = read_text(&row);
    out->published = read_day(&row);
    int64_t event = read_int(&row, 0);
    read_int(&row, 0); /* coding */
    take_event(&row, &out->event);
    TRY(take_reports(self, event, out, err));
    FAIL_IF(!arena_ok(&self->mem), CASUS_NO_MEMORY, "there is no memory left");
    return CASUS_OK;
}

/* ---- counts -------------------------------------------------------------------------------- */

#define ACTOR_KEY(side)                                                                            \
    "coalesce(e." side "_code || coalesce(replace(e." side "_sectors, ' ', ''), ''), e." side      \
    "_name, e." side "_text)"

typedef struct grouping {
    const char *name, *expression;
    bool in_time; /* ordered by key, not by count */
} grouping;

static const grouping GROUPINGS[] = {
    {"day", "e.day_from", true},
    {"week", "date(e.day_from, '-6 days', 'weekday 1')", true},
    {"month", "substr(e.day_from, 1, 7)", true},
    {"year", "substr(e.day_from, 1, 4)", true},
    {"type", "e.type", false},
    {"source", ACTOR_KEY("source"), false},
    {"target", ACTOR_KEY("target"), false},
    {"dyad",
     "coalesce(" ACTOR_KEY("source") ", '-') || ' > ' || coalesce(" ACTOR_KEY("target") ", '-')",
     false},
    {"place", "e.place || coalesce(', ' || e.place_country, '')", false},
    {"status", "e.status", false},
};

casus_status store_counts_open(store_counts *self, casus_store *store, const casus_query *query,
                               casus_error *err)
{
    *self = (store_counts){.store = store};
    const grouping *found = NULL;
    for (size_t i = 0; i < sizeof GROUPINGS / sizeof *GROUPINGS; i++) {
        if (str_eq(str_from(query->by), str_from(GROUPINGS[i].name))) found = &GROUPINGS[i];
    }
    FAIL_IF(!found, CASUS_USAGE,
            "events are counted by day, week, month, year, type, source, target, dyad, place or "
            "status, not by \"%.40s\"",
            query->by);
    buf columns = {0};
    buf_printf(&columns, "%s AS k, count(*) AS n", found->expression);
    casus_status status = buf_ok(&columns)
                              ? where_prepare(store, columns.ptr,
                                              found->in_time
                                                  ? "GROUP BY k ORDER BY k IS NULL, k"
                                                  : "GROUP BY k ORDER BY n DESC, k IS NULL, k",
                                              query, &self->stmt, err)
                              : error_set(err, CASUS_NO_MEMORY, "there is no memory left");
    buf_release(&columns);
    return status;
}

casus_status store_counts_next(store_counts *self, casus_str *key, int64_t *n, bool *more,
                               casus_error *err)
{
    int rc = sqlite3_step(self->stmt);
    *more = rc == SQLITE_ROW;
    if (rc == SQLITE_DONE) return CASUS_OK;
    if (rc != SQLITE_ROW) return store_failed(self->store, "the query", err);
    const char *text = (const char *)sqlite3_column_text(self->stmt, 0);
    *key = (casus_str){text, text ? (size_t)sqlite3_column_bytes(self->stmt, 0) : 0};
    *n = sqlite3_column_int64(self->stmt, 1);
    return CASUS_OK;
}

void store_counts_close(store_counts *self) { sqlite3_finalize(self->stmt); }
