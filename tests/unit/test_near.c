/* near: what counts as a word, what sketches say of two texts, which texts are copies of each
 * other; and what evaluation judges that by. Texts are ours. */
#include "evaluate/duplicates.h"
#include "evaluate/duplicates_exact.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static const char STORY[] =
    "The foreign ministers of Lithuania and Moldova met in Vilnius on Tuesday and signed a treaty on "
    "mutual aid in the case of floods, fires and other disasters. Under the treaty each country will "
    "send rescue teams within 48 hours of a call for help. It also opens training centres in both "
    "capitals to 350 firemen a year, the ministry in Vilnius said. The agreement needs the consent of "
    "both parliaments, which are expected to vote in the autumn. Talks on it had begun 6 years ago but "
    "were broken off twice over who was to pay for helicopters.";
static const char CUT[] =
    "Lithuania signs treaty with Moldova\n\n"
    "The foreign ministers of Lithuania and Moldova met in Vilnius on Tuesday and signed a treaty on "
    "mutual aid in the case of floods, fires and other disasters. Under the treaty each country will "
    "send rescue teams within 48 hours of a call for help.";
static const char NEW_LEAD[] =
    "By our correspondent\n\nHelp will come sooner when rivers rise: that is the aim of a treaty that "
    "two ministers signed on Tuesday.\n\n"
    "Under the treaty each country will send rescue teams within 48 hours of a call for help. It also "
    "opens training centres in both capitals to 350 firemen a year, the ministry in Vilnius said. The "
    "agreement needs the consent of both parliaments, which are expected to vote in the autumn. Talks "
    "on it had begun 6 years ago but were broken off twice over who was to pay for helicopters.";
static const char TYPED[] =
    "The foriegn ministers of Lithuania and Moldova met in Vilnius on Tuesday and signed a treaty on "
    "mutual aid in the case of floods, fires and other disasters. Under the treaty each country will "
    "send rescue teems within 48 hours of a call for help. It also opens training centres in both "
    "capitals to 350 firemen a year, the ministry in Vilnius said. The agreement needs the consent of "
    "both parliaments, which are expected to vote in the autum. Talks on it had begun 6 years ago but "
    "were broken off twice over who was to pay for helicopters.";
static const char OTHER_WRITER[] =
    "Moldova and Lithuania agreed on Tuesday to help each other when disaster strikes. Their foreign "
    "ministers, meeting in Vilnius, put their names to a treaty that had been in the making for 6 "
    "years and that obliges each side to send rescuers within 48 hours. Parliaments in both countries "
    "still have to approve it. Quarrels over the cost of helicopters had twice held it up.";
static const char RATES[] =
    "The central bank said it sold 120 million dollars on Monday at a rate of 4.55, after 95 million "
    "on Friday at 4.51. Reserves stood at 2,310 million at the end of the week, down from 2,405 the "
    "week before. Traders expected sales of 100 million a day until the 15th of the month.";
static const char RATES_LATER[] =
    "The central bank said it sold 80 million dollars on Monday at a rate of 4.71, after 60 million "
    "on Friday at 4.68. Reserves stood at 1,975 million at the end of the week, down from 2,120 the "
    "week before. Traders expected sales of 70 million a day until the 29th of the month.";

static near_sketch sketch_of(const char *s)
{
    near_maker maker;
    near_sketch out;
    near_begin(&maker);
    near_add(&maker, str_from(s));
    near_finish(&maker, &out);
    return out;
}

/* ---- words ----------------------------------------------------------------------------------- */

