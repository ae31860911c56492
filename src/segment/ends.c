/* ends: chunks, their features, the sum. See ends.h. */
#include "segment/ends.h"

#include "segment/parts.h"

#include <assert.h>

static uint32_t mix(uint32_t a, uint32_t b)
{
    uint32_t h = (a ^ (b + 0x9E3779B9u + (a << 6) + (a >> 2))) * 0x85EBCA6Bu;
    return h ^ h >> 15;
}

/* ---- chunks ---------------------------------------------------------------------------------- */

enum chunk_kind {
    CHUNK_OTHER, /* no letter or digit */
    CHUNK_LOWER,
    CHUNK_CAPITAL, /* "Word" */
    CHUNK_UPPER,   /* "WORD" */
    CHUNK_I,       /* one capital */
    CHUNK_NUMBER,
    CHUNK_MIXED, /* letters and digits */
    CHUNK_ADDRESS, /* e-mail, web */
    CHUNK_NONE,    /* beyond the paragraph */
};

#define CLASS_NONE 31u /* beyond the paragraph */

static bool is_core(char c)
{
    return char_upper(c) || char_lower(c) || char_digit(c) || (unsigned char)c >= 0x80;
}

static char plain(char c)
{
    if (char_upper(c)) return (char)(c | 32);
    return char_digit(c) ? '0' : c;
}

static uint32_t hash_plain(casus_str s)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < s.len && i < 40; i++)
        h = (h ^ (unsigned char)plain(s.ptr[i])) * 16777619u;
    return h ^ h >> 15;
}

/* Marks at a chunk's side: a run of one counts to three. */
static uint32_t hash_marks(casus_str s)
{
    if (!s.len) return 0;
    uint32_t h = 2166136261u, run = 0;
    for (size_t i = 0; i < s.len && i < 12; i++) {
        run = i && s.ptr[i] == s.ptr[i - 1] ? run + 1 : 0;
        if (run < 3) h = (h ^ (unsigned char)s.ptr[i]) * 16777619u;
    }
    return h ^ h >> 15;
}

static char shape_of(char c)
{
    if (char_upper(c)) return 'X';
    if (char_lower(c)) return 'x';
    if (char_digit(c)) return '0';
    return (unsigned char)c >= 0x80 ? '~' : c;
}

static uint32_t hash_shape(casus_str s)
{
    uint32_t h = 2166136261u, run = 0, n = 0;
    for (size_t i = 0; i < s.len && n < 10; i++) {
        run = i && shape_of(s.ptr[i]) == shape_of(s.ptr[i - 1]) ? run + 1 : 0;
        if (run > 1) continue;
        h = (h ^ (unsigned char)shape_of(s.ptr[i])) * 16777619u;
        n++;
    }
    return h ^ h >> 15;
}

static casus_str chunk_core(casus_str s)
{
    size_t start = 0, end = s.len;
    while (start < end && !is_core(s.ptr[start])) start++;
    while (end > start && !is_core(s.ptr[end - 1])) end--;
    return str_slice(s, start, end);
}

static uint8_t kind_of(casus_str core)
{
    uint32_t upper = 0, lower = 0, digit = 0;
    if (!core.len) return CHUNK_OTHER;
    for (size_t i = 0; i < core.len; i++) {
        char c = core.ptr[i];
        if (c == '@' || (c == ':' && i + 1 < core.len && core.ptr[i + 1] == '/'))
            return CHUNK_ADDRESS;
        upper += char_upper(c);
        lower += char_lower(c);
        digit += char_digit(c);
    }
    if (core.len > 4 && str_starts(core, STR("www."))) return CHUNK_ADDRESS;
    if (digit) return upper + lower ? CHUNK_MIXED : CHUNK_NUMBER;
    if (!upper) return CHUNK_LOWER;
    if (core.len == 1) return CHUNK_I;
    if (!lower) return CHUNK_UPPER;
    return char_upper(core.ptr[0]) ? CHUNK_CAPITAL : CHUNK_LOWER;
}

static casus_str word_of(casus_str s, casus_str core)
{
    uint8_t kind = kind_of(core);
    if (kind == CHUNK_ADDRESS) return STR("@");
    return core.len ? core : str_slice(s, 0, s.len > 3 ? 3 : s.len);
}

uint32_t ends_word(casus_str s) { return hash_plain(word_of(s, chunk_core(s))); }

