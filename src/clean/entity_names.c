/* entity_names: HTML character references that are left in plain text.
 *
 * Names are those that feeds and scrapers leave behind: Latin-1, punctuation, a few signs. The
 * closing ";" is required, so "AT&T" is safe. "&amp;quot;" was escaped twice and is undone twice.
 */
#include "clean/decode.h"

#include <stdlib.h>

typedef struct entity_name {
    char name[9];
    uint16_t code_point;
} entity_name;

/* Sorted by name, for bsearch; test_clean checks it by decoding each. */
static const entity_name names[] = {
    {"AElig", 0xC6},   {"Aacute", 0xC1},  {"Acirc", 0xC2},   {"Agrave", 0xC0},  {"Aring", 0xC5},
    {"Atilde", 0xC3},  {"Auml", 0xC4},    {"Ccedil", 0xC7},  {"ETH", 0xD0},     {"Eacute", 0xC9},
    {"Ecirc", 0xCA},   {"Egrave", 0xC8},  {"Euml", 0xCB},    {"Iacute", 0xCD},  {"Icirc", 0xCE},
    {"Igrave", 0xCC},  {"Iuml", 0xCF},    {"Ntilde", 0xD1},  {"OElig", 0x152},  {"Oacute", 0xD3},
    {"Ocirc", 0xD4},   {"Ograve", 0xD2},  {"Oslash", 0xD8},  {"Otilde", 0xD5},  {"Ouml", 0xD6},
    {"Scaron", 0x160}, {"THORN", 0xDE},   {"Uacute", 0xDA},  {"Ucirc", 0xDB},   {"Ugrave", 0xD9},
    {"Uuml", 0xDC},    {"Yacute", 0xDD},  {"Yuml", 0x178},   {"aacute", 0xE1},  {"acirc", 0xE2},
    {"acute", 0xB4},   {"aelig", 0xE6},   {"agrave", 0xE0},  {"amp", '&'},      {"apos", '\''},
    {"aring", 0xE5},   {"atilde", 0xE3},  {"auml", 0xE4},    {"bdquo", 0x201E}, {"bull", 0x2022},
    {"ccedil", 0xE7},  {"cent", 0xA2},    {"copy", 0xA9},    {"dagger", 0x2020}, {"deg", 0xB0},
    {"eacute", 0xE9},  {"ecirc", 0xEA},   {"egrave", 0xE8},  {"emsp", 0x2003},  {"ensp", 0x2002},
    {"eth", 0xF0},     {"euml", 0xEB},    {"euro", 0x20AC},  {"frac12", 0xBD},  {"frac14", 0xBC},
    {"frac34", 0xBE},  {"gt", '>'},       {"hellip", 0x2026}, {"iacute", 0xED}, {"icirc", 0xEE},
    {"iexcl", 0xA1},   {"igrave", 0xEC},  {"iquest", 0xBF},  {"iuml", 0xEF},    {"laquo", 0xAB},
    {"ldquo", 0x201C}, {"lsaquo", 0x2039}, {"lsquo", 0x2018}, {"lt", '<'},      {"mdash", 0x2014},
    {"middot", 0xB7},  {"minus", 0x2212}, {"nbsp", 0xA0},    {"ndash", 0x2013}, {"ntilde", 0xF1},
    {"oacute", 0xF3},  {"ocirc", 0xF4},   {"oelig", 0x153},  {"ograve", 0xF2},  {"oslash", 0xF8},
    {"otilde", 0xF5},  {"ouml", 0xF6},    {"para", 0xB6},    {"plusmn", 0xB1},  {"pound", 0xA3},
    {"prime", 0x2032}, {"quot", '"'},     {"raquo", 0xBB},   {"rdquo", 0x201D}, {"reg", 0xAE},
    {"rsaquo", 0x203A}, {"rsquo", 0x2019}, {"sbquo", 0x201A}, {"scaron", 0x161}, {"sect", 0xA7},
    {"shy", 0xAD},     {"szlig", 0xDF},   {"thinsp", 0x2009}, {"thorn", 0xFE},  {"times", 0xD7},
    {"trade", 0x2122}, {"uacute", 0xFA},  {"ucirc", 0xFB},   {"ugrave", 0xF9},  {"uuml", 0xFC},
    {"yacute", 0xFD},  {"yen", 0xA5},     {"yuml", 0xFF},    {"zwj", 0x200D},   {"zwnj", 0x200C},
};

static int by_name(const void *key, const void *entry)
{
    return strcmp(key, ((const entity_name *)entry)->name);
}

static uint32_t numeric(casus_str digits)
{
    uint32_t base = 10, value = 0;
    if (digits.len && (digits.ptr[0] | 0x20) == 'x') {
        base = 16;
        digits = str_slice(digits, 1, digits.len);
    }
    if (!digits.len || digits.len > 7) return UTF8_BAD;
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.ptr[i], low = (char)(c | 0x20);
        uint32_t digit = UTF8_BAD;
        if (c >= '0' && c <= '9') digit = (uint32_t)(c - '0');
        else if (base == 16 && low >= 'a' && low <= 'f') digit = (uint32_t)(low - 'a' + 10);
        if (digit == UTF8_BAD) return UTF8_BAD;
        value = value * base + digit;
    }
    bool good = value >= 0x20 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    return good || value == '\n' || value == '\r' || value == '\t' ? value : UTF8_BAD;
}

/* The reference whose name begins at s[at], behind the "&"; *end is behind its ";". */
static uint32_t reference(casus_str s, size_t at, size_t *end)
{
    size_t stop = at;
    while (stop < s.len && stop - at < 9 && s.ptr[stop] != ';') stop++;
    if (stop == at || stop >= s.len || s.ptr[stop] != ';') return UTF8_BAD;
    *end = stop + 1;
    casus_str name = str_slice(s, at, stop);
    if (name.ptr[0] == '#') return numeric(str_slice(name, 1, name.len));
    if (name.len > 8) return UTF8_BAD;
    char key[9] = {0};
    memcpy(key, name.ptr, name.len);
    const entity_name *found =
        bsearch(key, names, sizeof names / sizeof *names, sizeof *names, by_name);
    return found ? found->code_point : UTF8_BAD;
}

uint32_t entity_decode(casus_str s, size_t at, size_t *len)
{
    size_t end;
    uint32_t code_point = reference(s, at + 1, &end);
    for (unsigned again = 0; code_point == '&' && again < 2; again++) {
        size_t inner_end;
        uint32_t inner = reference(s, end, &inner_end);
        if (inner == UTF8_BAD) break;
        code_point = inner;
        end = inner_end;
    }
    *len = end - at;
    return code_point;
}
