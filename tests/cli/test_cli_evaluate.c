/* casus evaluate: scores of gold files made here. How scores are counted is test_conll.c's; here it
 * is what goes into them and how they are shown.
 */
#include "run.h"
#include "report.h"

/* Two paragraphs, three sentences, nine words in eight tokens, of which two are full stops. */
#define GOLD                                                                                       \
    "# newdoc id = d\n# newpar\n# text = They left.\n"                                             \
    "1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"                                                \
    "2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n"                                    \
    "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"                                                     \
    "# text = He didn't.\n"                                                                        \
    "1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"                                                    \
    "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"                                            \
    "2\tdid\tdo\tVERB\tVBD\t_\t0\troot\t_\t_\n"                                                    \
    "3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_\n"                                                  \
    "4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"                                                     \
    "# newpar\n# text = Rain today\n"                                                              \
    "1\tRain\train\tNOUN\tNN\t_\t0\troot\t_\t_\n"                                                  \
    "2\ttoday\ttoday\tNOUN\tNN\t_\t1\tobl:unmarked\t_\t_\n\n"

static void test_json(void **state)
{
    (void)state;
    put_text("gold.conllu", GOLD);
    json_t *raw = evaluate("treebank", "gold.conllu", NULL, NULL);
    assert_string_equal(word(raw, "kind"), "evaluation");
    assert_string_equal(word(raw, "of"), "treebank");
    assert_string_equal(word(raw, "gold"), "gold.conllu");
    assert_string_equal(word(raw, "input"), "raw text");
    assert_string_equal(word(raw, "engine"), "default");
    assert_string_equal(word(raw, "case"), "keep");
    /* splitter and tokenizer find all of these, whatever the trees are */
    static const struct {
        const char *key;
        int n;
    } WANT[] = {{"tokens", 8}, {"sentences", 3}, {"words", 9}};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(number(raw, "scores", WANT[i].key, "gold"), WANT[i].n);
        assert_int_equal(number(raw, "scores", WANT[i].key, "system"), WANT[i].n);
        assert_int_equal(number(raw, "scores", WANT[i].key, "correct"), WANT[i].n);
    }
    assert_int_equal(number(raw, "scores", "las", "gold"), 9);
    assert_int_equal(number(raw, "scores", "las_no_punct", "gold"), 7);
    assert_null(json_object_get(raw, "relations"));
    assert_true(json_number_value(json_object_get(raw, "cpu_seconds")) >= 0);
    assert_int_equal(json_integer_value(json_object_get(raw, "words_parsed")), 9);
    json_decref(raw);
    json_t *relations = evaluate("treebank", "gold.conllu", "--relations", "--engine=fast");
    assert_string_equal(word(relations, "engine"), "fast");
    assert_int_equal(number(relations, "relations", "punct", "gold"), 2);
    assert_int_equal(number(relations, "relations", "obl:unmarked", "gold"), 1);
    assert_int_equal(number(relations, "relations", "root", "gold"), 3);
    json_decref(relations);
}

/* What the modes keep: the text has no sentence end between "Go" and "Stop", and its tokens are not
 * those that the tokenizer would make. */
static void test_modes(void **state)
{
    (void)state;
    put_text("gold.conllu", "# text = they go\n1\tthey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"
                            "2\tgo\tgo\tVERB\tVBP\t_\t0\troot\t_\t_\n\n"
                            "# text = they stop(s)\n1\tthey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"
                            "2\tstop(s)\tstop\tVERB\tVBP\t_\t0\troot\t_\t_\n\n");
    json_t *raw = evaluate("treebank", "gold.conllu", NULL, NULL), *cut = evaluate("treebank", "gold.conllu", "--sentences", "gold"),
           *given = evaluate("treebank", "gold.conllu", "--tokens", "gold"), *own = evaluate("treebank", "gold.conllu", "--tokens", "own");
    assert_string_equal(word(cut, "input"), "gold sentences");
    assert_string_equal(word(given, "input"), "gold tokens");
    assert_string_equal(word(own, "input"), "raw text");
    assert_int_equal(number(raw, "scores", "sentences", "system"), 1);
    assert_int_equal(number(raw, "scores", "sentences", "correct"), 0);
    assert_int_equal(number(raw, "scores", "words", "correct"), 3);
    assert_int_equal(number(cut, "scores", "sentences", "correct"), 2);
    assert_int_equal(number(cut, "scores", "words", "correct"), 3);
    assert_int_equal(number(given, "scores", "sentences", "correct"), 2);
    assert_int_equal(number(given, "scores", "words", "correct"), 4);
    json_decref(raw);
    json_decref(cut);
    json_decref(given);
    json_decref(own);
}

