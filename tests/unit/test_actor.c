/* Actors from their words: states, governments, bodies, roles with owners, titles, persons as of a
 * day. */
#include "unit/actor_check.h"

static void test_states(void **state)
{
    (void)state;
    static const row rows[] = {
        {"Kenya rejected the claim.", NULL, "Kenya", "KEN Kenya"},
        {"The Congo rejected the claim.", NULL, "The Congo",
         "COD Democratic Republic of the Congo"},
        {"Talks were held with the US on Friday.", NULL, "the US", "USA United States of America"},
        {"Lima recalled its envoy.", NULL, "Lima", "PER GOV Peru"},
        {"The Malian government recalled its envoy.", NULL, "The Malian government",
         "MLI GOV Mali"},
        {"The government of Chad recalled its envoy.", NULL, "The government of Chad",
         "TCD GOV Chad"},
        {"Brussels condemned the coup.", NULL, "Brussels", "EUR European Union"},
        {"Police in Brussels arrested a deputy.", NULL, "Police", "BEL COP"},
        {"The Catalan government rejected the claim.", NULL, "The Catalan government", "ESP:CAT GOV"},
        {"Thousands of Belarusians marched.", NULL, "Thousands of Belarusians", "BLR CVL"},
        {"The chief of Malawi's army left.", NULL, "The chief of Malawi's army", "MWI MIL"},
        {"The mayor of the Colombian city of Cali left.", NULL, "The mayor", "COL GOV"},
        {"The WHO condemned the raid.", NULL, "The WHO", "UNO MED World Health Organization"},
        {"European countries condemned the coup.", NULL, "European countries",
         "? European countries"},
        {"The European Union condemned the coup.", NULL, "The European Union",
         "EUR European Union"},
        {"The Soviet Union tested a missile.", "1987-05-01", "The Soviet Union",
         "SUN Soviet Union"},
    };
    CHECK_ROWS(rows);
}

static void test_roles(void **state)
{
    (void)state;
    static const row rows[] = {
        {"Russian troops entered the town.", NULL, "Russian troops", "RUS MIL"},
        {"Two French soldiers were killed.", NULL, "Two French soldiers", "FRA MIL"},
        {"The army of Chad attacked the town.", NULL, "The army of Chad", "TCD MIL"},
        {"Private Turkish companies asked for help.", NULL, "Private Turkish companies", "TUR BUS"},
        {"The Foreign Ministry of Japan protested.", NULL, "The Foreign Ministry of Japan",
         "JPN GOV Foreign Ministry"},
        {"Kenyan opposition lawmakers walked out.", NULL, "Kenyan opposition lawmakers",
         "KEN OPP LEG"},
        {"A rebel commander was killed.", NULL, "A rebel commander", "? REB"},
        {"A Ugandan rebel commander was killed.", NULL, "A Ugandan rebel commander", "UGA REB"},
        {"An army spokesman said so.", NULL, "An army spokesman", "? MIL"},
        {"A spokesman for the Kenyan police denied it.", NULL, "A spokesman for the Kenyan police",
         "KEN COP"},
        {"The former Malian president was arrested.", NULL, "The former Malian president",
         "MLI ELI"},
        {"Dozens of Kenyan students marched.", NULL, "Dozens of Kenyan students", "KEN EDU"},
        {"Police in Nairobi fired tear gas.", NULL, "Police", "KEN COP"},
        {"Reporters in Nairobi asked questions.", NULL, "Reporters", "KEN JRN"},
        {"UN peacekeepers left the camp.", NULL, "UN peacekeepers", "UNO MIL"},
        {"Russia's ambassador to Poland was summoned.", NULL, "Russia's ambassador", "RUS GOV"},
        {"The president of the Senate resigned.", NULL, "The president of the Senate", "? LEG"},
        {"Pro-government militia attacked a village.", NULL, "Pro-government militia", "? PRM"},
        {"Gunmen kidnapped villagers.", NULL, "Gunmen", "? UAF"},
        {"Gunmen kidnapped villagers.", NULL, "villagers", "? CVL"},
        {"The withdrawal of British troops from Jordan began.", NULL, "British troops", "GBR MIL"},
        {"Nigerian government missiles hit a town.", NULL, "Nigerian government",
         "NGA GOV Nigeria"},
        {"NATO allies met.", NULL, "NATO allies", "IGO:NAT"},
        {"A meeting of 40 countries was held.", NULL, "40 countries", "? 40 countries"},
        {"The agreement was signed.", NULL, "The agreement", "no mention"},
        {"They prepared a large troop drawdown.", NULL, "a large troop drawdown", "no mention"},
    };
    CHECK_ROWS(rows);
}

