/* cue_book: the words that say that somebody said, thought or wanted something, with what each
 * implies and where its content stands. Text in data/cues/, compiled to the section "entity.cues":
 * cues_header | cue_entry[n], sorted by hash and word class. */
#ifndef CASUS_ENTITY_CUE_BOOK_H
#define CASUS_ENTITY_CUE_BOOK_H

#include "base/base.h"

enum cue_flag {
    CUE_SAY = 1,     /* pure saying: its content is a claim ("say", "confirm", "believe") */
    CUE_ACT = 2,     /* a political act in words: an event, no claim ("accuse", "urge") */
    CUE_CALL = 4,    /* names or judges: speaker of a quotation ("call", "describe", "praise") */
    CUE_FACT = 8,    /* its object can be the content of a claim: "confirmed the arrest" */
    CUE_DENY = 16,   /* the content is said not to be so */
    CUE_DOUBT = 32,  /* the writer does not vouch for it: "claim", "allege" */
    CUE_THINK = 64,  /* a belief: content, yet seldom a quotation's cue */
    CUE_ADVERB = 128, /* "reportedly": a claim with no source */
    CUE_STANCE = 256, /* a wish, plan, judgement or perception: attributed, yet never a claim */
    CUE_LIGHT = 512  /* lends its subject to a noun of saying: "made the claim", "voiced concern" */
};

enum cue_frame { /* where the content of a cue stands */
    FRAME_CLAUSE = 1,     /* "that ...", "whether ..." */
    FRAME_INFINITIVE = 2, /* "to ..." */
    FRAME_OBJECT = 4,
    FRAME_PREDICATE = 8,  /* an object with what is said of it: "called him a liar" */
    FRAME_PASSIVE = 16,   /* the subject of the passive: "is expected to" */
    FRAME_RAISED = 32,    /* the subject and what it seems to be: "he seems to agree" */
    FRAME_PREPOSITION = 64 /* this bit and those above it: prepositions */
};

enum cue_class { CUE_VERB, CUE_NOUN, CUE_ADJECTIVE, CUE_ADVERBIAL, CUE_CLASSES };

typedef struct cue_entry {
    uint64_t hash; /* str_hash_lower() of the lemma */
    uint32_t frames;
    uint16_t flags;
    uint16_t word_class;
} cue_entry;

typedef struct cue_book {
    const cue_entry *entries; /* [n] */
    uint32_t n;
} cue_book;

#define CUES_MAGIC 0x31455543u /* "CUE1" */

casus_status cue_book_open(cue_book *self, casus_str section, casus_error *err);
/* NULL where the lemma is no cue of this class. */
const cue_entry *cue_book_find(const cue_book *self, casus_str lemma, enum cue_class word_class);
/* The bit of a preposition, 0 where none of the cues takes it. */
uint32_t cue_preposition(casus_str form);

/* Adds the section; a malformed line is BAD_DATA with its file and line. */
casus_status cue_book_build(const char *data_dir, image_writer *out, casus_error *err);

#endif
