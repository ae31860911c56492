/* Coreference: short names, descriptors, pairs, pronouns, and who speaks an article's opening
 * quotation. */
#include "unit/actor_check.h"
#include "linear.h"

static void test_short_names(void **state)
{
    (void)state;
    check_code(
        "Diop met reporters. Later Mali's foreign minister, Abdoulaye Diop, left for Moscow.",
        "2022-03-01");
    EXPECT("Diop", "MLI GOV Abdoulaye Diop");
    check_code("Alice Munge and Peter Okotha were arrested. Munge denied it. Okotha did not.",
               NULL);
    EXPECT_SAME("Munge", "Alice Munge");
    EXPECT_SAME("Okotha", "Peter Okotha");
    assert_int_not_equal(check_entity("Munge", 0), check_entity("Okotha", 0));
}

static void test_descriptors(void **state)
{
    (void)state;
    check_code("Turkish Foreign Minister Mevlut Cavusoglu arrived in Tirana on Monday. The "
               "minister will meet his Albanian "
               "counterpart. The top diplomat said talks would be short.",
               "2019-04-01");
    EXPECT_SAME("The minister", "Turkish Foreign Minister Mevlut Cavusoglu");
    EXPECT_SAME("The top diplomat", "Turkish Foreign Minister Mevlut Cavusoglu");
    check_code("Rebels attacked the Ugandan army near the border. The rebels killed two soldiers. "
               "The army said it fought back.",
               NULL);
    EXPECT_SAME("The rebels", "Rebels");
    EXPECT_SAME("The army", "the Ugandan army");
    EXPECT_SAME("it", "the Ugandan army");
    check_code("M23 attacked a village on Monday. The rebels fled. The group denied it. A soldier "
               "said so.",
               NULL);
    EXPECT_SAME("The rebels", "M23");
    EXPECT_SAME("The group", "M23");
    check_code("The Zorg Fisheries Service (ZFS) sued a company. Later ZFS declined to comment.",
               NULL);
    EXPECT_SAME("ZFS", "The Zorg Fisheries Service");
    check_code(
        "Soldiers seized power in Niger in July. The West African nation closed its borders.",
        NULL);
    EXPECT_SAME("The West African nation", "Niger");
}

/* Fighters without a name are those of the one armed body that the story names, whatever they are
 * called. */
static void test_armed_bodies(void **state)
{
    (void)state;
    check_code("The ELN was blamed for the attack in Colombia. Guerrillas blew up a bridge.",
               "1998-03-01");
    EXPECT("Guerrillas", "COL REB National Liberation Army");
    check_code("The ELN and the FARC met in Colombia. Guerrillas blew up a bridge.", "1998-03-01");
    EXPECT("Guerrillas", "COL REB");
    check_code("The ELN met envoys in Colombia. Other guerrillas blew up a bridge in Peru.",
               "1998-03-01");
    EXPECT("Other guerrillas", "? REB");
}

static void test_pairs(void **state)
{
    (void)state;
    check_code("Polish President Andrzej Duda met Volodymyr Zelensky in Warsaw. The two leaders "
               "discussed the war. Poland and "
               "Ukraine signed a pact. Both countries praised it.",
               "2022-08-01");
    uint32_t leaders = check_entity("The two leaders", 0),
             states = check_entity("Both countries", 0);
    assert_int_not_equal(leaders, ENTITY_NONE);
    assert_int_not_equal(states, ENTITY_NONE);
    const entity *a = &check_doc->who.entities[leaders], *b = &check_doc->who.entities[states];
    assert_int_equal(a->members[0], check_entity("Polish President Andrzej Duda", 0));
    assert_int_equal(a->members[1], check_entity("Volodymyr Zelensky", 0));
    assert_int_equal(b->members[0], check_entity("Poland", 0));
    assert_int_equal(b->members[1], check_entity("Ukraine", 0));
}

static void expect_members(const char *words, const char *const *codes, uint32_t n)
{
    uint32_t found = check_entity(words, 0);
    assert_int_not_equal(found, ENTITY_NONE);
    const entity *e = &check_doc->who.entities[found];
    for (uint32_t i = 0; i < ENTITY_MAX_MEMBERS; i++) {
        if (i >= n) {
            assert_int_equal(e->members[i], ENTITY_NONE);
            continue;
        }
        assert_int_not_equal(e->members[i], ENTITY_NONE);
        assert_string_equal(check_doc->who.entities[e->members[i]].code, codes[i]);
    }
}