uint32_t ends_class(const ends_model *model, uint32_t word)
{
    if (!model || !model->classes) return 0;
    uint32_t buckets = (1u << model->class_bits) / ENDS_WAYS;
    const uint32_t *slot = model->classes + word % buckets * ENDS_WAYS;
    for (uint32_t i = 0; i < ENDS_WAYS; i++)
        if (slot[i] && slot[i] >> ENDS_CLASS_BITS == word >> ENDS_CLASS_BITS)
            return slot[i] & ((1u << ENDS_CLASS_BITS) - 1u);
    return 0;
}

static void chunk_read(chunk *out, const ends_model *model, casus_str s, uint32_t start,
                       uint32_t end)
{
    casus_str raw = str_slice(s, start, end);
    if (raw.len > 200) raw.len = 200;
    casus_str core = chunk_core(raw);
    size_t lead = (size_t)(core.ptr - raw.ptr);
    *out = (chunk){.start = start, .end = end, .kind = kind_of(core)};
    out->word = hash_plain(word_of(raw, core));
    out->class = (uint8_t)ends_class(model, out->word);
    out->shape = hash_shape(core);
    out->suffix = hash_plain(core.len > 3 ? str_slice(core, core.len - 3, core.len) : core);
    if (core.len) {
        out->head = hash_marks(str_slice(raw, 0, lead));
        out->tail = hash_marks(str_slice(raw, lead + core.len, raw.len));
    } else {
        out->tail = out->head = hash_marks(raw);
    }
    out->marked = ends_terminal(str_slice(s, end > start + 12 ? end - 12 : start, end));
}

#define JOINT_LOOK 48u

/* The run without blanks around s[at], as far as one looks. */
static casus_str run_around(casus_str s, size_t at)
{
    size_t start = at, end = at;
    while (start > 0 && at - start < JOINT_LOOK && !char_space(s.ptr[start - 1])) start--;
    while (end < s.len && end - at < JOINT_LOOK && !char_space(s.ptr[end])) end++;
    return str_slice(s, start, end);
}

static bool is_plain_run(casus_str run)
{
    for (size_t i = 0; i < run.len; i++)
        if (strchr("@/\\_=&<>", run.ptr[i])) return false;
    return !str_starts(run, STR("www."));
}

/* "box.other" as against "Yahoo.com", "U.S.-led", "asp.Net", "e.g.a" */
static bool full_stop_joins(casus_str run, size_t stop)
{
    size_t end = stop + 1, dots = 0;
    for (size_t i = 0; i < run.len; i++) dots += run.ptr[i] == '.' && i + 1 < run.len;
    while (end < run.len && (char_lower(run.ptr[end]) || char_upper(run.ptr[end]))) end++;
    casus_str after = str_slice(run, stop + 1, end);
    for (size_t i = stop < 2 ? 0 : stop - 2; i < stop; i++)
        if (!char_lower(run.ptr[i])) return false;
    return stop >= 2 && dots == 1 && !in_list(after, "com org net gov edu co uk io tv ca de au") &&
           (char_upper(run.ptr[stop + 1]) || after.len > 1);
}

bool ends_joint(casus_str s, size_t at)
{
    if (at < 2 || at >= s.len || !(char_upper(s.ptr[at]) || char_lower(s.ptr[at]))) return false;
    size_t stop = at, marks = 0;
    if (strchr("\")]", s.ptr[stop - 1])) stop--;
    while (stop > 0 && marks < JOINT_LOOK && strchr(".!?", s.ptr[stop - 1])) {
        stop--;
        marks++;
    }
    if (!marks || stop == 0 || char_space(s.ptr[stop - 1])) return false;
    casus_str run = run_around(s, at);
    if (!is_plain_run(run)) return false;
    if (marks > 1 || s.ptr[stop] != '.') return true;
    return stop + 1 == at && full_stop_joins(run, (size_t)(s.ptr + stop - run.ptr));
}

/* ---- the walk -------------------------------------------------------------------------------- */

void ends_walk_start(ends_walk *self, const ends_model *model, casus_str paragraph)
{
    *self = (ends_walk){.model = model, .s = paragraph};
    size_t tail = paragraph.len > 12 ? paragraph.len - 12 : 0;
    self->closed = ends_terminal(str_slice(paragraph, tail, paragraph.len));
}

static void read_to(ends_walk *self, uint32_t n)
{
    casus_str s = self->s;
    while (self->n < n && self->read < s.len) {
        uint32_t at = self->read;
        while (at < s.len && char_space(s.ptr[at])) at++;
        uint32_t end = at;
        while (end < s.len && !char_space(s.ptr[end]) && (end == at || !ends_joint(s, end))) end++;
        if (end > at) chunk_read(&self->ring[self->n++ % ENDS_RING], self->model, s, at, end);
        self->read = end;
    }
}

