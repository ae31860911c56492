/* Both engines, and the default one with every kernel that this machine runs: the same bytes from every
 * kernel, a tree from any tokens, and time that grows with the text.
 */
#include "linear.h"

#include <glob.h>
#include <stdlib.h>

#include "parse/model.h"
#include "parsing.h"

#define MOST_FORMS 1200u

static casus_model *model;

/* A way to parse: the kernel is NULL for the fast engine. */
typedef struct way {
    const char *name;
    const net_kernel *kernel;
    casus_parser *parser;
} way;

static way ways[4];
static size_t n_ways;

static int add_way(const char *name, casus_engine engine, const net_kernel *kernel)
{
    way *w = &ways[n_ways++];
    *w = (way){.name = name, .kernel = kernel};
    if (casus_parser_new(&w->parser, model, engine, NULL) != CASUS_OK) return -1;
    parser_use_kernel(w->parser->parsing, kernel);
    return 0;
}

static int set_up(void **state)
{
    (void)state;
    static const char *const kernels[] = {"portable", "avx2", "vnni"};
    casus_error err = {0};
    if (casus_model_open(&model, CASUS_TEST_BUILD "/casus.model", &err) != CASUS_OK) {
        print_error("%s\n", err.message);
        return -1;
    }
    int failed = add_way("fast", CASUS_ENGINE_FAST, NULL);
    for (size_t i = 0; i < COUNT(kernels) && model->parsing->has_net; i++)
        if (net_kernel_named(kernels[i]))
            failed |= add_way(kernels[i], CASUS_ENGINE_DEFAULT, net_kernel_named(kernels[i]));
    return failed;
}

static int tear_down(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_ways; i++) casus_parser_free(ways[i].parser);
    casus_model_close(model);
    return 0;
}

/* ---- kernels ------------------------------------------------------------------------------- */

static bool collect(void *self, const char *bytes, size_t len)
{
    buf_put(self, bytes, len);
    return buf_ok(self);
}

/* What casus parse writes of the text; the number of its sentences. */
static size_t parse_and_write(const way *w, casus_str text, buf *out)
{
    buf_reset(out);
    assert_int_equal(casus_parse_text(w->parser, text, NULL), CASUS_OK);
    size_t n = casus_parser_n_sentences(w->parser);
    for (size_t s = 0; s < n; s++)
        assert_int_equal(casus_write_conllu(w->parser, s, (casus_sink){collect, out}, NULL), CASUS_OK);
    return n;
}

static void test_kernels_agree(void **state)
{
    (void)state;
    if (n_ways < 3) {
        print_message("skipped: there is no second kernel, or the model has no net\n");
        skip();
    }
    glob_t found;
    size_t n = 0;
    assert_int_equal(glob(CASUS_TEST_SOURCE "/tests/golden/*.txt", 0, NULL, &found), 0);
    assert_int_equal(glob(CASUS_TEST_SOURCE "/tests/golden/nonpolitical/*", GLOB_APPEND, NULL, &found), 0);
    for (size_t f = 0; f < found.gl_pathc; f++) {
        buf text = {0}, want = {0}, got = {0};
        assert_int_equal(buf_read_file(&text, found.gl_pathv[f], (size_t)1 << 20, NULL), CASUS_OK);
        n += parse_and_write(&ways[1], buf_str(&text), &want);
        for (size_t i = 2; i < n_ways; i++) {
            parse_and_write(&ways[i], buf_str(&text), &got);
            if (!str_eq(buf_str(&want), buf_str(&got)))
                fail_msg("%s: %s and %s differ", found.gl_pathv[f], ways[1].name, ways[i].name);
        }
        buf_release(&text);
        buf_release(&want);
        buf_release(&got);
    }
    globfree(&found);
    assert_true(n >= 300);
}

static unsigned n_encoded, n_related;

static void count_encode(const net_model *net, net_scratch *scratch, uint32_t n)
{
    n_encoded++;
    net_kernel_portable.encode(net, scratch, n);
}

