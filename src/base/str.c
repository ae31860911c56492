/* str: borrowed strings, and the one word hash of casus.
 *
 * str_hash_lower folds a word and hashes the folded bytes with XXH3. Folding is the simple lower
 * case of Unicode; curly quotation marks count as straight ones, so that "Cote d'Ivoire" is the
 * same key however it was typed. Words are short: the folded form is built on the stack, ASCII
 * eight bytes at a time; a longer string is hashed piece by piece with the same result.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* memmem */
#endif
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/base.h"

static char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c; }

bool text_among(const char *text, const char *const *list, size_t n)
{
    for (size_t i = 0; text && i < n; i++)
        if (strcmp(text, list[i]) == 0) return true;
    return false;
}

bool str_eq_nocase(casus_str a, casus_str b)
{
    if (a.len != b.len) return false;
    for (size_t i = 0; i < a.len; i++) {
        if (ascii_lower(a.ptr[i]) != ascii_lower(b.ptr[i])) return false;
    }
    return true;
}

bool str_is_nocase(casus_str s, const char *word)
{
    for (size_t i = 0; i < s.len; i++)
        if (!word[i] || ascii_lower(s.ptr[i]) != ascii_lower(word[i])) return false;
    return !word[s.len];
}

bool str_among_nocase(casus_str s, const char *const *list, size_t n)
{
    char first = s.len ? ascii_lower(s.ptr[0]) : '\0';
    for (size_t i = 0; i < n; i++)
        if (ascii_lower(list[i][0]) == first && str_is_nocase(s, list[i])) return true;
    return false;
}

bool str_starts(casus_str s, casus_str prefix)
{
    return s.len >= prefix.len && str_eq(str_slice(s, 0, prefix.len), prefix);
}

bool str_ends(casus_str s, casus_str suffix)
{
    return s.len >= suffix.len && str_eq(str_slice(s, s.len - suffix.len, s.len), suffix);
}

casus_str str_trim(casus_str s)
{
    if (!s.len) return s;
    size_t start = 0, end = s.len;
    while (start < end && char_is_space(s.ptr[start])) start++;
    while (end > start && char_is_space(s.ptr[end - 1])) end--;
    return str_slice(s, start, end);
}

bool str_split(casus_str *rest, char sep, casus_str *part)
{
    if (!rest->ptr) return false;
    const char *cut = rest->len ? memchr(rest->ptr, sep, rest->len) : NULL;
    if (!cut) {
        *part = str_trim(*rest);
        *rest = (casus_str){NULL, 0};
        return true;
    }
    size_t at = (size_t)(cut - rest->ptr);
    *part = str_trim(str_slice(*rest, 0, at));
    *rest = str_slice(*rest, at + 1, rest->len);
    return true;
}

size_t str_find(casus_str s, casus_str needle)
{
    if (!needle.len) return 0;
    if (needle.len > s.len) return SIZE_MAX;
    const char *hit = memmem(s.ptr, s.len, needle.ptr, needle.len);
    return hit ? (size_t)(hit - s.ptr) : SIZE_MAX;
}

casus_str str_host(casus_str url)
{
    size_t at = str_find(url, STR("://"));
    if (at != SIZE_MAX) url = str_slice(url, at + 3, url.len);
    size_t end = 0;
    while (end < url.len && !strchr("/:?#", url.ptr[end])) end++;
    casus_str host = str_slice(url, 0, end);
    return str_starts(host, STR("www.")) ? str_slice(host, 4, host.len) : host;
}

uint64_t str_hash(casus_str s) { return XXH3_64bits(s.len ? s.ptr : "", s.len); }

/* ---- folding ------------------------------------------------------------------------------ */

#define FOLD_PIECE 256u
#define HIGH_BITS 0x8080808080808080u

/* Lower case of eight ASCII bytes at once: adding moves 'A'..'Z' over bit 7 and nothing else. */
static uint64_t lower8(uint64_t word)
{
    uint64_t from_a = word + 0x3F3F3F3F3F3F3F3Fu;   /* bit 7 set where >= 'A' */
    uint64_t past_z = word + 0x2525252525252525u;   /* bit 7 set where >  'Z' */
    uint64_t upper = from_a & ~past_z & HIGH_BITS;
    return word | (upper >> 2);
}

static uint32_t fold(uint32_t code_point)
{
    switch (code_point) {
    case 0x2018:
    case 0x2019: return '\'';
    case 0x201C:
    case 0x201D: return '"';
    default: return utf8_lower(code_point);
    }
}

/* Folds from s[*at] on until `out` could overflow or the string ends; returns bytes written. */
static size_t fold_piece(casus_str s, size_t *at, char out[FOLD_PIECE])
{
    size_t n = 0;
    while (*at < s.len && n + 8 <= FOLD_PIECE) {
        if (s.len - *at >= 8) {
            uint64_t word;
            memcpy(&word, s.ptr + *at, 8);
            if (!(word & HIGH_BITS)) {
                word = lower8(word);
                memcpy(out + n, &word, 8);
                n += 8;
                *at += 8;
                continue;
            }
        }
        if ((unsigned char)s.ptr[*at] < 0x80) {
            out[n++] = ascii_lower(s.ptr[(*at)++]);
            continue;
        }
        size_t before = *at;
        uint32_t code_point = utf8_next(s, at);
        if (code_point == UTF8_BAD) out[n++] = s.ptr[before];
        else n += utf8_put(out + n, fold(code_point));
    }
    return n;
}

uint64_t str_hash_lower(casus_str s)
{
    char piece[FOLD_PIECE];
    size_t at = 0;
    size_t n = fold_piece(s, &at, piece);
    if (at >= s.len) return XXH3_64bits(piece, n);
    XXH3_state_t state;
    XXH3_64bits_reset(&state);
    for (;;) {
        XXH3_64bits_update(&state, piece, n);
        if (at >= s.len) return XXH3_64bits_digest(&state);
        n = fold_piece(s, &at, piece);
    }
}
