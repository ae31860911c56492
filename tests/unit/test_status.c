/* How statuses compose: a table on trees made by hand, so that no parser's mistake counts; actors
 * and acts come from the built model.
 */
#include "built_model.h"
#include "tree_text.h"

#include "document.h"

#define RUSSIA "Russia Russia PROPN NNP 2 nsubj\n"
#define UKRAINE(head) "Ukraine Ukraine PROPN NNP " head " obj\n. . PUNCT . 2 punct\n"

typedef struct status_case {
    const char *name, *lines;
    const char *want; /* "trigger=status ...": what becomes an event, in the order of the text */
} status_case;

static const status_case CASES[] = {
    {"told as done", RUSSIA "attacked attack VERB VBD 0 root\n" UKRAINE("2"), "attacked=actual"},
    {"going on",
     "Russia Russia PROPN NNP 3 nsubj\nis be AUX VBZ 3 aux\nattacking attack VERB VBG 0 root\n"
     "Ukraine Ukraine PROPN NNP 3 obj\n",
     "attacking=actual"},
    {"will",
     "Russia Russia PROPN NNP 3 nsubj\nwill will AUX MD 3 aux\nattack attack VERB VB 0 root\n"
     "Ukraine Ukraine PROPN NNP 3 obj\n",
     "attack=planned"},
    {"may",
     "Russia Russia PROPN NNP 3 nsubj\nmay may AUX MD 3 aux\nattack attack VERB VB 0 root\n"
     "Ukraine Ukraine PROPN NNP 3 obj\n",
     "attack=possible"},
    {"would, with nothing said before",
     "Russia Russia PROPN NNP 3 nsubj\nwould would AUX MD 3 aux\nattack attack VERB VB 0 root\n"
     "Ukraine Ukraine PROPN NNP 3 obj\n",
     "attack=possible"},
    {"must",
     "Russia Russia PROPN NNP 3 nsubj\nmust must AUX MD 3 aux\nattack attack VERB VB 0 root\n"
     "Ukraine Ukraine PROPN NNP 3 obj\n",
     "attack=proposed"},
    {"not",
     "Russia Russia PROPN NNP 4 nsubj\ndid do AUX VBD 4 aux\nnot not PART RB 4 advmod\n"
     "attack attack VERB VB 0 root\nUkraine Ukraine PROPN NNP 4 obj\n",
     "attack=negated"},
    {"will not",
     "Russia Russia PROPN NNP 4 nsubj\nwill will AUX MD 4 aux\nnot not PART RB 4 advmod\n"
     "attack attack VERB VB 0 root\nUkraine Ukraine PROPN NNP 4 obj\n",
     "attack=negated"},
    {"never",
     "Russia Russia PROPN NNP 3 nsubj\nnever never ADV RB 3 advmod\nattacked attack VERB VBD 0 "
     "root\n"
     "Ukraine Ukraine PROPN NNP 3 obj\n",
     "attacked=negated"},
    {"no longer",
     "Russia Russia PROPN NNP 4 nsubj\nno no ADV RB 3 advmod\nlonger long ADV RBR 4 advmod\n"
     "attacks attack VERB VBZ 0 root\nUkraine Ukraine PROPN NNP 4 obj\n",
     "attacks=ended"},
    {"if",
     "If if SCONJ IN 3 mark\nRussia Russia PROPN NNP 3 nsubj\nattacks attack VERB VBZ 7 advcl\n"
     "Ukraine Ukraine PROPN NNP 3 obj\n, , PUNCT , 3 punct\nprices price NOUN NNS 7 nsubj\n"
     "rise rise VERB VBP 0 root\n",
     "attacks=possible"},
    {"threatened to",
     RUSSIA "threatened threaten VERB VBD 0 root\nto to PART TO 4 mark\nattack attack VERB VB 2 "
            "xcomp\n" UKRAINE("4"),
     "threatened=actual attack=possible"},
    {"refused to",
     RUSSIA "refused refuse VERB VBD 0 root\nto to PART TO 4 mark\nattack attack VERB VB 2 "
            "xcomp\n" UKRAINE("4"),
     "refused=actual attack=negated"},
    {"did not refuse to",
     "Russia Russia PROPN NNP 4 nsubj\ndid do AUX VBD 4 aux\nnot not PART RB 4 advmod\n"
     "refuse refuse VERB VB 0 root\nto to PART TO 6 mark\nattack attack VERB VB 4 xcomp\n"
     "Ukraine Ukraine PROPN NNP 6 obj\n",
     "refuse=negated attack=possible"},
    {"agreed to",
     RUSSIA
     "agreed agree VERB VBD 0 root\nto to PART TO 4 mark\nmeet meet VERB VB 2 xcomp\n" UKRAINE("4"),
     "agreed=actual meet=planned"},
    {"urged to",
     "France France PROPN NNP 2 nsubj\nurged urge VERB VBD 0 root\nRussia Russia PROPN NNP 2 obj\n"
     "to to PART TO 5 mark\nattack attack VERB VB 2 xcomp\nUkraine Ukraine PROPN NNP 5 obj\n",
     "urged=actual attack=proposed"},
    {"plans to, no event of its own",
     RUSSIA
     "plans plan VERB VBZ 0 root\nto to PART TO 4 mark\nattack attack VERB VB 2 xcomp\n" UKRAINE(
         "4"),
     "attack=planned"},
    {"denied doing",
     RUSSIA "denied deny VERB VBD 0 root\nattacking attack VERB VBG 2 xcomp\n" UKRAINE("3"),
     "denied=actual attacking=denied"},
    {"will threaten to",
     "Russia Russia PROPN NNP 3 nsubj\nwill will AUX MD 3 aux\nthreaten threaten VERB VB 0 root\n"
     "to to PART TO 5 mark\nattack attack VERB VB 3 xcomp\nUkraine Ukraine PROPN NNP 5 obj\n",
     "threaten=planned attack=possible"},
    {"a noun under a plan",
     RUSSIA "plans plan VERB VBZ 0 root\nan a DET DT 4 det\nattack attack NOUN NN 2 obj\n"
            "on on ADP IN 6 case\nUkraine Ukraine PROPN NNP 4 nmod\n",
     "attack=planned"},
};

