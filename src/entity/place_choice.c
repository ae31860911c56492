/* What a name may be: the places of both books that bear it, the likeliest by themselves first. */
#include "entity/places.h"

#include <math.h>

#define MOST_FOUND 200u
#define NAMES_BACK 256u /* names of an article in which a name is looked for again */

static uint64_t key_hash(const char *name)
{
    place_key key;
    if (!name || !*name || !place_key_of(&key, str_from(name))) return 0;
    return key.hash;
}

/* The larger a place, the likelier it is meant; a state more than a province, a province more than
 * a town of as many people. */
static float prior_of(const place_entry *p)
{
    double people = p->population * 1000;
    bool country = strcmp(p->precision, "country") == 0;
    bool admin1 = strcmp(p->precision, "admin1") == 0, admin2 = strcmp(p->precision, "admin2") == 0;
    bool site = strcmp(p->precision, "site") == 0; /* a sea, a strait: nobody lives there */
    if (people < 300) people = site ? 1e6 : admin2 ? 30000 : 300;
    return (float)(0.7 * log(people) + (country ? 2.5 : admin1 ? 1.0 : 0));
}

static void add_choice(place_search *self, place_name *name, uint32_t entry, uint64_t key)
{
    place_entry p;
    if (!place_book_entry(self->in->places, entry, &p)) return;
    place_choice c = {.entry = entry,
                      .country = p.country,
                      .admin1 = p.admin1,
                      .own_key = key,
                      .admin_key = key_hash(p.admin1),
                      .lat = (float)p.lat,
                      .lon = (float)p.lon,
                      .prior = prior_of(&p),
                      .country_wide = strcmp(p.precision, "country") == 0,
                      .region = strncmp(p.precision, "admin", 5) == 0};
    /* "New York", "Sao Paulo": the city that its province is called after */
    if (!c.region && !c.country_wide && c.own_key == c.admin_key) c.prior += 1.2f;
    place_choice *least = NULL;
    for (uint32_t i = 0; i < name->n_choices; i++) {
        place_choice *have = &self->choices[name->first_choice + i];
        if (have->entry == entry) return;
        if (!least || have->prior < least->prior) least = have;
    }
    if (name->n_choices == MOST_PLACE_CHOICES) {
        if (least->prior < c.prior) *least = c;
        return;
    }
    place_choice *put =
        arena_push(self->mem, &self->choices, &self->n_choices, &self->cap_choices, sizeof *put);
    if (!put) return;
    *put = c;
    name->n_choices++;
}

/* One place stands in both books: the hand-made entry is kept. */
static bool is_twin(const place_search *self, const place_name *name, uint32_t entry)
{
    place_entry p;
    if (!place_book_entry(self->in->places, entry, &p)) return true;
    for (uint32_t i = 0; i < name->n_choices; i++) {
        const place_choice *c = &self->choices[name->first_choice + i];
        if (!c->country || !p.country || strcmp(c->country, p.country) != 0) continue;
        if (c->region && strcmp(p.precision, "admin1") == 0) return true;
        if (fabs((double)c->lat - p.lat) < 0.3 && fabs((double)c->lon - p.lon) < 0.3) return true;
    }
    return false;
}

static void gather(place_search *self, place_name *name, const place_sentence *ps,
                   const place_span *span)
{
    uint32_t found[MOST_FOUND];
    place_key key;
    place_key_start(&key);
    for (uint32_t k = 0; k < span->known_n; k++)
        place_key_add(&key, token_form(ps->in->text->ptr, &ps->tokens[span->known_first + k]));
    for (uint32_t i = 0; i < span->n_values; i++)
        if (value_kind(span->values[i]) == PHRASE_PLACE)
            add_choice(self, name, value_index(span->values[i]), key.hash);
    uint32_t n = place_book_find(self->in->places, &key, found, MOST_FOUND);
    for (uint32_t i = 0; i < n; i++)
        if (!is_twin(self, name, found[i])) add_choice(self, name, found[i], key.hash);
}

uint32_t place_name_of(place_search *self, const place_sentence *ps, const place_span *span)
{
    uint32_t article = ps->in->segs->sentences ? ps->in->segs->sentences[ps->s].article : 0;
    uint32_t back = self->n_names < NAMES_BACK ? self->n_names : NAMES_BACK;
    for (uint32_t i = self->n_names; i > self->n_names - back; i--) {
        place_name *have = &self->names[i - 1];
        if (have->article != article) break;
        if (have->key != span->key.hash) continue;
        have->n_spots++;
        return i - 1;
    }
    place_name *name =
        arena_push(self->mem, &self->names, &self->n_names, &self->cap_names, sizeof *name);
    if (!name) return ENTITY_NONE;
    *name = (place_name){.key = span->key.hash,
                         .article = article,
                         .first_choice = self->n_choices,
                         .n_spots = 1,
                         .inside = ENTITY_NONE};
    gather(self, name, ps, span);
    return self->n_names - 1;
}

void place_name_of_publisher(place_search *self, const place_publisher *publisher)
{
    uint32_t found[MOST_FOUND];
    place_key key;
    self->home = publisher->country;
    if (!publisher->town || !publisher->country || !place_key_of(&key, str_from(publisher->town)))
        return;
    uint32_t n = place_book_find(self->in->places, &key, found, MOST_FOUND);
    uint64_t region = key_hash(publisher->admin1);
    place_name *name =
        arena_push(self->mem, &self->names, &self->n_names, &self->cap_names, sizeof *name);
    if (!name) return;
    *name = (place_name){.first_choice = self->n_choices, .inside = ENTITY_NONE};
    for (uint32_t i = 0; i < n; i++) {
        place_entry p;
        if (!place_book_entry(self->in->places, found[i], &p) || !p.country ||
            strcmp(p.country, publisher->country) != 0)
            continue;
        if (!region || key_hash(p.admin1) == region) add_choice(self, name, found[i], key.hash);
    }
}
