/* The actor and place books: building from small text files, dated roles, errors with file and
 * line, damage. */
#include "entity/books.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct books {
    buf model;
    image sections;
    actor_book *actors;
    place_book *places;
    phrases names;
    char dir[64];
    casus_error err;
} books;

static void put_file(const books *b, const char *name, const char *content)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", b->dir, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
}

static void put_folder(const books *b, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", b->dir, name);
    assert_int_equal(mkdir(path, 0700), 0);
}

static void start(books *b)
{
    *b = (books){.dir = "/tmp/casus-books-XXXXXX"};
    assert_non_null(mkdtemp(b->dir));
    put_folder(b, "actors");
    put_folder(b, "actors/bodies");
    put_folder(b, "actors/persons");
    put_folder(b, "places");
    put_file(b, "actors/countries.txt",
             "MLI ; Mali ; Malian ; = ; Bamako ; Koulouba\n"
             "USA ; United States | US ; American ; = ; Washington ; White House\n"
             "SUN ; Soviet Union ; Soviet ; = ; - ; - ; ..1991-12-26\n");
    put_file(b, "actors/regions.txt", "Europe ; European ; European | Europeans\n");
    put_file(b, "actors/bodies/a.txt", "African Union | AU ; IGO:AFU -\n");
    put_file(b, "actors/persons/a.txt",
             "John Kerry ; USA LEG senator 1985-01-03..2013-02-01 ; USA GOV secretary of state "
             "2013-02-01..2017-01-20\n"
             "Ursula von der Leyen ; EUR GOV president of the commission 2019-12-01..\n"
             "Kim Jong Un | Kim Jong-un | ~Kim ; PRK GOV supreme leader 2011-12-17..\n");
    put_file(b, "actors/roles.txt",
             "minister | minister of state ; GOV ; person\nspokesman ; GOV ; person male carry ; "
             "spokesperson\n");
    put_file(b, "actors/firstnames.txt", "F ; Anna Kim\nM ; Ivan Kim\n");
    put_file(b, "places/a.txt",
             "Gao ; MLI ; Gao ; 16.27 ; -0.04 ; 90\nRed Sea ; - ; - ; 20.0 ; 38.5 ; - ; site ; "
             "350155\n");
}

static casus_status build(books *b)
{
    phrase_builder *names = NULL;
    gate_builder *gates = NULL;
    image_writer out = {0};
    assert_int_equal(phrase_builder_new(&names, NULL), CASUS_OK);
    assert_int_equal(gate_builder_new(&gates, NULL), CASUS_OK);
    casus_status status = books_build(b->dir, names, gates, &out, &b->err);
    if (status == CASUS_OK) {
        buf section = {0};
        casus_str s;
        phrase_builder_finish(names, &section);
        image_writer_add(&out, "lex.phrases", buf_str(&section));
        image_writer_finish(&out, &b->model);
        buf_release(&section);
        assert_int_equal(image_open(&b->sections, b->model.ptr, b->model.len, "test", NULL),
                         CASUS_OK);
        assert_int_equal(image_section(&b->sections, "entity.actors", &s, NULL), CASUS_OK);
        assert_int_equal(actor_book_open(&b->actors, s, &b->err), CASUS_OK);
        casus_str towns;
        assert_int_equal(image_section(&b->sections, "entity.places", &s, NULL), CASUS_OK);
        assert_int_equal(image_section(&b->sections, "entity.geonames", &towns, NULL), CASUS_OK);
        assert_int_equal(place_book_open(&b->places, s, towns, &b->err), CASUS_OK);
        assert_int_equal(image_section(&b->sections, "lex.phrases", &s, NULL), CASUS_OK);
        assert_int_equal(phrases_open(&b->names, s, &b->err), CASUS_OK);
    }
    image_writer_release(&out);
    phrase_builder_free(names);
    gate_builder_free(gates);
    return status;
}

static void finish(books *b)
{
    char command[128];
    actor_book_close(b->actors);
    place_book_close(b->places);
    buf_release(&b->model);
    snprintf(command, sizeof command, "rm -r '%s'", b->dir);
    assert_int_equal(system(command), 0);
}

/* The first value of a kind that a phrase has in the trie. */
static uint32_t value_of(const books *b, const char *phrase, uint32_t kind)
{
    arena mem;
    token *tokens = NULL;
    uint32_t n = 0, cap = 0, found = ENTITY_NONE;
    arena_init(&mem, 0);
    lex_stretch(phrase, 0, (uint32_t)strlen(phrase), 0, &mem, &tokens, &n, &cap);
    phrase_match m = phrases_longest(&b->names, phrase, tokens, n, false);
    for (uint32_t i = 0; m.n_tokens == n && i < m.n_values && found == ENTITY_NONE; i++)
        if (m.values[i] >> 24 == kind) found = m.values[i] & 0xFFFFFFu;
    arena_release(&mem);
    return found;
}

