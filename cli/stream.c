/* stream: the documents of a session, read by one thread, coded by several, and given back in order.
 *
 *   reader --copies--> ring --> coders --> ring, in order --> stream_next()
 *      \-- stored? passed over       \-- a casus_doc of the pool
 *
 * What the reader gives is borrowed until its next document, so each is copied on its way. Memory is
 * bounded by documents under way and by their bytes: what is coded takes some fifty times its text. A
 * document that is longer than all may be together goes alone.
 */
#include "cli.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define UNDER_WAY_PER_THREAD 16u
#define BYTES_PER_THREAD ((size_t)1 << 20)
#define TICK 0.1            /* seconds that one waits at most */
#define KEPT_BYTES ((size_t)256 << 10) /* memory of a longer document is given back */
#define PATIENCE 0.5        /* seconds for the reader to end */

/* A document under way. */
typedef struct item {
    passage found; /* first: what is given out is the item */
    stream *of;
    char *bytes; /* that found.in points into */
    size_t cap, weight;
    bool dropped; /* not coded: the stream was told to end */
} item;

typedef struct seat { /* of a thread that codes */
    stream *of;
    casus_coder *coder;
} seat;

struct stream {
    session *s; /* whoever takes counts there */
    casus_reader *from;
    const char *published; /* days of documents without one, or NULL */
    casus_store *known;    /* the reader's, or NULL */
    bool recode;
    arrivals came; /* since an item was handed out, which was at: */
    double handed_out;
    workers *pool;
    seat *seats;    /* [n_seats] */
    void **scratch; /* [n_seats] */
    unsigned n_seats;
    pthread_t reader;
    bool reads;         /* the reader was started */
    atomic_bool ending; /* nothing more is begun */
    bool over;          /* for who takes */
    item *in_hand;      /* what was given last */

    pthread_mutex_t lock;
    pthread_cond_t room; /* an item was given back, or the reader is done */
    item *items;         /* [n_items], used in turn */
    unsigned n_items, next, n_under_way;
    size_t bytes, most_bytes; /* under way */
    casus_doc **docs;         /* [n_docs] that nobody uses; [n_items] fit */
    unsigned n_docs;
    bool read_all;
};

static bool ends(stream *self) { return interrupted() || atomic_load(&self->ending); }

/* ---- copies -------------------------------------------------------------------------------- */

static const size_t STRINGS[] = {
    offsetof(casus_document_in, id),        offsetof(casus_document_in, text),
    offsetof(casus_document_in, title),     offsetof(casus_document_in, url),
    offsetof(casus_document_in, published), offsetof(casus_document_in, media),
    offsetof(casus_document_in, publisher),
};

#define N_STRINGS (sizeof STRINGS / sizeof *STRINGS)

/* A field that is new there must be looked at here. */
_Static_assert(sizeof(casus_document_in) == N_STRINGS * sizeof(casus_str) + 3 * sizeof(uint64_t),
               "casus_document_in has a field that is not copied");

static casus_str *string_of(casus_document_in *in, size_t i)
{
    return (casus_str *)(void *)((char *)in + STRINGS[i]);
}

static size_t size_of(const casus_document_in *in)
{
    size_t size = 0;
    casus_document_in strings = *in;
    for (size_t i = 0; i < N_STRINGS; i++) size += string_of(&strings, i)->len;
    return size;
}

static bool copy(item *self, const casus_document_in *from)
{
    casus_document_in *in = &self->found.in;
    *in = *from;
    size_t size = size_of(in), at = 0;
    if (self->cap < size) {
        free(self->bytes);
        self->bytes = malloc(size);
        self->cap = self->bytes ? size : 0;
        if (!self->bytes) return false;
    }
    for (size_t i = 0; i < N_STRINGS; i++) {
        casus_str *text = string_of(in, i);
        if (!text->ptr) continue;
        if (text->len) memcpy(self->bytes + at, text->ptr, text->len);
        text->ptr = self->bytes ? self->bytes + at : "";
        at += text->len;
    }
    return true;
}

