/* Cues that make no claim, by their frames (data/cues): what is urged, judged, wanted, planned or
 * seen, and nouns and adjectives of saying and thinking.
 *
 *   <Chad> {accused} [Sudan of arming rebels].            predicate
 *   <The envoy> {called for} [talks].                     preposition
 *   [Talks] {are expected} [to resume].                   passive
 *   <Niger> {wants} [to leave].                           infinitive
 *   <He> {is confident} [that they will].                 adjective
 *   <Her> {claim} [that it failed]; <she> {made the claim} [that ...]    noun */
#include "entity/attribution.h"
#include "parse/names.h"

typedef struct cue_frame_work {
    attributor *self;
    const tree *t;
    uint32_t cue;
    const cue_entry *entry;
    attribution out;
} work;

static stretch subtree(const work *w, uint32_t c)
{
    uint32_t first, last;
    content_span(w->t, c, &first, &last);
    return (stretch){w->t->first + first, w->t->first + last};
}

static void put(work *w, stretch s)
{
    s = content_words(w->self, s);
    uint32_t cue = w->t->first + w->cue;
    if (s.first <= cue && cue <= s.last) return;
    if (w->out.n_content < ATTRIBUTION_PIECES) w->out.content[w->out.n_content++] = s;
}

static uint32_t preposition_bit(const work *w, uint32_t c)
{
    uint32_t p = tree_case(w->t, c);
    if (p == TREE_NONE) p = tree_child(w->t, c, DEPREL_MARK);
    if (p == TREE_NONE) return 0;
    return cue_preposition(tree_form(w->t, p)) & w->entry->frames;
}

static void set_source(work *w, uint32_t s)
{
    w->out.source = phrase_of(w->t, s, w->cue);
    w->out.speaker = mention_near(w->self->in, w->self->e, w->t->first + s);
}

/* ---- frames ---------------------------------------------------------------------------------- */

static bool is_complement(const work *w, uint32_t k)
{
    unsigned rel = w->t->nodes[k].deprel;
    if (rel == DEPREL_XCOMP || rel == DEPREL_CCOMP) return true;
    return (rel == DEPREL_OBL || rel == DEPREL_ADVCL || rel == DEPREL_NMOD) &&
           preposition_bit(w, k) != 0;
}

/* An object and what is said of it, up to the last complement. */
static bool predicate_frame(work *w)
{
    const tree *t = w->t;
    uint32_t object = tree_child(t, w->cue, DEPREL_OBJ);
    if (object == TREE_NONE) object = tree_child(t, w->cue, DEPREL_IOBJ);
    if (object == TREE_NONE || object < w->cue) return false;
    stretch s = subtree(w, object);
    for (uint32_t k = tree_next_child(t, w->cue, object); k != TREE_NONE;
         k = tree_next_child(t, w->cue, k)) {
        if (!is_complement(w, k)) continue;
        stretch more = subtree(w, k);
        if (more.last > s.last) s.last = more.last;
    }
    put(w, s);
    return true;
}

/* The subject is content, with the complement behind the cue; false where there is neither. */
static bool subject_frame(work *w, enum deprel rel, bool alone)
{
    const tree *t = w->t;
    uint32_t subject = tree_child(t, w->cue, rel), k = w->cue;
    if (subject == TREE_NONE || tree_form_is(t, subject, "it")) return false;
    do k = tree_next_child(t, w->cue, k);
    while (k != TREE_NONE && !is_complement(w, k));
    if (k == TREE_NONE && !alone) return false;
    put(w, phrase_of(t, subject, w->cue));
    if (k != TREE_NONE) put(w, subtree(w, k));
    w->out.source = NO_STRETCH;
    w->out.speaker = ENTITY_NONE;
    return w->out.n_content > 0;
}

static bool passive_frame(work *w)
{
    if (!subject_frame(w, DEPREL_NSUBJ_PASS, true)) return false;
    uint32_t agent = tree_child(w->t, w->cue, DEPREL_OBL_AGENT);
    if (agent != TREE_NONE) set_source(w, agent);
    return true;
}

