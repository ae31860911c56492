/* schema: the tables of a store. docs/store.md describes each column for those who query with SQL.
 *
 *   documents --< articles, sentences, actors, places, dates, quotes, attributions
 *             --< events --< reports
 *
 * Days are ISO dates as text, so that any tool reads and sorts them; absent is NULL. Lists of
 * sectors and modes are words joined by a blank. Spans are byte offsets into documents.payload.
 */
#ifndef CASUS_STORE_SCHEMA_H
#define CASUS_STORE_SCHEMA_H

#define STORE_APPLICATION_ID 0x43415355 /* "CASU", in the file's header */
#define STORE_VERSION 2                 /* PRAGMA user_version; a newer file is not opened */

/* Version 1 had no documents.options. It is read as it is; a writer adds the column. */
#define STORE_OLDEST 1
#define STORE_UPGRADE "ALTER TABLE documents ADD COLUMN options TEXT"

#define STORE_SCHEMA                                                                               \
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;"                        \
    "CREATE TABLE documents ("                                                                     \
    "  document INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, id TEXT, url TEXT, title TEXT,"     \
    "  published_from TEXT, published_to TEXT, published_inferred INTEGER, payload BLOB NOT NULL," \
    "  added TEXT NOT NULL, options TEXT) STRICT;"                                                 \
    "CREATE TABLE articles ("                                                                      \
    "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, n INTEGER NOT NULL,"      \
    "  start INTEGER NOT NULL, \"end\" INTEGER NOT NULL, published_from TEXT, published_to TEXT,"  \
    "  inferred INTEGER NOT NULL, evidence TEXT, PRIMARY KEY (document, n)) STRICT, WITHOUT ROWID;" \
    "CREATE TABLE sentences ("                                                                     \
    "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, n INTEGER NOT NULL,"      \
    "  start INTEGER NOT NULL, \"end\" INTEGER NOT NULL, text TEXT,"                               \
    "  PRIMARY KEY (document, n)) STRICT, WITHOUT ROWID;"                                          \
    "CREATE TABLE actors ("                                                                        \
    "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, n INTEGER NOT NULL,"      \
    "  code TEXT, body TEXT, sectors TEXT, name TEXT, text TEXT, start INTEGER, \"end\" INTEGER,"  \
    "  entity INTEGER, PRIMARY KEY (document, n)) STRICT, WITHOUT ROWID;"                          \
    "CREATE TABLE places ("                                                                        \
    "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, n INTEGER NOT NULL,"      \
    "  name TEXT, country TEXT, admin1 TEXT, lat REAL, lon REAL, geonames INTEGER,"                \
    "  precision TEXT, text TEXT, start INTEGER, \"end\" INTEGER,"                                 \
    "  PRIMARY KEY (document, n)) STRICT, WITHOUT ROWID;"                                          \
    "CREATE TABLE dates ("                                                                         \
    "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, n INTEGER NOT NULL,"      \
    "  day_from TEXT, day_to TEXT, type TEXT, inferred INTEGER NOT NULL, text TEXT,"               \
    "  start INTEGER, \"end\" INTEGER, PRIMARY KEY (document, n)) STRICT, WITHOUT ROWID;"          \
    "CREATE TABLE quotes ("                                                                        \
    "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, n INTEGER NOT NULL,"      \
    "  speaker_code TEXT, speaker_body TEXT, speaker_sectors TEXT, speaker_name TEXT,"             \
    "  speaker_text TEXT, speaker_start INTEGER, speaker_end INTEGER,"                             \
    "  cue TEXT, cue_start INTEGER, cue_end INTEGER, text TEXT, start INTEGER, \"end\" INTEGER,"   \
    "  direct INTEGER NOT NULL, PRIMARY KEY (document, n)) STRICT, WITHOUT ROWID;"                 \
    "CREATE TABLE attributions ("                                                                  \
    "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, n INTEGER NOT NULL,"      \
    "  source_code TEXT, source_body TEXT, source_sectors TEXT, source_name TEXT,"                 \
    "  source_text TEXT, source_start INTEGER, source_end INTEGER,"                                \
    "  cue TEXT, cue_start INTEGER, cue_end INTEGER, content TEXT, start INTEGER,"                 \
    "  \"end\" INTEGER, direct INTEGER NOT NULL, PRIMARY KEY (document, n)) STRICT, WITHOUT ROWID;" \
    "CREATE TABLE events ("                                                                        \
    "  event INTEGER PRIMARY KEY,"                                                                 \
    "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,"                          \
    "  id TEXT NOT NULL, \"group\" TEXT, \"of\" TEXT,"                                             \
    "  type TEXT, modes TEXT, contexts TEXT, status TEXT NOT NULL, historical INTEGER NOT NULL,"   \
    "  plover TEXT, plover_quad INTEGER, plover_intensity REAL,"                                   \
    "  cameo TEXT, cameo_quad INTEGER, goldstein REAL,"                                            \
    "  source_code TEXT, source_body TEXT, source_sectors TEXT, source_name TEXT,"                 \
    "  source_text TEXT, source_start INTEGER, source_end INTEGER,"                                \
    "  target_code TEXT, target_body TEXT, target_sectors TEXT, target_name TEXT,"                 \
    "  target_text TEXT, target_start INTEGER, target_end INTEGER,"                                \
    "  day_from TEXT, day_to TEXT, date_text TEXT, date_start INTEGER, date_end INTEGER,"          \
    "  date_basis TEXT, date_inferred INTEGER,"                                                    \
    "  place TEXT, place_country TEXT, place_admin1 TEXT, place_lat REAL, place_lon REAL,"         \
    "  place_geonames INTEGER, place_precision TEXT, place_text TEXT, place_start INTEGER,"        \
    "  place_end INTEGER,"                                                                         \
    "  \"trigger\" TEXT, trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL,"            \
    "  sentence INTEGER NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL," \
    "  sentence_text TEXT, dead INTEGER, injured INTEGER, arrested INTEGER, crowd INTEGER,"        \
    "  rule TEXT, confidence REAL NOT NULL) STRICT;"                                               \
    "CREATE TABLE reports ("                                                                       \
    "  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE, n INTEGER NOT NULL,"            \
    "  sentence INTEGER NOT NULL, trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL,"   \
    "  status TEXT NOT NULL, attributed INTEGER NOT NULL,"                                         \
    "  attributed_code TEXT, attributed_body TEXT, attributed_sectors TEXT, attributed_name TEXT," \
    "  attributed_text TEXT, attributed_start INTEGER, attributed_end INTEGER,"                    \
    "  cue TEXT, quoted INTEGER NOT NULL, said_from TEXT, said_to TEXT,"                           \
    "  PRIMARY KEY (event, n)) STRICT, WITHOUT ROWID;"                                             \
    "CREATE INDEX events_document ON events (document);"                                           \
    "CREATE INDEX events_day ON events (day_from);"                                                \
    "CREATE INDEX events_source ON events (source_code, day_from);"                                \
    "CREATE INDEX events_target ON events (target_code, day_from);"                                \
    "CREATE INDEX events_type ON events (type, day_from);"

#endif
