/* feed: RSS and Atom as their descriptions have them and as the web does; XML that wants to hurt. */
#include "ingest/ingest.h"
#include "linear.h"
#include "reader_check.h"

#include <iconv.h>

#define RSS(items)                                                                                 \
    "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "             \
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>" items                                 \
    "</channel></rss>"
#define ATOM(entries)                                                                              \
    "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>f</id>"                                       \
    "<updated>2024-01-01T00:00:00Z</updated>" entries "</feed>"
#define RDF(items)                                                                                 \
    "<?xml version=\"1.0\"?>\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" " \
    "xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"            \
    "<channel rdf:about=\"c\"></channel>" items "</rdf:RDF>"

static void check_feed(const char *bytes, const char *wanted)
{
    check(put_text("f.xml", bytes), wanted);
}

static void test_rss(void **state)
{
    (void)state;
    check_feed(
        RSS("<item><title>T</title><link> http://n/1 </link><guid>g</guid>"
            "<pubDate>Sat, 07 Sep 2002 00:00:01 GMT</pubDate><description>D</description></item>"),
        "g=D|t=T|u=http://n/1|p=2002-09-07\n");
    /* RFC 822: no weekday, two figures of a year; both centuries */
    check_feed(
        RSS("<item><guid>a</guid><title>T</title><pubDate>5 Mar 24 08:00 EST</pubDate></item>"
            "<item><guid>b</guid><title>T</title><pubDate>Fri, 05 Mar 99 08:00 GMT</pubDate></item>"
            "<item><guid>c</guid><title>T</title><pubDate>some day</pubDate></item>"),
        "a=T|t=T|p=2024-03-05\nb=T|t=T|p=1999-03-05\nc=T|t=T\n");
    /* the whole text before the short one, in any order; an empty one does not count */
    check_feed(RSS("<item><guid>a</guid><content:encoded>long</content:encoded><description>s</"
                   "description></item>"
                   "<item><guid>b</guid><description>s</description><content:encoded>long</"
                   "content:encoded></item>"
                   "<item><guid>c</guid><description>s</description><content:encoded> "
                   "</content:encoded></item>"),
               "a=long\nb=long\nc=s\n");
    /* an id that is an address is one; without either the item is counted */
    check_feed(
        RSS("<item><guid>http://n/2</guid><description>D</description></item>"
            "<item><link>http://n/3</link><description>D</description></item>"
            "<item><description>D</description><dc:date>2024-03-05T10:00:00Z</dc:date></item>"),
        "http://n/2=D|u=http://n/2\nhttp://n/3=D|u=http://n/3\n"
        "f.xml:3=D|p=2024-03-05T10:00:00Z\n");
    check_feed(RSS("<item><guid>a</guid><title>Only this</title></item><item><guid>b</guid></item>"
                   "<item><guid>c</guid><description>D</description></item>"),
               "a=Only this|t=Only this\n!6 f.xml:1 an item has neither a text nor a title\nc=D\n");
    /* 0.91 names a DTD, which is not fetched; the channel's own words are no item's */
    check_feed(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE rss PUBLIC \"-//N//DTD RSS 0.91//EN\" "
        "\"http://n/rss.dtd\">\n"
        "<rss version=\"0.91\"><channel><description>no</description><item><title>T&eacute;</title>"
        "<link>http://n/1</link></item></channel></rss>",
        "http://n/1=T&eacute;|t=T&eacute;|u=http://n/1\n");
    check_feed(RSS(""), "");
}

/* The feed's own title names the publisher; that of its image or of an item does not. */
static void test_publisher(void **state)
{
    (void)state;
    check_feed(RSS("<image><title>I</title></image><title> The Daily </title><title>X</title>"
                   "<item><guid>a</guid><title>T</title></item>"
                   "<item><guid>b</guid><title>U</title></item>"),
               "a=T|t=T|by=The Daily\nb=U|t=U|by=The Daily\n");
    check_feed(RDF("<image><title>I</title></image><item rdf:about=\"a\"><title>T</title></item>"),
               "a=T|t=T\n");
    check_feed(ATOM("<title type=\"text\">The Daily</title><entry><id>a</id><title>T</title></entry>"),
               "a=T|t=T|by=The Daily\n");
}

