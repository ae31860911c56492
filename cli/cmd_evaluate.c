/* casus evaluate: scores against gold files. A kind of gold file is a line of KINDS and a function
 * of casus.h.
 */
#include "cli.h"

#include <string.h>

const char help_evaluate[] =
    "  casus evaluate treebank gold.conllu        sentences, words, tags, lemmas and trees\n"
    "  casus evaluate treebank --tokens gold --relations gold.conllu\n"
    "  casus evaluate names gold.iob2             persons, places, organisations\n"
    "  casus evaluate events gold.jsonl           events\n"
    "  casus evaluate dates --errors gold.jsonl   the days of dates\n"
    "  casus evaluate places gold.jsonl           places, and where events happened\n"
    "  casus evaluate attributions gold.jsonl     who said what\n"
    "  casus evaluate relations gold.tsv          how marked actors are related\n"
    "  casus evaluate actors --errors gold.jsonl  country and sector of phrases\n"
    "  casus evaluate coref gold.jsonl            who pronouns and descriptions stand for\n"
    "  casus evaluate political --texts corpus.jsonl labels.tsv\n"
    "  casus evaluate pages gold.jsonl            main content of web pages\n"
    "  casus evaluate duplicates gold.jsonl       copies of stories\n"
    "\n"
    "Usage: casus evaluate KIND [OPTION...] GOLD...\n"
    "\n"
    "Does the work again from the text of the gold file, and counts what agrees. KIND is\n"
    "\n"
    "  treebank                CoNLL-U, scored as the CoNLL 2018 shared task does\n"
    "  names                   IOB2, exact spans over the tokens given, by the default engine\n"
    "  events                  JSON Lines, four kinds of file, known by their members: annotations\n"
    "                          (several coders' CAMEO roots and spans), expected (source, target,\n"
    "                          CAMEO code), sents (what police did), roles (who attacked)\n"
    "  actors                  JSON Lines, phrases: text, date, expect (country, code_1)\n"
    "  dates                   JSON Lines: Input, Context (ReferenceDateTime), Results (spans and\n"
    "                          days)\n"
    "  places                  JSON Lines: toponyms (start, end, lat, lon), or a verb with the\n"
    "                          locations of what it tells\n"
    "  attributions            JSON Lines: text, date, annotations (attributions of source, cue and\n"
    "                          content)\n"
    "  coref                   JSON Lines of GAP (a pronoun and two names), or CoNLL-U with the\n"
    "                          entities of GUM in MISC\n"
    "  relations               id, part, quad class, type and marked sentence, with tabs between\n"
    "  political               labels 0, 1 (political), 2 (doubtful) of sentences of a corpus: events\n"
    "                          found where there are none\n"
    "  pages                   articles, or segments, titles and dates, of the pages named beside them\n"
    "  duplicates              JSON Lines: text, story (the same for copies), how (they were made)\n"
    "\n"
    "      --case CASE         keep (default), or turn the text lower, upper or title first\n"
    "      --engine ENGINE     default, or fast: less exact trees, sooner\n"
    "  -f, --format FORMAT     table (default) or json, an object a line\n"
    "      --model FILE        another model than $CASUS_MODEL or the program's own\n"
    "  -o, --output FILE       instead of stdout\n"
    "\n"
    "of all but treebank, names and political:\n"
    "\n"
    "      --part PART         seen (default), held or all: rows by their member \"part\"; rows\n"
    "                          without one always count\n"
    "      --wrong FILE        ids of rows that are wrong themselves, one a line: scored with and\n"
    "                          without them\n"
    "\n"
    "of actors, attributions, coref, dates, duplicates and places:\n"
    "\n"
    "      --errors            also each row, or pair, that came out wrong\n"
    "\n"
    "of political:\n"
    "\n"
    "      --texts FILE        the corpus that the labels are of, JSON Lines\n"
    "\n"
    "and of a treebank:\n"
    "\n"
    "      --tokens WHOSE      own (default), or gold: sentences and tokens of the gold file\n"
    "      --sentences WHOSE   own (default), or gold: sentences of the gold file\n"
    "      --relations         also precision, recall and F1 of each relation\n"
    "\n"
    "Exit: 0 done, 1 failed, 2 wrong usage, 3 some files failed.\n";

#define TREEBANK_OPTIONS (OPT_TOKENS | OPT_SENTENCES | OPT_RELATIONS)
#define EVENT_OPTIONS (OPT_PART | OPT_WRONG)
#define ROW_OPTIONS (OPT_PART | OPT_ERRORS)
#define KIND_OPTIONS (TREEBANK_OPTIONS | EVENT_OPTIONS | ROW_OPTIONS | OPT_TEXTS)

typedef struct kind {
    const char *name;
    uint64_t options; /* of KIND_OPTIONS, those that say something here */
    casus_status (*run)(const casus_model *model, const char *path, const casus_evaluation *how,
                        const char *format, casus_sink sink, casus_error *err);
} kind;

