/* The section "code.acts" of what was read. Most forms of a word tell the same senses, so a form
 * has the number of a list of senses, and each list stands there once. */
#include "code/acts_build.h"

#include "code/acts_image.h"

#include <stdlib.h>

typedef struct form_table {
    uint64_t *words;      /* [n] */
    uint16_t *lists;      /* [n] */
    uint32_t *list_first; /* [n_lists + 1] */
    uint16_t *list_senses;
    uint32_t n, cap_words, n_list_ids, cap_lists, n_lists, cap_first, n_senses, cap_senses;
} form_table;

static int key_compare(const void *a, const void *b)
{
    const sense_key *x = a, *y = b;
    if (x->word != y->word) return x->word < y->word ? -1 : 1;
    return (x->sense > y->sense) - (x->sense < y->sense);
}

/* The senses of keys [from, to), which are one form's, are put behind the lists. */
static bool put_list(acts_builder *b, form_table *t, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        if (i > from && b->keys[i].sense == b->keys[i - 1].sense) continue;
        uint16_t *sense =
            arena_push(&b->mem, &t->list_senses, &t->n_senses, &t->cap_senses, sizeof *sense);
        if (!sense) return false;
        *sense = (uint16_t)b->keys[i].sense;
    }
    return true;
}

/* The number of the list that was just put from `first` on; it is taken back where it stands
 * already. */
static bool number_list(acts_builder *b, form_table *t, uint32_t first, uint32_t *out)
{
    uint32_t n = t->n_senses - first;
    for (uint32_t i = 0; i < t->n_lists; i++) {
        if (t->list_first[i + 1] - t->list_first[i] != n ||
            memcmp(t->list_senses + t->list_first[i], t->list_senses + first, n * 2) != 0)
            continue;
        t->n_senses = first;
        *out = i;
        return true;
    }
    uint32_t entries = t->n_lists + 1;
    uint32_t *end = arena_push(&b->mem, &t->list_first, &entries, &t->cap_first, sizeof *end);
    if (!end) return false;
    *end = t->n_senses;
    *out = t->n_lists++;
    return true;
}

static bool put_form(acts_builder *b, form_table *t, uint32_t from, uint32_t to)
{
    uint32_t number, first = t->n_senses;
    if (!put_list(b, t, from, to) || !number_list(b, t, first, &number)) return false;
    uint64_t *word = arena_push(&b->mem, &t->words, &t->n, &t->cap_words, sizeof *word);
    uint16_t *list = arena_push(&b->mem, &t->lists, &t->n_list_ids, &t->cap_lists, sizeof *list);
    if (!word || !list) return false;
    *word = b->keys[from].word;
    *list = (uint16_t)number;
    return true;
}

/* The forms in order of their hashes. */
static bool make_forms(acts_builder *b, form_table *t)
{
    uint32_t none = 0;
    if (!arena_push(&b->mem, &t->list_first, &none, &t->cap_first, sizeof *t->list_first))
        return false;
    if (b->n_keys) qsort(b->keys, b->n_keys, sizeof *b->keys, key_compare);
    for (uint32_t i = 0; i < b->n_keys;) {
        uint32_t from = i;
        while (i < b->n_keys && b->keys[i].word == b->keys[from].word) i++;
        if (!put_form(b, t, from, i)) return false;
    }
    return true;
}

casus_status acts_build_image(acts_builder *b, buf *out)
{
    form_table t = {0};
    if (!make_forms(b, &t)) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
    if (b->n_senses > UINT16_MAX || b->n_acts > UINT16_MAX || t.n_lists > UINT16_MAX)
        return error_set(b->err, CASUS_BAD_DATA, "more than %d acts or senses", UINT16_MAX);
    acts_header header = {.magic = ACTS_MAGIC,
                          .n_acts = b->n_acts,
                          .n_senses = b->n_senses,
                          .n_forms = t.n,
                          .n_lists = t.n_lists,
                          .n_list_senses = t.n_senses,
                          .n_words = b->n_words,
                          .n_needs = b->n_needs,
                          .n_slots = b->n_slots,
                          .n_slot_lists = b->n_slot_lists,
                          .pool_len = (uint32_t)b->pool.bytes.len};
    buf_put(out, &header, sizeof header);
    buf_put(out, t.words, t.n * sizeof *t.words);
    buf_put(out, b->slots, b->n_slots * sizeof *b->slots);
    buf_put(out, b->needs, b->n_needs * sizeof *b->needs);
    buf_put(out, b->senses, b->n_senses * sizeof *b->senses);
    buf_put(out, b->acts, b->n_acts * sizeof *b->acts);
    buf_put(out, b->words, b->n_words * sizeof *b->words);
    buf_put(out, t.list_first, (t.n_lists + 1) * sizeof *t.list_first);
    buf_put(out, t.lists, t.n * sizeof *t.lists);
    buf_put(out, t.list_senses, t.n_senses * sizeof *t.list_senses);
    buf_put(out, b->slot_lists, b->n_slot_lists * sizeof *b->slot_lists);
    buf_put(out, b->pool.bytes.ptr, b->pool.bytes.len);
    return buf_ok(out) ? CASUS_OK : error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
}