static void same_words_same_sketch(void **state)
{
    static const char *const cases[][2] = {
        {"Ministers met in Geneva today", "MINISTERS MET IN GENEVA TODAY"},
        {"it rose 1,250 points to 3.5 percent", "it rose 1250 points; to 35 percent."},
        {"C\xC3\xB4te d'Ivoire's coffee exports fell", "cote divoires coffee exports - fell"},
        {"well-known judge, aged 61, resigned", "well known judge aged 61 resigned"},
        {"a  b\nc\td", "a b c d"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        near_sketch a = sketch_of(cases[i][0]), b = sketch_of(cases[i][1]);
        if (a.n_words != b.n_words || a.n != b.n || memcmp(a.hashes, b.hashes, sizeof a.hashes) != 0)
            fail_msg("\"%s\" and \"%s\" differ", cases[i][0], cases[i][1]);
        assert_true(a.n > 0);
    }
}

static void counts_words_and_shingles(void **state)
{
    static const struct {
        const char *text;
        uint32_t n_words, n;
    } cases[] = {
        {"", 0, 0},
        {"... -- !", 0, 0},
        {"one two three", 3, 0},
        {"one two three four", 4, 1},
        {"one two three four five six", 6, 3},
        {"one two three four one two three four", 8, 4}, /* the first shingle again */
        {"\xFF\xFE", 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        near_sketch s = sketch_of(cases[i].text);
        assert_int_equal(s.n_words, cases[i].n_words);
        assert_int_equal(s.n, cases[i].n);
    }
}

static void pieces_stand_in_a_row(void **state)
{
    near_maker maker;
    near_sketch parts, whole = sketch_of("the court freed two men on Friday");
    (void)state;
    near_begin(&maker);
    near_add(&maker, STR("the court freed "));
    near_add(&maker, STR("two men on Friday"));
    near_finish(&maker, &parts);
    assert_memory_equal(&parts, &whole, sizeof whole);
}

/* ---- copies ---------------------------------------------------------------------------------- */

static void tells_copies_from_others(void **state)
{
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        {STORY, STORY, true},
        {STORY, CUT, true},
        {STORY, NEW_LEAD, true},
        {STORY, TYPED, true},
        {CUT, NEW_LEAD, false}, /* both are copies of STORY, and share a sentence */
        {STORY, OTHER_WRITER, false},
        {RATES, RATES_LATER, false},
        {RATES, STORY, false},
        {"Kenya freed nine fishermen of Uganda on Monday.",
         "Kenya freed nine fishermen of Uganda on Monday.", true},
        {"Kenya freed nine fishermen of Uganda on Monday.",
         "Kenya freed nine fishermen of Somalia on Monday.", false},
        {"No news today, none.", "No news today, none.", false}, /* no story */
        {"", "", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        near_sketch a = sketch_of(cases[i].a), b = sketch_of(cases[i].b);
        if (near_same(&a, &b) != cases[i].same) fail_msg("case %zu came out wrong", i);
        assert_true(near_same(&b, &a) == cases[i].same);
    }
}

static void counts_what_the_shorter_shares(void **state)
{
    near_sketch a = sketch_of("alpha beta gamma delta 12 epsilon zeta");
    near_sketch b = sketch_of("alpha beta gamma delta 12 omega");
    near_likeness like = near_compare(&a, &b);
    (void)state;
    assert_int_equal(like.n, 3);
    assert_int_equal(like.n_shared, 2);
    assert_int_equal(like.n_figures, 2);
    assert_int_equal(like.n_shared_figures, 1);
}

/* Of texts with more shingles than a sketch holds, only those are compared that both list. */
static void long_texts_are_sampled(void **state)
{
    buf one = {0}, both = {0};
    (void)state;
    for (unsigned i = 0; i < 3000; i++) buf_printf(&one, "word%u ", i);
    for (unsigned i = 0; i < 6000; i++) buf_printf(&both, "word%u ", i);
    near_sketch a = sketch_of(one.ptr), b = sketch_of(both.ptr);
    near_likeness like = near_compare(&a, &b);
    assert_int_equal(a.n, NEAR_SKETCH);
    assert_int_equal(like.n_shared, like.n); /* contained */
    assert_in_range(like.n, NEAR_SKETCH / 4, NEAR_SKETCH * 3 / 4);
    assert_true(near_same(&a, &b));
    buf_release(&one);
    buf_release(&both);
}

/* ---- bytes ----------------------------------------------------------------------------------- */

static void comes_back_from_its_bytes(void **state)
{
    static const char *const texts[] = {"", "one two three four", "one two three four five six",
                                        CUT, STORY};
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        unsigned char bytes[NEAR_PACKED];
        near_sketch s = sketch_of(texts[i]), back;
        size_t n = near_pack(&s, bytes);
        assert_true(near_unpack(&back, (casus_str){(const char *)bytes, n}));
        assert_memory_equal(&s, &back, sizeof s);
    }
}

static void refuses_bytes_of_something_else(void **state)
{
    unsigned char bytes[NEAR_PACKED + 4] = {0};
    near_sketch s = sketch_of(STORY), back;
    size_t n = near_pack(&s, bytes);
    const char *at = (const char *)bytes;
    (void)state;
    assert_false(near_unpack(&back, (casus_str){at, 0}));
    assert_false(near_unpack(&back, (casus_str){at, n - 1}));
    assert_false(near_unpack(&back, (casus_str){at, sizeof bytes}));
    memset(bytes + 4, 0xFF, 4); /* the first hash is not the smallest */
    assert_false(near_unpack(&back, (casus_str){at, n}));
}

/* ---- evaluation ------------------------------------------------------------------------------ */

static void runs_of_words_are_counted(void **state)
{
    static const struct {
        const char *a, *b;
        overlap both;
        bool copy;
    } cases[] = {
        {"a b c d e f g 1 2 3", "x a b c d e f y g 1 2 3 z", {10, 6, 3, 0}, false},
        {"a b c d e f g h 2 3", "a b c d e f y g h 2 3 z", {10, 6, 2, 0}, true},
        {"a b c d e", "a b c d e", {5, 0, 0, 0}, false}, /* shorter than a run */
        {"a b c d e f", "f e d c b a", {6, 0, 0, 0}, false},
        {"", "", {0, 0, 0, 0}, false},
    };
    arena mem;
    (void)state;
    arena_init(&mem, 0);
    for (size_t i = 0; i < COUNT(cases); i++) {
        overlap got = overlap_of(str_from(cases[i].a), str_from(cases[i].b), &mem);
        assert_memory_equal(&got, &cases[i].both, sizeof got);
        assert_true(overlap_is_copy(&got) == cases[i].copy);
    }
    arena_release(&mem);
}

static void pairs_share_a_key(void **state)
{
    static const near_sketch sketches[] = {
        {.n_keys = 3, .keys = {5, 9, 7}}, {.n_keys = 1, .keys = {8}},
        {.n_keys = 2, .keys = {7, 9}},    {.n_keys = 2, .keys = {3, 8}},
        {.n_keys = 2, .keys = {3, 4}},    {.n_keys = 1, .keys = {3}},
    };
    static const text_pair wanted[] = {{0, 2}, {1, 3}};
    uint32_t n;
    arena mem;
    (void)state;
    arena_init(&mem, 0);
    const text_pair *pairs = pairs_of(sketches, 6, 2, &n, &mem); /* three texts have 3 */
    assert_int_equal(n, COUNT(wanted));
    assert_memory_equal(pairs, wanted, sizeof wanted);
    arena_release(&mem);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_words_same_sketch),
        cmocka_unit_test(counts_words_and_shingles),
        cmocka_unit_test(pieces_stand_in_a_row),
        cmocka_unit_test(tells_copies_from_others),
        cmocka_unit_test(counts_what_the_shorter_shares),
        cmocka_unit_test(long_texts_are_sampled),
        cmocka_unit_test(comes_back_from_its_bytes),
        cmocka_unit_test(refuses_bytes_of_something_else),
        cmocka_unit_test(runs_of_words_are_counted),
        cmocka_unit_test(pairs_share_a_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
