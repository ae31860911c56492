/* ingest: files, folders, streams and JSON Lines, good and bad; the JSON reader against jansson on
 * mutated lines; memory and time that do not depend on a line's length. */
#include "ingest/ingest.h"
#include "linear.h"
#include "reader_check.h"

#include <dirent.h>
#include <jansson.h>

/* ---- files ---------------------------------------------------------------------------------- */

static void test_text_files(void **state)
{
    (void)state;
    check(put_text("a.txt", "Mali asked."), "a.txt=Mali asked.\n");
    check(put_text("noname", "x"), "noname=x\n");
    check(put_text("bom.txt", "\xEF\xBB\xBFx"),
          "bom.txt=\xEF\xBB\xBFx\n"); /* spans count the mark */
    check(put_text("latin.txt", "caf\xE9 \x93hi\x94"), "latin.txt=caf\xE9 \x93hi\x94\n");
    check(put_text("brace.txt", "{\"a\": 1}"), "brace.txt={\"a\": 1}\n");
    check(at_root("none.txt"), "!2 none.txt:0 cannot be opened: No such file or directory\n");
}

static void test_what_is_no_text(void **state)
{
    (void)state;
    char controls[100];
    memset(controls, 'a', sizeof controls);
    memset(controls, 1, 10);
    check(put_text("empty.txt", ""), "!6 empty.txt:0 is empty\n");
    check(put_text("blank.txt", " \n\t\n"), "!6 blank.txt:0 is empty\n");
    check(put_text("empty.jsonl", "\n\n"), "!6 empty.jsonl:0 is empty\n");
    check(put_bytes("nul.txt", "abc\0def", 7),
          "!6 nul.txt:0 is not text: it holds zero bytes (byte 3)\n");
    check(put_bytes("odd.txt", controls, sizeof controls),
          "!6 odd.txt:0 is not text: it is full of control characters\n");
    check(put_text("x.pdf", "%PDF-1.4 ..."),
          "!6 x.pdf:0 is a PDF, not text; convert it, for example with pdftotext\n");
    check(put_text("x.gz", "\x1f\x8b..."),
          "!6 x.gz:0 is compressed in a way that casus does not read; try gunzip\n");
    check(put_bytes("utf16.txt",
                    "\xff\xfe"
                    "a\0b\0",
                    6),
          "!6 utf16.txt:0 is UTF-16, not text in UTF-8; convert it, for example with iconv\n");
    check(put_text("tree.json", "{\n  \"text\": \"x\"\n}"),
          "!6 tree.json:0 is JSON but no JSON Lines; write one object a line\n");
}

static void test_bad_input_costs_one_document(void **state)
{
    (void)state;
    const char *paths[] = {put_text("1.txt", "one"), at_root("absent"), put_bytes("2.bin", "\0", 1),
                           put_text("3.txt", "three")};
    buf log = {0};
    read_all(paths, COUNT(paths), &log);
    assert_string_equal(log.ptr, "1.txt=one\n"
                                 "!2 absent:0 cannot be opened: No such file or directory\n"
                                 "!6 2.bin:0 is not text: it holds zero bytes\n"
                                 "3.txt=three\n");
    buf_release(&log);
}

/* ---- folders -------------------------------------------------------------------------------- */

static void test_folders(void **state)
{
    (void)state;
    assert_int_equal(mkdir(at_root("news"), 0700), 0);
    assert_int_equal(mkdir(at_root("news/b"), 0700), 0);
    assert_int_equal(mkdir(at_root("news/.git"), 0700), 0);
    assert_int_equal(mkdir(at_root("news/void"), 0700), 0);
    put_text("news/a.txt", "A");
    put_text("news/b/z.txt", "Z");
    put_text("news/b/Y.txt", "Y");
    put_text("news/c.jsonl", "{\"id\":\"j\",\"text\":\"J\"}\n");
    put_text("news/.hidden", "no");
    put_text("news/.git/x", "no");
    assert_int_equal(symlink("..", at_root("news/b/loop")), 0);
    assert_int_equal(symlink("a.txt", at_root("news/link.txt")), 0);
    check(at_root("news"), "news/a.txt=A\nnews/b/Y.txt=Y\nnews/b/z.txt=Z\nj=J\nnews/link.txt=A\n");
    check(at_root("news/"), "news/a.txt=A\nnews/b/Y.txt=Y\nnews/b/z.txt=Z\nj=J\nnews/link.txt=A\n");
    check(at_root("news/void"), "!6 void:0 holds no documents; text files and .jsonl or .ndjson "
                                "files are looked for\n");
}

