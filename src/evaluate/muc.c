#include "evaluate/muc.h"

/* ---- names ----------------------------------------------------------------------------------- */

#define MOST_LETTERS 256u

/* The letter or digit that a character is, in capitals and without its accent (of Latin-1); 0 where
 * it is something else. */
static char plain(uint32_t c)
{
    static const char accented[] = "AAAAAAACEEEEIIIIDNOOOOO OUUUUYTS";
    if (c >= 'a' && c <= 'z') return (char)(c - 32);
    if (c >= 0xC0 && c <= 0xFF) c = (unsigned char)accented[c & 0x1F];
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? (char)c : 0;
}

/* " MANUEL RODRIGUEZ PATRIOTIC FRONT ": a blank round each word. */
static size_t normalise(casus_str name, char *out)
{
    size_t len = 0;
    out[len++] = ' ';
    for (size_t i = 0; i < name.len && len + 2 < MOST_LETTERS;) {
        uint32_t c = utf8_next(name, &i);
        if (plain(c)) out[len++] = plain(c);
        else if (out[len - 1] != ' ') out[len++] = ' ';
    }
    if (out[len - 1] != ' ') out[len++] = ' ';
    return len;
}

/* " FARABUNDO MARTI FRONT " -> " FMF "; small words have no letter in it. */
static size_t initials(casus_str normal, char *out)
{
    static const char small[] = " OF THE FOR AND IN A DE LA EL DEL LOS Y S ";
    size_t len = 0, start = 1;
    out[len++] = ' ';
    for (size_t i = 1; i < normal.len; i++) {
        if (normal.ptr[i] != ' ') continue;
        casus_str word = str_slice(normal, start - 1, i + 1);
        if (str_find(STR(small), word) == SIZE_MAX) out[len++] = normal.ptr[start];
        start = i + 1;
    }
    out[len++] = ' ';
    return len;
}

bool names_match(casus_str a, casus_str b)
{
    char first[MOST_LETTERS], second[MOST_LETTERS], letters[MOST_LETTERS];
    casus_str x = {first, normalise(a, first)}, y = {second, normalise(b, second)};
    if (x.len < 4 || y.len < 4) return false;
    if (str_find(x, y) != SIZE_MAX || str_find(y, x) != SIZE_MAX) return true;
    casus_str short_x = {letters, initials(x, letters)};
    if (short_x.len > 4 && str_find(y, short_x) != SIZE_MAX) return true;
    casus_str short_y = {letters, initials(y, letters)};
    return short_y.len > 4 && str_find(x, short_y) != SIZE_MAX;
}

/* ---- counting -------------------------------------------------------------------------------- */

static bool any_match(const muc_names *a, const muc_names *b)
{
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t j = 0; j < b->n; j++)
            if (names_match(a->items[i], b->items[j])) return true;
    return false;
}

void muc_count(muc_tally *self, const muc_row *row)
{
    uint32_t right = 0;
    self->rows++;
    for (uint32_t g = 0; g < row->n_gold; g++) {
        bool found = false;
        for (uint32_t f = 0; f < row->n_found && !found; f++)
            found = any_match(&row->gold[g], &row->found[f]);
        right += found;
    }
    self->organisations += row->n_gold;
    self->organisations_right += right;
    if (row->n_gold) {
        self->named++;
        self->named_right += right > 0;
        self->named_other += !right && row->n_organisations;
    } else if (row->empty) {
        self->empty++;
        self->empty_wrong += row->n_organisations > 0;
    } else {
        self->unnamed++;
        self->unnamed_wrong += row->n_organisations > 0;
    }
}

/* ---- rows ------------------------------------------------------------------------------------ */

static uint32_t n_values(const json *list)
{
    uint32_t n = 0;
    for (const json *v = json_first(list); v; v = v->next) n++;
    return n;
}

static bool make_room(muc_names *names, uint32_t n, arena *mem)
{
    names->items = arena_alloc(mem, (n + 1) * sizeof *names->items);
    return names->items != NULL;
}

