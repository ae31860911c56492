/* segment: the order of the steps. See segment.h and parts.h. */
#include "segment/segment.h"

#include "segment/parts.h"

/* Where the prose of a paragraph begins: behind its dateline. An unsure one ("Beirut - ") counts
 * only where it gave the article its place. */
static uint32_t prose_start(const text *in, const paragraph *p, const article *a)
{
    dateline line;
    casus_str s = text_slice(in, p->start, p->end);
    if (p->kind == PARAGRAPH_HEADLINE) return p->start;
    dateline_read(s, &line);
    bool counts = line.sure || (line.place.ptr && line.place.ptr == a->dateline_place.ptr);
    return p->start + (counts ? line.len : 0);
}

static void split_sentences(const text *in, const ends_model *ends, arena *mem, segments *out)
{
    uint32_t cap = 0;
    for (uint32_t i = 0; i < out->n_paragraphs && arena_ok(mem); i++) {
        paragraph *p = &out->paragraphs[i];
        article *a = &out->articles[p->article];
        p->first_sentence = out->n_sentences;
        if (i == a->first_paragraph) a->first_sentence = out->n_sentences;
        if (p->kind != PARAGRAPH_META && p->repeat_of == UINT32_MAX) {
            bool edited = ends_terminal(text_slice(in, p->start, p->end));
            sentences_find(in, edited ? NULL : ends, prose_start(in, p, a), p->end, i, p->article,
                           mem, &out->sentences, &out->n_sentences, &cap);
        }
        p->n_sentences = out->n_sentences - p->first_sentence;
        a->n_sentences = out->n_sentences - a->first_sentence;
    }
}

void segment_text(const text *in, const ends_model *ends, arena *mem, segments *out,
                  casus_stats *stats)
{
    *out = (segments){0};
    paragraphs_find(in, mem, out);
    if (arena_ok(mem) && out->n_paragraphs) repeats_mark(in, mem, out);
    if (arena_ok(mem) && out->n_paragraphs) articles_find(in, mem, out);
    if (arena_ok(mem) && out->n_paragraphs) split_sentences(in, ends, mem, out);
    if (!arena_ok(mem)) {
        *out = (segments){0};
        return;
    }
    stats->repeats += out->n_repeats;
    stats->sentences += out->n_sentences;
}

void segment_plain(const text *in, const ends_model *ends, arena *mem, segments *out,
                   casus_stats *stats)
{
    uint32_t cap = 0;
    *out = (segments){0};
    paragraphs_find(in, mem, out);
    if (out->n_paragraphs) out->articles = arena_alloc(mem, sizeof *out->articles);
    for (uint32_t i = 0; i < out->n_paragraphs && arena_ok(mem); i++) {
        paragraph *p = &out->paragraphs[i];
        p->first_sentence = out->n_sentences;
        sentences_find(in, ends, p->start, p->end, i, 0, mem, &out->sentences, &out->n_sentences,
                       &cap);
        p->n_sentences = out->n_sentences - p->first_sentence;
    }
    if (!arena_ok(mem)) {
        *out = (segments){0};
        return;
    }
    if (out->n_paragraphs) {
        out->n_articles = 1;
        *out->articles = (article){.start = out->paragraphs[0].start,
                                   .end = out->paragraphs[out->n_paragraphs - 1].end,
                                   .n_paragraphs = out->n_paragraphs,
                                   .n_sentences = out->n_sentences};
    }
    stats->sentences += out->n_sentences;
}
