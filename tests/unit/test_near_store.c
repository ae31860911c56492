/* Copies in a store: which documents are copies of which, in whatever order they come; what views
 * and queries make of it. */
#include "store_place.h"

#include "store/store.h"

typedef struct told {
    const char *id, *key, *day; /* the day is NULL where nobody knows it */
    unsigned first, last;       /* its words: "w<first>" to "w<last>" */
    const char *copy_of;        /* expected */
} told;

/* b is a copy of a, and c would be one of b, but b is none to be a copy of; d is c cut short, f has
 * the text of a and a day that nobody knows. */
static const told CHAIN[] = {
    {"a", "k7", "2020-01-01", 1, 60, "-"},   {"b", "k3", "2020-01-02", 20, 80, "a"},
    {"c", "k9", "2020-01-03", 41, 100, "-"}, {"d", "k1", "2020-01-04", 62, 100, "c"},
    {"e", "k2", "2020-01-02", 200, 260, "-"}, {"f", "k5", NULL, 1, 60, "a"},
};
#define N_CHAIN (sizeof CHAIN / sizeof *CHAIN)

static casus_store *memory_store(void)
{
    return open_store(":memory:", false);
}

static void set_text(casus_doc *doc, unsigned first, unsigned last, buf *text)
{
    buf_reset(text);
    for (unsigned i = first; i <= last; i++) buf_printf(text, "w%cx%c ", 'a' + i / 16, 'a' + i % 16);
    assert_true(buf_ok(text));
    doc->sentences[0] = buf_str(text);
}

static casus_doc told_doc(const told *of, buf *text)
{
    casus_doc doc = fake_doc();
    doc.id = str_from(of->id);
    doc.key = of->key;
    doc.articles[0].from = doc.articles[0].to = of->day ? fake_day(of->day) : CASUS_NO_DAY;
    set_text(&doc, of->first, of->last, text);
    return doc;
}

static void add_told(casus_store *store, const told *of)
{
    buf text = {0};
    casus_doc doc = told_doc(of, &text);
    add(store, &doc, true);
    buf_release(&text);
}

/* "a-,ba,...": each document and what it is a copy of. */
static void check_copies(casus_store *store, const told *docs, size_t n, const char *what)
{
    for (size_t i = 0; i < n; i++) {
        sqlite3_stmt *stmt;
        assert_int_equal(sqlite3_prepare_v2(store->db,
                                            "SELECT coalesce(o.id, '-') FROM documents d LEFT JOIN"
                                            " payloads o ON o.document = d.duplicate_of"
                                            " WHERE d.id = ?",
                                            -1, &stmt, NULL),
                         SQLITE_OK);
        sqlite3_bind_text(stmt, 1, docs[i].id, -1, SQLITE_STATIC);
        assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
        const char *found = (const char *)sqlite3_column_text(stmt, 0);
        if (strcmp(found, docs[i].copy_of) != 0)
            fail_msg("%s: %s is a copy of %s, not of %s", what, docs[i].id, found, docs[i].copy_of);
        sqlite3_finalize(stmt);
    }
}