/* The text is changed and the gold forms with it, so every word is found as before. */
static void test_case(void **state)
{
    (void)state;
    put_text("gold.conllu", GOLD);
    static const char *const CASES[] = {"lower", "upper", "title"};
    for (size_t i = 0; i < 3; i++) {
        json_t *found = evaluate("treebank", "gold.conllu", "--case", CASES[i]);
        assert_string_equal(word(found, "case"), CASES[i]);
        assert_int_equal(number(found, "scores", "words", "gold"), 9);
        assert_int_equal(number(found, "scores", "words", "correct"), 9);
        json_decref(found);
    }
}

static void test_table(void **state)
{
    (void)state;
    put_text("gold.conllu", GOLD);
    result r = run(NULL, "evaluate", "treebank", "gold.conllu", NULL);
    assert_int_equal(r.code, 0);
    assert_string_equal(r.err, "");
    static const char HEAD[] =
        "gold.conllu: raw text, default engine\n\n"
        "Metric                                  Precision     Recall         F1    Aligned\n"
        "Tokens                                     100.00     100.00     100.00\n"
        "Sentences                                  100.00     100.00     100.00\n"
        "Words                                      100.00     100.00     100.00\n"
        "UPOS ";
    assert_memory_equal(r.out, HEAD, sizeof HEAD - 1);
    assert_non_null(strstr(r.out, "\nLAS with subtypes "));
    assert_non_null(strstr(r.out, "\n\n9 words in "));
    assert_non_null(strstr(r.out, " s of CPU time, "));
    result_free(&r);
    result two = run(NULL, "evaluate", "treebank", "--relations", "--case=lower", "gold.conllu",
                     "gold.conllu", NULL);
    assert_int_equal(two.code, 0);
    static const char LOWER[] = "gold.conllu: raw text, default engine, lower case\n\nMetric ";
    assert_int_equal(count_of(two.out, LOWER), 2);
    assert_int_equal(count_of(two.out, "\nobl:unmarked "), 2);
    result_free(&two);
}

static void test_bad_gold(void **state)
{
    (void)state;
    put_text("gold.conllu", GOLD);
    put_text("head.conllu", "1\ta\ta\tX\tX\t_\t2\tdep\t_\t_\n");
    put_text("text.conllu", "# text = other\n1\ta\ta\tX\tX\t_\t0\troot\t_\t_\n");
    put_text("columns.conllu", "1 a\n");
    put_text("empty.conllu", "");
    expect(run(NULL, "evaluate", "treebank", "head.conllu", NULL), 1, "",
           "casus: head.conllu:1: the head is no other word of the sentence, nor 0\n");
    expect(run(NULL, "evaluate", "treebank", "text.conllu", NULL), 1, "",
           "casus: text.conllu: the words do not spell the text that was parsed, at \"a\": \"# "
           "text\" and the forms must agree\n");
    expect(run(NULL, "evaluate", "treebank", "columns.conllu", NULL), 1, "",
           "casus: columns.conllu:1: CoNLL-U has 10 columns with tabs between them\n");
    expect(run(NULL, "evaluate", "treebank", "empty.conllu", NULL), 1, "",
           "casus: empty.conllu: the gold file holds no sentence\n");
    result r = run(NULL, "evaluate", "treebank", "-fjson", "none.conllu", "gold.conllu", NULL);
    assert_int_equal(r.code, 3);
    assert_non_null(strstr(r.err, "casus: none.conllu: "));
    assert_int_equal(count_of(r.out, "\n"), 1);
    result_free(&r);
}

/* ---- dates ----------------------------------------------------------------------------------- */

/* 2024-03-05 is a Tuesday. The first is right to the day, the second but for its end, the third
 * asks for another day; a duration is passed over. */
