/* html: one pass over the bytes. Text runs are found with memchr; a tag is read once.
 *
 * Where the standard knows some eighty states, this reads by function: text, raw text, tag,
 * attribute, comment. Parse errors are not reported; what they lead to is what the standard says.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* memmem */
#endif
#include "page/html.h"

#include <stdlib.h>

/* ---- elements -------------------------------------------------------------------------------- */

typedef struct element_name {
    const char *name;
    html_element element;
} element_name;

/* By name, for bsearch: HTML_ELEMENTS is sorted. */
static const element_name element_names[] = {
#define X(name, text) {text, HTML_##name},
    HTML_ELEMENTS(X)
#undef X
};

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c; }

static bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static int by_name(const void *key, const void *entry)
{
    return strcmp(key, ((const element_name *)entry)->name);
}

html_element html_element_of(casus_str name)
{
    char key[16];
    if (!name.len || name.len >= sizeof key) return HTML_OTHER;
    for (size_t i = 0; i < name.len; i++) key[i] = lower(name.ptr[i]);
    key[name.len] = 0;
    const element_name *found =
        bsearch(key, element_names, COUNT(element_names), sizeof *element_names, by_name);
    return found ? found->element : HTML_OTHER;
}

bool html_is_void(html_element element)
{
    switch (element) {
    case HTML_AREA:
    case HTML_BASE:
    case HTML_BR:
    case HTML_COL:
    case HTML_EMBED:
    case HTML_FRAME:
    case HTML_HR:
    case HTML_IMG:
    case HTML_INPUT:
    case HTML_LINK:
    case HTML_META:
    case HTML_PARAM:
    case HTML_SOURCE:
    case HTML_TRACK:
    case HTML_WBR: return true;
    default: return false;
    }
}

bool html_is_block(html_element element)
{
    switch (element) {
    case HTML_OTHER:
    case HTML_A:
    case HTML_ABBR:
    case HTML_AREA:
    case HTML_AUDIO:
    case HTML_B:
    case HTML_BASE:
    case HTML_BR:
    case HTML_BUTTON:
    case HTML_CANVAS:
    case HTML_COL:
    case HTML_DATALIST:
    case HTML_EM:
    case HTML_EMBED:
    case HTML_FRAME:
    case HTML_I:
    case HTML_IFRAME:
    case HTML_IMG:
    case HTML_INPUT:
    case HTML_LABEL:
    case HTML_LINK:
    case HTML_MATH:
    case HTML_META:
    case HTML_NOEMBED:
    case HTML_NOFRAMES:
    case HTML_NOSCRIPT:
    case HTML_OBJECT:
    case HTML_PARAM:
    case HTML_SCRIPT:
    case HTML_SELECT:
    case HTML_SOURCE:
    case HTML_SPAN:
    case HTML_STRONG:
    case HTML_STYLE:
    case HTML_SUP:
    case HTML_SVG:
    case HTML_TEMPLATE:
    case HTML_TEXTAREA:
    case HTML_TIME:
    case HTML_TITLE:
    case HTML_TRACK:
    case HTML_VIDEO:
    case HTML_WBR: return false;
    default: return true;
    }
}

/* Its content is text up to its own end tag. */
static bool holds_raw_text(html_element element)
{
    switch (element) {
    case HTML_IFRAME:
    case HTML_NOEMBED:
    case HTML_NOFRAMES:
    case HTML_PLAINTEXT:
    case HTML_SCRIPT:
    case HTML_STYLE:
    case HTML_TEXTAREA:
    case HTML_TITLE:
    case HTML_XMP: return true;
    default: return false;
    }
}

/* ---- raw text -------------------------------------------------------------------------------- */

/* Does "NAME" stand at page[at], with a blank, "/" or ">" behind it? */
static bool names_at(casus_str page, size_t at, casus_str name)
{
    if (page.len - at <= name.len) return false;
    if (!str_eq_nocase(str_slice(page, at, at + name.len), name)) return false;
    char behind = page.ptr[at + name.len];
    return is_space(behind) || behind == '/' || behind == '>';
}

static size_t find_from(casus_str page, size_t at, const char *what)
{
    size_t found = str_find(str_slice(page, at, page.len), str_from(what));
    return found == SIZE_MAX ? page.len : at + found;
}

/* Where the end tag "</NAME" begins, or the page's end. In a script, "<!--" and "<script" up to
 * "</script" hide one end tag (13.2.5.20, script data escaped and double escaped). */
