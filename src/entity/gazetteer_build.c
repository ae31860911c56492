/* Compiles data/places/geonames.tsv.zst into the section "entity.geonames" (gazetteer.h):
 *
 *     A TAB country TAB region TAB lat TAB lon                        the region of what follows; it may lack a name
 *     D TAB county TAB lat TAB lon
 *     P TAB town|other|... TAB lat TAB lon TAB people TAB GeoNames id
 */
#include "entity/gazetteer.h"

#include "base/pool.h"

#include <math.h>
#include <stdlib.h>

#define FILTER_BITS 8u /* a name, at least */
#define MOST_SAME 255u /* entries of one name in one record */

typedef struct spelling {
    place_key key;
    casus_str name;
    uint32_t item;
    bool alias;
} spelling;

typedef struct builder {
    arena mem;
    string_pool pool;
    spelling *spellings;
    gazetteer_record *items; /* as read */
    gazetteer_region *regions;
    uint32_t n_spellings, cap_spellings, n_items, cap_items, n_regions, cap_regions;
    double people; /* of the region at hand */
    uint32_t region_item;
    const char *path;
    uint32_t line;
    casus_error *err;
} builder;

#define NO_ROOM(b) error_set((b)->err, CASUS_NO_MEMORY, "no memory for the gazetteer")
#define BAD(b, ...) error_at((b)->err, CASUS_BAD_DATA, (b)->path, (b)->line, __VA_ARGS__)

/* ---- lines ----------------------------------------------------------------------------------- */

static uint8_t size_of_people(double people, uint32_t kind)
{
    double size = round(log2(people + 1) * 1.25);
    return (uint8_t)(kind << 5 | (size > 31 ? 31u : (uint32_t)size));
}

static casus_status add_item(builder *b, uint32_t kind, casus_str names, double lat, double lon,
                             double people, double id)
{
    uint32_t item = b->n_items, number = (uint32_t)id;
    gazetteer_record *r = arena_push(&b->mem, &b->items, &b->n_items, &b->cap_items, sizeof *r);
    if (!r) return NO_ROOM(b);
    *r = (gazetteer_record){.lat = (uint16_t)lround((lat + 90) * 65535 / 180),
                            .lon = (uint16_t)lround((lon + 180) * 65535 / 360),
                            .region = (uint16_t)(b->n_regions - 1),
                            .size = size_of_people(people, kind),
                            .geonames = {number & 255, number >> 8 & 255, number >> 16 & 255}};
    casus_str name;
    for (bool alias = false; str_split(&names, '|', &name); alias = true) {
        spelling *s = arena_push(&b->mem, &b->spellings, &b->n_spellings, &b->cap_spellings, sizeof *s);
        if (!s) return NO_ROOM(b);
        *s = (spelling){.name = name, .item = item, .alias = alias};
        if (name.len == 0 || name.len >= GAZETTEER_NAME || !place_key_of(&s->key, name) ||
            s->key.len == 0)
            return BAD(b, "\"%.*s\" can be no name", (int)name.len, name.ptr);
    }
    return CASUS_OK;
}

/* The number of people of a region is known once all its towns were read. */
static void close_region(builder *b)
{
    if (b->region_item != UINT32_MAX)
        b->items[b->region_item].size = size_of_people(b->people, GAZETTEER_REGION);
    b->region_item = UINT32_MAX;
    b->people = 0;
}

