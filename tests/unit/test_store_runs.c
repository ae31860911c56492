/* Runs: coded anew, looked at, dropped; is a store whole; which indexes queries use. */
#include <sha2.h>

#include "store_place.h"
#include "store/where.h"

static const casus_query ALL = {
    .status = "all", .historical = true, .from = CASUS_NO_DAY, .to = CASUS_NO_DAY};

static size_t n_events(casus_store *store, int64_t run, const char *text)
{
    casus_query query = ALL;
    casus_error err = {0};
    buf out = {0};
    size_t n = 0;
    query.run = run;
    query.text = text;
    if (casus_store_query(store, &query, "jsonl", false, 0, keep_sink(&out), &err) != CASUS_OK)
        fail_msg("%s", err.message);
    for (size_t i = 0; i < out.len; i++) n += out.ptr[i] == '\n';
    buf_release(&out);
    return n;
}

/* Run 1 coded two documents and found two events in each, run 2 the first of them and found one. */
static casus_store *store_of_two_runs(const char *path)
{
    casus_doc doc = fake_doc();
    casus_store *store = open_store(path, false);
    char key[65];
    SHA256Data((const uint8_t *)FAKE_TEXT, sizeof FAKE_TEXT - 1, key);
    doc.key = key;
    add(store, &doc, true);
    doc.key = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; /* "abc" */
    doc.payload = STR("abc");
    doc.id = STR("b.txt");
    doc.n_events = doc.n_sentences = doc.n_articles = doc.n_claims = 0;
    doc.n_actors = doc.n_places = doc.n_dates = doc.n_quotes = 0;
    add(store, &doc, true);
    doc = fake_doc();
    doc.key = key;
    doc.method.model = "ffffffffffffffff";
    doc.n_events = 1;
    doc.sentences[0] = STR("Chile and Peru talked about the border.");
    doc.sentence_spans[0].end = 39;
    doc.stats.events = 1;
    add(store, &doc, true);
    add(store, &doc, false);
    return store;
}

static void test_newest_is_current(void **state)
{
    place *p = *state;
    casus_store *store = store_of_two_runs(p->db);
    assert_int_equal(n_events(store, 0, NULL), 1);
    assert_int_equal(n_events(store, 1, NULL), 2);
    assert_int_equal(n_events(store, 2, NULL), 1);
    assert_int_equal(n_events(store, 3, NULL), 0);
    /* The words are those of the coding that is looked at. */
    assert_int_equal(n_events(store, 0, "counterpart"), 0);
    assert_int_equal(n_events(store, 0, "border"), 1);
    assert_int_equal(n_events(store, 1, "counterpart"), 2);
    casus_store_close(store);
    assert_int_equal(number(p->db, "SELECT count(*) FROM payloads"), 2);
    assert_int_equal(number(p->db, "SELECT count(*) FROM documents"), 2);
    assert_int_equal(number(p->db, "SELECT count(*) FROM documents WHERE run = 2"), 1);
    assert_int_equal(number(p->db, "SELECT count(*) FROM coded_events"), 3);
    assert_int_equal(number(p->db, "SELECT count(*) FROM reports"), 1);
}

/* Cut sooner the first time: the payload grows, so that all spans lie in it. */
static void test_longer_payload(void **state)
{
    place *p = *state;
    casus_doc doc = fake_doc();
    casus_store *store = open_store(p->db, false);
    doc.payload.len = 20;
    doc.stats.bytes_cut = 93;
    doc.n_events = 0;
    add(store, &doc, true);
    doc = fake_doc();
    doc.method.options = "engine=fast max-document=9000000";
    add(store, &doc, true);
    doc.payload.len = 20;
    doc.stats.bytes_cut = 93;
    doc.method.options = "engine=fast max-document=20";
    add(store, &doc, true);
    casus_store_close(store);
    assert_int_equal(number(p->db, "SELECT length(payload) FROM payloads"), 113);
    assert_int_equal(number(p->db, "SELECT bytes_cut FROM payloads"), 0);
}

