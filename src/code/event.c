/* Making events of the acts of one sentence: dyads of sources and targets, with codes and
 * circumstances. */
#include "code/argument.h"
#include "code/cast.h"
#include "code/clause.h"
#include "code/confidence.h"
#include "code/frame.h"
#include "code/history.h"
#include "entity/date.h"

#define MAX_DYADS 24

static uint64_t hash_words(uint64_t seed, uint64_t a, uint64_t b, uint64_t c)
{
    uint64_t words[4] = {seed, a, b, c};
    return str_hash((casus_str){(const char *)words, sizeof words});
}

/* The words that name an actor, and whom they mean: "both countries" are two. */
static uint64_t hash_actor(const coded_actor *a, bool has)
{
    if (!has) return 0x51ED270B0A1F39C1u;
    uint64_t words = (uint64_t)a->first * 0x9E3779B97F4A7C15u + a->last + 1;
    return hash_words(words, a->code ? str_hash(str_from(a->code)) : 0,
                      a->name.len ? str_hash(a->name) : 0, 0);
}

/* By its name, not its place in the lexicon: ids stay when acts are added. */
static uint64_t hash_act(const sentence_work *w, const event *e)
{
    return str_hash(
        str_from(act_book_text(&w->in->book->acts, w->in->book->acts.acts[e->act].name)));
}

/* ---- trigger, contexts, topics --------------------------------------------------------------- */

