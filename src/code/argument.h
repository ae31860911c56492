/* Arguments, the parts that argument*.c, slot*.c and referent.c share.
 *
 *   referent   a token -> who it is: its mention, what it measures, the owner of a thing, the state
 *              of a place
 *   slot       a slot of an act's sense -> the tokens that fill it, through control and misread
 *              trees
 *   argument   a role of an act -> its actors
 *   target     whom an act is aimed at that its slots do not name
 *   beside     actors of an act that stand in a clause beside its own
 */
#ifndef CASUS_CODE_ARGUMENT_H
#define CASUS_CODE_ARGUMENT_H

#include "code/code.h"

/* ---- referent.c ------------------------------------------------------------------------------ */

/* How far a target may be taken from a thing or a place. */
enum reach {
    REACH_ACTOR, /* actors and owners alone */
    REACH_PLACE, /* "sent aid to Cucuta": the state of a place, too */
    REACH_INSIDE /* "shelled positions in ...": whatever stands inside the words of the thing */
};

/* Who the token stands for in this role; false when it is nobody. */
bool referent_at(const sentence_work *w, uint32_t token, enum slot_role role, enum reach reach,
                 coded_actor *out);
/* Fills who an entity is; `bare`: the state alone, without its sectors. */
void referent_fill(const code_input *in, uint32_t entity_index, bool bare, coded_actor *out);
/* A person or body is what it was on the day of the act, where that is not the article's time. */
void referent_as_of(const code_input *in, int32_t published, const coded_date *date, coded_actor *a);
bool referent_is_actor(const sentence_work *w, uint32_t token);
/* The owner of a thing: possessor, "of" phrase, adjective or noun before it; `where`: also "in" a
 * country. */
uint32_t referent_owner(const sentence_work *w, uint32_t token, bool where);

/* ---- slot.c, slot_subject.c ------------------------------------------------------------------- */

#define HEADS_MAX 16 /* tokens looked at for one role */

typedef struct heads {
    uint32_t tokens[HEADS_MAX];
    uint32_t n;
} heads;

void heads_add(heads *self, uint32_t token); /* once each; TREE_NONE is none */
bool slot_is_nominal(const tree *t, uint32_t i);
/* "condemned the police firing", "died due to army shelling": the noun before a gerund that the
 * tree takes for its verb, where the two may as well be one noun; else TREE_NONE. */
uint32_t slot_gerund_owner(const tree *t, uint32_t token);
/* Adds the tokens that fill a slot of predicate `p`. */
void slot_heads(const sentence_work *w, uint32_t p, const sense_slot *slot, heads *out);

/* A phrase with this preposition that the tree hangs on a noun behind the verb, which tells no act:
 * "imposed on the commander by the Union", "marched through Minsk against the president". */
void slot_stray(const sentence_work *w, uint32_t verb, uint64_t prep, heads *out);
/* slot_subject.c: the subject of predicate `p`. */
void slot_subject(const sentence_work *w, uint32_t p, heads *out);

/* ---- argument.c ------------------------------------------------------------------------------ */

/* Of a government, an army, the police or a secret service. */
bool actor_is_executive(const coded_actor *a);
/* Is the act of one of these types? */
bool argument_type_is(const sentence_work *w, uint32_t p, const char *const *types, size_t n);
/* The actors at tokens that fill a role; each once. */
uint32_t argument_collect(const sentence_work *w, uint32_t p, const heads *found,
                          enum slot_role role, coded_actor out[CODE_MAX_ACTORS]);
/* The actors of a role by the slots of the act's own sense. */
uint32_t argument_slots(const sentence_work *w, uint32_t p, enum slot_role role,
                        coded_actor out[CODE_MAX_ACTORS]);
/* Has the word a subject in its own clause, so that control plays no part? */
bool argument_own_subject(const tree *t, uint32_t word);

/* ---- argument_target.c: whom an act is aimed at where its slots name nobody ------------------ */

/* The nouns among its words, what stands under it, a clause beside it. */
uint32_t target_elsewhere(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS]);
/* Who asked for it, or to whom it was promised. */
uint32_t target_governor(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS]);
/* Is it named among the words of an act that it is aimed at: "asked France for aid"? */
bool target_is_named_above(const sentence_work *w, uint32_t p);
/* Is it given to whoever asked for it: "demanded that Bogota apologise"? */
bool target_is_given_above(const sentence_work *w, uint32_t p);

/* ---- argument_protest.c ---------------------------------------------------------------------- */

/* Against whom a protest is, by where it is held and by what words stand behind "against". */
uint32_t protest_place_target(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS]);
/* By what it is about: with whom there is a dispute, who is pressed, who is to give in first. */
uint32_t protest_cause_target(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS]);

/* ---- argument_beside.c ----------------------------------------------------------------------- */

/* A target that a clause beside the act's own names; 0 where there is none. */
uint32_t beside_target(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS]);
/* "used tear gas to disperse a crowd": does `purpose` tell what the force of `p` is used for? */
bool beside_is_use_of_force(const sentence_work *w, uint32_t p, uint32_t purpose);
/* "protests erupted, a move that China condemned": whose act an apposition sums up; 0 where the
 * act's object is none. */
uint32_t beside_summary(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS]);
/* "an attack on a convoy killed three": the violence that is the subject of a verb of violence, or
 * CODE_NONE. */
uint32_t beside_violent_subject(const sentence_work *w, uint32_t p);
/* "repelled a Libyan attack" */
bool beside_is_repelled(const sentence_work *w, uint32_t p);
/* argument_beside_source.c. A passive without an agent: "killed in an ambush by rebels". */
uint32_t beside_source(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS]);

/* ---- argument_attacker.c --------------------------------------------------------------------- */

/* Who killed or wounded, where the words do not say: the owner of the needed noun ("killed in
 * police firing"), who did the attack that it is told of ("two died when soldiers opened fire"), or
 * that the sentence before tells ("one was injured in the firing"). */
uint32_t beside_attacker(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS]);
/* Whose deed a noun of violence is said to be: "the murder, carried out by the army", "an attack
 * blamed on rebels", "the bombing was the work of". */
uint32_t attacker_named(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS]);

/* "struck Iran in retaliation for an attack on a ship": who is struck did what is paid back. */
uint32_t beside_provoker(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS]);
/* ... and whoever strikes back had been struck. */
uint32_t beside_provoked(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS]);

#endif