static int32_t day(const char *s)
{
    int32_t d;
    assert_true(casus_day_parse(str_from(s), &d));
    return d;
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *phrase;
        uint32_t kind;
        const char *entry; /* NULL: not in the trie as this */
    } cases[] = {
        {"Mali", PHRASE_ACTOR, "Mali"},
        {"mali", PHRASE_ACTOR, NULL},
        {"Malian", PHRASE_ADJECTIVE, "Mali"},
        {"Malians", PHRASE_PEOPLE, "Mali"},
        {"Bamako", PHRASE_CAPITAL, "Mali"},
        {"White House", PHRASE_METONYM, "United States"},
        {"US", PHRASE_ACTOR, "United States"},
        {"us", PHRASE_ACTOR, NULL},
        {"Us", PHRASE_ACTOR, NULL},
        {"Europeans", PHRASE_PEOPLE, "Europe"},
        {"AU", PHRASE_ACTOR, "African Union"},
        {"John Kerry", PHRASE_ACTOR, "John Kerry"},
        {"Kerry", PHRASE_SHORT, "John Kerry"},
        {"John", PHRASE_SHORT, NULL},
        {"von der Leyen", PHRASE_SHORT, "Ursula von der Leyen"},
        {"Leyen", PHRASE_SHORT, "Ursula von der Leyen"},
        {"Kim", PHRASE_SHORT, "Kim Jong Un"},
        {"Un", PHRASE_SHORT, NULL},
    };
    books b;
    start(&b);
    assert_int_equal(build(&b), CASUS_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        actor_entry e;
        bool found = actor_book_entry(b.actors, value_of(&b, cases[i].phrase, cases[i].kind), &e);
        if (found != (cases[i].entry != NULL))
            fail_msg("%s: %s", cases[i].phrase, found ? "found" : "not found");
        if (found) assert_string_equal(e.name, cases[i].entry);
    }
    finish(&b);
}

static void test_dated_roles(void **state)
{
    (void)state;
    static const struct {
        const char *day, *sector, *title;
        bool former;
    } cases[] = {{"2010-06-01", "LEG", "senator", false},
                 {"2014-06-01", "GOV", "secretary of state", false},
                 {"2017-01-20", "GOV", "secretary of state", false},
                 {"2018-06-01", "GOV", "secretary of state", true},
                 {"1980-01-01", "LEG", "senator", false}};
    books b;
    actor_role role;
    bool former;
    start(&b);
    assert_int_equal(build(&b), CASUS_OK);
    uint32_t kerry = value_of(&b, "John Kerry", PHRASE_ACTOR);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(actor_book_role_on(b.actors, kerry, day(cases[i].day), &role, &former));
        assert_string_equal(role.sectors[0], cases[i].sector);
        assert_string_equal(role.title, cases[i].title);
        assert_int_equal(former, cases[i].former);
    }
    /* An office is found by any of its names; nobody holds it before or after. */
    assert_int_equal(actor_book_holder(b.actors, "USA", "foreign minister", day("2014-06-01")),
                     kerry);
    assert_int_equal(actor_book_holder(b.actors, "USA", "secretary of state", day("2010-06-01")),
                     ENTITY_NONE);
    assert_int_equal(actor_book_holder(b.actors, "MLI", "foreign minister", day("2014-06-01")),
                     ENTITY_NONE);
    assert_int_equal(actor_book_country(b.actors, "SUN"),
                     value_of(&b, "Soviet Union", PHRASE_ACTOR));
    assert_int_equal(actor_book_country(b.actors, "XXX"), ENTITY_NONE);
    finish(&b);
}

static void test_role_nouns(void **state)
{
    (void)state;
    books b;
    role_noun noun;
    start(&b);
    assert_int_equal(build(&b), CASUS_OK);
    assert_true(actor_book_role_noun(b.actors, value_of(&b, "spokesmen", PHRASE_ROLE), &noun));
    assert_string_equal(noun.name, "spokesman");
    assert_string_equal(noun.title, "spokesperson");
    assert_true((noun.flags & ROLE_CARRY) && (noun.flags & ROLE_MALE) &&
                (noun.flags & ROLE_PERSON));
    assert_int_not_equal(value_of(&b, "ministers of state", PHRASE_ROLE), ENTITY_NONE);
    assert_int_equal(actor_book_first_name(b.actors, str_hash_lower(STR("anna"))), MENTION_FEMALE);
    assert_int_equal(actor_book_first_name(b.actors, str_hash_lower(STR("Kim"))),
                     MENTION_FEMALE | MENTION_MALE);
    assert_int_equal(actor_book_first_name(b.actors, str_hash_lower(STR("Zaphod"))), 0);
    finish(&b);
}

