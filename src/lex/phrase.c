/* Phrases: a trie over token hashes, without nodes: a prefix of a phrase is the key made of the
 * hashes of its tokens, so that the look-up of two tokens need not wait for that of one. The image,
 * little-endian, every part 8-byte aligned:
 *
 *     header     magic, counts of what follows, longest phrase in tokens
 *     first      over the hash of a token, two bits: can a phrase begin with it? is it one alone?
 *     lower      the same for a token without a capital: far fewer, so a far smaller table
 *     pairs      over the keys of two tokens, a bit: can a phrase begin with them?
 *     prefixes   open addressing: key -> the phrase that ends here, is there a longer one; three of
 *                four slots are full, of a key half is kept where the other half leads
 *     terminals  flags, values [start, end); the strictest of a phrase first, the last marked
 *     values     what a phrase stands for
 *
 * The first three are small and reject nearly all tokens before the prefixes are looked at; they
 * may let one pass in vain.
 *
 * One phrase may be added with several values and flags: "US" the state (PHRASE_UPPER) and "us".
 * The terminals of a phrase are its distinct flags; a stricter one holds the values of the looser
 * as well, so that the first one that the text satisfies has all that apply.
 * Everything that a damaged image could point outside itself is checked once, in phrases_open().
 */
#include "lex/lex.h"

#include <stdlib.h>

#define PHRASE_MAGIC 0x3352505853414331u /* "1CASXPR3" */
#define MAX_PHRASE 32                    /* tokens */
#define MAX_TERMINALS 8
/* Its first word is lower case ("al-Shabaab"), so a later one must be capitalised. */
#define FLAG_LATER 0x100u

typedef struct header {
    uint64_t magic;
    uint32_t n_first, n_lower, n_pairs; /* bits: powers of two */
    uint32_t n_slots, n_prefixes, n_terminals, n_values, longest;
} header;

typedef struct phrase_prefix {
    uint32_t check; /* the low half of phrase_key over its tokens */
    uint32_t at;    /* the first terminal of the phrase; with PREFIX_PLAIN its first value */
    uint32_t bits;  /* PREFIX_*; with PREFIX_PLAIN, flags and the number of values above them; 0:
                       empty */
} prefix;

enum {
    PREFIX_MORE = 1,   /* a longer phrase begins with it */
    PREFIX_PHRASE = 2, /* it is a phrase */
    PREFIX_PLAIN = 4,  /* of one terminal, which is told here: one read of memory less */
    PREFIX_FLAGS = 8,  /* bits to the left */
    PREFIX_COUNT = 20,
};

typedef struct phrase_terminal {
    uint32_t flags, start, end, last;
} terminal;

/* The slot of a key, or of the first one tried: that of its high half. */
static uint32_t home_of(uint64_t key, uint32_t n_slots)
{
    return (uint32_t)((key >> 32) * n_slots >> 32);
}

/* ---- building ----------------------------------------------------------------------------- */

typedef struct entry {
    uint64_t key;         /* of all tokens */
    uint32_t flags, value;
    uint64_t first, pair; /* hash of the first token, key of the first two (0: it is one token) */
    bool lower;           /* may begin with a lower-case letter */
} entry;

typedef struct slot {
    uint64_t key; /* 0: empty */
    prefix to;
} slot;

struct phrase_builder {
    slot *slots;
    entry *entries;
    uint32_t n_slots, n_prefixes, n_firsts, n_lower, longest;
    uint32_t n_entries, cap_entries;
    arena mem;
    bool failed;
};

casus_status phrase_builder_new(phrase_builder **out, casus_error *err)
{
    phrase_builder *self = calloc(1, sizeof *self);
    FAIL_IF(!self, CASUS_NO_MEMORY, "out of memory");
    self->n_slots = 1024;
    self->slots = calloc(self->n_slots, sizeof *self->slots);
    arena_init(&self->mem, 1u << 20);
    *out = self;
    if (self->slots) return CASUS_OK;
    phrase_builder_free(self);
    *out = NULL;
    return error_set(err, CASUS_NO_MEMORY, "out of memory");
}

void phrase_builder_free(phrase_builder *self)
{
    if (!self) return;
    arena_release(&self->mem);
    free(self->slots);
    free(self->entries);
    free(self);
}