/* ---- coders -------------------------------------------------------------------------------- */

static casus_doc *take_doc(stream *self, casus_error *err)
{
    pthread_mutex_lock(&self->lock);
    casus_doc *doc = self->n_docs ? self->docs[--self->n_docs] : NULL;
    pthread_mutex_unlock(&self->lock);
    return doc || casus_doc_new(&doc, err) == CASUS_OK ? doc : NULL;
}

static void code_item(void *job, void *scratch)
{
    item *self = job;
    seat *place = scratch;
    passage *found = &self->found;
    self->dropped = ends(self->of);
    if (self->dropped || found->outcome != OUTCOME_CODED) return;
    found->outcome = OUTCOME_FAILED;
    found->doc = take_doc(self->of, &found->err);
    if (found->doc && casus_code(place->coder, &found->in, found->doc, &found->err) == CASUS_OK)
        found->outcome = OUTCOME_CODED;
}

/* ---- the reader ---------------------------------------------------------------------------- */

/* An item for a document of so many bytes, once there is room; NULL when the stream ends. */
static item *take_item(stream *self, size_t weight)
{
    pthread_mutex_lock(&self->lock);
    while (!ends(self) && self->n_under_way &&
           (self->n_under_way == self->n_items || self->bytes + weight > self->most_bytes))
        pthread_cond_wait(&self->room, &self->lock);
    item *taken = NULL;
    if (!ends(self)) {
        taken = &self->items[self->next++ % self->n_items];
        taken->found = (passage){0};
        taken->weight = weight;
        self->bytes += weight;
        self->n_under_way++;
    }
    pthread_mutex_unlock(&self->lock);
    return taken;
}

/* Is it stored, so that it is passed over? False also where that cannot be told: then `err` is set. */
static bool is_stored(stream *self, const casus_document_in *in, casus_error *err)
{
    casus_method method;
    casus_stored how = CASUS_NOT_CODED;
    if (!self->known) return false;
    uint64_t began = nanoseconds();
    casus_coder_method(self->seats[0].coder, &method);
    casus_status status = casus_store_find(self->known, in->text, &method, &how, err);
    self->came.asking += nanoseconds() - began;
    err->status = status;
    bool stored = how == CASUS_CODED || (how == CASUS_CODED_OTHERWISE && !self->recode);
    if (status != CASUS_OK || !stored) return false;
    self->came.n_stored++;
    self->came.n_otherwise += how == CASUS_CODED_OTHERWISE;
    return true;
}

/* Hands out a document, or none, with all that came before it; false when the stream ends. */
static bool hand_out(stream *self, outcome how, const casus_document_in *in, const casus_error *err)
{
    item *next = take_item(self, in ? size_of(in) : 0);
    if (!next) return false;
    passage *found = &next->found;
    found->outcome = how;
    if (err) found->err = *err;
    if (in && !copy(next, in)) {
        *found = (passage){.outcome = OUTCOME_UNREAD, .err = {.status = CASUS_NO_MEMORY}};
        in = NULL;
    }
    found->came = self->came;
    self->came = (arrivals){.read = self->came.read};
    self->handed_out = seconds();
    workers_hand_out(self->pool, next);
    return found->err.status != CASUS_NO_MEMORY && how != OUTCOME_NO_STORE;
}

