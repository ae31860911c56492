/* The public accessors: internal records, joined by index, turned into the views of casus.h. */
#include "document.h"

#include <math.h>
#include <stdio.h>

/* ---- spans ----------------------------------------------------------------------------------- */

casus_span document_span(const casus_doc *doc, uint32_t first, uint32_t last)
{
    if (first >= doc->lexed.n_tokens || last >= doc->lexed.n_tokens || first > last)
        return (casus_span){0, 0};
    return text_raw_span(&doc->clean, doc->lexed.tokens[first].start, doc->lexed.tokens[last].end);
}

casus_str document_text(const casus_doc *doc, uint32_t first, uint32_t last)
{
    if (first >= doc->lexed.n_tokens || last >= doc->lexed.n_tokens || first > last)
        return (casus_str){0};
    uint32_t start = doc->lexed.tokens[first].start;
    return (casus_str){doc->clean.ptr + start, doc->lexed.tokens[last].end - start};
}

/* ---- parts of records ------------------------------------------------------------------------ */

static void put_actor(const casus_doc *doc, const coded_actor *a, casus_actor *out)
{
    *out = (casus_actor){.code = a->code,
                         .body = a->body,
                         .n_sectors = a->n_sectors,
                         .name = a->name,
                         .text = document_text(doc, a->first, a->last),
                         .span = document_span(doc, a->first, a->last),
                         .entity = a->entity == ENTITY_NONE ? -1 : (int32_t)a->entity};
    memcpy(out->sectors, a->sectors, sizeof out->sectors);
}

static void put_mention(const casus_doc *doc, uint32_t index, casus_actor *out)
{
    const code_input in = {.who = &doc->who,
                           .in = &(entity_input){.actors = doc->model->actors}};
    coded_actor a;
    actor_of_mention(&in, index, &a);
    put_actor(doc, &a, out);
}

static void put_date(const casus_doc *doc, const coded_date *d, casus_date *out)
{
    *out = (casus_date){.from = d->from, .to = d->to, .basis = d->basis, .inferred = d->inferred};
    if (d->mention == CODE_NONE) return;
    const date_mention *m = &doc->who.dates[d->mention];
    out->text = document_text(doc, m->first, m->last);
    out->span = document_span(doc, m->first, m->last);
}

static void put_place(const casus_doc *doc, uint32_t index, casus_place *out)
{
    const place_mention *m = &doc->who.places[index];
    *out = (casus_place){.lat = NAN, .lon = NAN, .geonames = -1, .confidence = NAN};
    out->text = document_text(doc, m->first, m->last);
    out->span = document_span(doc, m->first, m->last);
    place_entry entry;
    out->name = m->name;
    if (!place_book_entry(doc->model->places, m->entry, &entry)) return;
    out->country = entry.country;
    out->admin1 = str_from(entry.admin1);
    out->lat = entry.lat;
    out->lon = entry.lon;
    out->geonames = entry.geonames;
    out->precision = entry.precision;
    out->confidence = (double)m->confidence;
}

static void put_attribution(const casus_doc *doc, const report *r, casus_attribution *out)
{
    *out = (casus_attribution){
        .present = r->attributed, .quoted = r->quoted, .source = {.entity = -1}};
    put_date(doc, &r->said, &out->said);
    if (!out->present) return;
    if (r->claimant.first <= r->claimant.last) put_actor(doc, &r->claimant, &out->source);
    if (r->cue != ENTITY_NONE) out->cue = document_text(doc, r->cue, r->cue);
}

static void put_hex(uint64_t value, char out[17])
{
    snprintf(out, 17, "%016llx", (unsigned long long)value);
}

/* ---- indexes --------------------------------------------------------------------------------- */

static void index_events(casus_doc *doc)
{
    const coded *c = &doc->coded;
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->n_events; i++) {
        if (c->events[i].merged) continue;
        doc->first_report[doc->n_kept] = n;
        doc->kept[doc->n_kept++] = i;
        for (uint32_t r = c->events[i].first_report; r != CODE_NONE && n < c->n_reports;
             r = c->reports[r].next)
            doc->reports[n++] = r;
    }
    doc->first_report[doc->n_kept] = n;
}

/* Pronouns that nobody resolved, places and adjectives are no actors of their own. */
static bool is_listed(const mention *m)
{
    return m->kind != MENTION_PLACE && !(m->flags & MENTION_ADJ) && m->entity != ENTITY_NONE;
}

