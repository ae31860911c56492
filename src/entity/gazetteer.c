/* Reading the gazetteer. Nothing allocates; nothing trusts the image. */
#include "entity/gazetteer.h"

#include <math.h>

static casus_status damaged(casus_error *err)
{
    return error_set(err, CASUS_BAD_MODEL, "the gazetteer of the model is damaged; build it anew");
}

casus_status gazetteer_open(gazetteer *self, casus_str section, casus_error *err)
{
    gazetteer_header h;
    *self = (gazetteer){0};
    if (section.len < sizeof h) return damaged(err);
    memcpy(&h, section.ptr, sizeof h);
    uint64_t need = sizeof h + (uint64_t)h.n_words * sizeof(uint64_t) +
                    (uint64_t)h.n_blocks * sizeof(gazetteer_block) +
                    (uint64_t)h.n_regions * sizeof(gazetteer_region) +
                    (uint64_t)h.n_entries * sizeof(gazetteer_record) + (uint64_t)h.n_aliases * 3 +
                    h.pool_len + h.names_len;
    if (h.magic != GAZETTEER_MAGIC || need != section.len || h.n_words == 0 ||
        (h.n_words & (h.n_words - 1)) != 0 || h.pool_len == 0)
        return damaged(err);
    const char *at = section.ptr + sizeof h;
    self->h = h;
    self->filter = (const uint64_t *)(const void *)at;
    at += h.n_words * sizeof(uint64_t);
    self->blocks = (const gazetteer_block *)(const void *)at;
    at += h.n_blocks * sizeof(gazetteer_block);
    self->regions = (const gazetteer_region *)(const void *)at;
    at += h.n_regions * sizeof(gazetteer_region);
    self->entries = (const gazetteer_record *)(const void *)at;
    at += h.n_entries * sizeof(gazetteer_record);
    self->aliases = (const uint8_t *)at;
    self->pool = at + h.n_aliases * 3;
    self->names = (const uint8_t *)self->pool + h.pool_len;
    bool ok = self->pool[0] == '\0' && self->pool[h.pool_len - 1] == '\0';
    for (uint32_t i = 0; ok && i < h.n_regions; i++)
        ok = self->regions[i].name < h.pool_len && self->regions[i].country[3] == '\0';
    return ok ? CASUS_OK : damaged(err);
}

/* ---- names ----------------------------------------------------------------------------------- */

typedef struct name_reader {
    const gazetteer *in;
    uint32_t at;               /* of the next name */
    char name[GAZETTEER_NAME]; /* the one just read */
    uint32_t len;
    uint32_t entry, n_entries, alias, n_aliases; /* its own, and those that it leads to */
} name_reader;

static void start_block(name_reader *self, const gazetteer *in, uint32_t block)
{
    const gazetteer_block *b = &in->blocks[block];
    *self = (name_reader){.in = in, .at = b->at, .entry = b->entry, .alias = b->alias};
}

/* False at the end, and where the bytes are none of a name. */
static bool next_name(name_reader *self)
{
    const gazetteer *in = self->in;
    uint32_t end = in->h.names_len, at = self->at;
    if (at >= end || in->names[at] > self->len) return false;
    self->entry += self->n_entries;
    self->alias += self->n_aliases;
    self->len = in->names[at++];
    while (at < end && in->names[at] > NAME_MANY) {
        if (self->len + 1 >= sizeof self->name) return false;
        self->name[self->len++] = (char)in->names[at++];
    }
    if (at >= end) return false;
    self->n_entries = 1;
    self->n_aliases = 0;
    if (in->names[at++] == NAME_MANY) {
        if (at + 2 > end) return false;
        self->n_entries = in->names[at];
        self->n_aliases = in->names[at + 1];
        at += 2;
    }
    self->name[self->len] = '\0';
    self->at = at;
    return true;
}

