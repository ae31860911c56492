/* parse: trees on any bytes, who did what to whom in plain sentences, lemmas, case, long sentences,
 * damaged weights, and the packed tables against the slow obvious sums. */
#include "parse/model.h"
#include "parse/parse_build.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static struct {
    buf file; /* the container */
    image image;
    parse_model *model;
    parser *parser;
    arena mem;
} fix;

static int set_up(void **state)
{
    (void)state;
    image_writer writer = {0};
    casus_error err = {0};
    casus_status status = parse_model_build(CASUS_TEST_SOURCE "/weights", &writer, &err);
    if (status == CASUS_OK) image_writer_finish(&writer, &fix.file);
    image_writer_release(&writer);
    if (status == CASUS_OK)
        status = image_open(&fix.image, fix.file.ptr, fix.file.len, "test", &err);
    if (status == CASUS_OK) status = parse_model_open(&fix.model, &fix.image, &err);
    if (status == CASUS_OK) status = parser_new(&fix.parser, fix.model, PARSE_DEFAULT, &err);
    if (status != CASUS_OK) print_error("%s\n", err.message);
    arena_init(&fix.mem, (size_t)1 << 28);
    return status == CASUS_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    parser_free(fix.parser);
    parse_model_close(fix.model);
    buf_release(&fix.file);
    arena_release(&fix.mem);
    return 0;
}

/* ---- helpers ------------------------------------------------------------------------------ */

/* Blank-separated words as tokens; returns their number. */
static uint32_t split_words(const char *text, token *tokens, uint32_t room)
{
    uint32_t n = 0;
    casus_str rest = str_from(text), form;
    while (n < room && str_split(&rest, ' ', &form))
        tokens[n++] = (token){.hash = str_hash_lower(form),
                              .start = (uint32_t)(form.ptr - text),
                              .end = (uint32_t)(form.ptr - text + (ptrdiff_t)form.len)};
    return n;
}

static uint32_t run_words(const char *text, token *tokens, node *nodes, uint32_t room)
{
    uint32_t n = split_words(text, tokens, room);
    parser_run(fix.parser, text, tokens, n, nodes, &fix.mem);
    return n;
}

/* One root, heads in range, no cycle, children counted, tags and labels in range, lemmas there. */
static void assert_tree(const char *text, const token *tokens, const node *nodes, uint32_t n)
{
    uint32_t roots = 0, children = 0;
    for (uint32_t i = 0; i < n; i++) {
        assert_true(nodes[i].head <= n);
        assert_true(nodes[i].upos < UPOS_COUNT && nodes[i].xpos < XPOS_COUNT);
        assert_true(nodes[i].deprel < DEPREL_COUNT);
        assert_int_equal(nodes[i].deprel == DEPREL_ROOT, nodes[i].head == 0);
        roots += nodes[i].head == 0;
        for (uint32_t c = nodes[i].first_child; c; c = nodes[c - 1].next_child) children++;
        assert_non_null(nodes[i].lemma.ptr);
        assert_true(nodes[i].lemma_hash == str_hash_lower(nodes[i].lemma));
        assert_int_equal(nodes[i].lemma.len == 0, token_form(text, &tokens[i]).len == 0);
    }
    assert_int_equal(roots, n > 0);
    assert_int_equal(children, n > 0 ? n - 1 : 0);
    unsigned char *above = calloc(n + 1, 1); /* 1 leads to the root */
    assert_non_null(above);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = i, steps = 0;
        while (nodes[at].head != 0 && !above[at] && steps <= n) at = nodes[at].head - 1u, steps++;
        assert_true(steps <= n);
        for (at = i; nodes[at].head != 0 && !above[at]; at = nodes[at].head - 1u) above[at] = 1;
        above[at] = 1;
    }
    free(above);
}

static uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

/* ---- any bytes ---------------------------------------------------------------------------- */

