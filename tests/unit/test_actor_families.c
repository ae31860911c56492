/* Families of actor phrases: titles in capitals, modifiers of an office, states in compounds,
 * compounds and plurals, metonyms, groups, and unknown bodies that take the state of their story.
 */
#include "unit/actor_check.h"

/* A title may have several capitalised words before it; the name begins behind it. */
static void test_titles(void **state)
{
    (void)state;
    static const row rows[] = {
        {"Ghana's Rural Development Minister Kwesi Botwe met farmers.", NULL,
         "Ghana's Rural Development Minister Kwesi Botwe", "GHA GOV Kwesi Botwe"},
        {"Philippine Economic Planning Secretary Lando Mercurio met bankers.", NULL,
         "Philippine Economic Planning Secretary Lando Mercurio", "PHL GOV Lando Mercurio"},
        {"Kenyan Deputy Inspector General Mwai Kuria met residents.", NULL,
         "Kenyan Deputy Inspector General Mwai Kuria", "KEN COP Mwai Kuria"},
        {"Burkinabe army chief Colonel Moussa Kabore met envoys.", NULL,
         "Burkinabe army chief Colonel Moussa Kabore", "BFA MIL Moussa Kabore"},
        {"A spokesman for the Malian army, Colonel Boubou Sidibe, denied it.", NULL,
         "Colonel Boubou Sidibe", "MLI MIL Boubou Sidibe"},
        {"Boubou Sidibe, a spokesman for the Malian army, denied it.", NULL, "Boubou Sidibe",
         "MLI MIL Boubou Sidibe"},
        {"Ethiopian rebel commander Tesfu Alem met envoys.", NULL,
         "Ethiopian rebel commander Tesfu Alem", "ETH REB Tesfu Alem"},
    };
    CHECK_ROWS(rows);
}

/* What stands before an office says whether it is held. */
static void test_modifiers(void **state)
{
    (void)state;
    static const row rows[] = {
        {"The former Zambian finance minister was arrested.", NULL,
         "The former Zambian finance minister", "ZMB ELI"},
        {"The late Zambian finance minister was praised.", NULL,
         "The late Zambian finance minister", "ZMB ELI"},
        {"The ousted Zambian finance minister was arrested.", NULL,
         "The ousted Zambian finance minister", "ZMB ELI"},
        {"The acting Zambian finance minister resigned.", NULL,
         "The acting Zambian finance minister", "ZMB GOV"},
        {"The exiled Zambian finance minister criticised the army.", NULL,
         "The exiled Zambian finance minister", "ZMB ELI"},
        {"The self-styled Zambian president criticised the army.", NULL,
         "The self-styled Zambian president", "ZMB OPP"},
        {"The self-proclaimed president of Zambia criticised the army.", NULL,
         "The self-proclaimed president of Zambia", "ZMB OPP"},
        {"Zambia's president-elect met the army chief.", NULL, "Zambia's president-elect",
         "ZMB GOV"},
        {"The Zambian prime minister-designate met the army chief.", NULL,
         "The Zambian prime minister-designate", "ZMB GOV"},
        {"A Zambian presidential candidate met the army chief.", NULL,
         "A Zambian presidential candidate", "ZMB PTY"},
        {"A Zambian opposition candidate met the army chief.", NULL,
         "A Zambian opposition candidate", "ZMB OPP"},
    };
    CHECK_ROWS(rows);
}

/* More ways to say that an office is held no more, not yet, or by nobody. */
static void test_standing(void **state)
{
    (void)state;
    static const row rows[] = {
        {"Peru's jailed ex-president criticised the court.", NULL, "Peru's jailed ex-president",
         "PER ELI"},
        {"The ex-Peruvian president criticised the court.", NULL, "The ex-Peruvian president", "? ELI"},
        {"The incoming Zambian finance minister met bankers.", NULL,
         "The incoming Zambian finance minister", "ZMB GOV"},
        {"The outgoing Zambian finance minister met bankers.", NULL,
         "The outgoing Zambian finance minister", "ZMB GOV"},
        {"The self-declared president of Zambia criticised the army.", NULL,
         "The self-declared president of Zambia", "ZMB OPP"},
        {"A retired Zambian general criticised the army.", NULL, "A retired Zambian general",
         "ZMB ELI"},
        {"A former FBI agent met bankers.", NULL, "A former FBI agent", "USA ELI"},
        {"An FBI agent met bankers.", NULL, "An FBI agent", "USA COP"},
        {"The suspended Zambian finance minister met bankers.", NULL,
         "The suspended Zambian finance minister", "ZMB GOV"},
    };
    CHECK_ROWS(rows);
}

