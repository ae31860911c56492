/* How two marked actors are related: the stages of pipeline.c over one sentence, in which the
 * marked words are actors whatever the dictionaries say, and the judge of code/judge.h at the
 * end. */
#include "classify.h"

#include <stdlib.h>

struct classifier {
    casus_doc *doc;
    buf plain, last; /* the sentence without its marks; that of the document in `doc` */
    entity_input who;
    uint32_t n_mentions, n_entities; /* before any were added because they are marked */
    bool ready; /* `doc` holds one sentence, as the text has it: good for its other pairs */
};

#define REUSE_BYTES ((size_t)32 << 20) /* of memory, before the sentence is read afresh */

void classifier_free(classifier *self)
{
    if (!self) return;
    casus_doc_free(self->doc);
    buf_release(&self->plain);
    buf_release(&self->last);
    free(self);
}

static casus_status classifier_of(casus_coder *coder, classifier **out, casus_error *err)
{
    if (!coder->classifying) {
        coder->classifying = calloc(1, sizeof *coder->classifying);
        FAIL_IF(!coder->classifying, CASUS_NO_MEMORY, "no memory for a classifier");
    }
    *out = coder->classifying;
    return (*out)->doc ? CASUS_OK : casus_doc_new(&(*out)->doc, err);
}

/* ---- marks ----------------------------------------------------------------------------------- */

enum { SOURCE, TARGET };

typedef struct marks {
    casus_span spans[2]; /* bytes of the plain text */
    bool given[2];
} marks;

/* The length of the mark that stands at `at`, 0 where none does; its letter, and whether it
 * closes. */
static size_t mark_at(casus_str s, size_t at, int *which, bool *closes)
{
    static const char *const texts[4] = {"<s>", "<t>", "</s>", "</t>"};
    if (s.ptr[at] != '<') return 0;
    for (int i = 0; i < 4; i++)
        if (str_starts(str_slice(s, at, s.len), str_from(texts[i]))) {
            *which = i & 1;
            *closes = i >= 2;
            return strlen(texts[i]);
        }
    return 0;
}

/* The text without its marks. Of each kind the first pair counts; the others are taken out. */
static casus_status read_marks(casus_str marked, buf *plain, marks *out, casus_error *err)
{
    static const char names[] = "st";
    bool open[2] = {false, false};
    *out = (marks){0};
    buf_reset(plain);
    for (size_t i = 0; i < marked.len;) {
        int which = 0;
        bool closes = false;
        size_t len = mark_at(marked, i, &which, &closes);
        if (!len) {
            buf_put_char(plain, marked.ptr[i++]);
            continue;
        }
        FAIL_IF(open[which] != closes, CASUS_BAD_INPUT, "<%c> and </%c> must stand in turns",
                names[which], names[which]);
        if (!out->given[which]) {
            if (closes) out->spans[which].end = (uint32_t)plain->len;
            else out->spans[which].start = (uint32_t)plain->len;
        }
        out->given[which] |= closes;
        open[which] = !closes;
        i += len;
    }
    FAIL_IF(open[SOURCE] || open[TARGET], CASUS_BAD_INPUT, "a mark is not closed: </s> or </t>");
    FAIL_IF(!out->given[SOURCE] && !out->given[TARGET], CASUS_BAD_INPUT,
            "mark who acts, <s>...</s>, and on whom, <t>...</t>");
    FAIL_IF(!buf_ok(plain), CASUS_NO_MEMORY, "no memory for the sentence");
    return CASUS_OK;
}

/* ---- one sentence -------------------------------------------------------------------------- */

static bool touches(casus_span a, casus_span b) { return a.start < b.end && b.start < a.end; }

/* The marked two stand in one sentence, whatever the splitter took for its end. False where they
 * stand in none. */
