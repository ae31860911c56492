/* schema: the tables of a store and the steps from one version of them to the next. docs/store.md
 * describes each column for those who query with SQL; docs/design/0010 says why it is so.
 *
 *   payloads --  sketches; sketch_keys
 *   payloads --< codings >-- runs
 *                   |--< coded_articles, coded_sentences, coded_actors, coded_places, coded_dates,
 *                   |    coded_quotes, coded_attributions
 *                   |--< coded_events --< coded_reports
 *                   '--  text_index
 *
 * The names without "coded_" (documents, events, ...) are views of the current codings.
 *
 * Days are ISO dates as text, so that any tool reads and sorts them; absent is NULL. Lists of
 * sectors and modes are words joined by a blank. Spans are byte offsets into payloads.payload.
 */
#ifndef CASUS_STORE_SCHEMA_H
#define CASUS_STORE_SCHEMA_H

#define STORE_APPLICATION_ID 0x43415355 /* "CASU", in the file's header */
#define STORE_VERSION 4                 /* PRAGMA user_version; a newer file is not opened */
#define STORE_OLDEST 1
#define STORE_FIRST 3 /* of a new file, which then takes the steps from there */

/* What brings a store of version `from` to the next, statements with NULL at their end. The tables
 * of a new version are one more step: new files take it, too. What a step says is never changed
 * once it was released. */
typedef struct store_step {
    int from; /* 0: an empty file, to STORE_FIRST */
    const char *const *sql;
} store_step;

extern const char *const store_from_3_to_4[];
extern const store_step store_steps[];
extern const int n_store_steps;

/* The columns of the tables that hold what was found, behind their keys: X(name, type). One list
 * for the table, its view and the statement that fills it. */
#define ACTOR_COLUMNS(X, of)                                                                       \
    X(of "code", "TEXT")                                                                           \
    X(of "body", "TEXT")                                                                           \
    X(of "sectors", "TEXT")                                                                        \
    X(of "name", "TEXT")                                                                           \
    X(of "text", "TEXT")                                                                           \
    X(of "start", "INTEGER")                                                                       \
    X("\"" of "end\"", "INTEGER")

#define PLACE_COLUMNS(X, of)                                                                       \
    X(of "country", "TEXT")                                                                        \
    X(of "admin1", "TEXT")                                                                         \
    X(of "lat", "REAL")                                                                            \
    X(of "lon", "REAL")                                                                            \
    X(of "geonames", "INTEGER")                                                                    \
    X(of "precision", "TEXT")                                                                      \
    X(of "text", "TEXT")                                                                           \
    X(of "start", "INTEGER")                                                                       \
    X("\"" of "end\"", "INTEGER")

#define ARTICLES(X)                                                                                \
    X("start", "INTEGER NOT NULL")                                                                 \
    X("\"end\"", "INTEGER NOT NULL")                                                               \
    X("published_from", "TEXT")                                                                    \
    X("published_to", "TEXT")                                                                      \
    X("inferred", "INTEGER NOT NULL")                                                              \
    X("evidence", "TEXT")

#define SENTENCES(X)                                                                               \
    X("start", "INTEGER NOT NULL")                                                                 \
    X("\"end\"", "INTEGER NOT NULL")                                                               \
    X("text", "TEXT")

#define ACTORS(X)                                                                                  \
    ACTOR_COLUMNS(X, "")                                                                           \
    X("entity", "INTEGER")

#define PLACES(X)                                                                                  \
    X("name", "TEXT")                                                                              \
    PLACE_COLUMNS(X, "")                                                                           \
    X("confidence", "REAL")

#define DATES(X)                                                                                   \
    X("day_from", "TEXT")                                                                          \
    X("day_to", "TEXT")                                                                            \
    X("type", "TEXT")                                                                              \
    X("inferred", "INTEGER NOT NULL")                                                              \
    X("text", "TEXT")                                                                              \
    X("start", "INTEGER")                                                                          \
    X("\"end\"", "INTEGER")

