/* police: newspaper articles whose sentences are labelled with what the police did in them. */
#ifndef CASUS_EVALUATE_POLICE_H
#define CASUS_EVALUATE_POLICE_H

#include "evaluate/events.h"

enum police_label { POLICE_KILL, POLICE_ARREST, POLICE_FORCE, N_POLICE };

/* The label of an event that police, or other security forces, are the source of, as a bit; 0 where
 * it is none. Who arrests need not be named. */
unsigned police_label_of(const casus_event *e);

typedef struct police_sentence {
    casus_span span;
    unsigned gold, found; /* bits 1u << police_label */
} police_sentence;

/* Gives the label to the sentence that holds the byte. The sentences stand in order. */
void police_mark(police_sentence *sentences, uint32_t n, uint32_t at, unsigned label);

typedef struct police_tally {
    counts labels[N_POLICE];
    confusion confused;
    uint64_t articles, sentences;
} police_tally;

void police_count(police_tally *self, const police_sentence *sentences, uint32_t n);

#endif
