/* shown: the headline is the <h1>, or <h2>, that shares most words with the title; dates are looked
 * for in short blocks from a little above it to a little below. */
#include "page/shown.h"

#include "base/stamp.h"
#include "page/write.h"

#define WORDS_MOST 32u
#define HEADLINE_LONGEST 300u /* letters */
#define STAMP_LONGEST 100u    /* letters of a block that shows a date */
#define ABOVE 8u              /* blocks above the headline, and below it, that may show the date */
#define BELOW 12u
#define NO_BLOCK UINT32_MAX

/* ---- words in common ------------------------------------------------------------------------- */

typedef struct word_set {
    uint64_t hashes[WORDS_MOST];
    uint32_t n;
} word_set;

static bool is_word_byte(char c)
{
    return (c & 0x80) || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static word_set words_of(casus_str s)
{
    word_set set = {0};
    for (size_t at = 0; at < s.len && set.n < WORDS_MOST;) {
        size_t start = at;
        while (at < s.len && is_word_byte(s.ptr[at])) at++;
        if (at > start)
            set.hashes[set.n++] = str_hash_lower(str_slice(s, start, at));
        else
            at++;
    }
    return set;
}

static uint32_t shared(const word_set *a, const word_set *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = 0; k < b->n; k++)
            if (a->hashes[i] == b->hashes[k]) {
                n++;
                break;
            }
    return n;
}

/* ---- the headline ---------------------------------------------------------------------------- */

/* The heading that a block stands in, <h1> or <h2>; 0 none. */
static uint32_t heading_of(const page_tree *tree, uint32_t block)
{
    uint32_t node = tree->blocks[block].node;
    html_element e = (html_element)tree->nodes[node].element;
    return e == HTML_H1 || e == HTML_H2 ? node : 0;
}

/* In hundredths: how much of the longer of both is shared. */
static uint32_t likeness(const word_set *a, const word_set *b)
{
    uint32_t longer = a->n > b->n ? a->n : b->n;
    return longer ? 100 * shared(a, b) / longer : 0;
}

static uint32_t find_headline(const page_tree *tree, casus_str title, arena *mem, casus_str *text)
{
    word_set wanted = words_of(title);
    uint32_t best = NO_BLOCK, most = 0;
    for (uint32_t i = 0; i < tree->n_blocks; i++) {
        uint32_t node = heading_of(tree, i);
        if (!node || tree->blocks[i].n_letters > HEADLINE_LONGEST) continue;
        casus_str here = write_block(tree, i, mem);
        word_set words = words_of(here);
        bool first = tree->nodes[node].element == HTML_H1;
        /* a longer title is where the site's name follows */
        bool begins = here.len && str_starts(title, here);
        bool within = words.n > 2 && shared(&words, &wanted) == words.n;
        uint32_t value = begins || within ? 100 : likeness(&words, &wanted);
        value += first ? 10 : 0;
        if (value <= most) continue;
        most = value;
        best = i;
        *text = here;
    }
    return most >= 50 ? best : NO_BLOCK;
}

/* ---- the date -------------------------------------------------------------------------------- */

static bool find_stamp(const page_tree *tree, uint32_t headline, bool month_first, arena *mem,
                       int32_t *day)
{
    uint32_t from = headline > ABOVE ? headline - ABOVE : 0, to = headline + BELOW;
    if (to > tree->n_blocks) to = tree->n_blocks;
    for (uint32_t i = from; i < to; i++) {
        if (tree->blocks[i].n_letters > STAMP_LONGEST || tree->blocks[i].n_letters < 6) continue;
        if (stamp_read(write_block(tree, i, mem), month_first, day)) return true;
    }
    return false;
}

void shown_facts(const page_tree *tree, page_facts *facts, arena *mem)
{
    casus_str text = {0};
    uint32_t headline = find_headline(tree, facts->values[FACT_TITLE], mem, &text);
    if (headline != NO_BLOCK && !str_ends(text, facts->values[FACT_TITLE]))
        facts->values[FACT_TITLE] = text;
    if (facts->published != CASUS_NO_DAY) return;
    if (headline == NO_BLOCK) headline = 0;
    find_stamp(tree, headline, facts_are_english(facts), mem, &facts->published);
}
