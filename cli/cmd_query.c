/* casus query: events of a store, listed or counted. */
#include "cli.h"

#include <string.h>

const char help_query[] =
    "  casus query -d news.db                           actual events, by day\n"
    "  casus query -d news.db --source RUS --target UKR --type ASSAULT\n"
    "  casus query -d news.db --actor RUSGOV --from 2022-02-01 --to 2022-02-28\n"
    "  casus query -d news.db --actor lavrov --status all\n"
    "  casus query -d news.db --text 'ceasefire NEAR talks'\n"
    "  casus query -d news.db --by month                counts: month and events\n"
    "  casus query -d news.db --by dyad --limit 20      the busiest pairs\n"
    "  casus query -d news.db --unique --by week        without what only copies repeat\n"
    "  casus query -d news.db --format csv > events.csv\n"
    "  casus query -d news.db --format gdelt > events.tsv\n"
    "\n"
    "Usage: casus query -d DB [OPTION...]\n"
    "\n"
    "  -d, --db DB             the store\n"
    "      --actor WHO         source or target: a country (RUS), a sector (REB), both (RUSGOV), "
    "an\n"
    "                          organisation's key, or a part of a name\n"
    "      --source WHO        who does it\n"
    "      --target WHO        to whom\n"
    "      --type TYPE         PLOVER type, as CONSULT or ASSAULT\n"
    "      --place PLACE       country code or a part of the place's name\n"
    "      --text WORDS        in documents that hold these: words, \"a phrase\", a OR b, a NOT b,\n"
    "                          troop*, a NEAR/5 b\n"
    "      --from DATE         on or after this day\n"
    "      --to DATE           on or before this day\n"
    "      --status LIST       actual (default), planned, proposed, possible, denied, negated, "
    "ended;\n"
    "                          historical adds those told as the past; or all\n"
    "      --by WHAT           count by day, week (from Monday), month, year, type, source, "
    "target,\n"
    "                          dyad, place, or status (with --status all)\n"
    "      --unique            what copies of one story tell counts once\n"
    "      --one-a-day         one event a source, target, type and day, whoever tells it\n"
    "      --limit N           at most so many rows\n"
    "      --run N             as run N coded the documents, not as the newest did (casus store)\n"
    "  -f, --format FORMAT     table, jsonl, csv, gdelt, gdelt1, gdelt-mentions, icews, phoenix,\n"
    "                          petrarch, polecat, plover; table on a terminal, else jsonl. What\n"
    "                          their columns hold: casus codebook FORMAT\n"
    "  -o, --output FILE       instead of stdout\n"
    "\n"
    "Exit: 0 done (also when nothing matches), 1 failed, 2 wrong usage.\n";

static int check_by(const char *by)
{
    static const char *const NAMES[] = {"day",    "week",   "month", "year",  "type",
                                        "source", "target", "dyad",  "place", "status"};
    const size_t n = sizeof NAMES / sizeof *NAMES;
    for (size_t i = 0; by && i < n; i++) {
        if (strcmp(by, NAMES[i]) == 0) return EXIT_DONE;
    }
    if (!by) return EXIT_DONE;
    const char *meant = closest(by, NAMES, n);
    if (meant) {
        say("--by: there is no \"%s\". Did you mean \"%s\"?", by, meant);
    } else {
        say("--by: there is no \"%s\". \"casus query --help\" lists what there is.", by);
    }
    return EXIT_USAGE;
}

static int run(const options *o, const casus_query *query)
{
    casus_error err = {0};
    casus_store *store = NULL;
    output out = {0};
    if (casus_store_open(&store, o->db, true, &err) != CASUS_OK) {
        say_error(&err);
        return EXIT_FAILED;
    }
    int status = output_open(&out, o);
    if (status == EXIT_DONE) {
        enum format format = o->format;
        if (format == FORMAT_DEFAULT) format = out.terminal ? FORMAT_TABLE : FORMAT_JSONL;
        casus_status done = casus_store_query(store, query, format_name(o, format), out.color,
                                              out.width, output_sink(&out), &err);
        if (done != CASUS_OK) {
            if (!out.closed) say_error(&err);
            status = done == CASUS_USAGE ? EXIT_USAGE : EXIT_FAILED;
        }
        int written = output_close(&out);
        if (status == EXIT_DONE) status = written;
    }
    casus_store_close(store);
    return status;
}

int cmd_query(int argc, char **argv)
{
    options o;
    uint64_t allowed = OPT_QUERY | OPT_BY | OPT_FORMAT | OPT_OUTPUT;
    int status = options_read(&o, "query", allowed, argc, argv);
    if (status != EXIT_DONE) return status;
    if (!o.db) {
        say("name the store: casus query -d news.db");
        return EXIT_USAGE;
    }
    if (o.n_operands) {
        say("query takes no \"%s\": filters are options, as --actor or --type", o.operands[0]);
        return EXIT_USAGE;
    }
    if (check_by(o.by) != EXIT_DONE) return EXIT_USAGE;
    query_words words;
    casus_query query = query_of(&o, &words);
    return run(&o, &query);
}
