/* arena: memory of one lifetime.
 *
 *   first -> [chunk 64 kB] -> [chunk 128 kB] -> ... -> NULL
 *                  ^ current: bytes are handed out here
 *
 * A chunk is never given back before arena_release, so coding the same kind of document again walks
 * the same chunks and calls malloc no more. A request that does not fit goes to the first later
 * chunk that holds it; only where none does is one added at the end, twice as large as the last,
 * so there are few. Under AddressSanitizer everything that was not handed out is poisoned, with a
 * gap behind each allocation.
 */
#include "base/base.h"

#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#endif

#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) __asan_poison_memory_region(p, n)
#define UNPOISON(p, n) __asan_unpoison_memory_region(p, n)
#define ARENA_GAP 16u
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define ARENA_GAP 0u
#endif

#define ARENA_ALIGN 16u
#define ARENA_CHUNK ((size_t)64 << 10)
#define ARENA_CHUNK_MAX ((size_t)16 << 20)

struct arena_chunk {
    arena_chunk *next;
    size_t cap, used; /* bytes of data */
    size_t unused;    /* keeps data 16-byte aligned */
    unsigned char data[];
};

_Static_assert(sizeof(arena_chunk) % ARENA_ALIGN == 0, "chunk data must be aligned");

void arena_init(arena *self, size_t limit)
{
    memset(self, 0, sizeof *self);
    self->limit = limit ? limit : SIZE_MAX;
}

void arena_release(arena *self)
{
    arena_chunk *chunk = self->first;
    while (chunk) {
        arena_chunk *next = chunk->next;
        UNPOISON(chunk->data, chunk->cap);
        free(chunk);
        chunk = next;
    }
    size_t limit = self->limit;
    arena_init(self, limit);
}

void arena_reset(arena *self)
{
    for (arena_chunk *chunk = self->first; chunk; chunk = chunk->next) {
        chunk->used = 0;
        POISON(chunk->data, chunk->cap);
    }
    self->current = self->first;
    self->used = 0;
    self->failed = self->over = false;
}

/* Makes `current` a chunk with `need` free bytes: a later one, else a new one at the end. */
static bool advance(arena *self, size_t need)
{
    arena_chunk *last = self->current;
    while (last && last->next) {
        last = last->next;
        if (last->cap >= need) {
            self->current = last;
            return true;
        }
    }
    size_t cap = last ? last->cap * 2 : ARENA_CHUNK;
    if (cap > ARENA_CHUNK_MAX) cap = ARENA_CHUNK_MAX;
    if (cap < need) cap = need;
    arena_chunk *chunk = malloc(sizeof *chunk + cap);
    if (!chunk) return false;
    *chunk = (arena_chunk){.cap = cap};
    POISON(chunk->data, cap);
    if (last) last->next = chunk;
    else self->first = chunk;
    self->current = chunk;
    return true;
}

void *arena_alloc(arena *self, size_t size)
{
    if (self->failed) return NULL;
    size_t room = self->used > self->limit ? 0 : self->limit - self->used;
    if (size > room || size > SIZE_MAX / 4) {
        self->failed = self->over = true;
        return NULL;
    }
    size_t need = (size + ARENA_GAP + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
    arena_chunk *chunk = self->current;
    if (!chunk || chunk->cap - chunk->used < need) {
        if (!advance(self, need)) {
            self->failed = true;
            return NULL;
        }
        chunk = self->current;
    }
    unsigned char *at = chunk->data + chunk->used;
    chunk->used += need;
    self->used += size;
    UNPOISON(at, size);
    memset(at, 0, size);
    return at;
}

casus_status arena_status(const arena *self, casus_error *err)
{
    FAIL_IF(self->over, CASUS_LIMIT,
            "needs more than the %zu MB of memory that a document may have: raise "
            "limits.document_memory (--max-memory), or cut the document",
            self->limit >> 20);
    FAIL_IF(self->failed, CASUS_NO_MEMORY, "out of memory");
    return CASUS_OK;
}

char *arena_copy(arena *self, casus_str text)
{
    char *copy = arena_alloc(self, text.len + 1);
    if (copy && text.len) memcpy(copy, text.ptr, text.len);
    return copy;
}

void *arena_push(arena *self, void *items, uint32_t *n, uint32_t *cap, size_t size)
{
    /* `items` is the address of a pointer of some type; memcpy reads it whatever that type is. */
    void *array;
    memcpy(&array, items, sizeof array);
    if (self->failed) return NULL;
    if (*n >= *cap) {
        if (*cap > UINT32_MAX / 2) {
            self->failed = true;
            return NULL;
        }
        uint32_t grown = *cap ? *cap * 2 : 16;
        void *moved = arena_alloc(self, (size_t)grown * size);
        if (!moved) return NULL;
        if (*n) memcpy(moved, array, (size_t)*n * size);
        array = moved;
        memcpy(items, &array, sizeof array);
        *cap = grown;
    }
    void *item = (char *)array + (size_t)*n * size;
    memset(item, 0, size);
    (*n)++;
    return item;
}
