/* wrap: text that an editor broke into lines, and lines of their own. Each case is split as plain
 * text, as a news text, and with the sentence ends learned. Texts are ours. */
#include "segment/wrap.h"
#include "built_model.h"
#include "document.h"
#include "linear.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum way { PLAIN, PLAIN_LEARNED, NEWS, NEWS_LEARNED, WAYS };
static const char *const way_names[] = {"plain", "plain, learned", "news", "news, learned"};

/* "|" right behind the last letter of its sentence, whatever blanks follow. */
static void put_marked(buf *out, const char *marked)
{
    for (const char *c = marked; *c; c++) {
        size_t blanks = strspn(c, " \n\r");
        if (c[blanks] == '|') buf_put_char(out, '|');
        for (size_t i = 0; i < blanks; i++)
            if (c[i] != '\r') buf_put_char(out, c[i]);
        c += blanks;
        if (*c != '|') buf_put_char(out, *c);
    }
}

static void split(casus_str raw, enum way way, const ends_model *ends, buf *out)
{
    arena mem;
    text in;
    segments segs;
    casus_stats stats = {0};
    arena_init(&mem, 0);
    bool plain = way == PLAIN || way == PLAIN_LEARNED, learned = way % 2;
    if (plain) plain_text(raw, &mem, &in);
    else clean_text(raw, &mem, &in, &stats);
    if (plain) segment_plain(&in, learned ? ends : NULL, &mem, &segs, &stats);
    else segment_text(&in, learned ? ends : NULL, &mem, &segs, &stats);
    uint32_t at = 0;
    for (uint32_t i = 0; i < segs.n_sentences; i++) {
        if (i) buf_put_char(out, '|');
        buf_put_str(out, text_slice(&in, at, segs.sentences[i].end));
        at = segs.sentences[i].end;
    }
    arena_release(&mem);
}

/* Returns 0 if sentences end where "|" stands. */
static int check(const char *marked, enum way way, const ends_model *ends)
{
    buf raw = {0}, got = {0}, wanted = {0};
    for (const char *c = marked; *c; c++)
        if (*c != '|') buf_put_char(&raw, *c);
    put_marked(&wanted, marked);
    split(buf_str(&raw), way, ends, &got);
    int wrong = !str_eq(buf_str(&got), buf_str(&wanted));
    if (wrong) print_error("%s: wanted\n%s\ngot\n%s\n", way_names[way], wanted.ptr, got.ptr);
    buf_release(&raw);
    buf_release(&got);
    buf_release(&wanted);
    return wrong;
}

static void check_all(void **state, const char *const *cases, size_t n)
{
    const casus_model *model = *state;
    int wrong = 0;
    for (size_t i = 0; i < n; i++)
        for (enum way way = PLAIN; way < WAYS; way++) wrong += check(cases[i], way, &model->ends);
    assert_int_equal(wrong, 0);
}

static void test_capitals(void **state)
{
    static const char *const cases[] = {
        /* a line before the first full one, as where a dateline was cut off */
        "THE NAVY COMMAND HAS ANNOUNCED THAT SOME 30\n"
        "FISHERMEN WERE TAKEN FROM THEIR BOATS BY ARMED MEN OF THE COASTAL\n"
        "PEOPLE'S FRONT (CPF) NEAR PORT EDWARD ON SUNDAY MORNING.|  ACCORDING TO\n"
        "ITS SPOKESMAN, THE BOATS WERE FOUND EMPTY.",
        /* two paragraphs, the second of two lines */
        "   THE INTERIOR MINISTER SAID LATE ON TUESDAY THAT THE CURFEW WOULD REMAIN\n"
        "IN FORCE UNTIL FRIDAY.\n\n|"
        "   IT WAS ALSO LEARNED THAT A DRIVER WAS HURT AND TAKEN TO THE MILITARY\n"
        "HOSPITAL IN THE CAPITAL.",
        /* figures and names at the head of lines */
        "   A TRAIN CARRYING CEMENT LEFT THE RAILS NEAR THE TOWN OF NEW HOPE ABOUT\n"
        "40 KM SOUTH OF THE CAPITAL, WHERE WORKERS HAD BEEN ON STRIKE SINCE 12\n"
        "MAY.|  NOBODY WAS HURT, BUT THE LINE WILL BE CLOSED FOR AT LEAST A WEEK,\n"
        "RAILWAY OFFICIALS SAID.",
        /* what follows a colon is a paragraph */
        "   THE WORKERS' UNION HAS MADE THREE DEMANDS OF THE GOVERNMENT, WHICH ARE AS\n"
        "FOLLOWS:\n\n|HIGHER PAY;\n|SHORTER HOURS;\n|SAFER MINES.",
        "   THE UNION'S SECRETARY GENERAL, JOHN ROE, SPOKE TO THE NATIONAL NEWSPAPERS\n"
        "ABOUT \"THE LONG ROAD\" TO A NEW AGREEMENT WITH THE OWNERS OF THE NORTHERN\n"
        "MINES.|  HE SAID: \"WE ARE WILLING TO WAIT.\"",
        /* a closing line is no part of it */
        "THE PORT OF NEW HOPE WAS CLOSED TO ALL SHIPS FOR THE THIRD DAY ON FRIDAY\n"
        "BECAUSE PILOTS REFUSED TO WORK, AND SHIPPING AGENTS SAID THAT THEY HAD\n"
        "SENT MOST OF THEIR VESSELS TO PORT EDWARD, 60 KM TO THE SOUTH.\n"
        "|MORE TO COME",
    };
    check_all(state, cases, COUNT(cases));
}

