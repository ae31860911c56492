/* utf8: decoding that accepts exactly well-formed UTF-8 (Unicode, table 3-7: no surrogates, no
 * overlong forms, nothing over U+10FFFF), and the simple case of a code point.
 *
 * Anything else is UTF8_BAD and one byte long, so a walk over hostile bytes moves on and ends.
 */
#include "base/base.h"

#include <utf8proc.h>

static bool is_tail(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/* Length of the sequence that begins with `lead`, and the range its second byte must lie in. */
static size_t sequence_length(unsigned char lead, unsigned char *low, unsigned char *high)
{
    *low = 0x80;
    *high = 0xBF;
    if (lead < 0xC2) return 0;
    if (lead < 0xE0) return 2;
    if (lead < 0xF0) {
        if (lead == 0xE0) *low = 0xA0;
        if (lead == 0xED) *high = 0x9F;
        return 3;
    }
    if (lead > 0xF4) return 0;
    if (lead == 0xF0) *low = 0x90;
    if (lead == 0xF4) *high = 0x8F;
    return 4;
}

const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

uint32_t utf8_next(casus_str s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.ptr + *at;
    size_t left = s.len - *at;
    if (!left) return UTF8_BAD;
    unsigned char lead = p[0];
    if (lead < 0x80) {
        (*at)++;
        return lead;
    }
    unsigned char low, high;
    size_t len = sequence_length(lead, &low, &high);
    bool good = len && len <= left && p[1] >= low && p[1] <= high;
    for (size_t i = 2; good && i < len; i++) good = is_tail(p[i]);
    if (!good) {
        (*at)++;
        return UTF8_BAD;
    }
    *at += len;
    if (len == 2) return (uint32_t)(lead & 0x1F) << 6 | (p[1] & 0x3F);
    if (len == 3) {
        return (uint32_t)(lead & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    return (uint32_t)(lead & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
           (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
}

size_t utf8_put(char out[4], uint32_t c)
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

uint32_t utf8_lower(uint32_t c)
{
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    if (c > 0x10FFFF) return c;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

bool utf8_is_upper(uint32_t c)
{
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    if (c > 0x10FFFF) return false;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_alpha(uint32_t c)
{
    if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    if (c > 0x10FFFF) return false;
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC: return true;
    default: return false;
    }
}

/* Letters that Unicode does not take apart. */
static const struct {
    uint32_t letter;
    char plain[3];
} whole_letters[] = {{0xE6, "ae"},  {0xF0, "d"},   {0xF8, "o"},   {0xFE, "th"}, {0x111, "d"},
                     {0x127, "h"},  {0x131, "i"},  {0x142, "l"},  {0x153, "oe"}, {0x167, "t"},
                     {0x18F, "a"},  {0x259, "a"},  {0x24D, "r"}};

size_t utf8_plain(uint32_t c, char out[8])
{
    size_t n = 0;
    utf8proc_int32_t parts[8];
    int boundary = 0;
    if (c > 0x10FFFF) return 0;
    utf8proc_ssize_t n_parts = utf8proc_decompose_char(
        (utf8proc_int32_t)c, parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK,
        &boundary);
    for (utf8proc_ssize_t i = 0; i < n_parts && i < 4; i++) {
        uint32_t part = (uint32_t)parts[i];
        if ((part >= 'a' && part <= 'z') || (part >= '0' && part <= '9')) out[n++] = (char)part;
        for (size_t k = 0; k < COUNT(whole_letters); k++)
            for (size_t j = 0; whole_letters[k].letter == part && whole_letters[k].plain[j]; j++)
                out[n++] = whole_letters[k].plain[j];
    }
    return n;
}
