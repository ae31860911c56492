/* casus_evaluate_names: the tokens of an IOB2 file are parsed, and the names found are compared with
 * those marked.
 *
 *   gold --(case)--> tokens --parser--> names --+
 *     +-----------------------------------------+--> scores --> report
 */
#include "evaluate/names_report.h"
#include "evaluate/recase.h"
#include "parsing.h"

#define ARENA_LIMIT ((size_t)4 << 30)

/* A headline leaves short words without meaning of their own in lower case. The file has no tags to know
 * them by. */
static bool wants_capital(casus_str form, bool first)
{
    static const char *const small[] = {"a",   "an",   "and",  "as",  "at",  "but",  "by",   "for", "from", "if",
                                        "in",  "into", "n't",  "nor", "not", "of",   "off",  "on",  "or",   "out",
                                        "per", "than", "that", "the", "to",  "up",   "upon", "via", "with", "'s"};
    for (size_t i = 0; i < sizeof small / sizeof *small && !first; i++)
        if (str_eq_nocase(form, str_from(small[i]))) return false;
    return true;
}

/* Turns the forms; their bytes are in the arena. */
static casus_status recase(names_file *gold, casus_case letters, arena *mem, casus_error *err)
{
    buf one = {0};
    for (uint32_t s = 0; s < gold->n_sentences; s++) {
        for (uint32_t i = gold->first[s]; i < gold->first[s + 1]; i++) {
            bool title = letters == CASUS_CASE_TITLE &&
                         wants_capital(gold->forms[i], i == gold->first[s]);
            buf_reset(&one);
            recase_put(gold->forms[i], letters, title, &one);
            char *kept = arena_copy(mem, buf_str(&one));
            if (kept) gold->forms[i] = (casus_str){kept, one.len};
        }
    }
    bool good = buf_ok(&one) && arena_ok(mem);
    buf_release(&one);
    FAIL_IF(!good, CASUS_NO_MEMORY, "no memory for the gold file");
    return CASUS_OK;
}

static casus_status parse(casus_parser *parser, const names_file *gold, arena *mem,
                          casus_error *err)
{
    size_t *lengths = arena_alloc(mem, gold->n_sentences * sizeof *lengths);
    FAIL_IF(!lengths, CASUS_NO_MEMORY, "no memory for the gold file");
    for (uint32_t s = 0; s < gold->n_sentences; s++)
        lengths[s] = gold->first[s + 1] - gold->first[s];
    return casus_parse_tokens(parser, gold->forms, lengths, gold->n_sentences, err);
}

static casus_status score(const casus_parser *parser, const names_file *gold, arena *mem,
                          names_tally *out, casus_error *err)
{
    uint8_t *found = arena_alloc(mem, gold->n);
    FAIL_IF(!found, CASUS_NO_MEMORY, "no memory for the names");
    for (uint32_t i = 0; i < gold->n; i++) found[i] = parser->nodes[i].name;
    for (uint32_t s = 0; s < gold->n_sentences; s++) {
        uint32_t first = gold->first[s];
        names_score(out, gold->tags + first, found + first, gold->first[s + 1] - first);
    }
    return CASUS_OK;
}

static casus_status run(casus_parser *parser, const char *path, const casus_evaluation *how,
                        arena *mem, names_tally *out, casus_error *err)
{
    names_file gold;
    FAIL_IF(!parser_finds_names(parser->parsing) && how->engine == CASUS_ENGINE_FAST, CASUS_USAGE,
            "the fast engine looks for no names: take the default one");
    FAIL_IF(!parser_finds_names(parser->parsing), CASUS_USAGE,
            "the model holds the fast engine alone, which looks for no names: take another model");
    TRY(names_file_read(&gold, path, mem, err));
    FAIL_IF(!gold.n, CASUS_BAD_INPUT, "the gold file holds no sentence");
    if (how->letters != CASUS_CASE_KEEP) TRY(recase(&gold, how->letters, mem, err));
    TRY(parse(parser, &gold, mem, err));
    return score(parser, &gold, mem, out, err);
}

casus_status casus_evaluate_names(const casus_model *model, const char *path,
                                  const casus_evaluation *how, const char *format, casus_sink sink,
                                  casus_error *err)
{
    casus_parser *parser;
    names_tally tally = {0};
    arena mem;
    TRY(casus_parser_new(&parser, model, how->engine, err));
    arena_init(&mem, ARENA_LIMIT);
    casus_status status = run(parser, path, how, &mem, &tally, err);
    bool of_file = status != CASUS_OK && status != CASUS_USAGE;
    if (of_file && err && !err->file[0])
        error_at(err, status, path, err->line, "%.200s", err->message);
    if (status == CASUS_OK) status = names_report_write(&tally, path, format, sink, err);
    casus_parser_free(parser);
    arena_release(&mem);
    return status;
}