static void run_random(uint32_t n, uint64_t seed, bool words)
{
    static const char *const some[] = {"the",    "of",   "attacked", "Russia", ",", "and", "said",
                                       "troops", "\"",   "in",       "2021",   ".", "who", "to",
                                       "was",    "U.S.", "-",        "not",    "(", ")"};
    char *text = calloc((size_t)n * 24 + 1, 1);
    token *tokens = calloc(n + 1, sizeof *tokens);
    node *nodes = calloc(n + 1, sizeof *nodes);
    assert_true(text && tokens && nodes);
    uint32_t at = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t len = next_random(&seed) % 16;
        tokens[i].start = at;
        if (words) {
            casus_str form = str_from(some[next_random(&seed) % (sizeof some / sizeof *some)]);
            memcpy(text + at, form.ptr, form.len);
            len = (uint32_t)form.len;
        }
        for (uint32_t k = 0; k < len && !words; k++) text[at + k] = (char)next_random(&seed);
        at += len;
        tokens[i].end = at;
        tokens[i].hash = str_hash_lower(token_form(text, &tokens[i]));
    }
    arena_reset(&fix.mem);
    parser_run(fix.parser, text, tokens, n, nodes, &fix.mem);
    assert_true(arena_ok(&fix.mem));
    assert_tree(text, tokens, nodes, n);
    free(nodes);
    free(tokens);
    free(text);
}

static void test_any_bytes_give_a_tree(void **state)
{
    (void)state;
    for (uint32_t n = 0; n < 60; n++) {
        run_random(n, n + 1, false);
        run_random(n, n + 1, true);
    }
}

static void test_long_sentences(void **state)
{
    (void)state;
    const uint32_t sizes[] = {PARSE_MAX_TOKENS - 1, PARSE_MAX_TOKENS,
                              PARSE_MAX_TOKENS + 1, 1000,
                              3 * PARSE_MAX_TOKENS, 65535};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        run_random(sizes[i], 7 + i, false);
        run_random(sizes[i], 7 + i, true);
    }
}

static void test_more_words_than_heads_can_count(void **state)
{
    (void)state;
    enum { N = 70000 };
    token *tokens = calloc(N, sizeof *tokens);
    node *nodes = calloc(N, sizeof *nodes);
    assert_true(tokens && nodes);
    for (uint32_t i = 0; i < N; i++)
        tokens[i] = (token){.hash = str_hash_lower(STR("peace")), .end = 5};
    arena_reset(&fix.mem);
    parser_run(fix.parser, "peace", tokens, N, nodes, &fix.mem);
    uint32_t roots = 0;
    for (uint32_t i = 0; i < N; i++) {
        roots += nodes[i].head == 0;
        if (i >= UINT16_MAX) assert_true(nodes[i].head > 0 && nodes[i].head <= PARSE_MAX_TOKENS);
    }
    assert_int_equal(roots, 1);
    free(nodes);
    free(tokens);
}

static void test_pieces_hang_on_the_first_root(void **state)
{
    (void)state;
    enum { N = PARSE_MAX_TOKENS + 5 };
    static token tokens[N];
    static node nodes[N];
    const char *text = "men met again";
    const uint32_t starts[] = {0, 4, 8}, ends[] = {3, 7, 13};
    for (uint32_t i = 0; i < N; i++) {
        tokens[i].start = starts[i % 3];
        tokens[i].end = ends[i % 3];
        tokens[i].hash = str_hash_lower(token_form(text, &tokens[i]));
    }
    parser_run(fix.parser, text, tokens, N, nodes, &fix.mem);
    assert_tree(text, tokens, nodes, N);
    uint32_t root = 0, joints = 0;
    while (nodes[root].head != 0) root++;
    assert_true(root < PARSE_MAX_TOKENS);
    for (uint32_t i = PARSE_MAX_TOKENS; i < N; i++) {
        if (nodes[i].head > PARSE_MAX_TOKENS) continue;
        assert_int_equal(nodes[i].head, root + 1);
        assert_int_equal(nodes[i].deprel, DEPREL_PARATAXIS);
        joints++;
    }
    assert_int_equal(joints, 1);
}

static void test_odd_forms(void **state)
{
    (void)state;
    enum { LONG = 100000 };
    char *text = calloc(LONG + 16, 1);
    assert_non_null(text);
    memset(text, 'S', LONG);
    memcpy(text + LONG, "\xF0\x9F\xE2\x80\xFF", 5);
    token tokens[] = {{.start = 0, .end = LONG},
                      {.start = LONG, .end = LONG + 5},
                      {.start = LONG, .end = LONG + 1},
                      {.start = 3, .end = 3},
                      {.start = LONG - 1, .end = LONG}};
    node nodes[5];
    for (int i = 0; i < 5; i++) tokens[i].hash = str_hash_lower(token_form(text, &tokens[i]));
    arena_reset(&fix.mem);
    parser_run(fix.parser, text, tokens, 5, nodes, &fix.mem);
    assert_tree(text, tokens, nodes, 5);
    free(text);
}

