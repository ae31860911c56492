/* Reading the act book out of the model: one check of every offset, then plain array reads. */
#include "code/acts.h"

#include "code/acts_image.h"

static bool offset_ok(const act_book *self, uint32_t offset) { return offset < self->pool_len; }

static bool sense_ok(const act_book *self, const sense *s)
{
    if (s->act >= self->n_acts || s->n_needs > SENSE_MAX_NEEDS || s->n_slots > SENSE_MAX_SLOTS ||
        s->pos > SENSE_ADJ || !offset_ok(self, s->rule))
        return false;
    for (uint32_t i = 0; i < s->n_needs; i++)
        if (s->needs[i].first > self->n_words ||
            s->needs[i].n > self->n_words - s->needs[i].first || s->needs[i].rel > SLOT_PREP)
            return false;
    for (uint32_t i = 0; i < s->n_slots; i++)
        if (s->slots[i] >= self->n_slots) return false;
    return true;
}

static bool act_ok(const act_book *self, const act *a)
{
    bool ok = offset_ok(self, a->name) && offset_ok(self, a->type) && offset_ok(self, a->mode) &&
              offset_ok(self, a->cameo) && a->of_status <= CASUS_ENDED && a->counts <= COUNTS_CROWD;
    for (int i = 0; i < ACT_MAX_CONTEXTS; i++) ok &= offset_ok(self, a->contexts[i]);
    return ok;
}

static bool book_ok(const act_book *self)
{
    if (self->pool_len == 0 || self->pool[self->pool_len - 1] != '\0' || self->pool[0] != '\0')
        return false;
    for (uint32_t i = 0; i < self->n_slots; i++)
        if (self->slots[i].rel > SLOT_PREP || self->slots[i].role > ROLE_PLACE) return false;
    for (uint32_t i = 0; i < self->n_acts; i++)
        if (!act_ok(self, &self->acts[i])) return false;
    for (uint32_t i = 0; i < self->n_senses; i++)
        if (!sense_ok(self, &self->senses[i])) return false;
    for (uint32_t i = 0; i < self->n_keys; i++)
        if (self->keys[i].sense >= self->n_senses ||
            (i > 0 && self->keys[i].word < self->keys[i - 1].word))
            return false;
    return true;
}

casus_status act_book_open(act_book *self, casus_str section, casus_error *err)
{
    acts_header h;
    FAIL_IF(section.len < sizeof h, CASUS_BAD_MODEL,
            "the acts of the model are cut short; build it anew");
    memcpy(&h, section.ptr, sizeof h);
    uint64_t need = sizeof h + (uint64_t)h.n_keys * sizeof(sense_key) + (uint64_t)h.n_words * 8 +
                    (uint64_t)h.n_slots * sizeof(sense_slot) +
                    (uint64_t)h.n_senses * sizeof(sense) + (uint64_t)h.n_acts * sizeof(act) +
                    h.pool_len;
    FAIL_IF(h.magic != ACTS_MAGIC || need != section.len, CASUS_BAD_MODEL,
            "the acts of the model are damaged; build it anew");
    const char *at = section.ptr + sizeof h;
    self->keys = (const sense_key *)(const void *)at;
    at += h.n_keys * sizeof(sense_key);
    self->words = (const uint64_t *)(const void *)at;
    at += h.n_words * sizeof(uint64_t);
    self->slots = (const sense_slot *)(const void *)at;
    at += h.n_slots * sizeof(sense_slot);
    self->senses = (const sense *)(const void *)at;
    at += h.n_senses * sizeof(sense);
    self->acts = (const act *)(const void *)at;
    self->pool = at + h.n_acts * sizeof(act);
    self->n_acts = h.n_acts;
    self->n_senses = h.n_senses;
    self->n_keys = h.n_keys;
    self->n_words = h.n_words;
    self->n_slots = h.n_slots;
    self->pool_len = h.pool_len;
    FAIL_IF(!book_ok(self), CASUS_BAD_MODEL, "the acts of the model are damaged; build it anew");
    return CASUS_OK;
}

const sense_key *act_book_find(const act_book *self, uint64_t word, uint32_t *n)
{
    uint32_t low = 0, high = self->n_keys;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (self->keys[middle].word < word)
            low = middle + 1;
        else
            high = middle;
    }
    uint32_t end = low;
    while (end < self->n_keys && self->keys[end].word == word) end++;
    *n = end - low;
    return self->keys + low;
}

bool act_book_has_word(const act_book *self, const sense_need *need, uint64_t word)
{
    for (uint32_t i = 0; i < need->n; i++)
        if (self->words[need->first + i] == word) return true;
    return false;
}
