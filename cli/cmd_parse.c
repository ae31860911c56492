/* casus parse: text to CoNLL-U (Universal Dependencies), at any length.
 *
 *   reader --> piece, piece, ... --> workers --> piece's CoNLL-U, ... in order --> stdout
 *
 * A piece ends where a paragraph does (or a sentence of CoNLL-U), whatever the number of threads,
 * so the output is always the same. What runs through the whole output, documents and the numbers
 * of sentences, is put in when the pieces come back.
 */
#include "cli.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const char help_parse[] =
    "  casus parse article.txt                    sentences, tokens, tags, lemmas and trees\n"
    "  echo 'Chad accused Sudan.' | casus parse -\n"
    "  casus parse --threads 8 news/ > news.conllu\n"
    "  casus parse --input conllu in.conllu       keeps the sentences and tokens given\n"
    "\n"
    "Usage: casus parse [OPTION...] FILE...\n"
    "\n"
    "Writes CoNLL-U. FILE is a text of any length, a folder of files, JSON Lines, or - for stdin.\n"
    "\n"
    "      --input FORM        text, or conllu: its tokens, comments and MISC stay as they are\n"
    "      --engine ENGINE     default, or fast: less exact trees, sooner\n"
    "      --threads N         work on N pieces at once; the output is the same (1)\n"
    "      --model FILE        another model than $CASUS_MODEL or the program's own\n"
    "  -o, --output FILE       instead of stdout\n"
    "  -q, --quiet             no summary\n"
    "\n"
    "Exit: 0 done, 1 failed, 2 wrong usage, 3 some documents failed, 130 interrupted.\n";

#define PIECE_BYTES ((size_t)64 << 10)
#define PIECES_PER_THREAD 3

/* ---- pieces -------------------------------------------------------------------------------- */

typedef struct bytes {
    char *ptr;
    size_t len, cap;
} bytes;

/* A sentence in the output of a piece. */
typedef struct mark {
    size_t end; /* behind it */
    bool paragraph;
} mark;

typedef struct piece {
    enum input input;
    bytes id, text;
    bool first, last; /* of its document */
    bool cut_short;   /* a sentence of CoNLL-U goes on in the next piece */
    uint32_t line;    /* lines of the document before it */
    bytes out;
    bytes marks; /* mark[n_marks] */
    size_t n_marks, n_words;
    casus_status status;
    casus_error err;
} piece;

static bool put(void *context, const char *from, size_t len)
{
    bytes *self = context;
    if (self->cap - self->len < len) {
        size_t cap = self->cap * 2 > self->len + len ? self->cap * 2 : self->len + len;
        char *grown = realloc(self->ptr, cap);
        if (!grown) return false;
        self->ptr = grown;
        self->cap = cap;
    }
    if (len) memcpy(self->ptr + self->len, from, len);
    self->len += len;
    return true;
}

static bool set(bytes *self, casus_str from)
{
    self->len = 0;
    return put(self, from.ptr, from.len);
}

static casus_status no_memory(casus_error *err)
{
    *err = (casus_error){.status = CASUS_NO_MEMORY};
    return CASUS_NO_MEMORY;
}

static casus_status write_piece(piece *self, casus_parser *parser)
{
    for (size_t i = 0; i < casus_parser_n_sentences(parser); i++) {
        casus_sentence sentence;
        casus_parser_sentence(parser, i, &sentence);
        casus_sink sink = {put, &self->out};
        casus_status status = casus_write_conllu(parser, i, sink, &self->err);
        if (status != CASUS_OK) return status;
        mark at = {self->out.len, sentence.paragraph};
        if (!put(&self->marks, (const char *)&at, sizeof at)) return no_memory(&self->err);
        self->n_marks++;
    }
    self->n_words = casus_parser_n_tokens(parser);
    return CASUS_OK;
}

static void parse_piece(void *job, void *scratch)
{
    piece *self = job;
    casus_parser *parser = scratch;
    casus_str text = {self->text.ptr, self->text.len};
    self->out.len = self->marks.len = self->n_marks = self->n_words = 0;
    if (self->status != CASUS_OK) return;
    self->status = self->input == INPUT_CONLLU ? casus_parse_conllu(parser, text, &self->err)
                                               : casus_parse_text(parser, text, &self->err);
    if (self->status == CASUS_OK) self->status = write_piece(self, parser);
}

static void piece_release(piece *self)
{
    free(self->id.ptr);
    free(self->text.ptr);
    free(self->out.ptr);
    free(self->marks.ptr);
}

/* ---- a run --------------------------------------------------------------------------------- */

typedef struct run {
    session s;
    const options *o;
    output out;
    casus_parser **parsers; /* [o->threads] */
    piece *pieces;          /* [n_pieces], used in turn */
    size_t n_pieces, next;
    workers *pool;
    uint32_t line; /* lines of the document read so far */
    /* of what is written */
    uint64_t n_sentences;
    bool unnamed; /* nothing of this document was written yet */
    bool failed;  /* and nothing more of it will be */
} run;

/* Does CoNLL-U end here with a whole sentence? */
static bool ends_blank(casus_str s)
{
    size_t ends = 0;
    while (s.len && memchr(" \t\r\n", s.ptr[s.len - 1], 4))
        ends += s.ptr[--s.len] == '\n';
    return ends > 1;
}

static uint32_t count_lines(casus_str s)
{
    uint32_t n = 0;
    const char *end = s.ptr + s.len;
    for (const char *at = s.ptr; (at = memchr(at, '\n', (size_t)(end - at))); at++) n++;
    return n;
}

