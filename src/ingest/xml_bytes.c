#include "ingest/xml_bytes.h"

#include "base/charset.h"
#include "ingest/format.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>

#define DECLARED_WITHIN 256u /* bytes that are searched for encoding="..." */
#define LONGEST_NAME 40u

/* ---- the character set's name ---------------------------------------------------------------- */

static bool is_sixteen_bits(casus_str head)
{
    return head.len > 1 && (!head.ptr[0] || !head.ptr[1] || str_starts(head, STR("\xFE\xFF")) ||
                            str_starts(head, STR("\xFF\xFE")));
}

/* What the declaration says; empty where it says nothing. */
static casus_str declared(casus_str head)
{
    if (!str_starts(head, STR("<?xml"))) return STR("");
    head.len = head.len < DECLARED_WITHIN ? head.len : DECLARED_WITHIN;
    size_t end = str_find(head, STR("?>"));
    size_t at = str_find(head, STR("encoding"));
    if (end == SIZE_MAX || at == SIZE_MAX || at > end) return STR("");
    casus_str rest = str_trim(str_slice(head, at + 8, end));
    if (!str_starts(rest, STR("="))) return STR("");
    rest = str_trim(str_slice(rest, 1, rest.len));
    for (size_t i = 1; rest.len && strchr("\"'", rest.ptr[0]) && i < rest.len; i++)
        if (rest.ptr[i] == rest.ptr[0]) return str_trim(str_slice(rest, 1, i));
    return STR("");
}

void xml_find_encoding(xml *self, casus_str head)
{
    char name[LONGEST_NAME];
    self->began = true;
    self->eight = !is_sixteen_bits(head);
    if (!self->eight) return;
    bool mark = str_starts(head, STR("\xEF\xBB\xBF"));
    casus_str said = mark ? STR("utf-8") : declared(head);
    const char *larger = charset_meant(said);
    if (larger) said = str_from(larger);
    /* whoever could read "utf-16" in bytes has no sixteen bits a character */
    bool wide = said.len > 5 && str_eq_nocase(str_slice(said, 0, 5), STR("utf-1"));
    self->utf8 = wide || !said.len || said.len >= LONGEST_NAME || str_is_nocase(said, "utf-8");
    if (self->utf8) said = STR("utf-8");
    memcpy(name, said.ptr, said.len);
    name[said.len] = '\0';
    if (XML_SetEncoding(self->parser, name) != XML_STATUS_OK) self->no_memory = true;
}

/* ---- mending --------------------------------------------------------------------------------- */

static bool is_bad_control(unsigned char c)
{
    return c < ' ' && c != '\t' && c != '\n' && c != '\r';
}

size_t xml_mend(const xml *self, char *bytes, size_t len, bool last)
{
    casus_str s = {bytes, len};
    for (size_t i = 0; self->eight && i < len; i++)
        if (is_bad_control((unsigned char)bytes[i])) bytes[i] = ' ';
    for (size_t at = 0; self->utf8 && at < len;) {
        size_t start = at;
        if ((unsigned char)bytes[at] < 0x80) {
            at++;
            continue;
        }
        uint32_t character = utf8_next(s, &at);
        if (character == UTF8_BAD && !last && broken_tail(bytes, len) == len - start) return start;
        if (character == UTF8_BAD || character == 0xFFFE || character == 0xFFFF)
            memset(bytes + start, '?', at - start);
    }
    return len;
}

/* ---- sets that expat does not know ----------------------------------------------------------- */

typedef struct charset {
    iconv_t convert;
    unsigned char length[256]; /* bytes of a character that begins so */
} charset;

enum { TOO_SHORT = -2, NO_CHARACTER = -1 };

/* The character that the bytes are; expat has none over U+FFFF. */
static int character_of(const charset *self, const char *bytes, size_t len)
{
    unsigned char made[8];
    char *in = (char *)(uintptr_t)bytes, *out = (char *)made;
    size_t left = len, room = sizeof made;
    iconv(self->convert, NULL, NULL, NULL, NULL);
    size_t done = iconv(self->convert, &in, &left, &out, &room);
    if (done == (size_t)-1) return errno == EINVAL ? TOO_SHORT : NO_CHARACTER;
    if (left || room != sizeof made - 4) return NO_CHARACTER;
    uint32_t character = made[0] | (uint32_t)made[1] << 8 | (uint32_t)made[2] << 16;
    return character > 0xFFFF || made[3] ? 0xFFFD : (int)character;
}

