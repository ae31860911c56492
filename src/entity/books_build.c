/* Compiles data/actors into the section "entity.actors" and puts every name into the phrase trie.
 *
 *   countries.txt  regions.txt  bodies/ *.txt  persons/ *.txt   -> entries with dated roles
 *   roles.txt                                                   -> role nouns
 *   firstnames.txt                                              -> what a first name says of gender
 *
 * A line that does not follow docs/actors.md stops the build with file and line.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* qsort_r */
#endif
#include "entity/books_build.h"

#include "base/files.h"

#include <stdlib.h>

#define MAX_FILE (16u << 20)

/* ---- names ---------------------------------------------------------------------------------- */

static bool is_acronym(casus_str name)
{
    size_t letters = 0;
    for (size_t at = 0; at < name.len;) {
        uint32_t c = utf8_next(name, &at);
        if (c == ' ') return false;
        if (!utf8_is_alpha(c)) continue;
        if (!utf8_is_upper(c)) return false;
        letters++;
    }
    return letters >= 2 && letters <= 7;
}

static casus_str first_word(casus_str name)
{
    size_t end = 0;
    while (end < name.len && name.ptr[end] != ' ' && name.ptr[end] != '-' && name.ptr[end] != '\'')
        end++;
    return str_slice(name, 0, end);
}

void name_add(phrase_builder *names, gate_builder *gates, casus_str name, uint32_t value)
{
    if (name.len == 0) return;
    phrase_builder_add(names, name, value, is_acronym(name) ? PHRASE_UPPER : PHRASE_CASED);
    if (gates) gate_builder_add(gates, first_word(name), GATE_ACTOR);
}

/* "the" is part of a name only where the bare word is another ("the West"): those are kept by
 * regions.txt. */
static casus_str without_article(casus_str name)
{
    if (str_starts(name, STR("the ")) || str_starts(name, STR("The ")))
        return str_slice(name, 4, name.len);
    return name;
}

void names_add(book_builder *b, casus_str list, uint32_t value)
{
    casus_str name;
    if (str_eq(list, STR("-"))) return;
    while (field_next(&list, '|', &name)) name_add(b->names, b->gate, without_article(name), value);
}

/* ---- records -------------------------------------------------------------------------------- */

entry_record *entry_add(book_builder *b, casus_str name, uint32_t kind)
{
    entry_record *e = arena_push(&b->mem, &b->entries, &b->n_entries, &b->cap_entries, sizeof *e);
    if (!e) return NULL;
    e->name = string_pool_add(&b->pool, name);
    e->kind = kind;
    e->first_role = b->n_roles;
    return e;
}

role_record *role_add(book_builder *b)
{
    role_record *r = arena_push(&b->mem, &b->roles, &b->n_roles, &b->cap_roles, sizeof *r);
    if (!r) return NULL;
    r->from = INT32_MIN;
    r->to = INT32_MAX;
    r->entry = b->n_entries - 1;
    b->entries[b->n_entries - 1].n_roles++;
    return r;
}

/* "2004-03-09", "2004-03" or "2004": the first or the last day of it. */
static bool parse_day(casus_str s, bool last, int32_t *day)
{
    char full[11] = "0000-01-01";
    if (s.len != 4 && s.len != 7 && s.len != 10) return false;
    memcpy(full, s.ptr, s.len);
    if (!last || s.len == 10) return casus_day_parse(str_from(full), day);
    if (s.len == 4) memcpy(full + 5, "12", 2);
    for (int d = 31; d >= 28; d--) {
        full[8] = (char)('0' + d / 10);
        full[9] = (char)('0' + d % 10);
        if (casus_day_parse(str_from(full), day)) return true;
    }
    return false;
}

bool parse_day_range(casus_str s, int32_t *from, int32_t *to)
{
    size_t dots = str_find(s, STR(".."));
    if (dots == SIZE_MAX) return false;
    casus_str a = str_slice(s, 0, dots), z = str_slice(s, dots + 2, s.len);
    *from = INT32_MIN;
    *to = INT32_MAX;
    if (a.len && !parse_day(a, false, from)) return false;
    if (z.len && !parse_day(z, true, to)) return false;
    return *from <= *to;
}

/* ---- countries and regions ------------------------------------------------------------------- */

static bool is_code(casus_str s)
{
    if (s.len != 3) return false;
    for (size_t i = 0; i < 3; i++)
        if (s.ptr[i] < 'A' || s.ptr[i] > 'Z') return false;
    return true;
}

