/* Lines of data/actors/persons and data/actors/bodies: names and dated roles.
 *
 *     NAME | OTHER NAME | ~SHORT ; CODE[:BODY] SECTORS [TITLE] [FROM..TO] ; ...
 *
 * The short form of a person is the last word of each full name, with the particle before it ("von
 * der Leyen", "al-Assad" and "Assad"), unless one is given with "~".
 */
#include "entity/books_build.h"

static bool is_upper_word(casus_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) return false;
    }
    return s.len > 0;
}

static bool is_sector_list(casus_str s)
{
    if (str_eq(s, STR("-"))) return true;
    casus_str part;
    while (str_split(&s, ',', &part))
        if (part.len != 3 || !is_upper_word(part)) return false;
    return true;
}

static casus_status read_sectors(book_builder *b, casus_str list, uint32_t *sectors)
{
    if (str_eq(list, STR("-"))) return CASUS_OK;
    uint32_t n = 0;
    casus_str part;
    while (str_split(&list, ',', &part)) {
        if (n == ENTITY_MAX_SECTORS) return BAD_LINE(b, "more than %d sectors", ENTITY_MAX_SECTORS);
        sectors[n++] = string_pool_add(&b->pool, part);
    }
    return CASUS_OK;
}

static casus_status read_role(book_builder *b, casus_str rest)
{
    casus_str whole = rest, code, sectors, body = {0};
    word_next(&rest, &code);
    size_t colon = str_find(code, STR(":"));
    if (colon != SIZE_MAX) {
        body = str_slice(code, colon + 1, code.len);
        code = str_slice(code, 0, colon);
    }
    if (code.len != 3 || !is_upper_word(code))
        return BAD_LINE(b, "no code in the role \"%.*s\"", (int)whole.len, whole.ptr);
    role_record *r = role_add(b);
    if (!r) return NO_ROOM(b);
    r->code = string_pool_add(&b->pool, code);
    r->body = string_pool_add(&b->pool, body);
    if (!word_next(&rest, &sectors)) return CASUS_OK;
    if (!is_sector_list(sectors))
        return BAD_LINE(b, "no sectors in the role \"%.*s\"", (int)whole.len, whole.ptr);
    TRY(read_sectors(b, sectors, r->sectors));
    /* The range, if any, is the last word. */
    size_t dots = str_find(rest, STR(".."));
    if (dots != SIZE_MAX) {
        size_t start = dots;
        while (start > 0 && rest.ptr[start - 1] != ' ') start--;
        casus_str range = str_slice(rest, start, rest.len);
        if (!parse_day_range(range, &r->from, &r->to))
            return BAD_LINE(b, "\"%.*s\" is no range of days", (int)range.len, range.ptr);
        rest = str_trim(str_slice(rest, 0, start));
    }
    r->title = string_pool_add(&b->pool, rest);
    return CASUS_OK;
}

/* ---- short forms ----------------------------------------------------------------------------- */

static bool is_particle(casus_str word)
{
    static const char *const particles[] = {"von",   "van", "der", "den", "de", "da", "del",
                                            "della", "di",  "dos", "du",  "la", "le", "bin",
                                            "ibn",   "ben", "ter", "ten", "el", "al", "zu"};
    for (size_t i = 0; i < sizeof particles / sizeof particles[0]; i++)
        if (str_eq_nocase(word, str_from(particles[i]))) return true;
    return false;
}

static bool is_suffix(casus_str word)
{
    static const char *const suffixes[] = {"Jr", "Jr.", "Sr", "Sr.", "II",  "III",
                                           "IV", "V",   "VI", "VII", "XVI", "XIV"};
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
        if (str_eq(word, str_from(suffixes[i]))) return true;
    return false;
}

/* Where the last word of name[0, end) begins. */
static size_t last_word(casus_str name, size_t end)
{
    while (end > 0 && name.ptr[end - 1] != ' ') end--;
    return end;
}

static void short_add(book_builder *b, casus_str name, uint32_t value)
{
    size_t end = name.len, start = last_word(name, end);
    if (start > 0 && is_suffix(str_slice(name, start, end))) {
        end = start - 1;
        start = last_word(name, end);
    }
    if (start == 0 || end - start < 2) return; /* one word, or an initial */
    name_add(b->names, b->gate, str_slice(name, start, end), value);
    casus_str word = str_slice(name, start, end);
    if ((str_starts(word, STR("al-")) || str_starts(word, STR("Al-")) ||
         str_starts(word, STR("el-")) || str_starts(word, STR("El-"))) &&
        word.len > 4)
        name_add(b->names, b->gate, str_slice(word, 3, word.len), value);
    size_t with = start;
    while (with > 1) {
        size_t before = last_word(name, with - 1);
        if (before == 0 || !is_particle(str_slice(name, before, with - 1))) break;
        with = before;
    }
    if (with < start) name_add(b->names, b->gate, str_slice(name, with, end), value);
}

static casus_status read_entry(book_builder *b, casus_str line, uint32_t kind)
{
    casus_str names, role, name, first = {0};
    if (!field_next(&line, ';', &names) || !line.ptr)
        return BAD_LINE(b, "an actor needs names and at least one role");
    casus_str rest = names;
    bool given = false;
    while (field_next(&rest, '|', &name)) {
        if (name.len && name.ptr[0] == '~') given = true;
        else if (!first.len) first = name;
    }
    if (!first.len) return BAD_LINE(b, "an actor without a full name");
    uint32_t entry = b->n_entries;
    if (!entry_add(b, first, kind)) return NO_ROOM(b);
    while (field_next(&line, ';', &role))
        if (role.len) TRY(read_role(b, role));
    rest = names;
    uint32_t full = PHRASE_VALUE(PHRASE_ACTOR, entry), brief = PHRASE_VALUE(PHRASE_SHORT, entry);
    while (field_next(&rest, '|', &name)) {
        if (name.len == 0) continue;
        if (name.ptr[0] == '~') {
            name_add(b->names, b->gate, str_trim(str_slice(name, 1, name.len)), brief);
            continue;
        }
        names_add(b, name, full);
        if (kind == ACTOR_PERSON && !given) short_add(b, name, brief);
    }
    return CASUS_OK;
}

casus_status read_body(book_builder *b, casus_str line) { return read_entry(b, line, ACTOR_BODY); }

casus_status read_person(book_builder *b, casus_str line)
{
    return read_entry(b, line, ACTOR_PERSON);
}
