/* Scores of treebanks on cases whose counts were worked out by hand from the definition of the
 * CoNLL 2018 shared task.
 *
 * A line of a case is "ID FORM UPOS HEAD DEPREL [LEMMA [XPOS]]"; "~" in a form is a no-break space;
 * a range is "ID-ID FORM". `want` lists "metric gold system correct".
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "evaluate/conll.h"

/* Without punctuation three words, and all three have content. */
#define CHASE                                                                                      \
    "1 Dogs NOUN 2 nsubj dog\n2 chase VERB 0 root chase\n3 cats NOUN 2 obj cat\n"                  \
    "4 . PUNCT 2 punct .\n"
#define SLEEP_HEAD "1 They PRON 4 nsubj\n"
#define SLEEP_TAIL "4 sleep VERB 0 root\n"
#define DONT "2-3 don't\n2 do AUX 4 aux\n3 n't PART 4 advmod\n"

typedef struct scored {
    const char *name, *gold, *system, *want;
} scored;

static const scored CASES[] = {
    {"identical", CHASE, CHASE,
     "tokens 4 4 4 sentences 1 1 1 words 4 4 4 upos 4 4 4 xpos 4 4 4 lemmas 4 4 4 uas 4 4 4 "
     "las 4 4 4 las_subtypes 4 4 4 clas 3 3 3 uas_no_punct 3 3 3 las_no_punct 3 3 3"},
    {"head wrong by one", CHASE,
     "1 Dogs NOUN 2 nsubj\n2 chase VERB 0 root\n3 cats NOUN 1 obj\n4 . PUNCT 2 punct\n",
     "words 4 4 4 uas 4 4 3 las 4 4 3 las_subtypes 4 4 3 clas 3 3 2 uas_no_punct 3 3 2"},
    {"head of punctuation wrong", CHASE,
     "1 Dogs NOUN 2 nsubj\n2 chase VERB 0 root\n3 cats NOUN 2 obj\n4 . PUNCT 3 punct\n",
     "uas 4 4 3 las 4 4 3 clas 3 3 3 uas_no_punct 3 3 3 las_no_punct 3 3 3"},
    {"relation wrong", CHASE,
     "1 Dogs NOUN 2 obj\n2 chase VERB 0 root\n3 cats NOUN 2 obj\n4 . PUNCT 2 punct\n",
     "uas 4 4 4 las 4 4 3 clas 3 3 2 las_no_punct 3 3 2"},
    {"a subtype more", "1 Cats NOUN 2 nsubj\n2 slept VERB 0 root\n",
     "1 Cats NOUN 2 nsubj:pass\n2 slept VERB 0 root\n",
     "las 2 2 2 las_subtypes 2 2 1 clas 2 2 2 las_no_punct 2 2 2 las_subtypes_no_punct 2 2 1"},
    {"another subtype", "1 Cats NOUN 2 nsubj:outer\n2 slept VERB 0 root\n",
     "1 Cats NOUN 2 nsubj:pass\n2 slept VERB 0 root\n", "las 2 2 2 las_subtypes 2 2 1"},
    {"a tag wrong", "1 Go VERB 0 root go VB\n", "1 Go NOUN 0 root go VB\n",
     "upos 1 1 0 xpos 1 1 1 lemmas 1 1 1 las 1 1 1"},
    {"a Penn tag wrong", "1 Go VERB 0 root go VB\n", "1 Go VERB 0 root go VBP\n",
     "upos 1 1 1 xpos 1 1 0"},
    {"a lemma wrong", "1 Cats NOUN 0 root cat\n", "1 Cats NOUN 0 root cats\n", "lemmas 1 1 0"},
    {"a lemma in another case", "1 Cats NOUN 0 root cat\n", "1 Cats NOUN 0 root Cat\n",
     "lemmas 1 1 0"},
    {"no gold lemma: any is right", "1 Cats NOUN 0 root _\n", "1 Cats NOUN 0 root cat\n",
     "lemmas 1 1 1"},
    {"no lemma found", "1 Cats NOUN 0 root cat\n", "1 Cats NOUN 0 root _\n", "lemmas 1 1 0"},
    /* Boundaries: New|York|sleeps against NewYork|sleeps; of the three only "sleeps" is found. */
    {"merged tokens", "1 New PROPN 3 nsubj\n2 York PROPN 1 flat\n3 sleeps VERB 0 root\n",
     "1 NewYork PROPN 2 nsubj\n2 sleeps VERB 0 root\n",
     "tokens 3 2 1 sentences 1 1 1 words 3 2 1 upos 3 2 1 uas 3 2 1 las 3 2 1 clas 3 2 1"},
    {"split tokens", "1 NewYork PROPN 2 nsubj\n2 sleeps VERB 0 root\n",
     "1 New PROPN 3 nsubj\n2 York PROPN 1 flat\n3 sleeps VERB 0 root\n",
     "tokens 2 3 1 words 2 3 1 upos 2 3 1 uas 2 3 1 clas 2 3 1"},
    {"a shifted boundary", "1 ab X 2 dep\n2 c X 0 root\n", "1 a X 2 dep\n2 bc X 0 root\n",
     "tokens 2 2 0 words 2 2 0 upos 2 2 0 uas 2 2 0"},
    {"a shifted boundary between others", "1 x X 2 dep\n2 ab X 0 root\n3 c X 2 dep\n4 y X 2 dep\n",
     "1 x X 2 dep\n2 a X 0 root\n3 bc X 2 dep\n4 y X 1 dep\n",
     /* x hangs on "a", which is no gold word; y on x, not on "ab" */
     "tokens 4 4 2 words 4 4 2 uas 4 4 0"},
    {"a multiword token of the parser without a visible character", "1 a X 0 root\n",
     "1-2 \xE2\x80\x8B\n1 x X 3 dep\n2 y X 3 dep\n3 a X 0 root\n",
     "tokens 1 2 1 words 1 3 1 uas 1 3 1"},
    {"the head is no gold word", "1 Dogs NOUN 2 nsubj\n2 barked VERB 0 root\n",
     "1 Dogs NOUN 3 nsubj\n2 bark VERB 3 dep\n3 ed VERB 0 root\n",
     "tokens 2 3 1 words 2 3 1 uas 2 3 0 las 2 3 0"},
    {"the gold head was not found", "1 Dogs NOUN 2 nsubj\n2 barked VERB 0 root\n",
     "1 Dogs NOUN 0 root\n2 bark VERB 1 dep\n3 ed VERB 1 dep\n", "words 2 3 1 uas 2 3 0"},
    /* Multiword tokens. */
    {"the same multiword token", SLEEP_HEAD DONT SLEEP_TAIL, SLEEP_HEAD DONT SLEEP_TAIL,
     "tokens 3 3 3 words 4 4 4 uas 4 4 4 las 4 4 4 clas 3 3 3"},
    {"gold has a multiword token, system its words", SLEEP_HEAD DONT SLEEP_TAIL,
     SLEEP_HEAD "2 do AUX 4 aux\n3 n't PART 4 advmod\n" SLEEP_TAIL,
     "tokens 3 4 2 words 4 4 4 upos 4 4 4 las 4 4 4"},
    {"system has a multiword token, gold its words",
     SLEEP_HEAD "2 do AUX 4 aux\n3 n't PART 4 advmod\n" SLEEP_TAIL, SLEEP_HEAD DONT SLEEP_TAIL,
     "tokens 4 3 2 words 4 4 4 las 4 4 4"},
    {"a multiword token as one word", SLEEP_HEAD DONT SLEEP_TAIL,
     "1 They PRON 3 nsubj\n2 don't AUX 3 aux\n3 sleep VERB 0 root\n",
     "tokens 3 3 3 words 4 3 2 uas 4 3 2 las 4 3 2 clas 3 2 2"},
    {"other words in a multiword token", SLEEP_HEAD DONT SLEEP_TAIL,
     SLEEP_HEAD "2-3 don't\n2 do AUX 4 aux\n3 not PART 4 advmod\n" SLEEP_TAIL,
     "tokens 3 3 3 words 4 4 3 uas 4 4 3 las 4 4 3"},
    {"case aside inside a multiword token", "1-2 DON'T\n1 DO AUX 0 root\n2 N'T PART 1 advmod\n",
     "1-2 DON'T\n1 do AUX 0 root\n2 n't PART 1 advmod\n", "words 2 2 2 uas 2 2 2"},
    {"case counts outside of it: the characters differ", "1 Go VERB 0 root\n", "1 go VERB 0 root\n",
     NULL},
    {"words of a multiword token in another order",
     "1-2 vamonos\n1 vamos VERB 0 root\n2 nos PRON 1 obj\n",
     "1-2 vamonos\n1 nos PRON 2 obj\n2 vamos VERB 0 root\n",
     /* one of the two is common: "nos", whose head "vamos" is then no gold word */
     "tokens 1 1 1 words 2 2 1 upos 2 2 1 uas 2 2 0"},
    {"overlapping multiword tokens",
     "1-2 ab\n1 a X 0 root\n2 b X 1 dep\n3 c X 1 dep\n",
     "1 a X 0 root\n2-3 bc\n2 b X 1 dep\n3 c X 1 dep\n",
     "tokens 2 2 0 words 3 3 3 uas 3 3 3"},
    {"a multiword token across a token of the other side",
     "1 x X 2 dep\n2 abc X 0 root\n3 y X 2 dep\n",
     "1 x X 2 dep\n2-3 ab\n2 a X 0 root\n3 b X 2 dep\n4 c X 2 dep\n5 y X 2 dep\n",
     /* "abc" begins with "ab" and ends behind it */
     "tokens 3 4 2 words 3 5 2 uas 3 5 0"},
    /* Sentences. */
    {"a sentence cut in two", "1 Go VERB 0 root\n2 home ADV 1 advmod\n",
     "1 Go VERB 0 root\n\n1 home ADV 0 root\n",
     "tokens 2 2 2 sentences 1 2 0 words 2 2 2 upos 2 2 2 uas 2 2 1 las 2 2 1"},
    {"two sentences joined", "1 Go VERB 0 root\n\n1 home ADV 0 root\n",
     "1 Go VERB 0 root\n2 home ADV 1 advmod\n", "sentences 2 1 0 words 2 2 2 uas 2 2 1 las 2 2 1"},
    {"the second of three sentences cut",
     "1 a X 0 root\n\n1 b X 0 root\n2 c X 1 dep\n\n1 d X 0 root\n",
     "1 a X 0 root\n\n1 b X 0 root\n\n1 c X 0 root\n\n1 d X 0 root\n",
     "sentences 3 4 2 words 4 4 4 uas 4 4 3"},
    {"a sentence end one word late", "1 a X 0 root\n2 b X 1 dep\n\n1 c X 0 root\n2 d X 1 dep\n",
     "1 a X 0 root\n2 b X 1 dep\n3 c X 1 dep\n\n1 d X 0 root\n",
     /* starts 0 and 3 against 0 and 2 */
     "sentences 2 2 0 words 4 4 4 uas 4 4 2"},
    {"heads count within their sentence", CHASE "\n" CHASE, CHASE "\n" CHASE,
     "sentences 2 2 2 uas 8 8 8 las 8 8 8"},
    {"another root",
     "1 Go VERB 0 root\n2 home ADV 1 advmod\n", "1 Go VERB 2 advmod\n2 home ADV 0 root\n",
     "words 2 2 2 uas 2 2 0 las 2 2 0"},
    {"two roots",
     "1 Go VERB 0 root\n2 home ADV 1 advmod\n", "1 Go VERB 0 root\n2 home ADV 0 root\n",
     "uas 2 2 1 las 2 2 1"},
    /* Characters. */
    {"a space within a form counts for nothing", "1 10~000 NUM 0 root\n", "1 10000 NUM 0 root\n",
     "tokens 1 1 1 words 1 1 1"},
    {"nor where the other side cuts at it", "1 10~000 NUM 0 root\n",
     "1 10 NUM 0 root\n2 000 NUM 1 dep\n", "tokens 1 2 0 words 1 2 0"},
    {"an ideographic space", "1 a\u3000b X 0 root\n", "1 ab X 0 root\n", "words 1 1 1"},
    {"characters of two and three bytes", "1 \u00e9 X 2 dep\n2 \u20ac X 0 root\n",
     "1 \u00e9 X 2 dep\n2 \u20ac X 0 root\n", "tokens 2 2 2 uas 2 2 2"},
    {"merged characters of two and three bytes", "1 \u00e9 X 2 dep\n2 \u20ac X 0 root\n",
     "1 \u00e9\u20ac X 0 root\n", "tokens 2 1 0 words 2 1 0"},
    {"other characters", "1 ab X 0 root\n", "1 ac X 0 root\n", NULL},
    {"characters are missing",
     CHASE, "1 Dogs NOUN 2 nsubj\n2 chase VERB 0 root\n3 cats NOUN 2 obj\n",
     NULL},
    /* What is counted. */
    {"function words have no content",
     "1 the DET 2 det\n2 dog NOUN 3 nsubj\n3 slept VERB 0 root\n4 at ADP 5 case\n"
     "5 home NOUN 3 obl\n",
     "1 the DET 3 det\n2 dog NOUN 3 nsubj\n3 slept VERB 0 root\n4 at ADP 3 case\n"
     "5 home NOUN 3 obl\n",
     "uas 5 5 3 las 5 5 3 clas 3 3 3"},
    {"a subtype of a function word has none either",
     "1 was AUX 2 aux:pass\n2 seen VERB 0 root\n", "1 was AUX 2 aux:pass\n2 seen VERB 0 root\n",
     "clas 1 1 1 las 2 2 2"},
    {"punctuation under another relation", CHASE,
     "1 Dogs NOUN 2 nsubj\n2 chase VERB 0 root\n3 cats NOUN 2 obj\n4 . PUNCT 2 dep\n",
     "uas 4 4 4 las 4 4 3 clas 3 4 3 uas_no_punct 3 4 3 las_no_punct 3 4 3"},
    {"a word under punctuation", "1 Go VERB 0 root\n2 home ADV 1 advmod\n",
     "1 Go VERB 0 root\n2 home ADV 1 punct\n",
     "uas 2 2 2 las 2 2 1 clas 2 1 1 uas_no_punct 2 1 2 las_no_punct 2 1 1"},
    {"empty nodes count for nothing",
     "1 Go VERB 0 root\n1.1 you PRON 1 nsubj\n2 home ADV 1 advmod\n",
     "1 Go VERB 0 root\n2 home ADV 1 advmod\n", "tokens 2 2 2 words 2 2 2 uas 2 2 2"},
    {"comments count for nothing", "# text = Go\n1 Go VERB 0 root\n", "1 Go VERB 0 root\n",
     "sentences 1 1 1 words 1 1 1"},
};

