/* schema_near: version 4, which documents are copies of which, and views that count what is told
 * once. docs/design/0011 says why it is so. */
#include "store/schema.h"

#include <stddef.h>

/* Copies of a document that is none itself. A key of a sketch is found by what it is and whether it
 * is of a copy: look-ups ask for the others. */
#define TABLES                                                                                     \
    "CREATE TABLE sketches ("                                                                      \
    "  document INTEGER PRIMARY KEY REFERENCES payloads ON DELETE CASCADE,"                        \
    "  duplicate_of INTEGER REFERENCES payloads ON DELETE SET NULL, sketch BLOB NOT NULL) STRICT", \
        "CREATE INDEX sketches_copies ON sketches (duplicate_of) WHERE duplicate_of IS NOT NULL",  \
        "CREATE TABLE sketch_keys ("                                                               \
        "  key INTEGER NOT NULL, copy INTEGER NOT NULL, document INTEGER NOT NULL,"                \
        "  PRIMARY KEY (key, copy, document)) STRICT, WITHOUT ROWID"

#define DOCUMENTS                                                                                  \
    "DROP VIEW documents",                                                                         \
        "CREATE VIEW documents AS SELECT p.document, p.key, p.id, p.url, p.title,"                 \
        " c.published_from, c.published_to, c.published_inferred, p.payload, p.added, r.options,"  \
        " p.publisher, c.language, c.run, c.coding, s.duplicate_of"                                \
        " FROM payloads p JOIN codings c USING (document) JOIN runs r USING (run)"                 \
        " LEFT JOIN sketches s USING (document) WHERE c.current"

/* Somebody by code and sectors; where there is no code, by name. */
#define SOMEBODY(side)                                                                             \
    "coalesce(e." side "_code, lower(coalesce(e." side "_body, e." side "_name, e." side           \
    "_text)), '') || '/' || coalesce(e." side "_sectors, '')"
/* What comes behind "://" of an address. */
#define ADDRESS "substr(p.url, instr(p.url, '://') + 3)"

/* Each current event with the document whose story its own tells (`story`), and what it says. `first`
 * puts an original before its copies, and these in an order that is the same in every store. */
#define TELLINGS                                                                                   \
    "CREATE VIEW event_tellings AS SELECT t.*,"                                                    \
    " row_number() OVER (PARTITION BY document, source_is, target_is, type, status, historical,"   \
    " day_from, day_to ORDER BY first) AS nth FROM ("                                              \
    "SELECT e.event, c.document, coalesce(s.duplicate_of, c.document) AS story, e.type,"           \
    " e.status, e.historical, e.day_from, e.day_to, " SOMEBODY("source") " AS source_is,"          \
    " " SOMEBODY("target") " AS target_is, coalesce(p.publisher,"                                  \
    " lower(substr(" ADDRESS ", 1, instr(" ADDRESS " || '/', '/') - 1)), '') AS outlet,"           \
    " (SELECT count(*) FROM coded_reports r WHERE r.event = e.event) AS reports,"                  \
    " (s.duplicate_of IS NOT NULL) || p.key || printf('%010d %s', e.trigger_start, e.id) AS first" \
    " FROM coded_events e JOIN codings c USING (coding) JOIN payloads p USING (document)"          \
    " LEFT JOIN sketches s USING (document) WHERE c.current) t"

/* The event that is told first stands for all of its group; how often, by whom, in what it is told. */
#define ONE_OF_EACH(name, group)                                                                   \
    "CREATE VIEW " name " AS SELECT m.mentions, m.sources, m.articles, e.* FROM ("                 \
    "SELECT event, min(first), sum(reports) AS mentions, count(DISTINCT outlet) AS sources,"       \
    " count(DISTINCT document) AS articles FROM event_tellings GROUP BY " group                    \
    ") m JOIN events e USING (event)"

#define DEED "source_is, target_is, type, status, historical"

const char *const store_from_3_to_4[] = {
    TABLES,
    DOCUMENTS,
    TELLINGS,
    ONE_OF_EACH("happenings", "story, " DEED ", day_from, day_to, nth"),
    ONE_OF_EACH("one_a_day", DEED ", coalesce(day_from, event)"),
    NULL,
};
