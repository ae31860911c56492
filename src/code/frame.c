#include "code/frame.h"

#include "code/clause.h"
#include "code/history.h"

#define LEAD_DAYS 7 /* the lead's day is the news's own */
#define LEAD_SENTENCES 2 /* of an article, where it is told */
#define OPENING 3 /* tokens before what opens a sentence: "But in 1990" */
#define MAX_STEPS 8

/* ---- what sets a frame ----------------------------------------------------------------------- */

/* "since 2014", "by Friday": no time at which something was done. */
static bool is_bound(const tree *t, uint32_t first)
{
    static const char *const words[] = {"since",  "by",    "from",  "until", "till",
                                        "before", "after", "about", "for"};
    return tree_form_among(t, first, words, COUNT(words));
}

/* The finite or other verb that governs a token, itself included; TREE_NONE where there is none. */
static uint32_t verb_above(const tree *t, uint32_t i)
{
    for (int step = 0; i != TREE_NONE && step < MAX_STEPS; step++, i = tree_head(t, i))
        if (t->nodes[i].upos == UPOS_VERB || tree_child(t, i, DEPREL_COP) != TREE_NONE) return i;
    return TREE_NONE;
}

static bool is_main(const tree *t, uint32_t verb)
{
    for (int step = 0; t->nodes[verb].deprel == DEPREL_CONJ && step < MAX_STEPS; step++)
        verb = tree_head(t, verb);
    return tree_head(t, verb) == TREE_NONE;
}

enum narration { NOT_TOLD, TOLD /* in the simple past */, UNSAID /* no finite verb of its own */ };

/* How the clause of this verb is told. */
static enum narration narration_of(const tree *t, uint32_t verb)
{
    uint8_t xpos = t->nodes[verb].xpos;
    bool past = xpos == XPOS_VBD, finite = past || xpos == XPOS_VBZ || xpos == XPOS_VBP;
    for (uint32_t i = tree_next_child(t, verb, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, verb, i)) {
        uint8_t rel = t->nodes[i].deprel;
        if (rel != DEPREL_AUX && rel != DEPREL_AUX_PASS && rel != DEPREL_COP) continue;
        if (tree_lemma_is(t, i, "have") || t->nodes[i].xpos == XPOS_MD) return NOT_TOLD;
        if (tree_form_is(t, i, "was") || tree_form_is(t, i, "were") || tree_form_is(t, i, "did"))
            past = true;
        finite |= t->nodes[i].xpos == XPOS_VBZ || t->nodes[i].xpos == XPOS_VBP;
    }
    return past ? TOLD : finite ? NOT_TOLD : UNSAID;
}

/* Is the word told in the simple past? What has no finite verb is told as what governs it. */
static bool is_told(const tree *t, uint32_t word)
{
    for (int step = 0; word != TREE_NONE && step < MAX_STEPS; step++) {
        uint32_t verb = verb_above(t, word);
        if (verb == TREE_NONE) return false;
        enum narration how = narration_of(t, verb);
        if (how != UNSAID) return how == TOLD;
        word = tree_head(t, verb);
    }
    return false;
}

static bool is_parsed(const tree *t)
{
    return t->n > 0 && t->nodes[0].lemma.ptr != NULL;
}

/* Does this date say when the sentence's main clause was? `opens`: it stands before that. */
static bool dates_main_clause(const tree *t, const date_mention *m, bool *opens)
{
    uint32_t first = m->first - t->first, head = m->head - t->first;
    *opens = first < OPENING;
    if (is_bound(t, first)) return false;
    if (!is_parsed(t)) return *opens;
    uint32_t verb = verb_above(t, head);
    if (verb == TREE_NONE || narration_of(t, verb) != TOLD || !is_main(t, verb)) return false;
    *opens = *opens && m->last - t->first < verb;
    return true;
}

static bool is_recent(const date_mention *m, const article_date *published, int32_t days)
{
    return published->from != CASUS_NO_DAY && m->to >= published->from - days &&
           m->from <= published->to;
}

static coded_date date_from(const date_mention *m, uint32_t index)
{
    return (coded_date){.from = m->from,
                        .to = m->to,
                        .mention = index,
                        .basis = "frame",
                        .inferred = (m->flags & DATE_INFERRED) != 0};
}

static const coded_date NO_DATE = {.from = CASUS_NO_DAY, .to = CASUS_NO_DAY, .mention = CODE_NONE};

void frame_enter(const code_input *in, uint32_t sentence, story_frame *frame)
{
    uint32_t article = in->in->segs->sentences[sentence].article,
             paragraph = in->in->segs->sentences[sentence].paragraph;
    if (sentence == 0 || frame->article != article) frame->story = frame->paragraph = NO_DATE;
    if (frame->at != paragraph) frame->paragraph = NO_DATE;
    frame->article = article;
    frame->at = paragraph;
}

void frame_note(const code_input *in, uint32_t sentence, story_frame *frame)
{
    const entities *who = in->who;
    const article_date *published = &who->article_dates[frame->article];
    const article *in_article = &in->in->segs->articles[frame->article];
    bool lead = sentence < in_article->first_sentence + LEAD_SENTENCES;
    tree t = entity_tree(in->in, sentence);
    for (uint32_t i = 0; i < t.n; i++) {
        uint32_t d = who->date_at[t.first + i];
        if (d == ENTITY_NONE) continue;
        const date_mention *m = &who->dates[d];
        bool opens;
        if (m->from == CASUS_NO_DAY || m->to == CASUS_NO_DAY || m->type != DATE_DAY ||
            (m->flags & DATE_VAGUE) || !dates_main_clause(&t, m, &opens))
            continue;
        if (!opens && !is_recent(m, published, HISTORICAL_DAYS)) continue;
        frame->paragraph = date_from(m, d);
        if (lead && frame->story.from == CASUS_NO_DAY && is_recent(m, published, LEAD_DAYS))
            frame->story = frame->paragraph;
    }
}

/* ---- what is told in it ---------------------------------------------------------------------- */

void frame_of(const sentence_work *w, uint32_t p, coded_date *out)
{
    const story_frame *frame = &w->out->frame;
    *out = frame->paragraph.from != CASUS_NO_DAY ? frame->paragraph : frame->story;
    if (out->from != CASUS_NO_DAY && !is_told(&w->t, w->out->predicates[p].token)) *out = NO_DATE;
}

void frame_date_events(const code_input *in, coded *out)
{
    for (uint32_t i = 0; i < out->n_events; i++) {
        event *e = &out->events[i];
        if (e->date.from != CASUS_NO_DAY || e->date.to != CASUS_NO_DAY) continue;
        const article_date *published = &in->who->article_dates[e->article];
        if (e->frame.from != CASUS_NO_DAY)
            e->date = e->frame;
        else if (!e->historical && published->from != CASUS_NO_DAY)
            e->date = (coded_date){.from = published->from,
                                   .to = published->to,
                                   .mention = CODE_NONE,
                                   .basis = "published",
                                   .inferred = published->inferred};
    }
}
