/* The stage as a whole: sentence by sentence, then over the document. */
#include "code/confidence.h"
#include "code/domain.h"
#include "code/frame.h"
#include "code/where.h"

const char *verdict_text(unsigned verdict)
{
    static const char *const texts[] = {
#define X(name, text) text,
        VERDICT_LIST(X)
#undef X
    };
    return verdict < COUNT(texts) ? texts[verdict] : "?";
}

casus_status code_book_open(code_book *self, const image *model, casus_error *err)
{
    casus_str section;
    TRY(image_section(model, "code.acts", &section, err));
    TRY(act_book_open(&self->acts, section, err));
    TRY(image_section(model, "code.tables", &section, err));
    TRY(code_tables_open(&self->codes, section, err));
    TRY(image_section(model, "code.topics", &section, err));
    TRY(topic_book_open(&self->topics, section, err));
    TRY(image_section(model, "code.confidence", &section, err));
    return confidence_open(&self->confidence, section, err);
}

/* A section of the weights, checked; a build without it is one by rules alone. */
static casus_status weights_build(const char *weights_dir, const char *name, image_writer *out,
                                  casus_error *err)
{
    buf packed = {0}, section = {0};
    judge judged;
    where_model placed;
    casus_status status = image_unpack(weights_dir, name, &packed, &section, err);
    if (status == CASUS_OK)
        status = strcmp(name, "code.judge") == 0 ? judge_open(&judged, buf_str(&section), err)
                                                 : where_open(&placed, buf_str(&section), err);
    if (status == CASUS_OK) image_writer_add(out, name, buf_str(&section));
    buf_release(&packed);
    buf_release(&section);
    return status == CASUS_NOT_FOUND ? CASUS_OK : status;
}

casus_status code_book_build(const char *data_dir, const char *weights_dir, gate_builder *gates,
                             image_writer *out, casus_error *err)
{
    TRY(acts_build(data_dir, gates, out, err));
    TRY(code_tables_build(data_dir, out, err));
    TRY(topics_build(data_dir, out, err));
    TRY(confidence_build(data_dir, out, err));
    TRY(weights_build(weights_dir, "code.judge", out, err));
    return weights_build(weights_dir, "code.where", out, err);
}

/* "hundreds of demonstrators marching": those counted are who the clause behind them is about. */
static void map_counted(sentence_work *w, uint32_t mention_index, uint32_t first, uint32_t last)
{
    static const char *const counts[] = {"hundreds", "thousands", "dozens", "scores", "tens"};
    bool counted = tree_form_among(&w->t, first, counts, COUNT(counts));
    for (uint32_t i = first + 1; counted && i <= last; i++)
        if (w->t.nodes[i].deprel == DEPREL_NMOD && w->mention_of[i] == ENTITY_NONE)
            w->mention_of[i] = mention_index;
}

/* A mention counts at whichever of its tokens the tree attaches to the rest, even where that is not
 * its head: a wrongly parsed "U.S. Vice President Mike Pence" is still one actor. */
static void map_mentions(sentence_work *w, const uint32_t *mentions, uint32_t n)
{
    const entities *who = w->in->who;
    for (uint32_t i = 0; i < w->t.n; i++) {
        w->mention_of[i] = who->mention_at[w->t.first + i];
        w->mention_end[i] = ENTITY_NONE;
    }
    for (uint32_t k = 0; k < n; k++) {
        const mention *m = &who->mentions[mentions[k]];
        if ((m->flags & MENTION_ADJ) || m->first < w->t.first || m->last >= w->t.first + w->t.n)
            continue;
        uint32_t first = m->first - w->t.first, last = m->last - w->t.first,
                 ends = w->mention_end[last];
        if (ends == ENTITY_NONE || who->mentions[ends].first > m->first)
            w->mention_end[last] = mentions[k];
        for (uint32_t i = first; i <= last; i++) {
            uint32_t head = tree_head(&w->t, i);
            if (head != TREE_NONE && head >= first && head <= last) continue;
            uint32_t had = w->mention_of[i];
            if (had == ENTITY_NONE ||
                who->mentions[had].last - who->mentions[had].first < last - first)
                w->mention_of[i] = mentions[k];
        }
        map_counted(w, mentions[k], first, last);
    }
}

