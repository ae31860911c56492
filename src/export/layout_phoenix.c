/* layout_phoenix: the event files of the Phoenix pipeline (26 columns) and of the PETRARCH coders. */
#include "export/cameo_actor.h"
#include "export/layout.h"

/* ---- what both have ------------------------------------------------------------------------ */

static void put_compact_day(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    layout_put_compact_day(out, layout_day(row->view));
}

static void put_actor(buf *out, const layout_row *row, int side)
{
    cameo_actor actor = cameo_actor_of(layout_actor(row, side));
    cameo_actor_put(out, &actor, CAMEO_UNKNOWN);
}

/* "a1_1;a1_4": document and sentence, from 1, of each report. */
static void put_sentences(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    const event_view *view = row->view;
    for (uint32_t i = 0; i < view->n_reports; i++) {
        if (i) buf_put_char(out, ';');
        buf_put_str(out, view->story.id);
        buf_printf(out, "_%u", view->reports[i].sentence + 1);
    }
}

static void put_address(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_put_str(out, row->view->story.url);
}

/* ---- Phoenix ------------------------------------------------------------------------------- */

static void put_id(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_printf(out, "%llu_%s", (unsigned long long)layout_number(row->view->event.id),
               CASUS_VERSION);
}

enum day_part { YEAR, MONTH, OF_MONTH };

static void put_day_part(buf *out, const layout_row *row, int part)
{
    char iso[11];
    int32_t day = layout_day(row->view);
    if (day == CASUS_NO_DAY) return;
    casus_day_format(day, iso);
    static const struct {
        int at, n;
    } PARTS[] = {{0, 4}, {5, 2}, {8, 2}};
    buf_put(out, iso + PARTS[part].at, (size_t)PARTS[part].n);
}

static void put_entity(buf *out, const layout_row *row, int side)
{
    buf_put_str(out, str_from(cameo_actor_of(layout_actor(row, side)).entity));
}

/* Has Phoenix a column of its own for the role? */
static bool is_role(const char *word)
{
    static const char *const ROLES[] = {"GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD",
                                        "SPY", "MED", "EDU", "BUS", "CRM", "CVL"};
    for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++) {
        if (strcmp(ROLES[i], word) == 0) return true;
    }
    return false;
}

/* The first role of those that Phoenix has; n_roles: none. */
static uint32_t main_role(const cameo_actor *actor)
{
    uint32_t i = 0;
    while (i < actor->n_roles && !is_role(actor->roles[i])) i++;
    return i;
}

static void put_role(buf *out, const layout_row *row, int side)
{
    cameo_actor actor = cameo_actor_of(layout_actor(row, side));
    uint32_t i = main_role(&actor);
    if (i < actor.n_roles) buf_put_str(out, str_from(actor.roles[i]));
}

static void put_attribute(buf *out, const char *word)
{
    if (!word) return;
    if (out->len) buf_put_char(out, ';');
    buf_put_str(out, str_from(word));
}

static void put_attributes(buf *out, const layout_row *row, int side)
{
    cameo_actor actor = cameo_actor_of(layout_actor(row, side));
    uint32_t main = main_role(&actor);
    put_attribute(out, actor.group);
    for (uint32_t i = 0; i < actor.n_roles; i++) {
        if (i != main) put_attribute(out, actor.roles[i]);
    }
}

/* Phoenix counts statements and appeals as 0 and reduced relations as verbal conflict. */
static void put_quad(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    static const char QUADS[] = "000111222333334434444";
    const char *code = row->view->event.cameo.code;
    int root = (code[0] - '0') * 10 + (code[1] - '0');
    if (root >= 1 && root <= 20) buf_put_char(out, QUADS[root]);
}

static void put_place_country(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    if (row->view->event.has_place) buf_put_str(out, str_from(row->view->event.place.country));
}

#define ACTOR(prefix, side)                                                                        \
    {prefix "ActorFull", put_actor, side, "the whole CAMEO code; --- unknown"},                    \
    {prefix "ActorEntity", put_entity, side, "state, IGO, NGO, IMG or MNC"},                       \
    {prefix "ActorRole", put_role, side, "GOV MIL REB OPP PTY COP JUD SPY MED EDU BUS CRM CVL"},   \
    {prefix "ActorAttribute", put_attributes, side, "the other blocks of the code, joined by ;"}

