/* Name tags made from entities in GUM's manner. The sentences and their annotation are made up for
 * these tests; each names the rule that it is for. */
#include "train.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#undef fail /* the trainer's own has this name */

/* What the trainer's parts ask of its main file. */
void fail(const char *what, const char *detail)
{
    fprintf(stderr, "%s: %s\n", what, detail);
    exit(1);
}

void *must(void *memory)
{
    if (!memory) fail("out of memory", "");
    return memory;
}

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

/* Words as "form/UPOS/XPOS/head/relation[/Entity]"; gives the names as "[PER Jan Petersen]". */
static void tag(const char *words, char *out, size_t room)
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
    names_of_entities(&(entity_words){forms, misc, golds, n}, &lists, tags);
    size_t len = 0;
    out[0] = 0;
    for (uint32_t i = 0; i < n; i++) {
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
        tag(cases[i].words, names, sizeof names);
        if (strcmp(names, cases[i].names) != 0) print_error("%s:\n", cases[i].rule);
        assert_string_equal(names, cases[i].names);
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

/* Names come only from files that say that MISC has entities; the rest is unknown, not "no name". */
static void test_unknown(void **state)
{
    (void)state;
    const char *path = CASUS_TEST_BUILD "/names.conllu";
    const char *word = "1\tOslo\tOslo\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(1-place-new-s-cf1-1-sgl)\n\n";
    char text[400];
    snprintf(text, sizeof text, "# global.Entity = GRP-etype\n%s", word);
    corpus c = {.lists = &lists};
    write_file(path, text);
    corpus_add(&c, path);
    write_file(path, word);
    corpus_add(&c, path);
    assert_int_equal(c.n, 2);
    assert_int_equal(c.sentences[0].golds[0].name, NAME_B_LOC);
    assert_int_equal(c.sentences[1].golds[0].name, NAME_UNKNOWN);
    corpus_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entities),
        cmocka_unit_test(test_tag_names),
        cmocka_unit_test(test_unknown),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
