/* The neural engine on small nets of random weights: every kernel answers alike, and as the
 * trainer's floats do; the trainer's gradients are those of its loss; a damaged section is refused.
 */
#include "train_net.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#undef fail /* the trainer's own has this name */

#include "parse/net_math.h"

#define N_TAGS 21
#define N_WORDS 30
#define BASE 12345

typedef struct small_net {
    net net;
    net_trainee words;
    buf sections[3]; /* words, vectors, net */
} small_net;

static small_net *small_new(const char *kinds, uint32_t width, uint32_t arc, uint32_t label,
                            uint64_t seed)
{
    small_net *self = must(calloc(1, sizeof *self));
    rng r = {.state = seed};
    map_pair pairs[N_WORDS];
    for (uint32_t i = 0; i < N_WORDS; i++)
        pairs[i] = (map_pair){str_hash((casus_str){(char *)&i, sizeof i}), i + 1};
    pack_map(pairs, N_WORDS, N_WORDS * 5 / 8 + 1, N_WORDS + 1, &self->words.numbers);
    self->words.lexicon.n_both = N_WORDS;
    param_init(&self->words.vectors, "vectors", 1 + NET_CENTRES + N_WORDS, NET_VECTOR, 1, &r);
    for (uint32_t i = 0; i < self->words.vectors.rows; i++) { /* as the engine will have them */
        int8_t codes[NET_VECTOR];
        float *row = self->words.vectors.w + (size_t)i * NET_VECTOR,
              scale = net_vector_codes(row, codes);
        for (int j = 0; j < NET_VECTOR; j++) row[j] = scale * (float)codes[j];
    }
    net_init(&self->net, kinds, width, arc, label, N_TAGS, &self->words.vectors, 1 + N_WORDS, seed);
    for (uint32_t k = 0; k < self->net.n_learned; k++) /* no bias is left at zero */
        for (size_t i = 0; i < (size_t)self->net.learned[k]->rows * self->net.learned[k]->cols; i++)
            self->net.learned[k]->w[i] += 0.02f * (rng_unit(&r) - 0.5f);
    self->sections[0] = self->words.numbers;
    net_pack_vectors(&self->words, &self->sections[1]);
    net_pack_weights(&self->net, BASE, &self->sections[2]);
    return self;
}

static void small_free(small_net *self)
{
    param *v = &self->words.vectors;
    free(v->w);
    free(v->g);
    free(v->m);
    free(v->v);
    free(v->mean);
    net_release(&self->net);
    for (int k = 0; k < 3; k++) buf_release(&self->sections[k]);
    free(self);
}

static void random_words(net_word *out, uint32_t n, rng *r)
{
    for (uint32_t i = 0; i < n; i++) {
        out[i].vector = rng_below(r, 1 + NET_CENTRES + N_WORDS);
        out[i].word = rng_below(r, 1 + N_WORDS);
        for (uint32_t k = 0; k < NET_PARTS; k++) out[i].parts[k] = rng_below(r, NET_PART_ROWS);
    }
}

static casus_status small_open(const small_net *self, net_model *out, casus_error *err)
{
    return net_open(out, buf_str(&self->sections[0]), buf_str(&self->sections[1]),
                    buf_str(&self->sections[2]), BASE, N_TAGS, err);
}

static const char *const SHAPES[] = {"s", "c", "cs", "sccs", "ccss"};

static void test_kernels_answer_alike(void **state)
{
    (void)state;
    static const char *const names[] = {"avx2", "vnni"};
    rng r = {.state = 5};
    for (size_t shape = 0; shape < sizeof SHAPES / sizeof *SHAPES; shape++) {
        uint32_t width = 16 * (1 + (uint32_t)shape * 3), arc = 16 * (1 + (uint32_t)shape),
                 label = 48;
        small_net *small = small_new(SHAPES[shape], width, arc, label, 3 + shape);
        net_model model;
        casus_error err;
        net_scratch *a = must(calloc(1, sizeof *a)), *b = must(calloc(1, sizeof *b));
        assert_int_equal(small_open(small, &model, &err), CASUS_OK);
        assert_int_equal(net_scratch_init(a, &model, &err), CASUS_OK);
        assert_int_equal(net_scratch_init(b, &model, &err), CASUS_OK);
        static const uint32_t lengths[] = {1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 100, HEADS_MAX};
        for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
            uint32_t n = lengths[k];
            random_words(a->words, n, &r);
            memcpy(b->words, a->words, n * sizeof *a->words);
            net_kernel_portable.encode(&model, a, n);
            for (size_t i = 0; i < 2; i++) {
                const net_kernel *kernel = net_kernel_named(names[i]);
                if (!kernel) continue;
                kernel->encode(&model, b, n);
                assert_memory_equal(a->top, b->top, (size_t)n * model.at.end * sizeof *a->top);
                assert_memory_equal(a->heads.scores + n + 1, b->heads.scores + n + 1,
                                    (size_t)n * (n + 1) * sizeof(float));
                for (uint32_t t = 0; t < n; t++)
                    a->head_of[t] = b->head_of[t] = (uint16_t)(t == 0 ? 0 : 1 + t / 2);
                net_kernel_portable.relate(&model, a, n);
                kernel->relate(&model, b, n);
                assert_memory_equal(a->wide, b->wide, (size_t)n * NET_RELATIONS * sizeof *a->wide);
            }
        }
        net_scratch_release(a);
        net_scratch_release(b);
        free(a);
        free(b);
        net_close(&model);
        small_free(small);
    }
}

