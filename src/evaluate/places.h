/* places: texts with their toponyms and where these lie, and verbs with the place of what they
 * tell. */
#ifndef CASUS_EVALUATE_PLACES_H
#define CASUS_EVALUATE_PLACES_H

#include "base/base.h"

#define PLACE_NEAR_KM 161 /* a hundred miles: Leidner 2007 */

/* Great-circle distance; the Earth is a ball of 6,371 km. */
double place_distance(double lat, double lon, double other_lat, double other_lon);

typedef struct toponym {
    casus_span span;
    double lat, lon; /* NAN unknown */
} toponym;

typedef struct toponym_tally {
    uint64_t gold, found, near_by, exact; /* gold toponyms that lie somewhere */
    uint64_t marks, marks_right; /* what casus calls places; of these, toponyms of the file */
    uint64_t marks_known;        /* resolved to a place */
} toponym_tally;

/* One text. Of several marks that overlap a toponym the first counts; `right[i]` tells of gold[i]
 * whether it was found near by. */
void toponyms_count(toponym_tally *self, const toponym *gold, bool *right, uint32_t n_gold,
                    const toponym *found, uint32_t n_found);

#endif
