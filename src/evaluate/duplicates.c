#include "evaluate/duplicates.h"

#include "evaluate/duplicates_exact.h"
#include "evaluate/gold.h"
#include "segment/segment.h"

#include <stdio.h>
#include <stdlib.h>

#define MOST_SHARING 200u
#define MOST_WAYS 32u

typedef struct way {
    casus_str name;
    uint64_t pairs, found;
} way;

typedef struct row {
    casus_str text, story;
    uint32_t way; /* of `ways` */
} row;

typedef struct duplicates_file {
    const char *path;
    const casus_evaluation *how;
    arena mem, scratch; /* of the file; of one text or pair */
    row *rows;             /* [n] */
    near_sketch *sketches; /* [n] */
    uint32_t n, n_sketches, cap, cap_sketches;
    way ways[MOST_WAYS];
    uint32_t n_ways;
    uint64_t n_pairs, n_compared, n_found;
    uint64_t n_met, n_told; /* pairs of one story: compared, found */
    uint64_t n_unlabelled;  /* found pairs of two stories that are copies by their words */
    error_list errors;
} duplicates_file;

/* ---- candidates ------------------------------------------------------------------------------ */

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* (key, text), sorted. */
static uint64_t *postings_of(const near_sketch *sketches, uint32_t n, uint32_t *n_postings,
                             arena *mem)
{
    uint64_t *postings = arena_alloc(mem, (size_t)n * NEAR_KEYS * sizeof *postings);
    *n_postings = 0;
    if (!postings) return NULL;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < sketches[i].n_keys; k++)
            postings[(*n_postings)++] = (uint64_t)sketches[i].keys[k] << 32 | i;
    qsort(postings, *n_postings, sizeof *postings, by_value);
    return postings;
}

text_pair *pairs_of(const near_sketch *sketches, uint32_t n, uint32_t most, uint32_t *n_pairs,
                    arena *mem)
{
    uint64_t *found = NULL;
    uint32_t n_found = 0, cap = 0, n_postings;
    const uint64_t *postings = postings_of(sketches, n, &n_postings, mem);
    for (uint32_t i = 0, end; i < n_postings; i = end) {
        for (end = i; end < n_postings && postings[end] >> 32 == postings[i] >> 32;) end++;
        if (end - i > most) continue;
        for (uint32_t k = i; k < end; k++)
            for (uint32_t j = k + 1; j < end; j++) {
                uint64_t *slot = arena_push(mem, &found, &n_found, &cap, sizeof *slot);
                if (slot) *slot = postings[k] << 32 | (uint32_t)postings[j];
            }
    }
    text_pair *out = arena_alloc(mem, (n_found + 1) * sizeof *out);
    *n_pairs = 0;
    if (!arena_ok(mem)) return NULL;
    if (n_found) qsort(found, n_found, sizeof *found, by_value);
    for (uint32_t i = 0; i < n_found; i++)
        if (!i || found[i] != found[i - 1])
            out[(*n_pairs)++] = (text_pair){(uint32_t)(found[i] >> 32), (uint32_t)found[i]};
    return out;
}

/* ---- the file -------------------------------------------------------------------------------- */

static uint32_t way_named(duplicates_file *self, casus_str name)
{
    for (uint32_t i = 0; i < self->n_ways; i++)
        if (str_eq(self->ways[i].name, name)) return i;
    if (self->n_ways == MOST_WAYS) return MOST_WAYS - 1;
    self->ways[self->n_ways].name = name;
    return self->n_ways++;
}

static casus_str keep(duplicates_file *self, casus_str s)
{
    return (casus_str){arena_copy(&self->mem, s), s.len};
}

static void sketch_row(duplicates_file *self, casus_str raw, near_sketch *out)
{
    text clean = {0};
    segments segs = {0};
    casus_stats stats = {0};
    near_maker maker;
    clean_text(raw, &self->scratch, &clean, &stats);
    segment_text(&clean, NULL, &self->scratch, &segs, &stats);
    near_begin(&maker);
    for (uint32_t i = 0; i < segs.n_sentences; i++) {
        const sentence *s = &segs.sentences[i];
        near_add(&maker, (casus_str){clean.ptr + s->start, s->end - s->start});
    }
    near_finish(&maker, out);
}

static casus_status read_rows(duplicates_file *self, gold_file *in, casus_error *err)
{
    arena line;
    const json *found;
    casus_status status = CASUS_OK;
    arena_init(&line, (size_t)1 << 30);
    while ((status = gold_next(in, &line, &found, err)) == CASUS_OK && found) {
        row *r = arena_push(&self->mem, &self->rows, &self->n, &self->cap, sizeof *r);
        near_sketch *sketch = arena_push(&self->mem, &self->sketches, &self->n_sketches,
                                         &self->cap_sketches, sizeof *sketch);
        if (!r || !sketch) break;
        r->text = keep(self, json_text_of(found, "text"));
        r->story = keep(self, json_text_of(found, "story"));
        r->way = way_named(self, keep(self, json_text_of(found, "how")));
        arena_reset(&self->scratch);
        sketch_row(self, r->text, sketch);
    }
    arena_release(&line);
    if (status != CASUS_OK) return status;
    FAIL_IF(!arena_ok(&self->mem) || !arena_ok(&self->scratch), CASUS_NO_MEMORY,
            "no memory for the texts");
    return self->n ? CASUS_OK : gold_no_row(self->how->part, err);
}

