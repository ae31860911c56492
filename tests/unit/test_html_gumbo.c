/* html and tree against gumbo, an HTML5 parser with the tree builder of the standard, on pages of our own
 * and, where ../shared is, on real ones. Gumbo and not libxml2, whose HTML parser is older than the
 * standard: it repairs pages by rules of its own. Needed by this test alone, which is skipped without it.
 *
 * Compared are three lists, each sorted, so that what the standard moves (text out of tables) and we leave
 * where it stands is the same:
 *   words       of all text that is prose: our blocks, gumbo's text nodes
 *   attributes  "tag name=value" of all start tags
 *   title       the first
 * What may differ, is counted, and allowed for in real pages:
 *   - gumbo drops start tags that are not allowed where they stand (a second <html> or <head>, a <tr> or
 *     <td> outside of a table), and makes <image> an <img>; here they are tokens;
 *   - it moves text that stands in a table outside of its cells to before the table, where two texts may
 *     become one word;
 *   - svg and math end where HTML begins in them for the tokenizer, but not in our tree.
 * CASUS_DIFFERENCES=1 shows them. */
#include "page/html.h"
#include "page/page.h"
#include "page/reference.h"
#include "page/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#ifdef CASUS_GUMBO
#include <gumbo.h>
#include <jansson.h>

/* ---- lists of strings ------------------------------------------------------------------------ */

typedef struct list {
    buf bytes;   /* each NUL-ended */
    buf offsets; /* size_t [n] */
} list;

static void list_put(list *self, casus_str item)
{
    buf_put(&self->offsets, &self->bytes.len, sizeof self->bytes.len);
    buf_put_str(&self->bytes, item);
    buf_put_char(&self->bytes, 0);
}

static size_t list_n(const list *self) { return self->offsets.len / sizeof(size_t); }

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char **list_sorted(const list *self)
{
    size_t n = list_n(self);
    const char **items = calloc(n + 1, sizeof *items);
    assert_non_null(items);
    assert_true(buf_ok(&self->bytes) && buf_ok(&self->offsets));
    for (size_t i = 0; i < n; i++)
        items[i] = self->bytes.ptr + ((const size_t *)(const void *)self->offsets.ptr)[i];
    if (n) qsort(items, n, sizeof *items, by_bytes);
    return items;
}

static void list_release(list *self)
{
    buf_release(&self->bytes);
    buf_release(&self->offsets);
}

/* How many items only one of the two has; shows the first ones where CASUS_DIFFERENCES is set. */
static size_t differences(const list *ours, const list *theirs, const char *what)
{
    const char **a = list_sorted(ours), **b = list_sorted(theirs);
    size_t n = list_n(ours), m = list_n(theirs), i = 0, k = 0, only = 0;
    bool show = getenv("CASUS_DIFFERENCES") != NULL;
    while (i < n || k < m) {
        int order = i == n ? 1 : k == m ? -1 : strcmp(a[i], b[k]);
        if (order && show && only < 20)
            print_message("    %s, %s alone: %.100s\n", what, order < 0 ? "ours" : "gumbo",
                          order < 0 ? a[i] : b[k]);
        only += order != 0;
        i += order <= 0;
        k += order >= 0;
    }
    free(a);
    free(b);
    return only;
}

/* ---- what a page gives ----------------------------------------------------------------------- */

typedef struct found {
    list words, attributes;
    buf title;
    bool has_title;
} found;

static void found_release(found *self)
{
    list_release(&self->words);
    list_release(&self->attributes);
    buf_release(&self->title);
}

/* A blank of HTML; the no-break space is a letter here. */
static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static void put_words(list *out, casus_str text)
{
    size_t at = 0;
    while (at < text.len) {
        while (at < text.len && is_blank(text.ptr[at])) at++;
        size_t start = at;
        while (at < text.len && !is_blank(text.ptr[at])) at++;
        if (at > start) list_put(out, str_slice(text, start, at));
    }
}

static void put_lower(buf *out, casus_str s)
{
    for (size_t i = 0; i < s.len; i++)
        buf_put_char(out, s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? (char)(s.ptr[i] | 0x20) : s.ptr[i]);
}

/* With carriage returns as the standard reads them, and references resolved. */
static void put_value(buf *out, casus_str s, bool attribute)
{
    for (size_t at = 0; at < s.len;) {
        reference r = s.ptr[at] == '&' ? reference_read(s, at, attribute) : (reference){0};
        char bytes[8];
        if (r.len) {
            buf_put(out, bytes, utf8_put(bytes, r.first));
            if (r.second) buf_put(out, bytes, utf8_put(bytes, r.second));
            at += r.len;
        } else if (s.ptr[at] == '\r') {
            buf_put_char(out, '\n');
            at += at + 1 < s.len && s.ptr[at + 1] == '\n' ? 2 : 1;
        } else {
            buf_put_char(out, s.ptr[at++]);
        }
    }
}

