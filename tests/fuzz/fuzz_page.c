/* Fuzz target: any bytes as a web page; what comes out must be good UTF-8 with a map that goes
 * forward.
 *
 *     clang -fsanitize=fuzzer,address,undefined -Iinclude -Isrc tests/fuzz/fuzz_page.c libcasus.a
 * ...
 */
#include "clean/clean.h"
#include "page/page.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const text *t, size_t raw_len)
{
    uint32_t at = 0, raw_at = 0;
    for (uint32_t i = 0; i < t->n_runs; i++) {
        const text_run *run = &t->runs[i];
        if (run->at != at || !run->len || run->raw_at < raw_at) abort();
        if ((size_t)run->raw_at + run->raw_len > raw_len) abort();
        at += run->len;
        raw_at = run->raw_at;
    }
    if (at != t->len) abort();
}

static void check_utf8(casus_str s)
{
    for (size_t at = 0; at < s.len;)
        if (utf8_next(s, &at) == UTF8_BAD) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 1u << 20) return 0;
    arena mem;
    page found = {0};
    text article, cleaned;
    casus_stats stats = {0};
    arena_init(&mem, (size_t)1 << 30);
    page_read(&found, (casus_str){(const char *)data, size}, (casus_str){0}, (casus_str){0}, &mem);
    page_text(&found, &mem, &article);
    check(&article, size);
    clean_text((casus_str){article.ptr, article.len}, &mem, &cleaned, &stats);
    check_utf8((casus_str){cleaned.ptr, cleaned.len});
    text_compose(&cleaned, &article, &mem);
    check(&cleaned, size);
    arena_release(&mem);
    return 0;
}
