/* Where an event's day comes from: its clause, the sentence, the story's frame, the article; what
 * is told as history by that; and that what is still to come is a plan. */
#include "pipeline_bench.h"

#include <stdio.h>

typedef struct when {
    const char *text;
    const char *published; /* NULL: unknown */
    const char *trigger;   /* of the event that is looked at */
    const char *from, *to; /* "-": none */
    const char *basis;     /* NULL: none */
    bool historical;
    casus_event_status status;
} when;

static void check(bench *b, const when *c)
{
    casus_document_in in = {
        .id = STR("test"), .text = str_from(c->text), .published = str_from(c->published)};
    assert_int_equal(casus_code(b->coder, &in, b->doc, NULL), CASUS_OK);
    for (size_t i = 0; i < casus_doc_n_events(b->doc); i++) {
        casus_event e;
        char from[11] = "-", to[11] = "-";
        casus_doc_event(b->doc, i, &e);
        if (str_find(e.trigger, str_from(c->trigger)) == SIZE_MAX) continue;
        if (e.date.from != CASUS_NO_DAY) casus_day_format(e.date.from, from);
        if (e.date.to != CASUS_NO_DAY) casus_day_format(e.date.to, to);
        const char *basis = e.date.basis ? e.date.basis : "none";
        if (strcmp(from, c->from) != 0 || strcmp(to, c->to) != 0 ||
            strcmp(basis, c->basis ? c->basis : "none") != 0)
            fail_msg("%.70s: %s: %s..%s by %s", c->text, c->trigger, from, to, basis);
        if (e.historical != c->historical || e.status != c->status)
            fail_msg("%.70s: %s: %s, %s", c->text, c->trigger, e.historical ? "historical" : "news",
                     casus_event_status_text(e.status));
        bool words = strcmp(basis, "none") != 0 && strcmp(basis, "published") != 0;
        assert_int_equal(e.date.text.ptr != NULL, words); /* "published" has no words of its own */
        return;
    }
    fail_msg("%.70s: no event \"%s\"", c->text, c->trigger);
}

/* 2024-03-05 is a Tuesday. */
static const when cases[] = {
    /* the clause, and the clause above it */
    {"Morocco accused Algeria of spying on Monday.", "2024-03-05", "accused", "2024-03-04",
     "2024-03-04", "clause", false, CASUS_ACTUAL},
    {"Moroccan troops shelled Algerian positions on 3 March, killing two soldiers of Algeria.",
     "2024-03-05", "shelled", "2024-03-03", "2024-03-03", "clause", false, CASUS_ACTUAL},
    /* the paragraph goes on in the simple past */
    {"Spain's prime minister met Moroccan officials on Monday. He praised Morocco.", "2024-03-05",
     "praised", "2024-03-04", "2024-03-04", "frame", false, CASUS_ACTUAL},
    /* the lead's day holds for the story */
    {"Spain's prime minister met Moroccan officials on Monday.\n\nHe thanked the ministers of both "
     "countries.\n\nThe Spanish prime minister condemned Algeria.",
     "2024-03-05", "condemned", "2024-03-04", "2024-03-04", "frame", false, CASUS_ACTUAL},
    /* the perfect is told of now */
    {"Spain's prime minister met Moroccan officials on Monday. Algeria has accused Morocco of "
     "spying.",
     "2024-03-05", "accused", "2024-03-05", "2024-03-05", "published", false, CASUS_ACTUAL},
    {"Algeria threatens Morocco with sanctions.", "2024-03-05", "threatens", "2024-03-05",
     "2024-03-05", "published", false, CASUS_ACTUAL},
    {"Algeria threatens Morocco with sanctions.", NULL, "threatens", "-", "-", NULL, false,
     CASUS_ACTUAL},
    /* a frame of the past makes history, in its paragraph and no further */
    {"In 1975 Morocco invaded Western Sahara. The UN imposed sanctions on Morocco.", "2024-03-05",
     "imposed", "1975-01-01", "1975-12-31", "frame", true, CASUS_ACTUAL},
    {"In 1975 Morocco invaded Western Sahara.\n\nThe UN condemned Morocco.", "2024-03-05",
     "condemned", "2024-03-05", "2024-03-05", "published", false, CASUS_ACTUAL},
    {"In 1975 Morocco invaded Western Sahara. The UN has condemned Morocco.", "2024-03-05",
     "condemned", "2024-03-05", "2024-03-05", "published", false, CASUS_ACTUAL},
    {"In 1975 Morocco invaded Western Sahara. On Monday the UN condemned Morocco.", "2024-03-05",
     "condemned", "2024-03-04", "2024-03-04", "clause", false, CASUS_ACTUAL},
    /* a year told in passing is no frame */
    {"Morocco invaded Western Sahara in 1975. The UN condemned Morocco.", "2024-03-05", "condemned",
     "2024-03-05", "2024-03-05", "published", false, CASUS_ACTUAL},
    {"Since 1975 Morocco occupied Western Sahara. The UN condemned Morocco.", "2024-03-05",
     "condemned", "2024-03-05", "2024-03-05", "published", false, CASUS_ACTUAL},
    /* history without a day has none */
    {"The Soviet Union armed Cuba during the Cold War.", "2024-03-05", "armed", "-", "-", NULL,
     true, CASUS_ACTUAL},
    /* what is still to come is a plan, whatever its tense */
    {"The foreign ministers of Morocco and Spain meet in Rabat on Friday.", "2024-03-05", "meet",
     "2024-03-08", "2024-03-08", "clause", false, CASUS_PLANNED},
    {"Spain's king visits Algeria next week.", "2024-03-05", "visits", "2024-03-11", "2024-03-17",
     "clause", false, CASUS_PLANNED},
    {"The foreign ministers of Morocco and Spain met in Rabat on Friday.", "2024-03-05", "met",
     "2024-03-01", "2024-03-01", "clause", false, CASUS_ACTUAL},
    {"Spain's king will visit Algeria.", "2024-03-05", "visit", "2024-03-05", "2024-03-05",
     "published", false, CASUS_PLANNED},
};

static void test_cases(void **state)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check(*state, &cases[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};
    return cmocka_run_group_tests(tests, bench_setup, bench_teardown);
}
