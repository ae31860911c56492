/* Compiles data/codes/{plover,cameo,published,combine}.txt into the section "code.tables". The
 * files' own heads say what their columns mean. */
#include "code/codes.h"

#include "base/pool.h"
#include "code/codes_image.h"

#define MAX_FILE (4u << 20)

typedef struct builder {
    arena mem;
    casus_error *err;
    lines at;
    string_pool pool;
    code_value *values;
    code_rule *rules;
    uint32_t n_values, cap_values, n_rules, cap_rules;
} builder;

#define BAD(b, ...) error_at((b)->err, CASUS_BAD_DATA, (b)->at.file, (b)->at.line, __VA_ARGS__)

static uint32_t pool_add(builder *b, casus_str s)
{
    return str_eq(s, STR("*")) || str_eq(s, STR("=")) ? 0 : string_pool_add(&b->pool, s);
}

/* "CONSULT/visit 1 4": key, quad, value; cameo.txt has the value before the quad class. */
static casus_status parse_value(builder *b, casus_str line, bool value_first)
{
    casus_str key, first, second;
    double one, two;
    if (!word_next(&line, &key) || !word_next(&line, &first) || !word_next(&line, &second) ||
        !number_read(first, &one) || !number_read(second, &two))
        return BAD(b, "a line holds a code and two numbers");
    double quad = value_first ? two : one;
    if (!(quad >= 1 && quad <= 4)) return BAD(b, "a quad class is 1, 2, 3 or 4");
    code_value *v = arena_push(&b->mem, &b->values, &b->n_values, &b->cap_values, sizeof *v);
    if (!v) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the code tables");
    *v = (code_value){.key = pool_add(b, key),
                      .quad = (int32_t)quad,
                      .value = value_first ? one : two};
    return CASUS_OK;
}

static void add_type(builder *b, casus_str word, uint32_t *type, uint32_t *mode)
{
    size_t slash = str_find(word, STR("/"));
    *mode = slash == SIZE_MAX ? 0 : pool_add(b, str_slice(word, slash + 1, word.len));
    *type = pool_add(b, slash == SIZE_MAX ? word : str_slice(word, 0, slash));
}

static casus_status parse_status(builder *b, casus_str word, uint32_t *out)
{
    *out = UINT32_MAX;
    if (str_eq(word, STR("*"))) return CASUS_OK;
    for (int i = CASUS_ACTUAL; i <= CASUS_ENDED; i++)
        if (str_eq(word, str_from(casus_event_status_text((casus_event_status)i))))
            *out = (uint32_t)i;
    if (*out == UINT32_MAX) return BAD(b, "\"%.*s\" is no status", (int)word.len, word.ptr);
    return CASUS_OK;
}

/* What plover.txt and cameo.txt, which are read first, do not know would come out without
 * values. */
static casus_status check_known(builder *b, casus_str code)
{
    if (str_eq(code, STR("*")) || str_eq(code, STR("="))) return CASUS_OK;
    for (uint32_t i = 0; i < b->n_values; i++)
        if (str_eq(code, string_pool_at(&b->pool, b->values[i].key))) return CASUS_OK;
    return BAD(b, "\"%.*s\" is in neither plover.txt nor cameo.txt", (int)code.len, code.ptr);
}

/* published.txt: TYPE[/MODE] CAMEO STATUS -> TYPE[/MODE] CAMEO */
static casus_status parse_published(builder *b, casus_str line, code_rule *r)
{
    casus_str type, cameo, status, arrow, to_type, to_cameo;
    if (!word_next(&line, &type) || !word_next(&line, &cameo) || !word_next(&line, &status) ||
        !word_next(&line, &arrow) || !str_eq(arrow, STR("->")) || !word_next(&line, &to_type) ||
        !word_next(&line, &to_cameo))
        return BAD(b, "a line is: TYPE[/MODE] CAMEO STATUS -> TYPE[/MODE] CAMEO");
    TRY(check_known(b, type));
    TRY(check_known(b, to_type));
    TRY(check_known(b, to_cameo));
    add_type(b, type, &r->type, &r->mode);
    r->cameo = pool_add(b, cameo);
    TRY(parse_status(b, status, &r->status));
    add_type(b, to_type, &r->to_type, &r->to_mode);
    r->to_cameo = pool_add(b, to_cameo);
    return CASUS_OK;
}

