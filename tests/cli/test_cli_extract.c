/* casus extract, and web pages in casus code: what a page that is made here gives. */
#include "run.h"

#include <jansson.h>

#define PAGE                                                                                       \
    "<!DOCTYPE html>\n<html lang=en><head><title>Envoy in Chad | The Daily</title>\n"              \
    "<meta property=article:published_time content=2024-03-05></head><body>\n"                     \
    "<nav><a href=/>Home</a></nav><div class=post-content>\n"                                      \
    "<p>Chad accused Sudan of backing rebels on Monday, the government&rsquo;s spokesman "         \
    "said.</p>\n"                                                                                  \
    "<p>The two neighbours, which share a long border, have not talked for a year.</p></div>\n"    \
    "<div class=comments><p>First comment, no more than that, of many.</p></div></body></html>\n"

static void test_json(void **state)
{
    (void)state;
    put_text("page.html", PAGE);
    result r = run(NULL, "extract", "page.html", NULL);
    assert_string_equal(r.err, "");
    assert_int_equal(r.code, 0);
    json_t *found = json_loads(r.out, 0, NULL);
    assert_non_null(found);
    static const char *const members[][2] = {
        {"id", "page.html"},
        {"title", "Envoy in Chad"},
        {"published", "2024-03-05"},
        {"language", "en"},
        {"text", "Chad accused Sudan of backing rebels on Monday, the government\xE2\x80\x99s "
                 "spokesman said.\n\n"
                 "The two neighbours, which share a long border, have not talked for a year."}};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        assert_string_equal(json_string_value(json_object_get(found, members[i][0])),
                            members[i][1]);
    assert_true(json_is_null(json_object_get(found, "author")));
    json_decref(found);
    result_free(&r);
}

static void test_text(void **state)
{
    (void)state;
    put_text("page.html", PAGE);
    put_text("bare.txt", "<p>No page, but what stands here, is said to be one.");
    expect(run(NULL, "extract", "--format", "text", "bare.txt", NULL), 0,
           "No page, but what stands here, is said to be one.\n", "");
    expect(run(NULL, "extract", "--format", "xml", "page.html", NULL), 2, "",
           "casus: --format: there is no \"xml\". Known are: json, text.\n");
    expect(run(NULL, "extract", NULL), 2, "",
           "casus: name at least one file or folder, or - for stdin\n");
    result r = run(NULL, "extract", "page.html", "none.html", NULL);
    assert_int_equal(r.code, 3);
    assert_non_null(strstr(r.err, "casus: none.html: cannot be opened"));
    assert_int_equal(count_of(r.out, "\n"), 1);
    result_free(&r);
}

/* Events of a page, with spans of its bytes, its title and its date. */
static void test_code(void **state)
{
    (void)state;
    put_text("page.html", PAGE);
    result r = run(NULL, "code", "--with", "events,documents", "page.html", NULL);
    assert_int_equal(r.code, 0);
    const char *line = strstr(r.out, "{\"kind\":\"event\"");
    assert_non_null(line);
    json_t *event = json_loads(line, JSON_DISABLE_EOF_CHECK, NULL);
    assert_non_null(event);
    json_t *span = json_object_get(json_object_get(event, "trigger"), "span");
    size_t start = (size_t)json_integer_value(json_array_get(span, 0));
    assert_memory_equal(PAGE + start, "accused", 7);
    assert_string_equal(json_string_value(json_object_get(event, "type")), "ACCUSE");
    json_t *date = json_object_get(event, "date");
    assert_string_equal(json_string_value(json_object_get(date, "from")), "2024-03-04");
    assert_non_null(strstr(r.out, "\"title\":\"Envoy in Chad\""));
    assert_null(strstr(r.out, "comment"));
    json_decref(event);
    result_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_json, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_text, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_code, enter_folder, leave_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
