/* extract: the article of a page, by four questions.
 *
 *   1. what is clutter for sure?        hidden, navigation, readers' comments: dropped with all
 * within
 *   2. which element holds the prose?   blocks give their prose to the elements around them, less
 * the farther (Readability); the sum of what is not linked decides
 *   3. is there a better name for it?   an element called the article's body, where it holds about
 * as much
 *   4. what of it stays?                no lists of links, no short ends ("Share", "Tags:"), no
 * headings without text below them
 *
 * Nothing here knows a language: length, links and stops decide.
 */
#include "page/extract.h"

#define SHORTEST_PROSE 25u /* letters of a block that counts as prose */
#define LEAST_ARTICLE 250u /* letters of an element that may hold an article */
#define LEVELS 5u          /* elements above a block that get of its prose */

typedef struct sums {
    uint32_t letters, linked, prose; /* of the pieces before this one */
} sums;

typedef struct extractor {
    const page_tree *tree;
    uint8_t *dropped; /* [n_nodes] */
    sums *before;     /* [n_pieces + 1] */
    float *scores;    /* [n_nodes] */
    uint8_t *parts;   /* [n_blocks] */
} extractor;

/* ---- counts ---------------------------------------------------------------------------------- */

static bool is_heading(html_element e) { return e >= HTML_H1 && e <= HTML_H6; }

static html_element element_of(const page_tree *tree, uint32_t node)
{
    return (html_element)tree->nodes[node].element;
}

/* Prose stands in sentences: it has stops, and is more than a link. */
static bool is_prose(const page_block *block)
{
    return block->n_letters >= SHORTEST_PROSE && block->n_stops &&
           2 * block->n_linked < block->n_letters;
}

static sums sums_of(const extractor *self, uint32_t node)
{
    const page_node *n = &self->tree->nodes[node];
    const sums *from = &self->before[n->first_piece], *to = &self->before[n->end_piece];
    return (sums){to->letters - from->letters, to->linked - from->linked, to->prose - from->prose};
}

/* Sums of what was not dropped. */
static void sum_pieces(extractor *self)
{
    const page_tree *tree = self->tree;
    for (uint32_t i = 0; i < tree->n_pieces; i++) {
        const page_piece *piece = &tree->pieces[i];
        sums at = self->before[i];
        if (!self->dropped[piece->node]) {
            at.letters += piece->n_letters;
            if (piece->linked) at.linked += piece->n_letters;
            if (is_prose(&tree->blocks[piece->block]) &&
                !is_heading(element_of(tree, tree->blocks[piece->block].node)))
                at.prose += piece->n_letters;
        }
        self->before[i + 1] = at;
    }
}

/* ---- 1: clutter ------------------------------------------------------------------------------ */

/* Named clutter, but too much of the page to be it: the name is of something else. */
static bool is_most(const extractor *self, uint32_t node)
{
    return 2 * sums_of(self, node).prose > self->before[self->tree->n_pieces].prose;
}

static bool is_clutter(const extractor *self, uint32_t node, unsigned sure)
{
    const page_node *n = &self->tree->nodes[node];
    bool named = n->hints & sure || n->element == HTML_FORM || n->element == HTML_FIGURE ||
                 n->element == HTML_HEADER;
    if (named) return !is_most(self, node);
    if (!(n->hints & PAGE_DOUBT) || n->hints & (PAGE_BODY | PAGE_ARTICLE)) return false;
    sums s = sums_of(self, node);
    return 3 * s.linked > s.letters && !is_most(self, node);
}

/* Where next to nothing is left, the page is of that kind: a forum, all remarks; a body named
 * "menu". */
static void drop_clutter(extractor *self)
{
    static const unsigned sure[] = {PAGE_HIDDEN | PAGE_CAPTION | PAGE_CLUTTER | PAGE_REMARK,
                                    PAGE_HIDDEN | PAGE_CAPTION | PAGE_CLUTTER, PAGE_HIDDEN};
    const page_tree *tree = self->tree;
    for (size_t pass = 0; pass < COUNT(sure); pass++) {
        memset(self->dropped, 0, tree->n_nodes);
        sum_pieces(self); /* of all, to judge by */
        for (uint32_t i = 1; i < tree->n_nodes; i++)
            self->dropped[i] =
                self->dropped[tree->nodes[i].parent] || is_clutter(self, i, sure[pass]);
        sum_pieces(self);
        if (self->before[tree->n_pieces].prose >= LEAST_ARTICLE) return;
    }
}

/* ---- 2: where the prose stands --------------------------------------------------------------- */

static void give_prose(extractor *self, const page_block *block)
{
    const page_tree *tree = self->tree;
    if (self->dropped[block->node] || !is_prose(block)) return;
    uint32_t own = block->n_letters - block->n_linked;
    float score = 1.0f + (float)block->n_stops * 0.5f + (float)(own < 600 ? own : 600) / 100.0f;
    uint32_t node = block->node;
    html_element e = element_of(tree, node);
    if (is_heading(e)) return;
    if (e == HTML_P || e == HTML_LI || e == HTML_PRE || e == HTML_BLOCKQUOTE)
        node = tree->nodes[node].parent;
    for (unsigned level = 0; level < LEVELS; level++) {
        self->scores[node] += score / (level ? (float)level * 2.0f : 1.0f);
        if (!node) return;
        node = tree->nodes[node].parent;
    }
}

