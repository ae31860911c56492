/* tree: the stack of open elements, and what goes on it.
 *
 * Looking for an element on the stack goes LOOK_BACK elements deep at most, so that a page of
 * nothing but open or closing tags costs no more than its length.
 */
#include "page/tree.h"

#define LOOK_BACK 64u

void tree_begin(tree_builder *self, page_tree *tree, casus_str page, arena *mem)
{
    *tree = (page_tree){.page = page};
    *self = (tree_builder){.tree = tree, .mem = mem, .deepest = PAGE_DEEPEST, .new_block = true};
    hint_words_init(&self->words);
    page_node *root = arena_push(mem, &tree->nodes, &tree->n_nodes, &tree->nodes_cap, sizeof *root);
    if (root) self->depth = 1;
}

/* ---- the stack ------------------------------------------------------------------------------- */

static uint32_t top(const tree_builder *self) { return self->open[self->depth - 1]; }

static html_element element_at(const tree_builder *self, uint32_t depth)
{
    return (html_element)self->tree->nodes[self->open[depth]].element;
}

static void pop(tree_builder *self)
{
    page_tree *tree = self->tree;
    page_node *node = &tree->nodes[self->open[--self->depth]];
    node->end = tree->n_nodes;
    node->end_piece = tree->n_pieces;
    if (node->element == HTML_A) self->n_links--;
    if (html_is_block((html_element)node->element)) self->new_block = true;
}

static void push(tree_builder *self, const html_token *token)
{
    page_tree *tree = self->tree;
    html_element element = token->element;
    bool is_void = html_is_void(element) || token->empty;
    if (html_is_block(element)) self->new_block = true;
    if (!is_void && self->depth >= self->deepest) return;
    uint32_t parent = top(self);
    page_node *node =
        arena_push(self->mem, &tree->nodes, &tree->n_nodes, &tree->nodes_cap, sizeof *node);
    if (!node) return;
    *node = (page_node){.parent = parent,
                        .end = tree->n_nodes,
                        .first_piece = tree->n_pieces,
                        .end_piece = tree->n_pieces,
                        .element = (uint8_t)element,
                        .hints = (uint8_t)hints_of(&self->words, token)};
    if (is_void) return;
    self->open[self->depth++] = tree->n_nodes - 1;
    if (element == HTML_A) self->n_links++;
}

/* ---- ends that are left out ------------------------------------------------------------------ */

static bool is_cell(html_element e) { return e == HTML_TD || e == HTML_TH; }
static bool is_rows(html_element e)
{
    return e == HTML_TBODY || e == HTML_THEAD || e == HTML_TFOOT;
}
static bool is_term(html_element e) { return e == HTML_DT || e == HTML_DD; }
static bool is_list(html_element e)
{
    return e == HTML_UL || e == HTML_OL || e == HTML_MENU || e == HTML_DIR;
}

/* Does `next` end the open element `open`, as the start tags of the standard's "in body" and table
 * modes do? */
static bool ends(html_element next, html_element open)
{
    if (open == HTML_P) return html_is_block(next) && !is_cell(next);
    if (open == HTML_LI) return next == HTML_LI;
    if (is_term(open)) return is_term(next);
    if (is_cell(open)) return is_cell(next) || next == HTML_TR || is_rows(next);
    if (open == HTML_TR) return next == HTML_TR || is_rows(next);
    if (is_rows(open)) return is_rows(next);
    if (open == HTML_OPTION) return next == HTML_OPTION || next == HTML_OPTGROUP;
    if (open == HTML_A) return next == HTML_A;
    if (open == HTML_HEAD) return next == HTML_BODY;
    return false;
}

/* What no such end reaches through. */
static bool shuts_in(html_element open, html_element next)
{
    switch (open) {
    case HTML_TABLE:
    case HTML_TEMPLATE:
    case HTML_BUTTON:
    case HTML_OBJECT:
    case HTML_SVG: return true;
    case HTML_TD:
    case HTML_TH:
    case HTML_CAPTION: return !is_cell(next) && next != HTML_TR && !is_rows(next);
    default: break;
    }
    if (next == HTML_LI) return is_list(open);
    if (is_term(next)) return open == HTML_DL;
    if (next == HTML_A) return html_is_block(open);
    return false;
}

static void end_implied(tree_builder *self, html_element next)
{
    uint32_t deepest = self->depth > LOOK_BACK ? self->depth - LOOK_BACK : 1, cut = self->depth;
    for (uint32_t at = self->depth; at-- > deepest;) {
        html_element open = element_at(self, at);
        if (ends(next, open))
            cut = at;
        else if (shuts_in(open, next))
            break;
    }
    while (self->depth > cut) pop(self);
}

/* ---- tokens ---------------------------------------------------------------------------------- */

static bool is_heading(html_element e) { return e >= HTML_H1 && e <= HTML_H6; }

/* Does the end tag of `element` end the open element `open`? One of a heading ends any heading. */
static bool is_end_of(html_element element, html_element open)
{
    return open == element || (is_heading(element) && is_heading(open));
}

