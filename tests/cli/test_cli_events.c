/* casus evaluate events and political: each kind of file once, made here. How scores are counted is
 * test_evaluate_events.c's; here it is what is read from a file, and what is left out.
 */
#include "run.h"
#include "report.h"

/* "Kenya criticised Sudan." is one event, KEN > SDN, CAMEO 111; of the cat nothing is told. */
#define TOLD "Kenya criticised Sudan."
#define QUIET "The cat slept."
#define HASH_OF_TOLD "c9a6807bf129"
#define HASH_OF_QUIET "b99f9487908d"

#define MULTICODER                                                                                 \
    "{\"id\":\"a\",\"text\":\"" TOLD "\",\"relevant\":true,\"cameo_roots_majority\":[11],"          \
    "\"consensus_spans\":[{\"label\":\"Source\",\"start\":0,\"end\":5},"                           \
    "{\"label\":\"Target\",\"start\":17,\"end\":22},{\"label\":\"Action\",\"start\":6,\"end\":16}],"  \
    "\"annotations\":[{\"relevant\":true,\"entities\":[{\"label\":\"Source-1\",\"start\":0,\"end\":5}]," \
    "\"events\":[{\"cameo\":\"3-11 Disapprove\"}]},"                                               \
    "{\"relevant\":false,\"entities\":[],\"events\":[]}],\"part\":\"seen\"}\n"                     \
    "{\"id\":\"b\",\"text\":\"" QUIET "\",\"relevant\":false,\"cameo_roots_majority\":[],"          \
    "\"consensus_spans\":[],\"annotations\":[{\"relevant\":false,\"entities\":[],\"events\":[]}],"  \
    "\"part\":\"held\"}\n"

#define DYADS                                                                                      \
    "{\"id\":\"a\",\"date\":\"20240305\",\"text\":\"" TOLD "\","                                    \
    "\"expected\":[[\"KENGOV\",\"SDN\",\"111\"],[\"IGOUNO\",\"SDN\",\"010\"]]}\n\n"                 \
    "{\"id\":\"b\",\"text\":\"" QUIET "\",\"expected\":[[\"---\",\"USA\",\"190\"]]}\n"

#define POLICE                                                                                     \
    "{\"url\":\"u\",\"date\":\"2002-03-10\",\"sents\":["                                           \
    "{\"text\":\"Police in Kenya arrested 12 protesters on Monday.\",\"labels\":[\"ARREST\",\"ANY_ACTION\"]},"  \
    "{\"text\":\"" QUIET "\",\"labels\":[\"FORCE\"]}]}\n"

#define MUC                                                                                        \
    "{\"id\":\"a\",\"text\":\"THE FMLN ATTACKED THE ARMY IN EL SALVADOR.\",\"roles\":"              \
    "{\"perp_organization_id\":[[\"FARABUNDO MARTI FRONT\",\"FMLN\"]]}}\n"                          \
    "{\"id\":\"b\",\"text\":\"" QUIET "\",\"roles\":{\"perp_organization_id\":[]}}\n"

static int plain(json_t *found, const char *key)
{
    return (int)json_integer_value(json_object_get(found, key));
}

static void test_multicoder(void **state)
{
    (void)state;
    put_text("m.jsonl", MULTICODER);
    json_t *seen = evaluate("events", "m.jsonl", NULL, NULL);
    assert_string_equal(word(seen, "of"), "multicoder");
    assert_string_equal(word(seen, "part"), "seen");
    assert_int_equal(plain(seen, "rows"), 1);
    assert_int_equal(number(seen, "roots", "people", "of"), 2);
    assert_int_equal(number(seen, "roots_pooled", "casus", "gold_right"), 1);
    assert_int_equal(number(seen, "roots_pooled", "casus", "found"), 2);
    assert_int_equal(number(seen, "sources", "consensus", "found_right"), 1);
    assert_int_equal(number(seen, "targets", "consensus", "gold_right"), 1);
    assert_int_equal(number(seen, "targets", "casus", "gold"), 0);
    assert_int_equal(number(seen, "confusion", "11", "11"), 1);
    json_decref(seen);
    json_t *all = evaluate("events", "m.jsonl", "--part", "all");
    assert_int_equal(plain(all, "rows"), 2);
    assert_int_equal(number(all, "relevant", "casus", "found"), 1);
    json_decref(all);
}

static void test_dyads(void **state)
{
    (void)state;
    put_text("d.jsonl", DYADS);
    put_text("wrong.txt", "# ids\nb\n");
    json_t *found = evaluate("events", "d.jsonl", "--wrong", "wrong.txt");
    assert_int_equal(plain(found, "rows"), 2);
    assert_int_equal(plain(found, "right_rows"), 1);
    assert_int_equal(number(found, "all", "whole", "gold"), 3);
    assert_int_equal(number(found, "right", "whole", "gold"), 2);
    assert_int_equal(number(found, "right", "whole", "gold_right"), 1);
    assert_int_equal(number(found, "right", "whole", "found"), 1);
    json_decref(found);
}

