/* reference: the longest name of the table at a place, or a number.
 *
 * A name without ";" is good for the hundred oldest only, none longer than BARE_LONGEST.
 */
#include "page/reference.h"

#include "page/reference_names.h"

#include <stdlib.h>

#define NAME_LONGEST 31u
#define BARE_LONGEST 6u

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static int by_name(const void *key, const void *entry)
{
    const casus_str *name = key;
    const char *other = ((const struct reference_name *)entry)->name;
    int order = strncmp(name->ptr, other, name->len);
    return order ? order : -(other[name->len] != 0);
}

static const struct reference_name *find(casus_str name)
{
    return bsearch(&name, reference_names, COUNT(reference_names), sizeof *reference_names,
                   by_name);
}

/* 0x80 to 0x9F mean Windows-1252, as they did when pages were written in it; what is no character
 * is the replacement character. */
static uint32_t character_of(uint32_t value)
{
    uint16_t meant = value >= 0x80 && value < 0xA0 ? windows_1252[value - 0x80] : 0;
    if (meant) return meant;
    if (!value || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return 0xFFFD;
    return value;
}

static int digit_of(char c, unsigned base)
{
    char low = (char)(c | 0x20);
    if (c >= '0' && c <= '9') return c - '0';
    if (base == 16 && low >= 'a' && low <= 'f') return low - 'a' + 10;
    return -1;
}

/* Behind "&#". */
static reference read_number(casus_str s, size_t at)
{
    size_t start = at - 2;
    unsigned base = 10;
    uint32_t value = 0;
    if (at < s.len && (s.ptr[at] | 0x20) == 'x') {
        base = 16;
        at++;
    }
    size_t digits = at;
    for (; at < s.len; at++) {
        int digit = digit_of(s.ptr[at], base);
        if (digit < 0) break;
        if (value <= 0x10FFFF) value = value * base + (uint32_t)digit;
    }
    if (at == digits) return (reference){0};
    if (at < s.len && s.ptr[at] == ';') at++;
    return (reference){.first = character_of(value), .len = (uint32_t)(at - start)};
}

static reference of_name(const struct reference_name *name, size_t len)
{
    return (reference){name->first, name->second, (uint32_t)len};
}

reference reference_read(casus_str s, size_t at, bool attribute)
{
    size_t start = at++;
    if (at < s.len && s.ptr[at] == '#') return read_number(s, at + 1);
    size_t end = at;
    while (end < s.len && end - at <= NAME_LONGEST && is_alnum(s.ptr[end])) end++;
    if (end < s.len && s.ptr[end] == ';') {
        const struct reference_name *whole = find(str_slice(s, at, end));
        if (whole) return of_name(whole, end + 1 - start);
    }
    if (end - at > BARE_LONGEST) end = at + BARE_LONGEST;
    for (; end > at + 1; end--) {
        const struct reference_name *name = find(str_slice(s, at, end));
        if (!name || !name->bare) continue;
        if (attribute && end < s.len && (s.ptr[end] == '=' || is_alnum(s.ptr[end])))
            return (reference){0};
        return of_name(name, end - start);
    }
    return (reference){0};
}

reference reference_read_closed(casus_str s, size_t at)
{
    reference found = reference_read(s, at, false);
    bool closed = found.len && s.ptr[at + found.len - 1] == ';' && found.first != 0xFFFD;
    return closed ? found : (reference){0};
}
