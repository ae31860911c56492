/* casus_parser: what a text is cut into, and that nothing of it is lost. The trees themselves are
 * test_parse.c's.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/base.h"

static struct {
    casus_model *model;
    casus_parser *parser;
} fix;

static int set_up(void **state)
{
    (void)state;
    casus_error err = {0};
    if (casus_model_open(&fix.model, CASUS_TEST_BUILD "/casus.model", &err) == CASUS_OK &&
        casus_parser_new(&fix.parser, fix.model, CASUS_ENGINE_DEFAULT, &err) == CASUS_OK)
        return 0;
    print_error("%s\n", err.message);
    return -1;
}

static int tear_down(void **state)
{
    (void)state;
    casus_parser_free(fix.parser);
    casus_model_close(fix.model);
    return 0;
}

static bool collect(void *self, const char *bytes, size_t len)
{
    buf_put(self, bytes, len);
    return true;
}

/* "a|b" "c" -> tokens with "|" between those that touch, "+" before those that are joined, " "
 * between others, "/" between sentences and "//" between paragraphs. */
static void shape(buf *out)
{
    for (size_t s = 0; s < casus_parser_n_sentences(fix.parser); s++) {
        casus_sentence sentence;
        casus_parser_sentence(fix.parser, s, &sentence);
        if (s) buf_put_str(out, sentence.paragraph ? STR("//") : STR("/"));
        else assert_true(sentence.paragraph);
        bool space = false;
        for (size_t i = 0; i < sentence.n; i++) {
            casus_token t;
            casus_parser_token(fix.parser, sentence.first + i, &t);
            if (i) buf_put_char(out, t.joined ? '+' : space ? ' ' : '|');
            assert_false(t.joined && space);
            buf_put_str(out, t.form);
            space = t.space_after;
            assert_true(t.head <= sentence.n && t.head != i + 1);
            assert_true(t.upos && t.xpos && t.deprel && t.lemma.len);
        }
        if (!space) buf_put_char(out, '!'); /* nothing between this sentence and the next */
    }
    buf_put_char(out, '\0');
}

static void test_shapes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } CASES[] = {
        {"", ""},
        {" \n\n \t\n", ""},
        {"They left.", "They left|."},
        {"They don't know Mali's plan.", "They do+n't know Mali+'s plan|."},
        {"They don\u2019t know Mali\u2019s plan.", "They do+n\u2019t know Mali+\u2019s plan|."},
        {"We cannot go.", "We can+not go|."},
        {"I'm gonna go.", "I+'m gon+na go|."},
        {"The rebels' march.", "The rebels+' march|."},
        /* no orthographic word with what is before */
        {"A 15-year term of 5km.", "A 15|-|year term of 5|km|."},
        {"He said: 'No.'", "He said|: '|No|.|'"},
        {"It rained. They left.\n\nShe stayed.", "It rained|./They left|.//She stayed|."},
        {"By Jane Doe\n\nIt rained.\n\nIt rained.", "By Jane Doe//It rained|.//It rained|."},
        {"It\trained\u00a0here.\r\n\r\nThey left.\r\n", "It rained here|.//They left|."},
        {"\xEF\xBB\xBFIt rained.", "It rained|."},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        buf found = {0};
        assert_int_equal(casus_parse_text(fix.parser, str_from(CASES[i].text), NULL), CASUS_OK);
        shape(&found);
        assert_string_equal(found.ptr, CASES[i].want);
        buf_release(&found);
    }
}

/* Spans count the bytes that came in: "caf\xe9" is Windows-1252, the tab and the carriage return
 * are one byte each, the no-break space two. */
static void test_spans(void **state)
{
    (void)state;
    static const char text[] = "The\tcaf\xe9 \xc2\xa0 shut.\r\n\r\nIt rained.";
    static const struct {
        const char *form;
        uint32_t start, end;
    } WANT[] = {{"The", 0, 3},  {"caf\u00e9", 4, 8}, {"shut", 12, 16}, {".", 16, 17},
                {"It", 21, 23}, {"rained", 24, 30},  {".", 30, 31}};
    assert_int_equal(casus_parse_text(fix.parser, STR(text), NULL), CASUS_OK);
    assert_int_equal(casus_parser_n_tokens(fix.parser), COUNT(WANT));
    for (size_t i = 0; i < COUNT(WANT); i++) {
        casus_token t;
        casus_parser_token(fix.parser, i, &t);
        assert_true(str_eq(t.form, str_from(WANT[i].form)));
        assert_int_equal(t.span.start, WANT[i].start);
        assert_int_equal(t.span.end, WANT[i].end);
    }
    casus_sentence s;
    casus_parser_sentence(fix.parser, 1, &s);
    assert_int_equal(s.span.start, 21);
    assert_int_equal(s.span.end, 31);
    assert_int_equal(s.first, 4);
    assert_int_equal(s.n, 3);
}

static void test_given_tokens(void **state)
{
    (void)state;
    const casus_str forms[] = {STR("Chad"), STR("can't"), STR("a b"), STR("Go"), STR("!")};
    const size_t lengths[] = {3, 0, 2};
    assert_int_equal(casus_parse_tokens(fix.parser, forms, lengths, 3, NULL), CASUS_OK);
    assert_int_equal(casus_parser_n_sentences(fix.parser), 3);
    assert_int_equal(casus_parser_n_tokens(fix.parser), 5);
    for (size_t i = 0; i < 5; i++) {
        casus_token t;
        casus_parser_token(fix.parser, i, &t);
        assert_true(str_eq(t.form, forms[i]));
        assert_false(t.joined);
        assert_int_equal(t.span.start | t.span.end, 0);
    }
    casus_error err = {0};
    const casus_str empty[] = {STR("a"), STR("")};
    const size_t two = 2, many = CASUS_MAX_WORDS + 1;
    assert_int_equal(casus_parse_tokens(fix.parser, empty, &two, 1, &err), CASUS_BAD_INPUT);
    assert_int_equal(casus_parser_n_sentences(fix.parser), 0);
    assert_int_equal(casus_parse_tokens(fix.parser, forms, &many, 1, &err), CASUS_LIMIT);
}

