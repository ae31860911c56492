/* segment: sentences, paragraphs, repeats, datelines, bylines and articles in tables; any bytes;
 * hostile shapes in linear time. Texts are ours. */
#include "segment/segment.h"
#include "segment/parts.h"
#include "linear.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct segmented {
    arena mem;
    text text;
    segments segs;
    casus_stats stats;
} segmented;

static segmented segment(casus_str raw)
{
    segmented out = {.stats = {0}};
    arena_init(&out.mem, 0);
    clean_text(raw, &out.mem, &out.text, &out.stats);
    segment_text(&out.text, NULL, &out.mem, &out.segs, &out.stats);
    assert_true(arena_ok(&out.mem));
    return out;
}

/* What must hold of every segmentation. */
static void check_invariants(const segmented *s)
{
    const segments *g = &s->segs;
    uint32_t at = 0, next_paragraph = 0, next_sentence = 0, repeats = 0;
    for (uint32_t i = 0; i < g->n_articles; i++) {
        const article *a = &g->articles[i];
        assert_int_equal(a->first_paragraph, next_paragraph);
        assert_int_equal(a->first_sentence, next_sentence);
        assert_true(a->n_paragraphs > 0 && a->start >= at && a->end <= s->text.len);
        next_paragraph += a->n_paragraphs;
        next_sentence += a->n_sentences;
        at = a->end;
    }
    assert_int_equal(next_paragraph, g->n_paragraphs);
    assert_int_equal(next_sentence, g->n_sentences);
    at = next_sentence = 0;
    for (uint32_t i = 0; i < g->n_paragraphs; i++) {
        const paragraph *p = &g->paragraphs[i];
        assert_true(p->start >= at && p->start < p->end && p->end <= s->text.len);
        assert_int_equal(p->first_sentence, next_sentence);
        assert_true(p->article < g->n_articles);
        assert_true(p->repeat_of == UINT32_MAX || (p->repeat_of < i && !p->n_sentences));
        repeats += p->repeat_of != UINT32_MAX;
        next_sentence += p->n_sentences;
        at = p->end;
    }
    assert_int_equal(repeats, g->n_repeats);
    at = 0;
    for (uint32_t i = 0; i < g->n_sentences; i++) {
        const sentence *x = &g->sentences[i];
        const paragraph *p = &g->paragraphs[x->paragraph];
        assert_true(x->start >= at && x->start < x->end);
        assert_true(x->start >= p->start && x->end <= p->end && x->article == p->article);
        assert_false(char_space(s->text.ptr[x->start]) || char_space(s->text.ptr[x->end - 1]));
        at = x->end;
    }
}

/* ---- sentences ------------------------------------------------------------------------------ */

/* "|" stands where one sentence ends and the next begins; a blank there is part of no sentence. */
static void check_sentences(const char *marked)
{
    buf raw = {0}, got = {0};
    for (const char *c = marked; *c; c++) {
        if (*c != '|') buf_put_char(&raw, *c);
    }
    segmented s = segment(buf_str(&raw));
    check_invariants(&s);
    for (uint32_t i = 0; i < s.segs.n_sentences; i++) {
        const sentence *x = &s.segs.sentences[i];
        if (i) {
            uint32_t end = s.segs.sentences[i - 1].end;
            buf_put_char(&got, '|');
            buf_put_str(&got, text_slice(&s.text, end, x->start));
        }
        buf_put_str(&got, text_slice(&s.text, x->start, x->end));
    }
    assert_string_equal(got.ptr, marked);
    arena_release(&s.mem);
    buf_release(&raw);
    buf_release(&got);
}

