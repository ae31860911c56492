/* petrarch, tabari: the records of coders before us, whole and broken; all of PETRARCH's unit tests. */
#include "ingest/ingest.h"
#include "linear.h"
#include "reader_check.h"

#include <jansson.h>

#define UNIT_RECORDS CASUS_TEST_SOURCE "/../shared/data/formats/PETR.UnitTest.records.xml"
#define UNIT_TEXTS CASUS_TEST_SOURCE "/../shared/data/events/petrarch-unit-records.jsonl"

/* ---- PETRARCH -------------------------------------------------------------------------------- */

static void test_petrarch(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *wanted;
    } cases[] = {
        {"<Sentences>\n<Sentence date = \"20080804\" id =\"AFP01_4\" source = \"AFP\" sentence = "
         "\"True\">\n"
         "<Text>\nOne line\nand a second. \n</Text>\n<Parse>\n(S (NP "
         "x))\n</Parse>\n</Sentence></Sentences>",
         "AFP01_4=One line and a second.|p=20080804|by=AFP\n"},
        {"<!-- a file --><Validation><Environment><Verbfile>v</Verbfile></Environment><Sentences>"
         "<Sentence date=\"19950101\" id=\"D-0\" category=\"DEMO\" sentence=\"true\">"
         "<EventCoding sourcecode=\"A\"></EventCoding><Text>x</Text><Parse>(S)</Parse></Sentence>"
         "<!--Stop></Stop--><Sentence id=\"D-1\"><Text>A &amp; B &QUOT; "
         "C</Text></Sentence></Sentences></Validation>",
         "D-0=x|p=19950101\nD-1=A & B &QUOT; C\n"},
        {"<Sentences><Sentence date=\"soon\"><Text>x</Text></Sentence></Sentences>", "p.xml:1=x\n"},
        {"<Sentences><Sentence id=\"a\"><Parse>x</Parse></Sentence><Sentence "
         "id=\"b\"><Text>y</Text></Sentence>"
         "</Sentences>",
         "!6 p.xml:1 a record has no <Text>\nb=y\n"},
        /* a story: its text, or that of each sentence in it */
        {"<Stories><Story id=\"s\" date=\"20240305\"><Text>1\n2\n\n3</Text></Story><Story id=\"t\">"
         "<Sentence id=\"t_1\"><Text>x</Text></Sentence><Sentence "
         "id=\"t_2\"><Text>y</Text></Sentence></Story></Stories>",
         "s=1 2\n\n3|p=20240305\nt_1=x\nt_2=y\n"},
        {"<Sentences/>", ""},
        {"<Sentences><Sentence id=\"a\"><Text>x</Text></Sentence><Sentence>",
         "a=x\n!6 p.xml:1 ends before its last element does; get the file again (byte 63); what "
         "stands before was read\n"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check(put_text("p.xml", cases[i].bytes), cases[i].wanted);
}

static size_t squeezed(casus_str s, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        if (!char_is_space(s.ptr[i])) out[n++] = s.ptr[i];
    return n;
}

/* The same ids, dates and texts as others read out of the same file. */
static void test_unit_records(void **state)
{
    (void)state;
    if (access(UNIT_RECORDS, R_OK) != 0 || access(UNIT_TEXTS, R_OK) != 0) {
        print_message("../shared/data is not there: skipped\n");
        skip();
    }
    FILE *file = fopen(UNIT_TEXTS, "r");
    casus_reader *reader;
    const char *path = UNIT_RECORDS;
    casus_document_in in;
    static char line[1 << 16], ours[1 << 16], theirs[1 << 16];
    bool more;
    unsigned n = 0;
    assert_int_equal(casus_reader_open(&reader, &path, 1, NULL), CASUS_OK);
    while (fgets(line, sizeof line, file)) {
        json_t *row = json_loads(line, 0, NULL);
        assert_int_equal(casus_reader_next(reader, &in, &more, NULL), CASUS_OK);
        assert_true(more && str_eq(in.id, str_from(json_string_value(json_object_get(row, "id")))));
        assert_true(
            str_eq(in.published, str_from(json_string_value(json_object_get(row, "date")))));
        size_t len = squeezed(str_from(json_string_value(json_object_get(row, "text"))), theirs);
        assert_int_equal(squeezed(in.text, ours), len);
        assert_memory_equal(ours, theirs, len);
        json_decref(row);
        n++;
    }
    assert_int_equal(casus_reader_next(reader, &in, &more, NULL), CASUS_OK);
    assert_false(more);
    assert_int_equal(n, 284);
    casus_reader_close(reader);
    fclose(file);
}

/* ---- TABARI ---------------------------------------------------------------------------------- */

static void test_tabari(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *wanted;
    } cases[] = {
        {"950105 REUT-0001-01\nOne line\nand a second.\n\n20240305 B-2\nx\n",
         "REUT-0001-01=One line and a second.|p=1995-01-05\nB-2=x|p=2024-03-05\n"},
        {"\xEF\xBB\xBF\r\n950105 A-1\r\nx\r\ny\r\n \r\n\r\n680105 B-1\r\nz",
         "A-1=x  y|p=1995-01-05\nB-1=z|p=2068-01-05\n"},
        {"690105\tA-1\nx\n\n950105 B-1 REUTERS 12:00\ny\n",
         "A-1=x|p=1969-01-05\nB-1=y|p=1995-01-05\n"},
        {"950105 A-1\n\n950106 B-1\nx\n",
         "!6 t.tabari:1 a record has no text below its date and id\nB-1=x|p=1995-01-06\n"},
        {"951305 A-1\nx\n\n\nno date\nat all\n\n950106\n y\n\n950107 C-1\nz\n",
         "!6 t.tabari:1 a record begins with a date and an id, as 950105 REUT-0001-01\n"
         "!6 t.tabari:5 a record begins with a date and an id, as 950105 REUT-0001-01\n"
         "!6 t.tabari:8 a record begins with a date and an id, as 950105 REUT-0001-01\n"
         "C-1=z|p=1995-01-07\n"},
        {"", ""},
        {"\n \n", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check(put_text("t.tabari", cases[i].bytes), cases[i].wanted);
}

static void test_tabari_is_found(void **state)
{
    (void)state;
    check(put_text("a", "950105 REUT-1\nx\n"), "REUT-1=x|p=1995-01-05\n");
    /* texts that begin with a number */
    static const char *const texts[] = {"950105 people fled\nx", "950105 REUT-1\n\nx",
                                        "950105 dead\nx",        "20240305\nx",
                                        "958805 A-1\nx",         "9501056 A-1\nx"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        char wanted[100];
        snprintf(wanted, sizeof wanted, "a.txt=%s\n", texts[i]);
        check(put_text("a.txt", texts[i]), wanted);
    }
}

/* ---- both ------------------------------------------------------------------------------------ */

static void check_cuts(const char *name, const char *whole, size_t first, const char *wanted)
{
    for (size_t len = 1; len < strlen(whole); len++) {
        buf log = {0};
        const char *path = put_bytes(name, whole, len);
        read_all(&path, 1, &log);
        assert_int_equal(str_starts(buf_str(&log), str_from(wanted)), len >= first);
        buf_release(&log);
    }
}

static void test_cut_anywhere(void **state)
{
    (void)state;
    static const char xml[] = "<Sentences><Sentence id='a'><Text>x</Text></Sentence>\n"
                              "<Sentence id='b'><Text>y &amp; z</Text></Sentence></Sentences>";
    check_cuts("c.xml", xml, (size_t)(strchr(xml, '\n') - xml), "a=x\n");
    static const char text[] = "950105 A-1\nx y\n\n950106 B-1\nz\n";
    check_cuts("c.tabari", text, (size_t)(strchr(text, 'y') - text) + 1, "A-1=x y|p=1995-01-05\n");
}

static void test_long_texts(void **state)
{
    (void)state;
    static const char *const begin[] = {"<Sentences><Sentence id='a'><Text>", "950105 a1\n"};
    static const char *const end[] = {"</Text></Sentence></Sentences>", "\n\n950105 b2\nx\n"};
    for (size_t k = 0; k < 2; k++) {
        buf bytes = {0}, log = {0};
        buf_put_str(&bytes, str_from(begin[k]));
        for (size_t i = 0; i < CASUS_MAX_DOCUMENT / 3 + 100; i++)
            buf_put_str(&bytes, STR("\u20AC"));
        buf_put_str(&bytes, str_from(end[k]));
        const char *path = put_bytes("long", bytes.ptr, bytes.len);
        read_all(&path, 1, &log);
        assert_true(str_find(buf_str(&log), STR("\u20AC|p=1995-01-05|cut=30")) != SIZE_MAX ||
                    str_find(buf_str(&log), STR("\u20AC|cut=300\n")) != SIZE_MAX);
        assert_true(log.len > CASUS_MAX_DOCUMENT - 10 && log.len < CASUS_MAX_DOCUMENT + 100);
        buf_release(&bytes);
        buf_release(&log);
    }
}

static void read_once(void *self, casus_str bytes)
{
    buf log = {0};
    const char *path = put_bytes(self, bytes.ptr, bytes.len);
    read_all(&path, 1, &log);
    buf_release(&log);
}

static void test_time_is_linear(void **state)
{
    (void)state;
    static const char *const shapes[] = {"950105 A-1\nx\n\n", "\n", "950105 A-1 ", " \t", "\r"};
    for (size_t i = 0; i < COUNT(shapes); i++)
        check_linear(read_once, (char[]){"t.tabari"}, shapes[i], 300000, 0.05);
    check_linear(read_once, (char[]){"t.xml"}, "<Sentence><Text>x\n</Text></Sentence>", 300000,
                 0.05);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_petrarch),       cmocka_unit_test(test_unit_records),
        cmocka_unit_test(test_tabari),         cmocka_unit_test(test_tabari_is_found),
        cmocka_unit_test(test_cut_anywhere),   cmocka_unit_test(test_long_texts),
        cmocka_unit_test(test_time_is_linear),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