static casus_status read_line(builder *b, casus_str line)
{
    casus_str f[6] = {{0}}, kind;
    uint32_t n = 0;
    double lat, lon, people = 0, id = 0;
    if (!str_split(&line, '\t', &kind) || kind.len != 1) return BAD(b, "no such kind of line");
    while (n < 6 && str_split(&line, '\t', &f[n])) n++;
    uint32_t shift = kind.ptr[0] == 'A';
    if (n < 3 + shift || !number_read(f[1 + shift], &lat) || !number_read(f[2 + shift], &lon) ||
        fabs(lat) > 90 || fabs(lon) > 180)
        return BAD(b, "a line has a name, a latitude and a longitude");
    if (shift) {
        close_region(b);
        if (f[0].len != 3 || b->n_regions > UINT16_MAX) return BAD(b, "bad country");
        gazetteer_region *r =
            arena_push(&b->mem, &b->regions, &b->n_regions, &b->cap_regions, sizeof *r);
        if (!r) return NO_ROOM(b);
        memcpy(r->country, f[0].ptr, 3);
        if (!f[1].len) return CASUS_OK;
        r->name = string_pool_add(&b->pool, f[1]);
        b->region_item = b->n_items;
        return add_item(b, GAZETTEER_REGION, f[1], lat, lon, 0, 0);
    }
    if (!b->n_regions) return BAD(b, "a place before its region");
    if (kind.ptr[0] == 'D') return add_item(b, GAZETTEER_COUNTY, f[0], lat, lon, 0, 0);
    if (kind.ptr[0] != 'P' || n != 5 || !number_read(f[3], &people) || !number_read(f[4], &id) ||
        people < 0 || id < 0 || id >= 1 << 24)
        return BAD(b, "a town has its people and its GeoNames id");
    b->people += people;
    return add_item(b, GAZETTEER_TOWN, f[0], lat, lon, people, id);
}

static casus_status read_lines(builder *b, casus_str text)
{
    casus_str line;
    while (str_split(&text, '\n', &line)) {
        b->line++;
        if (line.len) TRY(read_line(b, line));
    }
    close_region(b);
    return CASUS_OK;
}

/* ---- the image ------------------------------------------------------------------------------- */

static int by_key(const void *x, const void *y)
{
    const spelling *a = x, *b = y;
    int order = place_key_compare(&a->key, &b->key);
    if (!order) order = memcmp(a->name.ptr, b->name.ptr, a->name.len < b->name.len ? a->name.len : b->name.len);
    if (!order) order = (a->name.len > b->name.len) - (a->name.len < b->name.len);
    if (!order) order = (int)a->alias - (int)b->alias;
    return order ? order : (a->item > b->item) - (a->item < b->item);
}

static bool same_name(const spelling *a, const spelling *b) { return str_eq(a->name, b->name); }

static uint32_t shared_bytes(casus_str a, casus_str b)
{
    uint32_t n = 0;
    while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n]) n++;
    return n;
}

typedef struct image_parts {
    buf blocks, entries, aliases, names;
    uint32_t *entry_of; /* [n_items] */
    uint32_t n_names, n_entries, n_aliases;
} image_parts;

/* One name: spellings [from, to) are alike. */
static void put_name(const builder *b, image_parts *p, uint32_t from, uint32_t to, casus_str before)
{
    const spelling *s = &b->spellings[from];
    uint32_t own = 0;
    while (from + own < to && !s[own].alias) own++;
    bool head = p->n_names++ % GAZETTEER_BLOCK == 0;
    if (head) {
        gazetteer_block block = {(uint32_t)p->names.len, p->n_entries, p->n_aliases};
        buf_put(&p->blocks, &block, sizeof block);
    }
    uint32_t shared = head ? 0 : shared_bytes(before, s->name);
    buf_put_char(&p->names, (char)shared);
    buf_put_str(&p->names, str_slice(s->name, shared, s->name.len));
    uint32_t others = to - from - own;
    if (own == 1 && others == 0) {
        buf_put_char(&p->names, NAME_ONE);
    } else {
        const char many[3] = {NAME_MANY, (char)own, (char)others};
        buf_put(&p->names, many, sizeof many);
    }
    for (uint32_t i = 0; i < own; i++) {
        p->entry_of[s[i].item] = p->n_entries++;
        buf_put(&p->entries, &b->items[s[i].item], sizeof *b->items);
    }
    p->n_aliases += others;
}

