/* The store: what goes in comes out byte for byte; twice changes nothing; a bad file is refused. */
#include "store_place.h"

static const casus_query ALL = {
    .status = "all", .historical = true, .from = CASUS_NO_DAY, .to = CASUS_NO_DAY};

static void run_query(casus_store *store, const casus_query *query, const char *format, buf *out)
{
    casus_error err = {0};
    buf_reset(out);
    if (casus_store_query(store, query, format, false, 0, keep_sink(out), &err) != CASUS_OK) {
        fail_msg("%s", err.message);
    }
}

/* ---- round trip ------------------------------------------------------------------------------ */

/* The query of a store writes what the coder's own writer writes. */
static void test_round_trip(void **state)
{
    place *p = *state;
    casus_doc doc = fake_doc();
    casus_store *store = open_store(p->db, false);
    add(store, &doc, true);
    buf coded = {0}, stored = {0};
    assert_int_equal(casus_write_jsonl(&doc, CASUS_WITH_EVENTS, NULL, keep_sink(&coded), NULL), 0);
    run_query(store, &ALL, "jsonl", &stored);
    assert_string_equal(stored.ptr, coded.ptr);
    buf_reset(&coded);
    casus_filter all = {CASUS_ALL_STATUSES, true, 0};
    assert_int_equal(casus_write_rows(&doc, "csv", true, &all, keep_sink(&coded), NULL), 0);
    run_query(store, &ALL, "csv", &stored);
    assert_string_equal(stored.ptr, coded.ptr);
    buf_release(&coded);
    buf_release(&stored);
    casus_store_close(store);
}

static void test_all_kinds_are_kept(void **state)
{
    place *p = *state;
    casus_doc doc = fake_doc();
    casus_store *store = open_store(p->db, false);
    add(store, &doc, true);
    casus_store_close(store);
    static const struct {
        const char *sql;
        int64_t n;
    } CASES[] = {
        {"SELECT count(*) FROM documents WHERE id = 'andes.txt' AND length(payload) = 113", 1},
        {"SELECT count(*) FROM documents WHERE publisher = 'The Andes'", 1},
        {"SELECT count(*) FROM documents WHERE published_from = '2019-03-05'", 1},
        {"SELECT count(*) FROM articles WHERE evidence = 'a Monday; the year 2019'", 1},
        {"SELECT count(*) FROM sentences WHERE \"end\" = 113", 1},
        {"SELECT count(*) FROM actors WHERE code = 'CHL' AND entity = 7", 1},
        {"SELECT count(*) FROM places WHERE geonames = 3899361 AND lat < -18"
         " AND confidence = 0.875", 1},
        {"SELECT count(*) FROM dates WHERE day_from = '2019-03-04' AND type = 'date'", 1},
        {"SELECT count(*) FROM attributions", 3},
        {"SELECT count(*) FROM attributions WHERE direct = 0 AND source_text IS NULL", 1},
        {"SELECT count(*) FROM quotes WHERE direct AND speaker_name = 'Ana Soto'", 1},
        {"SELECT count(*) FROM events", 2},
        {"SELECT count(*) FROM events WHERE place_confidence = 0.875", 1},
        {"SELECT count(*) FROM runs WHERE model = '00112233aabbccdd' AND casus = '0.1.0'"
         " AND options = 'engine=fast no-gate' AND sections LIKE '%lex.gate=2'", 1},
        {"SELECT count(*) FROM codings WHERE current AND run = 1 AND language = 'en' AND tokens = 19 AND events = 2",
         1},
        {"SELECT count(*) FROM events WHERE place IS NULL AND day_from IS NULL AND dead = 3", 1},
        {"SELECT count(*) FROM reports", 3},
        {"SELECT count(*) FROM reports WHERE attributed_code = 'CHL' AND said_to = '2019-03-06'",
         1},
        {"SELECT count(*) FROM meta WHERE key = 'schema' AND value = '4'", 1},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        if (number(p->db, CASES[i].sql) != CASES[i].n) fail_msg("%s", CASES[i].sql);
    }
}

