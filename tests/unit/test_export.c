/* Records as JSON Lines, CSV and tables: exact bytes, the contract of docs/record.md. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>

#include "export/event_table.h"
#include "fake_doc.h"

/* ---- pieces --------------------------------------------------------------------------------- */

static void test_decimals(void **state)
{
    (void)state;
    static const struct {
        double value;
        int min, max;
        const char *text;
    } CASES[] = {
        {2.5, 1, 2, "2.5"},       {1, 1, 2, "1.0"},        {40.7128, 2, 5, "40.7128"},
        {-74, 2, 5, "-74.00"},    {-0.004, 2, 2, "0.00"},  {-0.04, 1, 2, "-0.04"},
        {0.93, 1, 3, "0.93"},     {0.9999, 1, 3, "1.0"},   {-18.474599, 2, 5, "-18.4746"},
        {1e300, 1, 2, ""},        {NAN, 1, 2, ""},         {7, 0, 0, "7"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        buf out = {0};
        emit_decimal(&out, CASES[i].value, CASES[i].min, CASES[i].max);
        assert_string_equal(out.len ? out.ptr : "", CASES[i].text);
        buf_release(&out);
    }
}

static void test_strings(void **state)
{
    (void)state;
    static const struct {
        casus_str text;
        const char *json;
    } CASES[] = {
        {STR("plain"), "\"plain\""},
        {STR(""), "null"},
        {STR("a\"b\\c"), "\"a\\\"b\\\\c\""},
        {STR("a\nb\tc\rd"), "\"a\\nb\\tc\\rd\""},
        {STR("\x01\x1f\x7f"), "\"\\u0001\\u001f\x7f\""},
        {STR("a\0b"), "\"a\\u0000b\""},
        {STR("Bogot\xC3\xA1"), "\"Bogot\xC3\xA1\""},
        {STR("cut \xC3"), "\"cut \xEF\xBF\xBD\""},
        {STR("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
        {STR("\xC0\xAF\xF5"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        buf out = {0};
        emit_string(&out, CASES[i].text);
        assert_string_equal(out.ptr, CASES[i].json);
        buf_release(&out);
    }
}

/* Whatever the bytes, a JSON parser that knows nothing of us reads the string. */
static void test_any_bytes_are_json(void **state)
{
    (void)state;
    uint64_t seed = 88172645463325252u;
    for (int round = 0; round < 2000; round++) {
        char bytes[40];
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            bytes[i] = (char)(seed >> 32);
        }
        buf out = {0};
        emit_string(&out, (casus_str){bytes, 1 + (size_t)round % sizeof bytes});
        json_error_t error;
        json_t *value = json_loadb(out.ptr, out.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
        assert_non_null(value);
        json_decref(value);
        buf_release(&out);
    }
}

static void test_csv_fields(void **state)
{
    (void)state;
    static const struct {
        casus_str text;
        const char *csv;
    } CASES[] = {
        {STR("plain"), "plain"},        {STR("a,b"), "\"a,b\""},
        {STR("say \"no\""), "\"say \"\"no\"\"\""}, {STR("two\nlines"), "\"two\nlines\""},
        {STR(" edge"), "\" edge\""},    {STR("\"\xFF\""), "\"\"\"\xEF\xBF\xBD\"\"\""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        buf out = {0};
        csv_field(&out, CASES[i].text);
        assert_string_equal(out.ptr, CASES[i].csv);
        buf_release(&out);
    }
}

/* ---- JSON Lines ----------------------------------------------------------------------------- */

static void test_event_record(void **state)
{
    (void)state;
    casus_doc doc = fake_doc();
    doc.n_events = 1;
    buf out = {0};
    assert_int_equal(casus_write_jsonl(&doc, CASUS_WITH_EVENTS, NULL, keep_sink(&out), NULL), 0);
    assert_string_equal(
        out.ptr,
        "{\"kind\":\"event\",\"id\":\"00c0ffee00c0ffee\",\"doc\":\"andes.txt\","
        "\"group\":\"0123456789abcdef\",\"of\":null,\"type\":\"CONSULT\",\"modes\":[],"
        "\"contexts\":[\"diplomatic\"],\"status\":\"actual\",\"historical\":false,"
        "\"plover\":{\"type\":\"CONSULT\",\"quad\":1,\"intensity\":2.5},"
        "\"cameo\":{\"code\":\"040\",\"quad\":1,\"goldstein\":1.0},"
        "\"source\":{\"code\":\"CHL\",\"body\":null,\"sectors\":[\"GOV\"],\"name\":\"Ana Soto\","
        "\"text\":\"Chilean Foreign Minister Ana Soto\",\"span\":[0,33]},"
        "\"target\":{\"code\":\"PER\",\"body\":null,\"sectors\":[\"GOV\"],\"name\":\"Luis Vega\","
        "\"text\":\"her Peruvian counterpart, Luis Vega\",\"span\":[38,73]},"
        "\"attributed_to\":{\"code\":\"CHL\",\"sectors\":[\"GOV\"],\"name\":null,"
        "\"text\":\"the ministry\",\"span\":[95,107],\"cue\":\"said\",\"quoted\":false,"
        "\"said\":{\"from\":\"2019-03-05\",\"to\":\"2019-03-06\"}},"
        "\"date\":{\"from\":\"2019-03-04\",\"to\":\"2019-03-04\",\"text\":\"on Monday\","
        "\"span\":[84,93],\"basis\":\"clause\",\"inferred\":true},"
        "\"place\":{\"name\":\"Arica\",\"country\":\"CHL\",\"admin1\":\"Arica y Parinacota\","
        "\"lat\":-18.4746,\"lon\":-70.29792,\"geonames\":3899361,\"precision\":\"city\","
        "\"text\":\"Arica\",\"span\":[78,83],\"confidence\":0.875},"
        "\"trigger\":{\"text\":\"met\",\"span\":[34,37]},"
        "\"sentence\":{\"index\":0,\"span\":[0,113],\"text\":\"" FAKE_TEXT "\"},"
        "\"size\":{\"dead\":null,\"injured\":null,\"arrested\":null,\"crowd\":null},"
        "\"reports\":[{\"sentence\":0,\"trigger\":[34,37],\"status\":\"actual\","
        "\"attributed_to\":{\"code\":\"CHL\",\"sectors\":[\"GOV\"],\"name\":null,"
        "\"text\":\"the ministry\",\"span\":[95,107],\"cue\":\"said\",\"quoted\":false,"
        "\"said\":{\"from\":\"2019-03-05\",\"to\":\"2019-03-06\"}}}],"
        "\"rule\":\"meet/1\",\"confidence\":0.93}\n");
    buf_release(&out);
}

static void test_absent_is_null(void **state)
{
    (void)state;
    casus_doc doc = fake_doc();
    doc.events[0] = doc.events[1];
    doc.n_events = 1;
    memcpy(doc.reports[0], doc.reports[1], sizeof doc.reports[0]);
    buf out = {0};
    assert_int_equal(casus_write_jsonl(&doc, CASUS_WITH_EVENTS, NULL, keep_sink(&out), NULL), 0);
    assert_string_equal(
        out.ptr,
        "{\"kind\":\"event\",\"id\":\"1111111111111111\",\"doc\":\"andes.txt\","
        "\"group\":\"1111111111111111\",\"of\":\"00c0ffee00c0ffee\",\"type\":\"AID\","
        "\"modes\":[\"military\"],\"contexts\":[],\"status\":\"planned\",\"historical\":false,"
        "\"plover\":{\"type\":\"AGREE\",\"quad\":1,\"intensity\":4.8},"
        "\"cameo\":{\"code\":\"057\",\"quad\":1,\"goldstein\":8.0},"
        "\"source\":{\"code\":null,\"body\":null,\"sectors\":[\"REB\",\"MIL\"],\"name\":null,"
        "\"text\":\"rebels, \\\"so called\\\"\",\"span\":[1,2]},\"target\":null,"
        "\"attributed_to\":null,\"date\":null,\"place\":null,"
        "\"trigger\":{\"text\":\"aid\",\"span\":[3,6]},"
        "\"sentence\":{\"index\":0,\"span\":[0,10],\"text\":\"They will aid\"},"
        "\"size\":{\"dead\":3,\"injured\":null,\"arrested\":0,\"crowd\":20000},"
        "\"reports\":[{\"sentence\":0,\"trigger\":[3,6],\"status\":\"planned\","
        "\"attributed_to\":null},{\"sentence\":1,\"trigger\":[4,7],\"status\":\"denied\","
        "\"attributed_to\":null}],\"rule\":\"aid/2\",\"confidence\":0.5}\n");
    buf_release(&out);
}

static void test_other_kinds(void **state)
{
    (void)state;
    casus_doc doc = fake_doc();
    buf out = {0};
    unsigned with = CASUS_WITH_QUOTES | CASUS_WITH_ATTRIBUTIONS | CASUS_WITH_ACTORS |
                    CASUS_WITH_PLACES | CASUS_WITH_DATES | CASUS_WITH_DOCUMENTS;
    assert_int_equal(casus_write_jsonl(&doc, with, NULL, keep_sink(&out), NULL), 0);
    assert_string_equal(
        out.ptr,
        "{\"kind\":\"document\",\"id\":\"andes.txt\",\"title\":null,\"url\":null,"
        "\"language\":\"en\",\"articles\":[{\"span\":[0,113],\"published\":{\"from\":\"2019-03-05\","
        "\"to\":\"2019-03-06\",\"inferred\":true,\"evidence\":[\"a Monday\",\"the year 2019\"]}}],"
        "\"repeats\":[[5,9]],\"duplicate_of\":null}\n"
        "{\"kind\":\"quote\",\"doc\":\"andes.txt\",\"speaker\":{\"code\":\"CHL\",\"body\":null,"
        "\"sectors\":[\"GOV\"],\"name\":\"Ana Soto\",\"text\":\"Chilean Foreign Minister Ana "
        "Soto\","
        "\"span\":[0,33]},\"cue\":{\"text\":\"said\",\"span\":[108,112]},\"text\":\"we will\","
        "\"span\":[7,14],\"direct\":true}\n"
        "{\"kind\":\"attribution\",\"doc\":\"andes.txt\",\"source\":{\"text\":"
        "\"Chilean Foreign Minister Ana Soto\",\"span\":[0,33]},\"cue\":{\"text\":\"said\","
        "\"span\":[108,112]},\"content\":{\"text\":\"we will\",\"span\":[7,14]},\"continued\":"
        "[{\"text\":\"met her counterpart\",\"span\":[20,39]}],\"direct\":true}\n"
        "{\"kind\":\"attribution\",\"doc\":\"andes.txt\",\"source\":null,\"cue\":null,"
        "\"content\":{\"text\":\"met her counterpart\",\"span\":[20,39]},\"continued\":[],"
        "\"direct\":false}\n"
        "{\"kind\":\"actor\",\"doc\":\"andes.txt\",\"text\":\"Chilean Foreign Minister Ana Soto\","
        "\"span\":[0,33],\"code\":\"CHL\",\"body\":null,\"sectors\":[\"GOV\"],"
        "\"name\":\"Ana Soto\",\"entity\":7}\n"
        "{\"kind\":\"place\",\"doc\":\"andes.txt\",\"text\":\"Arica\",\"span\":[78,83],"
        "\"name\":\"Arica\",\"country\":\"CHL\",\"admin1\":\"Arica y Parinacota\","
        "\"lat\":-18.4746,\"lon\":-70.29792,\"geonames\":3899361,\"precision\":\"city\",\"confidence\":0.875}\n"
        "{\"kind\":\"date\",\"doc\":\"andes.txt\",\"text\":\"on Monday\",\"span\":[84,93],"
        "\"from\":\"2019-03-04\",\"to\":\"2019-03-04\",\"type\":\"date\",\"inferred\":true}\n");
    buf_release(&out);
}

static size_t count_lines(const buf *out)
{
    size_t n = 0;
    for (size_t i = 0; i < out->len; i++) n += out->ptr[i] == '\n';
    return n;
}

static void test_filters(void **state)
{
    (void)state;
    casus_doc doc = fake_doc();
    doc.events[2] = doc.events[0];
    doc.events[2].historical = true;
    doc.n_events = 3;
    memcpy(doc.reports[2], doc.reports[0], sizeof doc.reports[2]);
    static const struct {
        casus_filter filter;
        size_t n;
    } CASES[] = {
        {{CASUS_ALL_STATUSES, true, 0}, 3},          {{CASUS_ALL_STATUSES, false, 0}, 2},
        {{1u << CASUS_PLANNED, false, 0}, 1},        {{1u << CASUS_ACTUAL, true, 0}, 2},
        {{CASUS_ALL_STATUSES, true, 0.6}, 2},        {{1u << CASUS_DENIED, true, 0}, 0},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        buf out = {0};
        assert_int_equal(casus_write_jsonl(&doc, CASUS_WITH_EVENTS, &CASES[i].filter,
                                           keep_sink(&out), NULL), 0);
        assert_int_equal(count_lines(&out), CASES[i].n);
        buf_release(&out);
    }
    buf csv = {0};
    assert_int_equal(casus_write_rows(&doc, "csv", true, NULL, keep_sink(&csv), NULL), 0);
    assert_int_equal(count_lines(&csv), 2); /* the header and the one actual, present event */
    buf_release(&csv);
}

static bool full_write(void *self, const char *bytes, size_t len)
{
    (void)self, (void)bytes, (void)len;
    return false;
}

static void test_a_sink_that_fails(void **state)
{
    (void)state;
    casus_doc doc = fake_doc();
    casus_sink full = {full_write, NULL};
    casus_error err = {0};
    assert_int_equal(casus_write_jsonl(&doc, CASUS_WITH_EVENTS, NULL, full, &err), CASUS_IO);
    assert_int_equal(err.status, CASUS_IO);
    assert_int_equal(casus_write_rows(&doc, "csv", true, NULL, full, NULL), CASUS_IO);
    assert_int_equal(casus_write_table(&doc, CASUS_WITH_EVENTS, NULL, false, 80, full, NULL),
                     CASUS_IO);
}

/* ---- CSV ------------------------------------------------------------------------------------ */

static void test_csv(void **state)
{
    (void)state;
    casus_doc doc = fake_doc();
    casus_filter all = {CASUS_ALL_STATUSES, true, 0};
    buf out = {0};
    assert_int_equal(casus_write_rows(&doc, "csv", true, &all, keep_sink(&out), NULL), 0);
    assert_string_equal(
        out.ptr,
        "id,doc,group,of,type,modes,contexts,status,historical,plover_type,plover_quad,"
        "plover_intensity,cameo_code,cameo_quad,goldstein,source_code,source_body,source_sectors,"
        "source_name,source_text,target_code,target_body,target_sectors,target_name,target_text,"
        "attributed_code,attributed_sectors,attributed_name,attributed_text,attributed_cue,"
        "attributed_quoted,said_from,said_to,date_from,date_to,date_text,date_basis,date_inferred,"
        "place_name,place_country,place_admin1,place_lat,place_lon,place_geonames,place_precision,"
        "dead,injured,arrested,crowd,reports,rule,confidence,trigger,trigger_start,trigger_end,"
        "sentence,sentence_start,sentence_end,sentence_text,"
        "place_confidence\r\n"
        "00c0ffee00c0ffee,andes.txt,0123456789abcdef,,CONSULT,,diplomatic,actual,false,CONSULT,1,"
        "2.5,040,1,1.0,CHL,,GOV,Ana Soto,Chilean Foreign Minister Ana Soto,PER,,GOV,Luis Vega,"
        "\"her Peruvian counterpart, Luis Vega\",CHL,GOV,,the ministry,said,false,2019-03-05,"
        "2019-03-06,2019-03-04,2019-03-04,on Monday,clause,true,Arica,CHL,Arica y Parinacota,"
        "-18.4746,-70.29792,3899361,city,,,,,1,meet/1,0.93,met,34,37,0,0,113,\"" FAKE_TEXT "\",0.875\r\n"
        "1111111111111111,andes.txt,1111111111111111,00c0ffee00c0ffee,AID,military,,planned,false,"
        "AGREE,1,4.8,057,1,8.0,,,REB MIL,,\"rebels, \"\"so called\"\"\",,,,,,,,,,,,,,,,,,,,,,,,,,"
        "3,,0,20000,2,aid/2,0.5,aid,3,6,0,0,10,They will aid,\r\n");
    buf_release(&out);
}

/* ---- tables --------------------------------------------------------------------------------- */

static void test_text_width(void **state)
{
    (void)state;
    assert_int_equal(table_text_width(STR("Mali")), 4);
    assert_int_equal(table_text_width(STR("\xC3\x89" "cole")), 5);
    assert_int_equal(table_text_width(STR("e\xCC\x81")), 1);                 /* combining acute */
    /* two wide characters */
    assert_int_equal(table_text_width(STR("\xE5\x8C\x97\xE4\xBA\xAC")), 4);
}

static void test_nothing_moves_the_cursor(void **state)
{
    (void)state;
    buf out = {0};
    table_put_shown(&out, STR("a\x1b[31m\tb \r\n c\xE2\x80\xAE" "d\xC2\x9B" "e\xFF"));
    assert_string_equal(out.ptr, "a [31m b cde\xEF\xBF\xBD");
    buf_release(&out);
}

static void test_event_table(void **state)
{
    (void)state;
    casus_doc doc = fake_doc();
    buf out = {0};
    assert_int_equal(
        casus_write_table(&doc, CASUS_WITH_EVENTS, NULL, false, 0, keep_sink(&out), NULL), 0);
    assert_string_equal(
        out.ptr,
        "andes.txt: 1 article, 1 sentence, 2 events\n"
        "DATE         SOURCE                       ACT             TARGET             STATUS   "
        "ATTRIBUTED            PLACE      EVIDENCE\n"
        "~2019-03-04  CHL GOV Ana Soto             CONSULT         PER GOV Luis Vega  actual   "
        "CHL GOV the ministry  Arica CHL  Chilean Foreign Minister Ana Soto met her Peruvian "
        "counterpart, Luis Vega, in Arica on Monday, the …\n" /* 100 columns, the … counted */
        "             REB MIL rebels, \"so called\"  ↳ AID military                     planned  "
        "                                 They will aid\n\n");
    buf_release(&out);
}

/* No line is wider than the terminal, and the trigger stays in view. */
static void test_narrow_tables(void **state)
{
    (void)state;
    casus_doc doc = fake_doc();
    doc.events[0].trigger = STR("said");
    doc.events[0].trigger_span = fake_span("said");
    for (unsigned width = 80; width <= 200; width += 7) {
        buf out = {0};
        assert_int_equal(
            casus_write_table(&doc, CASUS_WITH_EVENTS, NULL, false, width, keep_sink(&out), NULL),
            0);
        casus_str rest = buf_str(&out), line;
        bool shown = false;
        while (rest.len && str_split(&rest, '\n', &line)) {
            assert_true(table_text_width(line) <= width);
            shown = shown || str_find(line, STR("said")) != SIZE_MAX;
        }
        assert_true(shown || width < 110);
        buf_release(&out);
    }
}

static void test_colors(void **state)
{
    (void)state;
    casus_doc doc = fake_doc();
    buf plain = {0}, colored = {0};
    unsigned with = 127;
    assert_int_equal(casus_write_table(&doc, with, NULL, false, 120, keep_sink(&plain), NULL), 0);
    assert_int_equal(casus_write_table(&doc, with, NULL, true, 120, keep_sink(&colored), NULL), 0);
    assert_null(memchr(plain.ptr, 033, plain.len));
    buf stripped = {0};
    for (size_t i = 0; i < colored.len; i++) {
        if (colored.ptr[i] == 033) {
            while (colored.ptr[i] != 'm') i++;
            continue;
        }
        buf_put_char(&stripped, colored.ptr[i]);
    }
    assert_true(stripped.len < colored.len);
    assert_string_equal(stripped.ptr, plain.ptr);
    buf_release(&plain);
    buf_release(&colored);
    buf_release(&stripped);
}

/* More rows than are laid out at once: all are there, under one title line. */
static void test_long_tables(void **state)
{
    (void)state;
    static const table_column COLUMNS[] = {{"N", 1, 10, true}, {"TEXT", 4, 20, false}};
    table into;
    buf out = {0};
    table_init(&into, COLUMNS, 2, false, 40);
    for (int i = 0; i < 3 * TABLE_MAX_ROWS + 5; i++) {
        table_cell cells[] = {{.text = STR("12")}, {.text = STR("row")}};
        assert_int_equal(table_row(&into, cells, keep_sink(&out), NULL), 0);
    }
    assert_int_equal(table_flush(&into, keep_sink(&out), NULL), 0);
    assert_int_equal(count_lines(&out), 3 * TABLE_MAX_ROWS + 5 + 1);
    assert_memory_equal(out.ptr, " N  TEXT\n12  row\n", 17);
    table_release(&into);
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decimals),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_any_bytes_are_json),
        cmocka_unit_test(test_csv_fields),
        cmocka_unit_test(test_event_record),
        cmocka_unit_test(test_absent_is_null),
        cmocka_unit_test(test_other_kinds),
        cmocka_unit_test(test_filters),
        cmocka_unit_test(test_a_sink_that_fails),
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_text_width),
        cmocka_unit_test(test_nothing_moves_the_cursor),
        cmocka_unit_test(test_event_table),
        cmocka_unit_test(test_narrow_tables),
        cmocka_unit_test(test_colors),
        cmocka_unit_test(test_long_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