/* "=": the adjective itself names a person, with its plural ("Malian", "Malians"). */
static void people_add(book_builder *b, casus_str people, casus_str adjectives, uint32_t value)
{
    if (!str_eq(people, STR("="))) {
        names_add(b, people, value);
        return;
    }
    casus_str word;
    buf plural = {0};
    while (field_next(&adjectives, '|', &word)) {
        name_add(b->names, b->gate, word, value);
        buf_reset(&plural);
        buf_put_str(&plural, word);
        buf_put_char(&plural, 's');
        name_add(b->names, b->gate, buf_str(&plural), value);
    }
    buf_release(&plural);
}

casus_status read_country(book_builder *b, casus_str line)
{
    casus_str f[7] = {{0}};
    uint32_t n = 0;
    while (n < 7 && field_next(&line, ';', &f[n])) n++;
    if (n < 6 || line.ptr)
        return BAD_LINE(b,
                        "a country has six fields and perhaps a range of days; this line has not");
    if (!is_code(f[0])) return BAD_LINE(b, "\"%.*s\" is no country code", (int)f[0].len, f[0].ptr);
    casus_str rest = f[1], name;
    if (!field_next(&rest, '|', &name) || name.len == 0)
        return BAD_LINE(b, "a country without a name");
    uint32_t entry = b->n_entries;
    if (!entry_add(b, name, ACTOR_COUNTRY)) return NO_ROOM(b);
    role_record *r = role_add(b);
    if (!r) return NO_ROOM(b);
    r->code = string_pool_add(&b->pool, f[0]);
    if (n == 7 && !parse_day_range(f[6], &r->from, &r->to))
        return BAD_LINE(b, "\"%.*s\" is no range of days", (int)f[6].len, f[6].ptr);
    names_add(b, f[1], PHRASE_VALUE(PHRASE_ACTOR, entry));
    names_add(b, f[2], PHRASE_VALUE(PHRASE_ADJECTIVE, entry));
    people_add(b, f[3], f[2], PHRASE_VALUE(PHRASE_PEOPLE, entry));
    names_add(b, f[4], PHRASE_VALUE(PHRASE_CAPITAL, entry));
    names_add(b, f[5], PHRASE_VALUE(PHRASE_METONYM, entry));
    b->n_countries = b->n_entries;
    return CASUS_OK;
}

casus_status read_region(book_builder *b, casus_str line)
{
    casus_str f[3] = {{0}};
    uint32_t n = 0;
    while (n < 3 && field_next(&line, ';', &f[n])) n++;
    if (n < 3 || line.ptr) return BAD_LINE(b, "a region has three fields; this line has not");
    casus_str rest = f[0], name;
    if (!field_next(&rest, '|', &name) || name.len == 0)
        return BAD_LINE(b, "a region without a name");
    uint32_t entry = b->n_entries;
    if (!entry_add(b, without_article(name), ACTOR_REGION)) return NO_ROOM(b);
    rest = f[0];
    while (field_next(&rest, '|', &name))
        name_add(b->names, b->gate, name, PHRASE_VALUE(PHRASE_ACTOR, entry));
    names_add(b, f[1], PHRASE_VALUE(PHRASE_ADJECTIVE, entry));
    people_add(b, f[2], f[1], PHRASE_VALUE(PHRASE_PEOPLE, entry));
    return CASUS_OK;
}

/* ---- files ----------------------------------------------------------------------------------- */

static casus_status read_file(book_builder *b, const char *path, line_reader *reader)
{
    lines at;
    casus_status status = lines_open(&at, path, MAX_FILE, b->err);
    b->at = &at;
    casus_str line;
    while (status == CASUS_OK && lines_next(&at, &line)) status = reader(b, line);
    b->at = NULL;
    lines_close(&at);
    return status;
}

static casus_status read_named(book_builder *b, const char *data_dir, const char *name,
                               line_reader *reader)
{
    buf path = {0};
    buf_printf(&path, "%s/actors/%s", data_dir, name);
    casus_status status = buf_ok(&path) ? read_file(b, path.ptr, reader) : NO_ROOM(b);
    buf_release(&path);
    return status;
}

