/* Float rows to integers, hashes to buckets. The largest weight sets the scale (clipping it ruins
 * the model); rows that weigh least go first where a bucket is full. */
#include "train.h"

#include <math.h>
#include <zstd.h>

#define SMALL_WEIGHT 2 /* of 255: left out of sparse rows */

typedef struct packed_row {
    uint32_t feature, row;
    float weight; /* largest */
} packed_row;

static int compare_rows(const void *a, const void *b)
{
    const packed_row *x = a, *y = b;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return x->feature < y->feature ? -1 : x->feature > y->feature;
}

/* The learner's rows, the weightiest first. */
static packed_row *sort_rows(const learner *l, uint32_t *n)
{
    packed_row *rows = must(malloc((l->n_rows + 1) * sizeof *rows));
    *n = 0;
    for (uint32_t i = 0; i <= l->mask; i++) {
        if (!l->rows[i]) continue;
        const float *w = l->weights + (size_t)l->rows[i] * l->lanes;
        float most = 0;
        for (uint32_t c = 0; c < l->n_classes; c++) most = fabsf(w[c]) > most ? fabsf(w[c]) : most;
        if (most > 0) rows[(*n)++] = (packed_row){l->keys[i], l->rows[i], most};
    }
    qsort(rows, *n, sizeof *rows, compare_rows);
    return rows;
}

static uint32_t *find_room(uint32_t *bucket, uint32_t print)
{
    for (int i = 0; i < WEIGHTS_SLOTS; i++) {
        if (bucket[i] == 0) return &bucket[i];
        if (bucket[i] >> 24 == print) return NULL;
    }
    return NULL;
}

static void put_table(buf *out, enum table_kind kind, uint32_t n_buckets, uint32_t n_classes,
                      const uint32_t *slots, const buf *units)
{
    uint32_t n_units = units ? (uint32_t)(units->len / 2) : 0;
    uint32_t header[4] = {n_buckets, n_units, n_classes, kind};
    buf_reset(out);
    buf_put(out, header, sizeof header);
    buf_put(out, slots, (size_t)n_buckets * WEIGHTS_SLOTS * sizeof *slots);
    if (units) buf_put(out, units->ptr, units->len);
}

void pack_dense(const learner *l, uint32_t n_buckets, buf *out)
{
    uint32_t n, kept = 0, small = 0;
    packed_row *rows = sort_rows(l, &n);
    uint32_t *slots = must(calloc((size_t)n_buckets * WEIGHTS_SLOTS, sizeof *slots));
    table shape = {.n_buckets = n_buckets};
    double scale = n ? 127.0 / rows[0].weight : 1;
    for (uint32_t i = 0; i < n; i++) {
        const float *w = l->weights + (size_t)rows[i].row * l->lanes;
        uint32_t value = 0;
        for (uint32_t c = 0; c < l->n_classes; c++)
            value |= (uint32_t)(uint8_t)(int8_t)lrint(w[c] * scale) << (8 * c);
        if (value == 0) {
            small++;
            continue;
        }
        uint32_t print = weights_print(rows[i].feature);
        uint32_t *room = find_room(slots + table_bucket(&shape, rows[i].feature), print);
        if (!room) continue;
        *room = value | print << 24;
        kept++;
    }
    fprintf(stderr, "dense table: %u rows, %u round to nothing, %u kept in %u slots\n", n, small,
            kept, n_buckets * WEIGHTS_SLOTS);
    put_table(out, TABLE_DENSE, n_buckets, l->n_classes, slots, NULL);
    free(slots);
    free(rows);
}

/* The (class, weight) pairs of a row; 0 when all round to nothing worth keeping. */
static uint32_t pack_row(const learner *l, uint32_t row, double scale, uint32_t prune,
                         uint16_t *pairs)
{
    const float *w = l->weights + (size_t)row * l->lanes;
    uint32_t n = 0;
    long most = 0;
    for (uint32_t c = 0; c < l->n_classes; c++) {
        long value = lrint(w[c] * scale);
        if (labs(value) < SMALL_WEIGHT) continue;
        most = labs(value) > most ? labs(value) : most;
        pairs[n++] = (uint16_t)(c << 9 | (uint32_t)(value + 256));
    }
    return most > (long)prune ? n : 0;
}

static void put_row(buf *units, const uint16_t *pairs, uint32_t n, uint32_t n_classes)
{
    uint16_t count = (uint16_t)n, full[WEIGHTS_MAX_CLASSES] = {0};
    int8_t bytes[WEIGHTS_MAX_CLASSES] = {0};
    bool fits = true;
    for (uint32_t i = 0; i < n; i++) {
        int weight = (pairs[i] & 511) - 256;
        full[pairs[i] >> 9] = (uint16_t)weight;
        bytes[pairs[i] >> 9] = (int8_t)weight;
        fits &= weight >= INT8_MIN && weight <= INT8_MAX;
    }
    bool as_bytes = fits && weights_as_bytes(n, n_classes);
    if (n > WEIGHTS_MANY_PAIRS) count = WEIGHTS_FULL_ROW;
    if (as_bytes) count = WEIGHTS_BYTE_ROW;
    buf_put(units, &count, sizeof count);
    if (as_bytes)
        buf_put(units, bytes, weights_byte_lanes(n_classes));
    else if (n > WEIGHTS_MANY_PAIRS)
        buf_put(units, full, weights_lanes(n_classes) * sizeof *full);
    else
        buf_put(units, pairs, n * sizeof *pairs);
}

