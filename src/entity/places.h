/* What the parts of the search for places share: place.c walks the sentences, place_spot.c says
 * what is a place in one, place_choice.c gathers what a name may be, place_resolve.c decides.
 *
 *   spot     a name in the text that stands for a place
 *   name     what spots of one article have in common: one name means one place there
 *   choice   a place that a name may be
 */
#ifndef CASUS_ENTITY_PLACES_H
#define CASUS_ENTITY_PLACES_H

#include "entity/actors.h"

#define MOST_PLACE_CHOICES 24u /* of a name: the likeliest by themselves */

typedef struct spot {
    uint32_t sentence, first, n; /* tokens; `first` document-wide */
    uint32_t name;
    uint32_t inside; /* spot behind a comma that says where this one lies, or ENTITY_NONE */
} spot;

typedef struct place_choice {
    uint32_t entry; /* of the place book */
    const char *country, *admin1; /* NULL none */
    uint64_t own_key, admin_key;  /* hashes of its name's and its region's keys */
    float lat, lon;               /* NAN unknown */
    float prior, score;           /* natural logarithms */
    float share;                  /* of the belief in the name's choices, 0 to 1 */
    bool country_wide, region;    /* a state; a province or county */
} place_choice;

typedef struct place_name {
    uint64_t key;
    uint32_t article;
    uint32_t first_choice, n_choices;
    uint32_t n_spots;
    uint32_t inside; /* name of the first spot behind its comma, or ENTITY_NONE */
} place_name;

typedef struct place_search {
    const entity_input *in;
    arena *mem;
    entities *out;
    const resolver *r;
    spot *spots;
    place_name *names;
    place_choice *choices;
    const char *home; /* country of who published the page; NULL unknown */
    uint32_t n_spots, cap_spots, n_names, cap_names, n_choices, cap_choices;
} place_search;

/* A stretch of a sentence that is a place; tokens counted within the sentence. */
typedef struct place_span {
    uint32_t n;                 /* tokens; 0: no place begins here */
    uint32_t next;              /* where the search goes on */
    const uint32_t *values;     /* of the phrases, NULL none */
    uint32_t n_values;
    place_key key;
    uint32_t known_first, known_n; /* the part of it that a book may know */
} place_span;

/* The sentence at hand. */
typedef struct place_sentence {
    const entity_input *in;
    uint32_t s, base, n;
    const token *tokens;
    const node *nodes;  /* NULL where it was not parsed */
    uint8_t *covered;   /* [n]: inside a person's or a body's name */
    bool caseless;
} place_sentence;

/* place_spot.c */
void place_span_at(const place_sentence *ps, uint32_t i, place_span *out);
/* place_choice.c: the choices of a span as a name of the article; the name's number. */
uint32_t place_name_of(place_search *self, const place_sentence *ps, const place_span *span);
/* The publisher's town as a name that the first article speaks of, though it is nowhere in it. */
void place_name_of_publisher(place_search *self, const place_publisher *publisher);
/* place_resolve.c: fills scores and shares; the best choice of a name stands first. */
void place_names_resolve(place_search *self);

#endif
