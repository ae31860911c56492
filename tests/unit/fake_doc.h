/* fake_doc: a casus_doc made by hand, so that what is written and stored can be tested without
 * coding anything. It defines the accessors of casus.h itself; the linker then takes none from the
 * library.
 */
#ifndef CASUS_TEST_FAKE_DOC_H
#define CASUS_TEST_FAKE_DOC_H

#include "base/base.h"

struct casus_doc {
    casus_str id, title, url, publisher, payload;
    const char *key;
    casus_method method;
    casus_stats stats;
    casus_article articles[2];
    casus_span repeats[2];
    casus_str sentences[3];
    casus_span sentence_spans[3];
    casus_event events[4];
    casus_report reports[4][2];
    casus_quote quotes[1];
    casus_claim claims[2];
    casus_actor actors[2];
    casus_place places[1];
    casus_date_mention dates[1];
    size_t n_articles, n_repeats, n_sentences, n_events, n_quotes, n_claims, n_actors, n_places,
        n_dates;
};

const char *casus_event_status_text(casus_event_status status)
{
    static const char *const TEXTS[] = {"actual", "planned", "proposed", "possible",
                                        "denied", "negated", "ended"};
    return TEXTS[status];
}

casus_str casus_doc_id(const casus_doc *doc) { return doc->id; }
casus_str casus_doc_title(const casus_doc *doc) { return doc->title; }
casus_str casus_doc_url(const casus_doc *doc) { return doc->url; }
casus_str casus_doc_publisher(const casus_doc *doc) { return doc->publisher; }
casus_str casus_doc_payload(const casus_doc *doc) { return doc->payload; }
const char *casus_doc_key(const casus_doc *doc) { return doc->key; }
const char *casus_doc_language(const casus_doc *doc)
{
    (void)doc;
    return "en";
}
void casus_doc_method(const casus_doc *doc, casus_method *out) { *out = doc->method; }
const casus_stats *casus_doc_stats(const casus_doc *doc) { return &doc->stats; }
size_t casus_doc_n_articles(const casus_doc *doc) { return doc->n_articles; }
size_t casus_doc_n_repeats(const casus_doc *doc) { return doc->n_repeats; }
size_t casus_doc_n_sentences(const casus_doc *doc) { return doc->n_sentences; }
size_t casus_doc_n_events(const casus_doc *doc) { return doc->n_events; }
size_t casus_doc_n_quotes(const casus_doc *doc) { return doc->n_quotes; }
size_t casus_doc_n_claims(const casus_doc *doc) { return doc->n_claims; }
size_t casus_doc_n_actors(const casus_doc *doc) { return doc->n_actors; }
size_t casus_doc_n_places(const casus_doc *doc) { return doc->n_places; }
size_t casus_doc_n_dates(const casus_doc *doc) { return doc->n_dates; }
casus_span casus_doc_repeat(const casus_doc *doc, size_t i) { return doc->repeats[i]; }

void casus_doc_article(const casus_doc *doc, size_t i, casus_article *out)
{
    *out = doc->articles[i];
}

casus_span casus_doc_sentence(const casus_doc *doc, size_t i, casus_str *text)
{
    *text = doc->sentences[i];
    return doc->sentence_spans[i];
}

void casus_doc_event(const casus_doc *doc, size_t i, casus_event *out) { *out = doc->events[i]; }
void casus_doc_quote(const casus_doc *doc, size_t i, casus_quote *out) { *out = doc->quotes[i]; }
void casus_doc_claim(const casus_doc *doc, size_t i, casus_claim *out) { *out = doc->claims[i]; }
void casus_doc_actor(const casus_doc *doc, size_t i, casus_actor *out) { *out = doc->actors[i]; }
void casus_doc_place(const casus_doc *doc, size_t i, casus_place *out) { *out = doc->places[i]; }

void casus_doc_report(const casus_doc *doc, size_t event, size_t i, casus_report *out)
{
    *out = doc->reports[event][i];
}

void casus_doc_date(const casus_doc *doc, size_t i, casus_date_mention *out)
{
    *out = doc->dates[i];
}

/* ---- a document of one sentence -------------------------------------------------------------- */

#define FAKE_TEXT                                                                                  \
    "Chilean Foreign Minister Ana Soto met her Peruvian counterpart, Luis Vega, in Arica on "      \
    "Monday, the ministry said."

static int32_t fake_day(const char *iso)
{
    int32_t day = CASUS_NO_DAY;
    (void)casus_day_parse(str_from(iso), &day);
    return day;
}

/* The first place of `words` in the text. */
static casus_span fake_span(const char *words)
{
    size_t at = str_find(STR(FAKE_TEXT), str_from(words));
    return (casus_span){(uint32_t)at, (uint32_t)(at + strlen(words))};
}