void document_index(casus_doc *doc)
{
    size_t size = sizeof(uint32_t);
    doc->kept = arena_alloc(&doc->mem, (doc->coded.n_events + 1) * size);
    doc->first_report = arena_alloc(&doc->mem, (doc->coded.n_events + 1) * size);
    doc->reports = arena_alloc(&doc->mem, (doc->coded.n_reports + 1) * size);
    doc->listed = arena_alloc(&doc->mem, (doc->who.n_mentions + 1) * size);
    doc->spoken = arena_alloc(&doc->mem, (doc->who.n_quotes + 1) * size);
    doc->repeated = arena_alloc(&doc->mem, (doc->segs.n_paragraphs + 1) * size);
    if (!arena_ok(&doc->mem)) return;
    index_events(doc);
    for (uint32_t i = 0; i < doc->who.n_mentions; i++)
        if (is_listed(&doc->who.mentions[i])) doc->listed[doc->n_listed++] = i;
    for (uint32_t i = 0; i < doc->who.n_quotes; i++) /* scare quotes are nobody's words */
        if (!doc->who.quotes[i].scare) doc->spoken[doc->n_spoken++] = i;
    for (uint32_t i = 0; i < doc->segs.n_paragraphs; i++)
        if (doc->segs.paragraphs[i].repeat_of != UINT32_MAX) doc->repeated[doc->n_repeated++] = i;
    doc->stats.events = doc->n_kept;
}

/* ---- the document ---------------------------------------------------------------------------- */

casus_str casus_doc_id(const casus_doc *doc) { return doc->in.id; }
casus_str casus_doc_title(const casus_doc *doc) { return doc->in.title; }
casus_str casus_doc_url(const casus_doc *doc) { return doc->in.url; }
casus_str casus_doc_publisher(const casus_doc *doc) { return doc->in.publisher; }
casus_str casus_doc_payload(const casus_doc *doc) { return doc->payload; }
const char *casus_doc_key(const casus_doc *doc) { return doc->key; }
const char *casus_doc_language(const casus_doc *doc) { return doc->language; }

const char *casus_language_name(const casus_model *model, const char *code)
{
    return language_name(&model->languages, str_from(code));
}

const casus_stats *casus_doc_stats(const casus_doc *doc) { return &doc->stats; }

static casus_method method_of(const casus_model *model, const char *options)
{
    return (casus_method){.casus = CASUS_VERSION,
                          .model = model->checksum,
                          .options = options,
                          .sections = model->checksums.ptr};
}

void casus_coder_method(const casus_coder *coder, casus_method *out)
{
    *out = method_of(coder->model, coder->told);
}

void casus_doc_method(const casus_doc *doc, casus_method *out)
{
    *out = method_of(doc->model, doc->options);
}

const char *casus_stage_text(casus_stage stage)
{
    switch (stage) {
#define X(name, text)                                                                              \
    case CASUS_STAGE_##name: return text;
        CASUS_STAGE_LIST(X)
#undef X
    case CASUS_N_STAGES: break;
    }
    return "unknown stage";
}

size_t casus_doc_n_articles(const casus_doc *doc) { return doc->segs.n_articles; }

void casus_doc_article(const casus_doc *doc, size_t i, casus_article *out)
{
    const article *a = &doc->segs.articles[i];
    const article_date *d = &doc->who.article_dates[i];
    *out = (casus_article){.span = text_raw_span(&doc->clean, a->start, a->end),
                           .from = d->from,
                           .to = d->to,
                           .inferred = d->inferred,
                           .evidence = d->evidence};
}

size_t casus_doc_n_repeats(const casus_doc *doc) { return doc->n_repeated; }

casus_span casus_doc_repeat(const casus_doc *doc, size_t i)
{
    const paragraph *p = &doc->segs.paragraphs[doc->repeated[i]];
    return text_raw_span(&doc->clean, p->start, p->end);
}

size_t casus_doc_n_sentences(const casus_doc *doc) { return doc->segs.n_sentences; }

casus_span casus_doc_sentence(const casus_doc *doc, size_t i, casus_str *words)
{
    const sentence *s = &doc->segs.sentences[i];
    if (words) *words = (casus_str){doc->clean.ptr + s->start, s->end - s->start};
    return text_raw_span(&doc->clean, s->start, s->end);
}

/* ---- events ---------------------------------------------------------------------------------- */

size_t casus_doc_n_events(const casus_doc *doc) { return doc->n_kept; }

static void put_codes(const casus_doc *doc, const event *e, casus_event *out)
{
    out->type = e->type;
    if (e->mode) out->modes[out->n_modes++] = e->mode;
    out->n_contexts = e->n_contexts;
    memcpy(out->contexts, e->contexts, sizeof out->contexts);
    out->plover.type = e->plover_type;
    out->plover.quad = e->plover_quad;
    out->plover.intensity = e->intensity;
    out->cameo.code = e->cameo;
    out->cameo.quad = e->cameo_quad;
    out->cameo.goldstein = e->goldstein;
    const act_book *acts = &doc->model->coding.acts;
    out->rule = act_book_text(acts, acts->senses[e->sense].rule);
}

