/* Sentence ends: treebank -> segment.ends, the weights of src/segment/ends.h.
 *
 * Logistic regression over the features that the splitter itself takes of each blank, sentences
 * ended as the treebank ends them; Adagrad, weights averaged over the last epochs, then eight bits
 * each. The classes of words are the tags that the treebank mostly gives them. Prints how many of
 * the blanks go wrong that it was not trained on (four folds), and the scores of the dev files.
 */
#include "train_base.h"

#include <math.h>

#include "segment/ends.h"
#include "treebank_text.h"

#define CLASS_BITS 14u
#define WEIGHT_BITS 17u
#define EPOCHS 12
#define RATE 0.2f
#define SURE 0.002f /* what errs less teaches nothing */
#define SCALE 32.0f /* eight bits hold weights up to 4 */

/* ---- classes --------------------------------------------------------------------------------- */

static const char *const class_names[] = {"", "VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV", "ADP",
                                          "PRON", "DET", "CCONJ", "SCONJ", "NUM", "PART", "INTJ"};
#define N_CLASSES (sizeof class_names / sizeof *class_names)

typedef struct class_count {
    uint32_t word, n[N_CLASSES];
} class_count;

#define COUNTS (1u << 16)

static class_count *count_of(class_count *counts, uint32_t word)
{
    uint32_t at = word % COUNTS;
    while (counts[at].word && counts[at].word != word) at = (at + 1) % COUNTS;
    counts[at].word = word;
    return &counts[at];
}

/* The column of a CoNLL-U line. */
static casus_str column(casus_str line, int n)
{
    casus_str field = {0};
    for (int i = 0; i <= n; i++)
        if (!str_split(&line, '\t', &field)) field = line;
    return field;
}

static void count_classes(class_count *counts, const char *path)
{
    buf file = {0};
    casus_error err;
    casus_str whole = {0};
    if (buf_read_file(&file, path, (size_t)1 << 30, &err) != CASUS_OK) fail(err.message, path);
    for (casus_str rest = buf_str(&file), line; str_split(&rest, '\n', &line);) {
        if (!line.len || line.ptr[0] < '0' || line.ptr[0] > '9') continue;
        casus_str form = column(line, 1), tag = column(line, 3);
        if (str_eq(tag, STR("_"))) { /* "don't": as its first word */
            whole = form;
            continue;
        }
        for (uint32_t c = 1; c < N_CLASSES; c++) {
            if (!str_eq(tag, str_from(class_names[c]))) continue;
            count_of(counts, ends_word(form))->n[c]++;
            if (whole.len) count_of(counts, ends_word(whole))->n[c]++;
        }
        whole = (casus_str){0};
    }
    buf_release(&file);
}

/* 0 for a word that is seldom seen; another class for one that is now this, now that. */
static uint32_t class_of(const class_count *count)
{
    uint32_t best = 1, sum = 0;
    for (uint32_t c = 1; c < N_CLASSES; c++) {
        sum += count->n[c];
        if (count->n[c] > count->n[best]) best = c;
    }
    if (sum < 3) return 0;
    return count->n[best] * 10 < sum * 8 ? best + (uint32_t)N_CLASSES : best;
}

static uint32_t *make_classes(const class_count *counts)
{
    uint32_t *slots = must(calloc(1u << CLASS_BITS, sizeof *slots)), kept = 0, lost = 0;
    for (uint32_t i = 0; i < COUNTS; i++) {
        uint32_t class = class_of(&counts[i]);
        if (!class) continue;
        uint32_t *bucket = slots + counts[i].word % ((1u << CLASS_BITS) / ENDS_WAYS) * ENDS_WAYS;
        uint32_t at = 0;
        while (at < ENDS_WAYS && bucket[at]) at++;
        if (at < ENDS_WAYS) bucket[at] = (counts[i].word & ~((1u << ENDS_CLASS_BITS) - 1u)) | class;
        lost += at == ENDS_WAYS;
        kept += at < ENDS_WAYS;
    }
    fprintf(stderr, "%u words with a class, %u found no room\n", kept, lost);
    return slots;
}

/* ---- examples -------------------------------------------------------------------------------- */

static void add_lesson(ends_model *model, const char *path)
{
    treebank_text t;
    casus_error err;
    arena mem;
    segments segs;
    casus_stats stats = {0};
    if (treebank_text_read(&t, path, &err) != CASUS_OK) fail(err.message, path);
    char *ends = must(calloc(t.bytes.len + 1, 1));
    for (uint32_t i = 0; i < t.n; i++) ends[t.sentences[i].end] = 1;
    arena_init(&mem, (size_t)1 << 30);
    text in = {.ptr = t.bytes.ptr, .len = (uint32_t)t.bytes.len};
    model->lesson->ends = ends;
    segment_plain(&in, model, &mem, &segs, &stats);
    model->lesson->ends = NULL;
    arena_release(&mem);
    free(ends);
    treebank_text_release(&t);
}