static int XMLCALL convert(void *user, const char *bytes)
{
    const charset *self = user;
    int character = character_of(self, bytes, self->length[(unsigned char)*bytes]);
    return character < 0 ? 0xFFFD : character;
}

static void XMLCALL forget(void *user)
{
    charset *self = user;
    if (self->convert != (iconv_t)-1) iconv_close(self->convert);
    free(self);
}

/* 2 where some second byte makes a character, else 3. */
static unsigned char length_of(const charset *self, char lead)
{
    for (unsigned second = 0x21; second < 256; second++) {
        char bytes[2] = {lead, (char)(unsigned char)second};
        if (character_of(self, bytes, 2) >= 0) return 2;
    }
    return 3;
}

int XMLCALL xml_encoding(void *no_memory, const XML_Char *name, XML_Encoding *out)
{
    charset *self = calloc(1, sizeof *self);
    if (!self) {
        *(bool *)no_memory = true;
        return XML_STATUS_ERROR;
    }
    self->convert = iconv_open("UTF-32LE", name);
    if (self->convert == (iconv_t)-1) {
        forget(self);
        return XML_STATUS_ERROR;
    }
    for (unsigned i = 0; i < 256; i++) {
        char byte = (char)(unsigned char)i;
        int character = character_of(self, &byte, 1);
        self->length[i] = character == TOO_SHORT ? length_of(self, byte) : 1;
        /* what is no character is one that says so, not the end of the reading */
        out->map[i] = character >= 0              ? character
                      : character == NO_CHARACTER ? 0xFFFD
                                                  : -(int)self->length[i];
    }
    out->data = self;
    out->convert = convert;
    out->release = forget;
    return XML_STATUS_OK;
}

/* ---- the first element ----------------------------------------------------------------------- */

static size_t find_from(casus_str s, size_t from, casus_str needle)
{
    if (from >= s.len) return SIZE_MAX;
    size_t at = str_find(str_slice(s, from, s.len), needle);
    return at == SIZE_MAX ? SIZE_MAX : from + at;
}

/* What stands before an element: a declaration, an instruction, a comment, a DTD. */
static bool skip_before(casus_str *s)
{
    static const struct {
        casus_str begin, end;
    } parts[] = {{{"<?", 2}, {"?>", 2}}, {{"<!--", 4}, {"-->", 3}}, {{"<!DOCTYPE", 9}, {">", 1}}};
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (!str_starts(*s, parts[i].begin)) continue;
        size_t end = str_find(*s, parts[i].end);
        if (i == 2 && str_find(*s, STR("[")) < end)
            end = find_from(*s, find_from(*s, 0, STR("]")), parts[i].end);
        if (end == SIZE_MAX) return false;
        *s = str_trim(str_slice(*s, end + parts[i].end.len, s->len));
        return true;
    }
    return false;
}

static bool is_name_byte(char c)
{
    char low = (char)(c | 0x20);
    return (low >= 'a' && low <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

casus_str xml_root(source *in, char out[32])
{
    char narrow[4096]; /* of sixteen bits, those that are ASCII */
    casus_str head = head_of(in);
    if (is_sixteen_bits(head)) {
        size_t n = 0;
        for (size_t i = 0; i < head.len && n < sizeof narrow; i++)
            if (head.ptr[i] > 0) narrow[n++] = head.ptr[i];
        head = (casus_str){narrow, n};
    }
    head = str_trim(head);
    for (unsigned n = 0; n < 100 && skip_before(&head); n++) continue;
    size_t n = 0, at = 1;
    for (bool named = head.len && head.ptr[0] == '<'; named && at < head.len && n < 31; at++) {
        if (head.ptr[at] == ':')
            n = 0;
        else if (is_name_byte(head.ptr[at]))
            out[n++] = head.ptr[at];
        else
            break;
    }
    return (casus_str){out, n};
}