static void test_mixed_case(void **state)
{
    static const char *const cases[] = {
        "The talks will be held in the second week of May, said President\n"
        "Jane Roe.",
        "The minister told reporters in the capital on Friday that President\n"
        "Jane Roe had not decided when she would meet the leaders of the\n"
        "Northern Alliance.| They have asked for talks since March.",
        "Workers at the port of New Hope went on strike for the third day on\n"
        "Friday.| Pilots refused to work, and agents said they had sent ships to\n"
        "Port Edward.| The strike began on Wednesday after all talks with\n"
        "Harbour Company managers had failed.",
        "The two parties have agreed on a date for the election of the new\n"
        "National Assembly and on the names of the members of the\n"
        "Electoral Commission, the radio said.",
        /* line ends as on other systems */
        "The minister told reporters in the capital on Friday that President\r\n"
        "Jane Roe had not decided when she would meet the leaders of the\r\n"
        "Northern Alliance.| They have asked for talks since March.",
        "THE NAVY COMMAND HAS ANNOUNCED THAT SOME 30 FISHERMEN WERE TAKEN FROM\r\n"
        "THEIR BOATS BY ARMED MEN OF THE COASTAL PEOPLE'S FRONT NEAR PORT\r\n"
        "EDWARD ON SUNDAY.",
        /* all small */
        "the minister told reporters in the capital on friday that president\n"
        "jane roe had not decided when she would meet the leaders of the\n"
        "northern alliance.| they have asked for talks since march, when about\n"
        "40 of them were arrested.",
        /* letters beyond ASCII: columns are not bytes */
        "Le ministre a \u00E9t\u00E9 re\u00E7u \u00E0 la pr\u00E9fecture par le pr\u00E9sident\n"
        "Jean Dupr\u00E9, apr\u00E8s quoi il est all\u00E9 \u00E0 la gare de l'\u00C9toile.",
    };
    check_all(state, cases, COUNT(cases));
}

static void test_quoted_mail(void **state)
{
    static const char *const cases[] = {
        "> The minister told reporters in the capital on Friday that President\n"
        "> Jane Roe had not decided when she would meet the leaders of the\n"
        "> Northern Alliance.| They have asked for talks since March.",
        "> THE NAVY COMMAND HAS ANNOUNCED THAT SOME 30 FISHERMEN WERE TAKEN FROM\n"
        "> THEIR BOATS BY ARMED MEN OF THE COASTAL PEOPLE'S FRONT NEAR PORT\n"
        "> EDWARD ON SUNDAY.",
        "> > They asked for talks with the company on the second of March and\n"
        "> > have heard nothing since.\n"
        "|> The company says that it never got a letter, and that President\n"
        "> Roe knows it.",
    };
    check_all(state, cases, COUNT(cases));
}

static void test_lines_of_their_own(void **state)
{
    static const char *const cases[] = {
        /* bullets */
        "* Higher pay for all workers in the northern mines and in the ports\n"
        "|* Shorter hours\n|* Safer mines",
        "* Higher pay for all workers of the northern mines and of the port of\n"
        "  New Hope\n|* Shorter hours for those who work at night or at sea",
        /* an address */
        "Jane Roe\n|Harbour Company\n|12 Old Quay\n|New Hope",
        "JANE ROE\n|HARBOUR COMPANY OF NEW HOPE\n|12 OLD QUAY\n|NEW HOPE",
        /* headlines */
        "Harbour Company And Pilots Agree To Meet Again In Capital Next Month\n"
        "|Union Leader Says That Strike Will Go On\n"
        "|New Mine To Open In North",
        "HARBOUR COMPANY AND PILOTS AGREE TO MEET AGAIN NEXT MONTH\n"
        "|UNION LEADER SAYS STRIKE GOES ON\n|NEW MINE OPENS IN NORTH",
        /* a table */
        "Port            1985     1986\n|New Hope         120      140\n"
        "|Port Edward      310      295\n|Old Quay          15       12",
        "PORT            SHIPS    CARGO IN MILLIONS OF TONNES, ROUNDED\n"
        "|NEW HOPE         120      14.0     A THIRD OF IT CEMENT AND COAL\n"
        "|PORT EDWARD      310      29.5     HALF OF IT GRAIN AND OIL SEED",
        /* a poem */
        "The boats went out at break of day\n|And none of them came home\n"
        "|The gulls above the empty bay\n|Cried out upon the foam",
        /* short paragraphs of one line each */
        "The minister met his counterpart in the capital on Monday morning.\n"
        "|They talked about trade, the ministry said in a statement.\n"
        "|Talks go on.",
    };
    check_all(state, cases, COUNT(cases));
}

