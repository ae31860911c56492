/* Which of its namesakes a name is: what stands behind its comma, the states that the story speaks
 * of, and how near the other places of the story lie. Beliefs start from size alone and are passed
 * between the names of an article a few times. */
#include "entity/places.h"

#include <math.h>

#define ROUNDS 3
#define WINDOW 24u    /* names before and behind that count */
#define PUBLISHER 3.0f /* names that the town of the publisher counts for */

static bool same_text(const char *a, const char *b) { return a && b && strcmp(a, b) == 0; }

/* Kilometres on a plate, good enough for what is near. */
static float distance(const place_choice *a, const place_choice *b)
{
    float dlat = a->lat - b->lat, dlon = fabsf(a->lon - b->lon);
    if (dlon > 180) dlon = 360 - dlon;
    float middle = (a->lat + b->lat) * 0.00872665f; /* half, in radians */
    float c = 1 - middle * middle * 0.5f + middle * middle * middle * middle / 24;
    dlon *= c;
    return 111.2f * sqrtf(dlat * dlat + dlon * dlon);
}

/* Does `inner` lie in `outer`, by name: "Paris, Texas", "Gao, Mali", "Tustin, Orange County"? */
static bool lies_in(const place_choice *inner, const place_choice *outer)
{
    if (!same_text(inner->country, outer->country) || inner->country_wide) return false;
    if (outer->country_wide) return true;
    if (!outer->region) return distance(inner, outer) < 60;
    if (inner->admin_key && inner->admin_key == outer->own_key) return true;
    return distance(inner, outer) < 80;
}

/* How much one place speaks for another in its story. */
static float nearness(const place_choice *a, const place_choice *b)
{
    if (!same_text(a->country, b->country)) return 0;
    if (a->country_wide || b->country_wide) return 0.25f;
    if (b->region && a->admin_key && a->admin_key == b->own_key) return 1.0f;
    if (a->region && b->admin_key && b->admin_key == a->own_key) return 0.7f;
    float d = distance(a, b);
    if (!(d >= 0)) return 0.2f;
    if (d < 50) return 1.2f;
    if (d < 120) return 0.9f;
    if (a->admin_key && a->admin_key == b->admin_key) return 0.7f;
    return d < 300 ? 0.45f : 0.2f;
}

static float support_of(const place_search *self, const place_name *other, const place_choice *c)
{
    float best = 0;
    for (uint32_t k = 0; k < other->n_choices; k++) {
        const place_choice *d = &self->choices[other->first_choice + k];
        if (d->share < 0.02f) continue;
        float near = nearness(c, d) * d->share;
        if (near > best) best = near;
    }
    return best;
}

/* Of the names around it; where the page comes from counts for all of them. */
static float support(const place_search *self, uint32_t n, const place_choice *c)
{
    const place_name *own = &self->names[n];
    bool published = n && self->names[0].n_spots == 0;
    uint32_t from = n > WINDOW ? n - WINDOW : 0;
    float sum = published ? PUBLISHER * support_of(self, &self->names[0], c) : 0;
    for (uint32_t i = from; i < self->n_names && i <= n + WINDOW; i++) {
        const place_name *other = &self->names[i];
        if (i == n || other->article != own->article || other->n_spots == 0) continue;
        sum += support_of(self, other, c);
    }
    return sum;
}

static float inside_bonus(const place_search *self, const place_name *name, const place_choice *c)
{
    if (name->inside == ENTITY_NONE) return 0;
    const place_name *outer = &self->names[name->inside];
    for (uint32_t k = 0; k < outer->n_choices; k++) {
        const place_choice *d = &self->choices[outer->first_choice + k];
        if (lies_in(c, d) && d->prior > 4) return 12;
    }
    return 0;
}

static void share_out(place_search *self, place_name *name)
{
    float best = -1e9f, sum = 0;
    place_choice *c = self->choices + name->first_choice;
    for (uint32_t k = 0; k < name->n_choices; k++)
        if (c[k].score > best) best = c[k].score;
    for (uint32_t k = 0; k < name->n_choices; k++) sum += c[k].share = expf(c[k].score - best);
    for (uint32_t k = 0; k < name->n_choices; k++) c[k].share /= sum;
}

static float own_score(const place_search *self, const place_name *name, const place_choice *c)
{
    uint32_t n = self->r ? country_mentions(self->r, c->country) : 0;
    float home = same_text(self->home, c->country) ? 0.8f : 0;
    return c->prior + home + 1.0f * logf(1 + (float)(n < 10 ? n : 10)) + inside_bonus(self, name, c);
}

static void best_first(place_search *self, const place_name *name)
{
    place_choice *c = self->choices + name->first_choice;
    uint32_t best = 0;
    for (uint32_t k = 1; k < name->n_choices; k++)
        if (c[k].score > c[best].score) best = k;
    if (!best) return;
    place_choice first = c[0];
    c[0] = c[best];
    c[best] = first;
}

void place_names_resolve(place_search *self)
{
    if (!self->n_choices) return;
    for (uint32_t n = 0; n < self->n_names; n++) {
        place_name *name = &self->names[n];
        place_choice *c = self->choices + name->first_choice;
        for (uint32_t k = 0; k < name->n_choices; k++) c[k].score = own_score(self, name, &c[k]);
        share_out(self, name);
    }
    for (int round = 0; round < ROUNDS; round++) {
        for (uint32_t n = 0; n < self->n_names; n++) {
            place_name *name = &self->names[n];
            place_choice *c = self->choices + name->first_choice;
            if (name->n_choices < 2) continue;
            for (uint32_t k = 0; k < name->n_choices; k++)
                c[k].score = own_score(self, name, &c[k]) + 4.0f * logf(1 + support(self, n, &c[k]));
            share_out(self, name);
        }
    }
    for (uint32_t n = 0; n < self->n_names; n++) best_first(self, &self->names[n]);
}
