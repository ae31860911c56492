/* Reading the actor book: an image of flat records (books_image.h), checked once at open, so that
 * every later read is a plain array access. Nothing here allocates but the handle. */
#include "entity/books_image.h"

#include <stdlib.h>

struct actor_book {
    actors_header h;
    const entry_record *entries;
    const role_record *roles;
    const noun_record *nouns;
    const uint32_t *holders;
    const first_name_record *first_names;
    const char *pool;
    uint16_t country_of[26 * 26 * 26]; /* by code: entry + 1, 0 none */
};

/* Where a three-letter code stands in country_of; its size when it is none. */
static uint32_t code_slot(const char *code)
{
    uint32_t slot = 0;
    for (int i = 0; i < 3; i++) {
        if (code[i] < 'A' || code[i] > 'Z') return 26 * 26 * 26;
        slot = slot * 26 + (uint32_t)(code[i] - 'A');
    }
    return code[3] ? 26 * 26 * 26 : slot;
}

static const char *text_of(const actor_book *book, uint32_t offset)
{
    return offset ? book->pool + offset : NULL;
}

static bool sectors_ok(const uint32_t *sectors, uint32_t pool_len)
{
    for (uint32_t i = 0; i < ENTITY_MAX_SECTORS; i++)
        if (sectors[i] >= pool_len) return false;
    return true;
}

static bool book_ok(const actor_book *b)
{
    const actors_header *h = &b->h;
    if (h->pool_len == 0 || b->pool[h->pool_len - 1] != '\0' || b->pool[0] != '\0' ||
        h->n_countries > h->n_entries)
        return false;
    for (uint32_t i = 0; i < h->n_entries; i++) {
        const entry_record *e = &b->entries[i];
        if (e->name >= h->pool_len || e->kind > ACTOR_REGION || e->first_role > h->n_roles ||
            e->n_roles > h->n_roles - e->first_role)
            return false;
    }
    for (uint32_t i = 0; i < h->n_roles; i++) {
        const role_record *r = &b->roles[i];
        if (r->code >= h->pool_len || r->body >= h->pool_len || r->title >= h->pool_len ||
            r->entry >= h->n_entries || b->holders[i] >= h->n_roles ||
            !sectors_ok(r->sectors, h->pool_len))
            return false;
    }
    for (uint32_t i = 0; i < h->n_nouns; i++) {
        const noun_record *n = &b->nouns[i];
        if (n->name >= h->pool_len || n->title >= h->pool_len ||
            !sectors_ok(n->sectors, h->pool_len))
            return false;
    }
    return true;
}

casus_status actor_book_open(actor_book **out, casus_str section, casus_error *err)
{
    *out = NULL;
    actors_header h;
    FAIL_IF(section.len < sizeof h, CASUS_BAD_MODEL,
            "the actors of the model are cut short; build it anew");
    memcpy(&h, section.ptr, sizeof h);
    uint64_t need = sizeof h + (uint64_t)h.n_entries * sizeof(entry_record) +
                    (uint64_t)h.n_roles * sizeof(role_record) +
                    (uint64_t)h.n_nouns * sizeof(noun_record) +
                    (uint64_t)h.n_roles * sizeof(uint32_t) +
                    (uint64_t)h.n_first * sizeof(first_name_record) + h.pool_len;
    FAIL_IF(h.magic != ACTORS_MAGIC || need != section.len, CASUS_BAD_MODEL,
            "the actors of the model are damaged; build it anew");
    actor_book *b = calloc(1, sizeof *b);
    FAIL_IF(!b, CASUS_NO_MEMORY, "no memory for the actor book");
    b->h = h;
    /* First names come first in the bytes: they alone need eight-byte alignment. */
    const char *at = section.ptr + sizeof h;
    b->first_names = (const first_name_record *)(const void *)at;
    at += h.n_first * sizeof(first_name_record);
    b->entries = (const entry_record *)(const void *)at;
    at += h.n_entries * sizeof(entry_record);
    b->roles = (const role_record *)(const void *)at;
    at += h.n_roles * sizeof(role_record);
    b->nouns = (const noun_record *)(const void *)at;
    at += h.n_nouns * sizeof(noun_record);
    b->holders = (const uint32_t *)(const void *)at;
    b->pool = at + h.n_roles * sizeof(uint32_t);
    if (!book_ok(b)) {
        free(b);
        return error_set(err, CASUS_BAD_MODEL,
                         "the actors of the model are damaged; build it anew");
    }
    for (uint32_t i = h.n_countries < UINT16_MAX ? h.n_countries : UINT16_MAX - 1; i > 0; i--) {
        const entry_record *e = &b->entries[i - 1];
        uint32_t slot =
            e->n_roles ? code_slot(b->pool + b->roles[e->first_role].code) : 26 * 26 * 26;
        if (slot < 26 * 26 * 26) b->country_of[slot] = (uint16_t)i;
    }
    *out = b;
    return CASUS_OK;
}

