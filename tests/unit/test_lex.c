/* lex: phrases, the gate, inflected forms; damaged images. Tokens: test_tokens.c. */
#include "lex/inflect.h"
#include "lex/irregular.h"
#include "lex/lex.h"
#include "lex/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void test_lists(void **state)
{
    (void)state;
    assert_true(words_are_sorted());
    assert_true(irregulars_are_sorted());
    assert_int_equal(word_contraction(STR("Cannot")), 3);
    assert_int_equal(word_contraction(STR("dont")), 2);
    assert_int_equal(word_contraction(STR("minister")), 0);
    assert_int_equal(word_abbreviation(STR("Gen")), ABBREVIATION_ALWAYS);
    assert_int_equal(word_abbreviation(STR("no")), ABBREVIATION_NUMBER);
    assert_int_equal(word_abbreviation(STR("end")), ABBREVIATION_NONE);
}

/* ---- phrases ------------------------------------------------------------------------------ */

typedef struct phrase_entry {
    const char *phrase;
    uint32_t value;
    unsigned flags;
} phrase_entry;

static const phrase_entry entries[] = {
    {"Mali", 1, PHRASE_CASED},
    {"Mali Federation", 2, PHRASE_CASED},
    {"foreign minister", 3, 0},
    {"minister", 4, 0},
    {"US", 5, PHRASE_UPPER},
    {"al-Shabaab", 6, PHRASE_CASED},
    {"Turkey", 7, PHRASE_CASED},
    {"turkey", 8, 0},
    {"Mali", 9, PHRASE_CASED},
    {"Mali Federation of the West", 10, PHRASE_CASED},
};

static buf phrase_image(void)
{
    phrase_builder *builder = NULL;
    assert_int_equal(phrase_builder_new(&builder, NULL), CASUS_OK);
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        phrase_builder_add(builder, str_from(entries[i].phrase), entries[i].value, entries[i].flags);
    char name[32];
    for (uint32_t i = 0; i < 2000; i++) { /* so that the tables have to grow */
        int len = snprintf(name, sizeof name, "name%u of %u", i, i % 50);
        phrase_builder_add(builder, (casus_str){name, (size_t)len}, 1000 + i, 0);
    }
    buf packed = {0};
    phrase_builder_finish(builder, &packed);
    assert_true(buf_ok(&packed));
    phrase_builder_free(builder);
    return packed;
}

typedef struct match_case {
    const char *text;
    bool caseless;
    uint32_t n_tokens, n_values, value; /* the last value */
} match_case;

static const match_case match_cases[] = {
    {"Mali said", false, 1, 2, 9},
    {"mali said", false, 0, 0, 0},
    {"MALI SAID", true, 1, 2, 9},
    {"mali said", true, 1, 2, 9},
    {"Mali Federation of the East", false, 2, 1, 2},
    {"Mali Federation of the West", false, 5, 1, 10},
    {"foreign minister", false, 2, 1, 3},
    {"Foreign Minister", false, 2, 1, 3},
    {"foreign policy", false, 0, 0, 0},
    {"US troops", false, 1, 1, 5},
    {"us troops", false, 0, 0, 0},
    {"us troops", true, 0, 0, 0},
    {"al-Shabaab fighters", false, 3, 1, 6},
    {"al-shabaab fighters", false, 0, 0, 0},
    {"Al-Shabaab fighters", false, 3, 1, 6},
    {"Turkey ate", false, 1, 2, 8},
    {"turkey ate", false, 1, 1, 8},
    {"name1999 of 49", false, 3, 1, 2999},
    {"name1999 of 48", false, 0, 0, 0},
    {"Malian", false, 0, 0, 0},
};

static void test_phrases(void **state)
{
    (void)state;
    buf packed = phrase_image();
    phrases p;
    assert_int_equal(phrases_open(&p, buf_str(&packed), NULL), CASUS_OK);
    for (size_t i = 0; i < sizeof match_cases / sizeof *match_cases; i++) {
        const match_case *c = &match_cases[i];
        arena mem;
        arena_init(&mem, 1u << 20);
        token *tokens = NULL;
        uint32_t n = 0, cap = 0;
        lex_stretch(c->text, 0, (uint32_t)strlen(c->text), 0, &mem, &tokens, &n, &cap);
        phrase_match m = phrases_longest(&p, c->text, tokens, n, c->caseless);
        assert_int_equal(m.n_tokens, c->n_tokens);
        assert_int_equal(m.n_values, c->n_values);
        if (c->n_values) assert_int_equal(m.values[m.n_values - 1], c->value);
        arena_release(&mem);
    }
    buf_release(&packed);
}