static room new_room(void)
{
    size_t size = (size_t)16 << 20;
    return (room){.floats = must(malloc(size * sizeof(float))), .size = size};
}

/* Eight and seven bits against floats: near, but for rounding. */
static void test_engine_follows_the_floats(void **state)
{
    (void)state;
    rng r = {.state = 8};
    room mem = new_room();
    for (size_t shape = 0; shape < sizeof SHAPES / sizeof *SHAPES; shape++) {
        small_net *small = small_new(SHAPES[shape], 64, 32, 32, 40 + shape);
        net_model model;
        casus_error err;
        net_scratch *s = must(calloc(1, sizeof *s));
        assert_int_equal(small_open(small, &model, &err), CASUS_OK);
        assert_int_equal(net_scratch_init(s, &model, &err), CASUS_OK);
        uint32_t n = 23;
        random_words(s->words, n, &r);
        net_sentence sentence = {.n = n, .words = s->words};
        net_out out;
        mem.at = 0;
        net_forward(&small->net, &sentence, 1, &mem, &out);
        net_kernel_best()->encode(&model, s, n);
        double wrong = 0, all = 0;
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t h = 0; h <= n; h++) {
                if (h == i + 1) continue;
                double exact = out.scores[0][i * (n + 1) + h],
                       found = s->heads.scores[(i + 1) * (n + 1) + h];
                wrong += (exact - found) * (exact - found);
                all += exact * exact;
            }
        assert_true(wrong < 0.01 * all);
        net_scratch_release(s);
        free(s);
        net_close(&model);
        small_free(small);
    }
    free(mem.floats);
}

/* ---- the trainer ------------------------------------------------------------------------- */

#define WORDS 9

typedef struct lesson {
    net_word words[WORDS];
    gold golds[WORDS];
    uint8_t tags[WORDS], names[WORDS];
    net_sentence sentence[2]; /* the words in two sentences */
} lesson;

static void lesson_make(lesson *self, rng *r)
{
    random_words(self->words, WORDS, r);
    uint32_t first = 4;
    for (uint32_t i = 0; i < WORDS; i++) {
        uint32_t n = i < first ? first : WORDS - first, at = i < first ? i : i - first;
        self->golds[i] = (gold){.head = (uint16_t)(at == 0 ? 0 : 1 + rng_below(r, at)),
                                .deprel = (uint8_t)rng_below(r, DEPREL_COUNT)};
        assert_true(self->golds[i].head <= n);
        self->tags[i] = (uint8_t)rng_below(r, N_TAGS);
        self->names[i] = (uint8_t)(i % 3 ? rng_below(r, NAME_TAG_COUNT) : NAME_UNKNOWN);
    }
    for (int k = 0; k < 2; k++) {
        uint32_t at = k ? first : 0;
        self->sentence[k] = (net_sentence){.n = k ? WORDS - first : first,
                                           .words = self->words + at,
                                           .golds = self->golds + at,
                                           .tags = self->tags + at,
                                           .names = self->names + at};
    }
}

static double loss_of(net *net, const lesson *l, room *mem)
{
    rng r = {.state = 1};
    mem->at = 0;
    return net_learn(net, l->sentence, 2, NULL, 0.5f, &r, mem);
}

