/* Which two events of a document are one: on events and acts made by hand. */
#include "base/base.h"

#include "code/code.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Names of the acts' codes, by offset. */
static const char pool[] = "\0" "040\0" "190\0" "042\0" "173";
enum { MEET, ATTACK, VISIT, TALK };
static const act acts[] = {
    [MEET] = {.cameo = 1, .flags = ACT_RECIPROCAL}, [ATTACK] = {.cameo = 5},
    [VISIT] = {.cameo = 9}, [TALK] = {.cameo = 1, .flags = ACT_RECIPROCAL},
};


static coded_actor actor(const char *code, const char *sector)
{
    coded_actor a = {.code = code, .entity = ENTITY_NONE, .political = true};
    if (sector) a.sectors[a.n_sectors++] = sector;
    return a;
}

static event sample(uint32_t which, const char *type)
{
    return (event){.id = 7, .act = which, .type = type, .status = CASUS_ACTUAL, .has_source = true,
                   .has_target = true, .source = actor("MLI", "GOV"), .target = actor("NER", "GOV"),
                   .date = {.from = 100, .to = 100, .mention = CODE_NONE}, .place = CODE_NONE,
                   .dead = -1, .injured = -1, .arrested = -1, .crowd = -1, .n_reports = 1};
}

typedef struct pair {
    event events[2];
    report reports[2];
    predicate predicates[2];
    coded coded;
} pair;

static void merge(pair *self, const event *a, const event *b)
{
    static const code_book book = {
        .acts = {.acts = acts, .pool = pool, .n_acts = 4, .pool_len = sizeof pool}};
    code_input in = {.book = &book};
    *self = (pair){.events = {*a, *b}};
    for (uint32_t i = 0; i < 2; i++) {
        self->events[i].first = self->events[i].last = i * 10;
        self->events[i].sentence = i;
        self->events[i].first_report = self->events[i].last_report = i;
        self->reports[i] = (report){.event = i, .next = CODE_NONE, .sentence = i};
        self->predicates[i] = (predicate){.event = i, .verdict = VERDICT_KEPT, .sentence = i};
    }
    self->coded = (coded){.predicates = self->predicates,
                          .events = self->events,
                          .reports = self->reports,
                          .n_predicates = 2,
                          .n_events = 2,
                          .n_reports = 2};
    events_merge(&in, &self->coded);
}

static bool is_one(const event *a, const event *b)
{
    pair p;
    merge(&p, a, b);
    assert_false(p.events[0].merged); /* the earlier one stays */
    assert_int_equal(p.events[0].n_reports, p.events[1].merged ? 2 : 1);
    assert_int_equal(p.predicates[1].verdict, p.events[1].merged ? VERDICT_MERGED : VERDICT_KEPT);
    return p.events[1].merged;
}

static void expect(const char *name, const event *a, const event *b, bool one)
{
    if (is_one(a, b) != one) fail_msg("%s: %s", name, one ? "should be one" : "should be two");
}

static void test_what_is_one(void **state)
{
    (void)state;
    event a = sample(ATTACK, "ASSAULT"), b = a;
    expect("told again", &a, &b, true);
    b.date.from = b.date.to = 101;
    expect("the day after", &a, &b, true);
    b.date.from = b.date.to = 102;
    expect("two days after", &a, &b, false);
    b.date.from = 95, b.date.to = 99;
    expect("a range that touches", &a, &b, true);
    b.date.from = CASUS_NO_DAY;
    expect("no day", &a, &b, true);
    b = a, b.status = CASUS_DENIED;
    expect("another status", &a, &b, false);
    b = a, b.historical = true;
    expect("told as the past", &a, &b, false);
    b = a, b.target = actor("TCD", "GOV");
    expect("another target", &a, &b, false);
    b = a, b.target = actor("NER", "REB");
    expect("another sector", &a, &b, false);
    b = a, b.target = actor("NER", NULL);
    expect("the bare state for its government", &a, &b, true);
    b = a, b.has_target = false;
    expect("no target told", &a, &b, true);
    b = a, b.has_source = b.has_target = false;
    expect("nobody told", &a, &b, false);
    b = a, b.source = a.target, b.target = a.source;
    expect("turned round", &a, &b, false);
    b = sample(VISIT, "CONSULT");
    expect("another act", &a, &b, false);
}

static void test_reciprocal_acts(void **state)
{
    (void)state;
    event a = sample(MEET, "CONSULT"), b = a;
    b.source = a.target, b.target = a.source;
    expect("a meeting turned round", &a, &b, true);
    b = sample(TALK, "CONSULT");
    expect("an act of the same kind between the same", &a, &b, true);
    b.has_target = false;
    expect("an act of the same kind with one only", &a, &b, false);
    b = sample(TALK, "CONSULT"), b.mode = "phone";
    expect("an act of another mode", &a, &b, false);
}

/* What the first lacks it takes from the second; the larger count stays. */
static void test_joining_adds(void **state)
{
    (void)state;
    event a = sample(ATTACK, "ASSAULT"), b = a;
    a.has_target = false;
    a.date.from = a.date.to = CASUS_NO_DAY;
    a.dead = 3;
    b.dead = 5;
    b.injured = 9;
    pair p;
    merge(&p, &a, &b);
    assert_true(p.events[1].merged);
    assert_true(p.events[0].has_target);
    assert_string_equal(p.events[0].target.code, "NER");
    assert_int_equal(p.events[0].date.from, 100);
    assert_int_equal(p.events[0].dead, 5);
    assert_int_equal(p.events[0].injured, 9);
    assert_int_equal(p.events[0].crowd, -1);
    assert_int_equal(p.reports[0].next, 1);
    assert_int_equal(p.reports[1].event, 0);
    assert_int_equal(p.events[0].last_report, 1);
}

/* "of" follows an operator that was joined to an earlier one. */
static void test_operator_keeps_its_act(void **state)
{
    (void)state;
    static const code_book book = {
        .acts = {.acts = acts, .pool = pool, .n_acts = 4, .pool_len = sizeof pool}};
    code_input in = {.book = &book};
    event events[3] = {sample(MEET, "CONSULT"), sample(MEET, "CONSULT"), sample(ATTACK, "ASSAULT")};
    report reports[3];
    for (uint32_t i = 0; i < 3; i++) {
        events[i].id = 100 + i;
        events[i].first = i * 10;
        events[i].sentence = i ? 1 : 0;
        events[i].first_report = events[i].last_report = i;
        reports[i] = (report){.event = i, .next = CODE_NONE};
    }
    events[2].of = 101;
    coded c = {.events = events, .reports = reports, .n_events = 3, .n_reports = 3};
    events_merge(&in, &c);
    assert_true(events[1].merged);
    assert_false(events[2].merged);
    assert_true(events[2].of == 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_one),
        cmocka_unit_test(test_reciprocal_acts),
        cmocka_unit_test(test_joining_adds),
        cmocka_unit_test(test_operator_keeps_its_act),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