static void test_publishers(void **state)
{
    (void)state;
    books b;
    place_publisher p;
    start(&b);
    put_file(&b, "publishers.txt", "gaotimes.example ; Gao ; Gao ; MLI\nuk ; - ; - ; GBR\n");
    assert_int_equal(build(&b), CASUS_OK);
    assert_true(place_book_publisher(b.places, STR("http://www.GaoTimes.example:80/a?b"), &p));
    assert_string_equal(p.town, "Gao");
    assert_string_equal(p.country, "MLI");
    assert_true(place_book_publisher(b.places, STR("https://news.somewhere.co.uk/1"), &p));
    assert_null(p.town);
    assert_string_equal(p.country, "GBR");
    assert_false(place_book_publisher(b.places, STR("https://nobody.example"), &p));
    assert_false(place_book_publisher(b.places, STR("://"), &p));
    assert_false(place_book_publisher(b.places, STR(""), &p));
    finish(&b);
    start(&b);
    put_file(&b, "publishers.txt", "gaotimes.example ; Gao ; MLI\n");
    assert_int_equal(build(&b), CASUS_BAD_DATA);
    finish(&b);
}

static void test_places(void **state)
{
    (void)state;
    books b;
    place_entry p;
    start(&b);
    assert_int_equal(build(&b), CASUS_OK);
    assert_true(place_book_entry(b.places, value_of(&b, "Gao", PHRASE_PLACE), &p));
    assert_string_equal(p.country, "MLI");
    assert_string_equal(p.precision, "city");
    assert_true(p.lat > 16.26 && p.lat < 16.28 && p.lon < 0 && p.geonames == -1 &&
                p.population == 90);
    assert_true(place_book_entry(b.places, value_of(&b, "Red Sea", PHRASE_PLACE), &p));
    assert_null(p.country);
    assert_int_equal(p.geonames, 350155);
    assert_false(place_book_entry(b.places, 99, &p));
    finish(&b);
}

static void test_bad_lines(void **state)
{
    (void)state;
    static const struct {
        const char *file, *content;
        unsigned line;
    } cases[] = {
        {"actors/countries.txt", "# one\nMLI ; Mali ; Malian\n", 2},
        {"actors/countries.txt", "Mali ; Mali ; Malian ; = ; - ; -\n", 1},
        {"actors/regions.txt", "Europe ; European\n", 1},
        {"actors/persons/a.txt", "John Kerry ; USA LEG senator 1985-13-03..\n", 1},
        {"actors/persons/a.txt", "\n\nJohn Kerry ; USA LEG senator 2013-01-01..2001-01-01\n", 3},
        {"actors/persons/a.txt", "John Kerry\n", 1},
        {"actors/persons/a.txt", "John Kerry ; usa LEG\n", 1},
        {"actors/persons/a.txt", "John Kerry ; USA legislator\n", 1},
        {"actors/persons/a.txt", "~Kerry ; USA LEG\n", 1},
        {"actors/roles.txt", "minister ; GOV\n", 1},
        {"actors/roles.txt", "minister ; GOV ; human\n", 1},
        {"actors/roles.txt", "minister ; GOVT ; person\n", 1},
        {"actors/firstnames.txt", "X ; Anna\n", 1},
        {"places/a.txt", "Gao ; MLI ; Gao ; 96.27 ; -0.04 ; 90\n", 1},
        {"places/a.txt", "Gao ; MLI ; Gao ; inf ; -0.04 ; 90\n", 1},
        {"places/a.txt", "Gao ; MLI\n", 1},
        {"places/a.txt", "Gao ; MLI ; Gao ; 16.27 ; -0.04 ; 90 ; village\n", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        books b;
        start(&b);
        put_file(&b, cases[i].file, cases[i].content);
        casus_status status = build(&b);
        if (status != CASUS_BAD_DATA || b.err.line != cases[i].line ||
            !strstr(b.err.file, cases[i].file))
            fail_msg("%s: status %d at %s:%u", cases[i].content, status, b.err.file, b.err.line);
        finish(&b);
    }
}

/* Whatever is cut off or changed, opening answers with BAD_MODEL or gives a book whose reads stay
 * inside. */
static void test_damage(void **state)
{
    (void)state;
    books b;
    casus_str section;
    start(&b);
    assert_int_equal(build(&b), CASUS_OK);
    assert_int_equal(image_section(&b.sections, "entity.actors", &section, NULL), CASUS_OK);
    char *copy = aligned_alloc(64, (section.len + 63) / 64 * 64);
    assert_non_null(copy);
    for (size_t i = 0; i < section.len; i++) {
        actor_book *book;
        memcpy(copy, section.ptr, section.len);
        copy[i] = (char)(copy[i] ^ 0xFF);
        if (actor_book_open(&book, (casus_str){copy, section.len}, NULL) == CASUS_OK) {
            actor_entry e;
            actor_role role;
            for (uint32_t k = 0; actor_book_entry(book, k, &e); k++)
                for (uint32_t j = 0; actor_book_role(book, k, j, &role); j++)
                    assert_true(role.n_sectors <= ENTITY_MAX_SECTORS);
            actor_book_close(book);
        }
        assert_int_not_equal(actor_book_open(&book, (casus_str){copy, i}, NULL), CASUS_OK);
    }
    free(copy);
    finish(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),      cmocka_unit_test(test_dated_roles),
        cmocka_unit_test(test_role_nouns), cmocka_unit_test(test_publishers), cmocka_unit_test(test_places),
        cmocka_unit_test(test_bad_lines),  cmocka_unit_test(test_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
