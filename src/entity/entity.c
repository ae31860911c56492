/* The order of the entity stage; entity.h says what each part gives to the next. */
#include "entity/entity.h"

/* An index of tokens that no part filled (no memory, or no tokens) still reads as "none". */
static uint32_t *index_or_none(uint32_t *index, uint32_t n, arena *mem)
{
    if (index) return index;
    index = arena_alloc(mem, ((size_t)n + 1) * sizeof *index);
    for (uint32_t i = 0; index && i < n; i++) index[i] = ENTITY_NONE;
    return index;
}

void entity_run(const entity_input *in, arena *mem, entities *out)
{
    memset(out, 0, sizeof *out);
    quotes_find(in, mem, out);
    mentions_find(in, mem, out);
    dates_find(in, mem, out);
    article_dates_infer(in, mem, out);
    actors_resolve(in, mem, out);
    coref_run(in, mem, out);
    places_find(in, mem, out);
    context_states(in, mem, out);
    context_bodies(in, mem, out);
    quotes_attribute(in, mem, out);
    first_person_bind(in, out);
    claims_find(in, mem, out);
    attributions_find(in, mem, out);
    out->mention_at = index_or_none(out->mention_at, in->lexed->n_tokens, mem);
    out->date_at = index_or_none(out->date_at, in->lexed->n_tokens, mem);
    out->place_at = index_or_none(out->place_at, in->lexed->n_tokens, mem);
}
