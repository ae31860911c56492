/* layout: the frame of every layout; see layout.h. */
#include "export/layout.h"

static const layout *const LAYOUTS[] = {
    &layout_casus,   &layout_gdelt,    &layout_gdelt1,  &layout_mentions, &layout_icews,
    &layout_phoenix, &layout_petrarch, &layout_polecat, &layout_plover};

_Static_assert(sizeof LAYOUTS / sizeof *LAYOUTS <= LAYOUT_MAX, "LAYOUT_MAX is too small");

const layout *layout_at(size_t i)
{
    return i < sizeof LAYOUTS / sizeof *LAYOUTS ? LAYOUTS[i] : NULL;
}

const layout *layout_find(casus_str name)
{
    const layout *found = NULL;
    for (size_t i = 0; !found && layout_at(i); i++) {
        if (str_eq(name, str_from(layout_at(i)->name))) found = layout_at(i);
    }
    return found;
}

casus_status layout_named(casus_str name, const layout **out, casus_error *err)
{
    buf known = {0};
    *out = layout_find(name);
    if (*out) return CASUS_OK;
    for (size_t i = 0; layout_at(i); i++) buf_printf(&known, "%s%s", i ? ", " : "", layout_at(i)->name);
    error_set(err, CASUS_USAGE, "there is no export format \"%.*s\"; there are %s",
              (int)(name.len < 40 ? name.len : 40), name.ptr ? name.ptr : "",
              buf_ok(&known) ? known.ptr : "others");
    buf_release(&known);
    return CASUS_USAGE;
}

/* ---- fields -------------------------------------------------------------------------------- */

/* Without what would end the field or the row. */
static void put_tsv_field(buf *out, casus_str text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] >= ' ') continue;
        emit_utf8(out, str_slice(text, from, i));
        buf_put_char(out, ' ');
        from = i + 1;
    }
    emit_utf8(out, str_slice(text, from, text.len));
}

static void put_field(buf *out, const layout *self, size_t column, casus_str text)
{
    if (column) buf_put_char(out, self->frame == LAYOUT_CSV ? ',' : '\t');
    if (!text.len) text = str_from(self->absent);
    if (self->frame == LAYOUT_CSV) {
        csv_field(out, text);
    } else {
        put_tsv_field(out, text);
    }
}

static void end_row(buf *out, const layout *self)
{
    buf_put_str(out, self->frame == LAYOUT_CSV ? STR("\r\n") : STR("\n"));
}

/* The column's value, in `cell`, whose failure is sticky for the row. */
static casus_str value_of(const layout_column *column, const layout_row *row, buf *cell)
{
    if (buf_ok(cell)) buf_reset(cell);
    if (column->put) column->put(cell, row, column->arg);
    return buf_ok(cell) ? buf_str(cell) : (casus_str){0};
}

/* ---- rows ---------------------------------------------------------------------------------- */

void layout_header(buf *out, const layout *self)
{
    if (!self->header) return;
    for (size_t i = 0; i < self->n_columns; i++) {
        put_field(out, self, i, str_from(self->columns[i].name));
    }
    end_row(out, self);
}

static void put_object(buf *out, const layout *self, const layout_row *row, buf *cell)
{
    buf_put_char(out, '{');
    for (size_t i = 0; i < self->n_columns; i++) {
        casus_str value = value_of(&self->columns[i], row, cell);
        if (!value.len) continue;
        emit_key(out, self->columns[i].name);
        buf_put_str(out, value);
    }
    buf_put_str(out, STR("}\n"));
}

static void put_row(buf *out, const layout *self, const layout_row *row, buf *cell)
{
    if (self->frame == LAYOUT_JSON) {
        put_object(out, self, row, cell);
    } else {
        for (size_t i = 0; i < self->n_columns; i++) {
            put_field(out, self, i, value_of(&self->columns[i], row, cell));
        }
        end_row(out, self);
    }
    if (!buf_ok(cell)) out->failed = true;
}

void layout_event(buf *out, const layout *self, const event_view *view, buf *cell)
{
    const casus_event *event = &view->event;
    if (self->needs == LAYOUT_NEEDS_CAMEO && !event->cameo.code) return;
    if (self->needs == LAYOUT_NEEDS_PLOVER && !event->plover.type) return;
    uint32_t n = self->row_a_report ? view->n_reports : 1;
    for (uint32_t i = 0; i < n; i++) {
        put_row(out, self, &(layout_row){.view = view, .report = i}, cell);
    }
}

/* ---- values that more than one layout has -------------------------------------------------- */

const casus_actor *layout_actor(const layout_row *row, int side)
{
    const casus_event *event = &row->view->event;
    if (side == LAYOUT_SOURCE) return event->has_source ? &event->source : NULL;
    return event->has_target ? &event->target : NULL;
}

void layout_put_day(buf *out, int32_t day)
{
    char text[11];
    if (day == CASUS_NO_DAY) return;
    casus_day_format(day, text);
    buf_put_str(out, str_from(text));
}

void layout_put_compact_day(buf *out, int32_t day)
{
    char text[11];
    if (day == CASUS_NO_DAY) return;
    casus_day_format(day, text);
    buf_printf(out, "%.4s%.2s%.2s", text, text + 5, text + 8);
}

bool layout_is_town(const casus_place *place)
{
    return place->precision &&
           (strcmp(place->precision, "city") == 0 || strcmp(place->precision, "site") == 0);
}

void layout_put_latitude(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    if (row->view->event.has_place) emit_decimal(out, row->view->event.place.lat, 2, 5);
}

void layout_put_longitude(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    if (row->view->event.has_place) emit_decimal(out, row->view->event.place.lon, 2, 5);
}

void layout_put_cameo(buf *out, const layout_row *row, int digits)
{
    casus_str code = str_from(row->view->event.cameo.code);
    size_t wanted = digits ? (size_t)digits : code.len;
    buf_put_str(out, str_slice(code, 0, wanted < code.len ? wanted : code.len));
}

void layout_put_goldstein(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    emit_decimal(out, row->view->event.cameo.goldstein, 1, 2);
}

void layout_put_publisher(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    const event_story *story = &row->view->story;
    if (story->publisher.len)
        buf_put_str(out, story->publisher);
    else if (str_find(story->url, STR("://")) != SIZE_MAX)
        buf_put_str(out, str_host(story->url));
}

void layout_put_document(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_put_str(out, row->view->story.id);
}

void layout_put_number(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_printf(out, "%llu", (unsigned long long)layout_number(row->view->event.id));
}

void layout_put_event_day(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    layout_put_day(out, layout_day(row->view));
}

void layout_put_place(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    if (row->view->event.has_place) buf_put_str(out, row->view->event.place.name);
}

void layout_put_city(buf *out, const layout_row *row, int arg)
{
    const casus_event *event = &row->view->event;
    if (event->has_place && layout_is_town(&event->place)) layout_put_place(out, row, arg);
}

void layout_put_province(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    if (row->view->event.has_place) buf_put_str(out, row->view->event.place.admin1);
}

void layout_put_geonames(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    const casus_event *event = &row->view->event;
    if (event->has_place && event->place.geonames >= 0)
        buf_printf(out, "%lld", (long long)event->place.geonames);
}

int32_t layout_day(const event_view *view)
{
    return view->event.date.from != CASUS_NO_DAY ? view->event.date.from : view->story.published;
}

uint64_t layout_number(const char *id)
{
    uint64_t number = 0;
    for (; *id; id++) {
        number = number << 4 | (uint64_t)(*id <= '9' ? *id - '0' : *id - 'a' + 10);
    }
    return number >> 11;
}
