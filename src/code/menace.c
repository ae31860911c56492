/* Promises of hostile acts are threats: "vowed to attack". What a promise is of is known when acts
 * are linked; then the sense with the flag `hostile` takes the place of the chosen one. */
#include "code/clause_status.h"
#include "code/code.h"

#include <string.h>

/* "vowed not to attack", "promised to stop deporting" */
static bool is_undone(const sentence_work *w, uint32_t p, uint32_t under)
{
    const predicate *pred = &w->out->predicates[p];
    uint32_t status = clause_status(&w->t, pred->token, pred->need, true, false);
    bool undone = status_is_undone(status) || status == CASUS_ENDED;
    for (uint32_t up = pred->parent; up != under && up != CODE_NONE;
         up = w->out->predicates[up].parent) {
        uint32_t of = work_act(w, up)->of_status;
        undone |= status_is_undone(of) || of == CASUS_ENDED;
    }
    return undone;
}

static bool is_hostile(const sentence_work *w, uint32_t p)
{
    static const char *const types[] = {"ASSAULT", "COERCE", "SANCTION", "PROTEST"};
    const char *type = act_book_text(&w->in->book->acts, work_act(w, p)->type);
    return text_among(type, types, COUNT(types));
}

uint32_t predicate_sense_flagged(const sentence_work *w, uint32_t p, uint32_t flag)
{
    const act_book *book = &w->in->book->acts;
    uint32_t n;
    const uint16_t *senses =
        act_book_find(book, w->t.nodes[w->out->predicates[p].token].lemma_hash, &n);
    for (uint32_t i = 0; i < n; i++) {
        const sense *s = &book->senses[senses[i]];
        if ((s->flags & flag) && s->pos == work_sense(w, p)->pos) return senses[i];
    }
    return CODE_NONE;
}

void predicates_menace(sentence_work *w)
{
    for (uint32_t i = w->base; i < w->out->n_predicates; i++) {
        predicate *p = &w->out->predicates[i];
        if (p->verdict == VERDICT_CONSUMED || !(work_sense(w, i)->flags & ACT_OPERATOR)) continue;
        uint32_t sense = predicate_sense_flagged(w, i, ACT_HOSTILE), content = act_content(w, i);
        if (sense != CODE_NONE && content != CODE_NONE && is_hostile(w, content) &&
            !is_undone(w, content, i))
            p->sense = sense;
    }
}
