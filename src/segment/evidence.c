/* evidence: reads each paragraph for signs that a story begins with it.
 *
 * A story's lead reports in one long sentence, says who says so and on which weekday, and leans on
 * nothing before it. A person is named in full, with his office, once a story; whoever has gone by
 * his surname and then gets his full name and office again is in another story. And another story
 * has other names. None of this is proof; article.c weighs it.
 */
#include "segment/evidence.h"

#define NONE UINT32_MAX

/* ---- leads ----------------------------------------------------------------------------------- */

/* Could a story open with this paragraph? It leans on nothing before it and is no mere remark. */
static bool is_opening(casus_str s)
{
    casus_str word;
    size_t at = 0;
    bool opens = starts_upper(s) || (s.len && char_digit(s.ptr[0]));
    return opens && next_word(s, &at, &word) && !(word_class(word) & WORD_LEANING) &&
           count_words(s, 12) == 12;
}

/* Looks at the first sentence, 60 words at most. */
static bool is_lead(casus_str s)
{
    casus_str word;
    size_t at = 0;
    uint32_t n = 0, last_report = NONE, last_day = NONE;
    bool dated = false;
    for (at = 0; n < 60 && next_word(s, &at, &word);) {
        n++;
        unsigned classes = word_class(word);
        if (classes & WORD_REPORTING) last_report = n;
        if ((classes & WORD_WEEKDAY) && starts_upper(word)) last_day = n;
        if (last_report != NONE && last_day != NONE) {
            uint32_t gap = last_report > last_day ? last_report - last_day : last_day - last_report;
            dated = dated || gap <= 3;
        }
        bool stop = at < s.len && strchr(".!?", s.ptr[at]) &&
                    (at + 1 == s.len || char_space(s.ptr[at + 1]));
        if (stop && word.len > 3) break;
    }
    return dated && n >= 14;
}

/* ---- names ----------------------------------------------------------------------------------- */

/* An open hash table from a key to a number; sized for all that can go in. */
typedef struct key_map {
    uint64_t *keys;
    uint32_t *values;
    uint32_t mask;
} key_map;

static bool key_map_init(key_map *self, uint32_t most, arena *mem)
{
    uint32_t size = 64;
    while (size / 2 < most && size < 1u << 30) size *= 2;
    self->keys = arena_alloc(mem, (size_t)size * sizeof *self->keys);
    self->values = arena_alloc(mem, (size_t)size * sizeof *self->values);
    self->mask = size - 1;
    return arena_ok(mem);
}

/* The value's place for `key`; NONE is put there first where the key is new. */
static uint32_t *key_map_at(key_map *self, uint64_t key)
{
    key |= 1;
    uint32_t slot = (uint32_t)(key >> 24) & self->mask;
    while (self->keys[slot] && self->keys[slot] != key) slot = (slot + 1) & self->mask;
    if (!self->keys[slot]) {
        self->keys[slot] = key;
        self->values[slot] = NONE;
    }
    return &self->values[slot];
}

/* What is known of a surname; records are reached through a map. */
typedef struct surname {
    uint32_t last_use;   /* person_use */
    uint32_t full, bare; /* paragraph of the last such use */
} surname;

typedef struct gatherer {
    arena *mem;
    evidence_table *out;
    key_map uses;     /* a name's word -> its last use */
    key_map surnames; /* -> records */
    surname *records;
    uint32_t n_records, records_cap;
} gatherer;

static casus_str without_genitive(casus_str word)
{
    return str_ends(word, STR("'s")) ? str_slice(word, 0, word.len - 2) : word;
}

static bool is_name(casus_str word, unsigned classes)
{
    return word.len >= 3 && !(classes & (WORD_STARTER | WORD_WEEKDAY | WORD_MONTH)) &&
           starts_upper(word);
}

static void use_name(gatherer *self, casus_str word, uint32_t index)
{
    uint32_t *last = key_map_at(&self->uses, str_hash_lower(word));
    if (*last != NONE && self->out->names[*last].paragraph == index) return;
    name_use *use = arena_push(self->mem, &self->out->names, &self->out->n_names,
                               &self->out->names_cap, sizeof *use);
    if (!use) return;
    *use = (name_use){index, *last};
    *last = self->out->n_names - 1;
    self->out->items[index].n_names++;
}

static surname *surname_of(gatherer *self, uint64_t hash)
{
    uint32_t *slot = key_map_at(&self->surnames, hash);
    if (*slot != NONE) return &self->records[*slot];
    surname *added =
        arena_push(self->mem, &self->records, &self->n_records, &self->records_cap, sizeof *added);
    if (!added) return NULL;
    *slot = self->n_records - 1;
    *added = (surname){NONE, NONE, NONE};
    return added;
}

/* Notes that a person was named, in full or by surname alone. Only a paragraph's first use of a
 * surname makes a record; what is noted later in it counts from the next paragraph on. */
