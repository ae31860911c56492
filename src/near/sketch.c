/* Words, shingles, and the smallest hashes of them.
 *
 * A word is a run of letters and digits, in lower case and without accents: "Côte d'Ivoire's 1,250"
 * and "COTE D'IVOIRES 1250" are the same three words. Figures are words like others, since a report
 * with other figures is another report.
 */
#include "near/near.h"

/* ---- shingles -------------------------------------------------------------------------------- */

#define STEP 0x9E3779B97F4A7C15u /* odd */

/* STEP to the power of NEAR_WIDTH: what the oldest word of a shingle stands for when it leaves. */
static uint64_t oldest_step(void)
{
    uint64_t power = 1;
    for (unsigned i = 0; i < NEAR_WIDTH; i++) power *= STEP;
    return power;
}

/* The finalizer of MurmurHash3 (Appleby): every bit of the sum reaches every bit of the hash. */
static uint64_t mix(uint64_t h)
{
    h = (h ^ h >> 33) * 0xFF51AFD7ED558CCDu;
    h = (h ^ h >> 33) * 0xC4CEB9FE1A85EC53u;
    return h ^ h >> 33;
}

static void keep_least(near_maker *self, uint64_t hash)
{
    uint32_t n = self->n_least, at = n;
    if (n == NEAR_SKETCH && hash >= self->least[n - 1]) return;
    while (at > 0 && self->least[at - 1] > hash) at--;
    if (at > 0 && self->least[at - 1] == hash) return;
    if (n == NEAR_SKETCH) n--;
    memmove(self->least + at + 1, self->least + at, (n - at) * sizeof *self->least);
    self->least[at] = hash;
    self->n_least = n + 1;
}

/* The upper half of a hash goes into the sketch, the lower one is the key. */
static void add_word(near_maker *self, uint64_t word, bool figure)
{
    uint64_t *oldest = &self->words[self->n_words % NEAR_WIDTH];
    self->rolled = self->rolled * STEP + word - *oldest * oldest_step();
    *oldest = word;
    self->n_words++;
    if (figure) self->last_figure = self->n_words;
    if (self->n_words < NEAR_WIDTH) return;
    bool marked = self->last_figure && self->n_words - self->last_figure < NEAR_WIDTH;
    uint64_t mark = (uint64_t)1 << 32, hash = mix(self->rolled) & ~mark;
    keep_least(self, marked ? hash | mark : hash);
}

/* ---- words ----------------------------------------------------------------------------------- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The character at *at as it counts, in lower case and plain; none where it is of no word. */
static size_t plain_next(casus_str s, size_t *at, char out[8])
{
    char c = s.ptr[*at];
    if ((unsigned char)c < 0x80) {
        ++*at;
        out[0] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
        return is_digit(c) || (out[0] >= 'a' && out[0] <= 'z');
    }
    uint32_t point = utf8_next(s, at);
    if (point == UTF8_BAD) return 0;
    size_t n = utf8_plain(point, out);
    return n || !utf8_is_alpha(point) ? n : utf8_put(out, utf8_lower(point));
}

/* Is s[at] a mark inside a word: an apostrophe, or what groups the digits of a figure? */
static bool is_inside(casus_str s, size_t at)
{
    char c = s.ptr[at];
    if (c == '\'') return true;
    return (c == ',' || c == '.') && is_digit(s.ptr[at - 1]) && at + 1 < s.len &&
           is_digit(s.ptr[at + 1]);
}

bool near_word_next(casus_str s, size_t *at, uint64_t *hash, bool *figure)
{
    bool open = false;
    *hash = 0;
    *figure = false;
    while (*at < s.len) {
        size_t start = *at;
        char letters[8];
        size_t n = plain_next(s, at, letters);
        for (size_t i = 0; i < n; i++) {
            *hash = (*hash + (unsigned char)letters[i] + 1) * 0x100000001B3u;
            *figure |= is_digit(letters[i]);
        }
        if (open && !n && !is_inside(s, start)) break;
        open |= n > 0;
    }
    return open;
}

void near_begin(near_maker *self) { *self = (near_maker){0}; }

void near_add(near_maker *self, casus_str piece)
{
    uint64_t hash;
    bool figure;
    for (size_t at = 0; near_word_next(piece, &at, &hash, &figure);) add_word(self, mix(hash), figure);
}

void near_finish(const near_maker *self, near_sketch *out)
{
    *out = (near_sketch){.n_words = self->n_words, .n = self->n_least};
    for (uint32_t i = 0; i < out->n; i++) out->hashes[i] = (uint32_t)(self->least[i] >> 32);
    out->n_keys = out->n < NEAR_KEYS ? out->n : NEAR_KEYS;
    for (uint32_t i = 0; i < out->n_keys; i++) out->keys[i] = (uint32_t)self->least[i];
}