static const kind KINDS[] = {
    {"treebank", TREEBANK_OPTIONS, casus_evaluate_treebank},
    {"names", 0, casus_evaluate_names},
    {"events", EVENT_OPTIONS, casus_evaluate_events},
    {"actors", ROW_OPTIONS, casus_evaluate_actors},
    {"coref", ROW_OPTIONS, casus_evaluate_coref},
    {"dates", ROW_OPTIONS, casus_evaluate_dates},
    {"places", ROW_OPTIONS, casus_evaluate_places},
    {"attributions", ROW_OPTIONS, casus_evaluate_attributions},
    {"relations", OPT_PART, casus_evaluate_relations},
    {"political", OPT_TEXTS, casus_evaluate_political},
    {"pages", OPT_PART, casus_evaluate_pages},
    {"duplicates", ROW_OPTIONS, casus_evaluate_duplicates},
};

static const struct {
    uint64_t options;
    const char *mistake;
} MISPLACED[] = {
    {TREEBANK_OPTIONS, "--tokens, --sentences and --relations are for evaluate treebank"},
    {OPT_PART, "--part is not for evaluate treebank, names and political"},
    {OPT_ERRORS, "--errors is for evaluate actors, attributions, coref, dates, duplicates and places"},
    {OPT_WRONG, "--wrong is for evaluate events"},
    {OPT_TEXTS, "--texts is for evaluate political"},
};

#define N_KINDS (sizeof KINDS / sizeof *KINDS)

static const kind *find_kind(const char *name)
{
    const char *names[N_KINDS];
    for (size_t i = 0; i < N_KINDS; i++) {
        names[i] = KINDS[i].name;
        if (strcmp(name, names[i]) == 0) return &KINDS[i];
    }
    const char *meant = closest(name, names, N_KINDS);
    if (meant) say("evaluate knows no kind \"%s\". Did you mean \"%s\"?", name, meant);
    else say("evaluate knows no kind \"%s\". \"casus evaluate --help\" lists them.", name);
    return NULL;
}

static int evaluate(const kind *which, const options *o, const casus_model *model, output *out)
{
    casus_evaluation how = {.engine = o->engine,
                            .gold_sentences = o->gold_sentences,
                            .gold_tokens = o->gold_tokens,
                            .letters = o->letters,
                            .relations = has(o, OPT_RELATIONS),
                            .part = o->part,
                            .wrong = o->wrong,
                            .texts = o->texts,
                            .errors = has(o, OPT_ERRORS)};
    size_t n_failed = 0, n = o->n_operands - 1;
    for (size_t i = 0; i < n; i++) {
        casus_error err = {0};
        if (i && !o->report_json) fputc('\n', out->file);
        if (which->run(model, o->operands[i + 1], &how, o->report_json ? "json" : "table",
                       output_sink(out), &err) == CASUS_OK)
            continue;
        if (out->closed) return EXIT_FAILED;
        say_error(&err);
        n_failed++;
    }
    if (!n_failed) return EXIT_DONE;
    return n_failed < n ? EXIT_SOME : EXIT_FAILED;
}

int cmd_evaluate(int argc, char **argv)
{
    options o;
    casus_model *model = NULL;
    casus_error err = {0};
    output out = {0};
    uint64_t allowed =
        KIND_OPTIONS | OPT_CASE | OPT_ENGINE | OPT_REPORT | OPT_MODEL | OPT_OUTPUT;
    int status = options_read(&o, "evaluate", allowed, argc, argv);
    if (status != EXIT_DONE) return status;
    if (!o.n_operands) {
        say("name the kind and the gold file: casus evaluate treebank GOLD.conllu");
        return EXIT_USAGE;
    }
    const kind *which = find_kind(o.operands[0]);
    if (!which) return EXIT_USAGE;
    for (size_t i = 0; i < sizeof MISPLACED / sizeof *MISPLACED; i++) {
        if (!(o.given & MISPLACED[i].options & ~which->options)) continue;
        say("%s", MISPLACED[i].mistake);
        return EXIT_USAGE;
    }
    if (strcmp(which->name, "political") == 0 && !o.texts) {
        say("name the corpus: casus evaluate political --texts CORPUS.jsonl LABELS.tsv");
        return EXIT_USAGE;
    }
    if (o.n_operands < 2) {
        say("name the gold file: casus evaluate %s GOLD", which->name);
        return EXIT_USAGE;
    }
    if (casus_model_open(&model, o.model, &err) != CASUS_OK) {
        say_error(&err);
        return EXIT_FAILED;
    }
    status = output_open(&out, &o);
    if (status == EXIT_DONE) status = evaluate(which, &o, model, &out);
    int written = output_close(&out);
    casus_model_close(model);
    return status == EXIT_DONE ? written : status;
}