static void test_rss_1(void **state)
{
    (void)state;
    check_feed(RDF("<item rdf:about=\"http://n/1\"><title>T</title><link>http://n/1</link>"
                   "<description>D</description><dc:date>2003-12-13</dc:date></item>"),
               "http://n/1=D|t=T|u=http://n/1|p=2003-12-13\n");
}

static void test_atom(void **state)
{
    (void)state;
    /* RFC 4287, 1.1: the short example */
    check_feed(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">"
        "<title>Example Feed</title><link href=\"http://example.org/\"/>"
        "<updated>2003-12-13T18:30:02Z</updated><author><name>John "
        "Doe</name></author><id>urn:f</id>"
        "<entry><title>Robots</title><link href=\"http://example.org/2003/12/13/atom03\"/>"
        "<id>urn:e</id><updated>2003-12-13T18:30:02Z</updated><summary>Some "
        "text.</summary></entry></feed>",
        "urn:e=Some "
        "text.|t=Robots|u=http://example.org/2003/12/13/atom03|p=2003-12-13T18:30:02Z|by=Example Feed\n");
    check_feed(ATOM("<entry><id>a</id><updated>2024-03-06T00:00:00Z</"
                    "updated><published>2024-03-05T00:00:00Z</published>"
                    "<link rel=\"self\" href=\"no\"/><link rel=\"alternate\" href=\"http://n/a\"/>"
                    "<summary>s</summary><content type=\"text\">a &lt;b> c</content></entry>"),
               "a=a <b> c|u=http://n/a|p=2024-03-05T00:00:00Z\n");
    check_feed(ATOM("<entry><id>a</id><content type=\"html\">&lt;p&gt;x &amp;amp; "
                    "y&lt;/p&gt;</content></entry>"),
               "a=<p>x &amp; y</p>|fragment\n");
    check_feed(
        ATOM("<entry><id>a</id><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">"
             "<p class=\"x\">1 &lt; 2 &amp; 3<br/>4</p></div></content></entry>"),
        "a=<div><p class=\"x\">1 &lt; 2 &amp; 3<br>4</p></div>|fragment\n");
    check_feed(
        "<a:feed "
        "xmlns:a=\"http://www.w3.org/2005/Atom\"><a:entry><a:id>a</a:id><a:content>x</a:content>"
        "</a:entry></a:feed>",
        "a=x\n"); /* a prefix of their own */
    check_feed("<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><entry><id>a</id>"
               "<issued>2004-01-02T03:04:05Z</issued><modified>2005-01-01T00:00:00Z</"
               "modified><content>x</content></entry></feed>",
               "a=x|p=2004-01-02T03:04:05Z\n");
}

static void test_markup(void **state)
{
    (void)state;
    check_feed(
        RSS("<item><guid>a</guid><description><![CDATA[<p>x&nbsp;y</p>]]></description></item>"
            "<item><guid>b</guid><description>x &amp;lt; y, AT&amp;T</description></item>"
            "<item><guid>c</guid><description>1 &lt; 2 &lt;3</description></item>"
            "<item><guid>d</guid><description>x<b>y</b>z</description></item>"),
        "a=<p>x&nbsp;y</p>|fragment\nb=x &lt; y, AT&T\nc=1 < 2 <3\nd=xyz\n");
}

static void test_found_by_its_bytes(void **state)
{
    (void)state;
    static const char item[] = RSS("<item><guid>a</guid><title>T</title></item>");
    buf bytes = {0};
    check(put_text("noname", item), "a=T|t=T\n");
    buf_printf(&bytes,
               "\xEF\xBB\xBF \n<!-- rss -->\n<?x y?>\n<!DOCTYPE rss [<!ENTITY n \"n>\">]>\n%s",
               item);
    check(put_text("f.txt", bytes.ptr), "a=T|t=T\n");
    buf_release(&bytes);
    check(put_text("t.txt", "<rssx>"), "t.txt=<rssx>\n");
    asked = (casus_reading){.input = "feed"};
    check(put_text("t.xml", "<other><item><title>T</title></item></other>"), "t.xml:1=T|t=T\n");
    asked = (casus_reading){0};
}

