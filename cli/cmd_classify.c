/* casus classify: how two marked actors of a sentence are related. A filter: a line in, a line out.
 *
 *   lines --> batch, batch, ... --> workers --> their answers, in order --> stdout
 */
#include "cli.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const char help_classify[] =
    "  casus classify pairs.tsv                   type, quad class, status, confidence\n"
    "  printf '1\\t<s>Chad</s> has accused <t>Sudan</t> of aggression.\\n' | casus classify -\n"
    "  casus classify --min-confidence 0.8 pairs.tsv\n"
    "\n"
    "Usage: casus classify [OPTION...] FILE...\n"
    "\n"
    "A line of FILE (- is stdin) is  ID TAB SENTENCE,  who acts marked <s>...</s> and on whom\n"
    "<t>...</t>; the second may be missing. Each gives a line  ID TAB TYPE TAB QUAD TAB STATUS TAB\n"
    "CONFIDENCE:  the published PLOVER type or NONE, 1 verbal cooperation to 4 material conflict (0\n"
    "none), and how often such an answer is right. A line that cannot be read gives  ID TAB -  and is\n"
    "named on stderr.\n"
    "\n"
    "      --scheme SCHEME     plover (default), or relations: the 15 labels of the relations data\n"
    "      --min-confidence N  below N, from 0 to 1, the type is NONE\n"
    "      --engine ENGINE     default, or fast: less exact trees, sooner\n"
    "      --threads N         work on N lots of lines at once; the output is the same (1)\n"
    "      --model FILE        another model than $CASUS_MODEL or the program's own\n"
    "  -o, --output FILE       instead of stdout\n"
    "\n"
    "Exit: 0 done, 1 failed, 2 wrong usage, 3 some lines or files failed, 130 interrupted.\n";

#define BATCH_LINES 128
#define BATCHES_PER_THREAD 3
#define MAX_LINE ((size_t)1 << 20)

/* ---- a line ---------------------------------------------------------------------------------- */

typedef struct row {
    char *line; /* malloc'd, NUL-ended */
    size_t len, cap;
    const char *file;
    uint64_t number; /* of the line in its file */
    casus_status status;
    casus_relation found;
    casus_error err;
} row;

typedef struct batch {
    row rows[BATCH_LINES];
    size_t n;
    casus_scheme scheme;
} batch;

static size_t id_length(const row *r)
{
    const char *tab = memchr(r->line, '\t', r->len);
    return tab ? (size_t)(tab - r->line) : r->len;
}

static void classify_row(row *r, casus_scheme scheme, casus_coder *coder)
{
    size_t id = id_length(r);
    r->err = (casus_error){0};
    if (r->len > MAX_LINE || id == r->len) {
        r->status = r->err.status = CASUS_BAD_INPUT;
        snprintf(r->err.message, sizeof r->err.message, "%s",
                 r->len > MAX_LINE ? "the line has more than 1 MB"
                                   : "a line is ID TAB SENTENCE: there is no tab");
        return;
    }
    casus_str sentence = {r->line + id + 1, r->len - id - 1};
    r->status = casus_classify(coder, sentence, scheme, &r->found, &r->err);
}

static void classify_batch(void *job, void *scratch)
{
    batch *self = job;
    for (size_t i = 0; i < self->n; i++) classify_row(&self->rows[i], self->scheme, scratch);
}

/* ---- a run ----------------------------------------------------------------------------------- */

typedef struct run {
    const options *o;
    casus_model *model;
    casus_coder **coders; /* [o->threads] */
    batch *batches;       /* [n_batches], used in turn */
    size_t n_batches, next;
    workers *pool;
    output out;
    uint64_t n_done, n_failed, n_files_failed;
} run;

static bool emit_row(run *self, const row *r)
{
    FILE *to = self->out.file;
    const casus_relation *found = &r->found;
    size_t id = id_length(r);
    fwrite(r->line, 1, id < 4096 ? id : 4096, to);
    if (r->status != CASUS_OK) {
        casus_error err = r->err;
        snprintf(err.file, sizeof err.file, "%s", r->file);
        err.line = (uint32_t)r->number;
        say_error(&err);
        self->n_failed++;
        fputs("\t-\n", to);
    } else {
        bool sure = found->confidence >= self->o->filter.min_confidence;
        unsigned thousandths = (unsigned)(found->confidence * 1000 + 0.5);
        fprintf(to, "\t%s\t%d\t%s\t%u.%03u\n", sure ? found->type : "NONE", sure ? found->quad : 0,
                casus_event_status_text(found->status), thousandths / 1000, thousandths % 1000);
        self->n_done++;
    }
    return !ferror(to);
}

