/* Places: toponyms with an entry of the gazetteer.
 *
 * A name that is part of a longer one ("Bank of China", "New York Times") is no place. Of namesakes
 * the one in a state that the document speaks of wins, then the one with its own state or region
 * beside it, then the largest.
 */
#include "entity/actors.h"

typedef struct place_finder {
    const entity_input *in;
    entities *out;
    const resolver *r; /* countries of the document; may be NULL */
    uint32_t s, base, n;
    const token *tokens;
} place_finder;

/* "Paris, Texas", "Gao, Mali": the name behind the comma is where it lies. */
static bool stands_beside(const place_finder *f, uint32_t end, const place_entry *p)
{
    if (end + 1 >= f->n || !token_in(f->in, f->base + end, ", in")) return false;
    casus_str rest = {f->in->text->ptr + f->tokens[end + 1].start, 0};
    rest.len = f->tokens[f->n - 1].end - f->tokens[end + 1].start;
    if (p->admin1 && str_starts(rest, str_from(p->admin1))) return true;
    uint32_t entry = actor_book_country(f->in->actors, p->country);
    actor_entry country;
    return actor_book_entry(f->in->actors, entry, &country) &&
           str_starts(rest, str_from(country.name));
}

static uint32_t best_place(const place_finder *f, const phrase_match *m, uint32_t end)
{
    uint32_t best = ENTITY_NONE;
    double best_score = -1;
    for (uint32_t i = 0; i < m->n_values; i++) {
        place_entry p;
        uint32_t entry = value_index(m->values[i]);
        if (value_kind(m->values[i]) != PHRASE_PLACE || !place_book_entry(f->in->places, entry, &p))
            continue;
        uint32_t n = f->r ? country_mentions(f->r, p.country) : 0;
        double points = 1 + (double)p.population + 300.0 * (n < 10 ? n : 10);
        if (stands_beside(f, end, &p)) points += 1e6;
        if (strcmp(p.precision, "country") == 0 &&
            !(f->r && is_namesake_state(f->r, m->values, m->n_values)))
            points += 5e5;
        if (points > best_score) {
            best = entry;
            best_score = points;
        }
    }
    return best;
}

static bool is_name_token(const place_finder *f, uint32_t i)
{
    if (!(f->tokens[i].flags & TOKEN_CAP)) return false;
    if (!sentence_is_parsed(f->in, f->s)) return !(f->tokens[i].flags & TOKEN_FIRST);
    unsigned upos = f->in->nodes[f->base + i].upos;
    return upos == UPOS_PROPN;
}

/* "Man charged", "NICE": a word or an acronym where a town would be a name. */
static bool is_common_word(const place_finder *f, uint32_t i, uint32_t n, bool caseless)
{
    if (n > 1 || caseless) return false;
    uint32_t flags = f->tokens[i].flags;
    casus_str form = token_form(f->in->text->ptr, &f->tokens[i]);
    if ((flags & TOKEN_ALLCAP) && form.len == 4 && str_find(form, STR(".")) == SIZE_MAX)
        return true;
    return (flags & TOKEN_FIRST) && sentence_is_parsed(f->in, f->s) &&
           f->in->nodes[f->base + i].upos != UPOS_PROPN;
}

/* Inside a person's or a body's name, or one part of a longer unknown name. */
static bool in_other_name(const place_finder *f, const uint8_t *covered, uint32_t i, uint32_t n)
{
    for (uint32_t k = i; k < i + n; k++)
        if (covered[k]) return true;
    uint32_t end = i + n;
    if (end < f->n && is_name_token(f, end)) {
        phrase_match next =
            phrases_longest(f->in->phrases, f->in->text->ptr, f->tokens + end, f->n - end, false);
        bool known = next.n_tokens != 0;
        if (!known && !token_in(f->in, f->base + end,
                                "monday tuesday wednesday thursday friday saturday sunday"))
            return true;
    }
    /* "Bank of China", "University of Lagos" */
    if (i >= 2 && token_in(f->in, f->base + i - 1, "of") && is_name_token(f, i - 2) &&
        token_in(
            f->in, f->base + i - 2,
            "bank university church republic people's college institute party museum court house"))
        return true;
    return false;
}

/* Marks the tokens of persons' and bodies' names in the sentence. */
static void cover(const place_finder *f, uint32_t *m, uint8_t *covered)
{
    memset(covered, 0, f->n);
    while (*m < f->out->n_mentions && f->out->mentions[*m].sentence < f->s) (*m)++;
    for (uint32_t i = *m; i < f->out->n_mentions && f->out->mentions[i].sentence == f->s; i++) {
        const mention *x = &f->out->mentions[i];
        const mention_detail *d = &f->out->details[i];
        bool name = x->kind == MENTION_PERSON || x->kind == MENTION_ORG || x->kind == MENTION_NAME;
        if (!name || d->name_first == ENTITY_NONE) continue;
        for (uint32_t t = d->name_first; t <= d->name_last; t++) covered[t - f->base] = 1;
    }
}

static void add_place(place_finder *f, arena *mem, uint32_t first, uint32_t n, uint32_t entry)
{
    place_mention *p =
        arena_push(mem, &f->out->places, &f->out->n_places, &f->out->cap_places, sizeof *p);
    if (!p) return;
    uint32_t last = f->base + first + n - 1, head = last;
    *p = (place_mention){f->s, f->base + first, last, head, entry};
    if (sentence_is_parsed(f->in, f->s)) {
        for (uint32_t t = p->first; t <= last; t++) {
            uint32_t up = f->in->nodes[t].head ? f->base + f->in->nodes[t].head - 1 : ENTITY_NONE;
            if (up == ENTITY_NONE || up < p->first || up > last) head = t;
        }
    }
    p->head = head;
    f->out->place_at[head] = f->out->n_places - 1;
}

void places_find(const entity_input *in, arena *mem, entities *out)
{
    out->place_at = arena_alloc(mem, ((size_t)in->lexed->n_tokens + 1) * sizeof *out->place_at);
    uint32_t longest = lexed_longest(in->lexed, in->segs->n_sentences);
    uint8_t *covered = arena_alloc(mem, (size_t)longest + 1);
    if (!arena_ok(mem)) return;
    for (uint32_t i = 0; i < in->lexed->n_tokens; i++) out->place_at[i] = ENTITY_NONE;
    place_finder f = {.in = in, .out = out, .r = out->resolver};
    bool lower = lexed_is_lower_case(in->lexed, in->segs->n_sentences);
    uint32_t m = 0;
    for (uint32_t s = 0; s < in->segs->n_sentences && arena_ok(mem); s++) {
        f.s = s;
        f.base = in->lexed->first[s];
        f.n = in->lexed->first[s + 1] - f.base;
        f.tokens = in->lexed->tokens + f.base;
        bool caseless = sentence_is_caseless(in, s, lower);
        cover(&f, &m, covered);
        for (uint32_t i = 0; i < f.n;) {
            phrase_match match =
                phrases_longest(in->phrases, in->text->ptr, f.tokens + i, f.n - i, caseless);
            bool common =
                caseless && match.n_tokens && match_is_common_word(in, f.base + i, &match);
            uint32_t entry = match.n_tokens && !common ? best_place(&f, &match, i + match.n_tokens)
                                                       : ENTITY_NONE;
            if (entry != ENTITY_NONE && !is_common_word(&f, i, match.n_tokens, caseless) &&
                !in_other_name(&f, covered, i, match.n_tokens))
                add_place(&f, mem, i, match.n_tokens, entry);
            i += match.n_tokens ? match.n_tokens : 1;
        }
    }
}
