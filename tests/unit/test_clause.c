/* Deep subjects and objects, construction by construction, on trees made by hand. */
#include "tree_text.h"

#include "code/clause.h"

typedef struct clause_case {
    const char *name, *lines, *verb;
    const char *subject, *object; /* "" none */
    bool passive;
} clause_case;

static const clause_case CASES[] = {
    {"active",
     "Rebels rebel NOUN NNS 2 nsubj\nattacked attack VERB VBD 0 root\nGao Gao PROPN NNP 2 obj\n",
     "attacked", "Rebels", "Gao", false},
    {"passive with its agent",
     "Gao Gao PROPN NNP 3 nsubj:pass\nwas be AUX VBD 3 aux:pass\nattacked attack VERB VBN 0 root\n"
     "by by ADP IN 5 case\nrebels rebel NOUN NNS 3 obl:agent\n",
     "attacked", "rebels", "Gao", true},
    {"passive with its agent as a plain oblique",
     "Gao Gao PROPN NNP 3 nsubj:pass\nwas be AUX VBD 3 aux:pass\nattacked attack VERB VBN 0 root\n"
     "by by ADP IN 5 case\nrebels rebel NOUN NNS 3 obl\n",
     "attacked", "rebels", "Gao", true},
    {"passive without an agent",
     "Gao Gao PROPN NNP 3 nsubj:pass\nwas be AUX VBD 3 aux:pass\nattacked attack VERB VBN 0 root\n",
     "attacked", "", "Gao", true},
    {"perfect, no passive",
     "Rebels rebel NOUN NNS 3 nsubj\nhave have AUX VBP 3 aux\nattacked attack VERB VBN 0 root\n"
     "Gao Gao PROPN NNP 3 obj\n",
     "attacked", "Rebels", "Gao", false},
    {"control by the subject",
     "Mali Mali PROPN NNP 2 nsubj\nagreed agree VERB VBD 0 root\nto to PART TO 4 mark\n"
     "leave leave VERB VB 2 xcomp\nGao Gao PROPN NNP 4 obj\n",
     "leave", "Mali", "Gao", false},
    {"control by the object",
     "France France PROPN NNP 2 nsubj\ntold tell VERB VBD 0 root\nMali Mali PROPN NNP 2 obj\n"
     "to to PART TO 5 mark\nleave leave VERB VB 2 xcomp\nGao Gao PROPN NNP 5 obj\n",
     "leave", "Mali", "Gao", false},
    {"control by the subject of a passive",
     "Mali Mali PROPN NNP 3 nsubj:pass\nwas be AUX VBD 3 aux:pass\ntold tell VERB VBN 0 root\n"
     "to to PART TO 5 mark\nleave leave VERB VB 3 xcomp\nGao Gao PROPN NNP 5 obj\n",
     "leave", "Mali", "Gao", false},
    {"two controls, one in the other",
     "Mali Mali PROPN NNP 2 nsubj\nagreed agree VERB VBD 0 root\nto to PART TO 4 mark\n"
     "try try VERB VB 2 xcomp\nto to PART TO 6 mark\nleave leave VERB VB 4 xcomp\n",
     "leave", "Mali", "", false},
    {"subject relative",
     "soldiers soldier NOUN NNS 0 root\nwho who PRON WP 3 nsubj\nattacked attack VERB VBD 1 "
     "acl:relcl\n"
     "Gao Gao PROPN NNP 3 obj\n",
     "attacked", "soldiers", "Gao", false},
    {"object relative",
     "town town NOUN NN 0 root\nthat that PRON WDT 4 obj\nrebels rebel NOUN NNS 4 nsubj\n"
     "attacked attack VERB VBD 1 acl:relcl\n",
     "attacked", "rebels", "town", false},
    {"object relative without a pronoun",
     "town town NOUN NN 0 root\nrebels rebel NOUN NNS 3 nsubj\nattacked attack VERB VBD 1 "
     "acl:relcl\n",
     "attacked", "rebels", "town", false},
    {"reduced relative, passive",
     "troops troops NOUN NNS 0 root\nsent send VERB VBN 1 acl\nby by ADP IN 4 case\n"
     "Russia Russia PROPN NNP 2 obl:agent\n",
     "sent", "Russia", "troops", true},
    {"participle at its noun",
     "troops troops NOUN NNS 0 root\nattacking attack VERB VBG 1 acl\nGao Gao PROPN NNP 2 obj\n",
     "attacking", "troops", "Gao", false},
    {"participle of a result",
     "Rebels rebel NOUN NNS 2 nsubj\nattacked attack VERB VBD 0 root\nGao Gao PROPN NNP 2 obj\n"
     ", , PUNCT , 5 punct\nkilling kill VERB VBG 2 advcl\nsoldiers soldier NOUN NNS 5 obj\n",
     "killing", "Rebels", "soldiers", false},
    {"coordinated verbs, one subject",
     "Mali Mali PROPN NNP 2 nsubj\nmet meet VERB VBD 0 root\nFrance France PROPN NNP 2 obj\n"
     "and and CCONJ CC 5 cc\nsigned sign VERB VBD 2 conj\ntreaties treaty NOUN NNS 5 obj\n",
     "signed", "Mali", "treaties", false},
    {"coordinated verbs, two subjects",
     "Mali Mali PROPN NNP 2 nsubj\nleft leave VERB VBD 0 root\nand and CCONJ CC 5 cc\n"
     "France France PROPN NNP 5 nsubj\nstayed stay VERB VBD 2 conj\n",
     "stayed", "France", "", false},
    {"coordinated verbs, one object",
     "Rebels rebel NOUN NNS 2 nsubj\nattacked attack VERB VBD 0 root\nand and CCONJ CC 4 cc\n"
     "looted loot VERB VBD 2 conj\nGao Gao PROPN NNP 4 obj\n",
     "attacked", "Rebels", "Gao", false},
    {"coordinated passives",
     "Envoys envoy NOUN NNS 3 nsubj:pass\nwere be AUX VBD 3 aux:pass\narrested arrest VERB VBN 0 "
     "root\n"
     "and and CCONJ CC 5 cc\nexpelled expel VERB VBN 3 conj\n",
     "expelled", "", "Envoys", true},
    {"gerund behind a preposition",
     "Mali Mali PROPN NNP 2 nsubj\nresponded respond VERB VBD 0 root\nby by SCONJ IN 4 mark\n"
     "expelling expel VERB VBG 2 advcl\nenvoys envoy NOUN NNS 4 obj\n",
     "expelling", "Mali", "envoys", false},
    {"infinitive of somebody's noun",
     "its its PRON PRP$ 2 nmod:poss\ndecision decision NOUN NN 0 root\nto to PART TO 4 mark\n"
     "leave leave VERB VB 2 acl\n",
     "leave", "its", "", false},
    {"an absolute, its subject hung as an oblique",
     "With with ADP IN 2 case\nFrance France PROPN NNP 3 obl\nset set VERB VBN 9 advcl\n"
     "to to PART TO 5 mark\nleave leave VERB VB 3 xcomp\nMali Mali PROPN NNP 5 obj\n"
     ", , PUNCT , 3 punct\nrebels rebel NOUN NNS 9 nsubj\nadvanced advance VERB VBD 0 root\n",
     "leave", "France", "Mali", false},
    {"an oblique far from a participle is none",
     "With with ADP IN 2 case\nspeed speed NOUN NN 4 obl\nSunday Sunday PROPN NNP 4 obl\n"
     "leaving leave VERB VBG 6 advcl\nrebels rebel NOUN NNS 6 nsubj\n"
     "advanced advance VERB VBD 0 root\n",
     "leaving", "rebels", "", false},
    {"no subject anywhere", "Leave leave VERB VB 0 root\nGao Gao PROPN NNP 1 obj\n", "Leave", "",
     "Gao", false},
};