static void test_sentences(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "One ended.| Two ended.| Three",
        "Who came?| Nobody!| Really?!| Yes.",
        /* quotations */
        "\"We met,\" he said.| \"We talked.\"| He left.",
        "\"We met.| We talked,\" he told reporters.",
        "\"We met.| We talked.\" he said.",
        "\"Who came?\" he asked.| Nobody knew.",
        "\"Who came?\" Mr. Diallo asked.| Nobody knew.",
        "\"Nobody came!\" the minister told them.",
        "He said: \"We met.\"| They left.",
        "He said \u201CWe met.\u201D| They left.",
        "They met.| \"We talked,\" she said.",
        "They met.|\"We talked,\" she said.",
        "He called it \"a crime.\"| The court agreed.",
        /* titles, names, initials */
        "Gen. Amadou Traore met Lt. Col. Jane Roe and Mrs. Poe.| They left.",
        "President George W. Bush met J. R. R. Tolkien.| They left.",
        "Dr. No and St. Peter came, as did Sen. Doe.",
        "John Doe Jr. resigned.| Acme Corp. rose.| Doe & Co. fell.",
        "He worked for Acme Inc.| The firm is small.",
        "She took vitamin C.| The doctor left.",
        "It was World War I.| They lost.",
        /* abbreviations */
        "U.S. troops left.| They went to the U.S.| The army stayed.",
        "The U.N. Security Council met at 5 p.m. on Monday.",
        "They met at 5 p.m.| The talks failed.",
        "They met at 5 a.m. EST in Washington, D.C.| He left.",
        "The envoy came from St. Paul, Minn.| He left.",
        "Resolution No. 5 passed.| The answer was no.| They left.",
        "He came on Sept. 25 and left in Oct.| The army stayed.",
        "They met, e.g. in Paris, i.e. often.| Others, etc., came.",
        "Ivory Coast vs. Ghana ended late.",
        "She has a Ph.D. in history.| She teaches.",
        /* numbers */
        "It cost 3.5 million.| They paid 2.| Nobody knows.",
        "It rose 1.5 percent in 2021.| Then it fell.",
        "In 1990.| 5 people came.",
        /* ellipses, brackets */
        "He is a [sic] member of it.| They left.",
        "He waited... and left.| They stayed.",
        "He waited...| Then he left.",
        "He waited\u2026| Then he left.",
        "The party (it has 5 seats. It wants more) agreed.| They left.",
        "The party agreed.| (It has five seats.)| They left.",
        "He was born there.[3]| He left.",
        /* names with marks, addresses, missing blanks */
        "Yahoo! said it agreed.| They left.",
        "See example.org or www.example.com for more.| They left.",
        "The talks failed.|The army left.",
        "He came to Node.js and Asp.Net.",
        /* lower case */
        "the talks failed.| they will go on.| nobody knows.",
        "are you there?| why not?",
        "It was great! :)| They left.",
    };
    for (size_t i = 0; i < COUNT(cases); i++) check_sentences(cases[i]);
}

/* Plain text loses nothing: no repeat, dateline or byline is left out. */
static void test_plain_text(void **state)
{
    (void)state;
    static const char raw[] = "PARIS (AP) - It rained. They left.\n\nBy Jane Doe\n\n"
                              "It rained.\n\nIt rained.\n\n***";
    static const char *const wanted[] = {"PARIS (AP) - It rained.", "They left.", "By Jane Doe",
                                         "It rained.", "It rained.", "***"};
    segmented s = {.text = {.ptr = raw, .len = sizeof raw - 1}};
    arena_init(&s.mem, 0);
    segment_plain(&s.text, NULL, &s.mem, &s.segs, &s.stats);
    check_invariants(&s);
    assert_int_equal(s.segs.n_sentences, COUNT(wanted));
    assert_int_equal(s.segs.n_articles, 1);
    for (size_t i = 0; i < COUNT(wanted); i++) {
        const sentence *x = &s.segs.sentences[i];
        assert_true(str_eq(text_slice(&s.text, x->start, x->end), str_from(wanted[i])));
    }
    s.text.len = 0;
    segment_plain(&s.text, NULL, &s.mem, &s.segs, &s.stats);
    assert_int_equal(s.segs.n_articles | s.segs.n_sentences, 0);
    arena_release(&s.mem);
}

