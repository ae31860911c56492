/* schema: the SQL of the tables, their views, and the steps between versions; see schema.h. */
#include "store/schema.h"

#include <stddef.h>

/* ---- version 3: runs ------------------------------------------------------------------------- */

/* A run is one way of coding. Its number is never given again. */
#define RUNS                                                                                       \
    "CREATE TABLE runs ("                                                                          \
    "  run INTEGER PRIMARY KEY AUTOINCREMENT, casus TEXT NOT NULL, model TEXT, options TEXT,"      \
    "  sections TEXT, started TEXT NOT NULL, UNIQUE (casus, model, options)) STRICT"

#define PAYLOADS                                                                                   \
    "CREATE TABLE payloads ("                                                                      \
    "  document INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, id TEXT, url TEXT, title TEXT,"     \
    "  publisher TEXT, added TEXT NOT NULL, bytes_cut INTEGER,"                                    \
    "  payload BLOB NOT NULL) STRICT"

#define CODINGS                                                                                    \
    "CREATE TABLE codings ("                                                                       \
    "  coding INTEGER PRIMARY KEY,"                                                                \
    "  document INTEGER NOT NULL REFERENCES payloads ON DELETE CASCADE,"                           \
    "  run INTEGER NOT NULL REFERENCES runs, current INTEGER NOT NULL CHECK (current IN (0, 1)),"  \
    "  coded TEXT NOT NULL, published_from TEXT, published_to TEXT, published_inferred INTEGER,"   \
    "  language TEXT, sentences INTEGER, parsed INTEGER, tokens INTEGER, events INTEGER,"          \
    "  bytes INTEGER, bytes_repaired INTEGER, residue INTEGER,"                 \
    "  repeats INTEGER, UNIQUE (document, run)) STRICT"

/* Rows of a coding, numbered from 0 in the order of the text. */
#define CODED(name, COLUMNS)                                                                       \
    "CREATE TABLE coded_" name " ("                                                                \
    "coding INTEGER NOT NULL REFERENCES codings ON DELETE CASCADE, n INTEGER NOT NULL" COLUMNS(    \
        COLUMN_DEFINED) ", PRIMARY KEY (coding, n)) STRICT, WITHOUT ROWID"

#define CURRENT(name, COLUMNS)                                                                     \
    "CREATE VIEW " name " AS SELECT c.document, t.n" COLUMNS(COLUMN_OF_T)                          \
        " FROM coded_" name " t JOIN codings c USING (coding) WHERE c.current"

#define CODED_EVENTS                                                                               \
    "CREATE TABLE coded_events (event INTEGER PRIMARY KEY, "                                       \
    "coding INTEGER NOT NULL REFERENCES codings ON DELETE CASCADE" EVENTS(COLUMN_DEFINED)          \
        ") STRICT"

#define CODED_REPORTS                                                                              \
    "CREATE TABLE coded_reports ("                                                                 \
    "event INTEGER NOT NULL REFERENCES coded_events ON DELETE CASCADE, n INTEGER NOT NULL" REPORTS( \
        COLUMN_DEFINED) ", PRIMARY KEY (event, n)) STRICT, WITHOUT ROWID"

#define TABLES_3                                                                                   \
    RUNS, PAYLOADS, CODINGS, CODED("articles", ARTICLES), CODED("sentences", SENTENCES),           \
        CODED("actors", ACTORS), CODED("places", PLACES), CODED("dates", DATES),                   \
        CODED("quotes", QUOTES), CODED("attributions", ATTRIBUTIONS), CODED_EVENTS, CODED_REPORTS

#define INDEXES_3                                                                                  \
    "CREATE UNIQUE INDEX codings_current ON codings (document) WHERE current",                     \
        "CREATE INDEX codings_run ON codings (run)",                                               \
        "CREATE INDEX coded_events_coding ON coded_events (coding)",                               \
        "CREATE INDEX coded_events_day ON coded_events (day_from)",                                \
        "CREATE INDEX coded_events_source ON coded_events (source_code, day_from)",                \
        "CREATE INDEX coded_events_target ON coded_events (target_code, day_from)",                \
        "CREATE INDEX coded_events_type ON coded_events (type, day_from)",                         \
        "CREATE INDEX coded_events_days ON coded_events (day_to) WHERE day_to > day_from",         \
        "CREATE INDEX coded_events_source_body ON coded_events (source_body, day_from)"            \
        " WHERE source_body IS NOT NULL",                                                          \
        "CREATE INDEX coded_events_target_body ON coded_events (target_body, day_from)"            \
        " WHERE target_body IS NOT NULL",                                                          \
        "CREATE INDEX coded_events_country ON coded_events (place_country, day_from)"              \
        " WHERE place_country IS NOT NULL"

