/* csv: tables as RFC 4180 has them and as people write them; what is wrong with a row costs the row. */
#include "ingest/ingest.h"
#include "linear.h"
#include "reader_check.h"

static void test_rows(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *wanted;
    } cases[] = {
        {"id,text\na,x\nb,y\n", "a=x\nb=y\n"},
        {"id,text\r\na,x\r\nb,y", "a=x\nb=y\n"},
        {"id,text\ra,x\rb,y", "a=x\nb=y\n"},
        {"\xEF\xBB\xBFid,text\na,x\n", "a=x\n"},
        /* RFC 4180, 2: quotation marks, doubled ones, delimiters and line ends within */
        {"id,text\na,\"x \"\"y\"\", z\"\nb,\"1\r\n2\n3\"\n", "a=x \"y\", z\nb=1\r\n2\n3\n"},
        {"\"id\",\"text\"\n\"a\",\"\"\n", "a=\n"},
        /* a mark within a field that does not begin with one */
        {"id,text\na,5\" guns\n", "a=5\" guns\n"},
        /* spaces are part of a field, not of a name */
        {" id , Text \na, x \n", "a= x \n"},
        {"Body;ID;Headline;LINK;Date\nx;a;T;http://u;2024-03-05\n",
         "a=x|t=T|u=http://u|p=2024-03-05\n"},
        {"id,text,Source\na,x,AFP\nb,y,\n", "a=x|by=AFP\nb=y\n"},
        {"id\tcontent\na\tx, y; z\n", "a=x, y; z\n"},
        {"id|text\na|x, y\n", "a=x, y\n"},
        /* the better name counts, wherever it stands */
        {"content,id,text,body\nc,a,t,b\n", "a=t\n"},
        {"date,text,published,id\n2001-01-01,x,2002-02-02,a\n", "a=x|p=2002-02-02\n"},
        {"id,text,title\n\na,x\n\n\nb,y,\n", "a=x\nb=y\n"}, /* blank lines; ends left out */
        {"id,text\na,x,,\n", "a=x\n"},                      /* empty ones too many */
        {"text,url\nx,\n", "t.csv:2=x\n"},
        {"id,text,published\na,x,5 March 2024\nb,x,\"Mar 6, 2024\"\nc,x,20240307\n"
         "d,x,3/12/2024\ne,x,13/12/2024\nf,x,soon\n",
         "a=x|p=2024-03-05\nb=x|p=2024-03-06\nc=x|p=20240307\nd=x\ne=x|p=2024-12-13\nf=x\n"},
        {"id,text\n", ""},
        {"id,text", ""},
        {"", "!6 t.csv:0 is empty\n"},
        {"\n\n", "!6 t.csv:0 is empty\n"},
        {"id,words\na,x\n",
         "!6 t.csv:1 has no column named text, body or content; say which it is, "
         "as --columns text=NAME; the first line names: id, words\n"},
        {"id,text\na,x,y\nb,z\n",
         "!6 t.csv:2 has more fields than the first line has names; put quotation marks round a "
         "field that holds the delimiter\nb=z\n"},
        {"id,url,text\na\nb,,z\n",
         "!6 t.csv:2 has fewer fields than the first line has names, and no text\nb=z\n"},
        {"id,text\na,\"x\ny\" z,\"\nb,y\n",
         "!6 t.csv:2 goes on behind a closing quotation mark; double those within a field\nb=y\n"},
        {"id,text\na,x\n\nb,\"y\nc,z\n",
         "a=x\n!6 t.csv:4 a quotation mark that opens here is never closed\n"},
        {"\"id,text\na,x\n", "!6 t.csv:1 a quotation mark that opens here is never closed\n"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check(put_text("t.csv", cases[i].bytes), cases[i].wanted);
}

static void test_bytes_of_any_kind(void **state)
{
    (void)state;
    static const char bytes[] = "id,text\na,x\0y\xE9\n";
    const char *path = put_bytes("z.csv", bytes, sizeof bytes - 1);
    casus_reader *reader;
    casus_document_in in;
    bool more;
    assert_int_equal(casus_reader_open(&reader, &path, 1, NULL), CASUS_OK);
    assert_int_equal(casus_reader_next(reader, &in, &more, NULL), CASUS_OK);
    assert_true(more && in.text.len == 4 && memcmp(in.text.ptr, "x\0y\xE9", 4) == 0);
    casus_reader_close(reader);
}

/* What a file is shows in its first line, where that holds nothing but names. */
static void test_found_by_the_first_line(void **state)
{
    (void)state;
    check(put_text("noname", "id,text\na,x\n"), "a=x\n");
    check(put_text("b.txt", "\"date\";\"body\"\n2024-03-05;x\n"), "b.txt:2=x|p=2024-03-05\n");
    check(put_text("c.txt", "text\nx"), "c.txt=text\nx\n");
    check(put_text("d.txt", "The text, and its title\nx"), "d.txt=The text, and its title\nx\n");
    check(put_text("e.csv", "text\nx\n"), "e.csv:2=x\n");
}

static void test_asked(void **state)
{
    (void)state;
    asked = (casus_reading){.columns = "text=Full Words , id=No"};
    check(put_text("a.csv", "No,text,full words\n1,x,y\n"), "1=y\n");
    check(put_text("b.csv", "text,full words\nx,y\n"),
          "!6 b.csv:1 has no column \"No\"; the first line names: text, full words\n");
    asked = (casus_reading){.delimiter = ':'};
    check(put_text("c.csv", "id:text\n1:x,y\n"), "1=x,y\n");
    asked = (casus_reading){.input = "csv"};
    check(put_text("d.txt", "text\nx\n"), "d.txt:2=x\n");
    asked = (casus_reading){.input = "text"};
    check(put_text("e.csv", "id,text\n1,x\n"), "e.csv=id,text\n1,x\n\n");
    asked = (casus_reading){0};
}

static void test_bad_asking(void **state)
{
    (void)state;
    static const casus_reading bad[] = {{.input = "cvs"},          {.columns = "body=x"},
                                        {.columns = "text"},       {.columns = "text=x,=y"},
                                        {.columns = "text=x,id="}, {.delimiter = '"'},
                                        {.delimiter = '\n'}};
    casus_reader *reader;
    const char *path = "none";
    assert_int_equal(casus_reader_open(&reader, &path, 1, NULL), CASUS_OK);
    for (size_t i = 0; i < COUNT(bad); i++) {
        casus_error err = {0};
        assert_int_equal(casus_reader_set(reader, &bad[i], &err), CASUS_USAGE);
        assert_true(err.message[0]);
    }
    casus_reader_close(reader);
}

/* ---- sizes ----------------------------------------------------------------------------------- */

static void test_long_fields(void **state)
{
    (void)state;
    buf bytes = {0}, log = {0};
    buf_put_str(&bytes, STR("id,text,more\na,"));
    while (bytes.len < (size_t)CASUS_MAX_DOCUMENT + 100) buf_put_str(&bytes, STR("\u20AC"));
    size_t cut = bytes.len - 15 - CASUS_MAX_DOCUMENT / 3 * 3;
    buf_put_str(&bytes, STR(",x\nb,y,\n"));
    for (size_t i = 0; i < ((size_t)64 << 10) + 1; i++) buf_put_char(&bytes, 'i');
    buf_put_str(&bytes, STR(",z,\n"));
    const char *path = put_bytes("long.csv", bytes.ptr, bytes.len);
    read_all(&path, 1, &log);
    char wanted[100];
    snprintf(wanted, sizeof wanted,
             "\u20AC|cut=%zu\nb=y\n!6 long.csv:4 holds an id, title, url or date over 64 kB\n",
             cut);
    assert_true(str_ends(buf_str(&log), str_from(wanted)));
    buf_release(&bytes);
    buf_release(&log);
}

static void test_many_columns(void **state)
{
    (void)state;
    buf bytes = {0};
    buf_put_str(&bytes, STR("id,text"));
    for (unsigned i = 0; i < 5000; i++) buf_put_str(&bytes, STR(",text"));
    buf_put_str(&bytes, STR("\na,x"));
    for (unsigned i = 0; i < 5000; i++) buf_put_str(&bytes, STR(",y"));
    check(put_bytes("wide.csv", bytes.ptr, bytes.len), "a=x\n");
    buf_release(&bytes);
}

/* Cut anywhere: as many rows as are whole, or one that is named. */
static void test_cut_anywhere(void **state)
{
    (void)state;
    static const char whole[] = "id,text,url\na,\"x \"\"y\"\"\",u\nb,\"two\nlines\",v\n";
    for (size_t len = 0; len < sizeof whole; len++) {
        buf log = {0};
        const char *path = put_bytes("cut.csv", whole, len);
        read_all(&path, 1, &log);
        casus_str s = buf_str(&log);
        if (len < 7) assert_true(s.len && s.ptr[0] == '!');
        if (len > 26) assert_true(str_starts(s, STR("a=x \"y\"|u=u\n")));
        buf_release(&log);
    }
}

static void read_once(void *self, casus_str bytes)
{
    (void)self;
    buf log = {0};
    const char *path = put_bytes("time.csv", bytes.ptr, bytes.len);
    read_all(&path, 1, &log);
    buf_release(&log);
}

static void test_time_is_linear(void **state)
{
    (void)state;
    static const char *const shapes[] = {"text,", "\"", "\"\"", "id,text\n", "\r", "a\"b\n"};
    for (size_t i = 0; i < COUNT(shapes); i++)
        check_linear(read_once, NULL, shapes[i], 300000, 0.05);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_bytes_of_any_kind),
        cmocka_unit_test(test_found_by_the_first_line),
        cmocka_unit_test(test_asked),
        cmocka_unit_test(test_bad_asking),
        cmocka_unit_test(test_long_fields),
        cmocka_unit_test(test_many_columns),
        cmocka_unit_test(test_cut_anywhere),
        cmocka_unit_test(test_time_is_linear),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
