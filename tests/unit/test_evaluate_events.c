/* Scores of events against counts made by hand. Readings, dyads and names are written here; what
 * the program finds in a text is no matter of these tests. */
#include "evaluate/cameo_rows.h"
#include "evaluate/muc.h"
#include "evaluate/multicoder.h"
#include "evaluate/police.h"
#include "evaluate/political.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define assert_counts(c, g, gr, f, fr)                                                             \
    do {                                                                                           \
        assert_int_equal((c).gold, g);                                                             \
        assert_int_equal((c).gold_right, gr);                                                      \
        assert_int_equal((c).found, f);                                                            \
        assert_int_equal((c).found_right, fr);                                                     \
    } while (0)

#define assert_near(a, b) assert_true((a) - (b) < 1e-9 && (b) - (a) < 1e-9)

static void test_figures(void **state)
{
    (void)state;
    counts c = {.gold = 4, .gold_right = 2, .found = 5, .found_right = 3}, none = {0};
    assert_near(counts_precision(&c), 0.6);
    assert_near(counts_recall(&c), 0.5);
    assert_near(counts_f1(&c), 2 * 0.6 * 0.5 / 1.1);
    assert_near(counts_f1(&none), 0);
    mean m = {0};
    assert_near(mean_of(&m), 0);
    mean_add(&m, 1);
    mean_add(&m, 0.5);
    assert_near(mean_of(&m), 0.75);
}

/* Classes a b c as bits 1 2 4. */
static void test_confusion(void **state)
{
    (void)state;
    static const char *const names[] = {"a", "b", "c"};
    confusion c = {.names = names, .n = 3};
    confusion_add(&c, 1, 1); /* right */
    confusion_add(&c, 2, 4); /* c for b */
    confusion_add(&c, 3, 1); /* a right, b missing */
    confusion_add(&c, 0, 4); /* c for nothing */
    confusion_add(&c, 1, 5); /* a right, c too much */
    assert_int_equal(c.cells[0][0], 3);
    assert_int_equal(c.cells[1][2], 1);
    assert_int_equal(c.cells[1][3], 1);
    assert_int_equal(c.cells[3][2], 2);
}

/* ---- several coders -------------------------------------------------------------------------- */

#define ROOT(n) (1u << (n))

static void test_root_sets(void **state)
{
    (void)state;
    assert_near(set_f1(0, 0), 1);
    assert_near(set_f1(ROOT(4), 0), 0);
    assert_near(set_f1(ROOT(4), ROOT(4)), 1);
    assert_near(set_f1(ROOT(1) | ROOT(4), ROOT(4)), 2.0 / 3);
    assert_int_equal(cameo_root((casus_str){"0352", 4}), 3);
    assert_int_equal(cameo_root((casus_str){"190", 3}), 19);
    assert_int_equal(cameo_root((casus_str){"---", 3}), 0);
}

static void test_overlap(void **state)
{
    (void)state;
    casus_span a[3], b[3];
    span_list gold = {.spans = a}, found = {.spans = b};
    counts c = {0};
    span_list_add(&gold, (casus_span){0, 10});
    span_list_add(&gold, (casus_span){0, 10}); /* the same once more */
    span_list_add(&gold, (casus_span){20, 30});
    span_list_add(&found, (casus_span){0, 3});
    span_list_add(&found, (casus_span){5, 9});
    span_list_add(&found, (casus_span){10, 20}); /* touches both, overlaps none */
    overlap_count(&c, &gold, &found);
    assert_counts(c, 2, 1, 3, 2);
}

