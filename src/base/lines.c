/* lines: the one reader of the text files in data/.
 *
 * One entry a line; "#" opens a comment at the start of a line or after white space (so "No#5"
 * keeps its sign); blank lines are skipped. What comes out is trimmed and never empty, and `line`
 * is the number an editor shows. Below that, what the lines are made of: fields, words, numbers.
 */
#include "base/base.h"

void lines_init(lines *self, const char *file, casus_str text)
{
    /* Editors on Windows like to begin a file with a byte order mark. */
    if (str_starts(text, STR("\xEF\xBB\xBF"))) text = str_slice(text, 3, text.len);
    *self = (lines){.file = file, .rest = text, .line = 0};
}

casus_status lines_open(lines *self, const char *path, size_t limit, casus_error *err)
{
    buf bytes = {0};
    casus_status status = buf_read_file(&bytes, path, limit, err);
    lines_init(self, path, buf_str(&bytes));
    self->bytes = bytes;
    return status;
}

void lines_close(lines *self)
{
    buf_release(&self->bytes);
    self->rest = (casus_str){0};
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

static bool blank_at(casus_str s, size_t i)
{
    return i >= s.len || s.ptr[i] == ' ' || s.ptr[i] == '\t';
}

bool field_next(casus_str *rest, char sep, casus_str *part)
{
    if (!rest->ptr) return false;
    size_t end = 0;
    while (end < rest->len && !(rest->ptr[end] == sep && blank_at(*rest, end + 1) &&
                                (end == 0 || blank_at(*rest, end - 1))))
        end++;
    *part = str_trim(str_slice(*rest, 0, end));
    if (end >= rest->len)
        *rest = (casus_str){NULL, 0};
    else
        *rest = str_slice(*rest, end + 1, rest->len);
    return true;
}

bool word_next(casus_str *rest, casus_str *word)
{
    *rest = str_trim(*rest);
    size_t end = 0;
    while (!blank_at(*rest, end)) end++;
    *word = str_slice(*rest, 0, end);
    *rest = str_trim(str_slice(*rest, end, rest->len));
    return end > 0;
}

bool number_read(casus_str s, double *out)
{
    bool minus = s.len && s.ptr[0] == '-', point = false;
    double value = 0, unit = 1;
    size_t n_digits = 0;
    if (s.len > 20) return false;
    for (size_t i = minus; i < s.len; i++) {
        if (s.ptr[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
        value = value * 10 + (s.ptr[i] - '0');
        if (point) unit *= 10;
        n_digits++;
    }
    *out = (minus ? -value : value) / unit;
    return n_digits > 0;
}
