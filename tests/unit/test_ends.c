/* Sentence ends with what was learned (src/segment/ends.c): mail, forums, web pages, lists, where
 * marks do not tell; and news, where they do and nothing may be invented. Texts are ours. */
#include "document.h"
#include "built_model.h"
#include "linear.h"
#include "segment/parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* "|" stands where one sentence ends and the next begins. Returns 0 if that is what is found. */
static int check_sentences(const ends_model *ends, const char *marked)
{
    buf raw = {0}, got = {0};
    arena mem;
    segments segs;
    casus_stats stats = {0};
    for (const char *c = marked; *c; c++) {
        if (*c != '|') buf_put_char(&raw, *c);
    }
    arena_init(&mem, 0);
    text in = {.ptr = raw.ptr, .len = (uint32_t)raw.len};
    segment_plain(&in, ends, &mem, &segs, &stats);
    for (uint32_t i = 0; i < segs.n_sentences; i++) {
        const sentence *x = &segs.sentences[i];
        if (i) {
            buf_put_char(&got, '|');
            buf_put_str(&got, text_slice(&in, segs.sentences[i - 1].end, x->start));
        }
        buf_put_str(&got, text_slice(&in, x->start, x->end));
    }
    int wrong = strcmp(got.ptr, marked) != 0;
    if (wrong) print_error("wanted %s\n   got %s\n", marked, got.ptr);
    arena_release(&mem);
    buf_release(&raw);
    buf_release(&got);
    return wrong;
}

static void check_all(const ends_model *ends, const char *const *cases, size_t n)
{
    int wrong = 0;
    for (size_t i = 0; i < n; i++) wrong += check_sentences(ends, cases[i]);
    assert_int_equal(wrong, 0);
}

/* What the rules know, and what was learned must not spoil. */
static const char *const marked[] = {
    "One ended.| Two ended.| Three came.",
    "The minister resigned on Monday.| His party named a new one.| Nobody was surprised.",
    "Who came?| Nobody!| Really?!| Yes.",
    /* quotations */
    "\"We met,\" he said.| \"We talked.\"| He left.",
    "\"We met.| We talked,\" he told reporters.",
    "\"Who came?\" he asked.| Nobody knew.",
    "\"Nobody came!\" the minister told them.",
    "They met.| \"We talked,\" she said.",
    "He called it \"a crime.\"| The court agreed.",
    "He said \u201CWe met.\u201D| They left.",
    /* titles, initials, abbreviations */
    "Gen. Amadou Traore met Lt. Col. Jane Roe and Mrs. Poe.| They left.",
    "President George W. Bush met J. R. R. Tolkien.| They left.",
    "The chairman, F.O. Larsen, resigned.| His deputy follows him.",
    "U.S. troops left.| They went to the U.S.| The army stayed.",
    "The U.S. Congress and the U.K. Treasury agreed.| The markets rose.",
    "The U.N. Security Council met at 5 p.m. on Monday.",
    "They met at 5 p.m.| The talks failed.",
    "They met at 5 a.m. EST in Washington, D.C.| He left.",
    "Resolution No. 5 passed.| The answer was no.| They left.",
    "He came on Sept. 25 and left in Oct.| The army stayed.",
    "She has a Ph.D. in history.| She teaches.",
    "Dr. Ray Moss of St. Paul, Minn., and Acme Inc. of Ohio agreed to pay.",
    /* numbers */
    "It cost 3.5 million.| They paid 2.| Nobody knows.",
    "It rose 1.5 percent in 2021.| Then it fell.",
    "The index fell 12.7 points to 2,341.09 in early trade, brokers said.",
    /* ellipses, brackets, addresses */
    "He is a [sic] member of it.| They left.",
    "He waited... and left.| They stayed.",
    "The party (it has 5 seats) agreed.| The army did not.",
    "See example.org or www.example.com for more.| They left.",
    "Write to jane.roe@example.org before noon.| She answers quickly.",
};

static void test_marks_with_the_model(void **state)
{
    const casus_model *model = *state;
    check_all(&model->ends, marked, COUNT(marked));
}

