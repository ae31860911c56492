/* Claims: whose words, and how far they go. The trees are made by hand, so that what is tested
 * is the reading of trees and not the parser. */
#include "claim_sample.h"

static const claim_case cases[] = {
    /* content behind the cue */
    {"The/DET/DT/2/det ministry/NOUN/NN/3/nsubj said=say/VERB/VBD/0/root rebels/NOUN/NNS/5/nsubj "
     "left=leave/VERB/VBD/3/ccomp "
     "the/DET/DT/7/det town/NOUN/NN/5/obj ./PUNCT/./3/punct",
     "1-2@2 4-4@4",
     {"The ministry | said | rebels left the town"}},
    /* content before it; what the writer adds with "as" is not said */
    {"Kenya/PROPN/NNP/3/nsubj has=have/AUX/VBZ/3/aux asked=ask/VERB/VBN/0/root "
     "Uganda/PROPN/NNP/3/obj for/ADP/IN/6/case "
     "help/NOUN/NN/3/obl ,/PUNCT/,/10/punct the/DET/DT/9/det envoy/NOUN/NN/10/nsubj "
     "confirmed=confirm/VERB/VBD/3/parataxis "
     "Monday/PROPN/NNP/10/obl:unmarked ,/PUNCT/,/15/punct as/SCONJ/IN/15/mark "
     "rebels/NOUN/NNS/15/nsubj "
     "advanced=advance/VERB/VBD/10/advcl ./PUNCT/./3/punct",
     "1-1@1 4-4@4 8-9@9 14-14@14",
     {"the envoy | confirmed | Kenya has asked Uganda for help"}},
    /* the same where the tree hangs the last clause on the content */
    {"Kenya/PROPN/NNP/3/nsubj has=have/AUX/VBZ/3/aux asked=ask/VERB/VBN/0/root "
     "Uganda/PROPN/NNP/3/obj ,/PUNCT/,/8/punct "
     "the/DET/DT/7/det envoy/NOUN/NN/8/nsubj said=say/VERB/VBD/3/parataxis ,/PUNCT/,/12/punct "
     "as/SCONJ/IN/12/mark "
     "rebels/NOUN/NNS/12/nsubj advanced=advance/VERB/VBD/3/advcl ./PUNCT/./3/punct",
     "1-1@1 4-4@4 6-7@7 11-11@11",
     {"the envoy | said | Kenya has asked Uganda"}},
    /* a clause of the writer's own behind ", and" */
    {"He/PRON/PRP/2/nsubj said=say/VERB/VBD/0/root talks/NOUN/NNS/4/nsubj "
     "failed=fail/VERB/VBD/2/ccomp ,/PUNCT/,/8/punct "
     "and/CCONJ/CC/8/cc troops/NOUN/NNS/8/nsubj moved=move/VERB/VBD/4/conj in/ADV/RB/8/advmod "
     "./PUNCT/./2/punct",
     "1-1@1 7-7@7",
     {"He | said | talks failed"}},
    /* a parenthesis: both pieces */
    {"Talks/NOUN/NNS/7/nsubj ,/PUNCT/,/5/punct the/DET/DT/4/det envoy/NOUN/NN/5/nsubj "
     "said=say/VERB/VBD/7/parataxis "
     ",/PUNCT/,/5/punct resumed=resume/VERB/VBD/0/root in/ADP/IN/9/case Geneva/PROPN/NNP/7/obl "
     "./PUNCT/./7/punct",
     "3-4@4",
     {"the envoy | said | Talks", "the envoy | said | resumed in Geneva"}},
    /* relative clause: the antecedent speaks */
    {"Diop/PROPN/NNP/8/nsubj ,/PUNCT/,/4/punct who/PRON/WP/4/nsubj said=say/VERB/VBD/1/acl:relcl "
     "talks/NOUN/NNS/6/nsubj "
     "failed=fail/VERB/VBD/4/ccomp ,/PUNCT/,/4/punct left=leave/VERB/VBD/0/root ./PUNCT/./8/punct",
     "1-1@1",
     {"Diop | said | talks failed"}},
    /* conjoined verbs share the subject; a participle has its governor's */
    {"Diop/PROPN/NNP/2/nsubj met=meet/VERB/VBD/0/root him/PRON/PRP/2/obj and/CCONJ/CC/5/cc "
     "said=say/VERB/VBD/2/conj "
     "talks/NOUN/NNS/7/nsubj failed=fail/VERB/VBD/5/ccomp ./PUNCT/./2/punct",
     "1-1@1 3-3@3",
     {"Diop | said | talks failed"}},
    {"Diop/PROPN/NNP/2/nsubj left=leave/VERB/VBD/0/root ,/PUNCT/,/4/punct "
     "saying=say/VERB/VBG/2/advcl talks/NOUN/NNS/6/nsubj "
     "failed=fail/VERB/VBD/4/ccomp ./PUNCT/./2/punct",
     "1-1@1",
     {"Diop | saying | talks failed"}},
    /* according to */
    {"According=accord/VERB/VBG/4/case to/ADP/IN/1/fixed the/DET/DT/4/det army/NOUN/NN/7/obl "
     ",/PUNCT/,/4/punct "
     "rebels/NOUN/NNS/7/nsubj fled=flee/VERB/VBD/0/root ./PUNCT/./7/punct",
     "3-4@4 6-6@6",
     {"the army | According | rebels fled"}},
    {"Rebels/NOUN/NNS/2/nsubj fled=flee/VERB/VBD/0/root ,/PUNCT/,/7/punct "
     "according=accord/VERB/VBG/7/case to/ADP/IN/4/fixed "
     "the/DET/DT/7/det army/NOUN/NN/2/obl ./PUNCT/./2/punct",
     "1-1@1 6-7@7",
     {"the army | according | Rebels fled"}},
    /* nobody named */
    {"Rebels/NOUN/NNS/3/nsubj reportedly/ADV/RB/3/advmod took=take/VERB/VBD/0/root "
     "Gao/PROPN/NNP/3/obj ./PUNCT/./3/punct",
     "1-1@1 4-4@4",
     {"- | reportedly | Rebels reportedly took Gao"}},
    /* no claims: acts in words, what was not said, what was only to be said */
    {"Kenya/PROPN/NNP/2/nsubj urged=urge/VERB/VBD/0/root Uganda/PROPN/NNP/2/obj to/PART/TO/5/mark "
     "leave/VERB/VB/2/xcomp "
     "./PUNCT/./2/punct",
     "1-1@1 3-3@3",
     {NULL}},
    {"He/PRON/PRP/4/nsubj did=do/AUX/VBD/4/aux not/PART/RB/4/advmod say/VERB/VB/0/root "
     "when/ADV/WRB/7/advmod "
     "troops/NOUN/NNS/7/nsubj left=leave/VERB/VBD/4/ccomp ./PUNCT/./4/punct",
     "1-1@1 6-6@6",
     {NULL}},
};

