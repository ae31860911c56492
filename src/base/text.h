/* text: bytes with a map back to the bytes that they were made from.
 *
 *   payload   ...abandoning\r\nReplyDeleteEuropean countries\x92...
 *   text      ...abandoning\nEuropean countries'...
 *   runs      text [at, len) <-> payload [raw_at, raw_len)
 *
 * A run whose two lengths are equal maps byte by byte; any other maps as a whole, so a span that
 * ends in what was "&amp;" takes all of it.
 */
#ifndef CASUS_BASE_TEXT_H
#define CASUS_BASE_TEXT_H

#include "base/base.h"

typedef struct text_run {
    uint32_t at, len;         /* bytes of the text */
    uint32_t raw_at, raw_len; /* bytes of the payload; equal lengths where copied as they are */
} text_run;

typedef struct text {
    const char *ptr; /* [len], NUL-ended, in the document's arena */
    uint32_t len;
    const text_run *runs; /* [n_runs], by `at`, gapless over the text */
    uint32_t n_runs;
} text;

/* The payload bytes that the text's [start, end) came from. */
casus_span text_raw_span(const text *self, uint32_t start, uint32_t end);

/* Makes a text, twice: first counting (`out` and `runs` NULL), then writing into what was
 * allocated. */
typedef struct text_maker {
    char *out;      /* [len] of the counting pass, and one for the NUL */
    text_run *runs; /* [n_runs] of the counting pass */
    uint32_t len, n_runs;
    text_run open; /* the last run, still growing */
} text_maker;

/* Bytes that came from payload [raw_at, raw_at + raw_len). */
static inline void text_put(text_maker *self, const char *bytes, size_t len, size_t raw_at,
                            size_t raw_len)
{
    text_run *open = &self->open;
    if (!len) return;
    bool joins = self->n_runs && open->len == open->raw_len && len == raw_len &&
                 open->raw_at + open->raw_len == raw_at;
    if (joins) {
        open->len += (uint32_t)len;
        open->raw_len += (uint32_t)raw_len;
    } else {
        *open = (text_run){self->len, (uint32_t)len, (uint32_t)raw_at, (uint32_t)raw_len};
        self->n_runs++;
    }
    if (self->out) {
        memcpy(self->out + self->len, bytes, len);
        self->runs[self->n_runs - 1] = *open;
    }
    self->len += (uint32_t)len;
}

/* Begins the second pass; false where there is no memory. */
bool text_maker_write(text_maker *self, arena *mem);
static inline text text_made(const text_maker *self)
{
    return (text){self->out, self->len, self->runs, self->n_runs};
}

/* Makes `self`, whose runs count bytes of `below`, count those that `below` came from. `self` is
 * empty on arena failure. */
void text_compose(text *self, const text *below, arena *mem);

#endif
