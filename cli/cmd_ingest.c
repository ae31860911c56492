/* casus ingest: documents into a store. It can be stopped at any moment and run again: what is
 * stored already is passed over without coding it.
 *
 * Documents come coded from a stream and are written by this thread alone, in the order of the input:
 * the store is the same for any number of threads. Two stores are open: this thread writes to one, the
 * stream asks the other. What stands twice among the documents under way is left out by the first.
 */
#include "cli.h"

const char help_ingest[] =
    "  casus ingest -d news.db articles/          a folder of articles\n"
    "  casus ingest -d news.db 2024.jsonl         JSON Lines, a document a line\n"
    "  casus ingest -d news.db crawl.warc.gz news.jsonl.zst feed.xml\n"
    "\n"
    "Usage: casus ingest -d DB [OPTION...] FILE...\n"
    "\n"
    "FILE is what casus code reads: texts, web pages and archives, feeds, JSON Lines, tables,\n"
    "records of PETRARCH and TABARI, folders, stdin.\n"
    "Codes documents and puts them, their events, reports, quotes, actors and places into the "
    "SQLite\n"
    "file DB, which is made when it is not there. A document whose bytes are in the store already "
    "is\n"
    "passed over, so the command can be interrupted and run again. What another model or other\n"
    "options coded is coded anew with --recode only; the older codings stay (casus store).\n"
    "\n"
    "  -d, --db DB             the store\n"
    "      --input FORM        what FILEs are, where their bytes do not tell: text, jsonl, csv, feed,\n"
    "                          warc, petrarch, tabari\n"
    "      --columns LIST      columns of a table that have other names: text=Body,id=DocNo\n"
    "      --delimiter C       between the columns of a table, or tab; else the first line tells\n"
    "      --published DATE    day of documents that name none\n"
    "      --statements        also public statements (CAMEO 01)\n"
    "      --mirror            both directions of meetings and clashes\n"
    "      --no-gate           parse every sentence, not only those that can hold an event\n"
    "      --any-language      code also documents that are not in English, as if they were\n"
    "      --engine ENGINE     default, or fast: less exact trees, sooner\n"
    "      --threads N         code N documents at once; the store is the same (all cores)\n"
    "      --max-LIMIT N       other limits: document, memory, unpacked (bytes, as 64M), sentences,\n"
    "                          ratio; docs/limits.md\n"
    "      --model FILE        another model than $CASUS_MODEL or the program's own\n"
    "      --recode            also what only another model or other options have coded\n"
    "      --progress          tell of the progress where stderr is no terminal, too\n"
    "      --progress json     as JSON, a line a second and the summary last: docs/ingest.md\n"
    "  -q, --quiet             no progress, no summary\n"
    "\n"
    "Exit: 0 done, 1 failed, 2 wrong usage, 3 some documents failed, 130 interrupted.\n";

#define BATCH_SECONDS 1.0 /* between two commits: what a crash can lose */
#define BATCH_DOCUMENTS 500

typedef struct ingest {
    session s;
    casus_store *store, *known;
    progress shown;
    uint64_t n_in_batch, n_committed;
    bool in_batch;
    double batch_began;
} ingest;

/* ---- the store ----------------------------------------------------------------------------- */

static casus_status commit(ingest *self, casus_error *err)
{
    if (!self->in_batch) return CASUS_OK;
    uint64_t n = self->n_in_batch, began = nanoseconds();
    self->in_batch = false;
    self->n_in_batch = 0;
    casus_status status = casus_store_commit(self->store, err);
    self->s.storing += nanoseconds() - began;
    if (status == CASUS_OK) self->n_committed += n;
    return status;
}

static casus_status commit_in_time(ingest *self, casus_error *err)
{
    bool full = self->n_in_batch >= BATCH_DOCUMENTS ||
                seconds() - self->batch_began >= BATCH_SECONDS;
    return full ? commit(self, err) : CASUS_OK;
}

/* It was stored by a document just before it. */
static void count_as_stored(session *s)
{
    s->n_done--;
    s->n_stored++;
    s->n_foreign -= casus_doc_stats(s->doc)->foreign && !s->any_language;
    s->n_sentences -= casus_doc_stats(s->doc)->sentences;
    s->n_events -= casus_doc_n_events(s->doc);
}

