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
#define MAX_TYPED 32
#define MAX_THREADS 256

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

/* A word of a list that is none of `names`. */
static int unknown_word(const char *option, const char *typed, size_t len,
                        const char *const *names, size_t n_names)
{
    char word[MAX_TYPED + 1];
    snprintf(word, sizeof word, "%.*s", (int)(len < MAX_TYPED ? len : MAX_TYPED), typed);
    const char *meant = closest(word, names, n_names);
    if (meant) {
        say("--%s: there is no \"%s\". Did you mean \"%s\"?", option, word, meant);
        return EXIT_USAGE;
    }
    fprintf(stderr, "casus: --%s: there is no \"%s\". Known are:", option, word);
    for (size_t i = 0; i < n_names; i++) fprintf(stderr, "%s %s", i ? "," : "", names[i]);
    fputs(".\n", stderr);
    return EXIT_USAGE;
}

/* ---- values -------------------------------------------------------------------------------- */

/* The set of the names listed, as bits by their place; `all` sets every one. */
static int read_list(const char *option, const char *text, const char *const *names, size_t n_names,
                     unsigned *bits)
{
    *bits = 0;
    while (*text) {
        size_t len = strcspn(text, ","), i = 0;
        while (i < n_names && (strlen(names[i]) != len || memcmp(names[i], text, len) != 0)) i++;
        if (len == 3 && memcmp(text, "all", 3) == 0) {
            *bits |= (1u << n_names) - 1;
        } else if (i == n_names) {
            return unknown_word(option, text, len, names, n_names);
        } else {
            *bits |= 1u << i;
        }
        text += len;
        if (*text == ',') text++;
    }
    if (*bits) return EXIT_DONE;
    say("--%s needs at least one name", option);
    return EXIT_USAGE;
}

static int read_with(options *o, const char *value)
{
    static const char *const NAMES[] = {"events", "quotes", "attributions", "actors",
                                        "places", "dates",  "documents"};
    return read_list("with", value, NAMES, 7, &o->with);
}

static int read_status(options *o, const char *value)
{
    static const char *const NAMES[] = {"actual",  "planned", "proposed", "possible",
                                        "denied",  "negated", "ended",    "historical"};
    unsigned bits;
    int status = read_list("status", value, NAMES, 8, &bits);
    o->filter.statuses = bits & CASUS_ALL_STATUSES;
    o->filter.historical = bits >> 7 & 1;
    if (!o->filter.statuses) o->filter.statuses = 1u << CASUS_ACTUAL; /* "historical" alone */
    return status;
}

const char *format_name(const options *o, enum format format)
{
    return format == FORMAT_ROWS ? o->rows : format == FORMAT_JSONL ? "jsonl" : "table";
}

#define MAX_FORMATS 32

static int read_format(options *o, const char *value)
{
    const char *names[MAX_FORMATS] = {"table", "jsonl"};
    size_t n = 2, i = 0;
    while (n < MAX_FORMATS && (names[n] = casus_rows_format(n - 2))) n++;
    while (i < n && strcmp(value, names[i]) != 0) i++;
    if (i == n) return unknown_word("format", value, strlen(value), names, n);
    o->format = i == 0 ? FORMAT_TABLE : i == 1 ? FORMAT_JSONL : FORMAT_ROWS;
    if (o->format == FORMAT_ROWS) o->rows = names[i];
    return EXIT_DONE;
}

/* Which of `names` the value is, in *which. */
static int read_choice(const char *option, const char *value, const char *const *names,
                       unsigned n_names, unsigned *which)
{
    for (*which = 0; *which < n_names; ++*which)
        if (strcmp(value, names[*which]) == 0) return EXIT_DONE;
    return unknown_word(option, value, strlen(value), names, n_names);
}

static int read_engine(options *o, const char *value)
{
    static const char *const ENGINES[] = {"default", "fast"};
    unsigned which;
    int status = read_choice("engine", value, ENGINES, 2, &which);
    o->engine = which ? CASUS_ENGINE_FAST : CASUS_ENGINE_DEFAULT;
    return status;
}

static int read_input(options *o, const char *value)
{
    static const char *const INPUTS[] = {"text", "conllu"};
    unsigned which;
    int status = read_choice("input", value, INPUTS, 2, &which);
    o->input = which ? INPUT_CONLLU : INPUT_TEXT;
    return status;
}