/* A long sentence of given tokens is one tree. */
static void test_long_sentence(void **state)
{
    (void)state;
    size_t n = CASUS_MAX_WORDS, roots = 0;
    casus_str *forms = malloc(n * sizeof *forms);
    assert_non_null(forms);
    for (size_t i = 0; i < n; i++) forms[i] = i % 3 ? STR("dog") : STR("sees");
    assert_int_equal(casus_parse_tokens(fix.parser, forms, &n, 1, NULL), CASUS_OK);
    for (size_t i = 0; i < n; i++) {
        casus_token t;
        casus_parser_token(fix.parser, i, &t);
        roots += t.head == 0;
        assert_true(t.head <= n && t.head != i + 1);
    }
    assert_int_equal(roots, 1);
    free(forms);
}

/* Comments, ranges and MISC stay, empty nodes go, the other columns are ours. */
static void test_given_conllu(void **state)
{
    (void)state;
    static const char text[] = "# text = I can't.\n# mine: kept\n"
                               "1\tI\tX\tX\tX\tX=1\t9\tx\t9:x\tName=B-PER|A=1\n"
                               "2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
                               "2\tca\tX\tX\tX\t_\t_\t_\t_\t_\n"
                               "3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                               "3.1\tgo\tgo\tVERB\t_\t_\t_\t_\t0:root\t_\n"
                               "4\t.\t_\t_\t_\t_\t_\t_\t_\tB=2|C=3\n\n# alone\n";
    buf out = {0};
    casus_sink sink = {collect, &out};
    assert_int_equal(casus_parse_conllu(fix.parser, STR(text), NULL), CASUS_OK);
    assert_int_equal(casus_parser_n_sentences(fix.parser), 2);
    assert_int_equal(casus_parser_n_tokens(fix.parser), 4);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(casus_write_conllu(fix.parser, i, sink, NULL), CASUS_OK);
    buf_put_char(&out, '\0');
    /* line by line: what must stand at its start and at its end */
    static const char *const WANT[][2] = {
        {"# text = I can't.", ""},          {"# mine: kept", ""},
        {"1\tI\tI\tPRON\tPRP\t_\t", "\t_\tA=1"}, {"2-3\tcan't\t_\t", "\t_\tSpaceAfter=No"},
        {"2\tca\tcan\tAUX\tMD\t_\t", "\t_\t_"},  {"3\tn't\tnot\tPART\tRB\t_\t", "\t_\t_"},
        {"4\t.\t.\tPUNCT\t.\t_\t", "\t_\tB=2|C=3"}, {"", ""}, {"# alone", ""}, {"", ""}};
    casus_str rest = str_from(out.ptr);
    for (size_t i = 0; i < COUNT(WANT); i++) {
        size_t end = str_find(rest, STR("\n"));
        assert_true(end != SIZE_MAX);
        casus_str line = str_slice(rest, 0, end);
        assert_true(str_starts(line, str_from(WANT[i][0])));
        assert_true(str_ends(line, str_from(WANT[i][1])));
        rest = str_slice(rest, end + 1, rest.len);
    }
    assert_int_equal(rest.len, 0);
    buf_release(&out);
}

static void test_bad_conllu(void **state)
{
    (void)state;
    casus_error err = {0};
    static const char text[] = "1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n\n1\tb\t_\n";
    assert_int_equal(casus_parse_conllu(fix.parser, STR(text), &err), CASUS_BAD_INPUT);
    assert_int_equal(err.line, 3);
    assert_int_equal(casus_parser_n_sentences(fix.parser), 0);
    assert_int_equal(casus_parser_n_tokens(fix.parser), 0);
}

/* What a parser found does not depend on what it parsed before. */
static void test_reuse(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {"Chad accused Sudan. It didn't reply.", "", "Go\xff!"};
    buf first[COUNT(TEXTS)] = {0};
    for (size_t round = 0; round < 3; round++) {
        for (size_t i = 0; i < COUNT(TEXTS); i++) {
            buf out = {0};
            casus_str text = str_from(TEXTS[(i + round) % COUNT(TEXTS)]);
            assert_int_equal(casus_parse_text(fix.parser, text, NULL), CASUS_OK);
            for (size_t s = 0; s < casus_parser_n_sentences(fix.parser); s++)
                assert_int_equal(casus_write_conllu(fix.parser, s, (casus_sink){collect, &out},
                                                    NULL), CASUS_OK);
            buf *kept = &first[(i + round) % COUNT(TEXTS)];
            if (round == 0) *kept = out;
            else assert_true(str_eq(buf_str(kept), buf_str(&out)));
            if (round) buf_release(&out);
        }
    }
    for (size_t i = 0; i < COUNT(TEXTS); i++) buf_release(&first[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shapes),       cmocka_unit_test(test_spans),
        cmocka_unit_test(test_given_tokens), cmocka_unit_test(test_long_sentence),
        cmocka_unit_test(test_given_conllu), cmocka_unit_test(test_bad_conllu),
        cmocka_unit_test(test_reuse),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
