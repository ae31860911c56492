/* warc, unpack: web archives made here, whole, packed, and with what crawlers get wrong. */
#include "ingest/ingest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

static char path[] = "/tmp/casus-warc-XXXXXX";

static int make_file(void **state)
{
    (void)state;
    memcpy(path + sizeof path - 7, "XXXXXX", 6);
    int fd = mkstemp(path);
    return fd < 0 ? -1 : close(fd);
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static void write_file(casus_str bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

/* All that the file gives: "id url media text|" each, "!" for a failure. */
static void read_all(buf *out)
{
    casus_reader *reader;
    const char *paths[] = {path};
    casus_document_in in;
    buf_reset(out);
    buf_put_str(out, STR(""));
    assert_int_equal(casus_reader_open(&reader, paths, 1, NULL), CASUS_OK);
    for (bool more = true; more;) {
        casus_error err = {0};
        if (casus_reader_next(reader, &in, &more, &err) != CASUS_OK) {
            buf_printf(out, "!%s|",
                       strstr(err.message, "record") ? strstr(err.message, "record") : err.message);
            more = true;
            if (out->len > 5000) fail_msg("no end of failures");
            continue;
        }
        if (!more) break;
        buf_printf(out, "%.*s %.*s %s %.*s|", (int)in.id.len, in.id.ptr, (int)in.url.len,
                   in.url.ptr, in.page ? "page" : "text", (int)in.text.len, in.text.ptr);
    }
    buf_put_char(out, 0);
    casus_reader_close(reader);
}

/* A record with the length that its block has, or another. */
static void put_record(buf *out, const char *type, const char *id, const char *more,
                       casus_str block, size_t length)
{
    buf_printf(out,
               "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <%s>\r\nWARC-Target-URI: "
               "http://x.example/%s\r\n%s"
               "Content-Length: %zu\r\n\r\n",
               type, id, id, more, length ? length : block.len);
    buf_put_str(out, block);
    buf_put_str(out, STR("\r\n\r\n"));
}

#define ANSWER "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"

static void test_records(void **state)
{
    (void)state;
    buf file = {0}, found = {0};
    put_record(&file, "warcinfo", "i", "", STR("software: x"), 0);
    put_record(&file, "request", "q", "", STR("GET / HTTP/1.1\r\n\r\n"), 0);
    put_record(&file, "response", "a", "Content-Type: application/http\r\n",
               STR(ANSWER "\r\n<html>one"), 0);
    put_record(&file, "response", "b", "",
               STR("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html>no"), 0);
    put_record(&file, "response", "c", "",
               STR("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG"), 0);
    put_record(&file, "resource", "d", "Content-Type: text/plain\r\n", STR("two"), 0);
    put_record(&file, "response", "e", "",
               STR(ANSWER "Transfer-Encoding: chunked\r\n\r\n5\r\n<html\r\nA;x=y\r\n>three "
                          "and\r\n1\r\n.\r\n0\r\n\r\n"),
               0);
    put_record(&file, "response", "f", "",
               STR(ANSWER "Transfer-Encoding: chunked\r\n\r\n<html>joined already"), 0);
    write_file(buf_str(&file));
    read_all(&found);
    assert_string_equal(found.ptr,
                        "a http://x.example/a page <html>one|d http://x.example/d text two|"
                        "e http://x.example/e page <html>three and.|"
                        "f http://x.example/f page <html>joined already|");
    buf_release(&file);
    buf_release(&found);
}

static void test_wrong_lengths(void **state)
{
    (void)state;
    buf file = {0}, found = {0};
    put_record(&file, "resource", "a", "Content-Type: text/plain\r\n",
               STR("far too long\r\nsecond line"), 5);
    put_record(&file, "resource", "b", "Content-Type: text/plain\r\n", STR("good"), 0);
    put_record(&file, "resource", "c", "Content-Type: text/plain\r\n", STR("short"), 60);
    put_record(&file, "resource", "d", "Content-Type: text/plain\r\n", STR("swallowed in part"), 0);
    put_record(&file, "resource", "e", "Content-Type: text/plain\r\n", STR("good again"), 0);
    size_t fifth = file.len - 4; /* behind the block before it */
    buf_put_str(&file, STR("WARC/1.0\r\nWARC-Type: resource\r\n\r\n"));
    size_t sixth = file.len;
    put_record(&file, "resource", "f", "Content-Type: text/plain\r\n", STR("cut"), 1000000000);
    write_file(buf_str(&file));
    read_all(&found);
    char wanted[500];
    snprintf(wanted, sizeof wanted,
             "a http://x.example/a text far t|b http://x.example/b text good|"
             "c http://x.example/c text short|e http://x.example/e text good again|"
             "!record 5 has no Content-Length (byte %zu)|"
             "!record 6 ends before its length is reached (byte %zu)|",
             fifth, sixth);
    assert_string_equal(found.ptr, wanted);
    buf_release(&file);
    buf_release(&found);
}

/* ---- packed ---------------------------------------------------------------------------------- */

static void put_gzip(buf *out, casus_str bytes)
{
    unsigned char packed[70000];
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (unsigned char *)(uintptr_t)bytes.ptr;
    z.avail_in = (unsigned)bytes.len;
    z.next_out = packed;
    z.avail_out = sizeof packed;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    buf_put(out, packed, sizeof packed - z.avail_out);
    deflateEnd(&z);
}

static void put_zstd(buf *out, casus_str bytes)
{
    char packed[70000];
    size_t n = ZSTD_compress(packed, sizeof packed, bytes.ptr, bytes.len, 3);
    assert_false(ZSTD_isError(n));
    buf_put(out, packed, n);
}

static void test_packed(void **state)
{
    (void)state;
    static void (*const put[])(buf *, casus_str) = {put_gzip, put_zstd};
    for (unsigned i = 0; i < 2; i++) {
        buf file = {0}, one = {0}, found = {0};
        put_record(&one, "resource", "a", "Content-Type: text/plain\r\n", STR("first"), 0);
        put[i](&file, buf_str(&one)); /* a member for each record, as crawlers write */
        buf_reset(&one);
        put_record(&one, "resource", "b", "Content-Type: text/plain\r\n", STR("second"), 0);
        put[i](&file, buf_str(&one));
        write_file(buf_str(&file));
        read_all(&found);
        assert_string_equal(found.ptr,
                            "a http://x.example/a text first|b http://x.example/b text second|");
        file.len -= 9; /* cut within the last member */
        write_file(buf_str(&file));
        read_all(&found);
        assert_non_null(strstr(found.ptr, "text first|"));
        assert_non_null(strstr(found.ptr, "!"));
        buf_release(&file);
        buf_release(&one);
        buf_release(&found);
    }
}

static void test_packed_body(void **state)
{
    (void)state;
    buf file = {0}, block = {0}, found = {0};
    buf_put_str(&block, STR(ANSWER "Content-Encoding: gzip\r\n\r\n"));
    put_gzip(&block, STR("<html>packed"));
    put_record(&file, "response", "a", "", buf_str(&block), 0);
    put_record(&file, "response", "b", "",
               STR(ANSWER "Content-Encoding: gzip\r\n\r\n<html>unpacked already"), 0);
    put_record(&file, "response", "c", "", STR(ANSWER "Content-Encoding: br\r\n\r\n\xC3\x28\xB5"),
               0);
    write_file(buf_str(&file));
    read_all(&found);
    assert_non_null(strstr(found.ptr, "a http://x.example/a page <html>packed|"));
    assert_non_null(strstr(found.ptr, "b http://x.example/b page <html>unpacked already|"));
    assert_non_null(strstr(found.ptr, "!record 3 is compressed in a way that casus does not read"));
    buf_release(&file);
    buf_release(&block);
    buf_release(&found);
}

/* A gigabyte of blanks in a megabyte: refused long before its end. */
static void test_bomb(void **state)
{
    (void)state;
    buf file = {0}, found = {0};
    static char zeros[1 << 16];
    static unsigned char packed[1 << 21];
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_out = packed;
    z.avail_out = sizeof packed;
    memset(zeros, ' ', sizeof zeros);
    for (unsigned i = 0; i < 4096; i++) {
        z.next_in = (unsigned char *)zeros;
        z.avail_in = sizeof zeros;
        assert_int_equal(deflate(&z, i == 4095 ? Z_FINISH : Z_NO_FLUSH),
                         i == 4095 ? Z_STREAM_END : Z_OK);
    }
    buf_put(&file, packed, sizeof packed - z.avail_out);
    deflateEnd(&z);
    write_file(buf_str(&file));
    read_all(&found);
    assert_int_equal(str_find(buf_str(&found), STR("!unpacks to far more than its size")), 0);
    assert_non_null(strstr(found.ptr, "--max-ratio"));
    buf_release(&file);
    buf_release(&found);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, make_file, remove_file)
    const struct CMUnitTest tests[] = {
        TEST(test_records),     TEST(test_wrong_lengths), TEST(test_packed),
        TEST(test_packed_body), TEST(test_bomb),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
