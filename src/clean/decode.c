/* decode: bytes of any kind -> good UTF-8 with LF line ends.
 *
 * Three readers, each on top of the one before:
 *   read_plain    UTF-8; a byte that is none is taken as Windows-1252
 *   read_once     undoes UTF-8 that was read as Windows-1252 and encoded again: "â€™" is U+2019
 *   read_twice    the same done twice: "Ã¢â‚¬â„¢"
 * What they give is then normalised: odd spaces, quotation marks, controls, character references.
 *
 * It runs twice over the payload, first only counting, so that the document's arena is asked for
 * exactly what is needed. Runs of plain ASCII are copied at once.
 */
#include "clean/decode.h"

#define DROPPED 0u /* a code point that leaves no trace */

/* ---- readers --------------------------------------------------------------------------------- */

typedef uint32_t (*reader)(casus_str s, size_t *at, bool *damaged);

static uint32_t from_windows(unsigned char byte)
{
    return byte < 0x80 || byte >= 0xA0 ? byte : windows_1252[byte - 0x80];
}

static uint32_t read_plain(casus_str s, size_t *at, bool *damaged)
{
    size_t before = *at;
    uint32_t c = utf8_next(s, at);
    if (c == UTF8_BAD) {
        *damaged = true;
        return from_windows((unsigned char)s.ptr[before]);
    }
    return c;
}

/* The byte that Windows-1252, or Latin-1 where it has nothing, writes for `c`; -1 none. */
static int windows_byte(uint32_t c)
{
    if (c < 0x100) return (int)c;
    for (int i = 0; i < 32; i++) {
        if (windows_1252[i] == c) return 0x80 + i;
    }
    return -1;
}

/* Marks that stand right behind a capital letter in good text: "CAFÉ»", "LIBERTÉ…". */
static bool follows_letters(int byte)
{
    switch (byte) {
    case 0x85: /* ... */
    case 0x91:
    case 0x92:
    case 0x93:
    case 0x94: /* quotation marks */
    case 0x96:
    case 0x97: /* dashes */
    case 0xA0:
    case 0xAB:
    case 0xBB: return true;
    default: return false;
    }
}

/* Leads that double encoding really makes of Latin, Greek and Cyrillic letters, punctuation and
 * emoji. Others open a false door: "NESTLÉ®" and "CITROËN" are as they should be. */
static size_t sequence_of(uint32_t lead)
{
    switch (lead) {
    case 0xC2:
    case 0xC3:
    case 0xC4:
    case 0xC5:
    case 0xCE:
    case 0xCF:
    case 0xD0:
    case 0xD1: return 2;
    case 0xE1:
    case 0xE2:
    case 0xEF: return 3;
    case 0xF0: return 4;
    default: return 1;
    }
}

/* Is `c`, got by undoing the double encoding, of the kind that its lead promised? */
static bool plausible(uint32_t lead, uint32_t c)
{
    if (lead == 0xE1) return c >= 0x1E00 && c < 0x1F00;
    if (lead == 0xE2) return c >= 0x2000 && c < 0x2300;
    if (lead == 0xEF) return c == 0xFEFF || c == 0xFFFD || (c >= 0xFB00 && c <= 0xFB04);
    if (lead == 0xF0) return c >= 0x1F000 && c < 0x20000;
    return true;
}

/* Reads a code point with `below`; where it and those behind it are the bytes of one UTF-8
 * sequence, gives that sequence's code point. */
static uint32_t read_repaired(reader below, casus_str s, size_t *at, bool *damaged)
{
    uint32_t first = below(s, at, damaged);
    size_t want = sequence_of(first), n = 1, end = *at;
    if (want == 1) return first;
    char bytes[4] = {(char)(unsigned char)first};
    while (n < want && end < s.len) {
        size_t ahead = end;
        bool ignored = false;
        int byte = windows_byte(below(s, &ahead, &ignored));
        if (byte < 0x80 || byte > 0xBF) break;
        if ((first == 0xC4 || first == 0xC5) && follows_letters(byte)) break;
        bytes[n++] = (char)(unsigned char)byte;
        end = ahead;
    }
    size_t used = 0;
    uint32_t c = utf8_next((casus_str){bytes, n}, &used);
    /* The closing quotation mark's last byte, 0x9D, is none in Windows-1252 and gets lost. */
    if (c == UTF8_BAD && n == 2 && first == 0xE2 && bytes[1] == '\x80') c = 0x201D;
    if (c == UTF8_BAD || n == 1 || !plausible(first, c)) return first;
    *at = end;
    *damaged = true;
    return c;
}

static uint32_t read_once(casus_str s, size_t *at, bool *damaged)
{
    return read_repaired(read_plain, s, at, damaged);
}

static uint32_t read_twice(casus_str s, size_t *at, bool *damaged)
{
    return read_repaired(read_once, s, at, damaged);
}

/* ---- normalising ----------------------------------------------------------------------------- */

