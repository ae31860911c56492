/* base: tables of cases for every part, the container against damage, folding against the obvious
 * slow way. */
#include "base/base.h"
#include "base/pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- status ------------------------------------------------------------------------------- */

static casus_status fails_within(casus_error *err)
{
    TRY(error_at(err, CASUS_BAD_DATA, "acts.txt", 7, "entry \"%s\" has no verb", "x"));
    return CASUS_OK;
}

static void test_status(void **state)
{
    (void)state;
    casus_error err;
    assert_int_equal(fails_within(&err), CASUS_BAD_DATA);
    assert_string_equal(err.file, "acts.txt");
    assert_string_equal(err.message, "entry \"x\" has no verb");
    assert_int_equal(err.line, 7);
    assert_int_equal(fails_within(NULL), CASUS_BAD_DATA);

    /* What an earlier failure left does not shine through, and a long message is cut, not overrun.
     */
    char longer[1000];
    memset(longer, 'a', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_int_equal(error_set(&err, CASUS_IO, "%s", longer), CASUS_IO);
    assert_string_equal(err.file, "");
    assert_int_equal(err.line, 0);
    assert_int_equal(strlen(err.message), sizeof err.message - 1);

    assert_string_equal(casus_status_text(CASUS_OK), "done");
    assert_string_equal(casus_status_text(CASUS_BAD_MODEL), "the model file is damaged or foreign");
    assert_string_equal(casus_status_text((casus_status)99), "unknown status");
}

/* ---- arena -------------------------------------------------------------------------------- */

static void test_arena_zeroes_and_aligns(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 15, 16, 17, 1000, 70000, 3, 300000, 8};
    arena mem;
    arena_init(&mem, 0);
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < COUNT(sizes); i++) {
            unsigned char *p = arena_alloc(&mem, sizes[i]);
            assert_non_null(p);
            assert_int_equal((uintptr_t)p % 16, 0);
            for (size_t k = 0; k < sizes[i]; k++) assert_int_equal(p[k], 0);
            memset(p, 0xEE, sizes[i]);
        }
        arena_reset(&mem);
        assert_int_equal(mem.used, 0);
    }
    arena_release(&mem);
}

static void test_arena_keeps_its_chunks(void **state)
{
    (void)state;
    void *first[200];
    arena mem;
    arena_init(&mem, 0);
    for (size_t i = 0; i < COUNT(first); i++) first[i] = arena_alloc(&mem, (i % 7) * 5000 + 1);
    for (int round = 0; round < 3; round++) {
        arena_reset(&mem);
        for (size_t i = 0; i < COUNT(first); i++) {
            assert_ptr_equal(arena_alloc(&mem, (i % 7) * 5000 + 1), first[i]);
        }
    }
    arena_release(&mem);
}

static void test_arena_failure_is_sticky(void **state)
{
    (void)state;
    arena mem;
    arena_init(&mem, 1000);
    assert_non_null(arena_alloc(&mem, 900));
    assert_null(arena_alloc(&mem, 101));
    assert_false(arena_ok(&mem));
    assert_null(arena_alloc(&mem, 1));
    uint32_t *items = NULL, n = 0, cap = 0;
    assert_null(arena_push(&mem, &items, &n, &cap, sizeof *items));
    assert_int_equal(n, 0);
    assert_null(arena_copy(&mem, STR("x")));
    arena_reset(&mem);
    assert_true(arena_ok(&mem));
    assert_non_null(arena_alloc(&mem, 1000));
    assert_null(arena_alloc(&mem, 1));
    arena_reset(&mem);
    assert_null(arena_alloc(&mem, SIZE_MAX));
    arena_release(&mem);
}

static void test_arena_push_and_copy(void **state)
{
    (void)state;
    arena mem;
    arena_init(&mem, 0);
    struct pair {
        uint32_t a, b;
    } *items = NULL;
    uint32_t n = 0, cap = 0;
    for (uint32_t i = 0; i < 5000; i++) {
        struct pair *added = arena_push(&mem, &items, &n, &cap, sizeof *items);
        assert_int_equal(added->a | added->b, 0);
        *added = (struct pair){i, ~i};
    }
    assert_int_equal(n, 5000);
    for (uint32_t i = 0; i < n; i++) assert_true(items[i].a == i && items[i].b == ~i);
    assert_string_equal(arena_copy(&mem, STR("Mali")), "Mali");
    assert_string_equal(arena_copy(&mem, (casus_str){NULL, 0}), "");
    arena_release(&mem);
}

/* ---- str ---------------------------------------------------------------------------------- */