static bool join_sentences(casus_doc *doc, const marks *m)
{
    segments *segs = &doc->segs;
    uint32_t first = UINT32_MAX, last = 0;
    for (uint32_t i = 0; i < segs->n_sentences; i++) {
        casus_span span =
            text_raw_span(&doc->clean, segs->sentences[i].start, segs->sentences[i].end);
        for (int k = 0; k < 2; k++) {
            if (!m->given[k] || !touches(span, m->spans[k])) continue;
            if (first == UINT32_MAX) first = i;
            last = i;
        }
    }
    if (first == UINT32_MAX) return false;
    sentence whole = segs->sentences[first];
    whole.end = segs->sentences[last].end;
    segs->sentences[0] = whole;
    segs->sentences[0].paragraph = segs->sentences[0].article = 0;
    segs->n_sentences = segs->n_articles = segs->n_paragraphs = 1;
    segs->articles[0].first_sentence = segs->paragraphs[0].first_sentence = 0;
    segs->articles[0].n_sentences = segs->paragraphs[0].n_sentences = 1;
    segs->articles[0].first_paragraph = 0;
    segs->articles[0].n_paragraphs = 1;
    return true;
}

static judge_span tokens_of(const casus_doc *doc, casus_span bytes)
{
    judge_span out = {1, 0};
    for (uint32_t i = 0; i < doc->lexed.n_tokens; i++) {
        if (!touches(document_span(doc, i, i), bytes)) continue;
        if (out.first > out.last) out.first = i;
        out.last = i;
    }
    return out;
}

/* ---- actors that are so because they are marked ---------------------------------------------- */

/* The largest mention within a span, or ENTITY_NONE. */
static uint32_t mention_within(const entities *who, judge_span span)
{
    uint32_t best = ENTITY_NONE, size = 0;
    for (uint32_t i = 0; i < who->n_mentions; i++) {
        const mention *m = &who->mentions[i];
        if (m->first < span.first || m->last > span.last || (m->flags & MENTION_ADJ)) continue;
        if (m->last - m->first + 1 <= size) continue;
        size = m->last - m->first + 1;
        best = i;
    }
    return best;
}

static void add_actor(sentence_work *w, entities *who, judge_span span)
{
    uint32_t had = mention_within(who, span), was = who->n_mentions;
    mention *m =
        arena_push(w->mem, &who->mentions, &who->n_mentions, &who->cap_mentions, sizeof *m);
    if (!m) return;
    uint32_t entity_was = had == ENTITY_NONE ? ENTITY_NONE : who->mentions[had].entity;
    entity *e = arena_push(w->mem, &who->entities, &who->n_entities, &who->cap_entities, sizeof *e);
    if (!e) return;
    bool whole = entity_was != ENTITY_NONE && who->mentions[had].last == span.last;
    if (whole) *e = who->entities[entity_was];
    else *e = (entity){.kind = MENTION_NAME, .book = ENTITY_NONE};
    for (int i = 0; i < ENTITY_MAX_MEMBERS; i++) e->members[i] = ENTITY_NONE;
    e->first_mention = was;
    if (!e->name.len) e->name = STR("?");
    *m = (mention){.first = span.first,
                   .last = span.last,
                   .head = span.first,
                   .kind = whole && who->mentions[had].kind != MENTION_PLACE
                               ? who->mentions[had].kind
                               : MENTION_NAME,
                   .entity = who->n_entities - 1};
    w->mention_end[span.last] = was;
    for (uint32_t i = span.first; i <= span.last; i++) {
        uint32_t head = tree_head(&w->t, i);
        if (head != TREE_NONE && head >= span.first && head <= span.last) continue;
        w->mention_of[i] = was;
        m->head = i;
    }
}

/* ---- the whole ------------------------------------------------------------------------------- */

static casus_status no_memory(casus_error *err)
{
    return error_set(err, CASUS_NO_MEMORY, "no memory for the sentence");
}