static int64_t count_in(casus_store *store, const char *sql_text)
{
    sqlite3_stmt *stmt;
    if (sqlite3_prepare_v2(store->db, sql_text, -1, &stmt, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql_text, sqlite3_errmsg(store->db));
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    int64_t n = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return n;
}

/* The keys that look-ups find agree with who is a copy. */
static void check_keys(casus_store *store)
{
    assert_int_equal(count_in(store, "SELECT count(*) FROM sketch_keys k JOIN sketches s"
                                     " USING (document)"
                                     " WHERE k.copy <> (s.duplicate_of IS NOT NULL)"), 0);
    assert_int_equal(count_in(store, "SELECT count(*) FROM sketch_keys"),
                     6 * count_in(store, "SELECT count(*) FROM sketches"));
}

/* ---- any order ------------------------------------------------------------------------------- */

static void add_in_order(const unsigned *order)
{
    char what[N_CHAIN + 1] = "";
    casus_store *store = memory_store();
    assert_int_equal(casus_store_begin(store, NULL), CASUS_OK);
    for (size_t i = 0; i < N_CHAIN; i++) {
        what[i] = CHAIN[order[i]].id[0];
        add_told(store, &CHAIN[order[i]]);
    }
    assert_int_equal(casus_store_commit(store, NULL), CASUS_OK);
    check_copies(store, CHAIN, N_CHAIN, what);
    check_keys(store);
    assert_int_equal(casus_store_duplicates(store), 3);
    casus_store_close(store);
}

/* Heap's algorithm: all 720 orders. */
static void test_any_order(void **state)
{
    unsigned order[N_CHAIN], at[N_CHAIN] = {0};
    (void)state;
    for (unsigned i = 0; i < N_CHAIN; i++) order[i] = i;
    add_in_order(order);
    for (unsigned i = 1; i < N_CHAIN;) {
        if (at[i] == i) {
            at[i++] = 0;
            continue;
        }
        unsigned with = i % 2 ? at[i] : 0, kept = order[i];
        order[i] = order[with];
        order[with] = kept;
        add_in_order(order);
        at[i]++;
        i = 1;
    }
}

/* Coded anew, a document may have another day and another text. */
static void test_coded_anew(void **state)
{
    static const told after[] = {
        {"a", "k7", "2020-01-09", 1, 60, "b"}, {"b", "k3", "2020-01-02", 20, 80, "-"},
        {"c", "k9", "2020-01-03", 41, 100, "b"}, {"d", "k1", "2020-01-04", 62, 100, "-"},
    };
    buf text = {0};
    (void)state;
    casus_store *store = memory_store();
    for (size_t i = 0; i < 4; i++) add_told(store, &CHAIN[i]);
    casus_doc doc = told_doc(&after[0], &text);
    doc.method.model = "another";
    add(store, &doc, true);
    check_copies(store, after, COUNT(after), "a is later");
    check_keys(store);
    set_text(&doc, 300, 360, &text);
    doc.method.model = "a third";
    add(store, &doc, true);
    assert_int_equal(count_in(store, "SELECT count(*) FROM documents WHERE duplicate_of IS NOT NULL"
                                     " AND id = 'a'"), 0);
    check_keys(store);
    buf_release(&text);
    casus_store_close(store);
}

/* What many originals have in common is no story. */
static void test_boilerplate(void **state)
{
    (void)state;
    casus_store *store = memory_store();
    assert_int_equal(casus_store_begin(store, NULL), CASUS_OK);
    for (unsigned i = 0; i < 250; i++) {
        char key[16];
        buf text = {0};
        snprintf(key, sizeof key, "k%u", i);
        casus_doc doc = told_doc(&(told){key, key, "2020-01-01", 0, 0, "-"}, &text);
        buf_reset(&text);
        for (unsigned k = 0; k < 9; k++) buf_printf(&text, "all rights kept word%u ", k);
        for (unsigned k = 0; k < 60; k++) buf_printf(&text, "own%uword%u ", i, k);
        doc.sentences[0] = buf_str(&text);
        add(store, &doc, true);
        buf_release(&text);
    }
    assert_int_equal(casus_store_commit(store, NULL), CASUS_OK);
    assert_int_equal(casus_store_duplicates(store), 0);
    casus_store_close(store);
}

/* ---- what is told ---------------------------------------------------------------------------- */

/* Three papers print one story, one of them twice; another story tells of the same meeting. */
static void add_papers(casus_store *store)
{
    static const struct {
        told doc;
        const char *url;
    } papers[] = {
        {{"a", "k7", "2020-01-01", 1, 60, "-"}, "https://news.example/1"},
        {{"b", "k3", "2020-01-01", 1, 50, "a"}, "https://www.courier.example/x/y"},
        {{"c", "k9", "2020-01-02", 5, 60, "a"}, "https://Herald.example"},
        {{"d", "k1", "2020-01-03", 1, 45, "a"}, "https://herald.example/late"},
        {{"e", "k2", "2020-01-01", 200, 260, "-"}, "https://weekly.example/z"},
    };
    for (size_t i = 0; i < COUNT(papers); i++) {
        buf text = {0};
        casus_doc doc = told_doc(&papers[i].doc, &text);
        doc.url = str_from(papers[i].url);
        doc.publisher = (casus_str){0}; /* sources are told by their addresses */
        if (i == 4) doc.events[0].source.n_sectors = 1;
        add(store, &doc, true);
        buf_release(&text);
    }
}

static void test_views(void **state)
{
    static const struct {
        const char *sql;
        int64_t n;
    } cases[] = {
        {"SELECT count(*) FROM events", 10},
        {"SELECT count(*) FROM documents WHERE duplicate_of IS NOT NULL", 3},
        {"SELECT count(*) FROM happenings", 4}, /* two of each story */
        {"SELECT count(*) FROM happenings h JOIN documents d USING (document)"
         " WHERE d.id IN ('a', 'e')", 4},
        {"SELECT articles FROM happenings h JOIN documents d USING (document)"
         " WHERE d.id = 'a' AND type = 'CONSULT'", 4},
        {"SELECT sources FROM happenings h JOIN documents d USING (document)"
         " WHERE d.id = 'a' AND type = 'CONSULT'", 3},
        {"SELECT mentions FROM happenings h JOIN documents d USING (document)"
         " WHERE d.id = 'a' AND type = 'AID'", 8}, /* two reports in each article */
        {"SELECT articles FROM happenings h JOIN documents d USING (document)"
         " WHERE d.id = 'e' AND type = 'CONSULT'", 1},
        /* The meeting has a day; the aid has none, and each stays what it is. */
        {"SELECT count(*) FROM one_a_day WHERE type = 'CONSULT'", 1},
        {"SELECT articles FROM one_a_day WHERE type = 'CONSULT'", 5},
        {"SELECT sources FROM one_a_day WHERE type = 'CONSULT'", 4},
        {"SELECT count(*) FROM one_a_day WHERE type = 'AID'", 5},
    };
    (void)state;
    casus_store *store = memory_store();
    add_papers(store);
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t n = count_in(store, cases[i].sql);
        if (n != cases[i].n) fail_msg("%s: %lld", cases[i].sql, (long long)n);
    }
    casus_store_close(store);
}