typedef struct example {
    uint32_t n, rule, end, features[];
} example;

static uint32_t list_examples(ends_lesson *lesson, example ***out)
{
    uint32_t n = 0, cap = 1u << 20;
    *out = must(malloc(cap * sizeof **out));
    for (char *at = lesson->examples.ptr; at < lesson->examples.ptr + lesson->examples.len;) {
        example *e = (void *)at;
        if (n < cap) (*out)[n++] = e;
        at += sizeof *e + e->n * sizeof *e->features;
    }
    return n;
}

/* ---- learning -------------------------------------------------------------------------------- */

/* The features that occur, numbered: the examples then hold numbers in place of hashes. */
typedef struct numbering {
    uint32_t *keys;  /* [n]: hashes */
    uint32_t *times; /* [n]: how often it occurs */
    uint32_t n;
} numbering;

#define NUMBERS (1u << 23)

static numbering number_features(example **examples, uint32_t n)
{
    uint32_t *slots = must(calloc(NUMBERS, sizeof *slots));
    numbering out = {.keys = must(calloc(NUMBERS, sizeof *out.keys)),
                     .times = must(calloc(NUMBERS, sizeof *out.times)),
                     .n = 1};
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < examples[i]->n; k++) {
            uint32_t key = examples[i]->features[k], at = key % NUMBERS;
            while (slots[at] && out.keys[slots[at]] != key) at = (at + 1) % NUMBERS;
            if (!slots[at]) {
                if (out.n + 1 >= NUMBERS / 4 * 3) fail("too many features", "raise NUMBERS");
                slots[at] = out.n;
                out.keys[out.n++] = key;
            }
            examples[i]->features[k] = slots[at];
            out.times[slots[at]]++;
        }
    }
    free(slots);
    return out;
}

typedef struct regression {
    float *weights, *squares, *sums; /* [n] */
    uint32_t n;
} regression;

static float score(const float *weights, const example *e)
{
    float z = 0;
    for (uint32_t i = 0; i < e->n; i++) z += weights[e->features[i]];
    return z;
}

static void learn(regression *r, const example *e)
{
    float g = 1.0f / (1.0f + expf(-score(r->weights, e))) - (float)e->end;
    if (fabsf(g) < SURE) return;
    for (uint32_t i = 0; i < e->n; i++) {
        uint32_t at = e->features[i];
        r->squares[at] += g * g;
        r->weights[at] -= RATE * g / sqrtf(r->squares[at] + 0.01f);
    }
}

/* Weights [n_features], averaged over the second half of the epochs; for the caller to free. */
static float *learn_all(example *const *examples, uint32_t n, uint32_t n_features)
{
    regression r = {.weights = must(calloc(n_features, sizeof(float))),
                    .squares = must(calloc(n_features, sizeof(float))),
                    .sums = must(calloc(n_features, sizeof(float))),
                    .n = n_features};
    uint32_t *order = must(malloc(n * sizeof *order)), averaged = 0;
    for (uint32_t i = 0; i < n; i++) order[i] = i;
    rng random = {1};
    for (uint32_t epoch = 0; epoch < EPOCHS; epoch++) {
        rng_shuffle(&random, order, n);
        for (uint32_t i = 0; i < n; i++) learn(&r, examples[order[i]]);
        if (epoch < EPOCHS / 2) continue;
        for (uint32_t i = 0; i < r.n; i++) r.sums[i] += r.weights[i];
        averaged++;
    }
    for (uint32_t i = 0; i < r.n; i++) r.sums[i] /= (float)averaged;
    free(order);
    free(r.weights);
    free(r.squares);
    return r.sums;
}

/* Errors at blanks of text that was not trained on: four folds. */
static void cross_validate(example *const *all, uint32_t n, uint32_t n_features)
{
    uint32_t extra[RULE_COUNT] = {0}, missed[RULE_COUNT] = {0}, sum = 0;
    example **some = must(malloc(n * sizeof *some));
    for (uint32_t fold = 0; fold < 4; fold++) {
        uint32_t m = 0;
        for (uint32_t i = 0; i < n; i++)
            if ((uint64_t)i * 64 / n % 4 != fold) some[m++] = all[i];
        float *weights = learn_all(some, m, n_features);
        for (uint32_t i = 0; i < n; i++) {
            const example *e = all[i];
            if ((uint64_t)i * 64 / n % 4 != fold) continue;
            bool end = score(weights, e) > 0;
            extra[e->rule] += end && !e->end;
            missed[e->rule] += !end && e->end;
            sum += end != (bool)e->end;
        }
        free(weights);
    }
    printf("four folds: %u errors; no mark +%u -%u, mark that ends nothing +%u -%u, end +%u -%u\n",
           sum, extra[0], missed[0], extra[1], missed[1], extra[2], missed[2]);
    free(some);
}

