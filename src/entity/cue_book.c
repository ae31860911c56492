#include "entity/cue_book.h"

casus_status cue_book_open(cue_book *self, casus_str section, casus_error *err)
{
    uint32_t head[2];
    FAIL_IF(section.len < sizeof head, CASUS_BAD_MODEL,
            "the cues of the model are cut short; build it anew");
    memcpy(head, section.ptr, sizeof head);
    self->entries = (const cue_entry *)(const void *)(section.ptr + sizeof head);
    self->n = head[1];
    bool ok = head[0] == CUES_MAGIC &&
              sizeof head + (uint64_t)self->n * sizeof(cue_entry) == section.len;
    for (uint32_t i = 0; ok && i < self->n; i++)
        ok = self->entries[i].word_class < CUE_CLASSES &&
             (i == 0 || self->entries[i - 1].hash <= self->entries[i].hash);
    FAIL_IF(!ok, CASUS_BAD_MODEL, "the cues of the model are damaged; build it anew");
    return CASUS_OK;
}

const cue_entry *cue_book_find(const cue_book *self, casus_str lemma, enum cue_class word_class)
{
    if (!self || lemma.len == 0) return NULL;
    uint64_t hash = str_hash_lower(lemma);
    uint32_t low = 0, high = self->n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (self->entries[middle].hash < hash) low = middle + 1;
        else high = middle;
    }
    for (; low < self->n && self->entries[low].hash == hash; low++)
        if (self->entries[low].word_class == word_class) return &self->entries[low];
    return NULL;
}

uint32_t cue_preposition(casus_str form)
{
    static const char *const KNOWN[] = {"about", "of",   "on",    "for",  "to",     "with",
                                        "against", "at", "over",  "as",   "in",     "from",
                                        "into",  "by",   "upon",  "out",  "toward", "behind",
                                        "towards"};
    for (uint32_t i = 0; i < COUNT(KNOWN); i++)
        if (str_eq_nocase(form, str_from(KNOWN[i]))) return (uint32_t)FRAME_PREPOSITION << i;
    return 0;
}