static void test_no_memory_for_lemmas(void **state)
{
    (void)state;
    arena small;
    token tokens[8];
    node nodes[8];
    const char *text = "Troops left the city .";
    uint32_t n = split_words(text, tokens, 8);
    arena_init(&small, 8);
    parser_run(fix.parser, text, tokens, n, nodes, &small);
    assert_false(arena_ok(&small));
    assert_tree(text, tokens, nodes, n);
    arena_release(&small);
}

/* ---- what the trees say ------------------------------------------------------------------- */

typedef struct arc_case {
    const char *text;
    const char *dependent, *relation, *head;
} arc_case;

/* Plain sentences: a model that misses one of these is of no use. */
static const arc_case arc_cases[] = {
    {"The army killed five rebels .", "army", "nsubj", "killed"},
    {"The army killed five rebels .", "rebels", "obj", "killed"},
    {"The army killed five rebels .", "The", "det", "army"},
    {"Five rebels were killed by the army .", "rebels", "nsubj:pass", "killed"},
    {"Five rebels were killed by the army .", "were", "aux:pass", "killed"},
    {"Five rebels were killed by the army .", "army", "obl:agent", "killed"},
    {"The minister said that the talks had failed .", "failed", "ccomp", "said"},
    {"The minister said that the talks had failed .", "talks", "nsubj", "failed"},
    {"She met the French president in Berlin .", "president", "obj", "met"},
    {"She met the French president in Berlin .", "Berlin", "obl", "met"},
    {"The soldiers who attacked the village fled .", "attacked", "acl:relcl", "soldiers"},
    {"The soldiers who attacked the village fled .", "soldiers", "nsubj", "fled"},
    {"Four soldiers who were wounded in the attack died .", "wounded", "acl:relcl", "soldiers"},
    {"Four soldiers who were wounded in the attack died .", "soldiers", "nsubj", "died"},
    {"The leader , who fled in 2011 , returned to Mali .", "fled", "acl:relcl", "leader"},
    {"The leader , who fled in 2011 , returned to Mali .", "leader", "nsubj", "returned"},
    {"They refused to sign the agreement .", "sign", "xcomp", "refused"},
    {"They refused to sign the agreement .", "agreement", "obj", "sign"},
    {"The police did not arrest anyone .", "not", "advmod", "arrest"},
    {"China and Japan signed a treaty .", "Japan", "conj", "China"},
    {"China and Japan signed a treaty .", "China", "nsubj", "signed"},
    {"The capital of Kenya is Nairobi .", "Kenya", "nmod", "capital"},
    {"Iran 's parliament rejected the plan .", "Iran", "nmod:poss", "parliament"},
    {"The rebels will withdraw from the town .", "will", "aux", "withdraw"},
};

static void test_who_did_what(void **state)
{
    (void)state;
    for (size_t c = 0; c < sizeof arc_cases / sizeof *arc_cases; c++) {
        const arc_case *want = &arc_cases[c];
        token tokens[32];
        node nodes[32];
        uint32_t n = run_words(want->text, tokens, nodes, 32), found = n;
        for (uint32_t i = 0; i < n; i++)
            if (str_eq(token_form(want->text, &tokens[i]), str_from(want->dependent))) found = i;
        assert_true(found < n && nodes[found].head > 0);
        casus_str head = token_form(want->text, &tokens[nodes[found].head - 1]);
        if (!str_eq(head, str_from(want->head)) ||
            strcmp(deprel_name(nodes[found].deprel), want->relation) != 0)
            fail_msg("%s: %s is %s of %.*s", want->text, want->dependent,
                     deprel_name(nodes[found].deprel), (int)head.len, head.ptr);
    }
}

typedef struct lemma_case {
    const char *text, *lemmas, *tags; /* tags: XPOS */
} lemma_case;

static const lemma_case word_cases[] = {
    {"The ministers met in Geneva .", "the minister meet in Geneva .", "DT NNS VBD IN NNP ."},
    {"He did n't sign it .", "he do not sign it .", "PRP VBD RB VB PRP ."},
    {"They have been fighting for years .", "they have be fight for year .",
     "PRP VBP VBN VBG IN NNS ."},
    {"Rebels seized two cities and left .", "rebel seize two city and leave .", NULL},
    {"She says the men were taken hostage .", "she say the man be take hostage .", NULL},
    {"Children were dying .", "child be die .", "NNS VBD VBG ."},
    {"The best women won .", "the good woman win .", "DT JJS NNS VBD ."},
    {"Police stopped and arrested the thieves .", "police stop and arrest the thief .", NULL},
};