static void test_str(void **state)
{
    (void)state;
    assert_true(str_eq_nocase(STR("MaLi"), STR("mAlI")));
    assert_false(str_eq_nocase(STR("[x"), STR("{x")));
    assert_true(str_starts(STR("dateline"), STR("date")));
    assert_false(str_starts(STR("dat"), STR("date")));
    assert_true(str_ends(STR("dateline"), STR("line")));
    assert_false(str_ends(STR("e"), STR("line")));
    assert_true(str_eq(str_trim(STR(" \t a b \r\n")), STR("a b")));
    assert_int_equal(str_trim(STR("  \n ")).len, 0);
    assert_int_equal(str_trim((casus_str){NULL, 0}).len, 0);
    assert_int_equal(str_find(STR("abcabd"), STR("abd")), 3);
    assert_int_equal(str_find(STR("abc"), STR("abcd")), SIZE_MAX);
    assert_int_equal(str_find(STR("abc"), STR("x")), SIZE_MAX);

    casus_str rest = STR("a ; b;; c"), part;
    static const char *const parts[] = {"a", "b", "", "c"};
    for (size_t i = 0; i < COUNT(parts); i++) {
        assert_true(str_split(&rest, ';', &part));
        assert_true(str_eq(part, str_from(parts[i])));
    }
    assert_false(str_split(&rest, ';', &part));
    rest = STR("");
    assert_true(str_split(&rest, ';', &part));
    assert_int_equal(part.len, 0);
    assert_false(str_split(&rest, ';', &part));
}

static void test_hash_folds(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"Mali", "MALI"},
        {"C\u00D4TE D\u2019IVOIRE", "c\u00F4te d'ivoire"},
        {"\u015Eirnak", "\u015FIRNAK"},
        {"\u0141\u00F3d\u017A", "\u0142\u00D3D\u0179"},
        {"\u0391\u03B8\u03AE\u03BD\u03B1", "\u03B1\u0398\u0389\u039D\u0391"},
        {"\u041C\u043E\u0441\u043A\u0432\u0430", "\u043C\u041E\u0421\u041A\u0412\u0410"},
        {"\u201Cx\u201D", "\"X\""},
        {"\u2018x\u2019", "'X'"},
    };
    for (size_t i = 0; i < COUNT(same); i++) {
        assert_true(str_hash_lower(str_from(same[i][0])) == str_hash_lower(str_from(same[i][1])));
    }
    static const char *const apart[][2] = {{"Mali", "Malis"}, {"@", "`"}, {"[", "{"},
                                           {"e", "\u00E9"},   {"", " "},  {"\x80", "\x81"}};
    for (size_t i = 0; i < COUNT(apart); i++) {
        assert_true(str_hash_lower(str_from(apart[i][0])) != str_hash_lower(str_from(apart[i][1])));
    }
}

/* Every length around the piece boundary, every ASCII byte, against lower-casing first. */
static void test_hash_equals_the_slow_way(void **state)
{
    (void)state;
    char text[700], lower[700];
    for (size_t i = 0; i < sizeof text; i++) {
        text[i] = (char)((i * 37 + i / 128) % 128);
        bool upper = text[i] >= 'A' && text[i] <= 'Z';
        lower[i] = upper ? (char)(text[i] + 32) : text[i];
    }
    for (size_t len = 0; len <= sizeof text; len++) {
        assert_true(str_hash_lower((casus_str){text, len}) == str_hash((casus_str){lower, len}));
    }
    /* A two-byte letter at every place, so that it meets the end of a piece too. */
    for (size_t at = 0; at + 2 < 600; at++) {
        char mixed[700], folded[700];
        memcpy(mixed, text, sizeof text);
        memcpy(folded, lower, sizeof lower);
        memcpy(mixed + at, "\u00C9", 2);
        memcpy(folded + at, "\u00E9", 2);
        assert_true(str_hash_lower((casus_str){mixed, 600}) == str_hash((casus_str){folded, 600}));
    }
}

/* ---- buf ---------------------------------------------------------------------------------- */

static void test_buf(void **state)
{
    (void)state;
    buf out = {0};
    assert_null(buf_str(&out).ptr);
    buf_put(&out, NULL, 0);
    assert_string_equal(out.ptr, "");
    for (int i = 0; i < 1000; i++) buf_printf(&out, "%d,", i);
    buf_put_char(&out, '!');
    buf_put_str(&out, STR("end"));
    assert_true(buf_ok(&out));
    assert_int_equal(out.len, strlen(out.ptr));
    assert_true(str_ends(buf_str(&out), STR("998,999,!end")));
    buf_put(&out, "x", SIZE_MAX / 2);
    assert_false(buf_ok(&out));
    size_t len = out.len;
    buf_put_char(&out, 'y');
    assert_int_equal(out.len, len);
    buf_reset(&out);
    assert_true(buf_ok(&out));
    buf_release(&out);
}

