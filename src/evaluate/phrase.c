#include "evaluate/phrase.h"

#include "document.h"

/* What the whole phrase hangs on. */
static bool is_root(const casus_doc *doc, const mention *m)
{
    return doc->nodes && doc->nodes[m->head].deprel == DEPREL_ROOT;
}

/* The entity itself is asked, not the actor that casus_doc_actor() gives of a mention: an event has
 * "Beijing" as a state, where the phrase means its government. */
void phrase_actor(const casus_doc *doc, casus_str *country, casus_str *sector)
{
    const entity *best = NULL;
    uint32_t most = 0;
    for (uint32_t i = 0; i < doc->who.n_mentions; i++) {
        const mention *m = &doc->who.mentions[i];
        /* what heads the phrase before what it holds, names before adjectives, then the longest */
        uint32_t rank = ((m->flags & MENTION_ADJ) ? 0 : is_root(doc, m) ? 2u << 20 : 1u << 20) +
                        (m->last - m->first + 1);
        if (m->entity == ENTITY_NONE || rank <= most) continue;
        most = rank;
        best = &doc->who.entities[m->entity];
    }
    *country = best && best->code ? str_from(best->code) : STR("");
    *sector = best && best->n_sectors ? str_from(best->sectors[0]) : STR("");
}