/* Mentions by sentence: order[start[s]..start[s + 1]) are those of sentence s. */
typedef struct mention_index {
    uint32_t *start, *order;
} mention_index;

static bool index_mentions(const code_input *in, arena *mem, mention_index *out)
{
    uint32_t n = in->in->segs->n_sentences;
    out->start = arena_alloc(mem, (n + 2) * sizeof *out->start);
    out->order = arena_alloc(mem, (in->who->n_mentions + 1) * sizeof *out->order);
    if (!out->start || !out->order) return false;
    for (uint32_t i = 0; i < in->who->n_mentions; i++)
        out->start[in->who->mentions[i].sentence + 2]++;
    for (uint32_t s = 0; s < n; s++) out->start[s + 2] += out->start[s + 1];
    for (uint32_t i = 0; i < in->who->n_mentions; i++)
        out->order[out->start[in->who->mentions[i].sentence + 1]++] = i;
    return true;
}

bool sentence_begin(sentence_work *self, const code_input *in, uint32_t sentence,
                    const uint32_t *mentions, uint32_t n_mentions, arena *mem, coded *out)
{
    *self = (sentence_work){.in = in,
                            .t = entity_tree(in->in, sentence),
                            .sentence = sentence,
                            .base = out->n_predicates,
                            .mem = mem,
                            .out = out};
    if (self->t.n == 0 || !in->in->lexed->gate[sentence]) return false;
    self->at = arena_alloc(mem, self->t.n * sizeof *self->at);
    self->mention_of = arena_alloc(mem, self->t.n * sizeof *self->mention_of);
    self->mention_end = arena_alloc(mem, self->t.n * sizeof *self->mention_end);
    if (!self->at || !self->mention_of || !self->mention_end) return false;
    map_mentions(self, mentions, n_mentions);
    for (uint32_t i = 0; i < self->t.n; i++) self->at[i] = CODE_NONE;
    return true;
}

static void code_sentence(const code_input *in, const mention_index *index, uint32_t sentence,
                          arena *mem, coded *out)
{
    sentence_work w;
    if (!sentence_begin(&w, in, sentence, index->order + index->start[sentence],
                        index->start[sentence + 1] - index->start[sentence], mem, out))
        return;
    predicates_find(&w);
    predicates_link(&w);
    statuses_compose(&w);
    if (arguments_remember(&w)) events_make(&w);
}

/* An actor that is somebody: of a state, of a known body or region. */
static bool is_known(bool has, const coded_actor *a)
{
    return has && (a->code || (a->political && !a->n_sectors));
}

/* A statement of somebody with a name needs no state. */
static bool speaks_for_itself(const code_input *in, const event *e, uint32_t verdict)
{
    bool statement = in->book->acts.senses[e->sense].flags & ACT_STATEMENT;
    return statement && verdict == VERDICT_NO_STATE && e->has_source && e->source.name.len;
}

/* A state by its bare name is a team where sports are spoken of. */
static bool is_side(bool has, const coded_actor *a, bool sports)
{
    return has && a->political && !(sports && a->n_sectors == 0 && !a->body);
}

/* Where other things than politics are spoken of, both sides must be political; those who protest
 * or break into networks are anybody. */
static bool stands_in_domain(const event *e, bool sports)
{
    bool protest = strcmp(e->type, "PROTEST") == 0 && e->has_source,
         cyber = e->mode && strcmp(e->mode, "cyber") == 0;
    return (protest || cyber || is_side(e->has_source, &e->source, sports)) &&
           is_side(e->has_target, &e->target, sports);
}