#define SENTENCES                                                                                  \
    "{\"Input\":\"They met on 4 March 2024.\",\"Context\":{\"ReferenceDateTime\":"                      \
    "\"2024-03-05T00:00:00\"},\"Results\":[{\"Start\":12,\"End\":23,\"TypeName\":\"x.date\","             \
    "\"Resolution\":{\"values\":[{\"value\":\"2024-03-04\"}]}}]}\n"                                   \
    "{\"Input\":\"They met from 1 to 3 March 2024.\",\"Context\":{\"ReferenceDateTime\":"               \
    "\"2024-03-05\"},\"Results\":[{\"Start\":9,\"End\":30,\"TypeName\":\"x.daterange\","                  \
    "\"Resolution\":{\"values\":[{\"start\":\"2024-03-01\",\"end\":\"2024-03-03\"}]}}]}\n"            \
    "{\"Input\":\"They met yesterday for an hour.\",\"Context\":{\"ReferenceDateTime\":"                \
    "\"2024-03-05\"},\"Results\":[{\"Start\":9,\"End\":17,\"TypeName\":\"x.date\","                       \
    "\"Resolution\":{\"values\":[{\"value\":\"2024-03-02\"}]}},{\"Start\":23,\"End\":29,"               \
    "\"TypeName\":\"x.duration\",\"Resolution\":{\"values\":[{\"value\":\"3600\"}]}}]}\n"             \
    "{\"Input\":\"They met.\",\"Context\":{\"ReferenceDateTime\":\"2024-03-05\"},\"Results\":[],"        \
    "\"part\":\"held\"}\n"

static void test_dates(void **state)
{
    (void)state;
    put_text("dates.jsonl", SENTENCES);
    put_text("bare.jsonl", "{\"Input\":\"They met.\"}\n");
    expect(run(NULL, "evaluate", "dates", "--format=json", "--errors", "dates.jsonl", NULL), 0,
           "{\"kind\":\"evaluation\",\"of\":\"dates\",\"gold\":\"dates.jsonl\",\"part\":\"seen\","
           "\"engine\":\"default\",\"sentences\":3,\"phrases\":3,"
           "\"dates\":{\"found\":{\"share\":1.0,\"part\":3,\"of\":3},"
           "\"right\":{\"share\":0.666667,\"part\":2,\"of\":3},"
           "\"exact\":{\"share\":0.333333,\"part\":1,\"of\":3}},"
           "\"errors\":[{\"text\":\"They met yesterday for an hour. (2024-03-05)\","
           "\"wanted\":\"2024-03-02\",\"found\":\"\\\"yesterday\\\" 2024-03-04\"}]}\n",
           "");
    expect(run(NULL, "evaluate", "dates", "bare.jsonl", NULL), 1, "",
           "casus: bare.jsonl:1: a row has an \"Input\", a \"ReferenceDateTime\" in \"Context\", and "
           "\"Results\"\n");
}

/* ---- attributions ---------------------------------------------------------------------------- */

/* The first article is marked as casus reads it; in the second the content ends earlier and one more
 * is marked. Characters, not bytes: "\xC3\xA9" is one. */
#define ARTICLES                                                                                   \
    "{\"text\":\"Chad accused Sudan of arming rebels.\",\"date\":\"2024-03-05\",\"annotations\":[{"      \
    "\"attributions\":[{\"source\":[{\"spans\":[[0,4]]}],\"cue\":[{\"spans\":[[5,12]]}],"              \
    "\"content\":[{\"spans\":[[13,35]]}]}]},{\"attributions\":[]}]}\n"                                \
    "{\"text\":\"Andr\xC3\xA9 Diop said that talks failed in Geneva.\",\"date\":\"2024-03-05\","         \
    "\"annotations\":[{\"attributions\":[{\"source\":[{\"spans\":[[0,10]]}],\"cue\":[{\"spans\":"       \
    "[[11,15]]}],\"content\":[{\"spans\":[[16,33]]}]},{\"source\":[],\"cue\":[{\"spans\":"             \
    "[[37,43]]}],\"content\":[{\"spans\":[[34,43]]}]}]}]}\n"

static void test_attributions(void **state)
{
    (void)state;
    put_text("told.jsonl", ARTICLES);
    put_text("bare.jsonl", "{\"text\":\"They met.\"}\n");
    expect(run(NULL, "evaluate", "attributions", "--format=json", "--errors", "told.jsonl", NULL), 0,
           "{\"kind\":\"evaluation\",\"of\":\"attributions\",\"gold\":\"told.jsonl\",\"part\":\"seen\","
           "\"engine\":\"default\",\"articles\":2,"
           "\"exact\":{\"source\":{\"gold\":2,\"found\":2,\"gold_right\":2,\"found_right\":2,"
           "\"precision\":1.0,\"recall\":1.0,\"f1\":1.0},"
           "\"cue\":{\"gold\":3,\"found\":2,\"gold_right\":2,\"found_right\":2,"
           "\"precision\":1.0,\"recall\":0.666667,\"f1\":0.8},"
           "\"content\":{\"gold\":3,\"found\":2,\"gold_right\":1,\"found_right\":1,"
           "\"precision\":0.5,\"recall\":0.333333,\"f1\":0.4}},"
           "\"overlap\":{\"source\":{\"gold\":2,\"found\":2,\"gold_right\":2,\"found_right\":2,"
           "\"precision\":1.0,\"recall\":1.0,\"f1\":1.0},"
           "\"cue\":{\"gold\":3,\"found\":2,\"gold_right\":2,\"found_right\":2,"
           "\"precision\":1.0,\"recall\":0.666667,\"f1\":0.8},"
           "\"content\":{\"gold\":3,\"found\":2,\"gold_right\":3,\"found_right\":2,"
           "\"precision\":1.0,\"recall\":1.0,\"f1\":1.0}},"
           "\"errors\":[{\"text\":\"Andr\xC3\xA9 Diop said that talks failed in Geneva.\","
           "\"wanted\":\"Geneva\",\"found\":null}]}\n",
           "");
    expect(run(NULL, "evaluate", "attributions", "bare.jsonl", NULL), 1, "",
           "casus: bare.jsonl:1: a row has a \"text\" and \"annotations\" with \"attributions\"\n");
}

