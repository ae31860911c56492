/* Numbers: "5,000" "10:30" "4/30" "3.5" "76th" "1990s" "713-555-0142" are one token; a unit behind
 * a number ("5kg", "3pm", "10k") is one of its own. */
#include "lex/number.h"

#include "lex/scan.h"
#include "lex/words.h"

/* Groups of digits joined by hyphens: a telephone number, with or without an area code, or a date?
 * "500-1000" is a range. */
static bool is_joined(const size_t *lens, size_t n, bool round)
{
    if (n == 2) return lens[0] == 3 && lens[1] == 4 && !round;
    if (n == 4) return lens[0] == 1 && lens[1] == 3 && lens[2] == 3 && lens[3] == 4;
    if (n != 3) return false;
    if (lens[0] == 3 && lens[1] == 3 && lens[2] == 4) return true;
    if (lens[0] == 4 && lens[1] == 2 && lens[2] == 2) return true;
    return lens[0] <= 2 && lens[1] <= 2 && (lens[2] == 4 || lens[2] == 2);
}

/* End of "713-853-3989", "713/853-3989", "853-3989", "1-800-555-0199", "11-20-2000", "2021-09-25"
 * at s[at]; 0 when it is none. */
static size_t hyphened_number_end(const lexer *lx, size_t at, size_t end)
{
    size_t lens[5] = {0}, n = 0, i = at;
    for (;;) {
        size_t next = run_end(lx, i, end - i > 8 ? i + 8 : end, CHAR_DIGIT);
        if (next == i) return 0;
        lens[n++] = next - i;
        i = next;
        bool area = n == 1 && lens[0] == 3 && is_char_at(lx, i, end, '/');
        if (n == 4 || (!area && !is_char_at(lx, i, end, '-'))) break;
        if (!is_ascii_at(lx, i + 1, end, CHAR_DIGIT)) break;
        i++;
    }
    if (n < 2 || is_ascii_at(lx, i, end, CHAR_WORD) || is_any_at(lx, i, end, "-/")) return 0;
    bool round = lx->s.ptr[i - 1] == '0' && lx->s.ptr[i - 2] == '0';
    bool slash = lx->s.ptr[at + lens[0]] == '/';
    return is_joined(lens, n, round) && (!slash || n == 3) ? i : 0;
}

/* The unit at s[at] behind a number that began at `start`. */
static bool is_unit_at(const lexer *lx, size_t start, size_t at, size_t end)
{
    size_t i = run_end(lx, at, end, CHAR_LETTER);
    if (is_ascii_at(lx, i, end, CHAR_DIGIT)) return false;
    char c = (char)(lx->s.ptr[at] | 32);
    if (i == at + 1 && end - i >= 2 && lx->s.ptr[i] == '.' && (lx->s.ptr[i + 1] | 32) == 'm')
        return c == 'a' || c == 'p';
    /* "km" and the raised 2 or 3 */
    bool raised = end - i >= 2 && lx->s.ptr[i] == '\xC2' &&
                  (lx->s.ptr[i + 1] == '\xB2' || lx->s.ptr[i + 1] == '\xB3');
    if (!raised && is_word_at(lx, i, end)) return false;
    /* Thousands, millions and billions in either case; "4G" and "4g" are the name of something. */
    if (i == at + 1 && is_ascii_at(lx, at, end, CHAR_UPPER))
        return c == 'k' || c == 'm' || c == 'b';
    if (i == at + 1 && c == 'g' && at == start + 1) return false;
    return word_is_unit(str_slice(lx->s, at, i));
}

size_t number_end(const lexer *lx, size_t at, size_t end)
{
    size_t i = hyphened_number_end(lx, at, end);
    if (i) return i;
    i = at;
    if (is_any_at(lx, i, end, ".+")) i++;
    for (;;) {
        i = run_end(lx, i, end, CHAR_DIGIT);
        if (!is_any_at(lx, i, end, ".,:/") || !is_ascii_at(lx, i + 1, end, CHAR_DIGIT)) break;
        i++;
    }
    size_t apostrophe = i < end ? char_apostrophe(lx->s, i) : 0;
    bool decade = i > at && lx->s.ptr[i - 1] == '0' && i - at != 1;
    if (decade && apostrophe && is_char_at(lx, i + apostrophe, end, 's') &&
        !is_word_at(lx, i + apostrophe + 1, end))
        return i + apostrophe + 1;
    if (!is_word_at(lx, i, end) || is_unit_at(lx, at, i, end)) return i;
    return word_run_end(lx, i, end);
}

bool is_number_at(const lexer *lx, size_t at, size_t end)
{
    if (is_ascii_at(lx, at, end, CHAR_DIGIT)) return true;
    if (!is_any_at(lx, at, end, ".+")) return false;
    if (at > 0 && !(char_class_ascii(lx->s.ptr[at - 1]) & (CHAR_SPACE | CHAR_PUNCT))) return false;
    return is_ascii_at(lx, at + 1, end, CHAR_DIGIT);
}

size_t number_prefix_end(const lexer *lx, size_t at, size_t end)
{
    size_t letters = run_end(lx, at, end, CHAR_LETTER);
    if (letters == at || !is_ascii_at(lx, letters, end, CHAR_DIGIT)) return 0;
    size_t i = run_end(lx, letters, end, CHAR_DIGIT);
    if (is_word_at(lx, i, end)) return 0;
    if (word_is_currency(str_slice(lx->s, at, letters))) return letters;
    if (is_char_at(lx, i, end, '.')) return is_ascii_at(lx, i + 1, end, CHAR_DIGIT) ? letters : 0;
    /* "ABC200,000", but not the list "A1,2". */
    bool thousands = is_char_at(lx, i, end, ',') &&
                     run_end(lx, i + 1, i + 5 < end ? i + 5 : end, CHAR_DIGIT) == i + 4;
    return thousands ? letters : 0;
}
