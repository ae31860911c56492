/* Input as it really comes: empty, binary, huge, cut in half, not UTF-8. What is bad is named with
 * its place, and the rest is coded.
 */
#include "run.h"

#include <jansson.h>

#include "casus.h"

#define EVENT_LINE "{\"kind\":\"event\""

static void test_a_file(void **state)
{
    (void)state;
    put_text("a.txt", ONE_EVENT);
    result r = run(NULL, "code", "a.txt", NULL);
    assert_int_equal(r.code, 0);
    assert_string_equal(r.err, "");
    assert_int_equal(count_of(r.out, EVENT_LINE), 1);
    assert_non_null(strstr(r.out, "\"doc\":\"a.txt\""));
    assert_non_null(strstr(r.out, "\"type\":\"ACCUSE\""));
    result again = run(NULL, "code", "a.txt", NULL);
    assert_string_equal(again.out, r.out);
    result_free(&again);
    /* The text without a name comes from stdin. */
    result piped = run(ONE_EVENT, "code", "-", NULL);
    assert_int_equal(piped.code, 0);
    assert_int_equal(count_of(piped.out, EVENT_LINE), 1);
    result_free(&piped);
    result_free(&r);
}

static void test_formats(void **state)
{
    (void)state;
    put_text("a.txt", ONE_EVENT);
    result table = run(NULL, "code", "--format", "table", "a.txt", NULL);
    assert_int_equal(table.code, 0);
    assert_memory_equal(table.out, "a.txt: ", 7);
    assert_non_null(strstr(table.out, "ACCUSE"));
    assert_null(strchr(table.out, 033));
    result csv = run(NULL, "code", "-fcsv", "a.txt", "a.txt", NULL);
    assert_int_equal(csv.code, 0);
    assert_int_equal(count_of(csv.out, "id,doc,group"), 1);
    assert_int_equal(count_of(csv.out, "\r\n"), 3);
    result file = run(NULL, "code", "--format=csv", "-o", "out.csv", "a.txt", "a.txt", NULL);
    assert_int_equal(file.code, 0);
    assert_string_equal(file.out, "");
    size_t len;
    char *written = read_whole("out.csv", &len);
    assert_string_equal(written, csv.out);
    free(written);
    result_free(&table);
    result_free(&csv);
    result_free(&file);
}

/* Every line of every kind is a JSON object with its kind first. */
static void test_all_kinds(void **state)
{
    (void)state;
    put_text("a.txt", "PARIS, March 3 - \"We will leave,\" Chad's foreign minister said on "
                      "Monday.\n\n" ONE_EVENT);
    result r = run(NULL, "code", "--with", "all", "a.txt", NULL);
    assert_int_equal(r.code, 0);
    size_t n = 0;
    for (char *line = r.out; *line;) {
        char *end = strchr(line, '\n');
        assert_non_null(end);
        json_error_t error;
        json_t *value = json_loadb(line, (size_t)(end - line), 0, &error);
        if (!value) fail_msg("%s: %.*s", error.text, (int)(end - line), line);
        assert_memory_equal(line, "{\"kind\":\"", 9);
        json_decref(value);
        line = end + 1;
        n++;
    }
    assert_true(n >= 2);
    assert_int_equal(count_of(r.out, "{\"kind\":\"document\""), 1);
    result_free(&r);
}

static void test_empty(void **state)
{
    (void)state;
    put_text("empty.txt", "");
    put_text("a.txt", ONE_EVENT);
    expect(run(NULL, "code", "empty.txt", NULL), 1, "",
           "casus: empty.txt: is empty\ncasus: 1 document failed, 0 done\n");
    result r = run(NULL, "code", "empty.txt", "a.txt", NULL);
    assert_int_equal(r.code, 3);
    assert_string_equal(r.err, "casus: empty.txt: is empty\ncasus: 1 document failed, 1 done\n");
    assert_int_equal(count_of(r.out, EVENT_LINE), 1);
    result_free(&r);
}

