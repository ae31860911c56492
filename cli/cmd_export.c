/* casus export: the events of a store as a data set, with what says how it was made. */
#include "cli.h"

#include <string.h>

const char help_export[] =
    "  casus export -d news.db --formats icews -o out/      out/icews.tsv, its codebook, run.json\n"
    "  casus export -d news.db --formats gdelt,gdelt-mentions -o out/\n"
    "  casus export -d news.db --formats csv --from 2024-01-01 --type PROTEST -o out/\n"
    "\n"
    "Usage: casus export -d DB --formats LIST -o FOLDER [FILTER...]\n"
    "\n"
    "Writes for each format the events, a codebook as Markdown and as JSON, and run.json: version, model\n"
    "and options that coded them, the query, rows and SHA-256 of each file. FOLDER is made where it is\n"
    "not there; files of the same name are replaced.\n"
    "\n"
    "  -d, --db DB             the store\n"
    "      --formats LIST      of csv, gdelt, gdelt1, gdelt-mentions, icews, phoenix, petrarch,\n"
    "                          polecat, plover\n"
    "  -o, --output FOLDER     where to\n"
    "      --actor, --source, --target, --type, --place, --text, --from, --to, --status,\n"
    "      --unique, --one-a-day, --run, --limit     which events, as casus query has it\n"
    "\n"
    "Exit: 0 done, 1 failed, 2 wrong usage.\n";

static int run(const options *o, const casus_query *query)
{
    casus_error err = {0};
    casus_store *store = NULL;
    casus_status status = casus_store_open(&store, o->db, true, &err);
    if (status == CASUS_OK)
        status = casus_store_export(store, query, o->formats, o->output, &err);
    casus_store_close(store);
    if (status == CASUS_OK) return EXIT_DONE;
    say_error(&err);
    return status == CASUS_USAGE ? EXIT_USAGE : EXIT_FAILED;
}

int cmd_export(int argc, char **argv)
{
    options o;
    int status = options_read(&o, "export", OPT_QUERY | OPT_FORMATS | OPT_OUTPUT, argc, argv);
    if (status != EXIT_DONE) return status;
    if (!o.db || !o.formats || !o.output || o.n_operands) {
        say("name store, formats and folder: casus export -d news.db --formats icews -o out/");
        return EXIT_USAGE;
    }
    query_words words;
    casus_query query = query_of(&o, &words);
    return run(&o, &query);
}