/* The words behind a preposition; where it follows the cue it is a part of it: "called for". */
static bool preposition_frame(work *w)
{
    const tree *t = w->t;
    for (uint32_t k = tree_next_child(t, w->cue, w->cue); k != TREE_NONE;
         k = tree_next_child(t, w->cue, k)) {
        unsigned rel = t->nodes[k].deprel;
        if (rel != DEPREL_OBL && rel != DEPREL_NMOD && rel != DEPREL_ADVCL && rel != DEPREL_ACL)
            continue;
        if (!preposition_bit(w, k)) continue;
        stretch s = subtree(w, k);
        uint32_t p = tree_case(t, k);
        if (p == TREE_NONE) p = tree_child(t, k, DEPREL_MARK);
        uint32_t behind = w->out.cue.last + 1; /* adverbs aside: "speak affectionately of" */
        while (behind < t->first + p && t->nodes[behind - t->first].deprel == DEPREL_ADVMOD) behind++;
        if (t->first + p == behind && s.first == behind) {
            w->out.cue.last = s.first++;
            if (s.first > s.last) return false;
        }
        put(w, s);
        return true;
    }
    return false;
}

/* "asked if they would go" */
static bool question_frame(work *w)
{
    for (uint32_t k = tree_next_child(w->t, w->cue, w->cue); k != TREE_NONE;
         k = tree_next_child(w->t, w->cue, k)) {
        uint32_t mark = tree_child(w->t, k, DEPREL_MARK);
        if (w->t->nodes[k].deprel != DEPREL_ADVCL || mark == TREE_NONE) continue;
        if (mark > w->cue + 3 ||
            (!tree_form_is(w->t, mark, "if") && !tree_form_is(w->t, mark, "whether")))
            continue;
        put(w, subtree(w, k));
        return w->out.n_content > 0;
    }
    return false;
}

static bool child_frame(work *w, enum deprel rel)
{
    uint32_t c = tree_child(w->t, w->cue, rel);
    if (c == TREE_NONE) return false;
    put(w, subtree(w, c));
    return w->out.n_content > 0;
}

/* "to leave", not "leaving" */
static bool infinitive_frame(work *w, enum deprel rel)
{
    for (uint32_t k = tree_next_child(w->t, w->cue, w->cue); k != TREE_NONE;
         k = tree_next_child(w->t, w->cue, k)) {
        uint32_t mark = tree_child(w->t, k, DEPREL_MARK);
        if (w->t->nodes[k].deprel != rel || mark == TREE_NONE || !tree_form_is(w->t, mark, "to"))
            continue;
        put(w, subtree(w, k));
        return w->out.n_content > 0;
    }
    return false;
}

static bool verb_content(work *w)
{
    uint32_t frames = w->entry->frames;
    bool passive = tree_child(w->t, w->cue, DEPREL_AUX_PASS) != TREE_NONE;
    if ((frames & FRAME_CLAUSE) && question_frame(w)) return true;
    if (passive) return (frames & (FRAME_PASSIVE | FRAME_PREDICATE)) && passive_frame(w);
    if (frames & FRAME_RAISED) return subject_frame(w, DEPREL_NSUBJ, false);
    if ((frames & FRAME_CLAUSE) && child_frame(w, DEPREL_CCOMP)) return true;
    if ((frames & FRAME_PREDICATE) && predicate_frame(w)) return true;
    if ((frames & FRAME_INFINITIVE) && infinitive_frame(w, DEPREL_XCOMP)) return true;
    if ((frames & FRAME_OBJECT) && child_frame(w, DEPREL_OBJ)) return true;
    return preposition_frame(w);
}

static bool noun_content(work *w)
{
    for (uint32_t k = tree_next_child(w->t, w->cue, w->cue); k != TREE_NONE;
         k = tree_next_child(w->t, w->cue, k)) {
        unsigned rel = w->t->nodes[k].deprel;
        uint32_t mark = tree_child(w->t, k, DEPREL_MARK);
        if ((rel != DEPREL_ACL && rel != DEPREL_CCOMP) || mark == TREE_NONE) continue;
        bool to = tree_form_is(w->t, mark, "to");
        if (!(w->entry->frames & (to ? FRAME_INFINITIVE : FRAME_CLAUSE))) continue;
        if (!to && !tree_form_is(w->t, mark, "that") && !tree_form_is(w->t, mark, "whether"))
            continue;
        put(w, subtree(w, k));
        return w->out.n_content > 0;
    }
    return preposition_frame(w);
}

static bool adjective_content(work *w)
{
    uint32_t frames = w->entry->frames;
    if ((frames & FRAME_CLAUSE) && child_frame(w, DEPREL_CCOMP)) return true;
    if ((frames & FRAME_INFINITIVE) && infinitive_frame(w, DEPREL_XCOMP)) return true;
    return preposition_frame(w);
}

