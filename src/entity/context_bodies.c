/* The armed body that "the guerrillas" are.
 *
 * A story that names one armed body and no other means that body's fighters by "the rebels",
 * "guerrillas", "insurgent forces". The body's name is given to them; they stay an entity of their
 * own, as "two of the rebels" need not be all of it. Where two bodies are named nobody is guessed.
 * Runs after context_states; what it adds has low confidence. */
#include "entity/actors.h"

/* Of an article: the entity that is its one armed body, ENTITY_NONE, or several. */
#define SEVERAL (ENTITY_NONE - 1)

static bool is_armed_sector(const char *sector)
{
    return strcmp(sector, "REB") == 0 || strcmp(sector, "UAF") == 0;
}

/* A body that bears arms against a state, or did once: without a date it is taken for what it is
 * today. */
static bool is_armed_body(const entity_input *in, const entity *e)
{
    actor_role role;
    if (e->kind != MENTION_ORG || e->book == ENTITY_NONE || !e->name.len) return false;
    for (uint32_t i = 0; actor_book_role(in->actors, e->book, i, &role); i++)
        for (uint32_t s = 0; s < role.n_sectors; s++)
            if (is_armed_sector(role.sectors[s])) return true;
    return false;
}

/* "two rebel groups", "other guerrillas", "rebels from several factions": not of one body. */
static bool is_of_several(const entity_input *in, const mention *m)
{
    static const char words[] = "other another rival several various groups factions organizations "
                                "organisations movements foreign former dissident ex";
    for (uint32_t i = m->first; i <= m->last; i++)
        if (token_in(in, i, words)) return true;
    return false;
}

static bool is_fighter(const entity_input *in, const entities *out, const entity *e)
{
    return e->kind == MENTION_ROLE && !e->name.len && e->book == ENTITY_NONE && e->n_sectors &&
           is_armed_sector(e->sectors[0]) && e->members[0] == ENTITY_NONE &&
           e->first_mention < out->n_mentions &&
           !is_of_several(in, &out->mentions[e->first_mention]);
}

static void find_bodies(const entity_input *in, const entities *out, uint32_t *bodies)
{
    for (uint32_t i = 0; i < out->n_mentions; i++) {
        const mention *m = &out->mentions[i];
        uint32_t article = in->segs->sentences[m->sentence].article;
        if (m->entity == ENTITY_NONE || !is_armed_body(in, &out->entities[m->entity])) continue;
        if (bodies[article] == ENTITY_NONE) bodies[article] = m->entity;
        else if (bodies[article] != m->entity) bodies[article] = SEVERAL;
    }
}

void context_bodies(const entity_input *in, arena *mem, entities *out)
{
    uint32_t n = in->segs->n_articles;
    uint32_t *bodies = n ? arena_alloc(mem, n * sizeof *bodies) : NULL;
    if (!bodies) return;
    for (uint32_t a = 0; a < n; a++) bodies[a] = ENTITY_NONE;
    find_bodies(in, out, bodies);
    for (uint32_t i = 0; i < out->n_entities; i++) {
        entity *e = &out->entities[i];
        if (!is_fighter(in, out, e)) continue;
        uint32_t sentence = out->mentions[e->first_mention].sentence;
        uint32_t b = bodies[in->segs->sentences[sentence].article];
        if (b == ENTITY_NONE || b == SEVERAL) continue;
        const entity *body = &out->entities[b];
        if (e->code && (!body->code || strcmp(e->code, body->code) != 0)) continue;
        e->code = body->code;
        e->body = body->body;
        e->name = body->name;
        e->confidence *= 0.6f;
    }
}
