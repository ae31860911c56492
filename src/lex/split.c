/* What is one token inside a chunk of text without white space. Walks the chunk once, left to
 * right; every step takes at least one byte, and looks ahead at most LOOK_AHEAD bytes, so that the
 * whole stays linear on any input.
 *
 *     "(U.S.-led"      ->  (  U.S.  -  led
 *     "don't,"         ->  do  n't  ,
 *     "www.un.org)."   ->  www.un.org  )  .
 *
 * A word ends where a character may not be inside one; what may be is decided case by case in
 * word_end(): apostrophes of names, full stops of abbreviations and addresses, hyphens of prefixes.
 */
#include "lex/split.h"

#include "lex/chars.h"
#include "lex/words.h"

#define LOOK_AHEAD 256

static unsigned class_at(const lexer *lx, size_t at, size_t end, size_t *len)
{
    *len = 1;
    if (at >= end) return 0;
    return char_class_at(lx->s, at, len);
}

static bool is_word_at(const lexer *lx, size_t at, size_t end)
{
    size_t len;
    return (class_at(lx, at, end, &len) & CHAR_WORD) != 0;
}

static bool is_ascii_at(const lexer *lx, size_t at, size_t end, unsigned classes)
{
    return at < end && (char_class_ascii(lx->s.ptr[at]) & classes) != 0;
}

static bool is_char_at(const lexer *lx, size_t at, size_t end, char c)
{
    return at < end && lx->s.ptr[at] == c;
}

/* End of the run of ASCII characters of these classes. */
static size_t run_end(const lexer *lx, size_t at, size_t end, unsigned classes)
{
    while (is_ascii_at(lx, at, end, classes)) at++;
    return at;
}

/* Nothing but closing punctuation behind s[at]. */
static bool is_sentence_end(const lexer *lx, size_t at)
{
    for (size_t i = at; i < lx->s.len && i < at + 8; i++)
        if (char_class_ascii(lx->s.ptr[i]) & (CHAR_WORD | CHAR_HIGH)) return false;
    return at + 8 >= lx->s.len;
}

/* ---- addresses ---------------------------------------------------------------------------- */

static bool starts_with(const lexer *lx, size_t at, size_t end, const char *prefix)
{
    size_t n = strlen(prefix);
    return end - at > n && str_eq_nocase(str_slice(lx->s, at, at + n), str_from(prefix));
}

/* Without the punctuation that ends a sentence or closes a bracket around the address. */
static size_t trim_address(const lexer *lx, size_t at, size_t end)
{
    bool opened = memchr(lx->s.ptr + at, '(', end - at) != NULL;
    while (end > at + 1) {
        char c = lx->s.ptr[end - 1];
        if (c == ')' && opened) break;
        if (!strchr(".,;:!?)>]}\"'|", c)) break;
        end--;
    }
    return end;
}

static bool is_domain_char(char c)
{
    return (char_class_ascii(c) & CHAR_WORD) || c == '-' || c == '_';
}

/* End of "name.name.ending" at s[at], with a path where one follows; 0 when it is no such thing. */
static size_t domain_end(const lexer *lx, size_t at, size_t end)
{
    size_t limit = end - at > LOOK_AHEAD ? at + LOOK_AHEAD : end;
    size_t i = at, last = at;
    unsigned dots = 0;
    while (i < limit) {
        if (is_domain_char(lx->s.ptr[i])) {
            i++;
        } else if (lx->s.ptr[i] == '.' && i + 1 < limit && i > at &&
                   is_domain_char(lx->s.ptr[i + 1])) {
            dots++;
            last = ++i;
        } else {
            break;
        }
    }
    if (dots == 0 || !word_is_address_ending(str_slice(lx->s, last, i))) return 0;
    if (!is_char_at(lx, i, end, '/')) return i;
    return trim_address(lx, at, end);
}

/* End of an address (URL, e-mail, domain) that begins at s[at]; 0 when none does. */
static size_t address_end(const lexer *lx, size_t at, size_t end)
{
    static const char *const schemes[] = {"http://", "https://", "www.", "ftp://", "mailto:"};
    char c = (char)(lx->s.ptr[at] | 32);
    if (c == 'h' || c == 'w' || c == 'f' || c == 'm')
        for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
            if (starts_with(lx, at, end, schemes[i])) return trim_address(lx, at, end);
    size_t limit = end - at > LOOK_AHEAD ? at + LOOK_AHEAD : end;
    size_t i = at;
    while (i < limit && (is_domain_char(lx->s.ptr[i]) || strchr(".+%", lx->s.ptr[i])) &&
           lx->s.ptr[i] != '\0')
        i++;
    if (i > at && is_char_at(lx, i, end, '@')) {
        size_t domain = domain_end(lx, i + 1, end);
        if (domain) return domain;
    }
    return 0;
}

