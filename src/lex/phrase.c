/* Phrases: a trie over token hashes. The image, little-endian, every part 8-byte aligned:
 *
 *     header     magic, counts of what follows, longest phrase in tokens
 *     first      bitmap: can a phrase begin with this hash?     one look-up rejects most tokens
 *     edges      open addressing: key of (node, token hash) -> node behind it
 *     nodes      terminals [start, end) of each node
 *     terminals  flags, values [start, end); the strictest of a node first
 *     values     what a phrase stands for
 *
 * One phrase may be added with several values and flags: "US" the state (PHRASE_UPPER) and "us".
 * The terminals of a node are its distinct flags; a stricter one holds the values of the looser as
 * well, so that the first one that the text satisfies has all that apply.
 * Everything that a damaged image could point outside itself is checked once, in phrases_open().
 */
#include "lex/lex.h"

#include <stdlib.h>

#define PHRASE_MAGIC 0x3152505853414331u /* "1CASXPR1" */
#define MAX_PHRASE 32                    /* tokens */
#define MAX_TERMINALS 8
/* Its first word is lower case ("al-Shabaab"), so a later one must be capitalised. */
#define FLAG_LATER 0x100u

typedef struct header {
    uint64_t magic;
    uint32_t n_first_bits, n_slots, n_edges, n_nodes, n_terminals, n_values, longest, zero;
} header;

typedef struct edge {
    uint64_t key; /* 0: empty */
    uint32_t to, zero;
} edge;

typedef struct span32 {
    uint32_t start, end;
} span32;

typedef struct terminal {
    uint32_t flags, start, end, zero;
} terminal;

static uint64_t edge_key(uint32_t from, uint64_t hash)
{
    uint64_t x = hash ^ (from + 1) * 0x9E3779B97F4A7C15u;
    x ^= x >> 32;
    x *= 0xD6E8FEB86659FD93u;
    x ^= x >> 29;
    return x ? x : 1;
}

/* ---- building ----------------------------------------------------------------------------- */

typedef struct entry {
    uint32_t node, flags, value;
} entry;

struct phrase_builder {
    edge *slots;
    entry *entries;
    uint64_t *firsts; /* hashes that leave the root */
    uint32_t n_slots, n_edges, n_nodes, longest;
    uint32_t n_entries, cap_entries, n_firsts, cap_firsts;
    arena mem;
    bool failed;
};

casus_status phrase_builder_new(phrase_builder **out, casus_error *err)
{
    phrase_builder *self = calloc(1, sizeof *self);
    FAIL_IF(!self, CASUS_NO_MEMORY, "out of memory");
    self->n_slots = 1024;
    self->n_nodes = 1;
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
    free(self->firsts);
    free(self);
}

static edge *find_slot(edge *slots, uint32_t n_slots, uint64_t key)
{
    uint32_t i = (uint32_t)key & (n_slots - 1);
    while (slots[i].key && slots[i].key != key) i = (i + 1) & (n_slots - 1);
    return &slots[i];
}

