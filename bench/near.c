/* near: how fast a store finds copies among very many documents, how much they take, how right it is.
 *
 *     near STORE N SHARE FILE...
 *
 * Makes N texts of 80 to 400 words by walking through those of FILE (JSON Lines): five words in six
 * are followed by one that follows them somewhere, so that phrases recur as in news. SHARE of 100
 * are copies of one of the last 100,000: cut at the end to 50 to 100 of 100, one word of 60
 * misspelt. Their sketches go into the new store STORE, without the texts. Prints documents a
 * second of the process's own time, peak memory, copies found, wrong ones, bytes a document.
 */
#include "near/near.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define MOST_WORDS (8u << 20)
#define WORD_BITS 22u
#define RECENT 100000u
#define BATCH 5000u

typedef struct chain {
    casus_str *words; /* [n], in the order of the corpus */
    uint32_t *next;   /* [n]: the next place with the same word, around */
    uint32_t n;
    arena mem;
} chain;

static uint64_t draw(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u; /* splitmix64 */
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static void take_words(chain *self, casus_str text)
{
    const char *copy = arena_copy(&self->mem, text);
    casus_str rest = {copy, copy ? text.len : 0}, word;
    while (self->n < MOST_WORDS && word_next(&rest, &word)) self->words[self->n++] = word;
}

static void read_corpus(chain *self, const char *const *paths, size_t n)
{
    casus_reader *reader;
    casus_document_in in;
    bool more = true;
    if (casus_reader_open(&reader, paths, n, NULL) != CASUS_OK) exit(1);
    while (casus_reader_next(reader, &in, &more, NULL) == CASUS_OK && more) {
        char *text = arena_alloc(&self->mem, in.text.len + 1);
        if (!text) exit(1);
        for (size_t i = 0; i < in.text.len; i++)
            text[i] = char_is_space(in.text.ptr[i]) ? ' ' : in.text.ptr[i];
        take_words(self, (casus_str){text, in.text.len});
    }
    casus_reader_close(reader);
}

/* Places with the same word as a ring, so that a random one is found by a random walk. */
static void link_words(chain *self)
{
    uint32_t *first = calloc(1u << WORD_BITS, sizeof *first);
    uint32_t *last = calloc(1u << WORD_BITS, sizeof *last);
    if (!first || !last) exit(1);
    for (uint32_t i = 0; i < self->n; i++) {
        uint32_t slot = (uint32_t)(str_hash(self->words[i]) >> (64 - WORD_BITS));
        if (first[slot]) self->next[last[slot] - 1] = i;
        else first[slot] = i + 1;
        last[slot] = i + 1;
        self->next[i] = first[slot] - 1;
    }
    free(first);
    free(last);
}

/* Text number `seed`. */
static void make_text(const chain *self, uint64_t seed, buf *out)
{
    uint64_t state = seed;
    uint32_t n = 80 + (uint32_t)(draw(&state) % 320);
    uint32_t at = (uint32_t)(draw(&state) % (self->n - 1));
    buf_reset(out);
    for (uint32_t i = 0; i < n; i++) {
        buf_put_str(out, self->words[at]);
        buf_put_char(out, ' ');
        for (unsigned hops = draw(&state) % 8; hops > 0; hops--) at = self->next[at];
        at = at + 2 < self->n ? at + 1 : 0;
        if (draw(&state) % 6 == 0) at = (uint32_t)(draw(&state) % (self->n - 1));
    }
}

static void spoil(buf *text, uint64_t seed)
{
    uint64_t state = ~seed;
    text->len = text->len * (50 + draw(&state) % 51) / 100;
    for (size_t i = 1; i + 1 < text->len; i++)
        if (text->ptr[i] == ' ' && draw(&state) % 60 == 0) text->ptr[i - 1] = 'x';
}

static void must(bool fine, casus_store *store)
{
    if (fine) return;
    fprintf(stderr, "near: %s\n", sqlite3_errmsg(store->db));
    exit(1);
}

static void add(casus_store *store, sqlite3_stmt *payload, sqlite3_stmt *coding, int64_t i,
                const buf *text)
{
    char id[24], day[11];
    near_maker maker;
    near_sketch sketch;
    casus_error err;
    near_begin(&maker);
    near_add(&maker, buf_str(text));
    near_finish(&maker, &sketch);
    snprintf(id, sizeof id, "%012lld", (long long)i);
    casus_day_format((int32_t)(10000 + i / 3000), day);
    sqlite3_bind_int64(payload, 1, i);
    sqlite3_bind_text(payload, 2, id, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int64(coding, 1, i);
    sqlite3_bind_text(coding, 2, day, -1, SQLITE_TRANSIENT);
    must(sqlite3_step(payload) == SQLITE_DONE && sqlite3_step(coding) == SQLITE_DONE, store);
    sqlite3_reset(payload);
    sqlite3_reset(coding);
    must(store_near_add(store, i, &sketch, &err) == CASUS_OK, store);
}

static int64_t number(casus_store *store, const char *sql)
{
    sqlite3_stmt *stmt;
    must(sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL) == SQLITE_OK, store);
    int64_t n = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : 0;
    sqlite3_finalize(stmt);
    return n;
}

static double processor_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void run_sql(casus_store *store, const char *sql)
{
    must(sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK, store);
}

static sqlite3_stmt *prepared(casus_store *store, const char *sql)
{
    sqlite3_stmt *stmt;
    must(sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL) == SQLITE_OK, store);
    return stmt;
}

