/* casus.model missing, foreign, cut and flipped: refused with its name, and never a crash. */
#include "run.h"

#include "casus.h"

#define N_FLIPS 150
#define N_CUTS 60

static void test_missing(void **state)
{
    (void)state;
    put_text("a.txt", ONE_EVENT);
    expect(run(NULL, "code", "--model", "no.model", "a.txt", NULL), 1, "",
           "casus: no.model: cannot open the model: No such file or directory; build it with "
           "\"make\" or "
           "name it with --model\n");
    setenv("CASUS_MODEL", "other.model", 1);
    result r = run(NULL, "code", "a.txt", NULL);
    assert_int_equal(r.code, 1);
    assert_memory_equal(r.err, "casus: other.model: ", 20);
    result_free(&r);
}

static void test_foreign(void **state)
{
    (void)state;
    put_text("a.txt", ONE_EVENT);
    static const char *const FILES[] = {"a.txt", "empty", "zeros", "folder"};
    put_text("empty", "");
    char zeros[4096] = {0};
    put_bytes("zeros", zeros, sizeof zeros);
    assert_int_equal(mkdir("folder", 0700), 0);
    for (size_t i = 0; i < 4; i++) {
        char start[64];
        snprintf(start, sizeof start, "casus: %s: ", FILES[i]);
        result r = run(NULL, "code", "--model", FILES[i], "a.txt", NULL);
        assert_int_equal(r.code, 1);
        assert_string_equal(r.out, "");
        if (strncmp(r.err, start, strlen(start)) != 0) fail_msg("%s", r.err);
        assert_int_equal(count_of(r.err, "\n"), 1);
        result_free(&r);
    }
}

static casus_status try_model(const char *path)
{
    casus_model *model = NULL;
    casus_error err = {0};
    casus_status status = casus_model_open(&model, path, &err);
    if (status == CASUS_OK) {
        casus_model_close(model);
    } else {
        assert_true(err.message[0] != '\0');
    }
    return status;
}

/* Any flipped bit is found by a checksum or by the check of an offset. The first bytes, where the
 * container's own fields are, are all tried. */
static void test_flipped_bits(void **state)
{
    (void)state;
    size_t len;
    char *whole = read_whole(CASUS_MODEL_FILE, &len);
    put_bytes("m", whole, len);
    assert_int_equal(try_model("m"), CASUS_OK);
    int fd = open("m", O_WRONLY);
    assert_true(fd >= 0);
    for (uint64_t i = 0; i < N_FLIPS; i++) {
        size_t at = i < 100 ? i % len : (size_t)(i * 11400714819323198485u % len);
        char byte = (char)(whole[at] ^ 1 << i % 8);
        assert_int_equal(pwrite(fd, &byte, 1, (off_t)at), 1);
        casus_status status = try_model("m");
        if (status != CASUS_BAD_MODEL) {
            fail_msg("bit %d of byte %zu flipped: %s", (int)(i % 8), at, casus_status_text(status));
        }
        assert_int_equal(pwrite(fd, &whole[at], 1, (off_t)at), 1);
    }
    close(fd);
    free(whole);
}

static void test_cut_anywhere(void **state)
{
    (void)state;
    size_t len;
    char *whole = read_whole(CASUS_MODEL_FILE, &len);
    put_bytes("m", whole, len);
    free(whole);
    for (size_t i = 0; i < N_CUTS; i++) {
        size_t to = i < 30 ? len - 1 - i * len / 30 : 30 * (N_CUTS - 1 - i);
        assert_int_equal(truncate("m", (off_t)to), 0);
        casus_status status = try_model("m");
        if (status == CASUS_OK) fail_msg("a model cut to %zu of %zu bytes was opened", to, len);
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        TEST(test_missing), TEST(test_foreign), TEST(test_flipped_bits), TEST(test_cut_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
