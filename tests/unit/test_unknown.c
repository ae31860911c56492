/* Names without a code, out of a store whose rows are made here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/base.h"

static char folder[] = "/tmp/casus-unknown-XXXXXX", db_path[64];

#define DB db_path

/* Mina Torv stands in two documents, twice as a member of a government; Mali is known by now; a
 * name with " ; " in it would be two fields; what has no capital or one letter is none. */
static const char ROWS[] =
    "INSERT INTO runs (run, casus, started) VALUES (1,'0','2024');"
    "INSERT INTO payloads (document, key, payload, added) VALUES (1,'a',x'','2024'),"
    " (2,'b',x'','2024'), (3,'c',x'','2024');"
    "INSERT INTO codings (coding, document, run, current, coded) VALUES (1,1,1,1,'2024'),"
    " (2,2,1,1,'2024'), (3,3,1,1,'2024');"
    "INSERT INTO coded_sentences VALUES (1,0,0,40,'Mina Torv met the\n Chadian president.'),"
    " (2,0,0,40,'Mina Torv resigned.'), (3,0,0,40,'Alpha League protests.');"
    "INSERT INTO coded_actors (coding, n, code, sectors, name, start) VALUES"
    " (1,0,NULL,'GOV','Mina Torv',0), (1,1,'UNO',NULL,'United Nations',5),"
    " (1,2,'UNO',NULL,'United Nations',9), (1,3,'TCD','GOV',NULL,14),"
    " (1,4,NULL,NULL,NULL,20), (2,0,NULL,'GOV LEG','Mina Torv',0), (2,1,NULL,'GOV','Mina Torv',9),"
    " (2,2,NULL,NULL,'Odd ; Name',9), (3,0,NULL,NULL,'Alpha League',0), (3,1,NULL,NULL,'Mali',9),"
    " (3,2,NULL,NULL,'countries',12), (3,3,NULL,NULL,'L',14);";

#define TORV                                                                                       \
    "Mina Torv ; TCD GOV                       # 3 in 2 documents: Mina Torv met the Chadian "     \
    "president.\n"
#define ALPHA                                                                                      \
    "Alpha League ; ??? -                      # 1 in 1 document: Alpha League protests.\n"
#define MALI "Mali ; ??? -                              # 1 in 1 document: Alpha League protests.\n"

static int set_up(void **state)
{
    casus_store *store;
    sqlite3 *db;
    memcpy(folder, "/tmp/casus-unknown-XXXXXX", sizeof folder);
    if (!mkdtemp(folder)) return -1;
    snprintf(db_path, sizeof db_path, "%s/a.db", folder);
    if (casus_store_open(&store, DB, false, NULL) != CASUS_OK) return -1;
    casus_store_close(store);
    if (sqlite3_open(DB, &db) != SQLITE_OK) return -1;
    int rc = sqlite3_exec(db, ROWS, NULL, NULL, NULL);
    sqlite3_close(db);
    *state = NULL;
    return rc == SQLITE_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    char command[64];
    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static bool to_buf(void *self, const char *bytes, size_t n)
{
    buf_put(self, bytes, n);
    return true;
}

static void expect_names(const casus_model *model, uint64_t limit, const char *format,
                         const char *wanted)
{
    casus_store *store;
    casus_error err = {0};
    buf out = {0};
    casus_sink sink = {.write = to_buf, .self = &out};
    assert_int_equal(casus_store_open(&store, DB, true, &err), CASUS_OK);
    if (casus_store_unknown(store, model, limit, format, false, 0, sink, &err) != CASUS_OK)
        fail_msg("%s", err.message);
    buf_put_char(&out, '\0');
    assert_string_equal(out.ptr, wanted);
    buf_release(&out);
    casus_store_close(store);
}

static void test_lines(void **state)
{
    (void)state;
    expect_names(NULL, 0, "lines", TORV ALPHA MALI);
    expect_names(NULL, 1, "lines", TORV);
}

static void test_known_by_now(void **state)
{
    casus_model *model;
    (void)state;
    assert_int_equal(casus_model_open(&model, NULL, NULL), CASUS_OK);
    expect_names(model, 0, "lines", TORV ALPHA);
    casus_model_close(model);
}

static void test_formats(void **state)
{
    (void)state;
    expect_names(NULL, 1, "csv",
                 "name,sectors,state,mentions,documents,sentence\r\n"
                 "Mina Torv,GOV,TCD,3,2,\"Mina Torv met the\n Chadian president.\"\r\n");
    expect_names(
        NULL, 1, "jsonl",
        "{\"kind\":\"unknown\",\"name\":\"Mina Torv\",\"sectors\":[\"GOV\"],\"state\":\"TCD\","
        "\"mentions\":3,\"documents\":2,"
        "\"sentence\":\"Mina Torv met the\\n Chadian president.\"}\n");
    casus_store *store;
    casus_error err = {0};
    assert_int_equal(casus_store_open(&store, DB, true, &err), CASUS_OK);
    assert_int_equal(casus_store_unknown(store, NULL, 0, "xml", false, 0, (casus_sink){0}, &err),
                     CASUS_USAGE);
    casus_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_known_by_now, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_formats, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
