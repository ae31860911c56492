/* write_page: what casus_page_read() found, as a line of JSON or as text. */
#include "export/emit.h"

static void put_json(buf *out, casus_str id, const casus_page_facts *told)
{
    buf_put_char(out, '{');
    emit_key(out, "id");
    emit_string(out, id);
    emit_key(out, "title");
    emit_string(out, told->title);
    emit_key(out, "published");
    emit_day(out, told->published);
    emit_key(out, "author");
    emit_string(out, told->author);
    emit_key(out, "publisher");
    emit_string(out, told->publisher);
    emit_key(out, "url");
    emit_string(out, told->url);
    emit_key(out, "language");
    emit_string(out, told->language);
    emit_key(out, "text");
    emit_string(out, told->text);
    buf_put_str(out, STR("}\n"));
}

casus_status casus_write_page(const casus_page *page, casus_str id, const char *format,
                              casus_sink sink, casus_error *err)
{
    buf out = {0};
    casus_page_facts told;
    bool json = strcmp(format, "json") == 0;
    FAIL_IF(!json && strcmp(format, "text") != 0, CASUS_USAGE,
            "pages are written as \"json\" or \"text\", not as \"%s\"", format);
    casus_page_tell(page, &told);
    if (json)
        put_json(&out, id, &told);
    else {
        emit_utf8(&out, told.text);
        buf_put_str(&out, STR("\n"));
    }
    casus_status status = emit_flush(&out, sink, err);
    buf_release(&out);
    return status;
}