/* Many phrases over few words, so that they share beginnings and lie inside each other; a match must
 * be the one that comparing with all of them finds. */
enum { N_SMALL = 400, N_WORDS = 12 };

static const char *const few[N_WORDS] = {"Ada", "bay", "Cox", "dry", "Eve", "fog",
                                         "ADA", "Bay", "cox", "EVE", "al",  "12"};

typedef struct small_phrase {
    unsigned n, words[4], flags;
} small_phrase;

static bool has_capital(const char *word)
{
    return word[0] >= 'A' && word[0] <= 'Z';
}

static bool is_capitals(const char *word)
{
    for (; *word; word++)
        if (*word >= 'a' && *word <= 'z') return false;
    return true;
}

/* Do the words of the text spell the phrase, with the case that it asks for? */
static bool spells(const small_phrase *p, const unsigned *words, unsigned n)
{
    bool upper = true, capital = has_capital(few[words[0]]) || few[words[0]][0] == '1';
    bool begins_low = few[p->words[0]][0] >= 'a';
    if (p->n > n) return false;
    for (unsigned i = 0; i < p->n; i++) {
        if (!str_eq_nocase(str_from(few[p->words[i]]), str_from(few[words[i]]))) return false;
        upper = upper && is_capitals(few[words[i]]);
        if (begins_low && has_capital(few[words[i]])) capital = true;
    }
    if ((p->flags & PHRASE_UPPER) && !upper) return false;
    return !(p->flags & PHRASE_CASED) || capital;
}

static void add_small(phrase_builder *builder, small_phrase *p, uint32_t value, unsigned random)
{
    char text[64];
    size_t len = 0;
    p->n = 1 + random % 4;
    p->flags = random / 4 % 4;
    for (unsigned i = 0; i < p->n; i++) {
        p->words[i] = random / 16 / (i + 1) % N_WORDS;
        len += (size_t)snprintf(text + len, sizeof text - len, "%s%s", i ? " " : "", few[p->words[i]]);
    }
    phrase_builder_add(builder, (casus_str){text, len}, value, p->flags);
}

static void check_small(const phrases *p, const small_phrase *all, const unsigned *words, unsigned n)
{
    char text[64];
    size_t len = 0;
    for (unsigned i = 0; i < n; i++)
        len += (size_t)snprintf(text + len, sizeof text - len, "%s%s", i ? " " : "", few[words[i]]);
    arena mem;
    arena_init(&mem, 1u << 20);
    token *tokens = NULL;
    uint32_t n_tokens = 0, cap = 0;
    lex_stretch(text, 0, (uint32_t)len, 0, &mem, &tokens, &n_tokens, &cap);
    assert_int_equal(n_tokens, n);
    phrase_match m = phrases_longest(p, text, tokens, n, false);
    unsigned longest = 0;
    for (unsigned i = 0; i < N_SMALL; i++)
        if (all[i].n > longest && spells(&all[i], words, n)) longest = all[i].n;
    assert_int_equal(m.n_tokens, longest);
    for (unsigned i = 0; i < N_SMALL; i++) { /* every phrase that is spelt here is among the values */
        if (longest == 0 || all[i].n != longest || !spells(&all[i], words, n)) continue;
        bool found = false;
        for (uint32_t k = 0; k < m.n_values; k++) found = found || m.values[k] == i;
        assert_true(found || (all[i].flags & ~m.flags));
    }
    arena_release(&mem);
}

static void test_phrases_against_list(void **state)
{
    (void)state;
    phrase_builder *builder = NULL;
    small_phrase all[N_SMALL];
    buf packed = {0};
    phrases p;
    uint32_t random = 1;
    assert_int_equal(phrase_builder_new(&builder, NULL), CASUS_OK);
    for (uint32_t i = 0; i < N_SMALL; i++) {
        random = random * 1664525u + 1013904223u;
        add_small(builder, &all[i], i, random >> 8);
    }
    phrase_builder_finish(builder, &packed);
    assert_int_equal(phrases_open(&p, buf_str(&packed), NULL), CASUS_OK);
    for (unsigned round = 0; round < 20000; round++) {
        unsigned words[5];
        random = random * 1664525u + 1013904223u;
        for (unsigned i = 0; i < 5; i++) words[i] = (random >> (4 + 5 * i)) % N_WORDS;
        check_small(&p, all, words, 1 + random / 8 % 5);
    }
    phrase_builder_free(builder);
    buf_release(&packed);
}

