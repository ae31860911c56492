/* entity: HTML character references that are left in plain text.
 *
 * The closing ";" is required, so "AT&T" is safe. "&amp;quot;" was escaped twice and is undone
 * twice.
 */
#include "clean/decode.h"

#include "page/reference.h"

/* One character, or UTF8_BAD. */
static uint32_t character_at(casus_str s, size_t at, size_t *len)
{
    reference found = reference_read_closed(s, at);
    *len = found.len;
    return found.len && !found.second ? found.first : UTF8_BAD;
}

uint32_t entity_decode(casus_str s, size_t at, size_t *len)
{
    uint32_t code_point = character_at(s, at, len);
    for (unsigned again = 0; code_point == '&' && again < 2; again++) {
        /* what follows "&amp;" begins with the "&" that it stands for: read from its ";" on */
        size_t inner_len, behind = at + *len - 1;
        uint32_t inner = character_at(s, behind, &inner_len);
        if (inner == UTF8_BAD) break;
        code_point = inner;
        *len += inner_len - 1;
    }
    return code_point;
}
