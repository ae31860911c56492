/* select: rows of the store back into the structs of casus.h, and grouped counts.
 *
 * A query becomes one SELECT with bound parameters; nothing that a user typed is ever part of the
 * SQL.
 */
#include "store/row.h"

#define MAX_PARAMETERS 64

typedef struct where {
    buf sql;
    casus_str parameters[MAX_PARAMETERS];
    uint32_t n;
    char days[2][11];
    arena mem; /* parameters that had to be made */
} where;

/* ---- conditions ---------------------------------------------------------------------------- */

static void and_condition(where *self)
{
    buf_put_str(&self->sql, self->sql.len ? STR(" AND ") : STR(" WHERE "));
}

/* Puts the parameter's place into the SQL. */
static void parameter(where *self, casus_str value)
{
    if (self->n == MAX_PARAMETERS) {
        self->sql.failed = true;
        return;
    }
    self->parameters[self->n++] = value;
    buf_put_char(&self->sql, '?');
}

/* "%mali%" with the user's own % and _ taken literally. */
static casus_str like_pattern(where *self, casus_str text)
{
    char *pattern = arena_alloc(&self->mem, 2 * text.len + 2);
    if (!pattern) return (casus_str){0};
    size_t len = 0;
    pattern[len++] = '%';
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '%' || c == '_' || c == '\\') pattern[len++] = '\\';
        pattern[len++] = c;
    }
    pattern[len++] = '%';
    return (casus_str){pattern, len};
}

static bool is_all_upper(casus_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if ((text.ptr[i] < 'A' || text.ptr[i] > 'Z') && text.ptr[i] != ' ') return false;
    }
    return text.len > 0;
}

/* Column e.`head``tail` holds the text: a word in capitals ("NATO", "UN") exactly, others whatever
 * the case. */
static void contains(where *self, const char *head, const char *tail, casus_str text)
{
    if (is_all_upper(text)) {
        buf_printf(&self->sql, "instr(e.%s%s, ", head, tail);
        parameter(self, text);
        buf_put_str(&self->sql, STR(") > 0"));
        return;
    }
    buf_printf(&self->sql, "e.%s%s LIKE ", head, tail);
    parameter(self, like_pattern(self, text));
    buf_put_str(&self->sql, STR(" ESCAPE '\\'"));
}

/* The code and its sectors without the blanks between them, or absent when `text` is a name. */
static casus_str as_code(where *self, casus_str text)
{
    char *code = arena_alloc(&self->mem, text.len + 1);
    if (!code || !is_all_upper(text)) return (casus_str){0};
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != ' ') code[len++] = text.ptr[i];
    }
    if (len % 3 != 0 || len > 3 * (1 + CASUS_MAX_SECTORS)) return (casus_str){0};
    return (casus_str){code, len};
}

static void has_sector(where *self, const char *side, casus_str sector)
{
    buf_printf(&self->sql, "instr(e.%s_sectors, ", side);
    parameter(self, sector);
    buf_put_str(&self->sql, STR(") > 0"));
}

/* `side` is "source" or "target". "RUS", "GOV", "RUSGOV", "WAS", or a part of a name. */
static void actor_condition(where *self, const char *side, casus_str text)
{
    casus_str code = as_code(self, text);
    buf_put_char(&self->sql, '(');
    if (code.len) {
        casus_str first = str_slice(code, 0, 3);
        buf_printf(&self->sql, "(e.%s_code = ", side);
        parameter(self, first);
        for (size_t at = 3; at < code.len; at += 3) {
            buf_put_str(&self->sql, STR(" AND "));
            has_sector(self, side, str_slice(code, at, at + 3));
        }
        buf_printf(&self->sql, ") OR e.%s_body = ", side);
        parameter(self, text);
        buf_put_str(&self->sql, STR(" OR "));
    }
    if (code.len == 3) {
        has_sector(self, side, code);
    } else {
        contains(self, side, "_name", text);
        buf_put_str(&self->sql, STR(" OR "));
        contains(self, side, "_text", text);
    }
    buf_put_char(&self->sql, ')');
}

static void place_condition(where *self, casus_str text)
{
    and_condition(self);
    if (text.len == 3 && is_all_upper(text)) {
        buf_put_str(&self->sql, STR("e.place_country = "));
        parameter(self, text);
        return;
    }
    buf_put_char(&self->sql, '(');
    contains(self, "place", "", text);
    buf_put_str(&self->sql, STR(" OR "));
    contains(self, "place", "_admin1", text);
    buf_put_str(&self->sql, STR(" OR "));
    contains(self, "place", "_text", text);
    buf_put_char(&self->sql, ')');
}

