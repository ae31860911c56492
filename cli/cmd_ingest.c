/* casus ingest: documents into a store. It can be stopped at any moment and run again: what is
 * stored already is passed over without coding it.
 */
#include "cli.h"

#include <inttypes.h>

const char help_ingest[] =
    "  casus ingest -d news.db articles/          a folder of articles\n"
    "  casus ingest -d news.db 2024.jsonl         JSON Lines, a document a line\n"
    "  casus ingest -d news.db crawl.warc.gz news.jsonl.zst\n"
    "\n"
    "Usage: casus ingest -d DB [OPTION...] FILE...\n"
    "\n"
    "FILE is what casus code reads: texts, web pages and archives, JSON Lines, folders, stdin.\n"
    "Codes documents and puts them, their events, reports, quotes, actors and places into the "
    "SQLite\n"
    "file DB, which is made when it is not there. A document whose bytes are in the store already "
    "is\n"
    "passed over, so the command can be interrupted and run again. What another model or other\n"
    "options coded is coded anew with --recode only; the older codings stay (casus store).\n"
    "\n"
    "  -d, --db DB             the store\n"
    "      --published DATE    day of documents that name none\n"
    "      --statements        also public statements (CAMEO 01)\n"
    "      --mirror            both directions of meetings and clashes\n"
    "      --no-gate           parse every sentence, not only those that can hold an event\n"
    "      --any-language      code also documents that are not in English, as if they were\n"
    "      --engine ENGINE     default, or fast: less exact trees, sooner\n"
    "      --max-LIMIT N       other limits: document, memory, unpacked (bytes, as 64M), sentences,\n"
    "                          ratio; docs/limits.md\n"
    "      --model FILE        another model than $CASUS_MODEL or the program's own\n"
    "      --recode            also what only another model or other options have coded\n"
    "      --progress          tell of the progress where stderr is no terminal, too\n"
    "  -q, --quiet             no progress, no summary\n"
    "\n"
    "Exit: 0 done, 1 failed, 2 wrong usage, 3 some documents failed, 130 interrupted.\n";

#define BATCH_SECONDS 1.0   /* between two commits: what a crash can lose */
#define BATCH_DOCUMENTS 500
#define REDRAW_SECONDS 0.2
#define REPORT_SECONDS 5.0  /* where stderr is no terminal */

typedef struct ingest {
    session s;
    casus_store *store;
    bool in_batch, terminal, progress, recode;
    uint64_t n_in_batch, n_otherwise;
    double batch_began, last_drawn;
} ingest;

/* ---- progress ------------------------------------------------------------------------------ */

static void draw(ingest *self)
{
    char docs[48], events[48];
    double now = seconds(), took = now - self->s.started;
    double every = self->terminal ? REDRAW_SECONDS : REPORT_SECONDS;
    if (!self->progress || now - self->last_drawn < every || took <= 0) return;
    uint64_t done, total, n = self->s.n_done + self->s.n_skipped;
    casus_reader_progress(self->s.reader, &done, &total);
    fprintf(stderr, "%s%s  %.1f", self->terminal ? "\r" : "",
            count_text(docs, n, "document", "documents"), (double)done / 1e6);
    if (total) fprintf(stderr, " of %.1f", (double)total / 1e6);
    fprintf(stderr, " MB  %s  %.0f a second",
            count_text(events, self->s.n_events, "event", "events"), (double)n / took);
    if (total && done && done <= total) {
        uint64_t left = (uint64_t)(took / (double)done * (double)(total - done));
        fprintf(stderr, "  %" PRIu64 ":%02" PRIu64 " left", left / 60, left % 60);
    }
    fputs(self->terminal ? "\033[K" : "\n", stderr);
    self->last_drawn = now;
    self->s.line_shown = self->terminal;
}

/* ---- the store ----------------------------------------------------------------------------- */

static casus_status commit(ingest *self, casus_error *err)
{
    if (!self->in_batch) return CASUS_OK;
    self->in_batch = false;
    self->n_in_batch = 0;
    return casus_store_commit(self->store, err);
}

static casus_status add(ingest *self, casus_error *err)
{
    bool added;
    casus_status status = CASUS_OK;
    if (!self->in_batch) {
        status = casus_store_begin(self->store, err);
        if (status != CASUS_OK) return status;
        self->in_batch = true;
        self->batch_began = seconds();
    }
    status = casus_store_add(self->store, self->s.doc, &added, err);
    if (status != CASUS_OK) return status;
    self->n_in_batch++;
    bool full = self->n_in_batch >= BATCH_DOCUMENTS ||
                seconds() - self->batch_began >= BATCH_SECONDS;
    return full ? commit(self, err) : CASUS_OK;
}

static casus_status run(ingest *self, casus_error *err)
{
    casus_document_in in;
    casus_method method;
    casus_coder_method(self->s.coder, &method);
    while (session_next(&self->s, &in)) {
        casus_stored found;
        casus_status status = casus_store_find(self->store, in.text, &method, &found, err);
        if (status != CASUS_OK) return status;
        if (found == CASUS_CODED || (found == CASUS_CODED_OTHERWISE && !self->recode)) {
            self->s.n_skipped++;
            self->n_otherwise += found == CASUS_CODED_OTHERWISE;
        } else if (session_code(&self->s, &in)) {
            status = add(self, err);
            if (status != CASUS_OK) return status;
        }
        draw(self);
    }
    return commit(self, err);
}

static int run_all(ingest *self, const options *o)
{
    casus_error err = {0};
    int status = EXIT_DONE;
    self->terminal = stderr_is_terminal();
    self->recode = has(o, OPT_RECODE);
    self->progress = (self->terminal && !has(o, OPT_QUIET)) || has(o, OPT_PROGRESS);
    if (casus_store_open(&self->store, o->db, false, &err) != CASUS_OK) {
        say_error(&err);
        return EXIT_FAILED;
    }
    if (run(self, &err) != CASUS_OK) {
        session_clear_line(&self->s);
        say_error(&err);
        /* What was stored before the failure is whole; keep it where that is still possible. */
        if (commit(self, NULL) != CASUS_OK) say("%s: the last second of work was not kept", o->db);
        status = EXIT_FAILED;
    }
    session_clear_line(&self->s);
    if (self->s.n_skipped && !has(o, OPT_QUIET)) {
        char skipped[48];
        say("%s stored already, passed over",
            count_text(skipped, self->s.n_skipped, "document was", "documents were"));
    }
    if (self->n_otherwise && !has(o, OPT_QUIET)) {
        char otherwise[48];
        say("%s coded by another model or with other options: --recode codes them anew",
            count_text(otherwise, self->n_otherwise, "of them was", "of them were"));
    }
    return session_end(&self->s, o, status);
}

int cmd_ingest(int argc, char **argv)
{
    options o;
    uint64_t allowed = OPT_DB | OPT_CODING_LIMITS | OPT_NO_GATE | OPT_ANY_LANGUAGE |
                       OPT_STATEMENTS | OPT_MIRROR | OPT_PUBLISHED | OPT_ENGINE | OPT_MODEL |
                       OPT_QUIET | OPT_PROGRESS | OPT_RECODE;
    int status = options_read(&o, "ingest", allowed, argc, argv);
    if (status != EXIT_DONE) return status;
    if (!o.db) {
        say("name the store: casus ingest -d news.db FILE...");
        return EXIT_USAGE;
    }
    casus_options coding = options_coding(&o);
    ingest self = {0};
    status = session_open(&self.s, &o, &coding);
    if (status == EXIT_DONE) status = run_all(&self, &o);
    casus_store_close(self.store);
    session_close(&self.s);
    return status;
}
