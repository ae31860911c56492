/* lex: sentences -> tokens; dictionary phrases; the gate. The cheap pass over everything.
 *
 * Tokens are words as Universal Dependencies English has them: clitics ("do" "n't", "Mali" "'s",
 * "can" "not"), hyphenated words split ("Russian" "-" "Malian", "peace" "-" "keeping") but for
 * prefixes ("anti-government", "counter-terrorism" are one), "U.S." one token, "a.m." one token,
 * URLs one token, currency and % split from numbers, "[permannet]" three tokens.
 *
 * Phrases are a trie over token hashes (str_hash_lower): one image in casus.model for all
 * dictionaries (names of actors and places, role nouns). A phrase ends in one or more values, kind
 * << 24 | index.
 */
#ifndef CASUS_LEX_H
#define CASUS_LEX_H

#include "lex/token.h"
#include "segment/segment.h"

typedef struct lexed {
    token *tokens; /* [n_tokens], all sentences in order */
    uint32_t n_tokens;
    uint32_t *first;      /* [n_sentences + 1]: first token of each sentence */
    uint8_t *gate;        /* [n_sentences]: 1 parse it */
} lexed;

/* Tokenises every sentence. */
void lex_text(const text *in, const segments *segs, arena *mem, lexed *out, casus_stats *stats);
/* Tokens of the longest sentence: the room that scratch for one sentence needs. */
uint32_t lexed_longest(const lexed *self, uint32_t n_sentences);
/* A document that has (almost) no capitals: case says nothing in it. */
bool lexed_is_lower_case(const lexed *self, uint32_t n_sentences);

/* Tokens of one stretch [start, end) of `text`, for dictionaries and for `casus parse`: appended to
 * *tokens (count *n, capacity *cap, grown in `mem`), numbered as `sentence`. */
void lex_stretch(const char *text, uint32_t start, uint32_t end, uint32_t sentence, arena *mem,
                 token **tokens, uint32_t *n, uint32_t *cap);

/* Appends text[start, end) as the one token it was given as. */
void lex_given(const char *text, uint32_t start, uint32_t end, uint32_t sentence, bool first,
               arena *mem, token **tokens, uint32_t *n, uint32_t *cap);

/* ---- phrases ----------------------------------------------------------------------------- */

enum phrase_flag {
    /* a name: its first token must be capitalised in the text (in text that has case at all) */
    PHRASE_CASED = 1,
    PHRASE_UPPER = 2, /* an acronym: every letter upper case ("US", "WHO") */
};

typedef struct phrase_builder phrase_builder;
casus_status phrase_builder_new(phrase_builder **out, casus_error *err);
void phrase_builder_free(phrase_builder *self);
/* Adds a phrase (tokenised here) with a value; the same phrase may be added with several values. */
void phrase_builder_add(phrase_builder *self, casus_str phrase, uint32_t value, unsigned flags);
/* Writes the image (section "lex.phrases"); sticky, ask buf_ok(out). */
void phrase_builder_finish(phrase_builder *self, buf *out);

typedef struct phrases {
    const void *image; /* see phrase.c for the layout */
    size_t len;
    /* its filters, and the bits of a hash that count in each */
    const uint64_t *first, *lower, *pairs;
    uint64_t first_mask, lower_mask, pair_mask;
    const struct phrase_prefix *slots;
    uint32_t n_slots;
    const struct phrase_terminal *terminals;
    const uint32_t *values;
    uint32_t longest; /* phrase, in tokens */
} phrases;

casus_status phrases_open(phrases *self, casus_str section, casus_error *err);

typedef struct phrase_match {
    uint32_t n_tokens;      /* length; 0: no match */
    const uint32_t *values; /* [n_values], in the image */
    uint32_t n_values;
    uint32_t flags; /* phrase_flag of the phrase */
} phrase_match;

/* The key of a sequence of tokens: of all but the last (0: there are none) and the last one's
 * hash; never 0. */
