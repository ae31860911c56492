/* clean: repairs, residue and the map back to the payload, in tables; prose that must stay; any
 * bytes; hostile shapes in linear time. */
#include "clean/clean.h"
#include "clean/decode.h"
#include "clean/residue.h"
#include "linear.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct cleaned {
    arena mem;
    text text;
    casus_stats stats;
} cleaned;

static cleaned clean(casus_str raw)
{
    cleaned out = {.stats = {0}};
    arena_init(&out.mem, 0);
    clean_text(raw, &out.mem, &out.text, &out.stats);
    assert_true(arena_ok(&out.mem));
    return out;
}

/* What must hold of every cleaning: good UTF-8, no controls, gapless runs, spans inside the payload
 * that go forward. */
static void check_invariants(casus_str raw, const cleaned *c)
{
    casus_str s = {c->text.ptr, c->text.len};
    assert_int_equal(s.ptr[s.len], '\0');
    for (size_t at = 0; at < s.len;) {
        uint32_t code_point = utf8_next(s, &at);
        assert_true(code_point != UTF8_BAD);
        assert_true(code_point >= 0x20 || code_point == '\n');
    }
    uint32_t at = 0, raw_at = 0;
    for (uint32_t i = 0; i < c->text.n_runs; i++) {
        const text_run *run = &c->text.runs[i];
        assert_true(run->at == at && run->len > 0 && run->raw_at >= raw_at);
        at += run->len;
        raw_at = run->raw_at + run->raw_len;
    }
    assert_int_equal(at, s.len);
    assert_true(raw_at <= raw.len);
    uint32_t before = 0;
    for (uint32_t i = 0; i < c->text.len; i += 1 + c->text.len / 97) {
        casus_span span = text_raw_span(&c->text, i, i + 1);
        assert_true(span.start >= before && span.start <= span.end && span.end <= raw.len);
        before = span.start;
    }
}

static void check(const char *raw, const char *wanted)
{
    cleaned c = clean(str_from(raw));
    check_invariants(str_from(raw), &c);
    assert_string_equal(c.text.ptr, wanted);
    arena_release(&c.mem);
}

/* ---- repairs -------------------------------------------------------------------------------- */

