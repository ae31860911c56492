/* layout_polecat: the 40 columns of the POLECAT event files (Halterman et al. 2023), PLOVER's codes. */
#include "export/layout.h"
#include "export/states.h"

static void put_id(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_put_str(out, str_from(row->view->event.id));
}

static void put_published(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    layout_put_day(out, row->view->story.published);
}

static void put_type(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_put_str(out, str_from(row->view->event.plover.type));
}

/* Modes are the act's own: they say nothing of a type that its status made. */
static void put_mode(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    const casus_event *event = &row->view->event;
    if (event->n_modes && event->type && strcmp(event->type, event->plover.type) == 0) {
        buf_put_str(out, str_from(event->modes[0]));
    }
}

static void put_intensity(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    emit_decimal(out, row->view->event.plover.intensity, 1, 2);
}

static void put_quad(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    static const char *const QUADS[] = {NULL, "VERBAL COOPERATION", "MATERIAL COOPERATION",
                                        "VERBAL CONFLICT", "MATERIAL CONFLICT"};
    int quad = row->view->event.plover.quad;
    if (quad >= 1 && quad <= 4) buf_put_str(out, str_from(QUADS[quad]));
}

static void put_list(buf *out, const char *const *words, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (i) buf_put_str(out, STR("; "));
        buf_put_str(out, str_from(words[i]));
    }
}

static void put_contexts(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    put_list(out, row->view->event.contexts, row->view->event.n_contexts);
}

static void put_name(buf *out, const layout_row *row, int side)
{
    const casus_actor *actor = layout_actor(row, side);
    if (actor) buf_put_str(out, actor->name.len ? actor->name : actor->text);
}

static void put_country(buf *out, const layout_row *row, int side)
{
    const casus_actor *actor = layout_actor(row, side);
    if (actor) buf_put_str(out, str_from(actor->code));
}

static void put_cow(buf *out, const layout_row *row, int side)
{
    const casus_actor *actor = layout_actor(row, side);
    const state_codes *state = actor ? states_find(actor->code) : NULL;
    if (state && state->cow) buf_printf(out, "%d", state->cow);
}

static void put_sector(buf *out, const layout_row *row, int side)
{
    const casus_actor *actor = layout_actor(row, side);
    if (actor && actor->n_sectors) buf_put_str(out, str_from(actor->sectors[0]));
}

static void put_sectors(buf *out, const layout_row *row, int side)
{
    const casus_actor *actor = layout_actor(row, side);
    if (actor) put_list(out, actor->sectors, actor->n_sectors);
}

static void put_raw_name(buf *out, const layout_row *row, int side)
{
    const casus_actor *actor = layout_actor(row, side);
    if (actor) buf_put_str(out, actor->text);
}

/* ---- place --------------------------------------------------------------------------------- */

static const casus_place *place_of(const layout_row *row)
{
    static const casus_place NOWHERE = {.geonames = -1};
    return row->view->event.has_place ? &row->view->event.place : &NOWHERE;
}

static void put_place_country(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_put_str(out, str_from(place_of(row)->country));
}

static void put_place_text(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_put_str(out, place_of(row)->text);
}

static void put_feature(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    static const char *const FEATURES[][2] = {
        {"country", "PCLI"}, {"admin1", "ADM1"}, {"admin2", "ADM2"}, {"city", "PPL"}};
    const char *precision = place_of(row)->precision;
    for (size_t i = 0; precision && i < sizeof FEATURES / sizeof *FEATURES; i++) {
        if (strcmp(precision, FEATURES[i][0]) == 0) buf_put_str(out, str_from(FEATURES[i][1]));
    }
}

/* ---- the story ----------------------------------------------------------------------------- */

static void put_language(buf *out, const layout_row *row, int arg)
{
    (void)row;
    (void)arg;
    buf_put_str(out, STR("English"));
}

static void put_version(buf *out, const layout_row *row, int arg)
{
    (void)row;
    (void)arg;
    buf_put_str(out, STR("casus " CASUS_VERSION));
}

#define ACTOR(prefix, side)                                                                        \
    {prefix " Name", put_name, side, "resolved name, else its words"},                             \
    {prefix " Country", put_country, side, "ISO 3166 alpha-3, or UNO, EUR, IGO, NGO, IMG, MNC"},   \
    {prefix " COW", put_cow, side, "Correlates of War number of the state"},                       \
    {"Primary " prefix " Sector", put_sector, side, "PLOVER sector"},                              \
    {prefix " Sectors", put_sectors, side, "PLOVER sectors, the main one first"},                  \
    {prefix " Title", NULL, 0, "not coded"},                                                       \
    {prefix " Name Raw", put_raw_name, side, "its words in the text"},                             \
    {"Wikipedia " prefix " ID", NULL, 0, "not coded"}

static const layout_column COLUMNS[] = {
    {"Event ID", put_id, 0, "16 hexadecimal digits, the same for the same event"},
    {"Event Date", layout_put_event_day, 0, "YYYY-MM-DD: the event's first day, else the article's"},
    {"Event Type", put_type, 0, "published PLOVER type"},
    {"Event Mode", put_mode, 0, "PLOVER mode"},
    {"Intensity", put_intensity, 0, "of the PLOVER manual"},
    {"Quad Code", put_quad, 0, "VERBAL or MATERIAL, COOPERATION or CONFLICT"},
    {"Contexts", put_contexts, 0, "PLOVER contexts"},
    ACTOR("Actor", LAYOUT_SOURCE),
    ACTOR("Recipient", LAYOUT_TARGET),
    {"Placename", layout_put_place, 0, "where it happened"},
    {"City", layout_put_city, 0, "where it is one"},
    {"District", NULL, 0, "not coded"},
    {"Province", layout_put_province, 0, "first-order division"},
    {"Country", put_place_country, 0, "ISO 3166 alpha-3 of where it happened"},
    {"Latitude", layout_put_latitude, 0, "degrees"},
    {"Longitude", layout_put_longitude, 0, "degrees"},
    {"GeoNames ID", layout_put_geonames, 0, "of the place"},
    {"Raw Placename", put_place_text, 0, "its words in the text"},
    {"Feature Type", put_feature, 0, "GeoNames: PCLI, ADM1, ADM2, PPL"},
    {"Source", layout_put_publisher, 0, "publisher, else the address's host"},
    {"Publication Date", put_published, 0, "YYYY-MM-DD"},
    {"Story People", NULL, 0, "not coded"},
    {"Story Organizations", NULL, 0, "not coded"},
    {"Story Locations", NULL, 0, "not coded"},
    {"Language", put_language, 0, "English"},
    {"Version", put_version, 0, "casus and its version"},
};

const layout layout_polecat = {
    .name = "polecat",
    .title = "POLECAT events",
    .about = "The columns of POLECAT, from casus's events. Several values of a cell are joined by "
             "`; `. A compound act is a row for each pair of actors.",
    .frame = LAYOUT_TSV,
    .header = true,
    .needs = LAYOUT_NEEDS_PLOVER,
    .absent = "None",
    .columns = COLUMNS,
    .n_columns = sizeof COLUMNS / sizeof *COLUMNS};
