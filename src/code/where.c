/* Where what a word tells happened. */
#include "code/clause.h"
#include "code/code.h"

uint32_t act_place(const entities *who, const tree *t, uint32_t word)
{
    for (uint32_t i = 0; i < t->n; i++) {
        uint32_t place = who->place_at[t->first + i];
        if (place != ENTITY_NONE && tree_is_under(t, i, word)) return place;
    }
    return CODE_NONE;
}