static slot *find_slot(slot *slots, uint32_t n_slots, uint64_t key)
{
    uint32_t i = (uint32_t)key & (n_slots - 1);
    while (slots[i].key && slots[i].key != key) i = (i + 1) & (n_slots - 1);
    return &slots[i];
}

static bool grow_slots(phrase_builder *self)
{
    if (self->n_prefixes * 2 < self->n_slots) return true;
    uint32_t n = self->n_slots * 2;
    slot *slots = calloc(n, sizeof *slots);
    if (!slots) return false;
    for (uint32_t i = 0; i < self->n_slots; i++)
        if (self->slots[i].key) *find_slot(slots, n, self->slots[i].key) = self->slots[i];
    free(self->slots);
    self->slots = slots;
    self->n_slots = n;
    return true;
}

/* Room for one more element; false when there is no memory. */
static bool reserve(void **items, uint32_t n, uint32_t *cap, size_t size)
{
    if (n < *cap) return true;
    uint32_t more = *cap ? *cap * 2 : 256;
    void *grown = realloc(*items, more * size);
    if (!grown) return false;
    *items = grown;
    *cap = more;
    return true;
}

/* Notes the prefixes of a phrase; gives the key of the whole. */
static uint64_t add_prefixes(phrase_builder *self, const token *tokens, uint32_t n)
{
    uint64_t key = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (!grow_slots(self)) {
            self->failed = true;
            return 0;
        }
        key = phrase_key(key, tokens[i].hash);
        slot *at = find_slot(self->slots, self->n_slots, key);
        if (!at->key) {
            self->n_prefixes++;
            self->n_firsts += i == 0;
        }
        at->key = key;
        if (i + 1 < n) at->to.bits = PREFIX_MORE;
    }
    return key;
}

void phrase_builder_add(phrase_builder *self, casus_str phrase, uint32_t value, unsigned flags)
{
    token *tokens = NULL;
    uint32_t n = 0, cap = 0;
    arena_reset(&self->mem);
    if (self->failed || phrase.len > 4096) return;
    lex_stretch(phrase.ptr, 0, (uint32_t)phrase.len, 0, &self->mem, &tokens, &n, &cap);
    if (n == 0 || n > MAX_PHRASE) return;
    uint64_t key = add_prefixes(self, tokens, n);
    flags &= PHRASE_CASED | PHRASE_UPPER;
    if ((flags & PHRASE_CASED) && (tokens[0].flags & TOKEN_ALPHA) && !(tokens[0].flags & TOKEN_CAP))
        flags |= FLAG_LATER;
    void *entries = self->entries;
    bool room = reserve(&entries, self->n_entries, &self->cap_entries, sizeof(entry));
    self->entries = entries;
    if (!room) self->failed = true;
    if (self->failed) return;
    char c = (char)(phrase.ptr[tokens[0].start] | 32);
    bool capital = (flags & (PHRASE_CASED | PHRASE_UPPER)) && !(flags & FLAG_LATER);
    self->entries[self->n_entries++] = (entry){
        .key = key,
        .flags = flags,
        .value = value,
        .first = tokens[0].hash,
        .pair = n > 1 ? phrase_key(phrase_key(0, tokens[0].hash), tokens[1].hash) : 0,
        .lower = !(capital && c >= 'a' && c <= 'z'),
    };
    self->n_lower += self->entries[self->n_entries - 1].lower;
    if (n > self->longest) self->longest = n;
}

static unsigned strictness(uint32_t flags)
{
    return (flags & PHRASE_UPPER ? 4u : 0) + (flags & PHRASE_CASED ? 2u : 0) +
           (flags & FLAG_LATER ? 0u : 1u);
}

static int compare_entries(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    unsigned s = strictness(x->flags), t = strictness(y->flags);
    if (s != t) return s > t ? -1 : 1;
    if (x->flags != y->flags) return x->flags < y->flags ? -1 : 1;
    return (x->value > y->value) - (x->value < y->value);
}