static void fill(run *self, piece *p, const casus_document_in *in)
{
    if (in->piece == 0) self->line = 0;
    p->input = self->o->input;
    p->first = in->piece == 0;
    p->last = !in->more_pieces;
    p->line = self->line;
    p->err = (casus_error){0};
    p->status = CASUS_OK;
    if (!set(&p->id, in->id) || !set(&p->text, in->text)) p->status = no_memory(&p->err);
    if (p->input != INPUT_CONLLU) return;
    self->line += count_lines(in->text);
    if (p->last || ends_blank(in->text)) return;
    p->status = CASUS_LIMIT;
    p->err = (casus_error){.status = CASUS_LIMIT, .line = 1};
    snprintf(p->err.message, sizeof p->err.message,
             "a sentence of more than %u MB begins or ends here: cut it", CASUS_MAX_PIECE >> 20);
}

static void say_failed(run *self, piece *p)
{
    if (!p->err.file[0]) {
        int shown = p->id.len < 200 ? (int)p->id.len : 200;
        snprintf(p->err.file, sizeof p->err.file, "%.*s", shown, p->id.ptr);
    }
    if (p->err.line) p->err.line += p->line;
    say_error(&p->err);
    self->s.n_failed++;
    self->failed = true;
    self->s.broken = p->status == CASUS_NO_MEMORY;
}

/* The lines before a sentence that count through the whole output. */
static void put_heading(run *self, const piece *p, bool paragraph)
{
    FILE *to = self->out.file;
    if (self->unnamed) {
        fputs("# newdoc id = ", to);
        for (size_t i = 0; i < p->id.len; i++) {
            unsigned char c = (unsigned char)p->id.ptr[i];
            putc(c < 0x20 || c == 0x7F ? ' ' : c, to);
        }
        putc('\n', to);
        self->unnamed = false;
    }
    if (paragraph) fputs("# newpar\n", to);
    fprintf(to, "# sent_id = %" PRIu64 "\n", self->n_sentences);
}

/* Writes a piece that came back; false when nothing more can be written. */
static bool emit(run *self, piece *p)
{
    if (p->first) {
        self->unnamed = true;
        self->failed = false;
    }
    if (self->failed) return true;
    if (p->status != CASUS_OK) {
        say_failed(self, p);
        return true;
    }
    const mark *marks = (const mark *)(const void *)p->marks.ptr;
    casus_sink sink = output_sink(&self->out);
    size_t at = 0;
    for (size_t i = 0; i < p->n_marks; i++) {
        self->n_sentences++;
        if (p->input == INPUT_TEXT) put_heading(self, p, marks[i].paragraph);
        if (!sink.write(sink.self, p->out.ptr + at, marks[i].end - at)) return false;
        at = marks[i].end;
    }
    self->s.n_sentences += p->n_marks;
    self->s.n_words += p->n_words;
    self->s.n_done += p->last;
    return true;
}

/* Writes what is done, at the end all. */
static bool emit_done(run *self, bool all)
{
    piece *p;
    while ((p = workers_take_back(self->pool, all)))
        if (!emit(self, p)) return false;
    return true;
}

static int parse_all(run *self)
{
    casus_document_in in;
    bool good = true;
    while (good && session_next(&self->s, &in)) {
        session_note_cut(&self->s, in.id, in.cut);
        piece *p = &self->pieces[self->next++ % self->n_pieces];
        fill(self, p, &in);
        workers_hand_out(self->pool, p);
        good = emit_done(self, false);
    }
    good = good && emit_done(self, true);
    return good ? EXIT_DONE : EXIT_FAILED;
}

static int set_up(run *self)
{
    unsigned n = self->o->threads;
    casus_error err = {0};
    casus_reader_set_pieces(self->s.reader, PIECE_BYTES);
    self->n_pieces = n > 1 ? (size_t)n * PIECES_PER_THREAD : 1;
    self->pieces = calloc(self->n_pieces, sizeof *self->pieces);
    self->parsers = calloc(n, sizeof *self->parsers);
    for (unsigned i = 0; self->pieces && self->parsers && i < n; i++) {
        if (casus_parser_new(&self->parsers[i], self->s.model, self->o->engine, &err) == CASUS_OK)
            continue;
        say_error(&err);
        return EXIT_FAILED;
    }
    if (self->pieces && self->parsers)
        self->pool = workers_new(n > 1 ? n : 0, (unsigned)self->n_pieces, parse_piece,
                                 (void *const *)self->parsers);
    if (self->pool) return EXIT_DONE;
    say("not enough memory, or threads, for --threads %u", n);
    return EXIT_FAILED;
}

static void tear_down(run *self)
{
    workers_free(self->pool);
    for (unsigned i = 0; self->parsers && i < self->o->threads; i++)
        casus_parser_free(self->parsers[i]);
    for (size_t i = 0; self->pieces && i < self->n_pieces; i++) piece_release(&self->pieces[i]);
    free(self->parsers);
    free(self->pieces);
    session_close(&self->s);
}

int cmd_parse(int argc, char **argv)
{
    options o;
    uint64_t allowed = OPT_INPUT | OPT_ENGINE | OPT_THREADS | OPT_MODEL | OPT_OUTPUT | OPT_QUIET;
    int status = options_read(&o, "parse", allowed, argc, argv);
    if (status != EXIT_DONE) return status;
    run self = {.o = &o};
    status = session_open(&self.s, &o);
    if (status == EXIT_DONE) status = set_up(&self);
    if (status == EXIT_DONE) status = output_open(&self.out, &o);
    if (status == EXIT_DONE) {
        status = parse_all(&self);
        int written = output_close(&self.out);
        status = session_end(&self.s, &o, status == EXIT_DONE ? written : status);
    }
    tear_down(&self);
    return status;
}