/* `of_article`: what is to be said of all its events. */
static uint32_t verdict_of_event(const code_input *in, const event *e, uint32_t of_article,
                                 const domain_reading *article)
{
    if (of_article != VERDICT_KEPT && !speaks_for_itself(in, e, of_article)) return of_article;
    domain_reading here = domain_of_sentence(in, e->sentence);
    bool asks = here.level >= DOMAIN_MOSTLY || article->level >= DOMAIN_MOSTLY ||
                (article->level == DOMAIN_LEANING && !here.politics);
    return asks && !stands_in_domain(e, here.sports || article->sports) ? VERDICT_DOMAIN
                                                                        : VERDICT_KEPT;
}

/* Drops the events of articles that are about something else, and of those in which nobody known
 * acts: "Soldiers stormed the castle" may be a film. */
static void drop_unpolitical(const code_input *in, arena *mem, coded *out)
{
    uint32_t n = in->in->segs->n_articles;
    uint32_t *verdicts = arena_alloc(mem, (n + 1) * sizeof *verdicts);
    domain_reading *domains = arena_alloc(mem, (n + 1) * sizeof *domains);
    if (!verdicts || !domains) return;
    for (uint32_t a = 0; a < n; a++) {
        domains[a] = domain_of_article(in, a);
        verdicts[a] = domains[a].level == DOMAIN_OFF ? VERDICT_DOMAIN : VERDICT_NO_STATE;
    }
    for (uint32_t i = 0; i < out->n_events; i++) {
        const event *e = &out->events[i];
        bool known = is_known(e->has_source, &e->source) || is_known(e->has_target, &e->target);
        if (known && verdicts[e->article] == VERDICT_NO_STATE) verdicts[e->article] = VERDICT_KEPT;
    }
    for (uint32_t p = 0; p < out->n_predicates; p++) {
        predicate *pred = &out->predicates[p];
        if (pred->event == CODE_NONE) continue;
        const event *e = &out->events[pred->event];
        uint32_t verdict =
            verdict_of_event(in, e, verdicts[e->article], &domains[e->article]);
        if (verdict != VERDICT_KEPT) pred->verdict = verdict;
    }
    for (uint32_t i = 0; i < out->n_events; i++) {
        event *e = &out->events[i];
        e->merged |= verdict_of_event(in, e, verdicts[e->article], &domains[e->article]) !=
                     VERDICT_KEPT;
    }
}

static bool is_police(const entity *e)
{
    static const char *const sectors[] = {"COP", "MIL", "JUD", "PRM", "SPY"};
    for (uint32_t i = 0; i < e->n_sectors; i++)
        if (text_among(e->sectors[i], sectors, COUNT(sectors))) return true;
    return false;
}

/* The articles that speak of those who arrest. */
static const uint8_t *find_policed(const code_input *in, arena *mem)
{
    uint8_t *policed = arena_alloc(mem, (size_t)in->in->segs->n_articles + 1);
    for (uint32_t i = 0; policed && i < in->who->n_mentions; i++) {
        const mention *m = &in->who->mentions[i];
        if (m->entity == ENTITY_NONE || !is_police(&in->who->entities[m->entity])) continue;
        policed[in->in->segs->sentences[m->sentence].article] = 1;
    }
    return policed;
}

void code_run(const code_input *in, arena *mem, coded *out)
{
    *out = (coded){0};
    mention_index index;
    if (!index_mentions(in, mem, &index)) return;
    out->policed = find_policed(in, mem);
    for (uint32_t s = 0; s < in->in->segs->n_sentences && arena_ok(mem); s++) {
        frame_enter(in, s, &out->frame);
        code_sentence(in, &index, s, mem, out);
        frame_note(in, s, &out->frame);
    }
    if (!arena_ok(mem)) return;
    drop_unpolitical(in, mem, out);
    events_merge(in, out);
    frame_date_events(in, out);
}
