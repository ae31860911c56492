/* What an act without any actor as its target is done to: "a convoy", "the plan". */
#include "code/argument.h"
#include "code/clause.h"

bool actor_is_thing(const coded_actor *a)
{
    return a->entity == ENTITY_NONE && !a->code && a->n_sectors == 0 && a->name.len == 0;
}

/* The words of a thing: from what stands before its head to the head. */
static void set_thing(const tree *t, uint32_t head, coded_actor *out)
{
    uint32_t first = head;
    for (uint32_t i = tree_next_child(t, head, TREE_NONE); i != TREE_NONE && i < head;
         i = tree_next_child(t, head, i)) {
        uint32_t from, to;
        uint8_t rel = t->nodes[i].deprel;
        if (rel != DEPREL_DET && rel != DEPREL_AMOD && rel != DEPREL_COMPOUND &&
            rel != DEPREL_NUMMOD && rel != DEPREL_NMOD_POSS)
            continue;
        tree_span(t, i, &from, &to);
        if (from < first) first = from;
    }
    *out = (coded_actor){
        .first = t->first + first, .last = t->first + head, .entity = ENTITY_NONE};
}

uint32_t argument_thing(const sentence_work *w, uint32_t p, coded_actor *out)
{
    const sense *s = work_sense(w, p);
    enum slot_role role = s->flags & ACT_SWAP ? ROLE_SOURCE : ROLE_TARGET;
    for (uint32_t i = 0; i < s->n_slots; i++) {
        const sense_slot *slot = work_slot(w, s, i);
        if (slot->role != (uint32_t)role) continue;
        heads found = {.n = 0};
        slot_heads(w, p, slot, &found);
        for (uint32_t k = 0; k < found.n; k++) {
            uint8_t upos = w->t.nodes[found.tokens[k]].upos;
            if (upos != UPOS_NOUN && upos != UPOS_PROPN && upos != UPOS_NUM) continue;
            set_thing(&w->t, found.tokens[k], out);
            return 1;
        }
    }
    return 0;
}