static const layout_column PHOENIX[] = {
    {"EventID", put_id, 0, "whole number below 2^53, an underscore, casus's version"},
    {"Date", put_compact_day, 0, "YYYYMMDD: the event's first day, else the article's"},
    {"Year", put_day_part, YEAR, "YYYY"},
    {"Month", put_day_part, MONTH, "MM"},
    {"Day", put_day_part, OF_MONTH, "DD"},
    ACTOR("Source", LAYOUT_SOURCE),
    ACTOR("Target", LAYOUT_TARGET),
    {"EventCode", layout_put_cameo, 0, "CAMEO code; text, leading zeros matter"},
    {"EventRootCode", layout_put_cameo, 2, "its first two digits"},
    {"QuadClass", put_quad, 0,
     "0 statements and appeals (01, 02), 1 verbal cooperation (03-05), 2 material cooperation "
     "(06-08), 3 verbal conflict (09-13, 16), 4 material conflict"},
    {"GoldsteinScore", layout_put_goldstein, 0, "-10 to 10, by the code"},
    {"Issues", NULL, 0, "not coded"},
    {"Lat", layout_put_latitude, 0, "degrees"},
    {"Lon", layout_put_longitude, 0, "degrees"},
    {"LocationName", layout_put_place, 0, "where it happened"},
    {"StateName", layout_put_province, 0, "first-order division"},
    {"CountryCode", put_place_country, 0, "ISO 3166 alpha-3"},
    {"SentenceID", put_sentences, 0, "document, underscore, sentence from 1; joined by ;"},
    {"URLs", put_address, 0, "address of the document"},
    {"NewsSources", layout_put_publisher, 0, "publisher, else the address's host"},
};

const layout layout_phoenix = {
    .name = "phoenix",
    .title = "Phoenix events",
    .about = "The columns of the Phoenix data sets, from casus's events. An actor's code is "
             "CAMEO's: MED is media, HLH health. Read the event codes as text.",
    .frame = LAYOUT_TSV,
    .needs = LAYOUT_NEEDS_CAMEO,
    .absent = "",
    .columns = PHOENIX,
    .n_columns = sizeof PHOENIX / sizeof *PHOENIX};

/* ---- PETRARCH ------------------------------------------------------------------------------ */

static void put_actor_text(buf *out, const layout_row *row, int side)
{
    const casus_actor *actor = layout_actor(row, side);
    buf_put_str(out, actor && actor->text.len ? actor->text : STR(CAMEO_UNKNOWN));
}

static void put_trigger(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_put_str(out, row->view->event.trigger.len ? row->view->event.trigger : STR(CAMEO_UNKNOWN));
}

static void put_story_source(buf *out, const layout_row *row, int arg)
{
    layout_put_publisher(out, row, arg);
    if (!out->len) buf_put_str(out, STR("NULL"));
}

static const layout_column PETRARCH[] = {
    {"Date", put_compact_day, 0, "YYYYMMDD: the event's first day, else the article's"},
    {"Source", put_actor, LAYOUT_SOURCE, "CAMEO actor code; --- unknown"},
    {"Target", put_actor, LAYOUT_TARGET, "CAMEO actor code; --- unknown"},
    {"Code", layout_put_cameo, 0, "CAMEO code; text, leading zeros matter"},
    {"Issues", NULL, 0, "not coded"},
    {"IDs", put_sentences, 0, "document, underscore, sentence from 1; joined by ;"},
    {"URL", put_address, 0, "address of the document; PETRARCH leaves the column out without one"},
    {"StorySource", put_story_source, 0, "publisher, else the address's host; NULL unknown"},
    {"SourceText", put_actor_text, LAYOUT_SOURCE, "the source's words; --- none"},
    {"TargetText", put_actor_text, LAYOUT_TARGET, "the target's words; --- none"},
    {"EventText", put_trigger, 0, "the act's words"},
};

const layout layout_petrarch = {
    .name = "petrarch",
    .title = "PETRARCH events",
    .about = "The event file of PETRARCH with actor and event text, from casus's events.",
    .frame = LAYOUT_TSV,
    .needs = LAYOUT_NEEDS_CAMEO,
    .absent = "",
    .columns = PETRARCH,
    .n_columns = sizeof PETRARCH / sizeof *PETRARCH};