static void test_lemmas_and_tags(void **state)
{
    (void)state;
    for (size_t c = 0; c < sizeof word_cases / sizeof *word_cases; c++) {
        token tokens[32];
        node nodes[32];
        buf lemma_line = {0}, tag_line = {0};
        uint32_t n = run_words(word_cases[c].text, tokens, nodes, 32);
        for (uint32_t i = 0; i < n; i++) {
            buf_printf(&lemma_line, "%s%.*s", i ? " " : "", (int)nodes[i].lemma.len,
                       nodes[i].lemma.ptr);
            buf_printf(&tag_line, "%s%s", i ? " " : "", xpos_name(nodes[i].xpos));
        }
        assert_string_equal(lemma_line.ptr, word_cases[c].lemmas);
        if (word_cases[c].tags) assert_string_equal(tag_line.ptr, word_cases[c].tags);
        buf_release(&lemma_line);
        buf_release(&tag_line);
    }
}

static void test_features_follow_the_tag(void **state)
{
    (void)state;
    token tokens[16];
    node nodes[16];
    assert_int_equal(run_words("The rebels were firing .", tokens, nodes, 16), 5);
    assert_int_equal(nodes[1].features, FEATURE_PLURAL);
    assert_int_equal(nodes[2].features, FEATURE_FINITE | FEATURE_PAST);
    assert_true(nodes[3].features & FEATURE_GERUND);
    assert_int_equal(nodes[4].features, 0);
}

static void test_lemma_rules(void **state)
{
    (void)state;
    char out[64];
    const lemma_rule cut_s = {.cut = 1}, city = {.cut = 3, .n_append = 1, .append = "y"};
    const lemma_rule all = {.cut = 9}, name = {.cut = 2, .keep_case = 1};
    assert_int_equal(lemma_apply(&cut_s, STR("Votes"), out), 4);
    assert_memory_equal(out, "vote", 4);
    assert_int_equal(lemma_apply(&city, STR("CITIES"), out), 4);
    assert_memory_equal(out, "city", 4);
    assert_int_equal(lemma_apply(&all, STR("Ad"), out), 2); /* never eaten whole */
    assert_memory_equal(out, "ad", 2);
    assert_int_equal(lemma_apply(&name, STR("Malians"), out), 5);
    assert_memory_equal(out, "Malia", 5);
    assert_int_equal(lemma_apply(&cut_s, STR("caf\xC3\x89"), out), 3); /* no half letter stays */
    assert_memory_equal(out, "caf", 3);
}

/* The same words in capitals, or all small, must be the same to the models. */
static void test_case_is_ignored_where_it_says_nothing(void **state)
{
    (void)state;
    const char *lower = "russian troops attacked two villages near the border on friday .";
    const char *upper = "RUSSIAN TROOPS ATTACKED TWO VILLAGES NEAR THE BORDER ON FRIDAY .";
    token a[16], b[16];
    node x[16], y[16];
    uint32_t n = run_words(lower, a, x, 16);
    assert_int_equal(run_words(upper, b, y, 16), n);
    for (uint32_t i = 0; i < n; i++) {
        assert_int_equal(x[i].xpos, y[i].xpos);
        assert_int_equal(x[i].head, y[i].head);
        assert_int_equal(x[i].deprel, y[i].deprel);
    }
    assert_int_equal(x[2].upos, UPOS_VERB);
    assert_int_equal(x[2].head, 0);
}

static void test_same_text_same_tree(void **state)
{
    (void)state;
    const char *text =
        "Officials said on Monday that the two sides had agreed to a cease-fire , which "
        "the president welcomed .";
    token tokens[32];
    node first[32], again[32];
    uint32_t n = run_words(text, tokens, first, 32);
    run_words("Something else entirely .", tokens, again, 32);
    assert_int_equal(run_words(text, tokens, again, 32), n);
    for (uint32_t i = 0; i < n; i++) {
        assert_int_equal(first[i].head, again[i].head);
        assert_int_equal(first[i].deprel, again[i].deprel);
        assert_int_equal(first[i].xpos, again[i].xpos);
    }
}

/* ---- transitions -------------------------------------------------------------------------- */

