/* How likely a mention is what a pronoun stands for: a log-linear model over what is seen of the
 * two.
 *
 *   role subject object       the pronoun is a subject, the mention before it an object
 *   path possessive inside    the mention's relative clause holds the pronoun ("X, who lost his
 *                             seat")
 *
 * A feature is a group and a value on each of its two axes; one of a group holds at most. Persons'
 * pronouns, "it" and "they" have weights of their own. They stand in data/coref/pronouns.txt, made
 * by `casus-train pronouns` (docs/training.md).
 */
#ifndef CASUS_ENTITY_COREF_RANK_H
#define CASUS_ENTITY_COREF_RANK_H

#include "base/base.h"

enum pronoun_class { PRONOUN_PERSON, PRONOUN_THING, PRONOUN_MANY, N_PRONOUN_CLASS };

/* ---- axes: X(value, text) -------------------------------------------------------------------- */

#define ANY_LIST(X) X(ANY, "any")
/* What the pronoun is to its head. */
#define PLACE_LIST(X)                                                                              \
    X(PLACE_SUBJECT, "subject") X(PLACE_OBJECT, "object") X(PLACE_POSSESSIVE, "possessive")        \
    X(PLACE_OTHER, "other")
/* Sentences between the two. */
#define APART_LIST(X)                                                                              \
    X(APART_SAME, "same") X(APART_1, "1") X(APART_2, "2") X(APART_3, "3") X(APART_FAR, "far")      \
    X(APART_AHEAD, "ahead")
#define NEAR_LIST(X) X(NEAR_SAME, "same") X(NEAR_1, "1") X(NEAR_FAR, "far")
#define PART_LIST(X)                                                                               \
    X(PART_SUBJECT, "subject") X(PART_PASSIVE, "passive") X(PART_OBJECT, "object")                 \
    X(PART_OBLIQUE, "oblique") X(PART_MODIFIER, "modifier") X(PART_OWNER, "owner")                 \
    X(PART_APPOSED, "apposed") X(PART_ROOT, "root") X(PART_OTHER, "other")
#define FORM_LIST(X)                                                                               \
    X(FORM_FULL, "full") X(FORM_SHORT, "short") X(FORM_TITLED, "titled") X(FORM_NAME, "name")      \
    X(FORM_DEFINITE, "definite") X(FORM_INDEFINITE, "indefinite") X(FORM_HE, "he")                 \
    X(FORM_IT, "it") X(FORM_THEY, "they") X(FORM_PLACE, "place") X(FORM_BODY, "body")              \
    X(FORM_STATE, "state") X(FORM_LOCATED, "located")
#define SIZE_LIST(X)                                                                               \
    X(SIZE_0, "0") X(SIZE_1, "1") X(SIZE_2, "2") X(SIZE_3, "3") X(SIZE_4, "4") X(SIZE_5, "5")      \
    X(SIZE_6, "6") X(SIZE_7, "7")
/* How the tree leads from the pronoun to the mention. */
#define PATH_LIST(X)                                                                               \
    X(PATH_NONE, "none") X(PATH_INSIDE, "inside") X(PATH_RELATIVE, "relative")                     \
    X(PATH_JOINED, "joined") X(PATH_CLAUSE, "clause")                                              \
    X(PATH_BELOW, "below") X(PATH_BESIDE, "beside") X(PATH_DEEP, "deep")                           \
    X(PATH_OBJECT, "object") X(PATH_OBJECT_BELOW, "object-below")                                  \
    X(PATH_OBJECT_BESIDE, "object-beside") X(PATH_OTHER, "other")
#define PREP_LIST(X)                                                                               \
    X(PREP_NONE, "none") X(PREP_IN, "in") X(PREP_AT, "at") X(PREP_BY, "by") X(PREP_OF, "of")       \
    X(PREP_WITH, "with") X(PREP_TO, "to") X(PREP_FOR, "for") X(PREP_FROM, "from")                  \
    X(PREP_AS, "as") X(PREP_BETWEEN, "between") X(PREP_ON, "on") X(PREP_OTHER, "other")
#define QUOTED_LIST(X)                                                                             \
    X(QUOTED_NEITHER, "neither") X(QUOTED_BOTH, "both") X(QUOTED_LEFT, "left")                     \
    X(QUOTED_ENTERED, "entered")
/* The clause that the pronoun stands in. */
#define CLAUSE_LIST(X)                                                                             \
    X(CLAUSE_MAIN, "main") X(CLAUSE_BESIDE, "beside") X(CLAUSE_ADVERBIAL, "adverbial")             \
    X(CLAUSE_RELATIVE, "relative") X(CLAUSE_CONTENT, "content")
#define JOINED_LIST(X)                                                                             \
    X(JOINED_ALONE, "alone") X(JOINED_FIRST, "first") X(JOINED_LATER, "later")
#define NEST_LIST(X)                                                                               \
    X(NEST_FREE, "free") X(NEST_OWNER, "owner") X(NEST_INSIDE, "inside")                           \
    X(NEST_BRACKETS, "brackets") X(NEST_MARKS, "marks")
#define SUBJECTS_LIST(X)                                                                           \
    X(SUBJECTS_NONE, "none") X(SUBJECTS_LAST, "last") X(SUBJECTS_EARLIER, "earlier")
#define NATURE_LIST(X)                                                                             \
    X(NATURE_PERSON, "person") X(NATURE_PEOPLE, "people") X(NATURE_GROUP, "group")                 \
    X(NATURE_BODY, "body") X(NATURE_STATE, "state") X(NATURE_GOVERNMENT, "government")             \
    X(NATURE_PAIR, "pair") X(NATURE_NAME, "name")