/* ---- numbers ------------------------------------------------------------------------------ */

/* End of "713-853-3989", "1-800-555-0199", "11-20-2000", "2021-09-25" at s[at]; 0 when it is
 * none. */
static size_t hyphened_number_end(const lexer *lx, size_t at, size_t end)
{
    size_t lens[5] = {0}, n = 0, i = at;
    for (;;) {
        size_t next = run_end(lx, i, end - i > 8 ? i + 8 : end, CHAR_DIGIT);
        if (next == i) return 0;
        lens[n++] = next - i;
        i = next;
        if (n == 4 || !is_char_at(lx, i, end, '-') || !is_ascii_at(lx, i + 1, end, CHAR_DIGIT))
            break;
        i++;
    }
    if (is_ascii_at(lx, i, end, CHAR_WORD) || is_char_at(lx, i, end, '-')) return 0;
    bool phone = (n == 3 && lens[0] == 3 && lens[1] == 3 && lens[2] == 4) ||
                 (n == 4 && lens[0] == 1 && lens[1] == 3 && lens[2] == 3 && lens[3] == 4);
    bool date = n == 3 && ((lens[0] == 4 && lens[1] == 2 && lens[2] == 2) ||
                           (lens[0] <= 2 && lens[1] <= 2 && (lens[2] == 4 || lens[2] == 2)));
    return phone || date ? i : 0;
}

static bool is_unit_at(const lexer *lx, size_t at, size_t end)
{
    size_t i = run_end(lx, at, end, CHAR_LETTER);
    if (is_ascii_at(lx, i, end, CHAR_DIGIT)) return false;
    if (i == at + 1 && end - i >= 2 && lx->s.ptr[i] == '.' && (lx->s.ptr[i + 1] | 32) == 'm')
        return (lx->s.ptr[at] | 32) == 'a' || (lx->s.ptr[at] | 32) == 'p';
    if (i < end && char_class_ascii(lx->s.ptr[i]) == CHAR_HIGH) return false;
    /* "4m" is a unit, "4M" the name of something. */
    if (i == at + 1 && is_ascii_at(lx, at, end, CHAR_UPPER)) return false;
    return word_is_unit(str_slice(lx->s, at, i));
}

/* The number that begins at s[at]: digits, their separators, an ending ("th", "s"). */
static size_t number_end(const lexer *lx, size_t at, size_t end)
{
    size_t i = hyphened_number_end(lx, at, end);
    if (i) return i;
    i = at;
    if (is_char_at(lx, i, end, '.') || is_char_at(lx, i, end, '+')) i++;
    for (;;) {
        i = run_end(lx, i, end, CHAR_DIGIT);
        if (i + 1 >= end || !strchr(".,:/", lx->s.ptr[i]) || lx->s.ptr[i] == '\0') break;
        if (!is_ascii_at(lx, i + 1, end, CHAR_DIGIT)) break;
        i++;
    }
    size_t apostrophe = char_apostrophe(lx->s, i);
    bool decade = i > at && lx->s.ptr[i - 1] == '0' && i - at != 1;
    if (decade && apostrophe && is_char_at(lx, i + apostrophe, end, 's') &&
        !is_word_at(lx, i + apostrophe + 1, end))
        return i + apostrophe + 1;
    if (!is_word_at(lx, i, end) || is_unit_at(lx, i, end)) return i;
    while (is_word_at(lx, i, end)) {
        size_t len;
        class_at(lx, i, end, &len);
        i += len;
    }
    return i;
}

static bool is_number_at(const lexer *lx, size_t at, size_t end)
{
    if (is_ascii_at(lx, at, end, CHAR_DIGIT)) return true;
    if (!is_char_at(lx, at, end, '.') && !is_char_at(lx, at, end, '+')) return false;
    if (at > 0 && !(char_class_ascii(lx->s.ptr[at - 1]) & (CHAR_SPACE | CHAR_PUNCT))) return false;
    return is_ascii_at(lx, at + 1, end, CHAR_DIGIT);
}

/* ---- words -------------------------------------------------------------------------------- */

/* Length of 's 're 've 'll 'd 'm at s[at], apostrophe and letters; 0 when there is none. */
static size_t clitic_len(const lexer *lx, size_t at, size_t end)
{
    size_t apostrophe = char_apostrophe(lx->s, at);
    if (!apostrophe || at + apostrophe >= end) return 0;
    size_t from = at + apostrophe, to = from;
    while (to < end && to < from + 3 && is_ascii_at(lx, to, end, CHAR_LETTER)) to++;
    if (to < end && (is_word_at(lx, to, end) || char_apostrophe(lx->s, to))) return 0;
    char a = (char)(lx->s.ptr[from] | 32);
    char b = to - from == 2 ? (char)(lx->s.ptr[from + 1] | 32) : '\0';
    bool one = to - from == 1 && (a == 's' || a == 'd' || a == 'm');
    bool two = to - from == 2 && ((b == 'e' && (a == 'r' || a == 'v')) || (b == 'l' && a == 'l'));
    return one || two ? to - at : 0;
}

