/* casus_evaluate_treebank: the text of a treebank is parsed again, what comes out is written as
 * CoNLL-U, as users get it, and both files are compared.
 *
 *   gold --(case)--> text, sentences or tokens --parser--> CoNLL-U --+
 *                +---------------------------------------------------+--> scores --> report
 */
#include <time.h>

#include "evaluate/conll.h"
#include "evaluate/score_report.h"
#include "evaluate/treebank_text.h"
#include "parsing.h"

#define GOLD_LIMIT ((size_t)64 << 20) /* bytes of a gold file */
#define ARENA_LIMIT ((size_t)4 << 30)

typedef struct evaluation {
    const casus_evaluation *how;
    const char *path;
    casus_parser *parser;
    arena mem;
    buf file, recased, raw, parsed;
    casus_str gold; /* `file`, or `recased` */
    treebank bank;
    double seconds;
} evaluation;

static double cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static casus_status read_gold(evaluation *self, casus_error *err)
{
    TRY(buf_read_file(&self->file, self->path, GOLD_LIMIT, err));
    self->gold = buf_str(&self->file);
    TRY(treebank_read(&self->bank, self->gold, self->path, &self->mem, err));
    if (self->how->letters == CASUS_CASE_KEEP) return CASUS_OK;
    treebank_recase(&self->bank, self->how->letters, &self->recased);
    FAIL_IF(!buf_ok(&self->recased), CASUS_NO_MEMORY, "no memory for the gold file");
    self->gold = buf_str(&self->recased);
    return treebank_read(&self->bank, self->gold, NULL, &self->mem, err);
}

static casus_status parse_sentences(evaluation *self, casus_error *err)
{
    uint32_t n = 0;
    casus_str *texts = arena_alloc(&self->mem, self->bank.n * sizeof *texts);
    for (uint32_t i = 0; texts && i < self->bank.n; i++) {
        const conllu_sentence *s = &self->bank.sentences[i];
        if (s->n_words) texts[n++] = treebank_sentence(s, &self->mem);
    }
    FAIL_IF(!arena_ok(&self->mem), CASUS_NO_MEMORY, "no memory for the text");
    return parsing_sentences(self->parser, texts, n, err);
}

static casus_status parse(evaluation *self, casus_error *err)
{
    if (self->how->gold_tokens) return casus_parse_conllu(self->parser, self->gold, err);
    if (self->how->gold_sentences) return parse_sentences(self, err);
    return casus_parse_text(self->parser, buf_str(&self->raw), err);
}

static bool keep(void *context, const char *bytes, size_t len)
{
    buf *out = context;
    buf_put(out, bytes, len);
    return buf_ok(out);
}

static casus_status parse_and_write(evaluation *self, casus_error *err)
{
    treebank_raw(&self->bank, &self->mem, &self->raw);
    bool good = buf_ok(&self->raw) && arena_ok(&self->mem);
    FAIL_IF(!good, CASUS_NO_MEMORY, "no memory for the text");
    double start = cpu_seconds();
    TRY(parse(self, err));
    self->seconds = cpu_seconds() - start;
    for (size_t i = 0; i < casus_parser_n_sentences(self->parser); i++)
        TRY(casus_write_conllu(self->parser, i, (casus_sink){keep, &self->parsed}, err));
    return CASUS_OK;
}

static casus_status score(evaluation *self, score_report *out, casus_error *err)
{
    conll_side gold, system;
    TRY(conll_read(&gold, self->gold, self->path, &self->mem, err));
    FAIL_IF(!gold.n_words, CASUS_BAD_INPUT, "the gold file holds no sentence");
    TRY(conll_read(&system, buf_str(&self->parsed), NULL, &self->mem, err));
    bool any_case = self->how->letters != CASUS_CASE_KEEP;
    TRY(conll_score_sides(&gold, &system, any_case, &self->mem, &out->result, err));
    out->gold = self->path;
    out->how = self->how;
    out->n_words = system.n_words;
    out->seconds = self->seconds;
    return CASUS_OK;
}

static casus_status run(evaluation *self, const casus_model *model, const char *format,
                        casus_sink sink, casus_error *err)
{
    score_report found = {0};
    TRY(read_gold(self, err));
    TRY(casus_parser_new(&self->parser, model, self->how->engine, err));
    TRY(parse_and_write(self, err));
    TRY(score(self, &found, err));
    return score_report_write(&found, format, sink, err);
}

casus_status casus_evaluate_treebank(const casus_model *model, const char *path,
                                     const casus_evaluation *how, const char *format,
                                     casus_sink sink, casus_error *err)
{
    evaluation self = {.how = how, .path = path};
    arena_init(&self.mem, ARENA_LIMIT);
    casus_status status = run(&self, model, format, sink, err);
    if (status != CASUS_OK && err && !err->file[0])
        error_at(err, status, path, err->line, "%.200s", err->message);
    casus_parser_free(self.parser);
    buf_release(&self.file);
    buf_release(&self.recased);
    buf_release(&self.raw);
    buf_release(&self.parsed);
    arena_release(&self.mem);
    return status;
}
