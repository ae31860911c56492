/* old_stores: stores as older versions of casus made them. The SQL is theirs and stays as it is.
 *
 * Version 1 lacks documents.options.
 */
#ifndef CASUS_TEST_OLD_STORES_H
#define CASUS_TEST_OLD_STORES_H

#define OLD_DOCUMENTS_1 "  added TEXT NOT NULL) STRICT;"
#define OLD_DOCUMENTS_2 "  added TEXT NOT NULL, options TEXT) STRICT;"

#define OLD_SCHEMA(END_OF_DOCUMENTS) \
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;" \
    "CREATE TABLE documents (" \
    "  document INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, id TEXT, url TEXT, title TEXT," \
    "  published_from TEXT, published_to TEXT, published_inferred INTEGER, payload BLOB NOT NULL," \
    END_OF_DOCUMENTS \
    "CREATE TABLE articles (" \
    "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, n INTEGER NOT NULL," \
    "  start INTEGER NOT NULL, \"end\" INTEGER NOT NULL, published_from TEXT, published_to TEXT," \
    "  inferred INTEGER NOT NULL, evidence TEXT, PRIMARY KEY (document, n)) STRICT, WITHOUT ROWID;" \
    "CREATE TABLE sentences (" \
    "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, n INTEGER NOT NULL," \
    "  start INTEGER NOT NULL, \"end\" INTEGER NOT NULL, text TEXT," \
    "  PRIMARY KEY (document, n)) STRICT, WITHOUT ROWID;" \
    "CREATE TABLE actors (" \
    "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, n INTEGER NOT NULL," \
    "  code TEXT, body TEXT, sectors TEXT, name TEXT, text TEXT, start INTEGER, \"end\" INTEGER," \
    "  entity INTEGER, PRIMARY KEY (document, n)) STRICT, WITHOUT ROWID;" \
    "CREATE TABLE places (" \
    "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, n INTEGER NOT NULL," \
    "  name TEXT, country TEXT, admin1 TEXT, lat REAL, lon REAL, geonames INTEGER," \
    "  precision TEXT, text TEXT, start INTEGER, \"end\" INTEGER," \
    "  PRIMARY KEY (document, n)) STRICT, WITHOUT ROWID;" \
    "CREATE TABLE dates (" \
    "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, n INTEGER NOT NULL," \
    "  day_from TEXT, day_to TEXT, type TEXT, inferred INTEGER NOT NULL, text TEXT," \
    "  start INTEGER, \"end\" INTEGER, PRIMARY KEY (document, n)) STRICT, WITHOUT ROWID;" \
    "CREATE TABLE quotes (" \
    "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, n INTEGER NOT NULL," \
    "  speaker_code TEXT, speaker_body TEXT, speaker_sectors TEXT, speaker_name TEXT," \
    "  speaker_text TEXT, speaker_start INTEGER, speaker_end INTEGER," \
    "  cue TEXT, cue_start INTEGER, cue_end INTEGER, text TEXT, start INTEGER, \"end\" INTEGER," \
    "  direct INTEGER NOT NULL, PRIMARY KEY (document, n)) STRICT, WITHOUT ROWID;" \
    "CREATE TABLE attributions (" \
    "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, n INTEGER NOT NULL," \
    "  source_code TEXT, source_body TEXT, source_sectors TEXT, source_name TEXT," \
    "  source_text TEXT, source_start INTEGER, source_end INTEGER," \
    "  cue TEXT, cue_start INTEGER, cue_end INTEGER, content TEXT, start INTEGER," \
    "  \"end\" INTEGER, direct INTEGER NOT NULL, PRIMARY KEY (document, n)) STRICT, WITHOUT ROWID;" \
    "CREATE TABLE events (" \
    "  event INTEGER PRIMARY KEY," \
    "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE," \
    "  id TEXT NOT NULL, \"group\" TEXT, \"of\" TEXT," \
    "  type TEXT, modes TEXT, contexts TEXT, status TEXT NOT NULL, historical INTEGER NOT NULL," \
    "  plover TEXT, plover_quad INTEGER, plover_intensity REAL," \
    "  cameo TEXT, cameo_quad INTEGER, goldstein REAL," \
    "  source_code TEXT, source_body TEXT, source_sectors TEXT, source_name TEXT," \
    "  source_text TEXT, source_start INTEGER, source_end INTEGER," \
    "  target_code TEXT, target_body TEXT, target_sectors TEXT, target_name TEXT," \
    "  target_text TEXT, target_start INTEGER, target_end INTEGER," \
    "  day_from TEXT, day_to TEXT, date_text TEXT, date_start INTEGER, date_end INTEGER," \
    "  date_basis TEXT, date_inferred INTEGER," \
    "  place TEXT, place_country TEXT, place_admin1 TEXT, place_lat REAL, place_lon REAL," \
    "  place_geonames INTEGER, place_precision TEXT, place_text TEXT, place_start INTEGER," \
    "  place_end INTEGER," \
    "  \"trigger\" TEXT, trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL," \
    "  sentence INTEGER NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL," \
    "  sentence_text TEXT, dead INTEGER, injured INTEGER, arrested INTEGER, crowd INTEGER," \
    "  rule TEXT, confidence REAL NOT NULL) STRICT;" \
    "CREATE TABLE reports (" \
    "  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE, n INTEGER NOT NULL," \
    "  sentence INTEGER NOT NULL, trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL," \
    "  status TEXT NOT NULL, attributed INTEGER NOT NULL," \
    "  attributed_code TEXT, attributed_body TEXT, attributed_sectors TEXT, attributed_name TEXT," \
    "  attributed_text TEXT, attributed_start INTEGER, attributed_end INTEGER," \
    "  cue TEXT, quoted INTEGER NOT NULL, said_from TEXT, said_to TEXT," \
    "  PRIMARY KEY (event, n)) STRICT, WITHOUT ROWID;" \
    "CREATE INDEX events_document ON events (document);" \
    "CREATE INDEX events_day ON events (day_from);" \
    "CREATE INDEX events_source ON events (source_code, day_from);" \
    "CREATE INDEX events_target ON events (target_code, day_from);" \
    "CREATE INDEX events_type ON events (type, day_from);"

/* Two documents, the second without events and, in version 2, with other options. */
#define OLD_ROWS \
    "PRAGMA application_id = 1128354645;" \
    "INSERT INTO meta VALUES ('casus', '0.0.9');" \
    "INSERT INTO documents (document, key, id, url, title, published_from, published_to," \
    " published_inferred, payload, added) VALUES" \
    " (3, 'k3', 'a.txt', 'http://a', 'Talks', '2019-03-05', '2019-03-06', 1," \
    "  CAST('Chad met Sudan. They parted.' AS BLOB), '2024-05-01T10:00:00Z')," \
    " (5, 'k5', 'b.txt', NULL, NULL, NULL, NULL, NULL, x'', '2024-05-02T10:00:00Z');" \
    "INSERT INTO articles VALUES (3, 0, 0, 28, '2019-03-05', '2019-03-06', 1, 'a Monday');" \
    "INSERT INTO sentences VALUES (3, 0, 0, 15, 'Chad met Sudan.')," \
    " (3, 1, 16, 28, 'They parted.');" \
    "INSERT INTO actors (document, n, code, text, start, \"end\", entity)" \
    " VALUES (3, 0, 'TCD', 'Chad', 0, 4, 2);" \
    "INSERT INTO places (document, n, name, country, text, start, \"end\")" \
    " VALUES (3, 0, 'Sudan', 'SDN', 'Sudan', 9, 14);" \
    "INSERT INTO dates (document, n, day_from, day_to, type, inferred)" \
    " VALUES (3, 0, '2019-03-04', '2019-03-04', 'date', 1);" \
    "INSERT INTO quotes (document, n, text, direct) VALUES (3, 0, 'we met', 1);" \
    "INSERT INTO attributions (document, n, content, direct) VALUES (3, 0, 'they met', 0);" \
    "INSERT INTO events (event, document, id, type, status, historical, source_code, target_code," \
    " day_from, day_to, \"trigger\", trigger_start, trigger_end, sentence, sentence_start," \
    " sentence_end, place, confidence) VALUES" \
    " (7, 3, 'aa', 'CONSULT', 'actual', 0, 'TCD', 'SDN', '2019-03-04', '2019-03-04', 'met', 5, 8," \
    "  0, 0, 15, 'Khartoum', 0.9);" \
    "INSERT INTO reports (event, n, sentence, trigger_start, trigger_end, status, attributed," \
    " quoted) VALUES (7, 0, 0, 5, 8, 'actual', 0, 0), (7, 1, 1, 21, 27, 'actual', 0, 0);"

#define OLD_STORE_1 \
    OLD_SCHEMA(OLD_DOCUMENTS_1) OLD_ROWS "INSERT INTO meta VALUES ('schema', '1');" \
    "PRAGMA user_version = 1;"
#define OLD_STORE_2 \
    OLD_SCHEMA(OLD_DOCUMENTS_2) OLD_ROWS "INSERT INTO meta VALUES ('schema', '2');" \
    "UPDATE documents SET options = 'engine=default' WHERE document = 3;" \
    "UPDATE documents SET options = 'engine=fast' WHERE document = 5;" \
    "PRAGMA user_version = 2;"

#endif