void actor_book_close(actor_book *book) { free(book); }

bool actor_book_entry(const actor_book *book, uint32_t i, actor_entry *out)
{
    if (!book || i >= book->h.n_entries) return false;
    const entry_record *e = &book->entries[i];
    *out = (actor_entry){book->pool + e->name, e->kind, e->n_roles, e->flags != 0};
    return true;
}

static void read_role(const actor_book *book, const role_record *r, actor_role *out)
{
    *out = (actor_role){.from = r->from,
                        .to = r->to,
                        .code = text_of(book, r->code),
                        .body = text_of(book, r->body),
                        .title = text_of(book, r->title)};
    for (uint32_t i = 0; i < ENTITY_MAX_SECTORS && r->sectors[i]; i++)
        out->sectors[out->n_sectors++] = book->pool + r->sectors[i];
}

bool actor_book_role(const actor_book *book, uint32_t entry, uint32_t i, actor_role *out)
{
    if (!book || entry >= book->h.n_entries || i >= book->entries[entry].n_roles) return false;
    read_role(book, &book->roles[book->entries[entry].first_role + i], out);
    return true;
}

/* With no day known: an office still held, else the highest one, else the latest. */
static bool likelier_undated(const actor_book *book, const role_record *r, const role_record *than)
{
    int a = (r->to == INT32_MAX ? 2 : 0) + actor_title_is_head(text_of(book, r->title));
    int b = (than->to == INT32_MAX ? 2 : 0) + actor_title_is_head(text_of(book, than->title));
    if (a != b) return a > b;
    return r->to > than->to || (r->to == than->to && r->from >= than->from);
}

/* How well a role fits a day: held on it (3), ended before (2, the later the better), begun after
 * (1). An office with a title beats a bare one that runs beside it. */
bool actor_book_role_on(const actor_book *book, uint32_t entry, int32_t day, actor_role *out,
                        bool *former)
{
    *former = false;
    if (!book || entry >= book->h.n_entries || book->entries[entry].n_roles == 0) return false;
    const entry_record *e = &book->entries[entry];
    const role_record *best = NULL;
    int best_rank = 0;
    for (uint32_t i = 0; i < e->n_roles; i++) {
        const role_record *r = &book->roles[e->first_role + i];
        int rank = day == CASUS_NO_DAY ? 3 : day > r->to ? 2 : day < r->from ? 1 : 3;
        bool better = !best || rank > best_rank;
        if (best && rank == best_rank) {
            if (rank == 2) better = r->to >= best->to;
            else if (rank == 1) better = r->from < best->from;
            else if (day == CASUS_NO_DAY) better = likelier_undated(book, r, best);
            else
                better = (r->title && !best->title) ||
                         (r->from > best->from && (r->title || !best->title));
        }
        if (better) {
            best = r;
            best_rank = rank;
        }
    }
    read_role(book, best, out);
    *former = best_rank == 2;
    return true;
}

/* ---- offices -------------------------------------------------------------------------------- */

