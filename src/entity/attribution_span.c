/* How far a source, a cue and a content go. */
#include "entity/attribution.h"

static bool is_punct(const tree *t, uint32_t i) { return (t->tokens[i].flags & TOKEN_PUNCT) != 0; }

static bool is_wide(const tree *t, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++)
        if (tree_form_is(t, i, ",")) return true;
    return false;
}

/* ", citing the report, said": a participle behind a comma is not of the name before it. */
static uint32_t without_participle(const tree *t, uint32_t head, uint32_t last)
{
    for (uint32_t k = tree_next_child(t, head, head); k != TREE_NONE;
         k = tree_next_child(t, head, k)) {
        uint32_t a, b;
        if (t->nodes[k].xpos != XPOS_VBG || t->nodes[k].deprel == DEPREL_AMOD) continue;
        tree_span(t, k, &a, &b);
        if (tree_form_is(t, a, ",")) a++;
        if (a > head + 1 && a <= last && tree_form_is(t, a - 1, ",")) return a - 2;
    }
    return last;
}

/* "Rep. Gregory Meeks (D-N.Y.)": a bracket that closes what was opened. */
static bool closes_bracket(const tree *t, uint32_t first, uint32_t i)
{
    if (!tree_form_is(t, i, ")")) return false;
    while (i-- > first)
        if (tree_form_is(t, i, "(")) return true;
    return false;
}

stretch phrase_of(const tree *t, uint32_t head, uint32_t beside)
{
    uint32_t first, last;
    tree_span(t, head, &first, &last);
    last = without_participle(t, head, last);
    if (beside != TREE_NONE && first <= beside && beside <= last) {
        if (beside > head) last = beside - 1;
        else first = beside + 1;
    }
    while (first < head && (is_punct(t, first) || t->nodes[first].deprel == DEPREL_CASE ||
                            t->nodes[first].deprel == DEPREL_FIXED ||
                            t->nodes[first].deprel == DEPREL_CC ||
                            t->nodes[first].deprel == DEPREL_MARK))
        first++;
    while (last > head && is_punct(t, last) && !closes_bracket(t, first, last)) last--;
    if (last + 1 < t->n && closes_bracket(t, first, last + 1)) last++;
    if (last + 1 < t->n && tree_form_is(t, last + 1, ",") && is_wide(t, head, last)) last++;
    return (stretch){t->first + first, t->first + last};
}

/* ---- cues ------------------------------------------------------------------------------------ */

static bool goes_before(const tree *t, uint32_t i, uint32_t head)
{
    unsigned rel = t->nodes[i].deprel, xpos = t->nodes[i].xpos;
    if (tree_head(t, i) != head || is_punct(t, i)) return false;
    if (rel == DEPREL_ADVMOD) return xpos != XPOS_WRB;
    if (t->nodes[head].upos == UPOS_NOUN) return rel == DEPREL_AMOD || rel == DEPREL_COMPOUND;
    return rel == DEPREL_AUX || rel == DEPREL_AUX_PASS || rel == DEPREL_COP;
}

static bool goes_behind(const tree *t, uint32_t i, uint32_t head)
{
    if (tree_head(t, i) != head) return false;
    return t->nodes[i].deprel == DEPREL_COMPOUND_PRT ||
           (t->nodes[i].deprel == DEPREL_FIXED && tree_form_is(t, head, "according"));
}

/* "said in a statement": the last token of where it was said, or TREE_NONE. */
static uint32_t in_statement(const tree *t, uint32_t head, uint32_t last)
{
    if (last + 2 >= t->n || !tree_form_is(t, last + 1, "in")) return TREE_NONE;
    for (uint32_t i = last + 2; i < t->n && i < last + 6; i++) {
        if (tree_head(t, i) != head || t->nodes[i].deprel != DEPREL_OBL) continue;
        return tree_lemma_is(t, i, "statement") ? i : TREE_NONE;
    }
    return TREE_NONE;
}

stretch cue_words(const tree *t, uint32_t head)
{
    uint32_t first = head, last = head;
    while (first > 0 && goes_before(t, first - 1, head)) first--;
    while (last + 1 < t->n && goes_behind(t, last + 1, head)) last++;
    uint32_t said_in = in_statement(t, head, last);
    if (said_in != TREE_NONE) last = said_in;
    if (last + 1 < t->n && tree_form_is(t, last + 1, ":")) last++;
    return (stretch){t->first + first, t->first + last};
}

/* ---- content --------------------------------------------------------------------------------- */

static bool is_quotation_mark(const attributor *self, uint32_t i)
{
    static const char *const MARKS[] = {"\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "''", "``", "'",
                                        "\xE2\x80\x98", "\xE2\x80\x99", "\xC2\xAB", "\xC2\xBB"};
    if (i >= self->in->lexed->n_tokens) return false;
    casus_str form = token_form(self->in->text->ptr, &self->in->lexed->tokens[i]);
    for (size_t k = 0; k < COUNT(MARKS); k++)
        if (str_eq(form, str_from(MARKS[k]))) return true;
    return false;
}

static bool only_marks(const attributor *self, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (!(self->in->lexed->tokens[i].flags & TOKEN_PUNCT)) return false;
    return true;
}

stretch content_words(const attributor *self, stretch s)
{
    const token *tokens = self->in->lexed->tokens;
    while (s.first < s.last && (tokens[s.first].flags & TOKEN_PUNCT)) s.first++;
    while (s.last > s.first && (tokens[s.last].flags & TOKEN_PUNCT)) s.last--;
    uint32_t q = quote_at(self->e, s.first);
    if (q != ENTITY_NONE && only_marks(self, self->e->quotes[q].first, s.first)) {
        s.first = self->e->quotes[q].first;
        if (s.first > 0 && is_quotation_mark(self, s.first - 1)) s.first--;
    }
    q = quote_at(self->e, s.last);
    if (q != ENTITY_NONE && only_marks(self, s.last + 1, self->e->quotes[q].last + 1)) {
        s.last = self->e->quotes[q].last;
        if (is_quotation_mark(self, s.last + 1)) s.last++;
    }
    return s;
}
