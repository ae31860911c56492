/* session: one run over many documents. A document that fails is named and counted, and the run
 * goes on; SIGINT and SIGTERM end it after the documents in hand, so that what was done is kept.
 */
#define _GNU_SOURCE /* sched_getaffinity */
#include "cli.h"

#include <inttypes.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <time.h>

static volatile sig_atomic_t stopped;

static void stop(int signal_number)
{
    (void)signal_number;
    stopped = 1;
}

bool interrupted(void) { return stopped != 0; }

uint64_t nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

double seconds(void) { return (double)nanoseconds() * 1e-9; }

unsigned n_processors(void)
{
    cpu_set_t set;
    int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return n > 0 ? (unsigned)n : 1;
}

static int failed(const casus_error *err)
{
    say_error(err);
    return err->status == CASUS_USAGE ? EXIT_USAGE : EXIT_FAILED;
}

int session_open_reader(session *self, const options *o)
{
    casus_error err = {0};
    *self = (session){.started = seconds(), .published = o->published};
    if (!o->n_operands) {
        say("name at least one file or folder, or - for stdin");
        return EXIT_USAGE;
    }
    if (casus_reader_open(&self->reader, o->operands, o->n_operands, &err) != CASUS_OK ||
        casus_reader_set(self->reader, &o->reading, &err) != CASUS_OK)
        return failed(&err);
    casus_reader_set_limits(self->reader, &o->limits);
    /* A second interrupt ends at once. No restart: a read that waits for a pipe must wake up. */
    struct sigaction action = {.sa_handler = stop, .sa_flags = SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    return EXIT_DONE;
}

int session_open(session *self, const options *o)
{
    casus_error err = {0};
    int status = session_open_reader(self, o);
    if (status != EXIT_DONE) return status;
    return casus_model_open(&self->model, o->model, &err) == CASUS_OK ? EXIT_DONE : failed(&err);
}

void session_close(session *self)
{
    casus_reader_close(self->reader);
    casus_model_close(self->model);
    *self = (session){0};
}

void session_clear_line(session *self)
{
    if (self->line_shown) fputs("\r\033[K", stderr);
    self->line_shown = false;
}

casus_status read_document(casus_reader *reader, const char *published, casus_document_in *in,
                           bool *more, casus_error *err)
{
    casus_status status = casus_reader_next(reader, in, more, err);
    if (status == CASUS_OK && *more && !in->published.ptr && published)
        in->published = (casus_str){published, strlen(published)};
    return status;
}

void session_note_unread(session *self, const casus_error *err)
{
    session_clear_line(self);
    say_error(err);
    self->n_failed++;
    self->broken = err->status == CASUS_NO_MEMORY;
}

bool session_next(session *self, casus_document_in *in)
{
    while (!stopped && !self->broken) {
        bool more = false;
        casus_error err = {0};
        casus_status status = read_document(self->reader, self->published, in, &more, &err);
        if (status == CASUS_OK) return more;
        if (stopped) return false;
        err.status = status;
        session_note_unread(self, &err);
    }
    return false;
}

void session_note_cut(session *self, casus_str id, uint64_t cut)
{
    if (!cut) return;
    session_clear_line(self);
    say("%.*s: longer than a document may be; %" PRIu64 " bytes were cut off at its end: "
        "--max-document reads more",
        id.len < 200 ? (int)id.len : 200, id.ptr, cut);
    self->n_cut++;
}

void session_note_sentences(session *self, casus_str id, uint64_t over)
{
    if (!over) return;
    session_clear_line(self);
    say("%.*s: has more sentences than are parsed; %" PRIu64 " were left out: --max-sentences "
        "parses more",
        id.len < 200 ? (int)id.len : 200, id.ptr, over);
}

char *count_text(char out[48], uint64_t n, const char *one, const char *many)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%" PRIu64, n);
    char *at = out;
    for (int i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0) *at++ = ',';
        *at++ = digits[i];
    }
    snprintf(at, 20, " %s", n == 1 ? one : many);
    return out;
}

int session_end(session *self, const options *o, int status)
{
    char docs[48], sentences[48], last[48], bad[48];
    session_clear_line(self);
    if (self->n_failed) {
        say("%s failed, %" PRIu64 " done", count_text(bad, self->n_failed, "document", "documents"),
            self->n_done + self->n_stored);
    }
    if (interrupted()) say("interrupted; what was done is kept");
    if (!has(o, OPT_QUIET) && !has(o, OPT_ANY_LANGUAGE)) languages_say(&self->foreign, self->model);
    if (!has(o, OPT_QUIET) && stderr_is_terminal()) {
        double took = seconds() - self->started;
        if (self->coding) count_text(last, self->n_events, "event", "events");
        else count_text(last, self->n_words, "word", "words");
        say("%s, %s, %s in %.2f s", count_text(docs, self->n_done, "document", "documents"),
            count_text(sentences, self->n_sentences, "sentence", "sentences"), last, took);
    }
    if (interrupted()) return EXIT_INTERRUPTED;
    if (status != EXIT_DONE) return status;
    if (self->broken) return EXIT_FAILED;
    if (!self->n_failed) return EXIT_DONE;
    return self->n_done + self->n_stored ? EXIT_SOME : EXIT_FAILED;
}

static int write_all(session *self, stream *documents, const options *o, output *out,
                     doc_writer *write)
{
    casus_error err = {0};
    for (bool more = true; more;) {
        const passage *next = stream_next(documents, &more);
        if (!next || next->outcome != OUTCOME_CODED) continue;
        languages_note(&self->foreign, next->doc);
        if (write(self, o, out, &err) == CASUS_OK) continue;
        if (!out->closed) say_error(&err);
        return EXIT_FAILED;
    }
    return EXIT_DONE;
}

int session_run(const options *o, const casus_options *coding, doc_writer *write)
{
    session self = {0};
    output out = {0};
    stream *documents = NULL;
    int status = session_open(&self, o);
    if (status == EXIT_DONE) status = output_open(&out, o);
    if (status == EXIT_DONE) {
        documents = stream_open(&self, coding, o->threads, NULL, false);
        status = documents ? write_all(&self, documents, o, &out, write) : EXIT_FAILED;
        int written = output_close(&out);
        status = session_end(&self, o, status == EXIT_DONE ? written : status);
    }
    if (stream_close(documents)) session_close(&self);
    return status;
}