static casus_status add(ingest *self, casus_error *err)
{
    bool added;
    if (!self->in_batch) {
        casus_status status = casus_store_begin(self->store, err);
        if (status != CASUS_OK) return status;
        self->in_batch = true;
        self->batch_began = seconds();
    }
    uint64_t began = nanoseconds();
    casus_status status = casus_store_add(self->store, self->s.doc, &added, err);
    self->s.storing += nanoseconds() - began;
    if (status != CASUS_OK) return status;
    self->s.n_copies = casus_store_duplicates(self->store);
    if (added) {
        languages_note(&self->s.foreign, self->s.doc);
        self->n_in_batch++;
    } else {
        count_as_stored(&self->s);
    }
    return CASUS_OK;
}

static casus_status store_all(ingest *self, stream *documents, casus_error *err)
{
    casus_status status = CASUS_OK;
    for (bool more = true; more && status == CASUS_OK;) {
        const passage *next = stream_next(documents, &more);
        if (next && next->outcome == OUTCOME_CODED) status = add(self, err);
        if (next && next->outcome == OUTCOME_NO_STORE) {
            *err = next->err;
            status = err->status;
        }
        if (status == CASUS_OK) status = commit_in_time(self, err);
        progress_show(&self->shown, &self->s, self->n_committed);
    }
    return status == CASUS_OK ? commit(self, err) : status;
}

/* ---- a run --------------------------------------------------------------------------------- */

static int open_stores(ingest *self, const char *path)
{
    casus_error err = {0};
    if (casus_store_open(&self->store, path, false, &err) == CASUS_OK &&
        casus_store_open(&self->known, path, true, &err) == CASUS_OK)
        return EXIT_DONE;
    say_error(&err);
    return EXIT_FAILED;
}

static int run(ingest *self, const options *o, stream *documents)
{
    casus_error err = {0};
    int status = EXIT_DONE;
    if (store_all(self, documents, &err) != CASUS_OK) {
        session_clear_line(&self->s);
        say_error(&err);
        /* What was stored before the failure is whole; keep it where that is still possible. */
        if (commit(self, NULL) != CASUS_OK) say("%s: the last second of work was not kept", o->db);
        status = EXIT_FAILED;
    }
    session_clear_line(&self->s);
    if (self->s.n_stored && !has(o, OPT_QUIET) && self->shown.kind == PROGRESS_NONE) {
        char skipped[48];
        say("%s stored already, passed over",
            count_text(skipped, self->s.n_stored, "document was", "documents were"));
    }
    if (self->s.n_otherwise && !has(o, OPT_QUIET)) {
        char otherwise[48];
        say("%s coded by another model or with other options: --recode codes them anew",
            count_text(otherwise, self->s.n_otherwise, "of them was", "of them were"));
    }
    if (self->s.n_copies && !has(o, OPT_QUIET) && self->shown.kind == PROGRESS_NONE) {
        char copies[48];
        say("%s", count_text(copies, self->s.n_copies, "near-duplicate", "near-duplicates"));
    }
    status = session_end(&self->s, o, status);
    const char *how = status == EXIT_INTERRUPTED ? "interrupted"
                      : status == EXIT_FAILED    ? "failed"
                                                 : "done";
    progress_end(&self->shown, &self->s, self->n_committed, how);
    return status;
}

int cmd_ingest(int argc, char **argv)
{
    options o;
    uint64_t allowed = OPT_DB | OPT_CODING_LIMITS | OPT_NO_GATE | OPT_ANY_LANGUAGE |
                       OPT_STATEMENTS | OPT_MIRROR | OPT_PUBLISHED | OPT_ENGINE | OPT_THREADS |
                       OPT_MODEL | OPT_QUIET | OPT_PROGRESS | OPT_RECODE | OPT_READING;
    int status = options_read(&o, "ingest", allowed, argc, argv);
    if (status != EXIT_DONE) return status;
    if (!o.db) {
        say("name the store: casus ingest -d news.db FILE...");
        return EXIT_USAGE;
    }
    casus_options coding = options_coding(&o);
    ingest self = {.shown = progress_of(&o)};
    stream *documents = NULL;
    status = session_open(&self.s, &o);
    if (status == EXIT_DONE) status = open_stores(&self, o.db);
    if (status == EXIT_DONE) {
        unsigned n = has(&o, OPT_THREADS) ? o.threads : n_processors();
        documents = stream_open(&self.s, &coding, n, self.known, has(&o, OPT_RECODE));
        status = documents ? run(&self, &o, documents) : EXIT_FAILED;
    }
    bool ended = stream_close(documents);
    if (ended) casus_store_close(self.known);
    casus_store_close(self.store); /* the last: it takes the log into the file */
    if (ended) session_close(&self.s);
    return status;
}