/* A case's lines as CoNLL-U. */
static void put_line(casus_str line, buf *out)
{
    casus_str word[7] = {{0}};
    int n = 0;
    if (!line.len || line.ptr[0] == '#') {
        buf_put_str(out, line);
        buf_put_char(out, '\n');
        return;
    }
    while (n < 7 && word_next(&line, &word[n])) n++;
    assert_true(n == 2 || n >= 5);
    buf_printf(out, "%.*s\t", (int)word[0].len, word[0].ptr);
    for (size_t i = 0; i < word[1].len; i++) {
        if (word[1].ptr[i] == '~') buf_put_str(out, STR("\u00a0"));
        else buf_put_char(out, word[1].ptr[i]);
    }
    if (n == 2) {
        buf_put_str(out, STR("\t_\t_\t_\t_\t_\t_\t_\t_\n"));
        return;
    }
    casus_str lemma = n > 5 ? word[5] : word[1], xpos = n > 6 ? word[6] : word[2];
    buf_printf(out, "\t%.*s\t%.*s\t%.*s\t_\t%.*s\t%.*s\t_\t_\n", (int)lemma.len, lemma.ptr,
               (int)word[2].len, word[2].ptr, (int)xpos.len, xpos.ptr, (int)word[3].len,
               word[3].ptr, (int)word[4].len, word[4].ptr);
}

