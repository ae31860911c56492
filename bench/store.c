/* bench/store: documents stored a second, coding aside, and what queries of the store then take.
 *
 *     store MODEL DB DOCUMENTS FILE...
 *
 * FILE is what casus_reader takes. Each is coded once; its rows then go into the new store DB, and again
 * under other keys where there are fewer than DOCUMENTS: in transactions of 500, as casus ingest commits,
 * with text index and search for copies. Only the adding and committing is timed, by the clock and by
 * the processor (other work on the machine counts in the first alone). One line comes out, "name value
 * name value ...". Built with a release build's library:
 *
 *     cc -std=gnu17 -O2 -D_GNU_SOURCE -Iinclude -Isrc bench/store.c build/libcasus.a -o store \
 *        $(pkg-config --libs sqlite3 libxxhash libutf8proc libmd libzstd zlib expat) -lm
 */
#include "document.h"

#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#define BATCH 500

static double seconds(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void must(casus_status status, const casus_error *err)
{
    if (status == CASUS_OK) return;
    fprintf(stderr, "store: %s\n", err->message);
    exit(1);
}

/* The documents of the files, coded. They borrow their input, so that is copied. */
typedef struct corpus {
    casus_doc **docs;
    size_t n, cap;
} corpus;

static casus_str keep(casus_str text)
{
    char *copy = malloc(text.len + 1);
    if (!copy) exit(1);
    if (text.len) memcpy(copy, text.ptr, text.len);
    return (casus_str){text.ptr ? copy : NULL, text.len};
}

static void read_all(corpus *c, casus_coder *coder, const char *const *paths, size_t n)
{
    casus_reader *reader;
    casus_document_in in;
    casus_error err;
    bool more = true;
    must(casus_reader_open(&reader, paths, n, &err), &err);
    while (more) {
        if (casus_reader_next(reader, &in, &more, &err) != CASUS_OK || !more) continue;
        if (c->n == c->cap) {
            c->cap = c->cap ? 2 * c->cap : 64;
            c->docs = realloc(c->docs, c->cap * sizeof *c->docs);
            if (!c->docs) exit(1);
        }
        in.id = keep(in.id), in.text = keep(in.text), in.title = keep(in.title);
        in.url = keep(in.url), in.published = keep(in.published);
        must(casus_doc_new(&c->docs[c->n], &err), &err);
        must(casus_code(coder, &in, c->docs[c->n++], &err), &err);
    }
    casus_reader_close(reader);
}

/* The document under a key of its own. */
static void renumber(casus_doc *doc, size_t number)
{
    SHA2_CTX hash;
    SHA256Init(&hash);
    SHA256Update(&hash, (const uint8_t *)doc->payload.ptr, doc->payload.len);
    SHA256Update(&hash, (const uint8_t *)&number, sizeof number);
    SHA256End(&hash, doc->key);
}

static bool drop_bytes(void *self, const char *bytes, size_t len)
{
    (void)bytes;
    *(size_t *)self += len;
    return true;
}

static double time_query(casus_store *store, casus_query query)
{
    casus_error err;
    size_t n = 0;
    query.from = query.from ? query.from : CASUS_NO_DAY;
    query.to = query.to ? query.to : CASUS_NO_DAY;
    query.limit = 100;
    double began = seconds(CLOCK_MONOTONIC);
    must(casus_store_query(store, &query, "jsonl", false, 0, (casus_sink){drop_bytes, &n}, &err),
         &err);
    return (seconds(CLOCK_MONOTONIC) - began) * 1e3;
}

int main(int argc, char **argv)
{
    casus_error err;
    casus_model *model;
    casus_coder *coder;
    casus_store *store;
    corpus c = {0};
    if (argc < 5) return 2;
    size_t wanted = (size_t)strtoull(argv[3], NULL, 10), events = 0, sentences = 0, bytes = 0;
    must(casus_model_open(&model, argv[1], &err), &err);
    must(casus_coder_new(&coder, model, NULL, &err), &err);
    read_all(&c, coder, (const char *const *)argv + 4, (size_t)(argc - 4));
    remove(argv[2]);
    must(casus_store_open(&store, argv[2], false, &err), &err);
    double took = 0, worked = 0;
    for (size_t i = 0; c.n && i < wanted; i++) {
        casus_doc *doc = c.docs[i % c.n];
        bool added;
        renumber(doc, i);
        double began = seconds(CLOCK_MONOTONIC), idle = seconds(CLOCK_THREAD_CPUTIME_ID);
        if (i % BATCH == 0) must(casus_store_begin(store, &err), &err);
        must(casus_store_add(store, doc, &added, &err), &err);
        if (i % BATCH == BATCH - 1 || i + 1 == wanted) must(casus_store_commit(store, &err), &err);
        took += seconds(CLOCK_MONOTONIC) - began;
        worked += seconds(CLOCK_THREAD_CPUTIME_ID) - idle;
        events += casus_doc_n_events(doc);
        sentences += casus_doc_n_sentences(doc);
        bytes += doc->payload.len;
    }
    struct stat info = {0};
    casus_store_close(store);
    if (stat(argv[2], &info) != 0) return 1;
    must(casus_store_open(&store, argv[2], true, &err), &err);
    printf("documents %zu MB %.1f sentences %zu events %zu seconds %.2f documents/s %.0f "
           "cpu-documents/s %.0f store-MB %.1f",
           wanted, (double)bytes / 1e6, sentences, events, took, (double)wanted / took,
           (double)wanted / worked, (double)info.st_size / 1e6);
    printf(" ms-source %.1f ms-type %.1f ms-text %.1f\n",
           time_query(store, (casus_query){.source = "USA", .target = "JPN"}),
           time_query(store, (casus_query){.type = "ASSAULT"}),
           time_query(store, (casus_query){.text = "trade NEAR/5 deficit"}));
    casus_store_close(store);
    return 0;
}
