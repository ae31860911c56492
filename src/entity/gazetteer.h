/* The gazetteer: towns of 1,000 people and more, provinces and counties, by name. An image that
 * tools/compile makes of data/places/geonames.tsv.zst (gazetteer_build.c), and its reader.
 *
 *   gazetteer_header | filter u64[] | block[n_blocks] | region[n_regions] | entry[n_entries] |
 *   alias u24[n_aliases] | pool (regions' names) | names
 *
 * Names stand sorted by their key, 16 a block; a name is the number of bytes that it shares with
 * the one before, the rest, and an end byte: ONE (one entry of this name), or MANY with the numbers
 * of entries and of aliases behind it. Entries stand in the order of their names, so a block that
 * knows its first one tells them all. An alias leads to an entry of another name.
 *
 * The file is mapped and may hold anything: sizes are checked at open, and every step through the
 * names is bounded by the section.
 */
#ifndef CASUS_ENTITY_GAZETTEER_H
#define CASUS_ENTITY_GAZETTEER_H

#include "base/base.h"

#define GAZETTEER_MAGIC 0x315A4147u /* "GAZ1" */
#define GAZETTEER_BLOCK 16u         /* names */
#define GAZETTEER_NAME 96u          /* bytes of a name, with the NUL */
enum { NAME_ONE = 1, NAME_MANY = 2 };

/* ---- keys ------------------------------------------------------------------------------------ */

/* What a name is found by: its letters and digits alone, in lower case, without marks: "alqaim" of
 * "Al-Qā'im". "St.", "Mt." and "Ft." are written out. */
typedef struct place_key {
    char text[GAZETTEER_NAME];
    uint32_t len;
    uint64_t hash;
} place_key;

static inline void place_key_start(place_key *self)
{
    self->len = 0;
    self->hash = 0xCBF29CE484222325u;
}
/* Adds a word; false where the key is full. */
bool place_key_add(place_key *self, casus_str word);
/* The key of a name of several words. */
bool place_key_of(place_key *self, casus_str name);
/* As memcmp() orders them, the shorter first. */
int place_key_compare(const place_key *a, const place_key *b);

/* ---- reading --------------------------------------------------------------------------------- */

enum gazetteer_kind { GAZETTEER_TOWN, GAZETTEER_REGION, GAZETTEER_COUNTY };

typedef struct gazetteer_header {
    uint32_t magic, n_words, n_blocks, n_regions, n_entries, n_aliases, pool_len, names_len;
} gazetteer_header;

typedef struct gazetteer_block {
    uint32_t at, entry, alias; /* of its first name */
} gazetteer_block;

typedef struct gazetteer_region {
    uint32_t name;   /* in the pool; 0 none */
    char country[4]; /* "SYR" */
} gazetteer_region;

typedef struct gazetteer_record {
    uint16_t lat, lon, region;
    uint8_t size; /* gazetteer_kind << 5 | population, as gazetteer_size() has it */
    uint8_t geonames[3]; /* 0 unknown */
} gazetteer_record;

typedef struct gazetteer {
    gazetteer_header h;
    const uint64_t *filter;
    const gazetteer_block *blocks;
    const gazetteer_region *regions;
    const gazetteer_record *entries;
    const uint8_t *aliases;
    const char *pool;
    const uint8_t *names;
} gazetteer;

typedef struct gazetteer_place {
    double lat, lon, population;
    const char *country;
    const char *region; /* NULL none */
    uint32_t region_number, kind;
    int64_t geonames; /* -1 unknown */
} gazetteer_place;

casus_status gazetteer_open(gazetteer *self, casus_str section, casus_error *err);
/* Can the key be a name? False nearly always where it is none. */
bool gazetteer_may_hold(const gazetteer *self, const place_key *key);
void gazetteer_filter_add(uint64_t *filter, uint32_t n_words, const place_key *key);
/* The entries of this name, at most `most`; an alias' come last. */
uint32_t gazetteer_find(const gazetteer *self, const place_key *key, uint32_t *out, uint32_t most);
bool gazetteer_entry(const gazetteer *self, uint32_t i, gazetteer_place *out);
/* The name of an entry, as its country writes it; the length, 0 where the image is damaged. */
uint32_t gazetteer_name(const gazetteer *self, uint32_t i, char out[GAZETTEER_NAME]);

/* ---- building -------------------------------------------------------------------------------- */

/* Writes the section "entity.geonames" from DATA_DIR/places/geonames.tsv.zst; an empty one where
 * there is no such file. */
casus_status gazetteer_build(const char *data_dir, image_writer *out, casus_error *err);

#endif
