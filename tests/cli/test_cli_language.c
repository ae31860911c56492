/* Documents that are not in English: named and counted, kept with a record, not coded unless asked. */
#include "run.h"

#define SPANISH                                                                                    \
    "El gobierno dijo el lunes que no va a aceptar las sanciones. El ministro dijo a los periodistas " \
    "que las conversaciones van a seguir en Madrid."
#define FRENCH                                                                                     \
    "Le gouvernement a dit lundi que les deux pays ont signé un accord. Selon le ministre, les troupes " \
    "doivent partir avant la fin de l'année."

static void put_documents(void)
{
    put_text("d.jsonl", "{\"id\":\"a\",\"text\":\"" SPANISH "\"}\n"
                        "{\"id\":\"b\",\"text\":\"Chad condemned Sudan on Monday.\"}\n"
                        "{\"id\":\"c\",\"text\":\"" FRENCH "\"}\n"
                        "{\"id\":\"d\",\"text\":\"" FRENCH " Oui.\"}\n");
}

#define COUNTED                                                                                    \
    "casus: 3 documents not in English, not coded (--any-language codes them, too): 2 French, 1 Spanish\n"

static void test_code_counts_them(void **state)
{
    (void)state;
    put_documents();
    result r = run(NULL, "code", "--format", "jsonl", "--with", "documents,events", "d.jsonl", NULL);
    assert_int_equal(r.code, 0);
    assert_string_equal(r.err, COUNTED);
    assert_non_null(strstr(r.out, "{\"kind\":\"document\",\"id\":\"a\",\"title\":null,\"url\":null,"
                                  "\"language\":\"es\",\"articles\":[],\"repeats\":[]"));
    assert_non_null(strstr(r.out, "\"id\":\"c\",\"title\":null,\"url\":null,\"language\":\"fr\""));
    assert_non_null(strstr(r.out, "\"type\":\"ACCUSE\""));
    assert_null(strstr(r.out, "\"doc\":\"a\""));
    result_free(&r);

    r = run(NULL, "code", "-q", "--format", "table", "d.jsonl", NULL);
    assert_string_equal(r.err, "");
    assert_non_null(strstr(r.out, "a: not in English (es), not coded\n"));
    assert_non_null(strstr(r.out, "b: 1 article, 1 sentence, 1 event\n"));
    result_free(&r);
}

static void test_any_language(void **state)
{
    (void)state;
    put_documents();
    result r = run(NULL, "code", "--any-language", "--format", "jsonl", "--with", "documents",
                   "d.jsonl", NULL);
    assert_int_equal(r.code, 0);
    assert_string_equal(r.err, "");
    assert_non_null(strstr(r.out, "\"language\":\"es\",\"articles\":[{\"span\":[0,"));
    result_free(&r);
}

/* They are in the store all the same, so that a second run passes them over. */
static void test_ingest_keeps_them(void **state)
{
    (void)state;
    put_documents();
    result r = run(NULL, "ingest", "-d", "n.db", "d.jsonl", NULL);
    assert_int_equal(r.code, 0);
    assert_non_null(strstr(r.err, COUNTED));
    result_free(&r);
    r = run(NULL, "ingest", "-d", "n.db", "d.jsonl", NULL);
    assert_int_equal(r.code, 0);
    assert_non_null(strstr(r.err, "4 documents were stored already"));
    result_free(&r);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_code_counts_them), TEST(test_any_language),
                                       TEST(test_ingest_keeps_them)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