static void test_repairs(void **state)
{
    (void)state;
    static const struct {
        const char *raw, *wanted;
    } cases[] = {
        {"", ""},
        {"plain", "plain"},
        {"a\r\nb\rc\n", "a\nb\nc\n"},
        {"a\u2028b\u2029c\vd", "a\nb\nc\nd"},
        {"\uFEFFtext", "text"},
        {"a\tb\u00A0c\u2003d\u3000e", "a b c d e"},
        {"a\x01\x02z\x7F", "az"},
        {"zero\u200Bwidth soft\u00ADhyphen", "zerowidth softhyphen"},
        {"It\u2019s \u2018so\u2019 \u201Cquoted\u201D", "It's 'so' \u201Cquoted\u201D"},
        {"``old'' quotes", "\"old\" quotes"},
        {"o\uFB03cial \uFB01les", "official files"},
        /* Windows-1252 bytes */
        {"It\x92s \x93so\x94 \x96 caf\xE9 \x80"
         "5",
         "It's \u201Cso\u201D \u2013 caf\u00E9 \u20AC5"},
        {"a\x81"
         "b\x9D",
         "ab"},
        {"a\xC2\x92"
         "b",
         "a'b"}, /* the same, already encoded as controls */
        /* UTF-8 read as Windows-1252 and encoded again */
        {"It\u00E2\u20AC\u2122s", "It's"},
        {"\u00E2\u20AC\u0153Yes\u00E2\u20AC\xC2\x9D", "\u201CYes\u201D"},
        {"\u00E2\u20AC\u0153Yes\u00E2\u20AC", "\u201CYes\u201D"},
        {"caf\u00C3\u00A9, Bogot\u00C3\u00A1", "caf\u00E9, Bogot\u00E1"},
        {"1\u00C2\u00A0000 \u00C2\u00A3", "1 000 \u00A3"},
        {"Erdo\u00C4\u0178an, Milo\u00C5\u00A1evi\u00C4\u2021",
         "Erdo\u011Fan, Milo\u0161evi\u0107"},
        {"\u00D0\u0153\u00D0\u00B0\u00D0\u00BB\u00D0\u00B8", "\u041C\u0430\u043B\u0438"},
        {"\u00EF\u00BB\u00BFtext", "text"},
        {"It\u00C3\u00A2\u00E2\u201A\u00AC\u00E2\u201E\u00A2s", "It's"}, /* twice */
        /* good text that only looks like it */
        {"CAF\u00C9\u00BB, NESTL\u00C9\u00AE", "CAF\u00C9\u00BB, NESTL\u00C9\u00AE"},
        {"caf\u00E9\u201D\u2014he", "caf\u00E9\u201D\u2014he"},
        {"\u00C5land, \u00C3 and \u00E2ge", "\u00C5land, \u00C3 and \u00E2ge"},
        /* a character that was lost before */
        {"Mali\uFFFDs and don\uFFFDt", "Mali's and don't"},
        {"caf\uFFFD \uFFFDx", "caf\uFFFD \uFFFDx"},
        /* character references */
        {"R&amp;D &lt;b&gt; &quot;x&quot; &#39;y&#x27;", "R&D  \"x\" 'y'"},
        {"&ldquo;caf&eacute;&rdquo; &mdash; 5&nbsp;&euro;",
         "\u201Ccaf\u00E9\u201D \u2014 5 \u20AC"},
        {"&amp;quot;twice&amp;quot; &amp;amp;nbsp;", "\"twice\"  "},
        {"AT&T &unknown; &#xD800; &#0; &; &amp", "AT&T &unknown; &#xD800; &#0; &; &amp"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) check(cases[i].raw, cases[i].wanted);
}

static void test_every_entity(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t code_point;
    } cases[] = {
        {"AElig", 0xC6},   {"Yuml", 0x178},   {"aacute", 0xE1},  {"amp", '&'},
        {"apos", '\''},    {"bull", 0x2022},  {"copy", 0xA9},    {"deg", 0xB0},
        {"eacute", 0xE9},  {"euro", 0x20AC},  {"gt", '>'},       {"hellip", 0x2026},
        {"iuml", 0xEF},    {"laquo", 0xAB},   {"ldquo", 0x201C}, {"lsquo", 0x2018},
        {"lt", '<'},       {"mdash", 0x2014}, {"nbsp", 0xA0},    {"ndash", 0x2013},
        {"ouml", 0xF6},    {"pound", 0xA3},   {"quot", '"'},     {"raquo", 0xBB},
        {"rdquo", 0x201D}, {"rsquo", 0x2019}, {"sbquo", 0x201A}, {"szlig", 0xDF},
        {"trade", 0x2122}, {"uuml", 0xFC},    {"yen", 0xA5},     {"yuml", 0xFF},
        {"zwnj", 0x200C},  {"#8217", 0x2019}, {"#xE9", 0xE9},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char raw[20];
        size_t len, n = (size_t)snprintf(raw, sizeof raw, "&%s;", cases[i].name);
        assert_int_equal(entity_decode((casus_str){raw, n}, 0, &len), cases[i].code_point);
        assert_int_equal(len, n);
        assert_true(entity_decode((casus_str){raw, n - 1}, 0, &len) == UTF8_BAD);
    }
}

static void test_counts_damage(void **state)
{
    (void)state;
    static const struct {
        const char *raw;
        uint64_t repaired;
    } cases[] = {{"fine \u201Ctext\u201D&amp;", 0},
                 {"caf\xE9", 1},
                 {"It\u00E2\u20AC\u2122s", 8},
                 {"a\x01z", 1}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        cleaned c = clean(str_from(cases[i].raw));
        assert_int_equal(c.stats.bytes_repaired, cases[i].repaired);
        assert_int_equal(c.stats.residue, 0);
        arena_release(&c.mem);
    }
}

/* ---- residue -------------------------------------------------------------------------------- */

