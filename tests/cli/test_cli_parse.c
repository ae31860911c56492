/* casus parse: CoNLL-U of texts, streams and given tokens, whatever the number of threads. */
#include "run.h"

/* ---- lines of CoNLL-U ---------------------------------------------------------------------- */

/* The columns of a word that the parser does not decide: ID, FORM and MISC; comments and ranges
 * whole. Rewrites `text` in place. */
static char *outline(char *text)
{
    char *out = text, *line = text;
    while (*line) {
        char *end = strchr(line, '\n');
        assert_non_null(end);
        char *form = strchr(line, '\t');
        if (form && form < end && *line != '#') {
            char *behind = memchr(form + 1, '\t', (size_t)(end - form));
            char *misc = end;
            while (misc[-1] != '\t') misc--;
            memmove(out, line, (size_t)(behind - line));
            out += behind - line;
            *out++ = ' ';
            memmove(out, misc, (size_t)(end + 1 - misc));
            out += end + 1 - misc;
        } else {
            memmove(out, line, (size_t)(end + 1 - line));
            out += end + 1 - line;
        }
        line = end + 1;
    }
    *out = '\0';
    return text;
}

static void expect_outline(result r, const char *want)
{
    assert_string_equal(r.err, "");
    assert_int_equal(r.code, 0);
    assert_string_equal(outline(r.out), want);
    result_free(&r);
}

/* A sentence of which every column is known: no parser has two opinions of it. */
static void test_whole_lines(void **state)
{
    (void)state;
    put_text("a.txt", "They left.\n");
    expect(run(NULL, "parse", "a.txt", NULL), 0,
           "# newdoc id = a.txt\n# newpar\n# sent_id = 1\n# text = They left.\n"
           "1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"
           "2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n"
           "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n",
           "");
}

/* By the fast engine, which finds no names: MISC then holds what the text alone decides. */
static void test_outline(void **state)
{
    (void)state;
    put_text("a.txt", "It rained. They don't\tcare!\n\nMali's plan");
    put_text("b.txt", "It snowed.");
    expect_outline(run(NULL, "parse", "--engine", "fast", "a.txt", "b.txt", NULL),
                   "# newdoc id = a.txt\n# newpar\n# sent_id = 1\n# text = It rained.\n"
                   "1\tIt _\n2\trained SpaceAfter=No\n3\t. _\n\n"
                   "# sent_id = 2\n# text = They don't care!\n"
                   "1\tThey _\n2-3\tdon't _\n2\tdo _\n3\tn't _\n4\tcare SpaceAfter=No\n5\t! _\n\n"
                   "# newpar\n# sent_id = 3\n# text = Mali's plan\n"
                   "1-2\tMali's _\n1\tMali _\n2\t's _\n3\tplan _\n\n"
                   "# newdoc id = b.txt\n# newpar\n# sent_id = 4\n# text = It snowed.\n"
                   "1\tIt _\n2\tsnowed SpaceAfter=No\n3\t. _\n\n");
    /* A multiword token carries the missing space itself. */
    expect_outline(run("(don't)", "parse", "-", NULL),
                   "# newdoc id = -\n# newpar\n# sent_id = 1\n# text = (don't)\n"
                   "1\t( SpaceAfter=No\n2-3\tdon't SpaceAfter=No\n2\tdo _\n3\tn't _\n4\t) _\n\n");
}

/* The default engine tells names, behind what MISC has already. */
static void test_names(void **state)
{
    (void)state;
    put_text("a.txt", "Angela Merkel flew to France.");
    expect_outline(run(NULL, "parse", "a.txt", NULL),
                   "# newdoc id = a.txt\n# newpar\n# sent_id = 1\n# text = Angela Merkel flew to France.\n"
                   "1\tAngela Name=B-PER\n2\tMerkel Name=I-PER\n3\tflew _\n4\tto _\n"
                   "5\tFrance Name=B-LOC|SpaceAfter=No\n6\t. _\n\n");
}

