/* The whole pipeline through casus.h with the built model: spans point at the right bytes of the
 * payload whatever cleaning did, the same input gives the same bytes, on any number of threads, and
 * a warm coder asks for no more memory.
 */
#include "fault/wrap.h"
#include "pipeline_bench.h"

#include <pthread.h>
#include <stdio.h>

#define N_THREADS 4

/* ---- spans ------------------------------------------------------------------------------------ */

/* A sentence with an event, as it stands in the payload after something that cleaning changes. */
typedef struct span_case {
    const char *name, *before;
    const char *source, *between, *trigger, *gap, *target, *behind; /* joined: the sentence */
} span_case;

static const span_case SPANS[] = {
    {"plain", "", "Russian forces", " ", "attacked", " ", "Ukraine", " on Friday."},
    {"line ends of Windows", "Prices rose.\r\nRain fell.\r\n\r\n", "Russian forces", " ", "attacked",
     " ", "Ukraine", " on Friday."},
    {"line break inside", "Rain fell.\r\n\r\n", "Russian forces", " ", "attacked", " ", "Ukraine",
     " on Friday, killing twelve soldiers near the border, officials who had\r\nseen it said."},
    {"byte order mark", "\xef\xbb\xbf", "Russian forces", " ", "attacked", " ", "Ukraine",
     " on Friday."},
    {"mojibake", "It\xc3\xa2\xe2\x82\xac\xe2\x84\xa2s raining.\n\n", "Russian forces", " ", "attacked",
     " ", "Ukraine", " on Friday."},
    {"Windows-1252", "It\x92s raining \x96 again.\n\n", "Russian forces", " ", "attacked", " ",
     "Ukraine", " on Friday."},
    {"no-break spaces", "Rain\xc2\xa0" "fell.\n\n", "Russian\xc2\xa0" "forces", "\xc2\xa0", "attacked",
     "\xc2\xa0", "Ukraine", " on Friday."},
    {"emoji", "Rain \xf0\x9f\x98\x80\xf0\x9f\x8c\xa7 fell.\n\n", "Russian forces", " ", "attacked",
     " ", "Ukraine", " on Friday."},
    {"Arabic", "\xd8\xa7\xd9\x84\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85 \xd8\xb9\xd9\x84\xd9\x8a\xd9\x83\xd9\x85.\n\n",
     "Russian forces", " ", "attacked", " ", "Ukraine", " on Friday."},
    {"entities", "Rain &amp; snow&nbsp;fell &mdash; again&#8230;\n\n", "Russian&nbsp;forces", " ",
     "attacked", "&nbsp;", "Ukraine", " on Friday."},
    {"tags", "<p>Rain <b>fell</b>.</p>\n<p>", "Russian <i>forces", "</i> ", "attacked",
     " ", "Ukraine", " on Friday.</p>"},
    {"control characters", "Rain\x01\x02 fell.\x0b\n\n", "Russian forces", " ", "attacked", " ",
     "Ukraine", " on Friday."},
    {"broken UTF-8", "Rain \xc3\x28 \xff fell.\n\n", "Russian forces", " ", "attacked", " ", "Ukraine",
     " on Friday."},
    {"residue", "Rain fell.\nShare this:\nReplyDelete\n\n", "Russian forces", " ", "attacked", " ",
     "Ukraine", " on Friday."},
};

static casus_span put(buf *out, const char *text)
{
    casus_span span = {.start = (uint32_t)out->len};
    buf_put_str(out, str_from(text));
    span.end = (uint32_t)out->len;
    return span;
}

static void expect_span(const span_case *c, const char *what, casus_span got, casus_span want,
                        casus_str payload)
{
    if (got.start == want.start && got.end == want.end) return;
    assert_true(got.start <= got.end && got.end <= payload.len);
    fail_msg("%s: %s is [%u, %u) \"%.*s\", not [%u, %u)", c->name, what, got.start, got.end,
             (int)(got.end - got.start), payload.ptr + got.start, want.start, want.end);
}

