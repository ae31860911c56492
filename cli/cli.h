/* cli: the command `casus`. It uses casus.h alone, as any other program would.
 *
 *   main.c      the table of commands
 *   options.c   what stands behind the command's name
 *   output.c    stdout, stderr, the terminal
 *   session.c   model, coder and reader; the walk over the documents; what went wrong
 *   languages.c which documents were not coded, being in other languages
 *   workers.c   the same work on several threads, its results in order
 *   cmd_*.c     one command each, with its help
 *
 * Data goes to stdout, all else to stderr. Exit: 0 done, 1 failed, 2 wrong usage, 3 some documents
 * failed, 130 interrupted.
 */
#ifndef CASUS_CLI_H
#define CASUS_CLI_H

#include <stdio.h>

#include "casus.h"

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_SOME = 3, EXIT_INTERRUPTED = 130 };

/* ---- options ------------------------------------------------------------------------------- */

/* A set of these is a uint64_t. */
enum option {
    OPT_HELP = 1ull << 0,
    OPT_FORMAT = 1ull << 1,
    OPT_WITH = 1ull << 2,
    OPT_NO_GATE = 1ull << 3,
    OPT_STATEMENTS = 1ull << 4,
    OPT_MIRROR = 1ull << 5,
    OPT_MIN_CONFIDENCE = 1ull << 6,
    OPT_STATUS = 1ull << 7,
    OPT_PUBLISHED = 1ull << 8,
    OPT_MODEL = 1ull << 9,
    OPT_DB = 1ull << 10,
    OPT_OUTPUT = 1ull << 11,
    OPT_QUIET = 1ull << 12,
    OPT_PROGRESS = 1ull << 13,
    OPT_ACTOR = 1ull << 14,
    OPT_SOURCE = 1ull << 15,
    OPT_TARGET = 1ull << 16,
    OPT_TYPE = 1ull << 17,
    OPT_PLACE = 1ull << 18,
    OPT_FROM = 1ull << 19,
    OPT_TO = 1ull << 20,
    OPT_BY = 1ull << 21,
    OPT_LIMIT = 1ull << 22,
    OPT_ENGINE = 1ull << 23,
    OPT_THREADS = 1ull << 24,
    OPT_INPUT = 1ull << 25,
    OPT_TOKENS = 1ull << 26,
    OPT_SENTENCES = 1ull << 27,
    OPT_CASE = 1ull << 28,
    OPT_RELATIONS = 1ull << 29,
    OPT_REPORT = 1ull << 30, /* --format of scores */
    OPT_PART = 1ull << 31,
    OPT_SCHEME = 1ull << 32,
    OPT_WRONG = 1ull << 33,
    OPT_TEXTS = 1ull << 34,
    OPT_ERRORS = 1ull << 35,
    OPT_PAGE_FORMAT = 1ull << 36, /* --format of pages */
    OPT_URL = 1ull << 37,
    OPT_ANY_LANGUAGE = 1ull << 38,
    OPT_RECODE = 1ull << 39,
    OPT_MAX_DOCUMENT = 1ull << 40,
    OPT_MAX_MEMORY = 1ull << 41,
    OPT_MAX_SENTENCES = 1ull << 42,
    OPT_MAX_UNPACKED = 1ull << 43,
    OPT_MAX_RATIO = 1ull << 44,
};

/* What a command that reads documents knows of limits, and one that codes them. */
#define OPT_READING_LIMITS (OPT_MAX_DOCUMENT | OPT_MAX_UNPACKED | OPT_MAX_RATIO)
#define OPT_CODING_LIMITS (OPT_READING_LIMITS | OPT_MAX_MEMORY | OPT_MAX_SENTENCES)

enum format { FORMAT_DEFAULT, FORMAT_TABLE, FORMAT_JSONL, FORMAT_CSV };
enum input { INPUT_TEXT, INPUT_CONLLU };

typedef struct options {
    uint64_t given; /* set of enum option */
    enum format format;
    const char *model, *db, *output, *published;
    const char *actor, *source, *target, *type, *place, *by;
    unsigned with;       /* CASUS_WITH_* */
    casus_engine engine;
    enum input input;
    unsigned threads; /* 1 unless --threads names more */
    bool gold_tokens, gold_sentences, report_json;
    casus_scheme scheme;
    casus_case letters; /* of --case */
    casus_part part;
    const char *wrong, *texts, *url;
    bool page_text; /* --format text, of pages */
    casus_limits limits; /* of --max-...; 0 where not given */
    casus_filter filter; /* of --status and --min-confidence; without them, every event */
    int32_t from, to;
    uint64_t limit;
    const char *const *operands; /* [n_operands]: files */
    size_t n_operands;
} options;

/* Reads argv[1..] of a command that knows the options in `allowed` (help always). On a mistake it
 * says what is wrong and returns EXIT_USAGE; else EXIT_DONE. The operands are moved to argv's
 * front. */
