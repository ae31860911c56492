/* bench/stages: the time of the parse, entity and code stages by themselves, each sentence parsed.
 *
 *     stages MODEL FILE...        microseconds a sentence, and entity and code together in per cent of parse
 *
 * Each document is coded, then the three stages are done again over what the earlier ones left. The time is the
 * thread's own. bench/instructions.sh counts their instructions.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "document.h"

typedef struct machine {
    casus_model *model;
    casus_coder *coder;
    casus_doc *doc;
    double parse, entity, code; /* seconds */
    uint64_t sentences;
} machine;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void die(const char *what)
{
    fprintf(stderr, "stages: %s\n", what);
    exit(1);
}

static void measure(machine *m, const casus_document_in *in)
{
    casus_error err;
    if (casus_code(m->coder, in, m->doc, &err) != CASUS_OK) die(err.message);
    entity_input who;
    code_input what = {.in = &who,
                       .who = &m->doc->who,
                       .book = &m->model->coding,
                       .judging = &m->model->judging,
                       .placing = &m->model->placing,
                       .words = m->model->parsing,
                       .options = &m->coder->options,
                       .document = 1};
    double start = now();
    document_parse(m->coder, m->doc);
    double parsed = now();
    m->doc->who = (entities){0};
    document_entities(m->coder, m->doc, &who);
    double found = now();
    m->doc->coded = (coded){0};
    code_run(&what, &m->doc->mem, &m->doc->coded);
    m->code += now() - found;
    m->entity += found - parsed;
    m->parse += parsed - start;
    m->sentences += m->doc->segs.n_sentences;
}

int main(int argc, char **argv)
{
    machine m = {0};
    casus_options options = {.no_gate = true};
    casus_error err;
    casus_reader *reader;
    casus_document_in in;
    bool more = true;
    if (argc < 3) die("usage: stages MODEL FILE...");
    if (casus_model_open(&m.model, argv[1], &err) != CASUS_OK ||
        casus_coder_new(&m.coder, m.model, &options, &err) != CASUS_OK ||
        casus_doc_new(&m.doc, &err) != CASUS_OK ||
        casus_reader_open(&reader, (const char *const *)argv + 2, (size_t)argc - 2, &err) != CASUS_OK)
        die(err.message);
    while (more)
        if (casus_reader_next(reader, &in, &more, &err) == CASUS_OK && more) measure(&m, &in);
    casus_reader_close(reader);
    if (!m.sentences) die("no sentences");
    double each = 1e6 / (double)m.sentences;
    printf("parse-us %.1f entity-us %.1f code-us %.1f entity-and-code-percent-of-parse %.0f\n",
           m.parse * each, m.entity * each, m.code * each, 100 * (m.entity + m.code) / m.parse);
    return 0;
}