/* Titles of one office: each row holds names for the same chair in different states. */
static const char *const same_office[][4] = {
    {"foreign minister", "secretary of state"},
    {"prime minister", "chancellor", "premier"},
    {"president", "transitional president", "military ruler"},
    {"defence minister", "secretary of defense"},
    {"king", "emir", "sultan", "emperor"},
    {"member of parliament", "senator"},
};

static int office_row(const char *title)
{
    for (size_t i = 0; i < sizeof same_office / sizeof same_office[0]; i++)
        for (int k = 0; k < 4 && same_office[i][k]; k++)
            if (strcmp(title, same_office[i][k]) == 0) return (int)i;
    return -1;
}

bool actor_title_same(const char *a, const char *b)
{
    if (!a || !b) return false;
    if (strcmp(a, b) == 0) return true;
    int row = office_row(a);
    return row >= 0 && row == office_row(b);
}

bool actor_title_is_head(const char *title)
{
    static const char *const heads[] = {"president",
                                        "prime minister",
                                        "chancellor",
                                        "king",
                                        "queen",
                                        "emperor",
                                        "sultan",
                                        "emir",
                                        "supreme leader",
                                        "military ruler",
                                        "transitional president",
                                        "crown prince"};
    return text_among(title, heads, COUNT(heads));
}

static int holder_order(const actor_book *book, const role_record *r, const char *code,
                        const char *title)
{
    int order = strcmp(book->pool + r->code, code);
    return order ? order : strcmp(book->pool + r->title, title);
}

/* The first place in `holders` that is not before (code, title). */
static uint32_t holder_find(const actor_book *book, const char *code, const char *title)
{
    uint32_t low = 0, high = book->h.n_roles;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (holder_order(book, &book->roles[book->holders[middle]], code, title) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t holder_on(const actor_book *book, const char *code, const char *title, int32_t day)
{
    uint32_t found = ENTITY_NONE;
    for (uint32_t i = holder_find(book, code, title); i < book->h.n_roles; i++) {
        const role_record *r = &book->roles[book->holders[i]];
        if (holder_order(book, r, code, title) != 0) break;
        if (book->entries[r->entry].kind != ACTOR_PERSON) continue;
        bool holds = day == CASUS_NO_DAY ? r->to == INT32_MAX : day >= r->from && day <= r->to;
        /* The last that fits: where two spells meet on one day, the successor. */
        if (holds) found = r->entry;
    }
    return found;
}

uint32_t actor_book_holder(const actor_book *book, const char *code, const char *title, int32_t day)
{
    if (!book || !code || !title) return ENTITY_NONE;
    uint32_t found = holder_on(book, code, title, day);
    int row = office_row(title);
    for (int k = 0; found == ENTITY_NONE && row >= 0 && k < 4 && same_office[row][k]; k++)
        found = holder_on(book, code, same_office[row][k], day);
    return found;
}

uint32_t actor_book_country(const actor_book *book, const char *code)
{
    if (!book || !code) return ENTITY_NONE;
    uint32_t slot = code_slot(code);
    return slot < 26 * 26 * 26 && book->country_of[slot] ? book->country_of[slot] - 1u
                                                         : ENTITY_NONE;
}

unsigned actor_book_first_name(const actor_book *book, uint64_t hash)
{
    if (!book) return 0;
    uint32_t low = 0, high = book->h.n_first;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (book->first_names[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low < book->h.n_first && book->first_names[low].hash == hash
               ? book->first_names[low].flags
               : 0;
}

unsigned actor_book_gender_noun(const actor_book *book, uint64_t hash)
{
    return actor_book_first_name(book, gender_noun_key(hash));
}

bool actor_book_role_noun(const actor_book *book, uint32_t i, role_noun *out)
{
    if (!book || i >= book->h.n_nouns) return false;
    const noun_record *n = &book->nouns[i];
    *out = (role_noun){
        .name = book->pool + n->name, .title = text_of(book, n->title), .flags = n->flags};
    for (uint32_t k = 0; k < ENTITY_MAX_SECTORS && n->sectors[k]; k++)
        out->sectors[out->n_sectors++] = book->pool + n->sectors[k];
    return true;
}