static bool is_status(casus_str word)
{
    for (int i = CASUS_ACTUAL; i <= CASUS_ENDED; i++) {
        if (str_eq(word, str_from(casus_event_status_text((casus_event_status)i)))) return true;
    }
    return false;
}

static casus_status status_condition(where *self, const char *list, casus_error *err)
{
    casus_str rest = str_from(list ? list : "actual"), word;
    if (str_eq(rest, STR("all"))) return CASUS_OK;
    and_condition(self);
    buf_put_str(&self->sql, STR("e.status IN ("));
    for (bool first = true; rest.len && str_split(&rest, ',', &word); first = false) {
        FAIL_IF(!is_status(word), CASUS_USAGE,
                "\"%.*s\" is no status: actual, planned, proposed, possible, denied, negated, "
                "ended or all",
                (int)(word.len < 40 ? word.len : 40), word.ptr ? word.ptr : "");
        if (!first) buf_put_char(&self->sql, ',');
        parameter(self, word);
    }
    buf_put_char(&self->sql, ')');
    return CASUS_OK;
}

static void day_condition(where *self, int slot, const char *condition, int32_t day)
{
    if (day == CASUS_NO_DAY) return;
    and_condition(self);
    casus_day_format(day, self->days[slot]);
    buf_put_str(&self->sql, str_from(condition));
    parameter(self, str_from(self->days[slot]));
}

static casus_status build_where(where *self, const casus_query *query, casus_error *err)
{
    TRY(status_condition(self, query->status, err));
    if (!query->historical) {
        and_condition(self);
        buf_put_str(&self->sql, STR("e.historical = 0"));
    }
    if (query->type) {
        and_condition(self);
        buf_put_str(&self->sql, STR("e.type = "));
        parameter(self, str_from(query->type));
    }
    day_condition(self, 0, "coalesce(e.day_to, e.day_from) >= ", query->from);
    day_condition(self, 1, "e.day_from <= ", query->to);
    if (query->source) {
        and_condition(self);
        actor_condition(self, "source", str_from(query->source));
    }
    if (query->target) {
        and_condition(self);
        actor_condition(self, "target", str_from(query->target));
    }
    if (query->actor) {
        and_condition(self);
        buf_put_char(&self->sql, '(');
        actor_condition(self, "source", str_from(query->actor));
        buf_put_str(&self->sql, STR(" OR "));
        actor_condition(self, "target", str_from(query->actor));
        buf_put_char(&self->sql, ')');
    }
    if (query->place) place_condition(self, str_from(query->place));
    return CASUS_OK;
}

/* Prepares "SELECT columns FROM ... WHERE ... rest" and binds the parameters. */
static casus_status prepare(const casus_store *store, const char *columns, const char *rest,
                            const casus_query *query, sqlite3_stmt **out, casus_error *err)
{
    where w = {0};
    buf sql = {0};
    arena_init(&w.mem, 1u << 20);
    casus_status status = build_where(&w, query, err);
    buf_printf(&sql, "SELECT %s FROM events e JOIN documents d USING (document)%s %s", columns,
               w.sql.len ? w.sql.ptr : "", rest);
    if (query->limit) buf_printf(&sql, " LIMIT %llu", (unsigned long long)query->limit);
    if (status == CASUS_OK && (!buf_ok(&sql) || !buf_ok(&w.sql) || !arena_ok(&w.mem))) {
        status = error_set(err, CASUS_LIMIT, "the query is too long");
    }
    if (status == CASUS_OK) {
        row_writer row = {0};
        row.rc = sqlite3_prepare_v2(store->db, sql.ptr, -1, out, NULL);
        row.stmt = *out;
        for (uint32_t i = 0; row.rc == SQLITE_OK && i < w.n; i++) row_text(&row, w.parameters[i]);
        if (row.rc != SQLITE_OK) status = store_failed(store, "the query", err);
    }
    buf_release(&sql);
    buf_release(&w.sql);
    arena_release(&w.mem);
    return status;
}

/* ---- events -------------------------------------------------------------------------------- */

casus_status store_select_open(store_select *self, casus_store *store, const casus_query *query,
                               casus_error *err)
{
    *self = (store_select){.store = store};
    arena_init(&self->mem, 0);
    TRY(prepare(store, "d.id, e.*",
                "ORDER BY e.day_from IS NULL, e.day_from, e.document, e.trigger_start, e.event",
                query, &self->events, err));
    int rc = sqlite3_prepare_v2(store->db, "SELECT * FROM reports WHERE event = ? ORDER BY n", -1,
                                &self->reports, NULL);
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
    int64_t event = read_int(&row, 0);
    read_int(&row, 0); /* document */
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
                              ? prepare(store, columns.ptr,
                                        found->in_time ? "GROUP BY k ORDER BY k IS NULL, k"
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
