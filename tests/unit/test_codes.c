/* Published codes: what the manuals want of an act in a status, of an operator over an act; that
 * the tables are whole; and that no damage of their section is taken for sound.
 */
#include "document.h"
#include "built_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct publish_case {
    const char *type, *mode, *cameo;
    casus_event_status status;
    const char *want_type, *want_cameo;
} publish_case;

/* PLOVER manual: what is only planned of CONSULT, COOPERATE, AID is AGREE; of RETREAT, CONCEDE;
 * what is threatened is THREATEN. CAMEO: 03 intends, 12 rejects, 13 threatens; a planned withdrawal
 * is 0356, never 087. */
static const publish_case PUBLISHED[] = {
    {"CONSULT", NULL, "040", CASUS_ACTUAL, "CONSULT", "040"},
    {"CONSULT", "visit", "042", CASUS_PLANNED, "AGREE", "036"},
    {"CONSULT", NULL, "040", CASUS_PROPOSED, "REQUEST", "026"},
    {"CONSULT", NULL, "040", CASUS_NEGATED, "REJECT", "125"},
    {"COOPERATE", NULL, "061", CASUS_PLANNED, "AGREE", "0311"},
    {"COOPERATE", NULL, "062", CASUS_PLANNED, "AGREE", "0312"},
    {"AID", NULL, "071", CASUS_PLANNED, "AGREE", "0331"},
    {"AID", NULL, "073", CASUS_PROPOSED, "REQUEST", "0233"},
    {"AID", NULL, "072", CASUS_NEGATED, "REJECT", "1222"},
    {"RETREAT", NULL, "087", CASUS_PLANNED, "CONCEDE", "0356"},
    {"RETREAT", NULL, "0874", CASUS_PLANNED, "CONCEDE", "0356"},
    {"RETREAT", NULL, "087", CASUS_PROPOSED, "REQUEST", "0256"},
    {"RETREAT", NULL, "087", CASUS_NEGATED, "REJECT", "1246"},
    {"ASSAULT", NULL, "190", CASUS_ACTUAL, "ASSAULT", "190"},
    {"ASSAULT", NULL, "190", CASUS_PLANNED, "THREATEN", "138"},
    {"ASSAULT", NULL, "190", CASUS_POSSIBLE, "THREATEN", "138"},
    {"COERCE", "arrest", "173", CASUS_PLANNED, "THREATEN", "137"},
    {"SANCTION", NULL, "163", CASUS_ACTUAL, "SANCTION", "163"},
    {"SANCTION", NULL, "161", CASUS_POSSIBLE, "THREATEN", "131"},
    {"PROTEST", NULL, "141", CASUS_PLANNED, "THREATEN", "133"},
    {"MOBILIZE", NULL, "152", CASUS_POSSIBLE, "THREATEN", "138"},
};

static void test_published(void **state)
{
    const casus_model *model = *state;
    uint32_t n_bad = 0;
    for (size_t i = 0; i < sizeof PUBLISHED / sizeof *PUBLISHED; i++) {
        const publish_case *c = &PUBLISHED[i];
        published out;
        code_tables_publish(&model->coding.codes, c->type, c->mode, c->cameo, c->status, &out);
        if (strcmp(out.type, c->want_type) == 0 && strcmp(out.cameo, c->want_cameo) == 0) continue;
        print_error("%s %s %s: %s %s, not %s %s\n", c->type, c->cameo,
                    casus_event_status_text(c->status), out.type, out.cameo, c->want_type,
                    c->want_cameo);
        n_bad++;
    }
    assert_int_equal(n_bad, 0);
}

typedef struct combine_case {
    const char *type, *cameo, *under_type, *under_mode, *under_cameo, *want_cameo;
} combine_case;

static const combine_case COMBINED[] = {
    {"REQUEST", "020", "AID", NULL, "073", "0233"},
    {"REQUEST", "020", "CONSULT", NULL, "045", "028"},
    {"REQUEST", "100", "RETREAT", NULL, "087", "1056"},
    {"REJECT", "120", "AID", NULL, "071", "1221"},
    {"REJECT", "120", "CONSULT", NULL, "040", "125"},
    {"THREATEN", "130", "ASSAULT", NULL, "190", "138"},
    {"THREATEN", "130", "ASSAULT", NULL, "192", "1382"},
    {"THREATEN", "130", "SANCTION", NULL, "163", "131"},
    {"AGREE", "030", "CONSULT", NULL, "040", "036"},
    {"AGREE", "030", "RETREAT", NULL, "087", "0356"},
    {"AGREE", "030", "CONCEDE", NULL, "085", "0354"},
    {"CONSULT", "040", "ASSAULT", NULL, "190", "040"},
};

static void test_combined(void **state)
{
    const casus_model *model = *state;
    uint32_t n_bad = 0;
    for (size_t i = 0; i < sizeof COMBINED / sizeof *COMBINED; i++) {
        const combine_case *c = &COMBINED[i];
        const char *mode = NULL, *cameo = c->cameo;
        code_tables_combine(&model->coding.codes, c->type, &mode, &cameo, c->under_type,
                            c->under_mode, c->under_cameo);
        if (strcmp(cameo, c->want_cameo) == 0) continue;
        print_error("%s %s / %s %s: %s, not %s\n", c->type, c->cameo, c->under_type, c->under_cameo,
                    cameo, c->want_cameo);
        n_bad++;
    }
    assert_int_equal(n_bad, 0);
}

/* Every act in every status has a type, a CAMEO code and the values of both; both quad classes say
 * the same side, cooperation or conflict, of a code's root. */