static bool grow_slots(phrase_builder *self)
{
    if (self->n_edges * 2 < self->n_slots) return true;
    uint32_t n = self->n_slots * 2;
    edge *slots = calloc(n, sizeof *slots);
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

/* The node behind `from` by `hash`, made where it is not there. */
static uint32_t step(phrase_builder *self, uint32_t from, uint64_t hash)
{
    edge *slot = find_slot(self->slots, self->n_slots, edge_key(from, hash));
    if (slot->key) return slot->to;
    void *firsts = self->firsts;
    bool room = grow_slots(self) && (from != 0 || reserve(&firsts, self->n_firsts,
                                                          &self->cap_firsts, sizeof(uint64_t)));
    self->firsts = firsts;
    if (!room) {
        self->failed = true;
        return 0;
    }
    if (from == 0) self->firsts[self->n_firsts++] = hash;
    slot = find_slot(self->slots, self->n_slots, edge_key(from, hash));
    slot->key = edge_key(from, hash);
    slot->to = self->n_nodes++;
    self->n_edges++;
    return slot->to;
}

void phrase_builder_add(phrase_builder *self, casus_str phrase, uint32_t value, unsigned flags)
{
    token *tokens = NULL;
    uint32_t n = 0, cap = 0;
    arena_reset(&self->mem);
    if (self->failed || phrase.len > 4096) return;
    lex_stretch(phrase.ptr, 0, (uint32_t)phrase.len, 0, &self->mem, &tokens, &n, &cap);
    if (n == 0 || n > MAX_PHRASE) return;
    uint32_t at = 0;
    for (uint32_t i = 0; i < n && !self->failed; i++) at = step(self, at, tokens[i].hash);
    flags &= PHRASE_CASED | PHRASE_UPPER;
    if ((flags & PHRASE_CASED) && (tokens[0].flags & TOKEN_ALPHA) && !(tokens[0].flags & TOKEN_CAP))
        flags |= FLAG_LATER;
    void *entries = self->entries;
    bool room = reserve(&entries, self->n_entries, &self->cap_entries, sizeof(entry));
    self->entries = entries;
    if (!room) self->failed = true;
    if (self->failed) return;
    self->entries[self->n_entries++] = (entry){at, flags, value};
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
    if (x->node != y->node) return x->node < y->node ? -1 : 1;
    unsigned s = strictness(x->flags), t = strictness(y->flags);
    if (s != t) return s > t ? -1 : 1;
    if (x->flags != y->flags) return x->flags < y->flags ? -1 : 1;
    return (x->value > y->value) - (x->value < y->value);
}

/* Terminals and values of the entries [from, to), which are one node's. */
static void put_node(const entry *entries, uint32_t from, uint32_t to, buf *terminals, buf *values)
{
    uint32_t made = 0;
    for (uint32_t i = from; i < to && made < MAX_TERMINALS; i++) {
        if (i > from && entries[i].flags == entries[i - 1].flags) continue;
        terminal t = {.flags = entries[i].flags, .start = (uint32_t)(values->len / 4)};
        for (uint32_t k = i; k < to; k++) {
            bool seen = false;
            for (uint32_t m = i; m < k && !seen; m++) seen = entries[m].value == entries[k].value;
            if (!seen) buf_put(values, &entries[k].value, 4);
        }
        t.end = (uint32_t)(values->len / 4);
        buf_put(terminals, &t, sizeof t);
        made++;
    }
}

static uint64_t *first_bitmap(const phrase_builder *self, uint32_t *n_bits)
{
    *n_bits = 1024;
    while (*n_bits < self->n_firsts * 16) *n_bits *= 2;
    uint64_t *bits = calloc(*n_bits / 64, sizeof *bits);
    for (uint32_t i = 0; bits && i < self->n_firsts; i++) {
        uint64_t bit = self->firsts[i] & (*n_bits - 1);
        bits[bit / 64] |= (uint64_t)1 << bit % 64;
    }
    return bits;
}

void phrase_builder_finish(phrase_builder *self, buf *out)
{
    buf nodes = {0}, terminals = {0}, values = {0};
    header h = {.magic = PHRASE_MAGIC, .n_slots = self->n_slots, .n_edges = self->n_edges,
                .n_nodes = self->n_nodes, .longest = self->longest};
    if (self->n_entries) qsort(self->entries, self->n_entries, sizeof(entry), compare_entries);
    for (uint32_t node = 0, i = 0; node < self->n_nodes; node++) {
        uint32_t from = i;
        while (i < self->n_entries && self->entries[i].node == node) i++;
        span32 s = {.start = (uint32_t)(terminals.len / sizeof(terminal))};
        put_node(self->entries, from, i, &terminals, &values);
        s.end = (uint32_t)(terminals.len / sizeof(terminal));
        buf_put(&nodes, &s, sizeof s);
    }
    uint64_t *bits = first_bitmap(self, &h.n_first_bits);
    h.n_terminals = (uint32_t)(terminals.len / sizeof(terminal));
    h.n_values = (uint32_t)(values.len / 4);
    if (bits) {
        buf_put(out, &h, sizeof h);
        buf_put(out, bits, h.n_first_bits / 8);
        buf_put(out, self->slots, self->n_slots * sizeof(edge));
        buf_put(out, nodes.ptr, nodes.len);
        buf_put(out, terminals.ptr, terminals.len);
        buf_put(out, values.ptr, values.len);
    }
    if (self->failed || !bits || !buf_ok(&nodes) || !buf_ok(&terminals) || !buf_ok(&values))
        out->failed = true;
    free(bits);
    buf_release(&nodes);
    buf_release(&terminals);
    buf_release(&values);
}

/* ---- reading ------------------------------------------------------------------------------ */

typedef struct view {
    const header *h;
    const uint64_t *first;
    const edge *slots;
    const span32 *nodes;
    const terminal *terminals;
    const uint32_t *values;
} view;

static view view_of(const phrases *self)
{
    view v = {.h = self->image};
    const char *at = (const char *)self->image + sizeof(header);
    v.first = (const void *)at;
    at += v.h->n_first_bits / 8;
    v.slots = (const void *)at;
    at += (size_t)v.h->n_slots * sizeof(edge);
    v.nodes = (const void *)at;
    at += (size_t)v.h->n_nodes * sizeof(span32);
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
    if (h->magic != PHRASE_MAGIC || h->longest > MAX_PHRASE || h->n_nodes == 0) return false;
    if (!is_power_of_two(h->n_first_bits) || h->n_first_bits < 64) return false;
    if (!is_power_of_two(h->n_slots)) return false;
    uint64_t need = sizeof(header) + (uint64_t)h->n_first_bits / 8 +
                    (uint64_t)h->n_slots * sizeof(edge) + (uint64_t)h->n_nodes * sizeof(span32) +
                    (uint64_t)h->n_terminals * sizeof(terminal) + (uint64_t)h->n_values * 4;
    return need == len;
}

/* Every reference inside the image points into it, and probing the edges ends. */
static bool content_is_sound(const view *v)
{
    uint32_t used = 0;
    for (uint32_t i = 0; i < v->h->n_slots; i++) {
        if (!v->slots[i].key) continue;
        used++;
        if (v->slots[i].to >= v->h->n_nodes) return false;
    }
    if (used >= v->h->n_slots || used != v->h->n_edges) return false;
    for (uint32_t i = 0; i < v->h->n_nodes; i++)
        if (v->nodes[i].start > v->nodes[i].end || v->nodes[i].end > v->h->n_terminals)
            return false;
    for (uint32_t i = 0; i < v->h->n_terminals; i++)
        if (v->terminals[i].start > v->terminals[i].end || v->terminals[i].end > v->h->n_values)
            return false;
    return true;
}

casus_status phrases_open(phrases *self, casus_str section, casus_error *err)
{
    *self = (phrases){section.ptr, section.len};
    FAIL_IF(section.len < sizeof(header) || (uintptr_t)section.ptr % 8 != 0, CASUS_BAD_MODEL,
            "the phrases of the model are damaged: build it again");
    FAIL_IF(!header_is_sound(self->image, section.len), CASUS_BAD_MODEL,
            "the phrases of the model are damaged: build it again");
    view v = view_of(self);
    FAIL_IF(!content_is_sound(&v), CASUS_BAD_MODEL,
            "the phrases of the model are damaged: build it again");
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

/* Does the text's spelling satisfy the flags? Text without case says nothing about CASED; an
 * acronym must be in capitals even there, or lower-case "us" would be a state. */
static bool is_satisfied(uint32_t flags, const char *text_bytes, const token *tokens, uint32_t n,
                         bool caseless)
{
    if (flags & PHRASE_UPPER)
        for (uint32_t i = 0; i < n; i++)
            if (!is_all_upper(token_form(text_bytes, &tokens[i]))) return false;
    if (!(flags & PHRASE_CASED) || caseless) return true;
    if (!(flags & FLAG_LATER))
        return !(tokens[0].flags & TOKEN_ALPHA) || (tokens[0].flags & TOKEN_CAP);
    for (uint32_t i = 0; i < n; i++)
        if (tokens[i].flags & TOKEN_CAP) return true;
    return false;
}

static phrase_match match_at(const view *v, uint32_t node, const char *text_bytes,
                             const token *tokens, uint32_t n, bool caseless)
{
    for (uint32_t i = v->nodes[node].start; i < v->nodes[node].end; i++) {
        const terminal *t = &v->terminals[i];
        if (!is_satisfied(t->flags, text_bytes, tokens, n, caseless)) continue;
        return (phrase_match){n, v->values + t->start, t->end - t->start,
                              t->flags & (PHRASE_CASED | PHRASE_UPPER)};
    }
    return (phrase_match){0};
}

phrase_match phrases_longest(const phrases *self, const char *bytes, const token *tokens,
                             uint32_t n, bool caseless)
{
    phrase_match best = {0};
    if (n == 0) return best;
    view v = view_of(self);
    uint64_t bit = tokens[0].hash & (v.h->n_first_bits - 1);
    if (!(v.first[bit / 64] >> bit % 64 & 1)) return best;
    if (n > v.h->longest) n = v.h->longest;
    uint32_t node = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint64_t key = edge_key(node, tokens[i].hash);
        uint32_t slot = (uint32_t)key & (v.h->n_slots - 1);
        while (v.slots[slot].key && v.slots[slot].key != key)
            slot = (slot + 1) & (v.h->n_slots - 1);
        if (!v.slots[slot].key) break;
        node = v.slots[slot].to;
        phrase_match m = match_at(&v, node, bytes, tokens, i + 1, caseless);
        if (m.n_tokens) best = m;
    }
    return best;
}
