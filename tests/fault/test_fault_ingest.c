/* Every request for memory and every read of a file fails once, for each format: the failure is told,
 * or makes no difference, what came before it stands, the reader comes to its end, and nothing is lost (AddressSanitizer's
 * leak check says the latter).
 */
#include "fault/wrap.h"
#include "unit/reader_check.h"

#include <zlib.h>

static const struct {
    const char *name, *bytes;
    unsigned n; /* documents */
} SAMPLES[] = {
    {"a.txt", "Chad condemned Sudan.\n\nMali asked.", 1},
    {"a.jsonl", "{\"text\":\"x\",\"title\":\"T\"}\n{\"id\":\"b\",\"text\":\"y\"}\n", 2},
    {"a.csv", "id,text,date\n,\"x, y\",5 March 2024\nb,y,2024-03-06\n", 2},
    {"a.rss",
     "<?xml version='1.0' encoding='windows-1251'?><!DOCTYPE rss [<!ENTITY e 'f'>]><rss>"
     "<channel><item><title>T &e; \xC0</title><pubDate>Tue, 5 Mar 24 8:00 GMT</pubDate></item>"
     "<item><guid>b</guid><description>&lt;p>x</description></item></channel></rss>",
     2},
    {"a.atom",
     "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'><div>x&lt;</div>"
     "</content></entry></feed>",
     1},
    {"a.petrarch", "<Sentences><Sentence date='20240305'><Text>x\ny</Text></Sentence></Sentences>",
     1},
    {"a.tabari", "240305 A-1\nx\n\n240305 B-1\ny\n", 2},
    {"a.warc",
     "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\n"
     "x\r\n\r\n",
     1},
};

static const char *put_sample(size_t i, bool packed)
{
    if (!packed) return put_text(SAMPLES[i].name, SAMPLES[i].bytes);
    unsigned char made[2000];
    z_stream z = {.next_in = (unsigned char *)(uintptr_t)SAMPLES[i].bytes,
                  .avail_in = (unsigned)strlen(SAMPLES[i].bytes),
                  .next_out = made,
                  .avail_out = sizeof made};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    assert_int_equal(deflateEnd(&z), Z_OK);
    char name[40];
    snprintf(name, sizeof name, "%s.gz", SAMPLES[i].name);
    return put_bytes(name, made, z.total_out);
}

typedef struct outcome {
    unsigned n_documents, n_failures;
    casus_status status; /* of the last failure */
    uint64_t words;      /* of all documents */
} outcome;

static outcome read_sample(const char *path)
{
    outcome found = {0};
    casus_reader *reader;
    casus_document_in in;
    casus_error err = {0};
    bool more = true;
    found.status = casus_reader_open(&reader, &path, 1, &err);
    if (found.status != CASUS_OK) {
        found.n_failures = 1;
        return found;
    }
    for (unsigned calls = 0; more; calls++) {
        assert_true(calls < 10);
        casus_status status = casus_reader_next(reader, &in, &more, &err);
        if (status == CASUS_OK) {
            found.n_documents += more;
            casus_str parts[] = {in.id, in.text, in.title, in.published};
            for (size_t i = 0; more && i < COUNT(parts); i++)
                found.words = found.words * 31 + str_hash(parts[i]);
            continue;
        }
        assert_int_equal(err.status, status);
        assert_true(err.message[0]);
        found.status = status;
        found.n_failures++;
        more = true;
    }
    casus_reader_close(reader);
    return found;
}

static void fail_memory(size_t i, bool packed)
{
    const char *path = put_sample(i, packed);
    wrap_start(0);
    outcome whole = read_sample(path);
    uint64_t n = wrap_stop();
    assert_int_equal(whole.n_documents, SAMPLES[i].n);
    assert_int_equal(whole.n_failures, 0);
    for (uint64_t nth = 1; nth <= n; nth++) {
        wrap_start(nth);
        outcome found = read_sample(path);
        wrap_stop();
        if (!found.n_failures) { /* the library found another way */
            assert_int_equal(found.n_documents, whole.n_documents);
            assert_true(found.words == whole.words);
            continue;
        }
        if (found.status != CASUS_NO_MEMORY)
            fail_msg("%s: request %u of %u: status %d", path, (unsigned)nth, (unsigned)n,
                     (int)found.status);
    }
}

static void test_memory(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(SAMPLES); i++) {
        fail_memory(i, false);
        fail_memory(i, true);
    }
}

/* Seven bytes at a time: blocks end everywhere, and each read may be the last. */
static void test_reads(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2 * COUNT(SAMPLES); i++) {
        const char *path = put_sample(i / 2, i % 2);
        wrap_read_most = 7;
        wrap_reads = wrap_read_fails = 0;
        outcome whole = read_sample(path);
        uint64_t n = wrap_reads;
        bool found_by_bytes = whole.n_documents == SAMPLES[i / 2].n && !whole.n_failures;
        if (!found_by_bytes) fail_msg("%s: other documents in small blocks", path);
        for (uint64_t nth = 1; nth <= n; nth++) {
            wrap_reads = 0;
            wrap_read_fails = nth;
            outcome found = read_sample(path);
            assert_true(found.n_documents <= whole.n_documents);
            assert_int_equal(found.n_failures, 1);
            assert_int_equal(found.status, CASUS_IO);
        }
        wrap_read_most = wrap_read_fails = 0;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_memory), cmocka_unit_test(test_reads)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
