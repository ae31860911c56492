#include "parse/parse_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <zstd.h>

#include "parse/model.h"

#define SECTION_MAX (64u << 20)

/* `out` gets the section's bytes, at an address that malloc aligned. */
static casus_status read_section(const char *dir, const char *name, buf *packed, buf *out,
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

static casus_status read_and_check(const char *dir, buf sections[PARSE_SECTION_COUNT], buf *packed,
                                   parse_model *model, casus_error *err)
{
    casus_str views[PARSE_SECTION_COUNT];
    for (int i = 0; i < PARSE_SECTION_COUNT; i++) {
        TRY(read_section(dir, parse_section_name((enum parse_section)i), packed, &sections[i],
                         err));
        views[i] = buf_str(&sections[i]);
    }
    return parse_model_view(model, views, err);
}

casus_status parse_model_build(const char *weights_dir, image_writer *out, casus_error *err)
{
    buf sections[PARSE_SECTION_COUNT] = {0}, packed = {0};
    parse_model *model = calloc(1, sizeof *model);
    FAIL_IF(!model, CASUS_NO_MEMORY, "no memory for the parser's model");
    casus_status status = read_and_check(weights_dir, sections, &packed, model, err);
    for (int i = 0; i < PARSE_SECTION_COUNT; i++) {
        if (status == CASUS_OK)
            image_writer_add(out, parse_section_name((enum parse_section)i), buf_str(&sections[i]));
        buf_release(&sections[i]);
    }
    buf_release(&packed);
    free(model);
    return status;
}