/* Two people: {1 4} and {4}; casus finds {4 19}, of which 19 is only planned. */
static void test_multicoder(void **state)
{
    (void)state;
    multicoder_tally t = {.roots = {.names = cameo_roots + 1, .n = 20}};
    multicoder_row row = {.n = 2};
    row.people[0] = (reading){.roots = ROOT(1) | ROOT(4), .relevant = true};
    row.people[1] = (reading){.roots = ROOT(4), .relevant = true};
    row.consensus = (reading){.roots = ROOT(4), .relevant = true};
    row.casus = (reading){.roots = ROOT(4) | ROOT(19), .relevant = true};
    row.actual = (reading){.roots = ROOT(4), .relevant = true};
    multicoder_count(&t, &row);
    multicoder_row empty = {.n = 2}; /* and nothing, of which casus says 1 */
    empty.casus = (reading){.roots = ROOT(1), .relevant = true};
    multicoder_count(&t, &empty);
    assert_int_equal(t.people.either.n, 2);
    assert_near(mean_of(&t.people.either), 2.0 / 3);
    assert_int_equal(t.people.all.n, 4);
    assert_near(mean_of(&t.people.all), (2.0 / 3 * 2 + 2) / 4);
    assert_int_equal(t.casus.either.n, 4);
    assert_near(mean_of(&t.casus.either), (0.5 + 2.0 / 3) / 4);
    assert_counts(t.casus.roots, 3, 2, 6, 2);
    assert_near(mean_of(&t.actual.either), (2.0 / 3 + 1) / 2);
    assert_near(mean_of(&t.people_no_01.either), 1);
    assert_near(mean_of(&t.no_01.either), 2.0 / 3);
    assert_counts(t.relevant, 1, 1, 2, 1);
    assert_counts(t.relevant_no_01, 1, 1, 1, 1);
    assert_counts(t.relevant_people, 2, 2, 2, 2);
    assert_int_equal(t.roots.cells[3][3], 1);
    assert_int_equal(t.roots.cells[20][18], 1);
    assert_int_equal(t.roots.cells[20][0], 1);
}

static void test_characters(void **state)
{
    (void)state;
    char_map map = {.text = STR("a\xc3\xa9z\xe2\x80\x99s")};
    assert_int_equal(char_to_byte(&map, 1), 1);
    assert_int_equal(char_to_byte(&map, 3), 4);
    assert_int_equal(char_to_byte(&map, 2), 3);
    assert_int_equal(char_to_byte(&map, 99), 8);
}

/* ---- dyads ----------------------------------------------------------------------------------- */

static void test_phoenix(void **state)
{
    (void)state;
    static const char *const codes[][2] = {
        {"USA", "USA"},       {"USAGOV", "USA"}, {"---REB", ""},     {"---", ""},   {"", ""},
        {"IGOUNOMIL", "UNO"}, {"IGO", "IGO"},    {"IGOEUREEC", "EUR"}, {"UNO", "UNO"},
        {"IGOCOPITP", "IGO"}, {"PSEGZA", "PSE"}, {"IMGMUSISI", "IMG"}, {"ROM", "ROU"}};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        char out[4];
        phoenix_country(str_from(codes[i][0]), out);
        assert_string_equal(out, codes[i][1]);
    }
}

static void test_dyads(void **state)
{
    (void)state;
    dyad a[4], b[5];
    dyad_list gold = {.items = a}, found = {.items = b};
    static const dyad g[] = {{"USA", "RUS", 4}, {"RUS", "USA", 4}, {"", "CHN", 1}};
    static const dyad f[] = {{"USA", "RUS", 4}, {"RUS", "USA", 3}, {"", "CHN", 1}, {"USA", "", 1}};
    for (size_t i = 0; i < 3; i++) dyad_list_add(&gold, &g[i]);
    dyad_list_add(&gold, &g[0]);
    for (size_t i = 0; i < 4; i++) dyad_list_add(&found, &f[i]);
    assert_int_equal(gold.n, 3);
    dyad_tally t = {.roots = {.names = cameo_roots + 1, .n = 20}};
    dyads_count(&t, &gold, &found);
    assert_counts(t.whole, 3, 2, 4, 2);
    assert_counts(t.pair, 3, 3, 4, 3);
    assert_counts(t.root, 2, 2, 3, 2);
    assert_counts(t.no_01, 3, 1, 2, 1);
    assert_int_equal(t.roots.cells[3][3], 1);
    assert_int_equal(t.roots.cells[3][2], 1);
    assert_int_equal(t.roots.cells[0][0], 1);
    assert_int_equal(t.roots.cells[20][0], 1);
}

/* ---- police ---------------------------------------------------------------------------------- */

static casus_event police_event(const char *sector, const char *type, const char *mode)
{
    casus_event e = {.type = type, .has_source = sector != NULL, .dead = -1, .rule = "x/1"};
    e.cameo.code = "190";
    e.source.sectors[0] = sector;
    e.source.n_sectors = sector != NULL;
    e.modes[0] = mode;
    e.n_modes = mode != NULL;
    return e;
}