static void put_attribute(list *out, casus_str tag, casus_str name, const buf *value)
{
    buf line = {0};
    put_lower(&line, tag);
    buf_put_char(&line, ' ');
    put_lower(&line, name);
    buf_put_char(&line, '=');
    buf_put_str(&line, buf_str(value));
    list_put(out, buf_str(&line));
    buf_release(&line);
}

static bool named_before(const html_token *t, uint32_t i)
{
    for (uint32_t k = 0; k < i; k++)
        if (str_eq_nocase(t->attributes[k].name, t->attributes[i].name)) return true;
    return false;
}

static void our_tokens(casus_str page_bytes, found *out)
{
    html_reader in = {.page = page_bytes};
    html_token t;
    bool in_title = false;
    while (html_next(&in, &t)) {
        if (t.kind == HTML_TEXT && in_title && !out->has_title) {
            put_value(&out->title, str_slice(page_bytes, t.start, t.end), false);
            out->has_title = true;
        }
        in_title = t.kind == HTML_OPEN && t.element == HTML_TITLE;
        for (uint32_t i = 0; t.kind == HTML_OPEN && i < t.n_attributes; i++) {
            buf value = {0};
            if (named_before(&t, i)) continue;
            put_value(&value, t.attributes[i].value, true);
            put_attribute(&out->attributes, t.name, t.attributes[i].name, &value);
            buf_release(&value);
        }
    }
}

static void our_words(casus_str page_bytes, found *out)
{
    arena mem;
    arena_init(&mem, 0);
    page read = {0};
    page_read(&read, page_bytes, STR("text/html; charset=utf-8"), (casus_str){0}, &mem);
    for (uint32_t i = 0; i < read.tree.n_blocks; i++)
        put_words(&out->words, write_block(&read.tree, i, &mem));
    assert_true(arena_ok(&mem));
    arena_release(&mem);
}

static casus_str gumbo_name(const GumboNode *node)
{
    GumboStringPiece piece = node->v.element.original_tag;
    if (node->v.element.tag != GUMBO_TAG_UNKNOWN || !piece.length)
        return str_from(gumbo_normalized_tagname(node->v.element.tag));
    gumbo_tag_from_original_text(&piece);
    return (casus_str){piece.data, piece.length};
}

/* The nearest element that means something to us. */
static html_element element_around(const GumboNode *node)
{
    for (; node; node = node->parent) {
        if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) continue;
        html_element e = html_element_of(gumbo_name(node));
        if (e != HTML_OTHER) return e;
    }
    return HTML_OTHER;
}

/* As in tree.c. */
static bool is_silent(html_element e)
{
    static const html_element SILENT[] = {
        HTML_SCRIPT, HTML_STYLE, HTML_TITLE, HTML_TEXTAREA, HTML_IFRAME, HTML_NOEMBED,
        HTML_NOFRAMES, HTML_XMP, HTML_OPTION, HTML_SVG, HTML_MATH, HTML_TEMPLATE};
    for (size_t i = 0; i < COUNT(SILENT); i++)
        if (SILENT[i] == e) return true;
    return false;
}

static void gumbo_enter(const GumboNode *node, found *out, buf *text)
{
    const unsigned cloned = GUMBO_INSERTION_RECONSTRUCTED_FORMATTING_ELEMENT |
                            GUMBO_INSERTION_ADOPTION_AGENCY_CLONED;
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
        node->type == GUMBO_NODE_CDATA) {
        html_element around = element_around(node);
        if (!is_silent(around)) buf_put_str(text, str_from(node->v.text.text));
        if (around == HTML_TITLE && !out->has_title) {
            buf_put_str(&out->title, str_from(node->v.text.text));
            out->has_title = true;
        }
        return;
    }
    if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) return;
    html_element e = html_element_of(gumbo_name(node));
    if (e == HTML_BR || (e != HTML_OTHER && html_is_block(e))) buf_put_char(text, '\n');
    const GumboVector *attributes = &node->v.element.attributes;
    for (unsigned i = 0; !(node->parse_flags & cloned) && i < attributes->length; i++) {
        const GumboAttribute *a = attributes->data[i];
        buf value = {0};
        casus_str name = {a->original_name.data, a->original_name.length};
        buf_put_str(&value, str_from(a->value));
        put_attribute(&out->attributes, gumbo_name(node), name, &value);
        buf_release(&value);
    }
}