/* A chief of staff is his chief's or his army's; an ambassador, mayor or governor is one of many. */
static void test_shared_offices(void **state)
{
    (void)state;
    static const row rows[] = {
        {"The White House chief of staff met bankers.", "2023-03-01",
         "The White House chief of staff", "USA GOV"},
        {"The Zambian president's chief of staff met bankers.", NULL,
         "The Zambian president's chief of staff", "ZMB GOV"},
        {"The Zambian army chief of staff met bankers.", NULL, "The Zambian army chief of staff",
         "ZMB MIL"},
        {"The French ambassador met bankers.", "2023-03-01", "The French ambassador", "FRA GOV"},
        {"The governor of Kano met bankers.", "2023-03-01", "The governor of Kano", "NGA GOV"},
    };
    CHECK_ROWS(rows);
}

/* What a group is by whose it is or what it is called. */
static void test_groups_of_bodies(void **state)
{
    (void)state;
    static const row rows[] = {
        {"Lufthansa pilots went on strike.", NULL, "Lufthansa pilots", "MNC:LUF LAB"},
        {"Egyptian pilots bombed the camp.", NULL, "Egyptian pilots", "EGY MIL"},
        {"MEPs rejected the treaty.", NULL, "MEPs", "EUR LEG"},
        {"Ukrainian territorial defence forces shelled the camp.", NULL,
         "Ukrainian territorial defence forces", "UKR MIL"},
        {"Israeli jets bombed the camp.", NULL, "Israeli jets", "ISR MIL"},
        {"Coptic Christians protested in Cairo.", NULL, "Coptic Christians", "EGY:COP REL"},
    };
    CHECK_ROWS(rows);
}

/* Provinces and great cities act for their states; elsewhere they are places. */
static void test_regions(void **state)
{
    (void)state;
    static const row rows[] = {
        {"Texas sued the ministry.", NULL, "Texas", "USA Texas"},
        {"Catalonia rejected the offer.", NULL, "Catalonia", "ESP Catalonia"},
        {"Shanghai lifted the curfew.", NULL, "Shanghai", "CHN Shanghai"},
        {"Police arrested a man in Texas.", NULL, "Texas", "none"},
        {"Lagos banned motorcycle taxis.", NULL, "Lagos", "NGA Lagos"},
        {"Chilean President Ricardo Lagos met bankers. Lagos praised them.", "2002-03-01", "Lagos",
         "CHL GOV Ricardo Lagos"},
    };
    CHECK_ROWS(rows);
}

/* "X-based", "X-owned" is of X; "X-backed", "anti-X" is of somebody else. */
static void test_compounds_of_states(void **state)
{
    (void)state;
    static const row rows[] = {
        {"A US-based company sued the ministry.", NULL, "A US-based company", "USA BUS"},
        {"A London-based rights group criticised the ministry.", NULL,
         "A London-based rights group", "GBR SOC"},
        {"A Russian-owned bank sued the ministry.", NULL, "A Russian-owned bank", "RUS BUS"},
        {"Iran-backed militias attacked a base in Iraq.", NULL, "Iran-backed militias", "IRQ PRM"},
        {"Iranian-backed militias attacked a convoy.", NULL, "Iranian-backed militias", "? PRM"},
        {"Anti-American militias attacked a convoy.", NULL, "Anti-American militias", "? PRM"},
        {"Russian-backed separatists shelled a town in Ukraine.", NULL,
         "Russian-backed separatists", "UKR REB"},
    };
    CHECK_ROWS(rows);
}

/* A group has as many members as it names. */
static void expect_members(const char *content, const char *phrase, const char *a, const char *b)
{
    check_code(content, "2015-06-01");
    uint32_t i = check_entity(phrase, 0);
    if (i == ENTITY_NONE) fail_msg("\"%s\": nobody", phrase);
    const entity *e = &check_doc->who.entities[i];
    const char *wanted[] = {a, b};
    for (int k = 0; k < 2; k++) {
        if (e->members[k] == ENTITY_NONE) fail_msg("\"%s\": no member %d", phrase, k);
        assert_string_equal(check_doc->who.entities[e->members[k]].code, wanted[k]);
    }
    assert_true(e->members[2] == ENTITY_NONE);
}

