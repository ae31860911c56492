/* The gate: which sentences are worth parsing. A set of word hashes, each with its classes, and a
 * rule over sentences. It errs on the side of parsing: an event must not be lost to it.
 *
 * Image: magic, number of slots; slots of 4 bytes, open addressing by the low half of the hash: its
 * high half with the lowest three bits replaced by the classes (0: empty). A word that is not in
 * the set is taken for one that is once in 500 million times, and then a sentence more is parsed. */
#include "lex/lex.h"

#include "lex/inflect.h"

#include <stdlib.h>

#define GATE_MAGIC 0x3245544147584143u /* "CAXGATE2" */
#define CLASSES 7u

typedef struct header {
    uint64_t magic, n_slots;
} header;

/* What a slot keeps of a hash; its place is told by other bits. */
static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 32) & ~CLASSES;
}

static uint64_t home_of(uint64_t hash, uint64_t n_slots)
{
    return hash >> 3 & (n_slots - 1);
}

/* ---- building ----------------------------------------------------------------------------- */

struct gate_builder {
    uint64_t *slots;
    uint64_t n_slots, n_used;
    buf forms;
    bool failed;
};

casus_status gate_builder_new(gate_builder **out, casus_error *err)
{
    gate_builder *self = calloc(1, sizeof *self);
    *out = self;
    FAIL_IF(!self, CASUS_NO_MEMORY, "out of memory");
    self->n_slots = 4096;
    self->slots = calloc(self->n_slots, sizeof *self->slots);
    if (self->slots) return CASUS_OK;
    gate_builder_free(self);
    *out = NULL;
    return error_set(err, CASUS_NO_MEMORY, "out of memory");
}

void gate_builder_free(gate_builder *self)
{
    if (!self) return;
    buf_release(&self->forms);
    free(self->slots);
    free(self);
}

static uint64_t *find_slot(uint64_t *slots, uint64_t n_slots, uint64_t hash)
{
    uint64_t i = home_of(hash, n_slots);
    while (slots[i] && (slots[i] | CLASSES) != (hash | CLASSES)) i = (i + 1) & (n_slots - 1);
    return &slots[i];
}

static void grow(gate_builder *self)
{
    if (self->n_used * 3 < self->n_slots * 2) return;
    uint64_t n = self->n_slots * 2;
    uint64_t *slots = calloc(n, sizeof *slots);
    if (!slots) {
        self->failed = true;
        return;
    }
    for (uint64_t i = 0; i < self->n_slots; i++)
        if (self->slots[i]) *find_slot(slots, n, self->slots[i]) = self->slots[i];
    free(self->slots);
    self->slots = slots;
    self->n_slots = n;
}

void gate_builder_add(gate_builder *self, casus_str word, unsigned gate_class)
{
    grow(self);
    if (self->failed || word.len == 0) return;
    uint64_t hash = str_hash_lower(word);
    uint64_t *slot = find_slot(self->slots, self->n_slots, hash);
    if (!*slot) {
        *slot = hash & ~(uint64_t)CLASSES;
        self->n_used++;
    }
    *slot |= gate_class & CLASSES;
}

static void add_forms(gate_builder *self, unsigned gate_class)
{
    casus_str rest = buf_str(&self->forms), form;
    if (!buf_ok(&self->forms)) self->failed = true;
    while (str_split(&rest, ' ', &form)) gate_builder_add(self, form, gate_class);
}

void gate_builder_add_verb(gate_builder *self, casus_str lemma, unsigned gate_class)
{
    buf_reset(&self->forms);
    inflect_verb(lemma, &self->forms);
    add_forms(self, gate_class);
}

void gate_builder_add_noun(gate_builder *self, casus_str lemma, unsigned gate_class)
{
    buf_reset(&self->forms);
    inflect_noun(lemma, &self->forms);
    add_forms(self, gate_class);
}

void gate_builder_finish(gate_builder *self, buf *out)
{
    header h = {GATE_MAGIC, self->n_slots};
    buf_put(out, &h, sizeof h);
    for (uint64_t i = 0; i < self->n_slots; i++) {
        uint32_t slot = self->slots[i] ? tag_of(self->slots[i]) | (self->slots[i] & CLASSES) : 0;
        buf_put(out, &slot, sizeof slot);
    }
    if (self->failed) out->failed = true;
}

/* ---- reading ------------------------------------------------------------------------------ */

casus_status gate_open(gate *self, casus_str section, casus_error *err)
{
    static const char damaged[] = "the gate of the model is damaged: build it again";
    *self = (gate){section.ptr, section.len};
    FAIL_IF(section.len < sizeof(header) || (uintptr_t)section.ptr % 8 != 0, CASUS_BAD_MODEL,
            damaged);
    const header *h = self->image;
    uint64_t room = (section.len - sizeof *h) / sizeof(uint32_t);
    FAIL_IF(h->magic != GATE_MAGIC || h->n_slots == 0 || (h->n_slots & (h->n_slots - 1)) ||
                h->n_slots != room,
            CASUS_BAD_MODEL, damaged);
    const uint32_t *slots = (const uint32_t *)(h + 1);
    uint64_t used = 0;
    for (uint64_t i = 0; i < h->n_slots; i++) used += slots[i] != 0;
    FAIL_IF(used >= h->n_slots, CASUS_BAD_MODEL, damaged);
    return CASUS_OK;
}

