/* The lexicon of political acts: what tools/compile makes of data/acts, read in place from the
 * model.
 *
 *   act     a concept: PLOVER type and mode, CAMEO code, what it does to an act under it
 *   sense   one way English tells it: head word, what must stand beside it, who plays which role
 *
 * docs/acts.md specifies the text; acts_build.c compiles it. The book is immutable and shared.
 */
#ifndef CASUS_CODE_ACTS_H
#define CASUS_CODE_ACTS_H

#include "base/base.h"
#include "lex/lex.h"

#define ACT_MAX_CONTEXTS 4
#define SENSE_MAX_NEEDS 4
#define SENSE_MAX_SLOTS 14

enum act_flag {
    ACT_RECIPROCAL = 1 << 0,
    ACT_OPERATOR = 1 << 1, /* of= given */
    ACT_WEAK = 1 << 2,
    ACT_STATEMENT = 1 << 3,
    ACT_NEEDS_TARGET = 1 << 4,
    ACT_SWAP = 1 << 5,
    ACT_STATUS_ONLY = 1 << 6, /* a `status` block: no event of its own */
    ACT_LIGHT = 1 << 7,       /* a `light` block */
    ACT_CONTROL_SUBJ = 1 << 8,
    ACT_MOTION = 1 << 9, /* "arrived in New York to take part in ...": the purpose tells the act */
    /* the act under it is its subject's claim: "accused X of", "denied" */
    ACT_ATTRIBUTES = 1 << 10,
    ACT_NEEDS_CONTENT = 1 << 11, /* "asked": only with what is asked for, be it an act or not */
    /* police and courts do it where nobody is named: "was arrested" */
    ACT_STATE = 1 << 12,
    ACT_ALONE = 1 << 13, /* a noun that tells an event with one actor: "the police firing" */
    /* "vowed to attack": the sense where the act under it is hostile, instead of the chosen one */
    ACT_HOSTILE = 1 << 15,
    ACT_HELPER = ACT_STATUS_ONLY | ACT_LIGHT /* lends words and status to an act; none itself */
};

enum sense_pos { SENSE_VERB, SENSE_NOUN, SENSE_ADJ };

enum slot_rel {
    SLOT_SUBJ,
    SLOT_OBJ,
    SLOT_IOBJ,
    SLOT_POSS,
    SLOT_MOD,
    SLOT_XCOMP,
    SLOT_CCOMP,
    SLOT_ADVCL,
    SLOT_ACL,
    SLOT_PREP /* with the preposition's hash */
};

enum slot_role { ROLE_SOURCE, ROLE_TARGET, ROLE_CONTENT, ROLE_PLACE };

typedef struct sense_need {
    uint64_t prep;    /* hash of the preposition; 0 unless rel is SLOT_PREP */
    uint32_t first;   /* words [first, first + n) of the word table; n 0: any */
    uint16_t n;
    uint8_t rel;      /* slot_rel */
    uint8_t negative; /* must not hold */
} sense_need;

typedef struct sense_slot {
    uint64_t prep;
    uint32_t rel;  /* slot_rel */
    uint32_t role; /* slot_role */
} sense_slot;

typedef struct sense {
    uint64_t particle; /* hash, 0 none */
    uint32_t act;      /* index */
    uint32_t pos;      /* sense_pos */
    uint32_t flags;    /* act_flag, the act's included */
    uint32_t rule;     /* offset of its name in the pool */
    uint32_t n_needs, n_slots;
    sense_need needs[SENSE_MAX_NEEDS];
    uint16_t slots[SENSE_MAX_SLOTS]; /* act_book_slot() */
} sense;

/* Which number an act's object (subject, for a crowd) gives: "killed 12", "3,000 people
 * marched". */
enum act_counts { COUNTS_NOTHING, COUNTS_DEAD, COUNTS_INJURED, COUNTS_ARRESTED, COUNTS_CROWD };

typedef struct act {
    uint32_t name, type, mode, cameo;     /* offsets in the pool; mode 0: none */
    uint32_t contexts[ACT_MAX_CONTEXTS];  /* offsets; 0 none */
    uint32_t flags;                       /* act_flag */
    uint32_t counts;                      /* act_counts */
    /* casus_event_status of an operator's or status block's content */
    uint32_t of_status;
} act;

typedef struct sense_key {
    uint64_t word; /* hash of the lemma, or of a form of it */
    uint32_t sense;
    uint32_t pos;
} sense_key;

typedef struct act_book {
    const act *acts;        /* [n_acts] */
    const sense *senses;    /* [n_senses] */
    const sense_key *keys;  /* [n_keys], by word, then sense */
    const uint64_t *words;  /* [n_words] hashes of needed words */
    const sense_slot *slots; /* [n_slots] each slot that some sense has, once */
    const char *pool;       /* [pool_len], strings end in NUL; offset 0 is "" */
    uint32_t n_acts, n_senses, n_keys, n_words, n_slots, pool_len;
} act_book;

/* Views the section "code.acts"; every offset is checked. BAD_MODEL when damaged. */
casus_status act_book_open(act_book *self, casus_str section, casus_error *err);
static inline const char *act_book_text(const act_book *self, uint32_t offset)
{
    return offset ? self->pool + offset : NULL;
}
/* The i-th slot of a sense. */
static inline const sense_slot *act_book_slot(const act_book *self, const sense *s, uint32_t i)
{
    return &self->slots[s->slots[i]];
}
/* The keys of a lemma or form, *n of them. */
const sense_key *act_book_find(const act_book *self, uint64_t word, uint32_t *n);
bool act_book_has_word(const act_book *self, const sense_need *need, uint64_t word);

/* Compiles all *.acts files of `data_dir`/acts; heads go to the gate. Fails with BAD_DATA, file and
 * line. */
casus_status acts_build(const char *data_dir, gate_builder *gate, image_writer *out,
                        casus_error *err);

#endif