static void test_marks_without_it(void **state)
{
    (void)state;
    check_all(NULL, marked, COUNT(marked));
}

/* Long sentences of the news have no end but their mark. */
static void test_nothing_is_invented(void **state)
{
    const casus_model *model = *state;
    static const char *const cases[] = {
        "The Foreign Ministry in Bamako said on Tuesday that Prime Minister Choguel Maiga would fly "
        "to Moscow next week to meet President Vladimir Putin and Foreign Minister Sergei Lavrov.",
        "Shares of Acme Steel Co and of North Sea Oil Ltd rose in London after the Bank of England "
        "cut its rate by a quarter of a point.",
        "THE ARMY SAID ON MONDAY THAT IT HAD KILLED 12 REBELS NEAR THE BORDER WITH HONDURAS.",
        "police said two men were arrested in the village on friday and taken to the town.",
        "The treaty, which Russia and the United States signed in Geneva in 1991, limits what each "
        "may keep; both have accused the other of breaking it.",
        "Among those killed were Maria Lopez, 34, her son Juan, 6, and Pedro Diaz, a teacher from "
        "San Miguel who had come to vote.",
        "Thanks to the Red Cross, the Swiss Embassy and the Mayor of Goma, 40 children came home.",
    };
    check_all(&model->ends, cases, COUNT(cases));
}

static void test_mail(void **state)
{
    const casus_model *model = *state;
    static const char *const cases[] = {
        "The draft is attached.| Please call me if you have any questions.| Thanks,| Paula",
        "I will send it on Friday.| Regards,| Tom Baker",
        "See you there.| Best regards,| Anna",
        "Jane Miller| 03/14/2001 09:26 AM| Can you send me the file?",
        "Robert Stone| 11/02/2000 04:15 PM| I have not heard from them.| Have you?",
        "Please let me know by Monday.| Thank you.| Mark Lewis",
        "Let me know what you think.| Thanks.| Kim",
        "Are we still on for lunch?| - notes.doc",
        "Call me at 555-0142.| Thanks,| Joe",
    };
    check_all(&model->ends, cases, COUNT(cases));
}

static void test_web_pages(void **state)
{
    const casus_model *model = *state;
    static const char *const cases[] = {
        "i love this place!!!| the food is great and the staff is nice.",
        "is it safe to travel there alone?| i am going in may.",
        "great food!| great service!| will come back.",
        "we had a good time...| The kids loved the pool.",
        "He came home late.|She was already asleep.",
        "do they have wifi?|thanks a lot",
        "Are you kidding me?!?!|This is the worst food ever.",
        "Posted by Nina at 10:42 PM",
        "The photos are here:| http://www.example.com/photos/2005/index.html",
        "http://www.example.com/a.html| http://www.example.com/b.html",
        "Does anyone know a good vet?| Thanks in advance!",
    };
    check_all(&model->ends, cases, COUNT(cases));
}

static void test_lists_and_headings(void **state)
{
    const casus_model *model = *state;
    static const char *const cases[] = {
        "- Bring a coat.| - Bring a hat.| - Bring some water.",
        "1. Open the box.| 2. Take out the parts.| 3. Read the manual.",
        "*****| The next meeting is on Monday.",
        "The meeting is at noon.| -----",
    };
    check_all(&model->ends, cases, COUNT(cases));
}

typedef struct timed {
    const ends_model *ends;
    arena mem;
} timed;

static void split_once(void *self, casus_str raw)
{
    timed *t = self;
    segments segs;
    casus_stats stats = {0};
    arena_reset(&t->mem);
    text in = {.ptr = raw.ptr, .len = (uint32_t)raw.len};
    segment_plain(&in, t->ends, &t->mem, &segs, &stats);
    assert_true(arena_ok(&t->mem));
}