static casus_status read_folder(book_builder *b, const char *data_dir, const char *folder,
                                line_reader *reader)
{
    file_list files;
    casus_status status = file_list_make(&files, data_dir, folder, ".txt", b->err);
    for (size_t i = 0; status == CASUS_OK && i < files.n; i++)
        status = read_file(b, files.paths[i], reader);
    file_list_release(&files);
    return status;
}

static casus_status read_all(book_builder *b, const char *data_dir)
{
    TRY(read_named(b, data_dir, "countries.txt", read_country)); /* first: see n_countries */
    TRY(read_named(b, data_dir, "regions.txt", read_region));
    TRY(read_folder(b, data_dir, "actors/bodies", read_body));
    TRY(read_folder(b, data_dir, "actors/persons", read_person));
    TRY(read_named(b, data_dir, "roles.txt", read_role_noun));
    TRY(read_named(b, data_dir, "firstnames.txt", read_first_name));
    return CASUS_OK;
}

/* ---- the image ------------------------------------------------------------------------------- */

static int compare_holders(const void *a, const void *z, void *self)
{
    const book_builder *b = self;
    const role_record *x = &b->roles[*(const uint32_t *)a], *y = &b->roles[*(const uint32_t *)z];
    int order = strcmp(b->pool.bytes.ptr + x->code, b->pool.bytes.ptr + y->code);
    if (!order) order = strcmp(b->pool.bytes.ptr + x->title, b->pool.bytes.ptr + y->title);
    if (!order) order = (x->from > y->from) - (x->from < y->from);
    return order ? order : (x->entry > y->entry) - (x->entry < y->entry);
}

static int compare_first_names(const void *a, const void *z)
{
    const first_name_record *x = a, *y = z;
    return (x->hash > y->hash) - (x->hash < y->hash);
}

/* A name of both genders stands in the list twice: one record says both. */
static void merge_first_names(book_builder *b)
{
    uint32_t n = 0;
    if (b->n_first) qsort(b->first_names, b->n_first, sizeof *b->first_names, compare_first_names);
    for (uint32_t i = 0; i < b->n_first; i++) {
        if (n && b->first_names[n - 1].hash == b->first_names[i].hash)
            b->first_names[n - 1].flags |= b->first_names[i].flags;
        else
            b->first_names[n++] = b->first_names[i];
    }
    b->n_first = n;
}

static casus_status write_image(book_builder *b, image_writer *out)
{
    uint32_t *holders = arena_alloc(&b->mem, ((size_t)b->n_roles + 1) * sizeof *holders);
    if (!holders || !string_pool_ok(&b->pool) || !arena_ok(&b->mem)) return NO_ROOM(b);
    for (uint32_t i = 0; i < b->n_roles; i++) holders[i] = i;
    qsort_r(holders, b->n_roles, sizeof *holders, compare_holders, b);
    merge_first_names(b);
    actors_header h = {ACTORS_MAGIC,
                       b->n_entries,
                       b->n_countries,
                       b->n_roles,
                       b->n_nouns,
                       b->n_first,
                       (uint32_t)b->pool.bytes.len,
                       0};
    buf section = {0};
    buf_put(&section, &h, sizeof h);
    buf_put(&section, b->first_names, b->n_first * sizeof *b->first_names);
    buf_put(&section, b->entries, b->n_entries * sizeof *b->entries);
    buf_put(&section, b->roles, b->n_roles * sizeof *b->roles);
    buf_put(&section, b->nouns, b->n_nouns * sizeof *b->nouns);
    buf_put(&section, holders, b->n_roles * sizeof *holders);
    buf_put(&section, b->pool.bytes.ptr, b->pool.bytes.len);
    casus_status status = buf_ok(&section) ? CASUS_OK : NO_ROOM(b);
    if (status == CASUS_OK) image_writer_add(out, "entity.actors", buf_str(&section));
    buf_release(&section);
    return status;
}

casus_status books_build(const char *data_dir, phrase_builder *names, gate_builder *gates,
                         image_writer *out, casus_error *err)
{
    book_builder b = {.names = names, .gate = gates, .err = err};
    arena_init(&b.mem, 0);
    string_pool_init(&b.pool);
    casus_status status = read_all(&b, data_dir);
    if (status == CASUS_OK) status = write_image(&b, out);
    string_pool_release(&b.pool);
    arena_release(&b.mem);
    if (status == CASUS_OK) status = places_build(data_dir, names, out, err);
    if (status == CASUS_OK) status = gazetteer_build(data_dir, out, err);
    return status;
}