/* Any byte of the image changed, any length cut: it opens or it does not, and looking things up in what
 * opens stays inside it (ASan watches). */
static void test_damaged_phrases(void **state)
{
    (void)state;
    static const char line[] = "Mali Federation of the West , al - Shabaab and name12 of 12";
    arena mem;
    arena_init(&mem, 1u << 20);
    token *tokens = NULL;
    uint32_t n = 0, cap = 0;
    lex_stretch(line, 0, sizeof line - 1, 0, &mem, &tokens, &n, &cap);
    buf packed = phrase_image();
    unsigned refused = 0;
    for (size_t at = 0; at < packed.len; at += at < 64 ? 1 : 97) {
        for (unsigned bit = 0; bit < 8; bit += 3) {
            packed.ptr[at] ^= (char)(1u << bit);
            phrases p;
            if (phrases_open(&p, buf_str(&packed), NULL) == CASUS_OK)
                for (uint32_t i = 0; i < n; i++) {
                    phrase_match m = phrases_longest(&p, line, tokens + i, n - i, false);
                    for (uint32_t k = 0; k < m.n_values; k++) assert_true(m.values[k] < UINT32_MAX);
                }
            else
                refused++;
            packed.ptr[at] ^= (char)(1u << bit);
        }
    }
    assert_true(refused > 0);
    phrases p;
    for (size_t len = 0; len < packed.len; len += 61)
        assert_int_equal(phrases_open(&p, (casus_str){packed.ptr, len}, NULL), CASUS_BAD_MODEL);
    buf_release(&packed);
    arena_release(&mem);
}

/* ---- the gate ----------------------------------------------------------------------------- */

static buf gate_image(void)
{
    gate_builder *builder = NULL;
    assert_int_equal(gate_builder_new(&builder, NULL), CASUS_OK);
    gate_builder_add_verb(builder, STR("attack"), GATE_ACT);
    gate_builder_add_verb(builder, STR("meet"), GATE_ACT);
    gate_builder_add_noun(builder, STR("army"), GATE_ACTOR);
    gate_builder_add(builder, STR("mali"), GATE_ACTOR);
    gate_builder_add(builder, STR("said"), GATE_CUE);
    gate_builder_add(builder, STR("attack"), GATE_ACTOR); /* classes add up */
    buf packed = {0};
    gate_builder_finish(builder, &packed);
    assert_true(buf_ok(&packed));
    gate_builder_free(builder);
    return packed;
}

static void test_gate_words(void **state)
{
    (void)state;
    buf packed = gate_image();
    gate g;
    assert_int_equal(gate_open(&g, buf_str(&packed), NULL), CASUS_OK);
    assert_int_equal(gate_class_of(&g, str_hash_lower(STR("Attacked"))), GATE_ACT);
    assert_int_equal(gate_class_of(&g, str_hash_lower(STR("met"))), GATE_ACT);
    assert_int_equal(gate_class_of(&g, str_hash_lower(STR("armies"))), GATE_ACTOR);
    assert_int_equal(gate_class_of(&g, str_hash_lower(STR("attack"))), GATE_ACT | GATE_ACTOR);
    assert_int_equal(gate_class_of(&g, str_hash_lower(STR("tree"))), 0);
    for (size_t len = 0; len < packed.len; len += 7)
        assert_int_equal(gate_open(&g, (casus_str){packed.ptr, len}, NULL), CASUS_BAD_MODEL);
    memset(packed.ptr + 16, 0xFF, packed.len - 16); /* full: probing would not end */
    assert_int_equal(gate_open(&g, buf_str(&packed), NULL), CASUS_BAD_MODEL);
    buf_release(&packed);
}