static size_t raw_text_end(casus_str page, size_t at, html_element element)
{
    if (element == HTML_PLAINTEXT) return page.len;
    casus_str name = str_from(element_names[element - 1].name);
    bool escaped = false, hidden = false;
    size_t comment = 0; /* where the "-->" stands that ends the escape */
    for (;; at++) {
        const char *mark = at < page.len ? memchr(page.ptr + at, '<', page.len - at) : NULL;
        size_t here = mark ? (size_t)(mark - page.ptr) : page.len;
        if (escaped && comment < here) escaped = hidden = false;
        at = here;
        if (at >= page.len) return page.len;
        casus_str rest = str_slice(page, at, page.len);
        if (element == HTML_SCRIPT && !escaped && str_starts(rest, STR("<!--"))) {
            escaped = true;
            comment = find_from(page, at + 2, "-->"); /* "<!-->" ends at once */
        } else if (escaped && !hidden && names_at(page, at + 1, name)) {
            hidden = true;
        } else if (rest.len > 1 && rest.ptr[1] == '/' && names_at(page, at + 2, name)) {
            if (!hidden) return at;
            hidden = false;
        }
    }
}

/* ---- tags ------------------------------------------------------------------------------------ */

static size_t skip_spaces(casus_str page, size_t at)
{
    while (at < page.len && is_space(page.ptr[at])) at++;
    return at;
}

/* Reads the value at page[at]; returns where the tag goes on, SIZE_MAX where the page ends first.
 */
static size_t read_value(casus_str page, size_t at, casus_str *value)
{
    at = skip_spaces(page, at);
    if (at >= page.len) return SIZE_MAX;
    char mark = page.ptr[at];
    if (mark == '"' || mark == '\'') {
        const char *end = memchr(page.ptr + at + 1, mark, page.len - at - 1);
        if (!end) return SIZE_MAX;
        *value = str_slice(page, at + 1, (size_t)(end - page.ptr));
        return (size_t)(end - page.ptr) + 1;
    }
    size_t start = at;
    while (at < page.len && !is_space(page.ptr[at]) && page.ptr[at] != '>') at++;
    *value = str_slice(page, start, at);
    return at;
}

/* Reads the attribute at page[at], which is its name's first byte; returns as read_value does. */
static size_t read_attribute(casus_str page, size_t at, html_attribute *out)
{
    size_t start = at++; /* a leading "=" belongs to the name */
    while (at < page.len && !is_space(page.ptr[at]) && !strchr("/>=", page.ptr[at])) at++;
    *out = (html_attribute){.name = str_slice(page, start, at)};
    size_t behind = skip_spaces(page, at);
    if (behind < page.len && page.ptr[behind] == '=')
        return read_value(page, behind + 1, &out->value);
    return at;
}

/* What svg and math do not hold: where it begins they end (13.2.6.5). */
static bool breaks_out(html_element element)
{
    static const html_element OUT[] = {
        HTML_B,  HTML_BLOCKQUOTE, HTML_BODY, HTML_BR, HTML_CENTER, HTML_DD,   HTML_DIV,  HTML_DL,
        HTML_DT, HTML_EM,         HTML_EMBED, HTML_H1, HTML_H2,    HTML_H3,   HTML_H4,   HTML_H5,
        HTML_H6, HTML_HEAD,       HTML_HR,   HTML_I,  HTML_IMG,    HTML_LI,   HTML_MENU, HTML_META,
        HTML_OL, HTML_P,          HTML_PRE,  HTML_SPAN, HTML_STRONG, HTML_SUP, HTML_TABLE, HTML_UL};
    for (size_t i = 0; i < COUNT(OUT); i++)
        if (OUT[i] == element) return true;
    return false;
}

/* Within svg and math "<title/>" is all there is of it, and no text is raw. */
static void note_foreign(html_reader *self, html_token *out, bool slash)
{
    bool begins = out->element == HTML_SVG || out->element == HTML_MATH;
    bool inner = self->n_foreign > 0;
    out->empty = false;
    if (out->kind == HTML_CLOSE) {
        self->n_foreign -= inner && out->element == self->foreign;
        return;
    }
    if (inner && breaks_out(out->element)) self->n_foreign = 0;
    out->empty = slash && (begins || self->n_foreign);
    if (!begins || slash || (inner && out->element != self->foreign)) return;
    self->foreign = out->element;
    self->n_foreign++;
}

/* The tag whose name begins at page[at]; false where the page ends within it. */
static bool read_tag(html_reader *self, size_t at, html_token *out)
{
    casus_str page = self->page;
    size_t start = at;
    uint32_t most = self->most_attributes ? self->most_attributes : HTML_MOST_ATTRIBUTES;
    while (at < page.len && !is_space(page.ptr[at]) && page.ptr[at] != '/' && page.ptr[at] != '>')
        at++;
    out->name = str_slice(page, start, at);
    out->element = html_element_of(out->name);
    out->n_attributes = 0;
    bool slash;
    for (;;) {
        size_t behind = at;
        while (at < page.len && (is_space(page.ptr[at]) || page.ptr[at] == '/')) at++;
        if (at >= page.len) return false;
        slash = at > behind && page.ptr[at - 1] == '/';
        if (page.ptr[at] == '>') break;
        html_attribute found;
        at = read_attribute(page, at, &found);
        if (at == SIZE_MAX) return false;
        if (out->n_attributes < most) out->attributes[out->n_attributes++] = found;
    }
    self->at = at + 1;
    note_foreign(self, out, slash);
    if (out->kind == HTML_OPEN && !self->n_foreign && holds_raw_text(out->element))
        self->inside = out->element;
    return true;
}