static void test_a_sentence_has_a_longest(void **state)
{
    (void)state;
    buf raw = {0};
    for (unsigned i = 0; i < 10000; i++) buf_put_str(&raw, STR("word "));
    segmented s = segment(buf_str(&raw));
    check_invariants(&s);
    assert_true(s.segs.n_sentences > 1);
    for (uint32_t i = 0; i < s.segs.n_sentences; i++) {
        assert_true(s.segs.sentences[i].end - s.segs.sentences[i].start < 9000);
    }
    arena_release(&s.mem);
    buf_release(&raw);
}

static void test_vocabulary_is_sorted(void **state)
{
    (void)state;
    for (size_t i = 0; i < vocabulary_size; i++) {
        casus_str word = str_from(vocabulary[i].word);
        assert_int_equal(word_class(word), vocabulary[i].classes);
        if (i) assert_true(strcmp(vocabulary[i - 1].word, vocabulary[i].word) < 0);
    }
    assert_int_equal(word_class(STR("THE")), word_class(STR("the")));
    assert_int_equal(word_class(STR("nosuchword")), 0);
    assert_int_equal(word_class(STR("")), 0);
}

/* ---- paragraphs ----------------------------------------------------------------------------- */

static void check_paragraphs(const char *raw, const char *const *wanted, size_t n)
{
    segmented s = segment(str_from(raw));
    check_invariants(&s);
    for (uint32_t i = 0; i < s.segs.n_paragraphs && i < n; i++) {
        const paragraph *p = &s.segs.paragraphs[i];
        casus_str got = text_slice(&s.text, p->start, p->end);
        if (!str_eq(got, str_from(wanted[i]))) fail_msg("got \"%.*s\"", (int)got.len, got.ptr);
    }
    assert_int_equal(s.segs.n_paragraphs, n);
    arena_release(&s.mem);
}

static void test_a_line_is_a_paragraph(void **state)
{
    (void)state;
    static const char *const wanted[] = {
        "The minister met his counterpart in the capital on Monday.",
        "They talked about trade, the ministry said in a statement.",
        "\"We talked about many things and we shall talk again,\" he said.", "Talks go on"};
    check_paragraphs("The minister met his counterpart in the capital on Monday.\n"
                     "They talked about trade, the ministry said in a statement.\n\n\n"
                     "\"We talked about many things and we shall talk again,\" he said.\n"
                     "Talks go on",
                     wanted, COUNT(wanted));
}

static void test_broken_lines_are_joined(void **state)
{
    (void)state;
    static const char raw[] = "The minister met his counterpart in the capital on Monday to\n"
                              "talk about trade, the ministry said. They met for an hour and\n"
                              "parted friends.\n"
                              "    A spokesman said that a further meeting was likely before\n"
                              "the end of the year in Paris.\n";
    static const char *const wanted[] = {
        "The minister met his counterpart in the capital on Monday to\n"
        "talk about trade, the ministry said. They met for an hour and\nparted friends.",
        "A spokesman said that a further meeting was likely before\nthe end of the year in Paris."};
    check_paragraphs(raw, wanted, COUNT(wanted));
    segmented s = segment(STR(raw));
    assert_int_equal(s.segs.n_sentences, 3);
    arena_release(&s.mem);
}

static void test_bullets_stay_apart(void **state)
{
    (void)state;
    static const char *const wanted[] = {"They agreed on:", "* trade", "* the border",
                                         "\u2022 fishing rights"};
    check_paragraphs("They agreed on:\n* trade\n* the border\n\u2022 fishing rights", wanted,
                     COUNT(wanted));
}

/* ---- repeats -------------------------------------------------------------------------------- */

static void test_repeats(void **state)
{
    (void)state;
    segmented s =
        segment(STR("The army took the town on Friday.\n\nNobody was hurt, it said.\n\n"
                    "THE ARMY took  the town on Friday!\n\nYes, he said.\n\nYes, he said.\n\n"
                    "The army took the town on Sunday."));
    static const uint32_t wanted[] = {UINT32_MAX, UINT32_MAX, 0,
                                      UINT32_MAX, UINT32_MAX, UINT32_MAX};
    check_invariants(&s);
    assert_int_equal(s.segs.n_paragraphs, COUNT(wanted));
    for (uint32_t i = 0; i < COUNT(wanted); i++) {
        assert_int_equal(s.segs.paragraphs[i].repeat_of, wanted[i]);
    }
    assert_int_equal(s.stats.repeats, 1);
    assert_int_equal(s.stats.sentences, 5);
    arena_release(&s.mem);
}

