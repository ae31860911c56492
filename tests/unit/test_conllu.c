/* The reader of CoNLL-U: what it takes, what it refuses and with which line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "parse/conllu.h"

#define REST "\t_\t_\t_\t_\t_\t_\t_\t_\n"
#define WORD(id, form) id "\t" form REST

/* Reads to the end; the sentences are counted, and their words. */
static casus_status read_all(const char *text, size_t len, uint32_t *sentences, uint32_t *words,
                             casus_error *err)
{
    conllu_reader in;
    conllu_sentence s;
    arena mem;
    bool more = true;
    casus_status status = CASUS_OK;
    *sentences = *words = 0;
    arena_init(&mem, (size_t)1 << 28);
    conllu_init(&in, (casus_str){text, len}, "x.conllu");
    while (status == CASUS_OK && more) {
        status = conllu_next(&in, &mem, &s, &more, err);
        if (status != CASUS_OK || !more) continue;
        ++*sentences;
        *words += s.n_words;
    }
    arena_release(&mem);
    return status;
}

static void test_good(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t sentences, words;
    } CASES[] = {
        {"", 0, 0},
        {"\n\n\n", 0, 0},
        {"\r", 0, 0},
        {WORD("1", "a"), 1, 1},
        {"1\ta\t_\t_\t_\t_\t_\t_\t_\t_", 1, 1}, /* no line end */
        {WORD("1", "a") "\n" WORD("1", "b"), 2, 2},
        {"\n\n" WORD("1", "a") "\n\n\n" WORD("1", "b") "\n\n", 2, 2},
        {"1\ta\t_\t_\t_\t_\t_\t_\t_\t_\r\n\r\n1\tb\t_\t_\t_\t_\t_\t_\t_\t_\r\n", 2, 2},
        {"\xEF\xBB\xBF# text = a\n" WORD("1", "a"), 1, 1},
        {"# a\n# b\n" WORD("1", "a"), 1, 1},
        {"# nothing but a comment\n", 1, 0},
        {WORD("1-2", "ab") WORD("1", "a") WORD("2", "b") WORD("3", "c"), 1, 3},
        {WORD("1", "a") WORD("2-3", "bc") WORD("2", "b") WORD("3", "c") WORD("4-5", "de")
             WORD("4", "d") WORD("5", "e"),
         1, 5},
        {WORD("0.1", "_") WORD("0.2", "_") WORD("1", "a") WORD("1.1", "_") WORD("2", "b"), 1, 2},
        {WORD("1-1", "a") WORD("1", "a"), 1, 1},
        {WORD("1", "10 000") WORD("2", "\u00e9"), 1, 2},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        uint32_t sentences, words;
        casus_error err = {0};
        if (read_all(CASES[i].text, strlen(CASES[i].text), &sentences, &words, &err) != CASUS_OK)
            fail_msg("case %zu: line %u: %s", i, err.line, err.message);
        assert_int_equal(sentences, CASES[i].sentences);
        assert_int_equal(words, CASES[i].words);
    }
}

