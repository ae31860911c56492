/* Quotations: marks of every style paired over paragraphs, marks that pair with nothing, and who
 * speaks. */
#include "entity/quote.h"
#include "linear.h"
#include "pipeline_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* ---- pairing --------------------------------------------------------------------------------- */

typedef struct paired {
    arena mem;
    text clean;
    segments segs;
    lexed lexed;
    entities who;
    casus_stats stats;
} paired;

static void pair(paired *p, const char *raw)
{
    memset(p, 0, sizeof *p);
    arena_init(&p->mem, 256u << 20);
    clean_text(str_from(raw), &p->mem, &p->clean, &p->stats);
    segment_text(&p->clean, NULL, &p->mem, &p->segs, &p->stats);
    lex_text(&p->clean, &p->segs, &p->mem, &p->lexed, &p->stats);
    node *nodes = arena_alloc(&p->mem, (p->lexed.n_tokens + 1) * sizeof *nodes);
    entity_input in = {.text = &p->clean, .segs = &p->segs, .lexed = &p->lexed, .nodes = nodes,
                       .published = CASUS_NO_DAY};
    quotes_find(&in, &p->mem, &p->who);
    for (uint32_t i = 0; i < p->who.n_quotes; i++) {
        const quote *q = &p->who.quotes[i];
        assert_true(q->start < q->end && q->end <= p->clean.len);
        assert_true(q->first <= q->last && q->last < p->lexed.n_tokens);
        if (i > 0) assert_true(q->first > p->who.quotes[i - 1].last);
    }
}

typedef struct pair_case {
    const char *text;
    const char *quotes[4]; /* as they stand in the clean text */
} pair_case;

static const pair_case pair_cases[] = {
    {"\"We are ready,\" the envoy said.", {"We are ready,"}},
    {"\"We are ready,\" he said, \"and we will stay.\"", {"We are ready,", "and we will stay."}},
    {"He spoke of \xE2\x80\x9Cpeace\xE2\x80\x9D and \xE2\x80\x9Cwar\xE2\x80\x9D.",
     {"peace", "war"}},
    {"Le ministre: \xC2\xAB We are ready \xC2\xBB.", {"We are ready"}},
    {"He called it ``a great day'' for all.", {"a great day"}},
    {"'We are ready,' the envoy said.", {"We are ready,"}},
    /* marks inside marks belong to the outer quotation */
    {"\"He told me 'go away' and left,\" she said.", {"He told me 'go away' and left,"}},
    {"\xE2\x80\x9CHe said \xE2\x80\x9Cno\xE2\x80\x9D to us,\xE2\x80\x9D she said.",
     {"He said \xE2\x80\x9Cno\xE2\x80\x9D to us,"}},
    /* no marks of quotations */
    {"The workers' rights and the minister's plan were debated.", {NULL}},
    {"A 6\" pipe was found.", {NULL}},
    {"Rock 'n' roll was banned.", {NULL}},
    {"It was in the '90s, and 'tis over.", {NULL}},
    /* a quotation over paragraphs, each opened anew */
    {"\"We are ready. We shall stay.\n\n\"Nobody can stop us,\" he said.",
     {"We are ready. We shall stay.\n\n\"Nobody can stop us,"}},
    /* what is never closed ends with its paragraph; what is stray counts for nothing */
    {"\"We are ready, he said.\n\nThe talks went on.\n\n\"Good,\" she said.",
     {"We are ready, he said.", "Good,"}},
    {"The talks \"went on.\n\n\"Good,\" she said.", {"Good,"}},
    {"The talks went on\" today.\n\n\"Good,\" she said.", {"Good,"}},
};

static void test_pairs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pair_cases / sizeof *pair_cases; i++) {
        const pair_case *c = &pair_cases[i];
        paired p;
        pair(&p, c->text);
        uint32_t want = 0;
        while (want < 4 && c->quotes[want]) want++;
        if (p.who.n_quotes != want) fail_msg("%s: %u quotations", c->text, p.who.n_quotes);
        for (uint32_t k = 0; k < want; k++) {
            const quote *q = &p.who.quotes[k];
            casus_str got = {p.clean.ptr + q->start, q->end - q->start};
            if (!str_eq(got, str_from(c->quotes[k])))
                fail_msg("%s: [%.*s]", c->text, (int)got.len, got.ptr);
        }
        arena_release(&p.mem);
    }
}

static void pair_once(void *self, casus_str raw)
{
    (void)self;
    paired p;
    pair(&p, raw.ptr);
    arena_release(&p.mem);
}