unsigned gate_class_of(const gate *self, uint64_t word_hash)
{
    const header *h = self->image;
    const uint32_t *slots = (const uint32_t *)(h + 1);
    uint64_t i = home_of(word_hash, h->n_slots);
    uint32_t tag = tag_of(word_hash);
    while (slots[i] && (slots[i] & ~CLASSES) != tag) i = (i + 1) & (h->n_slots - 1);
    return slots[i] & CLASSES;
}

/* ---- the rule ----------------------------------------------------------------------------- */

/* What a sentence holds, beside the gate classes. */
enum {
    HAS_NAME = 8,     /* a capitalised word that is not its first */
    HAS_PRONOUN = 16, /* he, they, ...: an actor named before */
    HAS_QUOTE = 32,   /* a quotation mark */
    /* opens with a pronoun or a descriptor: its referent is in the sentence before */
    HAS_BACK = 64,
};

static const char *const pronouns[] = {"he",  "she",  "it",    "they", "him", "her", "them",
                                       "his", "its",  "their", "we",   "i",   "us",  "you",
                                       "who", "both", "those", "this", "these"};
static const char *const openers[] = {"the", "but", "and", "also", "another", "both"};
static const char *const quotes[] = {"\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "''",
                                     "``", "\xC2\xAB",     "\xC2\xBB"};

#define N_PRONOUNS (sizeof pronouns / sizeof *pronouns)
#define N_OPENERS (sizeof openers / sizeof *openers)
#define N_QUOTES (sizeof quotes / sizeof *quotes)

/* Hashes of the lists, made once a document. */
typedef struct rule {
    uint64_t pronouns[N_PRONOUNS], openers[N_OPENERS], quotes[N_QUOTES];
} rule;

static void hash_list(const char *const *words, size_t n, uint64_t *out)
{
    for (size_t i = 0; i < n; i++) out[i] = str_hash_lower(str_from(words[i]));
}

static bool holds(const uint64_t *list, size_t n, uint64_t hash)
{
    bool found = false;
    for (size_t i = 0; i < n; i++) found |= list[i] == hash;
    return found;
}

/* The set is larger than the near caches; asked for early, its memory comes in time. */
static void prefetch(const gate *self, uint64_t word_hash)
{
    const header *h = self->image;
    __builtin_prefetch((const uint32_t *)(h + 1) + home_of(word_hash, h->n_slots));
}

#define AHEAD 12

static unsigned look_at(const gate *self, const rule *r, const token *tokens, uint32_t n)
{
    unsigned seen = 0;
    for (uint32_t i = 0; i < n; i++) {
        const token *t = &tokens[i];
        uint32_t len = t->end - t->start;
        if (i + AHEAD < n) prefetch(self, t[AHEAD].hash);
        if (t->flags & TOKEN_PUNCT) {
            if (len <= 3 && holds(r->quotes, N_QUOTES, t->hash)) seen |= HAS_QUOTE;
            continue;
        }
        seen |= gate_class_of(self, t->hash);
        if ((t->flags & TOKEN_CAP) && i > 0) seen |= HAS_NAME;
        bool pronoun = len <= 5 && holds(r->pronouns, N_PRONOUNS, t->hash);
        if (pronoun) seen |= HAS_PRONOUN;
        if (i < 3 && (pronoun || (len <= 7 && holds(r->openers, N_OPENERS, t->hash))))
            seen |= HAS_BACK;
    }
    return seen;
}

static bool passes(unsigned seen)
{
    if (seen & (GATE_CUE | HAS_QUOTE)) return true;
    return (seen & GATE_ACT) && (seen & (GATE_ACTOR | HAS_NAME | HAS_PRONOUN));
}

/* Without an act and an actor somewhere nothing is parsed. Otherwise the sentences that pass, the
 * one before a sentence that points back, and the lead of each article, which says who and when. */
void gate_run(const gate *self, const segments *segs, lexed *lex)
{
    rule r;
    hash_list(pronouns, N_PRONOUNS, r.pronouns);
    hash_list(openers, N_OPENERS, r.openers);
    hash_list(quotes, N_QUOTES, r.quotes);
    unsigned all = 0;
    uint32_t n = lex->first ? segs->n_sentences : 0;
    /* where case says nothing, any word may be a name */
    unsigned name = n && lexed_is_lower_case(lex, n) ? HAS_NAME : 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t from = lex->first[i];
        lex->gate[i] =
            (uint8_t)(name | look_at(self, &r, lex->tokens + from, lex->first[i + 1] - from));
        all |= lex->gate[i];
    }
    bool worth = (all & GATE_ACT) && (all & GATE_ACTOR);
    bool wanted_before = false; /* by the sentence behind */
    for (uint32_t i = n; i-- > 0;) {
        unsigned seen = lex->gate[i];
        bool lead = i == 0 || segs->sentences[i].article != segs->sentences[i - 1].article;
        bool open = worth && (wanted_before || lead || passes(seen));
        wanted_before = open && passes(seen) && (seen & HAS_BACK) && !lead;
        lex->gate[i] = open;
    }
}
