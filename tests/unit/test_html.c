/* html, reference, tree: the tokens of pages as the WHATWG HTML standard makes them, and what
 * stands in what. Expectations follow the standard's own text.
 */
#include "page/reference.h"
#include "page/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>

/* ---- tokens ---------------------------------------------------------------------------------- */

/* "<p class=a>" is  +p[class=a]  , "</p>"  -p  , text stands in quotation marks, plain text in ''.
 */
static void put_token(buf *out, casus_str page, const html_token *t)
{
    if (out->len) buf_put_char(out, ' ');
    if (t->kind == HTML_TEXT) {
        char mark = t->plain ? '\'' : '"';
        buf_printf(out, "%c%.*s%c", mark, (int)(t->end - t->start), page.ptr + t->start, mark);
        return;
    }
    buf_printf(out, "%c%.*s", t->kind == HTML_OPEN ? '+' : '-', (int)t->name.len, t->name.ptr);
    for (uint32_t i = 0; i < t->n_attributes; i++) {
        const html_attribute *a = &t->attributes[i];
        buf_printf(out, "[%.*s", (int)a->name.len, a->name.ptr);
        if (a->value.ptr) buf_printf(out, "=%.*s", (int)a->value.len, a->value.ptr);
        buf_put_char(out, ']');
    }
}