/* Any bytes: offsets hold (pair() checks them), and time stays linear. */
static void test_hostile(void **state)
{
    (void)state;
    static const char *const pieces[] = {"\"",     "' ",      "'a ",  "\xE2\x80\x9C", "\xC2\xAB\"",
                                         "\"a\" ", "\"a\n\n", "``''", "'\"'\"a"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        check_linear(pair_once, NULL, pieces[i], 40000, 0.2);
}

/* ---- speakers -------------------------------------------------------------------------------- */

typedef struct speaker_case {
    const char *text;
    uint32_t quote; /* which of those that somebody said */
    const char *begins, *speaker; /* speaker: words of the mention or of its name */
} speaker_case;

static const speaker_case speaker_cases[] = {
    {"Kenya's president visited Kampala. \"We are neighbours,\" he said.", 0, "We are neighbours",
     "he"},
    {"\"We are neighbours,\" said Kenyan President Uhuru Kenyatta.", 0, "We are neighbours",
     "Uhuru Kenyatta"},
    {"\"We are neighbours,\" the Kenyan foreign minister later told reporters in Kampala.", 0,
     "We are", "foreign minister"},
    {"Uhuru Kenyatta said: \"We are neighbours.\"", 0, "We are", "Uhuru Kenyatta"},
    {"According to the Ugandan government, \"no soldier has crossed the border.\"", 0, "no soldier",
     "government"},
    {"The Ugandan defence minister told reporters that the army was fighting \"armed criminal "
     "gangs\" there.",
     0, "armed criminal", "defence minister"},
    {"\"We are neighbours,\" said Uhuru Kenyatta. \"We trade with each other.\"", 1, "We trade",
     "Uhuru Kenyatta"},
    {"\"We are neighbours,\" Uhuru Kenyatta said, \"and we trade.\"", 1, "and we trade",
     "Uhuru Kenyatta"},
    {"The Ugandan army spokesman was blunt, and he said:\n\n\"We will not leave.\"", 0,
     "We will not", "he"},
    {"\"We are neighbours,\" the Ugandan president, Yoweri Museveni, said in a statement.", 0,
     "We are", "Yoweri Museveni"},
    {"The presidents of Kenya and Uganda met the press in Kampala. Yoweri Museveni: \"We will not "
     "leave.\"",
     0, "We will not", "Museveni"},
    {"The Ugandan president called the rebels \"a band of common thieves\" and left.", 0, "a band",
     "president"},
};

static void test_speakers(void **state)
{
    bench *b = *state;
    for (size_t i = 0; i < sizeof speaker_cases / sizeof *speaker_cases; i++) {
        const speaker_case *c = &speaker_cases[i];
        casus_document_in in = {
            .id = STR("test"), .text = str_from(c->text), .published = STR("2019-05-05")};
        assert_int_equal(casus_code(b->coder, &in, b->doc, NULL), CASUS_OK);
        if (c->quote >= casus_doc_n_quotes(b->doc))
            fail_msg("%s: %zu quotations", c->text, casus_doc_n_quotes(b->doc));
        casus_quote q;
        casus_doc_quote(b->doc, c->quote, &q);
        if (!str_starts(q.text, str_from(c->begins)))
            fail_msg("%s: [%.*s]", c->text, (int)q.text.len, q.text.ptr);
        casus_str who = q.has_speaker ? q.speaker.text : STR("nobody");
        bool named = q.has_speaker && q.speaker.name.ptr &&
                     str_find(q.speaker.name, str_from(c->speaker)) != SIZE_MAX;
        if (!named && str_find(who, str_from(c->speaker)) == SIZE_MAX)
            fail_msg("%s: %.*s", c->text, (int)who.len, who.ptr);
    }
}

/* Words in marks that nobody is said to have said. */
static void test_scare(void **state)
{
    bench *b = *state;
    static const char *const cases[] = {
        "Russian \"volunteers\" crossed the border near Donetsk at night.",
        "The film \"Gone With the Wind\" was shown in Kyiv.",
        "She appeared on the programme \"Face the Nation\" in May.",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        casus_document_in in = {
            .id = STR("test"), .text = str_from(cases[i]), .published = STR("2019-05-05")};
        assert_int_equal(casus_code(b->coder, &in, b->doc, NULL), CASUS_OK);
        for (size_t k = 0; k < casus_doc_n_quotes(b->doc); k++) {
            casus_quote q;
            casus_doc_quote(b->doc, k, &q);
            if (q.has_speaker)
                fail_msg("%s: said by %.*s", cases[i], (int)q.speaker.text.len, q.speaker.text.ptr);
        }
    }
}

static void code_once(void *self, casus_str raw)
{
    bench *b = self;
    casus_document_in in = {.id = STR("test"), .text = raw, .published = STR("2019-05-05")};
    assert_int_equal(casus_code(b->coder, &in, b->doc, NULL), CASUS_OK);
}

/* Speakers and claims of hostile text. */
static void test_hostile_speakers(void **state)
{
    bench *b = *state;
    static const char *const pieces[] = {
        "\"he said\" ",          "he said: \"",   "\"a,\" he said, \"",  "according to ",
        "he said that he said ", "\"A b c d.\" ", "who said to say, as "};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        check_linear(code_once, b, pieces[i], 20000, 0.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test_setup_teardown(test_speakers, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(test_scare, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(test_hostile_speakers, bench_setup, bench_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
