/* casus: the table of commands. Each has a function, its help, and a line in the list. */
#include "cli.h"

#include <signal.h>
#include <string.h>

typedef struct command {
    const char *name, *summary;
    int (*run)(int argc, char **argv);
    const char *help;
} command;

static const command COMMANDS[] = {
    {"code", "events of documents, as a table or JSON Lines", cmd_code, help_code},
    {"ingest", "the same into a store; can be stopped and run again", cmd_ingest, help_ingest},
    {"query", "filter, group and count the events of a store", cmd_query, help_query},
    {"export", "a query as a folder to hand on: files, codebooks, run.json", cmd_export, help_export},
    {"codebook", "what the columns of an export hold", cmd_codebook, help_codebook},
    {"store", "runs of a store, and whether it is whole", cmd_store, help_store},
    {"unknown", "actors of a store that no dictionary knows", cmd_unknown, help_unknown},
    {"explain", "sentence by sentence: what was found, and why", cmd_explain, help_explain},
    {"parse", "text to CoNLL-U", cmd_parse, help_parse},
    {"extract", "the article of a web page, its title and date", cmd_extract, help_extract},
    {"classify", "how two marked actors are related", cmd_classify, help_classify},
    {"evaluate", "scores against a gold file", cmd_evaluate, help_evaluate},
};

#define N_COMMANDS (sizeof COMMANDS / sizeof *COMMANDS)

static void print_commands(FILE *out)
{
    fputs("casus reads news text and writes who did what to whom, when, where, and who says so.\n"
          "\n"
          "  casus code article.txt                 the events of an article\n"
          "  casus ingest -d news.db articles/      a folder of articles into a store\n"
          "  casus query -d news.db --by month      events a month\n"
          "\n"
          "Commands:\n",
          out);
    for (size_t i = 0; i < N_COMMANDS; i++) {
        fprintf(out, "  %-10s%s\n", COMMANDS[i].name, COMMANDS[i].summary);
    }
    fputs("\n\"casus COMMAND --help\" tells more about each.\n", out);
}

static const command *find_command(const char *name)
{
    for (size_t i = 0; i < N_COMMANDS; i++) {
        if (strcmp(COMMANDS[i].name, name) == 0) return &COMMANDS[i];
    }
    return NULL;
}

static int no_such_command(const char *name)
{
    const char *names[N_COMMANDS + 1];
    for (size_t i = 0; i < N_COMMANDS; i++) names[i] = COMMANDS[i].name;
    names[N_COMMANDS] = "help";
    const char *meant = closest(name, names, N_COMMANDS + 1);
    if (meant) {
        say("there is no command \"%s\". Did you mean \"%s\"?", name, meant);
    } else {
        say("there is no command \"%s\". \"casus help\" lists them.", name);
    }
    return EXIT_USAGE;
}

static int print_help(int argc, char **argv)
{
    if (argc < 3) {
        print_commands(stdout);
        return EXIT_DONE;
    }
    const command *found = find_command(argv[2]);
    if (!found) return no_such_command(argv[2]);
    fputs(found->help, stdout);
    return EXIT_DONE;
}

static bool is_one_of(const char *word, const char *a, const char *b, const char *c)
{
    return strcmp(word, a) == 0 || strcmp(word, b) == 0 || strcmp(word, c) == 0;
}

static int run(int argc, char **argv)
{
    if (argc < 2) {
        print_commands(stderr);
        return EXIT_USAGE;
    }
    if (is_one_of(argv[1], "help", "--help", "-h")) return print_help(argc, argv);
    if (is_one_of(argv[1], "version", "--version", "-V")) {
        puts("casus " CASUS_VERSION);
        return EXIT_DONE;
    }
    const command *found = find_command(argv[1]);
    if (!found) return no_such_command(argv[1]);
    for (int i = 2; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (!is_one_of(argv[i], "--help", "-h", "--help")) continue;
        fputs(found->help, stdout);
        return EXIT_DONE;
    }
    return found->run(argc - 1, argv + 1);
}

int main(int argc, char **argv)
{
    /* A closed pipe ends the program as it ends any filter; a parent may have had it ignored. */
    signal(SIGPIPE, SIG_DFL);
    int status = run(argc, argv);
    if (fflush(stdout) != 0 && status == EXIT_DONE) status = EXIT_FAILED;
    return status;
}
