/* words: a rough look at words, before there are tokens. */
#include "segment/parts.h"

static uint32_t first_code_point(casus_str s)
{
    size_t at = 0;
    return s.len ? utf8_next(s, &at) : UTF8_BAD;
}

bool starts_upper(casus_str s)
{
    uint32_t c = first_code_point(s);
    return c != UTF8_BAD && utf8_is_upper(c);
}

bool starts_lower(casus_str s)
{
    uint32_t c = first_code_point(s);
    return c != UTF8_BAD && utf8_is_alpha(c) && !utf8_is_upper(c);
}

static bool is_word_byte(char c) { return char_upper(c) || char_lower(c) || char_digit(c); }

/* Length of the letter or digit at s[at]; 0 where there is none. */
static size_t word_char(casus_str s, size_t at)
{
    if ((unsigned char)s.ptr[at] < 0x80) return is_word_byte(s.ptr[at]) ? 1 : 0;
    size_t end = at;
    uint32_t c = utf8_next(s, &end);
    return c != UTF8_BAD && utf8_is_alpha(c) ? end - at : 0;
}

bool next_word(casus_str s, size_t *at, casus_str *word)
{
    size_t start = *at, len = 0;
    while (start < s.len && !(len = word_char(s, start))) start++;
    if (start >= s.len) {
        *at = s.len;
        return false;
    }
    size_t end = start + len;
    while (end < s.len) {
        if ((len = word_char(s, end))) end += len;
        else if ((s.ptr[end] == '\'' || s.ptr[end] == '-' || s.ptr[end] == '.') &&
                 end + 1 < s.len && (len = word_char(s, end + 1)))
            end += 1 + len;
        else break;
    }
    *word = str_slice(s, start, end);
    *at = end;
    return true;
}

uint32_t count_words(casus_str s, uint32_t most)
{
    uint32_t n = 0;
    casus_str word;
    for (size_t at = 0; n < most && next_word(s, &at, &word);) n++;
    return n;
}

bool ends_terminal(casus_str s)
{
    static const casus_str closers[] = {{"\"", 1}, {"'", 1},      {")", 1},
                                        {"]", 1},  {"\u201D", 3}, {"\u00BB", 2}};
    s = str_trim(s);
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < sizeof closers / sizeof *closers && !again; i++) {
            again = str_ends(s, closers[i]);
            if (again) s = str_slice(s, 0, s.len - closers[i].len);
        }
    }
    return s.len && (strchr(".!?", s.ptr[s.len - 1]) || str_ends(s, STR("\u2026")));
}

bool in_list(casus_str word, const char *list)
{
    if (!word.len) return false;
    while (*list) {
        const char *end = strchr(list, ' ');
        size_t len = end ? (size_t)(end - list) : strlen(list);
        if (len == word.len && str_eq_nocase(word, (casus_str){list, len})) return true;
        list += len + (end ? 1 : 0);
    }
    return false;
}

size_t quote_marks(casus_str s, uint32_t *depth)
{
    size_t at = 0;
    uint32_t marks = 0;
    for (; at < s.len && (s.ptr[at] == '>' || (at && s.ptr[at] == ' ')); at++)
        marks += s.ptr[at] == '>';
    if (depth) *depth = marks;
    return at;
}
