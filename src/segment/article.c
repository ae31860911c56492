/* article: tells the articles of one file apart.
 *
 * Paragraphs that are no prose (headline, byline, date, separator) stand before the article that
 * they belong to. So each paragraph of prose, with the furniture right before it, is one place
 * where an article may begin; the evidence there is added up and an article begins where it reaches
 * START_WEIGHT:
 *
 *   a dateline "BAMAKO (Reuters) -"                 5    a headline                          1
 *   a byline 3, a date line 3, an agency 2          4    a repeated block right before       2
 *   a separator 2, a credit of the story before     3    a lead                              2
 *   hardly any name of the story so far           1-4    somebody introduced afresh          2
 */
#include "segment/evidence.h"

#define START_WEIGHT 4
#define ESTABLISHED_BYTES 300u
#define LEAST_STORY 3u /* paragraphs of prose; fewer may be a note on the author */
#define PLENTY_OF_NAMES 24u
#define SHIFT_WINDOW 8u /* paragraphs whose names are compared */

typedef struct finder {
    const text *in;
    segments *segs;
    evidence_table evidence;
    uint32_t article_first; /* paragraph where the current article began */
    uint32_t n_prose;       /* paragraphs of prose in it so far */
    uint32_t n_bytes;       /* of prose in it so far */
    bool filed;             /* it had a dateline of its own */
    uint32_t n_names;       /* name uses in it so far */
} finder;

static bool is_furniture(const finder *self, uint32_t i)
{
    const evidence *e = &self->evidence.items[i];
    return e->headline || e->furniture.kind != FURNITURE_NONE;
}

/* How the names from paragraph i on, in a window, relate to the article before it. */
typedef struct relation {
    uint32_t known, fresh;  /* names that were used before, that were not */
    uint32_t n_prose;       /* paragraphs of prose looked at */
    uint32_t bare, renamed; /* persons named before: now by surname at once; in full again */
} relation;

static void relate_persons(const finder *self, const evidence *e, uint32_t i, relation *out)
{
    for (uint32_t k = e->first_person; k < e->first_person + e->n_persons; k++) {
        const person_use *use = &self->evidence.persons[k];
        bool first_here =
            use->before == UINT32_MAX || self->evidence.persons[use->before].paragraph < i;
        bool named = use->last_full != UINT32_MAX && use->last_full >= self->article_first;
        bool surnamed = use->last_bare != UINT32_MAX && use->last_bare >= self->article_first;
        if (!first_here || !named) continue;
        if (!use->full) out->bare++;
        else if (surnamed) out->renamed++;
    }
}

static relation relate(const finder *self, uint32_t i)
{
    relation out = {0};
    for (uint32_t j = i; j < self->segs->n_paragraphs && out.n_prose < SHIFT_WINDOW; j++) {
        const evidence *e = &self->evidence.items[j];
        if (is_furniture(self, j)) continue;
        out.n_prose++;
        relate_persons(self, e, i, &out);
        for (uint32_t k = e->first_name; k < e->first_name + e->n_names; k++) {
            uint32_t before = self->evidence.names[k].before;
            uint32_t where = before == UINT32_MAX ? 0 : self->evidence.names[before].paragraph;
            if (before != UINT32_MAX && where >= i) continue; /* counted within the window */
            if (before != UINT32_MAX && where >= self->article_first) out.known++;
            else out.fresh++;
        }
    }
    return out;
}

/* Other names speak for another story, as do persons introduced afresh; somebody who goes by a
 * surname that was introduced before is in the same one. */
static int names_weight(const finder *self, uint32_t i)
{
    if (self->n_names < 8 || self->n_prose < 2) return 0;
    relation r = relate(self, i);
    uint32_t all = r.known + r.fresh;
    int weight = r.renamed > 1 ? 2 : (int)r.renamed;
    if (r.bare) weight -= r.bare > 1 ? 4 : 3;
    if (all < 6) return weight;
    if (r.n_prose < LEAST_STORY) return weight;
    if (!r.known) weight += all >= PLENTY_OF_NAMES ? 4 : 3;
    else if (r.known * 10 <= all) weight += 2;
    else if (r.known * 5 <= all) weight += 1;
    return weight;
}