#define YES_LIST(X) X(NO, "no") X(YES, "yes")
/* What a name, or a pronoun before, says of gender. */
#define HINT_LIST(X) X(HINT_NONE, "none") X(HINT_FOR, "for") X(HINT_AGAINST, "against")

/* ---- groups: X(name, axis, axis) ------------------------------------------------------------- */

#define RANK_LIST(X)                                                                               \
    X(APART, "apart", PLACE, APART)                                                                \
    X(ROLE, "role", PLACE, PART)           /* in one sentence */                                   \
    X(ROLE_BEFORE, "role-before", PLACE, PART)                                                     \
    X(MAIN, "main", PLACE, NEAR)           /* subject of its sentence's root */                    \
    X(SUBJECTS, "subjects", PLACE, SUBJECTS) /* the last fitting subject, or one before it */      \
    X(FORM, "form", NEAR, FORM)                                                                    \
    X(NATURE, "nature", NEAR, NATURE)                                                              \
    X(RANK, "rank", PLACE, SIZE)           /* fitting entities between */                          \
    X(TOKENS, "tokens", NEAR, SIZE)        /* between, as a power of two */                        \
    X(SEEN, "seen", NEAR, SIZE)            /* mentions of it so far */                             \
    X(MOST, "most", ANY, NEAR)             /* no candidate was mentioned more often */             \
    X(PATH, "path", PLACE, PATH)                                                                   \
    X(CLAUSE, "clause", CLAUSE, PART)                                                              \
    X(CLAUSE_PATH, "clause-path", CLAUSE, PATH)                                                    \
    X(SUBJECT_APART, "subject-apart", SUBJECTS, APART)                                             \
    X(FORM_ROLE, "form-role", FORM, PART)                                                          \
    X(OPENS, "opens", PART, APART)         /* the pronoun opens its sentence */                    \
    X(CROWD, "crowd", SIZE, NEAR)          /* fitting entities in the pronoun's sentence */        \
    X(WIDE, "wide", NEAR, YES)             /* with a relative clause */                            \
    X(ACTIVE, "active", PLACE, NEAR)       /* a subject within the last two sentences */           \
    X(GENDER, "gender", NEAR, YES)         /* known to agree */                                    \
    X(NAME, "name", NEAR, HINT)                                                                    \
    X(LEARNED, "learned", NEAR, HINT)                                                              \
    X(TOPIC, "topic", PLACE, APART)        /* the first of its kind in the article */              \
    X(LEAD, "lead", PLACE, APART)          /* first mention of its sentence */                     \
    X(PRIOR, "prior", PLACE, APART)        /* what the pronoun before stood for */                 \
    X(PRIOR_ALIKE, "prior-alike", PLACE, NEAR) /* and it stood in the same place */                \
    X(VERB, "verb", PLACE, NEAR)           /* of the same verb */                                  \
    X(PREP, "prep", NEAR, PREP)                                                                    \
    X(QUOTED, "quoted", NEAR, QUOTED)                                                              \
    X(NEST, "nest", NEAR, NEST)                                                                    \
    X(JOINED, "joined", NEAR, JOINED)                                                              \
    X(APPOSED, "apposed", NEAR, YES)                                                               \
    X(NOBODY, "nobody", PLACE, SIZE)       /* no mention at all; how many fit */

#define X(value, text) value,
enum rank_any { ANY_LIST(X) N_ANY };
enum rank_place { PLACE_LIST(X) N_PLACE };
enum rank_apart { APART_LIST(X) N_APART };
enum rank_near { NEAR_LIST(X) N_NEAR };
enum rank_part { PART_LIST(X) N_PART };
enum rank_form { FORM_LIST(X) N_FORM };
enum rank_size { SIZE_LIST(X) N_SIZE };
enum rank_path { PATH_LIST(X) N_PATH };
enum rank_prep { PREP_LIST(X) N_PREP };
enum rank_quoted { QUOTED_LIST(X) N_QUOTED };
enum rank_clause { CLAUSE_LIST(X) N_CLAUSE };
enum rank_joined { JOINED_LIST(X) N_JOINED };
enum rank_nest { NEST_LIST(X) N_NEST };
enum rank_subjects { SUBJECTS_LIST(X) N_SUBJECTS };
enum rank_nature { NATURE_LIST(X) N_NATURE };
enum rank_yes { YES_LIST(X) N_YES };
enum rank_hint { HINT_LIST(X) N_HINT };
#undef X

/* The first feature of each group. */
enum rank_feature {
#define X(name, text, a, b) RANK_##name, RANK_END_##name = RANK_##name + N_##a * N_##b - 1,
    RANK_LIST(X)
#undef X
    RANK_FEATURES
};

enum {
#define X(name, text, a, b) RANK_GROUP_##name,
    RANK_LIST(X)
#undef X
    RANK_GROUPS
};

/* What is seen of one mention: at most one feature of each group. */
typedef struct rank_features {
    uint16_t ids[RANK_GROUPS];
    uint32_t n;
} rank_features;

#define rank_add(self, name, axis, a, b)                                                           \
    ((self)->ids[(self)->n++] = (uint16_t)(RANK_##name + (a) * (N_##axis) + (b)))

typedef struct rank_weights {
    const float *weights; /* [N_PRONOUN_CLASS][RANK_FEATURES] */
} rank_weights;

double rank_score(const rank_weights *self, enum pronoun_class class, const rank_features *f);
/* "path.possessive.inside" */
void rank_feature_name(unsigned feature, char out[64]);

/* The section "entity.pronouns" of the model. */
casus_status rank_open(rank_weights *self, casus_str section, casus_error *err);
/* Reads DIR/coref/pronouns.txt: a feature and a weight for each class of pronouns a line. */
casus_status rank_build(const char *data_dir, image_writer *out, casus_error *err);

#endif