static void count_relate(const net_model *net, net_scratch *scratch, uint32_t n)
{
    n_related++;
    net_kernel_portable.relate(net, scratch, n);
}

/* No output tells which kernel ran, so one that counts does. */
static void test_kernel_is_used(void **state)
{
    (void)state;
    static const net_kernel counting = {"counting", count_encode, count_relate};
    assert_null(net_kernel_named("none"));
    assert_false(parser_finds_names(ways[0].parser->parsing));
    for (size_t i = 0; i < n_ways; i++) {
        n_encoded = n_related = 0;
        parser_use_kernel(ways[i].parser->parsing, &counting);
        parser_use_kernel(ways[i].parser->parsing, NULL); /* changes nothing */
        assert_int_equal(casus_parse_text(ways[i].parser, STR("It rained. They left."), NULL), CASUS_OK);
        parser_use_kernel(ways[i].parser->parsing, ways[i].kernel);
        assert_int_equal(n_encoded, i ? 2 : 0); /* the first is the fast engine */
        assert_int_equal(n_related, n_encoded);
        assert_int_equal(parser_finds_names(ways[i].parser->parsing), i > 0);
    }
}

/* ---- any tokens ---------------------------------------------------------------------------- */

/* One root, every head within the sentence, and up from every word the root. */
static void check_trees(const casus_parser *parser)
{
    for (size_t s = 0; s < casus_parser_n_sentences(parser); s++) {
        casus_sentence sentence;
        casus_parser_sentence(parser, s, &sentence);
        size_t roots = 0, seen = 0;
        for (size_t i = 0; i < sentence.n; i++) {
            casus_token t;
            size_t steps = 0;
            casus_parser_token(parser, sentence.first + i, &t);
            roots += t.head == 0;
            for (; t.head != 0; steps++) {
                assert_true(t.head <= sentence.n && steps < sentence.n);
                casus_parser_token(parser, sentence.first + t.head - 1, &t);
            }
            seen++;
        }
        assert_int_equal(seen, sentence.n);
        assert_int_equal(roots, sentence.n > 0);
    }
}

static void check_forms(const casus_str *forms, size_t n)
{
    for (size_t i = 0; i < n_ways; i++) {
        casus_error err = {0};
        if (casus_parse_tokens(ways[i].parser, forms, &n, 1, &err) != CASUS_OK)
            fail_msg("%s: %s", ways[i].name, err.message);
        assert_int_equal(casus_parser_n_tokens(ways[i].parser), n);
        check_trees(ways[i].parser);
    }
}

static const casus_str ODD[] = {
    {"a", 1},        {".", 1},        {" ", 1},         {"\0", 1},          {"\n", 1},
    {"\xff", 1},     {"\xc3", 1},     {"\xe2\x80", 2},  {"\xf0\x9f\x98", 3}, {"\xed\xa0\x80", 3},
    {"\xcc\x81", 2}, {"\xf8\x88", 2}, {"\xc0\xaf", 2},  {"\t_\t", 3},        {"'s", 2},
    {"-", 1},        {"2021", 4},     {"I\xcc\x87", 3}, {"\xe2\x80\x9c", 3}, {"<", 1},
};

static void test_one_odd_token(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ODD); i++) check_forms(&ODD[i], 1);
    check_forms(ODD, COUNT(ODD));
    check_forms(NULL, 0);
}

static void test_empty(void **state)
{
    (void)state;
    static const char *const EMPTY[] = {"", " ", "\n\n\n", "\t \r\n"};
    for (size_t i = 0; i < n_ways; i++) {
        for (size_t k = 0; k < COUNT(EMPTY); k++) {
            assert_int_equal(casus_parse_text(ways[i].parser, str_from(EMPTY[k]), NULL), CASUS_OK);
            assert_int_equal(casus_parser_n_tokens(ways[i].parser), 0);
        }
        assert_int_equal(casus_parse_tokens(ways[i].parser, NULL, NULL, 0, NULL), CASUS_OK);
        assert_int_equal(casus_parse_conllu(ways[i].parser, STR(""), NULL), CASUS_OK);
        assert_int_equal(casus_parser_n_sentences(ways[i].parser), 0);
    }
}