/* The index holds words and where they stand; their text is read from the view. */
#define TEXT_3                                                                                     \
    "CREATE VIEW coding_texts AS SELECT c.coding, p.title, (SELECT group_concat(text, char(10))"   \
    " FROM (SELECT text FROM coded_sentences s WHERE s.coding = c.coding ORDER BY n)) AS text"     \
    " FROM codings c JOIN payloads p USING (document)",                                            \
        "CREATE VIRTUAL TABLE text_index USING fts5 (title, text, content = 'coding_texts',"       \
        " content_rowid = 'coding', tokenize = 'unicode61 remove_diacritics 2')"

/* The names that users know, of the current codings. */
#define VIEWS_3                                                                                    \
    "CREATE VIEW documents AS SELECT p.document, p.key, p.id, p.url, p.title, c.published_from,"   \
    " c.published_to, c.published_inferred, p.payload, p.added, r.options, p.publisher,"           \
    " c.language, c.run, c.coding"                                                                 \
    " FROM payloads p JOIN codings c USING (document) JOIN runs r USING (run) WHERE c.current",    \
        CURRENT("articles", ARTICLES), CURRENT("sentences", SENTENCES),                            \
        CURRENT("actors", ACTORS), CURRENT("places", PLACES), CURRENT("dates", DATES),             \
        CURRENT("quotes", QUOTES), CURRENT("attributions", ATTRIBUTIONS),                          \
        "CREATE VIEW events AS SELECT t.event, c.document" EVENTS(COLUMN_OF_T)                     \
            " FROM coded_events t JOIN codings c USING (coding) WHERE c.current",                  \
        "CREATE VIEW reports AS SELECT t.event, t.n" REPORTS(COLUMN_OF_T)                          \
            " FROM coded_reports t JOIN coded_events e USING (event) JOIN codings c USING (coding)" \
            " WHERE c.current"

/* Views to read, plot and count with. Counted is what exports hold: actual, not told as the past. */
#define MONDAY(day) "date(" day ", '-6 days', 'weekday 1')"