static void test_police(void **state)
{
    (void)state;
    put_text("p.jsonl", POLICE);
    json_t *found = evaluate("events", "p.jsonl", NULL, NULL);
    assert_int_equal(plain(found, "sentences"), 2);
    assert_int_equal(number(found, "labels", "ARREST", "gold_right"), 1);
    assert_int_equal(number(found, "labels", "FORCE", "gold"), 1);
    assert_int_equal(number(found, "labels", "FORCE", "found"), 0);
    assert_int_equal(number(found, "confusion", "FORCE", "nothing"), 1);
    json_decref(found);
}

static void test_muc(void **state)
{
    (void)state;
    put_text("r.jsonl", MUC);
    json_t *found = evaluate("events", "r.jsonl", NULL, NULL);
    assert_int_equal(number(found, "perpetrators", "documents", "of"), 1);
    assert_int_equal(number(found, "perpetrators", "documents", "part"), 1);
    assert_int_equal(number(found, "perpetrators", "empty", "of"), 1);
    assert_int_equal(number(found, "perpetrators", "empty", "part"), 0);
    json_decref(found);
}

static void test_political(void **state)
{
    (void)state;
    put_text("corpus.jsonl", "{\"text\":\"" QUIET "\"}\n{\"text\":\"" TOLD " " QUIET "\"}\n");
    put_text("labels.tsv", "# document, sentence, hash, label\n2\t0\t" HASH_OF_TOLD "\t0\n"
                           "2\t1\t" HASH_OF_QUIET "\t1\n2\t2\t000000000000\t1\n");
    json_t *found = evaluate("political", "labels.tsv", "--texts", "corpus.jsonl");
    assert_int_equal(plain(found, "sentences"), 2);
    assert_int_equal(plain(found, "lost"), 1);
    assert_int_equal(number(found, "relevant", "political", "gold"), 1);
    assert_int_equal(number(found, "relevant", "political", "found"), 1);
    assert_int_equal(number(found, "relevant", "political", "found_right"), 0);
    assert_int_equal(number(found, "false", "of_none", "part"), 1);
    json_decref(found);
}

static void test_tables(void **state)
{
    (void)state;
    put_text("m.jsonl", MULTICODER);
    put_text("p.jsonl", POLICE);
    result r = run(NULL, "evaluate", "events", "m.jsonl", "p.jsonl", NULL);
    assert_int_equal(r.code, 0);
    assert_int_equal(count_of(r.out, "m.jsonl: multicoder, part seen, default engine\n"), 1);
    assert_int_equal(count_of(r.out, "p.jsonl: police, part seen, default engine\n"), 1);
    assert_int_equal(count_of(r.out, "  Precision     Recall         F1       Gold      Found\n"), 7);
    result_free(&r);
}

static void test_mistakes(void **state)
{
    (void)state;
    put_text("m.jsonl", MULTICODER);
    put_text("half.jsonl", "{\"sents\":[]}\n{\"sents\":\n");
    put_text("other.jsonl", "{\"text\":\"x\"}\n");
    put_text("held.jsonl", "{\"sents\":[],\"part\":\"held\"}\n");
    put_text("bad.tsv", "1\t0\tabc\t1\n");
    put_text("far.tsv", "9\t0\t" HASH_OF_TOLD "\t1\n");
    expect(run(NULL, "evaluate", "events", "half.jsonl", NULL), 1, "",
           "casus: half.jsonl:2: the value has no end\n");
    expect(run(NULL, "evaluate", "events", "other.jsonl", NULL), 1, "",
           "casus: other.jsonl:1: this is no gold file of events: no member \"annotations\", "
           "\"expected\", \"sents\" or \"roles\"\n");
    expect(run(NULL, "evaluate", "events", "held.jsonl", NULL), 1, "",
           "casus: held.jsonl: there is no row of the part \"seen\"; --part chooses it\n");
    expect(run(NULL, "evaluate", "political", "--texts", "other.jsonl", "bad.tsv", NULL), 1, "",
           "casus: bad.tsv:1: write document, sentence, hash and label 0, 1 or 2 with tabs between "
           "them, in the order of the documents\n");
    expect(run(NULL, "evaluate", "political", "--texts", "other.jsonl", "far.tsv", NULL), 1, "",
           "casus: far.tsv: the labels are of more documents than other.jsonl has\n");
    result r = run(NULL, "evaluate", "events", "none.jsonl", "m.jsonl", NULL);
    assert_int_equal(r.code, 3);
    assert_non_null(strstr(r.err, "casus: none.jsonl: "));
    result_free(&r);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        TEST(test_multicoder), TEST(test_dyads),  TEST(test_police),   TEST(test_muc),
        TEST(test_political),  TEST(test_tables), TEST(test_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
