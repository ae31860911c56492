/* jsonl: JSON Lines (RFC 8259, one object a line), read as a stream.
 *
 * A tree of JSON values would let one line of "[0,0,0,..." take gigabytes. Only seven members
 * of the outer object matter here, so the line is checked and passed over byte by byte; those seven
 * are unescaped into buffers with a limit, the text being cut at the document's. Memory does not
 * depend on a line's length, and nesting is a stack of bits, not of calls.
 *
 * More lenient than the standard in one thing: half a surrogate pair ("\ud83d"), which scrapers do
 * write, becomes U+FFFD.
 */
#include "ingest/ingest.h"

#include <inttypes.h>

#define JSONL_KEY 32u                  /* longer keys are none of ours */
#define JSONL_DEPTH 512u

static const char *const field_name[JSONL_FIELDS] = {"id",        "text",      "title", "url",
                                                     "published", "publisher", "source"};

/* What went wrong, in words for the message; NULL as long as all is well. */
typedef const char *flaw;

static const char no_memory[] = "out of memory";
static const char half[] = "the line ends inside the object; write one whole object a line";
static const char not_utf8[] = "holds bytes that are not UTF-8; convert the file";
static const char control[] = "holds a bare control character in a string; escape it";

void jsonl_release(jsonl *self)
{
    for (unsigned i = 0; i < JSONL_FIELDS; i++) buf_release(&self->values[i].bytes);
    buf_release(&self->key.bytes);
    *self = (jsonl){0};
}

static int skip_space(source *in)
{
    int byte;
    while ((byte = source_peek(in)) == ' ' || byte == '\t' || byte == '\r') in->at++;
    return byte;
}

static bool at_end(int byte) { return byte == SOURCE_END || byte == '\n'; }

/* ---- strings --------------------------------------------------------------------------------- */

/* Where a string goes: a value with its limit, or nowhere (NULL). */
typedef struct target {
    jsonl_value *value;
    size_t limit;
} target;

static void put(target to, const void *bytes, size_t len)
{
    if (!to.value) return;
    buf *out = &to.value->bytes;
    if (to.value->cut || len > to.limit - out->len) {
        to.value->cut += len; /* once cut, all that follows is: no hole in the middle */
        return;
    }
    buf_put(out, bytes, len);
}

/* A run of plain ASCII, put at once: nearly all of English. */
static void plain_run(source *in, target to)
{
    const unsigned char *start = in->block + in->at;
    size_t left = in->len - in->at, n = 0;
    while (n < left && start[n] >= 0x20 && start[n] < 0x80 && start[n] != '"' && start[n] != '\\') {
        n++;
    }
    /* A run may reach over the limit: keep what fits, so that the cut text is as long as may be. */
    if (to.value && !to.value->cut) {
        size_t room = to.limit - to.value->bytes.len;
        size_t fits = n < room ? n : room;
        put(to, start, fits);
        if (fits < n) put(to, start + fits, n - fits);
    } else {
        put(to, start, n);
    }
    in->at += n;
}

static flaw hex4(source *in, uint32_t *unit)
{
    *unit = 0;
    for (unsigned i = 0; i < 4; i++) {
        int byte = source_peek(in);
        if (at_end(byte)) return half;
        uint32_t digit;
        if (byte >= '0' && byte <= '9') digit = (uint32_t)(byte - '0');
        else if (byte >= 'a' && byte <= 'f') digit = (uint32_t)(byte - 'a' + 10);
        else if (byte >= 'A' && byte <= 'F') digit = (uint32_t)(byte - 'A' + 10);
        else return "\\u wants four hexadecimal digits";
        *unit = *unit << 4 | digit;
        in->at++;
    }
    return NULL;
}

static void put_code_point(target to, uint32_t code_point)
{
    char bytes[4];
    put(to, bytes, utf8_put(bytes, code_point));
}

/* A first half of a pair that waits for its second; whatever else follows makes it U+FFFD. */
static void flush_half(target to, uint32_t *pending)
{
    if (*pending) put_code_point(to, *pending);
    *pending = 0;
}

static flaw unicode_escape(source *in, target to, uint32_t *pending)
{
    uint32_t unit;
    flaw wrong = hex4(in, &unit);
    if (wrong) return wrong;
    if (*pending && unit >= 0xDC00 && unit <= 0xDFFF) {
        unit = 0x10000 + ((*pending - 0xD800) << 10) + (unit - 0xDC00);
        *pending = 0;
    }
    flush_half(to, pending);
    if (unit >= 0xD800 && unit <= 0xDBFF) *pending = unit;
    else put_code_point(to, unit);
    return NULL;
}