/* ---- packing --------------------------------------------------------------------------------- */

typedef struct weighty {
    uint32_t key;
    float weight;
} weighty;

static int compare_weights(const void *a, const void *b)
{
    const weighty *x = a, *y = b;
    float v = fabsf(x->weight), w = fabsf(y->weight);
    if (v != w) return v > w ? -1 : 1;
    return x->key < y->key ? -1 : x->key > y->key;
}

/* The weightiest first, until a bucket is full. A feature that occurs once is left out: it took up
 * what is odd about its example, so that others did not. */
static uint16_t *pack_weights(const float *weights, const numbering *names)
{
    weighty *list = must(malloc(names->n * sizeof *list));
    uint16_t *slots = must(calloc((size_t)1 << WEIGHT_BITS, sizeof *slots));
    uint32_t n = 0, kept = 0;
    for (uint32_t i = 1; i < names->n; i++)
        if (names->times[i] > 1) list[n++] = (weighty){names->keys[i], weights[i]};
    qsort(list, n, sizeof *list, compare_weights);
    for (uint32_t i = 0; i < n; i++) {
        float w = list[i].weight * SCALE;
        int8_t value = (int8_t)lrintf(w > 127 ? 127 : w < -127 ? -127 : w);
        uint16_t *room = value ? ends_slot(slots, WEIGHT_BITS, list[i].key) : NULL;
        if (!room || *room) continue;
        *room = (uint16_t)(ends_print(list[i].key) << 8 | (uint8_t)value);
        kept++;
    }
    fprintf(stderr, "%u features, %u more than once, %u weights kept\n", names->n - 1, n, kept);
    free(list);
    return slots;
}

/* ---- all ------------------------------------------------------------------------------------- */

static void write_section(const char *dir, const ends_model *model)
{
    uint32_t header[4] = {ENDS_VERSION, model->class_bits, model->weight_bits, 0};
    buf out = {0};
    buf_put(&out, header, sizeof header);
    buf_put(&out, model->classes, sizeof *model->classes << model->class_bits);
    buf_put(&out, model->weights, sizeof *model->weights << model->weight_bits);
    if (!buf_ok(&out)) fail("no memory for", "segment.ends");
    weights_write(dir, "segment.ends", out.ptr, out.len);
    buf_release(&out);
}

static void show_score(const ends_model *model, const char *path)
{
    treebank_text t;
    casus_error err;
    arena mem;
    segments segs;
    casus_stats stats = {0};
    if (treebank_text_read(&t, path, &err) != CASUS_OK) fail(err.message, path);
    arena_init(&mem, (size_t)1 << 30);
    text in = {.ptr = t.bytes.ptr, .len = (uint32_t)t.bytes.len};
    segment_plain(&in, model, &mem, &segs, &stats);
    sentence_score score = treebank_text_score(&t, &segs);
    sentence_score_print(&score, path);
    arena_release(&mem);
    treebank_text_release(&t);
}

void train_split(const char *treebank, const char *weights)
{
    static const char *const files[] = {"en_ewt-ud-train.conllu", "en_gum-train.conllu"};
    class_count *counts = must(calloc(COUNTS, sizeof *counts));
    char path[1024];
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", treebank, files[i]);
        count_classes(counts, path);
    }
    uint32_t *classes = make_classes(counts);
    ends_lesson lesson = {0};
    ends_model model = {.classes = classes,
                        .class_bits = CLASS_BITS,
                        .weight_bits = WEIGHT_BITS,
                        .lesson = &lesson};
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", treebank, files[i]);
        add_lesson(&model, path);
    }
    example **examples;
    uint32_t n = list_examples(&lesson, &examples);
    numbering names = number_features(examples, n);
    cross_validate(examples, n, names.n);
    float *learned = learn_all(examples, n, names.n);
    uint16_t *slots = pack_weights(learned, &names);
    model.weights = slots;
    write_section(weights, &model);
    model.lesson = NULL;
    static const char *const dev[] = {"en_ewt-ud-dev.conllu", "en_gum-dev.conllu"};
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", treebank, dev[i]);
        show_score(&model, path);
    }
    buf_release(&lesson.examples);
    free(counts);
    free(classes);
    free(learned);
    free(slots);
    free(examples);
    free(names.keys);
    free(names.times);
}