/* ---- sources --------------------------------------------------------------------------------- */

/* "her claim", "a claim by the army", "the army made the claim" */
static bool noun_source(work *w)
{
    const tree *t = w->t;
    uint32_t owner = cue_owner(t, w->cue), verb = tree_head(t, w->cue);
    if (owner != w->cue && owner < w->cue) {
        set_source(w, owner);
        return true;
    }
    if (verb == TREE_NONE || t->nodes[w->cue].deprel != DEPREL_OBJ || verb > w->cue) return false;
    const cue_entry *light = cue_book_find(w->self->in->cues, t->nodes[verb].lemma, CUE_VERB);
    if (!light || !(light->flags & CUE_LIGHT)) return false;
    uint32_t subject = cue_subject(t, verb, false);
    if (subject == TREE_NONE) return false;
    set_source(w, subject);
    w->out.cue.first = cue_words(t, verb).first;
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* "made (it) clear that" */
static bool is_made(const tree *t, uint32_t i)
{
    uint32_t head = tree_head(t, i);
    return t->nodes[i].upos == UPOS_ADJ && t->nodes[i].deprel == DEPREL_XCOMP &&
           head != TREE_NONE && tree_lemma_is(t, head, "make");
}

static void try_cue(attributor *self, uint32_t cue, enum cue_class word_class)
{
    const tree *t = &self->t;
    work w = {.self = self, .t = t, .cue = cue};
    w.entry = cue_book_find(self->in->cues, t->nodes[cue].lemma, word_class);
    if (!w.entry || w.entry->frames == 0) return;
    w.out = (attribution){.source = NO_STRETCH,
                          .speaker = ENTITY_NONE,
                          .head = t->first + cue,
                          .cue = cue_words(t, cue)};
    if (word_class == CUE_NOUN) {
        if (noun_source(&w) && noun_content(&w)) attribution_add(self, &w.out);
        return;
    }
    uint32_t subject = cue_subject(t, cue, false), verb = tree_head(t, cue);
    if (subject != TREE_NONE) set_source(&w, subject);
    if (is_made(t, cue) && verb < cue) w.out.cue.first = cue_words(t, verb).first;
    bool found = word_class == CUE_VERB ? verb_content(&w) : adjective_content(&w);
    if (found) attribution_add(self, &w.out);
}

/* What is quoted is the speaker's; what he thinks or wants in it is not told of again. */
static bool is_quoted(const attributor *self, uint32_t token_index)
{
    uint32_t q = quote_at(self->e, token_index);
    return q != ENTITY_NONE && self->e->quotes[q].cue != ENTITY_NONE && !self->e->quotes[q].scare;
}

/* A headline that says who says it: "Diop: talks have failed". */
static void try_headline(attributor *self)
{
    const tree *t = &self->t;
    uint32_t colon = 1;
    while (colon < t->n && colon < 9 && !tree_form_is(t, colon, ":")) colon++;
    if (colon + 3 >= t->n || colon == 9 || self->taken[t->first + colon]) return;
    uint32_t m = mention_from(self->e, t->first, t->first + colon, t->first);
    bool whole = m != ENTITY_NONE && self->e->mentions[m].last + 1 == t->first + colon;
    unsigned name = t->nodes[colon - 1].name;
    bool named = name_is(name) && (name_kind_of(name) == NAME_PER || name_kind_of(name) == NAME_ORG);
    if (!whole && !named) return;
    attribution a = {.source = {t->first, t->first + colon - 1},
                     .speaker = whole ? m : ENTITY_NONE,
                     .head = t->first + colon,
                     .cue = {t->first + colon, t->first + colon},
                     .n_content = 1};
    a.content[0] = content_words(self, (stretch){t->first + colon + 1, t->first + t->n - 1});
    attribution_add(self, &a);
}

void frames_find(attributor *self)
{
    const tree *t = &self->t;
    try_headline(self);
    for (uint32_t i = 0; i < t->n; i++) {
        if (self->taken[t->first + i] || is_quoted(self, t->first + i)) continue;
        if (t->nodes[i].upos == UPOS_VERB) try_cue(self, i, CUE_VERB);
        else if (t->nodes[i].upos == UPOS_NOUN) try_cue(self, i, CUE_NOUN);
        else if (t->nodes[i].upos == UPOS_ADJ &&
                 (tree_child(t, i, DEPREL_COP) != TREE_NONE || is_made(t, i)))
            try_cue(self, i, CUE_ADJECTIVE);
    }
}