void casus_doc_event(const casus_doc *doc, size_t i, casus_event *out)
{
    const event *e = &doc->coded.events[doc->kept[i]];
    *out = (casus_event){.status = (casus_event_status)e->status,
                         .historical = e->historical,
                         .has_source = e->has_source,
                         .has_target = e->has_target,
                         .sentence = e->sentence,
                         .dead = e->dead,
                         .injured = e->injured,
                         .arrested = e->arrested,
                         .crowd = e->crowd,
                         .n_reports = e->n_reports,
                         .confidence = (double)e->confidence};
    put_hex(e->id, out->id);
    put_hex(e->group, out->group);
    if (e->of) put_hex(e->of, out->of);
    put_codes(doc, e, out);
    if (e->has_source) put_actor(doc, &e->source, &out->source);
    if (e->has_target) put_actor(doc, &e->target, &out->target);
    put_attribution(doc, &doc->coded.reports[e->first_report], &out->attributed_to);
    put_date(doc, &e->date, &out->date);
    out->has_place = e->place != CODE_NONE;
    if (out->has_place) put_place(doc, e->place, &out->place);
    out->trigger = document_text(doc, e->first, e->last);
    out->trigger_span = document_span(doc, e->first, e->last);
    out->sentence_span = casus_doc_sentence(doc, e->sentence, &out->sentence_text);
}

void casus_doc_report(const casus_doc *doc, size_t event_index, size_t i, casus_report *out)
{
    const report *found = &doc->coded.reports[doc->reports[doc->first_report[event_index] + i]];
    *out = (casus_report){.sentence = found->sentence,
                          .trigger = document_span(doc, found->first, found->last),
                          .status = (casus_event_status)found->status};
    put_attribution(doc, found, &out->attributed_to);
}

/* ---- quotes, attributions, actors, places, dates --------------------------------------------- */

size_t casus_doc_n_quotes(const casus_doc *doc) { return doc->n_spoken; }

void casus_doc_quote(const casus_doc *doc, size_t i, casus_quote *out)
{
    const quote *q = &doc->who.quotes[doc->spoken[i]];
    *out = (casus_quote){.has_speaker = q->speaker != ENTITY_NONE,
                         .text = {doc->clean.ptr + q->start, q->end - q->start},
                         .span = text_raw_span(&doc->clean, q->start, q->end),
                         .direct = true};
    if (out->has_speaker) put_mention(doc, q->speaker, &out->speaker);
    if (q->cue != ENTITY_NONE) {
        out->cue = document_text(doc, q->cue, q->cue);
        out->cue_span = document_span(doc, q->cue, q->cue);
    }
}

size_t casus_doc_n_claims(const casus_doc *doc) { return doc->who.n_attributions; }

void casus_doc_claim(const casus_doc *doc, size_t i, casus_claim *out)
{
    const attribution *a = &doc->who.attributions[i];
    const stretch *c = a->content;
    *out = (casus_claim){.has_source = a->source.first != ENTITY_NONE,
                         .cue = document_text(doc, a->cue.first, a->cue.last),
                         .cue_span = document_span(doc, a->cue.first, a->cue.last),
                         .content = document_text(doc, c->first, c->last),
                         .content_span = document_span(doc, c->first, c->last),
                         .n_more = a->n_content - 1,
                         .direct = a->direct};
    if (out->has_source) {
        if (a->speaker != ENTITY_NONE) put_mention(doc, a->speaker, &out->source);
        else out->source.entity = -1;
        out->source.text = document_text(doc, a->source.first, a->source.last);
        out->source.span = document_span(doc, a->source.first, a->source.last);
    }
    for (uint32_t k = 0; k < out->n_more; k++) {
        out->more[k] = document_text(doc, c[k + 1].first, c[k + 1].last);
        out->more_spans[k] = document_span(doc, c[k + 1].first, c[k + 1].last);
    }
}

size_t casus_doc_n_actors(const casus_doc *doc) { return doc->n_listed; }
void casus_doc_actor(const casus_doc *doc, size_t i, casus_actor *out)
{
    put_mention(doc, doc->listed[i], out);
}
size_t casus_doc_n_places(const casus_doc *doc) { return doc->who.n_places; }
void casus_doc_place(const casus_doc *doc, size_t i, casus_place *out)
{
    put_place(doc, (uint32_t)i, out);
}

bool casus_doc_where(const casus_doc *doc, casus_span word, casus_place *out)
{
    const lexed *lx = &doc->lexed;
    for (uint32_t i = 0; i < lx->n_tokens; i++) {
        casus_span span = document_span(doc, i, i);
        uint32_t s = lx->tokens[i].sentence, first = lx->first[s];
        if (span.start >= word.end || span.end <= word.start) continue;
        if (!lx->gate[s]) return false;
        tree t = {doc->clean.ptr, lx->tokens + first, doc->nodes + first, lx->first[s + 1] - first,
                  first};
        uint32_t place = where_choose(&doc->model->placing, &doc->who, doc->model->places, &t,
                                      i - first);
        if (place == CODE_NONE) return false;
        put_place(doc, place, out);
        return true;
    }
    return false;
}

size_t casus_doc_n_dates(const casus_doc *doc) { return doc->who.n_dates; }

void casus_doc_date(const casus_doc *doc, size_t i, casus_date_mention *out)
{
    static const char *const types[] = {"date", "time", "duration", "set"};
    const date_mention *m = &doc->who.dates[i];
    coded_date d = {.from = m->from,
                    .to = m->to,
                    .mention = (uint32_t)i,
                    .inferred = (m->flags & DATE_INFERRED) != 0};
    *out = (casus_date_mention){.type = types[m->type <= DATE_SET ? m->type : DATE_DAY]};
    put_date(doc, &d, &out->date);
}
