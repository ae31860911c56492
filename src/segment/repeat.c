/* repeat: paragraphs that say again, word for word, what an earlier one said.
 *
 * Pasting and page templates double whole blocks. A paragraph's key is a hash over its words in
 * lower case, so space, case and punctuation do not matter; keys meet in an open hash table. Short
 * paragraphs ("Yes.") repeat honestly and are left alone.
 */
#include "segment/parts.h"

#define REPEAT_LEAST_WORDS 4u

/* 0 where the paragraph is too short. */
static uint64_t key_of(casus_str s)
{
    uint64_t key = 0x9E3779B97F4A7C15u;
    uint32_t n = 0;
    casus_str word;
    for (size_t at = 0; next_word(s, &at, &word); n++) {
        key = (key ^ str_hash_lower(word)) * 0x9FB21C651E98DF25u;
        key ^= key >> 29;
    }
    return n >= REPEAT_LEAST_WORDS ? key | 1 : 0;
}

void repeats_mark(const text *in, arena *mem, segments *out)
{
    uint32_t size = 16;
    if (out->n_paragraphs < 2) return;
    while (size < 2 * (uint64_t)out->n_paragraphs) size *= 2;
    uint64_t *keys = arena_alloc(mem, (size_t)size * sizeof *keys);
    uint32_t *owners = arena_alloc(mem, (size_t)size * sizeof *owners);
    if (!arena_ok(mem)) return;
    for (uint32_t i = 0; i < out->n_paragraphs; i++) {
        paragraph *p = &out->paragraphs[i];
        uint64_t key = key_of(text_slice(in, p->start, p->end));
        if (!key) continue;
        uint32_t slot = (uint32_t)(key >> 20) & (size - 1);
        while (keys[slot] && keys[slot] != key) slot = (slot + 1) & (size - 1);
        if (keys[slot]) {
            p->repeat_of = owners[slot];
            out->n_repeats++;
        } else {
            keys[slot] = key;
            owners[slot] = i;
        }
    }
}