static void test_documents(void **state)
{
    (void)state;
    assert_int_equal(mkdir("news", 0700), 0);
    put_text("news/b.txt", "It rained.");
    put_text("news/a.jsonl", "{\"id\":\"x\\ny\",\"text\":\"Go.\"}\n{\"text\":\"Stay.\"}\n");
    expect_outline(run(NULL, "parse", "news", NULL),
                   "# newdoc id = x y\n# newpar\n# sent_id = 1\n# text = Go.\n"
                   "1\tGo SpaceAfter=No\n2\t. _\n\n"
                   "# newdoc id = news/a.jsonl:2\n# newpar\n# sent_id = 2\n# text = Stay.\n"
                   "1\tStay SpaceAfter=No\n2\t. _\n\n"
                   "# newdoc id = news/b.txt\n# newpar\n# sent_id = 3\n# text = It rained.\n"
                   "1\tIt _\n2\trained SpaceAfter=No\n3\t. _\n\n");
}

static void test_given_tokens(void **state)
{
    (void)state;
    put_text("a.conllu", "# sent_id = x1\n# text = don't go\n"
                         "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                         "1\tdo\t_\t_\t_\t_\t_\t_\t_\t_\n"
                         "2\tn't\t_\t_\t_\t_\t_\t_\t_\tA=1\n"
                         "2.1\tyou\t_\t_\t_\t_\t_\t_\t_\t_\n"
                         "3\tgo now\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\n"
                         "1\tMali's\t_\t_\t_\t_\t_\t_\t_\t_\n");
    expect_outline(run(NULL, "parse", "--engine", "fast", "--input", "conllu", "a.conllu", NULL),
                   "# sent_id = x1\n# text = don't go\n"
                   "1-2\tdon't _\n1\tdo _\n2\tn't A=1\n3\tgo now SpaceAfter=No\n\n"
                   "1\tMali's _\n\n");
}

/* What comes out goes in again: the same trees of the same tokens. */
static void test_round_trip(void **state)
{
    (void)state;
    result first = run("Chad doesn't trust Sudan's army. It left.\n\nGo!\n", "parse", "-", NULL);
    assert_int_equal(first.code, 0);
    result second = run(first.out, "parse", "--input=conllu", "-", NULL);
    assert_string_equal(second.out, first.out);
    result_free(&first);
    result_free(&second);
}

/* ---- threads ------------------------------------------------------------------------------- */

/* Some 900 KB: paragraphs of many lengths, one of 300 KB, so that pieces differ in size. */
static void put_long(const char *path)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (unsigned i = 0; i < 3000; i++) {
        unsigned n = i == 1000 ? 3000 : i % 7;
        for (unsigned k = 0; k <= n; k++)
            fprintf(file, "Minister %u of Chad didn't meet rebel %u in town %u today. ", i, k,
                    i % 13);
        fputs(i % 3 ? "\n\n" : "\n", file);
    }
    fclose(file);
}

static void test_threads_change_nothing(void **state)
{
    (void)state;
    put_long("long.txt");
    result one = run(NULL, "parse", "--engine", "fast", "long.txt", "long.txt", NULL);
    assert_int_equal(one.code, 0);
    assert_int_equal(count_of(one.out, "# newdoc id = long.txt\n"), 2);
    static const char *const THREADS[] = {"1", "2", "3", "8"};
    for (size_t i = 0; i < 4; i++) {
        result r = run(NULL, "parse", "--engine=fast", "--threads", THREADS[i], "long.txt",
                       "long.txt", NULL);
        assert_int_equal(r.code, 0);
        assert_int_equal(r.out_len, one.out_len);
        assert_memory_equal(r.out, one.out, one.out_len);
        result_free(&r);
    }
    put_bytes("long.conllu", one.out, one.out_len);
    result again = run(NULL, "parse", "--engine=fast", "--input", "conllu", "--threads", "2",
                       "long.conllu", NULL);
    assert_int_equal(again.code, 0);
    assert_int_equal(again.out_len, one.out_len);
    assert_memory_equal(again.out, one.out, one.out_len);
    result_free(&again);
    result_free(&one);
}

/* ---- what is wrong ------------------------------------------------------------------------- */

#define ROW(id) id "\ta\t_\t_\t_\t_\t_\t_\t_\t_\n"

