/* layout_icews: the 20 columns of the ICEWS event files (Boschee et al., Harvard Dataverse). */
#include "export/cameo_names.h"
#include "export/layout.h"
#include "export/states.h"

static void put_name(buf *out, const layout_row *row, int side)
{
    const casus_actor *actor = layout_actor(row, side);
    if (!actor) {
        buf_put_str(out, STR("Unspecified Actor"));
        return;
    }
    buf_put_str(out, actor->name.len ? actor->name : actor->text);
}

/* ICEWS's words for what PLOVER's sectors are. */
static const char *sector_name(const char *sector)
{
    static const char *const NAMES[][2] = {{"AGR", "Agriculture"},
                                           {"BUS", "Business"},
                                           {"COP", "Police"},
                                           {"CRM", "Criminals / Gangs"},
                                           {"CVL", "General Population / Civilian / Social"},
                                           {"EDU", "Education"},
                                           {"ELI", "Elite"},
                                           {"GOV", "Government"},
                                           {"JRN", "News"},
                                           {"JUD", "Judicial"},
                                           {"LAB", "Labor"},
                                           {"LEG", "Legislative / Parliamentary"},
                                           {"MED", "Medical / Health"},
                                           {"MIL", "Military"},
                                           {"OPP", "Dissident"},
                                           {"PRE", "Separatists"},
                                           {"PRM", "Paramilitary"},
                                           {"PTY", "Parties"},
                                           {"REB", "Insurgents"},
                                           {"REF", "Refugees / Displaced"},
                                           {"REL", "Religious"},
                                           {"SOC", "Social"},
                                           {"SPY", "Intelligence"},
                                           {"UAF", "Unidentified Forces"}};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if (strcmp(NAMES[i][0], sector) == 0) return NAMES[i][1];
    }
    return sector;
}

static void put_sectors(buf *out, const layout_row *row, int side)
{
    const casus_actor *actor = layout_actor(row, side);
    for (uint32_t i = 0; actor && i < actor->n_sectors; i++) {
        if (i) buf_put_char(out, ',');
        buf_put_str(out, str_from(sector_name(actor->sectors[i])));
    }
}

static void put_country_of(buf *out, const char *code)
{
    const state_codes *state = states_find(code);
    if (state) buf_put_str(out, str_from(state->name));
}

static void put_country(buf *out, const layout_row *row, int side)
{
    const casus_actor *actor = layout_actor(row, side);
    if (actor) put_country_of(out, actor->code);
}

static void put_text(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_put_str(out, str_from(cameo_name_of(row->view->event.cameo.code)));
}

static void put_sentence(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_printf(out, "%u", row->view->event.sentence + 1);
}

static void put_place_country(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    if (row->view->event.has_place) put_country_of(out, row->view->event.place.country);
}

static const layout_column COLUMNS[] = {
    {"Event ID", layout_put_number, 0, "whole number below 2^53, the same for the same event"},
    {"Event Date", layout_put_event_day, 0, "YYYY-MM-DD: the event's first day, else the article's"},
    {"Source Name", put_name, LAYOUT_SOURCE, "resolved name, else its words; Unspecified Actor"},
    {"Source Sectors", put_sectors, LAYOUT_SOURCE, "ICEWS's words for PLOVER's sectors"},
    {"Source Country", put_country, LAYOUT_SOURCE, "name of the state"},
    {"Event Text", put_text, 0, "name of the CAMEO code"},
    {"CAMEO Code", layout_put_cameo, 0, "text: leading zeros matter"},
    {"Intensity", layout_put_goldstein, 0, "Goldstein scale, -10 to 10"},
    {"Target Name", put_name, LAYOUT_TARGET, "resolved name, else its words; Unspecified Actor"},
    {"Target Sectors", put_sectors, LAYOUT_TARGET, "ICEWS's words for PLOVER's sectors"},
    {"Target Country", put_country, LAYOUT_TARGET, "name of the state"},
    {"Story ID", layout_put_document, 0, "id of the document"},
    {"Sentence Number", put_sentence, 0, "sentence of the document, from 1"},
    {"Publisher", layout_put_publisher, 0, "publisher, else the address's host"},
    {"City", layout_put_city, 0, "where it happened"},
    {"District", NULL, 0, "not coded"},
    {"Province", layout_put_province, 0, "first-order division"},
    {"Country", put_place_country, 0, "name of the state where it happened"},
    {"Latitude", layout_put_latitude, 0, "degrees"},
    {"Longitude", layout_put_longitude, 0, "degrees"},
};

const layout layout_icews = {
    .name = "icews",
    .title = "ICEWS events",
    .about = "The columns of the ICEWS event files, from casus's events. `(Event ID)` is unique "
             "here. Read the CAMEO code as text.",
    .frame = LAYOUT_TSV,
    .header = true,
    .needs = LAYOUT_NEEDS_CAMEO,
    .absent = "",
    .columns = COLUMNS,
    .n_columns = sizeof COLUMNS / sizeof *COLUMNS};
