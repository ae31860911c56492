/* Golden file -> expectations. A line that cannot be read, evidence or a quote that does not stand
 * in the text, a day that is none: each is named with file and line, so that a golden file cannot
 * rot. */
#include "golden.h"

#include <stdlib.h>
#include <string.h>

static casus_str str(const char *s)
{
    return (casus_str){s, strlen(s)};
}

bool same(casus_str a, casus_str b)
{
    return a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0;
}

bool holds(casus_str text, casus_str words, size_t *at)
{
    for (size_t i = 0; words.len && i + words.len <= text.len; i++)
        if (memcmp(text.ptr + i, words.ptr, words.len) == 0) {
            if (at) *at = i;
            return true;
        }
    return false;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool holds_nocase(casus_str text, casus_str words)
{
    for (size_t i = 0; words.len && i + words.len <= text.len; i++) {
        size_t k = 0;
        while (k < words.len && lower(text.ptr[i + k]) == lower(words.ptr[k])) k++;
        if (k == words.len) return true;
    }
    return false;
}

static casus_str trim(casus_str s)
{
    while (s.len && (s.ptr[0] == ' ' || s.ptr[0] == '\t')) s.ptr++, s.len--;
    while (s.len && (s.ptr[s.len - 1] == ' ' || s.ptr[s.len - 1] == '\r')) s.len--;
    return s;
}

casus_str cut(casus_str *rest, char sep)
{
    const char *end = memchr(rest->ptr, sep, rest->len);
    casus_str part = *rest;
    if (end) part.len = (size_t)(end - rest->ptr);
    size_t taken = part.len + (end ? 1 : 0);
    rest->ptr += taken;
    rest->len -= taken;
    return trim(part);
}

static casus_str cut_word(casus_str *rest)
{
    *rest = trim(*rest);
    return cut(rest, ' ');
}

/* The next "..." ; absent when there is none. */
static casus_str cut_quoted(casus_str *rest)
{
    *rest = trim(*rest);
    casus_str none = {NULL, 0};
    if (rest->len < 2 || rest->ptr[0] != '"') return none;
    const char *end = memchr(rest->ptr + 1, '"', rest->len - 1);
    if (!end) return none;
    casus_str part = {rest->ptr + 1, (size_t)(end - rest->ptr) - 1};
    rest->len -= part.len + 2;
    rest->ptr = end + 1;
    return part;
}

char *read_file(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *bytes = file ? malloc(1u << 20) : NULL;
    *len = 0;
    if (bytes) {
        *len = fread(bytes, 1, (1u << 20) - 1, file);
        bytes[*len] = '\0';
    } else {
        fprintf(stderr, "golden: cannot read %s\n", path);
    }
    if (file) fclose(file);
    return bytes;
}

typedef struct parse {
    expectation *e;
    const char *path;
    unsigned line;
    bool ok;
} parse;

static void complain(parse *p, const char *what, casus_str detail)
{
    fprintf(stderr, "%s:%u: %s: %.*s\n", p->path, p->line, what, (int)detail.len, detail.ptr);
    p->ok = false;
}

static bool is_day(casus_str day)
{
    while (day.len) {
        casus_str one = cut(&day, '|');
        if (same(one, str("-")) || same(one, str("*")) || same(one, str("none"))) continue;
        size_t dots = 0;
        int32_t a, b;
        casus_str first = one, last = one;
        if (holds(one, str(".."), &dots)) {
            first.len = dots;
            last = (casus_str){one.ptr + dots + 2, one.len - dots - 2};
        }
        if (!casus_day_parse(first, &a) || !casus_day_parse(last, &b) || a > b) return false;
    }
    return true;
}

/* Is every alternative one of the names? */
static bool is_among(casus_str field, const char *const *names, size_t n)
{
    while (field.len) {
        casus_str one = cut(&field, '|');
        bool known = same(one, str("*"));
        for (size_t i = 0; i < n && !known; i++) known = same(one, str(names[i]));
        if (!known) return false;
    }
    return true;
}

static const char *const types[] = {
    "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
    "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
static const char *const statuses[] = {"actual", "planned", "proposed", "possible", "denied",
                                       "negated", "ended",  "historical"};

static bool parse_reading(parse *p, casus_str line, reading *r)
{
    *r = (reading){.line = p->line};
    casus_str whole = line;
    r->source = cut_word(&line);
    r->source_sectors = cut_word(&line);
    casus_str arrow = cut_word(&line);
    r->either = same(arrow, str("<>"));
    r->target = cut_word(&line);
    r->target_sectors = cut_word(&line);
    r->type = cut_word(&line);
    r->mode = cut_word(&line);
    r->status = cut_word(&line);
    r->day = cut_word(&line);
    bool ok = (r->either || same(arrow, str(">"))) && same(cut_word(&line), str("by"));
    r->by = cut_word(&line);
    line = trim(line);
    if (line.len && line.ptr[0] != '"') r->by_sectors = cut_word(&line);
    r->evidence = cut_quoted(&line);
    ok = ok && r->by.len && trim(line).len == 0;
    if (!ok) complain(p, "cannot read this line", whole);
    if (ok && !is_day(r->day)) complain(p, "no such day", r->day);
    if (ok && !is_among(r->type, types, sizeof types / sizeof *types))
        complain(p, "no such type", r->type);
    if (ok && !is_among(r->status, statuses, sizeof statuses / sizeof *statuses))
        complain(p, "no such status", r->status);
    if (ok && r->evidence.len && !holds(p->e->text, r->evidence, NULL))
        complain(p, "the evidence is not in the text", r->evidence);
    return ok;
}

static void parse_event(parse *p, casus_str key, casus_str line)
{
    expectation *e = p->e;
    reading r;
    if (!parse_reading(p, line, &r)) return;
    if (same(key, str("optional"))) {
        e->optional[e->n_optional++] = r;
        return;
    }
    bool opens = same(key, str("event"));
    if (!opens && e->n_wanted == 0) {
        complain(p, "accept without an event before it", line);
        return;
    }
    if (opens && !r.evidence.len) complain(p, "an event needs evidence", line);
    if (opens) e->wanted[e->n_wanted++] = (wanted){e->n_readings, 0};
    e->readings[e->n_readings++] = r;
    e->wanted[e->n_wanted - 1].n++;
}

static void parse_published(parse *p, casus_str line)
{
    casus_str article = cut_word(&line), from = cut_word(&line), to = cut_word(&line);
    expected_day d = {.article = (unsigned)atoi(article.ptr)};
    bool ok = d.article > 0 && casus_day_parse(from, &d.from);
    d.to = d.from;
    if (ok && to.len) ok = casus_day_parse(to, &d.to) && d.to >= d.from;
    if (!ok)
        complain(p, "no such day", from);
    else
        p->e->days[p->e->n_days++] = d;
}

static void parse_line(parse *p, casus_str line)
{
    expectation *e = p->e;
    line = trim(line);
    if (!line.len || line.ptr[0] == '#') return;
    casus_str all = line, key = cut_word(&line);
    if (e->n_readings + e->n_optional + e->n_quotes + e->n_repeats + e->n_absent + 1 >= MAX_LINES) {
        complain(p, "too many lines", all);
    } else if (same(key, str("event")) || same(key, str("accept")) || same(key, str("optional"))) {
        parse_event(p, key, line);
    } else if (same(key, str("articles"))) {
        e->n_articles = (unsigned)atoi(line.ptr);
    } else if (same(key, str("published"))) {
        parse_published(p, line);
    } else if (same(key, str("quote"))) {
        expected_quote q = {.speaker = cut_quoted(&line)};
        q.begins = cut_quoted(&line);
        if (!q.speaker.len || !holds(e->text, q.begins, NULL)) complain(p, "not in the text", all);
        e->quotes[e->n_quotes++] = q;
    } else if (same(key, str("repeat")) || same(key, str("no"))) {
        casus_str words = cut_quoted(&line);
        if (!holds(e->text, words, NULL)) complain(p, "not in the text", all);
        if (same(key, str("no")))
            e->absent[e->n_absent++] = words;
        else
            e->repeats[e->n_repeats++] = words;
    } else {
        complain(p, "unknown word", key);
    }
}

bool expect_read(expectation *self, const char *path, const char *text_path)
{
    size_t len = 0, text_len = 0, at = 0;
    memset(self, 0, sizeof *self);
    self->bytes = read_file(path, &len);
    if (text_path) self->text_bytes = read_file(text_path, &text_len);
    if (!self->bytes || (text_path && !self->text_bytes)) return false;
    casus_str rest = {self->bytes, len};
    parse p = {.e = self, .path = path, .ok = true};
    if (text_path) {
        self->text = (casus_str){self->text_bytes, text_len};
    } else {
        casus_str first = cut(&rest, '\n');
        bool titled = first.len > 2 && first.ptr[0] == '#';
        if (!titled || !holds(rest, str("\n---\n"), &at)) {
            complain(&p, "no \"# title\" or no \"---\"", first);
            return false;
        }
        self->title = (casus_str){first.ptr + 2, first.len - 2};
        self->text = (casus_str){rest.ptr, at + 1};
        rest = (casus_str){rest.ptr + at + 5, rest.len - at - 5};
        for (const char *c = self->bytes; c < rest.ptr; c++) p.line += *c == '\n';
    }
    while (rest.len) {
        p.line++;
        parse_line(&p, cut(&rest, '\n'));
    }
    return p.ok;
}

void expect_release(expectation *self)
{
    free(self->bytes);
    free(self->text_bytes);
    self->bytes = self->text_bytes = NULL;
}