/* ---- actors -------------------------------------------------------------------------------- */

#define PHRASES                                                                                    \
    "{\"text\":\"Ghana\",\"expect\":{\"country\":\"GHA\",\"code_1\":\"\"}}\n"                           \
    "{\"text\":\"Ghana\",\"date\":\"2020-01-01\",\"expect\":{\"country\":\"TGO\"}}\n"                   \
    "{\"text\":\"Ghana\",\"part\":\"held\",\"expect\":{\"country\":\"TGO\"}}\n"

static void test_actors(void **state)
{
    (void)state;
    put_text("phrases.jsonl", PHRASES);
    put_text("bare.jsonl", "{\"expect\":{\"country\":\"TGO\"}}\n");
    put_text("none.jsonl", "{\"text\":\"Ghana\"}\n");
    expect(run(NULL, "evaluate", "actors", "--format=json", "--errors", "phrases.jsonl", NULL), 0,
           "{\"kind\":\"evaluation\",\"of\":\"actors\",\"gold\":\"phrases.jsonl\",\"part\":\"seen\","
           "\"engine\":\"default\",\"rows\":2,"
           "\"right\":{\"both\":{\"share\":0.5,\"part\":1,\"of\":2},"
           "\"country\":{\"share\":0.5,\"part\":1,\"of\":2},"
           "\"sector\":{\"share\":1.0,\"part\":1,\"of\":1}},"
           "\"errors\":[{\"text\":\"Ghana (2020-01-01)\",\"wanted\":\"TGO \",\"found\":\"GHA \"}]}\n",
           "");
    result r = run(NULL, "evaluate", "actors", "--errors", "phrases.jsonl", NULL);
    assert_int_equal(r.code, 0);
    assert_non_null(strstr(r.out, "\nErrors: text, wanted, found, with tabs between\n"
                                  "Ghana (2020-01-01)\tTGO \tGHA \n"));
    result_free(&r);
    expect(run(NULL, "evaluate", "actors", "bare.jsonl", NULL), 1, "",
           "casus: bare.jsonl:1: a row has a \"text\", and \"country\" or \"code_1\" in "
           "\"expect\"\n");
    expect(run(NULL, "evaluate", "actors", "none.jsonl", NULL), 1, "",
           "casus: none.jsonl: there is no row of the part \"seen\"; --part chooses it\n");
}

/* ---- names --------------------------------------------------------------------------------- */

#define NAMES                                                                                      \
    "# text = John Smith visited Paris on Monday.\n"                                               \
    "1\tJohn\tB-PER\n2\tSmith\tI-PER\n3\tvisited\tO\n4\tParis\tB-LOC\n5\ton\tO\n6\tMonday\tO\n7\t.\tO\n\n"  \
    "1\tMalians\tB-NORP\n2\twept\tO\n3\t.\tO\n\n"

/* A model may hold the fast engine alone; then nothing but the message can be tested. */
static bool names_are_found(void)
{
    put_text("one.iob2", "1\t.\tO\n");
    result r = run(NULL, "evaluate", "names", "one.iob2", NULL);
    bool found = r.code == 0;
    if (!found)
        assert_string_equal(r.err, "casus: the model holds the fast engine alone, which looks for no "
                                   "names: take another model\n");
    result_free(&r);
    return found;
}