static bool read_gold(muc_row *out, const json *row, arena *mem)
{
    const json *roles = json_member(row, "roles");
    const json *list = json_member(roles, "perp_organization_id");
    *out = (muc_row){.empty = true};
    for (const json *role = json_first(roles); role; role = role->next)
        out->empty = out->empty && !json_first(role);
    out->gold = arena_alloc(mem, (n_values(list) + 1) * sizeof *out->gold);
    for (const json *v = json_first(list); v && out->gold; v = v->next) {
        muc_names *names = &out->gold[out->n_gold++];
        if (!make_room(names, n_values(v), mem)) return false;
        for (const json *name = json_first(v); name; name = name->next)
            names->items[names->n++] = json_text(name);
    }
    return arena_ok(mem);
}

/* Done, said to be done, denied, feared; not what was only planned, and not what was not done. */
static bool is_attack(const casus_event *e)
{
    bool told = e->status == CASUS_ACTUAL || e->status == CASUS_DENIED ||
                e->status == CASUS_POSSIBLE || e->status == CASUS_ENDED;
    return told && e->has_source && strcmp(e->type, "ASSAULT") == 0;
}

/* Something that a form would name as organisation: a body, or a force, government or party. */
static bool is_organisation(const casus_actor *actor)
{
    static const char sectors[] = " GOV MIL COP PRM REB UAF SPY PTY ";
    if (actor->body) return true;
    return actor->n_sectors && str_find(STR(sectors), str_from(actor->sectors[0])) != SIZE_MAX;
}

static bool read_found(muc_row *out, const recoding *found, arena *mem)
{
    out->found = arena_alloc(mem, (found->n + 1) * sizeof *out->found);
    for (uint32_t i = 0; i < found->n && out->found; i++) {
        const casus_event *e = &found->events[i];
        if (!is_attack(e)) continue;
        muc_names *names = &out->found[out->n_found++];
        if (!make_room(names, 3, mem)) return false;
        if (e->source.body) names->items[names->n++] = str_from(e->source.body);
        if (e->source.name.len) names->items[names->n++] = e->source.name;
        names->items[names->n++] = e->source.text;
        out->n_organisations += is_organisation(&e->source);
    }
    return arena_ok(mem);
}

static casus_status count_rows(event_file *self, recoding *coding, muc_tally *tally,
                               casus_error *err)
{
    for (;;) {
        const json *value;
        muc_row row;
        TRY(gold_next(&self->rows, &self->mem, &value, err));
        if (!value) return CASUS_OK;
        TRY(recoding_run(coding, json_text_of(value, "id"), json_text_of(value, "text"),
                         (casus_str){0}, &self->mem, err));
        bool good = read_gold(&row, value, &self->mem) && read_found(&row, coding, &self->mem);
        FAIL_IF(!good, CASUS_NO_MEMORY, "no memory for a row");
        muc_count(tally, &row);
    }
}

static casus_status write(event_file *self, const muc_tally *t, casus_error *err)
{
    report r;
    event_report_open(&r, "muc", self);
    report_number(&r, "rows", "documents", t->rows);
    report_section(&r, "perpetrators", "Organisations behind attacks");
    report_share(&r, "documents", "documents with one of theirs found", t->named_right, t->named);
    report_share(&r, "organisations", "organisations found", t->organisations_right,
                 t->organisations);
    report_share(&r, "others", "documents with only another found", t->named_other, t->named);
    report_share(&r, "unnamed", "found where an attack has none", t->unnamed_wrong, t->unnamed);
    report_share(&r, "empty", "found where there is no attack", t->empty_wrong, t->empty);
    return report_close(&r, self->sink, err);
}

casus_status muc_evaluate(event_file *self, casus_error *err)
{
    casus_options options = {.engine = self->how->engine};
    muc_tally tally = {0};
    recoding coding;
    casus_status status = recoding_open(&coding, self->model, &options, err);
    if (status == CASUS_OK) status = count_rows(self, &coding, &tally, err);
    recoding_close(&coding);
    return status == CASUS_OK ? write(self, &tally, err) : status;
}
