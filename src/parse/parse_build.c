#include "parse/parse_build.h"

#include <stdio.h>
#include <stdlib.h>

#include "parse/model.h"

static bool has_net(const char *dir)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.zst", dir, parse_section_name(PARSE_SECTION_NET));
    FILE *file = fopen(path, "rb");
    if (file) fclose(file);
    return file != NULL;
}

static casus_status read_and_check(const char *dir, buf sections[PARSE_SECTION_COUNT], buf *packed,
                                   parse_model *model, casus_error *err)
{
    casus_str views[PARSE_SECTION_COUNT] = {0};
    int n = has_net(dir) ? PARSE_SECTION_COUNT : PARSE_SECTION_NEEDED;
    for (int i = 0; i < n; i++) {
        TRY(image_unpack(dir, parse_section_name((enum parse_section)i), packed, &sections[i],
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
        if (status == CASUS_OK && sections[i].len)
            image_writer_add(out, parse_section_name((enum parse_section)i), buf_str(&sections[i]));
        buf_release(&sections[i]);
    }
    buf_release(&packed);
    parse_model_unview(model);
    free(model);
    return status;
}
