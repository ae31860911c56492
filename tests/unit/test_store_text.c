/* What is typed to look for in texts, in the language of FTS5. */
#include "store_place.h"
#include "store/text.h"

static void test_queries(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *wanted; /* NULL: USAGE */
    } CASES[] = {
        {"ceasefire", "ceasefire"},
        {"  troops   withdraw ", "troops withdraw"},
        {"troop* OR soldier*", "troop* OR soldier*"},
        {"oil NOT price", "oil NOT price"},
        {"(oil OR gas) AND price", "( oil OR gas ) AND price"},
        {"\"peace talks\" rebels", "\"peace talks\" rebels"},
        {"\"a \"\"so called\"\" truce\"", "\"a \"\"so called\"\" truce\""},
        /* words with marks in them */
        {"cease-fire", "\"cease-fire\""},
        {"U.S. troops", "\"U.S.\" troops"},
        {"anti-war*", "\"anti-war\"*"},
        {"^cease-fire", "^\"cease-fire\""},
        {"l'\xC3\x89lys\xC3\xA9" "e", "\"l'\xC3\x89lys\xC3\xA9" "e\""},
        {"\xC3\x89lys\xC3\xA9" "e", "\xC3\x89lys\xC3\xA9" "e"},
        {"1,000", "\"1,000\""},
        /* columns */
        {"title:talks", "title: talks"},
        {"title: talks", "title: talks"},
        {"text:\"peace talks\"", "text: \"peace talks\""},
        {"minister:talks", "\"minister:talks\""},
        /* NEAR in both ways */
        {"ceasefire NEAR talks", "NEAR(ceasefire talks, 10)"},
        {"ceasefire NEAR/3 \"peace talks\" Mali", "NEAR(ceasefire \"peace talks\", 3) Mali"},
        {"Mali ceasefire NEAR/5 talk*", "Mali NEAR(ceasefire talk*, 5)"},
        {"NEAR(truce talks, 5) Mali", "NEAR ( truce talks , 5 ) Mali"},
        {"NEAR (cease-fire talks)", "NEAR ( \"cease-fire\" talks )"},
        {"a NEAR (b c)", "a NEAR ( b c )"},
        {"NEAR talks", NULL},
        {"ceasefire NEAR", NULL},
        {"a NEAR b NEAR c", NULL},
        /* what FTS5 would take for something else */
        {"\"peace", NULL},
        {"-war", NULL},
        {"", NULL},
        {"   ", NULL},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        buf out = {0};
        casus_error err = {0};
        casus_status status = text_query(str_from(CASES[i].typed), &out, &err);
        if (!CASES[i].wanted && (status != CASUS_USAGE || !err.message[0]))
            fail_msg("\"%s\" gave \"%s\"", CASES[i].typed, out.ptr ? out.ptr : "");
        if (CASES[i].wanted && status != CASUS_OK) fail_msg("%s: %s", CASES[i].typed, err.message);
        if (CASES[i].wanted) assert_string_equal(out.ptr, CASES[i].wanted);
        buf_release(&out);
    }
}

static void test_in_a_store(void **state)
{
    place *p = *state;
    casus_doc doc = fake_doc();
    doc.title = STR("Border talks");
    casus_store *store = open_store(p->db, false);
    add(store, &doc, true);
    static const struct {
        const char *typed;
        int n; /* -1: USAGE */
    } CASES[] = {
        {"chilean", 2},
        {"minister NEAR/2 Soto", 2},
        {"minister NEAR/1 Peruvian", 0},
        {"title:border", 2},
        {"text:border", 0},
        {"Chilean NOT Peruvian", 0},
        {"foreign + minister", 2},
        {"NEAR(minister Soto, 2)", 2},
        {"minister AND", -1},
        {"(minister", -1},
        {"*", 0},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        casus_query query = {.status = "all", .from = CASUS_NO_DAY, .to = CASUS_NO_DAY,
                             .text = CASES[i].typed};
        buf out = {0};
        casus_error err = {0};
        int n = 0;
        casus_status status =
            casus_store_query(store, &query, "jsonl", false, 0, keep_sink(&out), &err);
        for (size_t k = 0; k < out.len; k++) n += out.ptr[k] == '\n';
        if (CASES[i].n < 0 && status != CASUS_USAGE) fail_msg("%s was understood", CASES[i].typed);
        if (CASES[i].n >= 0 && (status != CASUS_OK || n != CASES[i].n))
            fail_msg("%s: %d, %s", CASES[i].typed, n, err.message);
        buf_release(&out);
    }
    casus_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_queries), IN_PLACE(test_in_a_store)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