/* "t" behind "n'": s[at] is the apostrophe, the word began at `start`. */
static bool is_negation(const lexer *lx, size_t start, size_t at, size_t end)
{
    size_t t = at + char_apostrophe(lx->s, at);
    return at > start + 1 && (lx->s.ptr[at - 1] | 32) == 'n' && t < end &&
           (lx->s.ptr[t] | 32) == 't' && !is_word_at(lx, t + 1, end);
}

/* End of "U.S.", "a.m", "D.C." whose first letter is s[start] and first full stop s[start +
 * len]. */
static size_t acronym_end(const lexer *lx, size_t at, size_t end)
{
    size_t i = at; /* behind a full stop */
    while (is_ascii_at(lx, i, end, CHAR_LETTER) && !is_word_at(lx, i + 1, end)) {
        i++;
        if (!is_char_at(lx, i, end, '.')) break;
        if (is_char_at(lx, i + 1, end, '.')) break;
        i++;
    }
    return i;
}

/* The word s[start, at) has a full stop at s[at]: where the token ends that it is part of; `at`
 * when the full stop is a token of its own. */
static size_t full_stop(const lexer *lx, size_t start, size_t at, size_t end)
{
    casus_str word = str_slice(lx->s, start, at);
    bool joined = is_word_at(lx, at + 1, end);
    bool letter = word.len == 1 && is_ascii_at(lx, start, end, CHAR_LETTER);
    if (letter && joined && is_ascii_at(lx, at + 1, end, CHAR_LETTER)) {
        size_t i = acronym_end(lx, at + 1, end);
        if (i > at + 1) return i;
        if (is_ascii_at(lx, start, end, CHAR_UPPER)) return at + 1; /* "J.Smith" */
    }
    if (is_char_at(lx, at + 1, end, '.')) return at;
    if (letter && is_ascii_at(lx, start, end, CHAR_UPPER) && !joined)
        return is_sentence_end(lx, at + 1) ? at : at + 1;
    if (word.len == 2 && str_eq_nocase(word, STR("ph")) && end - at > 2 &&
        (lx->s.ptr[at + 1] | 32) == 'd')
        return is_char_at(lx, at + 2, end, '.') ? at + 3 : at + 2;
    switch (word_abbreviation(word)) {
    case ABBREVIATION_NONE: return at;
    case ABBREVIATION_ALWAYS: return at + 1;
    case ABBREVIATION_INSIDE: return is_sentence_end(lx, at + 1) ? at : at + 1;
    case ABBREVIATION_NUMBER: break;
    }
    size_t next = at + 1;
    while (next < lx->s.len && lx->s.ptr[next] == ' ') next++;
    return is_ascii_at(lx, next, lx->s.len, CHAR_DIGIT) ? at + 1 : at;
}

static bool is_prefix(const lexer *lx, size_t start, size_t at)
{
    casus_str word = str_slice(lx->s, start, at);
    if (word.len > 1 && is_ascii_at(lx, start, at, CHAR_UPPER) &&
        is_ascii_at(lx, start + 1, at, CHAR_UPPER))
        return false;
    return word_is_prefix(word);
}

/* May the character at s[at] stand inside the word s[start, at)? Its length, or 0. */
static size_t inner_len(const lexer *lx, size_t start, size_t at, size_t end)
{
    size_t apostrophe = char_apostrophe(lx->s, at);
    if (apostrophe) {
        if (clitic_len(lx, at, end) || is_negation(lx, start, at, end)) return 0;
        return lx->s.ptr[at] != '`' && is_word_at(lx, at + apostrophe, end) ? apostrophe : 0;
    }
    if (!is_word_at(lx, at + 1, end)) return 0;
    switch (lx->s.ptr[at]) {
    case '_': return 1;
    case '&':
        return is_ascii_at(lx, at - 1, end, CHAR_UPPER) && is_ascii_at(lx, at + 1, end, CHAR_UPPER);
    case '-': return is_prefix(lx, start, at);
    case '/': return at == start + 1 && !is_word_at(lx, at + 2, end);
    default: return 0;
    }
}

static void emit_word(lexer *lx, size_t start, size_t end)
{
    size_t cut = word_contraction(str_slice(lx->s, start, end));
    if (cut) lexer_emit(lx, start, start + cut);
    lexer_emit(lx, start + cut, end);
}

