/* Who does an act to whom, and the verdict on that. Private to code/. */
#ifndef CASUS_CODE_CAST_H
#define CASUS_CODE_CAST_H

#include "code/code.h"

/* The actors of one act, and what is known of it. */
typedef struct cast {
    coded_actor sources[CODE_MAX_ACTORS], targets[CODE_MAX_ACTORS];
    uint32_t n_sources, n_targets;
    bool targeted; /* a target was named, be it the source's own country */
    bool mutual;   /* the sources do it to each other */
} cast;

void cast_find(const sentence_work *w, uint32_t p, cast *out);
/* Is one the other: the same entity, or a state and its own power? */
bool cast_same_actor(const coded_actor *a, const coded_actor *b);
/* cast_told.c: do the words around the act tell it already? */
bool cast_is_told(const sentence_work *w, uint32_t p, const cast *c);
/* cast_verdict.c: why the act is an event with these actors, or why not: an enum verdict. */
uint32_t cast_verdict(const sentence_work *w, uint32_t p, const cast *c);
/* cast_unmeant.c: a verdict against words that mean no act by who stands beside them. */
uint32_t cast_unmeant(const sentence_work *w, uint32_t p, const cast *c);
/* verbal.c: makes an attack of politicians on each other one of words, where its word has such a
 * sense. */
bool verbal_takes(sentence_work *w, uint32_t p, const cast *c);
/* Is it force by its words, but between politicians: "beat his rival", "the battle with Cruz"? */
bool verbal_is_contest(const sentence_work *w, uint32_t p, const cast *c);
/* cast_force.c. CAMEO: 19, to fight, is of forces; what others do to each other is 18, to assault. */
const char *cast_cameo(const sentence_work *w, const char *cameo, const cast *c);
/* Gives a state's forces that strike abroad the other state as their target, where no other is
 * named. */
void cast_take_land(const sentence_work *w, uint32_t p, cast *c);

/* event.c: the contexts of the act and of the words of its clause. */
void act_contexts(const sentence_work *w, uint32_t p, event *e);

#endif