static void put_names(const builder *b, image_parts *p)
{
    casus_str before = {0};
    for (uint32_t i = 0, end; i < b->n_spellings; i = end) {
        for (end = i + 1; end < b->n_spellings && end - i < MOST_SAME &&
                          same_name(&b->spellings[i], &b->spellings[end]);)
            end++;
        put_name(b, p, i, end, before);
        before = b->spellings[i].name;
    }
    for (uint32_t i = 0; i < b->n_spellings; i++) {
        uint32_t e = p->entry_of[b->spellings[i].item];
        const char bytes[3] = {(char)(e & 255), (char)(e >> 8 & 255), (char)(e >> 16 & 255)};
        if (b->spellings[i].alias) buf_put(&p->aliases, bytes, sizeof bytes);
    }
}

static casus_status write_image(builder *b, image_writer *out)
{
    image_parts p = {0};
    if (b->n_spellings) qsort(b->spellings, b->n_spellings, sizeof *b->spellings, by_key);
    p.entry_of = arena_alloc(&b->mem, ((size_t)b->n_items + 1) * sizeof *p.entry_of);
    uint32_t n_words = 1;
    while (n_words * 64 < b->n_spellings * FILTER_BITS) n_words *= 2;
    uint64_t *filter = arena_alloc(&b->mem, n_words * sizeof *filter);
    if (!p.entry_of || !filter) return NO_ROOM(b);
    for (uint32_t i = 0; i < b->n_spellings; i++)
        gazetteer_filter_add(filter, n_words, &b->spellings[i].key);
    put_names(b, &p);
    string_pool_add(&b->pool, STR("-")); /* so that there is one */
    gazetteer_header h = {.magic = GAZETTEER_MAGIC,
                          .n_words = n_words,
                          .n_blocks = (uint32_t)(p.blocks.len / sizeof(gazetteer_block)),
                          .n_regions = b->n_regions,
                          .n_entries = p.n_entries,
                          .n_aliases = p.n_aliases,
                          .pool_len = (uint32_t)b->pool.bytes.len,
                          .names_len = (uint32_t)p.names.len};
    buf section = {0};
    buf_put(&section, &h, sizeof h);
    buf_put(&section, filter, n_words * sizeof *filter);
    buf_put(&section, p.blocks.ptr, p.blocks.len);
    buf_put(&section, b->regions, b->n_regions * sizeof *b->regions);
    buf_put(&section, p.entries.ptr, p.entries.len);
    buf_put(&section, p.aliases.ptr, p.aliases.len);
    buf_put(&section, b->pool.bytes.ptr, b->pool.bytes.len);
    buf_put(&section, p.names.ptr, p.names.len);
    bool ok = buf_ok(&section) && buf_ok(&p.blocks) && buf_ok(&p.entries) && buf_ok(&p.aliases) &&
              buf_ok(&p.names) && string_pool_ok(&b->pool);
    if (ok) image_writer_add(out, "entity.geonames", buf_str(&section));
    buf_release(&section);
    buf_release(&p.blocks);
    buf_release(&p.entries);
    buf_release(&p.aliases);
    buf_release(&p.names);
    return ok ? CASUS_OK : NO_ROOM(b);
}

casus_status gazetteer_build(const char *data_dir, image_writer *out, casus_error *err)
{
    builder b = {.path = "geonames.tsv.zst", .region_item = UINT32_MAX, .err = err};
    buf dir = {0}, packed = {0}, text = {0};
    arena_init(&b.mem, 0);
    string_pool_init(&b.pool);
    buf_printf(&dir, "%s/places", data_dir);
    casus_status status = buf_ok(&dir) ? image_unpack(dir.ptr, "geonames.tsv", &packed, &text, err)
                                       : error_set(err, CASUS_NO_MEMORY, "no memory");
    if (status == CASUS_OK) status = read_lines(&b, buf_str(&text));
    if (status == CASUS_OK || status == CASUS_NOT_FOUND) status = write_image(&b, out);
    string_pool_release(&b.pool);
    arena_release(&b.mem);
    buf_release(&dir);
    buf_release(&packed);
    buf_release(&text);
    return status;
}