static void test_folders(void **state)
{
    (void)state;
    assert_int_equal(mkdir("none", 0700), 0);
    assert_int_equal(mkdir("some", 0700), 0);
    put_text("some/b.txt", ONE_EVENT);
    put_text("some/a.txt", ONE_EVENT);
    result r = run(NULL, "code", "none", NULL);
    assert_int_equal(r.code, 1);
    assert_memory_equal(r.err, "casus: none: ", 13);
    result_free(&r);
    r = run(NULL, "code", "none", "some", NULL);
    assert_int_equal(r.code, 3);
    assert_int_equal(count_of(r.out, EVENT_LINE), 2);
    assert_true(strstr(r.out, "\"doc\":\"some/a.txt\"") < strstr(r.out, "\"doc\":\"some/b.txt\""));
    result_free(&r);
}

static void test_no_such_file(void **state)
{
    (void)state;
    put_text("a.txt", ONE_EVENT);
    result r = run(NULL, "code", "missing.txt", "a.txt", NULL);
    assert_int_equal(r.code, 3);
    assert_non_null(strstr(r.err, "casus: missing.txt: "));
    assert_non_null(strstr(r.err, "No such file"));
    assert_int_equal(count_of(r.out, EVENT_LINE), 1);
    result_free(&r);
}

static void test_binary(void **state)
{
    (void)state;
    char bytes[5000];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)(i * 7 % 251);
    put_bytes("a.bin", bytes, sizeof bytes);
    put_text("a.pdf", "%PDF-1.4\nsome text\n");
    put_bytes("a.gz", "\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
    put_text("z.txt", ONE_EVENT);
    result r = run(NULL, "code", "a.bin", "a.pdf", "a.gz", "z.txt", NULL);
    assert_int_equal(r.code, 3);
    assert_non_null(strstr(r.err, "casus: a.bin: "));
    assert_non_null(strstr(r.err, "casus: a.pdf: is a PDF"));
    assert_non_null(strstr(r.err, "casus: a.gz: ends in the middle of its compressed bytes"));
    assert_non_null(strstr(r.err, "casus: 3 documents failed, 1 done\n"));
    assert_int_equal(count_of(r.out, EVENT_LINE), 1);
    result_free(&r);
}

/* 50 MB without an end of line, most of it one word: read to the limit, the rest counted, the next
 * document coded. */
static void test_a_huge_line(void **state)
{
    (void)state;
    static const char WORDS[] = "bread and butter with honey and a cup of tea in the garden ";
    const size_t size = 50u << 20, limit = CASUS_MAX_DOCUMENT;
    char *bytes = malloc(size);
    assert_non_null(bytes);
    memset(bytes, 'x', size);
    for (size_t i = 0; i < 1u << 20; i++) bytes[i] = WORDS[i % (sizeof WORDS - 1)];
    put_bytes("huge.txt", bytes, size);
    free(bytes);
    put_text("z.txt", ONE_EVENT);
    char err[256];
    snprintf(err, sizeof err,
             "casus: huge.txt: longer than a document may be; %zu bytes were cut off at its end: "
             "--max-document reads more\n",
             size - limit);
    result r = run(NULL, "code", "huge.txt", "z.txt", NULL);
    assert_string_equal(r.err, err);
    assert_int_equal(r.code, 0);
    assert_int_equal(count_of(r.out, EVENT_LINE), 1);
    result_free(&r);
}

static void test_broken_utf8(void **state)
{
    (void)state;
    static const char TEXT[] = "Chad condemned Sudan on Monday.\xC3\x28\xFF\xE2\x82 "
                               "Its president \x93spoke\x94 of S\xE3o Paulo.\n";
    put_bytes("a.txt", TEXT, sizeof TEXT - 1);
    result r = run(NULL, "code", "--with", "all", "a.txt", NULL);
    assert_int_equal(r.code, 0);
    assert_string_equal(r.err, "");
    assert_int_equal(count_of(r.out, EVENT_LINE), 1);
    json_error_t error;
    for (char *line = r.out; *line; line = strchr(line, '\n') + 1) {
        json_t *value = json_loadb(line, (size_t)(strchr(line, '\n') - line), 0, &error);
        if (!value) fail_msg("%s", error.text);
        json_decref(value);
    }
    result_free(&r);
}