static void test_any_legal_transitions_end(void **state)
{
    (void)state;
    static arcs t;
    word words[12] = {0};
    arc_word infos[12] = {0};
    uint64_t seed = 3;
    for (int round = 0; round < 2000; round++) {
        uint32_t n = 1 + next_random(&seed) % 12, steps = 0;
        arcs_init(&t, words, infos, n);
        while (!arcs_done(&t)) {
            unsigned legal = arcs_legal(&t);
            assert_true(legal != 0);
            unsigned action = next_random(&seed) % ACTION_COUNT;
            if (!(legal >> action & 1u)) continue;
            uint32_t attached = arcs_apply(&t, (enum action)action);
            if (attached) arcs_label(&t, attached, DEPREL_DEP);
            steps++;
        }
        assert_int_equal(steps, 2 * n);
        uint32_t roots = 0;
        for (uint32_t i = 1; i <= n; i++) {
            assert_true(t.cells[i].head >= 1 && t.cells[i].head <= n + 1 && t.cells[i].head != i);
            roots += t.cells[i].head == n + 1;
        }
        assert_int_equal(roots, 1);
    }
}

/* ---- tables ------------------------------------------------------------------------------- */

static void slow_dense(const table *t, const uint32_t *features, uint32_t n, int32_t scores[3])
{
    scores[0] = scores[1] = scores[2] = 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t s = 0; s < WEIGHTS_SLOTS; s++) {
            uint32_t slot = t->slots[table_bucket(t, features[i]) + s];
            if (slot >> 24 != weights_print(features[i])) continue;
            for (int c = 0; c < 3; c++) scores[c] += (int8_t)(slot >> 8 * c);
        }
}

static void slow_sparse(const table *t, const uint32_t *features, uint32_t n, int32_t *scores)
{
    memset(scores, 0, WEIGHTS_MAX_CLASSES * sizeof *scores);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t s = 0; s < WEIGHTS_SLOTS; s++) {
            uint32_t slot = t->slots[table_bucket(t, features[i]) + s];
            if (slot >> 24 != weights_print(features[i])) continue;
            const uint16_t *unit = t->units + (slot & 0xFFFFFFu);
            uint32_t count = *unit++;
            for (uint32_t k = 0; count <= WEIGHTS_MANY_PAIRS && k < count; k++)
                scores[unit[k] >> 9] += (unit[k] & 511) - 256;
            for (uint32_t k = 0; count == WEIGHTS_BYTE_ROW && k < t->n_classes; k++)
                scores[k] += (int8_t)(unit[k / 2] >> 8 * (k % 2));
            for (uint32_t k = 0; count == WEIGHTS_FULL_ROW && k < t->n_classes; k++)
                scores[k] += (int16_t)unit[k];
        }
}

static void assert_sums(const weights_sums *sums, const uint32_t *features, uint32_t n)
{
    table dense = fix.model->arcs, sparse[] = {fix.model->tagger, fix.model->labels};
    int32_t fast[3], slow[WEIGHTS_MAX_CLASSES];
    int16_t found[WEIGHTS_MAX_CLASSES];
    dense.sums = sums;
    table_sum_dense(&dense, features, n, fast);
    slow_dense(&dense, features, n, slow);
    assert_memory_equal(fast, slow, sizeof fast);
    for (int k = 0; k < 2; k++) {
        sparse[k].sums = sums;
        table_sum_sparse(&sparse[k], features, n, found);
        slow_sparse(&sparse[k], features, n, slow);
        uint32_t best = 1;
        for (uint32_t c = 0; c < sparse[k].n_classes; c++) {
            assert_int_equal(found[c], slow[c]);
            if (c > 1 && slow[c] > slow[best]) best = c;
        }
        assert_int_equal(table_best_class(&sparse[k], found, 1), best);
    }
}

static void test_fast_sums_equal_slow_ones(void **state)
{
    (void)state;
    uint64_t seed = 11;
    for (int round = 0; round < 3000; round++) {
        uint32_t features[WEIGHTS_MAX_FEATURES],
            n = next_random(&seed) % (WEIGHTS_MAX_FEATURES + 1);
        for (uint32_t i = 0; i < n; i++) features[i] = next_random(&seed) * 2654435761u;
        if (n > 64) n = 64; /* a sum of 64 weights fits 16 bits whatever they are */
        assert_sums(&weights_sums_portable, features, n);
        assert_sums(weights_sums_best(), features, n);
    }
}

/* ---- damage ------------------------------------------------------------------------------- */

/* Of the model, which may have no net. */
static int n_sections(void)
{
    return fix.model->has_net ? PARSE_SECTION_COUNT : PARSE_SECTION_NEEDED;
}

