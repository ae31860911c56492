/* The string pool of an image under construction, and the splitting of dictionary lines. */
#include "entity/books_image.h"

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
    if (self->failed || !buf_ok(&self->bytes)) {
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

static bool blank_at(casus_str s, size_t i)
{
    return i >= s.len || s.ptr[i] == ' ' || s.ptr[i] == '\t';
}

bool field_next(casus_str *rest, char sep, casus_str *part)
{
    if (!rest->ptr) return false;
    size_t end = 0;
    while (end < rest->len && !(rest->ptr[end] == sep && blank_at(*rest, end + 1) &&
                                (end == 0 || blank_at(*rest, end - 1))))
        end++;
    *part = str_trim(str_slice(*rest, 0, end));
    if (end >= rest->len)
        *rest = (casus_str){NULL, 0};
    else
        *rest = str_slice(*rest, end + 1, rest->len);
    return true;
}