static const char *form_of(const tree_text *t, uint32_t token)
{
    static char form[64];
    casus_str s = token == TREE_NONE ? STR("nothing") : token_form(t->text, &t->tokens[token]);
    snprintf(form, sizeof form, "%.*s", (int)s.len, s.ptr);
    return form;
}

static void test_subjects_and_objects(void **state)
{
    (void)state;
    uint32_t n_bad = 0;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const clause_case *c = &CASES[i];
        tree_text t;
        tree_text_init(&t, c->lines);
        uint32_t verb = tree_text_find(&t, c->verb);
        uint32_t subject = clause_subject(&t.tree, verb), object = clause_object(&t.tree, verb);
        if (subject != tree_text_find(&t, c->subject) && ++n_bad)
            print_error("%s: the subject is %s\n", c->name, form_of(&t, subject));
        if (object != tree_text_find(&t, c->object) && ++n_bad)
            print_error("%s: the object is %s\n", c->name, form_of(&t, object));
        if (clause_is_passive(&t.tree, verb) != c->passive && ++n_bad)
            print_error("%s: passive or not?\n", c->name);
    }
    assert_int_equal(n_bad, 0);
}

static void test_prepositions(void **state)
{
    (void)state;
    tree_text t;
    tree_text_init(
        &t, "Mali Mali PROPN NNP 2 nsubj\nspoke speak VERB VBD 0 root\nwith with ADP IN 4 case\n"
            "France France PROPN NNP 2 obl\nabout about ADP IN 6 case\nGao Gao PROPN NNP 2 obl\n"
            "with with ADP IN 8 case\nNiger Niger PROPN NNP 2 obl\n");
    uint64_t with = str_hash_lower(STR("with"));
    uint32_t spoke = tree_text_find(&t, "spoke");
    uint32_t first = clause_next_prep(&t.tree, spoke, with, TREE_NONE);
    assert_int_equal(first, tree_text_find(&t, "France"));
    uint32_t second = clause_next_prep(&t.tree, spoke, with, first);
    assert_int_equal(second, tree_text_find(&t, "Niger"));
    assert_int_equal(clause_next_prep(&t.tree, spoke, with, second), TREE_NONE);
    assert_int_equal(clause_next_prep(&t.tree, spoke, str_hash_lower(STR("near")), TREE_NONE),
                     TREE_NONE);
    assert_int_equal(clause_of(&t.tree, first), spoke);
    assert_false(clause_has_mark(&t.tree, spoke, "with"));
}

