/* What the lexicon reads in a sentence, seen from two marked actors. */
#include "code/judge.h"

#include <stdlib.h>

static bool overlaps(const sentence_work *w, const coded_actor *a, const judge_span *span)
{
    if (span->first > span->last || a->first > a->last) return false;
    uint32_t first = w->t.first + span->first, last = w->t.first + span->last;
    return a->first <= last && a->last >= first;
}

static bool any_overlaps(const sentence_work *w, const coded_actor *list, uint32_t n,
                         const judge_span *span)
{
    for (uint32_t i = 0; i < n; i++)
        if (overlaps(w, &list[i], span)) return true;
    return false;
}

static bool is_beneath(const sentence_work *w, uint32_t word, const judge_span *span)
{
    return span->first <= span->last && tree_is_under(&w->t, span->first, word);
}

static void reach(const sentence_work *w, uint32_t p, const judge_pair *pair, judge_reading *out)
{
    coded_actor sources[CODE_MAX_ACTORS], targets[CODE_MAX_ACTORS];
    uint32_t n_sources = arguments_of(w, p, ROLE_SOURCE, sources),
             n_targets = arguments_of(w, p, ROLE_TARGET, targets);
    const sense *s = work_sense(w, p);
    uint32_t word = w->out->predicates[p].token;
    bool acts = any_overlaps(w, sources, n_sources, &pair->source),
         suffers = any_overlaps(w, targets, n_targets, &pair->target),
         source_suffers = any_overlaps(w, targets, n_targets, &pair->source),
         target_acts = any_overlaps(w, sources, n_sources, &pair->target);
    if (s->flags & ACT_RECIPROCAL) { /* "X and Y met": each is the other's target */
        acts |= source_suffers;
        suffers |= target_acts;
    }
    out->source = acts             ? REACHES_ROLE
                  : source_suffers ? REACHES_OTHER
                                   : (is_beneath(w, word, &pair->source) ? REACHES_BENEATH
                                                                         : REACHES_NOT);
    out->target = suffers       ? REACHES_ROLE
                  : target_acts ? REACHES_OTHER
                                : (is_beneath(w, word, &pair->target) ? REACHES_BENEATH
                                                                      : REACHES_NOT);
}

static int points(const judge_reading *r)
{
    static const int worth[] = {[REACHES_NOT] = 0,
                                [REACHES_BENEATH] = 2,
                                [REACHES_ROLE] = 5,
                                [REACHES_OTHER] = 1};
    int both = r->source == REACHES_ROLE && r->target == REACHES_ROLE ? 2 : 0;
    return worth[r->source] + worth[r->target] + both - (r->under ? 1 : 0);
}

static int compare(const void *a, const void *b)
{
    const judge_reading *x = a, *y = b;
    int by_points = points(y) - points(x);
    if (by_points) return by_points;
    return x->predicate < y->predicate ? -1 : x->predicate > y->predicate;
}

enum judge_label judge_label_at(const sentence_work *w, uint32_t p)
{
    const act_book *acts = &w->in->book->acts;
    const act *a = work_act(w, p);
    const char *mode = act_book_text(acts, a->mode), *cameo = act_book_text(acts, a->cameo),
               *type = act_book_text(acts, a->type);
    return judge_label_of(&w->in->book->codes, type, mode, cameo,
                          (casus_event_status)w->out->predicates[p].status);
}

uint32_t judge_readings(const sentence_work *w, const judge_pair *pair, judge_reading *out)
{
    uint32_t n = 0;
    for (uint32_t p = w->base; p < w->out->n_predicates && n < JUDGE_MAX_READINGS; p++) {
        const predicate *pred = &w->out->predicates[p];
        if (pred->verdict == VERDICT_CONSUMED || pred->verdict == VERDICT_GENERIC ||
            (work_sense(w, p)->flags & (ACT_HELPER | ACT_STATEMENT)))
            continue;
        out[n] = (judge_reading){.predicate = p, .label = judge_label_at(w, p)};
        reach(w, p, pair, &out[n]);
        for (uint32_t up = pred->parent; up != CODE_NONE; up = w->out->predicates[up].parent)
            out[n].under |= !(work_sense(w, up)->flags & ACT_HELPER);
        n++;
    }
    qsort(out, n, sizeof *out, compare);
    return n;
}