/* ---- character sets -------------------------------------------------------------------------- */

static void check_charset(const char *name, const char *as, const char *words)
{
    buf whole = {0}, wanted = {0};
    char made[4000], *out = made;
    buf_printf(
        &whole,
        "%s<?xml version='1.0' encoding='%s'?>" RSS("<item><guid>a</guid><title>%s</title></item>"),
        strcmp(as, "UTF-16") == 0 ? "" : "", name, words);
    char *in = whole.ptr;
    size_t left = whole.len, room = sizeof made;
    iconv_t convert = iconv_open(as, "UTF-8");
    assert_true(convert != (iconv_t)-1);
    assert_true(iconv(convert, &in, &left, &out, &room) != (size_t)-1);
    iconv_close(convert);
    buf_printf(&wanted, "a=%s|t=%s\n", words, words);
    check(put_bytes("c.xml", made, sizeof made - room), wanted.ptr);
    buf_release(&whole);
    buf_release(&wanted);
}

static void test_character_sets(void **state)
{
    (void)state;
    check_charset("utf-8", "UTF-8", "caf\u00E9 \u041C\u043E\u0441\u043A\u0432\u0430");
    check_charset("UTF8", "UTF-8", "caf\u00E9");
    check_charset("utf-16", "UTF-8", "caf\u00E9"); /* it cannot be */
    check_charset("utf-16", "UTF-16", "caf\u00E9 \u041C");
    check_charset("utf-16le", "UTF-16LE", "caf\u00E9 \u041C");
    check_charset("iso-8859-1", "WINDOWS-1252", "caf\u00E9 \u201Chi\u201D");
    check_charset("windows-1251", "WINDOWS-1251", "\u041C\u043E\u0441\u043A\u0432\u0430");
    check_charset("koi8-r", "KOI8-R", "\u041C\u043E\u0441\u043A\u0432\u0430");
    check_charset("gb2312", "GB18030", "\u5317\u4EAC");
    check_charset("Shift_JIS", "CP932", "\u6771\u4EAC");
    check_charset("EUC-JP", "EUC-JP", "\u6771\u4EAC \u4E02"); /* the last of three bytes */
    check_charset("big5", "BIG5-HKSCS", "\u53F0\u5317");
    check_feed(
        "<?xml version=\"1.0\" encoding=\"klingon\"?>" RSS("<item><title>T</title></item>"),
        "!6 f.xml:1 is malformed XML: unknown encoding (byte 0); what stands before was read\n");
}

/* Bytes that are no UTF-8 and control characters cost themselves, wherever a block ends. */
static void test_mended(void **state)
{
    (void)state;
    static const char feed[] =
        RSS("<item><guid>a</guid><title>caf\xE9 x\x0By\0z\xC3</title></item>");
    check(put_bytes("m.xml", feed, sizeof feed - 1), "a=caf? x y z?|t=caf? x y z?\n");
    for (size_t before = SOURCE_BLOCK - 4; before < SOURCE_BLOCK + 4; before++) {
        buf bytes = {0};
        buf_printf(
            &bytes,
            "<rss><channel><item><guid>a</guid><title>T</title></item><item><guid>b</guid><title>");
        for (size_t n = bytes.len; n < before; n++) buf_put_char(&bytes, ' ');
        buf_put_str(&bytes, STR("\u20AC\xE2\x82+\U0001F600</title></item></channel></rss>"));
        check(put_bytes("b.xml", bytes.ptr, bytes.len),
              "a=T|t=T\nb=\u20AC??+\U0001F600|t=\u20AC??+\U0001F600\n");
        buf_release(&bytes);
    }
}

/* ---- what is broken or hostile --------------------------------------------------------------- */

