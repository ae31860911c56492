/* Stores that older versions made: brought up to date whole or not at all. */
#include "old_stores.h"
#include "store_place.h"

static const casus_query ALL = {
    .status = "all", .historical = true, .from = CASUS_NO_DAY, .to = CASUS_NO_DAY};

typedef struct count_case {
    const char *sql;
    int64_t n;
} count_case;

static void check_counts(const char *db, const count_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int64_t found = number(db, cases[i].sql);
        if (found != cases[i].n) fail_msg("%s: %lld", cases[i].sql, (long long)found);
    }
}

/* What both versions held is there under the old names and the new ones. */
static const count_case KEPT[] = {
    {"PRAGMA user_version", 4},
    {"SELECT count(*) FROM meta WHERE key = 'schema' AND value = '4'", 1},
    {"SELECT count(*) FROM documents WHERE document = 3 AND key = 'k3' AND id = 'a.txt'"
     " AND url = 'http://a' AND title = 'Talks' AND published_from = '2019-03-05'"
     " AND published_to = '2019-03-06' AND published_inferred = 1"
     " AND length(payload) = 28 AND added = '2024-05-01T10:00:00Z'", 1},
    {"SELECT count(*) FROM documents", 2},
    {"SELECT count(*) FROM payloads", 2},
    {"SELECT count(*) FROM codings WHERE current", 2},
    {"SELECT sentences + events FROM codings WHERE document = 3", 3},
    {"SELECT count(*) FROM articles WHERE document = 3 AND evidence = 'a Monday'", 1},
    {"SELECT count(*) FROM sentences WHERE document = 3", 2},
    {"SELECT count(*) FROM actors WHERE code = 'TCD' AND \"end\" = 4 AND entity = 2", 1},
    {"SELECT count(*) FROM places WHERE country = 'SDN' AND \"end\" = 14", 1},
    {"SELECT count(*) FROM places WHERE confidence IS NULL", 1},
    {"SELECT count(*) FROM dates WHERE day_from = '2019-03-04'", 1},
    {"SELECT count(*) FROM quotes WHERE text = 'we met'", 1},
    {"SELECT count(*) FROM attributions WHERE content = 'they met'", 1},
    {"SELECT count(*) FROM events JOIN documents USING (document) WHERE event = 7"
     " AND type = 'CONSULT' AND place = 'Khartoum' AND confidence = 0.9", 1},
    {"SELECT count(*) FROM events WHERE place_confidence IS NULL", 1},
    {"SELECT count(*) FROM reports JOIN events USING (event)", 2},
    {"SELECT rowid FROM text_index WHERE text_index MATCH 'chad sudan parted'", 3},
    {"SELECT count(*) FROM text_index WHERE text_index MATCH 'title:talks'", 1},
    {"SELECT count(*) FROM runs WHERE casus = '0.0.9' AND model IS NULL", 0 /* by version */},
};

static void make_old(const char *db, int version)
{
    sql(db, version == 1 ? OLD_STORE_1 : OLD_STORE_2);
}

static void migrate(const char *db, int version, int n_runs)
{
    make_old(db, version);
    casus_store_close(open_store(db, false));
    count_case cases[sizeof KEPT / sizeof *KEPT];
    memcpy(cases, KEPT, sizeof KEPT);
    cases[sizeof KEPT / sizeof *KEPT - 1].n = n_runs;
    check_counts(db, cases, sizeof KEPT / sizeof *KEPT);
}

static void test_version_1(void **state)
{
    place *p = *state;
    migrate(p->db, 1, 1);
    assert_int_equal(number(p->db, "SELECT count(*) FROM documents WHERE options IS NULL"), 2);
}

static void test_version_2(void **state)
{
    place *p = *state;
    migrate(p->db, 2, 2);
    assert_int_equal(number(p->db, "SELECT count(*) FROM documents WHERE document = 5"
                                   " AND options = 'engine=fast' AND run = 2"), 1);
}

/* Table by table, an old file ends up as a new one begins. */
static void test_same_schema(void **state)
{
    place *p = *state;
    char fresh[64], compare[400];
    snprintf(fresh, sizeof fresh, "%s/new.db", p->folder);
    casus_store_close(open_store(fresh, false));
    migrate(p->db, 2, 2);
    snprintf(compare, sizeof compare,
             "ATTACH '%s' AS fresh; CREATE TEMP TABLE differ AS"
             " SELECT name, sql FROM main.sqlite_schema EXCEPT"
             " SELECT name, sql FROM fresh.sqlite_schema;"
             "INSERT INTO differ SELECT name, sql FROM fresh.sqlite_schema EXCEPT"
             " SELECT name, sql FROM main.sqlite_schema;"
             "SELECT CASE WHEN count(*) THEN abs(-9223372036854775808) END FROM differ", fresh);
    sql(p->db, compare);
    unlink(fresh);
}

static void test_reading_changes_nothing(void **state)
{
    place *p = *state;
    casus_store *store;
    casus_error err = {0};
    make_old(p->db, 2);
    assert_int_equal(casus_store_open(&store, p->db, true, &err), CASUS_STORE);
    assert_non_null(strstr(err.message, "casus store upgrade"));
    assert_int_equal(number(p->db, "PRAGMA user_version"), 2);
}

/* A step that fails leaves the old store. */
static void test_whole_or_not(void **state)
{
    place *p = *state;
    casus_store *store;
    casus_error err = {0};
    make_old(p->db, 1);
    sql(p->db, "INSERT INTO reports (event, n, sentence, trigger_start, trigger_end, status,"
               " attributed, quoted) VALUES (99, 0, 0, 0, 0, 'actual', 0, 0)"); /* of no event */
    assert_int_equal(casus_store_open(&store, p->db, false, &err), CASUS_STORE);
    assert_int_equal(number(p->db, "PRAGMA user_version"), 1);
    assert_int_equal(number(p->db, "SELECT count(*) FROM documents"), 2);
    assert_int_equal(number(p->db, "SELECT count(*) FROM events"), 1);
}

/* The documents of an old store were coded by another method than ours. */
static void test_goes_on(void **state)
{
    place *p = *state;
    casus_doc doc = fake_doc();
    bool added;
    make_old(p->db, 2);
    doc.key = "k3";
    casus_store *store = open_store(p->db, false);
    assert_int_equal(casus_store_add(store, &doc, &added, NULL), CASUS_OK);
    assert_true(added);
    buf out = {0};
    assert_int_equal(casus_store_query(store, &ALL, "jsonl", false, 0, keep_sink(&out), NULL), 0);
    casus_store_close(store);
    assert_non_null(strstr(out.ptr, "\"doc\":\"a.txt\""));
    buf_release(&out);
    assert_int_equal(number(p->db, "SELECT count(*) FROM events"), 2);
    assert_int_equal(number(p->db, "SELECT count(*) FROM coded_events"), 3);
    assert_int_equal(number(p->db, "SELECT count(*) FROM codings WHERE document = 3"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_PLACE(test_version_1),    IN_PLACE(test_version_2),
        IN_PLACE(test_same_schema),  IN_PLACE(test_reading_changes_nothing),
        IN_PLACE(test_whole_or_not), IN_PLACE(test_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