static int read_documents(options *o, const char *value)
{
    static const char *const INPUTS[] = {"text", "jsonl", "csv",      "feed",
                                         "warc", "petrarch", "tabari"};
    unsigned which;
    o->reading.input = value;
    return read_choice("input", value, INPUTS, sizeof INPUTS / sizeof *INPUTS, &which);
}

static int read_delimiter(options *o, const char *value)
{
    bool tab = strcmp(value, "tab") == 0 || strcmp(value, "\\t") == 0;
    o->reading.delimiter = tab ? '\t' : *value;
    if (tab || !value[1]) return EXIT_DONE;
    say("--delimiter: \"%s\" is no single character, nor tab", value);
    return EXIT_USAGE;
}

static int read_report(options *o, const char *value)
{
    static const char *const REPORTS[] = {"table", "json"};
    unsigned which;
    int status = read_choice("format", value, REPORTS, 2, &which);
    o->report_json = which == 1;
    return status;
}

static int read_page_format(options *o, const char *value)
{
    static const char *const FORMATS_OF_PAGES[] = {"json", "text"};
    unsigned which;
    int status = read_choice("format", value, FORMATS_OF_PAGES, 2, &which);
    o->page_text = which == 1;
    return status;
}

static int read_scheme(options *o, const char *value)
{
    static const char *const SCHEMES[] = {"plover", "relations"};
    unsigned which;
    int status = read_choice("scheme", value, SCHEMES, 2, &which);
    o->scheme = which ? CASUS_SCHEME_RELATIONS : CASUS_SCHEME_PLOVER;
    return status;
}

/* --tokens and --sentences: ours or those of the gold file. */
static int read_whose(const char *option, const char *value, bool *gold)
{
    static const char *const WHOSE[] = {"own", "gold"};
    unsigned which;
    int status = read_choice(option, value, WHOSE, 2, &which);
    *gold = which == 1;
    return status;
}

static int read_case(options *o, const char *value)
{
    static const char *const CASES[] = {"keep", "lower", "upper", "title"};
    unsigned which;
    int status = read_choice("case", value, CASES, 4, &which);
    if (status == EXIT_DONE) o->letters = (casus_case)which;
    return status;
}

static int read_part(options *o, const char *value)
{
    static const char *const PARTS[] = {"seen", "held", "all"};
    unsigned which;
    int status = read_choice("part", value, PARTS, 3, &which);
    if (status == EXIT_DONE) o->part = (casus_part)which;
    return status;
}

static int read_threads(options *o, const char *value)
{
    char *end;
    unsigned long n = strtoul(value, &end, 10);
    if (*value >= '0' && *value <= '9' && !*end && n > 0 && n <= MAX_THREADS) {
        o->threads = (unsigned)n;
        return EXIT_DONE;
    }
    say("--threads: \"%s\" is no whole number from 1 to %d", value, MAX_THREADS);
    return EXIT_USAGE;
}

static int read_day(const char *option, const char *value, int32_t *day)
{
    if (casus_day_parse((casus_str){value, strlen(value)}, day)) return EXIT_DONE;
    say("--%s: \"%s\" is no date: write 2021-09-25", option, value);
    return EXIT_USAGE;
}

static int read_confidence(options *o, const char *value)
{
    char *end;
    double confidence = strtod(value, &end);
    if (*value && !*end && confidence >= 0 && confidence <= 1) {
        o->filter.min_confidence = confidence;
        return EXIT_DONE;
    }
    say("--min-confidence: \"%s\" is no number from 0 to 1", value);
    return EXIT_USAGE;
}

static int read_limit(options *o, const char *value)
{
    char *end;
    o->limit = strtoull(value, &end, 10);
    if (*value >= '0' && *value <= '9' && !*end && o->limit > 0) return EXIT_DONE;
    say("--limit: \"%s\" is no whole number over 0", value);
    return EXIT_USAGE;
}

/* "500", "64k", "16M", "2G": of 1024. */
static int read_size(const char *option, const char *value, uint64_t *out)
{
    static const char UNITS[] = "kMG";
    char *end;
    *out = strtoull(value, &end, 10);
    const char *unit = *end && !end[1] ? strchr(UNITS, *end) : NULL;
    unsigned shift = unit ? 10 * (unsigned)(unit - UNITS + 1) : 0;
    bool good = *value >= '0' && *value <= '9' && *out && (unit || !*end);
    if (good && *out <= UINT64_MAX >> shift) {
        *out <<= shift;
        return EXIT_DONE;
    }
    say("--%s: \"%s\" is no whole number over 0, as 500, 64k, 16M, 2G", option, value);
    return EXIT_USAGE;
}