static void test_bad(void **state)
{
    (void)state;
    static const char COLUMNS[] = "10 columns", ID[] = "no ID", ORDER[] = "count 1, 2, 3",
                      RANGE[] = "the range", EMPTY[] = "the empty node";
    static const struct {
        const char *text;
        uint32_t line;
        const char *message;
    } CASES[] = {
        {"1\ta\n", 1, COLUMNS},
        {"word\n", 1, COLUMNS},
        {" \n", 1, COLUMNS},
        {"1\ta\t_\t_\t_\t_\t_\t_\t_\n", 1, COLUMNS},
        {"1\ta\t_\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, COLUMNS},
        {"1 a _ _ _ _ _ _ _ _\n", 1, COLUMNS},
        {WORD("1", "a") "\n# c\n" WORD("1", "b") WORD("3", "c"), 5, ORDER},
        {WORD("2", "a"), 1, ORDER},
        {WORD("0", "a"), 1, ORDER},
        {WORD("1", "a") WORD("1", "b"), 2, ORDER},
        {WORD("one", "a"), 1, ID},
        {WORD("", "a"), 1, ID},
        {WORD("-1", "a"), 1, ID},
        {WORD("1-", "a"), 1, ID},
        {WORD("1.", "a"), 1, ID},
        {WORD("1:2", "a"), 1, ID},
        {WORD("1-2-3", "a"), 1, ID},
        {WORD("99999999999999999999", "a"), 1, ID},
        {WORD("1", ""), 1, "no form"},
        {WORD("1", " "), 1, "no form"},
        {WORD("2-3", "ab") WORD("1", "a"), 1, RANGE},
        {WORD("1-2", "ab") WORD("1-2", "ab") WORD("1", "a"), 2, RANGE},
        {WORD("1-3", "abc") WORD("1", "a") WORD("2-3", "bc"), 3, RANGE},
        {WORD("1-2", "ab") WORD("1", "a"), 2, "more words than follow"},
        {WORD("1", "a") WORD("3-2", "ab"), 2, RANGE},
        {WORD("1-2000", "a"), 1, "too many words"},
        {WORD("1.1", "_"), 1, EMPTY},
        {WORD("1", "a") WORD("1.2", "_"), 2, EMPTY},
        {WORD("1", "a") WORD("1.1", "_") WORD("1.1", "_"), 3, EMPTY},
        {WORD("1", "a") "# late\n", 2, "comment stands inside"},
        {WORD("1", "a\xff"), 1, "not UTF-8"},
        {"# \xc3\n", 1, "not UTF-8"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        uint32_t sentences, words;
        casus_error err = {0};
        casus_status status =
            read_all(CASES[i].text, strlen(CASES[i].text), &sentences, &words, &err);
        if (status != CASUS_BAD_INPUT || err.line != CASES[i].line ||
            !strstr(err.message, CASES[i].message))
            fail_msg("case %zu: status %d, line %u: %s", i, status, err.line, err.message);
        assert_string_equal(err.file, "x.conllu");
    }
}

static void put_words(buf *out, uint32_t n)
{
    for (uint32_t i = 1; i <= n; i++) buf_printf(out, "%u\tword" REST, i);
    buf_put_char(out, '\n');
}

static void test_longest(void **state)
{
    (void)state;
    uint32_t sentences, words;
    casus_error err = {0};
    buf text = {0};
    put_words(&text, CONLLU_MAX_WORDS);
    assert_int_equal(read_all(text.ptr, text.len, &sentences, &words, &err), CASUS_OK);
    assert_int_equal(words, CONLLU_MAX_WORDS);
    put_words(&text, CONLLU_MAX_WORDS + 1);
    assert_int_equal(read_all(text.ptr, text.len, &sentences, &words, &err), CASUS_LIMIT);
    assert_int_equal(err.line, 2 * CONLLU_MAX_WORDS + 2); /* 10,000, a blank line, 10,001 */
    buf_release(&text);
}

/* Rows keep what stands in them. */
static void test_rows(void **state)
{
    (void)state;
    static const char text[] = "# newpar id = p1\n# text = Don't.\n# sent_id=7\n"
                               "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\tA=1|SpaceAfter=No\n"
                               "1\tDo\tdo\tAUX\tVB\tF=1\t0\troot\t0:root\tSpaceAfter=Not\n"
                               "2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\tB=2\n";
    conllu_reader in;
    conllu_sentence s;
    arena mem;
    bool more;
    arena_init(&mem, (size_t)1 << 20);
    conllu_init(&in, STR(text), NULL);
    assert_int_equal(conllu_next(&in, &mem, &s, &more, NULL), CASUS_OK);
    assert_true(more);
    assert_int_equal(s.n_rows, 6);
    assert_int_equal(s.n_words, 2);
    assert_true(conllu_is_comment(&s.rows[0], "newpar"));
    assert_false(conllu_is_comment(&s.rows[0], "new"));
    assert_true(str_eq(conllu_comment(&s.rows[0], "newpar id"), STR("p1")));
    assert_true(str_eq(conllu_comment(&s.rows[1], "text"), STR("Don't.")));
    assert_true(str_eq(conllu_comment(&s.rows[2], "sent_id"), STR("7")));
    assert_null(conllu_comment(&s.rows[2], "text").ptr);
    assert_int_equal(s.rows[3].kind, CONLLU_RANGE);
    assert_int_equal(s.rows[3].first, 1);
    assert_int_equal(s.rows[3].last, 2);
    assert_true(conllu_no_space(&s.rows[3]));
    assert_false(conllu_no_space(&s.rows[4]));
    assert_true(str_eq(s.rows[4].column[CONLLU_FEATS], STR("F=1")));
    assert_true(str_eq(s.rows[5].column[CONLLU_MISC], STR("B=2")));
    assert_int_equal(s.rows[5].number, 6);
    uint32_t head;
    assert_true(conllu_head(&s, &s.rows[4], &head));
    assert_int_equal(head, 0);
    assert_true(conllu_head(&s, &s.rows[5], &head));
    assert_int_equal(head, 1);
    arena_release(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_bad),
        cmocka_unit_test(test_longest),
        cmocka_unit_test(test_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