static void test_deep_folders(void **state)
{
    (void)state;
    buf path = {0}, log = {0};
    buf_printf(&path, "%s/deep", root);
    for (unsigned i = 0; i < WALK_MAX_DEPTH + 3; i++) {
        assert_int_equal(mkdir(path.ptr, 0700), 0);
        buf_printf(&path, "/d");
    }
    const char *top = at_root("deep");
    read_all(&top, 1, &log);
    assert_true(str_find(buf_str(&log), STR("folders nest deeper than")) != SIZE_MAX);
    buf_release(&path);
    buf_release(&log);
}

/* ---- JSON Lines ------------------------------------------------------------------------------ */

static void test_lines(void **state)
{
    (void)state;
    static const struct {
        const char *line, *wanted;
    } cases[] = {
        {"{\"id\":\"a\",\"text\":\"x\"}", "a=x\n"},
        {"  { \"text\" : \"x\" , \"id\" : \"a\" }\t\r", "a=x\n"},
        {"{\"id\":17,\"text\":\"x\"}", "17=x\n"},
        {"{\"id\":-1.5e3,\"text\":\"x\"}", "-1.5e3=x\n"},
        {"{\"text\":\"x\"}", "l.jsonl:1=x\n"},
        {"{\"id\":null,\"text\":\"x\",\"title\":null}", "l.jsonl:1=x\n"},
        {"{\"id\":\"a\",\"text\":\"\"}", "a=\n"},
        {"{\"id\":\"a\",\"text\":\"x\",\"title\":\"T\",\"url\":\"U\",\"published\":\"2021-09-25\"}",
         "a=x|t=T|u=U|p=2021-09-25\n"},
        {"{\"id\":\"a\",\"text\":\"x\",\"source\":\"S\",\"publisher\":\"P\"}", "a=x|by=P\n"},
        {"{\"id\":\"a\",\"text\":\"x\",\"source\":\"S\"}", "a=x|by=S\n"},
        {"{\"id\":\"a\",\"text\":\"x\",\"source\":{\"id\":1},\"publisher\":[2]}", "a=x\n"},
        {"{\"id\":\"a\",\"id\":\"b\",\"text\":\"x\",\"text\":\"y\"}", "b=y\n"},
        {"{\"id\":\"a\",\"more\":{\"text\":\"no\",\"l\":[1,[],{},\"]\",true,false,null]},\"text\":"
         "\"x\"}",
         "a=x\n"},
        {"{\"id\":\"a\",\"text\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", "a=\"\\/\b\f\n\r\t\n"},
        {"{\"id\":\"a\",\"text\":\"\\u0041\\u00e9\\u20AC\\ud83d\\ude00\"}",
         "a=A\u00E9\u20AC\U0001F600\n"},
        {"{\"id\":\"a\",\"text\":\"\\ud83d\"}", "a=\uFFFD\n"},
        {"{\"id\":\"a\",\"text\":\"\\ud83dx\\ude00\"}", "a=\uFFFDx\uFFFD\n"},
        {"{\"id\":\"a\",\"text\":\"\\ud83d\\n\"}", "a=\uFFFD\n\n"},
        {"{\"id\":\"a\",\"text\":\"\\ud83d\\ud83d\\ude00\"}", "a=\uFFFD\U0001F600\n"},
        {"{\"id\":\"a\"}", "!6 l.jsonl:1 has no \"text\"; write {\"id\": ..., \"text\": ...}\n"},
        {"{}", "!6 l.jsonl:1 has no \"text\"; write {\"id\": ..., \"text\": ...}\n"},
        {"{\"text\":5}", "!6 l.jsonl:1 \"text\" must be a string\n"},
        {"{\"text\":null}", "!6 l.jsonl:1 \"text\" must be a string\n"},
        {"{\"text\":[\"x\"]}", "!6 l.jsonl:1 \"text\" must be a string\n"},
        {"{\"id\":{},\"text\":\"x\"}", "!6 l.jsonl:1 \"id\" must be a string or a number\n"},
        {"{\"text\":\"x\",\"published\":2021}",
         "!6 l.jsonl:1 \"published\" must be a string, as \"2021-09-25\"\n"},
        {"[1]", "!6 l.jsonl:1 is no JSON object; write {\"id\": ..., \"text\": ...}\n"},
        {"text", "!6 l.jsonl:1 is no JSON object; write {\"id\": ..., \"text\": ...}\n"},
        {"{\"text\":\"x\"} {", "!6 l.jsonl:1 goes on behind the object; write one object a line\n"},
        {"{\"text\":\"x",
         "!6 l.jsonl:1 the line ends inside the object; write one whole object a line\n"},
        {"{\"text\":\"x\"",
         "!6 l.jsonl:1 the line ends inside the object; write one whole object a line\n"},
        {"{\"text\":\"x\\",
         "!6 l.jsonl:1 the line ends inside the object; write one whole object a line\n"},
        {"{\"text\":\"\xE9\"}", "!6 l.jsonl:1 holds bytes that are not UTF-8; convert the file\n"},
        {"{\"x\":\"\xED\xA0\x80\",\"text\":\"\"}",
         "!6 l.jsonl:1 holds bytes that are not UTF-8; convert the file\n"},
        {"{\"text\":\"a\tb\"}",
         "!6 l.jsonl:1 holds a bare control character in a string; escape it\n"},
        {"{\"text\":\"\\x\"}", "!6 l.jsonl:1 holds an escape that JSON does not know\n"},
        {"{\"text\":\"\\u12g4\"}", "!6 l.jsonl:1 \\u wants four hexadecimal digits\n"},
        {"{\"n\":01,\"text\":\"\"}", "!6 l.jsonl:1 holds a malformed number\n"},
        {"{\"n\":1.,\"text\":\"\"}", "!6 l.jsonl:1 holds a malformed number\n"},
        {"{\"n\":tru,\"text\":\"\"}",
         "!6 l.jsonl:1 holds a word other than true, false and null\n"},
        {"{text:\"x\"}", "!6 l.jsonl:1 wants a string as a member's name\n"},
        {"{\"text\":\"x\",}", "!6 l.jsonl:1 wants a string as a member's name\n"},
        {"{\"text\" \"x\"}", "!6 l.jsonl:1 wants \":\" behind a member's name\n"},
        {"{\"a\":[1 2],\"text\":\"x\"}", "!6 l.jsonl:1 wants \",\" or a closing bracket\n"},
        {"{\"a\":[1},\"text\":\"x\"}", "!6 l.jsonl:1 wants \",\" or a closing bracket\n"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check(put_text("l.jsonl", cases[i].line), cases[i].wanted);
}

static void test_a_bad_line_costs_itself(void **state)
{
    (void)state;
    check(put_text("m.ndjson", "\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"1\"}\n\n"
                               "{\"id\":\"half\",\"text\":\"2\n"
                               "{\"id\":\"c\",\"text\":\"3\"}\r\n"
                               "   \n"
                               "nonsense\n"
                               "{\"id\":\"d\",\"text\":\"4\"}"),
          "a=1\n"
          "!6 m.ndjson:3 the line ends inside the object; write one whole object a line\n"
          "c=3\n"
          "!6 m.ndjson:6 is no JSON object; write {\"id\": ..., \"text\": ...}\n"
          "d=4\n");
}

static void test_offset_of_a_bad_line(void **state)
{
    (void)state;
    const char *path = put_text("o.jsonl", "{\"text\":\"1\"}\n{\"text\":1}\n");
    casus_reader *reader;
    casus_error err;
    casus_document_in in;
    bool more;
    assert_int_equal(casus_reader_open(&reader, &path, 1, &err), CASUS_OK);
    assert_int_equal(casus_reader_next(reader, &in, &more, &err), CASUS_OK);
    assert_int_equal(casus_reader_next(reader, &in, &more, &err), CASUS_BAD_INPUT);
    assert_int_equal(err.line, 2);
    assert_int_equal(err.at, 13 + 8); /* where the value stands */
    assert_int_equal(casus_reader_next(reader, &in, &more, NULL), CASUS_OK);
    assert_false(more);
    casus_reader_close(reader);
}

/* ---- sizes ----------------------------------------------------------------------------------- */

static void put_many(FILE *file, const char *piece, size_t n)
{
    for (size_t i = 0; i < n; i++) fputs(piece, file);
}

static void check_cut(const char *path, size_t len, uint64_t cut)
{
    casus_reader *reader;
    casus_error err;
    casus_document_in in;
    bool more;
    assert_int_equal(casus_reader_open(&reader, &path, 1, &err), CASUS_OK);
    assert_int_equal(casus_reader_next(reader, &in, &more, &err), CASUS_OK);
    assert_true(more);
    assert_int_equal(in.text.len, len);
    assert_int_equal(in.cut, cut);
    size_t at = 0; /* no code point is cut in two */
    while (at < in.text.len) assert_true(utf8_next(in.text, &at) != UTF8_BAD);
    casus_reader_close(reader);
}

static void test_long_documents_are_cut(void **state)
{
    (void)state;
    const size_t n = 3000000; /* of three bytes: 9 MB, and the limit falls within a sequence */
    const char *path = at_root("long.txt");
    FILE *file = fopen(path, "wb");
    put_many(file, "\u20AC", n);
    fclose(file);
    size_t fits = CASUS_MAX_DOCUMENT / 3 * 3;
    check_cut(path, fits, 3 * n - fits);

    path = at_root("long.jsonl");
    file = fopen(path, "wb");
    fputs("{\"id\":\"x\",\"text\":\"", file);
    put_many(file, "\u20AC", n);
    fputs("\"}\n", file);
    fclose(file);
    check_cut(path, fits, 3 * n - fits);

    path = at_root("ascii.jsonl");
    file = fopen(path, "wb");
    fputs("{\"id\":\"x\",\"text\":\"", file);
    put_many(file, "abcdefghi ", 1000000);
    fputs("\"}\n", file);
    fclose(file);
    check_cut(path, CASUS_MAX_DOCUMENT, 10000000 - CASUS_MAX_DOCUMENT);
}

/* What nobody wants is not held: a line of millions of values leaves the reader as small as it was.
 */
static void test_unwanted_values_take_no_memory(void **state)
{
    (void)state;
    const char *path = at_root("wide.jsonl");
    FILE *file = fopen(path, "wb");
    fputs("{\"a\":[0", file);
    put_many(file, ",0", 1000000);
    fputs("],\"long\":\"", file);
    put_many(file, "0123456789", 100000);
    fputs("\",\"id\":\"x\",\"text\":\"y\"}\n", file);
    fclose(file);
    source *in = calloc(1, sizeof *in);
    jsonl reader = {0};
    bool more;
    assert_int_equal(source_open(in, path, NULL), CASUS_OK);
    assert_int_equal(jsonl_next(&reader, in, &more, NULL), CASUS_OK);
    assert_true(more && str_eq(buf_str(&reader.values[JSONL_TEXT].bytes), STR("y")));
    size_t held = reader.key.bytes.cap;
    for (unsigned i = 0; i < JSONL_FIELDS; i++) held += reader.values[i].bytes.cap;
    assert_true(held < 10000);
    source_close(in);
    free(in);
    jsonl_release(&reader);
}

/* ---- against jansson --------------------------------------------------------------------------
 */

static uint64_t random_next(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* What the contract asks of a line, with jansson as the parser. */
static bool slow_accepts(casus_str line, buf *text)
{
    json_t *value = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL, NULL);
    json_t *id = json_object_get(value, "id"), *words = json_object_get(value, "text");
    bool good = json_is_object(value) && json_is_string(words) &&
                (!id || json_is_string(id) || json_is_number(id) || json_is_null(id));
    static const char *const others[] = {"title", "url", "published"};
    for (size_t i = 0; i < COUNT(others); i++) {
        json_t *other = json_object_get(value, others[i]);
        good = good && (!other || json_is_string(other) || json_is_null(other));
    }
    buf_reset(text);
    if (good) buf_put(text, json_string_value(words), json_string_length(words));
    json_decref(value);
    return good;
}

static bool fast_accepts(casus_str line, buf *text, source *in)
{
    jsonl reader = {0};
    bool more;
    memset(in, 0, offsetof(source, block));
    in->fd = -1;
    memcpy(in->block, line.ptr, line.len);
    in->len = line.len;
    casus_status status = jsonl_next(&reader, in, &more, NULL);
    bool good = status == CASUS_OK && more;
    buf_reset(text);
    if (good) buf_put_str(text, buf_str(&reader.values[JSONL_TEXT].bytes));
    jsonl_release(&reader);
    return good;
}

static void test_agrees_with_jansson(void **state)
{
    (void)state;
    static const char *const seeds[] = {
        "{\"id\":\"a1\",\"text\":\"caf\u00E9 \\u0141 \\\"x\\\"\",\"title\":null}",
        "{\"text\":\"x\",\"a\":[1,-2.5e+3,{\"b\":[true,false,null]},\"]\"],\"id\":7}",
        "{\"url\":\"http:\\/\\/x\",\"text\":\"\\n\\t\",\"text\":\"second\",\"e\":{},\"f\":[]}",
    };
    static const char bytes[] = "{}[]\",:\\ nulltre0123.e+-aub\x01\x7F\xC3\xA9\xE2";
    source *in = calloc(1, sizeof *in);
    buf fast = {0}, slow = {0};
    uint64_t seed = 88172645463325252u;
    unsigned accepted = 0;
    for (unsigned round = 0; round < 60000; round++) {
        char line[200];
        const char *from = seeds[round % COUNT(seeds)];
        size_t len = strlen(from), edits = random_next(&seed) % 4;
        memcpy(line, from, len);
        for (size_t i = 0; i < edits; i++) {
            size_t at = random_next(&seed) % len;
            char byte = bytes[random_next(&seed) % (sizeof bytes - 1)];
            switch (random_next(&seed) % 3) {
            case 0: line[at] = byte; break;
            case 1:
                memmove(line + at, line + at + 1, len - at - 1);
                len--;
                break;
            default:
                memmove(line + at + 1, line + at, len - at);
                line[at] = byte;
                len++;
            }
        }
        casus_str s = {line, len};
        bool good = slow_accepts(s, &slow);
        if (fast_accepts(s, &fast, in) != good || !str_eq(buf_str(&fast), buf_str(&slow))) {
            fail_msg("differs on: %.*s", (int)len, line);
        }
        accepted += good;
    }
    assert_in_range(accepted, 60000 / 5, 60000 * 4 / 5); /* both verdicts were tried */
    buf_release(&fast);
    buf_release(&slow);
    free(in);
}

/* ---- pieces -------------------------------------------------------------------------------- */

/* The pieces of a file with "|" behind each; checks how they are numbered. */
static void read_pieces(const char *path, size_t size, buf *out, size_t *longest)
{
    casus_reader *reader;
    casus_error err;
    casus_document_in in;
    bool more = true, last = false;
    uint32_t n = 0;
    buf_reset(out);
    *longest = 0;
    assert_int_equal(casus_reader_open(&reader, &path, 1, &err), CASUS_OK);
    casus_reader_set_pieces(reader, size);
    for (;;) {
        assert_int_equal(casus_reader_next(reader, &in, &more, &err), CASUS_OK);
        if (!more) break;
        assert_false(last);
        assert_int_equal(in.piece, n++);
        assert_true(str_eq(in.id, str_from(path)));
        last = !in.more_pieces;
        if (in.text.len > *longest) *longest = in.text.len;
        buf_put_str(out, in.text);
        buf_put_char(out, '|');
    }
    assert_true(last);
    buf_put_char(out, '\0');
    casus_reader_close(reader);
}

static void test_pieces(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t size;
        const char *want;
    } CASES[] = {
        {"aaa", 16, "aaa|"},
        {"aaa\n\nbbb\n", 16, "aaa\n\nbbb\n|"}, /* it fits */
        /* the last blank line within 8 bytes, then within 8 of the rest */
        {"aa\n\nbb\n\ncc\n\ndd", 8, "aa\n\nbb\n\n|cc\n\ndd|"},
        {"aa\n\nbbbbb\n\ncc", 8, "aa\n\n|bbbbb\n\n|cc|"},
        /* a paragraph is not cut: twice as much is read until it ends */
        {"aa bb cc dd ee ff\n\ngg hh ii jj kk ll mm nn", 8,
         "aa bb cc dd ee ff\n\n|gg hh ii jj kk ll mm nn|"},
        {"aa\n \t\nbbbbbbb", 8, "aa\n \t\n|bbbbbbb|"},
        {"aa\r\n\r\nbbbbbbb", 8, "aa\r\n\r\n|bbbbbbb|"},
        {"\n\n\naa\n\nbbbbbbb", 8, "\n\n\naa\n\n|bbbbbbb|"},
        {"aa\nbb\ncc\ndd\n", 4, "aa\nbb\ncc\ndd\n|"}, /* no blank line at all */
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        buf out = {0};
        size_t longest;
        read_pieces(put_text("p.txt", CASES[i].text), CASES[i].size, &out, &longest);
        assert_string_equal(out.ptr, CASES[i].want);
        buf_release(&out);
    }
}

/* A paragraph longer than a piece may be is cut behind a word, or where there is none, behind a
 * character; all of it comes out. */
static void test_pieces_of_an_endless_paragraph(void **state)
{
    (void)state;
    static const char *const UNITS[] = {"word ", "\u20ac", "line\n"};
    for (size_t u = 0; u < COUNT(UNITS); u++) {
        buf text = {0}, out = {0};
        size_t unit = strlen(UNITS[u]), longest;
        while (text.len < (size_t)CASUS_MAX_PIECE * 5 / 2) buf_put_str(&text, str_from(UNITS[u]));
        read_pieces(put_bytes("long.txt", text.ptr, text.len), 1 << 16, &out, &longest);
        assert_true(longest <= CASUS_MAX_PIECE && longest > CASUS_MAX_PIECE / 2);
        size_t at = 0, cuts = 0;
        for (size_t i = 0; i + 1 < out.len; i++) {
            if (out.ptr[i] == '|') {
                assert_int_equal(at % unit, 0);
                cuts++;
            } else {
                assert_int_equal(out.ptr[i], text.ptr[at++]);
            }
        }
        assert_int_equal(at, text.len);
        assert_int_equal(cuts, 3);
        buf_release(&text);
        buf_release(&out);
    }
}

/* What is no text is refused in pieces, too; JSON Lines stay whole. */
static void test_pieces_of_other_files(void **state)
{
    (void)state;
    casus_reader *reader;
    casus_error err;
    casus_document_in in;
    bool more;
    const char *paths[] = {put_text("bad.pdf", "%PDF-1.4\n\nabc"), put_text("blank.txt", " \n\n"),
                           put_text("a.jsonl", "{\"text\":\"aa\\n\\nbb\"}\n"),
                           put_text("b.txt", "aa\n\nbb")};
    assert_int_equal(casus_reader_open(&reader, paths, 4, &err), CASUS_OK);
    casus_reader_set_pieces(reader, 4);
    assert_int_equal(casus_reader_next(reader, &in, &more, &err), CASUS_BAD_INPUT);
    assert_non_null(strstr(err.message, "PDF"));
    assert_int_equal(casus_reader_next(reader, &in, &more, &err), CASUS_BAD_INPUT);
    assert_string_equal(err.message, "is empty");
    assert_int_equal(casus_reader_next(reader, &in, &more, &err), CASUS_OK);
    assert_true(str_eq(in.text, STR("aa\n\nbb")));
    assert_false(in.more_pieces);
    assert_int_equal(casus_reader_next(reader, &in, &more, &err), CASUS_OK);
    assert_true(str_eq(in.text, STR("aa\n\n")));
    assert_true(in.more_pieces);
    casus_reader_close(reader); /* in the middle */
}

/* ---- time ------------------------------------------------------------------------------------ */

static void read_once(void *self, casus_str bytes)
{
    (void)self;
    const char *path = at_root("time.jsonl");
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    fclose(file);
    buf log = {0};
    read_all(&path, 1, &log);
    buf_release(&log);
}

static void test_time_is_linear(void **state)
{
    (void)state;
    static const char *const shapes[] = {"{\"a\":", "[[[[", "\\\\\\", "{\"text\":\"\\ud83d",
                                         "   \t"};
    for (size_t i = 0; i < COUNT(shapes); i++)
        check_linear(read_once, NULL, shapes[i], 500000, 0.05);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_files),
        cmocka_unit_test(test_what_is_no_text),
        cmocka_unit_test(test_bad_input_costs_one_document),
        cmocka_unit_test(test_folders),
        cmocka_unit_test(test_deep_folders),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_a_bad_line_costs_itself),
        cmocka_unit_test(test_offset_of_a_bad_line),
        cmocka_unit_test(test_long_documents_are_cut),
        cmocka_unit_test(test_unwanted_values_take_no_memory),
        cmocka_unit_test(test_agrees_with_jansson),
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_pieces_of_an_endless_paragraph),
        cmocka_unit_test(test_pieces_of_other_files),
        cmocka_unit_test(test_time_is_linear),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