#define READING_VIEWS_3                                                                            \
    "CREATE VIEW current_events AS SELECT t.id, t.day_from AS day, t.day_to, t.source_code,"       \
    " t.source_sectors, coalesce(t.source_name, t.source_text) AS source, t.plover AS action,"     \
    " t.plover_quad AS quad, t.plover_intensity AS intensity, t.cameo, t.goldstein, t.contexts,"   \
    " t.target_code, t.target_sectors, coalesce(t.target_name, t.target_text) AS target,"          \
    " t.place, t.place_country AS country, t.place_admin1 AS admin1, t.place_lat AS lat,"          \
    " t.place_lon AS lon, t.place_precision AS \"precision\", t.dead, t.injured, t.arrested,"      \
    " t.crowd, t.confidence, t.sentence_text AS sentence, p.id AS document_id, p.title, p.url,"    \
    " p.publisher, c.published_from AS published"                                                  \
    " FROM coded_events t JOIN codings c USING (coding) JOIN payloads p USING (document)"          \
    " WHERE c.current AND t.status = 'actual' AND t.historical = 0",                               \
        "CREATE VIEW event_reports AS SELECT t.id, r.n, r.status, t.day_from AS day,"              \
        " t.source_code, t.type, t.target_code, r.attributed,"                                     \
        " r.attributed_code AS claimant_code, r.attributed_sectors AS claimant_sectors,"           \
        " coalesce(r.attributed_name, r.attributed_text) AS claimant, r.cue, r.quoted,"            \
        " r.said_from AS said, s.text AS sentence, p.id AS document_id, p.title, p.url,"           \
        " p.publisher, c.published_from AS published"                                              \
        " FROM coded_reports r JOIN coded_events t USING (event) JOIN codings c USING (coding)"    \
        " JOIN payloads p USING (document)"                                                        \
        " LEFT JOIN coded_sentences s ON s.coding = t.coding AND s.n = r.sentence"                 \
        " WHERE c.current",                                                                        \
        "CREATE VIEW day_counts AS SELECT t.day_from AS day, t.plover AS action,"                  \
        " t.plover_quad AS quad, count(*) AS events, count(DISTINCT c.document) AS documents"      \
        " FROM coded_events t JOIN codings c USING (coding) WHERE c.current"                       \
        " AND t.status = 'actual' AND t.historical = 0 AND t.day_from IS NOT NULL"                 \
        " GROUP BY t.day_from, t.plover, t.plover_quad",                                           \
        "CREATE VIEW dyad_weeks AS SELECT t.source_code, t.target_code,"                           \
        " " MONDAY("t.day_from") " AS week, count(*) AS events,"                                   \
        " sum(t.plover_quad = 1) AS verbal_cooperation,"                                           \
        " sum(t.plover_quad = 2) AS material_cooperation,"                                         \
        " sum(t.plover_quad = 3) AS verbal_conflict,"                                              \
        " sum(t.plover_quad = 4) AS material_conflict, avg(t.goldstein) AS goldstein"              \
        " FROM coded_events t JOIN codings c USING (coding) WHERE c.current"                       \
        " AND t.status = 'actual' AND t.historical = 0 AND t.day_from IS NOT NULL"                 \
        " AND t.source_code IS NOT NULL AND t.target_code IS NOT NULL"                             \
        " GROUP BY t.source_code, t.target_code, " MONDAY("t.day_from"),                           \
        "CREATE VIEW run_counts AS SELECT r.run, r.casus, r.model, r.options, r.started,"          \
        " max(c.coded) AS ended, count(c.coding) AS documents,"                                    \
        " coalesce(sum(c.current), 0) AS current_documents,"                                       \
        " coalesce(sum(c.sentences), 0) AS sentences, coalesce(sum(c.events), 0) AS events"        \
        " FROM runs r LEFT JOIN codings c USING (run) GROUP BY r.run"

static const char *const make_3[] = {
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    TABLES_3, INDEXES_3, TEXT_3, VIEWS_3, READING_VIEWS_3, NULL};

/* ---- from older versions --------------------------------------------------------------------- */

static const char *const from_1_to_2[] = {"ALTER TABLE documents ADD COLUMN options TEXT", NULL};

/* Each document becomes a coding of the same number, under a run whose model nobody wrote down. */
#define MOVED(name) "INSERT INTO coded_" name " SELECT * FROM " name, "DROP TABLE " name

static const char *const from_2_to_3[] = {
    TABLES_3,
    "INSERT INTO runs (casus, options, started)"
    " SELECT (SELECT value FROM meta WHERE key = 'casus'), options, min(added) FROM documents"
    " GROUP BY options ORDER BY min(document)",
    "INSERT INTO payloads (document, key, id, url, title, added, payload)"
    " SELECT document, key, id, url, title, added, payload FROM documents",
    "INSERT INTO codings (coding, document, run, current, coded, published_from, published_to,"
    " published_inferred, sentences, events, bytes)"
    " SELECT document, document, (SELECT run FROM runs r WHERE r.options IS d.options), 1, added,"
    " published_from, published_to, published_inferred,"
    " (SELECT count(*) FROM sentences s WHERE s.document = d.document),"
    " (SELECT count(*) FROM events e WHERE e.document = d.document), length(payload)"
    " FROM documents d",
    "INSERT INTO coded_events SELECT *, NULL FROM events",
    "INSERT INTO coded_places SELECT *, NULL FROM places",
    MOVED("reports"),
    "DROP TABLE events",
    "DROP TABLE places",
    MOVED("articles"),
    MOVED("sentences"),
    MOVED("actors"),
    MOVED("dates"),
    MOVED("quotes"),
    MOVED("attributions"),
    "DROP TABLE documents",
    INDEXES_3,
    TEXT_3,
    "INSERT INTO text_index (text_index) VALUES ('rebuild')",
    VIEWS_3,
    READING_VIEWS_3,
    NULL};

const store_step store_steps[] = {{0, make_3}, {1, from_1_to_2}, {2, from_2_to_3},
                                  {3, store_from_3_to_4}};
const int n_store_steps = sizeof store_steps / sizeof *store_steps;
