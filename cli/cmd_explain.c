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
    "      --any-language      code also documents that are not in English, as if they were\n"
    "      --engine ENGINE     default, or fast: less exact trees, sooner\n"
    "      --max-LIMIT N       other limits: document, memory, unpacked (bytes, as 64M), sentences,\n"
    "                          ratio; docs/limits.md\n"
    "      --model FILE        another model than $CASUS_MODEL or the program's own\n"
    "  -o, --output FILE       instead of stdout\n"
    "  -q, --quiet             no summary\n"
    "\n"
    "Exit: 0 done, 1 failed, 2 wrong usage, 3 some documents failed, 130 interrupted.\n";

static casus_status write_reasons(const session *s, const options *o, output *out,
                                  casus_error *err)
{
    (void)o;
    return casus_write_explain(s->doc, out->color, output_sink(out), err);
}

int cmd_explain(int argc, char **argv)
{
    options o;
    uint64_t allowed = OPT_CODING_LIMITS | OPT_NO_GATE | OPT_ANY_LANGUAGE | OPT_STATEMENTS |
                       OPT_MIRROR | OPT_PUBLISHED | OPT_ENGINE | OPT_MODEL | OPT_OUTPUT | OPT_QUIET |
                       OPT_READING;
    int status = options_read(&o, "explain", allowed, argc, argv);
    if (status != EXIT_DONE) return status;
    casus_options coding = options_coding(&o);
    coding.explain = true;
    return session_run(&o, &coding, write_reasons);
}