/* Emits the word that begins at s[at], and n't where it ends in that. Gives the place behind. */
static size_t split_word(lexer *lx, size_t start, size_t end)
{
    size_t at = start;
    for (;;) {
        size_t len;
        while (class_at(lx, at, end, &len) & CHAR_WORD) at += len;
        size_t inner = at < end ? inner_len(lx, start, at, end) : 0;
        if (!inner) break;
        at += inner;
    }
    if (is_char_at(lx, at, end, '.')) {
        size_t domain = is_word_at(lx, at + 1, end) ? domain_end(lx, start, end) : 0;
        size_t stop = domain > at ? domain : full_stop(lx, start, at, end);
        if (stop > at) {
            lexer_emit(lx, start, stop);
            return stop;
        }
    }
    if (at < end && char_apostrophe(lx->s, at) && is_negation(lx, start, at, end)) {
        size_t stop = at + char_apostrophe(lx->s, at) + 1;
        lexer_emit(lx, start, at - 1);
        lexer_emit(lx, at - 1, stop);
        return stop;
    }
    emit_word(lx, start, at);
    return at;
}

/* ---- punctuation -------------------------------------------------------------------------- */

/* End of ":)", ";-)", ":D" at s[at]; 0 when it is none. */
static size_t emoticon_end(const lexer *lx, size_t at, size_t end)
{
    size_t i = at;
    if (!strchr(":;=", lx->s.ptr[i]) || lx->s.ptr[i] == '\0') return 0;
    i++;
    if (is_char_at(lx, i, end, '-')) i++;
    if (i >= end || !strchr(")(DPp/|", lx->s.ptr[i]) || lx->s.ptr[i] == '\0') return 0;
    i++;
    return is_word_at(lx, i, end) || is_char_at(lx, i, end, '/') ? 0 : i;
}

static size_t apostrophe_end(const lexer *lx, size_t at, size_t end)
{
    size_t clitic = clitic_len(lx, at, end);
    if (clitic) return at + clitic;
    size_t from = at + char_apostrophe(lx->s, at);
    bool opens = at == 0 || (char_class_ascii(lx->s.ptr[at - 1]) & (CHAR_SPACE | CHAR_PUNCT));
    size_t letters = run_end(lx, from, end, CHAR_LETTER);
    if (opens && letters > from && letters - from < 6 &&
        word_is_elision(str_slice(lx->s, from, letters)) && !is_word_at(lx, letters, end))
        return letters;
    size_t digits = run_end(lx, from, end, CHAR_DIGIT);
    if (opens && digits == from + 2 && is_char_at(lx, digits, end, 's') &&
        !is_word_at(lx, digits + 1, end))
        return digits + 1;
    /* A pair of them is a quotation mark. */
    bool pair = char_apostrophe(lx->s, from) == from - at && from < end &&
                lx->s.ptr[from] == lx->s.ptr[at];
    return pair ? from + (from - at) : from;
}

/* End of the punctuation token at s[at]. */
static size_t punct_end(const lexer *lx, size_t at, size_t end)
{
    if (char_apostrophe(lx->s, at)) return apostrophe_end(lx, at, end);
    size_t len;
    unsigned class = class_at(lx, at, end, &len);
    size_t i = at + len;
    if (class & CHAR_END) {
        while (class_at(lx, i, end, &len) & CHAR_END) i += len;
        return i;
    }
    bool starts_chunk = at == 0 || is_ascii_at(lx, at - 1, end, CHAR_SPACE);
    bool tag = lx->s.ptr[at] == '@' || lx->s.ptr[at] == '#';
    if (tag && starts_chunk && is_ascii_at(lx, i, end, CHAR_LETTER)) {
        while (is_word_at(lx, i, end) || is_char_at(lx, i, end, '_')) {
            class_at(lx, i, end, &len);
            i += len;
        }
        return i;
    }
    size_t emoticon = emoticon_end(lx, at, end);
    if (emoticon) return emoticon;
    if (class & CHAR_RUN)
        while (i + len <= end && memcmp(lx->s.ptr + i, lx->s.ptr + at, len) == 0) i += len;
    return i;
}

void split_chunk(lexer *lx, size_t start, size_t end)
{
    size_t at = start;
    while (at < end) {
        size_t len, stop = 0;
        unsigned class = class_at(lx, at, end, &len);
        if (class & CHAR_WORD) stop = address_end(lx, at, end);
        if (stop) {
            lexer_emit(lx, at, stop);
            at = stop;
        } else if (is_number_at(lx, at, end)) {
            stop = number_end(lx, at, end);
            lexer_emit(lx, at, stop);
            at = stop;
        } else if (class & CHAR_WORD) {
            at = split_word(lx, at, end);
        } else {
            stop = punct_end(lx, at, end);
            lexer_emit(lx, at, stop);
            at = stop;
        }
    }
}