static void test_buf_reads_files(void **state)
{
    (void)state;
    char path[] = "/tmp/casus-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "12345", 5), 5);
    close(fd);
    buf out = {0};
    casus_error err;
    assert_int_equal(buf_read_file(&out, path, 5, &err), CASUS_OK);
    assert_string_equal(out.ptr, "12345");
    assert_int_equal(buf_read_file(&out, path, 4, &err), CASUS_LIMIT);
    assert_string_equal(err.file, path);
    unlink(path);
    assert_int_equal(buf_read_file(&out, path, 5, &err), CASUS_NOT_FOUND);
    assert_int_equal(buf_read_file(&out, "/", 5, &err), CASUS_IO);
    buf_release(&out);
}

/* ---- utf8 --------------------------------------------------------------------------------- */

static void test_utf8_every_code_point(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        char bytes[4];
        size_t len = utf8_put(bytes, c), at = 0;
        assert_true(utf8_next((casus_str){bytes, len}, &at) == c && at == len);
        for (size_t cut = 1; cut < len;
             cut++) { /* a sequence broken off is bad and one byte long */
            at = 0;
            assert_true(utf8_next((casus_str){bytes, cut}, &at) == UTF8_BAD && at == 1);
        }
    }
}

static void test_utf8_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {"\x80",
                                      "\xBF",
                                      "\xC0\xAF",
                                      "\xC1\xBF",
                                      "\xE0\x80\x80",
                                      "\xE0\x9F\xBF",
                                      "\xED\xA0\x80",
                                      "\xED\xBF\xBF",
                                      "\xF0\x80\x80\x80",
                                      "\xF0\x8F\xBF\xBF",
                                      "\xF4\x90\x80\x80",
                                      "\xF5\x80\x80\x80",
                                      "\xFF",
                                      "\xC3(",
                                      "\xE2\x82(",
                                      "\xF0\x9F\x98("};
    for (size_t i = 0; i < COUNT(bad); i++) {
        size_t at = 0;
        assert_true(utf8_next(str_from(bad[i]), &at) == UTF8_BAD);
        assert_int_equal(at, 1);
    }
    char out[4];
    assert_int_equal(utf8_put(out, 0xD800), 3); /* U+FFFD */
    assert_memory_equal(out, "\xEF\xBF\xBD", 3);
    assert_int_equal(utf8_put(out, UTF8_BAD), 3);
}

static void test_utf8_case(void **state)
{
    (void)state;
    assert_true(utf8_lower('A') == 'a' && utf8_lower('[') == '[' && utf8_lower(0xC9) == 0xE9);
    assert_true(utf8_lower(0xD7) == 0xD7 && utf8_lower(0x178) == 0xFF &&
                utf8_lower(0x416) == 0x436);
    assert_true(utf8_is_upper('Z') && !utf8_is_upper('z') && utf8_is_upper(0x160));
    assert_true(utf8_is_alpha('q') && utf8_is_alpha(0xE9) && utf8_is_alpha(0x4E2D));
    assert_false(utf8_is_alpha('1') || utf8_is_alpha(0x2019) || utf8_is_alpha(UTF8_BAD));
}

/* ---- lines -------------------------------------------------------------------------------- */

static void test_lines(void **state)
{
    (void)state;
    static const struct {
        uint32_t line;
        const char *text;
    } wanted[] = {{2, "first"}, {4, "No#5 stays"}, {6, "last"}};
    lines walk;
    casus_str line;
    lines_init(&walk, "x.txt",
               STR("\xEF\xBB\xBF# head\r\n  first  # why\r\n\n\tNo#5 stays\t# x\n#\nlast"));
    for (size_t i = 0; i < COUNT(wanted); i++) {
        assert_true(lines_next(&walk, &line));
        assert_true(str_eq(line, str_from(wanted[i].text)));
        assert_int_equal(walk.line, wanted[i].line);
    }
    assert_false(lines_next(&walk, &line));
    lines_init(&walk, "x.txt", STR(""));
    assert_false(lines_next(&walk, &line));
}