static void test_bad_conllu(void **state)
{
    (void)state;
    put_text("a.conllu", ROW("1") "\n" ROW("1") "2\tb\t_\n");
    expect(run(NULL, "parse", "--input", "conllu", "a.conllu", NULL), 1, "",
           "casus: a.conllu:4: CoNLL-U has 10 columns with tabs between them\n"
           "casus: 1 document failed, 0 done\n");
    put_text("b.conllu", ROW("1") ROW("3"));
    put_text("c.conllu", ROW("1"));
    result r = run(NULL, "parse", "--input", "conllu", "b.conllu", "c.conllu", NULL);
    assert_int_equal(r.code, 3);
    assert_string_equal(r.err, "casus: b.conllu:2: the IDs of the words do not count 1, 2, 3\n"
                               "casus: 1 document failed, 1 done\n");
    assert_int_equal(count_of(r.out, "\n"), 2);
    result_free(&r);
}

/* The line counts through all pieces of a file, with any number of threads; what is behind it is
 * left out, and the next file is done. */
static void test_late_mistake(void **state)
{
    (void)state;
    FILE *file = fopen("long.conllu", "wb");
    assert_non_null(file);
    for (unsigned i = 0; i < 20000; i++) fputs(ROW("1") "\n", file);
    fputs(ROW("2") "\n", file); /* line 40001 */
    for (unsigned i = 0; i < 20000; i++) fputs(ROW("1") "\n", file);
    fclose(file);
    put_text("c.conllu", ROW("1"));
    for (int threads = 1; threads < 4; threads++) {
        char n[2] = {(char)('0' + threads), '\0'};
        result r = run(NULL, "parse", "--input", "conllu", "--threads", n, "--engine", "fast",
                       "long.conllu", "c.conllu", NULL);
        assert_int_equal(r.code, 3);
        assert_string_equal(r.err,
                            "casus: long.conllu:40001: the IDs of the words do not count 1, 2, 3\n"
                            "casus: 1 document failed, 1 done\n");
        result_free(&r);
    }
}

static void test_endless_sentence(void **state)
{
    (void)state;
    FILE *file = fopen("long.conllu", "wb");
    assert_non_null(file);
    fputs(ROW("1") "\n", file);
    for (unsigned i = 1; i < 100000; i++) fprintf(file, "%u\tword\t_\t_\t_\t_\t_\t_\t_\t_\n", i);
    fclose(file);
    result r = run(NULL, "parse", "--input", "conllu", "long.conllu", NULL);
    assert_int_equal(r.code, 1);
    assert_non_null(strstr(r.err, "long.conllu:3: a sentence of more than 1 MB"));
    result_free(&r);
}

static void test_no_text(void **state)
{
    (void)state;
    put_text("empty.txt", "");
    put_text("a.pdf", "%PDF-1.4");
    put_text("a.txt", "Go.");
    result r = run(NULL, "parse", "empty.txt", "a.pdf", "none.txt", "a.txt", NULL);
    assert_int_equal(r.code, 3);
    assert_string_equal(r.err,
                        "casus: empty.txt: is empty\n"
                        "casus: a.pdf: is a PDF, not text; convert it, for example with pdftotext\n"
                        "casus: none.txt: cannot be opened: No such file or directory\n"
                        "casus: 3 documents failed, 1 done\n");
    assert_string_equal(outline(r.out), "# newdoc id = a.txt\n# newpar\n# sent_id = 1\n"
                                        "# text = Go.\n1\tGo SpaceAfter=No\n2\t. _\n\n");
    result_free(&r);
}

static void test_output_file(void **state)
{
    (void)state;
    put_text("a.txt", "Go.");
    expect(run(NULL, "parse", "-o", "a.conllu", "--threads", "2", "a.txt", NULL), 0, "", "");
    size_t len;
    char *written = read_whole("a.conllu", &len);
    assert_int_equal(count_of(written, "\n"), 7);
    free(written);
    expect(run(NULL, "parse", "-o", "none/a.conllu", "a.txt", NULL), 1, "",
           "casus: none/a.conllu: cannot be written: No such file or directory\n");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        TEST(test_whole_lines),  TEST(test_outline),
        TEST(test_names),        TEST(test_documents),
        TEST(test_given_tokens),
        TEST(test_round_trip),   TEST(test_threads_change_nothing),
        TEST(test_bad_conllu),   TEST(test_late_mistake),
        TEST(test_endless_sentence), TEST(test_no_text),
        TEST(test_output_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