/* ---- datelines ------------------------------------------------------------------------------ */

static void test_datelines(void **state)
{
    (void)state;
    static const struct {
        const char *text, *place, *date, *agency, *prose;
        bool sure;
    } cases[] = {
        {"BAMAKO, Sept 25 (Reuters) - The army left.", "BAMAKO", "Sept 25", "Reuters",
         "The army left.", true},
        {"BAMAKO (Reuters) - The army left.", "BAMAKO", NULL, "Reuters", "The army left.", true},
        {"PARIS, France (AP) \u2014 The army left.", "PARIS", NULL, "AP", "The army left.", true},
        {"NEW YORK, Sept. 25, 2021 /Xinhua/ -- The army left.", "NEW YORK", "Sept. 25, 2021",
         "Xinhua", "The army left.", true},
        {"WASHINGTON \u2014 The army left.", "WASHINGTON", NULL, NULL, "The army left.", true},
        {"Addis Ababa, 3 May 2019 (AFP) - The army left.", "Addis Ababa", "3 May 2019", "AFP",
         "The army left.", true},
        {"Kabul, Afghanistan (CNN) -- The army left.", "Kabul", NULL, "CNN", "The army left.",
         true},
        {"(CNN) -- The army has left.", NULL, NULL, "CNN", "The army has left.", true},
        {"(Reuters) - The army has left.", NULL, NULL, "Reuters", "The army has left.", true},
        {"Beirut \u2013 The army has left.", "Beirut", NULL, NULL, "The army has left.", false},
        {"ISLAMABAD: The army has left.", "ISLAMABAD", NULL, NULL, "The army has left.", false},
        {"Port-au-Prince - The army has left.", "Port-au-Prince", NULL, NULL, "The army has left.",
         false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        dateline d;
        casus_str s = str_from(cases[i].text);
        dateline_read(s, &d);
        if (!d.len) fail_msg("none in: %s", cases[i].text);
        assert_true(str_eq(d.place, str_from(cases[i].place)));
        assert_true(str_eq(d.date, str_from(cases[i].date)));
        assert_true(str_eq(d.agency, str_from(cases[i].agency)));
        assert_true(str_eq(str_slice(s, d.len, s.len), str_from(cases[i].prose)));
        assert_int_equal(d.sure, cases[i].sure);
    }
    static const char *const none[] = {
        "The army - the largest in Africa - left the town.",
        "Doe (a lawyer) - who had come late - left the town.",
        "UPDATE - The army has left the town.",
        "On Monday - The army left the town at last.",
        "Mali's army left the town - and came back.",
        "He said: The army has left the town.",
        "PARIS (Reuters)",
        "-",
        "(",
        "BAMAKO -",
        "",
    };
    for (size_t i = 0; i < COUNT(none); i++) {
        dateline d;
        dateline_read(str_from(none[i]), &d);
        if (d.len) fail_msg("one in: %s", none[i]);
    }
}

static void test_furniture(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum furniture_kind kind;
        const char *byline, *date, *agency;
    } cases[] = {
        {"By Jane Doe", FURNITURE_BYLINE, "Jane Doe", NULL, NULL},
        {"By Jane Doe and J. Roe, Reuters", FURNITURE_BYLINE, "Jane Doe and J. Roe", NULL,
         "Reuters"},
        {"By Jane Doe | September 25, 2021", FURNITURE_BYLINE, "Jane Doe", "September 25, 2021",
         NULL},
        {"BY JANE DOE", FURNITURE_BYLINE, "JANE DOE", NULL, NULL},
        {"By The Associated Press", FURNITURE_BYLINE, NULL, NULL, "The Associated Press"},
        {"By Monday, the army had left the town.", FURNITURE_NONE, NULL, NULL, NULL},
        {"By Jane Doe's account the army left.", FURNITURE_NONE, NULL, NULL, NULL},
        {"September 25, 2021", FURNITURE_DATE, NULL, "September 25, 2021", NULL},
        {"Published: Sat 25 Sep 2021, 10:30 GMT", FURNITURE_DATE, NULL, "Sat 25 Sep 2021", NULL},
        {"Last updated on 2021-09-25 at 10:30 a.m.", FURNITURE_DATE, NULL, "2021-09-25", NULL},
        {"May 3", FURNITURE_DATE, NULL, "May 3", NULL},
        {"May 3 was a Monday", FURNITURE_NONE, NULL, NULL, NULL},
        {"Reuters", FURNITURE_AGENCY, NULL, NULL, "Reuters"},
        {"Source: Xinhua", FURNITURE_AGENCY, NULL, NULL, "Xinhua"},
        {"(AFP)", FURNITURE_AGENCY, NULL, NULL, "AFP"},
        {"(Reporting by Jane Doe; Editing by J. Roe)", FURNITURE_CREDIT, NULL, NULL, NULL},
        {"Jane Doe contributed to this report.", FURNITURE_CREDIT, NULL, NULL, NULL},
        {"***", FURNITURE_SEPARATOR, NULL, NULL, NULL},
        {"* * *", FURNITURE_SEPARATOR, NULL, NULL, NULL},
        {"-----", FURNITURE_SEPARATOR, NULL, NULL, NULL},
        {"-30-", FURNITURE_SEPARATOR, NULL, NULL, NULL},
        {"--", FURNITURE_NONE, NULL, NULL, NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        furniture f;
        furniture_read(str_from(cases[i].text), &f);
        if (f.kind != cases[i].kind) fail_msg("kind %d: %s", (int)f.kind, cases[i].text);
        assert_true(str_eq(f.byline, str_from(cases[i].byline)));
        assert_true(str_eq(f.date, str_from(cases[i].date)));
        assert_true(str_eq(f.agency, str_from(cases[i].agency)));
    }
}

/* ---- articles ------------------------------------------------------------------------------- */

#define STORY_A                                                                                    \
    "Kenyan President William Ruto received Ethiopian Prime Minister Abiy Ahmed in Nairobi.\n\n"   \
    "Ruto said that Kenya and Ethiopia would open a new crossing near Moyale next year.\n\n"       \
    "Abiy thanked Ruto and promised that Ethiopia would pay for the road from Addis Ababa.\n\n"    \
    "The Kenyan leader will travel to Addis Ababa in June, his office added.\n\n"
#define LEAD_B                                                                                     \
    "Chilean students occupied three ministries to protest against higher fares, police in "       \
    "Santiago said on Tuesday, as the government called for calm.\n\n"
#define REST_B                                                                                     \
    "Interior Minister Carolina Soto asked the students to leave the buildings by midnight.\n\n"   \
    "Soto told Radio Cooperativa that nobody would be arrested, and that the Metro fares of "      \
    "Santiago and Valparaiso would be looked at again by Congress.\n\n"

/* Where the second article begins, by its first words; NULL: there is one article. */
static void check_articles(const char *raw, const char *second)
{
    segmented s = segment(str_from(raw));
    check_invariants(&s);
    if (!second) {
        if (s.segs.n_articles != 1) {
            const article *a = &s.segs.articles[1];
            fail_msg("split at: %.60s", s.text.ptr + a->start);
        }
    } else {
        if (s.segs.n_articles != 2) fail_msg("%u articles, not 2: %s", s.segs.n_articles, second);
        const article *a = &s.segs.articles[1];
        casus_str found = text_slice(&s.text, a->start, a->end);
        if (!str_starts(found, str_from(second))) fail_msg("begins: %.60s", found.ptr);
    }
    arena_release(&s.mem);
}

static void test_articles_told_apart(void **state)
{
    (void)state;
    check_articles(STORY_A "SANTIAGO (Reuters) - " LEAD_B REST_B, "SANTIAGO (Reuters)");
    check_articles(STORY_A "SANTIAGO, May 3 - " LEAD_B REST_B, "SANTIAGO, May 3");
    check_articles(STORY_A "Students occupy ministries\n\nBy Jane Doe\n\n" LEAD_B REST_B,
                   "Students occupy");
    check_articles(STORY_A "Students occupy ministries\n\n3 May 2019\n\n" LEAD_B REST_B,
                   "Students occupy");
    check_articles(STORY_A "Students occupy ministries\n\n" LEAD_B REST_B, "Students occupy");
    check_articles(STORY_A "***\n\n" LEAD_B REST_B, "Chilean students");
    check_articles(STORY_A "(Reporting by J. Roe)\n\n" LEAD_B REST_B, "Chilean students");
    check_articles(STORY_A LEAD_B REST_B, "Chilean students");
    /* The repeated block is the first story's. */
    check_articles(STORY_A
                   "Ruto said that Kenya and Ethiopia would open a new crossing near Moyale "
                   "next year.\n\n" LEAD_B REST_B,
                   "Chilean students");
}

static void test_one_article_stays_one(void **state)
{
    (void)state;
    check_articles(STORY_A, NULL);
    check_articles("Students occupy ministries\n\nBy Jane Doe\n\n3 May 2019\n\n" LEAD_B REST_B,
                   NULL);
    check_articles("Leaders meet in Nairobi.\n\nNAIROBI (AFP) - " STORY_A, NULL);
    /* A cross-head, a section mark, a credit at the end, a byline behind the prose. */
    check_articles(STORY_A
                   "A road that both want\n\nRuto said on Monday that Abiy had asked for it.\n\n",
                   NULL);
    check_articles(STORY_A "***\n\nRuto and Abiy had met before, in Kenya and in Ethiopia.\n\n",
                   NULL);
    check_articles(STORY_A "(Reporting by Jane Doe in Nairobi; Editing by J. Roe)\n\n", NULL);
    check_articles(STORY_A "By The Associated Press\n\nRuto had invited Abiy to Kenya twice.\n\n",
                   NULL);
    /* Somebody by his surname: the same story, whatever else is new. */
    check_articles(STORY_A "Students and teachers in Santiago, Valparaiso and Concepcion marched, "
                           "Ruto said on Monday.\n\nAbiy called Radio Cooperativa a liar.\n\n",
                   NULL);
}

static void test_what_an_article_is_told_about(void **state)
{
    (void)state;
    segmented s = segment(STR("Students occupy ministries\n\nBy Jane Doe\n\n"
                              "SANTIAGO, May 3 (Reuters) - " LEAD_B REST_B));
    assert_int_equal(s.segs.n_articles, 1);
    const article *a = &s.segs.articles[0];
    assert_true(str_eq(a->headline, STR("Students occupy ministries")));
    assert_true(str_eq(a->byline, STR("Jane Doe")));
    assert_true(str_eq(a->dateline_place, STR("SANTIAGO")));
    assert_true(str_eq(a->dateline_date, STR("May 3")));
    assert_true(str_eq(a->agency, STR("Reuters")));
    assert_int_equal(s.segs.paragraphs[0].kind, PARAGRAPH_HEADLINE);
    assert_int_equal(s.segs.paragraphs[1].kind, PARAGRAPH_META);
    assert_int_equal(s.segs.paragraphs[1].n_sentences, 0);
    const sentence *first = &s.segs.sentences[1]; /* behind the headline's */
    assert_true(str_starts(text_slice(&s.text, first->start, first->end), STR("Chilean students")));
    arena_release(&s.mem);
}

static void test_nothing(void **state)
{
    (void)state;
    static const char *const blanks[] = {"", " ", "\n\n \n", "\xEF\xBB\xBF", "Share this:"};
    for (size_t i = 0; i < COUNT(blanks); i++) {
        segmented s = segment(str_from(blanks[i]));
        assert_int_equal(s.segs.n_articles, 0);
        assert_int_equal(s.segs.n_paragraphs, 0);
        arena_release(&s.mem);
    }
    segmented s = segment(STR("***"));
    check_invariants(&s);
    assert_int_equal(s.segs.n_articles, 1);
    assert_int_equal(s.segs.n_sentences, 0);
    arena_release(&s.mem);
}

/* ---- hostile input --------------------------------------------------------------------------- */

static void test_any_bytes(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "\n",     "\n\n",   ". ",       "\"",      "U.S. ",     "Gen. ",
        "(",      ")",      "[1]",      "...",     "By ",       "PARIS (AP) - ",
        "***\n",  "May 3 ", "He said ", "Ruto ",   "Jane Doe ", "?",
        "\u2026", "\u201D", " - ",      "Monday ", "- "};
    uint64_t seed = 7;
    for (unsigned round = 0; round < 3000; round++) {
        buf raw = {0};
        buf_put(&raw, "", 0);
        for (unsigned i = 0; i < round % 60; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            unsigned pick = (unsigned)(seed >> 33);
            if (pick & 3) buf_put_str(&raw, str_from(pieces[pick / 4 % COUNT(pieces)]));
            else buf_put_char(&raw, (char)(pick >> 2));
        }
        segmented s = segment(buf_str(&raw));
        check_invariants(&s);
        arena_release(&s.mem);
        buf_release(&raw);
    }
}

