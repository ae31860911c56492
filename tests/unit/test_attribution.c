/* Attributions: source, cue and content of each frame, over trees made by hand; the lines of
 * data/cues. */
#include "claim_sample.h"

#include <sys/stat.h>

/* Of an attribution: "source | cue | content + its further pieces". */
static const claim_case attribution_cases[] = {
    {"Chad/PROPN/NNP/2/nsubj accused=accuse/VERB/VBD/0/root Sudan/PROPN/NNP/2/obj "
     "of/SCONJ/IN/5/mark arming=arm/VERB/VBG/2/advcl rebels/NOUN/NNS/5/obj ./PUNCT/./2/punct",
     "1-1@1 3-3@3",
     {"Chad | accused | Sudan of arming rebels"}},
    {"She/PRON/PRP/2/nsubj called=call/VERB/VBD/0/root him/PRON/PRP/2/obj a/DET/DT/5/det "
     "liar/NOUN/NN/2/xcomp ./PUNCT/./2/punct",
     "1-1@1 3-3@3",
     {"She | called | him a liar"}},
    /* the preposition goes with the cue, adverbs between them, too */
    {"The/DET/DT/2/det envoy/NOUN/NN/4/nsubj has=have/AUX/VBZ/4/aux called=call/VERB/VBN/0/root "
     "again/ADV/RB/4/advmod for/ADP/IN/7/case talks=talk/NOUN/NNS/4/obl ./PUNCT/./4/punct",
     "1-2@2",
     {"The envoy | has called again for | talks"}},
    {"Niger/PROPN/NNP/2/nsubj wants=want/VERB/VBZ/0/root to/PART/TO/4/mark leave/VERB/VB/2/xcomp "
     "./PUNCT/./2/punct",
     "1-1@1",
     {"Niger | wants | to leave"}},
    /* nobody is named; the subject is content */
    {"Talks=talk/NOUN/NNS/3/nsubj:pass are=be/AUX/VBP/3/aux:pass expected=expect/VERB/VBN/0/root "
     "to/PART/TO/5/mark resume/VERB/VB/3/xcomp ./PUNCT/./3/punct",
     "",
     {"- | are expected | Talks + to resume"}},
    {"Talks=talk/NOUN/NNS/2/nsubj seem/VERB/VBP/0/root to/PART/TO/4/mark fail/VERB/VB/2/xcomp "
     "./PUNCT/./2/punct",
     "",
     {"- | seem | Talks + to fail"}},
    {"The/DET/DT/2/det plan/NOUN/NN/4/nsubj:pass was=be/AUX/VBD/4/aux:pass "
     "denounced=denounce/VERB/VBN/0/root by/ADP/IN/6/case Chad/PROPN/NNP/4/obl:agent "
     "./PUNCT/./4/punct",
     "6-6@6",
     {"Chad | was denounced | The plan"}},
    {"The/DET/DT/2/det plan/NOUN/NN/4/nsubj:pass was=be/AUX/VBD/4/aux:pass "
     "rejected=reject/VERB/VBN/0/root by/ADP/IN/6/case Chad/PROPN/NNP/4/obl:agent "
     "./PUNCT/./4/punct",
     "6-6@6",
     {"Chad | was rejected | The plan"}},
    /* adjectives and nouns */
    {"He/PRON/PRP/3/nsubj is=be/AUX/VBZ/3/cop confident/ADJ/JJ/0/root that/SCONJ/IN/7/mark "
     "they/PRON/PRP/7/nsubj will/AUX/MD/7/aux leave/VERB/VB/3/ccomp ./PUNCT/./3/punct",
     "1-1@1 5-5@5",
     {"He | is confident | that they will leave"}},
    {"The/DET/DT/2/det army/NOUN/NN/3/nsubj made=make/VERB/VBD/0/root the/DET/DT/5/det "
     "claim/NOUN/NN/3/obj that/SCONJ/IN/8/mark rebels/NOUN/NNS/8/nsubj fled=flee/VERB/VBD/5/acl "
     "./PUNCT/./3/punct",
     "1-2@2 7-7@7",
     {"The army | made the claim | that rebels fled"}},
    {"Her/PRON/PRP$/2/nmod:poss warning/NOUN/NN/5/nsubj of/ADP/IN/4/case war/NOUN/NN/2/nmod "
     "worked=work/VERB/VBD/0/root ./PUNCT/./5/punct",
     "1-1@1",
     {"Her | warning of | war"}},
    /* a noun of saying that is nobody's */
    {"The/DET/DT/2/det claim/NOUN/NN/6/nsubj that/SCONJ/IN/5/mark rebels/NOUN/NNS/5/nsubj "
     "fled=flee/VERB/VBD/2/acl spread/VERB/VBD/0/root ./PUNCT/./6/punct",
     "",
     {NULL}},
    /* titles, appositions, pronouns of relative clauses */
    {"Mr./PROPN/NNP/2/compound Diop/PROPN/NNP/7/nsubj ,/PUNCT/,/5/punct the/DET/DT/5/det "
     "minister/NOUN/NN/2/appos ,/PUNCT/,/5/punct said=say/VERB/VBD/0/root rebels/NOUN/NNS/9/nsubj "
     "fled=flee/VERB/VBD/7/ccomp ./PUNCT/./7/punct",
     "1-2@2 4-5@5",
     {"Mr. Diop , the minister , | said | rebels fled"}},
    {"Diop/PROPN/NNP/8/nsubj ,/PUNCT/,/4/punct who/PRON/WP/4/nsubj said=say/VERB/VBD/1/acl:relcl "
     "talks/NOUN/NNS/6/nsubj failed=fail/VERB/VBD/4/ccomp ,/PUNCT/,/4/punct "
     "left=leave/VERB/VBD/0/root ./PUNCT/./8/punct",
     "1-1@1",
     {"who | said | talks failed"}},
    /* said within what is said is told of again, what is wanted within it is not */
    {"Officials=official/NOUN/NNS/2/nsubj told=tell/VERB/VBD/0/root Reuters/PROPN/NNP/2/iobj "
     "that/SCONJ/IN/7/mark Diop/PROPN/NNP/7/nsubj had=have/AUX/VBD/7/aux said=say/VERB/VBN/2/ccomp "
     "talks/NOUN/NNS/9/nsubj failed=fail/VERB/VBD/7/ccomp ./PUNCT/./2/punct",
     "1-1@1 3-3@3 5-5@5",
     {"Officials | told | that Diop had said talks failed", "Diop | had said | talks failed"}},
    {"He/PRON/PRP/2/nsubj said=say/VERB/VBD/0/root Niger/PROPN/NNP/4/nsubj "
     "wants=want/VERB/VBZ/2/ccomp to/PART/TO/6/mark leave/VERB/VB/4/xcomp ./PUNCT/./2/punct",
     "1-1@1 3-3@3",
     {"He | said | Niger wants to leave"}},
    {"Rebels/NOUN/NNS/2/nsubj fled=flee/VERB/VBD/0/root ,/PUNCT/,/7/punct "
     "according=accord/VERB/VBG/7/case to/ADP/IN/4/fixed the/DET/DT/7/det report/NOUN/NN/2/obl "
     "./PUNCT/./2/punct",
     "1-1@1 6-7@7",
     {"the report | according to | Rebels fled"}},
    /* documents are no actors, yet sources */
    {"A/DET/DT/3/det UN/PROPN/NNP/3/compound report/NOUN/NN/4/nsubj said=say/VERB/VBD/0/root "
     "rebels/NOUN/NNS/6/nsubj fled=flee/VERB/VBD/4/ccomp ./PUNCT/./4/punct",
     "5-5@5",
     {"A UN report | said | rebels fled"}},
    /* both pieces around the cue are one content */
    {"Talks/NOUN/NNS/7/nsubj ,/PUNCT/,/5/punct the/DET/DT/4/det envoy/NOUN/NN/5/nsubj "
     "said=say/VERB/VBD/7/parataxis ,/PUNCT/,/5/punct resumed=resume/VERB/VBD/0/root "
     "in/ADP/IN/9/case Geneva/PROPN/NNP/7/obl ./PUNCT/./7/punct",
     "3-4@4",
     {"the envoy | said | Talks + resumed in Geneva"}},
    /* a headline; a label is nobody */
    {"Diop/PROPN/NNP/0/root :/PUNCT/:/4/punct talks=talk/NOUN/NNS/4/nsubj failed=fail/VERB/VBD/1/parataxis "
     "again/ADV/RB/4/advmod ./PUNCT/./1/punct",
     "1-1@1",
     {"Diop | : | talks failed again"}},
    {"Update/NOUN/NN/0/root :/PUNCT/:/4/punct talks=talk/NOUN/NNS/4/nsubj failed=fail/VERB/VBD/1/parataxis "
     "again/ADV/RB/4/advmod ./PUNCT/./1/punct",
     "",
     {NULL}},
    {"He/PRON/PRP/2/nsubj made=make/VERB/VBD/0/root clear/ADJ/JJ/2/xcomp that/SCONJ/IN/6/mark "
     "talks=talk/NOUN/NNS/6/nsubj failed=fail/VERB/VBD/3/ccomp ./PUNCT/./2/punct",
     "1-1@1",
     {"He | made clear | that talks failed"}},
    /* "asked if" */
    {"He/PRON/PRP/2/nsubj asked=ask/VERB/VBD/0/root if/SCONJ/IN/5/mark rebels/NOUN/NNS/5/nsubj "
     "fled=flee/VERB/VBD/2/advcl ./PUNCT/./2/punct",
     "1-1@1 4-4@4",
     {"He | asked | if rebels fled"}},
};