static void gumbo_leave(const GumboNode *node, buf *text)
{
    if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) return;
    html_element e = html_element_of(gumbo_name(node));
    if (e != HTML_OTHER && html_is_block(e)) buf_put_char(text, '\n');
}

static const GumboVector *children_of(const GumboNode *node)
{
    static const GumboVector NONE = {0};
    if (node->type == GUMBO_NODE_DOCUMENT) return &node->v.document.children;
    bool inner = node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
    return inner ? &node->v.element.children : &NONE;
}

/* The tree in the order of the page, without recursion. */
static void gumbo_find(casus_str page_bytes, found *out)
{
    GumboOutput *parsed =
        gumbo_parse_with_options(&kGumboDefaultOptions, page_bytes.ptr, page_bytes.len);
    assert_non_null(parsed);
    buf text = {0};
    const GumboNode *node = parsed->root;
    gumbo_enter(node, out, &text);
    while (node) {
        const GumboVector *children = children_of(node);
        if (children->length) {
            node = children->data[0];
            gumbo_enter(node, out, &text);
            continue;
        }
        for (;;) {
            gumbo_leave(node, &text);
            if (node == parsed->root) {
                node = NULL;
                break;
            }
            const GumboVector *row = children_of(node->parent);
            size_t next = node->index_within_parent + 1;
            if (next < row->length) {
                node = row->data[next];
                gumbo_enter(node, out, &text);
                break;
            }
            node = node->parent;
        }
    }
    put_words(&out->words, buf_str(&text));
    buf_release(&text);
    gumbo_destroy_output(&kGumboDefaultOptions, parsed);
}

/* Differences allowed in real pages: of ten thousand words, of ten thousand attributes; titles. */
#define MOST_WORDS 1
#define MOST_ATTRIBUTES 3
#define MOST_TITLES 1

typedef struct sums {
    size_t pages, words, word_differences, attributes, attribute_differences, titles;
} sums;

static bool compare(casus_str page_bytes, sums *total)
{
    found ours = {0}, theirs = {0};
    our_tokens(page_bytes, &ours);
    our_words(page_bytes, &ours);
    gumbo_find(page_bytes, &theirs);
    size_t words = differences(&ours.words, &theirs.words, "words");
    size_t attributes = differences(&ours.attributes, &theirs.attributes, "attributes");
    bool title = str_eq(str_trim(buf_str(&ours.title)), str_trim(buf_str(&theirs.title)));
    if (!title && getenv("CASUS_DIFFERENCES"))
        print_message("    title \"%s\", gumbo \"%s\"\n", ours.title.ptr, theirs.title.ptr);
    total->pages++;
    total->words += list_n(&theirs.words);
    total->word_differences += words;
    total->attributes += list_n(&theirs.attributes);
    total->attribute_differences += attributes;
    total->titles += !title;
    found_release(&ours);
    found_release(&theirs);
    return !words && !attributes && title;
}

/* ---- pages of our own ------------------------------------------------------------------------ */

