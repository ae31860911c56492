/* dates_resolve: reads each date's phrase again, in the order of the text, and gives it its days.
 * Some hang on what the story told before: the day told last ("the next day"), and things that
 * happened on a day that was told ("two days after the coup"). Those are known by the lemma of a
 * noun or verb that was dated: "The army attacked the port on Friday. Two days after the attack
 * ..." */
#include "entity/date.h"

#define MOST_HAPPENINGS 32 /* of an article; the oldest is forgotten */

/* What later phrases hang on: told in this sentence or the ones just before it, in the same
 * article. */
typedef struct telling {
    day_range told, frame;
    uint32_t sentence, article;
} telling;

/* What happened when, in the article at hand. */
typedef struct happenings {
    uint64_t lemmas[MOST_HAPPENINGS];
    day_range days[MOST_HAPPENINGS];
    uint32_t n; /* ever noted */
} happenings;

static const day_range NOTHING = {CASUS_NO_DAY, CASUS_NO_DAY};

static void remember(telling *t, uint32_t si, day_range days)
{
    if (days.from == CASUS_NO_DAY || days.to == CASUS_NO_DAY) return;
    t->frame = days;
    if (days.to - days.from <= 31) t->told = days;
    t->sentence = si;
}

/* ---- happenings ------------------------------------------------------------------------------ */

static void note(happenings *h, const tree *t, uint32_t word, day_range days)
{
    h->lemmas[h->n % MOST_HAPPENINGS] = t->nodes[word].lemma_hash;
    h->days[h->n++ % MOST_HAPPENINGS] = days;
}

static bool is_noun(const tree *t, uint32_t i)
{
    return t->nodes[i].upos == UPOS_NOUN || t->nodes[i].upos == UPOS_PROPN;
}

/* Notes what a date dates: the noun or verb that it hangs on, and the verb's subject and object. */
static void note_dated(happenings *h, const tree *t, uint32_t date, day_range days)
{
    uint32_t word = t->n ? tree_head(t, date) : TREE_NONE;
    if (word == TREE_NONE || !t->nodes[0].lemma.ptr || days.from == CASUS_NO_DAY ||
        days.to - days.from > 31)
        return;
    note(h, t, word, days);
    if (t->nodes[word].upos != UPOS_VERB) return;
    for (uint32_t i = tree_next_child(t, word, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, word, i)) {
        uint8_t rel = t->nodes[i].deprel;
        if ((rel == DEPREL_NSUBJ || rel == DEPREL_NSUBJ_PASS || rel == DEPREL_OBJ) &&
            t->nodes[i].upos == UPOS_NOUN)
            note(h, t, i, days);
    }
}

/* The days of what is named at token `at` or behind it: the last noun of the first nouns. */
static day_range happening_named(const happenings *h, const tree *t, uint32_t at)
{
    uint32_t i = at, noun = TREE_NONE;
    for (; i < t->n && i < at + 8 && t->nodes[0].lemma.ptr; i++) {
        if (is_noun(t, i))
            noun = i;
        else if (noun != TREE_NONE && t->nodes[i].xpos != XPOS_POS)
            break;
    }
    for (uint32_t k = h->n; noun != TREE_NONE && k > 0 && h->n - k < MOST_HAPPENINGS; k--)
        if (h->lemmas[(k - 1) % MOST_HAPPENINGS] == t->nodes[noun].lemma_hash)
            return h->days[(k - 1) % MOST_HAPPENINGS];
    return NOTHING;
}

/* ---- the whole ------------------------------------------------------------------------------- */

void dates_resolve(const entity_input *in, entities *out)
{
    telling t = {NOTHING, NOTHING, 0, UINT32_MAX};
    happenings happened = {.n = 0};
    for (uint32_t i = 0; i < out->n_dates; i++) {
        date_mention *m = &out->dates[i];
        uint32_t a = in->segs->sentences[m->sentence].article;
        if (a != t.article || m->sentence - t.sentence > 2) t.told = t.frame = NOTHING;
        if (a != t.article) happened.n = 0;
        t.article = a;
        tree at = entity_tree(in, m->sentence);
        date_phrase p;
        if (m->type != DATE_DAY || !date_reread(in, out, m, &p)) continue;
        const article_date *date = out->article_dates ? &out->article_dates[a] : NULL;
        date_context context = {
            .article = NOTHING,
            .told = t.told,
            .frame = t.frame,
            .happening = p.happening ? happening_named(&happened, &at, p.happening) : NOTHING,
            .tense = date_tense_of(in, m->sentence, m->first, m->last)};
        if (date) context.article = (day_range){date->from, date->to};
        day_range days;
        if (!date_resolve(&p, &context, &days)) {
            if (p.happening) out->date_at[m->head] = ENTITY_NONE; /* it dates nothing */
            continue;
        }
        m->from = days.from;
        m->to = days.to;
        bool relative = date_is_relative(&p);
        if (relative && date && date->inferred) m->flags |= DATE_INFERRED;
        if (context.article.from != CASUS_NO_DAY) {
            if (days.to < context.article.from) m->flags |= DATE_PAST;
            if (days.from > context.article.to && days.from != CASUS_NO_DAY)
                m->flags |= DATE_FUTURE;
        }
        remember(&t, m->sentence, days);
        if (p.bound == BOUND_NONE) note_dated(&happened, &at, m->head - at.first, days);
    }
}