/* Phrases of several states stand for as many actors. */
static void test_groups(void **state)
{
    (void)state;
    check_code("The Kenyan and Ugandan presidents met the ministers of Mali, Chad and Niger.", NULL);
    expect_members("The Kenyan and Ugandan presidents", (const char *const[]){"KEN", "UGA"}, 2);
    expect_members("the ministers of Mali, Chad and Niger",
                   (const char *const[]){"MLI", "TCD", "NER"}, 3);
    check_code("US and Iranian negotiators met in Muscat.", NULL);
    expect_members("US and Iranian negotiators", (const char *const[]){"USA", "IRN"}, 2);
    check_code("Troops of Chad and rebels met.", NULL);
    assert_int_equal(check_doc->who.entities[check_entity("Troops of Chad", 0)].members[0],
                     ENTITY_NONE);
}

static void test_pronouns(void **state)
{
    (void)state;
    check_code("Angela Merkel met Vladimir Putin in Sochi. She said that he had listened.",
               "2017-05-02");
    EXPECT_SAME("She", "Angela Merkel");
    EXPECT_SAME("he", "Vladimir Putin");
    check_code("In his speech on Monday, Emmanuel Macron praised Angela Merkel.", "2018-05-02");
    EXPECT_SAME("his", "Emmanuel Macron");
    check_code(
        "Angela Merkel praised Emmanuel Macron. Her spokesman said he would travel to Berlin.",
        "2018-05-02");
    EXPECT_SAME("Her", "Angela Merkel");
    check_code("Japan recalled its ambassador.", NULL);
    EXPECT_SAME("its", "Japan");
    check_code("It is clear that Japan recalled an ambassador.", NULL);
    assert_int_equal(check_entity("It", 0), ENTITY_NONE);
}

/* Whom grammar, gender and the verb's subject leave. */
static void test_pronoun_choice(void **state)
{
    (void)state;
    check_code("Laila Karam told her brother, Nabil Karam, that she would resign.", NULL);
    EXPECT_SAME("her", "Laila Karam");
    EXPECT_SAME("she", "Laila Karam");
    check_code("Estonia told Latvia that it would expel two diplomats.", NULL);
    EXPECT_SAME("it", "Estonia");
    check_code("Protesters marched on the ministry, where they burnt tyres.", NULL);
    EXPECT_SAME("they", "Protesters");
    check_code("Before he left Oslo, Jens Stoltenberg thanked the king.", NULL);
    EXPECT_SAME("he", "Jens Stoltenberg");
    check_code("Pat Doyle, an actress, met Robin Hale in Cork. She praised the play.", NULL);
    EXPECT_SAME("She", "Pat Doyle");
    /* nobody's own brother */
    check_code("Peter Okotha praised his brother, Paul Okotha.", NULL);
    EXPECT_SAME("his", "Peter Okotha");
}

/* The one who speaks is not the one spoken of; he is named only later. */
static void test_speaker_ahead(void **state)
{
    (void)state;
    check_code(
        "\"I thanked my colleague Emmanuel Macron, the president of France, for his help,\" he "
        "told reporters.\n\n"
        "The French presidency said Macron and Muhammadu Buhari spoke about security in Nigeria.",
        "2021-05-03");
    EXPECT_SAME("he", "Muhammadu Buhari");
}

/* No look-back runs over the whole document. */
static void check_once(void *self, casus_str content)
{
    (void)self;
    check_code(content.ptr, NULL);
}

static void test_linear(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "He said the Malian leader met the minister. They told their two leaders it was over. ",
        "\"I met him,\" he said. \"We saw it,\" the minister added. ",
        "The president of the president of the president of the bank of Zorgland left. "};
    repeated_seconds(check_once, NULL, pieces[0], 80000); /* warm */
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
        check_linear(check_once, NULL, pieces[i], 80000, 0.05);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_short_names),   cmocka_unit_test(test_descriptors), cmocka_unit_test(test_armed_bodies),
        cmocka_unit_test(test_pairs),         cmocka_unit_test(test_groups),
        cmocka_unit_test(test_pronouns),      cmocka_unit_test(test_speaker_ahead),
        cmocka_unit_test(test_pronoun_choice),
        cmocka_unit_test(test_linear),
    };
    return cmocka_run_group_tests(tests, check_setup, check_teardown);
}
