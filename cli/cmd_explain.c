/* casus explain: sentence by sentence, what was found and why the rest was not. */
#include "cli.h"

const char help_explain[] =
    "  casus explain article.txt                  tree, actors, candidates, why kept or dropped\n"
    "  echo 'Chad accused Sudan of arming rebels.' | casus explain -\n"
    "\n"
    "Usage: casus explain [OPTION...] FILE...\n"
    "\n"
    "      --published DATE    day of documents that name none\n"
    "      --statements        also public statements (CAMEO 01)\n"
    "      --mirror            both directions of meetings and clashes\n"
    "      --no-gate           parse every sentence, not only those that can hold an event\n"
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
        if (casus_write_explain(s->doc, out->color, output_sink(out), &err) == CASUS_OK) continue;
        if (!out->closed) say_error(&err);
        return EXIT_FAILED;
    }
    return EXIT_DONE;
}

int cmd_explain(int argc, char **argv)
{
    options o;
    unsigned allowed = OPT_NO_GATE | OPT_STATEMENTS | OPT_MIRROR | OPT_PUBLISHED | OPT_MODEL |
                       OPT_OUTPUT | OPT_QUIET;
    int status = options_read(&o, "explain", allowed, argc, argv);
    if (status != EXIT_DONE) return status;
    casus_options coding = {.no_gate = has(&o, OPT_NO_GATE),
                            .statements = has(&o, OPT_STATEMENTS),
                            .mirror = has(&o, OPT_MIRROR),
                            .explain = true};
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