static void to_conllu(const char *text, buf *out)
{
    casus_str rest = str_from(text), line;
    while (rest.len) {
        size_t end = str_find(rest, STR("\n"));
        line = str_slice(rest, 0, end);
        rest = str_slice(rest, end + 1, rest.len);
        put_line(line, out);
    }
}

typedef struct pair {
    buf gold_text, system_text;
    arena mem;
    conll_side gold, system;
} pair;

static void pair_open(pair *self, const char *gold, const char *system)
{
    *self = (pair){0};
    casus_error err = {0};
    arena_init(&self->mem, (size_t)1 << 26);
    to_conllu(gold, &self->gold_text);
    to_conllu(system, &self->system_text);
    if (conll_read(&self->gold, buf_str(&self->gold_text), "gold", &self->mem, &err) != CASUS_OK ||
        conll_read(&self->system, buf_str(&self->system_text), NULL, &self->mem, &err) !=
            CASUS_OK)
        fail_msg("line %u: %s", err.line, err.message);
}

static void pair_close(pair *self)
{
    buf_release(&self->gold_text);
    buf_release(&self->system_text);
    arena_release(&self->mem);
}

static enum conll_metric metric_of(casus_str key)
{
    for (int m = 0; m < CONLL_METRIC_COUNT; m++)
        if (str_eq(key, str_from(conll_metric_key((enum conll_metric)m))))
            return (enum conll_metric)m;
    fail_msg("no metric \"%.*s\"", (int)key.len, key.ptr);
    return CONLL_TOKENS;
}

