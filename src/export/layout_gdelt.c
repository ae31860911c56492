/* layout_gdelt: the event and mention files of GDELT, by its codebooks (2.0 of 19 February 2015, 1.0
 * of 2013). What GDELT counts over all its sources we count over the reports of one document.
 */
#include "export/cameo_actor.h"
#include "export/layout.h"
#include "export/states.h"

/* ---- the event and its day ----------------------------------------------------------------- */

enum day_form { DAY, DAY_MONTH, DAY_YEAR, DAY_FRACTION };

static void put_day(buf *out, const layout_row *row, int form)
{
    char iso[11];
    int32_t day = layout_day(row->view);
    if (day == CASUS_NO_DAY) return;
    casus_day_format(day, iso);
    int month = (iso[5] - '0') * 10 + iso[6] - '0', of_month = (iso[8] - '0') * 10 + iso[9] - '0';
    switch ((enum day_form)form) {
    case DAY: layout_put_compact_day(out, day); break;
    case DAY_MONTH: buf_printf(out, "%.4s%.2s", iso, iso + 5); break;
    case DAY_YEAR: buf_printf(out, "%.4s", iso); break;
    case DAY_FRACTION: {
        /* GDELT's own rule: (month * 30 + day) / 365, four digits. */
        int fraction = ((month * 30 + of_month) * 10000 + 182) / 365;
        buf_printf(out, "%.4s.%04d", iso, fraction > 9999 ? 9999 : fraction);
    }
    }
}

/* ---- actors -------------------------------------------------------------------------------- */

static void put_actor_code(buf *out, const layout_row *row, int side)
{
    cameo_actor actor = cameo_actor_of(layout_actor(row, side));
    cameo_actor_put(out, &actor, "");
}

static void put_actor_name(buf *out, const layout_row *row, int side)
{
    const casus_actor *actor = layout_actor(row, side);
    if (!actor) return;
    casus_str name = actor->name.len ? actor->name : actor->text;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        buf_put_char(out, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
    }
}

static void put_actor_country(buf *out, const layout_row *row, int side)
{
    buf_put_str(out, str_from(cameo_actor_of(layout_actor(row, side)).state));
}

static void put_actor_group(buf *out, const layout_row *row, int side)
{
    buf_put_str(out, str_from(cameo_actor_of(layout_actor(row, side)).group));
}

/* Which of an actor's types. */
#define TYPE_OF(side, i) ((side) | (i) << 1)

/* The types of an actor: what it is, where that is no state, then its roles. */
static void put_actor_type(buf *out, const layout_row *row, int arg)
{
    cameo_actor actor = cameo_actor_of(layout_actor(row, arg & 1));
    uint32_t i = (uint32_t)arg >> 1, n_before = actor.entity && !actor.state;
    if (i < n_before) {
        buf_put_str(out, str_from(actor.entity));
    } else if (i - n_before < actor.n_roles) {
        buf_put_str(out, str_from(actor.roles[i - n_before]));
    }
}

/* ---- the act ------------------------------------------------------------------------------- */

static void put_is_root(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_put_char(out, row->view->event.sentence == 0 ? '1' : '0');
}

static void put_quad(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    if (row->view->event.cameo.quad) buf_printf(out, "%d", row->view->event.cameo.quad);
}

static void put_mentions(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_printf(out, "%u", row->view->n_reports);
}

static void put_one(buf *out, const layout_row *row, int arg)
{
    (void)row;
    (void)arg;
    buf_put_char(out, '1');
}

/* ---- places -------------------------------------------------------------------------------- */

static void put_no_place(buf *out, const layout_row *row, int arg)
{
    (void)row;
    (void)arg;
    buf_put_char(out, '0');
}

static bool is_word(const char *word, const char *wanted)
{
    return word && strcmp(word, wanted) == 0;
}

/* 1 country, 2 US state, 3 US city, 4 city elsewhere, 5 province elsewhere; 0 none. */
static int place_type(const casus_event *event)
{
    const casus_place *place = &event->place;
    if (!event->has_place || !place->country) return 0;
    bool in_usa = is_word(place->country, "USA");
    if (is_word(place->precision, "country")) return 1;
    if (is_word(place->precision, "admin1")) return in_usa ? 2 : 5;
    return in_usa ? 3 : 4;
}

static void put_place_type(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_printf(out, "%d", place_type(&row->view->event));
}

/* "Goma, Nord-Kivu, Democratic Republic of Congo" */
static void put_place_name(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    const casus_place *place = &row->view->event.place;
    int type = place_type(&row->view->event);
    if (!type) return;
    const state_codes *state = states_find(place->country);
    buf_put_str(out, place->name);
    if ((type == 3 || type == 4) && place->admin1.len) {
        buf_put_str(out, STR(", "));
        buf_put_str(out, place->admin1);
    }
    if (type != 1 && state) buf_printf(out, ", %s", state->name);
}

static void put_place_country(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    const state_codes *state =
        place_type(&row->view->event) ? states_find(row->view->event.place.country) : NULL;
    if (state) buf_put_str(out, str_from(state->fips));
}