static void test_tables_are_whole(void **state)
{
    const casus_model *model = *state;
    const act_book *book = &model->coding.acts;
    uint32_t n_bad = 0;
    for (uint32_t i = 0; i < book->n_acts; i++) {
        const act *a = &book->acts[i];
        if (!a->type || (a->flags & (ACT_STATUS_ONLY | ACT_LIGHT))) continue;
        for (uint32_t s = 0; s <= CASUS_ENDED; s++) {
            published out;
            code_tables_publish(&model->coding.codes, act_book_text(book, a->type),
                                act_book_text(book, a->mode), act_book_text(book, a->cameo),
                                (casus_event_status)s, &out);
            int root = out.cameo ? atoi((char[3]){out.cameo[0], out.cameo[1], '\0'}) : 0;
            int quad = root <= 0 ? 0 : root <= 5 ? 1 : root <= 8 ? 2 : root <= 13 ? 3 : 4;
            if (out.plover_quad >= 1 && out.plover_quad <= 4 && out.cameo_quad == quad && quad)
                continue;
            print_error("%s %s: %s quad %d, %s quad %d\n", act_book_text(book, a->name),
                        casus_event_status_text((casus_event_status)s), out.type, out.plover_quad,
                        out.cameo ? out.cameo : "-", out.cameo_quad);
            n_bad++;
        }
    }
    assert_int_equal(n_bad, 0);
}

/* A damaged section is refused, or its every lookup stays inside. */
static void test_damage(void **state)
{
    const casus_model *model = *state;
    casus_str section;
    assert_int_equal(image_section(&model->sections, "code.tables", &section, NULL), CASUS_OK);
    code_tables tables;
    published out;
    for (size_t len = 0; len < section.len; len += 1 + section.len / 97) {
        char *copy = malloc(len ? len : 1); /* exactly as large, so that reading over it is seen */
        assert_non_null(copy);
        memcpy(copy, section.ptr, len);
        assert_int_equal(code_tables_open(&tables, (casus_str){copy, len}, NULL), CASUS_BAD_MODEL);
        free(copy);
    }
    char *copy = malloc(section.len);
    assert_non_null(copy);
    for (size_t at = 0; at < section.len; at += at < 64 ? 1 : 1 + section.len / 499) {
        for (int bit = 0; bit < 8; bit += 7) {
            memcpy(copy, section.ptr, section.len);
            copy[at] = (char)(copy[at] ^ 1 << bit);
            if (code_tables_open(&tables, (casus_str){copy, section.len}, NULL) != CASUS_OK)
                continue;
            code_tables_publish(&tables, "AID", "x", "071", CASUS_PLANNED, &out);
            const char *mode = NULL, *cameo = "030";
            code_tables_combine(&tables, "AGREE", &mode, &cameo, "AID", NULL, "071");
        }
    }
    free(copy);
}

/* ---- the build ------------------------------------------------------------------------------- */

typedef struct build_case {
    const char *published, *combine, *message; /* message NULL: the tables are built */
} build_case;

static const build_case BUILDS[] = {
    {"CONSULT * planned -> AGREE 030", "AGREE 03 / CONSULT/visit * -> = 030", NULL},
    {"* 0 * -> = =", "* * / * * -> = =", NULL},
    {"CONSULTS * planned -> AGREE 030", "", "\"CONSULTS\" is in neither plover.txt nor cameo.txt"},
    {"CONSULT * planned -> AGREES 030", "", "\"AGREES\" is in neither plover.txt nor cameo.txt"},
    {"CONSULT/zoo * planned -> AGREE 030", "",
     "\"CONSULT/zoo\" is in neither plover.txt nor cameo.txt"},
    {"CONSULT * planned -> AGREE 039", "", "\"039\" is in neither plover.txt nor cameo.txt"},
    {"CONSULT * planed -> AGREE 030", "", "\"planed\" is no status"},
    {"", "AGREE 03 / CONSULT * -> = 039", "\"039\" is in neither plover.txt nor cameo.txt"},
    {"", "AGREE 03 / AIDS * -> = 030", "\"AIDS\" is in neither plover.txt nor cameo.txt"},
};

static void put_file(const char *dir, const char *name, const char *content)
{
    char path[128];
    snprintf(path, sizeof path, "%s/codes/%s", dir, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "%s\n", content);
    fclose(file);
}

/* A code that the tables of values do not know is refused with its line. */
static void test_build(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof BUILDS / sizeof *BUILDS; i++) {
        char dir[] = "/tmp/casus-codes-XXXXXX", command[64];
        assert_non_null(mkdtemp(dir));
        snprintf(command, sizeof command, "%s/codes", dir);
        assert_int_equal(mkdir(command, 0700), 0);
        put_file(dir, "plover.txt", "CONSULT 1 2.5\nCONSULT/visit 1 4\nAGREE 1 2.5");
        put_file(dir, "cameo.txt", "030 4.0 1\n042 1.9 1");
        put_file(dir, "published.txt", BUILDS[i].published);
        put_file(dir, "combine.txt", BUILDS[i].combine);
        image_writer out = {0};
        casus_error err = {0};
        casus_status status = code_tables_build(dir, &out, &err);
        image_writer_release(&out);
        snprintf(command, sizeof command, "rm -r '%s'", dir);
        assert_int_equal(system(command), 0);
        assert_int_equal(status, BUILDS[i].message ? CASUS_BAD_DATA : CASUS_OK);
        if (!BUILDS[i].message) continue;
        assert_string_equal(err.message, BUILDS[i].message);
        assert_int_equal(err.line, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_build),
        cmocka_unit_test(test_published),
        cmocka_unit_test(test_combined),
        cmocka_unit_test(test_tables_are_whole),
        cmocka_unit_test(test_damage),
    };
    return cmocka_run_group_tests(tests, built_model_open, built_model_close);
}
