/* Lines of data/actors/roles.txt (role nouns) and data/actors/firstnames.txt. */
#include "entity/books_build.h"
#include "lex/inflect.h"

static const struct {
    const char *name;
    uint32_t flag;
} noun_flags[] = {{"person", ROLE_PERSON}, {"group", ROLE_GROUP},   {"org", ROLE_ORG},
                  {"male", ROLE_MALE},     {"female", ROLE_FEMALE}, {"carry", ROLE_CARRY},
                  {"nation", ROLE_NATION}, {"weak", ROLE_WEAK},     {"quantity", ROLE_QUANTITY},
                  {"mark", ROLE_MARK},     {"leader", ROLE_LEADER}, {"plural", ROLE_PLURAL},
                  {"other", ROLE_OTHER},   {"called", ROLE_CALLED}};

static casus_status read_flags(book_builder *b, casus_str list, uint32_t *flags)
{
    casus_str word;
    while (str_split(&list, ' ', &word)) {
        if (!word.len) continue;
        uint32_t found = 0;
        for (size_t i = 0; i < sizeof noun_flags / sizeof noun_flags[0]; i++)
            if (str_eq(word, str_from(noun_flags[i].name))) found = noun_flags[i].flag;
        if (!found)
            return BAD_LINE(b, "\"%.*s\" is no kind or flag of a role noun", (int)word.len,
                            word.ptr);
        *flags |= found;
    }
    if (!(*flags & (ROLE_PERSON | ROLE_GROUP | ROLE_ORG)))
        return BAD_LINE(b, "a role noun is a person, a group or an org");
    return CASUS_OK;
}

/* The word that takes the plural: the one before a preposition ("minister of defence"), else the
 * last. */
static void head_of(casus_str name, size_t *start, size_t *end)
{
    static const char *const preps[] = {" of ",      " for ", " in ",  " to ",
                                        " without ", " on ",  " with "};
    *end = name.len;
    for (size_t i = 0; i < sizeof preps / sizeof preps[0]; i++) {
        size_t at = str_find(name, str_from(preps[i]));
        if (at != SIZE_MAX && at < *end) *end = at;
    }
    /* "attorney general", "commander-in-chief" */
    casus_str head = str_slice(name, 0, *end);
    size_t dash = str_find(head, STR("-in-"));
    if (dash == SIZE_MAX) dash = str_find(head, STR(" general"));
    if (dash != SIZE_MAX && dash > 0 && str_find(head, STR("attorney")) != SIZE_MAX) *end = dash;
    if (str_find(head, STR("-in-")) != SIZE_MAX) *end = str_find(head, STR("-in-"));
    *start = *end;
    while (*start > 0 && name.ptr[*start - 1] != ' ' && name.ptr[*start - 1] != '-') (*start)--;
}

static bool has_upper(casus_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z') return true;
    return false;
}

/* All number forms of a role noun. Acronyms and names keep their case ("CEO", "CEOs"). */
static void noun_add(book_builder *b, casus_str name, uint32_t value, uint32_t flags)
{
    buf forms = {0}, form = {0};
    size_t start, end;
    head_of(name, &start, &end);
    casus_str head = str_slice(name, start, end);
    if (flags & ROLE_PLURAL) {
        buf_put_str(&forms, head);
    } else if (has_upper(head)) {
        buf_put_str(&forms, head);
        buf_put_char(&forms, ' ');
        buf_put_str(&forms, head);
        if (!str_ends(head, STR("s"))) buf_put_char(&forms, 's');
    } else {
        inflect_noun(head, &forms);
    }
    casus_str rest = buf_str(&forms), word;
    while (str_split(&rest, ' ', &word)) {
        if (!word.len) continue;
        buf_reset(&form);
        buf_put_str(&form, str_slice(name, 0, start));
        buf_put_str(&form, word);
        buf_put_str(&form, str_slice(name, end, name.len));
        /* "PM" is a minister, "pm" an hour: an acronym is matched in capitals alone. */
        phrase_builder_add(b->names, buf_str(&form), value, has_upper(name) ? PHRASE_CASED : 0);
        if (start == 0) gate_builder_add(b->gate, word, GATE_ACTOR);
    }
    if (start > 0) {
        size_t stop = 0;
        while (stop < name.len && name.ptr[stop] != ' ' && name.ptr[stop] != '-') stop++;
        gate_builder_add(b->gate, str_slice(name, 0, stop), GATE_ACTOR);
    }
    buf_release(&form);
    buf_release(&forms);
}

casus_status read_role_noun(book_builder *b, casus_str line)
{
    casus_str f[4] = {{0}}, name;
    uint32_t n = 0;
    while (n < 4 && field_next(&line, ';', &f[n])) n++;
    if (n < 3 || line.ptr)
        return BAD_LINE(b, "a role noun has names, sectors, kind and perhaps a title");
    noun_record shared = {.title = n == 4 ? string_pool_add(&b->pool, f[3]) : 0};
    TRY(read_flags(b, f[2], &shared.flags));
    if (!str_eq(f[1], STR("-"))) {
        casus_str sector;
        uint32_t k = 0;
        while (str_split(&f[1], ' ', &sector)) {
            if (!sector.len) continue;
            if (sector.len != 3 || k == ENTITY_MAX_SECTORS)
                return BAD_LINE(b, "bad list of sectors");
            shared.sectors[k++] = string_pool_add(&b->pool, sector);
        }
    }
    while (field_next(&f[0], '|', &name)) {
        if (!name.len) return BAD_LINE(b, "an empty name in a list");
        noun_record *noun =
            arena_push(&b->mem, &b->nouns, &b->n_nouns, &b->cap_nouns, sizeof *noun);
        if (!noun) return NO_ROOM(b);
        *noun = shared;
        noun->name = string_pool_add(&b->pool, name);
        noun_add(b, name, PHRASE_VALUE(PHRASE_ROLE, b->n_nouns - 1), noun->flags);
    }
    return CASUS_OK;
}

/* "F ; Anna Maria ...": the names of one gender; a name under both is of both. "F noun ; actress
 * ...": nouns that tell it. */
casus_status read_first_name(book_builder *b, casus_str line)
{
    casus_str gender, list, name;
    if (!field_next(&line, ';', &gender) || !field_next(&line, ';', &list))
        return BAD_LINE(b, "first names need a gender, F or M, and a list");
    bool noun = str_ends(gender, STR(" noun"));
    if (noun) gender = str_slice(gender, 0, gender.len - strlen(" noun"));
    bool female = str_eq(gender, STR("F"));
    if (!female && !str_eq(gender, STR("M")))
        return BAD_LINE(b, "a gender is F or M, or with \"noun\" behind it");
    while (str_split(&list, ' ', &name)) {
        if (!name.len) continue;
        first_name_record *r =
            arena_push(&b->mem, &b->first_names, &b->n_first, &b->cap_first, sizeof *r);
        if (!r) return NO_ROOM(b);
        r->hash = noun ? gender_noun_key(str_hash_lower(name)) : str_hash_lower(name);
        r->flags = female ? MENTION_FEMALE : MENTION_MALE;
    }
    return CASUS_OK;
}
