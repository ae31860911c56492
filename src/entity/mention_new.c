/* A mention as a record, and what the words before its head say of it in themselves: definite,
 * former. */
#include "entity/mention.h"

static uint32_t article_of(const entity_input *in, uint32_t s)
{
    return in->segs->sentences ? in->segs->sentences[s].article : 0;
}

/* The token that the tree attaches to the rest: the last of the core whose head lies outside. */
static uint32_t head_token(const phrase_sentence *ps, uint32_t first, uint32_t last)
{
    if (!ps->nodes) return last;
    uint32_t found = ENTITY_NONE;
    for (uint32_t i = first; i <= last; i++) {
        uint32_t head = ps->nodes[i].head ? ps->nodes[i].head - 1u : ENTITY_NONE;
        if (head != ENTITY_NONE && head >= first && head <= last) continue;
        unsigned upos = ps->nodes[i].upos;
        if (upos == UPOS_PUNCT || upos == UPOS_DET || upos == UPOS_ADP || upos == UPOS_PART)
            continue;
        if (i == last) return i;
        if (found == ENTITY_NONE) found = i;
    }
    return found == ENTITY_NONE ? last : found;
}

/* A mention of tokens [first, last] of the sentence; ENTITY_NONE when there is no memory. */
uint32_t mention_add(const mention_work *w, uint32_t first, uint32_t last, uint32_t kind,
                     uint32_t flags)
{
    entities *out = w->out;
    mention *m =
        arena_push(w->mem, &out->mentions, &out->n_mentions, &out->cap_mentions, sizeof *m);
    if (!m) return ENTITY_NONE;
    mention_detail *d =
        arena_push(w->mem, &out->details, &out->n_details, &out->cap_details, sizeof *d);
    if (!d) {
        out->n_mentions--;
        return ENTITY_NONE;
    }
    const phrase_sentence *ps = &w->ps;
    *m = (mention){.sentence = ps->s,
                   .first = ps->base + first,
                   .last = ps->base + last,
                   .head = ps->base + head_token(ps, first, last),
                   .kind = kind,
                   .flags = flags,
                   .entity = ENTITY_NONE};
    *d = (mention_detail){.core_last = ps->base + last,
                          .name_first = ENTITY_NONE,
                          .name_last = ENTITY_NONE,
                          .role = ENTITY_NONE,
                          .role_modifier = ENTITY_NONE,
                          .country = ENTITY_NONE,
                          .owner = ENTITY_NONE,
                          .apposed = ENTITY_NONE,
                          .article = article_of(ps->in, ps->s)};
    return out->n_mentions - 1;
}

void mention_set_values(const mention_work *w, uint32_t m, const unit *u)
{
    if (m == ENTITY_NONE) return;
    mention_detail *d = &w->out->details[m];
    d->values = u->values;
    d->n_values = u->n_values;
}

uint32_t mention_definite(const phrase_sentence *ps, const chunk *c)
{
    return c->possessed || form_in(ps, c->first, "the this that these those both")
               ? MENTION_DEFINITE
               : 0;
}

/* "ex-minister", "ex-Peruvian" */
static bool has_ex(const phrase_sentence *ps, uint32_t i)
{
    casus_str form = token_form(ps->in->text->ptr, &ps->tokens[i]);
    return form.len > 3 && str_eq_nocase(str_slice(form, 0, 3), STR("ex-"));
}

/* "former", "ex-" in [first, last]. */
uint32_t mention_former(const phrase_sentence *ps, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last && i < ps->n; i++)
        if (has_ex(ps, i) ||
            form_in(ps, i,
                    "former ex erstwhile ousted deposed toppled onetime retired late ex-president "
                    "ex-premier"))
            return MENTION_FORMER;
    return 0;
}