static const chunk beyond = {.kind = CHUNK_NONE, .class = CLASS_NONE, .word = 1, .shape = 1};

static const chunk *chunk_at(const ends_walk *self, int32_t offset)
{
    int64_t at = (int64_t)self->here + offset;
    if (at < 0 || at >= self->n) return &beyond;
    return &self->ring[at % ENDS_RING];
}

/* Puts `here` at the chunk behind the blank s[at]. */
static void move_to(ends_walk *self, size_t at)
{
    read_to(self, self->here + ENDS_AHEAD);
    while (self->here < self->n && chunk_at(self, 0)->start < at) {
        self->here++;
        read_to(self, self->here + ENDS_AHEAD);
    }
}

void ends_walk_split(ends_walk *self, size_t at)
{
    move_to(self, at);
    if (chunk_at(self, -1)->marked) self->with_mark++;
    else self->without++;
    self->first = self->here;
}

/* ---- features -------------------------------------------------------------------------------- */

typedef struct feature_list {
    uint32_t *items, n, salt;
} feature_list;

/* Each call is a template of its own: the salt tells them apart. */
static void add1(feature_list *f, uint32_t a)
{
    assert(f->n < ENDS_MAX_FEATURES);
    f->salt += 0x61C88647u;
    f->items[f->n++] = mix(f->salt, a);
}

static void add2(feature_list *f, uint32_t a, uint32_t b) { add1(f, mix(a, b)); }

static void add3(feature_list *f, uint32_t a, uint32_t b, uint32_t c)
{
    add1(f, mix(mix(a, b), c));
}

static void add4(feature_list *f, uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    add1(f, mix(mix(mix(a, b), c), d));
}

static uint32_t bucket(uint32_t n)
{
    if (n < 6) return n;
    return n < 9 ? 6 : n < 14 ? 7 : n < 25 ? 8 : 9;
}

/* Kind, class and marks in one. */
static uint32_t look(const chunk *c)
{
    return mix(c->kind * 32u + c->class, mix(c->head, c->tail));
}

static void add_words(feature_list *f, const chunk *const p[4], const chunk *const n[4])
{
    add1(f, p[0]->word);
    add1(f, n[0]->word);
    add2(f, p[0]->word, p[0]->tail);
    add2(f, n[0]->word, n[0]->kind);
    add2(f, n[0]->word, n[0]->tail);
    add1(f, p[1]->word);
    add1(f, n[1]->word);
    add2(f, p[0]->word, n[0]->word);
    add2(f, p[1]->word, p[0]->word);
    add2(f, n[0]->word, n[1]->word);
    add2(f, p[0]->word, look(n[0]));
    add2(f, look(p[0]), n[0]->word);
    add2(f, p[0]->suffix, n[0]->kind);
    add2(f, n[0]->suffix, n[0]->kind);
    add3(f, n[0]->word, n[1]->word, n[2]->word);
    add3(f, p[0]->tail, n[0]->word, n[0]->kind);
}

static void add_shapes(feature_list *f, const chunk *const p[4], const chunk *const n[4])
{
    add2(f, p[0]->shape, p[0]->tail);
    add2(f, n[0]->shape, n[0]->head);
    add4(f, p[0]->shape, p[0]->tail, n[0]->shape, n[0]->head);
    add4(f, p[1]->shape, p[0]->shape, p[0]->tail, n[0]->kind);
    add4(f, p[0]->tail, n[0]->shape, n[1]->shape, n[0]->tail);
    add4(f, p[1]->shape, p[0]->shape, n[0]->shape, n[1]->shape);
    add3(f, p[0]->tail, n[0]->head, n[0]->kind);
    add3(f, p[0]->kind, p[0]->tail, n[0]->kind);
    add4(f, p[1]->kind, p[0]->kind, n[0]->kind, n[1]->kind);
    add4(f, p[2]->kind * 256u + p[1]->kind * 16u + p[0]->kind, p[0]->tail,
         n[0]->kind * 256u + n[1]->kind * 16u + n[2]->kind, n[3]->kind);
    add4(f, p[0]->tail, n[0]->kind, n[1]->kind, n[2]->kind);
    add4(f, p[2]->kind * 16u + p[1]->kind, p[0]->kind, n[0]->kind * 16u + n[1]->kind, n[2]->kind);
}