static void test_groups(void **state)
{
    (void)state;
    expect_members("The Kenyan and Ugandan presidents met.", "The Kenyan and Ugandan presidents",
                   "KEN", "UGA");
    expect_members("Ethiopia and Eritrea signed a treaty. Both countries will open their borders.",
                   "Both countries", "ETH", "ERI");
    expect_members("Barack Obama met Raul Castro. The two leaders agreed to open embassies.",
                   "The two leaders", "USA", "CUB");
    expect_members("The foreign ministers of Iran and Iraq met.",
                   "The foreign ministers of Iran and Iraq", "IRN", "IRQ");
    static const row rows[] = {
        {"G7 ministers condemned the coup.", NULL, "G7 ministers", "IGO:G7 GOV"},
        {"European leaders condemned the coup.", NULL, "European leaders",
         "? GOV European leaders"},
        {"Western powers condemned the coup.", NULL, "Western powers", "? West"},
        {"Kurds protested against the law.", NULL, "Kurds", "? Kurds"},
        {"Malians protested against the law.", NULL, "Malians", "MLI"},
        {"Rohingya fled the town.", NULL, "Rohingya", "MMR:ROH CVL Rohingya"},
    };
    CHECK_ROWS(rows);
}

static void test_metonyms(void **state)
{
    (void)state;
    static const row rows[] = {
        {"The Kremlin rejected the claim.", NULL, "The Kremlin", "RUS GOV Kremlin"},
        {"Downing Street rejected the claim.", NULL, "Downing Street", "GBR GOV Downing Street"},
        {"The Pentagon rejected the claim.", NULL, "The Pentagon", "USA MIL GOV Pentagon"},
        {"The Knesset rejected the bill.", NULL, "The Knesset", "ISR LEG Knesset"},
        {"Paris recalled its envoy.", NULL, "Paris", "FRA GOV France"},
        {"Scotland Yard arrested two men.", NULL, "Scotland Yard", "GBR COP Scotland Yard"},
    };
    CHECK_ROWS(rows);
}

/* A body that no list knows is of the state that its story speaks of, less surely. */
static void test_unknown_bodies(void **state)
{
    (void)state;
    check_code(
        "LILONGWE, Malawi - The United Harvest Party accused the Malawian president of fraud.",
        NULL);
    EXPECT("The United Harvest Party", "MWI PTY United Harvest Party");
    uint32_t i = check_entity("The United Harvest Party", 0);
    assert_true(check_doc->who.entities[i].confidence < 0.5f);
    check_code(
        "The Kerubo Workers Union met Kenyan ministers in Nairobi. The union called a strike.",
        NULL);
    EXPECT("The Kerubo Workers Union", "KEN LAB Kerubo Workers Union");
}

static void expect_source(const char *content, const char *published, const char *name,
                          const char *sector)
{
    check_code(content, published);
    assert_int_equal(casus_doc_n_events(check_doc), 1);
    casus_event e;
    casus_doc_event(check_doc, 0, &e);
    assert_true(str_eq(e.source.name, str_from(name)));
    assert_int_equal(e.source.n_sectors, 1);
    assert_string_equal(e.source.sectors[0], sector);
}

/* Who acts is what he was on the day of the act: a senator until February 2013, a minister until
 * January 2017. What the text calls him counts more. */
static void test_day_of_the_act(void **state)
{
    (void)state;
    expect_source("In March 2010 John Kerry condemned Iran.", "2014-06-01", "John Kerry", "LEG");
    expect_source("On Friday John Kerry condemned Iran.", "2014-06-01", "John Kerry", "GOV");
    expect_source("In March 2014 John Kerry condemned Iran.", "2019-06-01", "John Kerry", "GOV");
    expect_source("In March 2014 former minister John Kerry condemned Iran.", "2016-06-01",
                  "John Kerry", "ELI");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_titles),
                                       cmocka_unit_test(test_modifiers),
        cmocka_unit_test(test_standing),
        cmocka_unit_test(test_shared_offices),
        cmocka_unit_test(test_regions),
        cmocka_unit_test(test_groups_of_bodies),
                                       cmocka_unit_test(test_compounds_of_states),
                                       cmocka_unit_test(test_groups),
                                       cmocka_unit_test(test_metonyms),
                                       cmocka_unit_test(test_unknown_bodies),
                                       cmocka_unit_test(test_day_of_the_act)};
    return cmocka_run_group_tests(tests, check_setup, check_teardown);
}
