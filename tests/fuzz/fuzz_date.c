/* Fuzz target: any bytes through the readers of dates, meetings, quotations and URLs.
 *
 *     clang -fsanitize=fuzzer,address,undefined -Iinclude -Isrc tests/fuzz/fuzz_date.c ...
 *
 * The first byte chooses the article's day and tense; the rest is the text. */
#include "entity/date.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_phrases(const date_words *words, int32_t day, uint32_t tense)
{
    date_context context = {.article = {day, day == CASUS_NO_DAY ? day : day + 3},
                            .told = {day, day},
                            .frame = {day, day},
                            .tense = tense};
    for (uint32_t i = 0; i < words->n; i++) {
        date_edition edition;
        uint32_t n = date_edition_at(words, i, &edition);
        if (n > 0 && (i + n > words->n || edition.days.from > edition.days.to)) abort();
        date_phrase p;
        if (!date_phrase_at(words, i, &p)) continue;
        if (p.first < i || p.last < p.first || p.last >= words->n || p.head >= words->n) abort();
        day_range days;
        if (p.type == DATE_DAY && date_resolve(&p, &context, &days) && days.from > days.to) abort();
        (void)date_is_relative(&p);
    }
}

/* The document-wide parts, with no tree: clean to articles' dates and quotations. */
static void fuzz_document(casus_str raw, int32_t day, arena *mem)
{
    casus_stats stats = {0};
    text clean;
    segments segs;
    lexed lx;
    clean_text(raw, mem, &clean, &stats);
    segment_text(&clean, NULL, mem, &segs, &stats);
    lex_text(&clean, &segs, mem, &lx, &stats);
    node *nodes = arena_alloc(mem, (lx.n_tokens + 1) * sizeof *nodes);
    if (!arena_ok(mem) || !nodes) return;
    entity_input in = {
        .text = &clean, .segs = &segs, .lexed = &lx, .nodes = nodes, .published = day, .url = raw};
    entities who = {0};
    quotes_find(&in, mem, &who);
    dates_find(&in, mem, &who);
    article_dates_infer(&in, mem, &who);
    for (uint32_t i = 0; i < who.n_quotes; i++)
        if (who.quotes[i].start >= who.quotes[i].end || who.quotes[i].end > clean.len) abort();
    for (uint32_t i = 0; i < who.n_dates; i++)
        if (who.dates[i].last >= lx.n_tokens || who.dates[i].from > who.dates[i].to) abort();
    for (uint32_t i = 0; who.article_dates && i < segs.n_articles; i++)
        if (who.article_dates[i].from > who.article_dates[i].to) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > 1u << 16) return 0;
    arena mem;
    arena_init(&mem, 256u << 20);
    casus_str rest = {(const char *)data + 1, size - 1};
    int32_t day = data[0] & 4 ? CASUS_NO_DAY : 15000 + 37 * data[0];
    token *tokens = NULL;
    uint32_t n = 0, cap = 0;
    lex_stretch(rest.ptr, 0, (uint32_t)rest.len, 0, &mem, &tokens, &n, &cap);
    date_words words = {.text = rest.ptr, .tokens = tokens, .n = n};
    fuzz_phrases(&words, day, data[0] & 3);
    fuzz_document(rest, day, &mem);
    arena_release(&mem);
    return 0;
}
