/* unpack: a section's file in weights/ -> its bytes. */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <zstd.h>

#define SECTION_MAX (64u << 20)

casus_status image_unpack(const char *dir, const char *name, buf *packed, buf *out,
                          casus_error *err)
{
    char path[1024];
    int len = snprintf(path, sizeof path, "%s/%s.zst", dir, name);
    FAIL_IF(len < 0 || (size_t)len >= sizeof path, CASUS_LIMIT,
            "the path of the weights is too long");
    buf_reset(packed);
    TRY(buf_read_file(packed, path, SECTION_MAX, err));
    unsigned long long size = ZSTD_getFrameContentSize(packed->ptr, packed->len);
    FAIL_IF(size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN ||
                size > SECTION_MAX,
            CASUS_BAD_MODEL, "%s is no zstd file of known size", path);
    char *bytes = malloc((size_t)size + 1);
    FAIL_IF(!bytes, CASUS_NO_MEMORY, "no memory for %s", path);
    size_t got = ZSTD_decompress(bytes, (size_t)size, packed->ptr, packed->len);
    if (got == (size_t)size) buf_put(out, bytes, got);
    free(bytes);
    FAIL_IF(got != (size_t)size, CASUS_BAD_MODEL, "%s is damaged", path);
    FAIL_IF(!buf_ok(out), CASUS_NO_MEMORY, "no memory for %s", path);
    return CASUS_OK;
}
