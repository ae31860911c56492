/* Places in text: what is one, which of its namesakes a name is, and where an event was. */
#include "built_model.h"

#include "code/where.h"
#include "evaluate/places.h"

#include <math.h>

static casus_doc *code_text(casus_coder *coder, const char *text, const char *url)
{
    casus_doc *doc;
    casus_document_in in = {.text = str_from(text), .url = str_from(url)};
    assert_int_equal(casus_doc_new(&doc, NULL), CASUS_OK);
    assert_int_equal(casus_code(coder, &in, doc, NULL), CASUS_OK);
    return doc;
}

static casus_coder *coder_of(void **state)
{
    casus_coder *coder;
    casus_options options = {.no_gate = true};
    assert_int_equal(casus_coder_new(&coder, *state, &options, NULL), CASUS_OK);
    return coder;
}

/* The first place of this text; its country, "-" where it has none, "" where it is no place. */
static const char *country_of(const casus_doc *doc, const char *name, casus_place *out)
{
    for (size_t i = 0; i < casus_doc_n_places(doc); i++) {
        casus_doc_place(doc, i, out);
        if (str_eq(out->text, str_from(name))) return out->country ? out->country : "-";
    }
    return "";
}

static void test_namesakes(void **state)
{
    static const struct {
        const char *text, *name, *country, *admin1;
    } cases[] = {
        {"Police in Paris, Texas, arrested two men.", "Paris", "USA", "Texas"},
        {"Police in Paris arrested two men.", "Paris", "FRA", NULL},
        {"Soldiers shot at protesters in Tripoli, Lebanon, on Monday.", "Tripoli", "LBN", NULL},
        {"The sheriff of Boone County said the fire began in Zionsville. Lebanon, Whitestown and "
         "Indianapolis sent help.",
         "Lebanon", "USA", "Indiana"},
        {"Insurgents attacked a police station in Alexandria, Egypt.", "Alexandria", "EGY", NULL},
    };
    casus_coder *coder = coder_of(state);
    for (size_t i = 0; i < COUNT(cases); i++) {
        casus_place p;
        casus_doc *doc = code_text(coder, cases[i].text, NULL);
        assert_string_equal(country_of(doc, cases[i].name, &p), cases[i].country);
        if (cases[i].admin1) assert_true(str_eq(p.admin1, str_from(cases[i].admin1)));
        casus_doc_free(doc);
    }
    casus_coder_free(coder);
}

static void test_what_is_a_place(void **state)
{
    static const struct {
        const char *text, *name, *country; /* "" no place, "-" one that no list knows */
    } cases[] = {
        {"Rebels attacked the village of Ubwolanga on Sunday.", "Ubwolanga", "-"},
        {"Gunmen killed three farmers in Ubwolanga district.", "Ubwolanga", "-"},
        {"The charges were read to Paris Hilton in court.", "Paris", ""},
        {"He teaches at the University of Chicago.", "Chicago", ""},
        {"Fighters entered Tal Afar at dawn.", "Tal Afar", "IRQ"},
        {"The president met March protesters.", "March", ""},
    };
    casus_coder *coder = coder_of(state);
    for (size_t i = 0; i < COUNT(cases); i++) {
        casus_place p;
        casus_doc *doc = code_text(coder, cases[i].text, NULL);
        assert_string_equal(country_of(doc, cases[i].name, &p), cases[i].country);
        casus_doc_free(doc);
    }
    casus_coder_free(coder);
}

static void test_where_events_were(void **state)
{
    static const struct {
        const char *text, *word, *place; /* NULL nowhere */
    } cases[] = {
        {"Gunmen killed two officers in Maiduguri on Friday, a spokesman said in Abuja.", "killed",
         "Maiduguri"},
        {"The army shelled Homs for hours.", "shelled", "Homs"},
        {"The minister resigned after the vote.", "resigned", NULL},
        {"A bomb exploded near a mosque in Peshawar, officials in Islamabad said.", "exploded",
         "Peshawar"},
    };
    casus_coder *coder = coder_of(state);
    for (size_t i = 0; i < COUNT(cases); i++) {
        casus_place p;
        casus_doc *doc = code_text(coder, cases[i].text, NULL);
        uint32_t at = (uint32_t)(strstr(cases[i].text, cases[i].word) - cases[i].text);
        casus_span word = {at, at + (uint32_t)strlen(cases[i].word)};
        assert_int_equal(casus_doc_where(doc, word, &p), cases[i].place != NULL);
        if (cases[i].place) assert_true(str_eq(p.text, str_from(cases[i].place)));
        casus_doc_free(doc);
    }
    casus_coder_free(coder);
}

static void test_damaged_weights(void **state)
{
    (void)state;
    struct {
        where_head head;
        int8_t weights[16];
    } good = {.head = {WHERE_MAGIC, WHERE_VERSION, 4, 0.5f}}, bad;
    where_model m;
    casus_str section = {(const char *)&good, sizeof good};
    assert_int_equal(where_open(&m, section, NULL), CASUS_OK);
    for (size_t len = 0; len < sizeof good; len++)
        assert_int_equal(where_open(&m, str_slice(section, 0, len), NULL), CASUS_BAD_MODEL);
    bad = good;
    bad.head.bits = 31;
    assert_int_equal(where_open(&m, (casus_str){(const char *)&bad, sizeof bad}, NULL),
                     CASUS_BAD_MODEL);
    bad = good;
    bad.head.scale = NAN;
    assert_int_equal(where_open(&m, (casus_str){(const char *)&bad, sizeof bad}, NULL),
                     CASUS_BAD_MODEL);
}

static void test_scores(void **state)
{
    (void)state;
    /* Paris to London, and a pair on both sides of the 180th meridian */
    assert_true(fabs(place_distance(48.8566, 2.3522, 51.5074, -0.1278) - 344) < 2);
    assert_true(place_distance(0, 179.9, 0, -179.9) < 25);
    const toponym gold[] = {{{0, 5}, 48.86, 2.35}, {{10, 15}, 10, 10}, {{20, 25}, NAN, NAN}};
    const toponym found[] = {{{0, 5}, 48.0, 2.0}, {{21, 30}, 1, 1}, {{40, 44}, NAN, NAN}};
    bool right[3];
    toponym_tally t = {0};
    toponyms_count(&t, gold, right, 3, found, 3);
    assert_int_equal(t.gold, 2);
    assert_int_equal(t.found, 1);
    assert_int_equal(t.near_by, 1);
    assert_int_equal(t.exact, 1);
    assert_true(right[0] && !right[1] && !right[2]);
    assert_int_equal(t.marks, 3);
    assert_int_equal(t.marks_right, 2);
    assert_int_equal(t.marks_known, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_namesakes),         cmocka_unit_test(test_what_is_a_place),
        cmocka_unit_test(test_where_events_were), cmocka_unit_test(test_damaged_weights),
        cmocka_unit_test(test_scores),
    };
    return cmocka_run_group_tests(tests, built_model_open, built_model_close);
}
