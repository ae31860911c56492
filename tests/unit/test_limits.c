/* Each limit of casus_limits: what is behind it is left out and counted, or refused with a sentence
 * that says how to raise it; nothing is lost below it. */
#include "page/page.h"
#include "pipeline_bench.h"

#include <stdio.h>
#include <unistd.h>
#include <zlib.h>

static void test_defaults(void **state)
{
    (void)state;
    casus_limits usual = casus_limits_of(NULL);
    assert_int_equal(usual.document_bytes, CASUS_MAX_DOCUMENT);
    assert_int_equal(usual.sentences, 100000);
    assert_int_equal(usual.unpacked_ratio, 250);
    casus_limits asked = {.document_bytes = 5, .tag_depth = 7, .sentence_tokens = 4000,
                          .unpacked_ratio = 1000000};
    casus_limits given = casus_limits_of(&asked);
    assert_int_equal(given.document_bytes, 5);
    assert_int_equal(given.tag_depth, 7);
    assert_int_equal(given.sentence_tokens, 400); /* what the parser holds */
    assert_int_equal(given.unpacked_ratio, 1000000);
    assert_int_equal(given.document_memory, usual.document_memory);
}

/* ---- a document ------------------------------------------------------------------------------ */

#define SENTENCE "Chad condemned Sudan on Monday. "

/* Codes `text` under these limits. */
static casus_status code(bench *b, const casus_limits *limits, casus_str text, bool page,
                         casus_error *err)
{
    casus_options options = {.limits = *limits};
    casus_document_in in = {.id = STR("a"), .text = text, .page = page};
    casus_coder_free(b->coder);
    assert_int_equal(casus_coder_new(&b->coder, b->model, &options, NULL), CASUS_OK);
    return casus_code(b->coder, &in, b->doc, err);
}

static void test_document_bytes(void **state)
{
    bench *b = *state;
    casus_limits limits = {.document_bytes = 2 * (sizeof SENTENCE - 1)};
    casus_str text = STR(SENTENCE SENTENCE "Mali attacked Niger.");
    assert_int_equal(code(b, &limits, text, false, NULL), CASUS_OK);
    assert_int_equal(casus_doc_stats(b->doc)->bytes_cut, 20);
    assert_int_equal(casus_doc_n_sentences(b->doc), 2);
    bench_check(b);
}

/* One may be raised over the default as well. */
static void test_more_than_usual(void **state)
{
    bench *b = *state;
    static const char BLANKS[] = "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n";
    buf text = {0};
    while (text.len <= CASUS_MAX_DOCUMENT) buf_put_str(&text, STR(BLANKS));
    buf_put_str(&text, STR(SENTENCE));
    assert_true(buf_ok(&text));
    assert_int_equal(code(b, &(casus_limits){0}, buf_str(&text), false, NULL), CASUS_OK);
    assert_int_equal(casus_doc_n_events(b->doc), 0);
    casus_limits limits = {.document_bytes = 16u << 20};
    assert_int_equal(code(b, &limits, buf_str(&text), false, NULL), CASUS_OK);
    assert_int_equal(casus_doc_stats(b->doc)->bytes_cut, 0);
    assert_int_equal(casus_doc_n_events(b->doc), 1);
    buf_release(&text);
}

static void test_sentences(void **state)
{
    bench *b = *state;
    casus_str text = STR("Chad condemned Sudan on Monday. Mali attacked Niger on Tuesday. Kenya praised "
                         "Somalia on Friday.");
    casus_limits limits = {.sentences = 2};
    assert_int_equal(code(b, &limits, text, false, NULL), CASUS_OK);
    assert_int_equal(casus_doc_stats(b->doc)->sentences, 3);
    assert_int_equal(casus_doc_stats(b->doc)->parsed, 2);
    assert_int_equal(casus_doc_stats(b->doc)->sentences_over, 1);
    casus_method how;
    casus_doc_method(b->doc, &how); /* a coding under other limits is another coding */
    assert_string_equal(how.options, "engine=default max-sentences=2");
    assert_int_equal(casus_doc_n_events(b->doc), 2);
    limits.sentences = 3;
    assert_int_equal(code(b, &limits, text, false, NULL), CASUS_OK);
    assert_int_equal(casus_doc_stats(b->doc)->sentences_over, 0);
    assert_int_equal(casus_doc_n_events(b->doc), 3);
}

static void test_sentence_tokens(void **state)
{
    bench *b = *state;
    casus_str text = STR(SENTENCE); /* six tokens */
    casus_limits limits = {.sentence_tokens = 5};
    assert_int_equal(code(b, &limits, text, false, NULL), CASUS_OK);
    assert_int_equal(casus_doc_n_events(b->doc), 0);
    limits.sentence_tokens = 6;
    assert_int_equal(code(b, &limits, text, false, NULL), CASUS_OK);
    assert_int_equal(casus_doc_n_events(b->doc), 1);
}