/* Rows are written in the order of the slots: opening the table then walks straight through them.
 */
void pack_sparse(const learner *l, uint32_t prune, buf *out)
{
    uint32_t n, kept = 0, wanted = 0;
    packed_row *rows = sort_rows(l, &n);
    buf units = {0};
    uint16_t pairs[WEIGHTS_MAX_CLASSES], zero = 0;
    double scale = n ? 255.0 / rows[0].weight : 1;
    for (uint32_t i = 0; i < n; i++) wanted += pack_row(l, rows[i].row, scale, prune, pairs) > 0;
    table shape = {.n_buckets = wanted / 2 + 1};
    uint32_t n_slots = shape.n_buckets * WEIGHTS_SLOTS;
    uint32_t *slots = must(calloc(n_slots, sizeof *slots)),
             *places = must(calloc(n_slots, sizeof *places));
    for (uint32_t i = 0; i < n; i++) {
        if (pack_row(l, rows[i].row, scale, prune, pairs) == 0) continue;
        uint32_t print = weights_print(rows[i].feature);
        uint32_t *room = find_room(slots + table_bucket(&shape, rows[i].feature), print);
        if (!room) continue;
        *room = 1 | print << 24;
        places[room - slots] = i;
    }
    buf_put(&units, &zero, 2);
    for (uint32_t s = 0; s < n_slots; s++) {
        if (slots[s] == 0) continue;
        uint32_t offset = (uint32_t)(units.len / 2);
        if (offset >= 1u << 24) fail("too many weights for a table", "prune more");
        slots[s] = (slots[s] & 0xFF000000u) | offset;
        put_row(&units, pairs, pack_row(l, rows[places[s]].row, scale, prune, pairs), l->n_classes);
        kept++;
    }
    buf_put(&units, (uint16_t[8]){0}, 16);
    fprintf(stderr, "sparse table: %u rows, %u above %u, %u kept, %zu bytes of pairs\n", n, wanted,
            prune, kept, units.len);
    put_table(out, TABLE_SPARSE, shape.n_buckets, l->n_classes, slots, &units);
    buf_release(&units);
    free(places);
    free(slots);
    free(rows);
}

void pack_map(const map_pair *pairs, uint32_t n, uint32_t n_buckets, uint32_t n_classes, buf *out)
{
    table shape = {.n_buckets = n_buckets};
    uint32_t *slots = must(calloc((size_t)shape.n_buckets * WEIGHTS_SLOTS, sizeof *slots)),
             lost = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t *bucket = slots + table_bucket(&shape, map_bucket_hash(pairs[i].hash));
        int at = 0;
        while (at < WEIGHTS_SLOTS && bucket[at]) at++;
        if (at < WEIGHTS_SLOTS)
            bucket[at] = pairs[i].value | map_print(pairs[i].hash) << MAP_VALUE_BITS;
        else
            lost++;
    }
    fprintf(stderr, "map: %u words, %u found no room\n", n - lost, lost);
    put_table(out, TABLE_MAP, shape.n_buckets, n_classes, slots, NULL);
    free(slots);
}

/* ---- files ------------------------------------------------------------------------------- */

void trainee_view(trainee *self, enum parse_section upto)
{
    casus_str views[PARSE_SECTION_COUNT];
    casus_error err = {0};
    for (int i = 0; i < PARSE_SECTION_COUNT; i++) views[i] = buf_str(&self->sections[i]);
    casus_status status = parse_model_view(&self->model, views, &err);
    if (status != CASUS_OK && upto >= PARSE_SECTION_LABELS) fail(err.message, "model");
}

static void section_path(char out[1024], const char *dir, int section)
{
    snprintf(out, 1024, "%s/%s.zst", dir, parse_section_name((enum parse_section)section));
}

size_t section_write(const char *dir, enum parse_section section, casus_str bytes)
{
    return weights_write(dir, parse_section_name(section), bytes.ptr, bytes.len);
}

void trainee_write(const trainee *self, const char *dir)
{
    size_t total = 0, raw = 0;
    for (int i = 0; i < PARSE_SECTION_NEEDED; i++) {
        raw += self->sections[i].len;
        total += section_write(dir, (enum parse_section)i, buf_str(&self->sections[i]));
    }
    fprintf(stderr, "all: %.2f MB in the model, %.2f MB of files\n", (double)raw / 1e6,
            (double)total / 1e6);
}

void trainee_read(trainee *self, const char *dir, bool with_net)
{
    int n = with_net ? PARSE_SECTION_COUNT : PARSE_SECTION_NEEDED;
    for (int i = 0; i < n; i++) {
        char path[1024];
        section_path(path, dir, i);
        buf packed = {0};
        casus_error err = {0};
        if (buf_read_file(&packed, path, (size_t)1 << 28, &err) != CASUS_OK) {
            if (i >= PARSE_SECTION_NEEDED) break; /* no net */
            fail(err.message, path);
        }
        size_t size = (size_t)ZSTD_getFrameContentSize(packed.ptr, packed.len);
        if (size > (size_t)1 << 28) fail("not a zstd file", path);
        char *bytes = must(malloc(size + 1));
        if (ZSTD_decompress(bytes, size, packed.ptr, packed.len) != size) fail("damaged", path);
        buf_reset(&self->sections[i]);
        buf_put(&self->sections[i], bytes, size);
        free(bytes);
        buf_release(&packed);
    }
    trainee_view(self, PARSE_SECTION_LABELS);
}