static const char *const PAGES[] = {
    "<title>Talks &amp; threats</title><p>Mali <b>said</b> so.<p>Niger, too.",
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>a</title></head><body class=x>b</body>",
    "<div id=a class='b c' data-x=\"1 &lt; 2\">x<br>y</div>",
    "<a href=?a=1&copy=2&amp;b=3&lt=4>x</a>",
    "<img src=a.png alt=\"Mali's &quot;army&quot;\"><input disabled value=x>",
    "<p a=1 A=2 b>x",
    "<p a='1'b=\"2\"c=3/d>x</p>",
    "<p =a b= c>x",
    "one<!-- two -->three<!--four-->five<!---->six<!-->seven<!--->eight",
    "a<!-- b --!>c<!-- d -- e>f",
    "a<![CDATA[b]]>c<!ELEMENT d>e<?f g?>h",
    "a</>b</ c>d</p e=f>g",
    "1 < 2 and 2 > 1, a<b, <3",
    "&amp;&amp &notit; &notin; &#65;&#x41;&#X41&#0;&#128;&#xD800; &; &a; &# &#x &hellip",
    "<script>if (a < b && c) document.write('<p>x</p>')</script>y",
    "<script><!-- <script> </script> --></script>y",
    "<style>p > a { }</style>y<xmp><b></xmp><noembed><i>x</noembed>",
    "<textarea>\n<b>x</textarea>y<title>&eacute;</title>",
    "<ul><li>a<li>b<ul><li>c</ul>d</ul>e",
    "<dl><dt>a<dd>b<dt>c<dd>d</dl>",
    "<table><caption>a</caption><tr><td>b<td>c<tr><th>d</table>e",
    "<table><tbody><tr><td><table><tr><td>a</table>b</table>",
    "<p>a<div>b</div>c</p>d",
    "<b>a<p>b</b>c</p>d",
    "<a href=1>a<a href=2>b</a>c</a>",
    "<h1>a</h1><h2>b</h3>c",
    "<select><option>a<option selected>b</select>c",
    "<svg viewBox='0 0 1 1'><path d=M0/><title>t</title></svg>a",
    "<svg><title/><path d=M0 /><style>p > a { }</style><script>x</script></svg>a",
    "<svg><g><title>t</title></g><svg/></svg><title>a</title>b<p>c",
    "<svg><path><p>a<title>t</title>b",
    "<svg><style><![CDATA[ a > b ]]></style></svg>a<math><mi>x</mi></math>b",
    "<button>a<p>b</button>c",
    "<p>a<br/>b</br>c<hr>d",
    "\xEF\xBB\xBF<p>Caf\xC3\xA9 \xE2\x80\x9Cquoted\xE2\x80\x9D\xC2\xA0x",
    "<p>a\r\nb\rc\td\fe",
    "<article><header><h1>a</h1></header><section><p>b</section><footer>c</footer></article>",
    "<custom-tag a=b>c</custom-tag>d<font color=red>e</font>",
    "<p>a<span>b</span>c <em>d</em>e",
    "<p id=1>a<p id=2>b<p id=3>c",
    "<blockquote><p>a</blockquote>b<pre>\nc  d</pre>",
    "<video src=a><source src=b><track src=c></video>d",
    "a<p", "a<p b", "a<p b=", "a<p b='c", "a<!--", "a<!-- b", "a</", "a</p", "a&", "a&am", "a<", "",
};

static void test_pages_of_our_own(void **state)
{
    (void)state;
    sums total = {0};
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(PAGES); i++) {
        if (compare(str_from(PAGES[i]), &total)) continue;
        print_message("differs: %s\n", PAGES[i]);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

/* ---- real pages ------------------------------------------------------------------------------ */

#define SHARED CASUS_TEST_SOURCE "/../shared/data/html/"

static void compare_rows(const char *rows, sums *total)
{
    FILE *file = fopen(rows, "rb");
    json_error_t error;
    json_t *row;
    if (!file) return;
    while ((row = json_loadf(file, JSON_DISABLE_EOF_CHECK, &error))) {
        const char *part = json_string_value(json_object_get(row, "part"));
        const char *name = json_string_value(json_object_get(row, "html_file"));
        buf path = {0}, bytes = {0};
        buf_printf(&path, "%s%s", SHARED, name ? name : "");
        if (part && strcmp(part, "seen") == 0 && buf_ok(&path) &&
            buf_read_file(&bytes, path.ptr, 16u << 20, NULL) == CASUS_OK) {
            arena mem;
            arena_init(&mem, 0);
            page decoded = {0};
            page_read(&decoded, buf_str(&bytes), (casus_str){0}, (casus_str){0}, &mem);
            size_t before = total->word_differences + total->attribute_differences;
            bool same = compare((casus_str){decoded.decoded.ptr, decoded.decoded.len}, total);
            if (!same && getenv("CASUS_DIFFERENCES"))
                print_message("%s: %zu\n", name,
                              total->word_differences + total->attribute_differences - before);
            arena_release(&mem);
        }
        buf_release(&path);
        buf_release(&bytes);
        json_decref(row);
    }
    fclose(file);
}

static void test_real_pages(void **state)
{
    (void)state;
    sums total = {0};
    compare_rows(SHARED "articles-dev.jsonl", &total);
    compare_rows(SHARED "segments-dev.jsonl", &total);
    if (!total.pages) {
        print_message("skipped: no pages in %s\n", SHARED);
        skip();
    }
    print_message("%zu pages: %zu of %zu words, %zu of %zu attributes, %zu titles differ\n", total.pages,
                  total.word_differences, total.words, total.attribute_differences, total.attributes,
                  total.titles);
    assert_true(total.word_differences * 10000 <= total.words * MOST_WORDS);
    assert_true(total.attribute_differences * 10000 <= total.attributes * MOST_ATTRIBUTES);
    assert_true(total.titles <= MOST_TITLES);
}

#else

static void test_pages_of_our_own(void **state)
{
    (void)state;
    print_message("skipped: gumbo is not there (Debian: libgumbo-dev)\n");
    skip();
}

static void test_real_pages(void **state) { test_pages_of_our_own(state); }

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pages_of_our_own),
                                       cmocka_unit_test(test_real_pages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
