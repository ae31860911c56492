/* cameo_actor: an actor as CAMEO writes it. "RUSGOV", "IGONAT", "---COP": an entity, then a group,
 * then roles, each of three capitals. PLOVER's sectors are renamed where CAMEO means another thing by
 * them: its MED is media, and health HLH (CAMEO codebook 1.1b3, chapter 3).
 */
#ifndef CASUS_EXPORT_CAMEO_ACTOR_H
#define CASUS_EXPORT_CAMEO_ACTOR_H

#include "export/record.h"

#define CAMEO_UNKNOWN "---"

typedef struct cameo_actor {
    const char *state;  /* "RUS", or NULL */
    const char *entity; /* the state, or "IGO", "NGO", "IMG", "MNC", "NGM"; NULL unknown */
    const char *group;  /* "NAT", "UNO", "EEC", or NULL */
    const char *roles[CASUS_MAX_SECTORS];
    uint32_t n_roles;
} cameo_actor;

/* `actor` NULL: nobody. */
cameo_actor cameo_actor_of(const casus_actor *actor);
/* The whole code; with `unknown` before it where the entity is, and alone for nobody. */
void cameo_actor_put(buf *out, const cameo_actor *self, const char *unknown);

#endif
