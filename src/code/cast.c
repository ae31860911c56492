/* Who does an act to whom. */
#include "code/argument.h"
#include "code/cast.h"

/* A state, its government or those who act for it; rebels, parties and citizens may well turn to or
 * against their state. */
static bool is_state_power(const coded_actor *a)
{
    if (a->n_sectors == 0) return true;
    if (a->body) return false; /* a region's government: "the Catalan government" */
    return actor_is_executive(a);
}

bool cast_same_actor(const coded_actor *a, const coded_actor *b)
{
    if (a->entity != ENTITY_NONE && a->entity == b->entity) return true;
    if (!a->code || !b->code || strcmp(a->code, b->code) != 0) return false;
    if (b->n_sectors == 0) return is_state_power(a); /* no army attacks its own country, bare */
    if (a->n_sectors != b->n_sectors) return false;
    bool named = a->name.len && b->name.len && !str_eq(a->name, b->name);
    for (uint32_t i = 0; i < a->n_sectors; i++) named |= strcmp(a->sectors[i], b->sectors[i]) != 0;
    return !named;
}

/* Was the state of an actor guessed from what else the sentence or story names? */
static bool is_guessed(const sentence_work *w, const coded_actor *a)
{
    return a->entity != ENTITY_NONE && !a->name.len && a->code &&
           w->in->who->entities[a->entity].guessed;
}

/* "an Iranian general was killed by snipers", "Rwandan troops killed a colonel", "the ministry
 * summoned Iran's envoy": not by or of his own side, where only the story says that somebody is of
 * it. "The Senate approved the treaty with Cuba": nor of the state that it deals with. */
static void doubt_guessed_side(const sentence_work *w, uint32_t p, cast *c)
{
    static const char *const violent[] = {"ASSAULT"};
    static const char *const verbal[] = {"ACCUSE", "SANCTION", "THREATEN"};
    if (c->n_sources != 1 || c->n_targets != 1) return;
    coded_actor *source = &c->sources[0], *target = &c->targets[0];
    bool by = is_guessed(w, source), of = is_guessed(w, target);
    if (by == of || source->entity == target->entity) return;
    const char *mode = act_book_text(&w->in->book->acts, work_act(w, p)->mode);
    bool visit = mode && strcmp(mode, "visit") == 0; /* "lawmakers return to Washington" */
    bool harms = argument_type_is(w, p, violent, 1) ||
                 (by && argument_type_is(w, p, verbal, COUNT(verbal)));
    bool deals_with_state = by && !visit && target->code && !target->n_sectors &&
                            strcmp(source->code, target->code) == 0;
    if (!deals_with_state && !(harms && cast_same_actor(source, target))) return;
    if (by) source->code = NULL;
    else target->code = NULL;
}

/* "ambushed an Israeli patrol, wounding seven soldiers": those of whom only the story says whose
 * they are are those of the deed that it is a result of. */
static void take_result_state(const sentence_work *w, uint32_t p, cast *c)
{
    static const char *const violent[] = {"ASSAULT", "COERCE"};
    uint32_t verb = w->out->predicates[p].token, head = tree_head(&w->t, verb);
    if (c->n_targets != 1 || !is_guessed(w, &c->targets[0]) || head == TREE_NONE ||
        w->at[head] == CODE_NONE || w->t.nodes[verb].xpos != XPOS_VBG ||
        w->t.nodes[verb].deprel != DEPREL_ADVCL || !argument_type_is(w, p, violent, 2) ||
        !argument_type_is(w, w->at[head], violent, 2))
        return;
    coded_actor whom[CODE_MAX_ACTORS];
    uint32_t n = arguments_of(w, w->at[head], ROLE_TARGET, whom);
    if (n == 1 && whom[0].code && !is_guessed(w, &whom[0])) c->targets[0].code = whom[0].code;
}

/* An actor cannot act on itself; a reflexive target is no target. */
static void drop_reflexive(cast *c)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < c->n_targets; i++) {
        bool same = false;
        for (uint32_t k = 0; k < c->n_sources; k++)
            same |= cast_same_actor(&c->sources[k], &c->targets[i]);
        if (!same) c->targets[kept++] = c->targets[i];
    }
    c->n_targets = kept;
}

/* "each other" is no target of its own. */
static void take_mutual(cast *c)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < c->n_targets; i++) {
        if (!c->targets[i].each_other) c->targets[kept++] = c->targets[i];
        else c->mutual = c->n_sources > 1;
    }
    c->n_targets = kept;
    c->mutual &= kept == 0;
}

/* Who strikes does so as a worker: pilots, customs officers, public servants, drivers. */
static void make_workers(const sentence_work *w, uint32_t p, cast *c)
{
    static const char *const offices[] = {"GOV", "MIL", "COP", "CVL"};
    const char *mode = act_book_text(&w->in->book->acts, work_act(w, p)->mode);
    if (!mode || strcmp(mode, "strike") != 0 || work_act(w, p)->counts != COUNTS_CROWD) return;
    for (uint32_t i = 0; i < c->n_sources; i++) {
        coded_actor *a = &c->sources[i];
        if (!a->n_sectors || !text_among(a->sectors[0], offices, COUNT(offices))) continue;
        a->sectors[0] = "LAB";
        a->n_sectors = 1;
    }
}

/* Is the noun a thing with somebody's name before it, or from somebody: "the president's plan", "a
 * call from the president"? */
static bool is_thing_of_actor(const sentence_work *w, uint32_t noun)
{
    if (referent_is_actor(w, noun)) return false;
    uint32_t owner = referent_owner(w, noun, false);
    uint32_t prep = owner == TREE_NONE ? TREE_NONE : tree_case(&w->t, owner);
    return owner != TREE_NONE && (prep == TREE_NONE || !tree_form_is(&w->t, prep, "of"));
}

/* "called the president's plan a fraud" is no call to the president. */
static void drop_owners(const sentence_work *w, uint32_t p, cast *c)
{
    const sense *s = work_sense(w, p);
    heads found = {.n = 0};
    for (uint32_t i = 0; i < s->n_slots; i++)
        if (work_slot(w, s, i)->role == ROLE_TARGET) slot_heads(w, p, work_slot(w, s, i), &found);
    for (uint32_t k = 0; k < found.n; k++)
        if (is_thing_of_actor(w, found.tokens[k])) c->n_targets = 0;
    if (found.n == 0) c->n_targets = 0;
}

void cast_find(const sentence_work *w, uint32_t p, cast *out)
{
    out->n_sources = arguments_of(w, p, ROLE_SOURCE, out->sources);
    uint32_t answered = act_answered_by(w, p);
    out->n_targets = arguments_of(w, answered == CODE_NONE ? p : answered,
                                  answered == CODE_NONE ? ROLE_TARGET : ROLE_SOURCE, out->targets);
    out->targeted = out->n_targets > 0;
    out->mutual = false;
    take_mutual(out);
    if (work_sense(w, p)->flags & ACT_ITSELF) drop_owners(w, p, out);
    make_workers(w, p, out);
    take_result_state(w, p, out);
    doubt_guessed_side(w, p, out);
    drop_reflexive(out);
    cast_take_land(w, p, out);
}