static void test_document_memory(void **state)
{
    bench *b = *state;
    casus_error err = {0};
    casus_limits limits = {.document_memory = 1000};
    assert_int_equal(code(b, &limits, STR(SENTENCE), false, &err), CASUS_LIMIT);
    assert_non_null(strstr(err.message, "--max-memory"));
    assert_int_equal(casus_doc_n_sentences(b->doc), 0);
    limits.document_memory = 16u << 20;
    assert_int_equal(code(b, &limits, STR(SENTENCE), false, &err), CASUS_OK);
    assert_int_equal(casus_doc_n_events(b->doc), 1);
}

/* ---- pages ----------------------------------------------------------------------------------- */

static uint32_t deepest_of(casus_str page_bytes, const casus_limits *limits, uint32_t *n_nodes)
{
    arena mem;
    arena_init(&mem, 0);
    page found = {.limits = limits};
    page_read(&found, page_bytes, (casus_str){0}, (casus_str){0}, &mem);
    uint32_t deepest = 0;
    for (uint32_t i = 1; i < found.tree.n_nodes; i++) {
        uint32_t depth = 0;
        for (uint32_t at = i; at; at = found.tree.nodes[at].parent) depth++;
        if (depth > deepest) deepest = depth;
    }
    *n_nodes = found.tree.n_nodes;
    arena_release(&mem);
    return deepest;
}

static void test_tag_depth(void **state)
{
    (void)state;
    uint32_t n;
    casus_str page_bytes = STR("<div><div><div><div><div>deep</div></div></div></div></div><div>x</div>");
    assert_int_equal(deepest_of(page_bytes, NULL, &n), 5);
    assert_int_equal(deepest_of(page_bytes, &(casus_limits){.tag_depth = 4}, &n), 3);
}

static void test_tag_attributes(void **state)
{
    (void)state;
    casus_str tag = STR("<a a=1 b=2 c=3 d=4>");
    html_token token;
    html_reader all = {.page = tag}, some = {.page = tag, .most_attributes = 3};
    assert_true(html_next(&all, &token));
    assert_int_equal(token.n_attributes, 4);
    assert_true(html_next(&some, &token));
    assert_int_equal(token.n_attributes, 3);
}

/* ---- files ----------------------------------------------------------------------------------- */

/* Sizes of the documents of `path`, and the words of what failed. */
static void read_file(const char *path, const casus_limits *limits, buf *found)
{
    casus_reader *reader;
    casus_document_in in;
    bool more = true;
    assert_int_equal(casus_reader_open(&reader, &path, 1, NULL), CASUS_OK);
    casus_reader_set_limits(reader, limits);
    buf_reset(found);
    while (more) {
        casus_error err = {0};
        casus_status status = casus_reader_next(reader, &in, &more, &err);
        if (status != CASUS_OK) {
            buf_printf(found, "!%s", err.message);
            more = true;
        } else if (more) {
            buf_printf(found, "%zu+%zu ", in.text.len, (size_t)in.cut);
        }
    }
    casus_reader_close(reader);
    assert_true(buf_ok(found));
}

static void write_file(const char *path, const void *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void test_files_are_cut(void **state)
{
    (void)state;
    static const char path[] = "limits.jsonl";
    buf found = {0};
    static const char LINES[] = "{\"text\":\"0123456789\"}\n{\"text\":\"0123\"}\n";
    write_file(path, LINES, sizeof LINES - 1);
    read_file(path, &(casus_limits){.document_bytes = 8}, &found);
    assert_string_equal(found.ptr, "8+2 4+0 ");
    read_file(path, NULL, &found);
    assert_string_equal(found.ptr, "10+0 4+0 ");
    unlink(path);
    write_file("limits.txt", "0123456789", 10);
    read_file("limits.txt", &(casus_limits){.document_bytes = 8}, &found);
    assert_string_equal(found.ptr, "8+2 ");
    unlink("limits.txt");
    buf_release(&found);
}

/* A megabyte of one letter, packed to a thousandth. */
static void test_unpacking(void **state)
{
    (void)state;
    static const char path[] = "limits.txt.gz";
    enum { N = 1 << 20 };
    char *letters = malloc(N);
    assert_non_null(letters);
    memset(letters, 'x', N);
    gzFile file = gzopen(path, "wb9");
    assert_int_equal(gzwrite(file, letters, N), N);
    assert_int_equal(gzclose(file), Z_OK);
    free(letters);
    buf found = {0};
    read_file(path, NULL, &found); /* under 64 MB the ratio does not count */
    assert_string_equal(found.ptr, "1048576+0 ");
    casus_limits tight = {.unpacked_bytes = 100000};
    read_file(path, &tight, &found);
    assert_non_null(strstr(found.ptr, "!unpacks to far more than its size"));
    assert_non_null(strstr(found.ptr, "--max-unpacked"));
    tight.unpacked_ratio = 2000;
    read_file(path, &tight, &found);
    assert_string_equal(found.ptr, "1048576+0 ");
    unlink(path);
    buf_release(&found);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, bench_setup, bench_teardown)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        TEST(test_document_bytes),
        TEST(test_more_than_usual),
        TEST(test_sentences),
        TEST(test_sentence_tokens),
        TEST(test_document_memory),
        cmocka_unit_test(test_tag_depth),
        cmocka_unit_test(test_tag_attributes),
        cmocka_unit_test(test_files_are_cut),
        cmocka_unit_test(test_unpacking),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