static void test_claims(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sample *s = malloc(sizeof *s);
        assert_non_null(s);
        sample_init(s, &cases[i]);
        entity_input in = {
            .text = &s->text, .segs = &s->segs, .lexed = &s->lexed, .nodes = s->nodes,
            .cues = &book.cues};
        claims_find(&in, &s->mem, &s->who);
        uint32_t want = 0;
        while (want < 3 && cases[i].claims[want]) want++;
        if (s->who.n_claims != want) fail_msg("%s: %u claims", s->words, s->who.n_claims);
        for (uint32_t k = 0; k < want; k++) {
            const claim *c = &s->who.claims[k];
            char source[256] = "-", cue[64], content[512], got[1024];
            if (c->source != ENTITY_NONE)
                words_of(s, s->mentions[c->source].first, s->mentions[c->source].last, source,
                         sizeof source);
            words_of(s, c->cue, c->cue, cue, sizeof cue);
            words_of(s, c->first, c->last, content, sizeof content);
            snprintf(got, sizeof got, "%s | %s | %s", source, cue, content);
            assert_string_equal(got, cases[i].claims[k]);
        }
        arena_release(&s->mem);
        free(s);
    }
}

static void test_cues(void **state)
{
    (void)state;
    static const struct {
        const char *form, *lemma;
    } forms[] = {{"said", "say"},      {"Told", "tell"},          {"denied", "deny"},
                 {"replies", "reply"}, {"noting", "note"},        {"claimed", "claim"},
                 {"quipped", "quip"},  {"stresses", "stress"},    {"admitting", "admit"},
                 {"wrote", "write"},   {"announcing", "announce"}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        uint32_t flags = cue_of_form(&book.cues, str_from(forms[i].form));
        assert_true(flags != 0);
        assert_int_equal(flags, cue_of_lemma(&book.cues, str_from(forms[i].lemma)));
    }
    static const char *const none[] = {"ran", "saying-so", "s",     "",
                                       "ed",  "ing",       "table", "informationsystems"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(cue_of_form(&book.cues, str_from(none[i])), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_claims),
        cmocka_unit_test(test_cues),
    };
    return cmocka_run_group_tests(tests, book_open, book_close);
}
