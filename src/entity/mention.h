/* What the files that make mentions share: mention.c (the phrases of a sentence), mention_new.c (a
 * mention as a record), mention_name.c (proper names), mention_before.c (what stands before the
 * head), mention_link.c (ties mentions together). */
#ifndef CASUS_ENTITY_MENTION_H
#define CASUS_ENTITY_MENTION_H

#include "entity/chunk.h"

/* One document's mentions in the making; `ps` is the sentence at hand. */
typedef struct mention_work {
    phrase_sentence ps;
    entities *out;
    arena *mem;
    uint32_t first_mention; /* of the sentence */
} mention_work;

/* Another state or body that a phrase is of. */
static inline void mention_share(mention_detail *d, uint32_t with)
{
    if (with != ENTITY_NONE && d->n_shared < ENTITY_MAX_MEMBERS - 1) d->shared[d->n_shared++] = with;
}

static inline bool phrase_is_capitalised(const phrase_sentence *ps, uint32_t i)
{
    return ps->caseless || (ps->tokens[i].flags & TOKEN_CAP);
}

/* ---- mention_new.c: tokens [first, last] are the sentence's ---- */

/* A mention of tokens [first, last]; ENTITY_NONE when there is no memory. */
uint32_t mention_add(const mention_work *w, uint32_t first, uint32_t last, uint32_t kind,
                     uint32_t flags);
void mention_set_values(const mention_work *w, uint32_t m, const unit *u);
/* MENTION_DEFINITE or 0; MENTION_FORMER, where a word of [first, last] says so, or 0. */
uint32_t mention_definite(const phrase_sentence *ps, const chunk *c);
uint32_t mention_former(const phrase_sentence *ps, uint32_t first, uint32_t last);

/* ---- mention_name.c ---- */

bool unit_has_person(const entity_input *in, const unit *u);
/* What a name of a dictionary stands for: mention_kind; sets MENTION_CAPITAL in *flags. */
uint32_t unit_mention_kind(const phrase_sentence *ps, const unit *u, uint32_t *flags);
/* A phrase whose head is a proper name that begins at `start`; `known` may be NULL. */
uint32_t mention_add_named(const mention_work *w, const chunk *c, uint32_t start, const unit *known,
                           uint32_t kind, uint32_t flags);
/* A phrase whose head no dictionary knows: a name, if it looks like one. */
uint32_t mention_add_unknown(const mention_work *w, const chunk *c);
/* "Hou-jen": the phrase ends in the second part of a given name. */
bool phrase_is_second_part(const phrase_sentence *ps, const chunk *c);
/* A capitalised word that stands beside a known name makes another name of it: "David Brown". */
bool phrase_joins_name(const phrase_sentence *ps, const chunk *c, const unit *u);
/* "Mary" and "David" are towns as well, but only behind "in", "near" ... */
bool phrase_is_first_name_alone(const phrase_sentence *ps, const unit *u);
bool phrase_is_located(const phrase_sentence *ps, uint32_t i);

/* ---- mention_before.c ---- */

/* Reads the units in [first, end) of a phrase into its detail, with nested mentions. `m` is the
 * phrase's mention or ENTITY_NONE (a nominal that is no actor). */
void mention_read_before(const mention_work *w, uint32_t m, uint32_t first, uint32_t end);
/* In a person's phrase the role nearest the name is the title, what stands before it a modifier. */
void mention_order_roles(const mention_work *w, uint32_t m, uint32_t first, uint32_t end);

/* ---- mention_link.c ---- */

/* Ties the mentions of the sentence: complements ("the army of Chad", "dozens of protesters"),
 * appositions. Linear in the sentence's mentions. */
void mentions_link(mention_work *w);

#endif