static void test_police_labels(void **state)
{
    (void)state;
    casus_event e = police_event("COP", "COERCE", "arrest");
    assert_int_equal(police_label_of(&e), 1u << POLICE_ARREST);
    e = police_event(NULL, "COERCE", "arrest");
    assert_int_equal(police_label_of(&e), 1u << POLICE_ARREST);
    e = police_event("CVL", "COERCE", "arrest");
    assert_int_equal(police_label_of(&e), 0);
    e = police_event("MIL", "ASSAULT", "crowd-control");
    assert_int_equal(police_label_of(&e), 1u << POLICE_FORCE);
    e.dead = 2;
    assert_int_equal(police_label_of(&e), 1u << POLICE_KILL | 1u << POLICE_FORCE);
    e.status = CASUS_NEGATED;
    assert_int_equal(police_label_of(&e), 0);
    e = police_event("PRM", "ASSAULT", NULL);
    e.rule = "kill/3";
    assert_int_equal(police_label_of(&e), 1u << POLICE_KILL | 1u << POLICE_FORCE);
    e = police_event("REB", "ASSAULT", NULL);
    assert_int_equal(police_label_of(&e), 0);
}

static void test_police(void **state)
{
    (void)state;
    static const char *const names[] = {"KILL", "ARREST", "FORCE"};
    police_sentence s[3] = {{.span = {0, 10}, .gold = 1}, {.span = {11, 20}, .gold = 6},
                            {.span = {21, 30}}};
    police_tally t = {.confused = {.names = names, .n = N_POLICE}};
    police_mark(s, 3, 0, 1u << POLICE_FORCE);
    police_mark(s, 3, 19, 1u << POLICE_ARREST);
    police_mark(s, 3, 19, 1u << POLICE_ARREST);
    police_mark(s, 3, 20, 1u << POLICE_KILL); /* between two */
    police_mark(s, 3, 30, 1u << POLICE_KILL); /* behind the last */
    police_mark(s, 3, 29, 1u << POLICE_KILL);
    police_count(&t, s, 3);
    assert_counts(t.labels[POLICE_KILL], 1, 0, 1, 0);
    assert_counts(t.labels[POLICE_ARREST], 1, 1, 1, 1);
    assert_counts(t.labels[POLICE_FORCE], 1, 0, 1, 0);
    assert_int_equal(t.confused.cells[POLICE_KILL][POLICE_FORCE], 1);
    assert_int_equal(t.confused.cells[POLICE_FORCE][N_POLICE], 1);
    assert_int_equal(t.confused.cells[N_POLICE][POLICE_KILL], 1);
}

/* ---- perpetrators ---------------------------------------------------------------------------- */

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool match;
    } cases[] = {{"NLA rebels", "National Liberation Army", true},
                 {"THE FMLN GUERRILLAS", "FMLN", true},
                 {"FARABUNDO MARTI FRONT", "Farabundo Mart\xc3\xad Front (FMF)", true},
                 {"ARMY", "The Guatemalan army's command", true},
                 {"ARM", "ARMY", false},
                 {"ETA", "Basque Homeland and Freedom", false},
                 {"ELN", "FARC", false},
                 {"", "FARC", false},
                 {"x", "x", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (names_match(str_from(cases[i].a), str_from(cases[i].b)) != cases[i].match)
            print_error("%s, %s:\n", cases[i].a, cases[i].b);
        assert_int_equal(names_match(str_from(cases[i].a), str_from(cases[i].b)), cases[i].match);
        assert_int_equal(names_match(str_from(cases[i].b), str_from(cases[i].a)), cases[i].match);
    }
}