static void add_classes(feature_list *f, const chunk *const p[4], const chunk *const n[4])
{
    add1(f, look(p[0]));
    add1(f, look(n[0]));
    add2(f, look(p[0]), look(n[0]));
    add2(f, look(p[1]), look(p[0]));
    add2(f, look(n[0]), look(n[1]));
    add3(f, look(p[1]), look(p[0]), look(n[0]));
    add3(f, look(p[0]), look(n[0]), look(n[1]));
    add3(f, look(n[0]), look(n[1]), look(n[2]));
    add4(f, look(p[1]), look(p[0]), look(n[0]), look(n[1]));
    add4(f, p[1]->class, p[0]->class, n[0]->class, n[0]->kind);
    add4(f, p[0]->class, n[0]->class, n[0]->kind, n[1]->class);
    add4(f, n[0]->class, n[0]->kind, n[1]->class, n[2]->class);
}

/* What a stretch of chunks holds. */
typedef struct stretch {
    uint32_t n, verbs, lower, capital, number;
    bool whole; /* up to an end mark or the paragraph's end */
} stretch;

#define CLASS_VERB 1u
#define CLASS_AUX 2u

static void count_chunk(stretch *s, const chunk *c)
{
    s->n++;
    s->verbs += c->class == CLASS_VERB || c->class == CLASS_AUX;
    s->lower += c->kind == CHUNK_LOWER;
    s->capital += c->kind == CHUNK_CAPITAL || c->kind == CHUNK_UPPER;
    s->number += c->kind == CHUNK_NUMBER;
}

/* The sentence so far, its last chunks at least. */
static stretch stretch_behind(const ends_walk *self)
{
    stretch s = {0};
    for (int32_t i = -1; i >= -(int32_t)(ENDS_RING - ENDS_AHEAD - 2); i--) {
        if ((int64_t)self->here + i < (int64_t)self->first) {
            s.whole = true;
            break;
        }
        count_chunk(&s, chunk_at(self, i));
    }
    return s;
}

static stretch stretch_ahead(const ends_walk *self)
{
    stretch s = {0};
    for (int32_t i = 0; i < (int32_t)ENDS_AHEAD && !s.whole; i++) {
        const chunk *c = chunk_at(self, i);
        if (c->kind == CHUNK_NONE) {
            s.whole = true;
            break;
        }
        count_chunk(&s, c);
        s.whole = c->marked;
    }
    return s;
}

static uint32_t stretch_code(const stretch *s)
{
    uint32_t cased = s->lower == 0 ? 0 : s->capital > s->lower ? 1 : 2;
    return bucket(s->n) * 32u + (s->verbs > 1 ? 2u : s->verbs) * 9u + cased * 3u +
           (s->number ? 1u : 0) + (s->whole ? 16u * 32u : 0);
}

static void add_places(feature_list *f, const ends_walk *self, const chunk *const p[4],
                       const chunk *const n[4])
{
    stretch behind = stretch_behind(self), ahead = stretch_ahead(self);
    uint32_t b = stretch_code(&behind), a = stretch_code(&ahead);
    const chunk *first = chunk_at(self, (int32_t)self->first - (int32_t)self->here);
    if (self->here - self->first >= ENDS_RING - ENDS_AHEAD) first = &beyond;
    bool headed = self->first == 0;
    add1(f, b);
    add1(f, a);
    add2(f, b, a);
    add3(f, b, n[0]->kind, p[0]->tail);
    add3(f, a, n[0]->kind, p[0]->tail);
    add4(f, bucket(behind.n), look(p[0]), n[0]->kind, headed);
    add4(f, bucket(ahead.n), ahead.whole, look(n[0]), p[0]->tail);
    add3(f, bucket(behind.n), first->word, n[0]->kind);
    add4(f, bucket(behind.n), look(first), p[0]->tail, n[0]->kind);
    add4(f, bucket(behind.n), first->shape, p[0]->shape, n[0]->shape);
    add4(f, bucket(behind.verbs), bucket(ahead.verbs), n[0]->kind, p[0]->tail);
    add4(f, behind.lower == 0, ahead.lower == 0, n[0]->kind, p[0]->tail);
    add4(f, headed, self->here < 6 ? self->here : 6, n[0]->kind, p[0]->kind);
    uint32_t like = (first->word == n[0]->word) + 2u * (first->shape == n[0]->shape) +
                    4u * (first->head == n[0]->head) + 8u * (first->tail == n[0]->tail);
    add3(f, like, n[0]->kind, p[0]->tail);
    add3(f, like, n[0]->head, n[0]->kind);
    uint32_t style = (self->without > 2 ? 2 : self->without) * 4u +
                     (self->with_mark > 2 ? 2 : self->with_mark) + self->closed * 16u;
    uint32_t length = bucket((uint32_t)(self->s.len / 32u));
    add3(f, style, n[0]->kind, p[0]->tail);
    add3(f, style, n[0]->kind, p[0]->kind);
    add4(f, style, bucket(behind.n), n[0]->kind, n[0]->class);
    add4(f, length, self->closed, n[0]->kind, p[0]->tail);
    add3(f, length, self->closed, look(n[0]));
    add3(f, bucket(behind.n), p[0]->word, n[0]->kind);
    add3(f, bucket(behind.n), n[0]->word, n[0]->kind);
    add4(f, behind.verbs > 0, n[0]->word, n[0]->kind, p[0]->tail);
    add4(f, behind.verbs > 0, ahead.verbs > 0, look(p[0]), look(n[0]));
    add2(f, p[0]->marked, n[0]->marked);
}

