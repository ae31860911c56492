/* The gazetteer: keys of names, building from lines, finding, and images that are damaged. */
#include "entity/gazetteer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <cmocka.h>

static const char towns[] = "A\tSYR\tHasakah\t36.70\t41.09\n"
                            "P\tAl Qāmishlī|Qamishli\t37.05\t41.23\t184231\t173377\n"
                            "P\tRa’s al ‘Ayn|Ras al Ain\t36.85\t40.07\t0\t165509\n"
                            "A\tUSA\tMissouri\t38.25\t-92.50\n"
                            "D\tSaint Louis County\t38.64\t-90.44\n"
                            "P\tSt. Louis\t38.63\t-90.20\t315685\t4407066\n"
                            "P\tSpringfield\t37.22\t-93.30\t169176\t4409896\n"
                            "A\tUSA\tIllinois\t40.00\t-89.25\n"
                            "P\tSpringfield\t39.80\t-89.64\t116250\t4250542\n"
                            "A\tUSA\t\t0.00\t0.00\n"
                            "P\tSpringfield Down\t10.00\t-179.99\t12\t1\n";

typedef struct built {
    buf model;
    gazetteer in;
    image sections;
} built;

static casus_status build(built *b, const char *lines, casus_error *err)
{
    char dir[64] = "/tmp/casus-gazetteer-XXXXXX", path[128], packed[4096];
    *b = (built){0};
    assert_non_null(mkdtemp(dir));
    snprintf(path, sizeof path, "%s/places", dir);
    assert_int_equal(mkdir(path, 0700), 0);
    if (lines) {
        size_t n = ZSTD_compress(packed, sizeof packed, lines, strlen(lines), 1);
        assert_false(ZSTD_isError(n));
        snprintf(path, sizeof path, "%s/places/geonames.tsv.zst", dir);
        FILE *file = fopen(path, "w");
        assert_int_equal(fwrite(packed, 1, n, file), n);
        fclose(file);
    }
    image_writer out = {0};
    casus_str section;
    casus_status status = gazetteer_build(dir, &out, err);
    if (status == CASUS_OK) {
        image_writer_finish(&out, &b->model);
        assert_int_equal(image_open(&b->sections, b->model.ptr, b->model.len, "test", NULL),
                         CASUS_OK);
        assert_int_equal(image_section(&b->sections, "entity.geonames", &section, NULL), CASUS_OK);
        assert_int_equal(gazetteer_open(&b->in, section, err), CASUS_OK);
    }
    image_writer_release(&out);
    snprintf(path, sizeof path, "rm -r '%s'", dir);
    assert_int_equal(system(path), 0);
    return status;
}

static uint32_t find(const gazetteer *in, const char *name, uint32_t out[8])
{
    place_key key;
    assert_true(place_key_of(&key, str_from(name)));
    return gazetteer_find(in, &key, out, 8);
}

static void test_keys(void **state)
{
    (void)state;
    static const char *const same[][2] = {{"Al-Qāmishlī", "al qamishli"}, {"St. Louis", "Saint Louis"},
                                          {"Łódź", "Lodz"},               {"Ra’s al ‘Ayn", "Ras al Ayn"},
                                          {"Bogotá", "BOGOTA"},           {"Straße", "Strasse"}};
    for (size_t i = 0; i < COUNT(same); i++) {
        place_key a, b;
        assert_true(place_key_of(&a, str_from(same[i][0])));
        assert_true(place_key_of(&b, str_from(same[i][1])));
        assert_int_equal(place_key_compare(&a, &b), 0);
        assert_true(a.hash == b.hash);
    }
    place_key key;
    char longest[2 * GAZETTEER_NAME];
    memset(longest, 'a', sizeof longest);
    assert_false(place_key_of(&key, (casus_str){longest, sizeof longest}));
    assert_true(place_key_of(&key, STR("!?")));
    assert_int_equal(key.len, 0);
}

