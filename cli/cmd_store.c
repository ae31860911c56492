/* casus store: the runs of a store, and whether it is whole. */
#include "cli.h"

#include <string.h>

const char help_store[] =
    "  casus store runs -d news.db                what was coded when, by which model and options\n"
    "  casus store drop -d news.db 2              deletes run 2 and all that it found\n"
    "  casus store check -d news.db               is the store whole?\n"
    "  casus store upgrade -d news.db             the tables of an older casus brought up to date\n"
    "\n"
    "Usage: casus store runs|drop|check|upgrade -d DB [OPTION...] [RUN]\n"
    "\n"
    "A run is one way of coding: version, model, options. casus ingest adds to the run of what it\n"
    "codes with; with --recode documents are coded anew and the older codings stay, until their run\n"
    "is dropped. Queries look at the newest coding of each document; query --run N at another.\n"
    "drop keeps the documents themselves: they can be ingested again.\n"
    "\n"
    "  -d, --db DB             the store\n"
    "  -f, --format FORMAT     of runs: table, jsonl or csv; table on a terminal, else jsonl\n"
    "      --quick             of check: without keys, spans and words of every document\n"
    "  -o, --output FILE       instead of stdout\n"
    "  -q, --quiet             no word of what was done\n"
    "\n"
    "Exit: 0 done, the store is whole; 1 failed, or something is wrong with it; 2 wrong usage.\n";

static int failed(const casus_error *err)
{
    say_error(err);
    return err->status == CASUS_USAGE ? EXIT_USAGE : EXIT_FAILED;
}

static int list_runs(const options *o, output *out)
{
    casus_error err = {0};
    casus_store *store;
    enum format format = o->format;
    if (format == FORMAT_DEFAULT) format = out->terminal ? FORMAT_TABLE : FORMAT_JSONL;
    if (casus_store_open(&store, o->db, true, &err) != CASUS_OK) return failed(&err);
    casus_status status = casus_store_runs(store, format_name(o, format), out->color, out->width,
                                           output_sink(out), &err);
    casus_store_close(store);
    if (status == CASUS_OK) return EXIT_DONE;
    return out->closed ? EXIT_FAILED : failed(&err);
}

static int check(const options *o, output *out)
{
    casus_error err = {0};
    bool sound;
    casus_status status =
        casus_store_check(o->db, has(o, OPT_QUICK), output_sink(out), &sound, &err);
    if (status == CASUS_OK && sound) return EXIT_DONE;
    if (status == CASUS_OK) say("%s: the store is not whole: restore a copy or ingest again", o->db);
    else if (!out->closed) say_error(&err);
    return EXIT_FAILED;
}

static int drop(const options *o, output *out)
{
    casus_error err = {0};
    casus_store *store;
    casus_dropped dropped;
    int64_t run;
    char codings[48], uncoded[48];
    (void)out;
    if (read_run(o->operands[1], &run) != EXIT_DONE) return EXIT_USAGE;
    if (casus_store_open(&store, o->db, false, &err) != CASUS_OK) return failed(&err);
    casus_status status = casus_store_drop(store, run, &dropped, &err);
    casus_store_close(store);
    if (status != CASUS_OK) return failed(&err);
    if (has(o, OPT_QUIET)) return EXIT_DONE;
    say("%s dropped", count_text(codings, dropped.codings, "coding", "codings"));
    if (dropped.uncoded)
        say("%s no coding now: ingest again to have %s coded",
            count_text(uncoded, dropped.uncoded, "document has", "documents have"),
            dropped.uncoded == 1 ? "it" : "them");
    return EXIT_DONE;
}

static int upgrade(const options *o, output *out)
{
    casus_error err = {0};
    casus_store *store;
    (void)out;
    /* Reading first: a store that is not there is not made. */
    casus_status status = casus_store_open(&store, o->db, true, &err);
    casus_store_close(store);
    if (status == CASUS_NOT_FOUND) return failed(&err);
    if (casus_store_open(&store, o->db, false, &err) != CASUS_OK) return failed(&err);
    casus_store_close(store);
    if (!has(o, OPT_QUIET)) say("%s: the tables are up to date", o->db);
    return EXIT_DONE;
}

typedef struct action {
    const char *name;
    int (*run)(const options *o, output *out);
    size_t n_operands; /* its own name among them */
} action;

static const action ACTIONS[] = {
    {"runs", list_runs, 1}, {"drop", drop, 2}, {"check", check, 1}, {"upgrade", upgrade, 1}};
#define N_ACTIONS (sizeof ACTIONS / sizeof *ACTIONS)

static const action *find_action(const options *o)
{
    const char *names[N_ACTIONS];
    const char *typed = o->n_operands ? o->operands[0] : NULL;
    for (size_t i = 0; i < N_ACTIONS; i++) {
        names[i] = ACTIONS[i].name;
        if (typed && strcmp(typed, names[i]) == 0) return &ACTIONS[i];
    }
    const char *meant = typed ? closest(typed, names, N_ACTIONS) : NULL;
    if (!typed) say("name what to do: casus store runs, drop, check or upgrade");
    else if (meant) say("store knows no \"%s\". Did you mean \"%s\"?", typed, meant);
    else say("store knows no \"%s\": it has runs, drop, check and upgrade", typed);
    return NULL;
}

int cmd_store(int argc, char **argv)
{
    options o;
    output out = {0};
    uint64_t allowed = OPT_DB | OPT_FORMAT | OPT_OUTPUT | OPT_QUICK | OPT_QUIET;
    int status = options_read(&o, "store", allowed, argc, argv);
    if (status != EXIT_DONE) return status;
    const action *what = find_action(&o);
    if (!what) return EXIT_USAGE;
    if (!o.db) {
        say("name the store: casus store %s -d news.db", what->name);
        return EXIT_USAGE;
    }
    if (o.n_operands != what->n_operands) {
        if (what->n_operands == 2) say("name the run: casus store drop -d %s 2", o.db);
        else say("store %s takes no \"%s\"", what->name, o.operands[1]);
        return EXIT_USAGE;
    }
    status = output_open(&out, &o);
    if (status != EXIT_DONE) return status;
    status = what->run(&o, &out);
    int written = output_close(&out);
    return status == EXIT_DONE ? written : status;
}