/* Splits, joins and parses the text; `found` is false where the marks stand in no sentence. */
static casus_status read_text(casus_coder *coder, casus_doc *doc, const marks *m, bool *found,
                              bool *one_sentence, casus_error *err)
{
    casus_stats stats = {0};
    clean_text(doc->payload, &doc->mem, &doc->clean, &stats);
    segment_text(&doc->clean, &coder->model->ends, &doc->mem, &doc->segs, &stats);
    *one_sentence = doc->segs.n_sentences == 1;
    *found = arena_ok(&doc->mem) && join_sentences(doc, m);
    if (!*found) { /* a dateline or headline that holds the marks is no sentence */
        segment_plain(&doc->clean, &coder->model->ends, &doc->mem, &doc->segs, &stats);
        *one_sentence = false;
        *found = arena_ok(&doc->mem) && join_sentences(doc, m);
    }
    if (!arena_ok(&doc->mem)) return no_memory(err);
    if (!*found) return CASUS_OK;
    lex_text(&doc->clean, &doc->segs, &doc->mem, &doc->lexed, &stats);
    if (!arena_ok(&doc->mem)) return no_memory(err);
    if (doc->lexed.gate) doc->lexed.gate[0] = 1;
    document_parse(coder, doc);
    return arena_ok(&doc->mem) ? CASUS_OK : no_memory(err);
}

/* Another pair of the sentence that was read last: what was added for the one before is taken out
 * again. */
static bool use_again(classifier *self, const marks *m)
{
    casus_doc *doc = self->doc;
    bool same = self->ready && doc->mem.used < REUSE_BYTES &&
                str_eq(buf_str(&self->plain), buf_str(&self->last));
    for (int k = 0; same && k < 2; k++)
        same = !m->given[k] || touches(text_raw_span(&doc->clean, doc->segs.sentences[0].start,
                                                     doc->segs.sentences[0].end),
                                       m->spans[k]);
    if (!same) return false;
    doc->who.n_mentions = self->n_mentions;
    doc->who.n_entities = self->n_entities;
    doc->coded.n_predicates = 0;
    return true;
}

static casus_status read_sentence(classifier *self, casus_coder *coder, const marks *m, bool *found,
                                  casus_error *err)
{
    casus_doc *doc = self->doc;
    bool one_sentence = false;
    *found = true;
    if (use_again(self, m)) return CASUS_OK;
    self->ready = false;
    buf_reset(&self->last);
    buf_put_str(&self->last, buf_str(&self->plain));
    if (!buf_ok(&self->last)) return no_memory(err);
    casus_document_in in = {.text = buf_str(&self->last)};
    document_begin(doc, coder, &in);
    TRY(read_text(coder, doc, m, found, &one_sentence, err));
    if (!*found) return CASUS_OK;
    document_entities(coder, doc, &self->who);
    if (!arena_ok(&doc->mem)) return no_memory(err);
    self->n_mentions = doc->who.n_mentions;
    self->n_entities = doc->who.n_entities;
    self->ready = one_sentence;
    return CASUS_OK;
}

/* Reads the sentence again with the marked two as actors. */
static void look_at_pair(const casus_coder *coder, casus_doc *doc, const code_input *what,
                         const judge_pair *pair, classified *out)
{
    sentence_work w;
    uint32_t *order = arena_alloc(&doc->mem, (doc->who.n_mentions + 1) * sizeof *order);
    for (uint32_t i = 0; order && i < doc->who.n_mentions; i++) order[i] = i;
    if (!order ||
        !sentence_begin(&w, what, 0, order, doc->who.n_mentions, &doc->mem, &doc->coded))
        return;
    if (pair->source.first <= pair->source.last) add_actor(&w, &doc->who, pair->source);
    if (pair->target.first <= pair->target.last) add_actor(&w, &doc->who, pair->target);
    if (!arena_ok(&doc->mem)) return;
    predicates_find(&w);
    predicates_link(&w);
    statuses_compose(&w);
    if (!arguments_remember(&w)) return;
    out->n_readings = judge_readings(&w, pair, out->readings);
    judge_look(&w, coder->model->parsing, pair, out->readings, out->n_readings, &out->features);
    out->coded = &doc->coded;
}

casus_status classify_look(casus_coder *coder, casus_str marked, classified *out, casus_error *err)
{
    classifier *self = NULL;
    marks m;
    bool found = false;
    *out = (classified){0};
    TRY(classifier_of(coder, &self, err));
    TRY(read_marks(marked, &self->plain, &m, err));
    TRY(read_sentence(self, coder, &m, &found, err));
    if (!found) return CASUS_OK;
    casus_doc *doc = self->doc;
    code_input what = {.in = &self->who,
                       .who = &doc->who,
                       .book = &coder->model->coding,
                       .options = &coder->options};
    judge_pair pair = {{1, 0}, {1, 0}};
    if (m.given[SOURCE]) pair.source = tokens_of(doc, m.spans[SOURCE]);
    if (m.given[TARGET]) pair.target = tokens_of(doc, m.spans[TARGET]);
    look_at_pair(coder, doc, &what, &pair, out);
    if (arena_ok(&doc->mem)) return CASUS_OK;
    self->ready = false;
    return no_memory(err);
}