/* Behind a backslash. */
static flaw escape(source *in, target to, uint32_t *pending)
{
    static const char names[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
    int byte = source_peek(in);
    if (at_end(byte)) return half;
    in->at++;
    if (byte == 'u') return unicode_escape(in, to, pending);
    flush_half(to, pending);
    const char *name = byte ? strchr(names, byte) : NULL;
    if (!name) return "holds an escape that JSON does not know";
    put(to, &bytes[name - names], 1);
    return NULL;
}

/* A sequence that begins with a byte over 0x7F. */
static flaw high_sequence(source *in, target to)
{
    char bytes[4];
    size_t n = 0, want = 2;
    int byte = source_take(in);
    if (byte >= 0xE0) want = 3;
    if (byte >= 0xF0) want = 4;
    bytes[n++] = (char)(unsigned char)byte;
    while (n < want && (byte = source_peek(in)) >= 0x80 && byte < 0xC0) {
        bytes[n++] = (char)(unsigned char)byte;
        in->at++;
    }
    size_t at = 0;
    if (utf8_next((casus_str){bytes, n}, &at) == UTF8_BAD || at != n) return not_utf8;
    put(to, bytes, n);
    return NULL;
}

/* A string; its opening quotation mark is next. */
static flaw string(source *in, target to)
{
    uint32_t pending = 0;
    in->at++;
    for (;;) {
        int byte = source_peek(in);
        flaw wrong = NULL;
        if (at_end(byte)) return half;
        if (byte == '\\') {
            in->at++;
            wrong = escape(in, to, &pending);
            if (wrong) return wrong;
            continue;
        }
        flush_half(to, &pending);
        if (byte == '"') {
            in->at++;
            return NULL;
        }
        if (byte < 0x20) return control;
        if (byte >= 0x80) wrong = high_sequence(in, to);
        else plain_run(in, to);
        if (wrong) return wrong;
    }
}

/* ---- numbers and words ----------------------------------------------------------------------- */

static bool digit_run(source *in, target to)
{
    bool any = false;
    for (int byte; (byte = source_peek(in)) >= '0' && byte <= '9'; in->at++) {
        char c = (char)byte;
        put(to, &c, 1);
        any = true;
    }
    return any;
}

static bool take_any(source *in, const char *set, target to)
{
    int byte = source_peek(in);
    if (byte <= 0 || !strchr(set, byte)) return false;
    char c = (char)byte;
    put(to, &c, 1);
    in->at++;
    return true;
}

static flaw number(source *in, target to)
{
    static const char bad[] = "holds a malformed number";
    take_any(in, "-", to);
    if (take_any(in, "0", to)) {
        if (source_peek(in) >= '0' && source_peek(in) <= '9') return bad;
    } else if (!digit_run(in, to)) {
        return bad;
    }
    if (take_any(in, ".", to) && !digit_run(in, to)) return bad;
    if (take_any(in, "eE", to)) {
        take_any(in, "+-", to);
        if (!digit_run(in, to)) return bad;
    }
    return NULL;
}

static flaw word(source *in, const char *expected)
{
    for (; *expected; expected++) {
        int byte = source_peek(in);
        if (at_end(byte)) return half;
        if (byte != *expected) return "holds a word other than true, false and null";
        in->at++;
    }
    return NULL;
}

static flaw scalar(source *in, int first, target to)
{
    switch (first) {
    case '"': return string(in, to);
    case 't': return word(in, "true");
    case 'f': return word(in, "false");
    case 'n': return word(in, "null");
    default: break;
    }
    if (first == '-' || (first >= '0' && first <= '9')) return number(in, to);
    return at_end(first) ? half : "holds something that is no JSON value";
}

/* ---- values that nobody wants ---------------------------------------------------------------- */

/* Which brackets are open: a bit each, 1 an object. */
typedef struct nesting {
    uint64_t bits[JSONL_DEPTH / 64];
    unsigned depth;
} nesting;

static bool nesting_push(nesting *self, bool object)
{
    if (self->depth == JSONL_DEPTH) return false;
    uint64_t bit = (uint64_t)1 << (self->depth % 64);
    uint64_t *bits = &self->bits[self->depth / 64];
    *bits = object ? *bits | bit : *bits & ~bit;
    self->depth++;
    return true;
}

static bool nesting_object(const nesting *self)
{
    unsigned top = self->depth - 1;
    return self->bits[top / 64] >> (top % 64) & 1;
}

static flaw key_and_colon(source *in, target to)
{
    int byte = skip_space(in);
    if (at_end(byte)) return half;
    if (byte != '"') return "wants a string as a member's name";
    flaw wrong = string(in, to);
    if (wrong) return wrong;
    byte = skip_space(in);
    if (at_end(byte)) return half;
    if (byte != ':') return "wants \":\" behind a member's name";
    in->at++;
    return NULL;
}

/* Closes brackets behind a value; where one stays open, moves to the next value in it. */
static flaw after_value(source *in, nesting *nest)
{
    while (nest->depth) {
        int byte = skip_space(in);
        if (at_end(byte)) return half;
        bool object = nesting_object(nest);
        in->at++;
        if (byte == ',') return object ? key_and_colon(in, (target){0}) : NULL;
        if (byte != (object ? '}' : ']')) {
            in->at--;
            return "wants \",\" or a closing bracket";
        }
        nest->depth--;
    }
    return NULL;
}

static flaw skip_value(source *in)
{
    nesting nest = {.depth = 0};
    do {
        int byte = skip_space(in);
        bool object = byte == '{';
        flaw wrong = NULL;
        if (object || byte == '[') {
            in->at++;
            if (!nesting_push(&nest, object)) return "nests too deeply";
            if (skip_space(in) != (object ? '}' : ']')) {
                if (object && (wrong = key_and_colon(in, (target){0}))) return wrong;
                continue;
            }
            in->at++;
            nest.depth--;
        } else {
            wrong = scalar(in, byte, (target){0});
        }
        if (wrong || (wrong = after_value(in, &nest))) return wrong;
    } while (nest.depth);
    return NULL;
}

/* ---- the line -------------------------------------------------------------------------------- */

static flaw wanted_value(jsonl *self, source *in, unsigned field)
{
    static const char *const wrong_type[JSONL_PUBLISHER] = {
        "\"id\" must be a string or a number", "\"text\" must be a string",
        "\"title\" must be a string", "\"url\" must be a string",
        "\"published\" must be a string, as \"2021-09-25\""};
    bool may_be_any = field >= JSONL_PUBLISHER;
    jsonl_value *value = &self->values[field];
    buf_reset(&value->bytes);
    buf_put(&value->bytes, "", 0); /* an empty string is not an absent one */
    value->cut = 0;
    value->present = false;
    int byte = skip_space(in);
    if (at_end(byte)) return half;
    if (byte == 'n' && field != JSONL_TEXT) return word(in, "null");
    if (byte != '"' && may_be_any) return skip_value(in);
    bool numeric = byte == '-' || (byte >= '0' && byte <= '9');
    if (byte != '"' && !(numeric && field == JSONL_ID)) return wrong_type[field];
    size_t limit = field == JSONL_TEXT ? source_most(in) : INGEST_SHORT;
    flaw wrong = scalar(in, byte, (target){value, limit});
    if (wrong) return wrong;
    if (value->cut && field != JSONL_TEXT && !may_be_any)
        return "holds an id, title, url or date over 64 kB";
    if (!buf_ok(&value->bytes)) return no_memory;
    value->present = !may_be_any || !value->cut;
    return NULL;
}

static flaw member(jsonl *self, source *in)
{
    jsonl_value *key = &self->key;
    buf_reset(&key->bytes);
    key->cut = 0;
    flaw wrong = key_and_colon(in, (target){key, JSONL_KEY});
    if (wrong) return wrong;
    if (!buf_ok(&key->bytes)) return no_memory; /* before it is reset */
    for (unsigned i = 0; i < JSONL_FIELDS && !key->cut; i++) {
        if (str_eq(buf_str(&key->bytes), str_from(field_name[i]))) {
            return wanted_value(self, in, i);
        }
    }
    return skip_value(in);
}

static flaw members(jsonl *self, source *in)
{
    if (skip_space(in) == '}') {
        in->at++;
        return NULL;
    }
    for (;;) {
        flaw wrong = member(self, in);
        if (wrong) return wrong;
        int byte = skip_space(in);
        if (at_end(byte)) return half;
        if (byte != ',' && byte != '}') return "wants \",\" or \"}\" behind a member";
        in->at++;
        if (byte == '}') return NULL;
    }
}

static flaw object_line(jsonl *self, source *in)
{
    for (unsigned i = 0; i < JSONL_FIELDS; i++) self->values[i].present = false;
    if (source_peek(in) != '{') return "is no JSON object; write {\"id\": ..., \"text\": ...}";
    in->at++;
    flaw wrong = members(self, in);
    if (wrong) return wrong;
    if (!at_end(skip_space(in))) return "goes on behind the object; write one object a line";
    if (!self->values[JSONL_TEXT].present) return "has no \"text\"; write {\"id\": ..., \"text\": ...}";
    return NULL;
}

static void skip_line(source *in)
{
    while (source_peek(in) != SOURCE_END) {
        const unsigned char *start = in->block + in->at;
        const unsigned char *end = memchr(start, '\n', in->len - in->at);
        if (end) {
            in->at += (size_t)(end - start) + 1;
            return;
        }
        in->at = in->len;
    }
}

casus_status jsonl_next(jsonl *self, source *in, bool *more, casus_error *err)
{
    *more = false;
    for (;;) {
        int byte = skip_space(in);
        if (byte == SOURCE_END) break;
        self->line++;
        if (byte != '\n') {
            *more = true;
            break;
        }
        in->at++;
    }
    flaw wrong = NULL;
    uint64_t at = 0;
    if (*more) {
        wrong = object_line(self, in);
        at = source_offset(in);
        skip_line(in);
    }
    if (in->failed) {
        *more = false;
        return source_error(in, self->line, err);
    }
    bool ok = buf_ok(&self->key.bytes);
    for (unsigned i = 0; i < JSONL_FIELDS; i++) ok = ok && buf_ok(&self->values[i].bytes);
    if (!ok) {
        uint32_t line = self->line;
        jsonl_release(self);
        self->line = line;
        *more = false;
        return error_at(err, CASUS_NO_MEMORY, in->name, line, "out of memory");
    }
    if (!wrong) return CASUS_OK;
    error_at(err, CASUS_BAD_INPUT, in->name, self->line, "%s", wrong);
    if (err) err->at = at;
    return CASUS_BAD_INPUT;
}
