/* Coreference: what coref.c (descriptors, order of work) and coref_pronoun.c (he, she, it, they)
 * share. */
#ifndef CASUS_ENTITY_COREF_H
#define CASUS_ENTITY_COREF_H

#include "entity/actors.h"

#define COREF_LOOK_BACK 80 /* mentions */

typedef struct coref {
    resolver *r;
    const entity_input *in;
    entities *out;
    uint32_t *quote_of; /* [n_mentions]: quotation it stands in, or ENTITY_NONE */
    uint32_t *seen;     /* [n_seen]: mentions of each entity so far */
    uint32_t n_seen;
} coref;

static inline const entity *coref_entity(const coref *c, uint32_t m)
{
    uint32_t e = c->out->mentions[m].entity;
    return e == ENTITY_NONE ? NULL : &c->out->entities[e];
}

/* The relation by which the tree attaches a mention, or DEPREL_COUNT where there is no tree. */
unsigned coref_relation(const coref *c, uint32_t m);
static inline bool coref_is_subject(const coref *c, uint32_t m)
{
    unsigned rel = coref_relation(c, m);
    return rel == DEPREL_NSUBJ || rel == DEPREL_NSUBJ_PASS || rel == DEPREL_NSUBJ_OUTER;
}
bool coref_same_article(const coref *c, uint32_t a, uint32_t b);
/* role_noun_flag of the descriptor an entity was first mentioned by; ROLE_PERSON for persons,
 * ROLE_ORG for bodies. */
uint32_t coref_nature(const coref *c, const entity *e);
bool coref_genders_agree(uint32_t a, uint32_t b);
/* The mention speaks: it is the subject of a verb of saying that has a quotation beside it. */
bool coref_is_speaker(const coref *c, uint32_t m);
/* Whether the entity is mentioned, not in the first person, inside a quotation of this
 * paragraph. */
bool coref_in_quotes_of(const coref *c, uint32_t e, uint32_t m);

/* The entity that a pronoun stands for, or ENTITY_NONE. */
uint32_t pronoun_entity(const coref *c, uint32_t m);

#endif