static uint64_t next_number(casus_str *rest)
{
    casus_str word;
    double value = -1;
    assert_true(word_next(rest, &word) && number_read(word, &value));
    return (uint64_t)value;
}

static void check_scores(const char *name, const char *want, const conll_result *found)
{
    casus_str rest = str_from(want), key;
    while (word_next(&rest, &key)) {
        const conll_score *s = &found->scores[metric_of(key)];
        uint64_t gold = next_number(&rest), system = next_number(&rest), right = next_number(&rest);
        if (s->gold != gold || s->system != system || s->correct != right)
            fail_msg("%s: %.*s is %d %d %d, not %d %d %d", name, (int)key.len, key.ptr,
                     (int)s->gold, (int)s->system, (int)s->correct, (int)gold, (int)system,
                     (int)right);
    }
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        pair p;
        conll_result found;
        casus_error err = {0};
        pair_open(&p, CASES[i].gold, CASES[i].system);
        casus_status status =
            conll_score_sides(&p.gold, &p.system, false, &p.mem, &found, &err);
        if (!CASES[i].want) {
            assert_int_equal(status, CASUS_BAD_INPUT);
            assert_non_null(strstr(err.message, "do not spell the text"));
        } else {
            assert_int_equal(status, CASUS_OK);
            check_scores(CASES[i].name, CASES[i].want, &found);
        }
        pair_close(&p);
    }
}

