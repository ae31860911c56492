/* Reading the act book out of the model: one check of every offset, then plain array reads. */
#include "code/acts.h"

#include "code/acts_image.h"

static bool offset_ok(const act_book *self, uint32_t offset)
{
    return offset < self->pool_len;
}

static bool need_ok(const act_book *self, const sense_need *need)
{
    return need->first <= self->n_words && need->n <= self->n_words - need->first &&
           need->rel <= SLOT_PREP;
}

static bool sense_ok(const act_book *self, const sense *s)
{
    return s->act < self->n_acts && s->pos <= SENSE_ADJ && offset_ok(self, s->rule) &&
           s->n_needs <= SENSE_MAX_NEEDS && s->needs <= self->n_needs &&
           s->n_needs <= self->n_needs - s->needs && s->n_slots <= SENSE_MAX_SLOTS &&
           s->slots <= self->n_slot_lists && s->n_slots <= self->n_slot_lists - s->slots;
}

/* Forms ascend, lists lie behind each other, and each number is one of what it counts. */
static bool forms_ok(const act_book *self)
{
    if (self->list_first[0] != 0 || self->list_first[self->n_lists] != self->n_list_senses)
        return false;
    for (uint32_t i = 0; i < self->n_lists; i++)
        if (self->list_first[i] > self->list_first[i + 1]) return false;
    for (uint32_t i = 0; i < self->n_list_senses; i++)
        if (self->list_senses[i] >= self->n_senses) return false;
    for (uint32_t i = 0; i < self->n_forms; i++)
        if (self->form_lists[i] >= self->n_lists || (i > 0 && self->forms[i] <= self->forms[i - 1]))
            return false;
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
    for (uint32_t i = 0; i < self->n_needs; i++)
        if (!need_ok(self, &self->needs[i])) return false;
    for (uint32_t i = 0; i < self->n_slot_lists; i++)
        if (self->slot_lists[i] >= self->n_slots) return false;
    return forms_ok(self);
}

static uint64_t bytes_needed(const acts_header *h)
{
    return sizeof *h + (uint64_t)h->n_forms * (sizeof(uint64_t) + sizeof(uint16_t)) +
           (uint64_t)h->n_slots * sizeof(sense_slot) + (uint64_t)h->n_needs * sizeof(sense_need) +
           (uint64_t)h->n_senses * sizeof(sense) + (uint64_t)h->n_acts * sizeof(act) +
           (uint64_t)h->n_words * sizeof(uint32_t) + ((uint64_t)h->n_lists + 1) * sizeof(uint32_t) +
           (uint64_t)h->n_list_senses * sizeof(uint16_t) +
           (uint64_t)h->n_slot_lists * sizeof(uint16_t) + h->pool_len;
}

/* The n elements at *at, which then stands behind them. */
static const void *take(const char **at, uint32_t n, size_t size)
{
    const void *items = *at;
    *at += n * size;
    return items;
}

casus_status act_book_open(act_book *self, casus_str section, casus_error *err)
{
    acts_header h;
    FAIL_IF(section.len < sizeof h, CASUS_BAD_MODEL,
            "the acts of the model are cut short; build it anew");
    memcpy(&h, section.ptr, sizeof h);
    FAIL_IF(h.magic != ACTS_MAGIC || bytes_needed(&h) != section.len, CASUS_BAD_MODEL,
            "the acts of the model are damaged; build it anew");
    const char *at = section.ptr + sizeof h;
    self->forms = take(&at, h.n_forms, sizeof *self->forms);
    self->slots = take(&at, h.n_slots, sizeof *self->slots);
    self->needs = take(&at, h.n_needs, sizeof *self->needs);
    self->senses = take(&at, h.n_senses, sizeof *self->senses);
    self->acts = take(&at, h.n_acts, sizeof *self->acts);
    self->words = take(&at, h.n_words, sizeof *self->words);
    self->list_first = take(&at, h.n_lists + 1, sizeof *self->list_first);
    self->form_lists = take(&at, h.n_forms, sizeof *self->form_lists);
    self->list_senses = take(&at, h.n_list_senses, sizeof *self->list_senses);
    self->slot_lists = take(&at, h.n_slot_lists, sizeof *self->slot_lists);
    self->pool = at;
    self->n_acts = h.n_acts;
    self->n_senses = h.n_senses;
    self->n_forms = h.n_forms;
    self->n_lists = h.n_lists;
    self->n_list_senses = h.n_list_senses;
    self->n_words = h.n_words;
    self->n_needs = h.n_needs;
    self->n_slots = h.n_slots;
    self->n_slot_lists = h.n_slot_lists;
    self->pool_len = h.pool_len;
    self->of = str_hash_lower(STR("of"));
    FAIL_IF(!book_ok(self), CASUS_BAD_MODEL, "the acts of the model are damaged; build it anew");
    return CASUS_OK;
}

const uint16_t *act_book_find(const act_book *self, uint64_t word, uint32_t *n)
{
    const uint64_t *forms = self->forms;
    uint32_t at = hash_place(word, self->n_forms);
    *n = 0;
    if (at < self->n_forms) /* from there the rest of the way is a better guess */
        at = forms[at] < word ? at + hash_place(word - forms[at], self->n_forms)
                              : at - hash_place(forms[at] - word, self->n_forms);
    if (at > self->n_forms) at = self->n_forms;
    while (at > 0 && forms[at - 1] >= word) at--;
    while (at < self->n_forms && forms[at] < word) at++;
    if (at == self->n_forms || forms[at] != word) return NULL;
    const uint32_t *list = self->list_first + self->form_lists[at];
    *n = list[1] - list[0];
    return self->list_senses + list[0];
}

bool act_book_has_word(const act_book *self, const sense_need *need, uint64_t hash)
{
    const uint32_t *words = self->words + need->first, word = act_book_word(hash);
    for (uint32_t i = 0; i < need->n; i++)
        if (words[i] == word) return true;
    return false;
}
