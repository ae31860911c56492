/* Addresses: a scheme or "www." decides at once; else a name with an "@" inside, names joined by
 * full stops whose last is a known ending ("un.org"), three or more lower-case names joined by
 * them ("comp.lang.c"), or a name with the ending of a file ("report-2.pdf"). */
#include "lex/address.h"

#include "lex/scan.h"
#include "lex/words.h"

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

/* Two or more lower-case letters: a part of "comp.sources.unix", which "e.g" is not. */
static bool is_plain_part(const lexer *lx, size_t at, size_t end)
{
    return end - at > 1 && run_end(lx, at, end, CHAR_LOWER) == end;
}

size_t domain_end(const lexer *lx, size_t at, size_t end)
{
    size_t limit = look_limit(at, end);
    size_t i = at, last = at;
    unsigned dots = 0;
    bool plain = true;
    while (i < limit) {
        if (is_domain_char(lx->s.ptr[i])) {
            i++;
        } else if (lx->s.ptr[i] == '.' && i + 1 < limit && i > at &&
                   is_domain_char(lx->s.ptr[i + 1])) {
            plain = plain && is_plain_part(lx, last, i);
            dots++;
            last = ++i;
        } else {
            break;
        }
    }
    if (dots == 0) return 0;
    if (!word_is_address_ending(str_slice(lx->s, last, i)))
        return dots > 1 && plain && is_plain_part(lx, last, i) && !is_word_at(lx, i, end) ? i : 0;
    if (!is_char_at(lx, i, end, '/')) return i;
    return trim_address(lx, at, end);
}

/* "name@host.org", and "name@HOST" as mail inside a house has it. */
static size_t mail_end(const lexer *lx, size_t at, size_t end)
{
    size_t limit = look_limit(at, end);
    size_t i = at;
    while (i < limit && (is_domain_char(lx->s.ptr[i]) || is_any_at(lx, i, limit, ".+%"))) i++;
    if (i == at || !is_char_at(lx, i, end, '@')) return 0;
    size_t domain = domain_end(lx, i + 1, end);
    if (domain) return domain;
    size_t host = i + 1;
    if (!is_ascii_at(lx, host, end, CHAR_LETTER)) return 0;
    while (host < limit && is_domain_char(lx->s.ptr[host])) host++;
    return is_word_at(lx, host, end) ? 0 : host;
}

size_t file_ending_end(const lexer *lx, size_t at, size_t end)
{
    size_t i = run_end(lx, at + 1, look_limit(at, end), CHAR_WORD);
    if (is_word_at(lx, i, end) || !word_is_file_ending(str_slice(lx->s, at + 1, i))) return 0;
    return i;
}

/* "report_2-final.doc": ends at the first full stop with the ending of a file behind it. */
static size_t file_end(const lexer *lx, size_t at, size_t end)
{
    size_t limit = look_limit(at, end);
    for (size_t i = at; i < limit; i++) {
        if (lx->s.ptr[i] == '.') {
            size_t file = file_ending_end(lx, i, end);
            if (file) return file;
        } else if (!is_domain_char(lx->s.ptr[i]) && !is_any_at(lx, i, limit, "#%!~+")) {
            return 0;
        }
    }
    return 0;
}

size_t address_end(const lexer *lx, size_t at, size_t end)
{
    static const char *const schemes[] = {"http://", "https://", "www.", "ftp://", "mailto:"};
    char c = (char)(lx->s.ptr[at] | 32);
    if (c == 'h' || c == 'w' || c == 'f' || c == 'm')
        for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
            if (starts_with(lx, at, end, schemes[i])) return trim_address(lx, at, end);
    size_t mail = mail_end(lx, at, end);
    return mail ? mail : file_end(lx, at, end);
}
