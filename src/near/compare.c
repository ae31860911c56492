/* Two sketches side by side, and a sketch as bytes. */
#include "near/near.h"

#define LEAST_WORDS 8u     /* shorter texts are no stories */
#define FEW_WORDS 20u      /* of shorter ones all must be the same: one name makes another story */
#define MOST_LONGER 3u     /* times as many words */
#define LEAST_SHARE 0.55   /* of the shingles of the shorter */
#define LEAST_FIGURES 0.50 /* of those with figures: a report with other figures is another one */
#define FEW_FIGURES 3u     /* fewer say nothing */

/* ---- comparing ------------------------------------------------------------------------------- */

/* Up to which hash a sketch lists every shingle of its text. */
static uint32_t listed_to(const near_sketch *self)
{
    return self->n < NEAR_SKETCH ? UINT32_MAX : self->hashes[self->n - 1];
}

near_likeness near_compare(const near_sketch *a, const near_sketch *b)
{
    near_likeness out = {0};
    const near_sketch *shorter = b->n_words < a->n_words ? b : a, *longer = shorter == a ? b : a;
    uint32_t to = listed_to(a) < listed_to(b) ? listed_to(a) : listed_to(b);
    for (uint32_t i = 0, k = 0; i < shorter->n && shorter->hashes[i] <= to; i++) {
        uint32_t hash = shorter->hashes[i];
        while (k < longer->n && longer->hashes[k] < hash) k++;
        bool shared = k < longer->n && longer->hashes[k] == hash, figure = hash & 1;
        out.n++;
        out.n_shared += shared;
        out.n_figures += figure;
        out.n_shared_figures += shared && figure;
    }
    return out;
}

static bool is_share(uint32_t part, uint32_t all, double least) { return part >= all * least; }

bool near_same(const near_sketch *a, const near_sketch *b)
{
    uint32_t fewer = a->n_words < b->n_words ? a->n_words : b->n_words;
    uint32_t more = a->n_words < b->n_words ? b->n_words : a->n_words;
    if (fewer < LEAST_WORDS || more / MOST_LONGER > fewer) return false;
    near_likeness like = near_compare(a, b);
    if (fewer < FEW_WORDS) return like.n_shared == like.n;
    if (!is_share(like.n_shared, like.n, LEAST_SHARE)) return false;
    return like.n_figures < FEW_FIGURES ||
           is_share(like.n_shared_figures, like.n_figures, LEAST_FIGURES);
}

/* ---- bytes ----------------------------------------------------------------------------------- */

static size_t put32(unsigned char *out, uint32_t n)
{
    for (unsigned i = 0; i < 4; i++) out[i] = (unsigned char)(n >> 8 * i);
    return 4;
}

static uint32_t get32(casus_str bytes, size_t at)
{
    uint32_t n = 0;
    for (unsigned i = 0; i < 4; i++) n |= (uint32_t)(unsigned char)bytes.ptr[at + i] << 8 * i;
    return n;
}

/* n_words, hashes, keys: their numbers follow from the length. */
size_t near_pack(const near_sketch *self, unsigned char out[NEAR_PACKED])
{
    size_t at = put32(out, self->n_words);
    for (uint32_t i = 0; i < self->n; i++) at += put32(out + at, self->hashes[i]);
    for (uint32_t i = 0; i < self->n_keys; i++) at += put32(out + at, self->keys[i]);
    return at;
}

bool near_unpack(near_sketch *self, casus_str bytes)
{
    size_t n = bytes.len / 4;
    *self = (near_sketch){0};
    if (bytes.len % 4 || !n || bytes.len > NEAR_PACKED) return false;
    n--;
    self->n_keys = (uint32_t)(n < 2 * NEAR_KEYS ? n / 2 : NEAR_KEYS);
    self->n = (uint32_t)n - self->n_keys;
    if (n < 2 * NEAR_KEYS && n % 2) return false;
    self->n_words = get32(bytes, 0);
    for (uint32_t i = 0; i < self->n; i++) {
        self->hashes[i] = get32(bytes, 4 + 4 * i);
        if (i && self->hashes[i] < self->hashes[i - 1]) return false;
    }
    for (uint32_t i = 0; i < self->n_keys; i++)
        self->keys[i] = get32(bytes, 4 + 4 * (self->n + i));
    return true;
}