/* What the standard closes with all that is open in it, although it is no block. */
static bool holds_blocks(html_element e)
{
    return html_is_block(e) || e == HTML_SELECT || e == HTML_BUTTON || e == HTML_OBJECT ||
           e == HTML_SVG || e == HTML_MATH;
}

static void close(tree_builder *self, html_element element)
{
    if (element == HTML_BR) self->behind_break = true; /* </br> is <br> */
    uint32_t deepest = self->depth > LOOK_BACK ? self->depth - LOOK_BACK : 1;
    if (html_is_void(element) || element == HTML_OTHER || element == HTML_BODY ||
        element == HTML_HTML)
        return;
    for (uint32_t at = self->depth; at-- > deepest;) {
        html_element open = element_at(self, at);
        if (is_end_of(element, open)) {
            while (self->depth > at) pop(self);
            return;
        }
        /* An inline end tag does not reach out of its block, nor any out of its cell. */
        if (html_is_block(open) && !holds_blocks(element)) return;
        if ((is_cell(open) || open == HTML_TABLE) && element != HTML_TABLE && element != HTML_TR &&
            !is_rows(element))
            break;
    }
    if (element == HTML_P) self->new_block = true; /* </p> without its begin is <p></p> */
}

static bool is_blank(casus_str s) { return str_trim(s).len == 0; }

/* The full stop, comma and the like of Chinese and Japanese, and those of full width; s[i] leads
 * three bytes. */
static bool is_wide_stop(casus_str s, size_t i)
{
    if (i + 2 >= s.len) return false;
    unsigned char a = (unsigned char)s.ptr[i], b = (unsigned char)s.ptr[i + 1],
                  c = (unsigned char)s.ptr[i + 2];
    if (a == 0xE3) return b == 0x80 && (c == 0x81 || c == 0x82);
    return a == 0xEF && b == 0xBC &&
           (c == 0x81 || c == 0x8C || c == 0x8E || c == 0x9B || c == 0x9F);
}

/* A character of Chinese, Japanese or Korean says about as much as WIDE letters. */
#define WIDE 3u

static void count(page_piece *piece, casus_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        piece->n_letters += c > ' ' && (c & 0xC0) != 0x80;
        piece->n_stops += c == '.' || c == ',' || c == ';' || c == '!' || c == '?';
        if (c < 0xE3 || c > 0xEF) continue;
        piece->n_letters += WIDE - 1;
        piece->n_stops += is_wide_stop(s, i);
    }
}

/* The block element nearest to the top of the stack. */
static uint32_t block_node(const tree_builder *self)
{
    uint32_t at = self->depth - 1, deepest = self->depth > LOOK_BACK ? self->depth - LOOK_BACK : 0;
    while (at > deepest && !html_is_block(element_at(self, at))) at--;
    return self->open[at];
}

static void take_text(tree_builder *self, const html_token *token)
{
    page_tree *tree = self->tree;
    casus_str s = str_slice(tree->page, token->start, token->end);
    if (self->new_block) {
        if (is_blank(s)) return;
        page_block *block =
            arena_push(self->mem, &tree->blocks, &tree->n_blocks, &tree->blocks_cap, sizeof *block);
        if (!block) return;
        *block = (page_block){
            .node = block_node(self), .first_piece = tree->n_pieces, .end_piece = tree->n_pieces};
        self->new_block = self->behind_break = false;
    }
    page_piece *piece =
        arena_push(self->mem, &tree->pieces, &tree->n_pieces, &tree->pieces_cap, sizeof *piece);
    if (!piece) return;
    page_block *block = &tree->blocks[tree->n_blocks - 1];
    *piece = (page_piece){.node = top(self),
                          .block = tree->n_blocks - 1,
                          .start = token->start,
                          .end = token->end,
                          .linked = self->n_links > 0,
                          .behind_break = self->behind_break};
    count(piece, s);
    self->behind_break = false;
    block->end_piece = tree->n_pieces;
    block->n_letters += piece->n_letters;
    block->n_stops += piece->n_stops;
    if (piece->linked) block->n_linked += piece->n_letters;
}

/* Text that is none of the page's prose. */
static bool is_silent(html_element e)
{
    switch (e) {
    case HTML_SCRIPT:
    case HTML_STYLE:
    case HTML_TITLE:
    case HTML_TEXTAREA:
    case HTML_IFRAME:
    case HTML_NOEMBED:
    case HTML_NOFRAMES:
    case HTML_XMP:
    case HTML_OPTION:
    case HTML_SVG:
    case HTML_MATH:
    case HTML_TEMPLATE: return true;
    default: return false;
    }
}

void tree_take(tree_builder *self, const html_token *token)
{
    if (!self->depth || !arena_ok(self->mem)) return;
    switch (token->kind) {
    case HTML_TEXT:
        if (!token->plain && !is_silent(element_at(self, self->depth - 1))) take_text(self, token);
        break;
    case HTML_OPEN:
        if (token->element == HTML_OTHER) break;
        if (token->element == HTML_BR) self->behind_break = true;
        end_implied(self, token->element);
        push(self, token);
        break;
    case HTML_CLOSE: close(self, token->element); break;
    }
}

void tree_finish(tree_builder *self)
{
    while (self->depth > 0) pop(self);
}