static void test_muc(void **state)
{
    (void)state;
    casus_str fmln[] = {STR("FMLN")}, army[] = {STR("ARMY")}, eln[] = {STR("ELN")};
    muc_names gold[] = {{fmln, 1}, {army, 1}}, found[] = {{fmln, 1}}, other[] = {{eln, 1}};
    muc_tally t = {0};
    muc_row row = {.gold = gold, .found = found, .n_gold = 2, .n_found = 1, .n_organisations = 1};
    muc_count(&t, &row);
    row.found = other;
    muc_count(&t, &row);
    muc_count(&t, &(muc_row){.n_organisations = 1});
    muc_count(&t, &(muc_row){.empty = true, .n_organisations = 2});
    muc_count(&t, &(muc_row){.empty = true});
    assert_int_equal(t.rows, 5);
    assert_int_equal(t.named, 2);
    assert_int_equal(t.named_right, 1);
    assert_int_equal(t.named_other, 1);
    assert_int_equal(t.organisations, 4);
    assert_int_equal(t.organisations_right, 1);
    assert_int_equal(t.unnamed, 1);
    assert_int_equal(t.unnamed_wrong, 1);
    assert_int_equal(t.empty, 2);
    assert_int_equal(t.empty_wrong, 1);
}

/* ---- labels of sentences --------------------------------------------------------------------- */

static void test_political(void **state)
{
    (void)state;
    political_row row;
    assert_true(political_row_read(STR("12\t3\t0123456789ab\t1"), &row));
    assert_int_equal(row.document, 12);
    assert_string_equal(row.hash, "0123456789ab");
    assert_int_equal(row.label, LABEL_POLITICAL);
    static const char *const bad[] = {"12\t3\t0123456789ab", "0\t3\t0123456789ab\t1",
                                      "12\t3\t0123456789a\t1", "12\t3\t0123456789ab\t3",
                                      "x\t3\t0123456789ab\t1", "12\t\t0123456789ab\t1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(political_row_read(str_from(bad[i]), &row));
    buf scratch = {0};
    char a[13], b[13];
    political_hash(STR("abc"), &scratch, a);
    assert_string_equal(a, "ba7816bf8f01"); /* FIPS 180-2 */
    political_hash(STR(" one\n  two "), &scratch, a);
    political_hash(STR("one two"), &scratch, b);
    assert_string_equal(a, b);
    buf_release(&scratch);
    political_tally t = {0};
    political_count(&t, LABEL_NONE, 2);
    political_count(&t, LABEL_NONE, 0);
    assert_int_equal(t.sentences[LABEL_NONE], 2);
    assert_int_equal(t.told[LABEL_NONE], 1);
    assert_int_equal(t.events[LABEL_NONE], 2);
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void test_json(void **state)
{
    (void)state;
    arena mem;
    const char *flaw;
    arena_init(&mem, 1u << 20);
    const json *v = json_read(STR("{\"a\":[1,-2.5,{\"b\":null}],\"s\":\"x\\n\\u00e9\\ud83d\\ude00\","
                                  " \"t\" : true }"),
                              &mem, &flaw);
    assert_non_null(v);
    const json *a = json_first(json_member(v, "a"));
    assert_int_equal(json_whole(a, 0), 1);
    assert_int_equal(json_whole(a->next, 0), -2);
    assert_int_equal(json_member(a->next->next, "b")->kind, JSON_NULL);
    assert_true(str_eq(json_text_of(v, "s"), STR("x\n\xc3\xa9\xf0\x9f\x98\x80")));
    assert_int_equal(json_member(v, "t")->kind, JSON_TRUE);
    assert_null(json_member(v, "u"));
    assert_null(json_member(NULL, "u"));
    static const char *const bad[] = {"",        "{",        "[1",         "[1,]",  "{\"a\"}",
                                      "\"a",     "\"\\x\"",  "\"\\u12\"",  "[1 2]", "truth",
                                      "{a:1}",   "1 2",      "\"\\ud83d\\u\"", "nul", "\"a\\"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_null(json_read(str_from(bad[i]), &mem, &flaw));
        assert_non_null(flaw);
    }
    char deep[200];
    memset(deep, '[', sizeof deep);
    assert_null(json_read((casus_str){deep, sizeof deep}, &mem, &flaw));
    arena_release(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures),    cmocka_unit_test(test_confusion),
        cmocka_unit_test(test_root_sets),  cmocka_unit_test(test_overlap),
        cmocka_unit_test(test_multicoder), cmocka_unit_test(test_characters),
        cmocka_unit_test(test_phoenix),    cmocka_unit_test(test_dyads),
        cmocka_unit_test(test_police_labels), cmocka_unit_test(test_police),
        cmocka_unit_test(test_names),      cmocka_unit_test(test_muc),
        cmocka_unit_test(test_political),  cmocka_unit_test(test_json)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