static void test_over_the_limit(void **state)
{
    (void)state;
    for (size_t limit = 500; limit < 60000; limit += 700) {
        arena mem;
        arena_init(&mem, limit);
        text in;
        segments segs;
        casus_stats stats = {0};
        clean_text(STR(STORY_A LEAD_B REST_B), &mem, &in, &stats);
        segment_text(&in, NULL, &mem, &segs, &stats);
        if (!arena_ok(&mem)) assert_int_equal(segs.n_sentences | segs.n_articles, 0);
        arena_release(&mem);
    }
}

/* In an arena that is warm, as a document's is: the first touch of memory is the kernel's time. */
static void segment_once(void *self, casus_str raw)
{
    arena *mem = self;
    text in;
    segments segs;
    casus_stats stats = {0};
    arena_reset(mem);
    clean_text(raw, mem, &in, &stats);
    segment_text(&in, NULL, mem, &segs, &stats);
    assert_true(arena_ok(mem));
}

static void test_time_is_linear(void **state)
{
    (void)state;
    static const char *const shapes[] = {"a",
                                         ".",
                                         ". ",
                                         "A. ",
                                         "U.S.",
                                         "\"",
                                         "(",
                                         "[",
                                         "...",
                                         "a.",
                                         "Ab ",
                                         "Ab. ",
                                         "Ab\n\n",
                                         "a\n",
                                         "A\n",
                                         "- ",
                                         "By Ab\n\n",
                                         "PARIS (AP) - ",
                                         "PARIS (AP) - The army left it.\n\n",
                                         "May 3\n\n",
                                         "***\n\n",
                                         "Jane Doe. Doe. ",
                                         "Jane Doe said on Monday that it was so in a way.\n\n",
                                         "?\" A ",
                                         "\u2026",
                                         "'",
                                         "A'",
                                         "a-",
                                         "[1]"};
    arena mem;
    arena_init(&mem, 0);
    for (size_t i = 0; i < COUNT(shapes); i++)
        check_linear(segment_once, &mem, shapes[i], 200000, 0.05);
    arena_release(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_plain_text),
        cmocka_unit_test(test_a_sentence_has_a_longest),
        cmocka_unit_test(test_vocabulary_is_sorted),
        cmocka_unit_test(test_a_line_is_a_paragraph),
        cmocka_unit_test(test_broken_lines_are_joined),
        cmocka_unit_test(test_bullets_stay_apart),
        cmocka_unit_test(test_repeats),
        cmocka_unit_test(test_datelines),
        cmocka_unit_test(test_furniture),
        cmocka_unit_test(test_articles_told_apart),
        cmocka_unit_test(test_one_article_stays_one),
        cmocka_unit_test(test_what_an_article_is_told_about),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_any_bytes),
        cmocka_unit_test(test_over_the_limit),
        cmocka_unit_test(test_time_is_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
