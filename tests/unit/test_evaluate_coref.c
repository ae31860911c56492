/* Gold files of coreference: what is read of them, and what is counted. */
#include "evaluate/coref_match.h"

#include "unit/actor_check.h"

static casus_str words(casus_str text, casus_span s) { return str_slice(text, s.start, s.end); }

static bool read_gap(const char *text, arena *mem, gap_row *out)
{
    const char *flaw;
    const json *row = json_read(str_from(text), mem, &flaw);
    assert_non_null(row);
    return gap_read(row, out);
}

/* Offsets count characters. */
static void test_gap(void **state)
{
    (void)state;
    arena mem;
    gap_row row;
    arena_init(&mem, 1u << 20);
    assert_true(read_gap("{\"ID\":\"1\",\"Text\":\"Zo\u00eb met Ann. She left.\",\"Pronoun\":\"She\","
                         "\"Pronoun-offset\":\"13\",\"A\":\"Zo\u00eb\",\"A-offset\":\"0\",\"A-coref\":"
                         "\"FALSE\",\"B\":\"Ann\",\"B-offset\":\"8\",\"B-coref\":\"TRUE\"}",
                         &mem, &row));
    assert_true(str_eq(words(row.text, row.pronoun), STR("She")));
    assert_true(str_eq(words(row.text, row.names[1].span), STR("Ann")));
    assert_true(row.female);
    assert_false(row.names[0].meant);
    assert_true(row.names[1].meant);
    assert_false(read_gap("{\"Text\":\"Ann left.\"}", &mem, &row));
    assert_false(read_gap("{\"Text\":\"He\",\"Pronoun\":\"He\",\"Pronoun-offset\":\"0\",\"A\":\"Bo\","
                          "\"A-offset\":\"9\",\"B\":\"Al\",\"B-offset\":\"0\"}",
                          &mem, &row));
    arena_release(&mem);
}

static const char gum[] =
    "# newdoc id = one\n"
    "# text = Ban Ki-moon met Angela Merkel in Bonn.\n"
    "1\tBan\tBan\tPROPN\t_\t_\t3\tnsubj\t_\tEntity=(1-person-new-coref-Ban_Ki-moon\n"
    "2\tKi-moon\tKi-moon\tPROPN\t_\t_\t1\tflat\t_\tEntity=1)\n"
    "3\tmet\tmeet\tVERB\t_\t_\t0\troot\t_\t_\n"
    "4\tAngela\tAngela\tPROPN\t_\t_\t3\tobj\t_\tEntity=(2-person-new-coref-Angela_Merkel\n"
    "5\tMerkel\tMerkel\tPROPN\t_\t_\t4\tflat\t_\tEntity=2)\n"
    "6\tin\tin\tADP\t_\t_\t7\tcase\t_\t_\n"
    "7\tBonn\tBonn\tPROPN\t_\t_\t3\tobl\t_\tEntity=(3-place-new-sgl-Bonn)|SpaceAfter=No\n"
    "8\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n"
    "\n"
    "# text = She didn't stay.\n"
    "1\tShe\tshe\tPRON\t_\t_\t4\tnsubj\t_\tEntity=(2-person-giv-ana)\n"
    "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tdid\tdo\tAUX\t_\t_\t4\taux\t_\t_\n"
    "3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_\n"
    "4\tstay\tstay\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_\n"
    "\n"
    "# newdoc id = two\n"
    "# text = The chief left.\n"
    "1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\tEntity=(9-person-new-sgl\n"
    "2\tchief\tchief\tNOUN\t_\t_\t3\tnsubj\t_\tEntity=9)4)\n"
    "3\tleft\tleave\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
    "4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n"
    "\n";

/* Documents with their mentions; a bracket without a partner is passed over. */
static void test_gum(void **state)
{
    (void)state;
    arena mem;
    treebank bank;
    gum_document doc;
    uint32_t at = 0;
    arena_init(&mem, 1u << 22);
    assert_int_equal(treebank_read(&bank, str_from(gum), NULL, &mem, NULL), CASUS_OK);
    assert_true(gum_next(&bank, &at, &mem, &doc));
    assert_true(str_eq(doc.id, STR("one")));
    assert_true(str_eq(doc.text, STR("Ban Ki-moon met Angela Merkel in Bonn. She didn't stay.")));
    assert_int_equal(doc.n, 4);
    assert_true(str_eq(words(doc.text, doc.mentions[0].span), STR("Ban Ki-moon")));
    assert_int_equal(doc.mentions[0].flags, GUM_NAME | GUM_ACTOR);
    assert_int_equal(doc.mentions[2].flags, GUM_NAME);
    assert_true(str_eq(words(doc.text, doc.mentions[3].span), STR("She")));
    assert_int_equal(doc.mentions[3].flags, GUM_PRONOUN | GUM_ACTOR);
    assert_true(doc.mentions[3].entity == doc.mentions[1].entity);
    assert_true(gum_next(&bank, &at, &mem, &doc));
    assert_int_equal(doc.n, 1);
    assert_int_equal(doc.mentions[0].flags, GUM_DESCRIPTION | GUM_ACTOR);
    assert_false(gum_next(&bank, &at, &mem, &doc));
    arena_release(&mem);
}

/* "She" is Merkel, in the file and for casus. */
static void test_findings(void **state)
{
    (void)state;
    arena mem;
    treebank bank;
    gum_document doc;
    gum_findings found;
    uint32_t at = 0;
    arena_init(&mem, 1u << 22);
    assert_int_equal(treebank_read(&bank, str_from(gum), NULL, &mem, NULL), CASUS_OK);
    assert_true(gum_next(&bank, &at, &mem, &doc));
    check_code(doc.text.ptr, NULL);
    assert_string_not_equal(check_line("She", 0), "none");
    EXPECT_SAME("She", "Angela Merkel");
    gum_find(&doc, check_doc, &mem, &found);
    assert_int_equal(found.n, 1);
    assert_true(found.all[0].pronoun && found.all[0].named);
    assert_true(found.all[0].given && found.all[0].right);
    arena_release(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_gap), cmocka_unit_test(test_gum),
                                       cmocka_unit_test(test_findings)};
    return cmocka_run_group_tests(tests, check_setup, check_teardown);
}