static void test_persons_by_day(void **state)
{
    (void)state;
    static const row rows[] = {
        {"John Kerry criticised the plan.", "2010-06-01", "John Kerry", "USA LEG John Kerry"},
        {"John Kerry criticised the plan.", "2014-06-01", "John Kerry", "USA GOV John Kerry"},
        {"John Kerry criticised the plan.", "2018-06-01", "John Kerry", "USA ELI John Kerry"},
        {"Senator John Kerry criticised the plan.", NULL, "Senator John Kerry",
         "USA LEG John Kerry"},
        {"Lavrov criticised the plan.", "2015-06-01", "Lavrov", "RUS GOV Sergey Lavrov"},
        {"Russia's foreign minister criticised the plan.", "2015-06-01",
         "Russia's foreign minister", "RUS GOV Sergey Lavrov"},
        {"The British prime minister criticised the plan.", "1998-06-01",
         "The British prime minister", "GBR GOV Tony Blair"},
        {"The British prime minister criticised the plan.", "2005-06-01",
         "The British prime minister", "GBR GOV Tony Blair"},
    };
    CHECK_ROWS(rows);
}

static void test_unknown_persons(void **state)
{
    (void)state;
    check_code("Burkina Faso's army chief, Colonel Issa Zongoma, met French officials. Zongoma "
               "said talks would go on.",
               NULL);
    EXPECT("Colonel Issa Zongoma", "BFA MIL Issa Zongoma");
    EXPECT("Zongoma", "BFA MIL Issa Zongoma");
    EXPECT_SAME("Burkina Faso's army chief", "Zongoma");
    check_code("Wanjiru Kibetha, a Kenyan opposition lawmaker, was arrested. Police accused "
               "Kibetha of fraud.",
               NULL);
    EXPECT("Kibetha", "KEN OPP LEG Wanjiru Kibetha");
    check_code("Peruvian Health Minister Rosaura Quispetupa resigned.", NULL);
    EXPECT("Peruvian Health Minister Rosaura Quispetupa", "PER GOV Rosaura Quispetupa");
}

static void test_nested_and_places(void **state)
{
    (void)state;
    check_code("Russian-Malian cooperation was discussed in Dakar. The Bank of China opened an "
               "office near Gao, Mali.",
               NULL);
    bool russian = false, malian = false;
    for (uint32_t m = 0; m < check_doc->who.n_mentions; m++) {
        const mention *x = &check_doc->who.mentions[m];
        if (!(x->flags & MENTION_ADJ) || x->entity == ENTITY_NONE) continue;
        const char *code = check_doc->who.entities[x->entity].code;
        if (code && strcmp(code, "RUS") == 0) russian = true;
        if (code && strcmp(code, "MLI") == 0) malian = true;
    }
    assert_true(russian && malian);
    const char *places[] = {"Dakar", "Gao", "Mali"};
    unsigned found = 0;
    for (uint32_t p = 0; p < check_doc->who.n_places; p++) {
        casus_str s =
            document_text(check_doc, check_doc->who.places[p].first, check_doc->who.places[p].last);
        for (size_t i = 0; i < 3; i++)
            if (str_eq(s, str_from(places[i]))) found |= 1u << i;
        assert_false(str_eq(s, STR("China")));
    }
    assert_int_equal(found, 7);
}

/* mention_at, date_at, place_at and all token numbers stay inside the document. */
static void check_consistency(void)
{
    const entities *w = &check_doc->who;
    uint32_t n = check_doc->lexed.n_tokens;
    for (uint32_t m = 0; m < w->n_mentions; m++) {
        const mention *x = &w->mentions[m];
        assert_true(x->first <= x->last && x->last < n && x->head < n &&
                    x->sentence < check_doc->segs.n_sentences);
        assert_true(x->entity == ENTITY_NONE || x->entity < w->n_entities);
    }
    for (uint32_t i = 0; i < n; i++) {
        assert_true(w->mention_at[i] == ENTITY_NONE || w->mention_at[i] < w->n_mentions);
        assert_true(w->place_at[i] == ENTITY_NONE || w->place_at[i] < w->n_places);
    }
}

static void test_odd_text(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "'s",
        "'s's's of of of the the",
        "the former former of the of",
        "His his their its Mr. Mr. Mr.",
        "Russia's Russia's Russia's Russia's minister's minister",
        "- - - Russian - - Malian -",
        "of Russia, of Mali, of",
        "MALI ACCUSES FRANCE OF BETRAYAL",
        "mali accuses france of betrayal",
        "\"\"\"\"",
        "dozens of",
        "dozens of dozens of",
        "Minister, minister, minister, Lavrov, minister, Lavrov, the minister",
        "each other one another"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        check_code(texts[i], NULL);
        check_consistency();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_states),          cmocka_unit_test(test_roles),
        cmocka_unit_test(test_persons_by_day),  cmocka_unit_test(test_unknown_persons),
        cmocka_unit_test(test_nested_and_places), cmocka_unit_test(test_odd_text),
    };
    return cmocka_run_group_tests(tests, check_setup, check_teardown);
}
