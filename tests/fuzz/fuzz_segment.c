/* Fuzz target: any bytes, cleaned and segmented; sentences must lie in their paragraphs, these in
 * their articles, and all go forward. The first byte sets how much memory there is.
 *
 *     clang -fsanitize=fuzzer,address,undefined -Iinclude -Isrc tests/fuzz/fuzz_segment.c libcasus.a ...
 */
#include "segment/segment.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const text *t, const segments *g)
{
    uint32_t paragraphs = 0, sentences = 0, at = 0;
    for (uint32_t i = 0; i < g->n_articles; i++) {
        const article *a = &g->articles[i];
        if (a->first_paragraph != paragraphs || a->first_sentence != sentences) abort();
        if (a->start < at || a->end < a->start || a->end > t->len) abort();
        paragraphs += a->n_paragraphs;
        sentences += a->n_sentences;
        at = a->end;
    }
    if (paragraphs != g->n_paragraphs || sentences != g->n_sentences) abort();
    at = 0;
    for (uint32_t i = 0; i < g->n_sentences; i++) {
        const sentence *s = &g->sentences[i];
        if (s->start < at || s->end <= s->start || s->paragraph >= g->n_paragraphs) abort();
        const paragraph *p = &g->paragraphs[s->paragraph];
        if (s->start < p->start || s->end > p->end || s->article != p->article) abort();
        at = s->end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > 1u << 20) return 0;
    arena mem;
    bool scarce = data[0] == 0;
    arena_init(&mem, scarce ? 4096 + size * 3 : 256u << 20);
    text in;
    segments out;
    casus_stats stats = {0};
    clean_text((casus_str){(const char *)data + 1, size - 1}, &mem, &in, &stats);
    segment_text(&in, NULL, &mem, &out, &stats);
    check(&in, &out);
    arena_release(&mem);
    return 0;
}