static void set_trigger(const sentence_work *w, uint32_t p, event *e)
{
    const predicate *pred = &w->out->predicates[p];
    e->first = e->last = w->t.first + pred->token;
    for (uint32_t i = tree_next_child(&w->t, pred->token, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(&w->t, pred->token, i))
        if (w->t.nodes[i].deprel == DEPREL_COMPOUND_PRT && i > pred->token)
            e->last = w->t.first + i;
    uint32_t need = pred->need;
    if (need != TREE_NONE && need > pred->token && need - pred->token <= 5)
        e->last = w->t.first + need;
}

static void add_context(event *e, const char *name)
{
    for (uint32_t i = 0; i < e->n_contexts; i++)
        if (strcmp(e->contexts[i], name) == 0) return;
    if (e->n_contexts < CASUS_MAX_CONTEXTS) e->contexts[e->n_contexts++] = name;
}

void act_contexts(const sentence_work *w, uint32_t p, event *e)
{
    const act_book *acts = &w->in->book->acts;
    const topic_book *topics = &w->in->book->topics;
    for (uint32_t i = 0; i < ACT_MAX_CONTEXTS; i++)
        if (work_act(w, p)->contexts[i])
            add_context(e, act_book_text(acts, work_act(w, p)->contexts[i]));
    /* words of the act's own clause */
    uint32_t clause = clause_of(&w->t, w->out->predicates[p].token), first, last;
    tree_span(&w->t, clause, &first, &last);
    for (uint32_t i = first; i <= last && i < w->t.n; i++) {
        uint32_t n;
        const topic_word *words = topic_book_find(topics, w->t.nodes[i].lemma_hash, &n);
        for (uint32_t k = 0; k < n; k++)
            if (topics->topics[words[k].topic].kind == TOPIC_CONTEXT)
                add_context(e, topics->pool + topics->topics[words[k].topic].name);
    }
}

/* ---- making ---------------------------------------------------------------------------------- */

static void set_codes(const sentence_work *w, uint32_t p, const cast *c, event *e)
{
    const act_book *acts = &w->in->book->acts;
    const act *a = work_act(w, p);
    e->type = act_book_text(acts, a->type);
    e->mode = act_book_text(acts, a->mode);
    const char *cameo = cast_cameo(w, act_book_text(acts, a->cameo), c);
    uint32_t under = (a->flags & ACT_OPERATOR) ? act_content(w, p) : CODE_NONE;
    if (under != CODE_NONE) {
        const act *b = work_act(w, under);
        code_tables_combine(&w->in->book->codes, e->type, &e->mode, &cameo,
                            act_book_text(acts, b->type), act_book_text(acts, b->mode),
                            act_book_text(acts, b->cameo));
    }
    published out;
    code_tables_publish(&w->in->book->codes, e->type, e->mode, cameo, (casus_event_status)e->status,
                        &out);
    e->plover_type = out.type;
    e->plover_quad = out.plover_quad;
    e->intensity = out.intensity;
    e->cameo = out.cameo;
    e->cameo_quad = out.cameo_quad;
    e->goldstein = out.goldstein;
}

/* "accused Mali of hiring ...", "denied that ...": what stands under such a word is the claim of
 * its subject. */
static void attribute_to_operator(const sentence_work *w, uint32_t p, report *r)
{
    uint32_t up = w->out->predicates[p].parent;
    for (int step = 0; up != CODE_NONE && step < 6; step++, up = w->out->predicates[up].parent) {
        if (!(work_sense(w, up)->flags & ACT_ATTRIBUTES)) continue;
        coded_actor sources[CODE_MAX_ACTORS];
        if (arguments_of(w, up, ROLE_SOURCE, sources) == 0) return;
        r->attributed = true;
        r->claimant = sources[0];
        r->cue = w->t.first + w->out->predicates[up].token;
        return;
    }
}

static void add_report(sentence_work *w, uint32_t p, uint32_t event_index)
{
    const entities *who = w->in->who;
    coded *out = w->out;
    report *r = arena_push(w->mem, &out->reports, &out->n_reports, &out->cap_reports, sizeof *r);
    if (!r) return;
    event *e = &out->events[event_index];
    *r = (report){.cue = ENTITY_NONE,
                  .claimant = {.entity = ENTITY_NONE, .first = 1},
                  .sentence = w->sentence,
                  .first = e->first,
                  .last = e->last,
                  .status = e->status,
                  .claim = circumstance_claim(w, p),
                  .event = event_index,
                  .next = CODE_NONE};
    circumstance_said(w, r->claim, &r->said);
    if (r->claim != CODE_NONE) {
        const claim *c = &who->claims[r->claim];
        r->attributed = true;
        r->cue = c->cue;
        r->quoted = c->direct;
        if (c->source != ENTITY_NONE) actor_of_mention(w->in, c->source, &r->claimant);
    }
    attribute_to_operator(w, p, r);
    e->first_report = e->last_report = out->n_reports - 1;
    e->n_reports = 1;
}

/* A pronoun gives way to the words of its sentence that say who it is. */
static void put_in_words(const sentence_work *w, coded_actor *a)
{
    const entities *who = w->in->who;
    uint32_t said = a->first == a->last ? who->mention_at[a->first] : ENTITY_NONE;
    if (said == ENTITY_NONE || who->mentions[said].kind != MENTION_PRONOUN ||
        a->entity == ENTITY_NONE)
        return;
    for (uint32_t i = 0; i < w->t.n; i++) {
        uint32_t m = w->mention_of[i];
        if (m == ENTITY_NONE || who->mentions[m].entity != a->entity ||
            who->mentions[m].kind == MENTION_PRONOUN || (who->mentions[m].flags & MENTION_ADJ))
            continue;
        a->first = who->mentions[m].first;
        a->last = who->mentions[m].last;
        return;
    }
}

static void make_one(sentence_work *w, uint32_t p, const event *common, const coded_actor *source,
                     const coded_actor *target)
{
    coded *out = w->out;
    event *e = arena_push(w->mem, &out->events, &out->n_events, &out->cap_events, sizeof *e);
    if (!e) return;
    *e = *common;
    if ((e->has_source = source != NULL)) e->source = *source;
    if ((e->has_target = target != NULL)) e->target = *target;
    e->id = hash_words(w->in->document ^ ((uint64_t)e->first << 32 | e->last),
                       hash_actor(&e->source, e->has_source), hash_actor(&e->target, e->has_target),
                       hash_act(w, e));
    if (source) put_in_words(w, &e->source);
    if (target) put_in_words(w, &e->target);
    confidence_look(w, p, e, &e->sure);
    e->confidence = (float)confidence_weigh(&w->in->book->confidence, &e->sure);
    predicate *pred = &out->predicates[p];
    if (pred->event == CODE_NONE) pred->event = out->n_events - 1;
    add_report(w, p, out->n_events - 1);
}

/* "accused one another": every source does it to every other. */
static void make_mutual(sentence_work *w, uint32_t p, const event *common, const cast *c)
{
    uint32_t made = 0;
    for (uint32_t i = 0; i < c->n_sources; i++)
        for (uint32_t k = 0; k < c->n_sources && made < MAX_DYADS; k++) {
            if (i == k) continue;
            make_one(w, p, common, &c->sources[i], &c->sources[k]);
            made++;
        }
}

/* All pairs of sources and targets; of the parties to a reciprocal act without a target, each pair
 * once. */
static void make_dyads(sentence_work *w, uint32_t p, const event *common, const cast *c)
{
    bool reciprocal = (work_sense(w, p)->flags & ACT_RECIPROCAL) != 0,
         mirror = w->in->options->mirror;
    uint32_t made = 0;
    if (c->mutual && !reciprocal) {
        make_mutual(w, p, common, c);
        return;
    }
    if (reciprocal && c->n_targets == 0 && c->n_sources > 1) {
        for (uint32_t i = 0; i < c->n_sources; i++)
            for (uint32_t k = i + 1; k < c->n_sources && made < MAX_DYADS; k++, made++) {
                make_one(w, p, common, &c->sources[i], &c->sources[k]);
                if (mirror) make_one(w, p, common, &c->sources[k], &c->sources[i]);
            }
        return;
    }
    for (uint32_t i = 0; i < (c->n_sources ? c->n_sources : 1); i++)
        for (uint32_t k = 0; k < (c->n_targets ? c->n_targets : 1) && made < MAX_DYADS;
             k++, made++) {
            const coded_actor *source = c->n_sources ? &c->sources[i] : NULL;
            const coded_actor *target = c->n_targets ? &c->targets[k] : NULL;
            make_one(w, p, common, source, target);
            if (reciprocal && mirror && source && target) make_one(w, p, common, target, source);
        }
}

/* "suspected militants", "the occupied territory": a verb before its noun tells a state, not an
 * event. */
static bool is_modifier(const sentence_work *w, uint32_t p)
{
    uint32_t word = w->out->predicates[p].token;
    return work_sense(w, p)->pos == SENSE_VERB && w->t.nodes[word].deprel == DEPREL_AMOD &&
           !clause_is_gerund_of(&w->t, word, tree_head(&w->t, word)) &&
           !clause_is_split_perfect(&w->t, word);
}

/* "The ministers meet in Rabat on Friday": what has its day after the article's is a plan, unless its
 * verb says that it is over. */
static void settle_status(const sentence_work *w, predicate *pred, const coded_date *date,
                          uint32_t article)
{
    const article_date *published = &w->in->who->article_dates[article];
    if (pred->status != CASUS_ACTUAL || date->mention == CODE_NONE || !date->basis ||
        strcmp(date->basis, "clause") != 0 || date->from == CASUS_NO_DAY ||
        published->to == CASUS_NO_DAY || date->from <= published->to)
        return;
    const date_mention *m = &w->in->who->dates[date->mention];
    if (date_tense_of(w->in->in, m->sentence, m->first, m->last) != TENSE_PAST)
        pred->status = CASUS_PLANNED;
}

/* The frame of an act without a date; what a frame of the past tells is history. */
static void set_frame(const sentence_work *w, uint32_t p, event *e)
{
    e->frame = (coded_date){.from = CASUS_NO_DAY, .to = CASUS_NO_DAY, .mention = CODE_NONE};
    if (e->date.from != CASUS_NO_DAY || e->date.to != CASUS_NO_DAY) return;
    coded_date frame;
    frame_of(w, p, &frame);
    if (frame.from == CASUS_NO_DAY) return;
    bool past = history_is_day(frame.to, &w->in->who->article_dates[e->article]);
    if (e->historical && !past) return; /* "decades ago", in a story of today */
    e->frame = frame;
    e->historical |= past;
}

static void set_actors_as_of(const sentence_work *w, const event *e, cast *c)
{
    int32_t published = w->in->who->article_dates[e->article].to;
    const coded_date *date = e->date.from == CASUS_NO_DAY ? &e->frame : &e->date;
    for (uint32_t i = 0; i < c->n_sources; i++)
        referent_as_of(w->in, published, date, &c->sources[i]);
    for (uint32_t i = 0; i < c->n_targets; i++)
        referent_as_of(w->in, published, date, &c->targets[i]);
}

static void make_events(sentence_work *w, uint32_t p)
{
    predicate *pred = &w->out->predicates[p];
    const sense *s = work_sense(w, p);
    uint32_t answered = act_answered_by(w, p);
    bool retold = pred->verdict == VERDICT_CONSUMED && (act_is_retold(w, p) || act_is_blamed(w, p));
    bool put_down = protest_is_put_down(w, p);
    if (pred->verdict == VERDICT_CONSUMED && answered == CODE_NONE && !retold && !put_down) return;
    if (s->flags & (ACT_STATUS_ONLY | ACT_LIGHT)) {
        pred->verdict = s->flags & ACT_LIGHT ? VERDICT_LIGHT : VERDICT_STATUS_ONLY;
        return;
    }
    if (is_modifier(w, p)) {
        pred->verdict = VERDICT_GENERIC;
        return;
    }
    if ((s->flags & ACT_STATEMENT) && !w->in->options->statements) {
        pred->verdict = VERDICT_STATEMENT;
        return;
    }
    cast c;
    cast_find(w, p, &c);
    if (verbal_takes(w, p, &c)) {
        s = work_sense(w, p);
        cast_find(w, p, &c);
    }
    bool sided = c.n_sources > 0 && c.n_targets > 0;
    if ((answered != CODE_NONE || retold) && !sided) return;
    if (put_down && c.n_sources == 0) return;
    c.targeted |= put_down; /* told as what was there */
    pred->verdict = cast_verdict(w, p, &c);
    if (pred->verdict != VERDICT_KEPT) return;
    if (!c.targeted && !c.mutual && !(s->flags & ACT_STATEMENT))
        c.n_targets = argument_thing(w, p, c.targets);

    event common = {.act = s->act,
                    .sense = pred->sense,
                    .sentence = w->sentence,
                    .article = w->in->in->segs->sentences[w->sentence].article};
    circumstance_date(w, p, &common.date);
    settle_status(w, pred, &common.date, common.article);
    common.status = pred->status;
    set_trigger(w, p, &common);
    set_codes(w, p, &c, &common);
    act_contexts(w, p, &common);
    common.place = circumstance_place(w, p);
    act_sizes(w, p, &common);
    common.historical = history_tells(w, p, &common);
    set_frame(w, p, &common);
    set_actors_as_of(w, &common, &c);
    common.group = hash_words(w->in->document, common.first, common.last, hash_act(w, &common));
    make_dyads(w, p, &common, &c);
}

/* Content names its operator's event in `of`. */
static void set_of(sentence_work *w, uint32_t first_event)
{
    for (uint32_t p = w->base; p < w->out->n_predicates; p++) {
        const predicate *pred = &w->out->predicates[p];
        if (pred->event == CODE_NONE) continue;
        uint32_t up = pred->parent;
        while (up != CODE_NONE && (work_sense(w, up)->flags & ACT_HELPER))
            up = w->out->predicates[up].parent;
        if (up == CODE_NONE || w->out->predicates[up].event == CODE_NONE) continue;
        uint64_t of = w->out->events[w->out->predicates[up].event].id;
        uint32_t trigger = w->t.first + pred->token;
        for (uint32_t i = first_event; i < w->out->n_events; i++)
            if (w->out->events[i].first == trigger) w->out->events[i].of = of;
    }
}

/* A going whose purpose made an event of the same type is told by it. */
static void drop_motions(sentence_work *w, uint32_t first_event)
{
    for (uint32_t p = w->base; p < w->out->n_predicates; p++) {
        predicate *pred = &w->out->predicates[p];
        if (!(work_sense(w, p)->flags & ACT_MOTION) || pred->event == CODE_NONE) continue;
        for (uint32_t c = w->base; c < w->out->n_predicates; c++) {
            const predicate *child = &w->out->predicates[c];
            if (child->parent != p || child->event == CODE_NONE ||
                strcmp(w->out->events[child->event].type, w->out->events[pred->event].type) != 0)
                continue;
            for (uint32_t i = first_event; i < w->out->n_events; i++)
                if (w->out->events[i].first == w->t.first + pred->token)
                    w->out->events[i].merged = true;
            pred->verdict = VERDICT_CONSUMED;
            pred->event = CODE_NONE;
            break;
        }
    }
}

/* "the meeting between Modi and Sharif was cancelled": where an undoing names no target, what is
 * undone is the event, ended. */
static void make_undone(sentence_work *w, uint32_t p)
{
    predicate *undone = w->out->predicates[p].inner == CODE_NONE
                            ? NULL
                            : &w->out->predicates[w->out->predicates[p].inner];
    const char *type = act_book_text(&w->in->book->acts, work_act(w, p)->type);
    if (!undone || w->out->predicates[p].verdict != VERDICT_NO_TARGET || !type ||
        strcmp(type, "SANCTION") != 0 || undone->verdict != VERDICT_CONSUMED)
        return;
    bool done = w->out->predicates[p].status == CASUS_ACTUAL;
    undone->status = done ? CASUS_ENDED : w->out->predicates[p].status;
    undone->verdict = VERDICT_KEPT;
    undone->parent = p;
    make_events(w, w->out->predicates[p].inner);
}

static bool is_police(const event *e)
{
    return e->has_source && e->source.n_sectors && strcmp(e->source.sectors[0], "COP") == 0;
}

/* "A man died in a fall, police said": what police say counts where the sentence tells an event. */
static void drop_police_reports(sentence_work *w, uint32_t first_event)
{
    coded *out = w->out;
    for (uint32_t i = first_event; i < out->n_events; i++)
        if (!(w->in->book->acts.senses[out->events[i].sense].flags & ACT_STATEMENT)) return;
    for (uint32_t p = w->base; p < out->n_predicates; p++) {
        predicate *pred = &out->predicates[p];
        if (pred->event == CODE_NONE || !is_police(&out->events[pred->event])) continue;
        for (uint32_t i = first_event; i < out->n_events; i++)
            if (out->events[i].first == w->t.first + pred->token) out->events[i].merged = true;
        pred->verdict = VERDICT_NO_ACTOR;
        pred->event = CODE_NONE;
    }
}

void events_make(sentence_work *w)
{
    uint32_t first_event = w->out->n_events;
    for (uint32_t p = w->base; p < w->out->n_predicates; p++) make_events(w, p);
    for (uint32_t p = w->base; p < w->out->n_predicates; p++) make_undone(w, p);
    drop_motions(w, first_event);
    if (w->in->options->statements) drop_police_reports(w, first_event);
    set_of(w, first_event);
}