static void test_finding(void **state)
{
    (void)state;
    built b;
    uint32_t found[8];
    gazetteer_place p;
    char name[GAZETTEER_NAME];
    assert_int_equal(build(&b, towns, NULL), CASUS_OK);
    assert_int_equal(find(&b.in, "Springfield", found), 2);
    assert_int_equal(find(&b.in, "Spring", found), 0);
    assert_int_equal(find(&b.in, "Qamishli", found), 1);
    assert_true(gazetteer_entry(&b.in, found[0], &p));
    assert_string_equal(p.country, "SYR");
    assert_string_equal(p.region, "Hasakah");
    assert_true(p.lat > 37.04 && p.lat < 37.06 && p.lon > 41.22 && p.lon < 41.24);
    assert_true(p.population > 120000 && p.population < 280000);
    assert_int_equal(p.geonames, 173377);
    assert_int_equal(p.kind, GAZETTEER_TOWN);
    assert_true(gazetteer_name(&b.in, found[0], name) > 0);
    assert_string_equal(name, "Al Qāmishlī");
    assert_int_equal(find(&b.in, "Saint Louis", found), 1);
    assert_int_equal(find(&b.in, "St. Louis County", found), 1);
    assert_true(gazetteer_entry(&b.in, found[0], &p) && p.kind == GAZETTEER_COUNTY);
    assert_int_equal(find(&b.in, "Missouri", found), 1);
    assert_true(gazetteer_entry(&b.in, found[0], &p) && p.kind == GAZETTEER_REGION);
    assert_true(p.population > 300000 && p.geonames == -1);
    assert_int_equal(find(&b.in, "Springfield Down", found), 1);
    assert_true(gazetteer_entry(&b.in, found[0], &p) && !p.region && p.lon < -179.9);
    assert_false(gazetteer_entry(&b.in, 9999, &p));
    assert_int_equal(gazetteer_name(&b.in, 9999, name), 0);
    buf_release(&b.model);
}

static void test_without_a_file(void **state)
{
    (void)state;
    built b;
    uint32_t found[8];
    assert_int_equal(build(&b, NULL, NULL), CASUS_OK);
    assert_int_equal(find(&b.in, "Springfield", found), 0);
    buf_release(&b.model);
}

static void test_bad_lines(void **state)
{
    (void)state;
    static const char *const bad[] = {"P\tGao\t16.27\t-0.04\t90\t1\n", "A\tMLI\tGao\t97\t0\n",
                                      "A\tMLI\tGao\t16\t0\nP\tGao\t16.27\t-0.04\t90\n",
                                      "A\tMLI\tGao\t16\t0\nP\t|Gao\t16.27\t-0.04\t90\t5\n",
                                      "A\tML\tGao\t16\t0\n", "nothing\n"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        built b;
        casus_error err = {0};
        assert_int_equal(build(&b, bad[i], &err), CASUS_BAD_DATA);
        assert_non_null(strstr(err.file, "geonames.tsv.zst"));
        assert_true(err.line > 0);
        buf_release(&b.model);
    }
}

/* Whatever the bytes are, reading stays inside them. */
static void test_damage(void **state)
{
    (void)state;
    built b;
    casus_str section;
    assert_int_equal(build(&b, towns, NULL), CASUS_OK);
    assert_int_equal(image_section(&b.sections, "entity.geonames", &section, NULL), CASUS_OK);
    for (size_t len = 0; len < section.len; len++) {
        gazetteer cut;
        assert_int_equal(gazetteer_open(&cut, str_slice(section, 0, len), NULL), CASUS_BAD_MODEL);
    }
    for (size_t i = 0; i < section.len; i++) {
        static const unsigned char values[] = {0, 1, 2, 0x7F, 0xFF};
        for (size_t k = 0; k < COUNT(values); k++) {
            char *copy = malloc(section.len);
            gazetteer in;
            uint32_t found[8];
            gazetteer_place p;
            char name[GAZETTEER_NAME];
            memcpy(copy, section.ptr, section.len);
            copy[i] = (char)values[k];
            if (gazetteer_open(&in, (casus_str){copy, section.len}, NULL) == CASUS_OK) {
                uint32_t n = find(&in, "Springfield", found);
                assert_true(n <= 8);
                for (uint32_t e = 0; e < n; e++) (void)gazetteer_entry(&in, found[e], &p);
                for (uint32_t e = 0; e < 12; e++)
                    assert_true(gazetteer_name(&in, e, name) < GAZETTEER_NAME);
            }
            free(copy);
        }
    }
    buf_release(&b.model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys),      cmocka_unit_test(test_finding),
        cmocka_unit_test(test_without_a_file), cmocka_unit_test(test_bad_lines),
        cmocka_unit_test(test_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
