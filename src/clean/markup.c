/* markup: HTML tags and comments that stayed in plain text: "<br>", "</p>", "<!-- ad -->".
 *
 * Only tags that HTML has, in lower case, within one line: "<BSC>" is how old wires mark a company
 * and "a < b" is arithmetic.
 */
#include "clean/residue.h"

#define MARKUP_LONGEST 400u

static bool is_tag(casus_str name, bool *block)
{
    static const char blocks[] =
        " p br div h1 h2 h3 h4 h5 h6 ul ol li table tr td th hr blockquote figure "
        "figcaption section article aside header footer nav center ";
    static const char inlines[] =
        " a b i u em strong span img small sub sup font s q cite abbr time mark "
        "script style iframe noscript button input label form svg path picture "
        "source video audio ";
    char key[16] = {' '};
    if (!name.len || name.len > sizeof key - 3) return false;
    memcpy(key + 1, name.ptr, name.len);
    key[name.len + 1] = ' ';
    *block = strstr(blocks, key) != NULL;
    return *block || strstr(inlines, key) != NULL;
}

size_t markup_length(casus_str s, size_t at, bool *block)
{
    if (s.len > at + MARKUP_LONGEST) s.len = at + MARKUP_LONGEST;
    *block = false;
    casus_str rest = str_slice(s, at, s.len);
    if (str_starts(rest, STR("<!--"))) {
        size_t end = str_find(rest, STR("-->"));
        return end == SIZE_MAX ? 0 : end + 3;
    }
    size_t start = 1;
    if (rest.len > 1 && rest.ptr[1] == '/') start = 2;
    size_t end = start;
    while (end < rest.len && ((rest.ptr[end] >= 'a' && rest.ptr[end] <= 'z') ||
                              (end > start && rest.ptr[end] >= '1' && rest.ptr[end] <= '6'))) {
        end++;
    }
    if (end >= rest.len || !strchr(" />", rest.ptr[end])) return 0;
    if (!is_tag(str_slice(rest, start, end), block)) return 0;
    const char *close = memchr(rest.ptr + end, '>', rest.len - end);
    const char *open = memchr(rest.ptr + end, '<', rest.len - end);
    if (!close || (open && open < close)) return 0;
    return (size_t)(close - rest.ptr) + 1;
}
