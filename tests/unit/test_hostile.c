/* Hostile text through the whole pipeline: no crash, every span inside the payload, and time that
 * grows with the length of the text, whatever its shape.
 *
 * A shape is a pattern that is repeated to a size: "#" stands for a number that goes up, "@" for a
 * name made of it. The same shape is coded and written at one size and at four times that size; a
 * stage that walks back over what it has seen shows as a ratio near 16. Under sanitizers time means
 * little; there only what they find counts. CASUS_SHAPE=words runs the shapes named so, with
 * figures.
 */
#include "linear.h"
#include "pipeline_bench.h"

#include <stdio.h>

#define SIZE ((size_t)(BENCH_SANITIZED ? 4 : 32) << 10) /* bytes of the smaller text */
#define FACTOR 4
#define MOST_RATIO 6.5     /* 4 is linear, 16 quadratic; what is over 5 is tried again */
#define MOST_SECONDS 20e-6 /* a byte of any shape, in an optimised build */

typedef struct shape {
    const char *name, *pattern;
} shape;

static const shape SHAPES[] = {
    {"spaces", " "},
    {"line ends", "\n"},
    {"paragraphs without words", ".\n\n"},
    {"punctuation", "...!?,;:-"},
    {"one word", "a"},
    {"one word in capitals", "A"},
    {"one letter words", "a "},
    {"words on one line", "report on the situation and more "},
    {"quotation marks", "\""},
    {"opening quotation marks", "\xe2\x80\x9c"},
    {"closing quotation marks", "\xe2\x80\x9d"},
    {"nested quotations", "\xe2\x80\x9cHe said, 'They said, "},
    {"apostrophes", "'"},
    {"possessives", "Mali's "},
    {"opening brackets", "("},
    {"closing brackets", ")"},
    {"square brackets", "[["},
    {"brackets that close", "() "},
    {"hyphens", "-"},
    {"hyphenated words", "up-"},
    {"full stops", "."},
    {"abbreviations", "U.S. "},
    {"initials", "J. "},
    {"tags that do not end", "<"},
    {"tags", "<div>"},
    {"tags that do not close", "<div "},
    {"comments", "<!--"},
    {"ampersands", "&"},
    {"entities", "&amp;"},
    {"double entities", "&amp;amp;"},
    {"numeric entities", "&#8220;"},
    {"NUL bytes", "\0"},
    {"broken UTF-8", "\xc3"},
    {"continuation bytes", "\x80"},
    {"mojibake", "\xc3\xa2\xe2\x82\xac\xe2\x84\xa2"},
    {"combining marks", "\xcc\x81"},
    {"emoji", "\xf0\x9f\x98\x80"},
    {"Arabic", "\xd9\x82\xd8\xa7\xd9\x84 "},
    {"addresses", "https://example.org/a/b?c=# "},
    {"mail addresses", "a#@@example.org "},
    {"numbers", "# "},
    {"digits", "1"},
    {"money", "$#,000 "},
    {"new names", "@ "},
    {"list of new names", "@ met. "},
    {"new full names", "@ @ met President @ @. "},
    {"names in one paragraph", "President @ of Mali met Minister @ of Niger. "},
    {"names in paragraphs", "President @ of Mali met Minister @ of Niger.\n\n"},
    {"countries", "Mali, Niger and "},
    {"adjectives", "Malian Nigerien "},
    {"capitals", "Bamako and Paris. "},
    {"dates", "on 5 May 2014, "},
    {"dates in sentences", "It happened on # May 2014. "},
    {"week days", "on Friday "},
    {"years", "2014 2015 "},
    {"times", "at 5:30 p.m. on Monday last week, "},
    {"datelines", "PARIS, May # (Reuters) - Mali attacked Niger.\n\n"},
    {"bylines", "By @ @\nPARIS, May 5\n\nMali attacked Niger.\n\n"},
    {"pronouns", "he "},
    {"pronouns in sentences", "He met them. She told him that they would. "},
    {"descriptors", "The minister met the rebels. "},
    {"descriptors of names", "The minister of @ met the rebels of @. "},
    {"first person", "\"We attacked,\" I said. "},
    {"the same act", "Mali attacked Niger. "},
    {"the same act in paragraphs", "Mali attacked Niger.\n\n"},
    {"acts between new actors", "Malian rebels from @ attacked the army of @. "},
    {"acts on new days", "Mali attacked Niger on # May #. "},
    {"acts told again", "Mali attacked Niger in @. "},
    {"acts and persons", "@ @, the president of Mali, met @ @, the president of Niger. "},
    {"deaths", "Rebels killed # soldiers in Mali. "},
    {"claims", "Mali said that Niger said that "},
    {"claims in sentences", "Mali said that Niger attacked Chad. "},
    {"quotations", "\"Niger attacked Chad,\" said @. "},
    {"operators", "Mali agreed to refuse to threaten to "},
    {"relative clauses", "Mali which attacked Niger which "},
    {"prepositions", "of the army of "},
    {"conjunctions", "Mali and Niger and "},
    {"appositions", "the minister, the president, "},
    {"verbs", "attacked "},
    {"light verbs", "held talks with "},
    {"reporting verbs", "said "},
    {"residue", "ReplyDelete"},
    {"lines of residue", "Share this:\nRead more\n"},
    {"bullets", "- Mali\n- Niger\n"},
    {"headlines", "Mali attacks Niger\n\n"},
    {"lines in capitals", "MALI ATTACKS NIGER\n"},
    {"repeated paragraphs",
     "Mali and Niger signed a treaty on Friday in Paris, officials said.\n\n"},
    {"new paragraphs", "Mali and Niger signed treaty # on Friday in Paris, @ said.\n\n"},
    {"carriage returns", "\r"},
    {"tabs", "\t"},
    {"commas", ", "},
    {"conll", "1\tMali\t_\n"},
};