/* Opens the sections with `victim` replaced; if they pass the checks, parsing must still be safe.
 */
static casus_status open_damaged(int victim, const char *bytes, size_t len)
{
    casus_str sections[PARSE_SECTION_COUNT] = {0};
    casus_error err = {0};
    for (int i = 0; i < n_sections(); i++)
        assert_int_equal(image_section(&fix.image, parse_section_name((enum parse_section)i),
                                       &sections[i], &err),
                         CASUS_OK);
    sections[victim] = (casus_str){bytes, len};
    parse_model *model = calloc(1, sizeof *model);
    assert_non_null(model);
    casus_status status = parse_model_view(model, sections, &err);
    parser *p = NULL;
    if (status == CASUS_OK) {
        const char *text =
            "The Malian foreign minister met his Russian counterpart in New York on Friday .";
        token tokens[32];
        node nodes[32];
        uint32_t n = split_words(text, tokens, 32);
        assert_int_equal(parser_new(&p, model, PARSE_DEFAULT, &err), CASUS_OK);
        arena_reset(&fix.mem);
        parser_run(p, text, tokens, n, nodes, &fix.mem);
        assert_tree(text, tokens, nodes, n);
        parser_free(p);
    } else {
        assert_int_equal(status, CASUS_BAD_MODEL);
        assert_true(err.message[0] != '\0');
    }
    parse_model_unview(model);
    free(model);
    return status;
}

static void test_damaged_sections(void **state)
{
    (void)state;
    uint64_t seed = 5;
    for (int s = 0; s < n_sections(); s++) {
        casus_str whole;
        casus_error err = {0};
        assert_int_equal(
            image_section(&fix.image, parse_section_name((enum parse_section)s), &whole, &err),
            CASUS_OK);
        char *copy = malloc(whole.len);
        assert_non_null(copy);
        memcpy(copy, whole.ptr, whole.len);
        assert_int_equal(open_damaged(s, copy, whole.len), CASUS_OK);
        const size_t cuts[] = {0, 1, 15, 16, whole.len / 2, whole.len - 1};
        for (size_t c = 0; c < sizeof cuts / sizeof *cuts; c++)
            assert_int_equal(open_damaged(s, copy, cuts[c]), CASUS_BAD_MODEL);
        for (int round = 0; round < 12;
             round++) { /* the header, then anywhere, a few bytes at a time */
            for (int k = 0; k < 8; k++) {
                size_t at = round < 4 ? next_random(&seed) % 32 : next_random(&seed) % whole.len;
                copy[at] = (char)next_random(&seed);
            }
            open_damaged(s, copy, whole.len);
            memcpy(copy, whole.ptr, whole.len);
        }
        memset(copy, 0xFF, whole.len);
        assert_int_equal(open_damaged(s, copy, whole.len), CASUS_BAD_MODEL);
        free(copy);
    }
}

static void test_missing_weights(void **state)
{
    (void)state;
    image_writer writer = {0};
    casus_error err = {0};
    assert_int_not_equal(parse_model_build("/nonexistent", &writer, &err), CASUS_OK);
    assert_true(err.message[0] != '\0');
    buf empty = {0};
    image_writer_finish(&writer, &empty);
    image opened;
    parse_model *model = NULL;
    assert_int_equal(image_open(&opened, empty.ptr, empty.len, "empty", &err), CASUS_OK);
    assert_int_equal(parse_model_open(&model, &opened, &err), CASUS_BAD_MODEL);
    assert_null(model);
    image_writer_release(&writer);
    buf_release(&empty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_bytes_give_a_tree),
        cmocka_unit_test(test_long_sentences),
        cmocka_unit_test(test_more_words_than_heads_can_count),
        cmocka_unit_test(test_pieces_hang_on_the_first_root),
        cmocka_unit_test(test_odd_forms),
        cmocka_unit_test(test_no_memory_for_lemmas),
        cmocka_unit_test(test_who_did_what),
        cmocka_unit_test(test_lemmas_and_tags),
        cmocka_unit_test(test_features_follow_the_tag),
        cmocka_unit_test(test_lemma_rules),
        cmocka_unit_test(test_case_is_ignored_where_it_says_nothing),
        cmocka_unit_test(test_same_text_same_tree),
        cmocka_unit_test(test_any_legal_transitions_end),
        cmocka_unit_test(test_fast_sums_equal_slow_ones),
        cmocka_unit_test(test_damaged_sections),
        cmocka_unit_test(test_missing_weights),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
