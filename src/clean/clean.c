/* clean: decoding and the removal of residue, and the map between text and payload.
 *
 * Both halves give runs: decode_text makes them, remove_cuts splits those that a cut touches.
 */
#include "clean/clean.h"

#include "clean/decode.h"
#include "clean/residue.h"

/* ---- cutting --------------------------------------------------------------------------------- */

/* The part of a run that covers text [start, end), moved to `at`. */
static text_run part_of(const text_run *run, uint32_t start, uint32_t end, uint32_t at)
{
    if (run->len != run->raw_len) {
        return (text_run){at, end - start, run->raw_at, run->raw_len};
    }
    return (text_run){at, end - start, run->raw_at + (start - run->at), end - start};
}

typedef struct joiner {
    char *ptr;
    text_run *runs;
    uint32_t len, n_runs, run; /* run: where in the old runs the copying stands */
} joiner;

static void keep(joiner *self, const text *old, uint32_t start, uint32_t end)
{
    memcpy(self->ptr + self->len, old->ptr + start, end - start);
    while (start < end) {
        while (old->runs[self->run].at + old->runs[self->run].len <= start) self->run++;
        const text_run *run = &old->runs[self->run];
        uint32_t stop = run->at + run->len < end ? run->at + run->len : end;
        self->runs[self->n_runs++] = part_of(run, start, stop, self->len);
        self->len += stop - start;
        start = stop;
    }
}

static void remove_cuts(text *self, const residue_cuts *cuts, arena *mem)
{
    /* A cut splits at most one run in two, and may put a line end between. */
    size_t most = (size_t)self->n_runs + 2 * (size_t)cuts->n;
    joiner out = {.ptr = arena_alloc(mem, (size_t)self->len + 1)};
    out.runs = arena_alloc(mem, most * sizeof(text_run));
    if (!arena_ok(mem)) return;
    uint32_t at = 0;
    for (uint32_t i = 0; i < cuts->n; i++) {
        const residue_cut *item = &cuts->items[i];
        casus_span raw = text_raw_span(self, item->start, item->end);
        keep(&out, self, at, item->start);
        if (item->line_end) {
            out.runs[out.n_runs++] = (text_run){out.len, 1, raw.start, raw.end - raw.start};
            out.ptr[out.len++] = '\n';
        }
        at = item->end;
    }
    keep(&out, self, at, self->len);
    *self = (text){out.ptr, out.len, out.runs, out.n_runs};
}

void clean_text(casus_str raw, arena *mem, text *out, casus_stats *stats)
{
    uint64_t damaged = decode_text(raw, mem, out);
    residue_cuts cuts;
    residue_find((casus_str){out->ptr, out->len}, mem, &cuts);
    if (arena_ok(mem) && cuts.n) remove_cuts(out, &cuts, mem);
    if (!arena_ok(mem)) {
        *out = (text){.ptr = ""};
        return;
    }
    stats->bytes_repaired += damaged;
    stats->residue += cuts.pieces;
}

void plain_text(casus_str raw, arena *mem, text *out)
{
    decode_plain(raw, mem, out);
    if (!arena_ok(mem)) *out = (text){.ptr = ""};
}
