/* cli: the command `casus`. It uses casus.h alone, as any other program would.
 *
 *   main.c      the table of commands
 *   options.c   what stands behind the command's name
 *   output.c    stdout, stderr, the terminal
 *   session.c   model and reader; the walk over the documents; what was done, what went wrong
 *   languages.c which documents were not coded, being in other languages
 *   workers.c   the same work on several threads, its results in order
 *   stream.c    documents read, coded on several threads, and given back in order
 *   progress.c  how far a run has come, and the summary at its end
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
    OPT_READ = 1ull << 45, /* --input of documents */
    OPT_COLUMNS = 1ull << 46,
    OPT_DELIMITER = 1ull << 47,
    OPT_UNIQUE = 1ull << 52,
    OPT_ONE_A_DAY = 1ull << 53,
    OPT_RUN = 1ull << 55,
    OPT_TEXT = 1ull << 56,
    OPT_QUICK = 1ull << 57,
    OPT_FORMATS = 1ull << 58, /* of export */
};

/* What a command that reads documents knows of limits, and one that codes them. */
#define OPT_READING_LIMITS (OPT_MAX_DOCUMENT | OPT_MAX_UNPACKED | OPT_MAX_RATIO)
#define OPT_CODING_LIMITS (OPT_READING_LIMITS | OPT_MAX_MEMORY | OPT_MAX_SENTENCES)
/* How documents are read. */
#define OPT_READING (OPT_READ | OPT_COLUMNS | OPT_DELIMITER)

/* What asks a store for events. */
#define OPT_QUERY                                                                                  \
    (OPT_DB | OPT_ACTOR | OPT_SOURCE | OPT_TARGET | OPT_TYPE | OPT_PLACE | OPT_FROM | OPT_TO |     \
     OPT_STATUS | OPT_LIMIT | OPT_UNIQUE | OPT_ONE_A_DAY | OPT_TEXT | OPT_RUN)

enum format { FORMAT_DEFAULT, FORMAT_TABLE, FORMAT_JSONL, FORMAT_ROWS };
enum input { INPUT_TEXT, INPUT_CONLLU };

typedef struct options {
    uint64_t given; /* set of enum option */
    enum format format;
    const char *rows; /* of FORMAT_ROWS: "csv", "gdelt", ... */
    const char *model, *db, *output, *published;
    const char *actor, *source, *target, *type, *place, *by, *text, *formats;
    int64_t run; /* 0: the current codings */
    unsigned with;       /* CASUS_WITH_* */
    casus_engine engine;
    enum input input;
    casus_reading reading; /* of --input, --columns and --delimiter */
    unsigned threads; /* 1 unless --threads names more */
    bool progress_json;
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
const char *format_name(const options *o, enum format format);
#define QUERY_WORD 64
typedef struct query_words {
    char statuses[QUERY_WORD], type[QUERY_WORD];
} query_words;
/* The query that the options ask for. It borrows both. */
casus_query query_of(const options *o, query_words *words);
/* The number of a run; says what is wrong with it. */
int read_run(const char *value, int64_t *run);
/* Sets what the option asks for (`value` NULL: it takes none, or none was given). */
int option_take(options *o, enum option which, const char *value);
#define MAX_TYPED 32 /* bytes of a word that is told as a mistake */
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
    casus_reader *reader;
    const casus_doc *doc;  /* the one in hand */
    const char *published; /* of --published, or NULL */
    uint64_t n_done, n_failed, n_cut; /* documents */
    uint64_t n_stored;  /* there already, not coded again */
    uint64_t n_otherwise; /* of those: coded by another model or with other options */
    uint64_t n_copies;    /* of n_done: near-duplicates of what is stored */
    uint64_t n_foreign; /* of n_done: not coded, in another language */
    uint64_t n_sentences, n_events, n_words, n_bytes;
    uint64_t read, of_all; /* bytes of the input, as it lies on disk; of_all 0: unknown */
    uint64_t reading, asking, storing, stages[CASUS_N_STAGES]; /* nanoseconds, of all threads */
    languages foreign;
    double started;  /* seconds */
    bool coding, any_language; /* its documents are coded; in whatever language */
    bool line_shown; /* a line of progress stands on the terminal */
    bool broken;     /* stopped by a failure that no further document would escape */
} session;

/* Opens the reader of the operands alone. Says what failed. */
int session_open_reader(session *self, const options *o);
/* Opens the model and the reader of the operands. Says what failed. */
int session_open(session *self, const options *o);
void session_close(session *self);
/* The reader's next document, with the day `published` (NULL: none) where it has none. */
casus_status read_document(casus_reader *reader, const char *published, casus_document_in *in,
                           bool *more, casus_error *err);
/* The next document that can be read; those that cannot are named on stderr and counted. False at
 * the end, or when the user interrupted. */
bool session_next(session *self, casus_document_in *in);
/* Names a document that could not be read and counts it. */
void session_note_unread(session *self, const casus_error *err);
/* Says that a document was longer than is read, where bytes were cut off. */
void session_note_cut(session *self, casus_str id, uint64_t cut);
/* Says that a document had more sentences than are parsed, where some were `over`. */
void session_note_sentences(session *self, casus_str id, uint64_t over);
/* Takes the line of progress away before something else is written. */
void session_clear_line(session *self);
/* The last line on stderr (on a terminal, or where something failed) and the exit status. */
int session_end(session *self, const options *o, int status);

