/* What the trainer reads of names: tags made from entities in GUM's manner, text of our own, lists. The sentences and their annotation are made up for
 * these tests; each names the rule that it is for. */
#include "train.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#undef fail /* the trainer's own has this name */

static name_lists lists;

static int set_up(void **state)
{
    (void)state;
    name_lists_read(&lists, CASUS_TEST_SOURCE "/data/training/names-lists.txt");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    name_lists_release(&lists);
    return 0;
}

typedef void tagger(const entity_words *in, const name_lists *lists, uint8_t *tags);

/* Words as "form/UPOS/XPOS/head/relation[/Entity]"; gives the names as "[PER Jan Petersen]", what is
 * unknown as "?". */
static void tag(tagger *tag_words, const char *words, char *out, size_t room)
{
    enum { MOST = 40 };
    casus_str forms[MOST], misc[MOST];
    gold golds[MOST];
    uint8_t tags[MOST];
    static char entities[MOST][80];
    uint32_t n = 0;
    casus_str rest = str_from(words), word;
    while (str_split(&rest, ' ', &word)) {
        casus_str field[6] = {{0}};
        for (int i = 0; i < 6 && str_split(&word, '/', &field[i]); i++) {
        }
        assert_true(n < MOST);
        forms[n] = field[0];
        golds[n] = (gold){.head = (uint16_t)strtoul(field[3].ptr, NULL, 10)};
        for (uint8_t k = 0; k < UPOS_COUNT; k++)
            if (str_eq(str_from(upos_name(k)), field[1])) golds[n].upos = k;
        for (uint8_t k = 0; k < XPOS_COUNT; k++)
            if (str_eq(str_from(xpos_name(k)), field[2])) golds[n].xpos = k;
        for (uint8_t k = 0; k < DEPREL_COUNT; k++)
            if (str_eq(str_from(deprel_name(k)), field[4])) golds[n].deprel = k;
        snprintf(entities[n], sizeof entities[n], "Entity=%.*s|SpaceAfter=No", (int)field[5].len,
                 field[5].ptr);
        misc[n] = field[5].len ? str_from(entities[n]) : STR("_");
        n++;
    }
    tag_words(&(entity_words){forms, misc, golds, n}, &lists, tags);
    size_t len = 0;
    out[0] = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (tags[i] == NAME_UNKNOWN)
            len += (size_t)snprintf(out + len, room - len, "%s?", len ? " " : "");
        if (!name_is(tags[i])) continue;
        if (name_begins(tags[i]))
            len += (size_t)snprintf(out + len, room - len, "%s[%s", len ? " " : "",
                                    name_kind_name(name_kind_of(tags[i])));
        len += (size_t)snprintf(out + len, room - len, " %.*s", (int)forms[i].len, forms[i].ptr);
        bool last = i + 1 == n || !name_is(tags[i + 1]) || name_begins(tags[i + 1]);
        if (last) len += (size_t)snprintf(out + len, room - len, "]");
    }
}