static float worth(const extractor *self, uint32_t node)
{
    const page_node *n = &self->tree->nodes[node];
    sums s = sums_of(self, node);
    if (self->dropped[node] || !s.letters) return 0;
    float value = self->scores[node] * (1.0f - (float)s.linked / (float)s.letters);
    if (n->hints & PAGE_BODY) value *= 1.5f;
    if (n->element == HTML_UL || n->element == HTML_OL) value *= 0.5f;
    return value;
}

static uint32_t best_scored(const extractor *self)
{
    uint32_t best = 0;
    float most = 0;
    for (uint32_t i = 1; i < self->tree->n_nodes; i++) {
        float value = worth(self, i);
        if (value <= most) continue;
        most = value;
        best = i;
    }
    return best;
}

/* An element around it that holds a good deal more prose, though not so much that it must be other
 * articles, and few links; else the node itself. */
static uint32_t wider(const extractor *self, uint32_t node)
{
    const page_tree *tree = self->tree;
    uint32_t prose = sums_of(self, node).prose, at = node;
    for (unsigned level = 0; level < LEVELS; level++) {
        at = tree->nodes[at].parent;
        if (!at || element_of(tree, at) == HTML_BODY) break;
        sums s = sums_of(self, at);
        if (5 * s.prose > 6 * prose && s.prose < 3 * prose && 4 * s.linked < s.letters) return at;
    }
    return node;
}

static uint32_t widest(const extractor *self, uint32_t node)
{
    for (uint32_t at; (at = wider(self, node)) != node;) node = at;
    return node;
}

/* ---- 3: a name for it ------------------------------------------------------------------------ */

static uint32_t named(const extractor *self, unsigned hints)
{
    const page_tree *tree = self->tree;
    uint32_t best = 0, most = LEAST_ARTICLE;
    for (uint32_t i = 1; i < tree->n_nodes; i++) {
        if ((tree->nodes[i].hints & hints) != hints || self->dropped[i]) continue;
        uint32_t prose = sums_of(self, i).prose;
        /* an inner one that holds nearly as much is the better name */
        bool inner = best && tree_within(tree, i, best);
        if (inner ? 10 * prose < 9 * most : prose <= most) continue;
        most = prose;
        best = i;
    }
    return best;
}

static uint32_t choose_root(const extractor *self)
{
    static const unsigned names[] = {PAGE_BODY | PAGE_SURE, PAGE_BODY, PAGE_ARTICLE};
    uint32_t scored = best_scored(self);
    uint32_t prose = sums_of(self, scored).prose;
    for (size_t i = 0; i < COUNT(names); i++) {
        uint32_t node = named(self, names[i]);
        if (node && 5 * sums_of(self, node).prose > 4 * prose) return node;
    }
    return widest(self, scored);
}

/* ---- 4: what stays --------------------------------------------------------------------------- */

static page_part part_of(const extractor *self, uint32_t block)
{
    const page_tree *tree = self->tree;
    const page_block *b = &tree->blocks[block];
    html_element e = element_of(tree, b->node);
    if (is_heading(e)) return e == HTML_H1 ? PART_NONE : PART_HEADING;
    if (2 * b->n_linked > b->n_letters && !(b->n_stops && b->n_letters > 80)) return PART_NONE;
    return e == HTML_LI ? PART_ITEM : PART_PROSE;
}

static void keep_within(extractor *self, uint32_t root)
{
    const page_tree *tree = self->tree;
    for (uint32_t i = 0; i < tree->n_blocks; i++) {
        uint32_t node = tree->pieces[tree->blocks[i].first_piece].node;
        if (!tree_within(tree, tree->blocks[i].node, root) || self->dropped[node]) continue;
        self->parts[i] = (uint8_t)part_of(self, i);
    }
}

/* Headings with nothing below them, and short lines behind the last prose. */
static void trim_end(extractor *self)
{
    bool prose_below = false, text_below = false;
    for (uint32_t i = self->tree->n_blocks; i-- > 0;) {
        const page_block *b = &self->tree->blocks[i];
        if (self->parts[i] == PART_NONE) continue;
        if (self->parts[i] == PART_HEADING) {
            if (!text_below) self->parts[i] = PART_NONE;
            text_below = false;
            continue;
        }
        if (!prose_below && !is_prose(b))
            self->parts[i] = PART_NONE;
        else
            prose_below = text_below = true;
    }
}

uint8_t *extract_article(const page_tree *tree, arena *mem)
{
    extractor self = {.tree = tree};
    self.dropped = arena_alloc(mem, tree->n_nodes);
    self.before = arena_alloc(mem, (tree->n_pieces + 1) * sizeof *self.before);
    self.scores = arena_alloc(mem, tree->n_nodes * sizeof *self.scores);
    self.parts = arena_alloc(mem, tree->n_blocks);
    if (!arena_ok(mem) || !tree->n_nodes) return NULL;
    drop_clutter(&self);
    for (uint32_t i = 0; i < tree->n_blocks; i++) give_prose(&self, &tree->blocks[i]);
    keep_within(&self, choose_root(&self));
    trim_end(&self);
    return self.parts;
}

uint8_t *extract_all(const page_tree *tree, arena *mem)
{
    uint8_t *parts = arena_alloc(mem, tree->n_blocks + 1);
    for (uint32_t i = 0; parts && i < tree->n_blocks; i++) {
        html_element e = element_of(tree, tree->blocks[i].node);
        parts[i] = is_heading(e) ? PART_HEADING : e == HTML_LI ? PART_ITEM : PART_PROSE;
    }
    return parts;
}
