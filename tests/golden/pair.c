/* Wanted things and found events, one to one, by augmenting paths: the choice of one does not rob
 * another. And what of the rest is an extra. */
#include "pair.h"

#include <string.h>

void pair_reset(pairing *self, unsigned n_wanted, unsigned n_found)
{
    self->n_wanted = n_wanted;
    self->n_found = n_found;
    for (unsigned j = 0; j < n_found; j++) self->wanted_of[j] = -1;
    for (unsigned w = 0; w < n_wanted; w++) self->found_of[w] = -1;
}

/* Gives wanted `w` an event, moving others to another of theirs where needed. */
static bool assign(pairing *self, unsigned w)
{
    for (unsigned j = 0; j < self->n_found; j++) {
        if (self->seen[j] || !self->fits[w][j]) continue;
        self->seen[j] = true;
        if (self->wanted_of[j] < 0 || assign(self, (unsigned)self->wanted_of[j])) {
            self->wanted_of[j] = (int)w;
            self->found_of[w] = (int)j;
            return true;
        }
    }
    return false;
}

void pair_more(pairing *self)
{
    for (unsigned w = 0; w < self->n_wanted; w++) {
        if (self->found_of[w] >= 0) continue;
        memset(self->seen, 0, sizeof self->seen);
        assign(self, w);
    }
}

bool pair_is_extra(const pairing *self, const casus_doc *doc, const bool *optional, unsigned event)
{
    casus_event e, other;
    casus_doc_event(doc, event, &e);
    for (unsigned j = 0; j < self->n_found; j++) {
        casus_doc_event(doc, j, &other);
        if (strcmp(e.group, other.group) != 0) continue;
        if (j < event || self->wanted_of[j] >= 0 || optional[j]) return false;
    }
    return true;
}