static void test_twice_changes_nothing(void **state)
{
    place *p = *state;
    casus_doc doc = fake_doc();
    casus_store *store = open_store(p->db, false);
    add(store, &doc, true);
    doc.id = STR("the same under another name");
    add(store, &doc, false);
    /* Another payload under the same id is another document. */
    doc = fake_doc();
    doc.key = "0000000000000000000000000000000000000000000000000000000000000000";
    add(store, &doc, true);
    casus_store_close(store);
    assert_int_equal(number(p->db, "SELECT count(*) FROM documents"), 2);
    assert_int_equal(number(p->db, "SELECT count(*) FROM events"), 4);
}

static casus_stored find(casus_store *store, casus_str payload, const casus_method *method)
{
    casus_stored found;
    casus_error err = {0};
    if (casus_store_find(store, payload, method, &found, &err) != CASUS_OK)
        fail_msg("%s", err.message);
    return found;
}

static void test_find(void **state)
{
    place *p = *state;
    casus_doc doc = fake_doc();
    /* SHA-256 of "abc", FIPS 180-4, appendix B.1 */
    doc.key = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    casus_store *store = open_store(p->db, false);
    assert_int_equal(find(store, STR("abc"), &doc.method), CASUS_NOT_CODED);
    add(store, &doc, true);
    assert_int_equal(find(store, STR("abc"), &doc.method), CASUS_CODED);
    assert_int_equal(find(store, STR("abd"), &doc.method), CASUS_NOT_CODED);
    assert_int_equal(find(store, (casus_str){0}, &doc.method), CASUS_NOT_CODED);
    casus_method other = doc.method;
    other.model = "ffffffffffffffff";
    assert_int_equal(find(store, STR("abc"), &other), CASUS_CODED_OTHERWISE);
    casus_store_close(store);
}

/* Bytes that are no UTF-8 become U+FFFD in text columns, and stay as they are in the payload. */
static void test_broken_text(void **state)
{
    place *p = *state;
    casus_doc doc = fake_doc();
    doc.id = STR("caf\xE9.txt");
    doc.payload = STR("a\0b\xFF");
    doc.events[0].source.name = STR("\xC3\x28\0x");
    casus_store *store = open_store(p->db, false);
    add(store, &doc, true);
    casus_store_close(store);
    assert_int_equal(number(p->db, "SELECT count(*) FROM documents WHERE id = 'caf\xEF\xBF\xBD.txt'"
                                   " AND payload = x'610062ff'"), 1);
    assert_int_equal(number(p->db, "SELECT count(*) FROM events WHERE source_name ="
                                   " '\xEF\xBF\xBD(\xEF\xBF\xBDx'"), 1);
}

/* ---- transactions ---------------------------------------------------------------------------- */

static void test_a_batch(void **state)
{
    place *p = *state;
    casus_doc doc = fake_doc();
    char key[65];
    casus_store *store = open_store(p->db, false);
    assert_int_equal(casus_store_begin(store, NULL), CASUS_OK);
    for (int i = 0; i < 20; i++) {
        snprintf(key, sizeof key, "%064d", i);
        doc.key = key;
        add(store, &doc, true);
    }
    assert_int_equal(number(p->db, "SELECT count(*) FROM documents"), 0);
    assert_int_equal(casus_store_commit(store, NULL), CASUS_OK);
    assert_int_equal(number(p->db, "SELECT count(*) FROM documents"), 20);
    /* What is not committed is gone with the program. */
    assert_int_equal(casus_store_begin(store, NULL), CASUS_OK);
    doc.key = "x";
    add(store, &doc, true);
    casus_store_close(store);
    assert_int_equal(number(p->db, "SELECT count(*) FROM documents"), 20);
}

