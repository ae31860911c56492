/* html: the tokens of a web page, by the tokenizer of the WHATWG HTML standard (13.2.5).
 *
 *     html_reader in = {.page = page};
 *     html_token t;
 *     while (html_next(&in, &t)) ...
 *
 * Linear, and allocates nothing: a token's strings are bytes of the page, with character references
 * still in them. Comments, declarations and what is broken beyond use are passed over. There is no
 * tree: see tree.h for the little of one that casus needs.
 */
#ifndef CASUS_PAGE_HTML_H
#define CASUS_PAGE_HTML_H

#include "base/base.h"

#define HTML_MOST_ATTRIBUTES 64u /* of a tag; those behind them are passed over */

/* The elements that mean something here; HTML_OTHER for all others. */
#define HTML_ELEMENTS(X)                                                                           \
    X(A, "a") X(ABBR, "abbr") X(ADDRESS, "address") X(AREA, "area") X(ARTICLE, "article")          \
    X(ASIDE, "aside") X(AUDIO, "audio") X(B, "b") X(BASE, "base") X(BLOCKQUOTE, "blockquote")      \
    X(BODY, "body") X(BR, "br") X(BUTTON, "button") X(CANVAS, "canvas") X(CAPTION, "caption")      \
    X(CENTER, "center") X(COL, "col") X(DATALIST, "datalist") X(DD, "dd") X(DETAILS, "details")    \
    X(DIALOG, "dialog") X(DIR, "dir") X(DIV, "div") X(DL, "dl") X(DT, "dt") X(EM, "em")            \
    X(EMBED, "embed") X(FIELDSET, "fieldset") X(FIGCAPTION, "figcaption") X(FIGURE, "figure")      \
    X(FOOTER, "footer") X(FORM, "form") X(FRAME, "frame") X(H1, "h1") X(H2, "h2") X(H3, "h3")      \
    X(H4, "h4") X(H5, "h5") X(H6, "h6") X(HEAD, "head") X(HEADER, "header") X(HGROUP, "hgroup")    \
    X(HR, "hr") X(HTML, "html") X(I, "i") X(IFRAME, "iframe") X(IMG, "img") X(INPUT, "input")      \
    X(LABEL, "label") X(LEGEND, "legend") X(LI, "li") X(LINK, "link") X(MAIN, "main")              \
    X(MATH, "math") X(MENU, "menu") X(META, "meta") X(NAV, "nav") X(NOEMBED, "noembed")            \
    X(NOFRAMES, "noframes") X(NOSCRIPT, "noscript") X(OBJECT, "object") X(OL, "ol")                \
    X(OPTGROUP, "optgroup") X(OPTION, "option") X(P, "p") X(PARAM, "param")                        \
    X(PLAINTEXT, "plaintext") X(PRE, "pre") X(SCRIPT, "script") X(SECTION, "section")              \
    X(SELECT, "select") X(SOURCE, "source") X(SPAN, "span") X(STRONG, "strong")                    \
    X(STYLE, "style") X(SUMMARY, "summary") X(SUP, "sup") X(SVG, "svg") X(TABLE, "table")          \
    X(TBODY, "tbody") X(TD, "td") X(TEMPLATE, "template") X(TEXTAREA, "textarea")                  \
    X(TFOOT, "tfoot") X(TH, "th") X(THEAD, "thead") X(TIME, "time") X(TITLE, "title")              \
    X(TR, "tr") X(TRACK, "track") X(UL, "ul") X(VIDEO, "video") X(WBR, "wbr") X(XMP, "xmp")

typedef enum html_element {
    HTML_OTHER,
#define X(name, text) HTML_##name,
    HTML_ELEMENTS(X)
#undef X
        HTML_N_ELEMENTS
} html_element;

typedef enum html_kind { HTML_TEXT, HTML_OPEN, HTML_CLOSE } html_kind;

typedef struct html_attribute {
    casus_str name, value; /* name in the page's own case; an attribute without value: ptr NULL */
} html_attribute;

typedef struct html_token {
    html_kind kind;
    html_element element; /* of a tag */
    bool plain;           /* of a text: a script's or the like, "&" is no reference in it */
    bool empty;           /* of a tag of svg or math: it has no end, "<path/>" */
    casus_str name;       /* of a tag, in the page's own case */
    uint32_t start, end;  /* bytes of the page */
    uint32_t n_attributes;
    html_attribute attributes[HTML_MOST_ATTRIBUTES];
} html_token;

typedef struct html_reader {
    casus_str page; /* ASCII-compatible */
    size_t at;
    uint32_t most_attributes; /* of a tag; 0: HTML_MOST_ATTRIBUTES */
    html_element foreign; /* HTML_SVG, HTML_MATH where n_foreign of them are open */
    uint32_t n_foreign;
    html_element inside; /* the element whose text is next, where its text is no markup */
} html_reader;

/* False at the page's end. */
bool html_next(html_reader *self, html_token *out);
/* The first attribute of that name (given in lower case); ptr NULL where it is missing or empty. */
casus_str html_attribute_of(const html_token *self, const char *name);
html_element html_element_of(casus_str name);

/* An element that has no content: "br", "img". */
bool html_is_void(html_element element);
/* An element that begins and ends a line of its own. */
bool html_is_block(html_element element);

#endif
