/* One event, several reports: sentences of a document that tell the same thing are joined.
 *
 * Two events are the same when their acts are (or are of one type and mode, between the same two),
 * their actors' codes and sectors do not conflict, their statuses agree and their days differ by at
 * most one. The earlier in the text stays; the later becomes a report of it. A reciprocal act may
 * stand in either direction. */
#include "code/code.h"

#define LOOK_BACK 256 /* events compared with; keeps the stage linear */

/* A bare country speaks and acts through its government and its forces, not through its companies
 * or rebels. */
static bool stands_for_state(const coded_actor *a)
{
    for (uint32_t i = 0; i < a->n_sectors; i++)
        if (strcmp(a->sectors[i], "GOV") == 0 || strcmp(a->sectors[i], "MIL") == 0) return true;
    return a->n_sectors == 0;
}

static bool sectors_agree(const coded_actor *a, const coded_actor *b)
{
    if (a->n_sectors == 0 || b->n_sectors == 0) return stands_for_state(a) && stands_for_state(b);
    for (uint32_t i = 0; i < a->n_sectors; i++)
        for (uint32_t k = 0; k < b->n_sectors; k++)
            if (strcmp(a->sectors[i], b->sectors[k]) == 0) return true;
    return false;
}

static bool actors_agree(bool has_a, const coded_actor *a, bool has_b, const coded_actor *b)
{
    if (!has_a || !has_b || actor_is_thing(a) || actor_is_thing(b)) return true;
    if (a->entity != ENTITY_NONE && a->entity == b->entity) return true;
    if (a->code && b->code) return strcmp(a->code, b->code) == 0 && sectors_agree(a, b);
    if (!a->code && !b->code && a->name.len && b->name.len) return str_eq(a->name, b->name);
    return false;
}

static bool dyads_agree(const event *a, const event *b, bool reciprocal)
{
    bool straight = actors_agree(a->has_source, &a->source, b->has_source, &b->source) &&
                    actors_agree(a->has_target, &a->target, b->has_target, &b->target) &&
                    ((a->has_source && b->has_source) || (a->has_target && b->has_target));
    if (straight || !reciprocal) return straight;
    return a->has_source && b->has_source && a->has_target && b->has_target &&
           actors_agree(true, &a->source, true, &b->target) &&
           actors_agree(true, &a->target, true, &b->source);
}

static bool days_agree(const coded_date *a, const coded_date *b)
{
    if (a->from == CASUS_NO_DAY || b->from == CASUS_NO_DAY) return true;
    return a->from <= b->to + 1 && b->from <= a->to + 1;
}

static bool places_agree(const code_input *in, const event *a, const event *b)
{
    if (a->place == CODE_NONE || b->place == CODE_NONE) return true;
    place_entry x, y;
    if (!place_book_entry(in->in->places, in->who->places[a->place].entry, &x) ||
        !place_book_entry(in->in->places, in->who->places[b->place].entry, &y))
        return true;
    return !x.country || !y.country || strcmp(x.country, y.country) == 0;
}

/* Do two targets of one sentence mean the same: a place or a thing, and who was in it? */
static bool is_more_exact(const event *a, const event *b)
{
    const coded_actor *x = &a->target, *y = &b->target;
    if (actor_is_thing(x) || actor_is_thing(y)) return true;
    if (x->code && y->code && strcmp(x->code, y->code) == 0)
        return x->n_sectors == 0 || y->n_sectors == 0 || sectors_agree(x, y);
    return (!x->code || !y->code) && x->n_sectors && y->n_sectors &&
           strcmp(x->sectors[0], y->sectors[0]) == 0;
}

static bool counts_victims(const act_book *acts, const event *e)
{
    uint32_t counts = acts->acts[e->act].counts;
    return counts == COUNTS_DEAD || counts == COUNTS_INJURED;
}

/* "shot and killed", "opened fire, killing", "a blast wrecked the truck, killing": in one sentence
 * the violence and its outcome are one. */
static bool is_outcome(const code_input *in, const event *a, const event *b)
{
    static const char *const lasting[] = {"abduct", "torture", "sexual"};
    const act_book *acts = &in->book->acts;
    bool modes = !a->mode || !b->mode || strcmp(a->mode, b->mode) == 0;
    return a->sentence == b->sentence && strcmp(a->type, "ASSAULT") == 0 &&
           strcmp(b->type, "ASSAULT") == 0 && modes && a->has_source == b->has_source &&
           a->has_target && b->has_target && a->act != b->act &&
           (counts_victims(acts, a) || counts_victims(acts, b)) &&
           !text_among(a->mode, lasting, COUNT(lasting)) &&
           !text_among(b->mode, lasting, COUNT(lasting));
}