static void test_residue(void **state)
{
    (void)state;
    static const struct {
        const char *raw, *wanted;
    } cases[] = {
        /* lines of their own */
        {"He left.\nShare this:\nShe stayed.", "He left.\nShe stayed."},
        {"Advertisement\nHe left.", "He left."},
        {"He left.\nADVERTISEMENT", "He left.\n"},
        {"[Advertisement]\n\u2022 Read more \u00BB\nHe left.", "He left."},
        {"Share Tweet Email\nHe left.\n12 Comments\n1.2K shares", "He left.\n"},
        {"5 min read\n2 hours ago\nHe left.", "He left."},
        {"Photo: A soldier in the capital\nHe left.", "He left."},
        {"Related: What we know\nRead more: The talks\nHe left.", "He left."},
        {"\u00A9 2021 The Daily. All rights reserved.\nHe left.", "He left."},
        {"We use cookies to improve your experience.\nAccept all\nHe left.", "He left."},
        {"Sign up for our daily newsletter\nFollow us on Twitter\nHe left.", "He left."},
        {"9:41 AM \u00B7 Mar 3, 2022\nHe left.", "He left."},
        {"Your email address will not be published. Required fields are marked *\nHe left.",
         "He left."},
        {"He left.<br>She stayed.<br/><p class=\"x\">They slept.</p>",
         "He left.\nShe stayed.\n\nThey slept."},
        {"<!-- ad slot -->\nHe <b>left</b>.", "\nHe left."},
        /* at the end of a paragraph */
        {"He left. Read more: Talks fail", "He left."},
        {"He left. Follow us on Twitter @x. Sign up for our newsletter.", "He left."},
        {"\"He left.\" Click here to subscribe.", "\"He left.\""},
        /* glued */
        {"ReplyDeleteEuropean countries met.", "European countries met."},
        {"He left.ReplyDelete\nShe stayed.", "He left.\nShe stayed."},
        {"He left.AdvertisementThe minister stayed.", "He left.\nThe minister stayed."},
        {"He left.ADVERTISEMENTThe minister stayed.", "He left.\nThe minister stayed."},
        {"He left.Read moreThe minister stayed.Share this:", "He left.\nThe minister stayed."},
        {"He said noReplyDelete", "He said no"},
        {"TweetAustralia has offered to stay.", "Australia has offered to stay."},
        {"Continue readingHe left.", "He left."},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        check(cases[i].raw, cases[i].wanted);
        cleaned c = clean(str_from(cases[i].raw));
        assert_true(c.stats.residue > 0);
        arena_release(&c.mem);
    }
}

/* Prose with the same words. */
static void test_prose_stays(void **state)
{
    (void)state;
    static const char *const prose[] = {
        "Share prices fell on Monday.",
        "Advertisement spending rose, the company said.",
        "Reply was sharp, and comments were few.",
        "The minister said he would read more about it.",
        "He asked them to follow us on Twitter and elsewhere, she said.",
        "More than 40 people died. Related claims were denied.",
        "Comments by the minister angered Paris. Share of votes fell.",
        "They continue reading the names of the dead.",
        "All rights reserved for the crown were given up in 1832.",
        "Two hours ago the talks ended, 5 minutes after they began.",
        "Sign up for the draft, the government told young men.",
        "The RideShare and GoFundMe firms replied.",
        "Video showed soldiers shooting. Photos were shared.",
        "Print and broadcast media were shut.",
        "Plc <BP>, which owns <Union Faith>, said 3 < 4 and 5 > 2.",
        "Home is where they were killed, the report said.",
        "the market turnover for the day was some\n500,000 shares.",
        "and the police said that the number of the dead was\nlive",
        "Copyright law was changed. Privacy was not.",
        "\"Delete it,\" he told them. Delete they did.",
    };
    for (size_t i = 0; i < COUNT(prose); i++) check(prose[i], prose[i]);
}

/* Every pattern that may be a line of its own is taken from between two lines of prose. */
static void test_every_pattern_works(void **state)
{
    (void)state;
    assert_true(residue_n_patterns >= 150);
    for (size_t i = 0; i < residue_n_patterns; i++) {
        const residue_pattern *p = &residue_patterns[i];
        assert_true(p->places != 0 && p->pattern[0] && p->pattern[1]);
        if (!(p->places & (RESIDUE_LINE | RESIDUE_LABEL))) continue;
        buf raw = {0};
        buf_printf(&raw, "He left.\n");
        for (const char *c = p->pattern; *c; c++) {
            bool first = c == p->pattern && *c >= 'a' && *c <= 'z';
            if (*c == '#') buf_printf(&raw, "12");
            else if (*c == '*') buf_printf(&raw, "Abc");
            else buf_put_char(&raw, first ? (char)(*c - 32) : *c);
        }
        buf_printf(&raw, "\nShe stayed.");
        cleaned c = clean(buf_str(&raw));
        if (strcmp(c.text.ptr, "He left.\nShe stayed.") != 0) fail_msg("left: %s", p->pattern);
        arena_release(&c.mem);
        buf_release(&raw);
    }
}

/* ---- the map -------------------------------------------------------------------------------- */

