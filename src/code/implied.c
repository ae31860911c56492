/* Acts named among the words of another: "asked France for aid" is a request, and aid proposed.
 * Operators have a slot C for what they are about; acts with a code of their own for just this
 * content ("appeal for aid", "refuse to meet") have it among their needs. */
#include "code/code.h"

#include <string.h>

static const char *const FRIENDLY[] = {"CONSULT", "COOPERATE", "AID", "RETREAT", "CONCEDE",
                                       "SUPPORT"},
                         *const HOSTILE[] = {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE",
                                             "PROTEST"};

/* What is said of the deeds of these types, and by which type of act. */
static const struct {
    const char *type;
    const char *const *deeds;
    size_t n_deeds;
    uint32_t status;
} WAYS[] = {{"REQUEST", FRIENDLY, COUNT(FRIENDLY), CASUS_PROPOSED},
            {"AGREE", FRIENDLY, COUNT(FRIENDLY), CASUS_PLANNED},
            {"REJECT", FRIENDLY, COUNT(FRIENDLY), CASUS_NEGATED},
            {"THREATEN", HOSTILE, COUNT(HOSTILE), CASUS_POSSIBLE}};

static const char *type_of(const sentence_work *w, uint32_t p)
{
    return act_book_text(&w->in->book->acts, work_act(w, p)->type);
}

/* The number of the way in which `p` speaks of its inner act, or -1. */
static int way_of(const sentence_work *w, uint32_t p)
{
    uint32_t inner = w->out->predicates[p].inner;
    if (inner == CODE_NONE) return -1;
    if (work_sense(w, inner)->flags & (ACT_OPERATOR | ACT_HELPER)) return -1;
    const char *type = type_of(w, p);
    for (size_t k = 0; type && k < COUNT(WAYS); k++)
        if (strcmp(type, WAYS[k].type) == 0)
            return text_among(type_of(w, inner), WAYS[k].deeds, WAYS[k].n_deeds) ? (int)k : -1;
    return -1;
}

/* "gave its approval to": the noun of an operator is no deed. */
static bool is_mere_word(const sentence_work *w, uint32_t p)
{
    return (work_sense(w, p)->flags & ACT_OPERATOR) &&
           strcmp(type_of(w, w->out->predicates[p].inner), "SUPPORT") == 0;
}

void predicates_imply(sentence_work *w)
{
    for (uint32_t p = w->base; p < w->out->n_predicates; p++) {
        uint32_t inner = w->out->predicates[p].inner;
        if (w->out->predicates[p].verdict == VERDICT_CONSUMED || way_of(w, p) < 0) continue;
        predicate *below = &w->out->predicates[inner];
        if (below->parent != CODE_NONE || is_mere_word(w, p)) continue;
        below->parent = p;
        below->verdict = VERDICT_KEPT;
    }
}

bool implied_is(const sentence_work *w, uint32_t p)
{
    uint32_t up = w->out->predicates[p].parent;
    return up != CODE_NONE && w->out->predicates[up].inner == p && way_of(w, up) >= 0;
}

uint32_t implied_status(const sentence_work *w, uint32_t p)
{
    static const char *const offers[] = {"offer", "propose", "suggest"};
    uint32_t up = w->out->predicates[p].parent;
    uint32_t status = WAYS[way_of(w, up)].status;
    if (tree_lemma_among(&w->t, w->out->predicates[up].token, offers, COUNT(offers)))
        return CASUS_PROPOSED;
    return status;
}
