/* Lists of words and names, read from a file of them and from the files of data/ that it names.
 * data/training/names-lists.txt says at its head how such a file is written. */
#include "train.h"

static name_list *list_add(name_lists *self, casus_str name)
{
    for (uint32_t i = 0; i < self->n; i++)
        if (str_eq(self->lists[i].name, name)) return &self->lists[i];
    if (self->n == MOST_NAME_LISTS) fail("too many lists of names", "");
    self->lists[self->n] = (name_list){.name = name, .kind = NAME_KIND_COUNT};
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

/* Between " | "; the bars of "<a|b>" have no blanks on both sides. */
static void put_names(name_lists *self, name_list *list, casus_str names)
{
    casus_str name;
    while (field_next(&names, '|', &name))
        if (name.len) list_put(self, list, name);
}

static bool is_capital(casus_str s)
{
    size_t at = 0;
    return s.len && utf8_is_upper(utf8_next(s, &at));
}

/* Of the files of data/ not all is a name in the sense of parse/names.h: "-" is none, "=" stands for
 * another field, "~" marks what is short for a name; "UN refugee agency", "Prince Harry". */
static bool is_name(const name_lists *self, const name_list *list, casus_str name)
{
    if (!is_capital(name) || name_list_has(name_list_find(self, "SKIP"), name)) return false;
    if (list->kind == NAME_PER) {
        casus_str rest = name, first = {0};
        word_next(&rest, &first);
        return !name_list_has(name_list_find(self, "TITLE"), first);
    }
    if (list->kind != NAME_ORG) return true;
    size_t last = name.len;
    while (last > 0 && name.ptr[last - 1] != ' ') last--;
    return is_capital(str_slice(name, last, name.len));
}

static void open_or_fail(lines *in, const char *path)
{
    casus_error err = {0};
    if (lines_open(in, path, (size_t)1 << 28, &err) != CASUS_OK) fail(err.message, path);
}

/* The names in one field of each line of a file of data/; between them stands `sep`. */
static void put_file(name_lists *self, name_list *list, const char *path, uint32_t field, char sep)
{
    lines in;
    casus_str line, part = {0};
    open_or_fail(&in, path);
    while (lines_next(&in, &line)) {
        uint32_t at = 0;
        while (str_split(&line, ';', &part) && at < field) at++;
        casus_str name;
        while (at == field && str_split(&part, sep, &name))
            if (is_name(self, list, name)) list_put(self, list, name);
    }
    lines_close(&in);
}

/* "@LIST [KIND] [< FILE FIELD [WORDS]]"; FILE is sought from the folder of `path`. */
static name_list *read_head(name_lists *self, casus_str line, const char *path)
{
    casus_str rest = str_slice(line, 1, line.len), name = {0}, mark = {0}, file, field;
    char full[1024];
    double number = 0;
    if (!word_next(&rest, &name)) fail("a list without a name in", path);
    name_list *list =
        list_add(self, (casus_str){must(arena_copy(&self->mem, name)), name.len});
    word_next(&rest, &mark);
    for (unsigned kind = 0; kind < NAME_KIND_COUNT; kind++) {
        if (!str_eq(mark, str_from(name_kind_name(kind)))) continue;
        list->kind = kind;
        mark = (casus_str){0};
        word_next(&rest, &mark);
        break;
    }
    if (mark.len == 0) return list;
    if (!str_eq(mark, STR("<")) || !word_next(&rest, &file) || !word_next(&rest, &field) || !number_read(field, &number))
        fail("write \"@LIST KIND < FILE FIELD\" for list", list->name.ptr);
    const char *slash = strrchr(path, '/');
    snprintf(full, sizeof full, "%.*s%.*s", slash ? (int)(slash - path + 1) : 0, path,
             (int)file.len, file.ptr);
    casus_str words = {0};
    put_file(self, list, full, (uint32_t)number, word_next(&rest, &words) ? ' ' : '|');
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

const name_list *name_list_find_str(const name_lists *self, casus_str name)
{
    for (uint32_t i = 0; i < self->n; i++)
        if (str_eq(self->lists[i].name, name)) return &self->lists[i];
    return NULL;
}

const name_list *name_list_find(const name_lists *self, const char *name)
{
    return name_list_find_str(self, str_from(name));
}

bool name_list_has(const name_list *self, casus_str item)
{
    for (uint32_t i = 0; self && i < self->n; i++)
        if (str_eq(self->items[i], item)) return true;
    return false;
}

bool name_list_has_nocase(const name_list *self, casus_str item)
{
    for (uint32_t i = 0; self && i < self->n; i++)
        if (str_eq_nocase(self->items[i], item)) return true;
    return false;
}