static void test_spans(void **state)
{
    bench *b = *state;
    for (size_t i = 0; i < sizeof SPANS / sizeof *SPANS; i++) {
        const span_case *c = &SPANS[i];
        buf text = {0};
        put(&text, c->before);
        casus_span source = put(&text, c->source);
        put(&text, c->between);
        casus_span trigger = put(&text, c->trigger);
        put(&text, c->gap);
        casus_span target = put(&text, c->target);
        put(&text, c->behind);
        bench_code(b, buf_str(&text));
        bench_check(b);
        casus_event e = {0};
        bool found = false;
        for (size_t k = 0; k < casus_doc_n_events(b->doc) && !found; k++) {
            casus_doc_event(b->doc, k, &e);
            found = str_eq(e.trigger, STR("attacked")) && e.has_source && e.has_target;
        }
        if (!found) fail_msg("%s: no attack found", c->name);
        expect_span(c, "the trigger", e.trigger_span, trigger, buf_str(&text));
        expect_span(c, "the source", e.source.span, source, buf_str(&text));
        expect_span(c, "the target", e.target.span, target, buf_str(&text));
        assert_true(str_eq(e.source.text, STR("Russian forces")));
        assert_true(str_eq(e.target.text, STR("Ukraine")));
        assert_int_equal(e.sentence_span.start, source.start);
        assert_true(str_starts(e.sentence_text, STR("Russian forces")));
        buf_release(&text);
    }
}

/* ---- the same every time ------------------------------------------------------------------------ */

static const char *const STORIES[] = {
    "BERLIN, May 5 - German Chancellor Olaf Scholz met Polish Prime Minister Donald Tusk in Warsaw "
    "on Friday. They agreed to send tanks to Ukraine.\n\nRussia condemned the decision. \"We will "
    "respond,\" Foreign Minister Sergei Lavrov said. He accused Poland of training saboteurs.",
    "Thousands of people protested in Bamako against the government on Monday. Police arrested 30 "
    "demonstrators, a spokesman for the opposition said. The minister denied it.",
    "Iran threatened to attack Israel if the United States imposed new sanctions. Washington urged "
    "both sides to return to talks in Geneva next week.",
    "",
    "\xff\xfe\r\n...\"\"((",
};

#define N_STORIES (sizeof STORIES / sizeof *STORIES)

static bool collect(void *self, const char *bytes, size_t len)
{
    buf_put(self, bytes, len);
    return true;
}

/* Everything that can be said of a document. */
static void dump(const casus_doc *doc, buf *out)
{
    casus_sink sink = {collect, out};
    assert_int_equal(casus_write_jsonl(doc, BENCH_ALL_KINDS, NULL, sink, NULL), CASUS_OK);
    assert_int_equal(casus_write_explain(doc, false, sink, NULL), CASUS_OK);
    assert_true(buf_ok(out));
}

static void dump_all(casus_coder *coder, casus_doc *doc, uint32_t start, buf out[N_STORIES])
{
    for (uint32_t i = 0; i < N_STORIES; i++) {
        uint32_t which = (start + i) % N_STORIES;
        casus_document_in in = {.id = STR("story"), .text = str_from(STORIES[which])};
        buf_reset(&out[which]);
        assert_int_equal(casus_code(coder, &in, doc, NULL), CASUS_OK);
        dump(doc, &out[which]);
    }
}

