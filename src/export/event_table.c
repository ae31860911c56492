/* event_table: one row an event: date, source, act, target, status, whose claim, place,
 * evidence. */
#include "export/event_table.h"

static const table_column COLUMNS[] = {
    {"DATE", 15, 23, false},    {"SOURCE", 7, 30, false}, {"ACT", 13, 24, false},
    {"TARGET", 7, 30, false},   {"STATUS", 6, 15, false}, {"ATTRIBUTED", 7, 24, false},
    {"PLACE", 6, 22, false},    {"EVIDENCE", 28, 100, false},
};

enum { DATE, SOURCE, ACT, TARGET, STATUS, ATTRIBUTED, PLACE, EVIDENCE, N_COLUMNS };

void event_table_init(table *self, bool color, uint32_t width)
{
    table_init(self, COLUMNS, N_COLUMNS, color, width);
}

static void put_word(buf *out, casus_str word)
{
    if (!word.ptr || !word.len) return;
    if (out->len) buf_put_char(out, ' ');
    buf_put_str(out, word);
}

void actor_label(buf *out, const casus_actor *actor)
{
    buf_reset(out);
    put_word(out, str_from(actor->code));
    put_word(out, str_from(actor->body));
    for (uint32_t i = 0; i < actor->n_sectors; i++) put_word(out, str_from(actor->sectors[i]));
    /* A bare country needs no name beside its code. */
    if (actor->code && !actor->body && !actor->n_sectors) return;
    put_word(out, actor->name.len ? actor->name : actor->text);
}

void day_label(buf *out, int32_t from, int32_t to, bool inferred)
{
    char text[11];
    buf_reset(out);
    if (from == CASUS_NO_DAY) return;
    casus_day_format(from, text);
    buf_printf(out, "%s%s", inferred ? "~" : "", text);
    if (to == from || to == CASUS_NO_DAY) return;
    /* What the two days share in front is written once. */
    char end[11];
    casus_day_format(to, end);
    size_t shared = memcmp(text, end, 8) == 0 ? 8 : memcmp(text, end, 5) == 0 ? 5 : 0;
    buf_printf(out, "..%s", end + shared);
}

/* The place of the trigger in the sentence's cleaned text: the occurrence nearest to where the
 * payload has it (cleaning may have moved it a little). */
static uint32_t trigger_at(const casus_event *e)
{
    size_t want = e->trigger_span.start - e->sentence_span.start, best = SIZE_MAX;
    if (e->trigger_span.start < e->sentence_span.start || !e->trigger.len) return 0;
    for (size_t from = 0; from < e->sentence_text.len;) {
        size_t found =
            str_find(str_slice(e->sentence_text, from, e->sentence_text.len), e->trigger);
        if (found == SIZE_MAX) break;
        found += from;
        size_t off = found > want ? found - want : want - found;
        if (best == SIZE_MAX || off < (best > want ? best - want : want - best)) best = found;
        if (found >= want) break;
        from = found + 1;
    }
    return best == SIZE_MAX ? 0 : (uint32_t)best;
}

static uint32_t quad_color(int quad)
{
    static const uint32_t COLORS[] = {TABLE_PLAIN, TABLE_GREEN, TABLE_CYAN, TABLE_YELLOW,
                                      TABLE_RED};
    return quad >= 1 && quad <= 4 ? COLORS[quad] : TABLE_PLAIN;
}

static void act_label(buf *out, const casus_event *e)
{
    buf_reset(out);
    if (e->of[0]) put_word(out, STR("↳"));
    put_word(out, str_from(e->type));
    for (uint32_t i = 0; i < e->n_modes; i++) put_word(out, str_from(e->modes[i]));
}

static void fill_cells(const casus_event *e, buf *labels, table_cell *cells)
{
    day_label(&labels[DATE], e->date.from, e->date.to, e->date.inferred);
    buf_reset(&labels[SOURCE]);
    if (e->has_source) actor_label(&labels[SOURCE], &e->source);
    act_label(&labels[ACT], e);
    buf_reset(&labels[TARGET]);
    if (e->has_target) actor_label(&labels[TARGET], &e->target);
    buf_reset(&labels[STATUS]);
    put_word(&labels[STATUS], str_from(casus_event_status_text(e->status)));
    if (e->historical) put_word(&labels[STATUS], STR("past"));
    buf_reset(&labels[ATTRIBUTED]);
    if (e->attributed_to.present) actor_label(&labels[ATTRIBUTED], &e->attributed_to.source);
    buf_reset(&labels[PLACE]);
    if (e->has_place) {
        put_word(&labels[PLACE], e->place.name);
        if (!e->place.precision || strcmp(e->place.precision, "country") != 0) {
            put_word(&labels[PLACE], str_from(e->place.country));
        }
    }
    for (uint32_t i = 0; i < EVIDENCE; i++) cells[i] = (table_cell){.text = buf_str(&labels[i])};
    cells[EVIDENCE] = (table_cell){.text = e->sentence_text,
                                   .focus = trigger_at(e),
                                   .focus_len = (uint32_t)e->trigger.len};
    cells[ACT].color = quad_color(e->plover.quad);
    if (e->status != CASUS_ACTUAL || e->historical) cells[STATUS].color = TABLE_DIM;
}

casus_status event_table_row(table *self, const casus_event *event, casus_sink sink,
                             casus_error *err)
{
    buf labels[N_COLUMNS] = {0};
    table_cell cells[N_COLUMNS];
    fill_cells(event, labels, cells);
    bool good = true;
    for (uint32_t i = 0; i < N_COLUMNS; i++) good = good && buf_ok(&labels[i]);
    casus_status status =
        good ? table_row(self, cells, sink, err)
             : error_set(err, CASUS_NO_MEMORY, "there is no memory left to write the table");
    for (uint32_t i = 0; i < N_COLUMNS; i++) buf_release(&labels[i]);
    return status;
}
