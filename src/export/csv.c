/* csv: one field of comma-separated values (RFC 4180). */
#include "export/record.h"

void csv_field(buf *out, casus_str text)
{
    bool quote = false;
    for (size_t i = 0; i < text.len && !quote; i++) {
        char c = text.ptr[i];
        quote = c == '"' || c == ',' || c == '\n' || c == '\r';
    }
    if (text.len && (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ')) quote = true;
    if (!quote) {
        emit_utf8(out, text);
        return;
    }
    buf_put_char(out, '"');
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '"') continue;
        emit_utf8(out, str_slice(text, from, i + 1));
        buf_put_char(out, '"');
        from = i + 1;
    }
    emit_utf8(out, str_slice(text, from, text.len));
    buf_put_char(out, '"');
}
