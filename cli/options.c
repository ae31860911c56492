/* options: "--name value", "--name=value", "-x value", "-xvalue", operands, "--". One table for all
 * commands: an option means the same wherever it is known.
 */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    char letter;
    bool takes_value;
    enum option which;
} OPTIONS[] = {
    {"format", 'f', true, OPT_FORMAT},
    {"with", 0, true, OPT_WITH},
    {"no-gate", 0, false, OPT_NO_GATE},
    {"statements", 0, false, OPT_STATEMENTS},
    {"mirror", 0, false, OPT_MIRROR},
    {"any-language", 0, false, OPT_ANY_LANGUAGE},
    {"max-document", 0, true, OPT_MAX_DOCUMENT},
    {"max-memory", 0, true, OPT_MAX_MEMORY},
    {"max-sentences", 0, true, OPT_MAX_SENTENCES},
    {"max-unpacked", 0, true, OPT_MAX_UNPACKED},
    {"max-ratio", 0, true, OPT_MAX_RATIO},
    {"min-confidence", 0, true, OPT_MIN_CONFIDENCE},
    {"status", 0, true, OPT_STATUS},
    {"published", 0, true, OPT_PUBLISHED},
    {"model", 0, true, OPT_MODEL},
    {"db", 'd', true, OPT_DB},
    {"output", 'o', true, OPT_OUTPUT},
    {"quiet", 'q', false, OPT_QUIET},
    {"progress", 0, false, OPT_PROGRESS},
    {"actor", 0, true, OPT_ACTOR},
    {"source", 0, true, OPT_SOURCE},
    {"target", 0, true, OPT_TARGET},
    {"type", 0, true, OPT_TYPE},
    {"place", 0, true, OPT_PLACE},
    {"from", 0, true, OPT_FROM},
    {"to", 0, true, OPT_TO},
    {"by", 0, true, OPT_BY},
    {"limit", 0, true, OPT_LIMIT},
    {"engine", 0, true, OPT_ENGINE},
    {"threads", 0, true, OPT_THREADS},
    {"input", 0, true, OPT_INPUT},
    {"tokens", 0, true, OPT_TOKENS},
    {"sentences", 0, true, OPT_SENTENCES},
    {"case", 0, true, OPT_CASE},
    {"relations", 0, false, OPT_RELATIONS},
    {"format", 'f', true, OPT_REPORT},
    {"scheme", 0, true, OPT_SCHEME},
    {"part", 0, true, OPT_PART},
    {"wrong", 0, true, OPT_WRONG},
    {"texts", 0, true, OPT_TEXTS},
    {"errors", 0, false, OPT_ERRORS},
    {"format", 'f', true, OPT_PAGE_FORMAT},
    {"url", 0, true, OPT_URL},
    {"recode", 0, false, OPT_RECODE},
    {"input", 0, true, OPT_READ},
    {"columns", 0, true, OPT_COLUMNS},
    {"delimiter", 0, true, OPT_DELIMITER},
    {"unique", 0, false, OPT_UNIQUE},
    {"one-a-day", 0, false, OPT_ONE_A_DAY},
    {"run", 0, true, OPT_RUN},
    {"text", 0, true, OPT_TEXT},
    {"formats", 0, true, OPT_FORMATS},
    {"quick", 0, false, OPT_QUICK},
};

#define N_OPTIONS (sizeof OPTIONS / sizeof *OPTIONS)

/* ---- what was meant ------------------------------------------------------------------------ */

/* Insertions, deletions, replacements and swaps of neighbours from a to b. */
static size_t edit_distance(const char *a, size_t n, const char *b, size_t m)
{
    size_t before[MAX_TYPED + 1], last[MAX_TYPED + 1], now[MAX_TYPED + 1];
    for (size_t j = 0; j <= m; j++) {
        last[j] = j;
        before[j] = 0;
    }
    for (size_t i = 1; i <= n; i++) {
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = last[j - 1] + (a[i - 1] != b[j - 1]);
            if (last[j] + 1 < best) best = last[j] + 1;
            if (now[j - 1] + 1 < best) best = now[j - 1] + 1;
            bool swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swap && before[j - 2] + 1 < best) best = before[j - 2] + 1;
            now[j] = best;
        }
        memcpy(before, last, sizeof before);
        memcpy(last, now, sizeof last);
    }
    return last[m];
}

const char *closest(const char *typed, const char *const *names, size_t n_names)
{
    const char *best = NULL;
    size_t len = strlen(typed), least = len < 5 ? 2 : 3;
    for (size_t i = 0; i < n_names && len <= MAX_TYPED; i++) {
        size_t distance = edit_distance(typed, len, names[i], strlen(names[i]));
        if (distance >= least) continue;
        least = distance;
        best = names[i];
    }
    return best;
}