static const struct entity_case {
    const char *rule, *words, *names;
} cases[] = {
    {"a title is none of the name",
     "President/PROPN/NNP/2/nmod:desc/(1-person-new-s-cf1-1,2,3-sgl Ilse/PROPN/NNP/4/nsubj "
     "Brandt/PROPN/NNP/2/flat/1) spoke/VERB/VBD/0/root",
     "[PER Ilse Brandt]"},
    {"a title alone is no name",
     "the/DET/DT/3/det/(1-person-new-s-cf1-2,3-sgl Prime/ADJ/NNP/3/amod "
     "Minister/PROPN/NNP/4/nsubj/1) left/VERB/VBD/0/root",
     ""},
    {"the organisation of a spokesman stands alone",
     "Ozmar/PROPN/NNP/2/compound/(1-person-new-s-cf1-3-sgl(2-organization-new-s-cf2-1,2-sgl "
     "Army/PROPN/NNP/3/compound/2) spokesman/NOUN/NN/4/nmod:desc Tam/PROPN/NNP/6/nsubj "
     "Oru/PROPN/NNP/4/flat/1) left/VERB/VBD/0/root",
     "[ORG Ozmar Army] [PER Tam Oru]"},
    {"a noun before the name that is its head",
     "the/DET/DT/2/det/(1-person-new-s-cf1-2,3,4-sgl poet/NOUN/NN/5/nsubj Aro/PROPN/NNP/2/appos "
     "Felt/PROPN/NNP/3/flat/1) wrote/VERB/VBD/0/root",
     "[PER Aro Felt]"},
    {"a hyphen inside, a possessive mark outside",
     "Jean/PROPN/NNP/5/nmod:poss/(2-person-giv-s-cf1-1-sgl -/PUNCT/HYPH/3/punct "
     "Luc/PROPN/NNP/1/flat 's/PART/POS/1/case/2) car/NOUN/NN/0/root",
     "[PER Jean - Luc]"},
    {"an organisation over its \"of\", the place inside is not marked",
     "the/DET/DT/2/det/(1-organization-new-s-cf1-2-sgl University/PROPN/NNP/5/nsubj "
     "of/ADP/IN/4/case Oslo/PROPN/NNP/2/nmod/(2-place-new-s-cf2-1-sgl)1) grew/VERB/VBD/0/root",
     "[ORG University of Oslo]"},
    {"\"and\" inside what stands behind \"of\"",
     "Department/PROPN/NNP/5/nsubj/(1-organization-new-s-cf1-1-sgl of/ADP/IN/3/case "
     "Roads/PROPN/NNP/1/nmod and/CCONJ/CC/5/cc Ports/PROPN/NNPS/3/conj/1) fell/VERB/VBD/0/root",
     "[ORG Department of Roads and Ports]"},
    {"each of two joined places",
     "Chad/PROPN/NNP/4/nsubj/(3-place-new-s-cf1-1,3-sgl(1-place-new-s-cf1-1-sgl) "
     "and/CCONJ/CC/3/cc Niger/PROPN/NNP/1/conj/(2-place-new-s-cf1-1-sgl)3) met/VERB/VBD/0/root",
     "[LOC Chad] [LOC Niger]"},
    {"a country is a place whatever it does",
     "France/PROPN/NNP/2/nsubj/(1-organization-new-s-cf1-1-sgl) warned/VERB/VBD/0/root "
     "Oltar/PROPN/NNP/2/obj/(2-organization-new-s-cf1-1-sgl)",
     "[LOC France] [ORG Oltar]"},
    {"adjectives and plurals of peoples",
     "Malian/ADJ/JJ/2/amod/(1-person-new-s-cf1-2-sgl troops/NOUN/NNS/3/nsubj/1) "
     "fought/VERB/VBD/0/root Tuaregs/PROPN/NNPS/3/obj/(2-person-new-s-cf1-1-sgl)",
     "[NORP Malian] [NORP Tuaregs]"},
    {"a language is none", "It/PRON/PRP/3/nsubj is/AUX/VBZ/3/cop in/ADP/IN/0/root "
                           "French/PROPN/NNP/3/obl/(1-abstract-new-s-cf1-1-sgl)",
     ""},
    {"a place inside the name of an event is not marked",
     "the/DET/DT/3/det/(1-event-new-s-cf1-2,3-sgl Iraq/PROPN/NNP/3/compound/(2-place-new-s-cf2-1-sgl)"
     " War/PROPN/NNP/4/nsubj/1) began/VERB/VBD/0/root in/ADP/IN/6/case "
     "Basra/PROPN/NNP/4/obl/(3-place-new-s-cf2-1-sgl)",
     "[LOC Basra]"},
    {"a place that says what a nameless thing is",
     "the/DET/DT/3/det/(1-event-new-s-cf1-3-sgl Iraq/PROPN/NNP/3/compound/(2-place-new-s-cf2-1-sgl) "
     "talks/NOUN/NNS/4/nsubj/1) began/VERB/VBD/0/root",
     "[LOC Iraq]"},
    {"pronouns and common nouns are none",
     "She/PRON/PRP/2/nsubj/(1-person-giv-s-cf1-1-ana-Ilse_Brandt) left/VERB/VBD/0/root "
     "the/DET/DT/4/det/(2-place-giv-s-cf1-2-coref-Oslo city/NOUN/NN/2/obj/2)",
     ""},
    {"a saint's place is whole",
     "in/ADP/IN/3/case St./PROPN/NNP/3/nmod:desc/(1-place-new-s-cf1-1,2-sgl "
     "Olav/PROPN/NNP/0/root/1)",
     "[LOC St. Olav]"},
    {"a mention that is never closed takes nothing after it",
     "Ilse/PROPN/NNP/2/nsubj/(1-person-new-s-cf1-1-sgl left/VERB/VBD/0/root", "[PER Ilse]"},
    {"brackets that open nothing are passed over",
     "Ilse/PROPN/NNP/2/nsubj/7)) left/VERB/VBD/0/root/()(", ""},
};