static void use_person(gatherer *self, uint64_t hash, bool full, uint32_t index)
{
    surname *known = surname_of(self, hash);
    if (!known) return;
    evidence_table *out = self->out;
    bool again = known->last_use != NONE && out->persons[known->last_use].paragraph == index;
    if (!again) {
        person_use *use =
            arena_push(self->mem, &out->persons, &out->n_persons, &out->persons_cap, sizeof *use);
        if (!use) return;
        *use = (person_use){index, known->last_use, known->full, known->bare, full};
        known->last_use = out->n_persons - 1;
        out->items[index].n_persons++;
    }
    if (full) known->full = index;
    else known->bare = index;
}

/* A run of capitalised words; an office ends it. */
typedef struct name_run {
    uint64_t last;
    unsigned n;
} name_run;

static void end_run(gatherer *self, name_run *run, uint32_t index)
{
    if (run->n && run->n <= 4) use_person(self, run->last, run->n >= 2, index);
    *run = (name_run){.n = 0};
}

static bool holds_any(casus_str s, const char *set)
{
    for (size_t i = 0; i < s.len; i++) {
        if (strchr(set, s.ptr[i])) return true;
    }
    return false;
}

/* Sentence-initial words are capitalised anyway: they count only where another capital follows. */
static void gather_names(gatherer *self, casus_str s, uint32_t index)
{
    casus_str word, held = {NULL, 0};
    name_run run = {.n = 0};
    size_t behind = 0;
    bool initial = true;
    for (size_t at = 0; next_word(s, &at, &word); behind = at) {
        size_t start = (size_t)(word.ptr - s.ptr);
        casus_str gap = str_slice(s, behind, start);
        if (behind) initial = gap.len && holds_any(gap, ".!?\n");
        bool joined = gap.len == 1 && gap.ptr[0] == ' ';
        casus_str name = without_genitive(word);
        unsigned classes = word_class(name);
        bool named = is_name(name, classes), office = classes & WORD_OFFICE;
        if (!joined || !named || office) end_run(self, &run, index);
        if (!named || office) {
            held.ptr = NULL;
            continue;
        }
        if (held.ptr && joined) use_name(self, held, index);
        held = initial ? name : (casus_str){NULL, 0};
        if (!initial) use_name(self, name, index);
        run.last = str_hash_lower(name);
        run.n++;
        if (name.len != word.len) end_run(self, &run, index);
    }
    end_run(self, &run, index);
}

/* ---- headlines ------------------------------------------------------------------------------- */

static bool is_prose(casus_str s) { return s.len >= 60 && ends_terminal(s); }

static bool looks_like_headline(casus_str s)
{
    if (s.len < 12 || s.len > 160 || strchr(".:;,", s.ptr[s.len - 1])) return false;
    if (s.ptr[s.len - 1] != '?' && s.ptr[s.len - 1] != '!' && ends_terminal(s)) return false;
    if (str_starts(s, STR("Q:")) || str_starts(s, STR("A:"))) return false;
    bool opens = starts_upper(s) || char_digit(s.ptr[0]) || !starts_lower(s);
    uint32_t n = count_words(s, 30);
    return opens && n >= 3 && n <= 22 && !memchr(s.ptr, '\n', s.len);
}

/* ---- all ------------------------------------------------------------------------------------- */

static void mark_headlines(const text *in, const segments *segs, evidence_table *out)
{
    bool prose_follows = false;
    for (uint32_t i = segs->n_paragraphs; i-- > 0;) {
        const paragraph *p = &segs->paragraphs[i];
        evidence *e = &out->items[i];
        casus_str s = text_slice(in, p->start, p->end);
        if (e->furniture.kind != FURNITURE_NONE) continue;
        e->headline = prose_follows && !e->dateline.sure && looks_like_headline(s);
        if (!e->headline) prose_follows = is_prose(s);
    }
}

void evidence_gather(const text *in, const segments *segs, arena *mem, evidence_table *out)
{
    gatherer self = {.mem = mem, .out = out};
    uint32_t n_words = 0;
    *out = (evidence_table){0};
    out->items = arena_alloc(mem, (size_t)segs->n_paragraphs * sizeof *out->items);
    if (!arena_ok(mem)) return;
    for (uint32_t i = 0; i < in->len; i++)
        n_words += char_upper(in->ptr[i]) || (unsigned char)in->ptr[i] >= 0xC3;
    if (!key_map_init(&self.uses, n_words, mem) || !key_map_init(&self.surnames, n_words, mem))
        return;
    for (uint32_t i = 0; i < segs->n_paragraphs && arena_ok(mem); i++) {
        const paragraph *p = &segs->paragraphs[i];
        evidence *e = &out->items[i];
        casus_str s = text_slice(in, p->start, p->end);
        furniture_read(s, &e->furniture);
        e->first_name = out->n_names;
        e->first_person = out->n_persons;
        if (e->furniture.kind != FURNITURE_NONE) continue;
        dateline_read(s, &e->dateline);
        if (segs->n_paragraphs == 1) continue; /* the rest tells where a second article begins */
        s = str_slice(s, e->dateline.len, s.len);
        e->opening = is_opening(s);
        e->lead = e->opening && is_lead(s);
        if (p->repeat_of == UINT32_MAX) gather_names(&self, s, i);
    }
    mark_headlines(in, segs, out);
}
