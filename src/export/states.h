/* states: what other event data call the states that casus knows by ISO 3166. */
#ifndef CASUS_EXPORT_STATES_H
#define CASUS_EXPORT_STATES_H

#include "base/base.h"

typedef struct state_codes {
    const char *iso, *fips; /* ISO 3166 alpha-3, FIPS 10-4 */
    int cow;                /* Correlates of War number; 0 none */
    const char *name;
} state_codes;

/* NULL for what is no state or territory: "UNO", "IGO", NULL. */
const state_codes *states_find(const char *iso);

#endif