/* Sentences of one article, one a line; `want` has 1 where it must be parsed. */
static void check_gate(const char *lines_text, const char *want)
{
    buf packed = gate_image();
    gate g;
    assert_int_equal(gate_open(&g, buf_str(&packed), NULL), CASUS_OK);
    sentence sentences[16] = {0};
    segments segs = {.sentences = sentences};
    for (const char *at = lines_text; *at;) {
        const char *end = strchr(at, '\n');
        assert_non_null(end);
        sentences[segs.n_sentences].start = (uint32_t)(at - lines_text);
        sentences[segs.n_sentences++].end = (uint32_t)(end - lines_text);
        at = end + 1;
    }
    arena mem;
    arena_init(&mem, 1u << 20);
    text in = {.ptr = lines_text, .len = (uint32_t)strlen(lines_text)};
    lexed lex;
    casus_stats stats = {0};
    lex_text(&in, &segs, &mem, &lex, &stats);
    assert_int_equal(stats.tokens, lex.n_tokens);
    gate_run(&g, &segs, &lex);
    assert_int_equal(segs.n_sentences, strlen(want));
    for (uint32_t i = 0; i < segs.n_sentences; i++) assert_int_equal(lex.gate[i], want[i] - '0');
    arena_release(&mem);
    buf_release(&packed);
}

static void test_gate_rule(void **state)
{
    (void)state;
    check_gate("The tree grew.\nMali is green.\nIt rained.\n", "000"); /* no act */
    check_gate("The rain came.\nThe army attacked.\nTrees grew.\n", "110");
    check_gate("Rain fell.\nTrees grew.\nThe envoys from Oslo met.\nMali is green.\n", "1110");
    check_gate("Rain fell.\nTrees grew.\nThey attacked.\nArmy boots.\n", "1110");
    check_gate("Rain fell.\nTrees grew.\nSomebody said so.\nArmy attack.\n", "1011");
    check_gate("Rain fell.\nTrees grew.\n\"Never.\"\nArmy attack.\n", "1011");
}

/* ---- inflection --------------------------------------------------------------------------- */

typedef struct form_case {
    const char *lemma, *forms;
} form_case;

static const form_case verb_cases[] = {
    {"attack", "attack attacks attacked attacking"},
    {"denounce", "denounce denounces denounced denouncing"},
    {"deny", "deny denies denied denying"},
    {"stay", "stay stays stayed staying"},
    {"stop", "stop stops stopped stopping"},
    {"admit", "admit admits admited admitted admiting admitting"},
    {"travel", "travel travels traveled travelled traveling travelling"},
    {"meet", "meet meets met meeting"},
    {"withdraw", "withdraw withdraws withdrew withdrawn withdrawing"},
    {"overthrow", "overthrow overthrows overthrew overthrown overthrowing"},
    {"behave", "behave behaves behaved behaving"},
    {"tie", "tie ties tied tying"},
    {"agree", "agree agrees agreed agreeing"},
    {"panic", "panic panics panicked panicking"},
    {"veto", "veto vetoes vetoed vetoing"},
    {"clash", "clash clashes clashed clashing"},
    {"call off", "call off calls off called off calling off"},
    {"quit", "quit quits quit quitted quitting"},
    {"equip", "equip equips equiped equipped equiping equipping"},
    {"be", "be is am are was were been being"},
    {"have", "have has had having"},
};

static const form_case noun_cases[] = {
    {"army", "army armies"}, {"man", "man men"},   {"minister", "minister ministers"}, {"policeman", "policeman policemen"},
    {"German", "german germans"}, {"crisis", "crisis crises"},        {"woman", "woman women"},
    {"church", "church churches"}, {"prime minister", "prime minister prime ministers"},
    {"gunman", "gunman gunmen"}, {"aircraft", "aircraft aircraft"},  {"day", "day days"},
};

static void test_inflection(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof verb_cases / sizeof *verb_cases; i++) {
        buf out = {0};
        inflect_verb(str_from(verb_cases[i].lemma), &out);
        assert_string_equal(out.ptr, verb_cases[i].forms);
        buf_release(&out);
    }
    for (size_t i = 0; i < sizeof noun_cases / sizeof *noun_cases; i++) {
        buf out = {0};
        inflect_noun(str_from(noun_cases[i].lemma), &out);
        assert_string_equal(out.ptr, noun_cases[i].forms);
        buf_release(&out);
    }
    buf out = {0};
    char long_word[200];
    memset(long_word, 'a', sizeof long_word);
    inflect_verb((casus_str){long_word, sizeof long_word}, &out);
    inflect_noun((casus_str){long_word, sizeof long_word}, &out);
    inflect_verb(STR(""), &out);
    inflect_noun(STR(""), &out);
    inflect_noun(STR("a "), &out);
    assert_true(buf_ok(&out));
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_phrases),         cmocka_unit_test(test_damaged_phrases),
        cmocka_unit_test(test_phrases_against_list),
        cmocka_unit_test(test_gate_words),      cmocka_unit_test(test_gate_rule),
        cmocka_unit_test(test_inflection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