/* Reads one document and hands it out, unless it is stored; false when there is none, or no further. */
static bool pass_one(stream *self)
{
    casus_document_in in = {0};
    casus_error err = {0};
    uint64_t total, began = nanoseconds();
    bool more;
    casus_status status = read_document(self->from, self->published, &in, &more, &err);
    self->came.reading += nanoseconds() - began;
    casus_reader_progress(self->from, &self->came.read, &total);
    if ((status == CASUS_OK && !more) || ends(self)) return false;
    err.status = status;
    if (status != CASUS_OK) return hand_out(self, OUTCOME_UNREAD, NULL, &err);
    self->came.bytes += in.text.len;
    if (!is_stored(self, &in, &err))
        return err.status == CASUS_OK ? hand_out(self, OUTCOME_CODED, &in, NULL)
                                      : hand_out(self, OUTCOME_NO_STORE, NULL, &err);
    /* Who waits is told now and then. */
    bool due = seconds() - self->handed_out > TICK;
    return !due || hand_out(self, OUTCOME_NONE, NULL, NULL);
}

static void *read_all(void *context)
{
    stream *self = context;
    while (!ends(self) && pass_one(self)) continue;
    if (!ends(self) && self->came.n_stored) hand_out(self, OUTCOME_NONE, NULL, NULL);
    workers_close(self->pool);
    pthread_mutex_lock(&self->lock);
    self->read_all = true;
    pthread_cond_broadcast(&self->room);
    pthread_mutex_unlock(&self->lock);
    return NULL;
}

/* ---- who takes ----------------------------------------------------------------------------- */

/* Takes back what was given last. */
static void give_back(stream *self)
{
    item *last = self->in_hand;
    if (!last) return;
    self->in_hand = NULL;
    bool big = last->weight > KEPT_BYTES;
    casus_doc *doc = last->found.doc;
    last->found.doc = NULL;
    if (big) {
        casus_doc_free(doc);
        free(last->bytes);
        last->bytes = NULL;
        last->cap = 0;
        doc = NULL;
    }
    pthread_mutex_lock(&self->lock);
    if (doc) self->docs[self->n_docs++] = doc;
    self->bytes -= last->weight;
    self->n_under_way--;
    pthread_cond_broadcast(&self->room);
    pthread_mutex_unlock(&self->lock);
}

static void note_coded(session *s, const passage *found)
{
    const casus_stats *stats = casus_doc_stats(found->doc);
    uint64_t cut = found->in.cut > stats->bytes_cut ? found->in.cut : stats->bytes_cut;
    session_note_cut(s, found->in.id, cut);
    session_note_sentences(s, found->in.id, stats->sentences_over);
    s->n_done++;
    s->n_foreign += stats->foreign && !s->any_language;
    s->n_sentences += stats->sentences;
    s->n_events += casus_doc_n_events(found->doc);
    for (int i = 0; i < CASUS_N_STAGES; i++) s->stages[i] += stats->nanoseconds[i];
}

static void note_failed(session *s, const passage *found)
{
    int shown = found->in.id.len < 200 ? (int)found->in.id.len : 200;
    session_clear_line(s);
    say("%.*s: %s", shown, found->in.id.ptr, found->err.message);
    s->n_failed++;
}

static void note(session *s, const passage *found)
{
    s->n_stored += found->came.n_stored;
    s->n_otherwise += found->came.n_otherwise;
    s->n_bytes += found->came.bytes;
    s->read = found->came.read;
    s->reading += found->came.reading;
    s->asking += found->came.asking;
    s->doc = found->doc;
    switch (found->outcome) {
    case OUTCOME_CODED: note_coded(s, found); break;
    case OUTCOME_UNREAD: session_note_unread(s, &found->err); break;
    case OUTCOME_FAILED: note_failed(s, found); break;
    case OUTCOME_NONE:
    case OUTCOME_NO_STORE: break;
    }
}

static void end(stream *self)
{
    pthread_mutex_lock(&self->lock);
    atomic_store(&self->ending, true);
    pthread_cond_broadcast(&self->room);
    pthread_mutex_unlock(&self->lock);
}

