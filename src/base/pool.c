/* pool: the strings of an image under construction, each kept once.
 *
 *   bytes   NUL "first" NUL "second" NUL ...    offset 0 is the empty string: none
 *   slots   a hash table of offsets, open addressing, never over half full
 *
 * Records name a string by its offset, which is what the program reads in the mapped model.
 */
#include "base/pool.h"

#include <stdlib.h>

void string_pool_init(string_pool *self)
{
    *self = (string_pool){.n_slots = 4096};
    self->slots = calloc(self->n_slots, sizeof *self->slots);
    self->failed = !self->slots;
    buf_put_char(&self->bytes, '\0'); /* offset 0: none */
}

void string_pool_release(string_pool *self)
{
    free(self->slots);
    buf_release(&self->bytes);
    *self = (string_pool){.failed = true};
}

static uint32_t *find_slot(const string_pool *self, uint32_t *slots, uint32_t n_slots, casus_str s)
{
    uint32_t i = (uint32_t)str_hash(s) & (n_slots - 1);
    while (slots[i] && !str_eq(str_from(self->bytes.ptr + slots[i]), s))
        i = (i + 1) & (n_slots - 1);
    return &slots[i];
}

static void grow(string_pool *self)
{
    if (self->n_used * 2 < self->n_slots) return;
    uint32_t n = self->n_slots * 2;
    uint32_t *slots = calloc(n, sizeof *slots);
    if (!slots) {
        self->failed = true;
        return;
    }
    for (uint32_t i = 0; i < self->n_slots; i++)
        if (self->slots[i])
            *find_slot(self, slots, n, str_from(self->bytes.ptr + self->slots[i])) = self->slots[i];
    free(self->slots);
    self->slots = slots;
    self->n_slots = n;
}

uint32_t string_pool_add(string_pool *self, casus_str s)
{
    if (!self->failed) grow(self);
    if (self->failed || !buf_ok(&self->bytes) || self->bytes.len > UINT32_MAX) {
        self->failed = true;
        return 0;
    }
    if (s.len == 0) return 0;
    uint32_t *slot = find_slot(self, self->slots, self->n_slots, s);
    if (*slot) return *slot;
    uint32_t offset = (uint32_t)self->bytes.len;
    buf_put_str(&self->bytes, s);
    buf_put_char(&self->bytes, '\0');
    *slot = offset;
    self->n_used++;
    return offset;
}