static void test_list(void **state)
{
    place *p = *state;
    casus_store *store = store_of_two_runs(p->db);
    buf out = {0};
    assert_int_equal(casus_store_runs(store, "csv", false, 0, keep_sink(&out), NULL), CASUS_OK);
    assert_non_null(strstr(out.ptr, "run,casus,model,options,started,ended,documents,current,"));
    assert_non_null(strstr(out.ptr, "1,0.1.0,00112233aabbccdd,engine=fast no-gate,20"));
    assert_non_null(strstr(out.ptr, "Z,2,1,2,4\r\n"));
    assert_non_null(strstr(out.ptr, "Z,1,1,1,1\r\n"));
    assert_int_equal(casus_store_runs(store, "xml", false, 0, keep_sink(&out), NULL), CASUS_USAGE);
    buf_release(&out);
    casus_store_close(store);
}

static bool is_sound(const char *path, bool quick, buf *report)
{
    bool sound;
    casus_error err = {0};
    buf_reset(report);
    if (casus_store_check(path, quick, keep_sink(report), &sound, &err) != CASUS_OK)
        fail_msg("%s", err.message);
    return sound;
}

static void test_drop(void **state)
{
    place *p = *state;
    casus_dropped dropped;
    buf report = {0};
    casus_store *store = store_of_two_runs(p->db);
    assert_int_equal(casus_store_drop(store, 2, &dropped, NULL), CASUS_OK);
    assert_int_equal(dropped.codings, 1);
    assert_int_equal(dropped.uncoded, 0);
    assert_int_equal(n_events(store, 0, NULL), 2);
    assert_int_equal(n_events(store, 0, "border"), 0);
    assert_int_equal(n_events(store, 0, "counterpart"), 2);
    assert_int_equal(casus_store_drop(store, 2, &dropped, NULL), CASUS_USAGE);
    assert_int_equal(casus_store_drop(store, 1, &dropped, NULL), CASUS_OK);
    assert_int_equal(dropped.codings, 2);
    assert_int_equal(dropped.uncoded, 2);
    assert_int_equal(n_events(store, 0, NULL), 0);
    /* What was dropped can come again, under a number of its own. */
    casus_doc doc = fake_doc();
    doc.key = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    casus_stored found;
    assert_int_equal(casus_store_find(store, STR("abc"), &doc.method, &found, NULL), CASUS_OK);
    assert_int_equal(found, CASUS_NOT_CODED);
    doc.n_sentences = doc.n_events = 0;
    add(store, &doc, true);
    casus_store_close(store);
    assert_int_equal(number(p->db, "SELECT count(*) FROM payloads"), 2);
    assert_int_equal(number(p->db, "SELECT count(*) FROM documents WHERE run = 3"), 1);
    assert_int_equal(number(p->db, "SELECT count(*) FROM coded_reports"), 0);
    sql(p->db, "PRAGMA foreign_keys = ON; DELETE FROM codings"); /* whose spans are those of another text */
    if (!is_sound(p->db, true, &report)) fail_msg("%s", report.ptr);
    buf_release(&report);
}

/* ---- check ----------------------------------------------------------------------------------- */

static void test_check(void **state)
{
    place *p = *state;
    buf report = {0};
    casus_store_close(store_of_two_runs(p->db));
    if (!is_sound(p->db, false, &report)) fail_msg("%s", report.ptr);
    static const struct {
        const char *harm, *told, *mended;
        bool quick; /* seen by the quick check, too */
    } CASES[] = {
        {"UPDATE payloads SET payload = x'61626364' WHERE document = 2", "SHA-256",
         "UPDATE payloads SET payload = x'616263' WHERE document = 2", false},
        {"UPDATE coded_events SET trigger_end = 900 WHERE event = 1", "34..900",
         "UPDATE coded_events SET trigger_end = 37 WHERE event = 1", false},
        {"UPDATE coded_articles SET start = 5, \"end\" = 2", "5..2",
         "UPDATE coded_articles SET start = 0", false},
        {"UPDATE coded_sentences SET text = 'other words'", "text index",
         "INSERT INTO text_index (text_index) VALUES ('rebuild')", false},
        {"PRAGMA foreign_keys = OFF; INSERT INTO coded_dates (coding, n, inferred) VALUES (77, 0, 0)",
         "coded_dates", "DELETE FROM coded_dates WHERE coding = 77", true},
        {"UPDATE codings SET current = 0", "current coding",
         "UPDATE codings SET current = 1 WHERE coding IN"
         " (SELECT max(coding) FROM codings GROUP BY document)", true},
        {"DROP INDEX coded_events_day", "coded_events_day is missing",
         "CREATE INDEX coded_events_day ON coded_events (day_from)", true},
        {"DROP VIEW day_counts; CREATE VIEW day_counts AS SELECT 1", "day_counts is not as", NULL,
         true},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        sql(p->db, CASES[i].harm);
        assert_false(is_sound(p->db, false, &report));
        if (!strstr(report.ptr, CASES[i].told)) fail_msg("%s\n%s", CASES[i].harm, report.ptr);
        if (is_sound(p->db, true, &report) == CASES[i].quick) fail_msg("quick: %s", CASES[i].harm);
        if (!CASES[i].mended) break;
        sql(p->db, CASES[i].mended);
        if (!is_sound(p->db, false, &report)) fail_msg("%s\n%s", CASES[i].mended, report.ptr);
    }
    buf_release(&report);
}