static void test_tokens(void **state)
{
    (void)state;
    static const struct {
        const char *page, *tokens;
    } cases[] = {
        {"", ""},
        {"a<b>c</b>", "\"a\" +b \"c\" -b"},
        {"<P CLASS=a>", "+P[CLASS=a]"},
        {"<a href='x y' title=\"z\" download>", "+a[href=x y][title=z][download]"},
        {"<a href = x>", "+a[href=x]"},
        {"<br/>", "+br"},
        {"<a/b=c>", "+a[b=c]"},
        {"<img src=a/b/>", "+img[src=a/b/]"},
        {"<a =b>", "+a[=b]"},
        {"<a b=c\"d>", "+a[b=c\"d]"},
        {"<a b=\"<i>\">x", "+a[b=<i>] \"x\""},
        {"1 < 2 and 2 > 1", "\"1 < 2 and 2 > 1\""},
        {"a<", "\"a<\""},
        {"a<<b>", "\"a<\" +b"},
        {"a</>b", "\"a\" \"b\""},
        {"a</ b>c", "\"a\" \"c\""},
        {"<svg><title/>x</svg><title>a<b></title>",
         "+svg +title \"x\" -svg +title \"a<b>\" -title"}, /* raw in HTML alone */
        {"<svg><style>a</style></svg><style>b</style>",
         "+svg +style \"a\" -style -svg +style 'b' -style"},
        {"<svg><g><p><style>b</style>", "+svg +g +p +style 'b' -style"}, /* a <p> ends svg */
        {"<svg><svg/><style>a</style></svg><style>b", "+svg +svg +style \"a\" -style -svg +style 'b'"},
        {"<svg><![CDATA[a>b]]>c</svg><![CDATA[a>b]]>", "+svg \"c\" -svg \"b]]>\""},
        {"a<!-- b --> c", "\"a\" \" c\""},
        {"a<!-->b", "\"a\" \"b\""},
        {"a<!--->b", "\"a\" \"b\""},
        {"a<!-- b --!>c", "\"a\" \"c\""},
        {"a<!-- b -- > c", "\"a\""},
        {"<!doctype html>a", "\"a\""},
        {"<?php a ?>b", "\"b\""},
        {"<![CDATA[a]]>b", "\"b\""},
        {"a<b", "\"a\""},
        {"a<b c='", "\"a\""},
        {"<title>a<b>&amp;</title>c", "+title \"a<b>&amp;\" -title \"c\""},
        {"<title>a</titles></TITLE >b", "+title \"a</titles>\" -TITLE \"b\""},
        {"<style>a<b></style>", "+style 'a<b>' -style"},
        {"<script>if (a<b) '</p>'</script>c", "+script 'if (a<b) '</p>'' -script \"c\""},
        {"<script><!-- <script> </script> --></script>c",
         "+script '<!-- <script> </script> -->' -script \"c\""},
        {"<script><!-- </script>c", "+script '<!-- ' -script \"c\""},
        {"<script><!--><script></script>c", "+script '<!--><script>' -script \"c\""},
        {"<script>a", "+script 'a'"},
        {"<textarea><p></textarea>", "+textarea \"<p>\" -textarea"},
        {"<plaintext>a</plaintext>b", "+plaintext 'a</plaintext>b'"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        html_reader in = {.page = str_from(cases[i].page)};
        html_token token;
        buf out = {0};
        buf_put_str(&out, STR(""));
        while (html_next(&in, &token)) put_token(&out, in.page, &token);
        assert_string_equal(out.ptr ? out.ptr : "", cases[i].tokens);
        buf_release(&out);
    }
}

static void test_attributes(void **state)
{
    (void)state;
    html_reader in = {.page = STR("<a A=1 a=2 b>")};
    html_token token;
    assert_true(html_next(&in, &token));
    assert_true(str_eq(html_attribute_of(&token, "a"), STR("1"))); /* the first counts */
    assert_int_equal(html_attribute_of(&token, "b").len, 0);
    assert_null(html_attribute_of(&token, "c").ptr);

    buf many = {0};
    buf_put_str(&many, STR("<a"));
    for (unsigned i = 0; i < 3 * HTML_MOST_ATTRIBUTES; i++) buf_printf(&many, " a%u=%u", i, i);
    buf_put_str(&many, STR(">x"));
    in = (html_reader){.page = buf_str(&many)};
    assert_true(html_next(&in, &token));
    assert_int_equal(token.n_attributes, HTML_MOST_ATTRIBUTES);
    assert_true(html_next(&in, &token));
    assert_int_equal(token.kind, HTML_TEXT);
    buf_release(&many);
}

static void test_elements(void **state)
{
    (void)state;
    static const char *const names[] = {
#define X(name, text) text,
        HTML_ELEMENTS(X)
#undef X
    };
    for (size_t i = 0; i < COUNT(names); i++)
        assert_int_equal(html_element_of(str_from(names[i])), i + 1);
    assert_int_equal(html_element_of(STR("DiV")), HTML_DIV);
    assert_int_equal(html_element_of(STR("amp-carousel")), HTML_OTHER);
}

/* ---- references ------------------------------------------------------------------------------ */

static void test_references(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t first, second, len;
    } cases[] = {
        {"&amp;", '&', 0, 5},
        {"&amp", '&', 0, 4},
        {"&ampx", '&', 0, 4},
        {"&eacute;", 0xE9, 0, 8},
        {"&notit;", 0xAC, 0, 4},
        {"&notin;", 0x2209, 0, 7},
        {"&rsquo;", 0x2019, 0, 7},
        {"&rsquo", 0, 0, 0},
        {"&NotEqualTilde;", 0x2242, 0x338, 15},
        {"&CounterClockwiseContourIntegral;", 0x2233, 0, 33},
        {"&nosuchname;", 0, 0, 0},
        {"&", 0, 0, 0},
        {"& ", 0, 0, 0},
        {"&#;", 0, 0, 0},
        {"&#65;", 'A', 0, 5},
        {"&#65", 'A', 0, 4},
        {"&#x41;", 'A', 0, 6},
        {"&#X41;", 'A', 0, 6},
        {"&#x;", 0, 0, 0},
        {"&#128;", 0x20AC, 0, 6},
        {"&#0;", 0xFFFD, 0, 4},
        {"&#xD800;", 0xFFFD, 0, 8},
        {"&#x110000;", 0xFFFD, 0, 10},
        {"&#99999999999999999999;", 0xFFFD, 0, 23},
        {"&#8217;s", 0x2019, 0, 7},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        reference found = reference_read(str_from(cases[i].text), 0, false);
        assert_int_equal(found.len, cases[i].len);
        if (!found.len) continue;
        assert_int_equal(found.first, cases[i].first);
        assert_int_equal(found.second, cases[i].second);
    }
    assert_int_equal(reference_read(STR("&copy=2"), 0, true).len, 0);
    assert_int_equal(reference_read(STR("&copya"), 0, true).len, 0);
    assert_int_equal(reference_read(STR("&copy;=2"), 0, true).len, 6);
    assert_int_equal(reference_read(STR("&copy "), 0, true).len, 5);
    assert_int_equal(reference_read_closed(STR("&copy "), 0).len, 0);
    assert_int_equal(reference_read_closed(STR("&copy;"), 0).len, 6);
}

/* ---- tree ------------------------------------------------------------------------------------ */