/* Nothing here may loop or read outside, even on heads that are no tree. */
static void test_trees_that_are_none(void **state)
{
    (void)state;
    tree_text t;
    tree_text_init(
        &t,
        "who who PRON WP 2 nsubj\nattack attack VERB VBG 3 acl:relcl\nsend send VERB VBN 4 xcomp\n"
        "that that PRON WDT 2 conj\nplan plan NOUN NN 5 acl\n");
    for (uint32_t shift = 0; shift < t.n; shift++) {
        for (uint32_t i = 0; i < t.n; i++) t.nodes[i].head = (uint16_t)((i + shift) % t.n + 1);
        for (uint32_t rel = 0; rel < DEPREL_COUNT; rel++) {
            for (uint32_t i = 0; i < t.n; i++)
                t.nodes[i].deprel = (uint8_t)((rel + i) % DEPREL_COUNT);
            tree_link(t.nodes, t.n);
            for (uint32_t i = 0; i < t.n; i++) {
                const uint32_t found[] = {clause_subject(&t.tree, i), clause_object(&t.tree, i),
                                          clause_of(&t.tree, i), clause_antecedent(&t.tree, i),
                                          clause_by_agent(&t.tree, i)};
                for (size_t k = 0; k < sizeof found / sizeof *found; k++)
                    assert_true(found[k] < t.n || found[k] == TREE_NONE);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_subjects_and_objects),
        cmocka_unit_test(test_prepositions),
        cmocka_unit_test(test_trees_that_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
