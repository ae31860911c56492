/* casus parse: text to CoNLL-U (Universal Dependencies). */
#include "cli.h"

const char help_parse[] =
    "  casus parse article.txt                    tags, lemmas and trees of every sentence\n"
    "  echo 'Chad accused Sudan.' | casus parse -\n"
    "\n"
    "Usage: casus parse [OPTION...] FILE...\n"
    "\n"
    "      --engine ENGINE     default, or fast: less exact trees, sooner\n"
    "      --model FILE        another model than $CASUS_MODEL or the program's own\n"
    "  -o, --output FILE       instead of stdout\n"
    "  -q, --quiet             no summary\n"
    "\n"
    "Exit: 0 done, 1 failed, 2 wrong usage, 3 some documents failed, 130 interrupted.\n";

static casus_status write_trees(const session *s, const options *o, output *out, casus_error *err)
{
    (void)o;
    return casus_write_conllu(s->doc, output_sink(out), err);
}

int cmd_parse(int argc, char **argv)
{
    options o;
    unsigned allowed = OPT_ENGINE | OPT_MODEL | OPT_OUTPUT | OPT_QUIET;
    int status = options_read(&o, "parse", allowed, argc, argv);
    if (status != EXIT_DONE) return status;
    return session_run(&o, &(casus_options){.no_gate = true, .engine = o.engine}, write_trees);
}
