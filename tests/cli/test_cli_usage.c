/* What a person types wrong, and what help says. Nothing here reads the model. */
#include "run.h"


static void test_no_command(void **state)
{
    (void)state;
    result r = run(NULL, NULL);
    assert_int_equal(r.code, 2);
    assert_string_equal(r.out, "");
    assert_non_null(strstr(r.err, "\nCommands:\n  code "));
    result help = run(NULL, "help", NULL);
    assert_int_equal(help.code, 0);
    assert_string_equal(help.err, "");
    assert_string_equal(help.out, r.err);
    result_free(&r);
    result_free(&help);
}

/* Help of each command: on stdout, exit 0, an example in its first line, the same by three ways. */
static void test_help(void **state)
{
    (void)state;
    static const char *const COMMANDS[] = {"code",    "ingest", "query", "unknown", "store",
                                           "explain", "parse",  "evaluate"};
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++) {
        char first[32];
        snprintf(first, sizeof first, "  casus %s ", COMMANDS[i]);
        result a = run(NULL, COMMANDS[i], "--help", NULL);
        result b = run(NULL, "help", COMMANDS[i], NULL);
        result c = run(NULL, COMMANDS[i], "--nonsense", "-h", NULL);
        assert_int_equal(a.code, 0);
        assert_memory_equal(a.out, first, strlen(first));
        assert_non_null(strstr(a.out, "\nUsage: casus "));
        assert_string_equal(a.err, "");
        assert_string_equal(b.out, a.out);
        assert_string_equal(c.out, a.out);
        result_free(&a);
        result_free(&b);
        result_free(&c);
    }
}

static void test_version(void **state)
{
    (void)state;
    expect(run(NULL, "--version", NULL), 0, "casus 0.1.0\n", "");
}

