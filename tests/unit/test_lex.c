/* lex: tokens against tables of cases, phrases, the gate, inflected forms; damaged images; hostile
 * text in linear time. */
#include "lex/inflect.h"
#include "lex/irregular.h"
#include "lex/lex.h"
#include "lex/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

/* ---- tokens ------------------------------------------------------------------------------- */

typedef struct token_case {
    const char *text, *tokens; /* separated by blanks */
} token_case;

static const token_case token_cases[] = {
    {"The minister left.", "The minister left ."},
    {"They don't know.", "They do n't know ."},
    {"He can't, won't and cannot.", "He ca n't , wo n't and can not ."},
    {"DON'T", "DO N'T"},
    {"Kenya's president", "Kenya 's president"},
    {"Kenya\xE2\x80\x99s president didn\xE2\x80\x99t", "Kenya \xE2\x80\x99s president did n\xE2\x80\x99t"},
    {"the states' rights", "the states ' rights"},
    {"We'll see, I'm sure they've gone; he'd say", "We 'll see , I 'm sure they 've gone ; he 'd say"},
    {"I'm gonna go, wanna come?", "I 'm gon na go , wan na come ?"},
    {"O'Brien of Sana'a", "O'Brien of Sana'a"},
    {"the Russian-Malian talks", "the Russian - Malian talks"},
    {"U.S.-led forces", "U.S. - led forces"},
    {"UN-backed and EU-wide", "UN - backed and EU - wide"},
    {"anti-government, re-elected, mid-July", "anti-government , re-elected , mid-July"},
    {"a 12-year-old boy", "a 12 - year - old boy"},
    {"in the U.S.", "in the U.S."},
    {"at 5 p.m. on Monday.", "at 5 p.m. on Monday ."},
    {"at 5p.m. or 10am", "at 5 p.m. or 10 am"},
    {"Mr. Smith of Acme Inc. met Gen. Lee.", "Mr. Smith of Acme Inc. met Gen. Lee ."},
    {"It shone on Sun. and the sun.", "It shone on Sun. and the sun ."},
    {"The day was Sun.", "The day was Sun ."},
    {"resolution No. 5 and no. It", "resolution No. 5 and no . It"},
    {"George W. Bush took Plan B.", "George W. Bush took Plan B ."},
    {"J.R.R. Tolkien, J.Smith", "J.R.R. Tolkien , J. Smith"},
    {"e.g. a Ph.D. thesis, i.e. work", "e.g. a Ph.D. thesis , i.e. work"},
    {"$5 and \xE2\x82\xAC" "3.5bn, 10% up", "$ 5 and \xE2\x82\xAC 3.5 bn , 10 % up"},
    {"5,000 men at 10:30 on 04/30/2001", "5,000 men at 10:30 on 04/30/2001"},
    {"the 1990s, the 1960's, the 76th, '90s", "the 1990s , the 1960's , the 76th , '90s"},
    {"won 3-1, 2021-09-25, 713-555-0142", "won 3 - 1 , 2021-09-25 , 713-555-0142"},
    {"and/or w/o", "and / or w/o"},
    {"AT&T & Sons", "AT&T & Sons"},
    {"see http://un.org/a?b=c. Or (www.un.org).", "see http://un.org/a?b=c . Or ( www.un.org ) ."},
    {"Mail a.b-c@example.org, or amazon.com!", "Mail a.b-c@example.org , or amazon.com !"},
    {"He left.She stayed", "He left . She stayed"},
    {"Well... no -- or yes\xE2\x80\xA6", "Well ... no -- or yes \xE2\x80\xA6"},
    {"What?! No!!!", "What ?! No !!!"},
    {"fine :) really ;-)", "fine :) really ;-)"},
    {"\"Yes,\" he said.", "\" Yes , \" he said ."},
    {"\xE2\x80\x9CYes,\xE2\x80\x9D he said", "\xE2\x80\x9C Yes , \xE2\x80\x9D he said"},
    {"'Yes,' he said", "' Yes , ' he said"},
    {"a [permannet] member", "a [ permannet ] member"},
    {"(the \"group\")", "( the \" group \" )"},
    {"war\xE2\x80\x94or peace", "war \xE2\x80\x94 or peace"},
    {"S\xC3\xA3o Paulo, \xC3\x89lys\xC3\xA9" "e, d'\xC3\xA9tat", "S\xC3\xA3o Paulo , \xC3\x89lys\xC3\xA9" "e , d'\xC3\xA9tat"},
    {"a\xC2\xA0" "b\tc\nd", "a b c d"},
    {"@user #topic # 5", "@user #topic # 5"},
    {"\xFF\xFE" "ab", "\xFF\xFE" "ab"},
    {"", ""},
    {"   ", ""},
};