static void attribution_words(const sample *s, const attribution *a, char *out, size_t size)
{
    char source[256] = "-", cue[64], content[512];
    if (a->source.first != ENTITY_NONE)
        words_of(s, a->source.first, a->source.last, source, sizeof source);
    words_of(s, a->cue.first, a->cue.last, cue, sizeof cue);
    int at = snprintf(out, size, "%s | %s |", source, cue);
    for (uint32_t i = 0; i < a->n_content; i++) {
        words_of(s, a->content[i].first, a->content[i].last, content, sizeof content);
        at += snprintf(out + at, size - (size_t)at, "%s %s", i ? " +" : "", content);
    }
}

static void test_attributions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof attribution_cases / sizeof *attribution_cases; i++) {
        const claim_case *c = &attribution_cases[i];
        sample *s = malloc(sizeof *s);
        assert_non_null(s);
        sample_init(s, c);
        entity_input in = {
            .text = &s->text, .segs = &s->segs, .lexed = &s->lexed, .nodes = s->nodes,
            .cues = &book.cues};
        claims_find(&in, &s->mem, &s->who);
        attributions_find(&in, &s->mem, &s->who);
        uint32_t want = 0;
        while (want < 3 && c->claims[want]) want++;
        if (s->who.n_attributions != want)
            fail_msg("%s: %u attributions", s->words, s->who.n_attributions);
        for (uint32_t k = 0; k < want; k++) {
            char got[1024];
            attribution_words(s, &s->who.attributions[k], got, sizeof got);
            assert_string_equal(got, c->claims[k]);
        }
        arena_release(&s->mem);
        free(s);
    }
}

