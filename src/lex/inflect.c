/* Inflected forms. A verb or noun is irregular, or follows the rules of spelling: -es after a
 * sibilant, y to ies, silent e, doubling. Whether "travel" doubles its consonant depends on stress
 * and on the country, so both spellings are given: the forms are for finding words, not for writing
 * them. */
#include "lex/inflect.h"

#include "lex/irregular.h"

#define MAX_WORD 64

/* A word being built; too long a one is cut, which only makes a form that no text holds. */
typedef struct word {
    char ptr[MAX_WORD + 8];
    size_t len;
} word;

static word word_from(casus_str s)
{
    word w = {.len = s.len < MAX_WORD ? s.len : MAX_WORD};
    for (size_t i = 0; i < w.len; i++)
        w.ptr[i] = s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? (char)(s.ptr[i] + 32) : s.ptr[i];
    return w;
}

static void put(buf *out, const word *w, size_t keep, const char *ending, casus_str rest)
{
    if (out->len) buf_put_char(out, ' ');
    buf_put(out, w->ptr, keep);
    buf_put(out, ending, strlen(ending));
    buf_put_str(out, rest);
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static char last(const word *w, size_t back)
{
    return w->len > back ? w->ptr[w->len - 1 - back] : '\0';
}

static bool ends_in(const word *w, const char *ending)
{
    size_t n = strlen(ending);
    return w->len >= n && memcmp(w->ptr + w->len - n, ending, n) == 0;
}

static unsigned syllables(const word *w)
{
    unsigned n = 0;
    for (size_t i = 0; i < w->len; i++) {
        bool vowel = is_vowel(w->ptr[i]) || (i > 0 && w->ptr[i] == 'y');
        bool before = i > 0 && (is_vowel(w->ptr[i - 1]) || w->ptr[i - 1] == 'y');
        if (vowel && !before) n++;
    }
    return n;
}

static bool consonant_y(const word *w)
{
    return last(w, 0) == 'y' && w->len > 1 && !is_vowel(last(w, 1));
}

static bool takes_es(const word *w)
{
    return ends_in(w, "s") || ends_in(w, "x") || ends_in(w, "z") || ends_in(w, "ch") ||
           ends_in(w, "sh");
}

/* Consonant, one vowel, one consonant: "stop", "admit"; not "stay", "fix", "look", "happen" for
 * sure. */
static bool may_double(const word *w)
{
    char c = last(w, 0), v = last(w, 1), b = last(w, 2);
    if (w->len < 3 || is_vowel(c) || c == 'w' || c == 'x' || c == 'y' || !is_vowel(v)) return false;
    if (is_vowel(b)) return b == 'u' && w->len > 3 && last(w, 3) == 'q';
    if (syllables(w) == 1) return true;
    return c == 'l' || c == 'p' || c == 't' || c == 'r' || c == 'n' || c == 'm' || c == 'g' ||
           c == 's' || c == 'b' || c == 'd';
}

static bool must_double(const word *w)
{
    return may_double(w) && syllables(w) == 1;
}

static void put_s(buf *out, const word *w, casus_str rest)
{
    if (consonant_y(w))
        put(out, w, w->len - 1, "ies", rest);
    else if (takes_es(w) || (last(w, 0) == 'o' && !is_vowel(last(w, 1))))
        put(out, w, w->len, "es", rest);
    else
        put(out, w, w->len, "s", rest);
}

static void put_doubled(buf *out, const word *w, const char *ending, casus_str rest)
{
    word d = *w;
    d.ptr[d.len] = d.ptr[d.len - 1];
    d.len++;
    put(out, &d, d.len, ending, rest);
}

static void put_past(buf *out, const word *w, casus_str rest)
{
    if (last(w, 0) == 'e')
        put(out, w, w->len, "d", rest);
    else if (consonant_y(w))
        put(out, w, w->len - 1, "ied", rest);
    else if (ends_in(w, "c"))
        put(out, w, w->len, "ked", rest);
    else if (!must_double(w))
        put(out, w, w->len, "ed", rest);
    if (may_double(w)) put_doubled(out, w, "ed", rest);
}

static void put_ing(buf *out, const word *w, casus_str rest)
{
    if (ends_in(w, "ie"))
        put(out, w, w->len - 2, "ying", rest);
    else if (last(w, 0) == 'e' && !ends_in(w, "ee") && !ends_in(w, "ye") && !ends_in(w, "oe"))
        put(out, w, w->len - 1, "ing", rest);
    else if (ends_in(w, "c"))
        put(out, w, w->len, "king", rest);
    else if (!must_double(w))
        put(out, w, w->len, "ing", rest);
    if (may_double(w)) put_doubled(out, w, "ing", rest);
}

/* The irregular forms of `w`, or of what is left of it without a prefix ("with|draw",
 * "over|throw"); *keep is the prefix's length. */
static const char *irregular_verb(const word *w, size_t *keep)
{
    static const char *const prefixes[] = {"",    "over", "under", "out",  "re", "un",
                                           "mis", "with", "for",   "fore", "up", "inter",
                                           "by",  "be",   "broad", "pre"};
    if (str_eq((casus_str){w->ptr, w->len}, STR("behave")) ||
        str_eq((casus_str){w->ptr, w->len}, STR("relay")))
        return NULL; /* no "be" + "have", "re" + "lay" */
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t n = strlen(prefixes[i]);
        if (w->len < n + 2 || memcmp(w->ptr, prefixes[i], n) != 0) continue;
        const char *forms = irregular_verb_forms((casus_str){w->ptr + n, w->len - n});
        *keep = n;
        if (forms) return forms;
    }
    return NULL;
}

