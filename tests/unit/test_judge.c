/* The judge: labels, how readings reach a marked pair, what a damaged section does, and that no
 * marks, however wrong, do harm. */
#include "built_model.h"

#include "classify.h"

#include <math.h>

static casus_coder *coder_of(void **state)
{
    casus_coder *coder;
    casus_error err = {0};
    assert_int_equal(casus_coder_new(&coder, *state, NULL, &err), CASUS_OK);
    return coder;
}

static void test_labels_follow_the_published_codes(void **state)
{
    static const struct {
        const char *type;
        casus_event_status status;
        const char *plover, *relation;
    } cases[] = {
        {"AID", CASUS_ACTUAL, "AID", "AID"},
        {"AID", CASUS_PLANNED, "AGREE", "AGREE"},
        {"CONCEDE", CASUS_ACTUAL, "CONCEDE", "YIELD"},
        {"CONCEDE", CASUS_PLANNED, "CONCEDE", "AGREE"},
        {"RETREAT", CASUS_ACTUAL, "RETREAT", "YIELD"},
        {"RETREAT", CASUS_PLANNED, "CONCEDE", "AGREE"},
        {"ASSAULT", CASUS_POSSIBLE, "THREATEN", "THREATEN"},
        {"CONSULT", CASUS_NEGATED, "REJECT", "REJECT"},
        {"SANCTION", CASUS_ENDED, "CONCEDE", "YIELD"},
    };
    const casus_model *model = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum judge_label label =
            judge_label_of(&model->coding.codes, cases[i].type, NULL, NULL, cases[i].status);
        assert_string_equal(judge_label_type(label), cases[i].plover);
        assert_string_equal(judge_label_relation(label), cases[i].relation);
    }
    assert_int_equal(judge_label_quad(JUDGE_CONCEDE, false), 1);
    assert_int_equal(judge_label_quad(JUDGE_CONCEDE, true), 2);
}

/* The best reading: its act's rule, how it reaches the two. */
static void expect_best(casus_coder *coder, const char *marked, const char *rule, unsigned source,
                        unsigned target)
{
    classified c;
    casus_error err = {0};
    assert_int_equal(classify_look(coder, str_from(marked), &c, &err), CASUS_OK);
    assert_true(c.n_readings > 0);
    const act_book *acts = &coder->model->coding.acts;
    const predicate *p = &c.coded->predicates[c.readings[0].predicate];
    const char *found = act_book_text(acts, acts->senses[p->sense].rule);
    if (strncmp(found, rule, strlen(rule)) != 0) fail_msg("%s: read as %s", marked, found);
    assert_int_equal(c.readings[0].source, source);
    assert_int_equal(c.readings[0].target, target);
}

static void test_readings_reach_the_pair(void **state)
{
    casus_coder *coder = coder_of(state);
    expect_best(coder, "<s>Chad</s> attacked <t>Sudan</t> on Monday.", "attack/", REACHES_ROLE,
                REACHES_ROLE);
    expect_best(coder, "<t>Sudan</t> was attacked by <s>Chad</s>.", "attack/", REACHES_ROLE,
                REACHES_ROLE);
    expect_best(coder, "<t>Chad</t> attacked <s>Sudan</s> on Monday.", "attack/", REACHES_OTHER,
                REACHES_OTHER);
    expect_best(coder, "<s>Chad</s> and <t>Sudan</t> met.", "meet/", REACHES_ROLE, REACHES_ROLE);
    expect_best(coder, "<s>Glorp</s> attacked <t>the Frobozz compound</t>.", "attack/",
                REACHES_ROLE, REACHES_ROLE); /* marked words are actors, known or not */
    casus_coder_free(coder);
}

/* All but one of many fields wrong: what is published without any reading is still one of the
 * labels, and probabilities are that. */
static void test_answers_are_probabilities(void **state)
{
    static const char *const sentences[] = {
        "<s>Chad</s> attacked <t>Sudan</t>.",
        "<s>Chad</s>",
        "<t>Sudan</t>",
        "<s></s> <t></t> nothing",
        "<s>.</s><t>.</t>",
        "Rain <s>over <t>Chad</s> and</t> Sudan.",
        "<s>Chad</s> <s>Mali</s> attacked <t>Sudan</t> and <t>Niger</t>.",
        "PARIS (AFP) - <s>Chad</s> attacked. It then met <t>Sudan</t>.",
    };
    casus_coder *coder = coder_of(state);
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        for (int scheme = CASUS_SCHEME_PLOVER; scheme <= CASUS_SCHEME_RELATIONS; scheme++) {
            casus_relation found;
            casus_error err = {0};
            assert_int_equal(casus_classify(coder, str_from(sentences[i]), (casus_scheme)scheme,
                                            &found, &err),
                             CASUS_OK);
            assert_non_null(found.type);
            assert_true(found.confidence >= 0 && found.confidence <= 1 + 1e-9);
            if (scheme == CASUS_SCHEME_RELATIONS) assert_string_not_equal(found.type, "NONE");
        }
    casus_coder_free(coder);
}