#define N_SHAPES (sizeof SHAPES / sizeof *SHAPES)

/* ---- what is coded --------------------------------------------------------------------------- */

static void put_name(buf *out, uint32_t number)
{
    char name[8] = {(char)('B' + number % 20)};
    uint32_t n = 1;
    for (number /= 20; n < 7; number /= 6, n++) {
        static const char VOWELS[] = "aeiouy", CONSONANTS[] = "dkrtvz";
        name[n] = n % 2 ? VOWELS[number % 6] : CONSONANTS[number % 6];
        if (number == 0 && n >= 3) break;
    }
    buf_put(out, name, n);
}

static void put_shape(buf *out, const shape *s, size_t size)
{
    size_t len = *s->pattern ? strlen(s->pattern) : 1;
    for (uint32_t number = 1; out->len < size && buf_ok(out);) {
        for (size_t i = 0; i < len; i++) {
            if (s->pattern[i] == '#') buf_printf(out, "%u", number++);
            else if (s->pattern[i] == '@') put_name(out, number++);
            else buf_put_char(out, s->pattern[i]);
        }
    }
    assert_true(buf_ok(out));
}

/* Codes and writes; the better of `rounds` times. */
static double cost(bench *b, casus_str text, uint32_t rounds)
{
    double best = 1e9;
    for (uint32_t i = 0; i < rounds; i++) {
        double start = cpu_seconds();
        bench_code(b, text);
        bench_write(b);
        double took = cpu_seconds() - start;
        if (took < best) best = took;
    }
    bench_check(b);
    return best;
}

static bool is_linear(bench *b, const shape *s, bool verbose)
{
    buf small = {0}, large = {0};
    put_shape(&small, s, SIZE);
    put_shape(&large, s, SIZE * FACTOR);
    double at_4n = cost(b, buf_str(&large), 1), at_n = cost(b, buf_str(&small), 2);
    for (uint32_t more = 0; more < 3 && at_4n > 5 * at_n && !BENCH_SANITIZED; more++) {
        double again_n = cost(b, buf_str(&small), 1), again_4n = cost(b, buf_str(&large), 1);
        at_n = again_n > at_n && again_n < 2 * at_n ? again_n : at_n;
        at_4n = again_4n < at_4n ? again_4n : at_4n;
    }
    bool good = BENCH_SANITIZED || at_4n < 0.02 ||
                (at_4n <= MOST_RATIO * at_n && at_4n <= MOST_SECONDS * (double)large.len);
    if (verbose || !good) {
        print_message("%-28s %8.1f ms %8.1f ms  ratio %5.1f  %6.2f us/byte\n", s->name, at_n * 1e3,
                      at_4n * 1e3, at_4n / at_n, at_4n / (double)large.len * 1e6);
    }
    buf_release(&small);
    buf_release(&large);
    return good;
}