/* A full stop is no name, whatever the weights. */
static void test_names_table(void **state)
{
    (void)state;
    if (!names_are_found()) return;
    expect(run(NULL, "evaluate", "names", "one.iob2", NULL), 0,
           "one.iob2: names, gold tokens\n\n"
           "Kind              Precision     Recall         F1  Gold names\n"
           "PER LOC ORG            0.00       0.00       0.00           0\n"
           "PER                    0.00       0.00       0.00           0\n"
           "LOC                    0.00       0.00       0.00           0\n"
           "ORG                    0.00       0.00       0.00           0\n",
           "");
}

/* Words with blanks between them as CoNLL-U; "|" is a new sentence. */
static void put_given(const char *text)
{
    FILE *file = fopen("given.conllu", "wb");
    assert_non_null(file);
    int id = 1;
    for (const char *at = text; *at;) {
        int len = (int)strcspn(at, " |");
        fprintf(file, "%d\t%.*s\t_\t_\t_\t_\t_\t_\t_\t_\n", id++, len, at);
        at += len;
        if (*at == '|') fputc('\n', file), id = 1;
        if (*at) at++;
    }
    fputc('\n', file);
    assert_int_equal(fclose(file), 0);
}

/* What is counted as found is what casus parse marks over the same tokens. */
static void test_names_json(void **state)
{
    (void)state;
    if (!names_are_found()) return;
    static const char *const CASES[] = {"keep", "lower", "upper", "title"};
    static const char *const TEXTS[] = {"John Smith visited Paris on Monday .|Malians wept .",
                                        "john smith visited paris on monday .|malians wept .",
                                        "JOHN SMITH VISITED PARIS ON MONDAY .|MALIANS WEPT .",
                                        "John Smith Visited Paris on Monday .|Malians Wept ."};
    put_text("gold.iob2", NAMES);
    for (size_t i = 0; i < 4; i++) {
        put_given(TEXTS[i]);
        result parsed = run(NULL, "parse", "--input=conllu", "given.conllu", NULL);
        result r = run(NULL, "evaluate", "names", "-fjson", "--case", CASES[i], "gold.iob2", NULL);
        assert_int_equal(parsed.code, 0);
        assert_int_equal(r.code, 0);
        json_t *found = json_loads(r.out, 0, NULL);
        assert_non_null(found);
        assert_string_equal(word(found, "of"), "names");
        assert_string_equal(word(found, "gold"), "gold.iob2");
        static const char *const KINDS[] = {"PER", "LOC", "ORG", "NORP"};
        for (size_t k = 0; k < 4; k++) {
            char mark[16];
            snprintf(mark, sizeof mark, "Name=B-%s", KINDS[k]);
            assert_int_equal(number(found, "scores", KINDS[k], "gold"), k == 2 ? 0 : 1);
            assert_int_equal(number(found, "scores", KINDS[k], "system"), count_of(parsed.out, mark));
        }
        assert_int_equal(number(found, "scores", "micro", "gold"), 2);
        json_decref(found);
        result_free(&r);
        result_free(&parsed);
    }
}

static void test_names_mistakes(void **state)
{
    (void)state;
    put_text("gold.iob2", NAMES);
    put_text("bad.iob2", "1\tParis\tB-CITY\n");
    put_text("empty.iob2", "# nothing\n");
    expect(run(NULL, "evaluate", "names", "--engine=fast", "gold.iob2", NULL), 1, "",
           "casus: the fast engine looks for no names: take the default one\n");
    expect(run(NULL, "evaluate", "names", "--tokens=gold", "gold.iob2", NULL), 2, "",
           "casus: --tokens, --sentences and --relations are for evaluate treebank\n");
    expect(run(NULL, "evaluate", "names", NULL), 2, "",
           "casus: name the gold file: casus evaluate names GOLD\n");
    if (!names_are_found()) return;
    expect(run(NULL, "evaluate", "names", "bad.iob2", NULL), 1, "",
           "casus: bad.iob2:1: \"B-CITY\" is no tag: use O, or B- or I- with PER, LOC, ORG or NORP\n");
    expect(run(NULL, "evaluate", "names", "empty.iob2", NULL), 1, "",
           "casus: empty.iob2: the gold file holds no sentence\n");
    result r = run(NULL, "evaluate", "names", "none.iob2", "gold.iob2", NULL);
    assert_int_equal(r.code, 3);
    assert_non_null(strstr(r.err, "casus: none.iob2: "));
    assert_int_equal(count_of(r.out, "PER LOC ORG "), 1);
    result_free(&r);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        TEST(test_json), TEST(test_modes), TEST(test_case), TEST(test_table), TEST(test_bad_gold),
        TEST(test_actors), TEST(test_dates), TEST(test_attributions), TEST(test_names_table), TEST(test_names_json), TEST(test_names_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