static void test_bad_marks_are_named(void **state)
{
    static const char *const sentences[] = {
        "", "no marks", "<s>Chad attacked Sudan", "Chad</s> attacked <t>Sudan</t>",
        "<s>Chad</s> attacked <t>Sudan", "<s>a<s>b</s></s>",
    };
    casus_coder *coder = coder_of(state);
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        casus_relation found;
        casus_error err = {0};
        assert_int_equal(casus_classify(coder, str_from(sentences[i]), CASUS_SCHEME_PLOVER, &found,
                                        &err),
                         CASUS_BAD_INPUT);
        assert_true(err.message[0] != '\0');
    }
    casus_coder_free(coder);
}

/* The pairs of one sentence share its tree; what was asked before must not show. */
static void test_order_does_not_show(void **state)
{
    static const char *const pairs[] = {
        "<s>Chad</s> and <t>Mali</t> condemned Sudan, which had shelled Niger's army.",
        "<s>Chad</s> and Mali condemned <t>Sudan</t>, which had shelled Niger's army.",
        "Chad and Mali condemned <s>Sudan</s>, which had shelled <t>Niger's army</t>.",
        "Chad and Mali condemned <s>Sudan</s>, which had shelled Niger's army.",
        "<s>Kenya</s> met <t>Uganda</t>. Both attacked Sudan.",
        "Kenya met <t>Uganda</t>. <s>Both</s> attacked Sudan.",
        "Kenya met <s>Uganda</s>. Both attacked <t>Sudan</t>.",
    };
    enum { N = sizeof pairs / sizeof *pairs };
    casus_relation alone[N], after;
    casus_error err = {0};
    for (int i = 0; i < N; i++) {
        casus_coder *coder = coder_of(state);
        assert_int_equal(casus_classify(coder, str_from(pairs[i]), CASUS_SCHEME_PLOVER, &alone[i],
                                        &err),
                         CASUS_OK);
        casus_coder_free(coder);
    }
    casus_coder *coder = coder_of(state);
    for (int step = 1; step < N; step++) /* each pair behind each other one */
        for (int i = 0, k = 0; i < N; i++, k = (k + step) % N) {
            assert_int_equal(casus_classify(coder, str_from(pairs[k]), CASUS_SCHEME_PLOVER, &after,
                                            &err),
                             CASUS_OK);
            assert_string_equal(after.type, alone[k].type);
            assert_true(after.confidence == alone[k].confidence);
        }
    casus_coder_free(coder);
}

static void test_without_weights_readings_decide(void **state)
{
    casus_model bare = *(casus_model *)*state;
    bare.judging = (judge){0};
    casus_coder *coder;
    casus_relation found;
    casus_error err = {0};
    assert_int_equal(casus_coder_new(&coder, &bare, NULL, &err), CASUS_OK);
    assert_int_equal(casus_classify(coder, STR("<s>Chad</s> attacked <t>Sudan</t>."),
                                    CASUS_SCHEME_PLOVER, &found, &err),
                     CASUS_OK);
    assert_string_equal(found.type, "ASSAULT");
    assert_int_equal(found.quad, 4);
    casus_coder_free(coder);
}

static casus_status open_section(const judge_head *head, size_t len)
{
    static char bytes[sizeof(judge_head) + (JUDGE_LABELS << 4)];
    casus_error err = {0};
    judge found;
    memcpy(bytes, head, sizeof *head);
    return judge_open(&found, (casus_str){bytes, len}, &err);
}

static void test_damaged_sections_are_refused(void **state)
{
    (void)state;
    const judge_head good = {.magic = JUDGE_MAGIC,
                             .version = JUDGE_VERSION,
                             .labels = JUDGE_LABELS,
                             .bits = 4,
                             .scale = 0.1f,
                             .temperature = 1};
    size_t len = sizeof(judge_head) + (JUDGE_LABELS << 4);
    assert_int_equal(open_section(&good, len), CASUS_OK);
    for (size_t cut = 0; cut < len; cut += 7)
        assert_int_equal(open_section(&good, cut), CASUS_BAD_MODEL);
    judge_head bad[6];
    for (int i = 0; i < 6; i++) bad[i] = good;
    bad[0].magic++;
    bad[1].version++;
    bad[2].labels--;
    bad[3].bits = 40;
    bad[4].scale = NAN;
    bad[5].temperature = 0;
    for (int i = 0; i < 6; i++) assert_int_equal(open_section(&bad[i], len), CASUS_BAD_MODEL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels_follow_the_published_codes),
        cmocka_unit_test(test_readings_reach_the_pair),
        cmocka_unit_test(test_answers_are_probabilities),
        cmocka_unit_test(test_bad_marks_are_named),
        cmocka_unit_test(test_order_does_not_show),
        cmocka_unit_test(test_without_weights_readings_decide),
        cmocka_unit_test(test_damaged_sections_are_refused),
    };
    return cmocka_run_group_tests(tests, built_model_open, built_model_close);
}
