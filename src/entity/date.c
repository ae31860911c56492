/* dates_find: walks every sentence and keeps each date phrase as a mention; date_story.c gives it
 * its days, once the articles have their dates. Between the two lies article_date.c, which needs
 * the mentions to infer what the articles' dates are.
 *
 * A bare weekday or day of the month points back or ahead by the tense of what it dates: the
 * verb that governs it in the tree, or, in a sentence that was not parsed, the words around it. */
#include "entity/date.h"

date_words date_words_of(const entity_input *in, const entities *who, uint32_t si)
{
    uint32_t first = in->lexed->first[si];
    return (date_words){in->text->ptr, in->lexed->tokens + first, in->lexed->first[si + 1] - first,
                        who && who->date_words ? who->date_words + first : NULL};
}

static bool is_parsed(const tree *t) { return t->n > 0 && t->nodes[0].lemma.ptr != NULL; }

/* ---- finding --------------------------------------------------------------------------------- */

/* The token of the phrase that the tree hangs on a token outside it; the last one where trees do
 * not say. */
static uint32_t head_of(const tree *t, const date_phrase *p)
{
    if (!is_parsed(t)) return p->head;
    for (uint32_t i = p->last + 1; i-- > p->first;) {
        uint32_t head = tree_head(t, i);
        bool outside = head == TREE_NONE || head < p->first || head > p->last;
        unsigned rel = t->nodes[i].deprel;
        if (outside && rel != DEPREL_CASE && rel != DEPREL_PUNCT && rel != DEPREL_MARK) return i;
    }
    return p->head;
}

void dates_find(const entity_input *in, arena *mem, entities *out)
{
    uint32_t n_tokens = in->lexed->n_tokens;
    if (!out->date_at) {
        out->date_at = arena_alloc(mem, (size_t)(n_tokens + 1) * sizeof *out->date_at);
        if (!out->date_at) return;
        for (uint32_t i = 0; i < n_tokens; i++) out->date_at[i] = ENTITY_NONE;
    }
    date_words all = {.text = in->text->ptr, .tokens = in->lexed->tokens, .n = n_tokens};
    date_word *known = arena_alloc(mem, ((size_t)n_tokens + 1) * sizeof *known);
    if (!known) return;
    for (uint32_t i = 0; i < n_tokens; i++) known[i] = date_word_look_up(&all, i);
    out->date_words = known;
    for (uint32_t s = 0; s < in->segs->n_sentences; s++) {
        date_words words = date_words_of(in, out, s);
        tree t = entity_tree(in, s);
        for (uint32_t i = 0; i < words.n;) {
            date_phrase p;
            if (!date_phrase_at(&words, i, &p)) {
                i++;
                continue;
            }
            date_mention *m =
                arena_push(mem, &out->dates, &out->n_dates, &out->cap_dates, sizeof *m);
            if (!m) return;
            *m = (date_mention){.sentence = s, .first = t.first + p.first, .last = t.first + p.last,
                                .head = t.first + head_of(&t, &p), .from = CASUS_NO_DAY,
                                .to = CASUS_NO_DAY, .type = p.type, .flags = p.flags};
            out->date_at[m->head] = out->n_dates - 1;
            i = p.last + 1;
        }
    }
}

bool date_reread(const entity_input *in, const entities *who, const date_mention *m,
                 date_phrase *out)
{
    date_words words = date_words_of(in, who, m->sentence);
    uint32_t first = in->lexed->first[m->sentence];
    /* An "of" before the phrase marked it without being part of it. */
    for (uint32_t back = 0; back < 2 && m->first >= first + back; back++) {
        if (date_phrase_at(&words, m->first - first - back, out) && out->last == m->last - first)
            return true;
    }
    return false;
}

/* ---- tense ----------------------------------------------------------------------------------- */

static bool lemma_in(const tree *t, uint32_t i, const char *const *list)
{
    for (; *list; list++)
        if (tree_lemma_is(t, i, *list)) return true;
    return false;
}

static const char *const PLANNING[] = {"schedule", "plan",  "set",  "due",   "expect", "slate",
                                       "intend",   "hope",  "will", "shall", "would",  "upcoming",
                                       "prepare",  "ready", "bind", NULL};