int read_run(const char *value, int64_t *run)
{
    char *end;
    *run = strtoll(value, &end, 10);
    if (*value >= '0' && *value <= '9' && !*end && *run > 0) return EXIT_DONE;
    say("\"%s\" is no run: casus store runs -d DB lists them", value);
    return EXIT_USAGE;
}

static int take(options *o, enum option which, const char *value)
{
    int32_t day;
    o->given |= which;
    switch (which) {
    case OPT_FORMAT: return read_format(o, value);
    case OPT_WITH: return read_with(o, value);
    case OPT_MIN_CONFIDENCE: return read_confidence(o, value);
    case OPT_STATUS: return read_status(o, value);
    case OPT_PUBLISHED: o->published = value; return read_day("published", value, &day);
    case OPT_MODEL: o->model = value; break;
    case OPT_DB: o->db = value; break;
    case OPT_OUTPUT: o->output = value; break;
    case OPT_ACTOR: o->actor = value; break;
    case OPT_SOURCE: o->source = value; break;
    case OPT_TARGET: o->target = value; break;
    case OPT_TYPE: o->type = value; break;
    case OPT_PLACE: o->place = value; break;
    case OPT_FROM: return read_day("from", value, &o->from);
    case OPT_TO: return read_day("to", value, &o->to);
    case OPT_BY: o->by = value; break;
    case OPT_TEXT: o->text = value; break;
    case OPT_FORMATS: o->formats = value; break;
    case OPT_RUN: return read_run(value, &o->run);
    case OPT_LIMIT: return read_limit(o, value);
    case OPT_ENGINE: return read_engine(o, value);
    case OPT_THREADS: return read_threads(o, value);
    case OPT_INPUT: return read_input(o, value);
    case OPT_TOKENS: return read_whose("tokens", value, &o->gold_tokens);
    case OPT_SENTENCES: return read_whose("sentences", value, &o->gold_sentences);
    case OPT_CASE: return read_case(o, value);
    case OPT_REPORT: return read_report(o, value);
    case OPT_SCHEME: return read_scheme(o, value);
    case OPT_PART: return read_part(o, value);
    case OPT_WRONG: o->wrong = value; break;
    case OPT_TEXTS: o->texts = value; break;
    case OPT_PAGE_FORMAT: return read_page_format(o, value);
    case OPT_URL: o->url = value; break;
    case OPT_MAX_DOCUMENT: return read_size("max-document", value, &o->limits.document_bytes);
    case OPT_MAX_MEMORY: return read_size("max-memory", value, &o->limits.document_memory);
    case OPT_MAX_SENTENCES: return read_size("max-sentences", value, &o->limits.sentences);
    case OPT_MAX_UNPACKED: return read_size("max-unpacked", value, &o->limits.unpacked_bytes);
    case OPT_MAX_RATIO: return read_size("max-ratio", value, &o->limits.unpacked_ratio);
    case OPT_READ: return read_documents(o, value);
    case OPT_COLUMNS: o->reading.columns = value; break;
    case OPT_DELIMITER: return read_delimiter(o, value);
    default: break;
    }
    return EXIT_DONE;
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

/* --progress may be said in a word of its own: json. */
static int read_progress(options *o, const char *value, int argc, char **argv, int *i)
{
    o->given |= OPT_PROGRESS;
    if (!value && *i + 1 < argc && strcmp(argv[*i + 1], "json") == 0) value = argv[++*i];
    if (!value) return EXIT_DONE;
    static const char *const FORMS[] = {"json"};
    unsigned which;
    o->progress_json = true;
    return read_choice("progress", value, FORMS, 1, &which);
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
    if (OPTIONS[found].which == OPT_PROGRESS) return read_progress(o, value, argc, argv, i);
    if (!OPTIONS[found].takes_value) {
        if (!value) return take(o, OPTIONS[found].which, NULL);
        say("--%s takes no value", OPTIONS[found].name);
        return EXIT_USAGE;
    }
    if (!value && *i + 1 < argc) value = argv[++*i];
    if (!value || !*value) {
        say("--%s needs a value behind it", OPTIONS[found].name);
        return EXIT_USAGE;
    }
    return take(o, OPTIONS[found].which, value);
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
