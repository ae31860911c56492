/* Fuzz target: any bytes as CoNLL-U, and as a text whose CoNLL-U is read again, by both engines.
 *
 * What is accepted must come out with the same words and be accepted again, with the same trees;
 * what is refused must name a line; a treebank scored against itself must be right in all things.
 */
#include <stdlib.h>

#include "evaluate/conll.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static casus_parser *parser_of(casus_engine engine)
{
    static casus_parser *parsers[2];
    static casus_model *model;
    if (parsers[engine]) return parsers[engine];
    if (!model && casus_model_open(&model, NULL, NULL) != CASUS_OK) abort();
    if (casus_parser_new(&parsers[engine], model, engine, NULL) != CASUS_OK) abort();
    return parsers[engine];
}

static bool keep(void *self, const char *bytes, size_t len)
{
    buf_put(self, bytes, len);
    return true;
}

static void write_all(casus_parser *parser, buf *out)
{
    buf_reset(out);
    for (size_t i = 0; i < casus_parser_n_sentences(parser); i++)
        if (casus_write_conllu(parser, i, (casus_sink){keep, out}, NULL) != CASUS_OK) abort();
}

static void check_tree(const casus_parser *parser)
{
    for (size_t s = 0; s < casus_parser_n_sentences(parser); s++) {
        casus_sentence sentence;
        size_t roots = 0;
        casus_parser_sentence(parser, s, &sentence);
        for (size_t i = 0; i < sentence.n; i++) {
            casus_token t;
            casus_parser_token(parser, sentence.first + i, &t);
            if (!t.form.len || t.head > sentence.n || t.head == i + 1) abort();
            roots += t.head == 0;
        }
        if (sentence.n && roots != 1) abort();
    }
}

/* What was written is CoNLL-U of the same words, and its trees are made again. */
static void check_written(casus_parser *parser)
{
    buf first = {0}, again = {0};
    size_t n = casus_parser_n_tokens(parser);
    write_all(parser, &first);
    if (casus_parse_conllu(parser, buf_str(&first), NULL) != CASUS_OK) abort();
    if (casus_parser_n_tokens(parser) != n) abort();
    write_all(parser, &again);
    if (!str_eq(buf_str(&first), buf_str(&again))) abort();
    buf_release(&first);
    buf_release(&again);
}

static void check_scores(casus_str bytes)
{
    arena mem;
    conll_side side;
    conll_result result;
    casus_error err = {0};
    arena_init(&mem, (size_t)1 << 28);
    casus_status status = conll_read(&side, bytes, "fuzz", &mem, &err);
    if (status == CASUS_BAD_INPUT && !err.line) abort();
    if (status == CASUS_OK) status = conll_score_sides(&side, &side, false, &mem, &result, &err);
    for (int m = 0; status == CASUS_OK && m < CONLL_METRIC_COUNT; m++) {
        const conll_score *s = &result.scores[m];
        if (s->gold != s->system || s->correct != s->gold) abort();
    }
    arena_release(&mem);
}

static void check_engine(casus_engine engine, casus_str bytes)
{
    casus_parser *parser = parser_of(engine);
    casus_error err = {0};
    if (casus_parse_conllu(parser, bytes, &err) == CASUS_OK) {
        check_tree(parser);
        check_written(parser);
    } else if (!err.line || !err.message[0]) {
        abort();
    }
    if (casus_parse_text(parser, bytes, NULL) != CASUS_OK) abort();
    check_tree(parser);
    check_written(parser);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    casus_str bytes = {(const char *)data, size};
    check_scores(bytes);
    check_engine(CASUS_ENGINE_FAST, bytes);
    check_engine(CASUS_ENGINE_DEFAULT, bytes);
    return 0;
}
