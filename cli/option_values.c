/* option_values: what stands behind an option, read and checked. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

#define MAX_THREADS 256

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

static int read_progress(options *o, const char *value)
{
    static const char *const FORMS[] = {"json"};
    unsigned which;
    o->progress_json = true;
    return read_choice("progress", value, FORMS, 1, &which);
}

int read_run(const char *value, int64_t *run)
{
    char *end;
    *run = strtoll(value, &end, 10);
    if (*value >= '0' && *value <= '9' && !*end && *run > 0) return EXIT_DONE;
    say("\"%s\" is no run: casus store runs -d DB lists them", value);
    return EXIT_USAGE;
}

int option_take(options *o, enum option which, const char *value)
{
    int32_t day;
    o->given |= which;
    switch (which) {
    case OPT_FORMAT: return read_format(o, value);
    case OPT_PROGRESS: return value ? read_progress(o, value) : EXIT_DONE;
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