/* A file against itself is right in all things, and no score says more than there is. */
static void test_self(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        pair p;
        conll_result found;
        pair_open(&p, CASES[i].gold, CASES[i].gold);
        assert_int_equal(conll_score_sides(&p.gold, &p.system, false, &p.mem, &found, NULL),
                         CASUS_OK);
        for (int m = 0; m < CONLL_METRIC_COUNT; m++) {
            const conll_score *s = &found.scores[m];
            assert_int_equal(s->gold, s->system);
            assert_int_equal(s->gold, s->correct);
        }
        pair_close(&p);
    }
}

static void test_any_case_of_lemmas(void **state)
{
    (void)state;
    pair p;
    conll_result found;
    pair_open(&p, "1 CATS NOUN 0 root cat\n", "1 CATS NOUN 0 root Cat\n");
    assert_int_equal(conll_score_sides(&p.gold, &p.system, true, &p.mem, &found, NULL), CASUS_OK);
    assert_int_equal(found.scores[CONLL_LEMMAS].correct, 1);
    pair_close(&p);
}

/* 1 of 4 in the gold file, of 2 found. */
static void test_shares(void **state)
{
    (void)state;
    static const conll_score s = {.gold = 4, .system = 2, .correct = 1, .aligned = 2}, none = {0};
    assert_true(conll_precision(&s) == 0.5);
    assert_true(conll_recall(&s) == 0.25);
    assert_true(conll_f1(&s) == 2.0 / 6.0);
    assert_true(conll_aligned(&s) == 0.5);
    assert_true(conll_precision(&none) == 0 && conll_recall(&none) == 0 && conll_f1(&none) == 0);
}