static void test_beside_a_paragraph(void **state)
{
    static const char *const cases[] = {
        /* a headline above */
        "Harbour pilots go on strike again\n"
        "|The port of New Hope was closed to all ships for the third day on\n"
        "Friday because pilots refused to work, and shipping agents said that\n"
        "they had sent their vessels to Port Edward.",
        "HARBOUR PILOTS GO ON STRIKE AGAIN\n"
        "|Shipping agents said on Friday that they had sent their vessels to\n"
        "Port Edward because pilots in the port of New Hope refused to work.",
        "STRIKE AT PORT\n"
        "|SHIPPING AGENTS SAID ON FRIDAY THAT THEY HAD SENT THEIR VESSELS TO\n"
        "PORT EDWARD BECAUSE PILOTS IN THE PORT OF NEW HOPE REFUSED TO WORK\n"
        "FOR THE THIRD DAY.",
        /* a signature below */
        "We would be glad to hear from you before the end of the month, when\n"
        "the new timetable of the port will be printed and sent to all the\n"
        "companies.\n|Jane Roe\n|Harbour Company\n|New Hope",
        /* a list below */
        "The union has made three demands of the company, and it says that it\n"
        "will not call off the strike before all of them are met:\n"
        "|- higher pay\n|- shorter hours\n|- safer boats",
        /* the next paragraph is indented */
        "The port of New Hope was closed to all ships for the third day on\n"
        "Friday because pilots refused to work.\n"
        "|   Agents said that they had sent their vessels to the south, where\n"
        "Port Edward took them.",
    };
    check_all(state, cases, COUNT(cases));
}

/* A line end within a paragraph is a blank like any other. */
static void test_a_line_end_is_a_blank(void **state)
{
    const casus_model *model = *state;
    static const char text_of[] =
        "THE STATE RADIO REPORTED THAT SOME 200 WORKERS OF THE SUGAR MILLS MARCHED\n"
        "TO THE SQUARE IN FRONT OF THE LABOUR MINISTRY AND ASKED FOR PRESIDENT ROE\n"
        "TO MEET THEM.  THE POLICE DID NOT INTERVENE.  JOHN DOE, WHO LEADS THE MILL\n"
        "WORKERS' UNION, TOLD THE RADIO THAT \"WE SHALL COME BACK TOMORROW\"";
    char joined[sizeof text_of];
    for (size_t i = 0; i < sizeof text_of; i++) joined[i] = text_of[i] == '\n' ? ' ' : text_of[i];
    arena mem;
    segments a, b;
    casus_stats stats = {0};
    text wrapped = {.ptr = text_of, .len = sizeof text_of - 1};
    text flat = {.ptr = joined, .len = sizeof text_of - 1};
    arena_init(&mem, 0);
    segment_plain(&wrapped, &model->ends, &mem, &a, &stats);
    segment_plain(&flat, &model->ends, &mem, &b, &stats);
    assert_int_equal(a.n_paragraphs, 1);
    assert_int_equal(a.n_sentences, 3);
    assert_int_equal(b.n_sentences, 3);
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(a.sentences[i].start, b.sentences[i].start);
        assert_int_equal(a.sentences[i].end, b.sentences[i].end);
    }
    arena_release(&mem);
}

static void split_once(void *self, casus_str raw)
{
    arena *mem = self;
    segments segs;
    casus_stats stats = {0};
    arena_reset(mem);
    text in = {.ptr = raw.ptr, .len = (uint32_t)raw.len};
    segment_plain(&in, NULL, mem, &segs, &stats);
    assert_true(arena_ok(mem));
}

static void test_time_is_linear(void **state)
{
    (void)state;
    static const char *const shapes[] = {
        "A\n", "> ", "> \n", ">\n", "A  B  C\n", "  A\n", "THE A,\n",
        "SOME LONG LINE OF WORDS THAT GOES ON AND ON UNTIL IT IS WRAPPED\n"};
    arena mem;
    arena_init(&mem, 0);
    for (size_t i = 0; i < COUNT(shapes); i++)
        check_linear(split_once, &mem, shapes[i], 100000, 0.05);
    arena_release(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_capitals),
        cmocka_unit_test(test_mixed_case),
        cmocka_unit_test(test_quoted_mail),
        cmocka_unit_test(test_lines_of_their_own),
        cmocka_unit_test(test_beside_a_paragraph),
        cmocka_unit_test(test_a_line_end_is_a_blank),
        cmocka_unit_test(test_time_is_linear),
    };
    return cmocka_run_group_tests(tests, built_model_open, built_model_close);
}