/* ---- the story ----------------------------------------------------------------------------- */

/* The digits of "2024-03-05T12:00:00Z": the first `n`; of a story that no store holds, its day. */
static void put_added(buf *out, const layout_row *row, int n)
{
    const event_story *story = &row->view->story;
    int put = 0;
    for (size_t i = 0; i < story->added.len && put < n; i++) {
        char c = story->added.ptr[i];
        if (c < '0' || c > '9') continue;
        buf_put_char(out, c);
        put++;
    }
    if (put || story->published == CASUS_NO_DAY) return;
    layout_put_compact_day(out, story->published);
    if (n > 8) buf_put_str(out, STR("000000"));
}

static void put_address(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    const event_story *story = &row->view->story;
    buf_put_str(out, story->url.len ? story->url : story->id);
}

#define ACTOR(prefix, side)                                                                        \
    {prefix "Code", put_actor_code, side, "the whole CAMEO code: entity, group, roles"},           \
    {prefix "Name", put_actor_name, side, "the actor's name, else its words, in capitals"},        \
    {prefix "CountryCode", put_actor_country, side, "three-letter code of the state"},             \
    {prefix "KnownGroupCode", put_actor_group, side, "code of an organisation"},                   \
    {prefix "EthnicCode", NULL, 0, "not coded"},                                                   \
    {prefix "Religion1Code", NULL, 0, "not coded"},                                                \
    {prefix "Religion2Code", NULL, 0, "not coded"},                                                \
    {prefix "Type1Code", put_actor_type, TYPE_OF(side, 0), "first role, or IGO, NGO, MNC"},                   \
    {prefix "Type2Code", put_actor_type, TYPE_OF(side, 1), "second role"},                                    \
    {prefix "Type3Code", put_actor_type, TYPE_OF(side, 2), "third role"}

#define HEAD                                                                                       \
    {"GLOBALEVENTID", layout_put_number, 0, "whole number below 2^53, the same for the same event"},          \
    {"SQLDATE", put_day, DAY, "YYYYMMDD: the event's first day, else the article's"},              \
    {"MonthYear", put_day, DAY_MONTH, "YYYYMM"},                                                   \
    {"Year", put_day, DAY_YEAR, "YYYY"},                                                           \
    {"FractionDate", put_day, DAY_FRACTION, "YYYY.FFFF, FFFF being (month * 30 + day) / 365"},     \
    ACTOR("Actor1", LAYOUT_SOURCE),                                                                \
    ACTOR("Actor2", LAYOUT_TARGET),                                                                \
    {"IsRootEvent", put_is_root, 0, "1: told in the document's first sentence"},                   \
    {"EventCode", layout_put_cameo, 0, "CAMEO code; text, leading zeros matter"},                  \
    {"EventBaseCode", layout_put_cameo, 3, "its first three digits"},                              \
    {"EventRootCode", layout_put_cameo, 2, "its first two digits"},                                \
    {"QuadClass", put_quad, 0,                                                                     \
     "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"},      \
    {"GoldsteinScale", layout_put_goldstein, 0, "-10 to 10, by the code"},                         \
    {"NumMentions", put_mentions, 0, "sentences of the document that tell the event"},             \
    {"NumSources", put_one, 0, "1"},                                                               \
    {"NumArticles", put_one, 0, "1"},                                                              \
    {"AvgTone", NULL, 0, "not coded"}

#define NO_PLACE "0: the place of an actor is not coded"
#define PLACE_TYPE "0 none, 1 country, 2 US state, 3 US city, 4 city elsewhere, 5 province elsewhere"

#define ACTION_HEAD                                                                                \
    {"ActionGeo_Type", put_place_type, 0, PLACE_TYPE},                                             \
    {"ActionGeo_FullName", put_place_name, 0, "city, province, country"},                          \
    {"ActionGeo_CountryCode", put_place_country, 0, "FIPS 10-4"},                                  \
    {"ActionGeo_ADM1Code", NULL, 0, "not coded"}

#define ACTION_TAIL                                                                                \
    {"ActionGeo_Lat", layout_put_latitude, 0, "degrees"},                                          \
    {"ActionGeo_Long", layout_put_longitude, 0, "degrees"},                                        \
    {"ActionGeo_FeatureID", layout_put_geonames, 0, "GeoNames id; GDELT has GNS and GNIS ids"}

#define ACTOR_PLACE(prefix)                                                                        \
    {prefix "Type", put_no_place, 0, NO_PLACE},                                                    \
    {prefix "FullName", NULL, 0, "not coded"},                                                     \
    {prefix "CountryCode", NULL, 0, "not coded"},                                                  \
    {prefix "ADM1Code", NULL, 0, "not coded"}

#define ACTOR_POINT(prefix)                                                                        \
    {prefix "Lat", NULL, 0, "not coded"},                                                          \
    {prefix "Long", NULL, 0, "not coded"},                                                         \
    {prefix "FeatureID", NULL, 0, "not coded"}

#define ADM2(prefix) {prefix "ADM2Code", NULL, 0, "not coded"}

