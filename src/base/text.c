/* text: looking up runs, and joining two maps into one. */
#include "base/text.h"

/* The run that holds text byte `at`. */
static const text_run *run_at(const text *self, uint32_t at)
{
    uint32_t low = 0, high = self->n_runs;
    while (high - low > 1) {
        uint32_t mid = low + (high - low) / 2;
        if (self->runs[mid].at <= at)
            low = mid;
        else
            high = mid;
    }
    return &self->runs[low];
}

casus_span text_raw_span(const text *self, uint32_t start, uint32_t end)
{
    if (!self->n_runs) return (casus_span){0, 0};
    if (end > self->len) end = self->len;
    if (start > end) start = end;
    const text_run *first = run_at(self, start);
    bool exact = first->len == first->raw_len;
    uint32_t raw_start = first->raw_at + (exact ? start - first->at : 0);
    if (start == end) return (casus_span){raw_start, raw_start};
    const text_run *last = run_at(self, end - 1);
    exact = last->len == last->raw_len;
    uint32_t raw_end = last->raw_at + (exact ? end - last->at : last->raw_len);
    return (casus_span){raw_start, raw_end};
}

bool text_maker_write(text_maker *self, arena *mem)
{
    *self = (text_maker){.out = arena_alloc(mem, (size_t)self->len + 1),
                         .runs = arena_alloc(mem, (self->n_runs + 1) * sizeof(text_run))};
    return arena_ok(mem);
}

/* ---- two maps in one ------------------------------------------------------------------------- */

typedef struct composer {
    const text *below;
    text_run *runs;
    uint32_t n, at; /* at: the run of `below` where the walk stands */
} composer;

/* The runs of `below` that [start, end) of it touches begin at self->at; walks on as it never goes
 * back. */
static void compose_exact(composer *self, const text_run *run)
{
    const text *below = self->below;
    for (uint32_t done = 0; done < run->len;) {
        uint32_t want = run->raw_at + done;
        while (self->at + 1 < below->n_runs && below->runs[self->at + 1].at <= want) self->at++;
        const text_run *under = &below->runs[self->at];
        uint32_t into = want - under->at, left = under->len - into;
        uint32_t len = run->len - done < left ? run->len - done : left;
        text_run *out = self->runs ? &self->runs[self->n] : NULL;
        if (out && under->len == under->raw_len)
            *out = (text_run){run->at + done, len, under->raw_at + into, len};
        else if (out)
            *out = (text_run){run->at + done, len, under->raw_at, under->raw_len};
        self->n++;
        done += len;
    }
}

static void compose_all(composer *self, const text *over)
{
    for (uint32_t i = 0; i < over->n_runs; i++) {
        const text_run *run = &over->runs[i];
        if (run->len == run->raw_len && run->len) {
            compose_exact(self, run);
            continue;
        }
        casus_span raw = text_raw_span(self->below, run->raw_at, run->raw_at + run->raw_len);
        if (self->runs)
            self->runs[self->n] = (text_run){run->at, run->len, raw.start, raw.end - raw.start};
        self->n++;
    }
}

void text_compose(text *self, const text *below, arena *mem)
{
    composer counting = {.below = below};
    if (!below->n_runs) return;
    compose_all(&counting, self);
    composer writing = {.below = below, .runs = arena_alloc(mem, counting.n * sizeof(text_run))};
    if (!arena_ok(mem)) {
        *self = (text){.ptr = ""};
        return;
    }
    compose_all(&writing, self);
    self->runs = writing.runs;
    self->n_runs = writing.n;
}
