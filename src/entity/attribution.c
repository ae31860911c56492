/* Attributions: who says, thinks or wants what, as three spans each. First the claims with their
 * spans made whole, the pieces of one cue joined:
 *
 *   ["The plan is dead,"] {said} <Mr. Diop, the foreign minister>. ["We regret it."]
 *
 * then what other cues lay to somebody (attribution_frame.c). Claims alone say whose words an event
 * is; the rest is for readers of attributions. */
#include "entity/attribution.h"

#define LOOK_BACK 8 /* attributions since a cue's first piece, at most */

void attribution_add(attributor *self, const attribution *a)
{
    entities *e = self->e;
    if (a->n_content == 0) return;
    attribution *kept = arena_push(self->mem, &e->attributions, &e->n_attributions,
                                   &e->cap_attributions, sizeof *kept);
    if (!kept) return;
    *kept = *a;
    self->taken[a->head] |= TAKEN_CUE;
    for (uint32_t k = 0; k < a->n_content; k++)
        for (uint32_t i = a->content[k].first; i <= a->content[k].last; i++)
            self->taken[i] |= TAKEN_CONTENT;
}

/* ---- claims ---------------------------------------------------------------------------------- */

static bool is_relative(const tree *t, uint32_t i)
{
    return t->nodes[i].xpos == XPOS_WP || t->nodes[i].xpos == XPOS_WDT;
}

/* The words that name who speaks: around the mention, in the sentence of the cue; else the
 * mention's own. */
static stretch source_of(const attributor *self, const claim *c)
{
    const tree *t = &self->t;
    uint32_t cue = c->cue - t->first;
    bool verb = t->nodes[cue].upos == UPOS_VERB;
    uint32_t s = verb ? cue_subject(t, cue, false) : TREE_NONE;
    if (tree_form_is(t, cue, "according")) s = tree_head(t, cue);
    /* A report or a study is no actor, yet a source. */
    if (s != TREE_NONE && (is_relative(t, s) || c->source == ENTITY_NONE))
        return phrase_of(t, s, cue);
    if (c->source == ENTITY_NONE) return NO_STRETCH;
    const mention *m = &self->e->mentions[c->source];
    if (m->head < t->first || m->head >= t->first + t->n) return (stretch){m->first, m->last};
    stretch whole = phrase_of(t, m->head - t->first, cue);
    stretch subject = s == TREE_NONE ? NO_STRETCH : phrase_of(t, s, cue);
    if (s != TREE_NONE && subject.first <= m->head && m->head <= subject.last) whole = subject;
    uint32_t quoted = quote_at(self->e, m->head);
    if (quoted != ENTITY_NONE && quote_at(self->e, c->cue) != quoted) return NO_STRETCH;
    if (whole.first > m->first) whole.first = m->first;
    if (whole.last < m->last) whole.last = m->last;
    /* Where the tree swallows the content, the mention alone is safe. */
    if (whole.first <= c->last && c->first <= whole.last) return (stretch){m->first, m->last};
    return whole;
}

/* Do no more than marks and "and" or "but" stand between two pieces? */
static bool are_joined(const attributor *self, uint32_t from, uint32_t to)
{
    static const casus_str JOINTS[] = {{"and", 3}, {"but", 3}, {"or", 2}};
    if (to > from + 3) return false;
    for (uint32_t i = from; i < to; i++) {
        const token *x = &self->in->lexed->tokens[i];
        casus_str form = token_form(self->in->text->ptr, x);
        bool joint = (x->flags & TOKEN_PUNCT) != 0;
        for (size_t k = 0; k < COUNT(JOINTS); k++) joint = joint || str_eq(form, JOINTS[k]);
        if (!joint) return false;
    }
    return true;
}

/* Adds a piece of content; what follows the last piece without words between goes on with it. */
static void add_piece(const attributor *self, attribution *a, stretch s)
{
    for (uint32_t i = 0; i < a->n_content; i++)
        if (s.first <= a->content[i].last && a->content[i].first <= s.last) return;
    stretch *last = a->n_content ? &a->content[a->n_content - 1] : NULL;
    if (last && s.first > last->last && are_joined(self, last->last + 1, s.first)) {
        last->last = s.last;
        return;
    }
    if (a->n_content < ATTRIBUTION_PIECES) a->content[a->n_content++] = s;
}

/* `They "had chemistry," said X`, `X said they "had chemistry"`: the clause that a part quotation
 * stands in is content, too. */
static stretch whole_clause(const attributor *self, uint32_t cue, stretch s)
{
    const tree *t = &self->t;
    if (cue < t->first || cue >= t->first + t->n) return s;
    for (uint32_t k = tree_next_child(t, cue - t->first, TREE_NONE); k != TREE_NONE;
         k = tree_next_child(t, cue - t->first, k)) {
        uint32_t first, last;
        if (t->nodes[k].deprel != DEPREL_CCOMP) continue;
        content_span(t, k, &first, &last);
        stretch c = content_words(self, (stretch){t->first + first, t->first + last});
        if (c.last < s.first || c.first > s.last || (c.first <= cue && cue <= c.last)) continue;
        if (c.first < s.first) s.first = c.first;
        if (c.last > s.last) s.last = c.last;
    }
    return s;
}