/* The slope of the loss along each parameter, from the loss alone, against the gradient. */
static void test_gradients(void **state)
{
    (void)state;
    room mem = new_room();
    rng r = {.state = 21};
    for (size_t shape = 0; shape < sizeof SHAPES / sizeof *SHAPES; shape++) {
        small_net *small = small_new(SHAPES[shape], 16, 16, 16, 77 + shape);
        net *net = &small->net;
        lesson l;
        lesson_make(&l, &r);
        for (uint32_t k = 0; k < net->n_learned; k++) {
            param *p = net->learned[k];
            size_t n = (size_t)p->rows * p->cols;
            memset(p->g, 0, n * sizeof *p->g);
            loss_of(net, &l, &mem);
            float *gradient = must(malloc(n * sizeof *gradient));
            memcpy(gradient, p->g, n * sizeof *gradient);
            /* a step along the gradient itself moves the loss by its square */
            double square = 0;
            for (size_t i = 0; i < n; i++) square += (double)gradient[i] * gradient[i];
            float step = square > 0 ? 2e-3f / (float)sqrt(square) : 0;
            for (size_t i = 0; i < n; i++) p->w[i] += step * gradient[i];
            double above = loss_of(net, &l, &mem);
            for (size_t i = 0; i < n; i++) p->w[i] -= 2 * step * gradient[i];
            double below = loss_of(net, &l, &mem);
            for (size_t i = 0; i < n; i++) p->w[i] += step * gradient[i];
            double slope = square > 0 ? (above - below) / (2 * step) : 0;
            if (fabs(slope - square) > 0.05 * square + 1e-4)
                print_error("layers %s, parameter %u (%s): slope %g, gradient %g\n", SHAPES[shape],
                            k, p->name, slope, square);
            assert_true(fabs(slope - square) <= 0.05 * square + 1e-4);
            free(gradient);
        }
        small_free(small);
    }
    free(mem.floats);
}

static void test_learns_what_it_is_shown(void **state)
{
    (void)state;
    room mem = new_room();
    rng r = {.state = 4};
    small_net *small = small_new("cs", 32, 32, 32, 9);
    lesson l;
    lesson_make(&l, &r);
    double first = loss_of(&small->net, &l, &mem), last = first;
    for (int k = 0; k < 150; k++) {
        net_update(&small->net, 0.01f, 0.5f);
        last = loss_of(&small->net, &l, &mem);
    }
    assert_true(last < 0.1 * first);
    small_free(small);
    free(mem.floats);
}

static void test_nets_in_files(void **state)
{
    (void)state;
    static const char path[] = CASUS_TEST_BUILD "/test_net.file";
    small_net *small = small_new("cs", 32, 16, 16, 12);
    net again;
    small->net.vocabulary = net_vocabulary_hash(&small->words);
    net_write(&small->net, path);
    net_read(&again, path, &small->words);
    buf sections = {0};
    net_pack_weights(&again, BASE, &sections);
    assert_int_equal(sections.len, small->sections[2].len);
    assert_memory_equal(sections.ptr, small->sections[2].ptr, sections.len);
    buf_release(&sections);
    net_release(&again);
    small_free(small);
    remove(path);
}

/* ---- damage ------------------------------------------------------------------------------ */

static void open_fails(small_net *small, const char *why)
{
    net_model model;
    casus_error err = {0};
    casus_status status = small_open(small, &model, &err);
    if (status == CASUS_OK) net_close(&model);
    if (status != CASUS_BAD_MODEL) print_error("%s: status %d\n", why, status);
    assert_int_equal(status, CASUS_BAD_MODEL);
    assert_true(err.message[0] != '\0');
}

static void test_damaged_sections_are_refused(void **state)
{
    (void)state;
    small_net *small = small_new("cs", 32, 16, 16, 2);
    for (int k = 0; k < 3; k++) { /* cut anywhere, or too long */
        size_t len = small->sections[k].len;
        for (size_t cut = 0; cut < len; cut += 1 + len / 97) {
            small->sections[k].len = cut;
            open_fails(small, "a cut section");
        }
        small->sections[k].len = len;
        buf_put(&small->sections[k],
                "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
                "\0\0\0\0\0\0"
                "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                64);
        open_fails(small, "a section that is too long");
        small->sections[k].len = len;
    }
    net_head *head = (net_head *)(void *)small->sections[2].ptr, kept = *head;
    uint32_t *fields[] = {&head->version, &head->width,     &head->arc,
                          &head->label,   &head->tags,      &head->names,
                          &head->layers,  &head->relations, &head->word_rows};
    for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
        static const uint32_t values[] = {0, 1, 17, 4096, UINT32_MAX};
        for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
            if (*fields[k] == values[v]) continue;
            *fields[k] = values[v];
            open_fails(small, "a wrong number in the head");
            *head = kept;
        }
    }
    head->base++;
    open_fails(small, "a net trained upon other clusters");
    *head = kept;
    head->magic[0] = 'X';
    open_fails(small, "a foreign section");
    *head = kept;
    head->kinds[1] = 'x';
    open_fails(small, "a layer of no kind");
    *head = kept;
    static const float scales[] = {NAN, INFINITY, -INFINITY, 1e4f};
    for (size_t k = 0; k < sizeof scales / sizeof *scales; k++) {
        head->word_scale = scales[k];
        open_fails(small, "a scale that is no number, or too large a one");
        *head = kept;
    }
    net_model model;
    casus_error err;
    assert_int_equal(small_open(small, &model, &err), CASUS_OK); /* all is as it was */
    int8_t *weight = (int8_t *)(uintptr_t)model.top.weights;
    net_close(&model);
    int8_t was = *weight;
    *weight = 64;
    open_fails(small, "a weight out of range");
    *weight = was;
    small_free(small);
}