static void test_entities(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char names[300];
        tag(names_of_entities, cases[i].words, names, sizeof names);
        if (strcmp(names, cases[i].names) != 0) print_error("%s:\n", cases[i].rule);
        assert_string_equal(names, cases[i].names);
    }
}

static const struct entity_case known_cases[] = {
    {"a known first name over flat words",
     "Karen/PROPN/NNP/3/nsubj Zwick/PROPN/NNP/1/flat left/VERB/VBD/0/root", "[PER Karen Zwick]"},
    {"any name behind a person's title",
     "Mrs./PROPN/NNP/2/nmod:desc Zwick/PROPN/NNP/3/nsubj left/VERB/VBD/0/root", "[PER Zwick]"},
    {"a title alone", "the/DET/DT/2/det President/PROPN/NNP/3/nsubj left/VERB/VBD/0/root", ""},
    {"a word that is a title at times makes no person",
     "Interior/PROPN/NNP/2/compound Zwickau/PROPN/NNP/0/root", "? ?"},
    {"places of the lists, in any case",
     "in/ADP/IN/2/case ohio/PROPN/NNP/0/root and/CCONJ/CC/4/cc Mali/PROPN/NNP/2/conj",
     "[LOC ohio] [LOC Mali]"},
    {"a place over \"of\"",
     "the/DET/DT/2/det Gulf/PROPN/NNP/0/root of/ADP/IN/4/case Mexico/PROPN/NNP/2/nmod",
     "[LOC Gulf of Mexico]"},
    {"a body over \"of\"", "Bank/PROPN/NNP/0/root of/ADP/IN/3/case Ohio/PROPN/NNP/1/nmod",
     "[ORG Bank of Ohio]"},
    {"what an \"of\" makes cannot be told",
     "Voice/PROPN/NNP/0/root of/ADP/IN/3/case Ohio/PROPN/NNP/1/nmod", "? ? ?"},
    {"a last word that tells a body",
     "Zwick/PROPN/NNP/2/compound University/PROPN/NNP/0/root", "[ORG Zwick University]"},
    {"a name that may be anybody's", "Jordan/PROPN/NNP/2/nsubj left/VERB/VBD/0/root", "?"},
    {"a name of no list, and the mark behind it",
     "Zwick/PROPN/NNP/3/nmod:poss 's/PART/POS/1/case car/NOUN/NN/0/root", "? ?"},
    {"a common word behind that may belong to it",
     "Ohio/PROPN/NNP/2/compound station/NOUN/NN/0/root", "? ?"},
    {"days, months and products",
     "Friday/PROPN/NNP/0/root in/ADP/IN/3/case May/PROPN/NNP/1/nmod on/ADP/IN/5/case "
     "Windows/PROPN/NNP/1/nmod",
     ""},
    {"two names side by side",
     "Karen/PROPN/NNP/3/nsubj Ohio/PROPN/NNP/3/obl left/VERB/VBD/0/root", "[PER Karen] [LOC Ohio]"},
    {"adjectives of peoples", "Malian/ADJ/JJ/2/amod food/NOUN/NN/0/root", "[NORP Malian]"},
};

static void test_known(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof known_cases / sizeof *known_cases; i++) {
        char names[300];
        tag(names_known, known_cases[i].words, names, sizeof names);
        if (strcmp(names, known_cases[i].names) != 0) print_error("%s:\n", known_cases[i].rule);
        assert_string_equal(names, known_cases[i].names);
    }
}

static void test_tag_names(void **state)
{
    (void)state;
    assert_string_equal(name_tag_name(NAME_O), "O");
    assert_string_equal(name_tag_name(NAME_B_PER), "B-PER");
    assert_string_equal(name_tag_name(NAME_I_NORP), "I-NORP");
    assert_string_equal(name_tag_name(NAME_UNKNOWN), "?");
    assert_int_equal(name_begin(NAME_ORG), NAME_B_ORG);
    assert_int_equal(name_inside(NAME_LOC), NAME_I_LOC);
    for (unsigned tag = NAME_O + 1; tag < NAME_TAG_COUNT; tag++)
        assert_int_equal(name_begins(tag), name_tag_name(tag)[0] == 'B');
    assert_false(name_is(NAME_O) || name_is(NAME_UNKNOWN));
}