static inline uint64_t phrase_key(uint64_t before, uint64_t hash)
{
    uint64_t key = (before ^ hash) * 0x9E3779B97F4A7C15u;
    key ^= key >> 29;
    return key ? key : 1;
}

/* The bits of a word of a filter that stand for a hash. */
static inline uint64_t phrases_bits(uint64_t hash)
{
    return 1ull << hash % 64 | 1ull << (hash >> 58);
}

/* The word of two that tells whether a phrase can begin with this token; the second tells whether
 * it is one alone. */
static inline const uint64_t *phrases_first(const phrases *self, const token *t, bool caseless)
{
    bool lower = !caseless && (t->flags & (TOKEN_ALPHA | TOKEN_CAP)) == TOKEN_ALPHA;
    const uint64_t *words = lower ? self->lower : self->first;
    return words + (t->hash & (lower ? self->lower_mask : self->first_mask)) / 64 * 2;
}

enum { PHRASES_ALONE = 1, PHRASES_PAIR = 2 };

/* Can a phrase begin at tokens[0], as one token or with more? 0 nearly always where none does. */
static inline unsigned phrases_begin(const phrases *self, const token *tokens, uint32_t n,
                                     bool caseless)
{
    const uint64_t *first = phrases_first(self, tokens, caseless);
    uint64_t bits = phrases_bits(tokens[0].hash);
    if (bits & ~first[0]) return 0;
    unsigned begin = bits & ~first[1] ? 0 : PHRASES_ALONE;
    if (n == 1) return begin;
    uint64_t pair = phrase_key(phrase_key(0, tokens[0].hash), tokens[1].hash);
    uint64_t word = self->pairs[(pair & self->pair_mask) / 64];
    return begin | (phrases_bits(pair) & ~word ? 0 : PHRASES_PAIR);
}

phrase_match phrases_walk(const phrases *self, const char *text, const token *tokens, uint32_t n,
                          bool caseless, unsigned begin);

/* The longest phrase that begins at tokens[0], within the n tokens given. `caseless`: the sentence
 * is all upper or all lower case, so case says nothing. */
static inline phrase_match phrases_longest(const phrases *self, const char *text,
                                           const token *tokens, uint32_t n, bool caseless)
{
    unsigned begin = n ? phrases_begin(self, tokens, n, caseless) : 0;
    if (!begin) return (phrase_match){0};
    return phrases_walk(self, text, tokens, n, caseless, begin);
}

/* ---- the gate ---------------------------------------------------------------------------- */

/* A set of words that can begin an event (all inflected forms of act triggers), that are actors
 * (first tokens of names and roles), or that cue speech. A sentence is parsed when it can hold an
 * event (an act word together with an actor word, a name or a pronoun), a name with a role, a
 * quotation cue, or a referent of such in the sentence beside it. */
enum gate_class { GATE_ACT = 1, GATE_ACTOR = 2, GATE_CUE = 4 };

typedef struct gate_builder gate_builder;
casus_status gate_builder_new(gate_builder **out, casus_error *err);
void gate_builder_free(gate_builder *self);
void gate_builder_add(gate_builder *self, casus_str word, unsigned gate_class); /* this form only */
/* Adds all inflected forms of a lemma; irregular ones from lex/inflect.h. */
void gate_builder_add_verb(gate_builder *self, casus_str lemma, unsigned gate_class);
void gate_builder_add_noun(gate_builder *self, casus_str lemma, unsigned gate_class);
void gate_builder_finish(gate_builder *self, buf *out); /* section "lex.gate" */

typedef struct gate {
    const void *image;
    size_t len;
} gate;

casus_status gate_open(gate *self, casus_str section, casus_error *err);
unsigned gate_class_of(const gate *self, uint64_t word_hash);
/* Fills lexed->gate. */
void gate_run(const gate *self, const segments *segs, lexed *lexed);

#endif