void inflect_verb(casus_str lemma, buf *out)
{
    size_t cut = str_find(lemma, STR(" ")); /* a particle stays behind: "call off" */
    casus_str rest = cut == SIZE_MAX ? (casus_str){"", 0} : str_slice(lemma, cut, lemma.len);
    word w = word_from(cut == SIZE_MAX ? lemma : str_slice(lemma, 0, cut));
    if (w.len == 0) return;
    put(out, &w, w.len, "", rest);
    if (w.len == 2 && memcmp(w.ptr, "be", 2) == 0) {
        put(out, &w, 0, "is am are was were been being", rest);
        return;
    }
    if (w.len == 4 && memcmp(w.ptr, "have", 4) == 0)
        put(out, &w, 2, "s", rest);
    else
        put_s(out, &w, rest);
    size_t keep = 0;
    const char *forms = irregular_verb(&w, &keep);
    casus_str left = str_from(forms), form;
    while (forms && str_split(&left, ' ', &form)) {
        put(out, &w, keep, "", form);
        buf_put_str(out, rest);
    }
    if (!forms) put_past(out, &w, rest);
    put_ing(out, &w, rest);
}

void inflect_noun(casus_str lemma, buf *out)
{
    size_t cut = 0; /* the last word carries the plural: "prime minister" */
    for (size_t i = 0; i < lemma.len; i++)
        if (lemma.ptr[i] == ' ' || lemma.ptr[i] == '-') cut = i + 1;
    casus_str none = {"", 0};
    word w = word_from(lemma);
    if (w.len == 0 || cut >= w.len) return;
    word noun = word_from(str_slice(lemma, cut, lemma.len));
    put(out, &w, w.len, "", none);
    const char *plural = irregular_noun_plural((casus_str){noun.ptr, noun.len});
    if (plural)
        put(out, &w, cut, plural, none);
    else if (ends_in(&noun, "man") && !ends_in(&noun, "human") && !ends_in(&noun, "german") &&
             !ends_in(&noun, "roman"))
        put(out, &w, w.len - 2, "en", none);
    else
        put_s(out, &w, none);
}
