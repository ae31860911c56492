/* Fuzz target: any bytes as a payload; what comes out must be good UTF-8 with a map that goes
 * forward.
 *
 *     clang -fsanitize=fuzzer,address,undefined -Iinclude -Isrc tests/fuzz/fuzz_clean.c libcasus.a ...
 */
#include "clean/clean.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const text *t, size_t raw_len)
{
    casus_str s = {t->ptr, t->len};
    for (size_t at = 0; at < s.len;) {
        uint32_t code_point = utf8_next(s, &at);
        if (code_point == UTF8_BAD || (code_point < 0x20 && code_point != '\n')) abort();
    }
    uint32_t at = 0, raw_at = 0;
    for (uint32_t i = 0; i < t->n_runs; i++) {
        const text_run *run = &t->runs[i];
        if (run->at != at || !run->len || run->raw_at < raw_at) abort();
        at += run->len;
        raw_at = run->raw_at + run->raw_len;
    }
    if (at != t->len || raw_at > raw_len) abort();
    for (uint32_t i = 0; i < t->len; i += 1 + t->len / 50) {
        casus_span span = text_raw_span(t, i, i + 1);
        if (span.start > span.end || span.end > raw_len) abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 1u << 20) return 0;
    arena mem;
    arena_init(&mem, 256u << 20);
    text out;
    casus_stats stats = {0};
    clean_text((casus_str){(const char *)data, size}, &mem, &out, &stats);
    check(&out, size);
    arena_release(&mem);
    return 0;
}