#define QUOTES(X)                                                                                  \
    ACTOR_COLUMNS(X, "speaker_")                                                                   \
    X("cue", "TEXT")                                                                               \
    X("cue_start", "INTEGER")                                                                      \
    X("cue_end", "INTEGER")                                                                        \
    X("text", "TEXT")                                                                              \
    X("start", "INTEGER")                                                                          \
    X("\"end\"", "INTEGER")                                                                        \
    X("direct", "INTEGER NOT NULL")

#define ATTRIBUTIONS(X)                                                                            \
    ACTOR_COLUMNS(X, "source_")                                                                    \
    X("cue", "TEXT")                                                                               \
    X("cue_start", "INTEGER")                                                                      \
    X("cue_end", "INTEGER")                                                                        \
    X("content", "TEXT")                                                                           \
    X("start", "INTEGER")                                                                          \
    X("\"end\"", "INTEGER")                                                                        \
    X("direct", "INTEGER NOT NULL")

#define EVENTS(X)                                                                                  \
    X("id", "TEXT NOT NULL")                                                                       \
    X("\"group\"", "TEXT")                                                                         \
    X("\"of\"", "TEXT")                                                                            \
    X("type", "TEXT")                                                                              \
    X("modes", "TEXT")                                                                             \
    X("contexts", "TEXT")                                                                          \
    X("status", "TEXT NOT NULL")                                                                   \
    X("historical", "INTEGER NOT NULL")                                                            \
    X("plover", "TEXT")                                                                            \
    X("plover_quad", "INTEGER")                                                                    \
    X("plover_intensity", "REAL")                                                                  \
    X("cameo", "TEXT")                                                                             \
    X("cameo_quad", "INTEGER")                                                                     \
    X("goldstein", "REAL")                                                                         \
    ACTOR_COLUMNS(X, "source_")                                                                    \
    ACTOR_COLUMNS(X, "target_")                                                                    \
    X("day_from", "TEXT")                                                                          \
    X("day_to", "TEXT")                                                                            \
    X("date_text", "TEXT")                                                                         \
    X("date_start", "INTEGER")                                                                     \
    X("date_end", "INTEGER")                                                                       \
    X("date_basis", "TEXT")                                                                        \
    X("date_inferred", "INTEGER")                                                                  \
    X("place", "TEXT")                                                                             \
    PLACE_COLUMNS(X, "place_")                                                                     \
    X("\"trigger\"", "TEXT")                                                                       \
    X("trigger_start", "INTEGER NOT NULL")                                                         \
    X("trigger_end", "INTEGER NOT NULL")                                                           \
    X("sentence", "INTEGER NOT NULL")                                                              \
    X("sentence_start", "INTEGER NOT NULL")                                                        \
    X("sentence_end", "INTEGER NOT NULL")                                                          \
    X("sentence_text", "TEXT")                                                                     \
    X("dead", "INTEGER")                                                                           \
    X("injured", "INTEGER")                                                                        \
    X("arrested", "INTEGER")                                                                       \
    X("crowd", "INTEGER")                                                                          \
    X("rule", "TEXT")                                                                              \
    X("confidence", "REAL NOT NULL")                                                               \
    X("place_confidence", "REAL")

#define REPORTS(X)                                                                                 \
    X("sentence", "INTEGER NOT NULL")                                                              \
    X("trigger_start", "INTEGER NOT NULL")                                                         \
    X("trigger_end", "INTEGER NOT NULL")                                                           \
    X("status", "TEXT NOT NULL")                                                                   \
    X("attributed", "INTEGER NOT NULL")                                                            \
    ACTOR_COLUMNS(X, "attributed_")                                                                \
    X("cue", "TEXT")                                                                               \
    X("quoted", "INTEGER NOT NULL")                                                                \
    X("said_from", "TEXT")                                                                         \
    X("said_to", "TEXT")

#define COLUMN_DEFINED(name, type) ", " name " " type
#define COLUMN_OF_T(name, type) ", t." name
#define COLUMN_COUNTED(name, type) +1

#endif