/* Terminals (may be NULL) and values of the entries [from, to), which are one phrase's. */
static void put_phrase(const entry *entries, uint32_t from, uint32_t to, buf *terminals,
                       buf *values)
{
    uint32_t made = 0, last = to;
    for (uint32_t i = from; i < to && made < MAX_TERMINALS; i++)
        if (i == from || entries[i].flags != entries[i - 1].flags) last = i, made++;
    for (uint32_t i = from; i <= last; i++) {
        if (i > from && entries[i].flags == entries[i - 1].flags) continue;
        terminal t = {.flags = entries[i].flags, .start = (uint32_t)(values->len / 4)};
        for (uint32_t k = i; k < to; k++) {
            bool seen = false;
            for (uint32_t m = i; m < k && !seen; m++) seen = entries[m].value == entries[k].value;
            if (!seen) buf_put(values, &entries[k].value, 4);
        }
        t.end = (uint32_t)(values->len / 4);
        t.last = i == last;
        if (terminals) buf_put(terminals, &t, sizeof t);
    }
}

static uint32_t bits_for(uint32_t n)
{
    uint32_t bits = 1024;
    while (bits < n * 12 && bits < 1u << 31) bits *= 2;
    return bits;
}

static void set_bits(uint64_t *words, uint32_t n_bits, unsigned stride, uint64_t hash)
{
    words[(hash & (n_bits - 1)) / 64 * stride] |= phrases_bits(hash);
}

static size_t filter_bytes(const header *h)
{
    return ((size_t)h->n_first * 2 + (size_t)h->n_lower * 2 + h->n_pairs) / 8;
}

/* The three filters, behind each other. */
static uint64_t *make_filters(const phrase_builder *self, const header *h)
{
    uint64_t *first = calloc(filter_bytes(h), 1);
    if (!first) return NULL;
    uint64_t *lower = first + h->n_first / 64 * 2, *pairs = lower + h->n_lower / 64 * 2;
    for (uint32_t i = 0; i < self->n_entries; i++) {
        const entry *e = &self->entries[i];
        set_bits(first, h->n_first, 2, e->first);
        if (e->lower) set_bits(lower, h->n_lower, 2, e->first);
        if (e->pair) {
            set_bits(pairs, h->n_pairs, 1, e->pair);
            continue;
        }
        set_bits(first + 1, h->n_first, 2, e->first);
        if (e->lower) set_bits(lower + 1, h->n_lower, 2, e->first);
    }
    return first;
}

static void put_phrases(phrase_builder *self, buf *terminals, buf *values)
{
    for (uint32_t i = 0; i < self->n_entries;) {
        uint32_t from = i;
        uint64_t key = self->entries[from].key;
        while (i < self->n_entries && self->entries[i].key == key) i++;
        prefix *slot = &find_slot(self->slots, self->n_slots, key)->to;
        bool plain = self->entries[i - 1].flags == self->entries[from].flags &&
                     i - from < 1u << (32 - PREFIX_COUNT);
        uint32_t first_value = (uint32_t)(values->len / 4);
        slot->at = (uint32_t)(terminals->len / sizeof(terminal));
        slot->bits |= PREFIX_PHRASE;
        put_phrase(self->entries, from, i, plain ? NULL : terminals, values);
        if (!plain) continue;
        slot->at = first_value;
        slot->bits |= PREFIX_PLAIN | self->entries[from].flags << PREFIX_FLAGS |
                      ((uint32_t)(values->len / 4) - first_value) << PREFIX_COUNT;
    }
}

/* Puts the prefixes into n slots, the last of all left empty; false where two of them could not be
 * told apart. */
static bool pack_prefixes(const phrase_builder *self, prefix *out, uint32_t n)
{
    for (uint32_t i = 0; i < self->n_slots; i++) {
        const slot *from = &self->slots[i];
        if (!from->key) continue;
        uint32_t at = home_of(from->key, n);
        while (out[at].bits && out[at].check != (uint32_t)from->key) at = at + 1 < n ? at + 1 : 0;
        if (out[at].bits) return false;
        out[at] = from->to;
        out[at].check = (uint32_t)from->key;
    }
    return true;
}

/* [*n] slots; NULL without memory. */
static prefix *make_prefixes(const phrase_builder *self, uint32_t *n)
{
    for (*n = self->n_prefixes + self->n_prefixes / 3 + 1;; ++*n) {
        prefix *packed = calloc(*n, sizeof *packed);
        if (!packed || pack_prefixes(self, packed, *n)) return packed;
        free(packed);
    }
}