/* A damaged section is refused, or decides as it may: nothing else is touched. */
static void test_damaged_sections(void **state)
{
    const casus_model *model = *state;
    casus_error err;
    casus_str section;
    ends_model opened;
    assert_int_equal(image_section(&model->sections, "segment.ends", &section, &err), CASUS_OK);
    uint32_t *copy = malloc(section.len);
    assert_non_null(copy);
    memcpy(copy, section.ptr, section.len);
    casus_str whole = {(const char *)copy, section.len};
    assert_int_equal(ends_open(&opened, whole, &err), CASUS_OK);
    static const size_t lengths[] = {0, 4, ENDS_HEADER - 1, ENDS_HEADER, 1000};
    for (size_t i = 0; i < COUNT(lengths); i++)
        assert_int_equal(ends_open(&opened, (casus_str){whole.ptr, lengths[i]}, &err),
                         CASUS_BAD_MODEL);
    assert_int_equal(ends_open(&opened, (casus_str){whole.ptr, whole.len - 1}, &err),
                     CASUS_BAD_MODEL);
    for (uint32_t word = 0; word < ENDS_HEADER / 4; word++) {
        static const uint32_t values[] = {0xFFFFFFFFu, 0x80000000u, 33};
        uint32_t kept = copy[word];
        for (size_t i = 0; i < COUNT(values); i++) {
            copy[word] = values[i];
            assert_int_equal(ends_open(&opened, whole, &err), CASUS_BAD_MODEL);
            assert_non_null(strstr(err.message, "sentence ends") ? err.message
                                                                 : strstr(err.message, "segment.ends"));
        }
        copy[word] = kept;
    }
    memset(copy + ENDS_HEADER / 4, 0xFF, section.len - ENDS_HEADER);
    assert_int_equal(ends_open(&opened, whole, &err), CASUS_OK);
    timed t = {.ends = &opened};
    arena_init(&t.mem, 0);
    split_once(&t, STR("One ended. two (three \"four... five?six\" Seven - 8) nine@ten"));
    arena_release(&t.mem);
    free(copy);
}

static void test_time_is_linear(void **state)
{
    const casus_model *model = *state;
    static const char *const shapes[] = {"a", " ", ".a", ".", ". ", "A ", "a..b", "(a ", "\"A. ",
                                         "- ", "a@", "\n\n", "Ab. ", "!a", "[1] "};
    timed t = {.ends = &model->ends};
    arena_init(&t.mem, 0);
    for (size_t i = 0; i < COUNT(shapes); i++)
        check_linear(split_once, &t, shapes[i], 100000, 0.05);
    arena_release(&t.mem);
}

/* The same whatever was split before, and any bytes at all. */
static void test_any_bytes(void **state)
{
    const casus_model *model = *state;
    static const char *const pieces[] = {". ", "!", "?\" ", " (", ")", "...a", "\xE2\x80\xA6", "\n",
                                         "\n\n", " Ab", " ab", "U.S. ", "@", "\xFF", " 12", " - "};
    uint64_t seed = 1;
    for (int run = 0; run < 200; run++) {
        buf raw = {0};
        for (int i = 0; i < 200; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            buf_put_str(&raw, str_from(pieces[(seed >> 33) % COUNT(pieces)]));
        }
        arena mem;
        arena_init(&mem, 0);
        segments a, b;
        casus_stats stats = {0};
        text in = {.ptr = raw.ptr, .len = (uint32_t)raw.len};
        segment_plain(&in, &model->ends, &mem, &a, &stats);
        segment_plain(&in, &model->ends, &mem, &b, &stats);
        assert_int_equal(a.n_sentences, b.n_sentences);
        uint32_t at = 0;
        for (uint32_t i = 0; i < a.n_sentences; i++) {
            const sentence *x = &a.sentences[i], *y = &b.sentences[i];
            assert_true(x->start == y->start && x->end == y->end);
            for (; at < x->start; at++) assert_true(char_space(raw.ptr[at])); /* nothing is lost */
            assert_true(x->start < x->end);
            at = x->end;
        }
        arena_release(&mem);
        buf_release(&raw);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks_with_the_model), cmocka_unit_test(test_marks_without_it),
        cmocka_unit_test(test_nothing_is_invented),  cmocka_unit_test(test_mail),
        cmocka_unit_test(test_web_pages),            cmocka_unit_test(test_lists_and_headings),
        cmocka_unit_test(test_damaged_sections),     cmocka_unit_test(test_time_is_linear),
        cmocka_unit_test(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, built_model_open, built_model_close);
}