static const char *const element_names[] = {"other",
#define X(name, text) text,
                                            HTML_ELEMENTS(X)
#undef X
};

/* The page's blocks, a line each: elements from the outermost, then the text. */
static void put_blocks(const page_tree *tree, buf *out)
{
    for (uint32_t i = 0; i < tree->n_blocks; i++) {
        uint32_t way[16], n = 0;
        for (uint32_t at = tree->blocks[i].node; at && n < 16; at = tree->nodes[at].parent)
            way[n++] = at;
        while (n) buf_printf(out, "%s ", element_names[tree->nodes[way[--n]].element]);
        for (uint32_t p = tree->blocks[i].first_piece; p < tree->blocks[i].end_piece; p++) {
            const page_piece *piece = &tree->pieces[p];
            if (piece->behind_break) buf_put_char(out, '/');
            buf_put_char(out, piece->linked ? '@' : '|');
            buf_put(out, tree->page.ptr + piece->start, piece->end - piece->start);
        }
        buf_put_char(out, '\n');
    }
}

static void check_tree(const char *page, const char *blocks)
{
    arena mem;
    page_tree tree;
    tree_builder build;
    html_token token;
    html_reader in = {.page = str_from(page)};
    buf out = {0};
    arena_init(&mem, 1u << 24);
    tree_begin(&build, &tree, in.page, &mem);
    while (html_next(&in, &token)) tree_take(&build, &token);
    tree_finish(&build);
    assert_true(arena_ok(&mem));
    buf_put_str(&out, STR(""));
    put_blocks(&tree, &out);
    assert_string_equal(out.ptr ? out.ptr : "", blocks);
    for (uint32_t i = 1; i < tree.n_nodes; i++) { /* what is within lies within */
        assert_true(tree.nodes[i].parent < i &&
                    tree.nodes[i].end <= tree.nodes[tree.nodes[i].parent].end);
        assert_true(tree.nodes[i].end_piece <= tree.nodes[tree.nodes[i].parent].end_piece);
    }
    buf_release(&out);
    arena_release(&mem);
}

static void test_tree(void **state)
{
    (void)state;
    check_tree("", "");
    check_tree("a <b>b</b> c", "|a |b| c\n");
    check_tree("<p>a<p>b", "p |a\np |b\n");
    check_tree("<p>a<div>b</div>c", "p |a\ndiv |b\n|c\n");
    check_tree("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
               "ul li |a\nul li |b\nul li ul li |c\nul li |d\n");
    check_tree("<table><tr><td>a<td>b<tr><td>c</table>d",
               "table tr td |a\ntable tr td |b\ntable tr td |c\n|d\n");
    check_tree("<dl><dt>a<dd>b<dt>c</dl>", "dl dt |a\ndl dd |b\ndl dt |c\n");
    check_tree("<div>a</span></b>b</div>c", "div |a|b\n|c\n");
    check_tree("<div><i>a</div>b", "div |a\n|b\n");
    check_tree("a<a href=x>b</a>c", "|a@b|c\n");
    check_tree("a<br>b<br/>c", "|a/|b/|c\n");
    check_tree("<p>a<script>b</script><style>c</style><textarea>d</textarea>e", "p |a|e\n");
    check_tree("<table><tr><td><div>a</table>b", "table tr td div |a\n|b\n");
    check_tree("<p>a</td>b", "p |a|b\n"); /* no such cell is open */
    check_tree("<body><p>a</body></html><p>b", "body p |a\nbody p |b\n");
}

static void test_depth(void **state)
{
    (void)state;
    buf deep = {0};
    arena mem;
    page_tree tree;
    tree_builder build;
    html_token token;
    for (unsigned i = 0; i < 5000; i++) buf_put_str(&deep, STR("<div>"));
    buf_put_str(&deep, STR("end"));
    html_reader in = {.page = buf_str(&deep)};
    arena_init(&mem, 1u << 24);
    tree_begin(&build, &tree, in.page, &mem);
    while (html_next(&in, &token)) tree_take(&build, &token);
    tree_finish(&build);
    assert_int_equal(tree.n_nodes, PAGE_DEEPEST);
    assert_int_equal(tree.n_blocks, 1);
    arena_release(&mem);
    buf_release(&deep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tokens),   cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_elements), cmocka_unit_test(test_references),
        cmocka_unit_test(test_tree),     cmocka_unit_test(test_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