/* Two events of one document that say the same stay two, and so do their copies. */
static void test_second_telling(void **state)
{
    (void)state;
    casus_store *store = memory_store();
    for (size_t i = 0; i < 2; i++) {
        buf text = {0};
        told of = {i ? "b" : "a", i ? "k2" : "k1", "2020-01-01", 1, 60, ""};
        casus_doc doc = told_doc(&of, &text);
        doc.events[1] = doc.events[0];
        memset(doc.events[1].id, '2', 16);
        doc.events[1].trigger_span.start++;
        add(store, &doc, true);
        buf_release(&text);
    }
    assert_int_equal(count_in(store, "SELECT count(*) FROM happenings WHERE articles = 2"), 2);
    assert_int_equal(count_in(store, "SELECT count(*) FROM one_a_day"), 1);
    casus_store_close(store);
}

static void test_queries(void **state)
{
    static const struct {
        bool unique, one_a_day;
        unsigned n;
    } cases[] = {{false, false, 5}, {true, false, 2}, {false, true, 1}, {true, true, 1}};
    (void)state;
    casus_store *store = memory_store();
    add_papers(store);
    for (size_t i = 0; i < COUNT(cases); i++) {
        casus_query query = {.type = "CONSULT", .from = CASUS_NO_DAY, .to = CASUS_NO_DAY,
                             .unique = cases[i].unique, .one_a_day = cases[i].one_a_day};
        buf out = {0};
        unsigned n = 0;
        assert_int_equal(casus_store_query(store, &query, "jsonl", false, 0, keep_sink(&out), NULL),
                         CASUS_OK);
        for (size_t at = 0; at < out.len; at++) n += out.ptr[at] == '\n';
        if (n != cases[i].n) fail_msg("case %zu: %u events", i, n);
        buf_release(&out);
    }
    casus_store_close(store);
}

/* ---- stores that were made without ----------------------------------------------------------- */

static void test_filled(void **state)
{
    place *p = *state;
    casus_store *store = open_store(p->db, false);
    for (size_t i = 0; i < N_CHAIN; i++) add_told(store, &CHAIN[i]);
    casus_store_close(store);
    sql(p->db, "DROP VIEW happenings; DROP VIEW one_a_day; DROP VIEW event_tellings;"
               "DROP VIEW documents; DROP TABLE sketches; DROP TABLE sketch_keys;"
               "CREATE VIEW documents AS SELECT 1; PRAGMA user_version = 3");
    store = open_store(p->db, false);
    check_copies(store, CHAIN, N_CHAIN, "filled");
    check_keys(store);
    assert_int_equal(casus_store_duplicates(store), 0); /* since it was opened */
    casus_store_close(store);
}

/* A sketch that is damaged is nobody's. */
static void test_damaged_sketch(void **state)
{
    static const told later = {"g", "k8", "2020-01-05", 1, 60, "-"};
    place *p = *state;
    casus_store *store = open_store(p->db, false);
    add_told(store, &CHAIN[0]);
    casus_store_close(store);
    sql(p->db, "UPDATE sketches SET sketch = x'010203'");
    store = open_store(p->db, false);
    add_told(store, &later);
    check_copies(store, &later, 1, "damaged");
    casus_store_close(store);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_order),      cmocka_unit_test(test_coded_anew),
        cmocka_unit_test(test_boilerplate),    cmocka_unit_test(test_views),
        cmocka_unit_test(test_second_telling), cmocka_unit_test(test_queries),
        IN_PLACE(test_filled),                 IN_PLACE(test_damaged_sketch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