static casus_event fake_meeting(void)
{
    casus_attribution by = {
        .present = true,
        .source = {.code = "CHL", .sectors = {"GOV"}, .n_sectors = 1, .entity = 2,
                   .text = STR("the ministry"), .span = fake_span("the ministry")},
        .cue = STR("said"),
        .said = {.from = fake_day("2019-03-05"), .to = fake_day("2019-03-06")},
    };
    return (casus_event){
        .id = "00c0ffee00c0ffee", .group = "0123456789abcdef", .type = "CONSULT",
        .contexts = {"diplomatic"}, .n_contexts = 1, .status = CASUS_ACTUAL,
        .plover = {"CONSULT", 1, 2.5}, .cameo = {"040", 1, 1.0},
        .has_source = true, .has_target = true,
        .source = {.code = "CHL", .sectors = {"GOV"}, .n_sectors = 1, .name = STR("Ana Soto"),
                   .text = STR("Chilean Foreign Minister Ana Soto"),
                   .span = fake_span("Chilean Foreign Minister Ana Soto")},
        .target = {.code = "PER", .sectors = {"GOV"}, .n_sectors = 1, .name = STR("Luis Vega"),
                   .text = STR("her Peruvian counterpart, Luis Vega"),
                   .span = fake_span("her Peruvian counterpart, Luis Vega")},
        .attributed_to = by,
        .date = {.from = fake_day("2019-03-04"), .to = fake_day("2019-03-04"),
                 .text = STR("on Monday"), .span = fake_span("on Monday"), .basis = "clause",
                 .inferred = true},
        .has_place = true,
        .place = {.name = STR("Arica"), .country = "CHL", .admin1 = STR("Arica y Parinacota"),
                  .lat = -18.4746, .lon = -70.29792, .geonames = 3899361, .precision = "city",
                  .text = STR("Arica"), .span = fake_span("Arica"), .confidence = 0.875},
        .trigger = STR("met"), .trigger_span = fake_span("met"),
        .sentence_span = {0, sizeof FAKE_TEXT - 1}, .sentence_text = STR(FAKE_TEXT),
        .dead = -1, .injured = -1, .arrested = -1, .crowd = -1,
        .n_reports = 1, .rule = "meet/1", .confidence = 0.93};
}

/* One document: the meeting, and a planned event with hardly anything known. */
static casus_doc fake_doc(void)
{
    casus_event meeting = fake_meeting();
    casus_doc doc = {
        .id = STR("andes.txt"), .publisher = STR("The Andes"), .payload = STR(FAKE_TEXT),
        .method = {.casus = "0.1.0", .model = "00112233aabbccdd",
                   .options = "engine=fast no-gate", .sections = "code.acts=1 lex.gate=2"},
        .stats = {.bytes = 113, .sentences = 1, .parsed = 1, .tokens = 19, .events = 2},
        .key = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        .n_articles = 1, .n_repeats = 1, .n_sentences = 1, .n_events = 2, .n_quotes = 1,
        .n_claims = 2, .n_actors = 1, .n_places = 1, .n_dates = 1};
    doc.articles[0] = (casus_article){.span = {0, sizeof FAKE_TEXT - 1},
                                      .from = fake_day("2019-03-05"), .to = fake_day("2019-03-06"),
                                      .inferred = true, .evidence = "a Monday; the year 2019"};
    doc.repeats[0] = (casus_span){5, 9};
    doc.sentences[0] = STR(FAKE_TEXT);
    doc.sentence_spans[0] = meeting.sentence_span;
    doc.events[0] = meeting;
    doc.reports[0][0] =
        (casus_report){0, meeting.trigger_span, CASUS_ACTUAL, meeting.attributed_to};
    doc.events[1] = (casus_event){
        .id = "1111111111111111", .group = "1111111111111111", .of = "00c0ffee00c0ffee",
        .type = "AID", .modes = {"military"}, .n_modes = 1, .status = CASUS_PLANNED,
        .plover = {"AGREE", 1, 4.8}, .cameo = {"057", 1, 8.0},
        .has_source = true,
        .source = {.sectors = {"REB", "MIL"}, .n_sectors = 2, .text = STR("rebels, \"so called\""),
                   .span = {1, 2}},
        .date = {.from = CASUS_NO_DAY, .to = CASUS_NO_DAY},
        .place = {.lat = 0, .lon = 0, .geonames = -1},
        .trigger = STR("aid"), .trigger_span = {3, 6}, .sentence_span = {0, 10},
        .sentence_text = STR("They will aid"), .dead = 3, .injured = -1, .arrested = 0,
        .crowd = 20000, .n_reports = 2, .rule = "aid/2", .confidence = 0.5,
        .attributed_to = {.said = {.from = CASUS_NO_DAY, .to = CASUS_NO_DAY}}};
    for (uint32_t i = 0; i < 2; i++) {
        doc.reports[1][i] = (casus_report){
            i, {3 + i, 6 + i}, i ? CASUS_DENIED : CASUS_PLANNED,
            {.said = {.from = CASUS_NO_DAY, .to = CASUS_NO_DAY}}};
    }
    doc.quotes[0] = (casus_quote){.has_speaker = true, .speaker = meeting.source,
                                  .cue = STR("said"), .cue_span = fake_span("said"),
                                  .text = STR("we will"), .span = {7, 14}, .direct = true};
    doc.claims[0] = (casus_claim){.has_source = true, .source = meeting.source,
                                  .cue = STR("said"), .cue_span = fake_span("said"),
                                  .content = STR("we will"), .content_span = {7, 14},
                                  .n_more = 1, .more = {STR("met her counterpart")},
                                  .more_spans = {{20, 39}}, .direct = true};
    doc.claims[1] = (casus_claim){.content = STR("met her counterpart"), .content_span = {20, 39}};
    doc.actors[0] = meeting.source;
    doc.actors[0].entity = 7;
    doc.places[0] = meeting.place;
    doc.dates[0] = (casus_date_mention){meeting.date, "date"};
    return doc;
}

/* ---- a sink that keeps what it is given ------------------------------------------------------ */

static bool keep_write(void *self, const char *bytes, size_t len)
{
    buf_put(self, bytes, len);
    return true;
}

static casus_sink keep_sink(buf *into) { return (casus_sink){keep_write, into}; }

#endif