static void test_mistakes(void **state)
{
    (void)state;
    static const struct {
        const char *args[6], *err;
    } CASES[] = {
        {{"cdoe"}, "there is no command \"cdoe\". Did you mean \"code\"?"},
        {{"qurey"}, "there is no command \"qurey\". Did you mean \"query\"?"},
        {{"hlep"}, "there is no command \"hlep\". Did you mean \"help\"?"},
        {{"frobnicate"}, "there is no command \"frobnicate\". \"casus help\" lists them."},
        {{"help", "injest"}, "there is no command \"injest\". Did you mean \"ingest\"?"},
        {{"code", "--fromat", "csv", "a"}, "code has no option --fromat. Did you mean --format?"},
        {{"code", "--colour", "a"},
         "code has no option --colour. \"casus code --help\" lists them."},
        {{"code", "-z", "a"}, "code has no option --z. \"casus code --help\" lists them."},
        {{"code", "--db", "x", "a"}, "code has no option --db. \"casus code --help\" lists them."},
        {{"code"}, "name at least one file or folder, or - for stdin"},
        {{"code", "--format"}, "--format needs a value behind it"},
        {{"code", "--format=", "a"}, "--format needs a value behind it"},
        {{"code", "--quiet=yes", "a"}, "--quiet takes no value"},
        {{"code", "--format", "jsnol", "a"},
         "--format: there is no \"jsnol\". Did you mean \"jsonl\"?"},
        {{"code", "--format", "parquet", "a"},
         "--format: there is no \"parquet\". Known are: table, jsonl, csv, gdelt, gdelt1, "
         "gdelt-mentions, icews, phoenix, petrarch, polecat, plover."},
        {{"explain", "--engine", "fats", "a"},
         "--engine: there is no \"fats\". Did you mean \"fast\"?"},
        {{"parse", "--engine", "neural", "a"},
         "--engine: there is no \"neural\". Known are: default, fast."},
        {{"parse"}, "name at least one file or folder, or - for stdin"},
        {{"parse", "--input", "conlu", "a"},
         "--input: there is no \"conlu\". Did you mean \"conllu\"?"},
        {{"parse", "--input", "html", "a"},
         "--input: there is no \"html\". Known are: text, conllu."},
        {{"parse", "--threads", "0", "a"}, "--threads: \"0\" is no whole number from 1 to 256"},
        {{"parse", "--threads", "two", "a"}, "--threads: \"two\" is no whole number from 1 to 256"},
        {{"parse", "--thread", "2", "a"}, "parse has no option --thread. Did you mean --threads?"},
        {{"parse", "--format", "csv", "a"},
         "parse has no option --format. \"casus parse --help\" lists them."},
        {{"evalute", "treebank", "a"},
         "there is no command \"evalute\". Did you mean \"evaluate\"?"},
        {{"unknown"}, "name the store: casus unknown -d news.db"},
        {{"unknown", "-d", "a.db", "b"}, "unknown takes no \"b\": the store is named by -d"},
        {{"evaluate"}, "name the kind and the gold file: casus evaluate treebank GOLD.conllu"},
        {{"evaluate", "treebank"}, "name the gold file: casus evaluate treebank GOLD"},
        {{"evaluate", "treebnak", "a"},
         "evaluate knows no kind \"treebnak\". Did you mean \"treebank\"?"},
        {{"evaluate", "a.conllu"},
         "evaluate knows no kind \"a.conllu\". \"casus evaluate --help\" lists them."},
        {{"evaluate", "treebank", "--tokens", "god", "a"},
         "--tokens: there is no \"god\". Did you mean \"gold\"?"},
        {{"evaluate", "treebank", "--sentences", "mine", "a"},
         "--sentences: there is no \"mine\". Known are: own, gold."},
        {{"evaluate", "treebank", "--case", "uper", "a"},
         "--case: there is no \"uper\". Did you mean \"upper\"?"},
        {{"evaluate", "treebank", "--format", "csv", "a"},
         "--format: there is no \"csv\". Known are: table, json."},
        {{"evaluate", "events", "--part", "sean", "a"},
         "--part: there is no \"sean\". Did you mean \"seen\"?"},
        {{"evaluate", "names", "--part", "all", "a"},
         "--part is not for evaluate treebank, names and political"},
        {{"evaluate", "names", "--errors", "a"},
         "--errors is for evaluate actors, attributions, coref, dates, duplicates and places"},
        {{"evaluate", "names", "--wrong", "a", "b"}, "--wrong is for evaluate events"},
        {{"evaluate", "events", "--texts", "a", "b"}, "--texts is for evaluate political"},
        {{"evaluate", "political", "a"},
         "name the corpus: casus evaluate political --texts CORPUS.jsonl LABELS.tsv"},
        {{"query", "--engine", "fast"},
         "query has no option --engine. \"casus query --help\" lists them."},
        {{"code", "--with", "events,qoutes", "a"},
         "--with: there is no \"qoutes\". Did you mean \"quotes\"?"},
        {{"code", "--with", ",", "a"},
         "--with: there is no \"\". Known are: events, quotes, "
         "attributions, actors, places, dates, documents."},
        {{"code", "--status", "planed", "a"},
         "--status: there is no \"planed\". Did you mean \"planned\"?"},
        {{"code", "--min-confidence", "1.5", "a"},
         "--min-confidence: \"1.5\" is no number from 0 to 1"},
        {{"code", "--min-confidence", "high", "a"},
         "--min-confidence: \"high\" is no number from 0 to 1"},
        {{"code", "--published", "25.9.2021", "a"},
         "--published: \"25.9.2021\" is no date: write 2021-09-25"},
        {{"code", "--published", "2021-02-29", "a"},
         "--published: \"2021-02-29\" is no date: write 2021-09-25"},
        {{"code", "--format", "csv", "--with", "all", "a"},
         "csv holds events only: leave --with out, or take --format jsonl"},
        {{"ingest", "a.txt"}, "name the store: casus ingest -d news.db FILE..."},
        {{"query"}, "name the store: casus query -d news.db"},
        {{"query", "-d", "x.db", "RUS"},
         "query takes no \"RUS\": filters are options, as --actor or --type"},
        {{"query", "-d", "x.db", "--by", "moth"},
         "--by: there is no \"moth\". Did you mean \"month\"?"},
        {{"query", "-d", "x.db", "--limit", "0"}, "--limit: \"0\" is no whole number over 0"},
        {{"query", "-d", "x.db", "--limit", "-3"}, "--limit: \"-3\" is no whole number over 0"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char err[256];
        const char *const *a = CASES[i].args;
        snprintf(err, sizeof err, "casus: %s\n", CASES[i].err);
        expect(run(NULL, a[0], a[1], a[2], a[3], a[4], a[5], NULL), 2, "", err);
    }
}

/* A name from outside cannot move the cursor of whoever reads the message. */
static void test_hostile_names(void **state)
{
    (void)state;
    expect(run(NULL, "\x1b[2Jx", NULL), 2, "",
           "casus: there is no command \"?[2Jx\". \"casus help\" lists them.\n");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        TEST(test_no_command), TEST(test_help),          TEST(test_version),
        TEST(test_mistakes),   TEST(test_hostile_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
