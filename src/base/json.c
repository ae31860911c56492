#include "base/json.h"

typedef struct reading {
    casus_str text;
    size_t at;
    arena *mem;
    const char *flaw;
    bool loose;
} reading;

static const char no_memory[] = "";

static int peek(reading *self)
{
    while (self->at < self->text.len && memchr(" \t\r\n", self->text.ptr[self->at], 4)) self->at++;
    return self->at < self->text.len ? (unsigned char)self->text.ptr[self->at] : -1;
}

static bool fail(reading *self, const char *flaw)
{
    if (!self->flaw) self->flaw = flaw;
    return false;
}

/* ---- strings, numbers, words ----------------------------------------------------------------- */

static bool hex4(reading *self, uint32_t *unit)
{
    *unit = 0;
    for (unsigned i = 0; i < 4; i++) {
        if (self->at == self->text.len) return fail(self, "a string has no end");
        char c = self->text.ptr[self->at++];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 16;
        if (digit > 15) return fail(self, "\\u wants four hexadecimal digits");
        *unit = *unit << 4 | digit;
    }
    return true;
}

/* Behind "\u". Half a pair becomes U+FFFD. */
static bool unicode_escape(reading *self, char *out, size_t *len)
{
    uint32_t unit, low;
    if (!hex4(self, &unit)) return false;
    bool high = unit >= 0xD800 && unit <= 0xDBFF;
    if (high && self->at + 2 <= self->text.len &&
        memcmp(self->text.ptr + self->at, "\\u", 2) == 0) {
        size_t back = self->at;
        self->at += 2;
        if (!hex4(self, &low)) return false;
        if (low >= 0xDC00 && low <= 0xDFFF)
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        else
            self->at = back;
    }
    *len += utf8_put(out + *len, unit);
    return true;
}