static uint64_t mixed(uint64_t hash)
{
    hash ^= hash >> 29;
    hash *= 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

/* The word of the filter that a key has, and its bits there. */
static uint64_t filter_word(const place_key *key, uint32_t n_words, uint64_t *bits)
{
    uint64_t hash = mixed(key->hash);
    *bits = 1ull << hash % 64 | 1ull << (hash >> 6) % 64;
    return hash >> 12 & (n_words - 1);
}

void gazetteer_filter_add(uint64_t *filter, uint32_t n_words, const place_key *key)
{
    uint64_t bits, word = filter_word(key, n_words, &bits);
    filter[word] |= bits;
}

bool gazetteer_may_hold(const gazetteer *self, const place_key *key)
{
    uint64_t bits, word = filter_word(key, self->h.n_words, &bits);
    return (self->filter[word] & bits) == bits;
}

/* The last block whose first name stands before the key; 0 where none does. */
static uint32_t block_of(const gazetteer *self, const place_key *key)
{
    uint32_t low = 0, high = self->h.n_blocks;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        name_reader reader;
        place_key head;
        start_block(&reader, self, middle);
        bool before = next_name(&reader) && place_key_of(&head, (casus_str){reader.name, reader.len}) &&
                      place_key_compare(&head, key) < 0;
        if (before) low = middle;
        else high = middle;
    }
    return low;
}

static uint32_t alias_at(const gazetteer *self, uint32_t i)
{
    const uint8_t *a = self->aliases + (size_t)i * 3;
    return a[0] | (uint32_t)a[1] << 8 | (uint32_t)a[2] << 16;
}

static uint32_t take_entries(const name_reader *r, uint32_t *out, uint32_t n, uint32_t most)
{
    const gazetteer_header *h = &r->in->h;
    for (uint32_t i = 0; i < r->n_entries && n < most && r->entry + i < h->n_entries; i++)
        out[n++] = r->entry + i;
    for (uint32_t i = 0; i < r->n_aliases && n < most && r->alias + i < h->n_aliases; i++) {
        uint32_t entry = alias_at(r->in, r->alias + i);
        if (entry < h->n_entries) out[n++] = entry;
    }
    return n;
}

uint32_t gazetteer_find(const gazetteer *self, const place_key *key, uint32_t *out, uint32_t most)
{
    uint32_t n = 0;
    if (!self->h.n_blocks || !gazetteer_may_hold(self, key)) return 0;
    name_reader reader;
    for (uint32_t block = block_of(self, key); block < self->h.n_blocks; block++) {
        start_block(&reader, self, block);
        for (uint32_t i = 0; i < GAZETTEER_BLOCK; i++) {
            place_key here;
            if (!next_name(&reader) ||
                !place_key_of(&here, (casus_str){reader.name, reader.len}))
                return n;
            int order = place_key_compare(&here, key);
            if (order > 0) return n;
            if (order == 0) n = take_entries(&reader, out, n, most);
        }
    }
    return n;
}

/* ---- entries --------------------------------------------------------------------------------- */

bool gazetteer_entry(const gazetteer *self, uint32_t i, gazetteer_place *out)
{
    if (i >= self->h.n_entries) return false;
    const gazetteer_record *r = &self->entries[i];
    if (r->region >= self->h.n_regions) return false;
    const gazetteer_region *region = &self->regions[r->region];
    uint32_t id = r->geonames[0] | (uint32_t)r->geonames[1] << 8 | (uint32_t)r->geonames[2] << 16;
    *out = (gazetteer_place){.lat = round(r->lat * 18000.0 / 65535 - 9000) / 100,
                             .lon = round(r->lon * 36000.0 / 65535 - 18000) / 100,
                             .population = exp2((r->size & 31) / 1.25) - 1,
                             .country = region->country,
                             .region = region->name ? self->pool + region->name : NULL,
                             .region_number = r->region,
                             .kind = r->size >> 5,
                             .geonames = id ? (int64_t)id : -1};
    return true;
}

uint32_t gazetteer_name(const gazetteer *self, uint32_t i, char out[GAZETTEER_NAME])
{
    uint32_t low = 0, high = self->h.n_blocks;
    out[0] = '\0';
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (self->blocks[middle].entry <= i) low = middle;
        else high = middle;
    }
    if (i >= self->h.n_entries || low >= self->h.n_blocks) return 0;
    name_reader reader;
    start_block(&reader, self, low);
    for (uint32_t k = 0; k < GAZETTEER_BLOCK && next_name(&reader); k++) {
        if (i < reader.entry || i - reader.entry >= reader.n_entries) continue;
        memcpy(out, reader.name, (size_t)reader.len + 1);
        return reader.len;
    }
    return 0;
}
