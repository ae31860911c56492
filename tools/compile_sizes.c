#include "compile_sizes.h"

#define MODEL_BUDGET 24000000u /* bytes */
#define MOST_BYTES ((size_t)1 << 30)

/* `sections`: names, or with a dot at the end all that begin so. */
static const struct part {
    const char *name, *sections;
} PARTS[] = {
    {"fast engine", "parse.tagger parse.arcs parse.labels"},
    {"default engine", "parse.net parse.words"},
    {"vectors", "parse.vectors"},
    {"both engines", "parse.meta parse.clusters parse.tags parse.lemmas"},
    {"sentence ends", "segment."},
    {"lexicon", "lex. code. clean."},
    {"gazetteer", "entity."},
    {"other", ""},
};

#define N_PARTS (sizeof PARTS / sizeof *PARTS)

/* The first part that lists the section; else the last one. */
static size_t part_of(const char *section)
{
    for (size_t p = 0; p + 1 < N_PARTS; p++) {
        casus_str rest = str_from(PARTS[p].sections), one;
        while (str_split(&rest, ' ', &one))
            if (str_eq(one, str_from(section)) ||
                (str_ends(one, STR(".")) && str_starts(str_from(section), one)))
                return p;
    }
    return N_PARTS - 1;
}

static void put_row(FILE *out, const char *part, const char *section, size_t bytes)
{
    fprintf(out, "%-16s %-16s %10zu %6zu.%02zu %%\n", part, section, bytes, bytes * 100 / MODEL_BUDGET,
            bytes * 10000 / MODEL_BUDGET % 100);
}

static void print_parts(const image *model, FILE *out)
{
    casus_str bytes;
    const char *name;
    fprintf(out, "%-16s %-16s %10s %11s\n", "part", "section", "bytes", "of 24 MB");
    for (size_t p = 0; p < N_PARTS; p++) {
        size_t sum = 0, n = 0;
        for (uint32_t i = 0; image_nth(model, i, &name, &bytes); i++)
            if (part_of(name) == p) sum += bytes.len, n++;
        if (!n) continue;
        put_row(out, PARTS[p].name, "", sum);
        for (uint32_t i = 0; n > 1 && image_nth(model, i, &name, &bytes); i++)
            if (part_of(name) == p) put_row(out, "", name, bytes.len);
    }
    put_row(out, "all", "", model->len);
}

casus_status sizes_print(const char *path, FILE *out, casus_error *err)
{
    buf file = {0};
    image model;
    casus_status status = buf_read_file(&file, path, MOST_BYTES, err);
    if (status == CASUS_OK) status = image_open(&model, file.ptr, file.len, path, err);
    if (status == CASUS_OK) print_parts(&model, out);
    buf_release(&file);
    return status;
}
