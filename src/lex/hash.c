/* str_hash_lower for the tokens of plain text: XXH3 of at most 16 ASCII bytes, folded in registers.
 *
 * Short tokens are read as the eight bytes that end with them, so no byte behind the token is
 * touched; what stands before it is shifted out. Lengths 1-3 and 4-8 are hashed both ways and one
 * is taken, for which of the two comes next cannot be guessed. The rest goes to str_hash_lower
 * itself; a test compares the two over all lengths.
 */
#include "lex/hash.h"

#define HIGH_BITS 0x8080808080808080u

/* What XXH3 (version 0.8, seed 0) mixes into inputs of 1-3, 4-8 and 9-16 bytes. */
#define FLIP_1 0x87275A9Bu
#define FLIP_4 0xC73AB174C5ECD5A2u
#define FLIP_9_LOW 0x6782737BEA4239B9u
#define FLIP_9_HIGH 0xAF56BC3B0996523Au

static inline uint64_t load8(const char *bytes)
{
    uint64_t x;
    memcpy(&x, bytes, 8);
    return x;
}

/* Lower case of eight ASCII bytes; see base/str.c. */
static inline uint64_t lower8(uint64_t x)
{
    uint64_t from_a = x + 0x3F3F3F3F3F3F3F3Fu, past_z = x + 0x2525252525252525u;
    return x | (from_a & ~past_z & HIGH_BITS) >> 2;
}

static inline uint64_t rotate(uint64_t x, unsigned by)
{
    return x << by | x >> (64 - by);
}

static inline uint64_t hash_1_to_3(uint64_t x, unsigned len)
{
    uint64_t first = x & 0xFF, middle = x >> 8 * (len >> 1) & 0xFF;
    uint64_t last = x >> 8 * (len - 1) & 0xFF;
    uint64_t h = (first << 16 | middle << 24 | last | (uint64_t)len << 8) ^ FLIP_1;
    h ^= h >> 33;
    h *= 0xC2B2AE3D27D4EB4Fu;
    h ^= h >> 29;
    h *= 0x165667B19E3779F9u;
    return h ^ h >> 32;
}

static inline uint64_t hash_4_to_8(uint64_t x, unsigned len)
{
    uint64_t last = x >> (8 * (len - 4) & 63) & 0xFFFFFFFFu;
    uint64_t h = (last + (x << 32)) ^ FLIP_4;
    h ^= rotate(h, 49) ^ rotate(h, 24);
    h *= 0x9FB21C651E98DF25u;
    h ^= (h >> 35) + len;
    h *= 0x9FB21C651E98DF25u;
    return h ^ h >> 28;
}

/* The first eight bytes and the last eight. */
static inline uint64_t hash_9_to_16(uint64_t first, uint64_t last, unsigned len)
{
    uint64_t low = first ^ FLIP_9_LOW, high = last ^ FLIP_9_HIGH;
    unsigned __int128 product = (unsigned __int128)low * high;
    uint64_t h = len + __builtin_bswap64(low) + high;
    h += (uint64_t)product ^ (uint64_t)(product >> 64);
    h ^= h >> 37;
    h *= 0x165667919E3779F9u;
    return h ^ h >> 32;
}

static uint64_t hash_slow(const char *text, const token *t)
{
    return str_hash_lower(token_form(text, t));
}

void hash_tokens(const char *text, token *tokens, uint32_t n)
{
    for (token *t = tokens; t < tokens + n; t++) {
        unsigned len = t->end - t->start;
        if (len - 1 > 15 || t->end < 8 || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__) {
            t->hash = hash_slow(text, t);
            continue;
        }
        uint64_t last = load8(text + t->end - 8);
        if (len <= 8) {
            uint64_t x = last >> (64 - 8 * len);
            if (x & HIGH_BITS) {
                t->hash = hash_slow(text, t);
                continue;
            }
            x = lower8(x);
            uint64_t tiny = hash_1_to_3(x, len), small = hash_4_to_8(x, len);
            uint64_t is_tiny = -(uint64_t)(len < 4);
            t->hash = (tiny & is_tiny) | (small & ~is_tiny);
        } else {
            uint64_t first = load8(text + t->start);
            t->hash = (first | last) & HIGH_BITS ? hash_slow(text, t)
                                                  : hash_9_to_16(lower8(first), lower8(last), len);
        }
    }
}