/* Numbers as large as a section may hold: still every answer is a tree, and the kernels agree. */
static void test_largest_numbers(void **state)
{
    (void)state;
    rng r = {.state = 15};
    small_net *small = small_new("cs", 64, 64, 64, 6);
    for (uint32_t k = 0; k < small->net.n_learned; k++) {
        param *p = small->net.learned[k];
        float most = strcmp(p->name, "gain") == 0 || strcmp(p->name, "in") == 0 ? 900.0f : 5e4f;
        for (size_t i = 0; i < (size_t)p->rows * p->cols; i++)
            p->w[i] = (p->rows == 1 ? 900.0f : most) * (2 * rng_unit(&r) - 1);
    }
    net_pack_weights(&small->net, BASE, &small->sections[2]);
    net_model model;
    casus_error err;
    assert_int_equal(small_open(small, &model, &err), CASUS_OK);
    net_scratch *s = must(calloc(1, sizeof *s));
    assert_int_equal(net_scratch_init(s, &model, &err), CASUS_OK);
    static const char *const names[] = {"portable", "avx2", "vnni"};
    for (int round = 0; round < 20; round++) {
        uint32_t n = 1 + rng_below(&r, 40);
        net_answer answers[3][40];
        memset(answers, 0, sizeof answers); /* what lies between the fields is compared, too */
        random_words(s->words, n, &r);
        for (int k = 0; k < 3; k++) {
            const net_kernel *kernel = net_kernel_named(names[k]);
            if (!kernel) continue;
            net_run(&model, kernel, s, n, answers[k]);
            assert_memory_equal(answers[k], answers[0], n * sizeof **answers);
        }
        uint32_t roots = 0;
        for (uint32_t i = 0; i < n; i++) {
            uint32_t at = i + 1, steps = 0;
            roots += answers[0][i].head == 0;
            while (at && steps++ <= n) at = answers[0][at - 1].head;
            assert_int_equal(at, 0);
        }
        assert_int_equal(roots, 1);
    }
    net_scratch_release(s);
    free(s);
    net_close(&model);
    small_free(small);
}

/* ---- numbers ----------------------------------------------------------------------------- */

static void test_functions_of_one_number(void **state)
{
    (void)state;
    for (float x = -20; x <= 20; x += 0.01f) {
        assert_true(fabsf(net_tanh(x) - tanhf(x)) < 4e-4f);
        assert_true(fabsf(net_sigmoid(x) - 1 / (1 + expf(-x))) < 2e-4f);
        assert_true(net_tanh(x) == -net_tanh(-x));
    }
}

static void test_offsets(void **state)
{
    (void)state;
    assert_int_equal(net_offset(5, 0), 0);
    for (uint32_t word = 1; word <= HEADS_MAX; word += 7)
        for (uint32_t head = 1; head <= HEADS_MAX; head++) {
            if (head == word) continue;
            uint32_t class = net_offset(word, head);
            assert_in_range(class, 1, NET_OFFSETS - 1);
            assert_int_equal(class % 2 == 0, head < word); /* the sides never share a class */
            if (head > word && head < HEADS_MAX) assert_true(net_offset(word, head + 1) >= class);
        }
    assert_int_not_equal(net_offset(9, 8), net_offset(9, 7));
}

static void test_vector_codes(void **state)
{
    (void)state;
    rng r = {.state = 31};
    for (int round = 0; round < 100; round++) {
        float row[NET_VECTOR], most = 0;
        int8_t codes[NET_VECTOR];
        for (int j = 0; j < NET_VECTOR; j++) {
            row[j] = 4 * rng_unit(&r) - 2;
            most = fabsf(row[j]) > most ? fabsf(row[j]) : most;
        }
        float scale = net_vector_codes(row, codes);
        for (int j = 0; j < NET_VECTOR; j++) {
            assert_in_range(codes[j] + 7, 0, 14);
            assert_true(fabsf(row[j] - scale * (float)codes[j]) <= most / 14 * 1.001f);
        }
    }
    float zeros[NET_VECTOR] = {0};
    int8_t codes[NET_VECTOR];
    assert_true(net_vector_codes(zeros, codes) == 0);
    assert_int_equal(codes[0], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kernels_answer_alike),
        cmocka_unit_test(test_engine_follows_the_floats),
        cmocka_unit_test(test_gradients),
        cmocka_unit_test(test_learns_what_it_is_shown),
        cmocka_unit_test(test_nets_in_files),
        cmocka_unit_test(test_damaged_sections_are_refused),
        cmocka_unit_test(test_largest_numbers),
        cmocka_unit_test(test_functions_of_one_number),
        cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_vector_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