static void test_fields_and_words(void **state)
{
    (void)state;
    static const char *const fields[] = {"A;B", "c", "", "d e"}, *const words[] = {"v:go", "+to"};
    casus_str rest = STR("A;B ; c ;; d e"), part;
    /* ";;" is no separator: a blank must stand on both sides, or an end. */
    assert_true(field_next(&rest, ';', &part) && str_eq(part, str_from(fields[0])));
    assert_true(field_next(&rest, ';', &part) && str_eq(part, STR("c ;; d e")));
    assert_false(field_next(&rest, ';', &part));
    rest = STR("c ; ; d e");
    for (size_t i = 1; i < COUNT(fields); i++)
        assert_true(field_next(&rest, ';', &part) && str_eq(part, str_from(fields[i])));
    assert_false(field_next(&rest, ';', &part));
    rest = STR("  v:go\t +to ");
    for (size_t i = 0; i < COUNT(words); i++)
        assert_true(word_next(&rest, &part) && str_eq(part, str_from(words[i])));
    assert_false(word_next(&rest, &part));
}

static void test_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } good[] = {{"0", 0}, {"-7.5", -7.5}, {"12", 12}, {".5", 0.5}, {"4.", 4}, {"-0.125", -0.125}};
    static const char *const bad[] = {"",    "-",   ".",   "1e3", "inf",
                                      "1,5", "--1", "1-2", "1.2.3", "123456789012345678901"};
    double value;
    for (size_t i = 0; i < COUNT(good); i++) {
        assert_true(number_read(str_from(good[i].text), &value));
        assert_true(value == good[i].value);
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        if (number_read(str_from(bad[i]), &value)) fail_msg("\"%s\" is no number", bad[i]);
}

/* ---- pool --------------------------------------------------------------------------------- */

static void test_pool_keeps_each_string_once(void **state)
{
    (void)state;
    string_pool pool;
    string_pool_init(&pool);
    assert_int_equal(string_pool_add(&pool, STR("")), 0);
    uint32_t offsets[6000];
    char name[16];
    for (uint32_t i = 0; i < COUNT(offsets); i++) { /* so that the table has to grow */
        int len = snprintf(name, sizeof name, "name %u", i);
        offsets[i] = string_pool_add(&pool, (casus_str){name, (size_t)len});
    }
    size_t bytes = pool.bytes.len;
    for (uint32_t i = 0; i < COUNT(offsets); i++) {
        int len = snprintf(name, sizeof name, "name %u", i);
        assert_int_equal(string_pool_add(&pool, (casus_str){name, (size_t)len}), offsets[i]);
        assert_string_equal(string_pool_at(&pool, offsets[i]).ptr, name);
    }
    assert_int_equal(pool.bytes.len, bytes);
    assert_true(string_pool_ok(&pool));
    string_pool_release(&pool);
    assert_false(string_pool_ok(&pool));
}

/* ---- days --------------------------------------------------------------------------------- */

static void test_days(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool good;
        int32_t day;
    } cases[] = {
        {"1970-01-01", true, 0},
        {"1969-12-31", true, -1},
        {"2000-02-29", true, 11016},
        {"2021-09-25", true, 18895},
        {"20210925", true, 18895},
        {" 2021-09-25 ", true, 18895},
        {"2021-09-25T10:00:00Z", true, 18895},
        {"2021-09-25 10:00", true, 18895},
        {"1900-02-29", false, 0},
        {"2021-02-30", false, 0},
        {"2021-13-01", false, 0},
        {"2021-00-10", false, 0},
        {"2021-09-00", false, 0},
        {"2021-9-25", false, 0},
        {"2021-09", false, 0},
        {"2021/09/25", false, 0},
        {"2021-09-251", false, 0},
        {"", false, 0},
        {"yesterday", false, 0},
        {"2021-09-2x", false, 0},
        {"202109251", false, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int32_t day = 12345;
        assert_int_equal(casus_day_parse(str_from(cases[i].text), &day), cases[i].good);
        if (cases[i].good) assert_int_equal(day, cases[i].day);
    }
    char out[11];
    int32_t parsed;
    for (int32_t day = -719528; day <= 2932896; day += 17) { /* years 0 to 9999 */
        casus_day_format(day, out);
        assert_true(casus_day_parse(str_from(out), &parsed) && parsed == day);
    }
    casus_day_format(CASUS_NO_DAY, out);
    assert_string_equal(out, "");
    casus_day_format(INT32_MAX, out);
    assert_string_equal(out, "");
}

/* ---- image -------------------------------------------------------------------------------- */