/* A document tells how it was coded. */
static void test_options_are_told(void **state)
{
    bench *b = *state;
    static const struct {
        casus_options options;
        const char *told;
    } CASES[] = {
        {{0}, "engine=default"},
        {{.engine = CASUS_ENGINE_FAST, .explain = true}, "engine=fast"},
        {{.no_gate = true, .mirror = true}, "engine=default no-gate mirror"},
        {{.engine = CASUS_ENGINE_FAST, .no_gate = true, .statements = true, .mirror = true},
         "engine=fast no-gate statements mirror"},
        {{.any_language = true, .limits = {.document_bytes = 1u << 24, .sentences = 50}},
         "engine=default any-language max-document=16777216 max-sentences=50"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        casus_coder *coder;
        casus_document_in in = {.id = STR("story"), .text = STR("Chad met Sudan.")};
        assert_int_equal(casus_coder_new(&coder, b->model, &CASES[i].options, NULL), CASUS_OK);
        assert_int_equal(casus_code(coder, &in, b->doc, NULL), CASUS_OK);
        casus_method of_coder, of_doc;
        casus_coder_method(coder, &of_coder);
        casus_doc_method(b->doc, &of_doc);
        assert_string_equal(of_coder.options, CASES[i].told);
        assert_string_equal(of_doc.options, CASES[i].told);
        assert_string_equal(of_doc.casus, CASUS_VERSION);
        assert_int_equal(strlen(of_doc.model), 16);
        assert_non_null(strstr(of_doc.sections, "entity.actors="));
        casus_coder_free(coder);
    }
}

static void test_same_twice(void **state)
{
    bench *b = *state;
    buf first[N_STORIES] = {0}, again[N_STORIES] = {0};
    dump_all(b->coder, b->doc, 0, first);
    assert_true(first[0].len > 100);
    for (uint32_t start = 0; start < N_STORIES; start++) {
        dump_all(b->coder, b->doc, start, again); /* whatever was coded before */
        for (uint32_t i = 0; i < N_STORIES; i++) assert_true(str_eq(buf_str(&first[i]), buf_str(&again[i])));
    }
    for (uint32_t i = 0; i < N_STORIES; i++) {
        buf_release(&first[i]);
        buf_release(&again[i]);
    }
}

typedef struct worker {
    const bench *bench;
    uint32_t number;
    buf out[N_STORIES];
    bool failed;
} worker;

/* No assertions here: cmocka's jump cannot leave a thread. */
static void *work(void *self)
{
    worker *w = self;
    static const casus_options options = {.no_gate = true, .statements = true, .explain = true};
    casus_coder *coder = NULL;
    casus_doc *doc = NULL;
    w->failed = casus_coder_new(&coder, w->bench->model, &options, NULL) != CASUS_OK ||
                casus_doc_new(&doc, NULL) != CASUS_OK;
    for (uint32_t i = 0; i < N_STORIES * 4 && !w->failed; i++) {
        uint32_t which = (w->number + i) % N_STORIES;
        casus_document_in in = {.id = STR("story"), .text = str_from(STORIES[which])};
        casus_sink sink = {collect, &w->out[which]};
        buf_reset(&w->out[which]);
        w->failed = casus_code(coder, &in, doc, NULL) != CASUS_OK ||
                    casus_write_jsonl(doc, BENCH_ALL_KINDS, NULL, sink, NULL) != CASUS_OK ||
                    casus_write_explain(doc, false, sink, NULL) != CASUS_OK;
    }
    casus_doc_free(doc);
    casus_coder_free(coder);
    return NULL;
}

static void test_threads(void **state)
{
    bench *b = *state;
    buf alone[N_STORIES] = {0};
    worker workers[N_THREADS] = {0};
    pthread_t threads[N_THREADS];
    dump_all(b->coder, b->doc, 0, alone);
    for (uint32_t i = 0; i < N_THREADS; i++) {
        workers[i].bench = b;
        workers[i].number = i;
        assert_int_equal(pthread_create(&threads[i], NULL, work, &workers[i]), 0);
    }
    for (uint32_t i = 0; i < N_THREADS; i++) pthread_join(threads[i], NULL);
    for (uint32_t i = 0; i < N_THREADS; i++) {
        assert_false(workers[i].failed);
        for (uint32_t k = 0; k < N_STORIES; k++) {
            assert_true(str_eq(buf_str(&alone[k]), buf_str(&workers[i].out[k])));
            buf_release(&workers[i].out[k]);
        }
    }
    for (uint32_t k = 0; k < N_STORIES; k++) buf_release(&alone[k]);
}

/* ---- memory and limits ---------------------------------------------------------------------------- */

static void test_warm_coder_asks_for_no_memory(void **state)
{
    bench *b = *state;
    for (uint32_t round = 0; round < 3; round++)
        for (uint32_t i = 0; i < N_STORIES; i++) bench_code(b, str_from(STORIES[i]));
    wrap_start(0);
    for (uint32_t i = 0; i < N_STORIES; i++) bench_code(b, str_from(STORIES[i]));
    assert_int_equal(wrap_stop(), 0);
    /* the counter counts */
    wrap_start(0);
    casus_doc *doc;
    assert_int_equal(casus_doc_new(&doc, NULL), CASUS_OK);
    casus_doc_free(doc);
    assert_true(wrap_stop() > 0);
}

static void test_document_limit(void **state)
{
    bench *b = *state;
    static const char LINE[] = "A line of words without any news in it.\n\n";
    buf text = {0};
    while (text.len <= CASUS_MAX_DOCUMENT) buf_put(&text, LINE, sizeof LINE - 1);
    size_t over = text.len - CASUS_MAX_DOCUMENT;
    bench_code(b, buf_str(&text));
    assert_int_equal(casus_doc_stats(b->doc)->bytes, CASUS_MAX_DOCUMENT);
    assert_int_equal(casus_doc_stats(b->doc)->bytes_cut, over);
    bench_check(b);
    bench_code(b, str_slice(buf_str(&text), 0, CASUS_MAX_DOCUMENT));
    assert_int_equal(casus_doc_stats(b->doc)->bytes_cut, 0);
    buf_release(&text);
}

static void test_nothing(void **state)
{
    bench *b = *state;
    static const char *const TEXTS[] = {"", " ", "\n\n\n", " \t\r\n ", "...", "\"", "((", "-", "\xef\xbb\xbf"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        bench_code(b, str_from(TEXTS[i]));
        assert_int_equal(casus_doc_n_events(b->doc), 0);
        assert_int_equal(casus_doc_n_actors(b->doc), 0);
        bench_write(b);
    }
    bench_code(b, (casus_str){NULL, 0});
    assert_int_equal(casus_doc_n_sentences(b->doc), 0);
    bench_code(b, (casus_str){"\0\0", 2});
    assert_int_equal(casus_doc_n_events(b->doc), 0);
}

static void test_no_published_date_is_made_up(void **state)
{
    bench *b = *state;
    bench_code(b, STR("Russian forces attacked Ukraine on Friday."));
    casus_event e;
    assert_int_equal(casus_doc_n_events(b->doc), 1);
    casus_doc_event(b->doc, 0, &e);
    assert_int_equal(e.date.from, CASUS_NO_DAY);
    casus_document_in in = {.id = STR("text"), .published = STR("2022-03-07T10:00:00Z"), /* a Monday */
                            .text = STR("Russian forces attacked Ukraine on Friday.")};
    int32_t friday;
    assert_true(casus_day_parse(STR("2022-03-04"), &friday));
    assert_int_equal(casus_code(b->coder, &in, b->doc, NULL), CASUS_OK);
    casus_doc_event(b->doc, 0, &e);
    assert_int_equal(e.date.from, friday);
    assert_int_equal(e.date.to, friday);
}

/* "Both countries" are one phrase and two actors: each dyad has an id of its own, the same group. */
static void test_ids_tell_dyads_apart(void **state)
{
    bench *b = *state;
    casus_document_in in = {.id = STR("text"), .published = STR("2022-03-07"),
                            .text = STR("Somalia accused Kenya of theft on Friday. The African "
                                        "Union urged both countries to sign a ceasefire.")};
    assert_int_equal(casus_code(b->coder, &in, b->doc, NULL), CASUS_OK);
    size_t n = casus_doc_n_events(b->doc), same_group = 0;
    for (size_t i = 0; i < n; i++) {
        casus_event one, other;
        casus_doc_event(b->doc, i, &one);
        for (size_t k = i + 1; k < n; k++) {
            casus_doc_event(b->doc, k, &other);
            assert_string_not_equal(one.id, other.id);
            same_group += strcmp(one.group, other.group) == 0 &&
                          one.target.span.start == other.target.span.start;
        }
    }
    assert_true(same_group > 0); /* or nothing was tested */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ids_tell_dyads_apart),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_options_are_told),
        cmocka_unit_test(test_same_twice),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_warm_coder_asks_for_no_memory),
        cmocka_unit_test(test_document_limit),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_no_published_date_is_made_up),
    };
    return cmocka_run_group_tests(tests, bench_setup, bench_teardown);
}