/* The same act; or another of the same type, mode and CAMEO root between the same two actors. */
static bool acts_agree(const code_input *in, const event *a, const event *b)
{
    if (a->act == b->act) return true;
    const act_book *acts = &in->book->acts;
    const act *x = &acts->acts[a->act], *y = &acts->acts[b->act];
    bool modes = a->mode == b->mode || (a->mode && b->mode && strcmp(a->mode, b->mode) == 0);
    if (is_outcome(in, a, b)) return true;
    return modes && strcmp(a->type, b->type) == 0 &&
           strncmp(acts->pool + x->cameo, acts->pool + y->cameo, 2) == 0 && a->has_source &&
           b->has_source && a->has_target && b->has_target;
}

static bool same_event(const code_input *in, const event *a, const event *b)
{
    bool reciprocal = (in->book->acts.acts[a->act].flags & ACT_RECIPROCAL) != 0;
    if (a->status != b->status || a->historical != b->historical || a->first == b->first)
        return false;
    bool outcome = is_outcome(in, a, b) && is_more_exact(a, b) &&
                   actors_agree(a->has_source, &a->source, b->has_source, &b->source);
    return acts_agree(in, a, b) && days_agree(&a->date, &b->date) && places_agree(in, a, b) &&
           (outcome || dyads_agree(a, b, reciprocal));
}

static int32_t larger(int32_t a, int32_t b) { return a > b ? a : b; }

/* The more exact of two acts that tell the same. */
static void take_act(event *a, const event *b)
{
    a->act = b->act;
    a->sense = b->sense;
    a->mode = b->mode;
    a->plover_type = b->plover_type;
    a->plover_quad = b->plover_quad;
    a->intensity = b->intensity;
    a->cameo = b->cameo;
    a->cameo_quad = b->cameo_quad;
    a->goldstein = b->goldstein;
}

/* `b` becomes a report of `a`; what `a` lacks it takes from `b`. */
static void join(coded *out, uint32_t a_index, uint32_t b_index)
{
    event *a = &out->events[a_index], *b = &out->events[b_index];
    out->reports[a->last_report].next = b->first_report;
    for (uint32_t r = b->first_report; r != CODE_NONE; r = out->reports[r].next)
        out->reports[r].event = a_index;
    a->last_report = b->last_report;
    a->n_reports += b->n_reports;
    if (!a->has_source && b->has_source) {
        a->has_source = true;
        a->source = b->source;
    }
    bool bare = a->has_target && a->target.n_sectors == 0 &&
                (!a->target.name.len || !a->has_source);
    bool exact = bare && b->has_target && b->target.n_sectors > 0 && a->sentence == b->sentence &&
                 strcmp(a->type, "ASSAULT") == 0; /* the town, and who was killed there */
    if (b->has_target && (!a->has_target || actor_is_thing(&a->target) || exact)) {
        a->has_target = true;
        a->target = b->target;
    }
    if (!a->mode && b->mode) take_act(a, b);
    if (a->date.from == CASUS_NO_DAY) a->date = b->date;
    if (a->place == CODE_NONE) a->place = b->place;
    a->dead = larger(a->dead, b->dead);
    a->injured = larger(a->injured, b->injured);
    a->arrested = larger(a->arrested, b->arrested);
    a->crowd = larger(a->crowd, b->crowd);
    b->merged = true;
}

/* What names event `b` as its operator stands in the same sentence, so beside it. */
static void rename_of(coded *out, uint32_t b, uint64_t to)
{
    uint64_t from = out->events[b].id;
    uint32_t sentence = out->events[b].sentence, i = b;
    while (i > 0 && out->events[i - 1].sentence == sentence) i--;
    for (; i < out->n_events && out->events[i].sentence == sentence; i++)
        if (out->events[i].of == from) out->events[i].of = to;
}

void events_merge(const code_input *in, coded *out)
{
    for (uint32_t b = 1; b < out->n_events; b++) {
        uint32_t stop = b > LOOK_BACK ? b - LOOK_BACK : 0;
        for (uint32_t a = b; a-- > stop;) {
            if (out->events[a].merged || !same_event(in, &out->events[a], &out->events[b]))
                continue;
            join(out, a, b);
            rename_of(out, b, out->events[a].id);
            break;
        }
    }
    for (uint32_t p = 0; p < out->n_predicates; p++) {
        uint32_t e = out->predicates[p].event;
        if (e != CODE_NONE && out->events[e].merged) out->predicates[p].verdict = VERDICT_MERGED;
    }
}
