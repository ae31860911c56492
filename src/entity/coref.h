/* Coreference: what coref.c (order of work), coref_descriptor.c ("the minister"), coref_pair.c ("both
 * countries"), coref_fit.c, coref_state.c ("the army"), coref_gender.c, coref_pronoun.c (he, she, it,
 * they) and coref_features.c share. */
#ifndef CASUS_ENTITY_COREF_H
#define CASUS_ENTITY_COREF_H

#include "entity/actors.h"
#include "entity/coref_rank.h"

#define COREF_LOOK_BACK 80 /* mentions */
#define COREF_MOST_TOLD 4  /* nouns by which an entity is known */
#define N_PRONOUN_KINDS 4  /* he, she, it, they */

/* Role nouns by which the text calls an entity beside its name: index + 1, 0 none. */
typedef struct coref_told {
    uint32_t roles[COREF_MOST_TOLD];
} coref_told;

typedef struct coref {
    resolver *r;
    const entity_input *in;
    arena *mem;
    entities *out;
    uint32_t *quote_of; /* [n_mentions]: quotation it stands in, or ENTITY_NONE */
    uint32_t *seen;     /* [n_seen]: mentions of each entity so far */
    coref_told *told;   /* [n_seen] */
    uint8_t *learned;   /* [n_seen]: MENTION_MALE, MENTION_FEMALE of the pronouns it was given */
    uint32_t n_seen;
    uint32_t article;
    /* of the article so far: the pronoun last resolved, or ENTITY_NONE */
    uint32_t prior[N_PRONOUN_KINDS];
    uint32_t topic[N_PRONOUN_CLASS]; /* and the entity first named that could be meant */
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

/* ---- descriptors ----------------------------------------------------------------------------- */

/* Finds who a descriptor stands for; first those whose it is, where these stand behind it. */
void descriptor_resolve(const coref *c, uint32_t m);
/* "the London-based group" */
bool descriptor_is_based(const coref *c, uint32_t m);
/* "his wife, Ann Lee": his wife is she from now on. */
void descriptor_remember(const coref *c, uint32_t m);

/* coref_fit.c: how well the descriptor at mention m fits the entity of mention i, 0 to 3. */
int descriptor_fit(const coref *c, uint32_t i, uint32_t m, const role_noun *noun,
                   const role_reading *reading);
/* The same of the entity `who`; 0 where it is no person. */
int descriptor_fits_person(const coref *c, uint32_t who, uint32_t m, const role_noun *noun);
/* "government", "army": a state has one. */
bool descriptor_is_institution(const role_noun *noun);
/* Fills `told` from titles, appositions and predicates of the whole document. */
void coref_find_told(const coref *c);

/* coref_pair.c: "the two leaders", "both countries", "the couple". */
bool descriptor_asks_for_pair(const coref *c, uint32_t m, const role_noun *noun);
/* The two that fit, closest before; ENTITY_NONE where there are none. */
uint32_t descriptor_pair(const coref *c, uint32_t m, const role_noun *noun);

/* coref_state.c: the state that the last sentences speak of most, if one stands out. */
const char *coref_salient_state(const coref *c, uint32_t m);
/* The one state that the sentence speaks of; of those who act at home alone (`local`) the one where
 * it happens. NULL where there is none. */
const char *coref_sentence_state(const coref *c, uint32_t m, bool local);

/* ---- gender ---------------------------------------------------------------------------------- */

/* Adds to the flags of named entities what the text says of their gender. */
void coref_find_genders(const coref *c);
/* What a name of one word says, if it is a given name. */
uint32_t coref_name_gender(const coref *c, const entity *e);

/* ---- pronouns -------------------------------------------------------------------------------- */

/* The entity that a pronoun stands for, or ENTITY_NONE. */
uint32_t pronoun_entity(const coref *c, uint32_t m);

/* What features are made of: the pronoun as the tree shows it, and a mention beside others. */
typedef struct pronoun_view {
    uint32_t mention;
    enum pronoun_class class;
    uint32_t kind; /* of N_PRONOUN_KINDS */
    enum rank_place place;
    bool parsed; /* what follows is known */
    enum rank_clause clause;
    tree t;
    uint32_t at, verb; /* its token, and its head's */
    bool opens;        /* its sentence */
} pronoun_view;

typedef struct candidate {
    uint32_t mention;
    uint32_t between; /* entities that fit, nearer than this one */
    enum rank_subjects subjects;
    uint32_t crowd;   /* entities that fit in the pronoun's sentence */
    bool most;        /* no other is mentioned more often */
    bool active;      /* its entity is a subject in this sentence or the one before */
} candidate;

enum pronoun_class pronoun_class_of(const mention *p);
pronoun_view pronoun_look(const coref *c, uint32_t m);
void pronoun_features(const coref *c, const pronoun_view *v, const candidate *of, rank_features *f);

#endif
