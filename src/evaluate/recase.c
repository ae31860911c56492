#include "evaluate/recase.h"

/* The upper-case form where it is one character of the same kind; Latin-1 and ASCII. */
static uint32_t to_upper(uint32_t c)
{
    if (c >= 'a' && c <= 'z') return c - 32;
    if (c >= 0xE0 && c <= 0xFE && c != 0xF7) return c - 32;
    return c;
}

void recase_put(casus_str form, casus_case letters, bool capital, buf *out)
{
    for (size_t at = 0; at < form.len;) {
        size_t start = at;
        uint32_t c = utf8_next(form, &at);
        if (c == UTF8_BAD) {
            buf_put_char(out, form.ptr[start]);
            continue;
        }
        if (letters == CASUS_CASE_LOWER) c = utf8_lower(c);
        if (letters == CASUS_CASE_UPPER || (capital && start == 0)) c = to_upper(c);
        char bytes[4];
        buf_put(out, bytes, utf8_put(bytes, c));
    }
}