static uint32_t features_of(ends_walk *self, size_t at, enum rule_verdict rule, uint32_t held,
                            uint32_t features[ENDS_MAX_FEATURES])
{
    move_to(self, at);
    const chunk *p[4], *n[4];
    for (int32_t i = 0; i < 4; i++) {
        p[i] = chunk_at(self, -1 - i);
        n[i] = chunk_at(self, i);
    }
    feature_list f = {.items = features, .salt = (uint32_t)rule * 0x01000193u};
    add1(&f, held);
    add3(&f, held, p[0]->tail, n[0]->kind);
    add_words(&f, p, n);
    add_shapes(&f, p, n);
    add_classes(&f, p, n);
    add_places(&f, self, p, n);
    return f.n;
}

static int32_t weight_of(const ends_model *model, uint32_t feature)
{
    uint32_t at = (feature >> (32u - model->weight_bits)) / ENDS_WAYS * ENDS_WAYS;
    const uint16_t *bucket = model->weights + at;
    for (uint32_t i = 0; i < ENDS_WAYS; i++)
        if (bucket[i] >> 8 == ends_print(feature)) return (int8_t)(bucket[i] & 0xFF);
    return 0;
}

static int32_t score(const ends_model *model, const uint32_t *features, uint32_t n)
{
    int32_t sum = 0;
    for (uint32_t i = 0; i < n; i++) sum += weight_of(model, features[i]);
    return sum;
}

#define OVERRULE 64 /* two units of log odds: so sure must be who joins what the rules would part */

static void write_down(ends_lesson *lesson, const uint32_t *features, uint32_t n,
                       enum rule_verdict rule, bool end)
{
    uint32_t header[3] = {n, rule, end};
    buf_put(&lesson->examples, header, sizeof header);
    buf_put(&lesson->examples, features, n * sizeof *features);
}

bool ends_decide(ends_walk *self, size_t at, size_t text_at, enum rule_verdict rule, uint32_t held)
{
    uint32_t features[ENDS_MAX_FEATURES];
    uint32_t n = features_of(self, at, rule, held, features);
    ends_lesson *lesson = self->model->lesson;
    if (!lesson) return score(self->model, features, n) > (rule == RULE_ENDS ? -OVERRULE : 0);
    write_down(lesson, features, n, rule, lesson->ends[text_at]);
    return lesson->ends[text_at];
}

/* ---- the section ----------------------------------------------------------------------------- */

casus_status ends_open(ends_model *out, casus_str section, casus_error *err)
{
    uint32_t header[ENDS_HEADER / 4];
    FAIL_IF(section.len < sizeof header || (uintptr_t)section.ptr % 4 != 0, CASUS_BAD_MODEL,
            "section segment.ends is too short or not aligned");
    memcpy(header, section.ptr, sizeof header);
    FAIL_IF(header[0] != ENDS_VERSION, CASUS_BAD_MODEL,
            "the weights of sentence ends are of another version: train them again");
    FAIL_IF(header[1] < 2 || header[1] > 24 || header[2] < 2 || header[2] > 24 || header[3] != 0 ||
                section.len != ENDS_HEADER + ((size_t)4 << header[1]) + ((size_t)2 << header[2]),
            CASUS_BAD_MODEL, "section segment.ends has a wrong size");
    const void *classes = section.ptr + ENDS_HEADER;
    *out = (ends_model){.classes = classes, .class_bits = header[1], .weight_bits = header[2]};
    out->weights = (const void *)(out->classes + ((size_t)1 << header[1]));
    return CASUS_OK;
}