/* Additions of a user's own are no fault; a file that is no store is. */
static void test_check_foreign(void **state)
{
    place *p = *state;
    buf report = {0};
    bool sound = true;
    casus_error err = {0};
    assert_int_equal(casus_store_check(p->db, false, keep_sink(&report), &sound, &err),
                     CASUS_NOT_FOUND);
    assert_false(sound);
    casus_store_close(store_of_two_runs(p->db));
    sql(p->db, "CREATE TABLE my_notes (event TEXT); CREATE INDEX a_note ON my_notes (event)");
    if (!is_sound(p->db, false, &report)) fail_msg("%s", report.ptr);
    buf_release(&report);
}

/* ---- indexes --------------------------------------------------------------------------------- */

static void explain(casus_store *store, const casus_query *query, buf *plan)
{
    sqlite3_stmt *stmt = NULL, *steps = NULL;
    buf sql_of = {0};
    buf_reset(plan);
    assert_int_equal(where_prepare(store, "e.event", "", query, &stmt, NULL), CASUS_OK);
    char *text = sqlite3_expanded_sql(stmt);
    buf_printf(&sql_of, "EXPLAIN QUERY PLAN %s", text);
    assert_int_equal(sqlite3_prepare_v2(store->db, sql_of.ptr, -1, &steps, NULL), SQLITE_OK);
    while (sqlite3_step(steps) == SQLITE_ROW)
        buf_printf(plan, "%s\n", (const char *)sqlite3_column_text(steps, 3));
    sqlite3_free(text);
    sqlite3_finalize(stmt);
    sqlite3_finalize(steps);
    buf_release(&sql_of);
}

/* The filters that narrow most go by an index, so that a million rows are not read for ten. */
static void test_indexes(void **state)
{
    place *p = *state;
    casus_store *store = open_store(p->db, false);
    const struct {
        casus_query query;
        const char *index;
    } CASES[] = {
        {{.source = "RUSGOV"}, "coded_events_source (source_code=?)"},
        {{.source = "WAS"}, "coded_events_source_body (source_body=?)"},
        {{.target = "UKR"}, "coded_events_target (target_code=?"},
        {{.actor = "MLI"}, "coded_events_target_body (target_body=?)"},
        {{.actor = "MLI"}, "coded_events_source (source_code=?"},
        {{.type = "ASSAULT"}, "coded_events_type (type=?)"},
        {{.place = "UKR"}, "coded_events_country (place_country=?)"},
        {{.text = "ceasefire"}, "text_index VIRTUAL TABLE"},
        {{.text = "ceasefire"}, "coded_events_coding (coding=?)"},
        {{.to = 7}, "coded_events_day (day_from<?)"},
        {{.from = 7}, "coded_events_day (day_from>?)"},
        {{.from = 7, .to = 9}, "coded_events_day (day_from>? AND day_from<?)"},
        {{.from = 7, .to = 9}, "coded_events_days (day_to>?)"},
    };
    buf plan = {0};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        casus_query query = CASES[i].query;
        if (!query.from) query.from = CASUS_NO_DAY;
        if (!query.to) query.to = CASUS_NO_DAY;
        explain(store, &query, &plan);
        if (!strstr(plan.ptr, CASES[i].index)) fail_msg("no %s:\n%s", CASES[i].index, plan.ptr);
        if (strstr(plan.ptr, "SCAN e")) fail_msg("all events for %s:\n%s", CASES[i].index, plan.ptr);
    }
    buf_release(&plan);
    casus_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_PLACE(test_newest_is_current), IN_PLACE(test_longer_payload), IN_PLACE(test_list),          IN_PLACE(test_drop),
        IN_PLACE(test_check),             IN_PLACE(test_check_foreign), IN_PLACE(test_indexes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