/* A line cut in half is named with its number; the lines round it are coded. */
static void test_half_a_line(void **state)
{
    (void)state;
    put_text("news.jsonl",
             "{\"id\":\"one\",\"text\":\"Chad condemned Sudan.\"}\n"
             "{\"id\":\"two\",\"text\":\"Chad condemned Su\n"
             "\n"
             "{\"id\":\"four\",\"text\":\"Chad condemned Sudan.\",\"published\":\"2020-05-04\"}\n"
             "{\"id\":\"five\",\"title\":\"no text\"}\n"
             "{\"id\":\"six\",\"text\":\"Chad condemned Sudan.\"}");
    result r = run(NULL, "code", "news.jsonl", NULL);
    assert_int_equal(r.code, 3);
    assert_non_null(strstr(r.err, "casus: news.jsonl:2: "));
    assert_non_null(strstr(r.err, "casus: news.jsonl:5: "));
    assert_non_null(strstr(r.err, "casus: 2 documents failed, 3 done\n"));
    assert_int_equal(count_of(r.err, "\n"), 3);
    assert_int_equal(count_of(r.out, "\"doc\":\"one\""), 1);
    assert_int_equal(count_of(r.out, "\"doc\":\"four\""), 1);
    assert_int_equal(count_of(r.out, "\"doc\":\"six\""), 1);
    result_free(&r);
    /* The same from a pipe: what begins with an object is JSON Lines. */
    size_t len;
    char *lines = read_whole("news.jsonl", &len);
    r = run(lines, "code", "-", NULL);
    assert_int_equal(r.code, 3);
    assert_int_equal(count_of(r.out, EVENT_LINE), 3);
    free(lines);
    result_free(&r);
}

static void test_the_default_day(void **state)
{
    (void)state;
    put_text("a.txt", ONE_EVENT);
    result r = run(NULL, "code", "--published", "2020-05-06", "a.txt", NULL);
    assert_int_equal(r.code, 0);
    /* 2020-05-06 was a Wednesday; the Monday before it was the 4th. */
    assert_non_null(strstr(r.out, "\"date\":{\"from\":\"2020-05-04\",\"to\":\"2020-05-04\""));
    result_free(&r);
}

static void test_output_that_cannot_be_written(void **state)
{
    (void)state;
    put_text("a.txt", ONE_EVENT);
    expect_error(run(NULL, "code", "-o", "no/such/folder", "a.txt", NULL), 1,
                 "casus: no/such/folder: cannot be written: No such file or directory\n");
    expect_error(run(NULL, "code", "-o", "/dev/full", "a.txt", NULL), 1,
                 "casus: /dev/full: writing failed: No space left on device\n");
}

/* Whoever reads the pipe may go away: no word about it. */
static void test_a_closed_pipe(void **state)
{
    (void)state;
    put_text("a.txt", ONE_EVENT);
    char command[512];
    snprintf(command, sizeof command,
             "files=$(yes a.txt | head -5000); ( '%s' code $files; echo $? >code ) 2>err | head -c "
             "100 >out",
             CASUS_PROGRAM);
    assert_int_equal(system(command), 0);
    size_t len;
    char *err = read_whole("err", &len), *code = read_whole("code", &len);
    assert_string_equal(err, "");
    assert_string_not_equal(code, "0\n");
    free(err);
    free(code);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        TEST(test_a_file),          TEST(test_formats),     TEST(test_all_kinds),
        TEST(test_empty),           TEST(test_folders),     TEST(test_no_such_file),
        TEST(test_binary),          TEST(test_a_huge_line), TEST(test_broken_utf8),
        TEST(test_half_a_line),     TEST(test_the_default_day),
        TEST(test_output_that_cannot_be_written),           TEST(test_a_closed_pipe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