/* Writes what is done, at the end all. */
static bool emit_done(run *self, bool all)
{
    batch *b;
    while ((b = workers_take_back(self->pool, all)))
        for (size_t i = 0; i < b->n; i++)
            if (!emit_row(self, &b->rows[i])) return false;
    return true;
}

static batch *next_batch(run *self)
{
    batch *b = &self->batches[self->next++ % self->n_batches];
    b->n = 0;
    b->scheme = self->o->scheme;
    return b;
}

/* False when nothing more can be written, or the user interrupted. */
static bool classify_file(run *self, FILE *in, const char *name)
{
    uint64_t number = 0;
    bool more = true;
    while (more && !interrupted()) {
        batch *b = next_batch(self);
        while (b->n < BATCH_LINES) {
            row *r = &b->rows[b->n];
            ssize_t len = getline(&r->line, &r->cap, in);
            if (!(more = len >= 0)) break;
            while (len && (r->line[len - 1] == '\n' || r->line[len - 1] == '\r')) len--;
            number++;
            if (!len) continue;
            r->len = (size_t)len;
            r->file = name;
            r->number = number;
            b->n++;
        }
        workers_hand_out(self->pool, b);
        if (!emit_done(self, false)) return false;
    }
    return !interrupted() && emit_done(self, true);
}

static bool classify_operand(run *self, const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *in = standard ? stdin : fopen(path, "r");
    if (!in) {
        say("%s: cannot open the file", path);
        self->n_files_failed++;
        return true;
    }
    bool good = classify_file(self, in, standard ? "stdin" : path);
    if (ferror(in)) {
        say("%s: reading failed", path);
        self->n_files_failed++;
    }
    if (!standard) fclose(in);
    return good;
}

static int set_up(run *self)
{
    unsigned n = self->o->threads;
    casus_error err = {0};
    casus_options coding = options_coding(self->o);
    if (casus_model_open(&self->model, self->o->model, &err) != CASUS_OK) {
        say_error(&err);
        return EXIT_FAILED;
    }
    self->n_batches = n > 1 ? (size_t)n * BATCHES_PER_THREAD : 1;
    self->batches = calloc(self->n_batches, sizeof *self->batches);
    self->coders = calloc(n, sizeof *self->coders);
    for (unsigned i = 0; self->batches && self->coders && i < n; i++) {
        if (casus_coder_new(&self->coders[i], self->model, &coding, &err) == CASUS_OK) continue;
        say_error(&err);
        return EXIT_FAILED;
    }
    if (self->batches && self->coders)
        self->pool = workers_new(n > 1 ? n : 0, (unsigned)self->n_batches, classify_batch,
                                 (void *const *)self->coders);
    if (self->pool) return EXIT_DONE;
    say("not enough memory, or threads, for --threads %u", n);
    return EXIT_FAILED;
}

static void tear_down(run *self)
{
    workers_free(self->pool);
    for (unsigned i = 0; self->coders && i < self->o->threads; i++)
        casus_coder_free(self->coders[i]);
    for (size_t i = 0; self->batches && i < self->n_batches; i++)
        for (size_t k = 0; k < BATCH_LINES; k++) free(self->batches[i].rows[k].line);
    free(self->coders);
    free(self->batches);
    casus_model_close(self->model);
}

static int exit_status(const run *self, int written)
{
    if (written != EXIT_DONE) return written;
    if (interrupted()) return EXIT_INTERRUPTED;
    if (!self->n_failed && !self->n_files_failed) return EXIT_DONE;
    return self->n_done ? EXIT_SOME : EXIT_FAILED;
}

int cmd_classify(int argc, char **argv)
{
    options o;
    uint64_t allowed =
        OPT_SCHEME | OPT_MIN_CONFIDENCE | OPT_ENGINE | OPT_THREADS | OPT_MODEL | OPT_OUTPUT;
    int status = options_read(&o, "classify", allowed, argc, argv);
    if (status != EXIT_DONE) return status;
    if (!o.n_operands) {
        say("name a file of marked sentences, or - for stdin: casus classify pairs.tsv");
        return EXIT_USAGE;
    }
    run self = {.o = &o};
    status = set_up(&self);
    if (status == EXIT_DONE) status = output_open(&self.out, &o);
    if (status == EXIT_DONE) {
        bool good = true;
        for (size_t i = 0; good && i < o.n_operands; i++)
            good = classify_operand(&self, o.operands[i]);
        status = exit_status(&self, output_close(&self.out));
    }
    tear_down(&self);
    return status;
}
