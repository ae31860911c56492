/* Lists of words and names, read from a file of them and from the files of data/ that it names.
 * data/training/names-lists.txt says at its head how such a file is written. */
#include "train.h"

static name_list *list_add(name_lists *self, casus_str name)
{
    for (uint32_t i = 0; i < self->n; i++)
        if (str_eq(self->lists[i].name, name)) return &self->lists[i];
    if (self->n == MOST_NAME_LISTS) fail("too many lists of names", "");
    self->lists[self->n] = (name_list){.name = name};
    return &self->lists[self->n++];
}

static void list_put(name_lists *self, name_list *list, casus_str item)
{
    char *kept = must(arena_copy(&self->mem, item));
    if (list->n == list->cap) {
        list->cap = list->cap ? list->cap * 2 : 64;
        list->items = must(realloc(list->items, list->cap * sizeof *list->items));
    }
    list->items[list->n++] = (casus_str){kept, item.len};
}

/* "-" is none, "=" stands for another field; "~" marks short names of data/actors. */
static void put_names(name_lists *self, name_list *list, casus_str names)
{
    casus_str name;
    while (str_split(&names, '|', &name)) {
        if (name.len && name.ptr[0] == '~') continue;
        if (name.len == 0 || str_eq(name, STR("-")) || str_eq(name, STR("="))) continue;
        list_put(self, list, name);
    }
}

static void open_or_fail(lines *in, const char *path)
{
    casus_error err = {0};
    if (lines_open(in, path, (size_t)1 << 28, &err) != CASUS_OK) fail(err.message, path);
}

/* The names in one field of each line of a file of data/. */
static void put_file(name_lists *self, name_list *list, const char *path, uint32_t field)
{
    lines in;
    casus_str line, part = {0};
    open_or_fail(&in, path);
    while (lines_next(&in, &line)) {
        uint32_t at = 0;
        while (str_split(&line, ';', &part) && at < field) at++;
        if (at == field) put_names(self, list, part);
    }
    lines_close(&in);
}

/* "@LIST" or "@LIST < FILE FIELD"; FILE is sought from the folder of `path`. */
static name_list *read_head(name_lists *self, casus_str line, const char *path)
{
    casus_str rest = str_slice(line, 1, line.len), name = {0}, mark, file, field;
    char full[1024];
    double number = 0;
    if (!word_next(&rest, &name)) fail("a list without a name in", path);
    name_list *list =
        list_add(self, (casus_str){must(arena_copy(&self->mem, name)), name.len});
    if (!word_next(&rest, &mark)) return list;
    if (!word_next(&rest, &file) || !word_next(&rest, &field) || !number_read(field, &number))
        fail("write \"@LIST < FILE FIELD\" for list", list->name.ptr);
    const char *slash = strrchr(path, '/');
    snprintf(full, sizeof full, "%.*s%.*s", slash ? (int)(slash - path + 1) : 0, path,
             (int)file.len, file.ptr);
    put_file(self, list, full, (uint32_t)number);
    return list;
}

void name_lists_read(name_lists *self, const char *path)
{
    lines in;
    casus_str line;
    name_list *list = NULL;
    *self = (name_lists){.n = 0};
    arena_init(&self->mem, (size_t)256 << 20);
    open_or_fail(&in, path);
    while (lines_next(&in, &line)) {
        if (line.ptr[0] == '@')
            list = read_head(self, line, path);
        else if (!list)
            fail("names before the first @LIST in", path);
        else
            put_names(self, list, line);
    }
    lines_close(&in);
}

void name_lists_release(name_lists *self)
{
    for (uint32_t i = 0; i < self->n; i++) free(self->lists[i].items);
    arena_release(&self->mem);
    *self = (name_lists){.n = 0};
}

const name_list *name_list_find(const name_lists *self, const char *name)
{
    for (uint32_t i = 0; i < self->n; i++)
        if (str_eq(self->lists[i].name, str_from(name))) return &self->lists[i];
    return NULL;
}

bool name_list_has(const name_list *self, casus_str item)
{
    for (uint32_t i = 0; self && i < self->n; i++)
        if (str_eq(self->items[i], item)) return true;
    return false;
}