const passage *stream_next(stream *self, bool *more)
{
    give_back(self);
    item *next = NULL;
    if (!self->over) {
        bool ending = ends(self);
        if (ending) end(self);
        next = workers_wait(self->pool, seconds() + TICK, more);
        /* The reader may wait for more and never get it. What is under way comes first. */
        bool last = ending && !next && !workers_under_way(self->pool);
        self->over = !*more || last || (next && next->dropped);
    }
    *more = !self->over;
    if (self->over) return NULL;
    self->in_hand = next;
    if (next) note(self->s, &next->found);
    return next ? &next->found : NULL;
}

/* ---- opening, closing ---------------------------------------------------------------------- */

static bool make_rings(stream *self, unsigned n_threads)
{
    self->n_items = n_threads * UNDER_WAY_PER_THREAD;
    self->most_bytes = n_threads * BYTES_PER_THREAD;
    self->items = calloc(self->n_items, sizeof *self->items);
    self->docs = calloc(self->n_items, sizeof *self->docs);
    self->seats = calloc(n_threads, sizeof *self->seats);
    self->scratch = calloc(n_threads, sizeof *self->scratch);
    for (unsigned i = 0; self->items && i < self->n_items; i++) self->items[i].of = self;
    return self->items && self->docs && self->seats && self->scratch;
}

static bool start_threads(stream *self, const casus_options *coding, unsigned n, casus_error *err)
{
    *err = (casus_error){.status = CASUS_NO_MEMORY};
    if (!make_rings(self, n)) return false;
    for (; self->n_seats < n; self->n_seats++) {
        seat *place = &self->seats[self->n_seats];
        place->of = self;
        if (casus_coder_new(&place->coder, self->s->model, coding, err) != CASUS_OK) return false;
        self->scratch[self->n_seats] = place;
    }
    self->pool = workers_new(n, self->n_items, code_item, self->scratch);
    if (self->pool) workers_open(self->pool);
    self->reads = self->pool && pthread_create(&self->reader, NULL, read_all, self) == 0;
    if (self->reads) return true;
    snprintf(err->message, sizeof err->message, "not enough memory, or threads, for --threads %u", n);
    return false;
}

static void release(stream *self)
{
    workers_free(self->pool);
    for (unsigned i = 0; i < self->n_seats; i++) casus_coder_free(self->seats[i].coder);
    for (unsigned i = 0; i < self->n_docs; i++) casus_doc_free(self->docs[i]);
    for (unsigned i = 0; self->items && i < self->n_items; i++) {
        free(self->items[i].bytes);
        casus_doc_free(self->items[i].found.doc);
    }
    pthread_cond_destroy(&self->room);
    pthread_mutex_destroy(&self->lock);
    free(self->items);
    free(self->docs);
    free(self->seats);
    free(self->scratch);
    free(self);
}

stream *stream_open(session *s, const casus_options *coding, unsigned n_threads, casus_store *known,
                    bool recode)
{
    uint64_t none;
    casus_error err = {.status = CASUS_NO_MEMORY};
    stream *self = calloc(1, sizeof *self);
    if (self) {
        self->s = s;
        self->from = s->reader;
        self->published = s->published;
        self->known = known;
        self->recode = recode;
        pthread_mutex_init(&self->lock, NULL);
        pthread_cond_init(&self->room, NULL);
        casus_reader_progress(s->reader, &none, &s->of_all);
        s->coding = true;
        s->any_language = coding->any_language;
        if (start_threads(self, coding, n_threads, &err)) return self;
        release(self);
    }
    say_error(&err);
    return NULL;
}

/* Waits a while for the reader to end. */
static bool reader_ended(stream *self)
{
    bool ended = false;
    for (double until = seconds() + PATIENCE; !ended && seconds() < until;) {
        pthread_mutex_lock(&self->lock);
        ended = self->read_all;
        pthread_mutex_unlock(&self->lock);
        if (!ended) nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
    return ended;
}

bool stream_close(stream *self)
{
    if (!self) return true;
    give_back(self);
    end(self);
    if (!reader_ended(self)) return false;
    pthread_join(self->reader, NULL);
    self->s->doc = NULL;
    release(self);
    return true;
}
