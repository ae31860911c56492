/* page: character sets, dates, what a page says of itself, and which text is the article; by pages
 * made here.
 */
#include "page/charset.h"
#include "page/hints.h"
#include "page/page.h"
#include "base/stamp.h"

#include "linear.h"
#include <stdio.h>

static arena mem;

static int open_arena(void **state)
{
    (void)state;
    arena_init(&mem, 1u << 26);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_release(&mem);
    return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

/* ---- character sets -------------------------------------------------------------------------- */

static void test_charsets(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        const char *media, *decoded;
    } cases[] = {
#define BYTES(s) s, sizeof(s) - 1
        {BYTES("caf\xC3\xA9"), NULL, "caf\xC3\xA9"},
        {BYTES("caf\xE9"), NULL, "caf\xC3\xA9"}, /* nobody says: Windows */
        {BYTES("caf\xE9 \x93x\x94"), "text/html; charset=iso-8859-1",
         "caf\xC3\xA9 \xE2\x80\x9Cx\xE2\x80\x9D"},
        {BYTES("\xCC\xEE\xF1\xEA\xE2\xE0"), "text/html;charset=\"windows-1251\"",
         "\xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0"},
        {BYTES("<meta charset=koi8-r>\xED"), NULL, "<meta charset=koi8-r>\xD0\x9C"},
        {BYTES("<meta http-equiv=Content-Type content='text/html; charset=windows-1250'>\xB9"),
         NULL, "<meta http-equiv=Content-Type content='text/html; charset=windows-1250'>\xC4\x85"},
        {BYTES("<meta charset=gb2312>\xD6\xD0"), NULL, "<meta charset=gb2312>\xE4\xB8\xAD"},
        {BYTES("<meta charset=shift_jis>\x93\xFA"), NULL, "<meta charset=shift_jis>\xE6\x97\xA5"},
        {BYTES("<meta charset=euc-kr>\xC7\xD1"), NULL, "<meta charset=euc-kr>\xED\x95\x9C"},
        {BYTES("\xFF\xFE"
               "a\0\xE9\0"),
         NULL,
         "\xEF\xBB\xBF"
         "a\xC3\xA9"},
        {BYTES("\xFE\xFF\0a\0\xE9"), NULL,
         "\xEF\xBB\xBF"
         "a\xC3\xA9"},
        {BYTES("<meta charset=utf-16>a"), NULL, "<meta charset=utf-16>a"},
        {BYTES("<meta charset=nonsense>caf\xE9"), NULL, "<meta charset=nonsense>caf\xC3\xA9"},
        {BYTES("caf\xC3\xA9"), "text/html; charset=iso-8859-1",
         "caf\xC3\xA9"}, /* what it is, not what is said */
        {BYTES("<meta charset=koi8-r>\xED"), "text/html; charset=windows-1252",
         "<meta charset=koi8-r>\xC3\xAD"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        text out;
        casus_str bytes = {cases[i].bytes, cases[i].len};
        charset_decode(bytes, str_from(cases[i].media), &mem, &out);
        casus_str decoded = {out.ptr, out.len};
        if (!str_eq(decoded, str_from(cases[i].decoded)))
            fail_msg("case %zu: %.*s", i, (int)decoded.len, decoded.ptr);
    }
}

static void test_charset_map(void **state)
{
    (void)state;
    text out;
    charset_decode(STR("<meta charset=windows-1251>ab\xCC\xEE cd"), (casus_str){0}, &mem, &out);
    casus_span raw = text_raw_span(&out, 29, 33); /* the two letters, two bytes each */
    assert_int_equal(raw.start, 29);
    assert_int_equal(raw.end, 31);
    raw = text_raw_span(&out, 34, 36);
    assert_int_equal(raw.start, 32);
    assert_int_equal(raw.end, 34);
}

/* ---- dates ----------------------------------------------------------------------------------- */

static void test_stamps(void **state)
{
    (void)state;
    static const struct {
        const char *text, *month_first, *day_first; /* "" none */
    } cases[] = {
        {"2020-03-12", "2020-03-12", "2020-03-12"},
        {"2020-03-12T08:15:00+01:00", "2020-03-12", "2020-03-12"},
        {"20200312", "2020-03-12", "2020-03-12"},
        {"2020/3/12", "2020-03-12", "2020-03-12"},
        {"12.03.2020, 8:15", "2020-03-12", "2020-03-12"},
        {"3/12/2020", "2020-03-12", "2020-12-03"},
        {"13/12/2020", "2020-12-13", "2020-12-13"},
        {"12/13/2020", "2020-12-13", "2020-12-13"},
        {"March 12, 2020", "2020-03-12", "2020-03-12"},
        {"Published: Thu, 12 Mar 2020 08:15 GMT", "2020-03-12", "2020-03-12"},
        {"12. M\xC3\xA4rz 2020", "2020-03-12", "2020-03-12"},
        {"le 12 ao\xC3\xBBt 2019", "2019-08-12", "2019-08-12"},
        {"2 de enero de 2018", "2018-01-02", "2018-01-02"},
        {"1 juillet 2018", "2018-07-01", "2018-07-01"},
        {"31.02.2020", "", ""},
        {"2020", "", ""},
        {"call 555-1234", "", ""},
        {"12 people of 40 in 2020", "", ""},
        {"", "", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        for (unsigned first = 0; first < 2; first++) {
            char got[11] = "";
            int32_t day;
            if (stamp_read(str_from(cases[i].text), first, &day)) casus_day_format(day, got);
            assert_string_equal(got, first ? cases[i].month_first : cases[i].day_first);
        }
    }
    int32_t day;
    char got[11];
    assert_true(stamp_of_address(
        STR("https://news.example/world/2021/09/24/talks-3.html?d=2020-01-01"), &day));
    casus_day_format(day, got);
    assert_string_equal(got, "2021-09-24");
    assert_false(stamp_of_address(STR("https://news.example/world/talks-2021.html"), &day));
}

/* ---- hints ----------------------------------------------------------------------------------- */

static unsigned hints(const char *tag)
{
    hint_words words;
    html_token token;
    html_reader in = {.page = str_from(tag)};
    hint_words_init(&words);
    assert_true(html_next(&in, &token));
    return hints_of(&words, &token);
}

static void test_hints(void **state)
{
    (void)state;
    assert_int_equal(hints("<div class='entry-content'>") & PAGE_BODY, PAGE_BODY);
    assert_int_equal(hints("<div class='articleBody'>") & PAGE_BODY, PAGE_BODY);
    assert_int_equal(hints("<div id=story_text>") & PAGE_BODY, PAGE_BODY);
    assert_int_equal(hints("<div itemprop=articleBody>") & PAGE_SURE, PAGE_SURE);
    assert_int_equal(hints("<div class='elementor-widget-theme-post-content'>") & PAGE_BODY,
                     PAGE_BODY);
    assert_int_equal(hints("<div class='content'>") & PAGE_BODY, 0);
    assert_int_equal(hints("<div class='comment-content'>"), PAGE_REMARK);
    assert_int_equal(hints("<div class='post-content-ad'>"), PAGE_CLUTTER);
    assert_int_equal(hints("<div class='grid has-sidebar'>"), 0);
    assert_int_equal(hints("<div class='section--ads'>"), 0);
    assert_int_equal(hints("<div class='x sidebar-left'>"), PAGE_CLUTTER);
    assert_int_equal(hints("<div class='shadow addition'>"), 0); /* no "ad" */
    assert_int_equal(hints("<nav>"), PAGE_CLUTTER);
    assert_int_equal(hints("<div role=Navigation>"), PAGE_CLUTTER);
    assert_int_equal(hints("<div hidden>"), PAGE_HIDDEN);
    assert_int_equal(hints("<div style='color:red; display : none'>"), PAGE_HIDDEN);
    assert_int_equal(hints("<div style='display:block'>"), 0);
    assert_int_equal(hints("<body class='article sidebar'>"), 0);
}

/* ---- facts ----------------------------------------------------------------------------------- */

static page_facts facts_of(const char *html, const char *address)
{
    page found = {0};
    page_read(&found, str_from(html), (casus_str){0}, str_from(address), &mem);
    assert_true(arena_ok(&mem));
    return found.facts;
}

static void check_fact(const page_facts *f, page_fact which, const char *wanted)
{
    casus_str got = f->values[which];
    if (!str_eq(got, str_from(wanted))) fail_msg("%.*s, not %s", (int)got.len, got.ptr, wanted);
}

static void check_day(const page_facts *f, const char *wanted)
{
    char day[11];
    casus_day_format(f->published, day);
    assert_string_equal(day, wanted);
}

static void test_facts(void **state)
{
    (void)state;
    page_facts f = facts_of("<html lang=en-GB><head><title>Talks resume - The Daily</title>"
                            "<meta property='og:site_name' content='The Daily'>"
                            "<meta property='article:published_time' content='2024-03-05T10:00Z'>"
                            "<meta name=author content='A. Writer'>"
                            "<link rel=canonical href='https://daily.example/talks'></head>",
                            NULL);
    check_fact(&f, FACT_TITLE, "Talks resume");
    check_fact(&f, FACT_PUBLISHER, "The Daily");
    check_fact(&f, FACT_AUTHOR, "A. Writer");
    check_fact(&f, FACT_ADDRESS, "https://daily.example/talks");
    check_fact(&f, FACT_LANGUAGE, "en-GB");
    check_day(&f, "2024-03-05");

    f = facts_of(
        "<meta property='og:title' content='Social title'><script type='application/ld+json'>"
        "{\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"x\"},{\"@type\":\"NewsArticle\","
        "\"headline\":\"The "
        "&#8220;real&#8221; one\",\"datePublished\":\"2023-12-31\",\"author\":[{\"name\":\"B\"}],"
        "\"publisher\":{\"name\":\"P\"},\"note\":\"a\nb\"}]}</script>",
        NULL);
    check_fact(&f, FACT_TITLE, "The \xE2\x80\x9Creal\xE2\x80\x9D one");
    check_fact(&f, FACT_AUTHOR, "B");
    check_fact(&f, FACT_PUBLISHER, "P");
    check_day(&f, "2023-12-31");

    f = facts_of("<title>Peace talks resume in Geneva | World</title><h1>Menu</h1>"
                 "<h1>Peace talks resume in Geneva</h1><div>12 March 2020</div><p>Text.",
                 NULL);
    check_fact(&f, FACT_TITLE, "Peace talks resume in Geneva");
    check_day(&f, "2020-03-12");

    f = facts_of("<time datetime=2019-05-06>yesterday</time>", NULL);
    check_day(&f, "2019-05-06");
    f = facts_of("<p>Text.", "https://news.example/2021/09/24/talks");
    check_day(&f, "2021-09-24");
    f = facts_of("<html lang=de><span itemprop=datePublished>3/4/2020</span>", NULL);
    check_day(&f, "2020-04-03");
    f = facts_of("<script type='application/ld+json'>{\"headline\":</script><title>T</title>",
                 NULL);
    check_fact(&f, FACT_TITLE, "T");
    f = facts_of("", NULL);
    check_day(&f, "");
}

/* ---- articles -------------------------------------------------------------------------------- */

#define PROSE                                                                                      \
    "The government and the rebels met in the capital on Monday, officials said, and agreed to "   \
    "meet again. "
#define MORE                                                                                       \
    "A second round, the mediator added, will be held next month; both sides have promised to "    \
    "come."

static void check_article(const char *html, const char *wanted)
{
    page found = {0};
    text article;
    page_read(&found, str_from(html), (casus_str){0}, (casus_str){0}, &mem);
    page_text(&found, &mem, &article);
    assert_true(arena_ok(&mem));
    casus_str got = {article.ptr, article.len};
    if (!str_eq(got, str_from(wanted))) fail_msg("%.*s", (int)got.len, got.ptr);
}

/* The item of a feed is all article: short lines, lists of links and a remark at the end stay. */
static void test_fragments(void **state)
{
    (void)state;
    static const struct {
        const char *html, *wanted;
    } cases[] = {
        {"Chad <b>condemned</b> Sudan.", "Chad condemned Sudan."},
        {"<p>One.</p><p>Two</p>", "One.\n\nTwo"},
        {"One<br>two &amp; three<h1>Four</h1><ul><li><a href=x>Five</a></ul><aside>Six</aside>",
         "One\ntwo & three\n\nFour\n\nFive\n\nSix"},
        {"<div><script>x</script><img src=y>Seven</div>", "Seven"},
        {"</p>eight<p>nine", "eight\n\nnine"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        page found = {0};
        text article;
        page_read(&found, str_from(cases[i].html), (casus_str){0}, (casus_str){0}, &mem);
        page_keep_all(&found, &mem);
        page_text(&found, &mem, &article);
        assert_true(arena_ok(&mem));
        assert_string_equal(article.ptr, cases[i].wanted);
    }
}

static void test_articles(void **state)
{
    (void)state;
    check_article("", "");
    check_article("<p>" PROSE "</p>",
                  "The government and the rebels met in the capital on Monday, officials said, "
                  "and agreed to meet again.");
    /* navigation, a list of links, remarks, a foot; a heading stays where text follows */
    check_article(
        "<nav><a href=a>Home, sweet home.</a></nav><div class=story><h2>Talks</h2><p>" PROSE PROSE
            PROSE "</p><p>" MORE
        "</p><ul><li><a href=b>More, on this subject, here.</a></li></ul><h2>Related</h2>"
        "</div><div class=comments><p>" PROSE
        "</p></div><footer>All rights, as ever, reserved.</footer>",
        "Talks\n\n" PROSE PROSE "The government and the rebels met in the capital on Monday, "
                                "officials said, and agreed to meet "
        "again.\n\n" MORE);
    /* white space, references, line breaks */
    check_article(
        "<p>Mali&rsquo;s   army,\n&amp; police,<br>met <b>rebels</b>; they talked, and parted, it "
        "said.</p>",
        "Mali\xE2\x80\x99s army, & police,\nmet rebels; they talked, and parted, it said.");
}

/* Spans lead back to the page's bytes, through references and character sets. */
static void test_map(void **state)
{
    (void)state;
    static const char html[] =
        "<meta charset=windows-1252><p>Caf\xE9 &amp; bar, it said, are open again today.</p>";
    page found = {0};
    text article;
    page_read(&found, STR(html), (casus_str){0}, (casus_str){0}, &mem);
    page_text(&found, &mem, &article);
    casus_str got = {article.ptr, article.len};
    size_t at = str_find(got, STR("& bar"));
    casus_span raw = text_raw_span(&article, (uint32_t)at, (uint32_t)at + 5);
    assert_memory_equal(html + raw.start, "&amp; bar", 9);
    assert_int_equal(raw.end - raw.start, 9);
    at = str_find(got, STR("\xC3\xA9"));
    raw = text_raw_span(&article, (uint32_t)at, (uint32_t)at + 2);
    assert_int_equal(raw.end - raw.start, 1);
    assert_int_equal((unsigned char)html[raw.start], 0xE9);
}

/* ---- hostile shapes -------------------------------------------------------------------------- */

static void read_shape(void *self, casus_str html)
{
    (void)self;
    page found = {0};
    text article;
    arena_reset(&mem);
    page_read(&found, html, (casus_str){0}, (casus_str){0}, &mem);
    page_text(&found, &mem, &article);
    assert_true(arena_ok(&mem));
}

static void test_time_is_linear(void **state)
{
    (void)state;
    static const char *const shapes[] = {
        "<div>",
        "<b>",
        "<a href=x>",
        "<p>",
        "</div>",
        "</p><p>x, y.",
        "<table><tr><td>",
        "<ul><li>",
        "<div class='post-content sidebar'>",
        "<a b=c ",
        "<a b=\"",
        "<",
        "</",
        "<!--",
        "<!-- -",
        "&amp",
        "&#1",
        "&CounterClockwiseContourIntegra",
        "<![CDATA[",
        "\"",
        "word",
        "A sentence, it is said, and more. ",
        "\n",
        "<script>",
        "<script><!--<",
        "<title>",
        "<style>a</style>",
        "<script type='application/ld+json'>[[{\"a\":",
        "<script type='application/ld+json'>[{\"author\":1}]</script>",
        "<meta name=author content=a>",
        "<time>",
        "<h1>a b c</h1>",
        "<br>",
        "<dl><dt>",
        "<select><option>",
        "<svg><title>",
        "\xE9",
        "\xC3\xA9",
    };
    arena_release(&mem);
    arena_init(&mem, (size_t)1 << 30);
    for (size_t i = 0; i < COUNT(shapes); i++)
        check_linear(read_shape, NULL, shapes[i], 1u << 18, 0.02);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_charsets), TEST(test_charset_map), TEST(test_stamps), TEST(test_hints),
        TEST(test_fragments), TEST(test_facts),    TEST(test_articles),    TEST(test_map),    TEST(test_time_is_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