static void test_spans_map_back(void **state)
{
    (void)state;
    static const char raw[] = "Share this:\r\nMali\x92s caf&eacute; \u201Cof\u201D Bamako.\r\n"
                              "ReplyDeleteEuropean countries\u2019 war.AdvertisementThe end";
    static const struct {
        const char *text, *raw;
    } cases[] = {
        {"Mali's", "Mali\x92s"},
        {"caf\u00E9", "caf&eacute;"},
        {"\u201Cof\u201D", "\u201Cof\u201D"},
        {"Bamako.", "Bamako."},
        {"European countries' war.", "European countries\u2019 war."},
        {"'", "\x92"},
        {"The end", "The end"},
        {".\nEuropean", ".\r\nReplyDeleteEuropean"},
        {"war.\nThe", "war.AdvertisementThe"},
    };
    cleaned c = clean(STR(raw));
    check_invariants(STR(raw), &c);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *at = strstr(c.text.ptr, cases[i].text);
        if (!at) fail_msg("no \"%s\" in \"%s\"", cases[i].text, c.text.ptr);
        uint32_t start = (uint32_t)(at - c.text.ptr);
        casus_span span = text_raw_span(&c.text, start, start + (uint32_t)strlen(cases[i].text));
        casus_str got = {raw + span.start, span.end - span.start};
        if (!str_eq(got, str_from(cases[i].raw))) {
            fail_msg("\"%s\" came from \"%.*s\"", cases[i].text, (int)got.len, got.ptr);
        }
    }
    casus_span none = text_raw_span(&c.text, 5, 5), past = text_raw_span(&c.text, 0, UINT32_MAX);
    assert_int_equal(none.start, none.end);
    assert_true(past.end <= sizeof raw - 1);
    arena_release(&c.mem);
    text empty = {.ptr = ""};
    casus_span nothing = text_raw_span(&empty, 0, 3);
    assert_true(nothing.start == 0 && nothing.end == 0);
}

/* ---- hostile input --------------------------------------------------------------------------- */

static void test_any_bytes(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "\u00E2\u20AC", "&amp;",  "ReplyDelete", "\n",   " ",   "A",     ".",
        "Read more",    "<br>",   "\xC3",        "\xFF", "\r",  "''",    "5 min read",
        "Share this:",  "\u00C3", "\u00A2",      "<!--", "-->", "\u2019"};
    uint64_t seed = 99;
    for (unsigned round = 0; round < 3000; round++) {
        buf raw = {0};
        buf_put(&raw, "", 0);
        for (unsigned i = 0; i < round % 40; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            unsigned pick = (unsigned)(seed >> 33);
            if (pick & 1) buf_put_str(&raw, str_from(pieces[pick / 2 % COUNT(pieces)]));
            else buf_put_char(&raw, (char)(pick >> 1));
        }
        cleaned c = clean(buf_str(&raw));
        check_invariants(buf_str(&raw), &c);
        arena_release(&c.mem);
        buf_release(&raw);
    }
}

static void test_over_the_limit(void **state)
{
    (void)state;
    arena mem;
    arena_init(&mem, 1000);
    text out;
    casus_stats stats = {0};
    char raw[2000];
    memset(raw, 'x', sizeof raw);
    clean_text((casus_str){raw, sizeof raw}, &mem, &out, &stats);
    assert_false(arena_ok(&mem));
    assert_int_equal(out.len, 0);
    assert_int_equal(out.n_runs, 0);
    arena_release(&mem);
}

/* In an arena that is warm, as a document's is: the first touch of memory is the kernel's time. */
static void clean_once(void *self, casus_str raw)
{
    arena *mem = self;
    text out;
    casus_stats stats = {0};
    arena_reset(mem);
    clean_text(raw, mem, &out, &stats);
    assert_true(arena_ok(mem));
}

static void test_time_is_linear(void **state)
{
    (void)state;
    static const char *const shapes[] = {
        "a",     " ",         "\n",          "&",           "&amp;",        "<",
        "<a ",   "<!--",      "\x92",        "\u00E2",      "\u00C3\u00A2", ".A",
        "Read ", "Read more", "Read more ",  ". Read more", "Share this:",  "1",
        "a1",    "#",         "ReplyDelete", "\"",          ".\n",          "Sign up for "};
    arena mem;
    arena_init(&mem, 0);
    for (size_t i = 0; i < COUNT(shapes); i++)
        check_linear(clean_once, &mem, shapes[i], 200000, 0.05);
    arena_release(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_repairs),        cmocka_unit_test(test_every_entity),
        cmocka_unit_test(test_counts_damage),  cmocka_unit_test(test_residue),
        cmocka_unit_test(test_prose_stays),    cmocka_unit_test(test_every_pattern_works),
        cmocka_unit_test(test_spans_map_back), cmocka_unit_test(test_any_bytes),
        cmocka_unit_test(test_over_the_limit), cmocka_unit_test(test_time_is_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