void phrase_builder_finish(phrase_builder *self, buf *out)
{
    buf terminals = {0}, values = {0};
    header h = {.magic = PHRASE_MAGIC,
                .n_prefixes = self->n_prefixes,
                .longest = self->longest,
                .n_first = bits_for(self->n_firsts),
                .n_lower = bits_for(self->n_lower),
                .n_pairs = bits_for(self->n_entries)};
    if (self->n_entries) qsort(self->entries, self->n_entries, sizeof(entry), compare_entries);
    put_phrases(self, &terminals, &values);
    uint64_t *bits = make_filters(self, &h);
    prefix *slots = make_prefixes(self, &h.n_slots);
    h.n_terminals = (uint32_t)(terminals.len / sizeof(terminal));
    h.n_values = (uint32_t)(values.len / 4);
    if (bits && slots) {
        buf_put(out, &h, sizeof h);
        buf_put(out, bits, filter_bytes(&h));
        buf_put(out, slots, h.n_slots * sizeof(prefix));
        buf_put(out, terminals.ptr, terminals.len);
        buf_put(out, values.ptr, values.len);
    }
    if (self->failed || !bits || !slots || !buf_ok(&terminals) || !buf_ok(&values))
        out->failed = true;
    free(bits);
    free(slots);
    buf_release(&terminals);
    buf_release(&values);
}

/* ---- reading ------------------------------------------------------------------------------ */

typedef struct view {
    const header *h;
    const prefix *slots;
    const terminal *terminals;
    const uint32_t *values;
} view;

static view view_of(const phrases *self)
{
    view v = {.h = self->image};
    const char *at = (const char *)self->image + sizeof(header) + filter_bytes(v.h);
    v.slots = (const void *)at;
    at += (size_t)v.h->n_slots * sizeof(prefix);
    v.terminals = (const void *)at;
    at += (size_t)v.h->n_terminals * sizeof(terminal);
    v.values = (const void *)at;
    return v;
}

static bool is_power_of_two(uint32_t n)
{
    return n && (n & (n - 1)) == 0;
}

static bool header_is_sound(const header *h, size_t len)
{
    if (h->magic != PHRASE_MAGIC || h->longest > MAX_PHRASE) return false;
    if (!is_power_of_two(h->n_first) || h->n_first < 64) return false;
    if (!is_power_of_two(h->n_lower) || h->n_lower < 64) return false;
    if (!is_power_of_two(h->n_pairs) || h->n_pairs < 64) return false;
    uint64_t need = sizeof(header) + filter_bytes(h) +
                    (uint64_t)h->n_slots * sizeof(prefix) +
                    (uint64_t)h->n_terminals * sizeof(terminal) + (uint64_t)h->n_values * 4;
    return need == len;
}

static bool slot_is_sound(const prefix *p, const header *h)
{
    if (!(p->bits & PREFIX_PHRASE)) return true;
    if (!(p->bits & PREFIX_PLAIN)) return p->at < h->n_terminals;
    return p->at <= h->n_values && p->bits >> PREFIX_COUNT <= h->n_values - p->at;
}

/* Every reference inside the image points into it, probing the prefixes ends, and so does a walk
 * over terminals. */
static bool content_is_sound(const view *v)
{
    uint32_t used = 0;
    for (uint32_t i = 0; i < v->h->n_slots; i++) {
        if (!v->slots[i].bits) continue;
        used++;
        if (!slot_is_sound(&v->slots[i], v->h)) return false;
    }
    if (used >= v->h->n_slots || used != v->h->n_prefixes) return false;
    for (uint32_t i = 0; i < v->h->n_terminals; i++)
        if (v->terminals[i].start > v->terminals[i].end || v->terminals[i].end > v->h->n_values)
            return false;
    return v->h->n_terminals == 0 || v->terminals[v->h->n_terminals - 1].last;
}

casus_status phrases_open(phrases *self, casus_str section, casus_error *err)
{
    *self = (phrases){.image = section.ptr, .len = section.len};
    FAIL_IF(section.len < sizeof(header) || (uintptr_t)section.ptr % 8 != 0, CASUS_BAD_MODEL,
            "the phrases of the model are damaged: build it again");
    FAIL_IF(!header_is_sound(self->image, section.len), CASUS_BAD_MODEL,
            "the phrases of the model are damaged: build it again");
    view v = view_of(self);
    FAIL_IF(!content_is_sound(&v), CASUS_BAD_MODEL,
            "the phrases of the model are damaged: build it again");
    self->first = (const uint64_t *)(const void *)(v.h + 1);
    self->lower = self->first + v.h->n_first / 64 * 2;
    self->pairs = self->lower + v.h->n_lower / 64 * 2;
    self->first_mask = v.h->n_first - 1;
    self->lower_mask = v.h->n_lower - 1;
    self->pair_mask = v.h->n_pairs - 1;
    self->slots = v.slots;
    self->terminals = v.terminals;
    self->values = v.values;
    self->longest = v.h->longest;
    self->n_slots = v.h->n_slots;
    return CASUS_OK;
}