/* ---- counting -------------------------------------------------------------------------------- */

static bool tells_same(const row *a, const row *b)
{
    return a->story.len && str_eq(a->story, b->story);
}

/* Of a story and its copy, the way in which the copy was made: the later row's. */
static void count_wanted(duplicates_file *self)
{
    for (uint32_t i = 0; i < self->n; i++)
        for (uint32_t k = i; k-- > 0 && tells_same(&self->rows[k], &self->rows[i]);) {
            self->ways[self->rows[i].way].pairs++;
            self->n_pairs++;
        }
}

static void list_wrong(duplicates_file *self, const row *a, const row *b)
{
    casus_str text = a->text, other = b->text;
    if (text.len > 400) text.len = 400;
    if (other.len > 400) other.len = 400;
    error_list_add(&self->errors, text, STR("another story"), other);
}

static void count_found(duplicates_file *self, text_pair pair)
{
    const row *a = &self->rows[pair.first], *b = &self->rows[pair.second];
    self->n_compared++;
    self->n_met += tells_same(a, b);
    if (!near_same(&self->sketches[pair.first], &self->sketches[pair.second])) return;
    self->n_found++;
    if (tells_same(a, b)) {
        self->n_told++;
        self->ways[b->way].found++;
        return;
    }
    arena_reset(&self->scratch);
    overlap both = overlap_of(a->text, b->text, &self->scratch);
    if (overlap_is_copy(&both)) self->n_unlabelled++;
    else if (self->how->errors) list_wrong(self, a, b);
}

static casus_status count_pairs(duplicates_file *self, casus_error *err)
{
    uint32_t n;
    const text_pair *pairs = pairs_of(self->sketches, self->n, MOST_SHARING, &n, &self->mem);
    FAIL_IF(!arena_ok(&self->mem), CASUS_NO_MEMORY, "no memory for the pairs");
    count_wanted(self);
    for (uint32_t i = 0; i < n; i++) count_found(self, pairs[i]);
    FAIL_IF(!arena_ok(&self->scratch), CASUS_NO_MEMORY, "no memory for two texts");
    return CASUS_OK;
}

/* ---- the report ------------------------------------------------------------------------------ */

static casus_status tell(const duplicates_file *self, const char *format, casus_sink sink,
                         casus_error *err)
{
    report r;
    counts pairs = {self->n_pairs, self->n_told, self->n_found,
                    self->n_told + self->n_unlabelled};
    counts labelled = {self->n_pairs, self->n_told, self->n_found - self->n_unlabelled,
                       self->n_told};
    report_open(&r, "duplicates", self->path, gold_part_name(self->how->part), self->how->engine,
                format);
    report_number(&r, "texts", "texts", self->n);
    report_number(&r, "compared", "pairs compared", self->n_compared);
    report_number(&r, "found", "pairs found", self->n_found);
    report_number(&r, "unlabelled", "of two stories",
                  self->n_unlabelled);
    report_section(&r, "pairs", "Pairs of copies");
    report_score(&r, "all", "all", &pairs);
    report_score(&r, "labelled", "labelled", &labelled);
    report_share(&r, "looked-up", "looked up", self->n_met, self->n_pairs);
    report_section(&r, "ways", "Found, by how the copy was made");
    for (uint32_t i = 0; i < self->n_ways; i++) {
        const way *w = &self->ways[i];
        char name[64];
        snprintf(name, sizeof name, "%.*s", (int)w->name.len, w->name.ptr);
        if (w->pairs) report_share(&r, name, name, w->found, w->pairs);
    }
    if (self->how->errors) report_errors(&r, &self->errors);
    return report_close(&r, sink, err);
}

casus_status casus_evaluate_duplicates(const casus_model *model, const char *path,
                                       const casus_evaluation *how, const char *format,
                                       casus_sink sink, casus_error *err)
{
    (void)model;
    gold_file in;
    duplicates_file *self = calloc(1, sizeof *self);
    FAIL_IF(!self, CASUS_NO_MEMORY, "no memory for the texts");
    self->path = path;
    self->how = how;
    error_list_init(&self->errors, format);
    arena_init(&self->mem, (size_t)4 << 30);
    arena_init(&self->scratch, (size_t)1 << 30);
    casus_status status = gold_open(&in, path, how->part, err);
    if (status == CASUS_OK) status = read_rows(self, &in, err);
    if (status == CASUS_OK) status = count_pairs(self, err);
    if (status == CASUS_OK) status = tell(self, format, sink, err);
    gold_close(&in);
    error_list_release(&self->errors);
    arena_release(&self->mem);
    arena_release(&self->scratch);
    free(self);
    return status;
}
