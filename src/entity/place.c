/* Places: names in the text, each with what it was resolved to. Of an unknown one the name alone
 * comes out. */
#include "entity/places.h"

/* Marks the tokens of persons' and bodies' names in the sentence. */
static void cover(const entities *out, const place_sentence *ps, uint32_t *m)
{
    memset(ps->covered, 0, ps->n);
    while (*m < out->n_mentions && out->mentions[*m].sentence < ps->s) (*m)++;
    for (uint32_t i = *m; i < out->n_mentions && out->mentions[i].sentence == ps->s; i++) {
        const mention *x = &out->mentions[i];
        const mention_detail *d = &out->details[i];
        bool name = x->kind == MENTION_PERSON || x->kind == MENTION_ORG;
        if (!name || d->name_first == ENTITY_NONE) continue;
        for (uint32_t t = d->name_first; t <= d->name_last; t++) ps->covered[t - ps->base] = 1;
    }
}

static uint32_t head_of(const place_sentence *ps, uint32_t first, uint32_t last)
{
    uint32_t head = last;
    for (uint32_t t = first; ps->nodes && t <= last; t++) {
        const node *n = &ps->nodes[t - ps->base];
        uint32_t up = n->head ? ps->base + n->head - 1 : ENTITY_NONE;
        if (up == ENTITY_NONE || up < first || up > last) head = t;
    }
    return head;
}

static void add_spot(place_search *self, const place_sentence *ps, uint32_t i,
                     const place_span *span)
{
    uint32_t name = place_name_of(self, ps, span), n = self->n_spots;
    spot *s = arena_push(self->mem, &self->spots, &self->n_spots, &self->cap_spots, sizeof *s);
    if (!s || name == ENTITY_NONE) return;
    *s = (spot){ps->s, ps->base + i, span->n, name, ENTITY_NONE};
    if (n == 0 || i < 2 || self->spots[n - 1].sentence != ps->s) return;
    spot *before = &self->spots[n - 1];
    if (before->first + before->n + 1 != s->first || !token_in(self->in, s->first - 1, ",")) return;
    before->inside = n;
    if (self->names[before->name].inside == ENTITY_NONE) self->names[before->name].inside = name;
}

static void add_places(place_search *self)
{
    entities *out = self->out;
    for (uint32_t i = 0; i < self->n_spots; i++) {
        const spot *s = &self->spots[i];
        const place_name *name = &self->names[s->name];
        const place_choice *c = name->n_choices ? &self->choices[name->first_choice] : NULL;
        place_mention *p = arena_push(self->mem, &out->places, &out->n_places, &out->cap_places, sizeof *p);
        if (!p) return;
        place_sentence ps = {.base = self->in->lexed->first[s->sentence]};
        if (sentence_is_parsed(self->in, s->sentence)) ps.nodes = self->in->nodes + ps.base;
        uint32_t last = s->first + s->n - 1;
        *p = (place_mention){.sentence = s->sentence,
                             .first = s->first,
                             .last = last,
                             .head = head_of(&ps, s->first, last),
                             .entry = c ? c->entry : ENTITY_NONE,
                             .confidence = c ? c->share : 0};
        p->name = c ? place_book_name(self->in->places, c->entry, self->mem)
                    : tokens_text(self->in, s->first, last);
        out->place_at[p->head] = i;
    }
}

void places_find(const entity_input *in, arena *mem, entities *out)
{
    out->place_at = arena_alloc(mem, ((size_t)in->lexed->n_tokens + 1) * sizeof *out->place_at);
    uint32_t longest = lexed_longest(in->lexed, in->segs->n_sentences);
    place_sentence ps = {.in = in, .covered = arena_alloc(mem, (size_t)longest + 1)};
    place_search self = {.in = in, .mem = mem, .out = out, .r = out->resolver};
    if (!arena_ok(mem)) return;
    for (uint32_t i = 0; i < in->lexed->n_tokens; i++) out->place_at[i] = ENTITY_NONE;
    bool lower = lexed_is_lower_case(in->lexed, in->segs->n_sentences);
    uint32_t m = 0;
    place_publisher publisher;
    if (place_book_publisher(in->places, in->url, &publisher))
        place_name_of_publisher(&self, &publisher);
    for (uint32_t s = 0; s < in->segs->n_sentences && arena_ok(mem); s++) {
        ps.s = s;
        ps.base = in->lexed->first[s];
        ps.n = in->lexed->first[s + 1] - ps.base;
        ps.tokens = in->lexed->tokens + ps.base;
        ps.nodes = sentence_is_parsed(in, s) ? in->nodes + ps.base : NULL;
        ps.caseless = sentence_is_caseless(in, s, lower);
        cover(out, &ps, &m);
        for (uint32_t i = 0; i < ps.n && arena_ok(mem);) {
            place_span span;
            place_span_at(&ps, i, &span);
            if (span.n) add_spot(&self, &ps, i, &span);
            i = span.next;
        }
    }
    place_names_resolve(&self);
    add_places(&self);
}
