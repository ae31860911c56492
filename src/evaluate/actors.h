/* actors: phrases that name an actor, with the country and first sector that they should get. What
 * is counted is in a function of plain records, so that tests can make these by hand. */
#ifndef CASUS_EVALUATE_ACTORS_H
#define CASUS_EVALUATE_ACTORS_H

#include "evaluate/report.h"

/* Strings are absent where a row does not ask, empty where it wants none. */
typedef struct actor_row {
    casus_str country, sector;             /* wanted */
    casus_str found_country, found_sector; /* empty: none */
} actor_row;

typedef struct actor_tally {
    uint64_t rows, both;
    uint64_t countries, countries_right;
    uint64_t sectors, sectors_right;
} actor_tally;

/* Counts a row; whether all that it asks for is right. */
bool actors_count(actor_tally *self, const actor_row *row);

#endif
