/* Memory runs out at the nth request, for every n: the call fails with a status, what was there
 * before is still good, and nothing is lost (AddressSanitizer's leak check says the latter).
 *
 * Two ways to run out: malloc refuses (tests/fault/wrap.h), and the document's arena is at its
 * limit.
 */
#include "fault/wrap.h"
#include "unit/pipeline_bench.h"

#include "document.h"

#include <stdio.h>
#include <unistd.h>

static const char STORY[] =
    "BAMAKO, May 5 (Reuters) - Malian Foreign Minister Abdoulaye Diop met his Russian counterpart, "
    "Sergei Lavrov, in Moscow on Friday, the ministry said.\n\n"
    "\"We will not withdraw our troops,\" Diop told reporters. He accused France of arming rebels "
    "who attacked the army near Gao on 3 May 2022, killing 12 soldiers.\n\n"
    "France denied the accusation and threatened to impose sanctions on Mali.\n";

typedef casus_status (*attempt)(bench *b, casus_error *err);

static casus_status open_model(bench *b, casus_error *err)
{
    (void)b;
    casus_model *model;
    casus_status status = casus_model_open(&model, NULL, err);
    if (status == CASUS_OK) casus_model_close(model);
    else assert_null(model);
    return status;
}

static casus_status new_coder(bench *b, casus_error *err)
{
    casus_coder *coder;
    casus_status status = casus_coder_new(&coder, b->model, NULL, err);
    if (status == CASUS_OK) casus_coder_free(coder);
    else assert_null(coder);
    return status;
}

static casus_status new_doc(bench *b, casus_error *err)
{
    (void)b;
    casus_doc *doc;
    casus_status status = casus_doc_new(&doc, err);
    if (status == CASUS_OK) casus_doc_free(doc);
    else assert_null(doc);
    return status;
}

static casus_status code_story(bench *b, casus_error *err)
{
    casus_document_in in = {.id = STR("story"), .text = STR(STORY)};
    casus_doc *doc;
    uint64_t refused = wrap_refused;
    wrap_refused = 0; /* the document itself is there */
    if (casus_doc_new(&doc, NULL) != CASUS_OK) return CASUS_NO_MEMORY;
    wrap_start(refused);
    casus_status status = casus_code(b->coder, &in, doc, err);
    casus_doc_free(doc);
    return status;
}

static casus_status write_story(bench *b, casus_error *err)
{
    size_t n = 0;
    casus_sink sink = {bench_count, &n};
    casus_status status = casus_write_jsonl(b->doc, BENCH_ALL_KINDS, NULL, sink, err);
    if (status == CASUS_OK) status = casus_write_rows(b->doc, "csv", true, NULL, sink, err);
    if (status == CASUS_OK)
        status = casus_write_table(b->doc, BENCH_ALL_KINDS, NULL, false, 80, sink, err);
    if (status == CASUS_OK) status = casus_write_explain(b->doc, false, sink, err);
    return status;
}

static casus_status store_story(bench *b, casus_error *err)
{
    casus_store *store;
    bool added = false;
    casus_status status = casus_store_open(&store, ":memory:", false, err);
    if (status != CASUS_OK) return status;
    status = casus_store_add(store, b->doc, &added, err);
    assert_int_equal(added, status == CASUS_OK);
    casus_store_close(store);
    return status;
}

static casus_status new_parser(bench *b, casus_error *err)
{
    casus_parser *parser;
    casus_status status = casus_parser_new(&parser, b->model, CASUS_ENGINE_DEFAULT, err);
    if (status == CASUS_OK) casus_parser_free(parser);
    else assert_null(parser);
    return status;
}

static const char CONLLU[] = "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                             "1\tdo\tdo\tAUX\tVB\t_\t0\troot\t_\t_\n"
                             "2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_\n\n";

/* A parser's first text and first CoNLL-U, written. */
static casus_status parse_story(bench *b, casus_error *err)
{
    casus_parser *parser;
    size_t n = 0;
    casus_sink sink = {bench_count, &n};
    uint64_t refused = wrap_refused;
    wrap_refused = 0; /* the parser itself is there */
    if (casus_parser_new(&parser, b->model, CASUS_ENGINE_DEFAULT, NULL) != CASUS_OK)
        return CASUS_NO_MEMORY;
    wrap_start(refused);
    casus_status status = casus_parse_text(parser, STR(STORY), err);
    if (status == CASUS_OK) status = casus_write_conllu(parser, 0, sink, err);
    if (status == CASUS_OK) status = casus_parse_conllu(parser, STR(CONLLU), err);
    if (status == CASUS_OK) status = casus_write_conllu(parser, 0, sink, err);
    if (status != CASUS_OK && casus_parser_n_sentences(parser) == 0)
        assert_int_equal(casus_parser_n_tokens(parser), 0);
    casus_parser_free(parser);
    return status;
}