static const layout_column EVENTS[] = {
    HEAD,
    ACTOR_PLACE("Actor1Geo_"), ADM2("Actor1Geo_"), ACTOR_POINT("Actor1Geo_"),
    ACTOR_PLACE("Actor2Geo_"), ADM2("Actor2Geo_"), ACTOR_POINT("Actor2Geo_"),
    ACTION_HEAD, ADM2("ActionGeo_"), ACTION_TAIL,
    {"DATEADDED", put_added, 14, "YYYYMMDDHHMMSS UTC: when the store took the document"},
    {"SOURCEURL", put_address, 0, "the document's address, else its id"},
};

static const layout_column EVENTS_1[] = {
    HEAD,
    ACTOR_PLACE("Actor1Geo_"), ACTOR_POINT("Actor1Geo_"),
    ACTOR_PLACE("Actor2Geo_"), ACTOR_POINT("Actor2Geo_"),
    ACTION_HEAD, ACTION_TAIL,
    {"DATEADDED", put_added, 8, "YYYYMMDD: when the store took the document"},
    {"SOURCEURL", put_address, 0, "the document's address, else its id"},
};

#define ABOUT                                                                                      \
    "The columns of GDELT, from casus's events. An actor's code is CAMEO's: MED is media, HLH "    \
    "health. A compound act is a row for each pair. Read the three event codes as text."

const layout layout_gdelt = {.name = "gdelt",
                             .title = "GDELT 2.0 events",
                             .about = ABOUT,
                             .frame = LAYOUT_TSV,
                             .needs = LAYOUT_NEEDS_CAMEO,
                             .absent = "",
                             .columns = EVENTS,
                             .n_columns = sizeof EVENTS / sizeof *EVENTS};

const layout layout_gdelt1 = {.name = "gdelt1",
                              .title = "GDELT 1.0 events",
                              .about = ABOUT,
                              .frame = LAYOUT_TSV,
                              .needs = LAYOUT_NEEDS_CAMEO,
                              .absent = "",
                              .columns = EVENTS_1,
                              .n_columns = sizeof EVENTS_1 / sizeof *EVENTS_1};

/* ---- mentions ------------------------------------------------------------------------------ */

static void put_mention_type(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_put_char(out, row->view->story.url.len ? '1' : '2');
}

static const casus_report *report_of(const layout_row *row)
{
    return &row->view->reports[row->report];
}

static void put_sentence(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_printf(out, "%u", report_of(row)->sentence + 1);
}

/* Where the actor stands; the store knows that of the first report. */
static void put_actor_offset(buf *out, const layout_row *row, int side)
{
    const casus_actor *actor = row->report == 0 ? layout_actor(row, side) : NULL;
    if (actor && actor->span.end) {
        buf_printf(out, "%u", actor->span.start);
    } else {
        buf_put_str(out, STR("-1"));
    }
}

static void put_act_offset(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_printf(out, "%u", report_of(row)->trigger.start);
}

static void put_confidence(buf *out, const layout_row *row, int arg)
{
    (void)arg;
    buf_printf(out, "%d", (int)(row->view->event.confidence * 10 + 0.5) * 10);
}

static const layout_column MENTIONS[] = {
    {"GLOBALEVENTID", layout_put_number, 0, "the event, as in the file of events"},
    {"EventTimeDate", put_added, 14, "YYYYMMDDHHMMSS UTC: when the event came in"},
    {"MentionTimeDate", put_added, 14, "YYYYMMDDHHMMSS UTC: when this document came in"},
    {"MentionType", put_mention_type, 0, "1 web: it has an address; 2 named only"},
    {"MentionSourceName", layout_put_publisher, 0, "publisher, else the address's host"},
    {"MentionIdentifier", put_address, 0, "the document's address, else its id"},
    {"SentenceID", put_sentence, 0, "sentence of the document, from 1"},
    {"Actor1CharOffset", put_actor_offset, LAYOUT_SOURCE, "byte of the document; -1 unknown"},
    {"Actor2CharOffset", put_actor_offset, LAYOUT_TARGET, "byte of the document; -1 unknown"},
    {"ActionCharOffset", put_act_offset, 0, "byte of the document at which the act's word begins"},
    {"InRawText", put_one, 0, "1: nothing is taken from a rewritten text"},
    {"Confidence", put_confidence, 0, "percent, in steps of ten"},
    {"MentionDocLen", NULL, 0, "not coded"},
    {"MentionDocTone", NULL, 0, "not coded"},
    {"MentionDocTranslationInfo", NULL, 0, "never: only English is coded"},
    {"Extras", NULL, 0, "unused by GDELT, too"},
};

const layout layout_mentions = {
    .name = "gdelt-mentions",
    .title = "GDELT 2.0 mentions",
    .about = "Every sentence that tells an event of the file of events (`gdelt`).",
    .frame = LAYOUT_TSV,
    .row_a_report = true,
    .needs = LAYOUT_NEEDS_CAMEO,
    .absent = "",
    .columns = MENTIONS,
    .n_columns = sizeof MENTIONS / sizeof *MENTIONS};
