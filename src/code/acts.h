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
    ACT_ITSELF = 1 << 14, /* done to what stands in the slot, not to the owner of a thing there */
    /* "attacked his rival": the sense where politicians do it to each other, instead */
    ACT_VERBAL = 1 << 16,
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
    uint64_t prep;  /* hash of the preposition; 0 unless rel is SLOT_PREP */
    uint32_t first; /* words [first, first + n) of the book; n 0: any */
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
    uint32_t flags;    /* act_flag, the act's included */
    uint32_t rule;     /* offset of its name in the pool */
    uint32_t needs;    /* act_book_need() */
    uint32_t slots;    /* act_book_slot() */
    uint16_t act;      /* index */
    uint8_t pos;       /* sense_pos */
    uint8_t n_needs, n_slots;
    uint8_t nothing[3];
} sense;

/* Which number an act's object (subject, for a crowd) gives: "killed 12", "3,000 people
 * marched". */
enum act_counts { COUNTS_NOTHING, COUNTS_DEAD, COUNTS_INJURED, COUNTS_ARRESTED, COUNTS_CROWD };

typedef struct act {
    uint32_t name, type, mode, cameo;    /* offsets in the pool; mode 0: none */
    uint32_t contexts[ACT_MAX_CONTEXTS]; /* offsets; 0 none */
    uint32_t flags;                      /* act_flag */
    uint32_t counts;                     /* act_counts */
    /* casus_event_status of an operator's or status block's content */
    uint32_t of_status;
} act;

typedef struct act_book {
    const act *acts;             /* [n_acts] */
    const sense *senses;         /* [n_senses] */
    const uint64_t *forms;       /* [n_forms] hashes of lemmas and their forms, ascending */
    const uint16_t *form_lists;  /* [n_forms] the list of the form's senses */
    const uint32_t *list_first;  /* [n_lists + 1] */
    const uint16_t *list_senses; /* list i: [list_first[i], list_first[i + 1]) */
    const uint32_t *words;       /* [n_words] needed words, act_book_word() of each */
    const sense_need *needs;     /* [n_needs] */
    const sense_slot *slots;     /* [n_slots] each slot that some sense has, once */
    const uint16_t *slot_lists;  /* [n_slot_lists] */
    const char *pool;            /* [pool_len], strings end in NUL; offset 0 is "" */
    uint32_t n_acts, n_senses, n_forms, n_lists, n_list_senses, n_words, n_needs, n_slots,
        n_slot_lists, pool_len;
    uint64_t of; /* hash of the word "of" */
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
    return &self->slots[self->slot_lists[s->slots + i]];
}
/* The i-th need of a sense. */
static inline const sense_need *act_book_need(const act_book *self, const sense *s, uint32_t i)
{
    return &self->needs[s->needs + i];
}
/* The senses of a lemma or form, *n indices in ascending order. */
const uint16_t *act_book_find(const act_book *self, uint64_t word, uint32_t *n);
/* What a needed word is known by: half of its hash, so that a word fits another's need by chance
 * once in four thousand million times. */
static inline uint32_t act_book_word(uint64_t hash)
{
    return (uint32_t)hash;
}
bool act_book_has_word(const act_book *self, const sense_need *need, uint64_t word);

/* Compiles all *.acts files of `data_dir`/acts; heads go to the gate. Fails with BAD_DATA, file and
 * line. */
casus_status acts_build(const char *data_dir, gate_builder *gate, image_writer *out,
                        casus_error *err);

#endif
