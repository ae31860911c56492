/* Descriptors that need what the text said of somebody before: predicates, ages, kin, couples, names
 * of bodies; and the first person of a quotation.
 */
#include "unit/actor_check.h"

/* "X is a Y" tells of X what "X, a Y," does. */
static void test_predicates(void **state)
{
    (void)state;
    check_code("Karim Boudali is a Tunisian lawmaker. Later Boudali met reporters.", NULL);
    EXPECT("Boudali", "TUN LEG Karim Boudali");
    check_code("Amina Diallo, who is the mayor of Timbuktu, met envoys. The mayor thanked them.",
               NULL);
    EXPECT("Amina Diallo", "MLI GOV Amina Diallo");
    EXPECT_SAME("The mayor", "Amina Diallo");
    check_code("Kwesi Botwe became Ghana's energy minister on Monday. Botwe thanked voters.", NULL);
    EXPECT("Botwe", "GHA GOV Kwesi Botwe");
    check_code("Kwesi Botwe was appointed energy minister of Ghana. Botwe thanked voters.", NULL);
    EXPECT("Botwe", "GHA GOV Kwesi Botwe");
    check_code("Lina Maro met envoys. She is a Kenyan senator. Maro thanked them.", NULL);
    EXPECT("Maro", "KEN LEG Lina Maro");
    /* denied, wished, asked */
    check_code("Karim Boudali is not a Tunisian lawmaker. Later Boudali met reporters.", NULL);
    EXPECT("Boudali", "? Karim Boudali");
    check_code("Karim Boudali would be a Tunisian lawmaker by now. Later Boudali met reporters.",
               NULL);
    EXPECT("Boudali", "? Karim Boudali");
}

static void test_called_before(void **state)
{
    (void)state;
    check_code(
        "The lawyer Petra Nowak met the singer Anna Holm. The lawyer left. The singer stayed.",
        NULL);
    EXPECT_SAME("The lawyer", "The lawyer Petra Nowak");
    EXPECT_SAME("The singer", "the singer Anna Holm");
    check_code("Thomas Sadiq, 42, and Ibrahim Musa, 51, met envoys. The 42-year-old was arrested. "
               "The 51-year-old was released.",
               NULL);
    EXPECT_SAME("The 42-year-old", "Thomas Sadiq");
    EXPECT_SAME("The 51-year-old", "Ibrahim Musa");
    check_code("Karim Boudali and his wife Leila Boudali met envoys. His wife thanked them.", NULL);
    EXPECT_SAME("His wife", "his wife Leila Boudali");
    check_code("Karim Boudali and Leila Haddad were arrested. The couple denied the charges.",
               NULL);
    const entity *couple = &check_doc->who.entities[check_entity("The couple", 0)];
    assert_int_equal(couple->members[0], check_entity("Karim Boudali", 0));
    assert_int_equal(couple->members[1], check_entity("Leila Haddad", 0));
}

/* What the dictionary knows of somebody: past offices, the kind of a body wherever it has its seat. */
static void test_known(void **state)
{
    (void)state;
    check_code("Evo Morales returned to Bolivia. The former president accused the government of a "
               "coup. The ex-leader called for protests.",
               "2024-03-05");
    EXPECT_SAME("The former president", "Evo Morales");
    EXPECT_SAME("The ex-leader", "Evo Morales");
    check_code("Muhammad Yunus met the army chief. The Nobel laureate praised the police.",
               "2024-09-05");
    EXPECT_SAME("The Nobel laureate", "Muhammad Yunus");
    check_code("Human Rights Watch accused Egypt of torture. The New York-based group urged Cairo to "
               "release prisoners.",
               "2024-03-05");
    EXPECT_SAME("The New York-based group", "Human Rights Watch");
    check_code("The Confederation of Zambian Workers (CZW) called a strike. The union rejected the "
               "offer.",
               NULL);
    EXPECT_SAME("The union", "CZW");
    /* of two presidents, the one whose state is told */
    check_code("Kenyan President William Ruto met Ugandan President Yoweri Museveni. The Ugandan "
               "leader praised him. The Kenyan president left.",
               "2024-03-05");
    EXPECT_SAME("The Ugandan leader", "Ugandan President Yoweri Museveni");
    EXPECT_SAME("The Kenyan president", "Kenyan President William Ruto");
}

/* Which one is meant, the words themselves tell: nobody of before. */
static void test_restricted(void **state)
{
    (void)state;
    check_code("Petra Nowak met envoys. The man who shot the envoy fled.", NULL);
    assert_int_not_equal(check_entity("The man", 0), check_entity("Petra Nowak", 0));
    check_code("FIFA fined Chad. The movement of farmers marched.", NULL);
    assert_int_not_equal(check_entity("The movement", 0), check_entity("FIFA", 0));
    /* a paper's editors are not the paper */
    check_code("The New York Times sued the ministry. The editors protested.", NULL);
    assert_int_not_equal(check_entity("The editors", 0), check_entity("The New York Times", 0));
}

/* Who speaks for a state speaks of its army. */
static void test_first_person(void **state)
{
    (void)state;
    check_code("\"Our troops shelled a depot, our country was attacked and our president met the "
               "envoys,\" Ukrainian Defence Minister Rustem Umerov said.",
               "2024-03-05");
    EXPECT("Our troops", "UKR MIL");
    EXPECT("our country", "UKR Ukraine");
    EXPECT("our president", "UKR GOV Volodymyr Zelensky");
    check_code(
        "\"We met the envoys and my friend was arrested,\" Ukrainian Defence Minister Rustem "
        "Umerov said.",
        "2024-03-05");
    EXPECT_SAME("We", "Ukrainian Defence Minister Rustem Umerov");
    EXPECT("my friend", "none");
    check_code("\"Our forces seized the bridge,\" said Houthi spokesman Yahya Saree.",
               "2024-03-05");
    EXPECT("Our forces", "YEM REB");
    /* nobody known speaks */
    check_code("\"Our troops are tired,\" a man said.", NULL);
    EXPECT("Our troops", "? MIL");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_predicates),
        cmocka_unit_test(test_called_before),
        cmocka_unit_test(test_known),
        cmocka_unit_test(test_restricted),
        cmocka_unit_test(test_first_person),
    };
    return cmocka_run_group_tests(tests, check_setup, check_teardown);
}