static void test_time_is_linear(void **state)
{
    bench *b = *state;
    const char *only = getenv("CASUS_SHAPE");
    uint32_t n_bad = 0;
    for (size_t i = 0; i < N_SHAPES; i++) {
        if (only && !strstr(SHAPES[i].name, only) && *only) continue;
        if (!is_linear(b, &SHAPES[i], only != NULL)) n_bad++;
    }
    assert_int_equal(n_bad, 0);
}

/* ---- sentences as long as are parsed --------------------------------------------------------- */

#define LONG_TOKENS 380u
#define MOST_SENTENCE 0.06 /* seconds of one such sentence, through everything */

/* The pattern as one sentence each: what is slow in a long tree shows here. */
static void test_long_sentences(void **state)
{
    bench *b = *state;
    uint32_t n_bad = 0;
    for (size_t i = 0; i < N_SHAPES; i++) {
        const shape *s = &SHAPES[i];
        uint32_t words = 0;
        for (const char *p = s->pattern; *p; p++) words += *p == ' ';
        if (!words || strchr(s->pattern, '\n') || strstr(s->pattern, ". ")) continue;
        buf text = {0};
        put_shape(&text, s, strlen(s->pattern) * (LONG_TOKENS / 2 / words));
        buf_put_str(&text, STR(".\n"));
        double took = cost(b, buf_str(&text), BENCH_SANITIZED ? 1 : 3);
        if (took > MOST_SENTENCE && !BENCH_SANITIZED) {
            print_message("%-28s %8.1f ms for one sentence\n", s->name, took * 1e3);
            n_bad++;
        }
        buf_release(&text);
    }
    assert_int_equal(n_bad, 0);
}

/* ---- what no pattern makes ------------------------------------------------------------------- */

static void check_text(bench *b, buf *text)
{
    assert_true(buf_ok(text));
    (void)cost(b, buf_str(text), 1);
    buf_release(text);
}

static void test_random_bytes(void **state)
{
    bench *b = *state;
    uint64_t seed = 0x9E3779B97F4A7C15u;
    /* fewer kinds of bytes: more of what looks like text */
    for (unsigned bits = 8; bits >= 2; bits -= 2) {
        buf text = {0};
        while (text.len < SIZE * 2) {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            buf_put_char(&text, (char)(bits == 8 ? seed : (seed & ((1u << bits) - 1)) + 32));
        }
        check_text(b, &text);
    }
}

static void test_all_code_points(void **state)
{
    bench *b = *state;
    uint32_t step = BENCH_SANITIZED ? 7 : 1;
    for (int apart = 0; apart < 2; apart++) {
        buf text = {0};
        for (uint32_t c = 0; c < 0x110000; c += c < 0x3000 ? 1 : step) {
            char bytes[4];
            buf_put(&text, bytes, utf8_put(bytes, c));
            if (apart && c % 3 == 0) buf_put_char(&text, c % 60 ? ' ' : '\n');
        }
        check_text(b, &text);
    }
}

/* As large as a document may be; one line of words, and one word. */
static void test_large(void **state)
{
    bench *b = *state;
    size_t size = BENCH_SANITIZED ? CASUS_MAX_DOCUMENT >> 5 : CASUS_MAX_DOCUMENT;
    static const shape LARGE[] = {{"words", "report on the situation and more "}, {"one word", "a"},
                                  {"quotation marks", "\""}, {"brackets", "("}};
    for (size_t i = 0; i < sizeof LARGE / sizeof *LARGE; i++) {
        buf text = {0};
        put_shape(&text, &LARGE[i], i == 0 ? size : size / 8);
        check_text(b, &text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_random_bytes, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(test_all_code_points, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(test_large, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(test_long_sentences, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(test_time_is_linear, bench_setup, bench_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