/* ---- the answer ------------------------------------------------------------------------------ */

/* Labels that a scheme does not tell apart count together. */
static enum judge_label merged(enum judge_label label, casus_scheme scheme)
{
    if (label == JUDGE_PROMISE)
        return scheme == CASUS_SCHEME_RELATIONS ? JUDGE_AGREE : JUDGE_CONCEDE;
    if (label == JUDGE_RETREAT && scheme == CASUS_SCHEME_RELATIONS) return JUDGE_CONCEDE;
    return label;
}

static bool same_label(enum judge_label a, enum judge_label b, casus_scheme scheme)
{
    return merged(a, scheme) == merged(b, scheme);
}

/* Each label's sum stands at the one that it is merged with. */
static void merge_sums(double weights[JUDGE_LABELS], casus_scheme scheme)
{
    double sums[JUDGE_LABELS] = {0};
    for (uint32_t y = 0; y < JUDGE_LABELS; y++)
        sums[merged((enum judge_label)y, scheme)] += weights[y];
    memcpy(weights, sums, sizeof sums);
}

/* The relations data follow CAMEO's roots where PLOVER leaves them: blockades, occupations and
 * attacks on networks are fighting, who is found guilty is accused. */
static void follow_root(const char *cameo, casus_relation *out)
{
    bool fights = strncmp(cameo, "19", 2) == 0 || strcmp(cameo, "176") == 0;
    if (strcmp(out->type, "COERCE") == 0 && fights) out->type = "ASSAULT";
    if (strcmp(out->type, "SANCTION") == 0 && strncmp(cameo, "11", 2) == 0) {
        out->type = "ACCUSE";
        out->quad = 3;
    }
}

/* `decided` is the act that was read, or NULL. */
static void name_relation(const casus_coder *coder, enum judge_label label,
                          const predicate *decided, casus_scheme scheme, casus_relation *out)
{
    const act_book *acts = &coder->model->coding.acts;
    bool relations = scheme == CASUS_SCHEME_RELATIONS;
    out->type = relations ? judge_label_relation(label) : judge_label_type(label);
    out->quad = judge_label_quad(label, relations);
    out->status = CASUS_ACTUAL;
    if (!decided) return;
    const sense *s = &acts->senses[decided->sense];
    out->status = (casus_event_status)decided->status;
    out->rule = act_book_text(acts, s->rule);
    if (relations && decided->status == CASUS_ACTUAL)
        follow_root(act_book_text(acts, acts->acts[s->act].cameo), out);
}

casus_status casus_classify(casus_coder *coder, casus_str marked, casus_scheme scheme,
                            casus_relation *out, casus_error *err)
{
    classified c;
    double weights[JUDGE_LABELS];
    *out = (casus_relation){0};
    TRY(classify_look(coder, marked, &c, err));
    judge_weigh(&coder->model->judging, &c.features, weights);
    if (scheme == CASUS_SCHEME_RELATIONS) { /* which knows no absence of a relation */
        for (uint32_t y = 0; y < JUDGE_NONE; y++) weights[y] /= 1 - weights[JUDGE_NONE] + 1e-12;
        weights[JUDGE_NONE] = 0;
    }
    merge_sums(weights, scheme);
    enum judge_label best = JUDGE_AGREE;
    for (uint32_t y = 1; y < JUDGE_LABELS; y++)
        if (weights[y] > weights[best]) best = (enum judge_label)y;
    const predicate *decided = NULL;
    for (uint32_t i = 0; i < c.n_readings && !decided; i++)
        if (same_label(c.readings[i].label, best, scheme))
            decided = &c.coded->predicates[c.readings[i].predicate];
    name_relation(coder, best, decided, scheme, out);
    out->confidence = weights[best];
    return CASUS_OK;
}
