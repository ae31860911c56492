/* status: how a function says that it failed.
 *
 * The code travels as the return value; the words, with file and line or offset, go into a
 * casus_error that the caller may have left out. Nothing here allocates, so reporting "no memory"
 * cannot itself run out of it.
 */
#include "base/base.h"

#include <stdio.h>

const char *casus_status_text(casus_status status)
{
    switch (status) {
#define X(name, text)                                                                              \
    case CASUS_##name: return text;
        CASUS_STATUS_LIST(X)
#undef X
    }
    return "unknown status";
}

static void fill(casus_error *err, casus_status status, const char *file, uint32_t line,
                 const char *fmt, va_list args)
{
    if (!err) return;
    casus_error filled = {.status = status, .line = line};
    if (file) snprintf(filled.file, sizeof filled.file, "%s", file);
    vsnprintf(filled.message, sizeof filled.message, fmt, args);
    *err = filled; /* last: the arguments may be words of the error that was there */
}

casus_status error_set(casus_error *err, casus_status status, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    fill(err, status, NULL, 0, fmt, args);
    va_end(args);
    return status;
}

casus_status error_at(casus_error *err, casus_status status, const char *file, uint32_t line,
                      const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    fill(err, status, file, line, fmt, args);
    va_end(args);
    return status;
}