static void test_broken(void **state)
{
    (void)state;
    check_feed(RSS("<item><guid>a</guid><title>T</title></item>\n<item><title>x</titel></item>"),
               "a=T|t=T\n!6 f.xml:2 is malformed XML: mismatched tag (byte 189); what stands "
               "before was read\n");
    check_feed(
        "<rss><channel><item><guid>a</guid><title>T</title></item>\n<item><title>x",
        "a=T|t=T\n!6 f.xml:2 ends before its last element does; get the file again (byte 72); "
        "what stands before was read\n");
    check_feed("<rss>",
               "!6 f.xml:1 ends before its last element does; get the file again (byte 5); "
               "what stands before was read\n");
}

/* Cut at every byte: the whole items are there, and the flaw is named. */
static void test_cut_anywhere(void **state)
{
    (void)state;
    static const char whole[] =
        "<rss><channel><item><guid>a</guid><title>T</title></item>"
        "<item><guid>b</guid><title>U &amp; <![CDATA[V]]></title></item></channel></rss>";
    size_t first = strstr(whole, "<item><guid>b") - whole,
           second = strstr(whole, "</channel>") - whole;
    for (size_t len = 5; len < sizeof whole; len++) {
        buf log = {0};
        const char *path = put_bytes("cut.xml", whole, len);
        read_all(&path, 1, &log);
        casus_str s = buf_str(&log);
        bool failed = str_find(s, STR("!6 cut.xml:1 ")) != SIZE_MAX;
        assert_int_equal(failed, len < sizeof whole - 1);
        assert_int_equal(str_find(s, STR("a=T|t=T\n")) == 0, len >= first);
        assert_int_equal(str_find(s, STR("b=U & V|t=U & V\n")) != SIZE_MAX, len >= second);
        buf_release(&log);
    }
}

static void check_has(casus_str bytes, const char *wanted)
{
    buf log = {0};
    const char *path = put_bytes("h.xml", bytes.ptr, bytes.len);
    read_all(&path, 1, &log);
    if (!log.ptr || str_find(buf_str(&log), str_from(wanted)) == SIZE_MAX)
        fail_msg("\"%s\" is not in: %.300s", wanted, log.ptr ? log.ptr : "");
    assert_true(log.len < 1000);
    buf_release(&log);
}

static void test_entities(void **state)
{
    (void)state;
    buf bomb = {0};
    buf_printf(&bomb, "<!DOCTYPE rss [<!ENTITY l0 \"laughs and laughs\">");
    for (int i = 1; i < 10; i++) {
        buf_printf(&bomb, "<!ENTITY l%d \"", i);
        for (int k = 0; k < 10; k++) buf_printf(&bomb, "&l%d;", i - 1);
        buf_printf(&bomb, "\">");
    }
    buf_printf(&bomb, "]><rss><channel><item><guid>a</guid><title>T</title></item>"
                      "<item><description>&l9;</description></item></channel></rss>");
    check_has(buf_str(&bomb), "a=T|t=T\n!6 h.xml:1 is malformed XML: limit on input amplification");
    buf_release(&bomb);
    /* nothing outside the file is read */
    put_text("secret", "SECRET");
    buf outside = {0};
    buf_printf(&outside,
               "<!DOCTYPE rss [<!ENTITY x SYSTEM \"%s\"><!ENTITY %% p SYSTEM \"%s\">%%p;]>"
               "<rss><channel><item><guid>a</guid><title>T&x;U</title></item></channel></rss>",
               at_root("secret"), at_root("secret"));
    check(put_text("o.xml", outside.ptr), "a=TU|t=TU\n");
    buf_release(&outside);
    check_feed("<!DOCTYPE rss [<!ENTITY a \"&b;\"><!ENTITY b "
               "\"&a;\">]><rss><channel><item><title>&a;</title></item>"
               "</channel></rss>",
               "!6 f.xml:1 is malformed XML: recursive entity reference (byte 78); what stands "
               "before was read\n");
}

static void put_many(buf *out, const char *piece, size_t n)
{
    for (size_t i = 0; i < n; i++) buf_put_str(out, str_from(piece));
}