static void tell(int64_t done, double seconds)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    printf("%lld documents, %.0f a second, %ld MB\n", (long long)done, (double)done / seconds,
           used.ru_maxrss / 1024);
    fflush(stdout);
}

static void tell_found(casus_store *store, int64_t n)
{
    printf("copies made %lld, found %lld; wrong %lld; bytes a document %lld\n",
           (long long)number(store, "SELECT count(*) FROM made"),
           (long long)number(store, "SELECT count(*) FROM made m JOIN sketches s USING (document)"
                                    " WHERE s.duplicate_of IS NOT NULL"),
           (long long)number(store, "SELECT count(*) FROM sketches s LEFT JOIN made m USING (document)"
                                    " LEFT JOIN made o ON o.document = s.duplicate_of"
                                    " WHERE s.duplicate_of IS NOT NULL AND"
                                    " coalesce(m.story, s.document) <>"
                                    " coalesce(o.story, s.duplicate_of)"),
           (long long)(number(store, "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'sketch%'") / n));
}

/* The number of the text that document i has: its own, or that of an earlier one. */
static uint64_t story_of(uint64_t i, uint64_t share)
{
    for (;;) {
        uint64_t state = i << 20, before = i - 1;
        if (!before || draw(&state) % 100 >= share) return i;
        i = before - draw(&state) % (before < RECENT ? before : RECENT);
    }
}

static void run(casus_store *store, const chain *words, int64_t n, uint64_t share)
{
    buf text = {0};
    double began = processor_seconds();
    run_sql(store, "INSERT INTO runs (run, casus, started) VALUES (1, 'near', '');"
                   "CREATE TEMP TABLE made (document INTEGER PRIMARY KEY, story INTEGER)");
    sqlite3_stmt *payload = prepared(store, "INSERT INTO payloads (document, key, id, added, payload)"
                                            " VALUES (?1, ?2, ?2, '', x'')");
    sqlite3_stmt *coding = prepared(store, "INSERT INTO codings (document, run, current, coded,"
                                           " published_from) VALUES (?1, 1, 1, '', ?2)");
    sqlite3_stmt *made = prepared(store, "INSERT INTO made VALUES (?, ?)");
    for (int64_t i = 1; i <= n; i++) {
        uint64_t story = story_of((uint64_t)i, share);
        if ((i - 1) % BATCH == 0) must(casus_store_begin(store, NULL) == CASUS_OK, store);
        make_text(words, story, &text);
        if (story != (uint64_t)i) {
            spoil(&text, (uint64_t)i);
            sqlite3_bind_int64(made, 1, i);
            sqlite3_bind_int64(made, 2, (int64_t)story);
            must(sqlite3_step(made) == SQLITE_DONE, store);
            sqlite3_reset(made);
        }
        add(store, payload, coding, i, &text);
        if (i % BATCH == 0 || i == n) must(casus_store_commit(store, NULL) == CASUS_OK, store);
        if (i % (20 * BATCH) == 0 || i == n) tell(i, processor_seconds() - began);
    }
    tell_found(store, n);
    sqlite3_finalize(payload);
    sqlite3_finalize(coding);
    sqlite3_finalize(made);
    buf_release(&text);
}

int main(int argc, char **argv)
{
    casus_store *store;
    chain words = {0};
    if (argc < 5) {
        fprintf(stderr, "usage: near STORE N SHARE FILE...\n");
        return 2;
    }
    arena_init(&words.mem, (size_t)1 << 30);
    words.words = malloc(MOST_WORDS * sizeof *words.words);
    words.next = malloc(MOST_WORDS * sizeof *words.next);
    if (!words.words || !words.next) return 1;
    read_corpus(&words, (const char *const *)argv + 4, (size_t)argc - 4);
    link_words(&words);
    if (words.n < 3 || casus_store_open(&store, argv[1], false, NULL) != CASUS_OK) return 1;
    run(store, &words, atoll(argv[2]), strtoull(argv[3], NULL, 10));
    casus_store_close(store);
    arena_release(&words.mem);
    return 0;
}
