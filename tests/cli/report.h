/* report: one JSON report of `casus evaluate`, run and looked into. Include after run.h. */
#include <jansson.h>

/* What `casus evaluate KIND --format=json FILE A B` prints; A and B may be NULL. */
static json_t *evaluate(const char *kind, const char *file, const char *a, const char *b)
{
    result r = run(NULL, "evaluate", kind, "--format=json", file, a, b, NULL);
    assert_string_equal(r.err, "");
    assert_int_equal(r.code, 0);
    assert_int_equal(count_of(r.out, "\n"), 1);
    json_t *found = json_loads(r.out, 0, NULL);
    assert_non_null(found);
    result_free(&r);
    return found;
}

/* Count WHICH of score KEY in section GROUP. */
static int number(json_t *found, const char *group, const char *key, const char *which)
{
    json_t *value = json_object_get(json_object_get(json_object_get(found, group), key), which);
    assert_true(json_is_integer(value));
    return (int)json_integer_value(value);
}

static const char *word(json_t *found, const char *key)
{
    return json_string_value(json_object_get(found, key));
}