/* Behind the comment whose "<!--" stands at page[at]. */
static size_t comment_end(casus_str page, size_t at)
{
    at += 4;
    casus_str rest = str_slice(page, at, page.len);
    if (str_starts(rest, STR(">"))) return at + 1;
    if (str_starts(rest, STR("->"))) return at + 2;
    for (; at < page.len; at++) {
        const char *dash = memchr(page.ptr + at, '-', page.len - at);
        if (!dash) break;
        at = (size_t)(dash - page.ptr);
        rest = str_slice(page, at, page.len);
        if (str_starts(rest, STR("-->"))) return at + 3;
        if (str_starts(rest, STR("--!>"))) return at + 4;
    }
    return page.len;
}

static size_t behind_mark(casus_str page, size_t at)
{
    const char *mark = memchr(page.ptr + at, '>', page.len - at);
    return mark ? (size_t)(mark - page.ptr) + 1 : page.len;
}

/* What the "<" at page[at] begins. Markup that says nothing here is passed over. */
typedef enum opening { IS_TEXT, IS_TAG, IS_NOTHING } opening;

static opening read_markup(html_reader *self, size_t at, html_token *out)
{
    casus_str page = self->page;
    if (at + 1 >= page.len) return IS_TEXT;
    char next = page.ptr[at + 1];
    bool close = next == '/';
    if (close && at + 2 >= page.len) return IS_TEXT;
    if (is_letter(page.ptr[at + 1 + close])) {
        out->kind = close ? HTML_CLOSE : HTML_OPEN;
        if (read_tag(self, at + 1 + close, out)) return IS_TAG;
        self->at = page.len;
    } else if (str_starts(str_slice(page, at, page.len), STR("<!--"))) {
        self->at = comment_end(page, at);
    } else if (self->n_foreign && str_starts(str_slice(page, at, page.len), STR("<![CDATA["))) {
        at = find_from(page, at, "]]>");
        self->at = at < page.len ? at + 3 : at;
    } else if (next == '!' || next == '?' || close) {
        self->at = behind_mark(page, at + 1 + close);
    } else {
        return IS_TEXT;
    }
    return IS_NOTHING;
}

/* ---- the way through a page ------------------------------------------------------------------ */

static bool give_text(html_reader *self, size_t end, bool plain, html_token *out)
{
    out->kind = HTML_TEXT;
    out->element = HTML_OTHER;
    out->plain = plain;
    out->n_attributes = 0;
    out->start = (uint32_t)self->at;
    out->end = (uint32_t)end;
    self->at = end;
    return true;
}

/* Where the text at self->at ends: before a "<" that begins markup. */
static size_t text_end(const html_reader *self)
{
    casus_str page = self->page;
    size_t at = self->at;
    while (at < page.len) {
        const char *mark = memchr(page.ptr + at, '<', page.len - at);
        if (!mark) return page.len;
        at = (size_t)(mark - page.ptr);
        if (at + 1 < page.len && (is_letter(page.ptr[at + 1]) || strchr("/!?", page.ptr[at + 1])))
            return at;
        at++;
    }
    return page.len;
}

bool html_next(html_reader *self, html_token *out)
{
    casus_str page = self->page;
    if (self->inside) {
        html_element element = self->inside;
        size_t end = raw_text_end(page, self->at, element);
        self->inside = HTML_OTHER;
        bool references = element == HTML_TITLE || element == HTML_TEXTAREA;
        if (end > self->at) return give_text(self, end, !references, out);
    }
    while (self->at < page.len) {
        size_t at = self->at;
        if (page.ptr[at] == '<') {
            switch (read_markup(self, at, out)) {
            case IS_TAG:
                out->plain = false;
                out->start = (uint32_t)at;
                out->end = (uint32_t)self->at;
                return true;
            case IS_NOTHING: continue;
            case IS_TEXT: self->at++; break;
            }
        }
        size_t end = text_end(self);
        self->at = at;
        return give_text(self, end, false, out);
    }
    return false;
}

casus_str html_attribute_of(const html_token *self, const char *name)
{
    casus_str wanted = str_from(name);
    for (uint32_t i = 0; i < self->n_attributes; i++)
        if (str_eq_nocase(self->attributes[i].name, wanted)) return self->attributes[i].value;
    return (casus_str){0};
}