static char *joined(const char *text_bytes, size_t len)
{
    arena mem;
    arena_init(&mem, 64u << 20);
    token *tokens = NULL;
    uint32_t n = 0, cap = 0;
    lex_stretch(text_bytes, 0, (uint32_t)len, 0, &mem, &tokens, &n, &cap);
    buf out = {0};
    buf_put(&out, "", 0);
    uint32_t at = 0;
    for (uint32_t i = 0; i < n; i++) {
        assert_true(tokens[i].start >= at && tokens[i].end > tokens[i].start);
        at = tokens[i].end;
        if (i) buf_put_char(&out, ' ');
        buf_put_str(&out, token_form(text_bytes, &tokens[i]));
        assert_true(tokens[i].hash == str_hash_lower(token_form(text_bytes, &tokens[i])));
    }
    arena_release(&mem);
    if (!out.ptr) buf_put_char(&out, '\0');
    return out.ptr;
}

static void test_tokens(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof token_cases / sizeof *token_cases; i++) {
        char *got = joined(token_cases[i].text, strlen(token_cases[i].text));
        assert_string_equal(got, token_cases[i].tokens);
        free(got);
    }
}

static void test_flags(void **state)
{
    (void)state;
    static const char line[] = "(Mali's UN-seat 76th a.m. U.S.";
    static const uint32_t want[] = {
        TOKEN_PUNCT | TOKEN_FIRST,
        TOKEN_ALPHA | TOKEN_CAP,
        TOKEN_ALPHA | TOKEN_SPACE_AFTER,
        TOKEN_ALPHA | TOKEN_CAP | TOKEN_ALLCAP,
        TOKEN_PUNCT,
        TOKEN_ALPHA | TOKEN_SPACE_AFTER,
        TOKEN_ALPHA | TOKEN_DIGIT | TOKEN_SPACE_AFTER,
        TOKEN_ALPHA | TOKEN_SPACE_AFTER,
        TOKEN_ALPHA | TOKEN_CAP | TOKEN_ALLCAP | TOKEN_SPACE_AFTER,
    };
    arena mem;
    arena_init(&mem, 1u << 20);
    token *tokens = NULL;
    uint32_t n = 0, cap = 0;
    lex_stretch(line, 0, sizeof line - 1, 7, &mem, &tokens, &n, &cap);
    assert_int_equal(n, sizeof want / sizeof *want);
    for (uint32_t i = 0; i < n; i++) {
        assert_int_equal(tokens[i].flags, want[i]);
        assert_int_equal(tokens[i].sentence, 7);
    }
    arena_release(&mem);
}

static double seconds(const char *bytes, size_t len)
{
    double best = 1e9;
    for (int i = 0; i < 3; i++) {
        arena mem;
        arena_init(&mem, (size_t)1 << 30);
        token *tokens = NULL;
        uint32_t n = 0, cap = 0;
        clock_t start = clock();
        lex_stretch(bytes, 0, (uint32_t)len, 0, &mem, &tokens, &n, &cap);
        double used = (double)(clock() - start) / CLOCKS_PER_SEC;
        if (used < best) best = used;
        arena_release(&mem);
    }
    return best;
}

/* Four times the text in at most ten times the time, for pieces that invite looking ahead. */
static void test_linear(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a.", "a@", "a.b", "-1", "1-", "'", "a'", "n't", "...", "a-",
                                         "anti-", "www.", "1,", "http://", "x_", "A&", "\xE2\x80\x99", "#", "\xFF"};
    size_t small = 1u << 16, large = 1u << 18;
    char *bytes = malloc(large);
    assert_non_null(bytes);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t n = strlen(pieces[i]);
        for (size_t at = 0; at < large; at++) bytes[at] = pieces[i][at % n];
        double one = seconds(bytes, small), four = seconds(bytes, large);
        if (four > 0.05 + one * 10) fail_msg("not linear on \"%s\": %f s, %f s", pieces[i], one, four);
    }
    free(bytes);
}

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
        cmocka_unit_test(test_tokens),          cmocka_unit_test(test_flags),
        cmocka_unit_test(test_linear),          cmocka_unit_test(test_lists),
        cmocka_unit_test(test_phrases),         cmocka_unit_test(test_damaged_phrases),
        cmocka_unit_test(test_gate_words),      cmocka_unit_test(test_gate_rule),
        cmocka_unit_test(test_inflection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
