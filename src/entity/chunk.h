/* Base noun phrases: the stretches of a sentence that mention.c makes mentions of.
 *
 *     [Russia] 's [Foreign Minister Sergey Lavrov] told [reporters] that [the Malian government] was ...
 *
 * They are read from tags and dictionary units, not from the tree: a wrong attachment elsewhere in
 * the sentence does no harm. Where a sentence was not parsed, capitals and small word lists stand
 * in for the tags. Token numbers are within the sentence. */
#ifndef CASUS_ENTITY_CHUNK_H
#define CASUS_ENTITY_CHUNK_H

#include "entity/actors.h"

enum token_class {
    CLASS_BREAK,
    CLASS_DET,
    CLASS_MOD,    /* adjective */
    CLASS_NOUN,
    CLASS_NAME,
    CLASS_NUM,
    CLASS_PART,   /* participle */
    CLASS_ADV,
    CLASS_HYPHEN, /* inside a word */
    CLASS_POSS,   /* "'s" */
    CLASS_PRON,
    CLASS_POSSPRON,
    CLASS_CC
};

/* One sentence under work. */
typedef struct phrase_sentence {
    const entity_input *in;
    uint32_t s, base, n; /* sentence, its first token, its length */
    const token *tokens; /* [n] */
    const node *nodes;   /* [n], or NULL where not parsed */
    bool caseless;
    unit *units;
    uint32_t n_units;
    uint32_t *at;   /* [n]: unit of a token, or ENTITY_NONE */
    uint8_t *class; /* [n]: token_class */
} phrase_sentence;

typedef struct chunk {
    uint32_t first, last; /* with determiner; the last is the head noun */
    bool possessed;       /* "'s" or a possessive pronoun stands directly before */
    bool possessor;       /* "'s" stands directly behind */
} chunk;

void chunk_classify(phrase_sentence *ps);
/* The next chunk at or after *i; moves *i behind it. A pronoun is a chunk of its own. False at the
 * end. */
bool chunk_next(const phrase_sentence *ps, uint32_t *i, chunk *out);

static inline const unit *unit_at(const phrase_sentence *ps, uint32_t i)
{
    return ps->at[i] == ENTITY_NONE ? NULL : &ps->units[ps->at[i]];
}
static inline bool unit_is(const unit *u, uint32_t kind) { return u && (u->kinds >> kind & 1u); }
static inline bool form_in(const phrase_sentence *ps, uint32_t i, const char *list)
{
    return token_in(ps->in, ps->base + i, list);
}

#endif