int options_read(options *out, const char *command, uint64_t allowed, int argc, char **argv);
static inline bool has(const options *o, enum option which) { return (o->given & which) != 0; }
/* What --no-gate, --statements, --mirror, --engine and --max-... ask of the coder. */
casus_options options_coding(const options *o);
const char *format_name(enum format format);
/* The one of `names` that `typed` was probably meant to be, or NULL. */
const char *closest(const char *typed, const char *const *names, size_t n_names);

/* ---- output -------------------------------------------------------------------------------- */

typedef struct output {
    FILE *file;
    const char *name; /* "stdout" or the file's */
    bool terminal, color;
    unsigned width; /* of the terminal, in columns */
    bool closed;    /* the reader of the pipe went away: stop without a word */
} output;

/* stdout, or the file of --output. */
int output_open(output *self, const options *o);
/* Writes what is left; EXIT_FAILED when the bytes could not all be written. */
int output_close(output *self);
casus_sink output_sink(output *self);
/* "casus: " and a line on stderr. */
void say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void say_error(const casus_error *err);
bool stderr_is_terminal(void);

/* ---- languages ----------------------------------------------------------------------------- */

#define MAX_LANGUAGES 128
/* Documents in other languages than English, by language. Codes are borrowed from the model. */
typedef struct languages {
    const char *codes[MAX_LANGUAGES];
    uint64_t counts[MAX_LANGUAGES];
    unsigned n;
} languages;

/* Counts the document where it was found to be in another language. */
void languages_note(languages *self, const casus_doc *doc);
/* "12 documents not in English, not coded ...: 7 Spanish, 5 French" on stderr; no word where none. */
void languages_say(const languages *self, const casus_model *model);

/* ---- session ------------------------------------------------------------------------------- */

typedef struct session {
    casus_model *model;
    casus_coder *coder;
    casus_doc *doc;
    casus_reader *reader;
    const char *published; /* of --published, or NULL */
    uint64_t n_done, n_failed, n_cut, n_skipped;
    uint64_t n_sentences, n_events, n_words;
    languages foreign;
    double started; /* seconds */
    bool line_shown; /* a line of progress stands on the terminal */
    bool broken;    /* stopped by a failure that no further document would escape */
} session;

/* Opens the reader of the operands alone. Says what failed. */
int session_open_reader(session *self, const options *o);
/* Opens the model, a coder and the reader of the operands; a NULL `coding` makes no coder and no
 * document. Says what failed. */
int session_open(session *self, const options *o, const casus_options *coding);
void session_close(session *self);
/* The next document that can be read; those that cannot are named on stderr and counted. False at
 * the end, or when the user interrupted. */
bool session_next(session *self, casus_document_in *in);
/* Codes it into self->doc; false when that failed (named, counted). */
bool session_code(session *self, const casus_document_in *in);
/* Says that a document was longer than is read, where bytes were cut off. */
void session_note_cut(session *self, casus_str id, uint64_t cut);
/* Takes the line of progress away before something else is written. */
void session_clear_line(session *self);
/* The last line on stderr (on a terminal, or where something failed) and the exit status. */
int session_end(session *self, const options *o, int status);

/* What a command writes of the document in self->doc. */
typedef casus_status doc_writer(const session *self, const options *o, output *out,
                                casus_error *err);
/* A whole run: codes every document of the operands and hands each to `write`. Gives the exit
 * status. */
int session_run(const options *o, const casus_options *coding, doc_writer *write);

/* ---- workers ------------------------------------------------------------------------------- */

/* A ring of jobs: one thread hands them out and takes them back in the same order, the others do
 * the work. With one thread the work is done where a job is handed out. */
typedef struct workers workers;
/* Does a job; `scratch` is that thread's own. */
typedef void work(void *job, void *scratch);

/* `scratches[n_threads]`; n_jobs jobs may be under way at once. NULL when there is no memory, or no
 * thread to be had. */
workers *workers_new(unsigned n_threads, unsigned n_jobs, work *run, void *const *scratches);
void workers_hand_out(workers *self, void *job);
/* The oldest job, done; NULL when none is under way. Waits for it when `wait`, or when as many as
 * may be are under way; else gives NULL where it is not done yet. */
void *workers_take_back(workers *self, bool wait);
/* Ends the threads once what they have in hand is done. */
void workers_free(workers *self);

bool interrupted(void);
double seconds(void);
/* "3 documents"; 1,234,567 with separators. Returns `out`. */
char *count_text(char out[48], uint64_t n, const char *one, const char *many);

/* ---- commands ------------------------------------------------------------------------------ */

int cmd_code(int argc, char **argv);
int cmd_ingest(int argc, char **argv);
int cmd_query(int argc, char **argv);
int cmd_unknown(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_parse(int argc, char **argv);
int cmd_extract(int argc, char **argv);
int cmd_classify(int argc, char **argv);
int cmd_evaluate(int argc, char **argv);

extern const char help_code[], help_ingest[], help_query[], help_unknown[], help_explain[],
    help_parse[], help_extract[], help_classify[], help_evaluate[];

#endif
