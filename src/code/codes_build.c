/* Compiles data/codes/{plover,cameo,published,combine}.txt into the section "code.tables". The files' own heads
 * say what their columns mean. */
#include "code/codes.h"

#include "code/codes_image.h"

#include <stdlib.h>

#define MAX_FILE (4u << 20)

typedef struct builder {
    arena mem;
    casus_error *err;
    lines at;
    buf pool;
    code_value *values;
    code_rule *rules;
    uint32_t n_values, cap_values, n_rules, cap_rules;
} builder;

#define BAD(b, ...) error_at((b)->err, CASUS_BAD_DATA, (b)->at.file, (b)->at.line, __VA_ARGS__)

static uint32_t pool_add(builder *b, casus_str s)
{
    if (s.len == 0 || str_eq(s, STR("*")) || str_eq(s, STR("="))) return 0;
    uint32_t at = (uint32_t)b->pool.len;
    buf_put_str(&b->pool, s);
    buf_put_char(&b->pool, '\0');
    return at;
}

static bool next_word(casus_str *rest, casus_str *word)
{
    do {
        if (!str_split(rest, ' ', word)) return false;
    } while (word->len == 0);
    return true;
}

static bool to_number(casus_str s, double *out)
{
    char copy[32];
    if (s.len == 0 || s.len >= sizeof copy) return false;
    memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    char *end;
    *out = strtod(copy, &end);
    return *end == '\0';
}

/* "CONSULT/visit 1 4": key, quad, value; cameo.txt has the value before the quad class. */
static casus_status parse_value(builder *b, casus_str line, bool value_first)
{
    casus_str key, first, second;
    double one, two;
    if (!next_word(&line, &key) || !next_word(&line, &first) || !next_word(&line, &second) ||
        !to_number(first, &one) || !to_number(second, &two))
        return BAD(b, "a line holds a code and two numbers");
    code_value *v = arena_push(&b->mem, &b->values, &b->n_values, &b->cap_values, sizeof *v);
    if (!v) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the code tables");
    *v = (code_value){.key = pool_add(b, key),
                      .quad = (int32_t)(value_first ? two : one),
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
        if (str_eq(word, str_from(casus_event_status_text((casus_event_status)i)))) *out = (uint32_t)i;
    if (*out == UINT32_MAX) return BAD(b, "\"%.*s\" is no status", (int)word.len, word.ptr);
    return CASUS_OK;
}

/* published.txt: TYPE[/MODE] CAMEO STATUS -> TYPE[/MODE] CAMEO */
static casus_status parse_published(builder *b, casus_str line, code_rule *r)
{
    casus_str type, cameo, status, arrow, to_type, to_cameo;
    if (!next_word(&line, &type) || !next_word(&line, &cameo) || !next_word(&line, &status) ||
        !next_word(&line, &arrow) || !str_eq(arrow, STR("->")) || !next_word(&line, &to_type) ||
        !next_word(&line, &to_cameo))
        return BAD(b, "a line is: TYPE[/MODE] CAMEO STATUS -> TYPE[/MODE] CAMEO");
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
    if (!next_word(&line, &type) || !next_word(&line, &cameo) || !next_word(&line, &slash) ||
        !str_eq(slash, STR("/")) || !next_word(&line, &under) || !next_word(&line, &under_cameo) ||
        !next_word(&line, &arrow) || !str_eq(arrow, STR("->")) || !next_word(&line, &to_mode) ||
        !next_word(&line, &to_cameo))
        return BAD(b, "a line is: TYPE CAMEO / TYPE[/MODE] CAMEO -> MODE CAMEO");
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
    if (table == TABLE_PLOVER || table == TABLE_CAMEO) return parse_value(b, line, table == TABLE_CAMEO);
    code_rule *r = arena_push(&b->mem, &b->rules, &b->n_rules, &b->cap_rules, sizeof *r);
    if (!r) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the code tables");
    return table == TABLE_PUBLISHED ? parse_published(b, line, r) : parse_combine(b, line, r);
}

static casus_status parse_file(builder *b, const char *data_dir, const char *name, enum table table)
{
    buf path = {0}, bytes = {0};
    buf_printf(&path, "%s/codes/%s", data_dir, name);
    casus_status status = buf_ok(&path) ? buf_read_file(&bytes, path.ptr, MAX_FILE, b->err)
                                        : error_set(b->err, CASUS_NO_MEMORY, "no memory for a path");
    lines_init(&b->at, path.ptr, buf_str(&bytes));
    casus_str line;
    while (status == CASUS_OK && lines_next(&b->at, &line)) status = parse_line(b, table, line);
    buf_release(&bytes);
    buf_release(&path);
    return status;
}

casus_status code_tables_build(const char *data_dir, image_writer *out, casus_error *err)
{
    builder b = {.err = err};
    arena_init(&b.mem, 64u << 20);
    buf_put_char(&b.pool, '\0');
    static const char *const names[] = {"plover.txt", "cameo.txt", "published.txt", "combine.txt"};
    uint32_t ends[4] = {0};
    casus_status status = CASUS_OK;
    for (uint32_t i = 0; status == CASUS_OK && i < 4; i++) {
        status = parse_file(&b, data_dir, names[i], (enum table)i);
        ends[i] = i < 2 ? b.n_values : b.n_rules;
    }
    if (status == CASUS_OK) {
        tables_header h = {TABLES_MAGIC, ends[0],           ends[1] - ends[0],
                           ends[2],      ends[3] - ends[2], (uint32_t)b.pool.len};
        buf bytes = {0};
        buf_put(&bytes, &h, sizeof h);
        buf_put(&bytes, b.values, b.n_values * sizeof *b.values);
        buf_put(&bytes, b.rules, b.n_rules * sizeof *b.rules);
        buf_put(&bytes, b.pool.ptr, b.pool.len);
        if (buf_ok(&bytes) && buf_ok(&b.pool) && arena_ok(&b.mem))
            image_writer_add(out, "code.tables", buf_str(&bytes));
        else
            status = error_set(err, CASUS_NO_MEMORY, "no memory for the code tables");
        buf_release(&bytes);
    }
    buf_release(&b.pool);
    arena_release(&b.mem);
    return status;
}