/* A line that is malformed is named. */
static void test_cue_lines(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *message;
    } cases[] = {
        {"verbs.txt", "say ; clause : state+about\nsay clause state\n", "a line is"},
        {"verbs.txt", "# words\nsing ; clause : state\n", "\"sing\" is no kind"},
        {"nouns.txt", "\nsay ; clauses : claim\n", "\"clauses\" is no kind"},
        {"verbs.txt", "say ; clause : state\nsay ; clause : state+beneath\n", "\"beneath\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char dir[] = "/tmp/cues-XXXXXX", path[64], command[96];
        image_writer out = {0};
        casus_error err = {0};
        assert_non_null(mkdtemp(dir));
        snprintf(path, sizeof path, "%s/cues", dir);
        assert_int_equal(mkdir(path, 0700), 0);
        snprintf(path, sizeof path, "%s/cues/%s", dir, cases[i].name);
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        fputs(cases[i].text, file);
        fclose(file);
        assert_int_equal(cue_book_build(dir, &out, &err), CASUS_BAD_DATA);
        assert_int_equal(err.line, 2);
        assert_non_null(strstr(err.message, cases[i].message));
        image_writer_release(&out);
        snprintf(command, sizeof command, "rm -r '%s'", dir);
        assert_int_equal(system(command), 0);
    }
}

/* A section that is cut short or out of order is refused. */
static void test_cue_section(void **state)
{
    (void)state;
    casus_str section;
    cue_book other;
    assert_int_equal(image_section(&book.sections, "entity.cues", &section, NULL), CASUS_OK);
    for (size_t len = 0; len < section.len; len += 1 + len / 2)
        assert_int_equal(cue_book_open(&other, (casus_str){section.ptr, len}, NULL),
                         CASUS_BAD_MODEL);
    assert_null(cue_book_find(&book.cues, STR(""), CUE_VERB));
    assert_null(cue_book_find(&book.cues, STR("sure"), CUE_VERB));
    assert_non_null(cue_book_find(&book.cues, STR("Sure"), CUE_ADJECTIVE));
    assert_null(cue_book_find(NULL, STR("say"), CUE_VERB));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_attributions),
        cmocka_unit_test(test_cue_lines),
        cmocka_unit_test(test_cue_section),
    };
    return cmocka_run_group_tests(tests, book_open, book_close);
}