/* Tokens of 10 kB, each an odd one over and over, alone and side by side. */
static void test_large_tokens(void **state)
{
    (void)state;
    enum { LARGE = 10240 };
    casus_str forms[COUNT(ODD)];
    for (size_t i = 0; i < COUNT(ODD); i++) {
        buf form = {0};
        while (form.len < LARGE) buf_put_str(&form, ODD[i]);
        assert_true(buf_ok(&form));
        char *kept = malloc(form.len); /* as large as it is, so that a sanitizer sees its end */
        assert_non_null(kept);
        memcpy(kept, form.ptr, form.len);
        forms[i] = (casus_str){kept, form.len};
        buf_release(&form);
        check_forms(&forms[i], 1);
    }
    check_forms(forms, COUNT(forms));
    for (size_t i = 0; i < COUNT(forms); i++) free((void *)(uintptr_t)forms[i].ptr);
}

/* Round about the length of a piece, of odd tokens, of plain ones and of one alone. */
static void test_long_sentences(void **state)
{
    (void)state;
    static const size_t SIZES[] = {PARSE_MAX_TOKENS - 1, PARSE_MAX_TOKENS, PARSE_MAX_TOKENS + 1,
                                   2 * PARSE_MAX_TOKENS, MOST_FORMS - 1, MOST_FORMS};
    static const casus_str PLAIN[] = {{"the", 3}, {"rebels", 6}, {"said", 4}, {"that", 4},
                                      {"they", 4}, {"attacked", 8}, {"Mali", 4}, {"and", 3}};
    static casus_str forms[MOST_FORMS];
    for (size_t k = 0; k < COUNT(SIZES); k++) {
        for (size_t i = 0; i < SIZES[k]; i++) forms[i] = ODD[i % COUNT(ODD)];
        check_forms(forms, SIZES[k]);
        for (size_t i = 0; i < SIZES[k]; i++) forms[i] = PLAIN[(i * i + i / 7) % COUNT(PLAIN)];
        check_forms(forms, SIZES[k]);
        for (size_t i = 0; i < SIZES[k]; i++) forms[i] = PLAIN[5];
        check_forms(forms, SIZES[k]);
    }
}

/* Bytes that are no text at all, as a text. */
static void test_any_text(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int round = 0; round < 20; round++) {
        char bytes[2000];
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            bytes[i] = (char)(seed >> (round % 2 ? 40 : 58)); /* all bytes; few of them */
        }
        for (size_t i = 0; i < n_ways; i++) {
            casus_str text = {bytes, sizeof bytes};
            assert_int_equal(casus_parse_text(ways[i].parser, text, NULL), CASUS_OK);
            check_trees(ways[i].parser);
        }
    }
}

/* ---- time ---------------------------------------------------------------------------------- */

static void parse_once(void *self, casus_str text)
{
    assert_int_equal(casus_parse_text(self, text, NULL), CASUS_OK);
}

static void test_time_is_linear(void **state)
{
    (void)state;
    static const struct {
        const char *piece;
        size_t size;
    } SHAPES[] = {{"who said that they ", 8192}, /* 1,700 words of one sentence, more than a piece */
                  {"attacked ", 8192},
                  {"Mali, Niger and ", 8192},
                  {"It rained. ", 8192},
                  {"a", 65536}, /* one token */
                  {"\xc3", 65536},
                  {"-", 8192}};
    for (size_t i = 0; i < n_ways; i++)
        for (size_t k = 0; k < COUNT(SHAPES); k++)
            check_linear(parse_once, ways[i].parser, SHAPES[k].piece, SHAPES[k].size, 0.02);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kernels_agree), cmocka_unit_test(test_kernel_is_used),
        cmocka_unit_test(test_one_odd_token), cmocka_unit_test(test_empty),
        cmocka_unit_test(test_large_tokens),  cmocka_unit_test(test_long_sentences),
        cmocka_unit_test(test_any_text),      cmocka_unit_test(test_time_is_linear),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
