/* where: a casus_query as the condition of a SELECT with bound parameters; nothing that a user typed
 * is ever part of the SQL.
 */
#include "store/where.h"

#include "store/text.h"

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

/* PLOVER's, as data/actors gives them. No state has such a code. */
static bool is_sector(casus_str word)
{
    static const char SECTORS[] =
        "AGR BUS COP CRM CVL EDU ELI GOV JRN JUD LAB LEG MED MIL OPP PRE PRM PTY REB REF REL SOC SPY "
        "UAF ";
    size_t at = str_find(STR(SECTORS), word);
    return word.len == 3 && at != SIZE_MAX && at % 4 == 0;
}

/* A code, or one with its sectors, without blanks between them; absent when `text` is a name. */
static casus_str as_code(where *self, casus_str text)
{
    char *code = arena_alloc(&self->mem, text.len + 1);
    if (!code || !is_all_upper(text)) return (casus_str){0};
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != ' ') code[len++] = text.ptr[i];
    }
    if (!len || len % 3 != 0 || len > 3 * (1 + CASUS_MAX_SECTORS)) return (casus_str){0};
    for (size_t at = 3; at < len; at += 3)
        if (!is_sector((casus_str){code + at, 3})) return (casus_str){0};
    return (casus_str){code, len};
}

static void has_sector(where *self, const char *side, casus_str sector)
{
    buf_printf(&self->sql, "instr(e.%s_sectors, ", side);
    parameter(self, sector);
    buf_put_str(&self->sql, STR(") > 0"));
}

static void is_equal(where *self, const char *side, const char *column, casus_str word)
{
    buf_printf(&self->sql, "e.%s_%s = ", side, column);
    parameter(self, word);
}

static void named_condition(where *self, const char *side, casus_str text)
{
    if (is_all_upper(text)) {
        is_equal(self, side, "body", text);
        buf_put_str(&self->sql, STR(" OR "));
    }
    contains(self, side, "_name", text);
    buf_put_str(&self->sql, STR(" OR "));
    contains(self, side, "_text", text);
}

/* `side` is "source" or "target". "RUS", "GOV", "RUSGOV", "WAS", or a part of a name. What an index
 * can find is asked for by nothing but comparisons. */
static void actor_condition(where *self, const char *side, casus_str text)
{
    casus_str code = as_code(self, text);
    buf_put_char(&self->sql, '(');
    if (!code.len) {
        named_condition(self, side, text);
    } else if (is_sector(code)) {
        has_sector(self, side, code);
    } else {
        is_equal(self, side, "code", str_slice(code, 0, 3));
        for (size_t at = 3; at < code.len; at += 3) {
            buf_put_str(&self->sql, STR(" AND "));
            has_sector(self, side, str_slice(code, at, at + 3));
        }
        if (code.len == 3) {
            buf_put_str(&self->sql, STR(" OR "));
            is_equal(self, side, "body", code);
        }
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

static void day_parameter(where *self, int slot, int32_t day, const char *before)
{
    casus_day_format(day, self->days[slot]);
    buf_put_str(&self->sql, str_from(before));
    parameter(self, str_from(self->days[slot]));
}

/* Events that touch the days asked for. Most take one day, which the index of days finds; those of
 * several have one of their own. */
static void day_condition(where *self, int32_t from, int32_t to)
{
    if (from != CASUS_NO_DAY) {
        and_condition(self);
        day_parameter(self, 0, from, "(e.day_from >= ");
        day_parameter(self, 0, from, " OR e.day_to > e.day_from AND e.day_to >= ");
        buf_put_char(&self->sql, ')');
    }
    if (to == CASUS_NO_DAY) return;
    and_condition(self);
    day_parameter(self, 1, to, "e.day_from <= ");
}

/* What FTS5 is asked for; the text of a coding, not of the document, has what it found. */
static casus_status text_condition(where *self, const casus_store *store, const char *typed,
                                   casus_error *err)
{
    buf query = {0};
    casus_status status = text_query(str_from(typed), &query, err);
    if (status == CASUS_OK) status = text_check(store, buf_str(&query), err);
    if (status == CASUS_OK) {
        and_condition(self);
        buf_put_str(&self->sql, STR("e.coding IN (SELECT rowid FROM text_index WHERE text_index"
                                    " MATCH "));
        char *copy = arena_copy(&self->mem, buf_str(&query));
        parameter(self, str_from(copy));
        buf_put_char(&self->sql, ')');
    }
    buf_release(&query);
    return status;
}

/* The codings that are looked at. */
static void coding_condition(where *self, int64_t run)
{
    and_condition(self);
    if (run) {
        buf_printf(&self->sql, "c.run = %lld", (long long)run);
    } else {
        buf_put_str(&self->sql, STR("c.current"));
    }
}

static casus_status build_where(where *self, const casus_store *store, const casus_query *query,
                                casus_error *err)
{
    coding_condition(self, query->run);
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
    day_condition(self, query->from, query->to);
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
    if (query->one_a_day || query->unique) {
        and_condition(self);
        buf_printf(&self->sql, "e.event IN (SELECT event FROM %s)",
                   query->one_a_day ? "one_a_day" : "happenings");
    }
    return query->text ? text_condition(self, store, query->text, err) : CASUS_OK;
}

casus_status where_prepare(const casus_store *store, const char *columns, const char *rest,
                           const casus_query *query, sqlite3_stmt **out, casus_error *err)
{
    where w = {0};
    buf sql = {0};
    arena_init(&w.mem, 1u << 20);
    casus_status status = build_where(&w, store, query, err);
    buf_printf(&sql, "SELECT %s FROM coded_events e JOIN codings c USING (coding)"
               " JOIN payloads d USING (document)%s %s", columns, w.sql.len ? w.sql.ptr : "", rest);
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