/* A document whose rows cannot all be written leaves none. */
static void test_all_or_nothing(void **state)
{
    place *p = *state;
    casus_doc doc = fake_doc();
    casus_store *store = open_store(p->db, false);
    sqlite3 *db;
    assert_int_equal(sqlite3_open(p->db, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                                  "CREATE TRIGGER t BEFORE INSERT ON coded_reports WHEN new.n = 1 BEGIN "
                                  "SELECT RAISE(ABORT, 'no more'); END",
                                  NULL, NULL, NULL), SQLITE_OK);
    bool added = true;
    casus_error err = {0};
    assert_int_equal(casus_store_add(store, &doc, &added, &err), CASUS_STORE);
    assert_false(added);
    assert_non_null(strstr(err.message, "no more"));
    assert_int_equal(sqlite3_exec(db, "DROP TRIGGER t", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_int_equal(number(p->db, "SELECT (SELECT count(*) FROM documents) +"
                                   " (SELECT count(*) FROM events)"), 0);
    add(store, &doc, true);
    casus_store_close(store);
}

static void test_read_only(void **state)
{
    place *p = *state;
    casus_doc doc = fake_doc();
    casus_store *store;
    casus_error err = {0};
    assert_int_equal(casus_store_open(&store, p->db, true, &err), CASUS_NOT_FOUND);
    store = open_store(p->db, false);
    add(store, &doc, true);
    casus_store_close(store);
    store = open_store(p->db, true);
    bool added;
    assert_int_equal(casus_store_add(store, &doc, &added, &err), CASUS_STORE);
    assert_int_equal(casus_store_begin(store, &err), CASUS_STORE);
    buf out = {0};
    run_query(store, &ALL, "jsonl", &out);
    assert_true(out.len > 0);
    buf_release(&out);
    casus_store_close(store);
}

/* ---- queries --------------------------------------------------------------------------------- */

/* Four events: who, what, when, where differ. */
static casus_store *store_of_four(const char *path)
{
    casus_doc doc = fake_doc();
    doc.n_events = 4;
    casus_event meeting = fake_meeting();
    static const struct {
        const char *source, *sector, *name, *target, *type, *day, *place, *country;
        casus_event_status status;
        bool historical;
    } ROWS[] = {
        {"CHL", "GOV", "Ana Soto", "PER", "CONSULT", "2019-03-04", "Arica", "CHL", 0, false},
        {"BLR", "MIL", NULL, "PER", "ASSAULT", "2019-03-10", "Lima", "PER", 0, false},
        {"PER", "GOV", "Luis 100% Vega", "CHL", "CONSULT", "2019-04-01", NULL, NULL, 1, false},
        {"CHL", NULL, NULL, "UNO", "ACCUSE", "2018-12-31", NULL, NULL, 0, true},
    };
    for (size_t i = 0; i < 4; i++) {
        casus_event *e = &doc.events[i];
        *e = meeting;
        e->source = (casus_actor){.code = ROWS[i].source, .sectors = {ROWS[i].sector},
                                  .n_sectors = ROWS[i].sector != NULL,
                                  .name = str_from(ROWS[i].name), .text = STR("somebody")};
        e->target = (casus_actor){.code = ROWS[i].target, .text = STR("the other")};
        e->type = ROWS[i].type;
        e->status = ROWS[i].status;
        e->historical = ROWS[i].historical;
        e->date.from = e->date.to = fake_day(ROWS[i].day);
        e->has_place = ROWS[i].place != NULL;
        e->place.name = str_from(ROWS[i].place);
        e->place.country = ROWS[i].country;
        e->place.admin1 = e->place.text = (casus_str){0};
        e->rule = (const char *[]){"one", "two", "three", "four"}[i];
        doc.reports[i][0] = doc.reports[0][0];
    }
    casus_store *store = open_store(path, false);
    add(store, &doc, true);
    return store;
}

/* Which rules ("one", ...) of the events come out, in order. */
static void check_rules(casus_store *store, const casus_query *query, const char *expected)
{
    buf out = {0}, rules = {0};
    run_query(store, query, "jsonl", &out);
    casus_str rest = buf_str(&out), line;
    while (rest.len && str_split(&rest, '\n', &line)) {
        if (!line.len) continue;
        size_t at = str_find(line, STR("\"rule\":\"")) + 8;
        casus_str tail = str_slice(line, at, line.len), rule;
        str_split(&tail, '"', &rule);
        if (rules.len) buf_put_char(&rules, ' ');
        buf_put_str(&rules, rule);
    }
    assert_string_equal(rules.len ? rules.ptr : "", expected);
    buf_release(&out);
    buf_release(&rules);
}

static void test_query_filters(void **state)
{
    place *p = *state;
    casus_store *store = store_of_four(p->db);
    const struct {
        casus_query query;
        const char *expected;
    } CASES[] = {
        {{.status = NULL}, "one two"},
        {{.status = "actual,planned"}, "one two three"},
        {{.status = "all", .historical = true}, "four one two three"},
        {{.status = "all", .historical = true, .limit = 2}, "four one"},
        {{.status = "denied"}, ""},
        {{.source = "CHL"}, "one"},
        {{.source = "CHLGOV"}, "one"},
        {{.source = "CHL GOV"}, "one"},
        {{.source = "CHLMIL"}, ""},
        {{.source = "MIL"}, "two"},
        {{.source = "soto"}, "one"},
        {{.source = "SOTO"}, ""}, /* capitals are a code or an acronym */
        {{.source = "somebody"}, "one two"},
        {{.target = "PER"}, "one two"},
        {{.actor = "PER", .status = "all"}, "one two three"},
        {{.actor = "%", .status = "all"}, "three"},
        {{.actor = "_", .status = "all"}, ""},
        {{.actor = "' OR 1=1 --"}, ""},
        {{.type = "ASSAULT"}, "two"},
        {{.place = "CHL"}, "one"},
        {{.place = "lima"}, "two"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        casus_query query = CASES[i].query;
        query.from = query.to = CASUS_NO_DAY;
        check_rules(store, &query, CASES[i].expected);
    }
    casus_query days = {.from = fake_day("2019-03-05"), .to = CASUS_NO_DAY};
    check_rules(store, &days, "two");
    days = (casus_query){.from = CASUS_NO_DAY, .to = fake_day("2019-03-04")};
    check_rules(store, &days, "one");
    days = (casus_query){.from = fake_day("2019-03-10"), .to = fake_day("2019-03-10")};
    check_rules(store, &days, "two");
    casus_store_close(store);
}

static void test_counts(void **state)
{
    place *p = *state;
    casus_store *store = store_of_four(p->db);
    static const struct {
        const char *by, *csv;
    } CASES[] = {
        {"month", "month,events\r\n2018-12,1\r\n2019-03,2\r\n2019-04,1\r\n"},
        {"year", "year,events\r\n2018,1\r\n2019,3\r\n"},
        /* 2018-12-31, 2019-03-04 and 2019-04-01 are Mondays, 2019-03-10 a Sunday */
        {"week", "week,events\r\n2018-12-31,1\r\n2019-03-04,2\r\n2019-04-01,1\r\n"},
        {"day", "day,events\r\n2018-12-31,1\r\n2019-03-04,1\r\n2019-03-10,1\r\n2019-04-01,1\r\n"},
        {"type", "type,events\r\nCONSULT,2\r\nACCUSE,1\r\nASSAULT,1\r\n"},
        {"source", "source,events\r\nBLRMIL,1\r\nCHL,1\r\nCHLGOV,1\r\nPERGOV,1\r\n"},
        {"target", "target,events\r\nPER,2\r\nCHL,1\r\nUNO,1\r\n"},
        {"dyad", "dyad,events\r\nBLRMIL > PER,1\r\nCHL > UNO,1\r\nCHLGOV > PER,1\r\n"
                 "PERGOV > CHL,1\r\n"},
        {"place", "place,events\r\n,2\r\n\"Arica, CHL\",1\r\n\"Lima, PER\",1\r\n"},
        {"status", "status,events\r\nactual,3\r\nplanned,1\r\n"},
    };
    buf out = {0};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        casus_query query = ALL;
        query.by = CASES[i].by;
        run_query(store, &query, "csv", &out);
        assert_string_equal(out.ptr, CASES[i].csv);
    }
    casus_query query = ALL;
    query.by = "year";
    run_query(store, &query, "jsonl", &out);
    assert_string_equal(out.ptr, "{\"kind\":\"count\",\"year\":\"2018\",\"events\":1}\n"
                                 "{\"kind\":\"count\",\"year\":\"2019\",\"events\":3}\n");
    query.by = "place";
    run_query(store, &query, "table", &out);
    assert_string_equal(out.ptr, "            EVENTS\n(unknown)        2\nArica, CHL       1\n"
                                 "Lima, PER        1\n");
    buf_release(&out);
    casus_store_close(store);
}

static void test_bad_queries(void **state)
{
    place *p = *state;
    casus_store *store = store_of_four(p->db);
    buf out = {0};
    casus_error err = {0};
    casus_query query = ALL;
    query.by = "weather";
    assert_int_equal(casus_store_query(store, &query, "csv", false, 0, keep_sink(&out), &err),
                     CASUS_USAGE);
    assert_non_null(strstr(err.message, "weather"));
    query = ALL;
    query.status = "actual,maybe";
    assert_int_equal(casus_store_query(store, &query, "csv", false, 0, keep_sink(&out), &err),
                     CASUS_USAGE);
    assert_non_null(strstr(err.message, "\"maybe\""));
    assert_int_equal(casus_store_query(store, &ALL, "xml", false, 0, keep_sink(&out), &err),
                     CASUS_USAGE);
    assert_int_equal(out.len, 0);
    buf_release(&out);
    casus_store_close(store);
}

/* ---- files that are not ours, or no longer whole --------------------------------------------- */

static void write_file(const char *path, const void *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void refused(const char *path, const char *words)
{
    casus_store *store = NULL;
    casus_error err = {0};
    assert_int_equal(casus_store_open(&store, path, false, &err), CASUS_STORE);
    assert_null(store);
    assert_string_equal(err.file, path);
    if (!strstr(err.message, words)) fail_msg("\"%s\" lacks \"%s\"", err.message, words);
}

static void test_foreign_files(void **state)
{
    place *p = *state;
    write_file(p->db, FAKE_TEXT, sizeof FAKE_TEXT - 1);
    refused(p->db, "not a store of casus");
    unlink(p->db);
    sql(p->db, "CREATE TABLE documents (document INTEGER)");
    refused(p->db, "another program");
    unlink(p->db);
    casus_store_close(open_store(p->db, false));
    sql(p->db, "PRAGMA user_version = 99");
    refused(p->db, "a newer casus");
    sql(p->db, "PRAGMA user_version = 4; DROP TABLE coded_reports");
    refused(p->db, "no such table");
    refused(p->folder, "unable to open");
}

/* Cut anywhere and flipped anywhere, a store is refused or read, and never crashes the reader. */
static void test_damaged_files(void **state)
{
    place *p = *state;
    casus_doc doc = fake_doc();
    casus_store *store = open_store(p->db, false);
    add(store, &doc, true);
    casus_store_close(store);
    buf whole = {0};
    assert_int_equal(buf_read_file(&whole, p->db, 1u << 24, NULL), CASUS_OK);
    size_t n_refused = 0;
    for (size_t i = 0; i < 400; i++) {
        buf copy = {0}, out = {0};
        buf_put_str(&copy, buf_str(&whole));
        bool cut = i % 2;
        if (cut) {
            copy.len = 1 + i * (whole.len - 1) / 400;
        } else {
            copy.ptr[i < 100 ? i : (i * 2654435761u) % whole.len] ^= (char)(1 << (i / 2) % 8);
        }
        write_file(p->db, copy.ptr, copy.len);
        casus_error err = {0};
        casus_status status = casus_store_open(&store, p->db, true, &err);
        if (status == CASUS_OK) {
            status = casus_store_query(store, &ALL, "jsonl", false, 0, keep_sink(&out), &err);
            casus_store_close(store);
        }
        if (status != CASUS_OK) {
            n_refused++;
            assert_true(err.message[0] != '\0');
        }
        assert_true(status != CASUS_OK || !cut || copy.len > whole.len - 4096);
        buf_release(&copy);
        buf_release(&out);
    }
    assert_true(n_refused > 200);
    buf_release(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_PLACE(test_round_trip),      IN_PLACE(test_all_kinds_are_kept), IN_PLACE(test_twice_changes_nothing),
        IN_PLACE(test_find),            IN_PLACE(test_broken_text),        IN_PLACE(test_a_batch),
        IN_PLACE(test_all_or_nothing),  IN_PLACE(test_read_only),          IN_PLACE(test_query_filters),
        IN_PLACE(test_counts),          IN_PLACE(test_bad_queries),        
        IN_PLACE(test_foreign_files),
        IN_PLACE(test_damaged_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