static const conll_score *relation(const conll_result *found, const char *name)
{
    for (uint32_t i = 0; i < found->n_relations; i++)
        if (str_eq(found->relations[i].name, str_from(name))) return &found->relations[i].score;
    fail_msg("no relation %s", name);
    return NULL;
}

/* By relation: nsubj is found once, with a wrong head; obj twice, once rightly; obl never. */
static void test_relations(void **state)
{
    (void)state;
    pair p;
    conll_result found;
    pair_open(&p,
              "1 a X 2 nsubj\n2 b X 0 root\n3 c X 2 obj\n4 d X 2 obl\n",
              "1 a X 3 nsubj\n2 b X 0 root\n3 c X 2 obj\n4 d X 2 obj\n");
    assert_int_equal(conll_score_sides(&p.gold, &p.system, false, &p.mem, &found, NULL), CASUS_OK);
    assert_int_equal(found.n_relations, 4);
    static const struct {
        const char *name;
        uint64_t gold, system, correct;
    } WANT[] = {{"nsubj", 1, 1, 0}, {"obj", 1, 2, 1}, {"obl", 1, 0, 0}, {"root", 1, 1, 1}};
    for (size_t i = 0; i < COUNT(WANT); i++) {
        const conll_score *s = relation(&found, WANT[i].name);
        assert_true(str_eq(found.relations[i].name, str_from(WANT[i].name))); /* sorted */
        assert_int_equal(s->gold, WANT[i].gold);
        assert_int_equal(s->system, WANT[i].system);
        assert_int_equal(s->correct, WANT[i].correct);
    }
    pair_close(&p);
}

/* What cannot be scored is refused with the line. */
static void test_bad_heads(void **state)
{
    (void)state;
    static const char *const BAD[] = {"1 a X 0 root\n2 b X 3 dep\n", "1 a X 0 root\n2 b X 2 dep\n",
                                      "1 a X 0 root\n2 b X _ dep\n",
                                      "1 a X 0 root\n2 b X -1 dep\n",
                                      "1 a X 0 root\n2 \xE2\x80\x8B X 1 dep\n",
                                      "1 a X 0 root\n2-3 \xC2\xA0\n2 b X 1 dep\n3 c X 1 dep\n"};
    for (size_t i = 0; i < COUNT(BAD); i++) {
        buf text = {0};
        arena mem;
        conll_side side;
        casus_error err = {0};
        arena_init(&mem, (size_t)1 << 24);
        to_conllu(BAD[i], &text);
        assert_int_equal(conll_read(&side, buf_str(&text), "gold.conllu", &mem, &err),
                         CASUS_BAD_INPUT);
        assert_int_equal(err.line, 2);
        assert_string_equal(err.file, "gold.conllu");
        buf_release(&text);
        arena_release(&mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),     cmocka_unit_test(test_self),
        cmocka_unit_test(test_shares),    cmocka_unit_test(test_any_case_of_lemmas),
        cmocka_unit_test(test_relations), cmocka_unit_test(test_bad_heads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