/* The verb or predicate that governs token i; TREE_NONE where there is none within a few steps. */
static uint32_t governor(const tree *t, uint32_t i)
{
    for (int step = 0; step < 12 && i != TREE_NONE; step++) {
        unsigned upos = t->nodes[i].upos;
        if (upos == UPOS_VERB || upos == UPOS_AUX || tree_child(t, i, DEPREL_COP) != TREE_NONE)
            return i;
        if (lemma_in(t, i, PLANNING)) return i;
        i = tree_head(t, i);
    }
    return TREE_NONE;
}

static uint32_t aux_tense(const tree *t, uint32_t verb)
{
    uint32_t tense = TENSE_UNKNOWN;
    for (uint32_t c = tree_next_child(t, verb, TREE_NONE); c != TREE_NONE;
         c = tree_next_child(t, verb, c)) {
        unsigned rel = t->nodes[c].deprel, xpos = t->nodes[c].xpos;
        if (rel != DEPREL_AUX && rel != DEPREL_AUX_PASS && rel != DEPREL_COP) continue;
        if (xpos == XPOS_MD) return TENSE_FUTURE;
        if (tree_lemma_is(t, c, "have") || (t->nodes[c].features & FEATURE_PAST))
            tense = TENSE_PAST;
    }
    return tense;
}

static uint32_t verb_tense(const tree *t, uint32_t verb)
{
    for (int step = 0; step < 6 && verb != TREE_NONE; step++) {
        if (lemma_in(t, verb, PLANNING)) return TENSE_FUTURE;
        uint32_t tense = aux_tense(t, verb);
        if (tense != TENSE_UNKNOWN) return tense;
        switch (t->nodes[verb].xpos) {
        case XPOS_VBD:
        case XPOS_VBN: return TENSE_PAST;
        case XPOS_VB: return TENSE_FUTURE; /* "agreed to meet on Friday" */
        case XPOS_VBZ:
        case XPOS_VBP:
            return tree_child(t, verb, DEPREL_CCOMP) != TREE_NONE ? TENSE_UNKNOWN : TENSE_PRESENT;
        case XPOS_VBG:
            if (tree_child(t, verb, DEPREL_AUX) != TREE_NONE) return TENSE_PRESENT;
            break;
        default: break;
        }
        verb = governor(t, tree_head(t, verb));
    }
    return TENSE_UNKNOWN;
}

/* Words that announce, looked for before and just behind the phrase. */
static uint32_t words_tense(const date_words *s, uint32_t first, uint32_t last)
{
    static const char *const AHEAD[] = {"will",      "'ll",    "shall",    "due",
                                        "scheduled", "slated", "expected", "planned",
                                        "upcoming",  "would",  NULL};
    uint32_t from = first > 14 ? first - 14 : 0, to = last + 6 < s->n ? last + 6 : s->n;
    for (uint32_t i = from; i < to; i++) {
        if (i >= first && i <= last) continue;
        casus_str form = token_form(s->text, &s->tokens[i]);
        for (const char *const *w = AHEAD; *w; w++)
            if (str_eq_nocase(form, str_from(*w))) return TENSE_FUTURE;
        bool to_verb = i + 1 < first && str_eq_nocase(form, STR("to"));
        if (to_verb && i > 0) {
            casus_str before = token_form(s->text, &s->tokens[i - 1]);
            static const char *const PLANS[] = {"set",    "plans", "planning",  "plan",
                                                "agreed", "hopes", "going",     "intends",
                                                "wants",  "ready", "preparing", NULL};
            for (const char *const *w = PLANS; *w; w++)
                if (str_eq_nocase(before, str_from(*w))) return TENSE_FUTURE;
        }
    }
    return TENSE_UNKNOWN;
}

uint32_t date_tense_of(const entity_input *in, uint32_t si, uint32_t first, uint32_t last)
{
    tree t = entity_tree(in, si);
    uint32_t a = first - t.first, b = last - t.first;
    if (first < t.first || b >= t.n || a > b) return TENSE_UNKNOWN;
    if (!is_parsed(&t)) {
        date_words words = date_words_of(in, NULL, si);
        return words_tense(&words, a, b);
    }
    date_phrase p = {.first = a, .last = b, .head = b};
    uint32_t verb = governor(&t, tree_head(&t, head_of(&t, &p)));
    uint32_t tense = verb == TREE_NONE ? (uint32_t)TENSE_UNKNOWN : verb_tense(&t, verb);
    /* "Friday's accord means": the verb does not date the accord. */
    bool possessed = b + 1 < t.n && t.nodes[b + 1].xpos == XPOS_POS;
    return tense == TENSE_PRESENT && possessed ? (uint32_t)TENSE_UNKNOWN : tense;
}