static bool is_all_upper(casus_str form)
{
    for (size_t at = 0; at < form.len;) {
        uint32_t c = utf8_next(form, &at);
        if (c != UTF8_BAD && utf8_is_alpha(c) && !utf8_is_upper(c)) return false;
    }
    return true;
}

/* The same for a token; the flags or the first letter tell of nearly all. */
static bool token_is_upper(const char *text_bytes, const token *t)
{
    char c = text_bytes[t->start];
    if (t->flags & TOKEN_ALLCAP) return true;
    return !(c >= 'a' && c <= 'z') && is_all_upper(token_form(text_bytes, t));
}

/* Does the text's spelling satisfy the flags? Text without case says nothing about CASED; an
 * acronym must be in capitals even there, or lower-case "us" would be a state. */
static bool is_satisfied(uint32_t flags, const char *text_bytes, const token *tokens, uint32_t n,
                         bool caseless)
{
    if (flags & PHRASE_UPPER)
        for (uint32_t i = 0; i < n; i++)
            if (!token_is_upper(text_bytes, &tokens[i])) return false;
    if (!(flags & PHRASE_CASED) || caseless) return true;
    if (!(flags & FLAG_LATER))
        return !(tokens[0].flags & TOKEN_ALPHA) || (tokens[0].flags & TOKEN_CAP);
    for (uint32_t i = 0; i < n; i++)
        if (tokens[i].flags & TOKEN_CAP) return true;
    return false;
}

/* The match of the phrase p, whose n tokens are in the text. */
static phrase_match match_at(const phrases *v, const prefix *p, const char *text_bytes,
                             const token *tokens, uint32_t n, bool caseless)
{
    if (p->bits & PREFIX_PLAIN) {
        uint32_t flags = p->bits >> PREFIX_FLAGS & ((1u << (PREFIX_COUNT - PREFIX_FLAGS)) - 1);
        if (!is_satisfied(flags, text_bytes, tokens, n, caseless)) return (phrase_match){0};
        return (phrase_match){n, v->values + p->at, p->bits >> PREFIX_COUNT,
                              flags & (PHRASE_CASED | PHRASE_UPPER)};
    }
    for (const terminal *t = &v->terminals[p->at];; t++) {
        if (is_satisfied(t->flags, text_bytes, tokens, n, caseless))
            return (phrase_match){n, v->values + t->start, t->end - t->start,
                                  t->flags & (PHRASE_CASED | PHRASE_UPPER)};
        if (t->last) return (phrase_match){0};
    }
}

static const prefix *find_prefix(const phrases *self, uint64_t key)
{
    for (uint32_t at = home_of(key, self->n_slots);; at = at + 1 < self->n_slots ? at + 1 : 0) {
        const prefix *p = &self->slots[at];
        if (!p->bits) return NULL;
        if (p->check == (uint32_t)key) return p;
    }
}

phrase_match phrases_walk(const phrases *self, const char *bytes, const token *tokens, uint32_t n,
                          bool caseless, unsigned begin)
{
    phrase_match best = {0};
    uint64_t key = phrase_key(0, tokens[0].hash);
    if (begin & PHRASES_ALONE) {
        const prefix *p = find_prefix(self, key);
        if (p && (p->bits & PREFIX_PHRASE)) best = match_at(self, p, bytes, tokens, 1, caseless);
    }
    if (!(begin & PHRASES_PAIR)) return best;
    if (n > self->longest) n = self->longest;
    for (uint32_t i = 1; i < n; i++) {
        key = phrase_key(key, tokens[i].hash);
        const prefix *p = find_prefix(self, key);
        if (!p) break;
        if (p->bits & PREFIX_PHRASE) {
            phrase_match m = match_at(self, p, bytes, tokens, i + 1, caseless);
            if (m.n_tokens) best = m;
        }
        if (!(p->bits & PREFIX_MORE)) break;
    }
    return best;
}