static void write_image(buf *out)
{
    image_writer writer = {0};
    char big[300];
    memset(big, 'b', sizeof big);
    image_writer_add(&writer, "lex.phrases", STR("some bytes"));
    image_writer_add(&writer, "empty", STR(""));
    image_writer_add(&writer, "fifteen.letters", (casus_str){big, sizeof big});
    image_writer_finish(&writer, out);
    image_writer_release(&writer);
    assert_true(buf_ok(out));
}

static void test_image(void **state)
{
    (void)state;
    buf out = {0};
    write_image(&out);
    image model;
    casus_error err;
    casus_str section;
    assert_int_equal(image_open(&model, out.ptr, out.len, "m", &err), CASUS_OK);
    assert_int_equal(image_section(&model, "lex.phrases", &section, &err), CASUS_OK);
    assert_true(str_eq(section, STR("some bytes")));
    assert_int_equal((section.ptr - out.ptr) % 64, 0);
    assert_int_equal(image_section(&model, "empty", &section, &err), CASUS_OK);
    assert_int_equal(section.len, 0);
    assert_int_equal(image_section(&model, "fifteen.letters", &section, &err), CASUS_OK);
    assert_int_equal(section.len, 300);
    assert_int_equal(image_section(&model, "lex", &section, &err), CASUS_BAD_MODEL);
    assert_null(section.ptr);
    static const char *const NAMES[] = {"lex.phrases", "empty", "fifteen.letters"};
    static const size_t SIZES[] = {10, 0, 300};
    const char *name;
    for (uint32_t i = 0; i < 3; i++) {
        assert_true(image_nth(&model, i, &name, &section));
        assert_string_equal(name, NAMES[i]);
        assert_int_equal(section.len, SIZES[i]);
    }
    assert_false(image_nth(&model, 3, &name, &section));
    assert_null(section.ptr);
    buf_release(&out);
}

/* A changed bit anywhere but in the padding, and a cut anywhere, is seen. */
static void test_image_damage(void **state)
{
    (void)state;
    buf out = {0};
    write_image(&out);
    image model;
    casus_error err;
    casus_str sections[3];
    static const char *const names[] = {"lex.phrases", "empty", "fifteen.letters"};
    assert_int_equal(image_open(&model, out.ptr, out.len, "m", &err), CASUS_OK);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(image_section(&model, names[i], &sections[i], &err), CASUS_OK);
    }
    size_t unseen = 0, padding = 0;
    for (size_t at = 0; at < out.len; at++) {
        bool inside = at < 64 + 3 * 40;
        for (size_t i = 0; i < 3; i++) {
            size_t start = (size_t)(sections[i].ptr - out.ptr);
            inside = inside || (at >= start && at < start + sections[i].len);
        }
        padding += !inside;
        out.ptr[at] ^= 4;
        if (image_open(&model, out.ptr, out.len, "m", &err) == CASUS_OK) unseen++;
        else assert_string_equal(err.file, "m");
        out.ptr[at] ^= 4;
    }
    assert_int_equal(unseen, padding);
    for (size_t len = 0; len < out.len; len++) {
        char *cut = malloc(len + 1); /* exact size: a read behind the end is caught */
        memcpy(cut, out.ptr, len);
        assert_int_equal(image_open(&model, cut, len, "m", &err), CASUS_BAD_MODEL);
        free(cut);
    }
    buf_release(&out);
}

static void test_image_writer_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "sixteen.letters.", "twice"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        image_writer writer = {0};
        buf out = {0};
        image_writer_add(&writer, "twice", STR("x"));
        image_writer_add(&writer, bad[i], STR("y"));
        image_writer_finish(&writer, &out);
        assert_false(buf_ok(&out));
        image_writer_release(&writer);
        buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_status),
        cmocka_unit_test(test_arena_zeroes_and_aligns),
        cmocka_unit_test(test_arena_keeps_its_chunks),
        cmocka_unit_test(test_arena_failure_is_sticky),
        cmocka_unit_test(test_arena_push_and_copy),
        cmocka_unit_test(test_str),
        cmocka_unit_test(test_hash_folds),
        cmocka_unit_test(test_hash_equals_the_slow_way),
        cmocka_unit_test(test_buf),
        cmocka_unit_test(test_buf_reads_files),
        cmocka_unit_test(test_utf8_every_code_point),
        cmocka_unit_test(test_utf8_refuses),
        cmocka_unit_test(test_utf8_case),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_fields_and_words),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_pool_keeps_each_string_once),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_image),
        cmocka_unit_test(test_image_damage),
        cmocka_unit_test(test_image_writer_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