/* Weight of an article's beginning at `body`, whose furniture begins at `group`. */
static int start_weight(const finder *self, uint32_t group, uint32_t body)
{
    const evidence *e = &self->evidence.items[body];
    int weight = e->dateline.sure ? 5 : 0;
    bool headline = false, byline = false, date = false, agency = false, mark = false,
         credit = false;
    for (uint32_t i = group; i < body; i++) {
        const evidence *f = &self->evidence.items[i];
        headline |= f->headline;
        byline |= f->furniture.kind == FURNITURE_BYLINE;
        date |= f->furniture.kind == FURNITURE_DATE;
        agency |= f->furniture.kind == FURNITURE_AGENCY;
        mark |= f->furniture.kind == FURNITURE_SEPARATOR;
        credit |= f->furniture.kind == FURNITURE_CREDIT;
    }
    if (byline) weight += headline || date || mark ? 1 : 0;
    if (e->opening) weight += 2 * (headline + byline + agency + mark) + 3 * (date + credit);
    if (group && self->segs->paragraphs[group - 1].repeat_of != UINT32_MAX) weight += 2;
    if (e->lead) weight += 2;
    if (e->opening) weight += names_weight(self, body);
    return weight;
}

/* Has the current article had more than a headline and a line under it? A headline may end in a
 * full stop and so look like prose. */
static bool is_established(const finder *self)
{
    return self->filed || self->n_prose > 2 || self->n_bytes >= ESTABLISHED_BYTES;
}

/* ---- building -------------------------------------------------------------------------------- */

static void take(casus_str *field, casus_str value)
{
    if (!field->ptr) *field = value;
}

/* Fills what the paragraph says about its article, and its kind. */
static void describe(finder *self, article *a, uint32_t i)
{
    paragraph *p = &self->segs->paragraphs[i];
    const evidence *e = &self->evidence.items[i];
    if (e->furniture.kind != FURNITURE_NONE) {
        p->kind = PARAGRAPH_META;
        take(&a->byline, e->furniture.byline);
        take(&a->agency, e->furniture.agency);
        take(&a->dateline_date, e->furniture.date);
    } else if (e->headline) {
        p->kind = PARAGRAPH_HEADLINE;
        if (!self->n_prose) take(&a->headline, text_slice(self->in, p->start, p->end));
    } else if (e->dateline.len && (e->dateline.sure || !self->n_prose)) {
        take(&a->dateline_place, e->dateline.place);
        take(&a->agency, e->dateline.agency);
        take(&a->dateline_date, e->dateline.date);
    }
}

/* Where the furniture of the story that begins at `body` begins: what ends the story before stays
 * there. */
static uint32_t first_of_story(const finder *self, uint32_t group, uint32_t body)
{
    uint32_t first = group;
    for (uint32_t i = group; i < body; i++) {
        enum furniture_kind kind = self->evidence.items[i].furniture.kind;
        if (kind == FURNITURE_SEPARATOR || kind == FURNITURE_CREDIT) first = i + 1;
    }
    return first;
}

static void begin_article(finder *self, uint32_t first, arena *mem, uint32_t *cap)
{
    segments *segs = self->segs;
    article *added = arena_push(mem, &segs->articles, &segs->n_articles, cap, sizeof *added);
    if (!added) return;
    added->first_paragraph = first;
    self->article_first = first;
    self->n_prose = self->n_names = self->n_bytes = 0;
    self->filed = false;
}

/* Articles are described once their bounds are known: a headline counts only before the prose. */
static void finish_articles(finder *self)
{
    segments *segs = self->segs;
    for (uint32_t i = 0; i < segs->n_articles; i++) {
        article *a = &segs->articles[i];
        uint32_t end =
            i + 1 < segs->n_articles ? segs->articles[i + 1].first_paragraph : segs->n_paragraphs;
        a->n_paragraphs = end - a->first_paragraph;
        a->start = segs->paragraphs[a->first_paragraph].start;
        a->end = segs->paragraphs[end - 1].end;
        self->n_prose = 0;
        for (uint32_t j = a->first_paragraph; j < end; j++) {
            segs->paragraphs[j].article = i;
            describe(self, a, j);
            if (!is_furniture(self, j)) self->n_prose++;
        }
    }
}

static void count_paragraph(finder *self, uint32_t i)
{
    const paragraph *p = &self->segs->paragraphs[i];
    const evidence *e = &self->evidence.items[i];
    self->n_prose++;
    self->n_bytes += p->end - p->start;
    self->n_names += e->n_names;
    self->filed |= e->dateline.sure;
}

void articles_find(const text *in, arena *mem, segments *out)
{
    finder self = {.in = in, .segs = out};
    uint32_t cap = 0, group = 0;
    evidence_gather(in, out, mem, &self.evidence);
    if (!arena_ok(mem)) return;
    begin_article(&self, 0, mem, &cap);
    for (uint32_t i = 0; i < out->n_paragraphs && arena_ok(mem); i++) {
        if (is_furniture(&self, i)) continue;
        bool repeat = out->paragraphs[i].repeat_of != UINT32_MAX;
        if (!repeat && is_established(&self) && start_weight(&self, group, i) >= START_WEIGHT) {
            begin_article(&self, first_of_story(&self, group, i), mem, &cap);
        }
        count_paragraph(&self, i);
        group = i + 1;
    }
    if (arena_ok(mem)) finish_articles(&self);
}
