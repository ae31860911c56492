/* casus unknown: the actors of a store that no dictionary knows. */
#include "cli.h"

const char help_unknown[] =
    "  casus unknown -d news.db --limit 50              the 50 that most documents name\n"
    "  casus unknown -d news.db > new.txt               lines for data/actors, to be completed\n"
    "  casus unknown -d news.db --format csv            for a spreadsheet\n"
    "\n"
    "Usage: casus unknown -d DB [OPTION...]\n"
    "\n"
    "Names of actors without a code, by the number of documents that they stand in. A line is one\n"
    "of data/actors: the name, a state and sectors, with counts and a sentence in a comment.\n"
    "The sectors are what the texts say; the state is only the one that the first document names\n"
    "most, or ???, which the compiler refuses. Check both before you use a line. Names that the\n"
    "model knows by now are left out.\n"
    "\n"
    "  -d, --db DB             the store\n"
    "      --limit N           at most so many names\n"
    "  -f, --format FORMAT     table, jsonl or csv instead of lines\n"
    "      --model FILE        another model than $CASUS_MODEL or the program's own\n"
    "  -o, --output FILE       instead of stdout\n"
    "\n"
    "Exit: 0 done (also when there is none), 1 failed, 2 wrong usage.\n";

static int write_names(const options *o, const casus_model *model, casus_store *store, output *out)
{
    casus_error err = {0};
    const char *format = o->format == FORMAT_DEFAULT ? "lines" : format_name(o, o->format);
    casus_status status = casus_store_unknown(store, model, o->limit, format, out->color,
                                              out->width, output_sink(out), &err);
    if (status == CASUS_OK) return EXIT_DONE;
    if (!out->closed) say_error(&err);
    return EXIT_FAILED;
}

static int run(const options *o)
{
    casus_error err = {0};
    casus_model *model = NULL;
    casus_store *store = NULL;
    output out = {0};
    int status = EXIT_FAILED;
    if (casus_model_open(&model, o->model, &err) != CASUS_OK ||
        casus_store_open(&store, o->db, true, &err) != CASUS_OK) {
        say_error(&err);
    } else {
        status = output_open(&out, o);
        if (status == EXIT_DONE) {
            status = write_names(o, model, store, &out);
            int written = output_close(&out);
            if (status == EXIT_DONE) status = written;
        }
    }
    casus_store_close(store);
    casus_model_close(model);
    return status;
}

int cmd_unknown(int argc, char **argv)
{
    options o;
    uint64_t allowed = OPT_DB | OPT_LIMIT | OPT_FORMAT | OPT_MODEL | OPT_OUTPUT;
    int status = options_read(&o, "unknown", allowed, argc, argv);
    if (status != EXIT_DONE) return status;
    if (!o.db) {
        say("name the store: casus unknown -d news.db");
        return EXIT_USAGE;
    }
    if (o.n_operands) {
        say("unknown takes no \"%s\": the store is named by -d", o.operands[0]);
        return EXIT_USAGE;
    }
    return run(&o);
}
