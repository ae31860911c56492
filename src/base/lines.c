/* lines: the one reader of the text files in data/.
 *
 * One entry a line; "#" opens a comment at the start of a line or after white space (so "No#5"
 * keeps its sign); blank lines are skipped. What comes out is trimmed and never empty, and `line`
 * is the number an editor shows.
 */
#include "base/base.h"

void lines_init(lines *self, const char *file, casus_str text)
{
    /* Editors on Windows like to begin a file with a byte order mark. */
    if (str_starts(text, STR("\xEF\xBB\xBF"))) text = str_slice(text, 3, text.len);
    *self = (lines){.file = file, .rest = text, .line = 0};
}

static casus_str without_comment(casus_str line)
{
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] != '#') continue;
        if (i == 0 || line.ptr[i - 1] == ' ' || line.ptr[i - 1] == '\t') {
            return str_slice(line, 0, i);
        }
    }
    return line;
}

bool lines_next(lines *self, casus_str *out)
{
    while (self->rest.len) {
        const char *end = memchr(self->rest.ptr, '\n', self->rest.len);
        size_t len = end ? (size_t)(end - self->rest.ptr) : self->rest.len;
        casus_str line = str_slice(self->rest, 0, len);
        self->rest = str_slice(self->rest, end ? len + 1 : len, self->rest.len);
        self->line++;
        line = str_trim(without_comment(line));
        if (!line.len) continue;
        *out = line;
        return true;
    }
    return false;
}