static int unknown_option(const char *command, uint64_t allowed, const char *typed, size_t len)
{
    const char *names[N_OPTIONS];
    char name[MAX_TYPED + 1];
    size_t n = 0;
    for (size_t i = 0; i < N_OPTIONS; i++) {
        if (allowed & OPTIONS[i].which) names[n++] = OPTIONS[i].name;
    }
    snprintf(name, sizeof name, "%.*s", (int)(len < MAX_TYPED ? len : MAX_TYPED), typed);
    const char *meant = closest(name, names, n);
    if (meant) {
        say("%s has no option --%s. Did you mean --%s?", command, name, meant);
    } else {
        say("%s has no option --%s. \"casus %s --help\" lists them.", command, name, command);
    }
    return EXIT_USAGE;
}

/* ---- the line ------------------------------------------------------------------------------ */

/* The option that `name` (of `len` bytes) or `letter` is, N_OPTIONS when the command knows none. */
static size_t find_option(uint64_t allowed, const char *name, size_t len, char letter)
{
    for (size_t i = 0; i < N_OPTIONS; i++) {
        if (!(allowed & OPTIONS[i].which)) continue;
        if (letter && OPTIONS[i].letter == letter) return i;
        if (!letter && strlen(OPTIONS[i].name) == len && memcmp(OPTIONS[i].name, name, len) == 0) {
            return i;
        }
    }
    return N_OPTIONS;
}

/* Reads the option at argv[*i], and its value, which may be the next word. */
static int read_option(options *o, const char *command, uint64_t allowed, int argc, char **argv,
                       int *i)
{
    const char *word = argv[*i], *value = NULL;
    bool is_long = word[1] == '-';
    const char *name = word + 2;
    size_t len = is_long ? strcspn(name, "=") : 1;
    size_t found = is_long ? find_option(allowed, name, len, 0)
                           : find_option(allowed, NULL, 0, word[1]);
    if (found == N_OPTIONS) {
        return is_long ? unknown_option(command, allowed, name, len)
                       : unknown_option(command, allowed, word + 1, strlen(word + 1));
    }
    if (is_long && name[len] == '=') value = name + len + 1;
    if (!is_long && word[2]) value = word + 2;
    if (OPTIONS[found].which == OPT_PROGRESS) {
        /* its one value may stand behind it */
        if (!value && *i + 1 < argc && strcmp(argv[*i + 1], "json") == 0) value = argv[++*i];
        return option_take(o, OPT_PROGRESS, value);
    }
    if (!OPTIONS[found].takes_value) {
        if (!value) return option_take(o, OPTIONS[found].which, NULL);
        say("--%s takes no value", OPTIONS[found].name);
        return EXIT_USAGE;
    }
    if (!value && *i + 1 < argc) value = argv[++*i];
    if (!value || !*value) {
        say("--%s needs a value behind it", OPTIONS[found].name);
        return EXIT_USAGE;
    }
    return option_take(o, OPTIONS[found].which, value);
}

casus_options options_coding(const options *o)
{
    /* What is said stands in sentences without an event, too. */
    bool said = (o->with & (CASUS_WITH_QUOTES | CASUS_WITH_ATTRIBUTIONS)) != 0;
    return (casus_options){.no_gate = said || has(o, OPT_NO_GATE),
                           .statements = has(o, OPT_STATEMENTS),
                           .mirror = has(o, OPT_MIRROR),
                           .any_language = has(o, OPT_ANY_LANGUAGE),
                           .engine = o->engine,
                           .limits = o->limits};
}

int options_read(options *out, const char *command, uint64_t allowed, int argc, char **argv)
{
    *out = (options){.with = CASUS_WITH_EVENTS,
                     .threads = 1,
                     .filter = {CASUS_ALL_STATUSES, true, 0},
                     .from = CASUS_NO_DAY,
                     .to = CASUS_NO_DAY};
    bool only_operands = false;
    for (int i = 1; i < argc; i++) {
        if (!only_operands && strcmp(argv[i], "--") == 0) {
            only_operands = true;
        } else if (only_operands || argv[i][0] != '-' || !argv[i][1]) {
            argv[out->n_operands++] = argv[i];
        } else {
            int status = read_option(out, command, allowed, argc, argv, &i);
            if (status != EXIT_DONE) return status;
        }
    }
    out->operands = (const char *const *)argv;
    return EXIT_DONE;
}
