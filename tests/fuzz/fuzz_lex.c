/* Fuzz target: any bytes as text, as a phrase image and as a gate image.
 *
 *     clang -fsanitize=fuzzer,address,undefined -Iinclude -Isrc tests/fuzz/fuzz_lex.c libcasus.a ...
 *
 * The first byte chooses; the rest is the input. */
#include "lex/lex.h"
#include "lex/split.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_text(casus_str s, arena *mem)
{
    token *tokens = NULL;
    uint32_t n = 0, cap = 0, at = 0;
    lex_stretch(s.ptr, 0, (uint32_t)s.len, 0, mem, &tokens, &n, &cap);
    for (uint32_t i = 0; i < n; i++) {
        if (tokens[i].start < at || tokens[i].end <= tokens[i].start || tokens[i].end > s.len)
            abort();
        at = tokens[i].end;
    }
    /* the long way gives the same */
    token *same = NULL;
    uint32_t m = 0;
    cap = 0;
    lexer_split(s.ptr, 0, (uint32_t)s.len, 0, mem, &same, &m, &cap, NULL);
    if (m != n) abort();
    for (uint32_t i = 0; i < n; i++)
        if (same[i].start != tokens[i].start || same[i].end != tokens[i].end ||
            same[i].flags != tokens[i].flags)
            abort();
}

/* An image opens or does not; what opens is looked things up in. */
static void fuzz_images(casus_str s, arena *mem)
{
    static const char line[] = "Mali and the foreign minister of al-Shabaab met US troops";
    char *aligned = arena_alloc(mem, s.len + 1);
    if (!aligned) return;
    memcpy(aligned, s.ptr, s.len);
    casus_str packed = {aligned, s.len};
    token *tokens = NULL;
    uint32_t n = 0, cap = 0;
    lex_stretch(line, 0, sizeof line - 1, 0, mem, &tokens, &n, &cap);
    phrases p;
    gate g;
    bool is_phrases = phrases_open(&p, packed, NULL) == CASUS_OK;
    bool is_gate = gate_open(&g, packed, NULL) == CASUS_OK;
    volatile uint32_t sink = 0; /* so that the look-ups are not left out */
    (void)sink;
    for (uint32_t i = 0; i < n; i++) {
        if (is_gate) sink += gate_class_of(&g, tokens[i].hash);
        phrase_match m = {0};
        if (is_phrases) m = phrases_longest(&p, line, tokens + i, n - i, i % 2);
        for (uint32_t k = 0; k < m.n_values; k++) sink += m.values[k];
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > 1u << 20) return 0;
    arena mem;
    arena_init(&mem, 256u << 20);
    casus_str rest = {(const char *)data + 1, size - 1};
    if (data[0] & 1)
        fuzz_images(rest, &mem);
    else
        fuzz_text(rest, &mem);
    arena_release(&mem);
    return 0;
}