/* A coder's first marked sentence, and its second. */
static casus_status classify_pair(bench *b, casus_error *err)
{
    static const casus_str pair = {"<s>Chad</s> attacked <t>Sudan</t>.", 34};
    casus_coder *coder;
    casus_relation found;
    uint64_t refused = wrap_refused;
    wrap_refused = 0; /* the coder itself is there */
    if (casus_coder_new(&coder, b->model, NULL, NULL) != CASUS_OK) return CASUS_NO_MEMORY;
    wrap_start(refused);
    casus_status status = casus_classify(coder, pair, CASUS_SCHEME_PLOVER, &found, err);
    if (status == CASUS_OK)
        status = casus_classify(coder, pair, CASUS_SCHEME_RELATIONS, &found, err);
    casus_coder_free(coder);
    return status;
}

static char treebank_path[] = "/tmp/casus-fault-XXXXXX";

static casus_status evaluate_treebank(bench *b, casus_error *err)
{
    size_t n = 0;
    casus_evaluation how = {.letters = CASUS_CASE_LOWER, .relations = true};
    casus_sink sink = {bench_count, &n};
    return casus_evaluate_treebank(b->model, treebank_path, &how, "json", sink, err);
}

/* Lets every request fail in turn, by `stride` once there are many. */
static void fail_each(bench *b, attempt run)
{
    casus_error err = {0};
    wrap_start(0);
    assert_int_equal(run(b, &err), CASUS_OK);
    uint64_t n = wrap_stop(), stride = n / 400 + 1;
    for (uint64_t i = 1; i <= n; i += i < 100 ? 1 : stride) {
        err = (casus_error){0};
        wrap_start(i);
        casus_status status = run(b, &err);
        wrap_stop();
        if (status == CASUS_OK)
            fail_msg("request %llu of %llu was not missed", (unsigned long long)i,
                     (unsigned long long)n);
        assert_int_equal(err.status, status);
        assert_true(err.message[0] != '\0');
    }
    assert_int_equal(run(b, &err), CASUS_OK);
}

static void test_model(void **state) { fail_each(*state, open_model); }
static void test_coder(void **state) { fail_each(*state, new_coder); }
static void test_doc(void **state) { fail_each(*state, new_doc); }
static void test_code(void **state) { fail_each(*state, code_story); }

static void test_parser(void **state) { fail_each(*state, new_parser); }
static void test_parse(void **state) { fail_each(*state, parse_story); }

static void test_classify(void **state) { fail_each(*state, classify_pair); }

static void test_evaluate(void **state)
{
    int fd = mkstemp(treebank_path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, CONLLU, sizeof CONLLU - 1), sizeof CONLLU - 1);
    close(fd);
    fail_each(*state, evaluate_treebank);
    unlink(treebank_path);
}

static void test_write(void **state)
{
    bench_code(*state, STR(STORY));
    fail_each(*state, write_story);
}

static void test_store(void **state)
{
    bench_code(*state, STR(STORY));
    fail_each(*state, store_story);
}

/* What was coded before is coded the same after a failure, and the document that failed is
 * empty. */
static void test_arena_limit(void **state)
{
    bench *b = *state;
    bench_code(b, STR(STORY));
    size_t n_events = casus_doc_n_events(b->doc), used = b->doc->mem.used, written = bench_write(b);
    assert_true(n_events > 0);
    casus_document_in in = {.id = STR("text"), .text = STR(STORY)};
    size_t stride = used / 300 + 1;
    for (size_t limit = 1; limit < used; limit += stride) {
        casus_error err = {0};
        b->coder->options.limits.document_memory = limit;
        casus_status status = casus_code(b->coder, &in, b->doc, &err);
        if (status != CASUS_LIMIT)
            fail_msg("%s with %zu of %zu bytes", casus_status_text(status), limit, used);
        assert_non_null(strstr(err.message, "--max-memory"));
        assert_int_equal(casus_doc_n_sentences(b->doc) + casus_doc_n_dates(b->doc), 0);
        bench_check(b);
    }
    b->coder->options.limits = casus_limits_of(NULL);
    bench_code(b, STR(STORY));
    assert_int_equal(casus_doc_n_events(b->doc), n_events);
    assert_int_equal(bench_write(b), written);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_model),  cmocka_unit_test(test_coder), cmocka_unit_test(test_doc),
        cmocka_unit_test(test_code),   cmocka_unit_test(test_write), cmocka_unit_test(test_store),
        cmocka_unit_test(test_parser), cmocka_unit_test(test_parse), cmocka_unit_test(test_classify),
        cmocka_unit_test(test_evaluate), cmocka_unit_test(test_arena_limit),
    };
    return cmocka_run_group_tests(tests, bench_setup, bench_teardown);
}