/* combine.txt: TYPE CAMEO / TYPE[/MODE] CAMEO -> MODE CAMEO */
static casus_status parse_combine(builder *b, casus_str line, code_rule *r)
{
    casus_str type, cameo, slash, under, under_cameo, arrow, to_mode, to_cameo;
    if (!word_next(&line, &type) || !word_next(&line, &cameo) || !word_next(&line, &slash) ||
        !str_eq(slash, STR("/")) || !word_next(&line, &under) || !word_next(&line, &under_cameo) ||
        !word_next(&line, &arrow) || !str_eq(arrow, STR("->")) || !word_next(&line, &to_mode) ||
        !word_next(&line, &to_cameo))
        return BAD(b, "a line is: TYPE CAMEO / TYPE[/MODE] CAMEO -> MODE CAMEO");
    TRY(check_known(b, type));
    TRY(check_known(b, under));
    TRY(check_known(b, to_cameo));
    add_type(b, type, &r->type, &r->mode);
    r->cameo = pool_add(b, cameo);
    add_type(b, under, &r->under_type, &r->under_mode);
    r->under_cameo = pool_add(b, under_cameo);
    r->to_mode = pool_add(b, to_mode);
    r->to_cameo = pool_add(b, to_cameo);
    r->status = UINT32_MAX;
    return CASUS_OK;
}

enum table { TABLE_PLOVER, TABLE_CAMEO, TABLE_PUBLISHED, TABLE_COMBINE };

static casus_status parse_line(builder *b, enum table table, casus_str line)
{
    if (table == TABLE_PLOVER || table == TABLE_CAMEO)
        return parse_value(b, line, table == TABLE_CAMEO);
    code_rule *r = arena_push(&b->mem, &b->rules, &b->n_rules, &b->cap_rules, sizeof *r);
    if (!r) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the code tables");
    return table == TABLE_PUBLISHED ? parse_published(b, line, r) : parse_combine(b, line, r);
}

static casus_status parse_file(builder *b, const char *data_dir, const char *name, enum table table)
{
    buf path = {0};
    buf_printf(&path, "%s/codes/%s", data_dir, name);
    casus_status status = buf_ok(&path)
                              ? lines_open(&b->at, path.ptr, MAX_FILE, b->err)
                              : error_set(b->err, CASUS_NO_MEMORY, "no memory for a path");
    casus_str line;
    while (status == CASUS_OK && lines_next(&b->at, &line)) status = parse_line(b, table, line);
    lines_close(&b->at);
    buf_release(&path);
    return status;
}

casus_status code_tables_build(const char *data_dir, image_writer *out, casus_error *err)
{
    builder b = {.err = err};
    arena_init(&b.mem, 64u << 20);
    string_pool_init(&b.pool);
    static const char *const names[] = {"plover.txt", "cameo.txt", "published.txt", "combine.txt"};
    uint32_t ends[4] = {0};
    casus_status status = CASUS_OK;
    for (uint32_t i = 0; status == CASUS_OK && i < 4; i++) {
        status = parse_file(&b, data_dir, names[i], (enum table)i);
        ends[i] = i < 2 ? b.n_values : b.n_rules;
    }
    if (status == CASUS_OK) {
        tables_header h = {TABLES_MAGIC, ends[0],           ends[1] - ends[0],
                           ends[2],      ends[3] - ends[2], (uint32_t)b.pool.bytes.len};
        buf bytes = {0};
        buf_put(&bytes, &h, sizeof h);
        buf_put(&bytes, b.values, b.n_values * sizeof *b.values);
        buf_put(&bytes, b.rules, b.n_rules * sizeof *b.rules);
        buf_put(&bytes, b.pool.bytes.ptr, b.pool.bytes.len);
        if (buf_ok(&bytes) && string_pool_ok(&b.pool) && arena_ok(&b.mem))
            image_writer_add(out, "code.tables", buf_str(&bytes));
        else
            status = error_set(err, CASUS_NO_MEMORY, "no memory for the code tables");
        buf_release(&bytes);
    }
    string_pool_release(&b.pool);
    arena_release(&b.mem);
    return status;
}