/* The tree as a document of one sentence, through entities and coding. */
static void code_tree(const casus_model *model, tree_text *t, arena *mem, coded *out)
{
    static const casus_options options = {0};
    uint32_t len = (uint32_t)strlen(t->text);
    text_run run = {0, len, 0, len};
    text clean = {t->text, len, &run, 1};
    article a = {.end = len, .n_paragraphs = 1, .n_sentences = 1};
    paragraph p = {.end = len, .n_sentences = 1, .repeat_of = UINT32_MAX};
    sentence s = {.end = len};
    segments segs = {&a, &p, &s, 1, 1, 1, 0};
    for (uint32_t i = 0; i < t->n; i++) {
        casus_str form = token_form(t->text, &t->tokens[i]);
        bool alpha = utf8_is_alpha((unsigned char)form.ptr[0]);
        t->tokens[i].flags = TOKEN_SPACE_AFTER | (alpha ? TOKEN_ALPHA : TOKEN_PUNCT) |
                             (utf8_is_upper((unsigned char)form.ptr[0]) ? TOKEN_CAP : 0) |
                             (i == 0 ? TOKEN_FIRST : 0);
    }
    uint32_t first[2] = {0, t->n};
    uint8_t gate = 1;
    lexed lx = {t->tokens, t->n, first, &gate};
    entity_input in = {.text = &clean, .segs = &segs, .lexed = &lx, .nodes = t->nodes,
                       .phrases = &model->names, .actors = model->actors, .places = model->places,
                       .published = CASUS_NO_DAY};
    entities who = {0};
    entity_run(&in, mem, &who);
    code_input what = {.in = &in,
                       .who = &who,
                       .book = &model->coding,
                       .judging = &model->judging,
                       .words = model->parsing,
                       .options = &options};
    code_run(&what, mem, out);
    assert_true(arena_ok(mem));
}

static void describe(const tree_text *t, const coded *c, buf *out)
{
    for (uint32_t i = 0; i < c->n_events; i++) {
        const event *e = &c->events[i];
        if (e->merged) continue;
        casus_str trigger = token_form(t->text, &t->tokens[e->first]);
        buf_printf(out, "%s%.*s=%s", out->len ? " " : "", (int)trigger.len, trigger.ptr,
                   casus_event_status_text((casus_event_status)e->status));
    }
    buf_put_char(out, '\0');
}

static void test_table(void **state)
{
    const casus_model *model = *state;
    uint32_t n_bad = 0;
    arena mem;
    arena_init(&mem, 0);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        tree_text t;
        coded c;
        buf got = {0};
        arena_reset(&mem);
        tree_text_init(&t, CASES[i].lines);
        code_tree(model, &t, &mem, &c);
        describe(&t, &c, &got);
        if (strcmp(got.ptr, CASES[i].want) != 0) {
            print_error("%s: %s, not %s\n", CASES[i].name, got.ptr, CASES[i].want);
            n_bad++;
        }
        buf_release(&got);
    }
    arena_release(&mem);
    assert_int_equal(n_bad, 0);
}

/* The act under an operator names it; who is urged is who would act. */
static void test_operator_is_named(void **state)
{
    const casus_model *model = *state;
    arena mem;
    arena_init(&mem, 0);
    tree_text t;
    coded c;
    tree_text_init(
        &t,
        "France France PROPN NNP 2 nsubj\nurged urge VERB VBD 0 root\nRussia Russia PROPN NNP 2 "
        "obj\n"
        "to to PART TO 5 mark\nattack attack VERB VB 2 xcomp\nUkraine Ukraine PROPN NNP 5 obj\n");
    code_tree(model, &t, &mem, &c);
    assert_int_equal(c.n_events, 2);
    assert_true(c.events[0].of == 0);
    assert_true(c.events[1].of == c.events[0].id);
    assert_string_equal(c.events[0].type, "REQUEST");
    assert_string_equal(c.events[0].source.code, "FRA");
    assert_string_equal(c.events[0].target.code, "RUS");
    assert_string_equal(c.events[1].source.code, "RUS");
    assert_string_equal(c.events[1].target.code, "UKR");
    assert_string_equal(c.events[1].type, "ASSAULT");
    assert_string_equal(c.events[1].plover_type, "THREATEN");
    arena_release(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_operator_is_named),
    };
    return cmocka_run_group_tests(tests, built_model_open, built_model_close);
}
