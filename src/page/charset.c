/* charset: finding the name, then decoding by a table of 256 characters or character by character.
 */
#include "page/charset.h"

#include "base/charset.h"
#include "page/html.h"

#include <errno.h>
#include <iconv.h>

#define META_WITHIN 4096u /* bytes of the page in which a <meta> may say its character set */
#define LONGEST_NAME 40u
#define LONGEST_CHARACTER 8u /* bytes, with what shifts to it */

/* ---- the name -------------------------------------------------------------------------------- */

/* What follows "charset=" in a media type. */
static casus_str in_type(casus_str type)
{
    for (size_t at = 0; at + 8 < type.len; at++) {
        if (!str_eq_nocase(str_slice(type, at, at + 7), STR("charset"))) continue;
        casus_str rest = str_trim(str_slice(type, at + 7, type.len));
        if (!str_starts(rest, STR("="))) continue;
        rest = str_trim(str_slice(rest, 1, rest.len));
        size_t start = rest.len && strchr("\"'", rest.ptr[0]) ? 1 : 0, end = start;
        while (end < rest.len && (unsigned char)rest.ptr[end] > ' ' &&
               !strchr("\"';,", rest.ptr[end]))
            end++;
        return str_slice(rest, start, end);
    }
    return (casus_str){0};
}

static casus_str in_meta(casus_str bytes)
{
    html_reader in = {.page =
                          str_slice(bytes, 0, bytes.len < META_WITHIN ? bytes.len : META_WITHIN)};
    html_token token;
    while (html_next(&in, &token)) {
        if (token.kind != HTML_OPEN || token.element != HTML_META) continue;
        casus_str name = html_attribute_of(&token, "charset");
        if (!name.len) name = in_type(html_attribute_of(&token, "content"));
        if (name.len) return str_trim(name);
    }
    return (casus_str){0};
}

static const char *in_mark(casus_str bytes)
{
    if (str_starts(bytes, STR("\xEF\xBB\xBF"))) return "utf-8";
    if (str_starts(bytes, STR("\xFE\xFF"))) return "utf-16be";
    if (str_starts(bytes, STR("\xFF\xFE"))) return "utf-16le";
    return NULL;
}

static bool is_utf8(casus_str bytes)
{
    for (size_t at = 0; at < bytes.len;) {
        if ((unsigned char)bytes.ptr[at] < 0x80)
            at++;
        else if (utf8_next(bytes, &at) == UTF8_BAD)
            return false;
    }
    return true;
}

static bool is_name(casus_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i], low = (char)(c | 0x20);
        if (!(low >= 'a' && low <= 'z') && !(c >= '0' && c <= '9') && !strchr("-_.:", c))
            return false;
    }
    return s.len && s.len < LONGEST_NAME;
}

/* What is said counts where it can be: text that is good UTF-8 is that, whatever it is called; what
 * is called UTF-8 but is not keeps its few bad bytes for the cleaning to mend. */
static void choose(casus_str bytes, casus_str type, char name[LONGEST_NAME])
{
    const char *mark = in_mark(bytes);
    casus_str said = mark ? str_from(mark) : in_type(type);
    if (!said.len) said = in_meta(bytes);
    const char *larger = charset_meant(said);
    if (larger) said = str_from(larger);
    /* whoever could read "utf-16" in a <meta> has no sixteen bits a character */
    bool wide = said.len > 5 && str_eq_nocase(str_slice(said, 0, 5), STR("utf-1"));
    if ((wide && !mark) || (!wide && is_utf8(bytes))) said = STR("utf-8");
    if (!is_name(said)) said = STR("windows-1252");
    for (size_t i = 0; i < said.len; i++)
        name[i] = (char)(said.ptr[i] | (said.ptr[i] >= 'A' && said.ptr[i] <= 'Z' ? 0x20 : 0));
    name[said.len] = 0;
}

/* ---- decoding -------------------------------------------------------------------------------- */

/* One character: tries one byte more until the converter has a whole one. A byte that begins none
 * becomes the replacement character. */
static size_t put_character(text_maker *self, iconv_t convert, casus_str bytes, size_t at)
{
    for (size_t n = 1; n <= LONGEST_CHARACTER && at + n <= bytes.len; n++) {
        char result[16], *in = (char *)(uintptr_t)(bytes.ptr + at), *out = result;
        size_t left = n, room = sizeof result;
        errno = 0;
        size_t done = iconv(convert, &in, &left, &out, &room);
        if (done == (size_t)-1 && errno == EINVAL) {
            iconv(convert, NULL, NULL, NULL, NULL);
            continue;
        }
        if (done == (size_t)-1 || left) break;
        if (out > result) text_put(self, result, (size_t)(out - result), at, n);
        return n;
    }
    iconv(convert, NULL, NULL, NULL, NULL);
    text_put(self, "\xEF\xBF\xBD", 3, at, 1);
    return 1;
}

static void transcode(text_maker *self, iconv_t convert, casus_str bytes, bool ascii)
{
    for (size_t at = 0; at < bytes.len;) {
        size_t start = at;
        while (ascii && at < bytes.len && (unsigned char)bytes.ptr[at] < 0x80) at++;
        text_put(self, bytes.ptr + start, at - start, start, at - start);
        if (at < bytes.len) at += put_character(self, convert, bytes, at);
    }
}

/* Does the set hold ASCII as itself, each byte by itself? Not UTF-16, nor what shifts with escapes.
 */
static bool holds_ascii(const char *name)
{
    casus_str s = str_from(name);
    return !(str_starts(s, STR("utf-16")) ||
             (s.len > 8 && str_eq_nocase(str_slice(s, 0, 8), STR("iso-2022"))) ||
             str_eq_nocase(s, STR("utf-7")) || str_eq_nocase(s, STR("hz-gb-2312")));
}

static void decode_all(iconv_t convert, casus_str bytes, bool ascii, arena *mem, text *out)
{
    text_maker maker = {0};
    transcode(&maker, convert, bytes, ascii);
    iconv(convert, NULL, NULL, NULL, NULL);
    if (!text_maker_write(&maker, mem)) return;
    transcode(&maker, convert, bytes, ascii);
    *out = text_made(&maker);
}

void charset_decode(casus_str bytes, casus_str type, arena *mem, text *out)
{
    char name[LONGEST_NAME];
    *out = (text){.ptr = bytes.ptr ? bytes.ptr : "", .len = (uint32_t)bytes.len};
    choose(bytes, type, name);
    if (strcmp(name, "utf-8") == 0) return;
    iconv_t convert = iconv_open("UTF-8", name);
    if (convert == (iconv_t)-1) convert = iconv_open("UTF-8", "windows-1252");
    if (convert == (iconv_t)-1) return;
    decode_all(convert, bytes, holds_ascii(name), mem, out);
    iconv_close(convert);
    if (!arena_ok(mem)) *out = (text){.ptr = ""};
}
