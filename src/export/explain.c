/* casus_write_explain: sentence by sentence, the tree, the actors, each candidate and its
 * verdict. */
#include "document.h"

#include <stdio.h>

typedef struct explainer {
    const casus_doc *doc;
    /* the first that is not shown yet; all stand in the order of sentences */
    uint32_t mention, date, predicate;
    buf out;
    bool color;
} explainer;

static const char *paint(const explainer *x, const char *code) { return x->color ? code : ""; }

static void put_tree(explainer *x, const tree *t)
{
    for (uint32_t i = 0; i < t->n; i++) {
        casus_str form = tree_form(t, i);
        const node *n = &t->nodes[i];
        buf_printf(&x->out, "  %4u  %-18.*s %-18.*s %-6s %-5s %4u  %s\n", i + 1, (int)form.len,
                   form.ptr, (int)n->lemma.len, n->lemma.ptr, upos_name(n->upos),
                   xpos_name(n->xpos), (unsigned)n->head, deprel_name(n->deprel));
    }
}

static void put_entity(explainer *x, uint32_t index)
{
    if (index == ENTITY_NONE) {
        buf_printf(&x->out, "unresolved");
        return;
    }
    const entity *e = &x->doc->who.entities[index];
    buf_printf(&x->out, "#%u %s", index, e->code ? e->code : "-");
    if (e->body) buf_printf(&x->out, ":%s", e->body);
    for (uint32_t i = 0; i < e->n_sectors; i++) buf_printf(&x->out, " %s", e->sectors[i]);
    if (e->name.len) buf_printf(&x->out, " \"%.*s\"", (int)e->name.len, e->name.ptr);
}

/* A place that acts nowhere: what it is, in the words of its file. */
static void put_place(explainer *x, const mention *m)
{
    uint32_t index = ENTITY_NONE;
    place_entry place;
    for (uint32_t i = m->last + 1; i-- > m->first && index == ENTITY_NONE;)
        index = x->doc->who.place_at[i];
    if (index == ENTITY_NONE ||
        !place_book_entry(x->doc->model->places, x->doc->who.places[index].entry, &place)) {
        buf_printf(&x->out, "unresolved");
        return;
    }
    casus_str name = x->doc->who.places[index].name;
    buf_printf(&x->out, "%s \"%.*s\"", place.country ? place.country : "-", (int)name.len, name.ptr);
}

static void put_mentions(explainer *x, uint32_t sentence)
{
    static const char *const kinds[] = {"person",  "country", "body", "role",
                                        "pronoun", "name",    "place"};
    const entities *who = &x->doc->who;
    for (; x->mention < who->n_mentions && who->mentions[x->mention].sentence <= sentence;
         x->mention++) {
        const mention *m = &who->mentions[x->mention];
        if (m->sentence != sentence) continue;
        casus_str words = document_text(x->doc, m->first, m->last);
        buf_printf(&x->out, "  %s%.*s%s  %s%s  ", paint(x, "\033[36m"), (int)words.len, words.ptr,
                   paint(x, "\033[0m"), m->kind <= MENTION_PLACE ? kinds[m->kind] : "?",
                   m->flags & MENTION_ADJ ? " (adjective)" : "");
        if (m->kind == MENTION_PLACE && m->entity == ENTITY_NONE)
            put_place(x, m);
        else
            put_entity(x, m->entity);
        buf_put_char(&x->out, '\n');
    }
    for (; x->date < who->n_dates && who->dates[x->date].sentence <= sentence; x->date++) {
        const date_mention *d = &who->dates[x->date];
        if (d->sentence != sentence) continue;
        casus_str words = document_text(x->doc, d->first, d->last);
        char from[11] = "?", to[11] = "?";
        if (d->from != CASUS_NO_DAY) {
            casus_day_format(d->from, from);
            casus_day_format(d->to, to);
        }
        buf_printf(&x->out, "  %.*s  date  %s to %s\n", (int)words.len, words.ptr, from, to);
    }
}

static void put_candidates(explainer *x, uint32_t sentence)
{
    const coded *c = &x->doc->coded;
    const act_book *acts = &x->doc->model->coding.acts;
    for (; x->predicate < c->n_predicates && c->predicates[x->predicate].sentence <= sentence;
         x->predicate++) {
        const predicate *p = &c->predicates[x->predicate];
        if (p->sentence != sentence) continue;
        const sense *s = &acts->senses[p->sense];
        const act *a = &acts->acts[s->act];
        casus_str word = document_text(x->doc, x->doc->lexed.first[sentence] + p->token,
                                       x->doc->lexed.first[sentence] + p->token);
        bool kept = p->verdict == VERDICT_KEPT || p->verdict == VERDICT_MERGED;
        buf_printf(&x->out, "  %s%.*s%s  rule %s", paint(x, kept ? "\033[32m" : "\033[33m"),
                   (int)word.len, word.ptr, paint(x, "\033[0m"), act_book_text(acts, s->rule));
        if (a->type) buf_printf(&x->out, "  %s", act_book_text(acts, a->type));
        buf_printf(&x->out, "  %s", casus_event_status_text((casus_event_status)p->status));
        if (p->parent != CODE_NONE) {
            uint32_t up = x->doc->lexed.first[sentence] + c->predicates[p->parent].token;
            casus_str over = document_text(x->doc, up, up);
            buf_printf(&x->out, "  under \"%.*s\"", (int)over.len, over.ptr);
        }
        buf_printf(&x->out, ": %s\n", verdict_text(p->verdict));
    }
}

static void put_sentence(explainer *x, uint32_t sentence)
{
    casus_str words;
    casus_doc_sentence(x->doc, sentence, &words);
    buf_printf(&x->out, "%s%u  %.*s%s\n", paint(x, "\033[1m"), sentence, (int)words.len, words.ptr,
               paint(x, "\033[0m"));
    if (!x->doc->lexed.gate[sentence]) {
        buf_printf(&x->out, "  not parsed: the gate saw no act with an actor (try --no-gate)\n\n");
        return;
    }
    uint32_t first = x->doc->lexed.first[sentence];
    tree t = {x->doc->clean.ptr, x->doc->lexed.tokens + first, x->doc->nodes + first,
              x->doc->lexed.first[sentence + 1] - first, first};
    put_tree(x, &t);
    put_mentions(x, sentence);
    put_candidates(x, sentence);
    buf_put_char(&x->out, '\n');
}

static casus_status flush(buf *out, casus_sink sink, casus_error *err)
{
    FAIL_IF(!buf_ok(out), CASUS_NO_MEMORY, "no memory for the output");
    FAIL_IF(out->len && !sink.write(sink.self, out->ptr, out->len), CASUS_IO,
            "writing the output failed");
    buf_reset(out);
    return CASUS_OK;
}

casus_status casus_write_explain(const casus_doc *doc, bool color, casus_sink sink,
                                 casus_error *err)
{
    explainer x = {.doc = doc, .color = color};
    casus_status status = CASUS_OK;
    for (uint32_t s = 0; status == CASUS_OK && s < doc->segs.n_sentences; s++) {
        put_sentence(&x, s);
        status = flush(&x.out, sink, err);
    }
    buf_release(&x.out);
    return status;
}