static void test_too_much(void **state)
{
    (void)state;
    static const char first[] = "<rss><channel><item><guid>a</guid><title>T</title></item>";
    static const struct {
        const char *begin, *piece;
        size_t n;
        const char *wanted;
    } cases[] = {
        {"", "<item>", 1000000, "nests elements too deeply"},
        {"<item a='", "x", 1000, "a=T|t=T\n!6 h.xml:1 ends before"},
        {"<item a='", "x", 1200000, "holds a tag, a comment or a DTD of over 1 MB"},
        {"<item ", "a", 1200000, "holds a tag, a comment or a DTD of over 1 MB"},
        {"<!--", "x", 1000, "a=T|t=T\n!6 h.xml:1 ends before"},
        {"<!--", "<! ", 400000, "holds a tag, a comment or a DTD of over 1 MB"},
        {"", "x", 3000000, "a=T|t=T\n!6 h.xml:1 ends before"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        buf bytes = {0};
        buf_printf(&bytes, "%s%s", first, cases[i].begin);
        put_many(&bytes, cases[i].piece, cases[i].n);
        check_has(buf_str(&bytes), cases[i].wanted);
        buf_release(&bytes);
    }
    buf names = {0};
    buf_put_str(&names, str_from(first));
    for (int i = 0; i < 10000; i++) buf_printf(&names, "<n%d/>", i);
    check_has(buf_str(&names), "a=T|t=T\n!6 h.xml:1 has too many names of elements and attributes");
    buf_reset(&names);
    buf_put_str(&names, STR("<!DOCTYPE rss ["));
    for (int i = 0; i < 100000; i++) buf_printf(&names, "<!ENTITY n%d \"x\">", i);
    asked = (casus_reading){.input = "feed"};
    check_has(buf_str(&names), "of over 1 MB");
    asked = (casus_reading){0};
    buf_release(&names);
}

static void test_long_fields(void **state)
{
    (void)state;
    buf bytes = {0}, log = {0};
    buf_put_str(&bytes, STR("<rss><channel><item><guid>a</guid><description>"));
    put_many(&bytes, "\u20AC", CASUS_MAX_DOCUMENT / 3 + 100);
    buf_put_str(&bytes, STR("</description></item><item><description>D</description><title>"));
    put_many(&bytes, "0123456789abcdef", (64u << 10) / 16);
    buf_put_str(&bytes,
                STR("+</title></item><item><guid>c</guid><title>T</title></item></channel></rss>"));
    const char *path = put_bytes("l.xml", bytes.ptr, bytes.len);
    read_all(&path, 1, &log);
    char wanted[200];
    snprintf(wanted, sizeof wanted,
             "|cut=300\n!6 l.xml:1 an item has an id, title, link or date over 64 kB\nc=T|t=T\n");
    assert_true(str_ends(buf_str(&log), str_from(wanted)));
    buf_release(&bytes);
    buf_release(&log);
}

static void read_once(void *self, casus_str bytes)
{
    (void)self;
    buf whole = {0}, log = {0};
    buf_put_str(&whole, STR("<rss><channel>"));
    buf_put_str(&whole, bytes);
    const char *path = put_bytes("time.xml", whole.ptr, whole.len);
    read_all(&path, 1, &log);
    buf_release(&whole);
    buf_release(&log);
}

static void test_time_is_linear(void **state)
{
    (void)state;
    static const char *const shapes[] = {"<item><title>x</title></item>",
                                         "&amp;",
                                         "<![CDATA[x]]>",
                                         "<a></a>",
                                         "<!-- -->",
                                         "\xFF",
                                         "]]",
                                         "<a b='c'/>"};
    for (size_t i = 0; i < COUNT(shapes); i++)
        check_linear(read_once, NULL, shapes[i], 300000, 0.05);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rss),
        cmocka_unit_test(test_publisher), cmocka_unit_test(test_rss_1),
        cmocka_unit_test(test_atom),
        cmocka_unit_test(test_markup),
        cmocka_unit_test(test_found_by_its_bytes),
        cmocka_unit_test(test_character_sets),
        cmocka_unit_test(test_mended),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_cut_anywhere),
        cmocka_unit_test(test_entities),
        cmocka_unit_test(test_too_much),
        cmocka_unit_test(test_long_fields),
        cmocka_unit_test(test_time_is_linear),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