/* What a command writes of the document in self->doc. */
typedef casus_status doc_writer(const session *self, const options *o, output *out,
                                casus_error *err);
/* A whole run: codes every document of the operands, on o->threads threads, and hands each to
 * `write`. Gives the exit status. */
int session_run(const options *o, const casus_options *coding, doc_writer *write);

/* ---- workers ------------------------------------------------------------------------------- */

/* A ring of jobs: one thread hands them out, others do them, one takes them back in the order in
 * which they were handed out. */
typedef struct workers workers;
/* Does a job; `scratch` is that thread's own. */
typedef void work(void *job, void *scratch);

/* `scratches[n_threads]`; n_jobs jobs may be under way at once: never hand out more. Without threads
 * the work is done where a job is handed out, with scratches[0]. NULL when there is no memory, or no
 * thread to be had. */
workers *workers_new(unsigned n_threads, unsigned n_jobs, work *run, void *const *scratches);
void workers_hand_out(workers *self, void *job);
/* The oldest job, done; NULL when none is under way. Waits for it when `wait`, or when as many as
 * may be are under way; else gives NULL where it is not done yet. */
void *workers_take_back(workers *self, bool wait);
/* From here on another thread than the one that takes back hands out, until it says that there is
 * no more. */
void workers_open(workers *self);
void workers_close(workers *self);
/* Waits for the oldest job until a time of seconds(). NULL where it was not done by then, and at the
 * end, where `*more` is false. */
void *workers_wait(workers *self, double until, bool *more);
unsigned workers_under_way(workers *self);
/* Ends the threads once all that was handed out is done. */
void workers_free(workers *self);

/* ---- stream -------------------------------------------------------------------------------- */

typedef enum outcome {
    OUTCOME_CODED,
    OUTCOME_FAILED,  /* coding it did; err says why */
    OUTCOME_UNREAD,  /* err says why */
    OUTCOME_NONE,    /* no document, but what was passed over */
    OUTCOME_NO_STORE /* the store cannot be asked; err says why */
} outcome;

/* What came in since the last passage, up to this one. */
typedef struct arrivals {
    uint64_t n_stored;    /* documents that the store has already: not coded */
    uint64_t n_otherwise; /* of these: by another model or with other options only */
    uint64_t bytes;       /* of all documents, and of the one that is here */
    uint64_t read;        /* bytes of the input, from its beginning */
    uint64_t reading, asking; /* nanoseconds that it took to read; to ask the store */
} arrivals;

/* A document that came through. */
typedef struct passage {
    outcome outcome;
    casus_document_in in; /* no document where it was not read */
    casus_doc *doc;       /* coded, else NULL */
    casus_error err;
    arrivals came;
} passage;

typedef struct stream stream;

/* Starts to read and code the session's documents on `n_threads` threads. `known`, unless NULL, is a
 * store whose documents are passed over; the stream alone uses it. With `recode` those that were only
 * coded otherwise are coded. NULL when that failed: said. */
stream *stream_open(session *s, const casus_options *coding, unsigned n_threads, casus_store *known,
                    bool recode);
/* The next document that is not stored yet, in the order of the input, until the next call; counted in
 * the session with what was passed over, and named on stderr where it failed. NULL where none came
 * within a tenth of a second, and at the end, where `*more` is false. An interrupt ends it: what was
 * not begun then is left out. */
const passage *stream_next(stream *self, bool *more);
/* Ends the threads; what is under way is dropped. False where the reader hangs in a read that does not
 * end: the session must then be left open, and the program end. */
bool stream_close(stream *self);

/* ---- progress ------------------------------------------------------------------------------ */

enum progress_kind { PROGRESS_NONE, PROGRESS_LINE, PROGRESS_JSON };

typedef struct progress {
    enum progress_kind kind;
    bool terminal;
    double last; /* seconds, when it was shown */
} progress;

/* What --progress, --quiet and the terminal ask for. */
progress progress_of(const options *o);
/* Shows how far `s` has come, where it is time to. `n_committed` documents are safe. */
void progress_show(progress *self, session *s, uint64_t n_committed);
/* The summary: JSON, or lines of text. `how`: "done", "interrupted", "failed". */
void progress_end(const progress *self, session *s, uint64_t n_committed, const char *how);

bool interrupted(void);
double seconds(void);
uint64_t nanoseconds(void);
/* Those that this process may run on. */
unsigned n_processors(void);
/* "3 documents"; 1,234,567 with separators. Returns `out`. */
char *count_text(char out[48], uint64_t n, const char *one, const char *many);

/* ---- commands ------------------------------------------------------------------------------ */

int cmd_code(int argc, char **argv);
int cmd_ingest(int argc, char **argv);
int cmd_query(int argc, char **argv);
int cmd_unknown(int argc, char **argv);
int cmd_export(int argc, char **argv);
int cmd_codebook(int argc, char **argv);
int cmd_store(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_parse(int argc, char **argv);
int cmd_extract(int argc, char **argv);
int cmd_classify(int argc, char **argv);
int cmd_evaluate(int argc, char **argv);

extern const char help_code[], help_ingest[], help_query[], help_export[], help_codebook[], help_store[],
    help_unknown[], help_explain[], help_parse[], help_extract[], help_classify[], help_evaluate[];

#endif
