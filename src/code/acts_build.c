/* Compiles the .acts files of data/acts (docs/acts.md) into the section "code.acts".
 *
 * One pass over the lines: a block line opens an act, an indented or following line is a sense of
 * it. What the lint finds in the whole stops the build.
 */
#include "code/acts_build.h"

static bool parse_status(casus_str s, uint32_t *out)
{
    for (int i = CASUS_ACTUAL; i <= CASUS_ENDED; i++) {
        if (str_eq(s, str_from(casus_event_status_text((casus_event_status)i)))) {
            *out = (uint32_t)i;
            return true;
        }
    }
    return false;
}

static bool parse_counts(casus_str s, uint32_t *out)
{
    static const char *const names[] = {"", "dead", "injured", "arrested", "crowd"};
    for (uint32_t i = COUNTS_DEAD; i <= COUNTS_CROWD; i++)
        if (str_eq(s, str_from(names[i]))) *out = i;
    return *out != COUNTS_NOTHING;
}

casus_status acts_build_source(acts_builder *b, act_source **list, uint32_t *n, uint32_t *cap)
{
    act_source *slot = arena_push(&b->mem, list, n, cap, sizeof *slot);
    if (!slot) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
    *slot = (act_source){.file = b->at->file, .line = b->at->line};
    return CASUS_OK;
}

/* "TYPE/MODE CAMEO contexts flags" behind the name. */
static casus_status parse_act_fields(acts_builder *b, casus_str line, act *out)
{
    casus_str type, cameo, contexts, item;
    if (!str_split(&line, ' ', &type) || !str_split(&line, ' ', &cameo) || cameo.len == 0)
        return BAD(b, "an act line is: act NAME TYPE[/MODE] CAMEO [contexts] [flags]");
    size_t slash = str_find(type, STR("/"));
    if (slash != SIZE_MAX)
        out->mode = string_pool_add(&b->pool, str_slice(type, slash + 1, type.len));
    out->type = string_pool_add(&b->pool, slash == SIZE_MAX ? type : str_slice(type, 0, slash));
    out->cameo = string_pool_add(&b->pool, cameo);
    if (str_split(&line, ' ', &contexts) && !str_eq(contexts, STR("-"))) {
        casus_str context;
        uint32_t n = 0;
        while (str_split(&contexts, ',', &context)) {
            if (n == ACT_MAX_CONTEXTS) return BAD(b, "more than %d contexts", ACT_MAX_CONTEXTS);
            out->contexts[n++] = string_pool_add(&b->pool, context);
        }
    }
    while (str_split(&line, ' ', &item)) {
        if (item.len == 0) continue;
        if (str_starts(item, STR("of="))) {
            out->flags |= ACT_OPERATOR;
            if (!parse_status(str_slice(item, 3, item.len), &out->of_status))
                return BAD(b, "\"%.*s\" is no status", (int)item.len, item.ptr);
        } else if (str_starts(item, STR("counts="))) {
            if (!parse_counts(str_slice(item, 7, item.len), &out->counts))
                return BAD(b, "\"%.*s\": counts dead, injured, arrested or crowd", (int)item.len,
                           item.ptr);
        } else if (!acts_build_flag(item, &out->flags))
            return BAD(b, "\"%.*s\" is no flag of an act", (int)item.len, item.ptr);
    }
    return CASUS_OK;
}

static casus_status parse_block(acts_builder *b, casus_str kind, casus_str line)
{
    casus_str name = STR("light");
    if (!str_eq(kind, STR("light")) && (!str_split(&line, ' ', &name) || name.len == 0))
        return BAD(b, "a block without a name");
    for (uint32_t i = 0; str_eq(kind, STR("act")) && i < b->n_acts; i++)
        if (str_eq(name, string_pool_at(&b->pool, b->acts[i].name)))
            return BAD(b, "act \"%.*s\" is defined twice", (int)name.len, name.ptr);
    act *out = arena_push(&b->mem, &b->acts, &b->n_acts, &b->cap_acts, sizeof *out);
    if (!out) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
    out->name = string_pool_add(&b->pool, name);
    TRY(acts_build_source(b, &b->act_sources, &b->n_act_sources, &b->cap_act_sources));
    b->senses_in_act = 0;
    if (str_eq(kind, STR("light"))) {
        out->flags = ACT_LIGHT;
        return CASUS_OK;
    }
    if (str_eq(kind, STR("status"))) {
        out->flags = ACT_STATUS_ONLY;
        if (!parse_status(name, &out->of_status))
            return BAD(b, "\"%.*s\" is no status", (int)name.len, name.ptr);
        casus_str item;
        while (str_split(&line, ' ', &item))
            if (item.len && !acts_build_flag(item, &out->flags))
                return BAD(b, "\"%.*s\" is no flag", (int)item.len, item.ptr);
        return CASUS_OK;
    }
    return parse_act_fields(b, line, out);
}

static casus_status parse_file(acts_builder *b, const char *path)
{
    lines at;
    casus_status status = lines_open(&at, path, 16u << 20, b->err);
    b->at = &at;
    casus_str line;
    while (status == CASUS_OK && lines_next(&at, &line)) {
        casus_str rest = line, word;
        str_split(&rest, ' ', &word);
        if (str_eq(word, STR("set")))
            status = acts_build_set(b, rest);
        else if (str_eq(word, STR("act")) || str_eq(word, STR("status")) ||
                 (str_eq(word, STR("light")) && rest.len == 0))
            status = parse_block(b, word, rest);
        else
            status = acts_build_sense(b, line);
    }
    b->at = NULL;
    lines_close(&at);
    return status;
}

/* The section, and the lint over the book that it holds. */
static casus_status finish(acts_builder *b, const char *data_dir, image_writer *out)
{
    buf bytes = {0};
    act_book book;
    casus_status status = acts_build_image(b, &bytes);
    if (status == CASUS_OK) status = act_book_open(&book, buf_str(&bytes), b->err);
    if (status == CASUS_OK)
        status = acts_lint(&(acts_lint_input){&book, b->act_sources, b->sense_sources, data_dir},
                           b->err);
    if (status == CASUS_OK) image_writer_add(out, "code.acts", buf_str(&bytes));
    buf_release(&bytes);
    return status;
}

casus_status acts_build(const char *data_dir, gate_builder *gates, image_writer *out,
                        casus_error *err)
{
    acts_builder b = {.err = err, .gate = gates};
    arena_init(&b.mem, 256u << 20);
    string_pool_init(&b.pool);
    file_list files = {0};
    casus_status status = file_list_make(&files, data_dir, "acts", ".acts", err);
    for (size_t i = 0; status == CASUS_OK && i < files.n; i++)
        status = parse_file(&b, files.paths[i]);
    if (status == CASUS_OK && (!arena_ok(&b.mem) || !string_pool_ok(&b.pool)))
        status = error_set(err, CASUS_NO_MEMORY, "no memory for the acts");
    if (status == CASUS_OK) status = finish(&b, data_dir, out);
    file_list_release(&files);
    string_pool_release(&b.pool);
    arena_release(&b.mem);
    return status;
}
