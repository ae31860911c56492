/* casus parse: text to CoNLL-U (Universal Dependencies). */
#include "cli.h"

const char help_parse[] =
    "  casus parse article.txt                    tags, lemmas and trees of every sentence\n"
    "  echo 'Chad accused Sudan.' | casus parse -\n"
    "\n"
    "Usage: casus parse [OPTION...] FILE...\n"
    "\n"
    "      --model FILE        instead of the casus.model beside the program\n"
    "  -o, --output FILE       instead of stdout\n"
    "  -q, --quiet             no summary\n"
    "\n"
    "Exit: 0 done, 1 failed, 2 wrong usage, 3 some documents failed, 130 interrupted.\n";

static int run(session *s, output *out)
{
    casus_document_in in;
    casus_error err = {0};
    while (session_next(s, &in)) {
        if (!session_code(s, &in)) continue;
        if (casus_write_conllu(s->doc, output_sink(out), &err) == CASUS_OK) continue;
        if (!out->closed) say_error(&err);
        return EXIT_FAILED;
    }
    return EXIT_DONE;
}

int cmd_parse(int argc, char **argv)
{
    options o;
    int status = options_read(&o, "parse", OPT_MODEL | OPT_OUTPUT | OPT_QUIET, argc, argv);
    if (status != EXIT_DONE) return status;
    casus_options coding = {.no_gate = true};
    session s = {0};
    output out = {0};
    status = session_open(&s, &o, &coding);
    if (status == EXIT_DONE) status = output_open(&out, &o);
    if (status == EXIT_DONE) {
        status = run(&s, &out);
        int written = output_close(&out);
        status = session_end(&s, &o, status == EXIT_DONE ? written : status);
    }
    session_close(&s);
    return status;
}
