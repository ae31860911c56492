/* emit: JSON values and numbers into a buf; see emit.h. */
#include "export/emit.h"

#include <math.h>

void emit_utf8(buf *out, casus_str text)
{
    size_t at = 0, copied = 0;
    while (at < text.len) {
        size_t before = at;
        if (utf8_next(text, &at) != UTF8_BAD) continue;
        buf_put(out, text.ptr + copied, before - copied);
        buf_put(out, "\xEF\xBF\xBD", 3);
        copied = at;
    }
    if (text.len) buf_put(out, text.ptr + copied, text.len - copied);
}

void emit_decimal(buf *out, double value, int min, int max)
{
    static const int64_t POWERS[] = {1,      10,      100,      1000,      10000,
                                     100000, 1000000, 10000000, 100000000, 1000000000};
    if (!(fabs(value) < 1e9)) return;
    int64_t scaled = llround(value * (double)POWERS[max]);
    if (scaled < 0) {
        buf_put_char(out, '-');
        scaled = -scaled;
    }
    int digits = max;
    while (digits > min && scaled % 10 == 0) {
        scaled /= 10;
        digits--;
    }
    buf_printf(out, "%lld", (long long)(scaled / POWERS[digits]));
    if (digits) buf_printf(out, ".%0*lld", digits, (long long)(scaled % POWERS[digits]));
}

void emit_key(buf *out, const char *key)
{
    if (out->len && out->ptr[out->len - 1] != '{') buf_put_char(out, ',');
    buf_put_char(out, '"');
    buf_put_str(out, str_from(key));
    buf_put(out, "\":", 2);
}

static void put_null(buf *out) { buf_put(out, "null", 4); }

static void put_escaped(buf *out, uint32_t c)
{
    switch (c) {
    case '"': buf_put(out, "\\\"", 2); break;
    case '\\': buf_put(out, "\\\\", 2); break;
    case '\n': buf_put(out, "\\n", 2); break;
    case '\r': buf_put(out, "\\r", 2); break;
    case '\t': buf_put(out, "\\t", 2); break;
    default: buf_printf(out, "\\u%04x", (unsigned)c);
    }
}

void emit_string(buf *out, casus_str text)
{
    if (!text.ptr || !text.len) {
        put_null(out);
        return;
    }
    buf_put_char(out, '"');
    size_t at = 0, copied = 0;
    while (at < text.len) {
        size_t before = at;
        uint32_t c = utf8_next(text, &at);
        if (c >= 0x20 && c != '"' && c != '\\' && c != UTF8_BAD) continue;
        buf_put(out, text.ptr + copied, before - copied);
        if (c == UTF8_BAD) {
            buf_put(out, "\xEF\xBF\xBD", 3);
        } else {
            put_escaped(out, c);
        }
        copied = at;
    }
    buf_put(out, text.ptr + copied, text.len - copied);
    buf_put_char(out, '"');
}

void emit_word(buf *out, const char *word) { emit_string(out, str_from(word)); }

void emit_words(buf *out, const char *const *words, uint32_t n)
{
    buf_put_char(out, '[');
    for (uint32_t i = 0; i < n; i++) {
        if (i) buf_put_char(out, ',');
        emit_word(out, words[i]);
    }
    buf_put_char(out, ']');
}

void emit_number(buf *out, double value, int min, int max)
{
    if (!(fabs(value) < 1e9)) {
        put_null(out);
        return;
    }
    emit_decimal(out, value, min, max);
}

void emit_count(buf *out, int64_t n)
{
    if (n < 0) {
        put_null(out);
        return;
    }
    buf_printf(out, "%lld", (long long)n);
}

void emit_bool(buf *out, bool value) { buf_put_str(out, value ? STR("true") : STR("false")); }

void emit_day(buf *out, int32_t day)
{
    char text[11];
    if (day == CASUS_NO_DAY) {
        put_null(out);
        return;
    }
    casus_day_format(day, text);
    emit_word(out, text);
}

void emit_span(buf *out, casus_span span) { buf_printf(out, "[%u,%u]", span.start, span.end); }

casus_status emit_flush(buf *out, casus_sink sink, casus_error *err)
{
    FAIL_IF(!buf_ok(out), CASUS_NO_MEMORY, "there is no memory left to write the output");
    bool good = !out->len || sink.write(sink.self, out->ptr, out->len);
    buf_reset(out);
    FAIL_IF(!good, CASUS_IO, "the output could not be written");
    return CASUS_OK;
}