static void write_file(const char *path, const char *text)
{
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

/* Entities are read only from files that say that MISC has them; without lists all is unknown. */
static void test_sources(void **state)
{
    (void)state;
    const char *path = CASUS_TEST_BUILD "/names.conllu";
    const char *word = "1\tZwickau\tx\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(1-place-new-s-cf1-1-sgl)\n"
                       "2\tfell\tx\tVERB\tVBD\t_\t1\tacl\t_\t_\n\n";
    char text[400];
    corpus c = {.lists = &lists};
    snprintf(text, sizeof text, "# global.Entity = GRP-etype\n%s", word);
    write_file(path, text);
    corpus_add(&c, path);
    write_file(path, word);
    corpus_add(&c, path);
    c.lists = NULL;
    corpus_add(&c, path);
    assert_int_equal(c.n, 3);
    assert_int_equal(c.sentences[0].golds[0].name, NAME_B_LOC);
    assert_int_equal(c.sentences[0].golds[1].name, NAME_O);
    assert_int_equal(c.sentences[1].golds[0].name, NAME_UNKNOWN);
    assert_int_equal(c.sentences[1].golds[1].name, NAME_O);
    assert_int_equal(c.sentences[2].golds[1].name, NAME_UNKNOWN);
    corpus_release(&c);
}

/* ---- text of our own ---------------------------------------------------------------------- */

/* Sentence s as "the [ORG Chadian Army] left ." */
static void show(const sentence *s, char *out, size_t room)
{
    size_t len = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        casus_str form = token_form(s->text, &s->tokens[i]);
        unsigned tag = s->golds[i].name, next = i + 1 < s->n ? s->golds[i + 1].name : NAME_O;
        if (i) out[len++] = ' ';
        if (name_begins(tag))
            len += (size_t)snprintf(out + len, room - len, "[%s ",
                                    name_kind_name(name_kind_of(tag)));
        len += (size_t)snprintf(out + len, room - len, "%.*s", (int)form.len, form.ptr);
        if (name_is(tag) && (!name_is(next) || name_begins(next))) out[len++] = ']';
        assert_true(len + 40 < room);
    }
    out[len] = 0;
}

static const char small_lists[] = "# comment\n@TOWN LOC\nGao | New {DIRECTION}port\n@DIRECTION\nNorth\n"
                                  "@FIRM ORG\n[PER Wade] & {TOWN} <Oil|Oil> Co.\n@DAY\nMonday\n";

static const struct text_case {
    const char *rule, *line, *sentence;
} texts[] = {
    {"marked names", "[PER Amadou Sall], [ORG Chadian Army] spokesman, left.",
     "[PER Amadou Sall] , [ORG Chadian Army] spokesman , left ."},
    {"a possessive mark outside", "[LOC Mali]'s army", "[LOC Mali] 's army"},
    {"a possessive mark inside", "at [LOC Del's Diner].", "at [LOC Del 's Diner] ."},
    {"names side by side stay two", "[LOC Miami] [LOC Florida]", "[LOC Miami] [LOC Florida]"},
    {"joined by a hyphen", "[NORP Franco]-[NORP German] talks", "[NORP Franco] - [NORP German] talks"},
    {"a list without a kind", "on {DAY}", "on Monday"},
    {"a name inside a name is not marked", "{FIRM} sank", ""},
    {"choices may hold names", "<[PER Ann]|[PER Ann]> left", "[PER Ann] left"},
    {"an empty choice", "so<|> it ended", "so it ended"},
    {"plain brackets", "a < b [sic]", "a < b [ sic ]"},
    {"lower case", "~Ask [PER Ann Lee]", "ask [PER ann lee]"},
    {"upper case", "^Ask [PER Ann Lee]", "ASK [PER ANN LEE]"},
};

static void test_text(void **state)
{
    (void)state;
    const char *lists_path = CASUS_TEST_BUILD "/lists.txt", *path = CASUS_TEST_BUILD "/names.txt";
    name_lists small;
    write_file(lists_path, small_lists);
    name_lists_read(&small, lists_path);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        corpus c = {0};
        char shown[400];
        write_file(path, texts[i].line);
        assert_int_equal(names_text_lines(path), 1);
        corpus_add_names(&c, path, &small, 1, 5);
        assert_int_equal(c.n, 1);
        assert_true(c.sentences[0].only_names);
        assert_int_equal(c.sentences[0].golds[0].upos, 0xFF);
        assert_int_equal(c.sentences[0].golds[0].head, 0xFFFF);
        show(&c.sentences[0], shown, sizeof shown);
        if (texts[i].sentence[0])
            assert_string_equal(shown, texts[i].sentence);
        else /* Gao or New Northport */
            assert_true(strcmp(shown, "[ORG Wade & Gao Oil Co.] sank") == 0 ||
                        strcmp(shown, "[ORG Wade & New Northport Oil Co.] sank") == 0);
        corpus_release(&c);
    }
    name_lists_release(&small);
}