/* Unescapes [start, end), which holds no bare quotation mark, into the arena. */
static bool unescape(reading *self, size_t start, size_t end, casus_str *out)
{
    static const char names[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
    char *to = arena_alloc(self->mem, end - start + 1);
    size_t len = 0;
    if (!to) return fail(self, no_memory);
    self->at = start;
    while (self->at < end) {
        char c = self->text.ptr[self->at++];
        if (c != '\\') {
            to[len++] = c;
            continue;
        }
        c = self->text.ptr[self->at++];
        const char *name = c ? strchr(names, c) : NULL;
        if (name) to[len++] = bytes[name - names];
        else if (c != 'u') return fail(self, "an escape that JSON does not know");
        else if (!unicode_escape(self, to, &len)) return false;
    }
    *out = (casus_str){to, len};
    return true;
}

/* At its opening quotation mark. */
static bool read_string(reading *self, casus_str *out)
{
    size_t start = self->at + 1, end = start;
    bool escaped = false;
    for (; end < self->text.len && self->text.ptr[end] != '"'; end++) {
        if ((unsigned char)self->text.ptr[end] < 0x20 && !self->loose)
            return fail(self, "a bare control character in a string");
        if (self->text.ptr[end] != '\\') continue;
        escaped = true;
        if (++end == self->text.len) break;
    }
    if (end >= self->text.len) return fail(self, "a string has no end");
    if (!escaped) *out = str_slice(self->text, start, end);
    else if (!unescape(self, start, end, out)) return false;
    self->at = end + 1;
    return true;
}

static bool read_number(reading *self, double *out)
{
    size_t start = self->at;
    while (self->at < self->text.len && memchr("+-.0123456789", self->text.ptr[self->at], 13))
        self->at++;
    if (number_read(str_slice(self->text, start, self->at), out)) return true;
    return fail(self, "no number; numbers have digits, a sign, a point");
}

static bool read_word(reading *self, enum json_kind *kind)
{
    static const struct {
        const char *word;
        enum json_kind kind;
    } words[] = {{"null", JSON_NULL}, {"true", JSON_TRUE}, {"false", JSON_FALSE}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        casus_str rest = str_slice(self->text, self->at, self->text.len);
        if (!str_starts(rest, str_from(words[i].word))) continue;
        self->at += strlen(words[i].word);
        *kind = words[i].kind;
        return true;
    }
    return fail(self, "what is no value of JSON");
}

/* ---- values ---------------------------------------------------------------------------------- */

/* A value without what is in it: the brackets of a list or object are open then. */
static bool open_value(reading *self, json *value)
{
    int byte = peek(self);
    if (byte == '{' || byte == '[') {
        value->kind = byte == '{' ? JSON_OBJECT : JSON_LIST;
        self->at++;
        return true;
    }
    if (byte == '"') {
        value->kind = JSON_STRING;
        return read_string(self, &value->text);
    }
    if (byte == '-' || (byte >= '0' && byte <= '9')) {
        value->kind = JSON_NUMBER;
        return read_number(self, &value->number);
    }
    return byte < 0 ? fail(self, "the value has no end") : read_word(self, &value->kind);
}

static bool read_key(reading *self, casus_str *key)
{
    if (peek(self) != '"') return fail(self, "a member without its name");
    if (!read_string(self, key)) return false;
    if (peek(self) != ':') return fail(self, "a name without a colon behind it");
    self->at++;
    return true;
}

typedef struct open_list {
    json *value;
    const json **link; /* where what comes next is hung */
} open_list;

/* The next value of the list: *out NULL where it is closed. */
static bool next_value(reading *self, open_list *in, json **out)
{
    bool object = in->value->kind == JSON_OBJECT;
    *out = NULL;
    if (peek(self) == (object ? '}' : ']')) {
        self->at++;
        return true;
    }
    if (in->value->first) {
        if (peek(self) != ',') return fail(self, "a comma or an end is missing");
        self->at++;
    }
    json *value = arena_alloc(self->mem, sizeof *value);
    if (!value) return fail(self, no_memory);
    if (object && !read_key(self, &value->key)) return false;
    if (!open_value(self, value)) return false;
    *in->link = value;
    in->link = &value->next;
    *out = value;
    return true;
}

static bool has_values(const json *value)
{
    return value->kind == JSON_OBJECT || value->kind == JSON_LIST;
}

static bool read_all(reading *self, json *root)
{
    open_list stack[JSON_DEPTH];
    unsigned depth = 0;
    if (!open_value(self, root)) return false;
    if (has_values(root)) stack[depth++] = (open_list){root, &root->first};
    while (depth) {
        json *value;
        if (!next_value(self, &stack[depth - 1], &value)) return false;
        if (!value) {
            depth--;
            continue;
        }
        if (!has_values(value)) continue;
        if (depth == JSON_DEPTH) return fail(self, "lists in lists, too deep");
        stack[depth++] = (open_list){value, &value->first};
    }
    return peek(self) < 0 || fail(self, "more behind the value");
}

const json *json_read(casus_str text, arena *mem, const char **flaw)
{
    reading self = {.text = text, .mem = mem};
    json *root = arena_alloc(mem, sizeof *root);
    bool good = root && read_all(&self, root);
    *flaw = self.flaw == no_memory ? NULL : self.flaw;
    return good ? root : NULL;
}

const json *json_read_loose(casus_str text, arena *mem)
{
    reading self = {.text = text, .mem = mem, .loose = true};
    json *root = arena_alloc(mem, sizeof *root);
    return root && read_all(&self, root) ? root : NULL;
}

const json *json_member(const json *object, const char *key)
{
    if (!object || object->kind != JSON_OBJECT) return NULL;
    for (const json *m = object->first; m; m = m->next)
        if (str_eq(m->key, str_from(key))) return m;
    return NULL;
}

casus_str json_text(const json *value)
{
    return value && value->kind == JSON_STRING ? value->text : (casus_str){0};
}

casus_str json_text_of(const json *object, const char *key)
{
    return json_text(json_member(object, key));
}

int64_t json_whole(const json *value, int64_t otherwise)
{
    bool good = value && value->kind == JSON_NUMBER && value->number > -1e15 &&
                value->number < 1e15;
    return good ? (int64_t)value->number : otherwise;
}
