/* The strings of an image while it is built: NUL-ended, each kept once. */
#ifndef CASUS_BASE_POOL_H
#define CASUS_BASE_POOL_H

#include "base/base.h"

typedef struct string_pool {
    buf bytes;
    uint32_t *slots; /* [n_slots] offsets, 0 empty */
    uint32_t n_slots, n_used;
    bool failed;
} string_pool;

void string_pool_init(string_pool *self);
void string_pool_release(string_pool *self);
/* The string's offset; 0 for the empty one. Sticky failure: ask string_pool_ok() at the end. */
uint32_t string_pool_add(string_pool *self, casus_str s);
static inline bool string_pool_ok(const string_pool *self)
{
    return !self->failed && buf_ok(&self->bytes);
}
static inline casus_str string_pool_at(const string_pool *self, uint32_t offset)
{
    return str_from(self->bytes.ptr + offset);
}

#endif