static bool begins_small(const attributor *self, stretch s)
{
    const token *tokens = self->in->lexed->tokens;
    while (s.first < s.last && (tokens[s.first].flags & TOKEN_PUNCT)) s.first++;
    return (tokens[s.first].flags & (TOKEN_ALPHA | TOKEN_CAP)) == TOKEN_ALPHA;
}

/* Where content begins behind a cue: a time, a place and who was told are passed over. */
static uint32_t behind_circumstance(const tree *t, uint32_t cue, uint32_t from)
{
    for (uint32_t k = tree_next_child(t, cue, cue); k != TREE_NONE;
         k = tree_next_child(t, cue, k)) {
        unsigned rel = t->nodes[k].deprel;
        uint32_t a, b;
        tree_span(t, k, &a, &b);
        if (t->first + a != from || (rel != DEPREL_OBL && rel != DEPREL_OBL_UNMARKED &&
                                     rel != DEPREL_IOBJ && rel != DEPREL_ADVMOD))
            continue;
        from = t->first + b + 1;
    }
    return from;
}

/* A part quotation, which begins with a small letter, goes on with the writer's words before it: from
 * the sentence's start, or from behind the cue with no mark between. */
static stretch with_lead(const attributor *self, const stretch *cue, uint32_t head, stretch s)
{
    const tree *t = &self->t;
    if (s.first <= t->first || s.last >= t->first + t->n || !begins_small(self, s)) return s;
    uint32_t from = t->first;
    if (cue->last < s.first) from = behind_circumstance(t, head - t->first, cue->last + 1);
    else if (cue->first <= s.last) return s;
    if (from >= s.first || s.first - from > 30) return s;
    for (uint32_t i = from; i < s.first; i++)
        if (self->taken[i] || ((t->tokens[i - t->first].flags & TOKEN_PUNCT) &&
                               (cue->last < s.first || i + 1 == s.first)))
            return s;
    s.first = from;
    return s;
}

static attribution *of_same_cue(const attributor *self, uint32_t cue)
{
    entities *e = self->e;
    for (uint32_t i = e->n_attributions; i-- > 0 && i + LOOK_BACK >= e->n_attributions;)
        if (e->attributions[i].head == cue) return &e->attributions[i];
    return NULL;
}

/* "They say so," within what somebody is quoted with: told of again only where it is an actor's. */
static bool is_chatter(const attributor *self, const claim *c)
{
    uint32_t q = quote_at(self->e, c->cue);
    if (c->direct || q == ENTITY_NONE || self->e->quotes[q].cue == ENTITY_NONE) return false;
    if (c->source == ENTITY_NONE) return true;
    const mention *m = &self->e->mentions[c->source];
    return m->kind == MENTION_PRONOUN || m->kind == MENTION_NAME || m->entity == ENTITY_NONE;
}

static void claim_attribution(attributor *self, const claim *c)
{
    if (is_chatter(self, c)) return;
    stretch content = content_words(self, (stretch){c->first, c->last});
    attribution *same = of_same_cue(self, c->cue);
    if (same) {
        add_piece(self, same, content);
        return;
    }
    tree before = self->t;
    self->t = entity_tree(self->in, self->in->lexed->tokens[c->cue].sentence);
    bool parsed = self->t.n > 0 && self->t.nodes[0].lemma.ptr;
    if (parsed && c->direct) content = whole_clause(self, c->cue, content);
    attribution a = {.speaker = c->source,
                     .head = c->cue,
                     .cue = {c->cue, c->cue},
                     .content = {content},
                     .n_content = 1,
                     .direct = c->direct,
                     .source = NO_STRETCH};
    if (parsed) {
        a.cue = cue_words(&self->t, c->cue - self->t.first);
        a.source = source_of(self, c);
        if (c->direct) a.content[0] = with_lead(self, &a.cue, c->cue, content);
    } else if (c->source != ENTITY_NONE) {
        a.source = (stretch){self->e->mentions[c->source].first, self->e->mentions[c->source].last};
    }
    attribution_add(self, &a);
    self->t = before;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* By cue, within a sentence. */
static void sort_from(entities *e, uint32_t begun)
{
    attribution *a = e->attributions;
    for (uint32_t i = begun + 1; i < e->n_attributions; i++) {
        attribution x = a[i];
        uint32_t k = i;
        for (; k > begun && a[k - 1].head > x.head; k--) a[k] = a[k - 1];
        a[k] = x;
    }
}

void attributions_find(const entity_input *in, arena *mem, entities *out)
{
    attributor self = {.in = in, .mem = mem, .e = out};
    self.taken = arena_alloc(mem, (size_t)in->lexed->n_tokens + 1);
    if (!self.taken) return;
    memset(self.taken, 0, (size_t)in->lexed->n_tokens + 1);
    for (uint32_t i = 0; i < out->n_claims; i++)
        if (out->claims[i].cue < in->lexed->n_tokens) self.taken[out->claims[i].cue] |= TAKEN_CUE;
    uint32_t next = 0;
    for (uint32_t si = 0; si < in->segs->n_sentences; si++) {
        uint32_t begun = out->n_attributions, end = in->lexed->first[si + 1];
        self.t = entity_tree(in, si);
        for (; next < out->n_claims && out->claims[next].first < end; next++)
            claim_attribution(&self, &out->claims[next]);
        if (self.t.n > 0 && self.t.n <= PARSE_MAX_TOKENS && self.t.nodes[0].lemma.ptr)
            frames_find(&self);
        sort_from(out, begun);
    }
}