/* Every line comes in its turn, the fillings differ, and one seed gives one text. */
static void test_turns(void **state)
{
    (void)state;
    const char *path = CASUS_TEST_BUILD "/names.txt";
    corpus a = {0}, b = {0};
    char first[400], again[400];
    bool differ = false;
    write_file(path, "# comment\n{WORLDCITY} fell\n\nRain\n");
    assert_int_equal(names_text_lines(path), 2);
    corpus_add_names(&a, path, &lists, 21, 3);
    corpus_add_names(&b, path, &lists, 21, 3);
    assert_int_equal(a.n, 21);
    for (uint32_t i = 0; i < a.n; i++) {
        show(&a.sentences[i], first, sizeof first);
        show(&b.sentences[i], again, sizeof again);
        assert_string_equal(first, again);
        show(&a.sentences[i % 2], again, sizeof again);
        differ |= strcmp(first, again) != 0;
        if (i % 2) assert_string_equal(first, "Rain");
    }
    assert_true(differ);
    corpus_release(&a);
    corpus_release(&b);
}

/* Lists of other files leave out what is no name: titles, marks, words in lower case. */
static void test_lists(void **state)
{
    (void)state;
    const char *path = CASUS_TEST_BUILD "/lists.txt";
    name_lists l;
    write_file(CASUS_TEST_BUILD "/others.txt",
               "# c\nIlse Brandt | Queen Ilse | ~Brandt ; X\nthe Union | Oru Union ; - | Y\n"
               "Oru rights office ; =\n");
    write_file(path, "@TITLE\nQueen | King\n@SKIP\nY\n@WHO PER < others.txt 0\n"
                     "@BODY ORG < others.txt 0\n@SECOND < others.txt 1\n@OWN\na <b|c> | d\n");
    name_lists_read(&l, path);
    const name_list *who = name_list_find(&l, "WHO"), *body = name_list_find(&l, "BODY");
    assert_true(name_list_has(who, STR("Ilse Brandt")));
    assert_false(name_list_has(who, STR("Queen Ilse")));
    assert_false(name_list_has(who, STR("Brandt")) || name_list_has(who, STR("~Brandt")));
    assert_false(name_list_has(who, STR("the Union")));
    assert_true(name_list_has(body, STR("Oru Union")));
    assert_false(name_list_has(body, STR("Oru rights office")));
    assert_int_equal(who->kind, NAME_PER);
    assert_int_equal(name_list_find(&l, "SECOND")->n, 1);
    assert_int_equal(name_list_find(&l, "OWN")->n, 2);
    assert_true(name_list_has(name_list_find(&l, "OWN"), STR("a <b|c>")));
    assert_int_equal(name_list_find(&l, "OWN")->kind, NAME_KIND_COUNT);
    assert_null(name_list_find(&l, "NONE"));
    assert_false(name_list_has(NULL, STR("Oru Union")));
    name_lists_release(&l);
}

/* The shipped text can be filled, line by line, and most lines hold a name. */
static void test_shipped(void **state)
{
    (void)state;
    const char *path = CASUS_TEST_SOURCE "/data/training/names.txt";
    uint32_t n = names_text_lines(path), named = 0, kinds[NAME_KIND_COUNT] = {0};
    corpus c = {0};
    corpus_add_names(&c, path, &lists, 2 * n, 1);
    for (uint32_t s = 0; s < c.n; s++) {
        bool any = false;
        for (uint32_t i = 0; i < c.sentences[s].n; i++) {
            unsigned tag = c.sentences[s].golds[i].name;
            if (name_begins(tag)) kinds[name_kind_of(tag)]++;
            any |= name_is(tag);
        }
        named += any;
    }
    assert_true(n >= 1200);
    assert_true(named > c.n / 2 && named < c.n);
    for (unsigned k = 0; k < NAME_KIND_COUNT; k++) assert_true(kinds[k] > 100);
    corpus_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entities),
        cmocka_unit_test(test_tag_names),
        cmocka_unit_test(test_known),
        cmocka_unit_test(test_sources),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_turns),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_shipped),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