static bool is_odd_space(uint32_t c)
{
    return c == '\t' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

static bool is_line_end(uint32_t c)
{
    return c == '\r' || c == '\f' || c == '\v' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Marks that steer a layout and mean nothing here: soft hyphen, zero width space, directions, byte
 * order mark. */
static bool is_invisible(uint32_t c)
{
    return c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

static uint32_t normal(uint32_t c, bool *damaged)
{
    if (c == '\n') return c;
    if (is_odd_space(c)) return ' ';
    if (is_line_end(c)) return '\n';
    if (is_invisible(c)) return DROPPED;
    if (c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x02BC) return '\'';
    if (c < 0x20 || c == 0x7F) {
        *damaged = true;
        return DROPPED;
    }
    if (c >= 0x80 && c < 0xA0) {
        *damaged = true;
        c = windows_1252[c - 0x80];
        return c == 0x2018 || c == 0x2019 ? '\'' : c;
    }
    return c;
}

/* Printers' ligatures, as text copied out of a PDF has them. */
static const char *ligature(uint32_t c)
{
    static const char *const letters[] = {"ff", "fi", "fl", "ffi", "ffl"};
    return c >= 0xFB00 && c <= 0xFB04 ? letters[c - 0xFB00] : NULL;
}

static bool is_ascii_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

/* U+FFFD stands for a character that was lost earlier. Within "Mali?s" or "don?t" it was an
 * apostrophe. */
static bool lost_apostrophe(casus_str raw, size_t before, size_t behind)
{
    static const casus_str endings[] = {{"s", 1},  {"t", 1},  {"d", 1}, {"m", 1},
                                        {"re", 2}, {"ve", 2}, {"ll", 2}};
    if (!before || !is_ascii_letter(raw.ptr[before - 1])) return false;
    casus_str rest = str_slice(raw, behind, raw.len);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (!str_starts(rest, endings[i])) continue;
        size_t end = endings[i].len;
        if (rest.len == end || !is_ascii_letter(rest.ptr[end])) return true;
    }
    return false;
}

/* ---- writing --------------------------------------------------------------------------------- */

typedef struct decoder {
    casus_str raw;
    bool plain; /* nothing is to be repaired */
    text_maker text;
    uint64_t damaged;
} decoder;

static bool is_plain(unsigned char c)
{
    return c < 0x7F && (c >= 0x20 || c == '\n') && c != '&' && c != '\'' && c != '`';
}

/* One code point, or a pair of characters, from raw[at] on; returns where the next begins. */
static size_t decode_one(decoder *self, size_t at)
{
    casus_str raw = self->raw;
    unsigned char byte = (unsigned char)raw.ptr[at];
    bool damaged = false;
    size_t end = at, len;
    uint32_t c = UTF8_BAD;
    if (byte == '&') {
        c = entity_decode(raw, at, &len);
        end = at + len;
    } else if (byte == '\r' && at + 1 < raw.len && raw.ptr[at + 1] == '\n') {
        return at + 1;
    } else if ((byte == '\'' || byte == '`') && at + 1 < raw.len && raw.ptr[at + 1] == (char)byte) {
        c = '"'; /* ``as typewriters quote'' */
        end = at + 2;
    }
    if (c == UTF8_BAD) {
        end = at;
        c = read_twice(raw, &end, &damaged);
    }
    if (c == 0xFFFD && lost_apostrophe(raw, at, end)) {
        c = '\'';
        damaged = true;
    }
    c = normal(c, &damaged);
    if (damaged) self->damaged += end - at;
    const char *letters = ligature(c);
    char bytes[4];
    if (letters) text_put(&self->text, letters, strlen(letters), at, end - at);
    else if (c != DROPPED) text_put(&self->text, bytes, utf8_put(bytes, c), at, end - at);
    return end;
}

/* The same where nothing is to be repaired. */
static size_t decode_one_plain(decoder *self, size_t at)
{
    casus_str raw = self->raw;
    bool damaged = false;
    size_t end = at;
    if (raw.ptr[at] == '\r' && at + 1 < raw.len && raw.ptr[at + 1] == '\n') return at + 1;
    uint32_t c = read_plain(raw, &end, &damaged);
    if (damaged) self->damaged += end - at;
    if (c == 0xFEFF) return end; /* byte order mark */
    if (is_line_end(c)) c = '\n';
    else if (is_odd_space(c) || c < 0x20 || c == 0x7F) c = ' ';
    char bytes[4];
    text_put(&self->text, bytes, utf8_put(bytes, c), at, end - at);
    return end;
}

static void decode(decoder *self)
{
    size_t at = 0;
    while (at < self->raw.len) {
        size_t end = at;
        while (end < self->raw.len && is_plain((unsigned char)self->raw.ptr[end])) end++;
        text_put(&self->text, self->raw.ptr + at, end - at, at, end - at);
        if (end == self->raw.len) return;
        at = self->plain ? decode_one_plain(self, end) : decode_one(self, end);
    }
}

static uint64_t decode_into(casus_str raw, bool plain, arena *mem, text *out)
{
    decoder self = {.raw = raw, .plain = plain};
    *out = (text){.ptr = ""};
    decode(&self);
    self.damaged = 0;
    if (!text_maker_write(&self.text, mem)) return 0;
    decode(&self);
    *out = text_made(&self.text);
    return self.damaged;
}

uint64_t decode_text(casus_str raw, arena *mem, text *out)
{
    return decode_into(raw, false, mem, out);
}

void decode_plain(casus_str raw, arena *mem, text *out)
{
    (void)decode_into(raw, true, mem, out);
}
