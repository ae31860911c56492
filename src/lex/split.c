/* What is one token inside a chunk of text without white space. Walks the chunk once, left to
 * right; every step takes at least one byte, and looks ahead at most LOOK_AHEAD bytes, so that the
 * whole stays linear on any input.
 *
 *     "(U.S.-led"      ->  (  U.S.  -  led
 *     "don't,"         ->  do  n't  ,
 *     "www.un.org)."   ->  www.un.org  )  .
 *
 * A word ends where a character may not be inside one; what may be is decided case by case in
 * inner_len() and full_stop(): apostrophes of names, full stops of abbreviations and addresses,
 * hyphens of prefixes.
 */
#include "lex/split.h"

#include "lex/address.h"
#include "lex/number.h"
#include "lex/scan.h"
#include "lex/words.h"

/* Nothing but closing punctuation behind s[at]. */
static bool is_sentence_end(const lexer *lx, size_t at)
{
    for (size_t i = at; i < lx->s.len && i < at + 8; i++)
        if (char_class_ascii(lx->s.ptr[i]) & (CHAR_WORD | CHAR_HIGH)) return false;
    return at + 8 >= lx->s.len;
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

/* Length of the 'm of "I'ma", which is "I 'm a": s[at] is the apostrophe behind s[start]. */
static size_t slurred_len(const lexer *lx, size_t start, size_t at, size_t end)
{
    size_t m = at + char_apostrophe(lx->s, at);
    bool slurred = at == start + 1 && (lx->s.ptr[start] | 32) == 'i' && end - m >= 2 &&
                   (lx->s.ptr[m] | 32) == 'm' && (lx->s.ptr[m + 1] | 32) == 'a' &&
                   !is_word_at(lx, m + 2, end);
    return slurred ? m + 1 - at : 0;
}

/* "t" behind "n'": s[at] is the apostrophe, the word began at `start`. */
static bool is_negation(const lexer *lx, size_t start, size_t at, size_t end)
{
    size_t t = at + char_apostrophe(lx->s, at);
    return at > start + 1 && (lx->s.ptr[at - 1] | 32) == 'n' && t < end &&
           (lx->s.ptr[t] | 32) == 't' && !is_word_at(lx, t + 1, end);
}

/* Two full stops at s[at], not more: in "Inc.." the first is the abbreviation's. */
static bool is_double_stop(const lexer *lx, size_t at, size_t end)
{
    return is_char_at(lx, at, end, '.') && is_char_at(lx, at + 1, end, '.') &&
           !is_char_at(lx, at + 2, end, '.');
}

/* "c." for circa, "b." for born before a number or a name. */
static bool is_short_note(const lexer *lx, size_t at)
{
    if (!strchr("bcdfmntv", lx->s.ptr[at]) || lx->s.ptr[at] == '\0') return false;
    size_t next = at + 2;
    while (next < lx->s.len && next < at + 6 && lx->s.ptr[next] == ' ') next++;
    return next > at + 2 && is_ascii_at(lx, next, lx->s.len, CHAR_DIGIT | CHAR_UPPER);
}

/* End of "U.S.", "a.m", "D.C." whose first letter is s[start] and first full stop s[start +
 * len]. */
static size_t acronym_end(const lexer *lx, size_t at, size_t end)
{
    size_t i = at; /* behind a full stop */
    while (is_ascii_at(lx, i, end, CHAR_LETTER) && !is_word_at(lx, i + 1, end)) {
        i++;
        if (!is_char_at(lx, i, end, '.')) break;
        if (is_char_at(lx, i + 1, end, '.')) return is_double_stop(lx, i, end) ? i + 1 : i;
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
    if (is_char_at(lx, at + 1, end, '.'))
        return is_double_stop(lx, at, end) && word_abbreviation(word) == ABBREVIATION_ALWAYS
                   ? at + 1
                   : at;
    if (letter && is_ascii_at(lx, start, end, CHAR_UPPER) && !joined)
        return is_sentence_end(lx, at + 1) ? at : at + 1;
    if (letter && !joined && is_short_note(lx, start)) return at + 1;
    if (word.len == 2 && str_eq_nocase(word, STR("ph")) && end - at > 2 &&
        (lx->s.ptr[at + 1] | 32) == 'd')
        return is_char_at(lx, at + 2, end, '.') ? at + 3 : at + 2;
    switch (word_abbreviation(word)) {
    case ABBREVIATION_NONE: return at;
    case ABBREVIATION_ALWAYS: return at + 1;
    case ABBREVIATION_INSIDE: return is_sentence_end(lx, at + 1) ? at : at + 1;
    case ABBREVIATION_NAME:
        return joined || !is_ascii_at(lx, start, end, CHAR_UPPER) || is_sentence_end(lx, at + 1)
                   ? at
                   : at + 1;
    case ABBREVIATION_NUMBER: break;
    }
    size_t next = at + 1;
    while (next < lx->s.len && lx->s.ptr[next] == ' ') next++;
    return is_ascii_at(lx, next, lx->s.len, CHAR_DIGIT) ? at + 1 : at;
}

static bool is_prefix(const lexer *lx, size_t start, size_t at)
{
    casus_str word = str_slice(lx->s, start, at);
    if (start > 0 && lx->s.ptr[start - 1] == '-') return false;
    if (word.len > 1 && is_ascii_at(lx, start, at, CHAR_UPPER) &&
        is_ascii_at(lx, start + 1, at, CHAR_UPPER))
        return false;
    return word_is_prefix(word);
}

/* Length of the stars that stand for letters of a word: "d*mn", "s**t"; 0 for other stars. */
static size_t stars_len(const lexer *lx, size_t at, size_t end)
{
    size_t i = at;
    while (i < at + 8 && is_char_at(lx, i, end, '*')) i++;
    bool inside = is_ascii_at(lx, at - 1, end, CHAR_LETTER) && is_ascii_at(lx, i, end, CHAR_LETTER);
    return inside ? i - at : 0;
}

/* May the character at s[at] stand inside the word s[start, at)? Its length, or 0. */
static size_t inner_len(const lexer *lx, size_t start, size_t at, size_t end)
{
    size_t apostrophe = char_apostrophe(lx->s, at);
    if (apostrophe) {
        if (clitic_len(lx, at, end) || is_negation(lx, start, at, end)) return 0;
        if (slurred_len(lx, start, at, end)) return 0;
        return lx->s.ptr[at] != '`' && is_word_at(lx, at + apostrophe, end) ? apostrophe : 0;
    }
    if (lx->s.ptr[at] == '*') return stars_len(lx, at, end);
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

/* The word behind one blank at s[at], when it stands free; else an empty one. */
static casus_str word_behind(const lexer *lx, size_t at)
{
    if (!is_char_at(lx, at, lx->s.len, ' ')) return STR("");
    size_t limit = look_limit(at, lx->s.len);
    size_t to = run_end(lx, at + 1, limit, CHAR_LETTER);
    bool free = to == lx->s.len || is_ascii_at(lx, to, lx->s.len, CHAR_SPACE | CHAR_END) ||
                is_any_at(lx, to, lx->s.len, ",;:");
    return free ? str_slice(lx->s, at + 1, to) : STR("");
}

size_t lexer_contraction(const lexer *lx, size_t start, size_t end)
{
    casus_str word = str_slice(lx->s, start, end);
    size_t cut = word_contraction(word);
    if (cut != CONTRACTION_ASK) return cut;
    bool opens = lx->first != 0 || is_ascii_at(lx, start, end, CHAR_UPPER);
    return word_contraction_before(word, word_behind(lx, end), opens);
}

static void emit_word(lexer *lx, size_t start, size_t end)
{
    size_t cut = lexer_contraction(lx, start, end);
    if (cut) lexer_emit(lx, start, start + cut);
    lexer_emit(lx, start + cut, end);
}

/* Emits the word that begins at s[at], and n't where it ends in that. Gives the place behind. */
static size_t split_word(lexer *lx, size_t start, size_t end)
{
    size_t at = number_prefix_end(lx, start, end);
    if (at) {
        lexer_emit(lx, start, at);
        return at;
    }
    at = start;
    for (;;) {
        at = word_run_end(lx, at, end);
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

/* End of the emoticon at s[at]; 0 when it is none. Eyes, a nose, a mouth; a few more faces where
 * they stand between white space. */
static size_t emoticon_end(const lexer *lx, size_t at, size_t end)
{
    static const char *const faces[] = {"^_^", "-_-", "(:", "(;", ":O", ":o", ":*", ":'(", "<3"};
    bool opens = at == 0 || is_ascii_at(lx, at - 1, end, CHAR_SPACE);
    for (size_t i = 0; opens && i < sizeof faces / sizeof *faces; i++)
        if (str_eq(str_slice(lx->s, at, end), str_from(faces[i]))) return end;
    size_t i = at;
    if (opens && is_char_at(lx, i, end, '>')) i++;
    if (!is_any_at(lx, i, end, ":;=")) return 0;
    i++;
    if (is_char_at(lx, i, end, '-')) i++;
    if (!is_any_at(lx, i, end, ")(DPp/|")) return 0;
    i++;
    return is_word_at(lx, i, end) || is_char_at(lx, i, end, '/') ? 0 : i;
}

/* End of an arrow or a line drawn with several signs, "===>" or "---==": three or more of them, or
 * two that are an arrow or stand between white space; 0 when there is none. */
static size_t drawing_end(const lexer *lx, size_t at, size_t end)
{
    size_t i = at;
    while (is_any_at(lx, i, end, "-=<>|+*~_^{}")) i++;
    bool opens = at == 0 || is_ascii_at(lx, at - 1, end, CHAR_SPACE);
    bool alone = opens && i == end && !is_char_at(lx, at, end, '<');
    bool arrow = is_any_at(lx, at, end, "-=") && is_char_at(lx, at + 1, end, '>');
    return i - at > 2 || (i - at == 2 && (alone || arrow)) ? i : 0;
}

static size_t apostrophe_end(const lexer *lx, size_t at, size_t end)
{
    size_t clitic = clitic_len(lx, at, end);
    if (!clitic && at > 0 && (at == 1 || !is_ascii_at(lx, at - 2, end, CHAR_WORD)))
        clitic = slurred_len(lx, at - 1, at, end);
    if (clitic) return at + clitic;
    size_t from = at + char_apostrophe(lx->s, at);
    bool opens = at == 0 || (char_class_ascii(lx->s.ptr[at - 1]) & (CHAR_SPACE | CHAR_PUNCT));
    size_t letters = run_end(lx, from, end, CHAR_LETTER);
    if (opens && letters > from && letters - from < 6 &&
        word_is_elision(str_slice(lx->s, from, letters)) && !is_word_at(lx, letters, end)) {
        bool closed = letters == from + 1 && letters < end; /* 'n' for "and" */
        return closed ? letters + char_apostrophe(lx->s, letters) : letters;
    }
    size_t digits = run_end(lx, from, end, CHAR_DIGIT);
    if (opens && digits == from + 2) { /* "'72", "'90s" */
        if (is_char_at(lx, digits, end, 's')) digits++;
        if (!is_word_at(lx, digits, end)) return digits;
    }
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
    if (lx->s.ptr[at] == '.' &&
        (at == 0 || lx->s.ptr[at - 1] == ')' || is_ascii_at(lx, at - 1, end, CHAR_SPACE))) {
        size_t file = file_ending_end(lx, at, end);
        if (file) return file;
    }
    if (class & CHAR_END) {
        while (class_at(lx, i, end, &len) & CHAR_END) i += len;
        return i;
    }
    bool starts_chunk = at == 0 || is_ascii_at(lx, at - 1, end, CHAR_SPACE);
    bool tag = lx->s.ptr[at] == '@' || lx->s.ptr[at] == '#';
    if (tag && starts_chunk && is_ascii_at(lx, i, end, CHAR_LETTER)) {
        size_t host = lx->s.ptr[at] == '@' ? domain_end(lx, i, end) : 0;
        if (host) return host;
        while (is_word_at(lx, i, end) || is_char_at(lx, i, end, '_')) {
            class_at(lx, i, end, &len);
            i += len;
        }
        return i;
    }
    size_t face = emoticon_end(lx, at, end);
    if (!face) face = drawing_end(lx, at, end);
    if (face) return face;
    if (class & CHAR_RUN)
        while (i + len <= end && memcmp(lx->s.ptr + i, lx->s.ptr + at, len) == 0) i += len;
    return i;
}

/* Can there be an address in the chunk? Three characters tell, each inside it. */
static bool may_hold_address(const lexer *lx, size_t start, size_t end)
{
    bool found = false;
    for (size_t i = start; i + 1 < end; i++) {
        char c = lx->s.ptr[i];
        found |= c == '.' || c == '@' || c == ':';
    }
    return found;
}

void split_chunk(lexer *lx, size_t start, size_t end)
{
    bool addresses = may_hold_address(lx, start, end);
    size_t at = start;
    while (at < end) {
        size_t len, stop = 0;
        unsigned class = class_at(lx, at, end, &len);
        if (addresses && (class & CHAR_WORD)) stop = address_end(lx, at, end);
        if (!stop && is_number_at(lx, at, end)) stop = number_end(lx, at, end);
        if (!stop && (class & CHAR_WORD)) {
            at = split_word(lx, at, end);
            continue;
        }
        if (!stop) stop = punct_end(lx, at, end);
        lexer_emit(lx, at, stop);
        at = stop;
    }
}
