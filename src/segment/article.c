#include "segment/parts.h"
void articles_find(const text *in, arena *mem, segments *out)
{
    (void)in;
    out->articles = arena_alloc(mem, sizeof(article)); out->n_articles = 1;
    if (out->articles) *out->articles = (article){.start = out->paragraphs[0].start, .end = out->paragraphs[out->n_paragraphs-1].end, .n_paragraphs = out->n_paragraphs};
}
